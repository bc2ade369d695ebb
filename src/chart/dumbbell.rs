//! Two values of many places, as two dots on a bar.

use super::{
    ChartError, ChartSize, ChartTheme,
    axis::{ValueAxis, tidy, widened},
    checked,
    company::{BEHIND, Company},
    legend::{Entry, Legend, Mark},
    overlay::{self, Extent, Item, ItemLabel, ItemLook, ItemSeries, position},
    picture::{Margins, Picture, Reads, Side},
    readout,
    rows::{References, Rows, known},
    text::{literal, widest},
};
use crate::{
    atlas::Lang,
    figure::{Pair, PairMarks, ReferenceLine},
};
use charming::{
    element::{ItemStyle, Symbol},
    series,
};
use std::collections::BTreeSet;

/// The option of a dumbbell chart, as JSON: a row for each place, a hollow dot for its first value and a
/// full one for its second, the change at the right.
///
/// # Errors
/// [`ChartError`] when there is nothing to draw or the marks contradict themselves.
pub fn dumbbell_option(
    marks: &PairMarks,
    theme: &ChartTheme,
    size: ChartSize,
    alt: &str,
) -> Result<String, ChartError> {
    let font = size.font_size();
    let references = known(&marks.references);
    let (low, high) = extent(marks, &references)?;
    let entry = |text, mark| Entry { color: theme.text, text, mark };
    let ends = [entry(&*marks.from_label, Mark::Ring), entry(&marks.to_label, Mark::Dot)];
    let groups = marks.groups.iter().map(|(role, name)| Entry {
        color: theme.role(*role),
        text: name.as_str(),
        mark: Mark::Square,
    });
    let legend = Legend::of(ends.into_iter().chain(groups), theme, size);
    // Unit and labels of the axis stand above the plot, names of references below it.
    let mut margins =
        Margins { left: 0.0, right: 0.0, top: legend.height + font + 12.0, bottom: 4.0 };
    let rows = Rows::of(marks.pairs.iter(), size, margins.plot(size)[1]);
    margins.left = rows.left + DOT;
    let changes = marks.pairs.iter().map(|pair| pair.change_text.as_str());
    margins.right = widest(changes, rows.font) + DOT + 8.0;
    let [plot_width, _] = margins.plot(size);
    let wanted = if plot_width < 240.0 { 3 } else { 5 };
    let axis = ValueAxis::around(low, high, wanted, marks.decimals);
    let x = |value: f64| margins.left + axis.share(value) * plot_width;
    let references = References::of(&references, x, size);
    margins.bottom += references.height();
    let rows = Rows::of(marks.pairs.iter(), size, margins.plot(size)[1]);

    let mut picture = Picture::new(theme, size, alt, &margins)?;
    picture.tooltip(Reads::Row, overlay::Rows::ByPosition(readings(marks)))?;
    picture.value_axis(["value", "value-text"], Side::Top, &axis, None)?;
    rows.add_axis(&mut picture)?;
    add_pairs(&mut picture, marks, |pair| (x(pair.to) - x(pair.from)).abs())?;
    let (names, strokes) = references.draw(&picture, &margins, false);
    let mut notes = legend.notes;
    notes.extend(names);
    notes.push(Item {
        value: position(0.0, margins.top - font / 2.0 - 8.0),
        label: Some(ItemLabel {
            formatter: literal(&marks.unit),
            align: Some("left"),
            ..ItemLabel::default()
        }),
        ..Item::default()
    });
    let company = Company::of(marks.pairs.iter().map(|pair| pair.focused));
    notes.extend(marks.pairs.iter().enumerate().map(|(at, pair)| Item {
        value: position(f64::from(size.width) - 2.0, rows.middle(at, &margins, size)),
        label: Some(ItemLabel {
            formatter: literal(&pair.change_text),
            align: Some("right"),
            color: (!company.is_behind(pair.focused)).then_some(theme.text),
            font_size: Some(rows.font),
            font_weight: pair.focused.then_some("bold"),
            ..ItemLabel::default()
        }),
        ..Item::default()
    }));
    picture.notes("#notes", notes, strokes, true)?;
    rows.add_names(&mut picture, &margins)?;
    picture.finish()
}

/// Half a dot beyond the plot's edge.
const DOT: f64 = 6.0;

