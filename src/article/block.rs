//! A figure as a block of HTML that is complete by itself: title, picture, legend, years, notes,
//! sources, table, link.
//!
//! Every look is written into the elements, so that the block is the same in any page, in a feed
//! reader, in print, and where style sheets are taken out. One `<style>` inside it is for what elements
//! cannot say of themselves: the picture for a phone, and dark colours where the reader's system asks
//! for them. The running program writes the same block ([`Block::live`]) with controls where the
//! standing one has words of the same height, so that nothing moves when it takes over.

use super::{Address, Picture, Width, ground::dark_values};
use crate::{
    atlas::Lang,
    figure::{Colouring, Figure, MapMarks, MapName, Marks, SourceLine, Table, Years},
    i18n::{article_words, messages, year_span},
    map::{
        choropleth::{colours, credit_of},
        svg::escape,
    },
    spec::{Key, Notice, ThemeChoice},
    theme::Theme,
};
use core::{fmt::Write as _, ops::RangeInclusive};

/// Type of the block: that of the system, so that nothing is loaded.
const FONT: &str = "system-ui,-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',\
                    'Noto Sans CJK SC',sans-serif";

/// Grounds are printed too: without them a legend says nothing.
const PRINTED: &str = "-webkit-print-color-adjust:exact;print-color-adjust:exact";

/// On paper folds cannot be opened, nor links followed.
const ON_PAPER: &str = "@media print{.pa-fold::details-content{content-visibility:visible;\
                        block-size:auto}.pa-fold>div{max-height:none!important;\
                        overflow:visible!important}.pa-foot{height:auto!important;\
                        white-space:normal!important}.pa-foot button{display:none!important}\
                        .pa-foot a::after{content:\" (\" attr(href) \")\";overflow-wrap:anywhere}}";

/// A picture and for whom it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The picture.
    pub picture: Picture,
    /// For which elements.
    pub width: Width,
    /// For which ground; none for a picture whose colours follow the block's.
    pub theme: Option<Theme>,
}

/// The year that a figure shows, and the years that it could show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Years with data.
    pub all: RangeInclusive<u16>,
    /// The year shown.
    pub year: u16,
}

impl Timeline {
    /// The years of a figure that shows a single one of several, as maps, rankings and scatter plots do.
    /// The year is that of the marks, which may be an earlier one than was asked for.
    pub fn of(figure: &Figure, years: Option<Years>) -> Option<Self> {
        let all = years?.all;
        let year = match &figure.marks {
            Marks::Map(marks) => marks.year,
            Marks::Ranking(marks) => marks.year,
            Marks::Scatter(marks) => marks.year,
            _ => return None,
        };
        (all.start() < all.end() && all.contains(&year)).then_some(Self { all, year })
    }

    /// What readers are told where a figure was asked for a year that it does not show: which it shows
    /// instead, or that it has no single year; `None` where it shows the year asked for.
    ///
    /// ```
    /// use prosperity_atlas::{article::Timeline, atlas::Lang};
    /// let shown = Timeline { all: 2006..=2024, year: 2024 };
    /// assert_eq!(Timeline::about_year(Some(&shown), 2024, Lang::En), None);
    /// assert_eq!(
    ///     Timeline::about_year(Some(&shown), 3000, Lang::En).as_deref(),
    ///     Some("There are no data for 3000 (years with data: 2006–2024); 2024 is shown.")
    /// );
    /// ```
    pub fn about_year(shown: Option<&Self>, asked: u16, lang: Lang) -> Option<String> {
        match shown {
            Some(Self { year, .. }) if *year == asked => None,
            Some(Self { all, year }) => {
                let (key, span) = (Key::Time, all.clone());
                Some(Notice::YearOutside { key, given: asked, span, used: *year }.text(lang))
            }
            None => Some(article_words(lang).no_single_year.to_owned()),
        }
    }
}

/// A figure as a block of HTML.
#[derive(Clone, Debug)]
pub struct Block<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// Its language.
    pub lang: Lang,
    /// The same figure in the other language: its title, notes, sources and names in the table stand
    /// beside the figure's own; picture, legend, years and buttons are in one language.
    pub second: Option<&'a Figure>,
    /// Light, dark, or as the reader's system is set.
    pub theme: ThemeChoice,
    /// Pictures; of several that suit, the first. None for tables.
    pub pictures: &'a [Variant],
    /// The years, where there are several.
    pub timeline: Option<Timeline>,
    /// What of the text that asked for it was not taken as written, in sentences.
    pub notices: &'a [String],
    /// Where the figure stands for good.
    pub address: Address<'a>,
    /// Whether the running program fills the block: then it has controls, and an empty box for the
    /// picture.
    pub live: bool,
}

