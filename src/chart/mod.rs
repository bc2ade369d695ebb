//! Statistical charts: a figure's marks become an ECharts option, one JSON text.
//!
//! charming builds what it can say; typed parts (`overlay`) are merged in for what it cannot. The
//! option holds no function and no `null`: numbers on axes are texts made here (a second axis of
//! categories lies over the value axis), and the readout of a year is HTML made here, under the marker
//! `{"$f":"lookup","rows":[…]}` that the bridge turns into a function. So native tests see the very
//! bytes that a browser gets, and Node can draw the same picture.

mod arrange;
mod axis;
mod bars;
mod company;
mod drawing;
mod dumbbell;
mod legend;
mod lorenz;
mod overlay;
mod picture;
mod readout;
mod rows;
mod scatter;
mod shares;
mod slope;
mod text;
mod theme;
mod trend;

pub use bars::bars_option;
pub use drawing::{height_for_rows, option};
pub use dumbbell::dumbbell_option;
pub use lorenz::lorenz_option;
pub use scatter::scatter_option;
pub use shares::shares_option;
pub use slope::slope_option;
pub use theme::ChartTheme;
pub use trend::trend_option;

use crate::figure::{Line, LineRole};

/// Room for a chart in CSS pixels. Margins, ticks and labels depend on it: an option is made anew when
/// its element changes size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartSize {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl ChartSize {
    /// Whether this is a phone's width, with smaller type and fewer words.
    pub const fn is_narrow(self) -> bool {
        self.width < 480
    }

    /// Type size of axes and labels.
    pub const fn font_size(self) -> f64 {
        if self.is_narrow() { 11.0 } else { 12.0 }
    }
}

/// Why marks cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The axis of years ends before it begins.
    #[error("a chart needs at least one year; the years given end before they begin")]
    NoYears,
    /// No line has a value: an axis would have to be invented.
    #[error("a chart needs at least one value; the lines given have none")]
    NoValues,
    /// A value that is no number or cannot be told from its neighbours on an axis.
    #[error("{value} of {of} is not a number below 10¹⁵ that an axis can carry")]
    Value {
        /// Whose value it is: text id of the place, year where there are several.
        of: String,
        /// The value.
        value: f64,
    },
    /// A value that has no place on an axis of quotients.
    #[error("{value} of {of} is not above zero, as a logarithmic axis needs it")]
    NotAboveZero {
        /// Whose value it is.
        of: String,
        /// The value.
        value: f64,
    },
    /// A place that is drawn twice: the ids of its marks would clash.
    #[error("`{0}` is drawn twice in one chart")]
    Twice(String),
    /// A part of the option came out as `null`.
    #[error("the option holds null at {0}")]
    Null(String),
    /// A part of the option could not be written as JSON.
    #[error("the option cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Largest value that still shows its digits on an axis.
const LARGEST: f64 = 1e15;
/// Smallest value on an axis of quotients.
const LEAST_QUOTIENT: f64 = 1e-12;

/// A value that an axis can carry.
fn checked(value: f64, log: bool, of: impl FnOnce() -> String) -> Result<f64, ChartError> {
    if value.is_nan() || value.abs() >= LARGEST {
        Err(ChartError::Value { of: of(), value })
    } else if log && value < LEAST_QUOTIENT {
        Err(ChartError::NotAboveZero { of: of(), value })
    } else {
        Ok(value)
    }
}
