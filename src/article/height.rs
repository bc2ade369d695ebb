//! How high a figure's block will be, told without a browser: for frames, which must be given a height
//! before anything is in them.

use super::Block;
use crate::{
    figure::Colouring,
    i18n::messages,
    map::{
        choropleth::credit_of,
        svg::{text_width, wrap},
    },
};

/// The widest that a block becomes, and what of its width its own margins take, in CSS pixels.
const WIDEST: u32 = 752;
const MARGINS: u32 = 32;

/// Type sizes and what a line of them takes, in CSS pixels, as [`Block`] writes them.
const TITLE: [f64; 2] = [19.0, 25.65];
const TEXT: [f64; 2] = [14.0, 21.0];
const BELOW: [f64; 2] = [12.5, 18.75];
const CREDIT: [f64; 2] = [11.0, 16.5];
const LEGEND: [f64; 2] = [13.0, 19.5];
/// Type of the counts in a legend.
const COUNT: f64 = 10.8;
/// Room below each paragraph of words.
const AFTER: f64 = 4.0;
/// A closed fold: its own margin and line, its name with the room around that.
const FOLD: f64 = 40.0;
/// The highest that the table in a fold becomes, and what one of its rows takes.
const TABLE: f64 = 420.0;
const ROW: f64 = 23.5;
/// The rows of the years and of the link, with the lines and margins above them.
const YEARS: f64 = 48.0;
const FOOT: f64 = 37.0;

/// What fonts add that lines are not reckoned with.
const SPARE: f64 = 8.0;

/// Width of the picture in a block of a width, in CSS pixels.
pub(super) fn inner_width(width: u32) -> u32 {
    width.min(WIDEST).saturating_sub(MARGINS).max(1)
}

/// Height of a text in lines of a width.
fn lines(text: &str, room: f64, [size, line]: [f64; 2]) -> f64 {
    let count = u32::try_from(wrap(text, room, size).len()).unwrap_or(u32::MAX);
    f64::from(count) * line
}

/// The same where the type is bold, of which estimated widths are a little short.
fn bold_lines(text: &str, room: f64, type_of: [f64; 2]) -> f64 {
    lines(text, room * 0.95, type_of)
}

impl Block<'_> {
    /// Height of the block in an element of a width, both in CSS pixels, whose picture has a height.
    /// Words are estimated without a font, with room to spare: it is seldom too low.
    pub(super) fn height(&self, width: u32, picture: f64) -> f64 {
        let room = f64::from(inner_width(width));
        let picture = match self.figure.nothing() {
            Some(why) => 32.0 + lines(why, room, TEXT),
            None => picture,
        };
        let years = if self.timeline.is_some() { YEARS } else { 0.0 };
        f64::from(MARGINS)
            + self.heading_height(room)
            + picture
            + self.legend_height(room)
            + years
            + self.below_height(room)
            + self.folds_height()
            + FOOT
            + SPARE
    }

    fn heading_height(&self, room: f64) -> f64 {
        let own = bold_lines(&self.figure.title, room, TITLE)
            + 4.0
            + lines(&self.figure.subtitle, room, TEXT);
        let second = self.second.map_or(0.0, |second| {
            8.0 + bold_lines(&second.title, room, TEXT) + lines(&second.subtitle, room, TEXT)
        });
        own + second + 10.0
    }

    /// The unit in a line of its own, then the classes in rows.
    fn legend_height(&self, room: f64) -> f64 {
        let Some(marks) = self.figure.maps().first() else { return 0.0 };
        let [size, line] = LEGEND;
        let run = match &marks.colouring {
            Colouring::Continuous { least, greatest } => {
                // A run of colours is at most this long.
                vec![text_width(least, size), 6.0 * 32.0, text_width(greatest, size)]
            }
            Colouring::Classes(_) => Vec::new(),
        };
        let of_class = marks.legend.iter().map(|item| {
            19.0 + text_width(&item.label, size) + 5.0 + text_width(&item.count.to_string(), COUNT)
        });
        let (mut rows, mut x) = (1.0, 0.0);
        for wide in run.into_iter().chain(of_class) {
            if x > 0.0 && x + wide > room {
                (rows, x) = (rows + 1.0, 0.0);
            }
            x += wide + 14.0;
        }
        8.0 + line + rows * line + (rows - 1.0) * 2.0
    }

    fn below_height(&self, room: f64) -> f64 {
        let paragraph = |text: &str, type_of| lines(text, room, type_of) + AFTER;
        let mut high = 8.0;
        for notice in self.notices {
            high += bold_lines(notice, room, BELOW) + AFTER;
        }
        let own = Some((self.figure, self.lang));
        let second = self.second.map(|second| (second, self.lang.other()));
        for (figure, lang) in own.into_iter().chain(second) {
            for remark in &figure.remarks {
                high += paragraph(remark, BELOW);
            }
            if !figure.notes.is_empty() {
                let notes = format!("{}: {}", messages(lang).notes, figure.notes.join(" "));
                high += paragraph(&notes, BELOW);
            }
            high += paragraph(&figure.source_line, BELOW);
            if super::block::has_boundaries(figure) {
                high += paragraph(credit_of(lang), CREDIT);
            }
        }
        high
    }

    /// Both folds; a table that is the figure itself is open.
    fn folds_height(&self) -> f64 {
        let table = if self.is_table() {
            let rows = u32::try_from(self.figure.table.rows.len()).unwrap_or(u32::MAX);
            ((f64::from(rows) + 3.0) * ROW).min(TABLE)
        } else {
            0.0
        };
        2.0 * FOLD + table
    }
}
