//! The pictures of all figures: maps by the atlas itself, charts by ECharts in one Node process.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use prosperity_atlas::{
    article::{ChartPlan, MapLook, Picture, Width, chart_plan, map_picture},
    figure::MapName,
    map::svg::Mode,
    theme::Theme,
};

use super::{THEMES, Told, code};
use crate::packed::Maps;
use crate::process;
use crate::project::Project;

/// For what a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A document of its own.
    Poster,
    /// A block of HTML.
    Column(Width),
}

impl Cut {
    const ALL: [Self; 3] = [Self::Poster, Self::Column(Width::Wide), Self::Column(Width::Narrow)];

    const fn code(self) -> &'static str {
        match self {
            Self::Poster => "poster",
            Self::Column(width) => width.code(),
        }
    }
}

/// The pictures that were drawn, by their names.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pictures: BTreeMap<String, Picture>,
    /// What the charts among them were drawn from.
    plans: Vec<(String, ChartPlan)>,
}

impl Drawn {
    /// A picture; none of tables.
    pub(super) fn get(&self, told: &Told, theme: Theme, cut: Cut) -> Option<&Picture> {
        self.pictures.get(&name(told, theme, cut))
    }

    /// The chart that was drawn from a plan; every id in it begins with `id`. None where nobody drew it.
    pub(super) fn chart(&self, plan: &ChartPlan, id: &str) -> Option<String> {
        let (name, _) = self.plans.iter().find(|(_, one)| one == plan)?;
        let svg = &self.pictures.get(name)?.svg;
        let (own, id) = (chart_id(name), id.trim_end_matches('-'));
        // Where ids stand, and where they are named.
        let places = [" id=\"", "url(#"].iter();
        Some(places.fold(svg.clone(), |svg, before| {
            svg.replace(&format!("{before}{own}"), &format!("{before}{id}"))
        }))
    }

    /// Takes in a picture.
    #[cfg(test)]
    pub(super) fn put(&mut self, told: &Told, theme: Theme, cut: Cut, picture: Picture) {
        self.pictures.insert(name(told, theme, cut), picture);
    }
}

/// What no other picture is called: `gap-income-zh-light-wide`.
fn name(told: &Told, theme: Theme, cut: Cut) -> String {
    format!("{}-{}-{}", told.name(), code(theme), cut.code())
}

/// What every id inside a picture begins with. Names may begin with a digit, identifiers may not.
fn prefix(name: &str) -> String {
    format!("pa-{name}-")
}

/// What every id inside a chart begins with; `js/render-figures.mjs` puts a hyphen behind it.
fn chart_id(name: &str) -> String {
    format!("pa-{name}")
}

/// Draws everything.
pub(super) fn all(project: &Project, told: &[Told], echarts: &Path) -> Result<Drawn> {
    let mut drawn = maps_and_plans(project, told)?;
    charts(project, echarts, &drawn.plans, &mut drawn.pictures)?;
    Ok(drawn)
}

/// The same with an empty document, which has a clip, in place of each chart.
#[cfg(test)]
pub(super) fn stand_ins(project: &Project, told: &[Told]) -> Result<Drawn> {
    let mut drawn = maps_and_plans(project, told)?;
    for (name, ChartPlan { width, height, .. }) in &drawn.plans {
        let id = chart_id(name);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\"><clipPath id=\"{id}-c0\"><path d=\"M0 0h9v9z\"></path>\
             </clipPath><g clip-path=\"url(#{id}-c0)\"></g></svg>"
        );
        let picture = Picture { svg, width: *width, height: *height };
        drawn.pictures.insert(name.clone(), picture);
    }
    Ok(drawn)
}

/// The maps, and what the charts are to be drawn from.
fn maps_and_plans(project: &Project, told: &[Told]) -> Result<Drawn> {
    let maps = Maps::read(project)?;
    let mut drawn = Drawn::default();
    for one in told {
        for theme in THEMES {
            for cut in Cut::ALL {
                let name = name(one, theme, cut);
                if let Some(picture) = map(one, theme, cut, &maps, &name)? {
                    drawn.pictures.insert(name, picture);
                } else if let Some(plan) = chart(one, theme, cut)? {
                    drawn.plans.push((name, plan));
                }
            }
        }
    }
    Ok(drawn)
}

fn map(told: &Told, theme: Theme, cut: Cut, maps: &Maps, name: &str) -> Result<Option<Picture>> {
    let width = match cut {
        Cut::Poster => told.poster(theme, None).map_width(),
        Cut::Column(width) => width.px(),
    };
    // Posters are enlarged and printed. A page has four maps of a figure at most, and of several years
    // each is small.
    let is_large = cut == Cut::Poster && told.figure.maps().len() == 1;
    let open = |map: MapName| if is_large { maps.open(map) } else { maps.open_small(map) };
    let prefix = prefix(name);
    let look = MapLook { theme, lang: told.lang, width, prefix: &prefix, mode: Mode::Static };
    let picture = map_picture(&told.figure, open, look).transpose();
    picture.with_context(|| format!("the map of {} could not be drawn", told.name()))
}

fn chart(told: &Told, theme: Theme, cut: Cut) -> Result<Option<ChartPlan>> {
    let plan = match cut {
        Cut::Poster => told.poster(theme, None).chart_plan(),
        Cut::Column(width) => chart_plan(&told.figure, theme, width),
    };
    plan.transpose().with_context(|| format!("{} is no chart that can be drawn", told.name()))
}

/// Draws charts: each plan is a line of work for `js/render-figures.mjs`.
fn charts(
    project: &Project,
    echarts: &Path,
    plans: &[(String, ChartPlan)],
    pictures: &mut BTreeMap<String, Picture>,
) -> Result<()> {
    if plans.is_empty() {
        return Ok(());
    }
    let folder = project.work().join("charts");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let out = |name: &str| -> PathBuf { folder.join(format!("{name}.svg")) };
    let mut jobs = String::new();
    for (name, ChartPlan { option, width, height }) in plans {
        let id = serde_json::to_string(&chart_id(name))?;
        let out = serde_json::to_string(&out(name))?;
        // The option is JSON without line ends. Writing into a String cannot fail.
        let _ = writeln!(
            jobs,
            "{{\"option\":{option},\"width\":{width},\"height\":{height},\"id\":{id},\"out\":{out}}}"
        );
    }
    let list = folder.join("jobs.jsonl");
    fs::write(&list, jobs)?;
    let script = project.path("js/render-figures.mjs");
    process::capture(Command::new("node").arg(script).arg(echarts).arg(&list))?;
    for (name, ChartPlan { width, height, .. }) in plans {
        let svg = fs::read_to_string(out(name))
            .with_context(|| format!("the chart {name} was not drawn"))?;
        pictures.insert(name.clone(), Picture { svg, width: *width, height: *height });
    }
    Ok(())
}
