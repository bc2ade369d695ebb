//! A straight line through points.

use super::distribution::student_two_sided;
use super::summary::{mean, sum};

/// A line `y = intercept + slope · x` and how well it describes the points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Change of y with one unit of x, in units of y per unit of x.
    pub slope: f64,
    /// Height of the line at x = 0, in units of y.
    pub intercept: f64,
    /// Share of the variance of y that goes with the line, 0–1: the square of Pearson's coefficient
    /// of correlation. 0 where y does not vary, since then there is nothing to go with the line.
    pub r_squared: f64,
    /// How many points there are.
    pub n: usize,
}

/// Why no line could be put through the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FitError {
    /// There are not as many values of x as of y.
    #[error("there are {x} values of x and {y} of y; there must be as many of both")]
    Lengths {
        /// How many values of x there are.
        x: usize,
        /// How many values of y there are.
        y: usize,
    },
    /// Two points always lie on a line, so that it would say nothing.
    #[error("there are {n} points; a line needs at least 3")]
    TooFew {
        /// How many points there are.
        n: usize,
    },
    /// A coordinate is not finite.
    #[error("point {at} has a coordinate that is not a finite number")]
    NotFinite {
        /// Position of the point, from 0.
        at: usize,
    },
    /// All points have the same x.
    #[error("all points have the same x, or differ in it by less than can be computed with")]
    NoVariance,
    /// Squares of the coordinates are beyond the range of numbers.
    #[error("the coordinates are too large to compute with")]
    OutOfRange,
}

/// Ordinary least squares of `y` on `x` (Legendre 1805; in the form of Draper and Smith 1998,
/// "Applied Regression Analysis", eqs. 1.2.9 and 1.2.10): the line with the least sum of squared
/// vertical distances. Sums run over deviations from the means, in the order given and compensated.
///
/// # Errors
/// [`FitError`] where the lengths differ, for fewer than 3 points, for a coordinate that is not
/// finite, where x does not vary, and where the squares leave the range of numbers.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::fit;
/// let line = fit(&[1.0, 2.0, 3.0, 4.0], &[3.0, 5.0, 7.0, 9.0])?;
/// assert_eq!((line.slope, line.intercept), (2.0, 1.0));
/// assert_eq!((line.r_squared, line.n), (1.0, 4));
/// # Ok::<(), prosperity_atlas::stats::FitError>(())
/// ```
pub fn fit(x: &[f64], y: &[f64]) -> Result<Fit, FitError> {
    let n = x.len();
    if n != y.len() {
        return Err(FitError::Lengths { x: n, y: y.len() });
    }
    if n < 3 {
        return Err(FitError::TooFew { n });
    }
    if let Some(at) = x.iter().zip(y).position(|(x, y)| !x.is_finite() || !y.is_finite()) {
        return Err(FitError::NotFinite { at });
    }
    // The mean of equal values may miss them by a rounding error, which would look like variance.
    if same(x) {
        return Err(FitError::NoVariance);
    }
    let (mean_x, mean_y) =
        (mean(x).ok_or(FitError::OutOfRange)?, mean(y).ok_or(FitError::OutOfRange)?);
    let products = |one: &[f64], mean_one: f64, other: &[f64], mean_other: f64| {
        sum(one.iter().zip(other).map(|(one, other)| (one - mean_one) * (other - mean_other)))
    };
    let (xx, xy, yy) = (
        products(x, mean_x, x, mean_x),
        products(x, mean_x, y, mean_y),
        products(y, mean_y, y, mean_y),
    );
    if ![xx, xy, yy].iter().all(|sum| sum.is_finite()) {
        return Err(FitError::OutOfRange);
    }
    // Squares of differences below 1e-162 are 0.
    if xx <= 0.0 {
        return Err(FitError::NoVariance);
    }
    if same(y) || yy <= 0.0 {
        return Ok(Fit { slope: 0.0, intercept: mean_y, r_squared: 0.0, n });
    }
    let slope = xy / xx;
    let intercept = mean_y - slope * mean_x;
    if !slope.is_finite() || !intercept.is_finite() {
        return Err(FitError::OutOfRange);
    }
    // A quotient at a time, since the product of both variances may leave the range of numbers.
    let r_squared = (slope * (xy / yy)).min(1.0);
    Ok(Fit { slope, intercept, r_squared, n })
}

/// A line through points and whether its slope could be chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlopeTest {
    /// The line.
    pub fit: Fit,
    /// Standard error of the slope, in units of y per unit of x.
    pub standard_error: f64,
    /// The slope over its standard error. None where no point is off the line, so that nothing says
    /// how far chance reaches.
    pub t: Option<f64>,
    /// Two-sided p-value of a slope of 0: of Student's t with n − 2 degrees of freedom. None as `t`.
    pub p: Option<f64>,
}

