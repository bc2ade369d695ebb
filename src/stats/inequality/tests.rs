//! What holds for every sample. The numbers themselves are compared with those of others in
//! `tests/inequality_reference.rs`.

use proptest::prelude::*;

use super::super::{Companion, MeasureError, Parameter};
use super::indices::divergence;
use super::*;

/// Indices that do not change when a population is taken twice over.
const OF_POPULATIONS: [Index; 13] = [
    Index::Gini,
    Index::TheilT,
    Index::TheilL,
    Index::GeneralisedEntropy(-1.0),
    Index::GeneralisedEntropy(0.5),
    Index::GeneralisedEntropy(2.0),
    Index::Atkinson(0.5),
    Index::Atkinson(1.0),
    Index::Atkinson(2.0),
    Index::CvPopulation,
    Index::Hoover,
    Index::ExtremeRatio,
    Index::StdOfLogs,
];

/// Indices that look at single ranks or correct for the size.
const OF_RANKS: [Index; 3] = [
    Index::PercentileRatio { upper: 0.9, lower: 0.1 },
    Index::ShareRatio { top: 0.1, bottom: 0.4 },
    Index::TopBottom(1),
];

/// Indices that no weights go with.
const UNWEIGHTED: [Index; 2] = [Index::GiniCorrected, Index::CvSample];

/// Indices whose interval under rounding can be asked for.
const ROUNDED: [Index; 9] = [
    Index::Gini,
    Index::GiniCorrected,
    Index::TheilT,
    Index::TheilL,
    Index::GeneralisedEntropy(-1.0),
    Index::GeneralisedEntropy(3.0),
    Index::Atkinson(0.5),
    Index::CvPopulation,
    Index::CvSample,
];

fn sample(values: &[f64]) -> Sample {
    Sample::new(values).unwrap()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()) + 1e-300
}

/// Close, where a measure is a root or a difference of what is exact to 1e-12.
fn near(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-12 * scale.abs()
}

/// Positive values of one or several magnitudes, with ties.
fn values(least: usize) -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![
        3 => 1.0..1e3_f64,
        2 => (1_u32..20).prop_map(f64::from),
        1 => (-4..8_i32).prop_map(|power| 10_f64.powi(power)),
    ];
    prop::collection::vec(value, least..40)
}

fn with_groups(least: usize) -> impl Strategy<Value = (Vec<f64>, Vec<f64>, Vec<usize>)> {
    values(least).prop_flat_map(|values| {
        let n = values.len();
        let weights = prop::collection::vec(0.1..50.0_f64, n);
        (Just(values), weights, prop::collection::vec(0_usize..5, n))
    })
}

fn reordered<T: Copy>(all: &[T], order: &[usize]) -> Vec<T> {
    order.iter().map(|at| all[*at]).collect()
}

fn repeated(values: &[f64], counts: &[usize]) -> Vec<f64> {
    values
        .iter()
        .zip(counts)
        .flat_map(|(value, count)| std::iter::repeat_n(*value, *count))
        .collect()
}

#[test]
fn what_is_no_sample_is_named() {
    let refused = |values: &[f64], weights: &[f64]| Sample::weighted(values, weights).unwrap_err();
    assert_eq!(Sample::new(&[]).unwrap_err(), MeasureError::Empty);
    assert_eq!(refused(&[], &[]), MeasureError::Empty);
    assert_eq!(Sample::new(&[1.0, f64::NAN]).unwrap_err(), MeasureError::NotFinite { at: 1 });
    assert_eq!(Sample::new(&[2.0, 1.0, -1.0]).unwrap_err(), MeasureError::Negative { at: 2 });
    assert_eq!(
        refused(&[1.0, 2.0], &[1.0]),
        MeasureError::Lengths { what: Companion::Weights, values: 2, given: 1 }
    );
    assert_eq!(refused(&[1.0, 2.0], &[1.0, -1.0]), MeasureError::Weight { at: 1 });
    assert_eq!(refused(&[1.0, 2.0], &[f64::INFINITY, 1.0]), MeasureError::Weight { at: 0 });
    assert_eq!(refused(&[1.0, 2.0], &[0.0, 0.0]), MeasureError::ZeroWeight);
    assert_eq!(Sample::new(&[f64::MAX, f64::MAX]).unwrap_err(), MeasureError::OutOfRange);
    assert_eq!(refused(&[1.0, 2.0], &[f64::MAX, f64::MAX]), MeasureError::OutOfRange);
    // −0 is 0, and is sorted as such.
    assert_eq!(gini(&sample(&[1.0, -0.0])), Ok(0.5));
}

