//! How much of generalised entropy lies within groups and how much between them.

use super::super::MeasureError;
use super::super::summary::{Sum, sum};
use super::groups::{Groups, part};
use super::indices::{divergence, generalised_entropy};
use super::sample::{Sample, finite};

/// An index split into what lies within groups and what lies between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Decomposition {
    /// The index of all values.
    pub total: f64,
    /// What lies within the groups: the sum of their parts.
    pub within: f64,
    /// What lies between the groups: the index if all had their group's mean.
    pub between: f64,
    /// The groups, in the order in which they first appear.
    pub groups: Vec<GroupPart>,
}

/// What one group contributes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupPart {
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
    /// The index of its values alone; 0 where it has a single value or only zeros.
    pub index: f64,
    /// What lies within it: its index times its weight in the index of all.
    pub within: f64,
    /// Its term of what lies between the groups. Positive or negative; what lies between the groups
    /// is the sum of these, but no single one says how far a group is from the others.
    pub between: f64,
}

/// Theil's T within and between groups: `Σ s T + Σ s ln(s/p)` with the groups' shares of the values `s` and
/// of the population `p` (Theil 1967, "Economics and Information Theory", chapter 4; Shorrocks 1980,
/// "The class of additively decomposable inequality measures").
///
/// # Errors
/// [`MeasureError::Lengths`] where there are not as many labels as values, and those of
/// [`theil_t`](super::theil_t).
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, decompose_theil_t};
/// let sample = Sample::new(&[1.0, 1.0, 2.0, 4.0])?;
/// let parts = decompose_theil_t(&sample, &[7, 7, 3, 3])?;
/// assert_eq!((parts.groups[0].group, parts.groups[0].within), (7, 0.0));
/// assert_eq!(parts.groups[1].value_share, 0.75);
/// assert!((parts.within + parts.between - parts.total).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn decompose_theil_t(sample: &Sample, groups: &[usize]) -> Result<Decomposition, MeasureError> {
    decompose_ge(sample, 1.0, groups)
}

/// Theil's L, the mean log deviation, within and between groups: `Σ p L + Σ p ln(p/s)` with the groups'
/// shares of the values `s` and of the population `p` (Shorrocks 1980, "The class of additively
/// decomposable inequality measures").
///
/// # Errors
/// [`MeasureError::Lengths`] where there are not as many labels as values, and those of
/// [`theil_l`](super::theil_l).
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, decompose_theil_l};
/// let parts = decompose_theil_l(&Sample::new(&[1.0, 1.0, 3.0, 3.0])?, &[0, 0, 1, 1])?;
/// assert_eq!(parts.within, 0.0);
/// assert!((parts.between - (2.0 / 3f64.sqrt()).ln()).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn decompose_theil_l(sample: &Sample, groups: &[usize]) -> Result<Decomposition, MeasureError> {
    decompose_ge(sample, 0.0, groups)
}

/// Generalised entropy with parameter α within and between groups: `Σ p (m/μ)^α G` within, and between
/// them the index of the groups' means `m`, `Σ p ((m/μ)^α − 1) / (α (α − 1))` (Shorrocks 1980, "The
/// class of additively decomposable inequality measures"; the terms for α = 0 and 1 are
/// those of [`decompose_theil_l`] and [`decompose_theil_t`]).
///
/// # Errors
/// [`MeasureError::Lengths`] where there are not as many labels as values, and those of
/// [`generalised_entropy`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, decompose_ge};
/// let parts = decompose_ge(&Sample::new(&[1.0, 3.0, 4.0])?, 2.0, &[0, 0, 1])?;
/// assert!((parts.within + parts.between - parts.total).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn decompose_ge(
    sample: &Sample,
    alpha: f64,
    groups: &[usize],
) -> Result<Decomposition, MeasureError> {
    let total = generalised_entropy(sample, alpha)?;
    let groups = Groups::new(sample, groups)?;
    let mut parts = Vec::with_capacity(groups.labels.len());
    let mut between = Sum::default();
    for (label, members) in groups.labels.iter().zip(groups.members()) {
        let group = Among::new(sample, &part(sample, &members)?, alpha, *label)?;
        between.add(group.apart(alpha));
        parts.push(group.part);
    }
    let within = finite(sum(parts.iter().map(|part| part.within)))?;
    Ok(Decomposition { total, within, between: finite(between.total())?, groups: parts })
}

/// A group among all values.
struct Among {
    part: GroupPart,
    /// The mean of all.
    mean: f64,
    /// What an index of its own values is multiplied with in the index of all.
    factor: f64,
}

impl Among {
    fn new(all: &Sample, own: &Sample, alpha: f64, group: usize) -> Result<Self, MeasureError> {
        let (mean, own_mean) = (all.positive_mean()?, own.mean());
        let ratio = own_mean / mean;
        let population_share = own.weight() / all.weight();
        // Of nothing but zeros all have the same, and such a group weighs nothing.
        let (index, factor) = if own_mean > 0.0 {
            (generalised_entropy(own, alpha)?, finite(population_share * ratio.powf(alpha))?)
        } else {
            (0.0, 0.0)
        };
        let part = GroupPart {
            group,
            n: own.size(),
            population_share,
            value_share: population_share * ratio,
            mean: own_mean,
            index,
            within: finite(factor * index)?,
            between: finite(population_share * term_between(alpha, own_mean, mean))?,
        };
        Ok(Self { part, mean, factor })
    }

