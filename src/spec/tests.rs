use super::*;
use crate::{
    atlas::Atlas,
    query::{Transform, selectable_indicators},
};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The packed files themselves, read from disk: the tests run without the bundle, too.
pub(crate) static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let file = |name: &str| {
        std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
});

fn read(fragment: &str) -> (Spec, Vec<Notice>) {
    parse(&ATLAS, fragment)
}

fn place(id: &str) -> PlaceId {
    ATLAS.place_by_id(id).unwrap()
}

fn indicator(id: &str) -> IndicatorId {
    ATLAS.indicator_by_id(id).unwrap()
}

/// What the atlas says of a link, in both languages.
fn told(fragment: &str) -> Vec<(String, String)> {
    read(fragment).1.iter().map(|one| (one.text(Lang::Zh), one.text(Lang::En))).collect()
}

#[test]
fn an_empty_link_shows_gdp_per_person_by_province() {
    for link in ["", "#", "#/", "#/explore", "#/explore?", "/explore/"] {
        let (spec, notices) = read(link);
        assert_eq!(spec, Spec::default_of(&ATLAS), "{link}");
        assert_eq!(notices, [], "{link}");
    }
    assert_eq!(Spec::default_of(&ATLAS).to_fragment(&ATLAS), "#/explore");
}

#[test]
fn every_key_is_read_in_any_order() {
    let link = "#/explore?theme=dark&lang=en&classes=quantile-4&method=year_average&vintage=census4\
                &base=2012&transform=index&focus=330000&places=330000~310000&time=2011..2019\
                &view=trend&level=macro_regions&indicator=gdp_per_person&v=1";
    let (spec, notices) = read(link);
    assert_eq!(notices, []);
    assert_eq!(spec.level, Geography::MacroRegions);
    assert_eq!(spec.view, View::Trend);
    assert_eq!(spec.time, Time { from: Some(Moment::Year(2011)), to: Moment::Year(2019) });
    assert_eq!(spec.places, Some(vec![place("330000"), place("310000")]));
    assert_eq!(spec.focus, Some(place("330000")));
    assert_eq!((spec.chain.steps(), spec.base), ([Transform::Index].as_slice(), Some(2012)));
    assert_eq!(ATLAS.vintage(spec.vintage).id, "census4");
    assert_eq!(spec.method, Denominator::YearAverage);
    let expected = Classes { scheme: Scheme::Quantile, count: 4, breaks: Vec::new() };
    assert_eq!(spec.classes, expected);
    assert_eq!((spec.lang, spec.theme), (Some(Lang::En), ThemeChoice::Dark));
    assert_eq!(read(&spec.to_fragment(&ATLAS)).0, spec);
}

#[test]
fn places_are_codes_or_names_in_either_language() {
    let names = ["330000", "33", "156330000", "浙江", "浙江省", "Zhejiang", "zhe jiang"];
    for name in names {
        let (spec, notices) = read(&format!("#/explore?focus={name}"));
        assert_eq!((spec.focus, notices), (Some(place("330000")), vec![]), "{name}");
    }
    let encoded = "#/explore?places=%E6%B5%99%E6%B1%9F~%E4%B8%8A%E6%B5%B7";
    assert_eq!(read(encoded).0.places, Some(vec![place("330000"), place("310000")]));
    // Shanxi and Shaanxi differ by one letter, and Jilin is a province before it is a city.
    assert_eq!(read("?focus=Shaanxi").0.focus, Some(place("610000")));
    assert_eq!(read("?focus=Shanxi").0.focus, Some(place("140000")));
}

