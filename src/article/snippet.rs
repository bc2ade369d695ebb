//! Codes that an author pastes: HTML for pages, Markdown, Quarto, WordPress, a link.
//!
//! Whatever stands in titles and links, a code stays one element: HTML is escaped, Markdown is escaped
//! for Pandoc too, and addresses are percent-encoded where they would end.

use super::{
    Address,
    text::{in_address, markdown, one_line, site, with_appearance, without_appearance},
};
use crate::{atlas::Lang, figure::gallery, map::svg::escape, spec::ThemeChoice};
use core::fmt::Write as _;

/// The element that the script `embed.js` defines.
const ELEMENT: &str = "prosperity-figure";
/// The folder with a page and a picture for every figure of the gallery.
const FOLDER: &str = "embed";

/// In which language an embedded figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
    /// Both, one under the other.
    Both,
}

impl Language {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Zh, Self::En, Self::Both];

    /// Its name in attributes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => Lang::Zh.code(),
            Self::En => Lang::En.code(),
            Self::Both => "both",
        }
    }

    /// The language, where it is one.
    pub const fn one(self) -> Option<Lang> {
        match self {
            Self::Zh => Some(Lang::Zh),
            Self::En => Some(Lang::En),
            Self::Both => None,
        }
    }

    /// The language of what is there in one language only; Chinese where both are wanted, as in the
    /// order in which languages are offered.
    const fn first(self) -> Lang {
        match self {
            Self::Zh | Self::Both => Lang::Zh,
            Self::En => Lang::En,
        }
    }
}

/// How an embedded figure looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnippetOptions {
    /// Language.
    pub lang: Language,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Width of pictures in CSS pixels; embedded figures take the width there is.
    pub width: u32,
    /// Height in CSS pixels that is kept free before the figure is there.
    pub height: u32,
    /// Whether the reader gets controls: years, places, views.
    pub controls: bool,
}

/// What a code is written from.
#[derive(Clone, Copy, Debug)]
pub struct Snippet<'a> {
    /// Where the figure stands.
    pub address: Address<'a>,
    /// Title of the figure.
    pub title: &'a str,
    /// What the figure shows, for readers who cannot see it.
    pub alt: &'a str,
    /// How it looks.
    pub options: SnippetOptions,
}

/// Whether a code brings the script that fits the height of frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostScript {
    /// It does: `host.js` listens for heights. Once in a page is enough.
    With,
    /// It does not: the page has the script already, or allows none. Then the height stays as given.
    Without,
}

/// Why there is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnippetError {
    /// The atlas was opened as a file: nothing that others could load has an address.
    #[error(
        "the atlas has no address that others can open over HTTP; static HTML and SVG need none"
    )]
    NoAddress,
}

impl SnippetError {
    /// The same as a sentence for the reader.
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::NoAddress => lang.pick(
                "图谱是作为文件打开的，没有他人可以访问的网址，因此无法生成嵌入代码和链接；静态 HTML 和 SVG 不受影响。",
                "The atlas was opened as a file and has no address that others can open, so there is no embed code or link; static HTML and SVG work all the same.",
            ),
        }
    }
}

