//! A measure of inequality over the years: the edition chosen, and for comparison the other editions of
//! the same indicator.

use super::{
    super::{
        BreakMark, Figure, Line, LineForm, LineRole, Marks, TrendMarks, TrendPoint, describe,
        table::{Cell, Row, Table, number_column, text_column},
    },
    Told, nothing,
    room::{Room, measured},
    words::{DIGITS, index_name, index_text, refusal},
};
use crate::{
    atlas::{Lang, VintageId},
    i18n::year_span,
    query::{Measure, breaks},
    stats::MeasureError,
};

/// A course of the index.
struct Course {
    vintage: VintageId,
    /// Year, value, number of places.
    values: Vec<(u16, f64, usize)>,
    left_out: Vec<u16>,
    breaks: Vec<u16>,
}

pub(super) fn figure(room: &Room<'_>) -> Figure {
    let Room { atlas, spec, lang, .. } = *room;
    let own = match course(room, spec.measure()) {
        Ok(own) => own,
        Err(why) => {
            return nothing(room, &refusal(why, |at| room.name_at(at), lang));
        }
    };
    let mut others = Vec::new();
    for vintage in atlas.vintages_of(spec.indicator) {
        if vintage == spec.vintage {
            continue;
        }
        let measure = Measure { vintage, ..spec.measure() };
        if let Ok(one) = course(room, measure)
            && one.values.iter().any(|(_, _, n)| Some(*n) == own.values.first().map(|one| one.2))
        {
            others.push(one);
        }
    }
    let all: Vec<&Course> = core::iter::once(&own).chain(&others).collect();
    let years = || all.iter().flat_map(|one| one.values.iter().map(|(year, ..)| *year));
    let (Some(first), Some(last), Some(newest), Some(oldest)) =
        (years().min(), years().max(), own.values.last(), own.values.first())
    else {
        return nothing(room, &refusal(MeasureError::Empty, |at| room.name_at(at), lang));
    };
    let span = first..=last;
    let (index, n) = (index_name(spec.measuring.index, lang), newest.2);
    let line = |(at, course): (usize, &&Course)| {
        let is_own = at == 0;
        let edition = atlas.vintage(course.vintage).name.get(lang);
        Line {
            place: atlas.nation(),
            id: format!("{}-{}", spec.measuring.index.code(), atlas.vintage(course.vintage).id),
            name: if all.len() > 1 { edition.to_owned() } else { index.clone() },
            role: if is_own { LineRole::Nation } else { LineRole::Place(at - 1) },
            focused: is_own && all.len() > 1,
            points: span
                .clone()
                .map(|year| {
                    let found = course.values.iter().find(|(one, ..)| *one == year);
                    TrendPoint {
                        year,
                        value: found.map(|(_, value, _)| *value),
                        text: found.map_or_else(
                            || lang.pick("无数据", "no data").to_owned(),
                            |(_, value, n)| format!("{} (n = {n})", index_text(*value)),
                        ),
                    }
                })
                .collect(),
            form: if is_own { LineForm::Solid } else { LineForm::Dashed },
            breaks: course.breaks.clone(),
        }
    };
    let lines: Vec<Line> = all.iter().enumerate().map(line).collect();
    let title = title(room, &index, (oldest.0, oldest.1), (newest.0, newest.1), n);
    let subtitle = format!("{index} · {} · {}", room.subject(), year_span(&span));
    let mut notes = Vec::new();
    notes.extend(room.left_out_note(&own.left_out));
    if !others.is_empty() {
        notes.push(match lang {
            Lang::Zh => "虚线为同一指标的其他版本，按同样方法计算。".into(),
            Lang::En => {
                "Dashed lines are other editions of the same indicator, measured the same way."
                    .into()
            }
        });
    }
    let broken = |year: &u16| {
        let reason = room.places.iter().find_map(|place| {
            let found = breaks(atlas, spec.measure(), *place);
            let one = found.iter().find(|one| one.year == *year)?;
            Some(one.reason.get(lang).to_owned())
        });
        Some(BreakMark { year: *year, reason: reason? })
    };
    Told {
        kind: lang.pick("折线图", "Line chart"),
        title,
        subtitle,
        marks: Marks::Trend(TrendMarks {
            years: span.clone(),
            lines,
            breaks: own.breaks.iter().filter_map(broken).collect(),
            references: Vec::new(),
            remarks: Vec::new(),
            phases: Vec::new(),
            log: false,
            ranks: false,
            unit: String::new(),
            decimals: DIGITS,
            lang,
        }),
        notes,
        table: table(room, &all, &index),
    }
    .figure(room, &span)
}

