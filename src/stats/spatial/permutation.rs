//! What a statistic would be if values were dealt to places at random.

use super::super::error::{MeasureError, Parameter};
use super::super::summary::sum;
use super::random::Generator;
use super::weights::{Pairs, Weights};

/// Two statistics that differ by less than this share of their scale count as equal: a draw that deals
/// the values as they were, or equal values in other places, must count as reaching the observed
/// statistic, whatever order its sums ran in. Rounding stays below it, and of statistics that truly
/// differ about so small a share is taken for equal.
pub const TIE: f64 = 1e-10;

/// Most draws of one test: beyond, p-values become no more exact than their inputs.
pub const MOST_DRAWS: usize = 1_000_000;

/// A statistic among those of random draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Permuted {
    /// How many draws there were.
    pub draws: usize,
    /// How many of them reached at least the observed statistic; ties within [`TIE`] count.
    pub larger: usize,
    /// How many reached at most the observed statistic; ties count here, too.
    pub smaller: usize,
    /// Pseudo p-value (m + 1)/(draws + 1) (Hope 1968; Anselin 1995), m being the smaller of
    /// the two counts: one-sided, on the side on which the statistic lies. `p_sim` of PySAL's esda, but
    /// that a draw equal to the observed counts on either side: where every draw is equal, p is 1.
    ///
    /// No p can be below 1/(draws + 1).
    pub p: f64,
    /// Mean of the draws.
    pub mean: f64,
    /// Standard deviation of the draws, with division by their number.
    pub sd: f64,
    /// The statistic less the mean of the draws over their standard deviation. None where the draws do
    /// not differ.
    pub z: Option<f64>,
}

impl Permuted {
    fn new(observed: f64, counts: Counts, moments: (f64, f64)) -> Self {
        let Counts { draws, larger, smaller } = counts;
        let (mean, sd) = moments;
        Self {
            draws,
            larger,
            smaller,
            p: (larger.min(smaller) + 1) as f64 / (draws + 1) as f64,
            mean,
            sd,
            z: Some((observed - mean) / sd).filter(|z| sd > 0.0 && z.is_finite()),
        }
    }

    /// The observed statistic among `draws`; `scale` is what differences are measured by.
    pub(super) fn among(observed: f64, draws: &[f64], scale: f64) -> Self {
        let counts = Counts::of(observed, draws, TIE * scale);
        let n = draws.len() as f64;
        let mean = sum(draws.iter().copied()) / n;
        let variance = sum(draws.iter().map(|draw| (draw - mean).powi(2))) / n;
        Self::new(observed, counts, (mean, spread(variance.sqrt(), scale)))
    }
}

/// A standard deviation that is more than rounding, else 0.
fn spread(sd: f64, scale: f64) -> f64 {
    if sd > TIE * scale { sd } else { 0.0 }
}

#[derive(Clone, Copy)]
struct Counts {
    draws: usize,
    larger: usize,
    smaller: usize,
}

impl Counts {
    fn of(observed: f64, draws: &[f64], tolerance: f64) -> Self {
        let (floor, ceiling) = (observed - tolerance, observed + tolerance);
        let (mut larger, mut smaller) = (0, 0);
        for draw in draws {
            larger += usize::from(*draw >= floor);
            smaller += usize::from(*draw <= ceiling);
        }
        Self { draws: draws.len(), larger, smaller }
    }
}

pub(super) fn check_draws(draws: usize) -> Result<(), MeasureError> {
    if (1..=MOST_DRAWS).contains(&draws) {
        Ok(())
    } else {
        Err(MeasureError::Parameter { what: Parameter::Count })
    }
}

/// Most positions that are kept of conditional draws; with what finds them again, 600 MB.
const MOST_POSITIONS: usize = 50_000_000;

/// How many draws are looked at together, so that a neighbour is looked up once for all of them.
pub(super) const LANES: usize = 4;

/// The values of all places in [`LANES`] draws.
pub(super) type Lanes = [[f64; LANES]];

