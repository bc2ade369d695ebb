//! Claims as cards: what is printed, what the numbers give, and why the verdict is what it is.

use super::{
    formula::{Part, written},
    statistics::{PrintedNumber, exhibit_item, locus, printed_number},
    verdict::{Ground, Judgement, judge, referred},
};
use crate::{
    atlas::{
        Atlas, Bound, Claim, Difference, DocumentId, Lang, ThemeId, UnitId, UnitKind, Verdict,
    },
    i18n::{ClaimWords, claim_words, exact, grouped, in_unit},
    query::fold,
};

/// A verdict in words.
pub const fn verdict_name(verdict: Verdict, words: &ClaimWords) -> &'static str {
    match verdict {
        Verdict::Agrees => words.agrees,
        Verdict::AgreesAfterRounding => words.agrees_after_rounding,
        Verdict::Differs => words.differs,
        Verdict::NotRecomputable => words.not_recomputable,
    }
}

/// A kind of difference in a word, and what it means.
pub const fn difference_name(kind: Difference, words: &ClaimWords) -> (&'static str, &'static str) {
    match kind {
        Difference::Value => (words.value, words.about_value),
        Difference::SuspectedMisprint => (words.suspected_misprint, words.about_suspected_misprint),
        Difference::Heading => (words.heading, words.about_heading),
        Difference::Statement => (words.statement, words.about_statement),
        Difference::Wording => (words.wording, words.about_wording),
        Difference::Rounding => (words.rounding, words.about_rounding),
        Difference::Definition => (words.definition, words.about_definition),
    }
}

/// A piece of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// As it is.
    Text(String),
    /// The id of another claim.
    Claim(String),
}

/// A claim in a language, every part of it ready to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimCard {
    /// Text id, its name in links.
    pub id: String,
    /// The assertion.
    pub claim: String,
    /// The same in the other language.
    pub other: String,
    /// Ids and titles of the documents: the one that makes it, then those it is compared with.
    pub documents: Vec<(String, String)>,
    /// Where in the document.
    pub locus: String,
    /// Name in links of the table or figure it stands in, in the first document.
    pub exhibit: Option<String>,
    /// Theme.
    pub theme: String,
    /// The stated value with unit and bound; none where none is stated.
    pub stated: Option<String>,
    /// The formula with its numbers filled in; none without a formula.
    pub formula: Option<String>,
    /// The formula with the names of what it takes; none without observations.
    pub formula_in_words: Option<String>,
    /// Things that are counted one by one, in English; empty unless the formula is such a count.
    pub counted: Vec<String>,
    /// What the formula gives, with its unit.
    pub recomputed: Option<String>,
    /// The verdict, computed.
    pub verdict: Verdict,
    /// Why it is that one.
    pub ground: String,
    /// In what way the claim differs, by the ledger's reading; only where it does.
    pub difference: Option<Difference>,
    /// What the ledger says about it.
    pub explanation: Vec<Passage>,
    /// The observations of the formula, in the order in which they stand in it.
    pub numbers: Vec<PrintedNumber>,
}

/// A claim, recomputed and told in a language.
pub fn claim_card(atlas: &Atlas, claim: &Claim, lang: Lang) -> ClaimCard {
    let words = claim_words(lang);
    let all = atlas.documents();
    let numbers: Vec<PrintedNumber> =
        claim.observations.iter().map(|id| printed_number(atlas, *id, lang)).collect();
    let counted = counted(&claim.formula);
    let values = |part: Part<'_>| match part {
        Part::Observation(id) => referred(claim, id).map_or_else(String::new, |id| {
            let value = exact(all.observation(id).value);
            if value.starts_with('\u{2212}') { format!("({value})") } else { value }
        }),
        Part::Function(name) => function_name(name, words).to_owned(),
        Part::Counted(name) => name.to_owned(),
    };
    let filled = if counted.is_empty() {
        written(&claim.formula, values)
    } else {
        words.listed.replace("{count}", &counted.len().to_string())
    };
    let judged = judge(atlas, claim);
    let ground = match &judged {
        Ok(judged) => ground(atlas, claim, *judged, lang),
        Err(error) => format!("{}{error}", words.formula_fails),
    };
    let value = judged.as_ref().ok().and_then(|judged| judged.value);
    ClaimCard {
        id: claim.id.clone(),
        claim: claim.claim.get(lang).to_owned(),
        other: match lang {
            Lang::Zh => claim.claim.en.clone(),
            Lang::En => claim.claim.zh.clone(),
        },
        documents: claim
            .documents
            .iter()
            .map(|id| all.document(*id))
            .map(|one| (one.id.clone(), one.title.get(lang).to_owned()))
            .collect(),
        locus: locus(&claim.locus, lang),
        exhibit: exhibit_item(&claim.locus),
        theme: atlas.catalog().themes[usize::from(claim.theme.0)].name.get(lang).to_owned(),
        stated: stated(atlas, claim, lang).map(|stated| match claim.bound {
            None => stated,
            Some(Bound::Upper) => words.at_most.replace("{value}", &stated),
            Some(Bound::Lower) => words.at_least.replace("{value}", &stated),
        }),
        formula: (!claim.formula.is_empty()).then_some(filled),
        formula_in_words: (!numbers.is_empty()).then(|| in_words(claim, &numbers, words)),
        counted,
        recomputed: value
            .map(|value| with_unit(atlas, claim.unit, &grouped(value, digits_of(claim)), lang)),
        verdict: verdict(judged.as_ref().ok()),
        ground,
        difference: claim.difference,
        explanation: passages(atlas, claim.explanation.get(lang)),
        numbers,
    }
}

