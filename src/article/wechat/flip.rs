//! Several pictures as one that shows them in turn: [`flip_book`].

use super::{
    WechatError,
    colour::{BLACK, Colour, LEGIBLE, Paint, WHITE},
    conform::{View, conformed, is_ground},
    shape::{Matrix, number, places, rounded_path, small_parts, transform},
    tree::{Child, Element},
    within_limit,
};

/// Ink of the labels, the page's dark type.
const INK: &str = "#22262b";

/// A picture of a flip book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What tells it from the others, as the year. It stands above the picture.
    pub label: String,
    /// The picture; [`conform`](super::conform()) is applied to it.
    pub svg: String,
}

/// Widest outline, in pixels, that counts as a hairline.
const HAIRLINE_PX: f64 = 1.5;
/// Below this size, in pixels, a part of a shape keeps its hairline.
const SMALL_PX: f64 = 3.0;

/// One picture that shows the frames in turn, `seconds` each, without end. What is equal in all frames
/// is drawn once; a shape that only changes its colour changes it; whatever else differs is drawn for
/// each frame and shown in its time. Without animation the last frame is seen.
///
/// Strokes cannot be animated in WeChat. Where the hairline around a shape has the shape's changing
/// colour, as around the regions of our maps, it is left out, because the borders cover it; but around
/// parts of a few pixels, as islets, it is most of what is seen, and is drawn for each frame.
///
/// A reader cannot stop it, and WeChat does not tell whether a reader wants less motion: few frames,
/// shown long, are kinder.
///
/// # Errors
/// [`WechatError`] as of [`conform`](super::conform()); fewer than two frames, frames of different
/// size, less than half a second or more than a minute a frame.
///
/// # Examples
/// ```
/// use prosperity_atlas::article::wechat::{Frame, flip_book};
/// let frame = |label: &str, fill: &str| Frame {
///     label: label.into(),
///     svg: format!(
///         "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>\
///          <rect x='1' y='1' width='5' height='5' fill='{fill}'/></svg>"
///     ),
/// };
/// let book = flip_book(&[frame("2010", "#0000ff"), frame("2020", "#00ff00")], 1.5)?;
/// assert!(book.contains(r##"attributeName="fill" values="#0000ff;#00ff00" dur="3s""##));
/// # Ok::<(), prosperity_atlas::article::wechat::WechatError>(())
/// ```
pub fn flip_book(frames: &[Frame], seconds: f64) -> Result<String, WechatError> {
    if frames.len() < 2 {
        return Err(WechatError::TooFewFrames);
    }
    // More than two changes a second are near what can harm; three flashes do (WCAG 2.2, 2.3.1).
    if !(0.5..=60.0).contains(&seconds) {
        return Err(WechatError::Seconds);
    }
    let mut roots = Vec::with_capacity(frames.len());
    for frame in frames {
        roots.push(conformed(&frame.svg)?);
    }
    let [Some(first), Some(last)] = [roots.first(), roots.last()] else {
        return Err(WechatError::TooFewFrames);
    };
    let view = View::of(first, None)?;
    let mut book = Element { children: Vec::new(), ..last.clone() };
    for root in &roots {
        // What a root says of fonts and colours holds for its frame alone.
        if root.attributes != book.attributes {
            return Err(WechatError::FrameSizes);
        }
    }
    let [x, y, width, height] = view.values();
    let size = (width / 36.0).max(12.0);
    let strip = 1.6 * size;
    let ground = last.elements().next().and_then(|ground| ground.attribute("fill"));
    let ground = ground.unwrap_or("#ffffff").to_owned();
    let page: [String; 4] = [x, y - strip, width, height + strip].map(|side| number(side, 2));
    book.set("viewBox", page.join(" "));
    let mut paper = Element::new("rect", &[]);
    for (name, value) in ["x", "y", "width", "height"].into_iter().zip(page) {
        paper.set(name, value);
    }
    paper.set("fill", ground.as_str());
    let times = Times { frames: frames.len(), seconds };
    let labels: Vec<Element> =
        frames.iter().map(|f| label(&f.label, [x, y, size], &ground)).collect();
    let mut items: Vec<Item<'_>> = vec![labels.iter().map(Some).collect()];
    let is_paper = |element: &Element| {
        is_ground(element, &view) && element.attribute("fill") == Some(ground.as_str())
    };
    items.extend(aligned(&roots, |root| root.elements().filter(|one| !is_paper(one)).collect()));
    book.children.push(Child::Element(paper));
    book.children.extend(times.drawn(items, Around::default()).into_iter().map(Child::Element));
    within_limit(book.document())
}

/// What a frame is called, above its upper left corner.
fn label(text: &str, [x, y, size]: [f64; 3], ground: &str) -> Element {
    let ground = match Paint::read(ground) {
        Some(Paint::Solid(colour, _)) => colour,
        _ => WHITE,
    };
    let legible = |ink: &Colour| ink.contrast(ground) >= LEGIBLE;
    let ink = if legible(&BLACK) { INK.to_owned() } else { WHITE.to_string() };
    let mut made = Element::new("text", &[]);
    made.set("x", number(x + size / 2.0, 2));
    made.set("y", number(y - 0.4 * size, 2));
    made.set("fill", ink);
    made.set("font-family", "sans-serif");
    made.set("font-size", number(size, 2));
    made.set("font-weight", "bold");
    made.children.push(Child::Text(text.into()));
    made
}

