//! Two values of many places, as lines between two columns.

use super::{
    ChartError, ChartSize, ChartTheme,
    arrange::{rows_in, spread},
    axis::tidy,
    company::{BEHIND, Company, Named},
    dumbbell::{extent, readings},
    overlay::{self, Item, ItemLabel, Stroke, TextLook, position},
    picture::{Margins, Picture, Reads, Side},
    rows::known,
    text::{cut, literal, widest, width, wrapped},
};
use crate::figure::{Pair, PairMarks, ReferenceLine};
use charming::{
    component::Axis,
    element::{AxisPointer, AxisType, Emphasis, EmphasisFocus, ItemStyle, LineStyle, Symbol},
    series,
};

/// From a line's end to its text.
const GAP: f64 = 9.0;
/// The same where texts have been moved and thin lines lead to them.
const LEADER_GAP: f64 = 26.0;

/// The option of a slope chart, as JSON: a line for each place from its first value to its second, both
/// written at its ends with the name; on a narrow chart the name stands at the right alone. Series carry
/// the text id of their place.
///
/// # Errors
/// [`ChartError`] when there is nothing to draw or the marks contradict themselves.
pub fn slope_option(
    marks: &PairMarks,
    theme: &ChartTheme,
    size: ChartSize,
    alt: &str,
) -> Result<String, ChartError> {
    let references = known(&marks.references);
    let layout = Layout::of(marks, extent(marks, &references)?, size);
    let mut picture = Picture::new(theme, size, alt, &layout.margins)?;
    let rows = marks.pairs.iter().zip(readings(marks));
    let rows = rows.map(|(pair, row)| (pair.id.clone(), vec![row.clone(), row]));
    picture.tooltip(Reads::Mark, overlay::Rows::BySeries(rows.collect()))?;
    let columns = Axis::new()
        .id("column")
        .type_(AxisType::Category)
        .show(false)
        .boundary_gap(false)
        .data(vec![marks.from_label.clone(), marks.to_label.clone()])
        .axis_pointer(AxisPointer::new().show(false));
    picture.x_axis(&columns, &overlay::AxisPart::default())?;
    picture.plain_axis("value", Side::Left, (layout.low, layout.high))?;
    for (at, pair) in marks.pairs.iter().enumerate() {
        let labels =
            layout.sides.each_ref().map(|side| side.texts.get(at).and_then(Option::as_ref));
        add_pair(&mut picture, &layout, pair, labels)?;
    }
    add_notes(&mut picture, &layout, &references)?;
    picture.finish()
}

/// How much wider the bold type of the focused place is.
const BOLD: f64 = 1.12;

/// A text at a line's end.
struct EndText {
    text: String,
    /// Where the line ends, from the head of the plot.
    y: f64,
    /// How far the text is moved from there.
    offset: f64,
}

/// The texts of one column.
struct Column {
    head: Vec<String>,
    /// By position of the pair; none where there is no room.
    texts: Vec<Option<EndText>>,
    /// From the column to its texts.
    gap: f64,
}

/// Everything that is computed before anything is written.
struct Layout {
    size: ChartSize,
    margins: Margins,
    company: Company,
    low: f64,
    high: f64,
    /// First and second value.
    sides: [Column; 2],
}

