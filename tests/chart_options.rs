//! The options of charts as bytes: committed, so that a change is seen, and drawn in Node by
//! `tests/options/render.test.mjs` with the ECharts that the site ships.
//!
//! `UPDATE_EXPECT=1 cargo test --test chart_options` writes them anew.
#![cfg(feature = "chart")]
#![expect(clippy::unwrap_used, reason = "a test that unwraps names its failure")]

#[path = "options/cases.rs"]
mod cases;

use cases::Case;
use core::ops::RangeInclusive;
use proptest::prelude::*;
use prosperity_atlas::{
    atlas::{Lang, PlaceId},
    chart::{ChartError, ChartSize, ChartTheme, trend_option},
    figure::{
        Band, Bar, BarMarks, BreakMark, Dot, FitLine, Line, LineForm, LineRole, Pair, PairMarks,
        Phase, ReferenceLine, ScatterAxis, ScatterMarks, ShareRow, SharesMarks, TrailPoint,
        TrendMarks, TrendPoint, YearRemark,
    },
    i18n::grouped,
};
use serde_json::Value;
use std::{collections::BTreeSet, env, fs, path::Path};

const DESKTOP: ChartSize = ChartSize { width: 720, height: 400 };
const PHONE: ChartSize = ChartSize { width: 320, height: 300 };

fn line(
    at: u16,
    id: &str,
    name: &str,
    role: LineRole,
    start: u16,
    values: &[Option<f64>],
    (decimals, unit): (usize, &str),
) -> Line {
    let point = |(year, value): (u16, &Option<f64>)| TrendPoint {
        year,
        value: *value,
        text: match value {
            Some(value) => format!("{}{unit}", grouped(*value, decimals)),
            None => "无数据".into(),
        },
    };
    Line {
        place: PlaceId(at),
        id: id.into(),
        name: name.into(),
        role,
        focused: false,
        points: (start..).zip(values).map(point).collect(),
        form: LineForm::Solid,
        breaks: Vec::new(),
    }
}

fn marks(
    years: RangeInclusive<u16>,
    lines: Vec<Line>,
    unit: &str,
    decimals: usize,
    lang: Lang,
) -> TrendMarks {
    TrendMarks {
        years,
        lines,
        breaks: Vec::new(),
        references: Vec::new(),
        remarks: Vec::new(),
        phases: Vec::new(),
        log: false,
        ranks: false,
        unit: unit.into(),
        decimals,
        lang,
    }
}

/// A smooth made-up series: `from` grows to `to` with a wave that depends on `seed`.
fn course(count: u16, from: f64, to: f64, seed: u16) -> Vec<Option<f64>> {
    let wave = |at: u16| f64::from((at * 7 + seed * 5) % 11) / 11.0 - 0.5;
    (0..count)
        .map(|at| {
            let share = f64::from(at) / f64::from((count - 1).max(1));
            Some((from + (to - from) * share * share.sqrt()) * (1.0 + 0.02 * wave(at)))
        })
        .collect()
}

fn one_line(lang: Lang) -> TrendMarks {
    let (unit, name) = match lang {
        Lang::Zh => (" 元", "浙江"),
        Lang::En => ("", "Zhejiang"),
    };
    let lines = vec![line(
        1,
        "330000",
        name,
        LineRole::Place(0),
        1978,
        &course(46, 331.0, 125_043.0, 1),
        (0, unit),
    )];
    marks(1978..=2023, lines, if lang == Lang::Zh { "元" } else { "CN¥" }, 0, lang)
}

/// Nation and macro-regions, a break, gaps, points without neighbours, a line that ends early.
fn regions(lang: Lang) -> TrendMarks {
    let names = match lang {
        Lang::Zh => ["全国", "东部", "中部", "西部", "东北"],
        Lang::En => ["China", "Eastern", "Central", "Western", "Northeast"],
    };
    let style = (1, "%");
    let mut lines = vec![
        line(0, "100000", names[0], LineRole::Nation, 2000, &course(24, 36.2, 66.2, 2), style),
        line(
            1,
            "east",
            names[1],
            LineRole::MacroRegion(0),
            2000,
            &course(24, 44.6, 73.1, 3),
            style,
        ),
        line(
            2,
            "central",
            names[2],
            LineRole::MacroRegion(1),
            2000,
            &course(24, 29.8, 62.4, 5),
            style,
        ),
        line(
            3,
            "west",
            names[3],
            LineRole::MacroRegion(2),
            2000,
            &course(24, 28.7, 59.9, 6),
            style,
        ),
        line(
            4,
            "northeast",
            names[4],
            LineRole::MacroRegion(3),
            2000,
            &course(24, 52.1, 68.8, 9),
            style,
        ),
    ];
    let missing = |line: &mut Line, years: &[u16]| {
        for point in line.points.iter_mut().filter(|point| years.contains(&point.year)) {
            point.value = None;
            point.text = if lang == Lang::Zh { "无数据".into() } else { "no data".into() };
        }
    };
    missing(&mut lines[3], &[2001, 2002, 2004, 2005, 2006]);
    missing(&mut lines[4], &[2022, 2023]);
    for line in &mut lines[..3] {
        line.breaks = vec![2010];
        for point in line.points.iter_mut().filter(|point| point.year >= 2010) {
            point.value = point.value.map(|value| value + 2.5);
        }
    }
    let mut marks = marks(2000..=2023, lines, "%", 1, lang);
    marks.breaks = vec![BreakMark {
        year: 2010,
        reason: match lang {
            Lang::Zh => "2010年起按第七次人口普查修订".into(),
            Lang::En => "revised from 2010 on after the seventh census".into(),
        },
    }];
    marks
}

