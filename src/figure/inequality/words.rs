//! Names of measures, their formulas, and why one is not there.

use crate::{
    atlas::Lang,
    i18n::grouped,
    spec::{IndexChoice, NeighbourRule},
    stats::{Companion, MeasureError, Parameter},
};

/// Digits behind the point of an index.
pub(super) const DIGITS: usize = 4;
/// Digits behind the point of an index in a table, from which it can be computed with.
pub(super) const TABLE_DIGITS: usize = 6;

/// Name of a measure.
pub fn index_name(choice: IndexChoice, lang: Lang) -> String {
    match choice {
        IndexChoice::Gini => lang.pick("基尼系数", "Gini coefficient").into(),
        IndexChoice::GiniCorrected => {
            lang.pick("基尼系数（小样本校正）", "Gini coefficient (small-sample corrected)").into()
        }
        IndexChoice::TheilT => lang.pick("泰尔 T 指数", "Theil T").into(),
        IndexChoice::TheilL => {
            lang.pick("泰尔 L 指数（平均对数离差）", "Theil L (mean log deviation)").into()
        }
        IndexChoice::GeneralisedEntropy(alpha) => {
            format!("{} GE({alpha})", lang.pick("广义熵指数", "Generalised entropy"))
        }
        IndexChoice::Atkinson(epsilon) => {
            let name = lang.pick("阿特金森指数", "Atkinson index");
            format!("{name}{}", lang.pick("（ε = {}）", " (ε = {})"))
                .replace("{}", &epsilon.to_string())
        }
        IndexChoice::CvPopulation => {
            lang.pick("变异系数（总体）", "Coefficient of variation (population)").into()
        }
        IndexChoice::CvSample => {
            lang.pick("变异系数（样本）", "Coefficient of variation (sample)").into()
        }
        IndexChoice::Hoover => lang.pick("胡佛指数", "Hoover index").into(),
        IndexChoice::StdOfLogs => {
            lang.pick("对数标准差", "Standard deviation of logarithms").into()
        }
        IndexChoice::ExtremeRatio => lang.pick("最高与最低之比", "Highest over lowest").into(),
        IndexChoice::PercentileRatio => lang.pick("P90/P10", "P90/P10").into(),
    }
}

/// Formula of a measure, with who gave it. `x` are the values, `w` the weights with sum 1 (1/n where each
/// place counts once), `μ` the weighted mean.
pub(super) fn formula(choice: IndexChoice) -> (String, &'static str) {
    let own = |text: &str| text.to_owned();
    match choice {
        IndexChoice::Gini => (own("G = Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| ÷ 2μ"), "Gini 1914; Dorfman 1979"),
        IndexChoice::GiniCorrected => (own("G′ = G · n ÷ (n − 1)"), "Deltas 2003"),
        IndexChoice::TheilT => (own("T = Σᵢ wᵢ (xᵢ/μ) ln(xᵢ/μ)"), "Theil 1967, section 4.2"),
        IndexChoice::TheilL => (own("L = Σᵢ wᵢ ln(μ/xᵢ)"), "Theil 1967, section 4.2"),
        IndexChoice::GeneralisedEntropy(alpha) => (
            format!("GE({alpha}) = [Σᵢ wᵢ (xᵢ/μ)^{alpha} − 1] ÷ [{alpha}·({alpha} − 1)]"),
            "Shorrocks 1980",
        ),
        IndexChoice::Atkinson(epsilon) if (epsilon - 1.0).abs() < f64::EPSILON => {
            (own("A(1) = 1 − Πᵢ xᵢ^wᵢ ÷ μ"), "Atkinson 1970")
        }
        IndexChoice::Atkinson(epsilon) => (
            format!("A({epsilon}) = 1 − [Σᵢ wᵢ (xᵢ/μ)^(1 − {epsilon})]^(1 ÷ (1 − {epsilon}))"),
            "Atkinson 1970",
        ),
        IndexChoice::CvPopulation => (own("CV = √[Σᵢ wᵢ (xᵢ − μ)²] ÷ μ"), "Pearson 1896"),
        IndexChoice::CvSample => (own("CV = √[Σᵢ (xᵢ − μ)² ÷ (n − 1)] ÷ μ"), "Pearson 1896"),
        IndexChoice::Hoover => (own("H = ½ Σᵢ wᵢ |xᵢ/μ − 1|"), "Hoover 1936"),
        IndexChoice::StdOfLogs => {
            (own("s = √[Σᵢ wᵢ (ln xᵢ − Σⱼ wⱼ ln xⱼ)²]"), "Cowell 2011, section 2.2")
        }
        IndexChoice::ExtremeRatio => (own("max x ÷ min x"), ""),
        IndexChoice::PercentileRatio => (own("Q(0.9) ÷ Q(0.1)"), "Hyndman & Fan 1996, type 7"),
    }
}

