//! The reader's browser: language, colours, storage. Everything here may be refused, and is then
//! told or passed over, never fatal.

pub(super) use crate::browser::{after, cancel};
use crate::{atlas::Lang, spec::ThemeChoice, theme::Theme};
use leptos::prelude::*;
use leptos::web_sys;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast as _, closure::Closure};

const LANG_KEY: &str = "prosperity-atlas.lang";
const THEME_KEY: &str = "prosperity-atlas.theme";

/// A stored setting as it was found.
pub(super) enum Stored<T> {
    /// Nothing is stored, or storage is closed to this page.
    Nothing,
    /// Something is stored that is no setting.
    Unreadable,
    /// The setting.
    Value(T),
}

/// Storage is closed to this page, or full.
pub(super) struct NotKept;

pub(super) fn element_by_id(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus to the first element that `selector` finds.
pub(super) fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.focus().ok();
    }
}

/// How long a change is given to be laid out before anything is asked about the layout, in milliseconds:
/// asking earlier makes the browser do it twice.
const LAID_OUT: i32 = 50;

/// Runs what asks about the layout, when that has been done.
pub(super) fn at_rest(task: impl FnOnce() + 'static) {
    after(LAID_OUT, task);
}

/// Scrolls the list around an element sideways until the element is in it; the page stays where it is.
pub(super) fn reveal(id: String) {
    at_rest(move || reveal_now(&id));
}

fn reveal_now(id: &str) {
    let Some(element) = element_by_id(id) else { return };
    let Some(list) = element.parent_element() else { return };
    let (left, right) =
        (element.offset_left(), element.offset_left().saturating_add(element.offset_width()));
    let seen = list.scroll_left()..=list.scroll_left().saturating_add(list.client_width());
    if !(seen.contains(&left) && seen.contains(&right)) {
        list.set_scroll_left(left.saturating_sub(list.client_width() / 3));
    }
}

/// Scrolls the page until the element of this id is in it, and moves the focus there.
pub(super) fn bring_into_view(id: &str) -> bool {
    let Some(element) = element_by_id(id) else { return false };
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        element.set_attribute("tabindex", "-1").ok();
    }
    element.scroll_into_view();
    element.focus().ok();
    true
}

/// Moves the focus to the first element that a selector finds, and brings it into the middle of the
/// screen, what is around it with it.
pub(super) fn focus_on(selector: &str) -> bool {
    let Ok(Some(element)) = document().query_selector(selector) else { return false };
    let how = web_sys::ScrollIntoViewOptions::new();
    how.set_block(web_sys::ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&how);
    match element.dyn_ref::<web_sys::SvgElement>() {
        Some(element) => element.focus().is_ok(),
        None => false,
    }
}

/// Whether the element of this id has the focus.
pub(super) fn has_focus(id: &str) -> bool {
    element_by_id(id).is_some_and(|element| element.matches(":focus").unwrap_or(false))
}

/// Shows the page from its top and moves the focus to its heading.
pub(super) fn begin_page() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    focus_heading();
}

/// Moves the focus to the heading of the page: where what had it has gone.
pub(super) fn focus_heading() {
    if let Ok(Some(heading)) = document().query_selector("main h1")
        && let Ok(heading) = heading.dyn_into::<web_sys::HtmlElement>()
    {
        heading.set_attribute("tabindex", "-1").ok();
        heading.focus().ok();
    }
}

/// Whether the reader points with a finger, so that nothing can be pointed at without touching it.
pub(super) fn is_touch() -> bool {
    media("(hover: none)")
}

/// Whether an event is about an element that the keyboard brought the focus to.
pub(super) fn is_by_keyboard(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}

/// Whether the reader wants nothing to move.
pub(super) fn wants_stillness() -> bool {
    media("(prefers-reduced-motion: reduce)")
}

fn media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn read<T>(key: &str, parse: impl Fn(&str) -> Option<T>) -> Stored<T> {
    match storage().and_then(|storage| storage.get_item(key).ok().flatten()) {
        None => Stored::Nothing,
        Some(text) => parse(&text).map_or(Stored::Unreadable, Stored::Value),
    }
}

fn keep(key: &str, value: &str) -> Result<(), NotKept> {
    storage().ok_or(NotKept)?.set_item(key, value).map_err(|_| NotKept)
}

pub(super) fn stored_language() -> Stored<Lang> {
    read(LANG_KEY, |text| Lang::ALL.into_iter().find(|lang| lang.code() == text))
}

pub(super) fn keep_language(lang: Lang) -> Result<(), NotKept> {
    keep(LANG_KEY, lang.code())
}

