//! Finding an indicator by words of either language.

use super::places::normalise;
use crate::atlas::{Atlas, IndicatorId};

/// Indicators that have values, grouped by theme in the order of the picker.
pub fn selectable_indicators(atlas: &Atlas) -> Vec<IndicatorId> {
    let mut found: Vec<IndicatorId> = atlas
        .indicators()
        .map(|(id, _)| id)
        .filter(|id| !atlas.vintages_of(*id).is_empty())
        .collect();
    found.sort_by_key(|id| (atlas.indicator(*id).theme, *id));
    found
}

/// The name of an indicator as it is typed in pinyin.
struct Pinyin {
    /// Every syllable, in lower case.
    syllables: Vec<String>,
    /// First letters of the syllables; letters and digits of the name stay whole.
    initials: String,
}

impl Pinyin {
    fn of(pinyin: &str) -> Self {
        let syllables = pinyin.split(' ').map(str::to_lowercase).collect();
        let initials: String = pinyin
            .split(' ')
            .map(|word| match word.chars().next() {
                Some(first) if first.is_ascii_lowercase() => first.to_string(),
                _ => word.to_lowercase(),
            })
            .collect();
        Self { syllables, initials }
    }

    /// How well a normalised word fits: 0 is the whole name, 1 its beginning, 2 a part of it. It fits
    /// from the beginning of a syllable on, so that `an` does not find every `shan`; a single letter
    /// is no initials, since it would find nearly everything.
    fn fit(&self, word: &str) -> Option<u8> {
        // Where ü is typed as such, not as v.
        let word = word.replace('ü', "v");
        if word.is_empty() {
            return None;
        }
        let spelled = (0..self.syllables.len())
            .find(|at| self.syllables[*at..].concat().starts_with(&word))
            .map(|at| match at {
                0 if self.syllables.concat() == word => 0,
                0 => 1,
                _ => 2,
            });
        let short = self.initials.find(&word).filter(|_| word.len() > 1).map(|at| match at {
            0 if self.initials == word => 0,
            0 => 1,
            _ => 2,
        });
        spelled.into_iter().chain(short).min()
    }
}

/// Indicators among `candidates` of which name, theme or id contains every word of `text`, or of which
/// the Chinese name does in pinyin, in full with or without blanks or by its initials
/// (`cxjmsrb`): first those whose name is the text, then those whose name begins with it or contains
/// it, then the same for pinyin, then the rest, each in the order given.
pub fn search_indicators(
    atlas: &Atlas,
    candidates: &[IndicatorId],
    text: &str,
) -> Vec<IndicatorId> {
    let words: Vec<String> = text.split_whitespace().map(normalise).collect();
    let matches = |id: &IndicatorId| {
        let row = atlas.indicator(*id);
        let theme = &atlas.catalog().themes[row.theme.index()].name;
        let names = [&row.name, &row.short_name, theme];
        let haystack: String = names
            .into_iter()
            .flat_map(|name| [name.zh.as_str(), name.en.as_str()])
            .chain([row.id.as_str()])
            .map(|name| normalise(name) + " ")
            .collect();
        let pinyin = Pinyin::of(&row.pinyin);
        words.iter().all(|word| haystack.contains(word.as_str()) || pinyin.fit(word).is_some())
    };
    let whole = normalise(text);
    let quality = |id: &IndicatorId| {
        let row = atlas.indicator(*id);
        let names = [&row.name.zh, &row.name.en, &row.short_name.zh, &row.short_name.en];
        let one = |name: &String| match normalise(name).find(&whole) {
            Some(0) if normalise(name) == whole => 0_u8,
            Some(0) => 1,
            Some(_) => 2,
            None => 6,
        };
        let pinyin = Pinyin::of(&row.pinyin).fit(&whole).map(|fit| fit + 3);
        names.into_iter().map(one).chain(pinyin).min()
    };
    let mut found: Vec<IndicatorId> = candidates.iter().copied().filter(matches).collect();
    if !whole.is_empty() {
        found.sort_by_cached_key(quality);
    }
    found
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
    fn names_come_before_pinyin_and_pinyin_begins_with_a_syllable() {
        assert_eq!(found("GDP")[..2], ["gdp", "gdp_per_person"]);
        assert_eq!(found("城乡居民收入比"), ["urban_rural_income_ratio"]);
        // The end of a syllable and the beginning of the next.
        assert_eq!(found("engxiang"), [""; 0]);
        assert_eq!(found("income ratio"), found("ratio income"));
        assert!(!found("median").contains(&"population_resident"));
    }
}
