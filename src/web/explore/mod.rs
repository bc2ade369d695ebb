//! The explorer: every view of one selection, linked.

mod aids;
pub(super) mod chart;
pub(super) mod controls;
mod glance;
pub(super) mod legend;
pub(super) mod map;
pub(super) mod multiples;
mod places;
mod ranking;
mod sources;
pub(super) mod table;
mod tabs;
mod time;
mod trend;

#[cfg(feature = "bench")]
pub use map::bench;

use super::{reader, share::ShareButton, state::State};
use crate::{
    figure::{Figure, Marks, figure_within, level_name, refused},
    i18n::year_span,
    query::{Geography, has_level},
    spec::{Spec, TableChoice, View},
};
use leptos::prelude::*;

/// The figures of the explorer, computed once for all its parts.
#[derive(Clone, Copy)]
pub(in crate::web) struct Figures {
    /// What the view shows, the trend and the table excepted.
    shown: Memo<Figure>,
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
        // Memos wait until they are asked: of a view that is not shown, nothing is computed.
        let shown = Memo::new(move |_| state.spec.with(of));
        // A trend over all years does not change with the year of the map.
        let trend_spec = Memo::new(move |_| {
            state.spec.with(|spec| Spec {
                view: View::Trend,
                time: spec.time.of_trend(),
                ..spec.clone()
            })
        });
        let trend = Memo::new(move |_| trend_spec.with(of));
        // Its numbers do not change with the order of the rows, nor with those searched for.
        let table_spec = Memo::new(move |_| {
            state.spec.with(|spec| {
                let table = TableChoice { rows: spec.table.rows, ..TableChoice::default() };
                Spec { view: View::Table, table, focus: None, ..spec.clone() }
            })
        });
        let table = Memo::new(move |_| table_spec.with(of));
        let is_spatial =
            Memo::new(move |_| state.spec.with(|spec| spec.level != Geography::Nation));
        Self { shown, trend, table, view, is_spatial }
    }

    /// The same figures for a part of the page that comes and goes, see [`State::scoped`]. What the view
    /// shows changes with the view, and so forgets by itself who listened; a copy of it would be made at
    /// every step of the year.
    fn scoped(self) -> Self {
        Self {
            shown: self.shown,
            trend: Memo::new(move |_| self.trend.get()),
            table: Memo::new(move |_| self.table.get()),
            view: Memo::new(move |_| self.view.get()),
            is_spatial: Memo::new(move |_| self.is_spatial.get()),
        }
    }

    /// Whether the trend is on the page.
    fn has_trend(self) -> bool {
        matches!(self.view.get(), View::Overview | View::Trend)
    }

    /// Whether the page bears the trend's title: where a map of one value would only repeat it, too.
    fn trend_is_main(self) -> bool {
        match self.view.get() {
            View::Trend => true,
            View::Overview => !self.is_spatial.get(),
            _ => false,
        }
    }

    /// The figure that names the page.
    fn main(self) -> Memo<Figure> {
        match self.view.get() {
            _ if self.trend_is_main() => self.trend,
            View::Table | View::Sources => self.table,
            _ => self.shown,
        }
    }
}

/// What fills the panel. Views of one kind share it: their map or chart stays and shows something else.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PanelKind {
    Nothing,
    Stage,
    Multiples,
    Chart,
    Table,
    Sources,
}

