//! Packs the display geometry: `TopoJSON` and label points in, planar layers out.
//!
//! Every layer is projected here, once, with the Albers equal-area conic, so that the page needs
//! no spherical arithmetic and areas compare. The map of China has the South China Sea inset as
//! part of its layout.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use prosperity_atlas::map::geometry::{
    ArcRef, Inset, Islands, Level, LevelRegions, Line, LineKind, MapLayer, MapParts, Point,
    Polygon, Rect, Region, Ring,
};
use serde::Deserialize;

/// Mean radius of the Earth (IUGG), metres: areas on the sphere are within 0.5 % of those on the
/// ellipsoid, and the source is generalised far more than that.
const EARTH_RADIUS: f64 = 6_371_008.8;

/// Share of the content's width that is left free on each side of a frame.
const MARGIN: f64 = 0.011;

/// Scale of the inset relative to the main map.
const INSET_SCALE: f64 = 0.4;

/// What the inset shows: west, east, south, north in degrees. 24° N would let in a stub of the
/// tenth dash.
const INSET_WEST: f64 = 105.5;
const INSET_EAST: f64 = 123.0;
const INSET_SOUTH: f64 = 2.6;
const INSET_NORTH: f64 = 23.6;
const INSET_MERIDIAN: f64 = 114.0;

/// South edge of the main map of China: just below Hainan Island, measured on its meridian.
const SOUTH_EDGE: (f64, f64) = (109.7, 17.9);

/// Where the names of islands stand in the inset, beside them in open water, so that no name covers
/// one: the middle of the upper edge where the name is below its islands, of the baseline where it
/// is above them, and the end of the baseline for 曾母暗沙.
const ISLAND_NAMES: [(Islands, f64, f64); 6] = [
    (Islands::Dongsha, 116.8, 20.3),
    (Islands::Xisha, 112.9, 17.4),
    (Islands::Zhongsha, 113.4, 15.2),
    (Islands::Nansha, 114.2, 12.0),
    (Islands::Huangyan, 118.6, 14.9),
    (Islands::Zengmu, 111.6, 3.7),
];

/// The Albers equal-area conic projection of a sphere, latitude of origin 0.
///
/// Snyder, *Map Projections: A Working Manual*, USGS Professional Paper 1395 (1987), p. 100,
/// equations 14-1 to 14-6.
#[derive(Clone, Copy, Debug)]
struct Albers {
    n: f64,
    c: f64,
    rho_origin: f64,
    meridian: f64,
}

impl Albers {
    /// Standard parallels and central meridian in degrees. The parallels must not lie
    /// symmetrically to the equator, where the cone becomes a cylinder.
    fn new(south: f64, north: f64, meridian: f64) -> Self {
        let (first, second) = (south.to_radians(), north.to_radians());
        let n = f64::midpoint(first.sin(), second.sin()); // 14-6
        let c = first.cos().powi(2) + 2.0 * n * first.sin(); // 14-5
        let rho_origin = EARTH_RADIUS * c.sqrt() / n; // 14-3a
        Self { n, c, rho_origin, meridian }
    }

    /// Metres east and north of the origin for a longitude and latitude in degrees.
    fn project(&self, (longitude, latitude): (f64, f64)) -> (f64, f64) {
        let rho =
            EARTH_RADIUS * (self.c - 2.0 * self.n * latitude.to_radians().sin()).sqrt() / self.n; // 14-3
        let theta = self.n * (longitude - self.meridian).to_radians(); // 14-4
        (rho * theta.sin(), self.rho_origin - rho * theta.cos()) // 14-1, 14-2
    }
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    arcs: Vec<Vec<(i64, i64)>>,
    objects: BTreeMap<String, Collection>,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    properties: Properties,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Default, Deserialize)]
struct Properties {
    city: Option<String>,
    prov: Option<String>,
    kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Shape {
    Polygon(Vec<Vec<i32>>),
    MultiPolygon(Vec<Vec<Vec<i32>>>),
    LineString(Vec<i32>),
    MultiLineString(Vec<Vec<i32>>),
}

impl Topology {
    fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }

    /// Longitude and latitude of every point of every arc.
    fn degrees(&self) -> Vec<Vec<(f64, f64)>> {
        let Transform { scale, translate } = &self.transform;
        self.arcs
            .iter()
            .map(|arc| {
                let (mut x, mut y) = (0, 0);
                arc.iter()
                    .map(|(dx, dy)| {
                        x += dx;
                        y += dy;
                        (x as f64 * scale.0 + translate.0, y as f64 * scale.1 + translate.1)
                    })
                    .collect()
            })
            .collect()
    }

