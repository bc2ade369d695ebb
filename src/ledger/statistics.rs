//! What a document prints, number by number, in the order of the ledger.

use crate::{
    atlas::{Atlas, DocumentId, Lang, Observation, ObservationId},
    i18n::{exact, in_unit, messages, year_span},
};

/// Where in a document, in words: the data keep `sec 2.1`, `table 3`, `fig 2 text`, `intro`.
pub fn locus(text: &str, lang: Lang) -> String {
    let words = messages(lang);
    let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (number, tail) = rest.split_once(' ').unwrap_or((rest, ""));
    let pattern = match (kind, tail) {
        ("sec", "") => words.locus_section,
        ("table", "") => words.locus_table,
        ("fig", "text") => words.locus_figure_text,
        ("intro", "") => words.locus_introduction,
        _ => return text.to_owned(),
    };
    pattern.replace("{number}", number)
}

/// An exhibit of a document to which a number belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exhibit {
    /// A cell of a table.
    Table,
    /// Printed in the text on a figure.
    FigureText,
}

impl Exhibit {
    /// The exhibit that a locus names; none for running text.
    pub fn of(locus: &str) -> Option<Self> {
        match locus.split(' ').next() {
            Some("table") => Some(Self::Table),
            Some("fig") => Some(Self::FigureText),
            _ => None,
        }
    }
}

/// Name in links of the table or figure that a locus belongs to: `table-2`, `figure-3`; none for
/// running text.
pub fn exhibit_item(locus: &str) -> Option<String> {
    let name = match Exhibit::of(locus)? {
        Exhibit::Table => "table",
        Exhibit::FigureText => "figure",
    };
    Some(format!("{name}-{}", locus.split(' ').nth(1)?))
}

/// A number of a document, every part of it ready to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedNumber {
    /// Text id in the ledger.
    pub id: String,
    /// What is measured.
    pub indicator: String,
    /// Where.
    pub place: String,
    /// Part of the place or its population; empty for the whole.
    pub dimension: String,
    /// Year or span of years; empty where the document gives none.
    pub years: String,
    /// The value, digits as printed, with its unit.
    pub value: String,
    /// Qualifier; may be empty.
    pub note: String,
    /// Where in the document.
    pub locus: String,
    /// Whether it is worked back from other printed numbers and not printed itself.
    pub derived: bool,
}

/// A number of the ledger in a language.
pub fn printed_number(atlas: &Atlas, id: ObservationId, lang: Lang) -> PrintedNumber {
    let documents = atlas.documents();
    let one = documents.observation(id);
    let place = atlas.place(one.place);
    let short = place.short_name.get(lang);
    PrintedNumber {
        id: one.id.clone(),
        indicator: atlas.indicator(one.indicator).name.get(lang).to_owned(),
        place: if short.is_empty() { place.name.get(lang) } else { short }.to_owned(),
        dimension: one
            .dimension
            .map_or_else(String::new, |id| documents.dimension(id).name.get(lang).to_owned()),
        years: years(one),
        value: in_unit(&exact(one.value), atlas.unit(one.unit), lang),
        note: one.note.get(lang).to_owned(),
        locus: locus(&one.locus, lang),
        derived: one.id.ends_with(".derived"),
    }
}

/// Year or span of years of an observation; empty where the document gives none.
pub fn years(one: &Observation) -> String {
    match (one.year, one.year_end) {
        (Some(first), Some(last)) => year_span(&(first..=last)),
        (Some(year), None) => year.to_string(),
        (None, _) => String::new(),
    }
}

/// Numbers of one indicator within a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberGroup {
    /// What is measured.
    pub indicator: String,
    /// The numbers, in the order of the ledger.
    pub numbers: Vec<PrintedNumber>,
}

/// Numbers that stand at one place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where, as the data keep it: `sec 2.1`.
    pub locus: String,
    /// The same in words.
    pub title: String,
    /// The table or figure they belong to; a page may show them there instead.
    pub exhibit: Option<Exhibit>,
    /// The numbers, by indicator.
    pub groups: Vec<NumberGroup>,
}

/// Every number of a document, in the order of the ledger: tables, then the text as it runs.
pub fn statistics(atlas: &Atlas, document: DocumentId, lang: Lang) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (at, one) in atlas.documents().observations.iter().enumerate() {
        let Ok(id) = u16::try_from(at).map(ObservationId) else { break };
        if one.document != document {
            continue;
        }
        let number = printed_number(atlas, id, lang);
        let found = sections.iter().position(|section| section.locus == one.locus);
        let section = found.unwrap_or_else(|| {
            sections.push(Section {
                locus: one.locus.clone(),
                title: number.locus.clone(),
                exhibit: Exhibit::of(&one.locus),
                groups: Vec::new(),
            });
            sections.len() - 1
        });
        let groups = &mut sections[section].groups;
        match groups.iter_mut().find(|group| group.indicator == number.indicator) {
            Some(group) => group.numbers.push(number),
            None => groups
                .push(NumberGroup { indicator: number.indicator.clone(), numbers: vec![number] }),
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::super::tests::ATLAS;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_number_of_every_document_stands_in_a_section_in_both_languages() {
        for lang in Lang::ALL {
            let mut seen = BTreeSet::new();
            for at in 0..5 {
                for section in statistics(&ATLAS, DocumentId(at), lang) {
                    assert_ne!(section.title, section.locus, "a locus without words");
                    for number in section.groups.iter().flat_map(|group| &group.numbers) {
                        assert!(seen.insert(number.id.clone()), "{} twice", number.id);
                        assert!(!number.indicator.is_empty() && !number.place.is_empty());
                        assert!(number.value.contains(|c: char| c.is_ascii_digit()));
                    }
                }
            }
            assert_eq!(seen.len(), 529);
        }
    }

    #[test]
    fn the_numbers_of_tables_and_figures_are_marked() {
        let document = DocumentId(1);
        assert_eq!(ATLAS.documents().document(document).id, "001");
        let sections = statistics(&ATLAS, document, Lang::En);
        let count = |wanted: Option<Exhibit>| -> usize {
            let of = sections.iter().filter(|section| section.exhibit == wanted);
            of.flat_map(|section| &section.groups).map(|group| group.numbers.len()).sum()
        };
        assert_eq!(count(Some(Exhibit::Table)), 192);
        assert_eq!(count(Some(Exhibit::FigureText)), 27);
        assert_eq!(
            sections.iter().take(5).map(|one| one.title.as_str()).collect::<Vec<_>>(),
            ["Table 1", "Table 2", "Table 3", "Section 2.1", "Section 2.2"]
        );
    }

    #[test]
    fn the_exhibit_of_a_locus_has_a_link() {
        assert_eq!(exhibit_item("table 2").as_deref(), Some("table-2"));
        assert_eq!(exhibit_item("fig 3 text").as_deref(), Some("figure-3"));
        assert_eq!(exhibit_item("sec 2.1"), None);
    }

    #[test]
    fn a_number_is_told_with_all_that_qualifies_it() {
        let at = ATLAS
            .documents()
            .observations
            .iter()
            .position(|one| one.id == "001.urban_rural_income_ratio.CN.2013.derived");
        let id = ObservationId(u16::try_from(at.unwrap()).unwrap());
        let told = printed_number(&ATLAS, id, Lang::Zh);
        assert_eq!((told.value.as_str(), told.years.as_str()), ("2.8", "2013"));
        assert!(told.derived && told.note.contains("未印出"));
        assert_eq!(told.locus, "第 3.1 节");
    }
}
