//! Tables 1, 2 and 3 of document 001: each as it is printed, and what its columns say as lines.

use super::super::{BreakMark, Figure, LineForm, LineRole, Marks, Row, describe, trend};
use super::ledger::{
    Course, Draft, POINTS, Unit, cell_or, difference_cell, in_year, lines, moved, nation,
    not_given, number, number_cell, observations, of_all, points_are_printed, remarks, source,
    subtitle, under, year_columns, year_row,
};
use crate::{
    atlas::{Atlas, Lang, Observation, PlaceId},
    figure::table::{number_column, text_column},
    i18n::grouped,
};
use core::ops::RangeInclusive;

/// The years of all three tables.
const YEARS: RangeInclusive<u16> = 2012..=2019;

/// Colours of town and country.
const URBAN: LineRole = LineRole::Place(0);
const RURAL: LineRole = LineRole::Place(1);

/// Town and country of one thing, and their ratio where it is printed.
pub(super) struct Versus {
    locus: &'static str,
    /// What stands before the dimension in the ids of its observations.
    stem: &'static str,
    /// What stands before the year in those of the ratio.
    ratio: &'static str,
    name: [&'static str; 2],
    unit: Unit,
}

/// Beds in health facilities.
pub(super) static BEDS: Versus = Versus {
    locus: "table 1",
    stem: "001.beds_per_1000.CN",
    ratio: "001.beds_ratio_ur.CN",
    name: ["每千人医疗卫生机构床位数", "Health-facility beds per 1,000 people"],
    unit: Unit {
        decimals: 1,
        prefix: "",
        suffix: [" 张", ""],
        label: ["张/千人", "beds per 1,000 people"],
    },
};

/// Health technicians.
pub(super) static TECHNICIANS: Versus = Versus {
    locus: "table 1",
    stem: "001.health_tech_per_10000.CN",
    ratio: "001.health_tech_ratio_ur.CN",
    name: ["每万人卫生技术人员", "Health technicians per 10,000 people"],
    unit: Unit {
        decimals: 0,
        prefix: "",
        suffix: [" 人", ""],
        label: ["人/万人", "persons per 10,000 people"],
    },
};

/// Teachers of kindergartens.
pub(super) static TEACHERS: Versus = Versus {
    locus: "table 1",
    stem: "001.kindergarten_teachers.CN",
    ratio: "001.kindergarten_teachers_ratio_ur.CN",
    name: ["幼儿园专任教师", "Full-time kindergarten teachers"],
    unit: Unit { decimals: 0, prefix: "", suffix: [" 人", ""], label: ["人", "persons"] },
};

const KM: Unit =
    Unit { decimals: 2, prefix: "", suffix: [" 万公里", ""], label: ["万公里", "10,000 km"] };

/// Roads.
pub(super) static ROADS: Versus = Versus {
    locus: "table 2",
    stem: "001.road_length_added.CN",
    ratio: "",
    name: ["当年新增道路长度", "Road length added in the year"],
    unit: KM,
};

/// Drains.
pub(super) static DRAINS: Versus = Versus {
    locus: "table 2",
    stem: "001.drain_pipe_added.CN",
    ratio: "",
    name: ["当年新增排水管道长度", "Drain pipes added in the year"],
    unit: KM,
};

const fn urban(lang: Lang) -> &'static str {
    lang.pick("城镇", "urban")
}

const fn rural(lang: Lang) -> &'static str {
    lang.pick("农村", "rural")
}

