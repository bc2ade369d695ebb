//! Zhejiang, the demonstration zone: incomes of its counties, the two lists of counties in the
//! mountains, and the practice models, goals and figures that the documents give.

use super::{
    Extent, Figure, choropleth, describe,
    evidence::{DatedItem, KeyNumber, OutlineItem, dated, key_number, key_numbers, outline},
    table::{Cell, Row, Table, found_cell, head, head_columns, number_column, text_column},
};
use crate::{
    atlas::{Atlas, Event, EventKind, Lang, Level, Observation, PlaceId, PracticeModel, Theme},
    i18n::{Scale, scale_for},
    query::{Geography, Measure, Missing, PlaceGroup, groups, value},
    spec::{Moment, Spec, Time, View},
};

/// Code of the province.
const ZHEJIANG: &str = "330000";
/// The document that describes the practice models.
const MODELS_DOCUMENT: &str = "002";
/// The only year in which the panel has incomes of nearly all counties.
pub const INCOME_YEAR: u16 = 2020;
/// Edition of values within the boundaries of before April 2021.
const OLD_BOUNDARIES: &str = "boundary2020";

/// Whose income a map shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Residents {
    /// Residents of towns and cities.
    #[default]
    Urban,
    /// Residents of the countryside.
    Rural,
}

impl Residents {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Urban, Self::Rural];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Urban => "urban",
            Self::Rural => "rural",
        }
    }

    const fn indicator(self) -> &'static str {
        match self {
            Self::Urban => "disposable_income_urban",
            Self::Rural => "disposable_income_rural",
        }
    }
}

/// A list of counties to which policies for the mountains apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CountyList {
    /// The 26 mountain counties, 2021 to 2024.
    #[default]
    Mountain2021,
    /// The 25 mountain and island counties since August 2024.
    MountainIsland2024,
}

impl CountyList {
    /// Both, the earlier first.
    pub const ALL: [Self; 2] = [Self::Mountain2021, Self::MountainIsland2024];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mountain2021 => "2021",
            Self::MountainIsland2024 => "2024",
        }
    }

    /// Id of the group of places.
    const fn group(self) -> &'static str {
        match self {
            Self::Mountain2021 => "tag:mountain26",
            Self::MountainIsland2024 => "tag:mountain_island25_2024",
        }
    }

    /// The list with its name, its counties and what is to be known about it; none where the
    /// catalogue has no such list.
    pub fn places(self, atlas: &Atlas) -> Option<PlaceGroup> {
        let found = groups(atlas, Geography::ZhejiangCounties);
        found.into_iter().find(|group| group.id == self.group())
    }
}

/// One of the practice models, told in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelCard {
    /// Id in the ledger: `002.m03`.
    pub id: String,
    /// Number on the map, from 1, in the order of the document.
    pub number: usize,
    /// Id of the domain in the policy outline: `002.d2`.
    pub domain: String,
    /// Name of the domain.
    pub domain_name: String,
    /// Name.
    pub name: String,
    /// How it works.
    pub mechanism: String,
    /// The place with what it belongs to, from the city down.
    pub place_name: String,
    /// The place.
    pub place: PlaceId,
    /// The region of the map at which its marker stands: a county, or a city as a whole.
    pub anchor: PlaceId,
    /// The counties of the map that belong to it: one, or all of a city.
    pub counties: Vec<PlaceId>,
    /// The numbers that measure it.
    pub numbers: Vec<KeyNumber>,
    /// What it consists of.
    pub measures: Vec<OutlineItem>,
    /// What the document dates in its place.
    pub dates: Vec<DatedItem>,
}

/// One of the six domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Id in the policy outline: `002.d2`.
    pub id: String,
    /// Name.
    pub name: String,
    /// How many models belong to it.
    pub models: usize,
}

/// Numbers that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberGroup {
    /// What they are about.
    pub title: String,
    /// What has to be known before they are compared; may be empty.
    pub caution: String,
    /// The numbers.
    pub numbers: Vec<KeyNumber>,
}

