//! How large elements are, followed as they change: by the window, by what stands beside them, by being
//! shown after they were hidden.

use super::reader;
use leptos::{html, prelude::*, web_sys};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// A watch over the size of an element that ends with it.
pub(super) struct SizeWatch {
    observer: ResizeObserver,
    /// Kept for as long as the observer may call it.
    _changed: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Calls `changed` once the element has a size and whenever that changes.
    ///
    /// # Errors
    /// What the browser threw.
    pub(super) fn new(element: &Element, changed: impl FnMut() + 'static) -> Result<Self, JsValue> {
        let changed = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref())?;
        observer.observe(element);
        Ok(Self { observer, _changed: changed })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The width of an element in CSS pixels; `None` before it stands in the page, and while it is hidden
/// for the first time.
pub(super) fn width_of(element: NodeRef<html::Div>) -> ReadSignal<Option<u32>> {
    let (width, set) = signal(None);
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let measure = {
            let element = element.clone();
            move || {
                let now = u32::try_from(element.client_width()).ok().filter(|width| *width > 0);
                if now.is_some() && width.try_get_untracked().is_some_and(|before| before != now) {
                    set.set(now);
                }
            }
        };
        measure();
        // What depends on the width may change the size of the element again: a browser reports that as
        // an error while it calls the observer, so it is done after.
        watch.set_value(
            SizeWatch::new(&element, move || {
                reader::after(0, measure.clone());
            })
            .ok(),
        );
    });
    width
}