/// A text with the ids of claims in it set apart.
pub fn passages(atlas: &Atlas, text: &str) -> Vec<Passage> {
    let in_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_claim = |word: &str| {
        word.contains('-') && atlas.documents().claims.iter().any(|claim| claim.id == word)
    };
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let inside = in_id(first);
        let end = rest.find(|c| in_id(c) != inside).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if inside && is_claim(word) {
            found.push(Passage::Text(core::mem::take(&mut plain)));
            found.push(Passage::Claim(word.to_owned()));
        } else {
            plain.push_str(word);
        }
        rest = after;
    }
    found.push(Passage::Text(plain));
    found
}

/// A claim whose formula fails cannot be recomputed; in a checked atlas there is none.
fn verdict(judged: Option<&Judgement>) -> Verdict {
    judged.map_or(Verdict::NotRecomputable, |judged| judged.ground.verdict())
}

/// Digits behind the point of the recomputed value: those that the ledger gives.
fn digits_of(claim: &Claim) -> usize {
    claim.recomputed.map_or(4, |value| usize::from(value.decimals))
}

fn with_unit(atlas: &Atlas, unit: Option<UnitId>, number: &str, lang: Lang) -> String {
    unit.map_or_else(|| number.to_owned(), |unit| in_unit(number, atlas.unit(unit), lang))
}

/// The printed value with its unit, without its bound.
fn stated(atlas: &Atlas, claim: &Claim, lang: Lang) -> Option<String> {
    claim.stated.map(|value| with_unit(atlas, claim.unit, &exact(value), lang))
}

fn function_name<'w>(name: &'w str, words: &'w ClaimWords) -> &'w str {
    match name {
        "min" => words.minimum,
        "max" => words.maximum,
        "sum" => words.total,
        "abs" => words.magnitude,
        "count" => words.count,
        other => other,
    }
}

/// The names of a formula that is a count and nothing else.
fn counted(formula: &str) -> Vec<String> {
    let names = formula.strip_prefix("count{").and_then(|rest| rest.strip_suffix('}'));
    names.map_or_else(Vec::new, |names| names.split(';').map(|one| one.trim().to_owned()).collect())
}

/// The formula with names. What all its numbers have in common is left out: of ratios over the years
/// the years are left.
fn in_words(claim: &Claim, numbers: &[PrintedNumber], words: &ClaimWords) -> String {
    let parts: [fn(&PrintedNumber) -> &str; 4] =
        [|one| &one.indicator, |one| &one.place, |one| &one.dimension, |one| &one.years];
    let telling: Vec<_> = parts
        .into_iter()
        .filter(|part| numbers.iter().any(|one| part(one) != part(&numbers[0])))
        .collect();
    let parts = if telling.is_empty() { parts.to_vec() } else { telling };
    let name = |part: Part<'_>| match part {
        Part::Observation(id) => {
            let at = id.parse::<usize>().ok().and_then(|position| position.checked_sub(1));
            let Some(number) = at.and_then(|at| numbers.get(at)) else { return String::new() };
            let told: Vec<&str> =
                parts.iter().map(|part| part(number)).filter(|text| !text.is_empty()).collect();
            let told = if told.is_empty() { number.indicator.clone() } else { told.join(" · ") };
            format!("[{told}]")
        }
        Part::Function(name) => function_name(name, words).to_owned(),
        Part::Counted(name) => name.to_owned(),
    };
    written(&claim.formula, name)
}

