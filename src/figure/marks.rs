//! What the statistical charts beside the trend draw: plain numbers in the scale of their axis, with
//! every string ready.

use super::LineRole;
use crate::atlas::{Lang, PlaceId};
use core::ops::RangeInclusive;

/// A value to compare with, drawn across a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceLine {
    /// What it is, with its value: `全国 39,218`.
    pub label: String,
    /// Its value in the scale of the axis, one for each year of a trend, a single one elsewhere.
    pub values: Vec<Option<f64>>,
    /// Years of a trend from which it is not comparable with what came before; it is not joined there.
    pub breaks: Vec<u16>,
}

/// An author's remark at a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearRemark {
    /// The year.
    pub year: u16,
    /// The remark; outside text.
    pub text: String,
}

/// A bar of a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The place.
    pub place: PlaceId,
    /// Text id of the place.
    pub id: String,
    /// Name, with its number where an author's remark is about it.
    pub name: String,
    /// The group that colours it.
    pub role: LineRole,
    /// Whether it is brought forward.
    pub focused: bool,
    /// Length in the scale of the axis.
    pub value: f64,
    /// Value with unit.
    pub text: String,
    /// Rank, 1 for the highest.
    pub rank: u16,
}

/// What a ranking draws.
#[derive(Clone, Debug, PartialEq)]
pub struct BarMarks {
    /// Year of the values.
    pub year: u16,
    /// Bars, highest first; of ranks, and changes of rank, lowest first.
    pub bars: Vec<Bar>,
    /// Least and greatest value of all years, so that the axis holds still while years are played.
    pub extent: (f64, f64),
    /// Groups that colour the bars, with their names; empty where there is but one.
    pub groups: Vec<(LineRole, String)>,
    /// Values to compare with.
    pub references: Vec<ReferenceLine>,
    /// Unit of the axis.
    pub unit: String,
    /// Digits behind the point on the axis.
    pub decimals: usize,
    /// Language of the labels.
    pub lang: Lang,
}

/// A place with two values.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The place.
    pub place: PlaceId,
    /// Text id of the place.
    pub id: String,
    /// Name, with its number where an author's remark is about it.
    pub name: String,
    /// What colours it.
    pub role: LineRole,
    /// Whether it is brought forward.
    pub focused: bool,
    /// First value in the scale of the axis.
    pub from: f64,
    /// Second value in the scale of the axis.
    pub to: f64,
    /// First value with unit.
    pub from_text: String,
    /// Second value with unit.
    pub to_text: String,
    /// How they differ: `+12.0%`, `−3.1 pp`.
    pub change_text: String,
}

/// What a slope chart or a dumbbell chart draws: two years, or two vintages, of many places.
#[derive(Clone, Debug, PartialEq)]
pub struct PairMarks {
    /// What the first values are: `2011`, `第四次经济普查修订`.
    pub from_label: String,
    /// What the second values are.
    pub to_label: String,
    /// Places, highest second value first.
    pub pairs: Vec<Pair>,
    /// Least and greatest of all values.
    pub extent: (f64, f64),
    /// Groups that colour the pairs, with their names; empty where each has a colour of its own.
    pub groups: Vec<(LineRole, String)>,
    /// Values to compare with.
    pub references: Vec<ReferenceLine>,
    /// Unit of the axis.
    pub unit: String,
    /// Digits behind the point on the axis.
    pub decimals: usize,
    /// Language of the labels.
    pub lang: Lang,
}

/// A year of a dot's path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrailPoint {
    /// Year.
    pub year: u16,
    /// Horizontal value.
    pub x: f64,
    /// Vertical value.
    pub y: f64,
}

