//! The map: mounted once as text, then only what changed is touched.

use super::super::state::State;
use super::{Figures, glance::GlanceBox};
use crate::{
    atlas::{Lang, PlaceId},
    bundle,
    figure::{MapMarks, MapName, Marks},
    map::{
        choropleth::{credit_of, level_of, live_options, paint},
        geometry::{Direction, MapLayer, neighbour_in_direction},
        svg::{MapPaint, RegionFill, changes, render},
    },
    theme::sequential,
};
use leptos::{ev, html, prelude::*, web_sys};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use wasm_bindgen::JsCast as _;

/// Begins the ids inside the map.
const ID_PREFIX: &str = "map-";
/// Widths for which strokes, hit areas and small print are measured: the widest that a map has room
/// for is taken, and the map is drawn anew when that changes.
const WIDTHS: [u32; 4] = [360, 560, 800, 1100];

/// A map as it stands in the page.
struct Mounted {
    map: MapName,
    lang: Lang,
    width: u32,
    layer: MapLayer,
    paint: MapPaint,
    /// Elements that show a region: its path, its part in the inset, its hit area.
    elements: BTreeMap<String, Vec<web_sys::Element>>,
    /// The place each region stands for.
    places: BTreeMap<String, PlaceId>,
}

impl Mounted {
    fn apply(&self, fill: &RegionFill) {
        for element in self.elements.get(&fill.place_id).into_iter().flatten() {
            // A hit area is transparent and takes only the name.
            let is_region = element.class_list().contains("region");
            if is_region {
                element.set_attribute("fill", &fill.fill).ok();
                element.set_attribute("stroke", &fill.stroke).ok();
                // The light on the region (pointed, selected) stands in the same attribute.
                element.class_list().toggle_with_force("no-data", fill.class.is_none()).ok();
            }
            if element.has_attribute("aria-label") {
                element.set_attribute("aria-label", &fill.name).ok();
            }
        }
    }

    fn light(&self, lit: impl Fn(PlaceId) -> bool, class: &str) {
        for (region, elements) in &self.elements {
            let on = self.places.get(region).is_some_and(|place| lit(*place));
            for element in elements {
                element.class_list().toggle_with_force(class, on).ok();
            }
        }
    }
}

fn collect(container: &web_sys::Element) -> BTreeMap<String, Vec<web_sys::Element>> {
    let mut elements: BTreeMap<String, Vec<web_sys::Element>> = BTreeMap::new();
    let Ok(found) = container.query_selector_all("[data-place]") else { return elements };
    for at in 0..found.length() {
        if let Some(element) =
            found.get(at).and_then(|node| node.dyn_into::<web_sys::Element>().ok())
            && let Some(region) = element.get_attribute("data-place")
        {
            elements.entry(region).or_default().push(element);
        }
    }
    elements
}

/// The id of the region that an event happened on.
fn region_of(event: &web_sys::Event) -> Option<(web_sys::Element, String)> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let region = element.closest("[data-place]").ok()??;
    let id = region.get_attribute("data-place")?;
    Some((region, id))
}

/// The map in the page, shared by everything that listens to it.
#[derive(Clone)]
struct LiveMap {
    state: State,
    mounted: Rc<RefCell<Option<Mounted>>>,
}

impl LiveMap {
    /// The place that an event happened on.
    fn place_at(&self, event: &web_sys::Event) -> Option<PlaceId> {
        let (_, region) = region_of(event)?;
        self.mounted.borrow().as_ref()?.places.get(&region).copied()
    }

    fn point(&self, event: &web_sys::Event) {
        self.state.pointed.set(self.place_at(event));
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
            let next = neighbour_in_direction(&map.layer, level_of(map.map), &region, direction)?;
            map.elements.get(next)?.iter().find(|one| one.has_attribute("tabindex")).cloned()
        });
        if let Some(next) = next {
            move_focus(&from, &next);
        }
    }

    /// Lights what is pointed at and what is compared.
    fn light(&self) {
        let state = self.state;
        let pointed = state.pointed.get();
        let (compared, focus) = state.spec.with(|spec| (spec.compared(state.atlas), spec.focus));
        if let Some(map) = self.mounted.borrow().as_ref() {
            map.light(|place| pointed == Some(place), "pointed");
            map.light(|place| compared.contains(&place) || focus == Some(place), "selected");
        }
    }
}

