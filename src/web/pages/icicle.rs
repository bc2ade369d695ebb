//! The icicle beside the tree. It says with areas what the tree says with rows: the tree is its text
//! alternative and has the keys.

use super::super::{size, state::State};
use super::outline::{GapLegend, Tree, row_of};
use crate::{
    atlas::DocumentId,
    i18n::policy_words,
    ledger::{
        icicle::{Rectangle, layout},
        policy::Gap,
    },
    theme,
};
use leptos::{html, prelude::*};

/// Height of the picture, in CSS pixels.
const HEIGHT: u32 = 640;
/// Size of the letters.
const LETTER: f64 = 12.0;
/// Height that a line needs.
const LINE: f64 = 15.0;
/// Boxes lower than this have no border: it would hide them.
const BORDERED: f64 = 4.0;
/// Room between an edge and a letter.
const INSET: f64 = 4.0;
/// Mean width of a letter of an alphabet, as a share of that of a Chinese character.
const NARROW: f64 = 0.55;
/// A label of fewer characters than this, in the width of Chinese ones, says nothing.
const LEAST: f64 = 2.0;

/// As much of a text as fits into a width, with an ellipsis where it was cut; `None` where too little
/// does.
pub(super) fn fitting(text: &str, width: f64) -> Option<String> {
    let room = width / LETTER;
    let wide = |letter: char| if letter.is_ascii() { NARROW } else { 1.0 };
    if text.chars().map(wide).sum::<f64>() <= room {
        return Some(text.to_owned());
    }
    let mut taken = 1.0;
    let mut cut: String = text
        .chars()
        .take_while(|letter| {
            taken += wide(*letter);
            taken <= room
        })
        .collect();
    let enough = room >= LEAST + 1.0 && !cut.is_empty();
    cut.push('…');
    enough.then_some(cut)
}

/// The picture with the way up.
#[component]
pub(super) fn Icicle(tree: Tree, document: Option<DocumentId>) -> impl IntoView {
    let state: State = tree.state;
    let (atlas, forest) = (state.atlas, tree.forest);
    let words = move || policy_words(state.lang.get());
    let container = NodeRef::<html::Div>::new();
    let width = size::width_of(container);
    let whole = document.and_then(|document| {
        forest.children(None).find(|row| forest.node(*row).document == document)
    });
    // The row that fills the picture.
    let root = RwSignal::new(whole);
    let laid = Memo::new(move |_| {
        tree.selection.with(|selection| {
            let root = root.get().filter(|row| selection.shown[*row]).or(whole);
            layout(forest, selection, root)
        })
    });
    let size = move || width.get().map(|width| (f64::from(width), f64::from(HEIGHT)));
    let boxes = move || {
        let Some((width, height)) = size() else { return Vec::new() };
        let (lang, theme) = (state.lang.get(), state.theme.get());
        let wanted = tree.filter.with(|filter| filter.gap);
        laid.with(|laid| {
            laid.iter()
                .map(|one| {
                    let leading = wanted
                        .filter(|gap| forest.gaps_of(one.row).any(|of_row| of_row == *gap))
                        .or_else(|| forest.gaps_of(one.row).next())
                        .unwrap_or(Gap::Unnamed);
                    let matched =
                        tree.selection.with_untracked(|selection| selection.matched[one.row]);
                    box_view(
                        one,
                        [width, height],
                        theme::gap(theme, leading.code(atlas)),
                        matched,
                        forest.node(one.row).title.get(lang),
                    )
                })
                .collect()
        })
    };
    let ring = move || {
        let (width, height) = size()?;
        let current = tree.current.get();
        laid.with(|laid| {
            let one = laid.iter().find(|one| one.row == current)?;
            Some(view! {
                <rect class="ring" x=one.x * width y=one.y * height
                    width=one.width * width height=one.height * height/>
            })
        })
    };
    let up = move |_| {
        let above = root.get_untracked().and_then(|row| forest.rows()[row].parent);
        root.set(above.or(whole));
    };
    let choose = move |event: leptos::ev::MouseEvent| {
        let Some(row) = row_of(&event) else { return };
        if forest.descendants(row) > 0 {
            root.set(Some(row));
        }
        tree.reveal(row);
    };
    let is_whole = move || root.get() == whole;
    view! {
        <section class="icicle" aria-label=move || words().icicle>
            <div class="tools">
                <button type="button" disabled=is_whole on:click=up>{move || words().up}</button>
                <button type="button" disabled=is_whole on:click=move |_| root.set(whole)>
                    {move || words().whole}
                </button>
            </div>
            <div class="picture" node_ref=container>
                <svg role="img" aria-label=move || words().icicle_about
                    width=move || width.get() height=HEIGHT on:click=choose>
                    {boxes}
                    {ring}
                </svg>
            </div>
            <GapLegend state/>
            <p class="hint">{move || words().icicle_about}</p>
        </section>
    }
}

/// A rectangle with as much of the title as fits.
fn box_view(
    one: &Rectangle,
    [width, height]: [f64; 2],
    colour: &'static str,
    matched: bool,
    title: &str,
) -> AnyView {
    let (x, y) = (one.x * width, one.y * height);
    let (wide, high) = (one.width * width, one.height * height);
    let label = if high >= LINE { fitting(title, wide - 2.0 * INSET) } else { None };
    // Where there is little room the name stands in the middle, else at the top.
    let line = y + if high < 2.0 * LINE { high / 2.0 } else { LINE * 0.75 };
    view! {
        <g data-row=one.row class:faint=!matched class:thin=high < BORDERED>
            <title>{title.to_owned()}</title>
            <rect x=x y=y width=wide height=high fill=colour/>
            {label.map(|label| view! { <text x=x + INSET y=line>{label}</text> })}
        </g>
    }
    .into_any()
}
