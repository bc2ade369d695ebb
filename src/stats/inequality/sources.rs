//! What the sources of an income contribute to its Gini coefficient.

use super::super::summary::{Sum, sum};
use super::super::{Companion, MeasureError};
use super::gini;
use super::sample::{Sample, finite};

/// The Gini coefficient of a total by the sources that add up to it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceDecomposition {
    /// The Gini coefficient of the total.
    pub total: f64,
    /// The sources, in the order given.
    pub sources: Vec<SourcePart>,
}

/// What one source contributes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SourcePart {
    /// Its share of the total, 0–1: S.
    pub share: f64,
    /// The Gini coefficient of the source alone, 0 where nobody has any of it: G.
    pub gini: f64,
    /// Gini correlation of the source with the rank in the total, −1 to 1: R. 0 where the source is
    /// the same for all.
    pub correlation: f64,
    /// `S · G · R`, its part of the Gini coefficient of the total; negative where it makes the total
    /// more equal.
    pub contribution: f64,
    /// Relative change of the total's Gini coefficient with a relative change of the source for all:
    /// `S · G · R` over the total's coefficient, less S. These add up to 0 over the sources.
    pub marginal_effect: f64,
}

/// The Gini coefficient by income sources (Lerman and Yitzhaki 1985, "Income inequality effects by
/// income source"): each source's share, its own Gini coefficient and its Gini correlation multiply to
/// its contribution, and contributions sum to the coefficient of the total. Each of `sources` is a list
/// of one source's values, in the same order of places; equal totals share the middle of their ranks,
/// so that the order does not matter.
///
/// # Errors
/// [`MeasureError::Empty`] without sources, [`MeasureError::Lengths`] where one has another length than
/// the first, those of [`Sample::new`] and [`Sample::weighted`] with positions within the source,
/// [`MeasureError::ZeroMean`] where all totals are 0, [`MeasureError::NoVariance`] where all totals are
/// equal and there is no inequality to contribute to.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::gini_by_source;
/// let (wages, transfers) = ([1.0, 2.0, 6.0], [2.0, 2.0, 1.0]);
/// let parts = gini_by_source(&[&wages, &transfers], None)?;
/// assert!(parts.sources[1].contribution < 0.0);
/// let sum: f64 = parts.sources.iter().map(|source| source.contribution).sum();
/// assert!((sum - parts.total).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn gini_by_source(
    sources: &[&[f64]],
    weights: Option<&[f64]>,
) -> Result<SourceDecomposition, MeasureError> {
    let first = sources.first().ok_or(MeasureError::Empty)?;
    if let Some(other) = sources.iter().find(|source| source.len() != first.len()) {
        return Err(MeasureError::Lengths {
            what: Companion::Others,
            values: first.len(),
            given: other.len(),
        });
    }
    let sample = |values: &[f64]| match weights {
        None => Sample::new(values),
        Some(weights) => Sample::weighted(values, weights),
    };
    let samples = sources.iter().map(|source| sample(source)).collect::<Result<Vec<_>, _>>()?;
    let totals: Vec<f64> =
        (0..first.len()).map(|at| sum(sources.iter().map(|source| source[at]))).collect();
    if totals.iter().any(|total| !total.is_finite()) {
        return Err(MeasureError::OutOfRange);
    }
    let all = sample(&totals)?;
    let total = gini(&all)?;
    if total <= 0.0 {
        return Err(MeasureError::NoVariance);
    }
    let ranks = ranks(&all);
    let parts = samples.iter().map(|source| {
        let share = source.mean() / all.mean();
        // Nobody has any of it.
        if source.mean() <= 0.0 {
            return Ok(SourcePart {
                share: 0.0,
                gini: 0.0,
                correlation: 0.0,
                contribution: 0.0,
                marginal_effect: 0.0,
            });
        }
        let own = gini(source)?;
        let (towards, mean) = (Sum::default(), source.mean());
        let concentration = source.members().fold(towards, |mut towards, (at, value, weight)| {
            // Deviations from the mean, since ranks are around their own.
            towards.add(weight * ((value - mean) / mean) * ranks[at]);
            towards
        });
        let concentration = 2.0 * concentration.total() / source.weight();
        let correlation = if own > 0.0 { (concentration / own).clamp(-1.0, 1.0) } else { 0.0 };
        let contribution = finite(share * own * correlation)?;
        let marginal_effect = finite(contribution / total - share)?;
        Ok(SourcePart { share, gini: own, correlation, contribution, marginal_effect })
    });
    Ok(SourceDecomposition { total, sources: parts.collect::<Result<_, MeasureError>>()? })
}

/// Of each value the middle of its rank, as share of the population below it and half of those who have
/// the same, less ½.
fn ranks(sample: &Sample) -> Vec<f64> {
    // Totals that are equal as decimals, 0.1 + 0.2 and 0.3, may differ in the last digit.
    let same = |low: f64, high: f64| high - low <= 8.0 * f64::EPSILON * high;
    let values = sample.values();
    let mut ranks = vec![0.0; values.len()];
    let mut below = Sum::default();
    for tied in sample.order().chunk_by(|a, b| same(values[*a], values[*b])) {
        let from = below.total();
        for at in tied {
            below.add(sample.weight_at(*at));
        }
        let middle = f64::midpoint(from, below.total()) / sample.weight() - 0.5;
        for at in tied {
            ranks[*at] = middle;
        }
    }
    ranks
}
