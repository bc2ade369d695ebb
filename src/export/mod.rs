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
#[cfg(all(test, feature = "chart"))]
pub(crate) use zip::entries;
// What `article` takes from here.
#[cfg(feature = "chart")]
pub(crate) use {
    datum::{Datum, datum},
    delimited::{guarded, own_headings},
    json::{object, quoted},
    zip::archive,
};
