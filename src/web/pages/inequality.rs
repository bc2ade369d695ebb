//! The measuring room: a selection, and every figure of how unequal it is.

use super::super::{
    address::Record,
    explore::controls::{Choice, IndicatorPicker, LevelMenu, Menu, MethodMenu, VintageMenu},
    state::State,
};
use super::figure_card::FigureCard;
use crate::{
    atlas::{Lang, PlaceId},
    figure::{
        Figure, MEASURED, figure_within,
        inequality::{Household, Working, groups_of, index_name, neighbours_name, workings},
        place_name,
    },
    i18n::{RoomWords, room_words},
    query::groups,
    spec::{
        DRAWS, IndexChoice, Key, LONGEST_GROUP_NAME, MOST_GROUPS, Measuring, Moment, NeighbourRule,
        OwnGroup, SIGNIFICANCE, STATES, Spec, View, Weighting,
    },
};
use leptos::prelude::*;

/// Numbers of random arrangements in the menu.
const DRAW_CHOICES: [u16; 5] = [99, 499, 999, 4999, 9999];
/// Numbers of nearest places in the menu.
const NEAREST_CHOICES: [u8; 5] = [2, 3, 4, 5, 6];

/// Names a part of the page in its language.
type Heading = fn(&RoomWords) -> &'static str;

/// The sections of the page with their figures.
const SECTIONS: [(Heading, &[View]); 5] = [
    (|words| words.section_size, &[View::Dispersion, View::Lorenz, View::Measures]),
    (|words| words.section_parts, &[View::Decomposition]),
    (|words| words.section_time, &[View::Convergence, View::Mobility]),
    (|words| words.section_space, &[View::Moran, View::Clusters]),
    (|words| words.section_certainty, &[View::Influence]),
];

/// The page.
#[component]
pub(super) fn Inequality(state: State) -> impl IntoView {
    let words = move || room_words(state.lang.get());
    let sections = SECTIONS
        .into_iter()
        .map(|(heading, views)| {
            let cards = views.iter().map(|view| view! { <RoomCard state view=*view/> });
            let cards = cards.collect_view();
            let workings = views.contains(&View::Measures).then(|| view! { <Workings state/> });
            view! {
                <section class="room-section">
                    <h2>{move || heading(words())}</h2>
                    <div class="cards">{cards}</div>
                    {workings}
                </section>
            }
        })
        .collect_view();
    view! {
        <header class="lead">
            <h1>{move || words().title}</h1>
            <p>{move || words().about}</p>
        </header>
        <Presets state/>
        <RoomControls state/>
        {sections}
        <Households state/>
    }
}

/// Links to what is asked most.
#[component]
fn Presets(state: State) -> impl IntoView {
    let links = move || {
        let lang = state.lang.get();
        MEASURED
            .iter()
            .filter_map(|one| Some((one.link, one.question?)))
            .map(|(link, [zh, en])| view! { <li><a href=link>{lang.pick(zh, en)}</a></li> })
            .collect_view()
    };
    view! {
        <nav class="presets" aria-label=move || room_words(state.lang.get()).presets>
            <ul>{links}</ul>
        </nav>
    }
}

/// A figure of the room with its own share button.
#[component]
fn RoomCard(state: State, view: View) -> impl IntoView {
    let atlas = state.atlas;
    let spec = Memo::new(move |_| state.spec.with(|spec| Spec { view, ..spec.clone() }));
    let figure: Memo<Figure> = Memo::new(move |_| {
        let lang = state.lang.get();
        state
            .extent
            .with(|extent| spec.with(|spec| figure_within(atlas, spec, extent.as_ref(), lang)))
    });
    let fragment = Memo::new(move |_| spec.with(|spec| spec.to_fragment(atlas)));
    // Of places in space the one chart asks for the other.
    let linked = matches!(view, View::Moran | View::Clusters);
    view! { <FigureCard state id=view.code() figure fragment linked/> }
}

