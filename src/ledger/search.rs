//! One search over everything: indicators, places, claims, practice models, policy outlines,
//! documents, events, and whatever the caller adds.
//!
//! The index is built once; a search compares the text with every name in it. How well a name fits is
//! told by [`Fit`].

use super::{
    policy::Forest,
    statistics::{Exhibit, exhibit_item},
    timeline::event_id,
};
use crate::{
    atlas::{Atlas, IndicatorId, Lang, Level, Place, PlaceId, Text},
    query::{Fit, Folded, Geography, Pinyin, has_level, selectable_indicators, width},
};

/// What is found, in the order in which equally good finds are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An indicator.
    Indicator,
    /// A place.
    Place,
    /// A ready-made figure.
    Figure,
    /// A document.
    Document,
    /// A practice model.
    Model,
    /// A claim of a document.
    Claim,
    /// An item of a policy outline.
    Policy,
    /// An event or target.
    Event,
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Its text id, by which it is found, too.
    pub id: String,
    /// Name.
    pub title: Text,
    /// What stands beside the name: theme, place, document. Its words are found together with those of
    /// the name, not alone.
    pub context: Text,
    /// The link to it.
    pub fragment: String,
}

/// An item with everything that is compared.
#[derive(Debug)]
struct Entry {
    item: Item,
    names: Vec<Folded>,
    /// Short names, aliases and codes: each is a name of its own, but the beginning of one is no better
    /// a find than what the full name contains.
    further: Vec<Folded>,
    around: [Folded; 2],
    pinyin: Pinyin,
    /// Of equally good finds of a kind the lower comes first.
    weight: u8,
}

/// Everything that can be found, ready to be compared.
#[derive(Debug)]
pub struct Index {
    entries: Vec<Entry>,
}

/// A find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// What was found.
    pub item: &'a Item,
    /// How well it fits.
    pub fit: Fit,
}

/// The best finds of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// What they are.
    pub kind: Kind,
    /// The best of them, at most as many as were asked for.
    pub hits: Vec<Hit<'a>>,
    /// How many there are.
    pub total: usize,
}

impl Index {
    /// Takes in the whole atlas, and `more` that is defined above it.
    pub fn new(atlas: &'static Atlas, more: Vec<Item>) -> Self {
        let mut entries = Vec::new();
        indicators(atlas, &mut entries);
        places(atlas, &mut entries);
        documents(atlas, &mut entries);
        outlines(atlas, &mut entries);
        entries.extend(more.into_iter().map(|item| Entry::new(item, &[])));
        Self { entries }
    }

    /// Everything in it.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.entries.iter().map(|entry| &entry.item)
    }

    /// What fits `text`, by kind: the kind with the best find first, in each the better fit first, then
    /// the shorter name. At most `cap` of each kind. Nothing for a text without letters and digits.
    pub fn search(&self, text: &str, lang: Lang, cap: usize) -> Vec<Group<'_>> {
        let typed = Typed::of(text);
        if typed.whole.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Fit, u8, usize, &Item)> = Vec::new();
        for entry in &self.entries {
            if let Some(fit) = entry.fit(&typed) {
                let length = entry.item.title.get(lang).chars().count();
                found.push((fit, entry.weight, length, &entry.item));
            }
        }
        crate::order::sort_by_key(&mut found, |(fit, weight, length, item)| {
            (*fit, item.kind, *weight, *length)
        });
        let mut groups: Vec<Group<'_>> = Vec::new();
        for (fit, _, _, item) in found {
            let at = groups.iter().position(|group| group.kind == item.kind);
            let at = at.unwrap_or_else(|| {
                groups.push(Group { kind: item.kind, hits: Vec::new(), total: 0 });
                groups.len() - 1
            });
            let group = &mut groups[at];
            group.total += 1;
            if group.hits.len() < cap {
                group.hits.push(Hit { item, fit });
            }
        }
        groups
    }
}

/// A text as it is compared.
struct Typed {
    whole: Folded,
    words: Vec<Folded>,
}

impl Typed {
    fn of(text: &str) -> Self {
        let words = text.split_whitespace().map(Folded::of).filter(|word| !word.is_empty());
        Self { whole: Folded::of(text), words: words.collect() }
    }
}

impl Entry {
    fn new(item: Item, further: &[&str]) -> Self {
        let fold = |texts: &[&str]| -> Vec<Folded> {
            let folded = texts.iter().map(|text| Folded::of(text));
            folded.filter(|text| !text.is_empty()).collect()
        };
        let names = fold(&[&item.title.zh, &item.title.en, &item.id]);
        let further = fold(further);
        let around = [&item.context.zh, &item.context.en].map(|text| Folded::of(text));
        Self { item, names, further, around, pinyin: Pinyin::default(), weight: 0 }
    }

