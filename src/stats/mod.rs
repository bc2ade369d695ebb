//! Statistics on plain slices. Depends on nothing else of the project.

mod classify;
mod convergence;
mod distribution;
mod error;
mod inequality;
mod mobility;
mod regression;
pub mod spatial;
mod summary;

pub use classify::{Classification, ClassifyError, Rule, Scheme, classify};
pub use convergence::{Convergence, NoConvergence, beta_convergence};
pub use distribution::{normal_two_sided, student_two_sided};
pub use error::{Companion, MeasureError, Parameter};
pub use inequality::{
    Dagum, DagumGroup, DagumPair, Decomposition, GiniBounds, GroupPart, Index, Jackknife, Lorenz,
    NestedDecomposition, NestedPart, RoundingInterval, Sample, SourceDecomposition, SourcePart,
    atkinson, cv_population, cv_sample, dagum, decompose_ge, decompose_nested, decompose_theil_l,
    decompose_theil_t, extreme_ratio, generalised_entropy, gini, gini_bounds, gini_by_source,
    gini_corrected, hoover, jackknife, leave_one_out, lorenz, percentile_ratio, quantile,
    rounding_interval, share_ratio, std_of_logs, theil_l, theil_t, top_bottom,
};
pub use mobility::{
    KendallTau, NoErgodic, PValue, Transitions, kendall_tau, quantile_classes, transitions,
};
pub use regression::{Fit, FitError, SlopeTest, fit, slope_test};
pub use summary::{coefficient_of_variation, mean, median};
