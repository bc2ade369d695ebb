//! Maps: packed planar geometry ([`geometry`]) and the SVG drawn from it ([`svg`]), with the room
//! that it leaves free ([`dock`]); and the diagram of equal squares ([`tiles`]).
//!
//! Everything here is plain Rust without a browser: the same text is written to a static file and
//! mounted in the page.

pub mod choropleth;
pub mod dock;
pub mod geometry;
pub mod markers;
pub mod svg;
pub mod tiles;
