//! Reading the ledger: observations by their ids, and the words around them.

use super::super::{
    Cell, Column, Figure, Line, LineForm, LineRole, Marks, Row, SourceLine, Table, TrendMarks,
    TrendPoint, describe,
    table::{number_column, text_column},
    trend,
};
use crate::{
    atlas::{Atlas, Lang, Observation, PlaceId},
    i18n::{Scale, exact, grouped, year_span},
};
use core::ops::RangeInclusive;

/// How numbers of one kind are written: digits behind the point, what stands before a number in
/// English and behind it in both languages, and the unit alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) decimals: usize,
    pub(super) prefix: &'static str,
    pub(super) suffix: [&'static str; 2],
    pub(super) label: [&'static str; 2],
}

impl Unit {
    /// A bare number.
    pub(super) const fn bare(decimals: usize, label: [&'static str; 2]) -> Self {
        Self { decimals, prefix: "", suffix: ["", ""], label }
    }

    /// A share of a hundred.
    pub(super) const fn per_cent(decimals: usize) -> Self {
        Self { decimals, prefix: "", suffix: ["%", "%"], label: ["%", "%"] }
    }

    /// The unit alone.
    pub(super) const fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.label[0], self.label[1])
    }

    pub(super) fn scale(&self, lang: Lang) -> Scale {
        let prefix = lang.pick("", self.prefix);
        let prefix = if prefix.is_empty() { "" } else { self.prefix };
        let suffix = lang.pick(self.suffix[0], self.suffix[1]);
        Scale::of(self.decimals, prefix, suffix, self.label(lang))
    }

    /// A number with its unit, for sentences.
    pub(super) fn text(&self, number: f64, lang: Lang) -> String {
        self.scale(lang).with_unit(number)
    }
}

/// Money.
pub(super) const YUAN: Unit =
    Unit { decimals: 0, prefix: "CN¥", suffix: [" 元", ""], label: ["元", "CN¥"] };

/// Differences of shares.
pub(super) const POINTS: Unit = Unit {
    decimals: 1,
    prefix: "",
    suffix: [" 个百分点", " pp"],
    label: ["个百分点", "percentage points"],
};

/// The observations whose ids are a stem and a year, `<stem>.2012` or `<stem>.2012.derived`, by year.
pub(super) fn observations<'a>(atlas: &'a Atlas, stem: &str) -> Vec<&'a Observation> {
    let is_of = |one: &&Observation| {
        one.id.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| {
            let year = rest.strip_suffix(".derived").unwrap_or(rest);
            year == "nd" || year.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let mut found: Vec<&Observation> =
        atlas.documents().observations.iter().filter(is_of).collect();
    crate::order::sort_by_key(&mut found, |one| one.year);
    found
}

/// The value of a year among observations.
pub(super) fn in_year<'a>(all: &[&'a Observation], year: u16) -> Option<&'a Observation> {
    all.iter().copied().find(|one| one.year == Some(year))
}

/// The number of a year among observations.
pub(super) fn number(all: &[&Observation], year: u16) -> Option<f64> {
    in_year(all, year).map(|one| one.value.to_f64())
}

/// Whether an observation was computed for the ledger from others and is not printed.
pub(super) fn is_derived(one: &Observation) -> bool {
    one.id.ends_with(".derived")
}

/// The cell of an observation: digits as printed.
pub(super) fn cell(one: &Observation) -> Cell {
    Cell {
        text: exact(one.value),
        plain: one.value.to_string(),
        number: Some(one.value.to_f64()),
        observation: one.id.clone(),
        ..Cell::default()
    }
}

/// The cell of an observation, or why there is none.
pub(super) fn cell_or(one: Option<&Observation>, why: &str) -> Cell {
    one.map_or_else(|| Cell::missing(why.to_owned()), cell)
}

/// The cell of a number that may be missing.
pub(super) fn number_cell(number: Option<f64>, decimals: usize, why: &str) -> Cell {
    number.map_or_else(|| Cell::missing(why.to_owned()), |number| Cell::number(number, decimals))
}

