//! Words shared by all figures: names of measures, vintages, reasons, sources.

use super::shown::Shown;
use crate::{
    atlas::{Atlas, IndicatorId, IndicatorKind, Lang, Level, PlaceId, SourceId, UnitKind},
    i18n::grouped,
    query::{Basis, Denominator, Geography, Missing, breaks, sources, value},
    spec::{RemarkAt, Spec},
};
use core::ops::RangeInclusive;

/// Stands between the parts of a subtitle; names of editions may hold commas of their own.
const SEPARATOR: &str = " · ";

/// A source as the sources tab shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Text id.
    pub id: String,
    /// Publishing office in the language of the figure.
    pub office: String,
    /// Publisher as it was found.
    pub publisher: String,
    /// Table.
    pub table: String,
    /// Place of reading.
    pub where_found: String,
    /// Licence of the place of reading.
    pub licence: String,
    /// Trust class and how it was checked.
    pub note: String,
}

/// Name of a set of places.
pub const fn level_name(level: Geography, lang: Lang) -> &'static str {
    match level {
        Geography::Provinces => lang.pick("省级地区", "provinces"),
        Geography::MacroRegions => lang.pick("四大区域", "macro-regions"),
        Geography::Nation => lang.pick("全国", "the nation"),
        Geography::ZhejiangCities => lang.pick("浙江各市", "Zhejiang’s cities"),
        Geography::ZhejiangCounties => lang.pick("浙江各县（市、区）", "Zhejiang’s counties"),
        Geography::ShanghaiDistricts => lang.pick("上海各区", "Shanghai’s districts"),
        Geography::DeltaCities => lang.pick("长三角各市", "cities of the Yangtze River Delta"),
    }
}

/// Name of the vintage, empty where the indicator has only one.
pub fn vintage_name(atlas: &Atlas, spec: &Spec, lang: Lang) -> String {
    if atlas.vintages_of(spec.indicator).len() < 2 {
        return String::new();
    }
    atlas.vintage(spec.vintage).name.get(lang).to_owned()
}

/// Everyday name of a place.
pub fn place_name(atlas: &Atlas, place: PlaceId, lang: Lang) -> String {
    let place = atlas.place(place);
    let short = place.short_name.get(lang);
    if short.is_empty() { place.name.get(lang).to_owned() } else { short.to_owned() }
}

/// Name of an indicator. Chinese calls the product of a country 国内生产总值 and that of its regions
/// 地区生产总值; the data name it once, for regions.
pub fn indicator_name(
    atlas: &Atlas,
    indicator: IndicatorId,
    level: Geography,
    lang: Lang,
) -> String {
    let name = atlas.indicator(indicator).name.get(lang);
    if level == Geography::Nation {
        name.replace("地区生产总值", "国内生产总值")
    } else {
        name.to_owned()
    }
}

/// Name of a place within a sentence: regions by their full name in English, where `highest in East`
/// would read like a slip.
pub(super) fn name_in_prose(atlas: &Atlas, place: PlaceId, lang: Lang) -> String {
    let row = atlas.place(place);
    if lang == Lang::En && row.level == Level::MacroRegion {
        return row.name.en.clone();
    }
    place_name(atlas, place, lang)
}

/// Words with a remark in brackets; where they end in brackets of their own, within these.
pub(super) fn bracketed(words: &str, remark: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => match words.strip_suffix('）') {
            Some(open) => format!("{open}，{remark}）"),
            None => format!("{words}（{remark}）"),
        },
        Lang::En => match words.strip_suffix(')') {
            Some(open) => format!("{open}, {remark})"),
            None => format!("{words} ({remark})"),
        },
    }
}

/// That only so many places have data: "the highest" of a few is not the highest of all.
pub(super) fn only_few(known: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("仅 {known} 地有数据"),
        Lang::En if known == 1 => "only 1 place has data".to_owned(),
        Lang::En => format!("only {known} places have data"),
    }
}

/// Name of an indicator within a sentence, which has a colon of its own: what stands behind one in the
/// name goes into brackets.
pub(super) fn indicator_in_prose(
    atlas: &Atlas,
    indicator: IndicatorId,
    level: Geography,
    lang: Lang,
) -> String {
    let name = indicator_name(atlas, indicator, level, lang);
    match name.split_once(lang.pick("：", ": ")) {
        Some((whole, part)) => bracketed(whole, part, lang),
        None => name,
    }
}

