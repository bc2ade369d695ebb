//! Centres of a distribution, and sums that keep their last digits.

/// A running sum with the part that rounding loses carried along (Neumaier 1974,
/// "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", algorithm IV).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    total: f64,
    lost: f64,
}

impl Sum {
    /// Adds one value.
    #[inline]
    pub(super) fn add(&mut self, value: f64) {
        let next = self.total + value;
        // The smaller of the two loses its low digits in the addition.
        self.lost += if self.total.abs() >= value.abs() {
            (self.total - next) + value
        } else {
            (value - next) + self.total
        };
        self.total = next;
    }

    /// What has been added so far; not finite where a value was not, or where the sum left the range
    /// of numbers.
    #[inline]
    pub(super) fn total(self) -> f64 {
        self.total + self.lost
    }
}

/// Sum in the order given by [`Sum`].
///
/// Not finite where a value is not, or where the sum leaves the range of numbers.
pub(super) fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut running = Sum::default();
    for value in values {
        running.add(value);
    }
    running.total()
}

/// Arithmetic mean, in the unit of the values.
///
/// None without values, with one that is not finite, or where their sum leaves the range of numbers.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::mean;
/// assert_eq!(mean(&[1e16, 1.0, 1.0, -1e16]), Some(0.5));
/// assert_eq!(mean(&[]), None);
/// ```
pub fn mean(values: &[f64]) -> Option<f64> {
    let mean = sum(values.iter().copied()) / values.len() as f64;
    mean.is_finite().then_some(mean)
}

/// The value in the middle of the ordered values, in their unit; between two the half-way point.
///
/// None without values, or with one that is not finite.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::median;
/// assert_eq!(median(&[9.0, 1.0, 2.0]), Some(2.0));
/// assert_eq!(median(&[9.0, 1.0, 2.0, 4.0]), Some(3.0));
/// assert_eq!(median(&[f64::NAN]), None);
/// ```
pub fn median(values: &[f64]) -> Option<f64> {
    if values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return sorted.get(upper).copied();
    }
    Some(f64::midpoint(*sorted.get(upper.checked_sub(1)?)?, *sorted.get(upper)?))
}

/// Coefficient of variation: the standard deviation of the sample (division by n − 1) over the mean, a
/// bare number.
///
/// None with fewer than two values, with one that is not finite, or where the mean is zero.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::coefficient_of_variation;
/// assert_eq!(coefficient_of_variation(&[1.0, 3.0]), Some(2f64.sqrt() / 2.0));
/// assert_eq!(coefficient_of_variation(&[1.0]), None);
/// ```
pub fn coefficient_of_variation(values: &[f64]) -> Option<f64> {
    let degrees = values.len().checked_sub(1).filter(|degrees| *degrees > 0)?;
    let mean = mean(values)?;
    let variance = sum(values.iter().map(|value| (value - mean).powi(2))) / degrees as f64;
    let coefficient = variance.sqrt() / mean;
    coefficient.is_finite().then_some(coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_keep_what_rounding_would_lose() {
        assert_eq!(sum([1.0, 1e100, 1.0, -1e100]).total_cmp(&2.0), std::cmp::Ordering::Equal);
        assert_eq!(sum(std::iter::repeat_n(0.1, 10)).total_cmp(&1.0), std::cmp::Ordering::Equal);
        assert!(sum([]).abs() < f64::MIN_POSITIVE);
    }

    #[test]
    fn without_a_middle_there_is_none() {
        for values in [&[][..], &[1.0, f64::NAN], &[f64::INFINITY, 1.0]] {
            assert_eq!((mean(values), median(values)), (None, None), "{values:?}");
        }
        assert_eq!(mean(&[f64::MAX, f64::MAX]), None);
        assert_eq!(median(&[f64::MAX, f64::MAX]), Some(f64::MAX));
    }
}
