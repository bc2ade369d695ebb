//! Places against the mean of their neighbours: global Moran's I.

use super::{
    super::{
        Dot, Figure, FitLine, Marks, ScatterAxis, ScatterMarks, describe,
        rank_bars::{group_role, groups},
        table::{Cell, Row, Table, head, head_columns, number_column, text_column},
    },
    Told,
    clusters::{Found, cluster_name},
    neighbours, nothing,
    room::{Room, Slice},
    words::{TABLE_DIGITS, p_text, refusal},
};
use crate::{
    atlas::Lang,
    i18n::grouped,
    stats::spatial::{GearyResult, MoranResult, geary_test, moran_test},
};

pub(super) fn figure(room: &Room<'_>) -> Figure {
    let Room { spec, lang, .. } = *room;
    let (year, slice) = (room.year(), room.slice(room.year()));
    let measuring = &spec.measuring;
    let (draws, seed) = (usize::from(measuring.draws), u64::from(measuring.seed));
    let computed = neighbours::weights(room, &slice).and_then(|weights| {
        let global = moran_test(&slice.values, &weights, draws, seed)?;
        let geary = geary_test(&slice.values, &weights, draws, seed)?;
        let local = Found::of(room, &slice, &weights)?;
        Ok((weights, global, geary, local))
    });
    let (weights, found, geary, local) = match computed {
        Ok(found) => found,
        Err(why) => return nothing(room, &refusal(why, |at| room.name_at(at), lang)),
    };
    let mut dots = dots(room, &slice, &found, &local);
    if !dots.iter().any(|dot| dot.named) {
        super::super::scatter::name_outermost(&mut dots);
    }
    let reach = |values: &[f64]| {
        values.iter().fold((0.0_f64, 0.0_f64), |(low, high), one| (low.min(*one), high.max(*one)))
    };
    let (x_extent, y_extent) = (reach(&found.moran.scores), reach(&found.moran.lags));
    let i = found.moran.i;
    let (i_text, p) = (grouped(i, 3), p_text(found.permuted.p));
    let fit = FitLine {
        from: (x_extent.0, i * x_extent.0),
        to: (x_extent.1, i * x_extent.1),
        label: format!("I = {i_text}, {p}"),
    };
    let subject = room.indicator();
    let level = measuring.significance.level();
    let how = match (found.permuted.p <= level, i > found.moran.expected, lang) {
        (false, _, Lang::Zh) => "看不出空间聚集",
        (false, _, Lang::En) => "no clear pattern in space",
        (true, true, Lang::Zh) => "高与高相邻、低与低相邻",
        (true, true, Lang::En) => "high lies beside high, low beside low",
        (true, false, Lang::Zh) => "高低相间",
        (true, false, Lang::En) => "high and low alternate",
    };
    let title = match lang {
        Lang::Zh => format!("{year}年{subject}：{how}（莫兰 I = {i_text}，{p}）"),
        Lang::En => format!("{subject}, {year}: {how} (Moran’s I = {i_text}, {p})"),
    };
    let subtitle = match lang {
        Lang::Zh => {
            format!("各地区标准化后的值与其邻居的平均值 · {} · {year}年", room.subject_unweighted())
        }
        Lang::En => format!(
            "Standard score of each place against the mean of its neighbours · {} · {year}",
            room.subject_unweighted()
        ),
    };
    let mut notes = Vec::new();
    notes.extend(room.missing_notes(&slice, year));
    notes.extend(worked(&found, &geary, lang));
    notes.extend(neighbours::notes(room, &slice, &weights));
    Told {
        kind: lang.pick("莫兰散点图", "Moran scatter plot"),
        title,
        marks: Marks::Scatter(ScatterMarks {
            year,
            x: ScatterAxis {
                name: lang.pick("标准化值 z", "standard score z").into(),
                decimals: 1,
                log: false,
            },
            y: ScatterAxis {
                name: lang.pick("邻居的平均 z", "mean z of neighbours").into(),
                decimals: 1,
                log: false,
            },
            x_extent,
            y_extent,
            groups: groups(room.atlas, spec, lang),
            size_name: String::new(),
            fit: Some(fit),
            lang,
            dots,
        }),
        notes,
        table: table(room, &slice, &found, &local, &subtitle),
        subtitle,
    }
    .figure(room, &(year..=year))
}

