//! The legend of maps: classes with their counts, or an even run of colours.

use super::super::state::State;
use crate::{
    figure::{Colouring, MapMarks},
    map::choropleth::colours,
};
use leptos::prelude::*;

/// An entry of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A class.
    Class(usize),
    /// Places without data.
    NoData,
}

impl Entry {
    /// The entry under which a region of this class stands.
    pub(super) fn of(class: Option<usize>) -> Self {
        class.map_or(Self::NoData, Self::Class)
    }
}

/// The legend. Pointing at a class, or choosing it by keyboard, brings its places forward: `entry` is
/// the one pointed at.
#[component]
pub(super) fn Legend(
    state: State,
    marks: Memo<Option<MapMarks>>,
    entry: RwSignal<Option<Entry>>,
) -> impl IntoView {
    let items = move || {
        marks.get().map(|marks| {
            let colours = colours(&marks, state.theme.get());
            marks
                .legend
                .into_iter()
                .map(|item| {
                    let own = Entry::of(item.class);
                    let colour = item.class.and_then(|class| colours.get(class).cloned());
                    let is_missing = colour.is_none();
                    let style = colour.map(|colour| format!("background:{colour}"));
                    let lit = move || entry.get() == Some(own);
                    view! {
                        <li>
                            <button
                                type="button"
                                aria-pressed=move || lit().to_string()
                                on:pointerenter=move |_| entry.set(Some(own))
                                on:pointerleave=move |_| entry.set(None)
                                on:blur=move |_| entry.set(None)
                                on:click=move |_| {
                                    entry.update(|entry| {
                                        *entry = (*entry != Some(own)).then_some(own);
                                    });
                                }
                            >
                                <span class="swatch" class:no-data=is_missing style=style></span>
                                <span>{item.label}</span>
                                " "
                                <small>{item.count}</small>
                            </button>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let run = move || {
        let marks = marks.get()?;
        let Colouring::Continuous { least, greatest } = &marks.colouring else { return None };
        let steps = colours(&marks, state.theme.get()).join(",");
        let style = format!("background:linear-gradient(to right,{steps})");
        Some(view! {
            <span class="run">
                <span>{least.clone()}</span>
                <span class="ramp" style=style></span>
                <span>{greatest.clone()}</span>
            </span>
        })
    };
    let unit = move || marks.with(|marks| marks.as_ref().map(|marks| marks.legend_unit.clone()));
    view! {
        <div class="legend">
            <span class="unit">{unit}</span>
            {run}
            <ul>{items}</ul>
        </div>
    }
}
