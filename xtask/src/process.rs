//! Running other programs, with errors that say which one and why.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How often a program with a time limit is looked at.
const POLL: Duration = Duration::from_millis(50);

/// The first program called `name` in `PATH`.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn name(command: &Command) -> String {
    // Where a program lies says nothing about what went wrong.
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    let text: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    // A long list of files would bury the cause.
    if text.len() > 6 { format!("{} …", text[..6].join(" ")) } else { text.join(" ") }
}

fn spawn(command: &mut Command) -> Result<Child> {
    command.spawn().with_context(|| format!("`{}` could not be started", name(command)))
}

fn judge(command: &Command, status: ExitStatus, said: &str) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    let said = said.trim();
    let separator = if said.is_empty() { "" } else { ":\n" };
    bail!("`{}` ended with {status}{separator}{said}", name(command))
}

/// Runs a program in the open: what it prints is seen as it comes.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = spawn(command)?.wait().with_context(|| format!("`{}` was lost", name(command)))?;
    judge(command, status, "")
}

/// Runs a program unseen and gives what it wrote to its standard output; what it wrote to
/// standard error is shown only when it fails.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{}` could not be started", name(command)))?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    judge(command, output.status, &format!("{stdout}{stderr}"))?;
    Ok(stdout.into_owned())
}

/// The first line of a program's output, for versions; nothing if it cannot be run.
pub(crate) fn first_line(command: &mut Command) -> Option<String> {
    let text = capture(command).ok()?;
    Some(text.lines().next()?.trim().to_owned())
}

/// Runs a program unseen, ending it after `limit`.
pub(crate) fn capture_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child =
        spawn(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()))?;
    let stderr = child.stderr.take();
    let reader = thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut pipe) = stderr {
            // Text that cannot be read is only missing from an error message.
            let _ = pipe.read_to_string(&mut text);
        }
        text
    });
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("`{}` gave no result within {} seconds", name(command), limit.as_secs());
        }
        thread::sleep(POLL);
    };
    let said = reader.join().unwrap_or_default();
    judge(command, status, &said)
}

/// Runs a program in the open and also gives back the lines it printed.
pub(crate) fn tee(command: &mut Command) -> Result<Vec<String>> {
    let (lines, result) = tee_all(command);
    result.map(|()| lines)
}

/// Like [`tee`], but the lines come back even when the program fails.
pub(crate) fn tee_all(command: &mut Command) -> (Vec<String>, Result<()>) {
    let mut child = match spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped())) {
        Ok(child) => child,
        Err(error) => return (Vec::new(), Err(error)),
    };
    let lines = Arc::new(Mutex::new(Vec::new()));
    let readers = [
        child.stdout.take().map(|pipe| pass_on(pipe, std::io::stdout(), &lines)),
        child.stderr.take().map(|pipe| pass_on(pipe, std::io::stderr(), &lines)),
    ];
    let status = child.wait();
    for reader in readers.into_iter().flatten() {
        // A reader that died has already passed on what it could.
        let _ = reader.join();
    }
    let lines = std::mem::take(&mut *lines.lock().unwrap_or_else(PoisonError::into_inner));
    let result = status
        .with_context(|| format!("`{}` was lost", name(command)))
        .and_then(|status| judge(command, status, ""));
    (lines, result)
}

fn pass_on(
    pipe: impl Read + Send + 'static,
    mut out: impl Write + Send + 'static,
    lines: &Arc<Mutex<Vec<String>>>,
) -> thread::JoinHandle<()> {
    let lines = Arc::clone(lines);
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut bytes = Vec::new();
        while let Ok(1..) = reader.read_until(b'\n', &mut bytes) {
            // When nobody reads our output any more, the program's exit code still counts.
            let _ = out.write_all(&bytes);
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            bytes.clear();
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_with_what_it_said() {
        let error = capture(Command::new("sh").args(["-c", "echo no luck >&2; exit 3"]))
            .unwrap_err()
            .to_string();
        assert!(error.contains("sh -c"), "{error}");
        assert!(error.contains("no luck"), "{error}");
        assert!(error.contains('3'), "{error}");
    }

    #[test]
    fn a_program_past_its_limit_is_ended() {
        let started = Instant::now();
        let error = capture_within(Command::new("sleep").arg("20"), Duration::from_millis(200))
            .unwrap_err()
            .to_string();
        assert!(error.contains("no result"), "{error}");
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn tee_gives_the_lines_of_both_streams() {
        let mut lines = tee(Command::new("sh").args(["-c", "echo one; echo two >&2"])).unwrap();
        lines.sort();
        assert_eq!(lines, ["one", "two"]);
    }
}