/// Why a verdict is what it is, in a sentence.
fn ground(atlas: &Atlas, claim: &Claim, judged: Judgement, lang: Lang) -> String {
    let words = claim_words(lang);
    let stated_text = stated(atlas, claim, lang).unwrap_or_default();
    // A difference of two percentages is told in percentage points.
    let apart = |by: f64, decimals: usize| {
        let number = grouped(by.abs(), decimals);
        match claim.unit {
            Some(unit) if atlas.unit(unit).kind == UnitKind::Share => {
                words.points.replace("{number}", &number)
            }
            unit => with_unit(atlas, unit, &number, lang),
        }
    };
    let (pattern, by) = match judged.ground {
        Ground::NoFormula => (words.ground_no_formula, String::new()),
        Ground::Equal => (words.ground_equal, String::new()),
        Ground::Rounds => (words.ground_rounds, String::new()),
        Ground::Uncertain(by) => {
            // A digit more than is printed tells it from nothing.
            let decimals = claim.stated.map_or(1, |stated| usize::from(stated.decimals) + 1);
            (words.ground_uncertain, apart(by, decimals))
        }
        Ground::Apart(by) => {
            let pattern = if by > 0.0 { words.ground_above } else { words.ground_below };
            (pattern, apart(by, digits_of(claim)))
        }
        Ground::BoundKept(Bound::Upper) => (words.ground_upper_kept, String::new()),
        Ground::BoundKept(Bound::Lower) => (words.ground_lower_kept, String::new()),
        Ground::BoundPassed(Bound::Upper, by) => {
            (words.ground_upper_passed, apart(by, digits_of(claim)))
        }
        Ground::BoundPassed(Bound::Lower, by) => {
            (words.ground_lower_passed, apart(by, digits_of(claim)))
        }
    };
    pattern.replace("{stated}", &stated_text).replace("{by}", &by)
}

/// What a list of claims is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Claims made by this document or comparing it.
    pub document: Option<DocumentId>,
    /// Claims with this verdict, as computed.
    pub verdict: Option<Verdict>,
    /// Claims that differ in this way.
    pub difference: Option<Difference>,
    /// Claims of this theme.
    pub theme: Option<ThemeId>,
    /// Words that all stand in the claim, its explanation or its id, in either language.
    pub text: String,
}

