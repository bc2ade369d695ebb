//! Shapes of a picture: path data, transforms, polygons, and hatch lines within them.

use super::tree::{Element, put};

/// A point, x to the right, y down.
pub(super) type Point = (f64, f64);

/// Straight pieces in which a curve is measured.
const PIECES: usize = 16;

/// A number in at most so many decimals, without zeros at its end.
pub(super) fn number(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".into() } else { text.into() }
}

/// The decimals a coordinate needs so that it is exact to a hundredth of a pixel where it is drawn
/// `scale` times as large.
pub(super) fn places(scale: f64) -> usize {
    let mut step = scale;
    let mut places = 0;
    while step > 0.0101 && places < 6 {
        step /= 10.0;
        places += 1;
    }
    places
}

/// The numbers of a list separated by blanks or commas; `px` after a number is the unit of the
/// picture. `None` where anything else stands there.
pub(super) fn numbers(text: &str) -> Option<Vec<f64>> {
    let parts = text.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
    parts.map(finite).collect()
}

fn finite(text: &str) -> Option<f64> {
    let value: f64 = text.strip_suffix("px").unwrap_or(text).parse().ok()?;
    value.is_finite().then_some(value)
}

/// An affine map of the plane, in the order of SVG's `matrix`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix([f64; 6]);

#[expect(clippy::many_single_char_names, reason = "SVG itself names the six numbers so")]
impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `inner`, then this.
    pub(super) fn then_inner(self, inner: Self) -> Self {
        let ([a, b, c, d, e, f], [u, v, w, x, y, z]) = (self.0, inner.0);
        Self([
            a * u + c * v,
            b * u + d * v,
            a * w + c * x,
            b * w + d * x,
            a * y + c * z + e,
            b * y + d * z + f,
        ])
    }

    pub(super) fn apply(self, (x, y): Point) -> Point {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How many times as long lengths become, at most.
    pub(super) fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        a.hypot(b).max(c.hypot(d))
    }
}

/// A transform as written, rounded for what stands in it, and what it does. `outer` is the scale of
/// what it stands in. `None` where it cannot be read.
pub(super) fn transform(text: &str, outer: f64) -> Option<(String, Matrix)> {
    let mut written = Vec::new();
    let mut matrix = Matrix::IDENTITY;
    let mut rest = text.trim_start_matches([' ', ',']);
    while !rest.is_empty() {
        let (name, after) = rest.split_once('(')?;
        let (inner, after) = after.split_once(')')?;
        rest = after.trim_start_matches([' ', ',', '\n']);
        let name = name.trim();
        let at = places(outer * matrix.scale()).max(2);
        let rounded: Vec<String> = numbers(inner)?
            .into_iter()
            .enumerate()
            .map(|(index, value)| {
                let is_length = match name {
                    "translate" => true,
                    "matrix" => index > 3,
                    "rotate" => index > 0,
                    _ => false,
                };
                // Factors and angles act over the whole picture.
                number(value, if is_length { at } else { 6 })
            })
            .collect();
        // The rounded numbers are what a reader of the result sees.
        let values = numbers(&rounded.join(" "))?;
        let step = match (name, values.as_slice()) {
            ("translate", [x]) => [1.0, 0.0, 0.0, 1.0, *x, 0.0],
            ("translate", [x, y]) => [1.0, 0.0, 0.0, 1.0, *x, *y],
            ("scale", [s]) => [*s, 0.0, 0.0, *s, 0.0, 0.0],
            ("scale", [x, y]) => [*x, 0.0, 0.0, *y, 0.0, 0.0],
            ("matrix", values) => values.try_into().ok()?,
            ("rotate", [angle]) => rotation(*angle, 0.0, 0.0),
            ("rotate", [angle, x, y]) => rotation(*angle, *x, *y),
            ("skewX", [angle]) => [1.0, 0.0, angle.to_radians().tan(), 1.0, 0.0, 0.0],
            ("skewY", [angle]) => [1.0, angle.to_radians().tan(), 0.0, 1.0, 0.0, 0.0],
            _ => return None,
        };
        matrix = matrix.then_inner(Matrix(step));
        written.push(format!("{name}({})", rounded.join(" ")));
    }
    Some((written.join(" "), matrix))
}

