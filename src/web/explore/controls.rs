//! What is shown: indicator, places, edition, method, transform, classes, comparison.

use super::super::{
    address::Record,
    picker::{PickItem, Picker},
    reader,
    state::State,
};
use crate::{
    atlas::PlaceId,
    figure::{denominator_name, level_name, place_name},
    query::{
        Denominator, Geography, Transform, find_place, has_level, search_indicators, search_places,
        selectable_indicators,
    },
    spec::{Classes, Key},
    stats::Scheme,
};
use leptos::prelude::*;

/// The most places offered by one search.
const MOST_OFFERED: usize = 60;

/// An entry of a menu: value and label.
type Choice = (String, String);

/// A labelled menu. Choices and the chosen value follow the page.
#[component]
fn Menu(
    key: Key,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    let id = format!("choose-{}", key.code());
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|(value, label)| {
                let own = value.clone();
                let selected = move || chosen.with(|chosen| *chosen == own);
                view! { <option value=value selected=selected>{label}</option> }
            })
            .collect_view()
    };
    view! {
        <div class="menu">
            <label for=id.clone()>{label}</label>
            <select id=id on:change=move |event| on_choose.run(event_target_value(&event))>
                {options}
            </select>
        </div>
    }
}

/// All controls.
#[component]
pub(super) fn Controls(state: State) -> impl IntoView {
    view! {
        <section class="controls" aria-label=move || state.words().controls>
            <IndicatorPicker state/>
            <LevelMenu state/>
            <details class="more" open=reader::is_wide()>
                <summary>{move || state.words().more_options}</summary>
                <div class="menus">
                    <VintageMenu state/>
                    <MethodMenu state/>
                    <TransformMenu state/>
                    <ClassMenus state/>
                </div>
                <PlacePicker state/>
            </details>
        </section>
    }
}

#[component]
fn IndicatorPicker(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let all = StoredValue::new(selectable_indicators(atlas));
    let shown = Signal::derive(move || {
        let lang = state.lang.get();
        atlas.indicator(state.spec.with(|spec| spec.indicator)).name.get(lang).to_owned()
    });
    let search = move |query: String| {
        let lang = state.lang.get_untracked();
        all.with_value(|all| search_indicators(atlas, all, &query))
            .into_iter()
            .map(|id| {
                let row = atlas.indicator(id);
                PickItem {
                    id: row.id.clone(),
                    label: row.name.get(lang).to_owned(),
                    hint: row.name.get(other(lang)).to_owned(),
                    group: atlas.catalog().themes[row.theme.index()].name.get(lang).to_owned(),
                }
            })
            .collect()
    };
    let pick = move |id: String| {
        if let Some(indicator) = atlas.indicator_by_id(&id) {
            state.show_indicator(indicator);
        }
    };
    view! {
        <Picker
            id="choose-indicator"
            label=Signal::derive(move || state.words().indicator.to_owned())
            placeholder=Signal::derive(move || state.words().search_indicators.to_owned())
            shown=shown
            nothing_found=Signal::derive(move || state.words().nothing_found.to_owned())
            search=search
            on_pick=pick
        />
    }
}

const fn other(lang: crate::atlas::Lang) -> crate::atlas::Lang {
    match lang {
        crate::atlas::Lang::Zh => crate::atlas::Lang::En,
        crate::atlas::Lang::En => crate::atlas::Lang::Zh,
    }
}

#[component]
fn LevelMenu(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let indicator = Memo::new(move |_| state.spec.with(|spec| spec.indicator));
    let choices = Signal::derive(move || {
        let (lang, indicator) = (state.lang.get(), indicator.get());
        Geography::ALL
            .into_iter()
            .map(|level| {
                let mut label = level_name(level, lang).to_owned();
                if !has_level(atlas, indicator, level) {
                    label.push_str(lang.pick("（无数据）", " (no data)"));
                }
                (level.code().to_owned(), label)
            })
            .collect()
    });
    let choose = move |code: String| {
        if let Some(level) = Geography::ALL.into_iter().find(|level| level.code() == code) {
            state.show_level(level);
        }
    };
    view! {
        <Menu
            key=Key::Level
            label=Signal::derive(move || state.words().level.to_owned())
            choices=choices
            chosen=Signal::derive(move || state.spec.with(|spec| spec.level.code().to_owned()))
            on_choose=choose
        />
    }
}

