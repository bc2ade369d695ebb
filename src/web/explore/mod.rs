//! The explorer: map, trend, ranking, table and sources of one indicator, linked.

mod controls;
mod glance;
mod map;
mod ranking;
mod sources;
mod table;
mod tabs;
mod time;
mod trend;

use super::state::State;
use crate::{
    figure::{Figure, Marks, figure_within, level_name},
    query::{Geography, has_level},
    spec::{Moment, Spec, Time, View},
};
use leptos::prelude::*;

/// The figures of the explorer, computed once for all its parts.
#[derive(Clone, Copy)]
struct Figures {
    /// The map of the year; its title, notes and sources are those of the page.
    map: Memo<Figure>,
    /// The trend.
    trend: Memo<Figure>,
    /// All places and years.
    table: Memo<Figure>,
    /// What fills the page.
    view: Memo<View>,
    /// Whether there is more than one place to compare on a map.
    is_spatial: Memo<bool>,
}

impl Figures {
    fn new(state: State) -> Self {
        let view = Memo::new(move |_| state.spec.with(|spec| spec.view));
        let of = move |spec: &Spec| {
            state
                .extent
                .with(|extent| figure_within(state.atlas, spec, extent.as_ref(), state.lang.get()))
        };
        let map = Memo::new(move |_| {
            of(&state.spec.with(|spec| Spec { view: View::Map, ..spec.clone() }))
        });
        // A trend over all years does not change with the year of the map.
        let trend_spec = Memo::new(move |_| {
            state.spec.with(|spec| {
                let time = match spec.time.from {
                    Some(_) => spec.time,
                    None => Time { from: None, to: Moment::Latest },
                };
                Spec { view: View::Trend, time, ..spec.clone() }
            })
        });
        let trend = Memo::new(move |_| trend_spec.with(of));
        // The table is not asked for before it is shown, and memos wait until they are asked.
        let table = Memo::new(move |_| {
            of(&state.spec.with(|spec| Spec { view: View::Table, ..spec.clone() }))
        });
        let is_spatial =
            Memo::new(move |_| state.spec.with(|spec| spec.level != Geography::Nation));
        Self { map, trend, table, view, is_spatial }
    }

    /// The same figures for a part of the page that comes and goes, see [`State::scoped`].
    fn scoped(self) -> Self {
        Self {
            map: Memo::new(move |_| self.map.get()),
            trend: Memo::new(move |_| self.trend.get()),
            table: Memo::new(move |_| self.table.get()),
            view: Memo::new(move |_| self.view.get()),
            is_spatial: Memo::new(move |_| self.is_spatial.get()),
        }
    }

    /// Whether a part is on the page.
    fn shows(self, part: View) -> bool {
        match (self.view.get(), part) {
            // A map of one value would only repeat it.
            (View::Overview | View::Map, View::Map) => self.is_spatial.get(),
            (View::Overview, View::Trend) => true,
            (View::Map, View::Trend) => !self.is_spatial.get(),
            (view, part) => view == part,
        }
    }

    /// Whether the page bears the trend's title.
    fn trend_is_main(self) -> bool {
        match self.view.get() {
            View::Trend => true,
            View::Overview | View::Map => !self.is_spatial.get(),
            View::Table | View::Sources => false,
        }
    }

    /// The figure that names the page.
    fn main(self) -> Memo<Figure> {
        match self.view.get() {
            _ if self.trend_is_main() => self.trend,
            View::Table | View::Sources => self.table,
            View::Overview | View::Map | View::Trend => self.map,
        }
    }
}

