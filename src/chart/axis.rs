//! Ticks: round numbers for values, round years for years.

use crate::i18n::grouped;
use core::ops::RangeInclusive;

/// A value axis with evenly spaced, round ticks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ValueAxis {
    /// Ticks from lowest to highest; the first and the last are the ends of the axis.
    pub(super) ticks: Vec<f64>,
    /// Distance of two ticks as they are drawn.
    pub(super) step: f64,
    /// Digits behind the point that the ticks need.
    decimals: usize,
    /// By what each tick is a multiple of the one before, on a logarithmic axis.
    factor: Option<f64>,
    /// What stands behind each label.
    unit: &'static str,
    /// Whether the lowest value stands at the head: the first of a ranking.
    reversed: bool,
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
        Self::framing(low, high, wanted, decimals)
    }

    /// The axis for values between `low` and `high` that need not reach zero.
    pub(super) fn framing(low: f64, high: f64, wanted: usize, decimals: usize) -> Self {
        let (mut low, mut high) = (low.min(high), low.max(high));
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
        Self {
            ticks,
            step,
            decimals: usize::try_from(-exponent).unwrap_or(0),
            factor: None,
            unit: "",
            reversed: false,
        }
    }

    /// The axis of shares from 0 to 100 % in quarters, further where values are.
    pub(super) fn of_shares(low: f64, high: f64) -> Self {
        let (low, high) = (low.min(0.0), high.max(100.0));
        let quarters = |end: f64| (end / 25.0).clamp(-40.0, 40.0);
        // What rounding leaves over is no reason for a further quarter.
        let (first, last) = (quarters(low + 0.5).floor(), quarters(high - 0.5).ceil());
        if low < -1000.0 || high > 1000.0 || last - first > 8.0 {
            return Self { unit: "%", ..Self::around(low, high, 5, 0) };
        }
        let mut ticks = Vec::new();
        let mut quarter = first;
        while quarter <= last {
            ticks.push(quarter * 25.0);
            quarter += 1.0;
        }
        Self { ticks, step: 25.0, decimals: 0, factor: None, unit: "%", reversed: false }
    }

    /// The axis for values above zero on which equal distances are equal quotients: doublings, or
    /// tenfolds where those would be too many. Its unit as drawn is the distance of two ticks.
    pub(super) fn of_quotients(low: f64, high: f64, wanted: usize) -> Self {
        let (low, high) = (low.min(high), low.max(high));
        let exponent = exponent_of(low);
        // The highest round number that is not above the lowest value.
        let starts = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0];
        let digit = starts.into_iter().rfind(|digit| times(*digit, exponent) <= low * (1.0 + 1e-9));
        // Tenfolds begin with 1, 2 or 5.
        let plain = [1.0, 2.0, 5.0].into_iter().rfind(|one| *one <= digit.unwrap_or(1.0));
        let tens = [1, 2, 3, 4, 6, 8, 12].map(|zeros| (power(zeros), plain));
        let intervals = |factor: f64, digit: Option<f64>| {
            let mut reached = times(digit.unwrap_or(1.0), exponent);
            let mut count = 0;
            while reached < high * (1.0 - 1e-9) && count < 64 {
                reached *= factor;
                count += 1;
            }
            count.max(1)
        };
        let (factor, digit) = [(2.0, digit)]
            .into_iter()
            .chain(tens)
            .find(|(factor, digit)| intervals(*factor, *digit) <= wanted.max(2) + 1)
            .unwrap_or((power(12), plain));
        let mut ticks = Vec::new();
        let mut number = digit.unwrap_or(1.0);
        for _ in 0..=intervals(factor, digit) {
            ticks.push(times(number, exponent));
            number *= factor;
        }
        // The lowest tick needs most digits: one for its place, one more for a half.
        let halves = usize::from(digit.is_some_and(|digit| digit.fract() != 0.0));
        let decimals = usize::try_from(-exponent)
            .map_or(if exponent == 0 { halves } else { 0 }, |places| places + halves);
        Self { ticks, step: 1.0, decimals, factor: Some(factor), unit: "", reversed: false }
    }

    /// The axis of ranks: the first at the head, so that rising is getting ahead.
    pub(super) fn of_ranks(high: f64, wanted: usize) -> Self {
        let intervals = wanted.max(1) as f64;
        let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
        let span = (high - 1.0).max(1.0);
        let step = steps.into_iter().find(|step| span / step <= intervals + 1.5).unwrap_or(1000.0);
        let mut ticks = vec![1.0];
        let mut tick = 1.0;
        while tick < high && ticks.len() < 64 {
            tick += step;
            ticks.push(tick);
        }
        if ticks.len() == 1 {
            ticks.push(1.0 + step);
        }
        Self { ticks, step, decimals: 0, factor: None, unit: "", reversed: true }
    }

    /// A value as it is drawn.
    pub(super) fn drawn(&self, value: f64) -> f64 {
        let place = match (self.factor, self.ticks.first()) {
            (Some(factor), Some(first)) => (value / first).ln() / factor.ln(),
            _ if self.reversed => self.low() + self.high() - value,
            _ => value,
        };
        tidy(place)
    }

    /// Lowest tick as drawn.
    pub(super) fn low(&self) -> f64 {
        if self.factor.is_some() { 0.0 } else { self.ticks.first().copied().unwrap_or(0.0) }
    }

    /// Highest tick as drawn.
    pub(super) fn high(&self) -> f64 {
        match self.factor {
            Some(_) => self.ticks.len().saturating_sub(1) as f64,
            None => self.ticks.last().copied().unwrap_or(1.0),
        }
    }

    /// Where a value lies, 0 at the foot and 1 at the head.
    pub(super) fn share(&self, value: f64) -> f64 {
        (self.drawn(value) - self.low()) / (self.high() - self.low())
    }

    /// The ticks as read: digits as the step needs them, and a plain 0.
    pub(super) fn labels(&self) -> Vec<String> {
        let text = |tick: &f64| match *tick {
            0.0 => "0".to_owned(),
            tick if self.factor.is_some() => {
                let digits = (0..self.decimals).find(|digits| {
                    let shifted = tick * power(i32::try_from(*digits).unwrap_or(0));
                    (shifted - shifted.round()).abs() < 1e-6 * shifted
                });
                grouped(tick, digits.unwrap_or(self.decimals))
            }
            tick => grouped(tick, self.decimals),
        };
        let mut labels: Vec<String> =
            self.ticks.iter().map(|tick| text(tick) + self.unit).collect();
        if self.reversed {
            labels.reverse();
        }
        labels
    }
}

