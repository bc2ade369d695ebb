//! Shanghai: its districts by zone with the five new towns, the figures, outlines and dates that the
//! documents give.

use super::{
    Colouring, Figure, LegendItem, MapMarks, MapName, Marks, RegionMark, describe,
    evidence::{DatedItem, OutlineItem, dated, outline},
    table::{Cell, Row, Table, found_cell, head, head_columns, number_column, text_column},
    zhejiang::{NumberGroup, by_theme},
};
use crate::{
    atlas::{Atlas, Lang, PlaceId, Text},
    i18n::{Scale, scale_for},
    query::{Geography, Missing, PlaceGroup, groups, value},
    spec::Spec,
    theme::Palette,
};

/// Code of the city.
const SHANGHAI: &str = "310000";
/// The study of the city.
const STUDY: &str = "000";
/// The article on its public services.
const SERVICES: &str = "003";
/// The last census.
const CENSUS: u16 = 2020;

/// Steps of a ramp, and those of them that central districts and suburbs have: far enough apart in
/// lightness to be told without hue, neither so dark that names on it are lost.
const RAMP: usize = 5;
const ZONE_STEPS: [usize; 2] = [2, 0];

/// A new town with the district it lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTown {
    /// The district.
    pub district: PlaceId,
    /// Name of the town: 嘉定新城.
    pub name: String,
}

fn group(atlas: &Atlas, tag: &str) -> Option<PlaceGroup> {
    let id = format!("tag:{tag}");
    groups(atlas, Geography::ShanghaiDistricts).into_iter().find(|group| group.id == id)
}

/// The five new towns, by district. Their names stand in the remarks of the districts.
pub fn new_towns(atlas: &Atlas, lang: Lang) -> Vec<NewTown> {
    let tagged = Geography::ShanghaiDistricts
        .places(atlas)
        .into_iter()
        .filter(|place| atlas.place(*place).tags.iter().any(|tag| tag == "five_new_towns"));
    tagged
        .map(|district| {
            let Text { zh, en } = &atlas.place(district).note;
            let named = |text: &str, before: &str, end: char| {
                let rest = text.split_once(before)?.1;
                Some(rest.split(end).next().unwrap_or(rest).to_owned())
            };
            let name = match lang {
                Lang::Zh => named(zh, "新城：", '。'),
                Lang::En => named(en, "New town: ", '.').map(|name| format!("{name} New Town")),
            };
            let name = name.unwrap_or_else(|| describe::place_name(atlas, district, lang));
            NewTown { district, name }
        })
        .collect()
}

/// The districts with what is told of them.
struct Districts<'a> {
    atlas: &'a Atlas,
    lang: Lang,
    places: Vec<PlaceId>,
    /// Central, suburban.
    zones: Vec<PlaceGroup>,
    towns: Vec<NewTown>,
    /// Residents of the census.
    spec: Spec,
}

impl<'a> Districts<'a> {
    fn new(atlas: &'a Atlas, lang: Lang) -> Self {
        let zones = ["central", "suburban"].into_iter().filter_map(|tag| group(atlas, tag));
        let default = Spec::default_of(atlas).indicator;
        let census = atlas.indicator_by_id("population_census").unwrap_or(default);
        let level = Geography::ShanghaiDistricts;
        Self {
            atlas,
            lang,
            places: level.places(atlas),
            zones: zones.collect(),
            towns: new_towns(atlas, lang),
            spec: Spec { level, ..Spec::of_indicator(atlas, census) },
        }
    }

    fn residents(&self, place: PlaceId) -> Result<f64, Missing> {
        value(self.atlas, self.spec.measure(), place, CENSUS).map(|value| value.number)
    }

    fn zone_of(&self, place: PlaceId) -> Option<usize> {
        self.zones.iter().position(|zone| zone.places.contains(&place))
    }

    fn zone_name(&self, place: PlaceId) -> &str {
        let zone = self.zone_of(place).and_then(|at| self.zones.get(at));
        zone.map_or("", |zone| zone.name.get(self.lang))
    }

    fn town_of(&self, place: PlaceId) -> Option<&NewTown> {
        self.towns.iter().find(|town| town.district == place)
    }

    fn mark(&self, place: PlaceId) -> RegionMark {
        let Self { atlas, lang, .. } = *self;
        let town = self.town_of(place);
        let mut told = vec![self.zone_name(place).to_owned()];
        told.extend(town.map(|town| town.name.clone()));
        told.extend(self.residents(place).ok().map(|number| {
            let unit = atlas.unit_of(self.spec.indicator);
            let number = scale_for(unit, number, 0, lang).with_unit(number);
            match lang {
                Lang::Zh => format!("{CENSUS} 年普查人口 {number}"),
                Lang::En => format!("{number} in the census of {CENSUS}"),
            }
        }));
        RegionMark {
            region: atlas.place(place).id.clone(),
            place,
            class: self.zone_of(place).and_then(|zone| ZONE_STEPS.get(zone).copied()),
            share: None,
            name: atlas.place(place).name.get(lang).to_owned(),
            // Where a new town is marked, its own name stands.
            label: match town {
                Some(_) => String::new(),
                None => describe::place_name(atlas, place, lang),
            },
            value_text: told.join(lang.pick("；", "; ")),
            selected: false,
        }
    }

