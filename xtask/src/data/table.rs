//! CSV tables whose rows know the file and the line they stand on.

use super::problem::{Problem, nearest};
use csv::{ReaderBuilder, StringRecord};
use prosperity_atlas::atlas::Text;
use std::collections::HashMap;
use std::path::Path;

/// Separates the values of a cell that holds several.
const LIST: char = ';';
/// Years the atlas can speak of.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// A CSV file of the data package.
pub(super) struct Table {
    file: String,
    columns: HashMap<String, usize>,
    records: Vec<(u64, StringRecord)>,
}

impl Table {
    /// Reads `data/<name>`, which must have exactly these `columns`. What cannot be read is a
    /// problem; the rest is returned.
    pub(super) fn read(
        root: &Path,
        name: &str,
        columns: &[&str],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let file = format!("data/{name}");
        let mut table = Self { file, columns: HashMap::new(), records: Vec::new() };
        let mut reader = match ReaderBuilder::new().from_path(root.join(&table.file)) {
            Ok(reader) => reader,
            Err(error) => {
                problems.push(Problem::of_file(&table.file, format!("cannot be read: {error}")));
                return table;
            }
        };
        match reader.headers() {
            Ok(header) => {
                if header != columns {
                    let found = header.iter().collect::<Vec<_>>().join(",");
                    let right = columns.join(",");
                    let message = format!("the header is `{found}`, it should be `{right}`");
                    problems.push(Problem::of_file(&table.file, message));
                }
                table.columns = header.iter().map(str::to_owned).zip(0..).collect();
            }
            Err(error) => {
                problems.push(Problem::of_file(&table.file, format!("no header: {error}")));
            }
        }
        for result in reader.records() {
            match result {
                Ok(record) => {
                    let line = record.position().map_or(1, csv::Position::line);
                    if let Some(message) = record.iter().find_map(untidy) {
                        problems.push(Problem { file: table.file.clone(), line, message });
                    }
                    table.records.push((line, record));
                }
                Err(error) => problems.push(Problem {
                    file: table.file.clone(),
                    line: error.position().map_or(1, csv::Position::line),
                    message: format!("not a row of the table: {error}"),
                }),
            }
        }
        table
    }

    /// The file, as written from the project's folder.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// The rows that could be read.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|(line, record)| Row { table: self, line: *line, record })
    }
}

/// What is wrong with the blanks of a cell. A line break would also end a packed text.
fn untidy(cell: &str) -> Option<String> {
    if cell.contains(char::is_control) {
        return Some(format!("{cell:?} contains a line break or a tab; remove it"));
    }
    (cell.trim() != cell).then(|| format!("`{cell}` has blanks around it; remove them"))
}

/// A row of a [`Table`].
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t Table,
    line: u64,
    record: &'t StringRecord,
}

