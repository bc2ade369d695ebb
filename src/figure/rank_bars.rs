//! Rankings as bars: every place of the level, highest first; of ranks the first.

use super::{
    Bar, BarMarks, Figure, LineRole, Marks, Years,
    choropleth::{self, Extremes},
    describe, references,
    shown::Shown,
    trend,
};
use crate::{
    atlas::{Atlas, Lang, Level, PlaceId},
    query::{Geography, Missing, Ranked, Transform},
    spec::Spec,
};

/// The group that colours a place: a province takes the colour of its macro-region.
pub(super) fn group_role(atlas: &Atlas, place: PlaceId) -> LineRole {
    let row = atlas.place(place);
    match row.parent {
        Some(parent) if atlas.place(parent).level == Level::MacroRegion => {
            trend::role(atlas, parent, 0)
        }
        _ => trend::role(atlas, place, 0),
    }
}

/// Names of the groups that colour places of a level; none where there is but one.
pub(super) fn groups(atlas: &Atlas, spec: &Spec, lang: Lang) -> Vec<(LineRole, String)> {
    if spec.level != Geography::Provinces {
        return Vec::new();
    }
    let all = Geography::MacroRegions.places(atlas);
    all.into_iter()
        .map(|region| (trend::role(atlas, region, 0), describe::place_name(atlas, region, lang)))
        .collect()
}

/// Least and greatest number of `places` over all years.
pub(super) fn extent_over_years(
    shown: &Shown<'_>,
    places: &[PlaceId],
    years: &Years,
) -> Option<(f64, f64)> {
    let numbers = years
        .all
        .clone()
        .flat_map(|year| places.iter().filter_map(move |place| shown.at(*place, year).ok()));
    numbers.fold(None, |ends, number| {
        let (low, high) = ends.unwrap_or((number, number));
        Some((f64::min(low, number), f64::max(high, number)))
    })
}

pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let year = years.year;
    let shown = Shown::new(atlas, spec, years);
    let places = spec.level.places(atlas);
    let ranked = shown.ranked(&places, year);
    let known: Vec<(PlaceId, f64, u16)> =
        ranked.iter().filter_map(|one| Some((one.place, one.number.ok()?, one.rank?))).collect();
    let all: Vec<f64> = known.iter().map(|one| one.1).collect();
    let scale = shown.scale_of_places(&all, lang);
    let extremes = Extremes::of(&known.iter().map(|one| (one.0, one.1)));
    let bars: Vec<Bar> = known
        .iter()
        .map(|(place, number, rank)| Bar {
            place: *place,
            id: atlas.place(*place).id.clone(),
            name: describe::marked_name(atlas, spec, *place, lang),
            role: group_role(atlas, *place),
            focused: spec.focus == Some(*place),
            value: number * scale.multiplier,
            text: scale.with_unit(*number),
            rank: *rank,
        })
        .collect();
    let extent = extent_over_years(&shown, &places, years)
        .map(|(low, high)| (low * scale.multiplier, high * scale.multiplier));
    let span = if shown.chain().any(Transform::starts_from) {
        shown.starts.from.min(year)..=year
    } else {
        year..=year
    };
    let (sources, source_line, mut notes) = choropleth::background(&shown, &places, &span, lang);
    notes.extend(missing_notes(&shown, &ranked, lang));
    let title = choropleth::title(&shown, extremes.as_ref(), &scale, None, year, lang);
    let subtitle = describe::subtitle(&shown, &shown.when(year), &scale.label, lang);
    let marks = match extent {
        Some(extent) if !bars.is_empty() => Marks::Ranking(BarMarks {
            year,
            references: references::lines(&shown, &(year..=year), &scale, lang),
            groups: groups(atlas, spec, lang),
            extent,
            unit: scale.label.clone(),
            decimals: scale.decimals,
            lang,
            bars,
        }),
        _ => Marks::Nothing(nothing_in(year, lang)),
    };
    let first: Vec<String> = known
        .iter()
        .take(3)
        .map(|(place, number, _)| {
            format!("{} {}", describe::place_name(atlas, *place, lang), scale.with_unit(*number))
        })
        .collect();
    let order = match (shown.lower_is_first(), lang) {
        (false, Lang::Zh) => "由高到低",
        (false, Lang::En) => "highest first",
        (true, Lang::Zh) => "由前到后",
        (true, Lang::En) => "best placed first",
    };
    let alt = match lang {
        Lang::Zh => format!(
            "条形图：{subtitle}，{} 个地区{order}。前几位：{}。{title}。",
            known.len(),
            first.join("、")
        ),
        Lang::En => format!(
            "Bar chart: {subtitle}, {}, {order}. The first: {}. {title}.",
            describe::count_of_places(known.len()),
            first.join(", ")
        ),
    };
    Figure {
        title,
        subtitle,
        marks,
        remarks: describe::remarks(atlas, spec, lang),
        notes,
        source_line,
        sources,
        table: choropleth::year_table(&shown, &places, year, lang),
        alt,
    }
}

/// What is said where a year has nothing to draw.
pub(super) fn nothing_in(year: u16, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{year}年没有可显示的数据；请换一个年份，或换一种显示方式。"),
        Lang::En => {
            format!("There is nothing to show for {year}; choose another year or transform.")
        }
    }
}

/// Places left out because they have no value, a note for each reason.
fn missing_notes(shown: &Shown<'_>, ranked: &[Ranked], lang: Lang) -> Vec<String> {
    let missing = ranked.iter().filter_map(|one| Some((one.place, one.number.err()?)));
    let note = |(why, places): &(Missing, Vec<PlaceId>)| {
        let why = describe::reason(shown.atlas, *why, lang);
        let names = describe::names(shown.atlas, places, lang);
        match lang {
            Lang::Zh => format!("未列出（{why}）：{names}。"),
            Lang::En => format!("Not listed ({why}): {names}."),
        }
    };
    describe::by_reason(missing).iter().map(note).collect()
}
