//! The parts of the pages that are drawn when the site is built.

use anyhow::Result;
use prosperity_atlas::{
    atlas::Lang,
    export::{map_figure, map_figure_dark},
    figure::{MapName, figure as figure_of},
    spec::Spec,
};

use crate::packed;
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
    let atlas = packed::atlas(project)?;
    let layer = packed::Maps::read(project)?.open_small(MapName::China)?;
    let shown = figure_of(&atlas, &Spec::default_of(&atlas), Lang::Zh);
    Ok(StaticFigure { html: map_figure(&shown, &layer, Lang::Zh), dark: map_figure_dark(&shown) })
}
