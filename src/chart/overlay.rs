//! What charming cannot say: typed parts that are merged into its option, component by component.

use super::ChartError;
use serde::Serialize;
use serde_json::{Serializer, Value, ser::Formatter};
use std::io;

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

/// Parts of an option beside charming's.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Overlay<'a> {
    pub(super) text_style: Font<'a>,
    pub(super) aria: Aria<'a>,
    pub(super) grid: [Grid; 1],
    pub(super) tooltip: Tooltip<'a>,
    pub(super) x_axis: [AxisPart<'a>; 1],
    pub(super) y_axis: [AxisPart<'a>; 2],
    pub(super) series: Vec<SeriesPart<'a>>,
}

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
    pub(super) id: &'static str,
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
    /// HTML by position on the axis of years.
    pub(super) rows: Vec<String>,
}

/// Name of the marker [`Lookup`].
pub(super) const LOOKUP: &str = "lookup";

/// What charming's axes lack.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AxisPart<'a> {
    pub(super) id: &'static str,
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
pub(super) struct Series<'a> {
    pub(super) id: String,
    pub(super) data: Vec<Datum>,
    pub(super) show_all_symbol: bool,
    /// Lets the line itself, not only its points, be hovered and clicked.
    pub(super) trigger_event: &'static str,
    pub(super) emphasis: Emphasis<'a>,
    pub(super) blur: Blur,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line_style: Option<Dashes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_label: Option<EndLabel<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label_layout: Option<LabelLayout>,
}

/// Look of a line that is brought forward.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Emphasis<'a> {
    pub(super) line_style: Stroke<'a>,
}

/// See [`Emphasis`]. Left unsaid, ECharts would lighten the colour.
#[derive(Serialize)]
pub(super) struct Stroke<'a> {
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
    pub(super) id: &'static str,
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

/// A part of a series of either kind.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum SeriesPart<'a> {
    /// A line.
    Line(Box<Series<'a>>),
    /// The breaks.
    Breaks(BreakSeries),
}

/// Lengths of dashes and gaps in pixels.
#[derive(Serialize)]
pub(super) struct Dashes {
    #[serde(rename = "type")]
    pub(super) lengths: [f64; 2],
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

/// The `id` of a component.
fn id(component: &Value) -> Option<&str> {
    component.get("id")?.as_str()
}

/// Merges `over` into `base`: objects deep, lists of components by their ids (unknown ones are
/// appended), everything else replaced.
pub(super) fn merge(base: &mut Value, over: Value) {
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
        // charming writes a lone axis without its list.
        (base @ Value::Object(_), Value::Array(over)) => {
            let lone = base.take();
            *base = Value::Array(vec![lone]);
            merge(base, Value::Array(over));
        }
        (Value::Array(base), Value::Array(over))
            if base.iter().chain(&over).all(|one| id(one).is_some()) =>
        {
            for part in over {
                match base.iter_mut().find(|known| id(known) == id(&part)) {
                    Some(known) => merge(known, part),
                    None => base.push(part),
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

/// Every leaf of a value with its path; components by id, so that order does not matter.
#[cfg(test)]
pub(super) fn leaves(value: &Value) -> std::collections::BTreeMap<String, Value> {
    fn walk(path: &str, value: &Value, out: &mut std::collections::BTreeMap<String, Value>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    walk(&format!("{path}/{key}"), value, out);
                }
            }
            Value::Array(list) if list.iter().all(|one| id(one).is_some()) => {
                for one in list {
                    walk(&format!("{path}/{}", id(one).unwrap_or_default()), one, out);
                }
            }
            leaf => {
                out.insert(path.to_owned(), leaf.clone());
            }
        }
    }
    let mut out = std::collections::BTreeMap::new();
    walk("", value, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn objects_merge_deep_and_components_by_id() {
        let mut base = json!({
            "xAxis": {"id": "year", "axisLabel": {"show": true}},
            "series": [{"id": "a", "name": "A", "data": [1]}, {"id": "b"}],
        });
        merge(
            &mut base,
            json!({
                "xAxis": [{"id": "year", "axisLabel": {"margin": 8}}],
                "series": [{"id": "b", "z": 2}, {"id": "a", "data": [2, 3]}, {"id": "c"}],
                "aria": {"enabled": true},
            }),
        );
        let merged = json!({
            "xAxis": [{"id": "year", "axisLabel": {"show": true, "margin": 8}}],
            "series": [{"id": "a", "name": "A", "data": [2, 3]}, {"id": "b", "z": 2}, {"id": "c"}],
            "aria": {"enabled": true},
        });
        assert_eq!(base, merged);
    }

    #[test]
    fn nulls_are_found_with_their_path() {
        let option = json!({"grid": [{"left": 1}, {"left": null}]});
        assert_eq!(null_in(&option).as_deref(), Some("/grid/1/left"));
        assert_eq!(null_in(&json!({"a": [1, "-"]})), None);
    }
}
