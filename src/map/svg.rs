//! One pure function from a layer and its paint to an SVG document: [`render`].
//!
//! The text is complete by itself (every colour and width is a presentation attribute, there are
//! no style attributes and no scripts) and carries classes, so that [`STYLESHEET`] and a theme can
//! override all of it in the page. Equal input gives equal bytes.
//!
//! Order of drawing, from below: fills, each with a stroke of its own colour, so that islets
//! smaller than a pixel leave a dot and no gaps show; borders between regions as one mesh; the
//! coast; borders of groups; special lines; hit areas; the inset; labels. Regions are never
//! outlined one by one: a white outline would erase the small islands.

use std::cmp::Ordering;
use std::fmt::Write as _;

use super::geometry::{
    ArcRef, Inset, Islands, Level, Line, LineKind, MapLayer, Point, Rect, Region,
};
use crate::theme::Theme;

/// Style rules for maps in the page, built on custom properties (`--map-border`, `--map-coast`,
/// `--map-group-border`, `--map-line`, `--map-text`, `--map-halo`, `--map-no-data`,
/// `--map-no-data-line`, `--map-focus`), each with the light value as its default. Strokes keep
/// their width when the map is scaled.
pub const STYLESHEET: &str = include_str!("map.css");

/// Dark type, the same as the page's.
pub(super) const INK: &str = "#22262b";

/// What a map is drawn with besides the colours of its classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pens {
    /// Fill of a region without data where the hatch is not understood.
    pub(crate) no_data: &'static str,
    /// Hatch lines, and the stroke of regions without data.
    no_data_line: &'static str,
    border: &'static str,
    coast: &'static str,
    group_border: &'static str,
    line: &'static str,
    /// Words.
    pub(crate) ink: &'static str,
    /// Around words: the ground of the page.
    pub(crate) halo: &'static str,
}

impl Pens {
    /// The pens of a theme, the same as those of the page's style sheet.
    pub(crate) const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self {
                no_data: "#eceef0",
                no_data_line: "#aeb4bc",
                border: "#fff",
                coast: "#7d8590",
                group_border: "#3f454d",
                line: "#5a6068",
                ink: INK,
                halo: "#fff",
            },
            Theme::Dark => Self {
                no_data: "#23262c",
                no_data_line: "#555c66",
                border: "#8792a0",
                coast: "#8b939e",
                group_border: "#e8eaed",
                line: "#a3abb6",
                ink: "#e8eaed",
                halo: "#16181d",
            },
        }
    }
}

/// Below this width only the dash line and the undetermined national border are drawn, type is
/// smaller, and the caption stands above the inset.
const LARGE_PX: u32 = 700;

/// Smallest radius of what a finger or pointer has to meet, in pixels.
const HIT_RADIUS_PX: f64 = 6.0;
/// A region whose label circle is smaller than this, in pixels, gets a hit area.
const TINY_RADIUS_PX: f64 = 3.0;
/// A region whose label circle is smaller than this is also marked by a dot in its colour.
const SPECK_RADIUS_PX: f64 = 1.0;
/// Radius of that dot.
const MARK_RADIUS_PX: f64 = 2.0;

pub(crate) const FONT: &str =
    "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/// How one region is painted and named. All strings are in the language of the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionPaint {
    /// Six-digit adcode.
    pub place_id: String,
    /// Class, counted from 0; `None` for no data, which is hatched.
    pub class: Option<usize>,
    /// Fill as a CSS colour, `#rrggbb`; ignored without a class.
    pub fill: String,
    /// Accessible name with the value: "Zhejiang Province: 63,830 yuan".
    pub name: String,
    /// Text of the tooltip of a static map; the name when empty.
    pub title: String,
    /// Short name to write on the map.
    pub label: String,
    /// Group whose borders are drawn, e.g. a macro-region; the parent in the geometry when `None`.
    pub group: Option<String>,
}

/// What a map says: its name, its description and its regions. A region of the layer that is not
/// among them is drawn as "no data" and named by its adcode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapPaint {
    /// Title of the document (`<title>`).
    pub title: String,
    /// Longer description (`<desc>`).
    pub description: String,
    /// For which ground borders, words and hatches are drawn.
    pub theme: Theme,
    /// The regions; of several with the same adcode the first counts.
    pub regions: Vec<RegionPaint>,
}

impl MapPaint {
    /// The regions in the order of their adcodes, each once. Paints come in this order, and then
    /// sorting only looks at all of them.
    pub(super) fn by_place(&self) -> ByPlace<'_> {
        let mut regions: Vec<&RegionPaint> = self.regions.iter().collect();
        crate::order::sort_by(&mut regions, |a, b| a.place_id.cmp(&b.place_id));
        regions.dedup_by(|later, first| later.place_id == first.place_id);
        ByPlace(regions)
    }
}

/// Regions of a paint in the order of their adcodes.
pub(super) struct ByPlace<'a>(Vec<&'a RegionPaint>);

impl<'a> ByPlace<'a> {
    /// How a place is painted.
    pub(super) fn get(&self, place_id: &str) -> Option<&'a RegionPaint> {
        let at = self.0.binary_search_by(|region| region.place_id.as_str().cmp(place_id)).ok()?;
        self.0.get(at).copied()
    }
}

/// The words that stand on the map itself, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapText {
    /// Language tag of the document.
    pub lang: &'static str,
    /// Caption of the inset, one string a line.
    pub inset_caption: &'static [&'static str],
    /// Width of the map in pixels from which the islands of the inset are named: below, the names
    /// would cover islands.
    pub island_names_from_px: u32,
    /// 东沙群岛
    pub dongsha: &'static str,
    /// 西沙群岛
    pub xisha: &'static str,
    /// 中沙群岛
    pub zhongsha: &'static str,
    /// 南沙群岛
    pub nansha: &'static str,
    /// 黄岩岛
    pub huangyan: &'static str,
    /// 曾母暗沙
    pub zengmu: &'static str,
}

impl MapText {
    /// Chinese.
    pub const ZH: Self = Self {
        lang: "zh-CN",
        inset_caption: &["南海诸岛"],
        island_names_from_px: 700,
        dongsha: "东沙",
        xisha: "西沙",
        zhongsha: "中沙",
        nansha: "南沙",
        huangyan: "黄岩岛",
        zengmu: "曾母暗沙",
    };

