//! Convergence, mobility and the tails of distributions against statsmodels, giddy and `SciPy`:
//! `tests/fixtures/reference/spatial.py` says how, and wrote what it found.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that cannot be read fails the test, as it should"
)]

use prosperity_atlas::stats::{
    NoConvergence, NoErgodic, PValue, beta_convergence, kendall_tau, normal_two_sided,
    quantile_classes, slope_test, student_two_sided, transitions,
};
use serde_json::Value;
use std::{fs, sync::LazyLock};

static FIXTURE: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reference/convergence.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
});

fn rows(name: &str) -> &'static [Value] {
    FIXTURE[name].as_array().unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn whole(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn assert_close(found: f64, expected: &Value, what: &str) {
    let expected = number(expected);
    assert!((found - expected).abs() <= 1e-10 * expected.abs(), "{what}: {found}, {expected}");
}

#[test]
fn regressions_are_those_of_statsmodels() {
    let (mut converging, mut widening, mut turned) = (0, 0, 0);
    for row in rows("regressions") {
        let what = row["name"].as_str().unwrap();
        let years = u32::try_from(whole(&row["years"])).unwrap();
        let found =
            beta_convergence(&numbers(&row["first"]), &numbers(&row["last"]), years).unwrap();
        let regression = found.regression;
        assert_close(regression.fit.slope, &row["slope"], what);
        assert_close(regression.fit.intercept, &row["intercept"], what);
        assert_close(regression.fit.r_squared, &row["r_squared"], what);
        assert_close(regression.standard_error, &row["standard_error"], what);
        assert_close(regression.t.unwrap(), &row["t"], what);
        // A p-value of 1e-200 does not have the digits of its t.
        let p = regression.p.unwrap();
        assert!((p / number(&row["p"]) - 1.0).abs() < 1e-8 || p < 1e-100, "{what}: {p}");
        let own = &row["own"];
        match found.speed {
            Ok(speed) => assert_close(speed, &own["speed"], what),
            Err(why) => {
                assert_eq!(
                    (why, own["speed"].is_null()),
                    (NoConvergence::Overtaking, true),
                    "{what}"
                );
                turned += 1;
            }
        }
        match found.half_life {
            Ok(years) => {
                assert_close(years, &own["half_life"], what);
                converging += 1;
            }
            Err(NoConvergence::NotClosing) => {
                assert!(own["half_life"].is_null(), "{what}");
                widening += 1;
            }
            Err(NoConvergence::Overtaking) => assert!(own["half_life"].is_null(), "{what}"),
        }
    }
    assert!(converging >= 6 && widening >= 1 && turned >= 1, "{converging} {widening} {turned}");
}

#[test]
fn trends_are_those_of_scipy() {
    assert_eq!(rows("trends").len(), 3);
    for row in rows("trends") {
        let what = row["name"].as_str().unwrap();
        let found = slope_test(&numbers(&row["x"]), &numbers(&row["y"])).unwrap();
        assert_close(found.fit.slope, &row["slope"], what);
        assert_close(found.standard_error, &row["standard_error"], what);
        assert_close(found.p.unwrap(), &row["p"], what);
    }
}

#[test]
fn taus_are_those_of_scipy() {
    let mut exact = 0;
    for row in rows("taus") {
        let what = row["name"].as_str().unwrap();
        let found = kendall_tau(&numbers(&row["x"]), &numbers(&row["y"])).unwrap();
        assert_close(found.tau, &row["tau"], what);
        assert_close(found.p.value(), &row["p"], what);
        assert_eq!(matches!(found.p, PValue::Exact(_)), row["exact"].as_bool().unwrap(), "{what}");
        exact += usize::from(matches!(found.p, PValue::Exact(_)));
    }
    assert!(exact >= 6 && rows("taus").len() - exact >= 4, "{exact}");
}

#[test]
fn classes_and_chains_are_those_of_mapclassify_and_giddy() {
    let (mut ergodic, mut without) = (0, 0);
    for row in rows("chains") {
        let what = row["name"].as_str().unwrap();
        let count = whole(&row["count"]);
        let years: Vec<Vec<f64>> = row["years"].as_array().unwrap().iter().map(numbers).collect();
        for (year, expected) in years.iter().zip(row["classes"].as_array().unwrap()) {
            let expected: Vec<usize> = expected.as_array().unwrap().iter().map(whole).collect();
            assert_eq!(quantile_classes(year, count), Ok(expected), "{what}");
        }
        let chain = transitions(&years, count).unwrap();
        for from in 0..count {
            for to in 0..count {
                assert_eq!(chain.moves(from, to), whole(&row["transitions"][from][to]), "{what}");
            }
            let shares = chain.row(from);
            assert_eq!(shares.is_none(), row["rows"][from].is_null(), "{what}");
            for (to, share) in shares.into_iter().flatten().enumerate() {
                assert_close(share, &row["rows"][from][to], what);
            }
            let years = chain.years_in_class()[from];
            assert_eq!(years.is_none(), row["years_in_class"][from].is_null(), "{what}");
            if let Some(years) = years {
                assert_close(years, &row["years_in_class"][from], what);
            }
        }
        if row["ergodic"].is_null() {
            let why = chain.ergodic().unwrap_err();
            assert!(
                matches!(why, NoErgodic::SeveralGroups { .. } | NoErgodic::EmptyRow { .. }),
                "{what}: {why:?}"
            );
            without += 1;
        } else {
            for (class, share) in chain.ergodic().unwrap().into_iter().enumerate() {
                let expected = number(&row["ergodic"][class]);
                assert!((share - expected).abs() < 1e-10, "{what}: {share} {expected}");
            }
            ergodic += 1;
        }
        if let Some(expected) = row["shorrocks"].as_f64() {
            assert!((chain.shorrocks().unwrap() - expected).abs() < 1e-12, "{what}");
        }
    }
    assert!(ergodic >= 6 && without >= 1, "{ergodic} {without}");
}

#[test]
fn tails_are_those_of_scipy() {
    assert_eq!(rows("tails").len(), 15 + 13 * 14);
    for row in rows("tails") {
        let (z, expected) = (number(&row["z"]), number(&row["p"]));
        let found = match row["degrees"].as_u64() {
            Some(degrees) => student_two_sided(z, usize::try_from(degrees).unwrap()),
            None => normal_two_sided(z),
        };
        let error = (found - expected).abs();
        assert!(error <= 1e-11 * expected, "{row}: {found}, off by {:e}", error / expected);
    }
}
