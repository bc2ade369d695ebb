//! The numbers: seven files of one shape become series.

use super::catalog::{self, Base};
use super::problem::Problem;
use super::table::{Row, Table};
use prosperity_atlas::atlas::{
    Break, Decimal, DecimalError, IndicatorId, IndicatorKind, Place, PlaceId, Point, Scope, Series,
    SourceId, Step, VintageId,
};
use std::collections::BTreeMap;
use std::path::Path;

/// The files of the panel.
const FILES: [&str; 7] = [
    "panel/national.csv",
    "panel/national_ext.csv",
    "panel/provinces.csv",
    "panel/provinces_ext.csv",
    "panel/zhejiang.csv",
    "panel/zhejiang_ext.csv",
    "panel/shanghai.csv",
];
/// Values that stand in two of the gathered tables, kept to show how well they agree; not packed.
const SECOND_READINGS: &str = "checks/second_readings.csv";
const COLUMNS: [&str; 6] = ["place_id", "year", "indicator_id", "vintage_id", "value", "source_id"];

type SeriesKey = (IndicatorId, VintageId, PlaceId);
/// Points by series and year, each with the row it was read from.
type Points = BTreeMap<SeriesKey, BTreeMap<u16, (Point, String)>>;

/// Reads the panel: series sorted by indicator, vintage, place.
pub(super) fn load(root: &Path, base: &Base, problems: &mut Vec<Problem>) -> Vec<Series> {
    let mut points = Points::new();
    for file in FILES {
        let table = Table::read(root, file, &COLUMNS, problems);
        for row in table.rows() {
            let Some((key, point)) = read(&row, base, problems) else { continue };
            let years = points.entry(key).or_default();
            if let Some((_, first)) = years.get(&point.year) {
                row.problem(
                    problems,
                    format!(
                        "{} in {} stands already at {first}; keep one here, the other in data/{SECOND_READINGS}",
                        naming(&row),
                        point.year,
                    ),
                );
            } else {
                years.insert(point.year, (point, row.place()));
            }
        }
    }
    check_second_readings(root, base, &points, problems);
    points
        .into_iter()
        .map(|((indicator, vintage, place), years)| Series {
            indicator,
            vintage,
            place,
            points: years.into_values().map(|(point, _)| point).collect(),
        })
        .collect()
}

fn naming(row: &Row<'_>) -> String {
    let part = |column| row.get(column);
    format!("`{}` of `{}`, `{}`,", part("indicator_id"), part("place_id"), part("vintage_id"))
}

fn read(row: &Row<'_>, base: &Base, problems: &mut Vec<Problem>) -> Option<(SeriesKey, Point)> {
    let known = &base.known;
    let place = known.places.find(row, "place_id", row.get("place_id"), problems);
    let indicator = known.indicators.find(row, "indicator_id", row.get("indicator_id"), problems);
    let vintage = known.vintages.find(row, "vintage_id", row.get("vintage_id"), problems);
    let source = known.sources.find(row, "source_id", row.get("source_id"), problems);
    let year = row.year("year", problems);
    let cell = row.get("value");
    let value = cell.parse().map_err(|error: DecimalError| {
        row.problem(problems, format!("`value` is `{cell}`: {error}"));
    });
    let key = (IndicatorId(indicator?), VintageId(vintage?), PlaceId(place?));
    let point = Point { year: year?, value: value.ok()?, source: SourceId(source?) };
    Some((key, point))
}

/// A second reading confirms a value of the panel; it may round it.
fn check_second_readings(root: &Path, base: &Base, points: &Points, problems: &mut Vec<Problem>) {
    let table = Table::read(root, SECOND_READINGS, &COLUMNS, problems);
    for row in table.rows() {
        let Some((key, point)) = read(&row, base, problems) else { continue };
        let Some((first, at)) = points.get(&key).and_then(|years| years.get(&point.year)) else {
            let message = format!("{} has no value in {} to confirm", naming(&row), point.year);
            row.problem(problems, message);
            continue;
        };
        if !agree(first.value, point.value) {
            let message = format!(
                "{} against {} at {at}: the readings differ by more than rounding",
                point.value, first.value
            );
            row.problem(problems, message);
        }
    }
}

/// Whether two readings are the same number up to the rounding of the coarser one.
fn agree(a: Decimal, b: Decimal) -> bool {
    let unit = 10f64.powi(-i32::from(a.decimals.min(b.decimals)));
    // Half a unit for the rounding and half a unit more for a value rounded twice on its way.
    (a.to_f64() - b.to_f64()).abs() <= unit * (1.0 + 1e-9)
}

/// What can only be judged when the series are known: default vintages, formulas, breaks.
pub(super) fn check_against_catalog(base: &Base, series: &[Series], problems: &mut Vec<Problem>) {
    let mut spans: BTreeMap<(IndicatorId, VintageId), Vec<&Series>> = BTreeMap::new();
    for one in series {
        spans.entry((one.indicator, one.vintage)).or_default().push(one);
    }
    let has = |key: &(IndicatorId, VintageId)| spans.contains_key(key);
    check_indicators(base, &has, problems);
    check_derivations(base, &has, problems);
    check_breaks(base, &spans, problems);
}

