//! The bridge to ECharts: the only place in Rust that names it.
//!
//! ECharts arrives as a module when the first chart needs it (`__atlas.loadEcharts`, js/start.mjs).
//! Options are the JSON text of [`chart`](crate::chart); the one marker in them becomes a function here.
//! Everything that JavaScript may throw is a [`BridgeError`]; every closure lives as long as its
//! [`Chart`] and is taken off before it goes.

use super::size_watch::SizeWatch;
use crate::atlas::Lang;
use js_sys::{
    Array, Function, JSON, Object, Promise, Reflect,
    futures::{JsFuture, spawn_local},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// What js/start.mjs leaves for the program.
    #[derive(Clone)]
    type Loader;
    #[wasm_bindgen(method, catch, js_name = loadEcharts)]
    fn load_echarts(this: &Loader) -> Result<Promise, JsValue>;

    /// The module of ECharts.
    type Echarts;
    #[wasm_bindgen(method, catch)]
    fn init(
        this: &Echarts,
        element: &Element,
        theme: &JsValue,
        settings: &JsValue,
    ) -> Result<Instance, JsValue>;
    /// A chart as SVG text, without an element (js/echarts.mjs).
    #[wasm_bindgen(method, catch, js_name = drawStill)]
    fn draw_still(this: &Echarts, option: &str, settings: &JsValue) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getInstanceByDom)]
    fn instance_at(this: &Echarts, element: &Element) -> Result<Option<Instance>, JsValue>;

    /// A chart of ECharts.
    #[derive(Clone)]
    type Instance;
    #[wasm_bindgen(method, catch, js_name = setOption)]
    fn set_option(this: &Instance, option: &JsValue, how: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn on(this: &Instance, event: &str, handler: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn off(this: &Instance, event: &str, handler: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = dispatchAction)]
    fn dispatch(this: &Instance, action: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn clear(this: &Instance) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn resize(this: &Instance) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = getWidth)]
    fn width(this: &Instance) -> Result<f64, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getHeight)]
    fn height(this: &Instance) -> Result<f64, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn dispose(this: &Instance) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = isDisposed)]
    fn is_disposed(this: &Instance) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch, js_name = convertToPixel)]
    fn convert_to_pixel(this: &Instance, finder: &JsValue, at: f64) -> Result<JsValue, JsValue>;
}

thread_local! {
    /// The loader that the program was given, where it was given one.
    static LOADER: RefCell<Option<Loader>> = const { RefCell::new(None) };
}

/// Gives the bridge its loader: an object with `loadEcharts`. A program in another's page is given one;
/// the site's own finds what its start script left.
#[cfg_attr(
    not(feature = "embed"),
    expect(dead_code, reason = "only embedded figures are given one")
)]
pub(crate) fn use_loader(loader: JsValue) {
    LOADER.with_borrow_mut(|own| *own = Some(loader.unchecked_into()));
}

/// The module of ECharts, loaded if need be.
async fn echarts() -> Result<Echarts, BridgeError> {
    let given = LOADER.with_borrow(Option::clone);
    let loader = given.or_else(page_loader).ok_or(BridgeError::NoLoader)?;
    let not_loaded = |thrown: JsValue| BridgeError::NotLoaded(words(&thrown));
    let module = loader.load_echarts().map_err(not_loaded)?;
    Ok(JsFuture::from(module).await.map_err(not_loaded)?.unchecked_into())
}

fn page_loader() -> Option<Loader> {
    let left = Reflect::get(&js_sys::global(), &"__atlas".into()).ok()?;
    left.is_object().then(|| left.unchecked_into())
}

/// Why a chart could not be drawn or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BridgeError {
    /// The page has not been started by the atlas' own script.
    #[error("`__atlas.loadEcharts` is missing: the page was not started by js/start.mjs")]
    NoLoader,
    /// The chart library did not arrive; another try may succeed.
    #[error("the chart library did not load: {0}")]
    NotLoaded(String),
    /// The option is no JSON.
    #[error("the option of the chart is not JSON: {0}")]
    NotJson(String),
    /// The option holds a marker that no function answers to.
    #[error("the option asks for a formatter `{0}`, which there is not")]
    UnknownFormatter(String),
    /// ECharts threw.
    #[error("{doing} failed: {why}")]
    Thrown {
        /// What was being done.
        doing: &'static str,
        /// What was thrown.
        why: String,
    },
}

