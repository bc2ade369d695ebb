//! What is told the reader when a link could not be followed to the letter.

use crate::{atlas::Lang, i18n::year_span};
use core::ops::RangeInclusive;

/// A key of the text form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// `v`
    Version,
    /// `indicator`
    Indicator,
    /// `level`
    Level,
    /// `view`
    View,
    /// `time`
    Time,
    /// `places`
    Places,
    /// `focus`
    Focus,
    /// `transform`
    Transform,
    /// `base`
    Base,
    /// `vintage`
    Vintage,
    /// `method`
    Method,
    /// `classes`
    Classes,
    /// `x`
    X,
    /// `y`
    Y,
    /// `size`
    Size,
    /// `lang`
    Lang,
    /// `theme`
    Theme,
}

impl Key {
    /// Every key, in the order in which keys are written.
    pub const ALL: [Self; 17] = [
        Self::Version,
        Self::Indicator,
        Self::Level,
        Self::View,
        Self::Time,
        Self::Places,
        Self::Focus,
        Self::Transform,
        Self::Base,
        Self::Vintage,
        Self::Method,
        Self::Classes,
        Self::X,
        Self::Y,
        Self::Size,
        Self::Lang,
        Self::Theme,
    ];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Version => "v",
            Self::Indicator => "indicator",
            Self::Level => "level",
            Self::View => "view",
            Self::Time => "time",
            Self::Places => "places",
            Self::Focus => "focus",
            Self::Transform => "transform",
            Self::Base => "base",
            Self::Vintage => "vintage",
            Self::Method => "method",
            Self::Classes => "classes",
            Self::X => "x",
            Self::Y => "y",
            Self::Size => "size",
            Self::Lang => "lang",
            Self::Theme => "theme",
        }
    }
}

/// Something in a link that was replaced or left out. Given texts are what the link says and must
/// be escaped where they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no such page.
    UnknownPage {
        /// What the link says.
        given: String,
    },
    /// There is no such key.
    UnknownKey {
        /// What the link says.
        given: String,
        /// The key that is spelt most alike.
        similar: Option<&'static str>,
    },
    /// A key stands twice; the last one counts.
    RepeatedKey {
        /// The key.
        key: Key,
    },
    /// A value is not one that the key takes.
    UnknownValue {
        /// The key.
        key: Key,
        /// What the link says.
        given: String,
        /// What is used instead.
        used: String,
        /// The value that is spelt most alike.
        similar: Option<String>,
    },
    /// A place is not known.
    UnknownPlace {
        /// What the link says.
        given: String,
    },
    /// More places than one figure compares; the first ones are kept.
    TooManyPlaces {
        /// How many the link names.
        given: usize,
        /// How many are kept.
        kept: usize,
    },
    /// The indicator has no series in this vintage.
    VintageNotOfIndicator {
        /// Vintage that the link names.
        given: String,
        /// Vintage used instead.
        used: String,
    },
    /// A year has no data; the nearest year is used.
    YearOutside {
        /// Key that names the year.
        key: Key,
        /// What the link says.
        given: u16,
        /// Years with data.
        span: RangeInclusive<u16>,
        /// The year used.
        used: u16,
    },
    /// The link was made by a later version of the atlas.
    LaterVersion {
        /// Its version.
        given: u16,
    },
}

impl Notice {
    /// The notice as a sentence that says what was wrong, what is shown instead and, where it can be
    /// guessed, what was probably meant. Plain text: it must be escaped where it becomes markup.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::UnknownPage { given } => format!("没有“{given}”这一页，已打开数据浏览页。"),
            Self::UnknownKey { given, similar } => {
                let hint = similar.map_or_else(String::new, |key| format!("是否想写“{key}”？"));
                format!("链接中的“{given}”无法识别，已忽略。{hint}")
            }
            Self::RepeatedKey { key } => {
                format!("链接中的“{}”出现多次，以最后一次为准。", key.code())
            }
            Self::UnknownValue { key, given, used, similar } => {
                let used = if used.is_empty() {
                    "已忽略。".to_owned()
                } else {
                    format!("已改用“{used}”。")
                };
                let hint =
                    similar.as_ref().map_or_else(String::new, |one| format!("是否想写“{one}”？"));
                format!("链接中“{}”的取值“{given}”无法识别，{used}{hint}", key.code())
            }
            Self::UnknownPlace { given } => {
                format!("没有找到地区“{given}”，已略去。可用六位代码、中文名或英文名。")
            }
            Self::TooManyPlaces { given, kept } => {
                format!("链接列出 {given} 个地区，一张图最多比较 {kept} 个，已保留前 {kept} 个。")
            }
            Self::VintageNotOfIndicator { given, used } => {
                format!("该指标没有数据版本“{given}”，已改用“{used}”。")
            }
            Self::YearOutside { given, span, used, .. } => format!(
                "{given} 年没有数据（有数据的年份：{}），已显示 {used} 年。",
                year_span(span)
            ),
            Self::LaterVersion { given } => {
                format!("此链接由较新版本的图集生成（第 {given} 版），看不懂的部分已忽略。")
            }
        }
    }

    fn en(&self) -> String {
        match self {
            Self::UnknownPage { given } => {
                format!("There is no page “{given}”; the explorer is shown.")
            }
            Self::UnknownKey { given, similar } => {
                let hint =
                    similar.map_or_else(String::new, |key| format!(" Did you mean “{key}”?"));
                format!("“{given}” in the link is not known and was left out.{hint}")
            }
            Self::RepeatedKey { key } => {
                format!("“{}” stands more than once in the link; the last one counts.", key.code())
            }
            Self::UnknownValue { key, given, used, similar } => {
                let used = if used.is_empty() {
                    "it was left out".to_owned()
                } else {
                    format!("“{used}” is used instead")
                };
                let hint = similar
                    .as_ref()
                    .map_or_else(String::new, |one| format!(" Did you mean “{one}”?"));
                format!("“{given}” is no value of “{}” in a link; {used}.{hint}", key.code())
            }
            Self::UnknownPlace { given } => format!(
                "No place “{given}” was found; it was left out. Use a six-digit code, a Chinese or an English name."
            ),
            Self::TooManyPlaces { given, kept } => format!(
                "The link names {given} places; one figure compares at most {kept}, so the first {kept} are kept."
            ),
            Self::VintageNotOfIndicator { given, used } => {
                format!("This indicator has no edition “{given}”; “{used}” is shown.")
            }
            Self::YearOutside { given, span, used, .. } => format!(
                "There are no data for {given} (years with data: {}); {used} is shown.",
                year_span(span)
            ),
            Self::LaterVersion { given } => format!(
                "This link was made by a later version of the atlas (version {given}); what could not be understood was left out."
            ),
        }
    }
}
