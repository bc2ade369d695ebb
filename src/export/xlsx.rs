//! A figure's table as a workbook (Office Open XML, ECMA-376 part 1).
//!
//! The first sheet is the table alone, headings in its first row, so that programs read it as data; the
//! second says what it is and where it comes from. It is written here because what is needed of the
//! format is small: `docs/dependencies.md` says what a library would weigh.

use super::{
    datum::{Datum, datum},
    zip::archive,
};
use crate::{
    atlas::Lang,
    figure::{Cell, Figure, SourceLine, Table},
    map::svg::escape,
};
use core::fmt::Write as _;

/// Rows and columns of a worksheet.
const MAX_ROWS: usize = 1 << 20;
const MAX_COLUMNS: usize = 1 << 14;
/// The longest text of a cell, in UTF-16 units.
const MAX_TEXT: usize = 32_767;
/// Widths of columns, in digits.
const MIN_WIDTH: usize = 8;
const MAX_WIDTH: usize = 60;
/// What a cell's border and the button of a filter take beside the text, in digits.
const MARGIN: usize = 3;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// Stands for the media types of this format.
const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Styles that every workbook has, by position; those of numbers follow.
const PLAIN: usize = 0;
const BOLD: usize = 1;
const FIRST_NUMBER: usize = 2;

/// Why a figure cannot be a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XlsxError {
    /// More rows or columns than a worksheet holds.
    #[error(
        "the table has {rows} rows and {columns} columns; a worksheet holds at most 1048576 and 16384"
    )]
    TooManyCells {
        /// Rows with the headings.
        rows: usize,
        /// Columns.
        columns: usize,
    },
    /// A text longer than a cell holds.
    #[error("a text has {length} UTF-16 units; a cell holds at most 32767")]
    TextTooLong {
        /// UTF-16 units.
        length: usize,
    },
    /// A file of 4 GiB or more.
    #[error("the workbook would be larger than a ZIP archive can be (4 GiB)")]
    FileTooLarge,
}

/// The table of a figure as a workbook.
///
/// Numbers are numbers, shown with the digits published; cells without a value are empty; codes are
/// text. `link` leads back to the figure. The same figure gives the same bytes: the document's date is
/// fixed.
///
/// # Errors
/// [`XlsxError`] where the table is larger than the format allows.
pub fn xlsx(figure: &Figure, lang: Lang, link: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::default();
    let names = [lang.pick("数据", "Data"), lang.pick("来源", "Sources")];
    let data = data_sheet(&mut book, &figure.table)?;
    let sources = sources_sheet(&mut book, figure, lang, link)?;
    let entries = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", properties(&figure.title)),
        ("xl/workbook.xml", workbook(names, &figure.table)),
        ("xl/_rels/workbook.xml.rels", workbook_relations()),
        ("xl/styles.xml", styles(&book.formats)),
        ("xl/sharedStrings.xml", shared_strings(&book.strings)),
        ("xl/worksheets/sheet1.xml", data),
        ("xl/worksheets/sheet2.xml", sources),
    ];
    archive(&entries).ok_or(XlsxError::FileTooLarge)
}

/// What the sheets have in common.
#[derive(Default)]
struct Book {
    /// Every text of a cell once, in the order of first use; looked through from the beginning, as
    /// there are some hundred. The format also allows texts in the cells, which fewer readers show.
    strings: Vec<String>,
    /// Number formats in the order of first use.
    formats: Vec<String>,
}

impl Book {
    /// A cell with a text; none for an empty one.
    fn words(&mut self, name: &str, text: &str, style: usize) -> Result<String, XlsxError> {
        if text.is_empty() {
            return Ok(String::new());
        }
        let length = text.encode_utf16().count();
        if length > MAX_TEXT {
            return Err(XlsxError::TextTooLong { length });
        }
        let at = position(&mut self.strings, text);
        Ok(format!("<c r=\"{name}\" s=\"{style}\" t=\"s\"><v>{at}</v></c>"))
    }

