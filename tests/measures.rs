//! The same seed gives the same numbers on every machine: what is written here natively,
//! `tests/js/measure.test.mjs` finds again in WebAssembly, to the last bit.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use expect_test::expect_file;
use prosperity_atlas::measures::{Input, measure};
use serde_json::{Value, json};

/// Places of a grid, so many in a row, each with the four beside it; values by a simple generator.
fn grid(side: usize) -> Input {
    let n = side * side;
    let neighbours = |at: usize| {
        let (row, column) = (at / side, at % side);
        let mut found = Vec::new();
        if row > 0 {
            found.push(at - side);
        }
        if column > 0 {
            found.push(at - 1);
        }
        if column + 1 < side {
            found.push(at + 1);
        }
        if row + 1 < side {
            found.push(at + side);
        }
        found
    };
    let mut state = 1_u32;
    let mut value = |at: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 16) / 64.0 + 10.0 * (at / side) as f64
    };
    Input {
        values: (0..n).map(&mut value).collect(),
        neighbours: Some((0..n).map(neighbours).collect()),
        permutations: 499,
        seed: 9_007_199_254_740_991,
        ..Input::of(Vec::new())
    }
}

fn provinces() -> Input {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reference/spatial.json");
    let reference: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let case = &reference["cases"][0];
    Input {
        values: serde_json::from_value(case["values"].clone()).unwrap(),
        neighbours: serde_json::from_value(case["neighbours"].clone()).unwrap(),
        ..Input::of(Vec::new())
    }
}

#[test]
fn a_seed_gives_the_same_numbers_everywhere() {
    let cases = [provinces(), grid(12)].map(|input| {
        let found = measure(&input).unwrap().moran.unwrap();
        let local = found.local.iter().map(|place| {
            let [cluster, quadrant] = [place.cluster, place.quadrant]
                .map(|quadrant| quadrant.map(prosperity_atlas::stats::spatial::Quadrant::code));
            json!({ "i": place.i, "p": place.p, "cluster": cluster, "quadrant": quadrant })
        });
        json!({
            "input": {
                "values": input.values,
                "neighbours": input.neighbours,
                "permutations": input.permutations,
                "seed": input.seed,
            },
            "moran": {
                "i": found.i,
                "expected": found.expected,
                "p": found.p,
                "z": found.z,
                "local": local.collect::<Vec<_>>(),
            },
        })
    });
    let lines = cases.map(|case| case.to_string()).join(",\n");
    expect_file!["fixtures/measures/seeds.json"].assert_eq(&format!("[\n{lines}\n]\n"));
}
