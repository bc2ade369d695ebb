//! From any picture of the atlas to one that WeChat's editor keeps whole: [`conform`].

use std::collections::BTreeMap;

use super::{
    WechatError,
    colour::{Paint, WHITE},
    dark::{Lettering, letterings},
    lint::{is_animatable, is_offset, is_timing},
    shape::{
        Bounds, Hatch, Matrix, Point, hatch_lines, number, numbers, places, rings, rounded_path,
        transform,
    },
    tree::{Child, Element, is_animation, is_lettering, put, read},
    within_limit,
};

/// By how much something may reach over a clip that is dropped: less than a hairline, as where a line
/// ends at the very edge of a chart.
const CLIP_SLACK: f64 = 1.0;

/// Properties that pass from a group to what is in it, as far as they matter here.
const INHERITED: [&str; 11] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "font-size",
    "dominant-baseline",
    "paint-order",
    "visibility",
    "xml:space",
    "x",
];

/// Turns a picture into one that WeChat's editor keeps: only shapes and letters with attributes of
/// their own, closed by tags of their own, on an explicit ground.
///
/// - `viewBox` stays; the width becomes that of the column, the height follows.
/// - `style` attributes become attributes; a style sheet is dropped when it only says what happens
///   under a pointer. Font families become the generic `sans-serif`.
/// - Inner documents become groups that are moved and scaled.
/// - The hatch of "no data", a pattern in the original, becomes lines cut at the region's edges.
/// - A halo (`paint-order`) becomes letters of their own behind the letters.
/// - Clips that cut nothing off are dropped.
/// - Titles, descriptions, comments, identifiers and what is invisible are dropped: the words for
///   readers who do not see the picture have to stand in the article.
/// - Coordinates are rounded to a hundredth of the picture's unit.
/// - Where the picture has no opaque light ground of its own it gets a white one: WeChat's published
///   code for the dark mode leaves SVG as it is, and then dark letters need their light ground.
///
/// What conforms already comes back as it is.
///
/// # Errors
/// [`WechatError`] for whatever cannot be kept truthfully, and for a result above
/// [`MAX_BYTES`](super::MAX_BYTES).
///
/// # Examples
/// ```
/// use prosperity_atlas::article::wechat::{conform, lint};
/// let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">
///     <rect id="bar" width="9.996" height="4" style="fill:#00f"/></svg>"#;
/// let passed = conform(svg)?;
/// assert!(passed.contains(r##"<rect width="10" height="4" fill="#0000ff"></rect>"##));
/// assert_eq!(lint(&passed), []);
/// # Ok::<(), prosperity_atlas::article::wechat::WechatError>(())
/// ```
pub fn conform(svg: &str) -> Result<String, WechatError> {
    within_limit(conformed(svg)?.document())
}

/// The conforming picture as a tree.
pub(super) fn conformed(svg: &str) -> Result<Element, WechatError> {
    let source = read(svg)?;
    let view = View::of(&source, None)?;
    let mut definitions = BTreeMap::new();
    define(&source, &mut definitions);
    let pass = Pass { definitions };
    let [x, y, width, height] = view.values();
    let mut context = Context { size: Some((width, height)), ..Context::default() };
    let mut root = Element::new("svg", &[]);
    for (name, value) in plain(&source)? {
        // What a figure sets once on its root, as its font, holds for all of it.
        match name.as_str() {
            "width" | "height" | "viewBox" | "preserveAspectRatio" | "x" | "y" => {}
            _ => pass.attribute(&mut root, &name, &value, &mut context)?,
        }
    }
    let mut children = Vec::new();
    for child in source.elements() {
        children.extend(pass.element(child, &context)?);
    }
    let [x, y, width, height] = [x, y, width, height].map(|value| number(value, 2));
    root.set("viewBox", format!("{x} {y} {width} {height}"));
    root.set("width", "100%");
    if !children.first().is_some_and(|first| is_ground(first, &view)) {
        let mut ground = Element::new("rect", &[]);
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
            ground.set(name, value);
        }
        ground.set("fill", WHITE.to_string());
        children.insert(0, ground);
    }
    root.children = children.into_iter().map(Child::Element).collect();
    let words = letterings(&root);
    let words: Vec<bool> = words.iter().filter_map(Lettering::is_for_dark_page).collect();
    if words.iter().filter(|is_for_dark_page| **is_for_dark_page).count() * 10 > words.len() {
        return Err(WechatError::DarkPicture);
    }
    Ok(root)
}

