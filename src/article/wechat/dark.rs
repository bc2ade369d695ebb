//! An estimate of what WeChat's dark mode makes of a picture, for a preview.

use super::{
    WechatError,
    colour::{BLACK, Colour, Paint, WHITE},
    conform::conformed,
    shape::{Bounds, Matrix, Point, contains, rings, transform},
    tree::{Child, Element, is_animation, is_lettering},
};

/// Least contrast of letters drawn for their ground. The palest letters of a chart in the light theme
/// have 4.5; those of the dark theme have at most 2.4 on white.
const PALE: f64 = 2.5;

/// Contrast to a light ground from which on a halo is dark, not merely a colour.
const DARK_HALO: f64 = 8.0;

/// A text with its colours as they meet the eye.
#[derive(Clone, Debug)]
pub(super) struct Lettering {
    /// Of its letters; `None` for a halo, a text of its own behind its letters.
    pub(super) ink: Option<Colour>,
    /// Of its halo, or of the topmost shape under it.
    pub(super) ground: Colour,
    /// Of the topmost shape under it, halo or not.
    under: Colour,
}

impl Lettering {
    /// Whether it was drawn for a dark page and has come to stand on a light one: light letters, or a
    /// dark halo. `None` for a halo.
    pub(super) fn is_for_dark_page(&self) -> Option<bool> {
        let pale = self.ink?.contrast(self.ground) < PALE;
        Some(pale || (self.under.is_near_white() && self.ground.contrast(self.under) > DARK_HALO))
    }

    /// Whether it stands on a surface the dark mode keeps, so that the letters have to stay, too.
    fn is_kept(&self) -> bool {
        self.ink.is_some() && !self.ground.is_near_white()
    }
}

/// A picture as WeChat's dark mode may recolour it. **An estimate**: the published code of that mode
/// leaves SVG alone, so that the figure would stay as it is on its light ground; this shows the other
/// case, that every colour is recoloured. A real account has to confirm which of the two holds.
///
/// White and near-white grounds, lines and letters are turned round in lightness between about
/// rgb(36,36,36) and rgb(230,230,230), their hue kept. Fills with a colour of their own are kept, and
/// with them the letters that stand on them without a halo.
///
/// # Errors
/// [`WechatError`] as of [`conform`](super::conform()), which comes first.
pub fn darkened(svg: &str) -> Result<String, WechatError> {
    let mut root = conformed(svg)?;
    let mut letterings = letterings(&root).into_iter();
    recolour(&mut root, false, &mut letterings);
    super::within_limit(root.document())
}

fn recolour(element: &mut Element, lettering: bool, found: &mut dyn Iterator<Item = Lettering>) {
    let is_text = lettering || is_lettering(&element.name);
    if element.name == "text" && found.next().is_some_and(|one| one.is_kept()) {
        return;
    }
    // An outline in the colour of what it surrounds goes with it.
    let own =
        element.attribute("fill").is_some_and(|fill| element.attribute("stroke") == Some(fill));
    for (name, value) in &mut element.attributes {
        match name.as_str() {
            "fill" if is_text => *value = letters(value),
            "fill" => *value = recoloured(value, false),
            "stroke" => *value = recoloured(value, !own),
            _ => {}
        }
    }
    // Letters that say no colour are black, which nothing above would have turned round.
    if element.name == "text" && element.attribute("fill").is_none() {
        element.set("fill", BLACK.inverted().to_string());
    }
    for child in &mut element.children {
        let Child::Element(child) = child else { continue };
        if !is_animation(&child.name) {
            recolour(child, is_text, found);
        } else if child.attribute("attributeName") == Some("fill") {
            let values = child.attribute("values").unwrap_or_default().split(';');
            let values: Vec<String> = values
                .map(|value| if is_text { letters(value) } else { recoloured(value, false) })
                .collect();
            child.set("values", values.join(";"));
        }
    }
}

/// A colour of letters.
fn letters(value: &str) -> String {
    solid(value).map_or_else(|| value.into(), |colour| colour.inverted().lifted().to_string())
}