    /// English.
    pub const EN: Self = Self {
        lang: "en",
        inset_caption: &["South China", "Sea Islands"],
        island_names_from_px: 900,
        dongsha: "Dongsha",
        xisha: "Xisha",
        zhongsha: "Zhongsha",
        nansha: "Nansha",
        huangyan: "Huangyan Dao",
        zengmu: "Zengmu Ansha",
    };

    fn islands(&self, islands: Islands) -> &'static str {
        match islands {
            Islands::Dongsha => self.dongsha,
            Islands::Xisha => self.xisha,
            Islands::Zhongsha => self.zhongsha,
            Islands::Nansha => self.nansha,
            Islands::Huangyan => self.huangyan,
            Islands::Zengmu => self.zengmu,
        }
    }
}

/// What the document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode<'a> {
    /// A picture: one image to assistive technology, tooltips by `<title>`, a fixed size.
    Static,
    /// Part of a page: a group of named regions of which one at a time can be focused
    /// (`tabindex`), sized by the page.
    Live {
        /// ARIA role of a region: `button` where a click selects it, otherwise `img`.
        region_role: &'a str,
    },
}

/// How a map is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapOptions<'a> {
    /// Which regions are painted.
    pub level: Level,
    /// Width in CSS pixels for which strokes, type and hit areas are measured, at least 100.
    pub width_px: u32,
    /// Begins every `id` in the document; different for every map of a page. Characters other
    /// than ASCII letters, digits, `-` and `_` are dropped.
    pub id_prefix: &'a str,
    /// Words on the map.
    pub text: &'a MapText,
    /// Credit line, wrapped below the map at its left.
    pub credit: Option<&'a str>,
    /// Whether short names are written where they fit.
    pub labels: bool,
    /// Whether borders between groups ([`RegionPaint::group`], parents) are drawn.
    pub group_borders: bool,
    /// Picture or part of a page.
    pub mode: Mode<'a>,
}

/// What to set on all elements with `data-place` equal to [`RegionFill::place_id`] that have the
/// class `region`, when the paint changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionFill {
    /// Six-digit adcode.
    pub place_id: String,
    /// Class, `None` for no data.
    pub class: Option<usize>,
    /// Value of the attribute `class`.
    pub class_names: String,
    /// Value of the attribute `fill`.
    pub fill: String,
    /// Value of the attribute `stroke`.
    pub stroke: String,
    /// Value of `aria-label` in a live map.
    pub name: String,
}

/// Class and colours of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colours {
    /// Class, `None` for no data.
    pub class: Option<usize>,
    /// Value of the attribute `fill`.
    pub fill: String,
    /// Value of the attribute `stroke`.
    pub stroke: String,
}

impl Colours {
    /// Of a class with its colour, or of no data. `prefix` has been through [`identifier`].
    fn of(coloured: Option<(usize, &str)>, prefix: &str, pens: &Pens) -> Self {
        match coloured {
            Some((class, colour)) => {
                Self { class: Some(class), fill: colour.to_owned(), stroke: colour.to_owned() }
            }
            None => Self {
                class: None,
                fill: format!("url(#{prefix}hatch) {}", pens.no_data),
                stroke: pens.no_data_line.into(),
            },
        }
    }
}

/// What is different about a region after a step: only that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionChange {
    /// Six-digit adcode.
    pub place_id: String,
    /// Its colours, where they differ.
    pub colours: Option<Colours>,
    /// Value of `aria-label`, where it differs.
    pub name: Option<String>,
}

impl RegionFill {
    /// Writes what makes an element the region.
    pub(super) fn write(&self, out: &mut String) {
        put(
            out,
            format_args!(
                " class=\"{}\" data-place=\"{}\" fill=\"{}\" stroke=\"{}\"",
                self.class_names,
                escape(&self.place_id),
                escape(&self.fill),
                escape(&self.stroke)
            ),
        );
    }

    /// Writes what makes it something that can be focused. Only the first of a map is a tab stop;
    /// from there arrow keys lead on.
    pub(super) fn write_control(&self, role: &str, is_first: bool, out: &mut String) {
        put(
            out,
            format_args!(
                " role=\"{}\" tabindex=\"{}\" aria-label=\"{}\"",
                escape(role),
                if is_first { 0 } else { -1 },
                escape(&self.name)
            ),
        );
    }
}

/// How a document begins.
pub(super) struct Head<'a> {
    /// Classes of the root element.
    pub(super) classes: &'a str,
    /// Language tag.
    pub(super) lang: &'a str,
    /// Width in pixels.
    pub(super) width: f64,
    /// Height in pixels.
    pub(super) height: f64,
    /// Begins every id; has been through [`identifier`].
    pub(super) prefix: &'a str,
    /// A pixel in the units in which regions are drawn, and with them the hatch.
    pub(super) hatch_px: f64,
    /// Picture or part of a page.
    pub(super) mode: Mode<'a>,
}

impl Head<'_> {
    /// Writes the root element's begin, title, description and the hatch of regions without data.
    pub(super) fn write(&self, paint: &MapPaint, out: &mut String) {
        let Self { classes, prefix, .. } = self;
        let (w, h) = (number(self.width), number(self.height));
        let size = match self.mode {
            Mode::Static => format!(" width=\"{w}\" height=\"{h}\" role=\"img\""),
            Mode::Live { .. } => " role=\"group\"".to_owned(),
        };
        put(
            out,
            format_args!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{classes}\" lang=\"{}\" \
                 viewBox=\"0 0 {w} {h}\"{size} aria-labelledby=\"{prefix}title\" \
                 aria-describedby=\"{prefix}desc\">\n<title id=\"{prefix}title\">{}</title>\n\
                 <desc id=\"{prefix}desc\">{}</desc>\n",
                escape(self.lang),
                escape(&paint.title),
                escape(&paint.description),
            ),
        );
        let (size, line) = (number(5.0 * self.hatch_px), number(self.hatch_px));
        let Pens { no_data: ground, no_data_line: hatch, .. } = Pens::of(paint.theme);
        put(
            out,
            format_args!(
                "<defs><pattern id=\"{prefix}hatch\" patternUnits=\"userSpaceOnUse\" \
                 width=\"{size}\" height=\"{size}\" patternTransform=\"rotate(45)\"><rect \
                 class=\"hatch-ground\" width=\"{size}\" height=\"{size}\" \
                 fill=\"{ground}\"/><path class=\"hatch-line\" d=\"M0 0V{size}\" \
                 stroke=\"{hatch}\" stroke-width=\"{line}\"/></pattern></defs>\n"
            ),
        );
    }
}

