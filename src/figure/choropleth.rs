//! Choropleth maps: every region of the map with its class, value and accessible name.

use super::{
    Figure, Marks, Table, Years, describe,
    shown::{Found, Gap, Quantity, Shown},
    table::{Cell, Row, head, head_columns, number_column, value_cell},
};
use crate::{
    atlas::{Atlas, Lang, Level, PlaceId},
    i18n::{Scale, messages, year_span},
    query::{Geography, Missing, Transform, covered_years, in_panel},
    spec::{Spec, View},
    stats::{Classification, Rule, Scheme, classify},
    theme::Palette,
};
use core::ops::RangeInclusive;

/// A map of the atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapName {
    /// China by province, with the South China Sea inset.
    China,
    /// Zhejiang by prefecture-level city.
    ZhejiangCities,
    /// Zhejiang by county-level unit.
    ZhejiangCounties,
    /// Shanghai by district.
    Shanghai,
    /// The Yangtze River Delta by city.
    Delta,
    /// The provinces as equal cells, without boundaries.
    Tiles,
}

impl MapName {
    /// The map on which a set of places is drawn.
    pub const fn of(level: Geography) -> Self {
        match level {
            Geography::Provinces | Geography::MacroRegions | Geography::Nation => Self::China,
            Geography::ZhejiangCities => Self::ZhejiangCities,
            Geography::ZhejiangCounties => Self::ZhejiangCounties,
            Geography::ShanghaiDistricts => Self::Shanghai,
            Geography::DeltaCities => Self::Delta,
        }
    }
}

/// A region of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionMark {
    /// Id of the region in the geometry: its adcode.
    pub region: String,
    /// The place whose value it shows; for a map by macro-region, the macro-region it lies in.
    pub place: PlaceId,
    /// Class of its value; none without a value, or where colours run without classes.
    pub class: Option<usize>,
    /// Where its value lies between the least and the greatest, 0–1, where colours run without classes.
    pub share: Option<f64>,
    /// Everyday name.
    pub name: String,
    /// What is written on the region: the mark of a remark, or in a cell its short name.
    pub label: String,
    /// Value with unit, or why there is none.
    pub value_text: String,
    /// Whether the place was chosen, for comparison or to be brought forward.
    pub selected: bool,
}

/// An entry of a map's legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendItem {
    /// Class; none for "no data".
    pub class: Option<usize>,
    /// Range of values.
    pub label: String,
    /// How many places are in it.
    pub count: usize,
}

/// How values become colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Colouring {
    /// A colour for each of so many classes.
    Classes(usize),
    /// Colours run evenly from the least to the greatest value, which are read so.
    Continuous {
        /// The least value.
        least: String,
        /// The greatest value.
        greatest: String,
    },
}

/// What a choropleth draws.
#[derive(Clone, Debug, PartialEq)]
pub struct MapMarks {
    /// On which map.
    pub map: MapName,
    /// Year of the values.
    pub year: u16,
    /// Regions, in the order of their codes.
    pub regions: Vec<RegionMark>,
    /// How values become colours.
    pub colouring: Colouring,
    /// Colours.
    pub palette: Palette,
    /// Legend, lowest class first, "no data" last where there are such places.
    pub legend: Vec<LegendItem>,
    /// Unit of the legend.
    pub legend_unit: String,
}

/// A place with what is shown of it.
struct Valued {
    place: PlaceId,
    value: Result<Found, Missing>,
}

/// An end of a ranking: the place, its number, and how many others share it.
pub(super) type End = (PlaceId, f64, usize);

/// Ends of a ranking: highest and lowest place with their values.
pub(super) struct Extremes {
    pub(super) high: End,
    pub(super) low: End,
}

impl Extremes {
    /// The ends of some places' numbers, of several that are equal the first.
    pub(super) fn of(known: &(impl Iterator<Item = (PlaceId, f64)> + Clone)) -> Option<Self> {
        let end = |number: f64| {
            let mut equal = known.clone().filter(|one| one.1.total_cmp(&number).is_eq());
            Some((equal.next()?.0, number, equal.count()))
        };
        let numbers = || known.clone().map(|one| one.1);
        let (high, low) = (numbers().max_by(f64::total_cmp)?, numbers().min_by(f64::total_cmp)?);
        Some(Self { high: end(high)?, low: end(low)? })
    }
}

