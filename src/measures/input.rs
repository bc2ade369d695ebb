//! What is to be measured, and what of it cannot be right.

use super::Refusal;
use crate::stats::spatial::{MOST_DRAWS, Weights};
use crate::stats::{Companion, MeasureError};

/// Most values that are taken.
pub const MOST_VALUES: usize = 1_000_000;

/// Most neighbours that all lists together may name.
pub const MOST_NEIGHBOURS: usize = 10_000_000;

/// Most groups that are compared by pairs.
pub const MOST_GROUPS: usize = 1_000;

/// Random draws of a test where nothing else is said.
pub const USUAL_PERMUTATIONS: usize = 999;

/// Seed of the random draws where nothing else is said.
pub const USUAL_SEED: u64 = 1;

/// Most neighbours that all draws of a local test may take together: each is kept, in 12 bytes.
const MOST_DRAWN: usize = 1 << 24;

/// What is to be measured.
///
/// # Examples
/// ```
/// use prosperity_atlas::measures::{Input, measure};
/// let input = Input { weights: Some(vec![3.0, 1.0]), ..Input::of(vec![1.0, 3.0]) };
/// assert_eq!(measure(&input)?.gini.and_then(|gini| gini.weighted), Some(0.25));
/// # Ok::<(), prosperity_atlas::measures::Refusal>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// One value for each unit, in any unit of measurement.
    pub values: Vec<f64>,
    /// How much each value counts, such as the population of its place.
    pub weights: Option<Vec<f64>>,
    /// The group of each value, by any number.
    pub groups: Option<Vec<usize>>,
    /// The neighbours of each value's place, as positions from 0. Every neighbour of a place weighs
    /// the same (row-standardised), and being neighbours need not be mutual.
    pub neighbours: Option<Vec<Vec<usize>>>,
    /// Random draws of the tests.
    pub permutations: usize,
    /// Seed of the random draws.
    pub seed: u64,
}

impl Input {
    /// Values alone, with the usual number of draws and the usual seed.
    pub fn of(values: Vec<f64>) -> Self {
        Self {
            values,
            weights: None,
            groups: None,
            neighbours: None,
            permutations: USUAL_PERMUTATIONS,
            seed: USUAL_SEED,
        }
    }

    /// Everything that would be wrong whatever is computed; the spatial weights, or why there are none.
    pub(super) fn check(&self) -> Result<Result<Weights, Refusal>, Refusal> {
        let n = self.values.len();
        if n == 0 {
            return Err(MeasureError::Empty.into());
        }
        if n > MOST_VALUES {
            return Err(Refusal::TooManyValues { given: n, most: MOST_VALUES });
        }
        if let Some(at) = self.values.iter().position(|value| !value.is_finite()) {
            return Err(MeasureError::NotFinite { at }.into());
        }
        let as_many = |what, given: Option<usize>| match given {
            Some(given) if given != n => Err(MeasureError::Lengths { what, values: n, given }),
            _ => Ok(()),
        };
        as_many(Companion::Weights, self.weights.as_ref().map(Vec::len))?;
        as_many(Companion::Groups, self.groups.as_ref().map(Vec::len))?;
        as_many(Companion::Neighbours, self.neighbours.as_ref().map(Vec::len))?;
        if let Some(weights) = &self.weights {
            if let Some(at) = weights.iter().position(|w| !w.is_finite() || *w < 0.0) {
                return Err(MeasureError::Weight { at }.into());
            }
            if weights.iter().all(|weight| *weight <= 0.0) {
                return Err(MeasureError::ZeroWeight.into());
            }
        }
        let given = self.neighbours.iter().flatten().map(Vec::len).sum();
        if given > MOST_NEIGHBOURS {
            return Err(Refusal::TooManyNeighbours { given, most: MOST_NEIGHBOURS });
        }
        self.check_permutations()?;
        let Some(lists) = &self.neighbours else {
            return Ok(Err(Refusal::NoNeighbours));
        };
        match Weights::from_neighbours(lists) {
            Ok(weights) => Ok(Ok(weights)),
            // Nobody has to have neighbours; there is only nothing to be said of them then.
            Err(error @ MeasureError::AllIslands) => Ok(Err(error.into())),
            Err(error) => Err(error.into()),
        }
    }

    fn check_permutations(&self) -> Result<(), Refusal> {
        let longest = self.neighbours.iter().flatten().map(Vec::len).max().unwrap_or(0);
        let most = MOST_DRAWS.min(MOST_DRAWN / longest.max(1)).max(1);
        let given = self.permutations;
        if (1..=most).contains(&given) {
            Ok(())
        } else {
            Err(Refusal::Permutations { given, most })
        }
    }
}
