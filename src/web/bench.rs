//! A map that the atlas does not have, drawn and repainted by the very code of the page: for
//! `cargo xtask bench` (feature `bench`).

use super::{ID_PREFIX, fitting_width};
use crate::{
    atlas::{Lang, PlaceId},
    browser::mounted::{Drawn, Mounted, Places},
    figure::MapName,
    map::{
        choropleth::live_options,
        geometry::{Level, MapLayer},
        svg::{MapOptions, MapPaint, render},
    },
};
use leptos::web_sys;

/// A map by county in an element of the page.
pub struct CountyMap {
    container: web_sys::Element,
    mounted: Mounted,
}

/// Places are numbered in the order of the paint, as those of the atlas are in that of the catalogue.
fn places_of(paint: &MapPaint) -> Places {
    let places = paint
        .regions
        .iter()
        .zip(0..)
        .map(|(region, number)| (region.place_id.clone(), (PlaceId(number), region.class)));
    places.collect()
}

impl CountyMap {
    /// Draws a layer in an empty element.
    pub fn mount(container: web_sys::Element, layer: MapLayer, paint: MapPaint) -> Self {
        // Any name will do: all that follows from it is said here.
        let (map, lang) = (MapName::China, Lang::Zh);
        let width = fitting_width(container.client_width().unsigned_abs());
        let options = MapOptions { level: Level::County, ..live_options(map, width, lang) };
        let svg = render(&layer, &paint, &options);
        let places = places_of(&paint);
        let prefix = ID_PREFIX.to_owned();
        let drawn = Drawn { map, lang, width, layer: Some(layer), svg, prefix };
        let mounted = Mounted::new(&container, drawn, paint, places);
        let mut map = Self { container, mounted };
        // One place is compared, none pointed at.
        map.mounted.light(1, |place, _| place == PlaceId(0));
        map
    }

    /// Shows another year: what the panel does at once when the slider moves.
    pub fn show(&mut self, paint: MapPaint) {
        let places = places_of(&paint);
        self.mounted.repaint(paint, places);
    }

    /// What the panel does when the slider rests.
    pub fn rest(&mut self) {
        self.mounted.rename(&self.container);
    }
}
