//! Debian's packages, for what this project needs on a machine that has nothing else.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// The package client; its place tells a Debian-like system from others.
const APT_GET: &str = "/usr/bin/apt-get";

/// Whether packages can be installed here without asking anybody.
pub(crate) fn usable() -> bool {
    Path::new(APT_GET).is_file() && is_root()
}

fn is_root() -> bool {
    process::first_line(Command::new("id").arg("-u")).as_deref() == Some("0")
}

fn client(words: &[&str]) -> Command {
    let mut command = Command::new(APT_GET);
    command.env("DEBIAN_FRONTEND", "noninteractive").args(words);
    command
}

/// Installs packages, or says in one sentence how a person can.
pub(crate) fn install(purpose: &str, packages: &[&str]) -> Result<()> {
    if !Path::new(APT_GET).is_file() {
        bail!(
            "{purpose} is missing, and this system has no apt-get. Install what Debian calls {} \
             by your system's own means.",
            packages.join(", ")
        );
    }
    let line = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if !is_root() {
        bail!(
            "{purpose} is missing, and installing needs rights that you have not. Run: sudo {line}"
        );
    }
    println!("   {purpose}: running {line}");
    let mut words = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    words.extend(packages);
    if process::capture(&mut client(&words)).is_ok() {
        return Ok(());
    }
    // The list of packages may be missing or out of date, as on a new machine.
    println!("   {purpose}: running apt-get update, then once more");
    process::capture(&mut client(&["update", "--quiet"]))?;
    process::capture(&mut client(&words))?;
    Ok(())
}