/// A sum over pairs of neighbours, under random deals of the values.
#[derive(Clone, Debug)]
pub(super) struct Shuffles {
    pairs: Pairs,
    /// As the last draw left them.
    values: Vec<f64>,
    lanes: Vec<[f64; LANES]>,
    generator: Generator,
    found: Vec<f64>,
    wanted: usize,
}

impl Shuffles {
    pub(super) fn new(values: &[f64], weights: &Weights, wanted: usize, seed: u64) -> Self {
        Self {
            pairs: weights.pairs(),
            values: values.to_vec(),
            lanes: vec![[0.0; LANES]; values.len()],
            generator: Generator::new(seed),
            found: Vec::with_capacity(wanted),
            wanted,
        }
    }

    pub(super) fn done(&self) -> usize {
        self.found.len()
    }

    /// Makes at most `count` draws more, and says whether all are made. `statistic` must treat every
    /// lane for itself: then it does not matter in which lane a draw stands, nor how many stand beside
    /// it.
    pub(super) fn step(
        &mut self,
        count: usize,
        statistic: impl Fn(&Pairs, &Lanes) -> [f64; LANES],
    ) -> bool {
        let until = self.found.len().saturating_add(count).min(self.wanted);
        while self.found.len() < until {
            let lanes = (until - self.found.len()).min(LANES);
            for lane in 0..lanes {
                self.shuffle_into(lane);
            }
            let found = statistic(&self.pairs, &self.lanes);
            self.found.extend(found.iter().take(lanes));
        }
        self.found.len() == self.wanted
    }

    /// Fisher and Yates's shuffle as Durstenfeld (1964, algorithm 235) runs it: from the last position
    /// down, each being final once it is passed.
    fn shuffle_into(&mut self, lane: usize) {
        let (values, generator) = (&mut self.values, &mut self.generator);
        for position in (1..values.len()).rev() {
            values.swap(position, below(generator, position + 1));
            self.lanes[position][lane] = values[position];
        }
        self.lanes[0][lane] = values[0];
    }

    pub(super) fn into_draws(self) -> Vec<f64> {
        self.found
    }
}

/// Sums of neighbours under conditional permutation (Anselin 1995): the place's own value
/// stays, its neighbours are drawn without replacement from all other places.
///
/// As in esda, positions are drawn once and serve every place: draw d takes the same positions out of
/// the list of others, of which a place with k neighbours uses the first k. P-values of single places
/// are as exact as with draws of their own; those of two places are not independent given the data,
/// as they are not anyway where places share neighbours.
///
/// From one place to the next, the list of others changes in one position only, so that only those
/// draws are summed again that hold it.
#[derive(Clone, Debug)]
pub(super) struct Conditional {
    values: Vec<f64>,
    /// How many neighbours each place has.
    counts: Vec<usize>,
    /// Sum over the neighbours of each place, as observed.
    observed: Vec<f64>,
    /// The values of all places but that at `at`.
    others: Vec<f64>,
    at: usize,
    draws: usize,
    /// Most neighbours.
    width: usize,
    /// Positions in `others`, by draw.
    positions: Vec<u32>,
    /// Where each position was drawn, as draw and rank within it: `drawn[starts[p]..starts[p + 1]]`.
    starts: Vec<usize>,
    drawn: Vec<(u32, u32)>,
    /// For every number of neighbours that occurs, ascending.
    groups: Vec<Group>,
    /// Of sums: what differences are measured by, per neighbour.
    scale: f64,
    found: Vec<Option<Sampled>>,
}

#[derive(Clone, Debug)]
struct Group {
    count: usize,
    /// The place whose others `sums` are made of.
    at: usize,
    /// Sums of the first `count` of each draw; empty as long as no place needed them.
    sums: Vec<f64>,
}

/// Sums over the neighbours of one place in all draws.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sampled {
    larger: usize,
    smaller: usize,
    mean: f64,
    sd: f64,
}

