//! Who is a neighbour of whom.

use super::super::error::{Companion, MeasureError, Parameter};
use super::super::summary::sum;

/// Row-standardised spatial weights (Anselin 1988, "Spatial Econometrics", chapter 3): each of the
/// cᵢ neighbours of place i weighs 1/cᵢ, so that a spatial lag is the mean of the neighbours. Being
/// neighbours need not be mutual.
///
/// A place without neighbours, an island, stays among the n places; its row is empty and its lag is 0, as
/// in PySAL. Among standard scores a lag of 0 stands for the mean of all places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Row i is `neighbours[starts[i]..starts[i + 1]]`, ascending.
    starts: Vec<usize>,
    neighbours: Vec<u32>,
}

/// Sums over the weights that moments are made of (Cliff and Ord 1981, "Spatial Processes", p. 19).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sums {
    /// Σᵢⱼ wᵢⱼ.
    pub(super) s0: f64,
    /// ½ Σᵢⱼ (wᵢⱼ + wⱼᵢ)².
    pub(super) s1: f64,
    /// Σᵢ (Σⱼ wᵢⱼ + Σⱼ wⱼᵢ)².
    pub(super) s2: f64,
}

impl Weights {
    /// Weights from a list of neighbours for each place, as positions from 0 in any order.
    ///
    /// # Errors
    /// [`MeasureError::Empty`] without places, [`MeasureError::Neighbour`] where a list names a place that
    /// is not there, the place itself, or one twice, [`MeasureError::AllIslands`] where all lists are
    /// empty, and [`MeasureError::Parameter`] for more than 2³² places.
    ///
    /// # Examples
    /// ```
    /// use prosperity_atlas::stats::spatial::Weights;
    /// // A row of three places, and an island.
    /// let weights = Weights::from_neighbours(&[vec![1], vec![0, 2], vec![1], vec![]])?;
    /// assert_eq!(weights.lag(&[1.0, 2.0, 5.0, 9.0])?, [2.0, 3.0, 2.0, 0.0]);
    /// assert_eq!(weights.islands().collect::<Vec<_>>(), [3]);
    /// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
    /// ```
    pub fn from_neighbours(lists: &[Vec<usize>]) -> Result<Self, MeasureError> {
        if lists.is_empty() {
            return Err(MeasureError::Empty);
        }
        if u32::try_from(lists.len()).is_err() {
            return Err(MeasureError::Parameter { what: Parameter::Count });
        }
        let mut starts = Vec::with_capacity(lists.len() + 1);
        starts.push(0);
        let mut neighbours = Vec::with_capacity(lists.iter().map(Vec::len).sum());
        for (at, list) in lists.iter().enumerate() {
            let mut row = list.clone();
            row.sort_unstable();
            let twice = row.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
            let wrong = row.iter().find(|other| **other == at || **other >= lists.len()).copied();
            if let Some(neighbour) = wrong.or(twice) {
                return Err(MeasureError::Neighbour { at, neighbour });
            }
            neighbours.extend(row.into_iter().filter_map(|other| u32::try_from(other).ok()));
            starts.push(neighbours.len());
        }
        if neighbours.is_empty() {
            return Err(MeasureError::AllIslands);
        }
        Ok(Self { starts, neighbours })
    }

    /// Weights by the `count` nearest places of each: by distance in the plane, of equally distant ones
    /// those of lower position. In O(n²) for few neighbours.
    ///
    /// # Errors
    /// [`MeasureError::Empty`] without points, [`MeasureError::NotFinite`] for a point that is not finite,
    /// [`MeasureError::Parameter`] for a count of 0 or as large as there are points, and
    /// [`MeasureError::OutOfRange`] where squares of distances leave the range of numbers.
    ///
    /// # Examples
    /// ```
    /// use prosperity_atlas::stats::spatial::Weights;
    /// let points = [[0.0, 0.0], [1.0, 0.0], [3.0, 0.0]];
    /// let weights = Weights::nearest(&points, 1)?;
    /// assert_eq!(weights.neighbours(2).collect::<Vec<_>>(), [1]);
    /// assert_eq!(weights.neighbours(1).collect::<Vec<_>>(), [0]);
    /// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
    /// ```
    pub fn nearest(points: &[[f64; 2]], count: usize) -> Result<Self, MeasureError> {
        if points.is_empty() {
            return Err(MeasureError::Empty);
        }
        if let Some(at) = points.iter().position(|point| !point.iter().all(|at| at.is_finite())) {
            return Err(MeasureError::NotFinite { at });
        }
        if count == 0 || count >= points.len() {
            return Err(MeasureError::Parameter { what: Parameter::Count });
        }
        let mut lists = Vec::with_capacity(points.len());
        // The nearest so far, in order.
        let mut near: Vec<(f64, usize)> = Vec::with_capacity(count + 1);
        for (at, [x, y]) in points.iter().enumerate() {
            near.clear();
            for (other, [there_x, there_y]) in points.iter().enumerate() {
                if other == at {
                    continue;
                }
                let (east, north) = (there_x - x, there_y - y);
                let square = east * east + north * north;
                if !square.is_finite() {
                    return Err(MeasureError::OutOfRange);
                }
                // Positions come in ascending order: behind those that are as near.
                if near.len() < count || near.last().is_some_and(|(most, _)| square < *most) {
                    let rank = near.partition_point(|(before, _)| *before <= square);
                    near.insert(rank, (square, other));
                    near.truncate(count);
                }
            }
            lists.push(near.iter().map(|(_, other)| *other).collect());
        }
        Self::from_neighbours(&lists)
    }

