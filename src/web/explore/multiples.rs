//! Maps of several years side by side, one legend for all.

use super::super::{reader, state::State};
use super::{
    glance::GlanceBox,
    legend::{Entry, Legend},
};
use crate::{
    atlas::{Lang, PlaceId},
    bundle,
    figure::{Figure, MapMarks, Marks, RegionMark},
    map::{
        choropleth::{credit_of, live_options, paint},
        svg::{MapOptions, Mode, render},
    },
    theme::Theme,
};
use leptos::{ev, html, prelude::*, web_sys};
use std::collections::BTreeMap;
use wasm_bindgen::JsCast as _;

/// Width for which the strokes of a small map are measured, in CSS pixels.
const WIDTH: u32 = 360;

/// Regions of a map by their id, with place and class.
type Regions = BTreeMap<String, (PlaceId, Option<usize>)>;

/// A small map as it is drawn: its heading and its SVG.
#[derive(Clone, PartialEq)]
struct Panel {
    year: u16,
    svg: String,
}

/// The maps of a figure; none where it has none, or the geometry cannot be opened.
fn panels_of(figure: &Figure, theme: Theme, lang: Lang) -> Vec<Panel> {
    let Marks::Multiples(maps) = &figure.marks else { return Vec::new() };
    let layer = maps.first().map(|marks| bundle::small_map(marks.map));
    let Some(Ok(layer)) = layer else { return Vec::new() };
    maps.iter()
        .map(|marks| {
            let prefix = format!("map-{}-", marks.year);
            let mut paint = paint(figure, marks, theme, lang);
            paint.title = format!("{} {}", figure.title, marks.year);
            let options = MapOptions {
                id_prefix: &prefix,
                mode: Mode::Live { region_role: "img" },
                ..live_options(marks.map, WIDTH, lang)
            };
            Panel { year: marks.year, svg: render(&layer, &paint, &options) }
        })
        .collect()
}

/// The regions of every map, by its year.
fn regions_of(figure: &Figure) -> Vec<(u16, Regions)> {
    let Marks::Multiples(maps) = &figure.marks else { return Vec::new() };
    let regions = |marks: &MapMarks| {
        let one = |mark: &RegionMark| (mark.region.clone(), (mark.place, mark.class));
        marks.regions.iter().map(one).collect()
    };
    maps.iter().map(|marks| (marks.year, regions(marks))).collect()
}

/// Lights the place pointed at in every map, and puts back what is not in the legend's entry.
fn light(
    container: &web_sys::Element,
    regions: &[(u16, Regions)],
    pointed: Option<PlaceId>,
    entry: Option<Entry>,
) {
    for (year, places) in regions {
        let selector = format!("[data-year='{year}'] [data-place]");
        let Ok(found) = container.query_selector_all(&selector) else { return };
        for at in 0..found.length() {
            let element = found.get(at).and_then(|node| node.dyn_into::<web_sys::Element>().ok());
            let Some(element) = element else { continue };
            let Some(region) = element.get_attribute("data-place") else { continue };
            let Some((place, own)) = places.get(&region) else { continue };
            let list = element.class_list();
            list.toggle_with_force("pointed", pointed == Some(*place)).ok();
            let behind = entry.is_some_and(|entry| entry != Entry::of(*own));
            list.toggle_with_force("behind", behind).ok();
        }
    }
}

/// Rows as even as can be.
const fn columns(count: usize) -> usize {
    match count {
        0..=3 => count,
        4 => 2,
        _ => 3,
    }
}

/// Small maps. They are drawn anew as a whole when anything changes: the years themselves do.
#[component]
pub(super) fn MultiplesPanel(state: State, figure: Memo<Figure>) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let entry = RwSignal::new(None);
    let failed = RwSignal::new(false);
    let panels = Memo::new(move |_| {
        let (theme, lang) = (state.theme.get(), state.lang.get());
        figure.with(|figure| panels_of(figure, theme, lang))
    });
    let regions = Memo::new(move |_| figure.with(regions_of));
    let marks = Memo::new(move |_| {
        figure.with(|figure| match &figure.marks {
            Marks::Multiples(maps) => maps.first().cloned(),
            _ => None,
        })
    });
    Effect::new(move |_| {
        failed.set(panels.with(Vec::is_empty) && marks.with(Option::is_some));
    });
    Effect::new(move |_| {
        panels.track();
        let (pointed, entry) = (state.pointed.get(), entry.get());
        if let Some(container) = container.get() {
            regions.with(|regions| light(&container, regions, pointed, entry));
        }
    });
    let point = move |event: &web_sys::Event| {
        let region = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("[data-place]").ok().flatten())
            .and_then(|element| element.get_attribute("data-place"));
        let place = region.and_then(|region| {
            regions.with_untracked(|regions| Some(regions.first()?.1.get(&region)?.0))
        });
        state.pointed.set(place);
    };
    let maps = move || {
        panels
            .get()
            .into_iter()
            .map(|panel| {
                view! {
                    <figure data-year=panel.year>
                        <figcaption>{panel.year}</figcaption>
                        // Written by the core, which escapes every text in it.
                        <div class="map" inner_html=panel.svg></div>
                    </figure>
                }
            })
            .collect_view()
    };
    let grid = move || format!("--columns:{}", columns(panels.with(Vec::len)));
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
                node_ref=container
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