#[test]
fn what_an_index_does_not_allow_is_named() {
    let (zeros, some) = (sample(&[0.0, 0.0]), sample(&[1.0, 0.0]));
    for index in [Index::Gini, Index::TheilT, Index::CvPopulation, Index::Hoover] {
        assert_eq!(index.of(&zeros), Err(MeasureError::ZeroMean), "{index:?}");
        assert!(index.of(&some).is_ok(), "{index:?}");
    }
    for index in [
        Index::TheilL,
        Index::GeneralisedEntropy(-0.5),
        Index::Atkinson(1.0),
        Index::Atkinson(3.0),
        Index::ExtremeRatio,
        Index::TopBottom(1),
        Index::StdOfLogs,
        Index::PercentileRatio { upper: 1.0, lower: 0.0 },
        Index::ShareRatio { top: 0.5, bottom: 0.5 },
    ] {
        assert_eq!(index.of(&some), Err(MeasureError::NotPositive { at: 1 }), "{index:?}");
    }
    // What has no weight may be 0.
    let without = Sample::weighted(&[0.0, 1.0, 3.0], &[0.0, 1.0, 1.0]).unwrap();
    assert_eq!(theil_l(&without), theil_l(&sample(&[1.0, 3.0])));
    for (index, what) in [
        (Index::GeneralisedEntropy(f64::NAN), Parameter::Alpha),
        (Index::Atkinson(-1.0), Parameter::Epsilon),
        (Index::Atkinson(f64::INFINITY), Parameter::Epsilon),
        (Index::TopBottom(0), Parameter::Count),
        (Index::PercentileRatio { upper: 1.1, lower: 0.1 }, Parameter::Share),
        (Index::PercentileRatio { upper: 0.9, lower: f64::NAN }, Parameter::Share),
        (Index::ShareRatio { top: 0.0, bottom: 0.4 }, Parameter::Share),
    ] {
        assert_eq!(index.of(&some), Err(MeasureError::Parameter { what }), "{index:?}");
    }
    assert_eq!(top_bottom(&some, 2), Err(MeasureError::TooFew { n: 2, least: 4 }));
    assert_eq!(
        top_bottom(&some, usize::MAX),
        Err(MeasureError::TooFew { n: 2, least: usize::MAX })
    );
    for index in UNWEIGHTED {
        let weighted = Sample::weighted(&[1.0, 2.0], &[1.0, 1.0]).unwrap();
        assert_eq!(index.of(&weighted), Err(MeasureError::Weighted));
        assert_eq!(index.of(&sample(&[1.0])), Err(MeasureError::TooFew { n: 1, least: 2 }));
    }
    assert_eq!(generalised_entropy(&sample(&[1.0, 1e6]), 1e4), Err(MeasureError::OutOfRange));
}

#[test]
fn equal_values_have_no_inequality_at_all() {
    // The mean of these misses them by a rounding error, or may.
    for values in [vec![0.1; 3], vec![7.3], vec![1e-3; 1000]] {
        let sample = sample(&values);
        for index in [Index::Gini, Index::PercentileRatio { upper: 0.9, lower: 0.1 }] {
            let expected = if index == Index::Gini { 0.0 } else { 1.0 };
            assert_eq!(index.of(&sample), Ok(expected));
        }
        for index in [Index::TheilT, Index::TheilL, Index::CvPopulation, Index::StdOfLogs] {
            let found = index.of(&sample).unwrap();
            assert!((0.0..1e-15).contains(&found), "{index:?} {found}");
        }
    }
}

#[test]
fn nearly_equal_values_keep_their_digits() {
    // Powers of two, so that 1 ± e are exact.
    for power in [10, 20, 26] {
        let e = 2_f64.powi(-power);
        let sample = sample(&[1.0 + e, 1.0 - e]);
        assert!(close(gini(&sample).unwrap(), e / 2.0));
        assert!(close(cv_population(&sample).unwrap(), e));
        // ((1 + e) ln(1 + e) + (1 − e) ln(1 − e)) / 2 and −ln(1 − e²) / 2.
        let square = e * e;
        assert!(close(theil_t(&sample).unwrap(), square / 2.0 + square * square / 12.0));
        assert!(close(theil_l(&sample).unwrap(), -(-square).ln_1p() / 2.0));
        assert!(close(atkinson(&sample, 2.0).unwrap(), square));
    }
}

#[test]
fn entropies_run_into_their_limits() {
    let sample = sample(&[0.2, 1.0, 3.0, 8.0]);
    for (limit, index) in [(0.0, Index::TheilL), (1.0, Index::TheilT)] {
        for step in [1e-6, -1e-6, 1e-13, -1e-13, 1e-17, -1e-300] {
            let entropy = generalised_entropy(&sample, limit + step).unwrap();
            let expected = index.of(&sample).unwrap();
            assert!((entropy - expected).abs() <= 20.0 * step.abs() + 1e-14, "{limit} {step}");
        }
    }
    // On both sides of where the series takes over.
    for alpha in [-2.0, 0.0, 0.3, 0.5, 0.7, 1.0, 2.0, 5.0] {
        for sign in [-1.0, 1.0] {
            let edge = sign / 64.0 / f64::max(f64::abs(alpha), 1.0);
            let (inside, outside) = (
                divergence(alpha, 1.0 + edge, 1.0),
                divergence(alpha, 1.0 + edge * (1.0 + 1e-13), 1.0),
            );
            assert!((inside / outside - 1.0).abs() < 1e-12, "{alpha} {inside} {outside}");
        }
    }
}

