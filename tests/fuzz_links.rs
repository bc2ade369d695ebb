//! Ten thousand links of every kind of wrongness, followed through to the figure and back.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test, as it should")]

use proptest::{
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use prosperity_atlas::{
    atlas::{Atlas, Lang},
    figure::{Cell, Extent, Figure, Marks, arranged, figure_within, glance, worked},
    query::{Geography, Transform, selectable_indicators},
    spec::{Key, View, parse},
    stats::Scheme,
    theme::Palette,
};
use std::sync::LazyLock;

const LINKS: u32 = 10_000;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let file = |name: &str| {
        std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
});

/// Values that some key takes, or once was given.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> = Vec::new();
    let mut add = |word: &str| words.push(word.to_owned());
    for id in selectable_indicators(&ATLAS) {
        add(&ATLAS.indicator(id).id);
    }
    for (_, place) in ATLAS.places().step_by(7) {
        add(&place.id);
        add(&place.name.zh);
        add(&place.short_name.en);
    }
    for vintage in &ATLAS.catalog().vintages {
        add(&vintage.id);
    }
    let codes = View::ALL.into_iter().chain(View::ROOM).map(View::code);
    codes
        .chain(Geography::ALL.map(Geography::code))
        .chain(Transform::ALL.map(Transform::code))
        .chain(Scheme::ALL.map(Scheme::code))
        .chain(Palette::ALL.map(Palette::code))
        .for_each(&mut add);
    for odd in [
        "",
        "~",
        "~~",
        ":",
        "none",
        "on",
        "off",
        "x",
        "y",
        "x~y",
        "desc",
        "name~desc",
        "code",
        "2015",
        "1066",
        "0000",
        "9999",
        "99999",
        "65536",
        "-1",
        "2011..2019",
        "2019..2011",
        "2019..2019",
        "earliest..latest",
        "latest..earliest",
        "..",
        "2010..",
        "nation",
        "mean",
        "median",
        "0",
        "-0",
        "1e400",
        "NaN",
        "inf",
        "null",
        "50000.5",
        "1e-9",
        "jenks-0",
        "manual-1~2~3",
        "manual-0",
        "manual--5~5",
        "quantile-9",
        "diverging-5",
        "diverging-9",
        "2015:a~330000:b",
        "2015:%7E%26%3D",
        "2015:%00%0A",
        "浙江:%E4%BD%A0",
        "%",
        "%zz",
        "%FF",
        "zh",
        "en",
        "fr",
        "dark",
        "theil_l",
        "gini",
        "ge--1",
        "ge-9",
        "atkinson-0.5",
        "atkinson-0",
        "max_min",
        "population",
        "queen",
        "nearest-3",
        "nearest-99",
        "110000~310000!甲:320000",
        "110000",
        "110000~460000",
        "v",
        "7",
        "5",
        "year",
        "years",
    ] {
        add(odd);
    }
    words
});

fn pair() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        6 => select(WORDS.as_slice()),
        2 => prop::collection::vec(select(WORDS.as_slice()), 2..5).prop_map(|all| all.join("~")),
        1 => "\\PC{0,20}",
        1 => "[0-9.~:%-]{0,12}",
    ];
    (select(Key::ALL.as_slice()), value).prop_map(|(key, value)| format!("{}={value}", key.code()))
}

/// An indicator on a level, so that most links have something to show, with other keys.
fn known() -> impl Strategy<Value = String> {
    let ids = || select(selectable_indicators(&ATLAS));
    let start = (ids(), select(Geography::ALL.as_slice()), select(View::ALL.as_slice()));
    (
        start,
        prop::option::of(prop::collection::vec(select(Transform::ALL.as_slice()), 1..4)),
        prop::collection::vec(pair(), 0..5),
    )
        .prop_map(|((indicator, level, view), chain, pairs)| {
            let mut link = format!(
                "#/explore?indicator={}&level={}&view={}",
                ATLAS.indicator(indicator).id,
                level.code(),
                view.code()
            );
            if let Some(chain) = chain {
                let codes: Vec<&str> = chain.into_iter().map(Transform::code).collect();
                link = link + "&transform=" + &codes.join("~");
            }
            for pair in pairs {
                link = link + "&" + &pair;
            }
            link
        })
}

/// A link of the measuring room.
fn measured() -> impl Strategy<Value = String> {
    let start = (
        select(selectable_indicators(&ATLAS)),
        select(Geography::ALL.as_slice()),
        select(View::ROOM.as_slice()),
    );
    let value = prop_oneof![3 => select(WORDS.as_slice()), 1 => "[0-9.~:!-]{0,12}"];
    let pair = (select(Key::ROOM.as_slice()), value);
    (start, prop::collection::vec(pair, 0..5)).prop_map(|((indicator, level, view), pairs)| {
        let mut link = format!(
            "#/inequality?indicator={}&level={}&view={}",
            ATLAS.indicator(indicator).id,
            level.code(),
            view.code()
        );
        for (key, value) in pairs {
            link = format!("{link}&{}={value}", key.code());
        }
        link
    })
}

