//! Following the size of an element: by the window, by what stands beside it, by being shown after it
//! was hidden.

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// A watch over the size of an element that ends with it.
pub(crate) struct SizeWatch {
    observer: ResizeObserver,
    /// Kept for as long as the observer may call it.
    _changed: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Calls `changed` once the element has a size and whenever that changes.
    ///
    /// # Errors
    /// What the browser threw.
    pub(crate) fn new(element: &Element, changed: impl FnMut() + 'static) -> Result<Self, JsValue> {
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
