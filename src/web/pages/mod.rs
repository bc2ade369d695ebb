//! The pages besides the explorer, and how one gives way to another.

mod claims;
mod document;
mod documents;
mod figure_card;
mod gallery;
mod home;
mod icicle;
mod inequality;
mod ledger_items;
mod outline;
mod place_map;
mod policy;
mod shanghai;
mod statistics;
mod timeline;
mod zhejiang;

use super::{
    explore::Explore,
    reader,
    state::{PageNotice, State},
};
use crate::spec::{Notice, Page, Route};
use leptos::prelude::*;

/// How long a page has to be built before an item of it is looked for, in milliseconds.
const BUILDING: i32 = 60;

/// The page that the address names.
#[component]
pub(super) fn Pages(state: State) -> impl IntoView {
    let page = Memo::new(move |_| state.route.with(|route| route.page));
    Effect::new(move |before: Option<Route>| {
        let route = state.route.get();
        let moved = before.as_ref().is_none_or(|before| before.page != route.page);
        let item = route.item.clone();
        let sought = before.as_ref().is_none_or(|before| moved || before.item != item);
        if let Some(item) = item.filter(|_| sought) {
            let missing = PageNotice::Link(Notice::UnknownItem { given: item.clone() });
            reader::after(BUILDING, move || {
                if !reader::bring_into_view(&item) {
                    state.tell(missing);
                }
            });
        } else if moved && before.is_some() {
            reader::after(0, reader::begin_page);
        }
        route
    });
    move || {
        let page = page.get();
        let state = state.scoped();
        match page {
            Page::Home => view! { <home::Home state/> }.into_any(),
            Page::Explore => view! { <Explore state/> }.into_any(),
            Page::Inequality => view! { <inequality::Inequality state/> }.into_any(),
            Page::Documents => view! { <documents::Documents state/> }.into_any(),
            Page::Document(document) => {
                view! { <document::DocumentPage state document/> }.into_any()
            }
            Page::Claims => view! { <claims::Claims state/> }.into_any(),
            Page::Zhejiang => view! { <zhejiang::Zhejiang state/> }.into_any(),
            Page::Shanghai => view! { <shanghai::Shanghai state/> }.into_any(),
            Page::Policy => view! { <policy::Policy state/> }.into_any(),
            Page::Gallery => view! { <gallery::Gallery state/> }.into_any(),
        }
    }
}
