//! What is wrong with the data, where, and what would be right.

use std::fmt;

/// One thing that is wrong with a data file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    /// The file, as written from the project's folder: `data/places.csv`.
    pub(crate) file: String,
    /// Line in it, counted from 1.
    pub(crate) line: u64,
    /// What is wrong and what would be right.
    pub(crate) message: String,
}

impl Problem {
    /// A problem of a whole file, shown at its first line.
    pub(crate) fn of_file(file: &str, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: 1, message: message.into() }
    }

    /// A problem from a message that begins with a file in `data/`, with or without a line:
    /// `places.csv:7: …`, `geo/china.topo.json: …`.
    pub(super) fn from_message(message: &str) -> Self {
        let (place, what) = message.split_once(": ").unwrap_or((message, "cannot be packed"));
        let (file, line) = match place.rsplit_once(':') {
            Some((file, line)) => (file, line.parse().unwrap_or(1)),
            None => (place, 1),
        };
        Self { file: format!("data/{file}"), line, message: what.to_owned() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The known id that is most like `wanted`, when any is like enough to be a slip of the pen.
pub(super) fn nearest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let tolerated = (wanted.chars().count() / 3).max(2);
    known
        .map(|id| (distance(wanted, id), id))
        .filter(|(distance, _)| *distance <= tolerated)
        .min()
        .map(|(_, id)| id)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_the_map_packer_keep_their_file_and_line() {
        let of = |message: &str| Problem::from_message(message).to_string();
        assert_eq!(of("places.csv:7: no lat"), "data/places.csv:7: no lat");
        assert_eq!(of("geo/yrd.topo.json: no arcs"), "data/geo/yrd.topo.json:1: no arcs");
    }

    #[test]
    fn a_slip_of_the_pen_finds_the_id_that_was_meant() {
        let known = ["census4", "census5", "census7", "household_survey"];
        assert_eq!(nearest("census6", known.into_iter()), Some("census4"));
        assert_eq!(nearest("housohold_survey", known.into_iter()), Some("household_survey"));
        assert_eq!(nearest("weather", known.into_iter()), None);
    }
}
