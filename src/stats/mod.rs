//! Statistics on plain slices. Depends on nothing else of the project.

mod classify;
mod error;
mod regression;
mod summary;

pub use classify::{Classification, ClassifyError, Rule, Scheme, classify};
pub use error::{Companion, MeasureError, Parameter};
pub use regression::{Fit, FitError, fit};
pub use summary::{coefficient_of_variation, mean, median};
