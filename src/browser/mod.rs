//! What every program in a browser needs, the atlas' own page and the figures embedded in others': the
//! bridge to ECharts, maps that are touched only where they change, files and the clipboard.
//!
//! Nothing here knows Leptos: it would weigh more than a whole embedded figure.

#![cfg_attr(
    not(feature = "web"),
    allow(dead_code, reason = "an embedded figure needs a part of it, the site all")
)]

pub mod bridge;
pub(crate) mod download;
pub(crate) mod mounted;
pub(crate) mod raster;
pub(crate) mod size_watch;

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

pub(crate) fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Runs `task` after `milliseconds`; the handle cancels it.
pub(crate) fn after(milliseconds: i32, task: impl FnOnce() + 'static) -> Option<i32> {
    let task: JsValue = Closure::once_into_js(task);
    window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(task.unchecked_ref(), milliseconds)
        .ok()
}

/// Cancels what [`after`] will run.
pub(crate) fn cancel(handle: i32) {
    if let Some(window) = window() {
        window.clear_timeout_with_handle(handle);
    }
}
