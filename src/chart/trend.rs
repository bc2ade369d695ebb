//! Lines over the years.

use super::{
    ChartError, ChartSize, ChartTheme, Line, LineRole,
    arrange::{FLAG_GAP, Flag, flags, rows_in, spread},
    axis::{ValueAxis, widened, year_ticks},
    checked,
    company::{BEHIND, Company, Named},
    overlay::{self, Datum},
    picture::{AxisName, Margins, Picture, Reads, Side},
    readout::{self, break_label},
    text::{cut, literal, widest, width, wrapped},
};
use crate::figure::{LineForm, ReferenceLine, TrendMarks};
use charming::{
    component::Axis,
    element::{
        AxisPointer, AxisType, Emphasis, EmphasisFocus, ItemStyle, Label, LineStyle, LineStyleType,
        MarkLine, MarkLineData, MarkLineVariant, Symbol,
    },
    series,
};
use core::ops::Range;
use std::collections::BTreeSet;

/// Ids of the components; ids of places hold no `#`.
const BREAK_AXIS: &str = "break";
const VALUE_AXES: [&str; 2] = ["value", "value-text"];
const BREAK_SERIES: &str = "#breaks";

/// Share of the width that names at the lines' ends may take.
const LABEL_SHARE: f64 = 0.32;

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
    let mut picture = Picture::new(theme, size, alt, &layout.margins)?;
    let rows = readout::years(marks, theme, size);
    picture.tooltip(Reads::Year, overlay::Rows::ByPosition(rows))?;
    let labels = marks.years.clone().map(|year| year.to_string()).collect();
    // A year alone stands in the middle; several fill the width from end to end.
    let gap = marks.years.len() == 1;
    picture.year_axis(labels, &layout.year_ticks, gap)?;
    let name = AxisName {
        text: marks.unit.as_str(),
        // The unit stands at the left edge, above the labels of breaks and remarks.
        gap: 10.0 + layout.above_plot,
        left: layout.margins.left,
    };
    picture.value_axis(VALUE_AXES, Side::Left, &layout.axis, Some(&name))?;
    for (line, drawn) in marks.lines.iter().zip(&layout.lines) {
        add_line(&mut picture, layout.company, line, drawn)?;
    }
    for reference in &layout.references {
        add_reference(&mut picture, reference)?;
    }
    if !layout.breaks.is_empty() {
        add_breaks(&mut picture, marks, &layout)?;
    }
    add_remarks(&mut picture, &layout)?;
    add_phases(&mut picture, &layout)?;
    picture.finish()
}

/// A stretch of a line between two breaks.
struct Segment {
    id: String,
    data: Vec<Datum>,
}

/// A name at the end of a line.
struct EndLabel {
    text: String,
    offset: [f64; 2],
}

/// A line as it is drawn.
struct Drawn {
    segments: Vec<Segment>,
    /// None where there is no room or no value.
    label: Option<EndLabel>,
}

/// A remark beside the line of its year.
struct Remark {
    lines: Vec<String>,
    flag: Flag,
}

/// A named stretch of years.
struct Stage {
    lines: Vec<String>,
    /// Its ends in pixels from the left edge.
    from: f64,
    to: f64,
}

/// Everything that is computed before anything is written.
struct Layout {
    size: ChartSize,
    margins: Margins,
    /// Height of what stands between unit and plot.
    above_plot: f64,
    axis: ValueAxis,
    company: Company,
    lines: Vec<Drawn>,
    references: Vec<Drawn>,
    year_ticks: Vec<usize>,
    /// Position between years, and whether the label fits beside the one before.
    breaks: Vec<(f64, bool)>,
    remarks: Vec<Remark>,
    /// Foot of the lowest row of remarks.
    remark_foot: f64,
    /// Heights of the rows of remarks, the lowest first.
    remark_heights: Vec<f64>,
    stages: Vec<Stage>,
}

/// Height of a line of text.
fn line_height(size: ChartSize) -> f64 {
    size.font_size() + 3.0
}

