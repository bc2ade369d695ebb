//! What the mean incomes of five groups say of the Gini coefficient, beside the official one.

use super::{SURVEY, background, number, numbers, series};
use crate::{
    atlas::{Atlas, Lang, PlaceId},
    figure::{
        Figure, Line, LineForm, LineRole, Marks, TrendMarks, TrendPoint,
        table::{Cell, Row, Table, number_column, text_column},
    },
    i18n::{grouped, year_span},
    query::{Measure, years},
    stats::{GiniBounds, MeasureError, Sample, gini_bounds, mean, share_ratio},
};

/// Digits of the official coefficient, and of what is compared with it.
const DIGITS: usize = 3;
/// How many groups there are.
const GROUPS: u8 = 5;

/// Whose incomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Population {
    All,
    Urban,
    Rural,
}

impl Population {
    const ALL: [Self; 3] = [Self::All, Self::Urban, Self::Rural];

    /// The indicator of their mean income, with which those of the groups begin.
    const fn income(self) -> &'static str {
        match self {
            Self::All => "disposable_income",
            Self::Urban => "disposable_income_urban",
            Self::Rural => "disposable_income_rural",
        }
    }

    const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::All => lang.pick("全国居民", "All residents"),
            Self::Urban => lang.pick("城镇居民", "Urban residents"),
            Self::Rural => lang.pick("农村居民", "Rural residents"),
        }
    }
}

/// The series of one population.
struct Incomes {
    /// Means of the groups, lowest first.
    groups: Vec<Measure>,
    /// Mean of all.
    all: Measure,
}

impl Incomes {
    fn new(atlas: &Atlas, population: Population) -> Result<Self, MeasureError> {
        let income = population.income();
        let group = |at| series(atlas, &format!("{income}_q{at}"), SURVEY);
        let groups = (1..=GROUPS).map(group).collect::<Result<_, _>>()?;
        Ok(Self { groups, all: series(atlas, income, SURVEY)? })
    }
}

/// What the groups of a population say in a year.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    population: Population,
    year: u16,
    /// Bounds if the groups are of equally many residents.
    bounds: GiniBounds,
    /// Shares of the top and the bottom fifths: 20 % over 40 %, 20 % over 20 %.
    ratios: [f64; 2],
    /// What the published mean of all adds; none where there is none.
    fitted: Option<Fitted>,
}

/// Groups whose sizes fall evenly from the lowest to the highest, so that their mean is the published one.
#[derive(Clone, Debug, PartialEq)]
struct Fitted {
    /// The mean of the groups as if of equal size, in yuan.
    mean_of_groups: f64,
    /// The published mean, in yuan.
    mean: f64,
    /// Shares of the population, 0–1, lowest group first.
    shares: Vec<f64>,
    bounds: GiniBounds,
}

impl Fitted {
    /// None where no such sizes lead to the mean.
    fn new(groups: &[f64], published: f64) -> Result<Option<Self>, MeasureError> {
        let Some(mean_of_groups) = mean(groups) else { return Ok(None) };
        let n = groups.len() as f64;
        // Distance from the middle group, positive below it.
        let above_middle = |at: usize| (n - 1.0) / 2.0 - at as f64;
        let tilted: f64 =
            groups.iter().enumerate().map(|(at, group)| above_middle(at) * group).sum::<f64>() / n;
        let slope = (published - mean_of_groups) / tilted;
        let shares: Vec<f64> =
            (0..groups.len()).map(|at| (1.0 + slope * above_middle(at)) / n).collect();
        if !shares.iter().all(|share| *share > 0.0) {
            return Ok(None);
        }
        let bounds = gini_bounds(&Sample::weighted(groups, &shares)?)?;
        Ok(Some(Self { mean_of_groups, mean: published, shares, bounds }))
    }
}

/// What the groups say in each year that has all of them.
fn found(atlas: &Atlas, population: Population) -> Result<Vec<Found>, MeasureError> {
    let (incomes, nation) = (Incomes::new(atlas, population)?, atlas.nation());
    let lowest = incomes.groups.first().ok_or(MeasureError::Empty)?;
    let span = years(atlas, *lowest, &[nation]).ok_or(MeasureError::Empty)?;
    let year = |year: u16| {
        let groups = numbers(atlas, &incomes.groups, nation, year)?;
        Some(of_groups(population, year, &groups, number(atlas, incomes.all, nation, year)))
    };
    span.filter_map(year).collect()
}

