//! Ranks among places.

use super::Missing;
use crate::atlas::PlaceId;

/// A place with its number and rank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The place.
    pub place: PlaceId,
    /// Its number, or why there is none.
    pub number: Result<f64, Missing>,
    /// 1 for the highest value; equal values share the better rank and the next rank is skipped
    /// ("1, 2, 2, 4"); none without a value.
    pub rank: Option<u16>,
}

/// Ranks `places` by the number `of` gives for each, highest first; places without one follow in the
/// order given.
pub fn ranking(places: &[PlaceId], of: impl Fn(PlaceId) -> Result<f64, Missing>) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = places
        .iter()
        .map(|place| Ranked { place: *place, number: of(*place), rank: None })
        .collect();
    let number = |one: &Ranked| one.number.unwrap_or(f64::NEG_INFINITY);
    crate::order::sort_by(&mut ranked, |a, b| number(b).total_cmp(&number(a)));
    let mut last: Option<(f64, u16)> = None;
    for (rank, one) in (1_u16..).zip(ranked.iter_mut()) {
        let Ok(number) = one.number else { break };
        let shared = last.filter(|(last, _)| last.total_cmp(&number).is_eq());
        let rank = shared.map_or(rank, |(_, rank)| rank);
        one.rank = Some(rank);
        last = Some((number, rank));
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_share_the_better_rank_and_the_next_is_skipped() {
        let numbers = [Ok(3.0), Ok(7.0), Err(Missing::NoYear), Ok(3.0), Ok(1.0)];
        let places: Vec<PlaceId> = (0..5).map(PlaceId).collect();
        let ranked = ranking(&places, |place| numbers[place.index()]);
        let told: Vec<(u16, Option<u16>)> =
            ranked.iter().map(|one| (one.place.0, one.rank)).collect();
        let expected = [(1, Some(1)), (0, Some(2)), (3, Some(2)), (4, Some(4)), (2, None)];
        assert_eq!(told, expected);
    }
}