/// The place at an end, and how many others share it.
fn end_name(atlas: &Atlas, (place, _, others): End, lang: Lang) -> String {
    let name = describe::name_in_prose(atlas, place, lang);
    match (others, lang) {
        (0, _) => name,
        (_, Lang::Zh) => format!("{name}等 {} 地", others + 1),
        (1, Lang::En) => format!("{name} and one other"),
        (_, Lang::En) => format!("{name} and {others} others"),
    }
}

/// What is shown of every place of the level in a year.
fn valued(shown: &Shown<'_>, year: u16) -> Vec<Valued> {
    let places = shown.spec.level.places(shown.atlas);
    places.into_iter().map(|place| Valued { place, value: shown.near(place, year) }).collect()
}

fn numbers(valued: &[Valued]) -> impl Iterator<Item = f64> + '_ {
    valued.iter().filter_map(|one| one.value.ok()).map(|found| found.number)
}

/// How numbers become colours, the same for every map of a figure.
struct Colours {
    classes: Option<Classification>,
    /// Least and greatest number where colours run without classes.
    run: Option<(f64, f64)>,
    palette: Palette,
    /// What is said where the reader's choice could not be followed.
    note: Option<String>,
}

impl Colours {
    /// Classes of `numbers`; `years` are those whose yardstick stands in the middle.
    fn of(shown: &Shown<'_>, numbers: &[f64], year: u16, lang: Lang) -> Self {
        let Shown { atlas, spec, .. } = *shown;
        let choice = spec.shown_classes();
        let mut palette = spec.colours();
        let count = usize::from(choice.count);
        // Where some rise and others fall the middle is none; where all go one way, the yardstick.
        let both_ways =
            numbers.iter().any(|one| *one < 0.0) && numbers.iter().any(|one| *one > 0.0);
        let yardstick = || {
            let place = spec.level.yardstick(atlas)?;
            Some((Some(place), shown.at(place, year).ok()?))
        };
        let centre = match shown.quantity {
            Quantity::Hundred => Some((None, 100.0)),
            Quantity::Rank => None,
            Quantity::Amount | Quantity::Share => yardstick(),
            _ if both_ways => Some((None, 0.0)),
            _ => yardstick(),
        };
        let mut note = None;
        let rule = match (choice.scheme, centre) {
            (Scheme::Continuous, _) => {
                let ends =
                    numbers.iter().copied().fold(None, |ends: Option<(f64, f64)>, number| {
                        let (low, high) = ends.unwrap_or((number, number));
                        Some((low.min(number), high.max(number)))
                    });
                return Self { classes: None, run: ends, palette, note };
            }
            // Own limits that nobody has set yet.
            (Scheme::Manual, _) if choice.breaks.is_empty() => Rule::Jenks(count),
            (Scheme::Jenks, _) => Rule::Jenks(count),
            (Scheme::Quantile, _) => Rule::Quantile(count),
            (Scheme::EqualInterval, _) => Rule::EqualInterval(count),
            (Scheme::Manual, _) => Rule::Manual(&choice.breaks),
            (Scheme::Diverging, Some((place, centre))) => {
                let name = place.map(|place| describe::place_name(atlas, place, lang));
                let at = shown.scale_of_places(numbers, lang).with_unit(centre);
                let at = name.map_or(at.clone(), |name| format!("{name} {at}"));
                note = Some(match lang {
                    Lang::Zh => format!("颜色以 {at} 为中点向两边展开。"),
                    Lang::En => format!("Colours part at: {at}."),
                });
                Rule::Diverging { centre, count }
            }
            (Scheme::Diverging, None) => {
                palette = Palette::default();
                note = Some(
                    lang.pick(
                        "没有可作为中点的数值（全国或所属省份在此无数据），地图改用自然断点。",
                        "There is no value for the colours to part at (no data for the nation or the province); natural breaks are used.",
                    )
                    .to_owned(),
                );
                Rule::Jenks(count)
            }
        };
        Self { classes: classify(numbers, &rule).ok(), run: None, palette, note }
    }

    fn class_of(&self, number: f64) -> Option<usize> {
        self.classes.as_ref().map(|classes| classes.class_of(number))
    }

    fn share_of(&self, number: f64) -> Option<f64> {
        let (least, greatest) = self.run?;
        Some(if greatest > least { (number - least) / (greatest - least) } else { 0.5 })
    }

