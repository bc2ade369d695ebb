//! A field that searches a list: for indicators and for places.
//!
//! Follows the ARIA combobox pattern with a list box: the field keeps the focus, arrow keys move the
//! active option, Enter takes it, Escape closes.

use leptos::{ev, prelude::*, web_sys};
use wasm_bindgen::JsCast as _;

/// An entry of a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PickItem {
    /// Text id.
    pub(super) id: String,
    /// What is shown.
    pub(super) label: String,
    /// Smaller text behind it.
    pub(super) hint: String,
    /// Heading under which it stands; headings are shown where they change.
    pub(super) group: String,
}

/// A search field over a list. `shown` is what stands in the field while nobody searches.
#[component]
pub(super) fn Picker(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] placeholder: Signal<String>,
    #[prop(into)] shown: Signal<String>,
    #[prop(into)] nothing_found: Signal<String>,
    #[prop(into)] search: Callback<String, Vec<PickItem>>,
    #[prop(into)] on_pick: Callback<String>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let items = Memo::new(move |_| if open.get() { search.run(query.get()) } else { Vec::new() });
    let option_id = move |at: usize| format!("{id}-option-{at}");
    let close = move || {
        open.set(false);
        query.set(String::new());
        active.set(0);
    };
    let pick = move |at: usize| {
        if let Some(item) = items.with_untracked(|items| items.get(at).cloned()) {
            close();
            on_pick.run(item.id);
        }
    };
    let reveal = move |at: usize| {
        if let Some(option) = document().get_element_by_id(&option_id(at)) {
            let how = web_sys::ScrollIntoViewOptions::new();
            how.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&how);
        }
    };
    let step = move |by: isize| {
        let count = items.with_untracked(Vec::len);
        if count > 0 {
            let at = active.get_untracked().saturating_add_signed(by).min(count - 1);
            active.set(at);
            reveal(at);
        }
    };
    let on_keydown = move |event: ev::KeyboardEvent| {
        let handled = match event.key().as_str() {
            "ArrowDown" if open.get_untracked() => {
                step(1);
                true
            }
            "ArrowUp" if open.get_untracked() => {
                step(-1);
                true
            }
            "ArrowDown" | "ArrowUp" => {
                open.set(true);
                true
            }
            "Enter" if open.get_untracked() => {
                pick(active.get_untracked());
                true
            }
            "Escape" if open.get_untracked() => {
                close();
                true
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let on_input = move |event: ev::Event| {
        query.set(event_target_value(&event));
        active.set(0);
        open.set(true);
    };
    let on_focus = move |event: ev::FocusEvent| {
        open.set(true);
        if let Some(field) =
            event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        {
            field.select();
        }
    };
    let value = move || if open.get() { query.get() } else { shown.get() };
    let options = move || {
        items.with(|items| {
            let mut last = String::new();
            let mut rows = Vec::with_capacity(items.len());
            for (at, item) in items.iter().enumerate() {
                if item.group != last {
                    last.clone_from(&item.group);
                    rows.push(
                        view! { <li class="group" role="presentation">{item.group.clone()}</li> }
                            .into_any(),
                    );
                }
                let (label, hint) = (item.label.clone(), item.hint.clone());
                rows.push(
                    view! {
                        <li
                            role="option"
                            id=option_id(at)
                            aria-selected=move || (active.get() == at).to_string()
                            class:active=move || active.get() == at
                            // Before the click the field would lose the focus and close the list.
                            on:mousedown=move |event| {
                                event.prevent_default();
                                pick(at);
                            }
                        >
                            <span>{label}</span>
                            <small>{hint}</small>
                        </li>
                    }
                    .into_any(),
                );
            }
            if rows.is_empty() {
                rows.push(
                    view! { <li class="group" role="presentation">{nothing_found.get()}</li> }
                        .into_any(),
                );
            }
            rows
        })
    };
    view! {
        <div class="picker" class:open=open>
            <label for=id>{label}</label>
            <input
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded=move || open.get().to_string()
                aria-controls=format!("{id}-list")
                aria-activedescendant=move || open.get().then(|| option_id(active.get()))
                placeholder=placeholder
                prop:value=value
                on:input=on_input
                on:keydown=on_keydown
                on:focus=on_focus
                on:click=move |_| open.set(true)
                on:blur=move |_| close()
            />
            <ul id=format!("{id}-list") role="listbox" aria-label=label hidden=move || !open.get()>
                {options}
            </ul>
        </div>
    }
}
