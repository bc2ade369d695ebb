//! What the reader of the article will see.

use super::{super::state::State, Choice, Shown, Still, Tab, codes::with_kit};
use crate::{
    article::{Preset, wechat},
    browser::{after, download},
    i18n::share_words,
    spec::ThemeChoice,
};
use leptos::{html, prelude::*};

/// Height of a preview whose own height is not known, in CSS pixels.
const HEIGHT: i32 = 620;

/// The message by which a running figure tells its height (js/embed-page.mjs).
const MESSAGE: &str = "prosperity-atlas:height";
/// The least and the greatest height of a preview, in CSS pixels.
const HEIGHTS: [i32; 2] = [80, 4000];

/// A height in whole pixels, within what a preview may have.
fn whole(height: f64) -> i32 {
    let [least, greatest] = HEIGHTS.map(f64::from);
    #[expect(clippy::cast_possible_truncation, reason = "kept within bounds; NaN becomes 0")]
    let height = height.clamp(least, greatest).ceil() as i32;
    height
}

/// What a preview shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sight {
    /// The figure.
    Plain,
    /// The years in turn.
    FlipBook,
    /// The figure as WeChat's dark mode may recolour it.
    Dark,
}

/// What is in the frame.
#[derive(Clone, PartialEq)]
enum Content {
    /// A page of this site, running.
    Page(String),
    /// A document without scripts.
    Text(String),
}

fn document(body: &str) -> String {
    format!("<!doctype html><meta charset=\"utf-8\"><style>body{{margin:0}}</style>{body}")
}

/// The figure as the chosen form shows it, in a frame of the chosen width.
#[component]
pub(super) fn Preview(
    state: State,
    choice: RwSignal<Choice>,
    shown: Shown,
    still: Still,
) -> impl IntoView {
    let contents = Memo::new(move |_| {
        let choice = choice.get();
        with_kit(state, &choice, shown, still, |kit| match choice.tab {
            Tab::Script | Tab::Frame if download::has_address() => {
                let controls = if choice.controls { "" } else { "&controls=off" };
                let theme = match choice.theme {
                    ThemeChoice::Auto => String::new(),
                    one => format!("&theme={}", one.code()),
                };
                let mark = if kit.address.fragment.contains('?') { '&' } else { '?' };
                let page = format!(
                    "embed.html?lang={}{controls}{}{mark}lang={}{theme}",
                    choice.language.code(),
                    kit.address.fragment,
                    kit.lang().code()
                );
                vec![(Sight::Plain, Content::Page(page))]
            }
            Tab::Pictures => kit
                .poster(Preset::Figure, "preview-")
                .map(|svg| (Sight::Plain, Content::Text(document(&svg))))
                .into_iter()
                .collect(),
            Tab::Wechat => {
                let still = kit.wechat("preview-").and_then(Result::ok);
                let dark = still.and_then(|svg| wechat::darkened(&svg).ok()).map(|svg| {
                    format!("<div style=\"background:#242424;padding:16px\">{svg}</div>")
                });
                let sights = [
                    (Sight::Plain, kit.wechat_article("preview-").and_then(Result::ok)),
                    (Sight::FlipBook, kit.flip_book("preview-").and_then(Result::ok)),
                    (Sight::Dark, dark),
                ];
                let shown =
                    |(sight, html): (Sight, Option<String>)| Some((sight, document(&html?)));
                let all = sights.into_iter().filter_map(shown);
                all.map(|(sight, text)| (sight, Content::Text(text))).collect()
            }
            _ => vec![(Sight::Plain, Content::Text(document(&kit.block("preview"))))],
        })
    });
    let width = Memo::new(move |_| choice.with(|choice| choice.width));
    let words = move || share_words(state.lang.get());
    let frames = move || {
        contents
            .get()
            .into_iter()
            .map(|(sight, content)| {
                let name = match sight {
                    Sight::Plain => words().preview,
                    Sight::FlipBook => words().wechat_flip,
                    Sight::Dark => words().preview_dark,
                };
                view! {
                    <figure>
                        <figcaption>{name}</figcaption>
                        <Frame content width name/>
                    </figure>
                }
            })
            .collect_view()
    };
    view! { <div class="previews">{frames}</div> }
}

/// A frame as high as what is in it.
#[component]
fn Frame(content: Content, width: Memo<u32>, name: &'static str) -> impl IntoView {
    let frame = NodeRef::<html::Iframe>::new();
    let height = RwSignal::new(HEIGHT);
    let measure = move || {
        // Measured a moment later, when the preview may be another one.
        let Some(frame) = frame.try_get_untracked().flatten() else { return };
        let inside = frame.content_document().and_then(|document| document.document_element());
        if let Some(inside) = inside {
            let _ = height.try_set(inside.scroll_height().clamp(HEIGHTS[0], HEIGHTS[1]));
        }
    };
    // A narrower frame is higher.
    Effect::new(move |_| {
        width.track();
        after(50, measure);
    });
    // A running figure tells how high it is.
    let heard = window_event_listener(leptos::ev::message, move |event| {
        let Some(frame) = frame.try_get_untracked().flatten() else { return };
        let (Some(source), Some(own)) = (event.source(), frame.content_window()) else { return };
        let get = |key: &str| js_sys::Reflect::get(&event.data(), &key.into()).ok();
        let is_height = get("type").and_then(|one| one.as_string()).as_deref() == Some(MESSAGE);
        if is_height
            && js_sys::Object::is(&source, &own)
            && let Some(told) = get("height").and_then(|height| height.as_f64())
        {
            let _ = height.try_set(whole(told));
        }
    });
    on_cleanup(move || heard.remove());
    let style = move || format!("width:{}px;max-width:100%;height:{}px", width.get(), height.get());
    match content {
        Content::Page(address) => view! {
            <iframe node_ref=frame title=name style=style src=address></iframe>
        }
        .into_any(),
        // Nothing in it runs; the same origin lets its height be read.
        Content::Text(text) => view! {
            <iframe
                node_ref=frame
                title=name
                style=style
                sandbox="allow-same-origin"
                srcdoc=text
                on:load=move |_| measure()
            ></iframe>
        }
        .into_any(),
    }
}
