//! Codes that an author pastes: HTML for pages, Markdown, Quarto, a block of `WordPress`, a link.
//!
//! Whatever stands in titles and links, a code stays one element: HTML is escaped, Markdown is escaped
//! for Pandoc too, and addresses are percent-encoded where they would end.
//!
//! The site stands at an address that others can open. Pages that lie in the site itself, as the
//! examples of the build do, may name it by the way up instead, `../`: every code but the link, which
//! is sent to others, is right with it.

use super::{
    Address,
    text::{folder, in_address, markdown, one_line, site, with_appearance, without_appearance},
};
use crate::{atlas::Lang, figure::gallery, map::svg::escape, spec::ThemeChoice};
use core::fmt::Write as _;

/// The element that the script `embed.js` defines.
const ELEMENT: &str = "prosperity-figure";
/// The folder with a page for the frame of every figure of the gallery.
const FOLDER: &str = "embed";
/// The folder with its pictures.
const PICTURES: &str = "figures";

/// In which language an embedded figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
    /// Both.
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

    /// One language alone.
    pub const fn of(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Zh,
            Lang::En => Self::En,
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
    pub(super) const fn first(self) -> Lang {
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
    /// Height in CSS pixels that is kept free before the figure is there; of a picture, its own.
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
    /// Whether it is drawn: tables are not, and have no file with a picture.
    pub has_picture: bool,
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
    ///     has_picture: true,
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
             sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox \
             allow-downloads\" \
             style=\"width:100%;height:{height}px;border:0\"></iframe>\n",
            src = escape(&format!("{site}{page}{query}{fragment}")),
            title = escape(&one_line(self.title)),
        ))
    }

    /// A picture that leads to the figure, for pages that take neither script nor frame. Only figures of
    /// the gallery have a picture at an address; of any other state there is the link alone.
    ///
    /// # Errors
    /// [`SnippetError::NoAddress`] where the atlas was opened as a file.
    pub fn image_embed(&self) -> Result<String, SnippetError> {
        let SnippetOptions { width, height, .. } = self.options;
        let link = escape(&self.live()?);
        let shown = match self.picture()? {
            // With both sizes the browser keeps the room before the picture is there.
            Some(picture) => format!(
                "<img src=\"{}\" alt=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
                 style=\"max-width:100%;height:auto\">",
                escape(&picture),
                escape(&one_line(self.alt)),
            ),
            None => escape(&one_line(self.title)),
        };
        Ok(format!("<a href=\"{link}\">{shown}</a>\n"))
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

    /// The address alone, in the language and colours chosen.
    ///
    /// # Errors
    /// [`SnippetError::NoAddress`] where the atlas was opened as a file.
    pub fn url(&self) -> Result<String, SnippetError> {
        Ok(self.live_at(&site(self.address).ok_or(SnippetError::NoAddress)?))
    }

    /// Title and address in one line, for messages.
    ///
    /// # Errors
    /// [`SnippetError::NoAddress`] where the atlas was opened as a file.
    pub fn link(&self) -> Result<String, SnippetError> {
        let link = self.url()?;
        let title = one_line(self.title);
        Ok(if title.is_empty() { link } else { format!("{title} {link}") })
    }

    fn site(&self) -> Result<String, SnippetError> {
        folder(self.address).ok_or(SnippetError::NoAddress)
    }

    /// The address of the figure in the atlas, in the language and colours chosen.
    fn live(&self) -> Result<String, SnippetError> {
        Ok(self.live_at(&self.site()?))
    }

    fn live_at(&self, site: &str) -> String {
        let SnippetOptions { lang, theme, .. } = self.options;
        let fragment = with_appearance(self.address.fragment, lang.one(), theme);
        format!("{site}{}", in_address(&fragment))
    }

    /// The address of the drawn figure, where it is one of the gallery.
    fn picture(&self) -> Result<Option<String>, SnippetError> {
        let site = self.site()?;
        let lang = self.options.lang.first().code();
        let ground = match self.options.theme {
            ThemeChoice::Dark => "dark",
            ThemeChoice::Auto | ThemeChoice::Light => "light",
        };
        let id = self.gallery_id().filter(|_| self.has_picture);
        Ok(id.map(|id| format!("{site}{PICTURES}/{id}-{lang}-{ground}.svg")))
    }

    /// The figure's name in the gallery; none for any other state, and for a name that there is not.
    fn gallery_id(&self) -> Option<&'static str> {
        let shown = without_appearance(self.address.fragment);
        let named = shown.strip_prefix("#/gallery/")?;
        gallery().map(|one| one.id()).find(|id| *id == named)
    }
}