    fn colouring(&self, scale: &Scale) -> Colouring {
        match self.run {
            Some((least, greatest)) => Colouring::Continuous {
                least: scale.number(least),
                greatest: scale.number(greatest),
            },
            None => {
                Colouring::Classes(self.classes.as_ref().map_or(0, |classes| classes.limits.len()))
            }
        }
    }
}

/// Limits between classes to start from when a reader wants to set their own: those of the natural
/// breaks, rounded to three digits.
pub fn class_limits(atlas: &Atlas, spec: &Spec, years: &Years) -> Vec<f64> {
    let shown = Shown::new(atlas, spec, years);
    let known: Vec<f64> = numbers(&valued(&shown, years.year)).collect();
    let count = usize::from(spec.classes.count);
    let Ok(mut limits) = classify(&known, &Rule::Jenks(count)).map(|classes| classes.limits) else {
        return Vec::new();
    };
    // The last is the upper end, which is not between classes.
    limits.pop();
    let round = |limit: &f64| format!("{limit:.2e}").parse().unwrap_or(*limit);
    let mut rounded: Vec<f64> = limits.iter().map(round).collect();
    rounded.dedup();
    rounded
}

/// The map on which the spec's view draws its level.
fn map_of(spec: &Spec) -> MapName {
    if spec.view == View::Tiles { MapName::Tiles } else { MapName::of(spec.level) }
}

fn marks(
    shown: &Shown<'_>,
    valued: &[Valued],
    colours: &Colours,
    scale: &Scale,
    year: u16,
    lang: Lang,
) -> MapMarks {
    MapMarks {
        map: map_of(shown.spec),
        year,
        regions: regions(shown, valued, scale, colours, year, lang),
        colouring: colours.colouring(scale),
        palette: colours.palette,
        legend: legend(valued, colours, scale, lang),
        legend_unit: scale.label.clone(),
    }
}

pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let year = years.year;
    let shown = Shown::new(atlas, spec, years);
    let valued = valued(&shown, year);
    let known: Vec<f64> = numbers(&valued).collect();
    let scale = shown.scale_of_places(&known, lang);
    let colours = Colours::of(&shown, &known, year, lang);
    let extremes = extremes(&valued);
    let places: Vec<PlaceId> = valued.iter().map(|one| one.place).collect();
    let span = shown.starts.from.min(year)..=year;
    let span = if shown.chain().any(Transform::starts_from) { span } else { year..=year };
    let (sources, source_line, mut notes) = background(&shown, &places, &span, lang);
    notes.extend(colours.note.clone());
    notes.extend(nearest_note(atlas, &valued, year, lang));
    notes.extend(no_data_notes(atlas, &valued, lang));
    if spec.view == View::Tiles {
        notes.push(tiles_note(lang).to_owned());
    }
    let few = few(atlas, &valued);
    let title = title(&shown, extremes.as_ref(), &scale, few, year, lang);
    let subtitle = describe::subtitle(&shown, &shown.when(year), &scale.label, lang);
    let alt = alt(&shown, &valued, extremes.as_ref(), &scale, year, lang);
    Figure {
        title,
        subtitle,
        marks: Marks::Map(marks(&shown, &valued, &colours, &scale, year, lang)),
        remarks: describe::remarks(atlas, spec, lang),
        notes,
        source_line,
        sources,
        table: year_table(&shown, &places, year, lang),
        alt,
    }
}

/// The years of maps side by side: so many as are asked for, evenly over the years chosen, among those
/// with wide coverage.
fn panel_years(atlas: &Atlas, spec: &Spec, years: &Years) -> Vec<u16> {
    let places = spec.level.places(atlas);
    let span = if spec.time.from.is_some() { years.from..=years.year } else { years.all.clone() };
    let last = years.year.max(*span.start());
    let mut covered = covered_years(atlas, spec.measure(), &places);
    covered.retain(|year| (*span.start()..=last).contains(year));
    let count = usize::from(spec.panels).min(covered.len());
    match count {
        0 => vec![years.year],
        1 => covered.last().copied().into_iter().collect(),
        _ => (0..count)
            .filter_map(|at| {
                covered.get((at * (covered.len() - 1) + (count - 1) / 2) / (count - 1))
            })
            .copied()
            .collect(),
    }
}