fn negative(lang: Lang) -> TrendMarks {
    let name = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
    let values = [4.2, 3.1, 0.4, -1.2, -0.6, 2.8, 5.0, -2.3, 1.1, 0.9].map(Some);
    let other = [1.2, 1.0, -0.4, -2.8, -3.4, -1.0, 0.6, 0.2, -0.1, -0.7].map(Some);
    let style = (1, "%");
    let lines = vec![
        line(1, "210000", &name("辽宁", "Liaoning"), LineRole::Place(0), 2014, &values, style),
        line(2, "220000", &name("吉林", "Jilin"), LineRole::Place(1), 2014, &other, style),
    ];
    marks(2014..=2023, lines, "%", 1, lang)
}

/// Many places, one of them focused; names hold what HTML and templates would take for their own.
fn forty(lang: Lang, focused: Option<usize>) -> TrendMarks {
    let lines = (0..40_u16)
        .map(|at| {
            let name = match (lang, at) {
                (_, 7) => "<img src=x onerror=alert(1)> & {a|b}".to_owned(),
                (Lang::Zh, _) => format!("第{at}自治州"),
                (Lang::En, _) => format!("Autonomous prefecture no. {at}"),
            };
            let top = 2.0 + f64::from(at * 17 % 40) * 0.4;
            let mut line = line(
                at,
                &format!("p{at:02}"),
                &name,
                LineRole::Place(usize::from(at)),
                2005,
                &course(19, 1.0, top, at),
                (2, " 万元"),
            );
            line.focused = focused == Some(usize::from(at));
            line
        })
        .collect();
    marks(2005..=2023, lines, if lang == Lang::Zh { "万元" } else { "CN¥ 10,000" }, 2, lang)
}

/// Lines that end within a hair of one another.
fn crowded() -> TrendMarks {
    let lines = (0..6_u16)
        .map(|at| {
            let end = 0.462 + f64::from(at) * 0.001;
            let name = ["基尼系数", "城镇", "农村", "泰尔指数", "东部", "西部"][usize::from(at)];
            line(
                at,
                &format!("m{at}"),
                name,
                LineRole::Place(usize::from(at)),
                2003,
                &course(20, 0.473 - f64::from(at) * 0.004, end, at),
                (3, ""),
            )
        })
        .collect();
    marks(2003..=2022, lines, "比值", 3, Lang::Zh)
}

fn one_year() -> TrendMarks {
    let lines = vec![
        line(1, "a", "杭州", LineRole::Place(0), 2020, &[Some(6.2)], (1, "")),
        line(2, "b", "衢州", LineRole::Place(1), 2020, &[Some(3.9)], (1, "")),
    ];
    marks(2020..=2020, lines, "万元", 1, Lang::Zh)
}

/// Values that a document prints as points on a line, estimates as dashes, and named stretches of years.
fn printed(lang: Lang) -> TrendMarks {
    let name = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
    let style = (3, "");
    let estimates = course(22, 0.31, 0.46, 4);
    let official = course(18, 0.479, 0.468, 1);
    let mut points = vec![None; 18];
    points[0] = Some(0.479);
    points[16] = official[16];
    points[17] = Some(0.47);
    let mut lines = vec![
        line(0, "official", &name("官方", "official"), LineRole::Nation, 2003, &official, style),
        line(0, "early", &name("早期", "earlier"), LineRole::Place(0), 1981, &estimates, style),
        line(0, "printed", &name("印出", "printed"), LineRole::Nation, 2003, &points, style),
    ];
    lines[1].form = LineForm::Dashed;
    lines[2].form = LineForm::Points;
    lines[2].points.retain(|point| point.value.is_some());
    let mut marks = marks(1981..=2020, lines, &name("指数", "index"), 2, lang);
    let phase = |years, zh, en| Phase { years, label: name(zh, en) };
    marks.phases = vec![
        phase(1981..=1996, "1981–1996 快速扩大", "1981–1996 widens quickly"),
        phase(1997..=2009, "1997–2009 平台波动", "1997–2009 plateau {a}"),
        phase(2010..=2020, "2010–2020 逐步下探", "2010–2020 eases"),
    ];
    marks
}

/// Ranks of three places: the first stands at the head.
fn ranks(lang: Lang) -> TrendMarks {
    let name = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
    let rank = |from: u16, step: i32| -> Vec<Option<f64>> {
        (0..14).map(|at| Some((f64::from(from) + f64::from(step * at) / 3.0).round())).collect()
    };
    let lines = vec![
        line(
            0,
            "310000",
            &name("上海", "Shanghai"),
            LineRole::Place(0),
            2011,
            &rank(1, 0),
            (0, ""),
        ),
        line(
            1,
            "330000",
            &name("浙江", "Zhejiang"),
            LineRole::Place(1),
            2011,
            &rank(8, -1),
            (0, ""),
        ),
        line(
            2,
            "210000",
            &name("辽宁", "Liaoning"),
            LineRole::Place(2),
            2011,
            &rank(9, 3),
            (0, ""),
        ),
    ];
    let mut marks = marks(2011..=2024, lines, &name("位次", "rank"), 0, lang);
    marks.ranks = true;
    marks
}

