use super::*;
use prosperity_atlas::map::geometry::{Direction, neighbour_in_direction};
use prosperity_atlas::map::svg::{MapOptions, MapPaint, MapText, Mode, RegionPaint, render};
use prosperity_atlas::theme::Theme;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

static PACKED: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| pack_all(&data()).unwrap());

const LAYERS: [(&str, Level, usize); 7] = [
    ("china", Level::Province, 34),
    ("china-small", Level::Province, 34),
    ("zhejiang", Level::County, 90),
    ("zhejiang", Level::Prefecture, 11),
    ("shanghai", Level::County, 16),
    ("yrd", Level::Prefecture, 41),
    ("yrd", Level::Province, 4),
];

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data")
}

fn shipped(stem: &str) -> MapLayer {
    let name = format!("map-{stem}");
    let (_, bytes) = PACKED.iter().find(|(packed, _)| *packed == name).unwrap();
    MapLayer::decode(bytes).unwrap()
}

fn svg(stem: &str, level: Level, width_px: u32, text: &'static MapText) -> String {
    let layer = shipped(stem);
    let regions = layer.regions(level).iter().enumerate().map(|(index, region)| RegionPaint {
        place_id: region.place_id.clone(),
        class: (index % 6 != 5).then_some(index % 5),
        fill: ["#d6e6f4", "#abcfe6", "#6aaed6", "#3787c0", "#105ba4"][index % 5].into(),
        name: format!("{}: 1", region.place_id),
        label: "省名".into(),
        ..RegionPaint::default()
    });
    let paint = MapPaint {
        title: stem.into(),
        description: String::new(),
        theme: Theme::Light,
        regions: regions.collect(),
    };
    let options = MapOptions {
        level,
        width_px,
        id_prefix: "t-",
        text,
        credit: Some("边界数据"),
        labels: true,
        group_borders: true,
        mode: Mode::Static,
    };
    render(&layer, &paint, &options)
}

/// Bounding boxes of all rings and lines of the main map.
fn main_boxes(layer: &MapLayer) -> Vec<Rect> {
    let level = layer.levels().next().unwrap();
    let rings = layer.regions(level).iter().flat_map(|r| r.polygons.iter().flatten());
    let lines = layer.lines().iter().flat_map(|line| &line.parts);
    rings.chain(lines).map(|chain| Rect::around(layer.points(chain)).unwrap()).collect()
}

fn inset_boxes(layer: &MapLayer) -> Vec<Rect> {
    let inset = layer.inset().unwrap();
    let rings = inset.regions.iter().flat_map(|r| r.polygons.iter().flatten());
    let lines = inset.lines.iter().flat_map(|line| &line.parts);
    rings.chain(lines).map(|chain| Rect::around(layer.points(chain)).unwrap()).collect()
}

fn dashes(lines: &[Line]) -> usize {
    lines.iter().filter(|l| l.kind == LineKind::Dash10).map(|l| l.parts.len()).sum()
}

/// Reference: pyproj 3.7.2 (PROJ 9.5.1), `+proj=aea +lat_0=0 +R=6371008.8` with the parallels and
/// the meridian given.
#[test]
fn the_projection_agrees_with_proj() {
    let china = Albers::new(25.0, 47.0, 105.0);
    let inset = Albers::new(5.0, 22.0, 114.0);
    let cases = [
        (china, (105.0, 36.0), (0.0, 3_863_832.922_492_125_5)),
        (china, (73.5, 39.5), (-2_611_844.235_076_430_3, 4_677_945.287_617_952)),
        (china, (135.09, 48.4), (2_200_794.405_189_54, 5_594_272.491_268_025)),
        (china, (123.5, 25.9), (1_835_047.072_133_242_9, 2_897_882.994_522_370_4)),
        (china, (109.7, 17.9), (510_372.253_645_460_24, 1_858_465.336_216_952)),
        (inset, (114.0, 13.5), (0.0, 1_503_911.108_070_621_3)),
        (inset, (112.25, 3.97), (-194_655.868_269_863_22, 438_161.261_072_071_8)),
        (inset, (120.98, 14.6), (742_833.413_476_529, 1_638_026.728_032_942_6)),
    ];
    for (projection, degrees, expected) in cases {
        let (x, y) = projection.project(degrees);
        let off = (x - expected.0).hypot(y - expected.1);
        assert!(off < 1e-2, "{degrees:?} gives {x}, {y}: {off} m off");
    }
}

