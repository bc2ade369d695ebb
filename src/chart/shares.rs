//! Parts of wholes, as stacked bars: of places in rows, of years in columns.

use super::{
    ChartError, ChartSize, ChartTheme,
    axis::{ValueAxis, tidy, widened, year_ticks},
    checked,
    legend::{Entry, Legend, Mark},
    overlay::{self, Item, ItemLabel, ItemSeries, Number, TextLook, position},
    picture::{Margins, Picture, Reads, Side},
    readout,
    rows::Rows,
    text::{widest, width},
};
use crate::{
    atlas::Lang,
    figure::{Band, ShareRow, SharesMarks},
    i18n::grouped,
};
use charming::{element::ItemStyle, series};
use core::ops::Range;
use std::collections::BTreeSet;

/// The option of stacked shares, as JSON: a row for each place, or a column for each year.
///
/// # Errors
/// [`ChartError`] when there is nothing to draw or the marks contradict themselves.
pub fn shares_option(
    marks: &SharesMarks,
    theme: &ChartTheme,
    size: ChartSize,
    alt: &str,
) -> Result<String, ChartError> {
    let font = size.font_size();
    let axis = axis(marks)?;
    let legend = Legend::of(
        marks.bands.iter().enumerate().map(|(at, band)| Entry {
            color: colour(theme, at, band),
            text: &band.name,
            mark: Mark::Square,
        }),
        theme,
        size,
    );
    let mut margins = Margins { left: 0.0, right: 0.0, top: legend.height, bottom: 0.0 };
    let rows = if marks.years.is_some() {
        margins.top += font / 2.0 + 2.0;
        margins.bottom = 26.0;
        margins.left = widest(axis.labels().iter().map(String::as_str), font) + 10.0;
        // The last year is written below the middle of its column.
        let half_band = margins.plot(size)[0] / marks.rows.len().max(1) as f64 / 2.0;
        margins.right = (width("2000", font) / 2.0 - half_band).max(2.0).ceil();
        None
    } else {
        margins.top += font + 12.0;
        margins.bottom = 4.0;
        let rows = Rows::of(marks.rows.iter(), size, margins.plot(size)[1]);
        margins.left = rows.left;
        let last = axis.labels().last().map_or(0.0, |label| width(label, font) / 2.0);
        margins.right = last.ceil() + 2.0;
        Some(rows)
    };
    let mut picture = Picture::new(theme, size, alt, &margins)?;
    let reads = if rows.is_some() { Reads::Row } else { Reads::Column };
    picture.tooltip(reads, overlay::Rows::ByPosition(readings(marks, theme)))?;
    let axis_ids = ["share", "share-text"];
    let mut notes = legend.notes;
    let cells = Cells::of(marks, &axis, &margins, size);
    match (&rows, &marks.years) {
        (Some(rows), _) => {
            picture.value_axis(axis_ids, Side::Top, &axis, None)?;
            rows.add_axis(&mut picture)?;
        }
        (None, years) => {
            let names = marks.rows.iter().map(|row| row.name.clone()).collect();
            let [plot_width, _] = margins.plot(size);
            let labelled = match years {
                Some(years) if !years.is_empty() && years.len() == marks.rows.len() => {
                    year_ticks(years, plot_width, font * 3.7)
                }
                _ => vec![0, marks.rows.len() - 1],
            };
            picture.year_axis(names, &labelled, true)?;
            picture.value_axis(axis_ids, Side::Left, &axis, None)?;
        }
    }
    for (at, band) in marks.bands.iter().enumerate() {
        let series = series::Bar::new()
            .id(band.id.as_str())
            .name(band.name.as_str())
            .stack("whole")
            .item_style(
                ItemStyle::new()
                    .color(colour(theme, at, band))
                    .border_color(theme.background)
                    .border_width(0.5),
            );
        let font = rows.as_ref().map_or(font, |rows| rows.font) - 1.0;
        let more = ItemSeries {
            bar_category_gap: Some(if rows.is_some() { "20%" } else { "10%" }),
            bar_max_width: Some(if rows.is_some() { 30.0 } else { 64.0 }),
            label: Some(TextLook { position: Some("inside"), ..TextLook::of(font, theme.on_band) }),
            ..ItemSeries::of(cells.items(at, font))
        };
        picture.series(&series, &more)?;
    }
    notes.extend(cells.gaps(font));
    picture.notes("#notes", notes, Vec::new(), false)?;
    if let Some(rows) = &rows {
        rows.add_names(&mut picture, &margins)?;
    }
    picture.finish()
}

/// The colour of a band: its own where it has one in every figure.
fn colour(theme: &ChartTheme, at: usize, band: &Band) -> &'static str {
    band.role.map_or_else(|| theme.band(at), |role| theme.role(role))
}

