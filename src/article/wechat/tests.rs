use super::{
    colour::Paint,
    conform::conformed,
    dark::letterings,
    shape::{contains, rings},
    tree::{Element, read},
    *,
};
use proptest::prelude::*;

const FIXTURES: [(&str, &str); 3] = [
    ("slope-en", include_str!("../../../tests/fixtures/wechat/slope-en.svg")),
    ("trend-zh", include_str!("../../../tests/fixtures/wechat/trend-zh.svg")),
    ("bars-zh", include_str!("../../../tests/fixtures/wechat/bars-zh.svg")),
];

fn document(content: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\">{content}</svg>")
}

/// A picture that passes, checked in every way that holds for all of them.
fn passing(svg: &str) -> String {
    let passed = conform(svg).unwrap_or_else(|error| panic!("{error}\n{svg:.600}"));
    assert_eq!(lint(&passed), []);
    assert_eq!(conform(&passed).unwrap(), passed, "again");
    passed
}

/// What stands on the ground.
fn drawn(svg: &str) -> String {
    let passed = passing(&document(svg));
    let (_, after) = passed.split_once("fill=\"#ffffff\"></rect>\n").unwrap();
    after.trim_end_matches("\n</svg>\n").into()
}

#[cfg(feature = "bundle")]
mod of_the_gallery {
    use super::*;
    use crate::{
        bundle,
        figure::{MapMarks, MapName, gallery},
        map::{choropleth, svg, tiles},
        theme::Theme,
    };

    /// A map of the gallery with its name and how many of its places have no data.
    struct Map {
        name: String,
        svg: String,
        without_data: usize,
    }

    pub(super) fn picture(figure: &crate::figure::Figure, marks: &MapMarks, lang: Lang) -> String {
        let paint = choropleth::paint(figure, marks, Theme::Light, lang);
        if marks.map == MapName::Tiles {
            let options = tiles::TileOptions {
                width_px: 720,
                id_prefix: "map-",
                lang,
                mode: svg::Mode::Static,
            };
            return tiles::render(&paint, &options);
        }
        let layer = bundle::map(marks.map).unwrap();
        let credit = Some(choropleth::credit_of(lang));
        let options = choropleth::static_options(marks.map, 720, lang);
        svg::render(&layer, &paint, &svg::MapOptions { credit, ..options })
    }

    fn maps() -> Vec<Map> {
        let atlas = bundle::atlas().unwrap();
        let mut out = Vec::new();
        for lang in [Lang::Zh, Lang::En] {
            for one in gallery() {
                let figure = one.figure(&atlas, lang);
                for marks in figure.maps() {
                    let empty = |region: &&crate::figure::RegionMark| {
                        region.class.is_none() && region.share.is_none()
                    };
                    out.push(Map {
                        name: format!("{} {} {}", one.id(), marks.year, lang.pick("zh", "en")),
                        svg: picture(&figure, marks, lang),
                        without_data: marks.regions.iter().filter(empty).count(),
                    });
                }
            }
        }
        out
    }

    #[test]
    fn every_map_passes_and_shows_hatched_what_has_no_data() {
        let maps = maps();
        assert_eq!(maps.len(), 20, "ten maps, two languages");
        assert!(maps.iter().any(|map| map.without_data > 2));
        for map in maps {
            let passed = passing(&map.svg);
            let root = read(&passed).unwrap();
            let mut hatched = 0;
            hatches(&root, &mut |polygon, lines| {
                hatched += 1;
                let polygon = rings(polygon).unwrap();
                let lines = rings(lines).unwrap();
                assert!(!lines.is_empty());
                for line in lines {
                    let [a, b] = line.try_into().unwrap();
                    let [(ax, ay), (bx, by)]: [(f64, f64); 2] = [a, b];
                    // Where a line ends, rounding may have put it beside the edge.
                    for share in [0.02, 0.25, 0.5, 0.75, 0.98] {
                        let at = (ax + (bx - ax) * share, ay + (by - ay) * share);
                        let close = 2.0;
                        let near = (bx - ax).hypot(by - ay) < 4.0 * close;
                        assert!(near || contains(&polygon, at), "{} {at:?}", map.name);
                    }
                }
            });
            assert!(hatched >= map.without_data, "{}: {hatched}", map.name);
            assert!(passed.len() < map.svg.len(), "{}: {}", map.name, passed.len());
        }
    }

    #[test]
    fn letters_can_be_read_as_they_are_and_in_the_dark() {
        for map in maps() {
            for svg in [passing(&map.svg), darkened(&map.svg).unwrap()] {
                legible(&svg, &map.name);
            }
        }
    }