/// Fixed figures, which no control changes.
#[component]
fn Households(state: State) -> impl IntoView {
    let card = |one: Household| {
        let figure = Memo::new(move |_| one.figure(state.atlas, state.lang.get()));
        let link = format!("#/gallery/{}", one.id());
        view! { <FigureCard state id=one.id() figure link/> }
    };
    view! {
        <section class="room-section households">
            <h2>{move || room_words(state.lang.get()).section_households}</h2>
            <div class="cards">{Household::ALL.map(card).collect_view()}</div>
        </section>
    }
}

/// How every measure is computed, with the numbers of this case.
#[component]
fn Workings(state: State) -> impl IntoView {
    let found = Memo::new(move |_| {
        let lang = state.lang.get();
        let Some(years) = state.years.get() else { return Vec::new() };
        state.spec.with(|spec| workings(state.atlas, spec, &years, lang))
    });
    let one = |working: Working| {
        let lines = working.lines.iter().map(|line| view! { <li>{line.clone()}</li> });
        view! {
            <details class="working">
                <summary>{working.name} " " <span class="value">{working.value}</span></summary>
                <p class="formula">{working.formula}</p>
                <ol>{lines.collect_view()}</ol>
                <p class="origin">{working.origin}</p>
            </details>
        }
    };
    view! {
        <section class="workings">
            <h3>{move || room_words(state.lang.get()).how}</h3>
            {move || found.get().into_iter().map(one).collect_view()}
        </section>
    }
}

/// Changes what is measured and writes it to the address.
fn measure(state: State, change: impl FnOnce(&mut Measuring)) {
    state.change(Record::Step, |spec| change(&mut spec.measuring));
}

/// All controls. What every figure needs is in sight; the rest is folded.
#[component]
fn RoomControls(state: State) -> impl IntoView {
    let words = move || room_words(state.lang.get());
    view! {
        <section class="controls room-controls" aria-label=move || words().controls>
            <div class="main">
                <IndicatorPicker state/>
                <LevelMenu state/>
                <IndexMenu state/>
                <WeightsMenu state/>
            </div>
            <div class="menus">
                <YearMenus state/>
                <GroupsMenu state/>
                <VintageMenu state/>
                <MethodMenu state/>
            </div>
            <div class="folds">
                <details class="fold among">
                    <summary>{move || words().among}</summary>
                    <Among state/>
                </details>
                <details class="fold own-groups">
                    <summary>{move || words().groups_fold}</summary>
                    <OwnGroups state/>
                </details>
                <details class="fold spatial">
                    <summary>{move || words().spatial}</summary>
                    <div class="menus"><SpatialMenus state/></div>
                </details>
            </div>
        </section>
    }
}

/// A label that follows the language.
fn labelled(state: State, word: Heading) -> Signal<String> {
    Signal::derive(move || word(room_words(state.lang.get())).to_owned())
}

#[component]
fn IndexMenu(state: State) -> impl IntoView {
    let chosen = Memo::new(move |_| state.spec.with(|spec| spec.measuring.index));
    let choices = Signal::derive(move || {
        let (lang, chosen) = (state.lang.get(), chosen.get());
        let mut all = IndexChoice::MENU.to_vec();
        // A link may ask for another parameter than the menu offers.
        if !all.contains(&chosen) {
            all.push(chosen);
        }
        all.into_iter().map(|one| (one.code(), index_name(one, lang))).collect::<Vec<Choice>>()
    });
    let choose = move |code: String| {
        let found = IndexChoice::MENU.into_iter().find(|one| one.code() == code);
        if let Some(index) = found {
            measure(state, |measuring| measuring.index = index);
        }
    };
    view! {
        <Menu
            key=Key::Index
            label=labelled(state, |words| words.index)
            choices=choices
            chosen=Signal::derive(move || chosen.get().code())
            on_choose=choose
        />
    }
}

