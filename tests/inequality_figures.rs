//! What the measuring room says, in words: titles, subtitles, notes and tables of its figures.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails, as it should")]

use prosperity_atlas::{
    atlas::{Atlas, Lang},
    bundle,
    figure::{Marks, figure},
    spec::parse,
};

fn told(atlas: &Atlas, link: &str, lang: Lang) -> String {
    let (spec, notices) = parse(atlas, link);
    let found = figure(atlas, &spec, lang);
    let mut text = format!("{link}\n");
    for notice in notices {
        text.push_str(&format!("! {}\n", notice.text(lang)));
    }
    text.push_str(&format!("{}\n{}\n{}\n", found.title, found.subtitle, found.alt));
    for note in &found.notes {
        text.push_str(&format!("- {note}\n"));
    }
    text.push_str(&format!("{}\n", found.source_line));
    let columns: Vec<&str> = found.table.columns.iter().map(|one| one.label.as_str()).collect();
    text.push_str(&format!("{}\n", columns.join(" | ")));
    for row in found.table.rows.iter().take(3) {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        text.push_str(&format!("{}\n", cells.join(" | ")));
    }
    text
}

#[test]
fn dump() {
    let atlas = bundle::atlas().unwrap();
    for view in [
        "dispersion",
        "decomposition",
        "lorenz",
        "measures",
        "convergence",
        "mobility",
        "moran",
        "clusters",
        "influence",
    ] {
        for lang in Lang::ALL {
            println!("{}", told(&atlas, &format!("#/inequality?view={view}"), lang));
        }
    }
    for link in [
        "#/inequality?index=gini&view=decomposition&time=2005..2019",
        "#/inequality?weights=population&view=measures",
        "#/inequality?indicator=disposable_income&view=measures&time=2019",
        "#/inequality?indicator=gini",
    ] {
        println!("{}", told(&atlas, link, Lang::En));
    }
}
