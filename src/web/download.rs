//! Saving a file from the page.

use super::reader;
use js_sys::{Array, JsString};
use leptos::{prelude::document, web_sys};
use wasm_bindgen::{JsCast as _, JsValue};

/// How long a file stays on offer, in milliseconds.
const REVOKE_AFTER: i32 = 30_000;

/// Offers `text` as a file. Nothing is sent anywhere: the browser saves what the page made.
///
/// # Errors
/// What the browser threw, where it does not let pages save files.
pub(super) fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&JsString::from(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlElement = document().create_element("a")?.unchecked_into();
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    link.click();
    // Some browsers read the file only after the click has been handled.
    reader::after(REVOKE_AFTER, move || {
        web_sys::Url::revoke_object_url(&url).ok();
    });
    Ok(())
}
