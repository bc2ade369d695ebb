//! An option being put together: what all charts have in common.
//!
//! A component is what charming has types for, with what it lacks laid over it. charming's own `Chart`
//! would hold the components just so, but to write one it brings along the code of every component and
//! series there is: a quarter of a megabyte in the program for types that are never made.

use super::{
    ChartError, ChartSize, ChartTheme,
    axis::{ValueAxis, tidy},
    overlay::{
        self, Aria, AriaLabel, AxisPart, Font, Item, ItemEmphasis, ItemSeries, Lookup, TextLook,
    },
};
use charming::{
    component::{Axis, Grid},
    datatype::CompositeValue,
    element::{
        AxisLabel, AxisLine, AxisPointer, AxisPointerAxis, AxisPointerType, AxisTick, AxisType,
        ItemStyle, Label, LineStyle, LineStyleType, NameLocation, SplitLine, Symbol, TextStyle,
        Tooltip, Trigger,
    },
    series,
};
use serde::Serialize;
use serde_json::Value;

/// Ids of the components.
const GRID: &str = "plot";
const YEAR_AXIS: &str = "year";
/// A second grid over the whole chart whose axes count pixels: for texts and lines that belong to no
/// value.
const FRAME: &str = "frame";
const FRAME_X: &str = "frame-x";
const FRAME_Y: &str = "frame-y";

/// What a text hangs on that stands by itself: a picture without a name, of which ECharts makes no
/// element. A speck that is not seen would be one more for each text, drawn and moved with it.
const NOTHING: &str = "image://";

/// How long a step takes, in milliseconds.
const STEP: f64 = 400.0;

/// Where the plot lies within the chart, in pixels from its edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Margins {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Margins {
    /// Width and height of the plot.
    pub(super) fn plot(&self, size: ChartSize) -> [f64; 2] {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        [(width - self.left - self.right).max(1.0), (height - self.top - self.bottom).max(1.0)]
    }
}

/// What the pointer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    /// The year it is nearest to.
    Year,
    /// The row it is in.
    Row,
    /// The column it is in.
    Column,
    /// The mark it is on.
    Mark,
}

/// An option being put together.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Picture<'a> {
    #[serde(skip)]
    pub(super) theme: &'a ChartTheme,
    #[serde(skip)]
    pub(super) size: ChartSize,
    animation: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    animation_duration: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    animation_duration_update: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    animation_easing_update: Option<&'static str>,
    text_style: Font<'a>,
    aria: Aria<'a>,
    grid: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tooltip: Option<Value>,
    x_axis: Vec<Value>,
    y_axis: Vec<Value>,
    series: Vec<Value>,
}

impl<'a> Picture<'a> {
    /// A picture whose plot lies within margins.
    pub(super) fn new(
        theme: &'a ChartTheme,
        size: ChartSize,
        alt: &'a str,
        margins: &Margins,
    ) -> Result<Self, ChartError> {
        let plot = Grid::new()
            .id(GRID)
            .left(margins.left)
            .right(margins.right)
            .top(margins.top)
            .bottom(margins.bottom)
            .contain_label(false);
        Ok(Self {
            theme,
            size,
            animation: false,
            animation_duration: None,
            animation_duration_update: None,
            animation_easing_update: None,
            text_style: Font {
                family: Some(overlay::FONTS),
                size: size.font_size(),
                color: theme.text,
            },
            aria: Aria { enabled: true, label: AriaLabel { enabled: true, description: alt } },
            grid: vec![overlay::joined(&plot, &overlay::Grid { outer_bounds_mode: "none" })?],
            tooltip: None,
            x_axis: Vec::new(),
            y_axis: Vec::new(),
            series: Vec::new(),
        })
    }

    /// Lets marks of the same id move to where the next option has them. The first picture stands at
    /// once.
    pub(super) fn move_between_options(&mut self) {
        self.animation = true;
        self.animation_duration = Some(0.0);
        self.animation_duration_update = Some(STEP);
        self.animation_easing_update = Some("linear");
    }