/// Colours of words and lines around a picture.
pub(super) struct Inks {
    pub(super) page: &'static str,
    pub(super) text: &'static str,
    pub(super) muted: &'static str,
    line: &'static str,
    accent: &'static str,
    pub(super) no_data: &'static str,
    pub(super) no_data_line: &'static str,
}

impl Inks {
    pub(super) const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self {
                page: "#ffffff",
                text: "#1b1e23",
                muted: "#5a616b",
                line: "#d9dde2",
                accent: "#0b5c8a",
                no_data: "#eceef0",
                no_data_line: "#aeb4bc",
            },
            Theme::Dark => Self {
                page: "#16181d",
                text: "#e8eaed",
                muted: "#a3abb6",
                line: "#343941",
                accent: "#7cc0e8",
                no_data: "#23262c",
                no_data_line: "#555c66",
            },
        }
    }

    /// The names by which a style sheet may replace them, with their colours.
    const fn named(&self) -> [(&'static str, &'static str); 5] {
        [
            ("page", self.page),
            ("text", self.text),
            ("muted", self.muted),
            ("line", self.line),
            ("accent", self.accent),
        ]
    }
}

/// The theme in which a choice is drawn before anything is known of the reader.
const fn first_theme(choice: ThemeChoice) -> Theme {
    match choice {
        ThemeChoice::Dark => Theme::Dark,
        ThemeChoice::Auto | ThemeChoice::Light => Theme::Light,
    }
}

/// The themes in which the pictures of a choice are drawn.
pub const fn themes_of(choice: ThemeChoice) -> &'static [Theme] {
    match choice {
        ThemeChoice::Auto => &[Theme::Light, Theme::Dark],
        ThemeChoice::Light => &[Theme::Light],
        ThemeChoice::Dark => &[Theme::Dark],
    }
}

const fn theme_class(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "pa-light",
        Theme::Dark => "pa-dark",
    }
}

