//! Peers of all provinces against those that pandas finds in the CSV files
//! (`tests/fixtures/reference/peers.py`).

#![allow(clippy::unwrap_used, reason = "a test that unwraps names its failure well enough")]

use prosperity_atlas::atlas::{Atlas, PlaceId};
use prosperity_atlas::query::{Geography, PeerBasis, PeerKind, peers};
use serde_json::Value;
use std::sync::LazyLock;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let file = |name: &str| {
        std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
});

static REFERENCE: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reference/peers.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
});

const PROVINCES: usize = 31;

fn ids(places: &[PlaceId]) -> Vec<&'static str> {
    places.iter().map(|id| ATLAS.place(*id).id.as_str()).collect()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

fn close(a: f64, b: f64) -> bool {
    (a / b - 1.0).abs() < 1e-12
}

#[test]
fn the_neighbours_of_every_province_are_those_of_the_table() {
    let expected = REFERENCE["neighbours"].as_object().unwrap();
    assert_eq!(expected.len(), PROVINCES);
    for (id, expected) in expected {
        let place = ATLAS.place_by_id(id).unwrap();
        let found = peers(&ATLAS, place, PeerKind::Neighbours, Geography::Provinces, 2023).unwrap();
        assert_eq!(ids(&found.places), texts(&expected["places"]), "{id}");
        let PeerBasis::Contact { by_convention } = &found.basis else {
            unreachable!("neighbours rest on contact")
        };
        assert_eq!(ids(by_convention), texts(&expected["by_convention"]), "{id}");
    }
}

#[test]
fn the_nearest_of_every_province_are_those_of_pandas() {
    let cases = REFERENCE["nearest"].as_array().unwrap();
    assert_eq!(cases.len(), 6);
    for case in cases {
        let kind = PeerKind::ALL.into_iter().find(|kind| kind.code() == case["kind"]).unwrap();
        let asked = u16::try_from(case["asked"].as_u64().unwrap()).unwrap();
        let all = case["of"].as_object().unwrap();
        assert_eq!(all.len(), PROVINCES);
        for (id, expected) in all {
            let at = format!("{} of {id}, {asked}", kind.code());
            let place = ATLAS.place_by_id(id).unwrap();
            let found = peers(&ATLAS, place, kind, Geography::Provinces, asked).unwrap();
            assert_eq!(ids(&found.places), texts(&expected["places"]), "{at}");
            let PeerBasis::Nearness { indicator, vintage, year, own, values, compared } =
                &found.basis
            else {
                unreachable!("the nearest rest on a value")
            };
            assert_eq!(ATLAS.indicator(*indicator).id, case["indicator"], "{at}");
            assert_eq!(ATLAS.vintage(*vintage).id, case["vintage"], "{at}");
            assert_eq!(u64::from(*year), case["year"].as_u64().unwrap(), "{at}");
            assert_eq!(*compared as u64, case["compared"].as_u64().unwrap(), "{at}");
            assert!(close(*own, expected["own"].as_f64().unwrap()), "{at}");
            let reference = expected["values"].as_array().unwrap();
            assert_eq!(values.len(), reference.len(), "{at}");
            for (value, reference) in values.iter().zip(reference) {
                assert!(close(*value, reference.as_f64().unwrap()), "{at}");
            }
        }
    }
}
