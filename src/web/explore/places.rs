//! Which places are compared: chips, a field that finds one, groups and peers to choose together.

use super::{
    super::{
        address::Record,
        picker::{PickItem, Picker},
        reader,
        state::State,
    },
    aids::{Entry, Menu},
};
use crate::{
    atlas::{Atlas, Lang, PlaceId},
    figure::{
        peers::{explain, why_none},
        place_name,
    },
    i18n::Messages,
    query::{
        Geography, NoPeers, PeerKind, Peers, PlaceGroup, find_place, groups, peers, search_places,
    },
    spec::{MOST_PLACES, Spec},
};
use leptos::prelude::*;

/// The most places offered by one search.
const MOST_OFFERED: usize = 60;

/// What a choice of peers gave, and of what it was asked.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    place: PlaceId,
    kind: PeerKind,
    level: Geography,
    /// The comparison when the answer was given; it explains no other.
    places: Option<Vec<PlaceId>>,
    answer: Result<Peers, NoPeers>,
}

impl Asked {
    /// Whether the answer still belongs to what is shown.
    fn stands(&self, atlas: &Atlas, spec: &Spec) -> bool {
        spec.level == self.level
            && spec.places == self.places
            && (self.answer.is_ok() || subject(atlas, spec) == Some(self.place))
    }

    fn text(&self, atlas: &Atlas, lang: Lang) -> String {
        match &self.answer {
            Ok(peers) => explain(atlas, peers, lang),
            Err(why) => why_none(atlas, (self.place, self.kind, self.level), *why, lang),
        }
    }
}

/// The place whose peers can be asked for: the one in focus, else the last one of the level that was
/// added.
fn subject(atlas: &Atlas, spec: &Spec) -> Option<PlaceId> {
    let own = spec.level.places(atlas);
    let added = || spec.places.iter().flatten().rev().find(|place| own.contains(place)).copied();
    spec.focus.or_else(added)
}

/// The places with another brought forward, or none.
fn compare(state: State, places: Vec<PlaceId>, focus: impl Fn(&Spec) -> Option<PlaceId>) {
    state.pointed.set(None);
    state.change(Record::Step, |spec| {
        let mut places = places;
        places.truncate(MOST_PLACES);
        spec.focus = focus(spec).filter(|place| places.contains(place));
        spec.places = Some(places);
    });
}

/// Everything about the places compared.
#[component]
pub(super) fn PlacePicker(state: State) -> impl IntoView {
    let state = state.scoped();
    let atlas = state.atlas;
    let compared = Memo::new(move |_| state.spec.with(|spec| spec.compared(atlas)));
    let changed = Memo::new(move |_| state.spec.with(|spec| spec.places.is_some()));
    let level = Memo::new(move |_| state.spec.with(|spec| spec.level));
    let offered = Memo::new(move |_| groups(atlas, level.get()));
    let asked: RwSignal<Option<Asked>> = RwSignal::new(None);
    let answer = Memo::new(move |_| {
        let standing = |asked: &Asked| state.spec.with(|spec| asked.stands(atlas, spec));
        asked.get().filter(standing)
    });
    // Whoever follows a link to a group is told of it, too.
    let group = Memo::new(move |_| {
        compared.with(|compared| {
            offered.with(|groups| groups.iter().find(|group| group.places == *compared).cloned())
        })
    });
    let basis = move || {
        let lang = state.lang.get();
        let of_group = || group.with(|group| Some(group.as_ref()?.note.get(lang).to_owned()));
        answer
            .with(|answer| answer.as_ref().map(|asked| asked.text(atlas, lang)))
            .or_else(of_group)
            .unwrap_or_default()
    };
    let reset = move |_| {
        state.change(Record::Step, |spec| {
            spec.places = None;
            spec.focus = None;
        });
        reader::focus("#add-place");
    };
    let clear = move |_| {
        compare(state, Vec::new(), |_| None);
        reader::focus("#add-place");
    };
    view! {
        <div class="places">
            <Chips state compared/>
            <button type="button" class="reset" hidden=move || !changed.get() on:click=reset>
                {move || state.words().reset_places}
            </button>
            <button
                type="button"
                class="clear"
                hidden=move || compared.with(Vec::is_empty)
                on:click=clear
            >
                {move || state.words().clear_places}
            </button>
            <PlaceSearch state compared level/>
            <GroupMenu state offered group/>
            <PeerMenu state asked answer/>
            // Always there, so that what comes into it is read out.
            <p class="basis" role="status">{basis}</p>
        </div>
    }
}

