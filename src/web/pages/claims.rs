//! The documents' claims, each recomputed: a list that filters narrow, and the bar of verdicts that
//! other pages show.

use super::{
    super::{address::Record, download, reader, state::State},
    ledger_items::passages_view,
    statistics::number_row,
};
use crate::{
    atlas::{Atlas, Difference, DocumentId, Lang, Verdict},
    figure::documents::Showing,
    i18n::{ClaimWords, claim_words, page_words},
    ledger::{ClaimFilter, claim_card, difference_name, filtered, verdict_counts, verdict_name},
    spec::{Filter, Key, Page, Route, ThemeChoice},
};
use js_sys::futures::spawn_local;
use leptos::prelude::*;
use std::sync::OnceLock;

/// How many claims are shown at first, and how many a step shows more.
const STEP: usize = 40;
/// Longest text of the search field; links keep no more.
const LONGEST: usize = 60;

/// The figures that show what claims rest on: found once, for which all of them are made.
static SHOWING: OnceLock<Showing> = OnceLock::new();

/// Those figures, once the claims stand in the page: nobody waits for them.
fn showing_at_rest(atlas: &'static Atlas) -> ReadSignal<Option<&'static Showing>> {
    let (showing, show) = signal(SHOWING.get());
    if SHOWING.get().is_none() {
        reader::at_rest(move || {
            show.try_set(Some(SHOWING.get_or_init(|| Showing::new(atlas))));
        });
    }
    showing
}

/// The claims a link asks for.
fn filter_of(atlas: &Atlas, filter: &Filter) -> ClaimFilter {
    ClaimFilter {
        document: filter.get(Key::Document).and_then(|id| atlas.document_by_id(id)),
        verdict: filter.get(Key::Verdict).and_then(Verdict::of_code),
        difference: filter.get(Key::Difference).and_then(Difference::of_code),
        theme: filter.get(Key::Gap).and_then(|id| atlas.theme_by_id(id)),
        text: filter.get(Key::Find).unwrap_or_default().to_owned(),
    }
}

/// The sign of a verdict, which tells it without colour.
const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "=",
        Verdict::AgreesAfterRounding => "≈",
        Verdict::Differs => "≠",
        Verdict::NotRecomputable => "?",
    }
}

/// A verdict by sign and word.
fn verdict_view(verdict: Verdict, words: &ClaimWords) -> impl IntoView + use<> {
    view! {
        <span class=format!("verdict {}", verdict.code())>
            <span class="sign" aria-hidden="true">{sign(verdict)}</span>
            {verdict_name(verdict, words)}
        </span>
    }
}

/// The page.
#[component]
pub(super) fn Claims(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let claims = &atlas.documents().claims;
    let words = move || claim_words(state.lang.get());
    let filter = Memo::new(move |_| state.route.with(|route| filter_of(atlas, &route.filter)));
    let found = Memo::new(move |_| filter.with(|filter| filtered(atlas, filter)));
    let showing = showing_at_rest(atlas);
    let most = RwSignal::new(STEP);
    Effect::new(move |before: Option<()>| {
        filter.track();
        if before.is_some() {
            most.set(STEP);
        }
    });
    // The claim of the link, where it does not stand among those listed.
    let linked = Memo::new(move |_| {
        let item = state.route.with(|route| route.item.clone())?;
        let at = claims.iter().position(|claim| claim.id == item)?;
        let listed = found.with(|found| found.iter().take(most.get()).any(|one| *one == at));
        (!listed).then_some(at)
    });
    let listed = move || {
        let apart = linked.get();
        found.with(|found| {
            let most = most.get();
            found.iter().copied().take(most).filter(|one| Some(*one) != apart).collect::<Vec<_>>()
        })
    };
    let count = move || {
        let found = found.with(Vec::len);
        words()
            .found
            .replace("{total}", &claims.len().to_string())
            .replace("{count}", &found.to_string())
    };
    let beyond = move || {
        let at = linked.get()?;
        found.with(|found| !found.contains(&at)).then(|| words().beyond_filter)
    };
    let left = move || found.with(Vec::len).saturating_sub(most.get());
    view! {
        <header class="lead">
            <h1>{move || page_words(state.lang.get()).claims}</h1>
            <p>{move || words().lead}</p>
        </header>
        <ClaimsBar state/>
        <Filters state/>
        <p class="claim-count" role="status">{count}</p>
        {move || linked.get().map(|at| view! {
            <section class="linked-claim">
                {move || beyond().map(|text| view! { <p class="note">{text}</p> })}
                <ClaimView state at showing/>
            </section>
        })}
        <div class="claims">
            <For each=listed key=|at| *at let:at><ClaimView state at showing/></For>
        </div>
        {move || found.with(Vec::is_empty).then(|| view! {
            <p class="nothing">{words().found_nothing}</p>
        })}
        <div class="more-claims" hidden=move || left() == 0>
            <button type="button" on:click=move |_| most.update(|most| *most += STEP)>
                {move || words().more.replace("{count}", &left().min(STEP).to_string())}
            </button>
            <button type="button" class="every" on:click=move |_| most.set(claims.len())>
                {move || words().every}
            </button>
        </div>
    }
}

