//! What rounding of the values leaves open about an index.

use super::super::summary::{Sum, sum};
use super::super::{Companion, MeasureError, Parameter};
use super::index::Index;
use super::indices::{atkinson_of_entropy, divergence};
use super::sample::{Sample, finite};

/// Between what an index lies, given how far the values may be from what was published.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoundingInterval {
    /// The least the index can be. Some values within their rounding have it.
    pub least: f64,
    /// What the index cannot exceed.
    pub greatest: f64,
    /// The greatest index found among values within their rounding; the same as `greatest` where that
    /// is proven to be reached.
    pub attained: f64,
}

/// The index over everything that the values may have been before they were rounded: each up to its
/// half width away, below 0 only down to 0, and all independently of each other. `widths` are in the
/// unit of the values, one for all or one for each; 0.5 for whole numbers. Weights are taken as exact.
///
/// The indices that can be asked for are convex functions of the values over their mean: Gini, Theil's T
/// and L, generalised entropy, Atkinson, coefficients of variation, corrected for the size or not.
///
/// * The least is exact, for any widths and weights. For a given mean, the mean of any convex function
///   is least where all values that are not at an end of their rounding are the same, since there the
///   derivatives are: every value is moved towards a common one as far as it may. Along the mean the
///   index falls to its least and rises again, so that it is found by golden section.
/// * The greatest is exact where there are no weights, all widths are the same and no value is
///   nearer to 0 than that. An index that is convex in this sense is greatest where each value
///   is at one end of its rounding, and of two values of which the less is up and the greater is down,
///   changing both keeps the total and moves them apart, by which no such index falls (Marshall, Olkin
///   and Arnold 2011, "Inequalities: Theory of Majorization and Its Applications", chapter 3); so that
///   all below some rank are down and all above are up, which leaves n + 1 cases.
/// * Otherwise the greatest is an outer bound. For entropies it is found with each term replaced by
///   the straight line between its ends, for every mean that the values may have. For Gini, with
///   each value of the distribution function free between the two that it has where all values are
///   down and where all are up. Both are exact but for the few values next to the rank at which down
///   changes to up; `attained` is what was reached.
///
/// # Errors
/// Those of [`Index::of`], [`MeasureError::Lengths`] where there is neither one width nor as many as
/// values, [`MeasureError::Parameter`] for a width that is negative or not finite and for an index
/// that is not one of these, [`MeasureError::NotPositive`] at a value that may be 0 where the index
/// needs more.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Index, Sample, rounding_interval};
/// let sample = Sample::new(&[10.0, 11.0, 20.0])?;
/// let interval = rounding_interval(&sample, &[0.5], Index::CvPopulation)?;
/// assert_eq!(interval.least, Index::CvPopulation.of(&Sample::new(&[10.5, 11.5, 19.5])?)?);
/// assert_eq!(interval.greatest, Index::CvPopulation.of(&Sample::new(&[9.5, 10.5, 20.5])?)?);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn rounding_interval(
    sample: &Sample,
    widths: &[f64],
    index: Index,
) -> Result<RoundingInterval, MeasureError> {
    let kind = Kind::of(index)?;
    let given = index.of(sample)?;
    let ranges = Ranges::new(sample, widths)?;
    if let Kind::Entropy(alpha) = kind
        && alpha <= 0.0
        && let Some(range) = ranges.all.iter().find(|range| range.low <= 0.0)
    {
        return Err(MeasureError::NotPositive { at: range.at });
    }
    let least = ranges.least(index)?.min(given);
    let (vertex, bound) = match kind {
        Kind::Gini => ranges.greatest_gini(super::gini(sample)?)?,
        Kind::Entropy(alpha) => ranges.greatest_entropy(alpha),
    };
    let attained = index.of(&ranges.sample(&vertex)?)?.max(given);
    let greatest = match bound {
        None => attained,
        Some(bound) => {
            let bound = index_of_bound(index, bound, sample);
            // Where all may be 0 the outer bound has no end, but the index has one.
            let most = if matches!(kind, Kind::Entropy(alpha) if alpha <= 0.0) {
                f64::INFINITY
            } else {
                index.of(&ranges.one_has_everything()?)?
            };
            finite(bound.min(most).max(attained))?
        }
    };
    Ok(RoundingInterval { least, greatest, attained })
}

