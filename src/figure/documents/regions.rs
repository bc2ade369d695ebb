//! Figures 2 and 3 of document 001, recomputed from the panel, and what its text says of regions that
//! the panel can be asked about.

use super::super::{
    Cell, Column, Figure, LineForm, LineRole, Marks, Row, SourceLine, describe, trend,
};
use super::ledger::{
    Course, Draft, Unit, YUAN, cell_or, computed_row, difference_cell, in_year, is_derived, lines,
    nation, not_printed, number, number_cell, observations, of_all, points_are_printed, remarks,
    source, subtitle, under, year_columns,
};
use crate::{
    atlas::{Atlas, Lang, Level, Observation, PlaceId},
    figure::table::{number_column, text_column},
    i18n::grouped,
    query::{Denominator, Measure, sources, value},
    stats::coefficient_of_variation as variation_of,
};
use core::ops::RangeInclusive;

const YEARS: RangeInclusive<u16> = 2011..=2019;
const FIRST: u16 = 2011;
const LAST: u16 = 2019;

/// The macro-regions: text id in the atlas and in the ids of observations. The first is the one that
/// the others are compared with.
const REGIONS: [(&str, &str); 4] =
    [("east", "CN-E"), ("central", "CN-C"), ("west", "CN-W"), ("northeast", "CN-NE")];

/// An edition of GDP and of the population that it is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// GDP after the fourth economic census over population before the seventh population census: the
    /// basis that gives the values of document 001.
    Document,
    /// The same GDP over the revised population.
    RevisedPopulation,
    /// GDP after the fifth economic census over the revised population: today's official figures.
    Current,
}

impl Edition {
    const ALL: [Self; 3] = [Self::Document, Self::RevisedPopulation, Self::Current];

    /// Text id of the edition of GDP per person.
    const fn id(self) -> &'static str {
        match self {
            Self::Document => "census4_pre_census7",
            Self::RevisedPopulation => "census4",
            Self::Current => "census5",
        }
    }

    const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Document => lang.pick("文中口径", "basis of the document"),
            Self::RevisedPopulation => lang.pick("人口修订后", "population revised"),
            Self::Current => lang.pick("现行数据", "today’s data"),
        }
    }

    /// What the edition is, in full.
    const fn meaning(self, lang: Lang) -> &'static str {
        match self {
            Self::Document => lang.pick(
                "文中口径：第四次经济普查修订的地区生产总值 ÷ 第七次人口普查修订前的年末常住人口",
                "Basis of the document: GDP after the 4th economic census over year-end population before the 7th-census revision",
            ),
            Self::RevisedPopulation => lang.pick(
                "人口修订后：第四次经济普查修订的地区生产总值 ÷ 第七次人口普查修订后的年末常住人口",
                "Population revised: the same GDP over year-end population after the 7th-census revision",
            ),
            Self::Current => lang.pick(
                "现行数据：第五次经济普查修订的地区生产总值 ÷ 第七次人口普查修订后的年末常住人口",
                "Today’s data: GDP after the 5th economic census over year-end population after the 7th-census revision",
            ),
        }
    }

    fn measure(self, atlas: &Atlas) -> Option<Measure> {
        Some(Measure {
            indicator: atlas.indicator_by_id("gdp_per_person")?,
            vintage: atlas.vintage_by_id(self.id())?,
            denominator: Denominator::YearEnd,
        })
    }
}

/// GDP per person of a place in yuan; of a region the sum of its provinces' GDP over the sum of their
/// populations.
pub fn gdp_per_person(atlas: &Atlas, edition: Edition, place: PlaceId, year: u16) -> Option<f64> {
    value(atlas, edition.measure(atlas)?, place, year).ok().map(|found| found.number)
}

/// The provinces that belong to a macro-region: 31.
fn provinces(atlas: &Atlas) -> impl Iterator<Item = PlaceId> + '_ {
    let belongs = |parent: PlaceId| atlas.place(parent).level == Level::MacroRegion;
    atlas
        .places()
        .filter(move |(_, row)| row.level == Level::Province && row.parent.is_some_and(belongs))
        .map(|(id, _)| id)
}

/// Coefficient of variation of GDP per person among the 31 provinces: standard deviation of the sample
/// over the mean, provinces unweighted. None in a year without data of all of them.
pub fn coefficient_of_variation(atlas: &Atlas, edition: Edition, year: u16) -> Option<f64> {
    let all: Option<Vec<f64>> =
        provinces(atlas).map(|place| gdp_per_person(atlas, edition, place, year)).collect();
    variation_of(&all?)
}

/// The same with the population of the year before.
fn lagging_variation(atlas: &Atlas, year: u16) -> Option<f64> {
    let [gdp, population] =
        [("gdp", "census4"), ("population_resident", "pre_census7")].map(|(indicator, edition)| {
            Some((atlas.indicator_by_id(indicator)?, atlas.vintage_by_id(edition)?))
        });
    let (gdp, population) = (gdp?, population?);
    let at = |series: (_, _), place, year| {
        Some(atlas.find_series(series.0, series.1, place)?.at(year)?.value.to_f64())
    };
    // The coefficient is the same in any unit.
    let all: Option<Vec<f64>> = provinces(atlas)
        .map(|place| Some(at(gdp, place, year)? / at(population, place, year - 1)?))
        .collect();
    variation_of(&all?)
}