/// The claims that pass, as positions in the ledger, in its order.
pub fn filtered(atlas: &Atlas, filter: &ClaimFilter) -> Vec<usize> {
    let text = fold(&filter.text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let passes = |claim: &Claim| {
        filter.document.is_none_or(|one| claim.documents.contains(&one))
            && filter.difference.is_none_or(|one| claim.difference == Some(one))
            && filter.theme.is_none_or(|one| claim.theme == one)
            && (words.is_empty() || {
                let texts = [
                    claim.id.as_str(),
                    &claim.claim.zh,
                    &claim.claim.en,
                    &claim.explanation.zh,
                    &claim.explanation.en,
                ];
                let searched = fold(&texts.join("\n"));
                words.iter().all(|word| searched.contains(word))
            })
            && filter.verdict.is_none_or(|one| one == verdict(judge(atlas, claim).as_ref().ok()))
    };
    let claims = atlas.documents().claims.iter().enumerate();
    claims.filter(|(_, claim)| passes(claim)).map(|(at, _)| at).collect()
}

/// How many claims of a document (or of all) have each of [`Verdict::ALL`]. A claim that compares
/// documents counts for each of them.
pub fn verdict_counts(atlas: &Atlas, document: Option<DocumentId>) -> [usize; 4] {
    Verdict::ALL.map(|verdict| {
        let filter = ClaimFilter { document, verdict: Some(verdict), ..ClaimFilter::default() };
        filtered(atlas, &filter).len()
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::ATLAS;
    use super::*;

    fn card(id: &str, lang: Lang) -> ClaimCard {
        let claim = ATLAS.documents().claims.iter().find(|one| one.id == id).unwrap();
        claim_card(&ATLAS, claim, lang)
    }

    #[test]
    fn a_card_shows_the_numbers_and_what_they_give() {
        let en = card("001-t1-beds-ratio-2012", Lang::En);
        assert_eq!(en.formula.as_deref(), Some("6.9 ÷ 3.1"));
        assert_eq!(en.formula_in_words.as_deref(), Some("[urban] ÷ [rural]"));
        assert_eq!((en.stated.as_deref(), en.recomputed.as_deref()), (Some("2.2"), Some("2.2258")));
        assert_eq!(en.verdict, Verdict::AgreesAfterRounding);
        assert_eq!(en.locus, "Table 1");
        assert_eq!(en.numbers.len(), 2);

        let zh = card("001-beds-gap-absolute", Lang::Zh);
        assert_eq!(zh.formula.as_deref(), Some("(8.8 − 4.8) − (6.9 − 3.1)"));
        assert_eq!(
            zh.formula_in_words.as_deref(),
            Some("([城镇 · 2019] − [农村 · 2019]) − ([城镇 · 2012] − [农村 · 2012])")
        );
        assert_eq!(zh.stated.as_deref(), Some("不高于 0/千人"));
        assert_eq!(zh.ground, "论断要求不高于 0/千人，重算值高出 0.2/千人。");
        assert_eq!(zh.difference, Some(Difference::Heading));
        assert!(zh.other.starts_with("The urban-rural gap"));
        assert_eq!(zh.explanation[1], Passage::Claim("001-beds-gap-ratio".to_owned()));
    }

    #[test]
    fn differences_of_percentages_are_points() {
        let en = card("000-culture-share", Lang::En);
        assert_eq!(en.formula.as_deref(), Some("1,098.97 ÷ 43,214.85 × 100"));
        assert_eq!(en.recomputed.as_deref(), Some("2.543%"));
        assert!(en.ground.contains("3.187 percentage points below"), "{}", en.ground);
        let zh = card("001-library-growth-E", Lang::Zh);
        assert!(zh.ground.contains("个百分点"), "{}", zh.ground);
        assert!(zh.ground.contains('±'), "{}", zh.ground);
    }

    #[test]
    fn things_counted_are_named() {
        let zh = card("001-count-directions", Lang::Zh);
        assert_eq!(zh.formula.as_deref(), Some("逐项计数：5 项"));
        assert_eq!((zh.counted.len(), zh.counted[0].as_str()), (5, "guide population to clusters"));
        assert_eq!(zh.formula_in_words, None);
        let en = card("000-port-13", Lang::En);
        assert_eq!(en.formula.as_deref(), Some("2021 − 2010 + 1"));
        assert_eq!(en.recomputed.as_deref(), Some("12 years"));
    }

    #[test]
    fn every_claim_becomes_a_card_in_both_languages() {
        for claim in &ATLAS.documents().claims {
            for lang in Lang::ALL {
                let card = claim_card(&ATLAS, claim, lang);
                assert_eq!(card.verdict, claim.verdict, "{}", claim.id);
                assert_eq!(card.recomputed.is_some(), claim.recomputed.is_some(), "{}", claim.id);
                let explanation: String = card
                    .explanation
                    .iter()
                    .map(|(Passage::Text(text) | Passage::Claim(text))| text.as_str())
                    .collect();
                assert_eq!(explanation, claim.explanation.get(lang), "{}", claim.id);
                let texts = [&card.claim, &card.other, &card.ground, &explanation];
                assert!(texts.iter().all(|text| !text.is_empty()), "{}", claim.id);
                assert!(!card.ground.contains(['{', '}']), "{}", card.ground);
                let formula = card.formula.clone().unwrap_or_default();
                assert!(!formula.contains(['*', '/', '{', '[']), "{}: {formula}", claim.id);
                for number in &card.numbers {
                    let value = number.value.split([' ', '%', '/']).next().unwrap();
                    let value = value.trim_start_matches("CN¥");
                    assert!(formula.contains(value), "{}: {value} in {formula}", claim.id);
                }
            }
        }
    }

    #[test]
    fn filters_narrow_and_counts_agree_with_the_ledger() {
        assert_eq!(verdict_counts(&ATLAS, None).iter().sum::<usize>(), 242);
        for (verdict, count) in Verdict::ALL.into_iter().zip(verdict_counts(&ATLAS, None)) {
            let said = ATLAS.documents().claims.iter().filter(|one| one.verdict == verdict);
            assert_eq!(said.count(), count);
        }
        let find = |text: &str| {
            let filter = ClaimFilter { text: text.to_owned(), ..ClaimFilter::default() };
            filtered(&ATLAS, &filter)
                .into_iter()
                .map(|at| ATLAS.documents().claims[at].id.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(find("  ").len(), 242);
        assert_eq!(find("001-PATENTS-2011-ne"), ["001-patents-2011-NE"]);
        assert_eq!(find("００１－patents－2011－ｎｅ"), ["001-patents-2011-NE"]);
        assert!(find("千人床位").contains(&"001-t1-beds-ratio-2012"));
        assert!(find("north-east Patent").contains(&"001-patents-2020-NE"));
        assert_eq!(find("no such words anywhere"), [""; 0]);

        let filter = ClaimFilter {
            document: Some(DocumentId(0)),
            verdict: Some(Verdict::Differs),
            difference: Some(Difference::Value),
            ..ClaimFilter::default()
        };
        assert_eq!(filtered(&ATLAS, &filter).len(), 3);
    }
}
