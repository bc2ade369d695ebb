//! `cargo xtask bench`: how fast and how large the site is, against aims.
//!
//! The native half is `benches/core.rs`. The browser half compares the site with plain pages that draw
//! the same content with ECharts alone: [`plain`] writes their data, the harness in `benches/browser/`
//! builds, serves and measures both.

mod county;
mod peers;
mod plain;
mod views;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::build::{self, Mode, Scope};
use crate::process;
use crate::project::Project;
use crate::setup::{browser, npm};
use crate::step::Steps;

/// Rounds that make a median steady on a machine that does other things too.
const ROUNDS: u32 = 5;

/// What is measured in the browser, each by itself with `--only`.
const GROUPS: [&str; 7] =
    ["start", "steps", "switches", "transforms", "county", "memory", "embeds"];

/// Where is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Halves {
    Both,
    Native,
    Browser,
}

/// What is measured, and how often.
#[derive(Debug, PartialEq, Eq)]
struct Plan {
    halves: Halves,
    rounds: u32,
    /// Measure `dist/` as it is, without building it first.
    built: bool,
    /// Only these groups of measures in the browser; all of them where none is named.
    only: Vec<&'static str>,
    /// Where the time goes instead of how much it is.
    profile: bool,
    /// Statistics against other software, and nothing else.
    peers: bool,
}

impl Plan {
    fn parse(words: &[String]) -> Result<Self> {
        let mut plan = Self {
            halves: Halves::Both,
            rounds: ROUNDS,
            built: false,
            only: Vec::new(),
            profile: false,
            peers: false,
        };
        let (mut native, mut browser) = (false, false);
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            // `--name value` and `--name=value`.
            let (name, given) = match word.split_once('=') {
                Some((name, given)) => (name, Some(given)),
                None => (word, None),
            };
            match (name, given) {
                ("--native-only", None) => native = true,
                ("--browser-only", None) => browser = true,
                ("--built", None) => plan.built = true,
                ("--profile", None) => plan.profile = true,
                ("--peers", None) => plan.peers = true,
                ("--rounds", given) => plan.rounds = rounds(given.or_else(|| words.next()))?,
                ("--only", given) => plan.only.push(group(given.or_else(|| words.next()))?),
                _ => bail!(
                    "`bench` has no flag `{word}`; it knows --rounds, --native-only, \
                     --browser-only, --only, --profile, --built and --peers"
                ),
            }
        }
        // Groups and profiles are of the browser.
        plan.halves = match (native, browser || !plan.only.is_empty() || plan.profile) {
            (true, true) => bail!("these flags together leave nothing to measure"),
            (true, false) => Halves::Native,
            (false, true) => Halves::Browser,
            (false, false) => Halves::Both,
        };
        Ok(plan)
    }

    fn measures(&self, group: &str) -> bool {
        self.only.is_empty() || self.only.contains(&group)
    }
}

fn group(name: Option<&str>) -> Result<&'static str> {
    match GROUPS.into_iter().find(|group| Some(*group) == name) {
        Some(group) => Ok(group),
        None => bail!("--only wants one of {}", GROUPS.join(", ")),
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
    if plan.peers {
        peers::compare(project, plan.rounds, &mut steps)?;
        println!("\n{}", steps.table());
        return Ok(());
    }
    if plan.halves != Halves::Browser {
        steps.run(
            "native benches",
            "measure the core on this machine (criterion)",
            "The messages above say what failed.",
            || native(project),
        )?;
    }
    if plan.halves != Halves::Native {
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
    let counties = work.join("county");
    if plan.measures("county") && !plan.profile {
        steps.run(
            "county map",
            "compile the made-up map of 2,900 regions",
            "The compiler's messages above say what to correct.",
            || county::build(project, &counties),
        )?;
    }
    let site = if plan.profile {
        steps.run(
            "names",
            "keep the names of the program's functions",
            "Build the site once without --built.",
            || named(project, &site, &work.join("named")),
        )?
    } else {
        site
    };
    let what = if plan.profile {
        "see where the time goes".to_owned()
    } else {
        format!("measure both pages in turn, {} rounds", plan.rounds)
    };
    steps.run("browser benches", &what, "The messages above say what failed.", || {
        process::run(&mut harness(project, &site, &work, &chromium, plan))
    })
}

/// A copy of the site whose program has names in it.
fn named(project: &Project, site: &Path, folder: &Path) -> Result<PathBuf> {
    let program = build::with_names(project, &folder.join("program"))?;
    let copy = folder.join("site");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    fs::create_dir_all(copy.join(build::ASSETS))?;
    for part in ["", build::ASSETS] {
        for entry in fs::read_dir(site.join(part))? {
            let path = entry?.path();
            let Some(name) = path.file_name().filter(|_| path.is_file()) else { continue };
            let is_program = path.extension().is_some_and(|extension| extension == "wasm");
            let from = if is_program { &program.wasm } else { &path };
            fs::copy(from, copy.join(part).join(name))?;
        }
    }
    Ok(copy)
}

fn harness(project: &Project, site: &Path, work: &Path, chromium: &Path, plan: &Plan) -> Command {
    let mut command = Command::new("node");
    command
        .current_dir(project.root())
        .arg(project.path("benches/browser/run.mjs"))
        .arg("--site")
        .arg(site)
        .arg("--work")
        .arg(work)
        .args(["--rounds", &plan.rounds.to_string()])
        .args(
            GROUPS.iter().filter(|group| plan.measures(group)).flat_map(|group| ["--group", group]),
        )
        .args(plan.profile.then_some("--profile"))
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
        let all = Plan {
            halves: Halves::Both,
            rounds: ROUNDS,
            built: false,
            only: Vec::new(),
            profile: false,
            peers: false,
        };
        assert_eq!(plan("").unwrap(), all);
        assert_eq!(
            plan("--browser-only --rounds 3 --built").unwrap(),
            Plan { halves: Halves::Browser, rounds: 3, built: true, ..all }
        );
        assert_eq!(plan("--rounds=9").unwrap().rounds, 9);
        let steps = plan("--only steps --built").unwrap();
        assert!(steps.halves == Halves::Browser && steps.measures("steps"));
        assert!(!steps.measures("county"));
        let two = plan("--only steps --only=county").unwrap();
        assert!(two.measures("steps") && two.measures("county") && !two.measures("memory"));
        assert!(plan("--profile --only=steps").unwrap().profile);
    }

    #[test]
    fn misunderstandings_are_named() {
        for (text, part) in [
            ("--rounds", "whole number"),
            ("--rounds 0", "whole number"),
            ("--fast", "`--fast`"),
            ("--native-only --browser-only", "nothing"),
            ("--native-only --profile", "nothing"),
            ("--only trend", "switches"),
            ("--only", "start"),
            ("--built=yes", "`--built=yes`"),
        ] {
            let error = plan(text).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
