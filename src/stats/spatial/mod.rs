//! Whether values of neighbouring places go together.
//!
//! Weights are row-standardised ([`Weights`]); a place without neighbours stays among the places with a
//! lag of 0. Random draws are those of [`Generator`], so that a seed gives the same p-values on every
//! machine.

mod discovery;
mod geary;
mod getis_ord;
mod local;
mod moran;
mod permutation;
mod random;
mod weights;

pub use discovery::{Correction, discoveries};
pub use geary::{Geary, GearyResult, GearyTest, geary, geary_test};
pub use getis_ord::{GetisOrd, GetisOrdResult, GetisOrdTest, Spot, getis_ord, getis_ord_test};
pub use local::{
    LocalMoran, LocalMoranResult, LocalMoranTest, Quadrant, local_moran, local_moran_test,
};
pub use moran::{Moran, MoranResult, MoranTest, moran, moran_test};
pub use permutation::{MOST_DRAWS, Permuted, TIE};
pub use random::Generator;
pub use weights::Weights;

use super::distribution::normal_two_sided;
use super::error::{Companion, MeasureError};
use super::summary::{mean, sum};

/// What a statistic would be without any pattern, its spread, and how far it is from there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normal {
    /// Variance of the statistic.
    pub variance: f64,
    /// The statistic less its expectation over its standard deviation.
    pub z: f64,
    /// Two-sided p-value of `z` in the normal distribution.
    pub p: f64,
}

impl Normal {
    /// What rounding may leave of a variance of 0, in statistics of size 1.
    const ROUNDING: f64 = 1e-14;

    /// None where the variance is 0 but for rounding, as where all places are neighbours of all.
    fn of(difference: f64, variance: f64) -> Option<Self> {
        let z = difference / variance.sqrt();
        (variance > Self::ROUNDING && z.is_finite()).then(|| Self {
            variance,
            z,
            p: normal_two_sided(z),
        })
    }
}

/// Standard scores of the values: less their mean, over the standard deviation with division by n.
/// Equal values have equal scores, to the last bit.
fn scores(values: &[f64], weights: &Weights, least: usize) -> Result<Vec<f64>, MeasureError> {
    let n = values.len();
    if n != weights.places() {
        return Err(MeasureError::Lengths {
            what: Companion::Neighbours,
            values: n,
            given: weights.places(),
        });
    }
    if n < least {
        return Err(MeasureError::TooFew { n, least });
    }
    if let Some(at) = values.iter().position(|value| !value.is_finite()) {
        return Err(MeasureError::NotFinite { at });
    }
    let centre = mean(values).ok_or(MeasureError::OutOfRange)?;
    // Both zeros are equal.
    if values.windows(2).all(|pair| (pair[0] + 0.0).total_cmp(&(pair[1] + 0.0)).is_eq()) {
        return Err(MeasureError::NoVariance);
    }
    // Over the largest first, so that no square leaves the range of numbers.
    let largest = values.iter().fold(0.0_f64, |most, value| most.max((value - centre).abs()));
    if !largest.is_normal() {
        return Err(MeasureError::OutOfRange);
    }
    let deviations: Vec<f64> = values.iter().map(|value| (value - centre) / largest).collect();
    let spread = (squares(&deviations) / n as f64).sqrt();
    Ok(deviations.iter().map(|deviation| deviation / spread).collect())
}

fn squares(values: &[f64]) -> f64 {
    sum(values.iter().map(|value| value * value))
}

/// Fourth moment of scores over the square of their second: the kurtosis b₂.
fn kurtosis(scores: &[f64]) -> f64 {
    let n = scores.len() as f64;
    let second = squares(scores) / n;
    sum(scores.iter().map(|z| z.powi(4))) / n / (second * second)
}

#[cfg(test)]
mod tests {
    use super::super::{Parameter, mean};
    use super::*;
    use proptest::prelude::*;

    fn ring(n: usize) -> Weights {
        let lists: Vec<Vec<usize>> =
            (0..n).map(|at| vec![(at + n - 1) % n, (at + 1) % n]).collect();
        Weights::from_neighbours(&lists).unwrap()
    }