    fn geometries(&self, object: &str) -> &[Geometry] {
        self.objects.get(object).map_or(&[], |collection| collection.geometries.as_slice())
    }
}

impl Geometry {
    fn polygons(&self) -> Vec<Polygon> {
        let ring = |refs: &Vec<i32>| refs.iter().map(|r| ArcRef(*r)).collect::<Ring>();
        match &self.shape {
            Shape::Polygon(rings) => vec![rings.iter().map(ring).collect()],
            Shape::MultiPolygon(parts) => {
                parts.iter().map(|rings| rings.iter().map(ring).collect()).collect()
            }
            Shape::LineString(_) | Shape::MultiLineString(_) => Vec::new(),
        }
    }

    fn chains(&self) -> Vec<Vec<ArcRef>> {
        let chain = |refs: &Vec<i32>| refs.iter().map(|r| ArcRef(*r)).collect();
        match &self.shape {
            Shape::LineString(refs) => vec![chain(refs)],
            Shape::MultiLineString(parts) => parts.iter().map(chain).collect(),
            Shape::Polygon(_) | Shape::MultiPolygon(_) => Vec::new(),
        }
    }
}

fn line_kind(name: &str) -> Option<LineKind> {
    Some(match name {
        "dash10" => LineKind::Dash10,
        "national_undetermined" => LineKind::NationalUndetermined,
        "hongkong" => LineKind::HongKong,
        "province_sea" => LineKind::ProvinceSea,
        "province_undetermined" => LineKind::ProvinceUndetermined,
        _ => return None,
    })
}

/// Longitude, latitude and radius in kilometres of the label circle, by adcode.
type Labels = HashMap<String, (f64, f64, f64)>;

/// One layer to pack.
struct Recipe {
    stem: &'static str,
    levels: &'static [(Level, &'static str)],
    projection: Albers,
    metres_per_unit: u32,
    inset: bool,
}

fn recipes() -> [Recipe; 5] {
    let china = Albers::new(25.0, 47.0, 105.0);
    [
        Recipe {
            stem: "china",
            levels: &[(Level::Province, "provinces")],
            projection: china,
            metres_per_unit: 400,
            inset: true,
        },
        Recipe {
            stem: "china-small",
            levels: &[(Level::Province, "provinces")],
            projection: china,
            metres_per_unit: 1_200,
            inset: true,
        },
        Recipe {
            stem: "zhejiang",
            levels: &[(Level::County, "counties"), (Level::Prefecture, "prefectures")],
            projection: Albers::new(27.5, 30.7, 120.5),
            metres_per_unit: 40,
            inset: false,
        },
        Recipe {
            stem: "shanghai",
            levels: &[(Level::County, "districts")],
            projection: Albers::new(30.8, 31.8, 121.4),
            metres_per_unit: 12,
            inset: false,
        },
        Recipe {
            stem: "yrd",
            levels: &[(Level::Prefecture, "cities"), (Level::Province, "provinces")],
            projection: Albers::new(28.0, 34.0, 119.0),
            metres_per_unit: 70,
            inset: false,
        },
    ]
}

/// Packs all maps of `data_dir` (`geo/*.topo.json`, `places.csv`): file stem (`map-china`, …)
/// and bytes for each, always in the same order and the same for the same input.
///
/// # Errors
/// All problems found, each beginning with the file it is about.
pub(crate) fn pack_all(data_dir: &Path) -> Result<Vec<(String, Vec<u8>)>, Vec<String>> {
    let mut errors = Vec::new();
    let mut packed = Vec::new();
    let labels = read_labels(data_dir).unwrap_or_else(|error| {
        errors.push(error);
        Labels::new()
    });
    for recipe in recipes() {
        let name = format!("geo/{}.topo.json", recipe.stem);
        let layer = Topology::read(&data_dir.join(&name))
            .and_then(|topology| layer(&recipe, &topology, &labels))
            .and_then(|layer| layer.encode().map_err(|error| error.to_string()));
        match layer {
            Ok(bytes) => packed.push((format!("map-{}", recipe.stem), bytes)),
            Err(error) => errors.push(format!("{name}: {error}")),
        }
    }
    if errors.is_empty() { Ok(packed) } else { Err(errors) }
}

