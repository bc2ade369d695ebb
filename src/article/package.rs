//! A figure as a data package: its table, how it came about, how it is cited, in one ZIP file.
//!
//! `datapackage.json` follows Data Package v1 of Frictionless Data, so that programs read the table with
//! its types.

use super::{
    citation::{Citation, CitationFormat},
    text::{in_address, markdown, one_line},
};
use crate::{
    atlas::Lang,
    export::{Bom, Datum, archive, csv, datum, guarded, json, object, own_headings, quoted},
    figure::{Column, Figure, SourceLine, Table},
};

/// What permutation tests drew their random numbers from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed<'a> {
    /// The number that the generator began with.
    pub value: u64,
    /// How many permutations were drawn.
    pub draws: u32,
    /// The generator.
    pub generator: &'a str,
}

/// What a package is made from.
#[derive(Clone, Copy, Debug)]
pub struct PackageParts<'a> {
    /// The figure, where it stands, when it was seen, and the program's version.
    pub citation: Citation<'a>,
    /// How the numbers were made, in the figure's language; a paragraph per line.
    pub method: &'a str,
    /// The seed of permutation tests, where the figure has any.
    pub seed: Option<Seed<'a>>,
}

/// Why a figure cannot be a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// The figure has no table, or none with rows.
    #[error("the figure has no numbers to put into a package")]
    NoData,
    /// A file of 4 GiB or more.
    #[error("the package would be larger than a ZIP archive can be (4 GiB)")]
    FileTooLarge,
}

impl PackageError {
    /// The same as a sentence for the reader.
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::NoData => lang.pick(
                "这幅图没有数据，无法生成数据包。",
                "The figure has no numbers, so there is nothing to put into a data package.",
            ),
            Self::FileTooLarge => lang.pick(
                "数据包超过 ZIP 文件的上限（4 GiB），无法生成。",
                "The data package would be larger than a ZIP file can be (4 GiB).",
            ),
        }
    }
}

/// A figure as a ZIP file. The same parts give the same bytes: the archive's dates are fixed.
///
/// Headings that are empty or stand twice get a number in the package, for a data package needs names
/// that differ; the cells are those of [`csv`] and [`json()`].
///
/// # Errors
/// [`PackageError`] where there is nothing to pack, or too much.
pub fn package(parts: &PackageParts<'_>) -> Result<Vec<u8>, PackageError> {
    let Citation { figure, lang, .. } = parts.citation;
    if figure.table.columns.is_empty() || figure.table.rows.is_empty() {
        return Err(PackageError::NoData);
    }
    let named = with_names(figure, lang);
    let link = link(&parts.citation);
    let data = csv(&named, lang, Bom::Without);
    let citation = |format| parts.citation.text(format);
    let texts = [CitationFormat::GbT7714, CitationFormat::Apa]
        .map(|format| format!("{}\n{}\n", format.name(lang), citation(format)));
    let entries = [
        ("README.md", readme(parts, &link)),
        ("datapackage.json", descriptor(parts, &named.table, data.len())),
        ("data.csv", data),
        ("data.json", json(&named, lang, &link)),
        ("method.json", method(parts)),
        ("CITATION.txt", texts.join("\n")),
        ("citation.bib", citation(CitationFormat::Bibtex)),
        ("citation.json", citation(CitationFormat::CslJson)),
    ];
    archive(&entries).ok_or(PackageError::FileTooLarge)
}

/// The link for others; the link within the file where the atlas was opened as one.
fn link(citation: &Citation<'_>) -> String {
    citation.link().unwrap_or_else(|| in_address(citation.address.fragment))
}

/// The figure with headings that can name the fields of a schema: in one line, each once, as [`csv`]
/// writes them.
fn with_names(figure: &Figure, lang: Lang) -> Figure {
    let mut named = figure.clone();
    let mut taken: Vec<String> = own_headings(lang).map(str::to_owned).to_vec();
    for (at, column) in named.table.columns.iter_mut().enumerate() {
        let label = one_line(&column.label);
        let label = if label.is_empty() {
            format!("{} {}", lang.pick("列", "column"), at + 1)
        } else {
            guarded(&label)
        };
        let numbered = (2..).map(|number| format!("{label} ({number})"));
        let free =
            core::iter::once(label.clone()).chain(numbered).find(|name| !taken.contains(name));
        column.label = free.unwrap_or(label);
        taken.push(column.label.clone());
    }
    named
}

