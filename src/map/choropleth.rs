//! From a figure's map to what is painted: the only place where both are known.

use super::{
    geometry::Level,
    svg::{MapOptions, MapPaint, MapText, Mode, RegionPaint},
};
use crate::{
    atlas::Lang,
    figure::{Colouring, Figure, MapMarks, MapName},
    theme::{Theme, continuous, diverging, sequential},
};

/// The set of regions of a layer that a map shows.
pub const fn level_of(map: MapName) -> Level {
    match map {
        MapName::China | MapName::Tiles => Level::Province,
        MapName::ZhejiangCities | MapName::Delta => Level::Prefecture,
        MapName::ZhejiangCounties | MapName::Shanghai => Level::County,
    }
}

/// Words that stand on a map in a language.
pub const fn text_of(lang: Lang) -> &'static MapText {
    match lang {
        Lang::Zh => &MapText::ZH,
        Lang::En => &MapText::EN,
    }
}

/// The credit line of the boundaries. The review number is the source's, for its own map.
pub const fn credit_of(lang: Lang) -> &'static str {
    lang.pick(
        "边界数据：国家地理信息公共服务平台（天地图）行政区划数据（CGCS2000），数据页标注审图号 GS（2024）0650号。为网页显示作了简化，仅用于统计数据示意，不作为划界依据。",
        "Boundaries: administrative division data (CGCS2000) of the National Platform for Common Geospatial Information Services (Tianditu); its page names map review number GS(2024)0650. Simplified for display; for showing statistics only, not evidence of any boundary.",
    )
}

/// The colours of the legend's classes, lowest first; of an even run so many steps of it.
pub fn colours(marks: &MapMarks, theme: Theme) -> Vec<String> {
    /// Steps by which a run of colours is shown in a legend.
    const STEPS: usize = 24;
    let palette = marks.palette;
    match marks.colouring {
        Colouring::Classes(count) if palette.is_diverging() => diverging(theme, palette, count),
        Colouring::Classes(count) => sequential(theme, palette, count),
        Colouring::Continuous { .. } => (0..STEPS)
            .map(|step| continuous(theme, palette, step as f64 / (STEPS - 1) as f64))
            .collect(),
    }
}

/// Colours and names of all regions.
pub fn paint(figure: &Figure, marks: &MapMarks, theme: Theme, lang: Lang) -> MapPaint {
    let classes = colours(marks, theme);
    let separator = lang.pick("：", ": ");
    let region = |region: &crate::figure::RegionMark| {
        let run = region.share.map(|share| continuous(theme, marks.palette, share));
        let fill = run.or_else(|| classes.get(region.class?).cloned());
        RegionPaint {
            place_id: region.region.clone(),
            // A run has no classes; any one says that there is a value.
            class: region.class.or(fill.as_ref().map(|_| 0)),
            fill: fill.unwrap_or_default(),
            name: format!("{}{separator}{}", region.name, region.value_text),
            title: String::new(),
            label: region.label.clone(),
            group: None,
        }
    };
    MapPaint {
        title: figure.title.clone(),
        description: figure.alt.clone(),
        theme,
        regions: marks.regions.iter().map(region).collect(),
    }
}

/// How the map of a page is drawn.
pub const fn live_options(map: MapName, width_px: u32, lang: Lang) -> MapOptions<'static> {
    MapOptions {
        level: level_of(map),
        width_px,
        id_prefix: "map-",
        text: text_of(lang),
        credit: None,
        // Only the marks of remarks are written on a map.
        labels: true,
        group_borders: matches!(map, MapName::ZhejiangCounties | MapName::Delta),
        mode: Mode::Live { region_role: "button" },
    }
}

/// How the picture of a map is drawn that stands alone.
pub const fn static_options(map: MapName, width_px: u32, lang: Lang) -> MapOptions<'static> {
    MapOptions { mode: Mode::Static, ..live_options(map, width_px, lang) }
}
