//! Steps with a name, a purpose and a time, and the table of them at the end.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// What became of a step.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Done(Duration),
    Skipped,
}

/// The steps of one command, in order.
#[derive(Debug)]
pub(crate) struct Steps {
    rows: Vec<(String, Outcome)>,
    started: Instant,
    /// Rebuilds while serving say only what they are doing.
    quiet: bool,
}

impl Steps {
    pub(crate) fn new() -> Self {
        Self { rows: Vec::new(), started: Instant::now(), quiet: false }
    }

    /// Steps that are not announced one by one.
    pub(crate) fn quiet() -> Self {
        Self { quiet: true, ..Self::new() }
    }

    /// Runs one step. `cure` is what a person can do when it fails, as a whole sentence.
    pub(crate) fn run<T>(
        &mut self,
        name: &str,
        what: &str,
        cure: &str,
        work: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        if !self.quiet {
            println!("── {name}: {what}");
        }
        let started = Instant::now();
        let value = work().with_context(|| format!("step `{name}` failed. {cure}\nCause"))?;
        let time = started.elapsed();
        if !self.quiet {
            println!("   {name}: done in {}", seconds(time));
        }
        self.rows.push((name.to_owned(), Outcome::Done(time)));
        Ok(value)
    }

    /// Notes a step that had nothing to do, and why.
    pub(crate) fn skip(&mut self, name: &str, why: &str) {
        if !self.quiet {
            println!("── {name}: skipped — {why}");
        }
        self.rows.push((name.to_owned(), Outcome::Skipped));
    }

    /// How long all of it has taken.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The steps with their times, one line each.
    pub(crate) fn table(&self) -> String {
        let width = self
            .rows
            .iter()
            .map(|(name, _)| name.chars().count())
            .max()
            .unwrap_or(0)
            .max("all".len());
        let mut text = String::new();
        for (name, outcome) in &self.rows {
            let note = match outcome {
                Outcome::Done(time) => seconds(*time),
                Outcome::Skipped => "skipped".to_owned(),
            };
            // Writing into a String cannot fail.
            let _ = writeln!(text, "  {name:<width$}  {note:>8}");
        }
        let _ = write!(text, "  {:<width$}  {:>8}", "all", seconds(self.elapsed()));
        text
    }
}

/// A time as a person reads it.
pub(crate) fn seconds(time: Duration) -> String {
    let all = time.as_secs();
    if all >= 100 {
        format!("{} min {:02} s", all / 60, all % 60)
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_readable() {
        assert_eq!(seconds(Duration::from_millis(1240)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_failing_step_names_itself_and_the_cure() {
        let mut steps = Steps::quiet();
        let error = steps
            .run("bake", "bake bread", "Buy flour.", || anyhow::bail!("no flour") as Result<()>)
            .unwrap_err();
        assert_eq!(format!("{error:#}"), "step `bake` failed. Buy flour.\nCause: no flour");
    }

    #[test]
    fn the_table_lists_every_step() {
        let mut steps = Steps::quiet();
        steps.run("one", "", "", || Ok(())).unwrap();
        steps.skip("two", "nothing to do");
        let table = steps.table();
        assert!(table.contains("one"), "{table}");
        assert!(table.contains("two   skipped"), "{table}");
    }
}
