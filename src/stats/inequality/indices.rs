//! Indices of inequality: one number for a whole distribution.

use super::super::summary::{Sum, sum};
use super::super::{MeasureError, Parameter};
use super::sample::{Sample, finite};

/// Gini coefficient of the population: half the mean absolute difference between two values drawn
/// with replacement, over the mean; from 0, all equal, to below 1, one has everything.
///
/// Computed as `∫ F (1 − F) dx / μ` with the distribution function F (Dorfman 1979, "A formula for the
/// Gini coefficient", in the form of Yitzhaki 1998, "More than a dozen alternative ways of spelling
/// Gini"): a sum over the gaps between neighbouring values in which nothing cancels, so
/// that values that are nearly equal lose no digits, and equal ones give exactly 0.
///
/// # Errors
/// [`MeasureError::ZeroMean`] where all values are 0, [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, gini};
/// assert_eq!(gini(&Sample::new(&[0.0, 0.0, 0.0, 1.0])?)?, 0.75);
/// assert_eq!(gini(&Sample::weighted(&[1.0, 3.0], &[3.0, 1.0])?)?, 0.25);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn gini(sample: &Sample) -> Result<f64, MeasureError> {
    let mean = sample.positive_mean()?;
    let weight = sample.weight();
    let (values, weights) = sample.ascending();
    let gaps = values.windows(2).map(|pair| pair[1] - pair[0]);
    let spread = match weights {
        None => {
            let mut below = 0.0;
            sum(gaps.map(|gap| {
                below += 1.0;
                below * (weight - below) * gap
            }))
        }
        Some(weights) => {
            let mut below = Sum::default();
            sum(gaps.zip(weights).map(|(gap, step)| {
                below.add(*step);
                below.total() * (weight - below.total()).max(0.0) * gap
            }))
        }
    };
    finite(spread / weight / weight / mean)
}

/// Gini coefficient of a sample, corrected for its size: [`gini`] times n / (n − 1), which is the mean
/// absolute difference between two different values in place of two draws (Deltas 2003, "The
/// small-sample bias of the Gini coefficient"). It reaches 1 where one has everything.
///
/// # Errors
/// Those of [`gini`], [`MeasureError::TooFew`] below 2 values, [`MeasureError::Weighted`] with weights,
/// of which it is not said what a single value would be.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, gini_corrected};
/// assert_eq!(gini_corrected(&Sample::new(&[0.0, 0.0, 0.0, 1.0])?)?, 1.0);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn gini_corrected(sample: &Sample) -> Result<f64, MeasureError> {
    let n = counted(sample, 2)? as f64;
    Ok(gini(sample)? * (n / (n - 1.0)))
}

/// How many values there are, where each counts once and there are at least `least`.
fn counted(sample: &Sample, least: usize) -> Result<usize, MeasureError> {
    if sample.weights().is_some() {
        return Err(MeasureError::Weighted);
    }
    let n = sample.len();
    if n < least { Err(MeasureError::TooFew { n, least }) } else { Ok(n) }
}

/// Theil's T: the mean of `(x/μ) ln(x/μ)`, in nats (Theil 1967, "Economics and Information Theory",
/// chapter 4); from 0, all equal, to ln n, one of n has everything. A value of 0 contributes its
/// limit, 0. The same as [`generalised_entropy`] with α = 1.
///
/// # Errors
/// [`MeasureError::ZeroMean`], [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, theil_t};
/// let theil = theil_t(&Sample::new(&[0.0, 0.0, 0.0, 1.0])?)?;
/// assert!((theil - 4f64.ln()).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn theil_t(sample: &Sample) -> Result<f64, MeasureError> {
    generalised_entropy(sample, 1.0)
}

/// Theil's L, the mean log deviation: the mean of `ln(μ/x)`, in nats (Theil 1967, "Economics and
/// Information Theory", chapter 4). The same as [`generalised_entropy`] with α = 0.
///
/// # Errors
/// [`MeasureError::NotPositive`] at a value of 0, [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, theil_l};
/// let theil = theil_l(&Sample::new(&[1.0, 3.0])?)?;
/// assert!((theil - (2.0 / 3f64.sqrt()).ln()).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn theil_l(sample: &Sample) -> Result<f64, MeasureError> {
    generalised_entropy(sample, 0.0)
}

