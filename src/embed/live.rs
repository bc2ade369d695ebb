//! A running figure: the block of HTML, the picture in it, and what its controls do.

use super::{
    fetch_map, layer,
    options::{Failure, Language, Options, readers_language},
    site,
};
use crate::{
    article::{Address, Asked, Block, MapLook, Subject, Timeline, Width, chart_size, map_picture},
    atlas::{Atlas, Lang},
    browser::{
        after,
        bridge::{Chart, Update},
        cancel, download,
        mounted::{Drawn, Mounted, move_focus, places_of, region_of},
        size_watch::SizeWatch,
    },
    chart::{ChartSize, ChartTheme, option},
    export::{Bom, csv},
    figure::{Figure, MapName},
    i18n::article_words,
    map::{
        choropleth::{level_of, paint},
        geometry::{Direction, neighbour_in_direction},
        svg::{Mode, escape},
        tiles,
    },
    spec::ThemeChoice,
    theme::Theme,
};
use js_sys::{Array, Function, Object, Reflect};
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlInputElement, MediaQueryList};

/// Look of the controls; everything else is written into the elements.
const STYLE: &str = include_str!("embed.css");
/// Begins the ids inside the map.
const PREFIX: &str = "pa-map-";
/// How long all years take to play, and how long one is shown at least and at most, in milliseconds.
const WHOLE: i32 = 30_000;
const SHOWN: [i32; 2] = [500, 1000];
/// How long the slider must rest before regions are named anew, in milliseconds.
const REST: i32 = 120;

/// A listener on the figure's element, or on what it follows; it goes with the figure.
struct Listener {
    host: EventTarget,
    event: &'static str,
    handler: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(host: &HtmlElement, event: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        Self::on(host.clone().into(), event, Closure::<dyn FnMut(Event)>::new(handler))
    }

    fn on(host: EventTarget, event: &'static str, handler: Closure<dyn FnMut(Event)>) -> Self {
        // An element that takes no listeners shows a figure without controls that answer.
        host.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref()).ok();
        Self { host, event, handler }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let handler = self.handler.as_ref().unchecked_ref();
        self.host.remove_event_listener_with_callback(self.event, handler).ok();
    }
}

/// What is in the box.
#[derive(Default)]
enum Drawing {
    /// Nothing yet, or nothing that changes in place.
    #[default]
    Still,
    Map(Box<Mounted>),
    Chart(Chart),
}

struct State {
    host: HtmlElement,
    atlas: &'static Atlas,
    asked: Asked,
    subject: Subject,
    options: Options,
    /// The year that a script asked for last, until another one is chosen.
    asked_year: Option<u16>,
    /// The language that the reader chose in the figure.
    chosen: Option<Lang>,
    figure: Figure,
    drawing: Drawing,
    /// For which width the picture was drawn.
    width: Width,
    /// Whether the chart was made where it had no size (`display: none`, closed folds): it is drawn
    /// when it is given one.
    unmeasured: bool,
    /// Counts pictures begun: one that arrives late is not shown.
    begun: u32,
    playing: Option<i32>,
    naming: Option<i32>,
    emit: Function,
    listeners: Vec<Listener>,
    watch: Option<SizeWatch>,
}

/// A running figure; clones are the same figure.
#[derive(Clone)]
pub(super) struct Live(Rc<RefCell<State>>);

/// A plain object.
fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a key of an object that was just made cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

impl State {
    fn lang(&self) -> Lang {
        let asked = match self.options.lang {
            Language::Zh => Some(Lang::Zh),
            Language::En => Some(Lang::En),
            Language::Auto | Language::Both => self.asked.lang,
        };
        self.chosen.or(asked).unwrap_or_else(readers_language)
    }

    fn theme_choice(&self) -> ThemeChoice {
        self.options.ground().unwrap_or(self.asked.theme)
    }

