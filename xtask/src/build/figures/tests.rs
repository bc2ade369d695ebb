use std::collections::BTreeSet;

use prosperity_atlas::article::Picture;
use prosperity_atlas::map::choropleth::credit_of;

use super::*;

/// Figures without a chart, which would need ECharts: one map, several, cells, counties, a table.
const DRAWN: [&str; 5] = [
    "gap-regional",
    "gdp-per-person-years",
    "gdp-per-person-tiles",
    "zhejiang-income-rural",
    "001-table-1",
];

const SITE: &str = "https://example.org/atlas/";

fn drawn(site: Option<&str>) -> Figures {
    let no_charts = Path::new("none of these figures is a chart");
    Figures::draw(&Project::find(), no_charts, site, |id| DRAWN.contains(&id)).unwrap()
}

/// All files that the figures write, by name.
fn written(site: Option<&str>, painter: Option<&Painter>) -> Vec<(String, Vec<u8>)> {
    let folder = tempfile::tempdir().unwrap();
    for one in FOLDERS {
        fs::create_dir_all(folder.path().join(one)).unwrap();
    }
    drawn(site).write(painter, folder.path()).unwrap();
    let files = sizes::files(folder.path()).unwrap();
    files
        .iter()
        .map(|file| {
            let name = file.strip_prefix(folder.path()).unwrap().display().to_string();
            (name, fs::read(file).unwrap())
        })
        .collect()
}

