//! A statistical chart in the page: ECharts draws the option that the core makes of a figure.

use super::super::{
    address::Record,
    bridge::{Chart, Update},
    reader,
    state::State,
};
use super::table::Behind;
use crate::{
    chart::{ChartSize, ChartTheme, height_for_rows, option},
    figure::{Figure, Marks},
};
use core::mem::{Discriminant, discriminant};
use leptos::{html, prelude::*, task::spawn_local, web_sys};

/// How far outside the screen a chart begins to load, in CSS pixels.
const NEARBY: i32 = 300;
/// A chart and what is known of it.
#[derive(Clone, Copy)]
pub(in crate::web) struct LiveChart {
    state: State,
    /// Whether it speaks of the explorer's selection: pointing at a place then lights it everywhere.
    linked: bool,
    chart: StoredValue<Option<Chart>, LocalStorage>,
    pub(super) size: RwSignal<Option<ChartSize>>,
    pub(in crate::web) failed: RwSignal<bool>,
    /// Whether something has been drawn.
    pub(super) drawn: RwSignal<bool>,
    /// Whether a place is brought forward.
    lit: StoredValue<bool>,
}

impl LiveChart {
    pub(in crate::web) fn new(state: State) -> Self {
        Self {
            state,
            linked: true,
            chart: StoredValue::new_local(None),
            size: RwSignal::new(None),
            failed: RwSignal::new(false),
            drawn: RwSignal::new(false),
            lit: StoredValue::new(false),
        }
    }

    /// A chart that stands apart from the explorer's selection.
    pub(in crate::web) fn apart(state: State) -> Self {
        Self { linked: false, ..Self::new(state) }
    }

    /// Loads the chart library when the element comes near the screen.
    pub(in crate::web) fn mount_into(self, container: NodeRef<html::Div>) {
        Effect::new(move |_| {
            if let Some(element) = container.get() {
                reader::when_near(&element.clone(), NEARBY, move || self.mount(element));
            }
        });
    }

    /// Loads the chart library and makes the chart; listens to it.
    fn mount(self, element: web_sys::HtmlDivElement) {
        // The element may come near the screen when the panel is already gone.
        let Some(lang) = self.state.lang.try_get_untracked() else { return };
        spawn_local(async move {
            let made = match Chart::mount(&element, lang).await {
                Ok(mut chart) => self.listen(&mut chart).map(|()| chart),
                Err(error) => Err(error),
            };
            match made {
                // The panel may be gone by now; then the chart goes with this line.
                Ok(chart) => drop(self.chart.try_set_value(Some(chart))),
                Err(_) => {
                    let _ = self.failed.try_set(true);
                }
            }
        });
    }

    fn listen(self, chart: &mut Chart) -> Result<(), super::super::bridge::BridgeError> {
        let Self { state, size, .. } = self;
        if self.linked {
            let place_of = move |id: &str| state.atlas.place_by_id(id);
            chart.on_hover(move |id| state.pointed.set(id.as_deref().and_then(place_of)))?;
            chart.on_click(move |id| {
                let place = place_of(&id);
                state.change(Record::Step, |spec| {
                    spec.focus = place.filter(|place| spec.focus != Some(*place));
                });
            })?;
        }
        // Called at once: the first size starts the drawing, after the chart is in its place.
        chart.on_resize(move |width, height| {
            if width > 0 && height > 0 {
                // The panel may be gone by now.
                let _ = size.try_set(Some(ChartSize { width, height }));
            }
        })
    }

