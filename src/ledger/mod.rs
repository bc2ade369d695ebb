//! The five documents read closely: formulas, claims and their verdicts, printed statistics.

pub mod formula;