fn texts(site: Option<&str>) -> Vec<(String, String)> {
    let files = written(site, None).into_iter();
    files.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

/// A page as XML: elements that have no end get one. Everything else must be right already.
pub(crate) fn parsed(html: &str) -> String {
    let body = html.strip_prefix("<!doctype html>\n").unwrap();
    let mut xml = String::new();
    for part in body.split_inclusive('>') {
        let tag = part.rfind('<').map_or("", |at| &part[at..]);
        let is_void = ["<meta ", "<link ", "<br>", "<input ", "<img "]
            .iter()
            .any(|start| tag.starts_with(start));
        if is_void && !tag.ends_with("/>") {
            xml.push_str(&part[..part.len() - 1]);
            xml.push_str("/>");
        } else {
            xml.push_str(part);
        }
    }
    xml
}

#[test]
fn a_second_run_writes_the_same_bytes() {
    let (first, second) = (written(Some(SITE), None), written(Some(SITE), None));
    assert_eq!(first.len(), second.len());
    for ((name, one), (other_name, other)) in first.iter().zip(&second) {
        assert_eq!(name, other_name);
        assert!(one == other, "{name} differs");
    }
}

#[test]
fn every_page_is_well_formed_has_no_script_of_its_own_and_asks_nobody_for_anything() {
    /// What takes over in pages for frames.
    const SCRIPT: &str = "<script type=\"module\" src=\"../embed-page.js\"></script>";
    for site in [None, Some(SITE)] {
        let mut pages = 0;
        for (name, text) in texts(site) {
            let is_framed = name.starts_with("embed/");
            assert_eq!(text.matches(SCRIPT).count(), usize::from(is_framed), "{name}");
            assert!(!text.replace(SCRIPT, "").contains("<script"), "{name} has a script");
            let foreign = text
                .replace("http://www.w3.org/2000/svg", "")
                .replace("http://www.sitemaps.org/schemas/sitemap/0.9", "")
                .replace(SITE, "");
            let (_, ending) = name.rsplit_once('.').unwrap();
            let is_data = ["json", "csv"].contains(&ending);
            // Sources may be named by their addresses in files of numbers.
            assert!(is_data || !foreign.contains("://"), "{name} names another site");
            if ending != "html" {
                continue;
            }
            pages += 1;
            let xml = parsed(&text);
            let page =
                roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut ids = BTreeSet::new();
            for node in page.descendants() {
                for attribute in node.attributes() {
                    assert!(!attribute.name().starts_with("on"), "{name}: {}", attribute.name());
                    if attribute.name() == "id" {
                        assert!(ids.insert(attribute.value()), "{name}: {}", attribute.value());
                    }
                }
            }
            // References find what they name.
            for (_, rest) in text.match_indices("url(#").map(|(at, _)| text.split_at(at + 5)) {
                let id = rest.split(')').next().unwrap();
                assert!(ids.contains(id), "{name}: #{id}");
            }
            let policy = page
                .descendants()
                .find(|node| node.attribute("http-equiv") == Some("Content-Security-Policy"));
            let policy = policy.and_then(|node| node.attribute("content")).unwrap();
            assert!(policy.starts_with("default-src 'none';"), "{name}");
            assert_eq!(policy.contains("script-src"), is_framed, "{name}");
            assert!(!policy.contains("unsafe-eval'") || policy.contains("'wasm-unsafe-eval'"));
        }
        // Both languages: light, dark and framed; and one without a language.
        assert_eq!(pages, DRAWN.len() * 7);
    }
}

#[test]
fn pages_tell_other_programs_about_the_figure() {
    let find = |files: &[(String, String)], name: &str| {
        files.iter().find(|(one, _)| one == name).unwrap().1.clone()
    };
    let (plain, sited) = (texts(None), texts(Some(SITE)));
    let page = find(&plain, "figures/gap-regional-en-dark.html");
    assert!(!page.contains("canonical") && !page.contains("og:image"), "addresses must be whole");
    assert!(page.contains("href=\"../#/gallery/gap-regional?lang=en\""), "no link to the atlas");
    let page = find(&sited, "figures/gap-regional-en-dark.html");
    let canonical =
        format!("<link rel=\"canonical\" href=\"{SITE}figures/gap-regional-en-light.html\">");
    assert!(page.contains(&canonical));
    assert!(page.contains(&format!("href=\"{SITE}#/gallery/gap-regional?lang=en\"")));
    // The copies without language and ground.
    for extension in ["svg", "html", "json", "csv"] {
        let ground = if matches!(extension, "svg" | "html") { "-light" } else { "" };
        assert_eq!(
            find(&plain, &format!("figures/gap-regional.{extension}")),
            find(&plain, &format!("figures/gap-regional-zh{ground}.{extension}"))
        );
    }
    assert!(find(&plain, "figures/gap-regional.csv").starts_with('\u{feff}'));
    assert!(plain.iter().all(|(name, _)| name != "sitemap.xml"));
    let map = find(&sited, "sitemap.xml");
    assert!(map.contains(&format!("<loc>{SITE}figures/001-table-1-zh-light.html</loc>")));
}

/// How many province-level units each map of a document has.
fn units(document: &roxmltree::Document<'_>) -> Vec<usize> {
    let maps = document.descendants().filter(|node| node.has_attribute("aria-labelledby"));
    let count = |map: roxmltree::Node<'_, '_>| {
        let places = map.descendants().filter_map(|node| node.attribute("data-place"));
        places.filter(|id| id.ends_with("0000")).collect::<BTreeSet<_>>().len()
    };
    maps.map(count).collect()
}

#[test]
fn maps_are_complete_and_name_the_source_of_their_boundaries() {
    let files = texts(None);
    let mut maps = 0;
    for figure in &drawn(None).told {
        for theme in THEMES.map(code) {
            let name = format!("figures/{}-{theme}", figure.name());
            let find = |extension: &str| {
                let name = format!("{name}.{extension}");
                files.iter().find(|(one, _)| *one == name).map(|(_, text)| text)
            };
            let page = find("html").unwrap();
            let Some(svg) = find("svg") else {
                assert!(!figure.has_picture(), "{name} is missing");
                continue;
            };
            maps += 1;
            let document = roxmltree::Document::parse(svg).unwrap();
            let root = document.root_element();
            assert_eq!(root.attribute("role"), Some("img"));
            assert_eq!(root.attribute("aria-label"), Some(figure.figure.alt.as_str()));
            let drawn_maps = figure.figure.maps();
            let has_class = |node: &roxmltree::Node<'_, '_>, class: &str| {
                node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class))
            };
            let count =
                |class: &str| document.descendants().filter(|node| has_class(node, class)).count();
            // The credit is wrapped, so its first words are looked for.
            let credit: String = credit_of(figure.lang).chars().take(20).collect();
            let credited = svg.matches(&*credit).count();
            if figure.id.starts_with("gdp-per-person-tiles") {
                assert_eq!((units(&document), credited), (vec![34], 0), "{name}");
                assert!(!page.contains(&*credit), "{name}");
            } else if figure.id.starts_with("zhejiang") {
                assert_eq!(credited, 1, "{name}");
            } else {
                assert_eq!((units(&document), credited), (vec![34; drawn_maps.len()], 1), "{name}");
                assert_eq!(count("inset"), drawn_maps.len(), "{name}");
                // Once in the map, once in the inset.
                assert_eq!(count("line-dash10"), 2 * drawn_maps.len(), "{name}");
                assert!(page.contains(&*credit), "{name}");
            }
        }
    }
    assert_eq!(maps, 16);
}