impl Conditional {
    /// `values` are scores, as many as `weights` has places.
    pub(super) fn new(
        values: Vec<f64>,
        weights: &Weights,
        draws: usize,
        seed: u64,
    ) -> Result<Self, MeasureError> {
        let n = values.len();
        let counts: Vec<usize> = (0..n).map(|place| weights.count(place)).collect();
        let observed: Vec<f64> = (0..n)
            .map(|place| lane_sum(weights.neighbours(place).map(|other| values[other])))
            .collect();
        let width = counts.iter().copied().max().unwrap_or(0);
        if draws.checked_mul(width).is_none_or(|positions| positions > MOST_POSITIONS) {
            return Err(MeasureError::Parameter { what: Parameter::Count });
        }
        let mut occurring = counts.clone();
        occurring.sort_unstable();
        occurring.dedup();
        occurring.retain(|count| *count > 0);
        let positions = positions(n.saturating_sub(1), width, draws, &mut Generator::new(seed));
        let (starts, taken) = by_position(&positions, width, n.saturating_sub(1));
        Ok(Self {
            others: values.iter().skip(1).copied().collect(),
            at: 0,
            draws,
            width,
            positions,
            starts,
            drawn: taken,
            groups: occurring
                .into_iter()
                .map(|count| Group { count, at: 0, sums: Vec::new() })
                .collect(),
            scale: values.iter().fold(0.0, |most, value| most.max(value.abs())),
            found: Vec::with_capacity(n),
            values,
            counts,
            observed,
        })
    }

    pub(super) fn done(&self) -> usize {
        self.found.len()
    }

    /// Looks at at most so many places more, and says whether all are done.
    pub(super) fn step(&mut self, places: usize) -> bool {
        let until = self.found.len().saturating_add(places).min(self.values.len());
        for place in self.found.len()..until {
            let sampled = self.sample(place);
            self.found.push(sampled);
        }
        self.found.len() == self.values.len()
    }

    /// None for an island, for which nothing is drawn. Places come in their order.
    fn sample(&mut self, place: usize) -> Option<Sampled> {
        while self.at < place {
            self.others[self.at] = self.values[self.at];
            self.at += 1;
        }
        let count = self.counts[place];
        let group = self.groups.binary_search_by_key(&count, |group| group.count).ok()?;
        let group = self.groups.get_mut(group)?;
        let sum_of = |draw: usize| {
            let from = draw * self.width;
            plain_sum(&self.positions[from..from + count], &self.others)
        };
        let changed = &self.drawn[self.starts[group.at]..self.starts[place]];
        if group.sums.is_empty() || changed.len() >= self.draws {
            group.sums.clear();
            group.sums.extend((0..self.draws).map(sum_of));
        } else {
            for (draw, _) in changed.iter().filter(|(_, rank)| (*rank as usize) < count) {
                group.sums[*draw as usize] = sum_of(*draw as usize);
            }
        }
        group.at = place;
        let tolerance = TIE * self.scale * count as f64;
        Some(Sampled::of(self.observed[place], &group.sums, tolerance))
    }

    /// The statistic `factor · sum + offset` of each place, for which `terms` gives both, among its
    /// draws; None for islands.
    pub(super) fn permuted(&self, terms: impl Fn(usize) -> (f64, f64)) -> Vec<Option<Permuted>> {
        let of = |place: usize, sampled: &Option<Sampled>| {
            let sampled = (*sampled)?;
            let (factor, offset) = terms(place);
            let observed = factor * self.observed[place] + offset;
            // What is reached from below by the sums is reached from above by a negative multiple of
            // them, and everything is a tie where the factor is 0.
            let (larger, smaller) = if factor > 0.0 {
                (sampled.larger, sampled.smaller)
            } else if factor < 0.0 {
                (sampled.smaller, sampled.larger)
            } else {
                (self.draws, self.draws)
            };
            let scale = self.scale * self.counts[place] as f64;
            let sd = spread(sampled.sd, scale) * factor.abs();
            let counts = Counts { draws: self.draws, larger, smaller };
            Some(Permuted::new(observed, counts, (factor * sampled.mean + offset, sd)))
        };
        self.found.iter().enumerate().map(|(place, sampled)| of(place, sampled)).collect()
    }
}

