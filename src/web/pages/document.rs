//! One of the five documents.

use super::{super::state::State, claims::ClaimsBar, statistics::Statistics};
use crate::atlas::DocumentId;
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn DocumentPage(state: State, document: DocumentId) -> impl IntoView {
    let title =
        move || state.atlas.documents().document(document).title.get(state.lang.get()).to_owned();
    view! {
        <h1>{title}</h1>
        <ClaimsBar state document/>
        <Statistics state document/>
    }
}