impl Block<'_> {
    /// The block: one `figure` element.
    pub fn to_html(&self) -> String {
        let Self { figure, lang, .. } = self;
        let colour = |name| self.colour(name);
        let kind = match (self.theme, self.has_two_widths()) {
            (ThemeChoice::Auto, true) => " pa-auto pa-two",
            (ThemeChoice::Auto, false) => " pa-auto",
            (_, true) => " pa-two",
            (_, false) => "",
        };
        let mut out = format!(
            "<figure class=\"pa-figure{kind}\" lang=\"{}\" style=\"box-sizing:border-box;\
             max-width:752px;margin:0 auto;padding:16px;background:{};color:{};\
             font:14px/1.5 {FONT};text-align:start;container-type:inline-size\">\n{}",
            lang.tag(),
            colour("page"),
            colour("text"),
            self.rules(),
        );
        self.heading(&mut out);
        self.box_of_pictures(&mut out);
        if let Some(marks) = figure.maps().first() {
            self.legend(marks, &mut out);
        }
        self.years(&mut out);
        self.words_below(&mut out);
        self.folds(&mut out);
        self.foot(&mut out);
        out.push_str("</figure>\n");
        out
    }

    /// A colour by its name; where the reader's system decides, one that the rules may replace.
    fn colour(&self, name: &str) -> String {
        let inks = Inks::of(first_theme(self.theme)).named();
        let own = inks.iter().find(|(one, _)| *one == name).map_or("inherit", |(_, ink)| *ink);
        match self.theme {
            ThemeChoice::Auto => format!("var(--pa-{name},{own})"),
            ThemeChoice::Light | ThemeChoice::Dark => own.to_owned(),
        }
    }

    /// What elements cannot say of themselves.
    fn rules(&self) -> String {
        // Blocks of other choices may stand in the same page: each rule is for its own kind alone.
        let mut rules = String::from(ON_PAPER);
        if self.has_two_widths() {
            let _ = write!(
                rules,
                "@container (max-width:{}px){{.pa-two .pa-wide{{display:none!important}}\
                 .pa-two .pa-narrow{{display:block!important}}}}",
                Width::NARROW_TO
            );
        }
        if self.theme == ThemeChoice::Auto {
            rules.push_str(
                "@media screen and (prefers-color-scheme:dark){.pa-auto{color-scheme:dark;",
            );
            for (name, ink) in Inks::of(Theme::Dark).named() {
                let _ = write!(rules, "--pa-{name}:{ink};");
            }
            rules.push_str(&self.dark_values());
            rules.push_str(
                "}.pa-auto .pa-light{display:none!important}\
                 .pa-auto .pa-dark{display:block!important}}",
            );
        }
        format!("<style>{rules}</style>\n")
    }

    /// Colours that pictures for both grounds have on a dark one.
    fn dark_values(&self) -> String {
        let of_both = self.pictures.iter().filter(|one| one.theme.is_none());
        dark_values(of_both.map(|one| one.picture.svg.as_str()))
    }

    /// Whether there is a picture for phones too.
    fn has_two_widths(&self) -> bool {
        self.pictures.iter().any(|one| one.width == Width::Narrow)
    }

    fn heading(&self, out: &mut String) {
        let muted = self.colour("muted");
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<figcaption style=\"margin:0 0 10px\">\
             <strong class=\"pa-title\" style=\"display:block;font-size:19px;line-height:1.35;font-weight:650\">{}</strong>\
             <span class=\"pa-subtitle\" style=\"display:block;margin-top:4px;color:{muted}\">{}</span>",
            escape(&self.figure.title),
            escape(&self.figure.subtitle),
        );
        if self.second.is_some() {
            let _ = write!(
                out,
                "<span class=\"pa-second\" lang=\"{}\" style=\"display:block;margin-top:8px\">{}</span>",
                self.lang.other().tag(),
                self.second_heading()
            );
        }
        out.push_str("</figcaption>\n");
    }

    /// Title and subtitle in the other language; empty where one is wanted.
    pub fn second_heading(&self) -> String {
        let of = |second: &Figure| {
            format!(
                "<strong>{}</strong><br><span style=\"color:{}\">{}</span>",
                escape(&second.title),
                self.colour("muted"),
                escape(&second.subtitle)
            )
        };
        self.second.map(of).unwrap_or_default()
    }

    fn box_of_pictures(&self, out: &mut String) {
        if let Some(why) = self.figure.nothing() {
            let _ = writeln!(out, "<p style=\"margin:16px 0\">{}</p>", escape(why));
            return;
        }
        if self.live {
            out.push_str("<div class=\"pa-box\" data-part=\"picture\"></div>\n");
            return;
        }
        let of_theme = |theme| self.pictures.iter().filter(move |one| one.theme == theme);
        let grounds = themes_of(self.theme).iter().copied().map(Some).chain([None]);
        for (at, theme) in grounds.enumerate() {
            if of_theme(theme).next().is_none() {
                continue;
            }
            let hidden = if at == 0 || theme.is_none() { "" } else { " style=\"display:none\"" };
            let _ = write!(out, "<div class=\"{}\"{hidden}>", theme.map_or("pa-both", theme_class));
            for (at, one) in of_theme(theme).enumerate() {
                let hidden = if at == 0 { "" } else { ";display:none" };
                let height = if self.figure.maps().is_empty() {
                    format!("height:{}px", one.picture.height)
                } else {
                    "height:auto".to_owned()
                };
                let _ = write!(
                    out,
                    "<div class=\"pa-{}\" style=\"{height}{hidden}\">{}</div>",
                    one.width.code(),
                    self.filling(&one.picture.svg)
                );
            }
            out.push_str("</div>\n");
        }
    }

    /// The table; where two languages are wanted, with caption, headings and names of rows in both.
    pub fn table(&self) -> String {
        let second = self.second.map(|second| (&second.table, self.lang.other()));
        table_html(&self.figure.table, second)
    }

    /// A document that fills its box. A map says itself what it shows, a chart does not.
    fn filling(&self, svg: &str) -> String {
        let (height, named) = if self.figure.maps().is_empty() {
            ("100%", format!("role=\"img\" aria-label=\"{}\" ", escape(&self.figure.alt)))
        } else {
            ("auto", String::new())
        };
        let root = format!("<svg style=\"display:block;width:100%;height:{height}\" {named}");
        svg.replacen("<svg ", &root, 1)
    }

    fn legend(&self, marks: &MapMarks, out: &mut String) {
        for (at, theme) in themes_of(self.theme).iter().enumerate() {
            let hidden = if at == 0 { "" } else { ";display:none" };
            let _ = writeln!(
                out,
                "<div class=\"pa-legend {}\" style=\"margin-top:8px;font-size:13px{hidden}\">{}</div>",
                theme_class(*theme),
                legend_html(marks, *theme)
            );
        }
    }

    /// The years: words, or a slider of the same height.
    fn years(&self, out: &mut String) {
        let Some(Timeline { all, year }) = &self.timeline else { return };
        let (words, (from, to)) = (article_words(self.lang), (all.start(), all.end()));
        let _ = write!(
            out,
            "<div class=\"pa-time\" style=\"display:flex;align-items:center;gap:10px;height:40px;\
             margin-top:8px;color:{}\">",
            self.colour("muted")
        );
        if self.live {
            let _ = write!(
                out,
                "<button type=\"button\" data-action=\"play\" aria-pressed=\"false\" \
                 aria-label=\"{}\">▶</button><span aria-hidden=\"true\">{from}</span>\
                 <input type=\"range\" data-action=\"year\" min=\"{from}\" max=\"{to}\" step=\"1\" \
                 value=\"{year}\" aria-label=\"{}\"><span aria-hidden=\"true\">{to}</span>\
                 <output data-part=\"year\" role=\"status\">{year}</output>",
                words.play, words.year_slider,
            );
        } else {
            let (colon, open, close, data) = match self.lang {
                Lang::Zh => ("：", "（", "）", "有数据的年份："),
                Lang::En => (": ", " (", ")", "data for "),
            };
            let _ = write!(
                out,
                "<span>{}{colon}<strong>{year}</strong>{open}{data}{}{close}</span>",
                words.year,
                year_span(all),
            );
        }
        out.push_str("</div>\n");
    }

    /// Remarks, notes, source, credit of boundaries.
    fn words_below(&self, out: &mut String) {
        let muted = self.colour("muted");
        let _ = writeln!(
            out,
            "<div class=\"pa-below\" data-part=\"below\" style=\"margin-top:8px;font-size:12.5px;color:{muted}\">{}</div>",
            self.below()
        );
    }

    /// What stands below the picture and changes with it.
    pub fn below(&self) -> String {
        let mut out = String::new();
        for notice in self.notices {
            let _ = write!(
                out,
                "<p class=\"pa-notice\" style=\"margin:0 0 4px;font-weight:600\">{}</p>",
                escape(notice)
            );
        }
        let told = |out: &mut String, figure: &Figure, lang: Lang| {
            let (notes, source) = (&figure.notes, &figure.source_line);
            for remark in &figure.remarks {
                let _ = write!(out, "<p style=\"margin:0 0 4px\">{}</p>", escape(remark));
            }
            if !notes.is_empty() {
                let _ = write!(out, "<p style=\"margin:0 0 4px\">{}", messages(lang).notes);
                out.push_str(lang.pick("：", ": "));
                for note in notes {
                    let _ = write!(out, "{} ", escape(note));
                }
                out.push_str("</p>");
            }
            let _ = write!(out, "<p style=\"margin:0 0 4px\">{}</p>", escape(source));
            if has_boundaries(figure) {
                let credit = escape(credit_of(lang));
                let _ = write!(out, "<p style=\"margin:0 0 4px;font-size:11px\">{credit}</p>");
            }
        };
        told(&mut out, self.figure, self.lang);
        if let Some(second) = self.second {
            let lang = self.lang.other();
            let _ = write!(out, "<div lang=\"{}\">", lang.tag());
            told(&mut out, second, lang);
            out.push_str("</div>");
        }
        out
    }

    fn folds(&self, out: &mut String) {
        let words = article_words(self.lang);
        let fold = |part: &str, name: &str, open: bool, content: &str| {
            // With a value, the block is well-formed XML but for its void elements.
            let open = if open { " open=\"\"" } else { "" };
            format!(
                "<details class=\"pa-fold\" data-fold=\"{part}\"{open} style=\"margin-top:4px;\
                 border-top:1px solid {}\"><summary style=\"padding:7px 0;cursor:pointer\">{name}\
                 </summary><div data-part=\"{part}\" tabindex=\"0\" role=\"region\" \
                 aria-label=\"{name}\" style=\"overflow-x:auto;max-height:420px\">{content}</div>\
                 </details>\n",
                self.colour("line"),
            )
        };
        let is_table = self.pictures.is_empty() && !self.live || self.is_table();
        out.push_str(&fold("table", words.table, is_table, &self.table()));
        out.push_str(&fold("sources", words.sources, false, &self.sources()));
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self.figure.marks, Marks::Table)
    }

    /// Every source in full; where two languages are wanted, in both.
    pub fn sources(&self) -> String {
        let mut list = source_list(&self.figure.sources);
        if let Some(second) = self.second {
            let _ = write!(
                list,
                "<div lang=\"{}\">{}</div>",
                self.lang.other().tag(),
                source_list(&second.sources)
            );
        }
        list
    }

    /// The last row: the link, and the controls of the running program.
    fn foot(&self, out: &mut String) {
        let words = article_words(self.lang);
        let _ = write!(
            out,
            "<div class=\"pa-foot\" style=\"display:flex;align-items:center;gap:12px;height:36px;\
             border-top:1px solid {};white-space:nowrap\">",
            self.colour("line")
        );
        if self.address.site.is_empty() {
            out.push_str("<span>共富图谱 · Prosperity Atlas</span>");
        } else {
            let _ = write!(
                out,
                "<a data-part=\"link\" href=\"{}\" target=\"_blank\" rel=\"noopener\" \
                 style=\"color:{}\">{}</a>",
                escape(&self.address.link()),
                self.colour("accent"),
                words.open
            );
        }
        if self.live {
            let _ = write!(
                out,
                "<span style=\"flex:1\"></span>\
                 <button type=\"button\" data-action=\"csv\" aria-label=\"{download} CSV\">CSV</button>\
                 <button type=\"button\" data-action=\"language\" lang=\"{}\" aria-label=\"{}\">{}</button>",
                self.lang.other().tag(),
                words.to_other_language,
                words.other_language,
                download = words.download,
            );
        }
        out.push_str("</div>\n");
    }
}

