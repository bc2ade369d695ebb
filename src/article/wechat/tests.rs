use super::{
    colour::LEGIBLE,
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
        assert_eq!(maps.len(), 22, "eleven maps, two languages");
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
                    // Rounding may have put a line beside an edge it runs along: by less than a
                    // unit, of which a pixel has at least five.
                    for share in [0.0, 0.02, 0.25, 0.5, 0.75, 0.98, 1.0] {
                        let (x, y) = (ax + (bx - ax) * share, ay + (by - ay) * share);
                        let around = [(0.0, 0.0), (1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)];
                        let inside = |(dx, dy)| contains(&polygon, (x + dx, y + dy));
                        assert!(around.into_iter().any(inside), "{} {x} {y}", map.name);
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
    fn four_years_take_less_than_half_as_much_again_as_one() {
        let frames = years(Lang::Zh);
        let book = flip_book(&frames, 1.5).unwrap();
        assert_eq!(lint(&book), []);
        assert_eq!(conform(&book).unwrap(), book);
        let one = conform(&frames[3].svg).unwrap();
        assert!(book.len() * 2 < one.len() * 3, "{} of {}", book.len(), one.len());
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
        assert!(contrast >= LEGIBLE, "{name}: {ink} on {} is {contrast:.2}", one.ground);
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

#[test]
fn what_nobody_sees_is_dropped() {
    assert_eq!(
        drawn(
            "<!-- a note --><title>Map</title><desc>words</desc><metadata>x</metadata>\
             <style>.a:hover { fill: red }</style><defs><linearGradient id='unused'/></defs>\
             <g class='hits'><circle r='9' fill='#000' fill-opacity='0' pointer-events='all'>\
             <title>Beijing</title></circle></g><rect width='9' height='9' fill='none'/>\
             <path d='M0 0h1' display='none' stroke='#000'/><rect width='9' height='9' opacity='0'/>\
             <g id='a' data-place='110000' aria-label='x' tabindex='0' onclick='go()'>\
             <rect width='4' height='4' style=' fill : #123456 ; cursor:pointer'/></g>"
        ),
        "<rect width=\"4\" height=\"4\" fill=\"#123456\"></rect>"
    );
}

#[test]
fn what_cannot_be_kept_is_an_error() {
    let error = |content: &str| conform(&document(content)).unwrap_err().sentence(Lang::En);
    for (content, expected) in [
        ("<image href='a.png'/>", "The element image cannot be kept truthfully in WeChat."),
        ("<use href='#a'/>", "The element use cannot be kept truthfully in WeChat."),
        ("<foreignObject/>", "The element foreignObject cannot be kept truthfully in WeChat."),
        ("<script>x</script>", "The element script cannot be kept truthfully in WeChat."),
        (
            "<rect width='9' height='9' filter='url(#f)'/>",
            "The attribute filter of rect cannot be kept truthfully in WeChat.",
        ),
        (
            "<linearGradient id='g'/><rect width='9' height='9' fill='url(#g)'/>",
            "The value \"url(#g)\" of fill in rect cannot be used.",
        ),
        ("<rect width='50%' height='9'/>", "The value \"50%\" of width in rect cannot be used."),
        ("<path d='M0 0L'/>", "The value \"M0 0L\" of d in path cannot be used."),
        (
            "<style>rect { fill: red }</style>",
            "The picture depends on a style sheet, which WeChat removes.",
        ),
        (
            "<rect width='9' height='9'><animate attributeName='stroke' values='#000;#fff'/></rect>",
            "The value \"stroke\" of attributeName in animate cannot be used.",
        ),
        (
            "<rect width='100' height='50' fill='#111111'/><text y='20' fill='#222222'>dark</text>",
            "The picture is drawn for a dark page; draw it in the light theme.",
        ),
        (
            "<clipPath id='c'><rect width='5' height='5'/></clipPath>\
             <g clip-path='url(#c)'><rect width='9' height='9'/></g>",
            "Part of the picture is cut off by a clip, which WeChat removes: that part would show.",
        ),
        (
            "<svg width='9' height='9'><rect width='20' height='9'/></svg>",
            "Part of the picture is cut off by a clip, which WeChat removes: that part would show.",
        ),
    ] {
        assert_eq!(error(content), expected, "{content}");
    }
    assert_eq!(conform("<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(WechatError::NoSize));
    assert!(matches!(conform("<svg>"), Err(WechatError::NotSvg(_))));
    let deep = format!("{}{}", "<g>".repeat(70), "</g>".repeat(70));
    assert_eq!(conform(&document(&deep)), Err(WechatError::TooDeep));
    let large = "<rect width='9' height='9'/>".repeat(20_000);
    assert!(matches!(conform(&document(&large)), Err(WechatError::TooLarge(_))));
    assert_eq!(
        WechatError::TooLarge(600_000).sentence(Lang::Zh),
        "图形为 600000 字节，超过上限 500000 字节。"
    );
}

#[test]
fn two_opacities_become_one() {
    for rect in [
        "<rect width='9' height='9' fill='rgba(1,2,3,0.5)' fill-opacity='0.5'/>",
        "<rect fill-opacity='0.5' width='9' height='9' style='fill:#01020380'/>",
    ] {
        let drawn = drawn(rect);
        assert!(drawn.contains("fill-opacity=\"0.25\"") && drawn.contains("#010203"), "{drawn}");
    }
}

#[test]
fn a_stroke_that_rounds_to_nothing_is_none() {
    let svg = document("<circle cx='5' cy='5' r='0' stroke='#333333' stroke-width='0.0001'/>");
    let once = conform(&svg).unwrap();
    assert_eq!(conform(&once).unwrap(), once);
}

#[test]
fn a_clip_around_everything_is_dropped() {
    assert_eq!(
        drawn(
            "<clipPath id='c'><path d='M0 0l50 0l0 20l-50 0Z'/></clipPath>\
             <g clip-path='url(#c)'><path d='M0 0L50 20.5' stroke='#000' fill='none'/></g>"
        ),
        "<path d=\"M0 0L50 20.5\" stroke=\"#000000\" fill=\"none\"></path>"
    );
}

#[test]
fn an_inner_document_is_moved_and_scaled() {
    assert_eq!(
        drawn(
            "<svg x='10' y='5' width='40' height='20' viewBox='0 0 20 20'><rect width='20' height='20'/></svg>"
        ),
        "<g transform=\"translate(20 5)\">\n<rect width=\"20\" height=\"20\"></rect>\n</g>"
    );
    assert_eq!(
        drawn(
            "<svg x='10' width='50%' height='50' viewBox='5 0 100 100'><path d='M5 0.126H100'/></svg>"
        ),
        "<g transform=\"translate(7.5 0) scale(0.5)\">\n<path d=\"M5 0.13H100\"></path>\n</g>"
    );
}

#[test]
fn a_halo_stands_behind_its_letters() {
    assert_eq!(
        drawn(
            "<g font-family=\"'PingFang SC', sans-serif\"><text x='1' y='2' fill='#22262b' stroke='#fff' \
             stroke-width='2.5' paint-order='stroke' dominant-baseline='central' \
             style='font-size:10px;font-weight:bold' xml:space='preserve'> a  b</text></g>"
        ),
        "<g font-family=\"sans-serif\">\n\
         <text x=\"1\" y=\"5.6\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"2.5\" font-size=\"10\" \
         font-weight=\"bold\">\u{a0}a \u{a0}b</text>\n\
         <text x=\"1\" y=\"5.6\" fill=\"#22262b\" font-size=\"10\" font-weight=\"bold\" \
         stroke=\"none\">\u{a0}a \u{a0}b</text>\n</g>"
    );
}

#[test]
fn a_picture_composed_of_others_passes() {
    let [chart, ..] = FIXTURES;
    let composed = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"500\">\
         <rect width=\"760\" height=\"500\" fill=\"#fff\"/>\
         <text x=\"20\" y=\"30\" font-size=\"18\">Title</text>{}</svg>",
        chart.1.replacen("<svg ", "<svg x=\"20\" y=\"60\" ", 1)
    );
    let passed = passing(&composed);
    assert!(passed.starts_with(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 500\" width=\"100%\">\n\
         <rect width=\"760\" height=\"500\" fill=\"#ffffff\"></rect>"
    ));
    assert_eq!(passed.matches("<svg").count(), 1);
    assert!(passed.contains("<g transform=\"translate(20 60)\">"));
}

/// A text that breaks no rule, in two halves between which a test puts what breaks one.
const BEFORE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"100%\">\
    <rect width=\"9\" height=\"9\" fill=\"#ffffff\"></rect>";

#[test]
fn every_rule_is_broken_by_something_that_breaks_no_other() {
    let within = |content: &str| format!("{BEFORE}{content}</svg>");
    let page = |content: &str| format!("<section>{content}</section>");
    let ground = "<rect width=\"9\" height=\"9\" fill=\"#ffffff\"></rect>";
    assert_eq!(lint(&within("")), []);
    assert_eq!(lint_article(&page(&within(""))), []);
    let of_picture = [
        (Rule::NotXml, format!("{BEFORE}<g></svg>")),
        (Rule::SelfClosing, within("<g opacity=\"1>\" />")),
        (Rule::Aside, within("<!-- <g/> -->")),
        (Rule::Aside, within("<text><![CDATA[<g/>]]></text>")),
        (Rule::Aside, format!("<?xml version=\"1.0\"?>{}", within(""))),
        (Rule::Identifier, within("<g id=\"a\"></g>")),
        (Rule::Class, within("<g class=\"a\"></g>")),
        (Rule::Style, within("<g style=\"opacity:0\"></g>")),
        (Rule::Style, within("<style></style>")),
        (Rule::Definition, within("<defs></defs>")),
        (Rule::Definition, within("<clipPath></clipPath>")),
        (Rule::Script, within("<script></script>")),
        (Rule::Script, within("<g onclick=\"go()\"></g>")),
        (Rule::Reference, within("<g fill=\"url(#a)\"></g>")),
        (Rule::Reference, within("<image></image>")),
        (Rule::Element, within("<foreignObject></foreignObject>")),
        (Rule::Attribute, within("<g data-place=\"1\"></g>")),
        (Rule::Attribute, within("<g clip-rule=\"evenodd\"></g>")),
        (Rule::Animation, within("<g><animate attributeName=\"stroke\"></animate></g>")),
        (Rule::Animation, within("<g><set attributeName=\"opacity\"></set></g>")),
        (
            Rule::Trigger,
            within("<g><set attributeName=\"visibility\" begin=\"a.click\"></set></g>"),
        ),
        (Rule::Size, within("").replacen("\"100%\"", "\"9\"", 1)),
        (Rule::Font, within("<text font-family=\"Arial, sans-serif\">a</text>")),
        (Rule::Ground, within("").replacen(ground, "<g></g>", 1)),
        (Rule::TooLarge, within(&format!("<text>{}</text>", "a".repeat(MAX_BYTES)))),
    ];
    let of_page = [
        (Rule::HtmlElement, page("<div></div>")),
        (Rule::HtmlStyle, page("<p style=\"position:absolute\">a</p>")),
        (Rule::HtmlStyle, page("<p style=\"background:#fff\">a</p>")),
        (Rule::Identifier, page("<p id=\"a\">a</p>")),
        (Rule::Class, page(&within("<g class=\"a\"></g>"))),
        (Rule::SelfClosing, page("<p/>")),
    ];
    let mut broken = Vec::new();
    let found = of_picture.iter().map(|(rule, text)| (rule, text, lint(text)));
    for (rule, text, found) in
        found.chain(of_page.iter().map(|(rule, text)| (rule, text, lint_article(text))))
    {
        let rules: Vec<Rule> = found.iter().map(|one| one.rule).collect();
        assert_eq!(rules, [*rule], "{text:.200}");
        broken.push(*rule);
    }
    for rule in Rule::ALL {
        assert!(broken.contains(&rule), "{rule:?}");
        assert!(rule.sentence(Lang::Zh).ends_with('。') && rule.sentence(Lang::En).ends_with('.'));
    }
}

#[test]
fn a_flip_book_draws_once_what_stays() {
    let frame = |label: &str, content: &str| Frame { label: label.into(), svg: document(content) };
    let border = "<path d='M0 0H9' stroke='#7d8590'/>";
    let book = flip_book(
        &[
            frame("2010", &format!("<rect width='5' height='5' fill='#111111' stroke='#111111'/>{border}<text y='9'>一</text>")),
            frame("2020", &format!("<rect width='5' height='5' fill='#222222' stroke='#aaaaaa'/>{border}<text y='9'>二</text>")),
            frame("2024", &format!("<rect width='5' height='5' fill='#333333' stroke='#333333'/>{border}<circle r='3'/>")),
        ],
        2.0,
    )
    .unwrap();
    assert_eq!(lint(&book), []);
    assert_eq!(conform(&book).unwrap(), book);
    expect_test::expect![[r##"
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -19.2 100 69.2" width="100%">
        <rect x="0" y="-19.2" width="100" height="69.2" fill="#ffffff"></rect>
        <g opacity="0">
        <animate attributeName="opacity" values="1;0;0" dur="6s" calcMode="discrete" repeatCount="indefinite"></animate>
        <text x="6" y="-4.8" fill="#22262b" font-family="sans-serif" font-size="12" font-weight="bold">2010</text>
        </g>
        <g opacity="0">
        <animate attributeName="opacity" values="0;1;0" dur="6s" calcMode="discrete" repeatCount="indefinite"></animate>
        <text x="6" y="-4.8" fill="#22262b" font-family="sans-serif" font-size="12" font-weight="bold">2020</text>
        </g>
        <g>
        <animate attributeName="opacity" values="0;0;1" dur="6s" calcMode="discrete" repeatCount="indefinite"></animate>
        <text x="6" y="-4.8" fill="#22262b" font-family="sans-serif" font-size="12" font-weight="bold">2024</text>
        </g>
        <rect width="5" height="5" fill="#333333" stroke="none">
        <animate attributeName="fill" values="#111111;#222222;#333333" dur="6s" calcMode="discrete" repeatCount="indefinite"></animate>
        </rect>
        <g opacity="0">
        <animate attributeName="opacity" values="0;1;0" dur="6s" calcMode="discrete" repeatCount="indefinite"></animate>
        <rect width="5" height="5" fill="none" stroke="#aaaaaa"></rect>
        </g>
        <path d="M0 0H9" stroke="#7d8590"></path>
        <g opacity="0">
        <animate attributeName="opacity" values="1;0;0" dur="6s" calcMode="discrete" repeatCount="indefinite"></animate>
        <text y="9">一</text>
        </g>
        <g opacity="0">
        <animate attributeName="opacity" values="0;1;0" dur="6s" calcMode="discrete" repeatCount="indefinite"></animate>
        <text y="9">二</text>
        </g>
        <g>
        <animate attributeName="opacity" values="0;0;1" dur="6s" calcMode="discrete" repeatCount="indefinite"></animate>
        <circle r="3"></circle>
        </g>
        </svg>
    "##]].assert_eq(&book);
}

#[test]
fn a_flip_book_without_sense_is_refused() {
    let frame = |content: &str| Frame { label: "1".into(), svg: document(content) };
    let two = [frame(""), frame("<circle r='3'/>")];
    assert_eq!(flip_book(&two[..1], 2.0), Err(WechatError::TooFewFrames));
    for seconds in [0.0, 0.4, 61.0, f64::NAN] {
        assert_eq!(flip_book(&two, seconds), Err(WechatError::Seconds), "{seconds}");
    }
    let other = Frame { svg: two[1].svg.replace("100 50", "100 60"), ..two[1].clone() };
    assert_eq!(flip_book(&[two[0].clone(), other], 2.0), Err(WechatError::FrameSizes));
}

#[test]
fn the_dark_mode_turns_grounds_and_letters_and_keeps_fills() {
    let dark = darkened(&document(
        "<rect width='9' height='9' fill='#2984ab' stroke='#2984ab'/>\
         <text x='2' y='8' font-size='8' fill='#ffffff'>a</text>\
         <text x='20' y='40' fill='#000000'>b</text><path d='M0 0H9' stroke='#ffffff'/>",
    ))
    .unwrap();
    for part in [
        "height=\"50\" fill=\"#242424\"",
        "fill=\"#2984ab\" stroke=\"#2984ab\"",
        "fill=\"#ffffff\">a<",
        "fill=\"#e6e6e6\">b<",
        "stroke=\"#242424\"",
    ] {
        assert!(dark.contains(part), "{part}\n{dark}");
    }
}

/// Shapes and texts of any kind, some hatched, some in groups.
fn contents() -> impl Strategy<Value = String> {
    let coordinate = -50.0..150.0_f64;
    let paint = prop_oneof![
        Just("#3b6ea5"),
        Just("none"),
        Just("url(#h) #eceef0"),
        Just("rgba(10,200,30,0.5)")
    ];
    let points = prop::collection::vec((coordinate.clone(), coordinate.clone()), 3..8);
    let leaf = (points, paint, 0.0..3.0_f64, 0..5_u8).prop_map(|(points, fill, width, kind)| {
        let [(x, y), (u, v), ..] = points[..] else { return String::new() };
        let look = format!("fill='{fill}' stroke='#7d8590' stroke-width='{width}'");
        match kind {
            0 => format!("<circle cx='{x}' cy='{y}' r='{}' {look}/>", u.abs()),
            1 => format!("<rect x='{x}' y='{y}' width='{}' height='{}' {look}/>", u.abs(), v.abs()),
            2 => format!("<text x='{x}' y='{y}' dominant-baseline='central'>a&lt;b</text>"),
            3 => {
                let steps: Vec<String> = points.iter().map(|(x, y)| format!("l{x} {y}")).collect();
                let steps = steps.concat();
                format!("<path d='M{x} {y}{steps}zm{u} {v}c1 2 3 4 5 6h1v2Z' {look}/>")
            }
            _ => {
                let list: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
                format!("<polygon points='{}' {look}/>", list.join(" "))
            }
        }
    });
    leaf.prop_recursive(3, 12, 4, |inner| {
        (prop::collection::vec(inner, 1..4), 0.01..30.0_f64, -90.0..90.0_f64).prop_map(
            |(children, scale, angle)| {
                format!(
                    "<g transform='translate({angle}) rotate({angle}) scale({scale})' id='g'>{}</g>",
                    children.concat()
                )
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_passes_once_passes_unchanged(contents in prop::collection::vec(contents(), 0..5)) {
        let hatch = "<pattern id='h' patternUnits='userSpaceOnUse' width='5' height='5' \
            patternTransform='rotate(45)'><rect width='5' height='5' fill='#eceef0'/>\
            <path d='M0 0V5' stroke='#aeb4bc' stroke-width='1'/></pattern>";
        let svg = document(&format!("<defs>{hatch}</defs>{}", contents.concat()));
        // A large scale may hatch more than passes.
        match conform(&svg) {
            Ok(passed) => {
                prop_assert_eq!(lint(&passed), []);
                prop_assert_eq!(conform(&passed).unwrap(), passed);
            }
            Err(error) => prop_assert!(
                matches!(error, WechatError::TooLarge(_) | WechatError::DarkPicture),
                "{}", error
            ),
        }
    }

    #[test]
    fn no_text_makes_the_checker_panic(text in "[<>/!\\-\\[\\]a-c\"'= é]{0,60}") {
        let _ = (lint(&text), lint_article(&text), conform(&text));
    }
}

#[test]
fn islets_keep_their_colour_in_a_flip_book() {
    let frame = |colour: &str| Frame {
        label: "1".into(),
        svg: document(&format!(
            "<g transform='scale(0.1)' stroke-width='7'><path fill='{colour}' stroke='{colour}' \
             d='M0 0h400v200zM500 0h2v2z'/></g>"
        )),
    };
    let book = flip_book(&[frame("#111111"), frame("#222222")], 1.0).unwrap();
    assert_eq!(lint(&book), []);
    assert_eq!(conform(&book).unwrap(), book);
    assert_eq!(book.matches("h400v200").count(), 1, "{book}");
    for colour in ["#111111", "#222222"] {
        let islet = "d=\"M500 0l2 0 0 2Z\" fill=\"none\"></path>";
        assert!(book.contains(&format!("<path stroke=\"{colour}\" {islet}")), "{book}");
    }
    // A wide outline is more than a hairline.
    let wide = |colour: &str| {
        let Frame { label, svg } = frame(colour);
        Frame { label, svg: svg.replace("'7'", "'70'") }
    };
    let book = flip_book(&[wide("#111111"), wide("#222222")], 1.0).unwrap();
    assert_eq!(book.matches("h400v200").count(), 2, "{book}");
}