    fn fit(&self, typed: &Typed) -> Option<Fit> {
        let whole = typed.whole.as_str();
        let names = self.names.iter().filter_map(|name| name.fit(whole));
        let further = self.further.iter().filter_map(|name| match name.fit(whole)? {
            Fit::Exact => Some(Fit::Exact),
            _ => Some(Fit::Contained),
        });
        names
            .chain(further)
            .chain(self.pinyin.fit(whole))
            .min()
            .or_else(|| self.has_words(&typed.words).then_some(Fit::Words))
            .or_else(|| {
                self.names.iter().any(|name| name.scattered(whole)).then_some(Fit::Scattered)
            })
    }

    /// Whether it has all of several words, at least one of them in its own names.
    fn has_words(&self, words: &[Folded]) -> bool {
        let mut named = false;
        words.len() > 1
            && words.iter().all(|word| {
                let word = word.as_str();
                let contains = |text: &Folded| text.fit(word).is_some();
                let mut all = self.names.iter().chain(&self.further);
                let own = all.any(contains) || self.pinyin.fit(word).is_some();
                named |= own;
                own || self.around.iter().any(contains)
            })
            && named
    }
}

/// Parts of a context in both languages, a point between them.
fn context(parts: &[&Text]) -> Text {
    let join = |lang| {
        let parts: Vec<&str> =
            parts.iter().map(|part| part.get(lang)).filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    Text { zh: join(Lang::Zh), en: join(Lang::En) }
}

/// The same text in both languages: a code, a year.
fn same(text: &str) -> Text {
    Text { zh: text.to_owned(), en: text.to_owned() }
}

/// Where the first document that gives a value shows it, `None` if none does.
fn where_observed(
    atlas: &Atlas,
    is_it: impl Fn(&crate::atlas::Observation) -> bool,
) -> Option<String> {
    let all = atlas.documents();
    let observation = all.observations.iter().find(|one| is_it(one))?;
    let item = match Exhibit::of(&observation.locus) {
        Some(Exhibit::Table) => exhibit_item(&observation.locus)?,
        Some(Exhibit::FigureText) | None => observation.id.clone(),
    };
    Some(format!("#/documents/{}/{item}", all.document(observation.document).id))
}

fn indicators(atlas: &Atlas, entries: &mut Vec<Entry>) {
    let selectable = selectable_indicators(atlas);
    for (id, row) in atlas.indicators() {
        let explored = selectable.contains(&id);
        // What only documents have is shown with them.
        let fragment = if explored {
            Some(format!("#/explore?indicator={}", row.id))
        } else {
            where_observed(atlas, |one| one.indicator == id)
        };
        let Some(fragment) = fragment else { continue };
        let theme = &atlas.catalog().themes[row.theme.index()].name;
        let item = Item {
            kind: Kind::Indicator,
            id: row.id.clone(),
            title: row.name.clone(),
            context: context(&[theme, &atlas.unit_of(id).symbol]),
            fragment,
        };
        let mut entry = Entry::new(item, &[&row.short_name.zh, &row.short_name.en]);
        entry.pinyin = Pinyin::of(&row.pinyin);
        entry.weight = u8::from(!explored);
        entries.push(entry);
    }
}

/// What the explorer shows of each set of places: the first of these that it has values of, else the
/// first indicator of all.
const FAVOURED: [&str; 2] = ["gdp_per_person", "disposable_income"];

fn places(atlas: &Atlas, entries: &mut Vec<Entry>) {
    let selectable = selectable_indicators(atlas);
    let favoured = FAVOURED.iter().filter_map(|id| atlas.indicator_by_id(id));
    let candidates: Vec<IndicatorId> = favoured.chain(selectable).collect();
    // For every set, its places and the link that shows it.
    let levels: Vec<(Vec<PlaceId>, String)> = Geography::ALL
        .into_iter()
        .filter_map(|level| {
            let indicator = candidates.iter().find(|id| has_level(atlas, **id, level))?;
            let id = &atlas.indicator(*indicator).id;
            let link = format!("#/explore?indicator={id}&level={}", level.code());
            Some((level.places(atlas), link))
        })
        .collect();
    for (id, row) in atlas.places() {
        let shown = levels.iter().find(|(places, _)| places.contains(&id));
        let fragment = shown
            .map(|(_, link)| format!("{link}&focus={}", row.id))
            .or_else(|| where_observed(atlas, |one| one.place == id))
            .or_else(|| {
                let at = atlas.documents().events.iter().position(|one| one.place == id)?;
                Some(format!("#/policy/{}", event_id(at)))
            });
        let Some(fragment) = fragment else { continue };
        let above = row.parent.map(|parent| &atlas.place(parent).short_name);
        let code = same(if is_code(&row.id) { &row.id } else { "" });
        let nothing = Text::default();
        let item = Item {
            kind: Kind::Place,
            id: row.id.clone(),
            title: row.name.clone(),
            context: context(&[above.unwrap_or(&nothing), &code]),
            fragment,
        };
        let mut further = vec![row.short_name.zh.as_str(), row.short_name.en.as_str()];
        further.extend(row.aliases.iter().map(String::as_str));
        further.extend(short_code(row));
        // Prefectures are called cities, too.
        let city = format!("{} City", row.name.en);
        further.extend((row.name.zh.ends_with('市') && row.name.en != city).then_some(&*city));
        let mut entry = Entry::new(item, &further);
        entry.pinyin = Pinyin::of(&row.pinyin);
        entry.weight = width(row.level);
        entries.push(entry);
    }
}

/// Whether an id is an administrative code.
fn is_code(id: &str) -> bool {
    id.len() == 6 && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// The two digits by which a province is known.
fn short_code(place: &Place) -> Option<&str> {
    let short = place.level == Level::Province && is_code(&place.id);
    short.then(|| place.id.get(..2)).flatten()
}

fn documents(atlas: &Atlas, entries: &mut Vec<Entry>) {
    let all = atlas.documents();
    let mut add = |kind, id: &str, title: &Text, context: Text, fragment: String| {
        let item = Item { kind, id: id.to_owned(), title: title.clone(), context, fragment };
        entries.push(Entry::new(item, &[]));
    };
    for one in &all.documents {
        let told = context(&[&same(&one.id), &one.note]);
        add(Kind::Document, &one.id, &one.title, told, format!("#/documents/{}", one.id));
    }
    for one in &all.models {
        let told = context(&[&one.domain, &atlas.place(one.place).name]);
        add(Kind::Model, &one.id, &one.name, told, format!("#/zhejiang/{}", one.id));
    }
    for one in &all.claims {
        let documents: Vec<&str> =
            one.documents.iter().map(|id| all.document(*id).id.as_str()).collect();
        let theme = &atlas.catalog().themes[one.theme.index()].name;
        let told = context(&[&same(&documents.join(", ")), theme]);
        add(Kind::Claim, &one.id, &one.claim, told, format!("#/claims/{}", one.id));
    }
    for (at, one) in all.events.iter().enumerate() {
        let years = match one.year_end {
            Some(end) => format!("{}–{end}", one.year),
            None => one.year.to_string(),
        };
        let told = context(&[&same(&years), &atlas.place(one.place).short_name]);
        let id = event_id(at);
        add(Kind::Event, &id, &one.event, told, format!("#/policy/{id}"));
    }
}

fn outlines(atlas: &'static Atlas, entries: &mut Vec<Entry>) {
    let forest = Forest::new(atlas);
    for (at, row) in forest.rows().iter().enumerate() {
        let node = forest.node(at);
        let document = same(&atlas.documents().document(node.document).id);
        let above = row.parent.map(|parent| &forest.node(parent).title);
        let item = Item {
            kind: Kind::Policy,
            id: node.id.clone(),
            title: node.title.clone(),
            context: context(&[&document, above.unwrap_or(&Text::default())]),
            fragment: format!("#/policy/{}", node.id),
        };
        entries.push(Entry::new(item, &[]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tests::ATLAS;
    use std::sync::LazyLock;

    const CAP: usize = 6;

    static INDEX: LazyLock<Index> = LazyLock::new(|| {
        let figure = Item {
            kind: Kind::Figure,
            id: "001-figure-3".to_owned(),
            title: Text {
                zh: "变异系数".to_owned(), en: "Coefficient of variation".to_owned()
            },
            context: Text::default(),
            fragment: "#/gallery/001-figure-3".to_owned(),
        };
        Index::new(&ATLAS, vec![figure])
    });

    /// The best find.
    fn best(text: &str) -> (Kind, &'static str, Fit) {
        let groups = INDEX.search(text, Lang::Zh, CAP);
        let hit = groups.first().map(|group| group.hits[0]).unwrap();
        (hit.item.kind, hit.item.id.as_str(), hit.fit)
    }

    fn of_kind(text: &str, kind: Kind) -> Vec<&'static str> {
        let groups = INDEX.search(text, Lang::Zh, CAP);
        let group = groups.into_iter().find(|group| group.kind == kind);
        let hits = group.map(|group| group.hits).unwrap_or_default();
        hits.into_iter().map(|hit| hit.item.id.as_str()).collect()
    }

    #[test]
    fn names_codes_and_pinyin_lead_to_what_they_name() {
        for (text, kind, id, fit) in [
            ("浙江", Kind::Place, "330000", Fit::Exact),
            ("Zhejiang", Kind::Place, "330000", Fit::Exact),
            ("ｚｈｅ　ｊｉａｎｇ", Kind::Place, "330000", Fit::Exact),
            ("330000", Kind::Place, "330000", Fit::Exact),
            ("33", Kind::Place, "330000", Fit::Exact),
            ("changsanjiao", Kind::Place, "CN-YRD", Fit::PinyinExact),
            ("cxjmsrb", Kind::Indicator, "urban_rural_income_ratio", Fit::PinyinExact),
            ("城乡居民收入比", Kind::Indicator, "urban_rural_income_ratio", Fit::Exact),
            ("001-figure-3", Kind::Figure, "001-figure-3", Fit::Exact),
            ("002", Kind::Document, "002", Fit::Exact),
            ("002.m03", Kind::Model, "002.m03", Fit::Exact),
            ("004.a13.2", Kind::Policy, "004.a13.2", Fit::Exact),
            ("Strategic positioning", Kind::Policy, "004.a03", Fit::Exact),
            ("001-t1-beds-ratio-2012", Kind::Claim, "001-t1-beds-ratio-2012", Fit::Exact),
        ] {
            assert_eq!(best(text), (kind, id, fit), "{text}");
        }
    }

    #[test]
    fn characters_left_out_are_forgiven_last() {
        let (kind, id, fit) = best("居民可支配收入");
        assert_eq!((kind, id, fit), (Kind::Indicator, "disposable_income", Fit::Scattered));
        assert!(of_kind("收入", Kind::Indicator).contains(&"disposable_income"));
        assert_eq!(of_kind("居民收入", Kind::Indicator).first(), Some(&"urban_rural_income_ratio"));
        assert!(of_kind("居民收入", Kind::Claim).len() <= CAP);
    }

    #[test]
    fn everything_of_the_ledger_is_found_by_its_id_and_by_its_title() {
        for entry in &INDEX.entries {
            let item = &entry.item;
            for text in [&item.id, &item.title.zh, &item.title.en] {
                assert_eq!(entry.fit(&Typed::of(text)), Some(Fit::Exact), "{text}");
            }
            assert!(item.fragment.starts_with("#/"));
        }
        let count = |kind| INDEX.items().filter(|item| item.kind == kind).count();
        let all = ATLAS.documents();
        assert_eq!(count(Kind::Claim), all.claims.len());
        assert_eq!(count(Kind::Model), all.models.len());
        assert_eq!(count(Kind::Policy), all.policy.len());
        assert_eq!(count(Kind::Event), all.events.len());
        assert_eq!(count(Kind::Document), all.documents.len());
    }

    #[test]
    fn finds_are_in_the_order_of_their_fit_and_no_more_than_asked_for() {
        for text in ["收入", "income", "gdp", "上海", "2035", "a", "共同富裕 浙江"] {
            for lang in Lang::ALL {
                let groups = INDEX.search(text, lang, CAP);
                assert!(!groups.is_empty(), "{text}");
                let best: Vec<Fit> = groups.iter().map(|group| group.hits[0].fit).collect();
                assert!(best.is_sorted(), "{text}: {best:?}");
                for group in groups {
                    assert!(group.hits.is_sorted_by_key(|hit| hit.fit));
                    assert_eq!(group.hits.len(), group.total.min(CAP));
                    assert!(group.hits.iter().all(|hit| hit.item.kind == group.kind));
                }
            }
        }
    }

    #[test]
    fn several_words_are_found_with_what_stands_beside_the_name_but_not_in_it_alone() {
        assert!(of_kind("慈善信托 004", Kind::Policy).contains(&"004.a13.2"));
        // The unit and the theme alone are no find of an indicator.
        assert_eq!(of_kind("收入与消费", Kind::Indicator), [""; 0]);
    }

    #[test]
    fn a_text_without_letters_finds_nothing() {
        for text in ["", "  ", "——", "%"] {
            assert_eq!(INDEX.search(text, Lang::Zh, CAP), []);
        }
        assert_eq!(INDEX.search("qqqqqq", Lang::En, CAP), []);
    }
}
