//! Prosperity Atlas: a bilingual data atlas of common prosperity in China.
//!
//! Data flow one way: packed bytes become an [`atlas`], a [`spec`] says what to show, a [`query`]
//! slices, a [`mod@figure`] states it in a language, and [`map`] or `chart` turn it into something
//! drawable. Only `web` knows a browser. `ARCHITECTURE.md` has the picture and the rules between
//! modules.

#[cfg(feature = "measure")]
pub mod api;
#[cfg(feature = "chart")]
pub mod article;
pub mod atlas;
#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "bundle")]
pub mod bundle;
#[cfg(feature = "chart")]
pub mod chart;
#[cfg(feature = "embed")]
pub mod embed;
pub mod export;
pub mod figure;
pub mod i18n;
pub mod ledger;
pub mod map;
pub mod measures;
pub mod order;
pub mod query;
pub mod spec;
pub mod stats;
pub mod theme;

#[cfg(feature = "web")]
pub mod web;
