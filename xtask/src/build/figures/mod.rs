//! Every figure of the gallery as files that need no program: pictures, pages, tables of numbers, and
//! lists of them for other sites.

mod data;
mod draw;
mod lists;
mod page;
mod png;
#[cfg(test)]
pub(crate) mod tests;

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result};
use prosperity_atlas::{
    article::{Address, Block, ChartPlan, Poster, Preset, Timeline, Variant, Width, themes_of},
    atlas::{Atlas, Lang},
    export::{Bom, csv, json},
    figure::{Figure, GalleryFigure, Marks, gallery},
    spec::{Page, Route, ThemeChoice},
    theme::Theme,
};

use self::draw::{Cut, Drawn};
use self::png::Painter;
use super::page::{Framed, embed};
use super::sizes;
use crate::packed;
use crate::project::Project;

/// The folders that [`write`] fills. They are no part of the page that readers open, so the table of
/// sizes leaves them out.
pub(crate) const FOLDERS: [&str; 4] = ["figures", "embed", "oembed", "data"];

/// The files that [`write`] writes beside them.
pub(crate) const LISTS: [&str; 2] = ["gallery.json", "sitemap.xml"];

/// Both grounds, in the order in which they are listed.
const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

/// The language and ground of the files whose names name neither.
const PLAIN: (Lang, Theme) = (Lang::Zh, Theme::Light);

/// Where the site stands, seen from a page in one of its folders.
pub(crate) const FROM_FOLDER: &str = "../";

/// A figure of the gallery in a language.
#[derive(Debug)]
pub(crate) struct Told {
    /// Its name in links.
    pub(crate) id: &'static str,
    /// Its language.
    pub(crate) lang: Lang,
    /// The figure.
    pub(crate) figure: Figure,
    /// The years, where there are several.
    pub(crate) timeline: Option<Timeline>,
    /// Its link within the site: `#/gallery/gap-income?lang=en`.
    pub(crate) fragment: String,
}

impl Told {
    fn new(one: GalleryFigure, atlas: &Atlas, lang: Lang) -> Self {
        let figure = one.figure(atlas, lang);
        let route = Route::to(Page::Gallery).at(one.id());
        let timeline = Timeline::of(&figure, one.years(atlas));
        let fragment = route.to_fragment(atlas, Some(lang), ThemeChoice::Auto);
        Self { id: one.id(), lang, timeline, fragment, figure }
    }

    /// Its name in names of files: `gap-income-zh`.
    pub(crate) fn name(&self) -> String {
        format!("{}-{}", self.id, self.lang.code())
    }

    /// Whether there is something to draw besides the table.
    pub(crate) fn has_picture(&self) -> bool {
        !matches!(self.figure.marks, Marks::Table | Marks::Nothing(_))
    }

    fn poster<'a>(&'a self, theme: Theme, site: Option<&'a str>) -> Poster<'a> {
        Poster {
            figure: &self.figure,
            second: None,
            lang: self.lang,
            theme,
            preset: Preset::Figure,
            address: Address { site: site.unwrap_or_default(), fragment: &self.fragment },
        }
    }
}

