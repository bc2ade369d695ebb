//! Taking what the page shows away: files and the clipboard. Nothing is sent anywhere.

use super::{after, document, window};
use js_sys::{Array, JsString, Promise, Uint8Array, futures::JsFuture};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};

/// How long a file stays on offer, in milliseconds.
const REVOKE_AFTER: i32 = 30_000;

#[wasm_bindgen]
extern "C" {
    // Where the page is not served safely there is no clipboard, and calling it throws.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = document, js_name = execCommand)]
    fn exec_command(command: &str) -> Result<bool, JsValue>;

    /// A field of several lines.
    #[wasm_bindgen(extends = web_sys::HtmlElement)]
    type TextArea;
    #[wasm_bindgen(method, setter, js_name = value)]
    fn set_text(this: &TextArea, text: &str);
    #[wasm_bindgen(method)]
    fn select(this: &TextArea);
}

/// Offers `text` as a file: the browser saves what the page made.
///
/// # Errors
/// What the browser threw, where it does not let pages save files.
pub(crate) fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&JsString::from(text));
    offer(name, &web_sys::Blob::new_with_str_sequence_and_options(&parts, &of_kind(kind))?)
}

/// Offers `bytes` as a file.
///
/// # Errors
/// What the browser threw, where it does not let pages save files.
pub(crate) fn save_bytes(name: &str, kind: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    offer(name, &web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &of_kind(kind))?)
}

/// Offers what the browser already holds as a file.
///
/// # Errors
/// What the browser threw, where it does not let pages save files.
pub(crate) fn save_blob(name: &str, file: &web_sys::Blob) -> Result<(), JsValue> {
    offer(name, file)
}

/// The folder of the site, with a slash at its end; empty where the atlas was opened as a file.
pub(crate) fn site() -> String {
    if !has_address() {
        return String::new();
    }
    let page = link("");
    page.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
}

fn of_kind(kind: &str) -> web_sys::BlobPropertyBag {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    options
}

fn offer(name: &str, file: &web_sys::Blob) -> Result<(), JsValue> {
    let url = web_sys::Url::create_object_url_with_blob(file)?;
    let link: web_sys::HtmlElement =
        document().ok_or(JsValue::NULL)?.create_element("a")?.unchecked_into();
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    link.click();
    // Some browsers read the file only after the click has been handled.
    after(REVOKE_AFTER, move || {
        web_sys::Url::revoke_object_url(&url).ok();
    });
    Ok(())
}

/// The address that leads back to what a fragment shows; the fragment alone where the page has no
/// address that others could open.
pub(crate) fn link(fragment: &str) -> String {
    let address = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    if has_address() { format!("{page}{fragment}") } else { fragment.to_owned() }
}

/// Whether the page has an address that others can open: a file has none.
pub(crate) fn has_address() -> bool {
    let protocol = window().and_then(|window| window.location().protocol().ok());
    protocol.is_some_and(|protocol| protocol.starts_with("http"))
}

/// Puts `text` on the clipboard, by the older way where the browser refuses the newer one.
///
/// # Errors
/// What the browser threw, where it lets pages copy in neither way.
pub(crate) async fn copy(text: &str) -> Result<(), JsValue> {
    let written = match write_text(text) {
        Ok(promise) => JsFuture::from(promise).await.map(|_| ()),
        Err(why) => Err(why),
    };
    written.or_else(|_| copy_selected(text))
}

/// Copies by way of a field that is selected and goes again; the focus returns to where it was.
fn copy_selected(text: &str) -> Result<(), JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    let before = document.active_element();
    let field: TextArea = document.create_element("textarea")?.unchecked_into();
    field.set_class_name("copied");
    field.set_text(text);
    // While a dialog is open, nothing outside it can be selected.
    match document.query_selector("dialog[open]")? {
        Some(dialog) => dialog.append_child(&field)?,
        None => document.body().ok_or(JsValue::NULL)?.append_child(&field)?,
    };
    field.select();
    let copied = exec_command("copy");
    field.remove();
    if let Some(before) = before.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
        before.focus().ok();
    }
    if copied? { Ok(()) } else { Err(JsValue::NULL) }
}

/// Selects all text of the field with this id, for a reader who copies by hand.
pub(crate) fn select_text(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        let field: TextArea = element.unchecked_into();
        field.focus().ok();
        field.select();
    }
}
