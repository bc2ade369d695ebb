//! `cargo xtask doctor`: what is needed, whether it is there, and how it is got.

use std::process::Command;

use crate::process;
use crate::project::Project;
use crate::setup::wasm::{self, Toolchain};
use crate::setup::{apt, browser, npm, python};

/// One tool.
struct Tool {
    name: &'static str,
    /// What it is here, or nothing when it is missing.
    found: Option<String>,
    /// How it is got when it is missing.
    cure: String,
}

/// `cargo xtask doctor`.
pub(crate) fn report(project: &Project) {
    let tools = look(project);
    let width = tools.iter().map(|tool| tool.name.len()).max().unwrap_or(0);
    for tool in &tools {
        match &tool.found {
            Some(found) => println!("  present  {:<width$}  {found}", tool.name),
            None => println!("  missing  {:<width$}  {}", tool.name, tool.cure),
        }
    }
    let missing = tools.iter().filter(|tool| tool.found.is_none()).count();
    match missing {
        0 => println!("\nEverything is there: build and test need no network now."),
        1 => println!("\n1 thing is missing."),
        _ => println!("\n{missing} things are missing."),
    }
}

fn look(project: &Project) -> Vec<Tool> {
    vec![
        Tool {
            name: "cargo",
            found: version(wasm::cargo().to_string_lossy().as_ref(), &["--version"]),
            cure: "install Rust with rustup".to_owned(),
        },
        Tool {
            name: "rustfmt",
            found: version("cargo", &["fmt", "--version"]),
            cure: "run `rustup component add rustfmt` (only `test` needs it)".to_owned(),
        },
        Tool {
            name: "clippy",
            found: version("cargo", &["clippy", "--version"]),
            cure: "run `rustup component add clippy` (only `test` needs it)".to_owned(),
        },
        Tool {
            name: "cargo-nextest",
            found: version("cargo", &["nextest", "--version"]),
            cure: "optional: `test` uses `cargo test` without it".to_owned(),
        },
        Tool {
            name: "wasm compiler",
            found: Toolchain::find().map(Toolchain::describe),
            cure: format!(
                "`build` runs `rustup target add {}`; where that fails on Debian, it installs {}",
                wasm::TARGET,
                wasm::DEBIAN_PACKAGES.join(" ")
            ),
        },
        Tool {
            name: "node",
            found: version("node", &["--version"]),
            cure: format!("install Node.js {} or newer, with npm", npm::OLDEST_NODE),
        },
        Tool {
            name: "npm",
            found: version("npm", &["--version"]),
            cure: "install npm; it comes with Node.js".to_owned(),
        },
        Tool {
            name: "npm packages",
            found: npm::ready(project).then(|| "as in package-lock.json".to_owned()),
            cure: "`build` runs `npm ci`".to_owned(),
        },
        Tool {
            name: "chromium",
            found: browser::find().map(|path| {
                let version = version(&path.to_string_lossy(), &["--version"]);
                format!("{} ({})", version.unwrap_or_default(), path.display())
            }),
            cure: debian("`test`", "chromium", "Chromium or Chrome"),
        },
        Tool {
            name: "Chinese font",
            found: browser::has_chinese_font().then(|| "installed".to_owned()),
            cure: debian("`test`", "fonts-noto-cjk", "a font with Chinese letters"),
        },
        Tool {
            name: "python3",
            found: version("python3", &["--version"]),
            cure: "install Python 3.10 or newer (only `test` needs it)".to_owned(),
        },
        Tool {
            name: "frictionless",
            found: python::ready(project).then(|| "as in xtask/requirements.txt".to_owned()),
            cure: "`test` installs it into target/python".to_owned(),
        },
    ]
}

/// How something is got that is one of Debian's packages.
fn debian(command: &str, package: &str, thing: &str) -> String {
    if apt::usable() {
        format!("{command} installs Debian's package {package}")
    } else {
        format!("install {thing} (on Debian: sudo apt-get install {package})")
    }
}

fn version(program: &str, words: &[&str]) -> Option<String> {
    process::first_line(Command::new(program).args(words))
}
