//! Places with which one place may be compared: its neighbours, those of the same region, those most
//! like it.

use super::{
    Denominator, Geography, Measure, Missing, default_vintage, has_level, latest_covered, value,
    years,
};
use crate::atlas::{Atlas, Contact, IndicatorId, Level, PlaceId, VintageId};

/// How peers are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeerKind {
    /// Places that touch it, or are linked to it by custom.
    Neighbours,
    /// The other places of its macro-region; of its province or city on the levels below.
    SameMacroRegion,
    /// The places nearest in GDP per person.
    NearestGdpPerPerson,
    /// The places nearest in resident population.
    NearestPopulation,
}

impl PeerKind {
    /// Every kind, in the order of the menu.
    pub const ALL: [Self; 4] = [
        Self::Neighbours,
        Self::SameMacroRegion,
        Self::NearestGdpPerPerson,
        Self::NearestPopulation,
    ];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Neighbours => "neighbours",
            Self::SameMacroRegion => "same_macro_region",
            Self::NearestGdpPerPerson => "nearest_gdp_per_person",
            Self::NearestPopulation => "nearest_population",
        }
    }
}

/// How many of the nearest places are peers.
pub const NEAREST: usize = 4;

/// What a choice of peers rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum PeerBasis {
    /// Contact on the map.
    Contact {
        /// The peers that do not touch the place but count as neighbours by custom.
        by_convention: Vec<PlaceId>,
    },
    /// A region, province or city to which all belong.
    Region(PlaceId),
    /// Closeness of a value.
    Nearness {
        /// What is compared.
        indicator: IndicatorId,
        /// In which edition.
        vintage: VintageId,
        /// In which year.
        year: u16,
        /// Value of the place itself, in the indicator's unit.
        own: f64,
        /// Values of the peers, in their order and in the same unit.
        values: Vec<f64>,
        /// How many places of the level have a value in this year, the place itself among them: where
        /// few have, the nearest of these need not be the nearest of all.
        compared: usize,
    },
}

/// The peers of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Peers {
    /// How they were chosen.
    pub kind: PeerKind,
    /// Whose peers they are.
    pub of: PlaceId,
    /// The level they were chosen from.
    pub level: Geography,
    /// The peers, never none: by code, or the nearest first.
    pub places: Vec<PlaceId>,
    /// What the choice rests on.
    pub basis: PeerBasis,
}

/// Why a place has no peers of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPeers {
    /// The place is not one of the level.
    NotInLevel,
    /// The level knows no such peers: its neighbours are not recorded, or it has no region above.
    NotOnLevel,
    /// No other place of the level qualifies.
    Alone,
    /// No place of the level has a value of the indicator up to the year.
    NoData(IndicatorId),
    /// The place itself has no value in the year in which the others are compared.
    NoValue {
        /// What would be compared.
        indicator: IndicatorId,
        /// The year.
        year: u16,
        /// Why there is none.
        missing: Missing,
    },
    /// The catalogue lacks the indicator that this kind compares.
    NoIndicator,
}

/// The peers of `place` among the places of `level`; values are those of the latest year up to `year`
/// in which at least half as many places have one as in the best of these years.
///
/// Nearest are the [`NEAREST`] places whose value has the smallest ratio to that of the place, the
/// greater over the smaller: the order of the absolute difference of logarithms. Equal ratios stand
/// by code.
///
/// # Errors
/// The reason why there are none.
pub fn peers(
    atlas: &Atlas,
    place: PlaceId,
    kind: PeerKind,
    level: Geography,
    year: u16,
) -> Result<Peers, NoPeers> {
    let places = level.places(atlas);
    if !places.contains(&place) {
        return Err(NoPeers::NotInLevel);
    }
    let (places, basis) = match kind {
        PeerKind::Neighbours => neighbours(atlas, place, level, &places)?,
        PeerKind::SameMacroRegion => same_region(atlas, place, level, &places)?,
        PeerKind::NearestGdpPerPerson => {
            nearest(atlas, place, level, &places, &["gdp_per_person", "gdp_per_capita"], year)?
        }
        PeerKind::NearestPopulation => {
            nearest(atlas, place, level, &places, &["population_resident"], year)?
        }
    };
    if places.is_empty() {
        return Err(NoPeers::Alone);
    }
    Ok(Peers { kind, of: place, level, places, basis })
}

