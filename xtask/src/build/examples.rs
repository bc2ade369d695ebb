//! The articles of `examples/`, which show authors how figures are put into pages of their own.
//!
//! A template has places for figures, `<!-- figure: script gap-regional zh -->`. What comes there is
//! written by the functions of the dialog that shares a figure, so that no example shows a code that
//! an author would not get. Numbers in running text come from the figures too: `title`, `alt` and
//! `source` are words.
//!
//! The codes name the site by its address where `--site` tells it, which is what authors copy. Without
//! it they name it by the way up, `../`, which is right for pages in the site, where the examples lie.

use std::cell::Cell;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use prosperity_atlas::{
    article::{
        Address, ChartPlan, Kit, Subject,
        snippet::{HostScript, Language, Snippet, SnippetOptions, wordpress},
        wechat::WechatError,
    },
    atlas::{Atlas, Lang},
    figure::{MapName, Marks, gallery},
    map::svg::escape,
    spec::ThemeChoice,
};

use super::figures::{FROM_FOLDER, Figures};
use super::{read, sizes};
use crate::packed::{self, Maps};
use crate::project::Project;

/// The folder of the templates in the project, and of the examples in the site.
pub(crate) const FOLDER: &str = "examples";

/// What a place begins with, inside a comment.
const PLACE: &str = "figure";

/// Width of an article's column in CSS pixels, for what is not a file with a size of its own.
const WIDTH: u32 = 720;

/// What is put into a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Script,
    Frame,
    Image,
    Static,
    Markdown,
    Quarto,
    Wordpress,
    Wechat,
    WechatFlip,
    Title,
    Alt,
    Source,
}

impl Form {
    const ALL: [Self; 12] = [
        Self::Script,
        Self::Frame,
        Self::Image,
        Self::Static,
        Self::Markdown,
        Self::Quarto,
        Self::Wordpress,
        Self::Wechat,
        Self::WechatFlip,
        Self::Title,
        Self::Alt,
        Self::Source,
    ];

    /// Its name in places.
    const fn code(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Frame => "frame",
            Self::Image => "image",
            Self::Static => "static",
            Self::Markdown => "markdown",
            Self::Quarto => "quarto",
            Self::Wordpress => "wordpress",
            Self::Wechat => "wechat",
            Self::WechatFlip => "wechat-flip",
            Self::Title => "title",
            Self::Alt => "alt",
            Self::Source => "source",
        }
    }

    /// Whether it is a text in a sentence, which is escaped for HTML and no other format.
    const fn is_words(self) -> bool {
        matches!(self, Self::Title | Self::Alt | Self::Source)
    }

    /// Whether it shows the file `figures/ID-LANG-light.svg`.
    const fn shows_file(self) -> bool {
        matches!(self, Self::Image | Self::Markdown | Self::Quarto)
    }

    /// Whether it is for WeChat, which knows nothing of pages and their folders.
    const fn is_wechat(self) -> bool {
        matches!(self, Self::Wechat | Self::WechatFlip)
    }
}

/// What a place asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place<'a> {
    form: Form,
    figure: &'a str,
    language: Language,
}

impl<'a> Place<'a> {
    /// Reads what stands between the marks of a comment; none of comments that are no place.
    fn parse(comment: &'a str) -> Result<Option<Self>> {
        let comment = comment.trim();
        let Some(rest) = comment.strip_prefix(PLACE) else { return Ok(None) };
        let words: Vec<&str> =
            rest.strip_prefix(':').unwrap_or_default().split_whitespace().collect();
        let [form, figure, language] = words[..] else {
            bail!("`{comment}` is no place: one such as `figure: script gap-regional zh` is");
        };
        let form = Form::ALL.into_iter().find(|one| one.code() == form).with_context(|| {
            let known: Vec<&str> = Form::ALL.into_iter().map(Form::code).collect();
            format!("a figure has no form `{form}`; there are {}", known.join(", "))
        })?;
        let language = Language::ALL
            .into_iter()
            .find(|one| one.code() == language)
            .with_context(|| format!("`{language}` is no language: zh, en and both are"))?;
        if form.is_words() && language.one().is_none() {
            bail!("words stand in one language, zh or en");
        }
        Ok(Some(Self { form, figure, language }))
    }
}

/// What fills the places of the templates.
struct Filler<'a> {
    atlas: Atlas,
    maps: Maps,
    figures: &'a Figures,
}

impl<'a> Filler<'a> {
    fn new(project: &Project, figures: &'a Figures) -> Result<Self> {
        Ok(Self { atlas: packed::atlas(project)?, maps: Maps::read(project)?, figures })
    }