#[test]
fn what_takes_no_part_in_a_group_is_left_out() {
    let sample = Sample::weighted(&[1.0, 9.0, 2.0], &[1.0, 0.0, 1.0]).unwrap();
    let parts = decompose_theil_t(&sample, &[4, 5, 6]).unwrap();
    assert_eq!(
        parts.groups.iter().map(|part| (part.group, part.n)).collect::<Vec<_>>(),
        [(4, 1), (6, 1)]
    );
    assert_eq!((parts.within, dagum(&sample, &[4, 5, 6]).unwrap().within), (0.0, 0.0));
    for refused in [
        decompose_ge(&sample, 1.0, &[0]).unwrap_err(),
        dagum(&sample, &[0]).unwrap_err(),
        decompose_nested(&sample, 1.0, &[0, 0, 0], &[0]).unwrap_err(),
        decompose_nested(&sample, 1.0, &[0], &[0, 0, 0]).unwrap_err(),
    ] {
        assert_eq!(refused, MeasureError::Lengths { what: Companion::Groups, values: 3, given: 1 });
    }
}

#[test]
fn a_group_of_zeros_has_an_index_of_none() {
    let sample = sample(&[0.0, 0.0, 1.0, 3.0]);
    let parts = decompose_theil_t(&sample, &[0, 0, 1, 1]).unwrap();
    assert_eq!((parts.groups[0].index, parts.groups[0].between), (0.0, 0.0));
    assert!(close(parts.within + parts.between, parts.total));
    let nested = decompose_nested(&sample, 1.0, &[0, 0, 1, 1], &[0, 1, 0, 1]).unwrap();
    assert!(close(nested.between_outer + nested.between_inner, nested.total));
    let parts = dagum(&sample, &[0, 0, 1, 1]).unwrap();
    assert_eq!((parts.groups[0].gini, parts.pairs[0].distance), (0.0, 1.0));
    let nothing = dagum(&sample, &[0, 1, 2, 2]).unwrap();
    assert_eq!((nothing.pairs[0].gini_between, nothing.pairs[0].distance), (0.0, 0.0));
}

#[test]
fn sources_that_say_nothing_are_named() {
    assert_eq!(gini_by_source(&[], None), Err(MeasureError::Empty));
    assert_eq!(
        gini_by_source(&[&[1.0, 2.0], &[1.0]], None),
        Err(MeasureError::Lengths { what: Companion::Others, values: 2, given: 1 })
    );
    assert_eq!(gini_by_source(&[&[1.0, 2.0], &[2.0, 1.0]], None), Err(MeasureError::NoVariance));
    assert_eq!(gini_by_source(&[&[0.0, 0.0]], None), Err(MeasureError::ZeroMean));
    assert_eq!(gini_by_source(&[&[1.0, -2.0]], None), Err(MeasureError::Negative { at: 1 }));
    let huge = [f64::MAX, 1.0];
    assert_eq!(gini_by_source(&[&huge, &huge], None), Err(MeasureError::OutOfRange));
    let parts = gini_by_source(&[&[1.0, 3.0], &[0.0, 0.0], &[5.0, 5.0]], None).unwrap();
    assert_eq!((parts.sources[1].share, parts.sources[1].gini), (0.0, 0.0));
    assert_eq!((parts.sources[2].correlation, parts.sources[2].contribution), (0.0, 0.0));
    assert!(parts.sources[2].marginal_effect < 0.0);
    // The first two have the same, as decimals, and so the same rank.
    let parts = gini_by_source(&[&[0.1, 0.3, 1.0], &[0.2, 0.0, 0.0]], None).unwrap();
    let whole = gini_by_source(&[&[0.125, 0.375, 1.25], &[0.25, 0.0, 0.0]], None).unwrap();
    assert!(close(parts.sources[0].correlation, whole.sources[0].correlation));
}

#[test]
fn what_cannot_be_left_out_is_named() {
    let two = sample(&[1.0, 2.0]);
    assert_eq!(
        leave_one_out(&sample(&[1.0]), Index::Gini),
        Err(MeasureError::TooFew { n: 1, least: 2 })
    );
    for index in UNWEIGHTED {
        assert_eq!(jackknife(&two, index), Err(MeasureError::TooFew { n: 1, least: 2 }));
        let weighted = Sample::weighted(&[1.0, 2.0, 4.0], &[1.0; 3]).unwrap();
        assert_eq!(leave_one_out(&weighted, index), Err(MeasureError::Weighted));
    }
    for index in [Index::Gini, Index::TheilT] {
        assert_eq!(leave_one_out(&sample(&[0.0, 1.0]), index), Err(MeasureError::ZeroMean));
        let one = Sample::weighted(&[1.0, 2.0, 4.0], &[1.0, 1.0, 0.0]).unwrap();
        let without = leave_one_out(&one, index).unwrap();
        assert_eq!(without[..2], [0.0, 0.0]);
        assert!(close(without[2], index.of(&one).unwrap()));
    }
    // A single great value would leave the digits of nothing else in a difference of sums.
    let without = leave_one_out(&sample(&[1e17, 1.0, 3.0]), Index::Gini).unwrap();
    assert!(close(without[0], 0.25), "{without:?}");
}

