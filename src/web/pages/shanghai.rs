//! The city: districts and new towns, the framework, the tasks, numbers and dates.

use super::super::state::State;
use super::{
    ledger_items::{dates_view, groups_view, outline_view},
    place_map::{MapSection, Over},
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

/// Code of the city.
const SHANGHAI: &str = "310000";

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
    let over = Over {
        list: Memo::new(|_| ListedRegions::default()),
        markers: Memo::new(move |_| town_markers(atlas, state.lang.get())),
        belonging: Signal::derive(Vec::new),
        aside: Signal::derive(Vec::new),
        pointed: RwSignal::new(None),
    };
    let signs = move || {
        view! {
            <li><span class="map-sign disc" aria-hidden="true">"★"</span> {words().legend_towns}</li>
        }
    };
    let ledger = move || {
        let (words, lang) = (words(), state.lang.get());
        let city = atlas.place_by_id(SHANGHAI).map(|place| place_name(atlas, place, lang));
        view! {
            {tasks(atlas, lang).map(|outline| columns(&outline, "cards"))}
            <h2>{words.city_numbers}</h2>
            {groups_view(&city_numbers(atlas, lang), &city.unwrap_or_default(), words)}
            <h2>{words.service_dates}</h2>
            {dates_view(&service_dates(atlas, lang), words)}
            <h2>{words.city_dates}</h2>
            {dates_view(&city_dates(atlas, lang), words)}
            <h2>{words.outlines}</h2>
            {outline_view(&outlines(atlas, lang))}
        }
    };
    let idea = move || framework(atlas, state.lang.get()).map(|outline| columns(&outline, "stack"));
    view! {
        <div class="place-page">
            <header class="lead">
                <h1>{move || words().shanghai_title}</h1>
                <p>{move || words().shanghai_about}</p>
            </header>
            <div class="map-and-cards">
                <MapSection
                    state
                    id="shanghai-districts"
                    figure
                    over
                    signs=ViewFn::from(signs)
                    choose=|_| {}
                    hint=|words| words.hint_districts
                />
                <section>{idea}</section>
            </div>
            {ledger}
        </div>
    }
}
