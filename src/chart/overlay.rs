//! What charming cannot say: typed parts that are laid over its components.

use super::{ChartError, axis::tidy};
use serde::Serialize;
use serde_json::{Serializer, Value, ser::Formatter};
use std::{collections::BTreeMap, io};

/// JSON with numbers as the standard library writes them. `serde_json`'s own writer of numbers carries
/// ten kilobytes of tables that do not compress; the digits are the same.
struct PlainNumbers;

impl Formatter for PlainNumbers {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        write!(writer, "{value:?}")
    }
}

/// An option as text.
pub(super) fn text(option: &Value) -> Result<String, ChartError> {
    let mut bytes = Vec::with_capacity(16 * 1024);
    option.serialize(&mut Serializer::with_formatter(&mut bytes, PlainNumbers))?;
    // serde_json writes UTF-8 only; nothing is lost here.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Fonts of the site, for both scripts. Without quotes: ECharts writes the list into a quoted attribute
/// of its SVG as it is, and names made of words need none.
pub(super) const FONTS: &str =
    "system-ui, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif";

/// A style of text.
#[derive(Serialize)]
pub(super) struct Font<'a> {
    #[serde(rename = "fontFamily", skip_serializing_if = "Option::is_none")]
    pub(super) family: Option<&'static str>,
    #[serde(rename = "fontSize")]
    pub(super) size: f64,
    pub(super) color: &'a str,
}

/// The sentence for readers who cannot see the chart; ECharts' own is replaced whole.
#[derive(Serialize)]
pub(super) struct Aria<'a> {
    pub(super) enabled: bool,
    pub(super) label: AriaLabel<'a>,
}

/// See [`Aria`].
#[derive(Serialize)]
pub(super) struct AriaLabel<'a> {
    pub(super) enabled: bool,
    pub(super) description: &'a str,
}

/// Keeps ECharts 6 from moving the plot for the sake of labels: the margins are computed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Grid {
    pub(super) outer_bounds_mode: &'static str,
}

/// The readout of a year.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Tooltip<'a> {
    pub(super) confine: bool,
    pub(super) transition_duration: f64,
    pub(super) class_name: &'static str,
    pub(super) extra_css_text: &'static str,
    pub(super) text_style: Font<'a>,
    pub(super) formatter: Lookup,
}

/// Reading a year brings no line forward: only hovering a line does.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AxisPointer {
    pub(super) trigger_emphasis: bool,
}

/// A marker that the bridge replaces by a function: it answers the row of the hovered position.
/// Every word is made here, so that nothing has to be formatted in the browser.
#[derive(Serialize)]
pub(super) struct Lookup {
    #[serde(rename = "$f")]
    pub(super) name: &'static str,
    pub(super) rows: Rows,
}

/// HTML that the pointer reads.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Rows {
    /// By position in the data, the same for every series.
    ByPosition(Vec<String>),
    /// By id of the series, then by position in its data.
    BySeries(BTreeMap<String, Vec<String>>),
}

/// Name of the marker [`Lookup`].
pub(super) const LOOKUP: &str = "lookup";

/// What charming's axes lack.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AxisPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name_move_overlap: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) axis_label: Option<AxisLabel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) axis_pointer: Option<AxisPointer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) split_line: Option<SplitLine<'a>>,
}

/// Distance of labels from their axis.
#[derive(Serialize)]
pub(super) struct AxisLabel {
    pub(super) margin: f64,
}

/// Grid lines, one colour each.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SplitLine<'a> {
    pub(super) line_style: Colours<'a>,
}

/// One colour for each line in turn.
#[derive(Serialize)]
pub(super) struct Colours<'a> {
    pub(super) color: Vec<&'a str>,
}

/// What charming's line series lack.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LineSeries<'a> {
    pub(super) data: &'a [Datum],
    pub(super) show_all_symbol: bool,
    /// Lets the line itself, not only its points, be hovered and clicked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) trigger_event: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) emphasis: Option<Emphasis<'a>>,
    pub(super) blur: Blur,
    pub(super) line_style: StrokeStyle,
    pub(super) end_label: EndName<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label_layout: Option<LabelLayout>,
}

