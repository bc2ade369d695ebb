//! How places change ranks and classes from year to year.

use super::error::{Companion, MeasureError, Parameter};

/// Which of at most `count` classes each value belongs to, from 0 for the lowest: quantile classes as
/// `Quantiles` of `mapclassify` makes them. Cuts are quantiles with linear interpolation (Hyndman and Fan
/// 1996, "Sample quantiles in statistical packages", definition 7) at 1/count, 2/count, …, 1; a value is
/// in the first class whose cut it does not exceed, so that equal values are always together.
///
/// Cuts that coincide make one class: where many values are equal there are fewer classes than asked for,
/// and the highest has a smaller number. A class between two cuts may hold no value.
///
/// # Errors
/// [`MeasureError::Empty`], [`MeasureError::NotFinite`], for a count of 0 [`MeasureError::Parameter`],
/// and [`MeasureError::OutOfRange`] where differences leave the range of numbers.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::quantile_classes;
/// assert_eq!(quantile_classes(&[1.0, 5.0, 2.0, 9.0, 7.0], 2)?, [0, 0, 0, 1, 1]);
/// // Three quarters are equal, so that three of four cuts coincide.
/// assert_eq!(quantile_classes(&[3.0, 3.0, 3.0, 3.0, 8.0], 4)?, [0, 0, 0, 0, 1]);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn quantile_classes(values: &[f64], count: usize) -> Result<Vec<usize>, MeasureError> {
    finite(values)?;
    if count == 0 {
        return Err(MeasureError::Parameter { what: Parameter::Count });
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = values.len() - 1;
    let mut cuts = Vec::with_capacity(count);
    for class in 1..=count {
        // Whole positions and remainders: a position that is meant to be whole is not missed by a
        // rounding error.
        let scaled = class.checked_mul(last).ok_or(MeasureError::OutOfRange)?;
        let (below, rest) = (scaled / count, scaled % count);
        let (Some(low), high) = (sorted.get(below), sorted.get(below + 1)) else { continue };
        let cut = match high {
            Some(high) if rest > 0 => low + (high - low) * (rest as f64 / count as f64),
            _ => *low,
        };
        if !cut.is_finite() {
            return Err(MeasureError::OutOfRange);
        }
        if cuts.last().is_none_or(|before| *before < cut) {
            cuts.push(cut);
        }
    }
    Ok(values.iter().map(|value| cuts.partition_point(|cut| cut < value)).collect())
}

fn finite(values: &[f64]) -> Result<(), MeasureError> {
    if values.is_empty() {
        return Err(MeasureError::Empty);
    }
    match values.iter().position(|value| !value.is_finite()) {
        Some(at) => Err(MeasureError::NotFinite { at }),
        None => Ok(()),
    }
}

/// How often places went from class to class between one year and the next: a Markov chain of first
/// order, its probabilities estimated by the shares of moves (Anderson and Goodman 1957, "Statistical
/// inference about Markov chains", section 2; on incomes of countries Quah 1993).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transitions {
    classes: usize,
    /// By row: the class left, the class reached.
    counts: Vec<usize>,
}

/// Why a chain has no long-run distribution of its own, or no index of mobility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoErgodic {
    /// Places reached a class in the last year only, so that nothing says where one goes from it.
    #[error("class {class} was reached, but no move away from it or within it was observed")]
    EmptyRow {
        /// The class, from 0.
        class: usize,
    },
    /// There are several groups of classes that nothing leaves: where a place ends depends on where it
    /// starts.
    #[error("{groups} groups of classes are never left; the long run depends on the start")]
    SeveralGroups {
        /// How many.
        groups: usize,
    },
    /// No move at all was observed.
    #[error("no move was observed")]
    NoMoves,
}

