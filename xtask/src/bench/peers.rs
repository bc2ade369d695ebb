//! `cargo xtask bench --peers`: measures of inequality and spatial statistics against PySAL and `SciPy`, on
//! the same arrays, in turn.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::process;
use crate::project::Project;
use crate::step::Steps;

/// The packages that are compared with, each with its version: those of the reference values.
const REQUIREMENTS: &str = "tests/fixtures/reference/requirements.txt";

/// The two comparisons: our program, and theirs beside it.
const SUITES: [&str; 2] = ["inequality", "spatial"];

/// A line that both sides print.
#[derive(Deserialize)]
struct Timed {
    name: String,
    n: usize,
    seconds: f64,
}

/// Seconds of both sides, a number for each round.
#[derive(Default)]
struct Sides {
    ours: Vec<f64>,
    theirs: Vec<f64>,
}

/// Installs the packages, makes the arrays, lets both sides work in turn and prints the medians.
pub(super) fn compare(project: &Project, rounds: u32, steps: &mut Steps) -> Result<()> {
    let folder = project.path("target/python-peers");
    let python = folder.join("bin/python");
    steps.run(
        "packages",
        "install PySAL and SciPy at the versions of the reference values",
        "Python 3.11 or newer with its venv module is needed.",
        || install(project, &folder, &python),
    )?;
    let work = project.path("target/bench/peers");
    fs::create_dir_all(&work).context("target/bench/peers could not be made")?;
    let programs = steps.run(
        "our side",
        "compile the programs of this side",
        "The compiler's messages above say what to correct.",
        || SUITES.into_iter().map(|suite| compiled(project, suite)).collect::<Result<Vec<_>>>(),
    )?;
    let inputs = steps.run(
        "arrays",
        "make the arrays that both sides work on",
        "The messages above say what failed.",
        || arrays(project, &work, &python, &programs),
    )?;
    let mut found: BTreeMap<(usize, String, usize), Sides> = BTreeMap::new();
    steps.run(
        "in turn",
        &format!("let both sides work in turn, {rounds} rounds"),
        "The messages above say what failed.",
        || {
            for _ in 0..rounds {
                for (at, suite) in SUITES.iter().enumerate() {
                    let script = project.path(format!("benches/peers/{suite}.py"));
                    let ours = lines(Command::new(&programs[at]).arg(&inputs[at]))?;
                    let theirs = lines(Command::new(&python).arg(script).arg(&inputs[at]))?;
                    for one in ours {
                        let sides = found.entry((at, one.name, one.n)).or_default();
                        sides.ours.push(one.seconds);
                    }
                    for one in theirs {
                        let sides = found.entry((at, one.name, one.n)).or_default();
                        sides.theirs.push(one.seconds);
                    }
                }
            }
            Ok(())
        },
    )?;
    println!("\n{:<18} {:>7} {:>12} {:>12} {:>8}", "measure", "n", "here", "there", "times");
    for ((_, name, n), sides) in &mut found {
        let (Some(ours), Some(theirs)) = (median(&mut sides.ours), median(&mut sides.theirs))
        else {
            bail!("only one side measured `{name}` of {n}");
        };
        println!(
            "{name:<18} {n:>7} {:>12} {:>12} {:>8.1}",
            time(ours),
            time(theirs),
            theirs / ours
        );
    }
    Ok(())
}

fn install(project: &Project, folder: &Path, python: &Path) -> Result<()> {
    let wanted = fs::read(project.path(REQUIREMENTS)).context(REQUIREMENTS)?;
    let marker = folder.join("requirements.txt");
    if fs::read(&marker).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    process::capture(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
    process::capture(
        Command::new(python)
            .args(["-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--no-deps"])
            .arg("--requirement")
            .arg(project.path(REQUIREMENTS)),
    )?;
    fs::write(marker, wanted).context("the packages could not be marked as installed")
}

/// Our side of a comparison, compiled as benches are.
fn compiled(project: &Project, suite: &str) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let name = format!("peers_{suite}");
    // A library is compiled for speed natively; what is shipped to browsers is compiled for size.
    let mut build = Command::new(cargo);
    build.current_dir(project.root()).env("CARGO_PROFILE_BENCH_OPT_LEVEL", "3");
    let told = process::capture(build.args([
        "bench",
        "--no-run",
        "--quiet",
        "--message-format=json",
        "--no-default-features",
        "--bench",
        &name,
    ]))?;
    let program = told.lines().find_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        let is_ours = line["target"]["name"].as_str() == Some(&name);
        line["executable"].as_str().filter(|_| is_ours).map(PathBuf::from)
    });
    program.with_context(|| format!("cargo compiled no program `{name}`"))
}

/// The arrays of both comparisons, as files.
fn arrays(
    project: &Project,
    work: &Path,
    python: &Path,
    programs: &[PathBuf],
) -> Result<Vec<PathBuf>> {
    let files: Vec<PathBuf> =
        SUITES.iter().map(|suite| work.join(format!("{suite}.json"))).collect();
    let script = project.path("benches/peers/inequality.py");
    process::capture(Command::new(python).arg(script).arg("--make").arg(&files[0]))?;
    process::capture(Command::new(&programs[1]).arg("--write").arg(&files[1]))?;
    Ok(files)
}

/// The lines that a side prints.
fn lines(command: &mut Command) -> Result<Vec<Timed>> {
    let text = process::capture(command)?;
    let timed = text.lines().filter(|line| line.starts_with('{'));
    timed
        .map(|line| serde_json::from_str(line).with_context(|| format!("not a time: {line}")))
        .collect()
}

fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = values.len() / 2;
    if values.len() % 2 == 1 {
        return values.get(upper).copied();
    }
    Some(f64::midpoint(*values.get(upper.checked_sub(1)?)?, *values.get(upper)?))
}

/// A duration in the unit that suits it.
fn time(seconds: f64) -> String {
    match seconds {
        _ if seconds < 1e-3 => format!("{:.1} µs", seconds * 1e6),
        _ if seconds < 1.0 => format!("{:.2} ms", seconds * 1e3),
        _ => format!("{seconds:.2} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle_and_times_are_readable() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&mut []), None);
        assert_eq!([time(2.5e-6), time(0.0125), time(3.0)], ["2.5 µs", "12.50 ms", "3.00 s"]);
    }
}
