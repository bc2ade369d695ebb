//! What the page shows now, and how it changes.

use super::{
    address::{self, Record},
    reader::{self, Stored},
};
use crate::{
    atlas::{Atlas, IndicatorId, Lang, PlaceId},
    figure::{Extent, Years, refused},
    i18n::{Messages, messages},
    query::Geography,
    spec::{Key, Moment, Notice, Opened, Route, Spec, ThemeChoice, open},
    theme::Theme,
};
use leptos::prelude::*;

/// How long the slider must rest before its year is written to the address, in milliseconds;
/// browsers limit how often that may be done.
const REST: i32 = 200;

/// Something the reader should know about the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PageNotice {
    /// A link was not followed to the letter.
    Link(Notice),
    /// A stored setting could not be read.
    SettingUnreadable,
    /// A setting could not be kept.
    SettingNotKept,
}

impl PageNotice {
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::Link(notice) => notice.text(lang),
            Self::SettingUnreadable => messages(lang).setting_unreadable.to_owned(),
            Self::SettingNotKept => messages(lang).setting_not_kept.to_owned(),
        }
    }
}

/// The state of the page; cheap to copy into every component.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) atlas: &'static Atlas,
    /// Page, item and filter; the selection of explorer and measuring room is `spec`.
    pub(super) route: RwSignal<Route>,
    pub(super) spec: RwSignal<Spec>,
    pub(super) notices: RwSignal<Vec<PageNotice>>,
    /// The place under the pointer or the keyboard's focus, lit in every view.
    pub(super) pointed: RwSignal<Option<PlaceId>>,
    /// The figure whose dialog is open, by the text that asks for it.
    pub(super) shared: RwSignal<Option<String>>,
    pub(super) lang: Memo<Lang>,
    pub(super) theme_choice: Memo<ThemeChoice>,
    pub(super) theme: Memo<Theme>,
    /// Years with data for the places shown; does not change with the year.
    pub(super) extent: Memo<Option<Extent>>,
    /// Years chosen.
    pub(super) years: Memo<Option<Years>>,
    /// What the selection says of language and colours: set by [`State::settle`].
    said: RwSignal<(Option<Lang>, ThemeChoice)>,
    reader_lang: RwSignal<Lang>,
    reader_theme: RwSignal<ThemeChoice>,
    pending: RwSignal<Option<i32>>,
    /// The level last asked for; an indicator without data there is shown elsewhere, and the next one
    /// here again.
    wished_level: RwSignal<Geography>,
}

/// A selection without all that its places and their years do not depend on.
fn spatial(atlas: &Atlas, spec: &Spec) -> Spec {
    Spec {
        level: spec.level,
        places: spec.places.clone(),
        chain: spec.chain.clone(),
        vintage: spec.vintage,
        method: spec.method,
        ..Spec::of_indicator(atlas, spec.indicator)
    }
}