    /// What the pointer reads, and the rows it reads from.
    pub(super) fn tooltip(&mut self, reads: Reads, rows: overlay::Rows) -> Result<(), ChartError> {
        let theme = self.theme;
        let mut tooltip = Tooltip::new()
            .background_color(theme.background)
            .border_color(theme.grid)
            .border_width(1)
            .padding((6, 10));
        tooltip = match reads {
            Reads::Mark => tooltip.trigger(Trigger::Item),
            Reads::Year => tooltip.trigger(Trigger::Axis).axis_pointer(
                AxisPointer::new()
                    .type_(AxisPointerType::Line)
                    .axis(AxisPointerAxis::X)
                    .snap(true)
                    .animation(false)
                    .label(Label::new().show(false))
                    .line_style(
                        LineStyle::new().color(theme.muted).width(1).type_(LineStyleType::Solid),
                    ),
            ),
            Reads::Row | Reads::Column => tooltip.trigger(Trigger::Axis).axis_pointer(
                AxisPointer::new()
                    .type_(AxisPointerType::Shadow)
                    .axis(match reads {
                        Reads::Row => AxisPointerAxis::Y,
                        _ => AxisPointerAxis::X,
                    })
                    .animation(false)
                    .label(Label::new().show(false)),
            ),
        };
        let more = overlay::Tooltip {
            confine: true,
            transition_duration: 0.0,
            class_name: "atlas-readout",
            extra_css_text: "box-shadow:none;border-radius:2px",
            text_style: Font { family: None, size: self.size.font_size(), color: theme.text },
            formatter: Lookup { name: overlay::LOOKUP, rows },
        };
        self.tooltip = Some(overlay::joined(&tooltip, &more)?);
        Ok(())
    }

    /// A horizontal axis.
    pub(super) fn x_axis(&mut self, axis: &Axis, more: &AxisPart<'_>) -> Result<(), ChartError> {
        self.x_axis.push(overlay::joined(axis, more)?);
        Ok(())
    }

    /// A vertical axis.
    pub(super) fn y_axis(&mut self, axis: &Axis, more: &AxisPart<'_>) -> Result<(), ChartError> {
        self.y_axis.push(overlay::joined(axis, more)?);
        Ok(())
    }

    /// A horizontal axis of years, of which some are labelled. With a `gap` they are columns, without
    /// they fill the width from end to end.
    pub(super) fn year_axis(
        &mut self,
        years: Vec<String>,
        labelled: &[usize],
        gap: bool,
    ) -> Result<(), ChartError> {
        let positions = || labelled.iter().map(|at| CompositeValue::from(*at as f64));
        let (muted, font_size) = (self.theme.muted, self.size.font_size());
        let mut labels = AxisLabel::new().color(muted).font_size(font_size);
        for at in positions() {
            labels = labels.custom_values(at);
        }
        let axis = Axis::new()
            .id(YEAR_AXIS)
            .type_(AxisType::Category)
            .boundary_gap(gap)
            .axis_label(labels)
            .axis_line(AxisLine::new().show(false).on_zero(false))
            .axis_tick(
                AxisTick::new()
                    .show(!gap)
                    .length(4)
                    .line_style(LineStyle::new().color(muted))
                    .custom_values(positions().collect::<Vec<_>>()),
            )
            .split_line(SplitLine::new().show(false))
            .data(years);
        let more = AxisPart {
            axis_label: Some(overlay::AxisLabel { margin: 8.0 }),
            axis_pointer: Some(overlay::AxisPointer { trigger_emphasis: false }),
            ..AxisPart::default()
        };
        self.x_axis(&axis, &more)
    }

    /// An axis of values at a side of the plot, with its labels; `id` and `text_id` tell both apart.
    ///
    /// The labels are an axis of their own: as many categories as there are ticks, from end to end,
    /// lie exactly on them and are written as we write numbers.
    pub(super) fn value_axis(
        &mut self,
        [id, text_id]: [&str; 2],
        side: Side,
        axis: &ValueAxis,
        name: Option<&AxisName<'_>>,
    ) -> Result<(), ChartError> {
        let font_size = self.size.font_size();
        let theme = self.theme;
        let mut values = Axis::new()
            .id(id)
            .type_(AxisType::Value)
            .position(side.code())
            .min(axis.low())
            .max(axis.high())
            .interval(axis.step)
            .axis_label(AxisLabel::new().show(false))
            .axis_line(AxisLine::new().show(false))
            .axis_tick(AxisTick::new().show(false))
            .axis_pointer(AxisPointer::new().show(false))
            .split_line(SplitLine::new().show(true).line_style(LineStyle::new().width(1)));
        if let Some(name) = name {
            values = values
                .name(name.text)
                .name_location(NameLocation::End)
                .name_gap(name.gap)
                .name_text_style(
                    TextStyle::new()
                        .color(theme.muted)
                        .font_size(font_size)
                        .align("left")
                        .padding([0.0, 0.0, 0.0, -name.left]),
                );
        }
        let texts = Axis::new()
            .id(text_id)
            .type_(AxisType::Category)
            .position(side.code())
            .boundary_gap(false)
            .data(axis.labels())
            .axis_label(AxisLabel::new().interval(0).color(theme.muted).font_size(font_size))
            .axis_line(AxisLine::new().show(false))
            .axis_tick(AxisTick::new().show(false))
            .axis_pointer(AxisPointer::new().show(false))
            .split_line(SplitLine::new().show(false));
        // Zero is the ground on which marks stand; an axis that does not reach it has none.
        let grid_line = |tick: &f64| if *tick == 0.0 { theme.muted } else { theme.grid };
        let values_more = AxisPart {
            name_move_overlap: name.is_some().then_some(false),
            split_line: Some(overlay::SplitLine {
                line_style: overlay::Colours { color: axis.ticks.iter().map(grid_line).collect() },
            }),
            ..AxisPart::default()
        };
        let texts_more = AxisPart {
            axis_label: Some(overlay::AxisLabel { margin: 8.0 }),
            ..AxisPart::default()
        };
        match side {
            Side::Left => {
                self.y_axis(&values, &values_more)?;
                self.y_axis(&texts, &texts_more)
            }
            Side::Top | Side::Bottom => {
                self.x_axis(&values, &values_more)?;
                self.x_axis(&texts, &texts_more)
            }
        }
    }