    fn marks(&self) -> MapMarks {
        let legend = self.zones.iter().enumerate().map(|(zone_at, zone)| LegendItem {
            class: ZONE_STEPS.get(zone_at).copied(),
            label: zone.name.get(self.lang).to_owned(),
            count: zone.places.len(),
        });
        MapMarks {
            map: MapName::Shanghai,
            year: CENSUS,
            regions: self.places.iter().map(|place| self.mark(*place)).collect(),
            colouring: Colouring::Classes(RAMP),
            palette: Palette::Teal,
            legend: legend.collect(),
            legend_unit: String::new(),
        }
    }

    fn table(&self) -> Table {
        let Self { atlas, lang, .. } = *self;
        let unit = atlas.unit_of(self.spec.indicator).symbol.get(lang);
        let scale = Scale::of(0, "", "", unit);
        let mut columns = head_columns(lang).to_vec();
        columns.push(text_column(lang.pick("分区", "Zone")));
        columns.push(text_column(lang.pick("新城", "New town")));
        columns.push(number_column(match lang {
            Lang::Zh => format!("{CENSUS} 年普查人口（{unit}）"),
            Lang::En => format!("Residents, census of {CENSUS} ({unit})"),
        }));
        let row = |place: &PlaceId| {
            let mut cells: Vec<Cell> = head(atlas, *place, lang).into();
            cells.push(Cell::words(self.zone_name(*place)));
            cells.push(Cell::words(self.town_of(*place).map_or("", |town| town.name.as_str())));
            cells.push(found_cell(atlas, &scale, self.residents(*place), lang));
            Row { place: *place, cells }
        };
        Table {
            caption: lang.pick("上海各区", "Shanghai’s districts").to_owned(),
            columns,
            rows: self.places.iter().map(row).collect(),
        }
    }
}

/// The districts by zone, central and suburban, with the residents of the last census and the new
/// towns in the table behind the map.
pub fn district_map(atlas: &Atlas, lang: Lang) -> Figure {
    let districts = Districts::new(atlas, lang);
    let Districts { places, zones, towns, spec, .. } = &districts;
    let count = |at: usize| zones.get(at).map_or(0, |zone: &PlaceGroup| zone.places.len());
    let (all, central, suburban, new) = (places.len(), count(0), count(1), towns.len());
    let title = match lang {
        Lang::Zh => format!(
            "上海 {all} 个区：中心城区 {central} 个，郊区 {suburban} 个；{new} 个新城都在郊区"
        ),
        Lang::En => format!(
            "Shanghai’s {all} districts: {central} central, {suburban} suburban; the {new} new towns all lie in the suburbs"
        ),
    };
    let span = CENSUS..=CENSUS;
    let (sources, source_line) = describe::source_lines(atlas, spec, places, &span, lang);
    let names: Vec<&str> = towns.iter().map(|town| town.name.as_str()).collect();
    let names = names.join(lang.pick("、", ", "));
    let alt = match lang {
        Lang::Zh => format!("上海各区分区地图。{title}（{names}）。"),
        Lang::En => format!("Map of Shanghai’s districts by zone. {title} ({names})."),
    };
    let site = lang.pick(
        "新城的标记放在所在区内，不表示新城的确切位置和范围。",
        "A new town’s mark stands in its district; it does not show the town’s site or extent.",
    );
    let mut notes = vec![site.to_owned()];
    notes.extend(zones.iter().map(|zone| zone.note.get(lang).to_owned()));
    let subtitle = lang
        .pick("中心城区、郊区与五个新城", "Central districts, suburbs and the five new towns")
        .to_owned();
    Figure {
        title,
        subtitle,
        marks: Marks::Map(districts.marks()),
        remarks: Vec::new(),
        notes,
        source_line,
        sources,
        table: districts.table(),
        alt,
    }
}

/// The general idea: one centre, two balances, three focuses, four levers.
pub fn framework(atlas: &Atlas, lang: Lang) -> Option<OutlineItem> {
    outline(atlas, "000.fw", lang)
}

/// The three priority tasks with their measures.
pub fn tasks(atlas: &Atlas, lang: Lang) -> Option<OutlineItem> {
    outline(atlas, "000.t", lang)
}

/// The other sections of the study that speak of the city, and the outline of the article on public
/// services.
pub fn outlines(atlas: &Atlas, lang: Lang) -> Vec<OutlineItem> {
    let sections = ["000.con", "000.base", "000.pr", "003.or", "003.pr", "003.rec"];
    sections.into_iter().filter_map(|id| outline(atlas, id, lang)).collect()
}

/// What the documents print of the city and what they compare it with, by theme.
pub fn city_numbers(atlas: &Atlas, lang: Lang) -> Vec<NumberGroup> {
    let documents = atlas.documents();
    let city = atlas.place_by_id(SHANGHAI);
    by_theme(atlas, lang, |row| {
        let document = documents.document(row.document).id.as_str();
        // The second section of the study is on the city; it names others to compare it with.
        Some(row.place) == city
            || document == SERVICES
            || document == STUDY && row.locus.starts_with("sec 2")
    })
}

/// The dates of the article on public services.
pub fn service_dates(atlas: &Atlas, lang: Lang) -> Vec<DatedItem> {
    let documents = atlas.documents();
    dated(atlas, lang, |event| documents.document(event.document).id == SERVICES)
}

/// The city's other dates.
pub fn city_dates(atlas: &Atlas, lang: Lang) -> Vec<DatedItem> {
    let documents = atlas.documents();
    let city = atlas.place_by_id(SHANGHAI);
    dated(atlas, lang, |event| {
        Some(event.place) == city && documents.document(event.document).id != SERVICES
    })
}
