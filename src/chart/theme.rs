//! Colours of the statistical charts, light and dark.
//!
//! Every line colour is also the colour of its end label, so all of them have the contrast of text
//! (4.5 : 1) against the page. The tests measure that, and that the colours of a group stay apart for
//! readers without red or green cones.

use super::LineRole;
use crate::theme::Theme;

/// Colours of a chart, as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartTheme {
    /// Ground of the page, for halos; the chart itself has no ground of its own.
    pub background: &'static str,
    /// Text that is read first.
    pub text: &'static str,
    /// Axis labels, units, notes, labels of lines that stand back.
    pub muted: &'static str,
    /// Grid lines: there when looked for.
    pub grid: &'static str,
    /// The nation.
    pub nation: &'static str,
    /// East, central, west, north-east: the same wherever they are drawn.
    pub macro_regions: [&'static str; 4],
    /// Other places, by their position in the comparison.
    pub places: [&'static str; 8],
    /// Parts of a whole, from the foot of the stack.
    pub bands: [&'static str; 5],
    /// Text on the bands.
    pub on_band: &'static str,
}

impl ChartTheme {
    /// Dark marks on white.
    pub const LIGHT: Self = Self {
        background: "#ffffff",
        text: "#22262b",
        muted: "#5a6068",
        grid: "#e3e6ea",
        nation: "#4a5058",
        macro_regions: ["#1766c2", "#9c3d08", "#7a2183", "#2c8253"],
        places: [
            "#2440ad", "#cb3a3f", "#11854c", "#9e670e", "#7b0137", "#0b818f", "#6c1a6d", "#344900",
        ],
        bands: ["#8a6a00", "#335480", "#a8324a", "#6c5bc1", "#6b7178"],
        on_band: "#ffffff",
    };

    /// Light marks on near-black.
    pub const DARK: Self = Self {
        background: "#16181d",
        text: "#e6e8eb",
        muted: "#a2a9b2",
        grid: "#2d3138",
        nation: "#c3c8cf",
        macro_regions: ["#3d95f7", "#ea6834", "#c56fb8", "#67cd83"],
        places: [
            "#6690ec", "#e65a39", "#b8f0a9", "#fcb554", "#e27e85", "#0b9cb4", "#edaefe", "#eee42d",
        ],
        bands: ["#d9b44a", "#7fa6d6", "#d9596b", "#8875e0", "#d0d4d9"],
        on_band: "#16181d",
    };

    /// The colours that go with a theme of the page.
    pub const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self::LIGHT,
            Theme::Dark => Self::DARK,
        }
    }

    /// Colour of a place; those beyond the eighth begin again, told apart by their dashes.
    pub fn role(&self, role: LineRole) -> &'static str {
        match role {
            LineRole::Nation => self.nation,
            LineRole::MacroRegion(at) => self.macro_regions[at % self.macro_regions.len()],
            LineRole::Place(at) => self.places[at % self.places.len()],
        }
    }

    /// Colour of a part of a whole; those beyond the fifth begin again.
    pub(super) fn band(&self, at: usize) -> &'static str {
        self.bands[at % self.bands.len()]
    }

    /// Colour of a bar or a dot: places of no group are all alike.
    pub(super) fn mark(&self, role: LineRole, ungrouped: bool) -> &'static str {
        match role {
            LineRole::Place(_) if ungrouped => self.places[0],
            role => self.role(role),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rgb = [f64; 3];

    /// Linear light of `#rrggbb` (IEC 61966-2-1).
    fn linear(colour: &str) -> Rgb {
        [1, 3, 5].map(|at| {
            let encoded = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn times(matrix: &[Rgb; 3], colour: Rgb) -> Rgb {
        matrix.map(|row| (0..3).map(|at| row[at] * colour[at]).sum())
    }

    /// Contrast of two colours (WCAG 2.2).
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |colour| {
            let [red, green, blue] = linear(colour);
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    const XYZ: [Rgb; 3] = [
        [0.412_456, 0.357_576, 0.180_438],
        [0.212_673, 0.715_152, 0.072_175],
        [0.019_334, 0.119_192, 0.950_304],
    ];
    const NORMAL: [Rgb; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    /// Viénot, Brettel and Mollon 1999, on linear sRGB.
    const PROTANOPIA: [Rgb; 3] =
        [[0.112_38, 0.887_62, 0.0], [0.112_38, 0.887_62, 0.0], [0.004_01, -0.004_01, 1.0]];
    const DEUTERANOPIA: [Rgb; 3] =
        [[0.292_75, 0.707_25, 0.0], [0.292_75, 0.707_25, 0.0], [-0.022_34, 0.022_34, 1.0]];

    /// CIELAB under D65.
    fn lab(light: Rgb) -> Rgb {
        let white = [0.950_47, 1.0, 1.088_83];
        let xyz = times(&XYZ, light.map(|channel| channel.clamp(0.0, 1.0)));
        let bent: Vec<f64> = (0..3)
            .map(|at| xyz[at] / white[at])
            .map(|t| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 })
            .collect();
        [116.0 * bent[1] - 16.0, 500.0 * (bent[0] - bent[1]), 200.0 * (bent[1] - bent[2])]
    }

    /// Smallest CIE 1976 difference between any two colours as an eye sees them.
    fn nearest(colours: &[&str], eye: &[Rgb; 3]) -> f64 {
        let seen: Vec<Rgb> = colours.iter().map(|colour| lab(times(eye, linear(colour)))).collect();
        let mut least = f64::INFINITY;
        for (at, one) in seen.iter().enumerate() {
            for other in &seen[..at] {
                let apart: f64 = (0..3).map(|axis| (one[axis] - other[axis]).powi(2)).sum();
                least = least.min(apart.sqrt());
            }
        }
        least
    }

    const THEMES: [ChartTheme; 2] = [ChartTheme::LIGHT, ChartTheme::DARK];

    #[test]
    fn lines_labels_and_text_stand_out_from_the_page() {
        for theme in THEMES {
            let written = [theme.text, theme.muted, theme.nation]
                .into_iter()
                .chain(theme.macro_regions)
                .chain(theme.places)
                .chain(theme.bands);
            for colour in written {
                let contrast = contrast(colour, theme.background);
                assert!(contrast >= 4.5, "{colour} on {}: {contrast:.2}", theme.background);
            }
            let filled = theme.bands.into_iter().chain(theme.macro_regions).chain(theme.places);
            for band in filled {
                let contrast = contrast(theme.on_band, band);
                assert!(contrast >= 4.5, "{} on {band}: {contrast:.2}", theme.on_band);
            }
        }
    }

    #[test]
    fn colours_stay_apart_without_red_or_green_cones() {
        for theme in THEMES {
            let with_nation = |colours: &[&'static str]| {
                let mut all = colours.to_vec();
                all.push(theme.nation);
                all
            };
            for eye in [&NORMAL, &PROTANOPIA, &DEUTERANOPIA] {
                let regions = nearest(&with_nation(&theme.macro_regions), eye);
                assert!(regions >= 20.0, "macro-regions on {}: {regions:.1}", theme.background);
                let places = nearest(&with_nation(&theme.places), eye);
                assert!(places >= 14.0, "places on {}: {places:.1}", theme.background);
                let bands = nearest(&theme.bands, eye);
                assert!(bands >= 16.0, "bands on {}: {bands:.1}", theme.background);
                // Neighbours meet at an edge.
                for pair in theme.bands.windows(2) {
                    let apart = nearest(pair, eye);
                    assert!(apart >= 30.0, "{pair:?} on {}: {apart:.1}", theme.background);
                }
            }
        }
    }
}
