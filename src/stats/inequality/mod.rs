//! Inequality of values that are not negative: indices, the Lorenz curve, what groups and sources
//! contribute, and how far an index can be trusted.
//!
//! Everything is computed from a [`Sample`], which is checked once and sorted at most once. A value
//! may carry a weight, usually the population it stands for; one with weight 0 is no part of the
//! population. Formulas are those of distributions: with weights `w`, a value has the population
//! share `p = w / Σw`, and without them `p = 1 / n`.

mod dagum;
mod decompose;
mod grouped;
mod groups;
mod index;
mod indices;
mod leave_out;
mod lorenz;
mod rounding;
mod sample;
mod sort;
mod sources;
#[cfg(test)]
mod tests;

pub use dagum::{Dagum, DagumGroup, DagumPair, dagum};
pub use decompose::{
    Decomposition, GroupPart, NestedDecomposition, NestedPart, decompose_ge, decompose_nested,
    decompose_theil_l, decompose_theil_t,
};
pub use grouped::{GiniBounds, gini_bounds};
pub use index::Index;
pub use indices::{
    atkinson, cv_population, cv_sample, extreme_ratio, generalised_entropy, gini, gini_corrected,
    hoover, percentile_ratio, quantile, std_of_logs, theil_l, theil_t, top_bottom,
};
pub use leave_out::{Jackknife, jackknife, leave_one_out};
pub use lorenz::{Lorenz, lorenz, share_ratio};
pub use rounding::{RoundingInterval, rounding_interval};
pub use sample::Sample;
pub use sources::{SourceDecomposition, SourcePart, gini_by_source};
