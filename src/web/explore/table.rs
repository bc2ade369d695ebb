//! The table of all places and years, and its files.

use super::{
    super::{address::Record, download, state::State},
    Figures,
    aids::Switch,
    glance::sparkline_svg,
};
use crate::{
    atlas::PlaceId,
    export::{Bom, csv, json, tsv, xlsx},
    figure::{Cell, Column, Figure, Row, Table, arranged, sparklines},
    spec::{Moment, Rows, Sort, SortColumn, Spec, TableChoice, Time},
};
use js_sys::futures::spawn_local;
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// Columns in front of the values: name and code.
const HEAD: usize = 2;
/// The longest text that is searched for, in UTF-16 units; links keep no longer one.
const LONGEST_FIND: &str = "60";
/// The field from which a reader copies where the page may not.
const BY_HAND: &str = "table-by-hand";

fn heading(column: &Column) -> impl IntoView + use<> {
    let class = if column.numeric { "number" } else { "" };
    view! { <th scope="col" class=class>{column.label.clone()}</th> }
}

fn cell_view(cell: &Cell, mark: Option<String>) -> impl IntoView + use<> {
    let class = if cell.number.is_some() || !cell.missing.is_empty() { "number" } else { "" };
    let why = (!cell.missing.is_empty()).then(|| cell.missing.clone());
    let observation = (!cell.observation.is_empty()).then(|| cell.observation.clone());
    view! { <td class=class title=why data-mark=mark data-id=observation>{cell.text.clone()}</td> }
}

fn line(row: &Row) -> impl IntoView + use<> {
    let mut cells = row.cells.iter();
    let name = cells.next().map(|cell| cell.text.clone());
    let rest = cells.map(|cell| cell_view(cell, None)).collect_view();
    view! {
        <tr>
            <th scope="row">{name}</th>
            {rest}
        </tr>
    }
}

/// A table of a figure.
pub(in crate::web) fn data_table(table: &Table) -> impl IntoView + use<> {
    view! {
        <table>
            <caption>{table.caption.clone()}</caption>
            <thead><tr>{table.columns.iter().map(heading).collect_view()}</tr></thead>
            <tbody>{table.rows.iter().map(line).collect_view()}</tbody>
        </table>
    }
}

/// The numbers behind a chart, folded away. The table is made when it is opened: one that nobody sees
/// would cost more at every step of the year than the chart itself.
#[component]
pub(super) fn Behind(
    state: State,
    figure: Memo<Figure>,
    /// Opens it, where there is no chart to see.
    #[prop(into)]
    open: Signal<bool>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            is_open.set(true);
        }
    });
    // On paper it cannot be opened afterwards.
    let printed = window_event_listener(leptos::ev::beforeprint, move |_| is_open.set(true));
    on_cleanup(move || printed.remove());
    let toggled = move |event: leptos::ev::Event| {
        is_open.set(event_target::<leptos::web_sys::HtmlDetailsElement>(&event).open());
    };
    let caption = move || figure.with(|figure| figure.table.caption.clone());
    let table = move || {
        let shown = is_open.get();
        shown.then(|| figure.with(|figure| data_table(&figure.table)))
    };
    view! {
        <details class="behind" prop:open=is_open on:toggle=toggled>
            <summary>{move || state.words().view_table}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label=caption>{table}</div>
        </details>
    }
}

/// By what a table is sorted when a column is clicked; none for one that links cannot name.
fn sort_column(at: usize, column: &Column) -> Option<SortColumn> {
    match at {
        0 => Some(SortColumn::Name),
        1 => Some(SortColumn::Code),
        _ => {
            let digits = column.label.get(column.label.len().checked_sub(4)?..)?;
            digits.parse().ok().map(SortColumn::Year)
        }
    }
}

/// The order after a click on a column: the way that suits it, the other way, as it was.
fn next_sort(now: Option<Sort>, column: SortColumn, numeric: bool) -> Option<Sort> {
    match now {
        Some(sort) if sort.column == column && sort.descending == numeric => {
            Some(Sort { column, descending: !numeric })
        }
        Some(sort) if sort.column == column => None,
        _ => Some(Sort { column, descending: numeric }),
    }
}

/// Small letters count the reasons: a … z, aa, ab, …
fn mark(at: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or_default());
    match at / 26 {
        0 => letter.to_string(),
        more => mark(more - 1) + &letter.to_string(),
    }
}

