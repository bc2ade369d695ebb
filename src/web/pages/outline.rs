//! The policy outlines as a tree: filter, keys, counts, with the icicle beside it.

use super::super::{
    address::Record,
    explore::controls::{Choice, Menu},
    reader,
    state::State,
};
use super::icicle::Icicle;
use crate::{
    atlas::{Atlas, DocumentId, Lang},
    i18n::{counted_items, policy_kind, policy_words, year_span},
    ledger::policy::{Filter, Forest, Gap, Key as Pressed, Selection, Step, UNNAMED},
    spec::{Key, Route},
    theme,
};
use leptos::{ev, prelude::*, web_sys};
use std::sync::{Arc, OnceLock};
use wasm_bindgen::JsCast as _;

/// Levels that are open where nothing is narrowed: the documents on the page of all, their sections on
/// the page of one.
const OPEN_OF_ALL: usize = 1;
const OPEN_OF_ONE: usize = 2;

/// Id of the section of the outlines.
pub(super) const OUTLINE: &str = "outline";

/// Brings the outline into view, where a number of the matrix was chosen.
fn show_outline() {
    reader::at_rest(|| {
        reader::bring_into_view(OUTLINE);
    });
}

/// The outlines, put together when they are first asked for.
pub(super) fn forest(atlas: &'static Atlas) -> &'static Forest {
    static FOREST: OnceLock<Forest> = OnceLock::new();
    FOREST.get_or_init(|| Forest::new(atlas))
}

/// What a link narrows the outlines to; `within` a document, that is the document.
pub(super) fn filter_of(
    atlas: &'static Atlas,
    route: &Route,
    within: Option<DocumentId>,
) -> Filter {
    let forest = forest(atlas);
    let get = |key| route.filter.get(key);
    let gap = |code: &str| forest.gaps().iter().copied().find(|gap| gap.code(atlas) == code);
    let kind = |code: &str| forest.kinds().iter().copied().find(|kind| *kind == code);
    Filter {
        document: within.or_else(|| document_of(atlas, route)),
        kind: get(Key::Kind).and_then(kind),
        gap: get(Key::Gap).and_then(gap),
        year: get(Key::Year).and_then(|year| year.parse().ok()),
        text: get(Key::Find).unwrap_or_default().to_owned(),
    }
}

/// The document that a link narrows to.
pub(super) fn document_of(atlas: &Atlas, route: &Route) -> Option<DocumentId> {
    atlas.document_by_id(route.filter.get(Key::Document)?)
}

/// What a gap is called.
pub(super) fn gap_name(atlas: &'static Atlas, gap: Gap, lang: Lang) -> &'static str {
    match gap {
        Gap::Theme(theme) => atlas.catalog().themes[theme.index()].name.get(lang),
        Gap::Unnamed => policy_words(lang).unnamed,
    }
}

/// Changes a filter and forgets the item that was in view.
pub(super) fn narrow(state: State, record: Record, key: Key, value: Option<String>) {
    state.go(record, |route| {
        route.item = None;
        route.filter.set(key, value);
    });
}

/// What tree and icicle share.
#[derive(Clone, Copy)]
pub(super) struct Tree {
    pub(super) state: State,
    pub(super) forest: &'static Forest,
    pub(super) filter: Memo<Filter>,
    pub(super) selection: Memo<Arc<Selection>>,
    /// For each row, whether it is open.
    open: RwSignal<Vec<bool>>,
    /// The row that the Tab key leads to.
    pub(super) current: RwSignal<usize>,
}

impl Tree {
    fn new(state: State, document: Option<DocumentId>) -> Self {
        let forest = forest(state.atlas);
        let filter =
            Memo::new(move |_| state.route.with(|route| filter_of(state.atlas, route, document)));
        let item = Memo::new(move |_| {
            state.route.with(|route| route.item.as_deref().and_then(|id| forest.find(id)))
        });
        let selection = Memo::new(move |_| {
            let mut selection = filter.with(|filter| forest.select(filter));
            // What a link leads to is there whatever else is narrowed.
            for row in item.get().map(|row| forest.path(row)).unwrap_or_default() {
                selection.shown[row] = true;
            }
            Arc::new(selection)
        });
        let depth = if document.is_some() { OPEN_OF_ONE } else { OPEN_OF_ALL };
        let opened = move || {
            filter.with(|filter| {
                selection.with_untracked(|selection| forest.opened(filter, selection, depth))
            })
        };
        let first = selection.with_untracked(|selection| first_shown(selection));
        let open = RwSignal::new(untrack(opened));
        let tree = Self { state, forest, filter, selection, open, current: RwSignal::new(first) };
        // Before the frame looks for the item, which it does when the page is built.
        Effect::new(move |_| {
            open.set(opened());
            let current = tree.current.get_untracked();
            if !selection.with_untracked(|selection| selection.shown[current]) {
                tree.current.set(selection.with_untracked(|selection| first_shown(selection)));
            }
        });
        Effect::new(move |_| {
            if let Some(row) = item.get() {
                tree.show(row);
            }
        });
        tree
    }

    /// Opens what lies above a row and makes it the one that the Tab key leads to.
    fn show(self, row: usize) {
        let path = self.forest.path(row);
        self.open.update(|open| {
            for above in path.into_iter().filter(|above| *above != row) {
                open[above] = true;
            }
        });
        self.current.set(row);
    }

    /// Shows a row with what lies directly below it, and scrolls the list of the tree to it.
    pub(super) fn reveal(self, row: usize) {
        self.show(row);
        self.open.update(|open| open[row] = true);
        let id = self.forest.node(row).id.clone();
        reader::after(0, move || {
            if let Some(element) = reader::element_by_id(&id)
                && let Some(list) = element.parent_element()
            {
                list.set_scroll_top(element.offset_top().saturating_sub(list.client_height() / 3));
            }
        });
    }

    fn toggle(self, row: usize) {
        self.open.update(|open| open[row] = !open[row]);
    }

    /// Moves the focus to a row.
    fn focus(self, row: usize) {
        self.current.set(row);
        let id = self.forest.node(row).id.clone();
        if let Some(element) = reader::element_by_id(&id) {
            element.focus().ok();
        }
    }

    fn on_keydown(self, event: &ev::KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let row = self.current.get_untracked();
        let pressed = match event.key().as_str() {
            "ArrowUp" => Pressed::Up,
            "ArrowDown" => Pressed::Down,
            "ArrowLeft" => Pressed::Left,
            "ArrowRight" => Pressed::Right,
            "Home" => Pressed::First,
            "End" => Pressed::Last,
            "Enter" | " " => {
                event.prevent_default();
                return self.toggle(row);
            }
            // The search has this one.
            "/" => return,
            key if key.chars().count() == 1 => {
                let found = self.with(|selection, open| {
                    self.forest.typed(selection, open, row, key, self.state.lang.get_untracked())
                });
                return found.into_iter().for_each(|row| self.focus(row));
            }
            _ => return,
        };
        event.prevent_default();
        match self.with(|selection, open| self.forest.step(selection, open, row, pressed)) {
            Step::To(row) => self.focus(row),
            Step::Open | Step::Close => self.toggle(row),
            Step::Stay => {}
        }
    }

    fn with<T>(self, task: impl FnOnce(&Selection, &[bool]) -> T) -> T {
        self.selection
            .with_untracked(|selection| self.open.with_untracked(|open| task(selection, open)))
    }

    fn on_click(self, event: &ev::MouseEvent) {
        let Some(row) = row_of(event) else { return };
        self.focus(row);
        self.toggle(row);
    }

    /// What changes of the rows as they open and are narrowed, in the order of the forest.
    fn states(self) -> Vec<RowState> {
        let current = self.current.get();
        let narrowed =
            self.filter.with(|filter| !Filter { document: None, ..filter.clone() }.is_empty());
        self.selection.with(|selection| {
            self.open.with(|open| {
                let standing = self.forest.standing(selection);
                let mut visible = vec![false; standing.len()];
                for row in self.forest.visible(selection, open) {
                    visible[row] = true;
                }
                (0..standing.len())
                    .map(|row| RowState {
                        visible: visible[row],
                        matched: narrowed && selection.matched[row],
                        open: self.forest.has_shown(selection, row).then_some(open[row]),
                        current: row == current,
                        standing: standing[row],
                        level: self.forest.rows()[row].depth + 1,
                    })
                    .collect()
            })
        })
    }
}

fn first_shown(selection: &Selection) -> usize {
    selection.shown.iter().position(|shown| *shown).unwrap_or(0)
}

/// The row that an event happened on.
pub(super) fn row_of(event: &web_sys::Event) -> Option<usize> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    element.closest("[data-row]").ok()??.get_attribute("data-row")?.parse().ok()
}

/// What changes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RowState {
    visible: bool,
    matched: bool,
    /// None where there is nothing to open.
    open: Option<bool>,
    current: bool,
    standing: (usize, usize),
    /// How deep it lies, from 1.
    level: usize,
}

