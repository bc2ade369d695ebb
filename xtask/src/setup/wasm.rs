//! A compiler for WebAssembly: rustup's target, or Debian's compiler with the standard library's
//! source.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use super::apt;
use crate::process;
use crate::project::Project;

/// Rust's name for WebAssembly without an operating system.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Forces one of the two ways: `rustup` or `debian`.
pub(crate) const CHOICE: &str = "ATLAS_WASM";

/// How long rustup may take to fetch the target (about 20 MB) before the other way is taken.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

/// Debian's compiler, its cargo, the standard library's source, and the linker.
pub(crate) const DEBIAN_PACKAGES: [&str; 5] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// What shows that those packages are there.
const DEBIAN_FILES: [&str; 4] = [
    "/usr/bin/rustc",
    "/usr/bin/cargo",
    "/usr/lib/rustlib/src/rust/library/std/Cargo.toml",
    "/usr/bin/wasm-ld-22",
];

/// The first Debian compiler that can compile this project: its `rust-version`.
const OLDEST_RUST: (u32, u32) = (1, 95);

/// Variables of an outer cargo that may stay: where its cache is and how it reaches the network.
const KEPT_PREFIXES: [&str; 5] =
    ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTR", "CARGO_TERM_"];

/// The two ways to a compiler for WebAssembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The toolchain that compiled this program, with the target's standard library.
    Rustup,
    /// Debian's packages; the standard library is compiled along.
    Debian,
}

impl Toolchain {
    /// The way that is ready now, if one is. Both are found by looking at the disk, so nothing
    /// needs to be remembered, and nothing remembered can be wrong.
    pub(crate) fn find() -> Option<Self> {
        match choice() {
            Some(Self::Rustup) => rustup_ready().then_some(Self::Rustup),
            Some(Self::Debian) => debian_ready().then_some(Self::Debian),
            None if rustup_ready() => Some(Self::Rustup),
            None if debian_ready() => Some(Self::Debian),
            None => None,
        }
    }

    /// The way that is ready, after getting it ready if need be.
    pub(crate) fn ensure() -> Result<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        let refusal = if choice() == Some(Self::Debian) {
            format!("{CHOICE}=debian is set")
        } else {
            println!("   the Rust target {TARGET} is missing: running rustup target add {TARGET}");
            let added = process::capture_within(
                Command::new("rustup").args(["target", "add", TARGET]),
                RUSTUP_LIMIT,
            );
            let refusal = match added {
                Ok(()) if rustup_ready() => return Ok(Self::Rustup),
                Ok(()) => "rustup added the target to another toolchain".to_owned(),
                Err(error) => format!("{error:#}"),
            };
            println!("   rustup could not get it: {refusal}");
            refusal
        };
        if choice() == Some(Self::Rustup) {
            bail!("{CHOICE}=rustup is set, and rustup could not get {TARGET}: {refusal}");
        }
        if !Path::new("/usr/bin/apt-get").is_file() {
            bail!(
                "no compiler for WebAssembly: run `rustup target add {TARGET}` where its server \
                 can be reached (what it said here: {refusal})"
            );
        }
        println!("   taking Debian's compiler with the standard library's source instead");
        apt::install("a compiler for WebAssembly", &DEBIAN_PACKAGES)?;
        if !debian_ready() {
            bail!("Debian's packages are installed but not usable: {}", debian_lack());
        }
        Ok(Self::Debian)
    }

    /// One line for people.
    pub(crate) fn describe(self) -> String {
        match self {
            Self::Rustup => format!("target {TARGET} of the rustup toolchain"),
            Self::Debian => format!(
                "Debian's {}, standard library from source",
                process::first_line(Command::new("/usr/bin/rustc").arg("--version"))
                    .unwrap_or_default()
            ),
        }
    }

    /// `cargo build` of a program for the browser, up to the profile.
    pub(crate) fn cargo_for(self, project: &Project, what: &[&str]) -> Command {
        let mut command = match self {
            Self::Rustup => Command::new(cargo()),
            Self::Debian => Command::new("/usr/bin/cargo"),
        };
        command.current_dir(project.root());
        // An outer `cargo run` hands down its own compiler, folders and flags.
        for (name, _) in std::env::vars_os() {
            if self.drops(&name.to_string_lossy()) {
                command.env_remove(name);
            }
        }
        command
            .arg("build")
            .args(what)
            .args(["--target", TARGET])
            .arg("--target-dir")
            .arg(project.wasm_target());
        if self == Self::Debian {
            let mut path = OsString::from("/usr/bin:");
            path.push(std::env::var_os("PATH").unwrap_or_default());
            command
                .env("PATH", path)
                // Lets a stable compiler take `-Z`; the project's own code uses nothing unstable.
                .env("RUSTC_BOOTSTRAP", "1")
                .arg("-Zbuild-std=std,panic_abort");
        }
        command
    }

    fn drops(self, name: &str) -> bool {
        if KEPT_PREFIXES.iter().any(|kept| name.starts_with(kept)) {
            return false;
        }
        let cargo_or_rust = name.starts_with("CARGO") || name.starts_with("RUST");
        match self {
            Self::Rustup => cargo_or_rust && !name.starts_with("RUSTUP"),
            // `cargo run` puts its toolchain's libraries in front of the system's.
            Self::Debian => cargo_or_rust || name == "LD_LIBRARY_PATH",
        }
    }
}

