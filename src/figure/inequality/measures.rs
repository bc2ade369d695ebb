//! Every measure of a year, with its formula, its numbers and how far it can be trusted.

use super::{
    super::{
        Figure, Marks, describe,
        shown::Shown,
        table::{Cell, Column, Row, Table, number_column, text_column},
    },
    Told, nothing,
    room::{Room, Slice, index_of},
    words::{TABLE_DIGITS, formula, index_name, index_text, refusal},
};
use crate::{
    atlas::{IndicatorKind, Lang},
    i18n::{Scale, grouped},
    spec::IndexChoice,
    stats::{MeasureError, Sample, jackknife, rounding_interval},
};

/// How a number was computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Working {
    /// Name of the measure.
    pub name: String,
    /// Its value, or why there is none.
    pub value: String,
    /// Its formula.
    pub formula: String,
    /// Who gave the formula; empty where it needs none.
    pub origin: &'static str,
    /// The formula with this case's numbers, line by line.
    pub lines: Vec<String>,
}

/// One measure of a slice.
struct Measured {
    choice: IndexChoice,
    equal: Result<f64, MeasureError>,
    weighted: Option<Result<f64, MeasureError>>,
    standard_error: Option<f64>,
    rounding: Option<(f64, f64)>,
}

fn all(room: &Room<'_>, slice: &Slice) -> Vec<Measured> {
    let sample = slice.unweighted();
    let weighted = room.is_weighted().then(|| slice.sample());
    // Only what was published was rounded by its publisher; a derived value has no half unit.
    let indicator = room.atlas.indicator(room.spec.indicator);
    let half = (indicator.kind == IndicatorKind::Published)
        .then(|| 0.5 * 10_f64.powi(-i32::from(indicator.decimals)));
    IndexChoice::MENU
        .into_iter()
        .map(|choice| {
            let index = index_of(choice);
            let of = |sample: &Result<Sample, MeasureError>| match sample {
                Ok(sample) => index.of(sample),
                Err(why) => Err(*why),
            };
            Measured {
                choice,
                equal: of(&sample),
                weighted: weighted.as_ref().filter(|_| choice.takes_weights()).map(of),
                standard_error: sample
                    .as_ref()
                    .ok()
                    .and_then(|sample| jackknife(sample, index).ok())
                    .map(|found| found.standard_error),
                rounding: sample.as_ref().ok().zip(half).and_then(|(sample, half)| {
                    let found = rounding_interval(sample, &[half], index).ok()?;
                    Some((found.least, found.greatest))
                }),
            }
        })
        .collect()
}

pub(super) fn figure(room: &Room<'_>) -> Figure {
    let lang = room.lang;
    let (year, slice) = (room.year(), room.slice(room.year()));
    if let Err(why) = slice.unweighted() {
        return nothing(room, &refusal(why, |at| room.name_at(at), lang));
    }
    let found = all(room, &slice);
    let subject = room.indicator();
    let of = |choice: IndexChoice| {
        let one = found.iter().find(|one| one.choice == choice)?;
        one.weighted.unwrap_or(one.equal).ok()
    };
    // All three weighted alike.
    let variation =
        if room.is_weighted() { IndexChoice::CvPopulation } else { IndexChoice::CvSample };
    let told: Vec<String> = [IndexChoice::Gini, IndexChoice::TheilT, variation]
        .into_iter()
        .filter_map(|choice| {
            Some(format!("{} {}", index_name(choice, lang), index_text(of(choice)?)))
        })
        .collect();
    let told = told.join(lang.pick("，", ", "));
    let title = match lang {
        Lang::Zh => format!("{year}年 {}的{subject}：{told}", room.among(slice.len())),
        Lang::En => format!("{subject} among {}, {year}: {told}", room.among(slice.len())),
    };
    let subtitle = match lang {
        Lang::Zh => format!("不平等指数一览 · {} · {year}年", room.subject()),
        Lang::En => format!("Measures of inequality · {} · {year}", room.subject()),
    };
    let mut notes = Vec::new();
    notes.extend(room.missing_notes(&slice, year));
    notes.push(lang.pick(
        "标准误由刀切法（逐一去掉一个地区）得出，只适用于各地区权重相同的值。",
        "Standard errors by the jackknife, leaving out one place at a time; of the values where each place counts once.",
    ).into());
    if found.iter().any(|one| one.rounding.is_some()) {
        notes.push(lang.pick(
            "舍入区间：公布的数值各在其末位半个单位之内变动时，指数可能的范围。",
            "Rounding interval: where the index can lie if every published value may be half a unit of its last digit away.",
        ).into());
    }
    let name = |at: usize| {
        let place = slice.places.get(at).copied().unwrap_or_else(|| room.atlas.nation());
        describe::place_name(room.atlas, place, lang)
    };
    let number = |value: Result<f64, MeasureError>| match value {
        Ok(value) => Cell::number(value, TABLE_DIGITS),
        Err(why) => Cell::missing(refusal(why, name, lang)),
    };
    let row = |one: &Measured| {
        let mut cells = vec![Cell::words(index_name(one.choice, lang)), number(one.equal)];
        if room.is_weighted() {
            cells.push(one.weighted.map_or_else(
                || Cell::missing(lang.pick("不适用于加权", "not defined with weights").to_owned()),
                number,
            ));
        }
        let none = |why: &str| Cell::missing(why.to_owned());
        cells.push(one.standard_error.map_or_else(
            || none(lang.pick("无法计算", "not available")),
            |error| Cell::number(error, TABLE_DIGITS),
        ));
        cells.push(one.rounding.map_or_else(
            || none(lang.pick("不适用", "does not apply")),
            |(least, greatest)| {
                Cell::words(format!(
                    "{} – {}",
                    grouped(least, TABLE_DIGITS),
                    grouped(greatest, TABLE_DIGITS)
                ))
            },
        ));
        cells.push(Cell::number(slice.len() as f64, 0));
        let (formula, origin) = formula(one.choice);
        cells.push(Cell::words(formula));
        cells.push(Cell::words(origin));
        Row { place: room.atlas.nation(), cells }
    };
    Told {
        kind: lang.pick("表", "Table"),
        title,
        marks: Marks::Table,
        notes,
        table: Table {
            caption: subtitle.clone(),
            columns: columns(room),
            rows: found.iter().map(row).collect(),
        },
        subtitle,
    }
    .figure(room, &(year..=year))
}

