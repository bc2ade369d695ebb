//! Classes for choropleth maps.

use std::ops::Range;

/// How a map's values are turned into colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Natural breaks, see [`Rule::Jenks`].
    #[default]
    Jenks,
    /// As many places in each class as can be, see [`Rule::Quantile`].
    Quantile,
    /// Classes of the same width, see [`Rule::EqualInterval`].
    EqualInterval,
    /// No classes: each value has a colour of its own on a continuous scale.
    Continuous,
    /// Limits given by the reader, see [`Rule::Manual`].
    Manual,
    /// Classes on both sides of a centre, see [`Rule::Diverging`].
    Diverging,
}

impl Scheme {
    /// Every scheme, the default first.
    pub const ALL: [Self; 6] = [
        Self::Jenks,
        Self::Quantile,
        Self::EqualInterval,
        Self::Continuous,
        Self::Manual,
        Self::Diverging,
    ];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Jenks => "jenks",
            Self::Quantile => "quantile",
            Self::EqualInterval => "equal_interval",
            Self::Continuous => "continuous",
            Self::Manual => "manual",
            Self::Diverging => "diverging",
        }
    }
}

/// How class limits are chosen, with everything the choice needs. Limits are in the unit of the
/// values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule<'a> {
    /// At most so many classes by Fisher–Jenks natural breaks: those whose sum of squared deviations
    /// from their class means is least (Fisher 1958, "On grouping for maximum homogeneity", eq. 2;
    /// Jenks 1977). Limits are values that occur; there are fewer classes where there are fewer
    /// different values.
    Jenks(usize),
    /// At most so many classes with as many values in each as can be. The cuts are quantiles with
    /// linear interpolation (Hyndman and Fan 1996, "Sample quantiles in statistical packages",
    /// definition 7), and a limit is the greatest value that does not exceed its cut.
    Quantile(usize),
    /// So many classes of the same width between the least and the greatest value. Some may hold
    /// no value; values that are all equal make one class.
    EqualInterval(usize),
    /// Classes between these breaks, below the first and above the last; order and repetitions do
    /// not matter. All classes stay, also those that hold no value. At most [`Rule::MOST_BREAKS`] different
    /// breaks; without any there is one class.
    Manual(&'a [f64]),
    /// Classes of the same width, half of them on each side of `centre`, reaching as far to both
    /// sides as the value farthest from it. All classes stay, also those that hold no value, so that colours
    /// are the same at the same distance. Values at the centre belong to the class below it.
    ///
    /// Where all values are the centre itself, or too near to it for limits between, there is one
    /// class.
    Diverging {
        /// The value between the two sides.
        centre: f64,
        /// How many classes; odd counts are rounded up, and it is at least 2 and at most
        /// [`Rule::MOST_DIVERGING`].
        count: usize,
    },
}

impl Rule<'_> {
    /// Most breaks that can be given by hand: one fewer than the 9 classes that palettes have
    /// colours for.
    pub const MOST_BREAKS: usize = 8;

    /// Most classes on both sides of a centre together.
    pub const MOST_DIVERGING: usize = 8;
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
        /// Position of the value, from 0.
        at: usize,
    },
    /// No class was asked for.
    #[error("at least one class is needed")]
    NoClass,
    /// A break is not finite.
    #[error("break {at} is not a finite number")]
    BreakNotFinite {
        /// Position of the break as given, from 0.
        at: usize,
    },
    /// More breaks than there can be colours.
    #[error("there are {count} different breaks; at most {} can be shown", Rule::MOST_BREAKS)]
    TooManyBreaks {
        /// How many different breaks there are.
        count: usize,
    },
    /// The centre is not finite.
    #[error("the centre is not a finite number")]
    CentreNotFinite,
    /// Squares of differences are beyond the range of numbers.
    #[error("the values are too far apart to compute with")]
    OutOfRange,
}

/// Class limits. Class `i` holds the values above limit `i − 1` up to and including limit `i`.
#[derive(Clone, Debug, PartialEq)]
pub struct Classification {
    /// Lower end of the first class: the least value. Below it only where the first class holds no
    /// value: the centre less the farthest distance from it for [`Rule::Diverging`], −∞ for
    /// [`Rule::Manual`], since a class below the lowest break has no end of its own.
    pub least: f64,
    /// Upper limit of each class, ascending without repetition. The last is the greatest value,
    /// and beyond it only where the last class holds no value: the centre and the farthest distance
    /// from it for [`Rule::Diverging`], +∞ for [`Rule::Manual`].
    pub limits: Vec<f64>,
}

