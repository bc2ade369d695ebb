//! A map in the page: put there once as text, then only what changed is touched.

use crate::{
    atlas::{Lang, PlaceId},
    figure::{MapMarks, MapName},
    map::{
        geometry::MapLayer,
        svg::{Colours, MapPaint, changes},
        tiles::label_ink,
    },
};
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsCast as _;

/// What brings regions forward, as classes of their elements.
const LIGHTS: [&str; 3] = ["pointed", "selected", "behind"];
/// How long the slider must rest before regions are named anew, in milliseconds: colours are seen at
/// once, names are read when one stays.
pub(crate) const REST: i32 = 120;

/// A map as it stands in the page.
pub(crate) struct Mounted {
    pub(crate) map: MapName,
    pub(crate) lang: Lang,
    pub(crate) width: u32,
    /// None for cells, which need no geometry.
    pub(crate) layer: Option<MapLayer>,
    pub(crate) paint: MapPaint,
    /// Elements that show a region: its path, its part in the inset, its hit area.
    pub(crate) elements: BTreeMap<String, Vec<web_sys::Element>>,
    /// Labels of cells.
    labels: BTreeMap<String, web_sys::Element>,
    pub(crate) places: Places,
    /// Names that are not on the elements yet.
    unnamed: BTreeMap<String, String>,
    prefix: String,
    /// Regions that each of [`LIGHTS`] is on.
    lit: [BTreeSet<String>; 3],
}

/// A map drawn as text, and for what.
pub(crate) struct Drawn {
    pub(crate) map: MapName,
    pub(crate) lang: Lang,
    pub(crate) width: u32,
    pub(crate) layer: Option<MapLayer>,
    pub(crate) svg: String,
    /// Begins the ids inside the map.
    pub(crate) prefix: String,
}

/// The place and the class of each region.
pub(crate) type Places = BTreeMap<String, (PlaceId, Option<usize>)>;

impl Mounted {
    /// Puts a map into the page.
    pub(crate) fn new(
        container: &web_sys::Element,
        drawn: Drawn,
        paint: MapPaint,
        places: Places,
    ) -> Self {
        container.set_inner_html(&drawn.svg);
        let mut elements: BTreeMap<String, Vec<web_sys::Element>> = BTreeMap::new();
        for (region, element) in with_attribute(container, "data-place") {
            elements.entry(region).or_default().push(element);
        }
        let labels = with_attribute(container, "data-label-of").into_iter().collect();
        let Drawn { map, lang, width, layer, prefix, .. } = drawn;
        let (unnamed, lit) = Default::default();
        Self { map, lang, width, layer, paint, elements, labels, places, unnamed, prefix, lit }
    }

    /// Touches what changed, but for the names.
    pub(crate) fn repaint(&mut self, after: MapPaint, places: Places) {
        for change in changes(&self.paint, &after, &self.prefix) {
            if let Some(colours) = &change.colours {
                self.recolour(&change.place_id, colours);
            }
            if let Some(name) = change.name {
                self.unnamed.insert(change.place_id, name);
            }
        }
        self.paint = after;
        self.places = places;
    }

    fn recolour(&self, region: &str, colours: &Colours) {
        if let Some(label) = self.labels.get(region) {
            label.set_attribute("fill", label_ink(&colours.fill)).ok();
            label.class_list().toggle_with_force("on-hatch", colours.class.is_none()).ok();
        }
        let had_data = self.places.get(region).is_some_and(|(_, class)| class.is_some());
        for element in self.elements.get(region).into_iter().flatten() {
            // A hit area is transparent.
            if !element.class_list().contains("region") {
                continue;
            }
            element.set_attribute("fill", &colours.fill).ok();
            element.set_attribute("stroke", &colours.stroke).ok();
            // The light on the region (pointed, selected) stands in the same attribute.
            if had_data != colours.class.is_some() {
                element.class_list().toggle_with_force("no-data", had_data).ok();
            }
        }
    }

    /// Names the regions and the map as they are shown now.
    pub(crate) fn rename(&mut self, container: &web_sys::Element) {
        for (region, name) in core::mem::take(&mut self.unnamed) {
            for element in self.elements.get(&region).into_iter().flatten() {
                if element.has_attribute("aria-label") {
                    element.set_attribute("aria-label", &name).ok();
                }
            }
        }
        for (element, text) in [("title", &self.paint.title), ("desc", &self.paint.description)] {
            if let Ok(Some(element)) = container.query_selector(element) {
                element.set_text_content(Some(text));
            }
        }
    }

    /// Turns one of [`LIGHTS`] on for the regions chosen and off for the others.
    pub(crate) fn light(&mut self, which: usize, lit: impl Fn(PlaceId, Option<usize>) -> bool) {
        let chosen = self.places.iter().filter(|(_, (place, class))| lit(*place, *class));
        let now: BTreeSet<String> = chosen.map(|(region, _)| region.clone()).collect();
        for region in now.symmetric_difference(&self.lit[which]) {
            for element in self.elements.get(region).into_iter().flatten() {
                let on = now.contains(region);
                element.class_list().toggle_with_force(LIGHTS[which], on).ok();
            }
        }
        self.lit[which] = now;
    }
}

/// The element and the id of the region that an event happened on.
pub(crate) fn region_of(event: &web_sys::Event) -> Option<(web_sys::Element, String)> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let region = element.closest("[data-place]").ok()??;
    let id = region.get_attribute("data-place")?;
    Some((region, id))
}

/// One tab stop moves along with the focus.
pub(crate) fn move_focus(from: &web_sys::Element, to: &web_sys::Element) {
    from.set_attribute("tabindex", "-1").ok();
    to.set_attribute("tabindex", "0").ok();
    if let Some(element) = to.dyn_ref::<web_sys::SvgElement>() {
        element.focus().ok();
    }
}

/// Elements with an attribute, and its value.
pub(crate) fn with_attribute(
    container: &web_sys::Element,
    name: &str,
) -> Vec<(String, web_sys::Element)> {
    let Ok(found) = container.query_selector_all(&format!("[{name}]")) else { return Vec::new() };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into::<web_sys::Element>().ok())
        .filter_map(|element| Some((element.get_attribute(name)?, element)))
        .collect()
}

/// The place and the class of each region of a figure's map.
pub(crate) fn places_of(marks: &MapMarks) -> Places {
    marks.regions.iter().map(|one| (one.region.clone(), (one.place, one.class))).collect()
}
