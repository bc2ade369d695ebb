//! What the pointer reads at a year: one table of HTML a year, ready to be shown.

use super::{ChartSize, ChartTheme, Line, text::escaped};
use crate::{
    atlas::Lang,
    figure::{LineForm, TrendMarks},
};
use core::fmt::Write as _;

/// The readouts of all years, by position on the axis.
pub(super) fn years(marks: &TrendMarks, theme: &ChartTheme, size: ChartSize) -> Vec<String> {
    marks.years.clone().map(|year| row(marks, theme, size, year)).collect()
}

/// A line as one year has it.
struct Entry<'a> {
    line: &'a Line,
    value: Option<f64>,
    text: &'a str,
}

fn row(marks: &TrendMarks, theme: &ChartTheme, size: ChartSize, year: u16) -> String {
    let mut entries: Vec<Entry<'_>> = marks
        .lines
        .iter()
        .filter_map(|line| {
            let point = line.points.iter().find(|point| point.year == year)?;
            Some(Entry { line, value: point.value, text: &point.text })
        })
        .collect();
    // Highest first, as the lines lie; without value last, as they come.
    crate::order::sort_by(&mut entries, |one, other| match (one.value, other.value) {
        (Some(one), Some(other)) => other.total_cmp(&one),
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    let most = if size.is_narrow() { 8 } else { 12 };
    let left_out = entries.len().saturating_sub(most);
    if left_out > 0 {
        // The focused line is read in any case, in its place.
        let mut kept = 0;
        let mut others = most - entries.iter().filter(|entry| entry.line.focused).count().min(most);
        entries.retain(|entry| {
            let keep = entry.line.focused && kept < most || others > 0;
            if keep && !entry.line.focused {
                others -= 1;
            }
            kept += usize::from(keep);
            keep
        });
    }
    // Writing to a string cannot fail.
    let mut html = format!("<b>{year}</b>{TABLE}");
    for entry in &entries {
        let weight = if entry.line.focused { ";font-weight:600" } else { "" };
        let colour = theme.role(entry.line.role);
        let faint = match entry.value {
            Some(_) => String::new(),
            None => format!(";color:{}", theme.muted),
        };
        let mark = if entry.line.form == LineForm::Points { '○' } else { '●' };
        let dot = format!("<span style=\"color:{colour}\">{mark}</span> ");
        add_row(&mut html, [weight, &faint], &dot, &entry.line.name, entry.text);
    }
    html.push_str("</table>");
    if left_out > 0 {
        let more = match marks.lang {
            Lang::Zh => format!("另有 {left_out} 个地区"),
            Lang::En => format!("and {left_out} more"),
        };
        let _ = write!(html, "<div style=\"color:{}\">{more}</div>", theme.muted);
    }
    if let Some(mark) = marks.breaks.iter().find(|mark| mark.year == year) {
        let what = break_label(marks.lang);
        let colon = if marks.lang == Lang::Zh { "：" } else { ": " };
        let _ = write!(
            html,
            "<div style=\"max-width:17em;white-space:normal;color:{}\">{what}{colon}{}</div>",
            theme.muted,
            escaped(&mark.reason),
        );
    }
    for remark in marks.remarks.iter().filter(|remark| remark.year == year) {
        let _ = write!(
            html,
            "<div style=\"max-width:17em;white-space:normal\">{}</div>",
            escaped(&remark.text),
        );
    }
    html
}

/// How a table of readings begins.
const TABLE: &str = "<table style=\"border-spacing:0\">";

/// A row of a table: what `before` says in HTML, a name and a value, in styles of the row and the value.
fn add_row(html: &mut String, [row, value]: [&str; 2], before: &str, name: &str, text: &str) {
    // Writing to a string cannot fail.
    let _ = write!(
        html,
        "<tr style=\"line-height:1.5{row}\"><td style=\"padding:0\">{before}{}</td>\
         <td style=\"padding:0 0 0 1em;text-align:right\
         ;font-variant-numeric:tabular-nums{value}\">{}</td></tr>",
        escaped(name),
        escaped(text),
    );
}

/// What is read of one mark: its name over rows of label and value, each with the colour of its part
/// where it has one.
pub(super) fn card<'a>(
    name: &str,
    rows: impl Iterator<Item = (Option<&'a str>, &'a str, &'a str)>,
) -> String {
    let mut html = format!("<b>{}</b>{TABLE}", escaped(name));
    for (colour, label, value) in rows {
        let square = colour
            .map(|colour| format!("<span style=\"color:{colour}\">■</span> "))
            .unwrap_or_default();
        add_row(&mut html, ["", ""], &square, label, value);
    }
    html.push_str("</table>");
    html
}

/// What stands at a break.
pub(super) const fn break_label(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "口径变化",
        Lang::En => "break",
    }
}