impl Sampled {
    fn of(observed: f64, sums: &[f64], tolerance: f64) -> Self {
        let Counts { larger, smaller, .. } = Counts::of(observed, sums, tolerance);
        let n = sums.len() as f64;
        let mean = lane_sum(sums.iter().copied()) / n;
        let square = |sum: &f64| {
            let off = sum - mean;
            off * off
        };
        let variance = lane_sum(sums.iter().map(square)) / n;
        Self { larger, smaller, mean, sd: variance.sqrt() }
    }
}

/// Places are counted in 32 bits, see [`Weights::from_neighbours`].
fn below(generator: &mut Generator, bound: usize) -> usize {
    generator.below(u32::try_from(bound).unwrap_or(u32::MAX)) as usize
}

/// For every draw `width` out of `others` positions, without replacement.
fn positions(others: usize, width: usize, draws: usize, generator: &mut Generator) -> Vec<u32> {
    let mut order: Vec<u32> = (0_u32..).take(others).collect();
    let mut found = Vec::with_capacity(draws * width);
    for _ in 0..draws {
        for rank in 0..width {
            order.swap(rank, rank + below(generator, others - rank));
        }
        found.extend(order.iter().take(width));
    }
    found
}

/// The draws and ranks at which each position stands, by position.
fn by_position(positions: &[u32], width: usize, others: usize) -> (Vec<usize>, Vec<(u32, u32)>) {
    let mut starts = vec![0_usize; others + 2];
    for position in positions {
        starts[*position as usize + 2] += 1;
    }
    for position in 0..others {
        starts[position + 2] += starts[position + 1];
    }
    // Entry p + 1 is where the next of position p goes, and in the end where those of p + 1 start.
    let mut drawn = vec![(0, 0); positions.len()];
    for (draw, row) in (0_u32..).zip(positions.chunks_exact(width.max(1))) {
        for (rank, position) in (0_u32..).zip(row) {
            let next = &mut starts[*position as usize + 1];
            drawn[*next] = (draw, rank);
            *next += 1;
        }
    }
    (starts, drawn)
}

fn plain_sum(positions: &[u32], values: &[f64]) -> f64 {
    positions.iter().map(|position| values[*position as usize]).sum()
}

