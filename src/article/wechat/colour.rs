//! Colours of a picture: reading them, telling them apart, and an estimate of WeChat's dark mode.

use std::fmt;

/// A colour without transparency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

pub(super) const WHITE: Colour = Colour([255; 3]);
pub(super) const BLACK: Colour = Colour([0; 3]);

/// Darkest and lightest channel of WeChat's dark mode, as practitioners name them: the page is about
/// rgb(36,36,36), the brightest text about rgb(230,230,230).
const DARK_LIMITS: (f64, f64) = (36.0, 230.0);

/// From here on every channel counts as near white. The lightest class of every palette has a channel
/// below, so that classes keep their order; the ground of "no data" and the neutral middle of
/// diverging palettes lie above, as the page does.
const NEAR_WHITE: u8 = 232;

/// Contrast at which small type can be read (WCAG 2.2, 1.4.3).
pub(super) const LEGIBLE: f64 = 4.5;

/// What an attribute `fill` or `stroke` says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Paint {
    None,
    /// A colour, and how opaque it is, 0–1.
    Solid(Colour, f64),
    /// Something else in the document, by its id.
    Reference(String),
}

impl Paint {
    /// Reads the value; `None` where it is in no form known here.
    pub(super) fn read(value: &str) -> Option<Self> {
        let value = value.trim();
        if let Some(rest) = value.strip_prefix("url(") {
            let (target, _) = rest.split_once(')')?;
            let id = target.trim().trim_matches(['"', '\'']).strip_prefix('#')?;
            return Some(Self::Reference(id.into()));
        }
        match value {
            "none" | "transparent" => Some(Self::None),
            "black" => Some(Self::Solid(BLACK, 1.0)),
            "white" => Some(Self::Solid(WHITE, 1.0)),
            _ => {
                let (colour, alpha) = hex(value).or_else(|| function(value))?;
                Some(if alpha > 0.0 { Self::Solid(colour, alpha) } else { Self::None })
            }
        }
    }
}

fn hex(value: &str) -> Option<(Colour, f64)> {
    let digits = value.strip_prefix('#')?;
    let nibbles: Option<Vec<u32>> = digits.chars().map(|digit| digit.to_digit(16)).collect();
    let channels: Vec<u32> = match (nibbles?.as_slice(), digits.len()) {
        (short, 3 | 4) => short.iter().map(|nibble| nibble * 17).collect(),
        (long, 6 | 8) => long
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |before, nibble| before * 16 + nibble))
            .collect(),
        _ => return None,
    };
    let channel = |at: usize| channels.get(at).and_then(|value| u8::try_from(*value).ok());
    let colour = Colour([channel(0)?, channel(1)?, channel(2)?]);
    Some((colour, channel(3).map_or(1.0, |alpha| f64::from(alpha) / 255.0)))
}

fn function(value: &str) -> Option<(Colour, f64)> {
    let inner = value.strip_prefix("rgba(").or_else(|| value.strip_prefix("rgb("))?;
    let parts: Vec<&str> = inner.strip_suffix(')')?.split(',').map(str::trim).collect();
    let channel = |at: usize| parts.get(at)?.parse::<u8>().ok();
    let alpha = match parts.get(3) {
        Some(text) => text.parse::<f64>().ok().filter(|alpha| (0.0..=1.0).contains(alpha))?,
        None => 1.0,
    };
    let colour = Colour([channel(0)?, channel(1)?, channel(2)?]);
    (parts.len() <= 4).then_some((colour, alpha))
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Contrast to another, 1–21 (WCAG 2.2).
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let encoded = f64::from(channel) / 255.0;
            if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    pub(super) fn is_near_white(self) -> bool {
        self.0.iter().all(|channel| *channel >= NEAR_WHITE)
    }

    /// Its lightness turned round within the limits of the dark mode, its hue kept: white becomes the
    /// dark page, black the brightest text.
    pub(super) fn inverted(self) -> Self {
        let [red, green, blue] = self.0.map(f64::from);
        let (low, high) = (red.min(green).min(blue), red.max(green).max(blue));
        // The sum of the smallest and the largest channel is twice the lightness; moving all three by
        // one amount leaves their differences, and with them the hue.
        let lightness = f64::midpoint(low, high);
        let turned = DARK_LIMITS.1 - lightness / 255.0 * (DARK_LIMITS.1 - DARK_LIMITS.0);
        Self([red, green, blue].map(|channel| byte(channel - lightness + turned)))
    }

    /// The same or lighter, so that it can be read on what near white becomes in the dark: WeChat's
    /// published code, too, adjusts letters to their ground.
    pub(super) fn lifted(self) -> Self {
        let ground = Self([NEAR_WHITE; 3]).inverted();
        let mut colour = self;
        // Towards the lightest there is, from which the ground is told in any case.
        for _ in 0..20 {
            if colour.contrast(ground) >= LEGIBLE {
                break;
            }
            colour = Self(colour.0.map(|channel| {
                let channel = f64::from(channel);
                byte(channel + (DARK_LIMITS.1 - channel) / 10.0)
            }));
        }
        colour
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is clamped to a byte and rounded"
)]
fn byte(value: f64) -> u8 {
    value.clamp(DARK_LIMITS.0, DARK_LIMITS.1).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Palette, Theme, continuous, sequential};

    #[test]
    fn colours_are_read_in_every_form_the_pictures_use() {
        let read = |value: &str| match Paint::read(value) {
            Some(Paint::Solid(colour, alpha)) => format!("{colour} {alpha}"),
            other => format!("{other:?}"),
        };
        assert_eq!(read("#fff"), "#ffffff 1");
        assert_eq!(read("#1c2F6b"), "#1c2f6b 1");
        assert_eq!(read("#00000080"), "#000000 0.5019607843137255");
        assert_eq!(read("rgba(1, 2,3,0.5)"), "#010203 0.5");
        assert_eq!(read("rgba(1,2,3,0)"), "Some(None)");
        assert_eq!(read("url(#map-hatch) #eceef0"), "Some(Reference(\"map-hatch\"))");
        for wrong in ["#ffff1", "#éé", "rgb(300,0,0)", "currentColor", "url(x.svg#a)", ""] {
            assert_eq!(read(wrong), "None", "{wrong}");
        }
    }

    #[test]
    fn the_ends_of_lightness_become_the_limits_of_the_dark_mode() {
        assert_eq!(WHITE.inverted().to_string(), "#242424");
        assert_eq!(BLACK.inverted().to_string(), "#e6e6e6");
    }

    #[test]
    fn every_class_of_every_sequential_palette_is_kept_by_the_dark_mode() {
        for palette in Palette::ALL.into_iter().filter(|palette| !palette.is_diverging()) {
            for colour in sequential(Theme::Light, palette, 9) {
                let Some(Paint::Solid(colour, _)) = Paint::read(&colour) else {
                    panic!("{colour}")
                };
                assert!(!colour.is_near_white(), "{palette:?} {colour}");
            }
        }
        let middle = continuous(Theme::Light, Palette::TealRose, 0.5);
        assert!(matches!(Paint::read(&middle), Some(Paint::Solid(c, _)) if c.is_near_white()));
    }
}