/// Why values are missing, each reason once, in the order in which they are met.
fn reasons(table: &Table) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        if !cell.missing.is_empty() && !found.contains(&cell.missing) {
            found.push(cell.missing.clone());
        }
    }
    found
}

/// The table with what belongs to it, as it is built into the page.
struct Sheet {
    rows: BTreeMap<PlaceId, Row>,
    reasons: Vec<String>,
    courses: BTreeMap<PlaceId, String>,
}

/// Every place and year of the selection, or one year.
#[component]
pub(super) fn TablePanel(state: State, figures: Figures) -> impl IntoView {
    let figure = figures.table;
    let table = Memo::new(move |_| figure.with(|figure| figure.table.clone()));
    let choice = Memo::new(move |_| state.spec.with(|spec| spec.table.clone()));
    let shown =
        Memo::new(move |_| table.with(|table| choice.with(|choice| arranged(table, choice))));
    let count = move || {
        let (all, some) = (table.with(|table| table.rows.len()), shown.with(|one| one.rows.len()));
        let words = state.words();
        let text = if all == some { words.table_all } else { words.table_some };
        text.replace("{all}", &all.to_string()).replace("{some}", &some.to_string())
    };
    let caption = move || table.with(|table| table.caption.clone());
    // Letters stay while rows are searched; only what is in sight is explained.
    let footnotes = move || {
        let all = table.with(reasons);
        let seen = shown.with(reasons);
        all.into_iter()
            .enumerate()
            .filter(|(_, reason)| seen.contains(reason))
            .map(|(at, reason)| view! { <li><sup>{mark(at)}</sup> " " {reason}</li> })
            .collect_view()
    };
    view! {
        <section class="table-panel">
            <div class="arrange">
                <RowsSwitch state choice/>
                <Find state choice/>
                <p class="count" role="status">{count}</p>
            </div>
            <div
                class="scroll"
                tabindex="0"
                role="region"
                aria-label=caption
            >
                <Grid state table shown choice/>
            </div>
            <p class="nothing-found" hidden=move || shown.with(|one| !one.rows.is_empty())>
                {move || state.words().nothing_found}
            </p>
            <ul class="footnotes">{footnotes}</ul>
            <TakeAway state figure shown/>
        </section>
    }
}

