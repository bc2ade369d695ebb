//! A place at a glance: what is shown when a reader points at it.

use super::{Years, describe};
use crate::{
    atlas::{Atlas, Lang, PlaceId},
    query::{breaks, ranking, transformed, value},
    spec::Spec,
};
use core::fmt::Write as _;

/// A place at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// Everyday name.
    pub name: String,
    /// Year of the value.
    pub year: u16,
    /// Value with unit, or why there is none.
    pub value: String,
    /// `4th of 31`; empty without a value or for a place that is not ranked.
    pub rank: String,
    /// `+12.0% against the nation`; empty where there is nothing to compare with.
    pub difference: String,
    /// Path of the sparkline in a box of [`SPARKLINE`] units; empty without data.
    pub sparkline: String,
}

/// Width and height of a sparkline's box.
pub const SPARKLINE: (f64, f64) = (120.0, 28.0);

/// What is known of `place` in the year of the map.
pub fn glance(atlas: &Atlas, spec: &Spec, years: &Years, place: PlaceId, lang: Lang) -> Glance {
    let year = years.year;
    let base = describe::base_year(spec, years);
    let found = transformed(atlas, spec.measure(), spec.transform, base, place, year);
    let scale = describe::scale(atlas, spec, found.ok().into_iter(), lang);
    let ranked = ranking(atlas, spec.measure(), &spec.level.places(atlas), year);
    let of = ranked.iter().filter(|one| one.rank.is_some()).count();
    let rank = ranked.iter().find(|one| one.place == place).and_then(|one| one.rank);
    let rank = rank.map_or_else(String::new, |rank| match lang {
        Lang::Zh => format!("第 {rank} 位（共 {of}）"),
        Lang::En => format!("rank {rank} of {of}"),
    });
    Glance {
        name: describe::place_name(atlas, place, lang),
        year,
        value: match found {
            Ok(number) => scale.with_unit(number),
            Err(why) => describe::reason(atlas, why, lang),
        },
        rank,
        difference: difference(atlas, spec, place, year, lang),
        sparkline: sparkline(atlas, spec, years, place),
    }
}

fn difference(atlas: &Atlas, spec: &Spec, place: PlaceId, year: u16, lang: Lang) -> String {
    let Some(yardstick) = spec.level.yardstick(atlas).filter(|yardstick| *yardstick != place)
    else {
        return String::new();
    };
    let number = |place| value(atlas, spec.measure(), place, year).map(|value| value.number);
    let (Ok(own), Ok(reference)) = (number(place), number(yardstick)) else {
        return String::new();
    };
    let row = atlas.indicator(spec.indicator);
    let kind = atlas.unit(row.unit).kind;
    let text = describe::difference(kind, own, reference, row.decimals, lang);
    let name = describe::place_name(atlas, yardstick, lang);
    match lang {
        Lang::Zh => format!("与{name}相比 {text}"),
        Lang::En => format!("{text} against {name}"),
    }
}

/// The path of a place's values over all years, in a box of [`SPARKLINE`] units; the line is
/// interrupted where values are missing and at breaks.
pub fn sparkline(atlas: &Atlas, spec: &Spec, years: &Years, place: PlaceId) -> String {
    let measure = spec.measure();
    let values: Vec<(u16, Option<f64>)> = years
        .all
        .clone()
        .map(|year| (year, value(atlas, measure, place, year).ok().map(|value| value.number)))
        .collect();
    let known = || values.iter().filter_map(|(_, value)| *value);
    let (low, high) =
        (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    if !low.is_finite() {
        return String::new();
    }
    let broken: Vec<u16> = breaks(atlas, measure, place).iter().map(|one| one.year).collect();
    let steps = f64::from(years.all.end() - years.all.start()).max(1.0);
    let (width, height) = SPARKLINE;
    let mut path = String::new();
    let mut pen_down = false;
    for (year, value) in values {
        let Some(value) = value else {
            pen_down = false;
            continue;
        };
        let x = 2.0 + f64::from(year - years.all.start()) / steps * (width - 4.0);
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        let y = height - 3.0 - share * (height - 6.0);
        let command = if pen_down && !broken.contains(&year) { 'L' } else { 'M' };
        // A lone point is drawn by the round cap of a line of no length.
        if write!(path, "{command}{x:.1} {y:.1}").is_err() {
            return String::new();
        }
        if command == 'M' {
            path.push_str("h0");
        }
        pen_down = true;
    }
    path
}