impl Classification {
    /// The class of `value`; values beyond the ends belong to the outermost classes.
    pub fn class_of(&self, value: f64) -> usize {
        let class = self.limits.partition_point(|limit| *limit < value);
        class.min(self.limits.len().saturating_sub(1))
    }
}

/// Puts `values` into classes by `rule`; in any order, since only their distribution counts.
///
/// # Errors
/// [`ClassifyError`] without values, with a value, break or centre that is not finite, with a count
/// of 0 where the rule takes one as it is, with too many breaks, and where squares of differences
/// leave the range of numbers.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Rule, classify};
/// let values = [1.0, 2.0, 2.5, 10.0, 11.0, 30.0];
/// let classes = classify(&values, &Rule::Jenks(3))?;
/// assert_eq!(classes.limits, [2.5, 11.0, 30.0]);
/// assert_eq!(classes.class_of(10.0), 1);
///
/// let classes = classify(&values, &Rule::Manual(&[10.0, 5.0, 40.0]))?;
/// assert_eq!(classes.limits, [5.0, 10.0, 40.0, f64::INFINITY]);
///
/// let classes = classify(&values, &Rule::Diverging { centre: 10.0, count: 4 })?;
/// assert_eq!((classes.least, classes.limits), (-10.0, vec![0.0, 10.0, 20.0, 30.0]));
/// # Ok::<(), prosperity_atlas::stats::ClassifyError>(())
/// ```
pub fn classify(values: &[f64], rule: &Rule<'_>) -> Result<Classification, ClassifyError> {
    if let Some(at) = values.iter().position(|value| !value.is_finite()) {
        return Err(ClassifyError::NotFinite { at });
    }
    let sorted = ascending(values);
    let (Some(&least), Some(&greatest)) = (sorted.first(), sorted.last()) else {
        return Err(ClassifyError::Empty);
    };
    let spread = greatest - least;
    if !(spread * spread * sorted.len() as f64).is_finite() {
        return Err(ClassifyError::OutOfRange);
    }
    match *rule {
        Rule::Jenks(0) | Rule::Quantile(0) | Rule::EqualInterval(0) => Err(ClassifyError::NoClass),
        Rule::Jenks(count) => Ok(Classification { least, limits: jenks(&sorted, count) }),
        Rule::Quantile(count) => Ok(Classification { least, limits: quantiles(&sorted, count) }),
        Rule::EqualInterval(count) => {
            Ok(Classification { least, limits: equal_intervals(least, greatest, count) })
        }
        Rule::Manual(breaks) => manual(least, greatest, breaks),
        Rule::Diverging { centre, count } => around(least, greatest, centre, count),
    }
}

/// The numbers in ascending order. A negative zero becomes the other one: both are equal, and
/// between them there is no class.
fn ascending(numbers: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = numbers.iter().map(|number| number + 0.0).collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn without_repetition(mut sorted: Vec<f64>) -> Vec<f64> {
    sorted.dedup_by(|a, b| a.total_cmp(b).is_eq());
    sorted
}

fn equal_intervals(least: f64, greatest: f64, count: usize) -> Vec<f64> {
    let width = (greatest - least) / count as f64;
    let mut limits: Vec<f64> = (1..count).map(|class| least + width * class as f64).collect();
    // The greatest value itself, not a sum of widths that may miss it by a rounding error.
    limits.push(greatest);
    without_repetition(limits)
}

fn quantiles(sorted: &[f64], count: usize) -> Vec<f64> {
    // The cut lies at this position or less than one after it. Integers keep it from falling a
    // rounding error short of a position that it is meant to hit.
    let below_cut = |class: usize| class * (sorted.len() - 1) / count;
    let limits = (1..=count).filter_map(|class| sorted.get(below_cut(class))).copied().collect();
    without_repetition(limits)
}

fn manual(least: f64, greatest: f64, breaks: &[f64]) -> Result<Classification, ClassifyError> {
    if let Some(at) = breaks.iter().position(|limit| !limit.is_finite()) {
        return Err(ClassifyError::BreakNotFinite { at });
    }
    let mut limits = without_repetition(ascending(breaks));
    if limits.len() > Rule::MOST_BREAKS {
        return Err(ClassifyError::TooManyBreaks { count: limits.len() });
    }
    let least =
        if limits.first().is_some_and(|first| *first < least) { f64::NEG_INFINITY } else { least };
    let open = limits.last().is_some_and(|last| *last >= greatest);
    limits.push(if open { f64::INFINITY } else { greatest });
    Ok(Classification { least, limits })
}

fn around(
    least: f64,
    greatest: f64,
    centre: f64,
    count: usize,
) -> Result<Classification, ClassifyError> {
    if !centre.is_finite() {
        return Err(ClassifyError::CentreNotFinite);
    }
    let half = count.clamp(2, Rule::MOST_DIVERGING).div_ceil(2);
    let (above, below) = (greatest - centre, centre - least);
    let reach = above.max(below);
    // The sum may miss the value it was made from by a rounding error.
    let low = if below < reach { centre - reach } else { least };
    let high = if above < reach { centre + reach } else { greatest };
    if !low.is_finite() || !high.is_finite() {
        return Err(ClassifyError::OutOfRange);
    }
    let width = reach / half as f64;
    let steps = || (1..half).map(|step| width * step as f64);
    let mut ends = vec![low];
    ends.extend(steps().rev().map(|step| centre - step));
    ends.push(centre + 0.0);
    ends.extend(steps().map(|step| centre + step));
    ends.push(high);
    if ends.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Ok(Classification { least, limits: vec![greatest] });
    }
    ends.remove(0);
    Ok(Classification { least: low, limits: ends })
}

