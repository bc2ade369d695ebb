//! What the atlas knows *about* its numbers: units, indicators, vintages, places, sources, breaks.
//!
//! Rows refer to one another by typed positions ([`PlaceId`] and its like), which are stable within
//! one packed atlas only. Links and files use the text ids.

use super::Text;
use serde::{Deserialize, Serialize};

macro_rules! position {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u16);

        impl $name {
            /// The position as an index.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}
pub(super) use position;

position! {
    /// Position of a [`Unit`] in its [`Catalog`].
    UnitId;
    /// Position of a [`Theme`] in its [`Catalog`].
    ThemeId;
    /// Position of an [`Indicator`] in its [`Catalog`].
    IndicatorId;
    /// Position of a [`Vintage`] in its [`Catalog`].
    VintageId;
    /// Position of a [`Place`] in its [`Catalog`].
    PlaceId;
    /// Position of a [`Source`] in its [`Catalog`].
    SourceId;
}

/// What sort of quantity a unit measures; decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnitKind {
    /// Money at current prices, yuan.
    Currency,
    /// Persons.
    People,
    /// Things counted: items, households, beds.
    Count,
    /// A share of a whole, written in per cent.
    Share,
    /// Differences of shares: percentage points.
    Points,
    /// A quotient of two like quantities.
    Ratio,
    /// An index number such as the Gini coefficient.
    Index,
    /// A duration in years.
    Years,
    /// Anything else, written with its own symbol.
    Other,
}

/// A unit of measurement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Text id, for example `cny_1e8`.
    pub id: String,
    /// How a reader sees it: 亿元 / CN¥100 million.
    pub symbol: Text,
    /// What it measures.
    pub kind: UnitKind,
    /// Multiplier to base units: 100 000 000 for 亿元, 0.01 for per cent.
    pub factor: f64,
}

/// A group of indicators in the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Text id.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// Whether more is better; descriptive only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// A higher value is usually read as better.
    HigherIsBetter,
    /// A lower value is usually read as better.
    LowerIsBetter,
    /// Neither.
    Neutral,
}

/// Where an indicator's values come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IndicatorKind {
    /// Series of official statistics.
    Published,
    /// Computed here from published series, see [`Derivation`].
    Derived,
    /// Only in the five documents.
    Document,
}

/// What is measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Text id, used in links: `gdp_per_person`.
    pub id: String,
    /// Group in the picker.
    pub theme: ThemeId,
    /// Unit in which the values are stored and shown in tables.
    pub unit: UnitId,
    /// Whether more is better.
    pub direction: Direction,
    /// Digits behind the point where a computed value is shown.
    pub decimals: u8,
    /// Where values come from.
    pub kind: IndicatorKind,
    /// Whether values of several places may be added up.
    pub additive: bool,
    /// Vintage shown unless another is chosen.
    pub default_vintage: VintageId,
    /// Full name.
    pub name: Text,
    /// Name for narrow places; may equal the full name.
    pub short_name: Text,
    /// The full Chinese name in pinyin without tones, ü as v: a syllable for each character, apart by
    /// blanks and in lower case; letters and digits of the name as they are.
    pub pinyin: String,
    /// What exactly is measured.
    pub definition: Text,
}

/// Edition or basis of a series: a census revision, a survey, a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vintage {
    /// Text id: `census5`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it is and what it may not be mixed with.
    pub note: Text,
}

