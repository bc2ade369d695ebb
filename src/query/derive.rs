//! Values of published and derived measures, and what is known about them.

use crate::atlas::{
    Atlas, Break, Decimal, IndicatorId, Level, PlaceId, Scope, Series, SourceId, Step, VintageId,
};
use core::ops::RangeInclusive;

/// Which resident population a value is divided by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Denominator {
    /// Population at the end of the year.
    #[default]
    YearEnd,
    /// Mean of the populations at the end of this year and of the year before, as in official
    /// per-person figures.
    YearAverage,
}

impl Denominator {
    /// Every denominator, the default first.
    pub const ALL: [Self; 2] = [Self::YearEnd, Self::YearAverage];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::YearEnd => "year_end",
            Self::YearAverage => "year_average",
        }
    }
}

/// One line of numbers, named completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Measure {
    /// What is measured.
    pub indicator: IndicatorId,
    /// In which edition.
    pub vintage: VintageId,
    /// Over which population, where a formula divides by it.
    pub denominator: Denominator,
}

impl Measure {
    /// Whether the choice of [`Denominator`] changes this measure.
    pub fn has_denominator(&self, atlas: &Atlas) -> bool {
        atlas.derivation(self.indicator, self.vintage).is_some_and(|derivation| {
            derivation.steps.iter().any(
                |step| matches!(step, Step::Series(indicator, _) if is_population(atlas, *indicator)),
            )
        })
    }
}

fn is_population(atlas: &Atlas, indicator: IndicatorId) -> bool {
    atlas.indicator(indicator).id == "population_resident"
}

/// Whose published numbers a value rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Series of the place itself.
    Own,
    /// Sums over this many provinces, taken before any ratio.
    Pooled(u16),
}

/// A value in the indicator's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// The number; always finite.
    pub number: f64,
    /// The published digits, where the value was published as it stands.
    pub exact: Option<Decimal>,
    /// Whose numbers it rests on.
    pub basis: Basis,
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The atlas has no series of this measure for the place.
    NoSeries,
    /// The series has no value in this year.
    NoYear,
    /// A series of the formula has no value here.
    Part(IndicatorId),
    /// The place is a group and the measure cannot be added up over its members.
    NotAdditive,
    /// A member of the group has no value, so a sum would be incomplete.
    Member(PlaceId),
    /// The place to which others are related has no value in this year.
    NoReference(PlaceId),
    /// There is no value in the year from which growth, index or change is counted.
    NoStart(u16),
    /// Growth and change are counted from this year, so there is none in it or before.
    NoSpan(u16),
    /// The comparison would reach across a break: the year from which the series is another one.
    Broken(u16),
    /// Growth from, or to, a value that is zero or below says nothing.
    NotPositive,
    /// The place is not among those that are ranked.
    NotRanked,
    /// The formula divides by zero.
    Undefined,
}

/// The provinces whose sum stands for a group: members of a macro-region, or all of them.
fn members(atlas: &Atlas, place: PlaceId) -> Vec<PlaceId> {
    let level = atlas.place(place).level;
    atlas
        .places()
        .filter(|(_, row)| {
            row.level == Level::Province
                && row.parent.is_some_and(|parent| match level {
                    Level::MacroRegion => parent == place,
                    Level::Nation => atlas.place(parent).level == Level::MacroRegion,
                    _ => false,
                })
        })
        .map(|(id, _)| id)
        .collect()
}

const fn is_group(level: Level) -> bool {
    matches!(level, Level::Nation | Level::MacroRegion)
}

/// Value of one series in base units.
fn at(atlas: &Atlas, series: &Series, year: u16) -> Option<f64> {
    let point = series.at(year)?;
    Some(point.value.to_f64() * atlas.unit_of(series.indicator).factor)
}

/// A part of a formula at one place, in base units.
fn part_at(
    atlas: &Atlas,
    (indicator, vintage): (IndicatorId, VintageId),
    denominator: Denominator,
    place: PlaceId,
    year: u16,
) -> Result<f64, Missing> {
    let series = atlas.find_series(indicator, vintage, place).ok_or(Missing::NoSeries)?;
    let now = at(atlas, series, year).ok_or(Missing::NoYear)?;
    if denominator == Denominator::YearAverage && is_population(atlas, indicator) {
        let before = at(atlas, series, year - 1).ok_or(Missing::NoYear)?;
        return Ok(f64::midpoint(now, before));
    }
    Ok(now)
}

/// A part of a formula, summed over members where the value is pooled.
fn part(
    atlas: &Atlas,
    series: (IndicatorId, VintageId),
    denominator: Denominator,
    place: PlaceId,
    pooled: Option<&[PlaceId]>,
    year: u16,
) -> Result<f64, Missing> {
    let Some(members) = pooled else {
        return part_at(atlas, series, denominator, place, year)
            .map_err(|_| Missing::Part(series.0));
    };
    if !atlas.indicator(series.0).additive {
        return Err(Missing::NotAdditive);
    }
    members.iter().try_fold(0.0, |sum, member| {
        part_at(atlas, series, denominator, *member, year)
            .map(|value| sum + value)
            .map_err(|_| Missing::Member(*member))
    })
}

