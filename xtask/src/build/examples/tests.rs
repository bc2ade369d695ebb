use std::collections::BTreeSet;

use prosperity_atlas::article::wechat::{Rule, lint, lint_article};

use super::super::figures::tests::parsed;
use super::*;

const SITE: &str = "https://example.org/atlas/";

/// The figures that the examples show.
const SHOWN: [&str; 7] = [
    "gap-regional",
    "gap-urban-rural",
    "gap-services",
    "gap-income",
    "gdp-per-person-regions",
    "income-slope",
    "urbanisation-and-income",
];

/// What WeChat's documentation asks an article to stay below, in bytes.
const WECHAT_ARTICLE: usize = 1_000_000;

fn figures(site: Option<&str>, shown: &[&str]) -> Figures {
    Figures::with_stand_ins(&Project::find(), site, |id| shown.contains(&id)).unwrap()
}

/// The templates, by name.
fn templates() -> Vec<(String, String)> {
    let folder = Project::find().path(FOLDER);
    let named = |file: &std::path::PathBuf| {
        let name = file.strip_prefix(&folder).unwrap().display().to_string();
        (name, fs::read_to_string(file).unwrap())
    };
    sizes::files(&folder).unwrap().iter().map(named).collect()
}

/// The examples as the site has them, by name.
fn written(site: Option<&str>) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let files = write(&Project::find(), &figures(site, &SHOWN), folder.path()).unwrap();
    let own = folder.path().join(FOLDER);
    let found = sizes::files(&own).unwrap();
    assert_eq!(found.len(), files);
    let named = |file: &std::path::PathBuf| {
        let name = file.strip_prefix(&own).unwrap().display().to_string();
        (name, fs::read_to_string(file).unwrap())
    };
    found.iter().map(named).collect()
}

fn find<'a>(files: &'a [(String, String)], name: &str) -> &'a str {
    &files.iter().find(|(one, _)| one == name).unwrap_or_else(|| panic!("no {name}")).1
}

/// What is between two texts, each the first there is.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

#[test]
fn every_place_is_filled_with_what_it_names() {
    for (site, folder) in [(None, "../"), (Some(SITE), SITE)] {
        let files = written(site);
        for (name, text) in &files {
            assert!(!text.contains("<!-- figure"), "{name}");
        }
        let article = find(&files, "article.html");
        for (code, count) in [
            ("<prosperity-figure ", 2),
            ("<iframe ", 1),
            ("<img ", 1),
            // In two elements, alone, and where the script puts another.
            ("<figure class=\"pa-figure", 4),
            (&format!("src=\"{folder}embed.js\""), 2),
            (&format!("src=\"{folder}host.js\""), 1),
            (&format!("src=\"{folder}embed/gap-services-zh.html#"), 1),
            (&format!("src=\"{folder}figures/urbanisation-and-income-zh-light.svg\""), 1),
            (&format!("href=\"{folder}#/gallery/urbanisation-and-income?lang=zh"), 1),
        ] {
            assert_eq!(article.matches(code).count(), count, "{code}");
        }
        let block = find(&files, "wordpress-block.txt");
        assert_eq!(block.matches("<!-- wp:html -->\n<script").count(), 1);
        assert!(find(&files, "wordpress.html").contains(between(block, "wp:html -->", "<!-- /wp")));
        let quarto = find(&files, "quarto.qmd");
        assert_eq!(quarto.matches("::: {.content-visible when-format=\"html\"}").count(), 2);
        let picture = format!("({folder}figures/gap-income-en-light.svg)]({folder}#/gallery/");
        assert!(find(&files, "markdown.md").contains(&picture));
    }
}

#[test]
fn words_in_sentences_are_those_of_the_figures() {
    let figures = figures(None, &["gap-regional"]);
    let filler = Filler::new(&Project::find(), &figures).unwrap();
    let text = filler.fill("x.html", "<p><!-- figure: title gap-regional en -->.</p>").unwrap();
    let one = gallery().find(|one| one.id() == "gap-regional").unwrap();
    let title = one.figure(&filler.atlas, Lang::En).title;
    assert_eq!(text, format!("<p>{}.</p>", escape(&title)));
}

#[test]
fn a_place_that_cannot_be_filled_is_named_with_its_line() {
    let figures = figures(None, &["gap-regional", "gap-services", "001-table-1"]);
    let mut filler = Filler::new(&Project::find(), &figures).unwrap();
    let told = |filler: &Filler<'_>, file: &str, place: &str| {
        let error = filler.fill(file, &format!("<p>\n<!-- a note -->\n{place}\n")).unwrap_err();
        format!("{error:#}")
    };
    let line = "examples/x.html:3: ";
    for (place, wanted) in [
        ("<!-- figure: script nobody zh -->", "the gallery has no figure `nobody`"),
        (
            "<!-- figure: scirpt gap-regional zh -->",
            "a figure has no form `scirpt`; there are script",
        ),
        ("<!-- figure: script gap-regional fr -->", "`fr` is no language"),
        ("<!-- figure: script gap-regional -->", "`figure: script gap-regional` is no place"),
        ("<!-- figure script gap-regional zh -->", "`figure script gap-regional zh` is no place"),
        ("<!--figure: script gap-regional zh dark-->", "is no place"),
        ("<!-- figure: script gap-regional zh", "a comment has no end"),
        ("<!-- figure: title gap-regional both -->", "words stand in one language"),
        ("<!-- figure: image 001-table-1 zh -->", "`001-table-1` is a table"),
        ("<!-- figure: wechat 001-table-1 zh -->", "`001-table-1` has no picture"),
        ("<!-- figure: wechat-flip 001-table-1 zh -->", "`001-table-1` has no years"),
        ("<!-- figure: wechat-flip gap-services zh -->", "`gap-services`"),
        ("<!-- figure: static gap-income zh -->", "a picture of `gap-income` is not among"),
    ] {
        let error = told(&filler, "examples/x.html", place);
        assert!(error.starts_with(line) && error.contains(wanted), "{place}: {error}");
    }
    let error = told(&filler, "examples/x.md", "<!-- figure: alt gap-regional zh -->");
    assert!(error.starts_with("examples/x.md:3: words of a figure"), "{error}");
    // Other comments stay.
    let kept = "<!-- wp:paragraph -->\n<!-- a note -->";
    assert_eq!(filler.fill("x.html", kept).unwrap(), kept);
    // A map that cannot be opened is no reason to show none.
    filler.maps = Maps::damaged();
    let error = told(&filler, "examples/x.html", "<!-- figure: static gap-regional zh -->");
    assert!(error.contains("a picture of `gap-regional`"), "{error}");
}