/// A macro-region with what is known of it.
struct Region {
    place: PlaceId,
    /// Text id.
    id: &'static str,
    /// Name in ids of observations.
    code: &'static str,
    name: String,
    role: LineRole,
}

fn regions(atlas: &Atlas, lang: Lang) -> Vec<Region> {
    REGIONS
        .iter()
        .filter_map(|(id, code)| {
            let place = atlas.place_by_id(id)?;
            Some(Region {
                place,
                id,
                code,
                name: describe::place_name(atlas, place, lang),
                role: trend::role(atlas, place, 0),
            })
        })
        .collect()
}

/// How far a region's GDP per person lies below that of the East, in yuan.
fn absolute(atlas: &Atlas, edition: Edition, region: &Region, year: u16) -> Option<f64> {
    let east = atlas.place_by_id(REGIONS[0].0)?;
    Some(
        gdp_per_person(atlas, edition, east, year)?
            - gdp_per_person(atlas, edition, region.place, year)?,
    )
}

/// The same in per cent of the East.
fn relative(atlas: &Atlas, edition: Edition, region: &Region, year: u16) -> Option<f64> {
    let east = atlas.place_by_id(REGIONS[0].0)?;
    let east = gdp_per_person(atlas, edition, east, year)?;
    Some(absolute(atlas, edition, region, year)? / east * 100.0)
}

/// Values over the years.
fn over(years: RangeInclusive<u16>, of: impl Fn(u16) -> Option<f64>) -> Vec<(u16, f64)> {
    years.filter_map(|year| Some((year, of(year)?))).collect()
}

/// Document and panel as sources.
pub(super) fn both_sources(
    atlas: &Atlas,
    locus: &str,
    measures: &[Measure],
    places: &[PlaceId],
    years: &RangeInclusive<u16>,
    lang: Lang,
) -> Vec<SourceLine> {
    let mut all = vec![source(atlas, "001", locus, lang)];
    for id in measures.iter().flat_map(|one| sources(atlas, *one, places, years)) {
        let line = describe::source_line(atlas, id, lang);
        if !all.contains(&line) {
            all.push(line);
        }
    }
    all
}

/// Sources of GDP per person in some editions.
fn gdp_sources(atlas: &Atlas, locus: &str, editions: &[Edition], lang: Lang) -> Vec<SourceLine> {
    let measures: Vec<Measure> = editions.iter().filter_map(|one| one.measure(atlas)).collect();
    let places: Vec<PlaceId> = provinces(atlas).collect();
    both_sources(atlas, locus, &measures, &places, &YEARS, lang)
}

/// How the recomputation is done.
fn method(lang: Lang) -> Vec<String> {
    vec![
        format!("{}{}", Edition::Document.meaning(lang), lang.pick("。", ".")),
        lang.pick(
            "区域数值为所含各省先加总、再相除；按当年价格计算。",
            "Values of regions are sums over their provinces, divided after adding up; at current prices.",
        )
        .to_owned(),
    ]
}

/// What hollow points of back-computed values stand for.
const fn points_are_implied(lang: Lang) -> &'static str {
    lang.pick("○ 由文中差距推得", "○ implied by the gaps that are printed")
}

/// A line of printed values on the recomputed one.
fn printed_points(region: &Region, all: &[&Observation], lang: Lang) -> Course {
    let (id, name) = (format!("{}-printed", region.id), document_name(&region.name, lang));
    Course::printed(id, name, region.role, all, region.place).drawn_as(LineForm::Points)
}

/// A name with the mark that the value is the document's.
fn document_name(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{name}（文中）"),
        Lang::En => format!("{name} (document)"),
    }
}

/// Columns of a comparison.
fn comparison_columns(lang: Lang) -> Vec<Column> {
    vec![
        text_column(lang.pick("项目", "Item")),
        number_column(lang.pick("文中", "Document")),
        number_column(lang.pick("重算", "Recomputed")),
        number_column(lang.pick("相差", "Difference")),
    ]
}

/// A row of a comparison: what is printed, what the panel gives, and the difference.
fn comparison(
    place: PlaceId,
    name: String,
    printed: Option<&Observation>,
    computed: Option<f64>,
    decimals: usize,
    lang: Lang,
) -> Row {
    let (not_printed, none) = (not_printed(lang), lang.pick("不能比较", "nothing to compare"));
    let difference = printed.zip(computed).map(|(one, other)| other - one.value.to_f64());
    Row {
        place,
        cells: vec![
            Cell::words(name),
            cell_or(printed, not_printed),
            number_cell(computed, decimals, lang.pick("无数据", "no data")),
            difference_cell(difference, decimals, none),
        ],
    }
}