impl RowState {
    /// Writes it to the element of the row.
    fn dress(self, element: &web_sys::Element) {
        let set = |name: &str, value: Option<String>| {
            // An attribute that cannot be set costs a mark, not the item.
            match value {
                Some(value) => element.set_attribute(name, &value).ok(),
                None => element.remove_attribute(name).ok(),
            };
        };
        set("hidden", (!self.visible).then(String::new));
        set("class", self.matched.then(|| "match".to_owned()));
        set("aria-expanded", self.open.map(|open| open.to_string()));
        set("aria-selected", Some(self.current.to_string()));
        set("tabindex", Some(if self.current { "0" } else { "-1" }.to_owned()));
        set("aria-level", Some(self.level.to_string()));
        set("aria-posinset", Some(self.standing.0.to_string()));
        set("aria-setsize", Some(self.standing.1.to_string()));
    }
}

/// The outline of a document, or of all: filters, tree, icicle. It follows the filters of the address,
/// and the item where that is a node of it.
#[component]
pub(super) fn Outline(
    state: State,
    /// The document; all of them without.
    #[prop(optional_no_strip)]
    document: Option<DocumentId>,
) -> impl IntoView {
    let tree = Tree::new(state, document);
    let words = move || policy_words(state.lang.get());
    let all = move |open: bool| {
        tree.open.update(|rows| rows.fill(open));
        let current = tree.current.get_untracked();
        let top = tree.forest.path(current).first().copied().unwrap_or(0);
        tree.current.set(if open { current } else { top });
    };
    let whole = match document {
        Some(id) => {
            let of_document = Filter { document: Some(id), ..Filter::default() };
            tree.forest.select(&of_document).count
        }
        None => tree.forest.rows().len(),
    };
    let told = move || {
        let count = tree.selection.with(|selection| selection.count);
        let all = counted_items(whole, state.lang.get());
        if count == whole { all } else { format!("{count} {} {all}", words().of) }
    };
    // Where the current item stands, and how many of the items below it address each gap.
    let current = move || {
        let (row, lang) = (tree.current.get(), state.lang.get());
        let title = |row: usize| tree.forest.node(row).title.get(lang);
        let path: Vec<&str> = tree.forest.path(row).into_iter().map(title).collect();
        let below = tree.selection.with(|selection| tree.forest.below(selection, row)).into_iter();
        let counts: Vec<String> =
            below.map(|(gap, n)| format!("{} {n}", gap_name(state.atlas, gap, lang))).collect();
        let counts = (!counts.is_empty())
            .then(|| view! { <br/>{format!("{} {}", words().below, counts.join(" · "))} });
        view! { {path.join(" › ")} {counts} }
    };
    let empty = move || tree.selection.with(|selection| !selection.shown.contains(&true));
    view! {
        <div class="outline">
            <Filters state document/>
            <div class="tools">
                <span role="status">{told}</span>
                <button type="button" on:click=move |_| all(true)>{move || words().expand}</button>
                <button type="button" on:click=move |_| all(false)>
                    {move || words().collapse}
                </button>
            </div>
            <p hidden=move || !empty()>{move || words().nothing}</p>
            <p class="hint current" hidden=empty>{current}</p>
            <div class="beside" hidden=empty>
                <TreeList tree document/>
                <Icicle tree document/>
            </div>
        </div>
    }
}

