//! Events and targets on a timeline, and the same as a list by year.

use super::super::{
    address::Record,
    explore::controls::{Choice, Menu},
    size,
    state::State,
};
use super::{
    icicle::fitting,
    outline::{document_of, forest, narrow, row_of},
};
use crate::{
    atlas::{DocumentId, EventKind, PlaceId},
    i18n::{counted_items, policy_words, year_span},
    ledger::{
        policy::Filter as ItemFilter,
        timeline::{Filter, Layout, Mark, busy_years, by_year, event_id, layout, select, span},
    },
    spec::Key,
};
use leptos::{html, prelude::*};

/// The least width at which the picture is drawn, in CSS pixels; a narrower page scrolls it.
const LEAST_WIDTH: u32 = 640;
/// Room that a year needs in which something begins or ends, in CSS pixels.
const YEAR_WIDTH: f64 = 40.0;
/// Height of a lane.
const LANE: f64 = 22.0;
/// Height of a mark.
const MARK: f64 = 16.0;
/// Width of the mark of a single year.
const POINT: f64 = 12.0;
/// Room between two marks.
const APART: f64 = 4.0;
/// Room for the name of a band.
const HEAD: f64 = 20.0;
/// Room for the years.
const FOOT: f64 = 24.0;
/// Room from year to year on the axis.
const TICK: f64 = 40.0;

/// The timeline of a document, or of all. It follows kind and year of the address.
#[component]
pub(super) fn Timeline(
    state: State,
    /// The document; all of them without, or the one that the address narrows to.
    #[prop(optional_no_strip)]
    document: Option<DocumentId>,
) -> impl IntoView {
    let atlas = state.atlas;
    let words = move || policy_words(state.lang.get());
    let place: RwSignal<Option<PlaceId>> = RwSignal::new(None);
    let filter = Memo::new(move |_| {
        state.route.with(|route| Filter {
            document: document.or_else(|| document_of(atlas, route)),
            kind: route.filter.get(Key::Kind).and_then(EventKind::of_code),
            place: place.get(),
            year: route.filter.get(Key::Year).and_then(|year| year.parse().ok()),
        })
    });
    let item = Memo::new(move |_| {
        state.route.with(|route| {
            let events = 0..atlas.documents().events.len();
            let mut events = events.filter(|at| route.item.as_deref() == Some(&event_id(*at)));
            events.next()
        })
    });
    let events = Memo::new(move |_| {
        let mut events = select(atlas, filter.get());
        // What a link leads to is there whatever else is narrowed.
        if let Some(event) = item.get().filter(|event| !events.contains(event)) {
            events.push(event);
            crate::order::sort_by_key(&mut events, |at| (span(atlas, *at), *at));
        }
        events
    });
    let places = Signal::derive(move || {
        let lang = state.lang.get();
        let of_document = select(atlas, Filter { document, ..Filter::default() });
        let mut ids: Vec<PlaceId> =
            of_document.into_iter().map(|at| atlas.documents().events[at].place).collect();
        crate::order::sort(&mut ids);
        ids.dedup();
        let all = (String::new(), words().all.to_owned());
        let named = ids.into_iter().map(|id| {
            let row = atlas.place(id);
            (row.id.clone(), row.short_name.get(lang).to_owned())
        });
        std::iter::once(all).chain(named).collect::<Vec<Choice>>()
    });
    let chosen = Signal::derive(move || {
        place.get().map(|id| atlas.place(id).id.clone()).unwrap_or_default()
    });
    let kinds = Signal::derive(move || {
        let words = words();
        let all = (String::new(), words.all.to_owned());
        let named = EventKind::ALL
            .into_iter()
            .map(|kind| (kind.code().to_owned(), words.event_kind(kind).to_owned()));
        std::iter::once(all).chain(named).collect::<Vec<Choice>>()
    });
    let kind = Signal::derive(move || {
        let code = state.route.with(|route| route.filter.get(Key::Kind).map(str::to_owned));
        code.unwrap_or_default()
    });
    let choose_kind = move |code: String| {
        narrow(state, Record::Step, Key::Kind, Some(code).filter(|code| !code.is_empty()));
    };
    view! {
        <section class="timeline">
            <h2>{move || words().timeline}</h2>
            <div class="filters">
                <Menu key=Key::Kind suffix="-event" label=Signal::derive(move || words().kind.to_owned())
                    choices=kinds chosen=kind on_choose=choose_kind/>
                <Menu key=Key::Focus suffix="-event" label=Signal::derive(move || words().place.to_owned())
                    choices=places chosen=chosen
                    on_choose=move |id: String| place.set(atlas.place_by_id(&id))/>
                <span role="status">
                    {move || format!("{} {}", events.with(Vec::len), words().events)}
                </span>
            </div>
            <p hidden=move || !events.with(Vec::is_empty)>{move || words().no_event}</p>
            <Picture state events item/>
            <YearList state events item document/>
        </section>
    }
}