/// Goals of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goals {
    /// The year.
    pub year: u16,
    /// The goals as the central document orders them, under one heading.
    pub outline: OutlineItem,
    /// Targets of that year in the documents' chronology.
    pub targets: Vec<DatedItem>,
}

/// Places from the province's city down to this one.
fn lineage(atlas: &Atlas, place: PlaceId) -> Vec<PlaceId> {
    let mut line = vec![place];
    while let Some(parent) = line.last().and_then(|last| atlas.place(*last).parent)
        && atlas.place(parent).level > Level::Province
    {
        line.push(parent);
    }
    line.reverse();
    line
}

/// Whether a place is another or lies in it.
fn lies_in(atlas: &Atlas, place: PlaceId, other: PlaceId) -> bool {
    let mut at = Some(place);
    while let Some(one) = at {
        if one == other {
            return true;
        }
        at = atlas.place(one).parent;
    }
    false
}

/// The domain of a model: the node of the outline above its own.
fn domain_of(atlas: &Atlas, model: &PracticeModel) -> String {
    let documents = atlas.documents();
    let own = documents.policy.iter().find(|node| node.id == model.id);
    own.and_then(|node| node.parent)
        .map_or_else(String::new, |parent| documents.policy_node(parent).id.clone())
}

/// The practice models in the order of the document.
pub fn model_cards(atlas: &Atlas, lang: Lang) -> Vec<ModelCard> {
    let models = &atlas.documents().models;
    models.iter().enumerate().map(|(at, model)| model_card(atlas, at + 1, model, lang)).collect()
}

fn model_card(atlas: &Atlas, number: usize, model: &PracticeModel, lang: Lang) -> ModelCard {
    let line = lineage(atlas, model.place);
    let on_map =
        |place: &PlaceId| matches!(atlas.place(*place).level, Level::Prefecture | Level::County);
    let anchor = line.iter().copied().rfind(on_map).unwrap_or(model.place);
    let counties = if atlas.place(anchor).level == Level::County {
        vec![anchor]
    } else {
        atlas.children(anchor).filter(|id| atlas.place(*id).level == Level::County).collect()
    };
    let mut names: Vec<&str> = line.iter().map(|id| atlas.place(*id).name.get(lang)).collect();
    if lang == Lang::En {
        names.reverse();
    }
    let place_name = names.join(lang.pick(" · ", ", "));
    let place_name = if counties.len() > 1 {
        describe::bracketed(&place_name, lang.pick("全市", "the whole city"), lang)
    } else {
        place_name
    };
    let own = outline(atlas, &model.id, lang);
    ModelCard {
        id: model.id.clone(),
        number,
        domain: domain_of(atlas, model),
        domain_name: model.domain.get(lang).to_owned(),
        name: model.name.get(lang).to_owned(),
        mechanism: model.mechanism.get(lang).to_owned(),
        place_name,
        place: model.place,
        anchor,
        counties,
        numbers: model.key_numbers.iter().map(|id| key_number(atlas, *id, lang)).collect(),
        measures: own.map_or_else(Vec::new, |node| node.children),
        dates: dated(atlas, lang, |event| {
            atlas.documents().document(event.document).id == MODELS_DOCUMENT
                && lies_in(atlas, event.place, model.place)
        }),
    }
}

/// The six domains in the order of the document.
pub fn domains(atlas: &Atlas, lang: Lang) -> Vec<Domain> {
    let documents = atlas.documents();
    let of: Vec<String> = documents.models.iter().map(|model| domain_of(atlas, model)).collect();
    let nodes = documents.policy.iter().filter(|node| of.contains(&node.id));
    nodes
        .map(|node| Domain {
            id: node.id.clone(),
            name: node.title.get(lang).to_owned(),
            models: of.iter().filter(|id| **id == node.id).count(),
        })
        .collect()
}

