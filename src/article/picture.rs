//! Pictures of figures: maps drawn here, charts as what ECharts has to draw.

use super::Picture;
use crate::{
    atlas::Lang,
    chart::{ChartError, ChartSize, ChartTheme, height_for_rows, option},
    figure::{Figure, MapMarks, MapName, Marks},
    map::{
        choropleth::{paint, static_options},
        geometry::{MapError, MapLayer},
        markers::with_selected,
        svg::{FONT, MapOptions, Mode, Pens, escape, render},
        tiles::{self, TileOptions},
    },
    theme::Theme,
};
use core::fmt::Write as _;

/// Widths for which pictures are drawn, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    /// A column of an article.
    Wide,
    /// A phone.
    Narrow,
}

impl Width {
    /// Both, the wide one first.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Narrow];
    /// The widest element that is shown the narrow picture, in CSS pixels.
    pub const NARROW_TO: u32 = 519;

    /// Its name in names of files and classes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    /// In CSS pixels.
    pub const fn px(self) -> u32 {
        match self {
            Self::Wide => 720,
            // A phone of 360 pixels without the block's own margins.
            Self::Narrow => 328,
        }
    }

    /// Height of a chart that may be as high as one likes, in CSS pixels.
    const fn chart_height(self) -> u32 {
        match self {
            Self::Wide => 420,
            Self::Narrow => 340,
        }
    }
}

/// Width for which strokes of one map of several are measured, in CSS pixels.
const SMALL_MAP: u32 = 360;
/// Room between maps of several years, in pixels of the picture.
const GAP: f64 = 12.0;
/// Height of the year above a map of several, in pixels of the picture.
const CAPTION: f64 = 20.0;

/// How a map is drawn for an article.
#[derive(Clone, Copy, Debug)]
pub struct MapLook<'a> {
    /// Colours.
    pub theme: Theme,
    /// Language.
    pub lang: Lang,
    /// Width of the picture in CSS pixels.
    pub width: u32,
    /// Begins every id in the picture.
    pub prefix: &'a str,
    /// Picture or part of a page.
    pub mode: Mode<'a>,
}

/// The picture of a figure of maps; none for other figures. `layer` opens the geometry of a map.
///
/// # Errors
/// What `layer` gives where a map cannot be opened.
pub fn map_picture(
    figure: &Figure,
    layer: impl Fn(MapName) -> Result<MapLayer, MapError>,
    look: MapLook<'_>,
) -> Option<Result<Picture, MapError>> {
    match figure.maps() {
        [] => None,
        [one] => Some(one_map(figure, one, &layer, look).map(|svg| sized(svg, look.width))),
        several => Some(side_by_side(figure, several, &layer, look)),
    }
}

fn one_map(
    figure: &Figure,
    marks: &MapMarks,
    layer: &impl Fn(MapName) -> Result<MapLayer, MapError>,
    look: MapLook<'_>,
) -> Result<String, MapError> {
    let MapLook { theme, lang, width, prefix, mode } = look;
    let paint = paint(figure, marks, theme, lang);
    // The explorer marks them by its style sheet, which articles do not have.
    let selected: Vec<&str> =
        marks.regions.iter().filter(|one| one.selected).map(|one| one.region.as_str()).collect();
    if marks.map == MapName::Tiles {
        let options = TileOptions { width_px: width, id_prefix: prefix, lang, mode };
        return Ok(with_selected_tiles(&tiles::render(&paint, &options), theme, &selected));
    }
    let options = MapOptions { id_prefix: prefix, mode, ..static_options(marks.map, width, lang) };
    let layer = layer(marks.map)?;
    let svg = render(&layer, &paint, &options);
    Ok(with_selected(&svg, &layer, &options, theme, &selected))
}

/// A tile grid with a frame around each of some tiles, which were chosen.
fn with_selected_tiles(svg: &str, theme: Theme, selected: &[&str]) -> String {
    const SHAPE: [&str; 5] = ["x", "y", "width", "height", "rx"];
    let frames: String = selected
        .iter()
        .filter_map(|place| {
            let at = svg.find(&format!("data-place=\"{place}\""))?;
            let tag = svg[at..].split('>').next()?;
            let shape = SHAPE.iter().map(|name| {
                let value = tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?;
                Some(format!(" {name}=\"{value}\""))
            });
            Some(format!("<rect{}/>\n", shape.collect::<Option<String>>()?))
        })
        .collect();
    if frames.is_empty() {
        return svg.to_owned();
    }
    let Pens { ink, halo, .. } = Pens::of(theme);
    let (before, after) = svg.split_at(svg.rfind("</svg>").unwrap_or(svg.len()));
    let group = |colour: &str, width: &str| {
        format!(
            "<g class=\"selected-regions\" aria-hidden=\"true\" fill=\"none\" \
             pointer-events=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\">\n{frames}</g>\n"
        )
    };
    format!("{before}{}{}{after}", group(halo, "3.5"), group(ink, "2"))
}