#[component]
fn VintageMenu(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let indicator = Memo::new(move |_| state.spec.with(|spec| spec.indicator));
    let offered = Memo::new(move |_| atlas.vintages_of(indicator.get()));
    let choices = Signal::derive(move || {
        let lang = state.lang.get();
        let row = |id| {
            let vintage = atlas.vintage(id);
            (vintage.id.clone(), vintage.name.get(lang).to_owned())
        };
        offered.get().into_iter().map(row).collect::<Vec<Choice>>()
    });
    let chosen =
        Signal::derive(move || atlas.vintage(state.spec.with(|spec| spec.vintage)).id.clone());
    let choose = move |id: String| {
        if let Some(vintage) = atlas.vintage_by_id(&id) {
            state.change(Record::Step, |spec| spec.vintage = vintage);
        }
    };
    move || {
        (offered.with(Vec::len) > 1).then(|| {
            view! {
                <Menu
                    key=Key::Vintage
                    label=Signal::derive(move || state.words().vintage.to_owned())
                    choices=choices
                    chosen=chosen
                    on_choose=choose
                />
            }
        })
    }
}

#[component]
fn MethodMenu(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let applies = Memo::new(move |_| state.spec.with(|spec| spec.measure().has_denominator(atlas)));
    let choices = Signal::derive(move || {
        let lang = state.lang.get();
        Denominator::ALL
            .map(|method| (method.code().to_owned(), denominator_name(method, lang).to_owned()))
            .to_vec()
    });
    let choose = move |code: String| {
        if let Some(method) = Denominator::ALL.into_iter().find(|one| one.code() == code) {
            state.change(Record::Step, |spec| spec.method = method);
        }
    };
    move || {
        applies.get().then(|| {
            view! {
                <Menu
                    key=Key::Method
                    label=Signal::derive(move || state.words().method.to_owned())
                    choices=choices
                    chosen=Signal::derive(move || state.spec.with(|spec| spec.method.code().to_owned()))
                    on_choose=choose
                />
            }
        })
    }
}

#[component]
fn TransformMenu(state: State) -> impl IntoView {
    let choices = Signal::derive(move || {
        let words = state.words();
        Transform::ALL
            .map(|transform| {
                let label = match transform {
                    Transform::Level => words.transform_level,
                    Transform::Index => words.transform_index,
                    Transform::RelativeToNation => words.transform_relative,
                };
                (transform.code().to_owned(), label.to_owned())
            })
            .to_vec()
    });
    let choose = move |code: String| {
        if let Some(transform) = Transform::ALL.into_iter().find(|one| one.code() == code) {
            state.change(Record::Step, |spec| spec.transform = transform);
        }
    };
    view! {
        <Menu
            key=Key::Transform
            label=Signal::derive(move || state.words().transform.to_owned())
            choices=choices
            chosen=Signal::derive(move || state.spec.with(|spec| spec.transform.code().to_owned()))
            on_choose=choose
        />
    }
}

