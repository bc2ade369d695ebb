//! Borders between modules: data flow down, and only the named modules name the named libraries.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test, as it should")]

use std::{fs, path::Path};

/// Every Rust file below `folder` (or the file itself) with its text, comments left out.
fn sources(path: &Path, found: &mut Vec<(String, String)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            sources(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|ending| ending == "rs") {
        let text = fs::read_to_string(path).unwrap();
        let code: Vec<&str> =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        found.push((path.display().to_string(), code.join("\n")));
    }
}

fn module(name: &str) -> Vec<(String, String)> {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in [base.join(name), base.join(format!("{name}.rs"))] {
        if path.exists() {
            sources(&path, &mut found);
        }
    }
    assert!(!found.is_empty(), "there is no module {name}");
    found
}

/// Modules from the ground up: each may use those before it, and no other.
const ORDER: [&str; 15] = [
    "order", "atlas", "stats", "measures", "theme", "i18n", "query", "ledger", "spec", "figure",
    "map", "export", "bundle", "chart", "article",
];

#[test]
fn modules_use_only_what_lies_below_them() {
    for (at, name) in ORDER.iter().enumerate() {
        for above in ORDER[at + 1..].iter().chain(&["api", "browser", "embed", "web"]) {
            for (file, code) in module(name) {
                for form in [format!("crate::{above}::"), format!("crate::{above};")] {
                    assert!(!code.contains(&form), "{file} uses {above}, which lies above it");
                }
                // `use crate::{…, above::…}` over several lines.
                for (_, rest) in code.match_indices("use crate::{").map(|(i, _)| code.split_at(i)) {
                    let group = rest.split(';').next().unwrap();
                    let names = group.split(['{', ',', '\n']).map(str::trim);
                    let uses = names.clone().any(|one| {
                        one.strip_prefix(above).is_some_and(|rest| rest.starts_with("::"))
                    });
                    assert!(!uses, "{file} uses {above}, which lies above it");
                }
            }
        }
    }
}

#[test]
fn the_core_names_no_browser_and_no_chart_library() {
    let forbidden = ["leptos", "web_sys", "js_sys", "wasm_bindgen"];
    for name in ORDER {
        for (file, code) in module(name) {
            for library in forbidden {
                assert!(!code.contains(library), "{file} names {library}");
            }
            if name != "chart" {
                assert!(!code.contains("charming"), "{file} names charming; only chart may");
            }
        }
    }
}

#[test]
fn only_the_site_names_leptos() {
    for name in ["api", "browser", "embed"] {
        for (file, code) in module(name) {
            assert!(!code.contains("leptos"), "{file} names leptos: it would weigh too much");
        }
    }
}

#[test]
fn statistics_depend_on_nothing_else_of_the_project() {
    for (file, code) in module("stats") {
        assert!(!code.contains("crate::"), "{file} leaves its module");
    }
}

#[test]
fn measures_depend_on_statistics_alone() {
    for (name, below) in [("measures", "crate::stats"), ("api", "crate::measures")] {
        for (file, code) in module(name) {
            let names = code.match_indices("crate::").map(|(at, _)| &code[at..]);
            for rest in names.filter(|rest| !rest.starts_with("crate::stats")) {
                let line = rest.lines().next();
                assert!(rest.starts_with(below), "{file} weighs more than statistics: {line:?}");
            }
        }
    }
}

#[test]
fn only_the_bridge_reaches_for_the_chart_library_of_the_page() {
    for (file, code) in ["web", "browser", "embed"].into_iter().flat_map(module) {
        if !file.ends_with("bridge.rs") {
            assert!(!code.contains("loadEcharts"), "{file} loads ECharts; only the bridge may");
        }
    }
}
