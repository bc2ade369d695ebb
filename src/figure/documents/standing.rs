//! How much of a document there is in the ledger.

use crate::atlas::{Atlas, DocumentId};

/// What the ledger holds of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Values that it prints, or that follow from those it prints.
    pub observations: usize,
    /// Items of its policy outline.
    pub policy: usize,
    /// Dates and targets.
    pub events: usize,
}

/// Counts what the ledger holds of a document, claims left aside.
pub fn standing(atlas: &Atlas, document: DocumentId) -> Standing {
    let all = atlas.documents();
    Standing {
        observations: all.observations.iter().filter(|one| one.document == document).count(),
        policy: all.policy.iter().filter(|one| one.document == document).count(),
        events: all.events.iter().filter(|one| one.document == document).count(),
    }
}
