//! Choropleth maps: every region of the map with its class, value and accessible name.

use super::{
    Figure, Marks, Table, Years,
    describe::{self, Shown},
    table::{Cell, Row, head, head_columns, number_column, unit_label, value_cell},
};
use crate::{
    atlas::{Atlas, Lang, Level, PlaceId},
    i18n::{Scale, messages},
    query::{Geography, Missing, Transform, in_panel, ranking, value},
    spec::Spec,
    stats::{Classification, Rule, Scheme, classify},
};

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
    /// Class of its value; none without a value.
    pub class: Option<usize>,
    /// Everyday name.
    pub name: String,
    /// Value with unit, or why there is none.
    pub value_text: String,
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

/// What a choropleth draws.
#[derive(Clone, Debug, PartialEq)]
pub struct MapMarks {
    /// On which map.
    pub map: MapName,
    /// Year of the values.
    pub year: u16,
    /// Regions, in the order of their codes.
    pub regions: Vec<RegionMark>,
    /// How many classes there are.
    pub classes: usize,
    /// Legend, lowest class first, "no data" last where there are such places.
    pub legend: Vec<LegendItem>,
    /// Unit of the legend.
    pub legend_unit: String,
}

/// A place with its transformed value.
struct Valued {
    place: PlaceId,
    value: Result<f64, Missing>,
}

/// Ends of a ranking: highest and lowest place with their values.
struct Extremes {
    high: (PlaceId, f64),
    low: (PlaceId, f64),
}

pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let year = years.year;
    let shown = Shown::new(atlas, spec, years);
    let valued: Vec<Valued> = spec
        .level
        .places(atlas)
        .into_iter()
        .map(|place| Valued { place, value: shown.at(place, year) })
        .collect();
    let numbers: Vec<f64> = valued.iter().filter_map(|one| one.value.ok()).collect();
    let scale = describe::scale(atlas, spec, numbers.iter().copied(), lang);
    let count = usize::from(spec.classes.count);
    let rule = match spec.classes.scheme {
        Scheme::Quantile => Rule::Quantile(count),
        Scheme::EqualInterval => Rule::EqualInterval(count),
        // The others need breaks, a centre or a scale, which a spec does not hold.
        _ => Rule::Jenks(count),
    };
    let classes = classify(&numbers, &rule).ok();
    let class_of = |number: f64| classes.as_ref().map(|classes| classes.class_of(number));
    let regions = regions(atlas, spec, &valued, &scale, class_of, lang);
    let legend = legend(&valued, classes.as_ref(), &scale, lang);
    let extremes = extremes(&valued);
    let places: Vec<PlaceId> = valued.iter().map(|one| one.place).collect();
    let yardstick = spec.level.yardstick(atlas);
    let mut told: Vec<PlaceId> = places.clone();
    told.extend(yardstick);
    let span = year..=year;
    let (sources, source_line) = describe::source_lines(atlas, spec, &told, &span, lang);
    let mut notes = describe::notes(atlas, spec, &told, &span, lang);
    notes.extend(no_data_note(atlas, &valued, lang));
    let title = title(shown, extremes.as_ref(), few(atlas, &valued), year, lang);
    let subtitle =
        describe::subtitle(atlas, spec, &year.to_string(), &scale.label, shown.base, lang);
    let alt = alt(shown, &valued, extremes.as_ref(), &scale, year, lang);
    Figure {
        title,
        subtitle,
        marks: Marks::Map(MapMarks {
            map: MapName::of(spec.level),
            year,
            regions,
            classes: classes.map_or(0, |classes| classes.limits.len()),
            legend,
            legend_unit: scale.label,
        }),
        notes,
        source_line,
        sources,
        table: year_table(atlas, spec, shown, &places, year, lang),
        alt,
    }
}

