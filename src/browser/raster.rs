//! Pictures as PNG: the browser draws the SVG, at twice its size.

use super::document;
use js_sys::{Promise, futures::JsFuture};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// How many pixels a CSS pixel becomes, in each direction.
const SCALE: f64 = 2.0;

/// Draws an SVG document as PNG.
///
/// # Errors
/// What the browser threw: where it draws no SVG, or gives no pixels away.
pub(crate) async fn png(svg: &str) -> Result<Blob, JsValue> {
    let text = js_sys::Array::of1(&js_sys::JsString::from(svg));
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("image/svg+xml");
    let url =
        Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&text, &kind)?)?;
    let drawn = draw(&url).await;
    Url::revoke_object_url(&url).ok();
    drawn
}

async fn draw(url: &str) -> Result<Blob, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let pixels = |length: u32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a picture is thousands of pixels wide, not billions"
        )]
        let pixels = (f64::from(length) * SCALE) as u32;
        pixels
    };
    let (width, height) = (image.natural_width(), image.natural_height());
    let canvas: HtmlCanvasElement =
        document().ok_or(JsValue::NULL)?.create_element("canvas")?.unchecked_into();
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    context.scale(SCALE, SCALE)?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
    let made = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            // Whoever waits hears of it either way.
            let _ = if blob.is_null() {
                reject.call1(&JsValue::NULL, &JsValue::NULL)
            } else {
                resolve.call1(&JsValue::NULL, &blob)
            };
        });
        canvas.to_blob(done.unchecked_ref()).ok();
    });
    Ok(JsFuture::from(made).await?.unchecked_into())
}

/// The day of the reader's clock: year, month, day.
pub(crate) fn today() -> (u16, u8, u8) {
    let now = js_sys::Date::new_0();
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(now.get_full_year()).unwrap_or(2000);
    (year, small(now.get_month() + 1), small(now.get_date()))
}

/// Prints a document: shows it in a frame of its own that runs nothing, and asks the browser to print
/// that.
///
/// # Errors
/// What the browser threw.
pub(crate) fn print(html: &str) -> Result<(), JsValue> {
    const ID: &str = "atlas-print";
    let document = document().ok_or(JsValue::NULL)?;
    if let Some(old) = document.get_element_by_id(ID) {
        old.remove();
    }
    let frame: web_sys::HtmlIFrameElement = document.create_element("iframe")?.unchecked_into();
    frame.set_id(ID);
    frame.set_attribute("sandbox", "allow-same-origin allow-modals")?;
    frame.set_attribute("aria-hidden", "true")?;
    frame.set_attribute("style", "position:fixed;width:752px;height:0;border:0;left:-9999px")?;
    frame.set_attribute("srcdoc", html)?;
    let shown = frame.clone();
    let ready = Closure::once_into_js(move || {
        if let Some(inside) = shown.content_window() {
            inside.print().ok();
        }
    });
    frame.add_event_listener_with_callback("load", ready.unchecked_ref())?;
    document.body().ok_or(JsValue::NULL)?.append_child(&frame)?;
    Ok(())
}
