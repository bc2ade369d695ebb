//! The program in WebAssembly: compiled, given its JavaScript side, made small.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::Mode;
use super::bundle::hash;
use crate::process;
use crate::project::Project;
use crate::setup::npm;
use crate::setup::wasm::{TARGET, Toolchain};
use crate::step::Steps;

/// What Rust's WebAssembly may contain since 1.82 and 1.87; wasm-opt must be told.
const WASM_OPT: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Leptos then keeps views behind pointers instead of in ever longer types: smaller and faster
/// to compile.
const ERASED: &str = "--cfg=erase_components";

/// Folders of this machine that the compiler would write into the program, in messages that say where
/// it failed, each with what stands there instead. Of several that fit, the compiler takes the last.
fn own_folders(project: &Project) -> Vec<(PathBuf, &'static str)> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut folders = vec![(project.root().to_path_buf(), "/atlas")];
    if let Some(cargo) = cargo {
        // Without the name of the registry, which may be a mirror's.
        let registries = fs::read_dir(cargo.join("registry/src"));
        let mut sources: Vec<PathBuf> =
            registries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        sources.sort();
        folders.push((cargo, "/cargo"));
        folders.extend(sources.into_iter().map(|folder| (folder, "/crates")));
    }
    folders
}

/// The compiler's flags, as a setting of cargo.
fn rustflags(project: &Project) -> String {
    let remapped = own_folders(project)
        .into_iter()
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    let flags: Vec<String> = [ERASED.to_owned()].into_iter().chain(remapped).collect();
    // A list of strings in the form of Rust is one in that of TOML, too.
    format!("target.{TARGET}.rustflags={flags:?}")
}

/// The first of this machine's folders that a program names.
fn named_folder(project: &Project, program: &[u8]) -> Option<PathBuf> {
    let names = |folder: &Path| {
        let name = folder.as_os_str().as_encoded_bytes();
        !name.is_empty() && program.windows(name.len()).any(|part| part == name)
    };
    own_folders(project).into_iter().map(|(folder, _)| folder).find(|folder| names(folder))
}

/// The compiler's refusal, with all that it said. It has been printed by then, so only the
/// summary is printed again; a page that shows the failure shows the rest too.
#[derive(Debug)]
pub(crate) struct Refused {
    summary: String,
    lines: Vec<String>,
}

impl Refused {
    /// What the compiler said, from its first error on.
    pub(crate) fn messages(&self) -> String {
        let first = self.lines.iter().position(|line| line.starts_with("error"));
        self.lines[first.unwrap_or(0)..].join("\n")
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.summary)
    }
}

impl std::error::Error for Refused {}

/// Which program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// The site.
    Site,
    /// One figure in another's page.
    Embed,
    /// Measures for scripts.
    Measure,
}

impl What {
    /// Its name among the package's programs.
    const fn binary(self) -> &'static str {
        match self {
            Self::Site => "prosperity-atlas",
            Self::Embed => "prosperity-embed",
            Self::Measure => "prosperity-measure",
        }
    }

    /// The features with which it is compiled, if not the default ones, and settings of its own.
    const fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Site => &[],
            Self::Embed => &["--no-default-features", "--features", "embed"],
            // Nothing but arithmetic: made for speed, it is four times as fast and a quarter larger.
            Self::Measure => &[
                "--no-default-features",
                "--features",
                "measure",
                "--config",
                "profile.release.opt-level=3",
            ],
        }
    }

    /// Begins the names of its folders and steps.
    const fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Embed => "embed",
            Self::Measure => "measure",
        }
    }
}

/// The finished program on disk.
#[derive(Debug)]
pub(crate) struct Program {
    /// The JavaScript side, with modules beside it.
    pub(crate) script: PathBuf,
    /// The WebAssembly.
    pub(crate) wasm: PathBuf,
}

impl Program {
    /// What the compiler makes of a release, before it is finished.
    fn raw(project: &Project, name: &str) -> PathBuf {
        project.wasm_target().join(TARGET).join("release").join(name)
    }

