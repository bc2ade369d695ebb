//! Tests of spatial patterns, mobility and convergence, at the number of provinces and at about that
//! of counties. `benches/peers/` holds the same beside other software.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

use std::hint::black_box;

use criterion::Criterion;
use prosperity_atlas::stats::spatial::{
    Generator, LocalMoranTest, MoranTest, Weights, geary_test, getis_ord_test, local_moran_test,
    moran, moran_test,
};
use prosperity_atlas::stats::{beta_convergence, kendall_tau, transitions};

const DRAWS: usize = 999;
const SEED: u64 = 1;
const PLACES: [usize; 2] = [31, 3_000];
const NEIGHBOURS: usize = 6;
const YEARS: usize = 20;
const CLASSES: usize = 5;

struct Input {
    points: Vec<[f64; 2]>,
    weights: Weights,
    /// One list of values a year.
    years: Vec<Vec<f64>>,
}

fn input(places: usize) -> Input {
    let mut generator = Generator::new(places as u64);
    let mut share = || f64::from(generator.below(1_000_000)) / 1e6;
    let points: Vec<[f64; 2]> = (0..places).map(|_| [share(), share()]).collect();
    let weights = Weights::nearest(&points, NEIGHBOURS).expect("there are enough points");
    let mut years = vec![(0..places).map(|_| 1e4 * (1.0 + share())).collect::<Vec<f64>>()];
    while let Some(last) = years.last().filter(|_| years.len() < YEARS) {
        years.push(last.iter().map(|level| level * (1.0 + 0.1 * share())).collect());
    }
    Input { points, weights, years }
}

fn patterns(criterion: &mut Criterion, Input { points, weights, years }: &Input) {
    let values = &years[0];
    let n = values.len();
    criterion.bench_function(&format!("nearest neighbours, {n} places"), |bencher| {
        bencher.iter(|| Weights::nearest(black_box(points), NEIGHBOURS));
    });
    criterion.bench_function(&format!("Moran's I, {n} places"), |bencher| {
        bencher.iter(|| moran(black_box(values), weights));
    });
    criterion.bench_function(&format!("Moran's I, {DRAWS} draws, {n} places"), |bencher| {
        bencher.iter(|| moran_test(black_box(values), weights, DRAWS, SEED));
    });
    criterion.bench_function(&format!("Geary's C, {DRAWS} draws, {n} places"), |bencher| {
        bencher.iter(|| geary_test(black_box(values), weights, DRAWS, SEED));
    });
    criterion.bench_function(&format!("local Moran, {DRAWS} draws, {n} places"), |bencher| {
        bencher.iter(|| local_moran_test(black_box(values), weights, DRAWS, SEED));
    });
    criterion.bench_function(&format!("G*, {DRAWS} draws, {n} places"), |bencher| {
        bencher.iter(|| getis_ord_test(black_box(values), weights, DRAWS, SEED));
    });
    // What a page waits for before its first slice.
    criterion.bench_function(&format!("setting up both tests, {n} places"), |bencher| {
        bencher.iter(|| {
            let global = MoranTest::new(black_box(values), weights, DRAWS, SEED);
            (global, LocalMoranTest::new(values, weights, DRAWS, SEED))
        });
    });
}

fn paths(criterion: &mut Criterion, Input { years, .. }: &Input) {
    let (first, last) = (&years[0], &years[YEARS - 1]);
    let n = first.len();
    criterion.bench_function(&format!("moves between classes, {n} places"), |bencher| {
        bencher.iter(|| transitions(black_box(years), CLASSES).map(|moves| moves.ergodic()));
    });
    criterion.bench_function(&format!("Kendall's tau, {n} places"), |bencher| {
        bencher.iter(|| kendall_tau(black_box(first), last));
    });
    criterion.bench_function(&format!("convergence, {n} places"), |bencher| {
        bencher.iter(|| beta_convergence(black_box(first), last, 19));
    });
}

// Not criterion's macros: what they make is public and has no documentation.
fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for input in PLACES.map(input) {
        patterns(&mut criterion, &input);
        paths(&mut criterion, &input);
    }
    criterion.final_summary();
}