/// What becomes of the option before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// It is forgotten.
    Replace,
    /// It stays where the new one says nothing; grids, axes and series not named any more go.
    Merge,
}

/// The words of something thrown.
fn words(thrown: &JsValue) -> String {
    let message = Reflect::get(thrown, &"message".into()).ok().and_then(|text| text.as_string());
    message.or_else(|| thrown.as_string()).unwrap_or_else(|| format!("{thrown:?}"))
}

/// Names what was being done when something was thrown.
fn while_doing(doing: &'static str) -> impl Fn(JsValue) -> BridgeError {
    move |thrown| BridgeError::Thrown { doing, why: words(&thrown) }
}

/// A plain object.
fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a key of an object that was just made cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

/// Components that carry ids, and go where the next option has none of that id.
const MERGED: [&str; 4] = ["grid", "xAxis", "yAxis", "series"];

/// What a series of the option is about.
struct Drawn {
    /// Text id of the series: of a place, where it is one; `#…` where it draws many.
    id: String,
    /// Text ids of the places of its bars or dots; empty for lines.
    items: Vec<String>,
}

/// The series of the option that is shown, in order. They are read when they are first asked for: most
/// options are replaced, year by year, before anything points at their marks.
#[derive(Default)]
struct AllDrawn(RefCell<Reading>);

#[derive(Default)]
struct Reading {
    option: JsValue,
    read: Option<Vec<Drawn>>,
}

impl AllDrawn {
    fn show(&self, option: JsValue) {
        *self.0.borrow_mut() = Reading { option, read: None };
    }

    fn with<T>(&self, ask: impl FnOnce(&[Drawn]) -> T) -> T {
        let mut reading = self.0.borrow_mut();
        let Reading { option, read } = &mut *reading;
        ask(read.get_or_insert_with(|| all_drawn(option)))
    }
}

/// The entry at a position that JavaScript gave.
fn at_position<T>(list: &[T], position: f64) -> Option<&T> {
    list.iter().enumerate().find(|(at, _)| (*at as f64 - position).abs() < 0.5).map(|(_, one)| one)
}

/// The place of a series. What follows a break is a series `<place>#2` of the same place.
fn place_of(series: &str) -> &str {
    series.split('#').next().unwrap_or(series)
}

/// The place of an event: bars and dots carry its id; points of lines carry that of their series, lines
/// only its position. Texts and lines that are about no place have none.
fn place_at(event: &JsValue, drawn: &AllDrawn) -> Option<String> {
    let get = |from: &JsValue, key: &str| Reflect::get(from, &key.into()).ok();
    let own = get(event, "data")
        .filter(JsValue::is_object)
        .and_then(|data| get(&data, "id"))
        .and_then(|id| id.as_string());
    let series = || {
        get(event, "seriesId").and_then(|id| id.as_string()).or_else(|| {
            let position = get(event, "seriesIndex")?.as_f64()?;
            drawn.with(|all| Some(at_position(all, position)?.id.clone()))
        })
    };
    let place = own.or_else(|| series().map(|series| place_of(&series).to_owned()))?;
    (!place.is_empty()).then_some(place)
}

/// All marks of a place: whole series of it, and its items in others.
fn marks_at(place: &str, drawn: &[Drawn]) -> Vec<(String, Option<usize>)> {
    let mut marks = Vec::new();
    for series in drawn {
        if series.items.is_empty() && place_of(&series.id) == place {
            marks.push((series.id.clone(), None));
        }
        let own = series.items.iter().enumerate().filter(|(_, item)| *item == place);
        marks.extend(own.map(|(at, _)| (series.id.clone(), Some(at))));
    }
    marks
}