    /// Where the program of this mode is, or was left by an earlier build.
    pub(crate) fn existing(project: &Project, what: What, mode: Mode) -> Self {
        let folder = folder(project, what, mode);
        Self {
            script: folder.join("app.js"),
            wasm: folder.join(match mode {
                Mode::Release => "app_opt.wasm",
                Mode::Dev => "app_bg.wasm",
            }),
        }
    }
}

fn folder(project: &Project, what: What, mode: Mode) -> PathBuf {
    let mode = match mode {
        Mode::Release => "release",
        Mode::Dev => "dev",
    };
    project.wasm_target().join(format!("{}-{mode}", what.name()))
}

/// Compiles a program and finishes it.
pub(crate) fn build(
    project: &Project,
    what: What,
    mode: Mode,
    toolchain: Toolchain,
    steps: &mut Steps,
) -> Result<Program> {
    let raw = steps.run(
        &format!("compile {}", what.name()),
        &format!("compile {} to WebAssembly ({})", what.binary(), toolchain.describe()),
        "The compiler's messages above say what to correct.",
        || compile(project, what, mode, toolchain),
    )?;
    let program = Program::existing(project, what, mode);
    let folder = folder(project, what, mode);

    // Both tools give the same output for the same input, and are the slower half of a rebuild
    // in which the program did not change.
    let bytes = fs::read(&raw).with_context(|| format!("{} is missing", raw.display()))?;
    let key = stamp(project, mode, &bytes)?;
    let stamp_file = folder.join("stamp");
    if fs::read_to_string(&stamp_file).is_ok_and(|old| old == key)
        && program.script.is_file()
        && program.wasm.is_file()
    {
        steps.skip("wasm-bindgen", "the program has not changed");
        return Ok(program);
    }
    steps.run(
        "wasm-bindgen",
        "make the program's JavaScript side",
        "If the message below speaks of versions, wasm-bindgen in Cargo.toml and \
         wasm-bindgen-cli-support in xtask/Cargo.toml differ: make them the same.",
        || bindgen(&folder, mode == Mode::Dev, bytes),
    )?;
    if mode == Mode::Release {
        steps.run(
            "wasm-opt",
            "make the WebAssembly small",
            "If the message below names a feature, add its flag in xtask/src/build/program.rs.",
            || optimise(project, &folder, &program.wasm, false),
        )?;
    }
    steps.run(
        "paths",
        "look for folders of this machine in the program",
        "Add the folder named below to those that own_folders in xtask/src/build/program.rs replaces.",
        || match named_folder(project, &fs::read(&program.wasm)?) {
            Some(folder) => bail!("the program names the folder {}", folder.display()),
            None => Ok(()),
        },
    )?;
    fs::write(stamp_file, key)?;
    Ok(program)
}

fn compile(project: &Project, what: What, mode: Mode, toolchain: Toolchain) -> Result<PathBuf> {
    let flags = [&["--bin", what.binary()], what.flags()].concat();
    let mut cargo = toolchain.cargo_for(project, &flags);
    let profile = match mode {
        Mode::Release => "release",
        Mode::Dev => "wasm-dev",
    };
    cargo.args(["--profile", profile, "--config", &rustflags(project)]);
    match mode {
        Mode::Release => process::run(&mut cargo)?,
        Mode::Dev => {
            let (lines, result) = process::tee_all(&mut cargo);
            result.map_err(|error| Refused { summary: error.to_string(), lines })?;
        }
    }
    Ok(project.wasm_target().join(TARGET).join(profile).join(format!("{}.wasm", what.binary())))
}

/// Compiles a program that is for measuring and no part of the site, as the site's own is compiled, and
/// finishes it in `folder`.
pub(crate) fn build_bench(
    project: &Project,
    toolchain: Toolchain,
    name: &str,
    folder: &Path,
) -> Result<Program> {
    let mut cargo = toolchain.cargo_for(project, &["--bin", name, "--features", "bench"]);
    process::run(cargo.args(["--profile", "release", "--config", &rustflags(project)]))?;
    let raw = Program::raw(project, &format!("{name}.wasm"));
    let program = finish(project, &raw, folder, false)?;
    fs::remove_file(folder.join("app_bg.wasm"))?;
    Ok(program)
}