/// Cut off, or with a few characters replaced.
fn damaged() -> impl Strategy<Value = String> {
    (known(), any::<Index>(), prop::option::of((any::<Index>(), any::<char>()))).prop_map(
        |(link, cut, replaced)| {
            let mut letters: Vec<char> = link.chars().collect();
            if let Some((at, letter)) = replaced {
                let at = at.index(letters.len());
                letters[at] = letter;
            } else {
                letters.truncate(cut.index(letters.len() + 1));
            }
            letters.into_iter().collect()
        },
    )
}

fn links() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => "\\PC{0,60}",
        1 => any::<String>(),
        1 => prop::collection::vec(pair(), 0..6).prop_map(|all| "#/explore?".to_owned() + &all.join("&")),
        5 => known(),
        2 => damaged(),
        1 => measured(),
    ]
}

/// Every text of a figure that is the atlas' own.
fn texts(figure: &Figure) -> Vec<&str> {
    let mut all = vec![
        &figure.title,
        &figure.subtitle,
        &figure.alt,
        &figure.source_line,
        &figure.table.caption,
    ];
    all.extend(&figure.notes);
    all.extend(figure.table.columns.iter().map(|column| &column.label));
    let cells = figure.table.rows.iter().flat_map(|row| &row.cells);
    all.extend(cells.flat_map(|cell: &Cell| [&cell.text, &cell.plain, &cell.missing]));
    match &figure.marks {
        Marks::Map(map) => {
            all.extend(map.regions.iter().map(|region| &region.value_text));
            all.extend(map.legend.iter().map(|item| &item.label));
        }
        Marks::Trend(trend) => {
            let points = trend.lines.iter().flat_map(|line| &line.points);
            all.extend(points.map(|point| &point.text));
            all.extend(trend.references.iter().map(|line| &line.label));
        }
        Marks::Ranking(bars) => {
            all.extend(bars.bars.iter().map(|bar| &bar.text));
            all.extend(bars.references.iter().map(|line| &line.label));
        }
        Marks::Slope(pairs) | Marks::Dumbbell(pairs) => {
            let pairs = pairs.pairs.iter();
            all.extend(pairs.flat_map(|one| [&one.from_text, &one.to_text, &one.change_text]));
        }
        Marks::Scatter(dots) => {
            all.extend(dots.dots.iter().flat_map(|dot| &dot.readout).map(|(_, text)| text));
            all.extend(dots.fit.iter().map(|fit| &fit.label));
        }
        Marks::Shares(shares) => all.extend(shares.rows.iter().flat_map(|row| &row.texts)),
        Marks::Lorenz(curves) => {
            all.extend(curves.curves.iter().flat_map(|curve| &curve.texts));
        }
        Marks::Nothing(why) => all.push(why),
        Marks::Multiples(_) | Marks::Table => {}
    }
    all.into_iter().map(String::as_str).collect()
}

/// Whether a word stands in a text on its own: `information` holds no `inf`.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let letter = |one: Option<char>| one.is_some_and(|one| one.is_ascii_alphanumeric());
        !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next())
    })
}

fn follow(link: &str, lang: Lang, other: View) {
    let (mut spec, _) = parse(&ATLAS, link);
    let written = spec.to_fragment(&ATLAS);
    assert_eq!(parse(&ATLAS, &written), (spec.clone(), vec![]), "{link:?} → {written}");
    let extent = Extent::of(&ATLAS, &spec);
    for view in [spec.view, other] {
        if !spec.offers(&ATLAS, view) {
            continue;
        }
        spec.view = view;
        let figure = figure_within(&ATLAS, &spec, extent.as_ref(), lang);
        assert!(!figure.title.trim().is_empty(), "{written}");
        assert!(!figure.subtitle.trim().is_empty(), "{written}");
        for text in texts(&figure) {
            for word in ["NaN", "inf", "null", "∞"] {
                assert!(!has_word(text, word), "{written} as {view:?} says {text:?}");
            }
        }
        for row in &figure.table.rows {
            assert_eq!(row.cells.len(), figure.table.columns.len(), "{written}");
        }
        assert!(arranged(&figure.table, &spec.table).rows.len() <= figure.table.rows.len());
    }
    if let Some(extent) = extent {
        let years = extent.years(spec.time);
        if let Some(place) = spec.focus.or_else(|| spec.level.places(&ATLAS).first().copied()) {
            let told = glance(&ATLAS, &spec, &years, place, lang);
            assert!(!told.value.is_empty() && !told.sparkline.contains("NaN"), "{written}");
            worked(&ATLAS, &spec, &years, place, lang);
        }
    }
}

/// Seeds are fixed: the same links on every machine.
///
/// Follows half of the links; tests run side by side.
fn follow_links(seed: &[u8; 32], lang: Lang) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, seed);
    let config = Config { failure_persistence: None, ..Config::with_cases(LINKS / 2) };
    let strategy = (links(), select(View::ALL.as_slice()));
    TestRunner::new_with_rng(config, rng)
        .run(&strategy, |(link, other)| {
            follow(&link, lang, other);
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_link_gives_a_chinese_figure_and_a_link_that_gives_the_same() {
    follow_links(b"every link gives a figure always", Lang::Zh);
}

#[test]
fn any_link_gives_an_english_figure_and_a_link_that_gives_the_same() {
    follow_links(b"and a link that gives it another", Lang::En);
}
