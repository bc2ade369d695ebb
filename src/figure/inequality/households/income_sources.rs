//! Which sources of income make the urban average differ from the rural one.

use super::{CENSUS, SURVEY, background, number, numbers, series};
use crate::{
    atlas::{Atlas, Lang, PlaceId},
    figure::{
        Band, Figure, Marks, ShareRow, SharesMarks,
        inequality::{
            Told,
            words::{self, TABLE_DIGITS, index_text},
        },
        table::{Cell, Row, Table, number_column, text_column},
    },
    i18n::{grouped, year_span},
    query::{Geography, Measure, years},
    stats::{MeasureError, SourceDecomposition, SourcePart, gini_by_source},
};

/// The four sources into which the survey divides incomes, by the ends of their indicators.
const SOURCES: [&str; 4] = ["wage", "business", "property", "transfer"];
/// Urban and rural residents, by what their indicators are named after.
const GROUPS: [&str; 2] = ["urban", "rural"];

const fn source_name(source: usize, lang: Lang) -> &'static str {
    match source {
        0 => lang.pick("工资性收入", "Wages"),
        1 => lang.pick("经营净收入", "Net business income"),
        2 => lang.pick("财产净收入", "Net property income"),
        _ => lang.pick("转移净收入", "Net transfers"),
    }
}

/// The series behind the figure.
struct Behind {
    nation: PlaceId,
    provinces: Vec<PlaceId>,
    /// Of each group its sources, in their order.
    incomes: Vec<Vec<Measure>>,
    /// Of each group its population.
    populations: Vec<Measure>,
    /// Published means of the groups and of all, to compare with.
    mean: Measure,
}

impl Behind {
    fn new(atlas: &Atlas) -> Result<Self, MeasureError> {
        let sources = |group: &str| {
            let source = |one| series(atlas, &format!("disposable_income_{group}_{one}"), SURVEY);
            SOURCES.into_iter().map(source).collect::<Result<Vec<_>, _>>()
        };
        let population = |group| series(atlas, &format!("population_{group}"), CENSUS);
        let populations: Vec<Measure> =
            GROUPS.into_iter().map(population).collect::<Result<_, _>>()?;
        // Places without a series of their own, as Hong Kong, have no part in a sum for the mainland.
        let has_any =
            |place: &PlaceId| populations.iter().any(|one| years(atlas, *one, &[*place]).is_some());
        Ok(Self {
            nation: atlas.nation(),
            provinces: Geography::Provinces.places(atlas).into_iter().filter(has_any).collect(),
            incomes: GROUPS.into_iter().map(sources).collect::<Result<_, _>>()?,
            mean: series(atlas, "disposable_income", SURVEY)?,
            populations,
        })
    }

    /// The groups' populations as sums of all provinces, in their unit; none where one has no number.
    fn weights(&self, atlas: &Atlas, year: u16) -> Option<Vec<f64>> {
        let sum = |population: &Measure| {
            let of = |place: &PlaceId| number(atlas, *population, *place, year);
            self.provinces.iter().map(of).sum::<Option<f64>>()
        };
        self.populations.iter().map(sum).collect()
    }
}

/// A year.
struct Found {
    year: u16,
    /// With two groups the shares of the sources are those of the difference of the means, whatever the
    /// weights; only where these are known is anything else of it told.
    parts: SourceDecomposition,
    weighted: bool,
    /// The mean that the groups have with their weights, over the published one.
    mean_ratio: Option<f64>,
}

impl Found {
    fn new(atlas: &Atlas, behind: &Behind, year: u16) -> Option<Result<Self, MeasureError>> {
        let groups = behind.incomes.iter();
        let groups: Vec<Vec<f64>> = groups
            .map(|group| numbers(atlas, group, behind.nation, year))
            .collect::<Option<_>>()?;
        let by_source: Vec<Vec<f64>> = (0..SOURCES.len())
            .map(|source| groups.iter().filter_map(|group| group.get(source).copied()).collect())
            .collect();
        let by_source: Vec<&[f64]> = by_source.iter().map(Vec::as_slice).collect();
        let weights = behind.weights(atlas, year);
        let published = number(atlas, behind.mean, behind.nation, year);
        let mean_ratio = weights.as_ref().zip(published).map(|(weights, published)| {
            let total = |group: &Vec<f64>| group.iter().sum::<f64>();
            let all: f64 =
                groups.iter().zip(weights).map(|(one, weight)| total(one) * weight).sum();
            all / weights.iter().sum::<f64>() / published
        });
        let parts = gini_by_source(&by_source, weights.as_deref());
        Some(parts.map(|parts| Self { year, parts, weighted: weights.is_some(), mean_ratio }))
    }

