//! Inequality measures against those of PySAL and against plain formulas in extended precision
//! (`tests/fixtures/reference/inequality.py`).

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use prosperity_atlas::stats::{
    Decomposition, Index, MeasureError, Sample, dagum, decompose_ge, decompose_nested,
    decompose_theil_t, gini_by_source, jackknife, leave_one_out, lorenz, rounding_interval,
};
use serde_json::Value;
use std::sync::LazyLock;

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reference/inequality.json");
    let reference: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    reference["cases"].as_array().unwrap().iter().map(Case::read).collect()
});

/// Relative agreement asked for.
const AGREEMENT: f64 = 1e-10;
/// What formulas that let terms of about 1 cancel lose in double precision, which is PySAL's.
const DOUBLE: f64 = 1e-14;
/// The same in extended precision.
const EXTENDED: f64 = 1e-18;

const NAMES: [(&str, Index); 21] = [
    ("gini", Index::Gini),
    ("gini_corrected", Index::GiniCorrected),
    ("theil_t", Index::TheilT),
    ("theil_l", Index::TheilL),
    ("ge_-1", Index::GeneralisedEntropy(-1.0)),
    ("ge_0.5", Index::GeneralisedEntropy(0.5)),
    ("ge_2", Index::GeneralisedEntropy(2.0)),
    ("ge_3", Index::GeneralisedEntropy(3.0)),
    ("atkinson_0.5", Index::Atkinson(0.5)),
    ("atkinson_1", Index::Atkinson(1.0)),
    ("atkinson_2", Index::Atkinson(2.0)),
    ("cv_population", Index::CvPopulation),
    ("cv_sample", Index::CvSample),
    ("hoover", Index::Hoover),
    ("extreme_ratio", Index::ExtremeRatio),
    ("p90_p10", Index::PercentileRatio { upper: 0.9, lower: 0.1 }),
    ("palma", Index::ShareRatio { top: 0.1, bottom: 0.4 }),
    ("quintile_ratio", Index::ShareRatio { top: 0.2, bottom: 0.2 }),
    ("top_bottom_1", Index::TopBottom(1)),
    ("top_bottom_5", Index::TopBottom(5)),
    ("std_of_logs", Index::StdOfLogs),
];

fn index(name: &str) -> Index {
    // With weights the groups at both ends are of two.
    let two = ("top_bottom_2", Index::TopBottom(2));
    NAMES.iter().chain([&two]).find(|(known, _)| *known == name).unwrap().1
}

struct Case {
    name: String,
    values: Vec<f64>,
    weights: Option<Vec<f64>>,
    groups: Option<Vec<usize>>,
    inner: Option<Vec<usize>>,
    sources: Option<Vec<Vec<f64>>>,
    pysal: Value,
    own: Value,
    own_weighted: Value,
}

impl Case {
    fn read(case: &Value) -> Self {
        let given = |key: &str| case.get(key);
        Self {
            name: case["name"].as_str().unwrap().to_owned(),
            values: floats(&case["values"]),
            weights: given("weights").map(floats),
            groups: given("groups").map(labels),
            inner: given("inner").map(labels),
            sources: given("sources")
                .map(|sources| sources.as_array().unwrap().iter().map(floats).collect()),
            pysal: case["pysal"].clone(),
            own: case["own"].clone(),
            own_weighted: case["own_weighted"].clone(),
        }
    }

    /// Samples without weights and with them, each with what was found in it.
    fn samples(&self) -> Vec<(Sample, &Value)> {
        let mut samples = vec![(Sample::new(&self.values).unwrap(), &self.own)];
        if let Some(weights) = &self.weights {
            samples.push((Sample::weighted(&self.values, weights).unwrap(), &self.own_weighted));
        }
        samples
    }
}

fn floats(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|one| one.as_f64().unwrap()).collect()
}

fn labels(value: &Value) -> Vec<usize> {
    let label = |one: &Value| usize::try_from(one.as_u64().unwrap()).unwrap();
    value.as_array().unwrap().iter().map(label).collect()
}

/// Entries of an object that may be missing.
fn entries(value: &Value) -> Vec<(&str, &Value)> {
    let entries = value.as_object().into_iter().flatten();
    entries.map(|(key, entry)| (key.as_str(), entry)).collect()
}

/// Counts what has been compared, so that a fixture that has lost its numbers fails.
#[derive(Default)]
struct Comparison {
    compared: usize,
}

