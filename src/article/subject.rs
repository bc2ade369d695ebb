//! What an embedded figure is about, read from the text in its attribute.
//!
//! The text is the site's own: `#/explore?view=map&time=2020`, `#/gallery/gap-income?lang=en`, or only
//! the name of a figure of the gallery, `gap-income`. It is a promise: what was ever written in an
//! article is read for ever (`tests/specs.rs` keeps what was).

use super::Timeline;
use crate::{
    atlas::{Atlas, Lang},
    figure::{Extent, Figure, GalleryFigure, Years, figure, gallery},
    spec::{Moment, Notice, Page, Route, Spec, ThemeChoice, Time, View, open, parse},
};

/// What a figure is about.
#[derive(Clone)]
pub enum Subject {
    /// A selection of the explorer.
    Explore(Box<Spec>),
    /// A figure of the gallery.
    Gallery(GalleryFigure),
}

/// What a text asks for.
#[derive(Clone)]
pub struct Asked {
    /// What the figure is about.
    pub subject: Subject,
    /// Language, where the text names one.
    pub lang: Option<Lang>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// What was not taken as written.
    pub notices: Vec<Notice>,
}

/// Why a text asks for no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubjectError {
    /// There is nothing in it.
    #[error("the attribute spec is empty")]
    Empty,
    /// The gallery has no figure of that name.
    #[error("the gallery has no figure `{0}`")]
    NoFigure(String),
    /// It opens a page that is no figure.
    #[error("`{0}` opens a page, not a figure")]
    NoSubject(String),
}

impl SubjectError {
    /// Its name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "spec-empty",
            Self::NoFigure(_) => "figure-unknown",
            Self::NoSubject(_) => "spec-no-figure",
        }
    }

    /// What is wrong and what to do, for readers.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Empty, Lang::Zh) => "没有说明要显示哪一幅图：spec 属性为空。请从图库复制嵌入代码。".into(),
            (Self::Empty, Lang::En) => {
                "Nothing says which figure to show: the attribute spec is empty. Copy the code from the gallery.".into()
            }
            (Self::NoFigure(id), Lang::Zh) => {
                format!("图库中没有名为“{id}”的图。请检查 spec 属性，或从图库复制嵌入代码。")
            }
            (Self::NoFigure(id), Lang::En) => {
                format!("The gallery has no figure “{id}”. Check the attribute spec, or copy the code from the gallery.")
            }
            (Self::NoSubject(text), Lang::Zh) => {
                format!("“{text}”打开的是一个页面，不是一幅图。请使用 #/explore、#/inequality 或 #/gallery 开头的链接。")
            }
            (Self::NoSubject(text), Lang::En) => {
                format!("“{text}” opens a page, not a figure. Use a link that begins with #/explore, #/inequality or #/gallery.")
            }
        }
    }
}

/// The longest text that is told back, in characters.
const ECHO: usize = 60;

fn echo(text: &str) -> String {
    text.chars().take(ECHO).collect()
}

/// The name of a figure of the gallery in a text; none where it is about something else. Nothing needs
/// to be open for it.
fn gallery_id(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = text.strip_prefix('#').unwrap_or(text);
    let path = text.split('?').next().unwrap_or_default().trim_matches('/');
    match path.split_once('/') {
        Some(("gallery", id)) => Some(id),
        None if !path.is_empty()
            && path != "gallery"
            && Page::NAMED.iter().all(|one| one.code() != path) =>
        {
            Some(path)
        }
        _ => None,
    }
}

/// Whether a text asks for a figure of the documents, so that the documents are needed to show it.
pub fn needs_documents(text: &str) -> bool {
    let found = gallery_id(text).and_then(|id| gallery().find(|one| one.id() == id));
    found.is_some_and(|one| one.needs_documents())
}

impl Asked {
    /// Reads a text.
    ///
    /// # Errors
    /// [`SubjectError`] where the text asks for no figure. What is only not understood in part is
    /// replaced by the nearest sensible choice and told in `notices`.
    pub fn read(atlas: &Atlas, text: &str) -> Result<Self, SubjectError> {
        let text = text.trim();
        if text.trim_matches(['#', '/']).is_empty() {
            return Err(SubjectError::Empty);
        }
        if let Some(id) = gallery_id(text) {
            let one = gallery()
                .find(|one| one.id() == id)
                .ok_or_else(|| SubjectError::NoFigure(echo(id)))?;
            let query = text.split_once('?').map_or("", |(_, query)| query);
            let opened = open(atlas, &format!("#/gallery/{id}?{query}"));
            return Ok(Self {
                subject: Subject::Gallery(one),
                lang: opened.spec.lang,
                theme: opened.spec.theme,
                notices: opened.notices,
            });
        }
        let opened = open(atlas, text);
        let is_unknown = |notice: &Notice| matches!(notice, Notice::UnknownPage { .. });
        if !opened.route.page.has_selection() || opened.notices.iter().any(is_unknown) {
            return Err(SubjectError::NoSubject(echo(text)));
        }
        Ok(Self {
            lang: opened.spec.lang,
            theme: opened.spec.theme,
            subject: Subject::Explore(Box::new(opened.spec)),
            notices: opened.notices,
        })
    }
}