    /// Per cent of the coefficient that a source contributes.
    fn share(&self, part: &SourcePart) -> f64 {
        part.contribution / self.parts.total * 100.0
    }

    /// What stands for a number that needs weights.
    fn only_weighted(&self, number: f64) -> Option<f64> {
        self.weighted.then_some(number)
    }
}

/// What it is about, where there is nothing to tell.
pub(super) const fn name(lang: Lang) -> &'static str {
    lang.pick("城乡平均收入差距的收入来源构成", "Sources of the urban–rural income gap")
}

/// The figure.
pub(super) fn figure(atlas: &Atlas, lang: Lang) -> Result<Figure, MeasureError> {
    let behind = Behind::new(atlas)?;
    let first =
        behind.incomes.first().and_then(|group| group.first()).ok_or(MeasureError::Empty)?;
    let span = years(atlas, *first, &[behind.nation]).ok_or(MeasureError::Empty)?;
    let all = span
        .filter_map(|year| Found::new(atlas, &behind, year))
        .collect::<Result<Vec<Found>, MeasureError>>()?;
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return Err(MeasureError::Empty);
    };
    let span = first.year..=last.year;
    let title = title(first, last, lang);
    let subtitle = match lang {
        Lang::Zh => format!(
            "城镇居民与农村居民两个人均可支配收入平均值之间的基尼系数，按收入来源分解 · {}",
            year_span(&span)
        ),
        Lang::En => format!(
            "Gini coefficient between two averages, disposable income per urban and per rural resident, by source of income · {}",
            year_span(&span)
        ),
    };
    let nation: &[PlaceId] = &[behind.nation];
    let incomes = behind.incomes.iter().flatten().chain([&behind.mean]).map(|one| (*one, nation));
    let populations = behind.populations.iter().map(|one| (*one, behind.provinces.as_slice()));
    let used: Vec<(Measure, &[PlaceId])> = incomes.chain(populations).collect();
    let (sources, source_line) = background(atlas, &used, &span, lang);
    let band = |(at, id): (usize, &str)| Band {
        id: id.to_owned(),
        name: source_name(at, lang).into(),
        role: None,
    };
    let told = Told {
        kind: lang.pick("堆积柱形图", "Stacked columns"),
        marks: Marks::Shares(SharesMarks {
            bands: SOURCES.into_iter().enumerate().map(band).collect(),
            rows: span.clone().map(|year| row(&all, year, lang)).collect(),
            years: Some(span),
            lang,
        }),
        notes: notes(&all, lang),
        table: table(behind.nation, &all, lang),
        title,
        subtitle,
    };
    Ok(told.from(sources, source_line, lang))
}

fn row(all: &[Found], year: u16, lang: Lang) -> ShareRow {
    let one = all.iter().find(|one| one.year == year);
    let text = |one: &Found, part: &SourcePart| {
        let share = grouped(one.share(part), 1);
        match (one.only_weighted(part.contribution).map(index_text), lang) {
            (Some(amount), Lang::Zh) => format!("{share}%（{amount}）"),
            (Some(amount), Lang::En) => format!("{share}% ({amount})"),
            (None, _) => format!("{share}%"),
        }
    };
    ShareRow {
        id: year.to_string(),
        name: year.to_string(),
        focused: false,
        shares: one.map(|one| one.parts.sources.iter().map(|part| one.share(part)).collect()),
        texts: one.map_or_else(
            || vec![lang.pick("无数据", "no data").to_owned()],
            |one| one.parts.sources.iter().map(|part| text(one, part)).collect(),
        ),
    }
}