    /// Its term of what lies between the groups, with the tangent taken off: these are never
    /// negative and have the same sum.
    fn apart(&self, alpha: f64) -> f64 {
        self.part.population_share * divergence(alpha, self.part.mean, self.mean)
    }
}

/// A group's term between groups, per head: the summand of the index itself, which may be negative.
fn term_between(alpha: f64, own: f64, mean: f64) -> f64 {
    // The divergence is the summand less its tangent at the mean.
    let slope = if (alpha - 1.0).abs() < f64::MIN_POSITIVE { 1.0 } else { 1.0 / (alpha - 1.0) };
    divergence(alpha, own, mean) + slope * ((own - mean) / mean)
}

/// Generalised entropy split between outer groups, between inner groups within outer ones, and within
/// inner groups.
#[derive(Clone, Debug, PartialEq)]
pub struct NestedDecomposition {
    /// The index of all values.
    pub total: f64,
    /// What lies between the outer groups.
    pub between_outer: f64,
    /// What lies between the inner groups within outer ones.
    pub between_inner: f64,
    /// What lies within the inner groups.
    pub within_inner: f64,
    /// The outer groups, in the order in which they first appear.
    pub groups: Vec<NestedPart>,
}

/// What one outer group contributes.
#[derive(Clone, Debug, PartialEq)]
pub struct NestedPart {
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
    /// The index of its values alone.
    pub index: f64,
    /// Its term of what lies between the outer groups, positive or negative.
    pub between_outer: f64,
    /// What lies between its inner groups, as part of the index of all.
    pub between_inner: f64,
    /// What lies within its inner groups, as part of the index of all.
    pub within_inner: f64,
    /// Its inner groups, in the order in which they first appear; shares, `within` and `between` are
    /// those of the decomposition of this outer group alone.
    pub inner: Vec<GroupPart>,
}

/// Generalised entropy in two levels (Akita 2003, "Decomposing regional income inequality in China and
/// Indonesia using two-stage nested Theil decomposition method", for T; since the index of a group
/// decomposes in turn, the same holds for every α): between outer groups, between inner ones within
/// outer ones, and within inner ones. α = 1 is Theil's T, α = 0 Theil's L. An inner group is what has
/// the same label within the same outer group, so that labels may be used again in another one.
///
/// # Errors
/// [`MeasureError::Lengths`] where there are not as many labels as values, and those of
/// [`generalised_entropy`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, decompose_nested};
/// let sample = Sample::new(&[1.0, 2.0, 2.0, 4.0, 5.0, 9.0])?;
/// let parts = decompose_nested(&sample, 1.0, &[0, 0, 0, 1, 1, 1], &[0, 0, 1, 0, 1, 1])?;
/// let sum = parts.between_outer + parts.between_inner + parts.within_inner;
/// assert!((sum - parts.total).abs() < 1e-15);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn decompose_nested(
    sample: &Sample,
    alpha: f64,
    outer: &[usize],
    inner: &[usize],
) -> Result<NestedDecomposition, MeasureError> {
    let total = generalised_entropy(sample, alpha)?;
    // The lengths of both lists are checked before any is read.
    Groups::new(sample, inner)?;
    let groups = Groups::new(sample, outer)?;
    let mut parts = Vec::with_capacity(groups.labels.len());
    let mut between_outer = Sum::default();
    for (label, members) in groups.labels.iter().zip(groups.members()) {
        let own = part(sample, &members)?;
        let among = Among::new(sample, &own, alpha, *label)?;
        between_outer.add(among.apart(alpha));
        let (group, factor) = (among.part, among.factor);
        let labels: Vec<usize> = members.iter().map(|at| inner[*at]).collect();
        // Nothing but zeros has no index, and nothing in it to split.
        let (between_inner, within_inner, inner) = if own.mean() > 0.0 {
            let split = decompose_ge(&own, alpha, &labels)?;
            (factor * split.between, factor * split.within, split.groups)
        } else {
            (0.0, 0.0, Vec::new())
        };
        parts.push(NestedPart {
            group: group.group,
            n: group.n,
            population_share: group.population_share,
            value_share: group.value_share,
            mean: group.mean,
            index: group.index,
            between_outer: group.between,
            between_inner: finite(between_inner)?,
            within_inner: finite(within_inner)?,
            inner,
        });
    }
    Ok(NestedDecomposition {
        total,
        between_outer: finite(between_outer.total())?,
        between_inner: finite(sum(parts.iter().map(|part| part.between_inner)))?,
        within_inner: finite(sum(parts.iter().map(|part| part.within_inner)))?,
        groups: parts,
    })
}
