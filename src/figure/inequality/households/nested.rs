//! How much of the differences of income lies between regions, between their provinces, and between
//! town and country within provinces.

use super::{CENSUS, SURVEY, background, number, series};
use crate::{
    atlas::{Atlas, Lang, Level, PlaceId},
    figure::{
        Band, Figure, Marks, ShareRow, SharesMarks,
        inequality::{
            Told,
            words::{self, TABLE_DIGITS, index_name, index_text},
        },
        table::{Cell, Row, Table, number_column, text_column},
    },
    i18n::{grouped, year_span},
    query::{Geography, Measure, years},
    spec::IndexChoice,
    stats::{MeasureError, NestedDecomposition, Sample, decompose_nested},
};

/// Town and country, by the ends of their indicators.
const RESIDENCE: [&str; 2] = ["urban", "rural"];
/// The parts, from the largest areas to the smallest.
const PARTS: [&str; 3] = ["regions", "provinces", "residence"];

const fn part_name(part: usize, lang: Lang) -> &'static str {
    match part {
        0 => lang.pick("四大区域之间", "Between the four regions"),
        1 => lang.pick("区域内各省之间", "Between provinces within regions"),
        _ => lang.pick("省内城乡之间", "Between town and country within provinces"),
    }
}

/// The series behind the figure.
struct Behind {
    /// Provinces with the position of their region.
    provinces: Vec<(PlaceId, usize)>,
    incomes: Vec<Measure>,
    populations: Vec<Measure>,
    mean: Measure,
}

impl Behind {
    fn new(atlas: &Atlas) -> Result<Self, MeasureError> {
        let of = |name: &str, vintage| {
            let one = |residence| series(atlas, &format!("{name}_{residence}"), vintage);
            RESIDENCE.into_iter().map(one).collect::<Result<Vec<_>, _>>()
        };
        let incomes = of("disposable_income", SURVEY)?;
        let regions = Geography::MacroRegions.places(atlas);
        let region = |place: PlaceId| {
            let parent = atlas.place(place).parent?;
            let is_region = atlas.place(parent).level == Level::MacroRegion;
            is_region.then(|| regions.iter().position(|one| *one == parent))?
        };
        // Hong Kong, Macao and Taiwan belong to no region and have no series.
        let provinces = Geography::Provinces.places(atlas).into_iter();
        Ok(Self {
            provinces: provinces.filter_map(|place| Some((place, region(place)?))).collect(),
            incomes,
            populations: of("population", CENSUS)?,
            mean: series(atlas, "disposable_income", SURVEY)?,
        })
    }

    fn places(&self) -> Vec<PlaceId> {
        self.provinces.iter().map(|(place, _)| *place).collect()
    }

    /// The years in which any province has an income.
    fn years(&self, atlas: &Atlas) -> Result<core::ops::RangeInclusive<u16>, MeasureError> {
        let first = self.incomes.first().ok_or(MeasureError::Empty)?;
        years(atlas, *first, &self.places()).ok_or(MeasureError::Empty)
    }
}

/// The indices of a year and their parts.
struct Found {
    year: u16,
    t: NestedDecomposition,
    l: NestedDecomposition,
    /// The mean of all residents with these weights, over the published one.
    mean_ratio: Option<f64>,
}

impl Found {
    /// None where town or country of a province has no income or no population.
    fn new(atlas: &Atlas, behind: &Behind, year: u16) -> Option<Result<Self, MeasureError>> {
        let (mut values, mut weights) = (Vec::new(), Vec::new());
        let (mut outer, mut inner) = (Vec::new(), Vec::new());
        for (at, (province, region)) in behind.provinces.iter().enumerate() {
            for (income, population) in behind.incomes.iter().zip(&behind.populations) {
                values.push(number(atlas, *income, *province, year)?);
                weights.push(number(atlas, *population, *province, year)?);
                outer.push(*region);
                inner.push(at);
            }
        }
        let published = number(atlas, behind.mean, atlas.nation(), year);
        Some(Sample::weighted(&values, &weights).and_then(|sample| {
            Ok(Self {
                year,
                t: decompose_nested(&sample, 1.0, &outer, &inner)?,
                l: decompose_nested(&sample, 0.0, &outer, &inner)?,
                mean_ratio: published.map(|published| sample.mean() / published),
            })
        }))
    }
}