/// [`fit`], and a test of its slope against 0 (Draper and Smith 1998, "Applied Regression Analysis",
/// section 1.4): deviations from the line are taken as independent, normal and as large
/// everywhere. For a path over years, years are x.
///
/// # Errors
/// [`FitError`] as [`fit`], and [`FitError::OutOfRange`] where squares of the deviations from the line
/// leave the range of numbers.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::slope_test;
/// let test = slope_test(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0])?;
/// assert!((test.fit.slope - 0.8).abs() < 1e-15);
/// assert!((test.standard_error - 0.18_f64.sqrt()).abs() < 1e-15);
/// assert!(test.p.is_some_and(|p| (p - 0.2).abs() < 1e-12));
/// # Ok::<(), prosperity_atlas::stats::FitError>(())
/// ```
pub fn slope_test(x: &[f64], y: &[f64]) -> Result<SlopeTest, FitError> {
    let line = fit(x, y)?;
    let degrees = line.n - 2;
    let (mean_x, mean_y) =
        (mean(x).ok_or(FitError::OutOfRange)?, mean(y).ok_or(FitError::OutOfRange)?);
    // Around the means, where the intercept's rounding does not come in.
    let left =
        sum(x.iter().zip(y).map(|(x, y)| ((y - mean_y) - line.slope * (x - mean_x)).powi(2)));
    let spread = sum(x.iter().map(|x| (x - mean_x).powi(2)));
    let standard_error = (left / degrees as f64).sqrt() / spread.sqrt();
    if !standard_error.is_finite() {
        return Err(FitError::OutOfRange);
    }
    let off_the_line = !same(y) && standard_error > 0.0;
    let t = off_the_line.then(|| line.slope / standard_error).filter(|t| t.is_finite());
    Ok(SlopeTest { fit: line, standard_error, t, p: t.map(|t| student_two_sided(t, degrees)) })
}

fn same(values: &[f64]) -> bool {
    values.windows(2).all(|pair| pair[0].total_cmp(&pair[1]).is_eq())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_no_line_is_named() {
        let three = [1.0, 2.0, 4.0];
        assert_eq!(fit(&three, &[1.0]), Err(FitError::Lengths { x: 3, y: 1 }));
        assert_eq!(fit(&[], &[]), Err(FitError::TooFew { n: 0 }));
        assert_eq!(fit(&three[..2], &three[..2]), Err(FitError::TooFew { n: 2 }));
        assert_eq!(fit(&three, &[1.0, f64::NAN, 2.0]), Err(FitError::NotFinite { at: 1 }));
        assert_eq!(fit(&[f64::INFINITY, 1.0, 2.0], &three), Err(FitError::NotFinite { at: 0 }));
        // The mean of these is not 0.1.
        assert_eq!(fit(&[0.1; 3], &three), Err(FitError::NoVariance));
        assert_eq!(fit(&[0.0, -0.0, 0.0], &three), Err(FitError::NoVariance));
        assert_eq!(fit(&[0.0, 1e-200, 2e-200], &three), Err(FitError::NoVariance));
        assert_eq!(fit(&[-1e300, 0.0, 1e300], &three), Err(FitError::OutOfRange));
        assert_eq!(fit(&three, &[-1e300, 0.0, 1e300]), Err(FitError::OutOfRange));
    }

    #[test]
    fn a_level_line_explains_nothing() {
        let line = fit(&[1.0, 2.0, 4.0], &[0.1; 3]).unwrap();
        assert_eq!(
            line,
            Fit { slope: 0.0, intercept: mean(&[0.1; 3]).unwrap(), r_squared: 0.0, n: 3 }
        );
    }

    #[test]
    fn without_deviations_there_is_no_test() {
        let x = [1.0, 2.0, 3.0, 4.0];
        for y in [[2.0, 4.0, 6.0, 8.0], [0.1; 4]] {
            let test = slope_test(&x, &y).unwrap();
            assert!(test.standard_error < 1e-15);
            assert_eq!((test.t, test.p), (None, None));
        }
        assert_eq!(slope_test(&x, &[1.0]), Err(FitError::Lengths { x: 4, y: 1 }));
    }

    /// Points whose x do vary.
    fn points() -> impl Strategy<Value = Vec<(f64, f64)>> {
        prop::collection::vec((-1e4..1e4_f64, -1e4..1e4_f64), 3..60)
            .prop_filter("x varies", |points| {
                points.iter().any(|one| (one.0 - points[0].0).abs() > 1.0)
            })
    }

    fn close(a: f64, b: f64, scale: f64) -> bool {
        (a - b).abs() <= 1e-9 * scale
    }

    proptest! {
        #[test]
        fn the_share_explained_is_a_share(points in points()) {
            let (x, y): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
            let line = fit(&x, &y).unwrap();
            prop_assert!((0.0..=1.0).contains(&line.r_squared));
            prop_assert_eq!(line.n, x.len());
        }

        #[test]
        fn units_of_x_change_the_slope_and_nothing_else(
            points in points(), shift in -1e3..1e3_f64, factor in 0.01..100.0_f64, flip: bool,
        ) {
            let factor = if flip { -factor } else { factor };
            let (x, y): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
            let moved: Vec<f64> = x.iter().map(|x| shift + factor * x).collect();
            let (line, other) = (fit(&x, &y).unwrap(), fit(&moved, &y).unwrap());
            prop_assert!(close(line.r_squared, other.r_squared, 1.0));
            for (x, moved) in x.iter().zip(&moved) {
                let (here, there) =
                    (line.intercept + line.slope * x, other.intercept + other.slope * moved);
                prop_assert!(close(here, there, 1e4 + here.abs()), "{here} {there}");
            }
        }

        #[test]
        fn no_other_line_is_nearer(points in points(), tilt in -1.0..1.0_f64, lift in -10.0..10.0_f64) {
            let (x, y): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
            let line = fit(&x, &y).unwrap();
            let squares = |slope: f64, intercept: f64| {
                sum(x.iter().zip(&y).map(|(x, y)| (y - intercept - slope * x).powi(2)))
            };
            let least = squares(line.slope, line.intercept);
            prop_assert!(least <= squares(line.slope + tilt, line.intercept + lift) * (1.0 + 1e-9) + 1e-9);
        }
    }
}
