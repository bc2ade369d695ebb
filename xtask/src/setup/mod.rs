//! Getting the machine ready: each concern finds what is there, or gets it, or says what to do.

pub(crate) mod apt;
pub(crate) mod browser;
pub(crate) mod npm;
pub(crate) mod python;
pub(crate) mod wasm;