/// Whether an element is an opaque ground under all of a picture.
pub(super) fn is_ground(element: &Element, view: &View) -> bool {
    let Some(Some(around)) =
        rings(element).map(|rings| Bounds::around(rings.into_iter().flatten()))
    else {
        return false;
    };
    let see_through = ["opacity", "fill-opacity", "transform"]
        .iter()
        .any(|name| element.attribute(name).is_some());
    let fill = element.attribute("fill").and_then(Paint::read);
    element.name == "rect"
        && !see_through
        && !element.is_animated()
        && matches!(fill, Some(Paint::Solid(_, alpha)) if alpha >= 1.0)
        && around.holds(view.bounds(), 0.01)
}

/// The part of the plane a document shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl View {
    /// Of a document; of an inner one `outer` is where it stands, of which its sides may be parts.
    pub(super) fn of(svg: &Element, outer: Option<(f64, f64)>) -> Result<Self, WechatError> {
        if let Some(text) = svg.attribute("viewBox") {
            return match numbers(text).as_deref() {
                Some(&[x, y, width, height]) if width > 0.0 && height > 0.0 => {
                    Ok(Self { x, y, width, height })
                }
                _ => Err(bad(svg, "viewBox", text)),
            };
        }
        let (width, height) = size(svg, outer)?;
        Ok(Self { x: 0.0, y: 0.0, width, height })
    }

    pub(super) fn values(&self) -> [f64; 4] {
        [self.x, self.y, self.width, self.height]
    }

    pub(super) fn bounds(&self) -> Bounds {
        Bounds {
            left: self.x,
            top: self.y,
            right: self.x + self.width,
            bottom: self.y + self.height,
        }
    }
}

/// Width and height of a document in the units of what it stands in.
fn size(svg: &Element, outer: Option<(f64, f64)>) -> Result<(f64, f64), WechatError> {
    let side = |name: &str, of: Option<f64>| match (svg.attribute(name), of) {
        (None, Some(whole)) => Ok(whole),
        (None, None) => Err(WechatError::NoSize),
        (Some(text), of) => {
            let share = text.strip_suffix('%').and_then(|share| share.parse::<f64>().ok());
            let value = match (share, of) {
                (Some(share), Some(whole)) => Some(share / 100.0 * whole),
                (Some(_), None) => return Err(WechatError::NoSize),
                (None, _) => {
                    numbers(text).filter(|n| n.len() == 1).and_then(|n| n.first().copied())
                }
            };
            value.filter(|value| *value > 0.0).ok_or_else(|| bad(svg, name, text))
        }
    };
    Ok((side("width", outer.map(|o| o.0))?, side("height", outer.map(|o| o.1))?))
}

fn bad(element: &Element, attribute: &str, value: &str) -> WechatError {
    WechatError::Value {
        element: element.name.clone(),
        attribute: attribute.into(),
        value: value.into(),
    }
}

/// Everything with an id.
fn define<'a>(element: &'a Element, found: &mut BTreeMap<&'a str, &'a Element>) {
    if let Some(id) = element.attribute("id") {
        found.entry(id).or_insert(element);
    }
    for child in element.elements() {
        define(child, found);
    }
}

/// What an element takes over from those around it.
#[derive(Clone, Debug)]
struct Context {
    /// From here to the root, as written.
    matrix: Matrix,
    properties: BTreeMap<&'static str, String>,
    /// Size of the document around, for inner documents with sides in per cent.
    size: Option<(f64, f64)>,
}

impl Default for Context {
    fn default() -> Self {
        Self { matrix: Matrix::IDENTITY, properties: BTreeMap::new(), size: None }
    }
}

impl Context {
    fn get(&self, name: &str) -> Option<&str> {
        self.properties.get(name).map(String::as_str)
    }

    fn set(&mut self, name: &str, value: &str) {
        if let Some(known) = INHERITED.iter().find(|known| **known == name) {
            self.properties.insert(known, value.into());
        }
    }