/// Label circles from `places.csv`. Units without one get a circle computed from their display
/// polygon.
fn read_labels(data_dir: &Path) -> Result<Labels, String> {
    const FILE: &str = "places.csv";
    let in_file = |error: csv::Error| format!("{FILE}: {error}");
    let mut reader = csv::Reader::from_path(data_dir.join(FILE)).map_err(in_file)?;
    let mut labels = Labels::new();
    for row in reader.deserialize() {
        let row: PlaceRow = row.map_err(in_file)?;
        if let (Some(longitude), Some(latitude), Some(radius)) =
            (row.lon, row.lat, row.label_radius_km)
        {
            labels.insert(row.place_id, (longitude, latitude, radius));
        }
    }
    Ok(labels)
}

#[derive(Deserialize)]
struct PlaceRow {
    place_id: String,
    lon: Option<f64>,
    lat: Option<f64>,
    label_radius_km: Option<f64>,
}

fn whole(value: f64) -> Result<i32, String> {
    let rounded = value.round();
    if rounded.abs() > f64::from(i32::MAX) || rounded.is_nan() {
        return Err(format!("{value} does not fit a coordinate"));
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    Ok(rounded as i32)
}

/// A grid of whole units laid over a projection.
struct Grid {
    projection: Albers,
    /// Projected metres of the point with the unit coordinates `origin`.
    metres: (f64, f64),
    origin: Point,
    metres_per_unit: f64,
}

impl Grid {
    fn point(&self, degrees: (f64, f64)) -> Result<Point, String> {
        let (east, north) = self.projection.project(degrees);
        Ok(Point {
            x: self.origin.x + whole((east - self.metres.0) / self.metres_per_unit)?,
            y: self.origin.y + whole((self.metres.1 - north) / self.metres_per_unit)?,
        })
    }

    /// Arcs on the grid without what the grid makes superfluous: repeated points and points on a
    /// straight line. Both ends stay, so that arcs which met still meet; an arc of no length
    /// becomes a single point.
    fn arcs(&self, degrees: &[Vec<(f64, f64)>]) -> Result<Vec<Vec<Point>>, String> {
        degrees
            .iter()
            .map(|arc| {
                let mut out: Vec<Point> = Vec::with_capacity(arc.len());
                for place in arc {
                    let point = self.point(*place)?;
                    match out.as_slice() {
                        [.., last] if *last == point => continue,
                        [.., a, b] if straight(*a, *b, point) => {
                            out.pop();
                        }
                        _ => {}
                    }
                    out.push(point);
                }
                Ok(out)
            })
            .collect()
    }
}

/// Whether `b` lies on the way from `a` to `c`.
fn straight(a: Point, b: Point, c: Point) -> bool {
    let step = |from: Point, to: Point| {
        (i64::from(to.x) - i64::from(from.x), i64::from(to.y) - i64::from(from.y))
    };
    let (first, second) = (step(a, b), step(b, c));
    first.0 * second.1 == first.1 * second.0 && first.0 * second.0 + first.1 * second.1 > 0
}

/// Twice the signed area of a closed line.
fn area(points: &[Point]) -> i64 {
    let pairs = points.iter().zip(points.iter().cycle().skip(1));
    pairs.map(|(a, b)| i64::from(a.x) * i64::from(b.y) - i64::from(b.x) * i64::from(a.y)).sum()
}

/// What an islet becomes that the grid has shrunk to nothing: the smallest triangle at its place.
/// With a stroke of its fill's colour it stays a visible dot.
fn speck(at: Point) -> Vec<Point> {
    vec![at, Point { x: at.x + 1, ..at }, Point { y: at.y + 1, ..at }, at]
}

/// Arcs of a topology, on a grid, with the points of chains of references.
struct Arcs(Vec<Vec<Point>>);

impl Arcs {
    fn chain(&self, chain: &[ArcRef]) -> Vec<Point> {
        let mut out: Vec<Point> = Vec::new();
        for reference in chain {
            let arc = self.0.get(reference.index()).map_or(&[][..], Vec::as_slice);
            if reference.is_reversed() {
                out.extend(arc.iter().rev());
            } else {
                out.extend(arc);
            }
        }
        out.dedup();
        out
    }
}

/// Unit coordinates of the bounding box of points, or an error naming what has none.
fn bounds(points: &[Point], what: &str) -> Result<Rect, String> {
    Rect::around(points.iter().copied()).ok_or_else(|| format!("{what} has no points"))
}

/// Gathers the arcs that are really used, renumbered in order of first use.
#[derive(Default)]
struct Store {
    arcs: Vec<Vec<Point>>,
    numbers: HashMap<usize, usize>,
}

impl Store {
    fn add(&mut self, points: Vec<Point>) -> Result<ArcRef, String> {
        let number = i32::try_from(self.arcs.len()).map_err(|error| error.to_string())?;
        self.arcs.push(points);
        Ok(ArcRef(number))
    }

    /// The reference with its new number, or `None` for an arc without length.
    fn renumber(&mut self, arcs: &Arcs, reference: ArcRef) -> Result<Option<ArcRef>, String> {
        let old = reference.index();
        let arc = arcs.0.get(old).ok_or_else(|| format!("arc {old} does not exist"))?;
        if arc.len() < 2 {
            return Ok(None);
        }
        let new = if let Some(number) = self.numbers.get(&old) {
            i32::try_from(*number).map_err(|error| error.to_string())?
        } else {
            self.numbers.insert(old, self.arcs.len());
            self.add(arc.clone())?.0
        };
        Ok(Some(ArcRef(if reference.is_reversed() { !new } else { new })))
    }

    fn renumber_chain(&mut self, arcs: &Arcs, chain: &[ArcRef]) -> Result<Vec<ArcRef>, String> {
        let mut out = Vec::with_capacity(chain.len());
        for reference in chain {
            out.extend(self.renumber(arcs, *reference)?);
        }
        Ok(out)
    }
}

fn layer(recipe: &Recipe, topology: &Topology, labels: &Labels) -> Result<MapLayer, String> {
    let degrees = topology.degrees();
    let scale = f64::from(recipe.metres_per_unit);
    let mut grid = Grid {
        projection: recipe.projection,
        metres: (0.0, 0.0),
        origin: Point { x: 0, y: 0 },
        metres_per_unit: scale,
    };
    // First on a grid with an origin of its own, to find out how large everything is.
    let rough = Arcs(grid.arcs(&degrees)?);
    let south_edge = if recipe.inset { grid.point(SOUTH_EDGE)?.y } else { i32::MAX };
    let mut boxes = Vec::new();
    for (_, object) in recipe.levels {
        for ring in topology.geometries(object).iter().flat_map(Geometry::polygons).flatten() {
            boxes.push(bounds(&rough.chain(&ring), object)?);
        }
    }
    for chain in topology.geometries("lines").iter().flat_map(Geometry::chains) {
        boxes.push(bounds(&rough.chain(&chain), "lines")?);
    }
    boxes.retain(|shape| shape.y < south_edge);
    if let Some(shape) = boxes.iter().find(|shape| shape.bottom() > south_edge) {
        return Err(format!("the south edge of the main map cuts through the shape at {shape:?}"));
    }
    let corners = |shape: &Rect| {
        [Point { x: shape.x, y: shape.y }, Point { x: shape.right(), y: shape.bottom() }]
    };
    let content = Rect::around(boxes.iter().flat_map(corners))
        .ok_or_else(|| "there is nothing to draw".to_owned())?;
    let margin = whole(f64::from(content.width) * MARGIN)?;
    let bottom = if recipe.inset { south_edge } else { content.bottom() };

    let (mut right, mut frame) = (content.right(), None);
    if recipe.inset {
        let found = inset_frame(&boxes, bottom, margin, scale)?;
        right = right.max(found.right());
        frame = Some(found);
    }
    // Then on the grid of the frame. Shifting by whole units keeps every rounding as it was.
    let shift = Point { x: margin - content.x, y: margin - content.y };
    grid.origin = shift;
    let arcs = Arcs(grid.arcs(&degrees)?);
    let mut store = Store::default();
    let mut levels = Vec::new();
    for (level, object) in recipe.levels {
        let mut regions: Vec<Region> = Vec::new();
        for geometry in topology.geometries(object) {
            let keep =
                |ring: &[Point]| ring.iter().any(|p| p.y < south_edge.saturating_add(shift.y));
            regions.push(region(geometry, &arcs, &grid, labels, &mut store, keep)?);
        }
        // Upper levels carry their own code as that property. In the finest one it is right even
        // when equal: Shanghai, among the cities of the delta, is a province by itself.
        if !levels.is_empty() {
            for region in &mut regions {
                region.parent = None;
            }
        }
        regions.sort_by(|a, b| a.place_id.cmp(&b.place_id));
        levels.push(LevelRegions { level: *level, regions });
    }
    let mut lines = Vec::new();
    for geometry in topology.geometries("lines") {
        let kind = geometry.properties.kind.as_deref().unwrap_or_default();
        let kind =
            line_kind(kind).ok_or_else(|| format!("a line has the unknown kind {kind:?}"))?;
        let mut parts = Vec::new();
        for chain in geometry.chains() {
            let points = arcs.chain(&chain);
            if bounds(&points, kind_name(kind))?.y < south_edge.saturating_add(shift.y) {
                parts.push(store.renumber_chain(&arcs, &chain)?);
            }
        }
        push_line(&mut lines, kind, parts);
    }
    let inset = match frame {
        Some(frame) => {
            let frame = Rect { x: frame.x + shift.x, y: frame.y + shift.y, ..frame };
            Some(inset(recipe, topology, &degrees, frame, scale, &mut store)?)
        }
        None => None,
    };
    MapLayer::new(MapParts {
        id: recipe.stem.into(),
        width: right - content.x + 2 * margin,
        height: bottom - content.y + 2 * margin,
        metres_per_unit: recipe.metres_per_unit,
        arcs: store.arcs,
        levels,
        lines,
        inset,
    })
    .map_err(|error| error.to_string())
}

fn kind_name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Dash10 => "dash10",
        LineKind::NationalUndetermined => "national_undetermined",
        LineKind::HongKong => "hongkong",
        LineKind::ProvinceSea => "province_sea",
        LineKind::ProvinceUndetermined => "province_undetermined",
    }
}