#[test]
fn what_a_link_gets_wrong_is_said_in_both_languages() {
    let check = |link: &str, zh: &str, en: &str| {
        assert_eq!(told(link), [(zh.to_owned(), en.to_owned())], "{link}");
    };
    check(
        "#/nowhere",
        "没有“nowhere”这一页，已打开数据浏览页。",
        "There is no page “nowhere”; the explorer is shown.",
    );
    check(
        "#/explore?indicater=gdp",
        "链接中的“indicater”无法识别，已忽略。是否想写“indicator”？",
        "“indicater” in the link is not known and was left out. Did you mean “indicator”?",
    );
    check(
        "#/explore?indicator=gdp_per_persn",
        "链接中“indicator”的取值“gdp_per_persn”无法识别，已改用“gdp_per_person”。是否想写“gdp_per_person”？",
        "“gdp_per_persn” is no value of “indicator” in a link; “gdp_per_person” is used instead. Did you mean “gdp_per_person”?",
    );
    check(
        "#/explore?places=330000~Atlantis",
        "没有找到地区“Atlantis”，已略去。可用六位代码、中文名或英文名。",
        "No place “Atlantis” was found; it was left out. Use a six-digit code, a Chinese or an English name.",
    );
    check(
        "#/explore?time=2050",
        "2050 年没有数据（有数据的年份：2006–2024），已显示 2024 年。",
        "There are no data for 2050 (years with data: 2006–2024); 2024 is shown.",
    );
    check(
        "#/explore?view=map&view=table",
        "链接中的“view”出现多次，以最后一次为准。",
        "“view” stands more than once in the link; the last one counts.",
    );
    check(
        "#/explore?indicator=gdp&vintage=survey2013",
        "该指标没有数据版本“survey2013”，已改用“census5”。",
        "This indicator has no edition “survey2013”; “census5” is shown.",
    );
    check(
        "#/explore?v=7",
        "此链接由较新版本的图集生成（第 7 版），看不懂的部分已忽略。",
        "This link was made by a later version of the atlas (version 7); what could not be understood was left out.",
    );
    check(
        "#/explore?classes=jenks-0",
        "链接中“classes”的取值“jenks-0”无法识别，已改用“jenks-2”。",
        "“jenks-0” is no value of “classes” in a link; “jenks-2” is used instead.",
    );
}

#[test]
fn too_many_places_keep_the_first() {
    let all: Vec<String> = Geography::ZhejiangCounties
        .places(&ATLAS)
        .iter()
        .map(|id| ATLAS.place(*id).id.clone())
        .collect();
    let (spec, notices) = read(&format!("#/explore?places={}", all.join("~")));
    assert_eq!(spec.places.map(|places| places.len()), Some(MOST_PLACES));
    assert_eq!(notices, [Notice::TooManyPlaces { given: 90, kept: MOST_PLACES }]);
}

#[test]
fn another_indicator_moves_to_where_it_has_data() {
    let spec =
        Spec::default_of(&ATLAS).with_indicator(&ATLAS, indicator("gini"), Geography::Provinces);
    assert_eq!(spec.level, Geography::Nation);
    let back = spec.with_indicator(&ATLAS, indicator("gdp_per_person"), Geography::Provinces);
    assert_eq!(back, Spec::default_of(&ATLAS));
    let (linked, notices) = read("#/explore?indicator=gini");
    assert_eq!((linked, notices), (spec, vec![]));
}

#[test]
fn another_level_brings_the_vintage_that_covers_it() {
    let spec = Spec::default_of(&ATLAS).with_level(&ATLAS, Geography::ZhejiangCities);
    assert_eq!(ATLAS.vintage(spec.vintage).id, "yearbook");
    assert_eq!(spec.to_fragment(&ATLAS), "#/explore?level=zhejiang_cities");
}

fn id_of<T: Copy + std::fmt::Debug>(
    count: usize,
    make: impl Fn(u16) -> T,
) -> impl Strategy<Value = T> {
    (0..u16::try_from(count).unwrap()).prop_map(make)
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn places() -> impl Strategy<Value = PlaceId> {
    id_of(ATLAS.catalog().places.len(), PlaceId)
}

fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![-1e14..1e14, -100.0..100.0, (-500_i32..500).prop_map(f64::from)]
}

fn classes() -> impl Strategy<Value = Classes> {
    let breaks = prop::collection::vec(numbers(), 1..=Classes::MOST_BREAKS);
    (one_of(&Scheme::ALL), Classes::FEWEST..=Classes::MOST, breaks).prop_map(
        |(scheme, count, mut breaks)| {
            breaks.sort_by(f64::total_cmp);
            breaks.dedup();
            match scheme {
                Scheme::Continuous => Classes { scheme, ..Classes::default() },
                Scheme::Manual => Classes { scheme, breaks, ..Classes::default() },
                _ => Classes { scheme, count, breaks: Vec::new() },
            }
        },
    )
}

/// A remark as parsing leaves it: without control characters, neither too long nor empty.
fn remarks() -> impl Strategy<Value = Vec<Remark>> {
    let at =
        prop_oneof![(0_u16..10_000).prop_map(RemarkAt::Year), places().prop_map(RemarkAt::Place),];
    let text = prop_oneof![
        "\\PC{1,160}",
        "[~&=#%:?+<>\"'/ 0-9A-Fa-z浙江省🏔é]{1,40}",
        Just("%41%zz%E6%B5".to_owned()),
    ];
    let remark = (at, text).prop_filter_map("nothing left", |(at, text)| {
        let cut: String =
            text.chars().filter(|one| !one.is_control()).take(LONGEST_REMARK).collect();
        let text = cut.trim().to_owned();
        (!text.is_empty()).then_some(Remark { at, text })
    });
    prop::collection::vec(remark, 0..=MOST_REMARKS)
}