    /// A paint, and how opaque; `otherwise` where nothing is said.
    fn paint(&self, name: &str, otherwise: Paint) -> Paint {
        let paint = self.get(name).and_then(Paint::read).unwrap_or(otherwise);
        let share = self.get(if name == "fill" { "fill-opacity" } else { "stroke-opacity" });
        let share = share.and_then(|text| text.parse().ok()).unwrap_or(1.0);
        match paint {
            Paint::Solid(colour, alpha) if alpha * share > 0.0 => {
                Paint::Solid(colour, alpha * share)
            }
            Paint::Solid(..) => Paint::None,
            other => other,
        }
    }

    fn fill(&self) -> Paint {
        self.paint("fill", Paint::Solid(super::colour::BLACK, 1.0))
    }

    fn stroke(&self) -> Paint {
        match self.get("stroke-width").and_then(numbers).as_deref() {
            // What would be written as nothing is nothing from the start.
            Some([width]) if number(width.max(0.0), places(self.matrix.scale()).max(2)) == "0" => {
                Paint::None
            }
            _ => self.paint("stroke", Paint::None),
        }
    }
}

/// One walk over a document.
struct Pass<'a> {
    definitions: BTreeMap<&'a str, &'a Element>,
}

impl Pass<'_> {
    /// What an element becomes: nothing, itself, or several.
    fn element(&self, source: &Element, around: &Context) -> Result<Vec<Element>, WechatError> {
        match source.name.as_str() {
            // Words for assistive technology, which finds them by ids that are stripped; and what is
            // only drawn where something refers to it, which is looked up there.
            "title" | "desc" | "metadata" | "defs" | "pattern" | "clipPath" | "mask" | "filter"
            | "marker" | "symbol" | "linearGradient" | "radialGradient" => Ok(Vec::new()),
            "style" => style_sheet(source).map(|()| Vec::new()),
            "svg" => self.inner_document(source, around),
            "g" | "path" | "rect" | "circle" | "ellipse" | "line" | "polyline" | "polygon"
            | "text" | "tspan" => self.drawn(source, around),
            name if is_animation(name) => animation(source).map(|()| vec![source.clone()]),
            other => Err(WechatError::Element(other.into())),
        }
    }

    fn drawn(&self, source: &Element, around: &Context) -> Result<Vec<Element>, WechatError> {
        let mut context = around.clone();
        // Only the text itself places its spans; a position does not pass on.
        context.properties.remove("x");
        let attributes = plain(source)?;
        if attributes.iter().any(|(name, value)| name == "display" && value == "none") {
            return Ok(Vec::new());
        }
        for (name, value) in &attributes {
            context.set(name, value);
        }
        let mut made = Element::new(&source.name, &[]);
        // Decimals follow from the scale, which the element's own transform changes.
        let (moved, rest): (Vec<_>, Vec<_>) =
            attributes.iter().partition(|(name, _)| name == "transform");
        for (name, value) in moved.into_iter().chain(rest) {
            self.attribute(&mut made, name, value, &mut context)?;
        }
        let is_group = source.name == "g";
        if let Some(clip) = source.attribute("clip-path") {
            self.clip(source, clip)?;
        }
        for child in &source.children {
            match child {
                Child::Element(child) => {
                    let children = self.element(child, &context)?;
                    made.children.extend(children.into_iter().map(Child::Element));
                }
                Child::Text(text) => made.children.push(Child::Text(spaced(text, &context))),
            }
        }
        if is_hidden(&made, &context) {
            return Ok(Vec::new());
        }
        if is_group {
            let drawn: Vec<Element> = made.elements().cloned().collect();
            return Ok(if drawn.iter().all(|child| is_animation(&child.name)) {
                Vec::new()
            } else if made.attributes.is_empty() && !made.is_animated() {
                drawn
            } else {
                vec![made]
            });
        }
        if source.name == "tspan" {
            return Ok(vec![made]);
        }
        if source.name == "text" {
            baseline(&mut made, &context)?;
        }
        let layers = self.hatched(made, &context)?;
        Ok(layers.into_iter().flat_map(|layer| with_halo(layer, &context)).collect())
    }

    /// An inner document as a group: moved to its place, scaled from its view to its size.
    fn inner_document(
        &self,
        source: &Element,
        around: &Context,
    ) -> Result<Vec<Element>, WechatError> {
        let (width, height) = size(source, around.size)?;
        let view = View::of(source, Some((width, height)))?;
        let at = |name: &str| match source.attribute(name) {
            None => Ok(0.0),
            Some(text) => match numbers(text).as_deref() {
                Some(&[value]) => Ok(value),
                _ => Err(bad(source, name, text)),
            },
        };
        let (x, y) = (at("x")?, at("y")?);
        let (across, down) = (width / view.width, height / view.height);
        let fit = source.attribute("preserveAspectRatio").unwrap_or("xMidYMid meet");
        let scale = across.min(down);
        let (sx, sy) = match fit.trim() {
            "none" => (across, down),
            "xMidYMid meet" | "xMidYMid" => (scale, scale),
            other => return Err(bad(source, "preserveAspectRatio", other)),
        };
        // An inner document cuts off what reaches over its edges; a group does not.
        clipped_by(source, view.bounds())?;
        let dx = x + (width - view.width * sx) / 2.0 - view.x * sx;
        let dy = y + (height - view.height * sy) / 2.0 - view.y * sy;
        let mut steps = Vec::new();
        if dx != 0.0 || dy != 0.0 {
            steps.push(format!("translate({dx} {dy})"));
        }
        if (sx - 1.0).abs() > 1e-6 || (sy - 1.0).abs() > 1e-6 {
            let same = (sx - sy).abs() < 1e-9;
            steps.push(if same { format!("scale({sx})") } else { format!("scale({sx} {sy})") });
        }
        let mut group = Element { name: "g".into(), ..source.clone() };
        for name in ["x", "y", "width", "height", "viewBox", "preserveAspectRatio", "overflow"] {
            group.remove(name);
        }
        if !steps.is_empty() {
            group.set("transform", steps.join(" "));
        }
        self.drawn(&group, &Context { size: Some((view.width, view.height)), ..around.clone() })
    }

    /// Writes one attribute as it may be written.
    fn attribute(
        &self,
        made: &mut Element,
        name: &str,
        value: &str,
        context: &mut Context,
    ) -> Result<(), WechatError> {
        let value = value.trim();
        let wrong = || bad(made, name, value);
        let scale = context.matrix.scale();
        let rounded = |places: usize| -> Result<String, WechatError> {
            let values = numbers(value).filter(|values| !values.is_empty()).ok_or_else(wrong)?;
            let texts: Vec<String> = values.iter().map(|value| number(*value, places)).collect();
            Ok(texts.join(" "))
        };
        let written = match name {
            "transform" => {
                let (text, matrix) = transform(value, scale).ok_or_else(wrong)?;
                context.matrix = context.matrix.then_inner(matrix);
                text
            }
            "d" => rounded_path(value, places(scale)).ok_or_else(wrong)?,
            "points" | "x" | "y" | "cx" | "cy" | "x1" | "y1" | "x2" | "y2" | "dx" | "dy" => {
                rounded(places(scale))?
            }
            "stroke-dasharray" if value == "none" => value.into(),
            // Short lengths stay in proportion where a large picture is drawn small.
            "width" | "height" | "r" | "rx" | "ry" | "stroke-width" | "stroke-dashoffset"
            | "font-size" | "letter-spacing" | "stroke-dasharray" => rounded(places(scale).max(2))?,
            // Already joined with that of a colour.
            "fill-opacity" | "stroke-opacity" if made.attribute(name).is_some() => return Ok(()),
            "opacity" | "fill-opacity" | "stroke-opacity" | "stroke-miterlimit" => rounded(2)?,
            "fill" | "stroke" => match Paint::read(value).ok_or_else(wrong)? {
                Paint::None => "none".into(),
                Paint::Solid(colour, alpha) => {
                    if alpha < 1.0 {
                        // What is in a group may be of another opacity, which would replace both.
                        if made.name == "g" {
                            return Err(wrong());
                        }
                        let opacity = format!("{name}-opacity");
                        let share = context.get(&opacity).and_then(|text| text.parse::<f64>().ok());
                        made.set(&opacity, number(alpha * share.unwrap_or(1.0), 2));
                    }
                    colour.to_string()
                }
                // Each shape draws its own hatch.
                Paint::Reference(id) if name == "fill" && self.hatch(&id).is_some() => {
                    return Ok(());
                }
                Paint::Reference(_) => return Err(wrong()),
            },
            "font-family" => "sans-serif".into(),
            "fill-rule" | "stroke-linecap" | "stroke-linejoin" | "font-weight" | "font-style"
            | "text-anchor" | "visibility" => value.into(),
            // Done in other ways: by moved letters, letters behind letters, blanks that stay.
            "dominant-baseline" | "paint-order" | "xml:space" | "display" => return Ok(()),
            _ => {
                return Err(WechatError::Attribute {
                    element: made.name.clone(),
                    attribute: name.into(),
                });
            }
        };
        made.set(name, written);
        Ok(())
    }

    /// A pattern as a hatch: a ground over the whole tile and an upright line at its left edge, which
    /// is what the maps draw.
    fn hatch(&self, id: &str) -> Option<Hatch> {
        let pattern = self.definitions.get(id).filter(|found| found.name == "pattern")?;
        let [ground, line] = pattern.elements().collect::<Vec<_>>().try_into().ok()?;
        let value = |of: &Element, name: &str| match numbers(of.attribute(name)?)?.as_slice() {
            [value] => Some(*value),
            _ => None,
        };
        let step = value(pattern, "width").filter(|step| *step > 0.0)?;
        let turn = pattern.attribute("patternTransform").unwrap_or("rotate(0)");
        let degrees = turn.strip_prefix("rotate(")?.strip_suffix(')')?.parse::<f64>().ok()?;
        let is_upright = match rings(line)?.as_slice() {
            [points] => points.iter().all(|point| point.0 == 0.0),
            _ => false,
        };
        let colour = |of: &Element, name: &str| match Paint::read(of.attribute(name)?)? {
            Paint::Solid(colour, alpha) if alpha >= 1.0 => Some(colour.to_string()),
            _ => None,
        };
        let whole = ground.name == "rect"
            && value(ground, "width") == Some(step)
            && pattern.attribute("patternUnits") == Some("userSpaceOnUse");
        (whole && is_upright).then_some(Hatch {
            ground: colour(ground, "fill")?,
            line: colour(line, "stroke")?,
            width: value(line, "stroke-width")?,
            step,
            degrees,
        })
    }

    /// A shape that is filled with a hatch, and the lines of the hatch; any other as it is.
    fn hatched(&self, mut made: Element, context: &Context) -> Result<Vec<Element>, WechatError> {
        let Paint::Reference(id) = context.fill() else { return Ok(vec![made]) };
        let wrong = || bad(&made, "fill", context.get("fill").unwrap_or_default());
        let hatch = self.hatch(&id).filter(|_| !is_lettering(&made.name)).ok_or_else(wrong)?;
        let lines = hatch_lines(&rings(&made).ok_or_else(wrong)?, &hatch);
        let places = places(context.matrix.scale());
        let mut data = String::new();
        for ((ax, ay), (bx, by)) in lines {
            let [ax, ay, bx, by] = [ax, ay, bx, by].map(|value| number(value, places));
            put(&mut data, format_args!("M{ax} {ay}L{bx} {by}"));
        }
        let data = rounded_path(&data, places).ok_or_else(wrong)?;
        made.set("fill", hatch.ground);
        let mut drawn = Element::new("path", &[("d", &data), ("fill", "none")]);
        drawn.set("stroke", hatch.line);
        drawn.set("stroke-width", number(hatch.width, places.max(2)));
        for name in ["transform", "opacity"] {
            if let Some(value) = made.attribute(name) {
                drawn.set(name, value);
            }
        }
        Ok(if data.is_empty() { vec![made] } else { vec![made, drawn] })
    }

    /// Checks that a clip may be dropped.
    fn clip(&self, source: &Element, value: &str) -> Result<(), WechatError> {
        let wrong = || bad(source, "clip-path", value);
        let Some(Paint::Reference(id)) = Paint::read(value) else {
            return if value == "none" { Ok(()) } else { Err(wrong()) };
        };
        let clip = self.definitions.get(id.as_str()).ok_or_else(wrong)?;
        let [shape] = clip.elements().collect::<Vec<_>>().try_into().map_err(|_| wrong())?;
        let rings = rings(shape).ok_or_else(wrong)?;
        let around = Bounds::around(rings.iter().flatten().copied()).ok_or_else(wrong)?;
        let corners = |(x, y): &Point| {
            ((x - around.left).abs() < 1e-6 || (x - around.right).abs() < 1e-6)
                && ((y - around.top).abs() < 1e-6 || (y - around.bottom).abs() < 1e-6)
        };
        let is_upright = rings.iter().flatten().all(corners);
        let moved = ["transform", "clipPathUnits"]
            .iter()
            .any(|name| clip.attribute(name).or_else(|| shape.attribute(name)).is_some());
        if clip.name != "clipPath" || !is_upright || moved {
            return Err(wrong());
        }
        clipped_by(source, around)
    }
}

