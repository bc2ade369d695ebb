//! The five documents: what they print, claim, propose and date.

use super::catalog::position;
use super::{Decimal, IndicatorId, PlaceId, Text, ThemeId, UnitId};
use serde::{Deserialize, Serialize};

position! {
    /// Position of a [`Document`] in [`Documents`].
    DocumentId;
    /// Position of a [`Dimension`] in [`Documents`].
    DimensionId;
    /// Position of an [`Observation`] in [`Documents`].
    ObservationId;
    /// Position of a [`PolicyNode`] in [`Documents`].
    PolicyId;
}

/// One of the five documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// `000` to `004`.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Sort of document: `paper`, `study`, `policy`.
    pub kind: String,
    /// Year, where it is known.
    pub year: Option<u16>,
    /// Remark.
    pub note: Text,
}

/// Part of a place or of its population that an observation speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Text id: `urban`, `low_income`.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// A measured value as a document gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Text id, to which the formulas of claims refer.
    pub id: String,
    /// Document.
    pub document: DocumentId,
    /// Where in the document.
    pub locus: String,
    /// What is measured.
    pub indicator: IndicatorId,
    /// Where.
    pub place: PlaceId,
    /// Part it speaks of; none for the whole.
    pub dimension: Option<DimensionId>,
    /// Year, or first year of a span; none where the document gives none.
    pub year: Option<u16>,
    /// Last year of a span.
    pub year_end: Option<u16>,
    /// The value, digits as printed.
    pub value: Decimal,
    /// Unit of the value; need not be that of the indicator.
    pub unit: UnitId,
    /// Qualifier: lower bound, approximate, suspect.
    pub note: Text,
}

/// Which side of a stated value is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// "At least".
    Lower,
    /// "At most".
    Upper,
}

/// What the document's own numbers say about an assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// The numbers give what is stated.
    Agrees,
    /// They do after rounding to the digits stated.
    AgreesAfterRounding,
    /// They give something else, see [`Difference`].
    Differs,
    /// The document does not hold the numbers that would be needed.
    NotRecomputable,
}

/// In what way an assertion differs from the numbers; few ways are errors of substance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Difference {
    /// A number follows neither from the document's own numbers nor from official ones.
    Value,
    /// A test of plausibility fails; its threshold stands in the formula.
    SuspectedMisprint,
    /// A heading states a direction that the numbers under it do not show.
    Heading,
    /// A sentence does.
    Statement,
    /// A word was used in another sense: "grew by a factor" for a ratio of end to start.
    Wording,
    /// Only the last digit differs.
    Rounding,
    /// Two documents use different yardsticks.
    Definition,
}

/// Gives each variant its name in data and links.
macro_rules! coded {
    ($($name:ident { $($variant:ident = $code:literal),+ })+) => {$(
        impl $name {
            /// Every one, in the order in which they are told.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];

            /// Its name in data and links.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The one of this name.
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.code() == code)
            }
        }
    )+};
}

coded! {
    Verdict {
        Agrees = "agrees",
        AgreesAfterRounding = "agrees_after_rounding",
        Differs = "differs",
        NotRecomputable = "not_recomputable"
    }
    Difference {
        Value = "value",
        SuspectedMisprint = "suspected_misprint",
        Heading = "heading",
        Statement = "statement",
        Wording = "wording",
        Rounding = "rounding",
        Definition = "definition"
    }
    EventKind { Milestone = "milestone", Policy = "policy", Plan = "plan", Target = "target" }
}

/// A quantitative assertion and what the numbers give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Text id.
    pub id: String,
    /// Document that makes it, then those it is compared with.
    pub documents: Vec<DocumentId>,
    /// Where in the document.
    pub locus: String,
    /// The assertion.
    pub claim: Text,
    /// Value as stated, where a number is stated.
    pub stated: Option<Decimal>,
    /// Which side of it is open: "more than", "at most".
    pub bound: Option<Bound>,
    /// Unit of the stated and of the recomputed value.
    pub unit: Option<UnitId>,
    /// Formula over [`Claim::observations`], counted from 1: `([1] - [2]) / [3]`. Empty where
    /// nothing can be recomputed.
    pub formula: String,
    /// The observations of the formula, each once, in the order in which they stand in it.
    pub observations: Vec<ObservationId>,
    /// What the formula gives.
    pub recomputed: Option<Decimal>,
    /// The outcome.
    pub verdict: Verdict,
    /// In what way it differs; only where it does.
    pub difference: Option<Difference>,
    /// Why.
    pub explanation: Text,
    /// Theme.
    pub theme: ThemeId,
}

/// A practice model of document 002.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeModel {
    /// Text id.
    pub id: String,
    /// Domain of the six it belongs to.
    pub domain: Text,
    /// Place.
    pub place: PlaceId,
    /// Name.
    pub name: Text,
    /// How it works.
    pub mechanism: Text,
    /// The observations that measure it.
    pub key_numbers: Vec<ObservationId>,
}

/// A node of a document's policy outline. Children of a node stand in the order of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyNode {
    /// Text id.
    pub id: String,
    /// The node above; none for the root of an outline. It stands before this one.
    pub parent: Option<PolicyId>,
    /// Document.
    pub document: DocumentId,
    /// Sort of node: `section`, `measure`, `goal`, …
    pub kind: String,
    /// Title.
    pub title: Text,
    /// Themes whose gaps it addresses.
    pub gaps: Vec<ThemeId>,
    /// Spans of years it names, first and last; a single year is both.
    pub years: Vec<(u16, u16)>,
}

/// Sort of an [`Event`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EventKind {
    /// Something happened or was measured.
    Milestone,
    /// A policy was adopted.
    Policy,
    /// A plan runs.
    Plan,
    /// A target is to be met.
    Target,
}

/// A dated event or target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Year, or first year of a span.
    pub year: u16,
    /// Last year of a span.
    pub year_end: Option<u16>,
    /// What happened or is to happen.
    pub event: Text,
    /// Document.
    pub document: DocumentId,
    /// Where.
    pub place: PlaceId,
    /// Sort of event.
    pub kind: EventKind,
}

/// Everything from the five documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documents {
    /// The documents.
    pub documents: Vec<Document>,
    /// Parts of places and populations.
    pub dimensions: Vec<Dimension>,
    /// Values they print.
    pub observations: Vec<Observation>,
    /// What they assert.
    pub claims: Vec<Claim>,
    /// Practice models.
    pub models: Vec<PracticeModel>,
    /// Policy outlines.
    pub policy: Vec<PolicyNode>,
    /// Events and targets.
    pub events: Vec<Event>,
}

impl Documents {
    /// Row of a document.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }

    /// Row of a dimension.
    pub fn dimension(&self, id: DimensionId) -> &Dimension {
        &self.dimensions[id.index()]
    }

    /// Row of an observation.
    pub fn observation(&self, id: ObservationId) -> &Observation {
        &self.observations[id.index()]
    }

    /// Row of a policy node.
    pub fn policy_node(&self, id: PolicyId) -> &PolicyNode {
        &self.policy[id.index()]
    }
}
