//! Moran's I.

use super::super::error::MeasureError;
use super::super::summary::sum;
use super::permutation::{LANES, Lanes, Permuted, Shuffles, check_draws};
use super::weights::{Pairs, Weights};
use super::{Normal, kurtosis, scores, squares};

/// Global spatial autocorrelation, with what its moments say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Moran {
    /// I: the slope of the lags on the scores. Above `expected` where neighbours are alike, below where
    /// they differ; a bare number.
    pub i: f64,
    /// What I would be on average without any pattern: −1/(n − 1).
    pub expected: f64,
    /// If the values are independent draws from a normal distribution. None where the weights leave I
    /// no choice, as where all places are neighbours of all.
    pub normality: Option<Normal>,
    /// If the values are dealt to places at random. None as above.
    pub randomisation: Option<Normal>,
    /// Standard score of each place (division by n): x of the Moran scatter plot.
    pub scores: Vec<f64>,
    /// Spatial lag of the scores: y of the Moran scatter plot. 0 for islands.
    pub lags: Vec<f64>,
}

/// Moran's I (Moran 1950, "Notes on continuous stochastic phenomena"; for row-standardised weights
/// Cliff and Ord 1981, "Spatial Processes", p. 17) of the values of as many places as `weights` has:
/// I = (n/S₀) Σᵢ zᵢ Σⱼ wᵢⱼ zⱼ / Σᵢ zᵢ². Variances under normality and under randomisation are those of
/// Cliff and Ord (1981, p. 21), p-values are two-sided.
///
/// S₀ counts places with neighbours. Moments take mutual and one-sided neighbours alike.
///
/// # Errors
/// [`MeasureError`] where there are not as many values as places, for fewer than 4, for a value that is
/// not finite, where all values are equal and where they leave the range of numbers.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{Weights, moran};
/// // Six places in a row, low on the left and high on the right.
/// let row: Vec<Vec<usize>> =
///     (0..6_usize).map(|at| [at.wrapping_sub(1), at + 1].into_iter().filter(|other| *other < 6).collect()).collect();
/// let found = moran(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &Weights::from_neighbours(&row)?)?;
/// assert!((found.i - 5.0 / 7.0).abs() < 1e-15);
/// assert!((found.expected + 0.2).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn moran(values: &[f64], weights: &Weights) -> Result<Moran, MeasureError> {
    let scores = scores(values, weights, 4)?;
    let lags = weights.lags(&scores);
    let sums = weights.sums();
    let n = scores.len() as f64;
    let cross = sum(scores.iter().zip(&lags).map(|(score, lag)| score * lag));
    let i = n / sums.s0 * cross / squares(&scores);
    let expected = -1.0 / (n - 1.0);

    let (s0, s1, s2) = (sums.s0 * sums.s0, sums.s1, sums.s2);
    let under_normality =
        (n * n * s1 - n * s2 + 3.0 * s0) / ((n - 1.0) * (n + 1.0) * s0) - expected * expected;
    let b2 = kurtosis(&scores);
    let under_randomisation = (n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0)
        - b2 * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0))
        / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0)
        - expected * expected;
    Ok(Moran {
        i,
        expected,
        normality: Normal::of(i - expected, under_normality),
        randomisation: Normal::of(i - expected, under_randomisation),
        scores,
        lags,
    })
}

/// [`moran`] and the same statistic in random deals of the values.
#[derive(Clone, Debug, PartialEq)]
pub struct MoranResult {
    /// The statistic.
    pub moran: Moran,
    /// Where it lies among the draws.
    pub permuted: Permuted,
    /// I of every draw, in their order.
    pub draws: Vec<f64>,
}

/// A permutation test of Moran's I (Cliff and Ord 1981, p. 63), in as many steps as one likes: the
/// result is the same.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{MoranTest, Weights, moran_test};
/// let weights = Weights::from_neighbours(&[vec![1], vec![0, 2], vec![1, 3], vec![2]])?;
/// let values = [1.0, 2.0, 4.0, 9.0];
/// let mut test = MoranTest::new(&values, &weights, 999, 1)?;
/// while !test.step(100) {
///     assert!(test.done() < 999);
/// }
/// assert_eq!(test.result(), moran_test(&values, &weights, 999, 1)?);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
#[derive(Clone, Debug)]
pub struct MoranTest {
    moran: Moran,
    shuffles: Shuffles,
    /// n/S₀ over the sum of squares.
    factor: f64,
}

impl MoranTest {
    /// A test by so many random draws.
    ///
    /// # Errors
    /// [`MeasureError`] as [`moran`], and [`MeasureError::Parameter`] for no draw or more than
    /// [`MOST_DRAWS`](super::MOST_DRAWS).
    pub fn new(
        values: &[f64],
        weights: &Weights,
        draws: usize,
        seed: u64,
    ) -> Result<Self, MeasureError> {
        check_draws(draws)?;
        let moran = moran(values, weights)?;
        let shuffles = Shuffles::new(&moran.scores, weights, draws, seed);
        let factor = moran.scores.len() as f64 / weights.sums().s0 / squares(&moran.scores);
        Ok(Self { moran, shuffles, factor })
    }

    /// How many draws are made.
    pub fn done(&self) -> usize {
        self.shuffles.done()
    }

    /// Makes at most so many draws more; true once all are made.
    pub fn step(&mut self, draws: usize) -> bool {
        let factor = self.factor;
        self.shuffles.step(draws, |pairs, lanes| products(pairs, lanes).map(|sum| factor * sum))
    }

    /// The result; makes the draws first that are still to be made.
    pub fn result(mut self) -> MoranResult {
        self.step(usize::MAX);
        let draws = self.shuffles.into_draws();
        // Scores are of size 1, and so is I.
        let permuted = Permuted::among(self.moran.i, &draws, 1.0);
        MoranResult { moran: self.moran, permuted, draws }
    }
}

fn products(pairs: &Pairs, lanes: &Lanes) -> [f64; LANES] {
    let mut total = [0.0; LANES];
    for (low, others) in pairs.rows() {
        let mut lag = [0.0; LANES];
        for (high, weight) in others {
            for (lag, value) in lag.iter_mut().zip(&lanes[*high as usize]) {
                *lag += weight * value;
            }
        }
        for ((total, lag), value) in total.iter_mut().zip(lag).zip(&lanes[low]) {
            *total += lag * value;
        }
    }
    total
}

/// [`MoranTest`] in one go.
///
/// # Errors
/// [`MeasureError`] as [`MoranTest::new`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{Weights, moran_test};
/// // Eight places in a ring.
/// let ring: Vec<Vec<usize>> = (0..8).map(|at| vec![(at + 7) % 8, (at + 1) % 8]).collect();
/// let values = [1.0, 2.0, 3.0, 4.0, 4.0, 3.0, 2.0, 1.0];
/// let found = moran_test(&values, &Weights::from_neighbours(&ring)?, 999, 20_240_101)?;
/// assert!((found.moran.i - 0.7).abs() < 1e-14 && found.permuted.p < 0.02);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn moran_test(
    values: &[f64],
    weights: &Weights,
    draws: usize,
    seed: u64,
) -> Result<MoranResult, MeasureError> {
    Ok(MoranTest::new(values, weights, draws, seed)?.result())
}
