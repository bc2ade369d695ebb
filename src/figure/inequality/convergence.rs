//! Whether places that began lower grew faster: β-convergence between two years.

use super::{
    super::{
        Dot, Figure, FitLine, Marks, ScatterAxis, ScatterMarks, describe,
        rank_bars::{group_role, groups},
        shown::Shown,
        table::{Cell, Row, Table, head, head_columns, number_column},
    },
    Told, nothing,
    room::Room,
    words::{p_text, refusal},
};
use crate::{
    atlas::{Lang, PlaceId, UnitKind},
    i18n::{Scale, grouped},
    query::breaks,
    stats::{Convergence, NoConvergence, beta_convergence},
};

/// A place with its levels in both years.
struct Course {
    place: PlaceId,
    first: f64,
    last: f64,
}

impl Course {
    /// Average annual growth of the logarithm, in per cent.
    fn growth(&self, years: u32) -> f64 {
        (self.last / self.first).ln() / f64::from(years) * 100.0
    }
}

pub(super) fn figure(room: &Room<'_>) -> Figure {
    let Room { atlas, spec, lang, .. } = *room;
    let (from, to) = years(room);
    let (start, end) = (room.slice(from), room.slice(to));
    let courses: Vec<Course> = start
        .places
        .iter()
        .zip(&start.values)
        .filter_map(|(place, first)| {
            let last = *end.values.get(end.position(*place)?)?;
            Some(Course { place: *place, first: *first, last })
        })
        .collect();
    let firsts: Vec<f64> = courses.iter().map(|one| one.first).collect();
    let lasts: Vec<f64> = courses.iter().map(|one| one.last).collect();
    let span = u32::from(to.saturating_sub(from));
    let name = |at: usize| {
        let place = courses.get(at).map_or_else(|| atlas.nation(), |one| one.place);
        describe::place_name(atlas, place, lang)
    };
    if span == 0 {
        let why = lang.pick(
            "趋同要比较两个年份；请选择更早的起始年份。",
            "Convergence compares two years; choose an earlier first year.",
        );
        return nothing(room, why);
    }
    let found = match beta_convergence(&firsts, &lasts, span) {
        Ok(found) => found,
        Err(why) => return nothing(room, &refusal(why, name, lang)),
    };
    let shown = Shown::new(atlas, spec, room.years);
    let scale = shown.scale(firsts.iter().copied(), lang);
    let subject = room.indicator();
    let dot = |one: &Course| dot(room, one, (from, to), &scale);
    let mut dots: Vec<Dot> = courses.iter().map(dot).collect();
    super::super::scatter::name_outermost(&mut dots);
    let extent = |of: fn(&Dot) -> f64| {
        dots.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| {
            (low.min(one), high.max(one))
        })
    };
    let (x_extent, y_extent) = (extent(|dot| dot.x), extent(|dot| dot.y));
    let line = found.regression.fit;
    // Dots stand in the scale of the axis, the line was fitted to values in their unit.
    let at = |x: f64| (x, (line.intercept + line.slope * (x / scale.multiplier).ln()) * 100.0);
    let fit = FitLine { from: at(x_extent.0), to: at(x_extent.1), label: label(&found) };
    let title = title(&subject, &found, (from, to), courses.len(), lang);
    let subtitle = match lang {
        Lang::Zh => format!("{from}—{to}年年均增长与{from}年水平 · {}", room.subject_unweighted()),
        Lang::En => format!(
            "Average annual growth {from}–{to} against the level of {from} · {}",
            room.subject_unweighted()
        ),
    };
    let mut notes = Vec::new();
    notes.extend(room.missing_notes(&start, from));
    notes.push(worked(&found, (from, to), lang));
    if courses.iter().any(|one| {
        breaks(atlas, spec.measure(), one.place).iter().any(|one| from < one.year && one.year <= to)
    }) {
        notes.push(lang.pick(
            "此期间数据有断点，增长中含口径变化的影响。",
            "The series breaks within these years, so part of the growth is a change of definition.",
        ).into());
    }
    if atlas.unit_of(spec.indicator).kind == UnitKind::Currency {
        notes.push(
            lang.pick(
                "增长按当年价格计算；各地价格变动不同，也是差别的一部分。",
                "Growth is nominal: that prices changed differently among places is part of it.",
            )
            .into(),
        );
    }
    let unit = scale.label.clone();
    let x_name = describe::bracketed(&in_year(&subject, from, lang), &unit, lang);
    Told {
        kind: lang.pick("散点图", "Scatter plot"),
        title,
        marks: Marks::Scatter(ScatterMarks {
            year: to,
            x: ScatterAxis { name: x_name, decimals: scale.decimals, log: true },
            y: ScatterAxis {
                name: lang.pick("年均对数增长（%）", "average log growth a year (%)").into(),
                decimals: 1,
                log: false,
            },
            x_extent,
            y_extent,
            groups: groups(atlas, spec, lang),
            size_name: String::new(),
            fit: Some(fit),
            lang,
            dots,
        }),
        notes,
        table: table(room, &courses, &subtitle, (from, to), span),
        subtitle,
    }
    .figure(room, &(from..=to))
}

