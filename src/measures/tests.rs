use super::*;
use crate::stats::{self, MeasureError, Sample};
use proptest::prelude::*;
use serde_json::Value;

/// Every name that can stand in `skipped`, blocks before what is in them.
const NAMES: [&str; 38] = [
    "mean",
    "gini",
    "gini.value",
    "gini.weighted",
    "gini.corrected",
    "theil_t",
    "theil_t.value",
    "theil_t.weighted",
    "theil_t.within",
    "theil_t.between",
    "theil_t.groups",
    "theil_l",
    "theil_l.value",
    "theil_l.weighted",
    "theil_l.within",
    "theil_l.between",
    "theil_l.groups",
    "ge2",
    "atkinson",
    "atkinson.epsilon_0_5",
    "atkinson.epsilon_1",
    "atkinson.epsilon_2",
    "cv",
    "cv.population",
    "cv.sample",
    "cv.weighted",
    "hoover",
    "dagum",
    "moran",
    "moran.z",
    "moran.randomisation",
    "weighted",
    "weighted.mean",
    "weighted.ge2",
    "weighted.atkinson",
    "weighted.hoover",
    "lorenz",
    "weighted.lorenz",
];

/// Twelve places in a ring, in three groups.
fn ring() -> Input {
    let values = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6, 5.0, 3.5, 8.0, 9.7, 9.0, 3.2];
    let n = values.len();
    Input {
        weights: Some((1_u8..).map(f64::from).take(n).collect()),
        groups: Some((0..n).map(|at| at * 3 / n).collect()),
        neighbours: Some((0..n).map(|at| vec![(at + 1) % n, (at + n - 1) % n]).collect()),
        ..Input::of(values.to_vec())
    }
}

fn alone(values: &[f64]) -> Output {
    measure(&Input::of(values.to_vec())).unwrap()
}

fn skipped(output: &Output) -> Vec<(&'static str, &'static str)> {
    output.skipped.iter().map(|(name, why)| (*name, why.code())).collect()
}

/// Whether what a name stands for is there.
fn is_there(output: &Output, told: &Value, name: &str) -> bool {
    match name {
        "lorenz" => output.lorenz.is_some(),
        "weighted.lorenz" => {
            output.weighted.as_ref().is_some_and(|weighted| weighted.lorenz.is_some())
        }
        _ => told.pointer(&format!("/{}", name.replace('.', "/"))).is_some(),
    }
}

fn same(found: Option<f64>, expected: f64) {
    assert_eq!(found.map(f64::to_bits), Some(expected.to_bits()), "{found:?} {expected}");
}

