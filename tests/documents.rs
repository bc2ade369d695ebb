//! The tables and figures of the documents: what they say, as snapshots; what the paper prints, met by the
//! panel; and that nothing printed is left out. `UPDATE_EXPECT=1` rewrites the snapshots.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use expect_test::expect_file;
use prosperity_atlas::{
    atlas::{Atlas, DocumentId, Lang},
    figure::{
        Cell, Figure, Line, LineForm, Marks,
        documents::{
            Edition, Entry, Showing, Standing, coefficient_of_variation, entries, entries_of,
            gdp_per_person, part, standing, structure,
        },
    },
    query::{Denominator, Measure, value},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::LazyLock,
};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let file = |name: &str| {
        std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
});

fn figure(id: &str, lang: Lang) -> Figure {
    part(id).unwrap().1.figure(&ATLAS, lang)
}

/// The value that the ledger has under a text id.
fn printed(id: &str) -> f64 {
    let all = &ATLAS.documents().observations;
    all.iter().find(|one| one.id == id).unwrap().value.to_f64()
}

fn gdp(region: &str, year: u16) -> f64 {
    let place = ATLAS.place_by_id(region).unwrap();
    gdp_per_person(&ATLAS, Edition::Document, place, year).unwrap()
}

fn near(one: f64, other: f64, within: f64) {
    assert!((one - other).abs() < within, "{one} and {other}");
}

const OTHERS: [(&str, &str); 3] = [("central", "CN-C"), ("west", "CN-W"), ("northeast", "CN-NE")];

#[test]
fn coefficients_of_variation_are_those_of_figure_3() {
    let of = |year| coefficient_of_variation(&ATLAS, Edition::Document, year).unwrap();
    for year in [2011, 2014, 2018] {
        let printed = printed(&format!("001.gdp_pc_cv.CN.{year}"));
        assert_eq!(format!("{:.3}", of(year)), format!("{printed:.3}"));
    }
    assert_eq!(format!("{:.4}", of(2019)), "0.4730");
    near(printed("001.gdp_pc_cv.CN.2019"), 0.472, 1e-12);
    let path: Vec<String> = (2011..=2019).map(|year| format!("{:.4}", of(year))).collect();
    assert_eq!(
        path,
        ["0.4831", "0.4611", "0.4510", "0.4498", "0.4623", "0.4740", "0.4748", "0.4772", "0.4730"]
    );
    // The denominator of the year before gives what is printed, and the note says so.
    let notes = figure("001-figure-3", Lang::En).notes.join(" ");
    assert!(notes.contains("0.4730 recomputed, 0.472 printed"), "{notes}");
    assert!(notes.contains("it would be 0.4720"), "{notes}");
    let of = |edition| coefficient_of_variation(&ATLAS, edition, 2019).unwrap();
    assert_eq!(format!("{:.4}", of(Edition::RevisedPopulation)), "0.4512");
    assert_eq!(format!("{:.4}", of(Edition::Current)), "0.4658");
}

#[test]
fn gaps_are_those_of_figure_2() {
    for (region, code) in OTHERS {
        for year in [2011, 2019] {
            let (east, other) = (gdp("east", year), gdp(region, year));
            let relative = printed(&format!("001.gdp_pc_gap_rel.{code}.{year}"));
            near((east - other) / east * 100.0, relative, 0.01);
        }
        let gap = |year| gdp("east", year) - gdp(region, year);
        near(gap(2019), printed(&format!("001.gdp_pc_gap_abs.{code}.2019")), 1.0);
        let change = printed(&format!("001.gdp_pc_gap_abs_change.{code}.2011-2019"));
        near(gap(2019) - gap(2011), change, 1.0);
    }
}

#[test]
fn patents_are_those_granted() {
    let measure = |id: &str| Measure {
        indicator: ATLAS.indicator_by_id(id).unwrap(),
        vintage: ATLAS.vintage_by_id("standard").unwrap(),
        denominator: Denominator::YearEnd,
    };
    let at = |id: &str, region: &str, year| {
        value(&ATLAS, measure(id), ATLAS.place_by_id(region).unwrap(), year).unwrap().number
    };
    for (region, code) in OTHERS.into_iter().chain([("east", "CN-E")]) {
        for year in [2011, 2020] {
            let printed = printed(&format!("001.patent_applications.{code}.{year}"));
            near(at("patent_grants", region, year), printed, 1e-6);
            assert!(at("patent_applications", region, year) > printed);
        }
    }
}

/// Every cell of a figure's table.
fn cells(figure: &Figure) -> impl Iterator<Item = &Cell> {
    figure.table.rows.iter().flat_map(|row| &row.cells)
}

