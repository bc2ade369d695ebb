//! What to show: the small typed description behind every figure, and its one text form.
//!
//! The text stands in the address bar, in embeds and in tests:
//! `#/explore?indicator=gdp_per_person&time=2011..2019&places=330000~310000`. Only what differs from
//! the default is written; keys may come in any order; places are codes or names. Parsing is total:
//! what cannot be understood is replaced by the nearest sensible choice and told in a [`Notice`].

mod choices;
mod measuring;
mod notice;
mod parse;
mod repair;
mod route;
mod time;
mod write;

pub use choices::{
    Classes, Log, Reference, Remark, RemarkAt, Rows, Sort, SortColumn, TableChoice, View,
};
pub use measuring::{
    DRAWS, IndexChoice, LONGEST_GROUP_NAME, MOST_GROUPS, Measuring, NEAREST, NeighbourRule,
    OwnGroup, SIGNIFICANCE, STATES, Significance, Weighting,
};
pub use notice::{Key, Notice};
pub use parse::parse;
pub use repair::{Refusal, Starts, refusal};
pub use route::{Filter, Opened, Page, Route, open};
pub use time::{Moment, Time};

use crate::{
    atlas::{Atlas, IndicatorId, Lang, PlaceId, VintageId},
    query::{
        Chain, Denominator, Geography, Measure, Transform, composition_of, covered_years,
        default_level, default_vintage, has_level,
    },
    stats::Scheme,
    theme::Palette,
};

use core::ops::RangeInclusive;

/// Version of the text form; links of a later version are read as far as they are understood.
pub const VERSION: u16 = 1;
/// The indicator shown when a link names none.
pub const DEFAULT_INDICATOR: &str = "gdp_per_person";
/// The most places that can be compared in one figure.
pub const MOST_PLACES: usize = 40;
/// The most remarks an author can write on one figure.
pub const MOST_REMARKS: usize = 8;
/// Longest remark, in characters.
pub const LONGEST_REMARK: usize = 140;
/// The most reference values in one figure.
pub const MOST_REFERENCES: usize = 4;
/// Fewest and most maps side by side.
pub const PANELS: RangeInclusive<u8> = 2..=9;
/// How many maps stand side by side when a link says nothing.
pub const DEFAULT_PANELS: u8 = 4;
/// The most years that a value may be away from the year shown.
pub const MOST_TOLERANCE: u8 = 5;

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

/// What to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
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
    pub chain: Chain,
    /// Base year of an index; `None` for the first year that every place can be followed from.
    pub base: Option<u16>,
    /// The place to which others are related; `None` for the yardstick of the level.
    pub against: Option<PlaceId>,
    /// Vintage.
    pub vintage: VintageId,
    /// The vintage with which it is compared where the figure is about the revision; `None` for the
    /// one before it.
    pub earlier: Option<VintageId>,
    /// Population by which values per person are divided.
    pub method: Denominator,
    /// How many years away a value may be where the year shown has none.
    pub tolerance: u8,
    /// Classes of the map.
    pub classes: Classes,
    /// Colours of the map; `None` for those that go with the classes.
    pub palette: Option<Palette>,
    /// How many maps stand side by side.
    pub panels: u8,
    /// Horizontal indicator of a scatter; `None` for the one that suits.
    pub x: Option<IndicatorId>,
    /// Indicator of the dots' areas in a scatter; `None` for resident population.
    pub size: Option<IndicatorId>,
    /// Axes on which equal distances are equal quotients.
    pub log: Log,
    /// Whether a line is fitted to a scatter.
    pub fit: bool,
    /// Whether the paths of compared places are drawn in a scatter.
    pub trail: bool,
    /// Values to compare with.
    pub references: Vec<Reference>,
    /// The author's remarks.
    pub remarks: Vec<Remark>,
    /// How the table is arranged.
    pub table: TableChoice,
    /// What the measuring room measures, and how.
    pub measuring: Measuring,
    /// Language; `None` for the reader's own.
    pub lang: Option<Lang>,
    /// Light or dark.
    pub theme: ThemeChoice,
}

/// The indicator shown when a link names none.
fn default_indicator(atlas: &Atlas) -> IndicatorId {
    atlas.indicator_by_id(DEFAULT_INDICATOR).unwrap_or(IndicatorId(0))
}

impl Spec {
    /// What is shown when a link says nothing.
    pub fn default_of(atlas: &Atlas) -> Self {
        Self::of_indicator(atlas, default_indicator(atlas))
    }

