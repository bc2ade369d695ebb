//! The years: one or a range, by sliders, typed, played, by keyboard.

use super::super::{address::Record, state::State};
use crate::{
    figure::Years,
    query::Transform,
    spec::{Moment, View},
};
use leptos::{ev, leptos_dom::helpers::IntervalHandle, prelude::*};
use std::time::Duration;

/// How long playing all years takes at most, in milliseconds; each is shown long enough to be read.
const WHOLE: u64 = 30_000;
/// Shortest and longest time for which a year is shown while playing, in milliseconds.
const SHOWN: [u64; 2] = [500, 1000];

/// The years in sight and how they are changed.
#[derive(Clone, Copy)]
struct Times {
    state: State,
    playing: StoredValue<Option<IntervalHandle>>,
    is_playing: RwSignal<bool>,
    /// First and last year with data.
    bounds: Memo<Option<(u16, u16)>>,
    /// The year shown, the last of a range.
    year: Memo<Option<u16>>,
    /// The first year where the view is about a range: where it really starts.
    first: Memo<Option<u16>>,
    view: Memo<View>,
    /// The year on which both handles stood when the pointer took the last one.
    joint: StoredValue<Option<u16>>,
}

impl Times {
    fn new(state: State) -> Self {
        let atlas = state.atlas;
        let bounds = Memo::new(move |_| {
            let ends = |years: &Years| (*years.all.start(), *years.all.end());
            state.years.with(|years| years.as_ref().map(ends))
        });
        let year = Memo::new(move |_| state.years.with(|years| years.as_ref().map(|one| one.year)));
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
        Self {
            state,
            playing: StoredValue::new(None),
            is_playing: RwSignal::new(false),
            bounds,
            year,
            first,
            view: Memo::new(move |_| state.spec.with(|spec| spec.view)),
            joint: StoredValue::new(None),
        }
    }

    fn stop(self) {
        if let Some(handle) = self.playing.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        self.is_playing.set(false);
    }

    /// The year shown and the years with data.
    fn now(self) -> Option<(u16, (u16, u16))> {
        self.year.get_untracked().zip(self.bounds.get_untracked())
    }

    fn advance(self) {
        match self.now() {
            Some((now, (start, last))) if now < last => {
                self.state.show_year((now + 1).clamp(start, last));
            }
            _ => self.stop(),
        }
    }

    fn play(self) {
        let Some((now, (start, last))) = self.now() else { return };
        if now >= last {
            // A range is played from its first year, which itself has nothing to compare with.
            let asked = self.state.spec.with_untracked(|spec| spec.time.from.is_some());
            let from = self.first.get_untracked().filter(|_| asked).map_or(start, |from| from + 1);
            self.state.show_year(from.min(last));
        }
        let count = u64::from(last - start).max(1);
        let pace = Duration::from_millis((WHOLE / count).clamp(SHOWN[0], SHOWN[1]));
        if let Ok(handle) = set_interval_with_handle(move || self.advance(), pace) {
            self.playing.set_value(Some(handle));
            self.is_playing.set(true);
        }
    }

    fn to_last(self, given: u16) {
        self.stop();
        self.state.show_year(given.max(self.first.get_untracked().unwrap_or(0)));
    }

    fn to_first(self, given: u16) {
        self.stop();
        let Some((last, (start, _))) = self.now() else { return };
        // At the very beginning the trend is whole again; comparisons start where the reader says.
        let view = self.view.get_untracked();
        let whole = view != View::Shares && !view.compares_years() && given <= start;
        self.state.start_from((!whole).then(|| given.min(last)));
    }

    /// Of two handles on one year the pointer gets the last one.
    fn take_hold(self) {
        let (first, year) = (self.first.get_untracked(), self.year.get_untracked());
        self.joint.set_value(first.filter(|first| year == Some(*first)));
    }

    /// The last handle is drawn; where both stood on one year, drawn back it means the first.
    fn to_either(self, given: u16) {
        match self.joint.get_value() {
            Some(joint) if given < joint => self.to_first(given),
            _ => self.to_last(given),
        }
    }

    /// Takes a typed year; what is no year leaves everything as it is.
    fn typed(self, event: &ev::Event, take: impl Fn(Self, u16), shown: Memo<Option<u16>>) {
        let given = event_target_value(event).trim().parse::<u16>().ok();
        if let Some(year) = given.and_then(|given| self.state.year_within(given)) {
            take(self, year);
        }
        put_back(event, shown);
    }