/// Sources, each in full.
fn source_list(sources: &[SourceLine]) -> String {
    let mut list = String::from("<ul style=\"margin:0 0 8px;padding-left:18px\">");
    for source in sources {
        let parts =
            [&source.publisher, &source.table, &source.where_found, &source.licence, &source.note];
        let more: Vec<String> =
            parts.into_iter().filter(|one| !one.is_empty()).map(|one| escape(one)).collect();
        let _ = write!(
            list,
            "<li><strong>{}</strong> {}</li>",
            escape(&source.office),
            more.join(" · ")
        );
    }
    list + "</ul>"
}

/// Whether a figure shows boundaries, whose source must be named.
pub(super) fn has_boundaries(figure: &Figure) -> bool {
    figure.maps().first().is_some_and(|marks| marks.map != MapName::Tiles)
}

/// What is in a legend: its unit, in whose place the running program says what is pointed at, and its
/// classes.
pub fn legend_html(marks: &MapMarks, theme: Theme) -> String {
    let mut out = format!(
        "<div class=\"pa-unit\" data-part=\"readout\" style=\"white-space:nowrap;overflow:hidden;\
         text-overflow:ellipsis\">{}</div>",
        escape(&marks.legend_unit)
    );
    legend_classes(marks, theme, &mut out);
    out
}

