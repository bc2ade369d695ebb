//! Lists of the figures for other programs: `gallery.json`, oEmbed, `sitemap.xml`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use prosperity_atlas::{
    article::Width,
    atlas::Lang,
    figure::{MapName, Marks},
    map::svg::escape,
};
use serde::Serialize;

use super::draw::Cut;
use super::page::SITE_NAME;
use super::{FROM_FOLDER, Figures, PLAIN, THEMES, Told, code};

/// Version of the form of `gallery.json`; another one when a reader of the old form would misread it.
const VERSION: u32 = 1;

/// The widest that a block becomes, in CSS pixels.
const BLOCK_WIDTH: u32 = 752;

/// `gallery.json`.
#[derive(Serialize)]
struct Gallery<'a> {
    version: u32,
    /// Where the site stands; without it, files are named from the folder of this list.
    site: Option<&'a str>,
    name: &'a str,
    languages: [&'a str; 2],
    figures: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    kind: &'a str,
    /// The years with data, and the one shown; none for figures of a document's own years.
    years: Option<Years>,
    /// Whether there are pictures; a table has none.
    has_picture: bool,
    zh: Language<'a>,
    en: Language<'a>,
}

#[derive(Serialize)]
struct Years {
    from: u16,
    to: u16,
    shown: u16,
}

#[derive(Serialize)]
struct Language<'a> {
    title: &'a str,
    subtitle: &'a str,
    alt: &'a str,
    source: &'a str,
    link: &'a str,
    json: String,
    csv: String,
    embed: String,
    oembed: String,
    light: Ground,
    dark: Ground,
}

#[derive(Serialize)]
struct Ground {
    html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    svg: Option<Dots>,
    #[serde(skip_serializing_if = "Option::is_none")]
    png: Option<Dots>,
}

/// A picture with its size in pixels.
#[derive(Serialize)]
struct Dots {
    file: String,
    width: u32,
    height: u32,
}

/// An answer of oEmbed 1.0.
#[derive(Serialize)]
struct OEmbed<'a> {
    version: &'a str,
    r#type: &'a str,
    title: &'a str,
    provider_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider_url: Option<&'a str>,
    width: u32,
    height: u32,
    html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail_width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail_height: Option<u32>,
}

/// What a figure draws, as views are called in links.
fn kind(told: &Told) -> &'static str {
    match &told.figure.marks {
        Marks::Map(marks) if marks.map == MapName::Tiles => "tiles",
        Marks::Map(_) => "map",
        Marks::Multiples(_) => "multiples",
        Marks::Trend(_) => "trend",
        Marks::Ranking(_) => "ranking",
        Marks::Slope(_) => "slope",
        Marks::Dumbbell(_) => "dumbbell",
        Marks::Scatter(_) => "scatter",
        Marks::Shares(_) => "shares",
        Marks::Lorenz(_) => "lorenz",
        Marks::Table | Marks::Nothing(_) => "table",
    }
}

/// Writes the lists. `posters` holds the sizes of the posters of every figure, by ground.
pub(super) fn write(
    figures: &Figures,
    posters: &[Vec<[u32; 2]>],
    has_png: bool,
    folder: &Path,
) -> Result<()> {
    let site = figures.site.as_deref();
    let mut entries = Vec::new();
    let both = figures.told.chunks_exact(2).zip(posters.chunks_exact(2));
    for (told, posters) in both {
        let ([zh, en], [of_zh, of_en]) = (told, posters) else { continue };
        let timeline = zh.timeline.as_ref();
        let years = timeline.map(|one| Years {
            from: *one.all.start(),
            to: *one.all.end(),
            shown: one.year,
        });
        entries.push(Entry {
            id: zh.id,
            kind: kind(zh),
            years,
            has_picture: zh.has_picture(),
            zh: language(zh, of_zh, has_png),
            en: language(en, of_en, has_png),
        });
    }
    let gallery = Gallery {
        version: VERSION,
        site,
        name: SITE_NAME,
        languages: Lang::ALL.map(Lang::code),
        figures: entries,
    };
    fs::write(folder.join("gallery.json"), pretty(&gallery)?)?;
    for (told, sizes) in figures.told.iter().zip(posters) {
        let text = pretty(&oembed(figures, told, sizes.first().filter(|_| has_png).copied()))?;
        let own = folder.join("oembed");
        fs::write(own.join(format!("{}.json", told.name())), &text)?;
        if told.lang == PLAIN.0 {
            fs::write(own.join(format!("{}.json", told.id)), &text)?;
        }
    }
    if let Some(site) = site {
        fs::write(folder.join("sitemap.xml"), sitemap(&figures.told, site))?;
    }
    Ok(())
}