/// What a column holds, to a program that reads the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FieldType {
    Number,
    /// Numbers with a sign for per cent behind them.
    Percent,
    Words,
}

fn field_type(table: &Table, at: usize, column: &Column) -> FieldType {
    if !column.numeric {
        return FieldType::Words;
    }
    let mut found = None;
    for cell in table.rows.iter().filter_map(|row| row.cells.get(at)) {
        let kind = match datum(column, cell) {
            Datum::Nothing => continue,
            Datum::Number(_) => FieldType::Number,
            Datum::Percent(_) => FieldType::Percent,
            Datum::Words(_) => return FieldType::Words,
        };
        if found.is_some_and(|earlier| earlier != kind) {
            return FieldType::Words;
        }
        found = Some(kind);
    }
    found.unwrap_or(FieldType::Number)
}

fn field(name: &str, kind: FieldType, lang: Lang) -> String {
    let name = ("name", quoted(name));
    let number = ("type", quoted("number"));
    match kind {
        FieldType::Number => object(&[name, number]),
        FieldType::Percent => object(&[
            name,
            number,
            ("bareNumber", "false".to_owned()),
            ("description", quoted(lang.pick("单位：%", "per cent"))),
        ]),
        FieldType::Words => object(&[name, ("type", quoted("string"))]),
    }
}

/// A list in JSON with a line for each item.
fn list(items: &[String], indent: &str) -> String {
    let lines: Vec<String> = items.iter().map(|item| format!("{indent}  {item}")).collect();
    format!("[\n{}\n{indent}]", lines.join(",\n"))
}

fn descriptor(parts: &PackageParts<'_>, table: &Table, bytes: usize) -> String {
    let Citation { figure, lang, version, .. } = parts.citation;
    let mut fields: Vec<String> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| field(&column.label, field_type(table, at, column), lang))
        .collect();
    fields.extend(own_headings(lang).map(|name| field(name, FieldType::Words, lang)));
    let licence = object(&[
        ("name", quoted("LicenseRef-Prosperity-Atlas-Data")),
        (
            "title",
            quoted(lang.pick("事实数据，不主张任何权利", "Facts; no right is claimed in them")),
        ),
        ("path", quoted("README.md")),
    ]);
    let mut lines = vec![
        ("profile", quoted("tabular-data-package")),
        ("name", quoted(&parts.citation.key())),
        ("title", quoted(&one_line(&figure.title))),
        ("description", quoted(&figure.subtitle)),
        ("version", quoted(&one_line(version))),
    ];
    if let Some(link) = parts.citation.link() {
        lines.push(("homepage", quoted(&link)));
    }
    lines.push(("licenses", list(&[licence], "  ")));
    let sources: Vec<String> = figure.sources.iter().map(|one| source(one, lang)).collect();
    if !sources.is_empty() {
        lines.push(("sources", list(&sources, "  ")));
    }
    let lines = lines.iter().map(|(key, value)| format!("  \"{key}\": {value},\n"));
    format!(
        r#"{{
{lines}  "resources": [
    {{
      "name": "data",
      "path": "data.csv",
      "profile": "tabular-data-resource",
      "title": {caption},
      "format": "csv",
      "mediatype": "text/csv",
      "encoding": "utf-8",
      "bytes": {bytes},
      "dialect": {{"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true}},
      "schema": {{
        "fields": {fields},
        "missingValues": [""]
      }}
    }}
  ]
}}
"#,
        lines = lines.collect::<String>(),
        caption = quoted(&one_line(&table.caption)),
        fields = list(&fields, "        "),
    )
}

fn source(line: &SourceLine, lang: Lang) -> String {
    let colon = lang.pick("：", ": ");
    object(&[
        ("title", quoted(&one_line(&format!("{}{colon}{}", line.publisher, line.table)))),
        ("where_found", quoted(&line.where_found)),
        ("licence", quoted(&line.licence)),
    ])
}

