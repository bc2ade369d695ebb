//! Text to spec. Total: every text gives a spec, and notices say what was not taken as written.

use super::{
    Classes, Key, MOST_PLACES, Moment, Notice, Page, Spec, ThemeChoice, Time, VERSION, View,
};
use crate::{
    atlas::{Atlas, IndicatorId, Lang, PlaceId},
    query::{Denominator, Geography, Transform, default_vintage, find_place, years},
    stats::Scheme,
};

/// Stands between places; survives in messengers and needs no escaping.
pub(super) const PLACE_SEPARATOR: char = '~';
/// Says that no place is compared.
pub(super) const NO_PLACES: &str = "none";
/// Stands between scheme and number of classes.
pub(super) const CLASSES_SEPARATOR: char = '-';
/// Longest piece of a link repeated in a notice, in characters.
const MOST_ECHOED: usize = 60;

/// Reads the fragment of an address, with or without its `#`.
pub fn parse(atlas: &Atlas, fragment: &str) -> (Spec, Vec<Notice>) {
    let mut notices = Vec::new();
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let page = read_page(path, &mut notices);
    let pairs = read_pairs(query, &mut notices);
    let mut reader = Reader { atlas, pairs, notices };
    let spec = reader.spec(page);
    (spec, reader.notices)
}

fn read_page(path: &str, notices: &mut Vec<Notice>) -> Page {
    let path = path.trim_matches('/');
    Page::ALL.into_iter().find(|page| page.code() == path).unwrap_or_else(|| {
        if !path.is_empty() {
            notices.push(Notice::UnknownPage { given: echo(&decode(path)) });
        }
        Page::default()
    })
}

/// Splits `key=value&key=value`; the last of a repeated key counts.
fn read_pairs(query: &str, notices: &mut Vec<Notice>) -> Vec<(Key, String)> {
    let mut pairs: Vec<(Key, String)> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (key, value) = (decode(key), decode(value));
        let Some(known) = Key::ALL.into_iter().find(|known| known.code() == key) else {
            let similar = most_alike(&key, Key::ALL.into_iter().map(Key::code));
            notices.push(Notice::UnknownKey { given: echo(&key), similar });
            continue;
        };
        match pairs.iter_mut().find(|(key, _)| *key == known) {
            Some(earlier) => {
                earlier.1 = value;
                notices.push(Notice::RepeatedKey { key: known });
            }
            None => pairs.push((known, value)),
        }
    }
    pairs
}

