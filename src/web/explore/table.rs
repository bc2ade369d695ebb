//! The table of all places and years, and its file.

use super::{
    super::{download, state::State},
    Figures,
};
use crate::{
    export::{Bom, csv},
    figure::{Column, Row, Table},
};
use leptos::prelude::*;

fn heading(column: &Column) -> impl IntoView + use<> {
    let class = if column.numeric { "number" } else { "" };
    view! { <th scope="col" class=class>{column.label.clone()}</th> }
}

fn line(row: &Row) -> impl IntoView + use<> {
    let mut cells = row.cells.iter();
    let name = cells.next().map(|cell| cell.text.clone());
    let rest = cells
        .map(|cell| {
            let class =
                if cell.number.is_some() || !cell.missing.is_empty() { "number" } else { "" };
            let why = (!cell.missing.is_empty()).then(|| cell.missing.clone());
            view! { <td class=class title=why>{cell.text.clone()}</td> }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{name}</th>
            {rest}
        </tr>
    }
}

/// A table of a figure.
pub(super) fn data_table(table: &Table) -> impl IntoView + use<> {
    view! {
        <table>
            <caption>{table.caption.clone()}</caption>
            <thead><tr>{table.columns.iter().map(heading).collect_view()}</tr></thead>
            <tbody>{table.rows.iter().map(line).collect_view()}</tbody>
        </table>
    }
}

/// Every place and year of the selection.
#[component]
pub(super) fn TablePanel(state: State, figures: Figures) -> impl IntoView {
    let figure = figures.table;
    let refused = RwSignal::new(false);
    let save = move |_| {
        let name = state.spec.with_untracked(|spec| {
            let row = state.atlas.indicator(spec.indicator);
            format!("{}-{}.csv", row.id, spec.level.code())
        });
        let lang = state.lang.get_untracked();
        let text = figure.with_untracked(|figure| csv(figure, lang, Bom::With));
        refused.set(download::save(&name, "text/csv;charset=utf-8", &text).is_err());
    };
    let table = move || figure.with(|figure| data_table(&figure.table));
    view! {
        <section class="table-panel">
            <p>
                <button type="button" on:click=save>{move || state.words().download_csv}</button>
                {move || refused.get().then(|| view! {
                    <span role="alert">" " {state.words().download_refused}</span>
                })}
            </p>
            <div
                class="scroll"
                tabindex="0"
                role="region"
                aria-label=move || figure.with(|figure| figure.table.caption.clone())
            >
                {table}
            </div>
        </section>
    }
}
