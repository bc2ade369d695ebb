//! Inequality measures from values as they come to the result, and what is computed from one sample
//! once that is sorted. `cargo bench --bench inequality`; next to PySAL it is
//! `benches/peers/inequality.rs`.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

use std::hint::black_box;

use criterion::Criterion;
use prosperity_atlas::stats::{
    Index, Sample, dagum, decompose_nested, decompose_theil_t, gini, gini_bounds, gini_by_source,
    jackknife, leave_one_out, lorenz, rounding_interval,
};

const INDICES: [(&str, Index); 13] = [
    ("gini", Index::Gini),
    ("theil T", Index::TheilT),
    ("theil L", Index::TheilL),
    ("generalised entropy 2", Index::GeneralisedEntropy(2.0)),
    ("atkinson 0.5", Index::Atkinson(0.5)),
    ("atkinson 1", Index::Atkinson(1.0)),
    ("cv", Index::CvPopulation),
    ("hoover", Index::Hoover),
    ("extreme ratio", Index::ExtremeRatio),
    ("p90/p10", Index::PercentileRatio { upper: 0.9, lower: 0.1 }),
    ("palma", Index::ShareRatio { top: 0.1, bottom: 0.4 }),
    ("top 5 over bottom 5", Index::TopBottom(5)),
    ("std of logs", Index::StdOfLogs),
];

/// Values without end, the same on every run: a linear congruential generator with the constants of
/// Knuth 1998, "The Art of Computer Programming" 2, section 3.3.4.
struct Draws(u64);

impl Draws {
    /// Between 0 and 1.
    fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About as skewed as incomes are: the sum of twelve even draws is nearly normal.
    fn income(&mut self) -> f64 {
        let normal = (0..12).map(|_| self.even()).sum::<f64>() - 6.0;
        (10.0 + 0.8 * normal).exp()
    }
}

struct Drawn {
    values: Vec<f64>,
    weights: Vec<f64>,
    groups: Vec<usize>,
    inner: Vec<usize>,
}

impl Drawn {
    fn new(n: usize) -> Self {
        let mut draws = Draws(n as u64);
        Self {
            values: (0..n).map(|_| draws.income()).collect(),
            weights: (0..n).map(|_| 100.0 * draws.even() + 1.0).collect(),
            groups: (0..n).map(|at| at % 4).collect(),
            inner: (0..n).map(|at| at % 3).collect(),
        }
    }

    fn sample(&self) -> Sample {
        Sample::new(black_box(&self.values)).expect("values that make a sample")
    }

    fn weighted(&self) -> Sample {
        Sample::weighted(black_box(&self.values), &self.weights).expect("values that make a sample")
    }
}

fn measures(criterion: &mut Criterion, n: usize) {
    let drawn = Drawn::new(n);
    let mut group = criterion.benchmark_group(format!("inequality of {n}"));
    for (name, index) in INDICES {
        group.bench_function(name, |bencher| bencher.iter(|| index.of(&drawn.sample())));
        group.bench_function(format!("{name}, weighted"), |bencher| {
            bencher.iter(|| index.of(&drawn.weighted()));
        });
    }
    group.bench_function("all indices of one sample", |bencher| {
        bencher.iter(|| {
            let sample = drawn.sample();
            INDICES.map(|(_, index)| index.of(&sample))
        });
    });
    group.bench_function("lorenz", |bencher| bencher.iter(|| lorenz(&drawn.sample())));
    group.bench_function("theil T by groups", |bencher| {
        bencher.iter(|| decompose_theil_t(&drawn.sample(), &drawn.groups));
    });
    group.bench_function("theil T by nested groups", |bencher| {
        bencher.iter(|| decompose_nested(&drawn.sample(), 1.0, &drawn.groups, &drawn.inner));
    });
    group.bench_function("dagum", |bencher| {
        bencher.iter(|| dagum(&drawn.sample(), &drawn.groups));
    });
    group.bench_function("dagum, weighted", |bencher| {
        bencher.iter(|| dagum(&drawn.weighted(), &drawn.groups));
    });
    group.bench_function("gini by sources", |bencher| {
        bencher.iter(|| gini_by_source(&[black_box(&drawn.values), &drawn.weights], None));
    });
    group.bench_function("gini without each", |bencher| {
        bencher.iter(|| leave_one_out(&drawn.sample(), Index::Gini));
    });
    group.bench_function("jackknife of gini", |bencher| {
        bencher.iter(|| jackknife(&drawn.sample(), Index::Gini));
    });
    for (name, index) in [("gini", Index::Gini), ("theil T", Index::TheilT)] {
        group.bench_function(format!("rounding, {name}"), |bencher| {
            bencher.iter(|| rounding_interval(&drawn.sample(), &[0.5], index));
        });
    }
    group.bench_function("rounding, gini, weighted", |bencher| {
        bencher.iter(|| rounding_interval(&drawn.weighted(), &[0.5], Index::Gini));
    });
    // Without sorting again, of as many values as there are.
    if n < 100 {
        group.bench_function("jackknife of theil T", |bencher| {
            bencher.iter(|| jackknife(&drawn.sample(), Index::TheilT));
        });
        group.bench_function("bounds of grouped data", |bencher| {
            bencher.iter(|| gini_bounds(&drawn.sample()));
        });
    }
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for n in [31, 3_000] {
        measures(&mut criterion, n);
    }
    let many = Drawn::new(100_000);
    criterion.bench_function("gini of 100000", |bencher| bencher.iter(|| gini(&many.sample())));
    criterion.bench_function("gini of 100000, weighted", |bencher| {
        bencher.iter(|| gini(&many.weighted()));
    });
    criterion.final_summary();
}