/// The places compared, in the order in which they were added.
#[component]
fn Chips(state: State, compared: Memo<Vec<PlaceId>>) -> impl IntoView {
    let atlas = state.atlas;
    let focus = Memo::new(move |_| state.spec.with(|spec| spec.focus));
    let pointed = Memo::new(move |_| state.pointed.get());
    let chip = move |place: PlaceId| {
        let name = move || place_name(atlas, place, state.lang.get());
        let remove = move || format!("{} {}", state.words().remove, name());
        let bring_forward = move || format!("{} {}", state.words().bring_forward, name());
        let is_focused = move || focus.get() == Some(place);
        view! {
            <li
                class="chip"
                class:focused=is_focused
                class:pointed=move || pointed.get() == Some(place)
                on:mouseenter=move |_| state.pointed.set(Some(place))
                on:mouseleave=move |_| state.pointed.set(None)
            >
                <button
                    type="button"
                    class="name"
                    aria-pressed=move || is_focused().to_string()
                    aria-label=bring_forward
                    title=bring_forward
                    on:focus=move |_| state.pointed.set(Some(place))
                    on:blur=move |_| state.pointed.set(None)
                    on:click=move |_| {
                        state.change(Record::Step, |spec| {
                            spec.focus = Some(place).filter(|place| spec.focus != Some(*place));
                        });
                    }
                >
                    <span>{name}</span>
                </button>
                <button
                    type="button"
                    class="remove"
                    aria-label=remove
                    title=remove
                    on:click=move |_| {
                        let left = compared.get_untracked().into_iter().filter(|one| *one != place);
                        compare(state, left.collect(), |spec| spec.focus);
                        // The button goes with its chip; the focus must not go with it.
                        request_animation_frame(|| reader::focus(".places .reset"));
                    }
                >
                    "×"
                </button>
            </li>
        }
    };
    view! {
        <ul class="chips" aria-label=move || state.words().compared>
            <For each=move || compared.get() key=|place| *place children=chip/>
        </ul>
    }
}

