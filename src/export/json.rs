//! A figure's numbers as JSON, written by hand: the same figure gives the same bytes.

use super::datum::{Datum, datum};
use crate::{
    atlas::Lang,
    figure::{Cell, Column, Figure, Row, SourceLine},
};
use core::fmt::Write as _;

/// The table of a figure as JSON with everything that explains it.
///
/// `columns` and `rows` are lists, because headings need not be unique. Numbers carry the digits
/// shown; codes and quantities with a unit of their own are strings; where there is no value stands
/// `null`, and `missing` says why, by positions counted from 0. `measure` is what the numbers are, with
/// unit and edition; the subtitle may speak of a larger unit, in which the chart is drawn.
pub fn json(figure: &Figure, lang: Lang, link: &str) -> String {
    let table = &figure.table;
    let columns = table.columns.iter().map(|column| {
        object(&[("label", quoted(&column.label)), ("numeric", column.numeric.to_string())])
    });
    let rows = table.rows.iter().map(|row| values(&table.columns, row));
    let missing = table.rows.iter().enumerate().flat_map(|(row, Row { cells, .. })| {
        let gaps = cells.iter().enumerate().filter(|(_, cell)| !cell.missing.is_empty());
        gaps.map(move |(column, cell)| gap(row, column, cell))
    });
    let parts = [
        ("title", quoted(&figure.title)),
        ("subtitle", quoted(&figure.subtitle)),
        ("language", quoted(lang.tag())),
        ("link", quoted(link)),
        ("measure", quoted(&table.caption)),
        ("columns", list(columns)),
        ("rows", list(rows)),
        ("missing", list(missing)),
        ("notes", list(figure.notes.iter().map(|note| quoted(note)))),
        ("sources", list(figure.sources.iter().map(source))),
    ];
    let lines = parts.map(|(key, value)| format!("  \"{key}\": {value}"));
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn values(columns: &[Column], row: &Row) -> String {
    let values = columns.iter().zip(&row.cells).map(|(column, cell)| match datum(column, cell) {
        Datum::Nothing => "null".to_owned(),
        Datum::Number(digits) => digits.to_owned(),
        Datum::Percent(_) | Datum::Words(_) => quoted(&cell.plain),
    });
    format!("[{}]", values.collect::<Vec<_>>().join(", "))
}

fn gap(row: usize, column: usize, cell: &Cell) -> String {
    object(&[
        ("row", row.to_string()),
        ("column", column.to_string()),
        ("reason", quoted(&cell.missing)),
    ])
}

fn source(line: &SourceLine) -> String {
    object(&[
        ("id", quoted(&line.id)),
        ("office", quoted(&line.office)),
        ("publisher", quoted(&line.publisher)),
        ("table", quoted(&line.table)),
        ("where_found", quoted(&line.where_found)),
        ("licence", quoted(&line.licence)),
        ("note", quoted(&line.note)),
    ])
}

/// An object in one line; its values are JSON already.
pub(crate) fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{{}}}", fields.join(", "))
}

/// A list with a line for each item; the items are JSON already.
fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("    {item}")).collect();
    if items.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", items.join(",\n")) }
}

/// A text as a JSON string. Line separators are written by number too: JavaScript before 2019 took
/// them for the end of a line.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{2028}' | '\u{2029}' => push_number(&mut out, character),
            _ if character.is_control() => push_number(&mut out, character),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

fn push_number(out: &mut String, character: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{:04x}", u32::from(character));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn control_characters_and_line_separators_are_written_by_number() {
        assert_eq!(
            quoted("a\"b\\c\n\r\t\u{0}\u{1f}\u{7f}\u{2028}\u{2029}省😀"),
            r#""a\"b\\c\n\r\t\u0000\u001f\u007f\u2028\u2029省😀""#
        );
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_json(text: String) {
            let read: String = serde_json::from_str(&quoted(&text)).unwrap();
            prop_assert_eq!(read, text);
        }
    }
}
