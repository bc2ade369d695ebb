//! Local Moran: where in the map the pattern is.

use super::super::error::MeasureError;
use super::discovery::Correction;
use super::permutation::{Conditional, Permuted, check_draws};
use super::weights::Weights;
use super::{scores, squares};

/// A place's own value and that of its neighbours, against the mean: the quarters of the Moran scatter
/// plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quadrant {
    /// High among high.
    HighHigh,
    /// Low among high.
    LowHigh,
    /// Low among low.
    LowLow,
    /// High among low.
    HighLow,
}

impl Quadrant {
    /// Every quadrant, in the order in which Anselin and PySAL number them from 1.
    pub const ALL: [Self; 4] = [Self::HighHigh, Self::LowHigh, Self::LowLow, Self::HighLow];

    /// Its name in files and links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HighHigh => "HH",
            Self::LowHigh => "LH",
            Self::LowLow => "LL",
            Self::HighLow => "HL",
        }
    }

    fn of(score: f64, lag: f64) -> Self {
        match (score > 0.0, lag > 0.0) {
            (true, true) => Self::HighHigh,
            (false, true) => Self::LowHigh,
            (false, false) => Self::LowLow,
            (true, false) => Self::HighLow,
        }
    }
}

/// Local spatial association of every place.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalMoran {
    /// Iᵢ of each place, a bare number; 0 for islands.
    pub i: Vec<f64>,
    /// Standard score of each place (division by n).
    pub scores: Vec<f64>,
    /// Spatial lag of the scores; 0 for islands.
    pub lags: Vec<f64>,
    /// Which quarter of the Moran scatter plot each place is in; none for islands. A score or lag of
    /// exactly 0 counts as low, as in PySAL.
    pub quadrants: Vec<Option<Quadrant>>,
}

/// Local Moran (Anselin 1995, "Local indicators of spatial association – LISA", section on the local
/// Moran, scaled as in PySAL's esda): Iᵢ = (n − 1) zᵢ Σⱼ wᵢⱼ zⱼ / Σⱼ zⱼ².
///
/// # Errors
/// [`MeasureError`] where there are not as many values as places, for fewer than 3, for a value that is
/// not finite, where all values are equal and where they leave the range of numbers.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{Quadrant, Weights, local_moran};
/// let weights = Weights::from_neighbours(&[vec![1], vec![0, 2], vec![1, 3], vec![2]])?;
/// let found = local_moran(&[1.0, 2.0, 4.0, 5.0], &weights)?;
/// assert_eq!(found.quadrants[0], Some(Quadrant::LowLow));
/// // (4 − 1) · −2 · −1 / (4 + 1 + 1 + 4)
/// assert!((found.i[0] - 0.6).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn local_moran(values: &[f64], weights: &Weights) -> Result<LocalMoran, MeasureError> {
    let scores = scores(values, weights, 3)?;
    let lags = weights.lags(&scores);
    let factor = factor(&scores);
    let quadrant = |(place, (score, lag)): (usize, (&f64, &f64))| {
        (weights.count(place) > 0).then(|| Quadrant::of(*score, *lag))
    };
    Ok(LocalMoran {
        i: scores.iter().zip(&lags).map(|(score, lag)| factor * score * lag).collect(),
        quadrants: scores.iter().zip(&lags).enumerate().map(quadrant).collect(),
        scores,
        lags,
    })
}

fn factor(scores: &[f64]) -> f64 {
    (scores.len() as f64 - 1.0) / squares(scores)
}

/// [`local_moran`] and the same statistics under conditional permutation.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalMoranResult {
    /// The statistics.
    pub local: LocalMoran,
    /// Where each lies among its draws; none for islands, which nothing is drawn for.
    pub permuted: Vec<Option<Permuted>>,
}