/// What makes the same numbers again: the exact state, the program, and the seed.
fn method(parts: &PackageParts<'_>) -> String {
    let Citation { lang, address, accessed, version, .. } = parts.citation;
    let mut lines = vec![
        ("fragment", quoted(address.fragment)),
        ("program", quoted("Prosperity Atlas · 共富图谱")),
        ("version", quoted(version)),
        ("language", quoted(lang.tag())),
        ("accessed", quoted(&accessed.to_string())),
        ("method", quoted(parts.method)),
    ];
    if let Some(Seed { value, draws, generator }) = parts.seed {
        // A text: most readers of JSON keep 53 bits of a number.
        let value = quoted(&value.to_string());
        let generator = quoted(generator);
        let fields = [("value", value), ("draws", draws.to_string()), ("generator", generator)];
        lines.push(("seed", object(&fields)));
    }
    let lines = lines.iter().map(|(key, value)| format!("  \"{key}\": {value}"));
    format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n"))
}

fn readme(parts: &PackageParts<'_>, link: &str) -> String {
    let Citation { figure, lang, accessed, version, .. } = parts.citation;
    let items = |texts: &[String]| {
        let lines = texts.iter().map(|text| "- ".to_owned() + &markdown(text) + "\n");
        lines.collect::<String>()
    };
    let paragraphs = |text: &str| {
        let lines = text.lines().map(markdown).filter(|line| !line.is_empty());
        lines.map(|line| line + "\n").collect::<Vec<_>>().join("\n")
    };
    let mut made = paragraphs(parts.method);
    if let Some(Seed { value, draws, generator }) = parts.seed {
        if !made.is_empty() {
            made.push('\n');
        }
        made.push_str(&paragraphs(&match lang {
            Lang::Zh => format!("置换检验：{draws} 次抽取，随机种子 {value}，生成器 {generator}。"),
            Lang::En => {
                format!("Permutation tests: {draws} draws, seed {value}, generator {generator}.")
            }
        }));
    }
    let source = |line: &SourceLine| {
        let SourceLine { publisher, table, where_found, licence, .. } = line;
        match lang {
            Lang::Zh => format!("{publisher}：{table}；{where_found}（许可：{licence}）"),
            Lang::En => format!("{publisher}: {table}; {where_found} (licence: {licence})"),
        }
    };
    let sources: Vec<String> = figure.sources.iter().map(source).collect();
    let of = match lang {
        Lang::Zh => markdown(&format!("版本 {version}，访问日期 {accessed}。")),
        Lang::En => markdown(&format!("Version {version}, accessed {accessed}.")),
    };
    let title = markdown(&figure.title);
    let sections = [
        (lang.pick("图示内容", "What the figure shows"), paragraphs(&figure.alt)),
        (lang.pick("如何阅读", "How to read the files"), files(lang).to_owned()),
        (lang.pick("数据如何得出", "How the numbers were made"), made),
        (lang.pick("批注", "Remarks"), items(&figure.remarks)),
        (lang.pick("说明", "Notes"), items(&figure.notes)),
        (
            lang.pick("来源", "Sources"),
            paragraphs(&figure.source_line)
                + if sources.is_empty() { "" } else { "\n" }
                + &items(&sources),
        ),
        (lang.pick("使用条款", "Terms"), terms(lang).to_owned()),
        (
            lang.pick("链接与引用", "Link and citation"),
            format!("<{link}>\n\n{of}\n\n{}", cite(lang)),
        ),
    ];
    let sections = sections.iter().filter(|(_, text)| !text.is_empty());
    let sections = sections.map(|(heading, text)| format!("\n## {heading}\n\n{text}"));
    format!("# {title}\n\n{}{}", paragraphs(&figure.subtitle), sections.collect::<String>())
}

const fn files(lang: Lang) -> &'static str {
    lang.pick(
        "\
- `data.csv`：图中数据的表格，UTF-8 编码，逗号分隔。数字保留原始公布的位数；空单元格表示没有数据，不是零。最后两列写明指标与口径、来源。
- `data.json`：同一表格，并写明每个空缺的原因（`missing`，行列从 0 数起）。
- `datapackage.json`：各列的名称与类型（Frictionless Data Package v1）。
- `method.json`：图的确切状态与程序版本，用于重现。
- `CITATION.txt`、`citation.bib`、`citation.json`：引用格式。
",
        "\
- `data.csv`: the table of the figure, UTF-8, separated by commas. Numbers have the digits published; an empty cell is a missing value, not zero. The last two columns say measure and source.
- `data.json`: the same table, with the reason for each gap (`missing`, positions counted from 0).
- `datapackage.json`: names and types of the columns (Frictionless Data Package v1).
- `method.json`: the exact state of the figure and the program’s version, to make it again.
- `CITATION.txt`, `citation.bib`, `citation.json`: how to cite it.
",
    )
}

