//! What the measuring room says, as snapshots that double as examples: run with `UPDATE_EXPECT=1` to
//! rewrite; and that its numbers are those of `stats` on the values of the atlas.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use expect_test::expect_file;
use prosperity_atlas::{
    atlas::{Atlas, Lang},
    figure::{
        Extent, Figure, MEASURED, Marks,
        documents::{Edition, coefficient_of_variation},
        figure,
        inequality::workings,
    },
    query::{Geography, value},
    spec::{Spec, View, parse},
    stats::{Sample, gini, theil_t},
};
use std::{fmt::Write as _, sync::LazyLock};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let file = |name: &str| {
        std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
});

fn of(link: &str, lang: Lang) -> (Spec, Figure) {
    let (spec, notices) = parse(&ATLAS, link);
    assert_eq!(notices, [], "{link}");
    let found = figure(&ATLAS, &spec, lang);
    (spec, found)
}

/// A figure in words, with the first rows of its table.
fn told(link: &str, lang: Lang) -> String {
    let (_, found) = of(link, lang);
    let mut text = format!("## {link} ({})\n\n", lang.code());
    for line in [&found.title, &found.subtitle, &found.alt, &found.source_line] {
        writeln!(text, "{line}").unwrap();
    }
    for note in &found.notes {
        writeln!(text, "- {note}").unwrap();
    }
    if let Some(why) = found.nothing() {
        writeln!(text, "nothing: {why}").unwrap();
    }
    let columns: Vec<&str> = found.table.columns.iter().map(|one| one.label.as_str()).collect();
    writeln!(text, "\n{}", columns.join(" | ")).unwrap();
    for row in found.table.rows.iter().take(3) {
        let cell = |cell: &prosperity_atlas::figure::Cell| match cell.missing.as_str() {
            "" => cell.text.clone(),
            why => format!("{} ({why})", cell.text),
        };
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        writeln!(text, "{}", cells.join(" | ")).unwrap();
    }
    text.push('\n');
    text
}

#[test]
fn every_view_says_what_it_found() {
    let mut text = String::new();
    for view in View::ROOM {
        for lang in Lang::ALL {
            text.push_str(&told(&format!("#/inequality?view={}", view.code()), lang));
        }
    }
    expect_file!["figures/inequality.md"].assert_eq(&text);
}

#[test]
fn choices_change_what_is_said() {
    let links = [
        "#/inequality?view=decomposition&index=gini",
        "#/inequality?view=decomposition&index=hoover",
        "#/inequality?view=decomposition&groups=沿海:310000~330000~440000!320000~350000",
        "#/inequality?view=lorenz&time=2010..2020&weights=population",
        "#/inequality?indicator=disposable_income&view=measures&weights=population",
        "#/inequality?view=clusters&neighbours=nearest-4&significance=0.01&fdr=on&draws=9999&seed=7",
        "#/inequality?view=influence&index=atkinson-0.5&among=310000~330000~440000~520000",
        "#/inequality?view=mobility&states=5&time=2011..2019",
        "#/inequality?indicator=disposable_income&level=zhejiang_counties&view=decomposition",
    ];
    let mut text = String::new();
    for link in links {
        for lang in Lang::ALL {
            text.push_str(&told(link, lang));
        }
    }
    expect_file!["figures/inequality-choices.md"].assert_eq(&text);
}

#[test]
fn what_cannot_be_measured_says_why_in_a_sentence() {
    let links = [
        // One place, no neighbours, one group, one year.
        "#/inequality?indicator=gini&level=nation",
        "#/inequality?view=moran&among=110000~460000",
        "#/inequality?view=moran&among=110000~460000~650000",
        "#/inequality?view=decomposition&among=110000~310000",
        "#/inequality?view=convergence&time=2015..2015",
        "#/inequality?view=mobility&time=2015..2015",
        "#/inequality?level=shanghai_districts&view=clusters&indicator=gdp",
    ];
    for link in links {
        for lang in Lang::ALL {
            let (_, found) = of(link, lang);
            let why = found.nothing().unwrap_or_else(|| panic!("{link} shows something"));
            assert!(why.chars().count() > 15, "{link}: {why}");
            assert!(why.ends_with(['。', '.']), "{link}: {why}");
        }
    }
}

