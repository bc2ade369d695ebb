//! The tabs: one click from view to view, the selection kept.

use super::super::{address::Record, state::State};
use crate::{i18n::Messages, spec::View};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;

const fn label(words: &Messages, view: View) -> &'static str {
    match view {
        View::Overview => words.view_overview,
        View::Map => words.view_map,
        View::Trend => words.view_trend,
        View::Table => words.view_table,
        View::Sources => words.view_sources,
    }
}

/// The list of tabs; arrow keys, Home and End move among them.
#[component]
pub(super) fn Tabs(state: State) -> impl IntoView {
    let current = Memo::new(move |_| state.spec.with(|spec| spec.view));
    let show = move |view: View| state.change(Record::Step, |spec| spec.view = view);
    let on_keydown = move |event: ev::KeyboardEvent| {
        let all = View::ALL;
        let at = all.iter().position(|view| *view == current.get_untracked()).unwrap_or(0);
        let last = all.len() - 1;
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
        event.prevent_default();
        show(all[to]);
        let tab = document().get_element_by_id(&format!("tab-{}", all[to].code()));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
            tab.focus().ok();
        }
    };
    let tabs = View::ALL.map(|view| {
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
    });
    view! {
        <div class="tabs" role="tablist" aria-label=move || state.words().views on:keydown=on_keydown>
            {tabs.into_iter().collect_view()}
        </div>
    }
}
