//! Years in a link.

use core::{fmt, ops::RangeInclusive};

/// A year, named or relative to the data, so that a link to the latest year stays fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// First year with data.
    Earliest,
    /// Last year with data.
    Latest,
    /// This year.
    Year(u16),
}

impl Moment {
    /// Reads `2019`, `earliest` or `latest`.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "earliest" => Some(Self::Earliest),
            "latest" => Some(Self::Latest),
            _ if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                text.parse().ok().map(Self::Year)
            }
            _ => None,
        }
    }

    /// The year meant within `span`; a year outside becomes the nearest inside.
    pub fn within(self, span: &RangeInclusive<u16>) -> u16 {
        match self {
            Self::Earliest => *span.start(),
            Self::Latest => *span.end(),
            Self::Year(year) => year.clamp(*span.start(), *span.end()),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Earliest => f.write_str("earliest"),
            Self::Latest => f.write_str("latest"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// One year, or a range of which the last year is the map's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// First year of the trend; `None` for all years.
    pub from: Option<Moment>,
    /// Year of the map and last year of the trend's marker.
    pub to: Moment,
}

impl Default for Time {
    fn default() -> Self {
        Self { from: None, to: Moment::Latest }
    }
}

impl Time {
    /// The years of a trend: those of a range; where one year is chosen, all. That year is marked on the
    /// lines of the page and does not cut them off.
    ///
    /// ```
    /// use prosperity_atlas::spec::Time;
    /// let of = |text| Time::read(text).map(|(time, _)| time.of_trend().to_string());
    /// assert_eq!(of("2015").as_deref(), Some("latest"));
    /// assert_eq!(of("2010..2015").as_deref(), Some("2010..2015"));
    /// ```
    #[must_use]
    pub fn of_trend(self) -> Self {
        if self.from.is_some() { self } else { Self::default() }
    }

    /// Reads `2019`, `2011..2019`, `earliest..latest`; a range written backwards is turned round, and
    /// that it was is the second part.
    pub fn read(text: &str) -> Option<(Self, bool)> {
        let Some((from, to)) = text.split_once("..") else {
            return Some((Self { from: None, to: Moment::read(text)? }, false));
        };
        let (from, to) = (Moment::read(from)?, Moment::read(to)?);
        let backwards = match (from, to) {
            (Moment::Year(from), Moment::Year(to)) => from > to,
            (Moment::Latest, Moment::Earliest | Moment::Year(_))
            | (Moment::Year(_), Moment::Earliest) => true,
            _ => false,
        };
        let (from, to) = if backwards { (to, from) } else { (from, to) };
        Some((Self { from: Some(from), to }, backwards))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.from {
            Some(from) => write!(f, "{from}..{}", self.to),
            None => self.to.fmt(f),
        }
    }
}
