//! Why a measure is not there.

/// Why a measure cannot be computed from what it was given. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum MeasureError {
    /// There are no values.
    #[error("there are no values")]
    Empty,
    /// There are too few values for this measure.
    #[error("there are {n} values; this needs at least {least}")]
    TooFew {
        /// How many there are.
        n: usize,
        /// How many it takes.
        least: usize,
    },
    /// Something that goes with the values has another length.
    #[error("there are {values} values and {given} {what}; there must be as many of both")]
    Lengths {
        /// What has another length.
        what: Companion,
        /// How many values there are.
        values: usize,
        /// How many of the other there are.
        given: usize,
    },
    /// A value is not a finite number.
    #[error("value {at} is not a finite number")]
    NotFinite {
        /// Its position.
        at: usize,
    },
    /// A value is below zero, which this measure does not allow.
    #[error("value {at} is negative")]
    Negative {
        /// Its position.
        at: usize,
    },
    /// A value is zero or below, where a logarithm or a quotient needs more.
    #[error("value {at} is not above zero")]
    NotPositive {
        /// Its position.
        at: usize,
    },
    /// A weight is negative or not a finite number.
    #[error("weight {at} is negative or not a finite number")]
    Weight {
        /// Its position.
        at: usize,
    },
    /// All weights are zero.
    #[error("the weights add up to zero")]
    ZeroWeight,
    /// The mean, by which the measure divides, is zero.
    #[error("the mean is zero")]
    ZeroMean,
    /// All values are equal, where the measure divides by their variance.
    #[error("all values are equal")]
    NoVariance,
    /// All values are in one group.
    #[error("all values are in one group; this compares groups")]
    OneGroup,
    /// A group has a single value, where the measure looks within groups.
    #[error("group {group} has a single value")]
    GroupOfOne {
        /// The group's position in the order of first appearance.
        group: usize,
    },
    /// No place has a neighbour.
    #[error("no place has a neighbour")]
    AllIslands,
    /// A list of neighbours names a place that is not there, the place itself, or one twice.
    #[error(
        "place {at} names neighbour {neighbour}, which is not there, is the place itself or is named twice"
    )]
    Neighbour {
        /// Whose list it is.
        at: usize,
        /// What it names.
        neighbour: usize,
    },
    /// A parameter of the measure is outside of what it allows.
    #[error("{what} is outside of what the measure allows")]
    Parameter {
        /// Which one.
        what: Parameter,
    },
    /// There are weights, where the measure is for values without them.
    #[error("this measure is for values without weights")]
    Weighted,
    /// Sums or squares of the values leave the range of numbers.
    #[error("the values are too large or too small to compute with")]
    OutOfRange,
}

/// What goes with the values, one of each for every value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Companion {
    /// Weights.
    Weights,
    /// Groups.
    Groups,
    /// Lists of neighbours.
    Neighbours,
    /// Values of another year or another source.
    Others,
    /// Places on the ground.
    Points,
    /// Widths of rounding.
    Widths,
}

impl core::fmt::Display for Companion {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str(match self {
            Self::Weights => "weights",
            Self::Groups => "groups",
            Self::Neighbours => "lists of neighbours",
            Self::Others => "other values",
            Self::Points => "points",
            Self::Widths => "widths of rounding",
        })
    }
}

/// A parameter of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// α of generalised entropy.
    Alpha,
    /// ε of Atkinson's measure.
    Epsilon,
    /// A share of the population between 0 and 1.
    Share,
    /// A number of places, classes, neighbours or years.
    Count,
    /// A level of significance between 0 and 1.
    Level,
    /// A half width of rounding.
    Width,
    /// Which index it is.
    Index,
}

impl core::fmt::Display for Parameter {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str(match self {
            Self::Alpha => "alpha",
            Self::Epsilon => "epsilon",
            Self::Share => "the share",
            Self::Count => "the number asked for",
            Self::Level => "the level of significance",
            Self::Width => "the width of rounding",
            Self::Index => "the index",
        })
    }
}