#[test]
fn what_cannot_be_rounded_is_named() {
    let some = sample(&[1.0, 5.0, 9.0]);
    let refused = |widths: &[f64], index| rounding_interval(&some, widths, index).unwrap_err();
    for width in [-1.0, f64::NAN] {
        assert_eq!(
            refused(&[width], Index::Gini),
            MeasureError::Parameter { what: Parameter::Width }
        );
    }
    assert_eq!(
        refused(&[1.0, 1.0], Index::Gini),
        MeasureError::Lengths { what: Companion::Widths, values: 3, given: 2 }
    );
    assert_eq!(refused(&[1.0], Index::TheilL), MeasureError::NotPositive { at: 0 });
    for index in [Index::Hoover, Index::StdOfLogs, Index::TopBottom(1), Index::ExtremeRatio] {
        assert_eq!(refused(&[0.1], index), MeasureError::Parameter { what: Parameter::Index });
    }
}

#[test]
fn values_that_may_be_nothing_have_a_greatest_index() {
    // Any of these may be the only one that is not 0.
    let some = sample(&[1.0, 1.0, 2.0]);
    for (index, most) in [(Index::Gini, 2.0 / 3.0), (Index::TheilT, 3f64.ln())] {
        let interval = rounding_interval(&some, &[2.0], index).unwrap();
        assert!(interval.least < 1e-15, "{index:?} {interval:?}");
        assert!(close(interval.greatest, most), "{index:?} {interval:?}");
        assert!(interval.attained <= interval.greatest);
    }
    let interval = rounding_interval(&some, &[0.0], Index::Gini).unwrap();
    let gini = gini(&some).unwrap();
    assert!(close(interval.least, gini) && close(interval.greatest, gini), "{interval:?}");
}

#[test]
fn the_outer_bound_holds_what_no_rank_reaches() {
    // With weights the greatest corner need not be one that is down below a rank and up above it.
    let theils = ([20.0, 8.0, 20.0, 21.0], [3.5, 2.5, 2.5, 2.5], [8.0, 6.0, 4.0, 7.0]);
    let others = ([14.0, 9.0, 13.0, 13.0], [1.5, 1.5, 1.5, 2.5], [8.0, 10.0, 10.0, 4.0]);
    for (index, (values, widths, weights)) in
        [(Index::TheilT, theils), (Index::CvPopulation, others), (Index::Gini, others)]
    {
        let of = |values: &[f64]| Sample::weighted(values, &weights).unwrap();
        let interval = rounding_interval(&of(&values), &widths, index).unwrap();
        let corner = |corner: u32| {
            let end = |at: usize| if corner >> at & 1 == 1 { widths[at] } else { -widths[at] };
            let moved: Vec<f64> = (0..4).map(|at| values[at] + end(at)).collect();
            index.of(&of(&moved)).unwrap()
        };
        let greatest = (0..16).map(corner).fold(0.0, f64::max);
        assert!(interval.attained < greatest * 0.999, "{index:?} {interval:?} {greatest}");
        assert!(interval.greatest >= greatest, "{index:?} {interval:?} {greatest}");
        assert!(interval.greatest < greatest * 1.05, "{index:?} {interval:?} {greatest}");
    }
}

#[test]
fn of_many_values_the_outer_bound_is_near() {
    let values: Vec<f64> = (1..=300_u32).map(|at| f64::from(at * at % 307) + 20.0).collect();
    let weights: Vec<f64> = (1..=300_u32).map(|at| f64::from(at * 7 % 11) + 0.5).collect();
    let widths: Vec<f64> = (1..=300_u32).map(|at| f64::from(at % 5) + 0.5).collect();
    let one = Sample::weighted(&values, &weights).unwrap();
    for index in ROUNDED.into_iter().filter(|index| !UNWEIGHTED.contains(index)) {
        let interval = rounding_interval(&one, &widths, index).unwrap();
        let open = (interval.greatest - interval.attained) / (interval.greatest - interval.least);
        assert!((0.0..0.002).contains(&open), "{index:?} {interval:?} {open}");
    }
}

