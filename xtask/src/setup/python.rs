//! Python tools in a folder of their own, at exact versions.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::project::Project;

/// The tools and every package they use, each with its version.
const REQUIREMENTS: &str = "xtask/requirements.txt";

fn folder(project: &Project) -> PathBuf {
    project.path("target/python")
}

fn marker(project: &Project) -> PathBuf {
    folder(project).join("requirements.txt")
}

/// A program of the installed tools.
pub(crate) fn program(project: &Project, name: &str) -> PathBuf {
    folder(project).join("bin").join(name)
}

/// Whether the tools are those of the requirements file.
pub(crate) fn ready(project: &Project) -> bool {
    let wanted = fs::read(project.path(REQUIREMENTS));
    let installed = fs::read(marker(project));
    matches!((wanted, installed), (Ok(wanted), Ok(installed)) if wanted == installed)
}

/// Installs the tools when the requirements have changed since the last time.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    if ready(project) {
        return Ok(());
    }
    if process::which("python3").is_none() {
        bail!("python3 is missing: install Python 3.10 or newer with its venv module");
    }
    println!("   installing {REQUIREMENTS} into a folder of its own: running pip install");
    let folder = folder(project);
    process::capture(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    process::capture(
        Command::new(program(project, "python"))
            .args(["-m", "pip", "install", "--disable-pip-version-check"])
            .args(["--quiet", "--no-deps", "--requirement"])
            .arg(project.path(REQUIREMENTS)),
    )?;
    fs::copy(project.path(REQUIREMENTS), marker(project))
        .context("the Python tools could not be marked as installed")?;
    Ok(())
}
