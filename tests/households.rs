//! Figures about household incomes: their numbers against those computed from the CSV files by
//! `tests/fixtures/reference/households.py`, and their words as snapshots (`UPDATE_EXPECT=1` writes them
//! anew).

#![allow(clippy::needless_raw_string_hashes, reason = "expect_test writes the snapshots so")]
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use expect_test::{Expect, expect};
use prosperity_atlas::{
    atlas::{Atlas, Lang},
    bundle,
    figure::{Figure, Marks, Row, inequality::Household},
};
use serde_json::Value;
use std::{fmt::Write as _, sync::LazyLock};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| bundle::atlas().unwrap());

static REFERENCE: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reference/households.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
});

/// Relative agreement asked for.
const AGREEMENT: f64 = 1e-10;

fn agree(found: &[Option<f64>], expected: &Value, what: &str) {
    let expected: Vec<f64> =
        expected.as_array().unwrap().iter().map(|one| one.as_f64().unwrap()).collect();
    assert_eq!(found.len(), expected.len(), "{what}");
    for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
        let found = found.unwrap();
        let apart = (found - expected).abs();
        assert!(apart <= AGREEMENT * expected.abs(), "{what} {at}: {found} {expected}");
    }
}

/// Numbers of a row from a column on.
fn from(row: &Row, column: usize) -> Vec<Option<f64>> {
    row.cells[column..].iter().map(|cell| cell.number).collect()
}

#[test]
fn bounds_and_share_ratios_of_fifths_agree() {
    let table = Household::Quintiles.figure(&ATLAS, Lang::En).table;
    let reference = &REFERENCE["quintiles"];
    let names =
        [("All residents", "all"), ("Urban residents", "urban"), ("Rural residents", "rural")];
    let mut count = 0;
    for (label, name) in names {
        for (year, expected) in reference[name].as_object().unwrap() {
            let is_it = |row: &&Row| row.cells[0].text == label && row.cells[1].text == *year;
            let row = table.rows.iter().find(is_it).unwrap();
            let mut numbers = from(row, 2);
            // The published coefficient is not computed.
            let published = numbers.remove(2);
            assert_eq!(published.is_some(), name == "all", "{label} {year}");
            agree(&numbers, expected, &format!("{label} {year}"));
            count += 1;
        }
    }
    assert_eq!(count, table.rows.len());
}

#[test]
fn sources_of_income_agree() {
    let table = Household::IncomeSources.figure(&ATLAS, Lang::En).table;
    for (year, expected) in REFERENCE["income_sources"].as_object().unwrap() {
        let rows: Vec<&Row> = table.rows.iter().filter(|row| row.cells[0].text == *year).collect();
        let (total, sources) = rows.split_last().unwrap();
        let parts = expected["sources"].as_array().unwrap();
        assert_eq!(sources.len(), parts.len());
        for (row, part) in sources.iter().zip(parts) {
            agree(&from(row, 2), part, &format!("{year} {}", row.cells[1].text));
        }
        agree(&[total.cells[3].number], &Value::from(vec![expected["total"].clone()]), year);
    }
}

#[test]
fn nested_parts_agree() {
    let table = Household::Nested.figure(&ATLAS, Lang::En).table;
    let reference = REFERENCE["nested"].as_object().unwrap();
    assert_eq!(table.rows.len(), reference.len());
    for row in &table.rows {
        let year = &row.cells[0].text;
        agree(&from(row, 1)[..4], &reference[year]["t"], &format!("{year} T"));
        agree(&from(row, 1)[4..], &reference[year]["l"], &format!("{year} L"));
    }
}

/// What is drawn, in a few lines.
fn drawn(figure: &Figure) -> Vec<String> {
    match &figure.marks {
        Marks::Trend(trend) => trend
            .lines
            .iter()
            .map(|line| {
                let texts: Vec<&str> = line.points.iter().map(|one| one.text.as_str()).collect();
                format!("{}: {}", line.name, texts.join(", "))
            })
            .collect(),
        Marks::Shares(shares) => {
            let bands: Vec<&str> = shares.bands.iter().map(|band| band.name.as_str()).collect();
            let rows =
                shares.rows.iter().map(|row| format!("{}: {}", row.name, row.texts.join(", ")));
            [bands.join(" | ")].into_iter().chain(rows).collect()
        }
        other => vec![format!("{other:?}")],
    }
}

