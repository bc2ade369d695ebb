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

/// What a picker is doing.
#[derive(Clone, Copy)]
struct Search {
    id: &'static str,
    open: RwSignal<bool>,
    query: RwSignal<String>,
    active: RwSignal<usize>,
    items: Memo<Vec<PickItem>>,
    on_pick: Callback<String>,
}

impl Search {
    fn new(
        id: &'static str,
        search: Callback<String, Vec<PickItem>>,
        on_pick: Callback<String>,
    ) -> Self {
        let open = RwSignal::new(false);
        let query = RwSignal::new(String::new());
        let items =
            Memo::new(move |_| if open.get() { search.run(query.get()) } else { Vec::new() });
        Self { id, open, query, active: RwSignal::new(0), items, on_pick }
    }

    fn is_blank(self) -> bool {
        self.query.with(|query| query.trim().is_empty())
    }

    /// Whether there is nothing to list and nothing to say.
    fn is_silent(self) -> bool {
        !self.open.get() || (self.is_blank() && self.items.with(Vec::is_empty))
    }

    fn option_id(self, at: usize) -> String {
        format!("{}-option-{at}", self.id)
    }

    fn close(self) {
        self.open.set(false);
        self.query.set(String::new());
        self.active.set(0);
    }

    fn pick(self, at: usize) {
        if let Some(item) = self.items.with_untracked(|items| items.get(at).cloned()) {
            self.close();
            self.on_pick.run(item.id);
        }
    }

    /// Moves the active option and brings it into view.
    fn step(self, by: isize) {
        let count = self.items.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        let at = self.active.get_untracked().saturating_add_signed(by).min(count - 1);
        self.active.set(at);
        if let Some(option) = document().get_element_by_id(&self.option_id(at)) {
            let how = web_sys::ScrollIntoViewOptions::new();
            how.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&how);
        }
    }

    fn on_keydown(self, event: &ev::KeyboardEvent) {
        let is_open = self.open.get_untracked();
        match (event.key().as_str(), is_open) {
            ("ArrowDown", true) => self.step(1),
            ("ArrowUp", true) => self.step(-1),
            ("ArrowDown" | "ArrowUp", false) => self.open.set(true),
            ("Enter", true) => self.pick(self.active.get_untracked()),
            ("Escape", true) => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn on_input(self, event: &ev::Event) {
        self.query.set(event_target_value(event));
        self.active.set(0);
        self.open.set(true);
    }

    /// Opens the list with the field's text selected, so that typing replaces it.
    fn on_focus(self, event: &ev::FocusEvent) {
        self.open.set(true);
        let field = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(field) = field {
            let field: web_sys::HtmlInputElement = field;
            field.select();
        }
    }

    /// The options, with a heading wherever the group changes.
    fn options(self, nothing_found: &str) -> Vec<AnyView> {
        let heading =
            |text: String| view! { <li class="group" role="presentation">{text}</li> }.into_any();
        self.items.with(|items| {
            let mut last = "";
            let mut rows = Vec::with_capacity(items.len());
            for (at, item) in items.iter().enumerate() {
                if item.group != last {
                    last = &item.group;
                    rows.push(heading(item.group.clone()));
                }
                rows.push(self.option(at, item));
            }
            // Of a search that lists nothing before something is typed, nothing is said either.
            if rows.is_empty() && !self.is_blank() {
                rows.push(heading(nothing_found.to_owned()));
            }
            rows
        })
    }

    fn option(self, at: usize, item: &PickItem) -> AnyView {
        let is_active = move || self.active.get() == at;
        view! {
            <li
                role="option"
                id=self.option_id(at)
                aria-selected=move || is_active().to_string()
                class:active=is_active
                // Before the click the field would lose the focus and close the list.
                on:mousedown=move |event| {
                    event.prevent_default();
                    self.pick(at);
                }
            >
                <span>{item.label.clone()}</span>
                <small>{item.hint.clone()}</small>
            </li>
        }
        .into_any()
    }
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
    /// What stands behind the number of finds where it is told as one types.
    #[prop(optional, into)]
    counted: Option<Signal<String>>,
) -> impl IntoView {
    let search = Search::new(id, search, on_pick);
    let open = search.open;
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
                aria-expanded=move || (!search.is_silent()).to_string()
                aria-controls=format!("{id}-list")
                aria-activedescendant=move || {
                    open.get().then(|| search.option_id(search.active.get()))
                }
                placeholder=placeholder
                prop:value=move || if open.get() { search.query.get() } else { shown.get() }
                on:input=move |event| search.on_input(&event)
                on:keydown=move |event| search.on_keydown(&event)
                on:focus=move |event| search.on_focus(&event)
                on:click=move |_| open.set(true)
                on:blur=move |_| search.close()
            />
            // A scroller is a tab stop of its own in some browsers, and closing it would lose the focus.
            <ul id=format!("{id}-list") tabindex="-1" role="listbox" aria-label=label hidden=move || search.is_silent()>
                {move || search.options(&nothing_found.get())}
            </ul>
            {counted.map(|counted| view! {
                <span class="told" role="status">
                    {move || (!search.is_silent()).then(|| {
                        let count = search.items.with(Vec::len);
                        if count == 0 {
                            nothing_found.get()
                        } else {
                            format!("{count} {}", counted.get())
                        }
                    })}
                </span>
            })}
        </div>
    }
}
