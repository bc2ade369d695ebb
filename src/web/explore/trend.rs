//! The trend: ECharts draws the lines, the marker of the year is the page's own, so that a step of
//! the slider moves one element and redraws nothing.

use super::super::{bridge::Update, state::State};
use super::{Figures, chart::LiveChart, table::Behind};
use crate::{
    chart::{ChartSize, ChartTheme, trend_option},
    figure::Marks,
};
use leptos::{html, prelude::*};

/// The trend with its year marker and its table.
#[component]
pub(super) fn TrendPanel(state: State, figures: Figures) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let live = LiveChart::new(state);
    // Pixels of the first and the last year.
    let ends: RwSignal<Option<(f64, f64)>> = RwSignal::new(None);
    live.mount_into(container);
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
    Effect::new(move |before: Option<Option<ChartSize>>| {
        option.with(|option| {
            let (option, last, size) = option.as_ref()?;
            let same = before.flatten() == Some(*size);
            let update = if same { Update::Merge } else { Update::Replace };
            ends.set(live.draw(option, update, |chart| {
                Some((chart.pixel_of_year(0)?, chart.pixel_of_year(*last)?))
            }));
            Some(*size)
        })
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
        let (first, last) = ends.get()?;
        let year = state.years.with(|years| years.as_ref().map(|years| years.year))?;
        let years = years.get().filter(|years| years.contains(&year))?;
        let steps = f64::from(years.end() - years.start()).max(1.0);
        let left = first + (last - first) * f64::from(year - years.start()) / steps;
        Some(format!("transform:translateX({left:.1}px)"))
    };
    let nothing = move || figures.trend.with(|figure| figure.nothing().map(str::to_owned));
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
            <Behind state figure=figures.trend open=live.failed/>
        </section>
    }
}
