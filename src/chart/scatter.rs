//! Two measures of many places, as dots.

use super::{
    ChartError, ChartSize, ChartTheme,
    arrange::Rect,
    axis::{ValueAxis, widened},
    checked,
    company::{BEHIND, Company},
    legend::{Entry, Legend, Mark},
    overlay::{
        self, Extent, Item, ItemEmphasis, ItemLabel, ItemLook, ItemSeries, Shown, Stroke, TextLook,
        position,
    },
    picture::{Margins, Picture, Reads, Side},
    readout,
    text::{cut, literal, widest, width},
};
use crate::{
    atlas::Lang,
    figure::{Dot, ScatterAxis, ScatterMarks, TrailPoint},
};
use charming::{
    element::{LineStyle, Symbol},
    series,
};
use std::collections::BTreeSet;

/// The option of a scatter, as JSON: dots with areas in proportion to a size, named where there is room,
/// with a fitted line and the paths of places over the years.
///
/// Dots carry the text ids of their places, so that with `animate` the option of another year lets them
/// move. Where readers want no motion, `animate` is false.
///
/// # Errors
/// [`ChartError`] when there is nothing to draw or the marks contradict themselves.
pub fn scatter_option(
    marks: &ScatterMarks,
    theme: &ChartTheme,
    size: ChartSize,
    alt: &str,
    animate: bool,
) -> Result<String, ChartError> {
    let layout = Layout::of(marks, theme, size)?;
    let mut picture = Picture::new(theme, size, alt, &layout.margins)?;
    if animate {
        picture.move_between_options();
    }
    let reading = |dot: &Dot| {
        let rows = dot.readout.iter().map(|(label, value)| (None, label.as_str(), value.as_str()));
        readout::card(&dot.name, rows)
    };
    let readings = marks.dots.iter().map(reading);
    picture.tooltip(Reads::Mark, overlay::Rows::ByPosition(readings.collect()))?;
    picture.value_axis(["x", "x-text"], Side::Bottom, &layout.x, None)?;
    picture.value_axis(["y", "y-text"], Side::Left, &layout.y, None)?;
    add_dots(&mut picture, marks, &layout)?;
    add_trails(&mut picture, marks, &layout)?;
    add_notes(&mut picture, marks, layout)?;
    picture.finish()
}

/// Everything that is computed before anything is written.
struct Layout<'a> {
    size: ChartSize,
    margins: Margins,
    x: ValueAxis,
    y: ValueAxis,
    legend: Legend<'a>,
    /// Whether areas mean nothing.
    are_alike: bool,
    /// Side of its dot on which a name has a free place; by position of the dot.
    names: Vec<Option<&'static str>>,
    /// Years at the beginnings of paths, where there is a free place for them.
    years: Vec<([f64; 2], u16)>,
    /// Where the fitted line ends and where its label stands.
    fit: Option<Fitted>,
}

/// A fitted line on the chart.
struct Fitted {
    ends: [[f64; 2]; 2],
    label: String,
    label_at: [f64; 2],
}

impl<'a> Layout<'a> {
    fn of(
        marks: &'a ScatterMarks,
        theme: &'a ChartTheme,
        size: ChartSize,
    ) -> Result<Self, ChartError> {
        let font = size.font_size();
        let [x_extent, y_extent] = extents(marks)?;
        let groups = marks.groups.iter().map(|(role, name)| Entry {
            color: theme.role(*role),
            text: name.as_str(),
            mark: Mark::Dot,
        });
        let size_name = Some(marks.size_name.as_str()).filter(|name| !name.is_empty());
        let sizes = size_name.map(|text| Entry { color: theme.muted, text, mark: Mark::Ring });
        let legend = Legend::of(groups.chain(sizes), theme, size);
        let mut margins = Margins {
            left: 0.0,
            right: 16.0,
            // The name of the vertical axis stands over its labels, that of the horizontal below.
            top: legend.height + font + 14.0,
            bottom: font * 2.0 + 18.0,
        };
        let axis = |(low, high): (f64, f64), wanted: usize, what: &ScatterAxis| {
            if what.log {
                ValueAxis::of_quotients(low, high, wanted)
            } else {
                ValueAxis::framing(low, high, wanted, what.decimals)
            }
        };
        let y = axis(y_extent, if margins.plot(size)[1] < 180.0 { 3 } else { 5 }, &marks.y);
        margins.left = widest(y.labels().iter().map(String::as_str), font) + 10.0;
        // Labels of the horizontal axis must not touch.
        let most = if size.is_narrow() { 4 } else { 6 };
        let fits = |axis: &ValueAxis| {
            let labels = axis.labels();
            let room = margins.plot(size)[0] / (labels.len().max(2) - 1) as f64;
            widest(labels.iter().map(String::as_str), font) + 8.0 <= room
        };
        let x = (1..=most)
            .rev()
            .map(|wanted| axis(x_extent, wanted, &marks.x))
            .find(fits)
            .unwrap_or_else(|| axis(x_extent, 1, &marks.x));
        let last = x.labels().last().map_or(0.0, |label| width(label, font) / 2.0);
        margins.right = margins.right.max(last + 2.0);
        let mut layout = Self {
            size,
            margins,
            x,
            y,
            legend,
            are_alike: marks.size_name.is_empty(),
            names: Vec::new(),
            years: Vec::new(),
            fit: None,
        };
        layout.place(marks);
        Ok(layout)
    }

