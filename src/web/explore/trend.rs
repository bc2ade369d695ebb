//! The trend: ECharts draws the lines, the marker of the year is the page's own, so that a step of
//! the slider moves one element and redraws nothing.

use super::super::{
    address::Record,
    bridge::{Chart, Update},
    reader,
    state::State,
};
use super::{Figures, table::data_table};
use crate::{
    chart::{ChartSize, ChartTheme, trend_option},
    figure::Marks,
};
use leptos::{html, prelude::*, task::spawn_local, web_sys};

/// How far outside the screen a chart begins to load, in CSS pixels.
const NEARBY: i32 = 300;

/// A chart and what is known of it.
#[derive(Clone, Copy)]
struct LiveChart {
    state: State,
    chart: StoredValue<Option<Chart>, LocalStorage>,
    size: RwSignal<Option<ChartSize>>,
    failed: RwSignal<bool>,
    /// Pixels of the first and the last year.
    ends: RwSignal<Option<(f64, f64)>>,
}

impl LiveChart {
    /// Loads the chart library and makes the chart; listens to it.
    fn mount(self, element: web_sys::HtmlDivElement) {
        let lang = self.state.lang.get_untracked();
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
        let place_of = move |id: &str| state.atlas.place_by_id(id);
        chart.on_hover(move |id| state.pointed.set(id.as_deref().and_then(place_of)))?;
        chart.on_click(move |id| {
            let place = place_of(&id);
            state.change(Record::Step, |spec| {
                spec.focus = place.filter(|place| spec.focus != Some(*place));
            });
        })?;
        // Called at once: the first size starts the drawing, after the chart is in its place.
        chart.on_resize(move |width, height| {
            if width > 0 && height > 0 {
                // The panel may be gone by now.
                let _ = size.try_set(Some(ChartSize { width, height }));
            }
        })
    }

    /// Draws an option; whether that worked.
    fn draw(self, option: &str, last: usize) {
        let drawn = self.chart.try_update_value(|chart| {
            let chart = chart.as_mut()?;
            chart.set_option(option, Update::Replace).ok()?;
            Some((chart.pixel_of_year(0)?, chart.pixel_of_year(last)?))
        });
        let Some(drawn) = drawn else { return };
        self.failed.set(drawn.is_none());
        self.ends.set(drawn);
    }

    /// Brings the line of the place pointed at forward.
    fn light(self, place: Option<&str>) {
        self.chart.with_value(|chart| {
            let Some(chart) = chart else { return };
            // A chart that cannot be lit still shows its lines.
            match place {
                Some(place) => chart.highlight(place).ok(),
                None => chart.downplay().ok(),
            };
        });
    }
}

/// The trend with its year marker and its table.
#[component]
pub(super) fn TrendPanel(state: State, figures: Figures) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let live = LiveChart {
        state,
        chart: StoredValue::new_local(None),
        size: RwSignal::new(None),
        failed: RwSignal::new(false),
        ends: RwSignal::new(None),
    };
    Effect::new(move |_| {
        if let Some(element) = container.get() {
            reader::when_near(&element.clone(), NEARBY, move || live.mount(element));
        }
    });
    let option = Memo::new(move |_| {
        let size = live.size.get()?;
        let theme = ChartTheme::of(state.theme.get());
        figures.trend.with(|figure| match &figure.marks {
            Marks::Trend(marks) => {
                let last = usize::from(marks.years.end() - marks.years.start());
                // The size is part of it: where the years lie changes even when the option does not.
                Some((trend_option(marks, &theme, size, &figure.alt).ok()?, last, size))
            }
            _ => None,
        })
    });
    Effect::new(move |_| {
        option.with(|option| {
            if let Some((option, last, _)) = option {
                live.draw(option, *last);
            }
        });
    });
    Effect::new(move |_| {
        option.track();
        let place = state.pointed.get().map(|place| state.atlas.place(place).id.as_str());
        live.light(place);
    });
    let years = Memo::new(move |_| {
        figures.trend.with(|figure| match &figure.marks {
            Marks::Trend(marks) => Some(marks.years.clone()),
            _ => None,
        })
    });
    let marker = move || {
        let (first, last) = live.ends.get()?;
        let year = state.years.with(|years| years.as_ref().map(|years| years.year))?;
        let years = years.get().filter(|years| years.contains(&year))?;
        let steps = f64::from(years.end() - years.start()).max(1.0);
        let left = first + (last - first) * f64::from(year - years.start()) / steps;
        Some(format!("transform:translateX({left:.1}px)"))
    };
    let nothing = move || {
        figures.trend.with(|figure| match &figure.marks {
            Marks::Nothing(why) => Some(why.clone()),
            _ => None,
        })
    };
    let drawn = move || option.with(Option::is_some);
    let waiting = move || !drawn() && !live.failed.get() && nothing().is_none();
    view! {
        <section class="trend-panel" aria-label=move || state.words().view_trend>
            <h2 hidden=move || figures.trend_is_main()>
                {move || figures.trend.with(|figure| figure.title.clone())}
            </h2>
            <p class="subtitle" hidden=move || figures.trend_is_main()>{move || figures.trend.with(|figure| figure.subtitle.clone())}</p>
            {move || nothing().map(|why| view! { <p class="nothing">{why}</p> })}
            {move || {
                live.failed.get().then(|| {
                    view! { <p class="failure" role="alert">{state.words().chart_failed}</p> }
                })
            }}
            <div class="chart-box" hidden=move || nothing().is_some() || live.failed.get()>
                <p class="waiting" hidden=move || !waiting()>{move || state.words().chart_loading}</p>
                <div class="chart" node_ref=container></div>
                <div class="year-marker" style=marker hidden=move || marker().is_none()></div>
            </div>
            <details class="behind" open=move || live.failed.get()>
                <summary>{move || state.words().view_table}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label=move || {
                    figures.trend.with(|figure| figure.table.caption.clone())
                }>{move || figures.trend.with(|figure| data_table(&figure.table))}</div>
            </details>
        </section>
    }
}