impl Snippet<'_> {
    /// An element that becomes the live figure where its script runs, and shows `static_html` until
    /// then and everywhere else. Only what differs from the defaults is written.
    ///
    /// `static_html` is inserted as it is: it must be HTML of this program.
    ///
    /// # Errors
    /// [`SnippetError::NoAddress`] where the atlas was opened as a file.
    ///
    /// ```
    /// use prosperity_atlas::{
    ///     article::{Address, snippet::{Language, Snippet, SnippetOptions}},
    ///     spec::ThemeChoice,
    /// };
    /// let snippet = Snippet {
    ///     address: Address { site: "https://example.org/", fragment: "#/gallery/gap-income" },
    ///     title: "Incomes",
    ///     alt: "A line over the years.",
    ///     options: SnippetOptions {
    ///         lang: Language::En,
    ///         theme: ThemeChoice::Auto,
    ///         width: 720,
    ///         height: 480,
    ///         controls: true,
    ///     },
    /// };
    /// let code = snippet.script_embed("<p>Incomes</p>")?;
    /// assert!(code.contains("<prosperity-figure spec=\"#/gallery/gap-income\" lang=\"en\""));
    /// # Ok::<(), prosperity_atlas::article::snippet::SnippetError>(())
    /// ```
    pub fn script_embed(&self, static_html: &str) -> Result<String, SnippetError> {
        let SnippetOptions { lang, theme, height, controls, .. } = self.options;
        let site = self.site()?;
        let spec = in_address(&without_appearance(self.address.fragment));
        let mut attributes = format!(" spec=\"{}\" lang=\"{}\"", escape(&spec), lang.code());
        if theme != ThemeChoice::default() {
            // Writing to a string cannot fail.
            let _ = write!(attributes, " theme=\"{}\"", theme.code());
        }
        if !controls {
            attributes.push_str(" controls=\"off\"");
        }
        Ok(format!(
            "{script}\n<{ELEMENT}{attributes} style=\"display:block;min-height:{height}px\">\
             {static_html}</{ELEMENT}>\n",
            script = script(&site, "embed.js"),
        ))
    }

    /// A frame: the page of a gallery figure, or the page that shows any state.
    ///
    /// Language and colours stand in the link as [`spec`](crate::spec) writes them; what only embedded
    /// figures know (both languages, no controls) stands in the query before the `#`. The sandbox
    /// gives the frame no access to the page around it.
    ///
    /// # Errors
    /// [`SnippetError::NoAddress`] where the atlas was opened as a file.
    pub fn iframe_embed(&self, host: HostScript) -> Result<String, SnippetError> {
        let SnippetOptions { lang, theme, height, controls, .. } = self.options;
        let site = self.site()?;
        let page = match self.gallery_id() {
            Some(id) => format!("{FOLDER}/{id}-{}.html", lang.first().code()),
            None => format!("{FOLDER}.html"),
        };
        let both = (lang == Language::Both).then_some("lang=both");
        let query: Vec<&str> =
            both.into_iter().chain((!controls).then_some("controls=off")).collect();
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        let fragment = in_address(&with_appearance(self.address.fragment, lang.one(), theme));
        let script = match host {
            HostScript::With => script(&site, "host.js") + "\n",
            HostScript::Without => String::new(),
        };
        Ok(format!(
            "{script}<iframe src=\"{src}\" title=\"{title}\" loading=\"lazy\" \
             sandbox=\"allow-scripts allow-popups allow-downloads\" \
             style=\"width:100%;height:{height}px;border:0\"></iframe>\n",
            src = escape(&format!("{site}{page}{query}{fragment}")),
            title = escape(&one_line(self.title)),
        ))
    }

    /// Markdown: the picture and its title, both leading to the figure. Only figures of the gallery
    /// have a picture at an address; of any other state there is the link alone.
    ///
    /// # Errors
    /// [`SnippetError::NoAddress`] where the atlas was opened as a file.
    pub fn markdown(&self) -> Result<String, SnippetError> {
        let link = self.live()?;
        let title = markdown(self.title);
        Ok(match self.picture()? {
            Some(picture) => {
                let alt = markdown(self.alt);
                format!("[![{alt}]({picture})]({link})\n\n[{title}]({link})\n")
            }
            None => format!("[{title}]({link})\n"),
        })
    }

    /// Quarto: the live figure in HTML, the picture (or the link, as in [`Snippet::markdown`]) in every
    /// other format. `static_html` as in [`Snippet::script_embed`].
    ///
    /// # Errors
    /// [`SnippetError::NoAddress`] where the atlas was opened as a file.
    pub fn quarto(&self, static_html: &str) -> Result<String, SnippetError> {
        let embed = self.script_embed(static_html)?;
        let fence = "`".repeat(longest_run(&embed, '`').max(2) + 1);
        let link = self.live()?;
        let title = markdown(self.title);
        let other = match self.picture()? {
            Some(picture) => {
                let alt = markdown(self.alt).replace('"', "\\\"");
                let width = self.options.width;
                format!("![[{title}]({link})]({picture}){{fig-alt=\"{alt}\" width={width}px}}")
            }
            None => format!("[{title}]({link})"),
        };
        Ok(format!(
            "::: {{.content-visible when-format=\"html\"}}\n{fence}{{=html}}\n{embed}{fence}\n:::\n\n\
             ::: {{.content-hidden when-format=\"html\"}}\n{other}\n:::\n"
        ))
    }

    /// Title and address in one line, for messages.
    ///
    /// # Errors
    /// [`SnippetError::NoAddress`] where the atlas was opened as a file.
    pub fn link(&self) -> Result<String, SnippetError> {
        let link = self.live()?;
        let title = one_line(self.title);
        Ok(if title.is_empty() { link } else { format!("{title} {link}") })
    }

    fn site(&self) -> Result<String, SnippetError> {
        site(self.address).ok_or(SnippetError::NoAddress)
    }

    /// The address of the figure in the atlas, in the language and colours chosen.
    fn live(&self) -> Result<String, SnippetError> {
        let SnippetOptions { lang, theme, .. } = self.options;
        let fragment = with_appearance(self.address.fragment, lang.one(), theme);
        Ok(self.site()? + &in_address(&fragment))
    }

    /// The address of the drawn figure, where it is one of the gallery.
    fn picture(&self) -> Result<Option<String>, SnippetError> {
        let site = self.site()?;
        let lang = self.options.lang.first().code();
        Ok(self.gallery_id().map(|id| format!("{site}{FOLDER}/{id}-{lang}.svg")))
    }

    /// The figure's name in the gallery; none for any other state, and for a name that there is not.
    fn gallery_id(&self) -> Option<&'static str> {
        let shown = without_appearance(self.address.fragment);
        let named = shown.strip_prefix("#/gallery/")?;
        gallery().map(|one| one.id()).find(|id| *id == named)
    }
}

/// A code of HTML as a block of WordPress's editor.
///
/// Square brackets become character references, for WordPress runs what stands in them as a shortcode,
/// in attributes too; in style sheets and scripts, where references mean nothing, they stay.
pub fn wordpress(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 40);
    let mut rest = html;
    while !rest.is_empty() {
        let (start, end) = raw_element(rest).unwrap_or((rest.len(), rest.len()));
        out.push_str(&rest[..start].replace('[', "&#91;").replace(']', "&#93;"));
        out.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    format!("<!-- wp:html -->\n{}\n<!-- /wp:html -->\n", out.trim_end())
}

/// Where the content of the first style sheet or script begins and ends.
fn raw_element(html: &str) -> Option<(usize, usize)> {
    let of = |name: &str| {
        let open = html.find(&format!("<{name}"))?;
        let start = open + html[open..].find('>')? + 1;
        let end = html[start..].find(&format!("</{name}")).map_or(html.len(), |at| start + at);
        // Its closing tag goes with it, so that every round gets further.
        Some((start, html[end..].find('>').map_or(html.len(), |at| end + at + 1)))
    };
    ["style", "script"].into_iter().filter_map(of).min()
}

fn script(site: &str, file: &str) -> String {
    format!("<script type=\"module\" src=\"{}\"></script>", escape(&format!("{site}{file}")))
}

fn longest_run(text: &str, mark: char) -> usize {
    text.split(|character| character != mark).map(str::len).max().unwrap_or_default()
}
