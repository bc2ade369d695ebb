//! Household incomes of the nation, as fixed figures: what the means of fifths say of the Gini
//! coefficient, which sources of income set town and country apart, and how much of the differences lies
//! between regions, between provinces, and between town and country.
//!
//! They are no views of a spec: each puts several series together in its own way. What they need is
//! named by the ids of the data package.

mod income_sources;
mod nested;
mod quintiles;

use crate::{
    atlas::{Atlas, Lang, PlaceId, SourceId},
    figure::{Figure, SourceLine, describe},
    query::{Denominator, Measure, sources, value},
    stats::MeasureError,
};
use core::ops::RangeInclusive;

/// The edition of all incomes here: the survey that has asked in town and country alike since 2013.
const SURVEY: &str = "survey2013";
/// The edition of the urban and rural population.
const CENSUS: &str = "census7";

/// A figure about household incomes of the nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Household {
    /// Bounds of the Gini coefficient from the means of fifths, beside the official one.
    Quintiles,
    /// The Gini coefficient between the urban and the rural average by source of income.
    IncomeSources,
    /// Theil's indices between regions, between their provinces, and between town and country.
    Nested,
}

impl Household {
    /// Every one, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Quintiles, Self::IncomeSources, Self::Nested];

    /// Its name in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Quintiles => "inequality-quintiles",
            Self::IncomeSources => "inequality-income-sources",
            Self::Nested => "inequality-nested",
        }
    }

    /// The figure in a language.
    pub fn figure(self, atlas: &Atlas, lang: Lang) -> Figure {
        let (name, found) = match self {
            Self::Quintiles => (quintiles::name(lang), quintiles::figure(atlas, lang)),
            Self::IncomeSources => {
                (income_sources::name(lang), income_sources::figure(atlas, lang))
            }
            Self::Nested => (nested::name(lang), nested::figure(atlas, lang)),
        };
        found.unwrap_or_else(|why| nothing(name, why, lang))
    }
}

/// A figure of nothing, and why.
fn nothing(name: &str, why: MeasureError, lang: Lang) -> Figure {
    let why = super::refusal(why, |at| (at + 1).to_string(), lang);
    super::nothing_named(name.to_owned(), String::new(), why)
}

/// A published series by the ids of its indicator and edition.
///
/// # Errors
/// [`MeasureError::Empty`] where the atlas does not hold it.
fn series(atlas: &Atlas, indicator: &str, vintage: &str) -> Result<Measure, MeasureError> {
    let indicator = atlas.indicator_by_id(indicator).ok_or(MeasureError::Empty)?;
    let vintage = atlas.vintage_by_id(vintage).ok_or(MeasureError::Empty)?;
    Ok(Measure { indicator, vintage, denominator: Denominator::default() })
}

/// A value of a series; none where there is none.
fn number(atlas: &Atlas, series: Measure, place: PlaceId, year: u16) -> Option<f64> {
    value(atlas, series, place, year).ok().map(|found| found.number)
}

/// Values of several series at a place, in their order; none where one is missing.
fn numbers(atlas: &Atlas, series: &[Measure], place: PlaceId, year: u16) -> Option<Vec<f64>> {
    series.iter().map(|one| number(atlas, *one, place, year)).collect()
}

/// Sources of some series at some places, each once, and their publishers in one line.
fn background(
    atlas: &Atlas,
    used: &[(Measure, &[PlaceId])],
    span: &RangeInclusive<u16>,
    lang: Lang,
) -> (Vec<SourceLine>, String) {
    let mut ids: Vec<SourceId> =
        used.iter().flat_map(|(series, places)| sources(atlas, *series, places, span)).collect();
    crate::order::sort(&mut ids);
    ids.dedup();
    let lines: Vec<SourceLine> =
        ids.into_iter().map(|id| describe::source_line(atlas, id, lang)).collect();
    let text = describe::sources_text(&lines, lang);
    (lines, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::tests::ATLAS;

    #[test]
    fn what_the_atlas_does_not_hold_is_no_figure_and_says_why() {
        assert_eq!(series(&ATLAS, "nobody", SURVEY).unwrap_err(), MeasureError::Empty);
        assert_eq!(series(&ATLAS, "gini", "nobody").unwrap_err(), MeasureError::Empty);
        for lang in Lang::ALL {
            let figure = nothing("name", MeasureError::Empty, lang);
            assert_eq!(figure.nothing(), Some(figure.alt.as_str()));
            assert!(figure.alt.chars().count() > 10);
        }
    }
}