/// Name of the committed file, marks, colours, room.
fn cases() -> Vec<(&'static str, Case, ChartTheme, ChartSize)> {
    use Case::{Bars, Dumbbell, Lorenz, Scatter, Shares, Slope, Trend};
    use Lang::{En, Zh};
    let (light, dark) = (ChartTheme::LIGHT, ChartTheme::DARK);
    let room = |width, height| ChartSize { width, height };
    let rows = |width, count: u32| room(width, 18 * count + 70);
    vec![
        ("one-line-zh-light-720px", Trend(one_line(Zh)), light, DESKTOP),
        ("one-line-en-dark-320px", Trend(one_line(En)), dark, PHONE),
        ("regions-zh-light-720px", Trend(regions(Zh)), light, DESKTOP),
        ("regions-en-dark-720px", Trend(regions(En)), dark, DESKTOP),
        ("regions-en-light-320px", Trend(regions(En)), light, PHONE),
        ("regions-zh-dark-320px", Trend(regions(Zh)), dark, PHONE),
        ("negative-zh-light-720px", Trend(negative(Zh)), light, DESKTOP),
        ("negative-en-dark-320px", Trend(negative(En)), dark, PHONE),
        ("forty-zh-light-720px", Trend(forty(Zh, None)), light, DESKTOP),
        ("forty-en-dark-720px", Trend(forty(En, Some(12))), dark, DESKTOP),
        ("forty-en-light-320px", Trend(forty(En, Some(7))), light, PHONE),
        ("crowded-zh-light-720px", Trend(crowded()), light, DESKTOP),
        ("one-year-zh-dark-720px", Trend(one_year()), dark, DESKTOP),
        ("remarks-zh-light-720px", Trend(cases::remarked(one_line(Zh))), light, DESKTOP),
        ("remarks-en-dark-320px", Trend(cases::remarked(one_line(En))), dark, PHONE),
        ("remarks-zh-dark-320px", Trend(cases::remarked(one_line(Zh))), dark, PHONE),
        ("remarks-en-light-720px", Trend(cases::remarked(one_line(En))), light, DESKTOP),
        ("ranks-zh-light-720px", Trend(ranks(Zh)), light, DESKTOP),
        ("ranks-en-dark-320px", Trend(ranks(En)), dark, PHONE),
        ("printed-zh-light-720px", Trend(printed(Zh)), light, DESKTOP),
        ("printed-en-dark-320px", Trend(printed(En)), dark, PHONE),
        ("bars-zh-light-720x628", Bars(cases::incomes(Zh, None), true), light, rows(720, 31)),
        ("bars-en-dark-320x628", Bars(cases::incomes(En, None), true), dark, rows(320, 31)),
        (
            "bars-zh-dark-320x628",
            Bars(cases::incomes(Zh, Some("330000")), false),
            dark,
            rows(320, 31),
        ),
        (
            "bars-en-light-720x628",
            Bars(cases::incomes(En, Some("330000")), false),
            light,
            rows(720, 31),
        ),
        ("bars-growth-zh-light-720x214", Bars(cases::growth(Zh), false), light, rows(720, 8)),
        ("bars-growth-en-dark-320x214", Bars(cases::growth(En), false), dark, rows(320, 8)),
        ("bars-ninety-zh-light-720x800", Bars(cases::counties(Zh), true), light, room(720, 800)),
        ("bars-ninety-en-dark-320x1690", Bars(cases::counties(En), true), dark, rows(320, 90)),
        (
            "bars-alone-en-light-320x88",
            Bars(cases::alone(cases::incomes(En, None)), true),
            light,
            rows(320, 1),
        ),
        (
            "dumbbell-zh-light-720x628",
            Dumbbell(cases::then_and_now(Zh, 31, None)),
            light,
            rows(720, 31),
        ),
        (
            "dumbbell-en-dark-320x628",
            Dumbbell(cases::then_and_now(En, 31, Some("520000"))),
            dark,
            rows(320, 31),
        ),
        ("dumbbell-zh-dark-320x178", Dumbbell(cases::vintages(Zh)), dark, rows(320, 6)),
        ("dumbbell-en-light-720x178", Dumbbell(cases::vintages(En)), light, rows(720, 6)),
        ("slope-zh-light-720x560", Slope(cases::then_and_now(Zh, 31, None)), light, room(720, 560)),
        ("slope-en-dark-320x400", Slope(cases::then_and_now(En, 10, None)), dark, room(320, 400)),
        (
            "slope-zh-dark-320x400",
            Slope(cases::then_and_now(Zh, 31, Some("330000"))),
            dark,
            room(320, 400),
        ),
        ("slope-en-light-720x400", Slope(cases::vintages(En)), light, DESKTOP),
        ("scatter-zh-light-720x480", Scatter(cases::life(Zh, false), true), light, room(720, 480)),
        ("scatter-en-dark-320x360", Scatter(cases::life(En, false), true), dark, room(320, 360)),
        ("scatter-zh-dark-320x360", Scatter(cases::journeys(Zh), false), dark, room(320, 360)),
        ("scatter-en-light-720x480", Scatter(cases::journeys(En), false), light, room(720, 480)),
        ("scatter-log-en-dark-720x480", Scatter(cases::life(En, true), true), dark, room(720, 480)),
        ("lorenz-zh-light-720x400", Lorenz(cases::cumulated(Zh)), light, DESKTOP),
        ("lorenz-en-dark-320x300", Lorenz(cases::cumulated(En)), dark, PHONE),
        ("lorenz-en-light-720x400", Lorenz(cases::cumulated(En)), light, DESKTOP),
        ("lorenz-zh-dark-320x300", Lorenz(cases::cumulated(Zh)), dark, PHONE),
        ("shares-zh-light-720x628", Shares(cases::industries(Zh)), light, rows(720, 31)),
        ("shares-en-dark-320x628", Shares(cases::industries(En)), dark, rows(320, 31)),
        ("shares-zh-dark-320x300", Shares(cases::spending(Zh, false)), dark, PHONE),
        ("shares-en-light-720x400", Shares(cases::spending(En, false)), light, DESKTOP),
        ("shares-negative-zh-dark-720x400", Shares(cases::spending(Zh, true)), dark, DESKTOP),
    ]
}

fn option(marks: &TrendMarks, theme: &ChartTheme, size: ChartSize) -> String {
    trend_option(marks, theme, size, "一句话说明 & <alt>").unwrap()
}