/// Maps of several years, one scale and one classification.
pub(super) fn multiples(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let shown = Shown::new(atlas, spec, years);
    let chosen = panel_years(atlas, spec, years);
    let panels: Vec<(u16, Vec<Valued>)> =
        chosen.iter().map(|year| (*year, valued(&shown, *year))).collect();
    let known: Vec<f64> = panels.iter().flat_map(|(_, valued)| numbers(valued)).collect();
    let scale = shown.scale_of_places(&known, lang);
    let colours = Colours::of(&shown, &known, years.year, lang);
    let places = spec.level.places(atlas);
    let span = chosen.iter().copied().min().unwrap_or(years.year)
        ..=chosen.iter().copied().max().unwrap_or(years.year);
    let (sources, source_line, mut notes) = background(&shown, &places, &span, lang);
    notes.extend(colours.note.clone());
    notes.push(
        lang.pick(
            "各图使用同一分级与配色，可以直接比较。",
            "All maps share one classification and one set of colours, so they compare directly.",
        )
        .to_owned(),
    );
    let told = |at: Option<&(u16, Vec<Valued>)>| {
        let (year, valued) = at?;
        Some((*year, extremes(valued)?))
    };
    let subject = shown.subject(lang);
    let title = match (told(panels.first()), told(panels.last())) {
        (Some((then, before)), Some((now, after))) if then < now => {
            let words = |ends: &Extremes, year: u16| spread_words(&shown, ends, &scale, year, lang);
            let (then, now) = (words(&before, then), words(&after, now));
            match lang {
                Lang::Zh => format!("{subject}：{then}；{now}"),
                Lang::En => format!("{subject}: {then}; {now} (highest and lowest)"),
            }
        }
        _ => subject,
    };
    let subtitle = describe::subtitle(&shown, &year_span(&span), &scale.label, lang);
    let alt = match lang {
        Lang::Zh => format!(
            "{} 幅分级统计地图，年份：{}。{title}。",
            chosen.len(),
            chosen.iter().map(u16::to_string).collect::<Vec<_>>().join("、")
        ),
        Lang::En => format!(
            "{} choropleth maps, years {}. {title}.",
            chosen.len(),
            chosen.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
        ),
    };
    // The legend counts places of all maps.
    let all: Vec<Valued> = panels
        .iter()
        .flat_map(|(_, valued)| valued)
        .map(|one| Valued { place: one.place, value: one.value })
        .collect();
    let legend = legend(&all, &colours, &scale, lang);
    let maps = panels
        .iter()
        .map(|(year, valued)| MapMarks {
            legend: legend.clone(),
            ..marks(&shown, valued, &colours, &scale, *year, lang)
        })
        .collect();
    Figure {
        title,
        subtitle,
        marks: Marks::Multiples(maps),
        remarks: describe::remarks(atlas, spec, lang),
        notes,
        source_line,
        sources,
        table: super::table::over_chosen(&shown, &places, &chosen, lang),
        alt,
    }
}

/// Highest against lowest of one year, in a few words.
fn spread_words(
    shown: &Shown<'_>,
    Extremes { high, low }: &Extremes,
    scale: &Scale,
    year: u16,
    lang: Lang,
) -> String {
    let name = |end: &End| end_name(shown.atlas, *end, lang);
    let (top, bottom) = (name(high), name(low));
    match (shown.gap(high.1, low.1, lang), lang) {
        (Some(Gap::Times(times)), Lang::Zh) => {
            format!("{year}年最高的{top}是最低的{bottom}的 {times} 倍")
        }
        (Some(Gap::Times(times)), Lang::En) => format!("{top} {times} times {bottom} in {year}"),
        (Some(Gap::Apart(apart)), Lang::Zh) => {
            format!("{year}年最高的{top}与最低的{bottom}相差 {apart}")
        }
        (Some(Gap::Apart(apart)), Lang::En) => {
            format!("{top} {apart} above {bottom} in {year}")
        }
        (None, Lang::Zh) => format!(
            "{year}年最高{top}（{}），最低{bottom}（{}）",
            scale.with_unit(high.1),
            scale.with_unit(low.1)
        ),
        (None, Lang::En) => format!(
            "{top} {}, {bottom} {} in {year}",
            scale.with_unit(high.1),
            scale.with_unit(low.1)
        ),
    }
}