/// The field that finds a place by any of its names.
#[component]
fn PlaceSearch(
    state: State,
    compared: Memo<Vec<PlaceId>>,
    level: Memo<Geography>,
) -> impl IntoView {
    let atlas = state.atlas;
    let offered = Memo::new(move |_| {
        let mut places = level.get().places(atlas);
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
        let (taken, lang) = (compared.get_untracked(), state.lang.get_untracked());
        offered
            .with_untracked(|offered| search_places(atlas, offered, &query))
            .into_iter()
            .filter(|place| !taken.contains(place))
            .take(MOST_OFFERED)
            .map(|place| {
                let row = atlas.place(place);
                let other = lang.pick(&row.name.en, &row.name.zh);
                PickItem {
                    id: row.id.clone(),
                    label: row.name.get(lang).to_owned(),
                    hint: format!("{other} {}", row.id),
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
    view! {
        <Picker
            id="add-place"
            label=Signal::derive(move || state.words().search_places.to_owned())
            placeholder=Signal::derive(move || state.words().search_places.to_owned())
            shown=Signal::derive(String::new)
            nothing_found=Signal::derive(move || state.words().nothing_found.to_owned())
            search=search
            on_pick=pick
        />
    }
}

/// The heading under which a group stands.
fn group_kind(id: &str, words: &Messages) -> &'static str {
    match id.split_once(':').map(|(kind, _)| kind) {
        Some("macro_region") => words.group_regions,
        Some("cluster") => words.group_clusters,
        Some("city") => words.group_cities,
        Some("province") => words.group_provinces,
        _ => words.group_lists,
    }
}

/// Groups of the level; choosing one compares its places.
#[component]
fn GroupMenu(
    state: State,
    offered: Memo<Vec<PlaceGroup>>,
    group: Memo<Option<PlaceGroup>>,
) -> impl IntoView {
    let entries = Signal::derive(move || {
        let (lang, words) = (state.lang.get(), state.words());
        let first = Entry::new("", words.choose_group);
        let rest = offered.get().into_iter().map(|group| {
            let count = group.places.len();
            let label = match lang {
                Lang::Zh => format!("{}（{count}）", group.name.zh),
                Lang::En => format!("{} ({count})", group.name.en),
            };
            Entry { group: group_kind(&group.id, words).to_owned(), ..Entry::new(group.id, label) }
        });
        core::iter::once(first).chain(rest).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        group.with(|group| group.as_ref().map_or_else(String::new, |group| group.id.clone()))
    });
    let choose = move |id: String| {
        let found = offered.with_untracked(|all| all.iter().find(|one| one.id == id).cloned());
        if let Some(group) = found {
            compare(state, group.places, |spec| spec.focus);
        }
    };
    let any = Memo::new(move |_| offered.with(|groups| !groups.is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <Menu
                    id="choose-group"
                    label=Signal::derive(move || state.words().place_groups.to_owned())
                    entries=entries
                    chosen=chosen
                    on_choose=choose
                />
            }
        })
    }
}

/// Peers of the place in focus, or of the one added last.
#[component]
fn PeerMenu(
    state: State,
    asked: RwSignal<Option<Asked>>,
    answer: Memo<Option<Asked>>,
) -> impl IntoView {
    let atlas = state.atlas;
    let of = Memo::new(move |_| state.spec.with(|spec| subject(atlas, spec)));
    let name = move || of.get().map(|place| place_name(atlas, place, state.lang.get()));
    let label = Signal::derive(move || {
        let words = state.words();
        name()
            .map_or_else(|| words.peers.to_owned(), |name| words.peers_of.replace("{place}", &name))
    });
    let entries = Signal::derive(move || {
        let words = state.words();
        let first = if of.get().is_some() { words.choose_peers } else { words.choose_place_first };
        let rest = PeerKind::ALL.map(|kind| {
            let label = match kind {
                PeerKind::Neighbours => words.peers_neighbours,
                PeerKind::SameMacroRegion => words.peers_same_region,
                PeerKind::NearestGdpPerPerson => words.peers_gdp,
                PeerKind::NearestPopulation => words.peers_population,
            };
            Entry::new(kind.code(), label)
        });
        core::iter::once(Entry::new("", first)).chain(rest).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        answer.with(|asked| asked.as_ref().map_or_else(String::new, |one| one.kind.code().into()))
    });
    let choose = move |code: String| {
        let kind = PeerKind::ALL.into_iter().find(|kind| kind.code() == code);
        let (Some(kind), Some(place)) = (kind, of.get_untracked()) else { return };
        let level = state.spec.with_untracked(|spec| spec.level);
        // Without any data of the indicator every year is as good as another.
        let year = state.years.with_untracked(|years| years.as_ref().map_or(u16::MAX, |y| y.year));
        let found = peers(atlas, place, kind, level, year);
        if let Ok(found) = &found {
            let mut places = vec![place];
            places.extend(&found.places);
            places.extend(level.yardstick(atlas));
            compare(state, places, |_| Some(place));
        }
        let places = state.spec.with_untracked(|spec| spec.places.clone());
        asked.set(Some(Asked { place, kind, level, places, answer: found }));
    };
    view! {
        <Menu
            id="choose-peers"
            label=label
            entries=entries
            chosen=chosen
            disabled=Signal::derive(move || of.get().is_none())
            on_choose=choose
        />
    }
}
