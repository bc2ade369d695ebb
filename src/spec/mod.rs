//! What to show: the small typed description behind every figure, and its one text form.
//!
//! The text stands in the address bar, in embeds and in tests:
//! `#/explore?indicator=gdp_per_person&time=2011..2019&places=330000~310000`. Only what differs from
//! the default is written; keys may come in any order; places are codes or names. Parsing is total:
//! what cannot be understood is replaced by the nearest sensible choice and told in a [`Notice`].

mod notice;
mod parse;
mod time;
mod write;

pub use notice::{Key, Notice};
pub use parse::parse;
pub use time::{Moment, Time};

use crate::{
    atlas::{Atlas, IndicatorId, Lang, PlaceId, VintageId},
    query::{
        Denominator, Geography, Measure, Transform, default_level, default_vintage, has_level,
        is_covered,
    },
    stats::Scheme,
};

/// Version of the text form; links of a later version are read as far as they are understood.
pub const VERSION: u16 = 1;
/// The indicator shown when a link names none.
pub const DEFAULT_INDICATOR: &str = "gdp_per_person";
/// The most places that can be compared in one figure.
pub const MOST_PLACES: usize = 40;

/// A page of the atlas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// The explorer.
    #[default]
    Explore,
}

impl Page {
    /// Every page.
    pub const ALL: [Self; 1] = [Self::Explore];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Explore => "explore",
        }
    }
}

/// Which view of the selection is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Map, trend and ranking beside one another.
    #[default]
    Overview,
    /// The map alone.
    Map,
    /// The trend alone.
    Trend,
    /// All places and years.
    Table,
    /// Definition, vintages, breaks, sources.
    Sources,
}

impl View {
    /// Every view, in the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Overview, Self::Map, Self::Trend, Self::Table, Self::Sources];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Map => "map",
            Self::Trend => "trend",
            Self::Table => "table",
            Self::Sources => "sources",
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeChoice {
    /// As the reader's system is set.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// Every choice, the default first.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// How a map's values are put into classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Classes {
    /// How limits are chosen.
    pub scheme: Scheme,
    /// How many classes at most.
    pub count: u8,
}

impl Classes {
    /// Fewest classes that can be asked for.
    pub const FEWEST: u8 = 2;
    /// Most classes that can be asked for; the palettes have so many steps.
    pub const MOST: u8 = 9;
}

impl Default for Classes {
    fn default() -> Self {
        Self { scheme: Scheme::Jenks, count: 6 }
    }
}

/// What to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Page.
    pub page: Page,
    /// Indicator.
    pub indicator: IndicatorId,
    /// Which places fill map and table.
    pub level: Geography,
    /// View.
    pub view: View,
    /// The year of the map and, where given, the first year of the trend.
    pub time: Time,
    /// Places compared in the trend; `None` for those that the level is compared with.
    pub places: Option<Vec<PlaceId>>,
    /// The place brought forward in every view.
    pub focus: Option<PlaceId>,
    /// What is shown of a value.
    pub transform: Transform,
    /// Base year of an index; `None` for the first year shown.
    pub base: Option<u16>,
    /// Vintage.
    pub vintage: VintageId,
    /// Population by which values per person are divided.
    pub method: Denominator,
    /// Classes of the map.
    pub classes: Classes,
    /// Horizontal indicator of a scatter.
    pub x: Option<IndicatorId>,
    /// Vertical indicator of a scatter.
    pub y: Option<IndicatorId>,
    /// Indicator of the dots' size in a scatter.
    pub size: Option<IndicatorId>,
    /// Language; `None` for the reader's own.
    pub lang: Option<Lang>,
    /// Light or dark.
    pub theme: ThemeChoice,
}

impl Spec {
    /// What is shown when a link says nothing.
    pub fn default_of(atlas: &Atlas) -> Self {
        let indicator = atlas.indicator_by_id(DEFAULT_INDICATOR).unwrap_or(IndicatorId(0));
        Self::of_indicator(atlas, indicator)
    }

    /// What is shown of an indicator when nothing else is said.
    pub fn of_indicator(atlas: &Atlas, indicator: IndicatorId) -> Self {
        let level = default_level(atlas, indicator);
        Self {
            page: Page::default(),
            indicator,
            level,
            view: View::default(),
            time: Time::default(),
            places: None,
            focus: None,
            transform: Transform::default(),
            base: None,
            vintage: default_vintage(atlas, indicator, level),
            method: Denominator::default(),
            classes: Classes::default(),
            x: None,
            y: None,
            size: None,
            lang: None,
            theme: ThemeChoice::default(),
        }
    }

    /// The same view of another indicator: vintage, method and base year start anew. It is shown on
    /// the level `wished` if it has data there, else where it has some.
    #[must_use]
    pub fn with_indicator(&self, atlas: &Atlas, indicator: IndicatorId, wished: Geography) -> Self {
        let level = [wished, self.level]
            .into_iter()
            .find(|level| has_level(atlas, indicator, *level))
            .unwrap_or_else(|| default_level(atlas, indicator));
        let moved = Self { indicator, method: Denominator::default(), base: None, ..self.clone() };
        moved.with_level(atlas, level)
    }

    /// The same indicator for other places: the vintage that covers them, their own comparison.
    #[must_use]
    pub fn with_level(&self, atlas: &Atlas, level: Geography) -> Self {
        let same = level == self.level;
        let mut moved = Self {
            level,
            vintage: default_vintage(atlas, self.indicator, level),
            places: if same { self.places.clone() } else { None },
            focus: self.focus.filter(|_| same),
            ..self.clone()
        };
        // A year that few of these places have would show an all but empty map.
        if let Moment::Year(year) = moved.time.to
            && !is_covered(atlas, moved.measure(), &level.places(atlas), year)
        {
            moved.time = Time::default();
        }
        moved
    }

    /// The line of numbers that is shown.
    pub const fn measure(&self) -> Measure {
        Measure { indicator: self.indicator, vintage: self.vintage, denominator: self.method }
    }

    /// The places compared in the trend.
    pub fn compared(&self, atlas: &Atlas) -> Vec<PlaceId> {
        self.places.clone().unwrap_or_else(|| match self.level {
            Geography::MacroRegions => {
                let mut all = Geography::MacroRegions.places(atlas);
                all.push(atlas.nation());
                all
            }
            Geography::Nation => vec![atlas.nation()],
            level => level.references(atlas),
        })
    }

    /// The text form: `#/explore?…`, only what differs from the default.
    pub fn to_fragment(&self, atlas: &Atlas) -> String {
        write::fragment(self, atlas)
    }
}

#[cfg(test)]
mod tests;