/// An error where something is really cut off at the edges. That everything lies within them is
/// why the clip is harmless: ECharts clips every series to the plot for the sake of zooming, which
/// a picture does not. Half the width of a line may reach over the edge. Letters count by the
/// point they stand at.
fn clipped_by(source: &Element, edges: Bounds) -> Result<(), WechatError> {
    let mut points = Vec::new();
    for child in source.elements() {
        extent(child, Matrix::IDENTITY, true, &mut points)?;
    }
    if source.name != "g" && source.name != "svg" {
        points.extend(rings(source).into_iter().flatten().flatten());
    }
    match Bounds::around(points) {
        Some(around) if !edges.holds(around, CLIP_SLACK) => Err(WechatError::Clipped),
        _ => Ok(()),
    }
}

/// The points of everything visible in an element.
fn extent(
    source: &Element,
    outer: Matrix,
    inherits_fill: bool,
    points: &mut Vec<Point>,
) -> Result<(), WechatError> {
    let attributes = plain(source)?;
    let value = |name: &str| {
        attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    };
    let mut matrix = outer;
    if let Some(text) = value("transform") {
        let (_, step) = transform(text, 1.0).ok_or_else(|| bad(source, "transform", text))?;
        matrix = outer.then_inner(step);
    }
    let filled = value("fill").map_or(inherits_fill, |fill| fill != "none");
    match source.name.as_str() {
        "g" => {
            for child in source.elements() {
                extent(child, matrix, filled, points)?;
            }
        }
        "text" => {
            let at = |name: &str| match value(name).and_then(numbers).as_deref() {
                Some([first, ..]) => *first,
                _ => 0.0,
            };
            points.push(matrix.apply((at("x"), at("y"))));
        }
        // An inner document is checked against its own edges; its corners stand for it.
        "svg" => {
            let (width, height) = size(source, None)?;
            let corner = |name: &str| match value(name).and_then(numbers).as_deref() {
                Some([first]) => *first,
                _ => 0.0,
            };
            let (x, y) = (corner("x"), corner("y"));
            points.extend([(x, y), (x + width, y + height)].map(|at| matrix.apply(at)));
        }
        "defs" | "pattern" | "clipPath" | "mask" | "marker" | "symbol" => {}
        _ if !filled && matches!(value("stroke"), None | Some("none")) => {}
        _ => {
            let rings = rings(source).ok_or_else(|| bad(source, "d", ""))?;
            points.extend(rings.into_iter().flatten().map(|at| matrix.apply(at)));
        }
    }
    Ok(())
}

