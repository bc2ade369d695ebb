//! Spatial statistics against PySAL's: `tests/fixtures/reference/spatial.py` says how, and wrote what it
//! found in published and drawn numbers. And draws of our own against what they gave before, to the
//! last bit.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that cannot be read fails the test, as it should"
)]

use prosperity_atlas::stats::spatial::{
    Correction, Generator, GetisOrdTest, LocalMoranTest, MoranTest, Normal, Permuted, Quadrant,
    Spot, Weights, discoveries, geary, geary_test, getis_ord, getis_ord_test, local_moran,
    local_moran_test, moran, moran_test,
};
use serde_json::Value;
use std::{fs, sync::LazyLock};

/// As many draws as the reference made.
const DRAWS: usize = 9_999;
const SEED: u64 = 20_190_131;
const LEVEL: f64 = 0.05;

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reference/spatial.json");
    let fixture: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    fixture["cases"].as_array().unwrap().iter().map(Case::of).collect()
});

struct Case {
    name: String,
    values: Vec<f64>,
    weights: Weights,
    written: Vec<usize>,
    row: Value,
}

impl Case {
    fn of(row: &Value) -> Self {
        let weights = if let Some(count) = row.get("nearest") {
            let points: Vec<[f64; 2]> = row["points"]
                .as_array()
                .unwrap()
                .iter()
                .map(|point| numbers(point).try_into().unwrap())
                .collect();
            Weights::nearest(&points, whole(count)).unwrap()
        } else {
            let lists = row["neighbours"].as_array().unwrap();
            Weights::from_neighbours(&lists.iter().map(wholes).collect::<Vec<_>>()).unwrap()
        };
        Self {
            name: row["name"].as_str().unwrap().to_owned(),
            values: numbers(&row["values"]),
            weights,
            written: wholes(&row["written"]),
            row: row.clone(),
        }
    }

    fn n(&self) -> usize {
        self.values.len()
    }
}

