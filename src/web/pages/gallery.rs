//! Every ready-made figure, each under a name that stays.

use super::super::state::State;
use super::figure_card::FigureCard;
use crate::{
    figure::{
        GalleryFigure, OF_PLACES,
        documents::{Entry, entries_of},
        inequality::Household,
        ready_made,
    },
    i18n::{page_words, room_words},
};
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn Gallery(state: State) -> impl IntoView {
    let words = move || page_words(state.lang.get());
    let cards = move |figures: Vec<GalleryFigure>| {
        let card = |one: GalleryFigure| {
            let figure = Memo::new(move |_| one.figure(state.atlas, state.lang.get()));
            let link = format!("#/gallery/{}", one.id());
            view! { <FigureCard state id=one.id() figure link/> }
        };
        view! { <div class="cards">{figures.into_iter().map(card).collect_view()}</div> }
    };
    let documents = state
        .atlas
        .documents()
        .documents
        .iter()
        .map(|row| {
            let parts = entries_of(&row.id).flat_map(Entry::parts);
            let figures: Vec<GalleryFigure> = parts.map(GalleryFigure::OfDocument).collect();
            (!figures.is_empty()).then(|| {
                view! {
                    <section>
                        <h2>{row.id.clone()} " " {move || row.title.get(state.lang.get())}</h2>
                        {cards(figures)}
                    </section>
                }
            })
        })
        .collect_view();
    view! {
        <header class="lead">
            <h1>{move || words().gallery}</h1>
            <p>{move || words().gallery_about}</p>
        </header>
        <section>
            <h2>{move || words().explore}</h2>
            {cards(ready_made().map(GalleryFigure::ReadyMade).collect())}
        </section>
        <section>
            <h2>{move || room_words(state.lang.get()).section_households}</h2>
            {cards(Household::ALL.map(GalleryFigure::Household).to_vec())}
        </section>
        <section>
            <h2>{move || words().zhejiang} " · " {move || words().shanghai}</h2>
            {cards(OF_PLACES.to_vec())}
        </section>
        {documents}
    }
}
