//! Lines over the years.

use super::{
    ChartError, ChartSize, ChartTheme, Line, LineRole,
    axis::{ValueAxis, year_ticks},
    overlay::{self, Datum, Overlay},
    readout::{self, break_label},
    text::{cut, literal, width},
};
use crate::figure::TrendMarks;
use charming::{
    component::{Axis, Grid},
    datatype::CompositeValue,
    element::{
        AxisLabel, AxisLine, AxisPointer, AxisPointerAxis, AxisPointerType, AxisTick, AxisType,
        Emphasis, EmphasisFocus, ItemStyle, Label, LineStyle, LineStyleType, MarkLine,
        MarkLineData, MarkLineVariant, NameLocation, SplitLine, Symbol, TextStyle, Tooltip,
        Trigger,
    },
    series,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Ids of the components, by which the overlay finds them.
const GRID: &str = "plot";
const YEAR_AXIS: &str = "year";
const BREAK_AXIS: &str = "break";
const VALUE_AXIS: &str = "value";
const VALUE_TEXT_AXIS: &str = "value-text";
/// Ids of places hold no `#`.
const BREAK_SERIES: &str = "#breaks";

/// Beyond so many lines all become thin and only as many are named as find room.
const MANY: usize = 12;
/// Share of the width that names at the lines' ends may take.
const LABEL_SHARE: f64 = 0.32;
/// Largest value that still shows its digits on an axis.
const LARGEST: f64 = 1e15;

/// The option of a trend, as JSON.
///
/// `alt` is the sentence for readers who cannot see the chart. Series carry the text id of their place;
/// what follows a break is a series of its own, `<place>#2`, `<place>#3`, … See the [module](super)
/// for the one marker that the option holds.
///
/// # Errors
/// [`ChartError`] when there is nothing to draw or the marks contradict themselves.
pub fn trend_option(
    marks: &TrendMarks,
    theme: &ChartTheme,
    size: ChartSize,
    alt: &str,
) -> Result<String, ChartError> {
    let layout = Layout::of(marks, size)?;
    let mut option = serde_json::to_value(base(marks, theme, &layout))?;
    let over = serde_json::to_value(over(marks, theme, &layout, alt))?;
    overlay::merge(&mut option, over);
    if let Some(path) = overlay::null_in(&option) {
        return Err(ChartError::Null(path));
    }
    overlay::text(&option)
}

/// A stretch of a line between two breaks.
struct Segment<'a> {
    line: &'a Line,
    id: String,
    data: Vec<Datum>,
}

/// A name at the end of a line.
struct EndLabel {
    text: String,
    offset: [f64; 2],
}

/// Everything that is computed before anything is written.
struct Layout<'a> {
    size: ChartSize,
    axis: ValueAxis,
    segments: Vec<Segment<'a>>,
    /// By position of the line; none where there is no room or no value.
    labels: Vec<Option<EndLabel>>,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    year_ticks: Vec<usize>,
    /// Position between years, and whether the label fits beside the one before.
    breaks: Vec<(f64, bool)>,
}

/// Height of a line of text.
fn line_height(size: ChartSize) -> f64 {
    size.font_size() + 3.0
}

impl<'a> Layout<'a> {
    fn of(marks: &'a TrendMarks, size: ChartSize) -> Result<Self, ChartError> {
        if marks.years.is_empty() {
            return Err(ChartError::NoYears);
        }
        let (low, high) = extent(marks)?;
        let font = size.font_size();
        let (total_width, height) = (f64::from(size.width), f64::from(size.height));
        let top = 24.0 + if marks.breaks.is_empty() { 0.0 } else { line_height(size) };
        let bottom = 28.0;
        let plot_height = (height - top - bottom).max(1.0);
        let wanted = if plot_height < 150.0 { 3 } else { 5 };
        let axis = ValueAxis::around(low, high, wanted, marks.decimals);
        let left = widest(axis.labels().iter().map(String::as_str), font) + 10.0;
        let names: Vec<Option<String>> = named(marks, plot_height, size)
            .into_iter()
            .zip(&marks.lines)
            .map(|(shown, line)| {
                shown.then(|| cut(&literal(&line.name), total_width * LABEL_SHARE, font))
            })
            .collect();
        // Half the label of the last year needs room even when no line is named.
        let right = (widest(names.iter().flatten().map(String::as_str), font) + LABEL_GAP + 4.0)
            .max(font * 1.5);
        let plot_width = (total_width - left - right).max(1.0);
        let span = f64::from(marks.years.end() - marks.years.start()).max(1.0);
        let labels = end_labels(marks, &axis, names, [plot_width, plot_height], size);
        Ok(Self {
            segments: marks.lines.iter().flat_map(|line| segments(marks, line)).collect(),
            year_ticks: year_ticks(&marks.years, plot_width, font * 3.7),
            breaks: break_positions(marks, plot_width / span, font),
            size,
            axis,
            labels,
            left,
            right,
            top,
            bottom,
        })
    }
}

