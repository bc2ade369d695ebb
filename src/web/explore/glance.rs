//! The place under the pointer, at a glance.

use super::super::{reader, state::State};
use crate::{
    atlas::PlaceId,
    figure::{SPARKLINE, glance},
};
use leptos::prelude::*;

/// A sparkline that follows its path.
pub(super) fn sparkline_svg(path: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    let (width, height) = SPARKLINE;
    view! {
        <svg class="sparkline" viewBox=format!("0 0 {width} {height}") aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

/// Value, rank, difference and course of the place pointed at, else of the one in focus. Stands
/// beside the map, so that it covers no territory.
#[component]
pub(super) fn GlanceBox(state: State) -> impl IntoView {
    let place: Memo<Option<PlaceId>> =
        Memo::new(move |_| state.pointed.get().or_else(|| state.spec.with(|spec| spec.focus)));
    let shown = Memo::new(move |_| {
        let place = place.get()?;
        let lang = state.lang.get();
        state.years.with(|years| {
            let years = years.as_ref()?;
            Some(state.spec.with(|spec| glance(state.atlas, spec, years, place, lang)))
        })
    });
    let touch = reader::is_touch();
    let pointed = move || state.pointed.get().is_some();
    let content = move || match shown.get() {
        None => {
            let words = state.words();
            let hint = if touch { words.map_hint_touch } else { words.map_hint };
            view! { <p class="hint">{hint}</p> }.into_any()
        }
        Some(glance) => view! {
            <p class="what"><strong>{glance.name}</strong> " " <span>{glance.when}</span></p>
            <p class="value">{glance.value}</p>
            <p class="more"><span>{glance.rank}</span> <span>{glance.difference}</span></p>
            {sparkline_svg(move || glance.sparkline.clone())}
        }
        .into_any(),
    };
    let compared = move || {
        place.get().is_some_and(|place| {
            state.spec.with(|spec| spec.compared(state.atlas).contains(&place))
        })
    };
    view! {
        <div class="glance" class:touch=touch class:sheet=move || touch && pointed()>
            {content}
            <p class="tools" hidden=move || !(touch && pointed())>
                <button
                    type="button"
                    on:click=move |_| {
                        if let Some(place) = place.get_untracked() {
                            state.toggle_place(place);
                        }
                    }
                >
                    {move || if compared() { state.words().remove } else { state.words().compare }}
                </button>
                <button type="button" on:click=move |_| state.pointed.set(None)>
                    {move || state.words().close}
                </button>
            </p>
        </div>
    }
}
