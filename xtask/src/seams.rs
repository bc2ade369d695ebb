//! Where commands join that live in modules of their own.

use anyhow::{Result, bail};

use crate::data;
use crate::project::Project;
use crate::step::Steps;

/// `cargo xtask data`, and `cargo xtask data --check`, which writes nothing.
pub(crate) fn data(project: &Project, rest: &[String]) -> Result<()> {
    match rest {
        [] => data::run(project.root()),
        [flag] if flag == "--check" => data::report_check(project.root()),
        _ => bail!("`data` knows one flag, `--check`; found `{}`", rest.join(" ")),
    }
}

/// Packs the data, as part of a build; files that are up to date are left alone.
pub(crate) fn pack_data(project: &Project, steps: &mut Steps) -> Result<()> {
    steps.run("pack data", "check data/ and pack it", data::CURE, || data::update(project.root()))
}

/// Checks the data, as part of the tests.
pub(crate) fn check_data(project: &Project, steps: &mut Steps) -> Result<()> {
    steps.run("check data", "check data/", data::CURE, || data::report_check(project.root()))
}
