//! Getis and Ord's G*: hot and cold spots.

use super::super::error::MeasureError;
use super::super::summary::sum;
use super::discovery::Correction;
use super::permutation::{Conditional, Permuted, check_draws};
use super::weights::Weights;
use super::{Normal, scores};

/// Whether a place and its neighbours are high or low together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// Higher than elsewhere.
    Hot,
    /// Lower than elsewhere.
    Cold,
}

impl Spot {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Hot, Self::Cold];

    /// Its name in files and links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hot => "hot",
            Self::Cold => "cold",
        }
    }
}

/// Gᵢ* of every place.
#[derive(Clone, Debug, PartialEq)]
pub struct GetisOrd {
    /// Gᵢ* as a standard score, and its two-sided p-value; the variance is that of the score, 1. None
    /// for a place that has all others as neighbours, whose sum does not depend on where values are.
    pub g: Vec<Option<Normal>>,
}

/// Gᵢ* (Ord and Getis 1995, "Local spatial autocorrelation statistics: distributional issues and an
/// application", the statistic with the place itself among its neighbours), as a standard score: the sum over a place and its neighbours, each weighing the
/// same, less what it would be on average, over its standard deviation. It does not change with the
/// weight that all of a row share. An island's is the standard score of its own value.
///
/// # Errors
/// [`MeasureError`] where there are not as many values as places, for fewer than 3, for a value that is
/// not finite, where all values are equal and where they leave the range of numbers.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{Weights, getis_ord};
/// let weights = Weights::from_neighbours(&[vec![1], vec![0, 2], vec![1, 3], vec![2]])?;
/// let found = getis_ord(&[1.0, 1.0, 5.0, 5.0], &weights)?;
/// // Both low ones stand at one end.
/// assert!(found.g[0].is_some_and(|g| (g.z + 3f64.sqrt()).abs() < 1e-12));
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn getis_ord(values: &[f64], weights: &Weights) -> Result<GetisOrd, MeasureError> {
    Ok(of(&scores(values, weights, 3)?, weights))
}

fn of(scores: &[f64], weights: &Weights) -> GetisOrd {
    let g = |place: usize| {
        let total = sum(core::iter::once(scores[place])
            .chain(weights.neighbours(place).map(|other| scores[other])));
        Normal::of(total / deviation(scores.len(), weights.count(place))?, 1.0)
    };
    GetisOrd { g: (0..scores.len()).map(g).collect() }
}

/// Standard deviation of the sum of the scores of a place and its neighbours; none where these are all
/// places.
fn deviation(places: usize, neighbours: usize) -> Option<f64> {
    let (n, m) = (places as f64, neighbours as f64 + 1.0);
    (neighbours + 1 < places).then(|| (m * (n - m) / (n - 1.0)).sqrt())
}

/// [`getis_ord`] and the same statistics under conditional permutation.
#[derive(Clone, Debug, PartialEq)]
pub struct GetisOrdResult {
    /// The statistics.
    pub getis_ord: GetisOrd,
    /// Where each lies among its draws, in which the place keeps its own value; none for islands and for
    /// places with all others as neighbours.
    pub permuted: Vec<Option<Permuted>>,
}

impl GetisOrdResult {
    /// The spots whose p-value under permutation counts at a level of significance; none for the other
    /// places. Places without draws are no tests when the correction counts tests.
    ///
    /// # Errors
    /// [`MeasureError::Parameter`] for a level that is not between 0 and 1.
    pub fn spots(
        &self,
        level: f64,
        correction: Correction,
    ) -> Result<Vec<Option<Spot>>, MeasureError> {
        let p: Vec<f64> = self.permuted.iter().flatten().map(|permuted| permuted.p).collect();
        let mut counting = correction.apply(&p, level)?.into_iter();
        // Hot or cold is what stands out among the draws, given the place's own value.
        let spot = |permuted: &Permuted| {
            if permuted.larger < permuted.smaller { Spot::Hot } else { Spot::Cold }
        };
        Ok(self
            .permuted
            .iter()
            .map(|permuted| {
                let permuted = permuted.as_ref()?;
                counting.next().unwrap_or(false).then(|| spot(permuted))
            })
            .collect())
    }
}

/// A test of Gᵢ* by conditional permutation, in as many steps as one likes: the result is the same. A
/// place keeps its own value, so that the test is one of its neighbours: with the same seed its counts
/// are those of [`LocalMoranTest`](super::LocalMoranTest), the other way round where the place is below
/// the mean.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{GetisOrdTest, Weights, getis_ord_test};
/// let weights = Weights::from_neighbours(&[vec![1], vec![0, 2], vec![1, 3], vec![2]])?;
/// let values = [1.0, 2.0, 4.0, 9.0];
/// let mut test = GetisOrdTest::new(&values, &weights, 999, 1)?;
/// while !test.step(3) {
///     assert!(test.done() < 4);
/// }
/// assert_eq!(test.result(), getis_ord_test(&values, &weights, 999, 1)?);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
#[derive(Clone, Debug)]
pub struct GetisOrdTest {
    scores: Vec<f64>,
    getis_ord: GetisOrd,
    conditional: Conditional,
    /// Of the sum over each place and its neighbours.
    deviations: Vec<Option<f64>>,
}

impl GetisOrdTest {
    /// A test by so many random draws for each place.
    ///
    /// # Errors
    /// [`MeasureError`] as [`getis_ord`], and [`MeasureError::Parameter`] for no draw, for more than
    /// [`MOST_DRAWS`](super::MOST_DRAWS), and where draws times the most neighbours of a place exceed
    /// 50 million.
    pub fn new(
        values: &[f64],
        weights: &Weights,
        draws: usize,
        seed: u64,
    ) -> Result<Self, MeasureError> {
        check_draws(draws)?;
        let scores = scores(values, weights, 3)?;
        let n = scores.len();
        Ok(Self {
            getis_ord: of(&scores, weights),
            conditional: Conditional::new(scores.clone(), weights, draws, seed)?,
            deviations: (0..n).map(|place| deviation(n, weights.count(place))).collect(),
            scores,
        })
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
    pub fn result(mut self) -> GetisOrdResult {
        self.step(usize::MAX);
        let draws = self.conditional.permuted(|place| {
            let factor = self.deviations[place].map_or(0.0, |deviation| 1.0 / deviation);
            (factor, factor * self.scores[place])
        });
        let permuted = draws
            .into_iter()
            .zip(&self.deviations)
            .map(|(permuted, deviation)| permuted.filter(|_| deviation.is_some()))
            .collect();
        GetisOrdResult { getis_ord: self.getis_ord, permuted }
    }
}

/// [`GetisOrdTest`] in one go.
///
/// # Errors
/// [`MeasureError`] as [`GetisOrdTest::new`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::{Correction, Spot, Weights, getis_ord_test};
/// let row: Vec<Vec<usize>> = (0..20_usize)
///     .map(|at| [at.wrapping_sub(1), at + 1].into_iter().filter(|other| *other < 20).collect())
///     .collect();
/// let values: Vec<f64> = (0..20).map(|at| f64::from(at * at)).collect();
/// let found = getis_ord_test(&values, &Weights::from_neighbours(&row)?, 999, 1)?;
/// assert_eq!(found.spots(0.05, Correction::None)?[18], Some(Spot::Hot));
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn getis_ord_test(
    values: &[f64],
    weights: &Weights,
    draws: usize,
    seed: u64,
) -> Result<GetisOrdResult, MeasureError> {
    Ok(GetisOrdTest::new(values, weights, draws, seed)?.result())
}