#[test]
fn document_001_figure_3_is_reproduced() {
    let preset = MEASURED.iter().find(|one| one.id == "inequality-document-001").unwrap();
    let (_, found) = of(preset.link, Lang::En);
    let Marks::Trend(marks) = &found.marks else { panic!("no lines") };
    let own = &marks.lines[0];
    assert_eq!((*marks.years.start(), *marks.years.end()), (2011, 2019));
    for point in &own.points {
        let expected = coefficient_of_variation(&ATLAS, Edition::Document, point.year).unwrap();
        let value = point.value.unwrap();
        assert!((value - expected).abs() < 1e-12 * expected, "{}: {value}", point.year);
    }
    // Three decimals of the document's own numbers are checked where its figure is: 001-figure-3.
}

#[test]
fn the_revision_shows_one_index_in_every_edition() {
    let preset = MEASURED.iter().find(|one| one.id == "inequality-revision").unwrap();
    let (spec, found) = of(preset.link, Lang::Zh);
    let Marks::Trend(marks) = &found.marks else { panic!("no lines") };
    assert!(marks.lines.len() >= 3, "{} editions", marks.lines.len());
    // The line of the edition chosen is Gini's coefficient of the values of its year.
    let year = 2015;
    let all: Vec<f64> = Geography::Provinces
        .places(&ATLAS)
        .into_iter()
        .filter_map(|place| value(&ATLAS, spec.measure(), place, year).ok())
        .map(|found| found.number)
        .collect();
    assert_eq!(all.len(), 31);
    let expected = gini(&Sample::new(&all).unwrap()).unwrap();
    let point = marks.lines[0].points.iter().find(|point| point.year == year).unwrap();
    assert!((point.value.unwrap() - expected).abs() < 1e-15);
}

#[test]
fn weights_are_those_of_the_population() {
    let (spec, found) = of("#/inequality?weights=population&time=2019..2019", Lang::En);
    let Marks::Trend(marks) = &found.marks else { panic!("no lines") };
    let population = ATLAS.indicator_by_id("population_resident").unwrap();
    let people = Spec::of_indicator(&ATLAS, population).measure();
    let (mut values, mut weights) = (Vec::new(), Vec::new());
    for place in Geography::Provinces.places(&ATLAS) {
        if let Ok(found) = value(&ATLAS, spec.measure(), place, 2019) {
            values.push(found.number);
            weights.push(value(&ATLAS, people, place, 2019).unwrap().number);
        }
    }
    let expected = theil_t(&Sample::weighted(&values, &weights).unwrap()).unwrap();
    let point = marks.lines[0].points.last().unwrap();
    assert_eq!(point.year, 2019);
    assert!((point.value.unwrap() - expected).abs() < 1e-15);
}

#[test]
fn parts_add_up_to_the_index() {
    for index in ["theil_t", "theil_l", "ge-2", "gini", "ge--1"] {
        for weights in ["equal", "population"] {
            let link = format!("#/inequality?view=decomposition&weights={weights}&index={index}");
            let (spec, _) = parse(&ATLAS, &link);
            let found = figure(&ATLAS, &spec, Lang::En);
            assert!(found.table.rows.len() > 10, "{link}");
            for row in &found.table.rows {
                let numbers: Vec<f64> =
                    row.cells.iter().skip(1).filter_map(|one| one.number).collect();
                let (total, parts) = numbers.split_first().unwrap();
                let sum: f64 = parts.iter().sum();
                assert!((sum - total).abs() <= 1e-12 * total, "{link}: {sum} {total}");
            }
        }
    }
}

#[test]
fn every_measure_shows_how_it_was_computed() {
    for link in ["#/inequality?view=measures", "#/inequality?view=measures&weights=population"] {
        let (spec, found) = of(link, Lang::En);
        let years = Extent::of(&ATLAS, &spec).unwrap().years(spec.time);
        for lang in Lang::ALL {
            let all = workings(&ATLAS, &spec, &years, lang);
            assert_eq!(all.len(), found.table.rows.len());
            for one in &all {
                let last = one.lines.last().unwrap();
                assert_eq!(last, &format!("= {}", one.value), "{}", one.name);
                assert!(one.lines.len() >= 2 && !one.formula.is_empty(), "{}", one.name);
            }
        }
    }
}

#[test]
fn a_seed_gives_the_same_map_every_time() {
    let link = "#/inequality?view=clusters&draws=499&seed=42";
    let (first, again) = (of(link, Lang::En).1, of(link, Lang::En).1);
    assert_eq!(first, again);
    let other = of("#/inequality?view=clusters&draws=499&seed=43", Lang::En).1;
    assert_ne!(first.table, other.table);
}
