//! A place at a glance: what is shown when a reader points at it.

use super::{
    Years, describe,
    shown::{Quantity, Shown},
};
use crate::{
    atlas::{Atlas, Lang, PlaceId},
    query::breaks,
    spec::Spec,
};
use core::fmt::Write as _;

/// A place at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// Everyday name.
    pub name: String,
    /// Year of the value; the nearest one where there is none in the year shown, and says so.
    pub when: String,
    /// Value with unit, or why there is none.
    pub value: String,
    /// `rank 4 of 31`; empty without a value or for a place that is not ranked.
    pub rank: String,
    /// `+12.0% against China`; empty where there is nothing to compare with.
    pub difference: String,
    /// Path of the sparkline in a box of [`SPARKLINE`] units; empty without data.
    pub sparkline: String,
}

/// Width and height of a sparkline's box.
pub const SPARKLINE: (f64, f64) = (120.0, 28.0);

/// What is known of `place` in the year of the map.
pub fn glance(atlas: &Atlas, spec: &Spec, years: &Years, place: PlaceId, lang: Lang) -> Glance {
    let year = years.year;
    let shown = Shown::new(atlas, spec, years);
    let found = shown.near(place, year);
    let places = spec.level.places(atlas);
    let ranked = shown.ranked(&places, year);
    // One scale with the map's legend, so that numbers beside one another compare.
    let all =
        ranked.iter().filter_map(|one| one.number.ok()).chain(found.ok().map(|one| one.number));
    let scale = shown.scale_of_places(&all.collect::<Vec<f64>>(), lang);
    let of = ranked.iter().filter(|one| one.rank.is_some()).count();
    let rank = ranked.iter().find(|one| one.place == place).and_then(|one| one.rank);
    let rank = rank.map_or_else(String::new, |rank| match lang {
        Lang::Zh => format!("第 {rank} 位（共 {of}）"),
        Lang::En => format!("rank {rank} of {of}"),
    });
    Glance {
        name: describe::place_name(atlas, place, lang),
        when: match found {
            Ok(found) if found.year != year => match lang {
                Lang::Zh => format!("{}（{year}年无数据，取最近一年）", found.year),
                Lang::En => format!("{} (nearest to {year})", found.year),
            },
            _ => shown.when(year),
        },
        value: match found {
            Ok(found) => scale.with_unit(found.number),
            Err(why) => describe::reason(atlas, why, lang),
        },
        rank: if shown.quantity == Quantity::Rank { String::new() } else { rank },
        difference: difference(&shown, place, year, lang),
        sparkline: sparkline_of(&shown, years, place),
    }
}

/// The distance from the yardstick in words; empty where nothing can be told.
fn difference(shown: &Shown<'_>, place: PlaceId, year: u16, lang: Lang) -> String {
    let Shown { atlas, spec, .. } = *shown;
    let told = |yardstick| Some((yardstick, shown.distance(place, yardstick, year, lang)?));
    let Some((yardstick, text)) = spec.level.yardstick(atlas).and_then(told) else {
        return String::new();
    };
    let name = describe::place_name(atlas, yardstick, lang);
    match (shown.tells_shares(), lang) {
        (true, Lang::Zh) => format!("占{name} {text}"),
        (true, Lang::En) => format!("{text} of {name}"),
        (false, Lang::Zh) => format!("与{name}相比 {text}"),
        (false, Lang::En) => format!("{text} against {name}"),
    }
}

/// The path of a place's values over all years, in a box of [`SPARKLINE`] units; the line is
/// interrupted where values are missing and at breaks.
pub fn sparkline(atlas: &Atlas, spec: &Spec, years: &Years, place: PlaceId) -> String {
    sparkline_of(&Shown::new(atlas, spec, years), years, place)
}

/// The sparklines of many places, in their order.
pub fn sparklines(atlas: &Atlas, spec: &Spec, years: &Years, places: &[PlaceId]) -> Vec<String> {
    let shown = Shown::new(atlas, spec, years);
    places.iter().map(|place| sparkline_of(&shown, years, *place)).collect()
}

fn sparkline_of(shown: &Shown<'_>, years: &Years, place: PlaceId) -> String {
    let Shown { atlas, spec, .. } = *shown;
    let values: Vec<(u16, Option<f64>)> =
        years.all.clone().map(|year| (year, shown.at(place, year).ok())).collect();
    let known = || values.iter().filter_map(|(_, value)| *value);
    let (low, high) =
        (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    if !low.is_finite() {
        return String::new();
    }
    let broken: Vec<u16> =
        breaks(atlas, spec.measure(), place).iter().map(|one| one.year).collect();
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