#[test]
fn everything_is_there_where_everything_is_given() {
    let input = ring();
    let found = measure(&input).unwrap();
    assert_eq!(skipped(&found), []);
    let plain = Sample::new(&input.values).unwrap();
    let weighted = Sample::weighted(&input.values, input.weights.as_ref().unwrap()).unwrap();
    let groups = input.groups.as_ref().unwrap();

    same(found.mean, plain.mean());
    let gini = found.gini.unwrap();
    same(gini.value, stats::gini(&plain).unwrap());
    same(gini.weighted, stats::gini(&weighted).unwrap());
    same(gini.corrected, stats::gini_corrected(&plain).unwrap());
    for (theil, alpha) in [(found.theil_t.unwrap(), 1.0), (found.theil_l.unwrap(), 0.0)] {
        same(theil.value, stats::generalised_entropy(&plain, alpha).unwrap());
        same(theil.weighted, stats::generalised_entropy(&weighted, alpha).unwrap());
        let parts = stats::decompose_ge(&weighted, alpha, groups).unwrap();
        same(theil.within, parts.within);
        same(theil.between, parts.between);
        let of = theil.groups.unwrap();
        assert_eq!(
            of.iter().map(|group| (group.group, group.n)).collect::<Vec<_>>(),
            [(0, 4), (1, 4), (2, 4)]
        );
        same(Some(of[2].within), parts.groups[2].within);
        same(Some(of[2].between), parts.groups[2].between);
        same(Some(of[2].index), parts.groups[2].index);
        same(Some(of[1].population_share), 26.0 / 78.0);
        same(Some(of[1].value_share), parts.groups[1].value_share);
    }
    same(found.ge2, stats::generalised_entropy(&plain, 2.0).unwrap());
    let (atkinson, with_weights) = (found.atkinson.unwrap(), found.weighted.unwrap());
    let heavy = with_weights.atkinson.unwrap();
    for (one, other, epsilon) in [
        (atkinson.epsilon_0_5, heavy.epsilon_0_5, 0.5),
        (atkinson.epsilon_1, heavy.epsilon_1, 1.0),
        (atkinson.epsilon_2, heavy.epsilon_2, 2.0),
    ] {
        same(one, stats::atkinson(&plain, epsilon).unwrap());
        same(other, stats::atkinson(&weighted, epsilon).unwrap());
    }
    let cv = found.cv.unwrap();
    same(cv.population, stats::cv_population(&plain).unwrap());
    same(cv.sample, stats::cv_sample(&plain).unwrap());
    same(cv.weighted, stats::cv_population(&weighted).unwrap());
    same(found.hoover, stats::hoover(&plain).unwrap());
    same(with_weights.hoover, stats::hoover(&weighted).unwrap());
    same(with_weights.mean, weighted.mean());
    same(with_weights.ge2, stats::generalised_entropy(&weighted, 2.0).unwrap());
    assert_eq!(found.lorenz.unwrap(), stats::lorenz(&plain).unwrap().points);
    assert_eq!(with_weights.lorenz.unwrap(), stats::lorenz(&weighted).unwrap().points);
    let (dagum, parts) = (found.dagum.unwrap(), stats::dagum(&weighted, groups).unwrap());
    same(Some(dagum.total), parts.total);
    same(Some(dagum.within), parts.within);
    same(Some(dagum.net_between), parts.net_between);
    same(Some(dagum.transvariation), parts.transvariation);

    let weights =
        stats::spatial::Weights::from_neighbours(input.neighbours.as_ref().unwrap()).unwrap();
    let global = stats::spatial::moran_test(&input.values, &weights, 999, 1).unwrap();
    let local = stats::spatial::local_moran_test(&input.values, &weights, 999, 1).unwrap();
    let moran = found.moran.unwrap();
    same(Some(moran.i), global.moran.i);
    same(Some(moran.p), global.permuted.p);
    same(moran.z, global.permuted.z.unwrap());
    same(Some(moran.randomisation.unwrap().p), global.moran.randomisation.unwrap().p);
    for (at, place) in moran.local.iter().enumerate() {
        same(Some(place.i), local.local.i[at]);
        same(place.p, local.permuted[at].unwrap().p);
        assert_eq!(place.quadrant, local.local.quadrants[at]);
        assert_eq!(place.cluster, place.quadrant.filter(|_| place.p.is_some_and(|p| p <= 0.05)));
    }
    assert!(moran.local.iter().any(|place| place.cluster.is_some()));
    let random = found.random;
    assert_eq!((random.generator, random.version), ("xoshiro256++", 1));
    assert_eq!((random.seed, random.permutations), (1, 999));
}

#[test]
fn parts_are_those_of_the_plain_index_where_there_are_no_weights() {
    let found = measure(&Input { weights: None, ..ring() }).unwrap();
    for theil in [found.theil_t.unwrap(), found.theil_l.unwrap()] {
        let sum = theil.within.unwrap() + theil.between.unwrap();
        assert!((sum - theil.value.unwrap()).abs() < 1e-15);
        assert_eq!(theil.weighted, None);
    }
    let dagum = found.dagum.unwrap();
    let sum = dagum.within + dagum.net_between + dagum.transvariation;
    assert!((sum - found.gini.unwrap().value.unwrap()).abs() < 1e-15);
}

