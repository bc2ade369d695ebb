//! Made-up marks of every kind of chart, of which the options are committed.

use prosperity_atlas::{
    atlas::{Lang, PlaceId},
    chart::{
        ChartError, ChartSize, ChartTheme, bars_option, dumbbell_option, lorenz_option,
        scatter_option, shares_option, slope_option, trend_option,
    },
    figure::{
        Band, Bar, BarMarks, Dot, FitLine, LineRole, LorenzCurve, LorenzMarks, Pair, PairMarks,
        ReferenceLine, ScatterAxis, ScatterMarks, ShareRow, SharesMarks, TrailPoint, TrendMarks,
        YearRemark,
    },
    i18n::grouped,
};

/// Marks of any kind.
#[derive(Clone, Debug)]
pub(crate) enum Case {
    Trend(TrendMarks),
    Bars(BarMarks, bool),
    Dumbbell(PairMarks),
    Slope(PairMarks),
    Scatter(ScatterMarks, bool),
    Shares(SharesMarks),
    Lorenz(LorenzMarks),
}

impl Case {
    pub(crate) fn option(&self, theme: &ChartTheme, size: ChartSize) -> Result<String, ChartError> {
        let alt = "一句话说明 & <alt>";
        match self {
            Self::Trend(marks) => trend_option(marks, theme, size, alt),
            Self::Bars(marks, animate) => bars_option(marks, theme, size, alt, *animate),
            Self::Dumbbell(marks) => dumbbell_option(marks, theme, size, alt),
            Self::Slope(marks) => slope_option(marks, theme, size, alt),
            Self::Scatter(marks, animate) => scatter_option(marks, theme, size, alt, *animate),
            Self::Shares(marks) => shares_option(marks, theme, size, alt),
            Self::Lorenz(marks) => lorenz_option(marks, theme, size, alt),
        }
    }
}

