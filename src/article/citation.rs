//! How a figure is cited: as a text in two styles, and as a record for reference managers.
//!
//! The author is the atlas, an organisation; who published the numbers stands in a note, because the
//! figure is the atlas's and the numbers are theirs.

use super::{
    Address,
    text::{in_address, latex, one_line, site, without_appearance},
};
use crate::{
    atlas::Lang,
    export::{object, quoted},
    figure::{Figure, sources_text},
};
use core::fmt;

/// The organisation that a figure is cited as the work of.
pub const AUTHOR: &str = "共富图谱 Prosperity Atlas";

/// The longest part of a key that is taken from a link, in bytes.
const LONGEST_KEY: usize = 60;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// There is no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no day {year:04}-{month:02}-{day:02} between the years 1 and 9999")]
pub struct DateError {
    /// Year as given.
    pub year: u16,
    /// Month as given.
    pub month: u8,
    /// Day as given.
    pub day: u8,
}

impl DateError {
    /// The same as a sentence for the reader.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => {
                format!(
                    "公元 1 至 9999 年间没有这一天：{}年{}月{}日。",
                    self.year, self.month, self.day
                )
            }
            Lang::En => format!(
                "There is no day {:04}-{:02}-{:02} between the years 1 and 9999.",
                self.year, self.month, self.day
            ),
        }
    }
}

impl Date {
    /// A day of the years 1 to 9999, which four digits can write.
    ///
    /// # Errors
    /// [`DateError`] where the calendar has no such day.
    ///
    /// ```
    /// use prosperity_atlas::article::citation::Date;
    /// assert_eq!(Date::new(2024, 2, 29)?.to_string(), "2024-02-29");
    /// assert!(Date::new(2023, 2, 29).is_err());
    /// # Ok::<(), prosperity_atlas::article::citation::DateError>(())
    /// ```
    pub const fn new(year: u16, month: u8, day: u8) -> Result<Self, DateError> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        if year == 0 || year > 9999 || day == 0 || day > days {
            return Err(DateError { year, month, day });
        }
        Ok(Self { year, month, day })
    }

    /// As American English writes it, which APA asks for: `March 1, 2026`.
    fn in_apa(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = MONTHS.get(usize::from(self.month) - 1).copied().unwrap_or_default();
        format!("{month} {}, {}", self.day, self.year)
    }
}

impl fmt::Display for Date {
    /// As ISO 8601 writes it: `2026-03-01`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A way to write a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitationFormat {
    /// The Chinese national standard.
    GbT7714,
    /// American Psychological Association, seventh edition.
    Apa,
    /// A record for LaTeX.
    Bibtex,
    /// A record for reference managers.
    CslJson,
}

impl CitationFormat {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::GbT7714, Self::Apa, Self::Bibtex, Self::CslJson];

    /// Its short code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::GbT7714 => "gb-t-7714",
            Self::Apa => "apa",
            Self::Bibtex => "bibtex",
            Self::CslJson => "csl-json",
        }
    }

    /// Its name as readers know it.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::GbT7714 => "GB/T 7714—2015",
            Self::Apa => lang.pick("APA（第 7 版）", "APA (7th ed.)"),
            Self::Bibtex => "BibTeX",
            Self::CslJson => "CSL-JSON",
        }
    }
}

/// What a citation is written from.
#[derive(Clone, Copy, Debug)]
pub struct Citation<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// Language of the figure.
    pub lang: Lang,
    /// Where it stands. Without a site that others can open over HTTP, citations have no URL, and a
    /// note says the link within the file.
    pub address: Address<'a>,
    /// The day on which the reader saw it.
    pub accessed: Date,
    /// Version of the program, and so of its data: `0.1.0`.
    pub version: &'a str,
}

