//! Lorenz curves of a year, or of the two years chosen.

use super::{
    super::{
        Figure, LineRole, LorenzCurve, LorenzMarks, Marks, describe,
        table::{Cell, Row, Table, head, head_columns, number_column},
    },
    Told, nothing,
    room::{Room, Slice},
    words::{index_text, refusal},
};
use crate::{
    atlas::{Lang, PlaceId},
    i18n::grouped,
    stats::{MeasureError, gini, lorenz},
};

/// A year's curve.
struct Curve {
    year: u16,
    gini: f64,
    /// Share of what is shared that the lowest two fifths hold, 0–1.
    low: f64,
    /// Shares of population and of what is shared, 0–1, from (0, 0) to (1, 1).
    points: Vec<[f64; 2]>,
    /// Places, poorest first: with whom each point after the first is reached.
    order: Vec<PlaceId>,
}

fn curve(room: &Room<'_>, year: u16) -> Result<Curve, MeasureError> {
    let slice: Slice = room.slice(year);
    let sample = slice.sample()?;
    let mut order: Vec<usize> = (0..slice.len()).collect();
    crate::order::sort_by(&mut order, |a, b| slice.values[*a].total_cmp(&slice.values[*b]));
    let found = lorenz(&sample)?;
    Ok(Curve {
        year,
        gini: gini(&sample)?,
        low: found.below(0.4)?,
        points: found.points,
        order: order.into_iter().map(|at| slice.places[at]).collect(),
    })
}

pub(super) fn figure(room: &Room<'_>) -> Figure {
    let Room { spec, years, lang, .. } = *room;
    let wanted = match spec.time.from {
        Some(_) if years.from < years.year => vec![years.from, years.year],
        _ => vec![years.year],
    };
    let found: Result<Vec<Curve>, MeasureError> =
        wanted.iter().map(|year| curve(room, *year)).collect();
    let curves = match found {
        Ok(curves) => curves,
        Err(why) => return nothing(room, &refusal(why, |at| room.name_at(at), lang)),
    };
    let Some(last) = curves.last() else {
        return nothing(room, &refusal(MeasureError::Empty, |at| room.name_at(at), lang));
    };
    let drawn: Vec<LorenzCurve> = curves
        .iter()
        .enumerate()
        .map(|(at, curve)| LorenzCurve {
            id: format!("lorenz-{}", curve.year),
            name: match lang {
                Lang::Zh => format!("{}年（基尼系数 {}）", curve.year, index_text(curve.gini)),
                Lang::En => format!("{} (Gini {})", curve.year, index_text(curve.gini)),
            },
            role: if at + 1 == curves.len() { LineRole::Nation } else { LineRole::Place(0) },
            points: curve.points.iter().map(|[p, l]| [p * 100.0, l * 100.0]).collect(),
            texts: curve
                .points
                .iter()
                .enumerate()
                .map(|(at, point)| told(room, curve, at, *point))
                .collect(),
        })
        .collect();
    let subject = room.indicator();
    let title = match lang {
        Lang::Zh => format!(
            "{}年，{subject}最低的 40% 的{}占总量的 {}（基尼系数 {}）",
            last.year,
            of_whom(room),
            percent(last.low),
            index_text(last.gini)
        ),
        Lang::En => format!(
            "{}: the 40% of {} with the lowest {subject} hold {} of the total (Gini {})",
            last.year,
            of_whom(room),
            percent(last.low),
            index_text(last.gini)
        ),
    };
    let told_years: Vec<String> = wanted.iter().map(u16::to_string).collect();
    let subtitle = match lang {
        Lang::Zh => format!("洛伦兹曲线 · {} · {}年", room.subject(), told_years.join("年与")),
        Lang::En => format!("Lorenz curve · {} · {}", room.subject(), told_years.join(" and ")),
    };
    let (first, end) = (*wanted.first().unwrap_or(&last.year), last.year);
    let mut notes = Vec::new();
    for year in &wanted {
        notes.extend(room.missing_notes(&room.slice(*year), *year));
    }
    notes.push(match lang {
        Lang::Zh => "虚线为完全平均线；基尼系数是曲线与虚线之间面积的两倍。地区内部的差距不在其中。".into(),
        Lang::En => "The dashed line is equality; the Gini coefficient is twice the area between it and the curve. Differences within places are not part of it.".into(),
    });
    Told {
        kind: lang.pick("洛伦兹曲线图", "Lorenz curves"),
        title,
        marks: Marks::Lorenz(LorenzMarks {
            curves: drawn,
            x_name: match lang {
                Lang::Zh => format!("累计{}（由低到高）", of_whom(room)),
                Lang::En => format!("cumulative share of {}, lowest first", of_whom(room)),
            },
            y_name: match lang {
                Lang::Zh => format!("累计份额：{subject}"),
                Lang::En => format!("cumulative share of the total of {subject}"),
            },
            lang,
        }),
        notes,
        table: table(room, &curves, &subtitle),
        subtitle,
    }
    .figure(room, &(first..=end))
}

fn percent(share: f64) -> String {
    format!("{}%", grouped(share * 100.0, 1))
}

/// What is read of a point: with whom it is reached.
fn told(room: &Room<'_>, curve: &Curve, at: usize, [p, l]: [f64; 2]) -> String {
    let reached = at.checked_sub(1).and_then(|at| curve.order.get(at));
    let Some(place) = reached else { return "0%".to_owned() };
    let name = describe::place_name(room.atlas, *place, room.lang);
    let (whom, p, l) = (of_whom(room), percent(p), percent(l));
    match room.lang {
        Lang::Zh => format!("由低到高至{name}：占{whom} {p}，占总量 {l}"),
        Lang::En => format!("up to {name}: {p} of {whom}, {l} of the total"),
    }
}

/// Of what the horizontal axis is a share.
fn of_whom(room: &Room<'_>) -> &'static str {
    if room.is_weighted() {
        room.lang.pick("人口", "the population")
    } else {
        room.lang.pick("地区", "the places")
    }
}

fn table(room: &Room<'_>, curves: &[Curve], caption: &str) -> Table {
    let (atlas, lang) = (room.atlas, room.lang);
    let mut columns = head_columns(lang).to_vec();
    for curve in curves {
        let year = curve.year;
        columns.extend(match lang {
            Lang::Zh => [
                number_column(format!("{year}年累计{}（%）", of_whom(room))),
                number_column(format!("{year}年累计份额（%）")),
            ],
            Lang::En => [
                number_column(format!("{year}: cumulative share of {} (%)", of_whom(room))),
                number_column(format!("{year}: cumulative share of the total (%)")),
            ],
        });
    }
    let places: Vec<PlaceId> = curves.last().map(|one| one.order.clone()).unwrap_or_default();
    let row = |place: &PlaceId| {
        let mut cells = head(atlas, *place, lang).to_vec();
        for curve in curves {
            let point = curve
                .order
                .iter()
                .position(|one| one == place)
                .and_then(|at| curve.points.get(at + 1));
            match point {
                Some(point) => cells.extend(point.map(|share| Cell::number(share * 100.0, 2))),
                None => cells.extend(
                    [(); 2].map(|()| Cell::missing(lang.pick("无数据", "no data").to_owned())),
                ),
            }
        }
        Row { place: *place, cells }
    };
    Table { caption: caption.to_owned(), columns, rows: places.iter().map(row).collect() }
}
