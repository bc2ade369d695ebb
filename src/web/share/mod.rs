//! The dialog that shares a figure: a preview, and every form in which it can be taken into an article.

mod codes;
mod preview;

use super::state::State;
use crate::{
    article::{
        Asked, Subject,
        snippet::{Language, SnippetError},
    },
    atlas::Lang,
    browser::{bridge::StillCharts, download},
    figure::Marks,
    i18n::{ShareWords, share_words},
    spec::ThemeChoice,
};
use codes::Codes;
use js_sys::futures::spawn_local;
use leptos::{html, prelude::*};
use preview::Preview;
use std::rc::Rc;

/// What is shared, and how.
#[derive(Clone, PartialEq)]
struct Choice {
    /// What the figure is about, as its link says.
    fragment: String,
    tab: Tab,
    language: Language,
    theme: ThemeChoice,
    /// Width of the preview in CSS pixels.
    width: u32,
    controls: bool,
    /// Whether codes carry the standing figure.
    fallback: bool,
}

/// Least and greatest width of a preview, in CSS pixels.
const WIDTHS: [u32; 2] = [280, 1200];

/// A form in which a figure is taken away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Link,
    Script,
    Frame,
    Still,
    Pictures,
    Wechat,
    Data,
    Cite,
    Documents,
}

impl Tab {
    const ALL: [Self; 9] = [
        Self::Link,
        Self::Script,
        Self::Frame,
        Self::Still,
        Self::Pictures,
        Self::Wechat,
        Self::Data,
        Self::Cite,
        Self::Documents,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Script => "script",
            Self::Frame => "frame",
            Self::Still => "still",
            Self::Pictures => "pictures",
            Self::Wechat => "wechat",
            Self::Data => "data",
            Self::Cite => "cite",
            Self::Documents => "documents",
        }
    }

    const fn name(self, words: &ShareWords) -> &'static str {
        match self {
            Self::Link => words.link,
            Self::Script => words.script,
            Self::Frame => words.frame,
            Self::Still => words.still,
            Self::Pictures => words.pictures,
            Self::Wechat => words.wechat,
            Self::Data => words.data,
            Self::Cite => words.cite,
            Self::Documents => words.documents,
        }
    }

    const fn about(self, words: &ShareWords) -> &'static str {
        match self {
            Self::Link => words.link_about,
            Self::Script => words.script_about,
            Self::Frame => words.frame_about,
            Self::Still => words.still_about,
            Self::Documents => words.documents_about,
            Self::Pictures => words.pictures_about,
            Self::Wechat => words.wechat_about,
            Self::Data => words.data_about,
            Self::Cite => words.cite_about,
        }
    }

    /// Whether it is of use: where the atlas was opened as a file, nothing that others could load has an
    /// address.
    fn is_offered(self) -> bool {
        let needs_address =
            matches!(self, Self::Link | Self::Script | Self::Frame | Self::Documents);
        !needs_address || download::has_address()
    }

    /// Whether a picture is needed for it: charts then wait for the chart library.
    const fn is_drawn(self) -> bool {
        !matches!(self, Self::Link | Self::Frame | Self::Data | Self::Cite)
    }
}

/// How far the chart library has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Charts {
    Waiting,
    Ready,
    Failed,
}

/// The library that draws charts as text, once it is there.
type Still = StoredValue<Option<Rc<StillCharts>>, LocalStorage>;

/// What the figure is about.
type Shown = StoredValue<Subject>;

/// Opens the dialog for a figure. `fragment` gives the text that asks for it, when it is wanted: it may
/// change with every step of a slider.
#[component]
pub(super) fn ShareButton(
    state: State,
    #[prop(into)] fragment: Callback<(), String>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="share"
            aria-haspopup="dialog"
            on:click=move |_| state.shared.set(Some(fragment.run(())))
        >
            {move || share_words(state.lang.get()).share}
        </button>
    }
}