    /// Who is a neighbour of whom by chance, at most five of each and of the first at least one; values
    /// that differ; and an order of the places.
    fn places() -> impl Strategy<Value = (Vec<Vec<usize>>, Vec<f64>, Vec<usize>)> {
        (4..25_usize)
            .prop_flat_map(|n| {
                (
                    prop::collection::vec(prop::collection::btree_set(0..n, 0..6), n),
                    prop::collection::vec(-100..100_i8, n),
                    Just((0..n).collect::<Vec<_>>()).prop_shuffle(),
                )
            })
            .prop_map(|(sets, values, order)| {
                let list = |(at, mut set): (usize, std::collections::BTreeSet<usize>)| {
                    if at == 0 {
                        set.insert(1);
                    }
                    set.remove(&at);
                    set.into_iter().collect()
                };
                let lists = sets.into_iter().enumerate().map(list).collect();
                (lists, values.into_iter().map(f64::from).collect::<Vec<_>>(), order)
            })
            .prop_filter("values differ", |(_, values, _)| {
                values.iter().any(|value| (value - values[0]).abs() > 0.5)
            })
    }

    #[test]
    fn what_cannot_be_tested_is_named() {
        let weights = ring(5);
        let values = [1.0, 2.0, 4.0, 3.0, 9.0];
        let errors = |values: &[f64], weights: &Weights, expected: MeasureError| {
            assert_eq!(moran(values, weights), Err(expected));
            assert_eq!(geary(values, weights), Err(expected));
            assert_eq!(local_moran(values, weights), Err(expected));
            assert_eq!(getis_ord(values, weights), Err(expected));
            assert_eq!(moran_test(values, weights, 9, 1), Err(expected));
            assert_eq!(geary_test(values, weights, 9, 1), Err(expected));
            assert_eq!(local_moran_test(values, weights, 9, 1), Err(expected));
            assert_eq!(getis_ord_test(values, weights, 9, 1), Err(expected));
        };
        let lengths = MeasureError::Lengths { what: Companion::Neighbours, values: 4, given: 5 };
        errors(&values[..4], &weights, lengths);
        errors(&[1.0, 2.0, f64::NAN, 3.0, 9.0], &weights, MeasureError::NotFinite { at: 2 });
        // The mean of these is not 0.1.
        errors(&[0.1; 5], &weights, MeasureError::NoVariance);
        errors(&[0.0, -0.0, 0.0, -0.0, 0.0], &weights, MeasureError::NoVariance);
        errors(&[f64::MAX, f64::MAX, 0.0, 1.0, 2.0], &weights, MeasureError::OutOfRange);
        let few = MeasureError::TooFew { n: 3, least: 4 };
        assert_eq!(moran(&values[..3], &ring(3)), Err(few));
        assert_eq!(geary(&values[..3], &ring(3)), Err(few));
        let draws = MeasureError::Parameter { what: Parameter::Count };
        assert_eq!(moran_test(&values, &weights, 0, 1), Err(draws));
        assert_eq!(geary_test(&values, &weights, 0, 1), Err(draws));
        assert_eq!(local_moran_test(&values, &weights, 0, 1), Err(draws));
        assert_eq!(getis_ord_test(&values, &weights, 0, 1), Err(draws));
    }

    #[test]
    fn where_all_are_neighbours_of_all_nothing_is_left_to_chance() {
        let lists: Vec<Vec<usize>> =
            (0..6).map(|at| (0..6).filter(|other| *other != at).collect()).collect();
        let weights = Weights::from_neighbours(&lists).unwrap();
        let values = [0.3, 1.7, 2.2, 9.1, 4.4, 0.1];
        let global = moran_test(&values, &weights, 99, 1).unwrap();
        assert!((global.moran.i - global.moran.expected).abs() < 1e-15);
        assert_eq!((global.moran.normality, global.moran.randomisation), (None, None));
        let contiguity = geary_test(&values, &weights, 99, 1).unwrap();
        assert_eq!((contiguity.geary.normality, contiguity.geary.randomisation), (None, None));
        let local = local_moran_test(&values, &weights, 99, 1).unwrap();
        for permuted in local
            .permuted
            .into_iter()
            .map(Option::unwrap)
            .chain([global.permuted, contiguity.permuted])
        {
            assert_eq!((permuted.larger, permuted.smaller, permuted.z), (99, 99, None));
            assert!((permuted.p - 1.0).abs() < 1e-15);
        }
        let spots = getis_ord_test(&values, &weights, 99, 1).unwrap();
        assert!(spots.getis_ord.g.iter().all(Option::is_none));
        assert!(spots.permuted.iter().all(Option::is_none));
    }