/// Brings marks forward; the others stand back.
fn highlight(instance: &Instance, marks: &[(String, Option<usize>)]) -> Result<(), JsValue> {
    // Each mark brought forward sends back all the others, those of the same place too: only the
    // first may, the next ones join it. In one batch, because every new action first undoes that.
    let one = |(at, (series, item)): (usize, &(String, Option<usize>))| {
        let mark = [("seriesId", series.into()), ("notBlur", (at > 0).into())];
        let item = item.map(|item| ("dataIndex", (item as f64).into()));
        object(&mark.into_iter().chain(item).collect::<Vec<_>>())
    };
    let batch: Array = marks.iter().enumerate().map(one).collect();
    if batch.length() == 0 {
        return Ok(());
    }
    instance.dispatch(&object(&[("type", "highlight".into()), ("batch", batch.into())]))
}

/// Lets all marks stand side by side again.
fn downplay(instance: &Instance, drawn: &AllDrawn) -> Result<(), JsValue> {
    let ids: Array = drawn.with(|all| all.iter().map(|series| JsValue::from(&series.id)).collect());
    instance.dispatch(&object(&[("type", "downplay".into()), ("seriesId", ids.into())]))
}

/// What is done where a watch cannot be set.
const WATCHING: &str = "watching the size of the chart";

/// Brings a chart to the size of its element. Where it has that size already nothing is done: ECharts
/// would draw it once more.
fn fit(instance: &Instance, element: &Element) -> Result<(), JsValue> {
    let differs = |one: f64, other: i32| (one - f64::from(other)).abs() >= 0.5;
    if differs(instance.width()?, element.client_width())
        || differs(instance.height()?, element.client_height())
    {
        instance.resize()?;
    }
    Ok(())
}

/// Answers ECharts with what the pointer reads.
type Readout = Closure<dyn Fn(JsValue) -> String>;

