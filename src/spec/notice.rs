//! What is told the reader when a link could not be followed to the letter.

use super::Refusal;
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
    /// `against`
    Against,
    /// `vintage`
    Vintage,
    /// `earlier`
    Earlier,
    /// `method`
    Method,
    /// `nearest`
    Nearest,
    /// `classes`
    Classes,
    /// `palette`
    Palette,
    /// `panels`
    Panels,
    /// `x`
    X,
    /// `size`
    Size,
    /// `log`
    Log,
    /// `fit`
    Fit,
    /// `trail`
    Trail,
    /// `lines`
    Lines,
    /// `remarks`
    Remarks,
    /// `table`
    Table,
    /// `sort`
    Sort,
    /// `find`
    Find,
    /// `index`
    Index,
    /// `weights`
    Weights,
    /// `groups`
    Groups,
    /// `among`
    Among,
    /// `neighbours`
    Neighbours,
    /// `draws`
    Draws,
    /// `seed`
    Seed,
    /// `significance`
    Significance,
    /// `fdr`
    Discovery,
    /// `states`
    States,
    /// `lang`
    Lang,
    /// `theme`
    Theme,
    /// `document`
    Document,
    /// `verdict`
    Verdict,
    /// `difference`
    Difference,
    /// `gap`
    Gap,
    /// `kind`
    Kind,
    /// `year`
    Year,
    /// `domain`
    Domain,
    /// `list`
    List,
    /// `income`
    Income,
}

impl Key {
    /// The keys that narrow the lists of a page, in the order in which they are written.
    pub const FILTERS: [Self; 10] = [
        Self::Document,
        Self::Verdict,
        Self::Difference,
        Self::Gap,
        Self::Kind,
        Self::Year,
        Self::Domain,
        Self::List,
        Self::Income,
        Self::Find,
    ];

    /// The keys of a [`Spec`](super::Spec) in the explorer, in the order in which they are written.
    pub const ALL: [Self; 29] = [
        Self::Version,
        Self::Indicator,
        Self::Level,
        Self::View,
        Self::Time,
        Self::Places,
        Self::Focus,
        Self::Transform,
        Self::Base,
        Self::Against,
        Self::Vintage,
        Self::Earlier,
        Self::Method,
        Self::Nearest,
        Self::Classes,
        Self::Palette,
        Self::Panels,
        Self::X,
        Self::Size,
        Self::Log,
        Self::Fit,
        Self::Trail,
        Self::Lines,
        Self::Remarks,
        Self::Table,
        Self::Sort,
        Self::Find,
        Self::Lang,
        Self::Theme,
    ];