fn rotation(degrees: f64, x: f64, y: f64) -> [f64; 6] {
    let (sin, cos) = degrees.to_radians().sin_cos();
    [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y]
}

/// One command of a path with its numbers, as it was written: relative where it was.
type Command = (char, Vec<f64>);

/// Reads path data; `None` where it is not well formed.
fn commands(data: &str) -> Option<Vec<Command>> {
    let mut rest = data.trim_start();
    let mut out: Vec<Command> = Vec::new();
    while let Some(letter) = rest.chars().next() {
        let count = match letter.to_ascii_uppercase() {
            'Z' => 0,
            'H' | 'V' => 1,
            'M' | 'L' | 'T' => 2,
            'Q' | 'S' => 4,
            'C' => 6,
            'A' => 7,
            _ => return None,
        };
        if out.is_empty() && !matches!(letter, 'M' | 'm') {
            return None;
        }
        rest = apart(rest.get(1..)?);
        let mut letter = letter;
        loop {
            let mut values = Vec::with_capacity(count);
            for index in 0..count {
                // The two flags of an arc may stand without anything between them.
                let is_flag = count == 7 && matches!(index, 3 | 4);
                let length = if is_flag { 1 } else { number_length(rest) };
                values.push(finite(rest.get(..length)?)?);
                rest = apart(rest.get(length..)?);
            }
            out.push((letter, values));
            // After a move, further points are lines.
            letter = match letter {
                'M' => 'L',
                'm' => 'l',
                other => other,
            };
            if count == 0 || rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_alphabetic())
            {
                break;
            }
        }
    }
    Some(out)
}

fn apart(text: &str) -> &str {
    text.trim_start_matches([' ', ',', '\n', '\r', '\t'])
}

/// Length of the number a text begins with.
fn number_length(text: &str) -> usize {
    let (mut dot, mut exponent, mut before) = (false, false, ' ');
    for (at, c) in text.char_indices() {
        let goes_on = match c {
            '0'..='9' => true,
            '+' | '-' => at == 0 || matches!(before, 'e' | 'E'),
            '.' => !dot && !exponent,
            'e' | 'E' => !exponent && at > 0,
            _ => false,
        };
        if !goes_on {
            return at;
        }
        dot |= c == '.';
        exponent |= matches!(c, 'e' | 'E');
        before = c;
    }
    text.len()
}

/// Path data with coordinates in at most so many decimals. A relative step goes from where the
/// rounded path is, not from where the exact one was: otherwise errors would add up along a coast.
pub(super) fn rounded_path(data: &str, places: usize) -> Option<String> {
    let mut out = String::new();
    let (mut exact, mut written) = (Pen::default(), Pen::default());
    let mut last = ' ';
    for (letter, values) in commands(data)? {
        let relative = letter.is_ascii_lowercase();
        let kind = letter.to_ascii_uppercase();
        let shift = |index: usize| -> f64 {
            if !relative {
                return 0.0;
            }
            match (kind, index) {
                ('A', 0..=4) => 0.0,
                ('A', 5) | ('H', _) => exact.at.0 - written.at.0,
                ('A' | 'V', _) => exact.at.1 - written.at.1,
                (_, index) if index % 2 == 0 => exact.at.0 - written.at.0,
                _ => exact.at.1 - written.at.1,
            }
        };
        let texts: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                // Radii and the angle of an arc are not coordinates.
                let fine = if kind == 'A' && index < 3 { places.max(2) } else { places };
                number(value + shift(index), fine)
            })
            .collect();
        let rounded: Vec<f64> = texts.iter().filter_map(|text| finite(text)).collect();
        exact.follow(letter, &values);
        written.follow(letter, &rounded);
        if letter != last || matches!(kind, 'M' | 'Z') {
            out.push(letter);
        } else if !texts.first().is_some_and(|text| text.starts_with('-')) {
            out.push(' ');
        }
        for (index, text) in texts.iter().enumerate() {
            if index > 0 && !text.starts_with('-') {
                out.push(' ');
            }
            out.push_str(text);
        }
        last = letter;
    }
    Some(out)
}