#[test]
fn options_are_as_committed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/options");
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut differing = Vec::new();
    for (name, case, theme, size) in cases() {
        let value: Value = serde_json::from_str(&case.option(&theme, size).unwrap()).unwrap();
        let found = format!("{value:#}\n");
        let path = folder.join(format!("{name}.json"));
        if update {
            fs::write(&path, found).unwrap();
        } else if fs::read_to_string(&path).is_ok_and(|expected| expected == found) {
        } else {
            differing.push(name);
        }
    }
    assert!(differing.is_empty(), "differ: {differing:?}; UPDATE_EXPECT=1 writes them anew");
}

#[test]
fn the_same_marks_give_the_same_bytes() {
    for (_, case, theme, size) in cases() {
        assert_eq!(case.option(&theme, size).unwrap(), case.option(&theme, size).unwrap());
    }
}

/// Neither null nor NaN nor a function, all the way down.
fn plain(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(list) => list.iter().all(plain),
        Value::Object(map) => map.values().all(plain),
        Value::String(text) => !text.starts_with("function") && text != "NaN",
        _ => true,
    }
}

/// What holds for charts of every kind: no null, no NaN, no function, ids all different, the one marker,
/// and no markup but ours in what the pointer reads.
fn sound(json: &str) -> Result<Value, TestCaseError> {
    let value: Value = serde_json::from_str(json).unwrap();
    prop_assert!(plain(&value), "null, NaN or a function");
    for components in ["grid", "xAxis", "yAxis", "series"] {
        let ids: Vec<&str> =
            list(&value[components]).iter().map(|one| one["id"].as_str().unwrap()).collect();
        let different: BTreeSet<&str> = ids.iter().copied().collect();
        prop_assert_eq!(different.len(), ids.len(), "{} {:?}", components, ids);
    }
    for series in list(&value["series"]) {
        let items = series["data"].as_array().into_iter().flatten();
        let ids: Vec<&str> = items.filter_map(|item| item["id"].as_str()).collect();
        let different: BTreeSet<&str> = ids.iter().copied().collect();
        prop_assert_eq!(different.len(), ids.len(), "{:?}", ids);
    }
    let marker = &value["tooltip"]["formatter"];
    prop_assert_eq!(&marker["$f"], "lookup");
    let rows: Vec<&Value> = match &marker["rows"] {
        Value::Object(series) => series.values().flat_map(list).collect(),
        rows => list(rows).iter().collect(),
    };
    prop_assert!(!rows.is_empty());
    for row in rows {
        let html = row.as_str().unwrap();
        let tags = html.split('<').skip(1).map(|tag| tag.trim_start_matches('/'));
        let ours = ["b>", "table", "tr", "td", "span", "div"];
        for tag in tags {
            prop_assert!(ours.iter().any(|one| tag.starts_with(one)), "<{tag}");
        }
    }
    Ok(value)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// What holds for trends: as many values as years, ticks on their texts.
fn check(json: &str, years: usize) -> Result<(), TestCaseError> {
    let value = sound(json)?;
    let lines = || {
        let is_line = |id: &str| !id.starts_with('#') || id.starts_with("#reference");
        list(&value["series"]).iter().filter(move |one| is_line(one["id"].as_str().unwrap()))
    };
    for one in lines() {
        prop_assert_eq!(list(&one["data"]).len(), years);
    }
    let ticks = list(&value["yAxis"][1]["data"]);
    let (low, high) = (&value["yAxis"][0]["min"], &value["yAxis"][0]["max"]);
    let (low, high) = (low.as_f64().unwrap(), high.as_f64().unwrap());
    let steps = (high - low) / value["yAxis"][0]["interval"].as_f64().unwrap();
    // The texts lie on the ticks only if there are as many.
    prop_assert!((steps - (ticks.len() - 1) as f64).abs() < 1e-6, "{steps} steps, {ticks:?}");
    let different: BTreeSet<&str> = ticks.iter().map(|tick| tick.as_str().unwrap()).collect();
    prop_assert_eq!(different.len(), ticks.len(), "{:?}", ticks);
    for datum in lines().flat_map(|one| list(&one["data"])) {
        let number = datum.as_f64().or_else(|| datum["value"].as_f64());
        let close = (high - low) * 1e-6;
        prop_assert!(number.is_none_or(|number| low - close <= number && number <= high + close));
    }
    prop_assert_eq!(list(&value["tooltip"]["formatter"]["rows"]).len(), years);
    Ok(())
}

#[test]
fn committed_options_are_sound() {
    for (name, case, theme, size) in cases() {
        let json = case.option(&theme, size).unwrap();
        match &case {
            Case::Trend(marks) => check(&json, marks.years.len()).expect(name),
            _ => drop(sound(&json).expect(name)),
        }
    }
}

#[test]
fn names_reach_html_as_text() {
    let json = option(&forty(Lang::En, Some(7)), &ChartTheme::LIGHT, PHONE);
    let value: Value = serde_json::from_str(&json).unwrap();
    for row in value["tooltip"]["formatter"]["rows"].as_array().unwrap() {
        let row = row.as_str().unwrap();
        assert!(!row.contains("<img"), "{row}");
        assert!(row.contains("&lt;img src=x"), "the focused place is always read: {row}");
    }
}

#[test]
fn a_break_interrupts_the_line_and_a_lone_point_has_a_dot() {
    let json = option(&regions(Lang::Zh), &ChartTheme::LIGHT, DESKTOP);
    let value: Value = serde_json::from_str(&json).unwrap();
    let series = |id: &str| {
        value["series"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone()
    };
    let (before, after) = (series("east"), series("east#2"));
    assert!(before["data"][9].is_number() && before["data"][10] == "-");
    assert!(after["data"][9] == "-" && after["data"][10].is_number());
    assert_eq!(before["lineStyle"]["color"], after["lineStyle"]["color"]);
    assert!(before["endLabel"]["show"] == false && after["endLabel"]["show"] == true);
    assert_eq!(series("west")["data"][3]["symbol"], "circle");
    assert_eq!(series("#breaks")["markLine"]["data"][0]["xAxis"], 9.5);
}

#[test]
fn what_cannot_be_drawn_is_named() {
    let refused =
        |marks: &TrendMarks| trend_option(marks, &ChartTheme::LIGHT, DESKTOP, "").unwrap_err();
    let mut marks = one_year();
    marks.lines[1].id = "a".into();
    assert!(matches!(refused(&marks), ChartError::Twice(id) if id == "a"));
    let mut marks = one_year();
    marks.lines[0].points[0].value = Some(f64::NAN);
    assert_eq!(
        refused(&marks).to_string(),
        "NaN of `a` in 2020 is not a number below 10¹⁵ that an axis can carry"
    );
    marks.lines.clear();
    assert!(matches!(refused(&marks), ChartError::NoValues));
    #[expect(clippy::reversed_empty_ranges, reason = "what is refused")]
    let backwards = 2021..=2020;
    marks.years = backwards;
    assert!(matches!(refused(&marks), ChartError::NoYears));
}

/// The series of an id.
fn series<'a>(option: &'a Value, id: &str) -> &'a Value {
    list(&option["series"]).iter().find(|one| one["id"] == id).unwrap()
}