    #[test]
    fn islands_count_as_places_and_are_never_significant() {
        let lists = [vec![1], vec![0, 2], vec![1, 3], vec![2], vec![]];
        let weights = Weights::from_neighbours(&lists).unwrap();
        let values = [1.0, 2.0, 3.0, 4.0, 50.0];
        let found = moran(&values, &weights).unwrap();
        assert!((found.expected + 0.25).abs() < 1e-15);
        assert!(found.lags[4].abs() < f64::MIN_POSITIVE);
        let local = local_moran_test(&values, &weights, 99, 1).unwrap();
        assert_eq!((local.permuted[4], local.local.quadrants[4]), (None, None));
        assert!(local.local.i[4].abs() < f64::MIN_POSITIVE);
        assert_eq!(local.clusters(0.99, Correction::None).unwrap()[4], None);
        let spots = getis_ord_test(&values, &weights, 99, 1).unwrap();
        assert_eq!(spots.permuted[4], None);
        // An island's score is its own.
        let own = spots.getis_ord.g[4].unwrap().z;
        assert!((own - found.scores[4]).abs() < 1e-12, "{own}");
    }

    /// The mean of many draws against the expectation under randomisation, and their spread against its
    /// variance.
    #[test]
    fn draws_have_the_moments_of_randomisation() {
        let weights = ring(12);
        let values: Vec<f64> = (0..12).map(|at| f64::from((at * 5) % 12).powi(2)).collect();
        let found = moran_test(&values, &weights, 20_000, 3).unwrap();
        let variance = found.moran.randomisation.unwrap().variance;
        let error = (variance / 20_000.0).sqrt();
        assert!((found.permuted.mean - found.moran.expected).abs() < 5.0 * error);
        assert!((found.permuted.sd.powi(2) / variance - 1.0).abs() < 0.05);
        let found = geary_test(&values, &weights, 20_000, 3).unwrap();
        let variance = found.geary.randomisation.unwrap().variance;
        assert!((found.permuted.mean - 1.0).abs() < 5.0 * (variance / 20_000.0).sqrt());
        assert!((found.permuted.sd.powi(2) / variance - 1.0).abs() < 0.05);
    }

