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
    let sources: Vec<String> = figure.sources.iter().map(source).collect();
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

fn source(line: &SourceLine) -> String {
    object(&[
        ("title", quoted(&one_line(&format!("{}: {}", line.publisher, line.table)))),
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
        texts.iter().map(|text| format!("- {}\n", markdown(text))).collect::<String>()
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
        let licence = lang.pick("许可", "licence");
        format!(
            "{}: {}; {} ({licence}: {})",
            line.publisher, line.table, line.where_found, line.licence
        )
    };
    let sources: Vec<String> = figure.sources.iter().map(source).collect();
    let of = match lang {
        Lang::Zh => format!("版本 {}，访问日期 {accessed}。", markdown(version)),
        Lang::En => format!("Version {}, accessed {accessed}.", markdown(version)),
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
