//! The front page: four gaps, a sentence and a figure each, and the ways in.

use super::super::state::State;
use super::figure_card::FigureCard;
use crate::{
    figure::GAPS,
    i18n::{PageWords, page_words},
    spec::{Page, Route, ThemeChoice},
};
use leptos::prelude::*;

/// The name of a page and what is there.
type Told = fn(&PageWords) -> [&'static str; 2];

/// What leads on from the front page.
const WAYS: [(Page, Told); 8] = [
    (Page::Explore, |words| [words.explore, words.explore_about]),
    (Page::Inequality, |words| [words.inequality, words.inequality_about]),
    (Page::Documents, |words| [words.documents, words.documents_about]),
    (Page::Claims, |words| [words.claims, words.claims_about]),
    (Page::Zhejiang, |words| [words.zhejiang, words.zhejiang_about]),
    (Page::Shanghai, |words| [words.shanghai, words.shanghai_about]),
    (Page::Policy, |words| [words.policy, words.policy_about]),
    (Page::Gallery, |words| [words.gallery, words.gallery_about]),
];

/// The page.
#[component]
pub(super) fn Home(state: State) -> impl IntoView {
    let words = move || page_words(state.lang.get());
    let headings: [fn(&PageWords) -> &'static str; 4] = [
        |words| words.gap_regional,
        |words| words.gap_urban_rural,
        |words| words.gap_income,
        |words| words.gap_services,
    ];
    let gaps = GAPS
        .into_iter()
        .zip(headings)
        .map(|(gap, heading)| {
            let figure = Memo::new(move |_| gap.figure(state.atlas, state.lang.get()));
            view! {
                <section class="gap">
                    <h2>{move || heading(words())}</h2>
                    <FigureCard state id=gap.id figure link=gap.link/>
                </section>
            }
        })
        .collect_view();
    let ways = move || {
        let words = words();
        WAYS.into_iter()
            .map(|(page, told)| {
                let link = Route::to(page).to_fragment(state.atlas, None, ThemeChoice::default());
                let [name, about] = told(words);
                view! { <li><a href=link><strong>{name}</strong><span>{about}</span></a></li> }
            })
            .collect_view()
    };
    view! {
        <header class="lead">
            <h1>{move || words().home_title}</h1>
            <p>{move || words().home_about}</p>
        </header>
        <div class="gaps">{gaps}</div>
        <section class="leads">
            <h2>{move || words().ways}</h2>
            <ul>{ways}</ul>
        </section>
    }
}
