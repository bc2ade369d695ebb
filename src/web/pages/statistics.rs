//! What a document prints, as cards of numbers by section.

use super::{super::state::State, ledger_items::passages_view};
use crate::{
    atlas::{Atlas, DocumentId},
    i18n::{ClaimWords, claim_words},
    ledger::{Exhibit, NumberGroup, PrintedNumber, passages, statistics},
};
use leptos::prelude::*;

/// A number with all that qualifies it. `alone` where what is measured and where it stands are not
/// said above it; among its like, in its document, it has its id as a name in links.
pub(super) fn number_row(
    atlas: &Atlas,
    number: &PrintedNumber,
    words: &'static ClaimWords,
    alone: bool,
) -> AnyView {
    // Where no year is given the note says so, if there is one.
    let silent = number.years.is_empty() && number.note.is_empty();
    let years = if silent { words.no_year } else { &number.years };
    let (indicator, locus) = if alone { (&*number.indicator, &*number.locus) } else { ("", "") };
    let told: Vec<&str> = [indicator, &number.place, &number.dimension, years, locus]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    let derived =
        number.derived.then(|| view! { <span class="derived">{words.derived}</span> " " });
    let note = (!number.note.is_empty()).then(
        || view! { <span class="note">{passages_view(passages(atlas, &number.note))}</span> },
    );
    view! {
        <li id=(!alone).then(|| number.id.clone()) data-id=number.id.clone()>
            <span class="of">{told.join(" · ")}</span>
            " "
            <strong class="number">{number.value.clone()}</strong>
            " "
            {derived}
            {note}
        </li>
    }
    .into_any()
}

/// The numbers of a document that do not stand in one of its tables, by section.
#[component]
pub(super) fn Statistics(state: State, document: DocumentId) -> impl IntoView {
    let atlas = state.atlas;
    let content = move || {
        let lang = state.lang.get();
        let words = claim_words(lang);
        let card = |group: NumberGroup| {
            let single = group.numbers.len() == 1;
            let rows = group.numbers.iter().map(|one| number_row(atlas, one, words, false));
            view! {
                <article class="numbers-card" class:single=single>
                    <h4>{group.indicator}</h4>
                    <ul class="printed">{rows.collect_view()}</ul>
                </article>
            }
        };
        let sections: Vec<_> = statistics(atlas, document, lang)
            .into_iter()
            .filter(|section| section.exhibit != Some(Exhibit::Table))
            .map(|section| {
                let groups = section.groups.into_iter().map(card).collect_view();
                view! {
                    <section>
                        <h3>{section.title}</h3>
                        <div class="numbers-cards">{groups}</div>
                    </section>
                }
            })
            .collect();
        let about = if sections.is_empty() { words.no_numbers } else { words.statistics_about };
        view! {
            <h2>{words.statistics}</h2>
            <p class="about">{about}</p>
            {sections}
        }
    };
    view! { <section class="statistics" id="numbers">{content}</section> }
}
