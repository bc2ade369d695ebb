//! Checks the data package in `data/` and packs it into `data/packed/`.
//!
//! Checks never stop at the first problem: all of them are listed as `file:line: what is wrong and
//! what would be right`. Packing is deterministic: the same CSV files give the same bytes.

mod catalog;
mod documents;
mod formula;
mod pack;
mod panel;
mod problem;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use problem::Problem;

use anyhow::{Context, bail};
use prosperity_atlas::atlas::{Catalog, Documents, Series};
use std::path::Path;

/// Everything in `data/`, checked.
struct Package {
    catalog: Catalog,
    series: Vec<Series>,
    documents: Documents,
}

/// Reads and checks everything under `root`; the package is whole only if there are no problems.
fn load(root: &Path) -> Result<Package, Vec<Problem>> {
    let mut problems = Vec::new();
    let base = catalog::load(root, &mut problems);
    let series = panel::load(root, &base, &mut problems);
    let documents = documents::load(root, &base.known, &mut problems);
    panel::check_against_catalog(&base, &series, &mut problems);
    if problems.is_empty() {
        return Ok(Package { catalog: base.catalog, series, documents });
    }
    problems.sort();
    problems.dedup();
    Err(problems)
}

/// Checks the data package under `root`.
///
/// # Errors
/// Everything that is wrong with it, by file and line.
pub(crate) fn check(root: &Path) -> Result<(), Vec<Problem>> {
    load(root).map(|_| ())
}

/// Checks the data package under `root`, packs it, writes the packed files that changed and prints
/// their sizes.
///
/// # Errors
/// When something is wrong with the data (printed before), or a file cannot be written.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let package = match load(root) {
        Ok(package) => package,
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            let count = problems.len();
            bail!("{count} problem{} in data/", if count == 1 { "" } else { "s" });
        }
    };
    let files = pack::pack(root, &package).context("the data cannot be packed")?;
    let folder = root.join(pack::FOLDER);
    let changed = pack::write(&folder, &files)?;
    println!("{}", pack::report(&files, &changed));
    Ok(())
}