type Chosen = Result<(Vec<PlaceId>, PeerBasis), NoPeers>;

fn neighbours(atlas: &Atlas, place: PlaceId, level: Geography, places: &[PlaceId]) -> Chosen {
    // The delta holds Zhejiang's cities, whose neighbours are recorded within Zhejiang only: a list of
    // them would lack those beyond the border.
    let recorded = match level {
        Geography::Provinces | Geography::ZhejiangCities | Geography::ZhejiangCounties => true,
        Geography::MacroRegions
        | Geography::Nation
        | Geography::ShanghaiDistricts
        | Geography::DeltaCities => false,
    };
    if !recorded {
        return Err(NoPeers::NotOnLevel);
    }
    let contact = |other: PlaceId| {
        let pairs = &atlas.catalog().adjacency;
        let pair = pairs
            .iter()
            .find(|pair| (pair.a, pair.b) == (place, other) || (pair.b, pair.a) == (place, other));
        pair.map(|pair| pair.contact)
    };
    let found: Vec<(PlaceId, Contact)> =
        places.iter().filter_map(|other| Some((*other, contact(*other)?))).collect();
    let by_convention =
        found.iter().filter(|(_, contact)| *contact == Contact::Convention).map(|(id, _)| *id);
    let basis = PeerBasis::Contact { by_convention: by_convention.collect() };
    Ok((found.iter().map(|(id, _)| *id).collect(), basis))
}

fn same_region(atlas: &Atlas, place: PlaceId, level: Geography, places: &[PlaceId]) -> Chosen {
    let above = match level {
        Geography::Provinces => Level::MacroRegion,
        Geography::ZhejiangCities | Geography::DeltaCities | Geography::ShanghaiDistricts => {
            Level::Province
        }
        Geography::ZhejiangCounties => Level::Prefecture,
        Geography::MacroRegions | Geography::Nation => return Err(NoPeers::NotOnLevel),
    };
    // Taiwan, Hong Kong and Macao stand below the nation and in no macro-region; Shanghai, among the
    // cities of the delta, is in no province.
    let region = atlas
        .place(place)
        .parent
        .filter(|parent| atlas.place(*parent).level == above)
        .ok_or(NoPeers::Alone)?;
    let among = |other: &PlaceId| *other != place && atlas.place(*other).parent == Some(region);
    Ok((places.iter().copied().filter(among).collect(), PeerBasis::Region(region)))
}