/// From a line's end to its name.
const LABEL_GAP: f64 = 6.0;

fn widest<'a>(texts: impl Iterator<Item = &'a str>, font_size: f64) -> f64 {
    texts.map(|text| width(text, font_size)).fold(0.0, f64::max).ceil()
}

/// Lowest and highest value.
fn extent(marks: &TrendMarks) -> Result<(f64, f64), ChartError> {
    let mut ids = BTreeSet::new();
    let mut extent: Option<(f64, f64)> = None;
    for line in &marks.lines {
        if !ids.insert(line.id.as_str()) {
            return Err(ChartError::TwoLines(line.id.clone()));
        }
        for point in line.points.iter().filter(|point| marks.years.contains(&point.year)) {
            let Some(value) = point.value else { continue };
            if value.is_nan() || value.abs() >= LARGEST {
                return Err(ChartError::Value { place: line.id.clone(), year: point.year, value });
            }
            extent = Some(match extent {
                Some((low, high)) => (low.min(value), high.max(value)),
                None => (value, value),
            });
        }
    }
    extent.ok_or(ChartError::NoValues)
}

/// Values of a line, one for each year of the axis.
fn values(marks: &TrendMarks, line: &Line) -> Vec<Option<f64>> {
    let mut values = vec![None; marks.years.len()];
    // Should a year come twice, the first stands, here as in the readout.
    for point in line.points.iter().rev() {
        let at = point.year.checked_sub(*marks.years.start()).map(usize::from);
        if let Some(slot) = at.and_then(|at| values.get_mut(at)) {
            *slot = point.value;
        }
    }
    values
}

/// A line cut at its breaks: two strokes of one colour say that the numbers do not join.
fn segments<'a>(marks: &TrendMarks, line: &'a Line) -> Vec<Segment<'a>> {
    let values = values(marks, line);
    let start = *marks.years.start();
    let mut cuts: Vec<usize> = line
        .breaks
        .iter()
        .filter(|year| **year > start && marks.years.contains(year))
        .map(|year| usize::from(year - start))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().copied().chain([values.len()]);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let stretches = starts.zip(ends).filter(|(from, to)| {
        values.get(*from..*to).is_some_and(|stretch| stretch.iter().any(Option::is_some))
    });
    stretches
        .enumerate()
        .map(|(count, (from, to))| {
            let inside = |at: usize| {
                let value = (from..to).contains(&at).then(|| values.get(at).copied().flatten());
                value.flatten()
            };
            let datum = |at: usize| match inside(at) {
                None => Datum::Missing("-"),
                Some(value) => {
                    let joined =
                        inside(at + 1).is_some() || at.checked_sub(1).and_then(inside).is_some();
                    let value = tidy(value);
                    if joined {
                        Datum::Value(value)
                    } else {
                        Datum::Alone { value, symbol: "circle", symbol_size: 6.0 }
                    }
                }
            };
            Segment {
                line,
                id: if count == 0 { line.id.clone() } else { format!("{}#{}", line.id, count + 1) },
                data: (0..values.len()).map(datum).collect(),
            }
        })
        .collect()
}

/// Ten significant digits: what unit scaling leaves behind them is noise in the option's bytes.
fn tidy(value: f64) -> f64 {
    format!("{value:.9e}").parse().unwrap_or(value)
}

