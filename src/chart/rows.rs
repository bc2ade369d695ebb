//! Rows of places, named at the left: the ground of bars, dumbbells and shares.

use super::{
    ChartError, ChartSize,
    arrange::{FLAG_GAP, Flag, flags},
    axis::tidy,
    overlay::{AxisPart, AxisPointer, Item, ItemLabel, Stroke, position},
    picture::{Margins, Picture},
    text::{cut, literal, widest, width},
};
use crate::figure::{Bar, Pair, ReferenceLine, ShareRow};
use charming::{
    component::Axis,
    element::{AxisLabel, AxisLine, AxisTick, AxisType, SplitLine},
};

/// Share of the width that names may take.
const NAME_SHARE: f64 = 0.32;
/// From the names to the plot.
const NAME_GAP: f64 = 8.0;
/// From the ranks to the names.
const RANK_GAP: f64 = 6.0;

/// What stands at the left of a row.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) focused: bool,
    pub(super) rank: Option<u16>,
}

impl<'a> From<&'a Bar> for Head<'a> {
    fn from(bar: &'a Bar) -> Self {
        Self { id: &bar.id, name: &bar.name, focused: bar.focused, rank: Some(bar.rank) }
    }
}

impl<'a> From<&'a Pair> for Head<'a> {
    fn from(pair: &'a Pair) -> Self {
        Self { id: &pair.id, name: &pair.name, focused: pair.focused, rank: None }
    }
}

impl<'a> From<&'a ShareRow> for Head<'a> {
    fn from(row: &'a ShareRow) -> Self {
        Self { id: &row.id, name: &row.name, focused: row.focused, rank: None }
    }
}

/// Rows of places.
pub(super) struct Rows<'a> {
    heads: Vec<Head<'a>>,
    /// Names as written.
    names: Vec<String>,
    /// Type size: low rows have small type, but every row has its name.
    pub(super) font: f64,
    /// Height of a row.
    pub(super) band: f64,
    /// Right edge of the ranks; none where there is no room for them.
    rank_x: Option<f64>,
    name_x: f64,
    /// Where the plot may begin.
    pub(super) left: f64,
}

impl<'a> Rows<'a> {
    pub(super) fn of(
        heads: impl Iterator<Item = impl Into<Head<'a>>>,
        size: ChartSize,
        plot_height: f64,
    ) -> Self {
        let heads: Vec<Head<'_>> = heads.map(Into::into).collect();
        let band = plot_height / heads.len().max(1) as f64;
        let font = size.font_size().min((band - 1.5).max(6.0));
        let room = f64::from(size.width) * NAME_SHARE;
        let ranks: Vec<String> =
            heads.iter().filter_map(|head| Some(head.rank?.to_string())).collect();
        let rank_width = widest(ranks.iter().map(String::as_str), font);
        let names: Vec<String> =
            heads.iter().map(|head| cut(&literal(head.name), room, font)).collect();
        let name_width = widest(names.iter().map(String::as_str), font);
        let ranked = rank_width > 0.0
            && heads.len() > 1
            && rank_width + RANK_GAP + name_width <= room.max(size.font_size() * 8.0);
        let name_x = if ranked { rank_width + RANK_GAP } else { 0.0 };
        Self {
            heads,
            names,
            font,
            band,
            rank_x: ranked.then_some(rank_width),
            name_x,
            left: name_x + name_width + NAME_GAP,
        }
    }

    /// Middle of a row.
    pub(super) fn middle(&self, at: usize, margins: &Margins, size: ChartSize) -> f64 {
        let [_, height] = margins.plot(size);
        tidy(margins.top + (at as f64 + 0.5) * height / self.heads.len().max(1) as f64)
    }

    /// The axis of rows, first on top. Its names are notes: they move with their rows when those
    /// change places, which the labels of an axis do not.
    pub(super) fn add_axis(&self, picture: &mut Picture<'_>) -> Result<(), ChartError> {
        let axis = Axis::new()
            .id("row")
            .type_(AxisType::Category)
            .inverse(true)
            .boundary_gap(true)
            .data(self.heads.iter().map(|head| head.name.to_owned()).collect())
            .axis_label(AxisLabel::new().show(false))
            .axis_line(AxisLine::new().show(false))
            .axis_tick(AxisTick::new().show(false))
            .split_line(SplitLine::new().show(false));
        let more = AxisPart {
            axis_pointer: Some(AxisPointer { trigger_emphasis: false }),
            ..AxisPart::default()
        };
        picture.y_axis(&axis, &more)
    }

