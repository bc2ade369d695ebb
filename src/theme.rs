//! Colours of the maps' classes, light and dark.
//!
//! Ramps are even in OKLab lightness (Ottosson 2020), so that equal steps look equal; the low end is
//! near the page's background and the high end far from it, in both themes. The two arms of a
//! diverging palette do the same from a neutral middle. Neighbouring classes stay apart for readers
//! with any kind of colour blindness, which the tests measure.

/// Which of the two colourings of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark marks on a light page.
    #[default]
    Light,
    /// Light marks on a dark page.
    Dark,
}

/// A set of colours for values in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Palette {
    /// Teal and deep blue.
    #[default]
    Teal,
    /// Yellow-green and deep green.
    Green,
    /// Pink and deep violet.
    Purple,
    /// Sand and red-brown.
    Ochre,
    /// Without hue to speak of, for print and as a quiet ground.
    Grey,
    /// Diverging: blue below the middle, orange above.
    BlueOrange,
    /// Diverging: purple below the middle, green above.
    PurpleGreen,
    /// Diverging: teal below the middle, rose above.
    TealRose,
}

impl Palette {
    /// Every palette, the default first, the diverging ones last.
    pub const ALL: [Self; 8] = [
        Self::Teal,
        Self::Green,
        Self::Purple,
        Self::Ochre,
        Self::Grey,
        Self::BlueOrange,
        Self::PurpleGreen,
        Self::TealRose,
    ];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Purple => "purple",
            Self::Ochre => "ochre",
            Self::Grey => "grey",
            Self::BlueOrange => "blue_orange",
            Self::PurpleGreen => "purple_green",
            Self::TealRose => "teal_rose",
        }
    }

    /// Whether it runs from a neutral middle to both ends.
    pub const fn is_diverging(self) -> bool {
        matches!(self, Self::BlueOrange | Self::PurpleGreen | Self::TealRose)
    }

    const fn course(self, theme: Theme) -> Course {
        use Theme::{Dark, Light};
        match (self, theme) {
            (Self::Teal, Light) => Course::Ramp([
                (0.905, -0.0408, -0.0190),
                (0.70, -0.0742, -0.0742),
                (0.36, -0.0218, -0.1027),
            ]),
            (Self::Teal, Dark) => Course::Ramp([
                (0.34, -0.0104, -0.0489),
                (0.62, -0.0646, -0.0827),
                (0.93, -0.0531, -0.0142),
            ]),
            (Self::Green, Light) => Course::Ramp([
                (0.92, -0.0211, 0.0397),
                (0.63, -0.1064, 0.0831),
                (0.34, -0.0662, 0.0352),
            ]),
            (Self::Green, Dark) => Course::Ramp([
                (0.34, -0.0544, 0.0254),
                (0.64, -0.1065, 0.0746),
                (0.94, -0.0317, 0.0680),
            ]),
            (Self::Purple, Light) => Course::Ramp([
                (0.91, 0.0287, -0.0201),
                (0.625, 0.0964, -0.1149),
                (0.34, 0.0676, -0.1450),
            ]),
            (Self::Purple, Dark) => Course::Ramp([
                (0.34, 0.0412, -0.1020),
                (0.635, 0.0923, -0.1182),
                (0.93, 0.0390, -0.0225),
            ]),
            (Self::Ochre, Light) => Course::Ramp([
                (0.925, 0.0, 0.0500),
                (0.6425, 0.0563, 0.1060),
                (0.36, 0.0651, 0.0546),
            ]),
            (Self::Ochre, Dark) => Course::Ramp([
                (0.34, 0.0483, 0.0435),
                (0.645, 0.0587, 0.1104),
                (0.95, -0.0061, 0.0697),
            ]),
            (Self::Grey, Light) => {
                Course::Ramp([(0.91, 0.0, 0.0), (0.62, -0.0014, -0.0079), (0.33, -0.0021, -0.0118)])
            }
            (Self::Grey, Dark) => Course::Ramp([
                (0.34, -0.0017, -0.0098),
                (0.64, -0.0014, -0.0079),
                (0.94, -0.0005, -0.0030),
            ]),
            (Self::BlueOrange, Light) => Course::Arms {
                low: [NEUTRAL_LIGHT, (0.705, -0.0433, -0.1331), (0.48, -0.0323, -0.1832)],
                high: [NEUTRAL_LIGHT, (0.705, 0.0750, 0.1299), (0.48, 0.0775, 0.0923)],
            },
            (Self::BlueOrange, Dark) => Course::Arms {
                low: [NEUTRAL_DARK, (0.56, -0.0433, -0.1331), (0.80, -0.0167, -0.0944)],
                high: [NEUTRAL_DARK, (0.56, 0.0624, 0.1080), (0.80, 0.0774, 0.0923)],
            },
            (Self::PurpleGreen, Light) => Course::Arms {
                low: [NEUTRAL_LIGHT, (0.705, 0.1532, -0.1286), (0.48, 0.1181, -0.1358)],
                high: [NEUTRAL_LIGHT, (0.705, -0.1438, 0.1083), (0.48, -0.1149, 0.0746)],
            },
            (Self::PurpleGreen, Dark) => Course::Arms {
                low: [NEUTRAL_DARK, (0.56, 0.1532, -0.1286), (0.80, 0.0870, -0.1001)],
                high: [NEUTRAL_DARK, (0.56, -0.1437, 0.1083), (0.80, -0.1677, 0.1089)],
            },
            // The teal leans to blue and the rose to orange: exactly opposite hues would look
            // alike without red or green cones.
            (Self::TealRose, Light) => Course::Arms {
                low: [NEUTRAL_LIGHT, (0.705, -0.0926, -0.0926), (0.48, -0.0695, -0.0434)],
                high: [NEUTRAL_LIGHT, (0.705, 0.1658, 0.0773), (0.48, 0.1728, 0.0806)],
            },
            (Self::TealRose, Dark) => Course::Arms {
                low: [NEUTRAL_DARK, (0.56, -0.0735, -0.0735), (0.80, -0.1158, -0.0724)],
                high: [NEUTRAL_DARK, (0.56, 0.1813, 0.0845), (0.80, 0.1015, 0.0473)],
            },
        }
    }
}