/// The name of a ground in names of files.
const fn code(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

const fn choice(theme: Theme) -> ThemeChoice {
    match theme {
        Theme::Light => ThemeChoice::Light,
        Theme::Dark => ThemeChoice::Dark,
    }
}

/// Every figure of the gallery in both languages, drawn.
#[derive(Debug)]
pub(crate) struct Figures {
    told: Vec<Told>,
    drawn: Drawn,
    site: Option<String>,
    /// `embed.html`, the template of pages for frames.
    template: String,
}

/// What was written.
#[derive(Debug, Default)]
pub(crate) struct Report {
    figures: usize,
    pictures: usize,
    files: usize,
    bytes: u64,
    /// Whether pictures of dots were left out because no font has Chinese characters.
    without_png: bool,
}

impl Report {
    /// In sentences, for whoever runs the build.
    pub(crate) fn text(&self) -> String {
        let Self { figures, pictures, files, bytes, without_png } = self;
        let megabytes = *bytes as f64 / 1e6;
        let mut text =
            format!("{figures} figures, {pictures} pictures: {files} files, {megabytes:.1} MB");
        if *without_png {
            text.push_str(
                ". No PNG was written, because no font with Chinese characters was found; \
                 on Debian: apt-get install fonts-noto-cjk",
            );
        }
        text
    }
}

/// Writes everything of the gallery into the folder of a site, and gives what was drawn for it.
/// `echarts` is the module that draws the charts; `site` is where the site will stand, with a slash at
/// its end, if that is known.
pub(crate) fn write(
    project: &Project,
    echarts: &Path,
    folder: &Path,
    site: Option<&str>,
) -> Result<(Figures, Report)> {
    for one in FOLDERS {
        let own = folder.join(one);
        if own.exists() {
            fs::remove_dir_all(&own)?;
        }
        fs::create_dir_all(&own)?;
    }
    for one in LISTS {
        let own = folder.join(one);
        if own.exists() {
            fs::remove_file(own)?;
        }
    }
    let figures = Figures::draw(project, echarts, site, |_| true)?;
    let painter = Painter::find(project)?;
    let mut report = figures.write(painter.as_ref(), folder)?;
    data::copy(project, folder)?;
    for one in FOLDERS {
        for file in sizes::files(&folder.join(one))? {
            report.files += 1;
            report.bytes += fs::metadata(file)?.len();
        }
    }
    Ok((figures, report))
}

impl Figures {
    /// Draws the figures whose name `wanted` accepts.
    pub(crate) fn draw(
        project: &Project,
        echarts: &Path,
        site: Option<&str>,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Self> {
        Self::made(project, site, wanted, |told| draw::all(project, told, echarts))
    }

    /// The same with an empty document in place of each chart, for tests without ECharts.
    #[cfg(test)]
    pub(crate) fn with_stand_ins(
        project: &Project,
        site: Option<&str>,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Self> {
        Self::made(project, site, wanted, |told| draw::stand_ins(project, told))
    }

    fn made(
        project: &Project,
        site: Option<&str>,
        wanted: impl Fn(&str) -> bool,
        draw: impl Fn(&[Told]) -> Result<Drawn>,
    ) -> Result<Self> {
        let atlas = packed::atlas(project)?;
        let told: Vec<Told> = gallery()
            .filter(|one| wanted(one.id()))
            .flat_map(|one| Lang::ALL.map(|lang| Told::new(one, &atlas, lang)))
            .collect();
        let drawn = draw(&told)?;
        let template = super::read(&project.path("embed.html"))?;
        Ok(Self { told, drawn, site: site.map(str::to_owned), template })
    }

    /// Where the site will stand, if that is known.
    pub(crate) fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// The chart that was drawn from a plan; every id in it begins with `id`. None where nobody drew it.
    pub(crate) fn chart(&self, plan: &ChartPlan, id: &str) -> Option<String> {
        self.drawn.chart(plan, id)
    }

    fn find(&self, id: &str, lang: Lang) -> Option<&Told> {
        self.told.iter().find(|told| told.id == id && told.lang == lang)
    }

    /// Size of the file `figures/ID-LANG-light.svg` in CSS pixels; none of tables.
    pub(crate) fn poster_size(&self, id: &str, lang: Lang) -> Option<[u32; 2]> {
        let told = self.find(id, lang)?;
        let picture = self.drawn.get(told, PLAIN.1, Cut::Poster)?;
        let poster = told.poster(PLAIN.1, self.site.as_deref()).to_svg(Some(picture));
        png::size_of(&poster)
    }

    /// Height for a frame of a figure in CSS pixels, where it is as wide as a figure becomes.
    pub(crate) fn frame_height(&self, id: &str, lang: Lang) -> Option<u32> {
        Some(lists::frame_height(self, self.find(id, lang)?))
    }

    /// The pictures of a figure for a block of HTML, those for the light ground first.
    fn variants(&self, told: &Told, choice: ThemeChoice) -> Vec<Variant> {
        let each = themes_of(choice).iter().flat_map(|theme| {
            Width::ALL.map(|width| {
                let picture = self.drawn.get(told, *theme, Cut::Column(width))?.clone();
                Some(Variant { picture, width, theme: Some(*theme) })
            })
        });
        each.flatten().collect()
    }

    fn block(&self, told: &Told, choice: ThemeChoice) -> String {
        Block {
            figure: &told.figure,
            lang: told.lang,
            second: None,
            theme: choice,
            pictures: &self.variants(told, choice),
            timeline: told.timeline.clone(),
            notices: &[],
            address: Address {
                site: self.site.as_deref().unwrap_or(FROM_FOLDER),
                fragment: &told.fragment,
            },
            live: false,
        }
        .to_html()
    }

    /// The block of every figure for pages in frames, by its name (`gap-income-zh`): for both grounds
    /// and both widths.
    pub(crate) fn embed_blocks(&self) -> Vec<(String, String)> {
        let block = |told: &Told| (told.name(), self.block(told, ThemeChoice::Auto));
        self.told.iter().map(block).collect()
    }

    /// Writes all files. Without a painter there are no pictures of dots.
    fn write(&self, painter: Option<&Painter>, folder: &Path) -> Result<Report> {
        let figures = folder.join("figures");
        let posters = in_parallel(&self.told, |told| self.write_one(told, painter, &figures))?;
        for (told, (name, block)) in self.told.iter().zip(self.embed_blocks()) {
            let framed = Framed { spec: &told.fragment, title: &told.figure.title, figure: &block };
            let page = embed(&self.template, FROM_FOLDER, &framed)?;
            fs::write(folder.join("embed").join(format!("{name}.html")), page)?;
        }
        lists::write(self, &posters, painter.is_some(), folder)?;
        let pictures = posters.iter().map(Vec::len).sum();
        let figures = self.told.len() / Lang::ALL.len();
        let without_png = painter.is_none();
        Ok(Report { figures, pictures, without_png, ..Report::default() })
    }

    /// Writes the files of one figure in one language; gives the sizes of its posters, by ground.
    fn write_one(
        &self,
        told: &Told,
        painter: Option<&Painter>,
        folder: &Path,
    ) -> Result<Vec<[u32; 2]>> {
        let site = self.site.as_deref();
        let save = |theme: Option<Theme>, extension: &str, bytes: &[u8]| -> Result<()> {
            let name = match theme {
                Some(theme) => format!("{}-{}", told.name(), code(theme)),
                None => told.name(),
            };
            fs::write(folder.join(format!("{name}.{extension}")), bytes)?;
            if told.lang == PLAIN.0 && theme.is_none_or(|theme| theme == PLAIN.1) {
                fs::write(folder.join(format!("{}.{extension}", told.id)), bytes)?;
            }
            Ok(())
        };
        let link = Address { site: site.unwrap_or_default(), fragment: &told.fragment }.link();
        save(None, "json", json(&told.figure, told.lang, &link).as_bytes())?;
        save(None, "csv", csv(&told.figure, told.lang, Bom::With).as_bytes())?;
        let mut areas = Vec::new();
        for theme in THEMES {
            let mut shown = None;
            if let Some(picture) = self.drawn.get(told, theme, Cut::Poster) {
                let poster = told.poster(theme, site).to_svg(Some(picture));
                let area = png::size_of(&poster)
                    .with_context(|| format!("the poster of {} has no size", told.id))?;
                areas.push(area);
                save(Some(theme), "svg", poster.as_bytes())?;
                if let Some(painter) = painter {
                    let dots = painter.png(&poster, told.lang).with_context(|| {
                        format!("the poster of {} could not be painted", told.name())
                    })?;
                    save(Some(theme), "png", &dots)?;
                    shown = Some(area);
                }
            }
            let block = self.block(told, choice(theme));
            let page = page::whole(told, theme, &block, site, shown);
            save(Some(theme), "html", page.as_bytes())?;
        }
        Ok(areas)
    }
}

/// What a function makes of every item, in their order, on all cores.
fn in_parallel<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let (next, results) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { return };
                    let made = work(item);
                    // A lock is poisoned only by a thread that has failed aloud.
                    if let Ok(mut results) = results.lock() {
                        results.push((at, made));
                    }
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_unstable_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, made)| made).collect()
}
