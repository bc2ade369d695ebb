//! Statistics against other software: `tests/fixtures/reference/make.py` says which, and wrote what
//! it found in published and drawn numbers.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that cannot be read fails the test, as it should"
)]

use prosperity_atlas::stats::{Classification, Rule, classify, fit, mean, median};
use serde_json::Value;
use std::fs;

/// The rows of a fixture. Its inputs have few digits, so that they are read as they were written.
fn rows(file: &str, name: &str) -> Vec<Value> {
    let path = format!("{}/tests/fixtures/reference/{file}", env!("CARGO_MANIFEST_DIR"));
    let fixture: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    fixture[name].as_array().unwrap().clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

/// Every set of values in every number of classes, with what was found in it.
fn each_case(mut check: impl FnMut(&str, &[f64], usize, &Value)) {
    for set in rows("classify.json", "sets") {
        let (name, values) = (set["name"].as_str().unwrap(), numbers(&set["values"]));
        for case in set["cases"].as_array().unwrap() {
            let count = usize::try_from(case["count"].as_u64().unwrap()).unwrap();
            check(&format!("{name} in {count} classes"), &values, count, case);
        }
    }
}

fn close(one: f64, other: f64, relative: f64) -> bool {
    (one - other).abs() <= relative * one.abs().max(other.abs())
}

/// Sum of squared deviations from the means of the classes.
fn sum_of_squares(values: &[f64], classes: &Classification) -> f64 {
    (0..classes.limits.len())
        .map(|class| {
            let members: Vec<f64> =
                values.iter().copied().filter(|v| classes.class_of(*v) == class).collect();
            let centre = mean(&members).unwrap();
            members.iter().map(|value| (value - centre).powi(2)).sum::<f64>()
        })
        .sum()
}

/// That `classes` part the values where `cuts` of mapclassify do, except next to a cut that is a
/// value but for a rounding error. Returns how many exceptions there were.
fn parted_alike(what: &str, values: &[f64], classes: &Classification, cuts: &[f64]) -> usize {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (least, greatest) = (sorted[0], sorted[sorted.len() - 1]);
    let rounding = 1e-12 * (greatest - least) + 4.0 * f64::EPSILON * greatest.abs();
    let mut exceptions = 0;
    for pair in sorted.windows(2) {
        let ours = classes.class_of(pair[0]) != classes.class_of(pair[1]);
        let theirs = cuts.iter().any(|cut| pair[0] <= *cut && *cut < pair[1]);
        if ours != theirs {
            let hit = |cut: &f64| pair.iter().any(|value| (value - cut).abs() <= rounding);
            assert!(cuts.iter().any(hit), "{what}: between {pair:?}, cuts {cuts:?}, {classes:?}");
            exceptions += 1;
        }
    }
    exceptions
}

#[test]
fn natural_breaks_are_those_of_mapclassify_or_better() {
    let (mut same, mut better) = (0, Vec::new());
    each_case(|what, values, count, case| {
        let classes = classify(values, &Rule::Jenks(count)).unwrap();
        let found = sum_of_squares(values, &classes);
        let least = number(&case["least"]);
        assert!(close(found, least, 1e-9), "{what}: {found}, the least is {least}");
        // It finds nothing in fewer different values than classes.
        let Some(theirs) = case.get("jenks") else { return };
        if classes.limits == numbers(&theirs["limits"]) {
            same += 1;
        } else if !close(found, number(&theirs["sum_of_squares"]), 1e-9) {
            assert!(found < number(&theirs["sum_of_squares"]), "{what}");
            better.push(what.to_owned());
        }
    });
    assert!(same > 170, "only {same} groupings are the same");
    // Single precision does not reach from a million to a hundredth.
    assert!(better.iter().all(|what| what.starts_with("far_from_zero")), "{better:?}");
}

#[test]
fn quantiles_part_the_values_as_those_of_mapclassify() {
    let mut exceptions = 0;
    each_case(|what, values, count, case| {
        let classes = classify(values, &Rule::Quantile(count)).unwrap();
        exceptions += parted_alike(what, values, &classes, &numbers(&case["quantile"]));
    });
    assert!(exceptions <= 18, "{exceptions} cuts that rounding moves");
}

#[test]
fn equal_intervals_are_those_of_mapclassify() {
    let mut exceptions = 0;
    each_case(|what, values, count, case| {
        let classes = classify(values, &Rule::EqualInterval(count)).unwrap();
        let cuts = numbers(&case["equal_interval"]);
        assert_eq!(classes.limits.len(), cuts.len(), "{what}");
        for (limit, cut) in classes.limits.iter().zip(&cuts) {
            assert!((limit - cut).abs() <= 1e-12 * (limit.abs() + cuts[count - 1].abs()), "{what}");
        }
        exceptions += parted_alike(what, values, &classes, &cuts);
    });
    assert!(exceptions <= 4, "{exceptions} cuts that rounding moves");
}

#[test]
fn means_and_medians_are_those_of_numpy() {
    for set in rows("classify.json", "sets") {
        let values = numbers(&set["values"]);
        let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
        for (ours, theirs) in [(mean(&values), &set["mean"]), (median(&values), &set["median"])] {
            let apart = (ours.unwrap() - number(theirs)).abs();
            assert!(apart <= 1e-14 * largest, "{}: {apart}", set["name"]);
        }
    }
}

#[test]
fn lines_are_those_of_scipy() {
    for row in rows("fit.json", "fits") {
        let (x, y) = (numbers(&row["x"]), numbers(&row["y"]));
        let line = fit(&x, &y).unwrap();
        assert_eq!(line.n, x.len());
        for (name, found) in
            [("slope", line.slope), ("intercept", line.intercept), ("r_squared", line.r_squared)]
        {
            let expected = number(&row[name]);
            assert!(close(found, expected, 1e-10), "{}: {name} {found}, {expected}", row["name"]);
        }
    }
}
