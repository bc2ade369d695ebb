//! Files of what is shown. What they hold is compared with the figure here, and with one another by
//! other programs: `tests/fixtures/exports/check.py` reads what the last test writes.

#![allow(clippy::needless_raw_string_hashes, reason = "expect_test writes the snapshots so")]
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use expect_test::expect;
use prosperity_atlas::{
    article::{
        Address,
        citation::{Citation, Date},
        package::{PackageError, PackageParts, Seed, package},
    },
    atlas::{Atlas, Lang},
    export::{Bom, csv, json, map_figure, map_figure_dark, tsv, xlsx},
    figure::{Figure, Marks, figure},
    map::{
        choropleth::{colours, paint},
        geometry::MapLayer,
    },
    spec::parse,
    theme::Theme,
};
use serde_json::Value;
use std::{fs, path::Path, sync::LazyLock};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let file = |name: &str| {
        fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
});

/// Figures with everything that cells can be, by the name of their files: published and computed
/// numbers, places without data, distances in per cent and in points, shares, indices, nothing at all.
const LINKS: [(&str, &str); 8] = [
    ("map", "#/explore?time=2023"),
    ("counties", "#/explore?indicator=disposable_income_rural&level=zhejiang_counties&time=2020"),
    ("shares", "#/explore?indicator=gdp&level=zhejiang_cities"),
    ("points", "#/explore?indicator=urbanization_rate&level=provinces"),
    ("trend", "#/explore?indicator=gdp&level=provinces&view=trend"),
    ("index", "#/explore?view=trend&transform=index&time=2008..2020"),
    ("table", "#/explore?indicator=disposable_income&level=zhejiang_counties&view=table"),
    ("nothing", "#/explore?indicator=gini&level=zhejiang_counties"),
];

fn of(link: &str, lang: Lang) -> Figure {
    let (spec, notices) = parse(&ATLAS, link);
    assert_eq!(notices, [], "{link}");
    figure(&ATLAS, &spec, lang)
}

/// A figure of the atlas whose words are what a file could stumble over.
fn odd(lang: Lang) -> Figure {
    const ODD: [&str; 12] = [
        "=1+1",
        "@SUM(A1:A9)",
        "-2+3",
        "say \"so\", then",
        "two\nlines\r\nand\ta tab",
        "]]><!-- & &amp; -->",
        "\u{1}\u{1f}\u{7f}\u{85}",
        "line\u{2028}paragraph\u{2029}\u{feff}",
        " between spaces ",
        "😀 余杭区 𠀀 \u{ffff}",
        "007",
        "_x0041_ _x005F",
    ];
    let mut figure = of("#/explore?indicator=gdp&level=provinces&time=2015..2020&view=table", lang);
    for (row, words) in figure.table.rows.iter_mut().zip(ODD.iter().cycle()) {
        for cell in row.cells.iter_mut().take(1) {
            cell.text = String::from(*words);
            cell.plain = String::from(*words);
        }
        if let Some(last) = row.cells.last_mut().filter(|cell| cell.missing.is_empty()) {
            last.plain = String::from(*words);
        }
    }
    for (column, words) in figure.table.columns.iter_mut().skip(1).zip(ODD) {
        column.label = String::from(words);
    }
    for (at, source) in figure.sources.iter_mut().enumerate() {
        source.note = String::from(ODD[at % ODD.len()]);
    }
    // openpyxl cannot read what looks like an escape beside an escape.
    let (_, plain) = ODD.split_last().unwrap();
    figure.title = plain.join(" ");
    figure.table.caption = plain.concat();
    figure.notes = ODD.map(str::to_owned).to_vec();
    figure
}