/// The rows of the tree. All of them are in the page, so that a link leads to each; what is closed or
/// filtered away is hidden.
#[component]
fn TreeList(tree: Tree, document: Option<DocumentId>) -> impl IntoView {
    let state = tree.state;
    let shown: Vec<usize> = (0..tree.forest.rows().len())
        .filter(|row| document.is_none_or(|document| tree.forest.node(*row).document == document))
        .collect();
    let shown = StoredValue::new(shown);
    let rows = move || {
        let (lang, theme) = (state.lang.get(), state.theme.get());
        shown.with_value(|rows| {
            rows.iter().map(|row| row_view(tree, *row, lang, theme)).collect_view()
        })
    };
    // Each row is an element with many attributes that change with a key: they are written where they
    // differ, as a map's regions are.
    Effect::new(move |before: Option<Vec<RowState>>| {
        // Rows are made anew with these.
        let made = (state.lang.get(), state.theme.get());
        let states = tree.states();
        shown.with_value(|rows| {
            for row in rows {
                if let Some(element) = reader::element_by_id(&tree.forest.node(*row).id) {
                    let same = before.as_ref().is_some_and(|before| before[*row] == states[*row]);
                    if !(same && element.has_attribute("aria-selected")) {
                        states[*row].dress(&element);
                    }
                }
            }
        });
        let _ = made;
        states
    });
    view! {
        <ul
            class="tree"
            role="tree"
            aria-label=move || policy_words(state.lang.get()).outline
            on:keydown=move |event| tree.on_keydown(&event)
            on:click=move |event| tree.on_click(&event)
        >
            {rows}
        </ul>
    }
}

