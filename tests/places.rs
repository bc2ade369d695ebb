//! The pages of Zhejiang and Shanghai against the ledger: every model on the map, every number as it
//! is printed, every node and event once.

#![cfg(feature = "bundle")]
#![expect(clippy::unwrap_used, reason = "a test fails where something is missing, as it should")]

use prosperity_atlas::{
    atlas::{Atlas, Lang},
    bundle,
    figure::{
        Figure, LegendItem, MapName, Marks,
        evidence::{KeyNumber, OutlineItem, amount},
        shanghai,
        zhejiang::{self, CountyList, NumberGroup, Residents},
    },
    map::{
        choropleth::{live_options, paint},
        geometry::Level,
        markers::{
            ListedRegions, MARKER_RADIUS_PX, Marker, listed, model_markers, town_markers,
            with_markers,
        },
        svg::render,
    },
    theme::Theme,
};
use std::collections::{BTreeMap, BTreeSet};

fn atlas() -> Atlas {
    bundle::atlas().unwrap()
}

fn ids(node: &OutlineItem, found: &mut Vec<String>) {
    found.push(node.id.clone());
    for child in &node.children {
        ids(child, found);
    }
}

fn regions(figure: &Figure) -> BTreeMap<String, Option<usize>> {
    let Marks::Map(marks) = &figure.marks else { unreachable!("both figures are maps") };
    marks.regions.iter().map(|one| (one.region.clone(), one.class)).collect()
}

/// What is shown is what the ledger holds: value, unit, document, year.
fn equals_the_ledger(atlas: &Atlas, shown: &KeyNumber, lang: Lang) {
    let documents = atlas.documents();
    let row = documents.observations.iter().find(|row| row.id == shown.id).unwrap();
    assert_eq!(shown.number.to_bits(), row.value.to_f64().to_bits(), "{}", shown.id);
    assert_eq!(shown.value, amount(row.value, atlas.unit(row.unit), lang));
    assert_eq!(shown.document, documents.document(row.document).id);
    assert_eq!(shown.note, row.note.get(lang));
    if let Some(year) = row.year {
        assert!(shown.years.starts_with(&year.to_string()), "{}", shown.id);
    } else {
        // Where the document gives no year the page must say so, and the ledger's remark does.
        assert!(shown.years.is_empty());
        let said = lang.pick("未注明年份", "year not stated");
        assert!(shown.note.contains(said), "{}: {}", shown.id, shown.note);
    }
}

#[test]
fn the_lists_of_counties_have_26_and_25_members_and_differ_in_five() {
    let atlas = atlas();
    let of = |list: CountyList| -> BTreeSet<String> {
        let group = list.places(&atlas).unwrap();
        group.places.iter().map(|place| atlas.place(*place).short_name.en.clone()).collect()
    };
    let (before, after) = (of(CountyList::Mountain2021), of(CountyList::MountainIsland2024));
    assert_eq!((before.len(), after.len()), (26, 25));
    let names = |set: &BTreeSet<String>, other: &BTreeSet<String>| {
        set.difference(other).cloned().collect::<Vec<_>>()
    };
    assert_eq!(names(&before, &after), ["Kecheng", "Liandu", "Pingyang"]);
    assert_eq!(names(&after, &before), ["Dongtou", "Shengsi"]);
}