/// The words of a figure in both languages, with the last row of its table.
fn check(one: Household, expected: &Expect) {
    let mut text = String::new();
    for lang in Lang::ALL {
        let figure = one.figure(&ATLAS, lang);
        writeln!(text, "# {}\n{}\nalt: {}", figure.title, figure.subtitle, figure.alt).unwrap();
        for line in drawn(&figure) {
            writeln!(text, "{line}").unwrap();
        }
        for note in &figure.notes {
            writeln!(text, "- {note}").unwrap();
        }
        writeln!(text, "{} ({})", figure.source_line, figure.sources.len()).unwrap();
        let table = &figure.table;
        let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
        let cells = table.rows.last().unwrap().cells.iter().map(|cell| cell.text.as_str());
        let cells = cells.collect::<Vec<_>>().join(" | ");
        writeln!(
            text,
            "{}: {} rows\n{}\n{cells}",
            table.caption,
            table.rows.len(),
            labels.join(" | ")
        )
        .unwrap();
    }
    expected.assert_eq(&text);
}

#[test]
fn fifths_and_the_official_gini_coefficient() {
    check(
        Household::Quintiles,
        &expect![[r#"
            # 2024年居民收入基尼系数公布值为 0.465，高于五等份组平均收入在各组人数相等时所容许的 0.387–0.441；2015年以来每年如此
            全国居民人均可支配收入的基尼系数：国家统计局公布数，与各五等份组人数相等时的下限和上限 · 2015–2024
            alt: 折线图：全国居民人均可支配收入的基尼系数：国家统计局公布数，与各五等份组人数相等时的下限和上限 · 2015–2024。2024年居民收入基尼系数公布值为 0.465，高于五等份组平均收入在各组人数相等时所容许的 0.387–0.441；2015年以来每年如此。
            公布值: 0.462, 0.465, 0.467, 0.468, 0.465, 0.468, 0.466, 0.467, 0.465, 0.465
            上限: 0.440, 0.441, 0.446, 0.455, 0.451, 0.451, 0.445, 0.445, 0.444, 0.441
            下限: 0.386, 0.388, 0.391, 0.398, 0.394, 0.394, 0.389, 0.390, 0.389, 0.387
            - 下限：各组之内人人相同；上限：在组平均值不变、各组首尾不相交的条件下，组内差距最大（Gastwirth 1972；Mehran 1975）。
            - 界限以各组人数相等为前提。统计局按人均收入排列的是住户，五组户数相同，各组人数未公布，因此界限只是近似；公布值为何在界限之外，由这些数据看不出来。
            - 2024年五组平均值的简单平均为 43,449 元，与全体居民平均值 41,314 元相差 +5.2%。若各组人数占比由低到高均匀变化（22.0% 至 18.0%）使两者相等，界限为 0.395–0.444。
            - 表中的份额比：收入最高的 20% 与最低的 40%、最高的 20% 与最低的 20% 在总收入中所占份额之比，同样以各组人数相等为前提。帕尔马比值取最高的 10%，五等份组给不出，前一个比值仅与之相仿。
            数据来源：国家统计局 (1)
            五等份组平均收入所容许的基尼系数与份额比: 30 rows
            居民 | 年份 | 下限 | 上限 | 公布的基尼系数 | 最高 20% 与最低 40% 份额之比 | 最高 20% 与最低 20% 份额之比 | 五组平均值与总平均值之比 | 下限（人数按总平均值推算） | 上限（人数按总平均值推算）
            农村居民 | 2024 | 0.372 | 0.428 | – | 2.876 | 9.945 | 1.029 | 0.376 | 0.429
            # Official Gini coefficient of income, 2024: 0.465, above the 0.387–0.441 that five equal groups with the published means allow; so in every year since 2015
            Gini coefficient of disposable income per person, all residents: published by the National Bureau of Statistics, and its bounds if the fifths were of equally many residents · 2015–2024
            alt: Line chart: Gini coefficient of disposable income per person, all residents: published by the National Bureau of Statistics, and its bounds if the fifths were of equally many residents · 2015–2024. Official Gini coefficient of income, 2024: 0.465, above the 0.387–0.441 that five equal groups with the published means allow; so in every year since 2015.
            Published: 0.462, 0.465, 0.467, 0.468, 0.465, 0.468, 0.466, 0.467, 0.465, 0.465
            Upper bound: 0.440, 0.441, 0.446, 0.455, 0.451, 0.451, 0.445, 0.445, 0.444, 0.441
            Lower bound: 0.386, 0.388, 0.391, 0.398, 0.394, 0.394, 0.389, 0.390, 0.389, 0.387
            - Lower bound: all have the same within each group. Upper bound: the greatest differences within the groups that keep their means and do not make them overlap (Gastwirth 1972; Mehran 1975).
            - The bounds hold for groups of equally many residents. The Bureau ranks households by income per person and makes five groups of equally many households; how many residents each has is not published. The bounds are therefore approximate, and the data do not tell why a published coefficient lies outside of them.
            - In 2024 the plain mean of the five means is CN¥43,449, +5.2% from the mean of all residents, CN¥41,314. If the groups’ shares of residents changed evenly from the lowest to the highest (22.0% to 18.0%) so that both agree, the bounds would be 0.395–0.444.
            - Share ratios in the table: what the top 20% have of all income over what the bottom 40%, or the bottom 20%, have, again with groups of equally many residents. The Palma ratio takes the top 10%, which fifths do not give; the first ratio only resembles it.
            Source: National Bureau of Statistics of China (1)
            Gini coefficient and share ratios that the means of fifths allow: 30 rows
            Residents | Year | Lower bound | Upper bound | Published Gini | Top 20% / bottom 40% | Top 20% / bottom 20% | Mean of the five / mean of all | Lower bound, sizes from the mean | Upper bound, sizes from the mean
            Rural residents | 2024 | 0.372 | 0.428 | – | 2.876 | 9.945 | 1.029 | 0.376 | 0.429
        "#]],
    );
}

#[test]
fn sources_of_the_gap_between_town_and_country() {
    check(
        Household::IncomeSources,
        &expect![[r#"
            # 2024年城乡平均收入差距中，工资性收入占 74.4%，2015年为 74.5%；经营净收入（−5.2%）缩小差距
            城镇居民与农村居民两个人均可支配收入平均值之间的基尼系数，按收入来源分解 · 2015–2024
            alt: 堆积柱形图：城镇居民与农村居民两个人均可支配收入平均值之间的基尼系数，按收入来源分解 · 2015–2024。2024年城乡平均收入差距中，工资性收入占 74.4%，2015年为 74.5%；经营净收入（−5.2%）缩小差距。
            工资性收入 | 经营净收入 | 财产净收入 | 转移净收入
            2015: 74.5%（0.1586）, −5.2%（−0.0111）, 14.1%（0.0300）, 16.6%（0.0352）
            2016: 73.6%（0.1525）, −4.6%（−0.0095）, 14.1%（0.0292）, 16.9%（0.0349）
            2017: 72.7%（0.1469）, −4.2%（−0.0085）, 14.4%（0.0291）, 17.1%（0.0345）
            2018: 72.2%（0.1417）, −3.7%（−0.0073）, 15.0%（0.0294）, 16.5%（0.0324）
            2019: 72.1%（0.1366）, −3.5%（−0.0066）, 15.2%（0.0289）, 16.2%（0.0307）
            2020: 72.7%（0.1311）, −5.1%（−0.0092）, 15.8%（0.0284）, 16.7%（0.0301）
            2021: 72.1%（0.1255）, −4.2%（−0.0072）, 16.1%（0.0280）, 16.0%（0.0279）
            2022: 72.5%, −4.8%, 16.2%, 16.1%
            2023: 73.5%, −5.1%, 16.1%, 15.4%
            2024: 74.4%（0.1164）, −5.2%（−0.0081）, 15.7%（0.0246）, 15.1%（0.0237）
            - 只是城镇与农村两个平均值之间的差距，不是住户之间的差距：城镇内部、农村内部的差距都不在其中。
            - 按收入来源分解基尼系数（Lerman 与 Yitzhaki 1985）：每项来源的贡献 = 收入份额 S × 该来源的基尼系数 G × 基尼相关系数 R。只有两组时 R 为 1（城镇较高）或 −1（农村较高），各来源的占比等于它在城乡平均值之差中的占比，与两组人口无关；人口只影响系数的大小。
            - 两组以城镇、乡村常住人口为权重，由各省相加（不含港澳台及现役军人），按第七次人口普查修订。按此加权，2024年两组的平均值与调查公布的全国居民平均值相差 +6.3%；调查用的是它自己的人口权重。
            - 2022、2023年没有各省的城乡人口，只有占比，没有系数。
            - 2024年：0.116380 − 0.008066 + 0.024561 + 0.023654 = 0.156528；与直接算得的值相差不到 10⁻¹²（相对）。
            数据来源：国家统计局 (4)
            城乡两个平均收入之间基尼系数的收入来源分解: 50 rows
            年份 | 收入来源 | 收入份额 S | 该来源的基尼系数 G | 基尼相关系数 R | 贡献 S·G·R | 占系数的百分比 | 边际效应
            2024 | 合计 | 1.000000 | 0.156528 | 1 | 0.156528 | 100.0 | 0.000000
            # Gap between urban and rural average income, 2024: 74.4% comes from wages, 74.5% in 2015; net business income (−5.2%) narrows it
            Gini coefficient between two averages, disposable income per urban and per rural resident, by source of income · 2015–2024
            alt: Stacked columns: Gini coefficient between two averages, disposable income per urban and per rural resident, by source of income · 2015–2024. Gap between urban and rural average income, 2024: 74.4% comes from wages, 74.5% in 2015; net business income (−5.2%) narrows it.
            Wages | Net business income | Net property income | Net transfers
            2015: 74.5% (0.1586), −5.2% (−0.0111), 14.1% (0.0300), 16.6% (0.0352)
            2016: 73.6% (0.1525), −4.6% (−0.0095), 14.1% (0.0292), 16.9% (0.0349)
            2017: 72.7% (0.1469), −4.2% (−0.0085), 14.4% (0.0291), 17.1% (0.0345)
            2018: 72.2% (0.1417), −3.7% (−0.0073), 15.0% (0.0294), 16.5% (0.0324)
            2019: 72.1% (0.1366), −3.5% (−0.0066), 15.2% (0.0289), 16.2% (0.0307)
            2020: 72.7% (0.1311), −5.1% (−0.0092), 15.8% (0.0284), 16.7% (0.0301)
            2021: 72.1% (0.1255), −4.2% (−0.0072), 16.1% (0.0280), 16.0% (0.0279)
            2022: 72.5%, −4.8%, 16.2%, 16.1%
            2023: 73.5%, −5.1%, 16.1%, 15.4%
            2024: 74.4% (0.1164), −5.2% (−0.0081), 15.7% (0.0246), 15.1% (0.0237)
            - Differences between the urban and the rural average only, not among households: nothing of what lies within town or within country is in it.
            - Gini coefficient by source (Lerman and Yitzhaki 1985): a source contributes its share of income S × its own Gini coefficient G × its Gini correlation R. With two groups R is 1 (more in town) or −1 (more in the country), and the shares of the sources are their shares of the difference of the two averages, whatever the populations, which only decide how large the coefficient is.
            - The two are weighted by urban and rural residents, the sums of the provinces (without Hong Kong, Macao, Taiwan and the armed forces), revised after the seventh census. So weighted, their mean in 2024 is +6.3% from the mean of all residents that the survey gives, which weights with a population of its own.
            - For 2022, 2023 there is no urban and rural population of the provinces; there are shares but no coefficient.
            - 2024: 0.116380 − 0.008066 + 0.024561 + 0.023654 = 0.156528; computed directly, it differs by less than 10⁻¹² of it.
            Source: National Bureau of Statistics of China (4)
            Gini coefficient between urban and rural average income, by source: 50 rows
            Year | Source | Share of income S | Gini of the source G | Gini correlation R | Contribution S·G·R | Per cent of the coefficient | Marginal effect
            2024 | Total | 1.000000 | 0.156528 | 1 | 0.156528 | 100.0 | 0.000000
        "#]],
    );
}

#[test]
fn regions_provinces_town_and_country() {
    check(
        Household::Nested,
        &expect![[r#"
            # 2021年收入差距（泰尔 T）的 60.2% 在省内城乡之间，2013年为 64.5%；总差距由 0.1353 变为 0.0994
            31 个省级地区城镇、农村居民人均可支配收入的泰尔 T 指数，按城乡常住人口加权 · 2013–2021
            alt: 堆积柱形图：31 个省级地区城镇、农村居民人均可支配收入的泰尔 T 指数，按城乡常住人口加权 · 2013–2021。2021年收入差距（泰尔 T）的 60.2% 在省内城乡之间，2013年为 64.5%；总差距由 0.1353 变为 0.0994。
            四大区域之间 | 区域内各省之间 | 省内城乡之间
            2013: 19.4%（0.0263）, 16.1%（0.0217）, 64.5%（0.0873）
            2014: 19.5%（0.0251）, 16.2%（0.0209）, 64.3%（0.0828）
            2015: 19.4%（0.0241）, 16.1%（0.0200）, 64.5%（0.0801）
            2016: 19.6%（0.0238）, 16.2%（0.0195）, 64.2%（0.0777）
            2017: 19.7%（0.0232）, 16.2%（0.0191）, 64.1%（0.0755）
            2018: 19.9%（0.0228）, 16.6%（0.0190）, 63.5%（0.0726）
            2019: 20.1%（0.0222）, 17.1%（0.0189）, 62.7%（0.0690）
            2020: 21.1%（0.0218）, 17.5%（0.0181）, 61.4%（0.0635）
            2021: 21.8%（0.0216）, 18.1%（0.0179）, 60.2%（0.0598）
            - 两级嵌套分解（Akita 2003）：每个省的城镇平均收入与农村平均收入各为一个数值。住户之间的差距不在其中。
            - 人口按第七次人口普查修订，住户调查用的是它自己的人口权重；按此加权的2021年全国平均值与调查公布数相差 +6.3%。
            - 2021年以后，多数省份的城镇、农村居民收入不在本图集中，因此止于2021年。
            - 按当年价格计算，未扣除各地物价的差别，也未扣除城乡之间的。
            - 2021年，T：0.021642 + 0.017948 + 0.059843 = 0.099433；与直接算得的值相差不到 10⁻¹²（相对）；L：0.021395 + 0.014850 + 0.073110 = 0.109354；与直接算得的值相差不到 10⁻¹²（相对）。
            数据来源：国家统计局 (2)
            城镇、农村居民收入的泰尔指数：区域之间、各省之间、城乡之间: 9 rows
            年份 | 泰尔 T | T：四大区域之间 | T：区域内各省之间 | T：省内城乡之间 | 泰尔 L | L：四大区域之间 | L：区域内各省之间 | L：省内城乡之间
            2021 | 0.099433 | 0.021642 | 0.017948 | 0.059843 | 0.109354 | 0.021395 | 0.014850 | 0.073110
            # Income differences (Theil T), 2021: 60.2% lie between town and country within provinces, 64.5% in 2013; in all 0.0994, from 0.1353
            Theil T of disposable income per urban and per rural resident of 31 provinces, weighted by urban and rural population · 2013–2021
            alt: Stacked columns: Theil T of disposable income per urban and per rural resident of 31 provinces, weighted by urban and rural population · 2013–2021. Income differences (Theil T), 2021: 60.2% lie between town and country within provinces, 64.5% in 2013; in all 0.0994, from 0.1353.
            Between the four regions | Between provinces within regions | Between town and country within provinces
            2013: 19.4% (0.0263), 16.1% (0.0217), 64.5% (0.0873)
            2014: 19.5% (0.0251), 16.2% (0.0209), 64.3% (0.0828)
            2015: 19.4% (0.0241), 16.1% (0.0200), 64.5% (0.0801)
            2016: 19.6% (0.0238), 16.2% (0.0195), 64.2% (0.0777)
            2017: 19.7% (0.0232), 16.2% (0.0191), 64.1% (0.0755)
            2018: 19.9% (0.0228), 16.6% (0.0190), 63.5% (0.0726)
            2019: 20.1% (0.0222), 17.1% (0.0189), 62.7% (0.0690)
            2020: 21.1% (0.0218), 17.5% (0.0181), 61.4% (0.0635)
            2021: 21.8% (0.0216), 18.1% (0.0179), 60.2% (0.0598)
            - Two-stage nested decomposition (Akita 2003): urban and rural average income of each province are one value each. Differences among households are not in it.
            - Populations are revised after the seventh census, while the household survey weights with its own; so weighted, the national mean of 2021 is +6.3% from the one that the survey gives.
            - After 2021 the atlas lacks urban and rural incomes of most provinces; the figure ends there.
            - At current prices; differences of prices between places, or between town and country, are not taken out.
            - 2021. T: 0.021642 + 0.017948 + 0.059843 = 0.099433; computed directly, it differs by less than 10⁻¹² of it. L: 0.021395 + 0.014850 + 0.073110 = 0.109354; computed directly, it differs by less than 10⁻¹² of it.
            Source: National Bureau of Statistics of China (2)
            Theil’s indices of urban and rural incomes: between regions, provinces, town and country: 9 rows
            Year | Theil T | T: Between the four regions | T: Between provinces within regions | T: Between town and country within provinces | Theil L | L: Between the four regions | L: Between provinces within regions | L: Between town and country within provinces
            2021 | 0.099433 | 0.021642 | 0.017948 | 0.059843 | 0.109354 | 0.021395 | 0.014850 | 0.073110
        "#]],
    );
}