/// Sources and notes of what a map shows, the yardstick included.
pub(super) fn background(
    shown: &Shown<'_>,
    places: &[PlaceId],
    span: &RangeInclusive<u16>,
    lang: Lang,
) -> (Vec<describe::SourceLine>, String, Vec<String>) {
    let Shown { atlas, spec, .. } = *shown;
    let mut told = places.to_vec();
    let other = shown.chain().any(Transform::needs_other).then(|| spec.other(atlas));
    told.extend(spec.level.yardstick(atlas).into_iter().chain(other));
    let (sources, line) = describe::source_lines(atlas, spec, &told, span, lang);
    (sources, line, describe::notes(atlas, spec, &told, span, lang))
}

const fn tiles_note(lang: Lang) -> &'static str {
    lang.pick(
        "方格图：每个省级地区一格，大小相同，位置只示意大致方位，不表示边界和面积。",
        "Tile grid: one cell of equal size for each province-level unit, placed roughly by direction; it shows neither boundaries nor areas.",
    )
}

/// Places that show another year than the others, where the spec allows for that.
fn nearest_note(atlas: &Atlas, valued: &[Valued], year: u16, lang: Lang) -> Option<String> {
    let items: Vec<String> = valued
        .iter()
        .filter_map(|one| Some((one.place, one.value.ok()?.year)))
        .filter(|(_, of)| *of != year)
        .map(|(place, of)| {
            let name = describe::place_name(atlas, place, lang);
            format!("{name}{}{of}{}", lang.pick("（", " ("), lang.pick("）", ")"))
        })
        .collect();
    (!items.is_empty()).then(|| match lang {
        Lang::Zh => format!("{year}年无数据、改用最近一年数值的地区：{}。", items.join("、")),
        Lang::En => {
            format!("Places without data for {year} show their nearest year: {}.", items.join(", "))
        }
    })
}

/// The regions of the map; on a map by macro-region every province shows its macro-region.
fn regions(
    shown: &Shown<'_>,
    valued: &[Valued],
    scale: &Scale,
    colours: &Colours,
    year: u16,
    lang: Lang,
) -> Vec<RegionMark> {
    let Shown { atlas, spec, .. } = *shown;
    let tiles = spec.view == View::Tiles;
    let mark = |region: PlaceId, shown: &Valued| {
        let own = describe::place_name(atlas, region, lang);
        let name = if region == shown.place {
            own.clone()
        } else {
            format!("{own}{}", lang.pick("（", " ("))
                + &describe::place_name(atlas, shown.place, lang)
                + lang.pick("）", ")")
        };
        let id = &atlas.place(region).id;
        let remark = describe::remark_mark(spec, region).map_or_else(String::new, String::from);
        let number = shown.value.ok().map(|found| found.number);
        let compared = spec.places.as_ref().is_some_and(|places| places.contains(&shown.place));
        RegionMark {
            region: id.clone(),
            place: shown.place,
            class: number.and_then(|number| colours.class_of(number)),
            share: number.and_then(|number| colours.share_of(number)),
            name,
            label: match (tiles, lang) {
                (false, _) => remark,
                (true, Lang::Zh) => own + &remark,
                (true, Lang::En) => iso_letters(id).to_owned() + &remark,
            },
            value_text: match shown.value {
                Ok(found) if found.year != year => {
                    let text = scale.with_unit(found.number);
                    let (open, close) = (lang.pick("（", " ("), lang.pick("）", ")"));
                    format!("{text}{open}{}{close}", found.year)
                }
                Ok(found) => scale.with_unit(found.number),
                Err(why) => describe::reason(atlas, why, lang),
            },
            // The whole needs no line around it.
            selected: spec.level != Geography::Nation
                && (compared || spec.focus == Some(shown.place)),
        }
    };
    if matches!(spec.level, Geography::MacroRegions | Geography::Nation) {
        let within = |region: PlaceId| {
            valued.iter().find(|one| {
                atlas.place(one.place).level == Level::Nation
                    || atlas.place(region).parent == Some(one.place)
            })
        };
        let none = |place| Valued { place, value: Err(Missing::NoSeries) };
        return Geography::Provinces
            .places(atlas)
            .into_iter()
            .map(|region| match within(region) {
                // Taiwan, Hong Kong and Macao belong to no macro-region and have no data here.
                Some(shown) if !in_panel(atlas, region) => mark(
                    region,
                    &none(if shown.place == atlas.nation() { region } else { shown.place }),
                ),
                Some(shown) => mark(region, shown),
                None => mark(region, &none(region)),
            })
            .collect();
    }
    valued.iter().map(|one| mark(one.place, one)).collect()
}