#[test]
fn a_chart_is_put_into_its_poster_and_both_widths_into_its_page() {
    let project = Project::find();
    let atlas = packed::atlas(&project).unwrap();
    let one = gallery().find(|one| one.id() == "gap-income").unwrap();
    let told = Lang::ALL.map(|lang| Told::new(one, &atlas, lang)).into_iter().collect();
    let mut figures = Figures {
        told,
        drawn: Drawn::default(),
        site: None,
        template: std::fs::read_to_string(project.path("embed.html")).unwrap(),
    };
    for told in &figures.told {
        for theme in THEMES {
            for (cut, size) in [
                (Cut::Poster, [680, 420]),
                (Cut::Column(Width::Wide), [720, 420]),
                (Cut::Column(Width::Narrow), [360, 340]),
            ] {
                let [width, height] = size;
                let svg = format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" \
                     height=\"{height}\" viewBox=\"0 0 {width} {height}\"><desc>{} {width}</desc>\
                     </svg>",
                    code(theme)
                );
                figures.drawn.put(told, theme, cut, Picture { svg, width, height });
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for one in FOLDERS {
        fs::create_dir_all(folder.path().join(one)).unwrap();
    }
    figures.write(None, folder.path()).unwrap();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("figures/gap-income-en-dark.svg").contains("<desc>dark 680</desc>"));
    let page = read("figures/gap-income-en-light.html");
    assert!(page.contains("<desc>light 720</desc>") && page.contains("<desc>light 360</desc>"));
    assert!(!page.contains("<desc>dark"));
    let alt = prosperity_atlas::map::svg::escape(&figures.told[1].figure.alt);
    assert_eq!(page.matches(&format!("role=\"img\" aria-label=\"{alt}\"")).count(), 2);
    let framed = read("embed/gap-income-zh.html");
    for desc in ["light 720", "light 360", "dark 720", "dark 360"] {
        assert!(framed.contains(&format!("<desc>{desc}</desc>")), "{desc}");
    }
}

#[test]
fn the_lists_name_files_that_are_there() {
    let project = Project::find();
    let painter = Painter::find(&project).unwrap();
    for painter in [painter.as_ref(), None] {
        let files = written(Some(SITE), painter);
        let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let list = |wanted: &str| -> serde_json::Value {
            let (_, bytes) = files.iter().find(|(name, _)| name == wanted).unwrap();
            serde_json::from_slice(bytes).unwrap()
        };
        let gallery = list("gallery.json");
        assert_eq!(gallery["version"], 1);
        assert_eq!(gallery["figures"].as_array().unwrap().len(), DRAWN.len());
        for figure in gallery["figures"].as_array().unwrap() {
            for lang in ["zh", "en"] {
                let told = &figure[lang];
                assert!(!told["alt"].as_str().unwrap().is_empty());
                for key in ["json", "csv", "embed", "oembed"] {
                    assert!(names.contains(told[key].as_str().unwrap()), "{told}");
                }
                for ground in ["light", "dark"] {
                    assert!(names.contains(told[ground]["html"].as_str().unwrap()));
                    let has_picture = figure["has_picture"].as_bool().unwrap();
                    let is_there = |key: &str| told[ground][key]["file"].as_str();
                    assert_eq!(is_there("svg").is_some(), has_picture);
                    assert_eq!(is_there("png").is_some(), has_picture && painter.is_some());
                    for file in [is_there("svg"), is_there("png")].into_iter().flatten() {
                        assert!(names.contains(file), "{file}");
                    }
                }
            }
        }
        let oembed = list("oembed/gap-regional-en.json");
        assert_eq!((&oembed["version"], &oembed["type"]), (&"1.0".into(), &"rich".into()));
        let html = oembed["html"].as_str().unwrap();
        assert!(html.contains(&format!("src=\"{SITE}embed/gap-regional-en.html\"")), "{html}");
        assert_eq!(oembed["thumbnail_url"].is_string(), painter.is_some());
    }
}

/// On machines with the font; others leave such pictures out.
#[test]
fn a_picture_of_dots_is_twice_as_large_and_has_its_chinese_characters() {
    let Some(painter) = Painter::find(&Project::find()).unwrap() else {
        eprintln!("the font is not installed, so nothing was painted");
        return;
    };
    let document = |text: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><text x=\"2\" \
             y=\"16\" font-family=\"system-ui, sans-serif\" font-size=\"16\">{text}</text></svg>"
        )
    };
    let paint = |text: &str| painter.painted(&document(text)).unwrap();
    let dots = resvg::tiny_skia::Pixmap::decode_png(&paint("共富")).unwrap();
    assert_eq!((dots.width(), dots.height()), (80, 40));
    // Boxes, or nothing, would be the same for all characters.
    assert_ne!(paint("共富"), paint("图谱"));
    assert_ne!(paint("共富"), paint(""));
    assert_eq!(paint("共富"), paint("共富"));
}