    /// The names, which are found under the pointer.
    pub(super) fn add_names(
        &self,
        picture: &mut Picture<'a>,
        margins: &Margins,
    ) -> Result<(), ChartError> {
        let (theme, size) = (picture.theme, picture.size);
        let focus = self.heads.iter().any(|head| head.focused);
        let names = self.heads.iter().zip(&self.names).enumerate().map(|(at, (head, name))| Item {
            id: Some(head.id),
            value: position(self.name_x, self.middle(at, margins, size)),
            label: Some(ItemLabel {
                formatter: name.clone(),
                align: Some("left"),
                color: Some(if focus && !head.focused { theme.muted } else { theme.text }),
                font_size: Some(self.font),
                font_weight: head.focused.then_some("bold"),
                ..ItemLabel::default()
            }),
            ..Item::default()
        });
        picture.notes("#names", names.collect(), Vec::new(), false)
    }

    /// The ranks, which stay where they are.
    pub(super) fn ranks(&self, margins: &Margins, size: ChartSize) -> Vec<Item<'a>> {
        let Some(rank_x) = self.rank_x else { return Vec::new() };
        let rank = |(at, head): (usize, &Head<'a>)| {
            Some(Item {
                value: position(rank_x, self.middle(at, margins, size)),
                label: Some(ItemLabel {
                    formatter: head.rank?.to_string(),
                    align: Some("right"),
                    font_size: Some(self.font),
                    ..ItemLabel::default()
                }),
                ..Item::default()
            })
        };
        self.heads.iter().enumerate().filter_map(rank).collect()
    }
}

/// Vertical lines to compare with, named above the plot or below it.
pub(super) struct References {
    flags: Vec<Flag>,
    labels: Vec<String>,
    /// Height of a row of names.
    row_height: f64,
}

/// Values to compare with that there are.
pub(super) fn known(references: &[ReferenceLine]) -> Vec<(&ReferenceLine, f64)> {
    let value = |line: &ReferenceLine| line.values.first().copied().flatten();
    references.iter().filter_map(|line| Some((line, value(line)?))).collect()
}

impl References {
    /// Lines where `x` says.
    pub(super) fn of(
        lines: &[(&ReferenceLine, f64)],
        x: impl Fn(f64) -> f64,
        size: ChartSize,
    ) -> Self {
        let font = size.font_size();
        let room = f64::from(size.width);
        let places: Vec<f64> = lines.iter().map(|(_, value)| x(*value).round()).collect();
        let labels: Vec<String> = lines
            .iter()
            .zip(&places)
            .map(|((line, _), x)| {
                cut(&literal(&line.label), x.max(room - x) - FLAG_GAP - 2.0, font)
            })
            .collect();
        let wanted: Vec<(f64, f64)> =
            places.into_iter().zip(&labels).map(|(x, label)| (x, width(label, font))).collect();
        Self { flags: flags(&wanted, room), labels, row_height: font + 4.0 }
    }

    /// Height that the names take.
    pub(super) fn height(&self) -> f64 {
        let rows = self.flags.iter().map(|flag| flag.row + 1).max().unwrap_or(0);
        rows as f64 * self.row_height
    }

    /// Whether a line runs between two distances from the left edge.
    pub(super) fn cross(&self, from: f64, to: f64) -> bool {
        self.flags.iter().any(|flag| from <= flag.x && flag.x <= to)
    }

    /// Names and lines; names lie above the plot, or below it.
    pub(super) fn draw<'a>(
        self,
        picture: &Picture<'a>,
        margins: &Margins,
        above: bool,
    ) -> (Vec<Item<'a>>, Vec<Stroke<'a>>) {
        let theme = picture.theme;
        let [_, plot_height] = margins.plot(picture.size);
        let (top, bottom) = (margins.top, margins.top + plot_height);
        let (mut notes, mut strokes) = (Vec::new(), Vec::new());
        for (flag, label) in self.flags.into_iter().zip(self.labels) {
            let far = (flag.row as f64 + 1.0) * self.row_height;
            let (from, to) = if above { (top - far, bottom) } else { (top, bottom + far) };
            let half = self.row_height / 2.0;
            strokes.push(Stroke {
                from: [flag.x, from],
                to: [flag.x, to],
                color: theme.text,
                width: 1.0,
                kind: "dashed",
            });
            notes.push(Item {
                value: position(
                    flag.x + if flag.leftward { -FLAG_GAP } else { FLAG_GAP },
                    if above { from + half } else { to - half },
                ),
                label: Some(ItemLabel {
                    formatter: label,
                    align: Some(if flag.leftward { "right" } else { "left" }),
                    color: Some(theme.text),
                    background_color: Some(theme.background),
                    ..ItemLabel::default()
                }),
                ..Item::default()
            });
        }
        (notes, strokes)
    }
}