/// The places nearest in the first of `indicators` that the level has.
fn nearest(
    atlas: &Atlas,
    place: PlaceId,
    level: Geography,
    places: &[PlaceId],
    indicators: &[&str],
    year: u16,
) -> Chosen {
    let known: Vec<IndicatorId> =
        indicators.iter().filter_map(|id| atlas.indicator_by_id(id)).collect();
    let first = *known.first().ok_or(NoPeers::NoIndicator)?;
    let indicator =
        known.into_iter().find(|id| has_level(atlas, *id, level)).ok_or(NoPeers::NoData(first))?;
    let vintage = default_vintage(atlas, indicator, level);
    let measure = Measure { indicator, vintage, denominator: Denominator::YearEnd };
    let span = years(atlas, measure, places).ok_or(NoPeers::NoData(indicator))?;
    let span = *span.start()..=year.min(*span.end());
    if span.is_empty() {
        return Err(NoPeers::NoData(indicator));
    }
    let year = latest_covered(atlas, measure, places, &span);
    let own = value(atlas, measure, place, year)
        .and_then(|own| if own.number > 0.0 { Ok(own.number) } else { Err(Missing::Undefined) })
        .map_err(|missing| NoPeers::NoValue { indicator, year, missing })?;
    // max(a/b, b/a) is exp |ln a − ln b|, without the rounding of a logarithm.
    let ratio = |number: f64| (number / own).max(own / number);
    let mut others: Vec<(PlaceId, f64)> = places
        .iter()
        .filter(|other| **other != place)
        .filter_map(|other| Some((*other, value(atlas, measure, *other, year).ok()?.number)))
        .filter(|(_, number)| *number > 0.0)
        .collect();
    // Places come by code and the sort is stable.
    crate::order::sort_by(&mut others, |a, b| ratio(a.1).total_cmp(&ratio(b.1)));
    let compared = others.len() + 1;
    others.truncate(NEAREST);
    let (places, values) = others.into_iter().unzip();
    Ok((places, PeerBasis::Nearness { indicator, vintage, year, own, values, compared }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
        let file = |name: &str| {
            std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
    });

    fn of(place: &str, kind: PeerKind, level: Geography, year: u16) -> Result<Peers, NoPeers> {
        peers(&ATLAS, ATLAS.place_by_id(place).unwrap(), kind, level, year)
    }

    fn ids(peers: &Peers) -> Vec<&'static str> {
        peers.places.iter().map(|id| ATLAS.place(*id).id.as_str()).collect()
    }

    #[test]
    fn neighbours_by_custom_are_named_as_such() {
        let hainan = of("460000", PeerKind::Neighbours, Geography::Provinces, 2023).unwrap();
        let guangdong = ATLAS.place_by_id("440000").unwrap();
        assert_eq!(hainan.places, [guangdong]);
        assert_eq!(hainan.basis, PeerBasis::Contact { by_convention: vec![guangdong] });
        let zhejiang = of("330000", PeerKind::Neighbours, Geography::Provinces, 2023).unwrap();
        assert_eq!(ids(&zhejiang), ["310000", "320000", "340000", "350000", "360000"]);
        assert_eq!(zhejiang.basis, PeerBasis::Contact { by_convention: Vec::new() });
    }

    #[test]
    fn the_same_region_is_that_of_the_tier_above() {
        let kind = PeerKind::SameMacroRegion;
        let region = |place, level| of(place, kind, level, 2023).map(|peers| ids(&peers).len());
        assert_eq!(region("330000", Geography::Provinces), Ok(9));
        assert_eq!(region("330100", Geography::ZhejiangCities), Ok(10));
        assert_eq!(region("330902", Geography::ZhejiangCounties), Ok(3));
        assert_eq!(region("340100", Geography::DeltaCities), Ok(15));
        assert_eq!(region("810000", Geography::Provinces), Err(NoPeers::Alone));
        assert_eq!(region("310000", Geography::DeltaCities), Err(NoPeers::Alone));
        assert_eq!(region("east", Geography::MacroRegions), Err(NoPeers::NotOnLevel));
    }

    #[test]
    fn what_cannot_be_chosen_has_a_reason() {
        let year = 2023;
        let near = PeerKind::NearestGdpPerPerson;
        let gdp = ATLAS.indicator_by_id("gdp_per_person").unwrap();
        assert_eq!(
            of("330100", near, Geography::Provinces, year).unwrap_err(),
            NoPeers::NotInLevel
        );
        assert_eq!(
            of("330100", PeerKind::Neighbours, Geography::DeltaCities, year).unwrap_err(),
            NoPeers::NotOnLevel
        );
        assert_eq!(
            of("710000", PeerKind::Neighbours, Geography::Provinces, year).unwrap_err(),
            NoPeers::Alone
        );
        assert_eq!(
            of("330000", near, Geography::Provinces, 1990).unwrap_err(),
            NoPeers::NoData(gdp)
        );
        assert_eq!(
            of("810000", near, Geography::Provinces, year).unwrap_err(),
            NoPeers::NoValue { indicator: gdp, year, missing: Missing::NoSeries }
        );
    }

    #[test]
    fn the_nearest_are_ordered_by_ratio_in_a_year_with_wide_coverage() {
        for kind in [PeerKind::NearestGdpPerPerson, PeerKind::NearestPopulation] {
            for year in [2008, 2016, 2030] {
                let found = of("330000", kind, Geography::Provinces, year).unwrap();
                assert_eq!(found.places.len(), NEAREST);
                let PeerBasis::Nearness { year: shown, own, values, .. } = found.basis else {
                    unreachable!("nearest places rest on a value")
                };
                assert!(shown <= year && (shown == year || year == 2030), "{shown}");
                let ratios: Vec<f64> = values.iter().map(|one| (one / own).ln().abs()).collect();
                assert!(ratios.is_sorted(), "{ratios:?}");
            }
        }
        assert!(of("east", PeerKind::NearestPopulation, Geography::MacroRegions, 2023).is_ok());
        assert!(of("330100", PeerKind::NearestPopulation, Geography::ZhejiangCities, 2018).is_ok());
    }
}
