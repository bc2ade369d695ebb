//! A made-up layer of 2,900 counties, so many as the country has: what a map of all of them would
//! cost can be measured before there is one. The same on every run.

use prosperity_atlas::map::geometry::{
    ArcRef, Level, LevelRegions, MapError, MapLayer, MapParts, Point, Region,
};
use prosperity_atlas::map::svg::{MapPaint, RegionPaint};
use prosperity_atlas::theme::Theme;

const COLUMNS: i32 = 58;
const ROWS: i32 = 50;
/// Distance between two corners of the grid before they are moved.
const SIDE: i32 = 90;
/// Corners are moved by at most this much in each direction, which keeps cells from crossing.
const JITTER: i32 = 20;
const CLASSES: u32 = 6;
/// Of ten regions so many change their class.
const CHANGED_OF_TEN: u32 = 4;

/// A layer of 58 × 50 cells of four to eight sides; every edge between two cells is one arc.
pub(crate) fn layer() -> Result<MapLayer, MapError> {
    let along = (0..=ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (column, row)));
    let down = (0..ROWS).flat_map(|row| (0..=COLUMNS).map(move |column| (column, row)));
    let arcs = along
        .map(|(column, row)| edge((column, row), (column + 1, row)))
        .chain(down.map(|(column, row)| edge((column, row), (column, row + 1))))
        .collect();
    let cells = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (column, row)));
    MapLayer::new(MapParts {
        id: "synthetic".into(),
        width: (COLUMNS + 1) * SIDE,
        height: (ROWS + 1) * SIDE,
        metres_per_unit: 1000,
        arcs,
        levels: vec![LevelRegions {
            level: Level::County,
            regions: cells.map(|(column, row)| cell(column, row)).collect(),
        }],
        lines: Vec::new(),
        inset: None,
    })
}

/// Two paints of the layer, of which four regions in ten differ in class and value.
pub(crate) fn paints() -> (MapPaint, MapPaint) {
    let regions: Vec<(u32, RegionPaint)> = (0..ROWS)
        .flat_map(|row| (0..COLUMNS).map(move |column| (column, row)))
        .map(|(column, row)| (hash(column, row, 7), painted(column, row, 0)))
        .collect();
    let before = regions.iter().map(|(_, region)| region.clone()).collect();
    let after =
        (0..ROWS)
            .flat_map(|row| (0..COLUMNS).map(move |column| (column, row)))
            .zip(&regions)
            .map(|((column, row), (chance, region))| {
                if chance % 10 < CHANGED_OF_TEN { painted(column, row, 1) } else { region.clone() }
            })
            .collect();
    let paint = |regions| MapPaint {
        title: "Income of residents".into(),
        description: "2,900 regions".into(),
        theme: Theme::Light,
        regions,
    };
    (paint(before), paint(after))
}

fn painted(column: i32, row: i32, step: u32) -> RegionPaint {
    let class = (hash(column, row, 8) + step) % CLASSES;
    let place_id = code(column, row);
    RegionPaint {
        class: Some(class as usize),
        fill: format!("#{:06x}", 0x0010_5ba4 + class * 0x0002_0f0b),
        name: format!("County {place_id}: {} yuan", 20_000 + hash(column, row, 9) % 60_000 + step),
        place_id,
        ..RegionPaint::default()
    }
}

fn code(column: i32, row: i32) -> String {
    (100_000 + row * COLUMNS + column).to_string()
}

fn cell(column: i32, row: i32) -> Region {
    let along = |column, row| row * COLUMNS + column;
    let first_down = (ROWS + 1) * COLUMNS;
    let down = |column, row| first_down + row * (COLUMNS + 1) + column;
    let ring =
        [along(column, row), down(column + 1, row), !along(column, row + 1), !down(column, row)];
    Region {
        place_id: code(column, row),
        parent: Some(code(column / 4 * 4, row / 2 * 2)),
        polygons: vec![vec![ring.map(ArcRef).to_vec()]],
        label: Point { x: (column + 1) * SIDE, y: (row + 1) * SIDE },
        label_radius: 30,
    }
}

/// The edge between two corners, straight or with a bend in the middle.
fn edge(from: (i32, i32), to: (i32, i32)) -> Vec<Point> {
    let (start, end) = (corner(from), corner(to));
    let mut points = vec![start];
    let key = (from.0 * 2 + to.0, from.1 * 2 + to.1);
    if hash(key.0, key.1, 3).is_multiple_of(2) {
        points.push(Point {
            x: i32::midpoint(start.x, end.x) + offset(key, 4) / 2,
            y: i32::midpoint(start.y, end.y) + offset(key, 5) / 2,
        });
    }
    points.push(end);
    points
}

fn corner(at: (i32, i32)) -> Point {
    let base = |step: i32| step * SIDE + SIDE / 2;
    Point { x: base(at.0) + offset(at, 1), y: base(at.1) + offset(at, 2) }
}

fn offset(at: (i32, i32), salt: u32) -> i32 {
    (hash(at.0, at.1, salt) % (2 * JITTER.cast_unsigned() + 1)).cast_signed() - JITTER
}

/// The finaliser of `MurmurHash3` over two coordinates and a salt: even enough for a picture.
fn hash(x: i32, y: i32, salt: u32) -> u32 {
    let mut value = x
        .cast_unsigned()
        .wrapping_mul(0x9e37_79b9)
        .wrapping_add(y.cast_unsigned().wrapping_mul(0x85eb_ca77))
        .wrapping_add(salt.wrapping_mul(0xc2b2_ae3d));
    value = (value ^ (value >> 16)).wrapping_mul(0x85eb_ca6b);
    value = (value ^ (value >> 13)).wrapping_mul(0xc2b2_ae35);
    value ^ (value >> 16)
}
