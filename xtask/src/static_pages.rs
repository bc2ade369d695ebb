//! The parts of the pages that are drawn when the site is built.

use anyhow::Result;
use prosperity_atlas::{
    atlas::Lang,
    export::map_figure,
    figure::{MapName, figure as figure_of},
    spec::Spec,
};

use crate::packed;
use crate::project::Project;

/// The figure that the page shows before, or without, the running program: HTML for the place of
/// `<!-- static-figure -->`. It is the one that an empty link opens, in the page's first language.
pub(crate) fn figure(project: &Project) -> Result<String> {
    let atlas = packed::atlas(project)?;
    let layer = packed::Maps::read(project)?.open_small(MapName::China)?;
    let shown = figure_of(&atlas, &Spec::default_of(&atlas), Lang::Zh);
    Ok(map_figure(&shown, &layer, Lang::Zh))
}
