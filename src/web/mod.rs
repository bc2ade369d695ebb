//! The browser layer: pages and controls in Leptos, the bridge to ECharts.

use leptos::prelude::*;

/// Mounts the atlas into the page body.
pub fn start() {
    leptos::mount::mount_to_body(|| view! { <main>"共富图谱"</main> });
}
