//! Posters as pictures of dots.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query, Source, Weight};
use resvg::usvg::{Options, Tree};

use crate::build::hash;
use crate::project::Project;

/// The font that has every character of both languages; Debian's package is `fonts-noto-cjk`.
const FONT: &str = "Noto Sans CJK SC";

/// Pixels of the picture for one of the document.
const SCALE: f32 = 2.0;

/// Paints SVG documents. What was painted before is kept in the build's scratch space, by the document
/// and the fonts: only figures that have changed are painted anew.
#[derive(Debug)]
pub(super) struct Painter {
    options: Options<'static>,
    kept: PathBuf,
    /// What decides on the picture besides the document.
    key: String,
}

impl Painter {
    /// A painter with the fonts of this machine; none where none of them is [`FONT`], because boxes would
    /// stand for Chinese characters.
    pub(super) fn find(project: &Project) -> Option<Self> {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        // The families named before it are those of other systems; what is left falls to this one, so
        // that the same fonts are used on every machine.
        fonts.set_sans_serif_family(FONT);
        fonts.set_serif_family(FONT);
        let mut key = format!("resvg {} {SCALE}", env!("CARGO_PKG_VERSION"));
        for weight in [Weight::NORMAL, Weight::SEMIBOLD] {
            let families = [Family::Name(FONT)];
            let face =
                fonts.query(&Query { families: &families, weight, ..Query::default() })?;
            let (source, index) = fonts.face_source(face)?;
            if let Source::File(path) | Source::SharedFile(path, _) = source {
                let size = fs::metadata(&path).map_or(0, |file| file.len());
                key.push_str(&format!(" {}#{index} {size}", path.display()));
            }
        }
        let options =
            Options { font_family: FONT.to_owned(), fontdb: Arc::new(fonts), ..Options::default() };
        Some(Self { options, kept: project.work().join("png"), key })
    }

    /// A document as PNG.
    pub(super) fn png(&self, svg: &str) -> Result<Vec<u8>> {
        let file = self.kept.join(hash(format!("{}\n{svg}", self.key).as_bytes()));
        if let Ok(known) = fs::read(&file) {
            return Ok(known);
        }
        let dots = self.painted(svg)?;
        fs::create_dir_all(&self.kept)?;
        fs::write(&file, &dots)?;
        Ok(dots)
    }

    /// A document as PNG, painted now.
    pub(super) fn painted(&self, svg: &str) -> Result<Vec<u8>> {
        let tree = Tree::from_str(svg, &self.options)?;
        let size = tree.size().to_int_size();
        let scaled = size.scale_by(SCALE).context("a picture without any dot")?;
        let mut dots = Pixmap::new(scaled.width(), scaled.height())
            .context("a picture that is too large to be painted")?;
        resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut dots.as_mut());
        Ok(dots.encode_png()?)
    }
}

/// Width and height that the root element of a document names, in CSS pixels.
pub(super) fn size_of(svg: &str) -> Option<[u32; 2]> {
    let (head, _) = svg.split_once('>')?;
    let number = |name: &str| {
        let (_, rest) = head.split_once(&format!(" {name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    Some([number("width")?, number("height")?])
}