#[test]
fn what_was_not_given_is_named() {
    assert_eq!(
        skipped(&alone(&[1.0, 2.0])),
        [
            ("cv.weighted", "no-weights"),
            ("dagum", "no-groups"),
            ("gini.weighted", "no-weights"),
            ("moran", "no-neighbours"),
            ("theil_l.between", "no-groups"),
            ("theil_l.groups", "no-groups"),
            ("theil_l.weighted", "no-weights"),
            ("theil_l.within", "no-groups"),
            ("theil_t.between", "no-groups"),
            ("theil_t.groups", "no-groups"),
            ("theil_t.weighted", "no-weights"),
            ("theil_t.within", "no-groups"),
            ("weighted", "no-weights"),
        ]
    );
}

#[test]
fn what_values_do_not_allow_is_named() {
    let why = |values: &[f64], name: &str| alone(values).skipped.get(name).map(Refusal::code);
    assert_eq!(why(&[0.0, 1.0], "theil_l"), Some("non-positive"));
    assert_eq!(alone(&[1.0, 0.0]).skipped["theil_l"].at(), Some(1));
    assert_eq!(why(&[0.0, 1.0], "theil_t"), None);
    assert_eq!(why(&[-1.0, 3.0], "gini"), Some("negative"));
    same(alone(&[-1.0, 3.0]).mean, 1.0);
    assert_eq!(why(&[0.0, 0.0], "gini"), Some("zero-mean"));
    assert_eq!(why(&[5.0], "gini.corrected"), Some("too-few"));
    assert_eq!(why(&[5.0], "cv.sample"), Some("too-few"));
    same(alone(&[5.0]).gini.and_then(|gini| gini.value), 0.0);
    assert_eq!(why(&[f64::MAX, f64::MAX], "mean"), Some("out-of-range"));
    assert_eq!(why(&[f64::MAX, f64::MAX], "gini"), Some("out-of-range"));

    let with = |change: &dyn Fn(&mut Input), name: &str| {
        let mut input = ring();
        change(&mut input);
        measure(&input).unwrap().skipped.get(name).map(Refusal::code)
    };
    let one = |input: &mut Input| input.groups = Some(vec![4; 12]);
    assert_eq!(with(&one, "dagum"), Some("one-group"));
    assert_eq!(with(&one, "theil_t.within"), Some("one-group"));
    // Of two groups the second has no weight.
    let bare = |input: &mut Input| {
        input.groups = Some((0..12).map(|at| usize::from(at > 9)).collect());
        input.weights = Some((0_u8..12).map(|at| f64::from(u8::from(at < 10))).collect());
    };
    assert_eq!(with(&bare, "dagum"), Some("one-group"));
    let islands = |input: &mut Input| input.neighbours = Some(vec![vec![]; 12]);
    assert_eq!(with(&islands, "moran"), Some("all-islands"));
    let equal = |input: &mut Input| input.values = vec![2.0; 12];
    assert_eq!(with(&equal, "moran"), Some("no-variance"));
    assert_eq!(with(&equal, "gini"), None);
    // Everybody is everybody's neighbour: no deal of the values changes anything.
    let all = |input: &mut Input| {
        let others = |at: usize| (0..12).filter(|other| *other != at).collect();
        input.neighbours = Some((0..12).map(others).collect());
    };
    assert_eq!(with(&all, "moran.z"), Some("no-variance"));
    assert_eq!(with(&all, "moran.randomisation"), Some("no-variance"));
    let few = Input {
        neighbours: Some(vec![vec![1], vec![0], vec![0]]),
        ..Input::of(vec![1.0, 2.0, 4.0])
    };
    assert_eq!(measure(&few).unwrap().skipped["moran"].code(), "too-few");
}

