//! Everything that can be made of a figure for an article, from one place: the dialog that shares it
//! and the build of the gallery's files ask for the same things.

use super::{
    Address, Block, ChartPlan, MapLook, Picture, Poster, Preset, Subject, Variant, Width,
    chart_plan, chart_size, ground,
    height::inner_width,
    map_picture,
    snippet::Language,
    text::with_appearance,
    themes_of,
    wechat::{self, WechatError},
};
use crate::{
    atlas::{Atlas, Lang, pack::fnv1a64},
    figure::{Figure, MapMarks, MapName, Marks, figure},
    map::{
        geometry::{MapError, MapLayer},
        svg::Mode,
    },
    spec::{Spec, ThemeChoice, Time, View},
    theme::Theme,
};

/// The most pages of a flip book.
const PAGES: u8 = 8;
/// How long a page is shown, in seconds.
const SECONDS: f64 = 1.2;

/// A figure and what draws it.
#[derive(Clone, Copy)]
pub struct Kit<'a> {
    /// The data.
    pub atlas: &'a Atlas,
    /// What the figure is about.
    pub subject: &'a Subject,
    /// In which language.
    pub language: Language,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Where the figure stands for good.
    pub address: Address<'a>,
    /// Opens the geometry of a map.
    pub layer: &'a dyn Fn(MapName) -> Result<MapLayer, MapError>,
    /// Draws a chart; every id in the picture begins with the text given. None where that failed.
    pub draw: &'a dyn Fn(&ChartPlan, &str) -> Option<String>,
}

