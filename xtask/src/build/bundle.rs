//! Scripts and styles, bundled by esbuild, and their names in the site.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::program::Program;
use super::{ASSETS, Mode, offline, read};
use crate::process;
use crate::project::Project;
use crate::setup::npm;

/// How many hexadecimal digits of a file's hash go into its name: enough never to meet twice.
const NAME_DIGITS: usize = 12;

/// The browsers aimed at: those with WebAssembly reference types and `DecompressionStream`.
const LANGUAGE: &str = "--target=es2022";

/// What the pages are put together from.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The program's JavaScript side, one module.
    pub(crate) app: Vec<u8>,
    /// The program.
    pub(crate) wasm: Vec<u8>,
    /// The part of ECharts in use, one module.
    pub(crate) echarts: Vec<u8>,
    /// The style sheet.
    pub(crate) style: Vec<u8>,
}

/// Where the parts lie in the site, as addresses relative to it.
#[derive(Debug)]
pub(crate) struct Assets {
    pub(crate) app: String,
    pub(crate) wasm: String,
    pub(crate) echarts: String,
    pub(crate) boot: String,
}

impl Assets {
    /// All of them.
    pub(crate) fn all(&self) -> [&str; 4] {
        // Taken apart, so that one added later is not forgotten here.
        let Self { app, wasm, echarts, boot } = self;
        [boot, app, wasm, echarts]
    }
}

/// The hash of some bytes, in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A file's name in the site: it changes when the content does, so that it can be kept for ever.
fn hashed_name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}-{}.{extension}", short_hash(bytes))
}

/// As much of the hash as tells any two versions apart.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    let mut digits = hash(bytes);
    digits.truncate(NAME_DIGITS);
    digits
}

/// Bundles everything that does not depend on names.
pub(crate) fn build(project: &Project, mode: Mode, program: &Program) -> Result<Parts> {
    Ok(Parts {
        app: script(project, mode, &program.script, &[])?,
        wasm: fs::read(&program.wasm)
            .with_context(|| format!("{} is missing", program.wasm.display()))?,
        echarts: script(project, mode, &project.path("js/echarts.mjs"), &[])?,
        style: esbuild(
            project,
            mode,
            &project.path("css/main.css"),
            &["--loader:.svg=dataurl".into(), "--loader:.woff2=dataurl".into()],
        )?,
    })
}

/// Writes the parts into the site under hashed names, with the script that starts them.
pub(crate) fn write_site(
    project: &Project,
    mode: Mode,
    parts: &Parts,
    folder: &Path,
) -> Result<Assets> {
    let save = |stem: &str, extension: &str, bytes: &[u8]| -> Result<String> {
        let address = format!("{ASSETS}/{}", hashed_name(stem, extension, bytes));
        fs::write(folder.join(&address), bytes)?;
        Ok(address)
    };
    let app = save("app", "js", &parts.app)?;
    let wasm = save("app_bg", "wasm", &parts.wasm)?;
    let echarts = save("echarts", "js", &parts.echarts)?;
    // The starting script lies beside the others and names them from there.
    let beside = |address: &str| address.replacen(ASSETS, ".", 1);
    let offline = offline::is_kept(mode);
    let boot = script(
        project,
        mode,
        &project.path("js/boot.mjs"),
        &[
            format!("--define:ATLAS_APP=\"{}\"", beside(&app)).into(),
            format!("--define:ATLAS_WASM=\"{}\"", beside(&wasm)).into(),
            format!("--define:ATLAS_ECHARTS=\"{}\"", beside(&echarts)).into(),
            format!("--define:ATLAS_OFFLINE={offline}").into(),
            "--external:./app-*".into(),
            "--external:./echarts-*".into(),
        ],
    )?;
    let boot = save("boot", "js", &boot)?;
    Ok(Assets { app, wasm, echarts, boot })
}

/// The packed maps that figures in other pages fetch, see `bundle::small_map_file`.
const MAPS: [&str; 4] = ["map-china-small", "map-shanghai", "map-yrd", "map-zhejiang"];