/// The classes of a legend, or its run of colours, with the hatch of places without data.
fn legend_classes(marks: &MapMarks, theme: Theme, out: &mut String) {
    let colours = colours(marks, theme);
    let inks = Inks::of(theme);
    out.push_str("<div style=\"display:flex;flex-wrap:wrap;gap:2px 14px;align-items:center\">");
    if let Colouring::Continuous { least, greatest } = &marks.colouring {
        let _ = write!(out, "<span>{}</span><span style=\"display:inline-flex\">", escape(least));
        for colour in &colours {
            let _ = write!(
                out,
                "<span style=\"width:6px;height:12px;background:{colour};{PRINTED}\"></span>"
            );
        }
        let _ = write!(out, "</span><span>{}</span>", escape(greatest));
    }
    for item in &marks.legend {
        let ground = match item.class.and_then(|class| colours.get(class)) {
            Some(colour) => colour.clone(),
            None => format!(
                // Slanted as the hatch of the map is.
                "repeating-linear-gradient(135deg,{} 0 1px,{} 1px 5px)",
                inks.no_data_line, inks.no_data
            ),
        };
        let _ = write!(
            out,
            "<span style=\"display:inline-flex;align-items:center;gap:5px\">\
             <span style=\"width:14px;height:12px;background:{ground};{PRINTED}\"></span>{} <small>{}</small></span>",
            escape(&item.label),
            item.count
        );
    }
    out.push_str("</div>");
}

