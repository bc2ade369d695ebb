//! The demonstration zone: incomes of its counties, the models on the map and as cards, goals, numbers
//! and dates.

use super::super::{address::Record, explore::table::data_table, reader, state::State};
use super::{
    ledger_items::{dates_view, numbers_view, outline_view},
    place_map::{PlaceMap, Pointed},
};
use crate::{
    figure::{
        place_name,
        zhejiang::{
            CountyList, ModelCard, NumberGroup, Residents, domains, gap_numbers, goals, income_map,
            model_cards, other_numbers, zone_dates,
        },
    },
    i18n::{PlaceWords, place_words},
    map::markers::{listed, model_markers},
    spec::{Key, Page, Route},
};
use leptos::prelude::*;

/// Before the number of a domain in the ids of the outline.
const DOMAIN: &str = "002.d";

/// One choice of several, kept in the address. The first is what a link without the key shows.
fn choice(
    state: State,
    key: Key,
    legend: &'static str,
    options: Vec<(String, String)>,
) -> impl IntoView {
    let first = options.first().map(|(code, _)| code.clone()).unwrap_or_default();
    let name = format!("choose-{}", key.code());
    let options = options
        .into_iter()
        .map(|(code, label)| {
            let is_first = code == first;
            let (own, set) = (code.clone(), code.clone());
            let chosen = move || {
                state.route.with(|route| match route.filter.get(key) {
                    Some(now) => now == own,
                    None => is_first,
                })
            };
            let choose = move |_| {
                let value = (!is_first).then(|| set.clone());
                // What is chosen from now on is not about the card that a link opened.
                state.go(Record::Step, |route| {
                    route.item = None;
                    route.filter.set(key, value);
                });
            };
            view! {
                <label>
                    <input type="radio" name=name.clone() value=code prop:checked=chosen on:change=choose/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class="choice"><legend>{legend}</legend>{options}</fieldset> }
}

/// Groups of numbers under a heading each.
pub(super) fn groups_view(
    groups: &[NumberGroup],
    place: &str,
    words: &'static PlaceWords,
) -> AnyView {
    let group = |group: &NumberGroup| {
        let caution = (!group.caution.is_empty())
            .then(|| view! { <p class="caution">{group.caution.clone()}</p> });
        // Shares of a whole have a bar each, so that they are not read as parts of one.
        let bars =
            group.numbers.iter().all(|number| number.value.ends_with('%')) && caution.is_some();
        let bars = bars.then(|| {
            let bar = |number: &crate::figure::evidence::KeyNumber| {
                let long = format!("inline-size:{:.1}%", number.number);
                let label = format!("{} {}", number.what, number.years);
                view! {
                    <li>
                        <span>{label}</span>
                        <span class="track"><span style=long></span></span>
                        <span>{number.value.clone()}</span>
                    </li>
                }
            };
            view! {
                <ul class="bars" aria-hidden="true">{group.numbers.iter().map(bar).collect_view()}</ul>
            }
        });
        view! {
            <section class="card">
                <h3>{group.title.clone()}</h3>
                {caution}
                {bars}
                {numbers_view(&group.numbers, Some(place), words)}
            </section>
        }
    };
    view! { <div class="cards">{groups.iter().map(group).collect_view()}</div> }.into_any()
}

/// The card of a model. Pointing at it lights its counties.
fn card_view(
    state: State,
    card: ModelCard,
    pointed: RwSignal<Option<Pointed>>,
    is_out: impl Fn(&ModelCard) -> bool + Copy + Send + Sync + 'static,
    words: &'static PlaceWords,
) -> impl IntoView {
    let id = card.id.clone();
    let own = Pointed::Marker(id.clone());
    let place = place_name(state.atlas, card.place, state.lang.get_untracked());
    let lit = {
        let own = own.clone();
        move || pointed.with(|pointed| pointed.as_ref() == Some(&own))
    };
    let point = move || pointed.set(Some(own.clone()));
    let by_focus = point.clone();
    let marker = format!("[data-marker=\"{id}\"]");
    let show = move |_| {
        if reader::focus_on(&marker) {
            point();
        }
    };
    let number = card.number;
    let hover = {
        let by_focus = by_focus.clone();
        move |_| by_focus()
    };
    let numbers = numbers_view(&card.numbers, Some(&place), words);
    let measures = outline_view(&card.measures);
    let dates = (!card.dates.is_empty()).then(|| {
        view! { <h4>{words.dates}</h4> {dates_view(&card.dates, words)} }
    });
    let (name, mechanism) = (card.name.clone(), card.mechanism.clone());
    let about = format!("{} · {}", card.place_name, card.domain_name);
    view! {
        <article
            class="card model"
            class:lit=lit
            id=id.clone()
            data-id=id
            tabindex="-1"
            hidden=move || is_out(&card)
            on:pointerenter=hover
            on:pointerleave=move |_| pointed.set(None)
            on:focusin=move |_| by_focus()
        >
            <header>
                <h3><span class="number">{number}</span> " " {name}</h3>
                <p class="subtitle">{about}</p>
                <button type="button" class="link" on:click=show>{words.on_map}</button>
            </header>
            <p>{mechanism}</p>
            <h4>{words.key_numbers}</h4>
            {numbers}
            <h4>{words.parts}</h4>
            {measures}
            {dates}
        </article>
    }
}

/// The page.
#[component]
pub(super) fn Zhejiang(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let words = move || place_words(state.lang.get());
    let chosen = move |key: Key| {
        Memo::new(move |_| state.route.with(|route| route.filter.get(key).map(str::to_owned)))
    };
    let [income, county_list, domain] = [Key::Income, Key::List, Key::Domain].map(chosen);
    let residents = move || {
        let code = income.get();
        let named = |one: &Residents| Some(one.code()) == code.as_deref();
        Residents::ALL.into_iter().find(named).unwrap_or_default()
    };
    let list = move || {
        let code = county_list.get();
        let named = |one: &CountyList| Some(one.code()) == code.as_deref();
        CountyList::ALL.into_iter().find(named).unwrap_or_default()
    };
    let figure = Memo::new(move |_| income_map(atlas, residents(), list(), state.lang.get()));
    let cards = Memo::new(move |_| model_cards(atlas, state.lang.get()));
    let regions = Memo::new(move |_| {
        list().places(atlas).map_or_else(Default::default, |group| listed(atlas, &group.places))
    });
    let filter = Memo::new(move |_| state.route.with(|route| route.filter.clone()));
    let markers = Memo::new(move |_| {
        let link = |card: &ModelCard| {
            let route = Route { filter: filter.get(), ..Route::to(Page::Zhejiang) };
            Some(route.at(card.id.clone()).to_fragment(atlas, None, Default::default()))
        };
        cards.with(|cards| model_markers(atlas, cards, state.lang.get(), link))
    });
    let item = Memo::new(move |_| state.route.with(|route| route.item.clone()));
    // A card that a link opens is shown whatever the filter says.
    let is_out = move |card: &ModelCard| {
        let other = domain.with(|domain| {
            domain.as_ref().is_some_and(|domain| card.domain != format!("{DOMAIN}{domain}"))
        });
        other && item.with(|item| item.as_ref() != Some(&card.id))
    };
    let pointed = RwSignal::new(None);
    let of_pointed = move |id: &str| {
        cards.with(|cards| {
            let card = cards.iter().find(|card| card.id == id);
            card.map_or_else(Vec::new, |card| listed(atlas, &card.counties).regions)
        })
    };
    let lit = Signal::derive(move || match pointed.get() {
        Some(Pointed::Marker(id)) => of_pointed(&id),
        _ => Vec::new(),
    });
    let aside = Signal::derive(move || {
        cards.with(|cards| {
            cards.iter().filter(|card| is_out(card)).map(|card| card.id.clone()).collect()
        })
    });
    let open_card = move |id: String| {
        if item.get_untracked().as_ref() == Some(&id) {
            reader::bring_into_view(&id);
        } else {
            state.go(Record::Step, |route| route.item = Some(id));
        }
    };
    let controls = move || {
        let words = words();
        let named = |code: &str, label: &str| (code.to_owned(), label.to_owned());
        let incomes = vec![
            named(Residents::Urban.code(), words.urban),
            named(Residents::Rural.code(), words.rural),
        ];
        let lists = vec![
            named(CountyList::Mountain2021.code(), words.list_2021),
            named(CountyList::MountainIsland2024.code(), words.list_2024),
        ];
        view! {
            {choice(state, Key::Income, words.income, incomes)}
            {choice(state, Key::List, words.list, lists)}
        }
    };
    let domain_choice = move || {
        let words = words();
        let mut options = vec![(String::new(), words.all_domains.to_owned())];
        options.extend(domains(atlas, state.lang.get()).into_iter().map(|one| {
            let number = one.id.strip_prefix(DOMAIN).unwrap_or(&one.id).to_owned();
            (number, one.name)
        }));
        choice(state, Key::Domain, words.domain, options)
    };
    let shown = move || {
        let (all, out) = (cards.with(Vec::len), aside.with(Vec::len));
        let pattern = words().models_shown;
        pattern.replace("{shown}", &(all - out).to_string()).replace("{all}", &all.to_string())
    };
    let card_views = move || {
        let words = words();
        let view = |card| card_view(state, card, pointed, is_out, words);
        cards.get().into_iter().map(view).collect_view()
    };
    let notes = move || {
        figure.with(|figure| {
            figure.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view()
        })
    };
    let legend = move || {
        view! {
            <li><span class="sign dots" aria-hidden="true"></span> {move || words().legend_list}</li>
            <li><span class="sign disc" aria-hidden="true">"1"</span> {move || words().legend_models}</li>
        }
    };
    let below = move || {
        let (words, lang) = (words(), state.lang.get());
        let province = atlas.place_by_id("330000").map(|place| place_name(atlas, place, lang));
        let province = province.unwrap_or_default();
        let goals = goals(atlas, lang)
            .iter()
            .map(|goals| {
                let targets = (!goals.targets.is_empty()).then(|| {
                    view! { <h4>{words.targets}</h4> {dates_view(&goals.targets, words)} }
                });
                let id = goals.outline.id.clone();
                view! {
                    <section class="card" id=id.clone() data-id=id tabindex="-1">
                        <h3>{goals.outline.title.clone()}</h3>
                        {outline_view(&goals.outline.children)}
                        {targets}
                    </section>
                }
            })
            .collect_view();
        view! {
            <h2>{words.goals}</h2>
            <div class="cards">{goals}</div>
            <h2>{words.gaps}</h2>
            {groups_view(&gap_numbers(atlas, lang), &province, words)}
            <h2>{words.other_numbers}</h2>
            {groups_view(&other_numbers(atlas, lang), &province, words)}
            <h2>{words.zone_dates}</h2>
            {dates_view(&zone_dates(atlas, lang), words)}
        }
    };
    view! {
        <div class="places">
            <header class="lead">
                <h1>{move || words().zhejiang_title}</h1>
                <p>{move || words().zhejiang_about}</p>
            </header>
            <div class="beside">
                <section class="card figure" id="zhejiang-income" data-figure="zhejiang-income" tabindex="-1">
                    <h2>{move || figure.with(|figure| figure.title.clone())}</h2>
                    <p class="subtitle">{move || figure.with(|figure| figure.subtitle.clone())}</p>
                    <div class="choices">{controls}</div>
                    <PlaceMap state figure list=regions markers pointed lit aside choose=open_card
                        legend=Box::new(move || legend().into_any()) hint=|words| words.hint_models/>
                    <ul class="notes">{notes}</ul>
                    <p class="source">{move || figure.with(|figure| figure.source_line.clone())}</p>
                </section>
                <section class="models">
                    <h2>{move || words().models}</h2>
                    {domain_choice}
                    <p class="shown" role="status">{shown}</p>
                    {card_views}
                </section>
            </div>
            <details class="behind-map">
                <summary>{move || words().table}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label=move || words().table>
                    {move || figure.with(|figure| data_table(&figure.table))}
                </div>
            </details>
            {below}
        </div>
    }
}