    /// A cell with a number in a format.
    fn number(&mut self, name: &str, number: &str, format: &str) -> String {
        let style = FIRST_NUMBER + position(&mut self.formats, format);
        format!("<c r=\"{name}\" s=\"{style}\"><v>{number}</v></c>")
    }
}

/// Where a text stands in a list, to which it is added if it is new.
fn position(list: &mut Vec<String>, text: &str) -> usize {
    list.iter().position(|one| one == text).unwrap_or_else(|| {
        list.push(text.to_owned());
        list.len() - 1
    })
}

fn data_sheet(book: &mut Book, table: &Table) -> Result<String, XlsxError> {
    let (rows, columns) = (table.rows.len() + 1, table.columns.len());
    if rows > MAX_ROWS || columns > MAX_COLUMNS {
        return Err(XlsxError::TooManyCells { rows, columns });
    }
    let mut widths = Vec::new();
    let mut body = String::from("<row r=\"1\">");
    for (at, column) in table.columns.iter().enumerate() {
        body += &book.words(&cell_name(at, 1), &column.label, BOLD)?;
        let texts = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| &cell.text);
        widths.push(texts.map(|text| width(text)).fold(width(&column.label), usize::max));
    }
    body += "</row>";
    for (number, row) in (2..).zip(&table.rows) {
        // Writing to a string cannot fail.
        let _ = write!(body, "<row r=\"{number}\">");
        for (at, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
            let name = cell_name(at, number);
            body += &match datum(column, cell) {
                Datum::Nothing => String::new(),
                Datum::Words(words) => book.words(&name, words, PLAIN)?,
                Datum::Number(digits) => book.number(&name, digits, &format_of(cell, digits)),
                // In hundredths, exactly: an exponent moves the point.
                Datum::Percent(digits) => {
                    book.number(&name, &format!("{digits}E-2"), &format_of(cell, digits))
                }
            };
        }
        body += "</row>";
    }
    let Some(range) = range(table) else {
        return Ok(sheet("", "", &widths, &body, ""));
    };
    // The headings, and the names of the places, stay while the rest is scrolled.
    let view = "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" \
                state=\"frozen\"/><selection pane=\"bottomRight\"/>";
    // Codes and years of headings are texts on purpose; no mark on each cell need ask about it.
    let end = format!(
        "<autoFilter ref=\"{range}\"/>\
         <ignoredErrors><ignoredError sqref=\"{range}\" numberStoredAsText=\"1\"/></ignoredErrors>"
    );
    Ok(sheet(&range, view, &widths, &body, &end))
}

fn sources_sheet(
    book: &mut Book,
    figure: &Figure,
    lang: Lang,
    link: &str,
) -> Result<String, XlsxError> {
    let note = lang.pick("注", "Note");
    let mut lines = vec![
        [lang.pick("标题", "Title"), &figure.title],
        [lang.pick("副标题", "Subtitle"), &figure.subtitle],
        [lang.pick("指标与口径", "Measure"), &figure.table.caption],
        [lang.pick("链接", "Link"), link],
    ];
    lines.extend(figure.notes.iter().map(|text| [note, text]));
    let headings = [
        lang.pick("来源代号", "Source id"),
        lang.pick("发布机构", "Office"),
        lang.pick("发布者原名", "Publisher"),
        lang.pick("表", "Table"),
        lang.pick("读取处", "Read at"),
        lang.pick("许可", "Licence"),
        lang.pick("可信度与核对", "Trust and checks"),
    ];
    let mut widths = headings.map(width);
    let mut body = String::new();
    // Writing to a string cannot fail.
    for (number, [label, text]) in (1..).zip(&lines) {
        let _ = write!(body, "<row r=\"{number}\">");
        body += &book.words(&cell_name(0, number), label, BOLD)?;
        body += &book.words(&cell_name(1, number), text, PLAIN)?;
        body += "</row>";
    }
    // A row stays empty between what is shown and where it comes from.
    let number = lines.len() + 2;
    let _ = write!(body, "<row r=\"{number}\">");
    for (at, heading) in headings.iter().enumerate() {
        body += &book.words(&cell_name(at, number), heading, BOLD)?;
    }
    body += "</row>";
    for (number, source) in (number + 1..).zip(&figure.sources) {
        let _ = write!(body, "<row r=\"{number}\">");
        for (at, (text, wide)) in fields(source).into_iter().zip(&mut widths).enumerate() {
            body += &book.words(&cell_name(at, number), text, PLAIN)?;
            *wide = width(text).max(*wide);
        }
        body += "</row>";
    }
    Ok(sheet("", "", &widths, &body, ""))
}