/// Where a path is while it is drawn.
#[derive(Clone, Copy, Debug, Default)]
struct Pen {
    at: Point,
    start: Point,
}

impl Pen {
    /// Goes where a command ends.
    fn follow(&mut self, letter: char, values: &[f64]) {
        let (dx, dy) = if letter.is_ascii_lowercase() { self.at } else { (0.0, 0.0) };
        self.at = match (letter.to_ascii_uppercase(), values) {
            ('H', [x]) => (x + dx, self.at.1),
            ('V', [y]) => (self.at.0, y + dy),
            (_, [.., x, y]) => (x + dx, y + dy),
            _ => self.start,
        };
        if matches!(letter, 'M' | 'm') {
            self.start = self.at;
        }
    }
}

/// The lines a path consists of, curves as short straight pieces.
fn path_rings(data: &str) -> Option<Vec<Vec<Point>>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    let mut pen = Pen::default();
    // The last control point, and of which kind of curve, for those that continue it.
    let mut control: Option<(char, Point)> = None;
    for (letter, values) in commands(data)? {
        let from = pen.at;
        let base = if letter.is_ascii_lowercase() { from } else { (0.0, 0.0) };
        let kind = letter.to_ascii_uppercase();
        pen.follow(letter, &values);
        let to = pen.at;
        let point = |at: usize| -> Point {
            let value = |at: usize| values.get(at).copied().unwrap_or_default();
            (value(at) + base.0, value(at + 1) + base.1)
        };
        let continued = |of: char| match control {
            Some((kind, (x, y))) if kind == of => (2.0 * from.0 - x, 2.0 * from.1 - y),
            _ => from,
        };
        let mut pieces = Vec::new();
        let mut next_control = None;
        match kind {
            'M' => rings.push(vec![to]),
            'C' | 'S' => {
                let (first, second) =
                    if kind == 'C' { (point(0), point(2)) } else { (continued('C'), point(0)) };
                next_control = Some(('C', second));
                pieces.extend(along(|t| {
                    let s = 1.0 - t;
                    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
                    mix(&weights, &[from, first, second, to])
                }));
            }
            'Q' | 'T' => {
                let middle = if kind == 'Q' { point(0) } else { continued('Q') };
                next_control = Some(('Q', middle));
                pieces.extend(along(|t| {
                    let s = 1.0 - t;
                    mix(&[s * s, 2.0 * s * t, t * t], &[from, middle, to])
                }));
            }
            'A' => pieces.extend(arc(from, to, &values)),
            _ => pieces.push(to),
        }
        control = next_control;
        if kind != 'M' {
            // After closing, a path goes on from its start without a move.
            if rings.last().is_none_or(|ring| ring.last() != Some(&from)) {
                rings.push(vec![from]);
            }
            if let Some(ring) = rings.last_mut() {
                ring.extend(pieces);
            }
        }
    }
    Some(rings)
}

fn along(curve: impl Fn(f64) -> Point) -> impl Iterator<Item = Point> {
    (1..=PIECES).map(move |piece| curve(piece as f64 / PIECES as f64))
}

fn mix(weights: &[f64], points: &[Point]) -> Point {
    let sum = |part: fn(&Point) -> f64| {
        weights.iter().zip(points).map(|(weight, point)| weight * part(point)).sum()
    };
    (sum(|point| point.0), sum(|point| point.1))
}

