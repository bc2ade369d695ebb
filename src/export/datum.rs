//! What a cell is to a program that reads a file.

use crate::figure::{Cell, Column};

/// The most digits that an `f64` keeps, and so every reader of JSON and every spreadsheet.
const MAX_DIGITS: usize = 15;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Datum<'a> {
    /// No value.
    Nothing,
    /// A decimal number as JSON writes it, with the digits shown.
    Number(&'a str),
    /// A number of hundredths, without its sign for per cent.
    Percent(&'a str),
    /// Words, or digits that are a name: codes of places.
    Words(&'a str),
}

/// What a cell in a column holds.
pub(crate) fn datum<'a>(column: &Column, cell: &'a Cell) -> Datum<'a> {
    if !cell.missing.is_empty() {
        return Datum::Nothing;
    }
    if !column.numeric {
        return Datum::Words(&cell.plain);
    }
    if cell.plain.is_empty() {
        return Datum::Nothing;
    }
    if let Some(number) = decimal(&cell.plain) {
        return Datum::Number(number);
    }
    match cell.plain.strip_suffix('%').and_then(decimal) {
        Some(hundredths) => Datum::Percent(hundredths),
        None => Datum::Words(&cell.plain),
    }
}

/// A text as a decimal number, without the plus that neither JSON nor XML Schema allows everywhere.
/// A number too long to be kept is none, so that no reader rounds it.
fn decimal(text: &str) -> Option<&str> {
    let number = text.strip_prefix('+').unwrap_or(text);
    let digits = match number.strip_prefix('-') {
        Some(digits) if number.len() == text.len() => digits,
        Some(_) => return None,
        None => number,
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let padded = whole.len() > 1 && whole.starts_with('0');
    let short = digits.bytes().filter(u8::is_ascii_digit).count() <= MAX_DIGITS;
    (all_digits(whole) && all_digits(fraction) && !padded && short).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(numeric: bool) -> Column {
        Column { label: String::new(), numeric }
    }

    fn cell(plain: &str) -> Cell {
        Cell { text: plain.to_owned(), plain: plain.to_owned(), ..Cell::default() }
    }

    #[test]
    fn numbers_are_told_from_what_looks_like_them() {
        for number in ["0", "31.50", "-0.4", "123456789012345", "0.00"] {
            assert_eq!(datum(&column(true), &cell(number)), Datum::Number(number));
            assert_eq!(datum(&column(false), &cell(number)), Datum::Words(number));
        }
        assert_eq!(datum(&column(true), &cell("+0.15")), Datum::Number("0.15"));
        assert_eq!(datum(&column(true), &cell("+4.2%")), Datum::Percent("4.2"));
        assert_eq!(datum(&column(true), &cell("-1.0%")), Datum::Percent("-1.0"));
        for words in [
            "007",
            "1.",
            ".5",
            "-",
            "+",
            "+-1",
            "--1",
            "1e5",
            "1.2.3",
            "%",
            "+1.5 pp",
            "−1",
            "NaN",
            "1234567890123456",
        ] {
            assert_eq!(datum(&column(true), &cell(words)), Datum::Words(words), "{words}");
        }
    }

    #[test]
    fn what_is_missing_is_nothing_and_an_empty_text_is_a_text() {
        let missing = Cell { missing: "no data".to_owned(), ..cell("7") };
        assert_eq!(datum(&column(true), &missing), Datum::Nothing);
        assert_eq!(datum(&column(false), &missing), Datum::Nothing);
        assert_eq!(datum(&column(true), &cell("")), Datum::Nothing);
        assert_eq!(datum(&column(false), &cell("")), Datum::Words(""));
    }
}