/// The picture. What it shows stands in the list below it, which has the keys.
#[component]
fn Picture(state: State, events: Memo<Vec<usize>>, item: Memo<Option<usize>>) -> impl IntoView {
    let atlas = state.atlas;
    let words = move || policy_words(state.lang.get());
    let container = NodeRef::<html::Div>::new();
    let available = size::width_of(container);
    let width = move || {
        // A few years need less room than all.
        let years = events.with(|events| busy_years(atlas, events));
        let least = (years as f64 * YEAR_WIDTH).min(f64::from(LEAST_WIDTH));
        available.get().map(|width| f64::from(width).max(least))
    };
    let drawn = Memo::new(move |_| {
        let width = width()?;
        events.with(|events| layout(atlas, events, width, POINT, APART))
    });
    let height = move || drawn.with(|drawn| drawn.as_ref().map_or(0.0, height_of));
    let marks = move || {
        let lang = state.lang.get();
        drawn.with(|drawn| {
            let mut views = Vec::new();
            let Some(drawn) = drawn else { return views };
            let mut top = 0.0;
            for band in &drawn.bands {
                let name = words().event_kind(band.kind);
                views.push(
                    view! { <text class="band" x="0" y=top + HEAD * 0.7>{name}</text> }.into_any(),
                );
                top += HEAD;
                for mark in &band.marks {
                    let y = top + lane_top(mark.lane);
                    let text = atlas.documents().events[mark.event].event.get(lang);
                    let (first, last) = span(atlas, mark.event);
                    let told = format!("{} {text}", year_span(&(first..=last)));
                    let is_item = item.get() == Some(mark.event);
                    let at = EventKind::ALL.iter().position(|kind| *kind == band.kind).unwrap_or(0);
                    views.push(mark_view(mark, y, told, text, at, is_item));
                }
                top += lane_top(band.lanes);
            }
            views
        })
    };
    let axis = move || {
        drawn.with(|drawn| {
            let drawn = drawn.as_ref()?;
            let bottom = height_of(drawn) - FOOT;
            let ticks = drawn.axis.ticks(TICK).into_iter().map(|(year, x)| {
                view! {
                    <line class="tick" x1=x x2=x y1="0" y2=bottom/>
                    <text class="year" x=x y=bottom + FOOT * 0.7>{year}</text>
                }
            });
            Some(ticks.collect_view())
        })
    };
    let uneven =
        move || drawn.with(|drawn| drawn.as_ref().is_some_and(|drawn| drawn.axis.is_uneven()));
    let choose = move |event: leptos::ev::MouseEvent| {
        if let Some(at) = row_of(&event) {
            state.go(Record::Step, |route| route.item = Some(event_id(at)));
        }
    };
    view! {
        // It scrolls on a narrow page, and the keyboard has to reach what scrolls.
        <div class="picture" node_ref=container tabindex="0" role="group"
            aria-label=move || words().timeline hidden=move || events.with(Vec::is_empty)>
            <svg role="img" aria-label=move || words().timeline width=width height=height
                on:click=choose>
                {axis}
                {marks}
            </svg>
        </div>
        <p class="hint" hidden=move || !uneven()>{move || words().uneven}</p>
    }
}