/// What charming's line series lack where their points carry texts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SlopeSeries<'a> {
    pub(super) data: Vec<Item<'a>>,
    pub(super) show_all_symbol: bool,
    pub(super) trigger_event: &'static str,
    pub(super) label: TextLook<'a>,
    pub(super) emphasis: Emphasis<'a>,
    pub(super) blur: SlopeBlur,
}

/// Look of such a line while another is brought forward.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SlopeBlur {
    pub(super) line_style: Faint,
    pub(super) item_style: Faint,
    pub(super) label: Faint,
}

/// Look of a line that is brought forward.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Emphasis<'a> {
    pub(super) line_style: LineLook<'a>,
}

/// See [`Emphasis`]. Left unsaid, ECharts would lighten the colour.
#[derive(Serialize)]
pub(super) struct LineLook<'a> {
    pub(super) color: &'a str,
    pub(super) width: f64,
    pub(super) opacity: f64,
}

/// Look of a line while another is brought forward: fainter, but its name can still be read.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Blur {
    pub(super) line_style: Faint,
    pub(super) item_style: Faint,
    pub(super) end_label: Faint,
}

/// See [`Blur`].
#[derive(Serialize)]
pub(super) struct Faint {
    pub(super) opacity: f64,
}

/// The mark lines of breaks, which stand back behind nothing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BreakSeries {
    pub(super) mark_line: BreakMarkLine,
}

/// See [`BreakSeries`].
#[derive(Serialize)]
pub(super) struct BreakMarkLine {
    pub(super) blur: BreakBlur,
}

/// See [`BreakSeries`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BreakBlur {
    pub(super) line_style: Faint,
    pub(super) label: Faint,
}

/// How a line is stroked. Said of a whole stroke, too: what an option leaves out, ECharts keeps from the
/// option before.
#[derive(Serialize)]
pub(super) struct StrokeStyle {
    #[serde(rename = "type")]
    kind: Dashing,
}

/// See [`StrokeStyle`].
#[derive(Serialize)]
#[serde(untagged)]
enum Dashing {
    Solid(&'static str),
    /// Lengths of dashes and gaps in pixels.
    Dashed([f64; 2]),
}

impl StrokeStyle {
    /// With dashes and gaps of these lengths in pixels, else whole.
    pub(super) fn of(dashes: Option<[f64; 2]>) -> Self {
        Self { kind: dashes.map_or(Dashing::Solid("solid"), Dashing::Dashed) }
    }
}

/// A year of a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Datum {
    /// Part of a stroke.
    Value(f64),
    /// A value without neighbours, which no stroke would show.
    #[serde(rename_all = "camelCase")]
    Alone { value: f64, symbol: &'static str, symbol_size: f64 },
    /// No value; ECharts reads `-` so.
    Missing(&'static str),
}

/// Whether a line is named at its end; see [`StrokeStyle`] for why none is said.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum EndName<'a> {
    /// With this label.
    By(EndLabel<'a>),
    /// Not at all.
    Not { show: bool },
}

impl<'a> EndName<'a> {
    /// By a label, where there is one.
    pub(super) fn by(label: Option<EndLabel<'a>>) -> Self {
        label.map_or(Self::Not { show: false }, Self::By)
    }
}

/// The name at a line's end.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EndLabel<'a> {
    pub(super) show: bool,
    pub(super) formatter: String,
    pub(super) color: &'a str,
    pub(super) font_size: f64,
    pub(super) font_weight: &'static str,
    pub(super) distance: f64,
    /// From the line's end to the place in the column of labels that was found free.
    pub(super) offset: [f64; 2],
    pub(super) text_border_color: &'a str,
    pub(super) text_border_width: f64,
}

/// Should the browser's font be taller than thought, ECharts still moves labels apart.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LabelLayout {
    pub(super) move_overlap: &'static str,
}

