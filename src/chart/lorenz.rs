//! Lorenz curves.

use super::{
    ChartError, ChartSize, ChartTheme,
    axis::ValueAxis,
    checked,
    legend::{Entry, Legend, Mark},
    overlay::{self, Extent, Item, ItemLabel, ItemSeries, Stroke, position},
    picture::{Margins, Picture, Reads, Side},
    readout,
    text::{cut, literal, widest, width},
};
use crate::figure::{LorenzCurve, LorenzMarks};
use charming::{
    element::{ItemStyle, LineStyle, Symbol},
    series,
};
use std::collections::BTreeSet;

/// The most pixels of a plot that is as high as it is wide.
const MOST: f64 = 620.0;
/// Diameter of a point.
const POINT: f64 = 6.0;

/// The option of Lorenz curves, as JSON: cumulative shares of the values over cumulative shares of the
/// population, both in per cent, with the line of equality. Series carry the ids of their curves.
///
/// # Errors
/// [`ChartError`] when there is nothing to draw or the marks contradict themselves.
pub fn lorenz_option(
    marks: &LorenzMarks,
    theme: &ChartTheme,
    size: ChartSize,
    alt: &str,
) -> Result<String, ChartError> {
    check(marks)?;
    let font = size.font_size();
    let axis = ValueAxis::of_shares(0.0, 100.0);
    let legend = Legend::of(
        marks.curves.iter().map(|curve| Entry {
            color: theme.role(curve.role),
            text: &curve.name,
            mark: Mark::Dot,
        }),
        theme,
        size,
    );
    let mut margins = Margins {
        left: widest(axis.labels().iter().map(String::as_str), font) + 10.0,
        right: width("100%", font) / 2.0 + 2.0,
        top: legend.height + font + 14.0,
        bottom: font * 2.0 + 18.0,
    };
    // Both axes measure shares, so the plot is no wider than a square of its height would be by half.
    let [plot_width, plot_height] = margins.plot(size);
    let widest_plot = (plot_height * 1.5).min(MOST.max(plot_height));
    if plot_width > widest_plot {
        margins.right += plot_width - widest_plot;
    }
    let mut picture = Picture::new(theme, size, alt, &margins)?;
    let readings = |curve: &LorenzCurve| {
        let card =
            |text: &String| readout::card(&curve.name, [(None, text.as_str(), "")].into_iter());
        (format!("{}#points", curve.id), curve.texts.iter().map(card).collect::<Vec<_>>())
    };
    let rows = marks.curves.iter().map(readings).collect();
    picture.tooltip(Reads::Mark, overlay::Rows::BySeries(rows))?;
    picture.value_axis(["x", "x-text"], Side::Bottom, &axis, None)?;
    picture.value_axis(["y", "y-text"], Side::Left, &axis, None)?;
    for curve in &marks.curves {
        let colour = theme.role(curve.role);
        let line = series::Line::new()
            .id(curve.id.as_str())
            .symbol(Symbol::None)
            .silent(true)
            .line_style(LineStyle::new().color(colour).width(2))
            .z(3);
        let data: Vec<[f64; 2]> =
            curve.points.iter().map(|[p, l]| [axis.drawn(*p), axis.drawn(*l)]).collect();
        picture.series(&line, &overlay::Path { data })?;
        let items = curve.points.iter().map(|[p, l]| Item {
            value: position(axis.drawn(*p), axis.drawn(*l)),
            symbol_size: Some(Extent::Even(POINT)),
            label: Some(ItemLabel { show: Some(false), ..ItemLabel::default() }),
            ..Item::default()
        });
        let points = series::Scatter::new()
            .id(format!("{}#points", curve.id))
            .symbol(Symbol::Circle)
            .item_style(
                ItemStyle::new().color(colour).border_color(theme.background).border_width(0.75),
            );
        picture.series(&points, &ItemSeries { z: 4, ..ItemSeries::of(items.collect()) })?;
    }
    let [plot_width, plot_height] = margins.plot(size);
    let (left, top) = (margins.left, margins.top);
    let (right, bottom) = (left + plot_width, top + plot_height);
    let mut notes = legend.notes;
    let note = |[x, y]: [f64; 2], align: &'static str, text: String| Item {
        value: position(x.round(), y.round()),
        label: Some(ItemLabel { formatter: text, align: Some(align), ..ItemLabel::default() }),
        ..Item::default()
    };
    let named = |name: &str, arrow: &str| {
        cut(&format!("{arrow}{}", literal(name)), f64::from(size.width) - 4.0, font)
    };
    notes.push(note([0.0, top - font / 2.0 - 10.0], "left", named(&marks.y_name, "↑ ")));
    let lowest = f64::from(size.height) - font / 2.0 - 2.0;
    notes.push(note([right, lowest], "right", named(&marks.x_name, "→ ")));
    let strokes = vec![Stroke {
        from: [left, bottom],
        to: [right, top],
        color: theme.muted,
        width: 1.0,
        kind: "dashed",
    }];
    picture.notes("#notes", notes, strokes, false)?;
    picture.finish()
}

fn check(marks: &LorenzMarks) -> Result<(), ChartError> {
    let mut ids = BTreeSet::new();
    let mut some = false;
    for curve in &marks.curves {
        if !ids.insert(curve.id.as_str()) {
            return Err(ChartError::Twice(curve.id.clone()));
        }
        for [p, l] in &curve.points {
            checked(*p, false, || format!("`{}`", curve.id))?;
            checked(*l, false, || format!("`{}`", curve.id))?;
            some = true;
        }
    }
    if some { Ok(()) } else { Err(ChartError::NoValues) }
}