/// Which lines are named: all if there is room, else the focused, the nation, macro-regions and then
/// places as they come. Where many stand behind a focused one, of places only the highest and the
/// lowest are: they say between what the focused one lies.
fn named(marks: &TrendMarks, plot_height: f64, size: ChartSize) -> Vec<bool> {
    let receding = recede(marks);
    let ends: Vec<Option<f64>> =
        marks.lines.iter().map(|line| values(marks, line).into_iter().flatten().last()).collect();
    let by_end = |one: &(usize, &Option<f64>), other: &(usize, &Option<f64>)| {
        one.1.unwrap_or_default().total_cmp(&other.1.unwrap_or_default())
    };
    let ended = || ends.iter().enumerate().filter(|(_, end)| end.is_some());
    let outermost =
        [ended().max_by(by_end).map(|(at, _)| at), ended().min_by(by_end).map(|(at, _)| at)];
    let mut order: Vec<usize> = (0..marks.lines.len())
        .filter(|at| {
            let line = &marks.lines[*at];
            let ranked = matches!(line.role, LineRole::Place(_)) && !line.focused;
            !(receding && ranked) || outermost.contains(&Some(*at))
        })
        .collect();
    order.sort_by_key(|at| {
        let line = &marks.lines[*at];
        let role = match line.role {
            LineRole::Nation => 0,
            LineRole::MacroRegion(_) => 1,
            LineRole::Place(_) => 2,
        };
        (!line.focused, role, *at)
    });
    let mut shown = vec![false; marks.lines.len()];
    let mut room = plot_height + line_height(size);
    for at in order {
        room -= line_height(size);
        if room < line_height(size) {
            break;
        }
        shown[at] = true;
    }
    shown
}

/// Finds each name a free place in the column right of the plot, as near to its line's end as can be.
fn end_labels(
    marks: &TrendMarks,
    axis: &ValueAxis,
    names: Vec<Option<String>>,
    [plot_width, plot_height]: [f64; 2],
    size: ChartSize,
) -> Vec<Option<EndLabel>> {
    let span = f64::from(marks.years.end() - marks.years.start());
    let last = marks.years.len() - 1;
    // Position of the line, where it ends, what it is called.
    let mut ends: Vec<(usize, f64, f64, String)> = Vec::new();
    for (at, (line, name)) in marks.lines.iter().zip(names).enumerate() {
        let values = values(marks, line);
        let known = values.iter().rposition(Option::is_some);
        let end = known.and_then(|year| Some((year, values.get(year).copied().flatten()?)));
        if let (Some((year, value)), Some(name)) = (end, name) {
            // Of one year alone there is no line that a name could stand behind: it stays at the dot.
            let beyond = if span > 0.0 { plot_width * (last - year) as f64 / span } else { 0.0 };
            ends.push((at, beyond, (1.0 - axis.share(value)) * plot_height, name));
        }
    }
    ends.sort_by(|one, other| one.2.total_cmp(&other.2));
    let wanted: Vec<f64> = ends.iter().map(|end| end.2).collect();
    let placed = spread(&wanted, line_height(size), plot_height);
    let mut labels: Vec<Option<EndLabel>> = marks.lines.iter().map(|_| None).collect();
    for ((at, beyond, y, text), placed) in ends.into_iter().zip(placed) {
        labels[at] = Some(EndLabel { text, offset: [beyond.round(), (placed - y).round()] });
    }
    labels
}

/// Places sorted positions at least `gap` apart within `0..=room`, moving them as little as possible
/// (least squares by pooling neighbours that want the same place).
fn spread(wanted: &[f64], gap: f64, room: f64) -> Vec<f64> {
    // Without the gaps the task is to find the nearest positions that never fall.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (at, want) in wanted.iter().enumerate() {
        let mut pool = (want - at as f64 * gap, 1);
        while let Some(before) = pools.pop_if(|before| before.0 > pool.0) {
            let count = before.1 + pool.1;
            let sum = before.0 * before.1 as f64 + pool.0 * pool.1 as f64;
            pool = (sum / count as f64, count);
        }
        pools.push(pool);
    }
    let most = (room - gap * wanted.len().saturating_sub(1) as f64).max(0.0);
    pools
        .into_iter()
        .flat_map(|(place, count)| core::iter::repeat_n(place.clamp(0.0, most), count))
        .enumerate()
        .map(|(at, place)| place + at as f64 * gap)
        .collect()
}