    fn theme(&self) -> Theme {
        match self.theme_choice() {
            ThemeChoice::Light => Theme::Light,
            ThemeChoice::Dark => Theme::Dark,
            ThemeChoice::Auto => system_theme(),
        }
    }

    /// The link, without what only the page around it decides.
    fn fragment(&self) -> String {
        self.subject.fragment(self.atlas, Some(self.lang()), self.asked.theme)
    }

    fn timeline(&self) -> Option<Timeline> {
        self.subject.timeline(self.atlas, &self.figure)
    }

    /// Calls `take` with the block of HTML, whose box is empty.
    fn with_block<T>(&self, take: impl FnOnce(&Block<'_>) -> T) -> T {
        let lang = self.lang();
        let second = (self.options.lang == Language::Both)
            .then(|| self.subject.figure(self.atlas, lang.other()));
        let (site, fragment) = (site(), self.fragment());
        let timeline = self.timeline();
        let about_year =
            self.asked_year.and_then(|year| Timeline::about_year(timeline.as_ref(), year, lang));
        let asked = self.asked.notices.iter().map(|notice| notice.text(lang));
        let notices: Vec<String> = asked.chain(about_year).collect();
        take(&Block {
            figure: &self.figure,
            lang,
            second: second.as_ref(),
            theme: match self.theme() {
                Theme::Light => ThemeChoice::Light,
                Theme::Dark => ThemeChoice::Dark,
            },
            pictures: &[],
            timeline,
            notices: &notices,
            address: Address { site: &site, fragment: &fragment },
            live: true,
        })
    }

    fn part(&self, selector: &str) -> Option<HtmlElement> {
        self.host.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }

    fn picture_box(&self) -> Option<HtmlElement> {
        self.part("[data-part=picture]")
    }

    /// The width of the box and the class it belongs to.
    fn room(&self) -> (u32, Width) {
        let inner = self.picture_box().map_or(0, |element| element.client_width());
        let room = u32::try_from(inner).unwrap_or(0);
        (room, if room > 0 && room <= Width::NARROW_TO { Width::Narrow } else { Width::Wide })
    }

    fn tell(&self, name: &str, about: &[(&str, JsValue)]) {
        // What the page does with it is the page's.
        let _ = self.emit.call2(&JsValue::NULL, &name.into(), &object(about));
    }

    /// Draws a map; none where it is no map or the geometry cannot be opened.
    fn draw_map(&mut self) -> Option<()> {
        let (container, lang, theme) = (self.picture_box()?, self.lang(), self.theme());
        let width = self.width.px();
        let mode = Mode::Live { region_role: "img" };
        let look = MapLook { theme, lang, width, prefix: PREFIX, mode };
        let picture = map_picture(&self.figure, layer, look)?.ok()?;
        let maps = self.figure.maps();
        if let [marks] = maps {
            let is_tiles = marks.map == MapName::Tiles;
            let opened = if is_tiles { None } else { Some(layer(marks.map).ok()?) };
            let paint = paint(&self.figure, marks, theme, lang);
            let (svg, prefix) = (picture.svg, PREFIX.to_owned());
            let drawn = Drawn { map: marks.map, lang, width, layer: opened, svg, prefix };
            let mounted = Mounted::new(&container, drawn, paint, places_of(marks));
            self.drawing = Drawing::Map(Box::new(mounted));
        } else {
            container.set_inner_html(&picture.svg);
            self.drawing = Drawing::Still;
        }
        Some(())
    }

    /// The option of the chart at a size.
    fn option(&self, size: ChartSize, animate: bool) -> Option<String> {
        option(&self.figure, &ChartTheme::of(self.theme()), size, animate)?.ok()
    }

    /// What a chart is high: of a height asked for, what the words around it leave.
    fn chart_height(&self) -> Option<u32> {
        /// The least that a chart is left, in CSS pixels.
        const LEAST: f64 = 160.0;
        let (room, width) = self.room();
        let own = chart_size(&self.figure, width, room)?.height;
        let Some(asked) = self.options.height else { return Some(own) };
        let inner = self.picture_box().map_or(0, |element| element.offset_height());
        let around = f64::from(self.host.offset_height() - inner);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
        let left = (asked - around).max(LEAST) as u32;
        Some(left)
    }

    /// Words and table after a step of the year.
    fn tell_anew(&mut self) {
        let (below, second, table, sources, link) = self.with_block(|block| {
            let Block { address, .. } = block;
            (block.below(), block.second_heading(), block.table(), block.sources(), address.link())
        });
        let text = |selector: &str, text: &str| {
            if let Some(element) = self.part(selector)
                && element.text_content().as_deref() != Some(text)
            {
                element.set_text_content(Some(text));
            }
        };
        text(".pa-title", &self.figure.title);
        text(".pa-subtitle", &self.figure.subtitle);
        let html = |selector: &str, html: &str| {
            if let Some(element) = self.part(selector) {
                element.set_inner_html(html);
            }
        };
        html(".pa-second", &second);
        html("[data-part=below]", &below);
        html("[data-part=table]", &table);
        html("[data-part=sources]", &sources);
        if let Some(legend) = self.part(".pa-legend")
            && let Some(marks) = self.figure.maps().first()
        {
            legend.set_inner_html(&crate::article::legend_html(marks, self.theme()));
        }
        if let Some(element) = self.part("[data-part=link]") {
            element.set_attribute("href", &link).ok();
        }
        if let Some(Timeline { year, .. }) = self.timeline() {
            text("[data-part=year]", &year.to_string());
            if let Some(slider) = self.part("[data-action=year]") {
                slider.unchecked_into::<HtmlInputElement>().set_value(&year.to_string());
            }
        }
    }

    /// What is said of the region that is pointed at; the unit where none is.
    fn read_out(&self, region: Option<&str>) {
        let Some(element) = self.part("[data-part=readout]") else { return };
        let told = region.and_then(|region| self.figure.told(region));
        let unit = || self.figure.maps().first().map(|marks| marks.legend_unit.clone());
        element.set_text_content(told.or_else(unit).as_deref());
        element.class_list().toggle_with_force("pa-told", region.is_some()).ok();
    }

    /// The element that an arrow key leads to from a region.
    fn neighbour(&self, region: &str, direction: Direction) -> Option<Element> {
        let Drawing::Map(map) = &self.drawing else { return None };
        let next = match &map.layer {
            Some(layer) => neighbour_in_direction(layer, level_of(map.map), region, direction)?,
            None => tiles::neighbour_in_direction(region, direction)?,
        };
        map.elements.get(next)?.iter().find(|one| one.has_attribute("tabindex")).cloned()
    }
}

fn dark_query() -> Option<MediaQueryList> {
    web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok().flatten()
}

fn system_theme() -> Theme {
    if dark_query().is_some_and(|query| query.matches()) { Theme::Dark } else { Theme::Light }
}

impl Live {
    /// Draws a figure for the first time.
    ///
    /// # Errors
    /// As of [`Live::draw`].
    pub(super) async fn mount(
        host: HtmlElement,
        atlas: &'static Atlas,
        asked: Asked,
        options: Options,
        emit: Function,
    ) -> Result<Self, Failure> {
        let subject = asked.subject.clone();
        let figure = subject.figure(atlas, Lang::Zh);
        let live = Self(Rc::new(RefCell::new(State {
            host,
            atlas,
            asked,
            subject,
            options,
            asked_year: None,
            chosen: None,
            figure,
            drawing: Drawing::Still,
            width: Width::Wide,
            unmeasured: false,
            begun: 0,
            playing: None,
            naming: None,
            emit,
            listeners: Vec::new(),
            watch: None,
        })));
        live.listen();
        live.draw().await?;
        live.watch_width();
        live.follow_system();
        let state = live.0.borrow();
        let spec = state.fragment();
        state.tell("ready", &[("spec", spec.into()), ("title", (&state.figure.title).into())]);
        drop(state);
        Ok(live)
    }

