//! What is measured.

use super::Refusal;
use crate::stats::spatial::Quadrant;
use serde::Serialize;
use std::collections::BTreeMap;

/// p-values up to this make a place part of a cluster.
pub const LEVEL: f64 = 0.05;

/// All measures of an input. What it does not allow is none, and named with the reason in `skipped`:
/// by its name, and within a group of measures by both names, as `gini.corrected`. Where a whole group
/// is missing, it alone is named.
///
/// Lorenz curves and local statistics, which are as long as the input, are not serialised.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Output {
    /// How many values there are.
    pub n: usize,
    /// Arithmetic mean, in the unit of the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// The Gini coefficient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gini: Option<Gini>,
    /// Theil's T, in nats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theil_t: Option<Theil>,
    /// Theil's L, the mean log deviation, in nats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theil_l: Option<Theil>,
    /// Generalised entropy with α = 2: half the square of the coefficient of variation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ge2: Option<f64>,
    /// Atkinson's index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub atkinson: Option<Atkinson>,
    /// The coefficient of variation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cv: Option<Cv>,
    /// Hoover's index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hoover: Option<f64>,
    /// The Gini coefficient by groups, weighted where there are weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dagum: Option<Overlap>,
    /// Points of the Lorenz curve: share of the units, share of the total, both 0–1.
    #[serde(skip)]
    pub lorenz: Option<Vec<[f64; 2]>>,
    /// Moran's I. Weights do not enter it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moran: Option<Autocorrelation>,
    /// The weighted form of what has none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted: Option<Weighted>,
    /// What the draws come from: the same gives the same p-values everywhere.
    pub random: Random,
    /// Everything that is not there, and why.
    pub skipped: BTreeMap<&'static str, Refusal>,
}

/// Gini coefficients.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Gini {
    /// Of the values, each counting once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// With the weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted: Option<f64>,
    /// `value` times n/(n − 1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected: Option<f64>,
}

/// A Theil index and its parts. The parts are those of `weighted` where there are weights, else of
/// `value`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Theil {
    /// Of the values, each counting once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// With the weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted: Option<f64>,
    /// What lies within the groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<f64>,
    /// What lies between the groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub between: Option<f64>,
    /// What each group contributes, in the order in which the groups first appear. Groups whose values
    /// all have weight 0 are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<Group>>,
}

/// What a group contributes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Group {
    /// Its number.
    pub group: usize,
    /// How many values with weight it has.
    pub n: usize,
    /// Its share of the units or of the weights, 0–1.
    pub population_share: f64,
    /// Its share of the total, 0–1.
    pub value_share: f64,
    /// The index of its values alone.
    pub index: f64,
    /// What lies within it; all of these make up `within`.
    pub within: f64,
    /// Its term of what lies between groups, positive or negative; all of these make up `between`.
    pub between: f64,
}

/// Atkinson's index at three degrees of aversion to inequality, ε.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Atkinson {
    /// ε = 0.5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epsilon_0_5: Option<f64>,
    /// ε = 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epsilon_1: Option<f64>,
    /// ε = 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epsilon_2: Option<f64>,
}

/// Coefficients of variation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cv {
    /// With division by n.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<f64>,
    /// With division by n − 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<f64>,
    /// With the weights, divided by their sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted: Option<f64>,
}

/// The Gini coefficient by groups (Dagum 1997).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Overlap {
    /// The Gini coefficient: the sum of the three parts.
    pub total: f64,
    /// What lies within the groups.
    pub within: f64,
    /// What lies between them, less what is set off where they overlap.
    pub net_between: f64,
    /// What is set off where they overlap.
    pub transvariation: f64,
}

/// Weighted forms of what has no `weighted` of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighted {
    /// Weighted mean, in the unit of the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// Generalised entropy with α = 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ge2: Option<f64>,
    /// Atkinson's index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub atkinson: Option<Atkinson>,
    /// Hoover's index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hoover: Option<f64>,
    /// Points of the Lorenz curve: share of the weights, share of the total, both 0–1.
    #[serde(skip)]
    pub lorenz: Option<Vec<[f64; 2]>>,
}

/// Moran's I, of the values as they are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Autocorrelation {
    /// Moran's I.
    pub i: f64,
    /// What it would be on average without any pattern: −1/(n − 1).
    pub expected: f64,
    /// Pseudo p-value of the random draws, one-sided on the side on which I lies.
    pub p: f64,
    /// I less the mean of the draws over their standard deviation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub z: Option<f64>,
    /// What follows from the moments of I without drawing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub randomisation: Option<UnderRandomisation>,
    /// [`LEVEL`], up to which a p-value makes a place part of a cluster.
    pub level: f64,
    /// Of each place, in the order of the values.
    #[serde(skip)]
    pub local: Vec<Local>,
}

/// Moran's I if the values are dealt to places at random (Cliff and Ord 1981).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct UnderRandomisation {
    /// Variance of I.
    pub variance: f64,
    /// I less `expected` over its standard deviation.
    pub z: f64,
    /// Two-sided p-value of `z` in the normal distribution.
    pub p: f64,
}

/// Local Moran of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Local {
    /// Iᵢ; 0 for a place without neighbours.
    pub i: f64,
    /// Pseudo p-value under conditional permutation; none for a place without neighbours.
    pub p: Option<f64>,
    /// Its own value and its neighbours' against the mean; none for a place without neighbours.
    pub quadrant: Option<Quadrant>,
    /// The quadrant where `p` is at most [`LEVEL`].
    pub cluster: Option<Quadrant>,
}

/// What random draws come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Random {
    /// Name of the algorithm.
    pub generator: &'static str,
    /// Counts changes of anything that changes draws of the same seed.
    pub version: u32,
    /// The seed.
    pub seed: u64,
    /// How many draws there are.
    pub permutations: usize,
}