/// Breaks as positions half a year before their year; of labels that would touch the first stands.
fn break_positions(marks: &TrendMarks, per_year: f64, font_size: f64) -> Vec<(f64, bool)> {
    let start = *marks.years.start();
    let room = width(break_label(marks.lang), font_size) + 8.0;
    let mut free_from = f64::NEG_INFINITY;
    let inside = marks.breaks.iter().filter(|mark| mark.year > start);
    inside
        .filter(|mark| marks.years.contains(&mark.year))
        .map(|mark| {
            let position = f64::from(mark.year - start) - 0.5;
            let labelled = position * per_year >= free_from;
            if labelled {
                free_from = position * per_year + room;
            }
            (position, labelled)
        })
        .collect()
}

/// What charming can say.
/// The parts of the option that charming has types for. charming's own `Chart` would hold them just
/// so, but to write one it brings along the code of every component and series there is: a quarter of
/// a megabyte in the program for types that are never made.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Base {
    animation: bool,
    grid: [Grid; 1],
    tooltip: Tooltip,
    x_axis: Vec<Axis>,
    y_axis: [Axis; 2],
    series: Vec<series::Line>,
}

fn base(marks: &TrendMarks, theme: &ChartTheme, layout: &Layout<'_>) -> Base {
    let grid = Grid::new()
        .id(GRID)
        .left(layout.left)
        .right(layout.right)
        .top(layout.top)
        .bottom(layout.bottom)
        .contain_label(false);
    let tooltip = Tooltip::new()
        .trigger(Trigger::Axis)
        .axis_pointer(
            AxisPointer::new()
                .type_(AxisPointerType::Line)
                .axis(AxisPointerAxis::X)
                .snap(true)
                .animation(false)
                .label(Label::new().show(false))
                .line_style(
                    LineStyle::new().color(theme.muted).width(1).type_(LineStyleType::Solid),
                ),
        )
        .background_color(theme.background)
        .border_color(theme.grid)
        .border_width(1)
        .padding((6, 10));
    let mut base = Base {
        animation: false,
        grid: [grid],
        tooltip,
        x_axis: vec![year_axis(marks, theme, layout)],
        y_axis: [value_axis(marks, theme, layout), value_text_axis(theme, layout)],
        series: layout.segments.iter().map(|segment| line(marks, theme, segment)).collect(),
    };
    if !layout.breaks.is_empty() {
        base.x_axis.push(break_axis(marks));
        base.series.push(break_series(marks, theme, layout));
    }
    base
}

fn year_axis(marks: &TrendMarks, theme: &ChartTheme, layout: &Layout<'_>) -> Axis {
    let labelled = || layout.year_ticks.iter().map(|at| CompositeValue::from(*at as f64));
    let mut labels = AxisLabel::new().color(theme.muted).font_size(layout.size.font_size());
    for at in labelled() {
        labels = labels.custom_values(at);
    }
    Axis::new()
        .id(YEAR_AXIS)
        .type_(AxisType::Category)
        .data(marks.years.clone().map(|year| year.to_string()).collect())
        // A year alone stands in the middle; several fill the width from end to end.
        .boundary_gap(marks.years.len() == 1)
        .axis_label(labels)
        .axis_line(AxisLine::new().show(false).on_zero(false))
        .axis_tick(
            AxisTick::new()
                .show(marks.years.len() > 1)
                .length(4)
                .line_style(LineStyle::new().color(theme.muted))
                .custom_values(labelled().collect::<Vec<_>>()),
        )
        .split_line(SplitLine::new().show(false))
}

/// Years as numbers, unseen: a break lies between two of them, where an axis of categories has no place.
fn break_axis(marks: &TrendMarks) -> Axis {
    Axis::new()
        .id(BREAK_AXIS)
        .type_(AxisType::Value)
        .show(false)
        .min(0)
        .max((marks.years.len() - 1) as f64)
        .axis_pointer(AxisPointer::new().show(false))
}

