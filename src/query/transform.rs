//! What is shown of a value: itself, its index against a base year, its size relative to the nation.

use super::{Measure, Missing, breaks, value};
use crate::atlas::{Atlas, PlaceId};

/// A transform of the values of a measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Transform {
    /// The value itself.
    #[default]
    Level,
    /// Base year = 100.
    Index,
    /// Nation in the same year = 100.
    RelativeToNation,
}

impl Transform {
    /// Every transform, the default first.
    pub const ALL: [Self; 3] = [Self::Level, Self::Index, Self::RelativeToNation];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Index => "index",
            Self::RelativeToNation => "relative_to_nation",
        }
    }
}

/// The transformed value of `measure` at `place` in `year`; `base` is the base year of an index.
///
/// An index across a break of the series would compare what is not comparable, so it is missing
/// on the far side of the break.
///
/// # Errors
/// The reason why there is no value; [`Missing::Undefined`] across a break or over zero.
pub fn transformed(
    atlas: &Atlas,
    measure: Measure,
    transform: Transform,
    base: u16,
    place: PlaceId,
    year: u16,
) -> Result<f64, Missing> {
    let own = value(atlas, measure, place, year)?.number;
    let against = match transform {
        Transform::Level => return Ok(own),
        Transform::Index => {
            let (first, last) = (base.min(year), base.max(year));
            let crossed = |at: u16| first < at && at <= last;
            if breaks(atlas, measure, place).iter().any(|one| crossed(one.year)) {
                return Err(Missing::Undefined);
            }
            value(atlas, measure, place, base)?.number
        }
        Transform::RelativeToNation => {
            value(atlas, measure, atlas.nation(), year).map_err(|_| Missing::NoReference)?.number
        }
    };
    let quotient = own / against * 100.0;
    if quotient.is_finite() { Ok(quotient) } else { Err(Missing::Undefined) }
}