    fn years(lang: Lang) -> Vec<Frame> {
        let atlas = bundle::atlas().unwrap();
        let one = gallery().find(|one| one.id() == "gdp-per-person-years").unwrap();
        let figure = one.figure(&atlas, lang);
        let frame = |marks: &MapMarks| Frame {
            label: marks.year.to_string(),
            svg: picture(&figure, marks, lang),
        };
        figure.maps().iter().map(frame).collect()
    }

    #[test]
    fn four_years_take_little_more_than_one() {
        let frames = years(Lang::Zh);
        let book = flip_book(&frames, 1.5).unwrap();
        assert_eq!(lint(&book), []);
        assert_eq!(conform(&book).unwrap(), book);
        let one = conform(&frames[3].svg).unwrap();
        assert!(book.len() * 10 < one.len() * 13, "{} of {}", book.len(), one.len());
        for frame in &frames {
            assert!(book.contains(&format!(">{}</text>", frame.label)));
        }
        assert!(book.contains("dur=\"6s\""));
        for (at, frame) in frames.iter().enumerate() {
            shows(&book, at, frames.len(), &frame.svg);
        }
    }

    /// Whether a flip book at a frame has the fills of the frame, in order.
    fn shows(book: &str, at: usize, count: usize, frame: &str) {
        let mut seen = Vec::new();
        fills(&read(book).unwrap(), Some((at, count)), &mut seen);
        let mut expected = Vec::new();
        fills(&conformed(frame).unwrap(), None, &mut expected);
        seen.sort();
        expected.sort();
        assert_eq!(seen, expected, "frame {at}");
    }

    /// What is filled with what; at a frame, as the animations have it then.
    fn fills(element: &Element, frame: Option<(usize, usize)>, out: &mut Vec<String>) {
        for child in element.elements() {
            let at_frame = |attribute: &str| {
                let (at, count) = frame?;
                let animate = child
                    .elements()
                    .find(|one| one.attribute("attributeName") == Some(attribute))?;
                let values: Vec<&str> = animate.attribute("values")?.split(';').collect();
                assert_eq!(values.len(), count);
                Some(values[at].to_owned())
            };
            if at_frame("opacity").as_deref() == Some("0") {
                continue;
            }
            // Without the ground, which is larger, and outlines split off from their shapes.
            let fill = at_frame("fill").or(child.attribute("fill").map(str::to_owned));
            if let (Some(fill), Some(d)) = (fill, child.attribute("d"))
                && fill != "none"
            {
                out.push(format!("{fill} {d}"));
            }
            fills(child, frame, out);
        }
    }

    #[test]
    fn an_article_of_a_map_passes() {
        let map = maps().swap_remove(0);
        let html = article(&Article {
            lang: Lang::Zh,
            title: "人均 <地区生产总值> & 更多",
            subtitle: "2024年",
            svg: &map.svg,
            description: "图上没有说的话。",
            source: "国家统计局",
            credit: choropleth::credit_of(Lang::Zh),
            link: "https://example.org/#/explore?view=map",
        })
        .unwrap();
        assert_eq!(lint_article(&html), []);
        assert!(html.contains("人均 &lt;地区生产总值&gt; &amp; 更多"));
        assert!(html.contains("来源：国家统计局"));
    }
}

/// Every text against what is under it.
fn legible(svg: &str, name: &str) {
    let root = read(svg).unwrap();
    for one in letterings(&root) {
        let Some(ink) = one.ink else { continue };
        let contrast = ink.contrast(one.ground);
        assert!(contrast >= 3.0, "{name}: {ink} on {} is {contrast:.2}", one.ground);
    }
}

/// Calls with every shape whose hatch follows it.
fn hatches(element: &Element, found: &mut dyn FnMut(&Element, &Element)) {
    let children: Vec<&Element> = element.elements().collect();
    for pair in children.windows(2) {
        if pair[0].attribute("fill") == Some("#eceef0")
            && pair[1].attribute("stroke") == Some("#aeb4bc")
            && pair[1].attribute("fill") == Some("none")
        {
            found(pair[0], pair[1]);
        }
    }
    for child in children {
        hatches(child, found);
    }
}

#[test]
fn charts_pass_and_can_be_read_in_both_modes() {
    for (name, svg) in FIXTURES {
        let passed = passing(svg);
        assert!(passed.len() < svg.len(), "{name}: {} of {}", passed.len(), svg.len());
        let words = |text: &str| text.matches("</text>").count();
        assert!(words(&passed) >= words(svg), "{name}: every text, some with a halo");
        legible(&passed, name);
        legible(&darkened(svg).unwrap(), name);
    }
}