    /// Draws a figure whenever it, the size or the colours change.
    pub(in crate::web) fn follow(
        self,
        container: NodeRef<html::Div>,
        figure: Memo<Figure>,
    ) -> Memo<Option<Drawing>> {
        let (live, state) = (self, self.state);
        let still = reader::wants_stillness();
        // The height that the style sheet gives a chart, as it was last seen.
        let natural: StoredValue<Option<u32>> = StoredValue::new(None);
        Effect::new(move |_| {
            let size = live.size.get();
            if figure.with_untracked(height_for_rows).is_none() {
                natural.set_value(size.map(|size| size.height));
            }
        });
        let drawing = Memo::new(move |_| {
            let size = live.size.get()?;
            // Known before the element has it, so that a chart is not drawn twice.
            let height =
                figure.with(height_for_rows).or_else(|| natural.get_value()).unwrap_or(size.height);
            let size = ChartSize { height, ..size };
            let theme = ChartTheme::of(state.theme.get());
            figure.with(|figure| {
                let option = option(figure, &theme, size, !still)?.ok()?;
                Some(Drawing { option, size, kind: discriminant(&figure.marks) })
            })
        });
        Effect::new(move |before: Option<Option<Room>>| {
            drawing.with(|drawing| {
                let drawing = drawing.as_ref()?;
                let height = figure.with_untracked(height_for_rows);
                let now = (drawing.kind, drawing.size, height);
                // Marks of the same chart move to their new places; another chart is drawn anew.
                let moves = before.flatten() == Some(now);
                if let Some(element) = container.get_untracked().filter(|_| !moves) {
                    let style =
                        height.map_or_else(String::new, |height| format!("height:{height}px"));
                    element.set_attribute("style", &style).ok();
                }
                let update = if moves { Update::Merge } else { Update::Replace };
                live.draw(&drawing.option, update, |_| Some(()));
                Some(now)
            })
        });
        drawing
    }

    /// Draws an option, then lets the chart tell what is asked of it; none where that failed.
    pub(super) fn draw<T>(
        self,
        option: &str,
        update: Update,
        ask: impl FnOnce(&Chart) -> Option<T>,
    ) -> Option<T> {
        let drawn = self.chart.try_update_value(|chart| {
            let chart = chart.as_mut()?;
            chart.set_option(option, update).ok()?;
            ask(chart)
        })?;
        self.failed.set(drawn.is_none());
        self.drawn.set(drawn.is_some());
        drawn
    }

    /// Brings the place pointed at forward.
    pub(in crate::web) fn light(self, place: Option<&str>) {
        let was_lit = self.lit.try_update_value(|lit| core::mem::replace(lit, place.is_some()));
        if place.is_none() && was_lit == Some(false) {
            return;
        }
        self.chart.with_value(|chart| {
            let Some(chart) = chart else { return };
            // A chart that cannot be lit still shows its marks.
            match place {
                Some(place) => chart.highlight(place).ok(),
                None => chart.downplay().ok(),
            };
        });
    }
}

/// What is the same where the marks of a chart move to their new places: the kind of chart, its size, and
/// the height that its rows ask for.
type Room = (Discriminant<Marks>, ChartSize, Option<u32>);

/// What a chart needs to be drawn: its option, and what kind of chart it is.
#[derive(Clone, PartialEq)]
pub(in crate::web) struct Drawing {
    option: String,
    size: ChartSize,
    kind: Discriminant<Marks>,
}

/// A chart with its table.
#[component]
pub(super) fn ChartPanel(state: State, figure: Memo<Figure>) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let live = LiveChart::new(state);
    live.mount_into(container);
    let drawing = live.follow(container, figure);
    Effect::new(move |_| {
        drawing.track();
        let place = state.pointed.get().map(|place| state.atlas.place(place).id.as_str());
        live.light(place);
    });
    let nothing = move || figure.with(|figure| figure.nothing().map(str::to_owned));
    // Marks that contradict themselves cannot be drawn; the table still can.
    let undrawable =
        move || live.size.get().is_some() && nothing().is_none() && drawing.with(Option::is_none);
    let failed = move || live.failed.get() || undrawable();
    let waiting = move || !live.drawn.get() && !failed() && nothing().is_none();
    view! {
        <section class="chart-panel">
            {move || nothing().map(|why| view! { <p class="nothing">{why}</p> })}
            {move || failed().then(|| {
                view! { <p class="failure" role="alert">{state.words().chart_failed}</p> }
            })}
            <div class="chart-box" hidden=move || nothing().is_some() || failed()>
                <p class="waiting" hidden=move || !waiting()>{move || state.words().chart_loading}</p>
                <div class="chart" node_ref=container></div>
            </div>
            <Behind state figure open=Signal::derive(failed)/>
        </section>
    }
}
