//! What a link names and no figure can follow: what is said of it, in both languages, what is shown
//! instead, and that there is something to show.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use prosperity_atlas::{
    atlas::{Atlas, Lang},
    figure::{Extent, Figure, MapMarks, Marks, figure, figure_within, refused},
    query::{Chain, Geography, Transform, has_level, selectable_indicators},
    spec::{Moment, Notice, Spec, Time, View, parse},
};
use std::sync::LazyLock;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let file = |name: &str| {
        std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
});

/// Whether a figure draws any number.
fn shows_something(figure: &Figure) -> bool {
    let some = |map: &MapMarks| {
        map.regions.iter().any(|region| region.class.is_some() || region.share.is_some())
    };
    match &figure.marks {
        Marks::Nothing(_) => false,
        Marks::Map(map) => some(map),
        Marks::Multiples(maps) => maps.iter().any(some),
        Marks::Trend(trend) => {
            trend.lines.iter().any(|line| line.points.iter().any(|point| point.value.is_some()))
        }
        _ => true,
    }
}

/// Checks what is told of a link and what is shown instead: the link that is written afterwards. The
/// repaired spec is read back without a notice and gives a figure.
fn check(link: &str, zh: &[&str], en: &[&str], repaired: &str) -> Spec {
    let (spec, notices) = parse(&ATLAS, link);
    let told = |lang| notices.iter().map(|one| one.text(lang)).collect::<Vec<_>>();
    assert_eq!(told(Lang::Zh), zh, "{link}");
    assert_eq!(told(Lang::En), en, "{link}");
    let written = spec.to_fragment(&ATLAS);
    assert_eq!(written, repaired, "{link}");
    assert_eq!(parse(&ATLAS, &written), (spec.clone(), vec![]), "{link}");
    for lang in Lang::ALL {
        assert!(shows_something(&figure(&ATLAS, &spec, lang)), "{link} shows nothing");
    }
    spec
}

#[test]
fn a_logarithmic_axis_needs_positive_values() {
    for selection in
        ["view=trend&transform=growth", "view=trend&places=330000~520000&transform=rank~change"]
    {
        check(
            &format!("#/explore?{selection}&log=y"),
            &["有取值为零或负数，不能用对数坐标，已改用普通坐标。"],
            &[
                "Some values are zero or negative and have no place on a logarithmic axis; a plain one is shown.",
            ],
            &format!("#/explore?{selection}"),
        );
    }
    // Ranks, shares and the values themselves are all above zero.
    for chain in ["", "&transform=share", "&transform=rank", "&transform=index"] {
        let link = format!("#/explore?indicator=gdp&view=trend&places=330000~520000{chain}&log=y");
        check(&link, &[], &[], &link);
    }
}

#[test]
fn years_without_data_become_the_nearest() {
    let links = [("1066", "2006"), ("2006..2099", "2006..2024"), ("0000", "2006")];
    for (given, used) in links {
        let (spec, notices) = parse(&ATLAS, &format!("#/explore?time={given}"));
        assert_eq!(spec.time.to_string(), used);
        assert_eq!(notices.len(), 1);
    }
    check(
        "#/explore?time=1066",
        &["1066 年没有数据（有数据的年份：2006–2024），已显示 2006 年。"],
        &["There are no data for 1066 (years with data: 2006–2024); 2006 is shown."],
        "#/explore?time=2006",
    );
    check(
        "#/explore?time=99999",
        &["链接中“time”的取值“99999”无法识别，已改用“latest”。"],
        &["“99999” is no value of “time” in a link; “latest” is used instead."],
        "#/explore",
    );
    check(
        "#/explore?time=2015&transform=index&base=1999",
        &[
            "1999 年没有数据（有数据的年份：2006–2024），基期已改为 2006 年。",
            "2009 年与 2010 年之间口径有变（2010年以人口普查为基准，水平较上年有跳变），跨越它的增长、变化和指数不可比，因此不作计算。最近的可比时段：2010–2015 年。已改为该时段。",
        ],
        &[
            "There are no data for 1999 (years with data: 2006–2024); 2006 is the base year.",
            "The series has a break between 2009 and 2010 (Figures rest on the population census of 2010; the level jumps against the year before); growth, change and index across it would compare what is not comparable and are not computed. Nearest years that can be compared: 2010–2015. They are shown instead.",
        ],
        "#/explore?time=2015&transform=index&base=2010",
    );
    // Between years with data: the census of districts was in 2000, 2010 and 2020.
    check(
        "#/explore?indicator=population_census&level=shanghai_districts&transform=index&base=2013",
        &["2013 年没有数据（有数据的年份：2000–2020），基期已改为 2010 年。"],
        &["There are no data for 2013 (years with data: 2000–2020); 2010 is the base year."],
        "#/explore?indicator=population_census&level=shanghai_districts&transform=index&base=2010",
    );
}

