//! From which year comparisons over time start, and what is done when one would reach across a break.

use super::{Moment, Spec, Time, View};
use crate::{
    atlas::{Atlas, Break, Lang, PlaceId, Text},
    i18n::year_span,
    query::{Chain, Measure, Transform, breaks, value},
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
        if !self.allowed.contains(&year) {
            spec.time.to = Moment::Year(last);
        }
        let from_matters = spec.chain.any(Transform::starts_from) || spec.view == View::Change;
        if from_matters && !self.allowed.contains(&starts.from) {
            spec.time = Time { from: Some(Moment::Year(first)), to: spec.time.to };
        }
        if spec.chain.has(Transform::Index) && !self.allowed.contains(&starts.base) {
            spec.base = Some(starts.base.clamp(first, last));
        }
    }
}

/// Places whose breaks matter to a spec.
fn concerned(atlas: &Atlas, spec: &Spec) -> Vec<PlaceId> {
    let mut places = spec.level.places(atlas);
    for place in spec.compared(atlas) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// Breaks at any of `places`, by year.
fn all_breaks<'a>(atlas: &'a Atlas, measure: Measure, places: &[PlaceId]) -> Vec<&'a Break> {
    let mut found: Vec<&Break> =
        places.iter().flat_map(|place| breaks(atlas, measure, *place)).collect();
    found.sort_by_key(|one| one.year);
    found.dedup_by_key(|one| one.year);
    found
}

/// The years around `year` without a break between them.
fn segment(broken: &[&Break], all: &RangeInclusive<u16>, year: u16) -> RangeInclusive<u16> {
    let inside = || broken.iter().map(|one| one.year).filter(|one| *one > *all.start());
    let first = inside().filter(|one| *one <= year).max().unwrap_or(*all.start());
    let last = inside().filter(|one| *one > year).min().map_or(*all.end(), |next| next - 1);
    first..=last.max(first)
}

/// The first year of a span in which at least half as many places have a value as in its last.
fn first_covered(
    atlas: &Atlas,
    measure: Measure,
    places: &[PlaceId],
    span: &RangeInclusive<u16>,
) -> u16 {
    let count = |year: u16| {
        places.iter().filter(|place| value(atlas, measure, **place, year).is_ok()).count()
    };
    let last = count(*span.end());
    span.clone().find(|year| count(*year) * 2 >= last.max(1)).unwrap_or(*span.start())
}

impl Spec {
    /// The chain that a view shows: the map of change adds a step of its own where the reader's chain
    /// compares no years yet.
    pub fn shown_chain(&self, atlas: &Atlas) -> Chain {
        if self.view != View::Change || self.chain.any(Transform::starts_from) {
            return self.chain.clone();
        }
        let row = atlas.indicator(self.indicator);
        use crate::atlas::UnitKind::{Index, Points, Ratio, Share};
        // A rate of growth of what is itself a rate would be read as points.
        let is_rate = matches!(atlas.unit(row.unit).kind, Share | Points | Ratio | Index)
            || !self.chain.is_level();
        let step = if is_rate { Transform::Change } else { Transform::AnnualGrowth };
        self.chain.clone().then(step, row.additive).unwrap_or_else(|chain| chain)
    }

    /// First years of comparisons, given the years with data and the year shown. Unless the reader
    /// chose one, it is the first that can be followed to the year shown without a break and has data
    /// for most places.
    pub fn starts(&self, atlas: &Atlas, all: &RangeInclusive<u16>, year: u16) -> Starts {
        let asked_from = self.time.from.map(|from| from.within(all).min(year));
        let asked_base = self.base.map(|base| base.clamp(*all.start(), *all.end()));
        let chain = self.shown_chain(atlas);
        let needed = chain.any(Transform::spans_years) || self.view.compares_years();
        if !needed || (asked_from.is_some() && asked_base.is_some()) {
            let from = asked_from.unwrap_or(*all.start());
            return Starts { base: asked_base.unwrap_or(from), from };
        }
        let measure = self.measure();
        let broken = all_breaks(atlas, measure, &concerned(atlas, self));
        let places = self.level.places(atlas);
        let from = asked_from.unwrap_or_else(|| {
            let segment = segment(&broken, all, year);
            first_covered(atlas, measure, &places, &(*segment.start()..=year))
        });
        // An index is drawn over all years: it starts after the last break there is.
        let base = asked_base.unwrap_or_else(|| match asked_from {
            Some(from) => from,
            None => *segment(&broken, all, *all.end()).start(),
        });
        Starts { base, from }
    }
}

/// Whether what the spec shows in `year` would compare across a break, and the nearest years that can
/// be compared.
pub fn refusal(
    atlas: &Atlas,
    spec: &Spec,
    all: &RangeInclusive<u16>,
    starts: Starts,
    year: u16,
) -> Option<Refusal> {
    let chain = spec.shown_chain(atlas);
    let spans: Vec<(u16, u16)> = chain
        .steps()
        .iter()
        .filter_map(|step| match step {
            Transform::Index => Some(starts.base),
            Transform::AnnualGrowth | Transform::Change => Some(starts.from),
            Transform::Growth => Some(year.saturating_sub(1)),
            Transform::Relative | Transform::Share | Transform::Rank => None,
        })
        .map(|other| (other.min(year), other.max(year)))
        .collect();
    if spans.is_empty() {
        return None;
    }
    let broken = all_breaks(atlas, spec.measure(), &concerned(atlas, spec));
    let crossed = broken
        .iter()
        .rev()
        .find(|one| spans.iter().any(|(first, last)| *first < one.year && one.year <= *last))?;
    let around = segment(&broken, all, year);
    // A first year alone has nothing before it to grow from: the next segment's year may.
    let least = u16::from(chain.has(Transform::Growth) || chain.any(Transform::starts_from));
    let allowed = if around.end() - around.start() >= least {
        let last = year.max(around.start() + least);
        let growth_only = !chain.has(Transform::Index) && !chain.any(Transform::starts_from);
        let first = if growth_only { last - least } else { *around.start() };
        first..=last.min(*around.end()).max(first)
    } else {
        around
    };
    Some(Refusal { year: crossed.year, reason: crossed.reason.clone(), allowed })
}
