//! How large the site's files are, as they are and as a server would send them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;

use super::bundle::hash;
use super::examples;
use super::figures::{FOLDERS, LISTS};
use crate::project::Project;

/// The size of each file that a reader of the page may be sent, raw and in brotli, as a table.
pub(crate) fn table(project: &Project, folder: &Path) -> Result<String> {
    let mut text = format!("  {:<32}  {:>11}  {:>11}", "file", "bytes", "brotli 11");
    for file in files(folder)? {
        let inside = file.strip_prefix(folder).unwrap_or(&file);
        if LISTS.iter().any(|one| inside == Path::new(one))
            || FOLDERS.iter().chain([&examples::FOLDER]).any(|one| inside.starts_with(one))
        {
            continue;
        }
        let bytes = fs::read(&file)?;
        let small = compressed(project, &bytes)?;
        // Writing into a String cannot fail.
        let _ = write!(
            text,
            "\n  {:<32}  {:>11}  {:>11}",
            inside.display(),
            grouped(bytes.len()),
            grouped(small.len())
        );
    }
    Ok(text)
}

/// All files in a folder and the folders in it, in order.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn kept(project: &Project, bytes: &[u8]) -> PathBuf {
    project.work().join("brotli").join(hash(bytes))
}

/// The bytes in brotli at its best. That takes seconds for a large file, so it is kept.
fn compressed(project: &Project, bytes: &[u8]) -> Result<Vec<u8>> {
    let file = kept(project, bytes);
    if let Ok(known) = fs::read(&file) {
        return Ok(known);
    }
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &parameters)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&file, &small)?;
    Ok(small)
}

/// The bytes in brotli, if an earlier build has made them.
pub(crate) fn already_compressed(project: &Project, bytes: &[u8]) -> Option<Vec<u8>> {
    fs::read(kept(project, bytes)).ok()
}

/// A number with commas: 1,234,567.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