fn push_line(lines: &mut Vec<Line>, kind: LineKind, parts: Vec<Vec<ArcRef>>) {
    if parts.is_empty() {
        return;
    }
    match lines.iter_mut().find(|line| line.kind == kind) {
        Some(line) => line.parts.extend(parts),
        None => lines.push(Line { kind, parts }),
    }
}

fn region(
    geometry: &Geometry,
    arcs: &Arcs,
    grid: &Grid,
    labels: &Labels,
    store: &mut Store,
    keep: impl Fn(&[Point]) -> bool,
) -> Result<Region, String> {
    let place_id = geometry.id.clone().ok_or_else(|| "a region has no id".to_owned())?;
    let mut polygons = Vec::new();
    let mut largest: (i64, Vec<Vec<Point>>) = (-1, Vec::new());
    for polygon in geometry.polygons() {
        let outlines: Vec<Vec<Point>> = polygon.iter().map(|ring| arcs.chain(ring)).collect();
        if !outlines.iter().any(|outline| keep(outline)) {
            continue;
        }
        let mut rings = Vec::new();
        for (ring, outline) in polygon.iter().zip(&outlines) {
            if area(outline) == 0 {
                let at = outline.first().ok_or_else(|| format!("{place_id}: an empty ring"))?;
                rings.push(vec![store.add(speck(*at))?]);
            } else {
                rings.push(store.renumber_chain(arcs, ring)?);
            }
        }
        let size = outlines.first().map_or(0, |outline| area(outline).abs());
        if size > largest.0 {
            largest = (size, outlines);
        }
        polygons.push(rings);
    }
    let properties = &geometry.properties;
    let parent = properties.city.as_ref().or(properties.prov.as_ref()).cloned();
    let (label, label_radius) = match labels.get(&place_id) {
        Some((longitude, latitude, radius)) => {
            let radius = whole(radius * 1_000.0 / grid.metres_per_unit)?;
            (grid.point((*longitude, *latitude))?, radius)
        }
        None => largest_circle(&largest.1).ok_or_else(|| format!("{place_id}: no label point"))?,
    };
    let label_radius =
        u32::try_from(label_radius).map_err(|_| format!("{place_id}: label radius"))?;
    Ok(Region { place_id, parent, polygons, label, label_radius })
}