/// Themes of the policy outlines with their colours, light and dark.
const GAPS: [(&str, [&str; 2]); 8] = [
    ("regional", ["#0b5c8a", "#7cc0e8"]),
    ("urban_rural", ["#1b7a3e", "#6fcf8e"]),
    ("income", ["#b3261e", "#ff9a8f"]),
    ("public_services", ["#6a3d9a", "#c9a6ff"]),
    ("economy", ["#8a5a00", "#e8b85c"]),
    ("culture", ["#00727a", "#4fd0c4"]),
    ("ecology", ["#556000", "#c3cf4e"]),
    ("governance", ["#a02c7a", "#f29ad0"]),
];

/// The colour of what a policy item addresses, by the id of the theme; any other id is grey. Text in
/// the colour of the page can be read on it, and it can be read on the page.
pub fn gap(theme: Theme, id: &str) -> &'static str {
    let found = GAPS.iter().find(|(one, _)| *one == id);
    let [light, dark] = found.map_or(["#6b7280", "#a3abb6"], |(_, colours)| *colours);
    match theme {
        Theme::Light => light,
        Theme::Dark => dark,
    }
}

/// A colour in OKLab: lightness 0–1, green to red, blue to yellow.
type OkLab = (f64, f64, f64);

/// Beginning, bend and end. Lightness runs evenly from the first to the last.
type Ramp = [OkLab; 3];

/// How a palette runs from its lowest to its highest value.
enum Course {
    Ramp(Ramp),
    /// Each arm from the neutral middle to its end; both have the same lightness.
    Arms {
        low: Ramp,
        high: Ramp,
    },
}

const NEUTRAL_LIGHT: OkLab = (0.93, 0.0, 0.0);
const NEUTRAL_DARK: OkLab = (0.32, 0.0, 0.0);

/// Colours of `count` classes from lowest to highest, as `#rrggbb`, even in lightness. A single
/// class takes the middle. Up to 9 classes can be told apart. Of a diverging palette it takes the
/// upper arm, from neutral to the end, where up to 6 can be told apart.
///
/// # Examples
/// ```
/// use prosperity_atlas::theme::{Palette, Theme, sequential};
/// let colours = sequential(Theme::Light, Palette::Teal, 5);
/// assert_eq!(colours.first().map(String::as_str), Some("#bee9ee"));
/// assert_eq!(colours.last().map(String::as_str), Some("#153b73"));
/// ```
pub fn sequential(theme: Theme, palette: Palette, count: usize) -> Vec<String> {
    let (Course::Ramp(ramp) | Course::Arms { high: ramp, .. }) = palette.course(theme);
    shares(count).map(|share| hex(along(&ramp, share))).collect()
}

