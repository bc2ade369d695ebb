//! A map of 2,900 regions: its geometry and values for the plain page, and the page in which our own
//! code draws it.

use std::fs;
use std::path::Path;

use anyhow::Result;
use prosperity_atlas::map::geometry::Level;
use prosperity_atlas::map::svg::MapPaint;
use serde_json::{Value, json};

use super::plain::collection;
use crate::build::{Program, build_bench};
use crate::project::Project;
use crate::setup::wasm::Toolchain;

#[path = "../../../benches/synthetic/mod.rs"]
mod synthetic;

/// Writes `county.json`: the regions as GeoJSON, and class and words of each in two years.
pub(super) fn write(folder: &Path) -> Result<()> {
    let layer = synthetic::layer()?;
    let (before, after) = synthetic::paints();
    let mut fills: Vec<(usize, &str)> = before
        .regions
        .iter()
        .chain(&after.regions)
        .filter_map(|region| Some((region.class?, region.fill.as_str())))
        .collect();
    fills.sort_unstable();
    fills.dedup();
    let year = |paint: &MapPaint| {
        let region = |one: &prosperity_atlas::map::svg::RegionPaint| {
            json!([one.place_id, one.class, one.name])
        };
        json!({
            "title": paint.title,
            "alt": paint.description,
            "regions": paint.regions.iter().map(region).collect::<Value>(),
        })
    };
    let county = json!({
        "size": [layer.width(), layer.height()],
        "map": collection(&layer, layer.regions(Level::County), layer.lines()),
        "colours": fills.iter().map(|(_, fill)| *fill).collect::<Value>(),
        "years": [year(&before), year(&after)],
    });
    fs::write(folder.join("county.json"), county.to_string())?;
    Ok(())
}

/// Compiles our side into `folder`: `app.js` and `app_opt.wasm`.
pub(super) fn build(project: &Project, folder: &Path) -> Result<Program> {
    let program = build_bench(project, Toolchain::ensure()?, "county", folder)?;
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_have_as_many_regions_and_colours() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path()).unwrap();
        let text = fs::read(folder.path().join("county.json")).unwrap();
        let all: Value = serde_json::from_slice(&text).unwrap();
        assert_eq!(all["map"]["features"].as_array().unwrap().len(), 2_900);
        let years = all["years"].as_array().unwrap();
        let classes = |year: &Value| -> Vec<u64> {
            let regions = year["regions"].as_array().unwrap();
            regions.iter().map(|region| region[1].as_u64().unwrap()).collect()
        };
        let (before, after) = (classes(&years[0]), classes(&years[1]));
        let changed = before.iter().zip(&after).filter(|(one, other)| one != other).count();
        assert!((1_000..1_320).contains(&changed), "{changed} regions change");
        let most = before.iter().max().unwrap();
        assert_eq!(all["colours"].as_array().unwrap().len() as u64, most + 1);
    }
}