    /// A template with its places filled. `file` is its name in errors.
    fn fill(&self, file: &str, template: &str) -> Result<String> {
        let (mut out, mut rest, mut count) = (String::new(), template, 0);
        while let Some((before, after)) = rest.split_once("<!--") {
            let line = 1 + template[..template.len() - after.len()].matches('\n').count();
            let at_line = || format!("{file}:{line}");
            let (comment, after) =
                after.split_once("-->").context("a comment has no end").with_context(at_line)?;
            out.push_str(before);
            match Place::parse(comment).with_context(at_line)? {
                Some(place) => {
                    count += 1;
                    let made = self.made(place, file, count).with_context(at_line)?;
                    out.push_str(made.trim_end());
                }
                None => out.extend(["<!--", comment, "-->"]),
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// What is put into a place; `count` tells it from the others of its file.
    fn made(&self, place: Place<'_>, file: &str, count: usize) -> Result<String> {
        let Place { form, figure: id, language } = place;
        let one = gallery()
            .find(|one| one.id() == id)
            .with_context(|| format!("the gallery has no figure `{id}`"))?;
        let subject = Subject::Gallery(one);
        let fragment = subject.fragment(&self.atlas, None, ThemeChoice::Auto);
        let site = self.figures.site();
        let site =
            if form.is_wechat() { site.unwrap_or_default() } else { site.unwrap_or(FROM_FOLDER) };
        // A kit leaves out what could not be drawn. A reader may live with that, an example must not.
        let is_complete = Cell::new(true);
        let layer =
            |name: MapName| self.maps.open_small(name).inspect_err(|_| is_complete.set(false));
        let draw = |plan: &ChartPlan, id: &str| {
            let chart = self.figures.chart(plan, id);
            is_complete.set(is_complete.get() && chart.is_some());
            chart
        };
        let kit = Kit {
            atlas: &self.atlas,
            subject: &subject,
            language,
            // The pages of the examples are light always.
            theme: ThemeChoice::Light,
            address: Address { site, fragment: &fragment },
            layer: &layer,
            draw: &draw,
        };
        let figure = kit.figure();
        let no_picture = || format!("`{id}` is a table, which has no picture");
        let (width, height) = if form.shows_file() {
            let [width, height] =
                self.figures.poster_size(id, kit.lang()).with_context(no_picture)?;
            (width, height)
        } else {
            let framed = self.figures.frame_height(id, kit.lang()).filter(|_| form == Form::Frame);
            (WIDTH, framed.unwrap_or_else(|| kit.frame_height(WIDTH, true)))
        };
        let snippet = Snippet {
            address: kit.address,
            title: &figure.title,
            alt: &figure.alt,
            has_picture: !matches!(figure.marks, Marks::Table | Marks::Nothing(_)),
            options: SnippetOptions {
                lang: language,
                theme: kit.theme,
                width,
                height,
                controls: true,
            },
        };
        let prefix = format!("pa-{count}");
        let block = || kit.pasted_block(&prefix);
        let conformed = |made: Option<Result<String, WechatError>>, why: &str| match made {
            Some(made) => made.map_err(|error| anyhow!(error.sentence(Lang::En))),
            None => Err(anyhow!("`{id}` {why}")),
        };
        let words = |text: &str| {
            if ends_in(file, "html") {
                return Ok(escape(text));
            }
            Err(anyhow!("words of a figure are escaped for HTML, so they stand in .html alone"))
        };
        let made = match form {
            Form::Script => snippet.script_embed(&block())?,
            Form::Frame => snippet.iframe_embed(HostScript::With)?,
            Form::Image => snippet.image_embed()?,
            Form::Static => block(),
            Form::Markdown => snippet.markdown()?,
            Form::Quarto => snippet.quarto(&block())?,
            Form::Wordpress => wordpress(&snippet.script_embed(&block())?),
            Form::Wechat => conformed(kit.wechat_article(&prefix), "has no picture to show")?,
            Form::WechatFlip => conformed(kit.flip_book(&prefix), "has no years to turn")?,
            Form::Title => words(&figure.title)?,
            Form::Alt => words(&figure.alt)?,
            Form::Source => words(&figure.source_line)?,
        };
        if !is_complete.get() {
            bail!("a picture of `{id}` is not among those that the gallery's figures are made of");
        }
        Ok(made)
    }
}

/// Whether a name has an ending.
fn ends_in(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|one| one == ending)
}

/// The name of an example in the site. Scripts end in `.js` there, as all of the site's do: some hosts
/// do not know what `.mjs` is, and browsers run no module of a type that they were not told.
fn name_in_site(template: &str) -> String {
    match template.strip_suffix(".mjs") {
        Some(stem) => format!("{stem}.js"),
        None => template.to_owned(),
    }
}

/// Writes the examples into the folder of a site, with the figures that were drawn for it; gives how
/// many files they are.
pub(crate) fn write(project: &Project, figures: &Figures, folder: &Path) -> Result<usize> {
    let (from, to) = (project.path(FOLDER), folder.join(FOLDER));
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    fs::create_dir_all(&to)?;
    let filler = Filler::new(project, figures)?;
    let templates = sizes::files(&from)?;
    for file in &templates {
        let name = file.strip_prefix(&from).unwrap_or(file).display().to_string();
        let text = filler.fill(&format!("{FOLDER}/{name}"), &read(file)?)?;
        fs::write(to.join(name_in_site(&name)), text)?;
    }
    Ok(templates.len())
}

#[cfg(test)]
mod tests;
