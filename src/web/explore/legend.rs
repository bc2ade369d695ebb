//! The legend of maps: classes with their counts, or an even run of colours.

use super::super::state::State;
use crate::{
    figure::{Colouring, LegendItem, MapMarks},
    map::choropleth::colours,
    theme::Theme,
};
use leptos::prelude::*;

/// An entry of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Entry {
    /// A class.
    Class(usize),
    /// Places without data.
    NoData,
}

impl Entry {
    /// The entry under which a region of this class stands.
    pub(in crate::web) fn of(class: Option<usize>) -> Self {
        class.map_or(Self::NoData, Self::Class)
    }
}

/// What is written on an entry.
#[derive(Clone, PartialEq)]
struct Swatch {
    class: Option<usize>,
    /// None for no data, which is hatched.
    colour: Option<String>,
    label: String,
    count: usize,
}

fn swatches(marks: &MapMarks, theme: Theme) -> Vec<Swatch> {
    let colours = colours(marks, theme);
    let swatch = |item: &LegendItem| Swatch {
        class: item.class,
        colour: item.class.and_then(|class| colours.get(class).cloned()),
        label: item.label.clone(),
        count: item.count,
    };
    marks.legend.iter().map(swatch).collect()
}

/// The legend of a map that is only looked at.
#[component]
pub(in crate::web) fn PlainLegend(state: State, marks: Memo<Option<MapMarks>>) -> impl IntoView {
    let entries = move || {
        let theme = state.theme.get();
        let items = marks.with(|marks| marks.as_ref().map(|marks| swatches(marks, theme)));
        let entry = |item: Swatch| {
            let is_missing = item.colour.is_none();
            let style = item.colour.map(|colour| format!("background:{colour}"));
            view! {
                <li>
                    <span class="swatch" class:no-data=is_missing style=style></span>
                    <span>{item.label}</span>
                </li>
            }
        };
        items.unwrap_or_default().into_iter().map(entry).collect_view()
    };
    let unit = move || marks.with(|marks| marks.as_ref().map(|marks| marks.legend_unit.clone()));
    view! {
        <div class="legend">
            <span class="unit">{unit}</span>
            <ul>{entries}</ul>
        </div>
    }
}

/// The legend. Pointing at a class, or choosing it by keyboard, brings its places forward: `entry` is
/// the one pointed at.
#[component]
pub(in crate::web) fn Legend(
    state: State,
    marks: Memo<Option<MapMarks>>,
    entry: RwSignal<Option<Entry>>,
) -> impl IntoView {
    let items = Memo::new(move |_| {
        let theme = state.theme.get();
        marks.with(|marks| marks.as_ref().map_or_else(Vec::new, |marks| swatches(marks, theme)))
    });
    // Entries stay from year to year; only what is written on them changes.
    let count = Memo::new(move |_| items.with(Vec::len));
    // It stays in front when the pointer leaves; what is only pointed at does not.
    let chosen = RwSignal::new(None);
    let entry_at = move |at: usize| {
        let item = move || items.with(|items| items.get(at).cloned());
        let own = Memo::new(move |_| item().map(|item| Entry::of(item.class)));
        let colour = Memo::new(move |_| item().and_then(|item| item.colour));
        let style = move || colour.get().map(|colour| format!("background:{colour}"));
        let is_chosen = move || chosen.get().is_some() && chosen.get() == own.get();
        let label = Memo::new(move |_| item().map(|item| item.label));
        let places = Memo::new(move |_| item().map(|item| item.count));
        view! {
            <li>
                <button
                    type="button"
                    aria-pressed=move || is_chosen().to_string()
                    on:pointerenter=move |_| entry.set(own.get_untracked())
                    on:pointerleave=move |_| entry.set(chosen.get_untracked())
                    on:blur=move |_| {
                        chosen.set(None);
                        entry.set(None);
                    }
                    on:click=move |_| {
                        let own = own.get_untracked();
                        chosen.update(|chosen| *chosen = own.filter(|_| *chosen != own));
                        entry.set(chosen.get_untracked());
                    }
                >
                    <span
                        class="swatch"
                        class:no-data=move || colour.with(Option::is_none)
                        style=style
                    ></span>
                    <span>{label}</span>
                    " "
                    <small>{places}</small>
                </button>
            </li>
        }
    };
    let entries = move || (0..count.get()).map(entry_at).collect_view();
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
            <ul>{entries}</ul>
        </div>
    }
}
