//! How wide elements are, as a signal.

use crate::browser::{after, size_watch::SizeWatch};
use leptos::{html, prelude::*};

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
                after(0, measure.clone());
            })
            .ok(),
        );
    });
    width
}
