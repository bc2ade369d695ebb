//! Everything about the numbers: units, indicators, vintages, places, sources, breaks, formulas,
//! neighbours, city clusters.

use super::documents;
use super::problem::Problem;
use super::table::{Ids, Row, Table};
use prosperity_atlas::atlas::{
    Adjacency, Break, Catalog, CityCluster, Composition, Contact, Derivation, Direction, Indicator,
    IndicatorId, IndicatorKind, Level, NATION, Place, PlaceId, Scope, Source, Step, Theme, ThemeId,
    Unit, UnitId, UnitKind, Vintage, VintageId,
};
use prosperity_atlas::ledger::formula::{self, Item, Operator};
use std::collections::HashMap;
use std::path::Path;

/// The catalogue and the ids by which other tables refer to its rows.
pub(super) struct Base {
    pub(super) catalog: Catalog,
    pub(super) known: Known,
    /// Rows that can only be judged when the panel is read: default vintages, breaks.
    pub(super) tables: Later,
}

/// Text ids of every table that others refer to.
pub(super) struct Known {
    pub(super) units: Ids,
    pub(super) themes: Ids,
    pub(super) indicators: Ids,
    pub(super) vintages: Ids,
    pub(super) places: Ids,
    pub(super) sources: Ids,
    pub(super) documents: Ids,
}

/// Tables whose rows are looked at again once the series are known.
pub(super) struct Later {
    pub(super) indicators: Table,
    pub(super) derivations: Table,
    pub(super) breaks: Table,
}

const LEVELS: [(&str, Level); 8] = [
    ("nation", Level::Nation),
    ("macro_region", Level::MacroRegion),
    ("province", Level::Province),
    ("prefecture", Level::Prefecture),
    ("county", Level::County),
    ("sub_county", Level::SubCounty),
    ("country", Level::Country),
    ("group", Level::Group),
];

/// Reads the catalogue's tables.
pub(super) fn load(root: &Path, problems: &mut Vec<Problem>) -> Base {
    let units = Table::read(root, "units.csv", &UNITS, problems);
    let themes = Table::read(root, "themes.csv", &THEMES, problems);
    let indicators = Table::read(root, "indicators.csv", &INDICATORS, problems);
    let vintages = Table::read(root, "vintages.csv", &VINTAGES, problems);
    let places = Table::read(root, "places.csv", &PLACES, problems);
    let sources = Table::read(root, "sources.csv", &SOURCES, problems);
    let derivations = Table::read(root, "derivations.csv", &DERIVATIONS, problems);
    let breaks = Table::read(root, "breaks.csv", &BREAKS, problems);
    let documents = Table::read(root, documents::FILE, &documents::COLUMNS, problems);

    let theme_rows = in_order(&themes, problems);
    let place_rows = parents_first(&places, problems);
    let known = Known {
        units: Ids::of("unit", "unit_id", units.rows(), problems),
        themes: Ids::of("theme", "theme_id", theme_rows.iter().copied(), problems),
        indicators: Ids::of("indicator", "indicator_id", indicators.rows(), problems),
        vintages: Ids::of("vintage", "vintage_id", vintages.rows(), problems),
        places: Ids::of("place", "place_id", place_rows.iter().copied(), problems),
        sources: Ids::of("source", "source_id", sources.rows(), problems),
        documents: Ids::of("document", "doc", documents.rows(), problems),
    };
    let indicator_rows: Vec<Indicator> =
        indicators.rows().filter_map(|row| indicator(&row, &known, problems)).collect();
    let catalog = Catalog {
        units: units.rows().filter_map(|row| unit(&row, problems)).collect(),
        themes: theme_rows
            .iter()
            .map(|row| Theme {
                id: row.get("theme_id").to_owned(),
                name: row.text("name", problems),
            })
            .collect(),
        compositions: compositions(root, &known, &indicator_rows, problems),
        indicators: indicator_rows,
        vintages: vintages
            .rows()
            .map(|row| Vintage {
                id: row.get("vintage_id").to_owned(),
                name: row.text("name", problems),
                note: row.text_or_none("note", problems),
            })
            .collect(),
        places: place_rows.iter().filter_map(|row| place(row, &known, problems)).collect(),
        sources: sources.rows().filter_map(|row| source(&row, problems)).collect(),
        breaks: breaks.rows().filter_map(|row| a_break(&row, &known, problems)).collect(),
        derivations: derivations
            .rows()
            .filter_map(|row| derivation(&row, &known, problems))
            .collect(),
        adjacency: adjacency(root, &known, problems),
        clusters: clusters(root, &known, problems),
    };
    Base { catalog, known, tables: Later { indicators, derivations, breaks } }
}

