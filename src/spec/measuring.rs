//! What the measuring room is told besides indicator, level, vintage and years.

use super::{
    notice::{Key, Notice},
    parse::echo,
    write::{encode, list},
};
use crate::{
    atlas::{Atlas, PlaceId},
    query::find_place,
};
use core::ops::RangeInclusive;

/// Fewest and most random arrangements behind a p-value.
pub const DRAWS: RangeInclusive<u16> = 99..=9999;
/// How many nearest places may count as neighbours.
pub const NEAREST: RangeInclusive<u8> = 1..=10;
/// Fewest and most classes of a transition matrix.
pub const STATES: RangeInclusive<u8> = 2..=5;
/// Levels of significance that can be chosen.
pub const SIGNIFICANCE: [Significance; 4] =
    [Significance(100), Significance(50), Significance(10), Significance(1)];
/// The most groups of a reader's own.
pub const MOST_GROUPS: usize = 12;
/// Longest name of a group, in characters.
pub const LONGEST_GROUP_NAME: usize = 24;
/// Stands between groups.
const GROUPS_SEPARATOR: char = '!';
/// Stands behind the name of a group.
const NAME_SEPARATOR: char = ':';
/// Stands between places.
const SEPARATOR: char = '~';

/// A measure of inequality, as it is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum IndexChoice {
    /// Gini coefficient, population form.
    Gini,
    /// Gini coefficient times n / (n − 1).
    GiniCorrected,
    /// Theil T.
    #[default]
    TheilT,
    /// Theil L, the mean log deviation.
    TheilL,
    /// Generalised entropy of an α.
    GeneralisedEntropy(f64),
    /// Atkinson's measure of an ε.
    Atkinson(f64),
    /// Coefficient of variation, division by n.
    CvPopulation,
    /// Coefficient of variation, division by n − 1.
    CvSample,
    /// Hoover index.
    Hoover,
    /// Standard deviation of the logarithms, division by n.
    StdOfLogs,
    /// Highest over lowest value.
    ExtremeRatio,
    /// 90th over 10th percentile.
    PercentileRatio,
}

impl IndexChoice {
    /// The measures of the menu, in its order.
    pub const MENU: [Self; 13] = [
        Self::TheilT,
        Self::TheilL,
        Self::Gini,
        Self::GiniCorrected,
        Self::CvSample,
        Self::CvPopulation,
        Self::StdOfLogs,
        Self::GeneralisedEntropy(2.0),
        Self::Atkinson(0.5),
        Self::Atkinson(1.0),
        Self::Hoover,
        Self::ExtremeRatio,
        Self::PercentileRatio,
    ];
    /// The parameters α that generalised entropy takes.
    const ALPHA: RangeInclusive<f64> = -2.0..=4.0;
    /// The parameters ε that Atkinson's measure takes.
    const EPSILON: RangeInclusive<f64> = 0.01..=5.0;

    /// Its name in links.
    pub fn code(self) -> String {
        match self {
            Self::Gini => "gini".into(),
            Self::GiniCorrected => "gini_corrected".into(),
            Self::TheilT => "theil_t".into(),
            Self::TheilL => "theil_l".into(),
            Self::GeneralisedEntropy(alpha) => format!("ge-{alpha}"),
            Self::Atkinson(epsilon) => format!("atkinson-{epsilon}"),
            Self::CvPopulation => "cv_population".into(),
            Self::CvSample => "cv_sample".into(),
            Self::Hoover => "hoover".into(),
            Self::StdOfLogs => "std_of_logs".into(),
            Self::ExtremeRatio => "max_min".into(),
            Self::PercentileRatio => "p90_p10".into(),
        }
    }

    /// The measure of that name; none where its parameter is outside of what is allowed.
    fn read(text: &str) -> Option<Self> {
        let within = |number: &str, bounds: RangeInclusive<f64>| {
            number.parse::<f64>().ok().filter(|number| bounds.contains(number))
        };
        if let Some(alpha) = text.strip_prefix("ge-") {
            return within(alpha, Self::ALPHA).map(Self::GeneralisedEntropy);
        }
        if let Some(epsilon) = text.strip_prefix("atkinson-") {
            return within(epsilon, Self::EPSILON).map(Self::Atkinson);
        }
        Self::MENU.into_iter().find(|one| one.code() == text)
    }

    /// Whether the population can weigh it: the others are of places that count once each.
    pub const fn takes_weights(self) -> bool {
        !matches!(self, Self::GiniCorrected | Self::CvSample | Self::ExtremeRatio)
    }
}

/// How much each place counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weighting {
    /// Each place counts once.
    #[default]
    Equal,
    /// Each place counts by its resident population.
    Population,
}

impl Weighting {
    /// Every choice, the default first.
    pub const ALL: [Self; 2] = [Self::Equal, Self::Population];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Population => "population",
        }
    }
}