/// An elliptical arc (SVG 2, appendix B.2.4: from end points to a centre).
fn arc(from: Point, to: Point, values: &[f64]) -> Vec<Point> {
    let &[rx, ry, angle, large, sweep, ..] = values else { return vec![to] };
    let (mut rx, mut ry) = (rx.abs(), ry.abs());
    let half = ((from.0 - to.0) / 2.0, (from.1 - to.1) / 2.0);
    if rx == 0.0 || ry == 0.0 || (half.0 == 0.0 && half.1 == 0.0) {
        return vec![to];
    }
    let (sin, cos) = angle.to_radians().sin_cos();
    let (x, y) = (cos * half.0 + sin * half.1, cos * half.1 - sin * half.0);
    // Radii too small to reach from end to end are enlarged.
    let reach = ((x / rx).powi(2) + (y / ry).powi(2)).sqrt().max(1.0);
    rx *= reach;
    ry *= reach;
    let below = (rx * y).powi(2) + (ry * x).powi(2);
    let root = (((rx * ry).powi(2) - below).max(0.0) / below).sqrt();
    let hand = if (large != 0.0) == (sweep != 0.0) { -1.0 } else { 1.0 };
    let (cx, cy) = (hand * root * rx * y / ry, -hand * root * ry * x / rx);
    let start = ((y - cy) / ry).atan2((x - cx) / rx);
    let end = ((-y - cy) / ry).atan2((-x - cx) / rx);
    let turn = std::f64::consts::TAU;
    let mut around = (end - start).rem_euclid(turn);
    if sweep == 0.0 {
        around -= turn;
    }
    let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    let mut points: Vec<Point> = along(|t| {
        let (sine, cosine) = (start + around * t).sin_cos();
        let (x, y) = (rx * cosine + cx, ry * sine + cy);
        (cos * x - sin * y + middle.0, sin * x + cos * y + middle.1)
    })
    .collect();
    if let Some(last) = points.last_mut() {
        *last = to;
    }
    points
}

/// The lines of a shape in its own coordinates; empty for what is no shape, `None` where its numbers
/// cannot be read. Rounded corners of rectangles are taken as square.
pub(super) fn rings(shape: &Element) -> Option<Vec<Vec<Point>>> {
    let value = |name: &str| match shape.attribute(name) {
        Some(text) => finite(text),
        None => Some(0.0),
    };
    Some(match shape.name.as_str() {
        "path" => path_rings(shape.attribute("d").unwrap_or_default())?,
        "rect" => {
            let (x, y, width, height) =
                (value("x")?, value("y")?, value("width")?, value("height")?);
            vec![vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)]]
        }
        "circle" | "ellipse" => {
            let (x, y) = (value("cx")?, value("cy")?);
            let (rx, ry) = if shape.name == "circle" {
                (value("r")?, value("r")?)
            } else {
                (value("rx")?, value("ry")?)
            };
            let around = |step: usize| {
                let (sin, cos) = (std::f64::consts::TAU * step as f64 / 48.0).sin_cos();
                (x + rx * cos, y + ry * sin)
            };
            vec![(0..48).map(around).collect()]
        }
        "line" => vec![vec![(value("x1")?, value("y1")?), (value("x2")?, value("y2")?)]],
        "polyline" | "polygon" => {
            let values = numbers(shape.attribute("points").unwrap_or_default())?;
            vec![values.chunks_exact(2).filter_map(|p| Some((*p.first()?, *p.get(1)?))).collect()]
        }
        _ => Vec::new(),
    })
}

/// Path data of those parts of a shape that are smaller than `limit` in both directions; empty where
/// none is, `None` where the shape cannot be read.
pub(super) fn small_parts(shape: &Element, limit: f64, places: usize) -> Option<String> {
    let mut data = String::new();
    for ring in rings(shape)? {
        let Some(around) = Bounds::around(ring.iter().copied()) else { continue };
        if around.right - around.left > limit || around.bottom - around.top > limit {
            continue;
        }
        let mut before = (0.0, 0.0);
        for (at, (x, y)) in ring.iter().enumerate() {
            // A closing step back to the start is what `Z` does.
            if at > 0 && at + 1 == ring.len() && ring.first() == ring.last() {
                break;
            }
            let letter = if at == 0 { 'M' } else { 'l' };
            let (dx, dy) = (number(x - before.0, places), number(y - before.1, places));
            put(&mut data, format_args!("{letter}{dx} {dy}"));
            before = (*x, *y);
        }
        data.push('Z');
    }
    Some(data)
}