fn row_view(tree: Tree, row: usize, lang: Lang, theme: theme::Theme) -> AnyView {
    let (atlas, forest) = (tree.state.atlas, tree.forest);
    let node = forest.node(row);
    let below = forest.descendants(row);
    let gaps = forest
        .gaps_of(row)
        .filter(|gap| *gap != Gap::Unnamed)
        .map(|gap| {
            let colour = theme::gap(theme, gap.code(atlas));
            let style = format!("--gap:{colour}");
            view! { <small class="gap-tag" style=style>{gap_name(atlas, gap, lang)}</small> }
        })
        .collect_view();
    let years: Vec<String> =
        node.years.iter().map(|(first, last)| year_span(&(*first..=*last))).collect();
    let depth = forest.rows()[row].depth;
    let counted =
        (below > 0).then(|| view! { <small class="count">{counted_items(below, lang)}</small> });
    view! {
        <li
            role="treeitem"
            id=node.id.clone()
            data-id=node.id.clone()
            data-row=row
            style=format!("--depth:{depth}")
        >
            <span>{node.title.get(lang).to_owned()}</span>
            <small class="kind">{policy_kind(&node.kind, lang).to_owned()}</small>
            {(!years.is_empty()).then(|| view! { <small class="years">{years.join(", ")}</small> })}
            {gaps}
            {counted}
        </li>
    }
    .into_any()
}

/// The menus and the text that narrow an outline.
#[component]
fn Filters(state: State, document: Option<DocumentId>) -> impl IntoView {
    let atlas = state.atlas;
    let forest = forest(atlas);
    let words = move || policy_words(state.lang.get());
    let chosen = move |key: Key| {
        Signal::derive(move || {
            state.route.with(|route| route.filter.get(key).unwrap_or_default().to_owned())
        })
    };
    let choose = move |key: Key| {
        move |value: String| {
            narrow(state, Record::Step, key, Some(value).filter(|value| !value.is_empty()));
        }
    };
    let with_all = move |choices: Vec<Choice>| {
        let all = (String::new(), words().all.to_owned());
        std::iter::once(all).chain(choices).collect::<Vec<Choice>>()
    };
    let documents = Signal::derive(move || {
        let lang = state.lang.get();
        let all = atlas.documents().documents.iter();
        with_all(
            all.map(|one| (one.id.clone(), format!("{} {}", one.id, one.title.get(lang))))
                .collect(),
        )
    });
    // Only what the outline in view has.
    let within =
        move |row: &usize| document.is_none_or(|document| forest.node(*row).document == document);
    let rows = StoredValue::new((0..forest.rows().len()).filter(within).collect::<Vec<usize>>());
    let has = move |is_it: &dyn Fn(usize) -> bool| {
        rows.with_value(|rows| rows.iter().any(|row| is_it(*row)))
    };
    let kinds = Signal::derive(move || {
        let lang = state.lang.get();
        let kinds =
            forest.kinds().iter().filter(|kind| has(&|row| forest.node(row).kind == **kind));
        with_all(
            kinds.map(|kind| ((*kind).to_owned(), policy_kind(kind, lang).to_owned())).collect(),
        )
    });
    let gaps = Signal::derive(move || {
        let lang = state.lang.get();
        let gaps = forest.gaps().iter().copied();
        let gaps = gaps.filter(|gap| has(&|row| forest.gaps_of(row).any(|one| one == *gap)));
        with_all(
            gaps.map(|gap| (gap.code(atlas).to_owned(), gap_name(atlas, gap, lang).to_owned()))
                .collect(),
        )
    });
    let years = Signal::derive(move || {
        let named = |year: u16| {
            has(&|row| {
                let years = &forest.node(row).years;
                years.iter().any(|(first, last)| (*first..=*last).contains(&year))
            })
        };
        let years = forest.years().iter().filter(|year| named(**year));
        with_all(years.map(|year| (year.to_string(), year.to_string())).collect())
    });
    let clear = move |_| {
        state.go(Record::Step, |route| {
            route.item = None;
            for key in [Key::Document, Key::Kind, Key::Gap, Key::Year, Key::Find] {
                route.filter.set(key, None);
            }
        });
    };
    let narrowed = Memo::new(move |_| {
        let filter = state.route.with(|route| filter_of(atlas, route, None));
        !filter.is_empty()
    });
    view! {
        <form class="filters" role="search" aria-label=move || words().filters
            on:submit=|event| event.prevent_default()>
            {document.is_none().then(|| view! {
                <Menu key=Key::Document suffix="-outline" label=Signal::derive(move || words().document.to_owned())
                    choices=documents chosen=chosen(Key::Document) on_choose=choose(Key::Document)/>
            })}
            <Menu key=Key::Kind suffix="-outline" label=Signal::derive(move || words().kind.to_owned())
                choices=kinds chosen=chosen(Key::Kind) on_choose=choose(Key::Kind)/>
            <Menu key=Key::Gap suffix="-outline" label=Signal::derive(move || words().gap.to_owned())
                choices=gaps chosen=chosen(Key::Gap) on_choose=choose(Key::Gap)/>
            <Menu key=Key::Year suffix="-outline" label=Signal::derive(move || words().year.to_owned())
                choices=years chosen=chosen(Key::Year) on_choose=choose(Key::Year)/>
            <label class="find">
                <span>{move || words().find}</span>
                <input type="search" prop:value=chosen(Key::Find)
                    on:input=move |event| {
                        narrow(state, Record::Stage, Key::Find, Some(event_target_value(&event)));
                    }/>
            </label>
            <button type="button" disabled=move || !narrowed.get() on:click=clear>
                {move || words().clear}
            </button>
        </form>
    }
}