impl Layout {
    fn of(marks: &PairMarks, (low, high): (f64, f64), size: ChartSize) -> Self {
        let (low, high) = if low < high { (low, high) } else { (low - 1.0, high + 1.0) };
        let (font, total) = (size.font_size(), f64::from(size.width));
        let line_height = font + 3.0;
        // Heads of columns, each with a half of the chart at most.
        let heads = [&marks.from_label, &marks.to_label]
            .map(|label| wrapped(&literal(label), total * 0.4, 3, font));
        let head_lines = heads.iter().map(Vec::len).max().unwrap_or(0);
        let mut margins = Margins {
            left: 0.0,
            right: 0.0,
            top: head_lines as f64 * line_height + 12.0,
            bottom: font / 2.0 + 4.0,
        };
        let [_, plot_height] = margins.plot(size);
        let company = Company::of(marks.pairs.iter().map(|pair| pair.focused));
        let lines: Vec<Named> = marks
            .pairs
            .iter()
            .map(|pair| Named { role: pair.role, focused: pair.focused, end: Some(pair.to) })
            .collect();
        let shown = company.named(&lines, rows_in(plot_height + line_height, line_height));
        let y = |value: f64| (high - value) / (high - low) * plot_height;
        let column = |head: Vec<String>, second: bool| {
            let texts = marks.pairs.iter().zip(&shown).map(|(pair, shown)| {
                let value = if second { pair.to } else { pair.from };
                shown.then(|| EndText { text: text(pair, second, size), y: y(value), offset: 0.0 })
            });
            Column::of(head, texts.collect(), line_height, plot_height)
        };
        let [first, second] = heads;
        let sides = [column(first, false), column(second, true)];
        let is_focused = marks.pairs.iter().any(|pair| pair.focused);
        let measured = if is_focused { font * BOLD } else { font };
        let room = |column: &Column| {
            let texts = column.texts.iter().flatten().map(|end| end.text.as_str());
            let heads = widest(column.head.iter().map(String::as_str), font) / 2.0;
            (widest(texts, measured) + column.gap + 4.0).max(heads).ceil()
        };
        (margins.left, margins.right) = (room(&sides[0]), room(&sides[1]));
        Self { size, margins, company, low, high, sides }
    }
}

/// What is written at an end of a line: value and name.
fn text(pair: &Pair, second: bool, size: ChartSize) -> String {
    let font = size.font_size() * if pair.focused { BOLD } else { 1.0 };
    let value = literal(if second { &pair.to_text } else { &pair.from_text });
    if size.is_narrow() && !second {
        return value;
    }
    let share = if size.is_narrow() { 0.58 } else { 0.34 };
    let room = f64::from(size.width) * share - LEADER_GAP - width(&value, font) - font;
    // Without room for two letters of a name its value is enough.
    match cut(&literal(&pair.name), room, font) {
        _ if room < font * 2.0 => value,
        name if second => format!("{value}  {name}"),
        name => format!("{name}  {value}"),
    }
}

impl Column {
    /// Moves the texts so that none lies over another.
    fn of(
        head: Vec<String>,
        mut texts: Vec<Option<EndText>>,
        line_height: f64,
        plot_height: f64,
    ) -> Self {
        let mut ends: Vec<&mut EndText> = texts.iter_mut().flatten().collect();
        crate::order::sort_by(&mut ends, |one, other| one.y.total_cmp(&other.y));
        let wanted: Vec<f64> = ends.iter().map(|end| end.y).collect();
        for (end, placed) in ends.iter_mut().zip(spread(&wanted, line_height, plot_height)) {
            end.offset = (placed - end.y).round();
        }
        let far = ends.iter().any(|end| end.offset.abs() > line_height * 0.75);
        Self { head, texts, gap: if far { LEADER_GAP } else { GAP } }
    }
}