const UNITS: [&str; 6] = ["unit_id", "symbol_zh", "symbol_en", "kind", "factor", "note"];

fn unit(row: &Row<'_>, problems: &mut Vec<Problem>) -> Option<Unit> {
    let kinds = [
        ("currency", UnitKind::Currency),
        ("people", UnitKind::People),
        ("count", UnitKind::Count),
        ("share", UnitKind::Share),
        ("points", UnitKind::Points),
        ("ratio", UnitKind::Ratio),
        ("index", UnitKind::Index),
        ("years", UnitKind::Years),
        ("other", UnitKind::Other),
    ];
    let kind = row.word("kind", &kinds, problems);
    let factor = row.parsed::<f64>("factor", "a number such as 10000 or 0.01", problems);
    if factor.is_some_and(|factor| !(factor.is_finite() && factor > 0.0)) {
        row.problem(problems, "`factor` must be finite and greater than 0");
    }
    Some(Unit {
        id: row.get("unit_id").to_owned(),
        symbol: row.text_or_none("symbol", problems),
        kind: kind?,
        factor: factor?,
    })
}

const THEMES: [&str; 4] = ["theme_id", "name_zh", "name_en", "order"];

fn in_order<'t>(themes: &'t Table, problems: &mut Vec<Problem>) -> Vec<Row<'t>> {
    let mut rows: Vec<(Option<u16>, Row<'t>)> = themes
        .rows()
        .map(|row| (row.parsed("order", "a whole number from 0 on", problems), row))
        .collect();
    rows.sort_by_key(|(order, _)| *order);
    for pair in rows.windows(2) {
        if pair[0].0.is_some() && pair[0].0 == pair[1].0 {
            let first = pair[0].1.place();
            pair[1].1.problem(problems, format!("`order` is that of {first}; give another"));
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

const INDICATORS: [&str; 16] = [
    "indicator_id",
    "theme_id",
    "unit_id",
    "direction",
    "decimals",
    "kind",
    "aggregation",
    "default_vintage_id",
    "name_zh",
    "name_en",
    "short_zh",
    "short_en",
    "pinyin",
    "definition_zh",
    "definition_en",
    "docs",
];

fn indicator(row: &Row<'_>, known: &Known, problems: &mut Vec<Problem>) -> Option<Indicator> {
    let directions = [
        ("higher_is_better", Direction::HigherIsBetter),
        ("lower_is_better", Direction::LowerIsBetter),
        ("neutral", Direction::Neutral),
    ];
    let kinds = [
        ("published", IndicatorKind::Published),
        ("derived", IndicatorKind::Derived),
        ("document", IndicatorKind::Document),
    ];
    for document in row.list("docs", problems) {
        known.documents.find(row, "docs", &document, problems);
    }
    let name = row.text("name", problems);
    let mut short_name = row.text_or_none("short", problems);
    if short_name.is_empty() {
        short_name = name.clone();
    }
    check_pinyin(row, &name.zh, problems);
    let theme = known.themes.find(row, "theme_id", row.get("theme_id"), problems);
    let unit = known.units.find(row, "unit_id", row.get("unit_id"), problems);
    let direction = row.word("direction", &directions, problems);
    let decimals = row.parsed("decimals", "how many digits stand behind the point", problems);
    let kind = row.word("kind", &kinds, problems);
    let additive = row.word("aggregation", &[("sum", true), ("none", false)], problems);
    let vintage =
        known.vintages.find(row, "default_vintage_id", row.get("default_vintage_id"), problems);
    Some(Indicator {
        id: row.get("indicator_id").to_owned(),
        theme: ThemeId(theme?),
        unit: UnitId(unit?),
        direction: direction?,
        decimals: decimals?,
        kind: kind?,
        additive: additive?,
        default_vintage: VintageId(vintage?),
        name,
        short_name,
        pinyin: row.get("pinyin").to_owned(),
        definition: row.text("definition", problems),
    })
}

/// A syllable for each character, so that a name that is changed alone is noticed.
fn check_pinyin(row: &Row<'_>, name: &str, problems: &mut Vec<Problem>) {
    let pinyin = row.required("pinyin", problems);
    let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !pinyin.split(' ').all(|word| !word.is_empty() && plain(word)) {
        let message = format!("`pinyin` is `{pinyin}`; letters and digits, one blank between");
        row.problem(problems, message);
    }
    let lower = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let syllables = pinyin.split(' ').filter(lower).filter(|word| !word.is_empty()).count();
    let characters = name.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    if syllables != characters {
        let message =
            format!("`pinyin` has {syllables} syllables, `{name}` {characters} characters");
        row.problem(problems, message);
    }
}

const VINTAGES: [&str; 5] = ["vintage_id", "name_zh", "name_en", "note_zh", "note_en"];

const PLACES: [&str; 17] = [
    "place_id",
    "level",
    "parent_id",
    "macro_region",
    "name_zh",
    "short_zh",
    "name_en",
    "short_en",
    "pinyin",
    "iso_3166_2",
    "lon",
    "lat",
    "label_radius_km",
    "tags",
    "aliases",
    "note_zh",
    "note_en",
];

/// The rows of places so that the nation comes first and a parent stands before its children:
/// by tier, then by depth, then as in the file.
fn parents_first<'t>(places: &'t Table, problems: &mut Vec<Problem>) -> Vec<Row<'t>> {
    let by_id: HashMap<&str, Row<'t>> =
        places.rows().map(|row| (row.get("place_id"), row)).collect();
    if !by_id.contains_key(NATION) {
        let message = format!("the nation, `{NATION}`, is missing");
        problems.push(Problem::of_file(places.file(), message));
    }
    let mut rows: Vec<(Option<Level>, usize, Row<'t>)> = Vec::new();
    for row in places.rows() {
        let level = row.word("level", &LEVELS, problems);
        let mut depth = 0;
        let mut above = by_id.get(row.get("parent_id"));
        while let Some(parent) = above {
            depth += 1;
            if depth > by_id.len() {
                row.problem(problems, "the line of its parents is a circle; break it");
                break;
            }
            above = by_id.get(parent.get("parent_id"));
        }
        rows.push((level, depth, row));
    }
    rows.sort_by_key(|(level, depth, row)| (*level, *depth, row.line()));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

fn place(row: &Row<'_>, known: &Known, problems: &mut Vec<Problem>) -> Option<Place> {
    let id = row.get("place_id");
    let own = known.places.get(id);
    let parent_id = row.get("parent_id");
    let parent = match parent_id {
        "" => None,
        _ => known.places.find(row, "parent_id", parent_id, problems),
    };
    if parent.is_some() && parent >= own {
        row.problem(
            problems,
            format!("`parent_id`: `{parent_id}` is of a lower tier; a parent is of a higher one"),
        );
    }
    let region = row.get("macro_region");
    if !region.is_empty() && region != parent_id {
        row.problem(problems, format!("`macro_region` is `{region}`, `parent_id` `{parent_id}`"));
    }
    let level = LEVELS.iter().find(|(word, _)| *word == row.get("level")).map(|(_, level)| *level);
    let adcode = id.len() == 6 && id.bytes().all(|byte| byte.is_ascii_digit());
    let needs_adcode =
        matches!(level, Some(Level::Nation | Level::Province | Level::Prefecture | Level::County));
    if needs_adcode && !adcode {
        row.problem(problems, format!("`place_id` is `{id}`, an adcode of six digits is needed"));
    }
    let name = row.text("name", problems);
    let mut short_name = row.text_or_none("short", problems);
    if short_name.is_empty() {
        short_name = name.clone();
    }
    if !row.get("label_radius_km").is_empty() {
        row.parsed::<f32>("label_radius_km", "a number of kilometres", problems);
    }
    Some(Place {
        id: id.to_owned(),
        level: level?,
        parent: parent.map(PlaceId),
        name,
        short_name,
        pinyin: row.get("pinyin").to_owned(),
        lon_lat: lon_lat(row, problems),
        tags: row.list("tags", problems),
        aliases: row.list("aliases", problems),
        note: row.text_or_none("note", problems),
    })
}

fn lon_lat(row: &Row<'_>, problems: &mut Vec<Problem>) -> Option<(f32, f32)> {
    if row.get("lon").is_empty() && row.get("lat").is_empty() {
        return None;
    }
    let lon = row.parsed::<f32>("lon", "degrees east", problems)?;
    let lat = row.parsed::<f32>("lat", "degrees north", problems)?;
    if !(-180.0..=180.0).contains(&lon) || !(-90.0..=90.0).contains(&lat) {
        row.problem(problems, format!("{lon}, {lat} is no place on earth: degrees east, north"));
    }
    Some((lon, lat))
}

const SOURCES: [&str; 9] = [
    "source_id",
    "publisher",
    "office_zh",
    "office_en",
    "table",
    "where_found",
    "license",
    "trust",
    "retrieved_note",
];

fn source(row: &Row<'_>, problems: &mut Vec<Problem>) -> Option<Source> {
    let trust = row.word("trust", &[("A", 'A'), ("B", 'B'), ("C", 'C')], problems);
    let office = row.text("office", problems);
    Some(Source {
        id: row.get("source_id").to_owned(),
        publisher: row.required("publisher", problems).to_owned(),
        office,
        table: row.required("table", problems).to_owned(),
        where_found: row.required("where_found", problems).to_owned(),
        licence: row.get("license").to_owned(),
        trust: trust?,
        note: row.get("retrieved_note").to_owned(),
    })
}

const BREAKS: [&str; 7] =
    ["indicator_id", "vintage_id", "place_scope", "year", "kind", "reason_zh", "reason_en"];

pub(super) fn a_break(row: &Row<'_>, known: &Known, problems: &mut Vec<Problem>) -> Option<Break> {
    let series = series_of(row, known, problems);
    let year = row.year("year", problems);
    row.required("kind", problems);
    let reason = row.text("reason", problems);
    let scope = scope(row, known, problems);
    let (indicator, vintage) = series?;
    Some(Break { indicator, vintage, scope: scope?, year: year?, reason })
}

/// `all`, the name of a tier, or ids of places.
fn scope(row: &Row<'_>, known: &Known, problems: &mut Vec<Problem>) -> Option<Scope> {
    let cell = row.required("place_scope", problems);
    if cell == "all" {
        return Some(Scope::All);
    }
    if let Some((_, level)) = LEVELS.iter().find(|(word, _)| *word == cell) {
        return Some(Scope::Level(*level));
    }
    row.list("place_scope", problems)
        .iter()
        .map(|id| known.places.find(row, "place_scope", id, problems).map(PlaceId))
        .collect::<Option<_>>()
        .map(Scope::Places)
}

/// The indicator and the vintage a row names.
fn series_of(
    row: &Row<'_>,
    known: &Known,
    problems: &mut Vec<Problem>,
) -> Option<(IndicatorId, VintageId)> {
    let indicator = known.indicators.find(row, "indicator_id", row.get("indicator_id"), problems);
    let vintage = known.vintages.find(row, "vintage_id", row.get("vintage_id"), problems);
    Some((IndicatorId(indicator?), VintageId(vintage?)))
}

const DERIVATIONS: [&str; 3] = ["indicator_id", "vintage_id", "formula"];

fn derivation(row: &Row<'_>, known: &Known, problems: &mut Vec<Problem>) -> Option<Derivation> {
    let series = series_of(row, known, problems);
    let text = row.required("formula", problems);
    let items = match formula::parse(text) {
        Ok(items) => items,
        Err(error) => {
            row.problem(problems, format!("`formula` is `{text}`; {error}"));
            return None;
        }
    };
    // Every part is looked at, so that all unknown ids are named at once.
    let steps: Vec<Option<Step>> =
        items.iter().map(|item| step(item, row, known, problems)).collect();
    let (indicator, vintage) = series?;
    Some(Derivation {
        indicator,
        vintage,
        steps: steps.into_iter().collect::<Option<_>>()?,
        formula: text.to_owned(),
    })
}

fn step(
    item: &Item<'_>,
    row: &Row<'_>,
    known: &Known,
    problems: &mut Vec<Problem>,
) -> Option<Step> {
    let step = match item {
        Item::Number(number) => Step::Number(*number),
        Item::Operator(Operator::Add) => Step::Add,
        Item::Operator(Operator::Subtract) => Step::Subtract,
        Item::Operator(Operator::Multiply) => Step::Multiply,
        Item::Operator(Operator::Divide) => Step::Divide,
        Item::Series { indicator, vintage, column } => {
            let place = format!("formula, character {column}");
            let indicator = known.indicators.find(row, &place, indicator, problems);
            let vintage = known.vintages.find(row, &place, vintage, problems);
            Step::Series(IndicatorId(indicator?), VintageId(vintage?))
        }
        Item::Observation { column, .. } => {
            row.problem(
                problems,
                format!("`formula`, character {column}: series belong here, `indicator@vintage`"),
            );
            return None;
        }
        Item::Negate | Item::Call(..) => {
            let message = "`formula`: a function or a sign before an operand has no place here; \
                           series, numbers and + - * / between them have";
            row.problem(problems, message);
            return None;
        }
    };
    Some(step)
}

const COMPOSITIONS: [&str; 7] = [
    "composition_id",
    "name_zh",
    "name_en",
    "total_indicator_id",
    "part_indicator_ids",
    "note_zh",
    "note_en",
];

fn compositions(
    root: &Path,
    known: &Known,
    indicators: &[Indicator],
    problems: &mut Vec<Problem>,
) -> Vec<Composition> {
    let table = Table::read(root, "compositions.csv", &COMPOSITIONS, problems);
    let rows: Vec<_> = table.rows().collect();
    Ids::of("composition", "composition_id", rows.iter().copied(), problems);
    rows.iter().filter_map(|row| composition(row, known, indicators, problems)).collect()
}

fn composition(
    row: &Row<'_>,
    known: &Known,
    indicators: &[Indicator],
    problems: &mut Vec<Problem>,
) -> Option<Composition> {
    let (whole, parts) = ("total_indicator_id", "part_indicator_ids");
    let name = row.text("name", problems);
    let note = row.text("note", problems);
    let total_id = row.required(whole, problems);
    let part_ids = row.list(parts, problems);
    if part_ids.len() < 2 {
        let count = part_ids.len();
        row.problem(problems, format!("`{parts}` names {count}; two or more make a whole"));
    }
    if part_ids.iter().any(|id| id == total_id) {
        row.problem(problems, format!("`{parts}`: `{total_id}` is the total, not a part of it"));
    }
    // Positions count rows, even rows that could not be read: rows themselves are found by id.
    let named = |id: &str| indicators.iter().find(|one| one.id == id);
    let unit = named(total_id).map(|total| total.unit);
    for id in part_ids.iter().map(String::as_str) {
        let Some(part) = named(id) else { continue };
        if unit.is_some_and(|unit| unit != part.unit) {
            row.problem(problems, format!("`{parts}`: `{id}` has not the unit of `{total_id}`"));
        }
    }
    let columns = part_ids.iter().map(|id| (parts, id.as_str()));
    for (column, id) in columns.chain([(whole, total_id)]) {
        if named(id).is_some_and(|one| one.kind != IndicatorKind::Published) {
            row.problem(
                problems,
                format!("`{column}`: `{id}` is not `published`, so has no series"),
            );
        }
    }
    let total = known.indicators.find(row, whole, total_id, problems);
    // Every part is looked at, so that all unknown ids are named at once.
    let found: Vec<Option<IndicatorId>> = part_ids
        .iter()
        .map(|id| known.indicators.find(row, parts, id, problems).map(IndicatorId))
        .collect();
    Some(Composition {
        id: row.get("composition_id").to_owned(),
        name,
        total: IndicatorId(total?),
        parts: found.into_iter().collect::<Option<_>>()?,
        note,
    })
}

const NEIGHBOURS: [&str; 6] =
    ["place_id_a", "place_id_b", "kind", "shared_km", "note_zh", "note_en"];
const NEIGHBOUR_FILES: [&str; 3] = [
    "regions/adjacency_provinces.csv",
    "regions/adjacency_zhejiang_prefectures.csv",
    "regions/adjacency_zhejiang_counties.csv",
];

fn adjacency(root: &Path, known: &Known, problems: &mut Vec<Problem>) -> Vec<Adjacency> {
    let contacts = [("border", Contact::Border), ("convention", Contact::Convention)];
    let mut first_seen: HashMap<(String, String), String> = HashMap::new();
    let mut all = Vec::new();
    for file in NEIGHBOUR_FILES {
        let table = Table::read(root, file, &NEIGHBOURS, problems);
        for row in table.rows() {
            let (a, b) = (row.get("place_id_a"), row.get("place_id_b"));
            if a >= b {
                row.problem(problems, format!("`{a}`, `{b}`: the lower id belongs first"));
            }
            let pair = (a.min(b).to_owned(), a.max(b).to_owned());
            if let Some(first) = first_seen.get(&pair) {
                row.problem(problems, format!("`{a}`, `{b}` stand already at {first}"));
            }
            first_seen.insert(pair, row.place());
            let contact = row.word("kind", &contacts, problems);
            let a = known.places.find(&row, "place_id_a", a, problems);
            let b = known.places.find(&row, "place_id_b", b, problems);
            if let (Some(a), Some(b), Some(contact)) = (a, b, contact) {
                all.push(Adjacency { a: PlaceId(a), b: PlaceId(b), contact });
            }
        }
    }
    all
}

const CLUSTERS: [&str; 11] = [
    "cluster_id",
    "name_zh",
    "name_en",
    "tier_14th_fyp_zh",
    "tier_14th_fyp_en",
    "member_provinces",
    "extent",
    "membership_basis",
    "certainty",
    "note_zh",
    "note_en",
];

fn clusters(root: &Path, known: &Known, problems: &mut Vec<Problem>) -> Vec<CityCluster> {
    let table = Table::read(root, "regions/city_clusters.csv", &CLUSTERS, problems);
    let rows: Vec<_> = table.rows().collect();
    Ids::of("city cluster", "cluster_id", rows.iter().copied(), problems);
    let certainties = ["confirmed", "implied", "uncertain"].map(|word| (word, word));
    rows.iter()
        .filter_map(|row| {
            let provinces: Vec<Option<PlaceId>> = row
                .list("member_provinces", problems)
                .iter()
                .map(|id| known.places.find(row, "member_provinces", id, problems).map(PlaceId))
                .collect();
            let certainty = row.word("certainty", &certainties, problems);
            Some(CityCluster {
                id: row.get("cluster_id").to_owned(),
                name: row.text("name", problems),
                provinces: provinces.into_iter().collect::<Option<_>>()?,
                certainty: certainty?.to_owned(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn root() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    /// What is said of a table of compositions with this one row.
    fn said_of(total: &str, parts: &str) -> Vec<String> {
        let base = load(&root(), &mut Vec::new());
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        let header = COMPOSITIONS.join(",");
        let table = format!("{header}\nsectors,构成,Composition,{total},{parts},注,Note\n");
        fs::write(folder.path().join("data/compositions.csv"), table).unwrap();
        let mut problems = Vec::new();
        let indicators = &base.catalog.indicators;
        let read = compositions(folder.path(), &base.known, indicators, &mut problems);
        assert!(read.len() <= 1);
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn mistakes_in_compositions_are_noticed() {
        assert_eq!(said_of("gdp", "va_primary;va_secondary"), Vec::<String>::new());
        for (total, parts, message) in [
            ("gdp", "va_primary", "names 1; two or more make a whole"),
            ("gdp", "", "names 0; two or more make a whole"),
            ("gdp", "va_primary;va_primary", "a value stands twice"),
            ("gdp", "va_primary;va_second", "is `va_secondary` meant?"),
            ("gpd", "va_primary;va_secondary", "is `gdp` meant?"),
            ("gdp", "va_primary;gdp", "`gdp` is the total, not a part of it"),
            ("gdp", "va_primary;population_urban", "`population_urban` has not the unit of `gdp`"),
            ("gdp", "va_primary;gdp_growth", "`gdp_growth` is not `published`"),
            ("urban_rural_income_gap", "disposable_income_q1;disposable_income_q2", "`published`"),
        ] {
            let said = said_of(total, parts);
            let place = "data/compositions.csv:2: ";
            assert!(
                said.iter().any(|one| one.starts_with(place) && one.contains(message)),
                "no `{message}` of {total} = {parts}, but {said:#?}"
            );
        }
    }

    #[test]
    fn pinyin_that_does_not_follow_the_name_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        let table =
            "name_zh,pinyin\n人均GDP,ren jun GDP\n人均GDP,ren\n人均GDP,ren-jun GDP\n人均,\n";
        fs::write(folder.path().join("data/names.csv"), table).unwrap();
        let mut problems = Vec::new();
        let table = Table::read(folder.path(), "names.csv", &["name_zh", "pinyin"], &mut problems);
        for row in table.rows() {
            check_pinyin(&row, row.get("name_zh"), &mut problems);
        }
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(!said.iter().any(|one| one.contains(":2:")), "{said:#?}");
        for wanted in [":3: `pinyin` has 1 syllables", ":4: `pinyin` is `ren-jun GDP`", ":5: "] {
            assert!(said.iter().any(|one| one.contains(wanted)), "{wanted} in {said:#?}");
        }
    }
}
