//! The tile grid: the 34 province-level units as equal squares, each near where it lies.
//!
//! It is a diagram, not a map: its edges are no boundaries, and areas and distances in it mean
//! nothing. What it gives is the same room to every unit, so that Macao is read as easily as
//! Xinjiang. The arrangement was made by hand and bettered by a search, which weighed borders that
//! stay in contact against compass directions that stay true; the tests say how well it does.

use super::{
    geometry::Direction,
    svg::{
        FONT, Head, INK, MapPaint, Mode, Pens, escape, fill, identifier, number, put, text_width,
        tooltip,
    },
};
use crate::atlas::Lang;

/// Columns of the grid.
pub const COLUMNS: u8 = 7;
/// Rows of the grid.
pub const ROWS: u8 = 8;

/// Adcode, column and row of every unit, counted from the north-west, in the order of adcodes.
///
/// ```text
///  ·   ·   ·   ·   ·   ·  HL
///  ·   ·   ·  NM  BJ  LN  JL
/// XJ  GS  NX  SX  HE  TJ   ·
/// XZ  QH  SN  HA  SD   ·   ·
///  ·  SC  CQ  HB  AH  JS  SH
///  ·  YN  GZ  HN  JX  ZJ   ·
///  ·   ·  GX  GD  FJ  TW   ·
///  ·   ·  HI  MO  HK   ·   ·
/// ```
pub const TILES: [(&str, u8, u8); 34] = [
    ("110000", 4, 1),
    ("120000", 5, 2),
    ("130000", 4, 2),
    ("140000", 3, 2),
    ("150000", 3, 1),
    ("210000", 5, 1),
    ("220000", 6, 1),
    ("230000", 6, 0),
    ("310000", 6, 4),
    ("320000", 5, 4),
    ("330000", 5, 5),
    ("340000", 4, 4),
    ("350000", 4, 6),
    ("360000", 4, 5),
    ("370000", 4, 3),
    ("410000", 3, 3),
    ("420000", 3, 4),
    ("430000", 3, 5),
    ("440000", 3, 6),
    ("450000", 2, 6),
    ("460000", 2, 7),
    ("500000", 2, 4),
    ("510000", 1, 4),
    ("520000", 2, 5),
    ("530000", 1, 5),
    ("540000", 0, 3),
    ("610000", 2, 3),
    ("620000", 1, 2),
    ("630000", 1, 3),
    ("640000", 2, 2),
    ("650000", 0, 2),
    ("710000", 5, 6),
    ("810000", 4, 7),
    ("820000", 3, 7),
];

/// Between two tiles, in pixels.
const GAP_PX: f64 = 3.0;
/// Radius of a tile's corners.
const CORNER_PX: f64 = 2.0;
/// Left free on either side of a name.
const PADDING_PX: f64 = 3.0;
/// Largest type, as a share of a tile's side and in pixels.
const TYPE_SHARE: f64 = 0.3;
const LARGEST_TYPE_PX: f64 = 20.0;

/// Contrast of small type to its ground (WCAG 2.2, 1.4.3).
const ENOUGH_CONTRAST: f64 = 4.5;

/// How a tile grid is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TileOptions<'a> {
    /// Width in CSS pixels, at least 100; the height follows.
    pub width_px: u32,
    /// Begins every `id` in the document, as in [`MapOptions`](super::svg::MapOptions).
    pub id_prefix: &'a str,
    /// Language of names and labels.
    pub lang: Lang,
    /// Picture or part of a page.
    pub mode: Mode<'a>,
}