/// Letters of ISO 3166-2:CN, by which readers of English know the provinces on small cells.
fn iso_letters(adcode: &str) -> &'static str {
    const LETTERS: [(&str, &str); 34] = [
        ("11", "BJ"),
        ("12", "TJ"),
        ("13", "HE"),
        ("14", "SX"),
        ("15", "NM"),
        ("21", "LN"),
        ("22", "JL"),
        ("23", "HL"),
        ("31", "SH"),
        ("32", "JS"),
        ("33", "ZJ"),
        ("34", "AH"),
        ("35", "FJ"),
        ("36", "JX"),
        ("37", "SD"),
        ("41", "HA"),
        ("42", "HB"),
        ("43", "HN"),
        ("44", "GD"),
        ("45", "GX"),
        ("46", "HI"),
        ("50", "CQ"),
        ("51", "SC"),
        ("52", "GZ"),
        ("53", "YN"),
        ("54", "XZ"),
        ("61", "SN"),
        ("62", "GS"),
        ("63", "QH"),
        ("64", "NX"),
        ("65", "XJ"),
        ("71", "TW"),
        ("81", "HK"),
        ("82", "MO"),
    ];
    let found = LETTERS.iter().find(|(prefix, _)| adcode.starts_with(prefix));
    found.map_or("", |(_, letters)| letters)
}

fn legend(valued: &[Valued], colours: &Colours, scale: &Scale, lang: Lang) -> Vec<LegendItem> {
    let mut items = Vec::new();
    let ends = numbers(valued).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), number| {
        (low.min(number), high.max(number))
    });
    if let Some(classes) = &colours.classes {
        let mut lower = classes.least;
        for (class, upper) in classes.limits.iter().enumerate() {
            let members: Vec<f64> =
                numbers(valued).filter(|number| classes.class_of(*number) == class).collect();
            let range_of_class = (lower, *upper);
            lower = *upper;
            // Classes around a middle reach as far to one side as to the other: where no place can be,
            // they have a colour but nothing to say.
            let beyond = range_of_class.1 < ends.0 || range_of_class.0 > ends.1;
            if colours.palette.is_diverging() && members.is_empty() && beyond {
                continue;
            }
            // The range that is really there reads better than an open interval between limits.
            let first = members.iter().copied().fold(f64::INFINITY, f64::min);
            let last = members.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let (first, last) = if members.is_empty() { range_of_class } else { (first, last) };
            let (from, to) = (scale.number(first), scale.number(last));
            let label = match (first.is_finite(), last.is_finite()) {
                // Beyond the reader's own limits a class without places has no end.
                (false, _) => format!("≤ {to}"),
                (_, false) => format!("> {from}"),
                _ if from == to => from,
                _ => range(&from, &to),
            };
            items.push(LegendItem { class: Some(class), label, count: members.len() });
        }
    }
    let missing = valued.iter().filter(|one| one.value.is_err()).count();
    if missing > 0 {
        let label = messages(lang).no_data.to_owned();
        items.push(LegendItem { class: None, label, count: missing });
    }
    items
}

/// `1.2–3.4`; with a wider dash and spaces where a minus stands beside it.
fn range(from: &str, to: &str) -> String {
    let minus = |text: &str| text.starts_with('\u{2212}');
    if minus(from) || minus(to) { format!("{from} – {to}") } else { format!("{from}–{to}") }
}

fn extremes(valued: &[Valued]) -> Option<Extremes> {
    Extremes::of(&valued.iter().filter_map(|one| Some((one.place, one.value.ok()?.number))))
}