#[test]
fn twelve_models_stand_on_counties_of_the_map_two_in_each_domain() {
    let atlas = atlas();
    let layer = bundle::map(MapName::ZhejiangCounties).unwrap();
    for lang in Lang::ALL {
        let cards = zhejiang::model_cards(&atlas, lang);
        assert_eq!(cards.len(), 12);
        for (at, card) in cards.iter().enumerate() {
            assert_eq!(card.number, at + 1);
            assert_eq!(card.id, format!("002.m{:02}", at + 1));
            let anchor = &atlas.place(card.anchor).id;
            let level = if card.counties.len() == 1 { Level::County } else { Level::Prefecture };
            assert!(layer.region(level, anchor).is_some(), "{anchor}");
            assert!(!card.counties.is_empty());
            for county in &card.counties {
                assert!(layer.region(Level::County, &atlas.place(*county).id).is_some());
            }
            assert!(!card.name.is_empty() && !card.mechanism.is_empty());
            assert!(!card.place_name.is_empty() && !card.measures.is_empty(), "{}", card.id);
        }
        let whole: Vec<usize> =
            cards.iter().filter(|card| card.counties.len() > 1).map(|card| card.number).collect();
        assert_eq!(whole, [1, 4], "Lishui and Huzhou");
        assert_eq!(cards[0].counties.len(), 9);
        let village = |card: usize| atlas.place(cards[card].anchor).id.clone();
        assert_eq!((village(10), village(11)), ("330803".into(), "330109".into()));
        let domains = zhejiang::domains(&atlas, lang);
        assert_eq!(domains.len(), 6);
        for domain in &domains {
            let mut of = cards.iter().filter(|card| card.domain == domain.id);
            assert!(of.all(|card| card.domain_name == domain.name), "{}", domain.id);
            assert_eq!(domain.models, 2);
        }
    }
}

#[test]
fn every_number_of_document_002_is_shown_once_as_the_ledger_has_it() {
    let atlas = atlas();
    let documents = atlas.documents();
    for lang in Lang::ALL {
        let cards = zhejiang::model_cards(&atlas, lang);
        for (card, model) in cards.iter().zip(&documents.models) {
            assert_eq!(card.numbers.len(), model.key_numbers.len());
        }
        let groups = [zhejiang::gap_numbers(&atlas, lang), zhejiang::other_numbers(&atlas, lang)];
        let of_groups = groups.iter().flatten().flat_map(|group| &group.numbers);
        let shown: Vec<&KeyNumber> =
            cards.iter().flat_map(|card| &card.numbers).chain(of_groups).collect();
        for number in &shown {
            equals_the_ledger(&atlas, number, lang);
        }
        for row in &documents.observations {
            let times = shown.iter().filter(|number| number.id == row.id).count();
            let of_002 = documents.document(row.document).id == "002";
            assert!(times <= 1, "{} stands twice", row.id);
            assert!(!of_002 || times == 1, "{} is not shown", row.id);
        }
    }
}

#[test]
fn bands_of_household_income_carry_their_warning() {
    let atlas = atlas();
    for lang in Lang::ALL {
        let groups = zhejiang::gap_numbers(&atlas, lang);
        assert_eq!(groups.len(), 3);
        let bands = &groups[2];
        let values: Vec<&str> = bands.numbers.iter().map(|one| one.value.as_str()).collect();
        assert_eq!(values, ["69.2%", "72.4%", "26.8%", "30.6%"]);
        assert!(bands.caution.contains(lang.pick("重叠", "overlap")));
    }
}

#[test]
fn counties_without_incomes_are_missing_and_not_filled() {
    let atlas = atlas();
    for lang in Lang::ALL {
        for residents in Residents::ALL {
            for list in CountyList::ALL {
                let figure = zhejiang::income_map(&atlas, residents, list, lang);
                let regions = regions(&figure);
                assert_eq!(regions.len(), 90);
                assert_eq!(regions.values().filter(|class| class.is_some()).count(), 81);
                let listed = list.places(&atlas).unwrap();
                let without = |place| regions[&atlas.place(place).id].is_none();
                assert!(!listed.places.iter().any(|place| without(*place)));
                assert_eq!(figure.table.rows.len(), 90);
                let on_list = figure.table.rows.iter().filter(|row| !row.cells[2].text.is_empty());
                assert_eq!(on_list.count(), listed.places.len());
                assert!(figure.table.rows.iter().all(|row| row.cells.len() == 6));
                assert!(figure.notes.iter().any(|note| note.contains("2021")), "old boundaries");
            }
        }
    }
}