/// Tier of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// The whole country.
    Nation,
    /// One of the four macro-regions.
    MacroRegion,
    /// One of the 34 province-level units.
    Province,
    /// A prefecture-level city.
    Prefecture,
    /// A county-level unit or a district.
    County,
    /// A town, township or village.
    SubCounty,
    /// Another country.
    Country,
    /// A group of places or a benchmark.
    Group,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Text id: the six-digit adcode where there is one.
    pub id: String,
    /// Tier.
    pub level: Level,
    /// The place it belongs to; for a province its macro-region.
    pub parent: Option<PlaceId>,
    /// Full name: 浙江省 / Zhejiang Province.
    pub name: Text,
    /// Everyday name: 浙江 / Zhejiang.
    pub short_name: Text,
    /// Pinyin without tones.
    pub pinyin: String,
    /// Label point, degrees east and north; none for groups.
    pub lon_lat: Option<(f32, f32)>,
    /// Lists the place is on: `mountain26`, `coastal`, …
    pub tags: Vec<String>,
    /// Further names under which it is found.
    pub aliases: Vec<String>,
    /// Remark.
    pub note: Text,
}

/// Where numbers were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Text id.
    pub id: String,
    /// Publisher as it was found, with edition and whoever compiled the copy.
    pub publisher: String,
    /// Publishing office, as source lines name it.
    pub office: Text,
    /// Table and its edition.
    pub table: String,
    /// Place of reading.
    pub where_found: String,
    /// Licence of the place of reading.
    pub licence: String,
    /// A, B or C, see `data/README.md`.
    pub trust: char,
    /// How it was read and checked.
    pub note: String,
}

/// Which places a [`Break`] concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// Every place.
    All,
    /// Every place of a tier.
    Level(Level),
    /// These places.
    Places(Vec<PlaceId>),
}

/// A year from which a series is no longer comparable with the years before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// Indicator concerned.
    pub indicator: IndicatorId,
    /// Vintage concerned.
    pub vintage: VintageId,
    /// Places concerned.
    pub scope: Scope,
    /// First year of the new segment.
    pub year: u16,
    /// What changed.
    pub reason: Text,
}

/// A step of a [`Derivation`], in reverse Polish order.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Step {
    /// Push the value of a series in base units.
    Series(IndicatorId, VintageId),
    /// Push a number.
    Number(f64),
    /// Add the two topmost.
    Add,
    /// Subtract the topmost from the one below.
    Subtract,
    /// Multiply the two topmost.
    Multiply,
    /// Divide the one below by the topmost.
    Divide,
}

/// How a derived indicator is computed in one vintage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// Indicator computed.
    pub indicator: IndicatorId,
    /// Vintage of the result.
    pub vintage: VintageId,
    /// The formula; evaluated in base units.
    pub steps: Vec<Step>,
    /// The formula as it was written, for people.
    pub formula: String,
}

/// A total and the parts that add up to it, but for rounding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composition {
    /// Text id: `sectors`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What the parts add up to.
    pub total: IndicatorId,
    /// The parts in the order of display: two or more, published, in the unit of the total.
    pub parts: Vec<IndicatorId>,
    /// How well they add up, and of what shares are taken.
    pub note: Text,
}

/// How two places are neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contact {
    /// They share a border line.
    Border,
    /// They are linked by custom, without contact on the map.
    Convention,
}

/// Two neighbouring places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjacency {
    /// One place.
    pub a: PlaceId,
    /// The other.
    pub b: PlaceId,
    /// How they touch.
    pub contact: Contact,
}

/// A city cluster of the 14th Five-Year Plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityCluster {
    /// Text id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Provinces it touches.
    pub provinces: Vec<PlaceId>,
    /// How sure the membership is: `confirmed`, `implied`, `uncertain`.
    pub certainty: String,
}

/// Everything about the numbers except the numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// Units.
    pub units: Vec<Unit>,
    /// Themes in the order of the picker.
    pub themes: Vec<Theme>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Vintages.
    pub vintages: Vec<Vintage>,
    /// Places: a parent stands before its children.
    pub places: Vec<Place>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Breaks.
    pub breaks: Vec<Break>,
    /// Derivations.
    pub derivations: Vec<Derivation>,
    /// Compositions.
    pub compositions: Vec<Composition>,
    /// Neighbours.
    pub adjacency: Vec<Adjacency>,
    /// City clusters.
    pub clusters: Vec<CityCluster>,
}