/// Evaluates a formula in reverse Polish order; `None` when the steps do not fit together.
fn evaluate(
    steps: &[Step],
    mut series: impl FnMut(IndicatorId, VintageId) -> Result<f64, Missing>,
) -> Result<Option<f64>, Missing> {
    let mut stack: Vec<f64> = Vec::with_capacity(4);
    for step in steps {
        let result = match step {
            Step::Series(indicator, vintage) => series(*indicator, *vintage)?,
            Step::Number(number) => *number,
            operator => {
                let (Some(right), Some(left)) = (stack.pop(), stack.pop()) else {
                    return Ok(None);
                };
                match operator {
                    Step::Add => left + right,
                    Step::Subtract => left - right,
                    Step::Multiply => left * right,
                    _ => left / right,
                }
            }
        };
        stack.push(result);
    }
    Ok(stack.pop().filter(|_| stack.is_empty()))
}

/// The value of `measure` at `place` in `year`, in the indicator's unit.
///
/// A macro-region, and the nation where it has no series of its own in this vintage, is pooled:
/// sums over its provinces first, then the formula; incomplete sums are missing.
///
/// # Errors
/// The reason why there is no value.
pub fn value(atlas: &Atlas, measure: Measure, place: PlaceId, year: u16) -> Result<Value, Missing> {
    let group = is_group(atlas.place(place).level);
    let Some(derivation) = atlas.derivation(measure.indicator, measure.vintage) else {
        return match atlas.find_series(measure.indicator, measure.vintage, place) {
            Some(series) => {
                let exact = series.at(year).ok_or(Missing::NoYear)?.value;
                Ok(Value { number: exact.to_f64(), exact: Some(exact), basis: Basis::Own })
            }
            None if group => pooled_sum(atlas, measure, place, year),
            None => Err(Missing::NoSeries),
        };
    };
    let parts = || {
        derivation.steps.iter().filter_map(|step| match step {
            Step::Series(indicator, vintage) => Some((*indicator, *vintage)),
            _ => None,
        })
    };
    let has = |(indicator, vintage)| atlas.find_series(indicator, vintage, place).is_some();
    let pooled = (group && !parts().all(has)).then(|| members(atlas, place));
    if pooled.is_none() && !parts().any(has) {
        return Err(Missing::NoSeries);
    }
    let result = evaluate(&derivation.steps, |indicator, vintage| {
        part(atlas, (indicator, vintage), measure.denominator, place, pooled.as_deref(), year)
    })?;
    let number = result
        .map(|base| base / atlas.unit_of(measure.indicator).factor)
        .filter(|number| number.is_finite())
        .ok_or(Missing::Undefined)?;
    let basis = pooled.map_or(Basis::Own, |members| Basis::Pooled(count(&members)));
    Ok(Value { number, exact: None, basis })
}

fn count<T>(items: &[T]) -> u16 {
    u16::try_from(items.len()).unwrap_or(u16::MAX)
}

/// The value of a part of a formula at a place whose result has this basis: where that is pooled the sum
/// over the provinces, even if the place has a series of its own.
///
/// # Errors
/// The reason why there is no value.
pub fn part_value(
    atlas: &Atlas,
    part: Measure,
    place: PlaceId,
    basis: Basis,
    year: u16,
) -> Result<Value, Missing> {
    match basis {
        Basis::Own => value(atlas, part, place, year),
        Basis::Pooled(_) => pooled_sum(atlas, part, place, year),
    }
}

fn pooled_sum(
    atlas: &Atlas,
    measure: Measure,
    place: PlaceId,
    year: u16,
) -> Result<Value, Missing> {
    let members = members(atlas, place);
    let series = (measure.indicator, measure.vintage);
    if members.iter().all(|member| atlas.find_series(series.0, series.1, *member).is_none()) {
        return Err(Missing::NoSeries);
    }
    let base = part(atlas, series, measure.denominator, place, Some(&members), year)?;
    let number = base / atlas.unit_of(measure.indicator).factor;
    Ok(Value { number, exact: None, basis: Basis::Pooled(count(&members)) })
}