/// Name of a rule for neighbours.
pub fn neighbours_name(rule: NeighbourRule, lang: Lang) -> String {
    match (rule, lang) {
        (NeighbourRule::Queen, _) => {
            lang.pick("相邻（共边或共点）", "contiguity (shared border or corner)").into()
        }
        (NeighbourRule::Nearest(count), Lang::Zh) => format!("最近的 {count} 个地区"),
        (NeighbourRule::Nearest(count), Lang::En) => format!("the {count} nearest places"),
    }
}

/// A value of an index.
pub(super) fn index_text(value: f64) -> String {
    grouped(value, DIGITS)
}

/// Why a measure is not there and what to do, as a sentence. `name` gives the name of the place at a
/// position, or of a group.
pub fn refusal(error: MeasureError, name: impl Fn(usize) -> String, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    match error {
        MeasureError::Empty => lang
            .pick(
                "所选年份没有任何地区有数据，无法计算；请换一个年份或指标。",
                "No place has data for this year, so there is nothing to measure; choose another year or indicator.",
            )
            .into(),
        MeasureError::TooFew { n, least } if zh => {
            format!("只有 {n} 个地区有数据，此量至少需要 {least} 个；请多选一些地区，或换一个年份。")
        }
        MeasureError::TooFew { n, least } => format!(
            "Only {n} places have data and this measure needs at least {least}; choose more places or another year."
        ),
        MeasureError::Lengths { what, values, given } => {
            let what = companion(what, lang);
            if zh {
                format!("数值有 {values} 个而{what}有 {given} 个，两者必须一样多。")
            } else {
                format!("There are {values} values and {given} {what}; there must be as many of both.")
            }
        }
        MeasureError::NotFinite { at } if zh => format!("{}的数值不是有限的数。", name(at)),
        MeasureError::NotFinite { at } => format!("The value of {} is not a finite number.", name(at)),
        MeasureError::Negative { at } if zh => {
            format!("{}的数值为负，此量只适用于不小于零的数值；请换一个指标。", name(at))
        }
        MeasureError::Negative { at } => format!(
            "The value of {} is negative; this measure is defined for values of zero and above. Choose another indicator.",
            name(at)
        ),
        MeasureError::NotPositive { at } if zh => {
            format!("{}的数值不大于零，此量要取对数或作除数；请换一个指标或去掉该地区。", name(at))
        }
        MeasureError::NotPositive { at } => format!(
            "The value of {} is not above zero, and this measure takes its logarithm or divides by it; choose another indicator or leave the place out.",
            name(at)
        ),
        MeasureError::Weight { at } if zh => format!("{}的权重为负或不是有限的数。", name(at)),
        MeasureError::Weight { at } => {
            format!("The weight of {} is negative or not a finite number.", name(at))
        }
        MeasureError::ZeroWeight => {
            lang.pick("所有权重之和为零。", "All weights are zero.").into()
        }
        MeasureError::ZeroMean => lang
            .pick(
                "平均值为零，相对差距没有定义；请换一个指标。",
                "The mean is zero, so relative differences are not defined; choose another indicator.",
            )
            .into(),
        MeasureError::NoVariance => lang
            .pick(
                "所有地区的数值相同，没有差异可言。",
                "All places have the same value, so there is no variation to speak of.",
            )
            .into(),
        MeasureError::OneGroup => lang
            .pick(
                "所有地区都在同一组，无法分解为组间与组内；请另设分组或换一个范围。",
                "All places are in one group, so nothing can be told apart between and within; make groups, or choose another set of places.",
            )
            .into(),
        MeasureError::GroupOfOne { group } if zh => {
            format!("“{}”只有一个地区，组内无从比较。", name(group))
        }
        MeasureError::GroupOfOne { group } => {
            format!("“{}” has a single place, so there is nothing to compare within it.", name(group))
        }
        MeasureError::AllIslands => lang
            .pick(
                "所选地区彼此都不相邻，无法计算空间自相关；请多选一些地区，或改用最近的若干地区。",
                "No chosen place has a neighbour among the others; choose more places, or use the nearest ones as neighbours.",
            )
            .into(),
        MeasureError::Neighbour { at, .. } if zh => format!("{}的邻接表有误。", name(at)),
        MeasureError::Neighbour { at, .. } => {
            format!("The list of neighbours of {} is wrong.", name(at))
        }
        MeasureError::Parameter { what } => {
            let what = parameter(what, lang);
            if zh {
                format!("{what}超出了此量允许的范围。")
            } else {
                format!("{what} is outside of what this measure allows.")
            }
        }
        MeasureError::Weighted => lang
            .pick("此量只适用于权重相同的地区。", "This measure is for places that count once each.")
            .into(),
        MeasureError::OutOfRange => lang
            .pick(
                "数值过大或过小，超出可计算的范围。",
                "The values are too large or too small to compute with.",
            )
            .into(),
    }
}

