//! How places moved between classes: the transition matrix of quantile classes.

use super::{
    super::{
        Band, Figure, Marks, ShareRow, SharesMarks,
        table::{Cell, Row, Table, number_column, text_column},
    },
    Told, nothing,
    room::{Room, Slice},
    words::{p_text, refusal},
};
use crate::{
    atlas::{Lang, PlaceId},
    i18n::grouped,
    stats::{MeasureError, NoErgodic, PValue, Transitions, kendall_tau, transitions},
};

pub(super) fn figure(room: &Room<'_>) -> Figure {
    let Room { spec, lang, .. } = *room;
    let classes = usize::from(spec.measuring.states);
    let (slices, left_out) = room.path(spec.measure());
    // Only steps of one year between the same places are moves.
    let slices = last_run(slices);
    let places: Vec<PlaceId> = slices
        .first()
        .map(|(_, slice)| slice.places.clone())
        .unwrap_or_default()
        .into_iter()
        .filter(|place| slices.iter().all(|(_, slice)| slice.position(*place).is_some()))
        .collect();
    let of_year = |slice: &Slice| -> Vec<f64> {
        places
            .iter()
            .filter_map(|place| slice.values.get(slice.position(*place)?).copied())
            .collect()
    };
    let values: Vec<Vec<f64>> = slices.iter().map(|(_, slice)| of_year(slice)).collect();
    let (Some((from, _)), Some((to, _))) = (slices.first(), slices.last()) else {
        return nothing(room, &refusal(MeasureError::Empty, |at| room.name_at(at), lang));
    };
    let (from, to) = (*from, *to);
    if from == to {
        let why = lang.pick(
            "类别之间的移动要看多个年份；请选择更早的起始年份。",
            "Moves between classes need several years; choose an earlier first year.",
        );
        return nothing(room, why);
    }
    let found = match transitions(&values, classes) {
        Ok(found) => found,
        Err(why) => return nothing(room, &refusal(why, |at| room.name_at(at), lang)),
    };
    let names: Vec<String> = (0..classes).map(|at| class_name(at, classes, lang)).collect();
    // The highest class stands at the head.
    let rows: Vec<ShareRow> =
        (0..classes).rev().map(|from| row(&found, from, &names, lang)).collect();
    let band = |(at, name): (usize, &String)| Band {
        id: format!("to-{at}"),
        name: match lang {
            Lang::Zh => format!("次年在{name}"),
            Lang::En => format!("to {name}"),
        },
        role: None,
    };
    let stayed: usize = (0..classes).map(|at| found.moves(at, at)).sum();
    let all: usize = (0..classes).map(|at| found.observed(at)).sum();
    let share = grouped(stayed as f64 / all.max(1) as f64 * 100.0, 1);
    let subject = room.indicator();
    let title = match lang {
        Lang::Zh => format!(
            "{from}—{to}年{subject}的位次：{share}% 的情形次年仍在同一档（{} 个地区，{classes} 档）",
            places.len()
        ),
        Lang::En => format!(
            "{subject}, {from}–{to}: in {share}% of cases a place was in the same class a year later ({} places, {classes} classes)",
            places.len()
        ),
    };
    let subtitle = match lang {
        Lang::Zh => format!(
            "每年按{subject}由低到高分为 {classes} 档（分位数），次年所在的档 · {}",
            room.subject_unweighted()
        ),
        Lang::En => format!(
            "{classes} quantile classes of each year, lowest to highest, and the class a year later · {}",
            room.subject_unweighted()
        ),
    };
    let mut notes = Vec::new();
    notes.extend(room.left_out_note(&left_out));
    notes.push(staying(&found, &names, lang));
    notes.push(long_run(&found, &names, lang));
    if let (Some(first), Some(last)) = (values.first(), values.last()) {
        notes.extend(ranks(first, last, (from, to), lang));
    }
    Told {
        kind: lang.pick("堆积条形图（转移矩阵）", "Stacked bars (transition matrix)"),
        title,
        marks: Marks::Shares(SharesMarks {
            bands: names.iter().enumerate().map(band).collect(),
            rows,
            years: None,
            lang,
        }),
        notes,
        table: table(room, &found, &names, &subtitle),
        subtitle,
    }
    .figure(room, &(from..=to))
}

/// Where places of a class went.
fn row(found: &Transitions, from: usize, names: &[String], lang: Lang) -> ShareRow {
    let shares = found.row(from);
    let texts = match &shares {
        None => vec![lang.pick("没有观测到移动", "no move observed").to_owned()],
        Some(shares) => {
            let text = |(to, share): (usize, &f64)| {
                let share = grouped(share * 100.0, 1);
                let (moves, all) = (found.moves(from, to), found.observed(from));
                match lang {
                    Lang::Zh => format!("{share}%（{all} 次中 {moves} 次）"),
                    Lang::En => format!("{share}% ({moves} of {all})"),
                }
            };
            shares.iter().enumerate().map(text).collect()
        }
    };
    let name = names.get(from).map_or("", String::as_str);
    ShareRow {
        id: format!("from-{from}"),
        name: match lang {
            Lang::Zh => format!("由{name}"),
            Lang::En => format!("From {name}"),
        },
        focused: false,
        texts,
        shares: shares.map(|shares| shares.iter().map(|share| share * 100.0).collect()),
    }
}

/// The last stretch of years without a gap.
fn last_run(mut slices: Vec<(u16, Slice)>) -> Vec<(u16, Slice)> {
    let gap = slices.windows(2).rposition(|pair| pair[1].0 != pair[0].0 + 1);
    match gap {
        Some(at) => slices.split_off(at + 1),
        None => slices,
    }
}