    /// Where a position lies on the chart.
    fn pixel(&self, x: f64, y: f64) -> [f64; 2] {
        let [plot_width, plot_height] = self.margins.plot(self.size);
        [
            self.margins.left + self.x.share(x) * plot_width,
            self.margins.top + (1.0 - self.y.share(y)) * plot_height,
        ]
    }

    /// Diameter of a dot: areas are in proportion to sizes, but none is too small to be hit.
    fn diameter(&self, dot: &Dot) -> f64 {
        let narrow = self.size.is_narrow();
        let (alike, most) = if narrow { (9.0, 28.0) } else { (11.0, 44.0) };
        if self.are_alike {
            return alike;
        }
        let share = if dot.size.is_finite() { dot.size.clamp(0.0, 1.0) } else { 0.0 };
        (share.sqrt() * most).max(alike * 0.45).mul_add(10.0, 0.0).round() / 10.0
    }

    /// Finds places for names, years and the label of the fitted line, in this order of importance:
    /// focused, compared, fitted line, years.
    fn place(&mut self, marks: &ScatterMarks) {
        let font = self.size.font_size();
        let frame = Rect {
            left: self.margins.left,
            top: self.margins.top - font,
            right: f64::from(self.size.width),
            bottom: f64::from(self.size.height) - self.margins.bottom,
        };
        let discs: Vec<Rect> = marks
            .dots
            .iter()
            .map(|dot| {
                // The square within a disc: corners of names may reach into its rim.
                let half = self.diameter(dot) / 2.0 * 0.8;
                let [x, y] = self.pixel(dot.x, dot.y);
                Rect { left: x - half, top: y - half, right: x + half, bottom: y + half }
            })
            .collect();
        // Fitted line and paths, as specks along them.
        let mut lines: Vec<Rect> = Vec::new();
        let segment = marks.fit.iter().map(|fit| (fit.from, fit.to));
        let paths = marks.dots.iter().flat_map(|dot| {
            dot.trail.windows(2).map(|pair| ((pair[0].x, pair[0].y), (pair[1].x, pair[1].y)))
        });
        for (from, to) in segment.chain(paths) {
            lines.extend(specks(self.pixel(from.0, from.1), self.pixel(to.0, to.1)));
        }
        let mut taken: Vec<Rect> = Vec::new();
        let mut names = vec![None; marks.dots.len()];
        let mut order: Vec<usize> = (0..marks.dots.len())
            .filter(|at| marks.dots[*at].named || marks.dots[*at].focused)
            .collect();
        crate::order::sort_by_key(&mut order, |at| !marks.dots[*at].focused);
        // A few names stand out even above other dots; many would hide the cloud.
        let are_few = order.len() <= FEW_NAMES;
        for at in order {
            let dot = &marks.dots[at];
            let [x, y] = self.pixel(dot.x, dot.y);
            let text_width = width(&literal(&dot.name), font);
            let gap = self.diameter(dot) / 2.0 + LABEL_GAP;
            let best = around([x, y], gap, [text_width, font])
                .into_iter()
                .filter(|(_, place)| {
                    frame.holds(place) && taken.iter().all(|other| place.shared(other) == 0.0)
                })
                .map(|(side, place)| {
                    let hidden: f64 = discs
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != at)
                        .map(|(_, disc)| place.shared(disc))
                        .chain(lines.iter().map(|speck| place.shared(speck)))
                        .sum();
                    (hidden / (text_width * font).max(1.0), side, place)
                })
                .min_by(|one, other| one.0.total_cmp(&other.0));
            match best {
                Some((hidden, side, place)) if dot.focused || are_few || hidden < MOST_HIDDEN => {
                    taken.push(place);
                    names[at] = Some(side);
                }
                // The focused place is named whatever lies below.
                _ if dot.focused => names[at] = Some("top"),
                _ => {}
            }
        }
        self.names = names;
        let marked: Vec<Rect> = discs.into_iter().chain(lines).collect();
        self.fit = self.fitted(marks, &taken, &marked, &frame);
        if let Some(fit) = &self.fit {
            taken.push(box_at(fit.label_at, "right", [width(&fit.label, font), font]));
        }
        let small = font - 2.0;
        for point in marks.dots.iter().filter_map(|dot| dot.trail.first()) {
            let [x, y] = self.pixel(point.x, point.y);
            let text = [width(&point.year.to_string(), small), small];
            let place = around([x, y], 4.0, text).into_iter().find(|(_, place)| {
                frame.holds(place)
                    && taken.iter().chain(&marked).all(|other| place.shared(other) == 0.0)
            });
            if let Some((_, place)) = place {
                taken.push(place);
                let middle = place.middle();
                self.years.push((middle, point.year));
            }
        }
    }

    fn fitted(
        &self,
        marks: &ScatterMarks,
        taken: &[Rect],
        marked: &[Rect],
        frame: &Rect,
    ) -> Option<Fitted> {
        let fit = marks.fit.as_ref()?;
        let [plot_width, plot_height] = self.margins.plot(self.size);
        let plot = Rect {
            left: self.margins.left,
            top: self.margins.top,
            right: self.margins.left + plot_width,
            bottom: self.margins.top + plot_height,
        };
        let ends =
            clipped(self.pixel(fit.from.0, fit.from.1), self.pixel(fit.to.0, fit.to.1), &plot)?;
        let font = self.size.font_size();
        let label = cut(&literal(&fit.label), plot_width - 8.0, font);
        let text = [width(&label, font), font];
        // Beside the upper end, the lower end, or wherever along the edge least is hidden.
        let edge = |y: f64| [plot.right - 4.0, y];
        let candidates = [
            edge(ends[1][1] - font),
            edge(ends[1][1] + font),
            edge(plot.top + font / 2.0 + 2.0),
            edge(plot.bottom - font / 2.0 - 4.0),
            [plot.left + text[0] + 6.0, plot.top + font / 2.0 + 2.0],
            [plot.left + text[0] + 6.0, plot.bottom - font / 2.0 - 4.0],
        ];
        let hidden = |at: &[f64; 2]| {
            let place = box_at(*at, "right", text);
            let names: f64 = taken.iter().map(|other| place.shared(other)).sum();
            let dots: f64 = marked.iter().map(|other| place.shared(other)).sum();
            let outside = if frame.holds(&place) { 0.0 } else { 1e6 };
            names * 10.0 + dots + outside
        };
        let label_at = candidates.into_iter().min_by(|a, b| hidden(a).total_cmp(&hidden(b)))?;
        Some(Fitted { ends, label, label_at })
    }
}