/// Least and greatest value, those of all years and of references among them.
pub(super) fn extent(
    marks: &PairMarks,
    references: &[(&ReferenceLine, f64)],
) -> Result<(f64, f64), ChartError> {
    let mut ids = BTreeSet::new();
    let mut extent = None;
    for pair in &marks.pairs {
        if !ids.insert(pair.id.as_str()) {
            return Err(ChartError::Twice(pair.id.clone()));
        }
        for value in [pair.from, pair.to] {
            extent = Some(widened(extent, checked(value, false, || format!("`{}`", pair.id))?));
        }
    }
    if extent.is_none() {
        return Err(ChartError::NoValues);
    }
    for (line, value) in references {
        extent = Some(widened(extent, checked(*value, false, || format!("`{}`", line.label))?));
    }
    for end in [marks.extent.0, marks.extent.1] {
        extent = Some(widened(extent, checked(end, false, || "the axis".to_owned())?));
    }
    extent.ok_or(ChartError::NoValues)
}

/// What is read of each pair.
pub(super) fn readings(marks: &PairMarks) -> Vec<String> {
    let (change, broken) = match marks.lang {
        Lang::Zh => ("变化", "口径有变，不可比"),
        Lang::En => ("Change", "not comparable: the series has a break"),
    };
    let card = |pair: &Pair| {
        let rows = [
            (None, marks.from_label.as_str(), pair.from_text.as_str()),
            (None, &marks.to_label, &pair.to_text),
            (None, change, if pair.change_text.is_empty() { broken } else { &pair.change_text }),
        ];
        readout::card(&pair.name, rows.into_iter())
    };
    marks.pairs.iter().map(card).collect()
}

/// Bars from the first to the second value, and the dots at both. The bars are marks as long as the
/// change: ECharts' own bars would have to be stacked on others that are not seen.
fn add_pairs<'a>(
    picture: &mut Picture<'a>,
    marks: &'a PairMarks,
    length: impl Fn(&Pair) -> f64,
) -> Result<(), ChartError> {
    let background = picture.theme.background;
    let thickness = if picture.size.is_narrow() { 2.0 } else { 3.0 };
    let dot = if picture.size.is_narrow() { 8.0 } else { 10.0 };
    let plain = |color| ItemLook { color: Some(color), ..ItemLook::default() };
    let mut between = items(marks, picture.theme, |pair| f64::midpoint(pair.from, pair.to), plain);
    for (item, pair) in between.iter_mut().zip(&marks.pairs) {
        item.symbol_size = Some(Extent::Sides([tidy(length(pair)), thickness]));
        if let Some(look) = &mut item.look {
            look.opacity = Some(look.opacity.map_or(0.55, |opacity| opacity * 0.7));
        }
    }
    let bars = series::Scatter::new().id("#change").symbol(Symbol::Rect);
    let mut between = ItemSeries::of(between);
    between.emphasis.scale = Some(false);
    picture.series(&bars, &between)?;
    let hollow = |color| ItemLook {
        color: Some(background),
        border_color: Some(color),
        border_width: Some(2.0),
        opacity: None,
    };
    let dots = |id: &str, size: f64| {
        series::Scatter::new()
            .id(id)
            .symbol(Symbol::Circle)
            .symbol_size(size)
            .item_style(ItemStyle::new().opacity(1))
    };
    let over = |items| ItemSeries { z: 4, ..ItemSeries::of(items) };
    let from = items(marks, picture.theme, |pair| pair.from, hollow);
    picture.series(&dots("#from", dot - 2.0), &over(from))?;
    let to = items(marks, picture.theme, |pair| pair.to, plain);
    picture.series(&dots("#to", dot), &over(to))
}

fn items<'a>(
    marks: &'a PairMarks,
    theme: &ChartTheme,
    value: impl Fn(&Pair) -> f64,
    look: impl Fn(&'static str) -> ItemLook<'a>,
) -> Vec<Item<'a>> {
    let company = Company::of(marks.pairs.iter().map(|pair| pair.focused));
    let item = |(at, pair): (usize, &'a Pair)| Item {
        id: Some(pair.id.as_str()),
        value: position(tidy(value(pair)), at as f64),
        look: Some(ItemLook {
            opacity: company.is_behind(pair.focused).then_some(BEHIND),
            ..look(theme.mark(pair.role, true))
        }),
        ..Item::default()
    };
    marks.pairs.iter().enumerate().map(item).collect()
}
