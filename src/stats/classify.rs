//! Classes for choropleth maps.

/// How class limits are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Fisher–Jenks natural breaks: classes whose sum of squared deviations from their class means
    /// is least (Fisher 1958, "On grouping for maximum homogeneity", eq. 2; Jenks 1977).
    #[default]
    Jenks,
    /// As many places in each class as can be.
    Quantile,
    /// Classes of the same width between the least and the greatest value.
    EqualInterval,
}

impl Scheme {
    /// Every scheme, the default first.
    pub const ALL: [Self; 3] = [Self::Jenks, Self::Quantile, Self::EqualInterval];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Jenks => "jenks",
            Self::Quantile => "quantile",
            Self::EqualInterval => "equal_interval",
        }
    }
}

/// Why values could not be put into classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClassifyError {
    /// There is no value.
    #[error("there is no value to classify")]
    Empty,
    /// A value is not finite.
    #[error("value {at} is not a finite number")]
    NotFinite {
        /// Position of the value.
        at: usize,
    },
    /// No class was asked for.
    #[error("at least one class is needed")]
    NoClass,
}

/// Class limits. Class `i` holds the values above limit `i − 1` up to and including limit `i`.
#[derive(Clone, Debug, PartialEq)]
pub struct Classification {
    /// Least value of all.
    pub least: f64,
    /// Upper limit of each class, ascending without repetition; the last is the greatest value.
    pub limits: Vec<f64>,
}

impl Classification {
    /// The class of `value`; values beyond the ends belong to the outermost classes.
    pub fn class_of(&self, value: f64) -> usize {
        let class = self.limits.partition_point(|limit| *limit < value);
        class.min(self.limits.len().saturating_sub(1))
    }
}

/// Puts `values` into at most `count` classes; fewer where there are fewer distinct values.
///
/// # Errors
/// [`ClassifyError`] without values, with a value that is not finite, or with `count` 0.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{classify, Scheme};
/// let classes = classify(&[1.0, 2.0, 2.5, 10.0, 11.0, 30.0], Scheme::Jenks, 3)?;
/// assert_eq!(classes.limits, [2.5, 11.0, 30.0]);
/// assert_eq!(classes.class_of(10.0), 1);
/// # Ok::<(), prosperity_atlas::stats::ClassifyError>(())
/// ```
pub fn classify(
    values: &[f64],
    scheme: Scheme,
    count: usize,
) -> Result<Classification, ClassifyError> {
    if count == 0 {
        return Err(ClassifyError::NoClass);
    }
    if let Some(at) = values.iter().position(|value| !value.is_finite()) {
        return Err(ClassifyError::NotFinite { at });
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (Some(&least), Some(&greatest)) = (sorted.first(), sorted.last()) else {
        return Err(ClassifyError::Empty);
    };
    let mut limits = match scheme {
        Scheme::Jenks => jenks(&sorted, count),
        Scheme::Quantile => quantiles(&sorted, count),
        Scheme::EqualInterval => equal_intervals(least, greatest, count),
    };
    limits.dedup_by(|a, b| a.total_cmp(b).is_eq());
    Ok(Classification { least, limits })
}

fn equal_intervals(least: f64, greatest: f64, count: usize) -> Vec<f64> {
    let width = (greatest - least) / count as f64;
    let mut limits: Vec<f64> = (1..count).map(|class| least + width * class as f64).collect();
    // The greatest value itself, not a sum of widths that may miss it by a rounding error.
    limits.push(greatest);
    limits
}

fn quantiles(sorted: &[f64], count: usize) -> Vec<f64> {
    (1..=count)
        .filter_map(|class| sorted.get((class * sorted.len()).div_ceil(count).saturating_sub(1)))
        .copied()
        .collect()
}

/// Optimal one-dimensional grouping by dynamic programming, O(count · n²).
fn jenks(sorted: &[f64], count: usize) -> Vec<f64> {
    let n = sorted.len();
    let count = count.min(n);
    // Deviations from the mean keep the sums of squares small against their differences.
    let centre = sorted.iter().sum::<f64>() / n as f64;
    let mut sums = vec![(0.0, 0.0); n + 1];
    for (at, value) in sorted.iter().enumerate() {
        let deviation = value - centre;
        sums[at + 1] = (sums[at].0 + deviation, sums[at].1 + deviation * deviation);
    }
    let spread = |from: usize, to: usize| {
        let (sum, squares) = (sums[to].0 - sums[from].0, sums[to].1 - sums[from].1);
        (squares - sum * sum / (to - from) as f64).max(0.0)
    };
    // best[k][to]: least total spread of the first `to` values in k + 1 classes, and where the
    // last of these classes starts.
    let mut best: Vec<Vec<(f64, usize)>> = vec![vec![(f64::INFINITY, 0); n + 1]; count];
    for (to, cell) in best[0].iter_mut().enumerate().skip(1) {
        *cell = (spread(0, to), 0);
    }
    for class in 1..count {
        for to in class + 1..=n {
            best[class][to] = (class..to)
                .map(|from| (best[class - 1][from].0 + spread(from, to), from))
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .unwrap_or((f64::INFINITY, class));
        }
    }
    let mut limits = Vec::with_capacity(count);
    let mut to = n;
    for class in (0..count).rev() {
        limits.push(sorted[to - 1]);
        to = best[class][to].1;
    }
    limits.reverse();
    limits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total_spread(values: &[f64], classes: &Classification) -> f64 {
        (0..classes.limits.len())
            .map(|class| {
                let members: Vec<f64> =
                    values.iter().copied().filter(|v| classes.class_of(*v) == class).collect();
                let mean = members.iter().sum::<f64>() / members.len().max(1) as f64;
                members.iter().map(|value| (value - mean).powi(2)).sum::<f64>()
            })
            .sum()
    }

    proptest! {
        #[test]
        fn every_class_is_used_and_limits_ascend(
            values in prop::collection::vec(-1e6..1e6_f64, 1..40), count in 1_usize..9,
        ) {
            for scheme in [Scheme::Jenks, Scheme::Quantile] {
                let classes = classify(&values, scheme, count).unwrap();
                prop_assert!(classes.limits.windows(2).all(|pair| pair[0] < pair[1]));
                for class in 0..classes.limits.len() {
                    prop_assert!(values.iter().any(|value| classes.class_of(*value) == class));
                }
            }
        }

        #[test]
        fn natural_breaks_are_never_worse_than_quantiles_or_equal_intervals(
            values in prop::collection::vec(0..1000_i32, 5..30), count in 2_usize..6,
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let spread = |scheme| {
                total_spread(&values, &classify(&values, scheme, count).unwrap())
            };
            let best = spread(Scheme::Jenks);
            prop_assert!(best <= spread(Scheme::Quantile) + 1e-6);
            prop_assert!(best <= spread(Scheme::EqualInterval) + 1e-6);
        }
    }

    #[test]
    fn what_cannot_be_classified_is_named() {
        assert_eq!(classify(&[], Scheme::Jenks, 3), Err(ClassifyError::Empty));
        assert_eq!(classify(&[1.0], Scheme::Jenks, 0), Err(ClassifyError::NoClass));
        assert_eq!(
            classify(&[1.0, f64::NAN], Scheme::Quantile, 3),
            Err(ClassifyError::NotFinite { at: 1 })
        );
    }

    #[test]
    fn equal_values_make_one_class() {
        for scheme in Scheme::ALL {
            assert_eq!(classify(&[7.0; 5], scheme, 4).unwrap().limits, [7.0]);
        }
    }
}