/// All years or one.
#[component]
fn RowsSwitch(state: State, choice: Memo<TableChoice>) -> impl IntoView {
    let of = move |rows: Rows| {
        let label = move || match rows {
            Rows::Years => state.words().table_years,
            Rows::Year => state.words().table_year,
        };
        let choose = move |_| {
            state.change(Record::Step, |spec| {
                spec.table.rows = rows;
                // The column of a year may not be there any more.
                spec.table.sort =
                    spec.table.sort.filter(|sort| !matches!(sort.column, SortColumn::Year(_)));
            });
        };
        view! {
            <label>
                <input
                    type="radio"
                    name="table-rows"
                    value=rows.code()
                    prop:checked=move || choice.with(|choice| choice.rows == rows)
                    on:change=choose
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="rows">
            <legend>{move || state.words().table_rows}</legend>
            {Rows::ALL.map(of).collect_view()}
        </fieldset>
    }
}

/// The field that searches rows.
#[component]
fn Find(state: State, choice: Memo<TableChoice>) -> impl IntoView {
    let find = Memo::new(move |_| choice.with(|choice| choice.find.clone()));
    view! {
        <div class="find">
            <label for="table-find">{move || state.words().table_find}</label>
            <input
                id="table-find"
                type="search"
                autocomplete="off"
                spellcheck="false"
                maxlength=LONGEST_FIND
                prop:value=find
                on:input=move |event| {
                    let text = event_target_value(&event);
                    state.change(Record::Stage, |spec| spec.table.find = text);
                }
            />
        </div>
    }
}

/// The table itself. It is built anew when its numbers change; sorting and searching move and remove
/// rows.
#[component]
fn Grid(
    state: State,
    table: Memo<Table>,
    shown: Memo<Table>,
    choice: Memo<TableChoice>,
) -> impl IntoView {
    let order = Memo::new(move |_| {
        shown.with(|shown| shown.rows.iter().map(|row| row.place).collect::<Vec<_>>())
    });
    let pointed = Memo::new(move |_| state.pointed.get());
    let focus = Memo::new(move |_| state.spec.with(|spec| spec.focus));
    let sort = Memo::new(move |_| choice.with(|choice| choice.sort));
    let has_courses = Memo::new(move |_| choice.with(|choice| choice.rows == Rows::Years));
    let places = Memo::new(move |_| {
        table.with(|table| table.rows.iter().map(|row| row.place).collect::<Vec<_>>())
    });
    // Courses do not change with the year of the map, nor with how rows are arranged.
    let timeless = Memo::new(move |_| {
        state.spec.with(|spec| {
            let time = Time { to: Moment::Latest, ..spec.time };
            Spec { time, focus: None, table: TableChoice::default(), ..spec.clone() }
        })
    });
    let courses = Memo::new(move |_| {
        let extent = state.extent.get().filter(|_| has_courses.get());
        let Some(extent) = extent else { return BTreeMap::new() };
        timeless.with(|spec| {
            let places = places.get();
            let paths = sparklines(state.atlas, spec, &extent.years(spec.time), &places);
            places.into_iter().zip(paths).collect::<BTreeMap<_, _>>()
        })
    });
    let heading = move |(at, column): (usize, &Column)| {
        let class = if column.numeric { "number" } else { "" };
        let label = column.label.clone();
        let numeric = column.numeric;
        let Some(by) = sort_column(at, column) else {
            return view! { <th scope="col" class=class>{label}</th> }.into_any();
        };
        let direction = move || {
            let sort = sort.get().filter(|sort| sort.column == by)?;
            Some(if sort.descending { "descending" } else { "ascending" })
        };
        let click = move |_| {
            state.change(Record::Step, |spec| {
                spec.table.sort = next_sort(spec.table.sort, by, numeric);
            });
        };
        view! {
            <th scope="col" class=class aria-sort=direction>
                <button type="button" class="sort" on:click=click>{label}</button>
            </th>
        }
        .into_any()
    };
    move || {
        let words = state.words();
        let with_courses = has_courses.get();
        let (headings, sheet) = table.with(|table| {
            let mut headings: Vec<AnyView> =
                table.columns.iter().enumerate().map(heading).collect();
            if with_courses && headings.len() >= HEAD {
                let course = view! { <th scope="col" class="course">{words.course}</th> };
                headings.insert(HEAD, course.into_any());
            }
            let rows = table.rows.iter().map(|row| (row.place, row.clone())).collect();
            (headings, Sheet { rows, reasons: reasons(table), courses: courses.get() })
        });
        let sheet = Arc::new(sheet);
        let row = move |place: PlaceId| {
            let Sheet { rows, reasons, courses } = &*sheet;
            let cells = rows.get(&place).map(|row| row.cells.as_slice()).unwrap_or_default();
            let name = cells.first().map(|cell| cell.text.clone());
            let marked = |cell: &Cell| {
                let at = reasons.iter().position(|reason| *reason == cell.missing);
                cell_view(cell, at.map(mark)).into_any()
            };
            let mut cells: Vec<AnyView> = cells.iter().skip(1).map(marked).collect();
            if with_courses && !cells.is_empty() {
                let path = courses.get(&place).cloned().unwrap_or_default();
                let course =
                    view! { <td class="course">{sparkline_svg(move || path.clone())}</td> };
                cells.insert(HEAD - 1, course.into_any());
            }
            view! {
                <tr
                    class:pointed=move || pointed.get() == Some(place)
                    class:selected=move || focus.get() == Some(place)
                    on:mouseenter=move |_| state.pointed.set(Some(place))
                    on:mouseleave=move |_| state.pointed.set(None)
                >
                    <th scope="row">
                        <button
                            type="button"
                            class="place"
                            on:click=move |_| state.toggle_place(place)
                            on:focus=move |_| state.pointed.set(Some(place))
                            on:blur=move |_| state.pointed.set(None)
                        >
                            {name}
                        </button>
                    </th>
                    {cells}
                </tr>
            }
        };
        let caption = table.with(|table| table.caption.clone());
        view! {
            <table>
                <caption>{caption}</caption>
                <thead><tr>{headings}</tr></thead>
                <tbody><For each=move || order.get() key=|place| *place children=row/></tbody>
            </table>
        }
    }
}

/// What became of taking the table away.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Copied,
    Saved(String),
    /// The browser lets the page save no files.
    Refused,
    /// The browser lets the page copy nothing: the text, to be copied by hand.
    ByHand(String),
    /// The table is larger than a workbook can be.
    TooLarge,
}

/// A form in which the table is taken away as a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Json,
    Xlsx,
}

