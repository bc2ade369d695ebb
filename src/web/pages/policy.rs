//! Policy outlines and dates.

use super::super::state::State;
use super::{
    outline::{Matrix, OUTLINE, Outline},
    timeline::Timeline,
};
use crate::i18n::policy_words;
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn Policy(state: State) -> impl IntoView {
    let words = move || policy_words(state.lang.get());
    view! {
        <header class="lead">
            <h1>{move || words().title}</h1>
            <p>{move || words().about}</p>
        </header>
        <Matrix state/>
        <section id=OUTLINE tabindex="-1">
            <h2>{move || words().outline}</h2>
            <Outline state document=None/>
        </section>
        <Timeline state document=None/>
    }
}