/// The measure with its vintage and method, without years.
pub(super) fn measure_line(atlas: &Atlas, spec: &Spec, lang: Lang) -> String {
    let mut parts = vec![indicator_name(atlas, spec.indicator, spec.level, lang)];
    parts.extend(Some(vintage_name(atlas, spec, lang)).filter(|text| !text.is_empty()));
    if spec.measure().has_denominator(atlas) {
        parts.push(denominator_name(spec.method, lang).to_owned());
    }
    parts.join(SEPARATOR)
}

/// Name of a denominator.
pub const fn denominator_name(method: Denominator, lang: Lang) -> &'static str {
    match method {
        Denominator::YearEnd => lang.pick("按年末常住人口", "over year-end residents"),
        Denominator::YearAverage => {
            lang.pick("按年平均常住人口", "over the year’s average residents")
        }
    }
}

/// Subtitle: measure, chain, unit, whether nominal, years.
pub(super) fn subtitle(shown: &Shown<'_>, years: &str, unit: &str, lang: Lang) -> String {
    let chain = shown.chain_text(lang);
    // The last step may have named the unit.
    let is_told = chain.trim_end_matches(['）', ')']).ends_with(unit);
    let mut parts = vec![measure_line(shown.atlas, shown.spec, lang), chain];
    if !is_told {
        parts.push(unit.to_owned());
    }
    if shown.is_nominal() {
        parts.push(lang.pick("当年价格（名义值）", "current prices (nominal)").to_owned());
    }
    parts.push(match lang {
        Lang::Zh => format!("{years}年"),
        Lang::En => years.to_owned(),
    });
    parts.retain(|part| !part.is_empty());
    parts.join(SEPARATOR)
}

/// The mark that stands behind the name of a place with a remark.
pub(super) fn remark_mark(spec: &Spec, place: PlaceId) -> Option<char> {
    let at = spec.remarks.iter().filter_map(|remark| match remark.at {
        RemarkAt::Place(place) => Some(place),
        RemarkAt::Year(_) => None,
    });
    let position = at.into_iter().position(|one| one == place)?;
    char::from_u32(u32::from('①') + u32::try_from(position).ok()?)
}

/// Everyday name of a place, with the mark of a remark about it.
pub(super) fn marked_name(atlas: &Atlas, spec: &Spec, place: PlaceId, lang: Lang) -> String {
    let mut name = place_name(atlas, place, lang);
    if let Some(mark) = remark_mark(spec, place) {
        name.push(mark);
    }
    name
}

/// The author's remarks, each with what it is about.
pub(super) fn remarks(atlas: &Atlas, spec: &Spec, lang: Lang) -> Vec<String> {
    let colon = lang.pick("：", ": ");
    let line = |remark: &crate::spec::Remark| match remark.at {
        RemarkAt::Year(year) => format!("{year}{}{}", lang.pick("年：", ": "), remark.text),
        RemarkAt::Place(place) => {
            let mark = remark_mark(spec, place).map_or_else(String::new, |mark| format!("{mark} "));
            format!("{mark}{}{colon}{}", place_name(atlas, place, lang), remark.text)
        }
    };
    spec.remarks.iter().map(line).collect()
}

/// The most names in a list of places; of more the first are named and the rest counted.
const MOST_NAMES: usize = 12;

/// Names of places in a sentence.
pub(super) fn names(atlas: &Atlas, places: &[PlaceId], lang: Lang) -> String {
    let separator = lang.pick("、", ", ");
    let list = |places: &[PlaceId]| {
        let names: Vec<String> =
            places.iter().map(|place| place_name(atlas, *place, lang)).collect();
        names.join(separator)
    };
    if places.len() <= MOST_NAMES {
        return list(places);
    }
    let named = list(places.get(..MOST_NAMES - 2).unwrap_or_default());
    match lang {
        Lang::Zh => format!("{named}等 {} 地", places.len()),
        Lang::En => format!("{named} and {} others", places.len() - (MOST_NAMES - 2)),
    }
}

/// With its first letter as at the beginning of an English sentence.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `31 places`, in English.
pub(super) fn count_of_places(count: usize) -> String {
    if count == 1 { "1 place".to_owned() } else { format!("{count} places") }
}

