//! Text to spec. Total: every text gives a spec, and notices say what was not taken as written.

use super::{
    Classes, DEFAULT_PANELS, Key, LONGEST_REMARK, Log, MOST_PLACES, MOST_REFERENCES, MOST_REMARKS,
    MOST_TOLERANCE, Moment, Notice, PANELS, Reference, Remark, RemarkAt, Rows, Sort, SortColumn,
    Spec, ThemeChoice, Time, VERSION, View, default_indicator, refusal,
};
use crate::{
    atlas::{Atlas, IndicatorId, Lang, PlaceId, VintageId},
    query::{
        Chain, Denominator, Geography, Transform, Transformed, default_vintage, find_place,
        latest_covered, value, years,
    },
    stats::Scheme,
    theme::Palette,
};
use core::ops::RangeInclusive;

/// Stands between the items of a list; survives in messengers and needs no escaping.
pub(super) const SEPARATOR: char = '~';
/// The explorer's name in links.
pub(super) const EXPLORER: &str = "explore";
/// The measuring room's name in links.
pub(super) const ROOM: &str = "inequality";
/// Says that no place is compared.
pub(super) const NO_PLACES: &str = "none";
/// Stands between scheme and number of classes.
pub(super) const CLASSES_SEPARATOR: char = '-';
/// Stands between what a remark is about and its text.
pub(super) const REMARK_SEPARATOR: char = ':';
/// Switches something on.
pub(super) const ON: &str = "on";
/// Behind a column: highest first.
pub(super) const DESCENDING: &str = "desc";
/// Names of references in links.
pub(super) const YARDSTICK: &str = "nation";
pub(super) const MEAN: &str = "mean";
pub(super) const MEDIAN: &str = "median";
/// Names of columns in links.
pub(super) const NAME: &str = "name";
pub(super) const CODE: &str = "code";
/// Longest search text of a table, in characters.
const LONGEST_FIND: usize = 60;
/// Largest number that a link may name; beyond it digits are lost.
const LARGEST: f64 = 1e15;
/// The most unknown places that are named.
const MOST_TOLD: usize = 5;
/// Longest piece of a link repeated in a notice, in characters.
const MOST_ECHOED: usize = 60;

/// Reads the fragment of an address, with or without its `#`.
pub fn parse(atlas: &Atlas, fragment: &str) -> (Spec, Vec<Notice>) {
    let mut notices = Vec::new();
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let path = path.trim_matches('/');
    let in_room = path == ROOM;
    if !path.is_empty() && path != EXPLORER && !in_room {
        notices.push(Notice::UnknownPage { given: echo(&decode(path)) });
    }
    let keys = if in_room { &Key::ROOM[..] } else { &Key::ALL[..] };
    let pairs = read_pairs(query, keys, &mut notices);
    let mut reader = Reader { atlas, pairs, notices, in_room };
    let spec = reader.spec();
    (spec, reader.notices)
}

