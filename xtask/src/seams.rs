//! Where commands join that live in modules of their own.

use anyhow::{Result, bail};

use crate::project::Project;
use crate::step::Steps;

/// `cargo xtask data`.
pub(crate) fn data(_project: &Project, _rest: &[String]) -> Result<()> {
    bail!("`data` is not part of this version yet")
}

/// `cargo xtask bench`.
pub(crate) fn bench(_project: &Project, _rest: &[String]) -> Result<()> {
    bail!("`bench` is not part of this version yet")
}

/// Packs the data when the packed files are older than their sources, as part of a build.
#[allow(clippy::unnecessary_wraps, reason = "packing reads and writes files and can fail")]
pub(crate) fn pack_data(_project: &Project, steps: &mut Steps) -> Result<()> {
    steps.skip("pack data", "`cargo xtask data` does not exist yet");
    Ok(())
}

/// Checks the data, as part of the tests.
#[allow(clippy::unnecessary_wraps, reason = "checking reads files and finds errors")]
pub(crate) fn check_data(_project: &Project, steps: &mut Steps) -> Result<()> {
    steps.skip("check data", "`cargo xtask data` does not exist yet");
    Ok(())
}
