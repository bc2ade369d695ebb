//! A figure as plain HTML: complete without any script.

use crate::{
    atlas::Lang,
    figure::{Colouring, Figure, MapMarks, Marks, Table},
    i18n::messages,
    map::{
        choropleth::{colours, credit_of, paint, static_options},
        geometry::MapLayer,
        svg::{Pens, escape, render},
    },
    theme::Theme,
};
use core::fmt::Write as _;

/// Width in CSS pixels for which the picture is drawn.
const WIDTH: u32 = 720;

/// A map figure as HTML: title, subtitle, picture, legend, credit line, source, notes, table.
///
/// Takes the classes of the page's style sheet, and reads well without it. Empty for a figure that
/// is no map.
pub fn map_figure(figure: &Figure, layer: &MapLayer, lang: Lang) -> String {
    let Marks::Map(marks) = &figure.marks else { return String::new() };
    let words = messages(lang);
    let svg = render(
        layer,
        &paint(figure, marks, Theme::Light, lang),
        &static_options(marks.map, WIDTH, lang),
    );
    let legend = legend(marks);
    let mut notes = String::new();
    for note in &figure.notes {
        notes = notes + "<li>" + &escape(note) + "</li>";
    }
    format!(
        "<article class=\"figure static\" lang=\"{lang}\">\n\
         <header><h1>{title}</h1><p class=\"subtitle\">{subtitle}</p></header>\n\
         <div class=\"map\">{svg}</div>\n{legend}\n\
         <p class=\"credit\">{credit}</p>\n\
         <details><summary>{table_name}</summary><div class=\"scroll\">{table}</div></details>\n\
         <footer class=\"foot\"><p class=\"source\">{source}</p><ul>{notes}</ul></footer>\n\
         </article>\n",
        lang = lang.tag(),
        title = escape(&figure.title),
        subtitle = escape(&figure.subtitle),
        credit = escape(credit_of(lang)),
        table_name = words.view_table,
        table = table(&figure.table),
        source = escape(&figure.source_line),
    )
}

/// Style rules that give the picture and legend of [`map_figure`] their dark colours where the
/// reader's system asks for dark pages. Empty for a figure that is no map.
///
/// What the reader has chosen in the program cannot be known without it.
pub fn map_figure_dark(figure: &Figure) -> String {
    let Marks::Map(marks) = &figure.marks else { return String::new() };
    let mut rules = String::new();
    let mut region = |which: &str, colour: &str| {
        // The stroke closes the seams between regions of one colour. Writing to a string cannot fail.
        let _ = write!(rules, ".figure.static .region{which}{{fill:{colour};stroke:{colour}}}");
    };
    let classes = colours(marks, Theme::Dark);
    match marks.colouring {
        Colouring::Classes(_) => {
            for (class, colour) in classes.iter().enumerate() {
                region(&format!(".c{class}"), colour);
            }
        }
        // Every region has a colour of its own; the language does not matter for it.
        Colouring::Continuous { .. } => {
            for one in paint(figure, marks, Theme::Dark, Lang::Zh).regions {
                if one.class.is_some() {
                    region(&format!("[data-place=\"{}\"]", one.place_id), &one.fill);
                }
            }
        }
    }
    // What is behind the hatch, where a browser does not understand it.
    let ground = Pens::of(Theme::Dark).no_data;
    let prefix = static_options(marks.map, WIDTH, Lang::Zh).id_prefix;
    let _ = write!(rules, ".figure.static .region.no-data{{fill:url(#{prefix}hatch) {ground}}}");
    for (class, colour) in classes.iter().enumerate() {
        // What is to be replaced stands in an attribute of the swatch.
        let _ = write!(rules, ".figure.static .swatch.c{class}{{background:{colour}!important}}");
    }
    format!("@media screen and (prefers-color-scheme:dark){{{rules}}}")
}

fn legend(marks: &MapMarks) -> String {
    let colours = colours(marks, Theme::Light);
    let mut html = format!(
        "<div class=\"legend\"><span class=\"unit\">{}</span><ul>",
        escape(&marks.legend_unit)
    );
    for item in &marks.legend {
        let class = item.class.and_then(|class| Some((class, colours.get(class)?)));
        let swatch = match class {
            Some((class, colour)) => {
                format!("<span class=\"swatch c{class}\" style=\"background:{colour}\"></span>")
            }
            None => "<span class=\"swatch no-data\"></span>".to_owned(),
        };
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<li>{swatch}<span>{}</span> <small>{}</small></li>",
            escape(&item.label),
            item.count
        );
    }
    html.push_str("</ul></div>");
    html
}

fn table(table: &Table) -> String {
    let mut html = format!("<table><caption>{}</caption><thead><tr>", escape(&table.caption));
    for column in &table.columns {
        let class = if column.numeric { " class=\"number\"" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(html, "<th scope=\"col\"{class}>{}</th>", escape(&column.label));
    }
    html.push_str("</tr></thead><tbody>\n");
    for row in &table.rows {
        html.push_str("<tr>");
        for (at, cell) in row.cells.iter().enumerate() {
            let number = cell.number.is_some() || !cell.missing.is_empty();
            let class = if number { " class=\"number\"" } else { "" };
            let title = if cell.missing.is_empty() {
                String::new()
            } else {
                format!(" title=\"{}\"", escape(&cell.missing))
            };
            let (open, close) = if at == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let _ = write!(html, "<{open}{class}{title}>{}</{close}>", escape(&cell.text));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table>");
    html
}