#[test]
fn a_zero_without_weight_does_not_stand_in_the_way_of_weighted_logarithms() {
    let input = Input { weights: Some(vec![0.0, 1.0, 1.0]), ..Input::of(vec![0.0, 1.0, 3.0]) };
    let found = measure(&input).unwrap();
    assert_eq!(found.skipped["theil_l.value"].code(), "non-positive");
    let half = stats::theil_l(&Sample::new(&[1.0, 3.0]).unwrap()).unwrap();
    same(found.theil_l.and_then(|theil| theil.weighted), half);
}

#[test]
fn pairs_of_groups_have_an_end() {
    let n = MOST_GROUPS + 1;
    let values: Vec<f64> = (1_u16..).map(f64::from).take(n).collect();
    let found = measure(&Input { groups: Some((0..n).collect()), ..Input::of(values) }).unwrap();
    let many = Refusal::TooManyGroups { given: n, most: MOST_GROUPS };
    assert_eq!(found.skipped.get("dagum"), Some(&many));
    assert_eq!(found.theil_t.unwrap().groups.unwrap().len(), n);
}

#[test]
fn a_place_without_neighbours_has_no_p() {
    let mut input = ring();
    input.neighbours.as_mut().unwrap()[3].clear();
    let island = measure(&input).unwrap().moran.unwrap().local[3];
    assert_eq!((island.p, island.quadrant, island.cluster), (None, None, None));
    assert!(island.i.abs() < f64::MIN_POSITIVE);
}

#[test]
fn what_cannot_be_right_is_refused() {
    let refused = |change: &dyn Fn(&mut Input)| {
        let mut input = ring();
        change(&mut input);
        let refusal = measure(&input).unwrap_err();
        (refusal.code(), refusal.at())
    };
    assert_eq!(refused(&|input| input.values.clear()), ("empty", None));
    assert_eq!(refused(&|input| input.values[2] = f64::NAN), ("not-finite", Some(2)));
    assert_eq!(refused(&|input| input.values[2] = f64::INFINITY), ("not-finite", Some(2)));
    assert_eq!(refused(&|input| input.values.truncate(9)), ("lengths-differ", None));
    assert_eq!(refused(&|input| input.weights = Some(vec![1.0])), ("lengths-differ", None));
    assert_eq!(refused(&|input| input.groups = Some(vec![])), ("lengths-differ", None));
    assert_eq!(refused(&|input| input.neighbours = Some(vec![])), ("lengths-differ", None));
    let weigh =
        |at: usize, weight: f64| refused(&|input| input.weights.as_mut().unwrap()[at] = weight);
    assert_eq!(weigh(4, -1.0), ("weight", Some(4)));
    assert_eq!(weigh(5, f64::NAN), ("weight", Some(5)));
    assert_eq!(refused(&|input| input.weights = Some(vec![0.0; 12])), ("zero-weight", None));
    let meet = |at: usize, list: &[usize]| {
        refused(&|input| input.neighbours.as_mut().unwrap()[at] = list.to_vec())
    };
    assert_eq!(meet(3, &[12]), ("neighbour", Some(3)));
    assert_eq!(meet(4, &[4]), ("neighbour", Some(4)));
    assert_eq!(meet(5, &[1, 1]), ("neighbour", Some(5)));
    assert_eq!(refused(&|input| input.permutations = 0), ("permutations", None));
    assert_eq!(refused(&|input| input.permutations = 1_000_001), ("permutations", None));
    // Bad weights are told even where nothing weighted could be computed.
    let negative = |input: &mut Input| {
        input.values[0] = -1.0;
        input.weights = Some(vec![-1.0; 12]);
    };
    assert_eq!(refused(&negative), ("weight", Some(0)));
}

