//! The map of local clusters: where high lies beside high and low beside low more than chance would
//! have it.

use super::{
    super::{
        Colouring, Figure, LegendItem, MapMarks, MapName, Marks, RegionMark, describe,
        shown::Shown,
        table::{Cell, Row, Table, head, head_columns, number_column, text_column},
    },
    Told, neighbours, nothing,
    room::{Room, Slice},
    words::{TABLE_DIGITS, p_text, refusal},
};
use crate::{
    atlas::{Lang, PlaceId},
    stats::{
        MeasureError,
        spatial::{
            Correction, GetisOrdResult, LocalMoranResult, Quadrant, Spot, Weights, getis_ord_test,
            local_moran_test,
        },
    },
    theme::Palette,
};

/// Local statistics of a slice.
pub(super) struct Found {
    pub(super) result: LocalMoranResult,
    /// The cluster that each place is part of; none where chance explains it.
    pub(super) clusters: Vec<Option<Quadrant>>,
}

impl Found {
    pub(super) fn of(
        room: &Room<'_>,
        slice: &Slice,
        weights: &Weights,
    ) -> Result<Self, MeasureError> {
        let measuring = &room.spec.measuring;
        let (draws, seed) = (usize::from(measuring.draws), u64::from(measuring.seed));
        let result = local_moran_test(&slice.values, weights, draws, seed)?;
        let clusters = result.clusters(measuring.significance.level(), correction(room))?;
        Ok(Self { result, clusters })
    }

    /// p-value of a place; none without neighbours.
    pub(super) fn p(&self, at: usize) -> Option<f64> {
        self.result.permuted.get(at)?.as_ref().map(|one| one.p)
    }

    /// What is read of a place.
    pub(super) fn told(&self, at: usize, lang: Lang) -> String {
        let name = cluster_name(self.clusters.get(at).copied().flatten(), lang);
        match (self.p(at), lang) {
            (Some(p), Lang::Zh) => format!("{name}（{}）", p_text(p)),
            (Some(p), Lang::En) => format!("{name} ({})", p_text(p)),
            (None, _) => lang.pick("没有邻居", "no neighbours").into(),
        }
    }
}

fn correction(room: &Room<'_>) -> Correction {
    if room.spec.measuring.discovery { Correction::FalseDiscoveryRate } else { Correction::None }
}

/// Name of a cluster.
pub(super) const fn cluster_name(cluster: Option<Quadrant>, lang: Lang) -> &'static str {
    match cluster {
        Some(Quadrant::HighHigh) => lang.pick("高—高", "high among high"),
        Some(Quadrant::LowLow) => lang.pick("低—低", "low among low"),
        Some(Quadrant::HighLow) => lang.pick("高—低（高值被低值包围）", "high among low"),
        Some(Quadrant::LowHigh) => lang.pick("低—高（低值被高值包围）", "low among high"),
        None => lang.pick("不显著", "not significant"),
    }
}

/// The classes of the map, from the blue end to the orange one.
const CLASSES: [Option<Quadrant>; 5] = [
    Some(Quadrant::LowLow),
    Some(Quadrant::LowHigh),
    None,
    Some(Quadrant::HighLow),
    Some(Quadrant::HighHigh),
];

pub(super) fn figure(room: &Room<'_>) -> Figure {
    let Room { atlas, spec, lang, .. } = *room;
    let (year, slice) = (room.year(), room.slice(room.year()));
    let measuring = &spec.measuring;
    let computed = neighbours::weights(room, &slice).and_then(|weights| {
        let found = Found::of(room, &slice, &weights)?;
        let (draws, seed) = (usize::from(measuring.draws), u64::from(measuring.seed));
        let spots = getis_ord_test(&slice.values, &weights, draws, seed)?;
        Ok((weights, found, spots))
    });
    let (weights, found, spots) = match computed {
        Ok(found) => found,
        Err(why) => return nothing(room, &refusal(why, |at| room.name_at(at), lang)),
    };
    let shown = Shown::new(atlas, spec, room.years);
    let scale = shown.scale_of_places(&slice.values, lang);
    let class_of = |at: usize| {
        let cluster = found.clusters.get(at).copied().flatten();
        CLASSES.iter().position(|one| *one == cluster)
    };
    let mark = |place: PlaceId| {
        let at = slice.position(place);
        let value_text = match at {
            Some(at) => format!("{} · {}", found.told(at, lang), scale.with_unit(slice.values[at])),
            None if room.places.contains(&place) => lang.pick("无数据", "no data").to_owned(),
            None => lang.pick("未计入", "not measured").to_owned(),
        };
        RegionMark {
            region: atlas.place(place).id.clone(),
            place,
            class: at.and_then(class_of),
            share: None,
            name: describe::place_name(atlas, place, lang),
            label: String::new(),
            value_text,
            selected: spec.focus == Some(place),
        }
    };
    let level_places = spec.level.places(atlas);
    let count = |class: usize| (0..slice.len()).filter(|at| class_of(*at) == Some(class)).count();
    let mut legend: Vec<LegendItem> = CLASSES
        .iter()
        .enumerate()
        .map(|(class, cluster)| LegendItem {
            class: Some(class),
            label: cluster_name(*cluster, lang).to_owned(),
            count: count(class),
        })
        .collect();
    let without = level_places.iter().filter(|place| slice.position(**place).is_none()).count();
    if without > 0 {
        legend.push(LegendItem {
            class: None,
            label: lang.pick("无数据", "no data").to_owned(),
            count: without,
        });
    }
    let names = |cluster: Quadrant| -> Vec<PlaceId> {
        (0..slice.len())
            .filter(|at| found.clusters[*at] == Some(cluster))
            .map(|at| slice.places[at])
            .collect()
    };
    let title = title(room, &names(Quadrant::HighHigh), &names(Quadrant::LowLow), year);
    let subtitle = subtitle(room, year);
    let mut notes = Vec::new();
    notes.extend(room.missing_notes(&slice, year));
    notes.push(spots_note(room, &slice, &spots));
    notes.push(lang.pick(
        "局部莫兰 Iᵢ = zᵢ · (邻居 z 的平均值)，按 Anselin 1995；p 值为条件排列的单侧值。",
        "Local Moran Iᵢ = zᵢ · (mean z of neighbours), Anselin 1995; one-sided p-values by conditional permutation.",
    ).into());
    notes.extend(neighbours::notes(room, &slice, &weights));
    Told {
        kind: lang.pick("聚集地图", "Cluster map"),
        title,
        marks: Marks::Map(MapMarks {
            map: MapName::of(spec.level),
            year,
            regions: level_places.iter().copied().map(mark).collect(),
            colouring: Colouring::Classes(CLASSES.len()),
            palette: Palette::BlueOrange,
            legend,
            legend_unit: String::new(),
        }),
        notes,
        table: table(room, &slice, &found, &spots, &subtitle),
        subtitle,
    }
    .figure(room, &(year..=year))
}

