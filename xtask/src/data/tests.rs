use super::*;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of the data package to spoil.
struct Copy(TempDir);

impl Copy {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&root().join("data"), &folder.path().join("data"));
        Self(folder)
    }

    /// Replaces `from`, which must be there, by `to` in `file`; the line of its first occurrence.
    fn replace(&self, file: &str, from: &str, to: &str) -> usize {
        let path = self.0.path().join("data").join(file);
        let text = fs::read_to_string(&path).unwrap();
        let at = text.find(from).unwrap_or_else(|| panic!("{file} has no {from:?}"));
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        // A pattern that begins with a line break changes the line behind it.
        text[..at].matches('\n').count() + 1 + usize::from(from.starts_with('\n'))
    }

    /// Appends a line to `file`; its number.
    fn append(&self, file: &str, line: &str) -> usize {
        let path = self.0.path().join("data").join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}{line}\n")).unwrap();
        text.lines().count() + 1
    }

    fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        read_tables(self.0.path(), &mut problems);
        problems.iter().map(ToString::to_string).collect()
    }
}

/// Each row: file, text in it, what it is replaced by, what is said about the line.
fn each_is_noticed(mutations: &[(&str, &str, &str, &str)]) {
    for (file, from, to, message) in mutations {
        let copy = Copy::new();
        let line = copy.replace(file, from, to);
        let place = format!("data/{file}:{line}: ");
        let problems = copy.problems();
        assert!(
            problems.iter().any(|one| one.starts_with(&place) && one.contains(message)),
            "no `{place}…{message}` after {from:?} became {to:?}, but {problems:#?}"
        );
    }
}

#[test]
fn the_data_package_has_no_problems() {
    assert_eq!(check(&root()), Ok(()));
}

#[test]
fn packing_again_gives_the_committed_bytes() {
    let Ok(package) = load(&root()) else { panic!("the data have problems") };
    let folder = root().join(pack::FOLDER);
    let files = pack::pack(&package).unwrap();
    for file in &files {
        let committed = fs::read(folder.join(&file.name)).unwrap();
        assert!(committed == file.bytes, "{} is out of date: run cargo xtask data", file.name);
    }
    let mut names: Vec<String> = files.into_iter().map(|file| file.name).collect();
    let mut found: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    found.sort();
    assert_eq!(found, names);
}

#[test]
fn the_budgets_are_kept() {
    let Ok(package) = load(&root()) else { panic!("the data have problems") };
    let files = pack::pack(&package).unwrap();
    let report = pack::report(&files, &[]);
    assert!(!report.contains("over budget"), "{report}");
}

#[test]
fn only_files_that_changed_are_written() {
    let copy = Copy::new();
    let folder = copy.0.path().join(pack::FOLDER);
    let (_, first) = packed(copy.0.path()).unwrap();
    assert_eq!(first, Vec::<String>::new());
    copy.replace("panel/national.csv", ",15712,", ",15713,");
    let (_, second) = packed(copy.0.path()).unwrap();
    assert_eq!(second, ["numbers.bin"]);
    fs::remove_file(folder.join("catalog.bin")).unwrap();
    let (_, third) = packed(copy.0.path()).unwrap();
    assert_eq!(third, ["catalog.bin"]);
}

#[test]
fn all_problems_are_listed_not_only_the_first() {
    let copy = Copy::new();
    let places = copy.replace("places.csv", "\neast,macro_region,100000", "\neast,macro_region,1");
    let panel = copy.replace("panel/shanghai.csv", "1964.71", "1.964,71");
    let claims = copy.replace("documents/claims.csv", ",agrees,", ",agree,");
    let problems = copy.problems();
    for (file, line) in
        [("places.csv", places), ("panel/shanghai.csv", panel), ("documents/claims.csv", claims)]
    {
        let place = format!("data/{file}:{line}: ");
        assert!(problems.iter().any(|one| one.starts_with(&place)), "{place} in {problems:#?}");
    }
}