/// A colour of lines, or of a surface.
fn recoloured(value: &str, is_ink: bool) -> String {
    match Paint::read(value) {
        Some(Paint::Solid(colour, _)) if is_ink || colour.is_near_white() => {
            colour.inverted().to_string()
        }
        _ => value.into(),
    }
}

/// A filled shape, and what is inherited by what is drawn.
struct Surface {
    rings: Vec<Vec<Point>>,
    around: Bounds,
    fill: Colour,
}

#[derive(Clone, Copy)]
struct Style {
    matrix: Matrix,
    fill: Option<Colour>,
}

/// Every text of a conforming picture, in order, with its colour and that of its ground. The halo of a
/// text is a text of its own without ink.
pub(super) fn letterings(root: &Element) -> Vec<Lettering> {
    let mut surfaces = Vec::new();
    let mut out = Vec::new();
    let style = Style { matrix: Matrix::IDENTITY, fill: Some(BLACK) };
    walk(root, style, &mut surfaces, &mut out);
    out
}

fn walk(element: &Element, outer: Style, surfaces: &mut Vec<Surface>, out: &mut Vec<Lettering>) {
    let mut halo: Option<(&Element, Colour)> = None;
    for child in element.elements() {
        let style = style_of(child, outer);
        match child.name.as_str() {
            "text" => {
                let at = middle(child, style.matrix);
                let point = Bounds { left: at.0, right: at.0, top: at.1, bottom: at.1 };
                let under = surfaces.iter().rev().find(|surface| {
                    surface.around.holds(point, 0.0) && contains(&surface.rings, at)
                });
                let behind = halo.filter(|(before, _)| before.children == child.children);
                let under = under.map_or(WHITE, |one| one.fill);
                let ground = behind.map_or(under, |(_, colour)| colour);
                out.push(Lettering { ink: style.fill, ground, under });
                let stroke = child.attribute("stroke").and_then(solid);
                halo = stroke.filter(|_| style.fill.is_none()).map(|colour| (child, colour));
            }
            "g" => walk(child, style, surfaces, out),
            _ => {
                let opacity = ["opacity", "fill-opacity"].iter().all(|name| {
                    child.attribute(name).and_then(|text| text.parse().ok()).unwrap_or(1.0) >= 0.5
                });
                if let (Some(fill), Some(rings), true) = (style.fill, rings(child), opacity) {
                    let place = |ring: &Vec<Point>| -> Vec<Point> {
                        ring.iter().map(|point| style.matrix.apply(*point)).collect()
                    };
                    let rings: Vec<Vec<Point>> = rings.iter().map(place).collect();
                    if let Some(around) = Bounds::around(rings.iter().flatten().copied()) {
                        surfaces.push(Surface { rings, around, fill });
                    }
                }
            }
        }
    }
}

fn solid(value: &str) -> Option<Colour> {
    match Paint::read(value) {
        Some(Paint::Solid(colour, _)) => Some(colour),
        _ => None,
    }
}

fn style_of(element: &Element, outer: Style) -> Style {
    let step = element.attribute("transform").and_then(|text| transform(text, 1.0));
    Style {
        matrix: step.map_or(outer.matrix, |(_, step)| outer.matrix.then_inner(step)),
        fill: element.attribute("fill").map_or(outer.fill, solid),
    }
}

/// About the middle of a text that stands at its anchor.
fn middle(text: &Element, matrix: Matrix) -> Point {
    let span = text.elements().find(|child| child.name == "tspan");
    let at = |name: &str| -> f64 {
        let value = text.attribute(name).or_else(|| span.and_then(|span| span.attribute(name)));
        value.and_then(|text| text.split(' ').next()?.parse().ok()).unwrap_or_default()
    };
    let size: f64 = text.attribute("font-size").and_then(|size| size.parse().ok()).unwrap_or(12.0);
    let aside = match text.attribute("text-anchor") {
        Some("middle") => 0.0,
        Some("end") => -0.5,
        _ => 0.5,
    };
    matrix.apply((at("x") + aside * size, at("y") - 0.36 * size))
}