fn add_pair(
    picture: &mut Picture<'_>,
    layout: &Layout,
    pair: &Pair,
    labels: [Option<&EndText>; 2],
) -> Result<(), ChartError> {
    let (theme, company) = (picture.theme, layout.company);
    let own = theme.mark(pair.role, company.is_many());
    let ground = company.is_ground(pair.role, pair.focused);
    let colour = if ground { theme.muted } else { own };
    let opacity = company.opacity(pair.focused);
    let stroke = company.stroke(pair.role, pair.focused);
    let series = series::Line::new()
        .id(pair.id.as_str())
        .name(pair.name.as_str())
        .symbol(Symbol::Circle)
        .symbol_size(if pair.focused { 8.0 } else { 6.0 })
        .show_symbol(true)
        .line_style(LineStyle::new().color(colour).width(stroke).opacity(opacity))
        .item_style(ItemStyle::new().color(colour).opacity(opacity))
        .emphasis(Emphasis::new().focus(EmphasisFocus::Series))
        .z(if pair.focused { 5 } else { 4 });
    let behind = company.is_behind(pair.focused);
    let ends = [("left", pair.from), ("right", pair.to)].into_iter().zip(labels);
    let data = ends.enumerate().map(|(column, ((side, value), label))| Item {
        value: position(column as f64, tidy(value)),
        label: Some(match label {
            Some(end) => ItemLabel {
                formatter: end.text.clone(),
                position: Some(side),
                // ECharts counts from the dot's rim.
                distance: Some(layout.sides[column].gap - 4.0),
                offset: Some([0.0, end.offset]),
                color: behind.then_some(theme.muted),
                font_weight: pair.focused.then_some("bold"),
                ..ItemLabel::default()
            },
            None => ItemLabel { show: Some(false), ..ItemLabel::default() },
        }),
        ..Item::default()
    });
    let faint = || overlay::Faint { opacity: BEHIND / 2.0 };
    let more = overlay::SlopeSeries {
        data: data.collect(),
        show_all_symbol: true,
        trigger_event: "line",
        label: TextLook::of(layout.size.font_size(), theme.text),
        emphasis: overlay::Emphasis {
            line_style: overlay::LineLook { color: own, width: stroke + 0.75, opacity: 1.0 },
        },
        blur: overlay::SlopeBlur {
            line_style: faint(),
            item_style: faint(),
            label: overlay::Faint { opacity: 0.5 },
        },
    };
    picture.series(&series, &more)
}

/// Columns with their heads, thin lines to texts that have been moved, values to compare with.
fn add_notes(
    picture: &mut Picture<'_>,
    layout: &Layout,
    references: &[(&ReferenceLine, f64)],
) -> Result<(), ChartError> {
    let (theme, size, margins) = (picture.theme, layout.size, &layout.margins);
    let (font, total) = (size.font_size(), f64::from(size.width));
    let line_height = font + 3.0;
    let [plot_width, plot_height] = margins.plot(size);
    let stroke = |from: [f64; 2], to: [f64; 2]| Stroke {
        from,
        to,
        color: theme.grid,
        width: 1.0,
        kind: "solid",
    };
    let (mut notes, mut strokes) = (Vec::new(), Vec::new());
    for (column, outward, x) in
        [(&layout.sides[0], -1.0, margins.left), (&layout.sides[1], 1.0, margins.left + plot_width)]
    {
        strokes.push(stroke([x, margins.top], [x, margins.top + plot_height]));
        if column.gap > GAP {
            for end in column.texts.iter().flatten() {
                let y = margins.top + end.y;
                let from = [x + outward * 5.0, y];
                let to = [x + outward * (column.gap - 3.0), y + end.offset];
                strokes.push(Stroke { width: 0.5, color: theme.muted, ..stroke(from, to) });
            }
        }
        // Heads of neighbouring columns must not meet: one too wide for its column stands beside it.
        let head = widest(column.head.iter().map(String::as_str), font);
        let excess = (head / 2.0 + 6.0 - plot_width / 2.0).max(0.0);
        let middle = (x + outward * excess).min(total - head / 2.0).max(head / 2.0);
        for (at, line) in column.head.iter().enumerate() {
            notes.push(Item {
                value: position(middle, (at as f64 + 0.5) * line_height),
                label: Some(ItemLabel {
                    formatter: line.clone(),
                    color: Some(theme.text),
                    font_weight: Some("bold"),
                    ..ItemLabel::default()
                }),
                ..Item::default()
            });
        }
    }
    for (line, value) in references {
        let y = margins.top + (layout.high - value) / (layout.high - layout.low) * plot_height;
        strokes.push(Stroke {
            color: theme.text,
            kind: "dashed",
            ..stroke([margins.left, y], [margins.left + plot_width, y])
        });
        notes.push(Item {
            value: position(margins.left + plot_width / 2.0, y - line_height / 2.0),
            label: Some(ItemLabel {
                formatter: cut(&literal(&line.label), plot_width - 8.0, font),
                color: Some(theme.text),
                ..ItemLabel::default()
            }),
            ..Item::default()
        });
    }
    picture.notes("#notes", notes, strokes, true)
}