/// The dialog. It stands in the page once, and opens when there is something to share.
#[component]
pub(super) fn ShareDialog(state: State) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if state.shared.with(Option::is_some) {
            if !dialog.open() {
                // Where a browser shows no modal dialogs, it shows a plain one.
                if dialog.show_modal().is_err() {
                    dialog.show();
                }
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    let words = move || share_words(state.lang.get());
    let content = move || {
        let fragment = state.shared.get()?;
        let asked = Asked::read(state.atlas, &fragment).ok()?;
        let Asked { subject, lang, theme, .. } = asked;
        let language = lang.unwrap_or_else(|| state.lang.get_untracked());
        let language = Language::of(language);
        let choice = Choice {
            fragment,
            tab: Tab::ALL.into_iter().find(|tab| tab.is_offered()).unwrap_or(Tab::Data),
            language,
            theme,
            width: 720,
            controls: true,
            fallback: true,
        };
        Some(view! { <Sharing state choice=RwSignal::new(choice) shown=Shown::new(subject)/> })
    };
    view! {
        <dialog
            class="sharing"
            node_ref=dialog
            aria-labelledby="share-heading"
            on:close=move |_| state.shared.set(None)
            on:click=move |event| {
                // A click on what lies around the dialog is one on the dialog itself.
                let own = dialog.get_untracked().map(|dialog| (*dialog).clone());
                let target = event.target();
                if let (Some(own), Some(target)) = (own, target)
                    && js_sys::Object::is(&own, &target)
                {
                    state.shared.set(None);
                }
            }
        >
            <div class="inside">
                <header>
                    <h2 id="share-heading">{move || words().heading}</h2>
                    <button type="button" on:click=move |_| state.shared.set(None)>
                        {move || words().close}
                    </button>
                </header>
                {content}
            </div>
        </dialog>
    }
}

/// What is in the dialog.
#[component]
fn Sharing(state: State, choice: RwSignal<Choice>, shown: Shown) -> impl IntoView {
    let still: Still = StoredValue::new_local(None);
    let charts = RwSignal::new(Charts::Ready);
    let figure = shown.with_value(|subject| subject.figure(state.atlas, Lang::Zh));
    let is_chart =
        figure.maps().is_empty() && !matches!(figure.marks, Marks::Table | Marks::Nothing(_));
    if is_chart {
        charts.set(Charts::Waiting);
        spawn_local(async move {
            let loaded = StillCharts::load().await;
            let now = if loaded.is_ok() { Charts::Ready } else { Charts::Failed };
            still.try_set_value(loaded.ok().map(Rc::new));
            let _ = charts.try_set(now);
        });
    }
    let words = move || share_words(state.lang.get());
    let tab = Memo::new(move |_| choice.with(|choice| choice.tab));
    let tabs = move || {
        Tab::ALL
            .map(|one| {
                view! {
                    <button
                        type="button"
                        role="tab"
                        id=format!("share-{}", one.code())
                        aria-selected=move || (tab.get() == one).to_string()
                        tabindex=move || if tab.get() == one { "0" } else { "-1" }
                        aria-controls="share-panel"
                        aria-disabled=(!one.is_offered()).then_some("true")
                        aria-describedby=(!one.is_offered()).then_some("share-no-address")
                        on:click=move |_| {
                            if one.is_offered() {
                                choice.update(|choice| choice.tab = one);
                            }
                        }
                    >
                        {one.name(words())}
                    </button>
                }
            })
            .collect_view()
    };
    let along = move |event: leptos::ev::KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => true,
            "ArrowLeft" | "ArrowUp" => false,
            _ => return,
        };
        event.prevent_default();
        let offered: Vec<Tab> = Tab::ALL.into_iter().filter(|one| one.is_offered()).collect();
        let at = offered.iter().position(|one| *one == tab.get_untracked()).unwrap_or(0);
        let by = if forward { 1 } else { offered.len() - 1 };
        let next = offered[(at + by) % offered.len()];
        choice.update(|choice| choice.tab = next);
        super::reader::focus(&format!("#share-{}", next.code()));
    };
    let waiting = move || tab.get().is_drawn() && charts.get() == Charts::Waiting;
    let failed = move || tab.get().is_drawn() && charts.get() == Charts::Failed;
    let is_light_only = move || {
        choice.with(|choice| choice.tab == Tab::Wechat && choice.theme == ThemeChoice::Dark)
    };
    let panel = move || {
        charts.track();
        view! { <Codes state choice shown still/> }
    };
    let preview = move || {
        charts.track();
        view! { <Preview state choice shown still/> }
    };
    view! {
        <Options state choice/>
        <div role="tablist" class="tabs" on:keydown=along>{tabs}</div>
        <p id="share-no-address" class="hint" hidden=download::has_address()>
            {move || SnippetError::NoAddress.text(state.lang.get())}
        </p>
        <div
            role="tabpanel"
            id="share-panel"
            aria-labelledby=move || format!("share-{}", tab.get().code())
        >
            <p class="about">{move || tab.get().about(words())}</p>
            <p class="hint" hidden=move || !is_light_only()>{move || words().wechat_light}</p>
            <p role="status" hidden=move || !waiting()>{move || words().drawing}</p>
            <p role="alert" class="failure" hidden=move || !failed()>
                {move || words().not_drawn}
            </p>
            {panel}
        </div>
        {preview}
    }
}

