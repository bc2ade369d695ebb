//! Every ready-made figure, each under a name that stays.

use super::super::state::State;
use super::figure_card::FigureCard;
use crate::{figure::ready_made, i18n::page_words};
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn Gallery(state: State) -> impl IntoView {
    let words = move || page_words(state.lang.get());
    let explorer = ready_made()
        .map(|one| {
            let figure = Memo::new(move |_| one.figure(state.atlas, state.lang.get()));
            let link = format!("#/gallery/{}", one.id);
            view! { <FigureCard state id=one.id figure link/> }
        })
        .collect_view();
    view! {
        <header class="lead">
            <h1>{move || words().gallery}</h1>
            <p>{move || words().gallery_about}</p>
        </header>
        <div class="cards">{explorer}</div>
    }
}