/// The regions of the map; on a map by macro-region every province shows its macro-region.
fn regions(
    atlas: &Atlas,
    spec: &Spec,
    valued: &[Valued],
    scale: &Scale,
    class_of: impl Fn(f64) -> Option<usize>,
    lang: Lang,
) -> Vec<RegionMark> {
    let mark = |region: PlaceId, shown: &Valued| {
        let own = describe::place_name(atlas, region, lang);
        let name = if region == shown.place {
            own
        } else {
            format!("{own}{}", lang.pick("（", " ("))
                + &describe::place_name(atlas, shown.place, lang)
                + lang.pick("）", ")")
        };
        RegionMark {
            region: atlas.place(region).id.clone(),
            place: shown.place,
            class: shown.value.ok().and_then(&class_of),
            name,
            value_text: match shown.value {
                Ok(number) => scale.with_unit(number),
                Err(why) => describe::reason(atlas, why, lang),
            },
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

fn legend(
    valued: &[Valued],
    classes: Option<&Classification>,
    scale: &Scale,
    lang: Lang,
) -> Vec<LegendItem> {
    let mut items = Vec::new();
    if let Some(classes) = classes {
        let mut lower = classes.least;
        for (class, upper) in classes.limits.iter().enumerate() {
            let members: Vec<f64> = valued
                .iter()
                .filter_map(|one| one.value.ok())
                .filter(|number| classes.class_of(*number) == class)
                .collect();
            // The range that is really there reads better than an open interval between limits.
            let first = members.iter().copied().fold(f64::INFINITY, f64::min);
            let last = members.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let (first, last) = if members.is_empty() { (lower, *upper) } else { (first, last) };
            let (from, to) = (scale.number(first), scale.number(last));
            let label = if from == to { from } else { format!("{from}–{to}") };
            items.push(LegendItem { class: Some(class), label, count: members.len() });
            lower = *upper;
        }
    }
    let missing = valued.iter().filter(|one| one.value.is_err()).count();
    if missing > 0 {
        let label = messages(lang).no_data.to_owned();
        items.push(LegendItem { class: None, label, count: missing });
    }
    items
}

fn extremes(valued: &[Valued]) -> Option<Extremes> {
    let known = || valued.iter().filter_map(|one| Some((one.place, one.value.ok()?)));
    let high = known().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let low = known().min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(Extremes { high, low })
}

/// "4.3 times" where a quotient says something, a difference where it does not.
pub(super) fn gap(spec: &Spec, atlas: &Atlas, high: f64, low: f64, lang: Lang) -> Option<Gap> {
    use crate::atlas::UnitKind::{Index, Points, Share};
    let row = atlas.indicator(spec.indicator);
    let unit = atlas.unit(row.unit);
    let quotient =
        !matches!(unit.kind, Share | Points | Index) || spec.transform != Transform::Level;
    if quotient && low > 0.0 {
        return Some(Gap::Times(crate::i18n::grouped(high / low, 2)));
    }
    let text = describe::difference(unit.kind, high, low, row.decimals, lang);
    (low.is_finite() && high.is_finite() && !quotient)
        .then(|| Gap::Apart(text.trim_start_matches('+').to_owned()))
}

/// How far two values are apart, in words.
pub(super) enum Gap {
    /// The one is so many times the other.
    Times(String),
    /// They differ by so much.
    Apart(String),
}

fn title(
    shown: Shown<'_>,
    extremes: Option<&Extremes>,
    few: Option<usize>,
    year: u16,
    lang: Lang,
) -> String {
    let Shown { atlas, spec, base } = shown;
    let measure = describe::subject(atlas, spec, base, lang);
    let Some(Extremes { high, low }) = extremes.filter(|ends| ends.high.0 != ends.low.0) else {
        return match lang {
            Lang::Zh => format!("{year}年{measure}"),
            Lang::En => format!("{measure} in {year}"),
        };
    };
    let (top, bottom) =
        (describe::place_name(atlas, high.0, lang), describe::place_name(atlas, low.0, lang));
    // "The highest" of a few is not the highest of all.
    let measure = match (few, lang) {
        (None, _) => measure,
        (Some(known), Lang::Zh) => format!("{measure}（仅 {known} 地有数据）"),
        (Some(known), Lang::En) => format!("{measure} (only {known} places have data)"),
    };
    match (gap(spec, atlas, high.1, low.1, lang), lang) {
        (Some(Gap::Times(times)), Lang::Zh) => {
            format!("{year}年{measure}：最高的{top}是最低的{bottom}的{times}倍")
        }
        (Some(Gap::Times(times)), Lang::En) => {
            format!(
                "{measure} in {year}: {top}, the highest, has {times} times the figure of {bottom}, the lowest"
            )
        }
        (Some(Gap::Apart(points)), Lang::Zh) => {
            format!("{year}年{measure}：最高的{top}与最低的{bottom}相差 {points}")
        }
        (Some(Gap::Apart(points)), Lang::En) => {
            format!(
                "{measure} in {year}: {top}, the highest, and {bottom}, the lowest, are {points} apart"
            )
        }
        (None, Lang::Zh) => format!("{year}年{measure}：{top}最高，{bottom}最低"),
        (None, Lang::En) => format!("{measure} in {year}: highest in {top}, lowest in {bottom}"),
    }
}

/// How many places have a value, where places of the statistics' own panel are without one.
fn few(atlas: &Atlas, valued: &[Valued]) -> Option<usize> {
    let expected = |place| atlas.place(place).level != Level::Province || in_panel(atlas, place);
    let missing = valued.iter().any(|one| one.value.is_err() && expected(one.place));
    missing.then(|| valued.iter().filter(|one| one.value.is_ok()).count())
}

/// Names of the places without a value, if any, and that they are drawn as such.
fn no_data_note(atlas: &Atlas, valued: &[Valued], lang: Lang) -> Option<String> {
    let names: Vec<String> = valued
        .iter()
        .filter(|one| one.value.is_err())
        .map(|one| describe::place_name(atlas, one.place, lang))
        .collect();
    if names.is_empty() {
        return None;
    }
    Some(match lang {
        Lang::Zh => format!("此序列无数据（图上以斜线表示）：{}。", names.join("、")),
        Lang::En => format!("No data in this series (hatched on the map): {}.", names.join(", ")),
    })
}

fn alt(
    shown: Shown<'_>,
    valued: &[Valued],
    extremes: Option<&Extremes>,
    scale: &Scale,
    year: u16,
    lang: Lang,
) -> String {
    let Shown { atlas, spec, base } = shown;
    let measure = match spec.transform {
        Transform::Level => describe::measure_line(atlas, spec, lang),
        Transform::Index | Transform::RelativeToNation => {
            describe::subject(atlas, spec, base, lang)
        }
    };
    let known = valued.iter().filter(|one| one.value.is_ok()).count();
    let level = describe::level_name(spec.level, lang);
    let mut text = match lang {
        Lang::Zh => format!("{year}年{level}{measure}分级统计地图，{known} 个地区有数据。"),
        Lang::En => {
            format!("Choropleth map of {level}, {measure}, {year}; {known} places with data.")
        }
    };
    if let Some(Extremes { high, low }) = extremes {
        let (top, bottom) =
            (describe::place_name(atlas, high.0, lang), describe::place_name(atlas, low.0, lang));
        let (most, least) = (scale.with_unit(high.1), scale.with_unit(low.1));
        let told = match lang {
            Lang::Zh => format!("最高：{top}，{most}；最低：{bottom}，{least}。"),
            Lang::En => format!(" Highest: {top}, {most}; lowest: {bottom}, {least}."),
        };
        text += &told;
    }
    if spec.transform == Transform::Level
        && let Some(yardstick) = spec.level.yardstick(atlas)
        && let Ok(reference) = value(atlas, spec.measure(), yardstick, year)
    {
        let (name, number) =
            (describe::place_name(atlas, yardstick, lang), scale.with_unit(reference.number));
        let told = match lang {
            Lang::Zh => format!("{name}：{number}。"),
            Lang::En => format!(" {name}: {number}."),
        };
        text += &told;
    }
    if let Some(note) = no_data_note(atlas, valued, lang) {
        text.push_str(lang.pick("", " "));
        text.push_str(&note);
    }
    text
}

/// One year as a table: value, rank, distance from the yardstick; highest first.
fn year_table(
    atlas: &Atlas,
    spec: &Spec,
    shown: Shown<'_>,
    places: &[PlaceId],
    year: u16,
    lang: Lang,
) -> Table {
    let unit = unit_label(atlas, spec, lang);
    let caption = describe::subtitle(atlas, spec, &year.to_string(), &unit, shown.base, lang);
    let yardstick = spec.level.yardstick(atlas);
    let distances: Vec<Option<String>> =
        places.iter().map(|place| shown.distance(*place, yardstick?, year, lang)).collect();
    let mut columns = head_columns(lang).to_vec();
    columns.push(number_column(year.to_string()));
    columns.push(number_column(lang.pick("位次", "Rank")));
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
        cells.push(rank.map_or_else(Cell::default, |rank| Cell::number(f64::from(rank), 0)));
        if compared.is_some() {
            let at = places.iter().position(|one| *one == place);
            let text = at.and_then(|at| distances.get(at).cloned().flatten()).unwrap_or_default();
            // Typographic minus and separators are for reading; programs get plain digits.
            let plain = text.replace('\u{2212}', "-").replace(',', "");
            cells.push(Cell { text, plain, number: None, missing: String::new() });
        }
        Row { place, cells }
    };
    let mut rows: Vec<Row> = yardstick.into_iter().map(|place| line(place, None)).collect();
    let ranked = ranking(places, |place| shown.at(place, year));
    rows.extend(ranked.iter().map(|one| line(one.place, one.rank)));
    Table { caption, columns, rows }
}
