//! A figure in a page: title, chart or map, table, sources.

use super::super::{
    explore::{
        chart::LiveChart,
        legend::PlainLegend,
        multiples::{SMALL_MAP_WIDTH, columns},
        table::data_table,
    },
    reader,
    share::ShareButton,
    state::State,
};
use crate::{
    atlas::Lang,
    browser::mounted::{region_of, with_attribute},
    bundle,
    figure::{Figure, MapMarks, MapName, Marks, SourceLine},
    i18n::page_words,
    map::{
        choropleth::{credit_of, paint, static_options},
        geometry::MapError,
        svg::{MapOptions, Mode, render},
        tiles::{self, TileOptions},
    },
    theme::Theme,
};
use leptos::{html, prelude::*, web_sys};

/// Width for which the strokes of a map are measured, in CSS pixels.
const MAP_WIDTH: u32 = 560;

/// What of a figure is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Picture,
    Table,
    Sources,
}

/// Every source of a figure.
fn sources_of(figure: &Figure) -> impl IntoView + use<> {
    let line = |source: &SourceLine| {
        let parts =
            [&source.publisher, &source.table, &source.where_found, &source.licence, &source.note];
        let more: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|one| !one.is_empty()).collect();
        view! { <li><strong>{source.office.clone()}</strong> " " {more.join(" · ")}</li> }
    };
    figure.sources.iter().map(line).collect_view()
}

/// A figure with its table and its sources. `id` is its name in links.
#[component]
pub(super) fn FigureCard(
    state: State,
    #[prop(into)] id: String,
    figure: Memo<Figure>,
    /// The address of the figure alone.
    #[prop(optional, into)]
    link: Option<String>,
    /// The text that asks for the figure, where it is none of the gallery.
    #[prop(optional)]
    fragment: Option<Memo<String>>,
    /// Whether a place pointed at in one figure of the page is lit in the others.
    #[prop(optional)]
    linked: bool,
) -> impl IntoView {
    let is_table = figure.with_untracked(|figure| matches!(figure.marks, Marks::Table));
    let side = RwSignal::new(if is_table { Side::Table } else { Side::Picture });
    let tab = move |which: Side, word: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (side.get() == which).to_string()
                on:click=move |_| side.set(which)
            >
                {word}
            </button>
        }
    };
    let tabs = move || {
        let words = page_words(state.lang.get());
        let is_map = figure.with(|figure| !figure.maps().is_empty());
        let picture = if is_map { words.map } else { words.chart };
        (
            (!is_table).then(|| tab(Side::Picture, picture)),
            tab(Side::Table, words.table),
            tab(Side::Sources, words.sources),
        )
    };
    let picture_id = id.clone();
    let shown = move || match side.get() {
        Side::Picture => {
            view! { <FigurePicture state id=picture_id.clone() figure linked/> }.into_any()
        }
        Side::Table => {
            let caption = move || figure.with(|figure| figure.table.caption.clone());
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label=caption>
                    {move || figure.with(|figure| data_table(&figure.table))}
                </div>
            }
            .into_any()
        }
        Side::Sources => {
            view! { <ul class="sources">{move || figure.with(sources_of)}</ul> }.into_any()
        }
    };
    let notes = move || {
        figure.with(|figure| {
            figure.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view()
        })
    };
    let link = link.map(|link| {
        view! { <a class="permalink" href=link>{move || page_words(state.lang.get()).link}</a> }
    });
    let gallery = format!("#/gallery/{id}");
    let shared = move |()| match fragment {
        Some(fragment) => fragment.get_untracked(),
        None => gallery.clone(),
    };
    view! {
        <article class="card figure" id=id.clone() data-figure=id tabindex="-1">
            <header>
                <h3>{move || figure.with(|figure| figure.title.clone())}</h3>
                <p class="subtitle">{move || figure.with(|figure| figure.subtitle.clone())}</p>
            </header>
            <div class="sides" role="group">{tabs} <ShareButton state fragment=shared/> {link}</div>
            {shown}
            <ul class="notes">{notes}</ul>
            <p class="source">{move || figure.with(|figure| figure.source_line.clone())}</p>
        </article>
    }
}

/// The chart or the map alone. `id` begins the ids inside it.
#[component]
fn FigurePicture(state: State, id: String, figure: Memo<Figure>, linked: bool) -> impl IntoView {
    // A figure may become one of another kind, or have nothing to show for a while.
    let is_map = Memo::new(move |_| figure.with(|figure| !figure.maps().is_empty()));
    move || {
        if is_map.get() {
            let id = id.clone();
            view! { <FigureMaps state id figure linked/> }.into_any()
        } else {
            view! { <FigureChart state figure linked/> }.into_any()
        }
    }
}

