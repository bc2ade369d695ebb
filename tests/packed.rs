//! The packed data that travel inside the program: nothing of the CSV files is lost, damage is an
//! error, and the printed findings of document 001 follow from the numbers.

#![allow(clippy::unwrap_used, reason = "a test that unwraps names its failure well enough")]

use proptest::prelude::*;
use prosperity_atlas::atlas::{Atlas, Decimal, Level, PackError, PlaceId, Verdict};
use prosperity_atlas::map::geometry::MapLayer;
use prosperity_atlas::query::{Basis, Denominator, Geography, Measure, value};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

const CATALOG: &[u8] = include_bytes!("../data/packed/catalog.bin");
const NUMBERS: &[u8] = include_bytes!("../data/packed/numbers.bin");
const DOCUMENTS: &[u8] = include_bytes!("../data/packed/documents.bin");
const MAPS: [&[u8]; 5] = [
    include_bytes!("../data/packed/map-china.bin"),
    include_bytes!("../data/packed/map-china-small.bin"),
    include_bytes!("../data/packed/map-zhejiang.bin"),
    include_bytes!("../data/packed/map-shanghai.bin"),
    include_bytes!("../data/packed/map-yrd.bin"),
];

/// Rows of each panel file. With the second readings they are the 19,765 values gathered.
const PANEL: [(&str, usize); 7] = [
    ("national", 848),
    ("national_ext", 42),
    ("provinces", 13_140),
    ("provinces_ext", 3_422),
    ("zhejiang", 1_451),
    ("zhejiang_ext", 749),
    ("shanghai", 60),
];
const SECOND_READINGS: usize = 53;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| Atlas::open(CATALOG, NUMBERS, DOCUMENTS).unwrap());

fn rows(name: &str) -> Vec<csv::StringRecord> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    csv::Reader::from_path(path).unwrap().into_records().map(Result::unwrap).collect()
}

#[test]
fn nothing_is_lost_on_the_way_into_the_program() {
    let documents = ATLAS.documents();
    assert_eq!(documents.documents.len(), 5);
    assert_eq!(documents.observations.len(), 529);
    assert_eq!(documents.claims.len(), 242);
    assert_eq!(documents.models.len(), 12);
    assert_eq!(documents.policy.len(), 515);
    assert_eq!(documents.events.len(), 62);
    for (name, count) in PANEL {
        assert_eq!(rows(&format!("panel/{name}.csv")).len(), count, "{name}");
    }
    assert_eq!(rows("checks/second_readings.csv").len(), SECOND_READINGS);
    let points: usize = ATLAS.series().iter().map(|series| series.points.len()).sum();
    assert_eq!(points, PANEL.iter().map(|(_, count)| count).sum::<usize>());
    assert_eq!(points + SECOND_READINGS, 19_765);
}

#[test]
fn every_published_value_comes_back_digit_for_digit_with_its_source() {
    for (name, _) in PANEL {
        for (row, line) in rows(&format!("panel/{name}.csv")).iter().zip(2..) {
            let cells: Vec<&str> = row.iter().collect();
            let [place, year, indicator, vintage, value, source] = cells[..] else {
                unreachable!("{name}:{line} has six cells")
            };
            let point = ATLAS
                .find_series(
                    ATLAS.indicator_by_id(indicator).unwrap(),
                    ATLAS.vintage_by_id(vintage).unwrap(),
                    ATLAS.place_by_id(place).unwrap(),
                )
                .and_then(|series| series.at(year.parse().unwrap()))
                .unwrap();
            assert_eq!(point.value.to_string(), value, "{name}:{line}");
            assert_eq!(ATLAS.source(point.source).id, source, "{name}:{line}");
        }
    }
}

#[test]
fn every_composition_comes_back_with_its_parts_in_order() {
    let packed = &ATLAS.catalog().compositions;
    let table = rows("compositions.csv");
    assert_eq!((packed.len(), table.len()), (5, 5));
    for (row, one) in table.iter().zip(packed) {
        assert_eq!(one.id, &row[0]);
        assert_eq!((one.name.zh.as_str(), one.name.en.as_str()), (&row[1], &row[2]));
        assert_eq!(ATLAS.indicator(one.total).id, &row[3], "{}", one.id);
        let parts: Vec<&str> =
            one.parts.iter().map(|part| ATLAS.indicator(*part).id.as_str()).collect();
        assert_eq!(parts.join(";"), &row[4], "{}", one.id);
        assert_eq!((one.note.zh.as_str(), one.note.en.as_str()), (&row[5], &row[6]));
    }
}