/// Draws the tile grid as `paint` says: the text of an SVG document.
///
/// Tiles are `rect` elements with the attributes that regions of [`svg::render`](super::svg::render)
/// have, so that [`svg::changes`](super::svg::changes) serves both. The label of a tile is the
/// `text` element with `data-label-of` equal to its adcode. When the tile's fill changes, the
/// label's `fill` becomes the [`label_ink`] of the new one, and it has the class `on-hatch` exactly
/// while there is no data.
///
/// All labels have one size, the largest at which the longest fits: a few letters or characters
/// remain legible on a telephone, whole English names do not.
pub fn render(paint: &MapPaint, options: &TileOptions<'_>) -> String {
    let width = f64::from(options.width_px.max(100));
    let cell = width / f64::from(COLUMNS);
    let side = cell - GAP_PX;
    let prefix = identifier(options.id_prefix);
    let head = Head {
        classes: "atlas-map tile-map",
        lang: options.lang.tag(),
        width,
        height: (cell * f64::from(ROWS)).ceil(),
        prefix: &prefix,
        hatch_px: 1.0,
        mode: options.mode,
    };
    let mut out = String::new();
    head.write(paint, &mut out);
    let regions = paint.by_place();
    let pens = Pens::of(paint.theme);
    let start = |at: u8| f64::from(at) * cell + GAP_PX / 2.0;
    out.push_str("<g class=\"tiles\" stroke-width=\"1\">\n");
    for (index, (place_id, column, row)) in TILES.into_iter().enumerate() {
        let painted = regions.get(place_id);
        let fill = fill(place_id, painted, &prefix, &pens);
        out.push_str("<rect");
        fill.write(&mut out);
        if let Mode::Live { region_role } = options.mode {
            fill.write_control(region_role, index == 0, &mut out);
        }
        let (x, y, side) = (number(start(column)), number(start(row)), number(side));
        put(
            &mut out,
            format_args!(
                " x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\" rx=\"{CORNER_PX}\""
            ),
        );
        match options.mode {
            Mode::Static => {
                let title = tooltip(painted, &fill.name);
                put(&mut out, format_args!("><title>{title}</title></rect>\n"));
            }
            Mode::Live { .. } => out.push_str("/>\n"),
        }
    }
    let labels =
        TILES.iter().filter_map(|(place_id, ..)| Some(regions.get(place_id)?.label.as_str()));
    let type_px = type_size(labels, side);
    put(
        &mut out,
        format_args!(
            "</g>\n<g class=\"tile-labels\" aria-hidden=\"true\" font-family=\"{FONT}\" \
             font-size=\"{}\" text-anchor=\"middle\" pointer-events=\"none\">\n",
            number(type_px)
        ),
    );
    for (place_id, column, row) in TILES {
        let painted = regions.get(place_id);
        let coloured = painted.filter(|region| region.class.is_some());
        let classes = if coloured.is_some() { "tile-label" } else { "tile-label on-hatch" };
        put(
            &mut out,
            format_args!(
                "<text class=\"{classes}\" data-label-of=\"{place_id}\" x=\"{}\" y=\"{}\" \
                 fill=\"{}\">{}</text>\n",
                number(start(column) + side / 2.0),
                number(start(row) + side / 2.0 + type_px * 0.36),
                coloured.map_or(pens.ink, |region| label_ink(&region.fill)),
                painted.map_or_else(String::new, |region| escape(&region.label)),
            ),
        );
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The size of type at which every label fits a tile.
fn type_size<'a>(labels: impl Iterator<Item = &'a str>, side: f64) -> f64 {
    let ems = labels.map(|label| text_width(label, 1.0)).fold(0.0, f64::max);
    let fitting = if ems > 0.0 { (side - 2.0 * PADDING_PX) / ems } else { f64::INFINITY };
    fitting.min(side * TYPE_SHARE).min(LARGEST_TYPE_PX)
}

/// The colour of a label that stands on `fill`, a colour written as `#rrggbb`: the page's dark ink
/// where that is told well enough, otherwise white or black, of which one always is. On anything
/// else that is written there, the dark ink.
pub fn label_ink(fill: &str) -> &'static str {
    let Some(ground) = luminance(fill) else { return INK };
    let legible =
        |ink: &&str| luminance(ink).is_some_and(|ink| contrast(ink, ground) >= ENOUGH_CONTRAST);
    [INK, "#ffffff"].into_iter().find(legible).unwrap_or("#000000")
}

