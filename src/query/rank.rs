//! Ranks among places.

use super::{Measure, Missing, Value, value};
use crate::atlas::{Atlas, PlaceId};

/// A place with its value and rank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The place.
    pub place: PlaceId,
    /// Its value, or why there is none.
    pub value: Result<Value, Missing>,
    /// 1 for the highest value; equal values share the better rank and the next rank is skipped
    /// ("1, 2, 2, 4"); none without a value.
    pub rank: Option<u16>,
}

/// Ranks `places` by value, highest first; places without a value follow in the order given.
pub fn ranking(atlas: &Atlas, measure: Measure, places: &[PlaceId], year: u16) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = places
        .iter()
        .map(|place| Ranked {
            place: *place,
            value: value(atlas, measure, *place, year),
            rank: None,
        })
        .collect();
    let number = |one: &Ranked| one.value.map_or(f64::NEG_INFINITY, |value| value.number);
    ranked.sort_by(|a, b| number(b).total_cmp(&number(a)));
    let mut last: Option<(f64, u16)> = None;
    for (rank, one) in (1_u16..).zip(ranked.iter_mut()) {
        let Ok(value) = one.value else { break };
        let shared = last.filter(|(number, _)| number.total_cmp(&value.number).is_eq());
        let rank = shared.map_or(rank, |(_, rank)| rank);
        one.rank = Some(rank);
        last = Some((value.number, rank));
    }
    ranked
}
