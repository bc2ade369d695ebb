//! What groups add to an index: between them and within each, over the years.

use super::{
    super::{
        Band, Figure, LineRole, Marks, ShareRow, SharesMarks,
        table::{Cell, Row, Table, number_column, text_column},
    },
    Told, nothing,
    room::{Room, Slice},
    words::{TABLE_DIGITS, closing, index_name, index_text, refusal},
};
use crate::{
    atlas::Lang,
    i18n::{grouped, year_span},
    spec::IndexChoice,
    stats::{MeasureError, dagum, decompose_ge, decompose_theil_l, decompose_theil_t},
};

/// A part of the index: its name and amount.
struct Part {
    id: String,
    name: String,
    amount: f64,
    /// The group within which it lies.
    role: Option<LineRole>,
}

/// An index of a year and its parts, which add up to it.
struct Parts {
    year: u16,
    total: f64,
    terms: Vec<Part>,
}

/// The measures that can be taken apart; another is told by the nearest of them.
const fn decomposed(choice: IndexChoice) -> IndexChoice {
    match choice {
        IndexChoice::Gini | IndexChoice::GiniCorrected => IndexChoice::Gini,
        IndexChoice::TheilL => IndexChoice::TheilL,
        IndexChoice::GeneralisedEntropy(alpha) => IndexChoice::GeneralisedEntropy(alpha),
        // Half the square of the coefficient of variation is GE(2).
        IndexChoice::CvPopulation | IndexChoice::CvSample => IndexChoice::GeneralisedEntropy(2.0),
        _ => IndexChoice::TheilT,
    }
}

fn parts(
    room: &Room<'_>,
    choice: IndexChoice,
    year: u16,
    slice: &Slice,
) -> Result<Parts, MeasureError> {
    let sample = slice.sample()?;
    let lang = room.lang;
    let between = |amount: f64| Part {
        id: "between".into(),
        name: lang.pick("组间", "Between groups").into(),
        amount,
        role: None,
    };
    if choice == IndexChoice::Gini {
        let found = dagum(&sample, &slice.groups)?;
        let part = |id: &str, name: &str, amount: f64| Part {
            id: id.into(),
            name: name.into(),
            amount,
            role: None,
        };
        let parts = vec![
            part("within", lang.pick("组内 Gw", "Within groups (Gw)"), found.within),
            part(
                "net_between",
                lang.pick("组间净差距 Gnb", "Net between groups (Gnb)"),
                found.net_between,
            ),
            part(
                "transvariation",
                lang.pick("超变密度 Gt", "Transvariation (Gt)"),
                found.transvariation,
            ),
        ];
        return Ok(Parts { year, total: found.total, terms: parts });
    }
    let found = match choice {
        IndexChoice::TheilL => decompose_theil_l(&sample, &slice.groups)?,
        IndexChoice::GeneralisedEntropy(alpha) => decompose_ge(&sample, alpha, &slice.groups)?,
        _ => decompose_theil_t(&sample, &slice.groups)?,
    };
    if found.groups.len() < 2 {
        return Err(MeasureError::OneGroup);
    }
    let mut parts = vec![between(found.between)];
    for (at, group) in room.groups.iter().enumerate() {
        // A group without data is no part.
        let Some(part) = found.groups.iter().find(|one| one.group == at) else { continue };
        let within = part.within;
        parts.push(Part {
            id: format!("within-{at}"),
            name: match lang {
                Lang::Zh => format!("{}内部", group.name),
                Lang::En => format!("Within {}", group.name),
            },
            amount: within,
            role: Some(group.role),
        });
    }
    Ok(Parts { year, total: found.total, terms: parts })
}

pub(super) fn figure(room: &Room<'_>) -> Figure {
    let Room { spec, lang, .. } = *room;
    let choice = decomposed(spec.measuring.index);
    let (slices, left_out) = room.path(spec.measure());
    let found: Result<Vec<Parts>, MeasureError> =
        slices.iter().map(|(year, slice)| parts(room, choice, *year, slice)).collect();
    let all = match found {
        Ok(all) => all,
        Err(why) => return nothing(room, &refusal(why, |at| room.name_at(at), lang)),
    };
    // An index of nothing has no shares.
    let all: Vec<Parts> = all.into_iter().filter(|one| one.total > 0.0).collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        let why = if slices.is_empty() { MeasureError::Empty } else { MeasureError::NoVariance };
        return nothing(room, &refusal(why, |at| room.name_at(at), lang));
    };
    let index = index_name(choice, lang);
    let span = first.year..=last.year;
    let row = |year: u16| {
        let one = all.iter().find(|one| one.year == year);
        let share = |one: &Parts, part: &Part| part.amount / one.total * 100.0;
        ShareRow {
            id: year.to_string(),
            name: year.to_string(),
            focused: false,
            shares: one.map(|one| one.terms.iter().map(|part| share(one, part)).collect()),
            texts: one.map_or_else(
                || vec![lang.pick("无数据", "no data").to_owned()],
                |one| {
                    let text = |part: &Part| {
                        let (share, amount) =
                            (grouped(share(one, part), 1), index_text(part.amount));
                        match lang {
                            Lang::Zh => format!("{share}%（{amount}）"),
                            Lang::En => format!("{share}% ({amount})"),
                        }
                    };
                    one.terms.iter().map(text).collect()
                },
            ),
        }
    };
    let bands: Vec<Band> = last
        .terms
        .iter()
        .map(|part| Band { id: part.id.clone(), name: part.name.clone(), role: part.role })
        .collect();
    let title = title(room, choice, first, last);
    let subtitle = match lang {
        Lang::Zh => {
            format!(
                "{index}的构成（{}） · {} · {}",
                room.grouping,
                room.subject(),
                year_span(&span)
            )
        }
        Lang::En => format!(
            "Parts of {index} by {} · {} · {}",
            room.grouping,
            room.subject(),
            year_span(&span)
        ),
    };
    let mut notes = Vec::new();
    notes.extend(room.left_out_note(&left_out));
    let terms: Vec<f64> = last.terms.iter().map(|part| part.amount).collect();
    let line = closing(&terms, last.total, lang);
    notes.push(match lang {
        Lang::Zh => format!("{}年：{line}。", last.year),
        Lang::En => format!("{}: {line}.", last.year),
    });
    if choice != spec.measuring.index {
        let asked = index_name(spec.measuring.index, lang);
        notes.push(match lang {
            Lang::Zh => format!("“{asked}”不能按组分解，此处分解的是{index}。"),
            Lang::En => format!("“{asked}” cannot be taken apart by group; this is {index}."),
        });
    }
    notes.push(method(choice, lang).to_owned());
    Told {
        kind: lang.pick("堆积柱形图", "Stacked columns"),
        title,
        subtitle,
        marks: Marks::Shares(SharesMarks {
            bands,
            rows: span.clone().map(row).collect(),
            years: Some(span.clone()),
            lang,
        }),
        notes,
        table: table(room, &index, &all),
    }
    .figure(room, &span)
}