impl Subject {
    /// The selection of the explorer behind it; none for fixed figures.
    pub fn spec(&self, atlas: &Atlas) -> Option<Spec> {
        match self {
            Self::Explore(spec) => Some((**spec).clone()),
            Self::Gallery(GalleryFigure::ReadyMade(one)) => Some(parse(atlas, one.link).0),
            Self::Gallery(_) => None,
        }
    }

    /// The figure in a language.
    pub fn figure(&self, atlas: &Atlas, lang: Lang) -> Figure {
        match self {
            Self::Explore(spec) => figure(atlas, spec, lang),
            Self::Gallery(one) => one.figure(atlas, lang),
        }
    }

    /// The years that it could show; none where years mean nothing.
    pub fn years(&self, atlas: &Atlas) -> Option<Years> {
        let spec = self.spec(atlas)?;
        if matches!(spec.view, View::Table | View::Sources | View::Measures) {
            return None;
        }
        Some(Extent::of(atlas, &spec)?.years(spec.time))
    }

    /// The year that its figure shows, with those that it could show; none where there is one only, or
    /// where it shows many at once.
    pub fn timeline(&self, atlas: &Atlas, figure: &Figure) -> Option<Timeline> {
        Timeline::of(figure, self.years(atlas))
    }

    /// The same in another year, within those that there are; the same again where years mean nothing.
    #[must_use]
    pub fn in_year(&self, atlas: &Atlas, year: u16) -> Self {
        let (Some(mut spec), Some(years)) = (self.spec(atlas), self.years(atlas)) else {
            return self.clone();
        };
        let year = year.clamp(*years.all.start(), *years.all.end());
        spec.time = Time { to: Moment::Year(year), ..spec.time };
        Self::Explore(Box::new(spec))
    }

    /// What it is called in names of files: its name in the gallery, or indicator, view and years.
    ///
    /// ```
    /// use prosperity_atlas::{article::Asked, bundle};
    /// let atlas = bundle::atlas()?;
    /// let name = |text| Asked::read(&atlas, text).map(|asked| asked.subject.file_stem(&atlas));
    /// assert_eq!(name("gap-income").as_deref(), Ok("gap-income"));
    /// assert_eq!(name("#/explore?view=map&time=2015").as_deref(), Ok("gdp-per-person-map-2015"));
    /// # Ok::<(), prosperity_atlas::atlas::pack::PackError>(())
    /// ```
    pub fn file_stem(&self, atlas: &Atlas) -> String {
        let spec = match self {
            Self::Gallery(one) => return one.id().to_owned(),
            Self::Explore(spec) => spec,
        };
        let indicator = atlas.indicator(spec.indicator).id.replace('_', "-");
        let stem = format!("{indicator}-{}", spec.view.code());
        let is_trend = spec.view == View::Trend;
        let time = if is_trend { spec.time.of_trend() } else { spec.time };
        let years = self.years(atlas).and_then(|_| Some(Extent::of(atlas, spec)?.years(time)));
        let Some(Years { all, from, year }) = years else { return stem };
        let from = match spec.view {
            View::Trend | View::Multiples | View::Shares => from,
            view if view.compares_years() => spec.starts(atlas, &all, year).from,
            _ => year,
        };
        if from == year { format!("{stem}-{year}") } else { format!("{stem}-{from}-{year}") }
    }

