//! Why an input is refused, or a measure of it left out.

use crate::stats::MeasureError;

/// Why an input is refused as a whole, or why one measure of it is not there.
///
/// # Examples
/// ```
/// use prosperity_atlas::measures::{Input, measure};
/// let refusal = measure(&Input::of(vec![1.0, f64::NAN])).unwrap_err();
/// assert_eq!((refusal.code(), refusal.at()), ("not-finite", Some(1)));
/// assert_eq!(refusal.to_string(), "value 1 is not a finite number");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// What the statistics say.
    #[error(transparent)]
    Measure(#[from] MeasureError),
    /// There are more values than fit into memory with everything that is computed of them.
    #[error("there are {given} values; no more than {most} are taken")]
    TooManyValues {
        /// How many there are.
        given: usize,
        /// How many there may be.
        most: usize,
    },
    /// The lists of neighbours are too long together.
    #[error("the lists of neighbours name {given} places; no more than {most} are taken")]
    TooManyNeighbours {
        /// How many they name.
        given: usize,
        /// How many they may name.
        most: usize,
    },
    /// There are more groups than can be compared by pairs.
    #[error("there are {given} groups; no more than {most} are compared by pairs")]
    TooManyGroups {
        /// How many there are.
        given: usize,
        /// How many there may be.
        most: usize,
    },
    /// No draws are asked for, or more than fit into memory with these lists of neighbours.
    #[error("{given} permutations cannot be made; these neighbours allow 1 to {most}")]
    Permutations {
        /// How many are asked for.
        given: usize,
        /// How many may be asked for.
        most: usize,
    },
    /// There are no weights, which this is of.
    #[error("there are no weights")]
    NoWeights,
    /// There are no groups, which this is of.
    #[error("there are no groups")]
    NoGroups,
    /// There are no lists of neighbours, which this is of.
    #[error("there are no lists of neighbours")]
    NoNeighbours,
}

impl Refusal {
    /// Its name for programs: it stays the same, whatever becomes of the sentence.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Measure(error) => match error {
                MeasureError::Empty => "empty",
                MeasureError::TooFew { .. } => "too-few",
                MeasureError::Lengths { .. } => "lengths-differ",
                MeasureError::NotFinite { .. } => "not-finite",
                MeasureError::Negative { .. } => "negative",
                MeasureError::NotPositive { .. } => "non-positive",
                MeasureError::Weight { .. } => "weight",
                MeasureError::ZeroWeight => "zero-weight",
                MeasureError::ZeroMean => "zero-mean",
                MeasureError::NoVariance => "no-variance",
                MeasureError::OneGroup => "one-group",
                MeasureError::GroupOfOne { .. } => "group-of-one",
                MeasureError::AllIslands => "all-islands",
                MeasureError::Neighbour { .. } => "neighbour",
                MeasureError::Parameter { .. } => "parameter",
                MeasureError::Weighted => "weighted",
                MeasureError::OutOfRange => "out-of-range",
            },
            Self::TooManyValues { .. } => "too-many-values",
            Self::TooManyNeighbours { .. } => "too-many-neighbours",
            Self::TooManyGroups { .. } => "too-many-groups",
            Self::Permutations { .. } => "permutations",
            Self::NoWeights => "no-weights",
            Self::NoGroups => "no-groups",
            Self::NoNeighbours => "no-neighbours",
        }
    }

    /// The position of the value, weight or list that is wrong, from 0; none where it is not one.
    pub const fn at(&self) -> Option<usize> {
        match self {
            Self::Measure(
                MeasureError::NotFinite { at }
                | MeasureError::Negative { at }
                | MeasureError::NotPositive { at }
                | MeasureError::Weight { at }
                | MeasureError::Neighbour { at, .. },
            ) => Some(*at),
            _ => None,
        }
    }
}

/// As its [code](Refusal::code).
impl serde::Serialize for Refusal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
