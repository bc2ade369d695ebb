//! A figure as one SVG document that needs nothing around it: title, picture, legend, source, credit.
//!
//! It is what is saved as SVG, and what a browser or `xtask` turns into PNG. Its type is that of the
//! reader's system; widths are estimated without a font, with room to spare.

use super::{
    Address, ChartPlan, Picture, Width,
    block::{Inks, has_boundaries},
    picture::placed,
};
use crate::{
    atlas::Lang,
    chart::{ChartError, ChartSize, ChartTheme, height_for_rows, option},
    figure::{Colouring, Figure, MapMarks, Marks},
    map::{
        choropleth::{colours, credit_of},
        svg::{FONT, escape, text_width, wrap},
    },
    theme::Theme,
};
use core::fmt::Write as _;

/// Shape of a poster. Twice as many pixels are made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// As wide as the column of a page, as high as need be.
    Figure,
    /// 1080 pixels wide, as high as need be: for an article read on a phone.
    Article,
    /// 16:9, for slides.
    Slide,
    /// A square.
    Square,
    /// 3:4, as 小红书 shows pictures.
    Portrait,
}

impl Preset {
    /// Every shape, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Figure, Self::Article, Self::Slide, Self::Square, Self::Portrait];

    /// Its name in names of files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Article => "article",
            Self::Slide => "slide",
            Self::Square => "square",
            Self::Portrait => "portrait",
        }
    }

    /// Width in CSS pixels, and the height where it is given.
    pub const fn size(self) -> (u32, Option<u32>) {
        match self {
            Self::Figure => (720, None),
            Self::Article => (540, None),
            Self::Slide => (960, Some(540)),
            Self::Square => (540, Some(540)),
            Self::Portrait => (540, Some(720)),
        }
    }
}

/// Space around everything, in CSS pixels.
const MARGIN: f64 = 20.0;
/// Type sizes and what a line of them takes, in CSS pixels.
const TITLE: [f64; 2] = [19.0, 26.0];
const SUBTITLE: [f64; 2] = [13.0, 19.0];
const LEGEND: [f64; 2] = [12.0, 18.0];
const SMALL: [f64; 2] = [10.5, 15.0];
/// The fewest pixels that a picture is left, however many words there are.
const LEAST: f64 = 120.0;

/// A line of words.
struct Line {
    text: String,
    size: f64,
    ink: &'static str,
    bold: bool,
    /// Its base line, from the upper edge.
    y: f64,
}

/// A figure as one document.
#[derive(Clone, Debug)]
pub struct Poster<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// The same figure in the other language, whose title stands below.
    pub second: Option<&'a Figure>,
    /// Its language.
    pub lang: Lang,
    /// Its ground.
    pub theme: Theme,
    /// Its shape.
    pub preset: Preset,
    /// Where the figure stands for good.
    pub address: Address<'a>,
}

/// Where things lie.
struct Plan {
    lines: Vec<Line>,
    /// Upper edge of the picture, and its height where the shape decides.
    top: f64,
    high: Option<f64>,
    /// What stands below the picture, from its lower edge.
    below: Vec<Line>,
    legend: Vec<Entry>,
    below_height: f64,
}

/// An entry of the legend with its place, from the left and from the legend's upper edge.
struct Entry {
    /// None for places without data, which are hatched.
    colour: Option<String>,
    label: String,
    x: f64,
    y: f64,
}