/// A place as a dot: its first level across, its growth upward.
fn dot(room: &Room<'_>, one: &Course, (from, to): (u16, u16), scale: &Scale) -> Dot {
    let Room { atlas, spec, lang, .. } = *room;
    let subject = room.indicator();
    let growth = one.growth(u32::from(to - from));
    Dot {
        place: one.place,
        id: atlas.place(one.place).id.clone(),
        name: describe::place_name(atlas, one.place, lang),
        role: group_role(atlas, one.place),
        focused: spec.focus == Some(one.place),
        named: false,
        x: one.first * scale.multiplier,
        y: growth,
        size: 1.0,
        readout: vec![
            (in_year(&subject, from, lang), scale.with_unit(one.first)),
            (in_year(&subject, to, lang), scale.with_unit(one.last)),
            (
                lang.pick("年均对数增长", "average log growth a year").to_owned(),
                format!("{}%", grouped(growth, 2)),
            ),
        ],
        trail: Vec::new(),
    }
}

/// The years compared: those asked for; where no first year is, the first since which no place's series
/// breaks and which is covered as well as the last.
fn years(room: &Room<'_>) -> (u16, u16) {
    let to = room.years.year;
    if room.spec.time.from.is_some() {
        return (room.years.from, to);
    }
    let broken = room.places.iter().flat_map(|place| {
        breaks(room.atlas, room.spec.measure(), *place).into_iter().map(|one| one.year)
    });
    let since = broken.filter(|year| *year <= to).max();
    let earliest = since.unwrap_or(*room.years.all.start()).max(*room.years.all.start());
    let wanted = room.slice(to).len();
    let first = (earliest..to).find(|year| room.slice(*year).len() >= wanted);
    (first.unwrap_or(earliest.min(to)), to)
}

fn in_year(subject: &str, year: u16, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{year}年{subject}"),
        Lang::En => format!("{subject}, {year}"),
    }
}

/// β with its p-value, R² and n.
fn label(found: &Convergence) -> String {
    let fit = found.regression.fit;
    let p = found.regression.p.map_or_else(String::new, |p| format!(", {}", p_text(p)));
    format!("β = {}{p}, R² = {}, n = {}", grouped(fit.slope, 4), grouped(fit.r_squared, 2), fit.n)
}