#[test]
fn the_table_holds_published_incomes_and_their_quotient() {
    let atlas = atlas();
    let figure = zhejiang::income_map(&atlas, Residents::Urban, CountyList::default(), Lang::En);
    let row = figure.table.rows.iter().find(|row| row.cells[1].text == "330782").unwrap();
    let [urban, rural, ratio] = [3, 4, 5].map(|at| row.cells[at].number.unwrap());
    assert!((ratio - urban / rural).abs() < 1e-12);
    let plain: Vec<&str> = row.cells.iter().map(|cell| cell.plain.as_str()).collect();
    assert_eq!(plain[3..5], ["80137", "42158"]);
}

#[test]
fn goals_are_those_of_the_central_document() {
    let atlas = atlas();
    for lang in Lang::ALL {
        let goals = zhejiang::goals(&atlas, lang);
        let shape: Vec<(u16, usize, usize)> = goals
            .iter()
            .map(|goals| (goals.year, goals.outline.children.len(), goals.targets.len()))
            .collect();
        assert_eq!(shape, [(2025, 10, 3), (2035, 8, 2)]);
    }
}

#[test]
fn districts_are_seven_and_nine_with_five_new_towns() {
    let atlas = atlas();
    for lang in Lang::ALL {
        let figure = shanghai::district_map(&atlas, lang);
        let regions = regions(&figure);
        let Marks::Map(marks) = &figure.marks else { unreachable!("it is a map") };
        let of = |item: &LegendItem| regions.values().filter(|one| **one == item.class).count();
        let counts: Vec<[usize; 2]> =
            marks.legend.iter().map(|item| [item.count, of(item)]).collect();
        assert_eq!((regions.len(), counts), (16, vec![[7, 7], [9, 9]]));
        let suburban = marks.legend[1].class;
        let towns = shanghai::new_towns(&atlas, lang);
        assert_eq!(towns.len(), 5);
        for town in &towns {
            assert_eq!(regions[&atlas.place(town.district).id], suburban);
            assert!(town.name.ends_with(lang.pick("新城", "New Town")), "{}", town.name);
        }
        assert!(figure.table.rows.iter().all(|row| row.cells[4].number.is_some()));
        assert!(figure.title.contains("16") && !figure.source_line.is_empty());
    }
}

#[test]
fn the_framework_is_one_two_three_four_and_three_tasks_hold_their_measures() {
    let atlas = atlas();
    for lang in Lang::ALL {
        let framework = shanghai::framework(&atlas, lang).unwrap();
        let widths: Vec<usize> =
            framework.children.iter().map(|element| element.children.len()).collect();
        assert_eq!(widths, [1, 2, 3, 4]);
        let tasks = shanghai::tasks(&atlas, lang).unwrap();
        let measures: Vec<usize> = tasks.children.iter().map(|task| task.children.len()).collect();
        assert_eq!(measures, [5, 4, 5]);
        let mut shown = Vec::new();
        ids(&framework, &mut shown);
        ids(&tasks, &mut shown);
        for outline in shanghai::outlines(&atlas, lang) {
            ids(&outline, &mut shown);
        }
        let once: BTreeSet<&String> = shown.iter().collect();
        assert_eq!(once.len(), shown.len());
        // Of document 003 everything but its own heading.
        let nodes = &atlas.documents().policy;
        let of_003 = nodes.iter().filter(|node| node.id.starts_with("003."));
        for node in of_003 {
            assert!(once.contains(&node.id), "{}", node.id);
        }
    }
}

#[test]
fn the_numbers_of_the_city_are_those_of_the_ledger() {
    let atlas = atlas();
    let documents = atlas.documents();
    for lang in Lang::ALL {
        let groups: Vec<NumberGroup> = shanghai::city_numbers(&atlas, lang);
        let shown: Vec<&KeyNumber> = groups.iter().flat_map(|group| &group.numbers).collect();
        for number in &shown {
            equals_the_ledger(&atlas, number, lang);
        }
        for row in &documents.observations {
            let of_city = atlas.place(row.place).id == "310000"
                || documents.document(row.document).id == "003";
            let times = shown.iter().filter(|number| number.id == row.id).count();
            assert!(times <= 1 && (!of_city || times == 1), "{}", row.id);
        }
    }
}

