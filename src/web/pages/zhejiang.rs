//! The demonstration zone.

use super::super::state::State;
use crate::i18n::page_words;
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn Zhejiang(state: State) -> impl IntoView {
    view! { <h1>{move || page_words(state.lang.get()).zhejiang}</h1> }
}