    /// The keys of a [`Spec`](super::Spec) in the measuring room, in the order in which they are
    /// written.
    pub const ROOM: [Self; 20] = [
        Self::Version,
        Self::Indicator,
        Self::Level,
        Self::View,
        Self::Time,
        Self::Focus,
        Self::Vintage,
        Self::Method,
        Self::Index,
        Self::Weights,
        Self::Groups,
        Self::Among,
        Self::Neighbours,
        Self::Draws,
        Self::Seed,
        Self::Significance,
        Self::Discovery,
        Self::States,
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
            Self::Against => "against",
            Self::Vintage => "vintage",
            Self::Earlier => "earlier",
            Self::Method => "method",
            Self::Nearest => "nearest",
            Self::Classes => "classes",
            Self::Palette => "palette",
            Self::Panels => "panels",
            Self::X => "x",
            Self::Size => "size",
            Self::Log => "log",
            Self::Fit => "fit",
            Self::Trail => "trail",
            Self::Lines => "lines",
            Self::Remarks => "remarks",
            Self::Table => "table",
            Self::Sort => "sort",
            Self::Find => "find",
            Self::Index => "index",
            Self::Weights => "weights",
            Self::Groups => "groups",
            Self::Among => "among",
            Self::Neighbours => "neighbours",
            Self::Draws => "draws",
            Self::Seed => "seed",
            Self::Significance => "significance",
            Self::Discovery => "fdr",
            Self::States => "states",
            Self::Lang => "lang",
            Self::Theme => "theme",
            Self::Document => "document",
            Self::Verdict => "verdict",
            Self::Difference => "difference",
            Self::Gap => "gap",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::Domain => "domain",
            Self::List => "list",
            Self::Income => "income",
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
    /// The page has no such item.
    UnknownItem {
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
    /// Some of a list of places are not known.
    UnknownPlaces {
        /// What the link says of the first of them.
        given: Vec<String>,
        /// How many more there are.
        more: usize,
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
    /// A range of years stands backwards in the link.
    RangeTurned {
        /// The range used.
        used: String,
    },
    /// The selection cannot be shown in this view.
    ViewNotOffered {
        /// View that the link names.
        given: &'static str,
    },
    /// The horizontal indicator of a scatter is the vertical one.
    AgainstItself {
        /// The indicator.
        given: String,
    },
    /// Colours that part at a middle go with classes that do, and no others.
    ColoursUnfit {
        /// Colours that the link names.
        given: &'static str,
    },
    /// A transform says nothing after those before it.
    StepLeftOut {
        /// Transform that the link names.
        given: &'static str,
    },
    /// The comparison would reach across a break.
    AcrossBreak(Refusal),
    /// An axis of equal quotients cannot show values that are zero or below.
    LogNeedsPositive,
    /// More of something than one figure takes; the first ones are kept.
    TooMany {
        /// The key.
        key: Key,
        /// How many the link names.
        given: usize,
        /// How many are kept.
        kept: usize,
    },
    /// A remark is longer than a figure has room for.
    RemarkCut {
        /// Longest remark, in characters.
        most: usize,
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
            Self::UnknownItem { given } => format!("此页没有“{given}”，已打开整页。"),
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
            Self::UnknownPlaces { given, more } => {
                let more = if *more == 0 {
                    String::new()
                } else {
                    format!("等{}处", more + given.len())
                };
                format!("找不到地区“{}”{more}，已略去。可用名称或行政区划代码。", given.join("”“"))
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
            Self::YearOutside { key, given, span, used } => {
                let verb = if *key == Key::Base { "基期已改为 " } else { "已显示 " };
                format!(
                    "{given} 年没有数据（有数据的年份：{}），{verb}{used} 年。",
                    year_span(span)
                )
            }
            Self::RangeTurned { used } => format!("链接中的起止年份颠倒，已按“{used}”显示。"),
            Self::ViewNotOffered { given } => {
                format!("所选指标和范围不能用视图“{given}”显示，已改为总览。")
            }
            Self::AgainstItself { given } => {
                format!("横轴与纵轴不能是同一指标（“{given}”），横轴已改用默认指标。")
            }
            Self::ColoursUnfit { given } => format!(
                "配色“{given}”与所选分级不相配（以中点分界的分级须用双色配色，其余分级用单色配色），已改用默认配色。"
            ),
            Self::StepLeftOut { given } => {
                format!(
                    "链接中的变换“{given}”接在前面的变换之后没有意义（或该指标不能加总），已略去。"
                )
            }
            Self::AcrossBreak(refusal) => refusal.text(Lang::Zh) + "已改为该时段。",
            Self::LogNeedsPositive => {
                "有取值为零或负数，不能用对数坐标，已改用普通坐标。".to_owned()
            }
            Self::TooMany { key, given, kept } => format!(
                "链接中“{}”列出 {given} 项，最多 {kept} 项，已保留前 {kept} 项。",
                key.code()
            ),
            Self::RemarkCut { most } => {
                format!("链接中的批注过长，已截短为 {most} 个字。")
            }
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
            Self::UnknownItem { given } => {
                format!("This page has nothing named “{given}”; it is shown from its top.")
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
            Self::UnknownPlaces { given, more } => {
                let more = if *more == 0 { String::new() } else { format!(" and {more} more") };
                format!(
                    "No places are named “{}”{more}; they were left out. Use names or division codes.",
                    given.join("”, “")
                )
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
            Self::YearOutside { key, given, span, used } => {
                let verb = if *key == Key::Base { "the base year" } else { "shown" };
                format!(
                    "There are no data for {given} (years with data: {}); {used} is {verb}.",
                    year_span(span)
                )
            }
            Self::RangeTurned { used } => {
                format!("The years in the link stand backwards; “{used}” is shown.")
            }
            Self::ViewNotOffered { given } => format!(
                "The indicator and the places chosen cannot be shown as “{given}”; the overview is shown."
            ),
            Self::AgainstItself { given } => format!(
                "An indicator is not set against itself (“{given}”); the usual one is on the horizontal axis."
            ),
            Self::ColoursUnfit { given } => format!(
                "The colours “{given}” do not go with these classes (two-coloured ones go with classes on both sides of a middle, others with the rest); the usual colours are shown."
            ),
            Self::StepLeftOut { given } => format!(
                "The transform “{given}” in the link says nothing after those before it, or the indicator cannot be added up; it was left out."
            ),
            Self::AcrossBreak(refusal) => {
                refusal.text(Lang::En) + " They are shown instead."
            }
            Self::LogNeedsPositive => {
                "Some values are zero or negative and have no place on a logarithmic axis; a plain one is shown."
                    .to_owned()
            }
            Self::TooMany { key, given, kept } => format!(
                "“{}” in the link names {given}; at most {kept} are shown, so the first {kept} are kept.",
                key.code()
            ),
            Self::RemarkCut { most } => {
                format!("A remark in the link is too long and was cut to {most} characters.")
            }
            Self::LaterVersion { given } => format!(
                "This link was made by a later version of the atlas (version {given}); what could not be understood was left out."
            ),
        }
    }
}