fn of_groups(
    population: Population,
    year: u16,
    groups: &[f64],
    published: Option<f64>,
) -> Result<Found, MeasureError> {
    let sample = Sample::new(groups)?;
    let fitted = published.map(|mean| Fitted::new(groups, mean)).transpose()?.flatten();
    Ok(Found {
        population,
        year,
        bounds: gini_bounds(&sample)?,
        ratios: [share_ratio(&sample, 0.2, 0.4)?, share_ratio(&sample, 0.2, 0.2)?],
        fitted,
    })
}

/// Where the official coefficient is, as the digits show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Below,
    Within,
    Above,
}

impl Standing {
    fn of(official: f64, bounds: GiniBounds) -> Self {
        if official > bounds.upper {
            Self::Above
        } else if official < bounds.lower {
            Self::Below
        } else {
            Self::Within
        }
    }
}

/// What it is about, where there is nothing to tell.
pub(super) const fn name(lang: Lang) -> &'static str {
    lang.pick("五等份收入组与基尼系数", "Fifths of households and the Gini coefficient")
}

/// The figure.
pub(super) fn figure(atlas: &Atlas, lang: Lang) -> Result<Figure, MeasureError> {
    let nation = atlas.nation();
    let official = series(atlas, "gini", "nbs")?;
    let per_population =
        Population::ALL.map(|one| found(atlas, one)).into_iter().collect::<Result<Vec<_>, _>>()?;
    let all = per_population.first().ok_or(MeasureError::Empty)?;
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return Err(MeasureError::Empty);
    };
    let span = first.year..=last.year;
    let gini_of = |year: u16| number(atlas, official, nation, year);
    let title = title(all, last, gini_of, lang);
    let subtitle = match lang {
        Lang::Zh => format!(
            "全国居民人均可支配收入的基尼系数：国家统计局公布数，与各五等份组人数相等时的下限和上限 · {}",
            year_span(&span)
        ),
        Lang::En => format!(
            "Gini coefficient of disposable income per person, all residents: published by the National Bureau of Statistics, and its bounds if the fifths were of equally many residents · {}",
            year_span(&span)
        ),
    };
    let mut used: Vec<Measure> = vec![official];
    for population in Population::ALL {
        let Incomes { groups, all } = Incomes::new(atlas, population)?;
        used.extend(groups);
        used.push(all);
    }
    let places: &[PlaceId] = &[nation];
    let used: Vec<(Measure, &[PlaceId])> = used.into_iter().map(|one| (one, places)).collect();
    let (sources, source_line) = background(atlas, &used, &span, lang);
    let alt = match lang {
        Lang::Zh => format!("折线图：{subtitle}。{title}。"),
        Lang::En => format!("Line chart: {subtitle}. {title}."),
    };
    Ok(Figure {
        alt,
        marks: Marks::Trend(TrendMarks {
            lines: lines(nation, all, gini_of, lang),
            years: span,
            breaks: Vec::new(),
            references: Vec::new(),
            remarks: Vec::new(),
            phases: Vec::new(),
            log: false,
            ranks: false,
            unit: String::new(),
            decimals: DIGITS,
            lang,
        }),
        remarks: Vec::new(),
        notes: notes(last, lang),
        source_line,
        sources,
        table: table(nation, &per_population.concat(), gini_of, lang),
        title,
        subtitle,
    })
}

/// The finding: where the official coefficient stands, and in how many years it stands there.
fn title(all: &[Found], last: &Found, official: impl Fn(u16) -> Option<f64>, lang: Lang) -> String {
    let text = |number: f64| grouped(number, DIGITS);
    let (lower, upper) = (text(last.bounds.lower), text(last.bounds.upper));
    let Some(newest) = official(last.year) else {
        return match lang {
            Lang::Zh => format!(
                "{}年五等份组平均收入所容许的基尼系数为 {lower}–{upper}（各组人数相等时）",
                last.year
            ),
            Lang::En => format!(
                "Gini coefficient of household income, {}: {lower}–{upper} is what five equal groups with the published means allow",
                last.year
            ),
        };
    };
    let standing = Standing::of(newest, last.bounds);
    let other = all.iter().find(|one| {
        official(one.year).is_some_and(|gini| Standing::of(gini, one.bounds) != standing)
    });
    let always = match (other, all.first()) {
        (None, Some(first)) if all.len() > 1 => match lang {
            Lang::Zh => format!("；{}年以来每年如此", first.year),
            Lang::En => format!("; so in every year since {}", first.year),
        },
        _ => String::new(),
    };
    let (where_zh, where_en) = match standing {
        Standing::Above => ("高于", "above"),
        Standing::Below => ("低于", "below"),
        Standing::Within => ("在", "within"),
    };
    let within = if standing == Standing::Within { " 之内" } else { "" };
    let newest = text(newest);
    match lang {
        Lang::Zh => format!(
            "{}年居民收入基尼系数公布值为 {newest}，{where_zh}五等份组平均收入在各组人数相等时所容许的 {lower}–{upper}{within}{always}",
            last.year
        ),
        Lang::En => format!(
            "Official Gini coefficient of income, {}: {newest}, {where_en} the {lower}–{upper} that five equal groups with the published means allow{always}",
            last.year
        ),
    }
}

