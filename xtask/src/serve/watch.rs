//! Noticing changes by looking at the times of files, which works on every file system.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::build::Scope;
use crate::project::Project;

/// What the site is made from.
const WATCHED: [&str; 8] =
    ["src", "js", "css", "public", DATA, "index.html", "Cargo.toml", "Cargo.lock"];

/// The data, as written and as packed.
const DATA: &str = "data";
const PACKED: &str = "data/packed";

/// What else goes into the WebAssembly.
const PROGRAM: [&str; 3] = ["src", "Cargo.toml", "Cargo.lock"];

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

    /// Takes the packed data as they are now: a rebuild that packs has used what it wrote.
    pub(crate) fn accept_packed(&mut self, project: &Project) {
        let packed = project.path(PACKED);
        self.0.retain(|path, _| !path.starts_with(&packed));
        collect(&packed, &mut self.0);
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

/// What a changed file means. Packing is left out unless the data themselves have changed: the
/// packing code in this running program may be older than the project's.
pub(crate) fn scope(project: &Project, path: &Path) -> Scope {
    let inside = |folder: &str| path.starts_with(project.path(folder));
    if inside(DATA) && !inside(PACKED) {
        Scope::All
    } else if inside(PACKED) || PROGRAM.iter().any(|part| inside(part)) {
        Scope::Program
    } else {
        Scope::Pages
    }
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
    fn a_change_does_only_what_it_must() {
        let project = Project::find();
        for (inside, expected) in [
            ("css/main.css", Scope::Pages),
            ("src/web/mod.rs", Scope::Program),
            ("data/packed/numbers.bin", Scope::Program),
            ("data/units.csv", Scope::All),
        ] {
            assert_eq!(scope(&project, &project.path(inside)), expected, "{inside}");
        }
    }
}
