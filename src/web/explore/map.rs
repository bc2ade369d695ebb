//! The map with what belongs to it.

use super::super::{reader, size::width_of, state::State};
use super::{
    glance::GlanceBox,
    legend::{Entry, Legend},
};
use crate::{
    atlas::{Lang, PlaceId},
    browser::mounted::{Drawn, Mounted, REST, move_focus, places_of, region_of},
    bundle,
    figure::{Figure, MapMarks, MapName},
    map::{
        choropleth::{credit_of, level_of, live_options, paint},
        dock::free_box,
        geometry::{Direction, neighbour_in_direction},
        svg::{MapPaint, Mode, render},
        tiles::{self, TileOptions},
    },
};
use leptos::{ev, html, prelude::*, web_sys};
use std::{cell::RefCell, rc::Rc};

#[cfg(feature = "bench")]
#[path = "../bench.rs"]
pub mod bench;

/// Begins the ids inside the map.
const ID_PREFIX: &str = "map-";
/// ARIA role of a region: choosing one compares it.
const REGION_ROLE: &str = "button";
/// From this width on, in CSS pixels, a map has room for a place's values where it covers nothing.
const ROOM_FOR_GLANCE: u32 = 560;
/// Widths for which strokes, hit areas and small print are measured: the widest that a map has room
/// for is taken, and the map is drawn anew when that changes.
const WIDTHS: [u32; 4] = [360, 560, 800, 1100];

/// The map in the page, shared by everything that listens to it.
#[derive(Clone)]
struct LiveMap {
    state: State,
    mounted: Rc<RefCell<Option<Mounted>>>,
    /// The entry of the legend that is pointed at.
    entry: RwSignal<Option<Entry>>,
}

impl LiveMap {
    /// The place that an event happened on.
    fn place_at(&self, event: &web_sys::Event) -> Option<PlaceId> {
        let (_, region) = region_of(event)?;
        self.mounted.borrow().as_ref()?.places.get(&region).map(|(place, _)| *place)
    }

    fn point(&self, event: &web_sys::Event) {
        self.state.pointed.set(self.place_at(event));
    }

    /// A finger points by its tap alone: what showed as soon as it comes down would lie under it, or
    /// move the map away, and take the tap.
    fn hover(&self, event: &web_sys::Event) {
        if !reader::is_touch() || reader::is_by_keyboard(event) {
            self.point(event);
        }
    }

    /// A finger has no other way to point: its tap reads, and the sheet that shows then compares.
    fn click(&self, event: &web_sys::Event) {
        if reader::is_touch() { self.point(event) } else { self.toggle(event) }
    }

    fn toggle(&self, event: &web_sys::Event) {
        if let Some(place) = self.place_at(event) {
            event.prevent_default();
            self.state.toggle_place(place);
        }
    }

    fn on_keydown(&self, event: &ev::KeyboardEvent) {
        let direction = match event.key().as_str() {
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            "Enter" | " " => return self.toggle(event),
            _ => return,
        };
        let Some((from, region)) = region_of(event) else { return };
        event.prevent_default();
        // Borrowed only to find the next element: focusing it raises events that borrow again.
        let next = self.mounted.borrow().as_ref().and_then(|map| {
            let next = match &map.layer {
                Some(layer) => {
                    neighbour_in_direction(layer, level_of(map.map), &region, direction)?
                }
                None => tiles::neighbour_in_direction(&region, direction)?,
            };
            map.elements.get(next)?.iter().find(|one| one.has_attribute("tabindex")).cloned()
        });
        if let Some(next) = next {
            move_focus(&from, &next);
        }
    }

    /// Names the regions when nothing has changed for a while; `naming` is the timer that waits for it.
    fn rename_at_rest(&self, container: web_sys::HtmlDivElement, naming: StoredValue<Option<i32>>) {
        let map = self.clone();
        let rename = move || {
            if let Some(map) = map.mounted.borrow_mut().as_mut() {
                map.rename(&container);
            }
        };
        if let Some(handle) = naming.get_value() {
            reader::cancel(handle);
        }
        naming.set_value(reader::after(REST, rename));
    }

    /// Lights what is pointed at and what is compared.
    fn light(&self) {
        let state = self.state;
        let pointed = state.pointed.get();
        let (compared, focus) = state.spec.with(|spec| (spec.compared(state.atlas), spec.focus));
        let entry = self.entry.get();
        if let Some(map) = self.mounted.borrow_mut().as_mut() {
            map.light(0, |place, _| pointed == Some(place));
            map.light(1, |place, _| compared.contains(&place) || focus == Some(place));
            map.light(2, |_, own| entry.is_some_and(|entry| entry != Entry::of(own)));
        }
    }
}

