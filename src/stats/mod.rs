//! Statistics on plain slices. Depends on nothing else of the project.

mod classify;
mod convergence;
mod distribution;
mod error;
mod mobility;
mod regression;
pub mod spatial;
mod summary;

pub use classify::{Classification, ClassifyError, Rule, Scheme, classify};
pub use convergence::{Convergence, NoConvergence, beta_convergence};
pub use distribution::{normal_two_sided, student_two_sided};
pub use error::{Companion, MeasureError, Parameter};
pub use mobility::{
    KendallTau, NoErgodic, PValue, Transitions, kendall_tau, quantile_classes, transitions,
};
pub use regression::{Fit, FitError, SlopeTest, fit, slope_test};
pub use summary::{coefficient_of_variation, mean, median};
