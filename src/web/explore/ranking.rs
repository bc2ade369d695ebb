//! The ranking of the year, linked with map and trend.

use super::super::{
    reader::{rested, settled},
    state::State,
};
use super::glance::sparkline_svg;
use crate::{
    atlas::PlaceId,
    figure::{Figure, place_name, sparklines},
    spec::{Moment, Spec, Time},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Columns of the year's table in front of the value: name and code.
const HEAD: usize = 2;
/// How long the slider must rest before the rows are sorted anew, in milliseconds: rows that change
/// places while it moves cannot be read, and cost more than the map.
const REST: i32 = 120;

/// The course of every place. They do not change with the year of the map.
fn courses(state: State, order: Memo<Vec<PlaceId>>) -> Memo<BTreeMap<PlaceId, String>> {
    let timeless = Memo::new(move |_| {
        state.spec.with(|spec| {
            let time = Time { to: Moment::Latest, ..spec.time };
            Spec { time, focus: None, ..spec.clone() }
        })
    });
    // In one order whatever the year's, so that a step of the year finds them unchanged.
    let places = Memo::new(move |_| {
        let mut places = order.get();
        crate::order::sort(&mut places);
        places
    });
    Memo::new(move |_| {
        let extent = state.extent.get();
        timeless.with(|spec| {
            let Some(years) = extent.map(|extent| extent.years(spec.time)) else {
                return BTreeMap::new();
            };
            let places = places.get();
            let paths = sparklines(state.atlas, spec, &years, &places);
            places.into_iter().zip(paths).collect()
        })
    })
}

/// Value, rank and difference of every place, highest first, with its course over the years.
#[component]
pub(super) fn Ranking(state: State, figure: Memo<Figure>) -> impl IntoView {
    // Rows listen to these and not to the page's own signals, which outlive them: a signal keeps a
    // note of everything that ever listened to it until it next changes.
    let now = Memo::new(move |_| figure.with(|figure| figure.table.clone()));
    let table = rested(now, REST);
    let pointed = Memo::new(move |_| state.pointed.get());
    let focus = settled(Memo::new(move |_| state.spec.with(|spec| spec.focus)));
    let lang = Memo::new(move |_| state.lang.get());
    let order = Memo::new(move |_| {
        table.with(|table| table.rows.iter().map(|row| row.place).collect::<Vec<_>>())
    });
    let cell = move |place: PlaceId, column: usize| {
        table.with(|table| {
            let row = table.rows.iter().find(|row| row.place == place)?;
            row.cells.get(column).cloned()
        })
    };
    let headings = move || {
        table.with(|table| {
            table
                .columns
                .iter()
                .skip(HEAD)
                .map(|column| view! { <th scope="col" class="number">{column.label.clone()}</th> })
                .collect_view()
        })
    };
    let width = Memo::new(move |_| table.with(|table| table.columns.len()));
    let caption = move || table.with(|table| table.caption.clone());
    let courses = settled(courses(state, order));
    let row = move |place: PlaceId| {
        let name = move || place_name(state.atlas, place, lang.get());
        let numbers = move || {
            (HEAD..width.get())
                .map(|column| {
                    let text = move || cell(place, column).map(|cell| cell.text);
                    let missing = move || {
                        cell(place, column).map(|cell| cell.missing).filter(|why| !why.is_empty())
                    };
                    view! { <td class="number" title=missing>{text}</td> }
                })
                .collect_view()
        };
        let course =
            move || courses.with(|courses| courses.get(&place).cloned().unwrap_or_default());
        view! {
            <tr
                class:pointed=move || pointed.get() == Some(place)
                class:selected=move || focus.get() == Some(place)
                on:mouseenter=move |_| state.pointed.set(Some(place))
                on:mouseleave=move |_| state.pointed.set(None)
            >
                <th scope="row">
                    <button
                        type="button"
                        class="place"
                        on:click=move |_| state.toggle_place(place)
                        on:focus=move |_| state.pointed.set(Some(place))
                        on:blur=move |_| state.pointed.set(None)
                    >
                        {name}
                    </button>
                </th>
                {numbers}
                <td class="course">{sparkline_svg(course)}</td>
            </tr>
        }
    };
    view! {
        <section class="ranking" aria-label=move || state.words().ranking>
            <h2>{move || state.words().ranking}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=caption>
                <table>
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{move || state.words().place}</th>
                            {headings}
                            <th scope="col">{move || state.words().course}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || order.get() key=|place| *place children=row/>
                    </tbody>
                </table>
            </div>
        </section>
    }
}