    /// Shows something else.
    ///
    /// # Errors
    /// As of [`Live::draw`].
    pub(super) async fn show(
        &self,
        atlas: &'static Atlas,
        asked: Asked,
        options: Options,
    ) -> Result<(), Failure> {
        {
            let mut state = self.0.borrow_mut();
            // Where the text stays, the year and the language that the reader chose stay too.
            let same = state.options.spec == options.spec;
            if !same {
                state.subject = asked.subject.clone();
                state.asked_year = None;
            }
            if !same || state.options.lang != options.lang {
                state.chosen = None;
            }
            (state.atlas, state.asked, state.options) = (atlas, asked, options);
        }
        self.draw().await
    }

    fn weak(&self) -> Weak<RefCell<State>> {
        Rc::downgrade(&self.0)
    }

    /// Writes the block and draws the picture in it.
    ///
    /// # Errors
    /// [`Failure`] where the page lets nothing be written.
    async fn draw(&self) -> Result<(), Failure> {
        self.stop();
        let begun = {
            let mut state = self.0.borrow_mut();
            state.begun += 1;
            let lang = state.lang();
            state.figure = state.subject.figure(state.atlas, lang);
            state.drawing = Drawing::Still;
            state.unmeasured = false;
            let controls = if state.options.controls { "" } else { " class=\"pa-plain\"" };
            let dark = match state.theme() {
                Theme::Dark => "dark",
                Theme::Light => "light",
            };
            let html = state.with_block(|block| {
                let figure = block.to_html();
                format!("<style>{STYLE}</style><div{controls} data-theme=\"{dark}\">{figure}</div>")
            });
            // Where the page allows no HTML to be written, setting it throws.
            Reflect::set(&state.host, &"innerHTML".into(), &html.into())
                .map_err(|thrown| Failure::refused(&thrown))?;
            state.width = state.room().1;
            state.begun
        };
        self.fill(begun).await;
        Ok(())
    }