/// A chart, or why there is none.
#[component]
fn FigureChart(state: State, figure: Memo<Figure>, linked: bool) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let live = if linked { LiveChart::new(state) } else { LiveChart::apart(state) };
    live.mount_into(container);
    let drawing = live.follow(container, figure);
    if linked {
        Effect::new(move |_| {
            drawing.track();
            let place = state.pointed.get().map(|place| state.atlas.place(place).id.as_str());
            live.light(place);
        });
    }
    let nothing = move || figure.with(|figure| figure.nothing().map(str::to_owned));
    view! {
        {move || nothing().map(|why| view! { <p class="nothing">{why}</p> })}
        {move || live.failed.get().then(|| {
            view! { <p class="failure" role="alert">{state.words().chart_failed}</p> }
        })}
        <div class="chart-box" hidden=move || nothing().is_some() || live.failed.get()>
            <div class="chart" node_ref=container></div>
        </div>
    }
}

/// The maps of a figure as text, the year of each before it where there are several.
fn maps_as_text(
    id: &str,
    figure: &Figure,
    theme: Theme,
    lang: Lang,
) -> Result<Vec<(Option<u16>, String)>, MapError> {
    let maps = figure.maps();
    let is_one_of_many = maps.len() > 1;
    let as_text = |(at, marks): (usize, &MapMarks)| {
        // Several figures stand in one page, and the ids inside a map must be its own.
        let prefix = format!("{id}-{at}-");
        let mut paint = paint(figure, marks, theme, lang);
        if is_one_of_many {
            paint.title = format!("{} {}", paint.title, marks.year);
        }
        let width_px = if is_one_of_many { SMALL_MAP_WIDTH } else { MAP_WIDTH };
        let svg = if marks.map == MapName::Tiles {
            let (id_prefix, mode) = (prefix.as_str(), Mode::Static);
            tiles::render(&paint, &TileOptions { width_px, id_prefix, lang, mode })
        } else {
            let open = if is_one_of_many { bundle::small_map } else { bundle::map };
            let options = static_options(marks.map, width_px, lang);
            render(&open(marks.map)?, &paint, &MapOptions { id_prefix: &prefix, ..options })
        };
        Ok((is_one_of_many.then_some(marks.year), svg))
    };
    maps.iter().enumerate().map(as_text).collect()
}

/// Maps that are looked at; their values are in the table.
#[component]
fn FigureMaps(state: State, id: String, figure: Memo<Figure>, linked: bool) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let maps = move || {
        let (theme, lang) = (state.theme.get(), state.lang.get());
        let Ok(maps) = figure.with(|figure| maps_as_text(&id, figure, theme, lang)) else {
            let failed = state.words().map_failed;
            return view! { <p class="failure" role="alert">{failed}</p> }.into_any();
        };
        let columns = format!("--columns:{}", columns(maps.len()));
        // Written by the core, which escapes every text in it.
        let one = |(year, svg): (Option<u16>, String)| match year {
            Some(year) => view! {
                <figure data-year=year>
                    <figcaption>{year}</figcaption>
                    <div class="map" inner_html=svg></div>
                </figure>
            }
            .into_any(),
            None => view! { <div class="map" inner_html=svg></div> }.into_any(),
        };
        if maps.len() > 1 {
            let maps = maps.into_iter().map(one).collect_view();
            view! { <div class="multiples" style=columns>{maps}</div> }.into_any()
        } else {
            maps.into_iter().map(one).collect_view().into_any()
        }
    };
    let pointed = RwSignal::new(None);
    let point_at = move |region: Option<String>| {
        if linked {
            let place = region.as_deref().and_then(|region| state.atlas.place_by_id(region));
            state.pointed.set(place);
        }
        pointed.set(region);
    };
    let point = move |event: &web_sys::Event| point_at(region_of(event).map(|(_, region)| region));
    let leave = move |_| {
        // A finger that is lifted has not gone elsewhere.
        if !reader::is_touch() {
            point_at(None);
        }
    };
    if linked {
        Effect::new(move |_| {
            figure.track();
            let place = state.pointed.get().map(|place| state.atlas.place(place).id.clone());
            let Some(container) = container.get() else { return };
            for (region, element) in with_attribute(&container, "data-place") {
                let lit = place.as_ref() == Some(&region);
                element.class_list().toggle_with_force("pointed", lit).ok();
            }
            if place.is_some() {
                pointed.set(place);
            }
        });
    }
    let readout = move || {
        let told = pointed.get().and_then(|region| figure.with(|figure| figure.told(&region)));
        told.unwrap_or_else(|| page_words(state.lang.get()).map_hint.to_owned())
    };
    let marks = Memo::new(move |_| figure.with(|figure| figure.maps().first().cloned()));
    // Cells are no boundaries.
    let has_boundaries =
        move || marks.with(|marks| marks.as_ref().is_some_and(|marks| marks.map != MapName::Tiles));
    view! {
        <div node_ref=container on:pointerover=move |event| point(&event) on:pointerleave=leave>
            {maps}
        </div>
        <p class="map-readout">{readout}</p>
        <PlainLegend state marks/>
        {move || has_boundaries().then(|| {
            view! { <p class="credit">{move || credit_of(state.lang.get())}</p> }
        })}
    }
}
