//! `cargo xtask test`: every check and test of the project, in order of how soon they can tell.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::{self, Mode, Scope, Site};
use crate::process;
use crate::project::Project;
use crate::seams;
use crate::serve;
use crate::setup::{browser, python, wasm};
use crate::step::{Steps, seconds};

/// What the test programs in JavaScript are told through the environment.
const ECHARTS: &str = "ATLAS_ECHARTS";
const DIST: &str = "ATLAS_DIST";
const ADDRESS: &str = "ATLAS_URL";

/// How many tests passed and failed, by the runners' own words.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
struct Count {
    passed: u64,
    failed: u64,
}

/// `cargo xtask test`.
pub(crate) fn command(project: &Project, fast: bool) -> Result<()> {
    let mut steps = Steps::new();
    let mut count = Count::default();
    let result = all(project, fast, &mut steps, &mut count);
    println!("\n{}", steps.table());
    result?;
    println!("\nAll checks passed in {}.", seconds(steps.elapsed()));
    println!("{} passed, {} failed", count.passed, count.failed);
    Ok(())
}

fn all(project: &Project, fast: bool, steps: &mut Steps, count: &mut Count) -> Result<()> {
    steps.run(
        "format",
        "see that all Rust code has the standard layout",
        "Run `cargo fmt --all`.",
        || process::run(cargo(project).args(["fmt", "--all", "--check"])),
    )?;
    steps.run(
        "clippy",
        "look for doubtful code, with pedantic lints as errors",
        "The messages above say what to correct.",
        || {
            process::run(cargo(project).args([
                "clippy",
                "--quiet",
                "--workspace",
                "--all-targets",
                "--all-features",
                "--",
                "-D",
                "warnings",
            ]))
        },
    )?;
    native(project, steps, count)?;
    seams::check_data(project, steps)?;
    if fast {
        for name in ["frictionless", "exports", "build", "chart options", "browser"] {
            steps.skip(name, "left out by --fast");
        }
        return Ok(());
    }
    frictionless(project, steps)?;
    exports(project, steps)?;
    // Before the build, which paints pictures in the same letters that the browser needs.
    let chromium = steps.run(
        "chromium",
        "see that a browser with Chinese letters is there",
        "`cargo xtask doctor` lists what is needed.",
        browser::ensure,
    )?;
    let site = build::site(project, Mode::Release, Scope::All, steps)?;
    options(project, steps, &site, count)?;
    in_browser(project, steps, &site, &chromium, count)
}

fn native(project: &Project, steps: &mut Steps, count: &mut Count) -> Result<()> {
    const CURE: &str = "The runner names the failing tests above.";
    let nextest = process::capture(cargo(project).args(["nextest", "--version"])).is_ok();
    let (runner, words) = if nextest {
        ("cargo nextest", ["nextest", "run"].as_slice())
    } else {
        ("cargo test", ["test", "--quiet", "--all-targets"].as_slice())
    };
    steps.run(
        "native tests",
        &format!("run all tests that need no browser ({runner})"),
        CURE,
        || {
            let mut command = cargo(project);
            command.args(words).args(["--workspace", "--all-features"]);
            counted(&mut command, count)
        },
    )?;
    steps.run("doc tests", "run the examples in the documentation", CURE, || {
        let mut command = cargo(project);
        command.args(["test", "--doc", "--workspace", "--all-features"]);
        counted(&mut command, count)
    })
}

fn frictionless(project: &Project, steps: &mut Steps) -> Result<()> {
    const PACKAGE: &str = "data/datapackage.json";
    steps.run(
        "python tools",
        "see that frictionless and openpyxl are those of xtask/requirements.txt",
        "See that PyPI can be reached, then run the command again.",
        || python::ensure(project),
    )?;
    steps.run(
        "frictionless",
        &format!("validate {PACKAGE} with an independent program"),
        "It names the file, row and column above.",
        || {
            process::run(
                Command::new(python::program(project, "frictionless"))
                    .current_dir(project.root())
                    .args(["validate", PACKAGE]),
            )
        },
    )
}

/// The files that the native tests have written, read by other programs.
fn exports(project: &Project, steps: &mut Steps) -> Result<()> {
    const WRITTEN: &str = "target/exports";
    steps.run(
        "exports",
        &format!("compare the files in {WRITTEN} cell by cell with independent programs"),
        "It names the file and the cell above; `cargo test --test exports` writes the files anew.",
        || {
            process::run(
                Command::new(python::program(project, "python"))
                    .current_dir(project.root())
                    .args(["tests/fixtures/exports/check.py", WRITTEN]),
            )
        },
    )
}

fn options(project: &Project, steps: &mut Steps, site: &Site, count: &mut Count) -> Result<()> {
    const FOLDER: &str = "tests/options";
    let files = tests_in(project, FOLDER)?;
    steps.run(
        "chart options",
        "draw every chart option with the ECharts that is shipped, read the files of all figures",
        "The runner names the failing tests above.",
        || counted(&mut node(project, site, &files), count),
    )
}

