//! Statistics on plain slices. Depends on nothing else of the project.

mod classify;

pub use classify::{Classification, ClassifyError, Scheme, classify};
