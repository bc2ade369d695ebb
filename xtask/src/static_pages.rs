//! The parts of the pages that are drawn when the site is built.

use anyhow::Result;

use crate::project::Project;

/// The figure that the page shows before, or without, the running program: HTML for the place of
/// `<!-- static-figure -->`. Empty as long as no figure is drawn at build time.
#[allow(clippy::unnecessary_wraps, reason = "drawing a figure reads the data and can fail")]
pub(crate) fn figure(_project: &Project) -> Result<String> {
    Ok(String::new())
}
