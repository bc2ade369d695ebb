//! Figure 1 of document 001: the Gini coefficient over forty years, each series for itself.

use super::super::{Cell, Figure, LineForm, LineRole, Marks, Phase, Row};
use super::ledger::{Course, Draft, Unit, cell_or, lines, nation, subtitle};
use super::regions::both_sources;
use crate::{
    atlas::{Atlas, EventKind, Lang},
    figure::table::{number_column, text_column},
    i18n::{exact, grouped},
    query::{Denominator, Measure, value},
};
use core::ops::RangeInclusive;

const YEARS: RangeInclusive<u16> = 1981..=2020;

/// Editions of the coefficient: text id, name at the line's end, colour, form.
static EDITIONS: [(&str, [&str; 2], LineRole, LineForm); 3] = [
    ("nbs", ["国家统计局", "NBS, official"], LineRole::Nation, LineForm::Solid),
    ("estimate", ["早期估计", "earlier estimates"], LineRole::Place(0), LineForm::Dashed),
    ("worldbank", ["世界银行", "World Bank"], LineRole::Place(3), LineForm::Dashed),
];

/// The three phases that the document names, with their years.
fn phases(atlas: &Atlas, lang: Lang) -> Vec<Phase> {
    let documents = atlas.documents();
    let named = documents.events.iter().filter(|event| {
        event.kind == EventKind::Milestone
            && documents.document(event.document).id == "001"
            && event.event.zh.starts_with("基尼系数第")
    });
    named
        .filter_map(|event| {
            // The ledger's wording is "phase one: inequality widens quickly".
            let label = event.event.get(lang).split_once(lang.pick("：", ": "))?.1;
            Some(Phase { years: event.year..=event.year_end?, label: label.to_owned() })
        })
        .collect()
}

/// The figure.
pub(super) fn figure(atlas: &Atlas, lang: Lang) -> Figure {
    let place = nation(atlas);
    let indicator = atlas.indicator_by_id("gini");
    let measure = |edition: &str| {
        Some(Measure {
            indicator: indicator?,
            vintage: atlas.vintage_by_id(edition)?,
            denominator: Denominator::YearEnd,
        })
    };
    let found = |edition: &str, year: u16| value(atlas, measure(edition)?, place, year).ok();
    let number = |edition: &str, year: u16| found(edition, year).map(|one| one.number);
    let unit = Unit::bare(3, ["指数", "index"]);
    let courses = EDITIONS.iter().map(|(id, name, role, form)| {
        let known: Vec<_> = YEARS.filter_map(|year| Some((year, found(id, year)?))).collect();
        let values = known.iter().map(|(year, one)| (*year, one.number)).collect();
        let name = lang.pick(name[0], name[1]);
        let mut course = Course::computed(place, *id, name, *role, values).drawn_as(*form);
        course.texts = known.iter().filter_map(|(_, one)| one.exact.map(exact)).collect();
        course
    });
    let mut marks = lines(YEARS, courses.collect(), &unit, lang);
    marks.phases = phases(atlas, lang);
    marks.decimals = 2;
    let mut notes = vec![
        lang.pick(
            "文中正文与本图集账目均没有图1曲线的数值；所画为公开序列，不是从图上量取。",
            "Neither the text of the document nor the ledger has values of the curve in figure 1; what is drawn are published series, nothing is measured off the picture.",
        )
        .to_owned(),
    ];
    for (id, name, ..) in &EDITIONS {
        if let Some(edition) = atlas.vintage_by_id(id) {
            let (name, note) = (lang.pick(name[0], name[1]), atlas.vintage(edition).note.get(lang));
            notes.push(format!("{name}{}{note}", lang.pick("：", ": ")));
        }
    }
    notes.extend(marks.phases.iter().filter_map(|phase| {
        let (from, to) = (*phase.years.start(), *phase.years.end());
        let told: Vec<String> = EDITIONS
            .iter()
            .filter_map(|(id, name, ..)| {
                // A series tells of a phase from where it has it: none covers all three.
                let first = phase.years.clone().find(|year| found(id, *year).is_some())?;
                let last = phase.years.clone().rev().find(|year| found(id, *year).is_some())?;
                let at = |year: u16| match (found(id, year).and_then(|one| one.exact), lang) {
                    (None, _) => String::new(),
                    (Some(digits), Lang::Zh) => format!("{year}年 {}", exact(digits)),
                    (Some(digits), Lang::En) => format!("{} in {year}", exact(digits)),
                };
                let name = lang.pick(name[0], name[1]);
                Some(format!("{name} {} → {}", at(first), at(last)))
            })
            .collect();
        let (label, told_all) = (&phase.label, told.join(lang.pick("；", "; ")));
        (!told.is_empty()).then(|| match lang {
            Lang::Zh => format!("{from}—{to}年，文中称“{label}”：{told_all}。"),
            Lang::En => format!("{from}–{to}, in the document “{label}”: {told_all}."),
        })
    }));
    let span: Vec<_> = EDITIONS.iter().filter_map(|one| measure(one.0)).collect();
    let no_value = lang.pick("该序列此年没有数值", "this series has no value in this year");
    let row = |year: u16| {
        let values = EDITIONS.iter().map(|(id, ..)| match found(id, year) {
            Some(one) => Cell {
                text: one.exact.map_or_else(|| grouped(one.number, 3), exact),
                plain: one.exact.map_or_else(String::new, |digits| digits.to_string()),
                number: Some(one.number),
                ..Cell::default()
            },
            None => cell_or(None, no_value),
        });
        Row {
            place,
            cells: core::iter::once(Cell::words(year.to_string())).chain(values).collect(),
        }
    };
    let names = EDITIONS.iter().map(|(_, name, ..)| number_column(lang.pick(name[0], name[1])));
    Draft {
        title: title(number, lang),
        subtitle: subtitle(
            lang.pick("基尼系数", "Gini coefficient"),
            "",
            &YEARS,
            lang.pick(
                "虚线为非官方估计，不与官方序列相接",
                "dashed: estimates, not joined to the official series",
            ),
            lang,
        ),
        marks: Marks::Trend(marks),
        notes,
        sources: both_sources(atlas, "fig 1 text", &span, &[place], &YEARS, lang),
        columns: core::iter::once(text_column(lang.pick("年份", "Year"))).chain(names).collect(),
        rows: YEARS.map(row).collect(),
    }
    .finish(lang)
}

/// Where the official series begins, peaks and ends.
fn title(number: impl Fn(&str, u16) -> Option<f64>, lang: Lang) -> String {
    let official: Vec<(u16, f64)> =
        YEARS.filter_map(|year| Some((year, number("nbs", year)?))).collect();
    let peak = official.iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let (Some(first), Some(peak), Some(last)) = (official.first(), peak, official.last()) else {
        return lang.pick("基尼系数", "Gini coefficient").to_owned();
    };
    let text = |one: &(u16, f64)| grouped(one.1, 3);
    match lang {
        Lang::Zh => format!(
            "官方基尼系数{}年为 {}，{}年最高，为 {}，{}年为 {}；此前只有非官方估计",
            first.0,
            text(first),
            peak.0,
            text(peak),
            last.0,
            text(last)
        ),
        Lang::En => format!(
            "The official Gini coefficient: {} in {}, {} at its peak in {}, {} in {}; before there are only estimates",
            text(first),
            first.0,
            text(peak),
            peak.0,
            text(last),
            last.0
        ),
    }
}