const fn companion(what: Companion, lang: Lang) -> &'static str {
    match what {
        Companion::Weights => lang.pick("权重", "weights"),
        Companion::Groups => lang.pick("分组", "groups"),
        Companion::Neighbours => lang.pick("邻接表", "lists of neighbours"),
        Companion::Others => lang.pick("对照数值", "values to compare with"),
        Companion::Points => lang.pick("位置", "positions"),
        Companion::Widths => lang.pick("舍入宽度", "widths of rounding"),
    }
}

const fn parameter(what: Parameter, lang: Lang) -> &'static str {
    match what {
        Parameter::Alpha => lang.pick("参数 α", "The parameter α"),
        Parameter::Epsilon => lang.pick("参数 ε", "The parameter ε"),
        Parameter::Share => lang.pick("人口份额", "The share"),
        Parameter::Count => lang.pick("个数", "The number asked for"),
        Parameter::Level => lang.pick("显著性水平", "The level of significance"),
        Parameter::Index => lang.pick("此指数", "The index"),
        Parameter::Width => lang.pick("舍入宽度", "The width of rounding"),
    }
}

/// A p-value.
pub(super) fn p_text(p: f64) -> String {
    if p < 0.001 { "p < 0.001".into() } else { format!("p = {}", grouped(p, 3)) }
}

/// The closing line of a decomposition, without a stop: the parts with their signs, the index, and how far
/// apart their sum and the index computed on its own are.
pub(super) fn closing(parts: &[f64], total: f64, lang: Lang) -> String {
    let mut terms = String::new();
    for (at, part) in parts.iter().enumerate() {
        terms.push_str(match (at, *part < 0.0) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        });
        terms.push_str(&grouped(part.abs(), TABLE_DIGITS));
    }
    let difference = (parts.iter().sum::<f64>() - total).abs();
    // Digits that hang on how a machine takes logarithms say nothing to a reader.
    let apart = if difference <= 1e-12 * total.abs() {
        lang.pick("不到 10⁻¹²（相对）", "less than 10⁻¹² of it").to_owned()
    } else {
        format!("{difference:.0e}")
    };
    let total = grouped(total, TABLE_DIGITS);
    match lang {
        Lang::Zh => format!("{terms} = {total}；与直接算得的值相差{apart}"),
        Lang::En => format!("{terms} = {total}; computed directly, it differs by {apart}"),
    }
}