impl Poster<'_> {
    fn room(&self) -> f64 {
        f64::from(self.preset.size().0) - 2.0 * MARGIN
    }

    fn plan(&self) -> Plan {
        let inks = Inks::of(self.theme);
        let room = self.room();
        let mut y = MARGIN;
        let mut lines = Vec::new();
        let write =
            |lines: &mut Vec<Line>, y: &mut f64, text: &str, [size, high]: [f64; 2], ink, bold| {
                // Estimated widths of bold type are a little short.
                let room = if bold { room * 0.95 } else { room };
                for text in wrap(text, room, size) {
                    *y += high;
                    lines.push(Line { text, size, ink, bold, y: *y - high * 0.28 });
                }
            };
        write(&mut lines, &mut y, &self.figure.title, TITLE, inks.text, true);
        write(&mut lines, &mut y, &self.figure.subtitle, SUBTITLE, inks.muted, false);
        if let Some(second) = self.second {
            y += 4.0;
            write(&mut lines, &mut y, &second.title, SUBTITLE, inks.text, true);
            write(&mut lines, &mut y, &second.subtitle, SUBTITLE, inks.muted, false);
        }
        let top = y + 8.0;
        let (legend, legend_height) = self.legend();
        let (mut below, mut under) = (Vec::new(), legend_height + 6.0);
        for remark in &self.figure.remarks {
            write(&mut below, &mut under, remark, SMALL, inks.muted, false);
        }
        // A poster of a given height has no room for notes; they stand with its table.
        if self.preset.size().1.is_none() {
            for note in &self.figure.notes {
                write(&mut below, &mut under, note, SMALL, inks.muted, false);
            }
        }
        write(&mut below, &mut under, &self.figure.source_line, SMALL, inks.muted, false);
        if has_boundaries(self.figure) {
            write(&mut below, &mut under, credit_of(self.lang), SMALL, inks.muted, false);
        }
        let own = if self.address.site.is_empty() {
            "共富图谱 · Prosperity Atlas".to_owned()
        } else {
            format!("共富图谱 · Prosperity Atlas · {}", self.address.site)
        };
        write(&mut below, &mut under, &own, SMALL, inks.muted, false);
        let below_height = under + MARGIN;
        let high = self.preset.size().1.map(|all| (f64::from(all) - top - below_height).max(LEAST));
        Plan { lines, top, high, below, legend, below_height }
    }

    /// The legend's entries in lines, with its height.
    fn legend(&self) -> (Vec<Entry>, f64) {
        let Some(marks) = self.figure.maps().first() else { return (Vec::new(), 0.0) };
        let [size, line] = LEGEND;
        let colours = colours(marks, self.theme);
        let (mut x, mut y) = (text_width(&marks.legend_unit, size) + 16.0, line);
        let mut entries = Vec::new();
        if matches!(marks.colouring, Colouring::Continuous { .. }) {
            // The run of colours has a line of its own.
            (x, y) = (0.0, 2.0 * line);
        }
        for item in &marks.legend {
            let label = format!("{} ({})", item.label, item.count);
            let wide = 20.0 + text_width(&label, size) + 14.0;
            if x + wide > self.room() && x > 0.0 {
                (x, y) = (0.0, y + line);
            }
            let colour = item.class.and_then(|class| colours.get(class).cloned());
            entries.push(Entry { colour, label, x, y });
            x += wide;
        }
        (entries, y + 6.0)
    }

    /// What ECharts has to draw for this shape; none for maps, tables and figures of nothing.
    ///
    /// # Errors
    /// [`ChartError`] where the marks cannot be drawn.
    pub fn chart_plan(&self) -> Option<Result<ChartPlan, ChartError>> {
        if !self.figure.maps().is_empty()
            || matches!(self.figure.marks, Marks::Table | Marks::Nothing(_))
        {
            return None;
        }
        let room = self.room();
        let needed = f64::from(height_for_rows(self.figure).unwrap_or(0));
        let (width, height) = match self.plan().high {
            // Drawn as large as its rows need, and made smaller as a whole.
            Some(high) if needed > high => (room * needed / high, needed),
            Some(high) => (room, high),
            None if needed > 0.0 => (room, needed),
            None => (room, if room > f64::from(Width::NARROW_TO) { 420.0 } else { 340.0 }),
        };
        let size = ChartSize { width: pixels(width), height: pixels(height) };
        let made = option(self.figure, &ChartTheme::of(self.theme), size, false)?;
        Some(made.map(|option| ChartPlan { option, width: size.width, height: size.height }))
    }

    /// The width for which a map is drawn.
    pub fn map_width(&self) -> u32 {
        pixels(self.room())
    }

    /// The document around a picture; none for tables and figures of nothing, which need none.
    pub fn to_svg(&self, picture: Option<&Picture>) -> String {
        let plan = self.plan();
        let inks = Inks::of(self.theme);
        let width = self.preset.size().0;
        let natural = picture.map_or(0.0, |picture| {
            self.room() * f64::from(picture.height) / f64::from(picture.width.max(1))
        });
        let high = plan.high.unwrap_or(natural);
        let bottom = plan.top + high;
        let height = self.preset.size().1.map_or(bottom + plan.below_height, f64::from).ceil();
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"{}\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{FONT}\" \
             role=\"img\" aria-label=\"{}\">\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            self.lang.tag(),
            escape(&self.figure.alt),
            inks.page,
        );
        write_lines(&plan.lines, 0.0, &mut out);
        if let Some(picture) = picture {
            out.push_str(&placed(&picture.svg, [MARGIN, plan.top, self.room(), high]));
            out.push('\n');
        }
        self.write_legend(&plan, bottom, &mut out);
        write_lines(&plan.below, bottom, &mut out);
        out.push_str("</svg>\n");
        out
    }

    fn write_legend(&self, plan: &Plan, top: f64, out: &mut String) {
        let Some(marks) = self.figure.maps().first() else { return };
        let inks = Inks::of(self.theme);
        let [size, line] = LEGEND;
        let _ = writeln!(
            out,
            "<g font-size=\"{size}\" fill=\"{}\"><text x=\"{MARGIN}\" y=\"{:.1}\">{}</text>",
            inks.text,
            top + line,
            escape(&marks.legend_unit)
        );
        self.write_run(marks, top + 2.0 * line, out);
        for Entry { colour, label, x, y } in &plan.legend {
            let (x, y) = (x + MARGIN, y + top);
            let fill = colour.as_deref().unwrap_or(inks.no_data);
            let _ = write!(
                out,
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"14\" height=\"11\" fill=\"{fill}\"/>",
                y - 10.0
            );
            if colour.is_none() {
                let _ = write!(
                    out,
                    "<path d=\"{}\" stroke=\"{}\" fill=\"none\"/>",
                    hatch([x, y - 10.0]),
                    inks.no_data_line,
                );
            }
            let _ =
                writeln!(out, "<text x=\"{:.1}\" y=\"{y:.1}\">{}</text>", x + 20.0, escape(label));
        }
        out.push_str("</g>\n");
    }

    /// The even run of colours of a map without classes, between its ends.
    fn write_run(&self, marks: &MapMarks, y: f64, out: &mut String) {
        let Colouring::Continuous { least, greatest } = &marks.colouring else { return };
        let [size, _] = LEGEND;
        let mut x = MARGIN + text_width(least, size) + 8.0;
        let _ = write!(out, "<text x=\"{MARGIN}\" y=\"{y:.1}\">{}</text>", escape(least));
        for colour in colours(marks, self.theme) {
            let _ = write!(
                out,
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"6\" height=\"11\" fill=\"{colour}\"/>",
                y - 10.0
            );
            x += 6.0;
        }
        let _ =
            writeln!(out, "<text x=\"{:.1}\" y=\"{y:.1}\">{}</text>", x + 8.0, escape(greatest));
    }
}

/// Strokes over a swatch of 14 by 11 pixels, slanted as the hatch of the map is, from its upper left
/// corner on.
fn hatch([left, top]: [f64; 2]) -> String {
    const STROKES: [[f64; 4]; 3] =
        [[3.5, 0.0, 0.0, 3.5], [10.5, 0.0, 0.0, 10.5], [14.0, 3.5, 6.5, 11.0]];
    let stroke = |[x1, y1, x2, y2]: [f64; 4]| {
        format!("M{:.1} {:.1}L{:.1} {:.1}", left + x1, top + y1, left + x2, top + y2)
    };
    STROKES.map(stroke).concat()
}

fn write_lines(lines: &[Line], top: f64, out: &mut String) {
    for Line { text, size, ink, bold, y } in lines {
        let weight = if *bold { " font-weight=\"600\"" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<text x=\"{MARGIN}\" y=\"{:.1}\" font-size=\"{size}\"{weight} fill=\"{ink}\">{}</text>",
            y + top,
            escape(text)
        );
    }
}

/// A length in whole pixels.
fn pixels(length: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and the most that a picture may have"
    )]
    let whole = length.round().clamp(1.0, 20_000.0) as u32;
    whole
}
