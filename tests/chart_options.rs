//! The options of charts as bytes: committed, so that a change is seen, and drawn in Node by
//! `tests/options/render.test.mjs` with the ECharts that the site ships.
//!
//! `UPDATE_EXPECT=1 cargo test --test chart_options` writes them anew.
#![cfg(feature = "chart")]
#![expect(clippy::unwrap_used, reason = "a test that unwraps names its failure")]

use core::ops::RangeInclusive;
use proptest::prelude::*;
use prosperity_atlas::{
    atlas::{Lang, PlaceId},
    chart::{ChartError, ChartSize, ChartTheme, trend_option},
    figure::{BreakMark, Line, LineRole, TrendMarks, TrendPoint},
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
        log: false,
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

/// Name of the committed file, marks, colours, room.
fn cases() -> Vec<(&'static str, TrendMarks, ChartTheme, ChartSize)> {
    let (light, dark) = (ChartTheme::LIGHT, ChartTheme::DARK);
    vec![
        ("one-line-zh-light-720px", one_line(Lang::Zh), light, DESKTOP),
        ("one-line-en-dark-320px", one_line(Lang::En), dark, PHONE),
        ("regions-zh-light-720px", regions(Lang::Zh), light, DESKTOP),
        ("regions-en-dark-720px", regions(Lang::En), dark, DESKTOP),
        ("regions-en-light-320px", regions(Lang::En), light, PHONE),
        ("regions-zh-dark-320px", regions(Lang::Zh), dark, PHONE),
        ("negative-zh-light-720px", negative(Lang::Zh), light, DESKTOP),
        ("negative-en-dark-320px", negative(Lang::En), dark, PHONE),
        ("forty-zh-light-720px", forty(Lang::Zh, None), light, DESKTOP),
        ("forty-en-dark-720px", forty(Lang::En, Some(12)), dark, DESKTOP),
        ("forty-en-light-320px", forty(Lang::En, Some(7)), light, PHONE),
        ("crowded-zh-light-720px", crowded(), light, DESKTOP),
        ("one-year-zh-dark-720px", one_year(), dark, DESKTOP),
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
    for (name, marks, theme, size) in cases() {
        let value: Value = serde_json::from_str(&option(&marks, &theme, size)).unwrap();
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
    for (_, marks, theme, size) in cases() {
        assert_eq!(option(&marks, &theme, size), option(&marks, &theme, size));
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

/// No null, no NaN, no function, ids all different, as many values as years.
fn check(json: &str, years: usize) -> Result<(), TestCaseError> {
    let value: Value = serde_json::from_str(json).unwrap();
    prop_assert!(plain(&value), "null, NaN or a function");
    let series = value["series"].as_array().unwrap();
    let ids: BTreeSet<&str> = series.iter().map(|one| one["id"].as_str().unwrap()).collect();
    prop_assert_eq!(ids.len(), series.len());
    for one in series.iter().filter(|one| one["id"] != "#breaks") {
        prop_assert_eq!(one["data"].as_array().unwrap().len(), years);
    }
    let ticks = value["yAxis"][1]["data"].as_array().unwrap();
    let (low, high) = (&value["yAxis"][0]["min"], &value["yAxis"][0]["max"]);
    let (low, high) = (low.as_f64().unwrap(), high.as_f64().unwrap());
    let steps = (high - low) / value["yAxis"][0]["interval"].as_f64().unwrap();
    // The texts lie on the ticks only if there are as many.
    prop_assert!((steps - (ticks.len() - 1) as f64).abs() < 1e-6, "{steps} steps, {ticks:?}");
    let different: BTreeSet<&str> = ticks.iter().map(|tick| tick.as_str().unwrap()).collect();
    prop_assert_eq!(different.len(), ticks.len());
    for one in series.iter().filter(|one| one["id"] != "#breaks") {
        for datum in one["data"].as_array().unwrap() {
            let number = datum.as_f64().or_else(|| datum["value"].as_f64());
            let close = (high - low) * 1e-6;
            prop_assert!(
                number.is_none_or(|number| low - close <= number && number <= high + close)
            );
        }
    }
    prop_assert_eq!(value["tooltip"]["formatter"]["rows"].as_array().unwrap().len(), years);
    prop_assert_eq!(&value["tooltip"]["formatter"]["$f"], "lookup");
    Ok(())
}

#[test]
fn committed_options_are_sound() {
    for (name, marks, theme, size) in cases() {
        check(&option(&marks, &theme, size), marks.years.len()).expect(name);
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
    assert!(before.get("endLabel").is_none() && after["endLabel"]["show"] == true);
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

fn any_line(at: usize) -> impl Strategy<Value = Line> {
    let value = prop_oneof![
        3 => (-1000.0..1000.0_f64).prop_map(Some),
        1 => (-1e14..1e14_f64).prop_map(Some),
        1 => (-1e-6..1e-6_f64).prop_map(Some),
        1 => Just(Some(0.0)),
        3 => Just(None),
    ];
    let role = prop_oneof![
        Just(LineRole::Nation),
        (0..9_usize).prop_map(LineRole::MacroRegion),
        (0..90_usize).prop_map(LineRole::Place),
    ];
    (
        any::<String>(),
        role,
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
            breaks,
        })
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
        prop_oneof![Just(Lang::Zh), Just(Lang::En)],
    )
        .prop_map(|((start, more), lines, breaks, unit, decimals, lang)| TrendMarks {
            years: start..=start + more,
            lines,
            breaks,
            references: Vec::new(),
            remarks: Vec::new(),
            log: false,
            unit,
            decimals,
            lang,
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
        match trend_option(&marks, &theme, ChartSize { width, height }, "alt") {
            Ok(json) => check(&json, marks.years.len())?,
            Err(why) => prop_assert!(matches!(why, ChartError::NoValues), "{why}"),
        }
    }
}
