//! Finding an indicator by words of either language.

use super::matching::{Fit, Folded, Pinyin};
use crate::atlas::{Atlas, IndicatorId};

/// Indicators that have values, grouped by theme in the order of the picker.
pub fn selectable_indicators(atlas: &Atlas) -> Vec<IndicatorId> {
    let mut found: Vec<IndicatorId> = atlas
        .indicators()
        .map(|(id, _)| id)
        .filter(|id| !atlas.vintages_of(*id).is_empty())
        .collect();
    crate::order::sort_by_key(&mut found, |id| (atlas.indicator(*id).theme, *id));
    found
}

/// Indicators among `candidates` of which name, theme or id contains every word of `text`, or of which
/// the Chinese name does in pinyin, in full with or without blanks or by its initials
/// (`cxjmsrb`), or of which a Chinese name has all characters of `text` with few others between them:
/// the better the name itself fits, the earlier, else in the order given. See [`Fit`].
pub fn search_indicators(
    atlas: &Atlas,
    candidates: &[IndicatorId],
    text: &str,
) -> Vec<IndicatorId> {
    let whole = Folded::of(text);
    if whole.is_empty() {
        return candidates.to_vec();
    }
    let words: Vec<Folded> =
        text.split_whitespace().map(Folded::of).filter(|word| !word.is_empty()).collect();
    let fit = |id: &IndicatorId| {
        let row = atlas.indicator(*id);
        let theme = &atlas.catalog().themes[row.theme.index()].name;
        let texts = [&row.name.zh, &row.name.en, &row.short_name.zh, &row.short_name.en];
        let names = texts.map(|text| Folded::of(text));
        let around = [&theme.zh, &theme.en, &row.id].map(|text| Folded::of(text));
        let pinyin = Pinyin::of(&row.pinyin);
        let every_word = words.iter().all(|word| {
            let contains = |text: &Folded| text.fit(word.as_str()).is_some();
            names.iter().chain(&around).any(contains) || pinyin.fit(word.as_str()).is_some()
        });
        let scattered = || names.iter().any(|name| name.scattered(whole.as_str()));
        names
            .iter()
            .filter_map(|name| name.fit(whole.as_str()))
            .chain(pinyin.fit(whole.as_str()))
            .min()
            .or_else(|| every_word.then_some(Fit::Words))
            .or_else(|| scattered().then_some(Fit::Scattered))
    };
    let mut found: Vec<(Fit, IndicatorId)> =
        candidates.iter().filter_map(|id| Some((fit(id)?, *id))).collect();
    crate::order::sort_by_key(&mut found, |(fit, _)| *fit);
    found.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
        let file = |name: &str| {
            std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
    });

    fn found(text: &str) -> Vec<&'static str> {
        let all = selectable_indicators(&ATLAS);
        let found = search_indicators(&ATLAS, &all, text).into_iter();
        found.map(|id| ATLAS.indicator(id).id.as_str()).collect()
    }

    #[test]
    fn an_indicator_is_found_by_pinyin_in_full_in_syllables_and_by_initials() {
        for text in
            ["chengxiangjuminshourubi", "cheng xiang ju min shou ru bi", "cxjmsrb", "CXJMSRB"]
        {
            assert_eq!(found(text), ["urban_rural_income_ratio"], "{text}");
        }
        // Typed so far only.
        for text in ["chengxiang", "cheng xiang", "cxjm"] {
            assert_eq!(found(text)[0], "urban_rural_income_ratio", "{text}");
        }
        assert_eq!(found("wenmanglv"), ["illiteracy_rate_15plus"]);
        assert_eq!(found("wenmanglü"), ["illiteracy_rate_15plus"]);
        assert_eq!(found("15sjysrkwml"), ["illiteracy_rate_15plus"]);
        assert_eq!(found("changzhurenkou")[0], "population_resident");
        assert_eq!(found("czrk")[0], "population_resident");
    }

    #[test]
    fn a_name_is_found_though_some_of_its_characters_were_left_out() {
        assert_eq!(found("居民可支配收入")[0], "disposable_income");
        assert!(!found("居民可支配收入").contains(&"urban_rural_income_ratio"));
    }

    #[test]
    fn names_come_before_pinyin_and_pinyin_begins_with_a_syllable() {
        assert_eq!(found("GDP")[..2], ["gdp", "gdp_per_person"]);
        assert_eq!(found("城乡居民收入比"), ["urban_rural_income_ratio"]);
        // The end of a syllable and the beginning of the next.
        assert_eq!(found("engxiang"), [""; 0]);
        assert_eq!(found("income ratio"), found("ratio income"));
        assert!(!found("median").contains(&"population_resident"));
    }
}