/// The index of a measure over the years.
fn course(room: &Room<'_>, measure: Measure) -> Result<Course, MeasureError> {
    let (slices, left_out) = room.path(measure);
    let choice = room.spec.measuring.index;
    let mut values = Vec::new();
    let mut refused = None;
    for (year, slice) in &slices {
        match measured(choice, slice) {
            Ok(value) => values.push((*year, value, slice.len())),
            Err(why) => refused = Some(why),
        }
    }
    if values.is_empty() {
        return Err(refused.unwrap_or(MeasureError::Empty));
    }
    let (first, last) = (values[0].0, values[values.len() - 1].0);
    let mut broken: Vec<u16> = Vec::new();
    for place in &room.places {
        for one in breaks(room.atlas, measure, *place) {
            if first < one.year && one.year <= last && !broken.contains(&one.year) {
                broken.push(one.year);
            }
        }
    }
    crate::order::sort(&mut broken);
    Ok(Course { vintage: measure.vintage, values, left_out, breaks: broken })
}

/// The finding: where the index stands, and from where it came.
fn title(room: &Room<'_>, index: &str, from: (u16, f64), to: (u16, f64), n: usize) -> String {
    let lang = room.lang;
    let (among, subject) = (room.among(n), room.indicator());
    let (then, now) = (index_text(from.1), index_text(to.1));
    if from.0 == to.0 {
        return match lang {
            Lang::Zh => format!("{}年{among}{subject}的{index}为 {now}", to.0),
            Lang::En => format!("{index} of {subject} among {among}: {now} in {}", to.0),
        };
    }
    let how = match (to.1.total_cmp(&from.1), then == now) {
        (_, true) => lang.pick("持平", "unchanged from"),
        (core::cmp::Ordering::Less, _) => lang.pick("下降", "down from"),
        _ => lang.pick("上升", "up from"),
    };
    match lang {
        Lang::Zh => {
            format!("{among}{subject}的{index}：{}年 {then}，{}年 {now}，{how}", from.0, to.0)
        }
        Lang::En => format!(
            "{index} of {subject} among {among}: {now} in {}, {how} {then} in {}",
            to.0, from.0
        ),
    }
}

fn table(room: &Room<'_>, courses: &[&Course], index: &str) -> Table {
    let (atlas, lang) = (room.atlas, room.lang);
    let mut years: Vec<u16> =
        courses.iter().flat_map(|one| one.values.iter().map(|(year, ..)| *year)).collect();
    crate::order::sort(&mut years);
    years.dedup();
    let mut columns = vec![text_column(lang.pick("年份", "Year"))];
    for course in courses {
        let edition = atlas.vintage(course.vintage).name.get(lang);
        let name = if courses.len() > 1 {
            describe::bracketed(index, edition, lang)
        } else {
            index.to_owned()
        };
        columns.push(number_column(name));
    }
    columns.push(number_column(lang.pick("地区数", "Places")));
    let row =
        |year: &u16| {
            let mut cells = vec![Cell::words(year.to_string())];
            let mut count = None;
            for course in courses {
                let found = course.values.iter().find(|(one, ..)| one == year);
                count = count.or(found.map(|(_, _, n)| *n));
                cells.push(found.map_or_else(
                    || Cell::missing(lang.pick("无数据", "no data").to_owned()),
                    |(_, value, _)| Cell::number(*value, super::words::TABLE_DIGITS),
                ));
            }
            cells.push(count.map_or_else(
                || Cell::missing(String::new()),
                |count| Cell::number(count as f64, 0),
            ));
            Row { place: atlas.nation(), cells }
        };
    Table {
        caption: format!("{index} · {}", room.subject()),
        columns,
        rows: years.iter().map(row).collect(),
    }
}
