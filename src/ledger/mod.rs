//! The five documents read closely: formulas, claims and their verdicts, printed statistics, policy
//! outlines and dates; one search over everything.

mod claims;
pub mod formula;
pub mod icicle;
pub mod policy;
pub mod search;
mod statistics;
pub mod timeline;
mod verdict;

pub use claims::{
    ClaimCard, ClaimFilter, Passage, claim_card, difference_name, filtered, passages,
    verdict_counts, verdict_name,
};
pub use statistics::{
    Exhibit, NumberGroup, PrintedNumber, Section, exhibit_item, locus, printed_number, statistics,
    years,
};
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
