//! Asking the atlas: values, spans of years, ranks, breaks. Pure functions, no browser.
//!
//! A [`Measure`] names one line of numbers completely: indicator, vintage and, for ratios over
//! population, the denominator. Every answer is a value with its basis or a [`Missing`] reason;
//! nothing is interpolated, carried forward or averaged silently.

mod coverage;
mod derive;
mod indicators;
mod places;
mod rank;
mod transform;

pub use coverage::{
    covers_level, default_level, default_vintage, has_level, in_panel, is_covered, latest_covered,
};
pub use derive::{Basis, Denominator, Measure, Missing, Value, breaks, nearest_value, parts_of, sources, value, years};
pub use indicators::{search_indicators, selectable_indicators};
pub use places::{Geography, find_place, normalise, search_places};
pub use rank::{Ranked, ranking};
pub use transform::{Chain, Frame, Transform, Transformed, break_between};
