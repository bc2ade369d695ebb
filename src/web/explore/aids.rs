//! Reading aids: lines to compare with, the author's remarks, axes, and what only some views have.

use super::super::{
    address::Record,
    picker::{PickItem, Picker},
    reader,
    state::State,
};
use crate::{
    atlas::{IndicatorId, Lang},
    figure::{earlier_vintage, horizontal_indicator, place_name},
    i18n::{Messages, year_span},
    query::{Transform, covers_level, has_level, search_indicators, selectable_indicators},
    spec::{
        LONGEST_REMARK, MOST_REFERENCES, MOST_REMARKS, MOST_TOLERANCE, PANELS, Reference, Remark,
        RemarkAt, Spec, View,
    },
};
use core::ops::RangeInclusive;
use leptos::{ev, prelude::*};

/// An entry of a [`Menu`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What is chosen by it.
    pub(super) value: String,
    /// What is shown.
    pub(super) label: String,
    /// Heading under which it stands; empty for none.
    pub(super) group: String,
}

impl Entry {
    pub(super) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), group: String::new() }
    }
}

/// A labelled menu, with headings where its entries have some. Entries and the chosen value follow the
/// page.
#[component]
pub(super) fn Menu(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] entries: Signal<Vec<Entry>>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] described_by: Option<&'static str>,
) -> impl IntoView {
    // Options are made anew only where they differ: each leaves a trace in the signal of the choice.
    let entries = Memo::new(move |_| entries.get());
    let chosen = Memo::new(move |_| chosen.get());
    let option = move |Entry { value, label, .. }: Entry| {
        let own = value.clone();
        let selected = move || chosen.with(|chosen| *chosen == own);
        view! { <option value=value prop:selected=selected>{label}</option> }
    };
    let options = move || {
        let entries = entries.get();
        entries
            .chunk_by(|a, b| a.group == b.group)
            .map(|run| {
                let options = run.iter().cloned().map(option).collect_view();
                match run {
                    [Entry { group, .. }, ..] if !group.is_empty() => {
                        view! { <optgroup label=group.clone()>{options}</optgroup> }.into_any()
                    }
                    _ => options.into_any(),
                }
            })
            .collect_view()
    };
    view! {
        <div class="menu">
            <label for=id>{label}</label>
            <select
                id=id
                disabled=disabled
                aria-describedby=described_by
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {options}
            </select>
        </div>
    }
}

/// A labelled box to tick.
#[component]
pub(super) fn Switch(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] on_switch: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="switch" for=id>
            <input
                id=id
                type="checkbox"
                prop:checked=on
                on:change=move |event| on_switch.run(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}

/// What the reading aids are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aid {
    Lines,
    Remarks,
    Tolerance,
    LogY,
    Dots,
    Panels,
    Earlier,
}

impl Aid {
    /// Whether it changes what a view shows.
    const fn serves(self, view: View) -> bool {
        match self {
            Self::Lines => {
                matches!(view, View::Overview | View::Trend | View::Ranking | View::Dumbbell)
            }
            Self::Remarks => !matches!(view, View::Sources),
            Self::Tolerance => matches!(
                view,
                View::Overview
                    | View::Map
                    | View::Multiples
                    | View::Tiles
                    | View::Ranking
                    | View::Scatter
                    | View::Table
            ),
            Self::LogY => matches!(view, View::Overview | View::Trend | View::Scatter),
            Self::Dots => matches!(view, View::Scatter),
            Self::Panels => matches!(view, View::Multiples),
            Self::Earlier => matches!(view, View::Revision),
        }
    }
}

