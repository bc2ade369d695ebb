//! A figure as HTML to paste into WeChat's editor: [`article()`].

use super::{WechatError, conform, tree::put, within_limit};
use crate::{atlas::Lang, map::svg::escape};

/// What stands around a figure in an article. Empty strings are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Article<'a> {
    /// Language of the fixed words.
    pub lang: Lang,
    /// Title of the figure.
    pub title: &'a str,
    /// What is shown, where and when.
    pub subtitle: &'a str,
    /// The picture; [`conform`](super::conform()) is applied to it.
    pub svg: &'a str,
    /// What the picture shows, in words, for those who do not see it.
    pub description: &'a str,
    /// Sources of the data, without the word "source".
    pub source: &'a str,
    /// Credit of the boundaries.
    pub credit: &'a str,
    /// Where the figure can be explored. It is written out: ordinary accounts cannot link outside.
    pub link: &'a str,
}

/// A figure as HTML: sections and paragraphs with inline styles, the picture between title and source.
/// No colour is set, so that the letters follow the page in its light and its dark mode.
///
/// # Errors
/// [`WechatError`] as of [`conform`](super::conform()).
///
/// # Examples
/// ```
/// use prosperity_atlas::{article::wechat::{Article, article, lint_article}, atlas::Lang};
/// let html = article(&Article {
///     lang: Lang::En,
///     title: "GDP per person",
///     subtitle: "2024",
///     svg: r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>"#,
///     description: "",
///     source: "National Bureau of Statistics",
///     credit: "",
///     link: "",
/// })?;
/// assert!(html.contains("Source: National Bureau of Statistics"));
/// assert_eq!(lint_article(&html), []);
/// # Ok::<(), prosperity_atlas::article::wechat::WechatError>(())
/// ```
pub fn article(parts: &Article<'_>) -> Result<String, WechatError> {
    let svg = conform(parts.svg)?;
    let mut html = String::from("<section style=\"margin:1em 0\">\n");
    let mut paragraph = |style: &str, text: String| {
        if !text.is_empty() {
            put(&mut html, format_args!("<p style=\"margin:0 0 0.4em;{style}\">{text}</p>\n"));
        }
    };
    paragraph("font-size:17px;font-weight:bold;line-height:1.5", escape(parts.title));
    paragraph("font-size:14px;line-height:1.6", escape(parts.subtitle));
    put(&mut html, format_args!("<section style=\"margin:0 0 0.4em\">\n{svg}</section>\n"));
    let mut note = |label: &str, text: &str| {
        if !text.is_empty() {
            put(
                &mut html,
                format_args!(
                    "<p style=\"margin:0 0 0.4em;font-size:12px;line-height:1.6\">{label}{}</p>\n",
                    escape(text)
                ),
            );
        }
    };
    note("", parts.description);
    note(parts.lang.pick("来源：", "Source: "), parts.source);
    note("", parts.credit);
    note(parts.lang.pick("探索此图：", "Explore this figure: "), parts.link);
    html.push_str("</section>\n");
    within_limit(html)
}
