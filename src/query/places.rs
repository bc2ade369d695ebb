//! Sets of places that are shown together, and finding a place by any of its names.

use super::matching::half_width;
use crate::atlas::{Atlas, Level, Place, PlaceId};

/// A set of places that fills a map or a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Geography {
    /// The 34 province-level units.
    #[default]
    Provinces,
    /// The four macro-regions.
    MacroRegions,
    /// The nation alone.
    Nation,
    /// Zhejiang's 11 cities.
    ZhejiangCities,
    /// Zhejiang's 90 county-level units.
    ZhejiangCounties,
    /// Shanghai's 16 districts.
    ShanghaiDistricts,
    /// The 41 cities of the Yangtze River Delta.
    DeltaCities,
}

impl Geography {
    /// Every set, in the order of the menu.
    pub const ALL: [Self; 7] = [
        Self::Provinces,
        Self::MacroRegions,
        Self::Nation,
        Self::ZhejiangCities,
        Self::ZhejiangCounties,
        Self::ShanghaiDistricts,
        Self::DeltaCities,
    ];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Provinces => "provinces",
            Self::MacroRegions => "macro_regions",
            Self::Nation => "nation",
            Self::ZhejiangCities => "zhejiang_cities",
            Self::ZhejiangCounties => "zhejiang_counties",
            Self::ShanghaiDistricts => "shanghai_districts",
            Self::DeltaCities => "delta_cities",
        }
    }

    /// Its places, in the order of their codes.
    pub fn places(self, atlas: &Atlas) -> Vec<PlaceId> {
        let in_it = |place: &Place| {
            let within = |prefix: &str| place.id.starts_with(prefix);
            match self {
                Self::Provinces => place.level == Level::Province,
                Self::MacroRegions => place.level == Level::MacroRegion,
                Self::Nation => place.level == Level::Nation,
                Self::ZhejiangCities => place.level == Level::Prefecture && within("33"),
                Self::ZhejiangCounties => place.level == Level::County && within("33"),
                Self::ShanghaiDistricts => place.level == Level::County && within("31"),
                Self::DeltaCities => {
                    place.id == "310000"
                        || (place.level == Level::Prefecture
                            && ["32", "33", "34"].into_iter().any(within))
                }
            }
        };
        let mut places: Vec<PlaceId> =
            atlas.places().filter(|(_, place)| in_it(place)).map(|(id, _)| id).collect();
        // Macro-regions keep the customary order of the catalogue: east, central, west, north-east.
        if self != Self::MacroRegions {
            crate::order::sort_by(&mut places, |a, b| atlas.place(*a).id.cmp(&atlas.place(*b).id));
        }
        places
    }

    /// The places with which the set is compared: what its members are part of.
    pub fn references(self, atlas: &Atlas) -> Vec<PlaceId> {
        let by_id = |id: &str| atlas.place_by_id(id);
        match self {
            Self::Provinces => {
                let mut all = Self::MacroRegions.places(atlas);
                all.push(atlas.nation());
                all
            }
            Self::MacroRegions => vec![atlas.nation()],
            Self::Nation => Vec::new(),
            Self::ZhejiangCities | Self::ZhejiangCounties => by_id("330000").into_iter().collect(),
            Self::ShanghaiDistricts => by_id("310000").into_iter().collect(),
            Self::DeltaCities => {
                ["320000", "330000", "340000"].into_iter().filter_map(by_id).collect()
            }
        }
    }

    /// The place against which differences are told.
    pub fn yardstick(self, atlas: &Atlas) -> Option<PlaceId> {
        match self {
            Self::Nation => None,
            Self::Provinces | Self::MacroRegions | Self::DeltaCities => Some(atlas.nation()),
            Self::ZhejiangCities | Self::ZhejiangCounties => atlas.place_by_id("330000"),
            Self::ShanghaiDistricts => atlas.place_by_id("310000"),
        }
    }
}

/// Lower case, and full-width letters, digits and signs as plain ones.
pub fn fold(text: &str) -> String {
    text.chars().map(half_width).flat_map(char::to_lowercase).collect()
}

/// Spelling that does not distinguish what readers do not: case, spaces, hyphens, apostrophes,
/// full-width letters and digits.
pub fn normalise(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|c| !c.is_whitespace() && !matches!(c, '-' | '\'' | '’' | '_' | '.' | '·'));
    folded
}

/// Every spelling under which a place is found, normalised: codes first, then names.
fn spellings(place: &Place) -> impl Iterator<Item = String> + '_ {
    let adcode = (place.id.len() == 6 && place.id.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(place.id.as_str());
    let prefixed = adcode.map(|code| format!("156{code}"));
    let short = adcode
        .filter(|code| code.ends_with("0000") && place.level == Level::Province)
        .map(|code| code[..2].to_owned());
    [Some(place.id.clone()), prefixed, short]
        .into_iter()
        .flatten()
        .chain(
            [
                &place.name.zh,
                &place.short_name.zh,
                &place.name.en,
                &place.short_name.en,
                &place.pinyin,
            ]
            .into_iter()
            .chain(&place.aliases)
            .cloned(),
        )
        .map(|text| normalise(&text))
        .filter(|text| !text.is_empty())
}

/// How widely known a tier is: an ambiguous name means the widest place that bears it.
pub const fn width(level: Level) -> u8 {
    match level {
        Level::Nation => 0,
        Level::MacroRegion => 1,
        Level::Province => 2,
        Level::Prefecture => 3,
        Level::County => 4,
        Level::SubCounty => 5,
        Level::Country | Level::Group => 6,
    }
}

/// The place that a code or a name stands for, in either language: `330000`, `33`, `156330000`,
/// `浙江`, `浙江省`, `Zhejiang`.
///
/// A name borne by several places means the widest of them, then the one with the lower code.
pub fn find_place(atlas: &Atlas, text: &str) -> Option<PlaceId> {
    let wanted = normalise(text);
    if wanted.is_empty() {
        return None;
    }
    atlas
        .places()
        .filter(|(_, place)| spellings(place).any(|spelling| spelling == wanted))
        .min_by_key(|(_, place)| (width(place.level), place.id.clone()))
        .map(|(id, _)| id)
}

/// Places among `candidates` whose code or any name contains `text`; those that start with it
/// first, then in the order given.
pub fn search_places(atlas: &Atlas, candidates: &[PlaceId], text: &str) -> Vec<PlaceId> {
    let wanted = normalise(text);
    let quality = |id: &PlaceId| {
        spellings(atlas.place(*id))
            .filter_map(|spelling| spelling.find(&wanted).map(|at| u8::from(at > 0)))
            .min()
    };
    let mut found: Vec<(u8, PlaceId)> =
        candidates.iter().filter_map(|id| Some((quality(id)?, *id))).collect();
    crate::order::sort_by_key(&mut found, |(quality, _)| *quality);
    found.into_iter().map(|(_, id)| id).collect()
}
