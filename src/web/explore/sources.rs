//! Where the numbers come from: definition, unit, formula, editions, breaks, sources, documents.

use super::{super::state::State, Figures};
use crate::{
    figure::{SourceLine, places_shown, readable_formula},
    i18n::exact,
    query::breaks,
};
use leptos::prelude::*;

fn source(line: &SourceLine, state: State) -> impl IntoView + use<> {
    let words = state.words();
    view! {
        <li>
            <strong>{line.office.clone()}</strong> " " {line.table.clone()}
            <br/>
            <small>
                {line.publisher.clone()} " · " {words.read_at} {line.where_found.clone()} " · " {words.licence}
                {line.licence.clone()} " · " {words.trust} {line.note.clone()}
            </small>
        </li>
    }
}

/// Everything a careful reader asks of a number.
#[component]
pub(super) fn SourcesPanel(state: State, figures: Figures) -> impl IntoView {
    let atlas = state.atlas;
    let content = move || {
        let (lang, words, spec) = (state.lang.get(), state.words(), state.spec.get());
        let row = atlas.indicator(spec.indicator);
        let formula = atlas
            .derivation(spec.indicator, spec.vintage)
            .map(|derivation| readable_formula(atlas, &derivation.formula, spec.level, lang));
        let editions = atlas
            .vintages_of(spec.indicator)
            .into_iter()
            .map(|id| {
                let vintage = atlas.vintage(id);
                let name = vintage.name.get(lang).to_owned();
                let note = vintage.note.get(lang).to_owned();
                let shown = id == spec.vintage;
                view! { <li class:shown=shown><strong>{name}</strong> " " {note}</li> }
            })
            .collect_view();
        let mut told: Vec<(u16, String)> = Vec::new();
        for place in places_shown(atlas, &spec) {
            for one in breaks(atlas, spec.measure(), place) {
                let text = (one.year, one.reason.get(lang).to_owned());
                let inside = state.extent.with(|extent| {
                    extent.as_ref().is_some_and(|extent| extent.all.contains(&one.year))
                });
                if inside && !told.contains(&text) {
                    told.push(text);
                }
            }
        }
        told.sort();
        let broken = told
            .into_iter()
            .map(|(year, reason)| view! { <li>{format!("{}|{year}", year - 1)} " " {reason}</li> })
            .collect_view();
        let printed: Vec<_> = atlas
            .documents()
            .observations
            .iter()
            .filter(|one| one.indicator == spec.indicator)
            .map(|one| {
                let documents = atlas.documents();
                let dimension = one.dimension.map_or_else(String::new, |id| {
                    documents.dimension(id).name.get(lang).to_owned()
                });
                let place = atlas.place(one.place).name.get(lang).to_owned();
                let year = one.year.map_or_else(String::new, |year| year.to_string());
                let unit = atlas.unit(one.unit).symbol.get(lang).to_owned();
                view! {
                    <tr>
                        <td>{documents.document(one.document).id.clone()}</td>
                        <td>{one.locus.clone()}</td>
                        <td>{place} " " {dimension}</td>
                        <td>{year}</td>
                        <td class="number">{exact(one.value)}</td>
                        <td>{unit}</td>
                    </tr>
                }
            })
            .collect();
        let sources = figures
            .table
            .with(|figure| figure.sources.iter().map(|line| source(line, state)).collect_view());
        view! {
            <h2>{words.definition}</h2>
            <p>{row.definition.get(lang).to_owned()}</p>
            <h2>{words.unit}</h2>
            <p>{atlas.unit(row.unit).symbol.get(lang).to_owned()}</p>
            {formula.map(|formula| view! { <h2>{words.formula}</h2> <p>{formula}</p> })}
            <h2>{words.editions}</h2>
            <ul>{editions}</ul>
            {(!broken.is_empty()).then(|| view! { <h2>{words.breaks}</h2> <ul>{broken}</ul> })}
            <h2>{words.sources}</h2>
            <ul class="sources">{sources}</ul>
            {(!printed.is_empty()).then(|| view! {
                <h2>{words.in_documents}</h2>
                <div class="scroll" tabindex="0" role="region" aria-label=words.in_documents>
                    <table><tbody>{printed}</tbody></table>
                </div>
            })}
        }
    };
    view! { <section class="sources-panel">{content}</section> }
}
