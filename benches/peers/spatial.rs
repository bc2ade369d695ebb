//! Seconds that spatial statistics, mobility and convergence take here, in the lines that `spatial.py`
//! beside this file prints of PySAL and `SciPy`:
//!
//! ```sh
//! cargo bench --bench peers_spatial -- --write input.json
//! cargo bench --bench peers_spatial -- input.json
//! python benches/peers/spatial.py input.json
//! ```

#![expect(clippy::unwrap_used, reason = "without its input there is nothing to measure")]

use std::{hint::black_box, time::Instant};

use prosperity_atlas::stats::spatial::{
    Generator, Weights, geary_test, getis_ord_test, local_moran_test, moran_test,
};
use prosperity_atlas::stats::{beta_convergence, kendall_tau, transitions};
use serde_json::{Value, json};

const DRAWS: usize = 999;
const SEED: u64 = 1;
/// As many as there are provinces, and about as many as there are counties.
const PLACES: [usize; 2] = [31, 3_000];
const NEIGHBOURS: usize = 6;
const YEARS: usize = 20;
const CLASSES: usize = 5;
/// Repetitions go on for at least this long, and at least five times.
const LONG_ENOUGH: f64 = 0.5;

/// Places at random points with values that their neighbours share in part.
fn input(places: usize) -> Value {
    let mut generator = Generator::new(places as u64);
    let mut share = || f64::from(generator.below(1_000_000)) / 1e6;
    let points: Vec<[f64; 2]> = (0..places).map(|_| [share(), share()]).collect();
    let weights = Weights::nearest(&points, NEIGHBOURS).unwrap();
    let neighbours: Vec<Vec<usize>> =
        (0..places).map(|place| weights.neighbours(place).collect()).collect();
    let noise: Vec<f64> = (0..places).map(|_| 1.0 + share()).collect();
    let lags = weights.lag(&noise).unwrap();
    let mut level: Vec<f64> =
        noise.iter().zip(&lags).map(|(own, lag)| 1e4 * (own + 2.0 * lag)).collect();
    let mut years = Vec::new();
    for _ in 0..YEARS {
        years.push(level.clone());
        level = level.iter().map(|level| level * (1.0 + 0.1 * share())).collect();
    }
    json!({ "n": places, "neighbours": neighbours, "years": years })
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn whole(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn report<T>(name: &str, n: usize, mut run: impl FnMut() -> T) {
    black_box(run());
    let mut seconds = Vec::new();
    while seconds.len() < 5 || seconds.iter().sum::<f64>() < LONG_ENOUGH {
        let start = Instant::now();
        black_box(run());
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    println!("{}", json!({ "name": name, "n": n, "seconds": seconds[seconds.len() / 2] }));
}

fn measure(case: &Value) {
    let n = whole(&case["n"]);
    let lists: Vec<Vec<usize>> = case["neighbours"]
        .as_array()
        .unwrap()
        .iter()
        .map(|list| list.as_array().unwrap().iter().map(whole).collect())
        .collect();
    let weights = Weights::from_neighbours(&lists).unwrap();
    let years: Vec<Vec<f64>> = case["years"].as_array().unwrap().iter().map(numbers).collect();
    let (first, last) = (years.first().unwrap(), years.last().unwrap());
    let span = u32::try_from(years.len() - 1).unwrap();
    report("moran", n, || moran_test(black_box(last), &weights, DRAWS, SEED));
    report("geary", n, || geary_test(black_box(last), &weights, DRAWS, SEED));
    report("local_moran", n, || local_moran_test(black_box(last), &weights, DRAWS, SEED));
    report("getis_ord", n, || getis_ord_test(black_box(last), &weights, DRAWS, SEED));
    report("markov", n, || transitions(black_box(&years), CLASSES).unwrap().ergodic());
    report("kendall_tau", n, || kendall_tau(black_box(first), last));
    report("beta_convergence", n, || beta_convergence(black_box(first), last, span));
}

fn main() {
    // What cargo adds is none of ours.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--write", file] => {
            let cases: Vec<Value> = PLACES.into_iter().map(input).collect();
            std::fs::write(file, json!({ "cases": cases }).to_string()).unwrap();
        }
        [file] => {
            let text = std::fs::read_to_string(file).unwrap();
            let input: Value = serde_json::from_str(&text).unwrap();
            input["cases"].as_array().unwrap().iter().for_each(measure);
        }
        _ => println!("peers_spatial [--write] FILE"),
    }
}