/// What an index is a rising function of.
#[derive(Clone, Copy)]
enum Kind {
    Gini,
    /// Generalised entropy with this α.
    Entropy(f64),
}

impl Kind {
    fn of(index: Index) -> Result<Self, MeasureError> {
        Ok(match index {
            Index::Gini | Index::GiniCorrected => Self::Gini,
            Index::TheilT => Self::Entropy(1.0),
            Index::TheilL => Self::Entropy(0.0),
            Index::GeneralisedEntropy(alpha) => Self::Entropy(alpha),
            Index::Atkinson(epsilon) => Self::Entropy(1.0 - epsilon),
            Index::CvPopulation | Index::CvSample => Self::Entropy(2.0),
            Index::Hoover
            | Index::ExtremeRatio
            | Index::PercentileRatio { .. }
            | Index::ShareRatio { .. }
            | Index::TopBottom(_)
            | Index::StdOfLogs => {
                return Err(MeasureError::Parameter { what: Parameter::Index });
            }
        })
    }
}

/// The index of what has this Gini coefficient or this entropy.
fn index_of_bound(index: Index, bound: f64, sample: &Sample) -> f64 {
    let n = sample.len() as f64;
    match index {
        Index::GiniCorrected => bound * (n / (n - 1.0)),
        Index::Atkinson(epsilon) => atkinson_of_entropy(1.0 - epsilon, bound),
        Index::CvPopulation => (2.0 * bound).sqrt(),
        Index::CvSample => (2.0 * bound).sqrt() * (n / (n - 1.0)).sqrt(),
        _ => bound,
    }
}

/// What one value may have been.
#[derive(Clone, Copy)]
struct Range {
    /// Position of the value.
    at: usize,
    value: f64,
    low: f64,
    high: f64,
    weight: f64,
}

/// One end of what a value may have been.
struct End {
    at: f64,
    weight: f64,
    low: bool,
}

/// What all values that have weight may have been, by ascending value.
struct Ranges {
    all: Vec<Range>,
    weighted: bool,
    /// The half width, where the greatest index is known to be up above one rank and down below.
    same: Option<f64>,
}

impl Ranges {
    fn new(sample: &Sample, widths: &[f64]) -> Result<Self, MeasureError> {
        if widths.len() != 1 && widths.len() != sample.len() {
            return Err(MeasureError::Lengths {
                what: Companion::Widths,
                values: sample.len(),
                given: widths.len(),
            });
        }
        if widths.iter().any(|width| !width.is_finite() || *width < 0.0) {
            return Err(MeasureError::Parameter { what: Parameter::Width });
        }
        let width = |at: usize| widths[if widths.len() == 1 { 0 } else { at }];
        let all: Vec<Range> = sample
            .order()
            .iter()
            .map(|at| {
                let value = sample.values()[*at];
                let (low, high) = ((value - width(*at)).max(0.0), value + width(*at));
                Range { at: *at, value, low, high, weight: sample.weight_at(*at) }
            })
            .collect();
        if all.iter().any(|range| !range.high.is_finite()) {
            return Err(MeasureError::OutOfRange);
        }
        let weighted = sample.weights().is_some();
        let same = widths.first().copied().filter(|first| {
            !weighted
                && widths.iter().all(|width| width.total_cmp(first).is_eq())
                && all.iter().all(|range| range.value >= *first)
        });
        Ok(Self { all, weighted, same })
    }