    /// A series.
    pub(super) fn series(
        &mut self,
        series: &impl Serialize,
        more: &impl Serialize,
    ) -> Result<(), ChartError> {
        self.series.push(overlay::joined(series, more)?);
        Ok(())
    }

    /// An axis of values that is not seen, between its ends.
    pub(super) fn plain_axis(
        &mut self,
        id: &str,
        side: Side,
        (low, high): (f64, f64),
    ) -> Result<(), ChartError> {
        let axis = Axis::new()
            .id(id)
            .type_(AxisType::Value)
            .show(false)
            .min(tidy(low))
            .max(tidy(high))
            .axis_pointer(AxisPointer::new().show(false));
        match side {
            Side::Left => self.y_axis(&axis, &AxisPart::default()),
            Side::Top | Side::Bottom => self.x_axis(&axis, &AxisPart::default()),
        }
    }

    /// Texts and lines anywhere on the chart, in pixels from its upper left corner; lines behind bars
    /// or before them.
    pub(super) fn notes(
        &mut self,
        id: &str,
        notes: Vec<Item<'a>>,
        strokes: Vec<overlay::Stroke<'a>>,
        behind: bool,
    ) -> Result<(), ChartError> {
        if notes.is_empty() && strokes.is_empty() {
            return Ok(());
        }
        if self.grid.len() == 1 {
            self.frame()?;
        }
        let series = series::Scatter::new()
            .id(id)
            .symbol(Symbol::Custom(NOTHING.to_owned()))
            .symbol_size(1)
            .item_style(ItemStyle::new().color("transparent").opacity(1));
        let look = TextLook::of(self.size.font_size(), self.theme.muted);
        let more = ItemSeries {
            z: 6,
            x_axis_id: Some(FRAME_X),
            y_axis_id: Some(FRAME_Y),
            label: Some(TextLook { position: Some("inside"), ..look.over(self.theme.background) }),
            emphasis: ItemEmphasis {
                disabled: Some(true),
                focus: None,
                item_style: None,
                label: None,
                scale: None,
            },
            mark_line: (!strokes.is_empty())
                .then(|| overlay::Strokes::new(strokes, if behind { 1 } else { 3 })),
            ..ItemSeries::of(notes)
        };
        self.series(&series, &more)
    }

    fn frame(&mut self) -> Result<(), ChartError> {
        let grid = Grid::new().id(FRAME).left(0).right(0).top(0).bottom(0).contain_label(false);
        self.grid.push(overlay::joined(&grid, &overlay::Grid { outer_bounds_mode: "none" })?);
        let axis = |id: &str, length: u32, inverse: bool| {
            Axis::new()
                .id(id)
                .type_(AxisType::Value)
                .grid_index(1)
                .show(false)
                .inverse(inverse)
                .min(0)
                .max(f64::from(length.max(1)))
                .axis_pointer(AxisPointer::new().show(false))
        };
        let (width, height) = (self.size.width, self.size.height);
        self.x_axis(&axis(FRAME_X, width, false), &AxisPart::default())?;
        self.y_axis(&axis(FRAME_Y, height, true), &AxisPart::default())
    }

    /// The option as JSON.
    pub(super) fn finish(&self) -> Result<String, ChartError> {
        let option = serde_json::to_value(self)?;
        if let Some(path) = overlay::null_in(&option) {
            return Err(ChartError::Null(path));
        }
        overlay::text(&option)
    }
}

/// Where an axis of values lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Top,
    Bottom,
}

impl Side {
    const fn code(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Top => "top",
            Self::Bottom => "bottom",
        }
    }
}

/// The name above a vertical axis.
pub(super) struct AxisName<'a> {
    pub(super) text: &'a str,
    /// From the head of the axis.
    pub(super) gap: f64,
    /// From the axis back to the edge of the chart, where the name begins.
    pub(super) left: f64,
}
