//! One of the five documents: its tables and figures, and the ways to everything else in it.

use super::{
    super::state::State,
    claims::ClaimsBar,
    documents::{counted, facts},
    figure_card::FigureCard,
    outline::Outline,
    statistics::Statistics,
    timeline::Timeline,
};
use crate::{
    atlas::DocumentId,
    figure::documents::{DiagramNode, Entry, entries_of, standing, structure},
    i18n::document_words,
    spec::{Key, Page, Route, ThemeChoice},
};
use leptos::prelude::*;

/// The entry whose figure is a structure diagram.
const STRUCTURE: &str = "002-figure-1";

/// Boxes within boxes, as nested lists.
fn boxes(node: &DiagramNode, more: &'static str) -> AnyView {
    let within: Vec<AnyView> = node.children.iter().map(|child| boxes(child, more)).collect();
    let within = (!within.is_empty()).then(|| view! { <ul>{within}</ul> });
    let left = (node.more > 0).then(|| view! { " " <small>{counted(more, node.more)}</small> });
    let link = format!("#/policy/{}", node.id);
    view! { <li><a href=link>{node.title.clone()}</a> {left} {within}</li> }.into_any()
}

/// A table or figure of a document with everything it is told by.
#[component]
fn Item(state: State, entry: &'static Entry) -> impl IntoView {
    let cards = entry
        .parts()
        .iter()
        .map(|part| {
            let figure = Memo::new(move |_| part.figure(state.atlas, state.lang.get()));
            // The first figure is what the whole item is named by.
            let item = if part.id == entry.id { entry.item } else { part.id };
            let link = format!("#/documents/{}/{item}", entry.document);
            view! { <FigureCard state id=part.id figure link/> }
        })
        .collect_view();
    let diagram = move || {
        let lang = state.lang.get();
        let root = structure(state.atlas, lang)?;
        let nodes = boxes(&root, document_words(lang).more);
        Some(view! { <ul class="structure">{nodes}</ul> })
    };
    let diagram = (entry.id == STRUCTURE).then_some(diagram);
    let single = entry.parts().len() == 1 && entry.id != STRUCTURE;
    view! {
        <section id=entry.item class="item" class:single=single tabindex="-1">
            <h3>{move || entry.name(state.lang.get())}</h3>
            {diagram}
            <div class="cards">{cards}</div>
        </section>
    }
}

/// The page.
#[component]
pub(super) fn DocumentPage(state: State, document: DocumentId) -> impl IntoView {
    let atlas = state.atlas;
    let row = atlas.documents().document(document);
    let words = move || document_words(state.lang.get());
    let there = standing(atlas, document);
    let to = |page: Page| {
        let mut route = Route::to(page);
        route.filter.set(Key::Document, Some(row.id.clone()));
        route.to_fragment(atlas, None, ThemeChoice::default())
    };
    let parts = move || {
        entries_of(&row.id)
            .map(|entry| {
                let link = format!("#/documents/{}/{}", entry.document, entry.item);
                view! { <li><a href=link>{entry.name(state.lang.get())}</a></li> }
            })
            .collect_view()
    };
    let items = entries_of(&row.id).map(|entry| view! { <Item state entry/> }).collect_view();
    let none = entries_of(&row.id).next().is_none();
    let outline = (there.policy > 0).then(|| {
        let link = to(Page::Policy);
        view! {
            <section>
                <h2>{move || words().outline}</h2>
                <p>
                    {move || counted(words().items, there.policy)} " · "
                    <a href=link>{move || words().whole_outline}</a>
                </p>
                <Outline state document=Some(document)/>
            </section>
        }
    });
    let dates = (there.events > 0).then(|| view! { <Timeline state document=Some(document)/> });
    view! {
        <header class="lead">
            <h1>{move || row.title.get(state.lang.get())}</h1>
            <p class="facts">{move || facts(state, document)}</p>
            <p>{move || row.note.get(state.lang.get())}</p>
        </header>
        <ClaimsBar state document/>
        <section id="tables">
            <h2>{move || words().tables}</h2>
            {none.then(|| view! { <p>{move || words().no_figures}</p> })}
            <nav class="parts" aria-label=move || words().parts><ul>{parts}</ul></nav>
            <div class="items">{items}</div>
        </section>
        <Statistics state document/>
        {outline}
        {dates}
    }
}
