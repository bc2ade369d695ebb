//! Posters as pictures of dots.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use prosperity_atlas::atlas::Lang;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query, Source, Weight};
use resvg::usvg::{Options, Tree};

use crate::build::hash;
use crate::project::Project;

/// The font that has every character of both languages; Debian's package is `fonts-noto-cjk`.
const FONT: &str = "Noto Sans CJK SC";
/// Its sister in the same files, for English: its quotation marks and points are as narrow as English
/// ones, not as wide as Chinese characters.
const ENGLISH_FONT: &str = "Noto Sans CJK KR";

/// Pixels of the picture for one of the document.
const SCALE: f32 = 2.0;

/// Paints SVG documents. What was painted before is kept in the build's scratch space, by document and
/// font: only figures that have changed are painted anew.
#[derive(Debug)]
pub(super) struct Painter {
    options: Options<'static>,
    kept: PathBuf,
    /// What decides on the picture besides the document.
    key: String,
}

impl Painter {
    /// A painter; none where [`FONT`] is not installed, because boxes would stand for Chinese characters.
    pub(super) fn find(project: &Project) -> Result<Option<Self>> {
        let Some(files) = font_files() else { return Ok(None) };
        // Every text is set in this font alone, so that pictures are the same on every machine that has
        // it. It is held in memory: a file would be read again for every line of text.
        let mut fonts = Database::new();
        fonts.set_sans_serif_family(FONT);
        fonts.set_serif_family(FONT);
        // Another version of the painter may paint otherwise.
        let mut key = format!("{SCALE} {}", hash(&fs::read(project.path("Cargo.lock"))?));
        for file in files {
            let bytes =
                fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            key.push_str(&hash(&bytes));
            fonts.load_font_data(bytes);
        }
        let options =
            Options { font_family: FONT.to_owned(), fontdb: Arc::new(fonts), ..Options::default() };
        Ok(Some(Self { options, kept: project.work().join("png"), key }))
    }

    /// A document in a language as PNG.
    pub(super) fn png(&self, svg: &str, lang: Lang) -> Result<Vec<u8>> {
        // Where the sister is missing, the document's last family stands in: the font itself.
        let svg = &svg.replace(FONT, lang.pick(FONT, ENGLISH_FONT));
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

/// The files with the font in its weights; none where it is not installed.
fn font_files() -> Option<BTreeSet<PathBuf>> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let mut files = BTreeSet::new();
    for weight in [Weight::NORMAL, Weight::SEMIBOLD] {
        let query = Query { families: &[Family::Name(FONT)], weight, ..Query::default() };
        if let (Source::File(file), _) = fonts.face_source(fonts.query(&query)?)? {
            files.insert(file);
        }
    }
    (!files.is_empty()).then_some(files)
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