fn value_axis(marks: &TrendMarks, theme: &ChartTheme, layout: &Layout<'_>) -> Axis {
    // The unit stands at the left edge, above the labels of breaks.
    let gap = 10.0 + if layout.breaks.is_empty() { 0.0 } else { line_height(layout.size) };
    Axis::new()
        .id(VALUE_AXIS)
        .type_(AxisType::Value)
        .position("left")
        .min(layout.axis.low())
        .max(layout.axis.high())
        .interval(layout.axis.step)
        .name(marks.unit.as_str())
        .name_location(NameLocation::End)
        .name_gap(gap)
        .name_text_style(
            TextStyle::new()
                .color(theme.muted)
                .font_size(layout.size.font_size())
                .align("left")
                .padding([0.0, 0.0, 0.0, -layout.left]),
        )
        .axis_label(AxisLabel::new().show(false))
        .axis_line(AxisLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_pointer(AxisPointer::new().show(false))
        .split_line(SplitLine::new().show(true).line_style(LineStyle::new().width(1)))
}

/// The labels of the value axis: as many categories as it has ticks, from end to end, lie exactly on
/// them and are written as we write numbers.
fn value_text_axis(theme: &ChartTheme, layout: &Layout<'_>) -> Axis {
    Axis::new()
        .id(VALUE_TEXT_AXIS)
        .type_(AxisType::Category)
        .position("left")
        .boundary_gap(false)
        .data(layout.axis.labels())
        .axis_label(
            AxisLabel::new().interval(0).color(theme.muted).font_size(layout.size.font_size()),
        )
        .axis_line(AxisLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_pointer(AxisPointer::new().show(false))
        .split_line(SplitLine::new().show(false))
}

/// Strength of a line.
fn stroke(marks: &TrendMarks, line: &Line) -> f64 {
    let many = marks.lines.len() > MANY;
    match line.role {
        _ if line.focused => 3.0,
        LineRole::Nation => 2.5,
        _ if many => 1.25,
        _ => 2.0,
    }
}

/// Whether a line stands back behind a focused one.
fn behind(marks: &TrendMarks, line: &Line) -> bool {
    !line.focused && marks.lines.iter().any(|line| line.focused)
}

/// Opacity of lines that stand back.
const BEHIND: f64 = 0.4;

/// Whether so many lines stand behind a focused one that they are only its ground, without colours.
fn recede(marks: &TrendMarks) -> bool {
    marks.lines.len() > MANY && marks.lines.iter().any(|line| line.focused)
}

/// Whether a line is part of that ground.
fn is_ground(marks: &TrendMarks, line: &Line) -> bool {
    recede(marks) && !line.focused && matches!(line.role, LineRole::Place(_))
}

/// Colour of a line's stroke.
fn colour(marks: &TrendMarks, theme: &ChartTheme, line: &Line) -> &'static str {
    if is_ground(marks, line) { theme.muted } else { theme.line(line) }
}

fn line(marks: &TrendMarks, theme: &ChartTheme, segment: &Segment<'_>) -> series::Line {
    let line = segment.line;
    let colour = colour(marks, theme, line);
    let opacity = if behind(marks, line) { BEHIND } else { 1.0 };
    let z = match line.role {
        _ if line.focused => 5,
        LineRole::Nation => 3,
        _ => 2,
    };
    series::Line::new()
        .id(segment.id.as_str())
        .name(line.name.as_str())
        .symbol(Symbol::None)
        .show_symbol(true)
        .connect_nulls(false)
        .line_style(LineStyle::new().color(colour).width(stroke(marks, line)).opacity(opacity))
        .item_style(ItemStyle::new().color(colour).opacity(opacity))
        .emphasis(Emphasis::new().focus(EmphasisFocus::Series))
        .z(z)
}

fn break_series(marks: &TrendMarks, theme: &ChartTheme, layout: &Layout<'_>) -> series::Line {
    let data = layout.breaks.iter().map(|(position, labelled)| {
        let mut mark = MarkLineData::new().x_axis(*position);
        if !labelled {
            mark = mark.label(Label::new().show(false));
        }
        MarkLineVariant::Simple(mark)
    });
    series::Line::new().id(BREAK_SERIES).x_axis_index(1).silent(true).z(1).mark_line(
        MarkLine::new()
            .silent(true)
            .symbol(vec![Symbol::None, Symbol::None])
            .label(
                Label::new()
                    .show(true)
                    .formatter(break_label(marks.lang))
                    .color(theme.muted)
                    .font_size(layout.size.font_size()),
            )
            .line_style(LineStyle::new().color(theme.muted).width(1).type_(LineStyleType::Dotted))
            .data(data.collect()),
    )
}

/// What charming cannot say.
fn over<'a>(
    marks: &'a TrendMarks,
    theme: &ChartTheme,
    layout: &Layout<'_>,
    alt: &'a str,
) -> Overlay<'a> {
    let font_size = layout.size.font_size();
    let axis = |id| overlay::AxisPart {
        id,
        name_move_overlap: None,
        axis_label: None,
        axis_pointer: None,
        split_line: None,
    };
    let label_gap = |margin| Some(overlay::AxisLabel { margin });
    // Zero is the ground on which the lines stand; an axis that does not reach it has none.
    let grid_line = |tick: &f64| if *tick == 0.0 { theme.muted } else { theme.grid };
    Overlay {
        text_style: overlay::Font {
            family: Some(overlay::FONTS),
            size: font_size,
            color: theme.text,
        },
        aria: overlay::Aria {
            enabled: true,
            label: overlay::AriaLabel { enabled: true, description: alt },
        },
        grid: [overlay::Grid { id: GRID, outer_bounds_mode: "none" }],
        tooltip: overlay::Tooltip {
            confine: true,
            transition_duration: 0.0,
            class_name: "atlas-readout",
            extra_css_text: "box-shadow:none;border-radius:2px",
            text_style: overlay::Font { family: None, size: font_size, color: theme.text },
            formatter: overlay::Lookup {
                name: overlay::LOOKUP,
                rows: readout::rows(marks, theme, layout.size),
            },
        },
        x_axis: [overlay::AxisPart {
            axis_label: label_gap(8.0),
            axis_pointer: Some(overlay::AxisPointer { trigger_emphasis: false }),
            ..axis(YEAR_AXIS)
        }],
        y_axis: [
            overlay::AxisPart {
                name_move_overlap: Some(false),
                split_line: Some(overlay::SplitLine {
                    line_style: overlay::Colours {
                        color: layout.axis.ticks.iter().map(grid_line).collect(),
                    },
                }),
                ..axis(VALUE_AXIS)
            },
            overlay::AxisPart { axis_label: label_gap(8.0), ..axis(VALUE_TEXT_AXIS) },
        ],
        series: series_parts(marks, theme, layout),
    }
}