#[test]
fn every_dated_item_of_both_places_is_shown_once() {
    let atlas = atlas();
    let documents = atlas.documents();
    let cards = zhejiang::model_cards(&atlas, Lang::En);
    let goals = zhejiang::goals(&atlas, Lang::En);
    let zhejiang: Vec<String> = cards
        .iter()
        .flat_map(|card| card.dates.clone())
        .chain(goals.into_iter().flat_map(|goals| goals.targets))
        .chain(zhejiang::zone_dates(&atlas, Lang::En))
        .map(|item| item.id)
        .collect();
    let services = shanghai::service_dates(&atlas, Lang::En);
    let shanghai: Vec<String> = services
        .iter()
        .cloned()
        .chain(shanghai::city_dates(&atlas, Lang::En))
        .map(|item| item.id)
        .collect();
    assert!(services.windows(2).all(|pair| pair[0].from <= pair[1].from));
    for (at, event) in documents.events.iter().enumerate() {
        let id = format!("event-{at}");
        let times = |shown: &[String]| shown.iter().filter(|one| **one == id).count();
        let place = atlas.place(event.place).id.as_str();
        let document = documents.document(event.document).id.as_str();
        let of_zone = place.starts_with("33") || document == "002";
        assert_eq!(times(&zhejiang), usize::from(of_zone), "{id} {}", event.event.en);
        let of_city = place == "310000" || document == "003";
        assert_eq!(times(&shanghai), usize::from(of_city), "{id} {}", event.event.en);
    }
}

#[test]
fn amounts_keep_every_digit_in_both_languages() {
    let atlas = atlas();
    let told = |id: &str| {
        let row = atlas.documents().observations.iter().find(|row| row.id == id).unwrap();
        Lang::ALL.map(|lang| amount(row.value, atlas.unit(row.unit), lang))
    };
    for (id, zh, en) in [
        ("000.gdp.310000.2021", "43,214.85 亿元", "CN¥4,321.485 billion"),
        ("002.gdp.330000.2021", "70,000 亿元", "CN¥7 trillion"),
        ("002.rural_house_loan_amount.330782.2020", "138.09 亿元", "CN¥13.809 billion"),
        ("000.port_throughput.310000.2021", "4,700 万标准箱", "47 million TEU"),
        ("000.financial_market_turnover.310000.2021", "2,500 万亿元", "CN¥2,500 trillion"),
        ("002.rural_income.330803.lianhua_village.2020", "28,200 元", "CN¥28,200"),
        ("002.county_ranking.330482.2021", "第 34 位", "rank 34"),
        ("002.programme_component_count.330782.policy_1_7_9_opinion.2015", "1 项", "1 item"),
        ("002.urban_rural_income_ratio.330500.2021", "1.65", "1.65"),
        ("002.service_circle_minutes.330304.care.nd", "15 分钟", "15 minutes"),
    ] {
        assert_eq!(told(id), [zh, en], "{id}");
    }
}

/// Both maps with what the pages lay over them.
fn with_models(
    atlas: &Atlas,
    list: CountyList,
    width_px: u32,
    lang: Lang,
) -> (String, Vec<Marker>) {
    let figure = zhejiang::income_map(atlas, Residents::Urban, list, lang);
    let markers = model_markers(atlas, &zhejiang::model_cards(atlas, lang), lang, |card| {
        Some(format!("#/zhejiang/{}", card.id))
    });
    let group = list.places(atlas).unwrap();
    let list = listed(atlas, &group.places);
    (drawn(&figure, &list, &markers, width_px, lang), markers)
}

fn drawn(
    figure: &Figure,
    list: &ListedRegions,
    markers: &[Marker],
    width_px: u32,
    lang: Lang,
) -> String {
    let Marks::Map(marks) = &figure.marks else { unreachable!("both figures are maps") };
    let layer = bundle::map(marks.map).unwrap();
    let options = live_options(marks.map, width_px, lang);
    let map = render(&layer, &paint(figure, marks, Theme::Light, lang), &options);
    with_markers(&map, &layer, &options, list, markers)
}

/// Left, top, right, bottom.
type Edges = [f64; 4];

