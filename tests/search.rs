//! Every find of the search leads somewhere: its link is understood without a remark and opens what was
//! found.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a search that finds what it cannot fails the test, as it should"
)]

use prosperity_atlas::atlas::Atlas;
use prosperity_atlas::bundle;
use prosperity_atlas::ledger::search::{Index, Item, Kind};
use prosperity_atlas::spec::{Page, open};
use std::sync::LazyLock;

static ATLAS: LazyLock<Atlas> =
    LazyLock::new(|| bundle::atlas().expect("the packed data are whole"));

fn check(item: &Item) {
    let opened = open(&ATLAS, &item.fragment);
    assert_eq!(opened.notices, [], "{}", item.fragment);
    let (page, at) = (opened.route.page, opened.route.item.as_deref());
    match item.kind {
        Kind::Indicator if page == Page::Explore => {
            assert_eq!(ATLAS.indicator(opened.spec.indicator).id, item.id);
        }
        Kind::Place if page == Page::Explore => {
            let focus = opened.spec.focus.expect("a place is brought forward");
            assert_eq!(ATLAS.place(focus).id, item.id);
            let shown = opened.spec.level.places(&ATLAS);
            assert!(shown.contains(&focus), "{} is not among what is shown", item.id);
        }
        // What the panel does not have stands in a document, or is only where something happened.
        Kind::Place if page == Page::Policy => {
            assert!(at.is_some_and(|at| at.starts_with("event-")), "{}", item.fragment);
        }
        Kind::Indicator | Kind::Place | Kind::Document => {
            assert!(matches!(page, Page::Document(_)), "{}", item.fragment);
        }
        Kind::Model => assert_eq!((page, at), (Page::Zhejiang, Some(item.id.as_str()))),
        Kind::Claim => assert_eq!((page, at), (Page::Claims, Some(item.id.as_str()))),
        Kind::Policy | Kind::Event => {
            assert_eq!((page, at), (Page::Policy, Some(item.id.as_str())));
        }
        Kind::Figure => panic!("no figures were given"),
    }
}

#[test]
fn every_link_opens_what_was_found() {
    let index = Index::new(&ATLAS, Vec::new());
    index.items().for_each(check);
    let count = |kind| index.items().filter(|item| item.kind == kind).count();
    assert_eq!(count(Kind::Place), ATLAS.places().count());
    assert_eq!(count(Kind::Indicator), ATLAS.indicators().count());
}
