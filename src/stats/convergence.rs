//! Whether the poorer grow faster.

use core::f64::consts::LN_2;

use super::error::{Companion, MeasureError, Parameter};
use super::regression::{FitError, SlopeTest, slope_test};

/// Growth against the level it started from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convergence {
    /// The line through average annual log growth (y) over the logarithm of the first level (x), and
    /// the test of its slope β. Below 0 the poorer grew faster.
    pub regression: SlopeTest,
    /// Years between the two levels.
    pub years: u32,
    /// λ, the share of the gap to the common level that is closed in a year, per year of continuous
    /// time; below 0 where gaps widen.
    pub speed: Result<f64, NoConvergence>,
    /// Years in which half of the gap is closed.
    pub half_life: Result<f64, NoConvergence>,
}

/// Why β stands for no speed or no half-life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoConvergence {
    /// 1 + βT ≤ 0: over the years the poorer would have overtaken the richer, which no rate of closing
    /// a gap explains.
    #[error("the order of places would have turned round; no speed of convergence explains that")]
    Overtaking,
    /// λ ≤ 0: gaps do not close, so that no half of one is ever closed.
    #[error("gaps do not close, so there is no time in which half of one does")]
    NotClosing,
}

/// Absolute β-convergence (Barro and Sala-i-Martin 1992, "Convergence", Journal of Political Economy
/// 100(2), the equation of average growth without further variables; Baumol 1986): ordinary least
/// squares of ln(yₜ/y₀)/T on ln y₀. `first` and `last` are levels above zero of the same places, in the same unit
/// and at the same prices where growth is meant to be real, and lie `years` apart.
///
/// The slope is β = −(1 − e^(−λT))/T, from which the speed λ = −ln(1 + βT)/T and the half-life ln 2/λ
/// follow.
///
/// # Errors
/// [`MeasureError`] where the lengths differ, for fewer than 3 places, for a level that is not finite
/// or not above zero (its position in either list), where all first levels are equal, and for years
/// of 0.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::beta_convergence;
/// // Every gap shrinks by half in 10 years.
/// let first = [1.0_f64, 2.0, 4.0, 16.0];
/// let last = first.map(|level| 10.0 * level.sqrt());
/// let found = beta_convergence(&first, &last, 10)?;
/// assert!((found.regression.fit.slope + 0.05).abs() < 1e-15);
/// assert!(found.half_life.is_ok_and(|years| (years - 10.0).abs() < 1e-12));
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn beta_convergence(
    first: &[f64],
    last: &[f64],
    years: u32,
) -> Result<Convergence, MeasureError> {
    if first.len() != last.len() {
        return Err(MeasureError::Lengths {
            what: Companion::Others,
            values: first.len(),
            given: last.len(),
        });
    }
    if years == 0 {
        return Err(MeasureError::Parameter { what: Parameter::Count });
    }
    for (at, (first, last)) in first.iter().zip(last).enumerate() {
        if !first.is_finite() || !last.is_finite() {
            return Err(MeasureError::NotFinite { at });
        }
        if *first <= 0.0 || *last <= 0.0 {
            return Err(MeasureError::NotPositive { at });
        }
    }
    let span = f64::from(years);
    let levels: Vec<f64> = first.iter().map(|level| level.ln()).collect();
    // Not the logarithm of the quotient, which may leave the range of numbers.
    let growth: Vec<f64> =
        last.iter().zip(&levels).map(|(last, first)| (last.ln() - first) / span).collect();
    let regression = slope_test(&levels, &growth)?;
    let left = 1.0 + regression.fit.slope * span;
    let speed =
        if left > 0.0 { Ok(-left.ln() / span + 0.0) } else { Err(NoConvergence::Overtaking) };
    let half_life = speed.and_then(|speed| {
        let years = LN_2 / speed;
        if speed > 0.0 && years.is_finite() { Ok(years) } else { Err(NoConvergence::NotClosing) }
    });
    Ok(Convergence { regression, years, speed, half_life })
}

impl From<FitError> for MeasureError {
    fn from(error: FitError) -> Self {
        match error {
            FitError::Lengths { x, y } => {
                Self::Lengths { what: Companion::Others, values: x, given: y }
            }
            FitError::TooFew { n } => Self::TooFew { n, least: 3 },
            FitError::NotFinite { at } => Self::NotFinite { at },
            FitError::NoVariance => Self::NoVariance,
            FitError::OutOfRange => Self::OutOfRange,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_converge_is_named() {
        let three = [1.0, 2.0, 3.0];
        let lengths = MeasureError::Lengths { what: Companion::Others, values: 3, given: 2 };
        assert_eq!(beta_convergence(&three, &three[..2], 5), Err(lengths));
        let few = MeasureError::TooFew { n: 2, least: 3 };
        assert_eq!(beta_convergence(&three[..2], &three[..2], 5), Err(few));
        let zero = [1.0, 0.0, 2.0];
        assert_eq!(beta_convergence(&zero, &three, 5), Err(MeasureError::NotPositive { at: 1 }));
        assert_eq!(beta_convergence(&three, &zero, 5), Err(MeasureError::NotPositive { at: 1 }));
        assert_eq!(
            beta_convergence(&three, &[1.0, 2.0, f64::NAN], 5),
            Err(MeasureError::NotFinite { at: 2 })
        );
        assert_eq!(beta_convergence(&[2.0; 3], &three, 5), Err(MeasureError::NoVariance));
        assert_eq!(
            beta_convergence(&three, &three, 0),
            Err(MeasureError::Parameter { what: Parameter::Count })
        );
    }

    #[test]
    fn gaps_that_widen_have_a_speed_but_no_half_life() {
        let first = [1.0_f64, 2.0, 4.0, 9.0];
        let found = beta_convergence(&first, &first.map(|level| level.powi(2)), 4).unwrap();
        assert!((found.speed.unwrap() + LN_2 / 4.0).abs() < 1e-15);
        assert_eq!(found.half_life, Err(NoConvergence::NotClosing));
        // The order turns round.
        let found = beta_convergence(&first, &first.map(|level| 1.0 / level), 4).unwrap();
        assert_eq!(found.speed, Err(NoConvergence::Overtaking));
        assert_eq!(found.half_life, Err(NoConvergence::Overtaking));
    }

    proptest! {
        #[test]
        fn the_unit_of_the_levels_does_not_matter(
            levels in prop::collection::vec((1.0..1e5_f64, 1.0..1e5_f64), 4..40),
            unit in 1e-3..1e3_f64, years in 1..30_u32,
        ) {
            let (first, last): (Vec<f64>, Vec<f64>) = levels.into_iter().unzip();
            prop_assume!(first.iter().any(|level| (level / first[0] - 1.0).abs() > 0.1));
            let scaled = |levels: &[f64]| levels.iter().map(|level| level * unit).collect::<Vec<_>>();
            let here = beta_convergence(&first, &last, years).unwrap();
            let there = beta_convergence(&scaled(&first), &scaled(&last), years).unwrap();
            let (a, b) = (here.regression, there.regression);
            prop_assert!((a.fit.slope - b.fit.slope).abs() < 1e-9 * (1.0 + a.fit.slope.abs()));
            prop_assert!((a.standard_error - b.standard_error).abs() < 1e-8 * a.standard_error);
        }
    }
}
