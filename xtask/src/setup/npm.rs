//! The JavaScript packages of `package-lock.json`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::project::Project;

/// The oldest Node.js whose test runner and modules are used here.
pub(crate) const OLDEST_NODE: u32 = 20;

/// Holds the lock file that `node_modules` was installed from. Comparing contents, not times,
/// is right after a checkout too.
fn marker(project: &Project) -> PathBuf {
    project.path("node_modules/.atlas-lock.json")
}

/// Whether the packages are those of the lock file.
pub(crate) fn ready(project: &Project) -> bool {
    let lock = fs::read(project.path("package-lock.json"));
    let installed = fs::read(marker(project));
    matches!((lock, installed), (Ok(lock), Ok(installed)) if lock == installed)
}

/// Installs the packages when the lock file has changed since the last time.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    check_node()?;
    if ready(project) {
        return Ok(());
    }
    println!("   installing the packages of package-lock.json: running npm ci");
    // Scripts of packages are not needed by any of these, so none runs.
    process::capture(Command::new("npm").current_dir(project.root()).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]))?;
    fs::copy(project.path("package-lock.json"), marker(project))
        .context("node_modules could not be marked as installed")?;
    Ok(())
}

fn check_node() -> Result<()> {
    let Some(version) = process::first_line(Command::new("node").arg("--version")) else {
        bail!("Node.js is missing: install version {OLDEST_NODE} or newer, with npm");
    };
    match major(&version) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        _ => bail!("Node.js is {version}: install version {OLDEST_NODE} or newer"),
    }
}

/// The first number of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// A script of an installed package, run by Node.js.
pub(crate) fn script(project: &Project, inside: &str) -> Command {
    let mut command = Command::new("node");
    command.current_dir(project.root()).arg(project.path("node_modules").join(inside));
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20"), None);
    }

    #[test]
    fn the_lock_file_names_no_registry() {
        let lock = fs::read_to_string(Project::find().path("package-lock.json")).unwrap();
        assert!(!lock.contains("\"resolved\""));
    }
}
