//! Values, with weights or without, checked once and sorted at most once.

use std::sync::OnceLock;

use super::super::summary::sum;
use super::super::{Companion, MeasureError};
use super::sort;

/// Values that are not negative, each for one unit of a population or, with weights, for as many as
/// its weight says. A value with weight 0 keeps its position but is no part of the population.
///
/// The order in which the values were given is kept. They are sorted when a measure first needs
/// their order, and all measures of one sample share that.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, gini};
/// let sample = Sample::weighted(&[3.0, 1.0], &[1.0, 3.0])?;
/// assert_eq!((sample.mean(), sample.len()), (1.5, 2));
/// assert_eq!(gini(&sample)?, gini(&Sample::new(&[1.0, 3.0, 1.0, 1.0])?)?);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sample {
    /// As given, with 0 for −0.
    values: Vec<f64>,
    weights: Option<Vec<f64>>,
    /// How many values have weight.
    size: usize,
    /// Sum of the weights; without weights the number of values.
    weight: f64,
    mean: f64,
    order: OnceLock<Vec<usize>>,
    ascending: OnceLock<Ascending>,
}

/// The part of a sample that has weight, by ascending value.
#[derive(Clone, Debug)]
struct Ascending {
    values: Vec<f64>,
    weights: Option<Vec<f64>>,
}

impl Sample {
    /// A sample in which every value counts once.
    ///
    /// # Errors
    /// [`MeasureError::Empty`] without values, [`MeasureError::NotFinite`] and
    /// [`MeasureError::Negative`] at the first value that is, [`MeasureError::OutOfRange`] where
    /// the sum of the values leaves the range of numbers.
    pub fn new(values: &[f64]) -> Result<Self, MeasureError> {
        Self::checked(values, None)
    }

    /// A sample in which a value counts as often as its weight says, whole or not.
    ///
    /// # Errors
    /// Those of [`Sample::new`], and [`MeasureError::Lengths`] where there are not as many weights as
    /// values, [`MeasureError::Weight`] at the first weight that is negative or not finite,
    /// [`MeasureError::ZeroWeight`] where all are 0.
    pub fn weighted(values: &[f64], weights: &[f64]) -> Result<Self, MeasureError> {
        Self::checked(values, Some(weights))
    }

    fn checked(values: &[f64], weights: Option<&[f64]>) -> Result<Self, MeasureError> {
        if values.is_empty() {
            return Err(MeasureError::Empty);
        }
        if let Some(weights) = weights.filter(|weights| weights.len() != values.len()) {
            return Err(MeasureError::Lengths {
                what: Companion::Weights,
                values: values.len(),
                given: weights.len(),
            });
        }
        // In one pass where all is well.
        if !values.iter().all(|value| (0.0..f64::INFINITY).contains(value)) {
            if let Some(at) = values.iter().position(|value| !value.is_finite()) {
                return Err(MeasureError::NotFinite { at });
            }
            if let Some(at) = values.iter().position(|value| *value < 0.0) {
                return Err(MeasureError::Negative { at });
            }
        }
        if let Some(at) =
            weights.and_then(|weights| weights.iter().position(|w| !w.is_finite() || *w < 0.0))
        {
            return Err(MeasureError::Weight { at });
        }
        // Adding 0 turns −0, whose bits would sort last, into 0.
        let values: Vec<f64> = values.iter().map(|value| value + 0.0).collect();
        Self::of_parts(values, weights.map(<[f64]>::to_vec))
    }

    /// A sample of parts that are known to be in order.
    fn of_parts(values: Vec<f64>, weights: Option<Vec<f64>>) -> Result<Self, MeasureError> {
        let (size, weight, total) = match &weights {
            None => (values.len(), values.len() as f64, sum(values.iter().copied())),
            Some(weights) => (
                weights.iter().filter(|weight| **weight > 0.0).count(),
                sum(weights.iter().copied()),
                sum(values.iter().zip(weights).map(|(value, weight)| value * weight)),
            ),
        };
        if size == 0 {
            return Err(if values.is_empty() {
                MeasureError::Empty
            } else {
                MeasureError::ZeroWeight
            });
        }
        let mean = total / weight;
        if !weight.is_finite() || !mean.is_finite() {
            return Err(MeasureError::OutOfRange);
        }
        let (order, ascending) = (OnceLock::new(), OnceLock::new());
        Ok(Self { values, weights, size, weight, mean, order, ascending })
    }

