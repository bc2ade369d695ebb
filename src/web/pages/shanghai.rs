//! The city: districts and new towns, the framework, the tasks, numbers and dates.

use super::super::{explore::table::data_table, state::State};
use super::{
    ledger_items::{dates_view, outline_view},
    place_map::PlaceMap,
    zhejiang::groups_view,
};
use crate::{
    figure::{
        evidence::OutlineItem,
        place_name,
        shanghai::{
            city_dates, city_numbers, district_map, framework, outlines, service_dates, tasks,
        },
    },
    i18n::place_words,
    map::markers::{ListedRegions, town_markers},
};
use leptos::prelude::*;

/// Nodes below a heading, a card each.
fn columns(outline: &OutlineItem, class: &'static str) -> impl IntoView + use<> {
    let column = |item: &OutlineItem| {
        let id = item.id.clone();
        view! {
            <section class="card" id=id.clone() data-id=id tabindex="-1">
                <h3>{item.title.clone()}</h3>
                {outline_view(&item.children)}
            </section>
        }
    };
    let id = outline.id.clone();
    view! {
        <h2 id=id.clone() data-id=id tabindex="-1">{outline.title.clone()}</h2>
        <div class=class>{outline.children.iter().map(column).collect_view()}</div>
    }
}

/// The page.
#[component]
pub(super) fn Shanghai(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let words = move || place_words(state.lang.get());
    let figure = Memo::new(move |_| district_map(atlas, state.lang.get()));
    let markers = Memo::new(move |_| town_markers(atlas, state.lang.get()));
    let list = Memo::new(|_| ListedRegions::default());
    let none = Signal::derive(Vec::new);
    let legend = move || {
        view! {
            <li><span class="sign disc" aria-hidden="true">"★"</span> {move || words().legend_towns}</li>
        }
    };
    let notes = move || {
        figure.with(|figure| {
            figure.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view()
        })
    };
    let ideas = move || {
        let lang = state.lang.get();
        view! {
            {framework(atlas, lang).map(|outline| columns(&outline, "framework"))}
            {tasks(atlas, lang).map(|outline| columns(&outline, "cards"))}
        }
    };
    let below = move || {
        let (words, lang) = (words(), state.lang.get());
        let city = atlas.place_by_id("310000").map(|place| place_name(atlas, place, lang));
        let city = city.unwrap_or_default();
        let rest = outlines(atlas, lang);
        view! {
            <h2>{words.city_numbers}</h2>
            {groups_view(&city_numbers(atlas, lang), &city, words)}
            <h2>{words.service_dates}</h2>
            {dates_view(&service_dates(atlas, lang), words)}
            <h2>{words.city_dates}</h2>
            {dates_view(&city_dates(atlas, lang), words)}
            <h2>{words.outlines}</h2>
            {outline_view(&rest)}
        }
    };
    view! {
        <div class="places">
            <header class="lead">
                <h1>{move || words().shanghai_title}</h1>
                <p>{move || words().shanghai_about}</p>
            </header>
            <section class="card figure" id="shanghai-districts" data-figure="shanghai-districts" tabindex="-1">
                <h2>{move || figure.with(|figure| figure.title.clone())}</h2>
                <p class="subtitle">{move || figure.with(|figure| figure.subtitle.clone())}</p>
                <PlaceMap state figure list markers pointed=RwSignal::new(None) lit=none aside=none
                    choose=|_| {} legend=Box::new(move || legend().into_any())
                    hint=|words| words.hint_districts/>
                <ul class="notes">{notes}</ul>
                <p class="source">{move || figure.with(|figure| figure.source_line.clone())}</p>
                <details class="behind-map">
                    <summary>{move || words().table}</summary>
                    <div class="scroll" tabindex="0" role="region" aria-label=move || words().table>
                        {move || figure.with(|figure| data_table(&figure.table))}
                    </div>
                </details>
            </section>
            {ideas}
            {below}
        </div>
    }
}