/// Least and greatest value, a further one among them.
pub(super) fn widened(extent: Option<(f64, f64)>, value: f64) -> (f64, f64) {
    extent.map_or((value, value), |(low, high)| (low.min(value), high.max(value)))
}

/// Ten significant digits: what unit scaling leaves behind them is noise in the option's bytes.
pub(super) fn tidy(value: f64) -> f64 {
    format!("{value:.9e}").parse().unwrap_or(value)
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

/// The highest power of ten that is not above a number. Bounded by the range of the numbers let in;
/// counted rather than taken from a logarithm, whose last digit may differ between machines.
fn exponent_of(number: f64) -> i32 {
    let mut exponent = 0;
    while power(exponent) > number && exponent > -15 {
        exponent -= 1;
    }
    while power(exponent + 1) <= number && exponent < 16 {
        exponent += 1;
    }
    exponent
}

/// The smallest of 1, 2, 5 × 10ⁿ that is not below `rough`.
fn nice_step(rough: f64) -> (f64, i32) {
    let exponent = exponent_of(rough);
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
    fn axes_of_quotients_double_or_grow_tenfold() {
        let labels = |low, high| ValueAxis::of_quotients(low, high, 5).labels();
        assert_eq!(
            labels(9_000.0, 190_000.0),
            ["8,000", "16,000", "32,000", "64,000", "128,000", "256,000"]
        );
        assert_eq!(labels(0.31, 4.0), ["0.3", "0.6", "1.2", "2.4", "4.8"]);
        assert_eq!(labels(3.0, 80_000.0), ["2", "20", "200", "2,000", "20,000", "200,000"]);
        assert_eq!(labels(70.0, 70.0), ["60", "120"]);
        let shares = |low, high| ValueAxis::of_shares(low, high).labels();
        assert_eq!(shares(0.0, 100.3), ["0%", "25%", "50%", "75%", "100%"]);
        assert_eq!(shares(-6.0, 106.0), ["−25%", "0%", "25%", "50%", "75%", "100%", "125%"]);
        assert_eq!(shares(-900.0, 1e9).len(), ValueAxis::around(-900.0, 1e9, 5, 0).ticks.len());
        let axis = ValueAxis::of_quotients(10.0, 160.0, 5);
        assert_eq!((axis.low(), axis.high(), axis.step), (0.0, 4.0, 1.0));
        assert!((axis.drawn(40.0) - 2.0).abs() < 1e-9 && (axis.share(40.0) - 0.5).abs() < 1e-9);
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