    /// How many places there are, islands among them.
    pub fn places(&self) -> usize {
        self.starts.len() - 1
    }

    /// The neighbours of a place, ascending; none for a place that is not there.
    pub fn neighbours(&self, place: usize) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.row(place).iter().map(|other| *other as usize)
    }

    /// The places without neighbours.
    pub fn islands(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.places()).filter(|place| self.row(*place).is_empty())
    }

    /// Spatial lags: for each place the mean of its neighbours' values, in their unit; 0 for an island.
    ///
    /// # Errors
    /// [`MeasureError`] where there are not as many values as places, for a value that is not finite and
    /// where a sum leaves the range of numbers.
    pub fn lag(&self, values: &[f64]) -> Result<Vec<f64>, MeasureError> {
        if values.len() != self.places() {
            return Err(MeasureError::Lengths {
                what: Companion::Neighbours,
                values: values.len(),
                given: self.places(),
            });
        }
        if let Some(at) = values.iter().position(|value| !value.is_finite()) {
            return Err(MeasureError::NotFinite { at });
        }
        let lags = self.lags(values);
        if lags.iter().all(|lag| lag.is_finite()) {
            Ok(lags)
        } else {
            Err(MeasureError::OutOfRange)
        }
    }

    /// As [`Weights::lag`], of as many finite values as places.
    pub(super) fn lags(&self, values: &[f64]) -> Vec<f64> {
        let lag = |place| {
            let row = self.row(place);
            if row.is_empty() {
                return 0.0;
            }
            sum(row.iter().map(|other| values[*other as usize])) / row.len() as f64
        };
        (0..self.places()).map(lag).collect()
    }

    /// How many neighbours a place has.
    pub(super) fn count(&self, place: usize) -> usize {
        self.row(place).len()
    }

    fn row(&self, place: usize) -> &[u32] {
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(from), Some(to)) => &self.neighbours[*from..*to],
            _ => &[],
        }
    }

    fn weight(&self, from: usize, to: u32) -> f64 {
        let row = self.row(from);
        if row.binary_search(&to).is_ok() { 1.0 / row.len() as f64 } else { 0.0 }
    }

    pub(super) fn sums(&self) -> Sums {
        let places = 0..self.places();
        let mut columns = vec![0.0; self.places()];
        let mut both = Vec::with_capacity(self.neighbours.len());
        for (place, here) in places.clone().zip(0_u32..) {
            let row = self.row(place);
            let weight = 1.0 / row.len() as f64;
            for other in row {
                columns[*other as usize] += weight;
                // Each pair comes once from either side, so that (wᵢⱼ + wⱼᵢ)² is shared between them.
                both.push(weight * (weight + self.weight(*other as usize, here)));
            }
        }
        let rows = |place| if self.row(place).is_empty() { 0.0 } else { 1.0 };
        Sums {
            s0: places.clone().map(rows).sum(),
            s1: sum(both),
            s2: sum(places.map(|place| (rows(place) + columns[place]).powi(2))),
        }
    }

    /// Every pair of neighbours once, under its lower place, with the weights of both directions added.
    pub(super) fn pairs(&self) -> Pairs {
        let mut found: Vec<(u32, u32, f64)> = Vec::with_capacity(self.neighbours.len());
        for (place, here) in (0..self.places()).zip(0_u32..) {
            let row = self.row(place);
            let weight = 1.0 / row.len() as f64;
            for other in row {
                let back = self.weight(*other as usize, here);
                if here < *other {
                    found.push((here, *other, weight + back));
                } else if back <= 0.0 {
                    found.push((*other, here, weight));
                }
            }
        }
        found.sort_unstable_by_key(|(low, high, _)| (*low, *high));
        let mut starts = vec![0; self.places() + 1];
        for (low, _, _) in &found {
            starts[*low as usize + 1] += 1;
        }
        for place in 0..self.places() {
            starts[place + 1] += starts[place];
        }
        Pairs {
            starts,
            others: found.into_iter().map(|(_, high, weight)| (high, weight)).collect(),
        }
    }
}