/// The cell of a difference: above zero with a plus.
pub(super) fn difference_cell(number: Option<f64>, decimals: usize, why: &str) -> Cell {
    let mut cell = number_cell(number, decimals, why);
    let is_zero = !cell.text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    if number.is_some_and(|number| number > 0.0) && !is_zero {
        cell.text.insert(0, '+');
    }
    cell
}

/// What is said of a cell that the document leaves out.
pub(super) const fn not_given(lang: Lang) -> &'static str {
    lang.pick("文中印作短横，未给出", "printed as a dash: not given in the document")
}

/// What is said of a cell about which the document's text prints no number.
pub(super) const fn not_printed(lang: Lang) -> &'static str {
    lang.pick("正文未印出数值", "the text prints no number")
}

/// A place in a document as a source.
pub(super) fn source(atlas: &Atlas, document: &str, locus: &str, lang: Lang) -> SourceLine {
    let found = atlas.documents().documents.iter().find(|one| one.id == document);
    let title = found.map_or("", |one| one.title.get(lang));
    let note = found.map_or("", |one| one.note.get(lang));
    let place = crate::ledger::locus(locus, lang);
    let office = match lang {
        Lang::Zh => format!("文献{document}《{title}》{place}"),
        Lang::En => format!("document {document}, “{title}”, {place}"),
    };
    SourceLine {
        id: document.to_owned(),
        office,
        publisher: title.to_owned(),
        table: place,
        where_found: String::new(),
        licence: String::new(),
        note: note.to_owned(),
    }
}

/// Remarks of the ledger on observations, each once, with the names and the years it is about.
pub(super) fn remarks<'a>(
    all: impl IntoIterator<Item = (&'a str, &'a Observation)>,
    lang: Lang,
) -> Vec<String> {
    let mut found: Vec<(&str, Vec<&str>, Vec<u16>)> = Vec::new();
    for (name, one) in all.into_iter().filter(|(_, one)| !one.note.is_empty()) {
        let note = one.note.get(lang);
        let at = found.iter().position(|known| known.0 == note).unwrap_or(found.len());
        if at == found.len() {
            found.push((note, Vec::new(), Vec::new()));
        }
        let (_, names, years) = &mut found[at];
        if !names.contains(&name) {
            names.push(name);
        }
        years.extend(one.year.filter(|year| !years.contains(year)));
    }
    found
        .into_iter()
        .map(|(note, names, mut years)| {
            crate::order::sort(&mut years);
            let names = names.join(lang.pick("、", ", "));
            let years = match years.as_slice() {
                [first, .., last] if years.len() > 2 => year_span(&(*first..=*last)),
                few => {
                    few.iter().map(u16::to_string).collect::<Vec<_>>().join(lang.pick("、", ", "))
                }
            };
            match lang {
                Lang::Zh if years.is_empty() => format!("{names}：{note}。"),
                Lang::Zh => format!("{names}（{years}年）：{note}。"),
                Lang::En if years.is_empty() => format!("{names}: {note}."),
                Lang::En => format!("{names} ({years}): {note}."),
            }
        })
        .collect()
}

/// Observations under one name.
pub(super) fn under<'a>(
    name: &'a str,
    all: &'a [&'a Observation],
) -> impl Iterator<Item = (&'a str, &'a Observation)> {
    all.iter().map(move |one| (name, *one))
}

/// How many of all: `8 个数值全部`, `all 8 values`, or `8 个数值中 7 个`.
pub(super) fn of_all(met: usize, all: usize, things: [&str; 2], lang: Lang) -> String {
    let [zh, en] = things;
    match (lang, met == all) {
        (Lang::Zh, true) => format!("{all} {zh}全部"),
        (Lang::Zh, false) => format!("{all} {zh}中有 {met} 个"),
        (Lang::En, true) => format!("all {all} {en}"),
        (Lang::En, false) => format!("{met} of {all} {en}"),
    }
}

