//! The five documents read closely: formulas, claims and their verdicts, printed statistics.

pub mod formula;
mod verdict;

pub use verdict::{Ground, Judgement, judge};

#[cfg(test)]
mod tests {
    use crate::atlas::Atlas;
    use std::sync::LazyLock;

    /// The committed data.
    pub(super) static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
        Atlas::open(
            include_bytes!("../../data/packed/catalog.bin"),
            include_bytes!("../../data/packed/numbers.bin"),
            include_bytes!("../../data/packed/documents.bin"),
        )
        .unwrap()
    });
}
