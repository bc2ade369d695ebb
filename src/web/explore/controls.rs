//! What is shown: indicator, level, edition, method, transforms, classes and colours.

use super::super::{
    address::Record,
    picker::{PickItem, Picker},
    reader::settled,
    state::State,
};
use super::{aids::AidsPanel, places::PlacePicker};
use crate::{
    figure::{class_limits, denominator_name, level_name, place_name},
    i18n::Messages,
    query::{
        Chain, Denominator, Geography, Transform, covers_level, has_level, search_indicators,
        selectable_indicators,
    },
    spec::{Classes, Key, Spec, View},
    stats::Scheme,
    theme::Palette,
};
use leptos::prelude::*;

/// An entry of a menu: value and label.
pub(in crate::web) type Choice = (String, String);

/// A labelled menu. Choices and the chosen value follow the page.
#[component]
pub(in crate::web) fn Menu(
    key: Key,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
    /// Distinguishes several menus of one key.
    #[prop(optional)]
    suffix: &'static str,
) -> impl IntoView {
    let id = format!("choose-{}{suffix}", key.code());
    // Options are made anew only where they differ: each leaves a trace in the signal of the choice.
    let choices = settled(Memo::new(move |_| choices.get()));
    let chosen = settled(Memo::new(move |_| chosen.get()));
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|(value, label)| {
                let own = value.clone();
                let selected = move || chosen.with(|chosen| *chosen == own);
                // As a property: what a reader once picked no longer heeds the attribute.
                view! { <option value=value prop:selected=selected>{label}</option> }
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

/// All controls. What every figure needs is in sight; the rest is folded, so that the figure is.
#[component]
pub(super) fn Controls(state: State) -> impl IntoView {
    let colours = Memo::new(move |_| state.spec.with(|spec| spec.view.is_map()));
    view! {
        <section class="controls" aria-label=move || state.words().controls>
            <div class="main">
                <IndicatorPicker state/>
                <LevelMenu state/>
                <TransformMenus state/>
            </div>
            <div class="folds">
                <details class="fold editions">
                    <summary>{move || state.words().fold_shown}</summary>
                    <div class="menus">
                        <VintageMenu state/>
                        <MethodMenu state/>
                        <BaseMenu state/>
                        <AgainstMenu state/>
                    </div>
                </details>
                <details class="fold colours" hidden=move || !colours.get()>
                    <summary>{move || state.words().fold_colours}</summary>
                    <div class="menus"><ClassMenus state/></div>
                </details>
                <details class="fold compared">
                    <summary>{move || state.words().fold_places}</summary>
                    <PlacePicker state/>
                </details>
                <details class="fold aids">
                    <summary>{move || state.words().fold_aids}</summary>
                    <AidsPanel state/>
                </details>
            </div>
        </section>
    }
}

#[component]
pub(in crate::web) fn IndicatorPicker(state: State) -> impl IntoView {
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
pub(in crate::web) fn LevelMenu(state: State) -> impl IntoView {
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
pub(in crate::web) fn VintageMenu(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let indicator = Memo::new(move |_| state.spec.with(|spec| spec.indicator));
    let level = Memo::new(move |_| state.spec.with(|spec| spec.level));
    // By itself: a step of the year is no reason to look again.
    let shown = Memo::new(move |_| state.spec.with(|spec| spec.vintage));
    // Those of which the places have something, and the one shown.
    let offered = Memo::new(move |_| {
        let (indicator, level, shown) = (indicator.get(), level.get(), shown.get());
        let mut offered = atlas.vintages_of(indicator);
        offered.retain(|one| *one == shown || covers_level(atlas, indicator, *one, level));
        offered
    });
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
pub(in crate::web) fn MethodMenu(state: State) -> impl IntoView {
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

/// Name of a transform in a menu.
const fn transform_name(words: &Messages, step: Option<Transform>) -> &'static str {
    match step {
        None => words.transform_level,
        Some(Transform::Index) => words.transform_index,
        Some(Transform::Relative) => words.transform_relative,
        Some(Transform::Share) => words.transform_share,
        Some(Transform::Growth) => words.transform_growth,
        Some(Transform::AnnualGrowth) => words.transform_annual_growth,
        Some(Transform::Change) => words.transform_change,
        Some(Transform::Rank) => words.transform_rank,
    }
}

/// A menu for each step of the chain, and one more for the step that may follow.
#[component]
fn TransformMenus(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let chain = Memo::new(move |_| state.spec.with(|spec| spec.chain.clone()));
    let additive =
        Memo::new(move |_| atlas.indicator(state.spec.with(|spec| spec.indicator)).additive);
    let allowed = move |at: usize| {
        let before = chain.get().first(at);
        let additive = additive.get();
        let admits = |step: &Transform| before.admits(*step, additive);
        Transform::ALL.into_iter().filter(admits).collect::<Vec<_>>()
    };
    let menu = move |at: usize, suffix: &'static str| {
        let choices = Signal::derive(move || {
            let words = state.words();
            let none = if at == 0 { words.transform_level } else { words.transform_none };
            core::iter::once((String::new(), none.to_owned()))
                .chain(allowed(at).into_iter().map(|step| {
                    (step.code().to_owned(), transform_name(words, Some(step)).to_owned())
                }))
                .collect::<Vec<Choice>>()
        });
        let chosen = Signal::derive(move || {
            let chain = chain.get();
            chain.steps().get(at).map_or_else(String::new, |step| step.code().to_owned())
        });
        let label = Signal::derive(move || {
            let words = state.words();
            if at == 0 { words.transform } else { words.transform_then }.to_owned()
        });
        let choose = move |code: String| {
            let step = Transform::ALL.into_iter().find(|step| step.code() == code);
            let additive = additive.get_untracked();
            state.change(Record::Step, |spec| {
                let before = spec.chain.first(at);
                spec.chain = match step {
                    Some(step) => before.then(step, additive).unwrap_or_else(|chain| chain),
                    None => before,
                };
            });
        };
        // A step is offered behind the last one as long as any may follow.
        let shown = Memo::new(move |_| {
            at == 0 || (chain.get().steps().len() >= at && !allowed(at).is_empty())
        });
        move || {
            shown.get().then(|| {
                view! {
                    <Menu
                        key=Key::Transform
                        suffix=suffix
                        label=label
                        choices=choices
                        chosen=chosen
                        on_choose=choose
                    />
                }
            })
        }
    };
    const { assert!(Chain::MOST == 3, "there is a menu for each step") };
    view! {
        {menu(0, "")}
        {menu(1, "-2")}
        {menu(2, "-3")}
    }
}

/// The base year of an index.
#[component]
fn BaseMenu(state: State) -> impl IntoView {
    let applies = Memo::new(move |_| state.spec.with(|spec| spec.chain.has(Transform::Index)));
    let atlas = state.atlas;
    let choices = Signal::derive(move || {
        let years = state.years.get();
        let automatic = years.as_ref().map_or_else(String::new, |years| {
            let timeless = |spec: &Spec| Spec { base: None, ..spec.clone() };
            let starts =
                state.spec.with(|spec| timeless(spec).starts(atlas, &years.all, years.year));
            format!("{} ({})", state.words().automatic, starts.base)
        });
        let all = years.into_iter().flat_map(|years| years.all);
        core::iter::once((String::new(), automatic))
            .chain(all.map(|year| (year.to_string(), year.to_string())))
            .collect::<Vec<Choice>>()
    });
    let chosen = Signal::derive(move || {
        state.spec.with(|spec| spec.base).map_or_else(String::new, |year| year.to_string())
    });
    let choose = move |year: String| {
        let base = year.parse::<u16>().ok();
        state.change(Record::Step, |spec| spec.base = base);
    };
    move || {
        applies.get().then(|| {
            view! {
                <Menu
                    key=Key::Base
                    label=Signal::derive(move || state.words().base.to_owned())
                    choices=choices
                    chosen=chosen
                    on_choose=choose
                />
            }
        })
    }
}

/// The place to which others are related.
#[component]
fn AgainstMenu(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let applies =
        Memo::new(move |_| state.spec.with(|spec| spec.chain.any(Transform::needs_other)));
    let choices = Signal::derive(move || {
        let lang = state.lang.get();
        let level = state.spec.with(|spec| spec.level);
        let mut places = level.references(atlas);
        places.push(atlas.nation());
        places.extend(level.places(atlas));
        let mut told = Vec::new();
        places.retain(|place| {
            let new = !told.contains(place);
            told.push(*place);
            new
        });
        let usual = level.yardstick(atlas).unwrap_or_else(|| atlas.nation());
        let usual = format!("{} ({})", state.words().automatic, place_name(atlas, usual, lang));
        core::iter::once((String::new(), usual))
            .chain(
                places
                    .into_iter()
                    .map(|place| (atlas.place(place).id.clone(), place_name(atlas, place, lang))),
            )
            .collect::<Vec<Choice>>()
    });
    let chosen = Signal::derive(move || {
        let against = state.spec.with(|spec| spec.against);
        against.map_or_else(String::new, |place| atlas.place(place).id.clone())
    });
    let choose = move |id: String| {
        let place = atlas.place_by_id(&id);
        state.change(Record::Step, |spec| spec.against = place);
    };
    move || {
        applies.get().then(|| {
            view! {
                <Menu
                    key=Key::Against
                    label=Signal::derive(move || state.words().against.to_owned())
                    choices=choices
                    chosen=chosen
                    on_choose=choose
                />
            }
        })
    }
}

const fn scheme_name(words: &Messages, scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Jenks => words.scheme_jenks,
        Scheme::Quantile => words.scheme_quantile,
        Scheme::EqualInterval => words.scheme_equal,
        Scheme::Continuous => words.scheme_continuous,
        Scheme::Manual => words.scheme_manual,
        Scheme::Diverging => words.scheme_diverging,
    }
}

const fn palette_name(words: &Messages, palette: Palette) -> &'static str {
    match palette {
        Palette::Teal => words.palette_teal,
        Palette::Green => words.palette_green,
        Palette::Purple => words.palette_purple,
        Palette::Ochre => words.palette_ochre,
        Palette::Grey => words.palette_grey,
        Palette::BlueOrange => words.palette_blue_orange,
        Palette::PurpleGreen => words.palette_purple_green,
        Palette::TealRose => words.palette_teal_rose,
    }
}

/// Scheme, number of classes or their limits, colours.
#[component]
fn ClassMenus(state: State) -> impl IntoView {
    let schemes = Signal::derive(move || {
        let words = state.words();
        Scheme::ALL
            .map(|scheme| (scheme.code().to_owned(), scheme_name(words, scheme).to_owned()))
            .to_vec()
    });
    let classes = Memo::new(move |_| state.spec.with(|spec| spec.classes.clone()));
    let scheme = Memo::new(move |_| classes.get().scheme);
    // The map of change parts at none unless the reader says otherwise.
    let diverges = Memo::new(move |_| {
        state.spec.with(|spec| {
            spec.classes.diverges()
                || (spec.view == View::Change && spec.classes == Classes::default())
        })
    });
    let choose_scheme = move |code: String| {
        if let Some(scheme) = Scheme::ALL.into_iter().find(|one| one.code() == code) {
            let years = state.years.get_untracked().filter(|_| scheme == Scheme::Manual);
            let breaks = years.map_or_else(Vec::new, |years| {
                state.spec.with_untracked(|spec| class_limits(state.atlas, spec, &years))
            });
            state.change(Record::Step, |spec| {
                spec.classes.scheme = scheme;
                spec.classes.breaks = breaks;
                // Colours that part at a middle go with classes that do.
                let diverges = spec.shown_classes().diverges();
                spec.palette = spec.palette.filter(|one| one.is_diverging() == diverges);
            });
        }
    };
    let choose_count = move |count: String| {
        if let Ok(count) = count.parse::<u8>() {
            state.change(Record::Step, |spec| {
                spec.classes.count = count.clamp(Classes::FEWEST, Classes::MOST);
            });
        }
    };
    let counts = Signal::derive(move || {
        (Classes::FEWEST..=Classes::MOST)
            .map(|count| (count.to_string(), count.to_string()))
            .collect::<Vec<Choice>>()
    });
    let palettes = Signal::derive(move || {
        let (words, diverges) = (state.words(), diverges.get());
        Palette::ALL
            .into_iter()
            .filter(|palette| palette.is_diverging() == diverges)
            .map(|palette| (palette.code().to_owned(), palette_name(words, palette).to_owned()))
            .collect::<Vec<Choice>>()
    });
    let palette = Signal::derive(move || {
        let usual = if diverges.get() { Palette::BlueOrange } else { Palette::default() };
        state.spec.with(|spec| spec.palette).unwrap_or(usual).code().to_owned()
    });
    let choose_palette = move |code: String| {
        let found = Palette::ALL.into_iter().find(|one| one.code() == code);
        state.change(Record::Step, |spec| {
            spec.palette = found.filter(|one| *one != Palette::default());
        });
    };
    let counted = move || !matches!(scheme.get(), Scheme::Manual | Scheme::Continuous);
    view! {
        <Menu
            key=Key::Classes
            label=Signal::derive(move || state.words().classes.to_owned())
            choices=schemes
            chosen=Signal::derive(move || scheme.get().code().to_owned())
            on_choose=choose_scheme
        />
        {move || counted().then(|| view! {
            <Menu
                key=Key::Classes
                suffix="-count"
                label=Signal::derive(move || state.words().class_count.to_owned())
                choices=counts
                chosen=Signal::derive(move || classes.get().count.to_string())
                on_choose=choose_count
            />
        })}
        {move || (scheme.get() == Scheme::Manual).then(|| view! { <BreaksField state/> })}
        <Menu
            key=Key::Palette
            label=Signal::derive(move || state.words().palette.to_owned())
            choices=palettes
            chosen=palette
            on_choose=choose_palette
        />
    }
}

/// Takes out the commas that set thousands apart, as the page writes them: between a digit and just three
/// digits.
fn without_grouping(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let groups = |at: usize| {
        at > 0 && is_digit(at - 1) && (1..=3).all(|ahead| is_digit(at + ahead)) && !is_digit(at + 4)
    };
    let keep = |(at, letter): (usize, &char)| (*letter != ',' || !groups(at)).then_some(*letter);
    letters.iter().enumerate().filter_map(keep).collect()
}

/// The field in which the reader sets the limits of classes.
#[component]
fn BreaksField(state: State) -> impl IntoView {
    let wrong = RwSignal::new(false);
    let shown = move || {
        state.spec.with(|spec| {
            let numbers = spec.classes.breaks.iter().map(f64::to_string);
            numbers.collect::<Vec<_>>().join(" ")
        })
    };
    let set = move |event| {
        let text: String = event_target_value(&event);
        let text = without_grouping(&text);
        let parts =
            || text.split([' ', ',', '，', '、', ';', '；', '~']).filter(|one| !one.is_empty());
        let mut breaks: Vec<f64> = parts()
            .filter_map(|part| part.parse().ok())
            .filter(|number: &f64| number.is_finite() && number.abs() < 1e15)
            .collect();
        let all = breaks.len() == parts().count();
        crate::order::sort_by(&mut breaks, f64::total_cmp);
        breaks.dedup();
        let fits = (1..=Classes::MOST_BREAKS).contains(&breaks.len());
        wrong.set(!(all && fits));
        if all && fits {
            state.change(Record::Step, |spec| spec.classes.breaks = breaks);
        }
    };
    view! {
        <div class="menu breaks">
            <label for="class-breaks">{move || state.words().class_breaks}</label>
            <input
                id="class-breaks"
                type="text"
                autocomplete="off"
                aria-invalid=move || wrong.get().to_string()
                aria-describedby="class-breaks-wrong"
                prop:value=shown
                on:change=set
            />
            <p id="class-breaks-wrong" role="alert" class="wrong">
                {move || wrong.get().then(|| state.words().class_breaks_wrong)}
            </p>
        </div>
    }
}