#[test]
fn a_csv_file_explains_itself_in_the_readers_language() {
    let link = "#/explore?indicator=gdp&level=nation&time=2021..2023&view=table";
    let figure = of(link, Lang::Zh);
    let text = csv(&figure, Lang::Zh, Bom::Without);
    expect![[r#"
        地区,代码,2021,2022,2023,指标与口径,来源
        中国,100000,1149237,1204724,1260582.1,国内生产总值 · 第四次经济普查修订 · 亿元 · 当年价格（名义值） · 2021–2023年,数据来源：国家统计局
    "#]]
    .assert_eq(&text.replace('\r', ""));
    assert_eq!(csv(&figure, Lang::Zh, Bom::With), format!("\u{feff}{text}"));
}

#[test]
fn the_clipboard_gets_the_table_as_shown() {
    let link = "#/explore?indicator=gdp&level=nation&time=2021..2023&view=table";
    let text = tsv(&of(link, Lang::En).table);
    assert_eq!(text, "Place\tCode\t2021\t2022\t2023\nChina\t100000\t1149237\t1204724\t1260582.1\n");
}

#[test]
fn json_says_what_is_missing_and_why() {
    let link = "#/explore?view=trend&transform=index&places=east&time=2009..2011";
    let text = json(&of(link, Lang::En), Lang::En, link);
    expect![[r##"
        {
          "title": "GDP per person, nominal index (2010 = 100), East: 100.0 in 2010, 114.0 in 2011",
          "subtitle": "GDP per person · After the 5th economic census · over year-end residents · value → index (2010 = 100) · current prices (nominal) · 2009–2011",
          "language": "en",
          "link": "#/explore?view=trend&transform=index&places=east&time=2009..2011",
          "measure": "GDP per person · After the 5th economic census · over year-end residents · value → index (2010 = 100) · current prices (nominal) · 2009–2011",
          "columns": [
            {"label": "Place", "numeric": false},
            {"label": "Code", "numeric": false},
            {"label": "2009", "numeric": true},
            {"label": "2010", "numeric": true},
            {"label": "2011", "numeric": true}
          ],
          "rows": [
            ["Eastern China", "east", null, 100.0, 114.0]
          ],
          "missing": [
            {"row": 0, "column": 2, "reason": "not comparable: the series has a break in 2010"}
          ],
          "notes": [
            "At current prices (nominal): price changes are not taken out.",
            "Computed by the atlas: Gross domestic product ÷ Resident population.",
            "Values of regions are sums over their provinces, taken before any ratio.",
            "Break between 2009 and 2010: Figures rest on the population census of 2010; the level jumps against the year before."
          ],
          "sources": [
            {"id": "nbs_gdp_5ec", "office": "National Bureau of Statistics of China", "publisher": "National Bureau of Statistics of China (NBS)", "table": "National Data portal, gross regional product, 2006-2024; file note: 1992-2023 revised after the 5th National Economic Census", "where_found": "GitHub RenJiyi163/panel_data_analysis_for_thesis, 分省年度数据.csv, commit 756964b1 (2026-03-21)", "licence": "MIT", "note": "A · stored GitHub snapshot read with git; equals the independent export in 1376524890/tec_expenditure 434/434 cells (2011-2024)"},
            {"id": "nbs_pop_7c_a", "office": "National Bureau of Statistics of China", "publisher": "National Bureau of Statistics of China (NBS)", "table": "Year-end resident population by province, revised after the 7th Population Census", "where_found": "GitHub yinthan/ECON323-China-Polulation, AnnualbyProvince.csv, commit a76fbeee (2021-12-22)", "licence": "none stated in repository (numbers only carried over)", "note": "A · stored GitHub snapshot read with git; used 2000-2014; 186/186 identical with nbs_pop_7c_b, 217/217 with nbs_lny"}
          ]
        }
    "##]].assert_eq(&text);
}

#[test]
fn json_holds_every_cell() {
    for (name, link) in LINKS {
        for lang in Lang::ALL {
            let figure = of(link, lang);
            let read: Value = serde_json::from_str(&json(&figure, lang, link)).unwrap();
            assert_eq!(read["title"], figure.title.as_str());
            assert_eq!(read["link"], link);
            let rows = read["rows"].as_array().unwrap();
            assert_eq!(rows.len(), figure.table.rows.len(), "{name}");
            let mut gaps = 0;
            for (row, written) in rows.iter().zip(&figure.table.rows) {
                let cells = row.as_array().unwrap();
                assert_eq!(cells.len(), written.cells.len(), "{name}");
                for (cell, shown) in cells.iter().zip(&written.cells) {
                    match cell {
                        Value::Null => assert_eq!(shown.plain, ""),
                        Value::Number(number) => {
                            let published: f64 = shown.plain.parse().unwrap();
                            assert_eq!(number.as_f64(), Some(published), "{name}");
                        }
                        Value::String(text) => assert_eq!(*text, shown.plain),
                        other => panic!("{name}: {other}"),
                    }
                    gaps += usize::from(!shown.missing.is_empty());
                }
            }
            let missing = read["missing"].as_array().unwrap();
            assert_eq!(missing.len(), gaps, "{name}");
            for gap in missing {
                let at = |key: &str| usize::try_from(gap[key].as_u64().unwrap()).unwrap();
                let shown = &figure.table.rows[at("row")].cells[at("column")];
                assert_eq!(gap["reason"], shown.missing.as_str());
                assert_eq!(rows[at("row")][at("column")], Value::Null);
            }
        }
    }
}

#[test]
fn odd_words_come_back_from_json() {
    let figure = odd(Lang::En);
    let read: Value = serde_json::from_str(&json(&figure, Lang::En, "#/")).unwrap();
    assert_eq!(read["title"], figure.title.as_str());
    for (row, shown) in figure.table.rows.iter().enumerate() {
        assert_eq!(read["rows"][row][0], shown.cells[0].plain.as_str());
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    let (figure, link) = (of(LINKS[0].1, Lang::Zh), LINKS[0].1);
    assert_eq!(xlsx(&figure, Lang::Zh, link), xlsx(&figure, Lang::Zh, link));
    assert_eq!(json(&figure, Lang::Zh, link), json(&figure, Lang::Zh, link));
}

fn packed(figure: &Figure, lang: Lang, fragment: &str) -> Result<Vec<u8>, PackageError> {
    let accessed = Date::new(2026, 3, 1).unwrap();
    let address = Address { site: "https://example.org/", fragment };
    let citation = Citation { figure, lang, address, accessed, version: "0.1.0" };
    let seed = Some(Seed { value: u64::MAX, draws: 999, generator: "xoshiro256**" });
    package(&PackageParts { citation, method: &figure.title, seed })
}

/// Not in `CARGO_TARGET_TMPDIR`: `cargo xtask test` must find them wherever cargo builds.
#[test]
fn files_are_written_for_other_programs_to_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/exports");
    // What an earlier run left must not be read for what this one writes. There may be nothing.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for lang in Lang::ALL {
        let figures = LINKS.map(|(name, link)| (name, link, of(link, lang)));
        for (name, link, figure) in figures.into_iter().chain([("odd", "#/a&b", odd(lang))]) {
            let path = |ending| folder.join(format!("{name}.{}.{ending}", lang.code()));
            fs::write(path("csv"), csv(&figure, lang, Bom::With)).unwrap();
            fs::write(path("json"), json(&figure, lang, link)).unwrap();
            fs::write(path("xlsx"), xlsx(&figure, lang, link).unwrap()).unwrap();
            match packed(&figure, lang, link) {
                Ok(bytes) => fs::write(path("zip"), bytes).unwrap(),
                Err(error) => assert_eq!((name, error), ("nothing", PackageError::NoData)),
            }
        }
    }
}

/// Words between `begin` and a quotation mark, wherever `begin` stands.
fn quoted<'a>(text: &'a str, begin: &str) -> Vec<&'a str> {
    text.split(begin).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn the_figure_in_the_page_has_dark_colours_for_all_that_it_shows() {
    let packed =
        fs::read(format!("{}/data/packed/map-china-small.bin", env!("CARGO_MANIFEST_DIR")));
    let layer = MapLayer::decode(&packed.unwrap()).unwrap();
    for link in ["#/explore", "#/explore?classes=continuous", "#/explore?palette=green"] {
        let figure = of(link, Lang::Zh);
        let Marks::Map(marks) = &figure.marks else { panic!("{link} is a map") };
        let html = map_figure(&figure, &layer, Lang::Zh);
        let rules = map_figure_dark(&figure);
        for region in paint(&figure, marks, Theme::Dark, Lang::Zh).regions {
            let Some(class) = region.class else { continue };
            let (place, fill) = (region.place_id, region.fill);
            let drawn = format!("class=\"region c{class}\" data-place=\"{place}\"");
            assert!(html.contains(&drawn), "{link}: {drawn}");
            let body = format!("{{fill:{fill};stroke:{fill}}}");
            let by_class = format!(".figure.static .region.c{class}{body}");
            let by_place = format!(".figure.static .region[data-place=\"{place}\"]{body}");
            let hits = rules.matches(&by_class).count() + rules.matches(&by_place).count();
            assert_eq!(hits, 1, "{link}: {place} {fill}");
        }
        let dark = colours(marks, Theme::Dark);
        let swatches = quoted(&html, "class=\"swatch c");
        assert_eq!(swatches.len(), marks.legend.iter().filter(|item| item.class.is_some()).count());
        for class in swatches {
            let colour = &dark[class.parse::<usize>().unwrap()];
            let rule = format!(".figure.static .swatch.c{class}{{background:{colour}!important}}");
            assert_eq!(rules.matches(&rule).count(), 1, "{link}: {rule}");
        }
    }
    assert_eq!(map_figure_dark(&of("#/explore?view=trend", Lang::Zh)), "");
    let rules = map_figure_dark(&of("#/explore", Lang::Zh)).replace('}', "}\n");
    expect![[r#"
        @media screen and (prefers-color-scheme:dark){.figure.static .region.c0{fill:#273952;stroke:#273952}
        .figure.static .region.c1{fill:#325c7c;stroke:#325c7c}
        .figure.static .region.c2{fill:#3982a8;stroke:#3982a8}
        .figure.static .region.c3{fill:#58a8ca;stroke:#58a8ca}
        .figure.static .region.c4{fill:#8bcedf;stroke:#8bcedf}
        .figure.static .region.c5{fill:#bef4f3;stroke:#bef4f3}
        .figure.static .region.no-data{fill:url(#map-hatch) #23262c}
        .figure.static .swatch.c0{background:#273952!important}
        .figure.static .swatch.c1{background:#325c7c!important}
        .figure.static .swatch.c2{background:#3982a8!important}
        .figure.static .swatch.c3{background:#58a8ca!important}
        .figure.static .swatch.c4{background:#8bcedf!important}
        .figure.static .swatch.c5{background:#bef4f3!important}
        }
    "#]].assert_eq(&rules);
}