/// What the map of incomes shows.
pub fn income_spec(atlas: &Atlas, residents: Residents) -> Spec {
    let base = Spec::default_of(atlas);
    let indicator = atlas.indicator_by_id(residents.indicator()).unwrap_or(base.indicator);
    let time = Time { from: None, to: Moment::Year(INCOME_YEAR) };
    Spec {
        level: Geography::ZhejiangCounties,
        view: View::Map,
        time,
        ..Spec::of_indicator(atlas, indicator)
    }
}

/// Incomes of the counties on a map, and both incomes with the list in the table behind it. The title
/// tells the ends; notes tell how many counties of the list lie below the province, and which values
/// are of other boundaries and therefore not drawn.
pub fn income_map(atlas: &Atlas, residents: Residents, list: CountyList, lang: Lang) -> Figure {
    let spec = income_spec(atlas, residents);
    let Some(extent) = Extent::of(atlas, &spec) else {
        return super::figure(atlas, &spec, lang);
    };
    let mut figure = choropleth::figure(atlas, &spec, &extent.years(spec.time), lang);
    let below = list.places(atlas).and_then(|group| below_province(atlas, &spec, &group, lang));
    figure.notes.splice(0..0, below.into_iter().chain(counties_named(atlas, list, lang)));
    figure.notes.extend(old_boundaries(atlas, &spec, lang));
    figure.table = table(atlas, list, lang);
    figure
}

/// The counties of a list by name, and in which ones the other list differs.
fn counties_named(atlas: &Atlas, list: CountyList, lang: Lang) -> Option<String> {
    let group = list.places(atlas)?;
    let other = CountyList::ALL.into_iter().find(|one| *one != list)?.places(atlas)?;
    let names = |places: &mut dyn Iterator<Item = PlaceId>| {
        let names: Vec<String> =
            places.map(|place| describe::place_name(atlas, place, lang)).collect();
        names.join(lang.pick("、", ", "))
    };
    let count = group.places.len();
    let all = names(&mut group.places.iter().copied());
    let only = |here: &PlaceGroup, there: &PlaceGroup| {
        names(&mut here.places.iter().copied().filter(|place| !there.places.contains(place)))
    };
    let (own, others) = (only(&group, &other), only(&other, &group));
    let title = other.name.get(lang);
    Some(match lang {
        Lang::Zh => format!(
            "名单上的 {count} 个县（市、区）：{all}。不在“{title}”中的：{own}；只在“{title}”中的：{others}。"
        ),
        Lang::En => format!(
            "The {count} counties on the list: {all}. Not among “{title}”: {own}; only among “{title}”: {others}."
        ),
    })
}

/// How the counties of a list stand to the province as a whole.
fn below_province(atlas: &Atlas, spec: &Spec, group: &PlaceGroup, lang: Lang) -> Option<String> {
    let province = atlas.place_by_id(ZHEJIANG)?;
    let own = value(atlas, spec.measure(), province, INCOME_YEAR).ok()?.number;
    let known = group
        .places
        .iter()
        .filter_map(|place| Some(value(atlas, spec.measure(), *place, INCOME_YEAR).ok()?.number));
    let (mut all, mut below) = (0_usize, 0_usize);
    for number in known {
        all += 1;
        below += usize::from(number < own);
    }
    let unit = atlas.unit_of(spec.indicator);
    let own = scale_for(unit, own, 0, lang).with_unit(own);
    let name = group.name.get(lang);
    let told = match (below == all, lang) {
        (true, Lang::Zh) => format!("{name}：有数据的 {all} 个县（市、区）全部低于全省（{own}）。"),
        (true, Lang::En) => {
            format!("{name}: all {all} with data are below the province as a whole ({own}). ")
        }
        (false, Lang::Zh) => {
            format!("{name}：有数据的 {all} 个县（市、区）中，{below} 个低于全省（{own}）。")
        }
        (false, Lang::En) => format!(
            "{name}: of the {all} with data, {below} are below the province as a whole ({own}). "
        ),
    };
    Some(told + group.note.get(lang))
}