    /// Its link, with what is said of language and colours.
    pub fn fragment(&self, atlas: &Atlas, lang: Option<Lang>, theme: ThemeChoice) -> String {
        match self {
            Self::Explore(spec) => Spec { lang, theme, ..(**spec).clone() }.to_fragment(atlas),
            Self::Gallery(one) => {
                Route::to(Page::Gallery).at(one.id()).to_fragment(atlas, lang, theme)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::tests::ATLAS;

    fn read(text: &str) -> Result<String, SubjectError> {
        let asked = Asked::read(&ATLAS, text)?;
        Ok(asked.subject.fragment(&ATLAS, asked.lang, asked.theme))
    }

    #[test]
    fn a_figure_is_named_by_its_link_or_by_its_id() {
        assert_eq!(read("gap-income").unwrap(), "#/gallery/gap-income");
        assert_eq!(read("#/gallery/gap-income").unwrap(), "#/gallery/gap-income");
        assert_eq!(
            read(" /gallery/gap-income?lang=en&theme=dark ").unwrap(),
            "#/gallery/gap-income?lang=en&theme=dark"
        );
        assert_eq!(read("#/explore?view=map&time=2015").unwrap(), "#/explore?view=map&time=2015");
        assert_eq!(read("explore").unwrap(), "#/explore");
    }

    #[test]
    fn files_are_named_by_indicator_view_and_years() {
        for (text, name) in [
            ("gap-income", "gap-income"),
            ("#/explore?view=map&time=2015", "gdp-per-person-map-2015"),
            ("#/explore?view=map", "gdp-per-person-map-2024"),
            ("#/explore", "gdp-per-person-overview-2024"),
            ("#/explore?view=trend", "gdp-per-person-trend-2006-2024"),
            ("#/explore?view=trend&time=2015", "gdp-per-person-trend-2006-2024"),
            ("#/explore?view=trend&time=2010..2015", "gdp-per-person-trend-2010-2015"),
            ("#/explore?view=slope&time=2010..2015", "gdp-per-person-slope-2010-2015"),
            ("#/explore?indicator=disposable_income&view=table", "disposable-income-table"),
        ] {
            assert_eq!(
                Asked::read(&ATLAS, text).unwrap().subject.file_stem(&ATLAS),
                name,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_figure_is_told_with_what_to_do() {
        assert_eq!(read("").unwrap_err(), SubjectError::Empty);
        assert_eq!(read("#/").unwrap_err(), SubjectError::Empty);
        assert_eq!(read("#/gallery/none").unwrap_err(), SubjectError::NoFigure("none".into()));
        assert_eq!(read("#/claims").unwrap_err(), SubjectError::NoSubject("#/claims".into()));
        let misspelt = "#/galery/gap-income";
        assert_eq!(read(misspelt).unwrap_err(), SubjectError::NoSubject(misspelt.into()));
        for lang in Lang::ALL {
            assert!(read("nobody").unwrap_err().text(lang).contains("nobody"));
        }
    }

    #[test]
    fn figures_of_documents_need_them_and_others_do_not() {
        for one in gallery() {
            let is_of_numbers =
                matches!(one, GalleryFigure::ReadyMade(_) | GalleryFigure::Household(_));
            assert_eq!(needs_documents(one.id()), !is_of_numbers, "{}", one.id());
        }
        assert!(!needs_documents("#/explore?view=map"));
        assert!(!needs_documents("nobody"));
    }

    #[test]
    fn without_the_documents_the_other_figures_are_the_same() {
        let bare = crate::bundle::atlas_of(&[]).unwrap();
        for one in gallery().filter(|one| !needs_documents(one.id())) {
            for lang in Lang::ALL {
                assert_eq!(one.figure(&bare, lang), one.figure(&ATLAS, lang), "{}", one.id());
            }
        }
    }

    #[test]
    fn a_year_is_kept_within_those_that_there_are() {
        let asked = Asked::read(&ATLAS, "gap-regional").unwrap();
        let all = asked.subject.years(&ATLAS).unwrap().all;
        let later = asked.subject.in_year(&ATLAS, 3000);
        let shown = later.timeline(&ATLAS, &later.figure(&ATLAS, Lang::En)).unwrap();
        assert_eq!(shown, Timeline { year: *all.end(), all });
        let text = asked.subject.in_year(&ATLAS, 2015).fragment(&ATLAS, None, ThemeChoice::Auto);
        assert_eq!(text, "#/explore?view=map&time=2015");
        let still = Asked::read(&ATLAS, "001-figure-1").unwrap().subject;
        assert!(still.years(&ATLAS).is_none());
        assert_eq!(
            still.in_year(&ATLAS, 2000).fragment(&ATLAS, None, ThemeChoice::Auto),
            "#/gallery/001-figure-1"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_with_a_sentence(text in ".{0,80}") {
            match Asked::read(&ATLAS, &text) {
                Ok(asked) => { asked.subject.figure(&ATLAS, Lang::En); }
                Err(error) => proptest::prop_assert!(error.text(Lang::Zh).chars().count() > 10),
            }
        }
    }
}