/// Places without a value by the reason why, in the order in which reasons occur.
pub(super) fn by_reason(
    missing: impl Iterator<Item = (PlaceId, Missing)>,
) -> Vec<(Missing, Vec<PlaceId>)> {
    let mut groups: Vec<(Missing, Vec<PlaceId>)> = Vec::new();
    for (place, why) in missing {
        match groups.iter_mut().find(|(one, _)| *one == why) {
            Some((_, places)) => places.push(place),
            None => groups.push((why, vec![place])),
        }
    }
    groups
}

/// Why there is no value, as a sentence fragment.
pub(super) fn reason(atlas: &Atlas, missing: Missing, lang: Lang) -> String {
    match (missing, lang) {
        (Missing::NoSeries, Lang::Zh) => "此指标无该地数据".to_owned(),
        (Missing::NoSeries, Lang::En) => "no data in this series".to_owned(),
        (Missing::NoYear, Lang::Zh) => "该年无数据".to_owned(),
        (Missing::NoYear, Lang::En) => "no data for this year".to_owned(),
        (Missing::Part(part), _) => {
            let part = atlas.indicator(part).name.get(lang);
            match lang {
                Lang::Zh => format!("缺少“{part}”"),
                Lang::En => format!("“{part}” is missing"),
            }
        }
        (Missing::NotAdditive, Lang::Zh) => "该指标不能由各省加总".to_owned(),
        (Missing::NotAdditive, Lang::En) => "cannot be added up from provinces".to_owned(),
        (Missing::Member(place), _) => {
            let place = place_name(atlas, place, lang);
            match lang {
                Lang::Zh => format!("缺少{place}的数据，无法加总"),
                Lang::En => format!("data of {place} are missing, so there is no sum"),
            }
        }
        (Missing::NoReference(place), _) => {
            let place = place_name(atlas, place, lang);
            match lang {
                Lang::Zh => format!("{place}在此版本或该年没有可比的数据"),
                Lang::En => format!("{place} has no comparable value in this edition or year"),
            }
        }
        (Missing::NoStart(year), Lang::Zh) => format!("起算的{year}年无数据"),
        (Missing::NoStart(year), Lang::En) => format!("no data for {year}, the year of reference"),
        (Missing::NoSpan(year), Lang::Zh) => format!("自{year}年起算，此年及以前没有"),
        (Missing::NoSpan(year), Lang::En) => format!("counted from {year}"),
        (Missing::Broken(year), Lang::Zh) => format!("{year}年口径有变，不可比"),
        (Missing::Broken(year), Lang::En) => {
            format!("not comparable: the series has a break in {year}")
        }
        (Missing::NotPositive, Lang::Zh) => "起点或终点不是正数，增长率没有意义".to_owned(),
        (Missing::NotPositive, Lang::En) => {
            "zero or negative values have no rate of growth".to_owned()
        }
        (Missing::NotRanked, Lang::Zh) => "不在所选范围之内，不排位次".to_owned(),
        (Missing::NotRanked, Lang::En) => "not one of the places that are ranked".to_owned(),
        (Missing::Undefined, Lang::Zh) => "除数为零，无法计算".to_owned(),
        (Missing::Undefined, Lang::En) => "cannot be computed (division by zero)".to_owned(),
    }
}

/// How far a value lies from a reference: points for shares, per cent otherwise.
pub(super) fn difference(
    kind: UnitKind,
    own: f64,
    reference: f64,
    decimals: u8,
    lang: Lang,
) -> String {
    let sign = |number: f64, text: String| if number > 0.0 { format!("+{text}") } else { text };
    match kind {
        UnitKind::Share | UnitKind::Points => {
            let points = own - reference;
            let text = grouped(points, usize::from(decimals.max(1)));
            let text = sign(points, text);
            match lang {
                Lang::Zh => format!("{text} 个百分点"),
                Lang::En => format!("{text} pp"),
            }
        }
        UnitKind::Ratio | UnitKind::Index => {
            let distance = own - reference;
            sign(distance, grouped(distance, usize::from(decimals)))
        }
        _ => crate::i18n::change_in_per_cent((own / reference - 1.0) * 100.0),
    }
}

