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

/// Indicators among `candidates` of which name, theme or id contains every word of `text`: first those
/// whose name is the text, then those whose name begins with it or contains it, each in the order
/// given.
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
        words.iter().all(|word| haystack.contains(word.as_str()))
    };
    let whole = normalise(text);
    let quality = |id: &IndicatorId| {
        let row = atlas.indicator(*id);
        let names = [&row.name.zh, &row.name.en, &row.short_name.zh, &row.short_name.en];
        let one = |name: &String| match normalise(name).find(&whole) {
            Some(0) if normalise(name) == whole => 0_u8,
            Some(0) => 1,
            Some(_) => 2,
            None => 3,
        };
        names.into_iter().map(one).min()
    };
    let mut found: Vec<IndicatorId> = candidates.iter().copied().filter(matches).collect();
    if !whole.is_empty() {
        found.sort_by_cached_key(quality);
    }
    found
}