impl Comparison {
    #[track_caller]
    fn same(&mut self, found: f64, expected: &Value, floor: f64, what: &dyn std::fmt::Debug) {
        let expected = expected.as_f64().unwrap();
        let allowed = AGREEMENT * expected.abs() + floor;
        assert!((found - expected).abs() <= allowed, "{what:?}: {found} is not {expected}");
        self.compared += 1;
    }
}

#[test]
fn indices_are_those_of_pysal() {
    let mut comparison = Comparison::default();
    for case in CASES.iter() {
        let sample = Sample::new(&case.values).unwrap();
        for (name, expected) in entries(&case.pysal) {
            let what = (&case.name, name);
            let split = || decompose_theil_t(&sample, case.groups.as_ref().unwrap()).unwrap();
            match name {
                "lorenz" => {
                    let curve = lorenz(&sample).unwrap();
                    let expected = expected.as_array().unwrap();
                    assert_eq!(curve.points.len(), expected.len(), "{what:?}");
                    for (point, expected) in curve.points.iter().zip(expected) {
                        comparison.same(point[0], &expected[0], DOUBLE, &what);
                        comparison.same(point[1], &expected[1], DOUBLE, &what);
                    }
                }
                "theil_within" => comparison.same(split().within, expected, DOUBLE, &what),
                "theil_between" => comparison.same(split().between, expected, DOUBLE, &what),
                name => {
                    let found = index(name).of(&sample).unwrap();
                    comparison.same(found, expected, DOUBLE, &what);
                }
            }
        }
    }
    assert_eq!((CASES.len(), comparison.compared), (20, 782));
}

#[test]
fn indices_are_those_of_their_definitions() {
    let mut comparison = Comparison::default();
    for case in CASES.iter() {
        for (sample, own) in case.samples() {
            for (name, expected) in entries(&own["indices"]) {
                let found = index(name).of(&sample).unwrap();
                comparison.same(found, expected, EXTENDED, &(&case.name, name));
            }
            // What the definition does not allow is not a number here either.
            if case.values.contains(&0.0) {
                let refused = Index::TheilL.of(&sample);
                assert!(matches!(refused, Err(MeasureError::NotPositive { .. })), "{}", case.name);
            }
        }
    }
    assert_eq!(comparison.compared, 727);
}

#[test]
fn entropies_decompose_into_those_of_the_groups() {
    let mut comparison = Comparison::default();
    for case in CASES.iter() {
        for (sample, own) in case.samples() {
            for (alpha, expected) in entries(&own["decompose"]) {
                let groups = case.groups.as_ref().unwrap();
                let found = decompose_ge(&sample, alpha.parse().unwrap(), groups).unwrap();
                let what = (&case.name, alpha);
                compare_parts(&mut comparison, &found, expected, &what);
            }
            for (alpha, expected) in entries(&own["nested"]) {
                let (outer, inner) = (case.groups.as_ref().unwrap(), case.inner.as_ref().unwrap());
                let found =
                    decompose_nested(&sample, alpha.parse().unwrap(), outer, inner).unwrap();
                let what = (&case.name, alpha);
                // A difference of two rounded numbers in the reference.
                let floor = 1e-13 * found.total;
                comparison.same(found.between_outer, &expected["between_outer"], EXTENDED, &what);
                comparison.same(found.between_inner, &expected["between_inner"], floor, &what);
                comparison.same(found.within_inner, &expected["within_inner"], EXTENDED, &what);
            }
        }
    }
    assert_eq!(comparison.compared, 3008);
}

fn compare_parts(
    comparison: &mut Comparison,
    found: &Decomposition,
    expected: &Value,
    what: &dyn std::fmt::Debug,
) {
    comparison.same(found.within, &expected["within"], EXTENDED, what);
    comparison.same(found.between, &expected["between"], EXTENDED, what);
    let order: Vec<usize> = found.groups.iter().map(|part| part.group).collect();
    assert_eq!(order, labels(&expected["labels"]), "{what:?}");
    for (part, expected) in found.groups.iter().zip(expected["parts"].as_array().unwrap()) {
        let found = [
            part.population_share,
            part.value_share,
            part.mean,
            part.index,
            part.within,
            part.between,
        ];
        for (at, found) in found.into_iter().enumerate() {
            // A group's term is as far from 0 as its mean from that of all, which is rounded.
            let floor = if at == 5 { 1e-15 * part.population_share } else { EXTENDED };
            comparison.same(found, &expected[at], floor, &(what, part.group, at));
        }
    }
}

