//! One picture for both grounds: what differs between its light and its dark form are colours alone, so
//! each of those becomes a property that a style sheet replaces where the reader's system asks for dark.

use core::fmt::Write as _;
use std::collections::BTreeSet;

/// Begins the names of the properties: `--pa-eceef0-23262c` is light `#eceef0`, dark `#23262c`. The name
/// says both, so that pictures of several figures can stand in one page.
const NAME: &str = "--pa-";

/// Digits of a colour.
const DIGITS: usize = 6;

/// The colour that a text begins with, as six digits.
fn colour(text: &str) -> Option<&str> {
    let digits = text.get(..DIGITS)?;
    let ends = !text[DIGITS..].starts_with(|next: char| next.is_ascii_alphanumeric());
    (ends && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digits)
}

/// The picture for both grounds; none where the two differ in more than colours written as `#rrggbb`.
pub(super) fn of_both(light: &str, dark: &str) -> Option<String> {
    if light == dark {
        return Some(light.to_owned());
    }
    let (mut light, mut dark) = (long_colours(light).into_iter(), long_colours(dark).into_iter());
    let mut out = light.next()?;
    if dark.next()? != out {
        return None;
    }
    loop {
        match (light.next(), dark.next()) {
            (None, None) => return Some(out),
            (Some(one), Some(other)) if one == other => {
                out.push('#');
                out.push_str(&one);
            }
            (Some(one), Some(other)) => {
                let (day, night) = (colour(&one)?, colour(&other)?);
                if one[DIGITS..] != other[DIGITS..] {
                    return None;
                }
                // Writing to a string cannot fail.
                let _ = write!(out, "var({NAME}{day}-{night},#{day}){}", &one[DIGITS..]);
            }
            _ => return None,
        }
    }
}

/// The parts of a text between `#`, colours of three digits written as six.
fn long_colours(text: &str) -> Vec<String> {
    let mut parts = text.split('#');
    let first = parts.next().unwrap_or_default().to_owned();
    let long = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        let ends = !part[digits..].starts_with(|next: char| next.is_ascii_alphanumeric());
        if digits == 3 && ends {
            let doubled: String = part[..3].chars().flat_map(|digit| [digit, digit]).collect();
            doubled + &part[3..]
        } else {
            part.to_owned()
        }
    };
    [first].into_iter().chain(parts.map(long)).collect()
}

/// What gives the colours of pictures their dark values: declarations for a style sheet.
pub(super) fn dark_values<'a>(pictures: impl Iterator<Item = &'a str>) -> String {
    let mut found = BTreeSet::new();
    for picture in pictures {
        for rest in picture.split(&format!("var({NAME}")).skip(1) {
            let pair = rest.split(',').next().unwrap_or_default();
            if let Some((day, night)) = pair.split_once('-')
                && colour(day) == Some(day)
                && colour(night) == Some(night)
            {
                found.insert(pair);
            }
        }
    }
    let value =
        |pair: &&str| pair.split_once('-').map(|(_, night)| format!("{NAME}{pair}:#{night};"));
    found.iter().filter_map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_differ_become_properties() {
        let light =
            "<a fill=\"#fff\" stroke=\"url(#x) #eceef0\" id=\"#ab\" b=\"#aabbcc\">&#39;</a>";
        let dark =
            "<a fill=\"#8792a0\" stroke=\"url(#x) #23262c\" id=\"#ab\" b=\"#aabbcc\">&#39;</a>";
        let both = of_both(light, dark).unwrap();
        assert_eq!(
            both,
            "<a fill=\"var(--pa-ffffff-8792a0,#ffffff)\" \
             stroke=\"url(#x) var(--pa-eceef0-23262c,#eceef0)\" id=\"#ab\" b=\"#aabbcc\">&#39;</a>"
        );
        assert_eq!(
            dark_values([both.as_str(), &both].into_iter()),
            "--pa-eceef0-23262c:#23262c;--pa-ffffff-8792a0:#8792a0;"
        );
    }

    #[test]
    fn pictures_that_differ_in_more_stay_two() {
        for (light, dark) in [
            ("<a fill=\"#ffffff\" x=\"1\"/>", "<a fill=\"#000000\" x=\"2\"/>"),
            ("<a fill=\"#ffffff\"/>", "<a fill=\"none\"/>"),
            ("<a fill=\"#ffffff\"/>", "<a fill=\"#00000080\"/>"),
            ("<a/><b fill=\"#ffffff\"/>", "<b fill=\"#000000\"/>"),
            ("<a fill=\"#ffffff\"/>", "<a fill=\"#000000\"/><b c=\"#000000\"/>"),
        ] {
            assert_eq!(of_both(light, dark), None, "{light} and {dark}");
        }
    }

    proptest::proptest! {
        #[test]
        fn with_its_dark_values_it_is_the_dark_picture(
            colours in proptest::collection::vec(("[0-9a-f]{6}", "[0-9a-f]{6}"), 0..8),
        ) {
            let write = |at: usize| -> String {
                let of = |pair: &(String, String)| if at == 0 { pair.0.clone() } else { pair.1.clone() };
                let each: Vec<String> = colours.iter().map(of).collect();
                format!("<a fill=\"#{}\"/>", each.join("\"/><a fill=\"#"))
            };
            let (light, dark) = (write(0), write(1));
            let mut both = of_both(&light, &dark).unwrap();
            for value in dark_values([both.clone().as_str()].into_iter()).split_terminator(';') {
                let (name, night) = value.split_once(':').unwrap();
                let day = &name[NAME.len()..NAME.len() + DIGITS];
                both = both.replace(&format!("var({name},#{day})"), night);
            }
            proptest::prop_assert_eq!(both, dark);
        }
    }
}