/// A document with the size that its root element names.
fn sized(svg: String, width: u32) -> Picture {
    let height = height_of(&svg, width);
    Picture { svg, width, height }
}

/// Height for a width, by the `viewBox` of a document.
fn height_of(svg: &str, width: u32) -> u32 {
    let own = svg.split_once("viewBox=\"0 0 ").and_then(|(_, rest)| {
        let (numbers, _) = rest.split_once('"')?;
        let (wide, high) = numbers.split_once(' ')?;
        Some(high.parse::<f64>().ok()? / wide.parse::<f64>().ok()?)
    });
    // Every document of ours names its box; a square does no harm.
    let height = (own.unwrap_or(1.0) * f64::from(width)).round();
    // Widths are hundreds of pixels: the height fits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let height = height.clamp(1.0, 20_000.0) as u32;
    height
}

/// Maps of several years in one document, each below its year.
fn side_by_side(
    figure: &Figure,
    maps: &[MapMarks],
    layer: &impl Fn(MapName) -> Result<MapLayer, MapError>,
    look: MapLook<'_>,
) -> Result<Picture, MapError> {
    let columns = match (maps.len(), look.width > Width::NARROW_TO) {
        (2 | 4, true) | (_, false) => 2,
        (_, true) => 3,
    };
    let cell = (f64::from(look.width) - GAP * (f64::from(columns) - 1.0)) / f64::from(columns);
    let (mut body, mut row_height, mut bottom) = (String::new(), 0.0_f64, 0.0);
    let columns = usize::try_from(columns).unwrap_or(1);
    for (at, marks) in maps.iter().enumerate() {
        let prefix = format!("{}{at}-", look.prefix);
        let own = MapLook { width: SMALL_MAP, prefix: &prefix, ..look };
        let svg = one_map(figure, marks, layer, own)?;
        let height = f64::from(height_of(&svg, SMALL_MAP)) * cell / f64::from(SMALL_MAP);
        if at % columns == 0 && at > 0 {
            bottom += row_height + GAP;
            row_height = 0.0;
        }
        row_height = row_height.max(CAPTION + height);
        let x = (at % columns) as f64 * (cell + GAP);
        // Writing to a string cannot fail.
        let _ = write!(
            body,
            "<text x=\"{x:.1}\" y=\"{:.1}\" font-family=\"{FONT}\" font-size=\"13\" \
             font-weight=\"600\" fill=\"{}\">{}</text>\n{}\n",
            bottom + 14.0,
            Pens::of(look.theme).ink,
            marks.year,
            placed(&svg, [x, bottom + CAPTION, cell, height]),
        );
    }
    let height = (bottom + row_height).ceil();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {height}\" width=\"{}\" \
         height=\"{height}\" role=\"group\" aria-label=\"{}\">\n{body}</svg>\n",
        look.width,
        look.width,
        escape(&figure.alt)
    );
    Ok(sized(svg, look.width))
}

/// An SVG document as a part of another, in a box of `x`, `y`, width and height.
pub(super) fn placed(svg: &str, [x, y, width, height]: [f64; 4]) -> String {
    let Some((head, rest)) = svg.split_once('>') else { return String::new() };
    let head = without_attribute(&without_attribute(head, "width"), "height");
    let head = head.replacen("<svg", "", 1);
    format!(
        "<svg x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"{head}>{rest}"
    )
}

/// The tag of an element without one of its attributes.
fn without_attribute(tag: &str, name: &str) -> String {
    let Some((before, rest)) = tag.split_once(&format!(" {name}=\"")) else {
        return tag.to_owned();
    };
    let after = rest.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

/// What ECharts has to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartPlan {
    /// The option as JSON.
    pub option: String,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
}

/// Size of a figure's chart at a width; none for maps, tables and figures of nothing.
pub fn chart_size(figure: &Figure, width: Width, px: u32) -> Option<ChartSize> {
    match figure.marks {
        Marks::Map(_) | Marks::Multiples(_) | Marks::Table | Marks::Nothing(_) => None,
        _ => {
            let height = height_for_rows(figure).unwrap_or(width.chart_height());
            Some(ChartSize { width: px, height })
        }
    }
}

