//! The search in the head of every page: `/` leads to it from anywhere.

use super::{
    picker::{PickItem, Picker},
    reader,
    state::State,
};
use crate::{
    atlas::{Atlas, Lang},
    i18n::{PolicyWords, policy_words},
    ledger::search::{Index, Item, Kind},
};
use leptos::{ev, prelude::*, web_sys};
use std::sync::OnceLock;
use wasm_bindgen::JsCast as _;

/// Id of the field.
const FIELD: &str = "search-all";
/// The most finds of a kind.
const CAP: usize = 6;

/// Everything that can be found, taken in when something is first looked for. `more` is asked for what
/// the ledger does not know.
fn index(atlas: &'static Atlas, more: fn(&'static Atlas) -> Vec<Item>) -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(atlas, more(atlas)))
}

/// What a kind of finds is called.
const fn name_of(kind: Kind, words: &PolicyWords) -> &'static str {
    match kind {
        Kind::Indicator => words.indicators,
        Kind::Place => words.places,
        Kind::Figure => words.figures,
        Kind::Document => words.documents,
        Kind::Model => words.models,
        Kind::Claim => words.claims,
        Kind::Policy => words.policies,
        Kind::Event => words.dates,
    }
}

/// Finds as a list with a heading for each kind; what stands for an entry is its link.
fn finds(index: &'static Index, text: &str, lang: Lang) -> Vec<PickItem> {
    let words = policy_words(lang);
    let mut items = Vec::new();
    for group in index.search(text, lang, CAP) {
        let name = name_of(group.kind, words);
        let heading = match group.total - group.hits.len() {
            0 => name.to_owned(),
            left => format!("{name} · {} {left}", words.more),
        };
        items.extend(group.hits.into_iter().map(|hit| PickItem {
            id: hit.item.fragment.clone(),
            label: hit.item.title.get(lang).to_owned(),
            hint: hit.item.context.get(lang).to_owned(),
            group: heading.clone(),
        }));
    }
    items
}

/// Whether an event happened where the reader writes.
fn is_writing(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        element.matches("input, select, textarea, [contenteditable]").unwrap_or(true)
    })
}

/// The field with what it finds.
#[component]
pub(super) fn SearchBox(
    state: State,
    /// What can be found besides the ledger.
    more: fn(&'static Atlas) -> Vec<Item>,
) -> impl IntoView {
    let words = move || policy_words(state.lang.get());
    let listener = window_event_listener(ev::keydown, move |event| {
        let plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
        if event.key() == "/" && plain && !is_writing(&event) {
            event.prevent_default();
            reader::focus(&format!("#{FIELD}"));
        }
    });
    on_cleanup(move || listener.remove());
    let search = move |text: String| finds(index(state.atlas, more), &text, state.lang.get());
    let open = move |fragment: String| {
        // The page follows the address, as it does for every link; where it stays the same page, what was
        // found is there and the field has done its work.
        window().location().set_hash(&fragment).ok();
        reader::at_rest(|| {
            if reader::has_focus(FIELD) {
                reader::focus_heading();
            }
        });
    };
    view! {
        <div class="search" role="search">
            <Picker
                id=FIELD
                label=Signal::derive(move || words().search.to_owned())
                placeholder=Signal::derive(move || words().search_hint.to_owned())
                shown=Signal::derive(String::new)
                nothing_found=Signal::derive(move || words().nothing_found.to_owned())
                counted=Signal::derive(move || words().found.to_owned())
                search=search
                on_pick=open
            />
        </div>
    }
}
