//! The demonstration zone: incomes of its counties, the models on the map and as cards, goals, numbers
//! and dates.

use super::super::{address::Record, reader, state::State};
use super::{
    ledger_items::{dates_view, groups_view, numbers_view, outline_view},
    place_map::{MapSection, Over, Pointed},
};
use crate::{
    atlas::{Atlas, Lang},
    figure::{
        place_name,
        zhejiang::{
            CountyList, Goals, ModelCard, Residents, domains, gap_numbers, goals, income_map,
            model_cards, other_numbers, zone_dates,
        },
    },
    i18n::{PlaceWords, place_words},
    map::markers::{ListedRegions, Marker, listed, model_markers},
    spec::{Key, Page, Route, ThemeChoice},
};
use leptos::prelude::*;

/// Code of the province.
const ZHEJIANG: &str = "330000";
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
    view! { <fieldset class="place-choice"><legend>{legend}</legend>{options}</fieldset> }
}

/// The models of the page, and what is chosen of them.
#[derive(Clone, Copy)]
struct Models {
    state: State,
    cards: Memo<Vec<ModelCard>>,
    /// Number of the domain that the address names.
    domain: Memo<Option<String>>,
    /// What the address brings into view.
    item: Memo<Option<String>>,
    pointed: RwSignal<Option<Pointed>>,
}

impl Models {
    fn new(state: State) -> Self {
        Self {
            state,
            cards: Memo::new(move |_| model_cards(state.atlas, state.lang.get())),
            domain: chosen(state, Key::Domain),
            item: Memo::new(move |_| state.route.with(|route| route.item.clone())),
            pointed: RwSignal::new(None),
        }
    }

    /// Whether a model is outside the domain chosen. A card that a link opens is shown whatever the
    /// filter says.
    fn is_out(self, card: &ModelCard) -> bool {
        let is_other = |number: &String| card.domain != format!("{DOMAIN}{number}");
        self.domain.with(|domain| domain.as_ref().is_some_and(is_other))
            && self.item.with(|item| item.as_ref() != Some(&card.id))
    }

    /// Ids of the models outside the domain.
    fn aside(self) -> Vec<String> {
        let out = |card: &ModelCard| self.is_out(card).then(|| card.id.clone());
        self.cards.with(|cards| cards.iter().filter_map(out).collect())
    }

    /// Counties of the model that is pointed at.
    fn regions_pointed(self) -> Vec<String> {
        let Some(Pointed::Marker(id)) = self.pointed.get() else { return Vec::new() };
        self.cards.with(|cards| {
            let card = cards.iter().find(|card| card.id == id);
            card.map_or_else(Vec::new, |card| listed(self.state.atlas, &card.counties).regions)
        })
    }

    /// Brings the card of a model into view, and the address to it.
    fn open(self, id: String) {
        if self.item.get_untracked().as_ref() == Some(&id) {
            reader::bring_into_view(&id);
        } else {
            // A marker that stands back is of another domain.
            let is_out = self.aside().contains(&id);
            self.state.go(Record::Step, |route| {
                route.item = Some(id);
                if is_out {
                    route.filter.set(Key::Domain, None);
                }
            });
        }
    }

    fn markers(self) -> Vec<Marker> {
        let Self { state, .. } = self;
        let filter = state.route.with(|route| route.filter.clone());
        let link = |card: &ModelCard| {
            let route = Route { filter: filter.clone(), ..Route::to(Page::Zhejiang) };
            let route = route.at(card.id.clone());
            Some(route.to_fragment(state.atlas, None, ThemeChoice::default()))
        };
        self.cards.with(|cards| model_markers(state.atlas, cards, state.lang.get(), link))
    }
}

/// The value of a key of the address.
fn chosen(state: State, key: Key) -> Memo<Option<String>> {
    Memo::new(move |_| state.route.with(|route| route.filter.get(key).map(str::to_owned)))
}

