//! The five documents: what they print, claim, propose and date.

use super::catalog::Known;
use super::problem::Problem;
use super::table::{Ids, Row, Table};
use prosperity_atlas::atlas::{
    Bound, Claim, Decimal, Difference, Dimension, DimensionId, Document, DocumentId, Documents,
    Event, EventKind, IndicatorId, Observation, ObservationId, PlaceId, PolicyId, PolicyNode,
    PracticeModel, Text, ThemeId, UnitId, Verdict,
};
use prosperity_atlas::ledger::formula::{self, FormulaError, Item};
use std::collections::HashMap;
use std::path::Path;

/// The list of the documents.
pub(super) const FILE: &str = "documents/documents.csv";
/// Its columns.
pub(super) const COLUMNS: [&str; 7] =
    ["doc", "title_zh", "title_en", "kind", "year", "note_zh", "note_en"];

/// What a decimal is, for messages.
const DECIMAL: &str = "a decimal number such as 31.50";

/// Reads everything from the five documents.
pub(super) fn load(root: &Path, known: &Known, problems: &mut Vec<Problem>) -> Documents {
    let dimensions = Table::read(root, "documents/dimensions.csv", &DIMENSIONS, problems);
    let dimension_rows: Vec<Row<'_>> = dimensions.rows().collect();
    let dimension_ids = Ids::of("dimension", "dimension", dimension_rows.iter().copied(), problems);

    let table = Table::read(root, "documents/observations.csv", &OBSERVATIONS, problems);
    let rows: Vec<Row<'_>> = table.rows().collect();
    let observation_ids = Ids::of("observation", "id", rows.iter().copied(), problems);
    let observations: Vec<Observation> =
        rows.iter().filter_map(|row| observation(row, known, &dimension_ids, problems)).collect();
    check_reconciliation(root, known, problems);
    Documents {
        documents: documents(root, problems),
        dimensions: dimension_rows
            .iter()
            .map(|row| Dimension {
                id: row.get("dimension").to_owned(),
                name: row.text("name", problems),
            })
            .collect(),
        claims: claims(root, known, &observation_ids, &observations, problems),
        models: models(root, known, &observation_ids, problems),
        policy: policy(root, known, problems),
        events: events(root, known, problems),
        observations,
    }
}

fn documents(root: &Path, problems: &mut Vec<Problem>) -> Vec<Document> {
    // The catalogue has read this file already and said what is wrong with its form.
    let table = Table::read(root, FILE, &COLUMNS, &mut Vec::new());
    table
        .rows()
        .map(|row| Document {
            id: row.get("doc").to_owned(),
            title: row.text("title", problems),
            kind: row.required("kind", problems).to_owned(),
            year: row.year_or_none("year", problems),
            note: row.text_or_none("note", problems),
        })
        .collect()
}

const DIMENSIONS: [&str; 3] = ["dimension", "name_zh", "name_en"];

const OBSERVATIONS: [&str; 13] = [
    "id",
    "doc",
    "locus",
    "indicator_id",
    "place_id",
    "dimension",
    "year",
    "year_end",
    "value",
    "unit_id",
    "printed_unit",
    "note",
    "note_zh",
];

fn observation(
    row: &Row<'_>,
    known: &Known,
    dimensions: &Ids,
    problems: &mut Vec<Problem>,
) -> Option<Observation> {
    let document = document(row, known, problems);
    let indicator = known.indicators.find(row, "indicator_id", row.get("indicator_id"), problems);
    let place = known.places.find(row, "place_id", row.get("place_id"), problems);
    let unit = known.units.find(row, "unit_id", row.get("unit_id"), problems);
    let dimension = match row.get("dimension") {
        "" => Some(None),
        id => dimensions.find(row, "dimension", id, problems).map(|at| Some(DimensionId(at))),
    };
    let value = row.parsed("value", DECIMAL, problems);
    let (year, year_end) = span(row, problems);
    Some(Observation {
        id: row.get("id").to_owned(),
        document: document?,
        locus: row.required("locus", problems).to_owned(),
        indicator: IndicatorId(indicator?),
        place: PlaceId(place?),
        dimension: dimension?,
        year,
        year_end,
        value: value?,
        unit: UnitId(unit?),
        note: english_first(row, "note", false, problems),
    })
}