    /// A sample of values within these ranges.
    fn sample(&self, values: &[f64]) -> Result<Sample, MeasureError> {
        if self.weighted {
            let weights: Vec<f64> = self.all.iter().map(|range| range.weight).collect();
            Sample::weighted(values, &weights)
        } else {
            Sample::new(values)
        }
    }

    /// The value with the least weight has everything.
    fn one_has_everything(&self) -> Result<Sample, MeasureError> {
        let mut values = vec![0.0; self.all.len()];
        let least = (0..self.all.len())
            .min_by(|a, b| self.all[*a].weight.total_cmp(&self.all[*b].weight))
            .ok_or(MeasureError::Empty)?;
        values[least] = 1.0;
        self.sample(&values)
    }

    /// All up but those for which `down` holds.
    fn vertex(&self, down: impl Fn(usize, &Range) -> bool) -> Vec<f64> {
        let end = |(rank, range): (usize, &Range)| {
            if down(rank, range) { range.low } else { range.high }
        };
        self.all.iter().enumerate().map(end).collect()
    }

    /// The least index: values moved towards a common one.
    fn least(&self, index: Index) -> Result<f64, MeasureError> {
        /// The golden ratio less 1: of what is left, each step takes off 38 %.
        const GOLDEN: f64 = 0.618_033_988_749_894_9;
        /// Takes the interval down to the last digit of its ends.
        const STEPS: usize = 80;
        let moved_towards = |common: f64| {
            let values: Vec<f64> =
                self.all.iter().map(|range| common.clamp(range.low, range.high)).collect();
            index.of(&self.sample(&values)?)
        };
        let lowest_high = self.all.iter().map(|range| range.high).fold(f64::INFINITY, f64::min);
        let highest_low = self.all.iter().map(|range| range.low).fold(0.0, f64::max);
        // All may have been the same.
        if highest_low <= lowest_high {
            return moved_towards(lowest_high);
        }
        // By the mean that results, since between the ranges nothing moves with the common value.
        let means = self.means_of_common();
        let mean_at = |common: f64| {
            means.iter().find(|(_, end)| *end >= common).map_or(0.0, |(mean, _)| *mean)
        };
        let near = |mean: f64| {
            let next = means.partition_point(|(other, _)| *other < mean);
            let at = |knot: usize| means.get(knot).or(means.last()).copied().unwrap_or_default();
            let ((to_mean, to), (from_mean, from)) = (at(next), at(next.saturating_sub(1)));
            let part = (mean - from_mean) / (to_mean - from_mean);
            moved_towards(if part.is_finite() { from + part * (to - from) } else { to })
        };
        let (mut from, mut to) = (mean_at(lowest_high), mean_at(highest_low));
        let inner = |from: f64, to: f64| [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
        let [mut left, mut right] = inner(from, to);
        let (mut at_left, mut at_right) = (near(left)?, near(right)?);
        let mut least = near(from)?.min(near(to)?).min(at_left).min(at_right);
        for _ in 0..STEPS {
            if at_left <= at_right {
                (to, right, at_right) = (right, left, at_left);
                [left, _] = inner(from, to);
                at_left = near(left)?;
                least = least.min(at_left);
            } else {
                (from, left, at_left) = (left, right, at_right);
                [_, right] = inner(from, to);
                at_right = near(right)?;
                least = least.min(at_right);
            }
        }
        Ok(least)
    }

    /// At each end of a range, the mean of all values moved towards it, up to a constant, and the end.
    fn means_of_common(&self) -> Vec<(f64, f64)> {
        let mut ends = self.ends();
        ends.sort_by(|a, b| a.at.total_cmp(&b.at));
        let (mut mean, mut moving) = (Sum::default(), Sum::default());
        let mut last = 0.0;
        let mut means = Vec::with_capacity(ends.len());
        for end in ends {
            // Without the rounding of what has been added and taken off again.
            mean.add(moving.total().max(0.0) * (end.at - last));
            means.push((mean.total(), end.at));
            moving.add(if end.low { end.weight } else { -end.weight });
            last = end.at;
        }
        means
    }

    /// Both ends of all ranges.
    fn ends(&self) -> Vec<End> {
        let ends = |range: &Range| {
            [(range.low, true), (range.high, false)].map(|(at, low)| End {
                at,
                weight: range.weight,
                low,
            })
        };
        self.all.iter().flat_map(ends).collect()
    }

    /// Values with the greatest generalised entropy found, and a bound where that is not proven to be
    /// the greatest.
    fn greatest_entropy(&self, alpha: f64) -> (Vec<f64>, Option<f64>) {
        let total = sum(self.all.iter().map(|range| range.weight));
        let mean = sum(self.all.iter().map(|range| range.weight * range.value)) / total;
        // Everything relative to one mean, that of the values as given: with m the mean of the
        // relative values y and Φ the mean of their divergences φ(y), the entropy is
        // (Φ − φ(m)) / m^α.
        let entropy =
            |divergences: f64, m: f64| (divergences - divergence(alpha, m, 1.0)) / m.powf(alpha);
        let steps: Vec<Step> = self
            .all
            .iter()
            .map(|range| {
                let deviation = |end: f64| (end - mean) / mean;
                let divergence = |end: f64| divergence(alpha, end, mean);
                let (low, high) = (deviation(range.low), deviation(range.high));
                let share = range.weight / total;
                let rise = divergence(range.high) - divergence(range.low);
                Step {
                    low: share * low,
                    lower: share * divergence(range.low),
                    width: share * (high - low),
                    rise: share * rise,
                    slope: if high > low { rise / (high - low) } else { 0.0 },
                }
            })
            .collect();
        let mut order: Vec<usize> = (0..steps.len()).rev().collect();
        if self.same.is_none() {
            // The sort is stable, so that of equal slopes the greater value goes up first.
            order.sort_by(|a, b| steps[*b].slope.total_cmp(&steps[*a].slope));
        }
        let (mut moved, mut divergences) = (Sum::default(), Sum::default());
        for step in &steps {
            moved.add(step.low);
            divergences.add(step.lower);
        }
        let mean_at = |moved: Sum| 1.0 + moved.total();
        let (mut found, mut count, mut bound) = (f64::NEG_INFINITY, 0, f64::NEG_INFINITY);
        let mut consider = |value: f64, up: usize| {
            if value > found {
                (found, count) = (value, up);
            }
        };
        if mean_at(moved) > 0.0 {
            consider(entropy(divergences.total(), mean_at(moved)), 0);
        }
        for (up, at) in order.iter().enumerate() {
            let step = &steps[*at];
            let (before, height) = (mean_at(moved), divergences.total());
            moved.add(step.width);
            divergences.add(step.rise);
            let after = mean_at(moved);
            consider(entropy(divergences.total(), after), up + 1);
            // Along the straight line of this step the bound may have its greatest in between: where
            // the derivative of (a + b m − φ(m)) / m^α is 0.
            let start = height - step.slope * before;
            let turn = (1.0 - alpha * start) / (1.0 + (alpha - 1.0) * step.slope);
            if before < turn && turn < after {
                bound = bound.max(entropy(start + step.slope * turn, turn));
            } else if before <= 0.0 {
                bound = f64::INFINITY;
            }
        }
        let bound = bound.max(found);
        let mut up = vec![false; steps.len()];
        for at in order.iter().take(count) {
            up[*at] = true;
        }
        (self.vertex(|rank, _| !up[rank]), self.same.is_none().then_some(bound))
    }

    /// Values with the greatest Gini coefficient found, and a bound where that is not proven to be the
    /// greatest.
    fn greatest_gini(&self, given: f64) -> Result<(Vec<f64>, Option<f64>), MeasureError> {
        let n = self.all.len() as f64;
        if let Some(width) = self.same {
            // Below a rank all go down by the width and above it all up: this widens one gap.
            let mean = sum(self.all.iter().map(|range| range.value)) / n;
            let score = |rank: usize| {
                let below = rank as f64 / n;
                let spread = given * mean + 2.0 * width * below * (1.0 - below);
                spread / (mean + width * (1.0 - 2.0 * below))
            };
            // Where all can be 0 the quotient is no number, and no candidate.
            let best = (0..=self.all.len())
                .map(|rank| (rank, score(rank)))
                .filter(|(_, score)| score.is_finite())
                .max_by(|a, b| a.1.total_cmp(&b.1))
                .ok_or(MeasureError::OutOfRange)?;
            return Ok((self.vertex(|rank, _| rank < best.0), None));
        }
        let bound = self.gini_bound(given);
        // The bound goes down below the quantile at (1 + G) / 2 and up above it.
        let total = sum(self.all.iter().map(|range| range.weight));
        let mut middles: Vec<(f64, f64)> = self
            .all
            .iter()
            .map(|range| (f64::midpoint(range.low, range.high), range.weight))
            .collect();
        middles.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut below = Sum::default();
        let threshold = middles.iter().find(|(_, weight)| {
            below.add(*weight);
            below.total() >= total * f64::midpoint(1.0, bound)
        });
        let threshold = threshold.map_or(f64::INFINITY, |(middle, _)| *middle);
        let mut best = (Vec::new(), f64::NEG_INFINITY);
        for with in [true, false] {
            let values = self.vertex(|_, range| {
                let middle = f64::midpoint(range.low, range.high);
                middle < threshold || with && middle <= threshold
            });
            // All down may be all 0, which has no coefficient.
            if let Ok(gini) = self.sample(&values).and_then(|sample| super::gini(&sample))
                && gini > best.1
            {
                best = (values, gini);
            }
        }
        if best.0.is_empty() {
            best.0 = self.all.iter().map(|range| range.value).collect();
        }
        Ok((best.0, Some(bound)))
    }

    /// The greatest `∫ F (1 − F) dx / ∫ (1 − F) dx` over distribution functions F between that of all
    /// values up and that of all values down, by Dinkelbach (1967), "On nonlinear fractional
    /// programming": for a coefficient c the best F is, point by point, as near to (1 + c) / 2 as can
    /// be, and c rises to the quotient of that until it stays.
    fn gini_bound(&self, given: f64) -> f64 {
        /// Each round doubles the digits that are right.
        const ROUNDS: usize = 60;
        let total = sum(self.all.iter().map(|range| range.weight));
        let mut ends = self.ends();
        ends.sort_by(|a, b| a.at.total_cmp(&b.at));
        // Lengths between neighbouring ends, with both distribution functions there.
        let (mut down, mut up) = (Sum::default(), Sum::default());
        let mut last = 0.0;
        let mut spans = Vec::with_capacity(ends.len());
        for end in ends {
            let share = |sum: Sum| (sum.total() / total).min(1.0);
            spans.push((end.at - last, share(up), share(down)));
            if end.low {
                down.add(end.weight);
            } else {
                up.add(end.weight);
            }
            last = end.at;
        }
        let mut bound = given;
        for _ in 0..ROUNDS {
            let best = f64::midpoint(1.0, bound);
            let (mut spread, mut mean) = (Sum::default(), Sum::default());
            for (length, least, most) in &spans {
                // Rounding may have put one past the other.
                let share = best.min(*most).max(*least);
                spread.add(length * share * (1.0 - share));
                mean.add(length * (1.0 - share));
            }
            let next = spread.total() / mean.total();
            if next > bound {
                bound = next;
            } else {
                break;
            }
        }
        bound
    }
}

/// What one value does to the mean and to the mean divergence, all relative to the mean as given and
/// times the value's share of the population.
struct Step {
    /// Where it is down: its deviation and its divergence.
    low: f64,
    lower: f64,
    /// From there to where it is up: of the deviation and of the divergence.
    width: f64,
    rise: f64,
    /// The second over the first.
    slope: f64,
}