/// Writes what figures in other pages are made of: the program and its data under hashed names, and the
/// three scripts whose names stay for ever.
pub(crate) fn write_embed(
    project: &Project,
    mode: Mode,
    program: &Program,
    echarts: &str,
    folder: &Path,
) -> Result<()> {
    let save = |stem: &str, extension: &str, bytes: &[u8]| -> Result<String> {
        let address = format!("{ASSETS}/{}", hashed_name(stem, extension, bytes));
        fs::write(folder.join(&address), bytes)?;
        Ok(format!("./{address}"))
    };
    let app = save("embed", "js", &script(project, mode, &program.script, &[])?)?;
    let wasm = fs::read(&program.wasm)
        .with_context(|| format!("{} is missing", program.wasm.display()))?;
    let wasm = save("embed_bg", "wasm", &wasm)?;
    let packed = |name: &str| -> Result<String> {
        let path = project.path(format!("data/packed/{name}.bin"));
        let bytes = fs::read(&path)
            .with_context(|| format!("{} could not be read", project.show(&path)))?;
        save(name, "bin", &bytes)
    };
    let documents = packed("documents")?;
    let maps = MAPS.map(|name| Ok(format!("\"{name}\":\"{}\"", packed(name)?)));
    let maps = maps.into_iter().collect::<Result<Vec<_>>>()?.join(",");
    let mut defines: Vec<OsString> = [
        ("EMBED_APP", app.as_str()),
        ("EMBED_WASM", &wasm),
        ("EMBED_DOCUMENTS", &documents),
        ("ATLAS_ECHARTS", &format!("./{echarts}")),
    ]
    .map(|(name, address)| format!("--define:{name}=\"{address}\"").into())
    .to_vec();
    defines.push(format!("--define:EMBED_MAPS={{{maps}}}").into());
    for (entry, file) in [
        ("js/embed.mjs", "embed.js"),
        ("js/embed-page.mjs", "embed-page.js"),
        ("js/host.mjs", "host.js"),
    ] {
        fs::write(folder.join(file), script(project, mode, &project.path(entry), &defines)?)?;
    }
    fs::copy(project.path("js/embed.d.ts"), folder.join("embed.d.ts"))?;
    Ok(())
}

/// Writes the module for scripts: one file with the program of measures inside, and its types.
pub(crate) fn write_module(
    project: &Project,
    mode: Mode,
    program: &Program,
    folder: &Path,
) -> Result<()> {
    let alias = |name: &str, file: &Path| {
        let mut flag = OsString::from(format!("--alias:{name}="));
        flag.push(file);
        flag
    };
    let flags = [
        alias("atlas-measure-wasm", &program.wasm),
        alias("atlas-measure", &program.script),
        "--loader:.wasm=binary".into(),
    ];
    let module = script(project, mode, &project.path("js/prosperity-atlas.mjs"), &flags)?;
    fs::write(folder.join("prosperity-atlas.js"), module)?;
    fs::copy(project.path("js/prosperity-atlas.d.ts"), folder.join("prosperity-atlas.d.ts"))?;
    Ok(())
}

/// The script of the single file: starter and program in one.
pub(crate) fn single_script(project: &Project, program: &Program) -> Result<Vec<u8>> {
    let mut alias = OsString::from("--alias:atlas-app=");
    alias.push(&program.script);
    script(project, Mode::Release, &project.path("js/single.mjs"), &[alias])
}

/// A script for a worker: not a module, which workers of some browsers cannot be.
pub(crate) fn worker(
    project: &Project,
    mode: Mode,
    entry: &str,
    constants: &[OsString],
) -> Result<Vec<u8>> {
    let mut flags = vec!["--format=iife".into(), LANGUAGE.into()];
    flags.extend_from_slice(constants);
    esbuild(project, mode, &project.path(entry), &flags)
}

/// The licences of the JavaScript libraries that the site carries.
pub(crate) fn licenses(project: &Project) -> Result<String> {
    let mut text = String::from(
        "Prosperity Atlas carries parts of these JavaScript libraries. Their licences follow.\n",
    );
    for (library, files) in [
        ("echarts", ["LICENSE", "NOTICE"].as_slice()),
        ("zrender", &["LICENSE"]),
        ("tslib", &["LICENSE.txt"]),
    ] {
        for file in files {
            let inside = format!("node_modules/{library}/{file}");
            let _ =
                write!(text, "\n===== {library}: {file} =====\n\n{}", read(&project.path(inside))?);
        }
    }
    Ok(text)
}

fn script(project: &Project, mode: Mode, entry: &Path, flags: &[OsString]) -> Result<Vec<u8>> {
    let mut all = vec![
        "--format=esm".into(),
        LANGUAGE.into(),
        "--define:process.env.NODE_ENV=\"production\"".into(),
    ];
    all.extend_from_slice(flags);
    esbuild(project, mode, entry, &all)
}

/// Bundles one file and gives the result.
fn esbuild(project: &Project, mode: Mode, entry: &Path, flags: &[OsString]) -> Result<Vec<u8>> {
    let mut command = npm::script(project, "esbuild/bin/esbuild");
    command
        .arg(entry)
        .args(["--bundle", "--charset=utf8", "--legal-comments=none", "--log-level=warning"])
        .args(flags);
    if mode == Mode::Release {
        command.arg("--minify");
    }
    let text = process::capture(&mut command)
        .with_context(|| format!("{} could not be bundled", project.show(entry)))?;
    Ok(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_content() {
        let name = hashed_name("app", "js", b"abc");
        assert_eq!(name, "app-ba7816bf8f01.js");
        assert_ne!(name, hashed_name("app", "js", b"abd"));
    }
}