#[component]
fn WeightsMenu(state: State) -> impl IntoView {
    let choices = Signal::derive(move || {
        let words = room_words(state.lang.get());
        let name = |one: Weighting| match one {
            Weighting::Equal => words.weights_equal,
            Weighting::Population => words.weights_population,
        };
        let all = Weighting::ALL.map(|one| (one.code().to_owned(), name(one).to_owned()));
        all.to_vec()
    });
    let chosen =
        Signal::derive(move || state.spec.with(|spec| spec.measuring.weighting.code().to_owned()));
    let choose = move |code: String| {
        if let Some(weighting) = Weighting::ALL.into_iter().find(|one| one.code() == code) {
            measure(state, |measuring| measuring.weighting = weighting);
        }
    };
    view! {
        <Menu
            key=Key::Weights
            label=labelled(state, |words| words.weights)
            choices=choices
            chosen=chosen
            on_choose=choose
        />
    }
}

/// First and last year.
#[component]
fn YearMenus(state: State) -> impl IntoView {
    let all =
        Memo::new(move |_| state.years.with(|years| years.as_ref().map(|one| one.all.clone())));
    let year = Memo::new(move |_| state.years.with(|years| years.as_ref().map(|one| one.year)));
    let from = Memo::new(move |_| {
        let is_chosen = state.spec.with(|spec| spec.time.from.is_some());
        state.years.with(|years| years.as_ref().filter(|_| is_chosen).map(|one| one.from))
    });
    let firsts = Signal::derive(move || {
        let words = room_words(state.lang.get());
        let years = all.get().zip(year.get()).map(|(all, year)| *all.start()..=year);
        core::iter::once((String::new(), words.earliest.to_owned()))
            .chain(years.into_iter().flatten().map(|year| (year.to_string(), year.to_string())))
            .collect::<Vec<Choice>>()
    });
    let lasts = Signal::derive(move || {
        let years = all.get().into_iter().flatten();
        years.map(|year| (year.to_string(), year.to_string())).collect::<Vec<Choice>>()
    });
    let text = |year: Option<u16>| year.map_or_else(String::new, |year| year.to_string());
    view! {
        <Menu
            key=Key::Time
            suffix="-from"
            label=labelled(state, |words| words.first_year)
            choices=firsts
            chosen=Signal::derive(move || text(from.get()))
            on_choose=move |code: String| state.start_from(code.parse().ok())
        />
        <Menu
            key=Key::Time
            label=labelled(state, |words| words.last_year)
            choices=lasts
            chosen=Signal::derive(move || text(year.get()))
            on_choose=move |code: String| {
                if let Ok(year) = code.parse() {
                    state.show_year(year);
                    state.change(Record::Stage, |spec| {
                        if let Some(Moment::Year(from)) = spec.time.from
                            && from >= year
                        {
                            spec.time.from = None;
                        }
                    });
                }
            }
        />
    }
}

/// Where groups come from: the regions above, a ready-made group against the rest, or the reader.
#[component]
fn GroupsMenu(state: State) -> impl IntoView {
    const OWN: &str = "own";
    let atlas = state.atlas;
    let level = Memo::new(move |_| state.spec.with(|spec| spec.level));
    let offered = Memo::new(move |_| groups(atlas, level.get()));
    let own = Memo::new(move |_| state.spec.with(|spec| spec.measuring.groups.clone()));
    let choices = Signal::derive(move || {
        let lang = state.lang.get();
        let words = room_words(lang);
        let mut all = vec![(String::new(), words.groups_above.to_owned())];
        offered.with(|offered| {
            all.extend(offered.iter().map(|one| (one.id.clone(), one.name.get(lang).to_owned())));
        });
        all.push((OWN.to_owned(), words.groups_own.to_owned()));
        all
    });
    let chosen = Signal::derive(move || {
        let Some(own) = own.get() else { return String::new() };
        offered.with(|offered| match own.as_slice() {
            [one] => offered
                .iter()
                .find(|group| group.places == one.places)
                .map_or_else(|| OWN.to_owned(), |group| group.id.clone()),
            _ => OWN.to_owned(),
        })
    });
    let choose = move |id: String| {
        let lang = state.lang.get_untracked();
        let groups = if id.is_empty() {
            None
        } else if id == OWN {
            Some(state.spec.with_untracked(|spec| as_own(groups_of(atlas, spec, lang))))
        } else {
            offered.with_untracked(|offered| {
                let found = offered.iter().find(|one| one.id == id)?;
                let name = shortened(found.name.get(lang));
                Some(vec![OwnGroup { name, places: found.places.clone() }])
            })
        };
        measure(state, |measuring| measuring.groups = groups);
    };
    view! {
        <Menu
            key=Key::Groups
            label=labelled(state, |words| words.groups)
            choices=choices
            chosen=chosen
            on_choose=choose
        />
    }
}