/// A bar, a dot, or a text anywhere on the chart.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item<'a> {
    /// Text id of its place: it is found under the pointer, and moves to where the next option has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<&'a str>,
    /// Position on the horizontal and on the vertical axis.
    pub(super) value: [Number; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) symbol: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) symbol_size: Option<Extent>,
    #[serde(rename = "itemStyle", skip_serializing_if = "Option::is_none")]
    pub(super) look: Option<ItemLook<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<ItemLabel<'a>>,
}

/// How large a mark is, in pixels.
#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
pub(super) enum Extent {
    /// As wide as high.
    Even(f64),
    /// Width and height.
    Sides([f64; 2]),
}

/// A coordinate.
#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
pub(super) enum Number {
    Value(f64),
    /// No value; ECharts reads `-` so.
    Missing(&'static str),
}

impl Default for Number {
    fn default() -> Self {
        Self::Missing("-")
    }
}

/// A position of two numbers.
pub(super) fn position(x: f64, y: f64) -> [Number; 2] {
    [Number::Value(x), Number::Value(y)]
}

/// The text of an [`Item`]. What is left unsaid is said for all items of the series.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ItemLabel<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) show: Option<bool>,
    pub(super) formatter: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) align: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) offset: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rotate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) color: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) font_size: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) font_weight: Option<&'static str>,
    /// Ground that hides lines behind the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) background_color: Option<&'a str>,
}

/// Colours of a mark.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ItemLook<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) color: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) border_color: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) border_width: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) opacity: Option<f64>,
}

/// What charming's series of bars and dots lack.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ItemSeries<'a> {
    pub(super) data: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<TextLook<'a>>,
    pub(super) emphasis: ItemEmphasis<'a>,
    pub(super) blur: ItemBlur,
    pub(super) z: u8,
    pub(super) silent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) x_axis_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) y_axis_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bar_category_gap: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bar_max_width: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mark_line: Option<Strokes<'a>>,
}

impl<'a> ItemSeries<'a> {
    /// Items that hear the pointer if they have ids.
    pub(super) fn of(data: Vec<Item<'a>>) -> Self {
        let faint = Faint { opacity: FAINT };
        Self {
            silent: data.iter().all(|item| item.id.is_none()),
            data,
            label: None,
            emphasis: ItemEmphasis {
                disabled: None,
                focus: Some("self"),
                // Left unsaid, ECharts would lighten the colour.
                item_style: Some(ItemLook {
                    color: Some("inherit"),
                    opacity: Some(1.0),
                    ..ItemLook::default()
                }),
                label: None,
                scale: None,
            },
            blur: ItemBlur { item_style: faint, label: Faint { opacity: 0.6 } },
            z: 2,
            x_axis_id: None,
            y_axis_id: None,
            bar_category_gap: None,
            bar_max_width: None,
            mark_line: None,
        }
    }
}

/// Opacity of marks while another is brought forward.
const FAINT: f64 = 0.35;

/// From a text to the left and right edge of its patch.
pub(super) const PATCH: f64 = 2.0;

/// Look of the texts of a series.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TextLook<'a> {
    pub(super) show: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<f64>,
    pub(super) font_size: f64,
    pub(super) color: &'a str,
    /// Texts of marks that stand back are quiet, not faint: they are still read.
    pub(super) opacity: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) padding: Option<[f64; 2]>,
    /// Halo that parts a text from what lies behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text_border_color: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text_border_width: Option<f64>,
}

impl<'a> TextLook<'a> {
    /// Texts of a size and a colour.
    pub(super) fn of(font_size: f64, color: &'a str) -> Self {
        Self {
            show: true,
            position: None,
            distance: None,
            font_size,
            color,
            opacity: 1.0,
            padding: None,
            text_border_color: None,
            text_border_width: None,
        }
    }

    /// Texts with room around them for a patch as high as a row, for those that are given a ground.
    pub(super) fn patched(self, row: f64) -> Self {
        let above = tidy(((row - self.font_size) / 2.0).max(0.0));
        Self { padding: Some([above, PATCH]), ..self }
    }

    /// Texts that a halo in the colour of the ground parts from what lies behind.
    pub(super) fn over(self, ground: &'a str) -> Self {
        Self { text_border_color: Some(ground), text_border_width: Some(2.0), ..self }
    }
}

