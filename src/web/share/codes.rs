//! The texts and files of a form, each with a button that takes it away.

use super::{super::state::State, Choice, Shown, Still, Tab};
use crate::{
    article::{
        Address, ChartPlan, Kit, Preset, Subject,
        citation::{Citation, CitationFormat, Date, DateError},
        package::{PackageParts, package},
        snippet::{HostScript, Language, Snippet, SnippetError, SnippetOptions, wordpress},
    },
    atlas::Lang,
    browser::{
        download,
        raster::{png, print, today},
    },
    bundle,
    export::{Bom, csv, json, xlsx},
    figure::{Figure, Marks},
    i18n::{ShareWords, share_words},
    spec::ThemeChoice,
};
use js_sys::futures::spawn_local;
use leptos::prelude::*;

/// Version of the program, for citations.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Something to take away.
#[derive(Clone, PartialEq)]
enum Output {
    /// A text to copy, with what it is.
    Text { name: String, text: String },
    /// Why there is none.
    Refused { name: String, why: String },
    /// A file, made when it is asked for.
    File { name: String, form: Form },
}

/// A file that is made when it is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg(Preset),
    Png(Preset),
    Csv,
    Json,
    Xlsx,
    Package,
    WechatPng,
    Print,
}

/// The figure's name in names of files.
fn file_stem(state: State, subject: &Subject, language: Language) -> String {
    format!("prosperity-atlas-{}-{}", subject.file_stem(state.atlas), language.code())
}

/// Calls `make` with the kit of what is shared.
pub(super) fn with_kit<T>(
    state: State,
    choice: &Choice,
    shown: Shown,
    still: Still,
    make: impl FnOnce(&Kit<'_>) -> T,
) -> T {
    let site = download::site();
    let library = still.get_value();
    let draw = |plan: &ChartPlan, id: &str| {
        library.as_ref()?.draw(&plan.option, [plan.width, plan.height], id).ok()
    };
    shown.with_value(|subject| {
        let fragment = subject.fragment(state.atlas, None, ThemeChoice::Auto);
        make(&Kit {
            atlas: state.atlas,
            subject,
            language: choice.language,
            theme: choice.theme,
            address: Address { site: &site, fragment: &fragment },
            layer: &bundle::small_map,
            draw: &draw,
        })
    })
}

fn snippet_options(kit: &Kit<'_>, choice: &Choice) -> SnippetOptions {
    SnippetOptions {
        lang: choice.language,
        theme: choice.theme,
        width: choice.width,
        height: kit.frame_height(choice.width, choice.controls),
        controls: choice.controls,
    }
}

/// What a form consists of.
fn outputs(kit: &Kit<'_>, choice: &Choice, words: &ShareWords, lang: Lang) -> Vec<Output> {
    let figure = kit.figure();
    let snippet = Snippet {
        address: kit.address,
        title: &figure.title,
        alt: &figure.alt,
        has_picture: !matches!(figure.marks, Marks::Table | Marks::Nothing(_)),
        options: snippet_options(kit, choice),
    };
    let text = |name: &str, made: Result<String, SnippetError>| match made {
        Ok(text) => Output::Text { name: name.to_owned(), text },
        Err(error) => Output::Refused { name: name.to_owned(), why: error.text(lang).to_owned() },
    };
    let file = |name: &str, form: Form| Output::File { name: name.to_owned(), form };
    let block = |wanted: bool| if wanted { kit.pasted_block(&kit.own_id()) } else { String::new() };
    match choice.tab {
        Tab::Link => {
            vec![text(words.address, snippet.url()), text(words.titled_address, snippet.link())]
        }
        Tab::Script => vec![text(words.script, snippet.script_embed(&block(choice.fallback)))],
        Tab::Frame => vec![text(words.frame, snippet.iframe_embed(HostScript::With))],
        Tab::Still => vec![
            Output::Text { name: words.still.to_owned(), text: block(true) },
            file(words.print, Form::Print),
        ],
        Tab::Pictures => pictures(kit, words),
        Tab::Wechat => wechat(kit, words, lang),
        Tab::Data => vec![
            file("CSV", Form::Csv),
            file("JSON", Form::Json),
            file("XLSX", Form::Xlsx),
            file(words.package, Form::Package),
        ],
        Tab::Cite => {
            let link = kit.cited_fragment();
            let Ok(citation) = citation(kit, &figure, &link) else { return Vec::new() };
            CitationFormat::ALL
                .map(|format| Output::Text {
                    name: format.name(lang).to_owned(),
                    text: citation.text(format),
                })
                .to_vec()
        }
        Tab::Documents => {
            let embed = snippet.script_embed(&block(true)).map(|html| wordpress(&html));
            vec![
                text("Markdown", snippet.markdown()),
                text("Quarto", snippet.quarto(&block(true))),
                text("WordPress", embed),
            ]
        }
    }
}

fn citation<'a>(
    kit: &Kit<'a>,
    figure: &'a Figure,
    link: &'a str,
) -> Result<Citation<'a>, DateError> {
    let (year, month, day) = today();
    let accessed = Date::new(year, month, day)?;
    let address = Address { fragment: link, ..kit.address };
    Ok(Citation { figure, lang: kit.lang(), address, accessed, version: VERSION })
}

