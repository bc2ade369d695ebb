//! Taking numbers away: files of exactly what is shown.

mod datum;
mod delimited;
mod html;
mod json;
mod xlsx;
mod zip;

pub use delimited::{Bom, csv, tsv};
pub use html::{map_figure, map_figure_dark};
pub use json::json;
pub use xlsx::{XlsxError, xlsx};