/// An upright rectangle by its edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Bounds {
    pub(super) fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |before: Option<Self>, (x, y)| {
            let b = before.unwrap_or(Self { left: x, top: y, right: x, bottom: y });
            Some(Self {
                left: b.left.min(x),
                top: b.top.min(y),
                right: b.right.max(x),
                bottom: b.bottom.max(y),
            })
        })
    }

    /// Whether `other` lies in it, or beyond its edges by `slack` at most.
    pub(super) fn holds(self, other: Self, slack: f64) -> bool {
        other.left >= self.left - slack
            && other.top >= self.top - slack
            && other.right <= self.right + slack
            && other.bottom <= self.bottom + slack
    }
}

/// Whether a point lies in a polygon with holes, by the even–odd rule.
pub(super) fn contains(rings: &[Vec<Point>], (x, y): Point) -> bool {
    let crossings = rings.iter().flat_map(|ring| edges(ring)).filter(|((ax, ay), (bx, by))| {
        (*ay <= y) != (*by <= y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    });
    crossings.count() % 2 == 1
}

/// The edges of a ring, the one that closes it last.
fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// A hatch: parallel lines on a ground.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hatch {
    pub(super) ground: String,
    pub(super) line: String,
    pub(super) width: f64,
    /// From line to line.
    pub(super) step: f64,
    /// By how much the lines are turned from upright, in degrees.
    pub(super) degrees: f64,
}

/// The lines of a hatch that lie in a polygon with holes, even–odd: every line cut at the polygon's
/// edges. A polygon that lies between two lines gets one through its middle, because one without any
/// would look like a place with data.
pub(super) fn hatch_lines(rings: &[Vec<Point>], hatch: &Hatch) -> Vec<(Point, Point)> {
    let (sin, cos) = hatch.degrees.to_radians().sin_cos();
    let turned: Vec<Vec<Point>> = rings
        .iter()
        .map(|ring| ring.iter().map(|(x, y)| (x * cos + y * sin, y * cos - x * sin)).collect())
        .collect();
    let Some(around) = Bounds::around(turned.iter().flatten().copied()) else { return Vec::new() };
    let mut lines = Vec::new();
    let mut at = (around.left / hatch.step).ceil() * hatch.step;
    while at < around.right {
        lines.extend(cut(&turned, at));
        at += hatch.step;
    }
    if lines.is_empty() {
        lines = cut(&turned, f64::midpoint(around.left, around.right));
    }
    let back = |u: f64, v: f64| (u * cos - v * sin, u * sin + v * cos);
    lines.into_iter().map(|(u, from, to)| (back(u, from), back(u, to))).collect()
}

