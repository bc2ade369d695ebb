//! Tables: the same numbers as the chart, for reading, sorting and taking away.

use super::{Figure, Marks, Years, choropleth, describe, shown::Shown};
use crate::{
    atlas::{Atlas, Lang, PlaceId},
    i18n::{Scale, exact, grouped, year_span},
    query::{Missing, normalise},
    spec::{Rows, Sort, SortColumn, Spec, TableChoice},
};
use core::{cmp::Ordering, ops::RangeInclusive};

/// Columns in front of the values: name and code.
const HEAD: usize = 2;

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
    /// Text id of the observation of a document that it shows; empty for all other values.
    pub observation: String,
}

/// Plain digits for programs; no minus before zero.
fn plain(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let is_zero = !text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    if is_zero { text.trim_start_matches('-').to_owned() } else { text }
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
            plain: plain(number, decimals),
            number: Some(number),
            ..Self::default()
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

/// A number of a scale of its own as a cell.
pub(super) fn scaled_cell(scale: &Scale, number: f64) -> Cell {
    let decimals = scale.decimals;
    Cell {
        text: scale.cell(number),
        plain: plain(number, decimals),
        number: Some(number),
        ..Cell::default()
    }
}

/// A number, or why there is none.
pub(super) fn found_cell(
    atlas: &Atlas,
    scale: &Scale,
    found: Result<f64, Missing>,
    lang: Lang,
) -> Cell {
    match found {
        Ok(number) => scaled_cell(scale, number),
        Err(why) => Cell::missing(describe::reason(atlas, why, lang)),
    }
}

/// The value of a place in a year as a cell: published digits where there are any. A value of another
/// year bears that year.
pub(super) fn value_cell(shown: &Shown<'_>, place: PlaceId, year: u16, lang: Lang) -> Cell {
    let scale = shown.table_scale(lang);
    if !shown.is_level() {
        return found_cell(shown.atlas, &scale, shown.at(place, year), lang);
    }
    let (found, of) = match shown.value_near(place, year) {
        Ok(found) => found,
        Err(why) => return Cell::missing(describe::reason(shown.atlas, why, lang)),
    };
    let mut cell = match found.exact {
        Some(published) => Cell {
            text: exact(published),
            plain: published.to_string(),
            number: Some(found.number),
            ..Cell::default()
        },
        None => scaled_cell(&scale, found.number),
    };
    if of != year {
        let year = format!("{}{of}{}", lang.pick("（", " ("), lang.pick("）", ")"));
        cell.text += &year;
    }
    cell
}

/// Places by years.
pub(super) fn over_years(
    shown: &Shown<'_>,
    places: &[PlaceId],
    span: &RangeInclusive<u16>,
    lang: Lang,
) -> Table {
    let chosen: Vec<u16> = span.clone().collect();
    let table = over_chosen(shown, places, &chosen, lang);
    let caption = describe::subtitle(shown, &year_span(span), &shown.table_unit(lang), lang);
    Table { caption, ..table }
}

/// Places by a few years.
pub(super) fn over_chosen(
    shown: &Shown<'_>,
    places: &[PlaceId],
    chosen: &[u16],
    lang: Lang,
) -> Table {
    let mut columns = head_columns(lang).to_vec();
    columns.extend(chosen.iter().map(|year| number_column(year.to_string())));
    let row = |place: &PlaceId| {
        let values = chosen.iter().map(|year| value_cell(shown, *place, *year, lang));
        let head = head(shown.atlas, *place, lang);
        Row { place: *place, cells: head.into_iter().chain(values).collect() }
    };
    let years = chosen.iter().map(u16::to_string).collect::<Vec<_>>();
    let years = years.join(lang.pick("、", ", "));
    Table {
        caption: describe::subtitle(shown, &years, &shown.table_unit(lang), lang),
        columns,
        rows: places.iter().map(row).collect(),
    }
}

/// All places and years, only those of the range where the link gives one; or one year with ranks.
pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let span = match (spec.table.rows, spec.time.from) {
        (Rows::Year, _) => years.year..=years.year,
        (Rows::Years, Some(_)) => years.from..=years.year,
        (Rows::Years, None) => years.all.clone(),
    };
    let places = super::places_shown(atlas, spec);
    let shown = Shown::new(atlas, spec, years);
    let table = match spec.table.rows {
        Rows::Years => over_years(&shown, &places, &span, lang),
        Rows::Year => choropleth::year_table(&shown, &spec.level.places(atlas), years.year, lang),
    };
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let missing = cells.filter(|cell| !cell.missing.is_empty()).count();
    let (sources, source_line) = describe::source_lines(atlas, spec, &places, &span, lang);
    let (caption, count) = (table.caption.clone(), table.rows.len());
    let alt = match lang {
        Lang::Zh => format!("表：{caption}。{count} 个地区；{missing} 处无数据。"),
        Lang::En => format!("Table: {caption}. {count} places; {missing} cells without data."),
    };
    Figure {
        title: shown.subject(lang),
        subtitle: caption,
        marks: Marks::Table,
        remarks: describe::remarks(atlas, spec, lang),
        notes: describe::notes(atlas, spec, &places, &span, lang),
        source_line,
        sources,
        table,
        alt,
    }
}

/// A table with only the rows that hold the text searched for, in the order chosen. Rows without a value
/// stand last in either direction.
#[must_use]
pub fn arranged(table: &Table, choice: &TableChoice) -> Table {
    let wanted = normalise(&choice.find);
    let found = |row: &&Row| {
        wanted.is_empty()
            || row.cells.iter().take(HEAD).any(|cell| normalise(&cell.text).contains(&wanted))
    };
    let mut rows: Vec<Row> = table.rows.iter().filter(found).cloned().collect();
    if let Some(Sort { column, descending }) = choice.sort {
        let at = match column {
            SortColumn::Name => Some(0),
            SortColumn::Code => Some(1),
            SortColumn::Year(year) => {
                let year = year.to_string();
                table.columns.iter().position(|column| column.label.ends_with(&year))
            }
        };
        // Stable: what is equal keeps the order in which it came.
        if let Some(at) = at {
            crate::order::sort_by(&mut rows, |a, b| {
                compare(a.cells.get(at), b.cells.get(at), descending)
            });
        }
    }
    Table { caption: table.caption.clone(), columns: table.columns.clone(), rows }
}

fn compare(a: Option<&Cell>, b: Option<&Cell>, descending: bool) -> Ordering {
    let number = |cell: Option<&Cell>| cell.and_then(|cell| cell.number);
    let empty = |cell: Option<&Cell>| cell.is_none_or(|cell| cell.plain.is_empty());
    let direction = |order: Ordering| if descending { order.reverse() } else { order };
    match (number(a), number(b)) {
        (Some(a), Some(b)) => direction(a.total_cmp(&b)),
        (None, None) if !empty(a) && !empty(b) => {
            direction(a.map(|cell| &cell.plain).cmp(&b.map(|cell| &cell.plain)))
        }
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}