#[test]
fn packing_is_deterministic_and_within_its_budget() {
    assert_eq!(pack_all(&data()).unwrap(), *PACKED);
    let names: Vec<&str> = PACKED.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["map-china", "map-china-small", "map-zhejiang", "map-shanghai", "map-yrd"]);
    let total: usize = PACKED.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(total < 90_000, "{total} bytes");
}

#[test]
fn missing_files_are_all_named() {
    let errors = pack_all(Path::new("nowhere")).unwrap_err();
    assert_eq!(errors.len(), 6, "{errors:?}");
    assert!(errors[0].starts_with("places.csv: "));
    assert!(errors[5].starts_with("geo/yrd.topo.json: "));
}

#[test]
fn every_layer_has_all_its_regions_and_meshes() {
    for (stem, level, count) in LAYERS {
        let layer = shipped(stem);
        assert_eq!(layer.regions(level).len(), count, "{stem} {level:?}");
        assert!(!layer.interior(level).is_empty(), "{stem} {level:?}");
        assert!(!layer.coast(level).is_empty(), "{stem} {level:?}");
    }
}

#[test]
fn counties_of_a_prefecture_are_grouped_and_upper_levels_stand_alone() {
    for (stem, fine, upper) in [
        ("zhejiang", Level::County, Level::Prefecture),
        ("yrd", Level::Prefecture, Level::Province),
    ] {
        let layer = shipped(stem);
        let parents: BTreeSet<_> =
            layer.regions(fine).iter().map(|r| r.parent.clone().unwrap()).collect();
        let above: BTreeSet<_> = layer.regions(upper).iter().map(|r| r.place_id.clone()).collect();
        assert_eq!(parents, above);
        assert!(layer.regions(upper).iter().all(|r| r.parent.is_none()));
        // The borders of the groups are the borders of the level above.
        let groups: BTreeSet<_> = layer.between(fine, |r| r.parent.clone()).into_iter().collect();
        let borders: BTreeSet<_> = layer.interior(upper).into_iter().collect();
        assert_eq!(groups, borders);
        assert!(groups.len() < layer.interior(fine).len());
    }
}

#[test]
fn every_part_of_the_source_is_in_the_main_map_or_in_the_inset() {
    for stem in ["china", "china-small"] {
        let topology = Topology::read(&data().join(format!("geo/{stem}.topo.json"))).unwrap();
        let layer = shipped(stem);
        let inset = layer.inset().unwrap();
        let mut south = 0;
        for geometry in topology.geometries("provinces") {
            let id = geometry.id.as_deref().unwrap();
            let parts = geometry.polygons().len();
            let main = layer.region(Level::Province, id).unwrap().polygons.len();
            let below = inset.regions.iter().find(|r| r.place_id == id);
            let below = below.map_or(0, |region| region.polygons.len());
            assert!(main + below >= parts, "{stem} {id}: {main} + {below} of {parts}");
            if id == "460000" {
                south = parts - main;
                assert!(main > 1 && south > 200, "{main} parts of Hainan in the main map");
                // What the main map leaves out is there, and Hainan Island a second time.
                assert!(below > south);
            } else {
                assert_eq!(main, parts, "{stem} {id}");
            }
        }
        assert!(south > 0);
    }
}