/// The finding: what share lies between the groups, and what it was at first.
fn title(room: &Room<'_>, choice: IndexChoice, first: &Parts, last: &Parts) -> String {
    let lang = room.lang;
    let which = usize::from(choice == IndexChoice::Gini);
    let share = |one: &Parts| {
        let amount = one.terms.get(which).map_or(0.0, |part| part.amount);
        grouped(amount / one.total * 100.0, 1)
    };
    let (subject, index, now) = (room.indicator(), index_name(choice, lang), share(last));
    let what = match (choice, lang) {
        (IndexChoice::Gini, Lang::Zh) => "组间净差距",
        (IndexChoice::Gini, Lang::En) => "net differences between groups",
        (_, Lang::Zh) => "组间差距",
        (_, Lang::En) => "differences between groups",
    };
    let before = (first.year != last.year).then(|| share(first));
    match (lang, before) {
        (Lang::Zh, Some(before)) => format!(
            "{}年{subject}{index}中，{what}占 {now}%；{}年为 {before}%",
            last.year, first.year
        ),
        (Lang::Zh, None) => format!("{}年{subject}{index}中，{what}占 {now}%", last.year),
        (Lang::En, Some(before)) => format!(
            "{subject}, {}: {now}% of {index} comes from {what}; in {} it was {before}%",
            last.year, first.year
        ),
        (Lang::En, None) => {
            format!("{subject}, {}: {now}% of {index} comes from {what}", last.year)
        }
    }
}

const fn method(choice: IndexChoice, lang: Lang) -> &'static str {
    match choice {
        IndexChoice::Gini => lang.pick(
            "达古姆分解（Dagum 1997）：各组内部、组间净差距，以及各组数值相互交错的部分。",
            "Dagum’s decomposition (1997): within groups, net between groups, and where the groups’ values overlap.",
        ),
        IndexChoice::TheilL => lang.pick(
            "各组内部按人口份额加权（Shorrocks 1980）；组间为各组平均值之间的差距。",
            "Groups count by their shares of the population (Shorrocks 1980); between groups are the differences of their means.",
        ),
        IndexChoice::GeneralisedEntropy(_) => lang.pick(
            "各组内部按 总量份额^α × 人口份额^(1 − α) 加权（Shorrocks 1980）；组间为各组平均值之间的差距。",
            "Groups count by (share of the total)^α × (share of the population)^(1 − α) (Shorrocks 1980); between groups are the differences of their means.",
        ),
        _ => lang.pick(
            "各组内部按其在总量中的份额加权（Shorrocks 1980）；组间为各组平均值之间的差距。",
            "Groups count by their shares of the total (Shorrocks 1980); between groups are the differences of their means.",
        ),
    }
}

fn table(room: &Room<'_>, index: &str, all: &[Parts]) -> Table {
    let lang = room.lang;
    let mut columns = vec![text_column(lang.pick("年份", "Year")), number_column(index)];
    if let Some(one) = all.first() {
        columns.extend(one.terms.iter().map(|part| number_column(part.name.clone())));
    }
    let row = |one: &Parts| {
        let parts = one.terms.iter().map(|part| part.amount);
        let numbers = core::iter::once(one.total).chain(parts);
        let cells = numbers.map(|number| Cell::number(number, TABLE_DIGITS));
        Row {
            place: room.atlas.nation(),
            cells: core::iter::once(Cell::words(one.year.to_string())).chain(cells).collect(),
        }
    };
    let caption = match lang {
        Lang::Zh => format!("{index}的构成 · {}", room.subject()),
        Lang::En => format!("Parts of {index} · {}", room.subject()),
    };
    Table { caption, columns, rows: all.iter().map(row).collect() }
}