/// The finding of one year: who is highest and lowest, with their values, and how far apart they are.
pub(super) fn title(
    shown: &Shown<'_>,
    extremes: Option<&Extremes>,
    scale: &Scale,
    few: Option<usize>,
    year: u16,
    lang: Lang,
) -> String {
    let (subject, when) = (shown.subject(lang), shown.when(year));
    let Some(Extremes { high, low }) = extremes.filter(|ends| ends.high.0 != ends.low.0) else {
        return match lang {
            Lang::Zh => format!("{when}年{subject}"),
            Lang::En => format!("{subject}, {when}"),
        };
    };
    let (high, low) = if shown.lower_is_first() { (low, high) } else { (high, low) };
    let name = |end: &End| end_name(shown.atlas, *end, lang);
    let (top, bottom) = (name(high), name(low));
    let (most, least) = (scale.with_unit(high.1), scale.with_unit(low.1));
    // "The highest" of a few is not the highest of all.
    let subject = match few {
        None => subject,
        Some(known) => describe::bracketed(&subject, &describe::only_few(known, lang), lang),
    };
    if shown.quantity == Quantity::Rank {
        return match lang {
            Lang::Zh => format!("{when}年{subject}：首位{top}，末位{bottom}"),
            Lang::En => format!("{subject}, {when}: {top} first, {bottom} last"),
        };
    }
    if shown.quantity == Quantity::Places {
        return match lang {
            Lang::Zh => format!("{when}年{subject}（负数为前移）：{top} {most}，{bottom} {least}"),
            Lang::En => {
                format!("{subject} (minus: up), {when}: {top} {most}, {bottom} {least}")
            }
        };
    }
    match (shown.gap(high.1, low.1, lang), lang) {
        (Some(Gap::Times(times)), Lang::Zh) => format!(
            "{when}年{subject}：{top}最高（{most}），是最低的{bottom}（{least}）的 {times} 倍"
        ),
        (Some(Gap::Times(times)), Lang::En) => format!(
            "{subject}, {when}: highest in {top} ({most}), {times} times the lowest, {bottom} ({least})"
        ),
        (Some(Gap::Apart(apart)), Lang::Zh) => format!(
            "{when}年{subject}：{top}最高（{most}），与最低的{bottom}（{least}）相差 {apart}"
        ),
        (Some(Gap::Apart(apart)), Lang::En) => format!(
            "{subject}, {when}: highest in {top} ({most}), {apart} above the lowest, {bottom} ({least})"
        ),
        (None, Lang::Zh) => {
            format!("{when}年{subject}：{top}最高（{most}），{bottom}最低（{least}）")
        }
        (None, Lang::En) => {
            format!("{subject}, {when}: highest in {top} ({most}), lowest in {bottom} ({least})")
        }
    }
}

/// How many places have a value, where places of the statistics' own panel are without one.
fn few(atlas: &Atlas, valued: &[Valued]) -> Option<usize> {
    let expected = |place| atlas.place(place).level != Level::Province || in_panel(atlas, place);
    let missing = valued.iter().any(|one| one.value.is_err() && expected(one.place));
    missing.then(|| valued.iter().filter(|one| one.value.is_ok()).count())
}

/// Names of the places without a value, a note for each reason, and that they are drawn as such.
fn no_data_notes(atlas: &Atlas, valued: &[Valued], lang: Lang) -> Vec<String> {
    let missing = valued.iter().filter_map(|one| Some((one.place, one.value.err()?)));
    let note = |(why, places): &(Missing, Vec<PlaceId>)| {
        let names = if places.len() == valued.len() && places.len() > 1 {
            lang.pick("各地", "all places").to_owned()
        } else {
            describe::names(atlas, places, lang)
        };
        let reason = describe::reason(atlas, *why, lang);
        match (why, lang) {
            (Missing::NoSeries, Lang::Zh) => format!("此序列无数据（图上以斜线表示）：{names}。"),
            (_, Lang::Zh) => format!("{reason}（图上以斜线表示）：{names}。"),
            (_, Lang::En) => {
                format!("{} (hatched on the map): {names}.", describe::capitalised(&reason))
            }
        }
    };
    describe::by_reason(missing).iter().map(note).collect()
}