/// The explorer.
#[component]
pub(super) fn Explore(state: State) -> impl IntoView {
    let figures = Figures::new(state);
    let title = Memo::new(move |_| figures.main().with(|figure| figure.title.clone()));
    let subtitle = Memo::new(move |_| figures.main().with(|figure| figure.subtitle.clone()));
    let has_data = Memo::new(move |_| state.extent.with(Option::is_some));
    let nothing = move || {
        if has_data.get() {
            return None;
        }
        figures.main().with(|figure| figure.nothing().map(str::to_owned))
    };
    let kind = Memo::new(move |_| match figures.view.get() {
        View::Sources => PanelKind::Sources,
        // The sentence above says all there is to say.
        _ if !has_data.get() => PanelKind::Nothing,
        View::Table => PanelKind::Table,
        View::Overview | View::Map | View::Change | View::Tiles | View::Trend => PanelKind::Stage,
        View::Multiples => PanelKind::Multiples,
        _ => PanelKind::Chart,
    });
    let panels = move || {
        let kind = kind.get();
        let (state, figures) = (state.scoped(), figures.scoped());
        let figure = figures.shown;
        match kind {
            PanelKind::Sources => view! { <sources::SourcesPanel state/> }.into_any(),
            PanelKind::Nothing => ().into_any(),
            PanelKind::Table => {
                view! { <time::TimeSlider state/> <table::TablePanel state figures/> }.into_any()
            }
            PanelKind::Stage => {
                view! { <time::TimeSlider state/> <Panels state figures/> }.into_any()
            }
            PanelKind::Multiples => {
                view! { <time::TimeSlider state/> <multiples::MultiplesPanel state figure/> }
                    .into_any()
            }
            PanelKind::Chart => {
                view! { <time::TimeSlider state/> <chart::ChartPanel state figure/> }.into_any()
            }
        }
    };
    view! {
        <controls::Controls state/>
        <article class="figure">
            <header>
                <h1>{title}</h1>
                <p class="subtitle">{subtitle}</p>
                <ShareButton state fragment=move |()| {
                    state.spec.with_untracked(|spec| spec.to_fragment(state.atlas))
                }/>
            </header>
            {move || nothing().map(|why| view! { <Nothing state why/> })}
            <Refused state/>
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

/// That a comparison would reach across a break, and a button to the nearest years that can be compared.
#[component]
fn Refused(state: State) -> impl IntoView {
    let refusal = Memo::new(move |_| {
        let years = state.years.get()?;
        state.spec.with(|spec| refused(state.atlas, spec, &years))
    });
    move || {
        refusal.get().map(|refusal| {
            let years = year_span(&refusal.allowed);
            view! {
                <div class="refused" role="status">
                    <strong>{state.words().refused}</strong>
                    <p>{refusal.text(state.lang.get())}</p>
                    <button type="button" on:click=move |_| {
                        state.avoid_break();
                        reader::focus_heading();
                    }>
                        {state.words().show_years} " " {years}
                    </button>
                </div>
            }
        })
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
    let figure = figures.shown;
    let is_map = Memo::new(move |_| {
        figures.is_spatial.get()
            && figures.view.get() != View::Trend
            && figure.with(|figure| matches!(figure.marks, Marks::Map(_)))
    });
    let is_trend = Memo::new(move |_| figures.has_trend());
    let both = move || is_map.get() && is_trend.get();
    // A map alone leaves room for the ranking at its side.
    let beside = move || is_map.get() && !is_trend.get();
    // A map is drawn for its width, which depends on what stands beside it.
    let map = move || {
        is_trend.track();
        is_map.get().then(|| view! { <map::MapPanel state figure/> })
    };
    view! {
        <div class="stage" class:beside=beside>
            <div class="panels" class:both=both>
                {map}
                {move || is_trend.get().then(|| view! { <trend::TrendPanel state figures/> })}
            </div>
            {move || is_map.get().then(|| view! { <ranking::Ranking state figure/> })}
        </div>
    }
}

/// Notes and sources of what is shown, each once.
#[component]
fn Foot(state: State, figures: Figures) -> impl IntoView {
    let parts = Memo::new(move |_| {
        let mut notes: Vec<String> = Vec::new();
        let mut sources: Vec<String> = Vec::new();
        let mut remarks: Vec<String> = Vec::new();
        let mut take = |figure: &Figure| {
            remarks.clone_from(&figure.remarks);
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
        (notes, longest, remarks)
    });
    let remarks = move || {
        let list = parts.with(|(.., remarks)| remarks.clone());
        (!list.is_empty()).then(|| {
            let items = list.into_iter().map(|remark| view! { <li>{remark}</li> }).collect_view();
            view! {
                <section class="remarks" aria-label=state.words().remarks>
                    <h2>{state.words().remarks}</h2>
                    <ul>{items}</ul>
                </section>
            }
        })
    };
    let notes = move || {
        parts.with(|(notes, ..)| {
            notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view()
        })
    };
    view! {
        {remarks}
        <footer class="foot">
            <p class="source">{move || parts.with(|(_, source, _)| source.clone())}</p>
            <details open=true hidden=move || parts.with(|(notes, ..)| notes.is_empty())>
                <summary>{move || state.words().notes}</summary>
                <ul>{notes}</ul>
            </details>
        </footer>
    }
}
