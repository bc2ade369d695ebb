//! The year: slider, play button, keyboard.

use super::super::state::State;
use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
use std::time::Duration;

/// How long a year is shown while playing.
const STEP: Duration = Duration::from_millis(900);

/// The slider. Left and right, Page keys, Home and End are the browser's own for a range.
#[component]
pub(super) fn TimeSlider(state: State) -> impl IntoView {
    let playing: StoredValue<Option<IntervalHandle>> = StoredValue::new(None);
    let is_playing = RwSignal::new(false);
    let bounds = Memo::new(move |_| {
        state.years.with(|years| years.as_ref().map(|years| (*years.all.start(), *years.all.end())))
    });
    let year = Memo::new(move |_| state.years.with(|years| years.as_ref().map(|one| one.year)));
    let stop = move || {
        if let Some(handle) = playing.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        is_playing.set(false);
    };
    let advance = move || {
        let (Some(now), Some((first, last))) = (year.get_untracked(), bounds.get_untracked())
        else {
            return;
        };
        if now >= last {
            stop();
        } else {
            state.show_year((now + 1).clamp(first, last));
        }
    };
    let play = move || {
        let (Some(now), Some((first, last))) = (year.get_untracked(), bounds.get_untracked())
        else {
            return;
        };
        if now >= last {
            state.show_year(first);
        }
        if let Ok(handle) = set_interval_with_handle(advance, STEP) {
            playing.set_value(Some(handle));
            is_playing.set(true);
        }
    };
    on_cleanup(stop);
    let on_input = move |event| {
        stop();
        if let Ok(year) = event_target_value(&event).parse() {
            state.show_year(year);
        }
    };
    let bound = move |end: bool| {
        bounds
            .get()
            .map_or_else(String::new, |(first, last)| (if end { last } else { first }).to_string())
    };
    let shown = move || year.get().map_or_else(String::new, |year| year.to_string());
    view! {
        <div class="time" hidden=move || bounds.get().is_none_or(|(first, last)| first == last)>
            <button
                type="button"
                class="play"
                aria-pressed=move || is_playing.get().to_string()
                on:click=move |_| if is_playing.get_untracked() { stop() } else { play() }
            >
                <span aria-hidden="true">{move || if is_playing.get() { "❚❚" } else { "▶" }}</span>
                <span>{move || if is_playing.get() { state.words().pause } else { state.words().play }}</span>
            </button>
            <output for="year">{shown}</output>
            <span class="bound" aria-hidden="true">{move || bound(false)}</span>
            <input
                id="year"
                type="range"
                step="1"
                aria-label=move || state.words().year
                min=move || bound(false)
                max=move || bound(true)
                prop:value=shown
                on:input=on_input
            />
            <span class="bound" aria-hidden="true">{move || bound(true)}</span>
        </div>
    }
}