/// Figure 2: GDP per person of the four regions.
pub(super) fn levels(atlas: &Atlas, lang: Lang) -> Figure {
    let all = regions(atlas, lang);
    let mut courses = Vec::new();
    let mut points = Vec::new();
    let mut rows = Vec::new();
    for region in &all {
        let implied = observations(atlas, &format!("001.gdp_pc.{}", region.code));
        let level =
            over(YEARS, |year| gdp_per_person(atlas, Edition::Document, region.place, year));
        let no_data = lang.pick("无数据", "no data");
        rows.push(computed_row(region.place, &region.name, &level, &YEARS, 0, no_data));
        let not_implied = lang.pick("正文没有可推算的数值", "the text implies no value");
        let cells = YEARS.map(|year| cell_or(in_year(&implied, year), not_implied));
        let head = Cell::words(match lang {
            Lang::Zh => format!("{}：由文中差距推得", region.name),
            Lang::En => format!("{}, implied by the document", region.name),
        });
        rows.push(Row {
            place: region.place,
            cells: core::iter::once(head).chain(cells).collect(),
        });
        courses.push(Course::computed(region.place, region.id, &*region.name, region.role, level));
        points.push(printed_points(region, &implied, lang));
    }
    // Points last: they lie on the lines.
    courses.extend(points);
    let gaps: Vec<String> = all
        .iter()
        .skip(1)
        .filter_map(|region| {
            let gap = YUAN.text(absolute(atlas, Edition::Document, region, LAST)?, lang);
            Some(match lang {
                Lang::Zh => format!("比{}高 {gap}", region.name),
                Lang::En => format!("{gap} above {}", region.name),
            })
        })
        .collect();
    let title = match lang {
        Lang::Zh => format!("{LAST}年东部人均地区生产总值{}", gaps.join("，")),
        Lang::En => format!("GDP per person of the East in {LAST}: {}", gaps.join(", ")),
    };
    let mut notes = method(lang);
    notes.push(
        lang.pick(
            "正文没有印出各区域的人均数；圆点是与全部三个绝对差距和三个相对差距都相符的水平，误差在几元以内。",
            "The text prints no levels; the points are those with which all three absolute and all three relative gaps agree, good to a few yuan.",
        )
        .to_owned(),
    );
    Draft {
        title,
        subtitle: subtitle(
            lang.pick("人均地区生产总值 · 文中口径", "GDP per person · basis of the document"),
            YUAN.label(lang),
            &YEARS,
            points_are_implied(lang),
            lang,
        ),
        marks: Marks::Trend(lines(YEARS, courses, &YUAN, lang)),
        notes,
        sources: gdp_sources(atlas, "fig 2 text", &[Edition::Document], lang),
        columns: year_columns(&YEARS, lang),
        rows,
    }
    .finish(lang)
}

/// The gap of a region to the East as an item of a table.
fn gap_name(region: &Region, what: &str, when: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{when}东部与{}的{what}", region.name),
        Lang::En => format!("East less {}, {what}, {when}", region.name),
    }
}

/// When something was: `2019年`.
fn in_the_year(year: u16, lang: Lang) -> String {
    if lang == Lang::Zh { format!("{year}年") } else { year.to_string() }
}