fn lines(
    nation: PlaceId,
    all: &[Found],
    official: impl Fn(u16) -> Option<f64>,
    lang: Lang,
) -> Vec<Line> {
    let line = |id: &str, name: &str, role, form, at: &dyn Fn(&Found) -> Option<f64>| Line {
        place: nation,
        id: id.to_owned(),
        name: name.to_owned(),
        role,
        focused: role == LineRole::Nation,
        points: all
            .iter()
            .map(|one| {
                let value = at(one);
                let text = value.map_or_else(
                    || lang.pick("无数据", "no data").to_owned(),
                    |value| grouped(value, DIGITS),
                );
                TrendPoint { year: one.year, value, text }
            })
            .collect(),
        form,
        breaks: Vec::new(),
    };
    let bound = |id, name, at: &dyn Fn(&Found) -> Option<f64>| {
        line(id, name, LineRole::Place(0), LineForm::Dashed, at)
    };
    vec![
        line(
            "official",
            lang.pick("公布值", "Published"),
            LineRole::Nation,
            LineForm::Solid,
            &|one| official(one.year),
        ),
        bound("upper", lang.pick("上限", "Upper bound"), &|one| Some(one.bounds.upper)),
        bound("lower", lang.pick("下限", "Lower bound"), &|one| Some(one.bounds.lower)),
    ]
}

fn notes(last: &Found, lang: Lang) -> Vec<String> {
    let mut notes = vec![
        lang.pick(
            "下限：各组之内人人相同；上限：在组平均值不变、各组首尾不相交的条件下，组内差距最大（Gastwirth 1972；Mehran 1975）。",
            "Lower bound: all have the same within each group. Upper bound: the greatest differences within the groups that keep their means and do not make them overlap (Gastwirth 1972; Mehran 1975).",
        )
        .to_owned(),
        lang.pick(
            "界限以各组人数相等为前提。统计局按人均收入排列的是住户，五组户数相同，各组人数未公布，因此界限只是近似；公布值为何在界限之外，由这些数据看不出来。",
            "The bounds hold for groups of equally many residents. The Bureau ranks households by income per person and makes five groups of equally many households; how many residents each has is not published. The bounds are therefore approximate, and the data do not tell why a published coefficient lies outside of them.",
        )
        .to_owned(),
    ];
    if let Some(fitted) = &last.fitted {
        let off =
            crate::i18n::change_in_per_cent((fitted.mean_of_groups / fitted.mean - 1.0) * 100.0);
        let yuan = |number: f64| grouped(number, 0);
        let share = |at: Option<&f64>| grouped(at.map_or(0.0, |share| share * 100.0), 1);
        let (from, to) = (share(fitted.shares.first()), share(fitted.shares.last()));
        let (of_groups, of_all) = (yuan(fitted.mean_of_groups), yuan(fitted.mean));
        let lower = grouped(fitted.bounds.lower, DIGITS);
        let upper = grouped(fitted.bounds.upper, DIGITS);
        notes.push(match lang {
            Lang::Zh => format!(
                "{}年五组平均值的简单平均为 {of_groups} 元，与全体居民平均值 {of_all} 元相差 {off}。若各组人数占比由低到高均匀变化（{from}% 至 {to}%）使两者相等，界限为 {lower}–{upper}。",
                last.year
            ),
            Lang::En => format!(
                "In {} the plain mean of the five means is CN¥{of_groups}, {off} from the mean of all residents, CN¥{of_all}. If the groups’ shares of residents changed evenly from the lowest to the highest ({from}% to {to}%) so that both agree, the bounds would be {lower}–{upper}.",
                last.year
            ),
        });
    }
    notes.push(
        lang.pick(
            "表中的份额比：收入最高的 20% 与最低的 40%、最高的 20% 与最低的 20% 在总收入中所占份额之比，同样以各组人数相等为前提。帕尔马比值取最高的 10%，五等份组给不出，前一个比值仅与之相仿。",
            "Share ratios in the table: what the top 20% have of all income over what the bottom 40%, or the bottom 20%, have, again with groups of equally many residents. The Palma ratio takes the top 10%, which fifths do not give; the first ratio only resembles it.",
        )
        .to_owned(),
    );
    notes
}