fn whole(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn wholes(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(whole).collect()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn assert_close(found: f64, expected: &Value, scale: f64, what: &str) {
    let expected = expected.as_f64().unwrap();
    let allowed = 1e-10 * expected.abs().max(scale);
    assert!((found - expected).abs() <= allowed, "{what}: {found}, {expected}");
}

/// Variance, score and two-sided p-value, which is smaller than the score's digits suggest far out.
fn assert_normal(found: Option<Normal>, expected: &Value, what: &str) {
    let found = found.unwrap();
    // Far from zero its mean has fewer digits.
    let scale = if what == "far from zero" { 1.0 } else { 0.0 };
    assert_close(found.variance, &expected[0], scale, what);
    assert_close(found.z, &expected[1], 1.0, what);
    assert_close(found.p, &expected[2], scale.max(0.01), what);
}

/// Fewer draws among many places where nothing is optimised.
fn draws(case: &Case) -> usize {
    if case.n() > 1_000 && cfg!(debug_assertions) { 999 } else { DRAWS }
}

/// One over so many draws here, and over those of the reference.
fn both(draws: usize) -> f64 {
    1.0 / draws as f64 + 1.0 / DRAWS as f64
}

/// By how much two p-values may differ: five standard deviations, and the one draw that either adds.
/// The error of a p that is 0 there is that of the least p here.
fn monte_carlo(p: f64, draws: usize) -> f64 {
    let p = p.max(1.0 / draws as f64);
    5.0 * (p * (1.0 - p) * both(draws)).sqrt() + both(draws)
}

/// Both p-values within the error of drawing, and on the same side of the level where that is beyond
/// doubt. Draws that tie with the observed count on both sides here, on one side there: among four
/// places one draw in twelve may be such.
fn assert_same_conclusion(found: &Permuted, expected: f64, what: &str) {
    let ties = (found.larger + found.smaller - found.draws) as f64 / found.draws as f64;
    let allowed = monte_carlo(expected, found.draws) + if ties < 0.001 { 0.0 } else { ties };
    let p = found.p;
    assert!((p - expected).abs() <= allowed, "{what}: p {p}, {expected}");
    if (expected - LEVEL).abs() > allowed {
        assert_eq!(p <= LEVEL, expected <= LEVEL, "{what}: p {p}, {expected}");
    }
}

/// Mean and standard deviation of as many draws elsewhere.
fn assert_moments(found: &Permuted, mean: f64, sd: f64, what: &str) {
    let error = sd * both(found.draws).sqrt() + 1e-12;
    assert!((found.mean - mean).abs() <= 5.0 * error, "{what}: {} {mean}", found.mean);
    // Twice the error of a normal distribution, since draws of few places have heavier tails.
    assert!((found.sd - sd).abs() <= 10.0 * error, "{what}: {} {sd}", found.sd);
}

#[test]
fn the_fixture_has_what_it_should() {
    assert_eq!(CASES.len(), 15);
    assert_eq!(CASES.iter().map(Case::n).min(), Some(4));
    assert_eq!(CASES.iter().map(Case::n).max(), Some(3_000));
    assert!(CASES.iter().any(|case| case.weights.islands().count() > 1));
    // Guangdong touches Hainan by custom only.
    let islands: Vec<usize> = CASES[5].weights.islands().collect();
    assert_eq!((CASES[0].weights.islands().count(), islands), (0, vec![20]));
}

#[test]
fn moran_is_that_of_esda() {
    for case in CASES.iter() {
        let (what, expected) = (&case.name, &case.row["moran"]);
        let found = moran(&case.values, &case.weights).unwrap();
        // Near 0, I is a small rest of large sums.
        assert_close(found.i, &expected["i"], 1.0, what);
        assert_close(found.expected, &expected["expected"], 0.0, what);
        assert_normal(found.normality, &expected["normality"], what);
        assert_normal(found.randomisation, &expected["randomisation"], what);
        for (at, place) in case.written.iter().enumerate() {
            // Far from zero the mean itself has fewer digits.
            let scale = if what == "far from zero" { 10.0 } else { 1.0 };
            assert_close(found.scores[*place], &expected["scores"][at], scale, what);
            assert_close(found.lags[*place], &expected["lags"][at], scale, what);
        }
    }
}

#[test]
fn permutations_of_moran_and_geary_end_as_those_of_esda() {
    for case in CASES.iter() {
        let draws = draws(case);
        let moran = moran_test(&case.values, &case.weights, draws, SEED).unwrap();
        let geary = geary_test(&case.values, &case.weights, draws, SEED).unwrap();
        for (found, name) in [(moran.permuted, "moran"), (geary.permuted, "geary")] {
            let what = format!("{} {name}", case.name);
            let expected = &case.row[name];
            let p = expected["p_sim"].as_f64().unwrap();
            assert_same_conclusion(&found, p, &what);
            let of = |name: &str| expected[name].as_f64().unwrap();
            assert_moments(&found, of("mean"), of("sd"), &what);
        }
    }
}

#[test]
fn geary_is_that_of_esda() {
    for case in CASES.iter() {
        let (what, expected) = (&case.name, &case.row["geary"]);
        let found = geary(&case.values, &case.weights).unwrap();
        assert_close(found.c, &expected["c"], 0.0, what);
        assert_normal(found.normality, &expected["normality"], what);
        assert_normal(found.randomisation, &expected["randomisation"], what);
    }
}

#[test]
fn local_moran_is_that_of_esda() {
    let mut quadrants = 0;
    for case in CASES.iter() {
        let expected = &case.row["local"];
        let found = local_moran(&case.values, &case.weights).unwrap();
        for (at, place) in case.written.iter().enumerate() {
            let what = format!("{} {place}", case.name);
            let scale = if case.name == "far from zero" { 10.0 } else { 1.0 };
            assert_close(found.i[*place], &expected["i"][at], scale, &what);
            let number = expected["quadrants"][at].as_u64();
            let quadrant = number.map(|number| Quadrant::ALL[usize::try_from(number).unwrap() - 1]);
            assert_eq!(found.quadrants[*place], quadrant, "{what}");
            quadrants += usize::from(quadrant.is_some());
        }
    }
    assert!(quadrants > 850, "{quadrants}");
}

#[test]
fn conditional_permutations_end_as_those_of_esda() {
    let (mut tests, mut significant) = (0, 0);
    for case in CASES.iter() {
        let draws = draws(case);
        let local = local_moran_test(&case.values, &case.weights, draws, SEED).unwrap();
        let star = getis_ord_test(&case.values, &case.weights, draws, SEED).unwrap();
        for (at, place) in case.written.iter().enumerate() {
            for (found, name) in
                [(&local.permuted[*place], "local"), (&star.permuted[*place], "getis_ord")]
            {
                let what = format!("{} {name} {place}", case.name);
                let expected = &case.row[name];
                let Some(p) = expected["p_sim"][at].as_f64() else {
                    // An island, or a place at the mean, for which every draw is a tie.
                    assert!(found.is_none_or(|found| found.p >= 1.0), "{what}");
                    continue;
                };
                let found = found.unwrap();
                assert_same_conclusion(&found, p, &what);
                if name == "local" {
                    let of = |name: &str| expected[name][at].as_f64().unwrap();
                    assert_moments(&found, of("mean"), of("sd"), &what);
                }
                tests += 1;
                significant += usize::from(found.p <= LEVEL);
            }
        }
    }
    assert!(tests > 1_700 && significant > 300, "{tests} {significant}");
}

#[test]
fn getis_ord_is_that_of_esda() {
    let mut whole = 0;
    for case in CASES.iter() {
        let expected = &case.row["getis_ord"];
        let found = getis_ord(&case.values, &case.weights).unwrap();
        for (at, place) in case.written.iter().enumerate() {
            let what = format!("{} {place}", case.name);
            if expected["z"][at].is_null() {
                assert_eq!(found.g[*place], None, "{what}");
                whole += 1;
                continue;
            }
            let g = found.g[*place].unwrap();
            // There the variance is a mean of squares less a square, which far from zero leaves few
            // digits.
            if case.name == "far from zero" {
                assert!((g.z - expected["z"][at].as_f64().unwrap()).abs() < 1e-3, "{what}");
            } else {
                assert_close(g.z, &expected["z"][at], 1.0, &what);
                assert_close(g.p, &expected["p_norm"][at], 0.01, &what);
            }
        }
    }
    assert_eq!(whole, 4);
}

#[test]
fn discoveries_are_those_of_statsmodels() {
    let mut all = 0;
    for case in CASES.iter().filter(|case| !case.row["discoveries"].is_null()) {
        let expected = &case.row["discoveries"];
        let found = discoveries(&numbers(&expected["p"]), expected["level"].as_f64().unwrap());
        let flags: Vec<bool> = expected["found"]
            .as_array()
            .unwrap()
            .iter()
            .map(|flag| flag.as_bool().unwrap())
            .collect();
        assert_eq!(found, Ok(flags.clone()), "{}", case.name);
        all += flags.iter().filter(|flag| **flag).count();
    }
    assert!(all > 40, "{all}");
}

#[test]
fn provinces_are_clustered_in_the_east_and_the_west() {
    let case = &CASES[4];
    assert_eq!(case.name, "gdp per person 2019");
    let found = local_moran_test(&case.values, &case.weights, DRAWS, SEED).unwrap();
    let clusters = found.clusters(LEVEL, Correction::None).unwrap();
    // Jiangsu, and Shanghai beside it.
    assert_eq!((clusters[9], clusters[8]), (Some(Quadrant::HighHigh), Some(Quadrant::HighHigh)));
    let held = found.clusters(LEVEL, Correction::FalseDiscoveryRate).unwrap();
    for (held, plain) in held.iter().zip(&clusters) {
        assert!(held.is_none() || held == plain);
    }
    let spots = getis_ord_test(&case.values, &case.weights, DRAWS, SEED)
        .unwrap()
        .spots(LEVEL, Correction::None)
        .unwrap();
    for (spot, cluster) in spots.iter().zip(&clusters) {
        // The same neighbours stand out in both: high ones around a hot spot, low ones around a cold.
        let expected = cluster.map(|cluster| match cluster {
            Quadrant::HighHigh | Quadrant::LowHigh => Spot::Hot,
            Quadrant::LowLow | Quadrant::HighLow => Spot::Cold,
        });
        assert_eq!(*spot, expected);
    }
}

/// What the same seed gave when these tests were written, natively; WebAssembly must give the same. A
/// change here changes published p-values and needs a new [`Generator::VERSION`].
#[test]
fn draws_of_a_seed_do_not_change() {
    assert_eq!((Generator::NAME, Generator::VERSION), ("xoshiro256++", 1));
    let mut generator = Generator::new(SEED);
    let words: Vec<u64> = (0..3).map(|_| generator.next_u64()).collect();
    assert_eq!(words, WORDS);
    // No logarithm or power is taken on the way, so that every digit is the same everywhere.
    let values: Vec<f64> = (0..31).map(|place| f64::from((place * place * 37) % 101)).collect();
    let ring: Vec<Vec<usize>> = (0..31)
        .map(|at| vec![(at + 1) % 31, (at + 30) % 31, (at * 7 + 3) % 31])
        .enumerate()
        .map(|(at, mut list): (usize, Vec<usize>)| {
            list.sort_unstable();
            list.dedup();
            list.retain(|other| *other != at);
            list
        })
        .collect();
    let weights = Weights::from_neighbours(&ring).unwrap();
    let mut test = MoranTest::new(&values, &weights, 999, SEED).unwrap();
    while !test.step(101) {}
    let moran = test.result();
    let permuted = moran.permuted;
    let bits = [moran.moran.i, permuted.mean, permuted.sd, permuted.p, moran.draws[998]];
    let geary = geary_test(&values, &weights, 999, SEED).unwrap().permuted;
    assert_eq!(bits.map(f64::to_bits), MORAN, "{bits:?}");
    assert_eq!((permuted.larger, geary.larger), COUNTS);
    let mut test = LocalMoranTest::new(&values, &weights, 999, SEED).unwrap();
    while !test.step(4) {}
    let local = test.result();
    let mut test = GetisOrdTest::new(&values, &weights, 999, SEED).unwrap();
    while !test.step(5) {}
    let star = test.result();
    let counts = |permuted: &[Option<Permuted>]| -> Vec<usize> {
        permuted.iter().take(5).map(|permuted| permuted.unwrap().larger).collect()
    };
    assert_eq!(counts(&local.permuted), LOCAL);
    assert_eq!(counts(&star.permuted), STAR);
    let last = local.permuted[30].unwrap();
    let bits = [last.mean, last.sd, star.permuted[30].unwrap().mean];
    assert_eq!(bits.map(f64::to_bits), LAST, "{bits:?}");
}

const WORDS: [u64; 3] =
    [7_548_235_179_159_034_915, 9_777_734_255_070_241_939, 1_520_874_947_178_712_419];
const MORAN: [u64; 5] = [
    13_817_473_031_090_913_850,
    13_808_798_506_716_925_647,
    4_594_002_089_912_611_529,
    4_597_742_873_981_048_848,
    13_818_236_514_708_332_161,
];
const COUNTS: (usize, usize) = (762, 227);
const LOCAL: [usize; 5] = [347, 214, 489, 352, 982];
const STAR: [usize; 5] = [659, 789, 515, 656, 982];
const LAST: [u64; 3] =
    [13_806_410_127_278_415_340, 4_600_270_805_082_525_412, 4_598_882_403_352_816_203];
