//! The core on the machine at hand: opening the data, and everything that a page computes for its
//! first figure, a link or a step of the year slider. In the browser the same code runs as
//! WebAssembly; `cargo xtask bench` measures it there.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

mod synthetic;

use std::{hint::black_box, sync::LazyLock};

use criterion::Criterion;
use prosperity_atlas::atlas::{Atlas, Lang};
use prosperity_atlas::bundle;
use prosperity_atlas::figure::{Extent, Figure, MapMarks, MapName, Marks, figure, figure_within};
use prosperity_atlas::ledger::search::Index;
use prosperity_atlas::map::choropleth::{live_options, paint};
use prosperity_atlas::map::geometry::Level;
use prosperity_atlas::map::svg::{MapOptions, changes, render};
use prosperity_atlas::query::value;
use prosperity_atlas::spec::{Moment, Spec, Time, View, parse};
use prosperity_atlas::stats::{Rule, classify};
use prosperity_atlas::theme::Theme;

const LANG: Lang = Lang::Zh;
static ATLAS: LazyLock<Atlas> =
    LazyLock::new(|| bundle::atlas().expect("the bundled data are whole"));
/// Width of the map on a page of usual size.
const WIDTH: u32 = 640;
/// A link that says more than usual.
const LINK: &str = "#/explore?indicator=gdp_per_person&view=trend&time=2011..2019\
    &places=330000~310000~%E6%B1%9F%E8%8B%8F&transform=index&classes=5&lang=en";

fn map_spec(atlas: &Atlas) -> Spec {
    Spec { view: View::Map, ..Spec::default_of(atlas) }
}

fn in_year(spec: &Spec, year: u16) -> Spec {
    Spec { time: Time { to: Moment::Year(year), ..spec.time }, ..spec.clone() }
}

fn marks(figure: &Figure) -> &MapMarks {
    match &figure.marks {
        Marks::Map(marks) => Some(marks),
        _ => None,
    }
    .expect("the default figure is a map")
}

fn opening(criterion: &mut Criterion) {
    criterion.bench_function("open the atlas", |bencher| bencher.iter(bundle::atlas));
    criterion.bench_function("decode the map of China", |bencher| {
        bencher.iter(|| bundle::map(black_box(MapName::China)));
    });
}

fn figures(criterion: &mut Criterion, atlas: &Atlas) {
    let map = map_spec(atlas);
    let trend = Spec { view: View::Trend, ..map.clone() };
    criterion.bench_function("figure: map, from nothing", |bencher| {
        bencher.iter(|| figure(atlas, black_box(&map), LANG));
    });
    criterion.bench_function("figure: trend, from nothing", |bencher| {
        bencher.iter(|| figure(atlas, black_box(&trend), LANG));
    });
    criterion.bench_function("extent of the default figure", |bencher| {
        bencher.iter(|| Extent::of(atlas, black_box(&map)));
    });
    let extent = Extent::of(atlas, &map).expect("the default figure has data");
    criterion.bench_function("figure: map, extent known", |bencher| {
        bencher.iter(|| figure_within(atlas, black_box(&map), Some(&extent), LANG));
    });
    let year = extent.latest;
    let values: Vec<f64> = map
        .level
        .places(atlas)
        .into_iter()
        .filter_map(|place| Some(value(atlas, map.measure(), place, year).ok()?.number))
        .collect();
    criterion.bench_function(&format!("classify {} values, Jenks", values.len()), |bencher| {
        bencher.iter(|| classify(black_box(&values), &Rule::Jenks(6)));
    });
}

fn drawing(criterion: &mut Criterion, atlas: &Atlas) {
    let layer = bundle::map(MapName::China).expect("the bundled map is whole");
    let spec = map_spec(atlas);
    let extent = Extent::of(atlas, &spec).expect("the default figure has data");
    let painted = |year| {
        let figure = figure(atlas, &in_year(&spec, year), LANG);
        paint(&figure, marks(&figure), Theme::Light, LANG)
    };
    let (before, after) = (painted(extent.latest - 1), painted(extent.latest));
    let options = live_options(MapName::China, WIDTH, LANG);
    criterion.bench_function("render the map of China as SVG", |bencher| {
        bencher.iter(|| render(&layer, black_box(&after), &options));
    });
    criterion.bench_function("changes of one year step", |bencher| {
        bencher.iter(|| changes(black_box(&before), black_box(&after), "map-"));
    });
    // What the slider causes, down to what the page has to touch.
    criterion.bench_function("year step: figure, paint, changes", |bencher| {
        bencher.iter(|| {
            let stepped = in_year(&spec, black_box(extent.latest));
            let figure = figure_within(atlas, &stepped, Some(&extent), LANG);
            changes(&before, &paint(&figure, marks(&figure), Theme::Light, LANG), "map-")
        });
    });
}

/// A map of every county there is, which the atlas does not have yet.
fn counties(criterion: &mut Criterion) {
    let layer = synthetic::layer().expect("the made-up layer is whole");
    let (before, after) = synthetic::paints();
    let options = MapOptions { level: Level::County, ..live_options(MapName::China, WIDTH, LANG) };
    criterion.bench_function("changes_2900", |bencher| {
        bencher.iter(|| changes(black_box(&before), black_box(&after), "map-"));
    });
    criterion.bench_function("render_2900", |bencher| {
        bencher.iter(|| render(&layer, black_box(&after), &options));
    });
}

fn links(criterion: &mut Criterion, atlas: &Atlas) {
    criterion.bench_function("parse a link and write it", |bencher| {
        bencher.iter(|| {
            let (spec, _) = parse(atlas, black_box(LINK));
            spec.to_fragment(atlas)
        });
    });
}

/// What is typed: a name, pinyin, a text that nothing has, one that is only found with gaps, and a
/// letter that nearly everything has.
const TYPED: [&str; 5] = ["城乡居民收入比", "changzhurenkou", "qqqqqq", "居民可支配收入", "a"];

fn searches(criterion: &mut Criterion, atlas: &'static Atlas) {
    criterion.bench_function("search: build the index", |bencher| {
        bencher.iter(|| Index::new(atlas, Vec::new()));
    });
    let index = Index::new(atlas, Vec::new());
    for typed in TYPED {
        criterion.bench_function(&format!("search: {typed}"), |bencher| {
            bencher.iter(|| index.search(black_box(typed), LANG, 6).len());
        });
    }
}

// Not criterion's macros: what they make is public and has no documentation.
fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    opening(&mut criterion);
    figures(&mut criterion, &ATLAS);
    drawing(&mut criterion, &ATLAS);
    counties(&mut criterion);
    links(&mut criterion, &ATLAS);
    searches(&mut criterion, &ATLAS);
    criterion.final_summary();
}