fn pretty(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn language<'a>(told: &'a Told, posters: &[[u32; 2]], has_png: bool) -> Language<'a> {
    let name = told.name();
    let [light, dark] = [0, 1].map(|at: usize| {
        let file = |extension: &str| format!("figures/{name}-{}.{extension}", code(THEMES[at]));
        let dots = |extension: &str, scale: u32| {
            let [width, height] = *posters.get(at)?;
            Some(Dots { file: file(extension), width: scale * width, height: scale * height })
        };
        Ground { html: file("html"), svg: dots("svg", 1), png: dots("png", 2).filter(|_| has_png) }
    });
    Language {
        title: &told.figure.title,
        subtitle: &told.figure.subtitle,
        alt: &told.figure.alt,
        source: &told.figure.source_line,
        link: &told.fragment,
        json: format!("figures/{name}.json"),
        csv: format!("figures/{name}.csv"),
        embed: format!("embed/{name}.html"),
        oembed: format!("oembed/{name}.json"),
        light,
        dark,
    }
}

fn oembed<'a>(figures: &'a Figures, told: &'a Told, poster: Option<[u32; 2]>) -> OEmbed<'a> {
    let site = figures.site.as_deref();
    let (base, name) = (site.unwrap_or(FROM_FOLDER), told.name());
    let height = frame_height(figures, told);
    let html = format!(
        "<iframe src=\"{base}embed/{name}.html\" title=\"{}\" width=\"{BLOCK_WIDTH}\" \
         height=\"{height}\" loading=\"lazy\" style=\"border:0;max-width:100%\"></iframe>",
        escape(&told.figure.title)
    );
    let thumbnail = poster.map(|size| size.map(|length| 2 * length));
    OEmbed {
        version: "1.0",
        r#type: "rich",
        title: &told.figure.title,
        provider_name: SITE_NAME,
        provider_url: site,
        width: BLOCK_WIDTH,
        height,
        html,
        thumbnail_url: thumbnail.map(|_| format!("{base}figures/{name}-{}.png", code(PLAIN.1))),
        thumbnail_width: thumbnail.map(|[width, _]| width),
        thumbnail_height: thumbnail.map(|[_, height]| height),
    }
}

/// Height for a frame as wide as a block may be: what stands around the picture is taken from the
/// poster, and the folds and the last row come below. A table is scrolled in its frame.
pub(super) fn frame_height(figures: &Figures, told: &Told) -> u32 {
    /// Two folds and the last row, and a line more, where the reader's type is a wide one.
    const BELOW: u32 = 2 * 40 + 36 + 32;
    /// The years.
    const YEARS: u32 = 48;
    /// A frame for a table.
    const TABLE: u32 = 640;
    let column = figures.drawn.get(told, PLAIN.1, Cut::Column(Width::Wide));
    let poster = figures.drawn.get(told, PLAIN.1, Cut::Poster);
    let (Some(column), Some(poster)) = (column, poster) else { return TABLE };
    let whole = super::png::size_of(&told.poster(PLAIN.1, None).to_svg(Some(poster)));
    let around = whole.map_or(0, |[_, height]| height.saturating_sub(poster.height));
    let years = if told.timeline.is_some() { YEARS } else { 0 };
    around + column.height + years + BELOW
}

/// The list for search engines. Its addresses must be whole, so there is none without a site.
fn sitemap(told: &[Told], site: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = told.iter().map(|one| format!("figures/{}-{}.html", one.name(), code(PLAIN.1)));
    for page in std::iter::once(String::new()).chain(pages) {
        // Writing into a String cannot fail.
        let _ = writeln!(xml, "<url><loc>{}</loc></url>", escape(&format!("{site}{page}")));
    }
    xml + "</urlset>\n"
}