fn fields(source: &SourceLine) -> [&str; 7] {
    let SourceLine { id, office, publisher, table, where_found, licence, note } = source;
    [id, office, publisher, table, where_found, licence, note]
}

/// A worksheet. `view` stands inside the view, `end` after the cells.
fn sheet(range: &str, view: &str, widths: &[usize], body: &str, end: &str) -> String {
    let mut xml = format!("{XML}<worksheet xmlns=\"{MAIN}\">");
    // Writing to a string cannot fail.
    if !range.is_empty() {
        let _ = write!(xml, "<dimension ref=\"{range}\"/>");
    }
    let _ =
        write!(xml, "<sheetViews><sheetView workbookViewId=\"0\">{view}</sheetView></sheetViews>");
    if !widths.is_empty() {
        xml += "<cols>";
        for (number, wide) in (1..).zip(widths) {
            let wide = (wide + MARGIN).clamp(MIN_WIDTH, MAX_WIDTH);
            let _ = write!(
                xml,
                "<col min=\"{number}\" max=\"{number}\" width=\"{wide}\" customWidth=\"1\"/>"
            );
        }
        xml += "</cols>";
    }
    xml + "<sheetData>" + body + "</sheetData>" + end + "</worksheet>"
}

/// Name of a cell: columns count from 0, rows from 1.
fn cell_name(column: usize, row: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// `A` to `Z`, then `AA`.
fn column_name(column: usize) -> String {
    let before = if column < 26 { String::new() } else { column_name(column / 26 - 1) };
    let letter = ('A'..='Z').nth(column % 26).unwrap_or('A');
    format!("{before}{letter}")
}

/// The cells of a table with their headings; none where there are no columns.
fn range(table: &Table) -> Option<String> {
    let last = table.columns.len().checked_sub(1)?;
    Some(format!("A1:{}", cell_name(last, table.rows.len() + 1)))
}

/// How wide a text is, in digits: what is written in a square counts double.
fn width(text: &str) -> usize {
    text.chars().map(|character| if character >= '\u{2e80}' { 2 } else { 1 }).sum()
}

/// The number format that shows a cell as its text does. `digits` are those of the number.
fn format_of(cell: &Cell, digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let apart = cell.text.contains(',') || whole.trim_start_matches('-').len() <= 3;
    let mut format = String::from(if apart { "#,##0" } else { "0" });
    if !fraction.is_empty() {
        format.push('.');
        format += &"0".repeat(fraction.len());
    }
    if cell.plain.ends_with('%') {
        format.push('%');
    }
    if cell.plain.starts_with('+') { format!("+{format};-{format};{format}") } else { format }
}

fn content_types() -> String {
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    [
        &format!("{XML}<Types xmlns=\"{PACKAGE}/content-types\">"),
        "<Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
        &part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        &part("/xl/workbook.xml", &format!("{MEDIA}.sheet.main+xml")),
        &part("/xl/styles.xml", &format!("{MEDIA}.styles+xml")),
        &part("/xl/sharedStrings.xml", &format!("{MEDIA}.sharedStrings+xml")),
        &part("/xl/worksheets/sheet1.xml", &format!("{MEDIA}.worksheet+xml")),
        &part("/xl/worksheets/sheet2.xml", &format!("{MEDIA}.worksheet+xml")),
        "</Types>",
    ]
    .concat()
}

fn relations(targets: &[(&str, String)]) -> String {
    let mut xml = format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (number, (target, kind)) in (1..).zip(targets) {
        // Writing to a string cannot fail.
        let _ =
            write!(xml, "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    xml + "</Relationships>"
}

fn package_relations() -> String {
    relations(&[
        ("xl/workbook.xml", format!("{RELATIONS}/officeDocument")),
        ("docProps/core.xml", format!("{PACKAGE}/relationships/metadata/core-properties")),
    ])
}

/// The sheets come first: the workbook names them by these numbers.
fn workbook_relations() -> String {
    relations(&[
        ("worksheets/sheet1.xml", format!("{RELATIONS}/worksheet")),
        ("worksheets/sheet2.xml", format!("{RELATIONS}/worksheet")),
        ("styles.xml", format!("{RELATIONS}/styles")),
        ("sharedStrings.xml", format!("{RELATIONS}/sharedStrings")),
    ])
}

/// Title, author and a date that never changes, the first that a ZIP archive can write.
fn properties(title: &str) -> String {
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:creator>Prosperity Atlas · 共富图谱</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">1980-01-01T00:00:00Z</dcterms:created>\
         </cp:coreProperties>",
        escape(title)
    )
}

fn workbook([data, sources]: [&str; 2], table: &Table) -> String {
    // Excel wants the cells of a filter under a hidden name, too.
    let filter = range(table).map_or_else(String::new, |_| {
        let last = column_name(table.columns.len() - 1);
        let rows = table.rows.len() + 1;
        format!(
            "<definedNames><definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" \
             hidden=\"1\">'{data}'!$A$1:${last}${rows}</definedName></definedNames>"
        )
    });
    format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">\
         <bookViews><workbookView/></bookViews><sheets>\
         <sheet name=\"{data}\" sheetId=\"1\" r:id=\"rId1\"/>\
         <sheet name=\"{sources}\" sheetId=\"2\" r:id=\"rId2\"/>\
         </sheets>{filter}</workbook>"
    )
}

fn styles(formats: &[String]) -> String {
    // Lower numbers belong to the formats that the standard names.
    const FIRST_ID: usize = 164;
    let mut codes = String::new();
    let mut cells = String::from(
        "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
         <xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>",
    );
    for (id, format) in (FIRST_ID..).zip(formats) {
        // Writing to a string cannot fail.
        let _ = write!(codes, "<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escape(format));
        let _ = write!(
            cells,
            "<xf numFmtId=\"{id}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" \
             applyNumberFormat=\"1\"/>"
        );
    }
    let codes = if codes.is_empty() { codes } else { format!("<numFmts>{codes}</numFmts>") };
    format!(
        "{XML}<styleSheet xmlns=\"{MAIN}\">{codes}\
         <fonts><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
         <fills><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs>{cells}</cellXfs>\
         <cellStyles><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>\
         </styleSheet>"
    )
}

fn shared_strings(strings: &[String]) -> String {
    let mut xml = format!("{XML}<sst xmlns=\"{MAIN}\">");
    for text in strings {
        xml += "<si><t xml:space=\"preserve\">";
        push_text(&mut xml, text);
        xml += "</t></si>";
    }
    xml + "</sst>"
}

/// A text as the format wants it: what XML cannot hold is written `_xHHHH_`, and so is the beginning
/// of a text that reads like that already (`ST_Xstring`, section 22.9.2.19).
fn push_text(xml: &mut String, text: &str) {
    for (at, character) in text.char_indices() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '_' if reads_as_number(&text[at..]) => push_number(xml, character),
            _ if is_unwritable(character) => push_number(xml, character),
            _ => xml.push(character),
        }
    }
}