fn references() -> impl Strategy<Value = Vec<Reference>> {
    let reference = prop_oneof![
        Just(Reference::Yardstick),
        Just(Reference::Mean),
        Just(Reference::Median),
        numbers().prop_map(Reference::Value),
    ];
    prop::collection::vec(reference, 0..=MOST_REFERENCES).prop_map(|all| {
        let mut each: Vec<Reference> = Vec::new();
        for one in all {
            if !each.contains(&one) {
                each.push(one);
            }
        }
        each
    })
}

fn tables() -> impl Strategy<Value = TableChoice> {
    let column = prop_oneof![
        Just(SortColumn::Name),
        Just(SortColumn::Code),
        (0_u16..10_000).prop_map(SortColumn::Year),
    ];
    let sort = (column, any::<bool>()).prop_map(|(column, descending)| Sort { column, descending });
    let find = "\\PC{0,60}"
        .prop_map(|text| text.chars().filter(|one| !one.is_control()).take(60).collect::<String>());
    (one_of(&Rows::ALL), prop::option::of(sort), find).prop_map(|(rows, sort, find)| TableChoice {
        rows,
        sort,
        find,
    })
}

/// What the measuring room may be told. Places are those of a level.
fn measurings(level: Geography) -> impl Strategy<Value = Measuring> {
    let all = level.places(&ATLAS);
    let some = prop::sample::subsequence(all.clone(), 2.min(all.len())..=all.len().min(6));
    let index = prop_oneof![
        prop::sample::select(IndexChoice::MENU.to_vec()),
        (-2.0..4.0_f64).prop_map(IndexChoice::GeneralisedEntropy),
    ];
    let rule = prop_oneof![Just(NeighbourRule::Queen), NEAREST.prop_map(NeighbourRule::Nearest)];
    (
        (index, one_of(&Weighting::ALL), rule, DRAWS, any::<u32>()),
        (one_of(&SIGNIFICANCE), any::<bool>(), STATES, "\\PC{0,24}"),
        (any::<[bool; 2]>(), some),
    )
        .prop_map(move |(first, second, (flags, some))| {
            let (index, weighting, neighbours, draws, seed) = first;
            let (significance, discovery, states, name) = second;
            let name = name.chars().filter(|one| !one.is_control()).take(24).collect();
            let enough = some.len() > 1;
            let (one, other) = some.split_at(some.len() / 2);
            let groups = vec![
                OwnGroup { name, places: one.to_vec() },
                OwnGroup { name: String::new(), places: other.to_vec() },
            ];
            Measuring {
                index,
                weighting,
                groups: Some(groups).filter(|_| flags[0] && enough),
                among: Some(some.clone()).filter(|_| flags[1] && enough),
                neighbours,
                draws,
                seed,
                significance,
                discovery,
                states,
            }
        })
}

/// Any spec of the measuring room.
fn measured() -> impl Strategy<Value = Spec> {
    (
        one_of(&Geography::ALL),
        one_of(&View::ROOM),
        prop::sample::select(selectable_indicators(&ATLAS)),
    )
        .prop_flat_map(|(level, view, indicator)| {
            measurings(level).prop_map(move |measuring| Spec {
                level,
                view,
                measuring,
                ..Spec::of_indicator(&ATLAS, indicator)
            })
        })
}