/// Look of an item that is brought forward.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ItemEmphasis<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) disabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) focus: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) item_style: Option<ItemLook<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<Shown>,
    /// Whether a mark grows; ECharts' own way where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) scale: Option<bool>,
}

/// Look of an item while another is brought forward.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ItemBlur {
    pub(super) item_style: Faint,
    pub(super) label: Faint,
}

/// The data of a path.
#[derive(Serialize)]
pub(super) struct Path {
    pub(super) data: Vec<[f64; 2]>,
}

/// A straight line anywhere on the chart.
pub(super) struct Stroke<'a> {
    /// Pixels from the upper left corner.
    pub(super) from: [f64; 2],
    pub(super) to: [f64; 2],
    pub(super) color: &'a str,
    pub(super) width: f64,
    /// `solid`, `dashed` or `dotted`.
    pub(super) kind: &'static str,
}

/// Lines of a series.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Strokes<'a> {
    silent: bool,
    symbol: [&'static str; 2],
    label: Shown,
    z: u8,
    data: Vec<[StrokeEnd<'a>; 2]>,
}

/// Whether a text is there.
#[derive(Serialize)]
pub(super) struct Shown {
    pub(super) show: bool,
}

/// See [`Strokes`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StrokeEnd<'a> {
    coord: [f64; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    line_style: Option<StrokeLook<'a>>,
}

/// See [`Strokes`].
#[derive(Serialize)]
struct StrokeLook<'a> {
    color: &'a str,
    width: f64,
    #[serde(rename = "type")]
    kind: &'static str,
}

impl<'a> Strokes<'a> {
    /// Lines at a height: bars lie at 2, dots at 4.
    pub(super) fn new(strokes: Vec<Stroke<'a>>, z: u8) -> Self {
        let ends = |stroke: Stroke<'a>| {
            let Stroke { from, to, color, width, kind } = stroke;
            let line_style = Some(StrokeLook { color, width, kind });
            [StrokeEnd { coord: from, line_style }, StrokeEnd { coord: to, line_style: None }]
        };
        Self {
            silent: true,
            symbol: ["none", "none"],
            label: Shown { show: false },
            z,
            data: strokes.into_iter().map(ends).collect(),
        }
    }
}

/// A component: what charming says of it, and what it cannot.
pub(super) fn joined(base: &impl Serialize, over: &impl Serialize) -> Result<Value, ChartError> {
    let mut component = serde_json::to_value(base)?;
    merge(&mut component, serde_json::to_value(over)?);
    Ok(component)
}

/// Merges `over` into `base`: objects deep, everything else replaced.
fn merge(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                match base.get_mut(&key) {
                    Some(known) => merge(known, value),
                    None => {
                        base.insert(key, value);
                    }
                }
            }
        }
        (base, over) => *base = over,
    }
}

/// Path of the first `null` in an option: ECharts would take it for a wish.
pub(super) fn null_in(value: &Value) -> Option<String> {
    let inside = |name: &str, value: &Value| null_in(value).map(|rest| format!("/{name}{rest}"));
    match value {
        Value::Null => Some(String::new()),
        Value::Object(map) => map.iter().find_map(|(key, value)| inside(key, value)),
        Value::Array(list) => {
            list.iter().enumerate().find_map(|(at, value)| inside(&at.to_string(), value))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn components_merge_deep() {
        let charming = json!({"id": "year", "axisLabel": {"show": true}, "data": [1, 2]});
        let over = json!({"axisLabel": {"margin": 8}, "data": [3], "splitLine": {"show": false}});
        let merged = json!({
            "id": "year",
            "axisLabel": {"show": true, "margin": 8},
            "data": [3],
            "splitLine": {"show": false},
        });
        assert_eq!(joined(&charming, &over).unwrap(), merged);
    }

    #[test]
    fn nulls_are_found_with_their_path() {
        let option = json!({"grid": [{"left": 1}, {"left": null}]});
        assert_eq!(null_in(&option).as_deref(), Some("/grid/1/left"));
        assert_eq!(null_in(&json!({"a": [1, "-"]})), None);
    }
}
