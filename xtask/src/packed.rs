//! The packed files as the build reads them. They are not those inside this program's own crate: a
//! build packs the data first, and what it draws must be of that.

use std::fs;

use anyhow::{Context as _, Result};
use prosperity_atlas::{
    atlas::Atlas,
    figure::MapName,
    map::geometry::{MapError, MapLayer},
};

use crate::project::Project;

fn read(project: &Project, name: &str) -> Result<Vec<u8>> {
    let path = project.path("data/packed").join(name);
    fs::read(&path).with_context(|| format!("{} cannot be read", project.show(&path)))
}

/// The atlas.
pub(crate) fn atlas(project: &Project) -> Result<Atlas> {
    let [catalog, numbers, documents] = ["catalog.bin", "numbers.bin", "documents.bin"];
    Ok(Atlas::open(&read(project, catalog)?, &read(project, numbers)?, &read(project, documents)?)?)
}

/// The packed maps.
#[derive(Debug)]
pub(crate) struct Maps {
    china: Vec<u8>,
    china_small: Vec<u8>,
    zhejiang: Vec<u8>,
    shanghai: Vec<u8>,
    delta: Vec<u8>,
}

impl Maps {
    /// Reads all of them.
    pub(crate) fn read(project: &Project) -> Result<Self> {
        Ok(Self {
            china: read(project, "map-china.bin")?,
            china_small: read(project, "map-china-small.bin")?,
            zhejiang: read(project, "map-zhejiang.bin")?,
            shanghai: read(project, "map-shanghai.bin")?,
            delta: read(project, "map-yrd.bin")?,
        })
    }

    /// Maps that cannot be opened.
    #[cfg(test)]
    pub(crate) fn damaged() -> Self {
        let [china, china_small, zhejiang, shanghai, delta] = [const { Vec::new() }; 5];
        Self { china, china_small, zhejiang, shanghai, delta }
    }

    /// Opens a map.
    pub(crate) fn open(&self, name: MapName) -> Result<MapLayer, MapError> {
        MapLayer::decode(match name {
            MapName::China | MapName::Tiles => &self.china,
            MapName::ZhejiangCities | MapName::ZhejiangCounties => &self.zhejiang,
            MapName::Shanghai => &self.shanghai,
            MapName::Delta => &self.delta,
        })
    }

    /// Opens a map in few points, for a place of few pixels.
    pub(crate) fn open_small(&self, name: MapName) -> Result<MapLayer, MapError> {
        match name {
            MapName::China | MapName::Tiles => MapLayer::decode(&self.china_small),
            _ => self.open(name),
        }
    }
}