/// Undoes percent-encoding, which browsers apply to Chinese names in an address; what is not valid
/// encoding stays as it stands.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| {
            let digit = bytes.get(at + offset).and_then(|byte| char::from(*byte).to_digit(16))?;
            u8::try_from(digit).ok()
        };
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(high * 16 + low);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// A piece of a link for a notice, cut to a readable length.
fn echo(text: &str) -> String {
    match text.char_indices().nth(MOST_ECHOED) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The candidate spelt most like `text`, if any is near enough to have been meant.
fn most_alike<T: AsRef<str>>(text: &str, candidates: impl Iterator<Item = T>) -> Option<T> {
    // Nobody mistypes an id of that length; comparing would only cost time.
    if text.len() > MOST_ECHOED {
        return None;
    }
    candidates
        .map(|candidate| (distance(text, candidate.as_ref()), candidate))
        .filter(|(distance, candidate)| *distance * 3 <= candidate.as_ref().len().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edits (insert, delete, replace a byte) between two texts (Levenshtein 1966).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, byte_a) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, byte_b) in b.bytes().enumerate() {
            let replaced = diagonal + usize::from(byte_a != byte_b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

struct Reader<'a> {
    atlas: &'a Atlas,
    pairs: Vec<(Key, String)>,
    notices: Vec<Notice>,
}

impl Reader<'_> {
    fn given(&self, key: Key) -> Option<String> {
        self.pairs.iter().find(|(one, _)| *one == key).map(|(_, value)| value.clone())
    }

    fn refuse(&mut self, key: Key, given: &str, used: String, similar: Option<String>) {
        self.notices.push(Notice::UnknownValue { key, given: echo(given), used, similar });
    }

    /// One of a fixed list of values, or the default with a notice.
    fn choice<T: Copy + PartialEq>(
        &mut self,
        key: Key,
        all: &[T],
        code: impl Fn(T) -> &'static str,
        default: T,
    ) -> T {
        let Some(given) = self.given(key) else { return default };
        if let Some(found) = all.iter().copied().find(|one| code(*one) == given) {
            return found;
        }
        let similar = most_alike(&given, all.iter().map(|one| code(*one))).map(str::to_owned);
        self.refuse(key, &given, code(default).to_owned(), similar);
        default
    }

    fn indicator(&mut self, key: Key, default: Option<IndicatorId>) -> Option<IndicatorId> {
        let Some(given) = self.given(key) else { return default };
        let has_values = |id: &IndicatorId| !self.atlas.vintages_of(*id).is_empty();
        if let Some(found) = self.atlas.indicator_by_id(&given).filter(has_values) {
            return Some(found);
        }
        let ids = self.atlas.indicators().filter(|(id, _)| has_values(id)).map(|(_, row)| &row.id);
        let similar = most_alike(&given, ids).cloned();
        let used = default.map_or_else(String::new, |id| self.atlas.indicator(id).id.clone());
        self.refuse(key, &given, used, similar);
        default
    }

    fn place(&mut self, text: &str) -> Option<PlaceId> {
        let found = find_place(self.atlas, text);
        if found.is_none() {
            self.notices.push(Notice::UnknownPlace { given: echo(text) });
        }
        found
    }

    fn places(&mut self) -> Option<Vec<PlaceId>> {
        let given = self.given(Key::Places)?;
        if given == NO_PLACES {
            return Some(Vec::new());
        }
        let names: Vec<&str> =
            given.split(PLACE_SEPARATOR).filter(|name| !name.is_empty()).collect();
        if names.len() > MOST_PLACES {
            self.notices.push(Notice::TooManyPlaces { given: names.len(), kept: MOST_PLACES });
        }
        let mut places = Vec::new();
        for name in names.into_iter().take(MOST_PLACES) {
            if let Some(place) = self.place(name)
                && !places.contains(&place)
            {
                places.push(place);
            }
        }
        // A list of which nothing is known says nothing; the default is kinder than emptiness.
        (!places.is_empty()).then_some(places)
    }

    fn classes(&mut self) -> Classes {
        let default = Classes::default();
        let Some(given) = self.given(Key::Classes) else { return default };
        let (scheme, count) = match given.split_once(CLASSES_SEPARATOR) {
            Some((scheme, count)) => {
                (Scheme::ALL.into_iter().find(|one| one.code() == scheme), count)
            }
            None => (Some(default.scheme), given.as_str()),
        };
        let count = count.parse::<u8>().ok();
        let asked = Classes {
            scheme: scheme.unwrap_or(default.scheme),
            count: count.unwrap_or(default.count).clamp(Classes::FEWEST, Classes::MOST),
        };
        if scheme.is_none() || count != Some(asked.count) {
            let used = format!("{}{CLASSES_SEPARATOR}{}", asked.scheme.code(), asked.count);
            self.refuse(Key::Classes, &given, used, None);
        }
        asked
    }

    fn version(&mut self) {
        let Some(given) = self.given(Key::Version) else { return };
        match given.parse::<u16>() {
            Ok(VERSION) => {}
            Ok(later) if later > VERSION => {
                self.notices.push(Notice::LaterVersion { given: later });
            }
            _ => self.refuse(Key::Version, &given, VERSION.to_string(), None),
        }
    }

    fn spec(&mut self, page: Page) -> Spec {
        let atlas = self.atlas;
        self.version();
        let default = Spec::default_of(atlas);
        let indicator =
            self.indicator(Key::Indicator, Some(default.indicator)).unwrap_or(default.indicator);
        let default = Spec { page, ..Spec::of_indicator(atlas, indicator) };
        let mut spec = Spec {
            level: self.choice(Key::Level, &Geography::ALL, Geography::code, default.level),
            view: self.choice(Key::View, &View::ALL, View::code, default.view),
            places: self.places(),
            focus: self.given(Key::Focus).and_then(|text| self.place(&text)),
            transform: self.choice(
                Key::Transform,
                &Transform::ALL,
                Transform::code,
                default.transform,
            ),
            method: self.choice(Key::Method, &Denominator::ALL, Denominator::code, default.method),
            classes: self.classes(),
            x: self.indicator(Key::X, None),
            y: self.indicator(Key::Y, None),
            size: self.indicator(Key::Size, None),
            theme: self.choice(Key::Theme, &ThemeChoice::ALL, ThemeChoice::code, default.theme),
            ..default
        };
        spec.lang = self.lang();
        spec.vintage = default_vintage(atlas, spec.indicator, spec.level);
        self.vintage(&mut spec);
        self.years(&mut spec);
        spec
    }

    fn lang(&mut self) -> Option<Lang> {
        let given = self.given(Key::Lang)?;
        let lang = Lang::from_tag(&given);
        if lang.is_none() {
            self.refuse(Key::Lang, &given, String::new(), None);
        }
        lang
    }

    fn vintage(&mut self, spec: &mut Spec) {
        let Some(given) = self.given(Key::Vintage) else { return };
        let id = |vintage| self.atlas.vintage(vintage).id.clone();
        let offered = self.atlas.vintages_of(spec.indicator);
        match self.atlas.vintage_by_id(&given) {
            Some(vintage) if offered.contains(&vintage) => spec.vintage = vintage,
            Some(_) => {
                self.notices.push(Notice::VintageNotOfIndicator { given, used: id(spec.vintage) });
            }
            None => {
                let similar = most_alike(&given, offered.iter().map(|vintage| id(*vintage)));
                self.refuse(Key::Vintage, &given, id(spec.vintage), similar);
            }
        }
    }

    /// Time and base year, brought inside the years that have data.
    fn years(&mut self, spec: &mut Spec) {
        let mut places = spec.level.places(self.atlas);
        places.extend(spec.compared(self.atlas));
        let span = years(self.atlas, spec.measure(), &places);
        if let Some(given) = self.given(Key::Time) {
            match Time::read(&given) {
                Some(time) => spec.time = time,
                None => self.refuse(Key::Time, &given, spec.time.to_string(), None),
            }
        }
        if let Some(given) = self.given(Key::Base) {
            match Moment::read(&given) {
                Some(Moment::Year(year)) => spec.base = Some(year),
                _ => self.refuse(Key::Base, &given, String::new(), None),
            }
        }
        let Some(span) = span else { return };
        let notices = &mut self.notices;
        let mut inside = |key: Key, given: u16| {
            let used = given.clamp(*span.start(), *span.end());
            if used != given {
                notices.push(Notice::YearOutside { key, given, span: span.clone(), used });
            }
            used
        };
        let mut moment = |moment: Moment| match moment {
            Moment::Year(year) => Moment::Year(inside(Key::Time, year)),
            named => named,
        };
        spec.time = Time { from: spec.time.from.map(&mut moment), to: moment(spec.time.to) };
        spec.base = spec.base.map(|year| inside(Key::Base, year));
    }
}
