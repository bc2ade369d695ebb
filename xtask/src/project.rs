//! Where things lie in the project's folder.

use std::path::{Path, PathBuf};

/// The project's folders and files.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// The project this program was compiled in; moving the folder makes cargo compile it anew.
    pub(crate) fn find() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: xtask.parent().unwrap_or(xtask).to_path_buf() }
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the project.
    pub(crate) fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root.join(inside)
    }

    /// What a release build writes.
    pub(crate) fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// What a development build writes: elsewhere, so that it is never published by mistake.
    pub(crate) fn dist_dev(&self) -> PathBuf {
        self.path("target/site-dev")
    }

    /// Scratch space of this program, kept between runs.
    pub(crate) fn work(&self) -> PathBuf {
        self.path("target/xtask")
    }

    /// Cargo's folder for WebAssembly. Not the one of native builds: another compiler may write
    /// here, and neither build should wait for the other's lock.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.path("target-wasm")
    }

    /// A path as a person in the project's folder would write it.
    pub(crate) fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}