/// Everything that helps to read the figure shown. All of it stays on the page, hidden where it serves
/// nothing: what comes and goes with every view leaves traces in the signals it listened to.
#[component]
pub(super) fn AidsPanel(state: State) -> impl IntoView {
    let view = Memo::new(move |_| state.spec.with(|spec| spec.view));
    let serves = move |aid: Aid| Memo::new(move |_| aid.serves(view.get()));
    let (lines, remarks, tolerance) =
        (serves(Aid::Lines), serves(Aid::Remarks), serves(Aid::Tolerance));
    let (log_y, dots) = (serves(Aid::LogY), serves(Aid::Dots));
    let (panels, earlier) = (serves(Aid::Panels), serves(Aid::Earlier));
    let settings = move || [tolerance, log_y, panels, earlier].into_iter().any(|one| one.get());
    let none = move || !settings() && !lines.get() && !remarks.get() && !dots.get();
    view! {
        <div class="reading-aids">
            <p class="hint" hidden=move || !none()>{move || state.words().aids_none}</p>
            <div class="settings-of-view" hidden=move || !settings()>
                <div hidden=move || !panels.get()><PanelCount state/></div>
                <div hidden=move || !earlier.get()><EarlierMenu state serves=earlier/></div>
                <div hidden=move || !log_y.get()><LogY state/></div>
                <div hidden=move || !tolerance.get()><ToleranceMenu state/></div>
            </div>
            <fieldset class="dots" hidden=move || !dots.get()>
                <DotOptions state serves=dots/>
            </fieldset>
            <fieldset class="lines" hidden=move || !lines.get()><Lines state/></fieldset>
            <fieldset class="remarks-of-author" hidden=move || !remarks.get()>
                <Remarks state/>
            </fieldset>
        </div>
    }
}

/// Adds a reference or takes it out.
fn switch_reference(spec: &mut Spec, one: Reference, on: bool) {
    spec.references.retain(|other| *other != one);
    if on && spec.references.len() < MOST_REFERENCES {
        spec.references.push(one);
    }
}

/// A number as people type it: with separators, full-width signs, a typographic minus.
fn typed_number(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, ',' | '，' | '\''))
        .map(|letter| match letter {
            // Full-width ASCII stands 0xFEE0 above ASCII.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
            '\u{2212}' => '-',
            _ => letter,
        })
        .collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Lines to compare with.
#[component]
fn Lines(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let references = Memo::new(move |_| state.spec.with(|spec| spec.references.clone()));
    let level = Memo::new(move |_| state.spec.with(|spec| spec.level));
    let yardstick = Memo::new(move |_| level.get().yardstick(atlas));
    let wrong = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let has =
        move |one: Reference| Signal::derive(move || references.with(|all| all.contains(&one)));
    let switch = move |one: Reference| {
        move |on: bool| state.change(Record::Step, |spec| switch_reference(spec, one, on))
    };
    let full = move || references.with(Vec::len) >= MOST_REFERENCES;
    let unit = Memo::new(move |_| {
        let lang = state.lang.get();
        state.spec.with(|spec| match spec.chain.last() {
            None => atlas.unit_of(spec.indicator).symbol.get(lang).to_owned(),
            Some(Transform::Share | Transform::Growth | Transform::AnnualGrowth) => "%".to_owned(),
            Some(_) => String::new(),
        })
    });
    let label = move || {
        let (name, unit) = (state.words().line_value, unit.get());
        match (unit.is_empty(), state.lang.get()) {
            (true, _) => name.to_owned(),
            (false, Lang::Zh) => format!("{name}（{unit}）"),
            (false, Lang::En) => format!("{name} ({unit})"),
        }
    };
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let number = typed_number(&typed.get_untracked());
        wrong.set(number.is_none());
        if let Some(number) = number {
            typed.set(String::new());
            state.change(Record::Step, |spec| {
                switch_reference(spec, Reference::Value(number), true);
            });
        }
    };
    let values = move || {
        let numbers = references.get().into_iter().filter_map(|one| match one {
            Reference::Value(number) => Some(number),
            _ => None,
        });
        numbers
            .map(|number| {
                let remove = move || format!("{} {number}", state.words().remove);
                view! {
                    <li class="chip">
                        <span>{number.to_string()}</span>
                        <button
                            type="button"
                            aria-label=remove
                            title=remove
                            on:click=move |_| {
                                switch(Reference::Value(number))(false);
                                reader::focus("#line-value");
                            }
                        >
                            "×"
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
            <legend>{move || state.words().lines}</legend>
            {move || yardstick.get().map(|place| view! {
                <Switch
                    id="line-yardstick"
                    label=Signal::derive(move || place_name(atlas, place, state.lang.get()))
                    on=has(Reference::Yardstick)
                    on_switch=switch(Reference::Yardstick)
                />
            })}
            <Switch
                id="line-mean"
                label=Signal::derive(move || state.words().line_mean.to_owned())
                on=has(Reference::Mean)
                on_switch=switch(Reference::Mean)
            />
            <Switch
                id="line-median"
                label=Signal::derive(move || state.words().line_median.to_owned())
                on=has(Reference::Median)
                on_switch=switch(Reference::Median)
            />
            <form class="add" on:submit=add>
                <label for="line-value">{label}</label>
                <input
                    id="line-value"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    size="10"
                    aria-invalid=move || wrong.get().to_string()
                    aria-describedby="line-wrong"
                    prop:value=typed
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        wrong.set(false);
                    }
                />
                <button type="submit" disabled=full>{move || state.words().add}</button>
            </form>
            <ul class="chips">{values}</ul>
            <p class="wrong" id="line-wrong" role="alert">
                {move || wrong.get().then(|| state.words().line_wrong)}
            </p>
    }
}

/// What is wrong with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wrong {
    Empty,
    TooLong(usize),
    NoYear(RangeInclusive<u16>),
    TooMany,
}