impl<'t> Row<'t> {
    /// Line the row begins on.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// File and line, for messages about other rows.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.table.file, self.line)
    }

    /// A cell; empty when the table lacks the column, which [`Table::read`] has reported.
    pub(super) fn get(&self, column: &str) -> &'t str {
        self.table.columns.get(column).and_then(|at| self.record.get(*at)).unwrap_or_default()
    }

    /// Says that something is wrong with this row.
    pub(super) fn problem(&self, problems: &mut Vec<Problem>, message: impl Into<String>) {
        problems.push(Problem {
            file: self.table.file.clone(),
            line: self.line,
            message: message.into(),
        });
    }

    /// A cell that may not be empty.
    pub(super) fn required(&self, column: &str, problems: &mut Vec<Problem>) -> &'t str {
        let cell = self.get(column);
        if cell.is_empty() {
            self.problem(problems, format!("`{column}` is empty, a value is needed"));
        }
        cell
    }

    /// The values of a cell that holds several.
    pub(super) fn list(&self, column: &str, problems: &mut Vec<Problem>) -> Vec<String> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Vec::new();
        }
        let items: Vec<String> = cell.split(LIST).map(str::to_owned).collect();
        if items.iter().any(|item| item.is_empty() || item.trim() != item) {
            self.problem(
                problems,
                format!("`{column}` is `{cell}`; values are joined by `;`, none empty, no blanks"),
            );
        }
        if (1..items.len()).any(|at| items[..at].contains(&items[at])) {
            self.problem(problems, format!("`{column}` is `{cell}`; a value stands twice"));
        }
        items
    }

    /// A text that must be there in both languages: columns `<stem>_zh` and `<stem>_en`.
    pub(super) fn text(&self, stem: &str, problems: &mut Vec<Problem>) -> Text {
        let text = self.both(stem);
        for (column, cell) in [("zh", &text.zh), ("en", &text.en)] {
            if cell.is_empty() {
                self.problem(problems, format!("`{stem}_{column}` is empty, a text is needed"));
            }
        }
        text
    }

    /// A text that may be missing, but then in both languages.
    pub(super) fn text_or_none(&self, stem: &str, problems: &mut Vec<Problem>) -> Text {
        let text = self.both(stem);
        for (missing, cell, other) in [("zh", &text.zh, &text.en), ("en", &text.en, &text.zh)] {
            if cell.is_empty() && !other.is_empty() {
                self.problem(
                    problems,
                    format!("`{stem}_{missing}` is empty, a translation of `{other}` is needed"),
                );
            }
        }
        text
    }

    fn both(&self, stem: &str) -> Text {
        let cell = |lang: &str| self.get(&format!("{stem}_{lang}")).to_owned();
        Text { zh: cell("zh"), en: cell("en") }
    }

    /// A year that must be there.
    pub(super) fn year(&self, column: &str, problems: &mut Vec<Problem>) -> Option<u16> {
        self.required(column, problems);
        self.year_or_none(column, problems)
    }

    /// A year that may be missing.
    pub(super) fn year_or_none(&self, column: &str, problems: &mut Vec<Problem>) -> Option<u16> {
        let cell = self.get(column);
        if cell.is_empty() {
            return None;
        }
        match cell.parse() {
            Ok(year) if YEARS.contains(&year) => Some(year),
            _ => {
                let (first, last) = (YEARS.start(), YEARS.end());
                let message =
                    format!("`{column}` is `{cell}`, a year from {first} to {last} is needed");
                self.problem(problems, message);
                None
            }
        }
    }

    /// Anything that reads itself from text; `right` says what is needed.
    pub(super) fn parsed<T: std::str::FromStr>(
        &self,
        column: &str,
        right: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let cell = self.get(column);
        let value = cell.parse().ok();
        if value.is_none() {
            self.problem(problems, format!("`{column}` is `{cell}`, needed is {right}"));
        }
        value
    }

    /// A word of a fixed vocabulary.
    pub(super) fn word<T: Copy>(
        &self,
        column: &str,
        vocabulary: &[(&str, T)],
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let cell = self.get(column);
        let found = vocabulary.iter().find(|(word, _)| *word == cell).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = vocabulary.iter().map(|(word, _)| *word).collect();
            let message = format!("`{column}` is `{cell}`, known are {}", words.join(", "));
            self.problem(problems, message);
        }
        found
    }
}

/// Text ids of one table with the positions of their rows in the packed catalogue.
pub(super) struct Ids {
    /// What the ids name, for messages: `place`.
    what: &'static str,
    known: HashMap<String, (u16, String)>,
}

impl Ids {
    /// The ids in column `column` of `rows`, in that order.
    pub(super) fn of<'t>(
        what: &'static str,
        column: &str,
        rows: impl IntoIterator<Item = Row<'t>>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut ids = Self { what, known: HashMap::new() };
        for row in rows {
            ids.add(&row, row.required(column, problems), problems);
        }
        ids
    }

    /// Adds the id of the next row.
    fn add(&mut self, row: &Row<'_>, id: &str, problems: &mut Vec<Problem>) {
        let Ok(at) = u16::try_from(self.known.len()) else {
            row.problem(problems, format!("more {}s than can be packed", self.what));
            return;
        };
        if let Some((_, first)) = self.known.get(id) {
            row.problem(
                problems,
                format!(
                    "the {} `{id}` stands twice, first at {first}; give one another id",
                    self.what
                ),
            );
            return;
        }
        self.known.insert(id.to_owned(), (at, row.place()));
    }

    /// The position of `id`, without complaint.
    pub(super) fn get(&self, id: &str) -> Option<u16> {
        self.known.get(id).map(|(at, _)| *at)
    }

    /// The position of `id`, to which column `column` of `row` refers.
    pub(super) fn find(
        &self,
        row: &Row<'_>,
        column: &str,
        id: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<u16> {
        let found = self.get(id);
        if found.is_none() {
            row.problem(problems, format!("`{column}`: {}", self.unknown(id)));
        }
        found
    }

    /// Says that `id` is not known, and which one may be meant.
    fn unknown(&self, id: &str) -> String {
        let what = self.what;
        nearest(id, self.known.keys().map(String::as_str)).map_or_else(
            || format!("there is no {what} `{id}`"),
            |known| format!("there is no {what} `{id}`; is `{known}` meant?"),
        )
    }
}
