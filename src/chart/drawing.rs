//! From a figure to the option of its chart, whatever kind it is.

use super::{
    ChartError, ChartSize, ChartTheme, bars_option, dumbbell_option, lorenz_option, scatter_option,
    shares_option, slope_option, trend_option,
};
use crate::figure::{Figure, Marks};

/// Height of a row of a ranking or a dumbbell chart, in CSS pixels.
const ROW: usize = 19;
/// Height of what stands above and below the rows.
const AROUND_ROWS: usize = 96;

/// The option of a figure that is a chart; none for maps, tables and figures of nothing. `animate` lets
/// marks move to where the next option has them.
pub fn option(
    figure: &Figure,
    theme: &ChartTheme,
    size: ChartSize,
    animate: bool,
) -> Option<Result<String, ChartError>> {
    let alt = &figure.alt;
    Some(match &figure.marks {
        Marks::Ranking(marks) => bars_option(marks, theme, size, alt, animate),
        Marks::Slope(marks) => slope_option(marks, theme, size, alt),
        Marks::Dumbbell(marks) => dumbbell_option(marks, theme, size, alt),
        Marks::Scatter(marks) => scatter_option(marks, theme, size, alt, animate),
        Marks::Shares(marks) => shares_option(marks, theme, size, alt),
        Marks::Trend(marks) => trend_option(marks, theme, size, alt),
        Marks::Lorenz(marks) => lorenz_option(marks, theme, size, alt),
        Marks::Map(_) | Marks::Multiples(_) | Marks::Table | Marks::Nothing(_) => return None,
    })
}

/// How high a chart must be for its rows, in CSS pixels; none where it has no rows and may be as high
/// as one likes.
pub fn height_for_rows(figure: &Figure) -> Option<u32> {
    let rows = match &figure.marks {
        Marks::Ranking(marks) => marks.bars.len(),
        Marks::Dumbbell(marks) => marks.pairs.len(),
        Marks::Shares(marks) if marks.years.is_none() => marks.rows.len(),
        _ => return None,
    };
    u32::try_from((rows * ROW + AROUND_ROWS).max(240)).ok()
}