#[test]
fn bounds_of_groups_are_those_of_the_best_limits() {
    // All limits of three groups on a fine grid; the best leave something to all groups, to the outer
    // ones, and to the first alone.
    for (means, shares) in [
        ([2.0, 5.0, 9.0], [0.2, 0.6, 0.2]),
        ([2.0, 5.0, 9.0], [0.5, 0.3, 0.2]),
        ([2.0, 9.0, 9.0], [0.5, 0.3, 0.2]),
    ] {
        let sample = Sample::weighted(&means, &shares).unwrap();
        let steps = 400;
        let mut best = 0.0_f64;
        for (i, j) in (0..=steps).flat_map(|i| (0..=steps).map(move |j| (i, j))) {
            let part = |at: usize, step: u32| {
                means[at] + (means[at + 1] - means[at]) * f64::from(step) / f64::from(steps)
            };
            let (a, b) = (part(0, i), part(1, j));
            let adds = |at: usize, from: f64, to: f64| {
                let spread = (means[at] - from) * (to - means[at]) / (to - from);
                shares[at].powi(2) * if to > from { spread } else { 0.0 }
            };
            let last = shares[2].powi(2) * (means[2] - b);
            best = best.max((adds(0, 0.0, a) + adds(1, a, b) + last) / sample.mean());
        }
        let bounds = gini_bounds(&sample).unwrap();
        let added = bounds.upper - bounds.lower;
        assert!(added >= best - 1e-15 && added < best + 1e-5, "{means:?} {added} {best}");
        assert_eq!(Ok(bounds.lower), gini(&sample));
    }
}