/// The three parts, in the order of [`PARTS`].
const fn parts(of: &NestedDecomposition) -> [f64; PARTS.len()] {
    [of.between_outer, of.between_inner, of.within_inner]
}

/// What it is about, where there is nothing to tell.
pub(super) const fn name(lang: Lang) -> &'static str {
    lang.pick(
        "收入差距：区域、省份、城乡",
        "Income differences: regions, provinces, town and country",
    )
}

/// The figure.
pub(super) fn figure(atlas: &Atlas, lang: Lang) -> Result<Figure, MeasureError> {
    let behind = Behind::new(atlas)?;
    let all_years = behind.years(atlas)?;
    let newest = *all_years.end();
    let all = all_years
        .filter_map(|year| Found::new(atlas, &behind, year))
        .collect::<Result<Vec<Found>, MeasureError>>()?;
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return Err(MeasureError::Empty);
    };
    let span = first.year..=last.year;
    let places = behind.places();
    let count = places.len();
    let index = index_name(IndexChoice::TheilT, lang);
    let title = title(first, last, lang);
    let subtitle = match lang {
        Lang::Zh => format!(
            "{count} 个省级地区城镇、农村居民人均可支配收入的{index}，按城乡常住人口加权 · {}",
            year_span(&span)
        ),
        Lang::En => format!(
            "{index} of disposable income per urban and per rural resident of {count} provinces, weighted by urban and rural population · {}",
            year_span(&span)
        ),
    };
    let used: Vec<(Measure, &[PlaceId])> = behind
        .incomes
        .iter()
        .chain(&behind.populations)
        .map(|one| (*one, places.as_slice()))
        .collect();
    let (sources, source_line) = background(atlas, &used, &span, lang);
    let band = |(at, id): (usize, &str)| Band {
        id: id.to_owned(),
        name: part_name(at, lang).into(),
        role: None,
    };
    let told = Told {
        kind: lang.pick("堆积柱形图", "Stacked columns"),
        marks: Marks::Shares(SharesMarks {
            bands: PARTS.into_iter().enumerate().map(band).collect(),
            rows: span.clone().map(|year| row(&all, year, lang)).collect(),
            years: Some(span),
            lang,
        }),
        notes: notes(last, newest, lang),
        table: table(atlas.nation(), &all, lang),
        title,
        subtitle,
    };
    Ok(told.from(sources, source_line, lang))
}

fn row(all: &[Found], year: u16, lang: Lang) -> ShareRow {
    let one = all.iter().find(|one| one.year == year);
    let share = |one: &Found, part: f64| part / one.t.total * 100.0;
    let text = |one: &Found, part: f64| {
        let (share, amount) = (grouped(share(one, part), 1), index_text(part));
        match lang {
            Lang::Zh => format!("{share}%（{amount}）"),
            Lang::En => format!("{share}% ({amount})"),
        }
    };
    ShareRow {
        id: year.to_string(),
        name: year.to_string(),
        focused: false,
        shares: one.map(|one| parts(&one.t).map(|part| share(one, part)).to_vec()),
        texts: one.map_or_else(
            || vec![lang.pick("无数据", "no data").to_owned()],
            |one| parts(&one.t).map(|part| text(one, part)).to_vec(),
        ),
    }
}

/// The finding: what lies between town and country, and what it was at first.
fn title(first: &Found, last: &Found, lang: Lang) -> String {
    let share = |one: &Found| grouped(one.t.within_inner / one.t.total * 100.0, 1);
    let (now, then) = (share(last), share(first));
    let (total, before) = (index_text(last.t.total), index_text(first.t.total));
    match lang {
        Lang::Zh => format!(
            "{}年收入差距（泰尔 T）的 {now}% 在省内城乡之间，{}年为 {then}%；总差距由 {before} 变为 {total}",
            last.year, first.year
        ),
        Lang::En => format!(
            "Income differences (Theil T), {}: {now}% lie between town and country within provinces, {then}% in {}; in all {total}, from {before}",
            last.year, first.year
        ),
    }
}

