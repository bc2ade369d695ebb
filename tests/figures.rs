//! What figures say, as snapshots that double as examples: run with `UPDATE_EXPECT=1` to rewrite.

#![allow(clippy::needless_raw_string_hashes, reason = "expect_test writes the snapshots so")]
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use expect_test::{Expect, expect};
use prosperity_atlas::{
    atlas::{Atlas, Lang},
    export,
    figure::{
        Extent, Figure, MapMarks, Marks, Pair, arranged, chained, figure, figure_within, worked,
    },
    spec::{Spec, View, parse},
};
use std::{fmt::Write as _, sync::LazyLock};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let file = |name: &str| {
        std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
});

fn of(link: &str, lang: Lang) -> Figure {
    let (spec, notices) = parse(&ATLAS, link);
    assert_eq!(notices, [], "{link}");
    figure(&ATLAS, &spec, lang)
}

/// What is drawn, in a few lines.
fn drawn(marks: &Marks) -> Vec<String> {
    match marks {
        Marks::Map(map) => vec![legend(map)],
        Marks::Multiples(maps) => {
            let years: Vec<String> = maps.iter().map(|map| map.year.to_string()).collect();
            let mut lines = vec![format!("maps: {}", years.join(", "))];
            lines.extend(maps.first().map(legend));
            lines
        }
        Marks::Ranking(bars) => {
            let shown = bars.bars.iter().take(3);
            let mut lines: Vec<String> =
                shown.map(|bar| format!("{} {}: {}", bar.rank, bar.name, bar.text)).collect();
            lines.extend(bars.references.iter().map(|line| format!("reference: {}", line.label)));
            lines
        }
        Marks::Slope(pairs) | Marks::Dumbbell(pairs) => {
            let told = |one: &Pair| {
                format!("{}: {} → {} ({})", one.name, one.from_text, one.to_text, one.change_text)
            };
            let mut lines: Vec<String> = pairs.pairs.iter().take(3).map(told).collect();
            lines.extend(pairs.references.iter().map(|line| format!("reference: {}", line.label)));
            lines
        }
        Marks::Lorenz(lorenz) => lorenz.curves.iter().map(|curve| curve.name.clone()).collect(),
        Marks::Scatter(dots) => {
            let mut lines = vec![
                format!("x: {}{}", dots.x.name, if dots.x.log { ", log" } else { "" }),
                format!("y: {}{}", dots.y.name, if dots.y.log { ", log" } else { "" }),
            ];
            lines.extend(dots.fit.iter().map(|fit| format!("fit: {}", fit.label)));
            lines.extend(dots.dots.iter().take(1).map(|dot| {
                let readout: Vec<String> =
                    dot.readout.iter().map(|(name, text)| format!("{name} {text}")).collect();
                format!("{}: {}; path of {} years", dot.name, readout.join(", "), dot.trail.len())
            }));
            lines
        }
        Marks::Shares(shares) => {
            let bands: Vec<&str> = shares.bands.iter().map(|band| band.name.as_str()).collect();
            let rows = shares.rows.iter().take(2);
            [format!("bands: {}", bands.join(", "))]
                .into_iter()
                .chain(rows.map(|row| format!("{}: {}", row.name, row.texts.join(", "))))
                .collect()
        }
        Marks::Trend(trend) => {
            trend.references.iter().map(|line| format!("reference: {}", line.label)).collect()
        }
        Marks::Table => Vec::new(),
        Marks::Nothing(why) => vec![format!("nothing: {why}")],
    }
}

fn legend(map: &MapMarks) -> String {
    let items: Vec<String> =
        map.legend.iter().map(|item| format!("{} ({})", item.label, item.count)).collect();
    format!("legend, {}: {}", map.legend_unit, items.join("; "))
}

/// The words of a figure, in both languages.
fn check(link: &str, expected: &Expect) {
    let mut text = String::new();
    for lang in Lang::ALL {
        let figure = of(link, lang);
        writeln!(text, "# {}", figure.title).unwrap();
        writeln!(text, "{}", figure.subtitle).unwrap();
        writeln!(text, "alt: {}", figure.alt).unwrap();
        for line in drawn(&figure.marks) {
            writeln!(text, "{line}").unwrap();
        }
        for remark in &figure.remarks {
            writeln!(text, "> {remark}").unwrap();
        }
        for note in &figure.notes {
            writeln!(text, "- {note}").unwrap();
        }
    }
    expected.assert_eq(&text);
}

