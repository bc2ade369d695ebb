//! The tabs: one click from view to view, the selection kept.

use super::super::{address::Record, reader, state::State};
use crate::{i18n::Messages, spec::View};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;

const fn label(words: &Messages, view: View) -> &'static str {
    match view {
        View::Overview => words.view_overview,
        View::Map => words.view_map,
        View::Multiples => words.view_multiples,
        View::Change => words.view_change,
        View::Tiles => words.view_tiles,
        View::Trend => words.view_trend,
        View::Ranking => words.view_ranking,
        View::Slope => words.view_slope,
        View::Dumbbell => words.view_dumbbell,
        View::Scatter => words.view_scatter,
        View::Shares => words.view_shares,
        View::Revision => words.view_revision,
        View::Table => words.view_table,
        View::Sources => words.view_sources,
        // Those of the measuring room stand below one another, without tabs.
        View::Dispersion
        | View::Decomposition
        | View::Lorenz
        | View::Measures
        | View::Convergence
        | View::Mobility
        | View::Moran
        | View::Clusters
        | View::Influence => "",
    }
}

/// The list of tabs; arrow keys, Home and End move among them.
#[component]
pub(super) fn Tabs(state: State) -> impl IntoView {
    let current = reader::settled(Memo::new(move |_| state.spec.with(|spec| spec.view)));
    // What the selection cannot be shown as has no tab.
    let offered = Memo::new(move |_| {
        let offers = |view: &View| state.spec.with(|spec| spec.offers(state.atlas, *view));
        View::ALL.into_iter().filter(offers).collect::<Vec<_>>()
    });
    let show = move |view: View| state.change(Record::Step, |spec| spec.view = view);
    let on_keydown = move |event: ev::KeyboardEvent| {
        let all = offered.get_untracked();
        let at = all.iter().position(|view| *view == current.get_untracked()).unwrap_or(0);
        let last = all.len().saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowRight" => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            "ArrowLeft" => {
                if at == 0 {
                    last
                } else {
                    at - 1
                }
            }
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        let Some(next) = all.get(to).copied() else { return };
        event.prevent_default();
        show(next);
        let tab = document().get_element_by_id(&format!("tab-{}", next.code()));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
            tab.focus().ok();
        }
    };
    let tab = move |view: View| {
        let selected = move || current.get() == view;
        view! {
            <button
                type="button"
                role="tab"
                id=format!("tab-{}", view.code())
                aria-controls="panel"
                aria-selected=move || selected().to_string()
                tabindex=move || if selected() { "0" } else { "-1" }
                on:click=move |_| show(view)
            >
                {move || label(state.words(), view)}
            </button>
        }
    };
    // On a narrow screen the list is wider than the page: the tab in use is brought into it.
    Effect::new(move |_| {
        let view = current.get();
        reader::reveal(format!("tab-{}", view.code()));
    });
    view! {
        <div class="tabs" role="tablist" aria-label=move || state.words().views on:keydown=on_keydown>
            <For each=move || offered.get() key=|view| *view children=tab/>
        </div>
    }
}
