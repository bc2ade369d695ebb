//! The Gini coefficient within and between groups, with the overlap of the groups on its own.

use super::super::MeasureError;
use super::super::summary::{Sum, sum};
use super::groups::Groups;
use super::sample::{Sample, finite};

/// The Gini coefficient split into what lies within groups, between them, and in their overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct Dagum {
    /// The Gini coefficient of all values.
    pub total: f64,
    /// What lies within the groups.
    pub within: f64,
    /// Net part between the groups: what is left of the differences between two groups where those
    /// against the order of their means are set off.
    pub net_between: f64,
    /// Intensity of transvariation: what is set off, because groups overlap; 0 where they do not.
    pub transvariation: f64,
    /// The groups, in the order in which they first appear.
    pub groups: Vec<DagumGroup>,
    /// All pairs of groups, by the first's order of appearance, then the second's.
    pub pairs: Vec<DagumPair>,
}

/// What lies within one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DagumGroup {
    /// Its label.
    pub group: usize,
    /// How many values with weight it has.
    pub n: usize,
    /// Its share of the population, 0–1.
    pub population_share: f64,
    /// Its share of the total of all values, 0–1.
    pub value_share: f64,
    /// Its mean, in the unit of the values.
    pub mean: f64,
    /// The Gini coefficient of its values alone; 0 where it has a single value or only zeros.
    pub gini: f64,
    /// What lies within it as part of the Gini coefficient of all: `gini` times both shares.
    pub within: f64,
}

/// What lies between two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DagumPair {
    /// Label of the group that appears first.
    pub a: usize,
    /// Label of the other.
    pub b: usize,
    /// Gini coefficient between both: the mean absolute difference of a value of the one and a value
    /// of the other, over the sum of their means (Dagum 1997); 0 where both have only zeros.
    pub gini_between: f64,
    /// Relative economic affluence D, 0–1 (Dagum 1997): the difference of the means over the
    /// mean absolute difference. 1 where the groups do not overlap, 0 where their means are equal.
    pub distance: f64,
    /// Net part between both, as part of the Gini coefficient of all.
    pub net_between: f64,
    /// Their intensity of transvariation, as part of the Gini coefficient of all.
    pub transvariation: f64,
}

/// The Gini coefficient by groups (Dagum 1997, "A new approach to the decomposition of the Gini income
/// inequality ratio"): within groups, net between groups, and transvariation; their sum is
/// the Gini coefficient of all.
///
/// With the distribution function F of a group, the mean of what a value x exceeds the group's values
/// by is `∫ F dt` up to x. One walk through all values in ascending order carries this integral for
/// every group along and takes it at each value, so that for n values in k groups it is n log n to
/// sort and n k to walk, and only terms that are not negative are added.
///
/// # Errors
/// [`MeasureError::Lengths`] where there are not as many labels as values, and those of
/// [`gini`](super::gini).
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, dagum};
/// let parts = dagum(&Sample::new(&[1.0, 3.0, 2.0, 6.0])?, &[0, 0, 1, 1])?;
/// assert_eq!((parts.pairs[0].a, parts.pairs[0].b), (0, 1));
/// // Means 2 and 4; absolute differences 1, 5, 1 and 3.
/// assert_eq!(parts.pairs[0].distance, 0.8);
/// assert!((parts.within + parts.net_between + parts.transvariation - parts.total).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn dagum(sample: &Sample, groups: &[usize]) -> Result<Dagum, MeasureError> {
    let total = super::gini(sample)?;
    let groups = Groups::new(sample, groups)?;
    let all = Moments::of(sample, &groups);
    let excess = all.excess(sample, &groups);
    let mean = sample.mean();
    let found: Vec<DagumGroup> = groups
        .labels
        .iter()
        .enumerate()
        .map(|(at, label)| {
            let population_share = all.weights[at] / sample.weight();
            // Half the mean absolute difference within a group.
            let spread = excess[at][at];
            let own = all.means[at];
            DagumGroup {
                group: *label,
                n: all.sizes[at],
                population_share,
                value_share: population_share * (own / mean),
                mean: own,
                gini: if own > 0.0 { spread / own } else { 0.0 },
                within: population_share * population_share * (spread / mean),
            }
        })
        .collect();
    let mut pairs = Vec::with_capacity(found.len() * found.len().saturating_sub(1) / 2);
    for (a, one) in found.iter().enumerate() {
        for (b, other) in found.iter().enumerate().skip(a + 1) {
            let (more, less) = (excess[a][b], excess[b][a]);
            let (difference, apart) = (more + less, (one.mean - other.mean).abs());
            let shares = one.population_share * other.population_share;
            let both = one.mean + other.mean;
            pairs.push(DagumPair {
                a: one.group,
                b: other.group,
                gini_between: if both > 0.0 { difference / both } else { 0.0 },
                distance: if difference > 0.0 { (apart / difference).min(1.0) } else { 0.0 },
                net_between: shares * (apart / mean),
                transvariation: shares * (2.0 * more.min(less) / mean),
            });
        }
    }
    Ok(Dagum {
        total,
        within: finite(sum(found.iter().map(|group| group.within)))?,
        net_between: finite(sum(pairs.iter().map(|pair| pair.net_between)))?,
        transvariation: finite(sum(pairs.iter().map(|pair| pair.transvariation)))?,
        groups: found,
        pairs,
    })
}

/// Sizes, sums of weights and means of groups.
struct Moments {
    sizes: Vec<usize>,
    weights: Vec<f64>,
    means: Vec<f64>,
}

impl Moments {
    fn of(sample: &Sample, groups: &Groups<usize>) -> Self {
        let count = groups.labels.len();
        let mut sizes = vec![0; count];
        let (mut weights, mut totals) = (vec![Sum::default(); count], vec![Sum::default(); count]);
        for (at, value, weight) in sample.members() {
            if let Some(group) = groups.of[at] {
                sizes[group] += 1;
                weights[group].add(weight);
                totals[group].add(weight * value);
            }
        }
        let weights: Vec<f64> = weights.into_iter().map(Sum::total).collect();
        let means = totals.iter().zip(&weights).map(|(total, weight)| total.total() / weight);
        Self { means: means.collect(), sizes, weights }
    }

    /// For groups a and b the mean of `max(x − y, 0)` over values x of a and y of b.
    fn excess(&self, sample: &Sample, groups: &Groups<usize>) -> Vec<Vec<f64>> {
        let count = self.weights.len();
        let mut excess = vec![vec![Sum::default(); count]; count];
        // Of each group: its distribution function, and the integral of that up to here.
        let mut below = vec![Sum::default(); count];
        let mut integral = vec![Sum::default(); count];
        let mut last = 0.0;
        for at in sample.order() {
            let Some(group) = groups.of[*at] else { continue };
            let value = sample.values()[*at];
            let share = sample.weight_at(*at) / self.weights[group];
            let parts = below.iter().zip(&mut integral).zip(&mut excess[group]);
            for ((below, integral), excess) in parts {
                integral.add(below.total() * (value - last));
                excess.add(share * integral.total());
            }
            below[group].add(share);
            last = value;
        }
        let totals = |row: Vec<Sum>| row.into_iter().map(Sum::total).collect();
        excess.into_iter().map(totals).collect()
    }
}
