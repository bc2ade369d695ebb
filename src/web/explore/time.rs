//! The years: one or a range, by sliders, typed, played, by keyboard.

use super::super::state::State;
use crate::{
    query::Transform,
    spec::{Moment, View},
};
use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
use std::time::Duration;

/// How long playing all years takes at most, in milliseconds; each is shown long enough to be read.
const WHOLE: u64 = 30_000;
/// Shortest and longest time for which a year is shown while playing, in milliseconds.
const SHOWN: [u64; 2] = [500, 1000];

/// Two handles on one line where the view is about a range, else one. Left and right, Page keys, Home
/// and End are the browser's own for a range.
#[component]
pub(super) fn TimeSlider(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let playing: StoredValue<Option<IntervalHandle>> = StoredValue::new(None);
    let is_playing = RwSignal::new(false);
    let bounds = Memo::new(move |_| {
        state.years.with(|years| years.as_ref().map(|years| (*years.all.start(), *years.all.end())))
    });
    let year = Memo::new(move |_| state.years.with(|years| years.as_ref().map(|one| one.year)));
    let view = Memo::new(move |_| state.spec.with(|spec| spec.view));
    // The handle of the first year stands where the view really starts.
    let first = Memo::new(move |_| {
        let years = state.years.get()?;
        state.spec.with(|spec| {
            let counted = spec.view.compares_years()
                || spec.shown_chain(atlas).any(Transform::starts_from);
            let uses = match spec.view {
                View::Shares => spec.time.from.is_some(),
                view => counted || view.uses_range(),
            };
            let starts = || spec.starts(atlas, &years.all, years.year).from;
            uses.then(|| if counted { starts() } else { years.from })
        })
    });
    let stop = move || {
        if let Some(handle) = playing.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        is_playing.set(false);
    };
    let advance = move || {
        let (Some(now), Some((start, last))) = (year.get_untracked(), bounds.get_untracked())
        else {
            return;
        };
        if now >= last {
            stop();
        } else {
            state.show_year((now + 1).clamp(start, last));
        }
    };
    let play = move || {
        let (Some(now), Some((start, last))) = (year.get_untracked(), bounds.get_untracked())
        else {
            return;
        };
        if now >= last {
            // A range is played from its first year, which itself has nothing to compare with.
            let from = state.spec.with_untracked(|spec| spec.time.from.is_some());
            let from = first.get_untracked().filter(|_| from).map_or(start, |from| from + 1);
            state.show_year(from.min(last));
        }
        let count = u64::from(last - start).max(1);
        let step = Duration::from_millis((WHOLE / count).clamp(SHOWN[0], SHOWN[1]));
        if let Ok(handle) = set_interval_with_handle(advance, step) {
            playing.set_value(Some(handle));
            is_playing.set(true);
        }
    };
    on_cleanup(stop);
    let to_last = move |given: u16| {
        stop();
        state.show_year(given.max(first.get_untracked().unwrap_or(0)));
    };
    let to_first = move |given: u16| {
        stop();
        let (Some((start, _)), Some(last)) = (bounds.get_untracked(), year.get_untracked()) else {
            return;
        };
        // At the very beginning the trend is whole again; comparisons start where the reader says.
        let whole = view.get_untracked() != View::Shares
            && !view.get_untracked().compares_years()
            && given <= start;
        state.start_from((!whole).then(|| given.min(last)));
    };
    let typed = move |event: leptos::ev::Event, set: &dyn Fn(u16)| {
        let given = event_target_value(&event).trim().parse::<u16>().ok();
        if let Some(year) = given.and_then(|given| state.year_within(given)) {
            set(year);
        }
    };
    let text = |year: Option<u16>| year.map_or_else(String::new, |year| year.to_string());
    let bound = move |end: bool| text(bounds.get().map(|(first, last)| if end { last } else { first }));
    let shown = move || text(year.get());
    let from = move || text(first.get());
    let has_range = move || first.get().is_some();
    // Where the chosen years lie on the line, for the bar between the handles.
    let chosen = move || {
        let (start, last) = bounds.get()?;
        let (from, to) = (first.get().unwrap_or(start), year.get()?);
        let share = |year: u16| f64::from(year - start) / f64::from((last - start).max(1)) * 100.0;
        Some(format!("--from:{:.2}%;--to:{:.2}%", share(from.clamp(start, last)), share(to)))
    };
    let asked = move || state.spec.with(|spec| spec.time.from.is_some());
    let over_years = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        state.change(super::super::address::Record::Step, |spec| {
            spec.time.from = on.then_some(Moment::Earliest);
        });
    };
    view! {
        <div class="time" hidden=move || bounds.get().is_none_or(|(first, last)| first == last)>
            <button
                type="button"
                class="play"
                aria-pressed=move || is_playing.get().to_string()
                on:click=move |_| if is_playing.get_untracked() { stop() } else { play() }
            >
                <span aria-hidden="true">{move || if is_playing.get() { "❚❚" } else { "▶" }}</span>
                <span class="word">{move || if is_playing.get() { state.words().pause } else { state.words().play }}</span>
            </button>
            {move || has_range().then(|| view! {
                <input
                    type="text"
                    inputmode="numeric"
                    maxlength="4"
                    class="typed"
                    id="first-year-typed"
                    aria-label=move || state.words().first_year
                    prop:value=from
                    on:change=move |event| typed(event, &to_first)
                />
                <span aria-hidden="true">"–"</span>
            })}
            <input
                type="text"
                inputmode="numeric"
                maxlength="4"
                class="typed"
                id="year-typed"
                aria-label=move || state.words().year
                prop:value=shown
                on:change=move |event| typed(event, &to_last)
            />
            <span class="bound" aria-hidden="true">{move || bound(false)}</span>
            <div class="line" class:range=has_range style=chosen>
                {move || has_range().then(|| view! {
                    <input
                        id="first-year"
                        class="first"
                        type="range"
                        step="1"
                        aria-label=move || state.words().first_year
                        min=move || bound(false)
                        max=move || bound(true)
                        prop:value=from
                        on:input=move |event| {
                            if let Ok(year) = event_target_value(&event).parse() {
                                to_first(year);
                            }
                        }
                    />
                })}
                <input
                    id="year"
                    type="range"
                    step="1"
                    aria-label=move || state.words().year
                    min=move || bound(false)
                    max=move || bound(true)
                    prop:value=shown
                    on:input=move |event| {
                        if let Ok(year) = event_target_value(&event).parse() {
                            to_last(year);
                        }
                    }
                />
            </div>
            <span class="bound" aria-hidden="true">{move || bound(true)}</span>
            <button
                type="button"
                class="whole"
                hidden=move || !asked() || view.get() == View::Shares
                on:click=move |_| state.start_from(None)
            >
                {move || if view.get().compares_years() { state.words().automatic } else { state.words().whole_span }}
            </button>
            <label class="switch" hidden=move || view.get() != View::Shares>
                <input type="checkbox" id="over-years" prop:checked=asked on:change=over_years/>
                <span>{move || state.words().over_years}</span>
            </label>
        </div>
    }
}