/// Groups as the reader's own, as many as a link takes.
fn as_own(groups: Vec<(String, Vec<PlaceId>)>) -> Vec<OwnGroup> {
    let own = |(name, places): (String, Vec<PlaceId>)| OwnGroup { name: shortened(&name), places };
    groups.into_iter().take(MOST_GROUPS).map(own).collect()
}

/// A name as long as a link takes.
fn shortened(name: &str) -> String {
    name.chars().take(LONGEST_GROUP_NAME).collect()
}

/// Names of the reader's groups, and for each place its group.
#[component]
fn OwnGroups(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let level = Memo::new(move |_| state.spec.with(|spec| spec.level));
    // What is edited: the reader's groups, or the regions above until a change makes them the reader's.
    let edited = Memo::new(move |_| {
        let lang = state.lang.get();
        state.spec.with(|spec| {
            spec.measuring.groups.clone().unwrap_or_else(|| as_own(groups_of(atlas, spec, lang)))
        })
    });
    let is_own = Memo::new(move |_| state.spec.with(|spec| spec.measuring.groups.is_some()));
    let count = Memo::new(move |_| edited.with(Vec::len));
    let keep = move |groups: Vec<OwnGroup>| {
        measure(state, |measuring| measuring.groups = Some(groups));
    };
    let name_field = move |at: usize| {
        let id = format!("group-name-{at}");
        let label =
            move || room_words(state.lang.get()).group_name.replace("{}", &(at + 1).to_string());
        let value = move || {
            edited.with(|groups| groups.get(at).map_or_else(String::new, |one| one.name.clone()))
        };
        let rename = move |event| {
            let mut groups = edited.get_untracked();
            if let Some(group) = groups.get_mut(at) {
                let given = event_target_value(&event);
                group.name = shortened(given.trim());
            }
            keep(groups);
        };
        view! {
            <div class="menu">
                <label for=id.clone()>{label}</label>
                <input id=id type="text" maxlength=LONGEST_GROUP_NAME prop:value=value on:change=rename/>
            </div>
        }
    };
    let place_menu = move |place: PlaceId| {
        let id = format!("group-of-{}", atlas.place(place).id);
        let chosen = Memo::new(move |_| {
            edited.with(|groups| groups.iter().position(|group| group.places.contains(&place)))
        });
        let options = move || {
            let words = room_words(state.lang.get());
            let named = edited.with(|groups| {
                let name = |(at, group): (usize, &OwnGroup)| {
                    if group.name.is_empty() { (at + 1).to_string() } else { group.name.clone() }
                };
                groups.iter().enumerate().map(name).collect::<Vec<_>>()
            });
            let option = move |(at, name): (Option<usize>, String)| {
                let selected = move || chosen.get() == at;
                let value = at.map_or_else(String::new, |at| at.to_string());
                view! { <option value=value prop:selected=selected>{name}</option> }
            };
            let mut all: Vec<(Option<usize>, String)> =
                named.into_iter().enumerate().map(|(at, name)| (Some(at), name)).collect();
            if all.len() < MOST_GROUPS {
                let next = words.group_new.to_owned();
                all.push((Some(all.len()), next));
            }
            all.push((None, words.group_none.to_owned()));
            all.into_iter().map(option).collect_view()
        };
        let choose = move |event| {
            let to = event_target_value(&event).parse::<usize>().ok();
            let mut groups = edited.get_untracked();
            for group in &mut groups {
                group.places.retain(|one| *one != place);
            }
            if let Some(to) = to {
                if to >= groups.len() && groups.len() < MOST_GROUPS {
                    groups.push(OwnGroup { name: String::new(), places: Vec::new() });
                }
                if let Some(group) = groups.get_mut(to) {
                    group.places.push(place);
                }
            }
            // What nobody is in could not be told in a link.
            groups.retain(|group| !group.places.is_empty());
            keep(groups);
        };
        view! {
            <div class="menu">
                <label for=id.clone()>{move || place_name(atlas, place, state.lang.get())}</label>
                <select id=id on:change=choose>{options}</select>
            </div>
        }
    };
    view! {
        <p class="hint">{move || room_words(state.lang.get()).groups_help}</p>
        <div class="menus">{move || (0..count.get()).map(name_field).collect_view()}</div>
        <div class="menus places-of-groups">
            {move || level.get().places(atlas).into_iter().map(place_menu).collect_view()}
        </div>
        <button
            type="button"
            hidden=move || !is_own.get()
            on:click=move |_| measure(state, |measuring| measuring.groups = None)
        >
            {move || room_words(state.lang.get()).groups_reset}
        </button>
    }
}

