//! Totals and the parts that add up to them: which belong together, and how large a part is.

use super::{Denominator, Measure, Missing, value};
use crate::atlas::{Atlas, Composition, IndicatorId, PlaceId, VintageId};

/// The first composition, in the order of the catalogue, of which the indicator is the total or a
/// part.
pub fn composition_of(atlas: &Atlas, indicator: IndicatorId) -> Option<&Composition> {
    atlas
        .catalog()
        .compositions
        .iter()
        .find(|one| one.total == indicator || one.parts.contains(&indicator))
}

/// The vintages in which every part has series, the default of the first part first.
///
/// The total may have others: there is GDP after the fifth economic census, but no value added of the
/// industries. Whether one of them reaches a level of places is [`super::covers_level`] of any part.
pub fn composition_vintages(atlas: &Atlas, composition: &Composition) -> Vec<VintageId> {
    let Some(first) = composition.parts.first() else { return Vec::new() };
    let parts = &composition.parts;
    atlas
        .vintages_of(*first)
        .into_iter()
        .filter(|vintage| parts.iter().all(|part| !atlas.series_of(*part, *vintage).is_empty()))
        .collect()
}

/// Share of a part in the sum of all parts, in per cent: part ÷ sum of parts × 100.
///
/// The sum and not the published total is divided by: the total may be missing in this vintage, and
/// rounding would keep the shares from adding up to 100. Macro-regions, and the nation where it has
/// no series of its own, are pooled as by [`value`]: parts are added up over the provinces first.
///
/// # Errors
/// The reason why there is no share. Without a value of every part there is none;
/// [`Missing::Part`] then names the first that is missing, unless all are for the same reason.
/// [`Missing::NoSeries`] also when the composition has no part of this index.
pub fn part_share(
    atlas: &Atlas,
    composition: &Composition,
    part_index: usize,
    vintage: VintageId,
    place: PlaceId,
    year: u16,
) -> Result<f64, Missing> {
    let part_at = |indicator: &IndicatorId| {
        let denominator = Denominator::YearEnd;
        value(atlas, Measure { indicator: *indicator, vintage, denominator }, place, year)
    };
    let parts = &composition.parts;
    let found: Vec<_> = parts.iter().map(part_at).collect();
    let reason = |one: &Result<_, Missing>| one.as_ref().err().copied();
    if let Some((part, Some(missing))) =
        parts.iter().zip(found.iter().map(reason)).find(|(_, reason)| reason.is_some())
    {
        let shared = found.iter().all(|one| reason(one) == Some(missing));
        return Err(if shared { missing } else { Missing::Part(*part) });
    }
    let values: Vec<_> = found.into_iter().flatten().collect();
    // A sum of provinces beside the nation's own figure would be a share of nothing.
    if let Some((part, _)) =
        parts.iter().zip(&values).find(|(_, value)| value.basis != values[0].basis)
    {
        return Err(Missing::Part(*part));
    }
    let own = values.get(part_index).ok_or(Missing::NoSeries)?.number;
    let sum: f64 = values.iter().map(|value| value.number).sum();
    let share = own / sum * 100.0;
    if share.is_finite() { Ok(share) } else { Err(Missing::Undefined) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, sync::LazyLock};

    static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
        let file = |name: &str| {
            std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
    });

    fn named(id: &str) -> &'static Composition {
        ATLAS.catalog().compositions.iter().find(|one| one.id == id).unwrap()
    }

    fn share(id: &str, part: usize, vintage: &str, place: &str, year: u16) -> Result<f64, Missing> {
        let vintage = ATLAS.vintage_by_id(vintage).unwrap();
        part_share(&ATLAS, named(id), part, vintage, ATLAS.place_by_id(place).unwrap(), year)
    }

    #[test]
    fn totals_and_parts_find_their_composition() {
        let of = |id: &str| {
            let indicator = ATLAS.indicator_by_id(id).unwrap();
            composition_of(&ATLAS, indicator).map(|one| one.id.as_str())
        };
        assert_eq!(of("gdp"), Some("sectors"));
        assert_eq!(of("va_tertiary"), Some("sectors"));
        assert_eq!(of("disposable_income_rural_wage"), Some("income_sources_rural"));
        assert_eq!(of("population_urban"), Some("residence"));
        assert_eq!(of("disposable_income_q1"), None);
        assert_eq!(of("gdp_per_person"), None);
    }

    #[test]
    fn the_vintages_are_those_of_all_parts() {
        let told = |id: &str| -> Vec<&str> {
            let vintages = composition_vintages(&ATLAS, named(id));
            vintages.into_iter().map(|one| ATLAS.vintage(one).id.as_str()).collect()
        };
        assert_eq!(told("sectors"), ["census4", "yearbook", "preliminary", "boundary2020"]);
        assert_eq!(told("income_sources"), ["survey2013"]);
        assert_eq!(told("residence"), ["census7"]);
    }

    #[test]
    fn shares_are_those_of_the_published_cells() {
        // Zhejiang 2019: 2086.7, 26299.5, 34075.8; the nation 2024: 23327, 6908, 3435, 7644;
        // Qinghai 2009: 234, 324, in 亿元, yuan and 万人.
        let near = |found: Result<f64, Missing>, part: f64, sum: f64| {
            assert!((found.unwrap() - part / sum * 100.0).abs() < 1e-12);
        };
        near(share("sectors", 0, "census4", "330000", 2019), 2086.7, 62_462.0);
        near(share("income_sources", 1, "survey2013", "100000", 2024), 6908.0, 41_314.0);
        near(share("residence", 0, "census7", "630000", 2009), 234.0, 558.0);
    }

    #[test]
    fn shares_add_up_wherever_there_are_any() {
        let mut sums = 0;
        let mut places = BTreeSet::new();
        for one in &ATLAS.catalog().compositions {
            for vintage in composition_vintages(&ATLAS, one) {
                for (place, _) in ATLAS.places() {
                    for year in 1949..=2030 {
                        let shares: Vec<_> = (0..one.parts.len())
                            .map(|part| part_share(&ATLAS, one, part, vintage, place, year))
                            .collect();
                        if shares.iter().all(Result::is_err) {
                            assert!(shares.iter().all(|share| *share == shares[0]));
                            continue;
                        }
                        let sum: f64 = shares.iter().map(|share| share.unwrap()).sum();
                        let at = (&one.id, &ATLAS.place(place).id, year);
                        assert!((sum - 100.0).abs() < 1e-9, "{at:?}: {sum}");
                        sums += 1;
                        places.insert(place);
                    }
                }
            }
        }
        assert!(sums > 2000, "{sums}");
        assert!(places.len() > 100, "{}", places.len());
    }

    #[test]
    fn macro_regions_are_sums_of_provinces_and_the_rest_has_a_reason() {
        let census4 = ATLAS.vintage_by_id("census4").unwrap();
        let east = ATLAS.place_by_id("east").unwrap();
        let one = named("sectors");
        let sum = |part: IndicatorId| -> f64 {
            let members = ATLAS.children(east);
            let points = members.map(|member| ATLAS.find_series(part, census4, member).unwrap());
            points.map(|series| series.at(2019).unwrap().value.to_f64()).sum()
        };
        let parts: Vec<f64> = one.parts.iter().map(|part| sum(*part)).collect();
        let expected = parts[2] / parts.iter().sum::<f64>() * 100.0;
        assert!((share("sectors", 2, "census4", "east", 2019).unwrap() - expected).abs() < 1e-9);

        assert!(matches!(share("sectors", 0, "census4", "east", 2012), Err(Missing::Member(_))));
        assert_eq!(share("sectors", 0, "census4", "330000", 1990), Err(Missing::NoYear));
        assert_eq!(share("sectors", 0, "census5", "330000", 2019), Err(Missing::NoSeries));
        assert_eq!(share("sectors", 3, "census4", "330000", 2019), Err(Missing::NoSeries));
        assert_eq!(
            share("income_sources", 0, "survey2013", "330000", 2019),
            Err(Missing::NoSeries)
        );
    }
}