#[test]
fn taiwan_has_its_sixteen_parts_with_diaoyu_dao_and_its_neighbours() {
    let layer = shipped("china");
    let taiwan = layer.region(Level::Province, "710000").unwrap();
    assert_eq!(taiwan.polygons.len(), 16);
    let edges = |polygon: &Polygon| Rect::around(layer.points(&polygon[0])).unwrap();
    let main_island = taiwan.polygons.iter().map(edges).max_by_key(|r| r.height).unwrap();
    // 钓鱼岛, 黄尾屿 and 赤尾屿 are the three parts well to the north-east of the island.
    let beyond = taiwan.polygons.iter().map(edges).filter(|r| {
        let east_km = (r.x - main_island.right()) * 400 / 1_000;
        east_km > 100 && r.bottom() < main_island.y
    });
    assert_eq!(beyond.count(), 3);
}

#[test]
fn macau_and_hong_kong_keep_all_parts() {
    for stem in ["china", "china-small"] {
        let layer = shipped(stem);
        assert_eq!(layer.region(Level::Province, "820000").unwrap().polygons.len(), 2);
        assert_eq!(layer.region(Level::Province, "810000").unwrap().polygons.len(), 8);
    }
}

#[test]
fn the_dash_line_has_ten_open_segments() {
    for stem in ["china", "china-small"] {
        let layer = shipped(stem);
        let inset = layer.inset().unwrap();
        // 8, 9 and 10 stand in the main map; 1 to 9 in the inset, which ends south of the tenth.
        assert_eq!(dashes(layer.lines()), 3, "{stem}");
        assert_eq!(dashes(&inset.lines), 9, "{stem}");
        for part in layer.lines().iter().chain(&inset.lines).flat_map(|line| &line.parts) {
            let points: Vec<Point> = layer.points(part).collect();
            assert_ne!(points.first(), points.last(), "{stem}: a line is closed");
        }
    }
    let topology = Topology::read(&data().join("geo/china.topo.json")).unwrap();
    let lines = topology.geometries("lines").iter();
    let dashes: usize = lines
        .filter(|line| line.properties.kind.as_deref() == Some("dash10"))
        .map(|line| line.chains().len())
        .sum();
    assert_eq!(dashes, 10);
}

#[test]
fn the_inset_covers_nothing() {
    for stem in ["china", "china-small"] {
        let layer = shipped(stem);
        let frame = layer.inset().unwrap().frame;
        for shape in main_boxes(&layer) {
            assert!(!shape.intersects(&frame), "{stem}: {shape:?} under the inset {frame:?}");
        }
        assert!(frame.right() < layer.width() && frame.bottom() < layer.height());
    }
}

#[test]
fn hainan_island_is_whole_in_the_main_map_and_the_south_edge_just_below() {
    let layer = shipped("china");
    let hainan = layer.region(Level::Province, "460000").unwrap();
    let edges = |polygon: &Polygon| Rect::around(layer.points(&polygon[0])).unwrap();
    let island = hainan.polygons.iter().map(edges).max_by_key(|r| r.width).unwrap();
    let below_km = (layer.height() - island.bottom()) * 400 / 1_000;
    assert!(island.width * 400 > 250_000, "{island:?}");
    assert!((20..120).contains(&below_km), "{below_km} km below Hainan Island");
}

#[test]
fn everything_in_the_inset_lies_inside_its_frame_and_has_coast_and_borders() {
    for stem in ["china", "china-small"] {
        let layer = shipped(stem);
        let inset = layer.inset().unwrap();
        for shape in inset_boxes(&layer) {
            assert!(inside(shape, inset.frame), "{stem}: {shape:?}");
        }
        let meshes = layer.inset_meshes();
        assert!(!meshes.interior.is_empty() && meshes.coast.len() > 200, "{stem}");
        let places: BTreeSet<_> = inset.regions.iter().map(|r| r.place_id.as_str()).collect();
        for place in ["440000", "450000", "460000", "710000", "810000", "820000"] {
            assert!(places.contains(place), "{stem}: {place} is not in the inset");
        }
    }
}

