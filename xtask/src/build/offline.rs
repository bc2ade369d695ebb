//! The worker that keeps the site for use without a network.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::Mode;
use super::bundle::{self, Assets};
use super::icons;
use crate::project::Project;

/// The worker in the site: beside the page, because a worker sees what lies below its own folder.
pub(crate) const WORKER: &str = "service-worker.js";

/// What systems read of a site that is to be installed.
pub(crate) const MANIFEST: &str = "manifest.webmanifest";

/// Set to anything, it lets a development build be kept too, for trying this out.
const VARIABLE: &str = "ATLAS_OFFLINE";

/// The page's address. Not its name: hosts may send a browser from there to the folder, and what
/// came by such a way cannot be shown as the page.
const PAGE: &str = "./";

/// Whether browsers may keep the site. A development build changes under its reader's hands.
pub(crate) fn is_kept(mode: Mode) -> bool {
    mode == Mode::Release || env::var_os(VARIABLE).is_some()
}

/// The worker of the site in `folder`, or what removes one where the site is not to be kept.
pub(crate) fn worker(
    project: &Project,
    mode: Mode,
    folder: &Path,
    assets: &Assets,
) -> Result<Vec<u8>> {
    if !is_kept(mode) {
        return bundle::worker(project, mode, "js/no-service-worker.mjs", &[]);
    }
    let files = serde_json::to_string(&files(folder, assets)?)?;
    let list = bundle::short_hash(files.as_bytes());
    bundle::worker(
        project,
        mode,
        "js/service-worker.mjs",
        &[
            format!("--define:ATLAS_FILES={files}").into(),
            format!("--define:ATLAS_LIST=\"{list}\"").into(),
        ],
    )
}

/// Every file that the site itself needs, by its address relative to the site, with the digest of
/// its content in the form of subresource integrity. Whatever else lies in the folder (downloads,
/// the single file, pages for frames) is left to the network.
fn files<'a>(folder: &Path, assets: &'a Assets) -> Result<Vec<(&'a str, String)>> {
    [PAGE, MANIFEST, icons::ICON]
        .into_iter()
        .chain(icons::names())
        .chain(assets.all())
        .map(|address| {
            let file = folder.join(if address == PAGE { "index.html" } else { address });
            let bytes = fs::read(&file)
                .with_context(|| format!("{} is missing in the site", file.display()))?;
            Ok((address, format!("sha256-{}", BASE64.encode(Sha256::digest(bytes)))))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::page;
    use super::*;
    use crate::static_pages::StaticFigure;
    use std::collections::BTreeSet;

    fn assets() -> Assets {
        Assets {
            app: "assets/app-1.js".into(),
            wasm: "assets/app_bg-2.wasm".into(),
            echarts: "assets/echarts-3.js".into(),
            boot: "assets/boot-4.js".into(),
        }
    }

    /// A site in which every file holds its own name.
    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for inside in ["assets", "figures", "embed", "examples"] {
            fs::create_dir(folder.path().join(inside)).unwrap();
        }
        for name in [
            "index.html",
            "atlas.html",
            "embed.html",
            "embed.js",
            "embed/frame-5.js",
            "examples/article.html",
            "figures/a.svg",
            "icon-192.png",
            "icon-512.png",
            "icon-maskable-512.png",
            "icon.svg",
            "manifest.webmanifest",
            "service-worker.js",
            "third-party-licenses.txt",
            "assets/other-6.js",
        ]
        .into_iter()
        .chain(assets().all())
        {
            fs::write(folder.path().join(name), name).unwrap();
        }
        folder
    }

    #[test]
    fn the_list_holds_what_the_site_needs_and_no_more() {
        let folder = site();
        let assets = assets();
        let files = files(folder.path(), &assets).unwrap();
        let addresses: Vec<_> = files.iter().map(|(address, _)| *address).collect();
        assert_eq!(
            addresses,
            [
                "./",
                "manifest.webmanifest",
                "icon.svg",
                "icon-192.png",
                "icon-512.png",
                "icon-maskable-512.png",
                "assets/boot-4.js",
                "assets/app-1.js",
                "assets/app_bg-2.wasm",
                "assets/echarts-3.js",
            ]
        );
        // printf index.html | openssl dgst -sha256 -binary | base64
        assert_eq!(files[0].1, "sha256-DrVHMEZYgFqteI0yDxC/Hyknl7Xm10Wjv2F1hNoBcFE=");
    }

    #[test]
    fn a_file_that_changes_changes_the_list() {
        let folder = site();
        let assets = assets();
        let before = files(folder.path(), &assets).unwrap();
        fs::write(folder.path().join("icon.svg"), "another").unwrap();
        let after = files(folder.path(), &assets).unwrap();
        let differing: Vec<_> =
            before.iter().zip(&after).filter(|(one, other)| one != other).collect();
        assert_eq!(differing.len(), 1);
        assert_eq!(differing[0].0.0, "icon.svg");
    }

    #[test]
    fn a_file_that_is_missing_is_named() {
        let folder = site();
        fs::remove_file(folder.path().join("icon-512.png")).unwrap();
        let error = files(folder.path(), &assets()).unwrap_err().to_string();
        assert!(error.contains("icon-512.png"), "{error}");
    }

    /// The values of `name="…"` in a page.
    fn values<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
        let begin = format!(" {name}=\"");
        page.split(begin.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn what_the_page_and_the_manifest_name_is_kept() {
        let project = Project::find();
        let template = fs::read_to_string(project.path("index.html")).unwrap();
        let figure = StaticFigure { html: String::new(), dark: String::new() };
        let assets = assets();
        let page = page::site(&template, &figure, &assets, b"").unwrap();
        let manifest = fs::read(project.path("public").join(MANIFEST)).unwrap();
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();

        let mut named: BTreeSet<&str> = values(&page, "href").into_iter().collect();
        named.extend(values(&page, "src"));
        named.extend(
            manifest["icons"].as_array().unwrap().iter().filter_map(|icon| icon["src"].as_str()),
        );
        named.extend(manifest["start_url"].as_str());
        let folder = site();
        let kept: BTreeSet<&str> =
            files(folder.path(), &assets).unwrap().iter().map(|(address, _)| *address).collect();
        // The program asks for the charts by itself.
        named.insert(&assets.echarts);
        assert_eq!(named, kept);
    }
}