/// How many items of each document address each gap; every number is the link that narrows to it.
#[component]
pub(super) fn Matrix(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let forest = forest(atlas);
    let words = move || policy_words(state.lang.get());
    let filter = Memo::new(move |_| state.route.with(|route| filter_of(atlas, route, None)));
    let head = move || {
        let lang = state.lang.get();
        let documents = atlas.documents().documents.iter();
        documents
            .map(|one| {
                let title = one.title.get(lang).to_owned();
                view! {
                    <th scope="col">
                        <a href=format!("#/documents/{}", one.id) title=title>{one.id.clone()}</a>
                    </th>
                }
            })
            .collect_view()
    };
    let body = move || {
        let (lang, words, theme) = (state.lang.get(), words(), state.theme.get());
        let route = state.route.get();
        let now = filter.get();
        let lines = forest.matrix(&now).into_iter();
        lines
            .map(|line| {
                let code = line.gap.map_or("", |gap| gap.code(atlas));
                let name = line.gap.map_or(words.all_items, |gap| gap_name(atlas, gap, lang));
                let columns = (0_u16..).map(|at| Some(DocumentId(at))).zip(line.documents.clone());
                let cells = columns
                    .chain([(None, line.total)])
                    .map(|(document, count)| {
                        let mut route = Route { item: None, ..route.clone() };
                        let id = document.map(|id| atlas.documents().document(id).id.clone());
                        route.filter.set(Key::Document, id);
                        route.filter.set(Key::Gap, Some(code.to_owned()));
                        let current = now.gap == line.gap && now.document == document;
                        let link = route.to_fragment(atlas, None, crate::spec::ThemeChoice::default());
                        view! {
                            <td>{if count > 0 {
                                view! {
                                    <a
                                        href=link
                                        aria-current=current.then_some("true")
                                        on:click=move |_| show_outline()
                                    >
                                        {count}
                                    </a>
                                }.into_any()
                            } else {
                                view! { <span class="none">"0"</span> }.into_any()
                            }}</td>
                        }
                    })
                    .collect_view();
                let colour = line.gap.map(|_| theme::gap(theme, code));
                let style = colour.map(|colour| format!("--gap:{colour}"));
                view! { <tr><th scope="row" class:gap-tag=line.gap.is_some() style=style>{name}</th>{cells}</tr> }
            })
            .collect_view()
    };
    view! {
        <section class="matrix">
            <h2>{move || words().matrix}</h2>
            <p class="hint">{move || words().matrix_about}</p>
            <div class="scroll">
                <table>
                    <thead><tr>
                        <th scope="col">{move || words().gap}</th>
                        {head}
                        <th scope="col">{move || words().total}</th>
                    </tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </section>
    }
}

/// The gaps with their colours.
#[component]
pub(super) fn GapLegend(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let entries = move || {
        let (lang, theme) = (state.lang.get(), state.theme.get());
        forest(atlas)
            .gaps()
            .iter()
            .map(|gap| {
                let code = if *gap == Gap::Unnamed { UNNAMED } else { gap.code(atlas) };
                let style = format!("--gap:{}", theme::gap(theme, code));
                view! { <li class="gap-tag" style=style>{gap_name(atlas, *gap, lang)}</li> }
            })
            .collect_view()
    };
    view! { <ul class="gap-legend">{entries}</ul> }
}