fn value_of(case: &Case, size: ChartSize) -> Value {
    serde_json::from_str(&case.option(&ChartTheme::LIGHT, size).unwrap()).unwrap()
}

#[test]
fn bars_know_their_places_and_say_their_values_as_given() {
    let marks = cases::growth(Lang::En);
    let option = value_of(&Case::Bars(marks.clone(), true), DESKTOP);
    assert_eq!(option["animation"], true);
    let bars = list(&series(&option, "#bars")["data"]);
    for (at, (bar, item)) in marks.bars.iter().zip(bars).enumerate() {
        assert_eq!(item["id"], bar.id);
        assert_eq!(item["value"][1], at as f64);
        assert_eq!(item["label"]["formatter"], bar.text);
        let side = if bar.value < 0.0 { "left" } else { "right" };
        assert_eq!(item["label"]["position"], side);
    }
    // Zero is on the axis, and the axis does not depend on the year.
    assert_eq!(
        (&option["xAxis"][0]["min"], &option["xAxis"][0]["max"]),
        (&(-6.3).into(), &9.4.into())
    );
    let mut other = marks;
    other.bars.retain(|bar| bar.value > 0.0);
    let option = value_of(&Case::Bars(other, false), DESKTOP);
    assert_eq!(option["animation"], false);
    assert_eq!(
        (&option["xAxis"][0]["min"], &option["xAxis"][0]["max"]),
        (&(-6.3).into(), &9.4.into())
    );
}