    /// Draws the picture into its box.
    async fn fill(&self, begun: u32) {
        let map = self.0.borrow().figure.maps().first().map(|marks| marks.map);
        if let Some(map) = map {
            let fetched = fetch_map(map).await;
            let mut state = self.0.borrow_mut();
            if state.begun == begun && (fetched.is_err() || state.draw_map().is_none()) {
                not_drawn(&state);
            }
            return;
        }
        let (container, lang) = {
            let state = self.0.borrow();
            let (Some(container), Some(height)) = (state.picture_box(), state.chart_height())
            else {
                return;
            };
            container.set_attribute("style", &format!("height:{height}px")).ok();
            (container, state.lang())
        };
        let made = Chart::mount(&container, lang).await;
        let mut state = self.0.borrow_mut();
        if state.begun != begun {
            return;
        }
        let Ok(mut chart) = made else { return not_drawn(&state) };
        // Without a size nothing can be drawn yet, which is no failure.
        if let Some(size) = size_of(&container) {
            let drawn = state
                .option(size, false)
                .is_some_and(|option| chart.set_option(&option, Update::Replace).is_ok());
            if !drawn {
                return not_drawn(&state);
            }
        } else {
            state.unmeasured = true;
        }
        let weak = self.weak();
        // A chart whose marks cannot be chosen is still a chart.
        let _ = chart.on_click(move |place| {
            if let Some(live) = weak.upgrade().map(Self) {
                live.select(&place);
            }
        });
        state.drawing = Drawing::Chart(chart);
    }

    /// Follows the width of the element: another picture, or the chart at its new size.
    fn watch_width(&self) {
        let weak = self.weak();
        let host = self.0.borrow().host.clone();
        let watch = SizeWatch::new(&host, move || {
            let weak = weak.clone();
            // What depends on the width may change the size again, which a browser calls an error
            // while it calls the observer.
            after(0, move || {
                if let Some(live) = weak.upgrade().map(Self) {
                    live.fit();
                }
            });
        });
        self.0.borrow_mut().watch = watch.ok();
    }

