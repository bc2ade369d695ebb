//! What the index would be without each place.

use super::{
    super::{
        Bar, BarMarks, Figure, Marks, describe,
        rank_bars::{group_role, groups},
        table::{Cell, Row, Table, head, head_columns, number_column},
    },
    Told, nothing,
    room::{Room, index_of, measured},
    words::{TABLE_DIGITS, index_name, index_text, refusal},
};
use crate::{
    atlas::{Lang, PlaceId},
    i18n::grouped,
    spec::Spec,
    stats::leave_one_out,
};

pub(super) fn figure(room: &Room<'_>) -> Figure {
    let Room { atlas, spec, lang, .. } = *room;
    let (year, slice) = (room.year(), room.slice(room.year()));
    let choice = spec.measuring.index;
    let sample = if choice.takes_weights() { slice.sample() } else { slice.unweighted() };
    let found = sample.and_then(|sample| leave_one_out(&sample, index_of(choice)));
    let (without, whole) = match (found, measured(choice, &slice)) {
        (Ok(without), Ok(whole)) => (without, whole),
        (Err(why), _) | (_, Err(why)) => {
            return nothing(room, &refusal(why, |at| room.name_at(at), lang));
        }
    };
    // How much the index owes to a place: what it loses where the place is left out.
    let mut owed: Vec<(PlaceId, f64, f64)> = slice
        .places
        .iter()
        .zip(&without)
        .map(|(place, without)| (*place, whole - without, *without))
        .collect();
    crate::order::sort_by(&mut owed, |a, b| b.1.total_cmp(&a.1));
    // Changes of an index of 0.1 are of the order of 0.01.
    let decimals = TABLE_DIGITS - 2;
    let bar = |(at, (place, change, without)): (usize, &(PlaceId, f64, f64))| Bar {
        place: *place,
        id: atlas.place(*place).id.clone(),
        name: describe::place_name(atlas, *place, lang),
        role: group_role(atlas, *place),
        focused: spec.focus == Some(*place),
        value: *change,
        text: match lang {
            Lang::Zh => format!("{}（去掉后 {}）", signed(*change), index_text(*without)),
            Lang::En => format!("{} (without it {})", signed(*change), index_text(*without)),
        },
        rank: u16::try_from(at + 1).unwrap_or(u16::MAX),
    };
    let bars: Vec<Bar> = owed.iter().enumerate().map(bar).collect();
    let extent = owed.iter().fold((0.0_f64, 0.0_f64), |(low, high), (_, change, _)| {
        (low.min(*change), high.max(*change))
    });
    let index = index_name(choice, lang);
    let title = owed.first().map_or_else(String::new, |(place, _, without)| {
        let name = describe::name_in_prose(atlas, *place, lang);
        let (now, then) = (index_text(whole), index_text(*without));
        match lang {
            Lang::Zh => format!(
                "去掉{name}，{year}年{}的{index}由 {now} 变为 {then}，影响最大",
                room.indicator()
            ),
            Lang::En => format!(
                "Without {name} the {index} of {} in {year} would be {then} instead of {now}: the largest influence",
                room.indicator()
            ),
        }
    });
    let subtitle = match lang {
        Lang::Zh => format!(
            "每个地区对{index}的影响：全部地区算得的值减去不含该地区时的值 · {} · {year}年",
            room.subject()
        ),
        Lang::En => format!(
            "Influence of each place on {index}: the index of all places less that without the place · {} · {year}",
            room.subject()
        ),
    };
    let mut notes = Vec::new();
    notes.extend(room.missing_notes(&slice, year));
    let row = |(place, change, without): &(PlaceId, f64, f64)| {
        let [name, code] = head(atlas, *place, lang);
        let numbers = [*without, *change].map(|one| Cell::number(one, TABLE_DIGITS));
        Row { place: *place, cells: [name, code].into_iter().chain(numbers).collect() }
    };
    let columns = head_columns(lang).into_iter().chain([
        number_column(lang.pick("不含该地区时", "Without the place")),
        number_column(lang.pick("影响", "Influence")),
    ]);
    let spec_of_groups = Spec { focus: None, ..spec.clone() };
    Told {
        kind: lang.pick("条形图", "Bar chart"),
        title,
        subtitle: subtitle.clone(),
        marks: Marks::Ranking(BarMarks {
            year,
            bars,
            extent,
            groups: groups(atlas, &spec_of_groups, lang),
            references: Vec::new(),
            unit: index,
            decimals,
            lang,
        }),
        notes,
        table: Table {
            caption: subtitle,
            columns: columns.collect(),
            rows: owed.iter().map(row).collect(),
        },
    }
    .figure(room, &(year..=year))
}

/// A change of an index with its sign.
fn signed(change: f64) -> String {
    let text = grouped(change, 4);
    let is_above = change > 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    if is_above { format!("+{text}") } else { text }
}