/// Writes to a string, which cannot fail.
pub(super) fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// Replaces what XML gives a meaning, and drops characters XML does not allow, so that any text
/// can stand in an element or between quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(character),
        }
    }
    out
}

/// The fill of every region of `paint`, in its order. `id_prefix` as in [`MapOptions`].
pub fn fills(paint: &MapPaint, id_prefix: &str) -> Vec<RegionFill> {
    let prefix = identifier(id_prefix);
    let pens = Pens::of(paint.theme);
    let one = |region: &RegionPaint| fill(&region.place_id, Some(region), &prefix, &pens);
    paint.regions.iter().map(one).collect()
}

/// What has to be set to turn a map painted as `before` into one painted as `after`: regions whose
/// class, fill or name differ, and only those.
pub fn changes(before: &MapPaint, after: &MapPaint, id_prefix: &str) -> Vec<RegionChange> {
    let prefix = identifier(id_prefix);
    let pens = Pens::of(after.theme);
    let mut old = before.by_place().0.into_iter().peekable();
    let mut new = after.by_place().0.into_iter().peekable();
    let mut out = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (Some(was), Some(is)) => was.place_id.cmp(&is.place_id),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return out,
        };
        let was = if order.is_le() { old.next() } else { None };
        let is = if order.is_ge() { new.next() } else { None };
        let Some(RegionPaint { place_id, .. }) = is.or(was) else { continue };
        let ((was_coloured, was_named), (coloured, named)) =
            (look(place_id, was), look(place_id, is));
        let change = RegionChange {
            place_id: place_id.clone(),
            colours: (was_coloured != coloured).then(|| Colours::of(coloured, &prefix, &pens)),
            name: (was_named != named).then(|| named.to_owned()),
        };
        if change.colours.is_some() || change.name.is_some() {
            out.push(change);
        }
    }
}