/// The map with its legend, credit line and the glance at a place.
#[component]
pub(super) fn MapPanel(state: State, figure: Memo<Figure>) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let entry = RwSignal::new(None);
    let map = LiveMap { state, mounted: Rc::default(), entry };
    let failed = RwSignal::new(false);
    let width = width_of(container);
    let marks = Memo::new(move |_| figure.with(|figure| figure.maps().first().cloned()));
    let colouring = Memo::new(move |_| {
        let (theme, lang) = (state.theme.get(), state.lang.get());
        figure.with(|figure| figure.maps().first().map(|marks| paint(figure, marks, theme, lang)))
    });
    // Counts maps drawn anew: they have to be lit anew.
    let drawn = RwSignal::new(0_u32);
    let naming = StoredValue::new(None);
    Effect::new({
        let map = map.clone();
        move |_| {
            let (Some(container), Some(room), Some(after), Some(marks)) =
                (container.get(), width.get(), colouring.get(), marks.get())
            else {
                return;
            };
            let shown = show(&map.mounted, &container, room, after, &marks, state.lang.get());
            failed.set(shown.is_none());
            match shown {
                Some(Shown::Anew) => drawn.update(|count| *count += 1),
                Some(Shown::Repainted) => map.rename_at_rest(container, naming),
                None => {}
            }
        }
    });
    Effect::new({
        let map = map.clone();
        move |_| {
            drawn.track();
            // Which regions stand behind depends on their classes.
            if entry.with(Option::is_some) {
                colouring.track();
            }
            map.light();
        }
    });
    let [over, focused, clicked, typed] = [(); 4].map(|()| map.clone());
    // Where words cover no territory they stand in the map, near to where one looks.
    let dock = move || {
        let room = width.get().is_some_and(|width| width >= ROOM_FOR_GLANCE);
        marks
            .with(|marks| marks.as_ref().map(|marks| marks.map))
            .filter(|_| room)
            .and_then(free_box)
    };
    let dock = Memo::new(move |_| dock());
    let is_tiles =
        move || marks.with(|marks| marks.as_ref().is_some_and(|one| one.map == MapName::Tiles));
    let leave = move || {
        // A finger that is lifted has not gone elsewhere.
        if !reader::is_touch() {
            state.pointed.set(None);
        }
    };
    view! {
        <section class="map-panel" aria-label=move || state.words().view_map>
            {move || dock.get().is_none().then(|| view! { <GlanceBox state/> })}
            <div class="map-frame">
                <div
                    class="map"
                    node_ref=container
                    on:pointerover=move |event| over.hover(&event)
                    on:pointerleave=move |_| leave()
                    on:focusin=move |event| focused.hover(&event)
                    on:focusout=move |_| leave()
                    on:click=move |event| clicked.click(&event)
                    on:keydown=move |event| typed.on_keydown(&event)
                ></div>
                {move || dock.get().map(|dock| {
                    let per_cent = |share: f64| format!("{:.2}%", share * 100.0);
                    let (x, y) = (per_cent(dock.x), per_cent(dock.y));
                    let (width, height) = (per_cent(dock.width), per_cent(dock.height));
                    view! {
                        <div
                            class="dock"
                            style=format!("left:{x};top:{y};width:{width};height:{height}")
                        >
                            <GlanceBox state/>
                        </div>
                    }
                })}
            </div>
            {move || {
                failed.get().then(|| {
                    view! { <p class="failure" role="alert">{state.words().map_failed}</p> }
                })
            }}
            <Legend state marks entry/>
            <p class="credit" hidden=is_tiles>{move || credit_of(state.lang.get())}</p>
        </section>
    }
}

/// The width for which a map is drawn that has so much room.
pub(in crate::web) fn fitting_width(room: u32) -> u32 {
    WIDTHS.into_iter().rev().find(|width| *width <= room).unwrap_or(WIDTHS[0])
}

/// How a map came up to date.
enum Shown {
    /// It was drawn.
    Anew,
    /// What changed was touched.
    Repainted,
}

/// Brings the map in the page up to date; none where that was not possible.
fn show(
    mounted: &RefCell<Option<Mounted>>,
    container: &web_sys::HtmlDivElement,
    room: u32,
    after: MapPaint,
    marks: &MapMarks,
    lang: Lang,
) -> Option<Shown> {
    let places = places_of(marks);
    let width = fitting_width(room);
    let mut slot = mounted.borrow_mut();
    // What is written on the map is not changed in place.
    let labels = |paint: &MapPaint| {
        paint.regions.iter().map(|region| region.label.clone()).collect::<Vec<_>>()
    };
    let same = |map: &&mut Mounted| {
        map.map == marks.map
            && map.lang == lang
            && map.width == width
            && labels(&map.paint) == labels(&after)
    };
    if let Some(map) = slot.as_mut().filter(same) {
        map.repaint(after, places);
        return Some(Shown::Repainted);
    }
    let (layer, svg) = if marks.map == MapName::Tiles {
        let mode = Mode::Live { region_role: REGION_ROLE };
        let options = TileOptions { width_px: width.min(560), id_prefix: ID_PREFIX, lang, mode };
        (None, tiles::render(&after, &options))
    } else {
        let layer = bundle::map(marks.map).ok()?;
        let svg = render(&layer, &after, &live_options(marks.map, width, lang));
        (Some(layer), svg)
    };
    let prefix = ID_PREFIX.to_owned();
    let drawn = Drawn { map: marks.map, lang, width, layer, svg, prefix };
    *slot = Some(Mounted::new(container, drawn, after, places));
    Some(Shown::Anew)
}