/// The program as it is released, but with the names of its functions, for profiles.
pub(crate) fn with_names(project: &Project, folder: &Path) -> Result<Program> {
    finish(project, &Program::raw(project, "prosperity-atlas.wasm"), folder, true)
}

fn finish(project: &Project, raw: &Path, folder: &Path, names: bool) -> Result<Program> {
    let bytes = fs::read(raw).with_context(|| format!("{} is missing", project.show(raw)))?;
    bindgen(folder, names, bytes)?;
    let wasm = folder.join("app_opt.wasm");
    optimise(project, folder, &wasm, names)?;
    Ok(Program { script: folder.join("app.js"), wasm })
}

fn stamp(project: &Project, mode: Mode, raw: &[u8]) -> Result<String> {
    let tools = fs::read(project.path("package-lock.json"))?;
    Ok(format!(
        "{mode:?} {} {} {} {}",
        hash(raw),
        hash(&tools),
        hash(&fs::read(project.path("Cargo.lock"))?),
        WASM_OPT.join(" ")
    ))
}

fn bindgen(folder: &Path, names: bool, raw: Vec<u8>) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Bindgen::new()
        .input_bytes("app", raw)
        .web(true)?
        .typescript(false)
        // Names of functions make a stack trace readable, and a third of a development file.
        .remove_name_section(!names)
        .remove_producers_section(!names)
        .generate_output()?
        .emit(folder)
}

fn optimise(project: &Project, folder: &Path, output: &Path, names: bool) -> Result<()> {
    process::capture(
        npm::script(project, "binaryen/bin/wasm-opt")
            .args(WASM_OPT)
            .args(names.then_some("--debuginfo"))
            .arg(folder.join("app_bg.wasm"))
            .arg("--output")
            .arg(output),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_shows_the_compilers_errors_without_what_went_before() {
        let lines = ["   Compiling a", "error: no", " --> b:1:2"].map(str::to_owned).to_vec();
        let refused = Refused { summary: "ended".to_owned(), lines };
        assert_eq!(refused.to_string(), "ended");
        assert_eq!(refused.messages(), "error: no\n --> b:1:2");
    }

    #[test]
    fn a_program_names_no_folder_of_this_machine() {
        let project = Project::find();
        let folders = own_folders(&project);
        assert!(folders.len() >= 2, "the project and cargo: {folders:?}");
        let flags = rustflags(&project);
        assert!(
            flags
                .starts_with("target.wasm32-unknown-unknown.rustflags=[\"--cfg=erase_components\"")
        );
        for (folder, to) in &folders {
            let flag = format!("--remap-path-prefix={}={to}", folder.display());
            assert!(flags.contains(&format!("{flag:?}")), "{flag} is not in {flags}");
            let program = format!("\0panicked at {}/a.rs", folder.display());
            assert!(named_folder(&project, program.as_bytes()).is_some());
        }
        assert_eq!(named_folder(&project, b"\0panicked at /crates/a-1.0.0/src/lib.rs"), None);
    }

    /// The versions of a package in a lock file.
    fn locked(lock: &str, name: &str) -> Vec<String> {
        let mut lines = lock.lines();
        let mut versions = Vec::new();
        while let Some(line) = lines.next() {
            if line == format!("name = \"{name}\"") {
                versions.extend(lines.next().map(str::to_owned));
            }
        }
        versions
    }

    #[test]
    fn the_two_halves_of_wasm_bindgen_are_one_version() {
        let lock = fs::read_to_string(Project::find().path("Cargo.lock")).unwrap();
        let program = locked(&lock, "wasm-bindgen");
        assert_eq!(program.len(), 1);
        assert_eq!(program, locked(&lock, "wasm-bindgen-cli-support"));
    }
}
