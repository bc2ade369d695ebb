//! What the five documents hold, ready to be shown: pure functions on the atlas.

pub mod icicle;
pub mod policy;
pub mod search;
pub mod timeline;

#[cfg(test)]
pub(crate) mod tests {
    use crate::atlas::Atlas;
    use std::sync::LazyLock;

    /// The packed data as they are shipped.
    pub(crate) static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
        let file = |name: &str| {
            std::fs::read(format!("{}/data/packed/{name}.bin", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        Atlas::open(&file("catalog"), &file("numbers"), &file("documents")).unwrap()
    });
}
