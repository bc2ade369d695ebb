//! Taking numbers away: files of exactly what is shown.

mod datum;
mod delimited;
mod html;
mod json;
mod xlsx;
mod zip;

#[cfg(feature = "chart")]
pub(crate) use datum::{Datum, datum};
pub use delimited::{Bom, csv, tsv};
#[cfg(feature = "chart")]
pub(crate) use delimited::{guarded, own_headings};
pub use html::{map_figure, map_figure_dark};
pub use json::json;
#[cfg(feature = "chart")]
pub(crate) use json::{object, quoted};
pub use xlsx::{XlsxError, xlsx};
#[cfg(feature = "chart")]
pub(crate) use zip::archive;
#[cfg(test)]
pub(crate) use zip::entries;
// What `article` takes from here.
#[cfg(feature = "chart")]
pub(crate) use {
    datum::{Datum, datum},
    delimited::{guarded, own_headings},
    json::{object, quoted},
    zip::archive,
};