impl Versus {
    fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.name[0], self.name[1])
    }

    fn sides<'a>(&self, atlas: &'a Atlas) -> [Vec<&'a Observation>; 2] {
        ["urban", "rural"].map(|side| observations(atlas, &format!("{}.{side}", self.stem)))
    }

    fn row_name(&self, side: &str, lang: Lang) -> String {
        let (name, unit) = (self.name(lang), self.unit.label(lang));
        match lang {
            Lang::Zh => format!("{name}：{side}（{unit}）"),
            Lang::En => format!("{name}, {side} ({unit})"),
        }
    }

    fn rows(&self, atlas: &Atlas, lang: Lang) -> Vec<Row> {
        let of = nation(atlas);
        let [town, country] = self.sides(atlas);
        let mut rows = vec![
            year_row(of, &self.row_name(urban(lang), lang), &town, &YEARS, lang),
            year_row(of, &self.row_name(rural(lang), lang), &country, &YEARS, lang),
        ];
        if !self.ratio.is_empty() {
            let name = match lang {
                Lang::Zh => format!("{}：城乡比", self.name(lang)),
                Lang::En => format!("{}, urban ÷ rural", self.name(lang)),
            };
            rows.push(year_row(of, &name, &observations(atlas, self.ratio), &YEARS, lang));
        }
        rows
    }

    fn notes(&self, atlas: &Atlas, lang: Lang) -> Vec<String> {
        let [town, country] = self.sides(atlas);
        remarks(under(self.name(lang), &town).chain(under(self.name(lang), &country)), lang)
    }

    /// The lines of town and country.
    fn courses(&self, atlas: &Atlas, lang: Lang) -> Vec<Course> {
        let [town, country] = self.sides(atlas);
        let of = nation(atlas);
        vec![
            Course::printed("urban", urban(lang), URBAN, &town, of),
            Course::printed("rural", rural(lang), RURAL, &country, of),
        ]
    }
}

/// A table as it is printed.
fn table(
    atlas: &Atlas,
    locus: &'static str,
    title: String,
    rows: Vec<Row>,
    notes: Vec<String>,
    lang: Lang,
) -> Figure {
    let printed =
        rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.observation.is_empty());
    let missing = rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.missing.is_empty());
    let (printed, missing) = (printed.count(), missing.count());
    let count = match (lang, missing) {
        (Lang::Zh, 0) => format!("印出 {printed} 个数值"),
        (Lang::Zh, _) => format!("印出 {printed} 个数值，另 {missing} 处为短横"),
        (Lang::En, 0) => format!("{printed} printed values"),
        (Lang::En, _) => format!("{printed} printed values, {missing} dashes"),
    };
    let what = crate::ledger::locus(locus, lang);
    let what = if lang == Lang::En { describe::capitalised(&what) } else { what };
    Draft {
        title,
        subtitle: subtitle(&what, &count, &YEARS, "", lang),
        marks: Marks::Table,
        notes,
        sources: vec![source(atlas, "001", locus, lang)],
        columns: year_columns(&YEARS, lang),
        rows,
    }
    .finish(lang)
}

/// Quotient of town and country in the first and the last year, as `name: quotient`.
fn ratios(versus: &Versus, atlas: &Atlas) -> Option<[f64; 2]> {
    let [town, country] = versus.sides(atlas);
    let ratio = |year| Some(number(&town, year)? / number(&country, year)?);
    Some([ratio(*YEARS.start())?, ratio(*YEARS.end())?])
}

/// Table 1.
pub(super) fn one(atlas: &Atlas, lang: Lang) -> Figure {
    let all = [&BEDS, &TECHNICIANS, &TEACHERS];
    let short = match lang {
        Lang::Zh => ["床位", "卫生技术人员", "幼儿园教师"],
        Lang::En => ["beds", "health technicians", "kindergarten teachers"],
    };
    let told: Vec<String> = all
        .iter()
        .zip(short)
        .filter_map(|(versus, name)| {
            let [from, to] = ratios(versus, atlas)?;
            Some(match lang {
                Lang::Zh => format!("{name} {}→{}", grouped(from, 2), grouped(to, 2)),
                Lang::En => format!("{name} {} → {}", grouped(from, 2), grouped(to, 2)),
            })
        })
        .collect();
    let title = match lang {
        Lang::Zh => format!("2012—2019年城镇与农村之比：{}", told.join("，")),
        Lang::En => format!("Urban to rural, 2012 to 2019: {}", told.join(", ")),
    };
    let rows = all.iter().flat_map(|versus| versus.rows(atlas, lang)).collect();
    let notes = all.iter().flat_map(|versus| versus.notes(atlas, lang)).collect();
    table(atlas, "table 1", title, rows, notes, lang)
}

