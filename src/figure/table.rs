//! Tables: the same numbers as the chart, for reading, sorting and taking away.

use super::{
    Figure, Marks, Years,
    describe::{self, Shown},
};
use crate::{
    atlas::{Atlas, Lang, PlaceId},
    i18n::{Scale, exact, grouped, year_span},
    query::{Transform, value},
    spec::Spec,
};
use core::ops::RangeInclusive;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Heading.
    pub label: String,
    /// Whether it holds numbers.
    pub numeric: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// As a reader sees it; a dash where there is no value.
    pub text: String,
    /// As a program reads it: published digits without separators, empty where there is no value.
    pub plain: String,
    /// For sorting.
    pub number: Option<f64>,
    /// Why there is no value; empty where there is one.
    pub missing: String,
}

impl Cell {
    /// A cell with words.
    pub(super) fn words(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { plain: text.clone(), text, ..Self::default() }
    }

    /// A cell without a value.
    pub(super) fn missing(why: String) -> Self {
        Self { text: "–".to_owned(), missing: why, ..Self::default() }
    }

    /// A cell with a number that is shown and given in the same digits.
    pub(super) fn number(number: f64, decimals: usize) -> Self {
        Self {
            text: grouped(number, decimals),
            plain: format!("{number:.decimals$}"),
            number: Some(number),
            missing: String::new(),
        }
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The place it is about.
    pub place: PlaceId,
    /// Cells, one for each column.
    pub cells: Vec<Cell>,
}

/// A table with its caption.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the numbers are, with unit.
    pub caption: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
}

pub(super) fn text_column(label: &str) -> Column {
    Column { label: label.to_owned(), numeric: false }
}

pub(super) fn number_column(label: impl Into<String>) -> Column {
    Column { label: label.into(), numeric: true }
}

/// Name and code, with which every row begins.
pub(super) fn head(atlas: &Atlas, place: PlaceId, lang: Lang) -> [Cell; 2] {
    let row = atlas.place(place);
    let name = row.name.get(lang);
    [Cell::words(name), Cell::words(row.id.clone())]
}

pub(super) fn head_columns(lang: Lang) -> [Column; 2] {
    [text_column(lang.pick("地区", "Place")), text_column(lang.pick("代码", "Code"))]
}

/// The unit in which tables show values: the indicator's own, so that published digits stay.
pub(super) fn unit_label(atlas: &Atlas, spec: &Spec, lang: Lang) -> String {
    match spec.transform {
        Transform::Level => atlas.unit_of(spec.indicator).symbol.get(lang).to_owned(),
        Transform::Index | Transform::RelativeToNation => Scale::index("").label,
    }
}

/// The value of a place in a year as a cell: published digits where there are any.
pub(super) fn value_cell(shown: Shown<'_>, place: PlaceId, year: u16, lang: Lang) -> Cell {
    let Shown { atlas, spec, .. } = shown;
    if spec.transform == Transform::Level {
        return match value(atlas, spec.measure(), place, year) {
            Ok(found) => match found.exact {
                Some(published) => Cell {
                    text: exact(published),
                    plain: published.to_string(),
                    number: Some(found.number),
                    missing: String::new(),
                },
                None => Cell::number(
                    found.number,
                    usize::from(atlas.indicator(spec.indicator).decimals),
                ),
            },
            Err(why) => Cell::missing(describe::reason(atlas, why, lang)),
        };
    }
    match shown.at(place, year) {
        Ok(number) => Cell::number(number, 1),
        Err(why) => Cell::missing(describe::reason(atlas, why, lang)),
    }
}

/// Places by years.
pub(super) fn over_years(
    shown: Shown<'_>,
    places: &[PlaceId],
    span: &RangeInclusive<u16>,
    lang: Lang,
) -> Table {
    let Shown { atlas, spec, base } = shown;
    let unit = unit_label(atlas, spec, lang);
    let mut columns = head_columns(lang).to_vec();
    columns.extend(span.clone().map(|year| number_column(year.to_string())));
    let row = |place: &PlaceId| {
        let values = span.clone().map(|year| value_cell(shown, *place, year, lang));
        Row { place: *place, cells: head(atlas, *place, lang).into_iter().chain(values).collect() }
    };
    Table {
        caption: describe::subtitle(atlas, spec, &year_span(span), &unit, base, lang),
        columns,
        rows: places.iter().map(row).collect(),
    }
}

/// All places and years; only those of the range where the link gives one.
pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let span = match spec.time.from {
        Some(_) => years.from..=years.year,
        None => years.all.clone(),
    };
    let places = super::places_shown(atlas, spec);
    let table = over_years(Shown::new(atlas, spec, years), &places, &span, lang);
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let missing = cells.filter(|cell| !cell.missing.is_empty()).count();
    let (sources, source_line) = describe::source_lines(atlas, spec, &places, &span, lang);
    let (caption, count) = (table.caption.clone(), table.rows.len());
    let alt = match lang {
        Lang::Zh => format!("表：{caption}。{count} 个地区；{missing} 处无数据。"),
        Lang::En => format!("Table: {caption}. {count} places; {missing} cells without data."),
    };
    Figure {
        title: atlas.indicator(spec.indicator).name.get(lang).to_owned(),
        subtitle: caption,
        marks: Marks::Table,
        notes: describe::notes(atlas, spec, &places, &span, lang),
        source_line,
        sources,
        table,
        alt,
    }
}
