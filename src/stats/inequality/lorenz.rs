//! The Lorenz curve, and ratios of the shares that parts of the population have.

use super::super::summary::Sum;
use super::super::{MeasureError, Parameter};
use super::sample::{Sample, finite};

/// Shares of the total held by the poorest shares of the population (Lorenz 1905, "Methods of measuring
/// the concentration of wealth").
#[derive(Clone, Debug, PartialEq)]
pub struct Lorenz {
    /// Share of the population and the share of the total that it holds, both 0–1 and cumulated from
    /// the least value on; straight lines run between the points. The first is (0, 0), the last
    /// (1, 1), and there is one for each value that has weight.
    pub points: Vec<[f64; 2]>,
}

/// The Lorenz curve of a sample.
///
/// # Errors
/// [`MeasureError::ZeroMean`] where there is nothing to share, [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, lorenz};
/// let curve = lorenz(&Sample::new(&[3.0, 1.0])?)?;
/// assert_eq!(curve.points, [[0.0, 0.0], [0.5, 0.25], [1.0, 1.0]]);
/// assert_eq!((curve.gini(), curve.below(0.75)?), (0.25, 0.625));
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn lorenz(sample: &Sample) -> Result<Lorenz, MeasureError> {
    let whole = sample.positive_mean()? * sample.weight();
    finite(whole)?;
    let mut points = Vec::with_capacity(sample.size() + 1);
    points.push([0.0, 0.0]);
    let (values, weights) = sample.ascending();
    let (mut population, mut total) = (Sum::default(), Sum::default());
    let mut point = |people: f64, value: f64| {
        total.add(value);
        [(people / sample.weight()).min(1.0), (total.total() / whole).min(1.0)]
    };
    match weights {
        None => points.extend(
            values.iter().enumerate().map(|(below, value)| point((below + 1) as f64, *value)),
        ),
        Some(weights) => points.extend(values.iter().zip(weights).map(|(value, weight)| {
            population.add(*weight);
            point(population.total(), weight * value)
        })),
    }
    // Rounding may have missed it in the last digit.
    if let Some(last) = points.last_mut() {
        *last = [1.0, 1.0];
    }
    Ok(Lorenz { points })
}

impl Lorenz {
    /// Twice the area between the curve and the diagonal, which is [`gini`](super::gini) of what the
    /// curve is of (Gini 1914; Gastwirth 1972, "The estimation of the Lorenz curve and Gini index").
    pub fn gini(&self) -> f64 {
        let mut area = Sum::default();
        for pair in self.points.windows(2) {
            let depth = |point: [f64; 2]| point[0] - point[1];
            area.add((pair[1][0] - pair[0][0]) * (depth(pair[0]) + depth(pair[1])));
        }
        area.total()
    }

    /// Share of the total held by the poorest `share` of the population, both 0–1.
    ///
    /// # Errors
    /// [`MeasureError::Parameter`] for a share outside of 0–1.
    pub fn below(&self, share: f64) -> Result<f64, MeasureError> {
        if !(0.0..=1.0).contains(&share) {
            return Err(MeasureError::Parameter { what: Parameter::Share });
        }
        let next = self.points.partition_point(|point| point[0] < share);
        let at = |position: usize| self.points.get(position).copied().unwrap_or([1.0, 1.0]);
        let ([x, y], [from_x, from_y]) = (at(next), at(next.saturating_sub(1)));
        // The share of a point is that point's own, whatever a division would round to.
        Ok(if x <= share { y } else { from_y + (y - from_y) * ((share - from_x) / (x - from_x)) })
    }
}

/// Share of the total held by the richest `top` of the population over the share held by the poorest
/// `bottom`, both 0–1, on the straight lines of the [`lorenz`] curve. With 0.1 and 0.4 it is the Palma
/// ratio (Palma 2011, "Homogeneous middles vs. heterogeneous tails"; named so by Cobham and Sumner
/// 2013, "Is it all about the tails?"), with 0.2 and 0.2 the ratio of the outer quintiles.
///
/// Of grouped data, make a sample of the groups' means weighted with their populations: where a share
/// ends between two groups, as those of 20 % and 40 % do with quintiles, the ratio is exact.
///
/// # Errors
/// [`MeasureError::Parameter`] for a share that is not above 0 and at most 1, [`MeasureError::ZeroMean`],
/// [`MeasureError::NotPositive`] where the poorest have nothing, at the first value of 0.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, share_ratio};
/// let quintiles = Sample::new(&[1.0, 2.0, 3.0, 5.0, 9.0])?;
/// assert!((share_ratio(&quintiles, 0.2, 0.4)? - 3.0).abs() < 1e-14);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn share_ratio(sample: &Sample, top: f64, bottom: f64) -> Result<f64, MeasureError> {
    if ![top, bottom].iter().all(|share| *share > 0.0 && *share <= 1.0) {
        return Err(MeasureError::Parameter { what: Parameter::Share });
    }
    let curve = lorenz(sample)?;
    let (rich, poor) = (1.0 - curve.below(1.0 - top)?, curve.below(bottom)?);
    if poor <= 0.0 {
        sample.all_positive()?;
    }
    finite(rich / poor)
}