/// Splits `key=value&key=value`; the last of a repeated key counts.
pub(super) fn read_pairs(
    query: &str,
    keys: &[Key],
    notices: &mut Vec<Notice>,
) -> Vec<(Key, String)> {
    let mut pairs: Vec<(Key, String)> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let key = decode(key);
        let known = keys.iter().copied().find(|known| known.code() == key);
        // A remark, or a name of a group, may hold any character: the list is cut apart before it is
        // decoded.
        let is_cut_first = matches!(known, Some(Key::Remarks | Key::Groups));
        let value = if is_cut_first { value.to_owned() } else { decode(value) };
        let Some(known) = known else {
            let similar = most_alike(&key, keys.iter().copied().map(Key::code));
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
pub(super) fn decode(text: &str) -> String {
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
pub(super) fn echo(text: &str) -> String {
    match text.char_indices().nth(MOST_ECHOED) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The candidate spelt most like `text`, if any is near enough to have been meant.
pub(super) fn most_alike<T: AsRef<str>>(
    text: &str,
    candidates: impl Iterator<Item = T>,
) -> Option<T> {
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
    /// Whether it is read for the measuring room.
    in_room: bool,
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
        let names: Vec<&str> = given.split(SEPARATOR).filter(|name| !name.is_empty()).collect();
        if names.len() > MOST_PLACES {
            self.notices.push(Notice::TooManyPlaces { given: names.len(), kept: MOST_PLACES });
        }
        let mut places = Vec::new();
        let mut unknown = Vec::new();
        for name in names.into_iter().take(MOST_PLACES) {
            match find_place(self.atlas, name) {
                None => unknown.push(echo(name)),
                Some(place) if places.contains(&place) => {}
                Some(place) => places.push(place),
            }
        }
        self.notices.extend(match unknown.len() {
            0 => None,
            1 => unknown.pop().map(|given| Notice::UnknownPlace { given }),
            all => {
                unknown.truncate(MOST_TOLD);
                Some(Notice::UnknownPlaces { more: all - unknown.len(), given: unknown })
            }
        });
        // A list of which nothing is known says nothing; the default is kinder than emptiness.
        (!places.is_empty()).then_some(places)
    }

    fn classes(&mut self) -> Classes {
        let default = Classes::default();
        let Some(given) = self.given(Key::Classes) else { return default };
        if given == Scheme::Continuous.code() {
            return Classes { scheme: Scheme::Continuous, ..default };
        }
        let (scheme, count) = match given.split_once(CLASSES_SEPARATOR) {
            Some((scheme, rest)) if scheme == Scheme::Manual.code() => {
                return self.manual_classes(&given, rest);
            }
            Some((scheme, count)) => (
                Scheme::ALL
                    .into_iter()
                    .find(|one| one.code() == scheme && *one != Scheme::Continuous),
                count,
            ),
            None => (Some(default.scheme), given.as_str()),
        };
        let count = count.parse::<u8>().ok();
        let asked = Classes {
            scheme: scheme.unwrap_or(default.scheme),
            count: count.unwrap_or(default.count).clamp(Classes::FEWEST, Classes::MOST),
            breaks: Vec::new(),
        };
        if scheme.is_none() || count != Some(asked.count) {
            let used = format!("{}{CLASSES_SEPARATOR}{}", asked.scheme.code(), asked.count);
            self.refuse(Key::Classes, &given, used, None);
        }
        asked
    }

    /// Limits that the reader sets; those that are no numbers are left out.
    fn manual_classes(&mut self, given: &str, text: &str) -> Classes {
        let items: Vec<&str> = text.split(SEPARATOR).filter(|item| !item.is_empty()).collect();
        let mut breaks: Vec<f64> = items.iter().filter_map(|item| number(item)).collect();
        crate::order::sort_by(&mut breaks, f64::total_cmp);
        breaks.dedup();
        breaks.truncate(Classes::MOST_BREAKS);
        let classes = if breaks.is_empty() {
            Classes::default()
        } else {
            Classes { scheme: Scheme::Manual, breaks, ..Classes::default() }
        };
        if items.is_empty() || classes.breaks.len() != items.len() {
            self.refuse(Key::Classes, given, super::write::classes(&classes), None);
        }
        classes
    }

    fn palette(&mut self, classes: &Classes) -> Option<Palette> {
        let given = self.given(Key::Palette)?;
        let diverges = classes.diverges();
        let fitting = |one: &Palette| one.is_diverging() == diverges;
        let found = Palette::ALL.into_iter().find(|one| one.code() == given);
        match found {
            Some(one) if !fitting(&one) => {
                self.notices.push(Notice::ColoursUnfit { given: one.code() });
            }
            Some(_) => {}
            None => {
                let codes = Palette::ALL.into_iter().filter(fitting).map(Palette::code);
                let similar = most_alike(&given, codes).map(str::to_owned);
                self.refuse(Key::Palette, &given, String::new(), similar);
            }
        }
        found.filter(fitting)
    }

    /// A whole number within bounds, or the nearest.
    fn bounded(&mut self, key: Key, bounds: RangeInclusive<u8>, default: u8) -> u8 {
        let Some(given) = self.given(key) else { return default };
        let read = given.parse::<u32>().ok();
        let used = read.map_or(default, |read| {
            let most = u32::from(*bounds.end());
            u8::try_from(read.min(most)).unwrap_or(default).max(*bounds.start())
        });
        if read != Some(u32::from(used)) {
            self.refuse(key, &given, used.to_string(), None);
        }
        used
    }

    /// A switch that is off unless it is `on`.
    fn switch(&mut self, key: Key) -> bool {
        let Some(given) = self.given(key) else { return false };
        if given != ON {
            self.refuse(key, &given, String::new(), None);
        }
        given == ON
    }

    fn chain(&mut self, additive: bool) -> Chain {
        let Some(given) = self.given(Key::Transform) else { return Chain::default() };
        let mut chain = Chain::default();
        for name in given.split(SEPARATOR).filter(|name| !name.is_empty()) {
            let Some(step) = Transform::ALL.into_iter().find(|step| step.code() == name) else {
                let similar = most_alike(name, Transform::ALL.into_iter().map(Transform::code));
                self.refuse(Key::Transform, name, String::new(), similar.map(str::to_owned));
                continue;
            };
            chain = chain.then(step, additive).unwrap_or_else(|chain| {
                self.notices.push(Notice::StepLeftOut { given: step.code() });
                chain
            });
        }
        chain
    }

    fn log(&mut self) -> Log {
        let mut log = Log::default();
        let Some(given) = self.given(Key::Log) else { return log };
        for axis in given.split(SEPARATOR).filter(|axis| !axis.is_empty()) {
            match axis {
                "x" => log.x = true,
                "y" => log.y = true,
                other => self.refuse(Key::Log, other, String::new(), None),
            }
        }
        log
    }

    /// Keeps the first of a list, and says so.
    fn first_of<T>(&mut self, key: Key, list: &mut Vec<T>, most: usize) {
        if list.len() > most {
            self.notices.push(Notice::TooMany { key, given: list.len(), kept: most });
            list.truncate(most);
        }
    }

    fn references(&mut self) -> Vec<Reference> {
        let Some(given) = self.given(Key::Lines) else { return Vec::new() };
        let mut found = Vec::new();
        for item in given.split(SEPARATOR).filter(|item| !item.is_empty()) {
            let read = match item {
                YARDSTICK => Some(Reference::Yardstick),
                MEAN => Some(Reference::Mean),
                MEDIAN => Some(Reference::Median),
                other => number(other).map(Reference::Value),
            };
            match read {
                Some(one) if !found.contains(&one) => found.push(one),
                Some(_) => {}
                None => self.refuse(Key::Lines, item, String::new(), None),
            }
        }
        self.first_of(Key::Lines, &mut found, MOST_REFERENCES);
        found
    }

    fn remarks(&mut self) -> Vec<Remark> {
        let Some(given) = self.given(Key::Remarks) else { return Vec::new() };
        let mut found = Vec::new();
        for item in given.split(SEPARATOR).filter(|item| !item.is_empty()) {
            let item = decode(item);
            let Some((at, text)) = item.split_once(REMARK_SEPARATOR) else {
                self.refuse(Key::Remarks, &item, String::new(), None);
                continue;
            };
            let at = match Moment::read(at) {
                Some(Moment::Year(year)) => Some(RemarkAt::Year(year)),
                _ => self.place(at).map(RemarkAt::Place),
            };
            let text: String = text.chars().filter(|letter| !letter.is_control()).collect();
            let cut: String = text.chars().take(LONGEST_REMARK).collect();
            if cut.len() < text.len() {
                self.notices.push(Notice::RemarkCut { most: LONGEST_REMARK });
            }
            let text = cut.trim().to_owned();
            if let Some(at) = at.filter(|_| !text.is_empty()) {
                found.push(Remark { at, text });
            }
        }
        self.first_of(Key::Remarks, &mut found, MOST_REMARKS);
        found
    }

    fn sort(&mut self) -> Option<Sort> {
        let given = self.given(Key::Sort)?;
        let (column, order) = given.split_once(SEPARATOR).unwrap_or((&given, ""));
        let column = match column {
            NAME => Some(SortColumn::Name),
            CODE => Some(SortColumn::Code),
            year => match Moment::read(year) {
                Some(Moment::Year(year)) => Some(SortColumn::Year(year)),
                _ => None,
            },
        };
        let known = order.is_empty() || order == DESCENDING;
        if column.is_none() || !known {
            self.refuse(Key::Sort, &given, String::new(), None);
        }
        Some(Sort { column: column?, descending: order == DESCENDING })
    }

    fn find(&mut self) -> String {
        let given = self.given(Key::Find).unwrap_or_default();
        let plain: String = given.chars().filter(|letter| !letter.is_control()).collect();
        let cut: String = plain.chars().take(LONGEST_FIND).collect();
        if cut.len() < given.len() {
            self.refuse(Key::Find, &given, cut.clone(), None);
        }
        cut
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

    fn spec(&mut self) -> Spec {
        let atlas = self.atlas;
        self.version();
        let default = default_indicator(atlas);
        let indicator = self.indicator(Key::Indicator, Some(default)).unwrap_or(default);
        let views = if self.in_room { &View::ROOM[..] } else { &View::ALL[..] };
        let default = Spec {
            view: views.first().copied().unwrap_or_default(),
            ..Spec::of_indicator(atlas, indicator)
        };
        let mut spec = Spec {
            level: self.choice(Key::Level, &Geography::ALL, Geography::code, default.level),
            view: self.choice(Key::View, views, View::code, default.view),
            places: self.places(),
            focus: self.given(Key::Focus).and_then(|text| self.place(&text)),
            chain: self.chain(atlas.indicator(indicator).additive),
            against: self.given(Key::Against).and_then(|text| self.place(&text)),
            method: self.choice(Key::Method, &Denominator::ALL, Denominator::code, default.method),
            tolerance: self.bounded(Key::Nearest, 0..=MOST_TOLERANCE, 0),
            classes: self.classes(),
            panels: self.bounded(Key::Panels, PANELS, DEFAULT_PANELS),
            size: self.indicator(Key::Size, None),
            log: self.log(),
            fit: self.switch(Key::Fit),
            trail: self.switch(Key::Trail),
            references: self.references(),
            remarks: self.remarks(),
            theme: self.choice(Key::Theme, &ThemeChoice::ALL, ThemeChoice::code, default.theme),
            ..default
        };
        spec.table.rows = self.choice(Key::Table, &Rows::ALL, Rows::code, Rows::default());
        spec.table.sort = self.sort();
        spec.table.find = self.find();
        spec.lang = self.lang();
        let choices = spec.level.places(atlas);
        for key in Key::ROOM {
            let Some(given) = self.given(key) else { continue };
            if let Err(notices) = spec.measuring.set(atlas, &choices, key, &given) {
                self.notices.extend(notices);
            }
        }
        self.horizontal(&mut spec);
        if !spec.offers(atlas, spec.view) {
            self.notices.push(Notice::ViewNotOffered { given: spec.view.code() });
            spec.view = View::default();
        }
        spec.palette = self.palette(&spec.shown_classes());
        spec.vintage = default_vintage(atlas, spec.indicator, spec.level);
        self.vintages(&mut spec);
        if let Some(all) = self.years(&mut spec) {
            self.comparable(&mut spec, &all);
            self.logarithmic(&mut spec, &all);
        }
        spec
    }

    /// The horizontal indicator of a scatter, which is another one than the vertical.
    fn horizontal(&mut self, spec: &mut Spec) {
        spec.x = self.indicator(Key::X, None);
        if spec.x == Some(spec.indicator) {
            let given = self.given(Key::X).unwrap_or_default();
            self.notices.push(Notice::AgainstItself { given: echo(&given) });
            spec.x = None;
        }
    }

    /// Brings a comparison that would reach across a break to the nearest years that can be compared.
    fn comparable(&mut self, spec: &mut Spec, all: &RangeInclusive<u16>) {
        if !spec.shown_chain(self.atlas).any(Transform::spans_years) {
            return;
        }
        let year = shown_year(self.atlas, spec, all);
        let starts = spec.starts(self.atlas, all, year);
        if let Some(refusal) = refusal(self.atlas, spec, all, starts, year) {
            refusal.repair(spec, starts, year);
            self.notices.push(Notice::AcrossBreak(refusal));
        }
    }

    /// Takes back a logarithmic axis where values are zero or negative.
    fn logarithmic(&mut self, spec: &mut Spec, all: &RangeInclusive<u16>) {
        let atlas = self.atlas;
        if spec.log.y {
            let year = shown_year(atlas, spec, all);
            let chain = spec.shown_chain(atlas);
            let starts = spec.starts(atlas, all, year);
            let frame = spec.frame(atlas, starts);
            let shown = Transformed::new(atlas, spec.measure(), chain, frame);
            let mut places = spec.level.places(atlas);
            places.extend(spec.compared(atlas));
            let is_low =
                |year: u16, place: PlaceId| shown.at(place, year).is_ok_and(|number| number <= 0.0);
            if all.clone().any(|year| places.iter().any(|place| is_low(year, *place))) {
                spec.log.y = false;
                self.notices.push(Notice::LogNeedsPositive);
            }
        }
        if let (true, Some(x)) = (spec.log.x, spec.x) {
            let vintage = default_vintage(atlas, x, spec.level);
            let measure = super::Measure { indicator: x, vintage, denominator: spec.method };
            let places = spec.level.places(atlas);
            let is_low = |year: u16, place: PlaceId| {
                value(atlas, measure, place, year).is_ok_and(|found| found.number <= 0.0)
            };
            if all.clone().any(|year| places.iter().any(|place| is_low(year, *place))) {
                spec.log.x = false;
                self.notices.push(Notice::LogNeedsPositive);
            }
        }
    }

    fn lang(&mut self) -> Option<Lang> {
        let given = self.given(Key::Lang)?;
        let lang = Lang::from_tag(&given);
        if lang.is_none() {
            self.refuse(Key::Lang, &given, String::new(), None);
        }
        lang
    }

    fn vintages(&mut self, spec: &mut Spec) {
        if let Some(vintage) = self.vintage(Key::Vintage, spec, Some(spec.vintage)) {
            spec.vintage = vintage;
        }
        spec.earlier = self.vintage(Key::Earlier, spec, None).filter(|one| *one != spec.vintage);
    }

    /// A vintage that the indicator has; `used` is what stands in for another.
    fn vintage(&mut self, key: Key, spec: &Spec, used: Option<VintageId>) -> Option<VintageId> {
        let given = self.given(key)?;
        let id = |vintage| self.atlas.vintage(vintage).id.clone();
        let used = used.map_or_else(String::new, id);
        let offered = self.atlas.vintages_of(spec.indicator);
        match self.atlas.vintage_by_id(&given) {
            Some(vintage) if offered.contains(&vintage) => return Some(vintage),
            Some(_) => {
                self.notices.push(Notice::VintageNotOfIndicator { given, used });
            }
            None => {
                let similar = most_alike(&given, offered.iter().map(|vintage| id(*vintage)));
                self.refuse(key, &given, used, similar);
            }
        }
        None
    }

    /// Time and base year, brought inside the years that have data, which are given back.
    fn years(&mut self, spec: &mut Spec) -> Option<RangeInclusive<u16>> {
        let mut places = spec.level.places(self.atlas);
        places.extend(spec.compared(self.atlas));
        let span = years(self.atlas, spec.measure(), &places);
        if let Some(given) = self.given(Key::Time) {
            match Time::read(&given) {
                Some((time, turned)) => {
                    spec.time = time;
                    if turned {
                        self.notices.push(Notice::RangeTurned { used: time.to_string() });
                    }
                }
                None => self.refuse(Key::Time, &given, spec.time.to_string(), None),
            }
        }
        if let Some(given) = self.given(Key::Base) {
            match Moment::read(&given) {
                Some(Moment::Year(year)) => spec.base = Some(year),
                _ => self.refuse(Key::Base, &given, String::new(), None),
            }
        }
        let span = span?;
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
        self.base_with_data(spec, &span);
        Some(span)
    }

    /// A base year in which no place has a value becomes the nearest one in which some have.
    fn base_with_data(&mut self, spec: &mut Spec, span: &RangeInclusive<u16>) {
        let Some(base) = spec.base else { return };
        let mut places = spec.level.places(self.atlas);
        places.extend(spec.compared(self.atlas));
        let has = |year: &u16| {
            places.iter().any(|place| value(self.atlas, spec.measure(), *place, *year).is_ok())
        };
        let nearest = span.clone().filter(has).min_by_key(|year| year.abs_diff(base));
        if let Some(used) = nearest.filter(|used| *used != base) {
            self.notices.push(Notice::YearOutside {
                key: Key::Base,
                given: base,
                span: span.clone(),
                used,
            });
            spec.base = Some(used);
        }
    }
}

/// The year shown, as figures find it: the latest is one with data for most places of the level.
fn shown_year(atlas: &Atlas, spec: &Spec, all: &RangeInclusive<u16>) -> u16 {
    if spec.time.to != Moment::Latest {
        return spec.time.to.within(all);
    }
    latest_covered(atlas, spec.measure(), &spec.level.places(atlas), all)
}

/// A plain decimal number of a size that keeps its digits.
fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    text.parse::<f64>().ok().filter(|number| plain && number.is_finite() && number.abs() < LARGEST)
}