    /// How many values there are, those with weight 0 included.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Never: a sample has at least one value.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values in the order in which they were given.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The weights in the order in which they were given; none where every value counts once.
    pub fn weights(&self) -> Option<&[f64]> {
        self.weights.as_deref()
    }

    /// Arithmetic mean, weighted where there are weights, in the unit of the values.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// How many values have weight.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Sum of the weights; without weights the number of values.
    pub(super) fn weight(&self) -> f64 {
        self.weight
    }

    /// Weight of the value at a position.
    pub(super) fn weight_at(&self, at: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[at])
    }

    /// Position, value and weight of everything that has weight, in the order given.
    pub(super) fn members(&self) -> impl Iterator<Item = (usize, f64, f64)> {
        self.values
            .iter()
            .enumerate()
            .map(|(at, value)| (at, *value, self.weight_at(at)))
            .filter(|(_, _, weight)| *weight > 0.0)
    }

    /// Positions of everything that has weight, by ascending value; equal ones in the order given.
    pub(super) fn order(&self) -> &[usize] {
        self.order.get_or_init(|| sort::order(&self.values, |at| self.weight_at(at) > 0.0))
    }

    /// The values that have weight in ascending order, and their weights.
    pub(super) fn ascending(&self) -> (&[f64], Option<&[f64]>) {
        let ascending = self.ascending.get_or_init(|| match &self.weights {
            // Without anything to carry along, values alone are sorted faster than positions.
            None => Ascending { values: sort::sorted(&self.values), weights: None },
            Some(weights) => {
                let gather =
                    |from: &[f64]| self.order().iter().map(|at| from[*at]).collect::<Vec<f64>>();
                Ascending { values: gather(&self.values), weights: Some(gather(weights)) }
            }
        });
        (&ascending.values, ascending.weights.as_deref())
    }

    /// Values and weights of everything that has weight, by ascending value.
    pub(super) fn ascending_pairs(&self) -> impl DoubleEndedIterator<Item = (f64, f64)> {
        let (values, weights) = self.ascending();
        values
            .iter()
            .enumerate()
            .map(move |(at, value)| (*value, weights.map_or(1.0, |weights| weights[at])))
    }

    /// The sample without the value at `leave`, with what is sorted taken over.
    pub(super) fn without(&self, leave: usize) -> Result<Self, MeasureError> {
        fn others<T: Copy>(all: &[T], leave: usize) -> Vec<T> {
            let (before, after) = all.split_at(leave.min(all.len()));
            before.iter().chain(after.iter().skip(1)).copied().collect()
        }
        let weights = self.weights.as_ref().map(|weights| others(weights, leave));
        let left = Self::of_parts(others(&self.values, leave), weights)?;
        let order = self.order().iter().filter(|at| **at != leave);
        // Of both caches the one is empty, so that this sets it.
        left.order.get_or_init(|| order.map(|at| at - usize::from(*at > leave)).collect());
        left.ascending.get_or_init(|| {
            let gather =
                |from: &[f64]| left.order().iter().map(|at| from[*at]).collect::<Vec<f64>>();
            Ascending {
                values: gather(&left.values),
                weights: left.weights.as_ref().map(|weights| gather(weights)),
            }
        });
        Ok(left)
    }

    /// [`MeasureError::NotPositive`] at the first value with weight that is 0.
    pub(super) fn all_positive(&self) -> Result<(), MeasureError> {
        match self.members().find(|(_, value, _)| *value <= 0.0) {
            Some((at, ..)) => Err(MeasureError::NotPositive { at }),
            None => Ok(()),
        }
    }

    /// The mean, where it can be divided by.
    pub(super) fn positive_mean(&self) -> Result<f64, MeasureError> {
        if self.mean > 0.0 { Ok(self.mean) } else { Err(MeasureError::ZeroMean) }
    }

    /// Mean over the population of `term` of each value and the mean of all, which is above 0.
    pub(super) fn mean_over(&self, term: impl Fn(f64, f64) -> f64) -> Result<f64, MeasureError> {
        let mean = self.positive_mean()?;
        let total = match &self.weights {
            None => sum(self.values.iter().map(|value| term(*value, mean))),
            Some(weights) => {
                let pairs = self.values.iter().zip(weights).filter(|(_, weight)| **weight > 0.0);
                sum(pairs.map(|(value, weight)| weight * term(*value, mean)))
            }
        };
        finite(total / self.weight)
    }
}

/// A result, where it is a number.
pub(super) fn finite(result: f64) -> Result<f64, MeasureError> {
    if result.is_finite() { Ok(result) } else { Err(MeasureError::OutOfRange) }
}