/// The value in `year`, or else in the nearest year at most `tolerance` years away (the earlier of two
/// that are equally near), with the year it is of. A value from beyond a break is no stand-in.
///
/// # Errors
/// The reason why there is no value in `year` itself.
pub fn nearest_value(
    atlas: &Atlas,
    measure: Measure,
    place: PlaceId,
    year: u16,
    tolerance: u8,
) -> Result<(Value, u16), Missing> {
    let why = match value(atlas, measure, place, year) {
        Ok(found) => return Ok((found, year)),
        Err(why) => why,
    };
    if tolerance == 0 {
        return Err(why);
    }
    let broken = breaks(atlas, measure, place);
    let is_joined = |near: &u16| {
        let (first, last) = (year.min(*near), year.max(*near));
        broken.iter().all(|one| one.year <= first || last < one.year)
    };
    (1..=u16::from(tolerance))
        .flat_map(|away| [year.saturating_sub(away), year.saturating_add(away)])
        .filter(is_joined)
        .find_map(|near| Some((value(atlas, measure, place, near).ok()?, near)))
        .ok_or(why)
}

/// First and last year in which the measure has a value at any of `places`.
pub fn years(atlas: &Atlas, measure: Measure, places: &[PlaceId]) -> Option<RangeInclusive<u16>> {
    let candidates = candidate_years(atlas, measure)?;
    let has = |year: &u16| places.iter().any(|place| value(atlas, measure, *place, *year).is_ok());
    let first = candidates.clone().find(has)?;
    let last = candidates.rev().find(has)?;
    Some(first..=last)
}

/// The years spanned by the series behind a measure, wherever they are.
fn candidate_years(atlas: &Atlas, measure: Measure) -> Option<RangeInclusive<u16>> {
    let span = |(indicator, vintage)| {
        let all = atlas.series_of(indicator, vintage);
        let first = all.iter().filter_map(|series| series.points.first()).map(|one| one.year).min();
        let last = all.iter().filter_map(|series| series.points.last()).map(|one| one.year).max();
        Some((first?, last?))
    };
    let spans: Option<Vec<(u16, u16)>> = parts_of(atlas, measure).into_iter().map(span).collect();
    let spans = spans?;
    // A formula needs all of its parts, so their common span is enough.
    let first = spans.iter().map(|span| span.0).max()?;
    let last = spans.iter().map(|span| span.1).min()?;
    Some(first..=last)
}

/// The published series a measure is made of: itself, or the parts of its formula.
pub fn parts_of(atlas: &Atlas, measure: Measure) -> Vec<(IndicatorId, VintageId)> {
    let Some(derivation) = atlas.derivation(measure.indicator, measure.vintage) else {
        return vec![(measure.indicator, measure.vintage)];
    };
    let mut parts = Vec::new();
    for step in &derivation.steps {
        if let Step::Series(indicator, vintage) = step
            && !parts.contains(&(*indicator, *vintage))
        {
            parts.push((*indicator, *vintage));
        }
    }
    parts
}

/// Breaks in the measure at `place`, by year, each reason once; those of a formula's parts included.
/// A pooled value has the breaks of the provinces behind it.
pub fn breaks(atlas: &Atlas, measure: Measure, place: PlaceId) -> Vec<&Break> {
    let row = atlas.place(place);
    let parts = parts_of(atlas, measure);
    let of_parts = |one: &&Break| parts.contains(&(one.indicator, one.vintage));
    let mut found: Vec<&Break> = atlas.catalog().breaks.iter().filter(of_parts).collect();
    // Most measures have none, and who stands behind a pooled value is costly to find.
    if found.is_empty() {
        return found;
    }
    let is_own = parts
        .iter()
        .all(|(indicator, vintage)| atlas.find_series(*indicator, *vintage, place).is_some());
    let pooled = if is_group(row.level) && !is_own { members(atlas, place) } else { Vec::new() };
    let concerns = |one: &&Break| match &one.scope {
        Scope::All => true,
        Scope::Level(level) if pooled.is_empty() => *level == row.level,
        Scope::Level(level) => *level == Level::Province,
        Scope::Places(places) => {
            places.contains(&place) || pooled.iter().any(|member| places.contains(member))
        }
    };
    found.retain(concerns);
    crate::order::sort_by_key(&mut found, |one| one.year);
    found.dedup_by(|a, b| a.year == b.year && a.reason == b.reason);
    found
}

/// Sources of the values of `measure` at `places` within `span`, in the order of the catalogue.
pub fn sources(
    atlas: &Atlas,
    measure: Measure,
    places: &[PlaceId],
    span: &RangeInclusive<u16>,
) -> Vec<SourceId> {
    let mut found: Vec<SourceId> = Vec::new();
    for (indicator, vintage) in parts_of(atlas, measure) {
        for place in places {
            let own = [*place];
            let pooled;
            let behind = match atlas.find_series(indicator, vintage, *place) {
                None if is_group(atlas.place(*place).level) => {
                    pooled = members(atlas, *place);
                    pooled.as_slice()
                }
                _ => own.as_slice(),
            };
            found.extend(
                behind
                    .iter()
                    .filter_map(|one| atlas.find_series(indicator, vintage, *one))
                    .flat_map(|series| &series.points)
                    .filter(|point| span.contains(&point.year))
                    .map(|point| point.source),
            );
            crate::order::sort(&mut found);
            found.dedup();
        }
    }
    found
}