/// The card of a model. Pointing at it lights its counties.
fn card_view(models: Models, card: ModelCard, words: &'static PlaceWords) -> impl IntoView + use<> {
    let Models { state, pointed, .. } = models;
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
    let numbers = numbers_view(&card.numbers, Some(&place), words, false);
    let measures = outline_view(&card.measures);
    let dates = (!card.dates.is_empty()).then(|| {
        view! { <h4>{words.dates}</h4> {dates_view(&card.dates, words)} }
    });
    let (name, mechanism) = (card.name.clone(), card.mechanism.clone());
    let about = format!("{} · {}", card.place_name, card.domain_name);
    view! {
        <article
            class="card model-card"
            class:lit=lit
            id=id.clone()
            data-id=id
            tabindex="-1"
            hidden=move || models.is_out(&card)
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

/// The map of incomes with the list and the models on it.
#[component]
fn IncomeMap(models: Models) -> impl IntoView {
    let state = models.state;
    let atlas = state.atlas;
    let words = move || place_words(state.lang.get());
    let [income, county_list] = [Key::Income, Key::List].map(|key| chosen(state, key));
    let residents = Memo::new(move |_| {
        let code = income.get();
        let named = |one: &Residents| Some(one.code()) == code.as_deref();
        Residents::ALL.into_iter().find(named).unwrap_or_default()
    });
    let counties = Memo::new(move |_| {
        let code = county_list.get();
        let named = |one: &CountyList| Some(one.code()) == code.as_deref();
        CountyList::ALL.into_iter().find(named).unwrap_or_default()
    });
    let figure =
        Memo::new(move |_| income_map(atlas, residents.get(), counties.get(), state.lang.get()));
    let list = Memo::new(move |_| {
        let group = counties.get().places(atlas);
        group.map_or_else(ListedRegions::default, |group| listed(atlas, &group.places))
    });
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
    let signs = move || {
        let words = words();
        view! {
            <li><span class="map-sign dots" aria-hidden="true"></span> {words.legend_list}</li>
            <li><span class="map-sign disc" aria-hidden="true">"1"</span> {words.legend_models}</li>
        }
    };
    let over = Over {
        list,
        markers: Memo::new(move |_| models.markers()),
        belonging: Signal::derive(move || models.regions_pointed()),
        aside: Signal::derive(move || models.aside()),
        pointed: models.pointed,
    };
    view! {
        <MapSection
            state
            id="zhejiang-income"
            figure
            over
            controls=ViewFn::from(move || view! { <div class="place-choices">{controls}</div> })
            signs=ViewFn::from(signs)
            choose=move |id| models.open(id)
            hint=|words| words.hint_models
        />
    }
}

/// The cards of the models, narrowed to a domain.
#[component]
fn ModelCards(models: Models) -> impl IntoView {
    let state = models.state;
    let words = move || place_words(state.lang.get());
    let domain_choice = move || {
        let words = words();
        let mut options = vec![(String::new(), words.all_domains.to_owned())];
        options.extend(domains(state.atlas, state.lang.get()).into_iter().map(|one| {
            let number = one.id.strip_prefix(DOMAIN).unwrap_or(&one.id).to_owned();
            (number, one.name)
        }));
        choice(state, Key::Domain, words.domain, options)
    };
    let shown = move || {
        let all = models.cards.with(Vec::len);
        let shown = all - models.aside().len();
        let pattern = words().models_shown;
        pattern.replace("{shown}", &shown.to_string()).replace("{all}", &all.to_string())
    };
    let cards = move || {
        let words = words();
        models.cards.get().into_iter().map(|card| card_view(models, card, words)).collect_view()
    };
    view! {
        <section class="model-cards">
            <h2>{move || words().models}</h2>
            {domain_choice}
            <p class="model-count" role="status">{shown}</p>
            {cards}
        </section>
    }
}

/// Goals, numbers and dates of the zone.
fn ledger_view(atlas: &Atlas, lang: Lang) -> impl IntoView + use<> {
    let words = place_words(lang);
    let province = atlas.place_by_id(ZHEJIANG).map(|place| place_name(atlas, place, lang));
    let province = province.unwrap_or_default();
    let goal = |goals: &Goals| {
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
    };
    view! {
        <h2>{words.goals}</h2>
        <div class="cards">{goals(atlas, lang).iter().map(goal).collect_view()}</div>
        <h2>{words.gaps}</h2>
        {groups_view(&gap_numbers(atlas, lang), &province, words)}
        <h2>{words.other_numbers}</h2>
        {groups_view(&other_numbers(atlas, lang), &province, words)}
        <h2>{words.zone_dates}</h2>
        {dates_view(&zone_dates(atlas, lang), words)}
    }
}

/// The page.
#[component]
pub(super) fn Zhejiang(state: State) -> impl IntoView {
    let words = move || place_words(state.lang.get());
    let models = Models::new(state);
    view! {
        <div class="place-page">
            <header class="lead">
                <h1>{move || words().zhejiang_title}</h1>
                <p>{move || words().zhejiang_about}</p>
            </header>
            <div class="map-and-cards">
                <IncomeMap models/>
                <ModelCards models/>
            </div>
            {move || ledger_view(state.atlas, state.lang.get())}
        </div>
    }
}