/// The attributes of an element, those of its `style` last, without what has no effect on a
/// picture that nobody points at.
fn plain(source: &Element) -> Result<Vec<(String, String)>, WechatError> {
    let mut out = Element::new(&source.name, &[]);
    for (name, value) in &source.attributes {
        if !is_without_effect(name) && name != "style" && name != "clip-path" {
            out.set(name, value.as_str());
        }
    }
    for declaration in source.attribute("style").unwrap_or_default().split(';') {
        if declaration.trim().is_empty() {
            continue;
        }
        let (name, value) =
            declaration.split_once(':').ok_or_else(|| bad(source, "style", declaration))?;
        let (name, value) = (name.trim(), value.trim());
        if name == "clip-path" {
            return Err(bad(source, "style", declaration));
        }
        if !is_without_effect(name) {
            out.set(name, value);
        }
    }
    Ok(out.attributes)
}

/// Attributes that nobody sees: names, words for assistive technology, what happens under a pointer,
/// what ECharts notes for itself.
fn is_without_effect(name: &str) -> bool {
    matches!(
        name,
        "id" | "class"
            | "lang"
            | "xml:lang"
            | "role"
            | "tabindex"
            | "focusable"
            | "cursor"
            | "pointer-events"
            | "user-select"
            | "version"
            | "baseProfile"
    ) || ["data-", "aria-", "ecmeta_", "on"].iter().any(|start| name.starts_with(start))
}