/// The parts of an upright line within a polygon: where it is, from, to.
fn cut(rings: &[Vec<Point>], at: f64) -> Vec<(f64, f64, f64)> {
    let mut meets: Vec<f64> = rings
        .iter()
        .flat_map(|ring| edges(ring))
        .filter(|((ax, _), (bx, _))| (*ax <= at) != (*bx <= at))
        .map(|((ax, ay), (bx, by))| ay + (at - ax) / (bx - ax) * (by - ay))
        .collect();
    crate::order::sort_by(&mut meets, f64::total_cmp);
    let pairs = meets.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
    pairs.filter(|(from, to)| to > from).map(|(from, to)| (at, from, to)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn path_data_are_rounded_without_drifting() {
        let steps: String = (0..1000).map(|_| "l0.004 0").collect();
        let path = rounded_path(&format!("M0 0{steps}"), 2).unwrap();
        let end = path_rings(&path).unwrap().concat().pop().unwrap();
        assert!((end.0 - 4.0).abs() < 0.01, "{end:?}");
        assert_eq!(
            rounded_path("M1.234 5l-.5.5L3 4h-2.999V7z", 2).unwrap(),
            "M1.23 5l-0.5 0.5L3 4h-3V7z"
        );
        assert_eq!(rounded_path("m1 2 3 4-5 6zm1 1", 2).unwrap(), "m1 2l3 4-5 6zm1 1");
        assert_eq!(rounded_path("M0 0a1 1 0 11.5.5", 2).unwrap(), "M0 0a1 1 0 1 1 0.5 0.5");
        for wrong in ["L1 2", "M1", "M1 2X", "M1 2L3", "M1e999 2"] {
            assert_eq!(rounded_path(wrong, 2), None, "{wrong}");
        }
    }

    #[test]
    fn curves_pass_through_their_ends_and_their_middle() {
        let circle = path_rings("M1 0A1 1 0 1 1 1 -0.1A1 1 0 0 1 1 0").unwrap();
        let around = Bounds::around(circle.concat()).unwrap();
        assert!(
            (around.left + 1.0).abs() < 0.06 && (around.right - 1.0).abs() < 0.06,
            "{around:?}"
        );
        let curve = path_rings("M0 0C0 10 10 10 10 0S20 -10 20 0").unwrap().concat();
        assert_eq!(curve[PIECES / 2], (5.0, 7.5));
        assert_eq!(curve[PIECES + PIECES / 2], (15.0, -7.5));
    }

    #[test]
    fn transforms_act_from_right_to_left() {
        let (text, matrix) = transform("translate(10,20) scale(2)", 1.0).unwrap();
        assert_eq!(
            (text.as_str(), matrix.apply((1.0, 1.0))),
            ("translate(10 20) scale(2)", (12.0, 22.0))
        );
        let (_, turned) = transform("rotate(90 1 1)", 1.0).unwrap();
        let (x, y) = turned.apply((2.0, 1.0));
        assert!((x - 1.0).abs() < 1e-9 && (y - 2.0).abs() < 1e-9);
        assert_eq!(transform("rotate(x)", 1.0), None);
    }

    fn hatch(degrees: f64) -> Hatch {
        Hatch { ground: "#fff".into(), line: "#000".into(), width: 1.0, step: 5.0, degrees }
    }

    #[test]
    fn a_square_with_a_hole_is_hatched_around_the_hole() {
        let square = |a: f64, b: f64| vec![(a, a), (b, a), (b, b), (a, b)];
        let lines = hatch_lines(&[square(0.0, 20.0), square(6.0, 14.0)], &hatch(0.0));
        let told: Vec<String> =
            lines.iter().map(|(a, b)| format!("{} {}–{}", a.0, a.1, b.1)).collect();
        assert_eq!(told, ["0 0–20", "5 0–20", "10 0–6", "10 14–20", "15 0–20"]);
    }

    #[test]
    fn a_region_smaller_than_the_hatch_is_hatched_too() {
        let islet = vec![(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)];
        assert_eq!(hatch_lines(&[islet], &hatch(0.0)).len(), 1);
    }

    proptest! {
        #[test]
        fn hatch_lines_lie_inside(
            rings in prop::collection::vec(
                prop::collection::vec((-100.0..100.0, -100.0..100.0), 3..12), 1..4),
            degrees in 0.0..180.0,
        ) {
            for ((ax, ay), (bx, by)) in hatch_lines(&rings, &hatch(degrees)) {
                // Just within both ends, and between.
                for share in [1e-6, 0.25, 0.5, 0.75, 1.0 - 1e-6] {
                    let length = (bx - ax).hypot(by - ay);
                    let at = (ax + (bx - ax) * share, ay + (by - ay) * share);
                    prop_assert!(length < 1e-3 || contains(&rings, at), "{at:?}");
                }
            }
        }
    }
}