    /// Changes the ground with the reader's system, where the figure follows it.
    fn follow_system(&self) {
        let Some(query) = dark_query() else { return };
        let weak = self.weak();
        let changed = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
            let Some(live) = weak.upgrade().map(Self) else { return };
            if live.0.borrow().theme_choice() == ThemeChoice::Auto {
                js_sys::futures::spawn_local(async move {
                    // What could be written before can be written now.
                    let _ = live.draw().await;
                });
            }
        });
        self.0.borrow_mut().listeners.push(Listener::on(query.into(), "change", changed));
    }

    fn fit(&self) {
        let mut state = self.0.borrow_mut();
        let (room, width) = state.room();
        if room == 0 {
            return;
        }
        let is_other = width != state.width;
        state.width = width;
        if matches!(state.drawing, Drawing::Chart(_)) {
            // A height that was asked for is that of all: it depends on the lines that words take.
            if (is_other || state.unmeasured || state.options.height.is_some())
                && let (Some(container), Some(height)) = (state.picture_box(), state.chart_height())
            {
                container.set_attribute("style", &format!("height:{height}px")).ok();
            }
            state.unmeasured = false;
        } else if is_other && !state.figure.maps().is_empty() {
            // What could not be drawn before cannot now.
            let _ = state.draw_map();
        }
        state.redraw_chart(Update::Replace);
    }

    fn listen(&self) {
        let host = self.0.borrow().host.clone();
        let on = |event: &'static str, act: fn(&Self, &Event)| {
            let weak = self.weak();
            Listener::new(&host, event, move |event| {
                if let Some(live) = weak.upgrade().map(Self) {
                    act(&live, &event);
                }
            })
        };
        let listeners = vec![
            on("click", Self::clicked),
            on("input", Self::slid),
            on("keydown", Self::typed),
            on("pointerover", Self::pointed),
            on("pointerleave", |live, _| live.0.borrow().read_out(None)),
            on("focusin", Self::pointed),
        ];
        self.0.borrow_mut().listeners = listeners;
    }

    fn clicked(&self, event: &Event) {
        if let Some(action) = action_of(event) {
            match action.as_str() {
                "play" => self.play(),
                "csv" => self.save(),
                "language" => self.change_language(),
                _ => {}
            }
        } else if let Some((_, region)) = region_of(event) {
            self.select(&region);
        }
    }

    fn slid(&self, event: &Event) {
        if action_of(event).as_deref() != Some("year") {
            return;
        }
        let slider = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(year) = slider.and_then(|slider| slider.value().parse().ok()) {
            self.stop();
            self.choose_year(year);
        }
    }

    fn typed(&self, event: &Event) {
        let key = Reflect::get(event, &"key".into()).ok().and_then(|key| key.as_string());
        let direction = match key.as_deref() {
            Some("ArrowLeft") => Direction::Left,
            Some("ArrowRight") => Direction::Right,
            Some("ArrowUp") => Direction::Up,
            Some("ArrowDown") => Direction::Down,
            Some("Enter" | " ") => {
                if let Some((_, region)) = region_of(event) {
                    event.prevent_default();
                    self.select(&region);
                }
                return;
            }
            _ => return,
        };
        let Some((from, region)) = region_of(event) else { return };
        event.prevent_default();
        // Borrowed only to find the next element: focusing it raises events that borrow again.
        let next = self.0.borrow().neighbour(&region, direction);
        if let Some(next) = next {
            move_focus(&from, &next);
        }
    }

    fn pointed(&self, event: &Event) {
        if let Some((_, region)) = region_of(event) {
            self.0.borrow().read_out(Some(&region));
        }
    }

    fn select(&self, place: &str) {
        let state = self.0.borrow();
        let name = state
            .atlas
            .place_by_id(place)
            .map_or_else(String::new, |id| state.atlas.place(id).name.get(state.lang()).to_owned());
        state.tell("select", &[("place", place.into()), ("name", name.into())]);
    }

    /// Shows the year that a script asks for, or the nearest one and a sentence that says so; gives the
    /// year that is shown then, none where the figure is not of a single one.
    pub(super) fn show_year(&self, year: u16) -> Option<u16> {
        self.0.borrow_mut().asked_year = Some(year);
        let told = self.step_to(year);
        let mut state = self.0.borrow_mut();
        if !told {
            state.tell_anew();
        }
        state.timeline().map(|timeline| timeline.year)
    }

    /// Shows a year that the reader chose, of which there is no more to say.
    fn choose_year(&self, year: u16) {
        self.0.borrow_mut().asked_year = None;
        self.step_to(year);
    }

    /// Shows another year, of those that there are the nearest; whether it is another one.
    fn step_to(&self, year: u16) -> bool {
        let mut state = self.0.borrow_mut();
        let before = state.timeline().map(|timeline| timeline.year);
        let subject = state.subject.in_year(state.atlas, year);
        let figure = subject.figure(state.atlas, state.lang());
        let Some(Timeline { year, .. }) = subject.timeline(state.atlas, &figure) else {
            return false;
        };
        if before == Some(year) {
            return false;
        }
        state.figure = figure;
        state.subject = subject;
        state.repaint();
        state.tell_anew();
        self.name_at_rest(&mut state);
        let spec = state.fragment();
        drop(state);
        let state = self.0.borrow();
        state.tell("yearchange", &[("year", f64::from(year).into())]);
        state.tell("linkchange", &[("spec", spec.into())]);
        true
    }

    /// Names the regions when nothing has changed for a while.
    fn name_at_rest(&self, state: &mut State) {
        if let Some(handle) = state.naming.take() {
            cancel(handle);
        }
        let weak = self.weak();
        state.naming = after(REST, move || {
            let Some(state) = weak.upgrade() else { return };
            let mut state = state.borrow_mut();
            let container = state.picture_box();
            if let (Drawing::Map(map), Some(container)) = (&mut state.drawing, container) {
                map.rename(&container);
            }
        });
    }

    fn play(&self) {
        if self.0.borrow().playing.is_some() {
            return self.stop();
        }
        let Some(Timeline { all, year }) = self.0.borrow().timeline() else { return };
        if year >= *all.end() {
            self.choose_year(*all.start());
        }
        let count = i32::from(all.end() - all.start()).max(1);
        self.go_on((WHOLE / count).clamp(SHOWN[0], SHOWN[1]));
        self.dress_play(true);
    }

    fn go_on(&self, pace: i32) {
        let weak = self.weak();
        let handle = after(pace, move || {
            let Some(live) = weak.upgrade().map(Self) else { return };
            let Some(Timeline { all, year }) = live.0.borrow().timeline() else { return };
            if year >= *all.end() {
                return live.stop();
            }
            live.choose_year(year + 1);
            live.go_on(pace);
        });
        self.0.borrow_mut().playing = handle;
    }

    fn stop(&self) {
        let handle = self.0.borrow_mut().playing.take();
        if let Some(handle) = handle {
            cancel(handle);
            self.dress_play(false);
        }
    }

    fn dress_play(&self, playing: bool) {
        let state = self.0.borrow();
        let words = article_words(state.lang());
        if let Some(button) = state.part("[data-action=play]") {
            button.set_attribute("aria-pressed", &playing.to_string()).ok();
            let name = if playing { words.pause } else { words.play };
            button.set_attribute("aria-label", name).ok();
            button.set_text_content(Some(if playing { "❚❚" } else { "▶" }));
        }
    }

    fn save(&self) {
        let state = self.0.borrow();
        let text = csv(&state.figure, state.lang(), Bom::With);
        let stem = state.subject.file_stem(state.atlas);
        let name = format!("prosperity-atlas-{stem}-{}.csv", state.lang().code());
        let saved = download::save(&name, "text/csv;charset=utf-8", &text);
        if saved.is_err()
            && let Some(fold) = state.part("[data-fold=table]")
        {
            // Where files may not be saved, the numbers can be copied.
            fold.set_attribute("open", "").ok();
        }
    }

    fn change_language(&self) {
        let live = self.clone();
        {
            let mut state = self.0.borrow_mut();
            state.chosen = Some(state.lang().other());
        }
        js_sys::futures::spawn_local(async move {
            // What could be written before can be written now.
            let _ = live.draw().await;
            if let Some(button) = live.0.borrow().part("[data-action=language]") {
                button.focus().ok();
            }
        });
    }

    /// What is shown.
    pub(super) fn state(&self) -> JsValue {
        let state = self.0.borrow();
        let fragment = state.fragment();
        let site = site();
        let link = Address { site: &site, fragment: &fragment }.link();
        let theme = match state.theme() {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let mut entries = vec![
            ("spec", fragment.into()),
            ("link", link.into()),
            ("lang", state.lang().code().into()),
            ("theme", theme.into()),
            ("title", (&state.figure.title).into()),
        ];
        if let Some(Timeline { all, year }) = state.timeline() {
            let years = Array::of2(&f64::from(*all.start()).into(), &f64::from(*all.end()).into());
            entries.push(("year", f64::from(year).into()));
            entries.push(("years", years.into()));
        }
        object(&entries)
    }

    /// Takes everything off the page.
    pub(super) fn unmount(self) {
        self.stop();
        let mut state = self.0.borrow_mut();
        if let Some(handle) = state.naming.take() {
            cancel(handle);
        }
        state.begun += 1;
        state.listeners.clear();
        state.watch = None;
        state.drawing = Drawing::Still;
        state.host.set_inner_html("");
    }
}