impl Citation<'_> {
    /// The citation in a format.
    pub fn text(&self, format: CitationFormat) -> String {
        match format {
            CitationFormat::GbT7714 => self.gb_t_7714(),
            CitationFormat::Apa => self.apa(),
            CitationFormat::Bibtex => self.bibtex(),
            CitationFormat::CslJson => self.csl_json(),
        }
    }

    /// GB/T 7714—2015, electronic resource.
    ///
    /// Designated `[DB/OL]`, database online, and not `[EB/OL]`, which is for notices and pages: what is
    /// cited are numbers drawn from a database at a link that says which. `[DB/DK]`, on disk, where the
    /// atlas was opened as a file. The date in brackets is that of access; the link stands last and
    /// without a full stop, which the standard leaves free and which would be copied with it.
    pub fn gb_t_7714(&self) -> String {
        let link = self.link();
        let carrier = if link.is_some() { "OL" } else { "DK" };
        let version = one_line(self.version);
        let edition = match self.lang {
            Lang::Zh => format!("{version} 版"),
            Lang::En => format!("Version {version}"),
        };
        let parts = [
            AUTHOR.to_owned(),
            format!("{}[DB/{carrier}]", self.title()),
            edition,
            self.data_note(),
            format!("[{}]", self.accessed),
            link.unwrap_or_else(|| self.link_note()),
        ];
        sentences(&parts)
    }

    /// APA, seventh edition: a data set without a date of publication, which changes with its
    /// versions and so is cited with the day on which it was retrieved. The words of the style are
    /// English in every language; the italics of the title are for the author to set.
    pub fn apa(&self) -> String {
        let version = one_line(self.version);
        let day = self.accessed.in_apa();
        let link = self.link();
        let mut parts = vec![
            AUTHOR.to_owned(),
            "(n.d.)".to_owned(),
            format!("{} (Version {version}) [Data set]", self.title()),
            self.data_note(),
        ];
        match link {
            Some(link) => parts.push(format!("Retrieved {day}, from {link}")),
            None => parts.extend([format!("Retrieved {day}"), self.link_note()]),
        }
        sentences(&parts)
    }

    /// A record for BibTeX and BibLaTeX, with a line end.
    ///
    /// `@misc` and not `@online`, which only BibLaTeX knows. Text is UTF-8 with every mark of LaTeX
    /// escaped; `url` is verbatim to LaTeX, so that marks which would end it are percent-encoded.
    pub fn bibtex(&self) -> String {
        let language = self.lang.pick("chinese", "english");
        let mut fields = vec![
            ("author", format!("{{{AUTHOR}}}")),
            ("title", format!("{{{}}}", latex(&self.title()))),
            ("year", "n.d.".to_owned()),
            ("version", latex(self.version)),
        ];
        if let Some(link) = self.link() {
            fields.push(("url", link));
        }
        fields.push(("urldate", self.accessed.to_string()));
        let note = self.note();
        if !note.is_empty() {
            fields.push(("note", latex(&note)));
        }
        fields.push(("langid", language.to_owned()));
        let lines = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}"));
        format!("@misc{{{},\n{}\n}}\n", self.key(), lines.collect::<Vec<_>>().join(",\n"))
    }

    /// CSL-JSON, as Zotero, Pandoc and citeproc read it: a list with one item of the type `dataset`.
    pub fn csl_json(&self) -> String {
        let Date { year, month, day } = self.accessed;
        let mut fields = vec![
            ("id", quoted(&self.key())),
            ("type", quoted("dataset")),
            ("title", quoted(&self.title())),
            ("author", format!("[{}]", object(&[("literal", quoted(AUTHOR))]))),
            ("version", quoted(&one_line(self.version))),
            ("language", quoted(self.lang.tag())),
            ("accessed", object(&[("date-parts", format!("[[{year}, {month}, {day}]]"))])),
        ];
        if let Some(link) = self.link() {
            fields.push(("URL", quoted(&link)));
        }
        let note = self.note();
        if !note.is_empty() {
            fields.push(("note", quoted(&note)));
        }
        let lines = fields.iter().map(|(name, value)| format!("    \"{name}\": {value}"));
        format!("[\n  {{\n{}\n  }}\n]\n", lines.collect::<Vec<_>>().join(",\n"))
    }

    /// The name of the record in a bibliography, the same for ever: from the link and the language.
    ///
    /// Colours do not count. A figure of the gallery is called by its name; of any other state the key ends in a checksum of
    /// the link, because links differ in characters that keys cannot have.
    pub fn key(&self) -> String {
        let fragment = without_appearance(self.address.fragment);
        let path = fragment.trim_start_matches(['#', '/']);
        let (path, rest) = path.split_once('?').unwrap_or((path, ""));
        let path = path.strip_prefix("gallery/").unwrap_or(path);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let mut key = "prosperity-atlas".to_owned();
        let words = path.split(|character: char| !character.is_ascii_alphanumeric());
        for word in words.filter(|word| !word.is_empty()) {
            if key.len() + word.len() < LONGEST_KEY {
                key.push('-');
                key.push_str(&word.to_ascii_lowercase());
            }
        }
        let exact = rest.is_empty() && path.bytes().all(plain) && key.ends_with(path);
        if !exact {
            key.push_str(&format!("-{:016x}", checksum(&fragment)));
        }
        key + "-" + self.lang.code()
    }

    /// The link for others; none where the atlas was opened as a file.
    pub(super) fn link(&self) -> Option<String> {
        Some(site(self.address)? + &in_address(self.address.fragment))
    }

    /// The link within the file that the atlas was opened as.
    pub(super) fn link_note(&self) -> String {
        let label = self.lang.pick("文件内链接：", "Link within the file: ");
        format!("{label}{}", in_address(self.address.fragment))
    }

    fn title(&self) -> String {
        one_line(&self.figure.title)
    }

    /// Who published the numbers; empty where nobody is named.
    fn data_note(&self) -> String {
        let line = one_line(&self.figure.source_line);
        if line.is_empty() {
            one_line(&sources_text(&self.figure.sources, self.lang))
        } else {
            line
        }
    }

    /// Who published the numbers and, without a URL, the link within the file.
    fn note(&self) -> String {
        let data = self.data_note();
        match self.link() {
            Some(_) => data,
            None if data.is_empty() => self.link_note(),
            None => format!("{data}{}{}", self.lang.pick("；", "; "), self.link_note()),
        }
    }
}

/// Parts of a citation as sentences. The last, a link, is left without a full stop; a part that
/// brings its own does not get a second one.
fn sentences(parts: &[String]) -> String {
    let last = parts.len().saturating_sub(1);
    let parts = parts.iter().enumerate().map(|(at, part)| {
        if at == last { part.as_str() } else { part.trim_end_matches(['.', '。']) }
    });
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}

/// FNV-1a with 64 bits: short, and the same on every machine.
fn checksum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
