//! Where a small box of words can stand on a map without covering any of it.
//!
//! A map of China may not be covered, least of all its islands. The boxes below were found by a
//! search over the shipped geometry, as large as they could be with some distance to everything
//! drawn. The tests measure them against the geometry itself, so that new geometry that comes into
//! one of them is noticed.

use crate::figure::MapName;

/// A box as shares of a map's width and height, measured from its left upper corner, without the
/// credit line below the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FreeBox {
    /// Left edge, as a share of the width.
    pub x: f64,
    /// Upper edge, as a share of the height.
    pub y: f64,
    /// Width, as a share of the width.
    pub width: f64,
    /// Height, as a share of the height.
    pub height: f64,
}

/// The largest box of a map that is free of regions, special lines, the inset and its caption, at
/// every size and in both languages; between 1.4 and 3 times as wide as high. `None` for a map that
/// leaves less than 22 % of its width and 14 % of its height, where words would be cramped.
pub const fn free_box(map: MapName) -> Option<FreeBox> {
    Some(match map {
        // West of Yunnan and south of Xizang.
        MapName::China => FreeBox { x: 0.01, y: 0.757, width: 0.33, height: 0.23 },
        // The open sea in the south-east.
        MapName::ZhejiangCities | MapName::ZhejiangCounties => {
            FreeBox { x: 0.684, y: 0.782, width: 0.305, height: 0.206 }
        }
        // North-west of Jiading, across the river from Chongming.
        MapName::Shanghai => FreeBox { x: 0.01, y: 0.14, width: 0.288, height: 0.17 },
        // South-west of Anhui and Zhejiang.
        MapName::Delta => FreeBox { x: 0.01, y: 0.768, width: 0.368, height: 0.22 },
        // Cells fill their frame.
        MapName::Tiles => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Lang;
    use crate::map::choropleth::text_of;
    use crate::map::geometry::{ArcRef, Inset, MapLayer, Point, Region};
    use crate::map::svg::{CaptionPlace, text_width};

    /// Every map with every geometry it is drawn from.
    const MAPS: [(MapName, &[u8]); 6] = [
        (MapName::China, include_bytes!("../../data/packed/map-china.bin")),
        (MapName::China, include_bytes!("../../data/packed/map-china-small.bin")),
        (MapName::ZhejiangCities, include_bytes!("../../data/packed/map-zhejiang.bin")),
        (MapName::ZhejiangCounties, include_bytes!("../../data/packed/map-zhejiang.bin")),
        (MapName::Shanghai, include_bytes!("../../data/packed/map-shanghai.bin")),
        (MapName::Delta, include_bytes!("../../data/packed/map-yrd.bin")),
    ];
    /// What stays free around a box, as a share of the map's width: room for strokes.
    const AROUND: f64 = 0.01;

    /// Edges of a rectangle in units.
    #[derive(Clone, Copy, Debug)]
    struct Edges {
        left: f64,
        top: f64,
        right: f64,
        bottom: f64,
    }

    impl Edges {
        fn of(layer: &MapLayer, free: FreeBox) -> Self {
            let (width, height) = (f64::from(layer.width()), f64::from(layer.height()));
            let around = AROUND * width;
            Self {
                left: free.x * width - around,
                top: free.y * height - around,
                right: (free.x + free.width) * width + around,
                bottom: (free.y + free.height) * height + around,
            }
        }

        fn meets(&self, other: &Self) -> bool {
            self.left <= other.right
                && other.left <= self.right
                && self.top <= other.bottom
                && other.top <= self.bottom
        }

        /// Whether a segment has a point in the rectangle: what is left of it after cutting it off
        /// at all four edges (Liang and Barsky).
        fn meets_segment(&self, from: Point, to: Point) -> bool {
            let [ax, ay, bx, by] = [from.x, from.y, to.x, to.y].map(f64::from);
            let (dx, dy) = (bx - ax, by - ay);
            let mut part = (0.0_f64, 1.0_f64);
            let edges = [
                (-dx, ax - self.left),
                (dx, self.right - ax),
                (-dy, ay - self.top),
                (dy, self.bottom - ay),
            ];
            for (step, room) in edges {
                if step == 0.0 && room < 0.0 {
                    return false;
                }
                if step < 0.0 {
                    part.0 = part.0.max(room / step);
                } else if step > 0.0 {
                    part.1 = part.1.min(room / step);
                }
            }
            part.0 <= part.1
        }

        fn meets_line(&self, layer: &MapLayer, chain: &[ArcRef]) -> bool {
            let points: Vec<Point> = layer.points(chain).collect();
            points.windows(2).any(|pair| self.meets_segment(pair[0], pair[1]))
        }

        /// Whether the left upper corner lies in the region. With no border in the rectangle that
        /// is so for all of it or for none.
        fn lies_in(&self, layer: &MapLayer, region: &Region) -> bool {
            let mut inside = false;
            for ring in region.polygons.iter().flatten() {
                let points: Vec<Point> = layer.points(ring).collect();
                for pair in points.windows(2) {
                    let [ax, ay, bx, by] =
                        [pair[0].x, pair[0].y, pair[1].x, pair[1].y].map(f64::from);
                    let crosses = (ay > self.top) != (by > self.top);
                    if crosses && self.left < ax + (self.top - ay) / (by - ay) * (bx - ax) {
                        inside = !inside;
                    }
                }
            }
            inside
        }
    }

    /// Every line of the caption of the inset on a map of `width_px` pixels.
    fn caption(layer: &MapLayer, inset: &Inset, lang: Lang, width_px: u32) -> Vec<Edges> {
        let scale = f64::from(width_px) / f64::from(layer.width());
        let lines = text_of(lang).inset_caption;
        let place = CaptionPlace::of(inset, lines, width_px, scale);
        let baselines = (0..).map(|line| place.y + f64::from(line) * place.line_height);
        let around = lines.iter().zip(baselines).map(|(line, y)| Edges {
            left: (place.x - text_width(line, place.size)) / scale,
            top: (y - place.size) / scale,
            right: place.x / scale,
            bottom: (y + place.size * 0.3) / scale,
        });
        around.collect()
    }

    #[test]
    fn boxes_lie_on_the_map_and_have_room_for_words() {
        for (map, bytes) in MAPS {
            let layer = MapLayer::decode(bytes).unwrap();
            let Some(FreeBox { x, y, width, height }) = free_box(map) else { continue };
            assert!(x >= 0.0 && y >= 0.0 && x + width <= 1.0 && y + height <= 1.0, "{map:?}");
            assert!(width >= 0.22 && height >= 0.14, "{map:?}");
            let shape = width / height * f64::from(layer.width()) / f64::from(layer.height());
            assert!((1.4..=3.0).contains(&shape), "{map:?}: {shape}");
        }
    }

    #[test]
    fn boxes_cover_no_territory_line_inset_or_caption() {
        for (map, bytes) in MAPS {
            let layer = MapLayer::decode(bytes).unwrap();
            let Some(free) = free_box(map) else { continue };
            let edges = Edges::of(&layer, free);
            for region in layer.levels().flat_map(|level| layer.regions(level)) {
                let mut rings = region.polygons.iter().flatten();
                let place = &region.place_id;
                assert!(!rings.any(|ring| edges.meets_line(&layer, ring)), "{map:?}: {place}");
                assert!(!edges.lies_in(&layer, region), "{map:?}: {place}");
            }
            for line in layer.lines() {
                let mut parts = line.parts.iter();
                let kind = line.kind;
                assert!(!parts.any(|part| edges.meets_line(&layer, part)), "{map:?}: {kind:?}");
            }
            let Some(inset) = layer.inset() else { continue };
            let [left, top, right, bottom] =
                [inset.frame.x, inset.frame.y, inset.frame.right(), inset.frame.bottom()]
                    .map(f64::from);
            assert!(!edges.meets(&Edges { left, top, right, bottom }), "{map:?}: inset");
            for lang in Lang::ALL {
                for width_px in (200..2000).step_by(20) {
                    let lines = caption(&layer, inset, lang, width_px);
                    assert!(
                        lines.iter().all(|line| !edges.meets(line)),
                        "{map:?} at {width_px} px"
                    );
                }
            }
        }
    }

    /// The measures themselves, on a place where everything is in the way.
    #[test]
    fn what_a_box_covers_is_found() {
        let (_, bytes) = MAPS[0];
        let layer = MapLayer::decode(bytes).unwrap();
        let at = |x, y, width, height| Edges::of(&layer, FreeBox { x, y, width, height });
        let covered = |edges: &Edges| {
            layer.levels().flat_map(|level| layer.regions(level)).any(|region| {
                edges.lies_in(&layer, region)
                    || region.polygons.iter().flatten().any(|ring| edges.meets_line(&layer, ring))
            })
        };
        // Inside Xinjiang, across its border, and over all of the map.
        assert!(covered(&at(0.2, 0.35, 0.02, 0.02)));
        assert!(covered(&at(0.3, 0.3, 0.3, 0.3)));
        assert!(covered(&at(0.0, 0.0, 1.0, 1.0)));
        let inset = layer.inset().unwrap();
        let on_caption = at(0.9, 0.72, 0.09, 0.03);
        assert!(caption(&layer, inset, Lang::Zh, 360).iter().any(|line| on_caption.meets(line)));
        let across = Edges { left: 1.0, top: 1.0, right: 2.0, bottom: 2.0 };
        let point = |x, y| Point { x, y };
        assert!(across.meets_segment(point(0, 0), point(3, 3)));
        assert!(across.meets_segment(point(0, 2), point(3, 1)));
        assert!(!across.meets_segment(point(0, 2), point(1, 4)));
        assert!(!across.meets_segment(point(0, 0), point(0, 3)));
        assert!(!across.meets_segment(point(3, 0), point(5, 9)));
    }
}