/// Colours of `count` classes on both sides of a middle, from lowest to highest, as `#rrggbb`.
///
/// The ends of the palette are the outermost classes; up to 8 can be told apart. With an even count the neutral middle lies
/// between the two inner classes and is nobody's colour; with an odd one, as where all values are
/// the middle itself, the class in the middle is neutral. A palette that does not diverge runs
/// evenly from end to end.
///
/// # Examples
/// ```
/// use prosperity_atlas::theme::{Palette, Theme, continuous, diverging};
/// let colours = diverging(Theme::Dark, Palette::BlueOrange, 4);
/// assert_eq!(colours[0], continuous(Theme::Dark, Palette::BlueOrange, 0.0));
/// assert_eq!(colours[3], continuous(Theme::Dark, Palette::BlueOrange, 1.0));
/// assert!(!colours.contains(&continuous(Theme::Dark, Palette::BlueOrange, 0.5)));
/// ```
pub fn diverging(theme: Theme, palette: Palette, count: usize) -> Vec<String> {
    shares(count).map(|share| continuous(theme, palette, share)).collect()
}

/// The colour at a share of the way from the lowest to the highest value, as `#rrggbb`. Of a
/// diverging palette 0.5 is neutral. Shares below 0 are taken as 0 and those above 1 as 1; what is
/// not a number has no place on the way and is taken as 0.
///
/// # Examples
/// ```
/// use prosperity_atlas::theme::{Palette, Theme, continuous, sequential};
/// let middle = continuous(Theme::Light, Palette::Green, 0.5);
/// assert_eq!(middle, sequential(Theme::Light, Palette::Green, 3)[1]);
/// assert_eq!(continuous(Theme::Light, Palette::TealRose, 0.5), "#e8e8e8");
/// ```
pub fn continuous(theme: Theme, palette: Palette, share: f64) -> String {
    let share = if share > 0.0 { share.min(1.0) } else { 0.0 };
    hex(match palette.course(theme) {
        Course::Ramp(ramp) => along(&ramp, share),
        Course::Arms { low, .. } if share < 0.5 => along(&low, 1.0 - 2.0 * share),
        Course::Arms { high, .. } => along(&high, 2.0 * share - 1.0),
    })
}

/// Where `count` classes lie between 0 and 1.
fn shares(count: usize) -> impl Iterator<Item = f64> {
    // A single class takes the middle.
    (0..count).map(move |class| if count > 1 { class as f64 / (count - 1) as f64 } else { 0.5 })
}

fn along(ramp: &Ramp, share: f64) -> OkLab {
    let lightness = ramp[0].0 + (ramp[2].0 - ramp[0].0) * share;
    let (from, to, part) = if share < 0.5 {
        (ramp[0], ramp[1], share * 2.0)
    } else {
        (ramp[1], ramp[2], share * 2.0 - 1.0)
    };
    // Lightness runs evenly over the whole ramp; only the hue bends at the middle.
    (lightness, from.1 + (to.1 - from.1) * part, from.2 + (to.2 - from.2) * part)
}

fn hex(colour: OkLab) -> String {
    let [red, green, blue] = linear_light(colour).map(channel);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// OKLab to linear sRGB (Ottosson 2020, "A perceptual color space for image processing").
fn linear_light((lightness, green_red, blue_yellow): OkLab) -> [f64; 3] {
    let cone = |a: f64, b: f64| (lightness + a * green_red + b * blue_yellow).powi(3);
    let long = cone(0.396_337_777_4, 0.215_803_757_3);
    let medium = cone(-0.105_561_345_8, -0.063_854_172_8);
    let short = cone(-0.089_484_177_5, -1.291_485_548_0);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
    ]
}