/// What ECharts has to draw for a figure; none for maps, tables and figures of nothing.
///
/// # Errors
/// [`ChartError`] where the marks cannot be drawn.
pub fn chart_plan(
    figure: &Figure,
    theme: Theme,
    width: Width,
) -> Option<Result<ChartPlan, ChartError>> {
    let size = chart_size(figure, width, width.px())?;
    let made = option(figure, &ChartTheme::of(theme), size, false)?;
    Some(made.map(|option| ChartPlan { option, width: size.width, height: size.height }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bundle,
        figure::{figure, gallery},
        spec::{parse, tests::ATLAS},
    };

    fn look(prefix: &str, width: u32) -> MapLook<'_> {
        MapLook { theme: Theme::Dark, lang: Lang::En, width, prefix, mode: Mode::Static }
    }

    #[test]
    fn every_figure_of_the_gallery_is_a_map_a_chart_or_a_table() {
        let mut counts = [0; 3];
        for one in gallery() {
            let figure = one.figure(&ATLAS, Lang::En);
            for width in Width::ALL {
                let map = map_picture(&figure, bundle::small_map, look("p-", width.px()));
                let chart = chart_plan(&figure, Theme::Light, width);
                match (map, chart, &figure.marks) {
                    (Some(picture), None, _) => {
                        let picture = picture.unwrap();
                        let document = roxmltree::Document::parse(&picture.svg).unwrap();
                        let root = document.root_element();
                        assert_eq!(root.attribute("width"), Some(&*width.px().to_string()));
                        assert!(picture.height > 100, "{}", one.id());
                        counts[0] += 1;
                    }
                    (None, Some(plan), _) => {
                        assert!(plan.unwrap().height >= 240);
                        counts[1] += 1;
                    }
                    (None, None, Marks::Table) => counts[2] += 1,
                    _ => panic!("{} is drawn in no way or in two", one.id()),
                }
            }
        }
        assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    }

    #[test]
    fn maps_of_several_years_stand_in_one_document_without_a_clash_of_ids() {
        let several = gallery().find(|one| one.id() == "gdp-per-person-years").unwrap();
        let figure = several.figure(&ATLAS, Lang::En);
        let picture = map_picture(&figure, bundle::small_map, look("p-", 720)).unwrap().unwrap();
        let document = roxmltree::Document::parse(&picture.svg).unwrap();
        let mut ids: Vec<_> =
            document.descendants().filter_map(|node| node.attribute("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        let maps = document.root_element().children().filter(|one| one.has_tag_name("svg"));
        let frames: Vec<[f64; 4]> = maps
            .map(|map| {
                ["x", "y", "width", "height"]
                    .map(|name| map.attribute(name).unwrap().parse().unwrap())
            })
            .collect();
        assert_eq!(frames.len(), figure.maps().len());
        for [x, y, width, height] in frames {
            assert!(x >= 0.0 && x + width <= 720.5, "{x} {width}");
            assert!(y >= 0.0 && y + height <= f64::from(picture.height) + 1.0, "{y} {height}");
        }
    }

    #[test]
    fn places_chosen_have_a_line_around_them_and_no_others() {
        for (link, count) in [
            ("#/explore?view=map", 0),
            ("#/explore?view=map&places=330000~320000", 2),
            ("#/explore?view=map&focus=330000", 1),
            ("#/explore?view=tiles&places=330000~310000", 2),
            (
                "#/explore?indicator=disposable_income&view=map&level=zhejiang_counties&focus=330106",
                1,
            ),
        ] {
            let (spec, notices) = parse(&ATLAS, link);
            assert_eq!(notices, [], "{link}");
            let figure = figure(&ATLAS, &spec, Lang::Zh);
            let picture =
                map_picture(&figure, bundle::small_map, look("p-", 720)).unwrap().unwrap();
            let document = roxmltree::Document::parse(&picture.svg).unwrap();
            let lines = document
                .descendants()
                .filter(|one| one.attribute("class") == Some("selected-regions"))
                .flat_map(|group| group.children().filter(roxmltree::Node::is_element));
            // Once light and wide, once dark above that.
            assert_eq!(lines.count(), 2 * count, "{link}");
        }
    }

    #[test]
    fn a_document_becomes_a_part_and_keeps_what_else_its_root_says() {
        let part = placed(
            "<svg viewBox=\"0 0 4 2\" width=\"4\" height=\"2\" lang=\"en\"><g/></svg>",
            [1.0, 2.0, 8.0, 4.0],
        );
        assert_eq!(
            part,
            "<svg x=\"1.0\" y=\"2.0\" width=\"8.0\" height=\"4.0\" viewBox=\"0 0 4 2\" \
             lang=\"en\"><g/></svg>"
        );
    }
}