impl LocalMoranResult {
    /// The quadrants of the places whose p-value counts at a level of significance; none for the others
    /// and for islands, which are no tests either when the correction counts tests.
    ///
    /// # Errors
    /// [`MeasureError::Parameter`] for a level that is not between 0 and 1.
    ///
    /// # Examples
    /// ```
    /// use prosperity_atlas::stats::spatial::{Correction, Weights, local_moran_test};
    /// let ring: Vec<Vec<usize>> = (0..8).map(|at| vec![(at + 7) % 8, (at + 1) % 8]).collect();
    /// let values = [1.0, 2.0, 3.0, 4.0, 4.0, 3.0, 2.0, 1.0];
    /// let found = local_moran_test(&values, &Weights::from_neighbours(&ring)?, 999, 1)?;
    /// let plain = found.clusters(0.05, Correction::None)?;
    /// let held = found.clusters(0.05, Correction::FalseDiscoveryRate)?;
    /// assert!(held.iter().flatten().count() <= plain.iter().flatten().count());
    /// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
    /// ```
    pub fn clusters(
        &self,
        level: f64,
        correction: Correction,
    ) -> Result<Vec<Option<Quadrant>>, MeasureError> {
        let p: Vec<f64> = self.permuted.iter().flatten().map(|permuted| permuted.p).collect();
        let mut counting = correction.apply(&p, level)?.into_iter();
        let places = self.permuted.iter().zip(&self.local.quadrants);
        Ok(places
            .map(|(permuted, quadrant)| {
                let counts = permuted.is_some() && counting.next().unwrap_or(false);
                quadrant.filter(|_| counts)
            })
            .collect())
    }
}

/// A test of local Moran by conditional permutation (Anselin 1995), in as many steps as one
/// likes: the result is the same. Draws serve all places, as in esda: draw d takes the same positions
/// out of the list of the other places, of which a place with k neighbours uses the first k.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{LocalMoranTest, Weights, local_moran_test};
/// let weights = Weights::from_neighbours(&[vec![1], vec![0, 2], vec![1, 3], vec![2]])?;
/// let values = [1.0, 2.0, 4.0, 9.0];
/// let mut test = LocalMoranTest::new(&values, &weights, 999, 1)?;
/// while !test.step(3) {
///     assert!(test.done() < 4);
/// }
/// assert_eq!(test.result(), local_moran_test(&values, &weights, 999, 1)?);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
#[derive(Clone, Debug)]
pub struct LocalMoranTest {
    local: LocalMoran,
    conditional: Conditional,
    /// (n − 1) over the sum of squares.
    factor: f64,
    /// 1 over the number of neighbours; 0 for islands.
    shares: Vec<f64>,
}

impl LocalMoranTest {
    /// A test by so many random draws for each place.
    ///
    /// # Errors
    /// [`MeasureError`] as [`local_moran`], and [`MeasureError::Parameter`] for no draw, for more than
    /// [`MOST_DRAWS`](super::MOST_DRAWS), and where draws times the most neighbours of a place exceed
    /// 50 million.
    pub fn new(
        values: &[f64],
        weights: &Weights,
        draws: usize,
        seed: u64,
    ) -> Result<Self, MeasureError> {
        check_draws(draws)?;
        let local = local_moran(values, weights)?;
        let conditional = Conditional::new(local.scores.clone(), weights, draws, seed)?;
        let factor = factor(&local.scores);
        Ok(Self { local, conditional, factor, shares: shares(weights) })
    }

    /// How many places are done.
    pub fn done(&self) -> usize {
        self.conditional.done()
    }

    /// Tests at most so many places more; true once all are done.
    pub fn step(&mut self, places: usize) -> bool {
        self.conditional.step(places)
    }

    /// The result; tests the places first that are still to be tested.
    pub fn result(mut self) -> LocalMoranResult {
        self.step(usize::MAX);
        let permuted = self
            .conditional
            .permuted(|place| (self.factor * self.local.scores[place] * self.shares[place], 0.0));
        LocalMoranResult { local: self.local, permuted }
    }
}

fn shares(weights: &Weights) -> Vec<f64> {
    let share = |count: usize| if count == 0 { 0.0 } else { 1.0 / count as f64 };
    (0..weights.places()).map(|place| share(weights.count(place))).collect()
}

/// [`LocalMoranTest`] in one go.
///
/// # Errors
/// [`MeasureError`] as [`LocalMoranTest::new`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{Weights, local_moran_test};
/// let weights = Weights::from_neighbours(&[vec![1], vec![0, 2], vec![1], vec![]])?;
/// let found = local_moran_test(&[1.0, 2.0, 4.0, 9.0], &weights, 99, 1)?;
/// // Nothing can be drawn for the island.
/// assert_eq!(found.permuted[3], None);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn local_moran_test(
    values: &[f64],
    weights: &Weights,
    draws: usize,
    seed: u64,
) -> Result<LocalMoranResult, MeasureError> {
    Ok(LocalMoranTest::new(values, weights, draws, seed)?.result())
}
