//! Bars of a ranking.

use super::{
    ChartError, ChartSize, ChartTheme,
    axis::{tidy, widened},
    checked,
    company::{BEHIND, Company},
    legend::{Entry, Legend, Mark},
    overlay::{self, Item, ItemLabel, ItemLook, ItemSeries, PATCH, Stroke, TextLook, position},
    picture::{Margins, Picture, Reads, Side},
    readout,
    rows::{References, Rows, known},
    text::{literal, width},
};
use crate::{
    atlas::Lang,
    figure::{Bar, BarMarks, ReferenceLine},
    i18n::grouped,
};
use charming::series;
use std::collections::BTreeSet;

/// How much wider bold type is, at most.
const BOLD: f64 = 1.12;
/// From a bar's end to its value.
const VALUE_GAP: f64 = 4.0;

/// The option of a ranking, as JSON: bars from zero, the highest on top, each with name and value.
///
/// Marks carry the text ids of their places, so that with `animate` the option of another year lets bars
/// and names move to their new ranks. Where readers want no motion, `animate` is false.
///
/// # Errors
/// [`ChartError`] when there is nothing to draw or the marks contradict themselves.
pub fn bars_option(
    marks: &BarMarks,
    theme: &ChartTheme,
    size: ChartSize,
    alt: &str,
    animate: bool,
) -> Result<String, ChartError> {
    let references = known(&marks.references);
    let (low, high) = extent(marks, &references)?;
    let legend = Legend::of(
        marks.groups.iter().map(|(role, name)| Entry {
            color: theme.role(*role),
            text: name,
            mark: Mark::Square,
        }),
        theme,
        size,
    );
    let company = Company::of(marks.bars.iter().map(|bar| bar.focused));
    // Small type makes narrow columns, and names of references take height only: the rows are measured
    // as if there were none.
    let mut margins = Margins { left: 0.0, right: 0.0, top: legend.height + 2.0, bottom: 4.0 };
    let rows_of = |margins: &Margins| Rows::of(marks.bars.iter(), size, margins.plot(size)[1]);
    let rows = rows_of(&margins);
    place(&mut margins, marks, (low, high), &rows, size);
    let x = |value: f64, margins: &Margins| {
        margins.left + (value - low) / (high - low) * margins.plot(size)[0]
    };
    let references = References::of(&references, |value| x(value, &margins), size);
    margins.top += references.height();
    let rows = rows_of(&margins);

    let mut picture = Picture::new(theme, size, alt, &margins)?;
    if animate {
        picture.move_between_options();
    }
    let readings = marks.bars.iter().map(|bar| {
        let rank = bar.rank.to_string();
        let label = match marks.lang {
            Lang::Zh => "位次",
            Lang::En => "Rank",
        };
        let year = marks.year.to_string();
        let rows = [(None, year.as_str(), bar.text.as_str()), (None, label, rank.as_str())];
        readout::card(&bar.name, rows.into_iter())
    });
    picture.tooltip(Reads::Row, overlay::Rows::ByPosition(readings.collect()))?;
    picture.plain_axis("value", Side::Top, (low, high))?;
    rows.add_axis(&mut picture)?;
    // A patch of the ground's colour hides the line behind a value, and is drawn only where there is one.
    let is_crossed = |bar: &Bar| {
        let long = VALUE_GAP + width(&bar.text, rows.font) * BOLD + PATCH;
        let end = x(bar.value, &margins);
        let (from, to) = if bar.value < 0.0 { (end - long, end) } else { (end, end + long) };
        references.cross(from, to)
    };
    add_bars(&mut picture, marks, company, &rows, is_crossed)?;
    let (names, mut strokes) = references.draw(&picture, &margins, true);
    let zero = x(0.0, &margins).round();
    strokes.push(Stroke {
        from: [zero, margins.top],
        to: [zero, margins.top + margins.plot(size)[1]],
        color: theme.muted,
        width: 1.0,
        kind: "solid",
    });
    let notes = legend.notes.into_iter().chain(names).chain(rows.ranks(&margins, size));
    picture.notes("#notes", notes.collect(), strokes, true)?;
    rows.add_names(&mut picture, &margins)?;
    picture.finish()
}

