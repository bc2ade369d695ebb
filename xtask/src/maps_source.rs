//! `cargo xtask maps`: the map sources made anew from their public package.

use anyhow::{Result, bail};

use crate::project::Project;

/// `cargo xtask maps`.
pub(crate) fn command(_project: &Project, _write: bool) -> Result<()> {
    bail!("`maps` is not part of this version yet")
}
