//! Small comparisons that the documents print: two years or two things side by side, or a few places in
//! one year.

use super::super::{
    Bar, BarMarks, Cell, Figure, LineRole, Marks, Pair, PairMarks, ReferenceLine, Row, describe,
    trend,
};
use super::ledger::{
    Draft, POINTS, Unit, YUAN, cell_or, difference_cell, in_year, is_derived, not_printed,
    observations, remarks, source,
};
use crate::{
    atlas::{Atlas, Lang, Observation, PlaceId},
    figure::table::{number_column, text_column},
    i18n::grouped,
};

/// What is compared: the stems of its observations' ids, and a name where that of the place would not
/// tell it from the others.
pub(super) struct Compared {
    id: &'static str,
    from: &'static str,
    to: &'static str,
    name: Option<[&'static str; 2]>,
}

impl Compared {
    /// The same thing at a place, in two years.
    const fn place(id: &'static str, stem: &'static str) -> Self {
        Self { id, from: stem, to: stem, name: None }
    }

    /// The same thing under a name of its own.
    const fn named(id: &'static str, stem: &'static str, name: [&'static str; 2]) -> Self {
        Self { id, from: stem, to: stem, name: Some(name) }
    }

    fn title(&self, atlas: &Atlas, place: PlaceId, lang: Lang) -> String {
        match self.name {
            Some([zh, en]) => lang.pick(zh, en).to_owned(),
            None => describe::place_name(atlas, place, lang),
        }
    }
}

/// A comparison of pairs.
pub(super) struct Pairs {
    document: &'static str,
    locus: &'static str,
    name: [&'static str; 2],
    unit: Unit,
    /// How differences are written.
    difference: Unit,
    years: (u16, u16),
    /// What the first and the second value are, where they are not two years.
    labels: Option<[[&'static str; 2]; 2]>,
    rows: &'static [Compared],
    /// What else is to be known.
    note: [&'static str; 2],
}

const NO_NOTE: [&str; 2] = ["", ""];

const URBAN: [&str; 2] = ["城镇", "urban"];
const RURAL: [&str; 2] = ["农村", "rural"];

/// Inpatient stays that the doctor advised and cost prevented.
pub(super) static NOT_ADMITTED: Pairs = Pairs {
    document: "001",
    locus: "sec 2.1",
    name: ["因经济困难应住院未住院的比例", "Hospital stays forgone for economic reasons"],
    unit: Unit::per_cent(1),
    difference: POINTS,
    years: (2013, 2018),
    labels: None,
    rows: &[
        Compared::named("urban", "001.nonadmission_economic.CN.urban", URBAN),
        Compared::named("rural", "001.nonadmission_economic.CN.rural", RURAL),
    ],
    note: NO_NOTE,
};

/// Hospital stays in a year.
pub(super) static ADMITTED: Pairs = Pairs {
    document: "001",
    locus: "sec 2.1",
    name: ["年住院率", "People in hospital within a year"],
    unit: Unit::per_cent(1),
    difference: POINTS,
    years: (2013, 2018),
    labels: None,
    rows: &[
        Compared::named("urban", "001.hospitalisation_rate.CN.urban", URBAN),
        Compared::named("rural", "001.hospitalisation_rate.CN.rural", RURAL),
    ],
    note: NO_NOTE,
};

/// Pupils of primary schools for a teacher.
pub(super) static PUPILS: Pairs = {
    const PER_TEACHER: Unit = Unit {
        decimals: 2,
        prefix: "",
        suffix: [" 人", ""],
        label: ["名学生/教师", "pupils per teacher"],
    };
    Pairs {
        document: "001",
        locus: "sec 2.2",
        name: ["小学生师比", "Primary pupils per teacher"],
        unit: PER_TEACHER,
        difference: PER_TEACHER,
        years: (2012, 2019),
        labels: None,
        rows: &[
            Compared::place("east", "001.primary_student_teacher_ratio.CN-E"),
            Compared::place("central", "001.primary_student_teacher_ratio.CN-C"),
            Compared::place("west", "001.primary_student_teacher_ratio.CN-W"),
            Compared::place("northeast", "001.primary_student_teacher_ratio.CN-NE"),
        ],
        note: NO_NOTE,
    }
};

/// Beds by region.
pub(super) static BEDS: Pairs = {
    const PER_10K: Unit = Unit {
        decimals: 0,
        prefix: "",
        suffix: [" 张", ""],
        label: ["张/万人", "beds per 10,000 people"],
    };
    Pairs {
        document: "001",
        locus: "sec 2.2",
        name: ["每万人医疗机构床位数", "Hospital beds per 10,000 people"],
        unit: PER_10K,
        difference: PER_10K,
        years: (2011, 2019),
        labels: None,
        rows: &[
            Compared::place("east", "001.beds_per_10000.CN-E"),
            Compared::place("central", "001.beds_per_10000.CN-C"),
            Compared::place("west", "001.beds_per_10000.CN-W"),
            Compared::place("northeast", "001.beds_per_10000.CN-NE"),
        ],
        note: NO_NOTE,
    }
};

/// Holdings of public libraries.
pub(super) static LIBRARY: Pairs = {
    const VOLUMES: Unit = Unit {
        decimals: 2,
        prefix: "",
        suffix: [" 册", ""],
        label: ["册/人", "volumes per person"],
    };
    Pairs {
        document: "001",
        locus: "sec 2.2",
        name: ["人均公共图书馆藏量", "Public-library holdings per person"],
        unit: VOLUMES,
        difference: VOLUMES,
        years: (2012, 2019),
        labels: None,
        rows: &[
            Compared::place("east", "001.library_books_per_capita.CN-E"),
            Compared::place("central", "001.library_books_per_capita.CN-C"),
            Compared::place("west", "001.library_books_per_capita.CN-W"),
            Compared::place("northeast", "001.library_books_per_capita.CN-NE"),
        ],
        note: NO_NOTE,
    }
};

/// Internet penetration.
pub(super) static INTERNET: Pairs = Pairs {
    document: "001",
    locus: "sec 2.4",
    name: ["互联网普及率", "Internet penetration"],
    unit: Unit::per_cent(1),
    difference: POINTS,
    years: (2012, 2016),
    labels: None,
    rows: &[
        Compared::place("east", "001.internet_penetration.CN-E"),
        Compared::place("central", "001.internet_penetration.CN-C"),
        Compared::place("west", "001.internet_penetration.CN-W"),
        Compared::place("northeast", "001.internet_penetration.CN-NE"),
    ],
    note: [
        "2012年的数值由文中2016年的数值减去增幅推得。",
        "The values of 2012 are those printed for 2016 less the printed increases.",
    ],
};

/// Years of schooling.
pub(super) static SCHOOLING: Pairs = {
    const YEARS: Unit =
        Unit { decimals: 2, prefix: "", suffix: [" 年", ""], label: ["年", "years"] };
    Pairs {
        document: "001",
        locus: "sec 3.4",
        name: ["平均受教育年限", "Mean years of schooling"],
        unit: YEARS,
        difference: YEARS,
        years: (2011, 2019),
        labels: None,
        rows: &[
            Compared::place("east", "001.schooling_years.CN-E"),
            Compared::place("central", "001.schooling_years.CN-C"),
            Compared::place("west", "001.schooling_years.CN-W"),
            Compared::place("northeast", "001.schooling_years.CN-NE"),
        ],
        note: NO_NOTE,
    }
};

const HUNDRED_MILLIONS: Unit =
    Unit { decimals: 2, prefix: "", suffix: [" 亿元", ""], label: ["亿元", "CN¥100 million"] };

/// Value added of secondary industry.
pub(super) static SECONDARY: Pairs = Pairs {
    document: "001",
    locus: "sec 3.3",
    name: ["第二产业增加值", "Value added of secondary industry"],
    unit: HUNDRED_MILLIONS,
    difference: HUNDRED_MILLIONS,
    years: (2011, 2020),
    labels: None,
    rows: &[
        Compared::place("east", "001.va_secondary.CN-E"),
        Compared::place("central", "001.va_secondary.CN-C"),
        Compared::place("west", "001.va_secondary.CN-W"),
        Compared::place("northeast", "001.va_secondary.CN-NE"),
    ],
    note: NO_NOTE,
};

/// Value added of tertiary industry.
pub(super) static TERTIARY: Pairs = Pairs {
    document: "001",
    locus: "sec 3.3",
    name: ["第三产业增加值", "Value added of tertiary industry"],
    unit: HUNDRED_MILLIONS,
    difference: HUNDRED_MILLIONS,
    years: (2011, 2020),
    labels: None,
    rows: &[
        Compared::place("east", "001.va_tertiary.CN-E"),
        Compared::place("central", "001.va_tertiary.CN-C"),
        Compared::place("west", "001.va_tertiary.CN-W"),
        Compared::place("northeast", "001.va_tertiary.CN-NE"),
    ],
    note: NO_NOTE,
};

/// Shares of medical institutions and of their assets.
pub(super) static MEDICAL: Pairs = Pairs {
    document: "001",
    locus: "sec 3.4",
    name: [
        "医疗机构数量与资产总额占全国比重",
        "Shares of the nation’s medical institutions and of their assets",
    ],
    unit: Unit::per_cent(2),
    difference: Unit { decimals: 2, ..POINTS },
    years: (2019, 2019),
    labels: Some([["机构数量", "institutions"], ["资产总额", "assets"]]),
    rows: &[
        Compared {
            id: "east",
            from: "001.medical_institution_share.CN-E.three_region_split",
            to: "001.medical_asset_share.CN-E.three_region_split",
            name: None,
        },
        Compared {
            id: "central",
            from: "001.medical_institution_share.CN-C.three_region_split",
            to: "001.medical_asset_share.CN-C.three_region_split",
            name: None,
        },
        Compared {
            id: "west",
            from: "001.medical_institution_share.CN-W.three_region_split",
            to: "001.medical_asset_share.CN-W.three_region_split",
            name: None,
        },
    ],
    note: NO_NOTE,
};

/// Ratios of Zhejiang.
pub(super) static ZHEJIANG_GAPS: Pairs = {
    const RATIO: Unit = Unit::bare(2, ["比值", "ratio"]);
    Pairs {
        document: "002",
        locus: "intro",
        name: ["浙江的收入倍差", "Zhejiang’s income ratios"],
        unit: RATIO,
        difference: RATIO,
        years: (2020, 2021),
        labels: None,
        rows: &[
            Compared::named(
                "urban-rural",
                "002.urban_rural_income_ratio.330000",
                ["城镇与农村", "urban ÷ rural"],
            ),
            Compared::named(
                "cities",
                "002.prefecture_income_max_min_ratio.330000",
                ["最高与最低设区市", "top ÷ bottom city"],
            ),
        ],
        note: NO_NOTE,
    }
};

/// Households by income.
pub(super) static BANDS: Pairs = Pairs {
    document: "002",
    locus: "intro",
    name: ["浙江家庭年可支配收入分组占比", "Zhejiang’s households by disposable income"],
    unit: Unit::per_cent(1),
    difference: POINTS,
    years: (2020, 2021),
    labels: None,
    rows: &[
        Compared::named(
            "100k-500k",
            "002.household_income_band_share.330000.100k_500k_yuan",
            ["10万—50万元", "CN¥100,000–500,000"],
        ),
        Compared::named(
            "200k-600k",
            "002.household_income_band_share.330000.200k_600k_yuan",
            ["20万—60万元", "CN¥200,000–600,000"],
        ),
    ],
    note: [
        "两组的收入区间相互重叠，占比不能相加。",
        "The two bands overlap: their shares cannot be added.",
    ],
};

/// Incomes in a village.
pub(super) static LIANHUA: Pairs = Pairs {
    document: "002",
    locus: "sec 2.6.1",
    name: ["莲花未来乡村人均可支配收入", "Disposable income per person in Lianhua"],
    unit: YUAN,
    difference: YUAN,
    years: (2019, 2020),
    labels: None,
    rows: &[
        Compared::named(
            "rural",
            "002.rural_income.330803.lianhua_village",
            ["农村居民", "rural residents"],
        ),
        Compared::named(
            "low-income",
            "002.low_income_rural_income.330803.lianhua_village",
            ["低收入农户", "low-income households"],
        ),
    ],
    note: [
        "2019年的数值由文中2020年的数值和增速推得。",
        "The values of 2019 follow from those printed for 2020 and their growth.",
    ],
};

/// Whether the ledger finds a value doubtful.
fn is_doubtful(one: &Observation) -> bool {
    one.note.en.starts_with("suspect")
}

/// Two values of one row.
struct Both<'a> {
    compared: &'a Compared,
    place: PlaceId,
    name: String,
    role: LineRole,
    from: &'a Observation,
    to: &'a Observation,
}

impl Both<'_> {
    fn numbers(&self) -> (f64, f64) {
        (self.from.value.to_f64(), self.to.value.to_f64())
    }
}

/// The rows of a comparison, highest second value first.
fn rows_of<'a>(atlas: &'a Atlas, spec: &'a Pairs, lang: Lang) -> Vec<Both<'a>> {
    let mut all: Vec<Both<'_>> = spec
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, compared)| {
            let (before, after) =
                (observations(atlas, compared.from), observations(atlas, compared.to));
            let (from, to) = (in_year(&before, spec.years.0)?, in_year(&after, spec.years.1)?);
            Some(Both {
                compared,
                place: to.place,
                name: compared.title(atlas, to.place, lang),
                role: trend::role(atlas, to.place, at),
                from,
                to,
            })
        })
        .collect();
    // Pairs of the nation or of one province are told apart by colour as well.
    if spec.rows.iter().all(|one| one.name.is_some()) {
        for (at, one) in all.iter_mut().enumerate() {
            one.role = LineRole::Place(at);
        }
    }
    crate::order::sort_by(&mut all, |a, b| b.numbers().1.total_cmp(&a.numbers().1));
    all
}

/// Pairs of dots, highest second value first.
pub(super) fn pairs(atlas: &Atlas, spec: &Pairs, lang: Lang) -> Figure {
    let label = |at: usize, year: u16| match spec.labels {
        Some(labels) => lang.pick(labels[at][0], labels[at][1]).to_owned(),
        None => year.to_string(),
    };
    let (first, last) = (label(0, spec.years.0), label(1, spec.years.1));
    let all = rows_of(atlas, spec, lang);
    let (scale, differences) = (spec.unit.scale(lang), spec.difference.scale(lang).signed());
    let pair = |one: &Both<'_>| {
        let (from, to) = one.numbers();
        Pair {
            place: one.place,
            id: one.compared.id.to_owned(),
            name: one.name.clone(),
            role: one.role,
            focused: false,
            from,
            to,
            from_text: scale.with_unit(from),
            to_text: scale.with_unit(to),
            change_text: differences.with_unit(to - from),
        }
    };
    let numbers = || all.iter().flat_map(|one| [one.numbers().0, one.numbers().1]);
    let marks = PairMarks {
        groups: Vec::new(),
        from_label: first.clone(),
        to_label: last.clone(),
        pairs: all.iter().map(pair).collect(),
        extent: (
            numbers().fold(f64::INFINITY, f64::min),
            numbers().fold(f64::NEG_INFINITY, f64::max),
        ),
        references: Vec::new(),
        unit: spec.unit.label(lang).to_owned(),
        decimals: spec.unit.decimals,
        lang,
    };
    let rows = all.iter().map(|one| {
        let (from, to) = one.numbers();
        Row {
            place: one.place,
            cells: vec![
                Cell::words(&*one.name),
                cell_or(Some(one.from), not_printed(lang)),
                cell_or(Some(one.to), not_printed(lang)),
                difference_cell(Some(to - from), spec.difference.decimals, ""),
            ],
        }
    });
    let note = lang.pick(spec.note[0], spec.note[1]);
    // That values are derived is said once for all rows where the comparison has a note.
    let said = |one: &&Observation| note.is_empty() || !is_derived(one);
    let each = all.iter().flat_map(|one| [(&*one.name, one.from), (&*one.name, one.to)]);
    let mut notes = remarks(each.filter(|(_, one)| said(one)), lang);
    notes.extend((!note.is_empty()).then(|| note.to_owned()));
    let name = lang.pick(spec.name[0], spec.name[1]);
    let when = match (spec.labels, lang) {
        (Some(_), Lang::Zh) => format!("{}年", spec.years.1),
        (Some(_), Lang::En) => spec.years.1.to_string(),
        (None, Lang::Zh) => format!("{first}年与{last}年"),
        (None, Lang::En) => format!("{first} and {last}"),
    };
    Draft {
        title: pairs_title(spec, &all, (&first, &last), lang),
        subtitle: joined(name, &spec.unit, &when, lang),
        marks: if all.is_empty() {
            Marks::Nothing(lang.pick("无数据。", "No data.").to_owned())
        } else {
            Marks::Dumbbell(marks)
        },
        notes,
        sources: vec![source(atlas, spec.document, spec.locus, lang)],
        columns: vec![
            text_column(lang.pick("项目", "Item")),
            number_column(first.clone()),
            number_column(last.clone()),
            number_column(lang.pick("相差", "Difference")),
        ],
        rows: rows.collect(),
    }
    .finish(lang)
}

/// What, unit and when.
fn joined(name: &str, unit: &Unit, when: &str, lang: Lang) -> String {
    let unit = unit.label(lang);
    let said = lang == Lang::En && name.to_lowercase().contains(unit);
    [name, if said { "" } else { unit }, when]
        .into_iter()
        .filter(|one| !one.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Few pairs are told one by one; of more the distance between highest and lowest, without those that
/// the ledger finds doubtful.
fn pairs_title(spec: &Pairs, all: &[Both<'_>], labels: (&str, &str), lang: Lang) -> String {
    let name = lang.pick(spec.name[0], spec.name[1]);
    let (unit, difference) = (&spec.unit, &spec.difference);
    let (first, last) = labels;
    if all.len() < 4 {
        let told: Vec<String> = all
            .iter()
            .map(|one| {
                let (from, to) = one.numbers();
                format!("{} {} → {}", one.name, unit.text(from, lang), unit.text(to, lang))
            })
            .collect();
        return match lang {
            Lang::Zh => format!("{name}，{first}→{last}：{}", told.join("；")),
            Lang::En => format!("{name}, {first} → {last}: {}", told.join("; ")),
        };
    }
    let sound: Vec<&Both<'_>> =
        all.iter().filter(|one| !is_doubtful(one.from) && !is_doubtful(one.to)).collect();
    let spread = |of: fn(&Both<'_>) -> f64| {
        let most = sound.iter().map(|one| of(one)).fold(f64::NEG_INFINITY, f64::max);
        let lowest = sound.iter().map(|one| of(one)).fold(f64::INFINITY, f64::min);
        most - lowest
    };
    let (then, now) = (spread(|one| one.numbers().0), spread(|one| one.numbers().1));
    let (from, to) = (difference.text(then, lang), difference.text(now, lang));
    let left_out: Vec<&str> = all
        .iter()
        .filter(|one| !sound.iter().any(|kept| kept.compared.id == one.compared.id))
        .map(|one| one.name.as_str())
        .collect();
    let without = match (left_out.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("（不计存疑的{}）", left_out.join("、")),
        (false, Lang::En) => format!(" (without the doubtful {})", left_out.join(", ")),
    };
    match lang {
        Lang::Zh => format!("{name}：最高与最低区域之差{first}年 {from}，{last}年 {to}{without}"),
        Lang::En => {
            format!("{name}: highest less lowest region {from} in {first}, {to} in {last}{without}")
        }
    }
}

/// A few values of one year.
pub(super) struct Bars {
    document: &'static str,
    locus: &'static str,
    name: [&'static str; 2],
    unit: Unit,
    year: u16,
    rows: &'static [Compared],
    /// A value without a year that is compared with: its stem and name.
    reference: Option<(&'static str, [&'static str; 2])>,
}

/// Urban over rural income in Shanghai and elsewhere.
pub(super) static SHANGHAI_RATIO: Bars = Bars {
    document: "000",
    locus: "sec 2.3.1",
    name: ["城乡居民收入比", "Urban ÷ rural income"],
    unit: Unit::bare(2, ["比值", "ratio"]),
    year: 2021,
    rows: &[
        Compared::place("310000", "000.urban_rural_income_ratio.310000"),
        Compared::place("330000", "000.urban_rural_income_ratio.330000"),
        Compared::place("120000", "000.urban_rural_income_ratio.120000"),
    ],
    reference: Some((
        "000.urban_rural_income_ratio.DEV",
        ["发达国家（未注年份）", "developed (no year)"],
    )),
};

/// Life expectancy in Shanghai.
pub(super) static SHANGHAI_LIFE: Bars = Bars {
    document: "000",
    locus: "sec 2.2.3",
    name: ["上海平均预期寿命", "Life expectancy in Shanghai"],
    unit: Unit { decimals: 2, prefix: "", suffix: [" 岁", " years"], label: ["岁", "years"] },
    year: 2021,
    rows: &[
        Compared::named("female", "000.life_expectancy.310000.female", ["女性", "women"]),
        Compared::named("all", "000.life_expectancy.310000", ["全部", "all"]),
        Compared::named("male", "000.life_expectancy.310000.male", ["男性", "men"]),
    ],
    reference: None,
};

/// Bars of one year, highest first.
pub(super) fn bars(atlas: &Atlas, spec: &Bars, lang: Lang) -> Figure {
    let mut all: Vec<(&Compared, &Observation)> = spec
        .rows
        .iter()
        .filter_map(|one| Some((one, in_year(&observations(atlas, one.to), spec.year)?)))
        .collect();
    crate::order::sort_by(&mut all, |a, b| b.1.value.to_f64().total_cmp(&a.1.value.to_f64()));
    let name = |(compared, one): &(&Compared, &Observation)| compared.title(atlas, one.place, lang);
    let bars: Vec<Bar> = all
        .iter()
        .zip(1..)
        .map(|(both, rank)| {
            let value = both.1.value.to_f64();
            Bar {
                place: both.1.place,
                id: both.0.id.to_owned(),
                name: name(both),
                role: LineRole::Place(0),
                focused: false,
                value,
                text: spec.unit.text(value, lang),
                rank,
            }
        })
        .collect();
    let reference = spec.reference.and_then(|(stem, [zh, en])| {
        let one = observations(atlas, stem).first().copied()?;
        Some((one, lang.pick(zh, en)))
    });
    let references = reference.iter().map(|(one, label)| ReferenceLine {
        label: format!("{label} {}", grouped(one.value.to_f64(), spec.unit.decimals)),
        breaks: Vec::new(),
        values: vec![Some(one.value.to_f64())],
    });
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let what = lang.pick(spec.name[0], spec.name[1]);
    let told: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.name, bar.text)).collect();
    let row = |place: PlaceId, name: &str, one: &Observation| Row {
        place,
        cells: vec![Cell::words(name), cell_or(Some(one), not_printed(lang))],
    };
    let mut rows: Vec<Row> =
        all.iter().map(|both| row(both.1.place, &name(both), both.1)).collect();
    rows.extend(reference.iter().map(|(one, label)| row(one.place, label, one)));
    let year = spec.year;
    let names: Vec<String> = all.iter().map(name).collect();
    let observed = names.iter().zip(&all).map(|(name, both)| (name.as_str(), both.1));
    let notes = remarks(observed.chain(reference.iter().map(|(one, label)| (*label, *one))), lang);
    Draft {
        title: match lang {
            Lang::Zh => format!("{year}年{what}：{}", told.join("，")),
            Lang::En => format!("{what}, {year}: {}", told.join(", ")),
        },
        subtitle: joined(
            what,
            &spec.unit,
            &if lang == Lang::Zh { format!("{year}年") } else { year.to_string() },
            lang,
        ),
        marks: Marks::Ranking(BarMarks {
            year,
            bars,
            extent: (0.0, most),
            groups: Vec::new(),
            references: references.collect(),
            unit: spec.unit.label(lang).to_owned(),
            decimals: spec.unit.decimals,
            lang,
        }),
        notes,
        sources: vec![source(atlas, spec.document, spec.locus, lang)],
        columns: vec![
            text_column(lang.pick("项目", "Item")),
            number_column(if lang == Lang::Zh { format!("{year}年") } else { year.to_string() }),
        ],
        rows,
    }
    .finish(lang)
}
