//! How a figure is cited: as a text in two styles, and as a record for reference managers.
//!
//! The author is the atlas, an organisation; who published the numbers stands in a note, because the
//! figure is the atlas's and the numbers are theirs.

use super::{
    Address,
    text::{in_address, latex, one_line, site, without_appearance},
};
use crate::{
    atlas::{Lang, pack::fnv1a64},
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
    /// Where it stands, in the language that was chosen, if any ([`Kit::cited_fragment`](super::Kit)).
    /// Without a site that others can open over HTTP, citations have no URL, and a
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
    /// There is no `year`: the figure has no date of publication, styles say so in their own words, and
    /// BibLaTeX takes only dates there. The day of access stands in `urldate`, the publisher of the
    /// numbers in `note`.
    pub fn bibtex(&self) -> String {
        let language = self.lang.pick("chinese", "english");
        let mut fields = vec![
            ("author", format!("{{{AUTHOR}}}")),
            ("title", format!("{{{}}}", latex(&self.title()))),
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
            key = format!("{key}-{:016x}", fnv1a64(fragment.as_bytes()));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{figure::gallery, spec::tests::ATLAS};
    use expect_test::{Expect, expect};
    use proptest::prelude::*;
    use serde_json::Value;

    const SITE: &str = "https://example.org/atlas/";

    fn figure(id: &str, lang: Lang) -> Figure {
        let found = gallery().find(|one| one.id() == id).unwrap();
        found.figure(&ATLAS, lang)
    }

    fn citation<'a>(figure: &'a Figure, lang: Lang, site: &'a str, link: &'a str) -> Citation<'a> {
        let accessed = Date::new(2026, 3, 1).unwrap();
        let address = Address { site, fragment: link };
        Citation { figure, lang, address, accessed, version: "0.1.0" }
    }

    fn check(id: &str, site: &str, expected: &Expect) {
        let link = format!("#/gallery/{id}");
        let mut text = String::new();
        for lang in Lang::ALL {
            let figure = figure(id, lang);
            for format in CitationFormat::ALL {
                let cited = citation(&figure, lang, site, &link).text(format);
                text = format!("{text}{}\n{}\n\n", format.name(lang), cited.trim_end());
            }
        }
        expected.assert_eq(&text);
    }

    #[test]
    fn a_map_is_cited_in_both_languages() {
        check(
            "gap-regional",
            SITE,
            &expect![[r#"
            GB/T 7714—2015
            共富图谱 Prosperity Atlas. 2024年人均地区生产总值：北京最高（227,532 元），是最低的甘肃（52,972 元）的 4.30 倍[DB/OL]. 0.1.0 版. 数据来源：国家统计局. [2026-03-01]. https://example.org/atlas/#/gallery/gap-regional

            APA（第 7 版）
            共富图谱 Prosperity Atlas. (n.d.). 2024年人均地区生产总值：北京最高（227,532 元），是最低的甘肃（52,972 元）的 4.30 倍 (Version 0.1.0) [Data set]. 数据来源：国家统计局. Retrieved March 1, 2026, from https://example.org/atlas/#/gallery/gap-regional

            BibTeX
            @misc{prosperity-atlas-gap-regional-zh,
              author = {{共富图谱 Prosperity Atlas}},
              title = {{2024年人均地区生产总值：北京最高（227,532 元），是最低的甘肃（52,972 元）的 4.30 倍}},
              version = {0.1.0},
              url = {https://example.org/atlas/#/gallery/gap-regional},
              urldate = {2026-03-01},
              note = {数据来源：国家统计局},
              langid = {chinese}
            }

            CSL-JSON
            [
              {
                "id": "prosperity-atlas-gap-regional-zh",
                "type": "dataset",
                "title": "2024年人均地区生产总值：北京最高（227,532 元），是最低的甘肃（52,972 元）的 4.30 倍",
                "author": [{"literal": "共富图谱 Prosperity Atlas"}],
                "version": "0.1.0",
                "language": "zh-CN",
                "accessed": {"date-parts": [[2026, 3, 1]]},
                "URL": "https://example.org/atlas/#/gallery/gap-regional",
                "note": "数据来源：国家统计局"
              }
            ]

            GB/T 7714—2015
            共富图谱 Prosperity Atlas. GDP per person, 2024: highest in Beijing (CN¥227,532), 4.30 times the lowest, Gansu (CN¥52,972)[DB/OL]. Version 0.1.0. Source: National Bureau of Statistics of China. [2026-03-01]. https://example.org/atlas/#/gallery/gap-regional

            APA (7th ed.)
            共富图谱 Prosperity Atlas. (n.d.). GDP per person, 2024: highest in Beijing (CN¥227,532), 4.30 times the lowest, Gansu (CN¥52,972) (Version 0.1.0) [Data set]. Source: National Bureau of Statistics of China. Retrieved March 1, 2026, from https://example.org/atlas/#/gallery/gap-regional

            BibTeX
            @misc{prosperity-atlas-gap-regional-en,
              author = {{共富图谱 Prosperity Atlas}},
              title = {{GDP per person, 2024: highest in Beijing (CN¥227,532), 4.30 times the lowest, Gansu (CN¥52,972)}},
              version = {0.1.0},
              url = {https://example.org/atlas/#/gallery/gap-regional},
              urldate = {2026-03-01},
              note = {Source: National Bureau of Statistics of China},
              langid = {english}
            }

            CSL-JSON
            [
              {
                "id": "prosperity-atlas-gap-regional-en",
                "type": "dataset",
                "title": "GDP per person, 2024: highest in Beijing (CN¥227,532), 4.30 times the lowest, Gansu (CN¥52,972)",
                "author": [{"literal": "共富图谱 Prosperity Atlas"}],
                "version": "0.1.0",
                "language": "en",
                "accessed": {"date-parts": [[2026, 3, 1]]},
                "URL": "https://example.org/atlas/#/gallery/gap-regional",
                "note": "Source: National Bureau of Statistics of China"
              }
            ]

        "#]],
        );
    }

    #[test]
    fn a_chart_is_cited_in_both_languages() {
        check(
            "gap-income",
            SITE,
            &expect![[r#"
            GB/T 7714—2015
            共富图谱 Prosperity Atlas. 全国基尼系数：2003年 0.479，2024年 0.465[DB/OL]. 0.1.0 版. 数据来源：国家统计局. [2026-03-01]. https://example.org/atlas/#/gallery/gap-income

            APA（第 7 版）
            共富图谱 Prosperity Atlas. (n.d.). 全国基尼系数：2003年 0.479，2024年 0.465 (Version 0.1.0) [Data set]. 数据来源：国家统计局. Retrieved March 1, 2026, from https://example.org/atlas/#/gallery/gap-income

            BibTeX
            @misc{prosperity-atlas-gap-income-zh,
              author = {{共富图谱 Prosperity Atlas}},
              title = {{全国基尼系数：2003年 0.479，2024年 0.465}},
              version = {0.1.0},
              url = {https://example.org/atlas/#/gallery/gap-income},
              urldate = {2026-03-01},
              note = {数据来源：国家统计局},
              langid = {chinese}
            }

            CSL-JSON
            [
              {
                "id": "prosperity-atlas-gap-income-zh",
                "type": "dataset",
                "title": "全国基尼系数：2003年 0.479，2024年 0.465",
                "author": [{"literal": "共富图谱 Prosperity Atlas"}],
                "version": "0.1.0",
                "language": "zh-CN",
                "accessed": {"date-parts": [[2026, 3, 1]]},
                "URL": "https://example.org/atlas/#/gallery/gap-income",
                "note": "数据来源：国家统计局"
              }
            ]

            GB/T 7714—2015
            共富图谱 Prosperity Atlas. Gini coefficient, China: 0.479 in 2003, 0.465 in 2024[DB/OL]. Version 0.1.0. Source: National Bureau of Statistics of China. [2026-03-01]. https://example.org/atlas/#/gallery/gap-income

            APA (7th ed.)
            共富图谱 Prosperity Atlas. (n.d.). Gini coefficient, China: 0.479 in 2003, 0.465 in 2024 (Version 0.1.0) [Data set]. Source: National Bureau of Statistics of China. Retrieved March 1, 2026, from https://example.org/atlas/#/gallery/gap-income

            BibTeX
            @misc{prosperity-atlas-gap-income-en,
              author = {{共富图谱 Prosperity Atlas}},
              title = {{Gini coefficient, China: 0.479 in 2003, 0.465 in 2024}},
              version = {0.1.0},
              url = {https://example.org/atlas/#/gallery/gap-income},
              urldate = {2026-03-01},
              note = {Source: National Bureau of Statistics of China},
              langid = {english}
            }

            CSL-JSON
            [
              {
                "id": "prosperity-atlas-gap-income-en",
                "type": "dataset",
                "title": "Gini coefficient, China: 0.479 in 2003, 0.465 in 2024",
                "author": [{"literal": "共富图谱 Prosperity Atlas"}],
                "version": "0.1.0",
                "language": "en",
                "accessed": {"date-parts": [[2026, 3, 1]]},
                "URL": "https://example.org/atlas/#/gallery/gap-income",
                "note": "Source: National Bureau of Statistics of China"
              }
            ]

        "#]],
        );
    }

    #[test]
    fn in_a_file_there_is_no_url_and_a_note_says_the_link() {
        check(
            "gap-urban-rural",
            "",
            &expect![[r#"
            GB/T 7714—2015
            共富图谱 Prosperity Atlas. 全国城乡居民收入比：2013年 2.81，2024年 2.34[DB/DK]. 0.1.0 版. 数据来源：国家统计局. [2026-03-01]. 文件内链接：#/gallery/gap-urban-rural

            APA（第 7 版）
            共富图谱 Prosperity Atlas. (n.d.). 全国城乡居民收入比：2013年 2.81，2024年 2.34 (Version 0.1.0) [Data set]. 数据来源：国家统计局. Retrieved March 1, 2026. 文件内链接：#/gallery/gap-urban-rural

            BibTeX
            @misc{prosperity-atlas-gap-urban-rural-zh,
              author = {{共富图谱 Prosperity Atlas}},
              title = {{全国城乡居民收入比：2013年 2.81，2024年 2.34}},
              version = {0.1.0},
              urldate = {2026-03-01},
              note = {数据来源：国家统计局；文件内链接：\#/gallery/gap-urban-rural},
              langid = {chinese}
            }

            CSL-JSON
            [
              {
                "id": "prosperity-atlas-gap-urban-rural-zh",
                "type": "dataset",
                "title": "全国城乡居民收入比：2013年 2.81，2024年 2.34",
                "author": [{"literal": "共富图谱 Prosperity Atlas"}],
                "version": "0.1.0",
                "language": "zh-CN",
                "accessed": {"date-parts": [[2026, 3, 1]]},
                "note": "数据来源：国家统计局；文件内链接：#/gallery/gap-urban-rural"
              }
            ]

            GB/T 7714—2015
            共富图谱 Prosperity Atlas. Urban–rural income ratio, China: 2.81 in 2013, 2.34 in 2024[DB/DK]. Version 0.1.0. Source: National Bureau of Statistics of China. [2026-03-01]. Link within the file: #/gallery/gap-urban-rural

            APA (7th ed.)
            共富图谱 Prosperity Atlas. (n.d.). Urban–rural income ratio, China: 2.81 in 2013, 2.34 in 2024 (Version 0.1.0) [Data set]. Source: National Bureau of Statistics of China. Retrieved March 1, 2026. Link within the file: #/gallery/gap-urban-rural

            BibTeX
            @misc{prosperity-atlas-gap-urban-rural-en,
              author = {{共富图谱 Prosperity Atlas}},
              title = {{Urban–rural income ratio, China: 2.81 in 2013, 2.34 in 2024}},
              version = {0.1.0},
              urldate = {2026-03-01},
              note = {Source: National Bureau of Statistics of China; Link within the file: \#/gallery/gap-urban-rural},
              langid = {english}
            }

            CSL-JSON
            [
              {
                "id": "prosperity-atlas-gap-urban-rural-en",
                "type": "dataset",
                "title": "Urban–rural income ratio, China: 2.81 in 2013, 2.34 in 2024",
                "author": [{"literal": "共富图谱 Prosperity Atlas"}],
                "version": "0.1.0",
                "language": "en",
                "accessed": {"date-parts": [[2026, 3, 1]]},
                "note": "Source: National Bureau of Statistics of China; Link within the file: #/gallery/gap-urban-rural"
              }
            ]

        "#]],
        );
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for (year, month, day) in
            [(2023, 2, 28), (2024, 2, 29), (2000, 2, 29), (1, 1, 1), (9999, 12, 31)]
        {
            assert!(Date::new(year, month, day).is_ok(), "{year}-{month}-{day}");
        }
        for (year, month, day) in [
            (2023, 2, 29),
            (1900, 2, 29),
            (2024, 4, 31),
            (2024, 0, 1),
            (2024, 13, 1),
            (2024, 1, 0),
            (0, 1, 1),
            (10_000, 1, 1),
        ] {
            let error = Date::new(year, month, day).unwrap_err();
            assert_eq!(error, DateError { year, month, day });
        }
        let error = Date::new(2023, 2, 29).unwrap_err();
        assert_eq!(error.text(Lang::Zh), "公元 1 至 9999 年间没有这一天：2023年2月29日。");
        assert_eq!(
            error.text(Lang::En),
            "There is no day 2023-02-29 between the years 1 and 9999."
        );
        assert_eq!(Date::new(2026, 12, 9).unwrap().in_apa(), "December 9, 2026");
    }

    #[test]
    fn keys_are_stable_and_differ_where_links_do() {
        let figure = figure("gap-income", Lang::En);
        let key = |link: &str| citation(&figure, Lang::En, SITE, link).key();
        assert_eq!(key("#/gallery/gap-income"), "prosperity-atlas-gap-income-en");
        assert_eq!(
            key("#/gallery/gap-income?theme=dark&lang=zh"),
            "prosperity-atlas-gap-income-en"
        );
        assert_eq!(key("#/explore?view=map"), "prosperity-atlas-explore-e932cc42266928d1-en");
        let links = [
            "#/",
            "#/explore",
            "#/explore?view=trend",
            "#/gallery/余杭",
            "#/gallery/a_b",
            "#/gallery/a-b",
            "#/gallery/A-b",
        ];
        let mut keys: Vec<String> = links.map(key).to_vec();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), links.len(), "{keys:?}");
    }

    #[test]
    fn who_published_the_numbers_is_named_without_a_source_line_too() {
        let mut figure = figure("gap-income", Lang::En);
        let line = figure.source_line.clone();
        figure.source_line.clear();
        let told = citation(&figure, Lang::En, SITE, "#/gallery/gap-income").csl_json();
        let read: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(read[0]["note"], line);
        figure.sources.clear();
        let told = citation(&figure, Lang::En, SITE, "#/gallery/gap-income").csl_json();
        let read: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(read[0].get("note"), None);
    }

    /// The fields of a BibTeX record, read by counting braces, as BibTeX does.
    fn fields(record: &str) -> Vec<(String, String)> {
        let (kind, rest) = record.split_once('{').unwrap();
        assert_eq!(kind, "@misc");
        let (key, mut rest) = rest.split_once(",\n").unwrap();
        assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{key}");
        let mut found = Vec::new();
        loop {
            let (name, value) = rest.split_once(" = {").unwrap();
            let mut depth = 1;
            let end = value.find(|character| {
                depth += i32::from(character == '{') - i32::from(character == '}');
                depth == 0
            });
            let end = end.unwrap_or_else(|| panic!("open braces: {record}"));
            found.push((name.trim().to_owned(), value[..end].to_owned()));
            rest = &value[end + 1..];
            match rest.strip_prefix(",\n") {
                Some(more) => rest = more,
                None => break,
            }
        }
        assert_eq!(rest, "\n}\n");
        found
    }

    const FIELDS: [&str; 7] = ["author", "title", "version", "url", "urldate", "note", "langid"];

    proptest! {
        #[test]
        fn any_title_and_link_give_the_same_record(
            title in "([{}\\\\%#&_$~^\"]|\\PC|\n|end\\{document\\}){0,20}",
            link: String,
            version: String,
        ) {
            let mut figure = figure("gap-income", Lang::Zh);
            figure.title.clone_from(&title);
            figure.source_line = title.clone() + "x";
            let mut cited = citation(&figure, Lang::Zh, SITE, &link);
            cited.version = &version;
            let record = cited.bibtex();
            let found = fields(&record);
            let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
            prop_assert_eq!(names, FIELDS);
            let read: Value = serde_json::from_str(&cited.csl_json()).unwrap();
            prop_assert_eq!(read[0]["title"].as_str().unwrap(), one_line(&title));
            prop_assert_eq!(&read[0]["URL"], &Value::from(found[3].1.as_str()));
            for line in [cited.gb_t_7714(), cited.apa()] {
                prop_assert!(!line.contains(char::is_control), "{}", line);
            }
        }
    }
}