fn columns(room: &Room<'_>) -> Vec<Column> {
    let lang = room.lang;
    let mut columns = vec![
        text_column(lang.pick("指数", "Measure")),
        number_column(lang.pick("各地区权重相同", "Each place counts once")),
    ];
    if room.is_weighted() {
        columns.push(number_column(lang.pick("按人口加权", "Weighted by population")));
    }
    columns.extend([
        number_column(lang.pick("标准误", "Standard error")),
        text_column(lang.pick("舍入区间", "Rounding interval")),
        number_column("n"),
        text_column(lang.pick("公式", "Formula")),
        text_column(lang.pick("出处", "Origin")),
    ]);
    columns
}

/// How every measure of the year was computed.
pub(super) fn workings(room: &Room<'_>) -> Vec<Working> {
    let lang = room.lang;
    let slice = room.slice(room.year());
    let shown = Shown::new(room.atlas, room.spec, room.years);
    let scale = shown.scale_of_places(&slice.values, lang);
    let name = |at: usize| {
        let place = slice.places.get(at).copied().unwrap_or_else(|| room.atlas.nation());
        describe::place_name(room.atlas, place, lang)
    };
    let working = |one: &Measured| {
        let (formula, origin) = formula(one.choice);
        let value = one.weighted.unwrap_or(one.equal);
        Working {
            name: index_name(one.choice, lang),
            value: match value {
                Ok(value) => grouped(value, TABLE_DIGITS),
                Err(why) => refusal(why, name, lang),
            },
            formula,
            origin,
            lines: match value {
                Ok(value) => lines(room, &slice, one, value, &scale),
                Err(_) => Vec::new(),
            },
        }
    };
    all(room, &slice).iter().map(working).collect()
}