/// Town and country as two lines, with how far they are apart both ways.
pub(super) fn urban_rural(atlas: &Atlas, versus: &Versus, lang: Lang) -> Figure {
    let [town, country] = versus.sides(atlas);
    let apart = |year: u16| Some(number(&town, year)? - number(&country, year)?);
    let (first, last) = (*YEARS.start(), *YEARS.end());
    let name = versus.name(lang);
    let title = match (apart(first), apart(last), ratios(versus, atlas)) {
        (Some(then), Some(now), Some([from, to])) => {
            let decimals = versus.unit.decimals;
            let (gap, ratio) = (moved(then, now, decimals, lang), moved(from, to, 2, lang));
            let unit = versus.unit.label(lang);
            match lang {
                Lang::Zh => {
                    format!("{name}：{first}—{last}年城乡之比{ratio}，之差{gap}（{unit}）")
                }
                Lang::En => format!(
                    "{name}, {first}–{last}: the urban–rural ratio is {ratio}, the difference {gap} ({unit})"
                ),
            }
        }
        _ => name.to_owned(),
    };
    Draft {
        title,
        subtitle: subtitle(name, versus.unit.label(lang), &YEARS, "", lang),
        marks: Marks::Trend(lines(YEARS, versus.courses(atlas, lang), &versus.unit, lang)),
        notes: versus.notes(atlas, lang),
        sources: vec![source(atlas, "001", versus.locus, lang)],
        columns: year_columns(&YEARS, lang),
        rows: versus.rows(atlas, lang).into_iter().take(2).collect(),
    }
    .finish(lang)
}

/// The ratio as it is printed, on the one that town and country give.
pub(super) fn ratio(atlas: &Atlas, versus: &Versus, lang: Lang) -> Figure {
    let [town, country] = versus.sides(atlas);
    let printed = observations(atlas, versus.ratio);
    let computed: Vec<(u16, f64)> = YEARS
        .filter_map(|year| Some((year, number(&town, year)? / number(&country, year)?)))
        .collect();
    let of = |year: u16| computed.iter().find(|one| one.0 == year).map(|one| one.1);
    let known: Vec<(&Observation, f64)> =
        printed.iter().filter_map(|one| Some((*one, of(one.year?)?))).collect();
    let same = known.iter().filter(|(one, ratio)| rounds_to(*ratio, one)).count();
    let (name, all) = (versus.name(lang), known.len());
    let met = of_all(same, all, ["个印出的数值", "printed ratios"], lang);
    let title = match lang {
        Lang::Zh => format!("{name}的城乡比：{met}等于两列相除后四舍五入的结果"),
        Lang::En => {
            format!("{name}, urban ÷ rural: {met} are what the two columns give when rounded")
        }
    };
    let unit = Unit::bare(2, ["比值", "ratio"]);
    let (place, role) = (nation(atlas), LineRole::Nation);
    let courses = vec![
        Course::computed(
            place,
            "computed",
            lang.pick("两列相除", "urban ÷ rural"),
            role,
            computed.clone(),
        ),
        Course::printed("printed", lang.pick("文中", "printed"), role, &printed, place)
            .drawn_as(LineForm::Points),
    ];
    let why = not_given(lang);
    let columns = vec![
        text_column(lang.pick("年份", "Year")),
        number_column(lang.pick("文中", "Printed")),
        number_column(lang.pick("两列相除", "Urban ÷ rural")),
        number_column(lang.pick("相差", "Difference")),
    ];
    let row = |year: u16| {
        let difference = of(year).zip(number(&printed, year)).map(|(one, other)| one - other);
        Row {
            place,
            cells: vec![
                super::super::Cell::words(year.to_string()),
                cell_or(in_year(&printed, year), why),
                number_cell(of(year), 4, why),
                difference_cell(difference, 4, why),
            ],
        }
    };
    let what = match lang {
        Lang::Zh => format!("{name}，城镇÷农村"),
        Lang::En => format!("{name}, urban ÷ rural"),
    };
    Draft {
        title,
        subtitle: subtitle(&what, "", &YEARS, points_are_printed(lang), lang),
        marks: Marks::Trend(lines(YEARS, courses, &unit, lang)),
        notes: Vec::new(),
        sources: vec![source(atlas, "001", versus.locus, lang)],
        columns,
        rows: YEARS.map(row).collect(),
    }
    .finish(lang)
}