/// Generalised entropy with parameter α: the mean of `((x/μ)^α − 1) / (α (α − 1))` (Shorrocks 1980,
/// "The class of additively decomposable inequality measures"; Cowell 2011, "Measuring
/// Inequality", chapter 3). The smaller α, the more it says of differences among small values. At
/// α = 0 and α = 1 these are the limits, [`theil_l`] and [`theil_t`]; at α = 2 it is half the square of
/// [`cv_population`].
///
/// Since deviations from the mean add up to 0, the mean of `φ(x/μ) − φ′(1) (x/μ − 1)` is the same; its
/// terms are never negative, so that nothing cancels.
///
/// # Errors
/// [`MeasureError::Parameter`] for an α that is not finite, [`MeasureError::NotPositive`] at a value of 0
/// where α ≤ 0, [`MeasureError::ZeroMean`], [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, generalised_entropy};
/// assert_eq!(generalised_entropy(&Sample::new(&[1.0, 3.0])?, 2.0)?, 0.125);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn generalised_entropy(sample: &Sample, alpha: f64) -> Result<f64, MeasureError> {
    if !alpha.is_finite() {
        return Err(MeasureError::Parameter { what: Parameter::Alpha });
    }
    if alpha <= 0.0 {
        sample.all_positive()?;
    }
    if alpha.abs() < f64::MIN_POSITIVE && sample.weights().is_none() {
        return mean_log_deviation(sample.values(), sample.positive_mean()?);
    }
    sample.mean_over(|value, mean| divergence(alpha, value, mean))
}

/// [`divergence`] with α = 0 of values without weights, on average. Logarithms are taken of products of
/// several ratios at once, which is what most of the time would go to; a product is as exact as the
/// sum of the logarithms of its rounded factors.
fn mean_log_deviation(values: &[f64], mean: f64) -> Result<f64, MeasureError> {
    /// So many factors of at most 2³⁰ stay in the range of numbers.
    const FACTORS: usize = 32;
    const LARGEST: f64 = (1_u64 << 30) as f64;
    let mut total = Sum::default();
    for values in values.chunks(FACTORS) {
        let mut product = 1.0;
        for value in values {
            let ratio = value / mean;
            let deviation = (value - mean) / mean;
            if deviation.abs() <= NEAR || !(1.0 / LARGEST..=LARGEST).contains(&ratio) {
                total.add(divergence(0.0, *value, mean));
            } else {
                total.add(deviation);
                product *= ratio;
            }
        }
        total.add(-f64::ln(product));
    }
    finite(total.total() / values.len() as f64)
}

/// How far a value may be from the mean, relative to it, for a series: nearer the terms of closed forms
/// cancel more digits than the series needs terms.
const NEAR: f64 = 1.0 / 64.0;

/// `(r^α − 1 − α (r − 1)) / (α (α − 1))` with r = `value` / `mean` ≥ 0, at α = 0 and 1 the limits
/// `r − 1 − ln r` and `r ln r − (r − 1)`. Never negative, and 0 only at r = 1.
pub(super) fn divergence(alpha: f64, value: f64, mean: f64) -> f64 {
    let deviation = (value - mean) / mean;
    // Three of them are squares, in which nothing cancels.
    let is = |other: f64| alpha.total_cmp(&other).is_eq();
    if is(2.0) {
        return deviation * deviation / 2.0;
    }
    if is(0.5) {
        return 2.0 * (deviation / ((value / mean).sqrt() + 1.0)).powi(2);
    }
    if is(-1.0) && value > 0.0 {
        return deviation * (deviation / (value / mean)) / 2.0;
    }
    if deviation.abs() * alpha.abs().max(1.0) <= NEAR {
        // The binomial series, divided by α (α − 1) term by term.
        let (mut term, mut total) = (deviation * deviation / 2.0, 0.0_f64);
        let mut power = 2.0;
        while term.abs() > total.abs() * f64::EPSILON / 8.0 {
            total += term;
            term *= deviation * (alpha - power) / (power + 1.0);
            power += 1.0;
        }
        return total;
    }
    // Not 1 more than the deviation, which has lost the digits of a small value.
    let ratio = value / mean;
    if ratio <= 0.0 {
        return 1.0 / alpha;
    }
    // `exp_m1(t ln r) / t` is ln r in the limit of t → 0, and exact near to it.
    let power = |t: f64| {
        let logarithm = ratio.ln();
        if t.abs() < f64::MIN_POSITIVE { logarithm } else { (t * logarithm).exp_m1() / t }
    };
    if alpha > 0.5 {
        (ratio * power(alpha - 1.0) - deviation) / alpha
    } else {
        (power(alpha) - deviation) / (alpha - 1.0)
    }
}