impl Wrong {
    fn text(&self, words: &Messages) -> String {
        match self {
            Self::Empty => words.remark_empty.to_owned(),
            Self::TooLong(length) => words
                .remark_too_long
                .replace("{most}", &LONGEST_REMARK.to_string())
                .replace("{length}", &length.to_string()),
            Self::NoYear(span) => words.remark_no_year.replace("{years}", &year_span(span)),
            Self::TooMany => words.remark_too_many.replace("{most}", &MOST_REMARKS.to_string()),
        }
    }
}

/// The remark that the form holds; years are those with data.
fn written(
    at: Option<RemarkAt>,
    text: &str,
    written_already: usize,
    years: RangeInclusive<u16>,
) -> Result<Remark, Wrong> {
    let text: String = text.chars().filter(|letter| !letter.is_control()).collect();
    let text = text.trim();
    let length = text.chars().count();
    match at {
        _ if written_already >= MOST_REMARKS => Err(Wrong::TooMany),
        Some(RemarkAt::Year(year)) if !years.contains(&year) => Err(Wrong::NoYear(years)),
        None => Err(Wrong::NoYear(years)),
        Some(_) if length == 0 => Err(Wrong::Empty),
        Some(_) if length > LONGEST_REMARK => Err(Wrong::TooLong(length)),
        Some(at) => Ok(Remark { at, text: text.to_owned() }),
    }
}

/// The value of the menu for a remark at a year.
const AT_YEAR: &str = "year";

