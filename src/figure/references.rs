//! Values to compare with: the nation, mean and median of the places, a number.

use super::{ReferenceLine, describe, shown::Shown};
use crate::{
    atlas::Lang,
    i18n::Scale,
    query::breaks,
    spec::Reference,
    stats::{mean, median},
};
use core::ops::RangeInclusive;

/// The reference lines that the spec asks for, over `years`; a single year gives single values. A line
/// without any value is left out.
pub(super) fn lines(
    shown: &Shown<'_>,
    years: &RangeInclusive<u16>,
    scale: &Scale,
    lang: Lang,
) -> Vec<ReferenceLine> {
    let places = shown.spec.level.places(shown.atlas);
    // Mean and median have the breaks of the places behind them, the nation those of its own.
    let mut broken: Vec<u16> = Vec::new();
    if years.start() < years.end() && !shown.spec.references.is_empty() {
        for place in places.iter().chain(&shown.spec.level.yardstick(shown.atlas)) {
            let found = breaks(shown.atlas, shown.spec.measure(), *place);
            broken.extend(found.iter().map(|one| one.year));
        }
        crate::order::sort(&mut broken);
        broken.dedup();
    }
    let line = |reference: &Reference| {
        let numbers: Vec<Option<f64>> = years
            .clone()
            .map(|year| {
                let all = || {
                    let numbers = places.iter().filter_map(|place| shown.at(*place, year).ok());
                    numbers.collect::<Vec<f64>>()
                };
                match reference {
                    Reference::Yardstick => {
                        shown.at(shown.spec.level.yardstick(shown.atlas)?, year).ok()
                    }
                    Reference::Mean => mean(&all()),
                    Reference::Median => median(&all()),
                    Reference::Value(number) => Some(*number),
                }
            })
            .collect();
        let last = numbers.iter().rev().find_map(|number| *number)?;
        Some(ReferenceLine {
            label: format!("{} {}", name(shown, *reference, lang), scale.with_unit(last)),
            breaks: match reference {
                Reference::Value(_) => Vec::new(),
                _ => broken.clone(),
            },
            values: numbers.iter().map(|number| number.map(|one| one * scale.multiplier)).collect(),
        })
    };
    shown.spec.references.iter().filter_map(line).collect()
}

/// What a reference line is called.
fn name(shown: &Shown<'_>, reference: Reference, lang: Lang) -> String {
    match reference {
        Reference::Yardstick => shown
            .spec
            .level
            .yardstick(shown.atlas)
            .map_or_else(String::new, |place| describe::place_name(shown.atlas, place, lang)),
        Reference::Mean => lang.pick("各地平均", "mean of places").to_owned(),
        Reference::Median => lang.pick("各地中位数", "median of places").to_owned(),
        Reference::Value(_) => lang.pick("参考值", "reference").to_owned(),
    }
}
