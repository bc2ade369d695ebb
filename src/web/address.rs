//! The address bar: the fragment is the state. Works on any host, in sandboxed frames and from a
//! file, because nothing but the fragment is ever written.

use leptos::{prelude::window, web_sys};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

/// How a change enters the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// A step one can go back from: another indicator, another place.
    Step,
    /// A stage of a movement, such as a slider's: it replaces the one before.
    Stage,
}

/// The fragment with its `#`, empty if there is none.
pub(super) fn read() -> String {
    window().location().hash().unwrap_or_default()
}

/// Writes a fragment. A browser that refuses (as some do in frames, or when called too often) keeps
/// showing the old address; the page itself is not affected.
pub(super) fn write(fragment: &str, record: Record) {
    if read() == fragment {
        return;
    }
    let Ok(history) = window().history() else { return };
    let written = match record {
        Record::Step => history.push_state_with_url(&JsValue::NULL, "", Some(fragment)),
        Record::Stage => history.replace_state_with_url(&JsValue::NULL, "", Some(fragment)),
    };
    written.ok();
}

/// Calls `changed` whenever the fragment changes other than by [`write`]: back, forward, a link, or
/// typing.
pub(super) fn on_change(changed: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(changed);
    let target: web_sys::EventTarget = window().into();
    let kept =
        target.add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    if kept.is_ok() {
        // The page listens until it is closed; there is nothing to take the closure back to.
        listener.forget();
    }
}
