//! Figures: what a spec shows, as plain structs with every string ready in one language.
//!
//! [`figure`] is pure: the same atlas, spec and language give the same figure, on a reader's machine
//! and when static pages are made. Nothing here draws; `map` and `chart` do.

mod choropleth;
mod coverage;
mod describe;
mod glance;
mod table;
mod trend;

pub use choropleth::{LegendItem, MapMarks, MapName, RegionMark};
pub use coverage::{latest_covered, levels_with_data};
pub use describe::{SourceLine, sources_text, vintage_name};
pub use glance::{Glance, SPARKLINE, glance, sparkline};
pub use table::{Cell, Column, Row, Table};
pub use trend::{BreakMark, Line, LineRole, TrendMarks, TrendPoint};

use crate::{
    atlas::{Atlas, Lang, PlaceId},
    query::years,
    spec::{Moment, Spec, View},
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
    /// Lines over the years.
    Trend(TrendMarks),
    /// The table alone.
    Table,
    /// Nothing, and why.
    Nothing(String),
}

/// The years behind a spec: all with data, and those chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// Every year with data at the places shown.
    pub all: RangeInclusive<u16>,
    /// First year of the trend.
    pub from: u16,
    /// Year of the map; `latest` is the last year with data for at least half of the places that
    /// ever have any, so that one early figure does not empty the map.
    pub year: u16,
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

/// The years of a spec; `None` when there is no value at any place shown.
pub fn years_of(atlas: &Atlas, spec: &Spec) -> Option<Years> {
    let all = years(atlas, spec.measure(), &places_shown(atlas, spec))?;
    let latest = match spec.time.to {
        Moment::Latest => latest_covered(atlas, spec.measure(), &spec.level.places(atlas), &all),
        named => named.within(&all),
    };
    let from = spec.time.from.map_or(*all.start(), |from| from.within(&all));
    Some(Years { from: from.min(latest), year: latest, all })
}

/// Turns a spec into a figure. [`View::Overview`] and [`View::Map`] give the map, [`View::Trend`] the
/// trend, [`View::Table`] and [`View::Sources`] the table of all places and years.
pub fn figure(atlas: &Atlas, spec: &Spec, lang: Lang) -> Figure {
    let Some(years) = years_of(atlas, spec) else {
        return coverage::nothing(atlas, spec, lang);
    };
    match spec.view {
        View::Overview | View::Map => choropleth::figure(atlas, spec, &years, lang),
        View::Trend => trend::figure(atlas, spec, &years, lang),
        View::Table | View::Sources => table::figure(atlas, spec, &years, lang),
    }
}
