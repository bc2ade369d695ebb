//! Checks the data package in `data/` and packs it into `data/packed/`.
//!
//! Checks never stop at the first problem: all of them are listed as `file:line: what is wrong and
//! what would be right`. Packing is deterministic: the same CSV files give the same bytes.

mod catalog;
mod descriptor;
mod documents;
mod pack;
mod panel;
mod problem;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use problem::Problem;

use anyhow::Context;
use pack::PackedFile;
use prosperity_atlas::atlas::{Catalog, Documents, Series};
use std::path::Path;

/// Everything in the tables of `data/`.
struct Tables {
    catalog: Catalog,
    series: Vec<Series>,
    documents: Documents,
}

/// Everything in `data/`, checked.
struct Package {
    tables: Tables,
    /// Packed maps by name: `map-china`.
    maps: Vec<(String, Vec<u8>)>,
}

/// Reads and checks the tables; they are whole only if there are no problems.
fn read_tables(root: &Path, problems: &mut Vec<Problem>) -> Tables {
    let base = catalog::load(root, problems);
    let series = panel::load(root, &base, problems);
    let documents = documents::load(root, &base.known, problems);
    panel::check_against_catalog(&base, &series, problems);
    descriptor::check(root, problems);
    Tables { catalog: base.catalog, series, documents }
}

/// Reads and checks everything under `root`.
fn load(root: &Path) -> Result<Package, Vec<Problem>> {
    let mut problems = Vec::new();
    let tables = read_tables(root, &mut problems);
    let maps = crate::maps::pack_all(&root.join("data")).unwrap_or_else(|messages| {
        problems.extend(messages.iter().map(|message| Problem::from_message(message)));
        Vec::new()
    });
    if problems.is_empty() {
        return Ok(Package { tables, maps });
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

/// What to do when the data do not pass.
pub(crate) const CURE: &str = "Correct the lines named above in data/.";

/// Checks the data package under `root` and prints what is wrong with it.
///
/// # Errors
/// When anything is.
pub(crate) fn report_check(root: &Path) -> anyhow::Result<()> {
    check(root).map_err(|problems| failure(&problems))
}

/// Prints the problems; the error says how many there are.
fn failure(problems: &[Problem]) -> anyhow::Error {
    for problem in problems {
        eprintln!("{problem}");
    }
    let count = problems.len();
    anyhow::anyhow!("{count} problem{} in data/", if count == 1 { "" } else { "s" })
}

/// Checks and packs the data package under `root` and writes the packed files that changed.
///
/// # Errors
/// When something is wrong with the data (printed before), or a file cannot be written.
pub(crate) fn update(root: &Path) -> anyhow::Result<()> {
    packed(root).map(|_| ())
}

/// Does what [`update`] does and prints the sizes and how they stand to their budgets.
///
/// # Errors
/// Those of [`update`].
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let (files, changed) = packed(root)?;
    print!("{}", pack::report(&files, &changed));
    Ok(())
}

/// The packed files, and the names of those that changed and were written.
fn packed(root: &Path) -> anyhow::Result<(Vec<PackedFile>, Vec<String>)> {
    let package = load(root).map_err(|problems| failure(&problems))?;
    let files = pack::pack(&package).context("the data cannot be packed")?;
    let changed = pack::write(&root.join(pack::FOLDER), &files)?;
    Ok((files, changed))
}
