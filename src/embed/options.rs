//! What an author asks for, and what is wrong with it.

use crate::{article::SubjectError, atlas::Lang, spec::ThemeChoice};
use js_sys::{Error, Reflect};
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// Least and greatest height that can be asked for, in CSS pixels.
const HEIGHTS: [f64; 2] = [120.0, 4000.0];

/// In which language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Language {
    /// As the link says, else as the reader's browser is set.
    #[default]
    Auto,
    Zh,
    En,
    /// The reader's own, with title, notes and source in the other one too.
    Both,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Ground {
    /// As the reader's system is set.
    Auto,
    Light,
    Dark,
}

/// The options of a figure, as JavaScript gives them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Options {
    /// What to show.
    pub(super) spec: String,
    #[serde(default)]
    pub(super) lang: Language,
    /// None: as the link says.
    #[serde(default)]
    pub(super) theme: Option<Ground>,
    /// Height of the chart or the map in CSS pixels.
    #[serde(default)]
    pub(super) height: Option<f64>,
    /// Whether there are a slider, buttons and folds.
    #[serde(default = "yes")]
    pub(super) controls: bool,
}

const fn yes() -> bool {
    true
}

impl Options {
    /// Reads an object of JavaScript.
    ///
    /// # Errors
    /// [`Failure`] naming what is not understood.
    pub(super) fn read(value: JsValue) -> Result<Self, Failure> {
        let options: Self = serde_wasm_bindgen::from_value(value)
            .map_err(|error| Failure::options(&error.to_string()))?;
        let [least, greatest] = HEIGHTS;
        match options.height {
            Some(height) if !(least..=greatest).contains(&height) => Err(Failure::options(
                &format!("height: {height} is not between {least} and {greatest}"),
            )),
            _ => Ok(options),
        }
    }

    /// The language asked for, or the reader's.
    pub(super) fn language(&self) -> Lang {
        match self.lang {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
            Language::Auto | Language::Both => readers_language(),
        }
    }

    /// The theme asked for, if any.
    pub(super) const fn ground(&self) -> Option<ThemeChoice> {
        match self.theme {
            None => None,
            Some(Ground::Auto) => Some(ThemeChoice::Auto),
            Some(Ground::Light) => Some(ThemeChoice::Light),
            Some(Ground::Dark) => Some(ThemeChoice::Dark),
        }
    }
}

/// The first of the browser's languages that the atlas speaks, else Chinese.
pub(super) fn readers_language() -> Lang {
    let languages = web_sys::window().map(|window| window.navigator().languages());
    languages
        .iter()
        .flat_map(js_sys::Array::iter)
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Lang::from_tag(&tag))
        .unwrap_or_default()
}

/// A year that JavaScript gave; anything that is none is one that there is not, and then the nearest is
/// shown.
pub(super) fn year(value: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "kept within years"
    )]
    let year = if value.is_nan() { u16::MAX } else { value.round().clamp(0.0, 9999.0) as u16 };
    year
}

/// Why a figure cannot be shown: becomes an `Error` with a `code`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    code: &'static str,
    message: String,
}

impl Failure {
    fn new(code: &'static str, zh: &str, en: &str, detail: &str) -> Self {
        let said = readers_language().pick(zh, en);
        Self { code, message: format!("{said} ({detail})") }
    }

    fn options(detail: &str) -> Self {
        let (zh, en) = (
            "图的选项有误，请对照嵌入文档检查各属性。",
            "An option of the figure is wrong; check the attributes against the documentation.",
        );
        Self::new("options", zh, en, detail)
    }

    pub(super) fn data(detail: &str) -> Self {
        Self::new(
            "data",
            "内置数据已损坏，请刷新页面。",
            "The built-in data are damaged; reload the page.",
            detail,
        )
    }

    pub(super) fn not_loaded(thrown: &JsValue) -> Self {
        let message =
            Reflect::get(thrown, &"message".into()).ok().and_then(|text| text.as_string());
        let (zh, en) = (
            "图所需的数据文件未能载入，请检查网络后重试。",
            "A data file of the figure did not arrive; check the connection and try again.",
        );
        Self::new("not-loaded", zh, en, &message.unwrap_or_default())
    }

    /// The page forbids writing HTML into it.
    pub(super) fn refused(thrown: &JsValue) -> Self {
        let message =
            Reflect::get(thrown, &"message".into()).ok().and_then(|text| text.as_string());
        let (zh, en) = (
            "此网页的安全策略不允许绘制图形。",
            "The security policy of this page does not allow the figure to be drawn.",
        );
        Self::new("html-refused", zh, en, &message.unwrap_or_default())
    }

    pub(super) fn not_started() -> Self {
        Self::new(
            "not-started",
            "程序尚未启动。",
            "The program has not been started.",
            "start(parts)",
        )
    }

    pub(super) fn subject(error: &SubjectError, lang: Lang) -> Self {
        Self { code: error.code(), message: error.text(lang) }
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        let error = Error::new(&failure.message);
        // An error that was just made takes any property.
        let _ = Reflect::set(&error, &"code".into(), &failure.code.into());
        error.into()
    }
}
