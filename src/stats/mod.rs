//! Statistics on plain slices. Depends on nothing else of the project.

mod classify;
mod regression;
mod summary;

pub use classify::{Classification, ClassifyError, Rule, Scheme, classify};
pub use regression::{Fit, FitError, fit};
pub use summary::{coefficient_of_variation, mean, median};
