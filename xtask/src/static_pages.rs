//! The parts of the pages that are drawn when the site is built.

use anyhow::{Context as _, Result};
use prosperity_atlas::{
    atlas::{Atlas, Lang},
    export::{map_figure, map_figure_dark},
    figure::figure as figure_of,
    map::geometry::MapLayer,
    spec::Spec,
};

use crate::project::Project;

/// The figure that the page shows before, or without, the running program.
#[derive(Debug)]
pub(crate) struct StaticFigure {
    /// HTML for the place of `<!-- static-figure -->`.
    pub(crate) html: String,
    /// Style rules that give it dark colours where the reader's system asks for them.
    pub(crate) dark: String,
}

/// The figure that the explorer opens without any choice, in the page's first language.
pub(crate) fn figure(project: &Project) -> Result<StaticFigure> {
    let packed = |name: &str| {
        let path = project.root().join("data/packed").join(name);
        std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    let atlas =
        Atlas::open(&packed("catalog.bin")?, &packed("numbers.bin")?, &packed("documents.bin")?)?;
    let layer = MapLayer::decode(&packed("map-china-small.bin")?)?;
    let shown = figure_of(&atlas, &Spec::default_of(&atlas), Lang::Zh);
    Ok(StaticFigure { html: map_figure(&shown, &layer, Lang::Zh), dark: map_figure_dark(&shown) })
}