/// Whether XML cannot hold a character, or its readers change it: a carriage return becomes a line
/// feed.
fn is_unwritable(character: char) -> bool {
    matches!(character, '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
        && !matches!(character, '\t' | '\n')
}

/// Whether a text begins with `_xHHHH_`, or will once the character after it is written so.
fn reads_as_number(text: &str) -> bool {
    let mut rest = text.chars();
    rest.next() == Some('_')
        && rest.next() == Some('x')
        && rest.by_ref().take(4).filter(char::is_ascii_hexdigit).count() == 4
        && rest.next().is_some_and(|after| after == '_' || is_unwritable(after))
}

fn push_number(xml: &mut String, character: char) {
    // Writing to a string cannot fail.
    let _ = write!(xml, "_x{:04X}_", u32::from(character));
}

#[cfg(test)]
mod tests {
    use super::{super::zip::entries, *};
    use proptest::prelude::*;
    use roxmltree::Document;

    /// A text of the table of texts as a reader of workbooks understands it.
    fn understood(written: &str) -> String {
        let mut text = String::new();
        let mut rest = written;
        while let Some(first) = rest.chars().next() {
            let number = rest
                .strip_prefix("_x")
                .and_then(|after| after.split_once('_'))
                .filter(|(digits, _)| digits.len() == 4 && !digits.starts_with('+'))
                .and_then(|(digits, after)| Some((u32::from_str_radix(digits, 16).ok()?, after)));
            if let Some((number, after)) = number {
                text.push(char::from_u32(number).unwrap());
                rest = after;
            } else {
                text.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        text
    }

    fn read_back(strings: &[String]) -> Vec<String> {
        let file = archive(&[("xl/sharedStrings.xml", shared_strings(strings))]).unwrap();
        let [(_, xml)] = entries(&file).try_into().unwrap();
        let xml = Document::parse(&xml).unwrap();
        let texts = xml.descendants().filter(|node| node.has_tag_name((MAIN, "t")));
        texts.map(|node| understood(node.text().unwrap_or_default())).collect()
    }

    #[test]
    fn what_reads_like_an_escape_is_escaped() {
        let mut written = String::new();
        push_text(&mut written, "_x0041_ _x00e_ a\rb]]>\u{ffff}_x005F\u{1}");
        assert_eq!(written, "_x005F_x0041_ _x00e_ a_x000D_b]]&gt;_xFFFF__x005F_x005F_x0001_");
    }

    #[test]
    fn columns_are_counted_in_letters() {
        let names = [0, 25, 26, 51, 701, 702, MAX_COLUMNS - 1].map(column_name);
        assert_eq!(names, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn squares_count_double() {
        assert_eq!(width("GDP"), 3);
        assert_eq!(width("浙江ab（％）"), 12);
    }

    #[test]
    fn formats_show_what_the_text_shows() {
        let cell = |text: &str, plain: &str| Cell {
            text: text.to_owned(),
            plain: plain.to_owned(),
            ..Cell::default()
        };
        let format =
            |text: &str, plain: &str| format_of(&cell(text, plain), plain.trim_matches(['+', '%']));
        assert_eq!(format("1,260,582.1", "1260582.1"), "#,##0.0");
        assert_eq!(format("2023", "2023"), "0");
        assert_eq!(format("−0.50", "-0.50"), "#,##0.00");
        assert_eq!(format("65.2%", "65.2%"), "#,##0.0%");
        assert_eq!(format("+4.2%", "+4.2%"), "+#,##0.0%;-#,##0.0%;#,##0.0%");
    }

    #[test]
    fn a_text_that_no_cell_holds_is_an_error() {
        let mut book = Book::default();
        assert!(book.words("A1", &"字".repeat(MAX_TEXT), PLAIN).is_ok());
        let long = book.words("A1", &"😀".repeat(MAX_TEXT / 2 + 1), PLAIN);
        assert_eq!(long, Err(XlsxError::TextTooLong { length: MAX_TEXT + 1 }));
    }

    /// Texts with more of what is special to XML and to this format than chance would bring.
    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<String>(),
            "_x[0-9a-fA-F]{3,5}_?",
            any::<char>().prop_map(String::from),
            (0_u8..32).prop_map(|byte| char::from(byte).to_string()),
            prop::sample::select(vec!["]]>", "=1+1", "_", "&amp;", "<t>", " ", "\u{ffff}", "😀"])
                .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_a_workbook(strings in prop::collection::vec(texts(), 1..5)) {
            prop_assert_eq!(read_back(&strings), strings);
        }
    }
}