fn pictures(kit: &Kit<'_>, words: &ShareWords) -> Vec<Output> {
    if matches!(kit.figure().marks, Marks::Table | Marks::Nothing(_)) {
        let (name, why) = (words.pictures.to_owned(), words.no_picture.to_owned());
        return vec![Output::Refused { name, why }];
    }
    let of_shape = |preset: Preset| {
        let name = match preset {
            Preset::Figure => words.shape_figure,
            Preset::Article => words.shape_article,
            Preset::Slide => words.shape_slide,
            Preset::Square => words.shape_square,
            Preset::Portrait => words.shape_portrait,
        };
        [
            Output::File { name: format!("{name} · PNG"), form: Form::Png(preset) },
            Output::File { name: format!("{name} · SVG"), form: Form::Svg(preset) },
        ]
    };
    let print = Output::File { name: words.print.to_owned(), form: Form::Print };
    Preset::ALL.into_iter().flat_map(of_shape).chain([print]).collect()
}

fn wechat(kit: &Kit<'_>, words: &ShareWords, lang: Lang) -> Vec<Output> {
    let made = [
        (words.wechat_still, kit.wechat_article("wx-")),
        (words.wechat_flip, kit.flip_book("wx-")),
    ];
    let mut all: Vec<Output> = made
        .into_iter()
        .filter_map(|(name, made)| {
            let name = name.to_owned();
            Some(match made? {
                Ok(text) => Output::Text { name, text },
                Err(error) => Output::Refused { name, why: error.sentence(lang) },
            })
        })
        .collect();
    if all.is_empty() {
        let (name, why) = (words.wechat.to_owned(), words.no_picture.to_owned());
        return vec![Output::Refused { name, why }];
    }
    let name = format!("{} · PNG", words.shape_article);
    all.push(Output::File { name, form: Form::WechatPng });
    all
}

/// What became of taking something away.
#[derive(Clone, PartialEq)]
enum Outcome {
    Copied,
    ByHand,
    Saved(String),
    NotSaved,
}

/// The texts and files of the form that is chosen.
#[component]
pub(super) fn Codes(
    state: State,
    choice: RwSignal<Choice>,
    shown: Shown,
    still: Still,
) -> impl IntoView {
    let outcome: RwSignal<Option<Outcome>> = RwSignal::new(None);
    // The width of the preview changes no code but those with pictures of that width.
    let wanted = Memo::new(move |_| choice.get());
    Effect::new(move |_| {
        wanted.track();
        outcome.set(None);
    });
    let words = move || share_words(state.lang.get());
    let list = Memo::new(move |_| {
        let (words, lang) = (words(), state.lang.get());
        wanted.with(|choice| {
            with_kit(state, choice, shown, still, |kit| outputs(kit, choice, words, lang))
        })
    });
    let view_of = move |(at, output): (usize, Output)| {
        let id = format!("share-text-{at}");
        match output {
            Output::Text { name, text } => {
                let (shown_text, field) = (text.clone(), id.clone());
                let label = name.clone();
                let copy = move |_| {
                    let (text, field) = (text.clone(), field.clone());
                    spawn_local(async move {
                        let copied = download::copy(&text).await.is_ok();
                        if !copied {
                            download::select_text(&field);
                        }
                        // The dialog may be closed by now.
                        let said = if copied { Outcome::Copied } else { Outcome::ByHand };
                        let _ = outcome.try_set(Some(said));
                    });
                };
                view! {
                    <div class="code">
                        <label for=id.clone()>{name}</label>
                        <textarea id=id readonly spellcheck="false" rows="5" prop:value=shown_text>
                        </textarea>
                        <button type="button" aria-label=move || format!("{} {label}", words().copy) on:click=copy>
                            {move || words().copy}
                        </button>
                    </div>
                }
                .into_any()
            }
            Output::Refused { name, why } => {
                view! { <p class="refused"><strong>{name}</strong> " " {why}</p> }.into_any()
            }
            Output::File { name, form } => {
                let take = move |_| {
                    let choice = wanted.get_untracked();
                    take_away(state, &choice, shown, still, form, outcome);
                };
                view! { <button type="button" class="file" on:click=take>{name}</button> }
                    .into_any()
            }
        }
    };
    let all = move || list.get().into_iter().enumerate().map(view_of).collect_view();
    let said = move || {
        outcome.get().map(|outcome| match outcome {
            Outcome::Copied => words().copied.to_owned(),
            Outcome::ByHand => words().by_hand.to_owned(),
            Outcome::Saved(name) => format!("{}{name}", words().saved),
            Outcome::NotSaved => words().not_saved.to_owned(),
        })
    };
    view! {
        <div class="codes">{all}</div>
        <p class="outcome" role="status">{said}</p>
    }
}