/// An error for a style sheet with any rule that holds without a pointer.
fn style_sheet(style: &Element) -> Result<(), WechatError> {
    let text: String = style
        .children
        .iter()
        .map(|child| match child {
            Child::Text(text) => text.as_str(),
            Child::Element(_) => "",
        })
        .collect();
    for rule in text.split('}').map(str::trim).filter(|rule| !rule.is_empty()) {
        let selectors = rule.split('{').next().unwrap_or_default();
        if !selectors.split(',').all(|selector| selector.contains(":hover")) {
            return Err(WechatError::StyleSheet);
        }
    }
    Ok(())
}

/// An error for an animation that WeChat does not know or that waits for another element, which
/// could only be named by its id.
fn animation(source: &Element) -> Result<(), WechatError> {
    let target = source.attribute("attributeName").unwrap_or_default();
    let kind = source.attribute("type").unwrap_or_default();
    if !is_animatable(&source.name, target, kind) {
        return Err(bad(source, "attributeName", target));
    }
    for (name, value) in &source.attributes {
        let is_known = is_timing(name);
        let waits = matches!(name.as_str(), "begin" | "end") && !is_offset(value);
        if !is_known || waits {
            return Err(bad(source, name, value));
        }
    }
    Ok(())
}

/// Whether nothing of an element can be seen at any time.
fn is_hidden(made: &Element, context: &Context) -> bool {
    if made.is_animated() {
        return false;
    }
    let clear = made.attribute("opacity").and_then(|text| text.parse::<f64>().ok()) == Some(0.0);
    let bare = matches!(context.fill(), Paint::None) && matches!(context.stroke(), Paint::None);
    let empty = is_lettering(&made.name) && made.children.is_empty();
    // What stands in a group or a text may be painted for itself.
    let is_shape = !matches!(made.name.as_str(), "g" | "text" | "tspan");
    let unpainted = bare && (is_shape || made.elements().next().is_none() && made.name != "g");
    clear || empty || unpainted || (is_shape && context.get("visibility") == Some("hidden"))
}

