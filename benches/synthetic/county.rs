//! What the page of `benches/browser/county/` calls: a made-up map of 2,900 counties, drawn and stepped
//! by the code that draws and steps the maps of the atlas.

#[path = "mod.rs"]
mod synthetic;

use prosperity_atlas::map::svg::MapPaint;
use prosperity_atlas::web::bench::CountyMap;
use std::cell::RefCell;
use synthetic::{layer, paints};
use wasm_bindgen::prelude::*;

struct Stage {
    map: CountyMap,
    years: [MapPaint; 2],
}

thread_local! {
    static STAGE: RefCell<Option<Stage>> = const { RefCell::new(None) };
}

/// Draws the first year in an element.
///
/// # Errors
/// What is wrong with the made-up geometry.
#[wasm_bindgen]
pub fn mount(container: leptos::web_sys::Element) -> Result<(), JsError> {
    let (first, second) = paints();
    let map = CountyMap::mount(container, layer()?, first.clone());
    STAGE.set(Some(Stage { map, years: [first, second] }));
    Ok(())
}

/// Shows a year. Its paint is new each time, as one made of a figure is.
#[wasm_bindgen]
pub fn step(number: usize) {
    STAGE.with_borrow_mut(|stage| {
        if let Some(Stage { map, years }) = stage {
            map.show(years[number % 2].clone());
        }
    });
}

/// Does what waits until the slider rests.
#[wasm_bindgen]
pub fn rest() {
    STAGE.with_borrow_mut(|stage| {
        if let Some(Stage { map, .. }) = stage {
            map.rest();
        }
    });
}

fn main() {}