/// From a dot's rim to its name.
const LABEL_GAP: f64 = 4.0;

/// So many names are written whatever dots they cover.
const FEW_NAMES: usize = 3;
/// Share of a name that may lie over other dots.
const MOST_HIDDEN: f64 = 0.35;

/// Small squares along a line.
fn specks(from: [f64; 2], to: [f64; 2]) -> impl Iterator<Item = Rect> {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let count = (dx.hypot(dy) / 5.0).clamp(1.0, 400.0).ceil();
    (0..401_u16).map(f64::from).take_while(move |at| *at <= count).map(move |at| {
        let [x, y] = [from[0] + dx * at / count, from[1] + dy * at / count];
        Rect { left: x - 2.0, top: y - 2.0, right: x + 2.0, bottom: y + 2.0 }
    })
}

/// Places of a text of a size around a point, best first.
fn around([x, y]: [f64; 2], gap: f64, text: [f64; 2]) -> [(&'static str, Rect); 4] {
    [
        ("right", [x + gap, y]),
        ("left", [x - gap, y]),
        ("top", [x, y - gap]),
        ("bottom", [x, y + gap]),
    ]
    .map(|(side, at)| {
        // A text right of a point ends at its right: `box_at` takes the point it hangs on.
        let hangs = match side {
            "right" => "left",
            "left" => "right",
            "top" => "bottom",
            _ => "top",
        };
        (side, box_at(at, hangs, text))
    })
}

/// The rectangle of a text that touches a point with one of its sides.
fn box_at([x, y]: [f64; 2], side: &str, [text_width, height]: [f64; 2]) -> Rect {
    let (left, top) = match side {
        "left" => (x, y - height / 2.0),
        "right" => (x - text_width, y - height / 2.0),
        "top" => (x - text_width / 2.0, y),
        _ => (x - text_width / 2.0, y - height),
    };
    Rect { left, top, right: left + text_width, bottom: top + height }
}

/// The part of a line that lies in a rectangle (Liang and Barsky 1984).
fn clipped(from: [f64; 2], to: [f64; 2], plot: &Rect) -> Option<[[f64; 2]; 2]> {
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    for (step, room) in [
        (-dx, from[0] - plot.left),
        (dx, plot.right - from[0]),
        (-dy, from[1] - plot.top),
        (dy, plot.bottom - from[1]),
    ] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            first = first.max(room / step);
        } else {
            last = last.min(room / step);
        }
    }
    let at = |share: f64| [from[0] + share * dx, from[1] + share * dy];
    (first < last).then(|| [at(first), at(last)])
}

