//! Policy outlines and dates.

use super::super::state::State;
use crate::i18n::page_words;
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn Policy(state: State) -> impl IntoView {
    view! { <h1>{move || page_words(state.lang.get()).policy}</h1> }
}
