//! Building the site: WebAssembly, JavaScript, styles and pages, into one folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::seams;
use crate::setup::{npm, wasm::Toolchain};
use crate::static_pages;
use crate::step::{Steps, seconds};

mod bundle;
mod examples;
mod figures;
mod icons;
mod offline;
mod page;
mod program;
pub(crate) mod sizes;

pub(crate) use bundle::hash;
pub(crate) use program::{Program, Refused, What, build_bench, with_names};

/// For publishing, or for trying a change quickly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Release,
    Dev,
}

impl Mode {
    pub(crate) fn of(dev: bool) -> Self {
        if dev { Self::Dev } else { Self::Release }
    }

    /// Where the site is built.
    fn folder(self, project: &Project) -> PathBuf {
        match self {
            Self::Release => project.dist(),
            Self::Dev => project.dist_dev(),
        }
    }
}

/// A finished site.
#[derive(Debug)]
pub(crate) struct Site {
    /// The folder with everything in it.
    pub(crate) folder: PathBuf,
    /// The ECharts module inside it.
    pub(crate) echarts: PathBuf,
}

/// The programs in WebAssembly.
#[derive(Debug)]
struct Programs {
    site: Program,
    embed: Program,
    measure: Program,
}

/// Which parts a rebuild needs, each with those before it; the first build needs all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// Scripts, styles and pages.
    Pages,
    /// The program too.
    Program,
    /// The set-up and the packing of the data too.
    All,
}

/// `cargo xtask build`. `address` is where the site will stand, with a slash at its end.
pub(crate) fn command(project: &Project, mode: Mode, address: Option<&str>) -> Result<()> {
    let mut steps = Steps::new();
    let site = site_at(project, mode, Scope::All, address, &mut steps)?;
    println!();
    if mode == Mode::Release {
        println!("{}\n", sizes::table(project, &site.folder)?);
    }
    println!("{}", steps.table());
    println!("\nBuilt {} in {}.", project.show(&site.folder), seconds(steps.elapsed()));
    Ok(())
}

/// `cargo xtask figures`: the last steps of a build alone, in the site that was built last.
pub(crate) fn figures_command(project: &Project, mode: Mode, address: Option<&str>) -> Result<()> {
    let (work, folder) = (project.work(), mode.folder(project));
    fs::create_dir_all(&work)?;
    let _lock = lock(&work)?;
    let found = sizes::files(&folder.join(ASSETS)).unwrap_or_default();
    let is_echarts = |file: &&PathBuf| {
        let stem = file.file_stem().and_then(|stem| stem.to_str());
        stem.is_some_and(|stem| stem.starts_with("echarts-"))
    };
    let Some(echarts) = found.iter().find(is_echarts) else {
        bail!("{} holds no site: run `cargo xtask build` first", project.show(&folder));
    };
    write_figures(project, echarts, &folder, address, &mut Steps::new())
}

/// Writes the files of the gallery's figures, and the examples that are made with them, into the folder
/// of a site.
fn write_figures(
    project: &Project,
    echarts: &Path,
    folder: &Path,
    address: Option<&str>,
    steps: &mut Steps,
) -> Result<()> {
    let (figures, report) = steps.run(
        "figures",
        "write every figure of the gallery as files",
        "The message below names the figure to correct.",
        || figures::write(project, echarts, folder, address),
    )?;
    println!("   {}", report.text());
    let files = steps.run(
        "examples",
        "put figures into the articles that show how it is done",
        "The message below names the line to correct.",
        || examples::write(project, &figures, folder),
    )?;
    println!("   {files} files");
    Ok(())
}

/// Builds the site. The old one stays until the new one is complete.
pub(crate) fn site(project: &Project, mode: Mode, scope: Scope, steps: &mut Steps) -> Result<Site> {
    site_at(project, mode, scope, None, steps)
}