/// Makes a file and offers it.
fn take_away(
    state: State,
    choice: &Choice,
    shown: Shown,
    still: Still,
    form: Form,
    outcome: RwSignal<Option<Outcome>>,
) {
    let stem = shown.with_value(|subject| file_stem(state, subject, choice.language));
    let tell = move |name: String, saved: bool| {
        let _ = outcome.try_set(Some(if saved { Outcome::Saved(name) } else { Outcome::NotSaved }));
    };
    let poster =
        |preset: Preset| with_kit(state, choice, shown, still, |kit| kit.poster(preset, "pa-"));
    let figure = || {
        with_kit(state, choice, shown, still, |kit| (kit.figure(), kit.lang(), kit.address.link()))
    };
    match form {
        Form::Svg(preset) => {
            let name = format!("{stem}-{}.svg", preset.code());
            let saved = poster(preset)
                .is_some_and(|svg| download::save(&name, "image/svg+xml", &svg).is_ok());
            tell(name, saved);
        }
        Form::Png(_) | Form::WechatPng => {
            let preset = match form {
                Form::Png(preset) => preset,
                _ => Preset::Article,
            };
            let name = format!("{stem}-{}.png", preset.code());
            let svg = poster(preset);
            spawn_local(async move {
                let drawn = match svg {
                    Some(svg) => png(&svg).await.ok(),
                    None => None,
                };
                let saved = drawn.is_some_and(|blob| download::save_blob(&name, &blob).is_ok());
                tell(name, saved);
            });
        }
        Form::Csv => {
            let (figure, lang, _) = figure();
            let name = format!("{stem}.csv");
            let text = csv(&figure, lang, Bom::With);
            let saved = download::save(&name, "text/csv;charset=utf-8", &text).is_ok();
            tell(name, saved);
        }
        Form::Json => {
            let (figure, lang, link) = figure();
            let name = format!("{stem}.json");
            let saved =
                download::save(&name, "application/json", &json(&figure, lang, &link)).is_ok();
            tell(name, saved);
        }
        Form::Xlsx => {
            const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            let (figure, lang, link) = figure();
            let name = format!("{stem}.xlsx");
            let saved = xlsx(&figure, lang, &link)
                .is_ok_and(|bytes| download::save_bytes(&name, KIND, &bytes).is_ok());
            tell(name, saved);
        }
        Form::Package => {
            let name = format!("{stem}.zip");
            let made = with_kit(state, choice, shown, still, |kit| {
                let figure = kit.figure();
                let method = share_words(kit.lang()).method;
                let link = kit.cited_fragment();
                let citation = citation(kit, &figure, &link).ok()?;
                package(&PackageParts { citation, method, seed: None }).ok()
            });
            let saved = made.is_some_and(|bytes| {
                download::save_bytes(&name, "application/zip", &bytes).is_ok()
            });
            tell(name, saved);
        }
        Form::Print => {
            let html = with_kit(state, choice, shown, still, |kit| kit.printed_block("print"));
            let page = format!("<!doctype html><meta charset=\"utf-8\">{html}");
            if print(&page).is_err() {
                outcome.set(Some(Outcome::NotSaved));
            }
        }
    }
}