/// The first rows of a figure's table.
fn check_table(link: &str, lang: Lang, rows: usize, expected: &Expect) {
    let (spec, notices) = parse(&ATLAS, link);
    assert_eq!(notices, [], "{link}");
    let table = arranged(&figure(&ATLAS, &spec, lang).table, &spec.table);
    let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
    let mut lines = vec![table.caption.clone(), labels.join(" | ")];
    lines.extend(table.rows.iter().take(rows).map(|row| {
        row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ")
    }));
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn the_first_figure_is_gdp_per_person_by_province() {
    check(
        "#/explore?time=2023",
        &expect![[r#"
            # 2023年人均地区生产总值：北京最高（216,623 元），是最低的甘肃（50,084 元）的 4.33 倍
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2023年
            alt: 分级统计地图：2023年省级地区人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口；31 个地区有数据。最高：北京，216,623 元；最低：甘肃，50,084 元。全国：91,200 元。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, 元: 50,084–65,474 (9); 69,395–85,973 (11); 93,062–108,536 (5); 126,186–131,011 (3); 153,559 (1); 206,693–216,623 (2); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # GDP per person, 2023: highest in Beijing (CN¥216,623), 4.33 times the lowest, Gansu (CN¥50,084)
            GDP per person · After the 5th economic census · over year-end residents · CN¥ · current prices (nominal) · 2023
            alt: Choropleth map of provinces, GDP per person · After the 5th economic census · over year-end residents, 2023; 31 places with data. Highest: Beijing, CN¥216,623; lowest: Gansu, CN¥50,084. China: CN¥91,200. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, CN¥: 50,084–65,474 (9); 69,395–85,973 (11); 93,062–108,536 (5); 126,186–131,011 (3); 153,559 (1); 206,693–216,623 (2); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
}

#[test]
fn a_share_is_told_in_points() {
    check(
        "#/explore?indicator=urbanization_rate&time=2020",
        &expect![[r#"
            # 2020年常住人口城镇化率：上海最高（89.30%），与最低的西藏（35.73%）相差 53.57 个百分点
            常住人口城镇化率 · 第七次人口普查修订 · % · 2020年
            alt: 分级统计地图：2020年省级地区常住人口城镇化率 · 第七次人口普查修订；31 个地区有数据。最高：上海，89.30%；最低：西藏，35.73%。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, %: 35.73 (1); 50.05–55.43 (5); 56.53–60.44 (8); 62.53–67.48 (8); 68.75–74.15 (6); 84.70–89.30 (3); 无数据 (3)
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # Urbanisation rate, 2020: highest in Shanghai (89.30%), 53.57 pp above the lowest, Xizang (35.73%)
            Urbanisation rate · After the 7th population census · % · 2020
            alt: Choropleth map of provinces, Urbanisation rate · After the 7th population census, 2020; 31 places with data. Highest: Shanghai, 89.30%; lowest: Xizang, 35.73%. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, %: 35.73 (1); 50.05–55.43 (5); 56.53–60.44 (8); 62.53–67.48 (8); 68.75–74.15 (6); 84.70–89.30 (3); No data (3)
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
}

#[test]
fn a_trend_tells_where_the_ends_stand() {
    check(
        "#/explore?view=trend&vintage=census4_pre_census7",
        &expect![[r#"
            # 人均地区生产总值：2001年最高的东部是最低的西部的 2.43 倍；2019年最高的东部是最低的东北的 2.03 倍
            人均地区生产总值 · 第四次经济普查修订、第七次人口普查前人口 · 按年末常住人口 · 元 · 当年价格（名义值） · 2001–2019年
            alt: 折线图：人均地区生产总值 · 第四次经济普查修订、第七次人口普查前人口 · 按年末常住人口 · 元 · 当年价格（名义值） · 2001–2019年。东部：2001年 12,969 元，2019年 94,114 元。中部：2001年 5,920 元，2019年 58,400 元。西部：2001年 5,332 元，2019年 53,669 元。东北：2001年 9,328 元，2019年 46,439 元。全国：2001年 8,541 元，2019年 69,973 元。2004年与2005年之间口径有变。2009年与2010年之间口径有变。
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 区域数值为所含各省先加总、再计算。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 2004 年与 2005 年之间口径有变：2005年改以人口抽样调查为基准，水平较上年有跳变。
            - 2009 年与 2010 年之间口径有变：2010年以人口普查为基准，水平较上年有跳变。
            # GDP per person: East 2.43 times West in 2001, East 2.03 times North-East in 2019 (highest and lowest)
            GDP per person · 4th economic census, population before the 7th population census · over year-end residents · CN¥ · current prices (nominal) · 2001–2019
            alt: Line chart: GDP per person · 4th economic census, population before the 7th population census · over year-end residents · CN¥ · current prices (nominal) · 2001–2019. East: CN¥12,969 in 2001, CN¥94,114 in 2019. Central: CN¥5,920 in 2001, CN¥58,400 in 2019. West: CN¥5,332 in 2001, CN¥53,669 in 2019. North-East: CN¥9,328 in 2001, CN¥46,439 in 2019. China: CN¥8,541 in 2001, CN¥69,973 in 2019. Break between 2004 and 2005. Break between 2009 and 2010.
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - Values of regions are sums over their provinces, taken before any ratio.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Break between 2004 and 2005: Figures rest on a population sample survey from 2005; the level jumps against the year before.
            - Break between 2009 and 2010: Figures rest on the population census of 2010; the level jumps against the year before.
        "#]],
    );
}

#[test]
fn an_index_stops_at_a_break() {
    check(
        "#/explore?view=trend&transform=index&base=2006&time=2006..2009&places=330000",
        &expect![[r#"
            # 浙江人均地区生产总值名义指数（2006年 = 100）：2006年 100.0，2009年 143.9
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 指数（2006年 = 100） · 当年价格（名义值） · 2006–2009年
            alt: 折线图：人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 指数（2006年 = 100） · 当年价格（名义值） · 2006–2009年。浙江：2006年 100.0，2009年 143.9。
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            # GDP per person, nominal index (2006 = 100), Zhejiang: 100.0 in 2006, 143.9 in 2009
            GDP per person · After the 5th economic census · over year-end residents · value → index (2006 = 100) · current prices (nominal) · 2006–2009
            alt: Line chart: GDP per person · After the 5th economic census · over year-end residents · value → index (2006 = 100) · current prices (nominal) · 2006–2009. Zhejiang: 100.0 in 2006, 143.9 in 2009.
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
        "#]],
    );
}

#[test]
fn an_index_is_named_as_one_and_starts_behind_the_last_break() {
    check(
        "#/explore?transform=index&time=2020&places=330000~520000",
        &expect![[r#"
            # 2020年人均地区生产总值名义指数（2010年 = 100）：贵州最高（360.2），与最低的辽宁（188.3）相差 171.8 点
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 指数（2010年 = 100） · 当年价格（名义值） · 2020年
            alt: 分级统计地图：2020年省级地区人均地区生产总值名义指数（2010年 = 100）；31 个地区有数据。最高：贵州，360.2；最低：辽宁，188.3。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, 2010年 = 100: 188.3–210.2 (9); 217.3–239.3 (10); 249.0–260.7 (5); 268.3–279.7 (4); 307.6–312.2 (2); 360.2 (1); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # GDP per person, nominal index (2010 = 100), 2020: highest in Guizhou (360.2), 171.8 points above the lowest, Liaoning (188.3)
            GDP per person · After the 5th economic census · over year-end residents · value → index (2010 = 100) · current prices (nominal) · 2020
            alt: Choropleth map of provinces, GDP per person, nominal index (2010 = 100), 2020; 31 places with data. Highest: Guizhou, 360.2; lowest: Liaoning, 188.3. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, 2010 = 100: 188.3–210.2 (9); 217.3–239.3 (10); 249.0–260.7 (5); 268.3–279.7 (4); 307.6–312.2 (2); 360.2 (1); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?view=trend&transform=index&places=330000~520000",
        &expect![[r#"
            # 人均地区生产总值名义指数（2010年 = 100）：2024年最高的贵州与最低的浙江相差 181.9 点
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 指数（2010年 = 100） · 当年价格（名义值） · 2006–2024年
            alt: 折线图：人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 指数（2010年 = 100） · 当年价格（名义值） · 2006–2024年。浙江：2010年 100.0，2024年 263.4。贵州：2010年 100.0，2024年 445.3。2009年与2010年之间口径有变。
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 2009 年与 2010 年之间口径有变：2010年以人口普查为基准，水平较上年有跳变。
            # GDP per person, nominal index (2010 = 100): Guizhou, the highest, 181.9 points above Zhejiang, the lowest, in 2024
            GDP per person · After the 5th economic census · over year-end residents · value → index (2010 = 100) · current prices (nominal) · 2006–2024
            alt: Line chart: GDP per person · After the 5th economic census · over year-end residents · value → index (2010 = 100) · current prices (nominal) · 2006–2024. Zhejiang: 100.0 in 2010, 263.4 in 2024. Guizhou: 100.0 in 2010, 445.3 in 2024. Break between 2009 and 2010.
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - Break between 2009 and 2010: Figures rest on the population census of 2010; the level jumps against the year before.
        "#]],
    );
}

#[test]
fn parts_of_a_sum_are_told_as_shares() {
    let figure = of("#/explore?indicator=population_census&level=shanghai_districts", Lang::En);
    let lines: Vec<String> = figure.table.rows[..3]
        .iter()
        .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | "))
        .collect();
    expect![[r#"
        Shanghai Municipality | 310000 | 24,870,895 |  | 
        Pudong New Area | 310115 | 5,681,512 | 1 | 22.8%
        Minhang District | 310112 | 2,653,489 | 2 | 10.7%"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn a_level_without_data_says_where_there_are_some() {
    check(
        "#/explore?indicator=gini&level=shanghai_districts",
        &expect![[r#"
        # 上海各区没有“基尼系数”的数据
        基尼系数 · 国家统计局
        alt: 上海各区没有“基尼系数”的数据。有数据的范围：全国。
        nothing: 有数据的范围：全国。
        # No data on “Gini coefficient” for Shanghai’s districts
        Gini coefficient · National Bureau of Statistics
        alt: No data on “Gini coefficient” for Shanghai’s districts. There are data for: the nation.
        nothing: There are data for: the nation.
    "#]],
    );
}

#[test]
fn macro_regions_are_sums_over_their_provinces() {
    check(
        "#/explore?level=macro_regions&vintage=census4_pre_census7&time=2019",
        &expect![[r#"
            # 2019年人均地区生产总值：东部最高（94,114 元），是最低的东北（46,439 元）的 2.03 倍
            人均地区生产总值 · 第四次经济普查修订、第七次人口普查前人口 · 按年末常住人口 · 元 · 当年价格（名义值） · 2019年
            alt: 分级统计地图：2019年四大区域人均地区生产总值 · 第四次经济普查修订、第七次人口普查前人口 · 按年末常住人口；4 个地区有数据。最高：东部，94,114 元；最低：东北，46,439 元。全国：69,973 元。
            legend, 元: 46,439 (1); 53,669 (1); 58,400 (1); 94,114 (1)
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 区域数值为所含各省先加总、再计算。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            # GDP per person, 2019: highest in Eastern China (CN¥94,114), 2.03 times the lowest, North-East China (CN¥46,439)
            GDP per person · 4th economic census, population before the 7th population census · over year-end residents · CN¥ · current prices (nominal) · 2019
            alt: Choropleth map of macro-regions, GDP per person · 4th economic census, population before the 7th population census · over year-end residents, 2019; 4 places with data. Highest: Eastern China, CN¥94,114; lowest: North-East China, CN¥46,439. China: CN¥69,973.
            legend, CN¥: 46,439 (1); 53,669 (1); 58,400 (1); 94,114 (1)
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - Values of regions are sums over their provinces, taken before any ratio.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
        "#]],
    );
}

#[test]
fn zhejiang_counties_show_what_there_is_and_name_the_rest() {
    check(
        "#/explore?indicator=disposable_income_rural&level=zhejiang_counties&time=2020",
        &expect![[r#"
            # 2020年农村居民人均可支配收入（仅 81 地有数据）：柯桥最高（43,459 元），是最低的泰顺（20,347 元）的 2.14 倍
            农村居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2020年
            alt: 分级统计地图：2020年浙江各县（市、区）农村居民人均可支配收入 · 城乡一体化住户调查；81 个地区有数据。最高：柯桥，43,459 元；最低：泰顺，20,347 元。浙江：31,930 元。此序列无数据（图上以斜线表示）：上城、拱墅、西湖、滨江、萧山、余杭、临平、钱塘、龙港。
            legend, 元: 20,347–24,033 (15); 24,454–28,415 (13); 29,285–33,102 (8); 33,686–36,244 (11); 36,888–39,339 (19); 39,888–43,459 (15); 无数据 (9)
            - 按当年价格计算，未扣除价格变动。
            - 此序列无数据（图上以斜线表示）：上城、拱墅、西湖、滨江、萧山、余杭、临平、钱塘、龙港。
            # Disposable income per rural resident (only 81 places have data), 2020: highest in Keqiao (CN¥43,459), 2.14 times the lowest, Taishun (CN¥20,347)
            Disposable income per rural resident · Integrated household survey · CN¥ · current prices (nominal) · 2020
            alt: Choropleth map of Zhejiang’s counties, Disposable income per rural resident · Integrated household survey, 2020; 81 places with data. Highest: Keqiao, CN¥43,459; lowest: Taishun, CN¥20,347. Zhejiang: CN¥31,930. No data in this series (hatched on the map): Shangcheng, Gongshu, Xihu, Binjiang, Xiaoshan, Yuhang, Linping, Qiantang, Longgang.
            legend, CN¥: 20,347–24,033 (15); 24,454–28,415 (13); 29,285–33,102 (8); 33,686–36,244 (11); 36,888–39,339 (19); 39,888–43,459 (15); No data (9)
            - At current prices (nominal): price changes are not taken out.
            - No data in this series (hatched on the map): Shangcheng, Gongshu, Xihu, Binjiang, Xiaoshan, Yuhang, Linping, Qiantang, Longgang.
        "#]],
    );
}

#[test]
fn a_file_holds_what_is_shown_with_published_digits() {
    let (mut spec, _) = parse(&ATLAS, "#/explore?indicator=gdp&level=nation&time=2018..2023");
    spec.view = View::Table;
    let text = export::csv(&figure(&ATLAS, &spec, Lang::En), Lang::En, export::Bom::With);
    expect![[r#"
        ﻿Place,Code,2018,2019,2020,2021,2022,2023,measure,source
        China,100000,919281.1,986515.2,1013567,1149237,1204724,1260582.1,Gross domestic product · After the 4th economic census · CN¥100 million · current prices (nominal) · 2018–2023,Source: National Bureau of Statistics of China
    "#]].assert_eq(&text.replace('\r', ""));
}

#[test]
fn every_indicator_makes_figures_on_every_level_in_both_languages() {
    for id in prosperity_atlas::query::selectable_indicators(&ATLAS) {
        for level in prosperity_atlas::query::Geography::ALL {
            let link =
                format!("#/explore?indicator={}&level={}", ATLAS.indicator(id).id, level.code());
            let (spec, notices) = parse(&ATLAS, &link);
            assert_eq!(notices, [], "{link}");
            let extent = Extent::of(&ATLAS, &spec);
            let offered = View::ALL.into_iter().filter(|view| spec.offers(&ATLAS, *view));
            for spec in offered.map(|view| Spec { view, ..spec.clone() }) {
                let link = spec.to_fragment(&ATLAS);
                for lang in Lang::ALL {
                    let figure = figure_within(&ATLAS, &spec, extent.as_ref(), lang);
                    let said =
                        [&figure.title, &figure.subtitle, &figure.alt, &figure.table.caption];
                    for text in said {
                        assert!(!text.contains("NaN") && !text.contains("inf"), "{link}: {text}");
                    }
                    assert!(!figure.title.is_empty() && !figure.alt.is_empty(), "{link}");
                    for row in &figure.table.rows {
                        assert_eq!(row.cells.len(), figure.table.columns.len(), "{link}");
                    }
                }
            }
        }
    }
}

#[test]
fn maps_side_by_side_share_one_scale() {
    check(
        "#/explore?view=multiples&time=2023",
        &expect![[r#"
            # 人均地区生产总值：2006年最高的上海是最低的贵州的 8.87 倍；2023年最高的北京是最低的甘肃的 4.33 倍
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2006–2023年
            alt: 4 幅分级统计地图，年份：2006、2012、2017、2023。人均地区生产总值：2006年最高的上海是最低的贵州的 8.87 倍；2023年最高的北京是最低的甘肃的 4.33 倍。
            maps: 2006, 2012, 2017, 2023
            legend, 元: 6,212–24,492 (30); 27,109–50,084 (41); 51,265–78,790 (33); 84,704–108,536 (12); 126,186–153,559 (6); 206,693–216,623 (2); 无数据 (12)
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 2009 年与 2010 年之间口径有变：2010年以人口普查为基准，水平较上年有跳变。
            - 各图使用同一分级与配色，可以直接比较。
            # GDP per person: Shanghai 8.87 times Guizhou in 2006; Beijing 4.33 times Gansu in 2023 (highest and lowest)
            GDP per person · After the 5th economic census · over year-end residents · CN¥ · current prices (nominal) · 2006–2023
            alt: 4 choropleth maps, years 2006, 2012, 2017, 2023. GDP per person: Shanghai 8.87 times Guizhou in 2006; Beijing 4.33 times Gansu in 2023 (highest and lowest).
            maps: 2006, 2012, 2017, 2023
            legend, CN¥: 6,212–24,492 (30); 27,109–50,084 (41); 51,265–78,790 (33); 84,704–108,536 (12); 126,186–153,559 (6); 206,693–216,623 (2); No data (12)
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Break between 2009 and 2010: Figures rest on the population census of 2010; the level jumps against the year before.
            - All maps share one classification and one set of colours, so they compare directly.
        "#]],
    );
}

#[test]
fn the_map_of_change_parts_in_the_middle() {
    check(
        "#/explore?view=change&time=2013..2023",
        &expect![[r#"
            # 2013–2023年人均地区生产总值年均名义增长：西藏最高（+10.1%），与最低的黑龙江（+5.1%）相差 5.0 个百分点
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 2013年以来年均增长（%） · 当年价格（名义值） · 2013–2023年
            alt: 分级统计地图：2013–2023年省级地区人均地区生产总值年均名义增长；31 个地区有数据。最高：西藏，+10.1%；最低：黑龙江，+5.1%。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, %: 5.1–5.3 (3); 5.9–6.5 (3); 6.6–7.4 (6); 7.6–8.3 (13); 8.3–8.8 (4); 9.6–10.1 (2); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 颜色以 全国 +7.4% 为中点向两边展开。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # GDP per person, nominal average annual growth, 2013–2023: highest in Xizang (+10.1%), 5.0 pp above the lowest, Heilongjiang (+5.1%)
            GDP per person · After the 5th economic census · over year-end residents · value → average annual growth since 2013 (%) · current prices (nominal) · 2013–2023
            alt: Choropleth map of provinces, GDP per person, nominal average annual growth, 2013–2023; 31 places with data. Highest: Xizang, +10.1%; lowest: Heilongjiang, +5.1%. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, %: 5.1–5.3 (3); 5.9–6.5 (3); 6.6–7.4 (6); 7.6–8.3 (13); 8.3–8.8 (4); 9.6–10.1 (2); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Colours part at: China +7.4%.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?indicator=urbanization_rate&view=change&time=2010..2020",
        &expect![[r#"
        # 2010–2020年常住人口城镇化率的变化：贵州最高（+19.34 个百分点），与最低的上海（0.00 个百分点）相差 19.34 个百分点
        常住人口城镇化率 · 第七次人口普查修订 · 原值 → 较2010年的变化 · 个百分点 · 2010–2020年
        alt: 分级统计地图：2010–2020年省级地区常住人口城镇化率的变化；31 个地区有数据。最高：贵州，+19.34 个百分点；最低：上海，0.00 个百分点。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
        legend, 个百分点: 0.00–1.59 (2); 5.15–7.97 (2); 9.29–11.65 (6); 11.98–14.48 (8); 15.32–17.06 (12); 19.34 (1); 无数据 (3)
        - 没有可作为中点的数值（全国或所属省份在此无数据），地图改用自然断点。
        - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
        # Urbanisation rate, change, 2010–2020: highest in Guizhou (+19.34 pp), 19.34 pp above the lowest, Shanghai (0.00 pp)
        Urbanisation rate · After the 7th population census · value → change since 2010 · percentage points (pp) · 2010–2020
        alt: Choropleth map of provinces, Urbanisation rate, change, 2010–2020; 31 places with data. Highest: Guizhou, +19.34 pp; lowest: Shanghai, 0.00 pp. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        legend, percentage points (pp): 0.00–1.59 (2); 5.15–7.97 (2); 9.29–11.65 (6); 11.98–14.48 (8); 15.32–17.06 (12); 19.34 (1); No data (3)
        - There is no value for the colours to part at (no data for the nation or the province); natural breaks are used.
        - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
    "#]],
    );
    check(
        "#/explore?indicator=population_resident&view=change&transform=share&time=2010..2020",
        &expect![[r#"
            # 2010–2020年常住人口占全国比重的变化：广东最高（+1.15 个百分点），与最低的黑龙江（−0.61 个百分点）相差 1.77 个百分点
            常住人口 · 第七次人口普查修订 · 原值 → 占全国比重（%） → 较2010年的变化 · 个百分点 · 2010–2020年
            alt: 分级统计地图：2010–2020年省级地区常住人口占全国比重的变化；31 个地区有数据。最高：广东，+1.15 个百分点；最低：黑龙江，−0.61 个百分点。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, 个百分点: −0.61 (1); −0.35 – −0.07 (12); 0.00–0.20 (16); 0.52 (1); 1.15 (1); 无数据 (3)
            - 颜色以 0.00 个百分点 为中点向两边展开。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # Resident population, share of China, change, 2010–2020: highest in Guangdong (+1.15 pp), 1.77 pp above the lowest, Heilongjiang (−0.61 pp)
            Resident population · After the 7th population census · value → share of China (%) → change since 2010 · percentage points (pp) · 2010–2020
            alt: Choropleth map of provinces, Resident population, share of China, change, 2010–2020; 31 places with data. Highest: Guangdong, +1.15 pp; lowest: Heilongjiang, −0.61 pp. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, percentage points (pp): −0.61 (1); −0.35 – −0.07 (12); 0.00–0.20 (16); 0.52 (1); 1.15 (1); No data (3)
            - Colours part at: 0.00 pp.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
}

#[test]
fn a_tile_grid_says_what_it_is() {
    check(
        "#/explore?indicator=disposable_income&view=tiles&time=2023",
        &expect![[r#"
        # 2023年居民人均可支配收入：上海最高（84,834 元），是最低的甘肃（25,011 元）的 3.39 倍
        居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2023年
        alt: 方格地图：2023年省级地区居民人均可支配收入 · 城乡一体化住户调查；31 个地区有数据。最高：上海，84,834 元；最低：甘肃，25,011 元。全国：39,218 元。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
        legend, 元: 25,011–30,924 (11); 31,604–35,146 (8); 35,895–39,890 (5); 45,426–52,674 (4); 63,830 (1); 81,752–84,834 (2); 无数据 (3)
        - 按当年价格计算，未扣除价格变动。
        - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
        - 方格图：每个省级地区一格，大小相同，位置只示意大致方位，不表示边界和面积。
        # Disposable income per person, 2023: highest in Shanghai (CN¥84,834), 3.39 times the lowest, Gansu (CN¥25,011)
        Disposable income per person · Integrated household survey · CN¥ · current prices (nominal) · 2023
        alt: Tile-grid map of provinces, Disposable income per person · Integrated household survey, 2023; 31 places with data. Highest: Shanghai, CN¥84,834; lowest: Gansu, CN¥25,011. China: CN¥39,218. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        legend, CN¥: 25,011–30,924 (11); 31,604–35,146 (8); 35,895–39,890 (5); 45,426–52,674 (4); 63,830 (1); 81,752–84,834 (2); No data (3)
        - At current prices (nominal): price changes are not taken out.
        - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        - Tile grid: one cell of equal size for each province-level unit, placed roughly by direction; it shows neither boundaries nor areas.
    "#]],
    );
}

#[test]
fn bars_are_ordered_and_compared() {
    check(
        "#/explore?indicator=disposable_income&view=ranking&time=2023&lines=nation~mean~median~30000",
        &expect![[r#"
            # 2023年居民人均可支配收入：上海最高（84,834 元），是最低的甘肃（25,011 元）的 3.39 倍
            居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2023年
            alt: 条形图：居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2023年，31 个地区由高到低。前几位：上海 84,834 元、北京 81,752 元、浙江 63,830 元。2023年居民人均可支配收入：上海最高（84,834 元），是最低的甘肃（25,011 元）的 3.39 倍。
            1 上海: 84,834 元
            2 北京: 81,752 元
            3 浙江: 63,830 元
            reference: 全国 39,218 元
            reference: 各地平均 38,779 元
            reference: 各地中位数 33,192 元
            reference: 参考值 30,000 元
            - 按当年价格计算，未扣除价格变动。
            - 未列出（此指标无该地数据）：台湾、香港、澳门。
            # Disposable income per person, 2023: highest in Shanghai (CN¥84,834), 3.39 times the lowest, Gansu (CN¥25,011)
            Disposable income per person · Integrated household survey · CN¥ · current prices (nominal) · 2023
            alt: Bar chart: Disposable income per person · Integrated household survey · CN¥ · current prices (nominal) · 2023, 31 places, highest first. The first: Shanghai CN¥84,834, Beijing CN¥81,752, Zhejiang CN¥63,830. Disposable income per person, 2023: highest in Shanghai (CN¥84,834), 3.39 times the lowest, Gansu (CN¥25,011).
            1 Shanghai: CN¥84,834
            2 Beijing: CN¥81,752
            3 Zhejiang: CN¥63,830
            reference: China CN¥39,218
            reference: mean of places CN¥38,779
            reference: median of places CN¥33,192
            reference: reference CN¥30,000
            - At current prices (nominal): price changes are not taken out.
            - Not listed (no data in this series): Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?indicator=gdp&view=ranking&time=2023&transform=growth",
        &expect![[r#"
            # 2023年地区生产总值比上年名义增长：西藏最高（+13.3%），与最低的黑龙江（+0.7%）相差 12.6 个百分点
            地区生产总值 · 第五次经济普查修订 · 原值 → 比上年增长（%） · 当年价格（名义值） · 2023年
            alt: 条形图：地区生产总值 · 第五次经济普查修订 · 原值 → 比上年增长（%） · 当年价格（名义值） · 2023年，31 个地区由高到低。前几位：西藏 +13.3%、海南 +9.8%、甘肃 +6.9%。2023年地区生产总值比上年名义增长：西藏最高（+13.3%），与最低的黑龙江（+0.7%）相差 12.6 个百分点。
            1 西藏: +13.3%
            2 海南: +9.8%
            3 甘肃: +6.9%
            - 按当年价格计算，未扣除价格变动。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 未列出（此指标无该地数据）：台湾、香港、澳门。
            # Gross domestic product, nominal growth on the year before, 2023: highest in Xizang (+13.3%), 12.6 pp above the lowest, Heilongjiang (+0.7%)
            Gross domestic product · After the 5th economic census · value → growth on the year before (%) · current prices (nominal) · 2023
            alt: Bar chart: Gross domestic product · After the 5th economic census · value → growth on the year before (%) · current prices (nominal) · 2023, 31 places, highest first. The first: Xizang +13.3%, Hainan +9.8%, Gansu +6.9%. Gross domestic product, nominal growth on the year before, 2023: highest in Xizang (+13.3%), 12.6 pp above the lowest, Heilongjiang (+0.7%).
            1 Xizang: +13.3%
            2 Hainan: +9.8%
            3 Gansu: +6.9%
            - At current prices (nominal): price changes are not taken out.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Not listed (no data in this series): Taiwan, Hong Kong, Macao.
        "#]],
    );
}

#[test]
fn two_years_are_told_by_who_changed_most() {
    check(
        "#/explore?indicator=disposable_income&view=slope&time=2013..2023&places=330000~310000~520000",
        &expect![[r#"
            # 2013–2023年居民人均可支配收入的变化：贵州最高（+144.5%），上海最低（+101.2%）
            居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2013–2023年
            alt: 坡度图：居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2013–2023年。上海：42,174 元（2013），84,834 元（2023）。浙江：29,775 元（2013），63,830 元（2023）。贵州：11,083 元（2013），27,098 元（2023）。
            上海: 42,174 元 → 84,834 元 (+101.2%)
            浙江: 29,775 元 → 63,830 元 (+114.4%)
            贵州: 11,083 元 → 27,098 元 (+144.5%)
            - 按当年价格计算，未扣除价格变动。
            # Disposable income per person, change 2013–2023: highest in Guizhou (+144.5%), lowest in Shanghai (+101.2%)
            Disposable income per person · Integrated household survey · CN¥ · current prices (nominal) · 2013–2023
            alt: Slope chart: Disposable income per person · Integrated household survey · CN¥ · current prices (nominal) · 2013–2023. Shanghai: CN¥42,174 (2013), CN¥84,834 (2023). Zhejiang: CN¥29,775 (2013), CN¥63,830 (2023). Guizhou: CN¥11,083 (2013), CN¥27,098 (2023).
            Shanghai: CN¥42,174 → CN¥84,834 (+101.2%)
            Zhejiang: CN¥29,775 → CN¥63,830 (+114.4%)
            Guizhou: CN¥11,083 → CN¥27,098 (+144.5%)
            - At current prices (nominal): price changes are not taken out.
        "#]],
    );
    check(
        "#/explore?indicator=urbanization_rate&view=dumbbell&time=2010..2020",
        &expect![[r#"
            # 2010–2020年常住人口城镇化率的变化：贵州最高（+19.34 个百分点），上海最低（0.00 个百分点）
            常住人口城镇化率 · 第七次人口普查修订 · % · 2010–2020年
            alt: 哑铃图：常住人口城镇化率 · 第七次人口普查修订 · % · 2010–2020年，31 个地区。上海：89.30%（2010），89.30%（2020）。北京：85.96%（2010），87.55%（2020）。天津：79.55%（2010），84.70%（2020）。广东：66.18%（2010），74.15%（2020）。江苏：60.58%（2010），73.44%（2020）。浙江：61.62%（2010），72.17%（2020）。辽宁：62.10%（2010），72.14%（2020）。重庆：53.02%（2010），69.46%（2020）。
            上海: 89.30% → 89.30% (0.00 个百分点)
            北京: 85.96% → 87.55% (+1.59 个百分点)
            天津: 79.55% → 84.70% (+5.15 个百分点)
            - 两个数值不全、未画出的地区：台湾、香港、澳门。
            # Urbanisation rate, change 2010–2020: highest in Guizhou (+19.34 pp), lowest in Shanghai (0.00 pp)
            Urbanisation rate · After the 7th population census · % · 2010–2020
            alt: Dumbbell chart: Urbanisation rate · After the 7th population census · % · 2010–2020, 31 places. Shanghai: 89.30% (2010), 89.30% (2020). Beijing: 85.96% (2010), 87.55% (2020). Tianjin: 79.55% (2010), 84.70% (2020). Guangdong: 66.18% (2010), 74.15% (2020). Jiangsu: 60.58% (2010), 73.44% (2020). Zhejiang: 61.62% (2010), 72.17% (2020). Liaoning: 62.10% (2010), 72.14% (2020). Chongqing: 53.02% (2010), 69.46% (2020).
            Shanghai: 89.30% → 89.30% (0.00 pp)
            Beijing: 85.96% → 87.55% (+1.59 pp)
            Tianjin: 79.55% → 84.70% (+5.15 pp)
            - Not drawn because one of the two values is missing: Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?view=dumbbell&time=2007..2020",
        &expect![[r#"
            # 2007–2020年人均地区生产总值
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2007–2020年
            alt: 哑铃图：人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2007–2020年，31 个地区。北京：64,024 元（2007），175,896 元（2020）。上海：63,856 元（2007），167,218 元（2020）。江苏：34,150 元（2007），123,353 元（2020）。福建：26,230 元（2007），104,980 元（2020）。浙江：36,692 元（2007），103,841 元（2020）。天津：37,935 元（2007），102,601 元（2020）。广东：33,446 元（2007），90,074 元（2020）。重庆：17,179 元（2007），78,399 元（2020）。
            北京: 64,024 元 → 175,896 元 ()
            上海: 63,856 元 → 167,218 元 ()
            江苏: 34,150 元 → 123,353 元 ()
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 2009 年与 2010 年之间口径有变：2010年以人口普查为基准，水平较上年有跳变。
            - 两个数值不全、未画出的地区：台湾、香港、澳门。
            - 两年之间有口径变化的地区只并列两个数值，不计算变化。
            # GDP per person, 2007–2020
            GDP per person · After the 5th economic census · over year-end residents · CN¥ · current prices (nominal) · 2007–2020
            alt: Dumbbell chart: GDP per person · After the 5th economic census · over year-end residents · CN¥ · current prices (nominal) · 2007–2020, 31 places. Beijing: CN¥64,024 (2007), CN¥175,896 (2020). Shanghai: CN¥63,856 (2007), CN¥167,218 (2020). Jiangsu: CN¥34,150 (2007), CN¥123,353 (2020). Fujian: CN¥26,230 (2007), CN¥104,980 (2020). Zhejiang: CN¥36,692 (2007), CN¥103,841 (2020). Tianjin: CN¥37,935 (2007), CN¥102,601 (2020). Guangdong: CN¥33,446 (2007), CN¥90,074 (2020). Chongqing: CN¥17,179 (2007), CN¥78,399 (2020).
            Beijing: CN¥64,024 → CN¥175,896 ()
            Shanghai: CN¥63,856 → CN¥167,218 ()
            Jiangsu: CN¥34,150 → CN¥123,353 ()
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Break between 2009 and 2010: Figures rest on the population census of 2010; the level jumps against the year before.
            - Not drawn because one of the two values is missing: Taiwan, Hong Kong, Macao.
            - Where the series has a break between the two years, both values are shown but no change is computed.
        "#]],
    );
}

#[test]
fn two_indicators_are_told_by_how_they_go_together() {
    check(
        "#/explore?indicator=disposable_income&view=scatter&x=gdp_per_person&time=2013..2023&places=330000~310000&log=x~y&fit=on&trail=on",
        &expect![[r#"
            # 2023年居民人均可支配收入与人均地区生产总值：大体同高同低（相关系数 0.94，31 个地区）
            居民人均可支配收入（元） × 人均地区生产总值（元） · 2023年
            alt: 散点图：居民人均可支配收入（元） × 人均地区生产总值（元） · 2023年，31 个地区。2023年居民人均可支配收入与人均地区生产总值：大体同高同低（相关系数 0.94，31 个地区）。
            x: 人均地区生产总值（元）, log
            y: 居民人均可支配收入（元）, log
            fit: R² = 0.89, n = 31
            广东: 居民人均可支配收入 49,327 元, 人均地区生产总值 108,536 元, 常住人口 1.27 亿人; path of 0 years
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 至少缺一项数据、未画出的地区：台湾、香港、澳门。
            - 相关系数与拟合线：按对数坐标上的数值、各地区同等权重的最小二乘法；只描述，不表示因果。
            - 圆的面积与常住人口成正比。
            # Disposable income per person and GDP per person, 2023: where one is high, the other tends to be high (correlation 0.94, 31 places)
            Disposable income per person (CN¥) by GDP per person (CN¥) · 2023
            alt: Scatter plot: Disposable income per person (CN¥) by GDP per person (CN¥) · 2023, 31 places. Disposable income per person and GDP per person, 2023: where one is high, the other tends to be high (correlation 0.94, 31 places).
            x: GDP per person (CN¥), log
            y: Disposable income per person (CN¥), log
            fit: R² = 0.89, n = 31
            Guangdong: Disposable income per person CN¥49,327, GDP per person CN¥108,536, Resident population 127.1 million people; path of 0 years
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Not drawn because one of the two is missing: Taiwan, Hong Kong, Macao.
            - Correlation and fitted line: least squares on the logarithms where an axis is logarithmic, each place counting once; they describe and do not explain.
            - The area of a dot is in proportion to: Resident population.
        "#]],
    );
    check(
        "#/explore?indicator=urban_rural_income_ratio&view=scatter&level=zhejiang_cities&time=2020&fit=on",
        &expect![[r#"
            # 2020年城乡居民收入比与人均地区生产总值（公布值）：大体此高彼低（相关系数 −0.77，11 个地区）
            城乡居民收入比（比值） × 人均地区生产总值（公布值，元） · 2020年
            alt: 散点图：城乡居民收入比（比值） × 人均地区生产总值（公布值，元） · 2020年，11 个地区。2020年城乡居民收入比与人均地区生产总值（公布值）：大体此高彼低（相关系数 −0.77，11 个地区）。
            x: 人均地区生产总值（公布值，元）
            y: 城乡居民收入比（比值）
            fit: R² = 0.59, n = 11
            杭州: 城乡居民收入比 1.77, 人均地区生产总值（公布值） 136,617 元; path of 0 years
            - 由本图集计算：城镇居民人均可支配收入 ÷ 农村居民人均可支配收入。
            - 按当年价格计算，未扣除价格变动。
            - 相关系数与拟合线：各地区同等权重的最小二乘法；只描述，不表示因果。
            # Urban–rural income ratio and GDP per capita (published), 2020: where one is high, the other tends to be low (correlation −0.77, 11 places)
            Urban–rural income ratio (ratio) by GDP per capita (published, CN¥) · 2020
            alt: Scatter plot: Urban–rural income ratio (ratio) by GDP per capita (published, CN¥) · 2020, 11 places. Urban–rural income ratio and GDP per capita (published), 2020: where one is high, the other tends to be low (correlation −0.77, 11 places).
            x: GDP per capita (published, CN¥)
            y: Urban–rural income ratio (ratio)
            fit: R² = 0.59, n = 11
            Hangzhou: Urban–rural income ratio 1.77, GDP per capita (published) CN¥136,617; path of 0 years
            - Computed by the atlas: Disposable income per urban resident ÷ Disposable income per rural resident.
            - At current prices (nominal): price changes are not taken out.
            - Correlation and fitted line: least squares, each place counting once; they describe and do not explain.
        "#]],
    );
}

#[test]
fn shares_are_told_of_places_or_of_years() {
    check(
        "#/explore?indicator=va_tertiary&view=shares&time=2019",
        &expect![[r#"
            # 2019年第三产业增加值所占比重：北京最高（83.7%），福建最低（46.5%）
            三次产业构成 · 占各部分之和的百分比 · 第四次经济普查修订 · 2019年
            alt: 堆叠条形图：三次产业构成 · 占各部分之和的百分比 · 第四次经济普查修订 · 2019年。2019年第三产业增加值所占比重：北京最高（83.7%），福建最低（46.5%）。
            bands: 一产增加值, 二产增加值, 三产增加值
            全国: 7.1%（70,473.6 亿元）, 38.6%（380,670.6 亿元）, 54.3%（535,371.0 亿元）
            北京: 0.3%（114.4 亿元）, 16.0%（5,667.4 亿元）, 83.7%（29,663.4 亿元）
            - 按当年价格计算，未扣除价格变动。
            - 三次产业增加值之和即地区生产总值；因四舍五入，公布的合计可差千分之一以内。三次产业的版本少于地区生产总值，没有第五次经济普查修订数。占比以三者之和为分母。
            # Value added of tertiary industry, share of the total, 2019: highest in Beijing (83.7%), lowest in Fujian (46.5%)
            Three industries · per cent of the sum of the parts · After the 4th economic census · 2019
            alt: Stacked bars: Three industries · per cent of the sum of the parts · After the 4th economic census · 2019. Value added of tertiary industry, share of the total, 2019: highest in Beijing (83.7%), lowest in Fujian (46.5%).
            bands: Primary value added, Secondary value added, Tertiary value added
            China: 7.1% (CN¥7,047.36 billion), 38.6% (CN¥38,067.06 billion), 54.3% (CN¥53,537.10 billion)
            Beijing: 0.3% (CN¥11.44 billion), 16.0% (CN¥566.74 billion), 83.7% (CN¥2,966.34 billion)
            - At current prices (nominal): price changes are not taken out.
            - The value added of the three industries makes up GDP; from rounding, published figures may miss it by up to 0.1 per cent. There are fewer editions of it than of GDP, none after the 5th economic census. Shares are of the sum of the three.
        "#]],
    );
    check(
        "#/explore?indicator=va_tertiary&view=shares&time=2010..2019&focus=330000",
        &expect![[r#"
            # 浙江第三产业增加值所占比重：2010年 43.6%，2019年 54.6%
            三次产业构成 · 占各部分之和的百分比 · 第四次经济普查修订 · 2010–2019年
            alt: 堆叠条形图：三次产业构成 · 占各部分之和的百分比 · 第四次经济普查修订 · 2010–2019年。浙江第三产业增加值所占比重：2010年 43.6%，2019年 54.6%。
            bands: 一产增加值, 二产增加值, 三产增加值
            2010: 4.8%（1,323 亿元）, 51.6%（14,141 亿元）, 43.6%（11,936 亿元）
            2011: 4.8%（1,535 亿元）, 51.1%（16,271 亿元）, 44.1%（14,049 亿元）
            - 按当年价格计算，未扣除价格变动。
            - 三次产业增加值之和即地区生产总值；因四舍五入，公布的合计可差千分之一以内。三次产业的版本少于地区生产总值，没有第五次经济普查修订数。占比以三者之和为分母。
            # Value added of tertiary industry, share of the total in Zhejiang: 43.6% in 2010, 54.6% in 2019
            Three industries · per cent of the sum of the parts · After the 4th economic census · 2010–2019
            alt: Stacked bars: Three industries · per cent of the sum of the parts · After the 4th economic census · 2010–2019. Value added of tertiary industry, share of the total in Zhejiang: 43.6% in 2010, 54.6% in 2019.
            bands: Primary value added, Secondary value added, Tertiary value added
            2010: 4.8% (CN¥132.3 billion), 51.6% (CN¥1,414.1 billion), 43.6% (CN¥1,193.6 billion)
            2011: 4.8% (CN¥153.5 billion), 51.1% (CN¥1,627.1 billion), 44.1% (CN¥1,404.9 billion)
            - At current prices (nominal): price changes are not taken out.
            - The value added of the three industries makes up GDP; from rounding, published figures may miss it by up to 0.1 per cent. There are fewer editions of it than of GDP, none after the 5th economic census. Shares are of the sum of the three.
        "#]],
    );
}

#[test]
fn shares_of_a_few_claim_no_more() {
    check(
        "#/explore?indicator=va_tertiary&view=shares&level=zhejiang_cities&time=2010",
        &expect![[r#"
            # 2010年第三产业增加值（仅 9 地有数据）所占比重：杭州最高（48.7%），嘉兴最低（36.2%）
            三次产业构成 · 占各部分之和的百分比 · 历年公布数 · 2010年
            alt: 堆叠条形图：三次产业构成 · 占各部分之和的百分比 · 历年公布数 · 2010年。2010年第三产业增加值（仅 9 地有数据）所占比重：杭州最高（48.7%），嘉兴最低（36.2%）。
            bands: 一产增加值, 二产增加值, 三产增加值
            浙江: 4.9%（1,360.6 亿元）, 51.6%（14,297.9 亿元）, 43.5%（12,063.8 亿元）
            杭州: 3.5%（208.4 亿元）, 47.8%（2,844.1 亿元）, 48.7%（2,896.7 亿元）
            - 按当年价格计算，未扣除价格变动。
            - 三次产业增加值之和即地区生产总值；因四舍五入，公布的合计可差千分之一以内。三次产业的版本少于地区生产总值，没有第五次经济普查修订数。占比以三者之和为分母。
            # Value added of tertiary industry (only 9 places have data), share of the total, 2010: highest in Hangzhou (48.7%), lowest in Jiaxing (36.2%)
            Three industries · per cent of the sum of the parts · As published each year · 2010
            alt: Stacked bars: Three industries · per cent of the sum of the parts · As published each year · 2010. Value added of tertiary industry (only 9 places have data), share of the total, 2010: highest in Hangzhou (48.7%), lowest in Jiaxing (36.2%).
            bands: Primary value added, Secondary value added, Tertiary value added
            Zhejiang: 4.9% (CN¥136.06 billion), 51.6% (CN¥1,429.79 billion), 43.5% (CN¥1,206.38 billion)
            Hangzhou: 3.5% (CN¥20.84 billion), 47.8% (CN¥284.41 billion), 48.7% (CN¥289.67 billion)
            - At current prices (nominal): price changes are not taken out.
            - The value added of the three industries makes up GDP; from rounding, published figures may miss it by up to 0.1 per cent. There are fewer editions of it than of GDP, none after the 5th economic census. Shares are of the sum of the three.
        "#]],
    );
    check(
        "#/explore?indicator=disposable_income&view=shares&level=nation",
        &expect![[r#"
        # 2024年全国居民人均转移净收入所占比重：18.5%
        居民收入来源构成 · 占各部分之和的百分比 · 城乡一体化住户调查 · 2024年
        alt: 堆叠条形图：居民收入来源构成 · 占各部分之和的百分比 · 城乡一体化住户调查 · 2024年。2024年全国居民人均转移净收入所占比重：18.5%。
        bands: 工资性收入, 经营净收入, 财产净收入, 转移净收入
        全国: 56.5%（23,327 元）, 16.7%（6,908 元）, 8.3%（3,435 元）, 18.5%（7,644 元）
        - 按当年价格计算，未扣除价格变动。
        - 人均可支配收入按来源分为四项，经营、财产、转移三项均为净额；各项取整，与总数可差1元。占比以四项之和为分母。
        # Disposable income per person (net transfer income), share of the total in China: 18.5% in 2024
        Sources of income · per cent of the sum of the parts · Integrated household survey · 2024
        alt: Stacked bars: Sources of income · per cent of the sum of the parts · Integrated household survey · 2024. Disposable income per person (net transfer income), share of the total in China: 18.5% in 2024.
        bands: Wages, Business, Property, Transfers
        China: 56.5% (CN¥23,327), 16.7% (CN¥6,908), 8.3% (CN¥3,435), 18.5% (CN¥7,644)
        - At current prices (nominal): price changes are not taken out.
        - Disposable income per person by source; the business, property and transfer parts are net. Parts are rounded to whole yuan and may miss the total by one. Shares are of the sum of the four.
    "#]],
    );
    check(
        "#/explore?indicator=population_urban&view=shares&time=2020",
        &expect![[r#"
            # 2020年城镇常住人口所占比重：上海最高（89.3%），西藏最低（35.8%）
            城乡人口构成 · 占各部分之和的百分比 · 第七次人口普查修订 · 2020年
            alt: 堆叠条形图：城乡人口构成 · 占各部分之和的百分比 · 第七次人口普查修订 · 2020年。2020年城镇常住人口所占比重：上海最高（89.3%），西藏最低（35.8%）。
            bands: 城镇人口, 乡村人口
            全国: 63.8%（90,024.0 万人）, 36.2%（50,989.0 万人）
            上海: 89.3%（2,222.0 万人）, 10.7%（266.0 万人）
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 常住人口按居住地分为城镇与乡村；以万人取整，与总数可差1万人。占比以两者之和为分母，城镇占比因此可与公布的城镇化率略有出入。
            # Urban resident population, share of the total, 2020: highest in Shanghai (89.3%), lowest in Xizang (35.8%)
            Urban and rural residents · per cent of the sum of the parts · After the 7th population census · 2020
            alt: Stacked bars: Urban and rural residents · per cent of the sum of the parts · After the 7th population census · 2020. Urban resident population, share of the total, 2020: highest in Shanghai (89.3%), lowest in Xizang (35.8%).
            bands: Urban population, Rural population
            China: 63.8% (900.24 million people), 36.2% (509.89 million people)
            Shanghai: 89.3% (22.22 million people), 10.7% (2.66 million people)
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Residents by place of living; figures are rounded to 10,000 persons and may miss the total by one of these. Shares are of the sum of the two, so the urban share can differ slightly from the published urbanisation rate.
        "#]],
    );
}

#[test]
fn a_revision_is_told_by_what_it_moved() {
    check(
        "#/explore?indicator=gdp&view=revision&time=2017",
        &expect![[r#"
            # 2017年地区生产总值：“第五次经济普查修订”与“第四次经济普查修订”相比，30 地较高、1 地较低，北京相差最多（+4.8%）
            第四次经济普查修订 → 第五次经济普查修订 · 万亿元 · 2017年
            alt: 哑铃图：第四次经济普查修订 → 第五次经济普查修订 · 万亿元 · 2017年，31 个地区。广东：9.16 万亿元（第四次经济普查修订），9.30 万亿元（第五次经济普查修订）。江苏：8.59 万亿元（第四次经济普查修订），8.65 万亿元（第五次经济普查修订）。山东：6.30 万亿元（第四次经济普查修订），6.40 万亿元（第五次经济普查修订）。浙江：5.24 万亿元（第四次经济普查修订），5.31 万亿元（第五次经济普查修订）。河南：4.48 万亿元（第四次经济普查修订），4.46 万亿元（第五次经济普查修订）。四川：3.79 万亿元（第四次经济普查修订），3.85 万亿元（第五次经济普查修订）。湖北：3.72 万亿元（第四次经济普查修订），3.76 万亿元（第五次经济普查修订）。福建：3.38 万亿元（第四次经济普查修订），3.44 万亿元（第五次经济普查修订）。
            广东: 9.16 万亿元 → 9.30 万亿元 (+1.5%)
            江苏: 8.59 万亿元 → 8.65 万亿元 (+0.7%)
            山东: 6.30 万亿元 → 6.40 万亿元 (+1.5%)
            - 按当年价格计算，未扣除价格变动。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 两个数值不全、未画出的地区：台湾、香港、澳门。
            - 第四次经济普查修订：按第四次全国经济普查（2018年）修订，2020—2024年通行；全国1978—2023年数处于同一水平。人均指标的分母为第七次人口普查修订后的人口。
            - 第五次经济普查修订：按第五次全国经济普查修订的现行官方数，2024—2025年公布；与第四次普查口径相差最大约9%。
            # Gross domestic product, 2017: “After the 5th economic census” is higher than “After the 4th economic census” in 30 places, lower in 1; the difference is largest in Beijing (+4.8%)
            After the 4th economic census → After the 5th economic census · CN¥ trillion · 2017
            alt: Dumbbell chart: After the 4th economic census → After the 5th economic census · CN¥ trillion · 2017, 31 places. Guangdong: CN¥9.16 trillion (After the 4th economic census), CN¥9.30 trillion (After the 5th economic census). Jiangsu: CN¥8.59 trillion (After the 4th economic census), CN¥8.65 trillion (After the 5th economic census). Shandong: CN¥6.30 trillion (After the 4th economic census), CN¥6.40 trillion (After the 5th economic census). Zhejiang: CN¥5.24 trillion (After the 4th economic census), CN¥5.31 trillion (After the 5th economic census). Henan: CN¥4.48 trillion (After the 4th economic census), CN¥4.46 trillion (After the 5th economic census). Sichuan: CN¥3.79 trillion (After the 4th economic census), CN¥3.85 trillion (After the 5th economic census). Hubei: CN¥3.72 trillion (After the 4th economic census), CN¥3.76 trillion (After the 5th economic census). Fujian: CN¥3.38 trillion (After the 4th economic census), CN¥3.44 trillion (After the 5th economic census).
            Guangdong: CN¥9.16 trillion → CN¥9.30 trillion (+1.5%)
            Jiangsu: CN¥8.59 trillion → CN¥8.65 trillion (+0.7%)
            Shandong: CN¥6.30 trillion → CN¥6.40 trillion (+1.5%)
            - At current prices (nominal): price changes are not taken out.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Not drawn because one of the two values is missing: Taiwan, Hong Kong, Macao.
            - After the 4th economic census: Revised after the fourth national economic census (2018), in force 2020–2024; the national series 1978–2023 stands at the same level. Per-person figures divide by population revised after the seventh population census.
            - After the 5th economic census: Current official figures, revised after the fifth national economic census and released 2024–2025; up to about 9 per cent from the fourth-census edition.
        "#]],
    );
    check(
        "#/explore?indicator=gdp&view=revision&time=2018&vintage=census4&earlier=pre_census4",
        &expect![[r#"
            # 2017年地区生产总值：“第四次经济普查修订”与“第四次经济普查修订前”相比，17 地较高、14 地较低，天津相差最多（−32.9%）
            第四次经济普查修订前 → 第四次经济普查修订 · 万亿元 · 2017年
            alt: 哑铃图：第四次经济普查修订前 → 第四次经济普查修订 · 万亿元 · 2017年，31 个地区。广东：8.97 万亿元（第四次经济普查修订前），9.16 万亿元（第四次经济普查修订）。江苏：8.59 万亿元（第四次经济普查修订前），8.59 万亿元（第四次经济普查修订）。山东：7.26 万亿元（第四次经济普查修订前），6.30 万亿元（第四次经济普查修订）。浙江：5.18 万亿元（第四次经济普查修订前），5.24 万亿元（第四次经济普查修订）。河南：4.46 万亿元（第四次经济普查修订前），4.48 万亿元（第四次经济普查修订）。四川：3.70 万亿元（第四次经济普查修订前），3.79 万亿元（第四次经济普查修订）。湖北：3.55 万亿元（第四次经济普查修订前），3.72 万亿元（第四次经济普查修订）。福建：3.22 万亿元（第四次经济普查修订前），3.38 万亿元（第四次经济普查修订）。
            广东: 8.97 万亿元 → 9.16 万亿元 (+2.2%)
            江苏: 8.59 万亿元 → 8.59 万亿元 (0.0%)
            山东: 7.26 万亿元 → 6.30 万亿元 (−13.2%)
            - 按当年价格计算，未扣除价格变动。
            - 两个数值不全、未画出的地区：台湾、香港、澳门。
            - 2018年没有地区在两个版本中都有数据，故显示最近的共有年份2017年。
            - 第四次经济普查修订前：2020年修订之前公布的数；部分省份与修订后相差三成。人均计算以第七次人口普查修订前的人口为分母。
            - 第四次经济普查修订：按第四次全国经济普查（2018年）修订，2020—2024年通行；全国1978—2023年数处于同一水平。人均指标的分母为第七次人口普查修订后的人口。
            # Gross domestic product, 2017: “After the 4th economic census” is higher than “Before the 4th economic census” in 17 places, lower in 14; the difference is largest in Tianjin (−32.9%)
            Before the 4th economic census → After the 4th economic census · CN¥ trillion · 2017
            alt: Dumbbell chart: Before the 4th economic census → After the 4th economic census · CN¥ trillion · 2017, 31 places. Guangdong: CN¥8.97 trillion (Before the 4th economic census), CN¥9.16 trillion (After the 4th economic census). Jiangsu: CN¥8.59 trillion (Before the 4th economic census), CN¥8.59 trillion (After the 4th economic census). Shandong: CN¥7.26 trillion (Before the 4th economic census), CN¥6.30 trillion (After the 4th economic census). Zhejiang: CN¥5.18 trillion (Before the 4th economic census), CN¥5.24 trillion (After the 4th economic census). Henan: CN¥4.46 trillion (Before the 4th economic census), CN¥4.48 trillion (After the 4th economic census). Sichuan: CN¥3.70 trillion (Before the 4th economic census), CN¥3.79 trillion (After the 4th economic census). Hubei: CN¥3.55 trillion (Before the 4th economic census), CN¥3.72 trillion (After the 4th economic census). Fujian: CN¥3.22 trillion (Before the 4th economic census), CN¥3.38 trillion (After the 4th economic census).
            Guangdong: CN¥8.97 trillion → CN¥9.16 trillion (+2.2%)
            Jiangsu: CN¥8.59 trillion → CN¥8.59 trillion (0.0%)
            Shandong: CN¥7.26 trillion → CN¥6.30 trillion (−13.2%)
            - At current prices (nominal): price changes are not taken out.
            - Not drawn because one of the two values is missing: Taiwan, Hong Kong, Macao.
            - The two editions have no place with data in 2018 in common; 2017, the nearest year that they share, is shown.
            - Before the 4th economic census: Figures as they stood before the revision of 2020; for some provinces a third away from the revised ones. Per-person figures divide by population before the seventh-census revision.
            - After the 4th economic census: Revised after the fourth national economic census (2018), in force 2020–2024; the national series 1978–2023 stands at the same level. Per-person figures divide by population revised after the seventh population census.
        "#]],
    );
}

#[test]
fn chains_are_told_step_by_step() {
    check(
        "#/explore?indicator=gdp&transform=share&time=2023",
        &expect![[r#"
            # 2023年地区生产总值占全国比重：广东最高（10.74%），是最低的西藏（0.20%）的 54.45 倍
            地区生产总值 · 第五次经济普查修订 · 原值 → 占全国比重（%） · 2023年
            alt: 分级统计地图：2023年省级地区地区生产总值占全国比重；31 个地区有数据。最高：广东，10.74%；最低：西藏，0.20%。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, %: 0.20–0.59 (4); 0.96–1.68 (6); 1.95–2.65 (8); 3.56–4.78 (9); 6.67–7.34 (2); 10.20–10.74 (2); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # Gross domestic product, share of China, 2023: highest in Guangdong (10.74%), 54.45 times the lowest, Xizang (0.20%)
            Gross domestic product · After the 5th economic census · value → share of China (%) · 2023
            alt: Choropleth map of provinces, Gross domestic product, share of China, 2023; 31 places with data. Highest: Guangdong, 10.74%; lowest: Xizang, 0.20%. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, %: 0.20–0.59 (4); 0.96–1.68 (6); 1.95–2.65 (8); 3.56–4.78 (9); 6.67–7.34 (2); 10.20–10.74 (2); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?indicator=gdp&transform=share~growth&time=2023",
        &expect![[r#"
            # 2023年地区生产总值占全国比重比上年增长：西藏最高（+7.9%），与最低的黑龙江（−4.1%）相差 12.0 个百分点
            地区生产总值 · 第五次经济普查修订 · 原值 → 占全国比重（%） → 比上年增长（%） · 2023年
            alt: 分级统计地图：2023年省级地区地区生产总值占全国比重比上年增长；31 个地区有数据。最高：西藏，+7.9%；最低：黑龙江，−4.1%。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, %: −4.1 – −3.3 (2); −2.0 – −0.8 (7); −0.5 – 0.2 (8); 0.5–1.8 (12); 4.6 (1); 7.9 (1); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # Gross domestic product, share of China, growth on the year before, 2023: highest in Xizang (+7.9%), 12.0 pp above the lowest, Heilongjiang (−4.1%)
            Gross domestic product · After the 5th economic census · value → share of China (%) → growth on the year before (%) · 2023
            alt: Choropleth map of provinces, Gross domestic product, share of China, growth on the year before, 2023; 31 places with data. Highest: Xizang, +7.9%; lowest: Heilongjiang, −4.1%. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, %: −4.1 – −3.3 (2); −2.0 – −0.8 (7); −0.5 – 0.2 (8); 0.5–1.8 (12); 4.6 (1); 7.9 (1); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?indicator=disposable_income&transform=relative~change&time=2015..2023",
        &expect![[r#"
            # 2015–2023年居民人均可支配收入（全国 = 100）的变化：西藏最高（+18.1 点），辽宁最低（−15.0 点）
            居民人均可支配收入 · 城乡一体化住户调查 · 原值 → 相对水平（全国 = 100） → 较2015年的变化 · 点 · 2015–2023年
            alt: 分级统计地图：2015–2023年省级地区居民人均可支配收入（全国 = 100）的变化；31 个地区有数据。最高：西藏，+18.1 点；最低：辽宁，−15.0 点。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, 点: −15.0 – −11.7 (3); −10.7 – −8.9 (3); −4.3 – −1.1 (9); −0.2 – 2.7 (8); 3.2–6.7 (7); 18.1 (1); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # Disposable income per person (China = 100), change, 2015–2023: highest in Xizang (+18.1 points), lowest in Liaoning (−15.0 points)
            Disposable income per person · Integrated household survey · value → relative level (China = 100) → change since 2015 · points · 2015–2023
            alt: Choropleth map of provinces, Disposable income per person (China = 100), change, 2015–2023; 31 places with data. Highest: Xizang, +18.1 points; lowest: Liaoning, −15.0 points. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, points: −15.0 – −11.7 (3); −10.7 – −8.9 (3); −4.3 – −1.1 (9); −0.2 – 2.7 (8); 3.2–6.7 (7); 18.1 (1); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
}

#[test]
fn growth_of_amounts_of_money_is_called_nominal() {
    check(
        "#/explore?indicator=gdp&transform=growth~rank&time=2023",
        &expect![[r#"
            # 2023年地区生产总值比上年名义增长位次：首位西藏，末位黑龙江
            地区生产总值 · 第五次经济普查修订 · 原值 → 比上年增长（%） → 位次 · 当年价格（名义值） · 2023年
            alt: 分级统计地图：2023年省级地区地区生产总值比上年名义增长位次；31 个地区有数据。最前：西藏，第 1 位；最后：黑龙江，第 31 位。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, 位次: 1–5 (5); 6–10 (5); 11–15 (5); 16–20 (5); 21–25 (5); 26–31 (6); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # Gross domestic product, nominal growth on the year before, rank, 2023: Xizang first, Heilongjiang last
            Gross domestic product · After the 5th economic census · value → growth on the year before (%) → rank · current prices (nominal) · 2023
            alt: Choropleth map of provinces, Gross domestic product, nominal growth on the year before, rank, 2023; 31 places with data. First: Xizang, rank 1; last: Heilongjiang, rank 31. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, rank: 1–5 (5); 6–10 (5); 11–15 (5); 16–20 (5); 21–25 (5); 26–31 (6); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?indicator=gdp&transform=annual_growth&time=2012..2022",
        &expect![[r#"
            # 2012–2022年地区生产总值年均名义增长：西藏最高（+12.0%），与最低的黑龙江（+3.9%）相差 8.1 个百分点
            地区生产总值 · 第五次经济普查修订 · 原值 → 2012年以来年均增长（%） · 当年价格（名义值） · 2012–2022年
            alt: 分级统计地图：2012–2022年省级地区地区生产总值年均名义增长；31 个地区有数据。最高：西藏，+12.0%；最低：黑龙江，+3.9%。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, %: 3.9–5.1 (3); 6.1–6.3 (2); 7.4–8.1 (4); 8.3–8.8 (10); 9.0–10.0 (10); 11.7–12.0 (2); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # Gross domestic product, nominal average annual growth, 2012–2022: highest in Xizang (+12.0%), 8.1 pp above the lowest, Heilongjiang (+3.9%)
            Gross domestic product · After the 5th economic census · value → average annual growth since 2012 (%) · current prices (nominal) · 2012–2022
            alt: Choropleth map of provinces, Gross domestic product, nominal average annual growth, 2012–2022; 31 places with data. Highest: Xizang, +12.0%; lowest: Heilongjiang, +3.9%. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, %: 3.9–5.1 (3); 6.1–6.3 (2); 7.4–8.1 (4); 8.3–8.8 (10); 9.0–10.0 (10); 11.7–12.0 (2); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?indicator=gdp&view=trend&transform=growth&places=330000~210000&time=2015..2023",
        &expect![[r#"
            # 地区生产总值比上年名义增长：2015年最高的浙江与最低的辽宁相差 7.2 个百分点，2023年相差 0.5 个百分点
            地区生产总值 · 第五次经济普查修订 · 原值 → 比上年增长（%） · 当年价格（名义值） · 2015–2023年
            alt: 折线图：地区生产总值 · 第五次经济普查修订 · 原值 → 比上年增长（%） · 当年价格（名义值） · 2015–2023年。浙江：2015年 +8.5%，2023年 +6.0%。辽宁：2015年 +1.4%，2023年 +5.5%。
            - 按当年价格计算，未扣除价格变动。
            # Gross domestic product, nominal growth on the year before: Zhejiang, the highest, 7.2 pp above Liaoning, the lowest, in 2015; 0.5 pp in 2023
            Gross domestic product · After the 5th economic census · value → growth on the year before (%) · current prices (nominal) · 2015–2023
            alt: Line chart: Gross domestic product · After the 5th economic census · value → growth on the year before (%) · current prices (nominal) · 2015–2023. Zhejiang: +8.5% in 2015, +6.0% in 2023. Liaoning: +1.4% in 2015, +5.5% in 2023.
            - At current prices (nominal): price changes are not taken out.
        "#]],
    );
}

#[test]
fn a_year_alone_marks_a_trend_and_does_not_cut_it_off() {
    let of = |link: &str| figure(&ATLAS, &parse(&ATLAS, link).0, Lang::Zh);
    for chain in ["", "&transform=index", "&transform=growth", "&places=330000"] {
        let whole = of(&format!("#/explore?view=trend{chain}"));
        for year in ["2010", "2015", "earliest"] {
            let link = format!("#/explore?view=trend{chain}&time={year}");
            assert_eq!(of(&link), whole, "{link}");
        }
        let part = of(&format!("#/explore?view=trend{chain}&time=2014..2018"));
        assert_ne!(part.subtitle, whole.subtitle, "a range is a range");
    }
}

#[test]
fn ranks_are_told_from_the_first_on() {
    check(
        "#/explore?indicator=gdp&view=ranking&transform=rank&time=2023",
        &expect![[r#"
            # 2023年地区生产总值位次：首位广东，末位西藏
            地区生产总值 · 第五次经济普查修订 · 原值 → 位次 · 当年价格（名义值） · 2023年
            alt: 条形图：地区生产总值 · 第五次经济普查修订 · 原值 → 位次 · 当年价格（名义值） · 2023年，31 个地区由前到后。前几位：广东 第 1 位、江苏 第 2 位、山东 第 3 位。2023年地区生产总值位次：首位广东，末位西藏。
            1 广东: 第 1 位
            2 江苏: 第 2 位
            3 山东: 第 3 位
            - 按当年价格计算，未扣除价格变动。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 未列出（此指标无该地数据）：台湾、香港、澳门。
            # Gross domestic product, rank, 2023: Guangdong first, Xizang last
            Gross domestic product · After the 5th economic census · value → rank · current prices (nominal) · 2023
            alt: Bar chart: Gross domestic product · After the 5th economic census · value → rank · current prices (nominal) · 2023, 31 places, best placed first. The first: Guangdong rank 1, Jiangsu rank 2, Shandong rank 3. Gross domestic product, rank, 2023: Guangdong first, Xizang last.
            1 Guangdong: rank 1
            2 Jiangsu: rank 2
            3 Shandong: rank 3
            - At current prices (nominal): price changes are not taken out.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Not listed (no data in this series): Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?view=trend&transform=rank&places=330000~520000&time=2010..2023",
        &expect![[r#"
            # 人均地区生产总值位次：浙江 2010年 第 5 位、2023年 第 5 位；贵州 2010年 第 31 位、2023年 第 28 位
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 位次 · 当年价格（名义值） · 2010–2023年
            alt: 折线图：人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 位次 · 当年价格（名义值） · 2010–2023年。浙江：2010年 第 5 位，2023年 第 5 位。贵州：2010年 第 31 位，2023年 第 28 位。
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            # GDP per person, rank: Zhejiang rank 5 in 2010, rank 5 in 2023; Guizhou rank 31 in 2010, rank 28 in 2023
            GDP per person · After the 5th economic census · over year-end residents · value → rank · current prices (nominal) · 2010–2023
            alt: Line chart: GDP per person · After the 5th economic census · over year-end residents · value → rank · current prices (nominal) · 2010–2023. Zhejiang: rank 5 in 2010, rank 5 in 2023. Guizhou: rank 31 in 2010, rank 28 in 2023.
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
        "#]],
    );
    check(
        "#/explore?indicator=gdp&transform=rank~change&time=2010..2023&view=ranking",
        &expect![[r#"
            # 2010–2023年地区生产总值位次的变化（负数为前移）：福建等 4 地 −4 位，河北等 2 地 +6 位
            地区生产总值 · 第五次经济普查修订 · 原值 → 位次 → 较2010年的变化 · 位（负数为前移） · 当年价格（名义值） · 2010–2023年
            alt: 条形图：地区生产总值 · 第五次经济普查修订 · 原值 → 位次 → 较2010年的变化 · 位（负数为前移） · 当年价格（名义值） · 2010–2023年，31 个地区由前到后。前几位：福建 −4 位、重庆 −4 位、贵州 −4 位。2010–2023年地区生产总值位次的变化（负数为前移）：福建等 4 地 −4 位，河北等 2 地 +6 位。
            1 福建: −4 位
            1 重庆: −4 位
            1 贵州: −4 位
            - 按当年价格计算，未扣除价格变动。
            - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
            - 未列出（此指标无该地数据）：台湾、香港、澳门。
            # Gross domestic product, rank, change (minus: up), 2010–2023: Fujian and 3 others −4 places, Hebei and one other +6 places
            Gross domestic product · After the 5th economic census · value → rank → change since 2010 · places (minus: up) · current prices (nominal) · 2010–2023
            alt: Bar chart: Gross domestic product · After the 5th economic census · value → rank → change since 2010 · places (minus: up) · current prices (nominal) · 2010–2023, 31 places, best placed first. The first: Fujian −4 places, Chongqing −4 places, Guizhou −4 places. Gross domestic product, rank, change (minus: up), 2010–2023: Fujian and 3 others −4 places, Hebei and one other +6 places.
            1 Fujian: −4 places
            1 Chongqing: −4 places
            1 Guizhou: −4 places
            - At current prices (nominal): price changes are not taken out.
            - The nation is the sum of 31 provinces, taken before any ratio, and differs a little from the figure published for it.
            - Not listed (no data in this series): Taiwan, Hong Kong, Macao.
        "#]],
    );
}

#[test]
fn a_value_of_a_nearby_year_bears_its_year() {
    check(
        "#/explore?indicator=disposable_income_rural&level=zhejiang_cities&time=2015&nearest=2",
        &expect![[r#"
            # 2015年农村居民人均可支配收入（仅 8 地有数据）：嘉兴最高（26,838 元），是最低的衢州（15,354 元）的 1.75 倍
            农村居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2015年
            alt: 分级统计地图：2015年浙江各市农村居民人均可支配收入 · 城乡一体化住户调查；8 个地区有数据。最高：嘉兴，26,838 元；最低：衢州，15,354 元。浙江：21,125 元。该年无数据（图上以斜线表示）：温州、台州、丽水。
            legend, 元: 15,354 (1); 20,297 (1); 24,410 (1); 25,648–25,903 (3); 26,469 (1); 26,838 (1); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 2015年无数据、改用最近一年数值的地区：衢州（2014）。
            - 该年无数据（图上以斜线表示）：温州、台州、丽水。
            # Disposable income per rural resident (only 8 places have data), 2015: highest in Jiaxing (CN¥26,838), 1.75 times the lowest, Quzhou (CN¥15,354)
            Disposable income per rural resident · Integrated household survey · CN¥ · current prices (nominal) · 2015
            alt: Choropleth map of Zhejiang’s cities, Disposable income per rural resident · Integrated household survey, 2015; 8 places with data. Highest: Jiaxing, CN¥26,838; lowest: Quzhou, CN¥15,354. Zhejiang: CN¥21,125. No data for this year (hatched on the map): Wenzhou, Taizhou (Zhejiang), Lishui.
            legend, CN¥: 15,354 (1); 20,297 (1); 24,410 (1); 25,648–25,903 (3); 26,469 (1); 26,838 (1); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - Places without data for 2015 show their nearest year: Quzhou (2014).
            - No data for this year (hatched on the map): Wenzhou, Taizhou (Zhejiang), Lishui.
        "#]],
    );
    // Not from the other side of a break: 2008 is a survey, 2010 a census.
    check(
        "#/explore?indicator=illiteracy_rate_15plus&time=2008&nearest=2",
        &expect![[r#"
        # 2008年15岁及以上人口文盲率（仅 26 地有数据）：西藏最高（37.77%），与最低的北京（3.11%）相差 34.66 个百分点
        15岁及以上人口文盲率 · % · 2008年
        alt: 分级统计地图：2008年省级地区15岁及以上人口文盲率；26 个地区有数据。最高：西藏，37.77%；最低：北京，3.11%。该年无数据（图上以斜线表示）：陕西、新疆。此序列无数据（图上以斜线表示）：甘肃、青海、宁夏、台湾、香港、澳门。
        legend, %: 3.11–4.83 (9); 5.61–6.49 (3); 7.36–8.65 (7); 9.38–10.38 (3); 13.29–14.58 (3); 37.77 (1); 无数据 (8)
        - 该年无数据（图上以斜线表示）：陕西、新疆。
        - 此序列无数据（图上以斜线表示）：甘肃、青海、宁夏、台湾、香港、澳门。
        # Illiteracy rate, aged 15 and over (only 26 places have data), 2008: highest in Xizang (37.77%), 34.66 pp above the lowest, Beijing (3.11%)
        Illiteracy rate, aged 15 and over · % · 2008
        alt: Choropleth map of provinces, Illiteracy rate, aged 15 and over, 2008; 26 places with data. Highest: Xizang, 37.77%; lowest: Beijing, 3.11%. No data for this year (hatched on the map): Shaanxi, Xinjiang. No data in this series (hatched on the map): Gansu, Qinghai, Ningxia, Taiwan, Hong Kong, Macao.
        legend, %: 3.11–4.83 (9); 5.61–6.49 (3); 7.36–8.65 (7); 9.38–10.38 (3); 13.29–14.58 (3); 37.77 (1); No data (8)
        - No data for this year (hatched on the map): Shaanxi, Xinjiang.
        - No data in this series (hatched on the map): Gansu, Qinghai, Ningxia, Taiwan, Hong Kong, Macao.
    "#]],
    );
    check_table(
        "#/explore?indicator=disposable_income_rural&level=zhejiang_cities&time=2015&nearest=2&view=table&table=year",
        Lang::En,
        12,
        &expect![[r#"
            Disposable income per rural resident · Integrated household survey · CN¥ · current prices (nominal) · 2015
            Place | Code | 2015 | Rank | Against Zhejiang
            Zhejiang Province | 330000 | 21,125 |  | 
            Jiaxing | 330400 | 26,838 | 1 | +27.0%
            Ningbo | 330200 | 26,469 | 2 | +25.3%
            Zhoushan | 330900 | 25,903 | 3 | +22.6%
            Hangzhou | 330100 | 25,719 | 4 | +21.7%
            Shaoxing | 330600 | 25,648 | 5 | +21.4%
            Huzhou | 330500 | 24,410 | 6 | +15.6%
            Jinhua | 330700 | 20,297 | 7 | −3.9%
            Quzhou | 330800 | 15,354 (2014) | 8 | 
            Wenzhou | 330300 | – |  | 
            Taizhou (Zhejiang) | 331000 | – |  | 
            Lishui | 331100 | – |  | "#]],
    );
}

#[test]
fn a_year_without_anything_to_compare_says_why() {
    check(
        "#/explore?indicator=disposable_income&transform=growth&time=2013",
        &expect![[r#"
        # 2013年居民人均可支配收入比上年名义增长
        居民人均可支配收入 · 城乡一体化住户调查 · 原值 → 比上年增长（%） · 当年价格（名义值） · 2013年
        alt: 分级统计地图：2013年省级地区居民人均可支配收入比上年名义增长；0 个地区有数据。起算的2012年无数据（图上以斜线表示）：北京、天津、河北、山西、内蒙古、辽宁、吉林、黑龙江、上海、江苏等 31 地。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
        legend, %: 无数据 (34)
        - 按当年价格计算，未扣除价格变动。
        - 起算的2012年无数据（图上以斜线表示）：北京、天津、河北、山西、内蒙古、辽宁、吉林、黑龙江、上海、江苏等 31 地。
        - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
        # Disposable income per person, nominal growth on the year before, 2013
        Disposable income per person · Integrated household survey · value → growth on the year before (%) · current prices (nominal) · 2013
        alt: Choropleth map of provinces, Disposable income per person, nominal growth on the year before, 2013; 0 places with data. No data for 2012, the year of reference (hatched on the map): Beijing, Tianjin, Hebei, Shanxi, Inner Mongolia, Liaoning, Jilin, Heilongjiang, Shanghai, Jiangsu and 21 others. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        legend, %: No data (34)
        - At current prices (nominal): price changes are not taken out.
        - No data for 2012, the year of reference (hatched on the map): Beijing, Tianjin, Hebei, Shanxi, Inner Mongolia, Liaoning, Jilin, Heilongjiang, Shanghai, Jiangsu and 21 others.
        - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
    "#]],
    );
    check(
        "#/explore?indicator=disposable_income&view=dumbbell&time=2013",
        &expect![[r#"
            # 居民人均可支配收入
            居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2013年
            alt: 需要两个年份才能比较，而起止都是2013年。请移动起始年，或换一个年份更多的指标或范围。
            nothing: 需要两个年份才能比较，而起止都是2013年。请移动起始年，或换一个年份更多的指标或范围。
            - 按当年价格计算，未扣除价格变动。
            - 两个数值不全、未画出的地区：台湾、香港、澳门。
            # Disposable income per person
            Disposable income per person · Integrated household survey · CN¥ · current prices (nominal) · 2013
            alt: A comparison needs two years, and both ends are 2013. Move the first year, or choose an indicator or places with more years.
            nothing: A comparison needs two years, and both ends are 2013. Move the first year, or choose an indicator or places with more years.
            - At current prices (nominal): price changes are not taken out.
            - Not drawn because one of the two values is missing: Taiwan, Hong Kong, Macao.
        "#]],
    );
}

#[test]
fn names_with_parts_keep_their_sentence_whole() {
    check(
        "#/explore?indicator=disposable_income_q1&view=trend",
        &expect![[r#"
            # 全国居民人均可支配收入（低收入组）：2015年 5,221 元，2024年 9,542 元
            居民人均可支配收入：低收入组 · 元 · 当年价格（名义值） · 2015–2024年
            alt: 折线图：居民人均可支配收入：低收入组 · 元 · 当年价格（名义值） · 2015–2024年。全国：2015年 5,221 元，2024年 9,542 元。
            - 按当年价格计算，未扣除价格变动。
            # Disposable income per person (lowest fifth), China: CN¥5,221 in 2015, CN¥9,542 in 2024
            Disposable income per person: lowest fifth · CN¥ · current prices (nominal) · 2015–2024
            alt: Line chart: Disposable income per person: lowest fifth · CN¥ · current prices (nominal) · 2015–2024. China: CN¥5,221 in 2015, CN¥9,542 in 2024.
            - At current prices (nominal): price changes are not taken out.
        "#]],
    );
    check(
        "#/explore?indicator=gdp_per_capita&transform=relative&level=zhejiang_cities&against=330100&time=2020",
        &expect![[r#"
            # 2020年人均地区生产总值（公布值，杭州 = 100）：杭州最高（100.0），是最低的丽水（45.2）的 2.21 倍
            人均地区生产总值（公布值） · 历年公布数 · 原值 → 相对水平（杭州 = 100） · 2020年
            alt: 分级统计地图：2020年浙江各市人均地区生产总值（公布值，杭州 = 100）；11 个地区有数据。最高：杭州，100.0；最低：丽水，45.2。
            legend, 杭州 = 100: 45.2 (1); 49.3–52.8 (3); 58.5 (1); 70.0–75.1 (2); 83.3 (1); 95.3–100.0 (3)
            - 按当年价格计算，未扣除价格变动。
            # GDP per capita (published, Hangzhou = 100), 2020: highest in Hangzhou (100.0), 2.21 times the lowest, Lishui (45.2)
            GDP per capita (published) · As published each year · value → relative level (Hangzhou = 100) · 2020
            alt: Choropleth map of Zhejiang’s cities, GDP per capita (published, Hangzhou = 100), 2020; 11 places with data. Highest: Hangzhou, 100.0; lowest: Lishui, 45.2.
            legend, Hangzhou = 100: 45.2 (1); 49.3–52.8 (3); 58.5 (1); 70.0–75.1 (2); 83.3 (1); 95.3–100.0 (3)
            - At current prices (nominal): price changes are not taken out.
        "#]],
    );
}

#[test]
fn the_nation_has_words_of_its_own() {
    check(
        "#/explore?indicator=gdp&level=nation&view=trend&time=2013..2023",
        &expect![[r#"
            # 国内生产总值：2013年 59.3 万亿元，2023年 126.1 万亿元
            国内生产总值 · 第四次经济普查修订 · 万亿元 · 当年价格（名义值） · 2013–2023年
            alt: 折线图：国内生产总值 · 第四次经济普查修订 · 万亿元 · 当年价格（名义值） · 2013–2023年。全国：2013年 59.3 万亿元，2023年 126.1 万亿元。
            - 按当年价格计算，未扣除价格变动。
            # Gross domestic product, China: CN¥59.3 trillion in 2013, CN¥126.1 trillion in 2023
            Gross domestic product · After the 4th economic census · CN¥ trillion · current prices (nominal) · 2013–2023
            alt: Line chart: Gross domestic product · After the 4th economic census · CN¥ trillion · current prices (nominal) · 2013–2023. China: CN¥59.3 trillion in 2013, CN¥126.1 trillion in 2023.
            - At current prices (nominal): price changes are not taken out.
        "#]],
    );
    check(
        "#/explore?indicator=gdp_per_person&level=nation&view=trend&time=2013..2023",
        &expect![[r#"
            # 人均国内生产总值：2013年 43,369 元，2023年 89,424 元
            人均国内生产总值 · 第四次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2013–2023年
            alt: 折线图：人均国内生产总值 · 第四次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2013–2023年。全国：2013年 43,369 元，2023年 89,424 元。
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：国内生产总值 ÷ 常住人口。
            # GDP per person, China: CN¥43,369 in 2013, CN¥89,424 in 2023
            GDP per person · After the 4th economic census · over year-end residents · CN¥ · current prices (nominal) · 2013–2023
            alt: Line chart: GDP per person · After the 4th economic census · over year-end residents · CN¥ · current prices (nominal) · 2013–2023. China: CN¥43,369 in 2013, CN¥89,424 in 2023.
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
        "#]],
    );
}

#[test]
fn remarks_and_references_stand_in_the_trend() {
    check(
        "#/explore?indicator=disposable_income&view=trend&places=330000~310000&time=2013..2023&lines=nation~50000&remarks=2020:epidemic~330000:%E8%AF%95%E7%82%B9~1999:before",
        &expect![[r#"
            # 居民人均可支配收入：2013年最高的上海是最低的浙江的 1.42 倍，2023年为 1.33 倍
            居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2013–2023年
            alt: 折线图：居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2013–2023年。浙江①：2013年 29,775 元，2023年 63,830 元。上海：2013年 42,174 元，2023年 84,834 元。
            reference: 全国 39,218 元
            reference: 参考值 50,000 元
            > 2020年：epidemic
            > ① 浙江：试点
            > 1999年：before
            - 按当年价格计算，未扣除价格变动。
            # Disposable income per person: Shanghai, the highest, 1.42 times Zhejiang, the lowest, in 2013; 1.33 times in 2023
            Disposable income per person · Integrated household survey · CN¥ · current prices (nominal) · 2013–2023
            alt: Line chart: Disposable income per person · Integrated household survey · CN¥ · current prices (nominal) · 2013–2023. Zhejiang①: CN¥29,775 in 2013, CN¥63,830 in 2023. Shanghai: CN¥42,174 in 2013, CN¥84,834 in 2023.
            reference: China CN¥39,218
            reference: reference CN¥50,000
            > 2020: epidemic
            > ① Zhejiang: 试点
            > 1999: before
            - At current prices (nominal): price changes are not taken out.
        "#]],
    );
}

#[test]
fn tables_of_one_year_tell_ranks_and_differences() {
    check_table(
        "#/explore?indicator=disposable_income&view=table&table=year&time=2023",
        Lang::Zh,
        4,
        &expect![[r#"
            居民人均可支配收入 · 城乡一体化住户调查 · 元 · 当年价格（名义值） · 2023年
            地区 | 代码 | 2023 | 位次 | 与全国相比
            中国 | 100000 | 39,218 |  | 
            上海市 | 310000 | 84,834 | 1 | +116.3%
            北京市 | 110000 | 81,752 | 2 | +108.5%
            浙江省 | 330000 | 63,830 | 3 | +62.8%"#]],
    );
    check_table(
        "#/explore?indicator=urbanization_rate&view=table&table=year&time=2020&sort=name&find=n",
        Lang::En,
        4,
        &expect![[r#"
            Urbanisation rate · After the 7th population census · % · 2020
            Place | Code | 2020 | Rank
            Anhui Province | 340000 | 58.33 | 23
            Beijing Municipality | 110000 | 87.55 | 2
            China | 100000 | – | 
            Chongqing Municipality | 500000 | 69.46 | 8"#]],
    );
    check_table(
        "#/explore?indicator=gdp&view=table&transform=growth&time=2020..2023&sort=2021~desc&find=33",
        Lang::En,
        4,
        &expect![[r#"
            Gross domestic product · After the 5th economic census · value → growth on the year before (%) · current prices (nominal) · 2020–2023
            Place | Code | 2020 | 2021 | 2022 | 2023
            Zhejiang Province | 330000 | +3.9 | +14.3 | +5.2 | +6.0"#]],
    );
    check_table(
        "#/explore?indicator=gdp&view=table&time=2020..2023&sort=2021~desc",
        Lang::En,
        4,
        &expect![[r#"
            Gross domestic product · After the 5th economic census · CN¥100 million · current prices (nominal) · 2020–2023
            Place | Code | 2020 | 2021 | 2022 | 2023
            China | 100000 | 1,031,101.6 | 1,166,800.6 | 1,222,892.0 | 1,283,801.5
            Eastern China | east | 540,278.5 | 613,854.1 | 640,016.8 | 672,677.6
            Central China | central | 221,528.8 | 249,680.9 | 262,957.1 | 275,044.9
            Western China | west | 216,955.7 | 246,070.7 | 260,697.8 | 274,275.8"#]],
    );
    check_table(
        "#/explore?indicator=gdp&view=table&time=2020..2023&sort=2021",
        Lang::En,
        3,
        &expect![[r#"
            Gross domestic product · After the 5th economic census · CN¥100 million · current prices (nominal) · 2020–2023
            Place | Code | 2020 | 2021 | 2022 | 2023
            Xizang Autonomous Region | 540000 | 1,956.5 | 2,145.1 | 2,235.4 | 2,532.9
            Qinghai Province | 630000 | 3,080.6 | 3,446.3 | 3,677.4 | 3,849.2
            Ningxia Hui Autonomous Region | 640000 | 4,036.2 | 4,666.5 | 5,168.1 | 5,368.8"#]],
    );
    check_table(
        "#/explore?indicator=gdp&view=table&time=2020..2023&sort=code~desc",
        Lang::En,
        3,
        &expect![[r#"
            Gross domestic product · After the 5th economic census · CN¥100 million · current prices (nominal) · 2020–2023
            Place | Code | 2020 | 2021 | 2022 | 2023
            Western China | west | 216,955.7 | 246,070.7 | 260,697.8 | 274,275.8
            North-East China | northeast | 52,338.6 | 57,194.9 | 59,220.3 | 61,803.2
            Eastern China | east | 540,278.5 | 613,854.1 | 640,016.8 | 672,677.6"#]],
    );
    check_table(
        "#/explore?indicator=gdp&view=table&table=year&time=2023&transform=rank",
        Lang::Zh,
        3,
        &expect![[r#"
            地区生产总值 · 第五次经济普查修订 · 原值 → 位次 · 当年价格（名义值） · 2023年
            地区 | 代码 | 2023
            广东省 | 440000 | 1
            江苏省 | 320000 | 2
            山东省 | 370000 | 3"#]],
    );
}

/// How a value comes about, in both languages.
fn check_worked(link: &str, place: &str, expected: &Expect) {
    let (spec, notices) = parse(&ATLAS, link);
    assert_eq!(notices, [], "{link}");
    let years = Extent::of(&ATLAS, &spec).unwrap().years(spec.time);
    let place = ATLAS.place_by_id(place).unwrap();
    let told = Lang::ALL.map(|lang| {
        let of = worked(&ATLAS, &spec, &years, place, lang);
        let by = chained(&ATLAS, &spec, &years, place, lang);
        [of, by].into_iter().flatten().collect::<Vec<_>>().join("\n")
    });
    expected.assert_eq(&told.join("\n"));
}

#[test]
fn computed_values_are_shown_with_their_numbers() {
    check_worked(
        "#/explore?time=2023",
        "330000",
        &expect![[r#"
            浙江，2023年：85,619.6 亿元 ÷ 6,627 万人 = 129,198 元
            Zhejiang, 2023: CN¥8,561.96 billion ÷ 66.27 million people = CN¥129,198"#]],
    );
    check_worked(
        "#/explore?time=2023&method=year_average",
        "330000",
        &expect![[r#"
            浙江，2023年：85,619.6 亿元 ÷ ((6,577 万人 + 6,627 万人) ÷ 2) = 129,687 元
            Zhejiang, 2023: CN¥8,561.96 billion ÷ ((65.77 million people + 66.27 million people) ÷ 2) = CN¥129,687"#]],
    );
    check_worked(
        "#/explore?time=2023",
        "east",
        &expect![[r#"
            东部，2023年：672,677.6 亿元 ÷ 56,638 万人 = 118,768 元（各项为 10 个省份之和）
            East, 2023: CN¥67,267.76 billion ÷ 566.38 million people = CN¥118,768 (each term is the sum over 10 provinces)"#]],
    );
    check_worked(
        "#/explore?indicator=urban_rural_income_ratio&time=2023",
        "330000",
        &expect![[r#"
            浙江，2023年：74,997 元 ÷ 40,311 元 = 1.86
            Zhejiang, 2023: CN¥74,997 ÷ CN¥40,311 = 1.86"#]],
    );
    check_worked(
        "#/explore?indicator=urban_rural_income_gap&time=2023",
        "330000",
        &expect![[r#"
            浙江，2023年：74,997 元 − 40,311 元 = 34,686 元
            Zhejiang, 2023: CN¥74,997 − CN¥40,311 = CN¥34,686"#]],
    );
    check_worked(
        "#/explore?indicator=share_tertiary&time=2019",
        "330000",
        &expect![[r#"
            浙江，2019年：33,687.76 亿元 ÷ (2,097.38 亿元 + 26,566.6 亿元 + 33,687.76 亿元) = 54.0%
            Zhejiang, 2019: CN¥3,368.776 billion ÷ (CN¥209.738 billion + CN¥2,656.66 billion + CN¥3,368.776 billion) = 54.0%"#]],
    );
    check_worked(
        "#/explore?indicator=gdp&time=2023&transform=share~growth",
        "330000",
        &expect![[r#"
            浙江，2023年：原值 → 占全国比重（%） → 比上年增长（%）；原值 8.56 万亿元，结果 +1.0%
            Zhejiang, 2023: value → share of China (%) → growth on the year before (%); value CN¥8.56 trillion, result +1.0%"#]],
    );
}

/// A number with its Chinese unit, in units of one, and half of its last digit.
fn in_ones(text: &str) -> Option<(f64, f64)> {
    let text = text.trim();
    let (digits, unit) =
        text.split_once(' ').or_else(|| text.split_once('/')).unwrap_or((text, ""));
    let (digits, unit) = match digits.strip_suffix('%') {
        Some(digits) => (digits, "%"),
        None => (digits, unit),
    };
    let number: f64 = digits.replace(',', "").replace('\u{2212}', "-").parse().ok()?;
    let is_per = text.contains('/');
    let multiple = match unit.chars().next() {
        Some('万') if is_per => 1e-4,
        Some('十') if is_per => 1e-5,
        Some('万') if unit.starts_with("万亿") => 1e12,
        Some('亿') => 1e8,
        Some('万') => 1e4,
        Some('%') => 1e-2,
        _ => 1.0,
    };
    let decimals = digits.split_once('.').map_or(0, |(_, rest)| rest.len());
    let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap());
    Some((number * multiple, half * multiple))
}

/// What is put into a formula gives what is told to come out, for single places and pooled ones: every
/// quotient of two numbers that the sources tab can show.
#[test]
fn a_quotient_told_is_the_quotient_of_the_numbers_told() {
    let mut checked = 0;
    for (id, row) in ATLAS.indicators() {
        for vintage in ATLAS.vintages_of(id) {
            let code = &ATLAS.vintage(vintage).id;
            let link = format!("#/explore?indicator={}&vintage={code}", row.id);
            let (spec, notices) = parse(&ATLAS, &link);
            if !notices.is_empty() || ATLAS.derivation(id, spec.vintage).is_none() {
                continue;
            }
            let Some(extent) = Extent::of(&ATLAS, &spec) else { continue };
            let places = ["100000", "east", "central", "west", "northeast", "330000", "520000"];
            for place in places.map(|place| ATLAS.place_by_id(place).unwrap()) {
                for year in extent.all.clone() {
                    let mut spec = spec.clone();
                    spec.time.to = prosperity_atlas::spec::Moment::Year(year);
                    let years = extent.years(spec.time);
                    let Some(text) = worked(&ATLAS, &spec, &years, place, Lang::Zh) else {
                        continue;
                    };
                    let (_, formula) = text.split_once('：').unwrap();
                    let formula = formula.split('（').next().unwrap();
                    let Some((left, right)) = formula.split_once(" = ") else { continue };
                    let Some((above, below)) = left.split_once(" ÷ ") else { continue };
                    let (Some(above), Some(below)) = (in_ones(above), in_ones(below)) else {
                        continue;
                    };
                    let (told, half) = in_ones(right).unwrap();
                    let ((above, half_above), (below, half_below)) = (above, below);
                    let rounded = (half_above / above + half_below / below).abs() * told.abs();
                    let off = (above / below - told).abs();
                    assert!(off <= (half + rounded) * 1.001, "{link}: {text}: {}", above / below);
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 1000, "{checked}");
}