const fn terms(lang: Lang) -> &'static str {
    lang.pick(
        "数字、名称、代码和日期是事实，本项目不主张任何权利。使用数据时请注明公布数据的统计机构。各数据读取处自身的许可见上文来源。本数据包不含地图边界。\n",
        "Numbers, names, codes and dates are facts; no right is claimed in them. Please cite the statistical office that published a number. The licence stated at each place of reading is given above. The package holds no boundaries of maps.\n",
    )
}

const fn cite(lang: Lang) -> &'static str {
    lang.pick("引用格式见 `CITATION.txt`。\n", "`CITATION.txt` says how to cite the figure.\n")
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Address, citation::Date},
        *,
    };
    use crate::{
        export::entries,
        figure::{Cell, figure, gallery},
        spec::{parse, tests::ATLAS},
    };
    use expect_test::{Expect, expect};
    use serde_json::Value;
    use std::collections::BTreeSet;

    fn parts<'a>(figure: &'a Figure, lang: Lang, fragment: &'a str) -> PackageParts<'a> {
        let accessed = Date::new(2026, 3, 1).unwrap();
        let address = Address { site: "https://example.org/", fragment };
        let citation = Citation { figure, lang, address, accessed, version: "0.1.0" };
        PackageParts { citation, method: "", seed: None }
    }

    fn file(packed: &[u8], name: &str) -> String {
        entries(packed).into_iter().find(|(one, _)| one == name).unwrap().1
    }

    fn of_gallery(id: &str, lang: Lang) -> Figure {
        let mut figure = gallery().find(|one| one.id() == id).unwrap().figure(&ATLAS, lang);
        figure.table.rows.truncate(3);
        figure
    }

    fn check(id: &str, lang: Lang, method: &str, seed: Option<Seed<'_>>, expected: &Expect) {
        let (figure, link) = (of_gallery(id, lang), format!("#/gallery/{id}"));
        let packed =
            package(&PackageParts { method, seed, ..parts(&figure, lang, &link) }).unwrap();
        let names = ["README.md", "datapackage.json", "data.csv", "method.json", "CITATION.txt"];
        let files = names.map(|name| format!("=== {name}\n{}", file(&packed, name)));
        expected.assert_eq(&files.join("").replace('\r', ""));
    }

    #[test]
    fn a_map_as_a_package_in_chinese() {
        let method = "人均值为地区生产总值除以年末常住人口。\n分级采用自然断点法。";
        check(
            "gap-regional",
            Lang::Zh,
            method,
            None,
            &expect![[r##"
                === README.md
                # 2024年人均地区生产总值：北京最高（227,532 元），是最低的甘肃（52,972 元）的 4.30 倍

                人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2024年

                ## 图示内容

                分级统计地图：2024年省级地区人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口；31 个地区有数据。最高：北京，227,532 元；最低：甘肃，52,972 元。全国：95,117 元。此序列无数据（图上以斜线表示）：台湾、香港、澳门。

                ## 如何阅读

                - `data.csv`：图中数据的表格，UTF-8 编码，逗号分隔。数字保留原始公布的位数；空单元格表示没有数据，不是零。最后两列写明指标与口径、来源。
                - `data.json`：同一表格，并写明每个空缺的原因（`missing`，行列从 0 数起）。
                - `datapackage.json`：各列的名称与类型（Frictionless Data Package v1）。
                - `method.json`：图的确切状态与程序版本，用于重现。
                - `CITATION.txt`、`citation.bib`、`citation.json`：引用格式。

                ## 数据如何得出

                人均值为地区生产总值除以年末常住人口。

                分级采用自然断点法。

                ## 说明

                - 按当年价格计算，未扣除价格变动。
                - 由本图集计算：地区生产总值 ÷ 常住人口。
                - 全国为 31 个省份先加总、再计算，与全国公布数略有出入。
                - 此序列无数据（图上以斜线表示）：台湾、香港、澳门。

                ## 来源

                数据来源：国家统计局

                - National Bureau of Statistics of China (NBS)：National Data portal, gross regional product, 2006-2024; file note: 1992-2023 revised after the 5th National Economic Census；GitHub RenJiyi163/panel\_data\_analysis\_for\_thesis, 分省年度数据.csv, commit 756964b1 (2026-03-21)（许可：MIT）
                - National Bureau of Statistics of China (NBS)：Year-end resident population by province, 2015-2024；GitHub 1lmq/FYP\_QMM2\_Chinese\_Railways, 分省年度数据.csv, commit 5ed1c674 (2025-11-08)（许可：none stated in repository (numbers only carried over)）

                ## 使用条款

                数字、名称、代码和日期是事实，本项目不主张任何权利。使用数据时请注明公布数据的统计机构。各数据读取处自身的许可见上文来源。本数据包不含地图边界。

                ## 链接与引用

                <https://example.org/#/gallery/gap-regional>

                版本 0.1.0，访问日期 2026-03-01。

                引用格式见 `CITATION.txt`。
                === datapackage.json
                {
                  "profile": "tabular-data-package",
                  "name": "prosperity-atlas-gap-regional-zh",
                  "title": "2024年人均地区生产总值：北京最高（227,532 元），是最低的甘肃（52,972 元）的 4.30 倍",
                  "description": "人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2024年",
                  "version": "0.1.0",
                  "homepage": "https://example.org/#/gallery/gap-regional",
                  "licenses": [
                    {"name": "LicenseRef-Prosperity-Atlas-Data", "title": "事实数据，不主张任何权利", "path": "README.md"}
                  ],
                  "sources": [
                    {"title": "National Bureau of Statistics of China (NBS)：National Data portal, gross regional product, 2006-2024; file note: 1992-2023 revised after the 5th National Economic Census", "where_found": "GitHub RenJiyi163/panel_data_analysis_for_thesis, 分省年度数据.csv, commit 756964b1 (2026-03-21)", "licence": "MIT"},
                    {"title": "National Bureau of Statistics of China (NBS)：Year-end resident population by province, 2015-2024", "where_found": "GitHub 1lmq/FYP_QMM2_Chinese_Railways, 分省年度数据.csv, commit 5ed1c674 (2025-11-08)", "licence": "none stated in repository (numbers only carried over)"}
                  ],
                  "resources": [
                    {
                      "name": "data",
                      "path": "data.csv",
                      "profile": "tabular-data-resource",
                      "title": "人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2024年",
                      "format": "csv",
                      "mediatype": "text/csv",
                      "encoding": "utf-8",
                      "bytes": 642,
                      "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
                      "schema": {
                        "fields": [
                          {"name": "地区", "type": "string"},
                          {"name": "代码", "type": "string"},
                          {"name": "2024", "type": "number"},
                          {"name": "位次", "type": "number"},
                          {"name": "与全国相比", "type": "number", "bareNumber": false, "description": "单位：%"},
                          {"name": "指标与口径", "type": "string"},
                          {"name": "来源", "type": "string"}
                        ],
                        "missingValues": [""]
                      }
                    }
                  ]
                }
                === data.csv
                地区,代码,2024,位次,与全国相比,指标与口径,来源
                中国,100000,95117,,,人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2024年,数据来源：国家统计局
                北京市,110000,227532,1,+139.2%,人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2024年,数据来源：国家统计局
                上海市,310000,216772,2,+127.9%,人均地区生产总值 · 第五次经济普查修订 · 按年末常住人口 · 元 · 当年价格（名义值） · 2024年,数据来源：国家统计局
                === method.json
                {
                  "fragment": "#/gallery/gap-regional",
                  "program": "Prosperity Atlas · 共富图谱",
                  "version": "0.1.0",
                  "language": "zh-CN",
                  "accessed": "2026-03-01",
                  "method": "人均值为地区生产总值除以年末常住人口。\n分级采用自然断点法。"
                }
                === CITATION.txt
                GB/T 7714—2015
                共富图谱 Prosperity Atlas. 2024年人均地区生产总值：北京最高（227,532 元），是最低的甘肃（52,972 元）的 4.30 倍[DB/OL]. 0.1.0 版. 数据来源：国家统计局. [2026-03-01]. https://example.org/#/gallery/gap-regional

                APA（第 7 版）
                共富图谱 Prosperity Atlas. (n.d.). 2024年人均地区生产总值：北京最高（227,532 元），是最低的甘肃（52,972 元）的 4.30 倍 (Version 0.1.0) [Data set]. 数据来源：国家统计局. Retrieved March 1, 2026, from https://example.org/#/gallery/gap-regional
            "##]],
        );
    }

    #[test]
    fn a_chart_as_a_package_in_english() {
        let seed = Seed { value: u64::MAX, draws: 999, generator: "xoshiro256**" };
        check(
            "gap-services",
            Lang::En,
            "As published.",
            Some(seed),
            &expect![[r##"
                === README.md
                # Health-facility beds per 10,000 people, change 2012–2024: highest in Xizang (+114.0%), lowest in Xinjiang (+30.9%)

                Health-facility beds per 10,000 people · Standard basis · per 10,000 people · 2012–2024

                ## What the figure shows

                Dumbbell chart: Health-facility beds per 10,000 people · Standard basis · per 10,000 people · 2012–2024, 31 places. Heilongjiang: 46.5 per 10,000 people (2012), 90.1 per 10,000 people (2024). Sichuan: 48.3 per 10,000 people (2012), 85.5 per 10,000 people (2024). Gansu: 43.6 per 10,000 people (2012), 84.5 per 10,000 people (2024). Guizhou: 40.0 per 10,000 people (2012), 84.1 per 10,000 people (2024). Hubei: 43.8 per 10,000 people (2012), 81.6 per 10,000 people (2024). Liaoning: 52.6 per 10,000 people (2012), 81.3 per 10,000 people (2024). Qinghai: 45.4 per 10,000 people (2012), 80.6 per 10,000 people (2024). Yunnan: 41.8 per 10,000 people (2012), 80.4 per 10,000 people (2024).

                ## How to read the files

                - `data.csv`: the table of the figure, UTF-8, separated by commas. Numbers have the digits published; an empty cell is a missing value, not zero. The last two columns say measure and source.
                - `data.json`: the same table, with the reason for each gap (`missing`, positions counted from 0).
                - `datapackage.json`: names and types of the columns (Frictionless Data Package v1).
                - `method.json`: the exact state of the figure and the program’s version, to make it again.
                - `CITATION.txt`, `citation.bib`, `citation.json`: how to cite it.

                ## How the numbers were made

                As published.

                Permutation tests: 999 draws, seed 18446744073709551615, generator xoshiro256\*\*.

                ## Notes

                - Not drawn because one of the two values is missing: Taiwan, Hong Kong, Macao.

                ## Sources

                Source: National Health and Family Planning Commission; National Bureau of Statistics of China

                - National Health and Family Planning Commission, as tabulated in Int. J. for Equity in Health (2016), National equity of health resource allocation in China: data from 2009 to 2013: Table 2: beds and health technicians per 10,000 population by province, 2013; stored page equityhealthj.biomedcentral.com/articles/10.1186/s12939-016-0357-1/tables/2 (licence: open-access article (CC BY))
                - National Bureau of Statistics of China (NBS): National Data portal, annual by province: per-capita disposable income of all residents 2000, 2005-2024; hospital beds per 10,000 persons 2008, 2010-2012, 2014-2024; GitHub HLTangbinbin/HLTangbinbin.github.io, json/province.json, commit f1be9860 (2026-01-14) (licence: none stated (numbers only carried over))

                ## Terms

                Numbers, names, codes and dates are facts; no right is claimed in them. Please cite the statistical office that published a number. The licence stated at each place of reading is given above. The package holds no boundaries of maps.

                ## Link and citation

                <https://example.org/#/gallery/gap-services>

                Version 0.1.0, accessed 2026-03-01.

                `CITATION.txt` says how to cite the figure.
                === datapackage.json
                {
                  "profile": "tabular-data-package",
                  "name": "prosperity-atlas-gap-services-en",
                  "title": "Health-facility beds per 10,000 people, change 2012–2024: highest in Xizang (+114.0%), lowest in Xinjiang (+30.9%)",
                  "description": "Health-facility beds per 10,000 people · Standard basis · per 10,000 people · 2012–2024",
                  "version": "0.1.0",
                  "homepage": "https://example.org/#/gallery/gap-services",
                  "licenses": [
                    {"name": "LicenseRef-Prosperity-Atlas-Data", "title": "Facts; no right is claimed in them", "path": "README.md"}
                  ],
                  "sources": [
                    {"title": "National Health and Family Planning Commission, as tabulated in Int. J. for Equity in Health (2016), National equity of health resource allocation in China: data from 2009 to 2013: Table 2: beds and health technicians per 10,000 population by province, 2013", "where_found": "stored page equityhealthj.biomedcentral.com/articles/10.1186/s12939-016-0357-1/tables/2", "licence": "open-access article (CC BY)"},
                    {"title": "National Bureau of Statistics of China (NBS): National Data portal, annual by province: per-capita disposable income of all residents 2000, 2005-2024; hospital beds per 10,000 persons 2008, 2010-2012, 2014-2024", "where_found": "GitHub HLTangbinbin/HLTangbinbin.github.io, json/province.json, commit f1be9860 (2026-01-14)", "licence": "none stated (numbers only carried over)"}
                  ],
                  "resources": [
                    {
                      "name": "data",
                      "path": "data.csv",
                      "profile": "tabular-data-resource",
                      "title": "Health-facility beds per 10,000 people · Standard basis · per 10,000 people · 2012–2024",
                      "format": "csv",
                      "mediatype": "text/csv",
                      "encoding": "utf-8",
                      "bytes": 749,
                      "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
                      "schema": {
                        "fields": [
                          {"name": "Place", "type": "string"},
                          {"name": "Code", "type": "string"},
                          {"name": "2012", "type": "number"},
                          {"name": "2024", "type": "number"},
                          {"name": "Change", "type": "number", "bareNumber": false, "description": "per cent"},
                          {"name": "measure", "type": "string"},
                          {"name": "source", "type": "string"}
                        ],
                        "missingValues": [""]
                      }
                    }
                  ]
                }
                === data.csv
                Place,Code,2012,2024,Change,measure,source
                Beijing Municipality,110000,48.41,64.6,+33.4%,"Health-facility beds per 10,000 people · Standard basis · per 10,000 people · 2012–2024",Source: National Health and Family Planning Commission; National Bureau of Statistics of China
                Tianjin Municipality,120000,37.87,53.7,+41.8%,"Health-facility beds per 10,000 people · Standard basis · per 10,000 people · 2012–2024",Source: National Health and Family Planning Commission; National Bureau of Statistics of China
                Hebei Province,130000,39.01,74.1,+90.0%,"Health-facility beds per 10,000 people · Standard basis · per 10,000 people · 2012–2024",Source: National Health and Family Planning Commission; National Bureau of Statistics of China
                === method.json
                {
                  "fragment": "#/gallery/gap-services",
                  "program": "Prosperity Atlas · 共富图谱",
                  "version": "0.1.0",
                  "language": "en",
                  "accessed": "2026-03-01",
                  "method": "As published.",
                  "seed": {"value": "18446744073709551615", "draws": 999, "generator": "xoshiro256**"}
                }
                === CITATION.txt
                GB/T 7714—2015
                共富图谱 Prosperity Atlas. Health-facility beds per 10,000 people, change 2012–2024: highest in Xizang (+114.0%), lowest in Xinjiang (+30.9%)[DB/OL]. Version 0.1.0. Source: National Health and Family Planning Commission; National Bureau of Statistics of China. [2026-03-01]. https://example.org/#/gallery/gap-services

                APA (7th ed.)
                共富图谱 Prosperity Atlas. (n.d.). Health-facility beds per 10,000 people, change 2012–2024: highest in Xizang (+114.0%), lowest in Xinjiang (+30.9%) (Version 0.1.0) [Data set]. Source: National Health and Family Planning Commission; National Bureau of Statistics of China. Retrieved March 1, 2026, from https://example.org/#/gallery/gap-services
            "##]],
        );
    }

    #[test]
    fn the_same_parts_give_the_same_bytes_and_every_file() {
        let figure = of_gallery("gap-income", Lang::En);
        let parts = parts(&figure, Lang::En, "#/gallery/gap-income");
        let packed = package(&parts).unwrap();
        assert_eq!(packed, package(&parts).unwrap());
        let names: Vec<String> = entries(&packed).into_iter().map(|(name, _)| name).collect();
        let expected = [
            "README.md",
            "datapackage.json",
            "data.csv",
            "data.json",
            "method.json",
            "CITATION.txt",
            "citation.bib",
            "citation.json",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_seed_keeps_all_its_digits() {
        let figure = of_gallery("gap-income", Lang::En);
        let seed = Some(Seed { value: u64::MAX, draws: 9_999, generator: "\"x\"" });
        let parts = PackageParts { seed, ..parts(&figure, Lang::En, "#/explore?find=\"") };
        let read: Value =
            serde_json::from_str(&file(&package(&parts).unwrap(), "method.json")).unwrap();
        assert_eq!(read["seed"]["value"], u64::MAX.to_string());
        assert_eq!(read["seed"]["draws"], 9_999);
        assert_eq!(read["seed"]["generator"], "\"x\"");
        assert_eq!(read["fragment"], "#/explore?find=\"");
    }

    #[test]
    fn headings_name_fields_whatever_they_are() {
        let mut figure = of_gallery("gap-regional", Lang::En);
        let cells = ["", "a", "a", "measure", "=1+1", "two\nlines", " ", "a (2)"];
        let column = |label: &str| Column { label: label.to_owned(), numeric: true };
        figure.table.columns = cells.map(column).to_vec();
        let plain = ["1", "+2.5", "-1.0%", "x", "", "007", "3%", "4"];
        let cell = |plain: &str| Cell { plain: plain.to_owned(), ..Cell::default() };
        for row in &mut figure.table.rows {
            row.cells = plain.map(cell).to_vec();
        }
        figure.table.rows[1].cells[6] = cell("5");
        let packed = package(&parts(&figure, Lang::En, "#/")).unwrap();
        let read: Value = serde_json::from_str(&file(&packed, "datapackage.json")).unwrap();
        let fields = read["resources"][0]["schema"]["fields"].as_array().unwrap();
        let data = file(&packed, "data.csv");
        let mut reader = csv::Reader::from_reader(data.as_bytes());
        let headings: Vec<&str> = reader.headers().unwrap().iter().collect();
        let names: Vec<&str> = fields.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, headings);
        let expected = [
            "column 1",
            "a",
            "a (2)",
            "measure (2)",
            "'=1+1",
            "two lines",
            "column 7",
            "a (2) (2)",
            "measure",
            "source",
        ];
        assert_eq!(names, expected);
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        let types: Vec<&str> = fields.iter().map(|one| one["type"].as_str().unwrap()).collect();
        let expected = [
            "number", "number", "number", "string", "number", "string", "string", "number",
            "string", "string",
        ];
        assert_eq!(types, expected);
        let bare: Vec<bool> = fields.iter().map(|one| one["bareNumber"] == false).collect();
        assert_eq!(bare.iter().filter(|one| **one).count(), 1, "the per cent alone");
        assert!(bare[2]);
    }

    #[test]
    fn hostile_words_stay_words_in_the_readme() {
        let mut figure = of_gallery("gap-regional", Lang::En);
        figure.title = "# x\n\n<script>alert(1)</script>".to_owned();
        figure.notes = vec!["- [a](b)\n# c".to_owned()];
        let mut parts = parts(&figure, Lang::En, "#/explore?find=> <b>`");
        parts.method = "<img src=x>\n\n---\n# heading";
        let text = file(&package(&parts).unwrap(), "README.md");
        let headings = text.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(headings, 8, "{text}");
        assert!(text.starts_with("# \\# x \\<script\\>alert(1)\\</script\\>\n"), "{text}");
        assert!(text.contains("\n- \\- \\[a\\](b) \\# c\n"), "{text}");
        assert!(text.contains("\n\\-\\-\\-\n\n\\# heading\n"), "{text}");
        assert!(text.contains("<https://example.org/#/explore?find=%3E%20%3Cb%3E%60>"), "{text}");
    }

    #[test]
    fn a_figure_without_numbers_is_no_package() {
        let (spec, _) = parse(&ATLAS, "#/explore?indicator=gini&level=zhejiang_counties");
        let nothing = figure(&ATLAS, &spec, Lang::Zh);
        let error = package(&parts(&nothing, Lang::Zh, "#/")).unwrap_err();
        assert_eq!(error, PackageError::NoData);
        assert!(error.text(Lang::Zh).contains("没有数据"));
    }
}
