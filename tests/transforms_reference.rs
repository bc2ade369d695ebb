//! Numbers under chains of transforms against those that pandas finds in the CSV files
//! (`tests/fixtures/reference/transforms.py`).

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use prosperity_atlas::{
    atlas::{Atlas, PlaceId},
    query::{Chain, Denominator, Frame, Measure, Missing, Transform, Transformed},
};
use serde_json::Value;
use std::sync::LazyLock;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let file = |name: &str| {
        std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
});

static REFERENCE: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reference/transforms.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
});

fn year_of(value: &Value) -> u16 {
    u16::try_from(value.as_u64().unwrap()).unwrap()
}

fn places() -> Vec<PlaceId> {
    let ids = REFERENCE["places"].as_array().unwrap();
    ids.iter().map(|id| ATLAS.place_by_id(id.as_str().unwrap()).unwrap()).collect()
}

fn chain_of(case: &Value, additive: bool) -> Chain {
    case["chain"].as_array().unwrap().iter().fold(Chain::default(), |chain, code| {
        let step = Transform::ALL.into_iter().find(|step| step.code() == code).unwrap();
        chain.then(step, additive).unwrap()
    })
}

#[test]
fn chains_give_the_numbers_of_pandas() {
    let cases = REFERENCE["cases"].as_array().unwrap();
    let places = places();
    assert_eq!((places.len(), cases.len()), (31, 46));
    let (mut numbers, mut broken) = (0, 0);
    for case in cases {
        let indicator = ATLAS.indicator_by_id(case["indicator"].as_str().unwrap()).unwrap();
        let measure = Measure {
            indicator,
            vintage: ATLAS.vintage_by_id(case["vintage"].as_str().unwrap()).unwrap(),
            denominator: Denominator::YearEnd,
        };
        let frame = Frame {
            base: year_of(&case["base"]),
            from: year_of(&case["from"]),
            against: ATLAS.place_by_id(case["against"].as_str().unwrap()).unwrap(),
            ranked: places.clone(),
        };
        let chain = chain_of(case, ATLAS.indicator(indicator).additive);
        // Differences of nearly equal numbers lose digits, so they are compared on the scale of what
        // they are differences of; ranks are compared exactly.
        let is_rank = chain.has(Transform::Rank);
        let shown = Transformed::new(&ATLAS, measure, chain, frame);
        for (year, expected) in case["years"].as_object().unwrap() {
            let year: u16 = year.parse().unwrap();
            let crossed: Vec<u16> =
                expected["broken"].as_array().unwrap().iter().map(year_of).collect();
            for (place, expected) in places.iter().zip(expected["numbers"].as_array().unwrap()) {
                let at = format!(
                    "{} {} {year} {}",
                    case["indicator"],
                    case["chain"],
                    ATLAS.place(*place).id
                );
                let found = shown.at(*place, year);
                match (expected.as_f64(), found) {
                    (Some(expected), Ok(found)) if is_rank => {
                        assert!(
                            (expected - found).abs() < f64::EPSILON,
                            "{at}: {found}, {expected}"
                        );
                        numbers += 1;
                    }
                    (Some(expected), Ok(found)) => {
                        let scale = expected.abs().max(1.0);
                        assert!(
                            (expected - found).abs() <= 1e-10 * scale,
                            "{at}: {found}, {expected}"
                        );
                        numbers += 1;
                    }
                    (None, Err(Missing::Broken(year))) if crossed.contains(&year) => broken += 1,
                    (None, Err(why)) => {
                        let counted = matches!(
                            why,
                            Missing::NoYear
                                | Missing::NoStart(_)
                                | Missing::NoSpan(_)
                                | Missing::NoReference(_)
                        );
                        assert!(counted || !crossed.is_empty(), "{at}: {why:?}");
                    }
                    (expected, found) => unreachable!("{at}: {found:?}, {expected:?}"),
                }
            }
        }
    }
    assert!(numbers > 6000 && broken > 500, "{numbers}, {broken}");
}

#[test]
fn growth_across_a_documented_break_is_missing_with_its_year() {
    let measure = Measure {
        indicator: ATLAS.indicator_by_id("population_resident").unwrap(),
        vintage: ATLAS.vintage_by_id("census7").unwrap(),
        denominator: Denominator::YearEnd,
    };
    let frame = Frame { base: 2008, from: 2008, against: ATLAS.nation(), ranked: places() };
    for step in [Transform::Growth, Transform::AnnualGrowth, Transform::Change, Transform::Index] {
        let shown = Transformed::new(&ATLAS, measure, Chain::of(step), frame.clone());
        for place in places() {
            assert_eq!(shown.at(place, 2010), Err(Missing::Broken(2010)), "{step:?}");
            assert!(shown.at(place, 2009).is_ok(), "{step:?}");
        }
    }
}
