//! Which page, what of it, and what its lists are narrowed to: the text form of every page but the
//! explorer's own selection.
//!
//! `#/documents/001/table-2`, `#/claims/001-patents-2011-NE`, `#/claims?document=001&verdict=differs`,
//! `#/policy/004.s1`, `#/zhejiang/002.m03?list=2024`. Parsing is total, as that of a [`Spec`] is.

use super::{
    Key, Notice, Spec, ThemeChoice,
    parse::{decode, echo, most_alike, parse, read_pairs},
    write::encode,
};
use crate::{
    atlas::{Atlas, Difference, DocumentId, EventKind, Lang, Verdict},
    ledger::{policy::UNNAMED, timeline::event_id},
};

/// Longest item of a link, in characters.
const LONGEST_ITEM: usize = 80;
/// Longest search text of a list, in characters.
const LONGEST_FIND: usize = 60;

/// A page of the atlas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// The front page.
    #[default]
    Home,
    /// The explorer.
    Explore,
    /// The five documents.
    Documents,
    /// One of them.
    Document(DocumentId),
    /// The documents' claims.
    Claims,
    /// The measuring room.
    Inequality,
    /// The demonstration zone.
    Zhejiang,
    /// The city.
    Shanghai,
    /// Policy outlines and dates.
    Policy,
    /// Every ready-made figure.
    Gallery,
}

impl Page {
    /// Pages that have a link of their own in the head of every page.
    pub const NAMED: [Self; 8] = [
        Self::Explore,
        Self::Inequality,
        Self::Documents,
        Self::Claims,
        Self::Zhejiang,
        Self::Shanghai,
        Self::Policy,
        Self::Gallery,
    ];

    /// Whether its address holds a selection: a [`Spec`].
    pub const fn has_selection(self) -> bool {
        matches!(self, Self::Explore | Self::Inequality)
    }

    /// Its name in links; a document stands below the documents.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Home => "",
            Self::Explore => "explore",
            Self::Inequality => "inequality",
            Self::Documents | Self::Document(_) => "documents",
            Self::Claims => "claims",
            Self::Zhejiang => "zhejiang",
            Self::Shanghai => "shanghai",
            Self::Policy => "policy",
            Self::Gallery => "gallery",
        }
    }
}

/// What a link says besides the page: nothing is narrowed where a key is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter(Vec<(Key, String)>);

impl Filter {
    /// The value of a key; each is one that [`Filter::values`] lists, a search text is any.
    pub fn get(&self, key: Key) -> Option<&str> {
        self.0.iter().find(|(one, _)| *one == key).map(|(_, value)| value.as_str())
    }

    /// Sets a key, or takes it away.
    pub fn set(&mut self, key: Key, value: Option<String>) {
        self.0.retain(|(one, _)| *one != key);
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.0.push((key, value));
            crate::order::sort_by_key(&mut self.0, |(key, _)| {
                Key::FILTERS.iter().position(|one| one == key)
            });
        }
    }

    /// Every value that a key takes; empty for a search text.
    pub fn values(atlas: &Atlas, key: Key) -> Vec<String> {
        let all = atlas.documents();
        let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        match key {
            Key::Document => all.documents.iter().map(|one| one.id.clone()).collect(),
            Key::Verdict => owned(&Verdict::ALL.map(Verdict::code)),
            Key::Difference => owned(&Difference::ALL.map(Difference::code)),
            Key::Gap => {
                let themes = atlas.catalog().themes.iter().map(|theme| theme.id.as_str());
                themes.chain([UNNAMED]).map(str::to_owned).collect()
            }
            Key::Kind => {
                let mut kinds: Vec<String> = owned(&EventKind::ALL.map(EventKind::code));
                for node in &all.policy {
                    if !kinds.contains(&node.kind) {
                        kinds.push(node.kind.clone());
                    }
                }
                kinds
            }
            Key::Year => (1900..=2100).map(|year: u16| year.to_string()).collect(),
            Key::Domain => (1..=6).map(|number: u8| number.to_string()).collect(),
            Key::List => owned(&["2021", "2024"]),
            Key::Income => owned(&["urban", "rural"]),
            _ => Vec::new(),
        }
    }
}