/// Whether a number is a printed one when it is rounded to its digits.
fn rounds_to(number: f64, printed: &Observation) -> bool {
    let decimals = usize::from(printed.value.decimals);
    format!("{number:.decimals$}") == printed.value.to_string()
}

/// Table 2.
pub(super) fn two(atlas: &Atlas, lang: Lang) -> Figure {
    let mut rows: Vec<Row> =
        [&ROADS, &DRAINS].iter().flat_map(|versus| versus.rows(atlas, lang)).collect();
    let mut observed = Vec::new();
    for kind in &SETTLEMENTS {
        let all = observations(atlas, kind.stem);
        rows.push(year_row(nation(atlas), kind.row(lang), &all, &YEARS, lang));
        observed.push((kind.name(lang), all));
    }
    let notes = remarks(observed.iter().flat_map(|(name, all)| under(name, all)), lang);
    let totals = [&ROADS, &DRAINS].map(|versus| total(versus, atlas));
    let [[road_town, road_country], [drain_town, drain_country]] =
        totals.map(|both| both.map(|sum| grouped(sum, 2)));
    let title = match lang {
        Lang::Zh => format!(
            "八年新增道路城镇 {road_town}、农村 {road_country} 万公里，新增排水管道城镇 {drain_town}、农村 {drain_country} 万公里"
        ),
        Lang::En => format!(
            "Added in eight years, in 10,000 km: roads {road_town} urban and {road_country} rural, drains {drain_town} and {drain_country}"
        ),
    };
    table(atlas, "table 2", title, rows, notes, lang)
}

/// What was added in all years, in town and country.
fn total(versus: &Versus, atlas: &Atlas) -> [f64; 2] {
    versus.sides(atlas).map(|side| side.iter().map(|one| one.value.to_f64()).sum())
}

/// What is added year by year in town and country.
pub(super) fn added(atlas: &Atlas, versus: &Versus, lang: Lang) -> Figure {
    let [town, country] = total(versus, atlas).map(|sum| grouped(sum, versus.unit.decimals));
    let (first, last) = (*YEARS.start(), *YEARS.end());
    let (name, unit) = (versus.name(lang), versus.unit.label(lang));
    let title = match lang {
        Lang::Zh => {
            format!("{name}：{first}—{last}年合计，城镇 {town} {unit}，农村 {country} {unit}")
        }
        Lang::En => format!(
            "{name}: {town} urban and {country} rural over {first}–{last} together ({unit})"
        ),
    };
    Draft {
        title,
        subtitle: subtitle(name, unit, &YEARS, "", lang),
        marks: Marks::Trend(lines(YEARS, versus.courses(atlas, lang), &versus.unit, lang)),
        notes: versus.notes(atlas, lang),
        sources: vec![source(atlas, "001", versus.locus, lang)],
        columns: year_columns(&YEARS, lang),
        rows: versus.rows(atlas, lang),
    }
    .finish(lang)
}

/// A kind of settlement in the figures on water.
struct Settlement {
    stem: &'static str,
    id: &'static str,
    name: [&'static str; 2],
    row: [&'static str; 2],
    role: LineRole,
    form: LineForm,
}

impl Settlement {
    const fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.name[0], self.name[1])
    }