    proptest! {
        /// Of the arrangements of four values in a ring a third has the same pairs as the observed one;
        /// of three values two, in three selections, one is the observed. Their sums run in other
        /// orders.
        #[test]
        fn draws_that_deal_the_same_count_as_reaching_it(
            steps in prop::array::uniform4(0.01..0.99_f64), seed: u64,
        ) {
            // Apart from each other, so that no other arrangement comes near.
            let values = [steps[0], 3.0 + steps[1], 10.0 + steps[2], 31.0 + steps[3]];
            let weights = ring(4);
            let ties = |permuted: &Permuted| permuted.larger + permuted.smaller - permuted.draws;
            // Five standard deviations of 3,000 draws.
            let fair = |permuted: &Permuted| ties(permuted).abs_diff(1_000) < 130;
            prop_assert!(fair(&moran_test(&values, &weights, 3_000, seed).unwrap().permuted));
            prop_assert!(fair(&geary_test(&values, &weights, 3_000, seed).unwrap().permuted));
            for permuted in local_moran_test(&values, &weights, 3_000, seed).unwrap().permuted {
                prop_assert!(fair(&permuted.unwrap()));
            }
        }

        #[test]
        fn slices_do_not_change_a_result(
            (lists, values, _) in places(), seed: u64, draws in 1..60_usize, slice in 1..70_usize,
        ) {
            let weights = Weights::from_neighbours(&lists).unwrap();
            let mut test = MoranTest::new(&values, &weights, draws, seed).unwrap();
            while !test.step(slice) {}
            prop_assert_eq!(test.result(), moran_test(&values, &weights, draws, seed).unwrap());
            let mut test = GearyTest::new(&values, &weights, draws, seed).unwrap();
            while !test.step(slice) {}
            prop_assert_eq!(test.result(), geary_test(&values, &weights, draws, seed).unwrap());
            let mut test = LocalMoranTest::new(&values, &weights, draws, seed).unwrap();
            while !test.step(slice) {}
            prop_assert_eq!(test.result(), local_moran_test(&values, &weights, draws, seed).unwrap());
            let mut test = GetisOrdTest::new(&values, &weights, draws, seed).unwrap();
            while !test.step(slice) {}
            prop_assert_eq!(test.result(), getis_ord_test(&values, &weights, draws, seed).unwrap());
        }

        #[test]
        fn the_order_of_places_does_not_matter((lists, values, order) in places()) {
            // Place `order[i]` becomes place i.
            let mut new = vec![0; order.len()];
            for (at, old) in order.iter().enumerate() {
                new[*old] = at;
            }
            let moved_lists: Vec<Vec<usize>> =
                order.iter().map(|old| lists[*old].iter().map(|other| new[*other]).collect()).collect();
            let moved_values: Vec<f64> = order.iter().map(|old| values[*old]).collect();
            let (here, there) = (
                Weights::from_neighbours(&lists).unwrap(),
                Weights::from_neighbours(&moved_lists).unwrap(),
            );
            let (a, b) = (moran(&values, &here).unwrap(), moran(&moved_values, &there).unwrap());
            prop_assert!((a.i - b.i).abs() < 1e-12);
            let (a, b) = (geary(&values, &here).unwrap(), geary(&moved_values, &there).unwrap());
            prop_assert!((a.c - b.c).abs() < 1e-12);
            let (a, b) =
                (local_moran(&values, &here).unwrap(), local_moran(&moved_values, &there).unwrap());
            let (c, d) = (getis_ord(&values, &here).unwrap(), getis_ord(&moved_values, &there).unwrap());
            for (at, old) in order.iter().enumerate() {
                prop_assert!((a.i[*old] - b.i[at]).abs() < 1e-12);
                let (one, other) = (c.g[*old].map(|g| g.z), d.g[at].map(|g| g.z));
                prop_assert_eq!(one.is_some(), other.is_some());
                prop_assert!((one.unwrap_or(0.0) - other.unwrap_or(0.0)).abs() < 1e-12);
            }
        }

        #[test]
        fn the_unit_of_the_values_does_not_matter(
            (lists, values, _) in places(), shift in -1e3..1e3_f64, factor in 0.01..100.0_f64, flip: bool,
        ) {
            let weights = Weights::from_neighbours(&lists).unwrap();
            let signed = if flip { -factor } else { factor };
            let moved: Vec<f64> = values.iter().map(|value| shift + signed * value).collect();
            let (a, b) = (moran(&values, &weights).unwrap(), moran(&moved, &weights).unwrap());
            prop_assert!((a.i - b.i).abs() < 1e-9);
            let (a, b) = (geary(&values, &weights).unwrap(), geary(&moved, &weights).unwrap());
            prop_assert!((a.c - b.c).abs() < 1e-9);
            let (a, b) =
                (local_moran(&values, &weights).unwrap(), local_moran(&moved, &weights).unwrap());
            prop_assert!(a.i.iter().zip(&b.i).all(|(a, b)| (a - b).abs() < 1e-9));
        }

        /// Local Moran is Moran's I taken apart: the mean over all places, but for n − 1 instead of n and
        /// islands.
        #[test]
        fn local_statistics_add_up_to_the_global((lists, values, _) in places()) {
            let weights = Weights::from_neighbours(&lists).unwrap();
            let local = local_moran(&values, &weights).unwrap();
            let n = values.len() as f64;
            let with_neighbours = n - weights.islands().count() as f64;
            let total = mean(&local.i).unwrap() * n * n / (n - 1.0) / with_neighbours;
            prop_assert!((total - moran(&values, &weights).unwrap().i).abs() < 1e-12);
        }

        /// The same neighbours are drawn for both, and below the mean large sums make a low Iᵢ.
        #[test]
        fn local_moran_and_g_star_test_the_same_neighbours((lists, values, _) in places(), seed: u64) {
            let weights = Weights::from_neighbours(&lists).unwrap();
            let local = local_moran_test(&values, &weights, 99, seed).unwrap();
            let star = getis_ord_test(&values, &weights, 99, seed).unwrap();
            for (place, score) in local.local.scores.iter().enumerate() {
                let (Some(one), Some(other)) = (local.permuted[place], star.permuted[place]) else {
                    continue;
                };
                let expected = if *score > 0.0 {
                    (other.larger, other.smaller)
                } else if *score < 0.0 {
                    (other.smaller, other.larger)
                } else {
                    (99, 99)
                };
                prop_assert_eq!((one.larger, one.smaller), expected);
                // What stands out is on the side of the observed statistic.
                if let Some(z) = one.z.filter(|z| z.abs() > 3.0) {
                    prop_assert_eq!(one.larger < one.smaller, z > 0.0);
                }
            }
        }

        #[test]
        fn a_correction_never_adds_a_cluster((lists, values, _) in places(), level in 0.01..0.3_f64) {
            let weights = Weights::from_neighbours(&lists).unwrap();
            let local = local_moran_test(&values, &weights, 99, 1).unwrap();
            let plain = local.clusters(level, Correction::None).unwrap();
            let held = local.clusters(level, Correction::FalseDiscoveryRate).unwrap();
            for (place, (plain, held)) in plain.iter().zip(&held).enumerate() {
                prop_assert!(held.is_none() || held == plain);
                let counts = local.permuted[place].is_some_and(|permuted| permuted.p <= level);
                prop_assert_eq!(*plain, local.local.quadrants[place].filter(|_| counts));
            }
        }
    }
}