#[test]
fn a_range_that_stands_backwards_is_turned_round() {
    check(
        "#/explore?view=trend&time=2019..2011",
        &["链接中的起止年份颠倒，已按“2011..2019”显示。"],
        &["The years in the link stand backwards; “2011..2019” is shown."],
        "#/explore?view=trend&time=2011..2019",
    );
}

const BREAK_ZH: &str = "2009 年与 2010 年之间口径有变（2010年以人口普查为基准，水平较上年有跳变），跨越它的增长、变化和指数不可比，因此不作计算。最近的可比时段：";
const BREAK_EN: &str = "The series has a break between 2009 and 2010 (Figures rest on the population census of 2010; the level jumps against the year before); growth, change and index across it would compare what is not comparable and are not computed. Nearest years that can be compared: ";

#[test]
fn no_comparison_reaches_across_a_break() {
    let cases: [(&str, &str, &str); 8] = [
        (
            "transform=annual_growth&time=2007..2020",
            "2010–2020",
            "time=2010..2020&transform=annual_growth",
        ),
        ("transform=change&time=2007..2020", "2010–2020", "time=2010..2020&transform=change"),
        ("view=change&time=2007..2020", "2010–2020", "view=change&time=2010..2020"),
        ("transform=index&base=2007&time=2020", "2010–2020", "time=2020&transform=index&base=2010"),
        ("transform=index&base=2012&time=2008", "2006–2008", "time=2008&transform=index&base=2006"),
        ("transform=growth&time=2010", "2010–2011", "time=2011&transform=growth"),
        ("transform=share~growth&indicator=population_resident&time=2010", "2010–2011", ""),
        (
            "transform=growth~change&time=2010..2020",
            "2011–2020",
            "time=2011..2020&transform=growth~change",
        ),
    ];
    for (given, years, repaired) in cases {
        let link = format!("#/explore?{given}");
        if repaired.is_empty() {
            let (_, notices) = parse(&ATLAS, &link);
            let [Notice::AcrossBreak(refusal)] = notices.as_slice() else {
                unreachable!("{link}: {notices:?}")
            };
            assert!(refusal.text(Lang::En).contains(years), "{link}: {refusal:?}");
            continue;
        }
        check(
            &link,
            &[&format!("{BREAK_ZH}{years} 年。已改为该时段。")],
            &[&format!("{BREAK_EN}{years}. They are shown instead.")],
            &format!("#/explore?{repaired}"),
        );
    }
}

#[test]
fn what_a_link_does_not_name_is_chosen_so_that_it_can_be_compared() {
    for (time, starts) in [("2008", 2006), ("2012", 2010), ("2020", 2010)] {
        for chain in ["index", "annual_growth", "change"] {
            let link = format!("#/explore?time={time}&transform={chain}");
            let spec = check(&link, &[], &[], &link);
            let extent = Extent::of(&ATLAS, &spec).unwrap();
            let years = extent.years(spec.time);
            let found = spec.starts(&ATLAS, &years.all, years.year);
            let start = if chain == "index" { found.base } else { found.from };
            assert_eq!(start, starts, "{link}");
        }
    }
}

#[test]
fn classes_stay_within_what_can_be_drawn() {
    let unknown = |given: &str, used: &str| {
        (
            format!("链接中“classes”的取值“{given}”无法识别，已改用“{used}”。"),
            format!("“{given}” is no value of “classes” in a link; “{used}” is used instead."),
        )
    };
    let cases = [
        ("0", "jenks-2", "&classes=jenks-2"),
        ("99", "jenks-9", "&classes=jenks-9"),
        ("jenks-0", "jenks-2", "&classes=jenks-2"),
        ("quantile-99", "quantile-9", "&classes=quantile-9"),
        ("quantile-many", "quantile-6", "&classes=quantile-6"),
        ("manual", "jenks-6", ""),
        ("manual-", "jenks-6", ""),
        ("manual-few~many", "jenks-6", ""),
        ("manual-NaN~inf~1e400", "jenks-6", ""),
        ("manual-50000~x~100000", "manual-50000~100000", "&classes=manual-50000~100000"),
    ];
    for (given, used, written) in cases {
        let (zh, en) = unknown(given, used);
        let repaired = if written.is_empty() {
            "#/explore".to_owned()
        } else {
            format!("#/explore?{}", &written[1..])
        };
        check(&format!("#/explore?classes={given}"), &[&zh], &[&en], &repaired);
    }
}