/// Atkinson's index with inequality aversion ε: 1 less the equally distributed equivalent over the mean
/// (Atkinson 1970, "On the measurement of inequality"); from 0, all equal, to 1. At ε = 1 the
/// equivalent is the geometric mean; at ε = 0 the index is 0. Computed from [`generalised_entropy`]
/// with α = 1 − ε, of which it is a monotone function (Cowell 2011, "Measuring Inequality", section
/// 3.2).
///
/// # Errors
/// [`MeasureError::Parameter`] for an ε that is negative or not finite, [`MeasureError::NotPositive`] at
/// a value of 0 where ε ≥ 1, [`MeasureError::ZeroMean`], [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, atkinson};
/// let sample = Sample::new(&[1.0, 3.0])?;
/// assert!((atkinson(&sample, 1.0)? - (1.0 - 3f64.sqrt() / 2.0)).abs() < 1e-15);
/// assert!((atkinson(&sample, 2.0)? - 0.25).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn atkinson(sample: &Sample, epsilon: f64) -> Result<f64, MeasureError> {
    if !epsilon.is_finite() || epsilon < 0.0 {
        return Err(MeasureError::Parameter { what: Parameter::Epsilon });
    }
    let alpha = 1.0 - epsilon;
    finite(atkinson_of_entropy(alpha, generalised_entropy(sample, alpha)?))
}

/// Atkinson's index with ε = 1 − `alpha` of what has this generalised entropy.
pub(super) fn atkinson_of_entropy(alpha: f64, entropy: f64) -> f64 {
    let logarithm = if alpha.abs() < f64::MIN_POSITIVE {
        -entropy
    } else {
        // The mean of (x/μ)^α is 1 + α (α − 1) times the entropy, and rounding must not take it below 0.
        (alpha * (alpha - 1.0) * entropy).max(-1.0).ln_1p() / alpha
    };
    -logarithm.exp_m1()
}

/// Coefficient of variation of a population: the standard deviation, with division by n or by the sum
/// of the weights, over the mean; a bare number.
///
/// # Errors
/// [`MeasureError::ZeroMean`], [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, cv_population};
/// assert_eq!(cv_population(&Sample::new(&[1.0, 3.0])?)?, 0.5);
/// assert_eq!(cv_population(&Sample::weighted(&[0.0, 4.0], &[3.0, 1.0])?)?, 3f64.sqrt());
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn cv_population(sample: &Sample) -> Result<f64, MeasureError> {
    Ok(sample.mean_over(|value, mean| ((value - mean) / mean).powi(2))?.sqrt())
}

/// Coefficient of variation of a sample: as [`cv_population`] with division by n − 1. The same number
/// as [`coefficient_of_variation`](super::super::coefficient_of_variation), which takes negative
/// values too.
///
/// # Errors
/// [`MeasureError::Weighted`] with weights, [`MeasureError::TooFew`] below 2 values,
/// [`MeasureError::ZeroMean`], [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, cv_sample};
/// let cv = cv_sample(&Sample::new(&[1.0, 3.0])?)?;
/// assert!((cv - 0.5f64.sqrt()).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn cv_sample(sample: &Sample) -> Result<f64, MeasureError> {
    let n = counted(sample, 2)? as f64;
    Ok(cv_population(sample)? * (n / (n - 1.0)).sqrt())
}

