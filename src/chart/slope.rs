//! Two values of many places, as lines between two columns.

use super::{
    ChartError, ChartSize, ChartTheme,
    arrange::{rows_in, spread},
    axis::tidy,
    company::{BEHIND, Company, Named},
    dumbbell::{extent, readings},
    overlay::{self, Item, ItemLabel, Stroke, position},
    picture::{Margins, Picture, Reads, Side},
    text::{cut, literal, widest, width},
};
use crate::figure::{Pair, PairMarks};
use charming::{
    component::Axis,
    element::{AxisPointer, AxisType, Emphasis, EmphasisFocus, ItemStyle, LineStyle, Symbol},
    series,
};

/// Share of the width that the texts of a side may take.
const SIDE_SHARE: f64 = 0.36;
/// From a line's end to its text.
const GAP: f64 = 9.0;

/// The option of a slope chart, as JSON: a line for each place from its first value to its second, both
/// written at its ends with the name. Series carry the text id of their place.
///
/// # Errors
/// [`ChartError`] when there is nothing to draw or the marks contradict themselves.
pub fn slope_option(
    marks: &PairMarks,
    theme: &ChartTheme,
    size: ChartSize,
    alt: &str,
) -> Result<String, ChartError> {
    let font = size.font_size();
    let references: Vec<_> = marks
        .references
        .iter()
        .filter_map(|line| Some((line, line.values.first().copied().flatten()?)))
        .collect();
    let (mut low, mut high) = extent(marks, references.iter().copied())?;
    if low >= high {
        (low, high) = (low - 1.0, high + 1.0);
    }
    // Heads of the columns, then half a line for the text of the highest value.
    let mut margins =
        Margins { left: 0.0, right: 0.0, top: font * 2.0 + 8.0, bottom: font / 2.0 + 4.0 };
    let [_, plot_height] = margins.plot(size);
    let line_height = font + 3.0;
    let company = Company::of(marks.pairs.iter().map(|pair| pair.focused));
    let named: Vec<Named> = marks
        .pairs
        .iter()
        .map(|pair| Named { role: pair.role, focused: pair.focused, end: Some(pair.to) })
        .collect();
    let shown = company.named(&named, rows_in(plot_height + line_height, line_height));
    let room = f64::from(size.width) * SIDE_SHARE;
    let text = |pair: &Pair, value: &str, before: bool| {
        let value = literal(value);
        let left = room - width(&value, font) - width("  ", font);
        // Without room for two letters of a name its value is enough.
        match cut(&literal(&pair.name), left, font) {
            name if left < font * 2.0 || name.is_empty() => value,
            name if before => format!("{name}  {value}"),
            name => format!("{value}  {name}"),
        }
    };
    let side = |to: bool| -> Vec<Option<(f64, String)>> {
        let ends = marks.pairs.iter().zip(&shown).map(|(pair, shown)| {
            shown.then(|| match to {
                true => (pair.to, text(pair, &pair.to_text, false)),
                false => (pair.from, text(pair, &pair.from_text, true)),
            })
        });
        ends.collect()
    };
    let (from, to) = (side(false), side(true));
    let room_for = |side: &[Option<(f64, String)>], head: &str| {
        let texts = side.iter().flatten().map(|(_, text)| text.as_str());
        // A head stands over the middle of its column.
        (widest(texts, font) + GAP + 4.0).max((width(head, font) / 2.0).min(room)).ceil()
    };
    margins.left = room_for(&from, &marks.from_label);
    margins.right = room_for(&to, &marks.to_label);
    let [plot_width, plot_height] = margins.plot(size);
    let y = |value: f64| (high - value) / (high - low) * plot_height;
    let offsets = |side: &[Option<(f64, String)>]| place(side, y, line_height, plot_height);
    let (from_offsets, to_offsets) = (offsets(&from), offsets(&to));

    let mut picture = Picture::new(theme, size, alt, &margins)?;
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
    picture.plain_axis("value", Side::Left, (low, high))?;
    for (at, pair) in marks.pairs.iter().enumerate() {
        let label = |side: &[Option<(f64, String)>], offsets: &[f64]| {
            let (_, text) = side.get(at)?.clone()?;
            Some((text, offsets.get(at).copied().unwrap_or_default()))
        };
        let labels = [label(&from, &from_offsets), label(&to, &to_offsets)];
        add_pair(&mut picture, company, pair, labels)?;
    }
    let columns = [
        (margins.left, &marks.from_label, "right"),
        (margins.left + plot_width, &marks.to_label, "left"),
    ];
    let mut strokes: Vec<Stroke<'_>> = columns
        .iter()
        .map(|(x, ..)| Stroke {
            from: [*x, margins.top],
            to: [*x, margins.top + plot_height],
            color: theme.grid,
            width: 1.0,
            kind: "solid",
        })
        .collect();
    let note = |x: f64, y: f64, text: String| Item {
        value: position(x, y),
        label: Some(ItemLabel { formatter: text, ..ItemLabel::default() }),
        ..Item::default()
    };
    let mut notes: Vec<Item<'_>> = columns
        .iter()
        .map(|(x, head, _)| {
            let half = (*x).min(f64::from(size.width) - x).min(plot_width / 2.0);
            let mut note = note(*x, font / 2.0 + 4.0, cut(&literal(head), half * 2.0 - 8.0, font));
            if let Some(label) = &mut note.label {
                label.color = Some(theme.text);
                label.font_weight = Some("bold");
            }
            note
        })
        .collect();
    for (line, value) in references {
        let y = margins.top + y(value);
        strokes.push(Stroke {
            from: [margins.left, y],
            to: [margins.left + plot_width, y],
            color: theme.text,
            width: 1.0,
            kind: "dashed",
        });
        let text = cut(&literal(&line.label), plot_width - 8.0, font);
        notes.push(note(margins.left + plot_width / 2.0, y - line_height / 2.0, text));
    }
    picture.notes("#notes", notes, strokes)?;
    picture.finish()
}