#[component]
fn ClassMenus(state: State) -> impl IntoView {
    let schemes = Signal::derive(move || {
        let words = state.words();
        Scheme::ALL
            .map(|scheme| {
                let label = match scheme {
                    Scheme::Jenks => words.scheme_jenks,
                    Scheme::Quantile => words.scheme_quantile,
                    Scheme::EqualInterval => words.scheme_equal,
                };
                (scheme.code().to_owned(), label.to_owned())
            })
            .to_vec()
    });
    let counts: Vec<Choice> = (Classes::FEWEST..=Classes::MOST)
        .map(|count| (count.to_string(), count.to_string()))
        .collect();
    let classes = Memo::new(move |_| state.spec.with(|spec| spec.classes));
    let choose_scheme = move |code: String| {
        if let Some(scheme) = Scheme::ALL.into_iter().find(|one| one.code() == code) {
            state.change(Record::Step, |spec| spec.classes.scheme = scheme);
        }
    };
    let choose_count = move |count: String| {
        if let Ok(count) = count.parse::<u8>() {
            state.change(Record::Step, |spec| {
                spec.classes.count = count.clamp(Classes::FEWEST, Classes::MOST);
            });
        }
    };
    view! {
        <Menu
            key=Key::Classes
            label=Signal::derive(move || state.words().classes.to_owned())
            choices=schemes
            chosen=Signal::derive(move || classes.get().scheme.code().to_owned())
            on_choose=choose_scheme
        />
        <div class="menu">
            <label for="choose-class-count">{move || state.words().class_count}</label>
            <select
                id="choose-class-count"
                on:change=move |event| choose_count(event_target_value(&event))
            >
                {counts
                    .into_iter()
                    .map(|(value, label)| {
                        let own = value.clone();
                        let selected = move || classes.get().count.to_string() == own;
                        view! { <option value=value selected=selected>{label}</option> }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

/// Chips of the places compared, and the field that adds one.
#[component]
fn PlacePicker(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let compared = Memo::new(move |_| state.spec.with(|spec| spec.compared(atlas)));
    let name = move |place: PlaceId| place_name(atlas, place, state.lang.get());
    let offered = Memo::new(move |_| {
        let level = state.spec.with(|spec| spec.level);
        let mut places = level.places(atlas);
        for wider in [Geography::MacroRegions, Geography::Provinces, Geography::Nation] {
            for place in wider.places(atlas) {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        places
    });
    let search = move |query: String| {
        let taken = compared.get_untracked();
        offered
            .with_untracked(|offered| search_places(atlas, offered, &query))
            .into_iter()
            .filter(|place| !taken.contains(place))
            .take(MOST_OFFERED)
            .map(|place| {
                let row = atlas.place(place);
                let lang = state.lang.get_untracked();
                PickItem {
                    id: row.id.clone(),
                    label: row.name.get(lang).to_owned(),
                    hint: format!("{} {}", row.name.get(other(lang)), row.id),
                    group: String::new(),
                }
            })
            .collect()
    };
    let pick = move |id: String| {
        if let Some(place) = find_place(atlas, &id) {
            state.toggle_place(place);
        }
    };
    let chips = move || {
        compared
            .get()
            .into_iter()
            .map(|place| {
                let remove = move || format!("{} {}", state.words().remove, name(place));
                view! {
                    <li
                        class="chip"
                        class:focused=move || state.spec.with(|spec| spec.focus == Some(place))
                        class:pointed=move || state.pointed.get() == Some(place)
                        on:mouseenter=move |_| state.pointed.set(Some(place))
                        on:mouseleave=move |_| state.pointed.set(None)
                    >
                        <span>{move || name(place)}</span>
                        <button
                            type="button"
                            aria-label=remove
                            title=remove
                            on:click=move |_| {
                                state.pointed.set(None);
                                state.toggle_place(place);
                                // The button goes with its chip; the focus must not go with it.
                                request_animation_frame(|| reader::focus(".places .reset"));
                            }
                        >
                            "×"
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let changed = move || state.spec.with(|spec| spec.places.is_some());
    view! {
        <div class="places">
            <span class="label" id="compared-label">{move || state.words().compared}</span>
            <ul class="chips" aria-labelledby="compared-label">{chips}</ul>
            <button
                type="button"
                class="reset"
                hidden=move || !changed()
                on:click=move |_| {
                    state.change(Record::Step, |spec| {
                        spec.places = None;
                        spec.focus = None;
                    });
                }
            >
                {move || state.words().reset_places}
            </button>
            <Picker
                id="add-place"
                label=Signal::derive(move || state.words().search_places.to_owned())
                placeholder=Signal::derive(move || state.words().search_places.to_owned())
                shown=Signal::derive(String::new)
                nothing_found=Signal::derive(move || state.words().nothing_found.to_owned())
                search=search
                on_pick=pick
            />
        </div>
    }
}