#[test]
fn a_place_keeps_its_ids_from_year_to_year() {
    let ids = |option: &Value, series_id: &str| -> BTreeSet<String> {
        list(&series(option, series_id)["data"])
            .iter()
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let marks = cases::incomes(Lang::Zh, None);
    let mut later = marks.clone();
    later.bars.reverse();
    let both = [marks, later].map(|marks| value_of(&Case::Bars(marks, true), DESKTOP));
    for id in ["#bars", "#names"] {
        assert_eq!(ids(&both[0], id), ids(&both[1], id));
    }
    assert_eq!(both[0]["grid"], both[1]["grid"]);
}

#[test]
fn pairs_below_zero_join_their_dots() {
    let marks = cases::vintages(Lang::Zh);
    let option = value_of(&Case::Dumbbell(marks.clone()), DESKTOP);
    let x = |id: &str, at: usize| series(&option, id)["data"][at]["value"][0].as_f64().unwrap();
    let of = |part: &str, key: &str| option[part][0][key].as_f64().unwrap();
    let (low, high) = (of("xAxis", "min"), of("xAxis", "max"));
    let wide = f64::from(DESKTOP.width) - of("grid", "left") - of("grid", "right");
    for (at, pair) in marks.pairs.iter().enumerate() {
        assert!((x("#from", at) - pair.from).abs() < 1e-9 && (x("#to", at) - pair.to).abs() < 1e-9);
        // A bar is a mark in the middle between both, as long as they are apart.
        let middle = f64::midpoint(pair.from, pair.to);
        assert!((x("#change", at) - middle).abs() < 1e-6);
        let long = (pair.to - pair.from).abs() / (high - low) * wide;
        let size = series(&option, "#change")["data"][at]["symbolSize"][0].as_f64().unwrap();
        assert!((size - long).abs() < 0.01, "{size} {long}");
    }
    assert_eq!(series(&option, "#change")["emphasis"]["scale"], false);
    let option = value_of(&Case::Slope(marks), DESKTOP);
    let rows = option["tooltip"]["formatter"]["rows"].as_object().unwrap();
    assert_eq!(rows.len(), 6);
    assert!(rows["p3"][0].as_str().unwrap().contains("&lt;img src=x"));
}

#[test]
fn values_have_ground_only_where_a_line_crosses_them() {
    let mut marks = cases::growth(Lang::En);
    let grounds = |marks: &BarMarks| {
        let option = value_of(&Case::Bars(marks.clone(), false), DESKTOP);
        let bars = list(&series(&option, "#bars")["data"]);
        let ground = |bar: &Value| bar["label"].get("backgroundColor").is_some();
        bars.iter().map(ground).collect::<Vec<_>>()
    };
    let line = marks.references[0].values[0].unwrap();
    // A line just beyond a bar's end runs through its value, and one far away through none.
    let bar = marks.bars.iter().position(|bar| bar.value > line).unwrap();
    marks.references[0].values[0] = Some(marks.bars[bar].value * 1.02);
    assert!(grounds(&marks)[bar]);
    marks.references.clear();
    assert!(!grounds(&marks).contains(&true));
}

#[test]
fn quotients_are_drawn_on_an_axis_of_even_ticks() {
    let option = value_of(&Case::Scatter(cases::life(Lang::En, true), false), DESKTOP);
    assert_eq!(
        option["xAxis"][1]["data"],
        serde_json::json!(["8,000", "16,000", "32,000", "64,000", "128,000"])
    );
    let axis = &option["xAxis"][0];
    assert_eq!(
        (&axis["min"], &axis["max"], &axis["interval"]),
        (&0.0.into(), &4.0.into(), &1.0.into())
    );
    let beijing = list(&series(&option, "#dots")["data"]).iter().find(|dot| dot["id"] == "110000");
    let x = beijing.unwrap()["value"][0].as_f64().unwrap();
    assert!((x - (81_752.0_f64 / 8_000.0).log2()).abs() < 1e-6, "{x}");
}

#[test]
fn areas_of_dots_are_in_proportion() {
    let option = value_of(&Case::Scatter(cases::life(Lang::En, false), false), DESKTOP);
    let diameter = |id: &str| {
        let dots = list(&series(&option, "#dots")["data"]);
        dots.iter().find(|dot| dot["id"] == id).unwrap()["symbolSize"].as_f64().unwrap()
    };
    let (guangdong, gansu) = (diameter("440000"), diameter("620000"));
    assert!((guangdong - 44.0).abs() < 1e-9);
    assert!((guangdong.powi(2) / gansu.powi(2) - 12_706.0 / 2_465.0).abs() < 0.1);
}

#[test]
fn wholes_without_data_stay_empty_and_say_so() {
    for (case, gaps) in [
        (Case::Shares(cases::industries(Lang::En)), 3),
        // Three years in a row say it once.
        (Case::Shares(cases::spending(Lang::En, false)), 1),
    ] {
        let option = value_of(&case, DESKTOP);
        let notes = list(&series(&option, "#notes")["data"]);
        let said = notes.iter().filter(|note| note["label"]["formatter"] == "no data").count();
        assert_eq!(said, gaps);
    }
    let option = value_of(&Case::Shares(cases::spending(Lang::En, false)), DESKTOP);
    assert_eq!(series(&option, "band0")["data"][8]["value"][1], "-");
    assert_eq!(option["xAxis"][0]["id"], "year");
}

#[test]
fn the_first_of_a_ranking_stands_at_the_head() {
    let option = value_of(&Case::Trend(ranks(Lang::En)), DESKTOP);
    let labels = list(&option["yAxis"][1]["data"]);
    assert_eq!((labels[0].as_str(), labels[labels.len() - 1].as_str()), (Some("26"), Some("1")));
    let shanghai = list(&series(&option, "310000")["data"]);
    assert_eq!(shanghai[0], option["yAxis"][0]["max"]);
}

#[test]
fn remarks_and_references_are_drawn_and_read() {
    let marks = cases::remarked(one_line(Lang::En));
    let option = value_of(&Case::Trend(marks.clone()), DESKTOP);
    let labels: Vec<&str> = list(&option["series"])
        .iter()
        .filter_map(|one| one["endLabel"]["formatter"].as_str())
        .collect();
    assert_eq!(labels, ["Zhejiang", "target 60,000", "mean of provinces"]);
    // The mean is not joined across its break.
    let mean = |id: &str| {
        list(&series(&option, id)["data"]).iter().map(|one| one != "-").collect::<Vec<_>>()
    };
    let (before, after) = (mean("#reference2"), mean("#reference2#2"));
    let at = 2005 - 1978;
    assert!(before[at - 1] && !before[at] && !after[at - 1] && after[at]);
    assert_eq!(list(&series(&option, "#remarks")["markLine"]["data"]).len(), 3);
    let row = option["tooltip"]["formatter"]["rows"][2021 - 1978].as_str().unwrap();
    assert!(row.contains("demonstration zone {a}"), "{row}");
}

#[test]
fn printed_values_are_points_without_stroke_or_name() {
    let option = value_of(&Case::Trend(printed(Lang::En)), DESKTOP);
    let points = series(&option, "printed");
    assert_eq!(points["lineStyle"]["width"], 0.0);
    assert_eq!(points["endLabel"]["show"], false);
    let drawn = list(&points["data"]).iter().filter(|datum| datum["symbol"] == "circle").count();
    assert_eq!(drawn, 3, "neighbours are points like the others");
    assert_eq!(series(&option, "early")["lineStyle"]["type"], serde_json::json!([5.0, 4.0]));
    let rows = &option["tooltip"]["formatter"]["rows"];
    let row = |year: usize| rows[year - 1981].as_str().unwrap();
    assert!(row(2003).contains('○') && !row(2004).contains('○'));
    let notes = list(&series(&option, "#phases")["data"]);
    let said: Vec<&str> =
        notes.iter().filter_map(|note| note["label"]["formatter"].as_str()).collect();
    assert_eq!(said, ["1981–1996 widens quickly", "1997–2009 plateau (a)", "2010–2020 eases"]);
}

#[test]
fn what_no_chart_can_draw_is_named() {
    let refused = |case: Case| case.option(&ChartTheme::LIGHT, DESKTOP).unwrap_err();
    let mut bars = cases::growth(Lang::En);
    bars.bars[1].id = "p0".into();
    assert!(matches!(refused(Case::Bars(bars.clone(), true)), ChartError::Twice(id) if id == "p0"));
    bars.bars.clear();
    assert!(matches!(refused(Case::Bars(bars, true)), ChartError::NoValues));
    let mut pairs = cases::vintages(Lang::En);
    pairs.pairs[0].to = f64::INFINITY;
    for case in [Case::Dumbbell(pairs.clone()), Case::Slope(pairs)] {
        assert_eq!(
            refused(case).to_string(),
            "inf of `p0` is not a number below 10¹⁵ that an axis can carry"
        );
    }
    let mut dots = cases::life(Lang::En, true);
    dots.dots[0].x = 0.0;
    let id = dots.dots[0].id.clone();
    assert_eq!(
        refused(Case::Scatter(dots, true)).to_string(),
        format!("0 of `{id}` is not above zero, as a logarithmic axis needs it")
    );
    let mut shares = cases::industries(Lang::En);
    for row in &mut shares.rows {
        row.shares = None;
    }
    assert!(matches!(refused(Case::Shares(shares)), ChartError::NoValues));
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => -1000.0..1000.0_f64,
        1 => -9e14..9e14_f64,
        1 => -1e-6..1e-6_f64,
        1 => Just(0.0),
    ]
}

