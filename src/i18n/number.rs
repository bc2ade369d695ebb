//! Numbers as readers of each language write them.
//!
//! Chinese counts in 万 (10⁴), 亿 (10⁸) and 万亿 (10¹²), English in thousands, millions, billions and
//! trillions; the minus is a real one (U+2212); one [`Scale`] serves a whole axis.

use crate::atlas::{Decimal, Lang, Unit, UnitKind};
use core::ops::RangeInclusive;

/// A number with `decimals` digits behind the point, thousands set apart by commas.
///
/// # Examples
/// ```
/// use prosperity_atlas::i18n::grouped;
/// assert_eq!(grouped(1_234_567.891, 1), "1,234,567.9");
/// assert_eq!(grouped(-0.04, 1), "0.0");
/// assert_eq!(grouped(-1234.0, 0), "−1,234");
/// ```
pub fn grouped(number: f64, decimals: usize) -> String {
    group(&format!("{number:.decimals$}"))
}

/// A published value with all its digits, thousands set apart by commas.
pub fn exact(value: Decimal) -> String {
    group(&value.to_string())
}

/// A number as written with the unit it is published in, its digits untouched: `5.73%`,
/// `43,214.85 亿元`, `43,214.85 × CN¥100 million`, `CN¥22,413`, `rank 6`. A quotient or an index is a
/// bare number.
pub fn in_unit(number: &str, unit: &Unit, lang: Lang) -> String {
    let symbol = unit.symbol.get(lang);
    if matches!(unit.kind, UnitKind::Ratio | UnitKind::Index) || symbol.is_empty() {
        return number.to_owned();
    }
    if unit.kind == UnitKind::Share {
        return format!("{number}{symbol}");
    }
    if unit.id == "rank" {
        return lang.pick("第 {} 位", "rank {}").replace("{}", number);
    }
    if lang == Lang::En {
        if symbol == "CN¥" {
            return match number.strip_prefix('\u{2212}') {
                Some(magnitude) => format!("\u{2212}{symbol}{magnitude}"),
                None => format!("{symbol}{number}"),
            };
        }
        // "CN¥100 million", "10,000 km": a unit that is itself a multiple.
        if symbol.trim_start_matches("CN¥").starts_with(|c: char| c.is_ascii_digit()) {
            return format!("{number} × {symbol}");
        }
        if number == "1" && unit.kind == UnitKind::Count {
            let single = symbol.strip_suffix('s').unwrap_or(symbol);
            let single =
                single.strip_suffix("ie").map_or(single.to_owned(), |stem| format!("{stem}y"));
            return format!("{number} {single}");
        }
    }
    format!("{number}{}", behind(symbol, lang))
}

/// A unit as it stands behind a number: `70.9/万人` where the unit is called 每万人.
fn behind(symbol: &str, lang: Lang) -> String {
    match symbol.strip_prefix('每').filter(|_| lang == Lang::Zh) {
        Some(whom) => format!("/{whom}"),
        None => format!(" {symbol}"),
    }
}

/// Sets thousands apart in a plain decimal text and gives it a real minus; no minus before zero.
fn group(plain: &str) -> String {
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let negative =
        plain.len() > digits.len() && digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::with_capacity(plain.len() + plain.len() / 3 + 3);
    if negative {
        text.push('\u{2212}');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A change in per cent with its sign: `+4.2%`, `−1.0%`, `0.0%`.
pub fn change_in_per_cent(change: f64) -> String {
    let text = grouped(change, 1);
    let sign = if change > 0.0 && text != "0.0" { "+" } else { "" };
    format!("{sign}{text}%")
}

/// `2011–2019`, or one year alone.
pub fn year_span(span: &RangeInclusive<u16>) -> String {
    if span.start() == span.end() {
        span.start().to_string()
    } else {
        format!("{}–{}", span.start(), span.end())
    }
}

/// How the values of one unit are written within one axis, legend or sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// A value in its unit times this is the number shown.
    pub multiplier: f64,
    /// Digits behind the point.
    pub decimals: usize,
    /// What stands before the number: `CN¥` in English.
    prefix: &'static str,
    /// What follows the number, with its space.
    suffix: String,
    /// Whether a number above zero bears a plus in sentences: differences and rates of growth.
    signed: bool,
    /// The unit alone, for an axis or a subtitle: `万亿元`, `CN¥ trillion`.
    pub label: String,
}

impl Scale {
    /// The number without its unit, for axes and table cells.
    pub fn number(&self, value: f64) -> String {
        grouped(value * self.multiplier, self.decimals)
    }

    /// The number with its unit, for sentences: `4.32 万亿元`, `CN¥4.32 trillion`, `65.2%`.
    pub fn with_unit(&self, value: f64) -> String {
        let number = self.number(value);
        if let Some(magnitude) = number.strip_prefix('\u{2212}') {
            return format!("\u{2212}{}{magnitude}{}", self.prefix, self.suffix);
        }
        format!("{}{}{number}{}", self.plus(&number), self.prefix, self.suffix)
    }

    /// The plus of a difference above zero as it is written.
    fn plus(&self, number: &str) -> &'static str {
        let above = !number.starts_with('\u{2212}')
            && number.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        if self.signed && above { "+" } else { "" }
    }

    /// The number as a table shows it: signed like a sentence, without its unit.
    pub fn cell(&self, value: f64) -> String {
        let number = self.number(value);
        format!("{}{number}", self.plus(&number))
    }

    /// A scale of its own: digits behind the point, what stands before and behind a number, and the
    /// unit alone.
    pub fn of(decimals: usize, prefix: &'static str, suffix: &str, label: &str) -> Self {
        Self {
            multiplier: 1.0,
            decimals,
            prefix,
            suffix: suffix.to_owned(),
            signed: false,
            label: label.to_owned(),
        }
    }

    /// The same scale for differences: numbers above zero bear a plus.
    #[must_use]
    pub fn signed(self) -> Self {
        Self { signed: true, ..self }
    }
}