/// Middle and radius of the largest circle inside a polygon, to within a unit or two: a grid over
/// its bounding box, refined around the best point.
fn largest_circle(rings: &[Vec<Point>]) -> Option<(Point, i32)> {
    const STEPS: i32 = 24;
    let shape = Rect::around(rings.first()?.iter().copied())?;
    let mut best = (f64::NEG_INFINITY, f64::from(shape.x), f64::from(shape.y));
    let (mut x, mut y) = (f64::from(shape.x), f64::from(shape.y));
    let (mut width, mut height) = (f64::from(shape.width), f64::from(shape.height));
    while width.max(height) > 1.0 {
        for row in 0..=STEPS {
            for column in 0..=STEPS {
                let at = (
                    x + width * f64::from(column) / f64::from(STEPS),
                    y + height * f64::from(row) / f64::from(STEPS),
                );
                let clearance = clearance(rings, at);
                if clearance > best.0 {
                    best = (clearance, at.0, at.1);
                }
            }
        }
        // The next grid spans four cells of this one, so that a neighbouring cell is not lost.
        width *= 4.0 / f64::from(STEPS);
        height *= 4.0 / f64::from(STEPS);
        (x, y) = (best.1 - width / 2.0, best.2 - height / 2.0);
    }
    let point = Point { x: whole(best.1).ok()?, y: whole(best.2).ok()? };
    Some((point, whole(best.0.max(0.0)).ok()?))
}