/// What is seen and heard of a region: its class and colour, and its name. Nothing is built for it,
/// because most regions of a large map are compared only to find that they are alike.
fn look<'a>(
    place_id: &'a str,
    region: Option<&'a RegionPaint>,
) -> (Option<(usize, &'a str)>, &'a str) {
    match region {
        Some(RegionPaint { class, fill, name, .. }) => {
            (class.map(|class| (class, fill.as_str())), name)
        }
        None => (None, place_id),
    }
}

/// What is set on the elements of a place. `prefix` has been through [`identifier`].
pub(super) fn fill(
    place_id: &str,
    region: Option<&RegionPaint>,
    prefix: &str,
    pens: &Pens,
) -> RegionFill {
    let (coloured, name) = look(place_id, region);
    let class_names = match coloured {
        Some((class, _)) => format!("region c{class}"),
        None => "region no-data".into(),
    };
    let Colours { class, fill, stroke } = Colours::of(coloured, prefix, pens);
    let (place_id, name) = (place_id.into(), name.to_owned());
    RegionFill { place_id, class, class_names, fill, stroke, name }
}

/// What of `prefix` may stand in an `id` and in a reference to it.
pub(super) fn identifier(prefix: &str) -> String {
    prefix.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// Draws `layer` as `paint` says: the text of an SVG document.
///
/// Regions are `path` elements with `data-place`, the class `region` and `c0`, `c1`, … or
/// `no-data`; those of the inset and the hit areas of tiny regions (class `hit`) carry the same
/// `data-place`.
pub fn render(layer: &MapLayer, paint: &MapPaint, options: &MapOptions<'_>) -> String {
    Drawing::new(layer, paint, options).document()
}

struct Drawing<'a> {
    layer: &'a MapLayer,
    paint: &'a MapPaint,
    regions: ByPlace<'a>,
    options: &'a MapOptions<'a>,
    prefix: String,
    pens: Pens,
    /// Pixels for one unit.
    scale: f64,
    out: String,
}

impl<'a> Drawing<'a> {
    fn new(layer: &'a MapLayer, paint: &'a MapPaint, options: &'a MapOptions<'a>) -> Self {
        let width_px = f64::from(options.width_px.max(100));
        Self {
            layer,
            paint,
            regions: paint.by_place(),
            options,
            prefix: identifier(options.id_prefix),
            pens: Pens::of(paint.theme),
            scale: width_px / f64::from(layer.width()),
            out: String::new(),
        }
    }

    fn is_large(&self) -> bool {
        self.options.width_px >= LARGE_PX
    }

    /// Size of type in pixels.
    fn font(&self) -> f64 {
        if self.is_large() { 11.0 } else { 9.0 }
    }

    /// A length in pixels as a number of units.
    fn units(&self, px: f64) -> String {
        number(px / self.scale)
    }

    fn px(&self, point: Point) -> (f64, f64) {
        (f64::from(point.x) * self.scale, f64::from(point.y) * self.scale)
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        put(&mut self.out, text);
    }

    fn document(mut self) -> String {
        let width = f64::from(self.layer.width()) * self.scale;
        let map_height = f64::from(self.layer.height()) * self.scale;
        let credit =
            self.options.credit.map_or_else(Vec::new, |text| wrap(text, width - 16.0, 9.0));
        let height =
            map_height + if credit.is_empty() { 0.0 } else { 6.0 } + 12.0 * credit.len() as f64;
        let head = Head {
            classes: "atlas-map",
            lang: self.options.text.lang,
            width,
            height: height.ceil(),
            prefix: &self.prefix,
            hatch_px: 1.0 / self.scale,
            mode: self.options.mode,
        };
        head.write(self.paint, &mut self.out);
        let scale = number6(self.scale);
        self.put(format_args!("<g transform=\"scale({scale})\" stroke-linejoin=\"round\">\n"));
        self.main();
        self.inset();
        self.put(format_args!("</g>\n"));
        self.inset_words();
        if self.options.labels {
            self.labels();
        }
        if !credit.is_empty() {
            let ink = self.pens.ink;
            self.put(format_args!(
                "<text class=\"note credit\" font-family=\"{FONT}\" font-size=\"9\" \
                 fill=\"{ink}\">"
            ));
            let mut y = map_height + 12.0;
            for line in credit {
                self.put(format_args!(
                    "<tspan x=\"8\" y=\"{}\">{}</tspan>",
                    number(y),
                    escape(&line)
                ));
                y += 12.0;
            }
            self.put(format_args!("</text>\n"));
        }
        self.put(format_args!("</svg>\n"));
        self.out
    }

    fn main(&mut self) {
        let level = self.options.level;
        let layer = self.layer;
        self.fills(layer.regions(level), 0.35, false);
        self.mesh("mesh-interior", self.pens.border, 0.6, layer.interior(level));
        self.mesh("mesh-coast", self.pens.coast, 0.4, layer.coast(level));
        if self.options.group_borders {
            let groups = layer.between(level, |region| self.group(region));
            self.mesh("mesh-group", self.pens.group_border, 1.0, groups);
        }
        self.lines(layer.lines());
        self.hits(layer.regions(level));
    }

    fn group(&self, region: &Region) -> Option<String> {
        let painted = self.regions.get(&region.place_id);
        painted.and_then(|paint| paint.group.clone()).or_else(|| region.parent.clone())
    }

    fn fills(&mut self, regions: &'a [Region], stroke_px: f64, inset: bool) {
        let width = self.units(stroke_px);
        let hidden = if inset { " aria-hidden=\"true\"" } else { "" };
        self.put(format_args!(
            "<g class=\"fills\" fill-rule=\"evenodd\" stroke-width=\"{width}\"{hidden}>\n"
        ));
        for (index, region) in regions.iter().enumerate() {
            let painted = self.regions.get(&region.place_id);
            let fill = fill(&region.place_id, painted, &self.prefix, &self.pens);
            self.out.push_str("<path");
            fill.write(&mut self.out);
            let title = match self.options.mode {
                Mode::Live { region_role } if !inset => {
                    fill.write_control(region_role, index == 0, &mut self.out);
                    None
                }
                Mode::Live { .. } => None,
                Mode::Static => Some(tooltip(painted, &fill.name)),
            };
            self.put(format_args!(" d=\""));
            for ring in region.polygons.iter().flatten() {
                path(&mut self.out, self.layer.points(ring), true);
            }
            match title {
                Some(title) => self.put(format_args!("\"><title>{title}</title></path>\n")),
                None => self.put(format_args!("\"/>\n")),
            }
        }
        self.put(format_args!("</g>\n"));
    }

    fn mesh<L: AsRef<[Point]>>(&mut self, class: &str, colour: &str, px: f64, lines: Vec<L>) {
        if lines.is_empty() {
            return;
        }
        let width = self.units(px);
        self.put(format_args!(
            "<path class=\"{class}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" \
             stroke-linecap=\"round\" pointer-events=\"none\" d=\""
        ));
        for line in lines {
            path(&mut self.out, line.as_ref().iter().copied(), false);
        }
        self.put(format_args!("\"/>\n"));
    }

    fn lines(&mut self, lines: &'a [Line]) {
        for line in lines {
            let (class, px, dashes) = match line.kind {
                LineKind::Dash10 => ("line line-dash10", 1.1, None),
                LineKind::NationalUndetermined => ("line line-undetermined", 0.7, Some((4.0, 2.0))),
                LineKind::HongKong if self.is_large() => ("line line-sea", 0.5, Some((2.0, 2.0))),
                LineKind::ProvinceSea if self.is_large() => {
                    ("line line-sea", 0.5, Some((3.0, 2.0)))
                }
                LineKind::ProvinceUndetermined if self.is_large() => {
                    ("line line-province-undetermined", 0.5, Some((3.0, 2.0)))
                }
                LineKind::HongKong | LineKind::ProvinceSea | LineKind::ProvinceUndetermined => {
                    continue;
                }
            };
            let (width, stroke) = (self.units(px), self.pens.line);
            self.put(format_args!(
                "<path class=\"{class}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\" \
                 pointer-events=\"none\""
            ));
            if let Some((dash, gap)) = dashes {
                let (dash, gap) = (self.units(dash), self.units(gap));
                self.put(format_args!(" stroke-dasharray=\"{dash} {gap}\""));
            }
            self.put(format_args!(" d=\""));
            for part in &line.parts {
                let part: &[ArcRef] = part;
                path(&mut self.out, self.layer.points(part), false);
            }
            self.put(format_args!("\"/>\n"));
        }
    }

    /// Transparent circles over regions that are too small to point at. Two that are close share
    /// the distance between them.
    fn hits(&mut self, regions: &'a [Region]) {
        let tiny: Vec<&Region> = regions
            .iter()
            .filter(|region| f64::from(region.label_radius) * self.scale < TINY_RADIUS_PX)
            .collect();
        if tiny.is_empty() {
            return;
        }
        self.put(format_args!(
            "<g class=\"hits\" aria-hidden=\"true\" stroke-width=\"{}\">\n",
            self.units(0.6)
        ));
        for region in &tiny {
            let others = tiny.iter().filter(|other| other.place_id != region.place_id);
            let nearest = others
                .map(|other| distance(self.px(region.label), self.px(other.label)) / 2.0)
                .fold(HIT_RADIUS_PX, f64::min);
            let painted = self.regions.get(&region.place_id);
            if f64::from(region.label_radius) * self.scale < SPECK_RADIUS_PX {
                self.mark(region, painted, nearest.min(MARK_RADIUS_PX));
            }
            let radius = self.units(nearest);
            self.put(format_args!(
                "<circle class=\"hit\" data-place=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\" \
                 fill=\"#000\" fill-opacity=\"0\" pointer-events=\"all\"",
                escape(&region.place_id),
                region.label.x,
                region.label.y,
            ));
            match self.options.mode {
                Mode::Static => {
                    let title = tooltip(painted, &region.place_id);
                    self.put(format_args!("><title>{title}</title></circle>\n"));
                }
                Mode::Live { .. } => self.put(format_args!("/>\n")),
            }
        }
        self.put(format_args!("</g>\n"));
    }

    /// A dot in the colour of a region whose own shape is lost under its coast line.
    fn mark(&mut self, region: &Region, painted: Option<&RegionPaint>, radius_px: f64) {
        let fill = fill(&region.place_id, painted, &self.prefix, &self.pens);
        let radius = self.units(radius_px);
        self.put(format_args!(
            "<circle class=\"{}\" data-place=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\" \
             fill=\"{}\" stroke=\"{}\"/>\n",
            fill.class_names,
            escape(&region.place_id),
            region.label.x,
            region.label.y,
            escape(&fill.fill),
            escape(&fill.stroke),
        ));
    }

    fn inset(&mut self) {
        let layer = self.layer;
        let Some(inset) = layer.inset() else { return };
        self.put(format_args!("<g class=\"inset\">\n"));
        self.fills(&inset.regions, 0.7, true);
        let meshes = layer.inset_meshes();
        self.mesh("mesh-interior", self.pens.border, 0.5, meshes.interior);
        self.mesh("mesh-coast", self.pens.coast, 0.3, meshes.coast);
        self.lines(&inset.lines);
        let Rect { x, y, width, height } = inset.frame;
        let (coast, stroke) = (self.pens.coast, self.units(0.8));
        self.put(format_args!(
            "<rect class=\"inset-frame\" x=\"{x}\" y=\"{y}\" width=\"{width}\" \
             height=\"{height}\" fill=\"none\" stroke=\"{coast}\" stroke-width=\"{stroke}\" \
             pointer-events=\"none\"/>\n</g>\n"
        ));
    }

    /// Caption and names of the inset.
    fn inset_words(&mut self) {
        let Some(inset) = self.layer.inset() else { return };
        let caption = self.options.text.inset_caption;
        let place = CaptionPlace::of(inset, caption, self.options.width_px, self.scale);
        let CaptionPlace { x, size, line_height, .. } = place;
        let ink = self.pens.ink;
        let mut y = place.y;
        self.put(format_args!(
            "<g class=\"inset-words\" font-family=\"{FONT}\" fill=\"{ink}\" \
             pointer-events=\"none\">\n<text class=\"note\" font-size=\"{size}\" \
             text-anchor=\"end\">"
        ));
        for line in caption {
            self.put(format_args!(
                "<tspan x=\"{}\" y=\"{}\">{}</tspan>",
                number(x),
                number(y),
                escape(line)
            ));
            y += line_height;
        }
        self.put(format_args!("</text>\n"));
        if self.options.width_px >= self.options.text.island_names_from_px {
            for (islands, at) in &inset.names {
                let (x, y) = self.px(*at);
                let name = self.options.text.islands(*islands);
                let (anchor, dy) = match islands {
                    Islands::Dongsha | Islands::Zhongsha | Islands::Huangyan => ("middle", 6.0),
                    Islands::Xisha | Islands::Nansha => ("middle", 0.0),
                    Islands::Zengmu => ("end", 0.0),
                };
                let y = y + dy;
                self.put(format_args!(
                    "<text class=\"note island\" font-size=\"7\" text-anchor=\"{anchor}\" \
                     x=\"{}\" y=\"{}\">{}</text>\n",
                    number(x),
                    number(y),
                    escape(name)
                ));
            }
        }
        self.put(format_args!("</g>\n"));
    }

    /// Short names, the roomiest regions first, each only where it meets no other. Provinces may
    /// overflow their circle; the smallest on the coast are named beside it, with a leader.
    fn labels(&mut self) {
        let regions = self.layer.regions(self.options.level);
        let size = self.font();
        let tolerance = if self.options.level == Level::Province { 2.4 } else { 1.25 };
        let mut order: Vec<&Region> = regions.iter().collect();
        crate::order::sort_by_key(&mut order, |region| {
            let beside = self.leader(region).is_none();
            (beside, std::cmp::Reverse(region.label_radius))
        });
        let mut taken: Vec<[f64; 4]> = Vec::new();
        self.put(format_args!(
            "<g class=\"labels\" aria-hidden=\"true\" font-family=\"{FONT}\" \
             font-size=\"{size}\" text-anchor=\"middle\" pointer-events=\"none\">\n"
        ));
        for region in order {
            let Some(paint) = self.regions.get(&region.place_id) else { continue };
            let half = text_width(&paint.label, size) / 2.0;
            let (x, y) = self.px(region.label);
            let leader = self.leader(region);
            let (dx, dy) = leader.unwrap_or_default();
            // The text of a leader begins where the line ends.
            let (cx, cy) = (x + dx + half.copysign(dx) * f64::from(leader.is_some()), y + dy);
            let around = [cx - half, cy - size / 2.0, cx + half, cy + size / 2.0];
            let fits =
                leader.is_some() || half <= f64::from(region.label_radius) * self.scale * tolerance;
            let free = taken.iter().all(|other| {
                around[0] > other[2]
                    || other[0] > around[2]
                    || around[1] > other[3]
                    || other[1] > around[3]
            });
            if paint.label.is_empty() || !fits || !free || !self.is_on_map(around) {
                continue;
            }
            taken.push(around);
            let Pens { ink, halo, .. } = self.pens;
            if leader.is_some() {
                self.put(format_args!(
                    "<path class=\"leader\" d=\"M{} {}L{} {}\" stroke=\"{ink}\" \
                     stroke-width=\"0.5\"/>\n",
                    number(x),
                    number(y),
                    number(x + dx - 1.5_f64.copysign(dx)),
                    number(y + dy)
                ));
            }
            self.put(format_args!(
                "<text class=\"label\" x=\"{}\" y=\"{}\" fill=\"{ink}\" stroke=\"{halo}\" \
                 stroke-width=\"2.5\" stroke-opacity=\"0.85\" stroke-linejoin=\"round\" \
                 paint-order=\"stroke\">{}</text>\n",
                number(cx),
                number(cy + size * 0.36),
                escape(&paint.label)
            ));
        }
        self.put(format_args!("</g>\n"));
    }

    /// Where the label of a small coastal province stands, in pixels from its label point: out at
    /// sea, apart from each other.
    fn leader(&self, region: &Region) -> Option<(f64, f64)> {
        if f64::from(region.label_radius) * self.scale > self.font() {
            return None;
        }
        let (dx, dy) = match region.place_id.as_str() {
            "120000" => (20.0, 8.0),
            "310000" => (16.0, 2.0),
            "810000" => (14.0, 10.0),
            "820000" => (-8.0, 20.0),
            _ => return None,
        };
        let shrink = if self.is_large() { 1.0 } else { 0.7 };
        Some((dx * shrink, dy * shrink))
    }

    fn is_on_map(&self, [left, top, right, bottom]: [f64; 4]) -> bool {
        let width = f64::from(self.layer.width()) * self.scale;
        let height = f64::from(self.layer.height()) * self.scale;
        left >= 0.0 && top >= 0.0 && right <= width && bottom <= height
    }
}

/// Where the caption of the inset stands, in pixels: in its empty lower right corner on a large map,
/// above it on a small one, where it has no room inside.
pub(super) struct CaptionPlace {
    /// Where every line ends.
    pub(super) x: f64,
    /// Baseline of the first line.
    pub(super) y: f64,
    /// Size of type.
    pub(super) size: f64,
    /// From one baseline to the next.
    pub(super) line_height: f64,
}

impl CaptionPlace {
    /// For a map of `width_px` pixels on which a unit has `scale` of them.
    pub(super) fn of(inset: &Inset, caption: &[&str], width_px: u32, scale: f64) -> Self {
        let [right, top, bottom] = [inset.frame.right(), inset.frame.y, inset.frame.bottom()]
            .map(|units| f64::from(units) * scale);
        let is_large = width_px >= LARGE_PX;
        let (size, line_height) = if is_large { (10.0, 12.0) } else { (8.0, 9.0) };
        let above = caption.len().saturating_sub(1) as f64 * line_height;
        let (x, y) =
            if is_large { (right - 5.0, bottom - 6.0 - above) } else { (right, top - 3.0 - above) };
        Self { x, y, size, line_height }
    }
}

/// Text of the tooltip of a region in a picture, escaped.
pub(super) fn tooltip(painted: Option<&RegionPaint>, name: &str) -> String {
    let title = painted.map_or("", |paint| paint.title.as_str());
    escape(match (title, painted) {
        ("", Some(paint)) => &paint.name,
        ("", None) => name,
        (title, _) => title,
    })
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// Writes a line as path data: absolute start, then differences.
pub(super) fn path(out: &mut String, points: impl Iterator<Item = Point>, closed: bool) {
    let mut points = points.peekable();
    let Some(first) = points.next() else { return };
    let _ = write!(out, "M{} {}", first.x, first.y);
    let mut before = first;
    let mut begun = false;
    while let Some(point) = points.next() {
        if closed && points.peek().is_none() && point == first {
            break;
        }
        let (dx, dy) = (point.x - before.x, point.y - before.y);
        let space = if !begun {
            "l"
        } else if dx < 0 {
            ""
        } else {
            " "
        };
        let _ = write!(out, "{space}{dx}");
        let _ = if dy < 0 { write!(out, "{dy}") } else { write!(out, " {dy}") };
        begun = true;
        before = point;
    }
    if closed {
        out.push('z');
    }
}

/// A number with at most two decimals; never NaN or infinite.
pub(super) fn number(value: f64) -> String {
    decimals(value, 2)
}

fn number6(value: f64) -> String {
    decimals(value, 6)
}

fn decimals(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "0".into();
    }
    let text = format!("{value:.places$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.is_empty() || text == "-0" { "0".into() } else { text.into() }
}

/// Width of text in pixels, estimated without a font: an em for a Chinese character, a little over
/// half of one for others.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if is_wide(c) { size } else { size * 0.56 }).sum()
}

fn is_wide(character: char) -> bool {
    character >= '\u{2e80}'
}

/// Breaks text into lines of at most `width` pixels: between words, and after any Chinese
/// character that is not followed by closing punctuation.
pub(crate) fn wrap(text: &str, width: f64, size: f64) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for character in text.chars() {
        let starts = match pieces.last().and_then(|piece| piece.chars().last()) {
            None => true,
            Some(_) if "，。；：、）」』”’》,.;:)".contains(character) => false,
            Some(last) => {
                last == ' '
                    || (character != ' ' && (is_wide(last) || is_wide(character)))
                        && !"（「『“‘《(".contains(last)
            }
        };
        match pieces.last_mut() {
            Some(piece) if !starts => piece.push(character),
            _ => pieces.push(character.to_string()),
        }
    }
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if text_width(line, size) + text_width(piece.trim_end(), size) <= width => {
                line.push_str(&piece);
            }
            _ => lines.push(piece),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::geometry::{MapParts, tests::two_squares};
    use super::*;
    use expect_test::expect;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn layer() -> MapLayer {
        MapLayer::new(two_squares()).unwrap()
    }

    fn paint() -> MapPaint {
        MapPaint {
            title: "Income <2023> & \"more\"".into(),
            description: "Two regions".into(),
            theme: Theme::Light,
            regions: vec![
                RegionPaint {
                    place_id: "330101".into(),
                    class: Some(3),
                    fill: "#105ba4".into(),
                    name: "A: 1".into(),
                    label: "甲".into(),
                    ..RegionPaint::default()
                },
                RegionPaint {
                    place_id: "330201".into(),
                    name: "B: no data".into(),
                    title: "B, <no data>".into(),
                    label: "乙".into(),
                    ..RegionPaint::default()
                },
            ],
        }
    }

    const OPTIONS: MapOptions<'static> = MapOptions {
        level: Level::County,
        width_px: 400,
        id_prefix: "t-",
        text: &MapText::EN,
        credit: Some("Boundaries: nobody"),
        labels: true,
        group_borders: true,
        mode: Mode::Static,
    };

    #[test]
    fn the_document_is_the_one_expected() {
        expect![[r##"
            <svg xmlns="http://www.w3.org/2000/svg" class="atlas-map" lang="en" viewBox="0 0 400 258" width="400" height="258" role="img" aria-labelledby="t-title" aria-describedby="t-desc">
            <title id="t-title">Income &lt;2023&gt; &amp; &quot;more&quot;</title>
            <desc id="t-desc">Two regions</desc>
            <defs><pattern id="t-hatch" patternUnits="userSpaceOnUse" width="12.5" height="12.5" patternTransform="rotate(45)"><rect class="hatch-ground" width="12.5" height="12.5" fill="#eceef0"/><path class="hatch-line" d="M0 0V12.5" stroke="#aeb4bc" stroke-width="2.5"/></pattern></defs>
            <g transform="scale(0.4)" stroke-linejoin="round">
            <g class="fills" fill-rule="evenodd" stroke-width="0.87">
            <path class="region c3" data-place="330101" fill="#105ba4" stroke="#105ba4" d="M200 100l0 100-100 0 0-100z"><title>A: 1</title></path>
            <path class="region no-data" data-place="330201" fill="url(#t-hatch) #eceef0" stroke="#aeb4bc" d="M200 100l100 0 0 100-100 0zM400 150l1 0-1 1z"><title>B, &lt;no data&gt;</title></path>
            </g>
            <path class="mesh-interior" fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round" pointer-events="none" d="M200 100l0 100"/>
            <path class="mesh-coast" fill="none" stroke="#7d8590" stroke-width="1" stroke-linecap="round" pointer-events="none" d="M200 200l-100 0 0-100 100 0M200 100l100 0 0 100-100 0M400 150l1 0-1 1 0-1"/>
            <path class="mesh-group" fill="none" stroke="#3f454d" stroke-width="2.5" stroke-linecap="round" pointer-events="none" d="M200 100l0 100"/>
            <path class="line line-dash10" fill="none" stroke="#5a6068" stroke-width="2.75" pointer-events="none" d="M120 400l60 20"/>
            <g class="inset">
            <g class="fills" fill-rule="evenodd" stroke-width="1.75" aria-hidden="true">
            <path class="region c3" data-place="330101" fill="#105ba4" stroke="#105ba4" d="M800 400l60 0 0 50-60 0z"><title>A: 1</title></path>
            <path class="region no-data" data-place="330201" fill="url(#t-hatch) #eceef0" stroke="#aeb4bc" d="M860 400l40 0 0 50-40 0z"><title>B, &lt;no data&gt;</title></path>
            </g>
            <path class="mesh-interior" fill="none" stroke="#fff" stroke-width="1.25" stroke-linecap="round" pointer-events="none" d="M860 400l0 50"/>
            <path class="mesh-coast" fill="none" stroke="#7d8590" stroke-width="0.75" stroke-linecap="round" pointer-events="none" d="M860 450l-60 0M900 400l0 50-40 0"/>
            <rect class="inset-frame" x="800" y="400" width="150" height="150" fill="none" stroke="#7d8590" stroke-width="2" pointer-events="none"/>
            </g>
            </g>
            <g class="inset-words" font-family="system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif" fill="#22262b" pointer-events="none">
            <text class="note" font-size="8" text-anchor="end"><tspan x="380" y="148">South China</tspan><tspan x="380" y="157">Sea Islands</tspan></text>
            </g>
            <g class="labels" aria-hidden="true" font-family="system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif" font-size="9" text-anchor="middle" pointer-events="none">
            <text class="label" x="60" y="63.24" fill="#22262b" stroke="#fff" stroke-width="2.5" stroke-opacity="0.85" stroke-linejoin="round" paint-order="stroke">甲</text>
            <text class="label" x="100" y="63.24" fill="#22262b" stroke="#fff" stroke-width="2.5" stroke-opacity="0.85" stroke-linejoin="round" paint-order="stroke">乙</text>
            </g>
            <text class="note credit" font-family="system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif" font-size="9" fill="#22262b"><tspan x="8" y="252">Boundaries: nobody</tspan></text>
            </svg>
        "##]].assert_eq(&render(&layer(), &paint(), &OPTIONS));
    }

    #[test]
    fn a_live_map_has_named_regions_of_which_one_is_in_the_tab_order() {
        let mode = Mode::Live { region_role: "button" };
        let text = render(&layer(), &paint(), &MapOptions { mode, ..OPTIONS });
        let document = roxmltree::Document::parse(&text).unwrap();
        let regions: Vec<_> = document
            .descendants()
            .filter(|node| node.has_attribute("tabindex"))
            .map(|node| {
                let get = |name| node.attribute(name).unwrap_or_default();
                (get("data-place"), get("role"), get("tabindex"), get("aria-label"))
            })
            .collect();
        assert_eq!(
            regions,
            [("330101", "button", "0", "A: 1"), ("330201", "button", "-1", "B: no data")]
        );
        assert_eq!(document.root_element().attribute("role"), Some("group"));
        assert!(!document.root_element().has_attribute("width"));
    }

    #[test]
    fn all_ids_begin_with_the_prefix_and_all_references_resolve() {
        let options = MapOptions { id_prefix: "f1 '\")<&_x-", ..OPTIONS };
        let text = render(&layer(), &paint(), &options);
        let document = roxmltree::Document::parse(&text).unwrap();
        let ids: Vec<_> = document.descendants().filter_map(|n| n.attribute("id")).collect();
        assert_eq!(ids, ["f1_x-title", "f1_x-desc", "f1_x-hatch"]);
        assert!(text.contains("url(#f1_x-hatch)"));
    }

    #[test]
    fn a_region_without_paint_is_no_data_and_keeps_its_code_as_name() {
        let text = render(&layer(), &MapPaint::default(), &OPTIONS);
        assert_eq!(text.matches("class=\"region no-data\"").count(), 4);
        assert!(text.contains("<title>330101</title>"));
    }

    #[test]
    fn group_borders_follow_the_paint_before_the_geometry() {
        let drawn = |paint: &MapPaint, group_borders| {
            render(&layer(), paint, &MapOptions { group_borders, ..OPTIONS }).contains("mesh-group")
        };
        assert!(drawn(&paint(), true));
        assert!(!drawn(&paint(), false));
        let mut alike = paint();
        alike.regions.iter_mut().for_each(|region| region.group = Some("east".into()));
        assert!(!drawn(&alike, true));
    }

    #[test]
    fn changes_are_what_differs_and_nothing_else() {
        let before = paint();
        assert!(changes(&before, &before, "t-").is_empty());
        let mut after = paint();
        after.regions[1].class = Some(0);
        after.regions[1].fill = "#d6e6f4".into();
        let found = changes(&before, &after, "t-");
        assert_eq!(
            found,
            [RegionChange {
                place_id: "330201".into(),
                colours: Some(Colours {
                    class: Some(0),
                    fill: "#d6e6f4".into(),
                    stroke: "#d6e6f4".into(),
                }),
                name: None,
            }]
        );
        // A region that is not painted any more loses its data.
        after.regions.remove(0);
        let found = changes(&before, &after, "t-");
        let colours = found[0].colours.as_ref().unwrap();
        assert_eq!((colours.class, &*colours.fill), (None, "url(#t-hatch) #eceef0"));
        assert_eq!(fills(&before, "t-").len(), 2);
    }

    /// Applying `changes` to the drawing of `before` has to give the drawing of `after`.
    #[test]
    fn fills_in_the_document_are_those_of_the_live_update() {
        let text = render(&layer(), &paint(), &OPTIONS);
        let document = roxmltree::Document::parse(&text).unwrap();
        for fill in fills(&paint(), "t-") {
            let nodes = document.descendants().filter(|node| {
                node.attribute("data-place") == Some(&fill.place_id)
                    && node.attribute("class").is_some_and(|c| c.starts_with("region"))
            });
            let nodes: Vec<_> = nodes.collect();
            assert_eq!(nodes.len(), 2, "main map and inset");
            for node in nodes {
                assert_eq!(node.attribute("class"), Some(fill.class_names.as_str()));
                assert_eq!(node.attribute("fill"), Some(fill.fill.as_str()));
                assert_eq!(node.attribute("stroke"), Some(fill.stroke.as_str()));
            }
        }
    }

    #[test]
    fn tiny_regions_get_a_hit_area_and_specks_a_dot() {
        let mut parts: MapParts = two_squares();
        parts.levels[0].regions[1].label_radius = 1;
        let layer = MapLayer::new(parts).unwrap();
        let text = render(&layer, &paint(), &OPTIONS);
        assert!(text.contains("class=\"hit\" data-place=\"330201\""));
        assert!(text.contains("<circle class=\"region no-data\" data-place=\"330201\""));
        assert!(!text.contains("class=\"hit\" data-place=\"330101\""));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            escape("a<b> & \"c\" 'd'\u{1}\n"),
            "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; "
        );
    }

    #[test]
    fn numbers_are_short_and_finite() {
        assert_eq!(number(1.0), "1");
        assert_eq!(number(0.126), "0.13");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(100.0), "100");
        assert_eq!(number(f64::NAN), "0");
        assert_eq!(number(f64::INFINITY), "0");
    }

    #[test]
    fn lines_break_between_words_and_never_before_closing_punctuation() {
        assert_eq!(wrap("one two three", 45.0, 10.0), ["one two", "three"]);
        assert_eq!(wrap("一二三四，五", 40.0, 10.0), ["一二三", "四，五"]);
        assert_eq!(wrap("", 40.0, 10.0), Vec::<String>::new());
    }

    /// Paints with few places, classes and names, so that most things occur twice.
    fn paints() -> impl Strategy<Value = MapPaint> {
        let class = prop::option::of(0usize..2);
        let region = ("[1-4]", class, "[ab]", "[1-4]").prop_map(|(place_id, class, fill, name)| {
            RegionPaint { place_id, class, fill, name, ..RegionPaint::default() }
        });
        prop::collection::vec(region, 0..6)
            .prop_map(|regions| MapPaint { regions, ..MapPaint::default() })
    }

    proptest! {
        #[test]
        fn any_words_give_a_document(title in ".*", name in ".*", fill in ".*", id in ".*") {
            let mut paint = paint();
            paint.title = title;
            paint.regions[0].name = name.clone();
            paint.regions[0].label = name;
            paint.regions[0].fill = fill;
            let text = render(&layer(), &paint, &MapOptions { id_prefix: &id, ..OPTIONS });
            prop_assert!(roxmltree::Document::parse(&text).is_ok());
        }

        /// Whatever the order of the regions, and with codes that occur twice or in one paint only.
        #[test]
        fn changes_make_one_paint_into_the_other(before in paints(), after in paints()) {
            let applied = |paint: &MapPaint| -> BTreeMap<String, RegionFill> {
                let fills = fills(paint, "t-").into_iter().rev();
                fills.map(|fill| (fill.place_id.clone(), fill)).collect()
            };
            let (old, new) = (applied(&before), applied(&after));
            let unpainted = |place: &str| fill(place, None, "t-", &Pens::of(Theme::Light));
            let places: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            let colours = |fill: &RegionFill| Colours {
                class: fill.class,
                fill: fill.fill.clone(),
                stroke: fill.stroke.clone(),
            };
            let expected: Vec<RegionChange> = places
                .into_iter()
                .map(|place| {
                    let [was, is] = [&old, &new]
                        .map(|side| side.get(place).cloned().unwrap_or_else(|| unpainted(place)));
                    (was, is)
                })
                .filter(|(was, is)| was != is)
                .map(|(was, is)| RegionChange {
                    colours: (colours(&was) != colours(&is)).then(|| colours(&is)),
                    name: (was.name != is.name).then_some(is.name),
                    place_id: is.place_id,
                })
                .collect();
            prop_assert_eq!(changes(&before, &after, "t-"), expected);
        }

        #[test]
        fn nothing_is_lost_when_text_is_wrapped(text in "[a-z一-龥，。（） ]{0,60}", width in 10.0..200.0) {
            let joined: String = wrap(&text, width, 9.0).concat();
            let without = |text: &str| text.replace(' ', "");
            prop_assert_eq!(without(&joined), without(&text));
        }

        #[test]
        fn paths_draw_every_point(points in prop::collection::vec((0..500, 0..500), 2..20)) {
            let points: Vec<Point> = points.into_iter().map(|(x, y)| Point { x, y }).collect();
            let mut text = String::new();
            path(&mut text, points.iter().copied(), false);
            prop_assert_eq!(read_path(&text), points);
        }
    }

    /// Reads what `path` writes: one absolute point, then differences.
    fn read_path(text: &str) -> Vec<Point> {
        let spaced = text.replace(['M', 'l', ' '], " ").replace('-', " -");
        let numbers: Vec<i32> = spaced.split_whitespace().map(|n| n.parse().unwrap()).collect();
        let mut at = Point { x: 0, y: 0 };
        numbers
            .chunks(2)
            .map(|pair| {
                at = Point { x: at.x + pair[0], y: at.y + pair[1] };
                at
            })
            .collect()
    }
}
