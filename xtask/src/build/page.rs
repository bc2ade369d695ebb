//! `index.html` filled in, as a page of the site and as the single file.

use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

use prosperity_atlas::map::svg::escape;

use super::bundle::{Assets, Parts};
use super::icons::ICON;
use super::offline::MANIFEST;
use crate::static_pages::StaticFigure;

/// What the site may load: its own files, also as a worker and in frames; styles also from the page
/// itself and from attributes, where charts set them.
const SITE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; \
    connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/// What the single file may load: nothing but what is inside. ECharts is imported from a blob.
const SINGLE_POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' \
    blob:; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; \
    form-action 'none'";

/// `index.html` of the site. The style sheet stands in the page: it is small, and the figure in the
/// page need not wait for another file to be shown.
pub(crate) fn site(
    template: &str,
    figure: &StaticFigure,
    assets: &Assets,
    style: &[u8],
) -> Result<String> {
    let Assets { app, wasm, boot, .. } = assets;
    let styles = styles(style, figure)?;
    let head = format!(
        "<link rel=\"icon\" type=\"image/svg+xml\" href=\"{ICON}\">\n\
         <link rel=\"manifest\" href=\"{MANIFEST}\">\n\
         {styles}\n\
         <link rel=\"modulepreload\" href=\"{boot}\">\n\
         <link rel=\"modulepreload\" href=\"{app}\">\n\
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"{wasm}\">\n\
         <script type=\"module\" src=\"{boot}\"></script>"
    );
    fill(
        template,
        &[
            ("build:csp", &policy(SITE_POLICY)),
            ("build:head", &head),
            ("static-figure", &figure.html),
            ("build:body", ""),
        ],
    )
}

/// What a page for frames shows of itself, before its address says anything and any script runs.
#[derive(Debug, Default)]
pub(crate) struct Framed<'a> {
    /// The text that asks for the figure.
    pub(crate) spec: &'a str,
    /// Title of the page.
    pub(crate) title: &'a str,
    /// The figure as a block of HTML.
    pub(crate) figure: &'a str,
}

/// A page for frames: `embed.html`, or that of one figure. `root` leads from the page to the folder of
/// the site.
pub(crate) fn embed(template: &str, root: &str, framed: &Framed<'_>) -> Result<String> {
    let Framed { spec, title, figure } = framed;
    let head = format!("<script type=\"module\" src=\"{root}embed-page.js\"></script>");
    // What is not a place of its own: the one link that no program makes, the title, the element.
    let mut page = template.replace("href=\"./\"", &format!("href=\"{root}\""));
    if !spec.is_empty() {
        let own = format!("<prosperity-figure lang=\"\" spec=\"{}\">", escape(spec));
        for (from, to) in [
            ("<prosperity-figure lang=\"\">", own.as_str()),
            (
                "<title>共富图谱 · Prosperity Atlas</title>",
                &format!("<title>{}</title>", escape(title)),
            ),
        ] {
            if !page.contains(from) {
                bail!("embed.html must have `{from}`");
            }
            page = page.replacen(from, to, 1);
        }
    }
    fill(
        &page,
        &[
            ("build:csp", &policy(SITE_POLICY)),
            ("build:head", &head),
            ("build:figure", figure),
            ("build:body", ""),
        ],
    )
}

/// `atlas.html`: one file that opens from a folder and asks for nothing else.
pub(crate) fn single(
    template: &str,
    figure: &StaticFigure,
    parts: &Parts,
    script: &[u8],
    icon: &[u8],
) -> Result<String> {
    let head = format!(
        "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">\n{}",
        BASE64.encode(icon),
        styles(&parts.style, figure)?
    );
    let body = format!(
        "<script type=\"text/plain\" id=\"atlas-wasm\">{}</script>\n\
         <script type=\"text/plain\" id=\"atlas-echarts\">{}</script>\n\
         <script type=\"module\">{}</script>",
        packed(&parts.wasm)?,
        packed(&parts.echarts)?,
        inline("script", script)?
    );
    fill(
        template,
        &[
            ("build:csp", &policy(SINGLE_POLICY)),
            ("build:head", &head),
            ("static-figure", &figure.html),
            ("build:body", &body),
        ],
    )
}

