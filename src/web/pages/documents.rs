//! The five documents.

use super::{super::state::State, claims::ClaimsBar};
use crate::{
    atlas::DocumentId,
    figure::documents::{Standing, entries_of, standing},
    i18n::{document_words, page_words},
    ledger::verdict_counts,
    spec::{Page, Route, ThemeChoice},
};
use leptos::prelude::*;

/// A count in words.
pub(super) fn counted(pattern: &str, count: usize) -> String {
    pattern.replace("{count}", &count.to_string())
}

/// Sort and year of a document, and how much of it there is.
pub(super) fn facts(state: State, document: DocumentId) -> String {
    let (atlas, lang) = (state.atlas, state.lang.get());
    let (words, row) = (document_words(lang), atlas.documents().document(document));
    let kind = match row.kind.as_str() {
        "paper" => words.paper,
        "study" => words.study,
        _ => words.policy,
    };
    let year = row.year.map_or_else(|| words.no_year.to_owned(), |year| year.to_string());
    let Standing { observations, policy, events } = standing(atlas, document);
    let figures: usize = entries_of(&row.id).map(|entry| entry.parts().len()).sum();
    let counts = [
        (words.figures, figures),
        (words.observations, observations),
        (words.claims, verdict_counts(atlas, Some(document)).iter().sum()),
        (words.items, policy),
        (words.events, events),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let told = counts.map(|(pattern, count)| counted(pattern, count));
    let all: Vec<String> = [format!("{} {}", row.id, kind), year].into_iter().chain(told).collect();
    all.join(" · ")
}

/// The page.
#[component]
pub(super) fn Documents(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let words = move || document_words(state.lang.get());
    let all = (0_u16..)
        .map(DocumentId)
        .zip(&atlas.documents().documents)
        .map(|(id, row)| {
            let route = Route::to(Page::Document(id));
            let link = route.to_fragment(atlas, None, ThemeChoice::default());
            view! {
                <li class="card document" data-id=row.id.clone()>
                    <h2><a href=link>{move || row.title.get(state.lang.get())}</a></h2>
                    <p class="facts">{move || facts(state, id)}</p>
                    <p>{move || row.note.get(state.lang.get())}</p>
                    <ClaimsBar state document=id/>
                </li>
            }
        })
        .collect_view();
    let claims = &atlas.documents().claims;
    let shared = claims.iter().filter(|claim| claim.documents.len() > 1).count();
    let told =
        move || counted(words().shared, shared).replace("{total}", &claims.len().to_string());
    view! {
        <header class="lead">
            <h1>{move || page_words(state.lang.get()).documents}</h1>
            <p>{move || words().about}</p>
            <p hidden=shared == 0>{told}</p>
        </header>
        <ul class="documents">{all}</ul>
    }
}