/// The author's remarks: those there are, and a form for another.
#[component]
fn Remarks(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let remarks = Memo::new(move |_| state.spec.with(|spec| spec.remarks.clone()));
    let about = RwSignal::new(AT_YEAR.to_owned());
    let is_year = Memo::new(move |_| about.with(|about| about == AT_YEAR));
    let start = state.years.with_untracked(|years| years.as_ref().map(|years| years.year));
    let year = RwSignal::new(start.map_or_else(String::new, |year| year.to_string()));
    let text = RwSignal::new(String::new());
    let wrong: RwSignal<Option<Wrong>> = RwSignal::new(None);
    let entries = Signal::derive(move || {
        let (lang, words) = (state.lang.get(), state.words());
        let (compared, level) = state.spec.with(|spec| (spec.compared(atlas), spec.level));
        let others = level.places(atlas).into_iter().filter(|one| !compared.contains(one));
        let places = compared.iter().copied().chain(others);
        let places = places.map(|place| Entry {
            group: words.place.to_owned(),
            ..Entry::new(atlas.place(place).id.clone(), place_name(atlas, place, lang))
        });
        core::iter::once(Entry::new(AT_YEAR, words.remark_at_year))
            .chain(places)
            .collect::<Vec<_>>()
    });
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let at = about.with_untracked(|about| match about.as_str() {
            AT_YEAR => year.with_untracked(|year| year.trim().parse().ok()).map(RemarkAt::Year),
            place => atlas.place_by_id(place).map(RemarkAt::Place),
        });
        let years = state.extent.with_untracked(|extent| {
            extent.as_ref().map_or(1000..=2999, |extent| extent.all.clone())
        });
        let already = remarks.with_untracked(Vec::len);
        match text.with_untracked(|text| written(at, text, already, years)) {
            Ok(remark) => {
                wrong.set(None);
                text.set(String::new());
                state.change(Record::Step, |spec| spec.remarks.push(remark));
            }
            Err(why) => {
                reader::focus(match why {
                    Wrong::NoYear(_) => "#remark-year",
                    _ => "#remark-text",
                });
                wrong.set(Some(why));
            }
        }
    };
    let list = move || {
        let lang = state.lang.get();
        remarks
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, remark)| {
                let about = match remark.at {
                    RemarkAt::Year(year) => year.to_string(),
                    RemarkAt::Place(place) => place_name(atlas, place, lang),
                };
                let remove = format!("{} {about}", state.words().remove);
                let take_out = move |_| {
                    state.change(Record::Step, |spec| {
                        if at < spec.remarks.len() {
                            spec.remarks.remove(at);
                        }
                    });
                    wrong.set(None);
                    reader::focus("#remark-text");
                };
                view! {
                    <li>
                        <strong>{about}</strong>
                        <span>{remark.text}</span>
                        <button type="button" aria-label=remove.clone() title=remove on:click=take_out>
                            "×"
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let count = move || {
        let length = text.with(|text| text.trim().chars().count());
        format!("{length} / {LONGEST_REMARK}")
    };
    view! {
            <legend>{move || state.words().remarks}</legend>
            <p class="hint">{move || state.words().remarks_hint}</p>
            <ul class="written">{list}</ul>
            <form class="add" on:submit=add>
                <Menu
                    id="remark-about"
                    label=Signal::derive(move || state.words().remark_about.to_owned())
                    entries=entries
                    chosen=about
                    on_choose=move |value: String| {
                        about.set(value);
                        wrong.set(None);
                    }
                />
                <div class="field" hidden=move || !is_year.get()>
                    <label for="remark-year">{move || state.words().year}</label>
                    <input
                        id="remark-year"
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        size="5"
                        aria-describedby="remark-wrong"
                        prop:value=year
                        on:input=move |event| {
                            year.set(event_target_value(&event));
                            wrong.set(None);
                        }
                    />
                </div>
                <div class="field text">
                    <label for="remark-text">{move || state.words().remark_text}</label>
                    <input
                        id="remark-text"
                        type="text"
                        autocomplete="off"
                        aria-describedby="remark-wrong remark-count"
                        prop:value=text
                        on:input=move |event| {
                            text.set(event_target_value(&event));
                            wrong.set(None);
                        }
                    />
                    <small id="remark-count">{count}</small>
                </div>
                <button type="submit">{move || state.words().add}</button>
            </form>
            <p class="wrong" id="remark-wrong" role="alert">
                {move || wrong.with(|wrong| wrong.as_ref().map(|wrong| wrong.text(state.words())))}
            </p>
    }
}

/// How many years away a value may be.
#[component]
fn ToleranceMenu(state: State) -> impl IntoView {
    let tolerance = Memo::new(move |_| state.spec.with(|spec| spec.tolerance));
    let is_level = Memo::new(move |_| state.spec.with(|spec| spec.chain.is_level()));
    let entries = Signal::derive(move || {
        let words = state.words();
        (0..=MOST_TOLERANCE)
            .map(|years| {
                let label = match years {
                    0 => words.tolerance_none.to_owned(),
                    1 => words.tolerance_one.to_owned(),
                    more => words.tolerance_years.replace("{years}", &more.to_string()),
                };
                Entry::new(years.to_string(), label)
            })
            .collect::<Vec<_>>()
    });
    let choose = move |value: String| {
        if let Ok(years) = value.parse::<u8>() {
            let years = years.min(MOST_TOLERANCE);
            state.change(Record::Step, |spec| spec.tolerance = years);
        }
    };
    view! {
        <div class="with-reason">
            <Menu
                id="choose-nearest"
                label=Signal::derive(move || state.words().tolerance.to_owned())
                entries=entries
                chosen=Signal::derive(move || tolerance.get().to_string())
                disabled=Signal::derive(move || !is_level.get())
                described_by="nearest-reason"
                on_choose=choose
            />
            <small id="nearest-reason">
                {move || (!is_level.get()).then(|| state.words().tolerance_needs_level)}
            </small>
        </div>
    }
}

/// The vertical axis of equal quotients.
#[component]
fn LogY(state: State) -> impl IntoView {
    let on = Memo::new(move |_| state.spec.with(|spec| spec.log.y));
    view! {
        <Switch
            id="log-y"
            label=Signal::derive(move || state.words().log_y.to_owned())
            on=on
            on_switch=move |on| state.change(Record::Step, |spec| spec.log.y = on)
        />
    }
}

/// Which indicator a picker of a scatter is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    Horizontal,
    Size,
}