/// A text, followed by the same in the other language where that says something else.
fn in_both(own: &str, second: Option<(&str, Lang)>) -> String {
    let second = second.filter(|(text, _)| !text.is_empty() && *text != own);
    let second = second.map(|(text, lang)| {
        format!(
            "<br><span lang=\"{}\" style=\"font-weight:400\">{}</span>",
            lang.tag(),
            escape(text)
        )
    });
    escape(own) + &second.unwrap_or_default()
}

/// A table, with its look in its elements. Of the same table in the other language, caption, headings
/// and names of rows stand beside its own; numbers are written once.
fn table_html(table: &Table, second: Option<(&Table, Lang)>) -> String {
    let number = " style=\"text-align:right;padding:2px 8px;font-variant-numeric:tabular-nums\"";
    let word = " style=\"text-align:start;padding:2px 8px\"";
    // The same rows in the same order, or none of them: names beside another place's would be wrong.
    let places = |of: &Table| of.rows.iter().map(|row| row.place).collect::<Vec<_>>();
    let second = second.filter(|(other, _)| {
        other.columns.len() == table.columns.len() && places(other) == places(table)
    });
    let caption = second.map(|(other, lang)| (other.caption.as_str(), lang));
    let mut html = format!(
        "<table style=\"border-collapse:collapse;font-size:13px\"><caption style=\"text-align:start\">\
         {}</caption><thead><tr>",
        in_both(&table.caption, caption)
    );
    for (at, column) in table.columns.iter().enumerate() {
        let look = if column.numeric { number } else { word };
        let other = second.and_then(|(other, lang)| Some((&*other.columns.get(at)?.label, lang)));
        let _ = write!(html, "<th scope=\"col\"{look}>{}</th>", in_both(&column.label, other));
    }
    html.push_str("</tr></thead><tbody>\n");
    for (line, row) in table.rows.iter().enumerate() {
        html.push_str("<tr>");
        for (at, cell) in row.cells.iter().enumerate() {
            let is_number = cell.number.is_some() || !cell.missing.is_empty();
            let look = if is_number { number } else { word };
            let title = if cell.missing.is_empty() {
                String::new()
            } else {
                format!(" title=\"{}\"", escape(&cell.missing))
            };
            let other = second.filter(|_| !is_number).and_then(|(other, lang)| {
                Some((&*other.rows.get(line)?.cells.get(at)?.text, lang))
            });
            let (open, close) = if at == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let _ = write!(html, "<{open}{look}{title}>{}</{close}>", in_both(&cell.text, other));
        }
        html.push_str("</tr>\n");
    }
    html + "</tbody></table>"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        figure::{figure, gallery},
        spec::{parse, tests::ATLAS},
    };

    #[test]
    fn years_stand_below_figures_of_one_year_and_name_the_year_that_is_shown() {
        let of = |id: &str| {
            let one = gallery().find(|one| one.id() == id).unwrap();
            Timeline::of(&one.figure(&ATLAS, Lang::En), one.years(&ATLAS))
        };
        for id in ["gap-regional", "gdp-per-person-tiles", "income-ranking"] {
            let Timeline { all, year } = of(id).unwrap();
            assert!(all.contains(&year) && all.start() < all.end(), "{id}");
        }
        // Lines over the years, maps of several, pairs of years, shares of parts that end earlier than
        // their whole, tables, years of a document.
        for id in [
            "gap-income",
            "gdp-per-person-years",
            "gap-services",
            "sectors",
            "001-table-1",
            "zhejiang-income-rural",
        ] {
            assert_eq!(of(id), None, "{id}");
        }
    }

    #[test]
    fn in_two_languages_the_table_and_the_sources_are_in_both() {
        let spec = parse(&ATLAS, "#/explore?view=map&time=2015").0;
        let [own, other] = [Lang::Zh, Lang::En].map(|lang| figure(&ATLAS, &spec, lang));
        let of = |second| {
            let block = Block {
                figure: &own,
                lang: Lang::Zh,
                second,
                theme: ThemeChoice::Light,
                pictures: &[],
                timeline: None,
                notices: &[],
                address: Address { site: "", fragment: "#/explore" },
                live: false,
            };
            (block.table(), block.sources(), block.below())
        };
        let (table, sources, below) = of(Some(&other));
        let (own_table, own_sources, _) = of(None);
        for (at, column) in own.table.columns.iter().enumerate() {
            let english = escape(&other.table.columns[at].label);
            assert!(table.contains(&escape(&column.label)), "{}", column.label);
            assert!(table.contains(&english), "{english}");
        }
        assert!(!own_table.contains("lang=\"en\""), "one language is one language");
        assert!(table.contains("北京市<br><span lang=\"en\""), "{table}");
        assert!(table.contains(">Beijing Municipality</span></th>"));
        // Numbers are written once.
        assert_eq!(table.matches("118,986").count(), own_table.matches("118,986").count());
        assert!(!own_sources.contains("<div lang"));
        let (chinese, english) = sources.split_once("<div lang=\"en\">").unwrap();
        assert!(chinese.contains("<strong>国家统计局</strong>"));
        assert!(english.contains("<strong>National Bureau of Statistics of China</strong>"));
        let (chinese, english) = below.split_once("<div lang=\"en\">").unwrap();
        assert!(chinese.contains(&*own.source_line) && english.contains(&*other.source_line));
        // A table of other places is another one.
        let mut apart = other.clone();
        apart.table.rows.reverse();
        assert!(!of(Some(&apart)).0.contains("Beijing"));
    }

    #[test]
    fn a_year_that_a_figure_does_not_show_is_told() {
        let shown = Timeline { all: 2006..=2024, year: 2006 };
        let told = |shown, asked| Timeline::about_year(shown, asked, Lang::Zh);
        assert_eq!(told(Some(&shown), 2006), None);
        assert_eq!(
            told(Some(&shown), 1066).as_deref(),
            Some("1066 年没有数据（有数据的年份：2006–2024），已显示 2006 年。")
        );
        assert_eq!(told(None, 2006).as_deref(), Some("这幅图不是单一年份的图，不能换年份。"));
    }

    #[test]
    fn the_hatch_of_a_legend_is_slanted_as_that_of_the_map_in_page_and_article() {
        let shown = figure(&ATLAS, &parse(&ATLAS, "#/explore?view=map&time=2015").0, Lang::Zh);
        let marks = shown.maps().first().unwrap();
        assert!(
            marks.legend.iter().any(|item| item.class.is_none()),
            "a map with places without data"
        );
        let hatch = "repeating-linear-gradient(135deg,#aeb4bc 0 1px,#eceef0 1px 5px)";
        assert!(legend_html(marks, Theme::Light).contains(hatch));
        let page: String = include_str!("../../css/main.css").split_whitespace().collect();
        assert!(page.contains(
            ".swatch.no-data{background:repeating-linear-gradient(135deg,\
             var(--map-no-data-line)01px,var(--map-no-data)1px5px);"
        ));
    }

    #[test]
    fn a_chart_in_a_block_has_its_alternative_text() {
        let shown = figure(&ATLAS, &parse(&ATLAS, "#/explore?view=trend").0, Lang::Zh);
        let picture = Picture { svg: "<svg width=\"9\"></svg>".into(), width: 9, height: 4 };
        let pictures = [Variant { picture, width: Width::Wide, theme: Some(Theme::Light) }];
        let block = Block {
            figure: &shown,
            lang: Lang::Zh,
            second: None,
            theme: ThemeChoice::Light,
            pictures: &pictures,
            timeline: None,
            address: Address { site: "", fragment: "#/explore?view=trend" },
            notices: &[],
            live: false,
        };
        let named = format!("role=\"img\" aria-label=\"{}\" width=\"9\">", escape(&shown.alt));
        assert!(block.to_html().contains(&named));
    }
}