fn series_parts<'a>(
    marks: &TrendMarks,
    theme: &ChartTheme,
    layout: &Layout<'_>,
) -> Vec<overlay::SeriesPart<'a>> {
    let mut parts = Vec::new();
    for (line, label) in marks.lines.iter().zip(&layout.labels) {
        let own: Vec<&Segment<'_>> =
            layout.segments.iter().filter(|segment| segment.line.id == line.id).collect();
        let back = behind(marks, line);
        for (at, segment) in own.iter().enumerate() {
            // Only the last stretch is named.
            let end_label = label.as_ref().filter(|_| at + 1 == own.len()).map(|label| {
                overlay::EndLabel {
                    show: true,
                    formatter: label.text.clone(),
                    // Names that stand back are quiet, not faint: they are still text.
                    color: if back { theme.muted } else { theme.line(line) },
                    font_size: layout.size.font_size(),
                    font_weight: if line.focused { "bold" } else { "normal" },
                    distance: LABEL_GAP,
                    offset: label.offset,
                    text_border_color: theme.background,
                    text_border_width: 2.0,
                }
            });
            parts.push(overlay::SeriesPart::Line(Box::new(overlay::Series {
                id: segment.id.clone(),
                data: segment.data.clone(),
                show_all_symbol: true,
                trigger_event: "line",
                emphasis: overlay::Emphasis {
                    line_style: overlay::Stroke {
                        color: theme.line(line),
                        width: stroke(marks, line) + 0.75,
                        opacity: 1.0,
                    },
                },
                blur: overlay::Blur {
                    line_style: overlay::Faint { opacity: BEHIND / 2.0 },
                    item_style: overlay::Faint { opacity: BEHIND / 2.0 },
                    end_label: overlay::Faint { opacity: 0.5 },
                },
                line_style: dashes(marks, line).map(|lengths| overlay::Dashes { lengths }),
                label_layout: end_label
                    .as_ref()
                    .map(|_| overlay::LabelLayout { move_overlap: "shiftY" }),
                end_label,
            })));
        }
    }
    if !layout.breaks.is_empty() {
        let solid = || overlay::Faint { opacity: 1.0 };
        let blur = overlay::BreakBlur { line_style: solid(), label: solid() };
        parts.push(overlay::SeriesPart::Breaks(overlay::BreakSeries {
            id: BREAK_SERIES,
            mark_line: overlay::BreakMarkLine { blur },
        }));
    }
    parts
}

