//! The icon as pictures of dots, which systems want of a site that is installed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The icon itself, in `public/` and in the site.
pub(crate) const ICON: &str = "icon.svg";

/// A picture made from it.
#[derive(Debug)]
struct Picture {
    name: &'static str,
    /// Width and height in pixels.
    size: u16,
    /// Whether systems may cut it to a shape of their own.
    maskable: bool,
}

const PICTURES: [Picture; 3] = [
    Picture { name: "icon-192.png", size: 192, maskable: false },
    Picture { name: "icon-512.png", size: 512, maskable: false },
    Picture { name: "icon-maskable-512.png", size: 512, maskable: true },
];

/// How much of a maskable picture's width the icon takes: its corners then lie within the circle of
/// four fifths of the width that every system leaves whole.
const MASKABLE_SHARE: f32 = 0.56;

/// The files that [`write`] writes.
pub(crate) fn names() -> [&'static str; PICTURES.len()] {
    PICTURES.map(|picture| picture.name)
}

/// Writes the pictures of an icon (SVG) into a folder. The same icon gives the same bytes.
pub(crate) fn write(icon: &[u8], folder: &Path) -> Result<()> {
    let icon =
        Tree::from_data(icon, &Options::default()).context("public/icon.svg cannot be drawn")?;
    for picture in &PICTURES {
        let dots = draw(&icon, picture)?.encode_png()?;
        fs::write(folder.join(picture.name), dots)?;
    }
    Ok(())
}

fn draw(icon: &Tree, picture: &Picture) -> Result<Pixmap> {
    let mut dots = Pixmap::new(picture.size.into(), picture.size.into())
        .context("a picture without any dot cannot be drawn")?;
    let width = f32::from(picture.size);
    let share = if picture.maskable { MASKABLE_SHARE } else { 1.0 };
    if picture.maskable {
        // What lies outside the icon is seen too, so it must not be left transparent.
        dots.fill(Color::WHITE);
    }
    let scale = share * width / icon.size().width().max(icon.size().height());
    let edge = width * (1.0 - share) / 2.0;
    let place = Transform::from_row(scale, 0.0, 0.0, scale, edge, edge);
    resvg::render(icon, place, &mut dots.as_mut());
    Ok(dots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn drawn() -> tempfile::TempDir {
        let icon = fs::read(Project::find().path("public").join(ICON)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        write(&icon, folder.path()).unwrap();
        folder
    }

    fn load(folder: &Path, name: &str) -> Pixmap {
        Pixmap::load_png(folder.join(name)).unwrap()
    }

    #[test]
    fn pictures_have_their_sizes_and_show_the_icon() {
        let folder = drawn();
        for picture in &PICTURES {
            let dots = load(folder.path(), picture.name);
            let size = u32::from(picture.size);
            assert_eq!((dots.width(), dots.height()), (size, size), "{}", picture.name);
            let colours = |wanted: [u8; 3]| {
                dots.pixels()
                    .iter()
                    .filter(|dot| {
                        [dot.red(), dot.green(), dot.blue()] == wanted && dot.alpha() == 255
                    })
                    .count()
            };
            for bar in [[0x2b, 0x6a, 0x6c], [0x4f, 0x9a, 0x8b], [0xc8, 0x55, 0x3d]] {
                assert!(colours(bar) > 400, "{}: {bar:?}", picture.name);
            }
        }
    }

    #[test]
    fn what_is_cut_to_a_shape_is_opaque_and_keeps_the_icon_in_the_middle() {
        let folder = drawn();
        let dots = load(folder.path(), "icon-maskable-512.png");
        let middle = f64::from(dots.width()) / 2.0;
        let whole = 0.4 * f64::from(dots.width());
        for (at, dot) in (0_u32..).zip(dots.pixels()) {
            assert_eq!(dot.alpha(), 255);
            let (x, y) = (f64::from(at % dots.width()), f64::from(at / dots.width()));
            let far = (x + 0.5 - middle).hypot(y + 0.5 - middle);
            let is_ground = [dot.red(), dot.green(), dot.blue()] == [255; 3];
            assert!(is_ground || far < whole, "{x}, {y}");
        }
        let plain = load(folder.path(), "icon-512.png");
        assert_eq!(plain.pixels()[0].alpha(), 0);
    }

    #[test]
    fn the_same_icon_gives_the_same_bytes() {
        let (one, other) = (drawn(), drawn());
        for name in names() {
            let read = |folder: &tempfile::TempDir| fs::read(folder.path().join(name)).unwrap();
            assert_eq!(read(&one), read(&other), "{name}");
        }
    }
}
