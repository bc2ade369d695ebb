//! Where there are data, and what is said where there are none.

use super::{Figure, Marks, Table, describe};
use crate::{
    atlas::{Atlas, Lang},
    query::{Geography, covers_level, has_level},
    spec::Spec,
};

/// The figure of a spec without any data: says so, and where there are some.
pub(super) fn nothing(atlas: &Atlas, spec: &Spec, lang: Lang) -> Figure {
    let name = describe::indicator_name(atlas, spec.indicator, spec.level, lang);
    let level = describe::level_name(spec.level, lang);
    let elsewhere: Vec<&str> = Geography::ALL
        .into_iter()
        .filter(|level| has_level(atlas, spec.indicator, *level))
        .map(|level| describe::level_name(level, lang))
        .collect();
    let title = match lang {
        Lang::Zh => format!("{level}没有“{name}”的数据"),
        Lang::En => format!("No data on “{name}” for {level}"),
    };
    let editions: Vec<&str> = atlas
        .vintages_of(spec.indicator)
        .into_iter()
        .filter(|vintage| covers_level(atlas, spec.indicator, *vintage, spec.level))
        .map(|vintage| atlas.vintage(vintage).name.get(lang))
        .collect();
    let hint = if editions.is_empty() {
        elsewhere_hint(&elsewhere, lang)
    } else {
        match lang {
            Lang::Zh => format!("所选数据版本没有；有数据的版本：{}。", editions.join("、")),
            Lang::En => {
                format!("Not in the chosen edition; there are in: {}.", editions.join(", "))
            }
        }
    };
    Figure {
        subtitle: describe::measure_line(atlas, spec, lang),
        marks: Marks::Nothing(hint.clone()),
        remarks: Vec::new(),
        notes: Vec::new(),
        source_line: String::new(),
        sources: Vec::new(),
        table: Table::default(),
        alt: format!("{title}{}{hint}", lang.pick("。", ". ")),
        title,
    }
}

/// On which other levels there are data.
fn elsewhere_hint(levels: &[&str], lang: Lang) -> String {
    match (lang, levels.is_empty()) {
        (Lang::Zh, true) => "该指标在图集中没有任何数据。".to_owned(),
        (Lang::En, true) => "The atlas has no data on this indicator.".to_owned(),
        (Lang::Zh, false) => format!("有数据的范围：{}。", levels.join("、")),
        (Lang::En, false) => format!("There are data for: {}.", levels.join(", ")),
    }
}
