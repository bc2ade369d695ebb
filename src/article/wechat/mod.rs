//! Figures for articles of WeChat official accounts (公众号).
//!
//! The editor of such accounts takes SVG within an article, and keeps of it only what its sanitiser
//! knows: no identifiers and therefore no references, no style sheets, no clipping. What is known
//! about it comes from practitioners; `docs/wechat.md` tells what from whom, and what a real account
//! must confirm.
//!
//! [`conform`] turns a picture of the atlas into one that passes, [`flip_book`] several into one that
//! shows them in turn, [`article()`] puts it between title and source, [`lint`] and [`lint_article`]
//! check the result without knowing how it was made, [`darkened`] estimates the dark mode.

mod colour;
mod conform;
mod dark;
mod flip;
mod html;
mod lint;
mod shape;
mod tree;

pub use conform::conform;
pub use dark::darkened;
pub use flip::{Frame, flip_book};
pub use html::{Article, article};
pub use lint::{Origin, Rule, Violation, lint, lint_article};

use crate::atlas::Lang;
use std::fmt;

/// Largest figure, in bytes. WeChat's own documentation of the draft interface asks that the content
/// of an article be smaller than 1 MB (and under 20,000 characters; whether marks of SVG count among
/// these is not said). That one figure takes at most half of it, so that text and a second figure
/// still fit, is our own choice.
pub const MAX_BYTES: usize = 500_000;

/// Why a picture cannot be turned into one for WeChat without losing something that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WechatError {
    /// The text is not well-formed XML; what the parser says.
    NotSvg(String),
    /// Elements lie too deep in each other.
    TooDeep,
    /// The document says nowhere how large it is.
    NoSize,
    /// An element that draws something and cannot be kept.
    Element(String),
    /// An attribute that changes what is seen and cannot be kept.
    Attribute {
        /// The element.
        element: String,
        /// The attribute.
        attribute: String,
    },
    /// A value that cannot be read, or that refers to something that cannot be kept.
    Value {
        /// The element.
        element: String,
        /// The attribute.
        attribute: String,
        /// The value.
        value: String,
    },
    /// A style sheet that says more than what happens under a pointer.
    StyleSheet,
    /// Something is really cut off by a clipping path or by the edge of an inner document.
    Clipped,
    /// Light letters on what would become a light ground.
    DarkPicture,
    /// The result is larger than [`MAX_BYTES`]; its size in bytes.
    TooLarge(usize),
    /// A flip book of fewer than two frames.
    TooFewFrames,
    /// Frames with different `viewBox`es.
    FrameSizes,
    /// A frame would be shown for less than half a second or for more than a minute.
    Seconds,
}

impl WechatError {
    /// The reason as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NotSvg(reason) => match lang {
                Lang::Zh => format!("这不是格式正确的 SVG：{reason}。"),
                Lang::En => format!("This is not well-formed SVG: {reason}."),
            },
            Self::Element(name) => match lang {
                Lang::Zh => format!("元素 {name} 在微信文章中无法如实保留。"),
                Lang::En => format!("The element {name} cannot be kept truthfully in WeChat."),
            },
            Self::Attribute { element, attribute } => match lang {
                Lang::Zh => format!("元素 {element} 的属性 {attribute} 在微信文章中无法如实保留。"),
                Lang::En => format!(
                    "The attribute {attribute} of {element} cannot be kept truthfully in WeChat."
                ),
            },
            Self::Value { element, attribute, value } => match lang {
                Lang::Zh => format!("元素 {element} 的属性 {attribute} 的值“{value}”无法采用。"),
                Lang::En => {
                    format!("The value \"{value}\" of {attribute} in {element} cannot be used.")
                }
            },
            Self::TooLarge(bytes) => match lang {
                Lang::Zh => format!("图形为 {bytes} 字节，超过上限 {MAX_BYTES} 字节。"),
                Lang::En => {
                    format!("The figure has {bytes} bytes, more than the limit of {MAX_BYTES}.")
                }
            },
            Self::TooDeep => {
                lang.pick("元素嵌套过深。", "Elements lie too deep in each other.").into()
            }
            Self::NoSize => {
                lang.pick("图形没有写明尺寸。", "The picture does not say how large it is.").into()
            }
            Self::StyleSheet => lang
                .pick(
                    "图形的外观取决于样式表，微信会删除样式表。",
                    "The picture depends on a style sheet, which WeChat removes.",
                )
                .into(),
            Self::Clipped => lang
                .pick(
                    "图形的一部分被剪切，微信会删除剪切路径，被剪去的部分会露出来。",
                    "Part of the picture is cut off by a clip, which WeChat removes: that part would show.",
                )
                .into(),
            Self::DarkPicture => lang
                .pick(
                    "图形为深色背景绘制，请改用浅色主题。",
                    "The picture is drawn for a dark page; draw it in the light theme.",
                )
                .into(),
            Self::TooFewFrames => {
                lang.pick("动图至少要有两帧。", "A flip book needs at least two frames.").into()
            }
            Self::FrameSizes => lang
                .pick("各帧的尺寸必须相同。", "All frames must have the same size.")
                .into(),
            Self::Seconds => lang
                .pick(
                    "每帧显示的时间必须在 0.5 秒到 60 秒之间。",
                    "A frame must be shown for 0.5 to 60 seconds.",
                )
                .into(),
        }
    }
}

impl fmt::Display for WechatError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for WechatError {}

/// The text of a document, unless it is too large.
fn within_limit(text: String) -> Result<String, WechatError> {
    if text.len() > MAX_BYTES { Err(WechatError::TooLarge(text.len())) } else { Ok(text) }
}

#[cfg(test)]
mod tests;
