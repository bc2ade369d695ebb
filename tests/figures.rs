//! What figures say, as snapshots that double as examples: run with `UPDATE_EXPECT=1` to rewrite.

#![allow(clippy::needless_raw_string_hashes, reason = "expect_test writes the snapshots so")]
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use expect_test::{Expect, expect};
use prosperity_atlas::{
    atlas::{Atlas, Lang},
    export,
    figure::{Extent, Figure, Marks, figure, figure_within},
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

/// The words of a figure, in both languages.
fn check(link: &str, expected: &Expect) {
    let mut text = String::new();
    for lang in Lang::ALL {
        let figure = of(link, lang);
        writeln!(text, "# {}", figure.title).unwrap();
        writeln!(text, "{}", figure.subtitle).unwrap();
        writeln!(text, "alt: {}", figure.alt).unwrap();
        if let Marks::Map(marks) = &figure.marks {
            let legend: Vec<String> = marks
                .legend
                .iter()
                .map(|item| format!("{} ({})", item.label, item.count))
                .collect();
            writeln!(text, "legend, {}: {}", marks.legend_unit, legend.join("; ")).unwrap();
        }
        if let Marks::Nothing(why) = &figure.marks {
            writeln!(text, "nothing: {why}").unwrap();
        }
        for note in &figure.notes {
            writeln!(text, "- {note}").unwrap();
        }
    }
    expected.assert_eq(&text);
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
            - 区域或全国数值为所含各省先加总、再计算；全国为 31 个省份合计，与国家核算数略有出入。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # GDP per person, 2023: highest in Beijing (CN¥216,623), 4.33 times the lowest, Gansu (CN¥50,084)
            GDP per person · After the 5th economic census · over year-end residents · CN¥ · current prices (nominal) · 2023
            alt: Choropleth map of provinces, GDP per person · After the 5th economic census · over year-end residents, 2023; 31 places with data. Highest: Beijing, CN¥216,623; lowest: Gansu, CN¥50,084. China: CN¥91,200. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, CN¥: 50,084–65,474 (9); 69,395–85,973 (11); 93,062–108,536 (5); 126,186–131,011 (3); 153,559 (1); 206,693–216,623 (2); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - Values of regions, or of the nation, are sums over their provinces taken before any ratio; the nation is the sum of 31 provinces and differs a little from the national accounts.
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
            - 区域或全国数值为所含各省先加总、再计算；全国为 31 个省份合计，与国家核算数略有出入。
            - 2004 年与 2005 年之间口径有变：2005年改以人口抽样调查为基准，水平较上年有跳变。
            - 2009 年与 2010 年之间口径有变：2010年以人口普查为基准，水平较上年有跳变。
            # GDP per person: Eastern China, the highest, 2.43 times Western China, the lowest, in 2001; Eastern China, the highest, 2.03 times North-East China, the lowest, in 2019
            GDP per person · 4th economic census, population before the 7th population census · over year-end residents · CN¥ · current prices (nominal) · 2001–2019
            alt: Line chart: GDP per person · 4th economic census, population before the 7th population census · over year-end residents · CN¥ · current prices (nominal) · 2001–2019. East: CN¥12,969 in 2001, CN¥94,114 in 2019. Central: CN¥5,920 in 2001, CN¥58,400 in 2019. West: CN¥5,332 in 2001, CN¥53,669 in 2019. North-East: CN¥9,328 in 2001, CN¥46,439 in 2019. China: CN¥8,541 in 2001, CN¥69,973 in 2019. Break between 2004 and 2005. Break between 2009 and 2010.
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - Values of regions, or of the nation, are sums over their provinces taken before any ratio; the nation is the sum of 31 provinces and differs a little from the national accounts.
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
            # 2020年人均地区生产总值名义指数（2010年 = 100）：贵州最高（360.2），是最低的辽宁（188.3）的 1.91 倍
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 指数（2010年 = 100） · 当年价格（名义值） · 2020年
            alt: 分级统计地图：2020年省级地区人均地区生产总值名义指数（2010年 = 100）；31 个地区有数据。最高：贵州，360.2；最低：辽宁，188.3。此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            legend, 2010年 = 100: 188.3–210.2 (9); 217.3–239.3 (10); 249.0–260.7 (5); 268.3–279.7 (4); 307.6–312.2 (2); 360.2 (1); 无数据 (3)
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 区域或全国数值为所含各省先加总、再计算；全国为 31 个省份合计，与国家核算数略有出入。
            - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。
            # GDP per person, nominal index (2010 = 100), 2020: highest in Guizhou (360.2), 1.91 times the lowest, Liaoning (188.3)
            GDP per person · After the 5th economic census · over year-end residents · value → index (2010 = 100) · current prices (nominal) · 2020
            alt: Choropleth map of provinces, GDP per person, nominal index (2010 = 100), 2020; 31 places with data. Highest: Guizhou, 360.2; lowest: Liaoning, 188.3. No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
            legend, 2010 = 100: 188.3–210.2 (9); 217.3–239.3 (10); 249.0–260.7 (5); 268.3–279.7 (4); 307.6–312.2 (2); 360.2 (1); No data (3)
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - Values of regions, or of the nation, are sums over their provinces taken before any ratio; the nation is the sum of 31 provinces and differs a little from the national accounts.
            - No data in this series (hatched on the map): Taiwan, Hong Kong, Macao.
        "#]],
    );
    check(
        "#/explore?view=trend&transform=index&places=330000~520000",
        &expect![[r#"
            # 人均地区生产总值名义指数（2010年 = 100）：2024年最高的贵州是最低的浙江的 1.69 倍
            人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 指数（2010年 = 100） · 当年价格（名义值） · 2006–2024年
            alt: 折线图：人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 原值 → 指数（2010年 = 100） · 当年价格（名义值） · 2006–2024年。浙江：2010年 100.0，2024年 263.4。贵州：2010年 100.0，2024年 445.3。2009年与2010年之间口径有变。
            - 按当年价格计算，未扣除价格变动。
            - 由本图集计算：地区生产总值 ÷ 常住人口。
            - 2009 年与 2010 年之间口径有变：2010年以人口普查为基准，水平较上年有跳变。
            # GDP per person, nominal index (2010 = 100): Guizhou, the highest, 1.69 times Zhejiang, the lowest, in 2024
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
            - 区域或全国数值为所含各省先加总、再计算；全国为 31 个省份合计，与国家核算数略有出入。
            # GDP per person, 2019: highest in Eastern China (CN¥94,114), 2.03 times the lowest, North-East China (CN¥46,439)
            GDP per person · 4th economic census, population before the 7th population census · over year-end residents · CN¥ · current prices (nominal) · 2019
            alt: Choropleth map of macro-regions, GDP per person · 4th economic census, population before the 7th population census · over year-end residents, 2019; 4 places with data. Highest: East, CN¥94,114; lowest: North-East, CN¥46,439. China: CN¥69,973.
            legend, CN¥: 46,439 (1); 53,669 (1); 58,400 (1); 94,114 (1)
            - At current prices (nominal): price changes are not taken out.
            - Computed by the atlas: Gross domestic product ÷ Resident population.
            - Values of regions, or of the nation, are sums over their provinces taken before any ratio; the nation is the sum of 31 provinces and differs a little from the national accounts.
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