/// A line of a chart with the row of its table.
pub(super) struct Course {
    pub(super) place: PlaceId,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) role: LineRole,
    pub(super) form: LineForm,
    /// Values by year, those that there are.
    pub(super) values: Vec<(u16, f64)>,
    /// Digits of each value as they are read, if they are not those of the unit.
    pub(super) texts: Vec<String>,
    pub(super) breaks: Vec<u16>,
}

impl Course {
    /// Values that are computed.
    pub(super) fn computed(
        place: PlaceId,
        id: impl Into<String>,
        name: impl Into<String>,
        role: LineRole,
        values: Vec<(u16, f64)>,
    ) -> Self {
        Self {
            place,
            id: id.into(),
            name: name.into(),
            role,
            form: LineForm::Solid,
            values,
            texts: Vec::new(),
            breaks: Vec::new(),
        }
    }

    /// Values of the ledger, with their digits.
    pub(super) fn printed(
        id: impl Into<String>,
        name: impl Into<String>,
        role: LineRole,
        all: &[&Observation],
        nation: PlaceId,
    ) -> Self {
        let dated: Vec<(u16, &Observation)> =
            all.iter().filter_map(|one| Some((one.year?, *one))).collect();
        Self {
            texts: dated.iter().map(|(_, one)| exact(one.value)).collect(),
            ..Self::computed(
                all.first().map_or(nation, |one| one.place),
                id,
                name,
                role,
                dated.iter().map(|(year, one)| (*year, one.value.to_f64())).collect(),
            )
        }
    }

    /// The same in another form.
    pub(super) fn drawn_as(mut self, form: LineForm) -> Self {
        self.form = form;
        self
    }

    fn line(self, unit: &Unit, lang: Lang) -> Line {
        let scale = unit.scale(lang);
        let unit_of = |digits: &str| {
            let (prefix, suffix) =
                (lang.pick("", unit.prefix), lang.pick(unit.suffix[0], unit.suffix[1]));
            format!("{prefix}{digits}{suffix}")
        };
        let points = self.values.iter().enumerate().map(|(at, (year, value))| TrendPoint {
            year: *year,
            value: Some(*value),
            text: match self.texts.get(at) {
                Some(digits) => unit_of(digits),
                None => scale.with_unit(*value),
            },
        });
        Line {
            points: points.collect(),
            place: self.place,
            id: self.id,
            name: self.name,
            role: self.role,
            focused: false,
            form: self.form,
            breaks: self.breaks,
        }
    }
}

/// The marks of lines over years, without breaks, phases or remarks.
pub(super) fn lines(
    years: RangeInclusive<u16>,
    courses: Vec<Course>,
    unit: &Unit,
    lang: Lang,
) -> TrendMarks {
    TrendMarks {
        years,
        lines: courses.into_iter().map(|one| one.line(unit, lang)).collect(),
        breaks: Vec::new(),
        references: Vec::new(),
        remarks: Vec::new(),
        phases: Vec::new(),
        log: false,
        ranks: false,
        unit: unit.label(lang).to_owned(),
        decimals: unit.decimals,
        lang,
    }
}

/// Everything of a figure but what follows from it.
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) marks: Marks,
    pub(super) notes: Vec<String>,
    pub(super) sources: Vec<SourceLine>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
}