/// Ends of both axes: of all years, and whatever is drawn.
fn extents(marks: &ScatterMarks) -> Result<[(f64, f64); 2], ChartError> {
    let mut ids = BTreeSet::new();
    let (mut x, mut y) = (None, None);
    let mut include = |point: (f64, f64), of: &dyn Fn() -> String| -> Result<(), ChartError> {
        x = Some(widened(x, checked(point.0, marks.x.log, of)?));
        y = Some(widened(y, checked(point.1, marks.y.log, of)?));
        Ok(())
    };
    for dot in &marks.dots {
        if !ids.insert(dot.id.as_str()) {
            return Err(ChartError::Twice(dot.id.clone()));
        }
        include((dot.x, dot.y), &|| format!("`{}`", dot.id))?;
        for TrailPoint { year, x, y } in &dot.trail {
            include((*x, *y), &|| format!("`{}` in {year}", dot.id))?;
        }
    }
    if marks.dots.is_empty() {
        return Err(ChartError::NoValues);
    }
    for at in [(marks.x_extent.0, marks.y_extent.0), (marks.x_extent.1, marks.y_extent.1)] {
        include(at, &|| "the axis".to_owned())?;
    }
    // The line is straight as drawn, so it is cut off at the axes and does not widen them.
    if let Some(fit) = &marks.fit {
        for (x, y) in [fit.from, fit.to] {
            checked(x, marks.x.log, || "the fitted line".to_owned())?;
            checked(y, marks.y.log, || "the fitted line".to_owned())?;
        }
    }
    x.zip(y).map(|(x, y)| [x, y]).ok_or(ChartError::NoValues)
}