#[test]
fn every_indicator_comes_back_with_its_names_and_pinyin() {
    for (row, (_, one)) in rows("indicators.csv").iter().zip(ATLAS.indicators()) {
        assert_eq!(one.id, &row[0]);
        assert_eq!((one.name.zh.as_str(), one.name.en.as_str()), (&row[8], &row[9]));
        assert_eq!(one.pinyin, &row[12], "{}", one.id);
        assert_eq!((one.definition.zh.as_str(), one.definition.en.as_str()), (&row[13], &row[14]));
    }
}

#[test]
fn every_observation_comes_back_as_printed() {
    let packed = &ATLAS.documents().observations;
    for (row, one) in rows("documents/observations.csv").iter().zip(packed) {
        assert_eq!(one.id, &row[0]);
        assert_eq!(ATLAS.documents().document(one.document).id, &row[1]);
        assert_eq!(ATLAS.indicator(one.indicator).id, &row[3], "{}", one.id);
        assert_eq!(ATLAS.place(one.place).id, &row[4], "{}", one.id);
        let dimension = one.dimension.map_or("", |id| &ATLAS.documents().dimension(id).id);
        assert_eq!(dimension, &row[5], "{}", one.id);
        assert_eq!(one.value.to_string(), &row[8], "{}", one.id);
        assert_eq!(ATLAS.unit(one.unit).id, &row[9], "{}", one.id);
        assert_eq!(one.note.zh, &row[12], "{}", one.id);
    }
}

#[test]
fn every_claim_comes_back_with_the_observations_of_its_formula() {
    let documents = ATLAS.documents();
    let decimal = |one: Option<Decimal>| one.map_or(String::new(), |one| one.to_string());
    for (row, one) in rows("documents/claims.csv").iter().zip(&documents.claims) {
        assert_eq!(one.id, &row[0]);
        assert_eq!(one.claim.en, &row[3]);
        assert_eq!(one.claim.zh, &row[4]);
        assert_eq!(decimal(one.stated), &row[5], "{}", one.id);
        assert_eq!(decimal(one.recomputed), &row[10], "{}", one.id);
        assert_eq!(one.verdict == Verdict::Differs, one.difference.is_some(), "{}", one.id);
        assert_eq!(one.explanation.zh, &row[14], "{}", one.id);
        let mut formula = one.formula.clone();
        for (position, id) in one.observations.iter().enumerate() {
            let id = &documents.observation(*id).id;
            formula = formula.replace(&format!("[{}]", position + 1), &format!("[{id}]"));
        }
        assert_eq!(formula, &row[9], "{}", one.id);
    }
}

#[test]
fn places_stand_below_their_parents_and_add_up() {
    let atlas = &*ATLAS;
    assert_eq!(atlas.places().next().map(|(id, _)| id), Some(atlas.nation()));
    let count = |geography: Geography| geography.places(atlas).len();
    assert_eq!(count(Geography::Provinces), 34);
    assert_eq!(count(Geography::MacroRegions), 4);
    assert_eq!(count(Geography::ZhejiangCities), 11);
    assert_eq!(count(Geography::ZhejiangCounties), 90);
    assert_eq!(count(Geography::ShanghaiDistricts), 16);
    assert_eq!(count(Geography::DeltaCities), 41);
    let members = |id: &str| atlas.children(atlas.place_by_id(id).unwrap()).count();
    assert_eq!(["east", "central", "west", "northeast"].map(members), [10, 6, 12, 3]);
    let ids: BTreeSet<&str> = atlas.places().map(|(_, place)| place.id.as_str()).collect();
    assert_eq!(ids.len(), atlas.places().count());
}

/// What a file is that has been cut or changed at one bit.
fn open_with(part: usize, bytes: &[u8]) -> Result<(), PackError> {
    let mut parts = [CATALOG, NUMBERS, DOCUMENTS];
    parts[part] = bytes;
    Atlas::open(parts[0], parts[1], parts[2]).map(|_| ())
}

const PARTS: [&[u8]; 3] = [CATALOG, NUMBERS, DOCUMENTS];
/// Magic number, kind, version, checksum.
const HEADER: usize = 14;

#[test]
fn truncated_files_are_typed_errors() {
    for (part, whole) in PARTS.into_iter().enumerate() {
        for length in (0..64).chain((64..whole.len()).step_by(997)).chain([whole.len() - 1]) {
            let expected =
                if length < HEADER { PackError::Truncated { length } } else { PackError::Damaged };
            assert_eq!(open_with(part, &whole[..length]), Err(expected), "{part}, {length}");
        }
    }
}