fn notes(last: &Found, newest: u16, lang: Lang) -> Vec<String> {
    let mut notes = vec![
        lang.pick(
            "两级嵌套分解（Akita 2003）：每个省的城镇平均收入与农村平均收入各为一个数值。住户之间的差距不在其中。",
            "Two-stage nested decomposition (Akita 2003): urban and rural average income of each province are one value each. Differences among households are not in it.",
        )
        .to_owned(),
    ];
    if let Some(ratio) = last.mean_ratio {
        let off = crate::i18n::change_in_per_cent((ratio - 1.0) * 100.0);
        let year = last.year;
        notes.push(match lang {
            Lang::Zh => format!(
                "人口按第七次人口普查修订，住户调查用的是它自己的人口权重；按此加权的{year}年全国平均值与调查公布数相差 {off}。"
            ),
            Lang::En => format!(
                "Populations are revised after the seventh census, while the household survey weights with its own; so weighted, the national mean of {year} is {off} from the one that the survey gives."
            ),
        });
    }
    if newest > last.year {
        notes.push(match lang {
            Lang::Zh => format!(
                "{}年以后，多数省份的城镇、农村居民收入不在本图集中，因此止于{}年。",
                last.year, last.year
            ),
            Lang::En => format!(
                "After {} the atlas lacks urban and rural incomes of most provinces; the figure ends there.",
                last.year
            ),
        });
    }
    notes.push(
        lang.pick(
            "按当年价格计算，未扣除各地物价的差别，也未扣除城乡之间的。",
            "At current prices; differences of prices between places, or between town and country, are not taken out.",
        )
        .to_owned(),
    );
    notes.push(closing(last, lang));
    notes
}

/// The closing line of both indices.
fn closing(last: &Found, lang: Lang) -> String {
    let line = |name: &str, of: &NestedDecomposition| {
        format!("{name}{}{}", lang.pick("：", ": "), words::closing(&parts(of), of.total, lang))
    };
    let (t, l) = (line("T", &last.t), line("L", &last.l));
    match lang {
        Lang::Zh => format!("{}年，{t}；{l}。", last.year),
        Lang::En => format!("{}. {t}. {l}.", last.year),
    }
}

fn table(nation: PlaceId, all: &[Found], lang: Lang) -> Table {
    let mut columns = vec![text_column(lang.pick("年份", "Year"))];
    for index in ["T", "L"] {
        columns.push(number_column(match lang {
            Lang::Zh => format!("泰尔 {index}"),
            Lang::En => format!("Theil {index}"),
        }));
        columns.extend((0..PARTS.len()).map(|part| {
            number_column(format!("{index}{}{}", lang.pick("：", ": "), part_name(part, lang)))
        }));
    }
    let row = |one: &Found| {
        let numbers =
            [&one.t, &one.l].into_iter().flat_map(|of| core::iter::once(of.total).chain(parts(of)));
        let cells = numbers.map(|number| Cell::number(number, TABLE_DIGITS));
        Row {
            place: nation,
            cells: core::iter::once(Cell::words(one.year.to_string())).chain(cells).collect(),
        }
    };
    let caption = lang.pick(
        "城镇、农村居民收入的泰尔指数：区域之间、各省之间、城乡之间",
        "Theil’s indices of urban and rural incomes: between regions, provinces, town and country",
    );
    Table { caption: caption.to_owned(), columns, rows: all.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::tests::ATLAS;

    #[test]
    fn every_province_with_its_region_and_only_whole_years() {
        let behind = Behind::new(&ATLAS).unwrap();
        assert_eq!(behind.provinces.len(), 31);
        let of = |region: usize| behind.provinces.iter().filter(|one| one.1 == region).count();
        assert_eq!([0, 1, 2, 3].map(of), [10, 6, 12, 3]);
        let all: Vec<u16> = behind
            .years(&ATLAS)
            .unwrap()
            .filter(|year| Found::new(&ATLAS, &behind, *year).is_some())
            .collect();
        // Incomes of a few provinces reach further.
        assert_eq!(*behind.years(&ATLAS).unwrap().end(), 2024);
        assert_eq!(all, (2013..=2021).collect::<Vec<_>>());
    }

    #[test]
    fn parts_add_up_and_town_and_country_are_two_values_a_province() {
        let behind = Behind::new(&ATLAS).unwrap();
        let found = Found::new(&ATLAS, &behind, 2019).unwrap().unwrap();
        for of in [&found.t, &found.l] {
            assert!((parts(of).iter().sum::<f64>() - of.total).abs() < 1e-15);
            assert!(parts(of).iter().all(|part| *part > 0.0));
            assert_eq!(of.groups.iter().map(|group| group.n).sum::<usize>(), 62);
            assert!(of.groups.iter().flat_map(|group| &group.inner).all(|one| one.n == 2));
        }
    }
}