/// The finding: the source that widens the gap most, and those that narrow it.
fn title(first: &Found, last: &Found, lang: Lang) -> String {
    let share = |found: &Found, at: usize| {
        found.parts.sources.get(at).map_or(0.0, |part| found.share(part))
    };
    let most = (0..SOURCES.len())
        .max_by(|a, b| share(last, *a).total_cmp(&share(last, *b)))
        .unwrap_or_default();
    let in_prose = |at: usize| source_name(at, lang).to_lowercase();
    let (now, then) = (grouped(share(last, most), 1), grouped(share(first, most), 1));
    let narrowing: Vec<String> = (0..SOURCES.len())
        .filter(|at| share(last, *at) < 0.0)
        .map(|at| match lang {
            Lang::Zh => format!("{}（{}%）", in_prose(at), grouped(share(last, at), 1)),
            Lang::En => format!("{} ({}%)", in_prose(at), grouped(share(last, at), 1)),
        })
        .collect();
    let text = match lang {
        Lang::Zh => format!(
            "{}年城乡平均收入差距中，{}占 {now}%，{}年为 {then}%",
            last.year,
            in_prose(most),
            first.year
        ),
        Lang::En => format!(
            "Gap between urban and rural average income, {}: {now}% comes from {}, {then}% in {}",
            last.year,
            in_prose(most),
            first.year
        ),
    };
    if narrowing.is_empty() {
        return text;
    }
    let names = narrowing.join(lang.pick("、", " and "));
    match lang {
        Lang::Zh => format!("{text}；{names}缩小差距"),
        Lang::En => {
            let narrow = if narrowing.len() > 1 { "narrow" } else { "narrows" };
            format!("{text}; {names} {narrow} it")
        }
    }
}

fn notes(all: &[Found], lang: Lang) -> Vec<String> {
    let mut notes = vec![
        lang.pick(
            "只是城镇与农村两个平均值之间的差距，不是住户之间的差距：城镇内部、农村内部的差距都不在其中。",
            "Differences between the urban and the rural average only, not among households: nothing of what lies within town or within country is in it.",
        )
        .to_owned(),
        lang.pick(
            "按收入来源分解基尼系数（Lerman 与 Yitzhaki 1985）：每项来源的贡献 = 收入份额 S × 该来源的基尼系数 G × 基尼相关系数 R。只有两组时 R 为 1（城镇较高）或 −1（农村较高），各来源的占比等于它在城乡平均值之差中的占比，与两组人口无关；人口只影响系数的大小。",
            "Gini coefficient by source (Lerman and Yitzhaki 1985): a source contributes its share of income S × its own Gini coefficient G × its Gini correlation R. With two groups R is 1 (more in town) or −1 (more in the country), and the shares of the sources are their shares of the difference of the two averages, whatever the populations, which only decide how large the coefficient is.",
        )
        .to_owned(),
    ];
    if let Some((year, ratio)) = all.iter().rev().find_map(|one| Some((one.year, one.mean_ratio?)))
    {
        let off = crate::i18n::change_in_per_cent((ratio - 1.0) * 100.0);
        notes.push(match lang {
            Lang::Zh => format!(
                "两组以城镇、乡村常住人口为权重，由各省相加（不含港澳台及现役军人），按第七次人口普查修订。按此加权，{year}年两组的平均值与调查公布的全国居民平均值相差 {off}；调查用的是它自己的人口权重。"
            ),
            Lang::En => format!(
                "The two are weighted by urban and rural residents, the sums of the provinces (without Hong Kong, Macao, Taiwan and the armed forces), revised after the seventh census. So weighted, their mean in {year} is {off} from the mean of all residents that the survey gives, which weights with a population of its own."
            ),
        });
    }
    let without: Vec<String> =
        all.iter().filter(|one| !one.weighted).map(|one| one.year.to_string()).collect();
    if !without.is_empty() {
        let years = without.join(lang.pick("、", ", "));
        notes.push(match lang {
            Lang::Zh => format!("{years}年没有各省的城乡人口，只有占比，没有系数。"),
            Lang::En => format!(
                "For {years} there is no urban and rural population of the provinces; there are shares but no coefficient."
            ),
        });
    }
    if let Some(last) = all.iter().rev().find(|one| one.weighted) {
        notes.push(closing(last, lang));
    }
    notes
}

