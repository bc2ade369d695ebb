//! Which group each value is in.

use std::collections::BTreeMap;

use super::super::{Companion, MeasureError};
use super::sample::Sample;

/// Groups of the values of a sample, counted from 0 in the order in which their labels first appear.
/// Values without weight are in none.
pub(super) struct Groups<L> {
    /// The groups' labels.
    pub(super) labels: Vec<L>,
    /// Each value's group; none where it has no weight.
    pub(super) of: Vec<Option<usize>>,
}

impl<L: Copy + Ord> Groups<L> {
    pub(super) fn new(sample: &Sample, labels: &[L]) -> Result<Self, MeasureError> {
        if labels.len() != sample.len() {
            return Err(MeasureError::Lengths {
                what: Companion::Groups,
                values: sample.len(),
                given: labels.len(),
            });
        }
        let mut known = BTreeMap::new();
        let mut groups = Self { labels: Vec::new(), of: vec![None; labels.len()] };
        for (at, ..) in sample.members() {
            let group = *known.entry(labels[at]).or_insert_with(|| {
                groups.labels.push(labels[at]);
                groups.labels.len() - 1
            });
            groups.of[at] = Some(group);
        }
        Ok(groups)
    }

    /// Positions of the values of each group, in the order given.
    pub(super) fn members(&self) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); self.labels.len()];
        for (at, group) in self.of.iter().enumerate() {
            if let Some(group) = group {
                members[*group].push(at);
            }
        }
        members
    }
}

/// The sample of the values at these positions, with their weights.
pub(super) fn part(sample: &Sample, positions: &[usize]) -> Result<Sample, MeasureError> {
    let take = |from: &[f64]| positions.iter().map(|at| from[*at]).collect::<Vec<f64>>();
    let values = take(sample.values());
    match sample.weights() {
        None => Sample::new(&values),
        Some(weights) => Sample::weighted(&values, &take(weights)),
    }
}