/// Distance from a point to the nearest edge, negative outside.
fn clearance(rings: &[Vec<Point>], (x, y): (f64, f64)) -> f64 {
    let mut inside = false;
    let mut nearest = f64::INFINITY;
    for ring in rings {
        for pair in ring.windows(2) {
            let [a, b] = pair else { continue };
            let (ax, ay) = (f64::from(a.x), f64::from(a.y));
            let (dx, dy) = (f64::from(b.x) - ax, f64::from(b.y) - ay);
            if (ay > y) != (ay + dy > y) && x < ax + dx * (y - ay) / dy {
                inside = !inside;
            }
            let along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
            let along = if along.is_nan() { 0.0 } else { along.clamp(0.0, 1.0) };
            nearest = nearest.min((x - ax - along * dx).hypot(y - ay - along * dy));
        }
    }
    if inside { nearest } else { -nearest }
}

fn inset_projection() -> Albers {
    Albers::new(5.0, 22.0, INSET_MERIDIAN)
}

/// Projected metres of the inset: west, east, south, north. At the parallel of its north edge the
/// cone is narrower than at the south edge; the frame takes the wider one.
fn inset_extent() -> (f64, f64, f64, f64) {
    let projection = inset_projection();
    let west = projection.project((INSET_WEST, INSET_SOUTH)).0;
    let east = projection.project((INSET_EAST, INSET_SOUTH)).0;
    let south = projection.project((INSET_MERIDIAN, INSET_SOUTH)).1;
    let north = projection.project((INSET_MERIDIAN, INSET_NORTH)).1;
    (west, east, south, north)
}

/// The frame of the inset: its bottom on the south edge, and so far to the right that no shape of
/// the main map, Taiwan and the dashes in particular, comes nearer than a margin.
fn inset_frame(boxes: &[Rect], bottom: i32, margin: i32, scale: f64) -> Result<Rect, String> {
    let (west, east, south, north) = inset_extent();
    let width = whole((east - west) * INSET_SCALE / scale)?;
    let height = whole((north - south) * INSET_SCALE / scale)?;
    let y = bottom - height;
    let beside = boxes.iter().filter(|shape| shape.bottom() > y - margin);
    let x = beside.map(Rect::right).max().unwrap_or_default() + margin;
    Ok(Rect { x, y, width, height })
}