/// The explorer.
#[component]
pub(super) fn Explore(state: State) -> impl IntoView {
    let figures = Figures::new(state);
    let title = Memo::new(move |_| figures.main().with(|figure| figure.title.clone()));
    let subtitle = Memo::new(move |_| figures.main().with(|figure| figure.subtitle.clone()));
    let nothing = move || {
        figures.map.with(|figure| match &figure.marks {
            Marks::Nothing(why) => Some(why.clone()),
            _ => None,
        })
    };
    let has_data = Memo::new(move |_| state.extent.with(Option::is_some));
    let panels = move || {
        let (view, has_data) = (figures.view.get(), has_data.get());
        let (state, figures) = (state.scoped(), figures.scoped());
        match view {
            View::Table => view! { <table::TablePanel state figures/> }.into_any(),
            View::Sources => view! { <sources::SourcesPanel state figures/> }.into_any(),
            View::Overview | View::Map | View::Trend if has_data => {
                view! { <Panels state figures/> }.into_any()
            }
            // The sentence above says all there is to say.
            View::Overview | View::Map | View::Trend => ().into_any(),
        }
    };
    view! {
        <controls::Controls state/>
        <article class="figure">
            <header>
                <h1>{title}</h1>
                <p class="subtitle">{subtitle}</p>
            </header>
            {move || nothing().map(|why| view! { <Nothing state why/> })}
            <tabs::Tabs state/>
            <div role="tabpanel" id="panel" aria-labelledby=move || {
                format!("tab-{}", figures.view.get().code())
            }>
                {panels}
            </div>
            <Foot state figures/>
        </article>
    }
}

/// Why there is nothing to see, and a button for every level where there is something.
#[component]
fn Nothing(state: State, why: String) -> impl IntoView {
    let atlas = state.atlas;
    let lang = state.lang.get_untracked();
    let indicator = state.spec.with_untracked(|spec| spec.indicator);
    let ways = Geography::ALL
        .into_iter()
        .filter(|level| has_level(atlas, indicator, *level))
        .map(|level| {
            view! {
                <button type="button" on:click=move |_| state.show_level(level)>
                    {level_name(level, lang)}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="nothing">
            <p>{why}</p>
            <p class="ways">{ways}</p>
        </div>
    }
}

/// Map, trend and ranking, as the view asks.
#[component]
fn Panels(state: State, figures: Figures) -> impl IntoView {
    let is_map = Memo::new(move |_| {
        figures.shows(View::Map) && figures.map.with(|figure| matches!(figure.marks, Marks::Map(_)))
    });
    let is_trend = Memo::new(move |_| figures.shows(View::Trend));
    let both = move || is_map.get() && is_trend.get();
    view! {
        <time::TimeSlider state/>
        <div class="panels" class:both=both>
            {move || is_map.get().then(|| view! { <map::MapPanel state figures/> })}
            {move || is_trend.get().then(|| view! { <trend::TrendPanel state figures/> })}
        </div>
        {move || is_map.get().then(|| view! { <ranking::Ranking state figures/> })}
    }
}

/// Notes and sources of what is shown, each once.
#[component]
fn Foot(state: State, figures: Figures) -> impl IntoView {
    let parts = Memo::new(move |_| {
        let mut notes: Vec<String> = Vec::new();
        let mut sources: Vec<String> = Vec::new();
        let mut take = |figure: &Figure| {
            for note in &figure.notes {
                if !notes.contains(note) {
                    notes.push(note.clone());
                }
            }
            if !figure.source_line.is_empty() && !sources.contains(&figure.source_line) {
                sources.push(figure.source_line.clone());
            }
        };
        figures.main().with(&mut take);
        if figures.view.get() == View::Overview {
            figures.trend.with(&mut take);
        }
        // The trend's sources include the map's where both are shown; the longer line says more.
        let longest = sources.into_iter().max_by_key(String::len).unwrap_or_default();
        (notes, longest)
    });
    let notes = move || {
        parts.with(|(notes, _)| {
            notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view()
        })
    };
    view! {
        <footer class="foot">
            <p class="source">{move || parts.with(|(_, source)| source.clone())}</p>
            <details open=true hidden=move || parts.with(|(notes, _)| notes.is_empty())>
                <summary>{move || state.words().notes}</summary>
                <ul>{notes}</ul>
            </details>
        </footer>
    }
}
