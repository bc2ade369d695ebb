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
pub(super) struct Drawn(BTreeMap<String, Picture>);

impl Drawn {
    /// A picture; none of tables.
    pub(super) fn get(&self, told: &Told, theme: Theme, cut: Cut) -> Option<&Picture> {
        self.0.get(&name(told, theme, cut))
    }

    /// Takes in a picture.
    #[cfg(test)]
    pub(super) fn put(&mut self, told: &Told, theme: Theme, cut: Cut, picture: Picture) {
        self.0.insert(name(told, theme, cut), picture);
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

/// Draws everything.
pub(super) fn all(project: &Project, told: &[Told], echarts: &Path) -> Result<Drawn> {
    let maps = Maps::read(project)?;
    let (mut drawn, mut plans) = (Drawn::default(), Vec::new());
    for one in told {
        for theme in THEMES {
            for cut in Cut::ALL {
                let name = name(one, theme, cut);
                if let Some(picture) = map(one, theme, cut, &maps, &name)? {
                    drawn.0.insert(name, picture);
                } else if let Some(plan) = chart(one, theme, cut)? {
                    plans.push((name, plan));
                }
            }
        }
    }
    charts(project, echarts, &plans, &mut drawn)?;
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
    drawn: &mut Drawn,
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
        let id = serde_json::to_string(prefix(name).trim_end_matches('-'))?;
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
        drawn.0.insert(name.clone(), Picture { svg, width: *width, height: *height });
    }
    Ok(())
}