impl State {
    /// Reads the address and the reader's settings.
    pub(super) fn new(atlas: &'static Atlas) -> Self {
        let Opened { route, spec, notices } = open(atlas, &address::read());
        let mut notices: Vec<PageNotice> = notices.into_iter().map(PageNotice::Link).collect();
        let mut stored_theme = ThemeChoice::default();
        let mut unreadable = matches!(reader::stored_language(), Stored::Unreadable);
        match reader::stored_theme() {
            Stored::Value(choice) => stored_theme = choice,
            Stored::Unreadable => unreadable = true,
            Stored::Nothing => {}
        }
        if unreadable {
            notices.push(PageNotice::SettingUnreadable);
        }
        let spec = RwSignal::new(spec);
        let reader_lang = RwSignal::new(reader::language());
        let reader_theme = RwSignal::new(stored_theme);
        let system_theme = RwSignal::new(reader::system_theme());
        reader::on_system_theme(move |theme| system_theme.set(theme));
        let said = RwSignal::new(spec.with_untracked(|spec| (spec.lang, spec.theme)));
        let lang = Memo::new(move |_| said.get().0.unwrap_or(reader_lang.get()));
        let theme_choice = Memo::new(move |_| match said.get().1 {
            ThemeChoice::Auto => reader_theme.get(),
            chosen => chosen,
        });
        let theme = Memo::new(move |_| match theme_choice.get() {
            ThemeChoice::Auto => system_theme.get(),
            ThemeChoice::Light => Theme::Light,
            ThemeChoice::Dark => Theme::Dark,
        });
        // What the extent does not depend on is left out before anything is computed, so that stepping
        // through years and views finds it unchanged.
        let timeless = Memo::new(move |_| spec.with(|spec| spatial(atlas, spec)));
        let extent = Memo::new(move |_| timeless.with(|spec| Extent::of(atlas, spec)));
        let years = Memo::new(move |_| {
            let time = spec.with(|spec| spec.time);
            extent.with(|extent| extent.as_ref().map(|extent| extent.years(time)))
        });
        let state = Self {
            atlas,
            route: RwSignal::new(route),
            spec,
            notices: RwSignal::new(notices),
            pointed: RwSignal::new(None),
            shared: RwSignal::new(None),
            lang,
            theme_choice,
            theme,
            extent,
            years,
            said,
            reader_lang,
            reader_theme,
            pending: RwSignal::new(None),
            wished_level: RwSignal::new(spec.with_untracked(|spec| spec.level)),
        };
        address::on_change(move || state.follow_address());
        state
    }

    /// The same state for a part of the page that comes and goes: what it computes belongs to the part
    /// and goes with it. A signal keeps a note of everything that ever listened to it until it next
    /// changes, and the page's language may never change.
    pub(super) fn scoped(self) -> Self {
        Self {
            lang: Memo::new(move |_| self.lang.get()),
            theme_choice: Memo::new(move |_| self.theme_choice.get()),
            theme: Memo::new(move |_| self.theme.get()),
            extent: Memo::new(move |_| self.extent.get()),
            years: Memo::new(move |_| self.years.get()),
            ..self
        }
    }