/// Boxes of discs and of everything written on a map, in pixels.
fn boxes(text: &str) -> (Vec<Edges>, Vec<(String, Edges)>) {
    let document = roxmltree::Document::parse(text).unwrap();
    let number = |node: &roxmltree::Node<'_, '_>, name: &str| -> f64 {
        node.attribute(name).unwrap().parse().unwrap()
    };
    let of = |class: &'static str| {
        document.descendants().filter(move |node| node.attribute("class") == Some(class))
    };
    let discs = of("marker-disc").map(|disc| {
        let [x, y, r] = ["cx", "cy", "r"].map(|name| number(&disc, name));
        [x - r, y - r, x + r, y + r]
    });
    let labels = of("label").map(|label| {
        let size = label.ancestors().find_map(|node| node.attribute("font-size")).unwrap();
        let size: f64 = size.parse().unwrap();
        let text = label.text().unwrap().to_owned();
        let half: f64 = text.chars().map(|c| if c >= '\u{2e80}' { 0.5 } else { 0.28 }).sum();
        let (x, y) = (number(&label, "x"), number(&label, "y") - size * 0.36);
        (text, [x - half * size, y - size / 2.0, x + half * size, y + size / 2.0])
    });
    (discs.collect(), labels.collect())
}

fn meet(a: &Edges, b: &Edges) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[test]
fn markers_and_names_cover_neither_each_other_nor_leave_the_map() {
    let atlas = atlas();
    for lang in Lang::ALL {
        let towns = town_markers(&atlas, lang);
        let districts = shanghai::district_map(&atlas, lang);
        for width in [360, 560, 800, 1100] {
            let (zhejiang, _) = with_models(&atlas, CountyList::default(), width, lang);
            let shanghai = drawn(&districts, &ListedRegions::default(), &towns, width, lang);
            for (text, count) in [(zhejiang, 12), (shanghai, 5)] {
                let (discs, labels) = boxes(&text);
                assert_eq!(discs.len(), count);
                let middle = |disc: &Edges| {
                    (f64::midpoint(disc[0], disc[2]), f64::midpoint(disc[1], disc[3]))
                };
                for (at, one) in discs.iter().enumerate() {
                    assert!(one[0] >= 0.0 && one[1] >= 0.0 && one[2] <= f64::from(width));
                    let (x, y) = middle(one);
                    for other in &discs[at + 1..] {
                        let (dx, dy) = (middle(other).0 - x, middle(other).1 - y);
                        assert!(dx.hypot(dy) >= 2.0 * MARKER_RADIUS_PX, "{width} px: {one:?}");
                    }
                }
                for (at, (name, one)) in labels.iter().enumerate() {
                    assert!(one[0] >= 0.0 && one[1] >= 0.0 && one[2] <= f64::from(width));
                    let others = labels[at + 1..].iter().map(|(_, around)| around);
                    for other in discs.iter().chain(others) {
                        assert!(!meet(one, other), "{width} px: {name}");
                    }
                }
                // Where there is room every marker is named.
                assert!(width < 800 || labels.len() >= count, "{width} px: {labels:?}");
            }
        }
    }
}

#[test]
fn every_listed_county_has_dots_and_an_outline_in_both_lists() {
    let atlas = atlas();
    for list in CountyList::ALL {
        for width in [360, 800] {
            let (text, markers) = with_models(&atlas, list, width, Lang::Zh);
            assert_eq!(text, with_models(&atlas, list, width, Lang::Zh).0, "same bytes");
            let document = roxmltree::Document::parse(&text).unwrap();
            let class = |name: &'static str| {
                document.descendants().filter(move |node| node.attribute("class") == Some(name))
            };
            assert_eq!(class("list-area").count(), 1);
            assert!(class("list-outline").count() >= 1);
            let links: Vec<_> = document
                .descendants()
                .filter(|node| node.tag_name().name() == "a")
                .filter_map(|node| node.attribute("data-marker"))
                .collect();
            let ids: Vec<&str> = markers.iter().map(|marker| marker.id.as_str()).collect();
            assert_eq!(links, ids);
        }
    }
}