#[test]
fn colours_fit_the_classes() {
    check(
        "#/explore?classes=diverging-6&palette=teal",
        &[
            "配色“teal”与所选分级不相配（以中点分界的分级须用双色配色，其余分级用单色配色），已改用默认配色。",
        ],
        &[
            "The colours “teal” do not go with these classes (two-coloured ones go with classes on both sides of a middle, others with the rest); the usual colours are shown.",
        ],
        "#/explore?classes=diverging-6",
    );
    check(
        "#/explore?palette=blue_orange",
        &[
            "配色“blue_orange”与所选分级不相配（以中点分界的分级须用双色配色，其余分级用单色配色），已改用默认配色。",
        ],
        &[
            "The colours “blue_orange” do not go with these classes (two-coloured ones go with classes on both sides of a middle, others with the rest); the usual colours are shown.",
        ],
        "#/explore",
    );
    // The map of change parts at none by itself.
    let link = "#/explore?view=change&palette=purple_green";
    check(link, &[], &[], link);
}

#[test]
fn of_a_chain_the_steps_that_say_something_stay() {
    let left_out = |given: &str| {
        (
            format!(
                "链接中的变换“{given}”接在前面的变换之后没有意义（或该指标不能加总），已略去。"
            ),
            format!(
                "The transform “{given}” in the link says nothing after those before it, or the indicator cannot be added up; it was left out."
            ),
        )
    };
    let cases = [
        ("transform=share", "share", "#/explore"),
        ("transform=growth~growth", "growth", "#/explore?transform=growth"),
        ("transform=annual_growth~change", "change", "#/explore?transform=annual_growth"),
        ("indicator=gdp&transform=rank~share", "share", "#/explore?indicator=gdp&transform=rank"),
        (
            "indicator=gdp&transform=share~index~rank~change",
            "change",
            "#/explore?indicator=gdp&transform=share~index~rank",
        ),
    ];
    for (given, step, repaired) in cases {
        let (zh, en) = left_out(step);
        check(&format!("#/explore?{given}"), &[&zh], &[&en], repaired);
    }
    check(
        "#/explore?transform=groth~rank",
        &["链接中“transform”的取值“groth”无法识别，已忽略。是否想写“growth”？"],
        &["“groth” is no value of “transform” in a link; it was left out. Did you mean “growth”?"],
        "#/explore?transform=rank",
    );
}

#[test]
fn an_indicator_is_not_set_against_itself() {
    check(
        "#/explore?view=scatter&indicator=gdp&x=gdp",
        &["横轴与纵轴不能是同一指标（“gdp”），横轴已改用默认指标。"],
        &[
            "An indicator is not set against itself (“gdp”); the usual one is on the horizontal axis.",
        ],
        "#/explore?indicator=gdp&view=scatter",
    );
}

#[test]
fn a_view_that_the_selection_does_not_have_becomes_the_overview() {
    let cases = [
        ("indicator=disposable_income&level=zhejiang_counties&view=tiles", "tiles"),
        ("indicator=gini&view=map", "map"),
        ("indicator=gdp_per_person&view=shares", "shares"),
        ("indicator=disposable_income_median&view=revision", "revision"),
    ];
    for (given, view) in cases {
        let repaired =
            parse(&ATLAS, &format!("#/explore?{}", given.replace(&format!("&view={view}"), ""))).0;
        check(
            &format!("#/explore?{given}"),
            &[&format!("所选指标和范围不能用视图“{view}”显示，已改为总览。")],
            &[&format!(
                "The indicator and the places chosen cannot be shown as “{view}”; the overview is shown."
            )],
            &repaired.to_fragment(&ATLAS),
        );
    }
}

#[test]
fn of_too_many_the_first_are_kept() {
    let remarks: Vec<String> = (0..9).map(|at| format!("20{at:02}:n{at}")).collect();
    let spec = check(
        &format!("#/explore?remarks={}", remarks.join("~")),
        &["链接中“remarks”列出 9 项，最多 8 项，已保留前 8 项。"],
        &["“remarks” in the link names 9; at most 8 are shown, so the first 8 are kept."],
        &format!("#/explore?remarks={}", remarks[..8].join("~")),
    );
    assert_eq!(spec.remarks.len(), 8);
    let spec = check(
        "#/explore?lines=nation~mean~median~1~2~2~mean",
        &["链接中“lines”列出 5 项，最多 4 项，已保留前 4 项。"],
        &["“lines” in the link names 5; at most 4 are shown, so the first 4 are kept."],
        "#/explore?lines=nation~mean~median~1",
    );
    assert_eq!(spec.references.len(), 4);
    let all: Vec<&str> = ATLAS.places().map(|(_, place)| place.id.as_str()).collect();
    let places: Vec<&str> = all.into_iter().cycle().take(500).collect();
    let (spec, notices) =
        parse(&ATLAS, &format!("#/explore?view=trend&places={}", places.join("~")));
    assert_eq!(spec.places.as_ref().map(Vec::len), Some(40));
    assert_eq!(notices, [Notice::TooManyPlaces { given: 500, kept: 40 }]);
    assert_eq!(
        notices[0].text(Lang::Zh),
        "链接列出 500 个地区，一张图最多比较 40 个，已保留前 40 个。"
    );
    assert_eq!(
        notices[0].text(Lang::En),
        "The link names 500 places; one figure compares at most 40, so the first 40 are kept."
    );
    assert!(shows_something(&figure(&ATLAS, &spec, Lang::Zh)));
}

