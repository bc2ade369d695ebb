//! Items of the ledger in a page: numbers, outlines, dates. Each bears its id, as name in links and as
//! `data-id`.

use crate::{
    atlas::EventKind,
    figure::{
        evidence::{DatedItem, KeyNumber, OutlineItem},
        zhejiang::NumberGroup,
    },
    i18n::PlaceWords,
    ledger::Passage,
};
use leptos::prelude::*;

/// So many dates are read without bars.
const FEW_DATES: usize = 3;

/// A link to a document, by its id.
fn document_link(id: &str, words: &PlaceWords) -> impl IntoView + use<> {
    let link = format!("#/documents/{id}");
    view! { <a href=link>{format!("{} {id}", words.document)}</a> }
}

/// A text in which the claims that it names are links to them.
pub(super) fn passages_view(passages: Vec<Passage>) -> AnyView {
    let passage = |passage| match passage {
        Passage::Text(text) => text.into_any(),
        Passage::Claim(id) => {
            let link = format!("#/claims/{id}");
            view! { <a href=link>{id}</a> }.into_any()
        }
    };
    passages.into_iter().map(passage).collect_view().into_any()
}

/// Numbers with place (where it is another than `place`), year, evidence and remark; with `bars`, which
/// is for numbers in per cent, each with a bar of its length.
pub(super) fn numbers_view(
    numbers: &[KeyNumber],
    place: Option<&str>,
    words: &'static PlaceWords,
    bars: bool,
) -> AnyView {
    let line = |number: &KeyNumber| {
        let id = number.id.clone();
        let bar = bars.then(|| {
            let long = format!("inline-size:{:.1}%", number.number);
            view! { <span class="track" aria-hidden="true"><span style=long></span></span> }
        });
        let elsewhere = place.is_some_and(|place| place != number.place);
        let place = elsewhere.then(|| view! { <span>{number.place.clone()}</span> });
        let years =
            (!number.years.is_empty()).then(|| view! { <span>{number.years.clone()}</span> });
        let note = (!number.note.is_empty()).then(|| view! { <span>{number.note.clone()}</span> });
        view! {
            <li id=id.clone() data-id=id>
                <span class="what">{number.what.clone()}</span>
                " "
                <strong>{number.value.clone()}</strong>
                {bar}
                <small>
                    {place} {years}
                    <span>{document_link(&number.document, words)} " " {number.locus.clone()}</span>
                    {note}
                </small>
            </li>
        }
    };
    view! { <ul class="evidence">{numbers.iter().map(line).collect_view()}</ul> }.into_any()
}

/// Nodes of an outline with those below them; a node with nodes below it can be closed.
pub(super) fn outline_view(items: &[OutlineItem]) -> AnyView {
    let node = |item: &OutlineItem| {
        let id = item.id.clone();
        let title = item.title.clone();
        let years =
            (!item.years.is_empty()).then(|| view! { " " <small>{item.years.clone()}</small> });
        let gaps: Vec<_> = item
            .gaps
            .iter()
            .map(|gap| view! { " " <small class="tag">{gap.clone()}</small> })
            .collect();
        let head = view! { <span>{title}</span> {years} {gaps} };
        let content = if item.children.is_empty() {
            view! { <p>{head}</p> }.into_any()
        } else {
            view! {
                <details open>
                    <summary>{head}</summary>
                    {outline_view(&item.children)}
                </details>
            }
            .into_any()
        };
        view! { <li id=id.clone() data-id=id>{content}</li> }
    };
    view! { <ul class="tree-list">{items.iter().map(node).collect_view()}</ul> }.into_any()
}

/// Dates, each with a bar over the years it takes between the first and the last of them.
pub(super) fn dates_view(items: &[DatedItem], words: &'static PlaceWords) -> AnyView {
    let first = items.iter().map(|item| item.from).min().unwrap_or_default();
    let last = items.iter().map(|item| item.to).max().unwrap_or_default();
    let all = f64::from(last - first) + 1.0;
    // Of a few dates a bar says nothing that the years do not.
    let has_bars = items.len() > FEW_DATES;
    let line = |item: &DatedItem| {
        let per_cent = |years: u16| format!("{:.2}%", f64::from(years) / all * 100.0);
        let (before, long) = (per_cent(item.from - first), per_cent(item.to - item.from + 1));
        let bar = format!("margin-inline-start:{before};inline-size:{long}");
        let kind = match item.kind {
            EventKind::Milestone => words.milestone,
            EventKind::Policy => words.policy,
            EventKind::Plan => words.plan,
            EventKind::Target => words.target,
        };
        view! {
            <li id=item.id.clone() data-id=item.id.clone()>
                <span class="years">{item.years.clone()}</span>
                <span class="event">
                    {item.event.clone()} " "
                    <small><span class="tag">{kind}</span> " " {document_link(&item.document, words)}</small>
                </span>
                {has_bars.then(|| view! {
                    <span class="track" aria-hidden="true"><span style=bar></span></span>
                })}
            </li>
        }
    };
    view! { <ol class="chronicle">{items.iter().map(line).collect_view()}</ol> }.into_any()
}

/// Groups of numbers under a heading each.
pub(super) fn groups_view(
    groups: &[NumberGroup],
    place: &str,
    words: &'static PlaceWords,
) -> AnyView {
    let group = |group: &NumberGroup| {
        let caution = (!group.caution.is_empty())
            .then(|| view! { <p class="overlap-note">{group.caution.clone()}</p> });
        // Shares that are no parts of one whole have a bar each, and not one together.
        let bars = caution.is_some();
        view! {
            <section class="card">
                <h3>{group.title.clone()}</h3>
                {caution}
                {numbers_view(&group.numbers, Some(place), words, bars)}
            </section>
        }
    };
    view! { <div class="cards">{groups.iter().map(group).collect_view()}</div> }.into_any()
}
