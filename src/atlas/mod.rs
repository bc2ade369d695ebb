//! The typed store: indicators, places, series, documents, geometry.

pub mod pack;
