//! Figures: what a spec shows, as plain structs with every string ready in one language.
//!
//! [`figure`] is pure: the same atlas, spec and language give the same figure, on a reader's machine
//! and when static pages are made. Nothing here draws; `map` and `chart` do.

mod choropleth;
mod coverage;
mod describe;
pub mod documents;
pub mod evidence;
mod gallery;
mod glance;
pub mod inequality;
mod marks;
mod pairs;
pub mod peers;
mod rank_bars;
mod references;
mod scatter;
pub mod shanghai;
mod shares;
mod shown;
mod table;
mod trend;
mod worked;
pub mod zhejiang;

pub use choropleth::{Colouring, LegendItem, MapMarks, MapName, RegionMark, class_limits};
pub use describe::{
    SourceLine, denominator_name, indicator_name, level_name, place_name, readable_formula,
    sources_text, vintage_name,
};
pub use gallery::{
    GAPS, GalleryFigure, MEASURED, Measured, OF_PLACES, ReadyMade, gallery, ready_made,
};
pub use glance::{Glance, SPARKLINE, glance, sparkline, sparklines};
pub use marks::{
    Band, Bar, BarMarks, Dot, FitLine, LorenzCurve, LorenzMarks, Pair, PairMarks, ReferenceLine,
    ScatterAxis, ScatterMarks, ShareRow, SharesMarks, TrailPoint, YearRemark,
};
pub use pairs::earlier_vintage;
pub use scatter::horizontal_indicator;
pub use table::{Cell, Column, Row, Table, arranged};
pub use trend::{BreakMark, Line, LineForm, LineRole, Phase, TrendMarks, TrendPoint};
pub use worked::{chained, worked};

use crate::{
    atlas::{Atlas, Lang, PlaceId},
    query::{latest_covered, years},
    spec::{Moment, Refusal, Spec, Time, View, refusal},
};
use core::ops::RangeInclusive;

/// A figure in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// A sentence that says the finding.
    pub title: String,
    /// Measure, unit, years, vintage.
    pub subtitle: String,
    /// What is drawn.
    pub marks: Marks,
    /// The author's remarks, each with what it is about; outside text.
    pub remarks: Vec<String>,
    /// Qualifications: breaks, pooling, missing places.
    pub notes: Vec<String>,
    /// Who published the numbers, in one line.
    pub source_line: String,
    /// Every source of the numbers shown.
    pub sources: Vec<SourceLine>,
    /// The same numbers as a table.
    pub table: Table,
    /// What a reader who cannot see the chart needs to know: kind, range, extremes, what is missing.
    pub alt: String,
}

/// What a figure draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Marks {
    /// A choropleth map.
    Map(MapMarks),
    /// Maps of several years.
    Multiples(Vec<MapMarks>),
    /// Lines over the years.
    Trend(TrendMarks),
    /// Bars, highest first.
    Ranking(BarMarks),
    /// Lines between two years.
    Slope(PairMarks),
    /// Pairs of dots.
    Dumbbell(PairMarks),
    /// Dots of two indicators.
    Scatter(ScatterMarks),
    /// Parts of wholes.
    Shares(SharesMarks),
    /// Lorenz curves.
    Lorenz(LorenzMarks),
    /// The table alone.
    Table,
    /// Nothing, and why.
    Nothing(String),
}

impl Figure {
    /// Its maps; none where it is no map.
    pub fn maps(&self) -> &[MapMarks] {
        match &self.marks {
            Marks::Map(marks) => core::slice::from_ref(marks),
            Marks::Multiples(maps) => maps,
            _ => &[],
        }
    }

    /// What its maps show of a region, in one line: `Gansu · CN¥52,972`, with the years of several maps.
    pub fn told(&self, region: &str) -> Option<String> {
        let maps = self.maps();
        let mark = |map: &MapMarks| map.regions.iter().position(|one| one.region == region);
        let name = maps.first().and_then(|map| Some(&map.regions[mark(map)?].name))?;
        let value = |map: &MapMarks| {
            let value = &map.regions[mark(map)?].value_text;
            Some(if maps.len() > 1 { format!("{} {value}", map.year) } else { value.clone() })
        };
        let values = maps.iter().filter_map(value);
        Some(core::iter::once(name.clone()).chain(values).collect::<Vec<_>>().join(" · "))
    }