    const fn row(&self, lang: Lang) -> &'static str {
        lang.pick(self.row[0], self.row[1])
    }
}

/// Kinds of settlements, the largest first, and the villages with a common supply.
static SETTLEMENTS: [Settlement; 6] = [
    Settlement {
        stem: "001.water_coverage.CN.urban",
        id: "urban",
        name: ["城市", "cities"],
        row: ["用水普及率：城市（%）", "Water coverage, cities (%)"],
        role: LineRole::Place(0),
        form: LineForm::Solid,
    },
    Settlement {
        stem: "001.water_coverage.CN.county_seat",
        id: "county_seat",
        name: ["县城", "county seats"],
        row: ["用水普及率：县城（%）", "Water coverage, county seats (%)"],
        role: LineRole::Place(5),
        form: LineForm::Solid,
    },
    Settlement {
        stem: "001.water_coverage.CN.town",
        id: "town",
        name: ["镇", "towns"],
        row: ["用水普及率：镇（%）", "Water coverage, towns (%)"],
        role: LineRole::Place(2),
        form: LineForm::Solid,
    },
    Settlement {
        stem: "001.water_coverage.CN.township",
        id: "township",
        name: ["乡", "townships"],
        row: ["用水普及率：乡（%）", "Water coverage, townships (%)"],
        role: LineRole::Place(3),
        form: LineForm::Solid,
    },
    Settlement {
        stem: "001.water_coverage.CN.village",
        id: "village",
        name: ["村", "villages"],
        row: ["用水普及率：村（%）", "Water coverage, villages (%)"],
        role: LineRole::Place(1),
        form: LineForm::Solid,
    },
    Settlement {
        stem: "001.central_water_villages.CN.village",
        id: "central",
        name: ["集中供水村占比", "villages on common supply"],
        row: ["集中供水的行政村占比（%）", "Administrative villages with centralised supply (%)"],
        role: LineRole::Place(6),
        form: LineForm::Dashed,
    },
];

/// The year from which coverage is doubtful to compare.
const JUMP: u16 = 2017;

/// Coverage of water supply by kind of settlement, broken where it leaps.
pub(super) fn water(atlas: &Atlas, lang: Lang) -> Figure {
    let of = nation(atlas);
    let all: Vec<(&Settlement, Vec<&Observation>)> =
        SETTLEMENTS.iter().map(|kind| (kind, observations(atlas, kind.stem))).collect();
    let mut reason = String::new();
    let courses = all.iter().map(|(kind, observed)| {
        let mut course =
            Course::printed(kind.id, kind.name(lang), kind.role, observed, of).drawn_as(kind.form);
        // The ledger remarks on the leap at the values that it finds out of line.
        if let Some(leap) = in_year(observed, JUMP).filter(|one| !one.note.is_empty()) {
            course.breaks = vec![JUMP];
            leap.note.get(lang).clone_into(&mut reason);
        }
        course
    });
    let mut marks = lines(YEARS, courses.collect(), &Unit::per_cent(1), lang);
    if !reason.is_empty() {
        marks.breaks = vec![BreakMark { year: JUMP, reason }];
    }
    let side = |at: usize, year: u16| all.get(at).and_then(|(_, all)| number(all, year));
    let apart = |year: u16| Some(side(0, year)? - side(4, year)?);
    let (first, last) = (*YEARS.start(), *YEARS.end());
    let known = (apart(first), apart(last), apart(JUMP - 1), apart(JUMP));
    let title = if let (Some(then), Some(now), Some(before), Some(after)) = known {
        let gap = moved(then, now, 1, lang);
        let leap = POINTS.text(before - after, lang);
        match lang {
            Lang::Zh => format!(
                "用水普及率：城市与村之差{gap} 个百分点，其中 {leap}出现在{JUMP}年一年，可能与统计口径变化有关"
            ),
            Lang::En => format!(
                "Water coverage: cities less villages is {gap} pp; {leap} of that fell in {JUMP} alone, possibly a change of scope"
            ),
        }
    } else {
        lang.pick("用水普及率", "Water coverage").to_owned()
    };
    let mut notes = remarks(all.iter().flat_map(|(kind, all)| under(kind.name(lang), all)), lang);
    notes.push(
        lang.pick(
            "虚线为集中供水的行政村占全部行政村的比例，不是人口普及率，不宜与各线直接相比。",
            "The dashed line is a share of villages, not of people, and is not on one scale with the others.",
        )
        .to_owned(),
    );
    Draft {
        title,
        subtitle: subtitle(lang.pick("用水普及率", "Water-supply coverage"), "%", &YEARS, "", lang),
        marks: Marks::Trend(marks),
        notes,
        sources: vec![source(atlas, "001", "table 2", lang)],
        columns: year_columns(&YEARS, lang),
        rows: all
            .iter()
            .map(|(kind, all)| year_row(of, kind.row(lang), all, &YEARS, lang))
            .collect(),
    }
    .finish(lang)
}

