//! Items of the documents' ledger, told in one language: values with where they are printed, policy
//! outlines as trees, dated events.
//!
//! Every item keeps its id in the ledger, by which it is found in a page and led back to its evidence.

use super::describe;
use crate::{
    atlas::{
        Atlas, Decimal, Event, EventKind, Lang, Observation, ObservationId, PolicyId, PolicyNode,
        Unit, UnitKind,
    },
    i18n::{exact, in_unit, year_span},
    ledger::{locus, timeline::event_id, years},
};

/// Indicator whose values count the parts of a scheme; which scheme is said by the dimension alone.
const COMPONENTS: &str = "programme_component_count";

/// A value that a document prints, in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyNumber {
    /// Id of the observation.
    pub id: String,
    /// Id of the document: `002`.
    pub document: String,
    /// Where in the document: `section 2.2.1`.
    pub locus: String,
    /// What is measured, with the part of the place it speaks of.
    pub what: String,
    /// Everyday name of the place.
    pub place: String,
    /// The value with its unit, in the digits of the document.
    pub value: String,
    /// The value in the unit of the ledger.
    pub number: f64,
    /// Year or span of years; empty where the document gives none.
    pub years: String,
    /// Qualifier: lower bound, approximate, not printed; may be empty.
    pub note: String,
}

/// A node of a policy outline with those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// Id of the node.
    pub id: String,
    /// Title.
    pub title: String,
    /// Years it names, empty where it names none.
    pub years: String,
    /// Names of the themes whose gaps it addresses.
    pub gaps: Vec<String>,
    /// Nodes below it, in the order of the document.
    pub children: Vec<OutlineItem>,
}

impl OutlineItem {
    /// How many nodes there are, this one and all below it.
    pub fn count(&self) -> usize {
        1 + self.children.iter().map(Self::count).sum::<usize>()
    }
}

/// A dated event or target in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedItem {
    /// `event-` and the position in the ledger.
    pub id: String,
    /// First year.
    pub from: u16,
    /// Last year; the first where it is a single one.
    pub to: u16,
    /// The year or the span.
    pub years: String,
    /// What happened or is to happen.
    pub event: String,
    /// Id of the document.
    pub document: String,
    /// Sort of event.
    pub kind: EventKind,
}

/// An observation of the ledger in one language.
pub fn key_number(atlas: &Atlas, id: ObservationId, lang: Lang) -> KeyNumber {
    told(atlas, atlas.documents().observation(id), lang)
}

/// Observations that are wanted, in the order of the ledger.
pub fn key_numbers(
    atlas: &Atlas,
    lang: Lang,
    wanted: impl Fn(&Observation) -> bool,
) -> Vec<KeyNumber> {
    let rows = atlas.documents().observations.iter().filter(|row| wanted(row));
    rows.map(|row| told(atlas, row, lang)).collect()
}

fn told(atlas: &Atlas, row: &Observation, lang: Lang) -> KeyNumber {
    let place = atlas.place(row.place);
    let indicator = atlas.indicator(row.indicator);
    let name = indicator.name.get(lang);
    let dimension = row.dimension.map(|id| atlas.documents().dimension(id).name.get(lang));
    // A part that is the whole of a small place says nothing about it.
    let is_place = |part: &str| place.name.get(lang).to_lowercase().contains(&part.to_lowercase());
    let what = match dimension.filter(|part| !is_place(part)) {
        None => name.to_owned(),
        Some(part) if indicator.id == COMPONENTS => {
            describe::bracketed(&describe::capitalised(part), parts_word(lang), lang)
        }
        Some(part) => describe::bracketed(name, part, lang),
    };
    KeyNumber {
        id: row.id.clone(),
        document: atlas.documents().document(row.document).id.clone(),
        locus: locus(&row.locus, lang),
        what,
        place: describe::place_name(atlas, row.place, lang),
        value: amount(row.value, atlas.unit(row.unit), lang),
        number: row.value.to_f64(),
        years: years(row),
        note: row.note.get(lang).to_owned(),
    }
}

const fn parts_word(lang: Lang) -> &'static str {
    lang.pick("项数", "number of parts")
}