/// Hoover's index: half the mean absolute deviation over the mean, which is the share of the total that
/// would have to change hands for all to have the same (Hoover 1936, "The measurement of industrial
/// localization"); the greatest distance between the Lorenz curve and the diagonal.
///
/// # Errors
/// [`MeasureError::ZeroMean`], [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, hoover};
/// assert_eq!(hoover(&Sample::new(&[1.0, 3.0])?)?, 0.25);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn hoover(sample: &Sample) -> Result<f64, MeasureError> {
    Ok(sample.mean_over(|value, mean| (value - mean).abs() / mean)? / 2.0)
}

/// The greatest value over the least.
///
/// # Errors
/// [`MeasureError::NotPositive`] where the least is 0, [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, extreme_ratio};
/// assert_eq!(extreme_ratio(&Sample::new(&[2.0, 5.0, 4.0])?)?, 2.5);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn extreme_ratio(sample: &Sample) -> Result<f64, MeasureError> {
    sample.all_positive()?;
    let ends =
        sample.members().fold((f64::INFINITY, 0.0_f64), |(least, greatest), (_, value, _)| {
            (least.min(value), greatest.max(value))
        });
    finite(ends.1 / ends.0)
}

/// The value below which this share of the population lies, in the unit of the values: Hyndman and Fan
/// (1996), "Sample quantiles in statistical packages", definition 7, which runs straight between the
/// two values around position `1 + (n − 1) · share`.
///
/// With weights it is the extension of this definition by Akinshin (2023), "Weighted quantile
/// estimators": the mean of the values over the window of the cumulative weight that is
/// `1/m` wide and begins at `(m − 1) · share / m`, where `m = (Σw)² / Σw²` is the effective sample size
/// of Kish (1965), "Survey Sampling". It does not depend on the unit of the weights, moves without
/// jumps with every weight, and with equal weights is definition 7 itself.
///
/// # Errors
/// [`MeasureError::Parameter`] for a share outside of 0–1, [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, quantile};
/// assert_eq!(quantile(&Sample::new(&[9.0, 1.0, 2.0, 4.0])?, 0.25)?, 1.75);
/// assert_eq!(quantile(&Sample::weighted(&[1.0, 5.0, 9.0], &[1.0, 0.0, 1.0])?, 0.5)?, 5.0);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn quantile(sample: &Sample, share: f64) -> Result<f64, MeasureError> {
    if !(0.0..=1.0).contains(&share) {
        return Err(MeasureError::Parameter { what: Parameter::Share });
    }
    let (values, weights) = sample.ascending();
    let Some(weights) = weights else {
        let before = (values.len() - 1) as f64 * share;
        // A position between 0 and n − 1.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the number of values"
        )]
        let low = before as usize;
        let value = |at: usize| values[at.min(values.len() - 1)];
        return finite(value(low) + (before - low as f64) * (value(low + 1) - value(low)));
    };
    let total = sample.weight();
    let effective = 1.0 / sum(weights.iter().map(|weight| (weight / total).powi(2)));
    let begin = (effective - 1.0) * share;
    let inside = |cumulative: f64| (cumulative / total * effective - begin).clamp(0.0, 1.0);
    let (mut below, mut found) = (Sum::default(), Sum::default());
    let mut last = 0.0;
    for (at, (value, weight)) in values.iter().zip(weights).enumerate() {
        below.add(*weight);
        // Rounding must not leave the window open at the upper end.
        let next = if at + 1 == values.len() { 1.0 } else { inside(below.total()) };
        found.add(value * (next - last).max(0.0));
        last = next;
    }
    finite(found.total())
}