impl Transitions {
    /// Counts moves in `years`, each the classes (from 0, below `classes`) of the same places in the same
    /// order, one year after the other.
    ///
    /// # Errors
    /// [`MeasureError::Parameter`] for fewer than 2 classes or a class that is not below `classes`,
    /// [`MeasureError::TooFew`] for fewer than 2 years, [`MeasureError::Lengths`] where years differ in
    /// length, [`MeasureError::Empty`] without places.
    pub fn count(years: &[Vec<usize>], classes: usize) -> Result<Self, MeasureError> {
        if classes < 2 || years.iter().flatten().any(|class| *class >= classes) {
            return Err(MeasureError::Parameter { what: Parameter::Count });
        }
        let size = classes
            .checked_mul(classes)
            .ok_or(MeasureError::Parameter { what: Parameter::Count })?;
        let mut counts = vec![0; size];
        for (year, next) in same_lengths(years)? {
            for (from, to) in year.iter().zip(next) {
                if let Some(count) = counts.get_mut(from * classes + to) {
                    *count += 1;
                }
            }
        }
        Ok(Self { classes, counts })
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// How many moves from one class to another, or stays, were observed; 0 for classes that do not
    /// exist.
    pub fn moves(&self, from: usize, to: usize) -> usize {
        if from >= self.classes || to >= self.classes {
            return 0;
        }
        self.counts.get(from * self.classes + to).copied().unwrap_or(0)
    }

    /// How many places, added up over all years but the last, stood in a class.
    pub fn observed(&self, from: usize) -> usize {
        (0..self.classes).map(|to| self.moves(from, to)).sum()
    }

    /// The shares of those in class `from` that were in each class a year later; they add up to 1. None
    /// where no place was observed in it.
    pub fn row(&self, from: usize) -> Option<Vec<f64>> {
        let observed = self.observed(from);
        (observed > 0).then(|| {
            (0..self.classes).map(|to| self.moves(from, to) as f64 / observed as f64).collect()
        })
    }

    /// Expected years from entering each class until leaving it, 1/(1 − pᵢᵢ): the mean of the geometric
    /// distribution that staying follows in a Markov chain. None for a class that was not observed, or never left.
    pub fn years_in_class(&self) -> Vec<Option<f64>> {
        let years = |class| {
            let (observed, stayed) = (self.observed(class), self.moves(class, class));
            (observed > stayed).then(|| observed as f64 / (observed - stayed) as f64)
        };
        (0..self.classes).map(years).collect()
    }

    /// Shorrocks's index of mobility (1978, "The measurement of mobility"; Prais 1955):
    /// (k − Σ pᵢᵢ)/(k − 1), 0 where no place changes its class, 1 where the class of a year says nothing
    /// about that of the next, and at most k/(k − 1). Classes without any observation do not count in k.
    ///
    /// # Errors
    /// [`NoErgodic::EmptyRow`] where a class was reached but nothing was observed to follow, and
    /// [`NoErgodic::NoMoves`] where fewer than 2 classes were observed.
    pub fn shorrocks(&self) -> Result<f64, NoErgodic> {
        let used = self.used()?;
        if used.len() < 2 {
            return Err(NoErgodic::NoMoves);
        }
        let stays = super::summary::sum(
            used.iter()
                .map(|class| self.moves(*class, *class) as f64 / self.observed(*class) as f64),
        );
        Ok((used.len() as f64 - stays) / (used.len() - 1) as f64)
    }

    /// The distribution over classes that moves as observed would lead to in the long run and then keep:
    /// the stationary distribution of the chain, by elimination without subtractions (Grassmann, Taksar
    /// and Heyman 1985, "Regenerative analysis and steady state distributions for Markov chains").
    /// It is 0 in classes that are left for good, or that were not observed.
    ///
    /// # Errors
    /// [`NoErgodic`] where there is not exactly one such distribution.
    pub fn ergodic(&self) -> Result<Vec<f64>, NoErgodic> {
        let used = self.used()?;
        let reach = self.reach();
        let reaches = |from: usize, to: usize| reach[from * self.classes + to];
        // A class is of the long run where every way out of it leads back.
        let kept: Vec<usize> = used
            .iter()
            .copied()
            .filter(|from| used.iter().all(|to| !reaches(*from, *to) || reaches(*to, *from)))
            .collect();
        let Some(first) = kept.first() else { return Err(NoErgodic::NoMoves) };
        if kept.iter().any(|class| !reaches(*first, *class)) {
            // One group is counted at its lowest class.
            let lowest = |class: &&usize| {
                !kept.iter().any(|other| other < *class && reaches(*other, **class))
            };
            return Err(NoErgodic::SeveralGroups { groups: kept.iter().filter(lowest).count() });
        }
        let mut shares = vec![0.0; self.classes];
        for (class, share) in kept.iter().zip(self.stationary(&kept)) {
            shares[*class] = share;
        }
        Ok(shares)
    }

    /// Classes in which places were observed.
    fn used(&self) -> Result<Vec<usize>, NoErgodic> {
        let reached = |class: usize| (0..self.classes).any(|from| self.moves(from, class) > 0);
        let used: Vec<usize> = (0..self.classes)
            .filter(|class| self.observed(*class) > 0 || reached(*class))
            .collect();
        match used.iter().find(|class| self.observed(**class) == 0) {
            Some(class) => Err(NoErgodic::EmptyRow { class: *class }),
            None if used.is_empty() => Err(NoErgodic::NoMoves),
            None => Ok(used),
        }
    }

    /// Which classes can be reached from which in any number of steps, none included, by row (Warshall
    /// 1962).
    fn reach(&self) -> Vec<bool> {
        let k = self.classes;
        let mut reach: Vec<bool> = self.counts.iter().map(|count| *count > 0).collect();
        for class in 0..k {
            reach[class * k + class] = true;
        }
        for via in 0..k {
            for from in 0..k {
                if reach[from * k + via] {
                    for to in 0..k {
                        reach[from * k + to] |= reach[via * k + to];
                    }
                }
            }
        }
        reach
    }

    /// The stationary distribution among classes that all reach each other and nothing else.
    fn stationary(&self, kept: &[usize]) -> Vec<f64> {
        let k = kept.len();
        let mut p = Vec::with_capacity(k * k);
        for from in kept {
            let observed = self.observed(*from) as f64;
            p.extend(kept.iter().map(|to| self.moves(*from, *to) as f64 / observed));
        }
        // From the last class on: each is cut out and its moves are given to those before it.
        for last in (1..k).rev() {
            let away: f64 = (0..last).map(|to| p[last * k + to]).sum();
            for from in 0..last {
                p[from * k + last] /= away;
                for to in 0..last {
                    p[from * k + to] += p[from * k + last] * p[last * k + to];
                }
            }
        }
        let mut shares = vec![1.0; k];
        for class in 1..k {
            shares[class] = (0..class).map(|from| shares[from] * p[from * k + class]).sum();
        }
        let total = super::summary::sum(shares.iter().copied());
        shares.iter().map(|share| share / total).collect()
    }
}

fn same_lengths<T>(years: &[Vec<T>]) -> Result<impl Iterator<Item = (&[T], &[T])>, MeasureError> {
    let [first, .., _] = years else {
        return Err(MeasureError::TooFew { n: years.len(), least: 2 });
    };
    if first.is_empty() {
        return Err(MeasureError::Empty);
    }
    if let Some(other) = years.iter().find(|year| year.len() != first.len()) {
        return Err(MeasureError::Lengths {
            what: Companion::Others,
            values: first.len(),
            given: other.len(),
        });
    }
    Ok(years.windows(2).filter_map(|pair| match pair {
        [year, next] => Some((year.as_slice(), next.as_slice())),
        _ => None,
    }))
}

/// Moves of places between the quantile classes of each year ([`quantile_classes`]): `years` holds the
/// values of the same places in the same order, one year after the other.
///
/// # Errors
/// [`MeasureError`] as [`quantile_classes`] and [`Transitions::count`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::transitions;
/// let years = [vec![1.0, 2.0, 3.0, 4.0], vec![1.0, 3.0, 2.0, 4.0], vec![1.0, 3.0, 2.0, 5.0]];
/// let moves = transitions(&years, 2)?;
/// assert_eq!((moves.moves(0, 0), moves.moves(0, 1)), (3, 1));
/// assert_eq!(moves.row(0), Some(vec![0.75, 0.25]));
/// assert_eq!(moves.years_in_class(), [Some(4.0), Some(4.0)]);
/// assert_eq!(moves.ergodic(), Ok(vec![0.5, 0.5]));
/// assert_eq!(moves.shorrocks(), Ok(0.5));
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn transitions(years: &[Vec<f64>], classes: usize) -> Result<Transitions, MeasureError> {
    let years: Result<Vec<_>, _> =
        years.iter().map(|year| quantile_classes(year, classes)).collect();
    Transitions::count(&years?, classes)
}

/// Kendall's rank correlation between two lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KendallTau {
    /// τ-b: 1 where both order the places alike, −1 where one is the reverse of the other.
    pub tau: f64,
    /// Pairs of places in the same order in both lists.
    pub concordant: u64,
    /// Pairs in opposite order.
    pub discordant: u64,
    /// Two-sided p-value of independence, and how it was found.
    pub p: PValue,
}

