//! Noticing changes by looking at the times of files, which works on every file system.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::project::Project;

/// What the site is made from.
const WATCHED: [&str; 8] =
    ["src", "js", "css", "public", "data/packed", "index.html", "Cargo.toml", "Cargo.lock"];

/// Those of them that go into the WebAssembly.
const PROGRAM: [&str; 4] = ["src", "data/packed", "Cargo.toml", "Cargo.lock"];

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(200);

/// The files of the site with the times of their last change.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Snapshot(BTreeMap<PathBuf, (SystemTime, u64)>);

impl Snapshot {
    pub(crate) fn take(project: &Project) -> Self {
        let mut files = BTreeMap::new();
        for inside in WATCHED {
            collect(&project.path(inside), &mut files);
        }
        Self(files)
    }

    /// Waits until files differ from this snapshot and are still, then takes their new state.
    pub(crate) fn wait(&mut self, project: &Project) -> Vec<PathBuf> {
        loop {
            thread::sleep(PAUSE);
            let mut now = Self::take(project);
            if now == *self {
                continue;
            }
            // Editors write in several steps, and version control many files one after another.
            loop {
                thread::sleep(PAUSE / 2);
                let later = Self::take(project);
                if later == now {
                    break;
                }
                now = later;
            }
            let changed = self.differing(&now);
            *self = now;
            return changed;
        }
    }

    fn differing(&self, other: &Self) -> Vec<PathBuf> {
        let gone = self.0.keys().filter(|path| !other.0.contains_key(*path));
        let new = other
            .0
            .iter()
            .filter(|(path, state)| self.0.get(*path) != Some(state))
            .map(|(path, _)| path);
        gone.chain(new).cloned().collect()
    }
}

/// Whether a changed file means compiling the program again.
pub(crate) fn is_program(project: &Project, path: &Path) -> bool {
    PROGRAM.iter().any(|inside| path.starts_with(project.path(inside)))
}

fn collect(path: &Path, files: &mut BTreeMap<PathBuf, (SystemTime, u64)>) {
    // What vanishes while we look is simply not there.
    let Ok(about) = fs::metadata(path) else {
        return;
    };
    if about.is_dir() {
        let Ok(entries) = fs::read_dir(path) else {
            return;
        };
        for entry in entries.flatten() {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden {
                collect(&entry.path(), files);
            }
        }
    } else if let Ok(time) = about.modified() {
        files.insert(path.to_path_buf(), (time, about.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_new_and_vanished_files_are_named() {
        let state = |seconds| (SystemTime::UNIX_EPOCH + Duration::from_secs(seconds), 1);
        let before = Snapshot(BTreeMap::from([
            ("same".into(), state(1)),
            ("changed".into(), state(1)),
            ("gone".into(), state(1)),
        ]));
        let after = Snapshot(BTreeMap::from([
            ("same".into(), state(1)),
            ("changed".into(), state(2)),
            ("new".into(), state(1)),
        ]));
        let names: Vec<PathBuf> = ["gone", "changed", "new"].iter().map(PathBuf::from).collect();
        assert_eq!(before.differing(&after), names);
    }

    #[test]
    fn styles_do_not_need_the_compiler() {
        let project = Project::find();
        assert!(is_program(&project, &project.path("src/web/mod.rs")));
        assert!(!is_program(&project, &project.path("css/main.css")));
    }
}
