//! From which year comparisons over time start, and what is done when one would reach across a break.

use super::{Moment, Spec, Time, View};
use crate::{
    atlas::{Atlas, Break, Lang, PlaceId, Text, UnitKind},
    i18n::year_span,
    query::{Chain, Frame, Transform, Transformed, breaks},
};
use core::ops::RangeInclusive;

/// First years of comparisons over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Starts {
    /// Base year of an index.
    pub base: u16,
    /// First year of growth and change, and of two years compared.
    pub from: u16,
}

/// A comparison over time that was refused, and the nearest one that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// First year of the new segment.
    pub year: u16,
    /// What changed.
    pub reason: Text,
    /// The nearest years that can be compared.
    pub allowed: RangeInclusive<u16>,
}

impl Refusal {
    /// What is refused, why, and what can be compared. Plain text.
    pub fn text(&self, lang: Lang) -> String {
        let (before, year, allowed) = (self.year - 1, self.year, year_span(&self.allowed));
        // Reasons are sentences.
        let reason = self.reason.get(lang).trim_end_matches(['.', '。']);
        match lang {
            Lang::Zh => format!(
                "{before} 年与 {year} 年之间口径有变（{reason}），跨越它的增长、变化和指数不可比，因此不作计算。最近的可比时段：{allowed} 年。"
            ),
            Lang::En => format!(
                "The series has a break between {before} and {year} ({reason}); growth, change and index across it would compare what is not comparable and are not computed. Nearest years that can be compared: {allowed}."
            ),
        }
    }

    /// Brings the spec to the nearest years that can be compared.
    pub fn repair(&self, spec: &mut Spec, starts: Starts, year: u16) {
        let (first, last) = (*self.allowed.start(), *self.allowed.end());
        if year != last {
            spec.time.to = Moment::Year(last);
        }
        let from_matters = spec.chain.any(Transform::starts_from) || spec.view == View::Change;
        let is_start = (first..last).contains(&starts.from);
        // What the reader did not choose follows from the year shown.
        if spec.time.from.is_some() && from_matters && !is_start {
            spec.time = Time { from: Some(Moment::Year(first)), to: spec.time.to };
        }
        if spec.chain.has(Transform::Index) && !self.allowed.contains(&starts.base) {
            spec.base = Some(first);
        }
    }
}

/// Breaks that stand between the numbers of most places of the level, by year, each year once. A single
/// place with a break of its own does not keep the others from being compared: it alone is without a
/// number then, and says why.
fn all_breaks<'a>(atlas: &'a Atlas, spec: &Spec, chain: &Chain) -> Vec<&'a Break> {
    let measure = spec.measure();
    let places = spec.level.places(atlas);
    let each: Vec<Vec<&Break>> =
        places.iter().map(|place| breaks(atlas, measure, *place)).collect();
    let concerned = |year: u16| {
        let has = |broken: &&Vec<&Break>| broken.iter().any(|one| one.year == year);
        each.iter().filter(has).count() * 2 >= places.len()
    };
    let mut found: Vec<&Break> = each.iter().flatten().copied().collect();
    crate::order::sort_by_key(&mut found, |one| one.year);
    found.dedup_by_key(|one| one.year);
    found.retain(|one| concerned(one.year));
    // What everything is related to breaks everything.
    if chain.any(Transform::needs_other) {
        found.extend(breaks(atlas, measure, spec.other(atlas)));
        crate::order::sort_by_key(&mut found, |one| one.year);
        found.dedup_by_key(|one| one.year);
    }
    found
}

/// The years without a break between them, oldest first.
fn segments(broken: &[&Break], all: &RangeInclusive<u16>) -> Vec<RangeInclusive<u16>> {
    let mut first = *all.start();
    let mut found = Vec::new();
    for year in broken.iter().map(|one| one.year) {
        if first < year && year <= *all.end() {
            found.push(first..=year - 1);
            first = year;
        }
    }
    found.push(first..=*all.end());
    found
}

/// The segment in which a year lies.
fn segment(broken: &[&Break], all: &RangeInclusive<u16>, year: u16) -> RangeInclusive<u16> {
    let holds = |one: &RangeInclusive<u16>| one.contains(&year);
    segments(broken, all).into_iter().find(holds).unwrap_or_else(|| all.clone())
}

/// Numbers before a step of a chain, so that a comparison starts where there are some.
struct Before<'a> {
    numbers: Transformed<'a>,
    places: Vec<PlaceId>,
}

impl<'a> Before<'a> {
    /// What the chain gives before its first step that fulfils a condition.
    fn of(
        atlas: &'a Atlas,
        spec: &Spec,
        chain: &Chain,
        base: u16,
        is_step: impl Fn(Transform) -> bool,
    ) -> Self {
        let steps = chain.steps();
        let count = steps.iter().position(|step| is_step(*step)).unwrap_or(steps.len());
        let starts = Starts { base, from: base };
        let frame = spec.frame(atlas, starts);
        let numbers = Transformed::new(atlas, spec.measure(), chain.first(count), frame);
        Self { numbers, places: spec.level.places(atlas) }
    }

    fn count(&self, year: u16) -> usize {
        self.places.iter().filter(|place| self.numbers.at(**place, year).is_ok()).count()
    }

    /// The first year of a span in which at least half as many places have a number as in its last.
    fn first_covered(&self, span: &RangeInclusive<u16>) -> u16 {
        let last = self.count(*span.end());
        span.clone().find(|year| self.count(*year) * 2 >= last.max(1)).unwrap_or(*span.start())
    }

