//! A figure for an article: complete pictures, plain HTML, embed codes, citations, data packages.
//!
//! Everything here is text made from a [`Figure`](crate::figure::Figure) and a [`Picture`] of it,
//! without a browser: the site makes it in the reader's browser, `xtask` for every figure of the
//! gallery. The same input gives the same bytes.

mod block;
pub mod citation;
mod ground;
mod height;
mod kit;
pub mod package;
mod picture;
mod poster;
pub mod snippet;
mod subject;
mod text;
pub mod wechat;

pub use block::{Block, Timeline, Variant, legend_html, themes_of};
pub use kit::Kit;
pub use picture::{ChartPlan, MapLook, Width, chart_plan, chart_size, map_picture};
pub use poster::{Poster, Preset};
pub use subject::{Asked, Subject, SubjectError, needs_documents};

/// A drawn figure: an SVG document of the map or the chart alone, without title, legend or source.
///
/// A map comes from [`map`](crate::map), a chart from ECharts, which draws the option of
/// [`chart`](crate::chart) in the browser or in Node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The document, from `<svg` to `</svg>`.
    pub svg: String,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
}

/// Where a figure stands for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The folder of the site, with a slash at its end: `https://example.org/atlas/`. Empty where the
    /// atlas was opened as a file and has no address that others could open.
    pub site: &'a str,
    /// What is shown: `#/explore?view=map`, `#/gallery/gap-income`.
    pub fragment: &'a str,
}

impl Address<'_> {
    /// The link to the figure; the fragment alone where the site has no address.
    ///
    /// ```
    /// use prosperity_atlas::article::Address;
    /// let address = Address { site: "https://example.org/", fragment: "#/gallery/gap-income" };
    /// assert_eq!(address.link(), "https://example.org/#/gallery/gap-income");
    /// ```
    pub fn link(&self) -> String {
        format!("{}{}", self.site, self.fragment)
    }
}
