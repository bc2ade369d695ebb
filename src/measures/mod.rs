//! All measures of one list of values, for programs that want numbers and no figure.
//!
//! [`measure`] computes what the input allows and says of everything else why it is not there. Uses
//! [`stats`](crate::stats) only.

mod input;
mod job;
mod output;
mod refusal;

#[cfg(test)]
mod tests;

pub use input::{Input, MOST_GROUPS, MOST_NEIGHBOURS, MOST_VALUES, USUAL_PERMUTATIONS, USUAL_SEED};
pub use job::{Job, measure};
pub use output::{
    Atkinson, Autocorrelation, Cv, Gini, Group, LEVEL, Local, Output, Overlap, Random, Theil,
    UnderRandomisation, Weighted,
};
pub use refusal::Refusal;
