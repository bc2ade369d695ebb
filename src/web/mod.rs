//! The browser layer: pages and controls in Leptos, the bridge to ECharts.
//!
//! It translates between the reader and the pure core: events become changes of a [`Spec`], figures
//! become elements. Whatever can be decided without a browser is decided below this module.
//!
//! [`Spec`]: crate::spec::Spec

#![expect(
    unreachable_pub,
    reason = "the component macro makes the property structs of private components public"
)]
#![allow(
    clippy::large_types_passed_by_value,
    reason = "components take their properties by value: handles of signals, which are copied; they are \
              too large only where pointers have 64 bits"
)]

mod address;
mod app;
mod explore;
mod pages;
mod picker;
mod reader;
mod search;
mod share;
mod size;
mod state;

#[cfg(feature = "bench")]
pub use explore::bench;

use crate::{
    browser::{bridge, download},
    bundle,
    i18n::messages,
};
use leptos::prelude::*;
use std::sync::OnceLock;

/// Id of the element into which the atlas is mounted; it holds the static figure until then.
const MOUNT_POINT: &str = "app";

/// Opens the bundled data and mounts the atlas in place of the static figure.
///
/// If the data cannot be opened, the static figure stays and a sentence above it says why.
pub fn start() {
    static ATLAS: OnceLock<crate::atlas::Atlas> = OnceLock::new();
    // A panic ends the program; without a word the page would only seem frozen.
    std::panic::set_hook(Box::new(|panic| {
        reader::show_failure(&format!("{} ({panic})", messages(reader::language()).stopped));
    }));
    let Some(target) = reader::element_by_id(MOUNT_POINT) else {
        return;
    };
    match bundle::atlas() {
        Ok(atlas) => {
            let atlas = ATLAS.get_or_init(|| atlas);
            target.set_inner_html("");
            let state = state::State::new(atlas);
            leptos::mount::mount_to(target, move || view! { <app::App state/> }).forget();
        }
        Err(error) => {
            let said = messages(reader::language()).data_damaged;
            reader::show_failure(&format!("{said} ({error})"));
        }
    }
}