#[test]
fn every_printed_cell_of_the_tables_is_shown_with_its_digits() {
    let all = &ATLAS.documents().observations;
    for (locus, id, count, dashes) in [
        ("table 1", "001-table-1", 72, 0),
        ("table 2", "001-table-2", 80, 0),
        ("table 3", "001-table-3", 40, 8),
    ] {
        let of_table = all.iter().filter(|one| one.locus == locus && one.id.starts_with("001."));
        let expected: BTreeMap<&str, String> =
            of_table.map(|one| (one.id.as_str(), one.value.to_string())).collect();
        assert_eq!(expected.len(), count, "{locus}");
        for lang in Lang::ALL {
            let figure = figure(id, lang);
            let shown: BTreeMap<&str, String> = cells(&figure)
                .filter(|cell| !cell.observation.is_empty())
                .map(|cell| (cell.observation.as_str(), cell.plain.clone()))
                .collect();
            assert_eq!(shown, expected, "{id}");
            let missing = cells(&figure).filter(|cell| !cell.missing.is_empty());
            assert_eq!(missing.count(), dashes, "{id}");
        }
    }
}

#[test]
fn every_observation_of_a_figure_is_in_a_table() {
    let shown: BTreeSet<String> = entries_of("001")
        .flat_map(prosperity_atlas::figure::documents::Entry::parts)
        .flat_map(|part| {
            let figure = part.figure(&ATLAS, Lang::Zh);
            cells(&figure).map(|cell| cell.observation.clone()).collect::<Vec<_>>()
        })
        .collect();
    let all = &ATLAS.documents().observations;
    let of_figures =
        all.iter().filter(|one| one.id.starts_with("001.") && one.locus.contains("fig"));
    let left_out: Vec<&str> =
        of_figures.map(|one| one.id.as_str()).filter(|id| !shown.contains(*id)).collect();
    assert!(left_out.is_empty(), "{left_out:?}");
}

#[test]
fn cells_name_observations_that_there_are_and_show_their_values() {
    let all: BTreeMap<&str, String> = ATLAS
        .documents()
        .observations
        .iter()
        .map(|one| (one.id.as_str(), one.value.to_string()))
        .collect();
    for part in entries().iter().flat_map(prosperity_atlas::figure::documents::Entry::parts) {
        let figure = part.figure(&ATLAS, Lang::En);
        for row in &figure.table.rows {
            assert_eq!(row.cells.len(), figure.table.columns.len(), "{}", part.id);
        }
        for cell in cells(&figure).filter(|cell| !cell.observation.is_empty()) {
            assert_eq!(all.get(cell.observation.as_str()), Some(&cell.plain), "{}", part.id);
        }
    }
}

#[test]
fn ids_are_stable_and_lie_under_their_document() {
    let mut seen = BTreeSet::new();
    for entry in entries() {
        assert_eq!(entry.id, format!("{}-{}", entry.document, entry.item));
        assert_eq!(entry.parts()[0].id, entry.id, "the first figure bears the id of its entry");
        for part in entry.parts() {
            assert!(part.id.starts_with(entry.id), "{}", part.id);
            assert!(seen.insert(part.id), "{} twice", part.id);
        }
        let document = ATLAS.documents().documents.iter().find(|one| one.id == entry.document);
        assert!(document.is_some(), "{}", entry.id);
    }
    assert!(part("001-table-9").is_none());
}

/// Points lie on the lines wherever the figure says that the numbers are met.
#[test]
fn printed_points_lie_on_recomputed_lines() {
    for (id, within) in [
        ("001-figure-2", 5.0),
        ("001-figure-2-absolute", 1.0),
        ("001-figure-2-relative", 0.01),
        ("001-figure-3", 0.0011),
        ("001-patents", 0.5),
    ] {
        let figure = figure(id, Lang::En);
        let Marks::Trend(marks) = &figure.marks else { unreachable!("{id} is a trend") };
        let points: Vec<&Line> =
            marks.lines.iter().filter(|line| line.form == LineForm::Points).collect();
        assert!(!points.is_empty(), "{id}");
        for line in points {
            let name = line.id.trim_end_matches("printed").trim_end_matches('-');
            let name = if name.is_empty() { "computed" } else { name };
            let under = marks.lines.iter().find(|one| one.id == name).unwrap();
            for point in &line.points {
                let value = under.points.iter().find(|one| one.year == point.year).unwrap().value;
                near(value.unwrap(), point.value.unwrap(), within);
            }
        }
    }
}

#[test]
fn all_of_the_ledger_belongs_to_a_document() {
    let all = ATLAS.documents();
    let each: Vec<Standing> = (0..5).map(|at| standing(&ATLAS, DocumentId(at))).collect();
    let sum = |of: fn(&Standing) -> usize| each.iter().map(of).sum::<usize>();
    assert_eq!(sum(|one| one.observations), all.observations.len());
    assert_eq!(sum(|one| one.policy), all.policy.len());
    assert_eq!(sum(|one| one.events), all.events.len());
}