/// An element as it is in each frame; `None` where a frame does not have it.
type Item<'a> = Vec<Option<&'a Element>>;

/// Lines up what is in the frames: elements that are the same but for colours and letters, in the
/// order of every frame.
fn aligned<'a>(
    frames: &'a [Element],
    children: impl Fn(&'a Element) -> Vec<&'a Element>,
) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    for (at, frame) in frames.iter().enumerate() {
        let mut merged: Vec<Item<'a>> = Vec::new();
        let new = children(frame);
        let mut old = items.into_iter().peekable();
        let known: Vec<&Element> =
            old.clone().filter_map(|item| item.into_iter().flatten().next()).collect();
        let mut taken = 0;
        for (in_old, in_new) in common(&known, &new) {
            while known.len() - old.len() < in_old {
                merged.extend(old.next().map(|mut item| {
                    item.push(None);
                    item
                }));
            }
            for element in new.get(taken..in_new).unwrap_or_default() {
                merged.push(only(at, element));
            }
            taken = in_new + 1;
            if let (Some(mut item), Some(element)) = (old.next(), new.get(in_new)) {
                item.push(Some(*element));
                merged.push(item);
            }
        }
        merged.extend(old.map(|mut item| {
            item.push(None);
            item
        }));
        for element in new.get(taken..).unwrap_or_default() {
            merged.push(only(at, element));
        }
        items = merged;
    }
    items
}

/// An element that no frame before `at` has.
fn only(at: usize, element: &Element) -> Item<'_> {
    let mut item: Item<'_> = vec![None; at];
    item.push(Some(element));
    item
}