/// Where a lane begins below the head of its band.
fn lane_top(lane: usize) -> f64 {
    lane as f64 * LANE
}

fn height_of(drawn: &Layout) -> f64 {
    drawn.bands.iter().map(|band| HEAD + lane_top(band.lanes)).sum::<f64>() + FOOT
}

fn mark_view(mark: &Mark, y: f64, told: String, text: &str, kind: usize, is_item: bool) -> AnyView {
    // A name stands in a span that has room for it, else in the room behind the mark.
    let inside =
        fitting(text, mark.width - 8.0).filter(|label| mark.is_span && !label.ends_with('…'));
    let is_inside = inside.is_some();
    let behind = fitting(text, mark.room - 10.0);
    let before = fitting(text, mark.room_before - 10.0);
    // What stands at the end of the axis has its room before it.
    let is_before = !is_inside
        && mark.room_before > mark.room
        && behind.as_ref().is_none_or(|label| label.ends_with('…'));
    let label = inside.or(if is_before { before } else { behind });
    let x = match (is_inside, is_before) {
        (true, _) => mark.x + 4.0,
        (_, true) => mark.x - 4.0,
        _ => mark.x + mark.width + 4.0,
    };
    let (high, round) = if mark.is_span { (MARK, 2.0) } else { (POINT, POINT / 2.0) };
    view! {
        <g data-row=mark.event class=format!("mark kind-{kind}") class:current=is_item>
            <title>{told}</title>
            <rect x=mark.x y=y + (LANE - high) / 2.0 width=mark.width height=high rx=round/>
            {label.map(|label| view! {
                <text class:inside=is_inside class:before=is_before x=x y=y + LANE / 2.0>{label}</text>
            })}
        </g>
    }
    .into_any()
}

/// All events by year, each with its place, kind and document.
#[component]
fn YearList(
    state: State,
    events: Memo<Vec<usize>>,
    item: Memo<Option<usize>>,
    document: Option<DocumentId>,
) -> impl IntoView {
    let atlas = state.atlas;
    let years = move || {
        let lang = state.lang.get();
        let words = policy_words(lang);
        let years = events.with(|events| by_year(atlas, events)).into_iter();
        years
            .map(|one| {
                let year = one.year;
                let of_year = ItemFilter { document, year: Some(year), ..ItemFilter::default() };
                let named = forest(atlas).select(&of_year).count;
                let items = (named > 0).then(|| {
                    let told = format!("{} {}", words.outline, counted_items(named, lang));
                    view! {
                        <button type="button" class="plain" on:click=move |_| {
                            narrow(state, Record::Step, Key::Year, Some(year.to_string()));
                        }>{told}</button>
                    }
                });
                let rows = one
                    .events
                    .into_iter()
                    .map(|at| {
                        let row = &atlas.documents().events[at];
                        let (first, last) = span(atlas, at);
                        let years = (last > first).then(|| year_span(&(first..=last)));
                        let from = &atlas.documents().document(row.document).id;
                        view! {
                            <li id=event_id(at) data-id=event_id(at) tabindex="-1"
                                class:current=move || item.get() == Some(at)>
                                {years.map(|years| view! { <b>{years}" "</b> })}
                                {row.event.get(lang).to_owned()}
                                <small>
                                    {format!(
                                        " {} · {} · ",
                                        words.event_kind(row.kind),
                                        atlas.place(row.place).short_name.get(lang),
                                    )}
                                    <a href=format!("#/documents/{from}")>{from.clone()}</a>
                                </small>
                            </li>
                        }
                    })
                    .collect_view();
                view! { <li><h3>{year}</h3><ul>{rows}</ul>{items}</li> }
            })
            .collect_view()
    };
    view! { <ol class="years">{years}</ol> }
}