/// Values that the panel has only for the boundaries of before April 2021: told, but not drawn.
fn old_boundaries(atlas: &Atlas, spec: &Spec, lang: Lang) -> Option<String> {
    let vintage = atlas.vintage_by_id(OLD_BOUNDARIES)?;
    let measure = Measure { vintage, ..spec.measure() };
    let unit = atlas.unit_of(spec.indicator);
    let told: Vec<String> = spec
        .level
        .places(atlas)
        .into_iter()
        .filter_map(|place| {
            let number = value(atlas, measure, place, INCOME_YEAR).ok()?.number;
            let text = scale_for(unit, number, 0, lang).with_unit(number);
            Some(format!("{} {text}", describe::place_name(atlas, place, lang)))
        })
        .collect();
    let list = told.join(lang.pick("、", ", "));
    (!told.is_empty()).then(|| match lang {
        Lang::Zh => format!("另有按 2021 年 4 月区划调整前范围公布的数值，图上不画：{list}。"),
        Lang::En => {
            format!("Published only for the boundaries before April 2021, and not drawn: {list}.")
        }
    })
}

/// Every county with its place on the list, both incomes and their ratio.
fn table(atlas: &Atlas, list: CountyList, lang: Lang) -> Table {
    let listed = list.places(atlas);
    let measures = Residents::ALL.map(|residents| income_spec(atlas, residents).measure());
    let ratio = atlas
        .indicator_by_id("urban_rural_income_ratio")
        .map(|indicator| Measure { indicator, ..measures[0] });
    let unit = lang.pick("元", "CN¥");
    let name = listed.as_ref().map_or("", |group| group.name.get(lang));
    let whole = Scale::of(0, "", "", unit);
    let two = Scale::of(2, "", "", "");
    let mut columns = head_columns(lang).to_vec();
    columns.push(text_column(name));
    columns.push(number_column(match lang {
        Lang::Zh => format!("城镇居民人均可支配收入（{unit}）"),
        Lang::En => format!("Disposable income per urban resident ({unit})"),
    }));
    columns.push(number_column(match lang {
        Lang::Zh => format!("农村居民人均可支配收入（{unit}）"),
        Lang::En => format!("Disposable income per rural resident ({unit})"),
    }));
    columns.push(number_column(lang.pick("城乡收入比", "Urban–rural ratio")));
    let row = |place: PlaceId| {
        let at = |measure: Measure| -> Result<f64, Missing> {
            value(atlas, measure, place, INCOME_YEAR).map(|value| value.number)
        };
        let is_listed = listed.as_ref().is_some_and(|group| group.places.contains(&place));
        let mut cells: Vec<Cell> = head(atlas, place, lang).into();
        cells.push(Cell::words(if is_listed { lang.pick("在列", "on the list") } else { "" }));
        cells.extend(measures.map(|measure| found_cell(atlas, &whole, at(measure), lang)));
        cells.extend(ratio.map(|measure| found_cell(atlas, &two, at(measure), lang)));
        Row { place, cells }
    };
    let caption = match lang {
        Lang::Zh => format!("浙江各县（市、区）居民人均可支配收入，{INCOME_YEAR}年"),
        Lang::En => format!("Disposable income per person in Zhejiang’s counties, {INCOME_YEAR}"),
    };
    let rows = Geography::ZhejiangCounties.places(atlas).into_iter().map(row).collect();
    Table { caption, columns, rows }
}