/// Ends of the axis: zero is always on it.
fn extent(
    marks: &BarMarks,
    references: &[(&ReferenceLine, f64)],
) -> Result<(f64, f64), ChartError> {
    let mut ids = BTreeSet::new();
    let mut extent = (0.0, 0.0);
    if marks.bars.is_empty() {
        return Err(ChartError::NoValues);
    }
    for bar in &marks.bars {
        if !ids.insert(bar.id.as_str()) {
            return Err(ChartError::Twice(bar.id.clone()));
        }
        extent = widened(Some(extent), checked(bar.value, false, || format!("`{}`", bar.id))?);
    }
    for (line, value) in references {
        extent = widened(Some(extent), checked(*value, false, || format!("`{}`", line.label))?);
    }
    for end in [marks.extent.0, marks.extent.1] {
        extent = widened(Some(extent), checked(end, false, || "the axis".to_owned())?);
    }
    // Nothing but zeros: bars of no length stand at the foot of some axis.
    Ok(if extent.0 < extent.1 { extent } else { (0.0, 1.0) })
}

/// Left and right margins: values are written behind the bars' ends, where the longest bars of all
/// years leave room for them.
fn place(
    margins: &mut Margins,
    marks: &BarMarks,
    (low, high): (f64, f64),
    rows: &Rows<'_>,
    size: ChartSize,
) {
    let number = |value: f64| width(&grouped(value, marks.decimals), rows.font);
    let room = |negative: bool, end: f64| {
        let here = || marks.bars.iter().filter(move |bar| (bar.value < 0.0) == negative);
        let text = |bar: &Bar| width(&bar.text, rows.font);
        // The longest bar of all years with the unit of this one's: the margin is that of every year.
        let unit = here().map(|bar| text(bar) - number(bar.value)).fold(0.0, f64::max);
        let widest = here().map(text).fold(number(end) + unit, f64::max);
        widest.ceil() + VALUE_GAP + 2.0
    };
    margins.left = rows.left + if low < 0.0 { room(true, low) } else { 0.0 };
    margins.right = if high > 0.0 { room(false, high) } else { 2.0 };
    // Should names and values leave nothing for the bars, values reach over the edge before bars vanish.
    let least = f64::from(size.width) * 0.15;
    if margins.plot(size)[0] < least {
        margins.right = (f64::from(size.width) - margins.left - least).max(0.0);
    }
}

fn add_bars<'a>(
    picture: &mut Picture<'a>,
    marks: &'a BarMarks,
    company: Company,
    rows: &Rows<'_>,
    is_crossed: impl Fn(&Bar) -> bool,
) -> Result<(), ChartError> {
    let theme = picture.theme;
    let items = marks.bars.iter().enumerate().map(|(at, bar)| {
        let behind = company.is_behind(bar.focused);
        Item {
            id: Some(&bar.id),
            value: position(tidy(bar.value), at as f64),
            look: Some(ItemLook {
                color: Some(theme.mark(bar.role, marks.groups.is_empty())),
                opacity: behind.then_some(BEHIND),
                ..ItemLook::default()
            }),
            label: Some(ItemLabel {
                formatter: literal(&bar.text),
                position: Some(if bar.value < 0.0 { "left" } else { "right" }),
                color: behind.then_some(theme.muted),
                font_weight: bar.focused.then_some("bold"),
                background_color: is_crossed(bar).then_some(theme.background),
                ..ItemLabel::default()
            }),
            ..Item::default()
        }
    });
    let more = ItemSeries {
        bar_category_gap: Some("26%"),
        bar_max_width: Some(26.0),
        label: Some(TextLook {
            distance: Some(VALUE_GAP - PATCH),
            ..TextLook::of(rows.font, theme.text).patched(rows.band)
        }),
        ..ItemSeries::of(items.collect())
    };
    picture.series(&series::Bar::new().id("#bars"), &more)
}