#[test]
fn a_long_remark_is_cut() {
    let long = "字".repeat(200);
    let spec = check(
        &format!("#/explore?remarks=2015:{long}"),
        &["链接中的批注过长，已截短为 140 个字。"],
        &["A remark in the link is too long and was cut to 140 characters."],
        &format!("#/explore?remarks=2015:{}", "字".repeat(140)),
    );
    assert_eq!(spec.remarks[0].text.chars().count(), 140);
}

#[test]
fn a_reference_is_a_plain_number() {
    for given in ["NaN", "inf", "-inf", "1e400", "1e3", "0x10", "9999999999999999", "--5", "5,5"] {
        check(
            &format!("#/explore?lines={given}~60000"),
            &[&format!("链接中“lines”的取值“{given}”无法识别，已忽略。")],
            &[&format!("“{given}” is no value of “lines” in a link; it was left out.")],
            "#/explore?lines=60000",
        );
    }
}

#[test]
fn numbers_beyond_their_bounds_become_the_nearest() {
    for (given, used, written) in [
        ("nearest=99", "5", "nearest=5"),
        ("panels=0", "2", "panels=2"),
        ("panels=4294967296", "4", ""),
    ] {
        let (key, value) = given.split_once('=').unwrap();
        check(
            &format!("#/explore?{given}"),
            &[&format!("链接中“{key}”的取值“{value}”无法识别，已改用“{used}”。")],
            &[&format!("“{value}” is no value of “{key}” in a link; “{used}” is used instead.")],
            &["#/explore", if written.is_empty() { "" } else { "?" }, written].concat(),
        );
    }
}

/// Every chain of one or two steps that an indicator takes.
fn chains(additive: bool) -> Vec<Chain> {
    let mut found = vec![Chain::default()];
    for first in Transform::ALL {
        let Ok(one) = Chain::default().then(first, additive) else { continue };
        found.push(one.clone());
        found.extend(
            Transform::ALL.iter().filter_map(|step| one.clone().then(*step, additive).ok()),
        );
    }
    found
}

/// What is refused in any year of any indicator can be repaired, and then shows numbers.
#[test]
fn every_refusal_leads_to_something_that_can_be_compared() {
    let mut refusals = 0;
    for indicator in selectable_indicators(&ATLAS) {
        for level in Geography::ALL {
            if !has_level(&ATLAS, indicator, level) {
                continue;
            }
            let plain = Spec::of_indicator(&ATLAS, indicator).with_level(&ATLAS, level);
            let Some(extent) = Extent::of(&ATLAS, &plain) else { continue };
            let (first, last) = (*extent.all.start(), *extent.all.end());
            let years = [first, first.midpoint(last), extent.latest];
            for chain in chains(ATLAS.indicator(indicator).additive) {
                for year in &years {
                    let from = Some(Moment::Year(*extent.all.start()));
                    let mut spec = Spec {
                        view: View::Trend,
                        chain: chain.clone(),
                        base: Some(*extent.all.start()),
                        time: Time { from, to: Moment::Year(*year) },
                        ..plain.clone()
                    };
                    let Some(refusal) = refused(&ATLAS, &spec, &extent.years(spec.time)) else {
                        continue;
                    };
                    refusals += 1;
                    let starts = spec.starts(&ATLAS, &extent.all, *year);
                    refusal.repair(&mut spec, starts, *year);
                    let link = spec.to_fragment(&ATLAS);
                    let repaired = extent.years(spec.time);
                    assert_eq!(refused(&ATLAS, &spec, &repaired), None, "{link}");
                    spec.view = View::Ranking;
                    if level == Geography::Nation {
                        spec.view = View::Trend;
                    }
                    let figure = figure_within(&ATLAS, &spec, Some(&extent), Lang::En);
                    assert!(shows_something(&figure), "{link}: {:?}", figure.marks);
                }
            }
        }
    }
    assert!(refusals > 500, "{refusals}");
}
