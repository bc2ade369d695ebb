//! Colours of the maps' classes, light and dark.
//!
//! Ramps are even in OKLab lightness (Ottosson 2020), so that equal steps look equal; the low end is
//! near the page's background and the high end far from it, in both themes.

/// Which of the two colourings of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark marks on a light page.
    Light,
    /// Light marks on a dark page.
    Dark,
}

/// A point of a ramp in OKLab: lightness 0–1, green to red, blue to yellow.
type OkLab = (f64, f64, f64);

const LIGHT_RAMP: [OkLab; 3] =
    [(0.905, -0.0408, -0.0190), (0.70, -0.0742, -0.0742), (0.36, -0.0218, -0.1027)];
const DARK_RAMP: [OkLab; 3] =
    [(0.34, -0.0104, -0.0489), (0.62, -0.0646, -0.0827), (0.93, -0.0531, -0.0142)];

/// Colours of `count` classes from lowest to highest, as `#rrggbb`.
///
/// # Examples
/// ```
/// use prosperity_atlas::theme::{Theme, sequential};
/// let colours = sequential(Theme::Light, 5);
/// assert_eq!(colours.len(), 5);
/// assert!(colours.iter().all(|colour| colour.len() == 7 && colour.starts_with('#')));
/// ```
pub fn sequential(theme: Theme, count: usize) -> Vec<String> {
    let ramp = match theme {
        Theme::Light => LIGHT_RAMP,
        Theme::Dark => DARK_RAMP,
    };
    (0..count)
        .map(|class| {
            // A single class takes the middle.
            let share = if count > 1 { class as f64 / (count - 1) as f64 } else { 0.5 };
            hex(along(&ramp, share))
        })
        .collect()
}

fn along(ramp: &[OkLab; 3], share: f64) -> OkLab {
    let lightness = ramp[0].0 + (ramp[2].0 - ramp[0].0) * share;
    let (from, to, part) = if share < 0.5 {
        (ramp[0], ramp[1], share * 2.0)
    } else {
        (ramp[1], ramp[2], share * 2.0 - 1.0)
    };
    // Lightness runs evenly over the whole ramp; only the hue bends at the middle.
    (lightness, from.1 + (to.1 - from.1) * part, from.2 + (to.2 - from.2) * part)
}

/// OKLab to sRGB, out-of-gamut channels clipped (Ottosson 2020, "A perceptual color space for image
/// processing").
fn hex((lightness, green_red, blue_yellow): OkLab) -> String {
    let cone = |a: f64, b: f64| (lightness + a * green_red + b * blue_yellow).powi(3);
    let long = cone(0.396_337_777_4, 0.215_803_757_3);
    let medium = cone(-0.105_561_345_8, -0.063_854_172_8);
    let short = cone(-0.089_484_177_5, -1.291_485_548_0);
    let red = 4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short;
    let green = -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short;
    let blue = -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short;
    format!("#{:02x}{:02x}{:02x}", channel(red), channel(green), channel(blue))
}

/// Linear light to a byte of sRGB (IEC 61966-2-1).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is clamped to 0–255 and rounded"
)]
fn channel(linear: f64) -> u8 {
    let encoded =
        if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (encoded.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let encoded = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn the_high_end_stands_out_from_the_page_in_both_themes() {
        for count in 2..=9 {
            let light: Vec<f64> =
                sequential(Theme::Light, count).iter().map(|c| luminance(c)).collect();
            let dark: Vec<f64> =
                sequential(Theme::Dark, count).iter().map(|c| luminance(c)).collect();
            assert!(light.windows(2).all(|pair| pair[0] > pair[1]), "{count} light classes");
            assert!(dark.windows(2).all(|pair| pair[0] < pair[1]), "{count} dark classes");
            let contrast = |a: f64, b: f64| (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast(light[count - 1], 1.0) > 7.0);
            assert!(contrast(dark[count - 1], luminance("#16181d")) > 7.0);
        }
    }
}