impl Form {
    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Copy, CSV, JSON, workbook: exactly the rows shown, in their order.
#[component]
fn TakeAway(state: State, figure: Memo<Figure>, shown: Memo<Table>) -> impl IntoView {
    let mark = RwSignal::new(true);
    let outcome: RwSignal<Option<Outcome>> = RwSignal::new(None);
    // What was said of another table is of no use.
    Effect::new(move |_| {
        shown.track();
        outcome.set(None);
    });
    let name = move |form: Form| {
        let years = shown.with_untracked(|table| {
            let years =
                table.columns.iter().enumerate().filter_map(|(at, column)| {
                    match sort_column(at, column) {
                        Some(SortColumn::Year(year)) => Some(year),
                        _ => None,
                    }
                });
            let years: Vec<u16> = years.collect();
            match years.as_slice() {
                [] => String::new(),
                [only] => format!("-{only}"),
                [first, .., last] => format!("-{first}-{last}"),
            }
        });
        state.spec.with_untracked(|spec| {
            let (id, level) = (&state.atlas.indicator(spec.indicator).id, spec.level.code());
            let mut name = id.clone();
            for step in spec.chain.steps().iter().map(|step| step.code()).chain([level]) {
                name.push('-');
                name.push_str(step);
            }
            format!("{name}{years}.{}", form.ending())
        })
    };
    let taken = move || Figure { table: shown.get_untracked(), ..figure.get_untracked() };
    let link =
        move || download::link(&state.spec.with_untracked(|spec| spec.to_fragment(state.atlas)));
    let save = move |form: Form| {
        let (name, figure, lang) = (name(form), taken(), state.lang.get_untracked());
        let saved = match form {
            Form::Csv => {
                let bom = if mark.get_untracked() { Bom::With } else { Bom::Without };
                download::save(&name, "text/csv;charset=utf-8", &csv(&figure, lang, bom))
            }
            Form::Json => {
                let text = json(&figure, lang, &link());
                download::save(&name, "application/json", &text)
            }
            Form::Xlsx => match xlsx(&figure, lang, &link()) {
                Ok(bytes) => download::save_bytes(&name, XLSX, &bytes),
                Err(_) => return outcome.set(Some(Outcome::TooLarge)),
            },
        };
        outcome.set(Some(if saved.is_ok() { Outcome::Saved(name) } else { Outcome::Refused }));
    };
    let copy = move |_| {
        let text = tsv(&shown.get_untracked());
        spawn_local(async move {
            let copied = download::copy(&text).await.is_ok();
            // The reader may have left meanwhile.
            if copied {
                outcome.try_set(Some(Outcome::Copied));
            } else {
                outcome.try_set(Some(Outcome::ByHand(text)));
                request_animation_frame(|| download::select_text(BY_HAND));
            }
        });
    };
    let said = move || {
        let words = state.words();
        match outcome.get() {
            Some(Outcome::Copied) => words.table_copied.to_owned(),
            Some(Outcome::Saved(name)) => words.table_saved.replace("{name}", &name),
            _ => String::new(),
        }
    };
    let trouble = move || {
        let words = state.words();
        let text = match outcome.get()? {
            Outcome::Refused => words.download_refused,
            Outcome::ByHand(_) => words.copy_refused,
            Outcome::TooLarge => words.table_too_large,
            Outcome::Copied | Outcome::Saved(_) => return None,
        };
        Some(view! { <p role="alert">{text}</p> })
    };
    let by_hand = move || match outcome.get() {
        Some(Outcome::ByHand(text)) => Some(view! {
            <textarea
                id=BY_HAND
                readonly=true
                rows="6"
                aria-label=state.words().copy_table
                prop:value=text
            />
        }),
        _ => None,
    };
    view! {
        <div class="take-away">
            <button type="button" on:click=copy>{move || state.words().copy_table}</button>
            <button type="button" on:click=move |_| save(Form::Csv)>
                {move || state.words().download_csv}
            </button>
            <Switch
                id="csv-mark"
                label=Signal::derive(move || state.words().csv_mark.to_owned())
                on=mark
                on_switch=move |on| mark.set(on)
            />
            <button type="button" on:click=move |_| save(Form::Json)>
                {move || state.words().download_json}
            </button>
            <button type="button" on:click=move |_| save(Form::Xlsx)>
                {move || state.words().download_xlsx}
            </button>
            // Always there, so that what comes into it is read out.
            <p class="said" role="status">{said}</p>
            {trouble}
            {by_hand}
        </div>
    }
}

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