/// How far the texts of a side are moved from their lines' ends so that none lies over another.
fn place(
    side: &[Option<(f64, String)>],
    y: impl Fn(f64) -> f64,
    line_height: f64,
    plot_height: f64,
) -> Vec<f64> {
    let mut ends: Vec<(usize, f64)> =
        side.iter().enumerate().filter_map(|(at, end)| Some((at, y(end.as_ref()?.0)))).collect();
    ends.sort_by(|one, other| one.1.total_cmp(&other.1));
    let wanted: Vec<f64> = ends.iter().map(|(_, y)| *y).collect();
    let mut offsets = vec![0.0; side.len()];
    for ((at, y), placed) in ends.into_iter().zip(spread(&wanted, line_height, plot_height)) {
        offsets[at] = (placed - y).round();
    }
    offsets
}

fn add_pair(
    picture: &mut Picture<'_>,
    company: Company,
    pair: &Pair,
    labels: [Option<(String, f64)>; 2],
) -> Result<(), ChartError> {
    let theme = picture.theme;
    let colour = if company.is_ground(pair.role, pair.focused) {
        theme.muted
    } else {
        theme.mark(pair.role, company.is_many())
    };
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
        .z(if pair.focused { 5 } else { 2 });
    let ends = [("left", pair.from), ("right", pair.to)];
    let behind = company.is_behind(pair.focused);
    let data = ends.into_iter().zip(labels).enumerate();
    let data = data.map(|(column, ((side, value), label))| Item {
        value: position(column as f64, tidy(value)),
        label: Some(match label {
            Some((text, offset)) => ItemLabel {
                show: Some(true),
                formatter: text,
                position: Some(side),
                offset: Some([0.0, offset]),
                color: Some(if behind { theme.muted } else { theme.text }),
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
        label: overlay::TextLook::of(picture.size.font_size(), theme.text),
        emphasis: overlay::Emphasis {
            line_style: overlay::LineLook {
                color: theme.mark(pair.role, company.is_many()),
                width: stroke + 0.75,
                opacity: 1.0,
            },
        },
        blur: overlay::SlopeBlur {
            line_style: faint(),
            item_style: faint(),
            label: overlay::Faint { opacity: 0.5 },
        },
    };
    picture.series(&series, &more)
}