#[test]
fn no_template_holds_the_code_of_a_figure_or_a_number_by_hand() {
    let mut places = 0;
    for (name, text) in templates() {
        places += text.matches("<!-- figure:").count();
        for code in [
            "prosperity-figure",
            "<iframe",
            "<img",
            "<svg",
            "<table",
            "wp:html",
            "embed/",
            "figures/",
            "src=\"../",
            "{=html}",
            "content-visible",
            "![",
            "](",
        ] {
            assert!(!text.contains(code), "{name} holds `{code}`");
        }
        // A figure may be named in places and by the one script of a page.
        for (at, _) in text.match_indices("#/") {
            let rest = &text[at..];
            let id = rest.strip_prefix("#/gallery/").and_then(|rest| rest.split('"').next());
            assert!(ends_in(&name, "mjs") && id.is_some_and(|id| SHOWN.contains(&id)), "{name}");
        }
        if !ends_in(&name, "html") {
            continue;
        }
        let mut sentences = between(&text, "<body>", "</body>").to_owned();
        while let Some((before, after)) = sentences.split_once('<') {
            sentences = format!("{before} {}", after.split_once('>').unwrap().1);
        }
        let is_heading = |word: &str| word.len() == 2 && word.ends_with('.');
        for word in sentences.split_whitespace().filter(|word| !is_heading(word)) {
            assert!(!word.contains(|one: char| one.is_ascii_digit()), "{name}: {word}");
        }
    }
    assert!(places > 15, "{places} places");
}

#[test]
fn pages_are_well_formed_and_name_no_other_host() {
    for site in [None, Some(SITE)] {
        let files = written(site);
        let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let mut linked = BTreeSet::from(["index.html".to_owned()]);
        for (name, text) in &files {
            let foreign = text.replace("http://www.w3.org/2000/svg", "").replace(SITE, "");
            assert!(!foreign.contains("://"), "{name} names another site");
            if !ends_in(name, "html") {
                continue;
            }
            let xml = parsed(text);
            let page =
                roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut ids = BTreeSet::new();
            for node in page.descendants() {
                for attribute in node.attributes() {
                    let (key, value) = (attribute.name(), attribute.value());
                    assert!(!key.starts_with("on"), "{name}: {key}");
                    assert!(key != "id" || ids.insert(value), "{name}: {value} twice");
                    let is_inside = ["href", "src"].contains(&key)
                        && !value.starts_with(SITE)
                        && !value.starts_with("../");
                    if !is_inside {
                        continue;
                    }
                    assert!(value == "./" || names.contains(value), "{name}: {value}");
                    if name == "index.html" {
                        linked.insert(value.to_owned());
                    }
                }
                // All scripts are files.
                if node.has_tag_name("script") {
                    assert!(node.has_attribute("src") && node.text().is_none(), "{name}");
                }
            }
            for (_, rest) in text.match_indices("url(#").map(|(at, _)| text.split_at(at + 5)) {
                let id = rest.split(')').next().unwrap();
                assert!(ids.contains(id), "{name}: #{id}");
            }
        }
        assert_eq!(linked.iter().map(String::as_str).collect::<BTreeSet<_>>(), names);
    }
}

#[test]
fn the_wechat_article_has_nothing_that_its_editor_takes_out() {
    for site in [None, Some(SITE)] {
        let files = written(site);
        let article = between(find(&files, "wechat.html"), "<article>", "</article>").trim();
        assert!(article.len() < WECHAT_ARTICLE, "{} bytes", article.len());
        // The limit of one figure is not that of an article with two.
        let broken: Vec<_> =
            lint_article(article).into_iter().filter(|one| one.rule != Rule::TooLarge).collect();
        assert_eq!(broken, []);
        assert!(!article.contains("../"), "an address that means nothing in an article");
        assert_eq!(article.contains(SITE), site.is_some());
        assert!(article.contains("<animate "), "nothing turns the years");
    }
    let figures = figures(None, &["gap-regional"]);
    let filler = Filler::new(&Project::find(), &figures).unwrap();
    let fill = |form: &str| {
        filler.fill("x.html", &format!("<!-- figure: {form} gap-regional zh -->")).unwrap()
    };
    assert_eq!(lint_article(&fill("wechat")), []);
    assert_eq!(lint(&fill("wechat-flip")), []);
}