#[test]
fn a_file_in_the_place_of_another_is_a_typed_error() {
    let expected = Err(PackError::WrongKind { expected: 1, found: 4 });
    assert_eq!(open_with(1, CATALOG), expected);
    assert_eq!(open_with(0, MAPS[0]), Err(PackError::WrongKind { expected: 4, found: 3 }));
}

#[test]
fn maps_with_a_changed_bit_or_a_missing_end_are_errors() {
    for whole in MAPS {
        assert!(MapLayer::decode(whole).is_ok());
        for at in (0..HEADER).chain((HEADER..whole.len()).step_by(61)) {
            let mut bytes = whole.to_vec();
            bytes[at] ^= 1 << (at % 8);
            assert!(MapLayer::decode(&bytes).is_err(), "byte {at}");
            assert!(MapLayer::decode(&whole[..at]).is_err(), "first {at} bytes");
        }
    }
}

/// The checksum of the header: FNV-1a, 64 bits.
fn checksum(payload: &[u8]) -> [u8; 8] {
    let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    payload.iter().fold(0xcbf2_9ce4_8422_2325, fold).to_le_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_flipped_bit_is_a_typed_error(
        part in 0_usize..3, at: prop::sample::Index, bit in 0_u8..8, in_header: bool,
    ) {
        let mut bytes = PARTS[part].to_vec();
        let at = at.index(if in_header { HEADER } else { bytes.len() });
        bytes[at] ^= 1 << bit;
        let error = open_with(part, &bytes).unwrap_err();
        prop_assert!(match at {
            0..4 => error == PackError::NotPacked,
            4 => matches!(error, PackError::WrongKind { .. }),
            5 => matches!(error, PackError::WrongVersion { .. }),
            _ => error == PackError::Damaged,
        }, "byte {}: {}", at, error);
    }

    /// Not damage but a faulty packer: the checksum fits, the content does not.
    #[test]
    fn a_wrong_payload_with_a_fitting_checksum_never_panics(
        part in 0_usize..3, at: prop::sample::Index, byte: u8,
    ) {
        let mut bytes = PARTS[part].to_vec();
        let at = HEADER + at.index(bytes.len() - HEADER);
        bytes[at] = byte;
        let sum = checksum(&bytes[HEADER..]);
        bytes[HEADER - 8..HEADER].copy_from_slice(&sum);
        match open_with(part, &bytes) {
            Ok(()) | Err(PackError::Malformed(_)) => {}
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

/// GDP per person in the edition behind document 001.
fn document_001() -> Measure {
    Measure {
        indicator: ATLAS.indicator_by_id("gdp_per_person").unwrap(),
        vintage: ATLAS.vintage_by_id("census4_pre_census7").unwrap(),
        denominator: Denominator::YearEnd,
    }
}

/// Sample coefficient of variation, not weighted, over the provinces that have a value.
fn coefficient_of_variation(year: u16) -> (usize, f64) {
    let numbers: Vec<f64> = Geography::Provinces
        .places(&ATLAS)
        .into_iter()
        .filter_map(|place| value(&ATLAS, document_001(), place, year).ok())
        .map(|value| value.number)
        .collect();
    let count = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / count;
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    (numbers.len(), (squares / (count - 1.0)).sqrt() / mean)
}

#[test]
fn the_coefficients_of_variation_of_document_001_are_reproduced() {
    let path = [
        (2011, "0.4831"),
        (2012, "0.4611"),
        (2013, "0.4510"),
        (2014, "0.4498"),
        (2015, "0.4623"),
        (2016, "0.4740"),
        (2017, "0.4748"),
        (2018, "0.4772"),
        (2019, "0.4730"),
    ];
    for (year, expected) in path {
        let (count, variation) = coefficient_of_variation(year);
        assert_eq!(count, 31, "{year}");
        assert_eq!(format!("{variation:.4}"), expected, "{year}");
    }
}

#[test]
fn the_regional_gaps_of_document_001_are_reproduced() {
    let region = |id: &str| -> PlaceId { ATLAS.place_by_id(id).unwrap() };
    let pooled = |id: &str, year: u16| {
        let value = value(&ATLAS, document_001(), region(id), year).unwrap();
        let members = ATLAS.children(region(id)).count();
        assert_eq!(value.basis, Basis::Pooled(u16::try_from(members).unwrap()));
        assert_eq!(ATLAS.place(region(id)).level, Level::MacroRegion);
        value.number
    };
    for (year, expected) in
        [(2019, ["35714.7", "40445.3", "47675.1"]), (2011, ["21858.8", "25073.8", "19872.4"])]
    {
        let east = pooled("east", year);
        let gaps = ["central", "west", "northeast"]
            .map(|other| format!("{:.1}", east - pooled(other, year)));
        assert_eq!(gaps, expected, "{year}");
    }
}