/// The menus, the search field, and a button that takes everything away.
#[component]
fn Filters(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let words = move || claim_words(state.lang.get());
    let chosen = move |key: Key| {
        state.route.with(|route| route.filter.get(key).unwrap_or_default().to_owned())
    };
    let menus = move || {
        let (lang, words) = (state.lang.get(), words());
        let titled = |id: &str, title: &str| (id.to_owned(), title.to_owned());
        let documents: Vec<_> = atlas
            .documents()
            .documents
            .iter()
            .map(|one| titled(&one.id, &format!("{} {}", one.id, one.title.get(lang))))
            .collect();
        let verdicts =
            Verdict::ALL.map(|one| titled(one.code(), verdict_name(one, words))).to_vec();
        let differences =
            Difference::ALL.map(|one| titled(one.code(), difference_name(one, words).0)).to_vec();
        let used = |theme: usize| {
            atlas.documents().claims.iter().any(|claim| claim.theme.index() == theme)
        };
        let themes = atlas.catalog().themes.iter().enumerate();
        let themes: Vec<_> = themes
            .filter(|(at, _)| used(*at))
            .map(|(_, one)| titled(&one.id, one.name.get(lang)))
            .collect();
        [
            (Key::Document, words.document, documents),
            (Key::Verdict, words.verdict, verdicts),
            (Key::Difference, words.difference, differences),
            (Key::Gap, words.theme, themes),
        ]
        .into_iter()
        .map(|(key, label, options): (Key, &'static str, Vec<(String, String)>)| {
            let options = core::iter::once((String::new(), words.all.to_owned()))
                .chain(options)
                .map(|(code, name)| {
                    let value = code.clone();
                    view! {
                        <option value=value prop:selected=move || chosen(key) == code>{name}</option>
                    }
                })
                .collect_view();
            view! {
                <label>
                    <span>{label}</span>
                    <select
                        name=key.code()
                        on:change=move |event| {
                            narrow(state, Record::Step, key, event_target_value(&event));
                        }
                    >
                        {options}
                    </select>
                </label>
            }
        })
        .collect_view()
    };
    let is_narrowed = move || state.route.with(|route| route.filter != Filter::default());
    view! {
        <search class="claim-filters" aria-label=move || words().narrow>
            {menus}
            <label class="find">
                <span>{move || words().search}</span>
                <input
                    type="search"
                    name=Key::Find.code()
                    maxlength=LONGEST
                    autocomplete="off"
                    prop:value=move || chosen(Key::Find)
                    on:input=move |event| {
                        narrow(state, Record::Stage, Key::Find, event_target_value(&event));
                    }
                />
            </label>
            <button
                type="button"
                hidden=move || !is_narrowed()
                on:click=move |_| state.go(Record::Step, |route| *route = Route::to(Page::Claims))
            >
                {move || words().clear}
            </button>
        </search>
    }
}

/// Narrows the list; the link then means the list and no longer one claim.
fn narrow(state: State, record: Record, key: Key, value: String) {
    state.go(record, |route| {
        route.item = None;
        route.filter.set(key, Some(value));
    });
}