/// Code, names, macro-region, income, life expectancy, people in ten thousands: near the truth for
/// provinces, so that the pictures look as they will.
type Province = (&'static str, &'static str, &'static str, usize, f64, f64, f64);

const PROVINCES: [Province; 31] = [
    ("110000", "北京", "Beijing", 0, 81_752.0, 82.49, 2_186.0),
    ("120000", "天津", "Tianjin", 0, 51_271.0, 81.30, 1_364.0),
    ("130000", "河北", "Hebei", 0, 32_903.0, 77.75, 7_393.0),
    ("140000", "山西", "Shanxi", 1, 30_924.0, 77.91, 3_466.0),
    ("150000", "内蒙古", "Inner Mongolia", 2, 38_130.0, 77.56, 2_396.0),
    ("210000", "辽宁", "Liaoning", 3, 37_992.0, 78.68, 4_182.0),
    ("220000", "吉林", "Jilin", 3, 29_797.0, 78.41, 2_339.0),
    ("230000", "黑龙江", "Heilongjiang", 3, 29_694.0, 78.25, 3_062.0),
    ("310000", "上海", "Shanghai", 0, 84_834.0, 82.55, 2_487.0),
    ("320000", "江苏", "Jiangsu", 0, 52_674.0, 79.32, 8_526.0),
    ("330000", "浙江", "Zhejiang", 0, 63_830.0, 80.19, 6_627.0),
    ("340000", "安徽", "Anhui", 1, 34_893.0, 77.96, 6_121.0),
    ("350000", "福建", "Fujian", 0, 45_426.0, 78.49, 4_183.0),
    ("360000", "江西", "Jiangxi", 1, 34_242.0, 77.64, 4_515.0),
    ("370000", "山东", "Shandong", 0, 39_890.0, 79.18, 10_123.0),
    ("410000", "河南", "Henan", 1, 29_933.0, 77.60, 9_815.0),
    ("420000", "湖北", "Hubei", 1, 35_146.0, 78.00, 5_838.0),
    ("430000", "湖南", "Hunan", 1, 35_895.0, 77.88, 6_568.0),
    ("440000", "广东", "Guangdong", 0, 49_327.0, 79.31, 12_706.0),
    ("450000", "广西", "Guangxi", 2, 29_514.0, 78.06, 5_027.0),
    ("460000", "海南", "Hainan", 0, 33_192.0, 79.05, 1_043.0),
    ("500000", "重庆", "Chongqing", 2, 37_595.0, 78.56, 3_191.0),
    ("510000", "四川", "Sichuan", 2, 32_514.0, 77.79, 8_368.0),
    ("520000", "贵州", "Guizhou", 2, 27_098.0, 75.20, 3_865.0),
    ("530000", "云南", "Yunnan", 2, 28_421.0, 74.02, 4_673.0),
    ("540000", "西藏", "Tibet", 2, 28_983.0, 72.19, 365.0),
    ("610000", "陕西", "Shaanxi", 2, 32_128.0, 77.80, 3_952.0),
    ("620000", "甘肃", "Gansu", 2, 25_011.0, 75.64, 2_465.0),
    ("630000", "青海", "Qinghai", 2, 28_587.0, 73.96, 594.0),
    ("640000", "宁夏", "Ningxia", 2, 31_604.0, 76.58, 729.0),
    ("650000", "新疆", "Xinjiang", 2, 28_947.0, 75.65, 2_598.0),
];

/// What HTML and templates would take for their own.
pub(crate) const HOSTILE: &str = "<img src=x onerror=alert(1)> & {a|b}";

fn word(lang: Lang, zh: &str, en: &str) -> String {
    if lang == Lang::Zh { zh.into() } else { en.into() }
}

fn region_names(lang: Lang) -> Vec<(LineRole, String)> {
    [("东部", "Eastern"), ("中部", "Central"), ("西部", "Western"), ("东北", "Northeast")]
        .into_iter()
        .enumerate()
        .map(|(at, (zh, en))| (LineRole::MacroRegion(at), word(lang, zh, en)))
        .collect()
}

fn reference(label: String, value: f64) -> ReferenceLine {
    ReferenceLine { label, values: vec![Some(value)], breaks: Vec::new() }
}

/// Bars in order of their values; equal ones share a rank.
fn ranked(mut bars: Vec<Bar>) -> Vec<Bar> {
    bars.sort_by(|one, other| other.value.total_cmp(&one.value));
    let values: Vec<f64> = bars.iter().map(|bar| bar.value).collect();
    for bar in &mut bars {
        let above = values.iter().filter(|value| **value > bar.value).count();
        bar.rank = u16::try_from(above + 1).unwrap();
    }
    bars
}

/// Incomes of provinces by macro-region, compared with nation and median.
pub(crate) fn incomes(lang: Lang, focus: Option<&str>) -> BarMarks {
    let unit = word(lang, " 元", "");
    let bars = PROVINCES.iter().enumerate().map(|(at, (id, zh, en, region, income, ..))| Bar {
        place: PlaceId(u16::try_from(at).unwrap()),
        id: (*id).into(),
        name: word(lang, zh, en),
        role: LineRole::MacroRegion(*region),
        focused: focus == Some(id),
        value: *income,
        text: format!("{}{unit}", grouped(*income, 0)),
        rank: 0,
    });
    BarMarks {
        year: 2023,
        bars: ranked(bars.collect()),
        extent: (25_011.0, 88_366.0),
        groups: region_names(lang),
        references: vec![
            reference(word(lang, "全国 39,218", "China 39,218"), 39_218.0),
            reference(word(lang, "中位数 33,192", "median 33,192"), 33_192.0),
            reference(word(lang, "各省平均 37,842", "mean of provinces 37,842"), 37_842.0),
        ],
        unit: word(lang, "元", "CN¥"),
        decimals: 0,
        lang,
    }
}

/// Growth above and below zero, ties, a zero, a name that is markup.
pub(crate) fn growth(lang: Lang) -> BarMarks {
    let values = [6.4, 5.2, 5.2, 3.0, 0.0, -0.4, -2.1, -5.6];
    let bars = values.iter().enumerate().map(|(at, value)| Bar {
        place: PlaceId(u16::try_from(at).unwrap()),
        id: format!("p{at}"),
        name: match at {
            3 => HOSTILE.into(),
            _ => word(lang, &format!("第{at}市"), &format!("City no. {at}")),
        },
        role: LineRole::Place(at),
        focused: at == 6,
        value: *value,
        text: format!("{}%", grouped(*value, 1)),
        rank: 0,
    });
    BarMarks {
        year: 2022,
        bars: ranked(bars.collect()),
        extent: (-6.3, 9.4),
        groups: Vec::new(),
        references: vec![reference(word(lang, "全国 3.0%", "China 3.0%"), 3.0)],
        unit: "%".into(),
        decimals: 1,
        lang,
    }
}

/// Ninety counties in little room.
pub(crate) fn counties(lang: Lang) -> BarMarks {
    let bars = (0..90_u16).map(|at| {
        let value = 4.2 + f64::from(u32::from(at) * 37 % 90) * 0.13;
        Bar {
            place: PlaceId(at),
            id: format!("c{at}"),
            name: word(lang, &format!("第{at}县"), &format!("County no. {at}")),
            role: LineRole::Place(usize::from(at)),
            focused: at == 41,
            value,
            text: format!("{}{}", grouped(value, 2), word(lang, " 万元", "")),
            rank: 0,
        }
    });
    BarMarks {
        year: 2022,
        bars: ranked(bars.collect()),
        extent: (3.1, 16.8),
        groups: Vec::new(),
        references: Vec::new(),
        unit: word(lang, "万元", "CN¥ 10,000"),
        decimals: 2,
        lang,
    }
}

/// The first bar alone.
pub(crate) fn alone(mut marks: BarMarks) -> BarMarks {
    marks.bars.truncate(1);
    marks.groups.clear();
    marks.references.clear();
    marks
}

/// Incomes of provinces in two years.
pub(crate) fn then_and_now(lang: Lang, count: usize, focus: Option<&str>) -> PairMarks {
    let mut pairs: Vec<Pair> = PROVINCES
        .iter()
        .take(count)
        .enumerate()
        .map(|(at, (id, zh, en, region, income, life, _))| {
            let from = (income * (0.36 + (life - 75.0) * 0.004)).round();
            Pair {
                place: PlaceId(u16::try_from(at).unwrap()),
                id: (*id).into(),
                name: word(lang, zh, en),
                role: if count > 12 { LineRole::Place(at) } else { LineRole::MacroRegion(*region) },
                focused: focus == Some(id),
                from,
                to: *income,
                from_text: grouped(from, 0),
                to_text: grouped(*income, 0),
                change_text: format!("+{}%", grouped((income / from - 1.0) * 100.0, 0)),
            }
        })
        .collect();
    pairs.sort_by(|one, other| other.to.total_cmp(&one.to));
    PairMarks {
        groups: region_names(lang),
        from_label: "2013".into(),
        to_label: "2023".into(),
        pairs,
        extent: (9_000.0, 84_834.0),
        references: vec![reference(word(lang, "全国 39,218", "China 39,218"), 39_218.0)],
        unit: word(lang, "元", "CN¥"),
        decimals: 0,
        lang,
    }
}

/// Two vintages with long names; values below zero, falling, equal; a name that is markup.
pub(crate) fn vintages(lang: Lang) -> PairMarks {
    let values = [(2.0, 6.4), (5.9, 5.2), (5.2, 5.2), (-1.0, 3.0), (1.1, -0.4), (-2.1, -5.6)];
    let pairs = values.iter().enumerate().map(|(at, (from, to))| Pair {
        place: PlaceId(u16::try_from(at).unwrap()),
        id: format!("p{at}"),
        name: match at {
            3 => HOSTILE.into(),
            _ => word(lang, &format!("第{at}市"), &format!("City no. {at}")),
        },
        role: LineRole::Place(at),
        focused: at == 4,
        from: *from,
        to: *to,
        from_text: format!("{}%", grouped(*from, 1)),
        to_text: format!("{}%", grouped(*to, 1)),
        change_text: format!("{}{}", grouped(to - from, 1), word(lang, " 个百分点", " pp")),
    });
    PairMarks {
        groups: Vec::new(),
        from_label: word(lang, "第四次经济普查修订", "Revised after the 4th economic census"),
        to_label: word(lang, "第五次经济普查修订", "Revised after the 5th economic census"),
        pairs: pairs.collect(),
        extent: (-5.6, 6.4),
        references: Vec::new(),
        unit: "%".into(),
        decimals: 1,
        lang,
    }
}

/// Income against life expectancy.
pub(crate) fn life(lang: Lang, log: bool) -> ScatterMarks {
    let named = ["110000", "330000", "540000", "520000", "440000"];
    let mut dots: Vec<Dot> = PROVINCES
        .iter()
        .enumerate()
        .map(|(at, (id, zh, en, region, x, y, people))| Dot {
            place: PlaceId(u16::try_from(at).unwrap()),
            id: (*id).into(),
            name: if *id == "520000" { HOSTILE.into() } else { word(lang, zh, en) },
            role: LineRole::MacroRegion(*region),
            focused: false,
            named: named.contains(id),
            x: *x,
            y: *y,
            size: people / 12_706.0,
            readout: vec![
                (word(lang, "人均收入", "Income"), grouped(*x, 0)),
                (word(lang, "预期寿命", "Life expectancy"), grouped(*y, 1)),
            ],
            trail: Vec::new(),
        })
        .collect();
    dots.sort_by(|one, other| other.size.total_cmp(&one.size));
    ScatterMarks {
        year: 2023,
        dots,
        x: ScatterAxis {
            name: word(lang, "人均可支配收入（元）", "Disposable income per person (CN¥)"),
            decimals: 0,
            log,
        },
        y: ScatterAxis {
            name: word(lang, "出生时预期寿命（岁）", "Life expectancy at birth (years)"),
            decimals: 1,
            log: false,
        },
        x_extent: (9_740.0, 84_834.0),
        y_extent: (68.2, 82.6),
        groups: region_names(lang),
        size_name: word(lang, "圆面积：常住人口", "Area of circles: population"),
        fit: Some(FitLine {
            from: (25_011.0, 75.9),
            to: (84_834.0, if log { 81.9 } else { 83.4 }),
            label: "R² = 0.63, n = 31".into(),
        }),
        lang,
    }
}

/// Places on their way through the years, one of them focused.
pub(crate) fn journeys(lang: Lang) -> ScatterMarks {
    let mut marks = life(lang, true);
    marks.fit = None;
    marks.size_name.clear();
    for dot in &mut marks.dots {
        dot.size = 0.1;
        dot.focused = dot.id == "330000";
        if !dot.named {
            continue;
        }
        dot.trail = (0..11_u16)
            .map(|at| {
                let share = f64::from(at) / 10.0;
                TrailPoint {
                    year: 2013 + at,
                    x: dot.x * (0.38 + 0.62 * share),
                    y: dot.y - 3.4 * (1.0 - share) + 0.4 * (share * 6.0).sin(),
                }
            })
            .collect();
    }
    marks
}

fn bands(lang: Lang) -> Vec<Band> {
    [
        ("primary", "第一产业", "Primary"),
        ("secondary", "第二产业", "Secondary"),
        ("tertiary", "第三产业", "Tertiary"),
    ]
    .map(|(id, zh, en)| Band { id: id.into(), name: word(lang, zh, en), role: None })
    .into()
}

fn share_row(
    id: String,
    name: String,
    focused: bool,
    shares: Option<Vec<f64>>,
    lang: Lang,
) -> ShareRow {
    let texts = match &shares {
        Some(shares) => shares.iter().map(|share| format!("{}%", grouped(*share, 1))).collect(),
        None => vec![word(lang, "未公布", "not published")],
    };
    ShareRow { id, name, focused, shares, texts }
}

/// Industries of provinces; some have no data.
pub(crate) fn industries(lang: Lang) -> SharesMarks {
    let rows = PROVINCES.iter().enumerate().map(|(at, (id, zh, en, ..))| {
        let first = 1.0 + f64::from(u32::try_from(at).unwrap() * 7 % 23) * 0.6;
        let second = 30.0 + f64::from(u32::try_from(at).unwrap() * 11 % 17);
        let shares = (at % 9 != 4).then(|| vec![first, second, 100.0 - first - second]);
        share_row((*id).into(), word(lang, zh, en), *id == "330000", shares, lang)
    });
    SharesMarks { bands: bands(lang), rows: rows.collect(), years: None, lang }
}

/// Five parts of a place's spending over the years, a gap among them, in the end a part below zero.
pub(crate) fn spending(lang: Lang, negative: bool) -> SharesMarks {
    let names = [
        ("食品", "Food"),
        ("居住", "Housing"),
        ("交通", "Transport"),
        ("教育", "Education"),
        ("其他", "Other"),
    ];
    let bands = names.iter().enumerate().map(|(at, (zh, en))| Band {
        id: format!("band{at}"),
        name: if at == 4 { HOSTILE.into() } else { word(lang, zh, en) },
        role: None,
    });
    let rows = (2000..=2023_u16).map(|year| {
        let at = f64::from(year - 2000);
        let shares = (!(2008..=2010).contains(&year)).then(|| {
            let mut shares = vec![45.0 - at * 0.7, 15.0 + at * 0.4, 12.0, 10.0 + at * 0.1];
            shares.push(100.0 - shares.iter().sum::<f64>());
            if negative && year > 2020 {
                shares[4] = -6.0;
                shares[0] += 100.0 - shares.iter().sum::<f64>();
            }
            shares
        });
        share_row(year.to_string(), year.to_string(), false, shares, lang)
    });
    SharesMarks { bands: bands.collect(), rows: rows.collect(), years: Some(2000..=2023), lang }
}

/// References and remarks beside the lines of a trend; the axis of quotients.
pub(crate) fn remarked(mut marks: TrendMarks) -> TrendMarks {
    let lang = marks.lang;
    let count = marks.years.len();
    let start = f64::from(*marks.years.start());
    let last = f64::from(*marks.years.end());
    marks.log = true;
    marks.references = vec![
        reference(word(lang, "目标 60,000", "target 60,000"), 60_000.0),
        ReferenceLine {
            label: word(lang, "各省平均", "mean of provinces"),
            values: (0..count)
                .map(|at| {
                    (at > 4).then(|| 300.0 * (1.0 + at as f64 / (last - start) * 9.0).powf(2.3))
                })
                .collect(),
            breaks: vec![2005],
        },
    ];
    let remark = |year, zh: &str, en: &str| YearRemark { year, text: word(lang, zh, en) };
    marks.remarks = vec![
        remark(1992, "邓小平南方谈话", "Southern tour of Deng Xiaoping"),
        remark(
            2001,
            "中国加入世界贸易组织，出口增长加快",
            "China joins the World Trade Organization",
        ),
        remark(2021, "浙江成为共同富裕示范区", "Zhejiang becomes a demonstration zone {a}"),
    ];
    marks
}

/// Lorenz curves of two years.
pub(crate) fn cumulated(lang: Lang) -> LorenzMarks {
    let curve = |year: u16, power: f64, role: LineRole| {
        let points: Vec<[f64; 2]> = (0..=31)
            .map(f64::from)
            .map(|at| at / 31.0)
            .map(|p| [p * 100.0, p.powf(power) * 100.0])
            .collect();
        LorenzCurve {
            id: format!("lorenz-{year}"),
            name: if year == 2010 { HOSTILE.into() } else { format!("{year} (Gini 0.2195)") },
            role,
            texts: points
                .iter()
                .map(|[p, l]| format!("{}% {}%", grouped(*p, 1), grouped(*l, 1)))
                .collect(),
            points,
        }
    };
    LorenzMarks {
        curves: vec![curve(2010, 1.8, LineRole::Place(0)), curve(2024, 1.5, LineRole::Nation)],
        x_name: word(lang, "累计地区（由低到高）", "cumulative share of the places, lowest first"),
        y_name: word(
            lang,
            "累计份额：人均可支配收入",
            "cumulative share of the total of disposable income",
        ),
        lang,
    }
}
