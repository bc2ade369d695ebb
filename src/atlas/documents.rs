//! The five documents: what they print, claim, propose and date.

use super::{IndicatorId, PlaceId, Text, UnitId};
use serde::{Deserialize, Serialize};

/// One of the five documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// `000` to `004`.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Sort of document: paper, opinions, …
    pub kind: String,
    /// Year, where it is known.
    pub year: Option<u16>,
    /// Remark.
    pub note: Text,
}

/// A measured value as a document gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Text id, to which claims refer.
    pub id: String,
    /// Document.
    pub document: String,
    /// Where in the document.
    pub locus: String,
    /// What is measured.
    pub indicator: IndicatorId,
    /// Where.
    pub place: PlaceId,
    /// Part of the place or population it speaks of; empty for the whole.
    pub dimension: String,
    /// Year, or first year of a span; `None` where the document gives none.
    pub year: Option<u16>,
    /// Last year of a span.
    pub year_end: Option<u16>,
    /// The value as printed; text where the document prints no plain decimal.
    pub value: String,
    /// Unit of the value.
    pub unit: UnitId,
    /// Qualifier: lower bound, approximate, suspect.
    pub note: Text,
}

/// A quantitative assertion of a document and what its numbers give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Text id.
    pub id: String,
    /// Document.
    pub document: String,
    /// Where in the document.
    pub locus: String,
    /// The assertion.
    pub claim: Text,
    /// Value as stated.
    pub stated_value: String,
    /// Unit of the stated value.
    pub stated_unit: String,
    /// Formula over observations.
    pub formula: String,
    /// Value recomputed by the formula.
    pub recomputed_value: String,
    /// `agrees`, `agrees_after_rounding`, `differs`, …
    pub verdict: String,
    /// Kind of difference, where it differs.
    pub difference: String,
    /// Why.
    pub explanation: Text,
    /// Theme.
    pub theme: String,
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
    /// Ids of the observations that measure it.
    pub key_numbers: Vec<String>,
}

/// A node of a document's policy outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyNode {
    /// Text id.
    pub id: String,
    /// Id of the node above; empty for a root.
    pub parent: String,
    /// Document.
    pub document: String,
    /// Order among the children of its parent.
    pub order: u16,
    /// Sort of node: section, measure, goal, …
    pub kind: String,
    /// Title.
    pub title: Text,
    /// Gaps it addresses.
    pub gaps: Vec<String>,
    /// Years it names.
    pub years: Vec<String>,
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
    pub document: String,
    /// Where.
    pub place: PlaceId,
    /// `milestone`, `policy`, `plan`, `target`.
    pub kind: String,
}

/// Everything from the five documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documents {
    /// The documents.
    pub documents: Vec<Document>,
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
