//! What is shown of a value: itself, or what a chain of transforms makes of it.
//!
//! A [`Chain`] is read from left to right: `share~growth` is the growth on year of the share. Each step
//! takes what the steps before it give, at the same place and year or at others.

use super::{Measure, Missing, breaks, value};
use crate::atlas::{Atlas, PlaceId};
use std::{cell::RefCell, collections::BTreeMap};

/// A step of a [`Chain`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Transform {
    /// Base year = 100.
    Index,
    /// Another place in the same year = 100.
    Relative,
    /// Per cent of another place in the same year, of which this one is a part.
    Share,
    /// Growth on the year before, in per cent.
    Growth,
    /// Average annual growth since the first year, in per cent: the constant rate that leads from the
    /// first value to the last (compound annual growth rate).
    AnnualGrowth,
    /// Difference from the first year.
    Change,
    /// Rank among the places of the level, 1 for the highest; equal values share the better rank.
    Rank,
}

impl Transform {
    /// Every transform, in the order of the menu.
    pub const ALL: [Self; 7] = [
        Self::Index,
        Self::Relative,
        Self::Share,
        Self::Growth,
        Self::AnnualGrowth,
        Self::Change,
        Self::Rank,
    ];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Relative => "relative",
            Self::Share => "share",
            Self::Growth => "growth",
            Self::AnnualGrowth => "annual_growth",
            Self::Change => "change",
            Self::Rank => "rank",
        }
    }

    /// Whether it compares two years, and so may not reach across a break.
    pub const fn spans_years(self) -> bool {
        matches!(self, Self::Index | Self::Growth | Self::AnnualGrowth | Self::Change)
    }

    /// Whether it starts from the first year shown.
    pub const fn starts_from(self) -> bool {
        matches!(self, Self::AnnualGrowth | Self::Change)
    }

    /// Whether it relates a place to another.
    pub const fn needs_other(self) -> bool {
        matches!(self, Self::Relative | Self::Share)
    }
}

/// Transforms that are applied one after another; empty for the value itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Chain(Vec<Transform>);

impl Chain {
    /// The most steps of a chain; more could not be put into words.
    pub const MOST: usize = 3;

    /// The chain of one step.
    pub fn of(step: Transform) -> Self {
        Self(vec![step])
    }

    /// Its steps, in the order in which they are applied.
    pub fn steps(&self) -> &[Transform] {
        &self.0
    }

    /// Whether the value is shown as it is.
    pub fn is_level(&self) -> bool {
        self.0.is_empty()
    }

    /// The last step; none for the value itself.
    pub fn last(&self) -> Option<Transform> {
        self.0.last().copied()
    }

    /// Whether a step is among them.
    pub fn has(&self, step: Transform) -> bool {
        self.0.contains(&step)
    }

    /// Whether any step fulfils a condition.
    pub fn any(&self, condition: impl Fn(Transform) -> bool) -> bool {
        self.0.iter().any(|step| condition(*step))
    }

    /// Whether `step` may follow what the chain gives so far. A rate of a rate, a share of a share, an
    /// index of an index say nothing; ranks can only be compared.
    ///
    /// `additive` says whether values of several places can be added up: only then is one place part
    /// of another.
    pub fn admits(&self, step: Transform, additive: bool) -> bool {
        use Transform::{AnnualGrowth, Change, Growth, Index, Rank, Relative, Share};
        // Both count from one first year, in which the former has no number yet.
        let starts_twice = step.starts_from() && self.any(Transform::starts_from);
        if self.0.len() >= Self::MOST || self.has(step) || starts_twice {
            return false;
        }
        match (self.last(), step) {
            (None, Share) => additive,
            (None, _)
            | (Some(Index | Relative | Share | Growth | AnnualGrowth), Change | Rank)
            | (Some(Index), Relative | Growth | AnnualGrowth)
            | (Some(Relative | Share), Index | Growth | AnnualGrowth)
            | (Some(Rank), Change)
            | (Some(Change), Rank) => true,
            _ => false,
        }
    }

