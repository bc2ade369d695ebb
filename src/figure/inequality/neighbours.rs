//! Which places are neighbours, and the weights that follow.

use super::room::{Room, Slice};
use crate::{
    atlas::{Atlas, Contact, Lang, PlaceId},
    figure::describe,
    spec::NeighbourRule,
    stats::{
        MeasureError,
        spatial::{Generator, Weights},
    },
};

/// The neighbours of the places of a slice, by position, as the spec asks.
pub(super) fn weights(room: &Room<'_>, slice: &Slice) -> Result<Weights, MeasureError> {
    let lists: Vec<Vec<usize>> = match room.spec.measuring.neighbours {
        NeighbourRule::Queen => (0..slice.len())
            .map(|at| {
                let touches = |other: &usize| {
                    contact(room.atlas, slice.places[at], slice.places[*other]).is_some()
                };
                (0..slice.len()).filter(touches).collect()
            })
            .collect(),
        NeighbourRule::Nearest(count) => {
            (0..slice.len()).map(|at| nearest(room.atlas, slice, at, usize::from(count))).collect()
        }
    };
    Weights::from_neighbours(&lists)
}

/// How two places touch; none where they do not.
fn contact(atlas: &Atlas, one: PlaceId, other: PlaceId) -> Option<Contact> {
    let pairs = &atlas.catalog().adjacency;
    let is_pair = |(a, b): (PlaceId, PlaceId)| (a, b) == (one, other) || (b, a) == (one, other);
    pairs.iter().find(|pair| is_pair((pair.a, pair.b))).map(|pair| pair.contact)
}

/// The positions of the places nearest to one, by the great circle between their middles; of equal
/// distances the first in order. Places without a known middle are no one's neighbours.
fn nearest(atlas: &Atlas, slice: &Slice, at: usize, count: usize) -> Vec<usize> {
    let Some(own) = unit_vector(atlas, slice.places[at]) else { return Vec::new() };
    let closeness = |place: PlaceId| {
        // The larger the product of the directions, the smaller the angle between them.
        unit_vector(atlas, place)
            .map(|other| own[0] * other[0] + own[1] * other[1] + own[2] * other[2])
    };
    let mut others: Vec<(f64, usize)> = slice
        .places
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != at)
        .filter_map(|(other, place)| Some((closeness(*place)?, other)))
        .collect();
    crate::order::sort_by(&mut others, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut found: Vec<usize> = others.into_iter().take(count).map(|(_, other)| other).collect();
    crate::order::sort(&mut found);
    found
}

/// The direction of a place's middle from the middle of the globe.
fn unit_vector(atlas: &Atlas, place: PlaceId) -> Option<[f64; 3]> {
    let (lon, lat) = atlas.place(place).lon_lat?;
    let (lon, lat) = (f64::from(lon).to_radians(), f64::from(lat).to_radians());
    Some([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
}

/// What is said of neighbours: the rule, links by convention, places without any, and how chance was
/// drawn.
pub(super) fn notes(room: &Room<'_>, slice: &Slice, weights: &Weights) -> Vec<String> {
    let (atlas, lang) = (room.atlas, room.lang);
    let mut notes = Vec::new();
    let rule = super::words::neighbours_name(room.spec.measuring.neighbours, lang);
    notes.push(match lang {
        Lang::Zh => format!("邻居：{rule}；每个地区的各个邻居权重相同，合计为 1。"),
        Lang::En => {
            format!("Neighbours: {rule}; a place’s neighbours share a weight of 1 equally.")
        }
    });
    if room.spec.measuring.neighbours == NeighbourRule::Queen {
        let has = |pair: (PlaceId, PlaceId)| {
            slice.places.contains(&pair.0) && slice.places.contains(&pair.1)
        };
        let custom: Vec<String> = atlas
            .catalog()
            .adjacency
            .iter()
            .filter(|pair| pair.contact == Contact::Convention && has((pair.a, pair.b)))
            .map(|pair| {
                let name = |place| describe::place_name(atlas, place, lang);
                format!("{}{}{}", name(pair.a), lang.pick("与", " and "), name(pair.b))
            })
            .collect();
        if !custom.is_empty() {
            let custom = custom.join(lang.pick("、", "; "));
            notes.push(match lang {
                Lang::Zh => format!("按惯例视为相邻（隔海相望）：{custom}。"),
                Lang::En => format!("Neighbours by convention, across water: {custom}."),
            });
        }
    }
    let islands: Vec<PlaceId> =
        weights.islands().filter_map(|at| slice.places.get(at).copied()).collect();
    if !islands.is_empty() {
        let names = describe::names(atlas, &islands, lang);
        notes.push(match lang {
            Lang::Zh => format!("没有邻居、空间滞后按 0 计的地区：{names}。"),
            Lang::En => {
                format!("Places without neighbours, whose spatial lag counts as 0: {names}.")
            }
        });
    }
    let measuring = &room.spec.measuring;
    let (name, version) = (Generator::NAME, Generator::VERSION);
    notes.push(match lang {
        Lang::Zh => format!(
            "p 值由 {} 次随机排列得出；随机数：{name}，第 {version} 版，种子 {}。",
            measuring.draws, measuring.seed
        ),
        Lang::En => format!(
            "p-values from {} random arrangements; generator {name}, version {version}, seed {}.",
            measuring.draws, measuring.seed
        ),
    });
    notes
}
