//! Tables as lines of text: CSV for files, TSV for the clipboard.

use crate::{
    atlas::Lang,
    figure::{Figure, Row, Table},
};

/// UTF-8 byte order mark.
const MARK: char = '\u{feff}';

/// Whether a file begins with a byte order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bom {
    /// It does: spreadsheet programs then read Chinese names rightly.
    With,
    /// It does not: programs that know no mark would take it for a part of the first heading.
    Without,
}

/// The table of a figure as CSV (RFC 4180): what is shown, published digits without separators,
/// missing values empty; the last two columns say measure, unit, vintage and years, and the source,
/// so that the file explains itself.
pub fn csv(figure: &Figure, lang: Lang, bom: Bom) -> String {
    let mut text = String::new();
    if bom == Bom::With {
        text.push(MARK);
    }
    let Table { caption, columns, rows } = &figure.table;
    let labels = columns.iter().map(|column| column.label.as_str());
    line(&mut text, labels.chain(own_headings(lang)));
    for Row { cells, .. } in rows {
        let cells = cells.iter().map(|cell| cell.plain.as_str());
        line(&mut text, cells.chain([caption.as_str(), &figure.source_line]));
    }
    text
}

/// The headings of the two columns that [`csv`] adds.
pub(crate) const fn own_headings(lang: Lang) -> [&'static str; 2] {
    [lang.pick("指标与口径", "measure"), lang.pick("来源", "source")]
}

/// A table for pasting into a spreadsheet: headings and rows as shown, tabs between cells, published
/// digits without separators.
///
/// The clipboard knows no agreed way to write tabs and line ends inside a cell; they become spaces.
pub fn tsv(table: &Table) -> String {
    let mut text = String::new();
    tabbed(&mut text, table.columns.iter().map(|column| column.label.as_str()));
    for Row { cells, .. } in &table.rows {
        tabbed(&mut text, cells.iter().map(|cell| cell.plain.as_str()));
    }
    text
}

fn line<'a>(text: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push(',');
        }
        let field = guarded(field);
        if field.contains(['"', ',', '\n', '\r']) {
            push_quoted(text, &field);
        } else {
            text.push_str(&field);
        }
    }
    text.push_str("\r\n");
}

fn tabbed<'a>(text: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push('\t');
        }
        let field = guarded(field);
        let breaks = |character: char| {
            character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
        };
        let field = field.replace(breaks, " ");
        // A quotation mark at the beginning opens a quoted cell, which would take in all that follows.
        if field.starts_with('"') {
            push_quoted(text, &field);
        } else {
            text.push_str(&field);
        }
    }
    text.push('\n');
}

fn push_quoted(text: &mut String, field: &str) {
    text.push('"');
    text.push_str(&field.replace('"', "\"\""));
    text.push('"');
}

/// A field that no spreadsheet program runs as a formula: what begins like one gets an apostrophe.
///
/// The beginnings are those of OWASP's "CSV injection", with the full-width signs that East Asian
/// versions take for them.
pub(crate) fn guarded(field: &str) -> String {
    const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if field.starts_with(BEGINNINGS) && !is_signed_quantity(field) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

/// A signed number, perhaps with its unit: `-1.5`, `+4.2%`, `+1.5 pp`. Without operators, brackets and
/// separators it calls nothing.
fn is_signed_quantity(field: &str) -> bool {
    let harmless = |character: char| character.is_alphanumeric() || " .%".contains(character);
    field.strip_prefix(['+', '-']).is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_digit()) && rest.chars().all(harmless)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_would_run_is_kept_from_running_and_signed_quantities_stay() {
        for formula in
            ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "-", "=", "\tx", "\rx", "＝1", "+A1"]
        {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for harmless in ["", "-1.5", "+4.2%", "+1.5 pp", "-0.3 个百分点", "a=b", "330000", "−1"]
        {
            assert_eq!(guarded(harmless), harmless);
        }
    }

    #[test]
    fn a_pasted_table_keeps_its_cells_apart() {
        let mut text = String::new();
        let fields = ["a\tb\r\nc", "\"open", "say \"x\"", "=1", "-2.5", "p\u{2028}q"];
        tabbed(&mut text, fields.into_iter());
        assert_eq!(text, "a b  c\t\"\"\"open\"\tsay \"x\"\t'=1\t-2.5\tp q\n");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_csv(fields in prop::collection::vec(any::<String>(), 2..5)) {
            let mut text = String::new();
            line(&mut text, fields.iter().map(String::as_str));
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            let read: Vec<&str> = row.iter().collect();
            let written: Vec<String> = fields.iter().map(|field| guarded(field)).collect();
            prop_assert_eq!(read, written);
        }

        #[test]
        fn any_text_stays_one_cell_of_a_pasted_table(
            fields in prop::collection::vec(any::<String>(), 1..5),
        ) {
            let mut text = String::new();
            tabbed(&mut text, fields.iter().map(String::as_str));
            prop_assert_eq!(text.matches('\n').count(), 1);
            prop_assert_eq!(text.split('\t').count(), fields.len());
        }
    }
}
