//! How much of a document there is in the ledger, and how its claims fare.

use crate::atlas::{Atlas, DocumentId, Verdict};

/// What the ledger holds of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Values that it prints, or that follow from those it prints.
    pub observations: usize,
    /// Claims that it makes, by verdict in the order of [`VERDICTS`].
    pub claims: [usize; VERDICTS.len()],
    /// Items of its policy outline.
    pub policy: usize,
    /// Dates and targets.
    pub events: usize,
}

/// Verdicts from the best to the least telling.
pub const VERDICTS: [Verdict; 4] =
    [Verdict::Agrees, Verdict::AgreesAfterRounding, Verdict::Differs, Verdict::NotRecomputable];

/// Counts what the ledger holds of a document; a claim counts for the document that makes it, not for
/// those it is compared with.
pub fn standing(atlas: &Atlas, document: DocumentId) -> Standing {
    let all = atlas.documents();
    let own = all.claims.iter().filter(|claim| claim.documents.first() == Some(&document));
    let mut claims = [0; VERDICTS.len()];
    for claim in own {
        for (count, verdict) in claims.iter_mut().zip(VERDICTS) {
            *count += usize::from(claim.verdict == verdict);
        }
    }
    Standing {
        observations: all.observations.iter().filter(|one| one.document == document).count(),
        claims,
        policy: all.policy.iter().filter(|one| one.document == document).count(),
        events: all.events.iter().filter(|one| one.document == document).count(),
    }
}