impl State {
    /// Brings the picture to the figure of now.
    fn repaint(&mut self) {
        let (theme, lang) = (self.theme(), self.lang());
        match (&mut self.drawing, self.figure.maps()) {
            (Drawing::Map(map), [marks]) => {
                map.repaint(paint(&self.figure, marks, theme, lang), places_of(marks));
            }
            (Drawing::Chart(_), _) => self.redraw_chart(Update::Merge),
            // What could not be drawn before cannot now.
            _ => drop(self.draw_map()),
        }
    }

    fn redraw_chart(&mut self, update: Update) {
        let Some(size) = self.picture_box().and_then(|element| size_of(&element)) else { return };
        let still = web_sys::window()
            .and_then(|window| {
                window.match_media("(prefers-reduced-motion: reduce)").ok().flatten()
            })
            .is_some_and(|query| query.matches());
        let Some(option) = self.option(size, !still) else { return };
        if let Drawing::Chart(chart) = &mut self.drawing {
            // A chart that cannot be changed stays as it is, and the words say another year: the table
            // has the numbers of that year.
            let _ = chart.set_option(&option, update);
        }
    }
}

/// Says in the box that the picture could not be drawn, and opens the table.
fn not_drawn(state: &State) {
    let said = article_words(state.lang()).not_drawn;
    if let Some(container) = state.picture_box() {
        container.set_inner_html(&format!("<p role=\"alert\">{}</p>", escape(said)));
        container.remove_attribute("style").ok();
    }
    if let Some(fold) = state.part("[data-fold=table]") {
        fold.set_attribute("open", "").ok();
    }
    state.tell("error", &[("code", "not-drawn".into()), ("message", said.into())]);
}

/// What a click or a change on a control is to do.
fn action_of(event: &Event) -> Option<String> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    element.closest("[data-action]").ok()??.get_attribute("data-action")
}

fn size_of(element: &HtmlElement) -> Option<ChartSize> {
    let width = u32::try_from(element.client_width()).ok().filter(|width| *width > 0)?;
    let height = u32::try_from(element.client_height()).ok().filter(|height| *height > 0)?;
    Some(ChartSize { width, height })
}