/// Linear light to a byte of sRGB (IEC 61966-2-1), what lies outside of it clipped.
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

    /// Linear light of each cone or channel from that of the three channels.
    type Matrix = [[f64; 3]; 3];

    /// How colours look to readers, in linear sRGB: all cones; without long, medium, short ones
    /// (Machado, Oliveira and Fernandes 2009, table 1, severity 1.0).
    const EYES: [(&str, Matrix); 4] = [
        ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// Least distance in OKLab between neighbouring classes. About 0.02 can just be told apart side
    /// by side; regions of a map are small, have borders and do not always touch.
    const APART: f64 = 0.045;
    /// Least distance between the two ends of a diverging palette.
    const OPPOSITE: f64 = 0.12;
    /// What rounding to bytes may do to a lightness.
    const ROUNDING: f64 = 0.004;

    const THEMES: [(Theme, &str); 2] = [(Theme::Light, "#ffffff"), (Theme::Dark, "#16181d")];

    fn times(matrix: &Matrix, light: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row[0] * light[0] + row[1] * light[1] + row[2] * light[2])
    }

    /// Linear light of `#rrggbb`.
    fn light(colour: &str) -> [f64; 3] {
        [1, 3, 5].map(|at| {
            let encoded = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn oklab(light: [f64; 3]) -> OkLab {
        let to_cones = [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ];
        let to_lab = [
            [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
        ];
        let [lightness, green_red, blue_yellow] =
            times(&to_lab, times(&to_cones, light).map(f64::cbrt));
        (lightness, green_red, blue_yellow)
    }

    fn seen(colour: &str, eye: &Matrix) -> OkLab {
        oklab(times(eye, light(colour)).map(|channel| channel.clamp(0.0, 1.0)))
    }

    fn lightness(colour: &str) -> f64 {
        oklab(light(colour)).0
    }

    fn distance(one: &str, other: &str, eye: &Matrix) -> f64 {
        let (one, other) = (seen(one, eye), seen(other, eye));
        ((one.0 - other.0).powi(2) + (one.1 - other.1).powi(2) + (one.2 - other.2).powi(2)).sqrt()
    }

    /// Contrast by relative luminance (WCAG 2.2).
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |colour| {
            let [red, green, blue] = light(colour);
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, other): (f64, f64) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Every palette in both themes, with the colour of the page.
    fn every() -> impl Iterator<Item = (Theme, &'static str, Palette)> {
        THEMES.into_iter().flat_map(|(theme, page)| {
            Palette::ALL.into_iter().map(move |palette| (theme, page, palette))
        })
    }

    fn diverging_ones() -> impl Iterator<Item = (Theme, &'static str, Palette)> {
        every().filter(|(_, _, palette)| palette.is_diverging())
    }

    #[test]
    fn gaps_can_be_read_on_the_page_and_told_apart() {
        for (theme, page) in THEMES {
            let colours: Vec<&str> =
                GAPS.iter().map(|(id, _)| gap(theme, id)).chain([gap(theme, "none")]).collect();
            for (at, one) in colours.iter().enumerate() {
                assert!(contrast(one, page) >= 4.5, "{one}: {}", contrast(one, page));
                for other in &colours[..at] {
                    let apart = distance(one, other, &EYES[0].1);
                    assert!(apart > 0.07, "{one} and {other}: {apart}");
                }
            }
        }
    }

    #[test]
    fn palettes_have_names_of_their_own_and_the_default_comes_first() {
        let mut codes = Palette::ALL.map(Palette::code);
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(Palette::ALL[0], Palette::default());
    }

    #[test]
    fn the_high_end_stands_out_from_the_page() {
        for (theme, page, palette) in every() {
            for count in 2..=9 {
                let colours = sequential(theme, palette, count);
                let contrasts: Vec<f64> = colours.iter().map(|one| contrast(one, page)).collect();
                assert!(
                    contrasts.windows(2).all(|pair| pair[0] < pair[1]),
                    "{theme:?} {palette:?} {count}: {contrasts:?}"
                );
                let least = if palette.is_diverging() { 4.5 } else { 7.0 };
                assert!(contrasts[count - 1] > least, "{theme:?} {palette:?}: {contrasts:?}");
            }
        }
    }

    #[test]
    fn both_ends_of_a_diverging_palette_stand_out_from_the_page() {
        for (theme, page, palette) in diverging_ones() {
            for share in [0.0, 1.0] {
                let found = contrast(&continuous(theme, palette, share), page);
                assert!(found > 4.5, "{theme:?} {palette:?} at {share}: {found}");
            }
        }
    }

    #[test]
    fn neighbouring_classes_can_be_told_apart_by_all_readers() {
        for (theme, _, palette) in every() {
            // An arm alone is half a palette and has fewer steps.
            let most = if palette.is_diverging() { 6 } else { 9 };
            let mut all: Vec<Vec<String>> =
                (2..=most).map(|count| sequential(theme, palette, count)).collect();
            if palette.is_diverging() {
                all.extend([2, 4, 6, 8].map(|count| diverging(theme, palette, count)));
            }
            for (colours, (eye, matrix)) in all.iter().flat_map(|one| EYES.map(|eye| (one, eye))) {
                for pair in colours.windows(2) {
                    let found = distance(&pair[0], &pair[1], &matrix);
                    assert!(found >= APART, "{theme:?} {palette:?} {eye} {pair:?}: {found}");
                }
            }
        }
    }

    #[test]
    fn the_arms_of_a_diverging_palette_can_be_told_apart_by_all_readers() {
        for (theme, _, palette) in diverging_ones() {
            for (count, (eye, matrix)) in
                [2, 4, 6, 8].into_iter().flat_map(|n| EYES.map(|eye| (n, eye)))
            {
                let colours = diverging(theme, palette, count);
                for (class, (low, high)) in
                    colours.iter().zip(colours.iter().rev()).take(count / 2).enumerate()
                {
                    let found = distance(low, high, &matrix);
                    let least = if class == 0 { OPPOSITE } else { APART };
                    assert!(
                        found >= least,
                        "{theme:?} {palette:?} {eye} {count} classes, {low} and {high}: {found}"
                    );
                }
            }
        }
    }

    #[test]
    fn lightness_runs_evenly_and_the_arms_mirror_each_other() {
        for (theme, _, palette) in every() {
            let steps: Vec<f64> =
                sequential(theme, palette, 9).iter().map(|one| lightness(one)).collect();
            let even = (steps[8] - steps[0]) / 8.0;
            for pair in steps.windows(2) {
                let step = pair[1] - pair[0];
                assert!((step - even).abs() < 2.0 * ROUNDING, "{theme:?} {palette:?}: {steps:?}");
            }
        }
        for (theme, _, palette) in diverging_ones() {
            let colours = diverging(theme, palette, 8);
            for (low, high) in colours.iter().zip(colours.iter().rev()) {
                let apart = (lightness(low) - lightness(high)).abs();
                assert!(apart < 2.0 * ROUNDING, "{theme:?} {palette:?} {low} {high}: {apart}");
            }
        }
    }

    #[test]
    fn the_middle_of_a_diverging_palette_is_neutral_and_near_the_page() {
        for (theme, page, palette) in diverging_ones() {
            let middle = continuous(theme, palette, 0.5);
            let (middle_lightness, green_red, blue_yellow) = oklab(light(&middle));
            assert!(green_red.hypot(blue_yellow) < 1e-3, "{theme:?} {palette:?}: {middle}");
            assert!((middle_lightness - lightness(page)).abs() < 0.15, "{theme:?}: {middle}");
            assert_eq!(diverging(theme, palette, 5)[2], middle);
            assert_eq!(diverging(theme, palette, 1), [middle]);
        }
    }

    #[test]
    fn no_colour_on_the_way_is_clipped() {
        for (theme, _, palette) in every() {
            let ramps = match palette.course(theme) {
                Course::Ramp(ramp) => vec![ramp],
                Course::Arms { low, high } => vec![low, high],
            };
            for (ramp, part) in ramps.iter().flat_map(|ramp| (0..=100).map(move |at| (ramp, at))) {
                let light = linear_light(along(ramp, f64::from(part) / 100.0));
                assert!(
                    light.iter().all(|channel| (0.0..=1.0).contains(channel)),
                    "{theme:?} {palette:?} at {part} %: {light:?}"
                );
            }
        }
    }

    #[test]
    fn shares_outside_the_palette_are_taken_as_its_ends() {
        for (theme, _, palette) in every() {
            let at = |share| continuous(theme, palette, share);
            assert_eq!(
                [at(-1.0), at(f64::NAN), at(f64::NEG_INFINITY)],
                [at(0.0), at(0.0), at(0.0)]
            );
            assert_eq!([at(2.0), at(f64::INFINITY)], [at(1.0), at(1.0)]);
        }
    }

    #[test]
    fn the_default_palette_keeps_the_colours_of_published_maps() {
        assert_eq!(
            sequential(Theme::Light, Palette::default(), 5),
            ["#bee9ee", "#7cc0d4", "#2f97ba", "#206896", "#153b73"]
        );
        assert_eq!(
            sequential(Theme::Dark, Palette::default(), 5),
            ["#273952", "#346586", "#3b95bf", "#7fc4da", "#bef4f3"]
        );
        assert_eq!(sequential(Theme::Light, Palette::default(), 0), Vec::<String>::new());
    }
}