/// A p-value and how it was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PValue {
    /// From the distribution over all orders.
    Exact(f64),
    /// From a normal distribution with the same variance.
    Asymptotic(f64),
}

impl PValue {
    /// The p-value, 0–1.
    pub fn value(self) -> f64 {
        match self {
            Self::Exact(p) | Self::Asymptotic(p) => p,
        }
    }
}

/// Kendall's τ-b between two lists about the same places (Kendall 1945, "The treatment of ties in
/// ranking problems"), as `scipy.stats.kendalltau` computes it: concordant less discordant pairs over
/// the geometric mean of the pairs not tied in either list. In O(n log n) (Knight 1966, "A computer
/// method for calculating Kendall's tau with ungrouped data").
///
/// The p-value is exact (Kendall 1970, "Rank Correlation Methods", chapter 5) without ties up to 33
/// places or where at most one pair is out of order, else from the normal distribution with Kendall's
/// variance under ties (chapter 4), without a correction for continuity.
///
/// # Errors
/// [`MeasureError`] where the lengths differ, for fewer than 2 places, for a value that is not finite
/// (its position in either list), and where all values of a list are equal.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{PValue, kendall_tau};
/// let found = kendall_tau(&[1.0, 2.0, 3.0, 4.0], &[10.0, 30.0, 20.0, 40.0])?;
/// assert_eq!((found.concordant, found.discordant), (5, 1));
/// assert!((found.tau - 2.0 / 3.0).abs() < 1e-15);
/// // 8 of the 24 orders are as far from none.
/// assert_eq!(found.p, PValue::Exact(8.0 / 24.0));
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn kendall_tau(one: &[f64], other: &[f64]) -> Result<KendallTau, MeasureError> {
    let n = one.len();
    if n != other.len() {
        return Err(MeasureError::Lengths {
            what: Companion::Others,
            values: n,
            given: other.len(),
        });
    }
    if n < 2 {
        return Err(MeasureError::TooFew { n, least: 2 });
    }
    finite(one)?;
    finite(other)?;
    // Both zeros are equal.
    let mut pairs: Vec<(f64, f64)> =
        one.iter().zip(other).map(|(one, other)| (one + 0.0, other + 0.0)).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let tied_one = Ties::of(runs(&pairs, |a, b| a.0.total_cmp(&b.0).is_eq()));
    let tied_both =
        Ties::of(runs(&pairs, |a, b| a.0.total_cmp(&b.0).is_eq() && a.1.total_cmp(&b.1).is_eq()));
    let mut others: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    let discordant = sort_counting(&mut others);
    let tied_other = Ties::of(runs(&others, |a, b| a.total_cmp(b).is_eq()));

    let all = n as u64 * (n as u64 - 1) / 2;
    if tied_one.pairs == all || tied_other.pairs == all {
        return Err(MeasureError::NoVariance);
    }
    let concordant = all + tied_both.pairs - tied_one.pairs - tied_other.pairs - discordant;
    let excess = concordant as f64 - discordant as f64;
    let tau =
        excess / ((all - tied_one.pairs) as f64).sqrt() / ((all - tied_other.pairs) as f64).sqrt();
    let untied = tied_one.pairs == 0 && tied_other.pairs == 0;
    let least = discordant.min(all - discordant);
    let p = if untied && (n <= 33 || least <= 1) {
        PValue::Exact(exact(n, least))
    } else {
        let size = n as f64;
        let m = size * (size - 1.0);
        let variance = (m * (2.0 * size + 5.0) - tied_one.spread - tied_other.spread) / 18.0
            + 2.0 * tied_one.pairs as f64 * tied_other.pairs as f64 / m
            + tied_one.triples * tied_other.triples / (9.0 * m * (size - 2.0));
        PValue::Asymptotic(super::distribution::normal_two_sided(excess / variance.sqrt()))
    };
    Ok(KendallTau { tau: tau.clamp(-1.0, 1.0), concordant, discordant, p })
}