impl Axis {
    const fn id(self) -> &'static str {
        match self {
            Self::Horizontal => "choose-x",
            Self::Size => "choose-size",
        }
    }

    const fn chosen(self, spec: &Spec) -> Option<IndicatorId> {
        match self {
            Self::Horizontal => spec.x,
            Self::Size => spec.size,
        }
    }
}

/// The picker of an indicator of a scatter; its first entry leaves the choice to the atlas.
#[component]
fn AxisPicker(state: State, serves: Memo<bool>, axis: Axis) -> impl IntoView {
    let atlas = state.atlas;
    let level = Memo::new(move |_| state.spec.with(|spec| spec.level));
    let own = Memo::new(move |_| state.spec.with(|spec| spec.indicator));
    let offered = Memo::new(move |_| {
        let (level, own) = (level.get(), own.get());
        let mut all = selectable_indicators(atlas);
        all.retain(|id| (axis == Axis::Size || *id != own) && has_level(atlas, *id, level));
        all
    });
    let used = move |spec: &Spec| match axis {
        Axis::Horizontal => {
            state.years.with(|years| horizontal_indicator(atlas, spec, years.as_ref()?))
        }
        Axis::Size => spec.size.or_else(|| atlas.indicator_by_id("population_resident")),
    };
    let automatic = move |lang: Lang, words: &Messages| {
        let by_itself = state.spec.with_untracked(|spec| match axis {
            Axis::Horizontal => used(&Spec { x: None, ..spec.clone() }),
            Axis::Size => used(&Spec { size: None, ..spec.clone() }),
        });
        PickItem {
            id: String::new(),
            label: words.automatic.to_owned(),
            hint: by_itself
                .map_or_else(String::new, |id| atlas.indicator(id).name.get(lang).to_owned()),
            group: String::new(),
        }
    };
    let shown = Signal::derive(move || {
        if !serves.get() {
            return String::new();
        }
        let lang = state.lang.get();
        let found = state.spec.with(used);
        found.map_or_else(String::new, |id| atlas.indicator(id).name.get(lang).to_owned())
    });
    let search = move |query: String| {
        let (lang, words) = (state.lang.get_untracked(), state.words());
        let other = match lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        let first = query.trim().is_empty().then(|| automatic(lang, words));
        let found = offered.with_untracked(|all| search_indicators(atlas, all, &query));
        let rest = found.into_iter().map(|id| {
            let row = atlas.indicator(id);
            PickItem {
                id: row.id.clone(),
                label: row.name.get(lang).to_owned(),
                hint: row.name.get(other).to_owned(),
                group: atlas.catalog().themes[row.theme.index()].name.get(lang).to_owned(),
            }
        });
        first.into_iter().chain(rest).collect::<Vec<_>>()
    };
    let pick = move |id: String| {
        let indicator = atlas.indicator_by_id(&id);
        if state.spec.with_untracked(|spec| axis.chosen(spec)) == indicator {
            return;
        }
        state.change(Record::Step, |spec| match axis {
            Axis::Horizontal => {
                spec.x = indicator;
                // Of the new indicator it is not known whether it stays above zero.
                spec.log.x = false;
            }
            Axis::Size => spec.size = indicator,
        });
    };
    view! {
        <Picker
            id=axis.id()
            label=Signal::derive(move || {
                let words = state.words();
                match axis {
                    Axis::Horizontal => words.scatter_x,
                    Axis::Size => words.scatter_size,
                }
                .to_owned()
            })
            placeholder=Signal::derive(move || state.words().search_indicators.to_owned())
            shown=shown
            nothing_found=Signal::derive(move || state.words().nothing_found.to_owned())
            search=search
            on_pick=pick
        />
    }
}