fn inset(
    recipe: &Recipe,
    topology: &Topology,
    degrees: &[Vec<(f64, f64)>],
    frame: Rect,
    scale: f64,
    store: &mut Store,
) -> Result<Inset, String> {
    let (west, _, _, north) = inset_extent();
    let grid = Grid {
        projection: inset_projection(),
        metres: (west, north),
        origin: Point { x: frame.x, y: frame.y },
        metres_per_unit: scale / INSET_SCALE,
    };
    let arcs = Arcs(grid.arcs(degrees)?);
    let mut regions = Vec::new();
    let Some((_, object)) = recipe.levels.first() else {
        return Err("an inset needs regions".into());
    };
    for geometry in topology.geometries(object) {
        let place_id = geometry.id.clone().ok_or_else(|| "a region has no id".to_owned())?;
        let mut polygons = Vec::new();
        let mut largest = (-1, frame);
        for polygon in geometry.polygons() {
            let mut rings = Vec::new();
            for ring in &polygon {
                let outline = arcs.chain(ring);
                let around = bounds(&outline, &place_id)?;
                if !around.intersects(&frame) {
                    continue;
                }
                let mut clipped = clip(&outline, frame);
                if area(&clipped) == 0 {
                    // Either an islet that the grid swallowed, or land that only touches the frame.
                    let Some(at) = outline.first().filter(|_| inside(around, frame)) else {
                        continue;
                    };
                    clipped = speck(*at);
                }
                let size = area(&clipped).abs();
                if size > largest.0 {
                    largest = (size, bounds(&clipped, &place_id)?);
                }
                rings.push(vec![store.add(clipped)?]);
            }
            if !rings.is_empty() {
                polygons.push(rings);
            }
        }
        if !polygons.is_empty() {
            let around = largest.1;
            let label = Point { x: around.x + around.width / 2, y: around.y + around.height / 2 };
            regions.push(Region { place_id, parent: None, polygons, label, label_radius: 0 });
        }
    }
    regions.sort_by(|a, b| a.place_id.cmp(&b.place_id));
    let mut lines = Vec::new();
    for geometry in topology.geometries("lines") {
        let Some(kind @ LineKind::Dash10) = geometry.properties.kind.as_deref().and_then(line_kind)
        else {
            continue;
        };
        let mut parts = Vec::new();
        for chain in geometry.chains() {
            let points = arcs.chain(&chain);
            let around = bounds(&points, kind_name(kind))?;
            if inside(around, frame) {
                parts.push(vec![store.add(points)?]);
            } else if around.intersects(&frame) {
                return Err(format!("the inset cuts a segment of the dash line at {around:?}"));
            }
        }
        push_line(&mut lines, kind, parts);
    }
    let names = ISLAND_NAMES
        .iter()
        .map(|(name, longitude, latitude)| Ok((*name, grid.point((*longitude, *latitude))?)))
        .collect::<Result<Vec<_>, String>>()?;
    Ok(Inset { frame, regions, lines, names })
}

fn inside(shape: Rect, frame: Rect) -> bool {
    shape.x >= frame.x
        && shape.y >= frame.y
        && shape.right() <= frame.right()
        && shape.bottom() <= frame.bottom()
}

/// Clips a closed ring to a rectangle (Sutherland and Hodgman 1974), giving a closed ring, or
/// nothing. Where both sides of a border are clipped they are cut at the same unit: the crossing
/// is computed from the lower to the higher point, whichever way the ring runs.
fn clip(ring: &[Point], frame: Rect) -> Vec<Point> {
    type Inside = fn(Point, Rect) -> bool;
    type Edge = fn(Rect) -> (bool, i32);
    let edges: [(Inside, Edge); 4] = [
        (|p, f| p.x >= f.x, |f| (true, f.x)),
        (|p, f| p.x <= f.right(), |f| (true, f.right())),
        (|p, f| p.y >= f.y, |f| (false, f.y)),
        (|p, f| p.y <= f.bottom(), |f| (false, f.bottom())),
    ];
    let mut points = ring.to_vec();
    for (inside, edge) in edges {
        let (vertical, at) = edge(frame);
        let mut out = Vec::with_capacity(points.len());
        for (a, b) in points.iter().zip(points.iter().skip(1)) {
            match (inside(*a, frame), inside(*b, frame)) {
                (true, true) => out.push(*b),
                (true, false) => out.push(crossing(*a, *b, vertical, at)),
                (false, true) => out.extend([crossing(*a, *b, vertical, at), *b]),
                (false, false) => {}
            }
        }
        out.dedup();
        if out.first() != out.last() {
            out.extend(out.first().copied());
        }
        points = out;
    }
    points
}

fn crossing(a: Point, b: Point, vertical: bool, at: i32) -> Point {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let (ax, ay, bx, by) = if vertical { (a.x, a.y, b.x, b.y) } else { (a.y, a.x, b.y, b.x) };
    let share = (f64::from(at) - f64::from(ax)) / (f64::from(bx) - f64::from(ax));
    let other = f64::from(ay) + share * (f64::from(by) - f64::from(ay));
    // Between two coordinates that are whole numbers of 32 bits, so this always fits.
    let other = whole(other).unwrap_or(ay);
    if vertical { Point { x: at, y: other } } else { Point { x: other, y: at } }
}

#[cfg(test)]
mod tests;
