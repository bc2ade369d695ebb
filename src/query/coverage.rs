//! Where an indicator has data, and which level and vintage are shown when a link names none.

use super::{Denominator, Geography, Measure, derive::parts_of, value, years};
use crate::atlas::{Atlas, IndicatorId, Level, PlaceId, Series, VintageId};
use core::ops::RangeInclusive;

/// Whether the place has a series of its own for every part of the measure, with a year in common.
fn covers(atlas: &Atlas, parts: &[(IndicatorId, VintageId)], place: PlaceId) -> bool {
    let series: Option<Vec<&Series>> = parts
        .iter()
        .map(|(indicator, vintage)| atlas.find_series(*indicator, *vintage, place))
        .collect();
    let Some((first, rest)) = series.as_deref().and_then(<[&Series]>::split_first) else {
        return false;
    };
    first.points.iter().any(|point| rest.iter().all(|one| one.at(point.year).is_some()))
}

/// Places of the level that have series of this vintage; for macro-regions, the provinces they are
/// summed over.
fn covered(
    atlas: &Atlas,
    indicator: IndicatorId,
    vintage: VintageId,
    level: Geography,
) -> impl Iterator<Item = PlaceId> {
    let measure = Measure { indicator, vintage, denominator: Denominator::YearEnd };
    let parts = parts_of(atlas, measure);
    let summable = parts.iter().all(|(part, _)| atlas.indicator(*part).additive);
    let places = match level {
        Geography::MacroRegions if summable => Geography::Provinces.places(atlas),
        level => level.places(atlas),
    };
    places.into_iter().filter(move |place| covers(atlas, &parts, *place))
}

/// The vintage shown for an indicator on a level: its default where that covers at least half as many
/// places as the widest vintage does, else the widest.
pub fn default_vintage(atlas: &Atlas, indicator: IndicatorId, level: Geography) -> VintageId {
    let default = atlas.indicator(indicator).default_vintage;
    let vintages = atlas.vintages_of(indicator);
    // Nothing to choose between.
    if vintages == [default] {
        return default;
    }
    let counted = |vintage| (vintage, covered(atlas, indicator, vintage, level).count());
    let covered: Vec<(VintageId, usize)> = vintages.into_iter().map(counted).collect();
    let widest = covered.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let wide_enough = |(_, count): &&(VintageId, usize)| *count > 0 && *count * 2 >= widest;
    covered
        .iter()
        .filter(wide_enough)
        .find(|(vintage, _)| *vintage == default)
        .or_else(|| covered.iter().find(|(_, count)| *count > 0 && *count == widest))
        .map_or(default, |(vintage, _)| *vintage)
}

/// Whether a vintage of the indicator has data on a level.
pub fn covers_level(
    atlas: &Atlas,
    indicator: IndicatorId,
    vintage: VintageId,
    level: Geography,
) -> bool {
    covered(atlas, indicator, vintage, level).next().is_some()
}

/// Whether any vintage of the indicator has data on a level.
pub fn has_level(atlas: &Atlas, indicator: IndicatorId, level: Geography) -> bool {
    let mut vintages = atlas.vintages_of(indicator).into_iter();
    vintages.any(|vintage| covers_level(atlas, indicator, vintage, level))
}

/// The level shown for an indicator: the first with data, provinces before all others.
pub fn default_level(atlas: &Atlas, indicator: IndicatorId) -> Geography {
    Geography::ALL.into_iter().find(|level| has_level(atlas, indicator, *level)).unwrap_or_default()
}

/// How many of `places` have a value in each year of `span`.
fn counts(
    atlas: &Atlas,
    measure: Measure,
    places: &[PlaceId],
    span: RangeInclusive<u16>,
) -> Vec<(u16, usize)> {
    let covered =
        |year: u16| places.iter().filter(|id| value(atlas, measure, **id, year).is_ok()).count();
    span.map(|year| (year, covered(year))).collect()
}

/// The last year with values for at least half as many of `places` as the best year has.
pub fn latest_covered(
    atlas: &Atlas,
    measure: Measure,
    places: &[PlaceId],
    span: &RangeInclusive<u16>,
) -> u16 {
    let counts = counts(atlas, measure, places, span.clone());
    let best = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .iter()
        .rev()
        .find(|(_, count)| *count > 0 && *count * 2 >= best)
        .map_or(*span.end(), |(year, _)| *year)
}

/// The years in which at least half as many of `places` have a value as in the best year.
pub fn covered_years(atlas: &Atlas, measure: Measure, places: &[PlaceId]) -> Vec<u16> {
    let Some(span) = years(atlas, measure, places) else { return Vec::new() };
    let counts = counts(atlas, measure, places, span);
    let best = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let is_covered = |(_, count): &(u16, usize)| *count > 0 && *count * 2 >= best;
    counts.into_iter().filter(is_covered).map(|(year, _)| year).collect()
}

/// Whether a place belongs to the panel of 31 provinces that the statistics cover.
pub fn in_panel(atlas: &Atlas, place: PlaceId) -> bool {
    let row = atlas.place(place);
    row.level == Level::Province
        && row.parent.is_some_and(|parent| atlas.place(parent).level == Level::MacroRegion)
}
