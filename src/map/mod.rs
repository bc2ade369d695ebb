//! Maps: packed planar geometry ([`geometry`]) and the SVG drawn from it ([`svg`]).
//!
//! Everything here is plain Rust without a browser: the same text is written to a static file and
//! mounted in the page.

pub mod choropleth;
pub mod geometry;
pub mod svg;