/// What equal values take from the pairs and from the variance.
struct Ties {
    /// Σ t(t − 1)/2.
    pairs: u64,
    /// Σ t(t − 1)(t − 2).
    triples: f64,
    /// Σ t(t − 1)(2t + 5).
    spread: f64,
}

impl Ties {
    fn of(runs: impl Iterator<Item = usize>) -> Self {
        let mut ties = Self { pairs: 0, triples: 0.0, spread: 0.0 };
        for run in runs {
            let pairs = run as u64 * (run as u64 - 1) / 2;
            ties.pairs += pairs;
            ties.triples += 2.0 * pairs as f64 * (run as f64 - 2.0);
            ties.spread += 2.0 * pairs as f64 * (2.0 * run as f64 + 5.0);
        }
        ties
    }
}

fn runs<T>(sorted: &[T], same: impl Fn(&T, &T) -> bool) -> impl Iterator<Item = usize> {
    sorted.chunk_by(same).map(<[T]>::len)
}

/// Sorts ascending by merging, and counts the pairs that stood the wrong way round.
fn sort_counting(values: &mut [f64]) -> u64 {
    let mut merged = values.to_vec();
    let mut swaps = 0;
    let mut width = 1;
    while width < values.len() {
        for (from, to) in values.chunks(2 * width).zip(merged.chunks_mut(2 * width)) {
            let (left, right) = from.split_at(width.min(from.len()));
            let (mut i, mut j) = (0, 0);
            for slot in to {
                let from_right = match (left.get(i), right.get(j)) {
                    (Some(left), Some(right)) => right < left,
                    (None, _) => true,
                    (_, None) => false,
                };
                let next = if from_right { right.get(j) } else { left.get(i) };
                if from_right {
                    j += 1;
                    swaps += (left.len() - i) as u64;
                } else {
                    i += 1;
                }
                *slot = next.copied().unwrap_or_default();
            }
        }
        values.copy_from_slice(&merged);
        width *= 2;
    }
    swaps
}