/// The places that are measured.
#[component]
fn Among(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let level = Memo::new(move |_| state.spec.with(|spec| spec.level));
    let among = Memo::new(move |_| state.spec.with(|spec| spec.measuring.among.clone()));
    let refused = RwSignal::new(false);
    let is_in = move |place: PlaceId| {
        among.with(|among| among.as_ref().is_none_or(|among| among.contains(&place)))
    };
    let toggle = move |place: PlaceId| {
        let all = level.get_untracked().places(atlas);
        let mut chosen = among.get_untracked().unwrap_or_else(|| all.clone());
        if chosen.contains(&place) {
            chosen.retain(|one| *one != place);
        } else {
            chosen.push(place);
        }
        refused.set(chosen.len() < 2);
        if chosen.len() < 2 {
            return;
        }
        // In the order of the level, so that the same choice is the same link.
        let ordered: Vec<PlaceId> =
            all.iter().copied().filter(|one| chosen.contains(one)).collect();
        let among = (ordered.len() < all.len()).then_some(ordered);
        measure(state, |measuring| measuring.among = among);
    };
    let boxes = move || {
        let one = |place: PlaceId| {
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || { refused.track(); is_in(place) }
                        on:change=move |_| toggle(place)
                    />
                    {move || place_name(atlas, place, state.lang.get())}
                </label>
            }
        };
        level.get().places(atlas).into_iter().map(one).collect_view()
    };
    view! {
        <div class="checks">{boxes}</div>
        <p class="hint" role="status">
            {move || refused.get().then(|| room_words(state.lang.get()).among_least)}
        </p>
        <button
            type="button"
            hidden=move || among.with(Option::is_none)
            on:click=move |_| {
                refused.set(false);
                measure(state, |measuring| measuring.among = None);
            }
        >
            {move || room_words(state.lang.get()).among_all}
        </button>
    }
}