#[test]
fn more_than_fits_is_refused_before_anything_is_computed() {
    let many = Input::of(vec![1.0; MOST_VALUES + 1]);
    assert_eq!(measure(&many).unwrap_err().code(), "too-many-values");
    // A hub among 101 places, of which every draw would take a hundred.
    let mut lists = vec![vec![0]; 101];
    lists[0] = (1..101).collect();
    let values: Vec<f64> = (0_u8..101).map(f64::from).collect();
    let hub = Input { neighbours: Some(lists), permutations: 1_000_000, ..Input::of(values) };
    let refusal = measure(&hub).unwrap_err();
    assert_eq!(refusal, Refusal::Permutations { given: 1_000_000, most: 167_772 });
    let long = Input {
        neighbours: Some(vec![vec![0; MOST_NEIGHBOURS], vec![0]]),
        ..Input::of(vec![1.0, 2.0])
    };
    assert_eq!(measure(&long).unwrap_err().code(), "too-many-neighbours");
}

#[test]
fn reasons_that_statistics_give_have_codes() {
    let of = |error: MeasureError| Refusal::from(error);
    assert_eq!(of(MeasureError::GroupOfOne { group: 0 }).code(), "group-of-one");
    assert_eq!(of(MeasureError::Weighted).code(), "weighted");
    assert_eq!(
        of(MeasureError::Weight { at: 3 }).to_string(),
        "weight 3 is negative or not a finite number"
    );
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => 0.0..1e6_f64,
        2 => (0..4_u8).prop_map(f64::from),
        1 => any::<f64>(),
    ]
}

fn input() -> impl Strategy<Value = Input> {
    (0..14_usize).prop_flat_map(|n| {
        let near = n.saturating_sub(1)..=n + 1;
        (
            prop::collection::vec(number(), n),
            prop::option::weighted(0.5, prop_oneof![
                4 => prop::collection::vec(0.0..9.0_f64, n).boxed(),
                1 => prop::collection::vec(number(), near.clone()).boxed(),
            ]),
            prop::option::weighted(0.5, prop_oneof![
                4 => prop::collection::vec(0..4_usize, n).boxed(),
                1 => prop::collection::vec(any::<usize>(), near.clone()).boxed(),
            ]),
            prop::option::weighted(0.5, prop_oneof![
                4 => Just((0..n).map(|at| (0..n).filter(|other| at.abs_diff(*other) == 1).collect()).collect::<Vec<Vec<usize>>>()).boxed(),
                2 => prop::collection::vec(prop::collection::vec(0..n.max(1), 0..4), n).boxed(),
                1 => prop::collection::vec(prop::collection::vec(any::<usize>(), 0..3), near).boxed(),
            ]),
            prop_oneof![8 => 1..60_usize, 1 => any::<usize>()],
            any::<u64>(),
        )
            .prop_map(|(values, weights, groups, neighbours, permutations, seed)| Input {
                values, weights, groups, neighbours,
                // So many as can be asked for would take a minute.
                permutations: if (1_000..=1_000_000).contains(&permutations) { 60 } else { permutations },
                seed,
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn any_input_is_measured_or_refused(input in input()) {
        let Ok(found) = measure(&input) else { return Ok(()) };
        let told = serde_json::to_value(&found).unwrap();
        for name in NAMES {
            let block = name.rsplit_once('.').map(|(block, _)| block);
            // Where a whole block is missing, it alone is named.
            if block.is_some_and(|block| !is_there(&found, &told, block)) {
                prop_assert!(!found.skipped.contains_key(name), "{}", name);
                continue;
            }
            let named = found.skipped.contains_key(name);
            prop_assert!(is_there(&found, &told, name) != named, "{} {:?}", name, found);
        }
        for name in found.skipped.keys() {
            let known = NAMES.contains(name) || name.starts_with("weighted.atkinson.");
            prop_assert!(known, "{}", name);
        }
        if let (Some(theil), None) = (&found.theil_t, &input.weights)
            && let (Some(value), Some(within), Some(between)) = (theil.value, theil.within, theil.between)
        {
            prop_assert!((within + between - value).abs() <= 1e-12 * value.max(1e-3));
        }
        prop_assert_eq!(&measure(&input), &Ok(found));
    }
}