fn choice() -> Option<Toolchain> {
    match std::env::var(CHOICE).ok()?.as_str() {
        "rustup" => Some(Toolchain::Rustup),
        "debian" => Some(Toolchain::Debian),
        _ => None,
    }
}

/// The cargo that runs this program, or the one in `PATH`.
pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}

fn rustup_ready() -> bool {
    let Some(sysroot) = process::first_line(Command::new("rustc").args(["--print", "sysroot"]))
    else {
        return false;
    };
    PathBuf::from(sysroot).join("lib/rustlib").join(TARGET).join("lib").is_dir()
}

fn debian_ready() -> bool {
    debian_lack().is_empty()
}

/// What keeps Debian's compiler from being used; empty when nothing does.
fn debian_lack() -> String {
    if let Some(file) = DEBIAN_FILES.iter().find(|file| !Path::new(file).is_file()) {
        return format!("{file} is missing");
    }
    let version = process::first_line(Command::new("/usr/bin/rustc").arg("--version"));
    match version.as_deref().and_then(rust_version) {
        Some(found) if found >= OLDEST_RUST => String::new(),
        _ => format!(
            "/usr/bin/rustc is {}, and {}.{} or newer is needed",
            version.unwrap_or_else(|| "not running".to_owned()),
            OLDEST_RUST.0,
            OLDEST_RUST.1
        ),
    }
}

/// The first two numbers of `rustc 1.96.0 (…)`.
fn rust_version(line: &str) -> Option<(u32, u32)> {
    let mut numbers = line.strip_prefix("rustc ")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(
            rust_version("rustc 1.96.0 (abc 2026-05-01) (built from a source tarball)"),
            Some((1, 96))
        );
        assert_eq!(rust_version("clang 14.0"), None);
    }

    #[test]
    fn the_oldest_compiler_is_the_manifests() {
        let manifest = std::fs::read_to_string(Project::find().path("Cargo.toml")).unwrap();
        let wanted = format!("rust-version = \"{}.{}\"", OLDEST_RUST.0, OLDEST_RUST.1);
        assert!(manifest.contains(&wanted));
    }

    #[test]
    fn an_outer_cargo_is_kept_out_and_its_cache_kept() {
        for name in ["RUSTC", "CARGO", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
            assert!(Toolchain::Debian.drops(name), "{name}");
        }
        assert!(!Toolchain::Rustup.drops("RUSTUP_TOOLCHAIN"));
        assert!(Toolchain::Rustup.drops("CARGO_TARGET_DIR"));
        for name in ["CARGO_HOME", "CARGO_NET_OFFLINE", "PATH", "HOME"] {
            assert!(!Toolchain::Debian.drops(name), "{name}");
            assert!(!Toolchain::Rustup.drops(name), "{name}");
        }
    }
}