/// A group that a reader made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnGroup {
    /// Its name; outside text, empty where the reader gave none.
    pub name: String,
    /// Its places.
    pub places: Vec<PlaceId>,
}

/// Which places count as neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NeighbourRule {
    /// Those that touch it in a line or a point (queen contiguity).
    #[default]
    Queen,
    /// So many whose middles are nearest.
    Nearest(u8),
}

impl NeighbourRule {
    /// Its name in links.
    pub fn code(self) -> String {
        match self {
            Self::Queen => "queen".into(),
            Self::Nearest(count) => format!("nearest-{count}"),
        }
    }

    fn read(text: &str) -> Option<Self> {
        if text == "queen" {
            return Some(Self::Queen);
        }
        let count = text.strip_prefix("nearest-")?.parse().ok()?;
        NEAREST.contains(&count).then_some(Self::Nearest(count))
    }
}

/// A level of significance, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Significance(pub u16);

impl Significance {
    /// As a share.
    pub fn level(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// Its name in links.
    pub fn code(self) -> String {
        self.level().to_string()
    }
}

impl Default for Significance {
    fn default() -> Self {
        Self(50)
    }
}

/// What is measured, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Measuring {
    /// The measure that is followed over the years.
    pub index: IndexChoice,
    /// How much each place counts.
    pub weighting: Weighting,
    /// The reader's own groups; `None` for those above the places. Places in none form one more.
    pub groups: Option<Vec<OwnGroup>>,
    /// The places among which is measured; `None` for all of the level.
    pub among: Option<Vec<PlaceId>>,
    /// Which places are neighbours.
    pub neighbours: NeighbourRule,
    /// How many random arrangements stand behind a p-value.
    pub draws: u16,
    /// Where the random numbers begin.
    pub seed: u32,
    /// Below which p a place is part of a cluster.
    pub significance: Significance,
    /// Whether the rate of false discoveries is held at the level of significance.
    pub discovery: bool,
    /// Classes of the transition matrix.
    pub states: u8,
}

impl Default for Measuring {
    fn default() -> Self {
        Self {
            index: IndexChoice::default(),
            weighting: Weighting::default(),
            groups: None,
            among: None,
            neighbours: NeighbourRule::default(),
            draws: 999,
            seed: 1,
            significance: Significance::default(),
            discovery: false,
            states: 4,
        }
    }
}

impl Measuring {
    /// What stands in a link for a key; none where it says what is understood without it.
    pub(super) fn value(&self, atlas: &Atlas, key: Key) -> Option<String> {
        let default = Self::default();
        let places = |places: &[PlaceId]| list(places.iter().map(|id| &*atlas.place(*id).id));
        match key {
            Key::Index => (self.index != default.index).then(|| self.index.code()),
            Key::Weights => {
                (self.weighting != default.weighting).then(|| self.weighting.code().to_owned())
            }
            Key::Groups => self.groups.as_ref().map(|groups| {
                let one = |group: &OwnGroup| {
                    let places = places(&group.places);
                    if group.name.is_empty() {
                        places
                    } else {
                        format!("{}{NAME_SEPARATOR}{places}", encode(&group.name))
                    }
                };
                groups.iter().map(one).collect::<Vec<_>>().join("!")
            }),
            Key::Among => self.among.as_deref().map(places),
            Key::Neighbours => {
                (self.neighbours != default.neighbours).then(|| self.neighbours.code())
            }
            Key::Draws => (self.draws != default.draws).then(|| self.draws.to_string()),
            Key::Seed => (self.seed != default.seed).then(|| self.seed.to_string()),
            Key::Significance => {
                (self.significance != default.significance).then(|| self.significance.code())
            }
            Key::Discovery => self.discovery.then(|| super::parse::ON.to_owned()),
            Key::States => (self.states != default.states).then(|| self.states.to_string()),
            _ => None,
        }
    }