/// The longest common subsequence of two lists, as pairs of places.
fn common(old: &[&Element], new: &[&Element]) -> Vec<(usize, usize)> {
    // How long the longest is from each pair of places on.
    let wide = new.len() + 1;
    let mut lengths = vec![0_usize; (old.len() + 1) * wide];
    let length = |lengths: &[usize], i: usize, j: usize| {
        lengths.get(i * wide + j).copied().unwrap_or_default()
    };
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let best = if is_same_but_for_colours(a, b) {
                length(&lengths, i + 1, j + 1) + 1
            } else {
                length(&lengths, i + 1, j).max(length(&lengths, i, j + 1))
            };
            if let Some(place) = lengths.get_mut(i * wide + j) {
                *place = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        if is_same_but_for_colours(a, b) {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if length(&lengths, i + 1, j) >= length(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn is_same_but_for_colours(a: &Element, b: &Element) -> bool {
    let shape = |element: &'_ Element| -> Vec<(String, String)> {
        let colourless = |name: &str| matches!(name, "fill" | "stroke");
        element.attributes.iter().filter(|(name, _)| !colourless(name)).cloned().collect()
    };
    a.name == b.name && a.attributes.len() == b.attributes.len() && shape(a) == shape(b)
}

/// How long the frames are shown.
struct Times {
    frames: usize,
    seconds: f64,
}

/// What matters of the groups around an element.
#[derive(Clone, Copy)]
struct Around {
    matrix: Matrix,
    stroke_width: f64,
}

impl Default for Around {
    fn default() -> Self {
        Self { matrix: Matrix::IDENTITY, stroke_width: 1.0 }
    }
}

impl Around {
    /// With what the element says itself.
    fn of(self, element: &Element) -> Self {
        let step = element.attribute("transform").and_then(|text| transform(text, 1.0));
        let width = element.attribute("stroke-width").and_then(|text| text.parse().ok());
        Self {
            matrix: step.map_or(self.matrix, |(_, step)| self.matrix.then_inner(step)),
            stroke_width: width.unwrap_or(self.stroke_width),
        }
    }
}

/// In which frames something is seen.
type Shown = Vec<bool>;

/// Elements that follow each other and are not seen in all frames, by the frames they are seen in.
#[derive(Default)]
struct Run(Vec<(Shown, Vec<Element>)>);

impl Run {
    /// Adds an element above all that can be seen at the same time.
    fn push(&mut self, shown: Shown, element: Element) {
        let meets = |other: &Shown| shown.iter().zip(other).any(|(a, b)| *a && *b);
        match self.0.iter().rposition(|(other, _)| meets(other)) {
            Some(at) if self.0.get(at).is_some_and(|(other, _)| *other == shown) => {
                if let Some((_, elements)) = self.0.get_mut(at) {
                    elements.push(element);
                }
            }
            _ => self.0.push((shown, vec![element])),
        }
    }
}

impl Times {
    fn drawn(&self, items: Vec<Item<'_>>, around: Around) -> Vec<Element> {
        let mut out = Vec::new();
        let mut run = Run::default();
        for item in items {
            let whole: Option<Vec<&Element>> = item.iter().copied().collect();
            let always = whole.as_deref().and_then(|versions| self.always(versions, around));
            let Some((element, outlines)) = always else {
                for (at, version) in item.iter().enumerate() {
                    let Some(version) = version else { continue };
                    let first = item.iter().position(|other| *other == Some(*version));
                    if first == Some(at) {
                        let shown = item.iter().map(|other| *other == Some(*version)).collect();
                        run.push(shown, (*version).clone());
                    }
                }
                continue;
            };
            out.extend(self.emptied(&mut run));
            out.push(element);
            for (shown, outline) in outlines {
                run.push(shown, outline);
            }
        }
        out.extend(self.emptied(&mut run));
        out
    }

    /// The element that stands for all its versions, where one can, and outlines that are seen in
    /// some frames only.
    fn always(
        &self,
        versions: &[&Element],
        around: Around,
    ) -> Option<(Element, Vec<(Shown, Element)>)> {
        let last = *versions.last()?;
        if versions.iter().all(|version| *version == last) {
            return Some((last.clone(), Vec::new()));
        }
        if versions.iter().any(|version| version.is_animated()) {
            return None;
        }
        let same = |name: &str| {
            versions.iter().all(|version| version.attribute(name) == last.attribute(name))
        };
        if last.name == "g" {
            if !same("fill") || !same("stroke") {
                return None;
            }
            let frames: Vec<Element> = versions.iter().map(|version| (*version).clone()).collect();
            let items = aligned(&frames, |frame| frame.elements().collect());
            let mut group = Element { children: Vec::new(), ..last.clone() };
            group.children =
                self.drawn(items, around.of(last)).into_iter().map(Child::Element).collect();
            return Some((group, Vec::new()));
        }
        if versions.iter().any(|version| version.children != last.children) {
            return None;
        }
        let fills: Option<Vec<&str>> = versions.iter().map(|one| one.attribute("fill")).collect();
        let fills = fills.filter(|fills| fills.iter().all(|fill| *fill != "none"))?;
        let mut element = last.clone();
        let mut outlines = Vec::new();
        if !same("stroke") {
            let around = around.of(last);
            let px = around.matrix.scale();
            if around.stroke_width * px > HAIRLINE_PX {
                return None;
            }
            element.set("stroke", "none");
            outlines = outlines_of(versions, px)?;
        }
        if !same("fill") {
            let animate = self.animate("fill", &fills);
            element.children.push(Child::Element(animate));
        }
        Some((element, outlines))
    }

    /// The groups of a run, which is empty afterwards.
    fn emptied(&self, run: &mut Run) -> Vec<Element> {
        let parts = std::mem::take(&mut run.0).into_iter();
        let groups = parts.map(|(shown, elements)| {
            let mut group = Element::new("g", &[]);
            if shown.last() == Some(&false) {
                group.set("opacity", "0");
            }
            let values: Vec<&str> = shown.iter().map(|on| if *on { "1" } else { "0" }).collect();
            group.children.push(Child::Element(self.animate("opacity", &values)));
            group.children.extend(elements.into_iter().map(Child::Element));
            group
        });
        groups.collect()
    }

    fn animate(&self, attribute: &str, values: &[&str]) -> Element {
        let whole = number(self.seconds * self.frames as f64, 2);
        let mut animate = Element::new("animate", &[("attributeName", attribute)]);
        animate.set("values", values.join(";"));
        animate.set("dur", format!("{whole}s"));
        animate.set("calcMode", "discrete");
        animate.set("repeatCount", "indefinite");
        animate
    }
}

/// The outlines of a shape whose stroke cannot stay as it is: whole where it differs from the
/// fill, otherwise around small parts.
fn outlines_of(versions: &[&Element], px: f64) -> Option<Vec<(Shown, Element)>> {
    let colours = |one: &Element| {
        [one.attribute("fill"), one.attribute("stroke")].map(|value| value.map(str::to_owned))
    };
    let mut outlines: Vec<(Shown, Element)> = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        let [fill, stroke] = colours(version);
        let own = fill == stroke;
        let is_alike = |other: &Element| {
            let [fill, other_stroke] = colours(other);
            other_stroke == stroke && (fill == other_stroke) == own
        };
        // Each outline is made where it is first seen.
        if versions.iter().position(|other| is_alike(other)) != Some(at) {
            continue;
        }
        let mut outline = (*version).clone();
        if own {
            let data = small_parts(version, SMALL_PX / px, places(px))?;
            if data.is_empty() {
                continue;
            }
            let kept = |name: &str| name.starts_with("stroke") || name == "transform";
            outline.attributes.retain(|(name, _)| kept(name));
            outline.name = "path".into();
            outline.set("d", rounded_path(&data, places(px))?);
        }
        outline.set("fill", "none");
        outlines.push((versions.iter().map(|other| is_alike(other)).collect(), outline));
    }
    Some(outlines)
}