/// Any spec whose parts go together: vintages, view, chain and colours are those that the selection
/// offers. Years, axes and comparisons may still be such that no figure can follow them.
fn specs() -> impl Strategy<Value = Spec> {
    let selection = (
        prop::sample::select(selectable_indicators(&ATLAS)),
        one_of(&Geography::ALL),
        one_of(&View::ALL),
        prop::option::of(prop::collection::btree_set(places(), 0..6)),
        prop::option::of(places()),
        prop::option::of(places()),
        any::<[prop::sample::Index; 4]>(),
    );
    let values = (
        prop::collection::vec(one_of(&Transform::ALL), 0..4),
        one_of(&Denominator::ALL),
        0..=MOST_TOLERANCE,
        prop::option::of((1978_u16..2026, 1978_u16..2026)),
        prop::option::of(1978_u16..2026),
        0_u8..5,
    );
    let drawing = (
        classes(),
        prop::option::of(one_of(&Palette::ALL)),
        PANELS,
        prop::option::of(prop::sample::select(selectable_indicators(&ATLAS))),
        prop::option::of(prop::sample::select(selectable_indicators(&ATLAS))),
        any::<[bool; 4]>(),
        (references(), remarks(), tables()),
        (prop::option::of(one_of(&Lang::ALL)), one_of(&ThemeChoice::ALL)),
    );
    (selection, values, drawing).prop_map(|(selection, values, drawing)| {
        let (indicator, level, view, places, focus, against, picks) = selection;
        let (steps, method, tolerance, range, base, moment) = values;
        let (classes, palette, panels, x, size, flags, written, reader) = drawing;
        let mut spec = Spec { level, ..Spec::of_indicator(&ATLAS, indicator) };
        let vintages = ATLAS.vintages_of(indicator);
        let pick = |at: usize| vintages[picks[at].index(vintages.len())];
        spec.vintage = pick(0);
        spec.earlier = Some(pick(1)).filter(|one| *one != spec.vintage && picks[2].index(2) == 0);
        spec.view = Some(view).filter(|view| spec.offers(&ATLAS, *view)).unwrap_or_default();
        spec.places = places.map(|places| places.into_iter().collect());
        (spec.focus, spec.against) = (focus, against);
        let additive = ATLAS.indicator(indicator).additive;
        spec.chain = steps.into_iter().fold(Chain::default(), |chain, step| {
            chain.then(step, additive).unwrap_or_else(|chain| chain)
        });
        (spec.method, spec.tolerance, spec.base) = (method, tolerance, base);
        spec.time = match (range, moment) {
            (None, 0) => Time { from: Some(Moment::Earliest), to: Moment::Latest },
            (None, 1) => Time { from: None, to: Moment::Earliest },
            (None, _) => Time::default(),
            (Some((_, to)), 0) => Time { from: None, to: Moment::Year(to) },
            (Some((from, _)), 1) => Time { from: Some(Moment::Year(from)), to: Moment::Latest },
            (Some((a, b)), _) => {
                Time { from: Some(Moment::Year(a.min(b))), to: Moment::Year(a.max(b)) }
            }
        };
        spec.classes = classes;
        let diverges = spec.shown_classes().diverges();
        spec.palette = palette.filter(|one| one.is_diverging() == diverges);
        (spec.panels, spec.size) = (panels, size);
        spec.x = x.filter(|x| *x != indicator);
        (spec.log.x, spec.log.y, spec.fit, spec.trail) = (flags[0], flags[1], flags[2], flags[3]);
        (spec.references, spec.remarks, spec.table) = written;
        (spec.lang, spec.theme) = reader;
        spec
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_spec_of_the_measuring_room_survives_being_written_and_read(spec in measured()) {
        let text = spec.to_fragment(&ATLAS);
        let plain = |one: char| one.is_alphanumeric() || "#/?&=~:!%-_.".contains(one);
        prop_assert!(text.starts_with("#/inequality") && text.chars().all(plain), "{text}");
        let (found, notices) = read(&text);
        prop_assert_eq!(notices, [], "{}", text);
        let vintage = spec.vintage;
        prop_assert_eq!(Spec { vintage, ..found }, spec);
    }

    #[test]
    fn every_spec_survives_being_written_and_read(spec in specs()) {
        let text = spec.to_fragment(&ATLAS);
        let plain = |one: char| one.is_alphanumeric() || "#/?&=~:%-_.".contains(one);
        prop_assert!(text.chars().all(plain), "{text}");
        let (found, notices) = read(&text);
        // Only years and axes can be such that no figure can follow them.
        let excused = |one: &Notice| matches!(
            one,
            Notice::YearOutside { .. } | Notice::AcrossBreak(_) | Notice::LogNeedsPositive
        );
        prop_assert!(notices.iter().all(excused), "{text}: {notices:?}");
        let mut expected = spec;
        if !notices.is_empty() {
            (expected.time, expected.base, expected.log) = (found.time, found.base, found.log);
        }
        prop_assert_eq!(&found, &expected, "{}", text);
        prop_assert_eq!(read(&found.to_fragment(&ATLAS)), (found, vec![]), "{}", text);
    }

    #[test]
    fn the_order_of_keys_does_not_matter(spec in specs(), seed: u64) {
        let text = spec.to_fragment(&ATLAS);
        if let Some((path, query)) = text.split_once('?') {
            let mut pairs: Vec<&str> = query.split('&').collect();
            let by = usize::try_from(seed % pairs.len() as u64).unwrap();
            pairs.rotate_left(by);
            let turned = format!("{path}?{}", pairs.join("&"));
            prop_assert_eq!(read(&turned).0, read(&text).0);
        }
    }
}