/// Contrast of two luminances (WCAG 2.2).
fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    // A sign would be read as part of the number.
    let value = digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(digits)?;
    let [_, red, green, blue] = u32::from_str_radix(value, 16).ok()?.to_be_bytes();
    let linear = |channel: u8| {
        let encoded = f64::from(channel) / 255.0;
        if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
    };
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

/// The unit an arrow key leads to: of the tiles within 45° of `direction` the nearest. `None` where
/// the grid ends, and for an unknown adcode.
pub fn neighbour_in_direction(adcode: &str, direction: Direction) -> Option<&'static str> {
    let (_, column, row) = TILES.into_iter().find(|(place_id, ..)| *place_id == adcode)?;
    let candidates = TILES.into_iter().filter_map(|(place_id, x, y)| {
        let (dx, dy) = (i32::from(x) - i32::from(column), i32::from(y) - i32::from(row));
        let (ahead, aside) = match direction {
            Direction::Left => (-dx, dy),
            Direction::Right => (dx, dy),
            Direction::Up => (-dy, dx),
            Direction::Down => (dy, dx),
        };
        (ahead > 0 && aside.abs() <= ahead).then_some((
            ahead * ahead + aside * aside,
            aside,
            place_id,
        ))
    });
    candidates.min().map(|(.., place_id)| place_id)
}

#[cfg(test)]
mod tests {
    use super::super::svg::{RegionPaint, fills};
    use super::*;
    use crate::theme::{Palette, Theme, sequential};
    use expect_test::expect;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    const DIRECTIONS: [Direction; 4] =
        [Direction::Left, Direction::Right, Direction::Up, Direction::Down];