/// The map with its legend, credit line and the glance at a place.
#[component]
pub(super) fn MapPanel(state: State, figures: Figures) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let map = LiveMap { state, mounted: Rc::default() };
    let failed = RwSignal::new(false);
    let marks = Memo::new(move |_| {
        figures.map.with(|figure| match &figure.marks {
            Marks::Map(marks) => Some(marks.clone()),
            _ => None,
        })
    });
    let colouring = Memo::new(move |_| {
        let (theme, lang) = (state.theme.get(), state.lang.get());
        figures.map.with(|figure| match &figure.marks {
            Marks::Map(marks) => Some(paint(figure, marks, theme, lang)),
            _ => None,
        })
    });
    let resized = RwSignal::new(());
    let listening = window_event_listener(ev::resize, move |_| resized.set(()));
    on_cleanup(move || listening.remove());
    Effect::new({
        let map = map.clone();
        move |_| {
            resized.track();
            if let (Some(container), Some(after), Some(marks)) =
                (container.get(), colouring.get(), marks.get())
            {
                failed.set(!show(&map.mounted, &container, after, &marks, state.lang.get()));
            }
        }
    });
    Effect::new({
        let map = map.clone();
        move |_| {
            // A map mounted anew has to be lit anew.
            colouring.track();
            resized.track();
            map.light();
        }
    });
    let [over, focused, clicked, typed] = [(); 4].map(|()| map.clone());
    view! {
        <section class="map-panel" aria-label=move || state.words().view_map>
            <GlanceBox state/>
            <div
                class="map"
                node_ref=container
                on:pointerover=move |event| over.point(&event)
                on:pointerleave=move |_| state.pointed.set(None)
                on:focusin=move |event| focused.point(&event)
                on:focusout=move |_| state.pointed.set(None)
                on:click=move |event| clicked.toggle(&event)
                on:keydown=move |event| typed.on_keydown(&event)
            ></div>
            {move || {
                failed.get().then(|| {
                    view! { <p class="failure" role="alert">{state.words().map_failed}</p> }
                })
            }}
            <Legend state marks/>
            <p class="credit">{move || credit_of(state.lang.get())}</p>
        </section>
    }
}

/// One tab stop moves along with the focus.
fn move_focus(from: &web_sys::Element, to: &web_sys::Element) {
    from.set_attribute("tabindex", "-1").ok();
    to.set_attribute("tabindex", "0").ok();
    if let Some(element) = to.dyn_ref::<web_sys::SvgElement>() {
        element.focus().ok();
    }
}

/// The width for which a map in `container` is drawn.
fn fitting_width(container: &web_sys::Element) -> u32 {
    let room = u32::try_from(container.client_width()).unwrap_or(0);
    WIDTHS.into_iter().rev().find(|width| *width <= room).unwrap_or(WIDTHS[0])
}

/// Brings the map in the page up to date; whether that was possible.
fn show(
    mounted: &RefCell<Option<Mounted>>,
    container: &web_sys::HtmlDivElement,
    after: MapPaint,
    marks: &MapMarks,
    lang: Lang,
) -> bool {
    let places = marks.regions.iter().map(|one| (one.region.clone(), one.place)).collect();
    let width = fitting_width(container);
    let mut slot = mounted.borrow_mut();
    let same = |map: &&mut Mounted| map.map == marks.map && map.lang == lang && map.width == width;
    if let Some(map) = slot.as_mut().filter(same) {
        for fill in changes(&map.paint, &after, ID_PREFIX) {
            map.apply(&fill);
        }
        for (element, text) in [("title", &after.title), ("desc", &after.description)] {
            if let Ok(Some(element)) = container.query_selector(element) {
                element.set_text_content(Some(text));
            }
        }
        map.paint = after;
        map.places = places;
        return true;
    }
    let Ok(layer) = bundle::map(marks.map) else { return false };
    container.set_inner_html(&render(&layer, &after, &live_options(marks.map, width, lang)));
    let elements = collect(container);
    *slot = Some(Mounted { map: marks.map, lang, width, layer, paint: after, elements, places });
    true
}

#[component]
fn Legend(state: State, marks: Memo<Option<MapMarks>>) -> impl IntoView {
    let items = move || {
        marks.get().map(|marks| {
            let colours = sequential(state.theme.get(), marks.classes);
            marks
                .legend
                .into_iter()
                .map(|item| {
                    let colour = item.class.and_then(|class| colours.get(class).cloned());
                    let is_missing = colour.is_none();
                    let style = colour.map(|colour| format!("background:{colour}"));
                    view! {
                        <li>
                            <span class="swatch" class:no-data=is_missing style=style></span>
                            <span>{item.label}</span>
                            " "
                            <small>{item.count}</small>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let unit = move || marks.with(|marks| marks.as_ref().map(|marks| marks.legend_unit.clone()));
    view! {
        <div class="legend">
            <span class="unit">{unit}</span>
            <ul>{items}</ul>
        </div>
    }
}