proptest! {
    #[test]
    fn the_unit_does_not_matter(values in values(2), factor in 1e-3..1e3_f64) {
        let scaled: Vec<f64> = values.iter().map(|value| value * factor).collect();
        let (one, other) = (sample(&values), sample(&scaled));
        for index in OF_POPULATIONS.iter().chain(&OF_RANKS).chain(&UNWEIGHTED) {
            let (one, other) = (index.of(&one).unwrap(), index.of(&other).unwrap());
            // Multiplying rounds each value, which nearly equal ones feel.
            prop_assert!((one - other).abs() <= 1e-12 * one.max(1e-3), "{index:?} {one} {other}");
        }
    }

    #[test]
    fn a_population_twice_over_is_no_other(values in values(2), times in 2_usize..5) {
        let counts = vec![times; values.len()];
        let (one, other) = (sample(&values), sample(&repeated(&values, &counts)));
        for index in OF_POPULATIONS {
            let (one, other) = (index.of(&one).unwrap(), index.of(&other).unwrap());
            prop_assert!(close(one, other) || near(one, other, 1e-3), "{index:?} {one} {other}");
        }
    }

    #[test]
    fn a_weight_is_so_many_values(
        (values, counts) in values(2).prop_flat_map(|values| {
            let n = values.len();
            (Just(values), prop::collection::vec(0_usize..5, n))
        }),
    ) {
        prop_assume!(counts.iter().sum::<usize>() > 0);
        let weights: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
        let weighted = Sample::weighted(&values, &weights).unwrap();
        let all = sample(&repeated(&values, &counts));
        for index in OF_POPULATIONS.into_iter().chain([Index::ShareRatio { top: 0.1, bottom: 0.4 }]) {
            let (one, other) = (index.of(&weighted).unwrap(), index.of(&all).unwrap());
            prop_assert!(close(one, other) || near(one, other, 1e-3), "{index:?} {one} {other}");
        }
    }

    #[test]
    fn weights_of_one_are_none(values in values(2), weight in 0.01..100.0_f64) {
        let weighted = Sample::weighted(&values, &vec![weight; values.len()]).unwrap();
        let one = sample(&values);
        for index in OF_POPULATIONS.iter().chain(&OF_RANKS[1..]) {
            let (one, other) = (index.of(&one).unwrap(), index.of(&weighted).unwrap());
            prop_assert!(near(one, other, one.max(1e-3)), "{index:?} {one} {other}");
        }
        for share in [0.0, 0.1, 0.37, 0.5, 0.9, 1.0] {
            let (one, other) = (quantile(&one, share).unwrap(), quantile(&weighted, share).unwrap());
            // The window of weights moves by roundings of the cumulative weight.
            prop_assert!((one - other).abs() <= 1e-10 * values.iter().fold(0.0, |a, b| f64::max(a, *b)));
        }
    }

    #[test]
    fn order_does_not_matter(
        (values, weights, groups) in with_groups(2), seed in any::<u64>(), split in 0.0..1.0_f64,
    ) {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by_key(|at| (*at as u64 + 1).wrapping_mul(seed | 1));
        let one = Sample::weighted(&values, &weights).unwrap();
        let other =
            Sample::weighted(&reordered(&values, &order), &reordered(&weights, &order)).unwrap();
        for index in OF_POPULATIONS.iter().chain(&OF_RANKS) {
            let (one, other) = (index.of(&one).unwrap(), index.of(&other).unwrap());
            prop_assert!(near(one, other, one.max(1e-3)), "{index:?} {one} {other}");
        }
        // Other labels, which appear in another order.
        let labels: Vec<usize> = order.iter().map(|at| 100 - groups[*at]).collect();
        let (parts, others) = (dagum(&one, &groups).unwrap(), dagum(&other, &labels).unwrap());
        prop_assert!(near(parts.within, others.within, parts.total.max(1e-3)));
        prop_assert!(near(parts.net_between, others.net_between, parts.total.max(1e-3)));
        let (parts, others) =
            (decompose_theil_l(&one, &groups).unwrap(), decompose_theil_l(&other, &labels).unwrap());
        for part in &parts.groups {
            let same = others.groups.iter().find(|other| other.group == 100 - part.group).unwrap();
            prop_assert_eq!(part.n, same.n);
            prop_assert!(near(part.within, same.within, parts.total.max(1e-3)));
            prop_assert!(near(part.between, same.between, parts.total.max(1.0)));
        }
        let sources = |values: &[f64]| {
            (
                values.iter().map(|value| value * split).collect::<Vec<f64>>(),
                values.iter().map(|value| (1.0 - split) * value.floor()).collect::<Vec<f64>>(),
            )
        };
        let (first, second) = sources(&values);
        let (moved_first, moved_second) = sources(&reordered(&values, &order));
        let parts = gini_by_source(&[&first, &second], None);
        let others = gini_by_source(&[&moved_first, &moved_second], None);
        if let (Ok(parts), Ok(others)) = (parts, others) {
            for (part, other) in parts.sources.iter().zip(&others.sources) {
                prop_assert!(near(part.contribution, other.contribution, 1.0));
            }
        }
    }

    #[test]
    fn a_transfer_to_a_poorer_one_is_less_inequality(
        (values, weights, _) in with_groups(2), from: prop::sample::Index, to: prop::sample::Index,
        part in 0.01..0.99_f64,
    ) {
        let (rich, poor) = (from.index(values.len()), to.index(values.len()));
        prop_assume!(values[rich] > values[poor] * 1.001);
        // So much that both would have the same, and of that a part.
        let (w, v) = (weights[rich], weights[poor]);
        let amount = part * (values[rich] - values[poor]) * w * v / (w + v);
        let mut after = values.clone();
        after[rich] -= amount / w;
        after[poor] += amount / v;
        let before = Sample::weighted(&values, &weights).unwrap();
        let after = Sample::weighted(&after, &weights).unwrap();
        for index in OF_POPULATIONS {
            if matches!(index, Index::StdOfLogs | Index::ExtremeRatio) {
                continue;
            }
            let (before, after) = (index.of(&before).unwrap(), index.of(&after).unwrap());
            prop_assert!(after <= before * (1.0 + 1e-12), "{index:?} {before} {after}");
        }
        prop_assert!(theil_t(&after).unwrap() < theil_t(&before).unwrap());
        prop_assert!(gini(&after).unwrap() < gini(&before).unwrap());
    }

    #[test]
    fn gini_is_half_the_mean_difference((values, weights, _) in with_groups(1)) {
        let sample = Sample::weighted(&values, &weights).unwrap();
        let mut total = 0.0;
        for (x, w) in values.iter().zip(&weights) {
            for (y, v) in values.iter().zip(&weights) {
                total += w * v * (x - y).abs();
            }
        }
        let expected = total / sample.weight().powi(2) / sample.mean() / 2.0;
        prop_assert!(close(gini(&sample).unwrap(), expected));
    }

    #[test]
    fn lorenz_curves_rise_and_bend_up((values, weights, _) in with_groups(1), share in 0.0..=1.0_f64) {
        let sample = Sample::weighted(&values, &weights).unwrap();
        let curve = lorenz(&sample).unwrap();
        prop_assert_eq!(curve.points.len(), values.len() + 1);
        prop_assert_eq!(curve.points.first(), Some(&[0.0, 0.0]));
        prop_assert_eq!(curve.points.last(), Some(&[1.0, 1.0]));
        let mut slope = 0.0;
        for pair in curve.points.windows(2) {
            let (across, up) = (pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]);
            prop_assert!(across > 0.0 && up >= 0.0);
            // Slopes of short steps feel the rounding of their ends.
            prop_assert!(up / across >= slope - 1e-12 * (1.0 + 1.0 / across));
            slope = up / across;
        }
        prop_assert!(near(curve.gini(), gini(&sample).unwrap(), 1.0));
        prop_assert!(curve.below(share).unwrap() <= share + 1e-12);
        let deepest = curve.points.iter().map(|point| point[0] - point[1]).fold(0.0, f64::max);
        prop_assert!(near(deepest, hoover(&sample).unwrap(), 1.0));
        prop_assert!(curve.below(-share - 0.1).is_err());
    }

    #[test]
    fn what_lies_within_and_between_is_all(
        (values, weights, groups) in with_groups(1), inner in prop::collection::vec(0_usize..3, 40),
        alpha in prop_oneof![Just(0.0), Just(1.0), Just(2.0), -2.0..4.0_f64],
    ) {
        let inner = &inner[..values.len()];
        for sample in [sample(&values), Sample::weighted(&values, &weights).unwrap()] {
            let parts = decompose_ge(&sample, alpha, &groups).unwrap();
            prop_assert!(close(parts.within + parts.between, parts.total), "{:?}", parts);
            prop_assert_eq!(Ok(parts.total), generalised_entropy(&sample, alpha));
            prop_assert_eq!(parts.groups.iter().map(|part| part.n).sum::<usize>(), values.len());
            let sum = |of: &dyn Fn(&GroupPart) -> f64| parts.groups.iter().map(of).sum::<f64>();
            prop_assert!(close(sum(&|part| part.population_share), 1.0));
            prop_assert!(close(sum(&|part| part.value_share), 1.0));
            prop_assert!(close(sum(&|part| part.within), parts.within) || parts.within < 1e-300);
            // Terms of both signs, of which the sum is as exact as they are.
            let size = sum(&|part| part.between.abs());
            prop_assert!(near(sum(&|part| part.between), parts.between, size.max(1e-3)));
            prop_assert!(parts.between >= 0.0 && parts.groups.iter().all(|part| part.within >= 0.0));
            let nested = decompose_nested(&sample, alpha, &groups, inner).unwrap();
            let whole = nested.between_outer + nested.between_inner + nested.within_inner;
            prop_assert!(close(whole, nested.total), "{:?}", nested);
            prop_assert!(close(nested.between_outer, parts.between));
            // Inner groups of all outer ones at once.
            let both: Vec<usize> =
                groups.iter().zip(inner).map(|(group, inner)| 3 * group + inner).collect();
            let at_once = decompose_ge(&sample, alpha, &both).unwrap();
            prop_assert!(near(at_once.within, nested.within_inner, nested.total));
        }
    }

    #[test]
    fn gini_by_groups_is_all((values, weights, groups) in with_groups(1)) {
        for sample in [sample(&values), Sample::weighted(&values, &weights).unwrap()] {
            let parts = dagum(&sample, &groups).unwrap();
            let whole = parts.within + parts.net_between + parts.transvariation;
            prop_assert!(close(whole, parts.total), "{:?}", parts);
            for pair in &parts.pairs {
                let all = |label| {
                    let weight = |at| sample.weights().map_or(1.0, |weights| weights[at]);
                    (0..values.len())
                        .filter(|at| groups[*at] == label)
                        .map(|at| (values[at], weight(at)))
                        .collect::<Vec<_>>()
                };
                let (one, other) = (all(pair.a), all(pair.b));
                let (mut more, mut less, mut weight) = (0.0, 0.0, 0.0);
                for (x, w) in &one {
                    for (y, v) in &other {
                        more += w * v * f64::max(x - y, 0.0);
                        less += w * v * f64::max(y - x, 0.0);
                        weight += w * v;
                    }
                }
                let mean = |all: &[(f64, f64)]| {
                    all.iter().map(|(x, w)| x * w).sum::<f64>() / all.iter().map(|(_, w)| w).sum::<f64>()
                };
                let both = mean(&one) + mean(&other);
                prop_assert!(close(pair.gini_between, (more + less) / weight / both));
                let distance =
                    if more + less > 0.0 { (more - less).abs() / (more + less) } else { 0.0 };
                // A difference of means that are nearly equal keeps fewer digits.
                prop_assert!((pair.distance - distance).abs() < 1e-9, "{} {}", pair.distance, distance);
            }
        }
    }

    #[test]
    fn sources_sum_to_the_whole(
        (values, weights, others) in values(3).prop_flat_map(|values| {
            let n = values.len();
            let others = prop::collection::vec(0.0..500.0_f64, n);
            (Just(values), prop::collection::vec(0.1..50.0_f64, n), others)
        }),
    ) {
        for weights in [None, Some(&weights[..])] {
            let Ok(parts) = gini_by_source(&[&values, &others], weights) else { continue };
            let sum = |of: &dyn Fn(&SourcePart) -> f64| parts.sources.iter().map(of).sum::<f64>();
            prop_assert!(near(sum(&|part| part.contribution), parts.total, 1.0));
            prop_assert!(close(sum(&|part| part.share), 1.0));
            prop_assert!(sum(&|part| part.marginal_effect).abs() < 1e-10 / parts.total);
            for part in &parts.sources {
                prop_assert!(part.correlation.abs() <= 1.0);
                prop_assert!(close(part.contribution, part.share * part.gini * part.correlation));
            }
        }
        // A source alone is the whole.
        if let Ok(alone) = gini_by_source(&[&values], None) {
            prop_assert!(close(alone.sources[0].correlation, 1.0));
            prop_assert!(alone.sources[0].marginal_effect.abs() < 1e-10);
        }
    }

    #[test]
    fn bounds_hold_what_was_grouped(values in values(1), size in 1_usize..9) {
        let mut ascending = values.clone();
        ascending.sort_by(f64::total_cmp);
        let (means, counts): (Vec<f64>, Vec<f64>) = ascending
            .chunks(size)
            .map(|group| (group.iter().sum::<f64>() / group.len() as f64, group.len() as f64))
            .unzip();
        let bounds = gini_bounds(&Sample::weighted(&means, &counts).unwrap()).unwrap();
        let gini = gini(&sample(&values)).unwrap();
        prop_assert!(bounds.lower <= gini + 1e-12 && gini <= bounds.upper + 1e-12, "{bounds:?} {gini}");
        prop_assert!(bounds.upper <= 1.0);
    }

    #[test]
    fn quantiles_lie_between_and_rise((values, weights, _) in with_groups(1), share in 0.0..0.9_f64) {
        for sample in [sample(&values), Sample::weighted(&values, &weights).unwrap()] {
            let (low, high) = (quantile(&sample, share).unwrap(), quantile(&sample, share + 0.1).unwrap());
            let (least, greatest) =
                values.iter().fold((f64::INFINITY, 0.0_f64), |ends, x| (ends.0.min(*x), ends.1.max(*x)));
            prop_assert!(least * (1.0 - 1e-12) <= low && high <= greatest * (1.0 + 1e-12));
            prop_assert!(low <= high * (1.0 + 1e-12));
        }
    }
}