fn jenks(sorted: &[f64], count: usize) -> Vec<f64> {
    let groups = Groups::new(sorted);
    let n = groups.values.len();
    let count = count.min(n);
    // costs[to]: least total spread of the first `to` distinct values in the classes so far.
    let mut costs: Vec<f64> = (0..=n).map(|to| groups.spread(0, to)).collect();
    // starts[class − 1][to]: where the last of these classes starts.
    let mut starts = vec![vec![0; n + 1]; count.saturating_sub(1)];
    for (row, starts) in starts.iter_mut().enumerate() {
        let fewer = std::mem::replace(&mut costs, vec![f64::INFINITY; n + 1]);
        let mut step = Step { groups: &groups, fewer: &fewer, costs: &mut costs, starts };
        step.fill(row + 2..n + 1, row + 1, n);
    }
    let mut ends = vec![n];
    for starts in starts.iter().rev() {
        ends.extend(ends.last().and_then(|to| starts.get(*to)).copied());
    }
    let limit = |to: &usize| groups.values.get(to.checked_sub(1)?).copied();
    ends.iter().rev().filter_map(limit).collect()
}

/// Distinct values in ascending order with sums over their occurrences. Equal values never lie in
/// different classes of a best grouping, so that they can be taken together.
struct Groups {
    values: Vec<f64>,
    /// Before each position: how many values, their deviations from a centre, and the squares.
    sums: Vec<(f64, f64, f64)>,
}

impl Groups {
    fn new(sorted: &[f64]) -> Self {
        // Deviations from the middle keep the sums small for most values, also where a few lie far
        // out, and with them what rounding does to their differences.
        let centre = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
        let mut values: Vec<f64> = Vec::new();
        let mut sums = vec![(0.0, 0.0, 0.0)];
        let (mut number, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for equal in sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()) {
            let (Some(value), times) = (equal.first(), equal.len() as f64) else { continue };
            let deviation = value - centre;
            number += times;
            sum += times * deviation;
            squares += times * deviation * deviation;
            values.push(*value);
            sums.push((number, sum, squares));
        }
        Self { values, sums }
    }

    /// Sum of squared deviations from their mean of the distinct values `from..to`.
    fn spread(&self, from: usize, to: usize) -> f64 {
        // One distinct value does not spread; the difference below might be a rounding error.
        if to <= from + 1 {
            return 0.0;
        }
        let (before, after) = (self.sums[from], self.sums[to]);
        let (sum, squares) = (after.1 - before.1, after.2 - before.2);
        (squares - sum * sum / (after.0 - before.0)).max(0.0)
    }
}

/// From the best groupings in one class fewer to those in one class more.
struct Step<'a> {
    groups: &'a Groups,
    fewer: &'a [f64],
    costs: &'a mut [f64],
    starts: &'a mut [usize],
}

