//! The city.

use super::super::state::State;
use crate::i18n::page_words;
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn Shanghai(state: State) -> impl IntoView {
    view! { <h1>{move || page_words(state.lang.get()).shanghai}</h1> }
}
