//! The map of a page: a list of counties made out on it, markers that lead to cards, and the values of
//! what is pointed at in words below it.

use super::super::{
    explore::{
        legend::{Entry, Legend},
        map::fitting_width,
        table::data_table,
    },
    reader,
    size::width_of,
    state::State,
};
use crate::{
    browser::mounted::{move_focus, region_of, with_attribute},
    bundle,
    figure::Figure,
    i18n::{PlaceWords, place_words},
    map::{
        choropleth::{credit_of, level_of, live_options, paint},
        geometry::{Direction, neighbour_in_direction},
        markers::{ListedRegions, Marker, with_markers},
        svg::{MapOptions, Mode, render},
    },
};
use leptos::{ev, html, prelude::*, web_sys};
use wasm_bindgen::JsCast as _;

/// Begins the ids inside the map.
const ID_PREFIX: &str = "places-";

/// What is pointed at on a map, or by a card beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pointed {
    /// A region by its adcode.
    Region(String),
    /// A marker by its id.
    Marker(String),
}

/// The marker that an event happened on.
fn marker_of(event: &web_sys::Event) -> Option<String> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    element.closest("[data-marker]").ok()??.get_attribute("data-marker")
}

fn pointed_by(event: &web_sys::Event) -> Option<Pointed> {
    let marker = marker_of(event).map(Pointed::Marker);
    marker.or_else(|| region_of(event).map(|(_, region)| Pointed::Region(region)))
}

/// What the table says of a region, in one line.
fn told(figure: &Figure, region: &str) -> Option<String> {
    let place = figure.maps().first()?.regions.iter().find(|one| one.region == region)?.place;
    let row = figure.table.rows.iter().find(|row| row.place == place)?;
    let mut cells = row.cells.iter().zip(&figure.table.columns);
    let name = cells.next()?.0.text.clone();
    // The code after the name says nothing to a reader.
    let parts = cells.skip(1).filter(|(cell, _)| !cell.text.is_empty()).map(|(cell, column)| {
        let text = if cell.missing.is_empty() { &cell.text } else { &cell.missing };
        format!("{} {text}", column.label)
    });
    Some(std::iter::once(name).chain(parts).collect::<Vec<_>>().join(" · "))
}

/// Goes from one region to the next by an arrow key.
fn on_keydown(event: &ev::KeyboardEvent, figure: &Figure, container: &web_sys::Element) {
    let direction = match event.key().as_str() {
        "ArrowLeft" => Direction::Left,
        "ArrowRight" => Direction::Right,
        "ArrowUp" => Direction::Up,
        "ArrowDown" => Direction::Down,
        _ => return,
    };
    let Some(((from, region), marks)) = region_of(event).zip(figure.maps().first()) else { return };
    event.prevent_default();
    let Ok(layer) = bundle::map(marks.map) else { return };
    let Some(next) = neighbour_in_direction(&layer, level_of(marks.map), &region, direction) else {
        return;
    };
    let next = container.query_selector(&format!("[data-place=\"{next}\"][tabindex]"));
    if let Ok(Some(next)) = next {
        move_focus(&from, &next);
    }
}

/// What lies over a map, and what is pointed at.
#[derive(Clone, Copy)]
pub(super) struct Over {
    /// Regions made out by dots and an outline.
    pub(super) list: Memo<ListedRegions>,
    /// Markers.
    pub(super) markers: Memo<Vec<Marker>>,
    /// Regions that belong to what is pointed at.
    pub(super) belonging: Signal<Vec<String>>,
    /// Markers that stand back.
    pub(super) aside: Signal<Vec<String>>,
    /// What is pointed at, here or by a card.
    pub(super) pointed: RwSignal<Option<Pointed>>,
}

/// The map as text.
fn drawing(state: State, figure: Memo<Figure>, over: Over, width: u32) -> Option<String> {
    let (theme, lang) = (state.theme.get(), state.lang.get());
    figure.with(|figure| {
        let marks = figure.maps().first()?;
        let layer = bundle::map(marks.map).ok()?;
        let mode = Mode::Live { region_role: "img" };
        let options =
            MapOptions { id_prefix: ID_PREFIX, mode, ..live_options(marks.map, width, lang) };
        let map = render(&layer, &paint(figure, marks, theme, lang), &options);
        Some(over.list.with(|list| {
            over.markers.with(|markers| with_markers(&map, &layer, &options, list, markers))
        }))
    })
}

