//! The parts of the pages that are drawn when the site is built.

use anyhow::{Context as _, Result};
use prosperity_atlas::{
    atlas::{Atlas, Lang},
    export::map_figure,
    figure::figure as figure_of,
    map::geometry::MapLayer,
    spec::Spec,
};

use crate::project::Project;

/// The figure that the page shows before, or without, the running program: HTML for the place of
/// `<!-- static-figure -->`. It is the one that an empty link opens, in the page's first language.
pub(crate) fn figure(project: &Project) -> Result<String> {
    let packed = |name: &str| {
        let path = project.root().join("data/packed").join(name);
        std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    let atlas =
        Atlas::open(&packed("catalog.bin")?, &packed("numbers.bin")?, &packed("documents.bin")?)?;
    let layer = MapLayer::decode(&packed("map-china-small.bin")?)?;
    let shown = figure_of(&atlas, &Spec::default_of(&atlas), Lang::Zh);
    Ok(map_figure(&shown, &layer, Lang::Zh))
}