    /// The chain with one more step.
    ///
    /// # Errors
    /// The chain as it was where the step may not follow, see [`admits`](Self::admits).
    pub fn then(mut self, step: Transform, additive: bool) -> Result<Self, Self> {
        if !self.admits(step, additive) {
            return Err(self);
        }
        self.0.push(step);
        Ok(self)
    }

    /// The first `count` steps.
    #[must_use]
    pub fn first(&self, count: usize) -> Self {
        Self(self.0.iter().copied().take(count).collect())
    }
}

/// What the steps of a chain refer to.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Base year of an index.
    pub base: u16,
    /// First year of growth and change.
    pub from: u16,
    /// The place to which others are related.
    pub against: PlaceId,
    /// The places among which ranks are told.
    pub ranked: Vec<PlaceId>,
}

/// What is asked of a chain: after how many steps, where, when.
type Asked = (usize, PlaceId, u16);

/// The numbers of a measure under a chain.
///
/// # Examples
/// ```no_run
/// # use prosperity_atlas::{atlas::{Atlas, PlaceId}, query::{Chain, Frame, Measure, Missing, Transform, Transformed}};
/// # fn show(atlas: &Atlas, measure: Measure, zhejiang: PlaceId) -> Result<(), Missing> {
/// let frame = Frame { base: 2013, from: 2013, against: atlas.nation(), ranked: Vec::new() };
/// let chain = Chain::of(Transform::AnnualGrowth);
/// let shown = Transformed::new(atlas, measure, chain, frame);
/// println!("{:.1} % a year since 2013", shown.at(zhejiang, 2023)?);
/// # Ok(())
/// # }
/// ```
pub struct Transformed<'a> {
    atlas: &'a Atlas,
    measure: Measure,
    chain: Chain,
    frame: Frame,
    /// Numbers of all ranked places, by how many steps stand before the rank and by year: without it a
    /// table of ranks would compute every place's number once for each place.
    ranked: RefCell<BTreeMap<(usize, u16), Vec<f64>>>,
    /// Numbers found so far, by how many steps have been applied: what all places are related to, and
    /// the years that several of them are compared with, are asked for again and again.
    known: RefCell<BTreeMap<Asked, Result<f64, Missing>>>,
    /// Years of the breaks at a place.
    broken: RefCell<BTreeMap<PlaceId, Vec<u16>>>,
}

impl<'a> Transformed<'a> {
    /// The numbers of `measure` under `chain`.
    pub fn new(atlas: &'a Atlas, measure: Measure, chain: Chain, frame: Frame) -> Self {
        Self {
            atlas,
            measure,
            chain,
            frame,
            ranked: RefCell::default(),
            known: RefCell::default(),
            broken: RefCell::default(),
        }
    }

    /// What is measured.
    pub const fn measure(&self) -> Measure {
        self.measure
    }

    /// The chain.
    pub const fn chain(&self) -> &Chain {
        &self.chain
    }

    /// What its steps refer to.
    pub const fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The number of `place` in `year`.
    ///
    /// Growth, index and change across a break of the series would compare what is not comparable:
    /// they are missing there, with the break as the reason.
    ///
    /// # Errors
    /// The reason why there is no number.
    pub fn at(&self, place: PlaceId, year: u16) -> Result<f64, Missing> {
        self.after(self.chain.steps(), place, year)
    }

    fn after(&self, steps: &[Transform], place: PlaceId, year: u16) -> Result<f64, Missing> {
        let key = (steps.len(), place, year);
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let found = self.compute(steps, place, year);
        self.known.borrow_mut().insert(key, found);
        found
    }