    /// The years of a span in which at least half as many places have a number as in the best.
    fn covered(&self, span: &RangeInclusive<u16>) -> Vec<u16> {
        let counts: Vec<(u16, usize)> = span.clone().map(|year| (year, self.count(year))).collect();
        let best = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let is_covered = |(_, count): &(u16, usize)| *count > 0 && *count * 2 >= best;
        counts.into_iter().filter(is_covered).map(|(year, _)| year).collect()
    }
}

impl Spec {
    /// The chain that a view shows: the map of change adds a step of its own where the reader's chain
    /// compares no years yet.
    pub fn shown_chain(&self, atlas: &Atlas) -> Chain {
        if self.view != View::Change || self.chain.any(Transform::starts_from) {
            return self.chain.clone();
        }
        let row = atlas.indicator(self.indicator);
        // A rate of growth of what is itself a rate would be read as points.
        let is_rate = matches!(
            atlas.unit(row.unit).kind,
            UnitKind::Share | UnitKind::Points | UnitKind::Ratio | UnitKind::Index
        ) || !self.chain.is_level();
        let step = if is_rate { Transform::Change } else { Transform::AnnualGrowth };
        self.chain.clone().then(step, row.additive).unwrap_or_else(|chain| chain)
    }

    /// What the steps of the chain refer to, given the first years of comparisons.
    pub fn frame(&self, atlas: &Atlas, starts: Starts) -> Frame {
        Frame {
            base: starts.base,
            from: starts.from,
            against: self.other(atlas),
            ranked: self.level.places(atlas),
        }
    }

    /// First years of comparisons, given the years with data and the year shown. Unless the reader
    /// chose one before the year shown, it is the first that can be followed to that year without a
    /// break and has data for most places.
    pub fn starts(&self, atlas: &Atlas, all: &RangeInclusive<u16>, year: u16) -> Starts {
        let chain = self.shown_chain(atlas);
        let asked_from = self.time.from.map(|from| from.within(all).min(year));
        let asked_base = self.base.map(|base| base.clamp(*all.start(), *all.end()));
        let compares = chain.any(Transform::starts_from) || self.view.compares_years();
        let indexed = chain.has(Transform::Index);
        // A year is no range.
        let asked_from = asked_from.filter(|from| !compares || *from < year);
        let broken = if (compares && asked_from.is_none()) || (indexed && asked_base.is_none()) {
            all_breaks(atlas, self, &chain)
        } else {
            Vec::new()
        };
        let around = segment(&broken, all, year);
        let base = asked_base.unwrap_or_else(|| match asked_from {
            Some(from) if around.contains(&from) => from,
            _ if indexed => {
                Before::of(atlas, self, &chain, *around.start(), |step| step == Transform::Index)
                    .first_covered(&(*around.start()..=year))
            }
            _ => *all.start(),
        });
        let from = asked_from.unwrap_or_else(|| {
            if !compares {
                return *all.start();
            }
            Before::of(atlas, self, &chain, base, Transform::starts_from)
                .first_covered(&(*around.start()..=year))
        });
        Starts { base, from }
    }
}

/// Whether what the spec shows in `year` would compare across a break, and the nearest years that can
/// be compared. None also where no years can be compared at all: every place then says why.
pub fn refusal(
    atlas: &Atlas,
    spec: &Spec,
    all: &RangeInclusive<u16>,
    starts: Starts,
    year: u16,
) -> Option<Refusal> {
    let chain = spec.shown_chain(atlas);
    if !chain.any(Transform::spans_years) {
        return None;
    }
    let (mut first, mut last) = (year, year);
    if chain.any(Transform::starts_from) {
        first = first.min(starts.from);
    }
    if chain.has(Transform::Growth) {
        first = first.saturating_sub(1);
    }
    if chain.has(Transform::Index) {
        first = first.min(starts.base);
        last = last.max(starts.base);
    }
    let broken = all_breaks(atlas, spec, &chain);
    let crossed = broken.iter().rev().find(|one| first < one.year && one.year <= last)?;
    let allowed = segments(&broken, all)
        .iter()
        .filter_map(|segment| comparable(atlas, spec, &chain, segment, year))
        // Of two that are as near, the one on the same side of the break.
        .min_by_key(|allowed| (allowed.end().abs_diff(year), !allowed.contains(&year)))?;
    Some(Refusal { year: crossed.year, reason: crossed.reason.clone(), allowed })
}

/// The years of a segment that can be compared by a chain: the last is the one nearest to `year`.
fn comparable(
    atlas: &Atlas,
    spec: &Spec,
    chain: &Chain,
    segment: &RangeInclusive<u16>,
    year: u16,
) -> Option<RangeInclusive<u16>> {
    let base = *segment.start();
    let covered = Before::of(atlas, spec, chain, base, Transform::spans_years).covered(segment);
    let with_earlier = |year: &u16| covered.binary_search(&(year - 1)).is_ok();
    let own_years: Vec<u16> = if chain.has(Transform::Growth) {
        covered.iter().copied().filter(with_earlier).collect()
    } else {
        covered.clone()
    };
    let starts_from = chain.any(Transform::starts_from);
    let first = *own_years.first()?;
    let last = own_years
        .iter()
        .copied()
        .filter(|one| !starts_from || *one > first)
        .min_by_key(|one| one.abs_diff(year))?;
    let first = if starts_from {
        first
    } else if chain.has(Transform::Index) {
        *covered.first()?
    } else {
        last - 1
    };
    // The place to which others are related may have nothing there.
    let frame = spec.frame(atlas, Starts { base: first, from: first });
    let shown = Transformed::new(atlas, spec.measure(), chain.clone(), frame);
    let places = spec.level.places(atlas);
    places.iter().any(|place| shown.at(*place, last).is_ok()).then_some(first..=last)
}