/// The statistics with their numbers.
fn worked(found: &MoranResult, geary: &GearyResult, lang: Lang) -> Vec<String> {
    let (i, expected) = (grouped(found.moran.i, 3), grouped(found.moran.expected, 3));
    let (c, p) = (grouped(geary.geary.c, 3), p_text(geary.permuted.p));
    let mut notes = vec![match lang {
        Lang::Zh => format!(
            "I = Σᵢ zᵢ·(邻居 z 的平均值) ÷ Σᵢ zᵢ² = {i}，无空间关系时的期望值 −1 ÷ (n − 1) = {expected}。盖里 C = {c}（{p}）。"
        ),
        Lang::En => format!(
            "I = Σᵢ zᵢ · (mean z of neighbours) ÷ Σᵢ zᵢ² = {i}; without a pattern −1 ÷ (n − 1) = {expected}. Geary’s C = {c} ({p})."
        ),
    }];
    if let Some(normal) = found.moran.randomisation {
        let (z, p) = (grouped(normal.z, 2), p_text(normal.p));
        notes.push(match lang {
            Lang::Zh => format!("随机化假设下的正态近似：z = {z}，{p}。"),
            Lang::En => format!("Normal approximation under randomisation: z = {z}, {p}."),
        });
    }
    notes
}

fn dots(room: &Room<'_>, slice: &Slice, found: &MoranResult, local: &Found) -> Vec<Dot> {
    let (atlas, lang) = (room.atlas, room.lang);
    let dot = |(at, place): (usize, &crate::atlas::PlaceId)| {
        let (z, around) = (*found.moran.scores.get(at)?, *found.moran.lags.get(at)?);
        let cluster = local.clusters.get(at).copied().flatten();
        Some(Dot {
            place: *place,
            id: atlas.place(*place).id.clone(),
            name: describe::place_name(atlas, *place, lang),
            role: group_role(atlas, *place),
            focused: room.spec.focus == Some(*place),
            named: cluster.is_some(),
            x: z,
            y: around,
            size: 1.0,
            readout: vec![
                (lang.pick("标准化值", "Standard score").into(), grouped(z, 2)),
                (lang.pick("邻居的平均", "Mean of neighbours").into(), grouped(around, 2)),
                (lang.pick("局部聚集", "Local cluster").into(), local.told(at, lang)),
            ],
            trail: Vec::new(),
        })
    };
    slice.places.iter().enumerate().filter_map(dot).collect()
}

fn table(
    room: &Room<'_>,
    slice: &Slice,
    found: &MoranResult,
    local: &Found,
    caption: &str,
) -> Table {
    let (atlas, lang) = (room.atlas, room.lang);
    let columns = head_columns(lang).into_iter().chain([
        number_column(lang.pick("标准化值 z", "Standard score z")),
        number_column(lang.pick("邻居的平均 z", "Mean z of neighbours")),
        number_column(lang.pick("局部莫兰 Iᵢ", "Local Moran Iᵢ")),
        number_column("p"),
        text_column(lang.pick("聚集类型", "Cluster")),
    ]);
    let row = |(at, place): (usize, &crate::atlas::PlaceId)| {
        let mut cells = head(atlas, *place, lang).to_vec();
        let number = |value: Option<f64>, decimals: usize| {
            value.map_or_else(
                || Cell::missing(lang.pick("没有邻居", "no neighbours").to_owned()),
                |value| Cell::number(value, decimals),
            )
        };
        cells.push(number(found.moran.scores.get(at).copied(), TABLE_DIGITS));
        cells.push(number(found.moran.lags.get(at).copied(), TABLE_DIGITS));
        cells.push(number(local.result.local.i.get(at).copied(), TABLE_DIGITS));
        cells.push(number(local.p(at), 4));
        cells.push(Cell::words(cluster_name(local.clusters.get(at).copied().flatten(), lang)));
        Row { place: *place, cells }
    };
    Table {
        caption: caption.to_owned(),
        columns: columns.collect(),
        rows: slice.places.iter().enumerate().map(row).collect(),
    }
}
