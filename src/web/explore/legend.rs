//! The legend of maps: classes with their counts, or an even run of colours.

use super::super::state::State;
use crate::{
    figure::{Colouring, MapMarks},
    map::choropleth::colours,
};
use leptos::prelude::*;

/// The legend. Pointing at a class, or choosing it by keyboard, brings its places forward: `class` is
/// the class pointed at, `Some(None)` for places without data.
#[component]
pub(super) fn Legend(
    state: State,
    marks: Memo<Option<MapMarks>>,
    class: RwSignal<Option<Option<usize>>>,
) -> impl IntoView {
    let items = move || {
        marks.get().map(|marks| {
            let colours = colours(&marks, state.theme.get());
            marks
                .legend
                .into_iter()
                .map(|item| {
                    let own = item.class;
                    let colour = own.and_then(|class| colours.get(class).cloned());
                    let is_missing = colour.is_none();
                    let style = colour.map(|colour| format!("background:{colour}"));
                    let lit = move || class.get() == Some(own);
                    view! {
                        <li>
                            <button
                                type="button"
                                aria-pressed=move || lit().to_string()
                                on:pointerenter=move |_| class.set(Some(own))
                                on:pointerleave=move |_| class.set(None)
                                on:blur=move |_| class.set(None)
                                on:click=move |_| {
                                    class.update(|class| {
                                        *class = (*class != Some(own)).then_some(own);
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
