//! Tails of the distributions that p-values are read from.

use core::f64::consts::{PI, TAU};

/// Terms after which a series or a continued fraction is given up. Those here need fewer than 200
/// within the limits between which they are used.
const MOST_TERMS: u32 = 2_000;

/// The complementary error function of `x ≥ 0`.
///
/// Up to 2 one less the series of positive terms of Abramowitz and Stegun (1964, "Handbook of
/// Mathematical Functions", eq. 7.1.6), beyond by the continued fraction (eq. 7.1.14).
fn erfc(x: f64) -> f64 {
    let bell = (-x * x).exp();
    if x < 2.0 {
        let (mut term, mut total) = (x, x);
        for k in 1..MOST_TERMS {
            term *= 2.0 * x * x / f64::from(2 * k + 1);
            let next = total + term;
            if next <= total {
                break;
            }
            total = next;
        }
        return 1.0 - 2.0 / PI.sqrt() * bell * total;
    }
    let fraction = continued_fraction(x, |k| (f64::from(k) / 2.0, x));
    bell / PI.sqrt() / fraction
}

/// `b₀ + a₁/(b₁ + a₂/(b₂ + …))` by the algorithm of Lentz (1976, "Generating Bessel functions in Mie
/// scattering calculations using continued fractions") as Thompson and Barnett (1986) modified it:
/// from the front, as long as terms change the value.
fn continued_fraction(b0: f64, term: impl Fn(u32) -> (f64, f64)) -> f64 {
    const LEAST: f64 = 1e-300;
    let away_from_zero = |x: f64| if x.abs() < LEAST { LEAST } else { x };
    let mut value = away_from_zero(b0);
    let (mut c, mut d) = (value, 0.0);
    for k in 1..MOST_TERMS {
        let (a, b) = term(k);
        d = 1.0 / away_from_zero(b + a * d);
        c = away_from_zero(b + a / c);
        let change = c * d;
        value *= change;
        if (change - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    value
}

/// Share of the standard normal distribution that is at least as far from 0 as `z`, on both sides
/// together: the two-sided p-value of a standard score. 0–1.
///
/// To at least 12 digits (tests compare with `SciPy`); 0 beyond |z| = 38, where it is below the least
/// number. A `z` that is not a number gives 1, for it says nothing against the hypothesis.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::normal_two_sided;
/// assert!((normal_two_sided(-1.959_963_984_540_054) - 0.05).abs() < 1e-14);
/// assert!((normal_two_sided(0.0) - 1.0).abs() < 1e-15);
/// ```
pub fn normal_two_sided(z: f64) -> f64 {
    if z.is_nan() {
        return 1.0;
    }
    if z.is_infinite() {
        return 0.0;
    }
    erfc(z.abs() / 2f64.sqrt()).clamp(0.0, 1.0)
}

/// The logarithm of the gamma function of `x > 0` by Stirling's series (Abramowitz and Stegun 1964,
/// eq. 6.1.41) from 15 on, below by recurrence (eq. 6.1.15).
fn ln_gamma(x: f64) -> f64 {
    let (mut shifted, mut product) = (x, 1.0);
    while shifted < 15.0 {
        product *= shifted;
        shifted += 1.0;
    }
    let inverse = 1.0 / shifted;
    let square = inverse * inverse;
    // Bernoulli numbers B₂ₖ over 2k(2k − 1); the next term is below 1e-17 at 15.
    let series = inverse
        * (1.0 / 12.0
            - square
                * (1.0 / 360.0
                    - square
                        * (1.0 / 1260.0
                            - square
                                * (1.0 / 1680.0
                                    - square * (1.0 / 1188.0 - square * 691.0 / 360_360.0)))));
    (shifted - 0.5) * shifted.ln() - shifted + 0.5 * TAU.ln() + series - product.ln()
}

/// The regularised incomplete beta function of `x`, 0–1, with parameters above 0, by the continued
/// fraction of Abramowitz and Stegun (1964, eq. 26.5.8). `rest` is 1 − x, which the caller knows
/// without the digits that the subtraction would lose.
fn incomplete_beta(x: f64, rest: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if rest <= 0.0 {
        return 1.0;
    }
    // The fraction converges quickly below the mean; beyond, by symmetry (eq. 26.5.2).
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(rest, x, b, a);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * rest.ln()).exp();
    let fraction = continued_fraction(1.0, |k| {
        let m = f64::from(k / 2);
        let term = if k % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        (term, 1.0)
    });
    front / (a * fraction)
}

/// Share of Student's t distribution with so many degrees of freedom that is at least as far from 0 as
/// `t`, on both sides together: the two-sided p-value of a t-value (Abramowitz and Stegun 1964,
/// eq. 26.7.1 with 26.5.27). 0–1.
///
/// To at least 11 digits up to 10,000 degrees of freedom (tests compare with `SciPy`). A `t` that is
/// not a number, or no degree of freedom, gives 1, for it says nothing against the hypothesis.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::student_two_sided;
/// // With one degree of freedom half of the distribution lies beyond 1.
/// assert!((student_two_sided(1.0, 1) - 0.5).abs() < 1e-14);
/// assert!((student_two_sided(2.045_229_642_132_703, 29) - 0.05).abs() < 1e-13);
/// ```
pub fn student_two_sided(t: f64, degrees: usize) -> f64 {
    if t.is_nan() || degrees == 0 {
        return 1.0;
    }
    let (square, degrees) = (t * t, degrees as f64);
    if square.is_infinite() {
        return 0.0;
    }
    let (x, rest) = (degrees / (degrees + square), square / (degrees + square));
    incomplete_beta(x, rest, degrees / 2.0, 0.5).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_score_says_nothing() {
        for p in [normal_two_sided(f64::NAN), student_two_sided(f64::NAN, 3)] {
            assert!((p - 1.0).abs() < f64::EPSILON);
        }
        assert!((student_two_sided(9.0, 0) - 1.0).abs() < f64::EPSILON);
        for t in [f64::INFINITY, f64::NEG_INFINITY, 1e200] {
            assert!(normal_two_sided(t) < f64::MIN_POSITIVE);
            assert!(student_two_sided(t, 5) < f64::MIN_POSITIVE);
        }
    }

    #[test]
    fn closed_forms_are_met() {
        // Two degrees of freedom: 1 − t/√(2 + t²). Four thirds of a right angle have such a tail, too.
        for t in [0.01, 0.3, 1.0, 4.0, 50.0_f64] {
            let two = 2.0 / ((2.0 + t * t).sqrt() * ((2.0 + t * t).sqrt() + t));
            assert!((student_two_sided(t, 2) / two - 1.0).abs() < 1e-13, "{t}");
            let one = 2.0 / PI * (1.0 / t).atan();
            assert!((student_two_sided(t, 1) / one - 1.0).abs() < 1e-13, "{t}");
        }
        // Γ(½) = √π and Γ(n) = (n − 1)!
        assert!((ln_gamma(0.5) - PI.sqrt().ln()).abs() < 1e-14);
        assert!((ln_gamma(11.0) - 3_628_800f64.ln()).abs() < 1e-13);
    }

    proptest! {
        #[test]
        fn tails_are_shares_that_shrink(z in 0.0..40.0_f64, more in 1e-3..5.0_f64, degrees in 1..4000_usize) {
            for tail in [&normal_two_sided as &dyn Fn(f64) -> f64, &|t| student_two_sided(t, degrees)] {
                let (near, far) = (tail(z), tail(z + more));
                prop_assert!((0.0..=1.0).contains(&near));
                prop_assert!(far < near || near < 1e-300, "{} {}", near, far);
                prop_assert!((tail(-z) - near).abs() <= f64::EPSILON * near);
            }
            // Student's tails are the heavier.
            prop_assert!(student_two_sided(z, degrees) >= normal_two_sided(z) * (1.0 - 1e-11));
        }
    }
}
