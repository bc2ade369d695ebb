//! A derived value with its numbers put in: `4.32 万亿元 ÷ 2,489 万人 = 17.36 万元`.

use super::{Years, describe, shown::Shown};
use crate::{
    atlas::{Atlas, IndicatorId, Lang, PlaceId, Step, VintageId},
    i18n::{grouped, scale_for},
    query::{Basis, Denominator, Measure, part_value, value},
    spec::Spec,
};

/// A piece of a formula in writing, with how strongly it binds.
struct Piece {
    text: String,
    /// 0 for a number, 1 for a product, 2 for a sum.
    looseness: u8,
}

/// How the value of `place` in the year shown comes about, with its numbers; none for a value that was
/// published as it stands, or where there is none.
pub fn worked(
    atlas: &Atlas,
    spec: &Spec,
    years: &Years,
    place: PlaceId,
    lang: Lang,
) -> Option<String> {
    let year = years.year;
    let derivation = atlas.derivation(spec.indicator, spec.vintage)?;
    let found = value(atlas, spec.measure(), place, year).ok()?;
    let mut stack: Vec<Piece> = Vec::new();
    for step in &derivation.steps {
        let piece = match step {
            Step::Series(indicator, vintage) => {
                let part = (*indicator, *vintage);
                number(atlas, spec, part, (place, found.basis), year, lang)?
            }
            Step::Number(number) => Piece { text: plain(*number), looseness: 0 },
            operator => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                joined(left, *operator, right)
            }
        };
        stack.push(piece);
    }
    let formula = stack.pop().filter(|_| stack.is_empty())?.text;
    let row = atlas.indicator(spec.indicator);
    let result = scale_for(atlas.unit(row.unit), found.number, row.decimals, lang);
    let name = describe::place_name(atlas, place, lang);
    let result = result.with_unit(found.number);
    let colon = lang.pick("：", ": ");
    let when = match lang {
        Lang::Zh => format!("{name}，{year}年"),
        Lang::En => format!("{name}, {year}"),
    };
    let mut text = format!("{when}{colon}{formula} = {result}");
    if let Basis::Pooled(members) = found.basis {
        let told = match lang {
            Lang::Zh => format!("（各项为 {members} 个省份之和）"),
            Lang::En => format!(" (each term is the sum over {members} provinces)"),
        };
        text += &told;
    }
    Some(text)
}

/// The chain's result for a place, told step by step; none for the value itself.
pub fn chained(
    atlas: &Atlas,
    spec: &Spec,
    years: &Years,
    place: PlaceId,
    lang: Lang,
) -> Option<String> {
    let shown = Shown::new(atlas, spec, years);
    if shown.is_level() {
        return None;
    }
    let number = shown.at(place, years.year).ok()?;
    let scale = shown.scale([number].into_iter(), lang);
    let own = shown.value(place, years.year).ok()?.number;
    let row = atlas.indicator(spec.indicator);
    let value = scale_for(atlas.unit(row.unit), own, row.decimals, lang).with_unit(own);
    let name = describe::place_name(atlas, place, lang);
    let (chain, result) = (shown.chain_text(lang), scale.with_unit(number));
    Some(match lang {
        Lang::Zh => format!("{name}，{}年：{chain}；原值 {value}，结果 {result}", years.year),
        Lang::En => format!("{name}, {}: {chain}; value {value}, result {result}", years.year),
    })
}

/// A part of a formula, in the unit it was published in.
fn number(
    atlas: &Atlas,
    spec: &Spec,
    (indicator, vintage): (IndicatorId, VintageId),
    (place, basis): (PlaceId, Basis),
    year: u16,
    lang: Lang,
) -> Option<Piece> {
    let measure = Measure { indicator, vintage, denominator: Denominator::YearEnd };
    let at = |year: u16| part_value(atlas, measure, place, basis, year).ok();
    let row = atlas.indicator(indicator);
    let unit = atlas.unit(row.unit).symbol.get(lang);
    let written = |year: u16| {
        let found = at(year)?;
        let decimals = match found.exact {
            Some(published) => {
                published.to_string().split_once('.').map_or(0, |(_, rest)| rest.len())
            }
            None if is_whole(found.number) => 0,
            None => usize::from(row.decimals),
        };
        Some(match lang {
            // 万 and 亿 are numbers that no other number has to be multiplied by.
            Lang::Zh => with_unit(&grouped(found.number, decimals), "", unit),
            Lang::En => in_english(found.number, decimals, unit),
        })
    };
    let averaged = spec.method == Denominator::YearAverage && row.id == "population_resident";
    if averaged {
        let (before, now) = (written(year - 1)?, written(year)?);
        let text = format!("({before} + {now}) ÷ 2");
        return Some(Piece { text, looseness: 1 });
    }
    Some(Piece { text: written(year)?, looseness: 0 })
}

fn joined(left: Piece, operator: Step, right: Piece) -> Piece {
    let (sign, looseness) = match operator {
        Step::Add => ("+", 2),
        Step::Subtract => ("−", 2),
        Step::Multiply => ("×", 1),
        _ => ("÷", 1),
    };
    let bracketed = |piece: Piece, strict: bool| {
        let loose = piece.looseness > looseness || (strict && piece.looseness == looseness);
        if loose { format!("({})", piece.text) } else { piece.text }
    };
    let (left, right) = (bracketed(left, false), bracketed(right, true));
    Piece { text: format!("{left} {sign} {right}"), looseness }
}

/// Whether a number is whole, but for what is lost in adding up.
fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-9 * number.abs().max(1.0)
}

fn with_unit(digits: &str, word: &str, unit: &str) -> String {
    let space = if unit == "%" { "" } else { " " };
    format!("{digits}{word}{space}{unit}").trim_end().to_owned()
}

/// All digits of a number in an English formula: hundreds of millions become billions, tens of thousands
/// millions.
fn in_english(number: f64, decimals: usize, unit: &str) -> String {
    let shifted = |by: i32, more: usize| grouped(number / 10_f64.powi(by), decimals + more);
    match unit.strip_prefix("CN¥") {
        Some("100 million") => format!("CN¥{} billion", shifted(1, 1)),
        Some("1 trillion") => format!("CN¥{} trillion", shifted(0, 0)),
        Some(rest) => format!("CN¥{}{rest}", shifted(0, 0)),
        None => match unit.strip_prefix("10,000 ") {
            Some(noun) => with_unit(&shifted(2, 2), " million", noun),
            None => with_unit(&shifted(0, 0), "", unit),
        },
    }
}

/// A constant without needless digits.
fn plain(number: f64) -> String {
    if number.fract() == 0.0 { grouped(number, 0) } else { number.to_string() }
}