/// A place in a scatter.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// The place.
    pub place: PlaceId,
    /// Text id of the place.
    pub id: String,
    /// Name, with its number where an author's remark is about it.
    pub name: String,
    /// The group that colours it.
    pub role: LineRole,
    /// Whether it is brought forward.
    pub focused: bool,
    /// Whether its name is written beside it in any case: places that are compared.
    pub named: bool,
    /// Horizontal value in the scale of its axis.
    pub x: f64,
    /// Vertical value in the scale of its axis.
    pub y: f64,
    /// Share of the greatest size, 0–1, by which its area is drawn; 1 for all where there is no size.
    pub size: f64,
    /// What is read of it: label and value of x, y and size.
    pub readout: Vec<(String, String)>,
    /// Its path over the years, oldest first; empty unless asked for.
    pub trail: Vec<TrailPoint>,
}

/// An axis of a scatter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScatterAxis {
    /// Name with unit: `人均地区生产总值（元）`.
    pub name: String,
    /// Digits behind the point.
    pub decimals: usize,
    /// Whether equal distances are equal quotients; all values are above zero then.
    pub log: bool,
}

/// A fitted line, straight on the axes as they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct FitLine {
    /// Lower end, in the scales of the axes.
    pub from: (f64, f64),
    /// Upper end.
    pub to: (f64, f64),
    /// `R² = 0.63, n = 31`.
    pub label: String,
}

/// What a scatter draws.
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterMarks {
    /// Year of the dots.
    pub year: u16,
    /// Dots, largest first, so that small ones lie on top.
    pub dots: Vec<Dot>,
    /// Horizontal axis.
    pub x: ScatterAxis,
    /// Vertical axis.
    pub y: ScatterAxis,
    /// Least and greatest horizontal value of all years, so that the axes hold still.
    pub x_extent: (f64, f64),
    /// Least and greatest vertical value of all years.
    pub y_extent: (f64, f64),
    /// Groups that colour the dots, with their names; empty where there is but one.
    pub groups: Vec<(LineRole, String)>,
    /// What the dots' areas are in proportion to; empty where they are all alike.
    pub size_name: String,
    /// Fitted line.
    pub fit: Option<FitLine>,
    /// Language of the labels.
    pub lang: Lang,
}

/// A part of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Text id: of its indicator, or of what else it is a part by.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it stands for, where that has a colour of its own in every figure.
    pub role: Option<LineRole>,
}

/// A whole, cut into its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareRow {
    /// Text id: of a place, or a year in digits.
    pub id: String,
    /// Name of the place, or the year.
    pub name: String,
    /// Whether it is brought forward.
    pub focused: bool,
    /// Per cent of each band, in their order; none where a part is missing.
    pub shares: Option<Vec<f64>>,
    /// What is read of each band: share and amount; the reason alone where a part is missing.
    pub texts: Vec<String>,
}

/// What stacked shares draw: bars of places in one year, or columns of one place's years.
#[derive(Clone, Debug, PartialEq)]
pub struct SharesMarks {
    /// Parts, from the foot of the stack.
    pub bands: Vec<Band>,
    /// Wholes, in drawing order.
    pub rows: Vec<ShareRow>,
    /// The years that the rows are; none where they are places.
    pub years: Option<RangeInclusive<u16>>,
    /// Language of the labels.
    pub lang: Lang,
}

/// A Lorenz curve.
#[derive(Clone, Debug, PartialEq)]
pub struct LorenzCurve {
    /// Text id.
    pub id: String,
    /// Year, with the Gini coefficient that is twice the area above the curve.
    pub name: String,
    /// What colours it.
    pub role: LineRole,
    /// Cumulative per cent of the population and of what is shared, from 0 to 100, poorest first.
    pub points: Vec<[f64; 2]>,
    /// What is read of each point.
    pub texts: Vec<String>,
}

/// What a chart of Lorenz curves draws.
#[derive(Clone, Debug, PartialEq)]
pub struct LorenzMarks {
    /// Curves.
    pub curves: Vec<LorenzCurve>,
    /// What is cumulated along the horizontal axis.
    pub x_name: String,
    /// What is cumulated along the vertical axis.
    pub y_name: String,
    /// Language of the labels.
    pub lang: Lang,
}
