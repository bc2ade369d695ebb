//! Asking the atlas: values, spans of years, ranks, breaks. Pure functions, no browser.
//!
//! A [`Measure`] names one line of numbers completely: indicator, vintage and, for ratios over
//! population, the denominator. Every answer is a value with its basis or a [`Missing`] reason;
//! nothing is interpolated, carried forward or averaged silently.

mod compositions;
mod coverage;
mod derive;
mod groups;
mod indicators;
mod matching;
mod peers;
mod places;
mod rank;
mod transform;

pub use compositions::{composition_of, composition_vintages, part_share};
pub use coverage::{
    covered_years, covers_level, default_level, default_vintage, has_level, in_panel,
    latest_covered,
};
pub use derive::{
    Basis, Denominator, Measure, Missing, Value, breaks, nearest_value, part_value, parts_of,
    sources, value, years,
};
pub use groups::{PlaceGroup, groups};
pub use indicators::{search_indicators, selectable_indicators};
pub use matching::{Fit, Folded, Pinyin};
pub use peers::{NEAREST, NoPeers, PeerBasis, PeerKind, Peers, peers};
pub use places::{Geography, find_place, fold, normalise, search_places, width};
pub use rank::{Ranked, ranking};
pub use transform::{Chain, Frame, Transform, Transformed};