fn subtitle(room: &Room<'_>, year: u16) -> String {
    let measuring = &room.spec.measuring;
    let (held, subject) = (measuring.significance.code(), room.subject_unweighted());
    match (room.lang, measuring.discovery) {
        (Lang::Zh, false) => format!("局部莫兰聚集图（p ≤ {held}） · {subject} · {year}年"),
        (Lang::Zh, true) => format!("局部莫兰聚集图（错误发现率 {held}） · {subject} · {year}年"),
        (Lang::En, false) => format!("Local Moran clusters (p ≤ {held}) · {subject} · {year}"),
        (Lang::En, true) => {
            format!("Local Moran clusters (false discovery rate {held}) · {subject} · {year}")
        }
    }
}

/// The finding: which places form the clusters.
fn title(room: &Room<'_>, high: &[PlaceId], low: &[PlaceId], year: u16) -> String {
    let (atlas, lang, subject) = (room.atlas, room.lang, room.indicator());
    let list = |places: &[PlaceId]| describe::names(atlas, places, lang);
    match (high.is_empty(), low.is_empty(), lang) {
        (true, true, Lang::Zh) => format!("{year}年{subject}没有显著的局部聚集"),
        (true, true, Lang::En) => format!("{subject}, {year}: no significant local clusters"),
        (false, true, Lang::Zh) => format!("{year}年{subject}的高值聚集区：{}", list(high)),
        (false, true, Lang::En) => format!("{subject}, {year}: a high cluster of {}", list(high)),
        (true, false, Lang::Zh) => format!("{year}年{subject}的低值聚集区：{}", list(low)),
        (true, false, Lang::En) => format!("{subject}, {year}: a low cluster of {}", list(low)),
        (false, false, Lang::Zh) => {
            format!("{year}年{subject}的高值聚集区：{}；低值聚集区：{}", list(high), list(low))
        }
        (false, false, Lang::En) => {
            format!("{subject}, {year}: high cluster {}; low cluster {}", list(high), list(low))
        }
    }
}

/// Hot and cold spots by Getis and Ord's G*.
fn spots_note(room: &Room<'_>, slice: &Slice, spots: &GetisOrdResult) -> String {
    let (atlas, lang) = (room.atlas, room.lang);
    let level = room.spec.measuring.significance.level();
    let found = spots.spots(level, correction(room)).unwrap_or_default();
    let names = |wanted: Spot| {
        let places: Vec<PlaceId> = found
            .iter()
            .zip(&slice.places)
            .filter(|(spot, _)| **spot == Some(wanted))
            .map(|(_, place)| *place)
            .collect();
        if places.is_empty() {
            lang.pick("无", "none").to_owned()
        } else {
            describe::names(atlas, &places, lang)
        }
    };
    let (hot, cold) = (names(Spot::Hot), names(Spot::Cold));
    match lang {
        Lang::Zh => format!("Getis–Ord G*（Ord、Getis 1995）热点：{hot}；冷点：{cold}。"),
        Lang::En => {
            format!("Getis–Ord G* (Ord and Getis 1995): hot spots {hot}; cold spots {cold}.")
        }
    }
}

fn table(
    room: &Room<'_>,
    slice: &Slice,
    found: &Found,
    spots: &GetisOrdResult,
    caption: &str,
) -> Table {
    let (atlas, lang) = (room.atlas, room.lang);
    let columns = head_columns(lang).into_iter().chain([
        text_column(lang.pick("聚集类型", "Cluster")),
        number_column(lang.pick("局部莫兰 Iᵢ", "Local Moran Iᵢ")),
        number_column("p"),
        number_column("G* (z)"),
    ]);
    let none = || Cell::missing(lang.pick("没有邻居", "no neighbours").to_owned());
    let row = |(at, place): (usize, &PlaceId)| {
        let mut cells = head(atlas, *place, lang).to_vec();
        cells.push(Cell::words(cluster_name(found.clusters.get(at).copied().flatten(), lang)));
        let i = found.result.local.i.get(at);
        cells.push(i.map_or_else(none, |i| Cell::number(*i, TABLE_DIGITS)));
        cells.push(found.p(at).map_or_else(none, |p| Cell::number(p, 4)));
        let g = spots.getis_ord.g.get(at).and_then(Option::as_ref);
        cells.push(g.map_or_else(none, |g| Cell::number(g.z, 3)));
        Row { place: *place, cells }
    };
    Table {
        caption: caption.to_owned(),
        columns: columns.collect(),
        rows: slice.places.iter().enumerate().map(row).collect(),
    }
}
