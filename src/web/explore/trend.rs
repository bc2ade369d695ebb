//! The trend.

use super::super::state::State;
use super::Figures;
use leptos::prelude::*;

/// The trend with its year marker.
#[component]
pub(super) fn TrendPanel(state: State, figures: Figures) -> impl IntoView {
    view! { <section class="trend-panel">{move || {state.years.track(); figures.trend.with(|f| f.title.clone())}}</section> }
}