proptest! {
    // Each case looks at every value or every corner.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn one_value_less_is_a_sample_of_its_own((values, weights, _) in with_groups(3)) {
        for sample in [sample(&values), Sample::weighted(&values, &weights).unwrap()] {
            for index in OF_POPULATIONS.iter().chain(&OF_RANKS).chain(&UNWEIGHTED) {
                if sample.weights().is_some() && UNWEIGHTED.contains(index) {
                    continue;
                }
                let without = leave_one_out(&sample, *index).unwrap();
                let n = values.len();
                for (leave, without) in without.iter().enumerate() {
                    let left: Vec<usize> = (0..n).filter(|at| *at != leave).collect();
                    let rest = reordered(&values, &left);
                    let rest = match sample.weights() {
                        None => Sample::new(&rest),
                        Some(weights) => Sample::weighted(&rest, &reordered(weights, &left)),
                    };
                    let expected = index.of(&rest.unwrap()).unwrap();
                    prop_assert!(close(*without, expected), "{index:?}");
                }
                let found = jackknife(&sample, *index).unwrap();
                let mean = without.iter().sum::<f64>() / n as f64;
                let squares = without.iter().map(|one| (one - mean).powi(2)).sum::<f64>();
                let least = n as f64 - 1.0;
                let expected = (squares * least / n as f64).sqrt();
                prop_assert!(near(found.standard_error, expected, n as f64 * mean.max(1e-3)));
                prop_assert!(near(found.bias, least * (mean - found.estimate), n as f64 * n as f64 * mean.max(1e-3)));
            }
        }
    }

    #[test]
    fn rounding_holds_every_value_it_may_have_been(
        (values, weights, parts) in prop::collection::vec(2.0..60.0_f64, 2..8).prop_flat_map(|values| {
            let n = values.len();
            let parts = prop::collection::vec(prop::collection::vec(-1.0..=1.0_f64, n), 20);
            (Just(values), prop::collection::vec(0.1..50.0_f64, n), parts)
        }),
        widths in prop::collection::vec(0.01..1.9_f64, 9), same: bool, weighted: bool,
    ) {
        let n = values.len();
        let widths = if same { vec![widths[0]; n] } else { widths[..n].to_vec() };
        let of = |values: &[f64]| {
            if weighted { Sample::weighted(values, &weights) } else { Sample::new(values) }.unwrap()
        };
        for index in ROUNDED {
            if weighted && UNWEIGHTED.contains(&index) {
                continue;
            }
            let interval = rounding_interval(&of(&values), &widths, index).unwrap();
            let moved = |parts: &mut dyn Iterator<Item = f64>| {
                let moved = values.iter().zip(&widths).zip(parts);
                moved.map(|((value, width), part)| value + width * part).collect::<Vec<f64>>()
            };
            let mut greatest = 0.0_f64;
            for corner in 0..1_u32 << n {
                let ends = &mut (0..n).map(|at| if corner >> at & 1 == 1 { 1.0 } else { -1.0 });
                greatest = greatest.max(index.of(&of(&moved(ends))).unwrap());
            }
            prop_assert!(greatest <= interval.greatest * (1.0 + 1e-12), "{index:?} {interval:?} {greatest}");
            prop_assert!(interval.attained <= greatest * (1.0 + 1e-12));
            prop_assert!(interval.attained <= interval.greatest);
            if same && !weighted {
                prop_assert!(close(interval.greatest, greatest), "{index:?} {interval:?} {greatest}");
                prop_assert!(interval.greatest.total_cmp(&interval.attained).is_eq());
            }
            for parts in &parts {
                let inside = index.of(&of(&moved(&mut parts.iter().copied()))).unwrap();
                prop_assert!(interval.least <= inside + 1e-14, "{index:?} {interval:?} {inside}");
            }
        }
    }

    #[test]
    fn the_least_under_rounding_has_no_better_common_value(
        values in prop::collection::vec(2.0..60.0_f64, 2..9), width in 0.01..1.9_f64,
    ) {
        for index in ROUNDED {
            let interval = rounding_interval(&sample(&values), &[width], index).unwrap();
            let mut least = f64::INFINITY;
            for step in 0..=400 {
                let common = 62.0 * f64::from(step) / 400.0;
                let moved: Vec<f64> =
                    values.iter().map(|value| common.clamp(value - width, value + width)).collect();
                least = least.min(index.of(&sample(&moved)).unwrap());
            }
            prop_assert!(interval.least <= least + 1e-14, "{index:?} {interval:?} {least}");
        }
    }
}