/// A handler and the event it is for.
type Listener = (&'static str, Closure<dyn FnMut(JsValue)>);

/// A chart in an element. Dropping it takes everything off the page again.
///
/// It is bound to the thread of the page: in Leptos keep it in a local storage
/// (`StoredValue::new_local`).
pub struct Chart {
    instance: Instance,
    element: Element,
    drawn: Rc<AllDrawn>,
    /// Years on the axis; 0 where there is none.
    years: u32,
    /// The function inside the option that is shown.
    readout: Option<Readout>,
    listeners: Vec<Listener>,
    watches: Vec<SizeWatch>,
}

impl Chart {
    /// Loads ECharts if need be and makes an empty chart of an element, which must have a height. A
    /// chart that was left in it goes.
    ///
    /// # Errors
    /// [`BridgeError::NoLoader`], [`BridgeError::NotLoaded`] or [`BridgeError::Thrown`].
    pub async fn mount(element: &Element, lang: Lang) -> Result<Self, BridgeError> {
        Self::init(&echarts().await?, element, lang)
    }

    fn init(echarts: &Echarts, element: &Element, lang: Lang) -> Result<Self, BridgeError> {
        let failed = while_doing("making the chart");
        // ECharts would hand out the instance that is there, with its old series and listeners.
        if let Some(left) = echarts.instance_at(element).map_err(&failed)? {
            left.dispose().map_err(&failed)?;
        }
        let locale = match lang {
            Lang::Zh => "ZH",
            Lang::En => "EN",
        };
        let settings = object(&[("renderer", "svg".into()), ("locale", locale.into())]);
        let instance = echarts.init(element, &JsValue::NULL, &settings).map_err(&failed)?;
        // From here on a failure drops the chart and so disposes of the instance.
        let mut chart = Self {
            instance,
            element: element.clone(),
            drawn: Rc::default(),
            years: 0,
            readout: None,
            listeners: Vec::new(),
            watches: Vec::new(),
        };
        let (resized, within) = (chart.instance.clone(), element.clone());
        let watch = SizeWatch::new(element, move || {
            // A chart that cannot follow its element is drawn at its old size: no harm.
            let _ = fit(&resized, &within);
        })
        .map_err(while_doing(WATCHING))?;
        chart.watches.push(watch);
        chart.join_marks()?;
        Ok(chart)
    }

    /// Hovering one mark of a place brings forward all of them: the other stretches of a broken line,
    /// the other dot of a pair.
    fn join_marks(&mut self) -> Result<(), BridgeError> {
        for (event, over) in [("mouseover", true), ("mouseout", false)] {
            let (instance, drawn) = (self.instance.clone(), Rc::clone(&self.drawn));
            self.listen(event, move |event| {
                let Some(place) = place_at(&event, &drawn) else { return };
                let (instance, drawn) = (instance.clone(), Rc::clone(&drawn));
                // Afterwards: ECharts tells the event first and then sends back everything but the
                // one mark under the pointer. Failing here only leaves it at that.
                spawn_local(async move {
                    let _ = if over {
                        highlight(&instance, &drawn.with(|all| marks_at(&place, all)))
                    } else {
                        downplay(&instance, &drawn)
                    };
                });
            })?;
        }
        Ok(())
    }

    fn listen(
        &mut self,
        event: &'static str,
        handler: impl FnMut(JsValue) + 'static,
    ) -> Result<(), BridgeError> {
        let handler = Closure::<dyn FnMut(JsValue)>::new(handler);
        self.instance
            .on(event, handler.as_ref().unchecked_ref())
            .map_err(while_doing("listening to the chart"))?;
        self.listeners.push((event, handler));
        Ok(())
    }

    /// Shows an option: the JSON text made by [`chart`](crate::chart). With [`Update::Merge`] marks of
    /// the same id move to their new places if the option says so.
    ///
    /// # Errors
    /// [`BridgeError::NotJson`], [`BridgeError::UnknownFormatter`] or [`BridgeError::Thrown`].
    pub fn set_option(&mut self, option: &str, update: Update) -> Result<(), BridgeError> {
        let option = JSON::parse(option).map_err(|thrown| BridgeError::NotJson(words(&thrown)))?;
        let readout = fill_marker(&option)?;
        if update == Update::Replace {
            // Emptied first: bringing the old chart to a new size would draw it once more.
            self.instance
                .clear()
                .and_then(|()| fit(&self.instance, &self.element))
                .map_err(while_doing("making room for the chart"))?;
        }
        let how = match update {
            Update::Replace => object(&[("notMerge", true.into())]),
            Update::Merge => object(&[(
                "replaceMerge",
                MERGED.map(JsValue::from).iter().collect::<Array>().into(),
            )]),
        };
        // While the option changes, ECharts may still ask for what it showed before: the ids and the
        // function before are let go afterwards.
        self.instance.set_option(&option, &how).map_err(while_doing("drawing the chart"))?;
        self.years = year_count(&option).unwrap_or(self.years);
        self.drawn.show(option);
        if readout.is_some() || update == Update::Replace {
            self.readout = readout;
        }
        Ok(())
    }

    /// Follows the size of the element now; it does so by itself whenever that changes.
    ///
    /// # Errors
    /// [`BridgeError::Thrown`].
    pub fn resize(&self) -> Result<(), BridgeError> {
        fit(&self.instance, &self.element).map_err(while_doing("resizing the chart"))
    }

    /// Calls `changed` with width and height in CSS pixels, at once and whenever the element changes
    /// size: margins and labels belong to a size, so the option has to be made anew.
    ///
    /// # Errors
    /// [`BridgeError::Thrown`].
    pub fn on_resize(
        &mut self,
        mut changed: impl FnMut(u32, u32) + 'static,
    ) -> Result<(), BridgeError> {
        let element = self.element.clone();
        let pixels = |length: i32| u32::try_from(length).unwrap_or(0);
        let watch = SizeWatch::new(&self.element, move || {
            changed(pixels(element.client_width()), pixels(element.client_height()));
        })
        .map_err(while_doing(WATCHING))?;
        self.watches.push(watch);
        Ok(())
    }

    /// Calls `clicked` with the text id of the place whose mark is clicked.
    ///
    /// # Errors
    /// [`BridgeError::Thrown`].
    pub fn on_click(
        &mut self,
        mut clicked: impl FnMut(String) + 'static,
    ) -> Result<(), BridgeError> {
        let drawn = Rc::clone(&self.drawn);
        self.listen("click", move |event| {
            if let Some(place) = place_at(&event, &drawn) {
                clicked(place);
            }
        })
    }

    /// Calls `hovered` with the text id of the place whose mark the pointer comes onto, and with none
    /// when it leaves it.
    ///
    /// # Errors
    /// [`BridgeError::Thrown`].
    pub fn on_hover(
        &mut self,
        hovered: impl FnMut(Option<String>) + 'static,
    ) -> Result<(), BridgeError> {
        let hovered = Rc::new(RefCell::new(hovered));
        for (event, over) in [("mouseover", true), ("mouseout", false)] {
            let (drawn, hovered) = (Rc::clone(&self.drawn), Rc::clone(&hovered));
            self.listen(event, move |event| {
                let place = place_at(&event, &drawn);
                // Should the call itself move the pointer's mark away, that second event is not told.
                if let (Some(place), Ok(mut hovered)) = (place, hovered.try_borrow_mut()) {
                    hovered(over.then_some(place));
                }
            })?;
        }
        Ok(())
    }

    /// Brings the marks of a place forward.
    ///
    /// # Errors
    /// [`BridgeError::Thrown`].
    pub fn highlight(&self, place: &str) -> Result<(), BridgeError> {
        highlight(&self.instance, &self.drawn.with(|all| marks_at(place, all)))
            .map_err(while_doing("highlighting a mark"))
    }

    /// Lets all marks stand side by side again.
    ///
    /// # Errors
    /// [`BridgeError::Thrown`].
    pub fn downplay(&self) -> Result<(), BridgeError> {
        downplay(&self.instance, &self.drawn).map_err(while_doing("downplaying the marks"))
    }

    /// Where a year lies, in CSS pixels from the element's left edge; years count from the axis' first.
    /// None where the chart has no axis of years.
    pub fn pixel_of_year(&self, index: usize) -> Option<f64> {
        if index >= self.years as usize {
            return None;
        }
        let axis = object(&[("xAxisIndex", 0.into())]);
        let pixel = self.instance.convert_to_pixel(&axis, index as f64).ok()?.as_f64()?;
        pixel.is_finite().then_some(pixel)
    }

    /// Takes the chart off the page; dropping it does the same.
    pub fn dispose(self) {
        drop(self);
    }
}

impl Drop for Chart {
    fn drop(&mut self) {
        // Whatever fails here belongs to a chart that is gone anyway.
        self.watches.clear();
        if self.instance.is_disposed().unwrap_or(true) {
            return;
        }
        for (event, handler) in &self.listeners {
            let _ = self.instance.off(event, handler.as_ref().unchecked_ref());
        }
        let _ = self.instance.dispose();
        for attribute in ["role", "aria-label", "_echarts_instance_"] {
            let _ = self.element.remove_attribute(attribute);
        }
    }
}

/// The entries of a list; none of what is no list.
fn list(value: &JsValue) -> Array {
    value.dyn_ref::<Array>().cloned().unwrap_or_default()
}

/// What an option draws.
fn all_drawn(option: &JsValue) -> Vec<Drawn> {
    let get = |from: &JsValue, key: &str| Reflect::get(from, &key.into()).unwrap_or_default();
    let id = |one: &JsValue| get(one, "id").as_string().unwrap_or_default();
    let item = |one: JsValue| if one.is_object() { id(&one) } else { String::new() };
    let drawn = |series: JsValue| {
        let items: Vec<String> = list(&get(&series, "data")).iter().map(item).collect();
        let any = items.iter().any(|item| !item.is_empty());
        Drawn { id: id(&series), items: if any { items } else { Vec::new() } }
    };
    list(&get(option, "series")).iter().map(drawn).collect()
}

/// How many years the first axis has, 0 if it is no axis of years; none if nothing is said of axes.
fn year_count(option: &JsValue) -> Option<u32> {
    let get = |from: &JsValue, key: &str| Reflect::get(from, &key.into()).ok();
    let axis = get(option, "xAxis").filter(Array::is_array).map(|axes| list(&axes).get(0))?;
    let of_years = get(&axis, "id").and_then(|id| id.as_string()).as_deref() == Some("year");
    Some(get(&axis, "data").filter(|_| of_years).map_or(0, |years| list(&years).length()))
}

/// The row of what ECharts says is hovered: one mark, or all at a position of an axis. `rows` are texts
/// by position in the data where that is the same for every series; else by id of the series, then by
/// position.
fn row_at(rows: &JsValue, hovered: &JsValue) -> Option<String> {
    let first = match hovered.dyn_ref::<Array>() {
        Some(all) => all.get(0),
        None => hovered.clone(),
    };
    let get = |from: &JsValue, key: &JsValue| Reflect::get(from, key).ok();
    let own = if Array::is_array(rows) {
        rows.clone()
    } else {
        get(rows, &get(&first, &"seriesId".into())?)?
    };
    get(&own, &get(&first, &"dataIndex".into())?)?.as_string()
}

/// Draws charts as text, without an element.
pub struct StillCharts(Echarts);

impl StillCharts {
    /// Loads ECharts if need be.
    ///
    /// # Errors
    /// [`BridgeError::NoLoader`] or [`BridgeError::NotLoaded`].
    pub async fn load() -> Result<Self, BridgeError> {
        Ok(Self(echarts().await?))
    }

    /// The SVG text of an option (JSON text) at a size in CSS pixels. `id` begins every id in it.
    ///
    /// # Errors
    /// [`BridgeError::Thrown`].
    pub fn draw(
        &self,
        option: &str,
        [width, height]: [u32; 2],
        id: &str,
    ) -> Result<String, BridgeError> {
        let settings =
            object(&[("width", width.into()), ("height", height.into()), ("id", id.into())]);
        self.0.draw_still(option, &settings).map_err(while_doing("drawing the picture"))
    }
}

/// Puts a function in place of the marker `tooltip.formatter = {"$f":"lookup","rows":…}`: it answers
/// with the row of what is hovered.
fn fill_marker(option: &JsValue) -> Result<Option<Readout>, BridgeError> {
    let get = |from: &JsValue, key: &str| Reflect::get(from, &key.into()).unwrap_or_default();
    let tooltip = get(option, "tooltip");
    if !tooltip.is_object() {
        return Ok(None);
    }
    let marker = get(&tooltip, "formatter");
    let Some(name) =
        marker.is_object().then(|| get(&marker, "$f")).and_then(|name| name.as_string())
    else {
        return Ok(None);
    };
    if name != "lookup" {
        return Err(BridgeError::UnknownFormatter(name));
    }
    let rows = get(&marker, "rows");
    let answer = Readout::new(move |hovered: JsValue| row_at(&rows, &hovered).unwrap_or_default());
    Reflect::set(&tooltip, &"formatter".into(), answer.as_ref())
        .map_err(while_doing("filling the option"))?;
    Ok(Some(answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_a_line_belong_to_its_place() {
        assert_eq!(place_of("330000"), "330000");
        assert_eq!(place_of("330000#2"), "330000");
        assert_eq!(place_of("#breaks"), "");
    }

    #[test]
    fn every_mark_of_a_place_is_found() {
        let drawn = |id: &str, items: &[&str]| Drawn {
            id: id.into(),
            items: items.iter().map(|item| (*item).to_owned()).collect(),
        };
        let all = [
            drawn("#dots", &["110000", "330000"]),
            drawn("330000#path", &[]),
            drawn("#notes", &[]),
        ];
        let marks = |place| marks_at(place, &all);
        assert_eq!(
            marks("330000"),
            [("#dots".to_owned(), Some(1)), ("330000#path".to_owned(), None)]
        );
        assert_eq!(marks("110000"), [("#dots".to_owned(), Some(0))]);
        assert!(marks("440000").is_empty());
    }
}
