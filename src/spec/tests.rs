use super::*;
use crate::atlas::Atlas;
use proptest::prelude::*;
use std::sync::LazyLock;

/// The packed files themselves, read from disk: the tests run without the bundle, too.
static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
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
    assert_eq!((spec.transform, spec.base), (Transform::Index, Some(2012)));
    assert_eq!(ATLAS.vintage(spec.vintage).id, "census4");
    assert_eq!(spec.method, Denominator::YearAverage);
    assert_eq!(spec.classes, Classes { scheme: Scheme::Quantile, count: 4 });
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

/// Any spec that a reader can reach: indicators with values, their own vintages, years with data.
fn specs() -> impl Strategy<Value = Spec> {
    let places = || id_of(ATLAS.catalog().places.len(), PlaceId);
    let selectable = crate::query::selectable_indicators(&ATLAS);
    let choices = (
        prop::sample::select(selectable.clone()),
        one_of(&Geography::ALL),
        one_of(&View::ALL),
        prop::option::of(prop::collection::btree_set(places(), 0..6)),
        prop::option::of(places()),
        one_of(&Transform::ALL),
        one_of(&Denominator::ALL),
        (one_of(&Scheme::ALL), Classes::FEWEST..=Classes::MOST),
        prop::option::of(prop::sample::select(selectable)),
        (prop::option::of(one_of(&Lang::ALL)), one_of(&ThemeChoice::ALL)),
        (any::<prop::sample::Index>(), 0..4_u8, any::<prop::sample::Index>()),
    );
    choices.prop_map(
        |(indicator, level, view, places, focus, transform, method, classes, x, reader, pick)| {
            let mut spec = Spec { level, ..Spec::of_indicator(&ATLAS, indicator) };
            let vintages = ATLAS.vintages_of(indicator);
            spec.vintage = vintages[pick.0.index(vintages.len())];
            spec.places = places.map(|places| places.into_iter().collect());
            let mut shown = level.places(&ATLAS);
            shown.extend(spec.compared(&ATLAS));
            spec.view = view;
            spec.focus = focus;
            spec.transform = transform;
            spec.method = method;
            spec.classes = Classes { scheme: classes.0, count: classes.1 };
            (spec.x, spec.y, spec.size) = (x, x, None);
            (spec.lang, spec.theme) = reader;
            if let Some(span) = crate::query::years(&ATLAS, spec.measure(), &shown) {
                let years: Vec<u16> = span.collect();
                let year = years[pick.2.index(years.len())];
                spec.time = match pick.1 {
                    0 => Time::default(),
                    1 => Time { from: None, to: Moment::Year(year) },
                    2 => Time { from: Some(Moment::Year(years[0])), to: Moment::Year(year) },
                    _ => Time { from: Some(Moment::Earliest), to: Moment::Latest },
                };
                spec.base = (pick.1 == 3).then_some(year);
            }
            spec
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_spec_survives_being_written_and_read(spec in specs()) {
        let text = spec.to_fragment(&ATLAS);
        prop_assert!(!text.contains(['+', ' ', '%']), "{text}");
        prop_assert_eq!(read(&text), (spec, vec![]), "{}", text);
    }

    #[test]
    fn the_order_of_keys_does_not_matter(spec in specs(), seed: u64) {
        let text = spec.to_fragment(&ATLAS);
        if let Some((path, query)) = text.split_once('?') {
            let mut pairs: Vec<&str> = query.split('&').collect();
            let by = usize::try_from(seed % pairs.len() as u64).unwrap();
            pairs.rotate_left(by);
            prop_assert_eq!(read(&format!("{path}?{}", pairs.join("&"))).0, spec);
        }
    }

    #[test]
    fn any_text_gives_a_spec_that_can_be_written_again(text in ".{0,80}") {
        let (spec, _) = read(&text);
        let (again, notices) = read(&spec.to_fragment(&ATLAS));
        prop_assert_eq!((again, notices), (spec, vec![]));
    }

    #[test]
    fn any_values_of_known_keys_give_a_spec_that_can_be_written_again(
        values in prop::collection::vec((one_of(&Key::ALL), "[a-z0-9~.%é浙 -]{0,12}"), 0..6),
    ) {
        let pairs: Vec<String> =
            values.iter().map(|(key, value)| format!("{}={value}", key.code())).collect();
        let (spec, _) = read(&format!("#/explore?{}", pairs.join("&")));
        let (again, notices) = read(&spec.to_fragment(&ATLAS));
        prop_assert_eq!((again, notices), (spec, vec![]));
    }
}