/// Letters as SVG would space them. Where every blank is to be kept, those that would fall away
/// become no-break blanks, which are kept always.
fn spaced(text: &str, context: &Context) -> String {
    if context.get("xml:space") != Some("preserve") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let last = text.chars().count().saturating_sub(1);
    for (at, c) in text.chars().enumerate() {
        let falls_away = at == 0 || at == last || out.ends_with([' ', '\u{a0}']);
        out.push(if c.is_ascii_whitespace() && falls_away { '\u{a0}' } else { c });
    }
    out
}

/// Moves letters to where another baseline would have put them: not every reader knows the attribute.
fn baseline(made: &mut Element, context: &Context) -> Result<(), WechatError> {
    let size =
        context.get("font-size").and_then(numbers).and_then(|values| values.first().copied());
    let size = size.unwrap_or(16.0);
    let down = match context.get("dominant-baseline").unwrap_or("auto") {
        "auto" | "alphabetic" => return Ok(()),
        "central" | "middle" => 0.36 * size,
        "hanging" | "text-before-edge" => 0.85 * size,
        "text-after-edge" | "ideographic" => -0.15 * size,
        other => return Err(bad(made, "dominant-baseline", other)),
    };
    let at_least = places(context.matrix.scale());
    let moved = |text: Option<&str>| {
        let y = text.and_then(numbers).and_then(|values| values.first().copied());
        number(y.unwrap_or_default() + down, at_least)
    };
    made.set("y", moved(made.attribute("y")));
    for child in &mut made.children {
        if let Child::Element(span) = child
            && span.attribute("y").is_some()
        {
            span.set("y", moved(span.attribute("y")));
        }
    }
    Ok(())
}

/// A shape whose stroke is to lie behind its fill, as two: should the attribute be dropped, the
/// halo would cover the letters.
fn with_halo(made: Element, context: &Context) -> Vec<Element> {
    let behind = context.get("paint-order").is_some_and(|order| order.starts_with("stroke"));
    // The lines of a hatch are not filled.
    if !behind || context.stroke() == Paint::None || made.attribute("fill") == Some("none") {
        return vec![made];
    }
    let (mut halo, mut letters) = (made.clone(), made);
    halo.set("fill", "none");
    halo.remove("fill-opacity");
    letters.attributes.retain(|(name, _)| !name.starts_with("stroke"));
    letters.set("stroke", "none");
    vec![halo, letters]
}