    /// Rows of a file of the data package, as columns by name.
    fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
        csv::Reader::from_path(path).unwrap().into_deserialize().map(Result::unwrap).collect()
    }

    fn provinces() -> Vec<BTreeMap<String, String>> {
        let mut rows = rows("places.csv");
        rows.retain(|row| row["level"] == "province");
        rows
    }

    fn tile(place_id: &str) -> (i32, i32) {
        let (_, column, row) = TILES.into_iter().find(|tile| tile.0 == place_id).unwrap();
        (i32::from(column), i32::from(row))
    }

    #[test]
    fn every_province_has_a_tile_of_its_own() {
        let known: BTreeSet<String> =
            provinces().into_iter().map(|mut row| row.remove("place_id").unwrap()).collect();
        let placed: BTreeSet<String> = TILES.iter().map(|tile| tile.0.to_owned()).collect();
        assert_eq!(placed, known);
        assert_eq!(placed.len(), TILES.len());
        let cells: BTreeSet<(u8, u8)> = TILES.iter().map(|tile| (tile.1, tile.2)).collect();
        assert_eq!(cells.len(), TILES.len());
        assert!(cells.iter().all(|(column, row)| *column < COLUMNS && *row < ROWS));
        assert!(TILES.is_sorted());
    }

    /// What a reader expects before anything else.
    #[test]
    fn the_corners_and_coasts_are_where_they_belong() {
        let all = || TILES.iter().map(|tile| tile.0);
        let [xinjiang, heilongjiang] = ["650000", "230000"].map(tile);
        assert!(all().all(|place| tile(place).0 >= xinjiang.0));
        assert!(all().all(|place| {
            place == "230000" || (tile(place).0 <= heilongjiang.0 && tile(place).1 > heilongjiang.1)
        }));
        let steps = |from: &str, to: &str| (tile(to).0 - tile(from).0, tile(to).1 - tile(from).1);
        // Taiwan lies east of Fujian; Hainan, Macao and Hong Kong, from west to east, south of
        // Guangdong and in touch with it.
        assert_eq!(steps("350000", "710000"), (1, 0));
        assert_eq!(
            ["460000", "820000", "810000"].map(|to| steps("440000", to)),
            [(-1, 1), (0, 1), (1, 1)]
        );
        // Beijing and Tianjin beside Hebei and each other.
        for (a, b) in [("130000", "110000"), ("130000", "120000"), ("110000", "120000")] {
            assert!(touch(a, b), "{a} and {b}");
        }
        // Shanghai at the coast, in touch with Jiangsu and Zhejiang.
        let shanghai = tile("310000");
        assert!(all().all(|place| tile(place).1 != shanghai.1 || tile(place).0 <= shanghai.0));
        assert!(touch("310000", "320000") && touch("310000", "330000"));
        // Ningxia and Chongqing among those that surround them.
        for around in ["620000", "610000", "150000"] {
            assert!(touch("640000", around), "{around}");
        }
        assert_eq!(steps("510000", "500000"), (1, 0));
        assert_eq!(steps("500000", "420000"), (1, 0));
    }

    fn touch(a: &str, b: &str) -> bool {
        let ((ax, ay), (bx, by)) = (tile(a), tile(b));
        (ax - bx).abs() <= 1 && (ay - by).abs() <= 1
    }

    #[test]
    fn neighbours_stay_neighbours_and_keep_their_direction() {
        let places: BTreeMap<String, (f64, f64)> = provinces()
            .into_iter()
            .map(|row| {
                let degrees = |column: &str| row[column].parse::<f64>().unwrap();
                (row["place_id"].clone(), (degrees("lon"), degrees("lat")))
            })
            .collect();
        let pairs: Vec<(String, String, bool)> = rows("regions/adjacency_provinces.csv")
            .into_iter()
            .map(|row| {
                let is_border = row["kind"] == "border";
                (row["place_id_a"].clone(), row["place_id_b"].clone(), is_border)
            })
            .collect();
        let lost: Vec<String> = pairs
            .iter()
            .filter(|(a, b, is_border)| *is_border && !touch(a, b))
            .map(|(a, b, _)| format!("{a}-{b}"))
            .collect();
        let turned: Vec<String> = pairs
            .iter()
            .filter(|(a, b, _)| {
                let ((lon_a, lat_a), (lon_b, lat_b)) = (places[a], places[b]);
                let east = (lon_b - lon_a) * f64::midpoint(lat_a, lat_b).to_radians().cos();
                let on_earth = (lat_b - lat_a).atan2(east);
                let ((ax, ay), (bx, by)) = (tile(a), tile(b));
                let in_grid = f64::from(ay - by).atan2(f64::from(bx - ax));
                // The angle between the two, however often they go round.
                (on_earth - in_grid).cos() < std::f64::consts::FRAC_1_SQRT_2 - 1e-9
            })
            .map(|(a, b, _)| format!("{a}-{b}"))
            .collect();
        let borders = pairs.iter().filter(|pair| pair.2).count();
        assert_eq!((borders, pairs.len()), (70, 71), "the numbers below are of these");
        // Five of the seven lost are Inner Mongolia's, which reaches from Gansu to Heilongjiang.
        assert!(borders - lost.len() >= 63, "lost: {lost:?}");
        assert!(pairs.len() - turned.len() >= 68, "turned: {turned:?}");
    }

    #[test]
    fn arrows_lead_to_the_next_tile_and_some_way_to_every_tile() {
        let go = neighbour_in_direction;
        assert_eq!(go("440000", Direction::Left), Some("450000"));
        assert_eq!(go("440000", Direction::Right), Some("350000"));
        assert_eq!(go("440000", Direction::Up), Some("430000"));
        assert_eq!(go("440000", Direction::Down), Some("820000"));
        // Over the corner where there is no tile straight ahead.
        assert_eq!(go("210000", Direction::Up), Some("230000"));
        assert_eq!(go("330000", Direction::Right), Some("310000"));
        assert_eq!(go("650000", Direction::Left), None);
        assert_eq!(go("230000", Direction::Up), None);
        assert_eq!(go("100000", Direction::Down), None);
        for (start, ..) in TILES {
            let mut seen = BTreeSet::from([start]);
            let mut open = vec![start];
            while let Some(from) = open.pop() {
                for next in DIRECTIONS.into_iter().filter_map(|direction| go(from, direction)) {
                    if seen.insert(next) {
                        open.push(next);
                    }
                }
            }
            assert_eq!(seen.len(), TILES.len(), "from {start}");
        }
    }

    fn paint() -> MapPaint {
        let region = |place_id: &str, class, fill: &str, label: &str| RegionPaint {
            place_id: place_id.into(),
            class,
            fill: fill.into(),
            name: format!("{label}: \"1\""),
            label: label.into(),
            ..RegionPaint::default()
        };
        MapPaint {
            title: "Income & more".into(),
            description: "34 units".into(),
            theme: Theme::Light,
            regions: vec![
                region("110000", Some(4), "#1c2f6b", "BJ"),
                region("330000", Some(0), "#d6e6f4", "ZJ"),
                region("710000", None, "", "TW"),
            ],
        }
    }

    const LIVE: TileOptions<'static> = TileOptions {
        width_px: 360,
        id_prefix: "t-",
        lang: Lang::En,
        mode: Mode::Live { region_role: "button" },
    };

    #[test]
    fn the_document_is_the_one_expected() {
        let text = render(&paint(), &LIVE);
        // Of 34 like tiles and labels three of each tell everything.
        let places = ["110000", "330000", "710000"];
        let told = |line: &&str| {
            !line.contains("data-") || places.iter().any(|place| line.contains(place))
        };
        let lines: Vec<&str> = text.lines().filter(told).collect();
        expect![[r##"
            <svg xmlns="http://www.w3.org/2000/svg" class="atlas-map tile-map" lang="en" viewBox="0 0 360 412" role="group" aria-labelledby="t-title" aria-describedby="t-desc">
            <title id="t-title">Income &amp; more</title>
            <desc id="t-desc">34 units</desc>
            <defs><pattern id="t-hatch" patternUnits="userSpaceOnUse" width="5" height="5" patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5" fill="#eceef0"/><path class="hatch-line" d="M0 0V5" stroke="#aeb4bc" stroke-width="1"/></pattern></defs>
            <g class="tiles" stroke-width="1">
            <rect class="region c4" data-place="110000" fill="#1c2f6b" stroke="#1c2f6b" role="button" tabindex="0" aria-label="BJ: &quot;1&quot;" x="207.21" y="52.93" width="48.43" height="48.43" rx="2"/>
            <rect class="region c0" data-place="330000" fill="#d6e6f4" stroke="#d6e6f4" role="button" tabindex="-1" aria-label="ZJ: &quot;1&quot;" x="258.64" y="258.64" width="48.43" height="48.43" rx="2"/>
            <rect class="region no-data" data-place="710000" fill="url(#t-hatch) #eceef0" stroke="#aeb4bc" role="button" tabindex="-1" aria-label="TW: &quot;1&quot;" x="258.64" y="310.07" width="48.43" height="48.43" rx="2"/>
            </g>
            <g class="tile-labels" aria-hidden="true" font-family="system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif" font-size="14.53" text-anchor="middle" pointer-events="none">
            <text class="tile-label" data-label-of="110000" x="231.43" y="82.37" fill="#ffffff">BJ</text>
            <text class="tile-label" data-label-of="330000" x="282.86" y="288.09" fill="#22262b">ZJ</text>
            <text class="tile-label on-hatch" data-label-of="710000" x="282.86" y="339.52" fill="#22262b">TW</text>
            </g>
            </svg>"##]].assert_eq(&lines.join("\n"));
        roxmltree::Document::parse(&text).unwrap();
    }

    #[test]
    fn a_tile_is_a_region_as_on_every_map() {
        for mode in [LIVE.mode, Mode::Static] {
            let text = render(&paint(), &TileOptions { mode, ..LIVE });
            let document = roxmltree::Document::parse(&text).unwrap();
            let tiles: Vec<_> =
                document.descendants().filter(|node| node.has_attribute("data-place")).collect();
            assert_eq!(tiles.len(), 34);
            for fill in fills(&paint(), "t-") {
                let is_place = |n: &&roxmltree::Node<'_, '_>| {
                    n.attribute("data-place") == Some(&fill.place_id)
                };
                let node = tiles.iter().find(is_place).unwrap();
                assert_eq!(node.attribute("class"), Some(fill.class_names.as_str()));
                assert_eq!(node.attribute("fill"), Some(fill.fill.as_str()));
                assert_eq!(node.attribute("stroke"), Some(fill.stroke.as_str()));
                match mode {
                    Mode::Live { .. } => {
                        assert_eq!(node.attribute("aria-label"), Some(fill.name.as_str()));
                    }
                    Mode::Static => {
                        assert_eq!(
                            node.first_element_child().unwrap().text(),
                            Some(fill.name.as_str())
                        );
                    }
                }
            }
            let stops = tiles.iter().filter(|node| node.attribute("tabindex") == Some("0")).count();
            assert_eq!(stops, usize::from(mode != Mode::Static));
        }
    }

    #[test]
    fn labels_fit_their_tiles_at_every_width() {
        let label = |lang: Lang, row: &BTreeMap<String, String>| {
            lang.pick(&row["short_zh"], &row["iso_3166_2"]["CN-".len()..]).to_owned()
        };
        for (lang, at_360, at_720) in [(Lang::Zh, 14.0, 20.0), (Lang::En, 14.0, 20.0)] {
            let names: Vec<String> = provinces().iter().map(|row| label(lang, row)).collect();
            let size =
                |width: f64| type_size(names.iter().map(String::as_str), width / 7.0 - GAP_PX);
            assert!(size(360.0) >= at_360 && size(720.0) >= at_720, "{lang:?}");
            for width in [100.0, 200.0, 360.0, 720.0, 2000.0] {
                let room = width / 7.0 - GAP_PX - 2.0 * PADDING_PX;
                assert!(names.iter().all(|name| text_width(name, size(width)) <= room + 1e-9));
            }
        }
        assert!(type_size(["Inner Mongolia"].into_iter(), 48.0) < 6.0);
        assert!(type_size([""].into_iter(), 48.0).is_finite());
    }

    #[test]
    fn labels_are_legible_on_every_class_of_both_themes() {
        assert_eq!(label_ink("#d6e6f4"), INK);
        assert_eq!(label_ink("#1c2f6b"), "#ffffff");
        // Too dark for the ink, too light for white.
        assert_eq!(label_ink("#777777"), "#000000");
        for odd in ["", "red", "#+12345", "#12345", "#é1234"] {
            assert_eq!(label_ink(odd), INK, "{odd}");
        }
        for theme in [Theme::Light, Theme::Dark] {
            for palette in Palette::ALL {
                for fill in (1..=9).flat_map(|count| sequential(theme, palette, count)) {
                    assert!(contrast_on(&fill) >= ENOUGH_CONTRAST, "{palette:?}: {fill}");
                }
            }
        }
    }

    fn contrast_on(fill: &str) -> f64 {
        contrast(luminance(label_ink(fill)).unwrap(), luminance(fill).unwrap())
    }

    proptest! {
        #[test]
        fn labels_are_legible_on_every_colour(colour in 0u32..=0x00ff_ffff) {
            let fill = format!("#{colour:06x}");
            prop_assert!(contrast_on(&fill) >= ENOUGH_CONTRAST);
        }

        #[test]
        fn any_words_give_a_document(
            title in ".*", label in ".*", fill in ".*", id in ".*", width_px: u32
        ) {
            let mut paint = paint();
            paint.title = title;
            paint.regions[0].label = label;
            paint.regions[0].fill = fill;
            let text = render(&paint, &TileOptions { id_prefix: &id, width_px, ..LIVE });
            prop_assert!(roxmltree::Document::parse(&text).is_ok());
        }
    }
}