/// The axis of shares: to 100 %, further only where parts are below zero.
fn axis(marks: &SharesMarks) -> Result<ValueAxis, ChartError> {
    let (mut extent, mut some) = ((0.0, 100.0), false);
    let mut ids = BTreeSet::new();
    for row in &marks.rows {
        if !ids.insert(row.id.as_str()) {
            return Err(ChartError::Twice(row.id.clone()));
        }
        let Some(shares) = &row.shares else { continue };
        let (mut below, mut above) = (0.0, 0.0);
        for share in shares {
            let share = checked(*share, false, || format!("`{}`", row.id))?;
            below += share.min(0.0);
            above += share.max(0.0);
        }
        some = some || !shares.is_empty();
        extent = widened(Some(widened(Some(extent), below)), above);
    }
    let mut ids = BTreeSet::new();
    for band in &marks.bands {
        if !ids.insert(band.id.as_str()) {
            return Err(ChartError::Twice(band.id.clone()));
        }
    }
    if !some || marks.bands.is_empty() {
        return Err(ChartError::NoValues);
    }
    Ok(ValueAxis::of_shares(extent.0, extent.1))
}

fn no_data(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "无数据",
        Lang::En => "no data",
    }
}

/// What is read of each whole; where a part is missing, why.
fn readings(marks: &SharesMarks, theme: &ChartTheme) -> Vec<String> {
    let card = |row: &ShareRow| {
        if row.shares.is_none() {
            let why = row.texts.first().map_or(no_data(marks.lang), String::as_str);
            return readout::card(&row.name, [(None, why, "")].into_iter());
        }
        let parts = marks.bands.iter().zip(&row.texts).enumerate();
        let parts =
            parts.map(|(at, (band, text))| (Some(colour(theme, at, band)), &*band.name, &**text));
        // The last band lies on top of a column, so it is read first there.
        if marks.years.is_some() {
            let parts: Vec<_> = parts.collect();
            readout::card(&row.name, parts.into_iter().rev())
        } else {
            readout::card(&row.name, parts)
        }
    };
    marks.rows.iter().map(card).collect()
}

/// Where the wholes lie.
struct Cells<'a> {
    marks: &'a SharesMarks,
    margins: Margins,
    size: ChartSize,
    /// Pixels of one per cent.
    percent: f64,
    /// Breadth of a row or a column with its gap.
    band: f64,
}

impl<'a> Cells<'a> {
    fn of(marks: &'a SharesMarks, axis: &ValueAxis, margins: &Margins, size: ChartSize) -> Self {
        let [plot_width, plot_height] = margins.plot(size);
        let (along, across) = match marks.years {
            None => (plot_width, plot_height),
            Some(_) => (plot_height, plot_width),
        };
        Self {
            marks,
            margins: *margins,
            size,
            percent: along / (axis.high() - axis.low()),
            band: across / marks.rows.len().max(1) as f64,
        }
    }

    /// Whether rows lie along the horizontal axis.
    fn in_columns(&self) -> bool {
        self.marks.years.is_some()
    }

    /// The parts of one band, with their shares written where there is room.
    fn items(&self, band: usize, font: f64) -> Vec<Item<'a>> {
        let item = |(at, row): (usize, &'a ShareRow)| {
            let share = row.shares.as_ref().and_then(|shares| shares.get(band)).copied();
            let value = share.map_or(Number::default(), |share| Number::Value(tidy(share)));
            let place = Number::Value(at as f64);
            let label = share.map(|share| (share, grouped(share, 0))).filter(|(share, text)| {
                let long = share.abs() * self.percent;
                let room = if self.in_columns() {
                    [self.band * 0.9, long]
                } else {
                    [long, self.band * 0.85]
                };
                width(text, font) + 4.0 <= room[0] && font <= room[1]
            });
            Item {
                id: Some(&row.id),
                value: if self.in_columns() { [place, value] } else { [value, place] },
                label: Some(match label {
                    Some((_, text)) => ItemLabel { formatter: text, ..ItemLabel::default() },
                    None => ItemLabel { show: Some(false), ..ItemLabel::default() },
                }),
                ..Item::default()
            }
        };
        self.marks.rows.iter().enumerate().map(item).collect()
    }

    /// Says where there are no data: in a row, or once for neighbouring columns.
    fn gaps(&self, font: f64) -> Vec<Item<'a>> {
        let text = no_data(self.marks.lang);
        let missing = |at: &usize| self.marks.rows.get(*at).is_some_and(|row| row.shares.is_none());
        let mut gaps: Vec<Range<usize>> = Vec::new();
        for at in (0..self.marks.rows.len()).filter(missing) {
            match gaps.last_mut() {
                Some(gap) if self.in_columns() && gap.end == at => gap.end += 1,
                _ => gaps.push(at..at + 1),
            }
        }
        let [_, plot_height] = self.margins.plot(self.size);
        let note = |gap: Range<usize>| {
            let middle = (gap.start + gap.end) as f64 / 2.0 * self.band;
            let room = (gap.end - gap.start) as f64 * self.band;
            let upright = self.in_columns() && width(text, font) > room;
            let (x, y) = if self.in_columns() {
                (self.margins.left + middle, self.margins.top + plot_height / 2.0)
            } else {
                (self.margins.left + 4.0, self.margins.top + middle)
            };
            // Without room across, the text stands; without room for that, the gap speaks.
            (!upright || font <= room).then(|| Item {
                value: position(x, y),
                label: Some(ItemLabel {
                    formatter: text.to_owned(),
                    align: Some(if self.in_columns() { "center" } else { "left" }),
                    rotate: upright.then_some(90.0),
                    font_size: Some(font.min(self.band.max(7.0) - 1.0)),
                    ..ItemLabel::default()
                }),
                ..Item::default()
            })
        };
        gaps.into_iter().filter_map(note).collect()
    }
}