    /// Takes a year from a slider.
    fn slid(self, event: &ev::Event, take: impl Fn(Self, u16), shown: Memo<Option<u16>>) {
        if let Ok(year) = event_target_value(event).parse() {
            take(self, year);
        }
        put_back(event, shown);
    }

    fn bound(self, end: bool) -> String {
        text(self.bounds.get().map(|(first, last)| if end { last } else { first }))
    }

    /// Where the chosen years lie on the line, for the bar between the handles.
    fn chosen(self) -> Option<String> {
        let (start, last) = self.bounds.get()?;
        let (from, to) = (self.first.get().unwrap_or(start), self.year.get()?);
        let share = |year: u16| f64::from(year - start) / f64::from((last - start).max(1)) * 100.0;
        Some(format!("--from:{:.2}%;--to:{:.2}%", share(from.clamp(start, last)), share(to)))
    }
}

/// A field or handle that asked for what is not possible goes back to what is shown: the signal behind
/// it has not changed and would leave it where it is.
fn put_back(event: &ev::Event, shown: Memo<Option<u16>>) {
    event_target::<leptos::web_sys::HtmlInputElement>(event)
        .set_value(&text(shown.get_untracked()));
}

fn text(year: Option<u16>) -> String {
    year.map_or_else(String::new, |year| year.to_string())
}

/// Two handles on one line where the view is about a range, else one. Left and right, Page keys, Home
/// and End are the browser's own for a range.
#[component]
pub(super) fn TimeSlider(state: State) -> impl IntoView {
    let times = Times::new(state);
    on_cleanup(move || times.stop());
    let bound = move |end: bool| times.bound(end);
    let shown = move || text(times.year.get());
    let from = move || text(times.first.get());
    // Only whether there is one: a handle made anew would let go of the pointer that draws it.
    let ranged = Memo::new(move |_| times.first.with(Option::is_some));
    let has_range = move || ranged.get();
    let is_alone = move || times.bounds.get().is_none_or(|(first, last)| first == last);
    view! {
        <div class="time" hidden=is_alone>
            <PlayButton times/>
            {move || has_range().then(|| view! {
                <input
                    type="text"
                    inputmode="numeric"
                    maxlength="4"
                    class="typed"
                    id="first-year-typed"
                    aria-label=move || state.words().first_year
                    prop:value=from
                    on:change=move |event| times.typed(&event, Times::to_first, times.first)
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
                on:change=move |event| times.typed(&event, Times::to_last, times.year)
            />
            <span class="bound" aria-hidden="true">{move || bound(false)}</span>
            <div class="line" class:range=has_range style=move || times.chosen()>
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
                        on:input=move |event| times.slid(&event, Times::to_first, times.first)
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
                    on:pointerdown=move |_| times.take_hold()
                    on:change=move |_| times.joint.set_value(None)
                    on:input=move |event| times.slid(&event, Times::to_either, times.year)
                />
            </div>
            <span class="bound" aria-hidden="true">{move || bound(true)}</span>
            <SpanTools times/>
        </div>
    }
}

#[component]
fn PlayButton(times: Times) -> impl IntoView {
    let is_playing = times.is_playing;
    let words = move || times.state.words();
    view! {
        <button
            type="button"
            class="play"
            aria-pressed=move || is_playing.get().to_string()
            on:click=move |_| if is_playing.get_untracked() { times.stop() } else { times.play() }
        >
            <span aria-hidden="true">{move || if is_playing.get() { "❚❚" } else { "▶" }}</span>
            <span class="word">
                {move || if is_playing.get() { words().pause } else { words().play }}
            </span>
        </button>
    }
}

/// What gives a range its usual span back, and for shares whether there is a range.
#[component]
fn SpanTools(times: Times) -> impl IntoView {
    let Times { state, view, .. } = times;
    let asked = move || state.spec.with(|spec| spec.time.from.is_some());
    let is_shares = move || view.get() == View::Shares;
    let over_years = move |event: ev::Event| {
        let on = event_target_checked(&event);
        state.change(Record::Step, |spec| {
            spec.time.from = on.then_some(Moment::Earliest);
        });
    };
    let label = move || {
        let words = state.words();
        if view.get().compares_years() { words.automatic } else { words.whole_span }
    };
    view! {
        <button
            type="button"
            class="whole"
            hidden=move || !asked() || is_shares()
            on:click=move |_| state.start_from(None)
        >
            {label}
        </button>
        <label class="switch" hidden=move || !is_shares()>
            <input type="checkbox" id="over-years" prop:checked=asked on:change=over_years/>
            <span>{move || state.words().over_years}</span>
        </label>
    }
}