    /// Takes what a link says for a key. `choices` are the places of the level.
    ///
    /// # Errors
    /// What is told where the value is not taken as written: the nearest sensible one is set.
    pub(super) fn set(
        &mut self,
        atlas: &Atlas,
        choices: &[PlaceId],
        key: Key,
        given: &str,
    ) -> Result<(), Vec<Notice>> {
        let refused = |used: String| {
            vec![Notice::UnknownValue { key, given: echo(given), used, similar: None }]
        };
        match key {
            Key::Index => {
                let Some(index) = IndexChoice::read(given) else {
                    let codes: Vec<String> =
                        IndexChoice::MENU.into_iter().map(IndexChoice::code).collect();
                    return Err(vec![Notice::UnknownValue {
                        key,
                        given: echo(given),
                        used: self.index.code(),
                        similar: super::parse::most_alike(given, codes.iter()).cloned(),
                    }]);
                };
                self.index = index;
            }
            Key::Weights => match Weighting::ALL.into_iter().find(|one| one.code() == given) {
                Some(weighting) => self.weighting = weighting,
                None => return Err(refused(self.weighting.code().to_owned())),
            },
            Key::Groups => return self.set_groups(atlas, choices, given),
            Key::Among => {
                let (places, notices) = read_places(atlas, choices, given);
                // One place alone says nothing of differences.
                if places.len() > 1 {
                    self.among = Some(places);
                }
                if !notices.is_empty() {
                    return Err(notices);
                }
                if self.among.is_none() {
                    return Err(refused(String::new()));
                }
            }
            Key::Neighbours => match NeighbourRule::read(given) {
                Some(rule) => self.neighbours = rule,
                None => return Err(refused(self.neighbours.code())),
            },
            Key::Draws => {
                let read = given.parse::<u32>().ok();
                let near = read.map(|read| {
                    let (least, most) = (u32::from(*DRAWS.start()), u32::from(*DRAWS.end()));
                    u16::try_from(read.clamp(least, most)).unwrap_or(self.draws)
                });
                self.draws = near.unwrap_or(self.draws);
                if read != Some(u32::from(self.draws)) {
                    return Err(refused(self.draws.to_string()));
                }
            }
            Key::Seed => match given.parse() {
                Ok(seed) => self.seed = seed,
                Err(_) => return Err(refused(self.seed.to_string())),
            },
            Key::Significance => match SIGNIFICANCE.into_iter().find(|one| one.code() == given) {
                Some(one) => self.significance = one,
                None => return Err(refused(self.significance.code())),
            },
            Key::Discovery => {
                self.discovery = given == super::parse::ON;
                if !self.discovery {
                    return Err(refused(String::new()));
                }
            }
            Key::States => {
                let read = given.parse::<u32>().ok();
                let (least, most) = (u32::from(*STATES.start()), u32::from(*STATES.end()));
                if let Some(read) = read {
                    self.states = u8::try_from(read.clamp(least, most)).unwrap_or(self.states);
                }
                if read != Some(u32::from(self.states)) {
                    return Err(refused(self.states.to_string()));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads `name:place~place!name:place~place`.
    fn set_groups(
        &mut self,
        atlas: &Atlas,
        choices: &[PlaceId],
        given: &str,
    ) -> Result<(), Vec<Notice>> {
        let mut notices = Vec::new();
        let mut groups: Vec<OwnGroup> = Vec::new();
        let pieces: Vec<&str> =
            given.split(GROUPS_SEPARATOR).filter(|one| !one.is_empty()).collect();
        if pieces.len() > MOST_GROUPS {
            let (key, given) = (Key::Groups, pieces.len());
            notices.push(Notice::TooMany { key, given, kept: MOST_GROUPS });
        }
        for piece in pieces.into_iter().take(MOST_GROUPS) {
            let (name, list) = piece.split_once(NAME_SEPARATOR).unwrap_or(("", piece));
            // Cut apart before it was decoded, since a name may hold any character.
            let name = super::parse::decode(name);
            let name: String = name
                .chars()
                .filter(|letter| !letter.is_control())
                .take(LONGEST_GROUP_NAME)
                .collect();
            let (mut places, more) = read_places(atlas, choices, &super::parse::decode(list));
            notices.extend(more);
            // A place is in one group: the first that names it.
            places.retain(|place| groups.iter().all(|group| !group.places.contains(place)));
            if !places.is_empty() {
                groups.push(OwnGroup { name, places });
            }
        }
        if groups.is_empty() {
            let (key, given, used) = (Key::Groups, echo(given), String::new());
            notices.push(Notice::UnknownValue { key, given, used, similar: None });
        } else {
            self.groups = Some(groups);
        }
        if notices.is_empty() { Ok(()) } else { Err(notices) }
    }
}

/// The places of a list that are among `choices`, each once, and what was not taken.
fn read_places(atlas: &Atlas, choices: &[PlaceId], text: &str) -> (Vec<PlaceId>, Vec<Notice>) {
    const MOST_TOLD: usize = 5;
    let mut places = Vec::new();
    let mut unknown = Vec::new();
    for name in text.split(SEPARATOR).filter(|name| !name.is_empty()) {
        match find_place(atlas, name).filter(|place| choices.contains(place)) {
            Some(place) if !places.contains(&place) => places.push(place),
            Some(_) => {}
            None => unknown.push(echo(name)),
        }
    }
    let notices = match unknown.len() {
        0 => Vec::new(),
        1 => unknown.into_iter().map(|given| Notice::UnknownPlace { given }).collect(),
        all => {
            unknown.truncate(MOST_TOLD);
            vec![Notice::UnknownPlaces { more: all - unknown.len(), given: unknown }]
        }
    };
    (places, notices)
}
