//! A figure in a page: title, chart or map, table, sources.

use super::super::{
    explore::{chart::LiveChart, legend::PlainLegend, table::data_table},
    state::State,
};
use crate::{
    bundle,
    figure::{Figure, Marks, SourceLine},
    i18n::page_words,
    map::{
        choropleth::{credit_of, paint, static_options},
        svg::render,
    },
};
use leptos::{html, prelude::*};

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
        let is_map = figure.with(|figure| matches!(figure.marks, Marks::Map(_)));
        let picture = if is_map { words.map } else { words.chart };
        (
            (!is_table).then(|| tab(Side::Picture, picture)),
            tab(Side::Table, words.table),
            tab(Side::Sources, words.sources),
        )
    };
    let shown = move || match side.get() {
        Side::Picture => view! { <FigurePicture state figure/> }.into_any(),
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
    view! {
        <article class="card figure" id=id.clone() data-figure=id tabindex="-1">
            <header>
                <h3>{move || figure.with(|figure| figure.title.clone())}</h3>
                <p class="subtitle">{move || figure.with(|figure| figure.subtitle.clone())}</p>
            </header>
            <div class="sides" role="group">{tabs} {link}</div>
            {shown}
            <ul class="notes">{notes}</ul>
            <p class="source">{move || figure.with(|figure| figure.source_line.clone())}</p>
        </article>
    }
}

/// The chart or the map alone.
#[component]
pub(super) fn FigurePicture(state: State, figure: Memo<Figure>) -> impl IntoView {
    let is_map = figure.with_untracked(|figure| matches!(figure.marks, Marks::Map(_)));
    if is_map {
        return view! { <FigureMap state figure/> }.into_any();
    }
    let container = NodeRef::<html::Div>::new();
    let live = LiveChart::apart(state);
    live.mount_into(container);
    live.follow(container, figure);
    let nothing = move || {
        figure.with(|figure| match &figure.marks {
            Marks::Nothing(why) => Some(why.clone()),
            _ => None,
        })
    };
    view! {
        {move || nothing().map(|why| view! { <p class="nothing">{why}</p> })}
        {move || live.failed.get().then(|| {
            view! { <p class="failure" role="alert">{state.words().chart_failed}</p> }
        })}
        <div class="chart-box" hidden=move || nothing().is_some() || live.failed.get()>
            <div class="chart" node_ref=container></div>
        </div>
    }
    .into_any()
}

/// A map that is looked at; its values are in the table.
#[component]
fn FigureMap(state: State, figure: Memo<Figure>) -> impl IntoView {
    let svg = move || {
        let (theme, lang) = (state.theme.get(), state.lang.get());
        figure.with(|figure| {
            let Marks::Map(marks) = &figure.marks else { return String::new() };
            let Ok(layer) = bundle::map(marks.map) else { return String::new() };
            let options = static_options(marks.map, MAP_WIDTH, lang);
            render(&layer, &paint(figure, marks, theme, lang), &options)
        })
    };
    let marks = Memo::new(move |_| {
        figure.with(|figure| match &figure.marks {
            Marks::Map(marks) => Some(marks.clone()),
            _ => None,
        })
    });
    // Written by the core, which escapes every text in it.
    view! {
        <div class="map" inner_html=svg></div>
        <PlainLegend state marks/>
        <p class="credit">{move || credit_of(state.lang.get())}</p>
    }
}