pub(super) fn stored_theme() -> Stored<ThemeChoice> {
    read(THEME_KEY, |text| ThemeChoice::ALL.into_iter().find(|choice| choice.code() == text))
}

pub(super) fn keep_theme(choice: ThemeChoice) -> Result<(), NotKept> {
    keep(THEME_KEY, choice.code())
}

/// The stored language, else the first of the browser's languages that the atlas speaks, else
/// Chinese.
pub(super) fn language() -> Lang {
    if let Stored::Value(lang) = stored_language() {
        return lang;
    }
    window()
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Lang::from_tag(&tag))
        .unwrap_or_default()
}

fn dark_query() -> Option<web_sys::MediaQueryList> {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten()
}

/// Whether the system asks for dark pages.
pub(super) fn system_theme() -> Theme {
    if dark_query().is_some_and(|query| query.matches()) { Theme::Dark } else { Theme::Light }
}

/// Calls `changed` whenever the system changes between light and dark, as long as the page lives.
pub(super) fn on_system_theme(changed: impl Fn(Theme) + 'static) {
    let Some(query) = dark_query() else { return };
    let listener = Closure::<dyn Fn()>::new(move || changed(system_theme()));
    let kept = query.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    if kept.is_ok() {
        // The page listens until it is closed; there is nothing to take the closure back to.
        listener.forget();
    }
}

/// Writes language, title and theme to the document, for CSS and assistive technology.
pub(super) fn dress_document(lang: Lang, title: &str, theme: Theme) {
    document().set_title(title);
    let Some(root) = document().document_element() else { return };
    let theme = match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    for (name, value) in [("lang", lang.tag()), ("data-theme", theme)] {
        // An attribute that cannot be set costs styling, not content.
        root.set_attribute(name, value).ok();
    }
}

/// Shows the page's failure box with a sentence.
pub(super) fn show_failure(text: &str) {
    let Some(failure) = element_by_id("atlas-error") else { return };
    if let Ok(Some(detail)) = failure.query_selector("[data-detail]") {
        detail.set_text_content(Some(text));
    }
    failure.set_hidden(false);
    if let Some(root) = document().document_element() {
        // js/start.mjs and the tests read it.
        root.set_attribute("data-atlas", "failed").ok();
    }
}

/// What `source` says, told only when that changes. What listens to a memo is woken by everything that
/// the memo looks at, to find out for itself that nothing has changed: a step of the year would wake
/// each of the hundred options of the menus.
pub(super) fn settled<T>(source: Memo<T>) -> ReadSignal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (shown, show) = signal(source.get_untracked());
    Effect::new(move |_| {
        let now = source.get();
        if shown.with_untracked(|was| *was != now) {
            show.set(now);
        }
    });
    shown
}

/// What `source` said when it last rested for `milliseconds`; at first what it says now.
pub(super) fn rested<T>(source: Memo<T>, milliseconds: i32) -> ReadSignal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (shown, show) = signal(source.get_untracked());
    let waiting: StoredValue<Option<i32>> = StoredValue::new(None);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            cancel(handle);
        }
    };
    Effect::new(move |_| {
        source.track();
        stop();
        let take = move || {
            // The part of the page that shows it may be gone by now.
            if let (Some(now), Some(was)) = (source.try_get_untracked(), shown.try_get_untracked())
                && now != was
            {
                show.set(now);
            }
        };
        waiting.set_value(after(milliseconds, take));
    });
    on_cleanup(stop);
    shown
}

/// Calls `task` once when `element` comes within `nearby` pixels of the screen; at once where the
/// browser cannot tell.
pub(super) fn when_near(element: &web_sys::Element, nearby: i32, task: impl FnOnce() + 'static) {
    let task = Rc::new(RefCell::new(Some(task)));
    let run = {
        let task = Rc::clone(&task);
        move || {
            if let Some(task) = task.borrow_mut().take() {
                task();
            }
        }
    };
    let fallback = run.clone();
    let seen = Closure::<dyn Fn(js_sys::Array, web_sys::IntersectionObserver)>::new(
        move |entries: js_sys::Array, observer: web_sys::IntersectionObserver| {
            let near = entries.iter().any(|entry| {
                entry
                    .dyn_into::<web_sys::IntersectionObserverEntry>()
                    .is_ok_and(|entry| entry.is_intersecting())
            });
            if near {
                observer.disconnect();
                run();
            }
        },
    );
    let how = web_sys::IntersectionObserverInit::new();
    how.set_root_margin(&format!("{nearby}px"));
    match web_sys::IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &how) {
        Ok(observer) => {
            observer.observe(element);
            // The observer holds it until the element is seen or gone.
            seen.forget();
        }
        Err(_) => fallback(),
    }
}
