//! Packed bytes, their files and their sizes.

use super::Package;
use anyhow::{Context, Result};
use prosperity_atlas::atlas::pack::{Kind, seal};
use prosperity_atlas::atlas::{Atlas, PackedNumbers, Parted};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Where the packed files lie.
pub(super) const FOLDER: &str = "data/packed";

/// A packed file.
pub(super) struct PackedFile {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// What a packed file weighs towards.
struct Budget {
    name: &'static str,
    /// Bytes after brotli.
    limit: usize,
    counts: fn(&str) -> bool,
}

const BUDGETS: [Budget; 3] = [
    Budget { name: "maps", limit: 90_000, counts: |name| name.starts_with("map-") },
    Budget { name: "numbers", limit: 60_000, counts: |name| name == "numbers.bin" },
    Budget {
        name: "texts",
        limit: 100_000,
        counts: |name| matches!(name, "catalog.bin" | "documents.bin"),
    },
];

/// Packs everything. The bytes are opened once, as the program will do it.
pub(super) fn pack(package: &Package) -> Result<Vec<PackedFile>> {
    let tables = &package.tables;
    let numbers = PackedNumbers::pack(&tables.series);
    let catalog = seal(Kind::Catalog, &Parted::from_rows(tables.catalog.clone())?)?;
    let numbers = seal(Kind::Numbers, &numbers)?;
    let documents = seal(Kind::Documents, &Parted::from_rows(tables.documents.clone())?)?;
    Atlas::open(&catalog, &numbers, &documents)?;
    let named = |(name, bytes): &(String, Vec<u8>)| PackedFile {
        name: format!("{name}.bin"),
        bytes: bytes.clone(),
    };
    let mut files: Vec<PackedFile> = package.maps.iter().map(named).collect();
    for (name, bytes) in [("catalog", catalog), ("numbers", numbers), ("documents", documents)] {
        files.push(PackedFile { name: format!("{name}.bin"), bytes });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Writes the files whose bytes changed; their names.
pub(super) fn write(folder: &Path, files: &[PackedFile]) -> Result<Vec<String>> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let mut changed = Vec::new();
    for file in files {
        let path = folder.join(&file.name);
        if fs::read(&path).is_ok_and(|old| old == file.bytes) {
            continue;
        }
        fs::write(&path, &file.bytes)
            .with_context(|| format!("cannot write {}", path.display()))?;
        changed.push(file.name.clone());
    }
    Ok(changed)
}

/// Bytes after brotli at the quality the site is served with.
fn compressed(bytes: &[u8]) -> usize {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut out = Vec::new();
    // Writing into a vector cannot fail.
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut out, &params);
    out.len()
}

/// A table of the files, their sizes and the budgets.
pub(super) fn report(files: &[PackedFile], changed: &[String]) -> String {
    let sizes: Vec<(&PackedFile, usize)> =
        files.iter().map(|file| (file, compressed(&file.bytes))).collect();
    let mut text = format!("{:<28} {:>10} {:>10}\n", "file", "bytes", "brotli");
    // Writing into a String cannot fail.
    for (file, brotli) in &sizes {
        let note = if changed.contains(&file.name) { "  written" } else { "" };
        let _ = writeln!(text, "{:<28} {:>10} {brotli:>10}{note}", file.name, file.bytes.len());
    }
    let _ = writeln!(text, "{:<28} {:>10} {:>10}", "budget", "limit", "used");
    for budget in &BUDGETS {
        let used: usize = sizes
            .iter()
            .filter(|(file, _)| (budget.counts)(&file.name))
            .map(|(_, brotli)| brotli)
            .sum();
        let verdict = if used <= budget.limit { "" } else { "  over budget" };
        let _ = writeln!(text, "{:<28} {:>10} {used:>10}{verdict}", budget.name, budget.limit);
    }
    text
}
