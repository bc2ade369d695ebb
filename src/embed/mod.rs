//! One figure in another's page: the program behind `<prosperity-figure>`, without Leptos.
//!
//! JavaScript (`js/embed`) owns the element and the loading; this program draws into an element that it
//! is given, and tells what happens by a function that it is given. It writes the very block of HTML
//! that stands in the page already ([`crate::article::Block`]), with controls.

mod live;
mod options;

use crate::{
    article::{Asked, needs_documents},
    atlas::Atlas,
    browser::bridge,
    bundle,
    figure::MapName,
    map::geometry::{MapError, MapLayer},
};
use js_sys::{Function, Promise, Uint8Array, futures::JsFuture};
use live::Live;
use options::{Failure, Options};
use std::{cell::RefCell, collections::BTreeMap, sync::OnceLock};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// What the page gives the program.
    #[derive(Clone)]
    pub type Parts;
    #[wasm_bindgen(method, catch, js_name = loadDocuments)]
    fn load_documents(this: &Parts) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = loadMap)]
    fn load_map(this: &Parts, name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn site(this: &Parts) -> String;
}

thread_local! {
    static PARTS: RefCell<Option<Parts>> = const { RefCell::new(None) };
    /// Geometry that has been fetched, by name of its file.
    static MAPS: RefCell<BTreeMap<&'static str, Vec<u8>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Gives the program its parts: `loadEcharts`, `loadDocuments`, `loadMap`, `site`. Once, before any figure.
#[wasm_bindgen]
pub fn start(parts: Parts) {
    bridge::use_loader(parts.clone().unchecked_into());
    PARTS.with_borrow_mut(|own| *own = Some(parts));
}

/// The atlas without the documents: enough for every figure of the explorer.
fn bare_atlas() -> Result<&'static Atlas, Failure> {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    opened(&ATLAS, &[])
}

fn opened(slot: &'static OnceLock<Atlas>, documents: &[u8]) -> Result<&'static Atlas, Failure> {
    if let Some(atlas) = slot.get() {
        return Ok(atlas);
    }
    let atlas = bundle::atlas_of(documents).map_err(|error| Failure::data(&error.to_string()))?;
    Ok(slot.get_or_init(|| atlas))
}

/// The atlas that a text needs; the documents are fetched when first a figure of theirs is shown.
async fn atlas_for(text: &str) -> Result<&'static Atlas, Failure> {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    if !needs_documents(text) {
        return bare_atlas();
    }
    if let Some(atlas) = ATLAS.get() {
        return Ok(atlas);
    }
    let parts = PARTS.with_borrow(Clone::clone).ok_or_else(Failure::not_started)?;
    let arrived = async { JsFuture::from(parts.load_documents()?).await };
    let bytes = arrived.await.map_err(|thrown| Failure::not_loaded(&thrown))?;
    opened(&ATLAS, &bytes.unchecked_into::<Uint8Array>().to_vec())
}

/// Fetches the geometry of a map, if that has not been done.
async fn fetch_map(name: MapName) -> Result<(), Failure> {
    let file = bundle::small_map_file(name);
    if name == MapName::Tiles || MAPS.with_borrow(|maps| maps.contains_key(file)) {
        return Ok(());
    }
    let parts = PARTS.with_borrow(Clone::clone).ok_or_else(Failure::not_started)?;
    let arrived = async { JsFuture::from(parts.load_map(file)?).await };
    let bytes = arrived.await.map_err(|thrown| Failure::not_loaded(&thrown))?;
    let bytes = bytes.unchecked_into::<Uint8Array>().to_vec();
    MAPS.with_borrow_mut(|maps| maps.insert(file, bytes));
    Ok(())
}

/// Opens the geometry of a map that has been fetched; what has not is an error like damaged bytes.
fn layer(name: MapName) -> Result<MapLayer, MapError> {
    MAPS.with_borrow(|maps| {
        MapLayer::decode(maps.get(bundle::small_map_file(name)).map_or(&[], Vec::as_slice))
    })
}

/// The folder of the site, with a slash at its end; empty before [`start`].
fn site() -> String {
    PARTS.with_borrow(|parts| parts.as_ref().map(Parts::site)).unwrap_or_default()
}

/// A figure in the page. Dropped by `unmount`.
#[wasm_bindgen]
pub struct Mounted {
    live: Live,
}

/// Draws the figure that `options` ask for into `host`, and resolves when it can be seen. `emit` is
/// called with the name of what happened and an object about it.
///
/// # Errors
/// An `Error` with a readable message and a `code`.
#[wasm_bindgen(wasm_bindgen_futures = ::js_sys::futures)]
pub async fn mount(
    host: HtmlElement,
    options: JsValue,
    emit: Function,
) -> Result<Mounted, JsValue> {
    let options = Options::read(options)?;
    let atlas = atlas_for(&options.spec).await?;
    let asked = Asked::read(atlas, &options.spec)
        .map_err(|error| Failure::subject(&error, options.language()))?;
    let live = Live::mount(host, atlas, asked, options, emit).await?;
    Ok(Mounted { live })
}

#[wasm_bindgen(wasm_bindgen_futures = ::js_sys::futures)]
impl Mounted {
    /// Shows what other options ask for.
    ///
    /// # Errors
    /// As of [`mount`]; the figure then stays as it is.
    pub async fn update(&self, options: JsValue) -> Result<(), JsValue> {
        // The object on the other side may be taken down while this waits: what is needed is kept.
        let live = self.live.clone();
        let options = Options::read(options)?;
        let atlas = atlas_for(&options.spec).await?;
        let asked = Asked::read(atlas, &options.spec)
            .map_err(|error| Failure::subject(&error, options.language()))?;
        live.show(atlas, asked, options).await?;
        Ok(())
    }

    /// Shows another year, of those that there are the nearest, which the figure then says. Gives the
    /// year that is shown; `undefined` where the figure is not of a single one.
    #[wasm_bindgen(js_name = showYear)]
    pub fn show_year(&self, year: f64) -> Option<u16> {
        self.live.show_year(options::year(year))
    }

    /// What is shown: `{ spec, link, lang, theme, title, year, years }`.
    pub fn state(&self) -> JsValue {
        self.live.state()
    }

    /// Takes the figure off the page.
    pub fn unmount(self) {
        self.live.unmount();
    }
}