impl Kit<'_> {
    /// The language of the figure; of two the first.
    pub const fn lang(&self) -> Lang {
        self.language.first()
    }

    /// The figure in its language.
    pub fn figure(&self) -> Figure {
        self.subject.figure(self.atlas, self.lang())
    }

    /// The link by which it is cited: in the language of the citation, so that readers find the title
    /// that is cited. Colours are left to them.
    pub fn cited_fragment(&self) -> String {
        with_appearance(self.address.fragment, self.language.one(), ThemeChoice::Auto)
    }

    /// The same in the other language, where both are wanted.
    fn second(&self) -> Option<Figure> {
        let both = self.language == Language::Both;
        both.then(|| self.subject.figure(self.atlas, self.lang().other()))
    }

    /// The theme of what has one.
    const fn one_theme(&self) -> Theme {
        match self.theme {
            ThemeChoice::Dark => Theme::Dark,
            ThemeChoice::Auto | ThemeChoice::Light => Theme::Light,
        }
    }

    /// The picture alone; none for tables, and where it could not be drawn.
    fn picture(&self, figure: &Figure, theme: Theme, width: Width, id: &str) -> Option<Picture> {
        if let Some(plan) = chart_plan(figure, theme, width) {
            let plan = plan.ok()?;
            let svg = (self.draw)(&plan, id)?;
            return Some(Picture { svg, width: plan.width, height: plan.height });
        }
        self.map(figure, theme, width.px(), id)
    }

    fn map(&self, figure: &Figure, theme: Theme, width: u32, id: &str) -> Option<Picture> {
        let look = MapLook { theme, lang: self.lang(), width, prefix: id, mode: Mode::Static };
        map_picture(figure, self.layer, look)?.ok()
    }

    /// The figure as a block of HTML without any script, with a picture for every ground and width.
    /// `id` begins every id in it.
    pub fn block(&self, id: &str) -> String {
        let figure = self.figure();
        self.block_of(&figure, &self.pictures(&figure, &Width::ALL, id))
    }

    /// The same to be printed: on light ground and with its folds open.
    pub fn printed_block(&self, id: &str) -> String {
        let block = Self { theme: ThemeChoice::Light, ..*self }.block(id);
        let closed = "<details class=\"pa-fold\"";
        block.replace(" open=\"\"", "").replace(closed, &format!("{closed} open=\"\""))
    }

    /// The same to be pasted: of a map one picture, because each is as long as a chapter, and for the
    /// reader's system one that changes its colours.
    pub fn pasted_block(&self, id: &str) -> String {
        let figure = self.figure();
        let widths = if figure.maps().is_empty() { &Width::ALL[..] } else { &Width::ALL[..1] };
        if self.theme != ThemeChoice::Auto {
            return self.block_of(&figure, &self.pictures(&figure, widths, id));
        }
        let of_both = |width: &Width| {
            let id = format!("{id}-b-{}-", width.code());
            let of = |theme| self.picture(&figure, theme, *width, &id);
            let (light, dark) = (of(Theme::Light)?, of(Theme::Dark)?);
            let picture = Picture { svg: ground::of_both(&light.svg, &dark.svg)?, ..light };
            Some(Variant { picture, width: *width, theme: None })
        };
        let pictures: Option<Vec<Variant>> = widths.iter().map(of_both).collect();
        let pictures = pictures.unwrap_or_else(|| self.pictures(&figure, widths, id));
        self.block_of(&figure, &pictures)
    }

    /// Pictures of these widths, one for each ground.
    fn pictures(&self, figure: &Figure, widths: &[Width], id: &str) -> Vec<Variant> {
        let mut pictures = Vec::new();
        for theme in themes_of(self.theme) {
            for &width in widths {
                let ground = match theme {
                    Theme::Light => "l",
                    Theme::Dark => "d",
                };
                let id = format!("{id}-{ground}-{}-", width.code());
                if let Some(picture) = self.picture(figure, *theme, width, &id) {
                    pictures.push(Variant { picture, width, theme: Some(*theme) });
                }
            }
        }
        pictures
    }

    fn block_of(&self, figure: &Figure, pictures: &[Variant]) -> String {
        let second = self.second();
        Block {
            figure,
            lang: self.lang(),
            second: second.as_ref(),
            theme: self.theme,
            pictures,
            timeline: self.subject.timeline(self.atlas, figure),
            notices: &[],
            address: self.address,
            live: false,
        }
        .to_html()
    }

    /// Height that a frame with the figure needs where it is `width` wide, in CSS pixels: title, picture,
    /// legend, years, notes, sources and link. With folds open the figure is higher, and the script for
    /// frames follows it.
    pub fn frame_height(&self, width: u32, controls: bool) -> u32 {
        let (figure, second) = (self.figure(), self.second());
        let inner = inner_width(width);
        let class = if inner > Width::NARROW_TO { Width::Wide } else { Width::Narrow };
        let picture = match chart_size(&figure, class, inner) {
            Some(size) => f64::from(size.height),
            // A map is drawn at one of two widths and fills its box.
            None => self.map(&figure, self.one_theme(), class.px(), "h-").map_or(0.0, |picture| {
                f64::from(picture.height) * f64::from(inner) / f64::from(picture.width)
            }),
        };
        let block = Block {
            figure: &figure,
            lang: self.lang(),
            second: second.as_ref(),
            theme: self.theme,
            pictures: &[],
            timeline: self.subject.timeline(self.atlas, &figure).filter(|_| controls),
            notices: &[],
            address: self.address,
            live: true,
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within what the script for frames believes"
        )]
        let height = block.height(width, picture).ceil().clamp(120.0, 20_000.0) as u32;
        height
    }

    /// The figure as one SVG document; none for tables, and where it could not be drawn.
    pub fn poster(&self, preset: Preset, id: &str) -> Option<String> {
        self.poster_of(&self.figure(), self.one_theme(), preset, id)
    }

    fn poster_of(&self, figure: &Figure, theme: Theme, preset: Preset, id: &str) -> Option<String> {
        let second = self.second();
        if matches!(figure.marks, Marks::Table | Marks::Nothing(_)) {
            return None;
        }
        let poster = Poster {
            figure,
            second: second.as_ref(),
            lang: self.lang(),
            theme,
            preset,
            address: self.address,
        };
        let picture = match poster.chart_plan() {
            Some(plan) => {
                let plan = plan.ok()?;
                let svg = (self.draw)(&plan, id)?;
                Picture { svg, width: plan.width, height: plan.height }
            }
            None => self.map(figure, theme, poster.map_width(), id)?,
        };
        Some(poster.to_svg(Some(&picture)))
    }

    /// The picture for WeChat, always light: its editor recolours it for dark pages. A map comes with its
    /// legend and the credit of its boundaries. None for tables.
    pub fn wechat(&self, id: &str) -> Option<Result<String, WechatError>> {
        Some(wechat::conform(&self.bare_picture(id)?))
    }

    /// The picture with what belongs to it but its words.
    fn bare_picture(&self, id: &str) -> Option<String> {
        let figure = self.figure();
        if figure.maps().is_empty() {
            return Some(self.picture(&figure, Theme::Light, Width::Wide, id)?.svg);
        }
        let none = String::new;
        let bare = Figure {
            title: none(),
            subtitle: none(),
            source_line: none(),
            notes: Vec::new(),
            remarks: Vec::new(),
            ..figure
        };
        let kit = Self { language: Language::of(self.lang()), ..*self };
        kit.poster_of(&bare, Theme::Light, Preset::Article, id)
    }

    /// A name for the ids of what is pasted: that of the figure in the gallery, or one made of its link.
    pub fn own_id(&self) -> String {
        match self.subject {
            Subject::Gallery(one) => format!("pa-{}", one.id()),
            Subject::Explore(_) => {
                format!("pa-{:016x}", fnv1a64(self.address.fragment.as_bytes()))
            }
        }
    }

    /// The figure with its words, to paste into WeChat's editor; none for tables.
    pub fn wechat_article(&self, id: &str) -> Option<Result<String, WechatError>> {
        let figure = self.figure();
        let picture = self.bare_picture(id)?;
        let mut offices: Vec<&str> = Vec::new();
        for one in &figure.sources {
            // Several tables of one office are one source to a reader.
            if !offices.contains(&one.office.as_str()) {
                offices.push(&one.office);
            }
        }
        let link = self.address.link();
        Some(wechat::article(&wechat::Article {
            lang: self.lang(),
            title: &figure.title,
            subtitle: &figure.subtitle,
            svg: &picture,
            description: &figure.alt,
            source: &offices.join(self.lang().pick("、", ", ")),
            // A map's stands with its legend.
            credit: "",
            link: if self.address.site.is_empty() { "" } else { &link },
        }))
    }

    /// The years as a flip book for WeChat; none where there are no years to turn.
    pub fn flip_book(&self, id: &str) -> Option<Result<String, WechatError>> {
        let spec = self.subject.spec(self.atlas)?;
        let figures = if matches!(spec.view, View::Overview | View::Map | View::Multiples) {
            self.maps_of_years(spec)
        } else {
            self.figures_of_years()?
        };
        let frame = |(year, figure): (u16, Figure)| {
            let svg = self.poster_of(&figure, Theme::Light, Preset::Article, id)?;
            Some(wechat::Frame { label: year.to_string(), svg })
        };
        let frames: Option<Vec<wechat::Frame>> = figures.into_iter().map(frame).collect();
        Some(wechat::flip_book(&frames?, SECONDS))
    }

    /// Maps of several years, all in the classes of one legend, each as a figure of its own.
    fn maps_of_years(&self, spec: Spec) -> Vec<(u16, Figure)> {
        let time = Time { from: None, ..spec.time };
        let spec = Spec { view: View::Multiples, panels: PAGES, time, ..spec };
        let all = figure(self.atlas, &spec, self.lang());
        let one = |marks: &MapMarks| {
            (marks.year, Figure { marks: Marks::Map(marks.clone()), ..all.clone() })
        };
        all.maps().iter().map(one).collect()
    }

    /// The figure in several years; none where it shows many years at once.
    fn figures_of_years(&self) -> Option<Vec<(u16, Figure)>> {
        let timeline = self.subject.timeline(self.atlas, &self.figure())?;
        let (first, last) = (*timeline.all.start(), *timeline.all.end());
        let pages = u16::from(PAGES).min(last - first + 1);
        let one = |at: u16| {
            let year = first + (last - first) * at / (pages - 1).max(1);
            (year, self.subject.in_year(self.atlas, year).figure(self.atlas, self.lang()))
        };
        Some((0..pages).map(one).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Asked, bundle, figure::gallery, spec::tests::ATLAS};
    use expect_test::expect;

    fn kit(subject: &Subject, language: Language) -> Kit<'_> {
        Kit {
            atlas: &ATLAS,
            subject,
            language,
            theme: ThemeChoice::Auto,
            address: Address { site: "https://example.org/", fragment: "#/" },
            layer: &|name| bundle::small_map(name),
            draw: &|plan, id| {
                let (wide, high) = (plan.width, plan.height);
                Some(format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" \
                     width=\"{wide}\" height=\"{high}\"><g id=\"{id}x\"/></svg>"
                ))
            },
        }
    }

    #[test]
    fn every_figure_of_the_gallery_becomes_a_block_and_all_but_tables_posters() {
        for one in gallery() {
            let subject = Subject::Gallery(one);
            let kit = kit(&subject, Language::Both);
            let is_table = matches!(kit.figure().marks, Marks::Table);
            let block = kit.block("x");
            assert!(!block.contains("<script"), "{}", one.id());
            assert_eq!(block.contains("pa-narrow\""), !is_table, "{}", one.id());
            assert!(block.contains("lang=\"en\""), "{}", one.id());
            for preset in Preset::ALL {
                let poster = kit.poster(preset, "x-");
                assert_eq!(poster.is_none(), is_table, "{}", one.id());
                let Some(poster) = poster else { continue };
                let document = roxmltree::Document::parse(&poster).unwrap();
                let size = |name| document.root_element().attribute(name).unwrap().to_owned();
                let (width, height) = preset.size();
                assert_eq!(size("width"), width.to_string());
                if let Some(height) = height {
                    assert_eq!(size("height"), height.to_string(), "{}", one.id());
                }
            }
        }
    }

    #[test]
    fn a_figure_is_cited_in_the_language_of_the_citation_and_in_no_colours() {
        let asked = Asked::read(&ATLAS, "gap-income").unwrap();
        for (language, link) in [
            (Language::Zh, "#/explore?view=map&lang=zh"),
            (Language::En, "#/explore?view=map&lang=en"),
            (Language::Both, "#/explore?view=map"),
        ] {
            let address = Address { site: "", fragment: "#/explore?view=map&lang=zh&theme=dark" };
            let kit = Kit { theme: ThemeChoice::Dark, address, ..kit(&asked.subject, language) };
            assert_eq!(kit.cited_fragment(), link);
        }
    }

    #[test]
    fn a_frame_is_as_high_as_its_figure_needs() {
        let mut told = String::new();
        for id in [
            "gap-regional",
            "gdp-per-person-tiles",
            "gdp-per-person-years",
            "gap-income",
            "income-ranking",
            "sectors",
            "001-table-1",
        ] {
            let asked = Asked::read(&ATLAS, id).unwrap();
            let [zh, en, both] = Language::ALL.map(|language| kit(&asked.subject, language));
            let all = [&zh, &en, &both]
                .map(|kit| [800, 720, 360].map(|width| kit.frame_height(width, true)));
            let plain = zh.frame_height(720, false);
            let years = if asked.subject.timeline(&ATLAS, &zh.figure()).is_some() { 48 } else { 0 };
            assert_eq!(all[0][1] - plain, years, "{id}: the years are a row of controls");
            assert!(
                all[2][1] > all[0][1] && all[2][1] > all[1][1],
                "{id}: two languages take more"
            );
            told = format!("{told}{id} {all:?}\n");
        }
        expect![[r"
            gap-regional [[1033, 1008, 849], [1108, 1083, 1041], [1280, 1255, 1262]]
            gdp-per-person-tiles [[1274, 1238, 951], [1333, 1296, 1113], [1487, 1450, 1318]]
            gdp-per-person-years [[1047, 1020, 931], [1122, 1095, 1093], [1313, 1286, 1401]]
            gap-income [[669, 669, 615], [669, 669, 636], [742, 742, 729]]
            income-ranking [[1030, 1030, 1096], [1070, 1070, 1161], [1187, 1187, 1313]]
            sectors [[1070, 1096, 1199], [1133, 1152, 1362], [1262, 1306, 1584]]
            001-table-1 [[598, 598, 706], [636, 636, 787], [771, 771, 974]]
        "]]
        .assert_eq(&told);
    }

    #[test]
    fn what_is_pasted_for_the_readers_system_has_both_grounds_in_one_picture() {
        for link in
            ["#/explore?view=map&places=330000", "#/explore?view=tiles", "gdp-per-person-years"]
        {
            let asked = Asked::read(&ATLAS, link).unwrap();
            let auto = kit(&asked.subject, Language::En);
            let [light, dark] = [ThemeChoice::Light, ThemeChoice::Dark]
                .map(|theme| Kit { theme, ..auto }.pasted_block("x").replace("x-d-", "x-l-"));
            let both = auto.pasted_block("x");
            assert!(both.contains("@media screen and (prefers-color-scheme:dark)"), "{link}");
            assert!(both.len() < light.len() * 3 / 2, "{link}: {} for {}", both.len(), light.len());
            // With the values of either ground it is the picture for that ground.
            let svg = |html: &str| {
                let (_, rest) = html.split_once("<svg ").unwrap();
                rest.rsplit_once("</svg>").unwrap().0.replace("x-b-", "x-l-")
            };
            let resolved = |night: bool| {
                let mut parts = both.split("var(--pa-");
                let mut out = parts.next().unwrap().to_owned();
                for part in parts {
                    let (name, rest) = part.split_once(',').unwrap();
                    let (own, rest) = rest.split_once(')').unwrap();
                    let dark = name.split_once('-').map(|(_, dark)| format!("#{dark}"));
                    out.push_str(&dark.filter(|_| night).unwrap_or_else(|| own.to_owned()));
                    out.push_str(rest);
                }
                svg(&out)
            };
            let long = |text: &str| {
                text.replace("\"#fff\"", "\"#ffffff\"").replace("\"#000\"", "\"#000000\"")
            };
            assert_eq!(resolved(false), long(&svg(&light)), "{link}");
            assert_eq!(resolved(true), long(&svg(&dark)), "{link}");
        }
    }

    #[test]
    fn on_paper_folds_are_open_and_links_have_their_address() {
        for id in ["gap-regional", "001-table-1"] {
            let asked = Asked::read(&ATLAS, id).unwrap();
            let kit = Kit { theme: ThemeChoice::Dark, ..kit(&asked.subject, Language::Zh) };
            let printed = kit.printed_block("x");
            assert_eq!(printed.matches("<details").count(), 2, "{id}");
            assert_eq!(printed.matches("<details class=\"pa-fold\" open=\"\" ").count(), 2, "{id}");
            assert!(!printed.contains("#16181d"), "{id}: paper is light");
            // What was not made for paper may be printed with its page.
            assert!(kit.block("x").contains("attr(href)"), "{id}");
        }
    }

    #[test]
    fn words_of_a_poster_stay_on_it() {
        for one in gallery() {
            let subject = Subject::Gallery(one);
            for language in Language::ALL {
                for preset in Preset::ALL {
                    let Some(poster) = kit(&subject, language).poster(preset, "x-") else {
                        continue;
                    };
                    let document = roxmltree::Document::parse(&poster).unwrap();
                    let root = document.root_element();
                    let height: f64 = root.attribute("height").unwrap().parse().unwrap();
                    for text in root.children().filter(|node| node.has_tag_name("text")) {
                        let y: f64 = text.attribute("y").unwrap().parse().unwrap();
                        assert!((0.0..=height).contains(&y), "{} {preset:?} {y}", one.id());
                    }
                }
            }
        }
    }

    #[test]
    fn maps_of_a_flip_book_share_their_classes() {
        let asked = Asked::read(&ATLAS, "gap-regional").unwrap();
        let kit = kit(&asked.subject, Language::Zh);
        let figures = kit.maps_of_years(asked.subject.spec(&ATLAS).unwrap());
        assert_eq!(figures.len(), usize::from(PAGES));
        let labels = |figure: &Figure| -> Vec<String> {
            figure.maps()[0].legend.iter().map(|item| item.label.clone()).collect()
        };
        for (_, figure) in &figures {
            assert_eq!(labels(figure)[..4], labels(&figures[0].1)[..4]);
        }
        let book = kit.flip_book("x-").unwrap().unwrap();
        assert_eq!(wechat::lint(&book), []);
        assert!(book.contains("<animate"));
    }

    #[test]
    fn wechat_gets_what_its_checker_accepts() {
        for id in ["gap-regional", "gap-income", "gdp-per-person-tiles", "gdp-per-person-years"] {
            let asked = Asked::read(&ATLAS, id).unwrap();
            let kit = kit(&asked.subject, Language::En);
            assert_eq!(wechat::lint(&kit.wechat("x-").unwrap().unwrap()), [], "{id}");
            let article = kit.wechat_article("x-").unwrap().unwrap();
            assert_eq!(wechat::lint_article(&article), [], "{id}");
            let office = "National Bureau of Statistics of China";
            assert_eq!(article.matches(office).count(), 1, "{id}");
        }
    }
}