impl Step<'_> {
    /// Finds for each end in `ends` where the last class best starts, from `first` to `last`.
    ///
    /// A later end never makes for an earlier start, so that each end found halves the search for
    /// all others (Wang and Song 2011, "Ckmeans.1d.dp", in the version of 2016; the observation is
    /// Yao's, 1980): O(n log n) instead of O(n²).
    fn fill(&mut self, ends: Range<usize>, first: usize, last: usize) {
        if ends.is_empty() {
            return;
        }
        let end = usize::midpoint(ends.start, ends.end);
        let (start, cost) = (first..=last.min(end - 1))
            .map(|start| (start, self.fewer[start] + self.groups.spread(start, end)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .unwrap_or((first, f64::INFINITY));
        self.costs[end] = cost;
        self.starts[end] = start;
        self.fill(ends.start..end, first, start);
        self.fill(end + 1..ends.end, start, last);
    }
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

    /// The least total spread of all groupings of `sorted`, by trying every one.
    fn least_spread(sorted: &[f64], count: usize) -> f64 {
        let spread = |members: &[f64]| {
            let mean = members.iter().sum::<f64>() / members.len() as f64;
            members.iter().map(|value| (value - mean).powi(2)).sum::<f64>()
        };
        if count == 1 || sorted.len() == 1 {
            return spread(sorted);
        }
        (1..sorted.len())
            .map(|cut| least_spread(&sorted[..cut], count - 1) + spread(&sorted[cut..]))
            .fold(spread(sorted), f64::min)
    }

    fn rules(count: usize, breaks: &[f64], centre: f64) -> [Rule<'_>; 5] {
        [
            Rule::Jenks(count),
            Rule::Quantile(count),
            Rule::EqualInterval(count),
            Rule::Manual(breaks),
            Rule::Diverging { centre, count },
        ]
    }

    proptest! {
        #[test]
        fn limits_ascend_and_hold_every_value(
            values in prop::collection::vec(-1e6..1e6_f64, 1..40), count in 1_usize..=9,
            breaks in prop::collection::vec(-1e6..1e6_f64, 0..=Rule::MOST_BREAKS), centre in -1e6..1e6_f64,
        ) {
            for rule in rules(count, &breaks, centre) {
                let Classification { least, limits } = classify(&values, &rule).unwrap();
                prop_assert!(least <= limits[0], "{rule:?}");
                prop_assert!(limits.windows(2).all(|pair| pair[0] < pair[1]), "{rule:?}");
                let classes = Classification { least, limits };
                for value in &values {
                    let holding = (0..classes.limits.len()).filter(|class| {
                        let above = class.checked_sub(1).map(|below| classes.limits[below]);
                        above.map_or(*value >= least, |above| *value > above)
                            && *value <= classes.limits[*class]
                    });
                    prop_assert_eq!(
                        holding.collect::<Vec<_>>(), [classes.class_of(*value)], "{:?}", rule
                    );
                }
            }
        }

        #[test]
        fn every_class_made_from_values_is_used(
            values in prop::collection::vec(0..30_i32, 1..40), count in 1_usize..=9,
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            for rule in [Rule::Jenks(count), Rule::Quantile(count)] {
                let classes = classify(&values, &rule).unwrap();
                prop_assert!(classes.limits.len() <= count);
                for class in 0..classes.limits.len() {
                    prop_assert!(values.iter().any(|value| classes.class_of(*value) == class));
                }
            }
        }

        #[test]
        fn natural_breaks_are_the_best_of_all_groupings(
            mut values in prop::collection::vec(-50..50_i32, 1..13), count in 1_usize..5,
        ) {
            values.sort_unstable();
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let found = total_spread(&values, &classify(&values, &Rule::Jenks(count)).unwrap());
            let least = least_spread(&values, count);
            prop_assert!((found - least).abs() <= 1e-9 * (1.0 + least), "{found} {least}");
        }

        #[test]
        fn natural_breaks_are_never_worse_than_others(
            values in prop::collection::vec(0..1000_i32, 5..300), count in 2_usize..=9,
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let spread = |rule| total_spread(&values, &classify(&values, &rule).unwrap());
            let best = spread(Rule::Jenks(count));
            prop_assert!(best <= spread(Rule::Quantile(count)) + 1e-6);
            prop_assert!(best <= spread(Rule::EqualInterval(count)) + 1e-6);
        }

        #[test]
        fn classes_around_a_centre_are_symmetric_under_reflection(
            values in prop::collection::vec(-1e3..1e3_f64, 1..40), count in 0_usize..12,
            centre in -1e3..1e3_f64,
        ) {
            let mirrored: Vec<f64> = values.iter().map(|value| -value).collect();
            let one = classify(&values, &Rule::Diverging { centre, count }).unwrap();
            let other =
                classify(&mirrored, &Rule::Diverging { centre: -centre, count }).unwrap();
            let ends = |classes: &Classification| {
                let mut ends = vec![classes.least];
                ends.extend(&classes.limits);
                ends
            };
            let back: Vec<f64> = ends(&other).iter().rev().map(|end| -end).collect();
            prop_assert_eq!(ends(&one), back);
            prop_assert_eq!(one.limits.len() % 2, 0);
            prop_assert!((2..=Rule::MOST_DIVERGING).contains(&one.limits.len()));
            let inner = one.limits[one.limits.len() / 2 - 1];
            prop_assert!(inner.total_cmp(&(centre + 0.0)).is_eq(), "{inner} {centre}");
        }
    }

    #[test]
    fn what_cannot_be_classified_is_named() {
        let too_many: Vec<f64> = (0..=8).map(f64::from).collect();
        for (values, rule, error) in [
            (&[][..], Rule::Jenks(3), ClassifyError::Empty),
            (&[1.0], Rule::Jenks(0), ClassifyError::NoClass),
            (&[1.0], Rule::Quantile(0), ClassifyError::NoClass),
            (&[1.0], Rule::EqualInterval(0), ClassifyError::NoClass),
            (&[1.0, f64::NAN], Rule::Quantile(3), ClassifyError::NotFinite { at: 1 }),
            (&[1.0], Rule::Manual(&[2.0, f64::INFINITY]), ClassifyError::BreakNotFinite { at: 1 }),
            (&[1.0], Rule::Manual(&too_many), ClassifyError::TooManyBreaks { count: 9 }),
            (
                &[1.0],
                Rule::Diverging { centre: f64::NAN, count: 4 },
                ClassifyError::CentreNotFinite,
            ),
            (&[-1e308, 1e308], Rule::EqualInterval(3), ClassifyError::OutOfRange),
            (&[-1e200, 1e200], Rule::Jenks(3), ClassifyError::OutOfRange),
            (&[-1e308], Rule::Diverging { centre: 1e308, count: 4 }, ClassifyError::OutOfRange),
        ] {
            assert_eq!(classify(values, &rule), Err(error), "{rule:?}");
        }
    }

    #[test]
    fn equal_values_make_one_class_unless_limits_are_given() {
        for rule in rules(4, &[], 7.0) {
            let classes = classify(&[7.0; 5], &rule).unwrap();
            assert_eq!(classes, Classification { least: 7.0, limits: vec![7.0] }, "{rule:?}");
        }
        // Both zeros are the same number.
        for rule in rules(4, &[], -0.0) {
            assert_eq!(classify(&[0.0, -0.0], &rule).unwrap().limits, [0.0], "{rule:?}");
        }
    }

    #[test]
    fn given_breaks_keep_their_empty_classes() {
        let with = |breaks: &[f64]| classify(&[3.0, 5.0, 8.0], &Rule::Manual(breaks)).unwrap();
        // A value on a break belongs to the class below it.
        let classes = with(&[5.0, 4.0, 5.0]);
        assert_eq!(classes, Classification { least: 3.0, limits: vec![4.0, 5.0, 8.0] });
        assert_eq!([3.0, 5.0, 8.0].map(|value| classes.class_of(value)), [0, 1, 2]);
        let classes = with(&[1.0, 2.0, 8.0]);
        assert_eq!((classes.least, classes.limits.len()), (f64::NEG_INFINITY, 4));
        assert!(classes.limits[3].is_infinite());
        assert_eq!([3.0, 5.0, 8.0].map(|value| classes.class_of(value)), [2, 2, 2]);
    }

    #[test]
    fn a_centre_beside_all_values_leaves_one_side_empty() {
        let rule = Rule::Diverging { centre: 100.0, count: 3 };
        let classes = classify(&[120.0, 104.0, 100.0], &rule).unwrap();
        let limits = vec![90.0, 100.0, 110.0, 120.0];
        assert_eq!(classes, Classification { least: 80.0, limits });
        // At the centre is the class below it.
        assert_eq!([120.0, 104.0, 100.0].map(|value| classes.class_of(value)), [3, 2, 1]);
    }

    #[test]
    fn values_too_near_to_the_centre_for_limits_between_make_one_class() {
        let above = 1.0_f64.next_up();
        let rule = Rule::Diverging { centre: 1.0, count: 8 };
        let classes = classify(&[1.0, above], &rule).unwrap();
        assert_eq!(classes, Classification { least: 1.0, limits: vec![above] });
    }
}