/// Language, colours, width.
#[component]
fn Options(state: State, choice: RwSignal<Choice>) -> impl IntoView {
    let words = move || share_words(state.lang.get());
    let language = move |one: Language, name: &'static str| {
        let chosen = move || choice.with(|choice| choice.language == one);
        view! {
            <label>
                <input
                    type="radio"
                    name="share-language"
                    value=one.code()
                    prop:checked=chosen
                    on:change=move |_| choice.update(|choice| choice.language = one)
                />
                <span>{name}</span>
            </label>
        }
    };
    let languages = move || {
        (
            language(Language::Zh, "中文"),
            language(Language::En, "English"),
            language(Language::Both, words().both),
        )
    };
    let themes = move || {
        ThemeChoice::ALL
            .map(|one| {
                let name = match one {
                    ThemeChoice::Auto => words().auto,
                    ThemeChoice::Light => words().light,
                    ThemeChoice::Dark => words().dark,
                };
                let chosen = move || choice.with(|choice| choice.theme == one);
                view! {
                    <label>
                        <input
                            type="radio"
                            name="share-theme"
                            value=one.code()
                            prop:checked=chosen
                            on:change=move |_| choice.update(|choice| choice.theme = one)
                        />
                        <span>{name}</span>
                    </label>
                }
            })
            .collect_view()
    };
    let resize = move |event| {
        if let Ok(width) = event_target_value(&event).parse::<u32>() {
            choice.update(|choice| choice.width = width.clamp(WIDTHS[0], WIDTHS[1]));
        }
    };
    let is_embed = move || {
        choice.with(|choice| matches!(choice.tab, Tab::Script | Tab::Frame | Tab::Documents))
    };
    view! {
        <div class="options">
            <fieldset>
                <legend>{move || words().language}</legend>
                {languages}
            </fieldset>
            <fieldset>
                <legend>{move || words().colours}</legend>
                {themes}
            </fieldset>
            <label class="width">
                <span>{move || words().width}</span>
                <input
                    type="range"
                    min=WIDTHS[0]
                    max=WIDTHS[1]
                    step="10"
                    prop:value=move || choice.with(|choice| choice.width)
                    on:input=resize
                />
                <output>{move || choice.with(|choice| format!("{} px", choice.width))}</output>
            </label>
            <label hidden=move || !is_embed()>
                <input
                    type="checkbox"
                    prop:checked=move || choice.with(|choice| choice.controls)
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        choice.update(|choice| choice.controls = on);
                    }
                />
                <span>{move || words().controls}</span>
            </label>
            <label hidden=move || choice.with(|choice| choice.tab != Tab::Script)>
                <input
                    type="checkbox"
                    prop:checked=move || choice.with(|choice| choice.fallback)
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        choice.update(|choice| choice.fallback = on);
                    }
                />
                <span>{move || words().fallback}</span>
            </label>
        </div>
    }
}