/// Numbers grouped by the theme of their indicator, in the order of the catalogue.
pub(super) fn by_theme(
    atlas: &Atlas,
    lang: Lang,
    wanted: impl Fn(&Observation) -> bool,
) -> Vec<NumberGroup> {
    let themes = &atlas.catalog().themes;
    let group = |(at, theme): (usize, &Theme)| {
        let numbers = key_numbers(atlas, lang, |row| {
            atlas.indicator(row.indicator).theme.index() == at && wanted(row)
        });
        (!numbers.is_empty()).then(|| NumberGroup {
            title: theme.name.get(lang).to_owned(),
            caution: String::new(),
            numbers,
        })
    };
    themes.iter().enumerate().filter_map(group).collect()
}

/// Indicators that say how far the zone has come, each a group of its own.
const MEASURED: [&str; 3] =
    ["urban_rural_income_ratio", "income_ratio_top_bottom_city", "household_income_band_share"];

/// What the documents print of the zone's gaps: the income ratio of town and country, the ratio of the
/// richest to the poorest city, and the shares of households in two bands of income.
pub fn gap_numbers(atlas: &Atlas, lang: Lang) -> Vec<NumberGroup> {
    let province = atlas.place_by_id(ZHEJIANG);
    let group = |id: &str| {
        let indicator = atlas.indicator_by_id(id)?;
        let caution = match id {
            "household_income_band_share" => lang.pick(
                "两个区间互相重叠（20 万—50 万元的家庭两边都计），不能相加，也不是整体的两个部分。",
                "The two bands overlap (households with CN¥200,000–500,000 are in both), so they cannot be added up and are not two parts of a whole.",
            ),
            _ => "",
        };
        Some(NumberGroup {
            title: atlas.indicator(indicator).name.get(lang).to_owned(),
            caution: caution.to_owned(),
            numbers: key_numbers(atlas, lang, |row| {
                row.indicator == indicator && Some(row.place) == province
            }),
        })
    };
    MEASURED.into_iter().filter_map(group).collect()
}

/// Everything else that document 002 prints, and the others print of the province, but for the numbers
/// of the models: by theme.
pub fn other_numbers(atlas: &Atlas, lang: Lang) -> Vec<NumberGroup> {
    let documents = atlas.documents();
    let province = atlas.place_by_id(ZHEJIANG);
    by_theme(atlas, lang, |row| {
        let of_zone =
            documents.document(row.document).id == MODELS_DOCUMENT || Some(row.place) == province;
        let in_gaps = Some(row.place) == province
            && MEASURED.contains(&atlas.indicator(row.indicator).id.as_str());
        let mut of_models = documents.models.iter().flat_map(|model| &model.key_numbers);
        of_zone && !in_gaps && !of_models.any(|id| documents.observation(*id).id == row.id)
    })
}

/// The goals for 2025 and 2035.
pub fn goals(atlas: &Atlas, lang: Lang) -> Vec<Goals> {
    let province = atlas.place_by_id(ZHEJIANG);
    let of = |year: u16| {
        let is_target = |event: &Event| {
            Some(event.place) == province
                && event.kind == EventKind::Target
                && event.year_end.unwrap_or(event.year) == year
        };
        let mut outline = outline(atlas, &format!("004.g{year}"), lang)?;
        // The heading says the year of every goal under it.
        for goal in &mut outline.children {
            if goal.years == year.to_string() {
                goal.years.clear();
            }
        }
        Some(Goals { year, outline, targets: dated(atlas, lang, is_target) })
    };
    [2025, 2035].into_iter().filter_map(of).collect()
}

/// What the documents date in the province, but for its targets and for the places of the models.
pub fn zone_dates(atlas: &Atlas, lang: Lang) -> Vec<DatedItem> {
    let documents = atlas.documents();
    let province = atlas.place_by_id(ZHEJIANG);
    dated(atlas, lang, |event| {
        let of_model =
            documents.models.iter().any(|model| lies_in(atlas, event.place, model.place));
        let in_zone = province.is_some_and(|province| lies_in(atlas, event.place, province))
            || documents.document(event.document).id == MODELS_DOCUMENT;
        in_zone && !of_model && event.kind != EventKind::Target
    })
}
