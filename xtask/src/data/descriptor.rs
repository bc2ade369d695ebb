//! `datapackage.json`, by which other programs read the tables: it must list them all, with the
//! columns they have.

use super::problem::Problem;
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// The descriptor, as written from the project's folder.
const FILE: &str = "data/datapackage.json";
/// Folder of `data/` that is built and not described.
const BUILT: &str = "packed";

#[derive(Deserialize)]
struct Descriptor {
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    path: String,
    schema: Schema,
}

#[derive(Deserialize)]
struct Schema {
    fields: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
}

/// Compares the descriptor with the files.
pub(super) fn check(root: &Path, problems: &mut Vec<Problem>) {
    let text = match fs::read_to_string(root.join(FILE)) {
        Ok(text) => text,
        Err(error) => {
            problems.push(Problem::of_file(FILE, format!("cannot be read: {error}")));
            return;
        }
    };
    let descriptor: Descriptor = match serde_json::from_str(&text) {
        Ok(descriptor) => descriptor,
        Err(error) => {
            let line = u64::try_from(error.line()).unwrap_or(1).max(1);
            let message = format!("not a descriptor of tables: {error}");
            problems.push(Problem { file: FILE.to_owned(), line, message });
            return;
        }
    };
    for resource in &descriptor.resources {
        if let Some(message) = mismatch(root, resource) {
            let line = line_of(&text, &resource.path);
            problems.push(Problem { file: FILE.to_owned(), line, message });
        }
    }
    for file in tables(&root.join("data"), "") {
        if !descriptor.resources.iter().any(|resource| resource.path == file) {
            let message = format!("`data/{file}` is not described; add a resource for it");
            problems.push(Problem::of_file(FILE, message));
        }
    }
}

/// What is wrong with a resource.
fn mismatch(root: &Path, resource: &Resource) -> Option<String> {
    let path = &resource.path;
    let columns = csv::Reader::from_path(root.join("data").join(path))
        .and_then(|mut reader| reader.headers().cloned());
    let columns = match columns {
        Ok(columns) => columns,
        Err(error) => return Some(format!("`{path}` cannot be read: {error}")),
    };
    let fields: Vec<&str> =
        resource.schema.fields.iter().map(|field| field.name.as_str()).collect();
    (columns != fields).then(|| {
        let found = columns.iter().collect::<Vec<_>>().join(",");
        format!("`{path}` has the columns {found}; described are {}", fields.join(","))
    })
}

/// The line on which a resource names its file.
fn line_of(text: &str, path: &str) -> u64 {
    let wanted = format!("\"path\": \"{path}\"");
    (1..).zip(text.lines()).find(|(_, line)| line.contains(&wanted)).map_or(1, |(line, _)| line)
}

/// The CSV files below a folder, as paths from `data/`, sorted. What cannot be listed is empty:
/// the readers of the single files say so.
fn tables(folder: &Path, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            if path != BUILT {
                found.extend(tables(&entry.path(), &format!("{path}/")));
            }
        } else if entry.path().extension().is_some_and(|extension| extension == "csv") {
            found.push(path);
        }
    }
    found.sort();
    found
}