/// Name of a class.
fn class_name(at: usize, classes: usize, lang: Lang) -> String {
    let is_end = |end: usize| at == end;
    match lang {
        Lang::Zh if is_end(0) => "最低档".into(),
        Lang::Zh if is_end(classes - 1) => "最高档".into(),
        Lang::Zh => format!("第 {} 档", at + 1),
        Lang::En if is_end(0) => "lowest class".into(),
        Lang::En if is_end(classes - 1) => "highest class".into(),
        Lang::En => format!("class {}", at + 1),
    }
}

/// How long places stay.
fn staying(found: &Transitions, names: &[String], lang: Lang) -> String {
    let years = found.years_in_class();
    let told: Vec<String> = names
        .iter()
        .zip(&years)
        .map(|(name, years)| match (years, lang) {
            (Some(years), Lang::Zh) => format!("{name} {} 年", grouped(*years, 1)),
            (Some(years), Lang::En) => format!("{name} {} years", grouped(*years, 1)),
            (None, Lang::Zh) => format!("{name}未见离开"),
            (None, Lang::En) => format!("{name}: never left"),
        })
        .collect();
    let mobility = found.shorrocks().map(|index| grouped(index, 3));
    let mobility = match (mobility, lang) {
        (Ok(index), Lang::Zh) => format!("Shorrocks 流动性指数 (k − Σ pᵢᵢ) ÷ (k − 1) = {index}。"),
        (Ok(index), Lang::En) => format!(" Shorrocks’ mobility (k − Σ pᵢᵢ) ÷ (k − 1) = {index}."),
        (Err(_), _) => String::new(),
    };
    match lang {
        Lang::Zh => format!("预期停留时间 1 ÷ (1 − pᵢᵢ)：{}。{mobility}", told.join("，")),
        Lang::En => format!("Expected stay 1 ÷ (1 − pᵢᵢ): {}.{mobility}", told.join(", ")),
    }
}

/// The distribution to which the chain tends.
fn long_run(found: &Transitions, names: &[String], lang: Lang) -> String {
    match found.ergodic() {
        Ok(shares) => {
            let told: Vec<String> = names
                .iter()
                .zip(&shares)
                .map(|(name, share)| format!("{name} {}%", grouped(share * 100.0, 1)))
                .collect();
            match lang {
                Lang::Zh => format!("若转移概率不变，长期分布为：{}。", told.join("，")),
                Lang::En => format!("If the probabilities held, the long run would be: {}.", told.join(", ")),
            }
        }
        Err(NoErgodic::SeveralGroups { .. }) => lang.pick(
            "有的类别之间从未互通，长期分布取决于起点，故不给出。",
            "Some classes are never reached from others, so the long run depends on the start and is not given.",
        ).into(),
        Err(NoErgodic::EmptyRow { .. } | NoErgodic::NoMoves) => lang.pick(
            "有的类别没有观测到下一年，长期分布无法给出。",
            "For a class no following year was observed, so the long run cannot be given.",
        ).into(),
    }
}

/// How alike the orders of both ends are.
fn ranks(first: &[f64], last: &[f64], (from, to): (u16, u16), lang: Lang) -> Option<String> {
    let found = kendall_tau(first, last).ok()?;
    let how = match found.p {
        PValue::Exact(_) => lang.pick("精确分布", "exact"),
        PValue::Asymptotic(_) => lang.pick("正态近似", "normal approximation"),
    };
    let (tau, p) = (grouped(found.tau, 3), p_text(found.p.value()));
    Some(match lang {
        Lang::Zh => format!("{from}年与{to}年位次的肯德尔 τ-b = {tau}（{p}，{how}）。"),
        Lang::En => {
            format!("Kendall’s τ-b between the orders of {from} and {to} is {tau} ({p}, {how}).")
        }
    })
}

fn table(room: &Room<'_>, found: &Transitions, names: &[String], caption: &str) -> Table {
    let lang = room.lang;
    let mut columns = vec![text_column(lang.pick("所在的档", "Class"))];
    columns.extend(names.iter().map(|name| {
        number_column(match lang {
            Lang::Zh => format!("次年在{name}（%）"),
            Lang::En => format!("To {name} (%)"),
        })
    }));
    columns.push(number_column(lang.pick("观测次数", "Cases")));
    columns.push(number_column(lang.pick("预期停留（年）", "Expected stay (years)")));
    columns.push(number_column(lang.pick("长期份额（%）", "Long run (%)")));
    let (stays, ergodic) = (found.years_in_class(), found.ergodic().ok());
    let none = || Cell::missing(lang.pick("没有观测", "not observed").to_owned());
    let row = |at: usize| {
        let mut cells = vec![Cell::words(names[at].clone())];
        match found.row(at) {
            Some(shares) => {
                cells.extend(shares.iter().map(|share| Cell::number(share * 100.0, 2)));
            }
            None => cells.extend(names.iter().map(|_| none())),
        }
        cells.push(Cell::number(found.observed(at) as f64, 0));
        cells.push(
            stays.get(at).copied().flatten().map_or_else(none, |years| Cell::number(years, 2)),
        );
        cells.push(ergodic.as_ref().and_then(|all| all.get(at)).map_or_else(
            || Cell::missing(lang.pick("不唯一", "not unique").to_owned()),
            |share| Cell::number(share * 100.0, 2),
        ));
        Row { place: room.atlas.nation(), cells }
    };
    Table { caption: caption.to_owned(), columns, rows: (0..names.len()).map(row).collect() }
}
