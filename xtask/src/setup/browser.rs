//! A Chromium and Chinese letters for the browser tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::apt;
use crate::process;

/// Names a browser to use instead of the one found.
pub(crate) const VARIABLE: &str = "CHROMIUM";

/// What browsers of this family are called.
const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where macOS keeps them.
const APPLICATIONS: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// The browser that is there, if one is.
pub(crate) fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    NAMES
        .iter()
        .find_map(|name| process::which(name))
        .or_else(|| APPLICATIONS.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// Whether Chinese text can be drawn. Systems without fontconfig are taken to bring fonts.
pub(crate) fn has_chinese_font() -> bool {
    if Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file() {
        return true;
    }
    match process::capture(Command::new("fc-list").arg(":lang=zh-cn")) {
        Ok(list) => !list.trim().is_empty(),
        Err(_) => !cfg!(target_os = "linux"),
    }
}

/// The browser, after installing it and a font if need be.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE)
        && !Path::new(&named).is_file()
    {
        bail!("{VARIABLE} names {}, where there is no file", Path::new(&named).display());
    }
    let mut missing = Vec::new();
    if find().is_none() {
        missing.push("chromium");
    }
    if !has_chinese_font() {
        missing.push("fonts-noto-cjk");
    }
    if !missing.is_empty() {
        apt::install("a browser with Chinese letters", &missing)?;
    }
    match find() {
        Some(path) => Ok(path),
        None => bail!(
            "no Chromium or Chrome was found: install one, or set {VARIABLE} to its program file"
        ),
    }
}