/// Share of the n! orders in which at most `least` pairs, or at most so many fewer than all, are out of
/// order.
fn exact(n: usize, least: u64) -> f64 {
    let factorial = |n: usize| (2..=n).map(|k| k as f64).product::<f64>();
    let all = n as u64 * (n as u64 - 1) / 2;
    if 2 * least >= all {
        return 1.0;
    }
    let orders = match least {
        0 => 1.0,
        1 => n as f64,
        _ => {
            let Ok(most) = usize::try_from(least) else { return 1.0 };
            orders_with_at_most(n, most)
        }
    };
    (2.0 * orders / factorial(n)).min(1.0)
}

/// How many orders of n things have at most `most` pairs out of order: in whole numbers, which 33!
/// does not exceed.
fn orders_with_at_most(n: usize, most: usize) -> f64 {
    // One thing more can stand before 0, 1, … or all of those already there.
    let mut ways = vec![0_u128; most + 1];
    ways[0] = 1;
    for things in 2..=n {
        let mut next = vec![0_u128; most + 1];
        let mut window = 0_u128;
        for (pairs, slot) in next.iter_mut().enumerate() {
            window += ways[pairs];
            if let Some(gone) = pairs.checked_sub(things) {
                window -= ways[gone];
            }
            *slot = window;
        }
        ways = next;
    }
    ways.iter().sum::<u128>() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chain(counts: &[&[usize]]) -> Transitions {
        Transitions { classes: counts.len(), counts: counts.concat() }
    }

    #[test]
    fn what_has_no_classes_is_named() {
        assert_eq!(quantile_classes(&[], 3), Err(MeasureError::Empty));
        assert_eq!(quantile_classes(&[1.0, f64::NAN], 3), Err(MeasureError::NotFinite { at: 1 }));
        let count = MeasureError::Parameter { what: Parameter::Count };
        assert_eq!(quantile_classes(&[1.0], 0), Err(count));
        assert_eq!(quantile_classes(&[-f64::MAX, f64::MAX], 2), Err(MeasureError::OutOfRange));
        let few = MeasureError::TooFew { n: 1, least: 2 };
        assert_eq!(transitions(&[vec![1.0, 2.0]], 2), Err(few));
        assert_eq!(transitions(&[vec![1.0], vec![1.0]], 1), Err(count));
        assert_eq!(Transitions::count(&[vec![0], vec![2]], 2), Err(count));
        assert_eq!(Transitions::count(&[vec![], vec![]], 2), Err(MeasureError::Empty));
        let lengths = MeasureError::Lengths { what: Companion::Others, values: 2, given: 1 };
        assert_eq!(Transitions::count(&[vec![0, 1], vec![1, 1], vec![0]], 2), Err(lengths));
    }

    #[test]
    fn both_zeros_are_in_one_class() {
        // The third cut lies between 0 and 1, where no value is.
        assert_eq!(quantile_classes(&[-0.0, 0.0, 0.0, 1.0], 4).unwrap(), [0, 0, 0, 2]);
    }

    #[test]
    fn the_long_run_is_unique_or_there_is_none() {
        // Two groups that nothing leaves, and a class that leads to either.
        let split = chain(&[&[2, 0, 0], &[1, 1, 1], &[0, 0, 4]]);
        assert_eq!(split.ergodic(), Err(NoErgodic::SeveralGroups { groups: 2 }));
        // One group, left for good by the first class; 1/3 of the time in the second, 2/3 in the third.
        let drained = chain(&[&[1, 1, 0], &[0, 0, 3], &[0, 5, 5]]);
        let shares = drained.ergodic().unwrap();
        for (share, expected) in shares.iter().zip([0.0, 1.0 / 3.0, 2.0 / 3.0]) {
            assert!((share - expected).abs() < 1e-15, "{shares:?}");
        }
        // A class that only the last year reached.
        let open = chain(&[&[3, 1], &[0, 0]]);
        assert_eq!(open.ergodic(), Err(NoErgodic::EmptyRow { class: 1 }));
        assert_eq!(open.shorrocks(), Err(NoErgodic::EmptyRow { class: 1 }));
        assert_eq!((open.row(1), open.years_in_class()), (None, vec![Some(4.0), None]));
        // A class without any observation, as where ties leave fewer classes.
        let unused = chain(&[&[1, 1, 0], &[1, 1, 0], &[0, 0, 0]]);
        assert_eq!(unused.ergodic(), Ok(vec![0.5, 0.5, 0.0]));
        assert_eq!(unused.shorrocks(), Ok(1.0));
        assert_eq!(chain(&[&[0, 0], &[0, 0]]).ergodic(), Err(NoErgodic::NoMoves));
        assert_eq!(chain(&[&[5, 0], &[0, 0]]).shorrocks(), Err(NoErgodic::NoMoves));
        // Places that change class every year still have shares that stay.
        let swinging = chain(&[&[0, 4], &[3, 0]]);
        assert_eq!(swinging.ergodic(), Ok(vec![0.5, 0.5]));
        assert_eq!((swinging.shorrocks(), swinging.moves(0, 9)), (Ok(2.0), 0));
    }

    #[test]
    fn what_has_no_order_is_named() {
        let lengths = MeasureError::Lengths { what: Companion::Others, values: 1, given: 2 };
        assert_eq!(kendall_tau(&[1.0], &[1.0, 2.0]), Err(lengths));
        assert_eq!(kendall_tau(&[1.0], &[1.0]), Err(MeasureError::TooFew { n: 1, least: 2 }));
        assert_eq!(kendall_tau(&[1.0, 2.0], &[3.0, 3.0]), Err(MeasureError::NoVariance));
        let nan = [1.0, f64::NAN];
        assert_eq!(kendall_tau(&[1.0, 2.0], &nan), Err(MeasureError::NotFinite { at: 1 }));
    }

    /// Every order of few things, counted one by one.
    #[test]
    fn exact_p_values_count_orders() {
        fn orders(left: &mut Vec<usize>, at: usize, counts: &mut [usize]) {
            if at == left.len() {
                let pairs = (0..at).flat_map(|j| (0..j).map(move |i| (i, j)));
                counts[pairs.filter(|(i, j)| left[*i] > left[*j]).count()] += 1;
                return;
            }
            for other in at..left.len() {
                left.swap(at, other);
                orders(left, at + 1, counts);
                left.swap(at, other);
            }
        }
        let n = 6;
        let mut counts = vec![0; 16];
        orders(&mut (0..n).collect(), 0, &mut counts);
        for least in 0..7_usize {
            let expected = 2.0 * counts[..=least].iter().sum::<usize>() as f64 / 720.0;
            assert!((exact(n, least as u64) - expected).abs() < 1e-15, "{least}");
        }
    }

    fn counts() -> impl Strategy<Value = Transitions> {
        (2..7_usize)
            .prop_flat_map(|k| prop::collection::vec(0..4_usize, k * k))
            .prop_map(|counts| Transitions { classes: counts.len().isqrt(), counts })
    }

    /// Values with ties.
    fn lists() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
        prop::collection::vec((-6..6_i8, -6..6_i8), 2..50)
            .prop_map(|pairs| pairs.into_iter().map(|(a, b)| (f64::from(a), f64::from(b))).unzip())
    }

    proptest! {
        #[test]
        fn rows_add_up_and_the_long_run_stays(chain in counts()) {
            for row in (0..chain.classes()).filter_map(|class| chain.row(class)) {
                prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
            if let Ok(index) = chain.shorrocks() {
                let k = chain.classes() as f64;
                prop_assert!((0.0..=2.0_f64.max(k / (k - 1.0))).contains(&index));
            }
            if let Ok(shares) = chain.ergodic() {
                prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                for to in 0..chain.classes() {
                    let next: f64 = (0..chain.classes())
                        .filter_map(|from| Some(shares[from] * chain.row(from)?[to]))
                        .sum();
                    prop_assert!((next - shares[to]).abs() < 1e-12, "{} {}", next, shares[to]);
                }
            }
        }

        #[test]
        fn classes_keep_the_order_of_values(
            values in prop::collection::vec(-5..5_i8, 1..60), count in 1..9_usize,
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let classes = quantile_classes(&values, count).unwrap();
            for (one, class) in values.iter().zip(&classes) {
                prop_assert!(*class < count);
                for (other, another) in values.iter().zip(&classes) {
                    prop_assert!(one > other || class <= another);
                }
            }
        }

        #[test]
        fn tau_counts_pairs((one, other) in lists(), monotone in 0.1..5.0_f64) {
            let Ok(found) = kendall_tau(&one, &other) else {
                let same = |list: &[f64]| list.iter().all(|value| (value - list[0]).abs() < 0.5);
                prop_assert!(same(&one) || same(&other));
                return Ok(());
            };
            let (mut concordant, mut discordant) = (0, 0);
            for j in 0..one.len() {
                for i in 0..j {
                    let product = (one[i] - one[j]) * (other[i] - other[j]);
                    concordant += u64::from(product > 0.0);
                    discordant += u64::from(product < 0.0);
                }
            }
            prop_assert_eq!((found.concordant, found.discordant), (concordant, discordant));
            prop_assert!((-1.0..=1.0).contains(&found.tau));
            prop_assert!((0.0..=1.0).contains(&found.p.value()));
            let reversed: Vec<f64> = other.iter().map(|value| -value).collect();
            let back = kendall_tau(&one, &reversed).unwrap();
            prop_assert!((back.tau + found.tau).abs() < 1e-15);
            prop_assert!((back.p.value() - found.p.value()).abs() < 1e-12);
            // Only the order counts.
            let stretched: Vec<f64> = one.iter().map(|value| (monotone * value).exp()).collect();
            prop_assert_eq!(kendall_tau(&stretched, &other).unwrap(), found);
            prop_assert!((kendall_tau(&other, &one).unwrap().tau - found.tau).abs() < 1e-15);
        }
    }
}