/// Pairs of neighbours, by the lower place of each.
#[derive(Clone, Debug)]
pub(super) struct Pairs {
    starts: Vec<usize>,
    /// The higher place, and wᵢⱼ + wⱼᵢ.
    others: Vec<(u32, f64)>,
}

impl Pairs {
    /// Each place that is the lower of a pair, with the higher ones and the weights of the pairs.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &[(u32, f64)])> {
        let ends = self.starts.iter().zip(self.starts.iter().skip(1));
        ends.map(|(from, to)| &self.others[*from..*to]).enumerate()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_cannot_be_are_named() {
        let of = |lists: &[Vec<usize>]| Weights::from_neighbours(lists);
        assert_eq!(of(&[]), Err(MeasureError::Empty));
        assert_eq!(of(&[vec![], vec![]]), Err(MeasureError::AllIslands));
        for (list, neighbour) in [(vec![0, 2], 2), (vec![1, 0], 1), (vec![0, 0], 0)] {
            assert_eq!(of(&[vec![1], list]), Err(MeasureError::Neighbour { at: 1, neighbour }));
        }
    }

    #[test]
    fn the_nearest_of_equally_near_ones_are_the_first() {
        let square = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
        let one = Weights::nearest(&square, 1).unwrap();
        assert_eq!(one, Weights::from_neighbours(&[vec![1], vec![0], vec![0], vec![1]]).unwrap());
        // Two at the same distance, and one that comes after both and pushes out the second.
        let cross = [[0.0, 0.0], [1.0, 0.0], [-1.0, 0.0], [0.0, 0.5]];
        let two = Weights::nearest(&cross, 2).unwrap();
        assert_eq!(two.neighbours(0).collect::<Vec<_>>(), [1, 3]);
        let count = Err(MeasureError::Parameter { what: Parameter::Count });
        assert_eq!(Weights::nearest(&square, 0), count);
        assert_eq!(Weights::nearest(&square, 4), count);
        assert_eq!(Weights::nearest(&[], 1), Err(MeasureError::Empty));
        let (far, nan) = ([[0.0, 0.0], [1e200, 0.0]], [[0.0, 0.0], [0.0, f64::NAN]]);
        assert_eq!(Weights::nearest(&far, 1), Err(MeasureError::OutOfRange));
        assert_eq!(Weights::nearest(&nan, 1), Err(MeasureError::NotFinite { at: 1 }));
    }

    #[test]
    fn lags_need_a_value_for_each_place() {
        let weights = Weights::from_neighbours(&[vec![1, 2], vec![0], vec![0]]).unwrap();
        let lengths = MeasureError::Lengths { what: Companion::Neighbours, values: 2, given: 3 };
        assert_eq!(weights.lag(&[1.0, 2.0]), Err(lengths));
        assert_eq!(weights.lag(&[1.0, f64::NAN, 2.0]), Err(MeasureError::NotFinite { at: 1 }));
        assert_eq!(weights.lag(&[0.0, f64::MAX, f64::MAX]), Err(MeasureError::OutOfRange));
        assert_eq!(weights.neighbours(3).len(), 0);
    }

    /// Against the definitions, by a full matrix.
    #[test]
    fn sums_are_those_of_the_matrix() {
        let lists = [vec![1, 2, 3], vec![0], vec![3], vec![], vec![0, 1]];
        let weights = Weights::from_neighbours(&lists).unwrap();
        let n = lists.len();
        let w = |i: usize, j: usize| {
            if lists[i].contains(&j) { 1.0 / lists[i].len() as f64 } else { 0.0 }
        };
        let cells = || (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
        let total: f64 = cells().map(|(i, j)| w(i, j)).sum();
        let s1: f64 = cells().map(|(i, j)| (w(i, j) + w(j, i)).powi(2) / 2.0).sum();
        let s2: f64 = (0..n).map(|i| (0..n).map(|j| w(i, j) + w(j, i)).sum::<f64>().powi(2)).sum();
        let sums = weights.sums();
        for (found, expected) in [(sums.s0, total), (sums.s1, s1), (sums.s2, s2)] {
            assert!((found - expected).abs() < 1e-14, "{found} {expected}");
        }
        let values = [2.0, 3.0, 5.0, 7.0, 11.0];
        let whole: f64 = cells().map(|(i, j)| w(i, j) * values[i] * values[j]).sum();
        let pairs = weights.pairs();
        let by_pairs: f64 = pairs
            .rows()
            .flat_map(|(low, others)| {
                others.iter().map(move |(high, weight)| (low, *high as usize, *weight))
            })
            .map(|(low, high, weight)| weight * values[low] * values[high])
            .sum();
        assert!((by_pairs - whole).abs() < 1e-12, "{by_pairs} {whole}");
    }
}