/// A page, an item of it, and a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Page.
    pub page: Page,
    /// The item brought into view: the id of a table, a claim, a model, a policy node. Whether there is
    /// one of that name on a page of figures is for the page to say.
    pub item: Option<String>,
    /// What lists are narrowed to.
    pub filter: Filter,
}

impl Route {
    /// A page as it opens.
    pub fn to(page: Page) -> Self {
        Self { page, ..Self::default() }
    }

    /// The same with an item.
    #[must_use]
    pub fn at(self, item: impl Into<String>) -> Self {
        Self { item: Some(item.into()), ..self }
    }

    /// The same, narrowed.
    #[must_use]
    pub fn with(mut self, key: Key, value: impl Into<String>) -> Self {
        self.filter.set(key, Some(value.into()));
        self
    }

    /// The text form. The explorer's selection is not in it: see [`Spec::to_fragment`].
    pub fn to_fragment(&self, atlas: &Atlas, lang: Option<Lang>, theme: ThemeChoice) -> String {
        let mut text = format!("#/{}", self.page.code());
        if let Page::Document(id) = self.page {
            text.push('/');
            text.push_str(&atlas.documents().document(id).id);
        }
        if let Some(item) = &self.item {
            text.push('/');
            text.push_str(&encode(item));
        }
        let mut separator = '?';
        let mut add = |key: Key, value: &str| {
            text.push(separator);
            text.push_str(key.code());
            text.push('=');
            text.push_str(value);
            separator = '&';
        };
        for (key, value) in &self.filter.0 {
            add(*key, &encode(value));
        }
        if let Some(lang) = lang {
            add(Key::Lang, lang.code());
        }
        if theme != ThemeChoice::default() {
            add(Key::Theme, theme.code());
        }
        text
    }
}

/// What a fragment opens.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Page, item and filter.
    pub route: Route,
    /// The selection of explorer and measuring room; of every page language and colours.
    pub spec: Spec,
    /// What was not taken as written.
    pub notices: Vec<Notice>,
}

/// Reads the fragment of an address, with or without its `#`. A page that there is not opens the
/// explorer, with a notice.
pub fn open(atlas: &Atlas, fragment: &str) -> Opened {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let mut segments = path.split('/').filter(|one| !one.is_empty()).map(decode);
    let named = segments.next().unwrap_or_default();
    let pages = Page::NAMED.into_iter().chain([Page::Home]);
    let Some(page) = pages.into_iter().find(|page| page.code() == named) else {
        return explorer(atlas, fragment);
    };
    if page == Page::Explore {
        return explorer(atlas, fragment);
    }
    if page == Page::Inequality {
        let (spec, notices) = parse(atlas, fragment);
        return Opened { route: Route::to(page), spec, notices };
    }
    let mut notices = Vec::new();
    let mut route = Route::to(page);
    let mut rest: Vec<String> = segments.collect();
    if page == Page::Documents && !rest.is_empty() {
        let given = rest.remove(0);
        match atlas.document_by_id(&given) {
            Some(id) => route.page = Page::Document(id),
            None => notices.push(Notice::UnknownItem { given: echo(&given) }),
        }
    }
    if !rest.is_empty() {
        let given = rest.join("/");
        if given.chars().count() <= LONGEST_ITEM && is_known(atlas, route.page, &given) {
            route.item = Some(given);
        } else {
            notices.push(Notice::UnknownItem { given: echo(&given) });
        }
    }
    let mut spec = Spec::default_of(atlas);
    let known: Vec<Key> = Key::FILTERS.into_iter().chain([Key::Lang, Key::Theme]).collect();
    for (key, given) in read_pairs(query, &known, &mut notices) {
        let mut refuse = |similar: Option<String>| {
            let (given, used) = (echo(&given), String::new());
            notices.push(Notice::UnknownValue { key, given, used, similar });
        };
        match key {
            Key::Lang => match Lang::ALL.into_iter().find(|lang| lang.code() == given) {
                Some(lang) => spec.lang = Some(lang),
                None => refuse(None),
            },
            Key::Theme => match ThemeChoice::ALL.into_iter().find(|one| one.code() == given) {
                Some(theme) => spec.theme = theme,
                None => refuse(None),
            },
            Key::Find => {
                route.filter.set(key, Some(given.chars().take(LONGEST_FIND).collect()));
            }
            _ => {
                let values = Filter::values(atlas, key);
                if values.contains(&given) {
                    route.filter.set(key, Some(given));
                } else {
                    refuse(most_alike(&given, values.iter()).cloned());
                }
            }
        }
    }
    Opened { route, spec, notices }
}