/// What only a scatter has.
#[component]
fn DotOptions(state: State, serves: Memo<bool>) -> impl IntoView {
    let of = move |read: fn(&Spec) -> bool| Memo::new(move |_| state.spec.with(read));
    let (log_x, fit, trail) = (of(|spec| spec.log.x), of(|spec| spec.fit), of(|spec| spec.trail));
    view! {
            <legend>{move || state.words().view_scatter}</legend>
            <AxisPicker state serves axis=Axis::Horizontal/>
            <AxisPicker state serves axis=Axis::Size/>
            <Switch
                id="log-x"
                label=Signal::derive(move || state.words().log_x.to_owned())
                on=log_x
                on_switch=move |on| state.change(Record::Step, |spec| spec.log.x = on)
            />
            <Switch
                id="scatter-fit"
                label=Signal::derive(move || state.words().scatter_fit.to_owned())
                on=fit
                on_switch=move |on| state.change(Record::Step, |spec| spec.fit = on)
            />
            <Switch
                id="scatter-trail"
                label=Signal::derive(move || state.words().scatter_trail.to_owned())
                on=trail
                on_switch=move |on| state.change(Record::Step, |spec| spec.trail = on)
            />
    }
}

/// How many maps stand side by side.
#[component]
fn PanelCount(state: State) -> impl IntoView {
    let count = Memo::new(move |_| state.spec.with(|spec| spec.panels));
    let entries: Vec<Entry> =
        PANELS.map(|count| Entry::new(count.to_string(), count.to_string())).collect();
    let choose = move |value: String| {
        if let Ok(count) = value.parse::<u8>() {
            let count = count.clamp(*PANELS.start(), *PANELS.end());
            state.change(Record::Step, |spec| spec.panels = count);
        }
    };
    view! {
        <Menu
            id="choose-panels"
            label=Signal::derive(move || state.words().panels.to_owned())
            entries=Signal::stored(entries)
            chosen=Signal::derive(move || count.get().to_string())
            on_choose=choose
        />
    }
}

/// The vintage with which the one shown is compared.
#[component]
fn EarlierMenu(state: State, serves: Memo<bool>) -> impl IntoView {
    let atlas = state.atlas;
    let of = Memo::new(move |_| state.spec.with(|spec| (spec.indicator, spec.vintage, spec.level)));
    let used = Memo::new(move |_| {
        serves.get().then(|| state.spec.with(|spec| earlier_vintage(atlas, spec))).flatten()
    });
    let entries = Signal::derive(move || {
        let ((indicator, shown, level), lang) = (of.get(), state.lang.get());
        atlas
            .vintages_of(indicator)
            .into_iter()
            .filter(|id| *id != shown && covers_level(atlas, indicator, *id, level))
            .map(|id| {
                let vintage = atlas.vintage(id);
                Entry::new(vintage.id.clone(), vintage.name.get(lang))
            })
            .collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        used.get().map_or_else(String::new, |id| atlas.vintage(id).id.clone())
    });
    let choose = move |id: String| {
        let vintage = atlas.vintage_by_id(&id);
        state.change(Record::Step, |spec| spec.earlier = vintage);
    };
    view! {
        <Menu
            id="choose-earlier"
            label=Signal::derive(move || state.words().earlier.to_owned())
            entries=entries
            chosen=chosen
            on_choose=choose
        />
    }
}