    /// What is shown of an indicator when nothing else is said.
    pub fn of_indicator(atlas: &Atlas, indicator: IndicatorId) -> Self {
        let level = default_level(atlas, indicator);
        Self {
            indicator,
            level,
            view: View::default(),
            time: Time::default(),
            places: None,
            focus: None,
            chain: Chain::default(),
            base: None,
            against: None,
            vintage: default_vintage(atlas, indicator, level),
            earlier: None,
            method: Denominator::default(),
            tolerance: 0,
            classes: Classes::default(),
            palette: None,
            panels: DEFAULT_PANELS,
            x: None,
            size: None,
            log: Log::default(),
            fit: false,
            trail: false,
            references: Vec::new(),
            remarks: Vec::new(),
            table: TableChoice::default(),
            measuring: Measuring::default(),
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
        let mut classes = self.classes.clone();
        // Breaks made for one indicator's numbers say nothing about another's.
        if classes.scheme == Scheme::Manual {
            classes = Classes::default();
        }
        let additive = atlas.indicator(indicator).additive;
        let chain = self
            .chain
            .steps()
            .iter()
            .try_fold(Chain::default(), |chain, step| chain.then(*step, additive))
            .unwrap_or_default();
        let moved = Self {
            indicator,
            method: Denominator::default(),
            base: None,
            earlier: None,
            log: Log::default(),
            // A number to compare with belongs to the indicator it was written for.
            references: self
                .references
                .iter()
                .copied()
                .filter(|one| !matches!(one, Reference::Value(_)))
                .collect(),
            x: self.x.filter(|x| *x != indicator),
            classes,
            chain,
            ..self.clone()
        };
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
            measuring: Measuring {
                groups: self.measuring.groups.clone().filter(|_| same),
                among: self.measuring.among.clone().filter(|_| same),
                ..self.measuring.clone()
            },
            ..self.clone()
        };
        // A year that few of these places have would show an all but empty map.
        if let Moment::Year(year) = moved.time.to
            && !covered_years(atlas, moved.measure(), &level.places(atlas)).contains(&year)
        {
            moved.time = Time::default();
        }
        if !moved.offers(atlas, moved.view) {
            moved.view = View::default();
        }
        moved
    }

    /// Whether the selection can be shown in a view at all, whatever data there are.
    pub fn offers(&self, atlas: &Atlas, view: View) -> bool {
        let spatial = self.level != Geography::Nation;
        match view {
            View::Overview | View::Trend | View::Table | View::Sources => true,
            // What cannot be measured says why.
            view if view.is_of_room() => true,
            View::Tiles => self.level == Geography::Provinces,
            View::Map
            | View::Multiples
            | View::Change
            | View::Ranking
            | View::Slope
            | View::Dumbbell
            | View::Scatter => spatial,
            View::Shares => composition_of(atlas, self.indicator).is_some(),
            _ => spatial && atlas.vintages_of(self.indicator).len() > 1,
        }
    }

    /// The place to which others are related: the one asked for, else the yardstick of the level.
    pub fn other(&self, atlas: &Atlas) -> PlaceId {
        self.against.or_else(|| self.level.yardstick(atlas)).unwrap_or_else(|| atlas.nation())
    }

    /// How the map's values are put into classes. Change has a direction: unless the reader chose
    /// otherwise, its colours part at none.
    pub fn shown_classes(&self) -> Classes {
        if self.view == View::Change && self.classes == Classes::default() {
            return Classes { scheme: Scheme::Diverging, ..Classes::default() };
        }
        self.classes.clone()
    }

    /// The colours of the map's classes.
    pub fn colours(&self) -> Palette {
        let diverges = self.shown_classes().diverges();
        let plain = if diverges { Palette::BlueOrange } else { Palette::default() };
        self.palette.filter(|palette| palette.is_diverging() == diverges).unwrap_or(plain)
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
            // Only places of the level have ranks in it.
            level if self.chain.has(Transform::Rank) => {
                level.places(atlas).into_iter().take(MOST_PLACES).collect()
            }
            level => level.references(atlas),
        })
    }

    /// The text form: `#/explore?…`, or `#/inequality?…` for what is shown in the measuring room; only
    /// what differs from the default.
    pub fn to_fragment(&self, atlas: &Atlas) -> String {
        write::fragment(self, atlas)
    }
}

#[cfg(test)]
pub(crate) mod tests;