/// A claim with all that it rests on.
#[component]
fn ClaimView(
    state: State,
    at: usize,
    showing: ReadSignal<Option<&'static Showing>>,
) -> impl IntoView {
    let atlas = state.atlas;
    let claim = &atlas.documents().claims[at];
    let content = move || {
        let lang = state.lang.get();
        let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
        let words = claim_words(lang);
        let card = claim_card(atlas, claim, lang);
        let difference = card.difference.map(|kind| {
            let (name, about) = difference_name(kind, words);
            view! { <span class="difference">{name}</span> <span class="about">{about}</span> }
        });
        let documents = card
            .documents
            .iter()
            .map(|(id, title)| {
                let link = format!("#/documents/{id}");
                view! { <a href=link>{format!("{id} {title}")}</a> " · " }
            })
            .collect_view();
        let first = card.documents.first().map(|(id, _)| id.as_str()).unwrap_or_default();
        let locus = match &card.exhibit {
            Some(item) => {
                let link = format!("#/documents/{first}/{item}");
                view! { <a href=link>{card.locus}</a> }.into_any()
            }
            None => card.locus.into_any(),
        };
        let explanation = passages_view(card.explanation);
        let shown = move || {
            let (entry, part) = showing.get()?.of_claim(atlas, claim)?;
            let link = format!("#/documents/{}/{}", entry.document, part.id);
            Some(view! {
                <p class="shown-in">
                    <span class="label">{words.shown_in}</span> " "
                    <a href=link>{entry.name(lang)}</a>
                </p>
            })
        };
        let rows = [
            (words.stated, card.stated, "stated"),
            (words.formula, card.formula, "formula"),
            (words.recomputed, card.recomputed, "recomputed"),
        ]
        .map(|(label, text, class)| {
            let text = text.unwrap_or_else(|| words.nothing.to_owned());
            view! { <div class=class><dt>{label}</dt><dd>{text}</dd></div> }
        })
        .collect_view();
        let used = (!card.numbers.is_empty()).then(|| {
            let title = words.numbers_used.replace("{count}", &card.numbers.len().to_string());
            let numbers =
                card.numbers.iter().map(|one| number_row(atlas, one, words, true)).collect_view();
            let named = card.formula_in_words;
            view! {
                <details>
                    <summary>{title}</summary>
                    <p class="label">{words.formula_in_words}</p>
                    <p class="named">{named}</p>
                    <ul class="printed">{numbers}</ul>
                </details>
            }
        });
        let counted = (!card.counted.is_empty()).then(|| {
            let names = card.counted.into_iter().map(|name| view! { <li>{name}</li> });
            view! {
                <details>
                    <summary>{words.names_counted}</summary>
                    <ul class="counted" lang="en">{names.collect_view()}</ul>
                </details>
            }
        });
        view! {
            <p class="outcome">{verdict_view(card.verdict, words)} " " {difference}</p>
            <h3>{card.claim}</h3>
            <p class="other" lang=other.tag()>{card.other}</p>
            <p class="where">{documents} {locus} " · " {card.theme}</p>
            <dl class="reckoning">{rows}</dl>
            <p class="ground">{card.ground}</p>
            <p class="explanation"><span class="label">{words.explanation}</span> " " {explanation}</p>
            {shown}
            {used}
            {counted}
        }
    };
    let id = claim.id.as_str();
    let link = Route::to(Page::Claims).at(id).to_fragment(atlas, None, ThemeChoice::default());
    let address = link.clone();
    let copied = RwSignal::new(None);
    let copy = move |_| {
        let address = address.clone();
        spawn_local(async move {
            let done = download::copy(&download::link(&address)).await.is_ok();
            copied.try_set(Some(done));
        });
    };
    let told = move || {
        let words = claim_words(state.lang.get());
        copied.get().map(|done| match done {
            true if download::has_address() => words.copied,
            true => words.copied_part,
            false => words.not_copied,
        })
    };
    view! {
        <article class="card claim" id=id data-id=id tabindex="-1">
            {content}
            <p class="links">
                <a class="permalink" href=link>
                    {move || claim_words(state.lang.get()).link_to}
                </a>
                <button type="button" class="copy" on:click=copy>
                    {move || claim_words(state.lang.get()).copy_link}
                </button>
                <span role="status">{told}</span>
            </p>
        </article>
    }
}

/// How the claims of a document (or all) fare: a bar, and beside it each verdict with its number,
/// which leads to those claims.
#[component]
pub(super) fn ClaimsBar(
    state: State,
    /// The document; none for all five.
    #[prop(optional)]
    document: Option<DocumentId>,
) -> impl IntoView {
    let atlas = state.atlas;
    let counts = verdict_counts(atlas, document);
    let total: usize = counts.iter().sum();
    let of = document.map(|id| atlas.documents().document(id).id.as_str());
    let shares: Vec<(Verdict, usize)> =
        Verdict::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
    let parts = shares
        .iter()
        .map(|(verdict, count)| {
            let class = format!("part {}", verdict.code());
            view! { <span class=class style:flex-grow=count.to_string()></span> }
        })
        .collect_view();
    let list = move || {
        let words = claim_words(state.lang.get());
        shares
            .iter()
            .map(|(verdict, count)| {
                let mut route = Route::to(Page::Claims).with(Key::Verdict, verdict.code());
                route.filter.set(Key::Document, of.map(str::to_owned));
                let link = route.to_fragment(atlas, None, ThemeChoice::default());
                view! {
                    <li><a href=link>{verdict_view(*verdict, words)} " " <b>{*count}</b></a></li>
                }
            })
            .collect_view()
    };
    let told = move || {
        let words = claim_words(state.lang.get());
        if total == 0 {
            words.no_claims.to_owned()
        } else {
            words.bar.replace("{total}", &total.to_string())
        }
    };
    // The list says what the bar shows.
    view! {
        <div class="claims-bar">
            <div class="parts" aria-hidden="true" hidden=total == 0>{parts}</div>
            <p>{told}</p>
            <ul>{list}</ul>
        </div>
    }
}