/// A break must lie inside a series that it concerns.
fn check_breaks(
    base: &Base,
    spans: &BTreeMap<(IndicatorId, VintageId), Vec<&Series>>,
    problems: &mut Vec<Problem>,
) {
    let mut seen: Vec<(Break, String)> = Vec::new();
    for row in base.tables.breaks.rows() {
        // What is wrong with the row itself has been said when the catalogue was read.
        let Some(one) = catalog::a_break(&row, &base.known, &mut Vec::new()) else { continue };
        let mut met = false;
        let mut inside = false;
        let concerned = spans.get(&(one.indicator, one.vintage)).into_iter().flatten();
        for series in concerned.filter(|series| in_scope(base, &one.scope, series.place)) {
            let year = |point: Option<&Point>| point.map(|point| point.year);
            let (first, last) = (year(series.points.first()), year(series.points.last()));
            met = true;
            inside |= first < Some(one.year) && Some(one.year) <= last;
        }
        let what = format!("`{}`, `{}`", row.get("indicator_id"), row.get("vintage_id"));
        if !met {
            let scope = row.get("place_scope");
            row.problem(problems, format!("{what} has no series for `{scope}` that could break"));
        } else if !inside {
            let message =
                format!("{} is not inside any series of {what}, nothing breaks there", one.year);
            row.problem(problems, message);
        }
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == one) {
            row.problem(problems, format!("the break stands already at {first}"));
        }
        seen.push((one, row.place()));
    }
}

fn in_scope(base: &Base, scope: &Scope, place: PlaceId) -> bool {
    match scope {
        Scope::All => true,
        Scope::Level(level) => {
            base.catalog.places.get(place.index()).is_some_and(|row: &Place| row.level == *level)
        }
        Scope::Places(places) => places.contains(&place),
    }
}

fn check_indicators(
    base: &Base,
    has: &impl Fn(&(IndicatorId, VintageId)) -> bool,
    problems: &mut Vec<Problem>,
) {
    let derivations = &base.catalog.derivations;
    for row in base.tables.indicators.rows() {
        let id = row.get("indicator_id");
        let Some(at) = base.known.indicators.get(id).map(IndicatorId) else { continue };
        let Some(indicator) = base.catalog.indicators.iter().find(|one| one.id == id) else {
            continue;
        };
        let key = (at, indicator.default_vintage);
        let formula = |wanted: VintageId| {
            derivations.iter().any(|one| one.indicator == at && one.vintage == wanted)
        };
        let any_series = (0..base.catalog.vintages.len())
            .filter_map(|one| u16::try_from(one).ok())
            .any(|vintage| has(&(at, VintageId(vintage))));
        let derived = derivations.iter().any(|one| one.indicator == at);
        let shown = has(&key) || formula(indicator.default_vintage);
        let message = match indicator.kind {
            IndicatorKind::Published | IndicatorKind::Derived if !shown => format!(
                "`{id}` has neither values nor a formula in `{}`, its default vintage",
                row.get("default_vintage_id")
            ),
            IndicatorKind::Derived if !derived => {
                format!("`{id}` is `derived` but has no row in data/derivations.csv")
            }
            IndicatorKind::Published if derived => {
                format!("`{id}` has a formula, so its `kind` is `derived`")
            }
            IndicatorKind::Document if derived || any_series => {
                format!("`{id}` has values or a formula, so its `kind` is not `document`")
            }
            _ => continue,
        };
        row.problem(problems, message);
    }
}

fn check_derivations(
    base: &Base,
    has: &impl Fn(&(IndicatorId, VintageId)) -> bool,
    problems: &mut Vec<Problem>,
) {
    let mut seen: Vec<((&str, &str), String)> = Vec::new();
    for row in base.tables.derivations.rows() {
        let key = (row.get("indicator_id"), row.get("vintage_id"));
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == key) {
            row.problem(problems, format!("the formula of {key:?} stands already at {first}"));
        }
        seen.push((key, row.place()));
        let (known, catalog) = (&base.known, &base.catalog);
        let (Some(indicator), Some(vintage)) =
            (known.indicators.get(key.0), known.vintages.get(key.1))
        else {
            continue;
        };
        let at = (IndicatorId(indicator), VintageId(vintage));
        if has(&at) {
            row.problem(problems, format!("{key:?} has published values as well as a formula"));
        }
        let derivation = catalog.derivations.iter().find(|one| (one.indicator, one.vintage) == at);
        for step in derivation.into_iter().flat_map(|one| &one.steps) {
            if let Step::Series(indicator, vintage) = step
                && !has(&(*indicator, *vintage))
            {
                let name = |at: usize| catalog.indicators.get(at).map_or("", |one| one.id.as_str());
                let edition = catalog.vintages.get(vintage.index()).map_or("", |one| &one.id);
                let part = name(indicator.index());
                row.problem(problems, format!("`formula`: `{part}@{edition}` has no values"));
            }
        }
    }
}