/// A place of table 3: the stem of its observations, its text id, and its colour where it is none of
/// the four regions.
static RAILWAY: [(&str, &str, Option<LineRole>); 6] = [
    ("001.rail_per_capita.CN-E", "east", None),
    ("001.rail_per_capita.CN-C", "central", None),
    ("001.rail_per_capita.CN-W", "west", None),
    ("001.rail_per_capita.CN-NE", "northeast", None),
    ("001.rail_per_capita.WLD", "WLD", Some(LineRole::Nation)),
    ("001.rail_per_capita.USA", "USA", Some(LineRole::Place(4))),
];

const CM: Unit =
    Unit {
        decimals: 1, prefix: "", suffix: [" 厘米", " cm"], label: ["厘米/人", "cm per person"]
    };

/// A row of table 3.
struct Railway<'a> {
    place: PlaceId,
    name: String,
    id: &'static str,
    role: LineRole,
    observed: Vec<&'a Observation>,
}

fn railway(atlas: &Atlas, lang: Lang) -> Vec<Railway<'_>> {
    RAILWAY
        .iter()
        .filter_map(|(stem, id, role)| {
            let place = atlas.place_by_id(id)?;
            Some(Railway {
                place,
                name: describe::place_name(atlas, place, lang),
                id,
                role: role.unwrap_or_else(|| trend::role(atlas, place, 0)),
                observed: observations(atlas, stem),
            })
        })
        .collect()
}

fn railway_rows(all: &[Railway<'_>], lang: Lang) -> Vec<Row> {
    all.iter().map(|one| year_row(one.place, &one.name, &one.observed, &YEARS, lang)).collect()
}

/// Highest and lowest of the four regions in a year.
fn outermost<'a>(all: &'a [Railway<'_>], year: u16) -> Option<[(&'a str, f64); 2]> {
    let known = || {
        let regions = all.iter().filter(|one| matches!(one.role, LineRole::MacroRegion(_)));
        regions.filter_map(move |one| Some((one.name.as_str(), number(&one.observed, year)?)))
    };
    let high = known().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let low = known().min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some([high, low])
}

/// Table 3.
pub(super) fn three(atlas: &Atlas, lang: Lang) -> Figure {
    let all = railway(atlas, lang);
    let year = *YEARS.end();
    let title = match outermost(&all, year) {
        Some([(high, most), (low, least)]) => {
            let (most, least) = (CM.text(most, lang), CM.text(least, lang));
            match lang {
                Lang::Zh => {
                    format!("{year}年人均铁路里程：{high} {most}，最长；{low} {least}，最短")
                }
                Lang::En => format!(
                    "Railway per person in {year}: {most} in the {high}, the most, {least} in the {low}, the least"
                ),
            }
        }
        None => lang.pick("人均铁路里程", "Railway per person").to_owned(),
    };
    table(atlas, "table 3", title, railway_rows(&all, lang), Vec::new(), lang)
}