fn add_dots<'a>(
    picture: &mut Picture<'a>,
    marks: &'a ScatterMarks,
    layout: &Layout<'_>,
) -> Result<(), ChartError> {
    let theme = picture.theme;
    let company = Company::of(marks.dots.iter().map(|dot| dot.focused));
    let item = |(dot, side): (&'a Dot, Option<&'static str>)| {
        let behind = company.is_behind(dot.focused);
        Item {
            id: Some(&dot.id),
            value: position(layout.x.drawn(dot.x), layout.y.drawn(dot.y)),
            symbol_size: Some(Extent::Even(layout.diameter(dot))),
            look: Some(ItemLook {
                color: Some(theme.mark(dot.role, marks.groups.is_empty())),
                // Dots that lie over one another are seen through each other.
                opacity: Some(if behind { BEHIND / 2.0 } else { 0.75 }),
                border_color: dot.focused.then_some(theme.text),
                border_width: dot.focused.then_some(1.5),
            }),
            label: Some(ItemLabel {
                show: side.is_some().then_some(true),
                formatter: literal(&dot.name),
                position: side,
                color: (behind && !dot.named).then_some(theme.muted),
                font_weight: dot.focused.then_some("bold"),
                ..ItemLabel::default()
            }),
            ..Item::default()
        }
    };
    let items =
        ItemSeries::of(marks.dots.iter().zip(layout.names.iter().copied()).map(item).collect());
    let more = ItemSeries {
        z: 4,
        label: Some(TextLook {
            show: false,
            position: Some("top"),
            ..TextLook::of(layout.size.font_size(), theme.text).over(theme.background)
        }),
        emphasis: ItemEmphasis { label: Some(Shown { show: true }), ..items.emphasis },
        ..items
    };
    let series = series::Scatter::new().id("#dots").symbol(Symbol::Circle).item_style(
        charming::element::ItemStyle::new().border_color(theme.background).border_width(0.75),
    );
    picture.series(&series, &more)
}

/// Paths over the years, as thin lines that end in their dots.
fn add_trails(
    picture: &mut Picture<'_>,
    marks: &ScatterMarks,
    layout: &Layout<'_>,
) -> Result<(), ChartError> {
    let theme = picture.theme;
    let company = Company::of(marks.dots.iter().map(|dot| dot.focused));
    for dot in marks.dots.iter().filter(|dot| dot.trail.len() > 1) {
        let colour = theme.mark(dot.role, marks.groups.is_empty());
        let series = series::Line::new()
            .id(format!("{}#path", dot.id))
            .symbol(Symbol::None)
            .silent(true)
            .line_style(
                LineStyle::new().color(colour).width(1.5).opacity(company.opacity(dot.focused)),
            )
            .z(3);
        let data: Vec<[f64; 2]> = dot
            .trail
            .iter()
            .map(|point| [layout.x.drawn(point.x), layout.y.drawn(point.y)])
            .collect();
        picture.series(&series, &overlay::Path { data })?;
    }
    Ok(())
}

fn add_notes<'a>(
    picture: &mut Picture<'a>,
    marks: &'a ScatterMarks,
    layout: Layout<'a>,
) -> Result<(), ChartError> {
    let theme = picture.theme;
    let size = layout.size;
    let font = size.font_size();
    let [plot_width, plot_height] = layout.margins.plot(size);
    let mut notes = layout.legend.notes;
    let note = |[x, y]: [f64; 2], align: &'static str, text: String| Item {
        value: position(x.round(), y.round()),
        label: Some(ItemLabel { formatter: text, align: Some(align), ..ItemLabel::default() }),
        ..Item::default()
    };
    let whole = f64::from(size.width);
    let name = |axis: &ScatterAxis, arrow: &str| {
        let log = match (axis.log, marks.lang) {
            (false, _) => "",
            (true, Lang::Zh) => "，对数",
            (true, Lang::En) => ", log scale",
        };
        cut(&format!("{arrow}{}{log}", literal(&axis.name)), whole - 4.0, font)
    };
    notes.push(note([0.0, layout.margins.top - font / 2.0 - 10.0], "left", name(&marks.y, "↑ ")));
    let right = layout.margins.left + plot_width;
    let bottom = layout.margins.top + plot_height;
    notes.push(note(
        [right, f64::from(size.height) - font / 2.0 - 2.0],
        "right",
        name(&marks.x, "→ "),
    ));
    for (at, year) in &layout.years {
        let mut year = note(*at, "center", year.to_string());
        if let Some(label) = &mut year.label {
            label.font_size = Some(font - 2.0);
        }
        notes.push(year);
    }
    let mut strokes = vec![Stroke {
        from: [layout.margins.left, bottom],
        to: [right, bottom],
        color: theme.grid,
        width: 1.0,
        kind: "solid",
    }];
    if let Some(fit) = layout.fit {
        let [from, to] = fit.ends;
        strokes.push(Stroke { from, to, color: theme.muted, width: 1.5, kind: "dashed" });
        notes.push(note(fit.label_at, "right", fit.label));
    }
    picture.notes("#notes", notes, strokes, false)
}
