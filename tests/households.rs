//! Figures about household incomes: their numbers against those computed from the CSV files by
//! `tests/fixtures/reference/households.py`, and their words as snapshots (`UPDATE_EXPECT=1` writes them
//! anew).

#![allow(clippy::needless_raw_string_hashes, reason = "expect_test writes the snapshots so")]
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use expect_test::{Expect, expect};
use prosperity_atlas::{
    atlas::{Atlas, Lang},
    bundle,
    figure::{Figure, Marks, Row, inequality::Household},
};
use serde_json::Value;
use std::{fmt::Write as _, sync::LazyLock};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| bundle::atlas().unwrap());

static REFERENCE: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reference/households.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
});

/// Relative agreement asked for.
const AGREEMENT: f64 = 1e-10;

fn agree(found: &[Option<f64>], expected: &Value, what: &str) {
    let expected: Vec<f64> =
        expected.as_array().unwrap().iter().map(|one| one.as_f64().unwrap()).collect();
    assert_eq!(found.len(), expected.len(), "{what}");
    for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
        let found = found.unwrap();
        let apart = (found - expected).abs();
        assert!(apart <= AGREEMENT * expected.abs(), "{what} {at}: {found} {expected}");
    }
}

/// Numbers of a row from a column on.
fn from(row: &Row, column: usize) -> Vec<Option<f64>> {
    row.cells[column..].iter().map(|cell| cell.number).collect()
}

#[test]
fn bounds_and_share_ratios_of_fifths_agree() {
    let table = Household::Quintiles.figure(&ATLAS, Lang::En).table;
    let reference = &REFERENCE["quintiles"];
    let names =
        [("All residents", "all"), ("Urban residents", "urban"), ("Rural residents", "rural")];
    let mut count = 0;
    for (label, name) in names {
        for (year, expected) in reference[name].as_object().unwrap() {
            let is_it = |row: &&Row| row.cells[0].text == label && row.cells[1].text == *year;
            let row = table.rows.iter().find(is_it).unwrap();
            let mut numbers = from(row, 2);
            // The published coefficient is not computed.
            let published = numbers.remove(2);
            assert_eq!(published.is_some(), name == "all", "{label} {year}");
            agree(&numbers, expected, &format!("{label} {year}"));
            count += 1;
        }
    }
    assert_eq!(count, table.rows.len());
}

#[test]
fn sources_of_income_agree() {
    let table = Household::IncomeSources.figure(&ATLAS, Lang::En).table;
    for (year, expected) in REFERENCE["income_sources"].as_object().unwrap() {
        let rows: Vec<&Row> = table.rows.iter().filter(|row| row.cells[0].text == *year).collect();
        let (total, sources) = rows.split_last().unwrap();
        let parts = expected["sources"].as_array().unwrap();
        assert_eq!(sources.len(), parts.len());
        for (row, part) in sources.iter().zip(parts) {
            agree(&from(row, 2), part, &format!("{year} {}", row.cells[1].text));
        }
        agree(&[total.cells[3].number], &Value::from(vec![expected["total"].clone()]), year);
    }
}

#[test]
fn nested_parts_agree() {
    let table = Household::Nested.figure(&ATLAS, Lang::En).table;
    let reference = REFERENCE["nested"].as_object().unwrap();
    assert_eq!(table.rows.len(), reference.len());
    for row in &table.rows {
        let year = &row.cells[0].text;
        agree(&from(row, 1)[..4], &reference[year]["t"], &format!("{year} T"));
        agree(&from(row, 1)[4..], &reference[year]["l"], &format!("{year} L"));
    }
}

/// What is drawn, in a few lines.
fn drawn(figure: &Figure) -> Vec<String> {
    match &figure.marks {
        Marks::Trend(trend) => trend
            .lines
            .iter()
            .map(|line| {
                let texts: Vec<&str> = line.points.iter().map(|one| one.text.as_str()).collect();
                format!("{}: {}", line.name, texts.join(", "))
            })
            .collect(),
        Marks::Shares(shares) => {
            let bands: Vec<&str> = shares.bands.iter().map(|band| band.name.as_str()).collect();
            let rows =
                shares.rows.iter().map(|row| format!("{}: {}", row.name, row.texts.join(", ")));
            [bands.join(" | ")].into_iter().chain(rows).collect()
        }
        other => vec![format!("{other:?}")],
    }
}

/// The words of a figure in both languages, with the last row of its table.
fn check(one: Household, expected: &Expect) {
    let mut text = String::new();
    for lang in Lang::ALL {
        let figure = one.figure(&ATLAS, lang);
        writeln!(text, "# {}\n{}\nalt: {}", figure.title, figure.subtitle, figure.alt).unwrap();
        for line in drawn(&figure) {
            writeln!(text, "{line}").unwrap();
        }
        for note in &figure.notes {
            writeln!(text, "- {note}").unwrap();
        }
        writeln!(text, "{} ({})", figure.source_line, figure.sources.len()).unwrap();
        let table = &figure.table;
        let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
        let cells = table.rows.last().unwrap().cells.iter().map(|cell| cell.text.as_str());
        let cells = cells.collect::<Vec<_>>().join(" | ");
        writeln!(
            text,
            "{}: {} rows\n{}\n{cells}",
            table.caption,
            table.rows.len(),
            labels.join(" | ")
        )
        .unwrap();
    }
    expected.assert_eq(&text);
}

#[test]
fn fifths_and_the_official_gini_coefficient() {
    check(Household::Quintiles, &expect![[r#""#]]);
}

#[test]
fn sources_of_the_gap_between_town_and_country() {
    check(Household::IncomeSources, &expect![[r#""#]]);
}

#[test]
fn regions_provinces_town_and_country() {
    check(Household::Nested, &expect![[r#""#]]);
}
