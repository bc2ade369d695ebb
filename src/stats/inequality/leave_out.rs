//! How much an index hangs on single values.

use super::super::MeasureError;
use super::super::summary::{Sum, sum};
use super::index::Index;
use super::sample::Sample;

/// The index without each value in turn, in the order in which the values were given; without a value
/// that has no weight it is the index itself.
///
/// The Gini coefficients take one sort and two walks in all: differences among the values below,
/// among those above and between both are carried along. Other indices are computed anew for each
/// value, without sorting again.
///
/// # Errors
/// [`MeasureError::TooFew`] below 2 values with weight, and what [`Index::of`] says of any sample with
/// one value less.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Index, Sample, leave_one_out};
/// let without = leave_one_out(&Sample::new(&[3.0, 9.0, 1.0])?, Index::Gini)?;
/// assert_eq!(without, [0.4, 0.25, 0.25]);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn leave_one_out(sample: &Sample, index: Index) -> Result<Vec<f64>, MeasureError> {
    let n = sample.size();
    if n < 2 {
        return Err(MeasureError::TooFew { n, least: 2 });
    }
    match index {
        Index::Gini => ginis(sample),
        Index::GiniCorrected => {
            if sample.weights().is_some() {
                return Err(MeasureError::Weighted);
            }
            if n < 3 {
                return Err(MeasureError::TooFew { n: n - 1, least: 2 });
            }
            let (left, least) = ((n - 1) as f64, (n - 2) as f64);
            Ok(ginis(sample)?.into_iter().map(|gini| gini * (left / least)).collect())
        }
        index => (0..sample.len()).map(|at| index.of(&sample.without(at)?)).collect(),
    }
}

/// Everything on one side of a value.
#[derive(Clone, Copy, Default)]
struct Side {
    /// Sum of the weights.
    weight: f64,
    /// Weighted sum of the values.
    total: f64,
    /// Weighted sum of the distances to the value.
    reach: f64,
    /// Weighted sum of the distances within the side.
    within: f64,
}

/// What lies before each of sorted values, in either direction.
fn sides(pairs: impl Iterator<Item = (f64, f64)>) -> Vec<Side> {
    let (mut weights, mut total, mut reach, mut within) =
        (Sum::default(), Sum::default(), Sum::default(), Sum::default());
    let mut last = None;
    pairs
        .map(|(value, weight)| {
            if let Some(last) = last.replace(value) {
                reach.add(weights.total() * f64::abs(value - last));
            }
            let side = Side {
                weight: weights.total(),
                total: total.total(),
                reach: reach.total(),
                within: within.total(),
            };
            within.add(weight * side.reach);
            weights.add(weight);
            total.add(weight * value);
            side
        })
        .collect()
}

/// The Gini coefficient without each value.
fn ginis(sample: &Sample) -> Result<Vec<f64>, MeasureError> {
    let (below, above) = (sides(sample.ascending_pairs()), sides(sample.ascending_pairs().rev()));
    // What has no weight changes nothing.
    let mut found = vec![super::gini(sample)?; sample.len()];
    for ((at, below), above) in sample.order().iter().zip(&below).zip(above.iter().rev()) {
        let spread = sum([
            below.within,
            above.within,
            below.reach * above.weight,
            above.reach * below.weight,
        ]);
        let (weight, total) = (below.weight + above.weight, below.total + above.total);
        if total <= 0.0 {
            return Err(MeasureError::ZeroMean);
        }
        let gini = spread / weight / total;
        if !gini.is_finite() {
            return Err(MeasureError::OutOfRange);
        }
        found[*at] = gini;
    }
    Ok(found)
}

/// Standard error and bias of an index by the jackknife.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jackknife {
    /// The index of all values.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// How far the index lies above what it estimates, on average over samples.
    pub bias: f64,
}

/// Standard error (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", eq. 11.5) and bias
/// (section 11.2: the mean of the indices without one value each less the index, times n − 1) of an
/// index by the jackknife. With weights the value left out takes its weight with it, and all values
/// count the same; values without weight do not count.
///
/// It takes the values for a sample drawn from something larger: of a population that is there as a
/// whole it says how much the index hangs on single values. Where an index has jumps in its slope, as
/// quantiles do, the jackknife does not estimate its error (section 11.6).
///
/// # Errors
/// Those of [`leave_one_out`] and [`Index::of`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Index, Sample, jackknife};
/// let found = jackknife(&Sample::new(&[3.0, 9.0, 1.0])?, Index::Gini)?;
/// assert!((found.standard_error - 0.1).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn jackknife(sample: &Sample, index: Index) -> Result<Jackknife, MeasureError> {
    let estimate = index.of(sample)?;
    let without = leave_one_out(sample, index)?;
    let n = sample.size() as f64;
    let each = || sample.members().map(|(at, ..)| without[at]);
    let mean = sum(each()) / n;
    let squares = sum(each().map(|without| (without - mean).powi(2)));
    let found = Jackknife {
        estimate,
        standard_error: ((n - 1.0) / n * squares).sqrt(),
        bias: (n - 1.0) * (mean - estimate),
    };
    if found.standard_error.is_finite() && found.bias.is_finite() {
        Ok(found)
    } else {
        Err(MeasureError::OutOfRange)
    }
}