#[test]
fn mistakes_in_the_panel_are_noticed() {
    let file = "panel/national.csv";
    each_is_noticed(&[
        (
            file,
            "2016,consumption,",
            "2016,consumtion,",
            "`indicator_id`: there is no indicator `consumtion`; is `consumption` meant?",
        ),
        (file, "\n100000,2015,", "\n10000,2015,", "no place `10000`; is `100000` meant?"),
        (file, "2016,consumption,survey2013", "2016,consumption,survey2014", "no vintage"),
        (file, "17111,nbs_living_viacmd", "17111,nbs_livin_viacmd", "is `nbs_living_viacmd` meant"),
        (file, "\n100000,2016,", "\n100000,216,", "a year from 1900 to 2100 is needed"),
        (file, ",17111,", ",\"17,111\",", "`value` is `17,111`: not a decimal number"),
        (file, ",17111,", ",,", "`value` is ``"),
        (file, ",17111,", ",0.1234567891,", "too many digits"),
        (file, ",17111,", ", 17111,", "has blanks around it"),
        (file, ",17111,", ",17111,0,", "not a row of the table"),
        (file, "place_id,year", "place,year", "the header is `place,year,"),
        (file, "\n100000,2016,consumption,", "\n100000,2015,consumption,", "national.csv:2"),
        ("checks/second_readings.csv", "17858", "19858", "differ by more than rounding"),
        ("checks/second_readings.csv", "\n330000,2010,", "\n330000,1999,", "to confirm"),
    ]);
}

#[test]
fn the_same_value_in_two_files_is_noticed() {
    let copy = Copy::new();
    let text = fs::read_to_string(root().join("data/panel/national.csv")).unwrap();
    let row = text.lines().nth(1).unwrap();
    let line = copy.append("panel/shanghai.csv", row);
    let problems = copy.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].starts_with(&format!("data/panel/shanghai.csv:{line}: ")), "{problems:?}");
    assert!(problems[0].contains("stands already at data/panel/national.csv:2"), "{problems:?}");
}

#[test]
fn mistakes_in_the_catalogue_are_noticed() {
    each_is_noticed(&[
        ("themes.csv", "\neconomy,经济发展,Economy,", "\neconomy,经济发展,,", "`name_en` is empty"),
        ("themes.csv", "\nincome,", "\neconomy,", "stands twice, first at data/themes.csv:2"),
        ("units.csv", ",元,CN¥,currency,", ",元,CN¥,money,", "`kind` is `money`, known are"),
        ("units.csv", ",currency,1,", ",currency,0,", "greater than 0"),
        ("vintages.csv", "\ncensus5,", "\nstandard,", "stands twice, first at data/vintages.csv"),
        ("sources.csv", ",A,", ",D,", "`trust` is `D`, known are A, B, C"),
        ("indicators.csv", "\ngdp,economy,", "\ngdp,economie,", "is `economy` meant?"),
        ("indicators.csv", "\ngdp,economy,cny_1e8,", "\ngdp,economy,cny1e8,", "no unit `cny1e8`"),
        (
            "indicators.csv",
            ",published,sum,census5,",
            ",published,sum,registered,",
            "neither values",
        ),
        ("indicators.csv", ",derived,none,census5,", ",published,none,census5,", "is `derived`"),
        ("derivations.csv", "gdp@census5 / ", "gdp@census5 // ", "character 14: `/` where"),
        ("derivations.csv", "gdp@census5 / ", "gdp@census6 / ", "no vintage `census6`"),
        ("derivations.csv", "gdp@census5 / ", "gdp / ", "`gdp` lacks its vintage"),
        ("derivations.csv", "gdp@census5 / ", "[gdp] / ", "series belong here"),
        ("derivations.csv", "gdp@census5 / ", "abs(gdp@census5) / ", "has no place here"),
        (
            "derivations.csv",
            "gdp@census5 / ",
            "gdp@registered / ",
            "`gdp@registered` has no values",
        ),
        ("derivations.csv", "\ngdp_per_person,census4,", "\ngdp_per_person,census5,", "csv:2"),
        ("breaks.csv", "census7,province,2005", "census7,province,1955", "nothing breaks there"),
        ("breaks.csv", "census7,province,2005", "census7,country,2005", "no series for `country`"),
        ("places.csv", "\n330000,province,east,east", "\n330000,province,east,west", "is `west`"),
        ("themes.csv", ",Economy,", ",\"Eco\nnomy\",", "contains a line break"),
        ("breaks.csv", "census7,province,2005", "census7,provinces,2005", "no place `provinces`"),
    ]);
}

#[test]
fn mistakes_in_places_and_neighbours_are_noticed() {
    let provinces = "regions/adjacency_provinces.csv";
    each_is_noticed(&[
        ("places.csv", "\neast,macro_region,100000", "\neast,macro_region,100001", "no place"),
        ("places.csv", "\neast,macro_region,100000", "\neast,macro_region,110000", "a circle"),
        ("places.csv", "\neast,macro_region,", "\neast,region,", "`level` is `region`, known are"),
        ("places.csv", "\nUSA,country,,", "\nUSA,province,WLD,", "an adcode of six digits"),
        ("places.csv", "\n110000,province,east", "\n110000,province,CN-YRD", "of a lower tier"),
        ("places.csv", ",Zhejiang Province,", ",,", "`name_en` is empty"),
        ("places.csv", ",119.9288,29.0224,", ",119.9288,129.0224,", "no place on earth"),
        (provinces, "\n110000,120000,", "\n120000,110000,", "the lower id belongs first"),
        (provinces, "\n110000,130000,", "\n110000,120000,", "stand already at"),
        (provinces, "\n110000,130000,border", "\n110000,130000,sea", "`kind` is `sea`"),
        ("regions/city_clusters.csv", ",confirmed,", ",sure,", "`certainty` is `sure`"),
        ("regions/city_clusters.csv", "110000;120000;", "110000;;", "none empty"),
    ]);
}