/// The finding.
fn title(
    subject: &str,
    found: &Convergence,
    (from, to): (u16, u16),
    n: usize,
    lang: Lang,
) -> String {
    let slope = found.regression.fit.slope;
    let is_clear = found.regression.p.is_some_and(|p| p < 0.05);
    let how = match (is_clear, slope < 0.0, lang) {
        (true, true, Lang::Zh) => "起点较低的地区增长较快（趋同）",
        (true, true, Lang::En) => "places that began lower grew faster (convergence)",
        (true, false, Lang::Zh) => "起点较高的地区增长较快（趋异）",
        (true, false, Lang::En) => "places that began higher grew faster (divergence)",
        (false, _, Lang::Zh) => "起点高低与增长快慢没有显著关系",
        (false, _, Lang::En) => "growth did not clearly depend on the level at the start",
    };
    let beta = grouped(slope, 4);
    match lang {
        Lang::Zh => format!("{from}—{to}年{subject}：{how}（β = {beta}，{n} 个地区）"),
        Lang::En => format!("{subject}, {from}–{to}: {how} (β = {beta}, {n} places)"),
    }
}

/// The regression with its numbers.
fn worked(found: &Convergence, (from, to): (u16, u16), lang: Lang) -> String {
    let (slope, line) = (&found.regression, &found.regression.fit);
    let test = match (slope.t, slope.p) {
        (Some(t), Some(p)) => format!(", t = {}, {}", grouped(t, 2), p_text(p)),
        _ => String::new(),
    };
    let equation = format!(
        "ln(y{to}/y{from}) ÷ {} = {} + β · ln y{from}, β = {} (s.e. {}){test}, R² = {}, n = {}",
        found.years,
        grouped(line.intercept, 4),
        grouped(line.slope, 5),
        grouped(slope.standard_error, 5),
        grouped(line.r_squared, 3),
        line.n
    );
    let speed = match (found.speed, lang) {
        (Ok(speed), Lang::Zh) => {
            format!("趋同速度 λ = −ln(1 + βT) ÷ T = 每年 {}%", grouped(speed * 100.0, 2))
        }
        (Ok(speed), Lang::En) => {
            format!("speed λ = −ln(1 + βT) ÷ T = {}% a year", grouped(speed * 100.0, 2))
        }
        (Err(_), Lang::Zh) => "1 + βT ≤ 0，没有对应的趋同速度".into(),
        (Err(_), Lang::En) => "1 + βT ≤ 0, so no speed of convergence corresponds".into(),
    };
    let half_life = match (found.half_life, lang) {
        (Ok(half), Lang::Zh) => format!("，半程时间 {} 年", grouped(half, 1)),
        (Ok(half), Lang::En) => format!(", half-life {} years", grouped(half, 1)),
        (Err(NoConvergence::NotClosing), Lang::Zh) => "，差距未在缩小，没有半程时间".into(),
        (Err(NoConvergence::NotClosing), Lang::En) => {
            ", gaps do not close, so there is no half-life".into()
        }
        (Err(NoConvergence::Overtaking), _) => String::new(),
    };
    match lang {
        Lang::Zh => format!("{equation}；{speed}{half_life}。"),
        Lang::En => format!("{equation}; {speed}{half_life}."),
    }
}

fn table(
    room: &Room<'_>,
    courses: &[Course],
    caption: &str,
    (from, to): (u16, u16),
    span: u32,
) -> Table {
    let (atlas, lang) = (room.atlas, room.lang);
    let decimals = usize::from(atlas.indicator(room.spec.indicator).decimals);
    let columns = head_columns(lang).into_iter().chain([
        number_column(from.to_string()),
        number_column(to.to_string()),
        number_column(lang.pick("年均对数增长（%）", "Average log growth a year (%)")),
    ]);
    let row = |one: &Course| {
        let [name, code] = head(atlas, one.place, lang);
        let cells = vec![
            name,
            code,
            Cell::number(one.first, decimals),
            Cell::number(one.last, decimals),
            Cell::number(one.growth(span), 3),
        ];
        Row { place: one.place, cells }
    };
    Table {
        caption: caption.to_owned(),
        columns: columns.collect(),
        rows: courses.iter().map(row).collect(),
    }
}