/// The absolute gaps to the East.
pub(super) fn absolute_gaps(atlas: &Atlas, lang: Lang) -> Figure {
    let all = regions(atlas, lang);
    let others = || all.iter().skip(1);
    let (mut courses, mut points, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let (mut compared, mut met) = (0, 0);
    for region in others() {
        let of = |year: u16| absolute(atlas, Edition::Document, region, year);
        let printed = observations(atlas, &format!("001.gdp_pc_gap_abs.{}", region.code));
        let what = lang.pick("绝对差距（元）", "yuan");
        let mut compare = |name: String, observed: Option<&Observation>, computed: Option<f64>| {
            if let Some((one, computed)) = observed.filter(|one| !is_derived(one)).zip(computed) {
                compared += 1;
                met += usize::from((one.value.to_f64() - computed).abs() < 1.0);
            }
            rows.push(comparison(region.place, name, observed, computed, 1, lang));
        };
        for year in [FIRST, LAST] {
            let observed = in_year(&printed, year);
            let mut name = gap_name(region, what, &in_the_year(year, lang), lang);
            if observed.is_some_and(is_derived) {
                name += lang.pick("，由文中两数相减", " (difference of two printed numbers)");
            }
            compare(name, observed, of(year));
        }
        let id = format!("001.gdp_pc_gap_abs_change.{}.{FIRST}-{LAST}", region.code);
        let observed = atlas.documents().observations.iter().find(|one| one.id == id);
        let change = of(LAST).zip(of(FIRST)).map(|(now, then)| now - then);
        let what = lang.pick("绝对差距的增加（元）", "increase in yuan");
        compare(gap_name(region, what, &format!("{FIRST}–{LAST}"), lang), observed, change);
        let values = over(YEARS, of);
        courses.push(Course::computed(region.place, region.id, &*region.name, region.role, values));
        points.push(printed_points(region, &printed, lang));
    }
    courses.extend(points);
    let widening = others().all(|region| {
        let of = |year| absolute(atlas, Edition::Document, region, year);
        of(LAST).zip(of(FIRST)).is_some_and(|(now, then)| now > then)
    });
    let met = of_all(met, compared, ["个正文印出的数值", "printed numbers"], lang);
    let title = match (lang, widening) {
        (Lang::Zh, true) => format!("与东部的绝对差距都在扩大；{met}与重算相差不到 1 元"),
        (Lang::En, true) => {
            format!("The absolute gaps to the East all widen; {met} are met to within 1 yuan")
        }
        (Lang::Zh, false) => format!("与东部的绝对差距：{met}与重算相差不到 1 元"),
        (Lang::En, false) => {
            format!("Absolute gaps to the East: {met} are met to within 1 yuan")
        }
    };
    Draft {
        title,
        subtitle: subtitle(
            lang.pick(
                "东部与各区域人均地区生产总值之差 · 文中口径",
                "GDP per person, East less each region · basis of the document",
            ),
            YUAN.label(lang),
            &YEARS,
            lang.pick(
                "○ 文中数值（2011年由文中两数相减）",
                "○ as printed (2011: difference of two printed numbers)",
            ),
            lang,
        ),
        marks: Marks::Trend(lines(YEARS, courses, &YUAN, lang)),
        notes: method(lang),
        sources: gdp_sources(atlas, "fig 2 text", &[Edition::Document], lang),
        columns: comparison_columns(lang),
        rows,
    }
    .finish(lang)
}

/// The relative gaps to the East.
pub(super) fn relative_gaps(atlas: &Atlas, lang: Lang) -> Figure {
    let all = regions(atlas, lang);
    let (mut courses, mut points, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut told = Vec::new();
    for region in all.iter().skip(1) {
        let of = |year: u16| relative(atlas, Edition::Document, region, year);
        let printed = observations(atlas, &format!("001.gdp_pc_gap_rel.{}", region.code));
        for year in [FIRST, LAST] {
            let what = lang.pick("相对差距（%）", "per cent of the East");
            let name = gap_name(region, what, &in_the_year(year, lang), lang);
            rows.push(comparison(region.place, name, in_year(&printed, year), of(year), 2, lang));
        }
        if let Some((then, now)) = of(FIRST).zip(of(LAST)) {
            told.push(format!("{} {}% → {}%", region.name, grouped(then, 2), grouped(now, 2)));
        }
        let values = over(YEARS, of);
        courses.push(Course::computed(region.place, region.id, &*region.name, region.role, values));
        points.push(printed_points(region, &printed, lang));
    }
    courses.extend(points);
    let title = match lang {
        Lang::Zh => format!("{FIRST}—{LAST}年与东部的相对差距：{}", told.join("，")),
        Lang::En => format!("Relative gap to the East, {FIRST} to {LAST}: {}", told.join(", ")),
    };
    Draft {
        title,
        subtitle: subtitle(
            lang.pick(
                "人均地区生产总值低于东部的幅度 · 文中口径",
                "GDP per person, how far below the East · basis of the document",
            ),
            "%",
            &YEARS,
            points_are_printed(lang),
            lang,
        ),
        marks: Marks::Trend(lines(YEARS, courses, &Unit::per_cent(2), lang)),
        notes: method(lang),
        sources: gdp_sources(atlas, "fig 2 text", &[Edition::Document], lang),
        columns: comparison_columns(lang),
        rows,
    }
    .finish(lang)
}

/// What the revision of the data makes of the relative gaps.
pub(super) fn revised_gaps(atlas: &Atlas, lang: Lang) -> Figure {
    let all = regions(atlas, lang);
    let (mut courses, mut dashed, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut told = Vec::new();
    for region in all.iter().skip(1) {
        let of = |edition: Edition, year: u16| relative(atlas, edition, region, year);
        let course = |edition: Edition, id: String, name: String| {
            let values = over(YEARS, |year| of(edition, year));
            Course::computed(region.place, id, name, region.role, values)
        };
        courses.push(course(Edition::Current, region.id.to_owned(), region.name.clone()));
        let name = document_name(&region.name, lang);
        let before = course(Edition::Document, format!("{}-document", region.id), name);
        dashed.push(before.drawn_as(LineForm::Dashed));
        for edition in Edition::ALL {
            let name = match lang {
                Lang::Zh => format!("{}：{}", region.name, edition.name(lang)),
                Lang::En => format!("{}, {}", region.name, edition.name(lang)),
            };
            let values = over(YEARS, |year| of(edition, year));
            let no_data = lang.pick("无数据", "no data");
            rows.push(computed_row(region.place, &name, &values, &YEARS, 2, no_data));
        }
        if let Some((now, then)) = of(Edition::Current, LAST).zip(of(Edition::Document, LAST)) {
            let (now, then) = (grouped(now, 2), grouped(then, 2));
            told.push(match lang {
                Lang::Zh => format!("{} {now}%（文中口径 {then}%）", region.name),
                Lang::En => format!("{} {now}% (was {then}%)", region.name),
            });
        }
    }
    // The document's basis lies under today's lines and is told by its dashes: names stand once.
    dashed.extend(courses);
    let title = match lang {
        Lang::Zh => format!("按现行数据，{LAST}年与东部的相对差距：{}", told.join("，")),
        Lang::En => format!(
            "With today’s data, the relative gap to the East in {LAST}: {}",
            told.join(", ")
        ),
    };
    let mut notes: Vec<String> = Edition::ALL
        .iter()
        .map(|edition| format!("{}{}", edition.meaning(lang), lang.pick("。", ".")))
        .collect();
    let revised: Vec<Revised> = all
        .iter()
        .skip(1)
        .map(|region| {
            let of = |edition| over(YEARS, |year| relative(atlas, edition, region, year));
            let (before, after) = (of(Edition::Document), of(Edition::Current));
            Revised { name: region.name.clone(), before, after }
        })
        .collect();
    notes.push(directions(&revised, &[(FIRST, LAST)], lang));
    Draft {
        title,
        subtitle: subtitle(
            lang.pick("人均地区生产总值低于东部的幅度", "GDP per person, how far below the East"),
            "%",
            &YEARS,
            lang.pick(
                "实线为现行数据，虚线为文中口径",
                "solid: today’s data, dashed: basis of the document",
            ),
            lang,
        ),
        marks: Marks::Trend(lines(YEARS, dashed, &Unit::per_cent(2), lang)),
        notes,
        sources: gdp_sources(atlas, "fig 2 text", &Edition::ALL, lang),
        columns: year_columns(&YEARS, lang),
        rows,
    }
    .finish(lang)
}

/// A series on the document's basis and on a later one, by year.
struct Revised {
    /// What sets it apart from the other series of its figure.
    name: String,
    before: Vec<(u16, f64)>,
    after: Vec<(u16, f64)>,
}

impl Revised {
    /// Whether both go the same way from one year to another.
    fn agrees(&self, from: u16, to: u16) -> bool {
        let change = |values: &[(u16, f64)]| {
            let of = |year: u16| values.iter().find(|one| one.0 == year).map(|one| one.1);
            Some(of(to)? - of(from)?)
        };
        change(&self.before).zip(change(&self.after)).is_some_and(|(a, b)| a * b > 0.0)
    }
}

/// Whether the revision turns a finding round: over the spans that the document speaks of, and from each
/// year to the next.
fn directions(all: &[Revised], spans: &[(u16, u16)], lang: Lang) -> String {
    let kept = all.iter().all(|one| spans.iter().all(|(from, to)| one.agrees(*from, *to)));
    let named: Vec<String> =
        spans.iter().map(|(from, to)| format!("{from}{}{to}", lang.pick("—", "–"))).collect();
    let named = named.join(lang.pick("、", ", "));
    let over_spans = match (lang, kept) {
        (Lang::Zh, true) => format!("修订改变了大小；{named}年首尾相比，升降方向不变。"),
        (Lang::Zh, false) => {
            format!("修订后，{named}年首尾相比，至少有一处升降方向与文中不同。")
        }
        (Lang::En, true) => {
            format!("The revision changes sizes; from end to end of {named} no direction changes.")
        }
        (Lang::En, false) => format!(
            "After the revision at least one change from end to end of {named} points the other way."
        ),
    };
    let turned: Vec<String> = all
        .iter()
        .filter_map(|one| {
            let years = YEARS.skip(1).filter(|year| !one.agrees(year - 1, *year));
            let years: Vec<String> = years.map(|year| year.to_string()).collect();
            let told = years.join(lang.pick("、", ", "));
            (!years.is_empty()).then(|| format!("{}{}{told}", one.name, lang.pick("：", ": ")))
        })
        .collect();
    let by_year = match (lang, turned.is_empty()) {
        (Lang::Zh, true) => "逐年的升降方向也都相同。".to_owned(),
        (Lang::Zh, false) => {
            format!("逐年看，与上年相比升降方向不同于文中口径的年份——{}。", turned.join("；"))
        }
        (Lang::En, true) => " Nor does any from one year to the next.".to_owned(),
        (Lang::En, false) => format!(
            " From one year to the next it differs from the document’s basis in these years: {}.",
            turned.join("; ")
        ),
    };
    over_spans + &by_year
}

/// Stem of the coefficients that the document prints.
const VARIATION: &str = "001.gdp_pc_cv.CN";

/// Coefficients are read to three digits, as the document prints them.
const COEFFICIENT: Unit = Unit::bare(3, ["变异系数", "coefficient of variation"]);

/// Figure 3: the coefficient of variation among provinces.
pub(super) fn variation(atlas: &Atlas, lang: Lang) -> Figure {
    let place = nation(atlas);
    let of = |year: u16| coefficient_of_variation(atlas, Edition::Document, year);
    let printed = observations(atlas, VARIATION);
    let known: Vec<(&Observation, f64)> =
        printed.iter().filter_map(|one| Some((*one, of(one.year?)?))).collect();
    let same = |(one, computed): &&(&Observation, f64)| {
        format!("{computed:.3}") == format!("{:.3}", one.value.to_f64())
    };
    let met = known.iter().filter(same).count();
    let met = of_all(met, known.len(), ["个印出的数值", "printed values"], lang);
    let values = over(YEARS, of);
    let ends: Vec<String> = [FIRST, 2014, 2018, LAST]
        .iter()
        .filter_map(|year| {
            let value = values.iter().find(|one| one.0 == *year)?.1;
            Some(format!("{} {}", in_the_year(*year, lang), grouped(value, 3)))
        })
        .collect();
    let title = match lang {
        Lang::Zh => format!("省际人均地区生产总值变异系数：{}；{met}三位小数相同", ends.join("，")),
        Lang::En => format!(
            "Coefficient of variation among provinces: {}; {met} are met to three digits",
            ends.join(", ")
        ),
    };
    let courses = vec![
        Course::computed(
            place,
            "computed",
            lang.pick("重算", "recomputed"),
            LineRole::Nation,
            values,
        ),
        Course::printed("printed", lang.pick("文中", "printed"), LineRole::Nation, &printed, place)
            .drawn_as(LineForm::Points),
    ];
    let mut notes = method(lang);
    lang.pick(
        "31 个省份不加权，样本标准差（除以 n − 1）除以均值。",
        "31 provinces, unweighted; standard deviation of the sample (n − 1) over the mean.",
    )
    .clone_into(&mut notes[1]);
    if let (Some(computed), Some(lagging), Some(one)) =
        (of(LAST), lagging_variation(atlas, LAST), number(&printed, LAST))
    {
        let (computed, lagging, one) = (grouped(computed, 4), grouped(lagging, 4), grouped(one, 3));
        notes.push(match lang {
            Lang::Zh => format!(
                "{LAST}年重算为 {computed}，文中为 {one}；若改以{}年末人口为分母则为 {lagging}，文中该年的分母可能滞后一年（区域差距所用的仍是{LAST}年人口）。",
                LAST - 1
            ),
            Lang::En => format!(
                "{LAST}: {computed} recomputed, {one} printed. Over the population of {} it would be {lagging}, so a denominator may lag a year there; the regional gaps do use the population of {LAST}.",
                LAST - 1
            ),
        });
    }
    let rows = YEARS.map(|year| {
        comparison(place, year.to_string(), in_year(&printed, year), of(year), 4, lang)
    });
    let mut columns = comparison_columns(lang);
    columns[0] = text_column(lang.pick("年份", "Year"));
    Draft {
        title,
        subtitle: subtitle(
            lang.pick(
                "省际人均地区生产总值变异系数 · 文中口径",
                "Coefficient of variation of GDP per person · basis of the document",
            ),
            "",
            &YEARS,
            points_are_printed(lang),
            lang,
        ),
        marks: Marks::Trend(lines(YEARS, courses, &COEFFICIENT, lang)),
        notes,
        sources: gdp_sources(atlas, "fig 3 text", &[Edition::Document], lang),
        columns,
        rows: rows.collect(),
    }
    .finish(lang)
}

/// What the revision of the data makes of the coefficient.
pub(super) fn revised_variation(atlas: &Atlas, lang: Lang) -> Figure {
    let place = nation(atlas);
    let of = |edition: Edition, year: u16| coefficient_of_variation(atlas, edition, year);
    let printed = observations(atlas, VARIATION);
    let form = |edition| match edition {
        Edition::Document => (LineRole::Nation, LineForm::Dashed),
        Edition::RevisedPopulation => (LineRole::Place(3), LineForm::Solid),
        Edition::Current => (LineRole::Place(0), LineForm::Solid),
    };
    let mut courses: Vec<Course> = Edition::ALL
        .iter()
        .map(|edition| {
            let (role, form) = form(*edition);
            let values = over(YEARS, |year| of(*edition, year));
            Course::computed(place, edition.id(), edition.name(lang), role, values).drawn_as(form)
        })
        .collect();
    courses.push(
        Course::printed("printed", lang.pick("文中", "printed"), LineRole::Nation, &printed, place)
            .drawn_as(LineForm::Points),
    );
    let change = |edition, from, to| Some(of(edition, to)? - of(edition, from)?);
    let told =
        (of(Edition::Current, LAST), of(Edition::RevisedPopulation, LAST), number(&printed, LAST));
    let title = match told {
        (Some(now), Some(population), Some(one)) => {
            let (now, population, one) = (grouped(now, 3), grouped(population, 3), grouped(one, 3));
            match lang {
                Lang::Zh => format!(
                    "{LAST}年省际变异系数：文中 {one}，人口修订后 {population}，现行数据 {now}"
                ),
                Lang::En => format!(
                    "Coefficient of variation in {LAST}: {one} in the document, {population} with the population revised, {now} with today’s data"
                ),
            }
        }
        _ => lang.pick("省际变异系数", "Coefficient of variation").to_owned(),
    };
    let mut notes: Vec<String> = Edition::ALL
        .iter()
        .map(|edition| format!("{}{}", edition.meaning(lang), lang.pick("。", ".")))
        .collect();
    let stages = [(FIRST, 2014), (2014, 2018), (FIRST, LAST)];
    notes.extend(stages.iter().filter_map(|(from, to)| {
        let told: Option<Vec<String>> = Edition::ALL
            .iter()
            .map(|edition| {
                let change = change(*edition, *from, *to)?;
                let plus = if change > 0.0 { "+" } else { "" };
                Some(format!("{} {plus}{}", edition.name(lang), grouped(change, 3)))
            })
            .collect();
        let told = told?.join(lang.pick("，", ", "));
        Some(match lang {
            Lang::Zh => format!("{from}—{to}年的变化：{told}。"),
            Lang::En => format!("Change {from}–{to}: {told}."),
        })
    }));
    let revised = [Edition::RevisedPopulation, Edition::Current].map(|edition| {
        let of = |edition| over(YEARS, |year| of(edition, year));
        let (before, after) = (of(Edition::Document), of(edition));
        Revised { name: edition.name(lang).to_owned(), before, after }
    });
    notes.push(directions(&revised, &stages, lang));
    let no_data = lang.pick("无数据", "no data");
    let rows = YEARS.map(|year| {
        let computed = Edition::ALL.map(|edition| number_cell(of(edition, year), 4, no_data));
        let head =
            [Cell::words(year.to_string()), cell_or(in_year(&printed, year), not_printed(lang))];
        Row { place, cells: head.into_iter().chain(computed).collect() }
    });
    let mut columns =
        vec![text_column(lang.pick("年份", "Year")), number_column(lang.pick("文中", "Document"))];
    columns.extend(Edition::ALL.map(|edition| number_column(edition.name(lang))));
    Draft {
        title,
        subtitle: subtitle(
            lang.pick("省际人均地区生产总值变异系数", "Coefficient of variation of GDP per person"),
            "",
            &YEARS,
            points_are_printed(lang),
            lang,
        ),
        marks: Marks::Trend(lines(YEARS, courses, &COEFFICIENT, lang)),
        notes,
        sources: gdp_sources(atlas, "fig 3 text", &Edition::ALL, lang),
        columns,
        rows: rows.collect(),
    }
    .finish(lang)
}

/// A measure of the panel by its text ids.
fn panel(atlas: &Atlas, indicator: &str, edition: &str) -> Option<Measure> {
    Some(Measure {
        indicator: atlas.indicator_by_id(indicator)?,
        vintage: atlas.vintage_by_id(edition)?,
        denominator: Denominator::YearEnd,
    })
}

/// The ratio of urban to rural income as the document prints it, on the published series.
pub(super) fn income_ratio(atlas: &Atlas, lang: Lang) -> Figure {
    let place = nation(atlas);
    let years = 2007..=2019;
    let printed = observations(atlas, "001.urban_rural_income_ratio.CN");
    let indicator = "urban_rural_income_ratio";
    let editions = [
        ("old_survey", lang.pick("2012年及以前的调查", "surveys up to 2012"), LineForm::Dashed),
        ("survey2013", lang.pick("城乡一体化调查", "integrated survey"), LineForm::Solid),
    ];
    let measures: Vec<Measure> =
        editions.iter().filter_map(|one| panel(atlas, indicator, one.0)).collect();
    let at = |edition: &str, year: u16| {
        value(atlas, panel(atlas, indicator, edition)?, place, year).ok().map(|one| one.number)
    };
    // From 2013 the integrated survey is the one that documents quote.
    let of = |year: u16| at("survey2013", year).or_else(|| at("old_survey", year));
    let mut courses: Vec<Course> = editions
        .iter()
        .map(|(edition, name, form)| {
            let values = over(years.clone(), |year| at(edition, year));
            Course::computed(place, *edition, *name, LineRole::Nation, values).drawn_as(*form)
        })
        .collect();
    courses.push(
        Course::printed("printed", lang.pick("文中", "printed"), LineRole::Nation, &printed, place)
            .drawn_as(LineForm::Points),
    );
    let same = |one: &&&Observation| {
        let decimals = usize::from(one.value.decimals);
        let computed = one.year.and_then(of).map(|number| format!("{number:.decimals$}"));
        computed.is_some_and(|text| text == one.value.to_string())
    };
    let as_printed = || printed.iter().filter(|one| !is_derived(one));
    let (met, all) = (as_printed().filter(same).count(), as_printed().count());
    let met = of_all(met, all, ["个文中印出的数值", "printed values"], lang);
    let title = match (of(2009), of(LAST)) {
        (Some(then), Some(now)) => {
            let (then, now) = (grouped(then, 2), grouped(now, 2));
            match lang {
                Lang::Zh => format!(
                    "全国城乡居民收入比由2009年的 {then} 降至{LAST}年的 {now}；{met}与公布数相符"
                ),
                Lang::En => format!(
                    "Urban over rural income in China: {then} in 2009, {now} in {LAST}; {met} are met by published data"
                ),
            }
        }
        _ => lang.pick("城乡居民收入比", "Urban–rural income ratio").to_owned(),
    };
    let mut rows: Vec<Row> = printed
        .iter()
        .filter_map(|one| {
            let year = one.year?;
            Some(comparison(place, year.to_string(), Some(*one), of(year), 3, lang))
        })
        .collect();
    crate::order::sort_by(&mut rows, |a, b| a.cells[0].text.cmp(&b.cells[0].text));
    let mut columns = comparison_columns(lang);
    columns[0] = text_column(lang.pick("年份", "Year"));
    Draft {
        title,
        subtitle: subtitle(
            lang.pick("城镇与农村居民人均收入之比", "Income per person, urban ÷ rural"),
            "",
            &years,
            lang.pick(
                "○ 文中数值（2013、2015年由文中两数相加）",
                "○ as printed (2013, 2015: sum of two printed numbers)",
            ),
            lang,
        ),
        notes: editions
            .iter()
            .filter_map(|(edition, name, _)| {
                let note = atlas.vintage(atlas.vintage_by_id(edition)?).note.get(lang);
                Some(format!("{name}{}{note}", lang.pick("：", ": ")))
            })
            .chain(remarks(under(lang.pick("城乡收入比", "Income ratio"), &printed), lang))
            .collect(),
        sources: both_sources(atlas, "sec 3.1", &measures, &[place], &years, lang),
        marks: Marks::Trend(lines(years, courses, &Unit::bare(2, ["比值", "ratio"]), lang)),
        columns,
        rows,
    }
    .finish(lang)
}

/// Patents: what the document calls applications are the patents granted.
pub(super) fn patents(atlas: &Atlas, lang: Lang) -> Figure {
    let all = regions(atlas, lang);
    let years = FIRST..=2020;
    let granted = panel(atlas, "patent_grants", "standard");
    let applied = panel(atlas, "patent_applications", "standard");
    let at = |measure: Option<Measure>, place, year| {
        value(atlas, measure?, place, year).ok().map(|one| one.number)
    };
    let (mut courses, mut points, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let (mut count, mut met) = (0, 0);
    let no_data = lang.pick("无数据", "no data");
    for region in &all {
        let printed = observations(atlas, &format!("001.patent_applications.{}", region.code));
        for year in [FIRST, 2020] {
            let one = in_year(&printed, year);
            let number = at(granted, region.place, year);
            if let Some((one, number)) = one.zip(number) {
                count += 1;
                met += usize::from((one.value.to_f64() - number).abs() < 0.5);
            }
            let name = match lang {
                Lang::Zh => format!("{year}年{}", region.name),
                Lang::En => format!("{}, {year}", region.name),
            };
            let mut row = comparison(region.place, name, one, number, 0, lang);
            row.cells.push(number_cell(at(applied, region.place, year), 0, no_data));
            rows.push(row);
        }
        let values = over(years.clone(), |year| at(granted, region.place, year));
        courses.push(Course::computed(region.place, region.id, &*region.name, region.role, values));
        points.push(printed_points(region, &printed, lang));
    }
    courses.extend(points);
    let met = of_all(met, count, ["个区域总数", "regional totals"], lang);
    let title = match lang {
        Lang::Zh => format!("文中称为专利申请的 {met}等于各省专利授权数之和，逐件相同"),
        Lang::En => format!(
            "Called applications in the document, {met} are the sums of patents granted, to the piece"
        ),
    };
    let measures: Vec<Measure> = granted.into_iter().chain(applied).collect();
    let places: Vec<PlaceId> = provinces(atlas).collect();
    let unit = Unit { decimals: 0, prefix: "", suffix: [" 件", ""], label: ["件", "patents"] };
    let mut marks = lines(years.clone(), courses, &unit, lang);
    marks.log = true;
    let mut columns = comparison_columns(lang);
    columns[2] = number_column(lang.pick("授权数", "Granted"));
    columns.push(number_column(lang.pick("申请数", "Applied for")));
    Draft {
        title,
        subtitle: subtitle(
            lang.pick("国内三种专利授权数 · 对数坐标", "Domestic patents granted, three kinds · logarithmic axis"),
            unit.label(lang),
            &years,
            points_are_printed(lang),
            lang,
        ),
        notes: vec![
            lang.pick(
                "区域数为所含各省之和；表中另列同年的专利申请数，各区域都大于文中数值。",
                "Values of regions are sums over their provinces. The table also has the applications of the same years, which are larger than the printed numbers in every region.",
            )
            .to_owned(),
        ],
        sources: both_sources(atlas, "sec 3.3", &measures, &places, &years, lang),
        marks: Marks::Trend(marks),
        columns,
        rows,
    }
    .finish(lang)
}