fn in_browser(
    project: &Project,
    steps: &mut Steps,
    site: &Site,
    chromium: &Path,
    count: &mut Count,
) -> Result<()> {
    // The scripts of figures in other pages around a stub of the program, then the site itself.
    let files = [tests_in(project, "tests/js")?, tests_in(project, "tests/browser")?].concat();
    steps.run(
        "browser",
        "use the built site in a real browser",
        "The runner names the failing tests above.",
        || {
            let address = serve::in_background(project, site.folder.clone())?;
            let mut command = node(project, site, &files);
            command.env(ADDRESS, address).env(browser::VARIABLE, chromium);
            counted(&mut command, count)
        },
    )
}

fn cargo(project: &Project) -> Command {
    let mut command = Command::new(wasm::cargo());
    command.current_dir(project.root());
    command
}

/// Node's test runner over some files, one after the other: two browsers at a time on two cores
/// would make each other's times meaningless.
fn node(project: &Project, site: &Site, files: &[PathBuf]) -> Command {
    let mut command = Command::new("node");
    command
        .current_dir(project.root())
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .args(files)
        .env(DIST, &site.folder)
        .env(ECHARTS, &site.echarts);
    command
}

/// The test files in a folder. A folder without any is an error: a run in which they are lost
/// must not look like one in which they passed.
fn tests_in(project: &Project, inside: &str) -> Result<Vec<PathBuf>> {
    let folder = project.path(inside);
    let entries = fs::read_dir(&folder).with_context(|| format!("{inside} could not be read"))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if is_test(&path) {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!("{inside} has no file named *.test.mjs");
    }
    files.sort_unstable();
    Ok(files)
}

fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".test.mjs"))
}

/// Runs a test runner in the open and adds what it counted.
fn counted(command: &mut Command, count: &mut Count) -> Result<()> {
    let lines = process::tee(command)?;
    let Some(found) = read_counts(&lines) else {
        bail!("the runner ended well, but did not say how many tests it ran");
    };
    count.passed += found.passed;
    count.failed += found.failed;
    Ok(())
}

/// Reads the closing lines of nextest, cargo's own runner and Node's; nothing if there are none.
fn read_counts(lines: &[String]) -> Option<Count> {
    let mut total = None;
    for line in lines {
        let Some(found) = read_count(line.trim()) else {
            continue;
        };
        let total = total.get_or_insert_with(Count::default);
        total.passed += found.passed;
        total.failed += found.failed;
    }
    total
}

fn read_count(line: &str) -> Option<Count> {
    // Node's runner: `ℹ pass 3` and `ℹ fail 0`, each on its line.
    if let Some(rest) = line.strip_prefix("ℹ ") {
        let (word, number) = rest.split_once(' ')?;
        let number = number.parse().ok()?;
        return match word {
            "pass" => Some(Count { passed: number, failed: 0 }),
            "fail" => Some(Count { passed: 0, failed: number }),
            _ => None,
        };
    }
    // nextest: `Summary [ 0.1s] 5 tests run: 4 passed (1 slow), 1 failed, 0 skipped`,
    // cargo: `test result: ok. 3 passed; 0 failed; 0 ignored; …`.
    let rest = if line.starts_with("Summary [") {
        line.split_once("run: ")?.1
    } else {
        line.strip_prefix("test result: ")?.split_once(". ")?.1
    };
    let mut count = Count::default();
    for part in rest.split([',', ';']) {
        let mut words = part.split_whitespace();
        let (Some(number), Some(word)) = (words.next(), words.next()) else {
            continue;
        };
        let Ok(number) = number.parse::<u64>() else {
            continue;
        };
        match word {
            "passed" => count.passed += number,
            "failed" => count.failed += number,
            _ => {}
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Option<Count> {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        read_counts(&lines)
    }

    #[test]
    fn nextest_is_understood() {
        assert_eq!(
            counts("     Summary [   0.012s] 5 tests run: 4 passed (1 slow), 1 failed, 2 skipped"),
            Some(Count { passed: 4, failed: 1 })
        );
    }

    #[test]
    fn cargo_test_is_understood() {
        assert_eq!(
            counts(
                "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                 test result: FAILED. 1 passed; 2 failed; 0 ignored"
            ),
            Some(Count { passed: 4, failed: 2 })
        );
    }

    #[test]
    fn node_is_understood() {
        assert_eq!(
            counts("ℹ tests 4\nℹ suites 0\nℹ pass 3\nℹ fail 1\nℹ duration_ms 62.5"),
            Some(Count { passed: 3, failed: 1 })
        );
    }

    #[test]
    fn a_runner_that_says_nothing_is_noticed() {
        assert_eq!(counts("building\ndone"), None);
    }
}