impl Layout {
    fn of(marks: &TrendMarks, size: ChartSize) -> Result<Self, ChartError> {
        if marks.years.is_empty() {
            return Err(ChartError::NoYears);
        }
        let (low, high) = extent(marks)?;
        let font = size.font_size();
        let break_row = if marks.breaks.is_empty() { 0.0 } else { line_height(size) };
        let mut margins = Margins { left: 0.0, right: 0.0, top: 24.0 + break_row, bottom: 28.0 };
        let wanted = if margins.plot(size)[1] < 150.0 { 3 } else { 5 };
        let axis = if marks.log {
            ValueAxis::of_quotients(low, high, wanted)
        } else if marks.ranks && low >= 1.0 {
            ValueAxis::of_ranks(high, wanted)
        } else {
            ValueAxis::around(low, high, wanted, marks.decimals)
        };
        margins.left = widest(axis.labels().iter().map(String::as_str), font) + 10.0;
        let most = f64::from(size.width) * LABEL_SHARE;
        // Remarks lie above the plot: how high that makes the margin depends on how wide the plot is,
        // and that on the names right of it. All of them are thought to be there first.
        margins.right = widest(marks.lines.iter().map(|line| line.name.as_str()), font).min(most);
        let wrapped = wrapped_remarks(marks, size);
        let rough = remark_heights(&remark_flags(marks, &wrapped, &margins, size), &wrapped, size);
        let rough_height: f64 = rough.iter().sum();
        // The label of the highest tick reaches above the plot.
        let tick = if wrapped.is_empty() || break_row > 0.0 { 0.0 } else { font / 2.0 + 2.0 };
        margins.top += rough_height + tick;
        let company = Company::of(marks.lines.iter().map(|line| line.focused));
        let names = names(marks, company, margins.plot(size)[1], size);
        // Half the label of the last year needs room even when no line is named.
        margins.right =
            (widest(names.iter().flatten().map(String::as_str), font) + LABEL_GAP + 4.0)
                .max(font * 1.5);
        let flags = remark_flags(marks, &wrapped, &margins, size);
        // Another plot may need fewer rows and, hardly ever, another one.
        let remark_heights = remark_heights(&flags, &wrapped, size);
        margins.top += (remark_heights.iter().sum::<f64>() - rough_height).max(0.0);
        let stages = stages(marks, &margins, size);
        if !stages.is_empty() {
            let most = stages.iter().map(|stage| stage.lines.len()).max().unwrap_or(0);
            margins.top += most as f64 * line_height(size) + STAGE_FOOT;
        }
        let [plot_width, _] = margins.plot(size);
        let span = f64::from(marks.years.end() - marks.years.start()).max(1.0);
        let mut labels = end_labels(marks, &axis, names, margins.plot(size), size).into_iter();
        let lines = marks.lines.iter().map(|line| Drawn {
            segments: segments(marks, line, &axis),
            label: labels.next().flatten(),
        });
        Ok(Self {
            lines: lines.collect(),
            references: marks
                .references
                .iter()
                .enumerate()
                .map(|(at, reference)| {
                    let values = reference_values(marks, reference);
                    let id = format!("#reference{}", at + 1);
                    Drawn {
                        segments: segments_of(
                            marks,
                            &id,
                            &values,
                            &reference.breaks,
                            LineForm::Solid,
                            &axis,
                        ),
                        label: labels.next().flatten(),
                    }
                })
                .collect(),
            year_ticks: year_ticks(&marks.years, plot_width, font * 3.7),
            breaks: break_positions(marks, plot_width / span, font),
            above_plot: margins.top - 24.0,
            remarks: wrapped
                .into_iter()
                .zip(flags)
                .map(|((_, lines), flag)| Remark { lines, flag })
                .collect(),
            remark_foot: margins.top - break_row - tick,
            remark_heights,
            stages,
            size,
            margins,
            axis,
            company,
        })
    }
}

/// From a line's end to its name.
const LABEL_GAP: f64 = 6.0;

/// Diameter of points without a stroke.
const POINT_SIZE: f64 = 8.0;

/// Strength of the stroke under the name of a stretch of years.
const STAGE_STROKE: f64 = 3.0;

/// From the foot of such names to what lies below.
const STAGE_FOOT: f64 = 10.0;

