//! A map that the atlas does not have, drawn and repainted by the very code of the page: for
//! `cargo xtask bench` (feature `bench`).

use super::{Drawn, Mounted, Places, fitting_width};
use crate::{
    atlas::{Lang, PlaceId},
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
        let width = fitting_width(&container);
        let options = MapOptions { level: Level::County, ..live_options(map, width, lang) };
        let svg = render(&layer, &paint, &options);
        let places = places_of(&paint);
        let drawn = Drawn { map, lang, width, layer: Some(layer), svg };
        let mounted = Mounted::new(&container, drawn, paint, places);
        let map = Self { container, mounted };
        map.light();
        map
    }

    /// Shows another year: what the two effects of the panel do when the slider moves.
    pub fn show(&mut self, paint: MapPaint) {
        let places = places_of(&paint);
        if fitting_width(&self.container) != self.mounted.width {
            return;
        }
        self.mounted.repaint(&self.container, paint, places);
        self.light();
    }

    /// One place is compared, none pointed at.
    fn light(&self) {
        self.mounted.light(|_, _| false, "pointed");
        self.mounted.light(|place, _| place == PlaceId(0), "selected");
        self.mounted.light(|_, _| false, "behind");
    }
}