/// Notes that belong to the measure as such, whatever is drawn.
pub(super) fn notes(
    atlas: &Atlas,
    spec: &Spec,
    places: &[PlaceId],
    span: &RangeInclusive<u16>,
    lang: Lang,
) -> Vec<String> {
    let row = atlas.indicator(spec.indicator);
    let unit = atlas.unit(row.unit);
    let mut notes = Vec::new();
    if unit.kind == UnitKind::Currency {
        notes.push(
            lang.pick(
                "按当年价格计算，未扣除价格变动。",
                "At current prices (nominal): price changes are not taken out.",
            )
            .to_owned(),
        );
    }
    if row.kind == IndicatorKind::Derived
        && let Some(derivation) = atlas.derivation(spec.indicator, spec.vintage)
    {
        let formula = readable_formula(atlas, &derivation.formula, spec.level, lang);
        notes.push(match lang {
            Lang::Zh => format!("由本图集计算：{formula}。"),
            Lang::En => format!("Computed by the atlas: {formula}."),
        });
    }
    let pooled = |place: &PlaceId| {
        let known =
            span.clone().rev().find_map(|year| value(atlas, spec.measure(), *place, year).ok());
        known.is_some_and(|value| matches!(value.basis, Basis::Pooled(_)))
    };
    let (nation, regions): (Vec<&PlaceId>, Vec<&PlaceId>) =
        places.iter().filter(|place| pooled(place)).partition(|place| **place == atlas.nation());
    if !regions.is_empty() {
        notes.push(
            lang.pick(
                "区域数值为所含各省先加总、再计算。",
                "Values of regions are sums over their provinces, taken before any ratio.",
            )
            .to_owned(),
        );
    }
    if !nation.is_empty() {
        notes.push(lang.pick(
            "全国为 31 个省份先加总、再计算，与全国公布数略有出入。",
            "The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.",
        ).to_owned());
    }
    let mut told = Vec::new();
    for place in places {
        for one in breaks(atlas, spec.measure(), *place) {
            if *span.start() < one.year
                && one.year <= *span.end()
                && !told.contains(&(one.year, &one.reason))
            {
                told.push((one.year, &one.reason));
            }
        }
    }
    crate::order::sort_by_key(&mut told, |(year, _)| *year);
    for (year, reason) in told {
        let (before, reason) = (year - 1, reason.get(lang));
        notes.push(match lang {
            Lang::Zh => format!("{before} 年与 {year} 年之间口径有变：{reason}"),
            Lang::En => format!("Break between {before} and {year}: {reason}"),
        });
    }
    notes
}

/// A formula with ids replaced by names: `gdp@census5 / …` becomes `GDP ÷ …`.
pub fn readable_formula(atlas: &Atlas, formula: &str, level: Geography, lang: Lang) -> String {
    let named = formula.split_whitespace().map(|token| {
        let core = token.trim_matches(['(', ')']);
        let (before, after) = token.split_once(core).unwrap_or(("", ""));
        let word = match core {
            "/" => "÷".to_owned(),
            "*" => "×".to_owned(),
            "-" => "−".to_owned(),
            _ => core
                .split_once('@')
                .and_then(|(indicator, _)| atlas.indicator_by_id(indicator))
                .map_or_else(|| core.to_owned(), |id| indicator_name(atlas, id, level, lang)),
        };
        format!("{before}{word}{after}")
    });
    named.collect::<Vec<_>>().join(" ")
}

pub(super) fn source_line(atlas: &Atlas, id: SourceId, lang: Lang) -> SourceLine {
    let source = atlas.source(id);
    SourceLine {
        id: source.id.clone(),
        office: source.office.get(lang).to_owned(),
        publisher: source.publisher.clone(),
        table: source.table.clone(),
        where_found: source.where_found.clone(),
        licence: source.licence.clone(),
        note: format!("{} · {}", source.trust, source.note),
    }
}

/// Sources of what is shown, and the publishers in one line.
pub(super) fn source_lines(
    atlas: &Atlas,
    spec: &Spec,
    places: &[PlaceId],
    span: &RangeInclusive<u16>,
    lang: Lang,
) -> (Vec<SourceLine>, String) {
    let lines: Vec<SourceLine> = sources(atlas, spec.measure(), places, span)
        .into_iter()
        .map(|id| source_line(atlas, id, lang))
        .collect();
    let text = sources_text(&lines, lang);
    (lines, text)
}

/// `Source: National Bureau of Statistics of China`, each publisher once.
pub fn sources_text(lines: &[SourceLine], lang: Lang) -> String {
    let mut offices: Vec<&str> = Vec::new();
    for line in lines {
        if !offices.contains(&line.office.as_str()) {
            offices.push(&line.office);
        }
    }
    let (label, separator) = match lang {
        Lang::Zh => ("数据来源：", "；"),
        Lang::En => ("Source: ", "; "),
    };
    if offices.is_empty() {
        return String::new();
    }
    format!("{label}{}", offices.join(separator))
}