/// Builds the site for an address.
fn site_at(
    project: &Project,
    mode: Mode,
    scope: Scope,
    address: Option<&str>,
    steps: &mut Steps,
) -> Result<Site> {
    let work = project.work();
    fs::create_dir_all(&work)?;
    let _lock = lock(&work)?;

    if scope == Scope::All {
        steps.run(
            "npm packages",
            "see that the JavaScript packages are those of package-lock.json",
            "See that the npm registry can be reached, then run the command again.",
            || npm::ensure(project),
        )?;
        seams::pack_data(project, steps)?;
    }
    let programs = if scope >= Scope::Program {
        let toolchain = steps.run(
            "wasm compiler",
            "see that a compiler for WebAssembly is there",
            "`cargo xtask doctor` lists what is needed.",
            Toolchain::ensure,
        )?;
        Programs {
            site: program::build(project, What::Site, mode, toolchain, steps)?,
            embed: program::build(project, What::Embed, mode, toolchain, steps)?,
            measure: program::build(project, What::Measure, mode, toolchain, steps)?,
        }
    } else {
        Programs {
            site: Program::existing(project, What::Site, mode),
            embed: Program::existing(project, What::Embed, mode),
            measure: Program::existing(project, What::Measure, mode),
        }
    };

    let (staging, echarts) = steps.run(
        "pages",
        "bundle the scripts and styles and write the pages",
        "The message below names the file to correct.",
        || assemble(project, mode, &programs),
    )?;
    match mode {
        Mode::Release => {
            write_figures(project, &staging.join(&echarts), &staging, address, steps)?;
        }
        Mode::Dev => {
            for name in ["figures", "examples"] {
                steps.skip(name, "`cargo xtask figures --dev` writes them");
            }
        }
    }
    let folder = mode.folder(project);
    replace(&staging, &folder)?;
    Ok(Site { echarts: folder.join(echarts), folder })
}

/// Keeps two builds of this project from writing the same files; freed when dropped.
fn lock(work: &Path) -> Result<fs::File> {
    let file = fs::File::create(work.join("lock"))?;
    if file.try_lock().is_err() {
        println!("   waiting for another build of this project to end");
        file.lock().context("the lock of the build could not be taken")?;
    }
    Ok(file)
}

/// Writes the site into a folder beside the final one, and names its ECharts module.
fn assemble(project: &Project, mode: Mode, programs: &Programs) -> Result<(PathBuf, String)> {
    let staging = project.path(match mode {
        Mode::Release => "target/site-next",
        Mode::Dev => "target/site-dev-next",
    });
    if staging.exists() {
        fs::remove_dir_all(&staging)?;
    }
    fs::create_dir_all(staging.join(ASSETS))?;

    let parts = bundle::build(project, mode, &programs.site)?;
    let template = read(&project.path("index.html"))?;
    let figure = static_pages::figure(project)?;

    copy_folder(&project.path("public"), &staging)?;
    let assets = bundle::write_site(project, mode, &parts, &staging)?;
    fs::write(staging.join("index.html"), page::site(&template, &figure, &assets, &parts.style)?)?;
    bundle::write_embed(project, mode, &programs.embed, &assets.echarts, &staging)?;
    bundle::write_module(project, mode, &programs.measure, &staging)?;
    let embed = read(&project.path("embed.html"))?;
    fs::write(staging.join("embed.html"), page::embed(&embed, "./", &page::Framed::default())?)?;
    let icon = fs::read(staging.join(icons::ICON)).context("public/icon.svg could not be read")?;
    icons::write(&icon, &staging)?;
    // Last, because it knows the content of the others.
    fs::write(staging.join(offline::WORKER), offline::worker(project, mode, &staging, &assets)?)?;
    if mode == Mode::Release {
        let script = bundle::single_script(project, &programs.site)?;
        let text = page::single(&template, &figure, &parts, &script, &icon)?;
        fs::write(staging.join("atlas.html"), text)?;
        fs::write(staging.join("third-party-licenses.txt"), bundle::licenses(project)?)?;
    }
    Ok((staging, assets.echarts))
}

/// Where the files with hashed names lie in the site.
pub(crate) const ASSETS: &str = "assets";

/// Reads a text file, naming it in the error.
fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Puts the new site in the place of the old one.
fn replace(new: &Path, place: &Path) -> Result<()> {
    if place.exists() {
        fs::remove_dir_all(place)
            .with_context(|| format!("{} could not be replaced", place.display()))?;
    }
    fs::rename(new, place).with_context(|| format!("{} could not be written", place.display()))
}