    /// Fixed wording in the page's language.
    pub(super) fn words(&self) -> &'static Messages {
        messages(self.lang.get())
    }

    fn follow_address(&self) {
        let Opened { route, mut spec, notices } = open(self.atlas, &address::read());
        self.notices.set(notices.into_iter().map(PageNotice::Link).collect());
        // A link that says nothing of language and colours leaves them as they are.
        let (lang, theme) = self.spec.with_untracked(|now| (now.lang, now.theme));
        spec.lang = spec.lang.or(lang);
        if spec.theme == ThemeChoice::default() {
            spec.theme = theme;
        }
        let has_selection = route.page.has_selection();
        self.spec.update(|now| {
            if has_selection {
                *now = spec;
            } else {
                (now.lang, now.theme) = (spec.lang, spec.theme);
            }
        });
        self.settle();
        self.route.set(route);
    }

    /// Tells of language and colours where a change of the selection has changed them. Every text of the
    /// page listens to the language: were it to listen to the selection itself, each step of the year
    /// would ask all of them whether it has changed.
    fn settle(&self) {
        let now = self.spec.with_untracked(|spec| (spec.lang, spec.theme));
        if self.said.get_untracked() != now {
            self.said.set(now);
        }
    }

    /// The address of what is shown.
    fn fragment(&self) -> String {
        let route = self.route.get_untracked();
        self.spec.with_untracked(|spec| match route.page {
            page if page.has_selection() => spec.to_fragment(self.atlas),
            _ => route.to_fragment(self.atlas, spec.lang, spec.theme),
        })
    }

    /// Changes page, item or filter and writes it to the address.
    pub(super) fn go(&self, record: Record, change: impl FnOnce(&mut Route)) {
        self.route.update(change);
        address::write(&self.fragment(), record);
    }

    /// Changes what is shown and writes it to the address.
    pub(super) fn change(&self, record: Record, change: impl FnOnce(&mut Spec)) {
        self.spec.update(change);
        self.settle();
        if let Some(handle) = self.pending.try_update(Option::take).flatten() {
            reader::cancel(handle);
        }
        let state = *self;
        let write = move || address::write(&state.fragment(), record);
        match record {
            Record::Step => write(),
            Record::Stage => self.pending.set(reader::after(REST, write)),
        }
    }

    /// Shows a year; the last one with wide coverage is written as `latest`, so that links to it
    /// stay fresh.
    pub(super) fn show_year(&self, year: u16) {
        let latest = self
            .extent
            .with_untracked(|extent| extent.as_ref().is_some_and(|extent| extent.latest == year));
        let to = if latest { Moment::Latest } else { Moment::Year(year) };
        self.change(Record::Stage, |spec| spec.time.to = to);
    }

    /// Starts growth, change and trend in a year; `None` where that follows from the data.
    pub(super) fn start_from(&self, year: Option<u16>) {
        self.change(Record::Stage, |spec| spec.time.from = year.map(Moment::Year));
    }

    /// The nearest year with data, said to the reader where it is another one than was typed.
    pub(super) fn year_within(&self, given: u16) -> Option<u16> {
        let all = self.years.with_untracked(|years| years.as_ref().map(|one| one.all.clone()))?;
        let used = given.clamp(*all.start(), *all.end());
        // What was said of a year typed before is no longer true.
        let of_year = |one: &PageNotice| {
            matches!(one, PageNotice::Link(Notice::YearOutside { key: Key::Time, .. }))
        };
        if self.notices.with_untracked(|notices| notices.iter().any(of_year)) {
            self.notices.update(|notices| notices.retain(|one| !of_year(one)));
        }
        if used != given {
            let notice = Notice::YearOutside { key: Key::Time, given, span: all, used };
            self.tell(PageNotice::Link(notice));
        }
        Some(used)
    }

    /// Brings a comparison that would reach across a break to the years that can be compared.
    pub(super) fn avoid_break(&self) {
        let atlas = self.atlas;
        let Some(years) = self.years.get_untracked() else { return };
        self.change(Record::Step, |spec| {
            let starts = spec.starts(atlas, &years.all, years.year);
            if let Some(refusal) = refused(atlas, spec, &years) {
                refusal.repair(spec, starts, years.year);
            }
        });
    }

    /// Shows another indicator.
    pub(super) fn show_indicator(&self, indicator: IndicatorId) {
        let (atlas, wished) = (self.atlas, self.wished_level.get_untracked());
        self.change(Record::Step, |spec| *spec = spec.with_indicator(atlas, indicator, wished));
    }

    /// Shows other places.
    pub(super) fn show_level(&self, level: Geography) {
        let atlas = self.atlas;
        self.wished_level.set(level);
        self.change(Record::Step, |spec| *spec = spec.with_level(atlas, level));
    }

    /// Adds a place to the comparison or takes it out, and brings it forward.
    pub(super) fn toggle_place(&self, place: PlaceId) {
        let atlas = self.atlas;
        self.change(Record::Step, |spec| {
            let mut places = spec.compared(atlas);
            if let Some(at) = places.iter().position(|one| *one == place) {
                places.remove(at);
                spec.focus = None;
            } else {
                places.push(place);
                places.truncate(crate::spec::MOST_PLACES);
                spec.focus = Some(place);
            }
            spec.places = Some(places);
        });
    }

    pub(super) fn choose_language(&self, lang: Lang) {
        self.reader_lang.set(lang);
        self.change(Record::Stage, |spec| spec.lang = Some(lang));
        if reader::keep_language(lang).is_err() {
            self.tell(PageNotice::SettingNotKept);
        }
    }

    pub(super) fn choose_theme(&self, choice: ThemeChoice) {
        self.reader_theme.set(choice);
        self.change(Record::Stage, |spec| spec.theme = choice);
        if reader::keep_theme(choice).is_err() {
            self.tell(PageNotice::SettingNotKept);
        }
    }

    pub(super) fn tell(&self, notice: PageNotice) {
        self.notices.update(|notices| {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        });
    }
}