/// The style sheet, and after it what depends on the figure in the page.
fn styles(sheet: &[u8], figure: &StaticFigure) -> Result<String> {
    Ok(format!(
        "<style>{}</style>\n<style>{}</style>",
        inline("style", sheet)?,
        inline("style", figure.dark.as_bytes())?
    ))
}

fn policy(text: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{text}\">")
}

/// Bytes as text that can stand in any element: gzip, then base64.
fn packed(bytes: &[u8]) -> Result<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(BASE64.encode(encoder.finish()?))
}

/// Text for inside a `script` or `style` element. What would end the element early, or make the
/// parser look for another end, is an error: it cannot be escaped without knowing the language.
fn inline<'a>(element: &str, text: &'a [u8]) -> Result<&'a str> {
    let text = str::from_utf8(text)?;
    let lower = text.to_ascii_lowercase();
    for bad in [format!("</{element}"), "<!--".to_owned()] {
        if let Some(at) = lower.find(&bad) {
            let start = text.floor_char_boundary(at.saturating_sub(60));
            bail!(
                "`{bad}` cannot stand inside an inline {element} element; it follows on `{}`",
                &text[start..at]
            );
        }
    }
    Ok(text)
}

/// Puts texts in the places of a template that `<!-- name -->` marks. Each place must be there
/// exactly once, so that nothing is lost without a word.
fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut places = Vec::new();
    for (name, value) in values {
        let mark = format!("<!-- {name} -->");
        let mut found = template.match_indices(&mark);
        let (Some((at, _)), None) = (found.next(), found.next()) else {
            bail!("the template must have the line `{mark}` exactly once");
        };
        places.push((at, mark.len(), *value));
    }
    places.sort_unstable_by_key(|&(at, ..)| at);
    let mut text = String::new();
    let mut end = 0;
    for (at, length, value) in places {
        text.push_str(&template[end..at]);
        text.push_str(value);
        end = at + length;
    }
    text.push_str(&template[end..]);
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn places_are_filled_once_and_values_are_not_searched() {
        let text = fill("<p><!-- b --></p><!-- a -->!", &[("a", "<!-- b -->"), ("b", "B")]);
        assert_eq!(text.unwrap(), "<p>B</p><!-- b -->!");
    }

    #[test]
    fn a_place_missing_or_twice_is_an_error() {
        for template in ["", "<!-- a --><!-- a -->"] {
            let error = fill(template, &[("a", "")]).unwrap_err().to_string();
            assert!(error.contains("<!-- a -->"), "{error}");
        }
    }

    #[test]
    fn the_template_has_every_place() {
        let template =
            std::fs::read_to_string(crate::project::Project::find().path("index.html")).unwrap();
        let assets =
            Assets { app: "A".into(), wasm: "W".into(), echarts: "E".into(), boot: "B".into() };
        let figure = StaticFigure { html: "<figure></figure>".into(), dark: "b{}".into() };
        let page = site(&template, &figure, &assets, b"a{}").unwrap();
        assert!(page.contains("<figure></figure>"));
        assert!(page.contains("<style>a{}</style>\n<style>b{}</style>"));
        assert!(!page.contains("build:"));
        assert!(page.contains("lang=\"zh-CN\""));
    }

    #[test]
    fn text_that_would_end_its_element_is_refused() {
        assert!(inline("script", b"a</SCRIPT>b").is_err());
        assert!(inline("script", b"a<!--b").is_err());
        assert_eq!(inline("script", b"a</style>b").unwrap(), "a</style>b");
    }

    #[test]
    fn packed_bytes_come_back() {
        let bytes = BASE64.decode(packed(b"atlas").unwrap()).unwrap();
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "atlas");
    }
}
