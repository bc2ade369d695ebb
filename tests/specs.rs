//! Every spec that may stand in an article is read today as it was when it was written.
//!
//! `tests/specs/v1.txt` keeps them, each with the text form of what it asks for. Articles are not
//! corrected after years: a line of that file is never removed or changed, only lines are added.

#![cfg(feature = "bundle")]
#![expect(clippy::unwrap_used, reason = "a test fails where something is missing, as it should")]

use prosperity_atlas::{
    article::Asked,
    atlas::{Atlas, Lang},
    bundle,
    figure::gallery,
    spec::View,
};
use std::{collections::BTreeSet, sync::LazyLock};

/// Lines of comment begin so; specs begin with `#`.
const COMMENT: char = ';';
/// Stands between a spec and what it is read as; no spec can hold it.
const SEPARATOR: char = '\t';

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| bundle::atlas().unwrap());

fn corpus() -> Vec<(&'static str, &'static str)> {
    include_str!("specs/v1.txt")
        .lines()
        .filter(|line| !line.starts_with(COMMENT) && !line.is_empty())
        .map(|line| line.split_once(SEPARATOR).unwrap())
        .collect()
}

/// The text form of what a spec asks for, or why it asks for nothing.
fn read(spec: &str) -> String {
    match Asked::read(&ATLAS, spec) {
        Ok(asked) => asked.subject.fragment(&ATLAS, asked.lang, asked.theme),
        Err(error) => format!("{error}"),
    }
}

#[test]
fn what_was_written_in_articles_keeps_its_meaning() {
    let changed: Vec<String> = corpus()
        .into_iter()
        .filter(|(spec, kept)| read(spec) != *kept)
        .map(|(spec, kept)| format!("{spec}\n  was {kept}\n  is  {}", read(spec)))
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn what_was_written_in_articles_is_understood_whole() {
    for (spec, _) in corpus() {
        let asked = Asked::read(&ATLAS, spec).unwrap();
        assert!(asked.notices.is_empty(), "{spec}: {:?}", asked.notices);
        for lang in Lang::ALL {
            let figure = asked.subject.figure(&ATLAS, lang);
            assert!(!figure.title.is_empty(), "{spec}");
            assert_eq!(figure.nothing(), None, "{spec} has come to show nothing");
        }
    }
}

#[test]
fn the_text_form_is_read_as_itself() {
    for (_, kept) in corpus() {
        assert_eq!(read(kept), kept);
    }
}

#[test]
fn the_corpus_names_every_figure_of_the_gallery_and_every_view_once_at_least() {
    let specs: BTreeSet<&str> = corpus().into_iter().map(|(spec, _)| spec).collect();
    assert_eq!(specs.len(), corpus().len(), "a spec stands there twice");
    assert!(specs.len() >= 60);
    for one in gallery() {
        assert!(specs.contains(format!("#/gallery/{}", one.id()).as_str()), "{}", one.id());
    }
    let written = View::ALL.into_iter().chain(View::ROOM);
    for view in written.filter(|view| *view != View::default()) {
        let asked = format!("view={}", view.code());
        let is_asked = |spec: &&str| spec.split(['?', '&']).any(|part| part == asked);
        assert!(specs.iter().any(is_asked), "{asked}");
    }
}