fn alt(
    shown: &Shown<'_>,
    valued: &[Valued],
    extremes: Option<&Extremes>,
    scale: &Scale,
    year: u16,
    lang: Lang,
) -> String {
    let Shown { atlas, spec, .. } = *shown;
    let measure = if shown.is_level() {
        describe::measure_line(atlas, spec, lang)
    } else {
        shown.subject(lang)
    };
    let known = valued.iter().filter(|one| one.value.is_ok()).count();
    let level = describe::level_name(spec.level, lang);
    let when = shown.when(year);
    let kind = match (spec.view, lang) {
        (View::Tiles, Lang::Zh) => "方格地图",
        (View::Tiles, Lang::En) => "Tile-grid map",
        (_, Lang::Zh) => "分级统计地图",
        (_, Lang::En) => "Choropleth map",
    };
    let mut text = match lang {
        Lang::Zh => format!("{kind}：{when}年{level}{measure}；{known} 个地区有数据。"),
        Lang::En => format!(
            "{kind} of {level}, {measure}, {when}; {} with data.",
            describe::count_of_places(known)
        ),
    };
    if let Some(Extremes { high, low }) = extremes {
        let (top, bottom) = (end_name(atlas, *high, lang), end_name(atlas, *low, lang));
        let (most, least) = (scale.with_unit(high.1), scale.with_unit(low.1));
        let told = match (shown.lower_is_first(), lang) {
            (false, Lang::Zh) => format!("最高：{top}，{most}；最低：{bottom}，{least}。"),
            (false, Lang::En) => format!(" Highest: {top}, {most}; lowest: {bottom}, {least}."),
            (true, Lang::Zh) => format!("最前：{bottom}，{least}；最后：{top}，{most}。"),
            (true, Lang::En) => format!(" First: {bottom}, {least}; last: {top}, {most}."),
        };
        text += &told;
    }
    if shown.is_level()
        && let Some(yardstick) = spec.level.yardstick(atlas)
        && let Ok(reference) = shown.at(yardstick, year)
    {
        let (name, number) =
            (describe::place_name(atlas, yardstick, lang), scale.with_unit(reference));
        let told = match lang {
            Lang::Zh => format!("{name}：{number}。"),
            Lang::En => format!(" {name}: {number}."),
        };
        text += &told;
    }
    for note in no_data_notes(atlas, valued, lang) {
        text.push_str(lang.pick("", " "));
        text.push_str(&note);
    }
    text
}

/// One year as a table: value, rank, distance from the yardstick; highest first.
pub(super) fn year_table(shown: &Shown<'_>, places: &[PlaceId], year: u16, lang: Lang) -> Table {
    let Shown { atlas, spec, .. } = *shown;
    let when = shown.when(year);
    let caption = describe::subtitle(shown, &when, &shown.table_unit(lang), lang);
    let yardstick = spec.level.yardstick(atlas);
    let distances: Vec<Option<String>> =
        places.iter().map(|place| shown.distance(*place, yardstick?, year, lang)).collect();
    let mut columns = head_columns(lang).to_vec();
    columns.push(number_column(when));
    let is_rank = shown.quantity == Quantity::Rank;
    if !is_rank {
        columns.push(number_column(lang.pick("位次", "Rank")));
    }
    let compared = yardstick.filter(|_| distances.iter().any(Option::is_some));
    if let Some(place) = compared {
        let name = describe::place_name(atlas, place, lang);
        columns.push(number_column(match (shown.tells_shares(), lang) {
            (true, Lang::Zh) => format!("占{name}"),
            (true, Lang::En) => format!("Share of {name}"),
            (false, Lang::Zh) => format!("与{name}相比"),
            (false, Lang::En) => format!("Against {name}"),
        }));
    }
    let line = |place: PlaceId, rank: Option<u16>| {
        let mut cells: Vec<Cell> = head(atlas, place, lang).into();
        cells.push(value_cell(shown, place, year, lang));
        if !is_rank {
            cells.push(rank.map_or_else(Cell::default, |rank| Cell::number(f64::from(rank), 0)));
        }
        if compared.is_some() {
            let at = places.iter().position(|one| *one == place);
            let text = at.and_then(|at| distances.get(at).cloned().flatten()).unwrap_or_default();
            // Typographic minus and separators are for reading; programs get plain digits.
            let plain = text.replace('\u{2212}', "-").replace(',', "");
            let number = plain
                .trim_start_matches('+')
                .split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '-' | '.')))
                .next()
                .and_then(|digits| digits.parse().ok());
            cells.push(Cell { text, plain, number, ..Cell::default() });
        }
        Row { place, cells }
    };
    // Ranks tell nothing of the yardstick, which is not among the ranked.
    let first = yardstick.filter(|place| !is_rank && !places.contains(place));
    let mut rows: Vec<Row> = first.into_iter().map(|place| line(place, None)).collect();
    let ranked = shown.ranked(places, year);
    rows.extend(ranked.iter().map(|one| line(one.place, one.rank)));
    Table { caption, columns, rows }
}