fn any_positive() -> impl Strategy<Value = f64> {
    prop_oneof![3 => 0.01..1000.0_f64, 1 => 1.0..9e14_f64, 1 => 1e-11..1e-6_f64]
}

fn any_lang() -> impl Strategy<Value = Lang> {
    prop_oneof![Just(Lang::Zh), Just(Lang::En)]
}

fn any_role() -> impl Strategy<Value = LineRole> {
    prop_oneof![
        Just(LineRole::Nation),
        (0..9_usize).prop_map(LineRole::MacroRegion),
        (0..90_usize).prop_map(LineRole::Place),
    ]
}

fn any_references() -> impl Strategy<Value = Vec<ReferenceLine>> {
    let line = (any::<String>(), prop::collection::vec(prop::option::of(any_number()), 0..3))
        .prop_map(|(label, values)| ReferenceLine { label, values, breaks: Vec::new() });
    prop::collection::vec(line, 0..8)
}

fn any_groups() -> impl Strategy<Value = Vec<(LineRole, String)>> {
    prop::collection::vec((any_role(), any::<String>()), 0..5)
}

fn any_bars() -> impl Strategy<Value = Case> {
    let bar =
        (any::<String>(), any_role(), any::<bool>(), any_number(), any::<String>(), 0..99_u16);
    let extent = (any_number(), any_number());
    let bars = prop::collection::vec(bar, 0..95);
    let rest =
        (any_groups(), any_references(), any::<String>(), 0..6_usize, any_lang(), any::<bool>());
    (bars, extent, rest).prop_map(
        |(bars, extent, (groups, references, unit, decimals, lang, animate))| {
            let bar = |(at, (name, role, focused, value, text, rank))| Bar {
                place: PlaceId(0),
                id: format!("p{at}"),
                name,
                role,
                focused,
                value,
                text,
                rank,
            };
            let bars = bars.into_iter().enumerate().map(bar).collect();
            Case::Bars(
                BarMarks { year: 2020, bars, extent, groups, references, unit, decimals, lang },
                animate,
            )
        },
    )
}

fn any_pairs() -> impl Strategy<Value = PairMarks> {
    let texts = || (any::<String>(), any::<String>(), any::<String>(), any::<String>());
    let pair = (texts(), any_role(), any::<bool>(), any_number(), any_number());
    let pairs = prop::collection::vec(pair, 0..40);
    let extent = (any_number(), any_number());
    let heads = (any::<String>(), any::<String>(), any::<String>());
    (pairs, extent, any_references(), heads, 0..6_usize, any_lang()).prop_map(
        |(pairs, extent, references, (from_label, to_label, unit), decimals, lang)| {
            let pair = |(at, (texts, role, focused, from, to))| {
                let (name, from_text, to_text, change_text): (String, String, String, String) =
                    texts;
                Pair {
                    place: PlaceId(0),
                    id: format!("p{at}"),
                    name,
                    role,
                    focused,
                    from,
                    to,
                    from_text,
                    to_text,
                    change_text,
                }
            };
            let pairs = pairs.into_iter().enumerate().map(pair).collect();
            PairMarks {
                from_label,
                to_label,
                pairs,
                groups: Vec::new(),
                extent,
                references,
                unit,
                decimals,
                lang,
            }
        },
    )
}

fn any_coordinate(log: bool) -> BoxedStrategy<f64> {
    if log { any_positive().boxed() } else { any_number().boxed() }
}

fn any_point(logs: [bool; 2]) -> impl Strategy<Value = (f64, f64)> {
    (any_coordinate(logs[0]), any_coordinate(logs[1]))
}

fn any_dot(logs: [bool; 2]) -> impl Strategy<Value = Dot> {
    (
        (any::<String>(), any_role(), any::<bool>(), any::<bool>()),
        any_point(logs),
        prop_oneof![0.0..1.0_f64, any_number()],
        prop::collection::vec((any::<String>(), any::<String>()), 0..3),
        prop::collection::vec(any_point(logs), 0..6),
    )
        .prop_map(|((name, role, focused, named), (x, y), size, readout, trail)| Dot {
            place: PlaceId(0),
            id: String::new(),
            name,
            role,
            focused,
            named,
            x,
            y,
            size,
            readout,
            trail: (2000..).zip(trail).map(|(year, (x, y))| TrailPoint { year, x, y }).collect(),
        })
}