#[test]
fn the_structure_holds_the_outline() {
    let root = structure(&ATLAS, Lang::En).unwrap();
    assert_eq!((root.id.as_str(), root.children.len()), ("002", 5));
    let drawn = root.flat();
    let more: usize = drawn.iter().map(|(_, node)| node.more).sum();
    let documents = ATLAS.documents();
    let all = documents.policy.iter().filter(|one| documents.document(one.document).id == "002");
    assert_eq!(drawn.len() + more, all.count());
}

#[cfg(feature = "chart")]
#[test]
fn every_chart_can_be_drawn_in_wide_and_narrow_rooms() {
    use prosperity_atlas::chart::{
        ChartSize, ChartTheme, bars_option, dumbbell_option, trend_option,
    };
    for part in entries().iter().flat_map(prosperity_atlas::figure::documents::Entry::parts) {
        for (width, height) in [(720, 400), (320, 320)] {
            let figure = part.figure(&ATLAS, Lang::En);
            let (theme, size) = (&ChartTheme::LIGHT, ChartSize { width, height });
            let drawn = match &figure.marks {
                Marks::Trend(marks) => trend_option(marks, theme, size, &figure.alt),
                Marks::Ranking(marks) => bars_option(marks, theme, size, &figure.alt, false),
                Marks::Dumbbell(marks) => dumbbell_option(marks, theme, size, &figure.alt),
                Marks::Table => continue,
                other => unreachable!("{}: {other:?}", part.id),
            };
            let option = drawn.unwrap();
            if let Ok(folder) = std::env::var("DOCUMENTS_OPTIONS") {
                std::fs::write(format!("{folder}/{}-{width}x{height}.json", part.id), option)
                    .unwrap();
            }
        }
    }
}

/// What every figure says, in both languages.
#[test]
fn words_of_all_figures() {
    let mut text = String::new();
    for entry in entries() {
        writeln!(text, "## {} · {}\n", entry.name(Lang::Zh), entry.name(Lang::En)).unwrap();
        for part in entry.parts() {
            writeln!(text, "### {}\n", part.id).unwrap();
            for lang in Lang::ALL {
                let figure = part.figure(&ATLAS, lang);
                writeln!(text, "{}\n{}\nalt: {}", figure.title, figure.subtitle, figure.alt)
                    .unwrap();
                for note in &figure.notes {
                    writeln!(text, "- {note}").unwrap();
                }
                writeln!(text, "{}\n", figure.source_line).unwrap();
            }
        }
    }
    expect_file!["figures/documents.md"].assert_eq(&text);
}

/// The tables that compare what is printed with what is recomputed.
#[test]
fn comparisons_as_tables() {
    let mut text = String::new();
    for id in [
        "001-table-1-beds-ratio",
        "001-table-3",
        "001-figure-2-absolute",
        "001-figure-2-relative",
        "001-figure-2-revised",
        "001-figure-3",
        "001-figure-3-revised",
        "001-income-ratio",
        "001-patents",
    ] {
        let table = figure(id, Lang::En).table;
        let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
        writeln!(text, "# {id}\n{}", labels.join(" | ")).unwrap();
        for row in &table.rows {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            writeln!(text, "{}", cells.join(" | ")).unwrap();
        }
    }
    expect_file!["figures/comparisons.md"].assert_eq(&text);
}

/// A claim leads to a figure that shows numbers it rests on, wherever there is one.
#[test]
fn claims_lead_to_the_figures_that_show_their_numbers() {
    let atlas = &*ATLAS;
    let showing = Showing::new(atlas);
    let documents = atlas.documents();
    let shown: BTreeSet<String> = entries()
        .iter()
        .flat_map(Entry::parts)
        .flat_map(|part| {
            let figure = part.figure(atlas, Lang::En);
            cells(&figure).map(|cell| cell.observation.clone()).collect::<Vec<_>>()
        })
        .collect();
    let mut led = 0;
    for claim in &documents.claims {
        let ids: Vec<&str> =
            claim.observations.iter().map(|id| documents.observation(*id).id.as_str()).collect();
        let Some((entry, part)) = showing.of_claim(atlas, claim) else {
            assert!(ids.iter().all(|id| !shown.contains(*id)), "{}", claim.id);
            continue;
        };
        led += 1;
        assert!(entry.parts().iter().any(|one| one.id == part.id), "{}", claim.id);
        let figure = part.figure(atlas, Lang::Zh);
        let has = |id: &&str| cells(&figure).any(|cell| cell.observation == **id);
        assert!(ids.iter().any(has), "{}: {}", claim.id, part.id);
    }
    assert!(led >= 150, "{led} of 242 claims have a figure");
    // A cell of a table leads to what is drawn of it.
    let claim = documents.claims.iter().find(|one| one.id == "001-t1-beds-ratio-2012").unwrap();
    let (_, part) = showing.of_claim(atlas, claim).unwrap();
    assert_ne!(part.id, "001-table-1");
}