/// The formula with the numbers of the highest and the lowest place put in.
fn lines(room: &Room<'_>, slice: &Slice, one: &Measured, value: f64, scale: &Scale) -> Vec<String> {
    let lang = room.lang;
    let is_weighted = one.weighted.is_some();
    let weights: Vec<f64> = match &slice.weights {
        Some(weights) if is_weighted => {
            let all: f64 = weights.iter().sum();
            weights.iter().map(|weight| weight / all).collect()
        }
        _ => vec![1.0 / slice.len() as f64; slice.len()],
    };
    let mean: f64 = weights.iter().zip(&slice.values).map(|(w, x)| w * x).sum();
    let mut order: Vec<usize> = (0..slice.len()).collect();
    crate::order::sort_by(&mut order, |a, b| slice.values[*b].total_cmp(&slice.values[*a]));
    let (Some(top), Some(bottom)) = (order.first().copied(), order.last().copied()) else {
        return Vec::new();
    };
    let name = |at: usize| describe::place_name(room.atlas, slice.places[at], lang);
    let mut lines = vec![match lang {
        Lang::Zh => format!("n = {}，μ = {}", slice.len(), scale.with_unit(mean)),
        Lang::En => format!("n = {}, μ = {}", slice.len(), scale.with_unit(mean)),
    }];
    for at in [top, bottom] {
        if let Some(term) = term(one.choice, slice, &weights, (mean, at)) {
            lines.push(match lang {
                Lang::Zh => format!("{}一项：{term}", name(at)),
                Lang::En => format!("the term of {}: {term}", name(at)),
            });
        }
    }
    if matches!(one.choice, IndexChoice::ExtremeRatio) {
        let (high, low) = (slice.values[top], slice.values[bottom]);
        lines.push(format!(
            "{} {} ÷ {} {}",
            name(top),
            scale.with_unit(high),
            name(bottom),
            scale.with_unit(low)
        ));
    }
    if matches!(one.choice, IndexChoice::Gini | IndexChoice::GiniCorrected) {
        let spread: f64 = slice
            .values
            .iter()
            .zip(&weights)
            .map(|(x, w)| {
                let others = slice.values.iter().zip(&weights);
                w * others.map(|(y, v)| v * (x - y).abs()).sum::<f64>()
            })
            .sum();
        let (spread, mean) = (scale.with_unit(spread), scale.with_unit(mean));
        lines.push(match lang {
            Lang::Zh => format!("平均绝对差 Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| = {spread}，÷ (2 × {mean})"),
            Lang::En => {
                format!("mean absolute difference Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| = {spread}, ÷ (2 × {mean})")
            }
        });
    }
    lines.push(format!("= {}", grouped(value, TABLE_DIGITS)));
    lines
}

/// What a place adds to an index, with its numbers; none where the formula is no sum over places.
fn term(
    choice: IndexChoice,
    slice: &Slice,
    weights: &[f64],
    (mean, at): (f64, usize),
) -> Option<String> {
    let number = |value: f64| grouped(value, 4);
    let (w, x) = (*weights.get(at)?, *slice.values.get(at)?);
    let ratio = x / mean;
    let (w_text, ratio_text) = (number(w), number(ratio));
    Some(match choice {
        IndexChoice::TheilT => format!(
            "{w_text} × {ratio_text} × ln {ratio_text} = {}",
            grouped(w * ratio * ratio.ln(), TABLE_DIGITS)
        ),
        IndexChoice::TheilL => {
            format!("{w_text} × ln(1 ÷ {ratio_text}) = {}", grouped(-w * ratio.ln(), TABLE_DIGITS))
        }
        IndexChoice::GeneralisedEntropy(alpha) => format!(
            "{w_text} × {ratio_text}^{alpha} = {}",
            grouped(w * ratio.powf(alpha), TABLE_DIGITS)
        ),
        IndexChoice::Atkinson(epsilon) if (epsilon - 1.0).abs() < f64::EPSILON => {
            format!("{w_text} × ln {ratio_text} = {}", grouped(w * ratio.ln(), TABLE_DIGITS))
        }
        IndexChoice::Atkinson(epsilon) => format!(
            "{w_text} × {ratio_text}^{} = {}",
            1.0 - epsilon,
            grouped(w * ratio.powf(1.0 - epsilon), TABLE_DIGITS)
        ),
        IndexChoice::CvPopulation => format!(
            "{w_text} × ({ratio_text} − 1)² = {}",
            grouped(w * (ratio - 1.0).powi(2), TABLE_DIGITS)
        ),
        IndexChoice::CvSample => format!(
            "({ratio_text} − 1)² ÷ {} = {}",
            slice.len().saturating_sub(1),
            grouped(
                (ratio - 1.0).powi(2) / slice.len().saturating_sub(1).max(1) as f64,
                TABLE_DIGITS
            )
        ),
        IndexChoice::Hoover => format!(
            "½ × {w_text} × |{ratio_text} − 1| = {}",
            grouped(0.5 * w * (ratio - 1.0).abs(), TABLE_DIGITS)
        ),
        IndexChoice::StdOfLogs => {
            format!("{w_text} × (ln {} − {})²", number(x), number(mean_log(weights, slice)))
        }
        IndexChoice::Gini
        | IndexChoice::GiniCorrected
        | IndexChoice::ExtremeRatio
        | IndexChoice::PercentileRatio => return None,
    })
}

fn mean_log(weights: &[f64], slice: &Slice) -> f64 {
    weights.iter().zip(&slice.values).map(|(w, x)| w * x.ln()).sum()
}