/// Magnitudes in which a language counts: threshold in base units, divisor, word.
const fn magnitudes(lang: Lang) -> &'static [(f64, f64, &'static str)] {
    match lang {
        Lang::Zh => &[(1e12, 1e12, "万亿"), (1e8, 1e8, "亿"), (1e6, 1e4, "万")],
        Lang::En => &[(1e12, 1e12, "trillion"), (1e9, 1e9, "billion"), (1e6, 1e6, "million")],
    }
}

/// The scale in which values of `unit` up to `largest` (in that unit, by magnitude) are written.
///
/// Amounts of money, persons and counted things move to the magnitude word of the language; shares,
/// ratios and the rest keep their unit and the indicator's `decimals`.
pub fn scale_for(unit: &Unit, largest: f64, decimals: u8, lang: Lang) -> Scale {
    let decimals = usize::from(decimals);
    let symbol = unit.symbol.get(lang);
    let counted = matches!(unit.kind, UnitKind::Currency | UnitKind::People);
    if !counted {
        return plain(unit, symbol, decimals, lang);
    }
    let base = largest.abs() * unit.factor;
    let noun = match (unit.kind, lang) {
        (UnitKind::Currency, Lang::Zh) => "元",
        (UnitKind::Currency, Lang::En) => "CN¥",
        (_, Lang::Zh) => "人",
        (_, Lang::En) => "people",
    };
    let step = magnitudes(lang).iter().find(|(threshold, _, _)| base >= *threshold);
    let (divisor, word) = step.map_or((1.0, ""), |(_, divisor, word)| (*divisor, *word));
    let shown = base / divisor;
    let decimals = match step {
        None => decimals.saturating_sub(power_of_ten(unit.factor)),
        Some(_) if shown >= 1000.0 => 0,
        Some(_) if shown >= 100.0 => 1,
        Some(_) => 2,
    };
    let money = unit.kind == UnitKind::Currency;
    let (prefix, suffix, label) = match (lang, money) {
        (Lang::Zh, _) => ("", format!(" {word}{noun}"), format!("{word}{noun}")),
        (Lang::En, true) if word.is_empty() => ("CN¥", String::new(), noun.to_owned()),
        (Lang::En, true) => ("CN¥", format!(" {word}"), format!("{noun} {word}")),
        (Lang::En, false) if word.is_empty() => ("", format!(" {noun}"), noun.to_owned()),
        (Lang::En, false) => ("", format!(" {word} {noun}"), format!("{word} {noun}")),
    };
    Scale { multiplier: unit.factor / divisor, decimals, prefix, suffix, signed: false, label }
}

/// How many powers of ten a unit's factor holds: 4 for 万人.
fn power_of_ten(factor: f64) -> usize {
    (0..15).take_while(|power| 10_f64.powi(power + 1) <= factor).count()
}

