//! What is told the reader when a link could not be followed to the letter.

use core::ops::RangeInclusive;

/// A key of the text form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// `v`
    Version,
    /// `indicator`
    Indicator,
    /// `level`
    Level,
    /// `view`
    View,
    /// `time`
    Time,
    /// `places`
    Places,
    /// `focus`
    Focus,
    /// `transform`
    Transform,
    /// `base`
    Base,
    /// `vintage`
    Vintage,
    /// `method`
    Method,
    /// `classes`
    Classes,
    /// `x`
    X,
    /// `y`
    Y,
    /// `size`
    Size,
    /// `lang`
    Lang,
    /// `theme`
    Theme,
}

impl Key {
    /// Every key, in the order in which keys are written.
    pub const ALL: [Self; 17] = [
        Self::Version,
        Self::Indicator,
        Self::Level,
        Self::View,
        Self::Time,
        Self::Places,
        Self::Focus,
        Self::Transform,
        Self::Base,
        Self::Vintage,
        Self::Method,
        Self::Classes,
        Self::X,
        Self::Y,
        Self::Size,
        Self::Lang,
        Self::Theme,
    ];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Version => "v",
            Self::Indicator => "indicator",
            Self::Level => "level",
            Self::View => "view",
            Self::Time => "time",
            Self::Places => "places",
            Self::Focus => "focus",
            Self::Transform => "transform",
            Self::Base => "base",
            Self::Vintage => "vintage",
            Self::Method => "method",
            Self::Classes => "classes",
            Self::X => "x",
            Self::Y => "y",
            Self::Size => "size",
            Self::Lang => "lang",
            Self::Theme => "theme",
        }
    }
}

/// Something in a link that was replaced or left out. Given texts are what the link says and must
/// be escaped where they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no such page.
    UnknownPage {
        /// What the link says.
        given: String,
    },
    /// There is no such key.
    UnknownKey {
        /// What the link says.
        given: String,
        /// The key that is spelt most alike.
        similar: Option<&'static str>,
    },
    /// A key stands twice; the last one counts.
    RepeatedKey {
        /// The key.
        key: Key,
    },
    /// A value is not one that the key takes.
    UnknownValue {
        /// The key.
        key: Key,
        /// What the link says.
        given: String,
        /// What is used instead.
        used: String,
        /// The value that is spelt most alike.
        similar: Option<String>,
    },
    /// A place is not known.
    UnknownPlace {
        /// What the link says.
        given: String,
    },
    /// More places than one figure compares; the first ones are kept.
    TooManyPlaces {
        /// How many the link names.
        given: usize,
        /// How many are kept.
        kept: usize,
    },
    /// The indicator has no series in this vintage.
    VintageNotOfIndicator {
        /// Vintage that the link names.
        given: String,
        /// Vintage used instead.
        used: String,
    },
    /// A year has no data; the nearest year is used.
    YearOutside {
        /// Key that names the year.
        key: Key,
        /// What the link says.
        given: u16,
        /// Years with data.
        span: RangeInclusive<u16>,
        /// The year used.
        used: u16,
    },
    /// The link was made by a later version of the atlas.
    LaterVersion {
        /// Its version.
        given: u16,
    },
}
