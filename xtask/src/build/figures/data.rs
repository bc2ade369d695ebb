//! The data package for download: every table that its description lists, and nothing else of `data/`.

use std::fs;
use std::path::{Component, Path};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::build::read;
use crate::project::Project;

/// What is copied besides the tables.
const PAPERS: [&str; 3] = ["datapackage.json", "README.md", "LICENSES.md"];

/// Folders of `data/` that are never given away: boundaries are there for showing maps only, and packed
/// files hold them too.
const KEPT_BACK: [&str; 2] = ["geo", "packed"];

#[derive(Deserialize)]
struct Description {
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    path: String,
}

/// Copies the package into the folder `data` of a site.
pub(super) fn copy(project: &Project, folder: &Path) -> Result<()> {
    let from = project.path("data");
    let to = folder.join("data");
    let description: Description = serde_json::from_str(&read(&from.join(PAPERS[0]))?)
        .context("data/datapackage.json could not be read")?;
    let tables = description.resources.into_iter().map(|one| one.path);
    for path in tables.chain(PAPERS.map(str::to_owned)) {
        allowed(&path)?;
        let target = to.join(&path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(from.join(&path), target)
            .with_context(|| format!("data/{path} could not be copied"))?;
    }
    Ok(())
}

/// Whether a file that the description names may be given away.
fn allowed(path: &str) -> Result<()> {
    let is_table = Path::new(path).extension().is_some_and(|ending| ending == "csv");
    let mut parts = Path::new(path).components();
    let is_inside = parts.clone().all(|part| matches!(part, Component::Normal(_)));
    let is_kept_back =
        parts.next().is_some_and(|first| KEPT_BACK.iter().any(|one| first.as_os_str() == *one));
    if !is_inside || is_kept_back || !(is_table || PAPERS.contains(&path)) {
        bail!("data/datapackage.json names `{path}`, which is no table to be given away");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_given_away_and_geometry_is_not() {
        for path in ["places.csv", "panel/provinces.csv", "README.md", "datapackage.json"] {
            assert!(allowed(path).is_ok(), "{path}");
        }
        for path in [
            "geo/china.topo.json",
            "geo/points.csv",
            "packed/map-china.bin",
            "panel/../geo/points.csv",
            "/etc/table.csv",
            "places.json",
        ] {
            assert!(allowed(path).is_err(), "{path}");
        }
    }

    #[test]
    fn the_copy_is_complete_and_holds_no_boundary() {
        let (project, folder) = (Project::find(), tempfile::tempdir().unwrap());
        copy(&project, folder.path()).unwrap();
        let files = super::super::sizes::files(folder.path()).unwrap();
        let names: Vec<String> = files
            .iter()
            .map(|file| file.strip_prefix(folder.path()).unwrap().display().to_string())
            .collect();
        for name in ["data/datapackage.json", "data/LICENSES.md", "data/panel/provinces.csv"] {
            assert!(names.iter().any(|one| one == name), "{name} is missing");
        }
        for (file, name) in files.iter().zip(&names) {
            assert!(!name.contains("/geo/") && !name.contains("/packed/"), "{name}");
            let text = fs::read_to_string(file).unwrap();
            for mark in ["\"arcs\"", "\"coordinates\"", "Polygon", "POLYGON", "Topology"] {
                assert!(!text.contains(mark), "{name} has {mark}");
            }
        }
    }
}
