//! The frame around every page: name, language, colours, notices, footer.

use super::{pages::Pages, reader, search::SearchBox, share::ShareDialog, state::State};
use crate::{
    atlas::{Atlas, Lang, Text},
    figure::{ReadyMade, ready_made},
    i18n::{PageWords, page_words},
    ledger::search::{Item, Kind},
    spec::{Page, ThemeChoice},
};
use leptos::prelude::*;

/// The whole page.
#[component]
pub(super) fn App(state: State) -> impl IntoView {
    Effect::new(move |_| {
        let words = state.words();
        reader::dress_document(state.lang.get(), words.site_name, state.theme.get());
    });
    view! {
        <a class="skip" href="#main" on:click=move |event| {
            // The fragment belongs to the state; only the focus moves.
            event.prevent_default();
            if let Some(main) = reader::element_by_id("main") {
                main.focus().ok();
            }
        }>{move || state.words().skip_to_content}</a>
        <header class="site">
            <a class="brand" href="#/">
                <strong>{move || state.words().site_name}</strong>
                <span>{move || state.words().tagline}</span>
            </a>
            <SearchBox state more=figures/>
            <div class="settings">
                <ThemeMenu state/>
                <LanguageButton state/>
            </div>
            <PageList state/>
        </header>
        <main id="main" tabindex="-1">
            <Notices state/>
            <Pages state/>
        </main>
        <footer class="site">{move || state.words().footer}</footer>
        <ShareDialog state/>
    }
}

/// Ready-made figures, for the search: their titles follow the data.
fn figures(atlas: &'static Atlas) -> Vec<Item> {
    let item = |one: ReadyMade| {
        let [zh, en] = Lang::ALL.map(|lang| one.figure(atlas, lang));
        Item {
            kind: Kind::Figure,
            id: one.id.to_owned(),
            title: Text { zh: zh.title, en: en.title },
            context: Text { zh: zh.subtitle, en: en.subtitle },
            fragment: format!("#/gallery/{}", one.id),
        }
    };
    ready_made().map(item).collect()
}

/// The pages; the one shown is marked.
#[component]
fn PageList(state: State) -> impl IntoView {
    let shown = Memo::new(move |_| state.route.with(|route| route.page.code()));
    let links = move || {
        let words = page_words(state.lang.get());
        Page::NAMED
            .into_iter()
            .map(|page| {
                let current = move || (shown.get() == page.code()).then_some("page");
                let link = format!("#/{}", page.code());
                let id = link_id(page.code());
                view! { <li id=id><a href=link aria-current=current>{name_of(page, words)}</a></li> }
            })
            .collect_view()
    };
    // Where the list is wider than the screen, the page shown stands in it.
    Effect::new(move |_| reader::reveal(link_id(shown.get())));
    view! {
        <nav class="pages" aria-label=move || page_words(state.lang.get()).pages>
            <ul>{links}</ul>
        </nav>
    }
}

/// The id of a page's entry in the list of pages.
fn link_id(page: &str) -> String {
    format!("page-{page}")
}

/// What a page is called.
const fn name_of(page: Page, words: &PageWords) -> &'static str {
    match page {
        Page::Home => "",
        Page::Explore => words.explore,
        Page::Inequality => words.inequality,
        Page::Documents | Page::Document(_) => words.documents,
        Page::Claims => words.claims,
        Page::Zhejiang => words.zhejiang,
        Page::Shanghai => words.shanghai,
        Page::Policy => words.policy,
        Page::Gallery => words.gallery,
    }
}

#[component]
fn LanguageButton(state: State) -> impl IntoView {
    let other = move || match state.lang.get() {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    view! {
        <button type="button" class="language" lang=move || other().tag()
            on:click=move |_| state.choose_language(other())>
            {move || state.words().other_language}
        </button>
    }
}

#[component]
fn ThemeMenu(state: State) -> impl IntoView {
    let choose = move |event| {
        let code = event_target_value(&event);
        if let Some(choice) = ThemeChoice::ALL.into_iter().find(|choice| choice.code() == code) {
            state.choose_theme(choice);
        }
    };
    let options = move || {
        let words = state.words();
        ThemeChoice::ALL
            .into_iter()
            .map(|choice| {
                let label = match choice {
                    ThemeChoice::Auto => words.theme_auto,
                    ThemeChoice::Light => words.theme_light,
                    ThemeChoice::Dark => words.theme_dark,
                };
                view! {
                    <option value=choice.code() prop:selected=move || state.theme_choice.get() == choice>
                        {label}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <label class="theme">
            <span>{move || state.words().theme}</span>
            <select on:change=choose>{options}</select>
        </label>
    }
}

/// What the reader should know about this link or this browser.
#[component]
fn Notices(state: State) -> impl IntoView {
    let list = move || {
        let lang = state.lang.get();
        state
            .notices
            .get()
            .into_iter()
            .map(|notice| view! { <li>{notice.text(lang)}</li> })
            .collect_view()
    };
    view! {
        <div role="status" class="notices" hidden=move || state.notices.with(Vec::is_empty)>
            <strong>{move || state.words().notices}</strong>
            <ul>{list}</ul>
            <button type="button" on:click=move |_| {
                state.notices.set(Vec::new());
                reader::focus_heading();
            }>
                {move || state.words().dismiss}
            </button>
        </div>
    }
}
