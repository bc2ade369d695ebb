//! `cargo xtask bench`: how fast and how large the site is, against aims.
//!
//! The native half is `benches/core.rs`. The browser half compares the site with a plain page that
//! draws the same content with ECharts alone: [`plain`] writes that page's data, the harness in
//! `benches/browser/` builds, serves and measures both.

mod plain;

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::build::{self, Mode, Scope};
use crate::process;
use crate::project::Project;
use crate::setup::{browser, npm};
use crate::step::Steps;

/// Rounds that make a median steady on a machine that does other things too.
const ROUNDS: u32 = 7;

/// What is measured, and how often.
#[derive(Debug, PartialEq, Eq)]
struct Plan {
    native: bool,
    browser: bool,
    rounds: u32,
    /// Measure `dist/` as it is, without building it first.
    built: bool,
}

impl Plan {
    fn parse(words: &[String]) -> Result<Self> {
        let mut plan = Self { native: true, browser: true, rounds: ROUNDS, built: false };
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            match word {
                "--native-only" => plan.browser = false,
                "--browser-only" => plan.native = false,
                "--built" => plan.built = true,
                "--rounds" => plan.rounds = rounds(words.next())?,
                other => match other.strip_prefix("--rounds=") {
                    Some(number) => plan.rounds = rounds(Some(number))?,
                    None => bail!(
                        "`bench` has no flag `{other}`; it knows --rounds, --native-only, \
                         --browser-only and --built"
                    ),
                },
            }
        }
        if !plan.native && !plan.browser {
            bail!("--native-only and --browser-only together leave nothing to measure");
        }
        Ok(plan)
    }
}

fn rounds(text: Option<&str>) -> Result<u32> {
    match text.map(str::parse) {
        Some(Ok(number @ 1..)) => Ok(number),
        _ => bail!("--rounds wants a whole number above 0, such as {ROUNDS}"),
    }
}

/// `cargo xtask bench`.
pub(crate) fn command(project: &Project, words: &[String]) -> Result<()> {
    let plan = Plan::parse(words)?;
    let mut steps = Steps::new();
    if plan.native {
        steps.run(
            "native benches",
            "measure the core on this machine (criterion)",
            "The messages above say what failed.",
            || native(project),
        )?;
    }
    if plan.browser {
        in_browser(project, &plan, &mut steps)?;
    }
    println!("\n{}", steps.table());
    Ok(())
}

fn native(project: &Project) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    process::run(Command::new(cargo).current_dir(project.root()).args([
        "bench",
        "--bench",
        "core",
        "--no-default-features",
        "--features",
        "bundle",
    ]))
}

fn in_browser(project: &Project, plan: &Plan, steps: &mut Steps) -> Result<()> {
    let work = project.path("target/bench");
    let chromium = steps.run(
        "browser",
        "see that a Chromium is there",
        "`cargo xtask doctor` lists what is needed.",
        || {
            npm::ensure(project)?;
            browser::ensure()
        },
    )?;
    steps.run(
        "plain page",
        "write the data of the page that is compared with",
        "See that data/packed/ is complete: run `cargo xtask data`.",
        || plain::write(project, &work.join("plain")),
    )?;
    // After the steps above: nobody wants to wait for a build to learn that a browser is missing.
    let site = if plan.built {
        let dist = project.dist();
        if !dist.join("index.html").is_file() {
            bail!("--built measures dist/, which is not there: run `cargo xtask build` first");
        }
        dist
    } else {
        build::site(project, Mode::Release, Scope::All, steps)?.folder
    };
    steps.run(
        "browser benches",
        &format!("measure both pages in turn, {} rounds", plan.rounds),
        "The messages above say what failed.",
        || process::run(&mut harness(project, &site, &work, &chromium, plan.rounds)),
    )
}

fn harness(project: &Project, site: &Path, work: &Path, chromium: &Path, rounds: u32) -> Command {
    let mut command = Command::new("node");
    command
        .current_dir(project.root())
        .arg(project.path("benches/browser/run.mjs"))
        .arg("--site")
        .arg(site)
        .arg("--work")
        .arg(work)
        .args(["--rounds", &rounds.to_string()])
        .env(browser::VARIABLE, chromium);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(text: &str) -> Result<Plan> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        Plan::parse(&words)
    }

    #[test]
    fn flags_are_understood() {
        let all = Plan { native: true, browser: true, rounds: ROUNDS, built: false };
        assert_eq!(plan("").unwrap(), all);
        assert_eq!(
            plan("--browser-only --rounds 3 --built").unwrap(),
            Plan { native: false, rounds: 3, built: true, ..all }
        );
        assert_eq!(plan("--rounds=9").unwrap().rounds, 9);
    }

    #[test]
    fn misunderstandings_are_named() {
        for (text, part) in [
            ("--rounds", "whole number"),
            ("--rounds 0", "whole number"),
            ("--fast", "`--fast`"),
            ("--native-only --browser-only", "nothing"),
        ] {
            let error = plan(text).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