/// Lowest and highest value.
fn extent(marks: &TrendMarks) -> Result<(f64, f64), ChartError> {
    let mut ids = BTreeSet::new();
    let mut extent: Option<(f64, f64)> = None;
    for line in &marks.lines {
        if !ids.insert(line.id.as_str()) {
            return Err(ChartError::Twice(line.id.clone()));
        }
        for point in line.points.iter().filter(|point| marks.years.contains(&point.year)) {
            if let Some(value) = point.value {
                let of = || format!("`{}` in {}", line.id, point.year);
                extent = Some(widened(extent, checked(value, marks.log, of)?));
            }
        }
    }
    // Lines to compare with nothing would be no trend.
    if extent.is_none() {
        return Err(ChartError::NoValues);
    }
    for reference in &marks.references {
        for value in reference_values(marks, reference).into_iter().flatten() {
            let value = checked(value, marks.log, || format!("`{}`", reference.label))?;
            extent = Some(widened(extent, value));
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

/// Values to compare with, one for each year of the axis; a single one is that of every year.
fn reference_values(marks: &TrendMarks, reference: &ReferenceLine) -> Vec<Option<f64>> {
    let count = marks.years.len();
    match reference.values.as_slice() {
        [one] => vec![*one; count],
        values => (0..count).map(|at| values.get(at).copied().flatten()).collect(),
    }
}

/// A line cut at its breaks: two strokes of one colour say that the numbers do not join.
fn segments(marks: &TrendMarks, line: &Line, axis: &ValueAxis) -> Vec<Segment> {
    segments_of(marks, &line.id, &values(marks, line), &line.breaks, line.form, axis)
}

/// A line of these values cut at `breaks`.
fn segments_of(
    marks: &TrendMarks,
    id: &str,
    values: &[Option<f64>],
    breaks: &[u16],
    form: LineForm,
    axis: &ValueAxis,
) -> Vec<Segment> {
    let start = *marks.years.start();
    let mut cuts: Vec<usize> = breaks
        .iter()
        .filter(|year| **year > start && marks.years.contains(year))
        .map(|year| usize::from(year - start))
        .collect();
    crate::order::sort(&mut cuts);
    cuts.dedup();
    let ends = cuts.iter().copied().chain([values.len()]);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    starts
        .zip(ends)
        .map(|(from, to)| from..to)
        .filter(|years| {
            values.get(years.clone()).is_some_and(|part| part.iter().any(Option::is_some))
        })
        .enumerate()
        .map(|(count, years)| Segment {
            id: if count == 0 { id.to_owned() } else { format!("{id}#{}", count + 1) },
            data: match form {
                LineForm::Points => points(values, &years, axis),
                LineForm::Solid | LineForm::Dashed => stretch(values, &years, axis),
            },
        })
        .collect()
}

/// The data of some of a line's years; the others have none.
fn stretch(values: &[Option<f64>], years: &Range<usize>, axis: &ValueAxis) -> Vec<Datum> {
    let inside = |at: usize| values.get(at).copied().flatten().filter(|_| years.contains(&at));
    let datum = |at: usize| match inside(at) {
        None => Datum::Missing("-"),
        Some(value) => {
            let joined = inside(at + 1).is_some() || at.checked_sub(1).and_then(inside).is_some();
            let value = axis.drawn(value);
            if joined {
                Datum::Value(value)
            } else {
                Datum::Alone { value, symbol: "circle", symbol_size: 6.0 }
            }
        }
    };
    (0..values.len()).map(datum).collect()
}

/// The data of some years as points, each by itself.
fn points(values: &[Option<f64>], years: &Range<usize>, axis: &ValueAxis) -> Vec<Datum> {
    let datum = |(at, value): (usize, &Option<f64>)| match value.filter(|_| years.contains(&at)) {
        None => Datum::Missing("-"),
        Some(value) => {
            Datum::Alone { value: axis.drawn(value), symbol: "circle", symbol_size: POINT_SIZE }
        }
    };
    values.iter().enumerate().map(datum).collect()
}

/// What is written behind the lines' ends, references last.
fn names(
    marks: &TrendMarks,
    company: Company,
    plot_height: f64,
    size: ChartSize,
) -> Vec<Option<String>> {
    let most = f64::from(size.width) * LABEL_SHARE;
    let short = |name: &str| cut(&literal(name), most, size.font_size());
    let lines: Vec<Named> = marks
        .lines
        .iter()
        .map(|line| Named {
            role: line.role,
            focused: line.focused,
            end: values(marks, line).into_iter().flatten().last(),
        })
        .collect();
    // References are few and would say nothing without their names.
    let room = rows_in(plot_height, line_height(size)).saturating_sub(marks.references.len());
    company
        .named(&lines, room)
        .into_iter()
        .zip(&marks.lines)
        .map(|(shown, line)| {
            // Points say the same as the line they lie on, or miss it: their name is in the readout.
            (shown && line.form != LineForm::Points).then(|| short(&line.name))
        })
        .chain(marks.references.iter().map(|reference| Some(short(&reference.label))))
        .collect()
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
    let lines = marks.lines.iter().map(|line| values(marks, line));
    let references = marks.references.iter().map(|one| reference_values(marks, one));
    let mut labels: Vec<Option<EndLabel>> = names.iter().map(|_| None).collect();
    // Position of the line, where it ends, what it is called.
    let mut ends: Vec<(usize, f64, f64, String)> = Vec::new();
    for (at, (values, name)) in lines.chain(references).zip(names).enumerate() {
        let known = values.iter().rposition(Option::is_some);
        let end = known.and_then(|year| Some((year, values.get(year).copied().flatten()?)));
        if let (Some((year, value)), Some(name)) = (end, name) {
            // Of one year alone there is no line that a name could stand behind: it stays at the dot.
            let beyond = if span > 0.0 { plot_width * (last - year) as f64 / span } else { 0.0 };
            ends.push((at, beyond, (1.0 - axis.share(value)) * plot_height, name));
        }
    }
    crate::order::sort_by(&mut ends, |one, other| one.2.total_cmp(&other.2));
    let wanted: Vec<f64> = ends.iter().map(|end| end.2).collect();
    let placed = spread(&wanted, line_height(size), plot_height);
    for ((at, beyond, y, text), placed) in ends.into_iter().zip(placed) {
        labels[at] = Some(EndLabel { text, offset: [beyond.round(), (placed - y).round()] });
    }
    labels
}

/// Stretches of years within the plot, with their names on as many lines as fit above them.
fn stages(marks: &TrendMarks, margins: &Margins, size: ChartSize) -> Vec<Stage> {
    let [plot_width, _] = margins.plot(size);
    let (start, end) = (f64::from(*marks.years.start()), f64::from(*marks.years.end()));
    let span = end - start;
    let at = |year: f64| margins.left + ((year - start) / span).clamp(0.0, 1.0) * plot_width;
    marks
        .phases
        .iter()
        // Of one year alone there is no stretch.
        .filter(|_| span > 0.0)
        .map(|phase| {
            // A year reaches half-way to its neighbours.
            let from = at(f64::from(*phase.years.start()) - 0.5).round();
            let to = at(f64::from(*phase.years.end()) + 0.5).round();
            let lines = wrapped(&literal(&phase.label), to - from - 6.0, 4, size.font_size());
            Stage { lines, from, to }
        })
        .filter(|stage| stage.to > stage.from + STAGE_STROKE)
        .collect()
}

/// Remarks within the years, each on at most so many lines as fit; each with its position on the axis.
fn wrapped_remarks(marks: &TrendMarks, size: ChartSize) -> Vec<(f64, Vec<String>)> {
    let font = size.font_size();
    let room = (f64::from(size.width) * 0.42).min(font * 16.0);
    let lines = if marks.remarks.len() > if size.is_narrow() { 2 } else { 4 } { 1 } else { 2 };
    marks
        .remarks
        .iter()
        .filter(|remark| marks.years.contains(&remark.year))
        .map(|remark| {
            let position = f64::from(remark.year - marks.years.start());
            let text = format!("{} {}", remark.year, literal(&remark.text));
            (position, wrapped(&text, room, lines, font))
        })
        .collect()
}

/// Where remarks stand above the plot.
fn remark_flags(
    marks: &TrendMarks,
    remarks: &[(f64, Vec<String>)],
    margins: &Margins,
    size: ChartSize,
) -> Vec<Flag> {
    let [plot_width, _] = margins.plot(size);
    let last = f64::from(marks.years.end() - marks.years.start());
    let wanted: Vec<(f64, f64)> = remarks
        .iter()
        .map(|(position, lines)| {
            // A year alone stands in the middle.
            let share = if last > 0.0 { position / last } else { 0.5 };
            let text_width = widest(lines.iter().map(String::as_str), size.font_size());
            ((margins.left + share * plot_width).round(), text_width)
        })
        .collect();
    flags(&wanted, f64::from(size.width))
}

/// Heights of the rows of remarks, the lowest first.
fn remark_heights(flags: &[Flag], remarks: &[(f64, Vec<String>)], size: ChartSize) -> Vec<f64> {
    let rows = flags.iter().map(|flag| flag.row + 1).max().unwrap_or(0);
    let height = |row: usize| {
        let here = flags.iter().zip(remarks).filter(|(flag, _)| flag.row == row);
        let lines = here.map(|(_, (_, lines))| lines.len()).max().unwrap_or(0);
        lines as f64 * line_height(size) + 3.0
    };
    (0..rows).map(height).collect()
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

fn add_line(
    picture: &mut Picture<'_>,
    company: Company,
    line: &Line,
    drawn: &Drawn,
) -> Result<(), ChartError> {
    let theme = picture.theme;
    let colour = company.colour(theme, line.role, line.focused);
    let (opacity, stroke) =
        (company.opacity(line.focused), company.stroke(line.role, line.focused));
    let z = match line.role {
        _ if line.focused => 5,
        _ if line.form == LineForm::Points => 4,
        LineRole::Nation => 3,
        _ => 2,
    };
    let is_points = line.form == LineForm::Points;
    let (look, inside) = if is_points {
        let look = ItemStyle::new().color(theme.background).border_color(colour).border_width(2);
        (look, 0.0)
    } else {
        (ItemStyle::new().color(colour), stroke)
    };
    for (at, segment) in drawn.segments.iter().enumerate() {
        let series = series::Line::new()
            .id(segment.id.as_str())
            .name(line.name.as_str())
            .symbol(Symbol::None)
            .show_symbol(true)
            .connect_nulls(false)
            .line_style(LineStyle::new().color(colour).width(inside).opacity(opacity))
            .item_style(look.clone().opacity(opacity))
            .emphasis(Emphasis::new().focus(EmphasisFocus::Series))
            .z(z);
        // Only the last stretch is named.
        let label = drawn.label.as_ref().filter(|_| at + 1 == drawn.segments.len());
        let end_label = label.map(|label| overlay::EndLabel {
            // Names that stand back are quiet, not faint: they are still text.
            color: if company.is_behind(line.focused) {
                theme.muted
            } else {
                theme.role(line.role)
            },
            font_weight: if line.focused { "bold" } else { "normal" },
            ..end_label(label, picture)
        });
        let more = overlay::LineSeries {
            data: &segment.data,
            show_all_symbol: true,
            trigger_event: (!is_points).then_some("line"),
            emphasis: (!is_points).then(|| overlay::Emphasis {
                line_style: overlay::LineLook {
                    color: theme.role(line.role),
                    width: stroke + 0.75,
                    opacity: 1.0,
                },
            }),
            blur: overlay::Blur {
                line_style: overlay::Faint { opacity: BEHIND / 2.0 },
                item_style: overlay::Faint { opacity: BEHIND / 2.0 },
                end_label: overlay::Faint { opacity: 0.5 },
            },
            line_style: overlay::StrokeStyle::of(match line.form {
                LineForm::Solid => company.dashes(line.role, line.focused),
                LineForm::Dashed => Some([5.0, 4.0]),
                LineForm::Points => None,
            }),
            label_layout: end_label
                .as_ref()
                .map(|_| overlay::LabelLayout { move_overlap: "shiftY" }),
            end_label: overlay::EndName::by(end_label),
        };
        picture.series(&series, &more)?;
    }
    Ok(())
}

fn end_label<'a>(label: &EndLabel, picture: &Picture<'a>) -> overlay::EndLabel<'a> {
    overlay::EndLabel {
        show: true,
        formatter: label.text.clone(),
        color: picture.theme.muted,
        font_size: picture.size.font_size(),
        font_weight: "normal",
        distance: LABEL_GAP,
        offset: label.offset,
        text_border_color: picture.theme.background,
        text_border_width: 2.0,
    }
}

/// A value to compare with: a thin dashed line that hears no pointer.
fn add_reference(picture: &mut Picture<'_>, drawn: &Drawn) -> Result<(), ChartError> {
    let theme = picture.theme;
    let last = drawn.segments.len().saturating_sub(1);
    for (at, segment) in drawn.segments.iter().enumerate() {
        // The name stands once, behind the last stretch.
        let label = drawn.label.as_ref().filter(|_| at == last);
        let series = series::Line::new()
            .id(segment.id.as_str())
            .symbol(Symbol::None)
            .show_symbol(true)
            .connect_nulls(false)
            .silent(true)
            .line_style(LineStyle::new().color(theme.muted).width(1.25))
            .item_style(ItemStyle::new().color(theme.muted))
            .z(2);
        let faint = || overlay::Faint { opacity: 0.5 };
        let more = overlay::LineSeries {
            data: &segment.data,
            show_all_symbol: true,
            trigger_event: None,
            emphasis: None,
            blur: overlay::Blur { line_style: faint(), item_style: faint(), end_label: faint() },
            line_style: overlay::StrokeStyle::of(Some([5.0, 3.0])),
            label_layout: label.map(|_| overlay::LabelLayout { move_overlap: "shiftY" }),
            end_label: overlay::EndName::by(label.map(|label| end_label(label, picture))),
        };
        picture.series(&series, &more)?;
    }
    Ok(())
}

/// Lines between two years, on an axis of their own: one of categories has no place there.
fn add_breaks(
    picture: &mut Picture<'_>,
    marks: &TrendMarks,
    layout: &Layout,
) -> Result<(), ChartError> {
    let axis = Axis::new()
        .id(BREAK_AXIS)
        .type_(AxisType::Value)
        .show(false)
        .min(0)
        .max((marks.years.len() - 1) as f64)
        .axis_pointer(AxisPointer::new().show(false));
    picture.x_axis(&axis, &overlay::AxisPart::default())?;
    let theme = picture.theme;
    let data = layout.breaks.iter().map(|(position, labelled)| {
        let mut mark = MarkLineData::new().x_axis(*position);
        if !labelled {
            mark = mark.label(Label::new().show(false));
        }
        MarkLineVariant::Simple(mark)
    });
    let series = series::Line::new().id(BREAK_SERIES).x_axis_index(1).silent(true).z(1).mark_line(
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
    );
    let solid = || overlay::Faint { opacity: 1.0 };
    let blur = overlay::BreakBlur { line_style: solid(), label: solid() };
    picture.series(&series, &overlay::BreakSeries { mark_line: overlay::BreakMarkLine { blur } })
}

/// Lines down from the remarks to the axis of years.
fn add_remarks(picture: &mut Picture<'_>, layout: &Layout) -> Result<(), ChartError> {
    let theme = picture.theme;
    let height = line_height(layout.size);
    let [_, plot_height] = layout.margins.plot(layout.size);
    let (mut notes, mut strokes) = (Vec::new(), Vec::new());
    for remark in &layout.remarks {
        let Flag { x, leftward, row, .. } = remark.flag;
        let rows: f64 = layout.remark_heights.iter().take(row + 1).sum();
        let top = layout.remark_foot - rows;
        for (at, line) in remark.lines.iter().enumerate() {
            let y = top + (at as f64 + 0.5) * height;
            let x = if leftward { x - FLAG_GAP } else { x + FLAG_GAP };
            notes.push(overlay::Item {
                value: overlay::position(x, y),
                label: Some(overlay::ItemLabel {
                    formatter: line.clone(),
                    align: Some(if leftward { "right" } else { "left" }),
                    background_color: Some(theme.background),
                    ..overlay::ItemLabel::default()
                }),
                ..overlay::Item::default()
            });
        }
        strokes.push(overlay::Stroke {
            from: [x, top],
            to: [x, layout.margins.top + plot_height],
            color: theme.muted,
            width: 1.0,
            kind: "solid",
        });
    }
    picture.notes("#remarks", notes, strokes, false)
}

/// Names of stretches of years above the plot, each over a stroke as long as it is.
fn add_phases(picture: &mut Picture<'_>, layout: &Layout) -> Result<(), ChartError> {
    let theme = picture.theme;
    let height = line_height(layout.size);
    let [_, plot_height] = layout.margins.plot(layout.size);
    // Remarks, if there are any, lie between the names and the plot.
    let foot = layout.remark_foot - layout.remark_heights.iter().sum::<f64>() - STAGE_FOOT / 2.0;
    let (mut notes, mut strokes) = (Vec::new(), Vec::new());
    for (count, stage) in layout.stages.iter().enumerate() {
        for (at, line) in stage.lines.iter().rev().enumerate() {
            let x = f64::midpoint(stage.from, stage.to).round();
            let y = foot - STAGE_STROKE - (at as f64 + 0.5) * height;
            notes.push(overlay::Item {
                value: overlay::position(x, y),
                label: Some(overlay::ItemLabel {
                    formatter: line.clone(),
                    ..overlay::ItemLabel::default()
                }),
                ..overlay::Item::default()
            });
        }
        // A gap tells one stretch from the next.
        let stroke = |from: [f64; 2], to: [f64; 2], width: f64, kind: &'static str| {
            overlay::Stroke { from, to, color: theme.muted, width, kind }
        };
        let (from, to) = (stage.from + 1.0, stage.to - 1.0);
        strokes.push(stroke([from, foot], [to, foot], STAGE_STROKE, "solid"));
        if count > 0 {
            let bottom = layout.margins.top + plot_height;
            strokes.push(stroke([stage.from, foot], [stage.from, bottom], 1.0, "dotted"));
        }
    }
    picture.notes("#phases", notes, strokes, true)
}
