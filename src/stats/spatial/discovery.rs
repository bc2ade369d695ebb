//! Which of many tests may be taken for found.

use super::super::error::{MeasureError, Parameter};

/// What is done about many tests at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Correction {
    /// Nothing: every test whose p-value is at most the level counts. Where nothing is to be found, that
    /// share of all tests counts all the same.
    #[default]
    None,
    /// The share of false ones among those that count is held at the level, see [`discoveries`].
    FalseDiscoveryRate,
}

impl Correction {
    /// Which of the tests count at a level of significance.
    ///
    /// # Errors
    /// [`MeasureError`] as [`discoveries`].
    pub fn apply(self, p: &[f64], level: f64) -> Result<Vec<bool>, MeasureError> {
        match self {
            Self::None => {
                check(p, level)?;
                Ok(p.iter().map(|p| *p <= level).collect())
            }
            Self::FalseDiscoveryRate => discoveries(p, level),
        }
    }
}

/// The tests that count when the false discovery rate is held at `level` (Benjamini and Hochberg 1995,
/// "Controlling the false discovery rate", eq. 1): of m p-values in ascending order, all up to the last
/// that is at most its rank times level/m. For local statistics Caldas de Castro and Singer (2006)
/// recommend it. The rate holds for independent tests and for positively dependent ones (Benjamini and
/// Yekutieli 2001, theorem 1.2); that tests of neighbouring places are such is assumed.
///
/// # Errors
/// [`MeasureError::Parameter`] for a level that is not between 0 and 1; [`MeasureError::NotFinite`],
/// [`MeasureError::Negative`] or [`MeasureError::OutOfRange`] for a p-value that is not from 0 to 1.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::discoveries;
/// // The last of these is above its own bound of 0.05, the second is at most 2 · 0.05/4.
/// assert_eq!(discoveries(&[0.024, 0.2, 0.001, 0.06], 0.05)?, [true, false, true, false]);
/// assert!(discoveries(&[], 0.05)?.is_empty());
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn discoveries(p: &[f64], level: f64) -> Result<Vec<bool>, MeasureError> {
    check(p, level)?;
    let mut sorted = p.to_vec();
    sorted.sort_by(f64::total_cmp);
    let m = p.len() as f64;
    let bound = |rank: usize| (rank + 1) as f64 * level / m;
    let last = sorted.iter().enumerate().rev().find(|(rank, p)| **p <= bound(*rank));
    Ok(match last {
        Some((_, limit)) => p.iter().map(|p| p <= limit).collect(),
        None => vec![false; p.len()],
    })
}

fn check(p: &[f64], level: f64) -> Result<(), MeasureError> {
    if !(level > 0.0 && level < 1.0) {
        return Err(MeasureError::Parameter { what: Parameter::Level });
    }
    for (at, p) in p.iter().enumerate() {
        if !p.is_finite() {
            return Err(MeasureError::NotFinite { at });
        }
        if *p < 0.0 {
            return Err(MeasureError::Negative { at });
        }
        if *p > 1.0 {
            return Err(MeasureError::OutOfRange);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_share_is_named() {
        for level in [0.0, 1.0, -0.1, f64::NAN] {
            let wrong = Err(MeasureError::Parameter { what: Parameter::Level });
            assert_eq!(discoveries(&[0.5], level), wrong);
            assert_eq!(Correction::None.apply(&[0.5], level), wrong);
        }
        assert_eq!(discoveries(&[0.5, f64::NAN], 0.05), Err(MeasureError::NotFinite { at: 1 }));
        assert_eq!(discoveries(&[-0.5], 0.05), Err(MeasureError::Negative { at: 0 }));
        assert_eq!(discoveries(&[1.5], 0.05), Err(MeasureError::OutOfRange));
    }

    proptest! {
        #[test]
        fn the_correction_only_takes_away(
            p in prop::collection::vec(0.0..=1.0_f64, 1..60), level in 0.001..0.5_f64,
        ) {
            let plain = Correction::None.apply(&p, level).unwrap();
            let held = Correction::FalseDiscoveryRate.apply(&p, level).unwrap();
            prop_assert!(plain.iter().zip(&held).all(|(plain, held)| *plain || !held));
            // What Bonferroni keeps is kept.
            let bonferroni = level / p.len() as f64;
            prop_assert!(p.iter().zip(&held).all(|(p, held)| *held || *p > bonferroni));
            // Whoever counts, counts with everything below it.
            let most = p.iter().zip(&held).filter(|(_, held)| **held).map(|(p, _)| *p).fold(0.0, f64::max);
            prop_assert!(p.iter().zip(&held).all(|(p, held)| *held || *p > most));
        }
    }
}