#[test]
fn gini_decomposes_by_groups_and_sources() {
    let mut comparison = Comparison::default();
    for case in CASES.iter() {
        for (sample, own) in case.samples() {
            if let Some(expected) = own.get("dagum") {
                let found = dagum(&sample, case.groups.as_ref().unwrap()).unwrap();
                comparison.same(found.within, &expected["within"], EXTENDED, &case.name);
                comparison.same(found.net_between, &expected["net_between"], EXTENDED, &case.name);
                let transvariation = &expected["transvariation"];
                comparison.same(found.transvariation, transvariation, 1e-16, &case.name);
                let expected = expected["pairs"].as_array().unwrap();
                assert_eq!(found.pairs.len(), expected.len(), "{}", case.name);
                for (pair, expected) in found.pairs.iter().zip(expected) {
                    assert_eq!(
                        vec![pair.a, pair.b],
                        labels(&expected.as_array().unwrap()[..2].into())
                    );
                    let found =
                        [pair.gini_between, pair.distance, pair.net_between, pair.transvariation];
                    for (at, found) in found.into_iter().enumerate() {
                        // 1 less a distance of nearly 1 in the reference.
                        let floor = if at == 3 { 1e-16 } else { EXTENDED };
                        comparison.same(found, &expected[at + 2], floor, &(&case.name, at));
                    }
                }
            }
            if let Some(expected) = own.get("by_source") {
                let sources = case.sources.as_ref().unwrap();
                let sources: Vec<&[f64]> = sources.iter().map(Vec::as_slice).collect();
                let found = gini_by_source(&sources, sample.weights()).unwrap();
                comparison.same(found.total, &expected["total"], EXTENDED, &case.name);
                let expected = expected["parts"].as_array().unwrap();
                assert_eq!(found.sources.len(), expected.len());
                for (part, expected) in found.sources.iter().zip(expected) {
                    let found = [
                        part.share,
                        part.gini,
                        part.correlation,
                        part.contribution,
                        part.marginal_effect,
                    ];
                    for (at, found) in found.into_iter().enumerate() {
                        comparison.same(found, &expected[at], 1e-15, &(&case.name, at));
                    }
                }
            }
        }
    }
    assert_eq!(comparison.compared, 882);
}

#[test]
fn single_values_and_rounding_do_what_they_do_by_hand() {
    let mut comparison = Comparison::default();
    for case in CASES.iter() {
        for (sample, own) in case.samples() {
            for (name, expected) in entries(&own["each"]) {
                let what = (&case.name, name);
                let without = leave_one_out(&sample, index(name)).unwrap();
                let each = expected["without"].as_array().unwrap();
                assert_eq!(without.len(), each.len(), "{what:?}");
                for (found, expected) in without.iter().zip(each) {
                    comparison.same(*found, expected, EXTENDED, &what);
                }
                let found = jackknife(&sample, index(name)).unwrap();
                let floor = found.estimate * 1e-14;
                let error = &expected["standard_error"];
                comparison.same(found.standard_error, error, floor, &what);
                // A difference of numbers that are n times as near to each other.
                let floor = floor * sample.len() as f64;
                comparison.same(found.bias, &expected["bias"], floor, &what);
            }
            for (name, expected) in entries(&own["rounding"]) {
                let what = (&case.name, name);
                let width = expected["width"].as_f64().unwrap();
                let found = rounding_interval(&sample, &[width], index(name)).unwrap();
                let (least, greatest) = (
                    expected["least_on_grid"].as_f64().unwrap(),
                    expected["greatest"].as_f64().unwrap(),
                );
                // The grid is a 4,000th of the range wide, and around the least the index is flat.
                assert!(found.least <= least * (1.0 + 1e-12), "{what:?} {found:?} {least}");
                assert!(found.least >= least - 1e-4 * greatest, "{what:?} {found:?} {least}");
                if sample.weights().is_none() {
                    comparison.same(found.greatest, &expected["greatest"], EXTENDED, &what);
                } else {
                    assert!(found.greatest >= greatest * (1.0 - 1e-12), "{what:?} {found:?}");
                    // Of few values one makes much of a difference.
                    assert!(found.greatest <= greatest * 1.05, "{what:?} {found:?} {greatest}");
                    assert!(found.attained <= greatest * (1.0 + 1e-12), "{what:?} {found:?}");
                }
                comparison.compared += 1;
            }
        }
    }
    assert_eq!(comparison.compared, 1438);
}