    fn compute(&self, steps: &[Transform], place: PlaceId, year: u16) -> Result<f64, Missing> {
        let Some((step, before)) = steps.split_last() else {
            return Ok(value(self.atlas, self.measure, place, year)?.number);
        };
        let frame = &self.frame;
        let now = self.after(before, place, year)?;
        let then = |then: u16| {
            self.unbroken(before, place, then, year)?;
            self.after(before, place, then).map_err(|why| match why {
                Missing::NoYear | Missing::Part(_) => Missing::NoStart(then),
                other => other,
            })
        };
        let result = match step {
            Transform::Index => {
                let base = then(frame.base)?;
                if base <= 0.0 {
                    return Err(Missing::NotPositive);
                }
                now / base * 100.0
            }
            Transform::Relative | Transform::Share => {
                let other = self
                    .after(before, frame.against, year)
                    .map_err(|_| Missing::NoReference(frame.against))?;
                now / other * 100.0
            }
            Transform::Growth => {
                let earlier = then(year.saturating_sub(1))?;
                if earlier <= 0.0 {
                    return Err(Missing::NotPositive);
                }
                (now / earlier - 1.0) * 100.0
            }
            Transform::AnnualGrowth => {
                if year <= frame.from {
                    return Err(Missing::NoSpan(frame.from));
                }
                let earlier = then(frame.from)?;
                if earlier <= 0.0 || now <= 0.0 {
                    return Err(Missing::NotPositive);
                }
                ((now / earlier).powf(1.0 / f64::from(year - frame.from)) - 1.0) * 100.0
            }
            Transform::Change => {
                if year <= frame.from {
                    return Err(Missing::NoSpan(frame.from));
                }
                now - then(frame.from)?
            }
            Transform::Rank => self.rank(before, place, now, year).ok_or(Missing::NotRanked)?,
        };
        if result.is_finite() { Ok(result) } else { Err(Missing::Undefined) }
    }

    /// Refuses to go from one year to another across a break.
    fn unbroken(
        &self,
        before: &[Transform],
        place: PlaceId,
        one: u16,
        other: u16,
    ) -> Result<(), Missing> {
        let related = before.iter().any(|step| step.needs_other()).then_some(self.frame.against);
        let (first, last) = (one.min(other), one.max(other));
        let crossed = |place: PlaceId| {
            let mut broken = self.broken.borrow_mut();
            let years = broken.entry(place).or_insert_with(|| {
                let found = breaks(self.atlas, self.measure, place);
                found.into_iter().map(|one| one.year).collect()
            });
            years.iter().rev().copied().find(|year| first < *year && *year <= last)
        };
        match [Some(place), related].into_iter().flatten().find_map(crossed) {
            Some(year) => Err(Missing::Broken(year)),
            None => Ok(()),
        }
    }

    /// The rank of a place; a place outside the level has none in it, whatever its size.
    fn rank(&self, before: &[Transform], place: PlaceId, own: f64, year: u16) -> Option<f64> {
        if !self.frame.ranked.contains(&place) {
            return None;
        }
        let higher = |all: &Vec<f64>| all.iter().filter(|number| **number > own).count() + 1;
        let key = (before.len(), year);
        if let Some(all) = self.ranked.borrow().get(&key) {
            return Some(higher(all) as f64);
        }
        let all: Vec<f64> = self
            .frame
            .ranked
            .iter()
            .filter_map(|one| self.after(before, *one, year).ok())
            .collect();
        let rank = higher(&all) as f64;
        self.ranked.borrow_mut().insert(key, all);
        Some(rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Transform::{AnnualGrowth, Change, Growth, Index, Rank, Relative, Share};

    fn chain(steps: &[Transform], additive: bool) -> Result<Chain, Chain> {
        steps.iter().try_fold(Chain::default(), |chain, step| chain.then(*step, additive))
    }

    #[test]
    fn steps_follow_where_they_say_something() {
        for steps in [
            &[Share, Growth][..],
            &[Share, Change],
            &[Relative, Change],
            &[Index, Relative, Change],
            &[Growth, Rank, Change],
            &[AnnualGrowth, Rank],
            &[Change, Rank],
        ] {
            assert!(chain(steps, true).is_ok(), "{steps:?}");
        }
        for steps in [
            &[Growth, Growth][..],
            &[Index, Growth, Index],
            &[Growth, AnnualGrowth],
            &[Growth, Relative],
            &[Share, Relative],
            &[Rank, Growth],
            &[Change, Growth],
            &[Share, Index, Rank, Change],
            &[AnnualGrowth, Change],
            &[AnnualGrowth, Rank, Change],
        ] {
            assert!(chain(steps, true).is_err(), "{steps:?}");
        }
    }

    #[test]
    fn a_share_needs_something_that_adds_up() {
        assert!(chain(&[Share], true).is_ok());
        assert_eq!(chain(&[Share], false), Err(Chain::default()));
    }
}