/// The closing line of the newest year.
fn closing(one: &Found, lang: Lang) -> String {
    let parts: Vec<f64> = one.parts.sources.iter().map(|part| part.contribution).collect();
    let line = words::closing(&parts, one.parts.total, lang);
    match lang {
        Lang::Zh => format!("{}年：{line}。", one.year),
        Lang::En => format!("{}: {line}.", one.year),
    }
}

fn table(nation: PlaceId, all: &[Found], lang: Lang) -> Table {
    let columns = vec![
        text_column(lang.pick("年份", "Year")),
        text_column(lang.pick("收入来源", "Source")),
        number_column(lang.pick("收入份额 S", "Share of income S")),
        number_column(lang.pick("该来源的基尼系数 G", "Gini of the source G")),
        number_column(lang.pick("基尼相关系数 R", "Gini correlation R")),
        number_column(lang.pick("贡献 S·G·R", "Contribution S·G·R")),
        number_column(lang.pick("占系数的百分比", "Per cent of the coefficient")),
        number_column(lang.pick("边际效应", "Marginal effect")),
    ];
    let why = lang.pick("缺少城乡人口", "no urban and rural population");
    let cell = |number: Option<f64>| match number {
        Some(number) => Cell::number(number, TABLE_DIGITS),
        None => Cell::missing(why.to_owned()),
    };
    let row = |one: &Found, (at, part): (usize, &SourcePart)| Row {
        place: nation,
        cells: vec![
            Cell::words(one.year.to_string()),
            Cell::words(source_name(at, lang)),
            cell(one.only_weighted(part.share)),
            cell(one.only_weighted(part.gini)),
            Cell::number(part.correlation, 0),
            cell(one.only_weighted(part.contribution)),
            Cell::number(one.share(part), 1),
            cell(one.only_weighted(part.marginal_effect)),
        ],
    };
    let total = |one: &Found| Row {
        place: nation,
        cells: vec![
            Cell::words(one.year.to_string()),
            Cell::words(lang.pick("合计", "Total")),
            cell(one.only_weighted(1.0)),
            cell(one.only_weighted(one.parts.total)),
            Cell::number(1.0, 0),
            cell(one.only_weighted(one.parts.total)),
            Cell::number(100.0, 1),
            cell(one.only_weighted(0.0)),
        ],
    };
    let rows = |one: &Found| {
        let sources = one.parts.sources.iter().enumerate().map(|part| row(one, part));
        sources.chain([total(one)]).collect::<Vec<_>>()
    };
    let caption = lang.pick(
        "城乡两个平均收入之间基尼系数的收入来源分解",
        "Gini coefficient between urban and rural average income, by source",
    );
    Table { caption: caption.to_owned(), columns, rows: all.iter().flat_map(rows).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::tests::ATLAS;

    fn found(year: u16) -> (Behind, Found) {
        let behind = Behind::new(&ATLAS).unwrap();
        let found = Found::new(&ATLAS, &behind, year).unwrap().unwrap();
        (behind, found)
    }

    #[test]
    fn shares_are_those_of_the_difference_of_the_averages_whatever_the_weights() {
        for year in [2015, 2021, 2022] {
            let (behind, found) = found(year);
            assert_eq!(found.weighted, year != 2022);
            let of = |group: usize| {
                numbers(&ATLAS, &behind.incomes[group], behind.nation, year).unwrap()
            };
            let (urban, rural) = (of(0), of(1));
            let gap: f64 = urban.iter().sum::<f64>() - rural.iter().sum::<f64>();
            for (at, part) in found.parts.sources.iter().enumerate() {
                let expected = (urban[at] - rural[at]) / gap * 100.0;
                assert!((found.share(part) - expected).abs() < 1e-10, "{year} {at}");
                assert!((part.correlation.abs() - 1.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn weights_are_the_sums_of_all_mainland_provinces() {
        let behind = Behind::new(&ATLAS).unwrap();
        assert_eq!(behind.provinces.len(), 31);
        let weights = behind.weights(&ATLAS, 2021).unwrap();
        // 1.41 billion without the armed forces, in 10,000 persons; 64.7% urban.
        assert!((weights.iter().sum::<f64>() - 141_060.0).abs() < 1.0, "{weights:?}");
        assert!((weights[0] / weights.iter().sum::<f64>() - 0.647).abs() < 0.001);
        assert_eq!(behind.weights(&ATLAS, 2022), None);
    }
}
