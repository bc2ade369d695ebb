//! Whether values of neighbouring places go together.
//!
//! Weights are row-standardised ([`Weights`]); a place without neighbours stays among the places with a
//! lag of 0. Random draws are those of [`Generator`], so that a seed gives the same p-values on every
//! machine.

mod discovery;
mod geary;
mod getis_ord;
mod local;
mod moran;
mod permutation;
mod random;
mod weights;

pub use discovery::{Correction, discoveries};
pub use geary::{Geary, GearyResult, GearyTest, geary, geary_test};
pub use getis_ord::{GetisOrd, GetisOrdResult, GetisOrdTest, Spot, getis_ord, getis_ord_test};
pub use local::{
    LocalMoran, LocalMoranResult, LocalMoranTest, Quadrant, local_moran, local_moran_test,
};
pub use moran::{Moran, MoranResult, MoranTest, moran, moran_test};
pub use permutation::{MOST_DRAWS, Permuted, TIE};
pub use random::Generator;
pub use weights::Weights;

use super::distribution::normal_two_sided;
use super::error::{Companion, MeasureError};
use super::summary::{mean, sum};

/// What a statistic would be without any pattern, its spread, and how far it is from there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normal {
    /// Variance of the statistic.
    pub variance: f64,
    /// The statistic less its expectation over its standard deviation.
    pub z: f64,
    /// Two-sided p-value of `z` in the normal distribution.
    pub p: f64,
}

impl Normal {
    /// None where the variance is 0 but for rounding, as where all places are neighbours of all.
    fn of(difference: f64, variance: f64) -> Option<Self> {
        let z = difference / variance.sqrt();
        (variance > TIE * TIE && z.is_finite()).then(|| Self {
            variance,
            z,
            p: normal_two_sided(z),
        })
    }
}

/// Standard scores of the values: less their mean, over the standard deviation with division by n.
/// Equal values have equal scores, to the last bit.
fn scores(values: &[f64], weights: &Weights, least: usize) -> Result<Vec<f64>, MeasureError> {
    let n = values.len();
    if n != weights.places() {
        return Err(MeasureError::Lengths {
            what: Companion::Neighbours,
            values: n,
            given: weights.places(),
        });
    }
    if n < least {
        return Err(MeasureError::TooFew { n, least });
    }
    if let Some(at) = values.iter().position(|value| !value.is_finite()) {
        return Err(MeasureError::NotFinite { at });
    }
    let centre = mean(values).ok_or(MeasureError::OutOfRange)?;
    if values.windows(2).all(|pair| pair[0].total_cmp(&(pair[1] + 0.0)).is_eq()) {
        return Err(MeasureError::NoVariance);
    }
    // Over the largest first, so that no square leaves the range of numbers.
    let largest = values.iter().fold(0.0_f64, |most, value| most.max((value - centre).abs()));
    if !largest.is_normal() {
        return Err(MeasureError::OutOfRange);
    }
    let deviations: Vec<f64> = values.iter().map(|value| (value - centre) / largest).collect();
    let spread = (squares(&deviations) / n as f64).sqrt();
    Ok(deviations.iter().map(|deviation| deviation / spread).collect())
}

fn squares(values: &[f64]) -> f64 {
    sum(values.iter().map(|value| value * value))
}

/// Fourth moment of scores over the square of their second: the kurtosis b₂.
fn kurtosis(scores: &[f64]) -> f64 {
    let n = scores.len() as f64;
    let second = squares(scores) / n;
    sum(scores.iter().map(|z| z.powi(4))) / n / (second * second)
}