/// Places beyond the palette are told apart by their strokes.
fn dashes(marks: &TrendMarks, line: &Line) -> Option<[f64; 2]> {
    let LineRole::Place(at) = line.role else { return None };
    if line.focused || is_ground(marks, line) {
        return None;
    }
    match at / ChartTheme::LIGHT.places.len() {
        0 => None,
        1 => Some([6.0, 3.0]),
        2 => Some([2.0, 2.0]),
        _ => Some([10.0, 4.0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        atlas::{Lang, PlaceId},
        figure::{BreakMark, TrendPoint},
    };

    fn marks(decimals: usize) -> TrendMarks {
        let line = |at: usize, breaks: &[u16]| Line {
            place: PlaceId(0),
            id: format!("p{at}"),
            name: format!("Place {at}"),
            role: LineRole::Place(at),
            focused: at == 1,
            points: (2010..=2020)
                .map(|year| TrendPoint {
                    year,
                    value: (year != 2013).then(|| f64::from(year - 2000) + at as f64),
                    text: String::new(),
                })
                .collect(),
            breaks: breaks.to_vec(),
        };
        TrendMarks {
            years: 2010..=2020,
            lines: vec![line(0, &[]), line(1, &[2015]), line(9, &[2011])],
            breaks: vec![
                BreakMark { year: 2011, reason: "a".into() },
                BreakMark { year: 2015, reason: "b".into() },
            ],
            references: Vec::new(),
            remarks: Vec::new(),
            log: false,
            unit: "%".into(),
            decimals,
            lang: Lang::En,
        }
    }

    #[test]
    fn the_merge_loses_nothing_of_either_part() {
        let marks = marks(1);
        for width in [320, 720] {
            let size = ChartSize { width, height: 400 };
            let layout = Layout::of(&marks, size).unwrap();
            let theme = ChartTheme::DARK;
            let below = serde_json::to_value(base(&marks, &theme, &layout)).unwrap();
            let above = serde_json::to_value(over(&marks, &theme, &layout, "alt")).unwrap();
            let mut merged = below.clone();
            overlay::merge(&mut merged, above.clone());
            let merged = overlay::leaves(&merged);
            let above = overlay::leaves(&above);
            for (path, leaf) in &above {
                assert_eq!(merged.get(path), Some(leaf), "{path}");
            }
            for (path, leaf) in overlay::leaves(&below) {
                assert!(above.contains_key(&path) || merged.get(&path) == Some(&leaf), "{path}");
            }
        }
    }

    #[test]
    fn labels_keep_their_distance_and_move_as_little_as_they_can() {
        assert_eq!(spread(&[10.0, 40.0, 41.0], 14.0, 100.0), [10.0, 33.5, 47.5]);
        assert_eq!(spread(&[99.0, 100.0], 14.0, 100.0), [86.0, 100.0]);
        assert_eq!(spread(&[0.0, 0.0], 14.0, 100.0), [0.0, 14.0]);
        assert!(spread(&[], 14.0, 100.0).is_empty());
    }
}