/// Neighbours, random draws, significance, classes of the matrix.
#[component]
fn SpatialMenus(state: State) -> impl IntoView {
    let of = move |read: fn(&Measuring) -> String| {
        Signal::derive(move || state.spec.with(|spec| read(&spec.measuring)))
    };
    let rules = move |lang: Lang| {
        let chosen = state.spec.with(|spec| spec.measuring.neighbours);
        let nearest = NEAREST_CHOICES.into_iter().map(NeighbourRule::Nearest);
        let mut all: Vec<NeighbourRule> =
            core::iter::once(NeighbourRule::Queen).chain(nearest).collect();
        if !all.contains(&chosen) {
            all.push(chosen);
        }
        all.into_iter().map(|rule| (rule.code(), neighbours_name(rule, lang))).collect()
    };
    let choose_rule = move |code: String| {
        let nearest = NEAREST_CHOICES.into_iter().map(NeighbourRule::Nearest);
        let mut all = core::iter::once(NeighbourRule::Queen).chain(nearest);
        if let Some(rule) = all.find(|one| one.code() == code) {
            measure(state, |measuring| measuring.neighbours = rule);
        }
    };
    let draws = move || {
        let chosen = state.spec.with(|spec| spec.measuring.draws);
        let mut all = DRAW_CHOICES.to_vec();
        if !all.contains(&chosen) {
            all.push(chosen);
        }
        all.into_iter().map(|count| (count.to_string(), count.to_string())).collect::<Vec<Choice>>()
    };
    let choose_draws = move |code: String| {
        if let Some(count) = code.parse().ok().filter(|count| DRAWS.contains(count)) {
            measure(state, |measuring| measuring.draws = count);
        }
    };
    let levels = move || SIGNIFICANCE.map(|one| (one.code(), one.code())).to_vec();
    let choose_level = move |code: String| {
        if let Some(level) = SIGNIFICANCE.into_iter().find(|one| one.code() == code) {
            measure(state, |measuring| measuring.significance = level);
        }
    };
    let states = move || STATES.map(|one| (one.to_string(), one.to_string())).collect::<Vec<_>>();
    let choose_states = move |code: String| {
        if let Some(count) = code.parse().ok().filter(|count| STATES.contains(count)) {
            measure(state, |measuring| measuring.states = count);
        }
    };
    view! {
        <Menu
            key=Key::Neighbours
            label=labelled(state, |words| words.neighbours)
            choices=Signal::derive(move || rules(state.lang.get()))
            chosen=of(|measuring| measuring.neighbours.code())
            on_choose=choose_rule
        />
        <Menu
            key=Key::Draws
            label=labelled(state, |words| words.draws)
            choices=Signal::derive(draws)
            chosen=of(|measuring| measuring.draws.to_string())
            on_choose=choose_draws
        />
        <SeedField state/>
        <Menu
            key=Key::Significance
            label=labelled(state, |words| words.significance)
            choices=Signal::derive(levels)
            chosen=of(|measuring| measuring.significance.code())
            on_choose=choose_level
        />
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || state.spec.with(|spec| spec.measuring.discovery)
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    measure(state, |measuring| measuring.discovery = on);
                }
            />
            {move || room_words(state.lang.get()).discovery}
        </label>
        <Menu
            key=Key::States
            label=labelled(state, |words| words.states)
            choices=Signal::derive(states)
            chosen=of(|measuring| measuring.states.to_string())
            on_choose=choose_states
        />
    }
}

/// The number with which random draws begin.
#[component]
fn SeedField(state: State) -> impl IntoView {
    let wrong = RwSignal::new(false);
    let value = move || {
        wrong.track();
        state.spec.with(|spec| spec.measuring.seed.to_string())
    };
    let read = move |event| match event_target_value(&event).trim().parse::<u32>() {
        Ok(seed) => {
            wrong.set(false);
            measure(state, |measuring| measuring.seed = seed);
        }
        Err(_) => wrong.set(true),
    };
    let told = move || {
        let words = room_words(state.lang.get());
        wrong.get().then(|| {
            words.unreadable.replacen("{}", "0", 1).replacen("{}", &u32::MAX.to_string(), 1)
        })
    };
    view! {
        <div class="menu">
            <label for="choose-seed">{move || room_words(state.lang.get()).seed}</label>
            <input
                id="choose-seed"
                type="text"
                inputmode="numeric"
                aria-describedby="seed-wrong"
                prop:value=value
                on:change=read
            />
            <p id="seed-wrong" class="hint" role="status">{told}</p>
        </div>
    }
}
