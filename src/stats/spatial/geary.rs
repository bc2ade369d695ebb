//! Geary's C.

use super::super::error::MeasureError;
use super::super::summary::sum;
use super::permutation::{LANES, Lanes, Permuted, Shuffles, check_draws};
use super::weights::{Pairs, Weights};
use super::{Normal, kurtosis, scores, squares};

/// Differences between neighbours, with what their moments say of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Geary {
    /// C: mean square of differences between neighbours over twice the variance. Below 1 where
    /// neighbours are alike, above where they differ; a bare number, never negative.
    pub c: f64,
    /// What C would be on average without any pattern: 1.
    pub expected: f64,
    /// If the values are independent draws from a normal distribution. None where the weights leave C
    /// no choice.
    pub normality: Option<Normal>,
    /// If the values are dealt to places at random. None as above.
    pub randomisation: Option<Normal>,
}

/// Geary's C (Geary 1954, "The contiguity ratio and statistical mapping"; Cliff and Ord 1981, "Spatial
/// Processes", p. 17): C = (n − 1) Σᵢⱼ wᵢⱼ (xᵢ − xⱼ)² / (2 S₀ Σᵢ (xᵢ − x̄)²). Variances under
/// normality and under randomisation are those of Cliff and Ord (1981, p. 21), p-values are
/// two-sided.
///
/// # Errors
/// [`MeasureError`] where there are not as many values as places, for fewer than 4, for a value that is
/// not finite, where all values are equal and where they leave the range of numbers.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{Weights, geary};
/// let ring: Vec<Vec<usize>> = (0..4).map(|at| vec![(at + 3) % 4, (at + 1) % 4]).collect();
/// // High and low by turns: neighbours are as different as can be.
/// let found = geary(&[1.0, 3.0, 1.0, 3.0], &Weights::from_neighbours(&ring)?)?;
/// assert!((found.c - 1.5).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn geary(values: &[f64], weights: &Weights) -> Result<Geary, MeasureError> {
    Ok(of(&scores(values, weights, 4)?, weights))
}

fn of(scores: &[f64], weights: &Weights) -> Geary {
    let sums = weights.sums();
    let pairs = weights.pairs();
    let n = scores.len() as f64;
    let differences = sum(pairs.rows().flat_map(|(low, others)| {
        others
            .iter()
            .map(move |(high, weight)| weight * (scores[low] - scores[*high as usize]).powi(2))
    }));
    let c = factor(scores, sums.s0) * differences;

    let (s0, s1, s2) = (sums.s0 * sums.s0, sums.s1, sums.s2);
    let under_normality = ((2.0 * s1 + s2) * (n - 1.0) - 4.0 * s0) / (2.0 * (n + 1.0) * s0);
    let b2 = kurtosis(scores);
    let under_randomisation = ((n - 1.0) * s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * b2)
        - (n - 1.0) * s2 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * b2) / 4.0
        + s0 * (n * n - 3.0 - (n - 1.0).powi(2) * b2))
        / (n * (n - 2.0) * (n - 3.0) * s0);
    Geary {
        c,
        expected: 1.0,
        normality: Normal::of(c - 1.0, under_normality),
        randomisation: Normal::of(c - 1.0, under_randomisation),
    }
}

fn factor(scores: &[f64], s0: f64) -> f64 {
    (scores.len() as f64 - 1.0) / (2.0 * s0 * squares(scores))
}

/// [`geary`] and the same statistic in random deals of the values.
#[derive(Clone, Debug, PartialEq)]
pub struct GearyResult {
    /// The statistic.
    pub geary: Geary,
    /// Where it lies among the draws.
    pub permuted: Permuted,
    /// C of every draw, in their order.
    pub draws: Vec<f64>,
}

/// A permutation test of Geary's C, in as many steps as one likes: the result is the same. With the seed
/// of a [`MoranTest`](super::MoranTest) it looks at the same deals.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{GearyTest, Weights, geary_test};
/// let weights = Weights::from_neighbours(&[vec![1], vec![0, 2], vec![1, 3], vec![2]])?;
/// let values = [1.0, 2.0, 4.0, 9.0];
/// let mut test = GearyTest::new(&values, &weights, 999, 1)?;
/// while !test.step(7) {
///     assert!(test.done() < 999);
/// }
/// assert_eq!(test.result(), geary_test(&values, &weights, 999, 1)?);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
#[derive(Clone, Debug)]
pub struct GearyTest {
    geary: Geary,
    shuffles: Shuffles,
    factor: f64,
}

impl GearyTest {
    /// A test by so many random draws.
    ///
    /// # Errors
    /// [`MeasureError`] as [`geary`], and [`MeasureError::Parameter`] for no draw or more than
    /// [`MOST_DRAWS`](super::MOST_DRAWS).
    pub fn new(
        values: &[f64],
        weights: &Weights,
        draws: usize,
        seed: u64,
    ) -> Result<Self, MeasureError> {
        check_draws(draws)?;
        let scores = scores(values, weights, 4)?;
        Ok(Self {
            geary: of(&scores, weights),
            shuffles: Shuffles::new(&scores, weights, draws, seed),
            factor: factor(&scores, weights.sums().s0),
        })
    }

    /// How many draws are made.
    pub fn done(&self) -> usize {
        self.shuffles.done()
    }

    /// Makes at most so many draws more; true once all are made.
    pub fn step(&mut self, draws: usize) -> bool {
        let factor = self.factor;
        self.shuffles.step(draws, |pairs, lanes| differences(pairs, lanes).map(|sum| factor * sum))
    }

    /// The result; makes the draws first that are still to be made.
    pub fn result(mut self) -> GearyResult {
        self.step(usize::MAX);
        let draws = self.shuffles.into_draws();
        let permuted = Permuted::among(self.geary.c, &draws, 1.0);
        GearyResult { geary: self.geary, permuted, draws }
    }
}

fn differences(pairs: &Pairs, lanes: &Lanes) -> [f64; LANES] {
    let mut total = [0.0; LANES];
    for (low, others) in pairs.rows() {
        let here = lanes[low];
        for (high, weight) in others {
            let there = &lanes[*high as usize];
            for ((total, here), there) in total.iter_mut().zip(here).zip(there) {
                let difference = here - there;
                *total += weight * (difference * difference);
            }
        }
    }
    total
}

/// [`GearyTest`] in one go.
///
/// # Errors
/// [`MeasureError`] as [`GearyTest::new`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{Weights, geary_test};
/// let ring: Vec<Vec<usize>> = (0..8).map(|at| vec![(at + 7) % 8, (at + 1) % 8]).collect();
/// let values = [1.0, 2.0, 3.0, 4.0, 4.0, 3.0, 2.0, 1.0];
/// let found = geary_test(&values, &Weights::from_neighbours(&ring)?, 999, 20_240_101)?;
/// assert!(found.geary.c < 0.5 && found.permuted.p < 0.02);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn geary_test(
    values: &[f64],
    weights: &Weights,
    draws: usize,
    seed: u64,
) -> Result<GearyResult, MeasureError> {
    Ok(GearyTest::new(values, weights, draws, seed)?.result())
}