/// A code of HTML as a block for the editor of `WordPress`.
///
/// Square brackets become character references, for `WordPress` runs what stands in them as a shortcode,
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

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;
    use roxmltree::{Document, Node};

    const SITE: &str = "https://example.org/atlas/";
    const STATIC: &str = "<article><h1>Title</h1></article>";

    fn snippet<'a>(fragment: &'a str, title: &'a str, lang: Language) -> Snippet<'a> {
        let options = SnippetOptions {
            lang,
            theme: ThemeChoice::Auto,
            width: 720,
            height: 540,
            controls: true,
        };
        let alt = "A map of 31 provinces.";
        Snippet {
            address: Address { site: SITE, fragment },
            title,
            alt,
            has_picture: true,
            options,
        }
    }

    /// Every code of a snippet, as an author sees it.
    fn codes(snippet: &Snippet<'_>) -> String {
        let embed = snippet.script_embed(STATIC).unwrap();
        [
            embed.clone(),
            snippet.iframe_embed(HostScript::With).unwrap(),
            snippet.image_embed().unwrap(),
            snippet.markdown().unwrap(),
            snippet.quarto(STATIC).unwrap(),
            wordpress(&embed),
            snippet.link().unwrap(),
        ]
        .join("\n")
    }

    fn check(snippet: &Snippet<'_>, expected: &Expect) {
        expected.assert_eq(&codes(snippet));
    }

    #[test]
    fn a_map_of_the_gallery_in_chinese() {
        check(
            &snippet("#/gallery/gap-regional", "2024 年人均 GDP：北京最高", Language::Zh),
            &expect![[r##"
                <script type="module" src="https://example.org/atlas/embed.js"></script>
                <prosperity-figure spec="#/gallery/gap-regional" lang="zh" style="display:block;min-height:540px"><article><h1>Title</h1></article></prosperity-figure>

                <script type="module" src="https://example.org/atlas/host.js"></script>
                <iframe src="https://example.org/atlas/embed/gap-regional-zh.html#/gallery/gap-regional?lang=zh" title="2024 年人均 GDP：北京最高" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads" style="width:100%;height:540px;border:0"></iframe>

                <a href="https://example.org/atlas/#/gallery/gap-regional?lang=zh"><img src="https://example.org/atlas/figures/gap-regional-zh-light.svg" alt="A map of 31 provinces." width="720" height="540" loading="lazy" style="max-width:100%;height:auto"></a>

                [![A map of 31 provinces.](https://example.org/atlas/figures/gap-regional-zh-light.svg)](https://example.org/atlas/#/gallery/gap-regional?lang=zh)

                [2024 年人均 GDP：北京最高](https://example.org/atlas/#/gallery/gap-regional?lang=zh)

                ::: {.content-visible when-format="html"}
                ```{=html}
                <script type="module" src="https://example.org/atlas/embed.js"></script>
                <prosperity-figure spec="#/gallery/gap-regional" lang="zh" style="display:block;min-height:540px"><article><h1>Title</h1></article></prosperity-figure>
                ```
                :::

                ::: {.content-hidden when-format="html"}
                ![[2024 年人均 GDP：北京最高](https://example.org/atlas/#/gallery/gap-regional?lang=zh)](https://example.org/atlas/figures/gap-regional-zh-light.svg){fig-alt="A map of 31 provinces." width=720px}
                :::

                <!-- wp:html -->
                <script type="module" src="https://example.org/atlas/embed.js"></script>
                <prosperity-figure spec="#/gallery/gap-regional" lang="zh" style="display:block;min-height:540px"><article><h1>Title</h1></article></prosperity-figure>
                <!-- /wp:html -->

                2024 年人均 GDP：北京最高 https://example.org/atlas/#/gallery/gap-regional?lang=zh"##]],
        );
    }

    #[test]
    fn a_chart_of_the_gallery_in_english_and_dark() {
        let mut dark = snippet("#/gallery/gap-income?lang=zh", "Gini: 0.47 in 2022", Language::En);
        dark.options.theme = ThemeChoice::Dark;
        dark.options.controls = false;
        check(
            &dark,
            &expect![[r##"
                <script type="module" src="https://example.org/atlas/embed.js"></script>
                <prosperity-figure spec="#/gallery/gap-income" lang="en" theme="dark" controls="off" style="display:block;min-height:540px"><article><h1>Title</h1></article></prosperity-figure>

                <script type="module" src="https://example.org/atlas/host.js"></script>
                <iframe src="https://example.org/atlas/embed/gap-income-en.html?controls=off#/gallery/gap-income?lang=en&amp;theme=dark" title="Gini: 0.47 in 2022" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads" style="width:100%;height:540px;border:0"></iframe>

                <a href="https://example.org/atlas/#/gallery/gap-income?lang=en&amp;theme=dark"><img src="https://example.org/atlas/figures/gap-income-en-dark.svg" alt="A map of 31 provinces." width="720" height="540" loading="lazy" style="max-width:100%;height:auto"></a>

                [![A map of 31 provinces.](https://example.org/atlas/figures/gap-income-en-dark.svg)](https://example.org/atlas/#/gallery/gap-income?lang=en&theme=dark)

                [Gini: 0.47 in 2022](https://example.org/atlas/#/gallery/gap-income?lang=en&theme=dark)

                ::: {.content-visible when-format="html"}
                ```{=html}
                <script type="module" src="https://example.org/atlas/embed.js"></script>
                <prosperity-figure spec="#/gallery/gap-income" lang="en" theme="dark" controls="off" style="display:block;min-height:540px"><article><h1>Title</h1></article></prosperity-figure>
                ```
                :::

                ::: {.content-hidden when-format="html"}
                ![[Gini: 0.47 in 2022](https://example.org/atlas/#/gallery/gap-income?lang=en&theme=dark)](https://example.org/atlas/figures/gap-income-en-dark.svg){fig-alt="A map of 31 provinces." width=720px}
                :::

                <!-- wp:html -->
                <script type="module" src="https://example.org/atlas/embed.js"></script>
                <prosperity-figure spec="#/gallery/gap-income" lang="en" theme="dark" controls="off" style="display:block;min-height:540px"><article><h1>Title</h1></article></prosperity-figure>
                <!-- /wp:html -->

                Gini: 0.47 in 2022 https://example.org/atlas/#/gallery/gap-income?lang=en&theme=dark"##]],
        );
    }

    #[test]
    fn a_map_of_the_explorer_in_both_languages() {
        let link = "#/explore?time=2011..2019&places=330000~310000&lang=en";
        check(
            &snippet(link, "人均 GDP / GDP per person", Language::Both),
            &expect![[r##"
                <script type="module" src="https://example.org/atlas/embed.js"></script>
                <prosperity-figure spec="#/explore?time=2011..2019&amp;places=330000~310000" lang="both" style="display:block;min-height:540px"><article><h1>Title</h1></article></prosperity-figure>

                <script type="module" src="https://example.org/atlas/host.js"></script>
                <iframe src="https://example.org/atlas/embed.html?lang=both#/explore?time=2011..2019&amp;places=330000~310000" title="人均 GDP / GDP per person" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads" style="width:100%;height:540px;border:0"></iframe>

                <a href="https://example.org/atlas/#/explore?time=2011..2019&amp;places=330000~310000">人均 GDP / GDP per person</a>

                [人均 GDP / GDP per person](https://example.org/atlas/#/explore?time=2011..2019&places=330000~310000)

                ::: {.content-visible when-format="html"}
                ```{=html}
                <script type="module" src="https://example.org/atlas/embed.js"></script>
                <prosperity-figure spec="#/explore?time=2011..2019&amp;places=330000~310000" lang="both" style="display:block;min-height:540px"><article><h1>Title</h1></article></prosperity-figure>
                ```
                :::

                ::: {.content-hidden when-format="html"}
                [人均 GDP / GDP per person](https://example.org/atlas/#/explore?time=2011..2019&places=330000~310000)
                :::

                <!-- wp:html -->
                <script type="module" src="https://example.org/atlas/embed.js"></script>
                <prosperity-figure spec="#/explore?time=2011..2019&amp;places=330000~310000" lang="both" style="display:block;min-height:540px"><article><h1>Title</h1></article></prosperity-figure>
                <!-- /wp:html -->

                人均 GDP / GDP per person https://example.org/atlas/#/explore?time=2011..2019&places=330000~310000"##]],
        );
    }

    #[test]
    fn an_address_alone_is_nothing_else() {
        let one = snippet("#/gallery/gap-income", "Gini: 0.47", Language::En);
        let url = "https://example.org/atlas/#/gallery/gap-income?lang=en";
        assert_eq!(one.url().unwrap(), url);
        assert_eq!(one.link().unwrap(), format!("Gini: 0.47 {url}"));
    }

    /// Text that would end what it stands in, in one format or another.
    const HOSTILE: [&str; 12] = [
        "</prosperity-figure><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "' onload='alert(1)",
        "two\n\nparagraphs\r\n::: {.x}",
        "--> <!-- /wp:html -->",
        "```\n```{=html}",
        "::: x",
        "]() ![](javascript:alert(1)) ](y",
        "{{< include /etc/passwd >}}",
        "[gallery ids=1]",
        "\\](x) \\\\",
        "\u{0}\u{1}\u{202e}&amp;&#39;",
    ];

    /// The elements of a code, each with its attributes, by a reader that forgives nothing.
    fn elements(code: &str) -> Vec<(String, Vec<String>)> {
        let whole = format!("<div>{code}</div>");
        let document = Document::parse(&whole).unwrap_or_else(|error| panic!("{error}: {code}"));
        let nodes = document.root_element().descendants().skip(1).filter(Node::is_element);
        let names =
            |node: Node<'_, '_>| node.attributes().map(|one| one.name().to_owned()).collect();
        nodes.map(|node| (node.tag_name().name().to_owned(), names(node))).collect()
    }

    fn shape(snippet: &Snippet<'_>) -> [Vec<(String, Vec<String>)>; 3] {
        let embed = snippet.script_embed(STATIC).unwrap();
        [
            elements(&embed),
            elements(&snippet.iframe_embed(HostScript::With).unwrap()),
            elements(&wordpress(&embed)),
        ]
    }

    #[test]
    fn whatever_stands_in_titles_and_links_the_elements_are_the_same() {
        let plain = shape(&snippet("#/explore", "x", Language::En));
        for text in HOSTILE {
            let fragment = format!("#/explore?find={text}");
            let hostile = snippet(&fragment, text, Language::En);
            assert_eq!(shape(&hostile), plain, "{text}");
            let frame = hostile.iframe_embed(HostScript::Without).unwrap();
            let document = Document::parse(&frame).unwrap();
            let title = document.root_element().attribute("title").unwrap();
            assert_eq!(title, one_line(text), "the title is told as it is");
        }
    }

    #[test]
    fn whatever_stands_in_titles_markdown_keeps_its_lines() {
        for text in HOSTILE {
            for fragment in ["#/gallery/gap-income", "#/explore"] {
                let plain = snippet(fragment, "x", Language::En);
                let hostile = Snippet { title: text, alt: text, ..plain };
                let lines = |code: String| code.lines().count();
                assert_eq!(lines(hostile.markdown().unwrap()), lines(plain.markdown().unwrap()));
                let quarto = hostile.quarto(STATIC).unwrap();
                assert_eq!(lines(quarto.clone()), lines(plain.quarto(STATIC).unwrap()));
                let fences = quarto.lines().filter(|line| line.starts_with(":::")).count();
                assert_eq!(fences, 4, "{quarto}");
                assert!(!quarto.contains("{{<"), "{quarto}");
            }
        }
    }

    #[test]
    fn the_fence_of_quarto_is_longer_than_any_in_the_html() {
        let code = snippet("#/explore", "x", Language::En).quarto("<p>````</p>").unwrap();
        let fences: Vec<&str> = code.lines().filter(|line| line.starts_with('`')).collect();
        assert_eq!(fences, ["`````{=html}", "`````"]);
    }

    #[test]
    fn brackets_run_nothing_in_wordpress_and_style_sheets_stay() {
        let html = "<p title=\"[a]\">[b]</p><style>p[c]{}</style>[d]<script>e[0]</script>";
        let block = wordpress(html);
        let middle = "<p title=\"&#91;a&#93;\">&#91;b&#93;</p><style>p[c]{}</style>&#91;d&#93;<script>e[0]</script>";
        assert_eq!(block, format!("<!-- wp:html -->\n{middle}\n<!-- /wp:html -->\n"));
        assert_eq!(wordpress("<style>a[b]"), "<!-- wp:html -->\n<style>a[b]\n<!-- /wp:html -->\n");
    }

    #[test]
    fn a_name_that_the_gallery_does_not_have_is_no_page() {
        for fragment in ["#/gallery/nobody", "#/gallery/../x", "#/gallery/gap-income/x"] {
            let code = snippet(fragment, "x", Language::Zh).iframe_embed(HostScript::Without);
            assert!(code.unwrap().contains("/atlas/embed.html#/gallery/"), "{fragment}");
        }
    }

    #[test]
    fn without_an_address_there_is_no_code() {
        for site in ["", "file:///home/atlas.html", "javascript:alert(1)//"] {
            let address = Address { site, fragment: "#/gallery/gap-income" };
            let local = Snippet { address, ..snippet("", "x", Language::Zh) };
            let none = Err(SnippetError::NoAddress);
            assert_eq!(local.script_embed(STATIC), none);
            assert_eq!(local.iframe_embed(HostScript::With), none);
            assert_eq!(local.image_embed(), none);
            assert_eq!(local.markdown(), none);
            assert_eq!(local.quarto(STATIC), none);
            assert_eq!(local.link(), none);
            assert_eq!(local.url(), none);
        }
        assert!(SnippetError::NoAddress.text(Lang::Zh).ends_with('。'));
    }

    #[test]
    fn a_page_in_the_site_names_it_by_the_way_up_in_every_code_but_the_link() {
        let whole = snippet("#/gallery/gap-income", "x", Language::En);
        let inside = Snippet { address: Address { site: "../", ..whole.address }, ..whole };
        for (inside, whole) in [
            (inside.script_embed(STATIC), whole.script_embed(STATIC)),
            (inside.iframe_embed(HostScript::With), whole.iframe_embed(HostScript::With)),
            (inside.image_embed(), whole.image_embed()),
            (inside.markdown(), whole.markdown()),
            (inside.quarto(STATIC), whole.quarto(STATIC)),
        ] {
            assert_eq!(inside.unwrap(), whole.unwrap().replace(SITE, "../"));
        }
        assert_eq!(inside.link(), Err(SnippetError::NoAddress));
    }

    #[test]
    fn a_picture_is_one_element_in_a_link_whatever_its_words() {
        for text in HOSTILE {
            let plain = snippet("#/gallery/gap-income", text, Language::En);
            let code = Snippet { alt: text, ..plain }.image_embed().unwrap();
            let xml = code.replace("auto\">", "auto\"/>");
            let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {code}"));
            let picture = document.root_element().first_element_child().unwrap();
            assert_eq!(picture.attribute("alt"), Some(one_line(text).as_str()));
        }
    }

    proptest! {
        #[test]
        fn any_title_and_link_give_the_same_elements(title: String, link: String) {
            let fragment = format!("#/explore?find={link}");
            let any = snippet(&fragment, &title, Language::En);
            prop_assert_eq!(shape(&any), shape(&snippet("#/explore", "x", Language::En)));
        }

        #[test]
        fn any_html_comes_to_an_end_in_wordpress(html in "(<style>|</style>|<script|>|\\[|\\]|a|省){0,12}") {
            let block = wordpress(&html);
            let read = block.replace("&#91;", "[").replace("&#93;", "]");
            prop_assert_eq!(read, format!("<!-- wp:html -->\n{html}\n<!-- /wp:html -->\n"));
        }
    }
}
