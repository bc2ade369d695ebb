//! The packed data that travel inside the program.

use crate::{
    atlas::{Atlas, PackError},
    figure::MapName,
    map::geometry::{MapError, MapLayer},
};

/// Opens the bundled atlas.
///
/// # Errors
/// [`PackError`] when the bundled bytes are damaged.
pub fn atlas() -> Result<Atlas, PackError> {
    Atlas::open(
        include_bytes!("../data/packed/catalog.bin"),
        include_bytes!("../data/packed/numbers.bin"),
        include_bytes!("../data/packed/documents.bin"),
    )
}

/// Opens the bundled atlas without its own documents: with those in packed bytes that were fetched, or,
/// where there are no bytes, with none. Figures of the explorer need none.
///
/// # Errors
/// [`PackError`] when any bytes are damaged.
pub fn atlas_of(documents: &[u8]) -> Result<Atlas, PackError> {
    Atlas::open_with(
        include_bytes!("../data/packed/catalog.bin"),
        include_bytes!("../data/packed/numbers.bin"),
        (!documents.is_empty()).then_some(documents),
    )
}

/// Opens a bundled map.
///
/// # Errors
/// [`MapError`] when the bundled bytes are damaged.
pub fn map(name: MapName) -> Result<MapLayer, MapError> {
    match name {
        // Cells need no geometry; the provinces are what they stand for.
        MapName::China | MapName::Tiles => {
            MapLayer::decode(include_bytes!("../data/packed/map-china.bin"))
        }
        _ => small_map(name),
    }
}

/// Opens a bundled map in few points, for a place of few pixels. A program that asks for nothing else
/// does not carry the large map of China.
///
/// # Errors
/// [`MapError`] when the bundled bytes are damaged.
pub fn small_map(name: MapName) -> Result<MapLayer, MapError> {
    MapLayer::decode(match name {
        MapName::China | MapName::Tiles => {
            include_bytes!("../data/packed/map-china-small.bin").as_slice()
        }
        MapName::ZhejiangCities | MapName::ZhejiangCounties => {
            include_bytes!("../data/packed/map-zhejiang.bin")
        }
        MapName::Shanghai => include_bytes!("../data/packed/map-shanghai.bin"),
        MapName::Delta => include_bytes!("../data/packed/map-yrd.bin"),
    })
}

/// The name among the packed files of what [`small_map`] opens, for programs that fetch it.
pub const fn small_map_file(name: MapName) -> &'static str {
    match name {
        MapName::China | MapName::Tiles => "map-china-small",
        MapName::ZhejiangCities | MapName::ZhejiangCounties => "map-zhejiang",
        MapName::Shanghai => "map-shanghai",
        MapName::Delta => "map-yrd",
    }
}