/// A published value with its unit, every digit kept. In English, amounts in 万 and 亿 move to
/// millions, billions or trillions, exactly.
pub fn amount(value: Decimal, unit: &Unit, lang: Lang) -> String {
    let is_multiple = unit.factor > 1.0 && lang == Lang::En;
    let symbol = unit.symbol.get(lang);
    match unit.kind {
        UnitKind::Currency if is_multiple => format!("CN¥{}", english(value, unit.factor)),
        UnitKind::People | UnitKind::Count if is_multiple => {
            let noun = symbol.strip_prefix("10,000 ").unwrap_or(symbol);
            format!("{} {noun}", english(value, unit.factor))
        }
        _ => in_unit(&exact(value), unit, lang),
    }
}

/// A value in a unit of so many base units, in base units: in the largest English magnitude that needs
/// at most three digits behind the point. Nothing is rounded.
fn english(value: Decimal, factor: f64) -> String {
    const MAGNITUDES: [(i32, &str); 4] =
        [(12, " trillion"), (9, " billion"), (6, " million"), (0, "")];
    let size = value.to_f64().abs() * factor;
    let Decimal { mut mantissa, decimals } = value;
    // The value is the mantissa times ten to this power.
    let mut power = -i32::from(decimals);
    let mut rest = factor;
    while rest >= 10.0 {
        rest /= 10.0;
        power += 1;
    }
    while mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        power += 1;
    }
    let fits = |at: i32| size >= 10f64.powi(at) && at - power <= 3;
    let chosen = MAGNITUDES.into_iter().find(|(at, _)| fits(*at)).unwrap_or((0, ""));
    let behind = chosen.0 - power;
    let decimals = u8::try_from(behind).unwrap_or(0);
    let zeros = u32::try_from(-behind).unwrap_or(0);
    let mantissa = mantissa.saturating_mul(10_i64.saturating_pow(zeros));
    format!("{}{}", exact(Decimal { mantissa, decimals }), chosen.1)
}

/// The node of a policy outline with everything below it; none where the ledger has no such node.
pub fn outline(atlas: &Atlas, id: &str, lang: Lang) -> Option<OutlineItem> {
    let rows = &atlas.documents().policy;
    let at = rows.iter().position(|row| row.id == id)?;
    Some(branch(atlas, PolicyId(u16::try_from(at).ok()?), lang))
}

fn branch(atlas: &Atlas, id: PolicyId, lang: Lang) -> OutlineItem {
    let row = atlas.documents().policy_node(id);
    let PolicyNode { id: text_id, title, gaps, years, .. } = row;
    let spans: Vec<String> = years.iter().map(|(from, to)| year_span(&(*from..=*to))).collect();
    let below = (0_u16..).map(PolicyId).zip(&atlas.documents().policy);
    OutlineItem {
        id: text_id.clone(),
        title: title.get(lang).to_owned(),
        years: spans.join(lang.pick("、", ", ")),
        gaps: gaps
            .iter()
            .filter_map(|theme| atlas.catalog().themes.get(theme.index()))
            .map(|theme| theme.name.get(lang).to_owned())
            .collect(),
        children: below
            .filter(|(_, node)| node.parent == Some(id))
            .map(|(child, _)| branch(atlas, child, lang))
            .collect(),
    }
}

/// Events that are wanted, by year.
pub fn dated(atlas: &Atlas, lang: Lang, wanted: impl Fn(&Event) -> bool) -> Vec<DatedItem> {
    let rows = atlas.documents().events.iter().enumerate().filter(|(_, row)| wanted(row));
    let mut items: Vec<DatedItem> = rows
        .map(|(at, row)| {
            let to = row.year_end.unwrap_or(row.year);
            DatedItem {
                id: event_id(at),
                from: row.year,
                to,
                years: year_span(&(row.year..=to)),
                event: row.event.get(lang).to_owned(),
                document: atlas.documents().document(row.document).id.clone(),
                kind: row.kind,
            }
        })
        .collect();
    crate::order::sort_by_key(&mut items, |item| (item.from, item.to));
    items
}