fn any_dots() -> impl Strategy<Value = Case> {
    any::<[bool; 2]>().prop_flat_map(|logs| {
        let dots = prop::collection::vec(any_dot(logs), 0..40);
        let fit = prop::option::of((any_point(logs), any_point(logs), any::<String>()));
        let rest = (any::<String>(), any_groups(), 0..6_usize, any_lang(), any::<bool>());
        let extent = [any_point(logs), any_point(logs)];
        (dots, extent, fit, rest).prop_map(
            move |(mut dots, [low, high], fit, (text, groups, decimals, lang, animate))| {
                for (at, dot) in dots.iter_mut().enumerate() {
                    dot.id = format!("p{at}");
                }
                let axis = |log| ScatterAxis { name: text.clone(), decimals, log };
                let marks = ScatterMarks {
                    year: 2020,
                    dots,
                    x: axis(logs[0]),
                    y: axis(logs[1]),
                    x_extent: (low.0, high.0),
                    y_extent: (low.1, high.1),
                    groups,
                    size_name: text.clone(),
                    fit: fit.map(|(from, to, label)| FitLine { from, to, label }),
                    lang,
                };
                Case::Scatter(marks, animate)
            },
        )
    })
}

fn any_shares() -> impl Strategy<Value = Case> {
    let row = (
        any::<String>(),
        any::<bool>(),
        prop::option::of(prop::collection::vec(
            prop_oneof![4 => -5.0..60.0_f64, 1 => any_number()],
            0..7,
        )),
        prop::collection::vec(any::<String>(), 0..7),
    );
    let bands = prop::collection::vec(any::<String>(), 0..7);
    let years = prop::option::of((1990..2000_u16, 0..40_u16));
    (bands, prop::collection::vec(row, 0..40), years, any_lang()).prop_map(
        |(bands, rows, years, lang)| {
            let band = |(at, name)| Band { id: format!("b{at}"), name, role: None };
            let row = |(at, (name, focused, shares, texts))| ShareRow {
                id: format!("p{at}"),
                name,
                focused,
                shares,
                texts,
            };
            Case::Shares(SharesMarks {
                bands: bands.into_iter().enumerate().map(band).collect(),
                rows: rows.into_iter().enumerate().map(row).collect(),
                years: years.map(|(start, more)| start..=start + more),
                lang,
            })
        },
    )
}

fn any_case() -> impl Strategy<Value = Case> {
    prop_oneof![
        any_bars(),
        any_pairs().prop_map(Case::Dumbbell),
        any_pairs().prop_map(Case::Slope),
        any_dots(),
        any_shares(),
    ]
}

fn any_line(at: usize) -> impl Strategy<Value = Line> {
    let value = prop_oneof![
        3 => (-1000.0..1000.0_f64).prop_map(Some),
        1 => (-1e14..1e14_f64).prop_map(Some),
        1 => (-1e-6..1e-6_f64).prop_map(Some),
        1 => Just(Some(0.0)),
        3 => Just(None),
    ];
    (
        any::<String>(),
        any_role(),
        any::<bool>(),
        prop::collection::vec((1985..2035_u16, value, ".*"), 0..40),
        prop::collection::vec(1985..2035_u16, 0..4),
    )
        .prop_map(move |(name, role, focused, points, breaks)| Line {
            place: PlaceId(0),
            id: format!("p{at}"),
            name,
            role,
            focused,
            points: points
                .into_iter()
                .map(|(year, value, text)| TrendPoint { year, value, text })
                .collect(),
            form: LineForm::Solid,
            breaks,
        })
}

/// The same marks with every value above zero.
fn above_zero(mut marks: TrendMarks) -> TrendMarks {
    let lift = |value: &mut f64| *value = value.abs().max(1e-9);
    let points = marks.lines.iter_mut().flat_map(|line| &mut line.points);
    points.filter_map(|point| point.value.as_mut()).for_each(lift);
    let references = marks.references.iter_mut().flat_map(|line| &mut line.values);
    references.flatten().for_each(lift);
    marks
}

fn any_marks() -> impl Strategy<Value = TrendMarks> {
    let lines = (0..14_usize).prop_flat_map(|count| (0..count).map(any_line).collect::<Vec<_>>());
    let mark = (1985..2035_u16, ".*").prop_map(|(year, reason)| BreakMark { year, reason });
    (
        (1990..2010_u16, 0..25_u16),
        lines,
        prop::collection::vec(mark, 0..5),
        ".*",
        0..6_usize,
        any_lang(),
        (any_references(), prop::collection::vec((1985..2035_u16, any::<String>()), 0..8)),
        any::<bool>(),
    )
        .prop_map(|((start, more), lines, breaks, unit, decimals, lang, others, log)| {
            TrendMarks {
                years: start..=start + more,
                lines,
                breaks,
                references: others.0,
                remarks: others
                    .1
                    .into_iter()
                    .map(|(year, text)| YearRemark { year, text })
                    .collect(),
                phases: Vec::new(),
                log,
                ranks: false,
                unit,
                decimals,
                lang,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_marks_give_a_sound_option_or_a_reason(
        marks in any_marks(),
        width in 0..2000_u32,
        height in 0..1200_u32,
        dark in any::<bool>(),
    ) {
        let theme = if dark { ChartTheme::DARK } else { ChartTheme::LIGHT };
        let marks = if marks.log && marks.years.len() % 3 > 0 { above_zero(marks) } else { marks };
        match trend_option(&marks, &theme, ChartSize { width, height }, "alt") {
            Ok(json) => check(&json, marks.years.len())?,
            Err(why) => prop_assert!(
                matches!(why, ChartError::NoValues | ChartError::NotAboveZero { .. }),
                "{why}"
            ),
        }
    }

    #[test]
    fn any_marks_of_other_charts_give_a_sound_option_or_a_reason(
        case in any_case(),
        width in 0..2000_u32,
        height in 0..1200_u32,
    ) {
        match case.option(&ChartTheme::DARK, ChartSize { width, height }) {
            Ok(json) => drop(sound(&json)?),
            Err(why) => prop_assert!(matches!(why, ChartError::NoValues), "{why}"),
        }
    }
}
