//! Taking numbers away: files of exactly what is shown.

mod html;

pub use html::map_figure;

use crate::figure::{Figure, Row};

/// UTF-8 byte order mark: with it, spreadsheet programs read Chinese names in a CSV file rightly.
const BOM: char = '\u{feff}';

/// The table of a figure as CSV (RFC 4180, with a byte order mark): what is shown, published digits
/// without separators, missing values empty; the last two columns say measure,
/// unit, vintage and years, and the source, so that the file explains itself.
pub fn csv(figure: &Figure) -> String {
    let mut text = String::from(BOM);
    let labels = figure.table.columns.iter().map(|column| column.label.as_str());
    line(&mut text, labels.chain(["measure", "source"]));
    for Row { cells, .. } in &figure.table.rows {
        let cells = cells.iter().map(|cell| cell.plain.as_str());
        line(&mut text, cells.chain([figure.table.caption.as_str(), &figure.source_line]));
    }
    text
}

fn line<'a>(text: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push(',');
        }
        // What begins with = + @ would be run as a formula by spreadsheet programs; a signed number
        // is only a number.
        let number = field.bytes().skip(1).all(|byte| byte.is_ascii_digit() || byte == b'.');
        let formula = field.starts_with(['=', '+', '@', '\t']) && !number;
        let guarded;
        let field = if formula {
            guarded = format!("'{field}");
            guarded.as_str()
        } else {
            field
        };
        if field.contains(['"', ',', '\n', '\r']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(field);
        }
    }
    text.push_str("\r\n");
}