fn table(
    nation: PlaceId,
    all: &[Found],
    official: impl Fn(u16) -> Option<f64>,
    lang: Lang,
) -> Table {
    let columns = vec![
        text_column(lang.pick("居民", "Residents")),
        text_column(lang.pick("年份", "Year")),
        number_column(lang.pick("下限", "Lower bound")),
        number_column(lang.pick("上限", "Upper bound")),
        number_column(lang.pick("公布的基尼系数", "Published Gini")),
        number_column(lang.pick("最高 20% 与最低 40% 份额之比", "Top 20% / bottom 40%")),
        number_column(lang.pick("最高 20% 与最低 20% 份额之比", "Top 20% / bottom 20%")),
        number_column(lang.pick("五组平均值与总平均值之比", "Mean of the five / mean of all")),
        number_column(lang.pick("下限（人数按总平均值推算）", "Lower bound, sizes from the mean")),
        number_column(lang.pick("上限（人数按总平均值推算）", "Upper bound, sizes from the mean")),
    ];
    let row = |one: &Found| {
        let or_none = |number: Option<f64>, why: &str| match number {
            Some(number) => Cell::number(number, DIGITS),
            None => Cell::missing(why.to_owned()),
        };
        let published = match one.population {
            Population::All => official(one.year),
            Population::Urban | Population::Rural => None,
        };
        let fitted = |of: fn(&Fitted) -> f64| {
            let why = lang.pick("无法由总平均值推算", "cannot be derived from the mean of all");
            or_none(one.fitted.as_ref().map(of), why)
        };
        Row {
            place: nation,
            cells: vec![
                Cell::words(one.population.name(lang)),
                Cell::words(one.year.to_string()),
                Cell::number(one.bounds.lower, DIGITS),
                Cell::number(one.bounds.upper, DIGITS),
                or_none(published, lang.pick("未公布", "not published")),
                Cell::number(one.ratios[0], DIGITS),
                Cell::number(one.ratios[1], DIGITS),
                fitted(|one| one.mean_of_groups / one.mean),
                fitted(|one| one.bounds.lower),
                fitted(|one| one.bounds.upper),
            ],
        }
    };
    let caption = lang.pick(
        "五等份组平均收入所容许的基尼系数与份额比",
        "Gini coefficient and share ratios that the means of fifths allow",
    );
    Table { caption: caption.to_owned(), columns, rows: all.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_fall_evenly_give_the_published_mean() {
        let groups = [9542.0, 21608.0, 33925.0, 53359.0, 98809.0];
        let fitted = Fitted::new(&groups, 41314.0).unwrap().unwrap();
        let mean: f64 = fitted.shares.iter().zip(&groups).map(|(share, group)| share * group).sum();
        assert!((mean - 41314.0).abs() < 1e-8, "{mean}");
        assert!((fitted.shares.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        let steps: Vec<f64> = fitted.shares.windows(2).map(|pair| pair[0] - pair[1]).collect();
        assert!(steps.iter().all(|step| *step > 0.0 && (step - steps[0]).abs() < 1e-15));
        // As if of equal size where that is the mean.
        let equal = Fitted::new(&groups, fitted.mean_of_groups).unwrap().unwrap();
        assert!(equal.shares.iter().all(|share| (share - 0.2).abs() < 1e-15));
    }

    #[test]
    fn sizes_that_no_population_has_are_not_told() {
        assert_eq!(Fitted::new(&[1.0, 2.0, 3.0, 4.0, 5.0], 1.1).unwrap(), None);
        // Groups that are all alike lead to no other mean.
        assert_eq!(Fitted::new(&[2.0; 5], 3.0).unwrap(), None);
    }

    #[test]
    fn the_title_says_where_the_official_coefficient_stands_and_since_when() {
        let year = |year| of_groups(Population::All, year, &[4.0, 9.0, 15.0, 24.0, 48.0], None);
        let all = [year(2001).unwrap(), year(2002).unwrap()];
        let told = |first: f64, last: f64| {
            let official = move |year| Some(if year == 2001 { first } else { last });
            Lang::ALL.map(|lang| title(&all, &all[1], official, lang))
        };
        let [zh, en] = told(0.5, 0.5);
        assert!(zh.contains("高于") && zh.contains("2001年以来每年如此"), "{zh}");
        assert!(en.contains("above") && en.contains("every year since 2001"), "{en}");
        let [zh, en] = told(0.5, 0.45);
        assert!(zh.ends_with(" 之内") && !en.contains("since"), "{zh} {en}");
        assert!(en.contains("0.450, within the 0.412–"), "{en}");
        let [zh, en] = told(0.3, 0.3);
        assert!(zh.contains("低于") && en.contains("below the 0.412"), "{zh} {en}");
        let none = title(&all, &all[1], |_| None, Lang::En);
        assert!(none.contains("0.412–") && !none.contains("above"), "{none}");
    }
}