fn explorer(atlas: &Atlas, fragment: &str) -> Opened {
    let (spec, notices) = parse(atlas, fragment);
    Opened { route: Route::to(Page::Explore), spec, notices }
}

/// Whether a page has the item, as far as the ledger tells; figures are for their pages to know.
fn is_known(atlas: &Atlas, page: Page, item: &str) -> bool {
    let all = atlas.documents();
    match page {
        Page::Home | Page::Explore | Page::Inequality | Page::Documents => false,
        Page::Claims => all.claims.iter().any(|one| one.id == item),
        Page::Policy => {
            let is_event = |at: usize| event_id(at) == item;
            all.policy.iter().any(|one| one.id == item) || (0..all.events.len()).any(is_event)
        }
        Page::Document(_) | Page::Zhejiang | Page::Shanghai | Page::Gallery => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::ATLAS, *};

    #[test]
    fn every_page_is_read_as_it_is_written() {
        let atlas: &Atlas = &ATLAS;
        let documents = (0..5).map(|at| Route::to(Page::Document(DocumentId(at))).at("table-2"));
        let claim = atlas.documents().claims[7].id.clone();
        let node = atlas.documents().policy[9].id.clone();
        let routes = Page::NAMED
            .into_iter()
            .filter(|page| !page.has_selection())
            .map(Route::to)
            .chain([Route::default()])
            .chain(documents)
            .chain([
                Route::to(Page::Claims).at(claim).with(Key::Verdict, "differs"),
                Route::to(Page::Claims)
                    .with(Key::Find, "每千人 床位&?#")
                    .with(Key::Document, "002"),
                Route::to(Page::Policy)
                    .at(node)
                    .with(Key::Gap, "income")
                    .with(Key::Kind, "measure"),
                Route::to(Page::Zhejiang).with(Key::List, "2024").with(Key::Domain, "3"),
            ]);
        for route in routes {
            for (lang, theme) in [(None, ThemeChoice::Auto), (Some(Lang::En), ThemeChoice::Dark)] {
                let text = route.to_fragment(atlas, lang, theme);
                let opened = open(atlas, &text);
                assert_eq!(opened.route, route, "{text}");
                assert_eq!((opened.spec.lang, opened.spec.theme), (lang, theme), "{text}");
                assert_eq!(opened.notices, [], "{text}");
            }
        }
    }

    #[test]
    fn what_is_not_known_is_told_and_the_nearest_is_opened() {
        let atlas: &Atlas = &ATLAS;
        let notices = |text: &str| {
            let opened = open(atlas, text);
            (
                opened.route.page,
                opened.notices.iter().map(|one| one.text(Lang::En)).collect::<Vec<_>>(),
            )
        };
        assert_eq!(open(atlas, "").route, Route::default());
        let (page, told) = notices("#/claim/1");
        assert_eq!((page, told.len()), (Page::Explore, 1));
        let (page, told) = notices("#/documents/007");
        assert_eq!((page, told.len()), (Page::Documents, 1));
        let (page, told) = notices("#/claims/nobody?verdict=difers&colour=red&lang=fr");
        assert_eq!(page, Page::Claims);
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told.iter().any(|one| one.contains("differs")), "{told:?}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_opens_a_page(text in ".{0,120}") {
            let atlas: &Atlas = &ATLAS;
            let opened = open(atlas, &format!("#/{text}"));
            let again = opened.route.to_fragment(atlas, opened.spec.lang, opened.spec.theme);
            if !opened.route.page.has_selection() {
                proptest::prop_assert_eq!(open(atlas, &again).route, opened.route);
            }
        }
    }
}
