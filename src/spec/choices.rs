//! The smaller choices of a [`Spec`](super::Spec): view, classes, axes, references, remarks, table.

use crate::{atlas::PlaceId, stats::Scheme};

/// Which view of the selection is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Map, trend and ranking beside one another.
    #[default]
    Overview,
    /// The map alone.
    Map,
    /// Maps of several years, one scale.
    Multiples,
    /// The map of what changed between two years.
    Change,
    /// A map of equal cells without boundaries.
    Tiles,
    /// The trend alone.
    Trend,
    /// Bars, highest first.
    Ranking,
    /// Lines between two years.
    Slope,
    /// Pairs of dots of two years.
    Dumbbell,
    /// Two indicators against one another.
    Scatter,
    /// Parts of a whole.
    Shares,
    /// What a revision changed: two vintages of one series.
    Revision,
    /// All places and years.
    Table,
    /// Definition, vintages, breaks, sources.
    Sources,
    /// A measure of inequality over the years.
    Dispersion,
    /// What the groups add to it: between and within.
    Decomposition,
    /// Lorenz curves of a year, or of two.
    Lorenz,
    /// Every measure of a year, with formula and numbers.
    Measures,
    /// Growth against the level from which it began.
    Convergence,
    /// How places moved between classes.
    Mobility,
    /// Places against the mean of their neighbours.
    Moran,
    /// The map of local clusters.
    Clusters,
    /// What the measure would be without each place.
    Influence,
}

impl View {
    /// The views of the measuring room, in the order of the page.
    pub const ROOM: [Self; 9] = [
        Self::Dispersion,
        Self::Decomposition,
        Self::Lorenz,
        Self::Measures,
        Self::Convergence,
        Self::Mobility,
        Self::Moran,
        Self::Clusters,
        Self::Influence,
    ];

    /// Whether it is a view of the measuring room.
    pub fn is_of_room(self) -> bool {
        Self::ROOM.contains(&self)
    }

    /// Every view of the explorer, in the order of the tabs.
    pub const ALL: [Self; 14] = [
        Self::Overview,
        Self::Map,
        Self::Multiples,
        Self::Change,
        Self::Tiles,
        Self::Trend,
        Self::Ranking,
        Self::Slope,
        Self::Dumbbell,
        Self::Scatter,
        Self::Shares,
        Self::Revision,
        Self::Table,
        Self::Sources,
    ];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Map => "map",
            Self::Multiples => "multiples",
            Self::Change => "change",
            Self::Tiles => "tiles",
            Self::Trend => "trend",
            Self::Ranking => "ranking",
            Self::Slope => "slope",
            Self::Dumbbell => "dumbbell",
            Self::Scatter => "scatter",
            Self::Shares => "shares",
            Self::Revision => "revision",
            Self::Table => "table",
            Self::Sources => "sources",
            Self::Dispersion => "dispersion",
            Self::Decomposition => "decomposition",
            Self::Lorenz => "lorenz",
            Self::Measures => "measures",
            Self::Convergence => "convergence",
            Self::Mobility => "mobility",
            Self::Moran => "moran",
            Self::Clusters => "clusters",
            Self::Influence => "influence",
        }
    }

    /// Whether it is about two years, the first and the last of the range.
    pub const fn compares_years(self) -> bool {
        matches!(self, Self::Change | Self::Slope | Self::Dumbbell)
    }

    /// Whether a first year changes what it shows.
    pub const fn uses_range(self) -> bool {
        self.compares_years()
            || matches!(
                self,
                Self::Overview
                    | Self::Trend
                    | Self::Multiples
                    | Self::Scatter
                    | Self::Shares
                    | Self::Table
                    | Self::Dispersion
                    | Self::Decomposition
                    | Self::Lorenz
                    | Self::Convergence
                    | Self::Mobility
            )
    }

    /// Whether it is coloured by classes.
    pub const fn is_map(self) -> bool {
        matches!(self, Self::Overview | Self::Map | Self::Multiples | Self::Change | Self::Tiles)
    }
}

/// How a map's values are put into classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes {
    /// How limits are chosen.
    pub scheme: Scheme,
    /// How many classes at most.
    pub count: u8,
    /// Limits between classes where the reader sets them, ascending; in the unit of the legend's
    /// indicator.
    pub breaks: Vec<f64>,
}

impl Classes {
    /// Fewest classes that can be asked for.
    pub const FEWEST: u8 = 2;
    /// Most classes that can be asked for; the palettes have so many steps.
    pub const MOST: u8 = 9;
    /// The most limits a reader can set.
    pub const MOST_BREAKS: usize = 8;

    /// Whether colours run from a middle to both sides.
    pub fn diverges(&self) -> bool {
        self.scheme == Scheme::Diverging
    }
}

impl Default for Classes {
    fn default() -> Self {
        Self { scheme: Scheme::Jenks, count: 6, breaks: Vec::new() }
    }
}

/// Axes on which equal distances are equal quotients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Log {
    /// The horizontal axis of a scatter.
    pub x: bool,
    /// The vertical axis of trend and scatter.
    pub y: bool,
}

/// A value to compare with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reference {
    /// The yardstick of the level: the nation, or the province a set of places is part of.
    Yardstick,
    /// Mean of the places of the level, each counting once.
    Mean,
    /// Median of the places of the level.
    Median,
    /// A number in the unit of what is shown.
    Value(f64),
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RemarkAt {
    /// A year.
    Year(u16),
    /// A place.
    Place(PlaceId),
}

/// An author's remark. The text comes from outside and is escaped wherever it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Remark {
    /// What it is about.
    pub at: RemarkAt,
    /// The remark.
    pub text: String,
}

/// What the columns of the table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rows {
    /// A column for each year.
    #[default]
    Years,
    /// One year with rank and difference.
    Year,
}

impl Rows {
    /// Every arrangement, the default first.
    pub const ALL: [Self; 2] = [Self::Years, Self::Year];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Years => "years",
            Self::Year => "year",
        }
    }
}

/// A column by which a table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortColumn {
    /// By name.
    Name,
    /// By code.
    Code,
    /// By the values of a year.
    Year(u16),
}

/// How a table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By which column.
    pub column: SortColumn,
    /// Highest, or last, first.
    pub descending: bool,
}

/// How the table is arranged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TableChoice {
    /// What its columns are.
    pub rows: Rows,
    /// How it is sorted; `None` for the order of the level, or by rank.
    pub sort: Option<Sort>,
    /// Only places whose name or code contains this; outside text.
    pub find: String,
}