#[test]
fn mistakes_in_the_documents_are_noticed() {
    let claims = "documents/claims.csv";
    let observations = "documents/observations.csv";
    let policy = "documents/policy.csv";
    each_is_noticed(&[
        (
            observations,
            ",urban,2012,,6.9,",
            ",urban,2012,,6.9 or so,",
            "needed is a decimal number",
        ),
        (observations, ",urban,2012,,6.9,", ",urben,2012,,6.9,", "is `urban` meant?"),
        (observations, ",urban,2012,,6.9,", ",urban,2012,2011,6.9,", "later than `year`"),
        (
            observations,
            "\n001.beds_per_1000.CN.urban.2013",
            "\n001.beds_per_1000.CN.urban.2012",
            "twice",
        ),
        (
            claims,
            "/ [001.beds_per_1000.CN.rural.2012]",
            "/ [001.beds_per_1000.CN.rural.2002]",
            "meant?",
        ),
        (claims, "/ [001.beds_per_1000.CN.rural.2012]", "/ (1 + 1", "where `)` belongs"),
        (
            claims,
            ",2.2258,",
            ",2.2259,",
            "`recomputed_value` is `2.2259`, the formula gives 2.2258",
        ),
        (claims, ",2.2258,agrees_after_rounding,,", ",2.2258,differs,,", "`difference` is given"),
        (claims, ",2.2258,agrees_after_rounding,,", ",2.2258,fine,,", "`verdict` is `fine`"),
        (
            "documents/models.csv",
            "002.target_demo_points.331100.nd",
            "002.demo.nd",
            "`key_numbers`",
        ),
        (claims, ",2.2258,agrees_after_rounding,,", ",2.2258,agrees,,", "against 2.2 contradicts"),
        (claims, ",2.2258,agrees_after_rounding,,", ",2.2258,differs,value,", "contradicts"),
        (policy, "\n004.s1,004,", "\n004.s1,003,", "`doc` is not that of the parent"),
        (policy, "\n004.s1,004,", "\n004.s1,04,", "`parent_id`: there is no policy node `04`"),
        (policy, "\n004.s1,004,004,1,", "\n004.s1,004,004,2,", "`order` should be 1"),
        (policy, "2021;2025;2035", "2021;2025;2305", "`years` has `2305`"),
        (policy, "regional;urban_rural;", "regional;urban-rural;", "is `urban_rural` meant?"),
        ("documents/events.csv", ",001,USA,milestone", ",001,USB,milestone", "no place `USB`"),
        ("documents/events.csv", ",001,USA,milestone", ",01,USA,milestone", "no document `01`"),
    ]);
}

#[test]
fn a_descriptor_that_is_out_of_date_is_noticed() {
    let file = "datapackage.json";
    each_is_noticed(&[(
        file,
        "\"path\": \"themes.csv\"",
        "\"path\": \"topics.csv\"",
        "`topics.csv` cannot be",
    )]);
    let copy = Copy::new();
    copy.replace("themes.csv", "theme_id,name_zh", "theme,name_zh");
    fs::write(copy.0.path().join("data/panel/anhui.csv"), "place_id\n").unwrap();
    let problems = copy.problems();
    for wanted in ["`data/panel/anhui.csv` is not described", "`themes.csv` has the columns theme,"]
    {
        assert!(problems.iter().any(|one| one.contains(wanted)), "{wanted} in {problems:#?}");
    }
}

#[test]
fn a_missing_file_is_a_problem_of_that_file() {
    let copy = Copy::new();
    fs::remove_file(copy.0.path().join("data/regions/city_clusters.csv")).unwrap();
    let problems = copy.problems();
    let wanted = "data/regions/city_clusters.csv:1: cannot be read";
    assert!(problems.iter().any(|one| one.starts_with(wanted)), "{problems:#?}");
}

#[test]
fn a_damaged_map_is_a_problem_of_its_file() {
    let copy = Copy::new();
    copy.replace("geo/shanghai.topo.json", "\"arcs\"", "\"arks\"");
    let problems = check(copy.0.path()).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].file, "data/geo/shanghai.topo.json");
}