/// A sum in eight strands, which a processor can add side by side; in this order everywhere.
fn lane_sum(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let mut strands = [0.0; 8];
    for (at, value) in values.enumerate() {
        strands[at % 8] += value;
    }
    let [a, b, c, d] = core::array::from_fn(|at| strands[at] + strands[at + 4]);
    (a + b) + (c + d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Lists of neighbours with islands and one-sided neighbours, and a value for each place.
    fn places() -> impl Strategy<Value = (Vec<Vec<usize>>, Vec<f64>)> {
        (4..30_usize).prop_flat_map(|n| {
            let list = prop::collection::btree_set(0..n, 0..6);
            let lists = prop::collection::vec(list, n).prop_map(|lists| {
                let without_itself = |(at, list): (usize, std::collections::BTreeSet<usize>)| {
                    list.into_iter().filter(|other| *other != at).collect::<Vec<_>>()
                };
                lists.into_iter().enumerate().map(without_itself).collect::<Vec<_>>()
            });
            (
                lists.prop_filter("someone has a neighbour", |lists| {
                    lists.iter().any(|list| !list.is_empty())
                }),
                prop::collection::vec(-100.0..100.0_f64, n),
            )
        })
    }

    #[test]
    fn without_draws_there_is_no_test() {
        let wrong = Err(MeasureError::Parameter { what: Parameter::Count });
        assert_eq!((check_draws(0), check_draws(MOST_DRAWS + 1)), (wrong, wrong));
        assert_eq!((check_draws(1), check_draws(MOST_DRAWS)), (Ok(()), Ok(())));
        // A hub with so many neighbours that their draws cannot be kept.
        let mut lists = vec![vec![0]; 101];
        lists[0] = (1..101).collect();
        let weights = Weights::from_neighbours(&lists).unwrap();
        let conditional = Conditional::new(vec![0.0; 101], &weights, 500_001, 1);
        assert_eq!(conditional.map(|conditional| conditional.draws), wrong.map(|()| 0));
    }

    #[test]
    fn draws_that_differ_by_rounding_are_ties() {
        let found = Permuted::among(0.3, &[0.1 + 0.2, 0.3, 0.4, 0.2], 1.0);
        assert_eq!((found.larger, found.smaller), (3, 3));
        assert!((found.p - 0.8).abs() < 1e-15);
        let level = Permuted::among(0.3, &[0.1 + 0.2, 0.3], 1.0);
        assert_eq!((level.z, level.larger, level.smaller), (None, 2, 2));
        assert!((level.p - 1.0).abs() < 1e-15);
    }

    /// Every arrangement of four values comes equally often, in the first draw of a seed as in a later
    /// one of another.
    #[test]
    fn shuffles_are_fair() {
        let weights = Weights::from_neighbours(&[vec![1], vec![2], vec![3], vec![0]]).unwrap();
        let code = |_: &Pairs, lanes: &Lanes| {
            core::array::from_fn(|lane| {
                lanes.iter().fold(0.0, |code, place| 16.0 * code + place[lane])
            })
        };
        for last in [1, 6] {
            let mut found = Vec::new();
            for seed in 0..24_000 {
                let mut shuffles = Shuffles::new(&[1.0, 2.0, 4.0, 8.0], &weights, last, seed);
                assert!(shuffles.step(usize::MAX, code));
                found.extend(shuffles.into_draws().last().copied());
            }
            found.sort_by(f64::total_cmp);
            let runs: Vec<usize> =
                found.chunk_by(|a, b| a.total_cmp(b).is_eq()).map(<[f64]>::len).collect();
            // Five standard deviations from 1,000.
            assert_eq!(runs.len(), 24);
            assert!(runs.iter().all(|run| run.abs_diff(1_000) < 155), "{runs:?}");
        }
    }

    /// Every selection of two out of four positions, in either order, comes equally often in the first
    /// draw of a seed.
    #[test]
    fn conditional_draws_are_fair() {
        let found: Vec<u32> =
            (0..12_000).flat_map(|seed| positions(4, 2, 1, &mut Generator::new(seed))).collect();
        let mut counts = [0_usize; 16];
        for pair in found.chunks_exact(2) {
            counts[(4 * pair[0] + pair[1]) as usize] += 1;
        }
        for (pair, count) in counts.into_iter().enumerate() {
            if pair % 5 == 0 {
                assert_eq!(count, 0, "a position twice");
            } else {
                assert!(count.abs_diff(1_000) < 155, "{pair}: {count}");
            }
        }
    }

    proptest! {
        /// What is carried over from place to place is what each place would find for itself.
        #[test]
        fn conditional_sums_are_those_of_every_place_alone(
            (lists, values) in places(), seed: u64, draws in 1..40_usize, slice in 1..9_usize,
        ) {
            let weights = Weights::from_neighbours(&lists).unwrap();
            let mut conditional = Conditional::new(values.clone(), &weights, draws, seed).unwrap();
            while !conditional.step(slice) {}
            let n = values.len();
            let width = lists.iter().map(Vec::len).max().unwrap();
            let positions = positions(n - 1, width, draws, &mut Generator::new(seed));
            for (place, list) in lists.iter().enumerate() {
                let Some(found) = conditional.found[place] else {
                    prop_assert!(list.is_empty());
                    continue;
                };
                let others: Vec<f64> =
                    (0..n).filter(|other| *other != place).map(|other| values[other]).collect();
                let sums: Vec<f64> = positions
                    .chunks_exact(width)
                    .map(|draw| plain_sum(&draw[..list.len()], &others))
                    .collect();
                let observed = list.iter().map(|other| values[*other]).sum();
                let scale = 100.0 * list.len() as f64;
                let alone = Permuted::among(observed, &sums, scale);
                prop_assert_eq!((found.larger, found.smaller), (alone.larger, alone.smaller));
                prop_assert!((found.mean - alone.mean).abs() < 1e-12 * scale);
                prop_assert!((found.sd - alone.sd).abs() < 1e-6 * scale);
            }
        }
    }
}