impl Draft {
    /// The figure, with source line and alternative text.
    pub(super) fn finish(self, lang: Lang) -> Figure {
        let Self { title, subtitle, marks, notes, sources, columns, rows } = self;
        let alt = match &marks {
            Marks::Trend(trend) => trend::alt(&subtitle, trend, lang),
            Marks::Ranking(bars) => {
                let told: Vec<String> =
                    bars.bars.iter().map(|bar| format!("{} {}", bar.name, bar.text)).collect();
                match lang {
                    Lang::Zh => format!("条形图：{subtitle}。{}。", told.join("；")),
                    Lang::En => format!("Bar chart: {subtitle}. {}.", told.join("; ")),
                }
            }
            Marks::Dumbbell(pairs) => {
                let told: Vec<String> = pairs
                    .pairs
                    .iter()
                    .map(|one| format!("{} {} → {}", one.name, one.from_text, one.to_text))
                    .collect();
                let (from, to, told) =
                    (&pairs.from_label, &pairs.to_label, told.join(lang.pick("；", "; ")));
                match lang {
                    Lang::Zh => format!("两点对比图：{subtitle}。{from} → {to}：{told}。"),
                    Lang::En => format!("Pairs of dots: {subtitle}. {from} → {to}: {told}."),
                }
            }
            _ => match lang {
                Lang::Zh => format!("表：{subtitle}。{} 行。", rows.len()),
                Lang::En => format!("Table: {subtitle}. {} rows.", rows.len()),
            },
        };
        Figure {
            source_line: describe::sources_text(&sources, lang),
            table: Table { caption: subtitle.clone(), columns, rows },
            title,
            subtitle,
            marks,
            remarks: Vec::new(),
            notes,
            sources,
            alt,
        }
    }
}

/// Columns of a table of years: what the row is, then the years.
pub(super) fn year_columns(years: &RangeInclusive<u16>, lang: Lang) -> Vec<Column> {
    let head = text_column(lang.pick("项目", "Item"));
    let years = years.clone().map(|year| number_column(year.to_string()));
    core::iter::once(head).chain(years).collect()
}

/// A row of printed values over years.
pub(super) fn year_row(
    place: PlaceId,
    name: &str,
    all: &[&Observation],
    years: &RangeInclusive<u16>,
    lang: Lang,
) -> Row {
    let values = years.clone().map(|year| cell_or(in_year(all, year), not_given(lang)));
    Row { place, cells: core::iter::once(Cell::words(name)).chain(values).collect() }
}

/// A row of computed values over years.
pub(super) fn computed_row(
    place: PlaceId,
    name: &str,
    values: &[(u16, f64)],
    years: &RangeInclusive<u16>,
    decimals: usize,
    why: &str,
) -> Row {
    let of = |year: u16| values.iter().find(|one| one.0 == year).map(|one| one.1);
    let cells = years.clone().map(|year| number_cell(of(year), decimals, why));
    Row { place, cells: core::iter::once(Cell::words(name)).chain(cells).collect() }
}

/// The nation.
pub(super) fn nation(atlas: &Atlas) -> PlaceId {
    atlas.place_by_id("100000").unwrap_or(PlaceId(0))
}

/// Subtitle: what, unit, years, and what else is to be known at first sight.
pub(super) fn subtitle(
    what: &str,
    unit: &str,
    years: &RangeInclusive<u16>,
    more: &str,
    lang: Lang,
) -> String {
    let years = year_span(years);
    let years = if lang == Lang::Zh { format!("{years}年") } else { years };
    // "Beds per 1,000 people" has said its unit.
    let said = lang == Lang::En && what.to_lowercase().contains(&unit.to_lowercase());
    let parts = [what, if said { "" } else { unit }, &years, more];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What hollow points stand for.
pub(super) const fn points_are_printed(lang: Lang) -> &'static str {
    lang.pick("○ 为文中印出的数值", "○ as printed in the document")
}

/// How something moved, from one number to another as they are written: `由 2.2 降至 1.8`.
pub(super) fn moved(from: f64, to: f64, decimals: usize, lang: Lang) -> String {
    let (one, other) = (grouped(from, decimals), grouped(to, decimals));
    if one == other {
        return match lang {
            Lang::Zh => format!("保持在 {one}"),
            Lang::En => format!("unchanged at {one}"),
        };
    }
    match (lang, to > from) {
        (Lang::Zh, true) => format!("由 {one} 升至 {other}"),
        (Lang::Zh, false) => format!("由 {one} 降至 {other}"),
        (Lang::En, true) => format!("up from {one} to {other}"),
        (Lang::En, false) => format!("down from {one} to {other}"),
    }
}
