//! Our side of a comparison with PySAL, whose side is `benches/peers/inequality.py`:
//!
//! ```text
//! python benches/peers/inequality.py --make values.json
//! cargo bench --bench peers_inequality -- values.json
//! python benches/peers/inequality.py values.json
//! ```
//!
//! The profile of benches optimises for size, as what is shipped does; what the same code does where
//! speed is asked for shows with `CARGO_PROFILE_BENCH_OPT_LEVEL=3` in the environment.
//!
//! The file holds a list of `{"values": […], "groups": […]}`. Both sides time the same measures, each
//! from the values as they are to the result, and print a line
//! `{"name": "gini", "n": 31, "seconds": 1e-6, "result": 0.2}` for each: the median over rounds of the
//! time of one call. Results are printed so that it can be seen that both did the same.

#![expect(clippy::expect_used, reason = "a comparison without its values has nothing to measure")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use prosperity_atlas::stats::{Index, MeasureError, Sample, decompose_theil_t, lorenz};
use serde_json::Value;

/// How many times a round is timed.
const ROUNDS: usize = 15;
/// How long a round takes at least.
const ROUND: Duration = Duration::from_millis(10);

fn main() {
    // Cargo adds flags of its own, and runs all benches where none is named.
    let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        eprintln!("nothing to compare without a file of values; see benches/peers/inequality.rs");
        return;
    };
    let text = std::fs::read_to_string(path).expect("a file that can be read");
    let arrays: Value = serde_json::from_str(&text).expect("a file of JSON");
    for array in arrays.as_array().expect("a list") {
        let list = |key: &str| array[key].as_array().expect("a list of numbers");
        let values: Vec<f64> =
            list("values").iter().map(|value| value.as_f64().expect("a number")).collect();
        let group = |label: &Value| {
            label.as_u64().and_then(|label| usize::try_from(label).ok()).expect("a label")
        };
        let groups: Vec<usize> = list("groups").iter().map(group).collect();
        compare(&values, &groups);
    }
}

fn compare(values: &[f64], groups: &[usize]) {
    for (name, index) in [
        ("gini", Index::Gini),
        ("theil", Index::TheilT),
        ("atkinson 0.5", Index::Atkinson(0.5)),
        ("atkinson 1", Index::Atkinson(1.0)),
        ("hoover", Index::Hoover),
    ] {
        time(name, values, &|values| index.of(&Sample::new(values)?));
    }
    time("theil by groups", values, &|values| {
        Ok(decompose_theil_t(&Sample::new(values)?, groups)?.between)
    });
    time("lorenz", values, &|values| {
        let points = lorenz(&Sample::new(values)?)?.points;
        Ok(points.get(points.len() / 2).map_or(0.0, |point| point[1]))
    });
}

fn time(name: &str, values: &[f64], measure: &dyn Fn(&[f64]) -> Result<f64, MeasureError>) {
    let calls = |count: u32| {
        let start = Instant::now();
        for _ in 0..count {
            let _ = black_box(measure(black_box(values)));
        }
        start.elapsed()
    };
    let mut count = 1;
    while calls(count) < ROUND {
        count *= 2;
    }
    let mut rounds: Vec<Duration> = (0..ROUNDS).map(|_| calls(count)).collect();
    rounds.sort_unstable();
    let seconds = rounds[ROUNDS / 2].as_secs_f64() / f64::from(count);
    let result = measure(values).expect("values that have the measure");
    println!(
        "{}",
        serde_json::json!({ "name": name, "n": values.len(), "seconds": seconds, "result": result })
    );
}
