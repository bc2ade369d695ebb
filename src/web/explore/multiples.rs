//! Maps of several years side by side, one legend for all.

use super::super::{reader, state::State};
use super::{
    glance::GlanceBox,
    legend::{Entry, Legend},
};
use crate::{
    atlas::Lang,
    browser::mounted::{Drawn, Mounted, places_of},
    bundle,
    figure::{Figure, MapMarks},
    map::{
        choropleth::{credit_of, live_options, paint},
        svg::{MapOptions, MapPaint, Mode, render},
    },
};
use leptos::{ev, html, prelude::*, web_sys};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast as _;

/// Width for which the strokes of a small map are measured, in CSS pixels.
pub(in crate::web) const SMALL_MAP_WIDTH: u32 = 360;

/// Draws a map in its element; none where the geometry cannot be opened.
fn mount(
    container: &web_sys::Element,
    at: usize,
    marks: &MapMarks,
    paint: MapPaint,
    lang: Lang,
) -> Option<Mounted> {
    let layer = bundle::small_map(marks.map).ok()?;
    let prefix = format!("map-{at}-");
    let options = MapOptions {
        id_prefix: &prefix,
        mode: Mode::Live { region_role: "img" },
        ..live_options(marks.map, SMALL_MAP_WIDTH, lang)
    };
    let svg = render(&layer, &paint, &options);
    let drawn =
        Drawn { map: marks.map, lang, width: SMALL_MAP_WIDTH, layer: Some(layer), svg, prefix };
    Some(Mounted::new(container, drawn, paint, places_of(marks)))
}

/// One of the maps: drawn once, then only what changed is touched.
#[component]
fn SmallMap(
    state: State,
    figure: Memo<Figure>,
    at: usize,
    entry: RwSignal<Option<Entry>>,
    failed: RwSignal<bool>,
) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let mounted: Rc<RefCell<Option<Mounted>>> = Rc::default();
    let year = Memo::new(move |_| figure.with(|figure| figure.maps().get(at).map(|one| one.year)));
    let drawn = RwSignal::new(());
    Effect::new({
        let mounted = Rc::clone(&mounted);
        move |_| {
            let (theme, lang) = (state.theme.get(), state.lang.get());
            let Some(container) = container.get() else { return };
            figure.with(|figure| {
                let Some(marks) = figure.maps().get(at) else { return };
                let mut paint = paint(figure, marks, theme, lang);
                paint.title = format!("{} {}", figure.title, marks.year);
                let mut slot = mounted.borrow_mut();
                let same = |map: &&mut Mounted| map.map == marks.map && map.lang == lang;
                if let Some(map) = slot.as_mut().filter(same) {
                    map.repaint(paint, places_of(marks));
                    map.rename(&container);
                } else {
                    *slot = mount(&container, at, marks, paint, lang);
                    failed.set(slot.is_none());
                }
            });
            drawn.set(());
        }
    });
    Effect::new(move |_| {
        drawn.track();
        let (pointed, entry) = (state.pointed.get(), entry.get());
        if let Some(map) = mounted.borrow_mut().as_mut() {
            map.light(0, |place, _| pointed == Some(place));
            map.light(2, |_, own| entry.is_some_and(|entry| entry != Entry::of(own)));
        }
    });
    view! {
        <figure data-year=year>
            <figcaption>{year}</figcaption>
            <div class="map" node_ref=container></div>
        </figure>
    }
}

/// Rows as even as can be.
pub(in crate::web) const fn columns(count: usize) -> usize {
    match count {
        0..=3 => count,
        4 => 2,
        _ => 3,
    }
}

/// Small maps, one legend for all.
#[component]
pub(super) fn MultiplesPanel(state: State, figure: Memo<Figure>) -> impl IntoView {
    let entry = RwSignal::new(None);
    let failed = RwSignal::new(false);
    let count = Memo::new(move |_| figure.with(|figure| figure.maps().len()));
    let marks = Memo::new(move |_| figure.with(|figure| figure.maps().first().cloned()));
    let point = move |event: &web_sys::Event| {
        let region = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("[data-place]").ok().flatten())
            .and_then(|element| element.get_attribute("data-place"));
        let place = region.and_then(|region| {
            let of = |marks: &MapMarks| {
                marks.regions.iter().find(|one| one.region == region).map(|one| one.place)
            };
            marks.with_untracked(|marks| marks.as_ref().and_then(of))
        });
        state.pointed.set(place);
    };
    let maps = move || {
        (0..count.get()).map(|at| view! { <SmallMap state figure at entry failed/> }).collect_view()
    };
    let grid = move || format!("--columns:{}", columns(count.get()));
    view! {
        <section class="map-panel multiples-panel" aria-label=move || state.words().view_multiples>
            <GlanceBox state/>
            {move || {
                failed.get().then(|| {
                    view! { <p class="failure" role="alert">{state.words().map_failed}</p> }
                })
            }}
            <div
                class="multiples"
                style=grid
                // A finger points by its tap, see the single map.
                on:pointerover=move |event: ev::PointerEvent| if !reader::is_touch() { point(&event) }
                on:click=move |event: ev::MouseEvent| if reader::is_touch() { point(&event) }
                on:pointerleave=move |_| if !reader::is_touch() { state.pointed.set(None) }
            >
                {maps}
            </div>
            <Legend state marks entry/>
            <p class="credit">{move || credit_of(state.lang.get())}</p>
        </section>
    }
}