/// A text whose English column bears the bare name.
fn english_first(row: &Row<'_>, stem: &str, required: bool, problems: &mut Vec<Problem>) -> Text {
    let zh_column = format!("{stem}_zh");
    let (zh, en) = (row.get(&zh_column), row.get(stem));
    for (column, cell, other) in [(stem, en, zh), (zh_column.as_str(), zh, en)] {
        if cell.is_empty() && (required || !other.is_empty()) {
            row.problem(problems, format!("`{column}` is empty, a text is needed"));
        }
    }
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

fn document(row: &Row<'_>, known: &Known, problems: &mut Vec<Problem>) -> Option<DocumentId> {
    known.documents.find(row, "doc", row.get("doc"), problems).map(DocumentId)
}

/// Year and last year of a span.
fn span(row: &Row<'_>, problems: &mut Vec<Problem>) -> (Option<u16>, Option<u16>) {
    let year = row.year_or_none("year", problems);
    let end = row.year_or_none("year_end", problems);
    if end.is_some() && (year.is_none() || end <= year) {
        row.problem(problems, "`year_end` must be later than `year`; leave it empty for one year");
    }
    (year, end)
}

const CLAIMS: [&str; 16] = [
    "claim_id",
    "doc",
    "locus",
    "claim_en",
    "claim_zh",
    "stated_value",
    "unit_id",
    "stated_bound",
    "stated_unit",
    "formula",
    "recomputed_value",
    "verdict",
    "difference",
    "explanation",
    "explanation_zh",
    "theme",
];

fn claims(
    root: &Path,
    known: &Known,
    ids: &Ids,
    observations: &[Observation],
    problems: &mut Vec<Problem>,
) -> Vec<Claim> {
    let table = Table::read(root, "documents/claims.csv", &CLAIMS, problems);
    let rows: Vec<Row<'_>> = table.rows().collect();
    Ids::of("claim", "claim_id", rows.iter().copied(), problems);
    rows.iter().filter_map(|row| claim(row, known, ids, observations, problems)).collect()
}

fn claim(
    row: &Row<'_>,
    known: &Known,
    ids: &Ids,
    observations: &[Observation],
    problems: &mut Vec<Problem>,
) -> Option<Claim> {
    let documents: Vec<Option<u16>> = row
        .list("doc", problems)
        .iter()
        .map(|id| known.documents.find(row, "doc", id, problems))
        .collect();
    if documents.is_empty() {
        row.problem(problems, "`doc` is empty, the document that makes the claim is needed");
    }
    let unit = match row.get("unit_id") {
        "" => None,
        id => known.units.find(row, "unit_id", id, problems).map(UnitId),
    };
    let bounds = [("", None), ("lower", Some(Bound::Lower)), ("upper", Some(Bound::Upper))];
    let verdicts = Verdict::ALL.map(|one| (one.code(), one));
    let named = Difference::ALL.map(|one| (one.code(), Some(one)));
    let differences: Vec<_> = [("", None)].into_iter().chain(named).collect();
    let bound = row.word("stated_bound", &bounds, problems);
    let verdict = row.word("verdict", &verdicts, problems);
    let difference = row.word("difference", &differences, problems);
    let theme = known.themes.find(row, "theme", row.get("theme"), problems);
    let stated = decimal_or_none(row, "stated_value", problems);
    let recomputed = decimal_or_none(row, "recomputed_value", problems);
    if stated.is_some() && unit.is_none() {
        row.problem(problems, "`unit_id` is empty, the stated value needs one");
    }
    if let (Some(verdict), Some(difference)) = (verdict, difference) {
        if (verdict == Verdict::Differs) != difference.is_some() {
            row.problem(problems, "`difference` is given exactly where `verdict` is `differs`");
        }
        if (verdict == Verdict::NotRecomputable) != row.get("formula").is_empty() {
            let message = "`formula` is empty exactly where `verdict` is `not_recomputable`";
            row.problem(problems, message);
        }
    }
    if let (Some(verdict), Some(stated), Some(bound), Some(recomputed)) =
        (verdict, stated, bound, recomputed)
        && contradicts(verdict, stated, bound, recomputed)
    {
        let message = format!(
            "`verdict` is `{}`, which {recomputed} against {stated} contradicts",
            row.get("verdict")
        );
        row.problem(problems, message);
    }
    let (formula, used) = recompute(row, recomputed, ids, observations, problems);
    Some(Claim {
        id: row.get("claim_id").to_owned(),
        documents: documents.into_iter().map(|at| at.map(DocumentId)).collect::<Option<_>>()?,
        locus: row.required("locus", problems).to_owned(),
        claim: row.text("claim", problems),
        stated,
        bound: bound?,
        unit,
        formula,
        observations: used,
        recomputed,
        verdict: verdict?,
        difference: difference?,
        explanation: english_first(row, "explanation", true, problems),
        theme: ThemeId(theme?),
    })
}

fn decimal_or_none(row: &Row<'_>, column: &str, problems: &mut Vec<Problem>) -> Option<Decimal> {
    if row.get(column).is_empty() { None } else { row.parsed(column, DECIMAL, problems) }
}

/// Whether the two numbers rule the verdict out. What rounding of the operands can explain is for
/// people to judge, so [`Verdict::AgreesAfterRounding`] is never ruled out.
fn contradicts(
    verdict: Verdict,
    stated: Decimal,
    bound: Option<Bound>,
    recomputed: Decimal,
) -> bool {
    let (said, found) = (stated.to_f64(), recomputed.to_f64());
    let off = (found - said).abs();
    let half = 0.5 * 10f64.powi(-i32::from(stated.decimals));
    let (exact, rounded) = match bound {
        Some(Bound::Upper) => (found <= said, found <= said),
        Some(Bound::Lower) => (found >= said, found >= said),
        None => (off <= half * 1e-6, off <= half * (1.0 + 1e-6)),
    };
    match verdict {
        Verdict::Agrees => !exact,
        Verdict::Differs => rounded,
        Verdict::AgreesAfterRounding | Verdict::NotRecomputable => false,
    }
}

/// The formula of a claim over the observations in it, and these; it must give what the row says.
fn recompute(
    row: &Row<'_>,
    recomputed: Option<Decimal>,
    ids: &Ids,
    observations: &[Observation],
    problems: &mut Vec<Problem>,
) -> (String, Vec<ObservationId>) {
    let text = row.get("formula");
    let mut used = Vec::new();
    let mut rewritten = text.to_owned();
    if text.is_empty() {
        return (rewritten, used);
    }
    let items = match formula::parse(text) {
        Ok(items) => items,
        Err(error) => {
            row.problem(problems, format!("`formula` is `{text}`; {error}"));
            return (rewritten, used);
        }
    };
    for item in &items {
        match item {
            Item::Observation { id, column } => {
                let place = format!("formula, character {column}");
                if let Some(at) = ids.find(row, &place, id, problems).map(ObservationId)
                    && !used.contains(&at)
                {
                    used.push(at);
                    let position = format!("[{}]", used.len());
                    rewritten = rewritten.replace(&format!("[{id}]"), &position);
                }
            }
            Item::Series { column, .. } => {
                let message = format!("`formula`, character {column}: observations belong here");
                row.problem(problems, message);
            }
            Item::Number(_) | Item::Negate | Item::Operator(_) | Item::Call(..) => {}
        }
    }
    let value = formula::evaluate(&items, |item| match item {
        Item::Observation { id, .. } => {
            observations.iter().find(|one| one.id == *id).map(|one| one.value.to_f64())
        }
        _ => None,
    });
    match (value, recomputed) {
        (Ok(value), Some(said)) => {
            let half = 0.5 * 10f64.powi(-i32::from(said.decimals));
            if (value - said.to_f64()).abs() > half * (1.0 + 1e-6) {
                let digits = usize::from(said.decimals);
                let message =
                    format!("`recomputed_value` is `{said}`, the formula gives {value:.digits$}");
                row.problem(problems, message);
            }
        }
        (Ok(_), None) => {
            row.problem(problems, "`recomputed_value` is empty, the formula gives one");
        }
        // A reference that leads nowhere has been named above.
        (Err(FormulaError::MissingReference { .. }), _) => {}
        (Err(error), _) => row.problem(problems, format!("`formula` is `{text}`; {error}")),
    }
    (rewritten, used)
}

const MODELS: [&str; 9] = [
    "model_id",
    "domain_zh",
    "domain_en",
    "place_id",
    "name_zh",
    "name_en",
    "mechanism_zh",
    "mechanism_en",
    "key_numbers",
];

fn models(
    root: &Path,
    known: &Known,
    observations: &Ids,
    problems: &mut Vec<Problem>,
) -> Vec<PracticeModel> {
    let table = Table::read(root, "documents/models.csv", &MODELS, problems);
    let rows: Vec<Row<'_>> = table.rows().collect();
    Ids::of("model", "model_id", rows.iter().copied(), problems);
    rows.iter()
        .filter_map(|row| {
            let place = known.places.find(row, "place_id", row.get("place_id"), problems);
            let numbers: Vec<Option<u16>> = row
                .list("key_numbers", problems)
                .iter()
                .map(|id| observations.find(row, "key_numbers", id, problems))
                .collect();
            Some(PracticeModel {
                id: row.get("model_id").to_owned(),
                domain: row.text("domain", problems),
                place: PlaceId(place?),
                name: row.text("name", problems),
                mechanism: row.text("mechanism", problems),
                key_numbers: numbers
                    .into_iter()
                    .map(|at| at.map(ObservationId))
                    .collect::<Option<_>>()?,
            })
        })
        .collect()
}

const POLICY: [&str; 9] =
    ["node_id", "parent_id", "doc", "order", "kind", "title_zh", "title_en", "gap", "years"];
/// In `gap`: the node addresses none.
const NO_GAP: &str = "none";

fn policy(root: &Path, known: &Known, problems: &mut Vec<Problem>) -> Vec<PolicyNode> {
    let table = Table::read(root, "documents/policy.csv", &POLICY, problems);
    let rows: Vec<Row<'_>> = table.rows().collect();
    let nodes = Ids::of("policy node", "node_id", rows.iter().copied(), problems);
    let mut children: HashMap<[&str; 2], u16> = HashMap::new();
    rows.iter()
        .filter_map(|row| {
            let parent = match row.get("parent_id") {
                "" => None,
                id => nodes.find(row, "parent_id", id, problems).map(PolicyId),
            };
            if parent.is_some_and(|parent| Some(parent.0) >= nodes.get(row.get("node_id"))) {
                row.problem(problems, "`parent_id`: a parent stands in a line above its children");
            }
            if let Some(above) = parent.and_then(|parent| rows.get(parent.index()))
                && above.get("doc") != row.get("doc")
            {
                row.problem(problems, "`doc` is not that of the parent");
            }
            let siblings = children.entry([row.get("doc"), row.get("parent_id")]).or_insert(0);
            *siblings += 1;
            if row.parsed("order", "a whole number", problems) != Some(*siblings) {
                let message = format!("`order` should be {siblings}: siblings count from 1");
                row.problem(problems, message);
            }
            let document = document(row, known, problems);
            Some(PolicyNode {
                id: row.get("node_id").to_owned(),
                parent,
                document: document?,
                kind: row.required("kind", problems).to_owned(),
                title: row.text("title", problems),
                gaps: gaps(row, known, problems),
                years: years(row, problems),
            })
        })
        .collect()
}

/// The themes a policy node addresses.
fn gaps(row: &Row<'_>, known: &Known, problems: &mut Vec<Problem>) -> Vec<ThemeId> {
    let words = row.list("gap", problems);
    if words.is_empty() || (words.len() > 1 && words.iter().any(|word| word == NO_GAP)) {
        row.problem(problems, format!("`gap` needs themes, or `{NO_GAP}` alone"));
    }
    words
        .iter()
        .filter(|word| *word != NO_GAP)
        .filter_map(|word| known.themes.find(row, "gap", word, problems).map(ThemeId))
        .collect()
}

/// Years and spans of years: `2021;2022-2025`.
fn years(row: &Row<'_>, problems: &mut Vec<Problem>) -> Vec<(u16, u16)> {
    let mut spans = Vec::new();
    for word in row.list("years", problems) {
        let (first, last) = word.split_once('-').unwrap_or((word.as_str(), word.as_str()));
        match (first.parse(), last.parse()) {
            (Ok(first), Ok(last)) if 1900 <= first && first <= last && last <= 2100 => {
                spans.push((first, last));
            }
            _ => row.problem(
                problems,
                format!(
                    "`years` has `{word}`; years from 1900 to 2100 or spans are needed, `2021-2025`"
                ),
            ),
        }
    }
    spans
}

const EVENTS: [&str; 7] = ["year", "year_end", "event_zh", "event_en", "doc", "place_id", "kind"];

fn events(root: &Path, known: &Known, problems: &mut Vec<Problem>) -> Vec<Event> {
    let kinds = EventKind::ALL.map(|one| (one.code(), one));
    let table = Table::read(root, "documents/events.csv", &EVENTS, problems);
    table
        .rows()
        .filter_map(|row| {
            row.required("year", problems);
            let (year, year_end) = span(&row, problems);
            let place = known.places.find(&row, "place_id", row.get("place_id"), problems);
            let document = document(&row, known, problems);
            let kind = row.word("kind", &kinds, problems);
            Some(Event {
                year: year?,
                year_end,
                event: row.text("event", problems),
                document: document?,
                place: PlaceId(place?),
                kind: kind?,
            })
        })
        .collect()
}

const RECONCILIATION: [&str; 4] =
    ["document_indicator_id", "indicator_id", "same_as_panel", "note"];

/// The table that says which indicator of a document is which of the panel is for people; its ids
/// must exist all the same.
fn check_reconciliation(root: &Path, known: &Known, problems: &mut Vec<Problem>) {
    let file = "documents/indicator_reconciliation.csv";
    let table = Table::read(root, file, &RECONCILIATION, problems);
    for row in table.rows() {
        row.required("document_indicator_id", problems);
        known.indicators.find(&row, "indicator_id", row.get("indicator_id"), problems);
        row.word("same_as_panel", &[("true", true), ("false", false)], problems);
    }
}
