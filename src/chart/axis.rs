//! Ticks: round numbers for values, round years for years.

use crate::i18n::grouped;
use core::ops::RangeInclusive;

/// A value axis with evenly spaced, round ticks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ValueAxis {
    /// Ticks from lowest to highest; the first and the last are the ends of the axis.
    pub(super) ticks: Vec<f64>,
    /// Distance of two ticks.
    pub(super) step: f64,
    /// Digits behind the point that the ticks need.
    decimals: usize,
}

/// Below this share of the highest value the lowest is near enough to zero for the axis to start there.
const ZERO_SHARE: f64 = 0.4;

impl ValueAxis {
    /// The axis for values between `low` and `high`, both finite, with about `wanted` intervals.
    /// `decimals` are the digits of the values: a single value is framed by its last digit.
    pub(super) fn around(low: f64, high: f64, wanted: usize, decimals: usize) -> Self {
        let (mut low, mut high) = (low.min(high), low.max(high));
        if low >= 0.0 && low < ZERO_SHARE * high {
            low = 0.0;
        } else if high <= 0.0 && high > ZERO_SHARE * low {
            high = 0.0;
        }
        // A flat line stands in the middle of an axis a tenth of its value high.
        let digit_size = power(-i32::try_from(decimals.min(12)).unwrap_or(12));
        let flat = (low.abs().max(high.abs()) * 0.05).max(digit_size);
        if high - low < flat * 0.01 {
            (low, high) = (low - flat, high + flat);
        }
        let (digit, exponent) = nice_step((high - low) / wanted.max(1) as f64);
        let step = digit * power(exponent);
        // 1.1 / 0.1 is a hair more than 11, and that is no reason for a twelfth interval.
        let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
        // Steps are counted, so that a tick is a product and not a sum of roundings.
        let mut ticks = Vec::new();
        let mut count = first;
        while count <= last && ticks.len() < 64 {
            ticks.push(times(count * digit, exponent));
            count += 1.0;
        }
        Self { ticks, step, decimals: usize::try_from(-exponent).unwrap_or(0) }
    }

    /// Lowest tick.
    pub(super) fn low(&self) -> f64 {
        self.ticks.first().copied().unwrap_or(0.0)
    }

    /// Highest tick.
    pub(super) fn high(&self) -> f64 {
        self.ticks.last().copied().unwrap_or(1.0)
    }

    /// Where a value lies, 0 at the foot and 1 at the head.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low()) / (self.high() - self.low())
    }

    /// The ticks as read: digits as the step needs them, and a plain 0.
    pub(super) fn labels(&self) -> Vec<String> {
        let text = |tick: &f64| match *tick {
            0.0 => "0".to_owned(),
            tick => grouped(tick, self.decimals),
        };
        self.ticks.iter().map(text).collect()
    }
}

fn power(exponent: i32) -> f64 {
    10_f64.powi(exponent)
}

/// `number` × 10^`exponent`, divided where the power is a fraction: 3 / 10 is 0.3, 3 × 0.1 is not.
fn times(number: f64, exponent: i32) -> f64 {
    let product = if exponent < 0 { number / power(-exponent) } else { number * power(exponent) };
    // No minus before zero.
    product + 0.0
}

/// The smallest of 1, 2, 5 × 10ⁿ that is not below `rough`.
fn nice_step(rough: f64) -> (f64, i32) {
    let mut exponent = 0;
    // Bounded by the range of the numbers let in; counted rather than taken from a logarithm, whose
    // last digit may differ between machines.
    while power(exponent) > rough && exponent > -15 {
        exponent -= 1;
    }
    while power(exponent + 1) <= rough && exponent < 16 {
        exponent += 1;
    }
    for digit in [1.0, 2.0, 5.0] {
        if times(digit, exponent) >= rough {
            return (digit, exponent);
        }
    }
    (1.0, exponent + 1)
}

/// The years that get a label, as positions on the axis: first, last, and round ones that fit between.
pub(super) fn year_ticks(years: &RangeInclusive<u16>, room: f64, label_room: f64) -> Vec<usize> {
    let (first, last) = (*years.start(), *years.end());
    if first == last {
        return vec![0];
    }
    let per_year = room / f64::from(last - first);
    let most = (room / label_room).clamp(1.0, 7.0);
    let step = [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|step| f64::from(last - first) / f64::from(*step) <= most)
        .unwrap_or(1000);
    let fits = |year: u16| {
        year.is_multiple_of(step)
            && f64::from(year - first) * per_year >= label_room * 0.8
            && f64::from(last - year) * per_year >= label_room * 0.8
    };
    (first..=last)
        .filter(|year| *year == first || *year == last || fits(*year))
        .map(|year| usize::from(year - first))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64, decimals: usize) -> Vec<String> {
        ValueAxis::around(low, high, 5, decimals).labels()
    }

    #[test]
    fn axes_start_at_zero_unless_that_would_flatten_the_lines() {
        assert_eq!(labels(0.31, 4.32, 2), ["0", "1", "2", "3", "4", "5"]);
        assert_eq!(labels(61.0, 66.2, 1), ["60", "62", "64", "66", "68"]);
        assert_eq!(labels(0.401, 0.473, 3), ["0.40", "0.42", "0.44", "0.46", "0.48"]);
        assert_eq!(labels(-3.2, 8.0, 1), ["−5", "0", "5", "10"]);
        assert_eq!(labels(-9.0, -1.0, 1), ["−10", "−8", "−6", "−4", "−2", "0"]);
        assert_eq!(
            labels(12_000.0, 98_765.0, 0),
            ["0", "20,000", "40,000", "60,000", "80,000", "100,000"]
        );
    }

    #[test]
    fn a_flat_line_has_an_axis_around_it() {
        let axis = ValueAxis::around(5.0, 5.0, 5, 1);
        assert!(axis.low() < 5.0 && axis.high() > 5.0 && axis.ticks.len() > 2, "{axis:?}");
        let zero = ValueAxis::around(0.0, 0.0, 5, 0);
        assert!(zero.low() < zero.high(), "{zero:?}");
    }

    #[test]
    fn first_and_last_year_are_always_labelled() {
        let years = |range: RangeInclusive<u16>, room| -> Vec<u16> {
            let start = *range.start();
            year_ticks(&range, room, 44.0)
                .into_iter()
                .map(|at| start + u16::try_from(at).unwrap())
                .collect()
        };
        assert_eq!(years(1978..=2023, 560.0), [1978, 1990, 2000, 2010, 2020, 2023]);
        assert_eq!(years(2013..=2023, 200.0), [2013, 2015, 2020, 2023]);
        assert_eq!(years(2020..=2021, 40.0), [2020, 2021]);
        assert_eq!(years(2020..=2020, 40.0), [2020]);
    }
}