/// The [`quantile`] at share `upper` over that at share `lower`: P90/P10 with 0.9 and 0.1.
///
/// # Errors
/// Those of [`quantile`], and [`MeasureError::NotPositive`] where the lower one is 0, at the first value
/// that is.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, percentile_ratio};
/// let sample = Sample::new(&[1.0, 2.0, 3.0, 4.0, 5.0])?;
/// assert_eq!(percentile_ratio(&sample, 0.75, 0.25)?, 2.0);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn percentile_ratio(sample: &Sample, upper: f64, lower: f64) -> Result<f64, MeasureError> {
    let (upper, lower) = (quantile(sample, upper)?, quantile(sample, lower)?);
    if lower <= 0.0 {
        sample.all_positive()?;
    }
    finite(upper / lower)
}

/// The mean of the `k` greatest values over the mean of the `k` least; with weights both are weighted
/// means. Of equal values of which not all are among the `k`, each counts with the same part of its
/// weight, so that the order in which they were given does not matter.
///
/// # Errors
/// [`MeasureError::Parameter`] for a `k` of 0, [`MeasureError::TooFew`] where there are fewer than
/// `2 k` values with weight, [`MeasureError::NotPositive`] where the least are all 0,
/// [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, top_bottom};
/// assert_eq!(top_bottom(&Sample::new(&[1.0, 3.0, 4.0, 8.0, 12.0])?, 2)?, 5.0);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn top_bottom(sample: &Sample, k: usize) -> Result<f64, MeasureError> {
    if k == 0 {
        return Err(MeasureError::Parameter { what: Parameter::Count });
    }
    let (n, least) = (sample.size(), k.saturating_mul(2));
    if n < least {
        return Err(MeasureError::TooFew { n, least });
    }
    let top = mean_of_first(sample.ascending_pairs().rev(), k);
    let bottom = mean_of_first(sample.ascending_pairs(), k);
    if bottom <= 0.0 {
        sample.all_positive()?;
    }
    finite(top / bottom)
}

/// Weighted mean of the first `k` of sorted pairs of values and weights.
fn mean_of_first(pairs: impl Iterator<Item = (f64, f64)>, k: usize) -> f64 {
    let mut pairs = pairs.peekable();
    let (mut total, mut weight) = (Sum::default(), Sum::default());
    let mut left = k;
    while let Some((value, first)) = pairs.next().filter(|_| left > 0) {
        let (mut count, mut tied) = (1_usize, Sum::default());
        tied.add(first);
        while let Some((_, next)) = pairs.next_if(|(next, _)| next.total_cmp(&value).is_eq()) {
            count += 1;
            tied.add(next);
        }
        let taken = count.min(left);
        let part = tied.total() * (taken as f64 / count as f64);
        total.add(value * part);
        weight.add(part);
        left -= taken;
    }
    total.total() / weight.total()
}

/// Standard deviation of the natural logarithms, with division by n or by the sum of the weights, so
/// around the logarithm of the geometric mean (Cowell 2011, "Measuring Inequality", section 2.2). A
/// transfer from a rich one to one who is less rich may raise it: it is no measure of inequality in the
/// sense of Pigou and Dalton.
///
/// # Errors
/// [`MeasureError::NotPositive`] at a value of 0, [`MeasureError::OutOfRange`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, std_of_logs};
/// let deviation = std_of_logs(&Sample::new(&[1.0, 4.0])?)?;
/// assert!((deviation - 2f64.ln()).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn std_of_logs(sample: &Sample) -> Result<f64, MeasureError> {
    sample.all_positive()?;
    let mean = sample.positive_mean()?;
    // Logarithms of relative values are small where the values are nearly equal, and keep their digits.
    let logarithm = |value: f64| {
        let deviation = (value - mean) / mean;
        if deviation.abs() < 0.5 { deviation.ln_1p() } else { (value / mean).ln() }
    };
    let average = |term: &dyn Fn(f64) -> f64| {
        sum(sample.members().map(|(_, value, weight)| weight * term(logarithm(value))))
            / sample.weight()
    };
    let centre = average(&|logarithm| logarithm);
    finite(average(&|logarithm| (logarithm - centre).powi(2)).sqrt())
}