fn railway_courses(all: &[Railway<'_>], nation: PlaceId) -> Vec<Course> {
    let course =
        |one: &Railway<'_>| Course::printed(one.id, &*one.name, one.role, &one.observed, nation);
    all.iter().map(course).collect()
}

/// Where the table prints dashes, in a note.
fn dashes(lang: Lang) -> String {
    lang.pick(
        "世界仅有2012—2016年数，美国仅有2012—2014年数，此后表中印作短横。",
        "For the world only 2012–2016 and for the United States only 2012–2014 are given; the table prints dashes after that.",
    )
    .to_owned()
}

/// The four regions and the world.
pub(super) fn railway_of_regions(atlas: &Atlas, lang: Lang) -> Figure {
    let mut all = railway(atlas, lang);
    all.truncate(5);
    let (first, last) = (*YEARS.start(), *YEARS.end());
    let title = match (outermost(&all, first), outermost(&all, last)) {
        (Some([high, low]), Some([top, bottom])) => {
            let ratio = moved(high.1 / low.1, top.1 / bottom.1, 2, lang);
            let gap = moved(high.1 - low.1, top.1 - bottom.1, 1, lang);
            match lang {
                Lang::Zh => format!(
                    "人均铁路里程：{first}—{last}年最高与最低区域之比{ratio}，之差{gap} 厘米"
                ),
                Lang::En => format!(
                    "Railway per person, {first}–{last}: the highest over the lowest region is {ratio}, their difference {gap} cm"
                ),
            }
        }
        _ => lang.pick("人均铁路里程", "Railway per person").to_owned(),
    };
    railway_figure(atlas, &all, title, "", lang)
}

/// All six rows on an axis of equal quotients.
pub(super) fn railway_abroad(atlas: &Atlas, lang: Lang) -> Figure {
    let all = railway(atlas, lang);
    let common =
        YEARS.rev().find(|year| all.iter().all(|one| number(&one.observed, *year).is_some()));
    let told = common.and_then(|year| {
        let of = |id: &str| {
            all.iter().find(|one| one.id == id).and_then(|one| number(&one.observed, year))
        };
        let [(name, most), _] = outermost(&all, year)?;
        Some((year, name, grouped(of("USA")? / most, 1), grouped(of("WLD")? / most, 2)))
    });
    let title = match (told, lang) {
        (Some((year, name, usa, world)), Lang::Zh) => {
            format!("{year}年人均铁路里程：美国是{name}的 {usa} 倍，世界平均是{name}的 {world} 倍")
        }
        (Some((year, name, usa, world)), Lang::En) => format!(
            "Railway per person in {year}: the United States {usa} times, the world {world} times the {name}"
        ),
        (None, _) => lang.pick("人均铁路里程", "Railway per person").to_owned(),
    };
    let more = lang.pick("对数坐标", "logarithmic axis");
    let mut figure = railway_figure(atlas, &all, title, more, lang);
    if let Marks::Trend(marks) = &mut figure.marks {
        marks.log = true;
    }
    figure
}

fn railway_figure(
    atlas: &Atlas,
    all: &[Railway<'_>],
    title: String,
    more: &str,
    lang: Lang,
) -> Figure {
    let name = lang.pick("人均铁路里程", "Railway length per person");
    Draft {
        title,
        subtitle: subtitle(name, CM.label(lang), &YEARS, more, lang),
        marks: Marks::Trend(lines(YEARS, railway_courses(all, nation(atlas)), &CM, lang)),
        notes: vec![dashes(lang)],
        sources: vec![source(atlas, "001", "table 3", lang)],
        columns: year_columns(&YEARS, lang),
        rows: railway_rows(all, lang),
    }
    .finish(lang)
}