#[test]
fn borders_in_the_inset_are_shared_to_the_unit_where_they_are_cut() {
    // The north edge cuts Yunnan, Guangxi and Guangdong. Were the two sides of a border cut
    // differently, each would end in a coast of its own, far inland.
    let layer = shipped("china");
    let frame = layer.inset().unwrap().frame;
    let meshes = layer.inset_meshes();
    let inland = |runs: &[Vec<Point>]| {
        let at_top = runs.iter().flatten().filter(|point| point.y == frame.y);
        at_top.filter(|point| point.x < frame.x + frame.width / 2).count()
    };
    assert!(inland(&meshes.interior) > 0);
    assert_eq!(inland(&meshes.coast), 0);
}

#[test]
fn from_every_region_arrow_keys_lead_to_every_other() {
    for (stem, level, count) in LAYERS {
        let layer = shipped(stem);
        for start in layer.regions(level) {
            let mut reached = BTreeSet::from([start.place_id.as_str()]);
            let mut next = vec![start.place_id.as_str()];
            while let Some(place) = next.pop() {
                let ways = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
                for way in ways {
                    let found = neighbour_in_direction(&layer, level, place, way);
                    if let Some(found) = found.filter(|found| reached.insert(found)) {
                        next.push(found);
                    }
                }
            }
            assert_eq!(reached.len(), count, "{stem} {level:?} from {}", start.place_id);
        }
    }
}

#[test]
fn every_drawing_is_xml_without_nan_and_names_every_region() {
    for (stem, level, count) in LAYERS {
        for width in [360, 1200] {
            let text = svg(stem, level, width, &MapText::ZH);
            assert!(!text.contains("NaN") && !text.contains("inf"), "{stem}");
            let document = roxmltree::Document::parse(&text).unwrap();
            let places: BTreeSet<_> = document
                .descendants()
                .filter(|n| n.attribute("class").is_some_and(|c| c.starts_with("region")))
                .filter_map(|n| n.attribute("data-place"))
                .collect();
            assert_eq!(places.len(), count, "{stem} {level:?}");
        }
    }
}

#[test]
fn macau_and_hong_kong_can_be_pointed_at() {
    let text = svg("china", Level::Province, 1200, &MapText::ZH);
    let document = roxmltree::Document::parse(&text).unwrap();
    let scale = 1200.0 / f64::from(shipped("china").width());
    for place in ["810000", "820000"] {
        let hit = document.descendants().find(|node| {
            node.attribute("class") == Some("hit") && node.attribute("data-place") == Some(place)
        });
        let radius: f64 = hit.unwrap().attribute("r").unwrap().parse().unwrap();
        assert!(radius * scale > 5.99, "{place}: {radius}");
    }
}

#[test]
fn lines_are_never_filled() {
    let text = svg("china", Level::Province, 1200, &MapText::ZH);
    let document = roxmltree::Document::parse(&text).unwrap();
    let lines: Vec<_> = document
        .descendants()
        .filter(|n| n.attribute("class").is_some_and(|c| c.starts_with("line ")))
        .collect();
    assert!(lines.len() >= 5);
    for line in lines {
        assert_eq!(line.attribute("fill"), Some("none"));
        assert!(!line.attribute("d").unwrap().contains('z'));
    }
}

/// Estimated boxes of words against islands and dashes, in pixels.
#[test]
fn no_name_or_caption_of_the_inset_covers_an_island_or_a_dash() {
    for (stem, width) in [("china", 1200_u32), ("china", 0), ("china-small", 400)] {
        for words in [&MapText::ZH, &MapText::EN] {
            let width = if stem == "china" { width.max(words.island_names_from_px) } else { width };
            let layer = shipped(stem);
            let scale = f64::from(width) / f64::from(layer.width());
            let text = svg(stem, Level::Province, width, words);
            let document = roxmltree::Document::parse(&text).unwrap();
            let group = document
                .descendants()
                .find(|n| n.attribute("class") == Some("inset-words"))
                .unwrap();
            // Coasts of the mainland do not count: only what is small enough to be lost.
            let mut shapes = inset_boxes(&layer);
            shapes.extend(main_boxes(&layer));
            shapes.retain(|s| f64::from(s.width.max(s.height)) * scale < 25.0);
            for node in group.descendants().filter(|n| n.has_attribute("x")) {
                let inherited = |name| node.ancestors().find_map(|n| n.attribute(name)).unwrap();
                let size: f64 = inherited("font-size").parse().unwrap();
                let at = |name| node.attribute(name).unwrap().parse::<f64>().unwrap();
                let letters = node.text().unwrap().chars();
                let long: f64 =
                    letters.map(|c| if c > '\u{2e80}' { size } else { size * 0.56 }).sum();
                let left = match inherited("text-anchor") {
                    "end" => at("x") - long,
                    _ => at("x") - long / 2.0,
                };
                let (top, bottom) = (at("y") - 0.85 * size, at("y") + 0.1 * size);
                for shape in &shapes {
                    let apart = f64::from(shape.right()) * scale < left
                        || f64::from(shape.x) * scale > left + long
                        || f64::from(shape.bottom()) * scale < top
                        || f64::from(shape.y) * scale > bottom;
                    assert!(apart, "{stem} {width}: {:?} covers {shape:?}", node.text());
                }
            }
        }
    }
}