fn plain(unit: &Unit, symbol: &str, decimals: usize, lang: Lang) -> Scale {
    let suffix = match unit.kind {
        UnitKind::Share => symbol.to_owned(),
        UnitKind::Ratio | UnitKind::Index => String::new(),
        _ if symbol.is_empty() => String::new(),
        _ => behind(symbol, lang),
    };
    let label = match (unit.kind, lang) {
        (UnitKind::Ratio, Lang::Zh) if symbol.is_empty() => "比值",
        (UnitKind::Ratio, Lang::En) if symbol.is_empty() => "ratio",
        (UnitKind::Index, Lang::Zh) if symbol.is_empty() => "指数",
        (UnitKind::Index, Lang::En) if symbol.is_empty() => "index",
        _ => symbol,
    };
    Scale { multiplier: 1.0, decimals, prefix: "", suffix, signed: false, label: label.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Text;

    fn unit(kind: UnitKind, factor: f64, zh: &str, en: &str) -> Unit {
        let symbol = Text { zh: zh.into(), en: en.into() };
        Unit { id: String::new(), symbol, kind, factor }
    }

    fn written(unit: &Unit, value: f64, decimals: u8) -> [String; 2] {
        Lang::ALL.map(|lang| scale_for(unit, value, decimals, lang).with_unit(value))
    }

    #[test]
    fn money_moves_to_the_magnitude_words_of_each_language() {
        let cny_1e8 = unit(UnitKind::Currency, 1e8, "亿元", "CN¥100 million");
        assert_eq!(written(&cny_1e8, 43_200.0, 2), ["4.32 万亿元", "CN¥4.32 trillion"]);
        assert_eq!(written(&cny_1e8, 310.05, 2), ["310.1 亿元", "CN¥31.01 billion"]);
        let yuan = unit(UnitKind::Currency, 1.0, "元", "CN¥");
        assert_eq!(written(&yuan, 98_765.4, 0), ["98,765 元", "CN¥98,765"]);
        assert_eq!(written(&yuan, -1_200.0, 0), ["−1,200 元", "−CN¥1,200"]);
    }

    #[test]
    fn people_are_counted_in_wan_and_millions() {
        let wan = unit(UnitKind::People, 1e4, "万人", "10,000 people");
        assert_eq!(written(&wan, 6670.0, 0), ["6,670 万人", "66.70 million people"]);
        assert_eq!(written(&wan, 140_828.0, 0), ["14.08 亿人", "1.41 billion people"]);
    }

    #[test]
    fn shares_and_ratios_keep_their_unit() {
        let share = unit(UnitKind::Share, 0.01, "%", "%");
        assert_eq!(written(&share, 65.2, 1), ["65.2%", "65.2%"]);
        let ratio = unit(UnitKind::Ratio, 1.0, "", "");
        assert_eq!(written(&ratio, 2.644, 2), ["2.64", "2.64"]);
        let points = unit(UnitKind::Points, 0.01, "个百分点", "percentage points");
        assert_eq!(written(&points, 1.5, 1), ["1.5 个百分点", "1.5 percentage points"]);
    }

    #[test]
    fn a_published_number_keeps_its_digits_beside_its_unit() {
        let written = |unit: &Unit, number: &str| Lang::ALL.map(|lang| in_unit(number, unit, lang));
        let cny_1e8 = unit(UnitKind::Currency, 1e8, "亿元", "CN¥100 million");
        assert_eq!(
            written(&cny_1e8, "43,214.85"),
            ["43,214.85 亿元", "43,214.85 × CN¥100 million"]
        );
        let yuan = unit(UnitKind::Currency, 1.0, "元", "CN¥");
        assert_eq!(written(&yuan, "−13,856"), ["−13,856 元", "−CN¥13,856"]);
        let length = unit(UnitKind::Other, 1e7, "万公里", "10,000 km");
        assert_eq!(written(&length, "10.12"), ["10.12 万公里", "10.12 × 10,000 km"]);
        let beds = unit(UnitKind::Other, 0.001, "每千人", "per 1,000 people");
        assert_eq!(written(&beds, "6.90"), ["6.90/千人", "6.90 per 1,000 people"]);
        let policies = unit(UnitKind::Count, 1.0, "项", "policies");
        assert_eq!(written(&policies, "1"), ["1 项", "1 policy"]);
        let share = unit(UnitKind::Share, 0.01, "%", "%");
        assert_eq!(written(&share, "5.73"), ["5.73%", "5.73%"]);
        let ratio = unit(UnitKind::Ratio, 1.0, "比值", "ratio");
        assert_eq!(written(&ratio, "2.0"), ["2.0", "2.0"]);
        let rank = Unit { id: "rank".into(), ..unit(UnitKind::Other, 1.0, "位", "rank") };
        assert_eq!(written(&rank, "6"), ["第 6 位", "rank 6"]);
    }

    #[test]
    fn signs_and_separators_are_typographic() {
        assert_eq!(grouped(0.0, 0), "0");
        assert_eq!(grouped(-0.0, 2), "0.00");
        assert_eq!(grouped(999.9996, 3), "1,000.000");
        assert_eq!(change_in_per_cent(4.25), "+4.2%");
        assert_eq!(change_in_per_cent(-4.0), "−4.0%");
        assert_eq!(change_in_per_cent(0.01), "0.0%");
        assert_eq!(exact("1234567.50".parse().unwrap()), "1,234,567.50");
        assert_eq!(year_span(&(2011..=2019)), "2011–2019");
        assert_eq!(year_span(&(2011..=2011)), "2011");
    }
}