    /// Why there is nothing to draw; none where there is something.
    pub fn nothing(&self) -> Option<&str> {
        match &self.marks {
            Marks::Nothing(why) => Some(why),
            _ => None,
        }
    }
}

/// The years in which there is anything to show, whatever year is chosen. Costly to find and the same
/// for every year, so whoever steps through years keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Every year with data at the places shown.
    pub all: RangeInclusive<u16>,
    /// The last year with data for at least half as many places of the level as the best year has,
    /// so that one early figure does not empty the map.
    pub latest: u16,
}

/// The years behind a spec: all with data, and those chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// Every year with data at the places shown.
    pub all: RangeInclusive<u16>,
    /// First year of the trend.
    pub from: u16,
    /// Year of the map.
    pub year: u16,
}

impl Extent {
    /// The extent of a spec; `None` when no place of the level has a value, whatever the places have
    /// that it is compared with.
    pub fn of(atlas: &Atlas, spec: &Spec) -> Option<Self> {
        let places = spec.level.places(atlas);
        let own = years(atlas, spec.measure(), &places)?;
        let all = years(atlas, spec.measure(), &places_shown(atlas, spec))?;
        let latest = latest_covered(atlas, spec.measure(), &places, &own);
        Some(Self { all, latest })
    }

    /// The years chosen within the extent.
    pub fn years(&self, time: Time) -> Years {
        let year = match time.to {
            Moment::Latest => self.latest,
            named => named.within(&self.all),
        };
        let from = time.from.map_or(*self.all.start(), |from| from.within(&self.all));
        Years { all: self.all.clone(), from: from.min(year), year }
    }
}

/// Places of the level and those compared with them, each once.
pub fn places_shown(atlas: &Atlas, spec: &Spec) -> Vec<PlaceId> {
    let mut places = spec.level.places(atlas);
    for place in spec.compared(atlas) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// Whether what the spec shows would compare across a break, and the nearest years that can be compared.
pub fn refused(atlas: &Atlas, spec: &Spec, years: &Years) -> Option<Refusal> {
    refusal(atlas, spec, &years.all, spec.starts(atlas, &years.all, years.year), years.year)
}

/// Turns a spec into a figure: the one that its view names. [`View::Overview`] gives the map,
/// [`View::Sources`] the table.
pub fn figure(atlas: &Atlas, spec: &Spec, lang: Lang) -> Figure {
    figure_within(atlas, spec, Extent::of(atlas, spec).as_ref(), lang)
}

/// [`figure`] where the extent is already known.
pub fn figure_within(atlas: &Atlas, spec: &Spec, extent: Option<&Extent>, lang: Lang) -> Figure {
    let time = if spec.view == View::Trend { spec.time.of_trend() } else { spec.time };
    let Some(years) = extent.map(|extent| extent.years(time)) else {
        return coverage::nothing(atlas, spec, lang);
    };
    match spec.view {
        View::Overview | View::Map | View::Change | View::Tiles => {
            choropleth::figure(atlas, spec, &years, lang)
        }
        View::Multiples => choropleth::multiples(atlas, spec, &years, lang),
        View::Trend => trend::figure(atlas, &Spec { time, ..spec.clone() }, &years, lang),
        View::Ranking => rank_bars::figure(atlas, spec, &years, lang),
        View::Slope | View::Dumbbell => pairs::years(atlas, spec, &years, lang),
        View::Scatter => scatter::figure(atlas, spec, &years, lang),
        View::Shares => shares::figure(atlas, spec, &years, lang),
        View::Revision => pairs::revision(atlas, spec, &years, lang),
        View::Table | View::Sources => table::figure(atlas, spec, &years, lang),
        View::Dispersion
        | View::Decomposition
        | View::Lorenz
        | View::Measures
        | View::Convergence
        | View::Mobility
        | View::Moran
        | View::Clusters
        | View::Influence => inequality::figure(atlas, spec, &years, lang),
    }
}