#[test]
fn clipping_keeps_the_inside_and_cuts_both_sides_of_a_border_alike() {
    let frame = Rect { x: 0, y: 0, width: 10, height: 10 };
    let p = |x, y| Point { x, y };
    let within = vec![p(1, 1), p(5, 1), p(5, 5), p(1, 1)];
    assert_eq!(area(&clip(&within, frame)), area(&within));
    let across = vec![p(-5, 2), p(5, 2), p(5, 8), p(-5, 8), p(-5, 2)];
    assert_eq!(area(&clip(&across, frame)).abs(), 2 * 5 * 6);
    let around = vec![p(-5, -5), p(20, -5), p(20, 20), p(-5, 20), p(-5, -5)];
    assert_eq!(area(&clip(&around, frame)).abs(), 2 * 10 * 10);
    assert!(clip(&[p(20, 20), p(30, 20), p(30, 30), p(20, 20)], frame).is_empty());
    let (a, b) = (p(-3, 1), p(4, 6));
    assert_eq!(crossing(a, b, true, 0), crossing(b, a, true, 0));
    assert_eq!(crossing(a, b, false, 3), crossing(b, a, false, 3));
}

#[test]
fn the_grid_keeps_ends_and_drops_what_lies_on_a_straight_line() {
    let p = |x, y| Point { x, y };
    assert!(straight(p(0, 0), p(2, 2), p(5, 5)));
    assert!(!straight(p(0, 0), p(5, 5), p(2, 2)));
    assert!(!straight(p(0, 0), p(2, 2), p(5, 4)));
    assert_eq!(area(&speck(p(3, 3))), 1);
}

#[test]
fn the_largest_circle_avoids_holes() {
    let p = |x, y| Point { x, y };
    let outer = vec![p(0, 0), p(300, 0), p(300, 100), p(0, 100), p(0, 0)];
    let (middle, radius) = largest_circle(std::slice::from_ref(&outer)).unwrap();
    assert_eq!((middle.y, radius), (50, 50));
    let hole = vec![p(10, 10), p(10, 90), p(200, 90), p(200, 10), p(10, 10)];
    let (middle, radius) = largest_circle(&[outer, hole]).unwrap();
    assert!(middle.x > 240 && radius >= 49, "{middle:?} {radius}");
}

/// `ATLAS_PICTURES=folder cargo test -p xtask write_pictures -- --ignored` writes every layer as
/// SVG in both sizes and languages, to be looked at.
#[test]
#[ignore = "writes pictures for looking at"]
fn write_pictures() {
    let folder = PathBuf::from(std::env::var("ATLAS_PICTURES").unwrap());
    for (stem, level, _) in LAYERS {
        for (lang, text) in [("zh", &MapText::ZH), ("en", &MapText::EN)] {
            for width in [400, 1200] {
                let name = format!("{stem}-{level:?}-{width}-{lang}.svg");
                fs::write(folder.join(name), svg(stem, level, width, text)).unwrap();
            }
        }
    }
}