/// Lights what is pointed at, here or in the legend.
fn light(container: &web_sys::Element, figure: &Figure, over: Over, entry: Option<Entry>) {
    let (pointed, belonging, aside) = (over.pointed.get(), over.belonging.get(), over.aside.get());
    let toggle = |element: &web_sys::Element, class: &str, on: bool| {
        element.class_list().toggle_with_force(class, on).ok();
    };
    let class_of = |region: &str| {
        let mut regions = figure.maps().first()?.regions.iter();
        Some(regions.find(|one| one.region == region)?.class)
    };
    for (region, element) in with_attribute(container, "data-place") {
        let is_behind =
            entry.is_some() && class_of(&region).is_some_and(|own| entry != Some(Entry::of(own)));
        toggle(&element, "behind", is_behind);
        let belongs = belonging.contains(&region);
        toggle(&element, "pointed", belongs || pointed == Some(Pointed::Region(region)));
    }
    for (marker, element) in with_attribute(container, "data-marker") {
        toggle(&element, "aside", aside.contains(&marker));
        toggle(&element, "lit", pointed == Some(Pointed::Marker(marker)));
    }
}

/// The map alone, with what happens on it.
#[component]
fn LiveMap<Choose: Fn(String) + Copy + 'static>(
    state: State,
    figure: Memo<Figure>,
    over: Over,
    entry: RwSignal<Option<Entry>>,
    /// What choosing a marker does.
    choose: Choose,
) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let available = width_of(container);
    let width = Memo::new(move |_| available.get().map(fitting_width));
    let svg = Memo::new(move |_| drawing(state, figure, over, width.get()?));
    // Counts maps drawn anew: they have to be lit anew.
    let drawn = RwSignal::new(0_u32);
    Effect::new(move |_| {
        if let Some(container) = container.get() {
            // Written by the core, which escapes every text in it.
            svg.with(|svg| container.set_inner_html(svg.as_deref().unwrap_or_default()));
            drawn.update(|count| *count += 1);
        }
    });
    Effect::new(move |_| {
        drawn.track();
        if let Some(container) = container.get() {
            figure.with(|figure| light(&container, figure, over, entry.get()));
        }
    });
    let pointed = over.pointed;
    let leave = move || {
        // A finger that is lifted has not gone elsewhere.
        if !reader::is_touch() {
            pointed.set(None);
        }
    };
    let click = move |event: ev::MouseEvent| {
        // With a key held down the browser opens the link elsewhere.
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.shift_key());
        if let Some(marker) = marker_of(&event).filter(|_| is_plain) {
            event.prevent_default();
            choose(marker);
        }
    };
    let keydown = move |event: ev::KeyboardEvent| {
        if let Some(container) = container.get_untracked() {
            figure.with_untracked(|figure| on_keydown(&event, figure, &container));
        }
    };
    view! {
        <div
            class="map"
            node_ref=container
            on:pointerover=move |event| pointed.set(pointed_by(&event))
            on:pointerleave=move |_| leave()
            on:focusin=move |event| pointed.set(pointed_by(&event))
            on:focusout=move |_| leave()
            on:click=click
            on:keydown=keydown
        ></div>
    }
}

/// A map with title, controls, what is pointed at in words, legend, notes, source and the table behind
/// it. `id` is its name in links.
#[component]
pub(super) fn MapSection<Choose: Fn(String) + Copy + 'static>(
    state: State,
    id: &'static str,
    figure: Memo<Figure>,
    over: Over,
    /// What the reader can choose.
    #[prop(optional, into)]
    controls: ViewFn,
    /// What more the legend says.
    #[prop(into)]
    signs: ViewFn,
    /// What choosing a marker does.
    choose: Choose,
    /// How the map is used.
    hint: fn(&PlaceWords) -> &'static str,
) -> impl IntoView {
    let words = move || place_words(state.lang.get());
    let entry = RwSignal::new(None);
    let marks = Memo::new(move |_| figure.with(|figure| figure.maps().first().cloned()));
    let readout = move || {
        let told = match over.pointed.get() {
            Some(Pointed::Region(region)) => figure.with(|figure| told(figure, &region)),
            Some(Pointed::Marker(id)) => over.markers.with(|markers| {
                markers.iter().find(|marker| marker.id == id).map(|marker| marker.name.clone())
            }),
            None => None,
        };
        told.unwrap_or_else(|| hint(words()).to_owned())
    };
    let notes = move || {
        figure.with(|figure| {
            figure.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view()
        })
    };
    view! {
        <section class="card figure" id=id data-figure=id tabindex="-1">
            <h2>{move || figure.with(|figure| figure.title.clone())}</h2>
            <p class="subtitle">{move || figure.with(|figure| figure.subtitle.clone())}</p>
            {move || controls.run()}
            <LiveMap state figure over entry choose/>
            <p class="map-readout">{readout}</p>
            <Legend state marks entry/>
            <ul class="map-signs">{move || signs.run()}</ul>
            <p class="credit">{move || credit_of(state.lang.get())}</p>
            <ul class="notes">{notes}</ul>
            <p class="source">{move || figure.with(|figure| figure.source_line.clone())}</p>
            <details class="behind-map">
                <summary>{move || words().table}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label=move || words().table>
                    {move || figure.with(|figure| data_table(&figure.table))}
                </div>
            </details>
        </section>
    }
}
