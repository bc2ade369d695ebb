//! Text in a chart: how wide it will be, how it is cut, how it is made harmless.

/// Width in ems: a Chinese character fills one, a Latin letter or digit a little over half.
fn ems(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | ' ' | '.' | ',' | '\'' | '|' => 0.34,
        'm' | 'w' | 'M' | 'W' | '%' => 0.95,
        // Digits of the widest common interface fonts.
        letter if (letter as u32) < 0x2E80 => 0.64,
        _ => 1.0,
    }
}

/// Estimated width of a text in pixels. It errs on the wide side for the fonts of the site: margins
/// are made of it before any browser has measured anything.
pub(super) fn width(text: &str, font_size: f64) -> f64 {
    text.chars().map(ems).sum::<f64>() * font_size
}

/// The text, or as much of it as fits with an ellipsis behind.
pub(super) fn cut(text: &str, room: f64, font_size: f64) -> String {
    if width(text, font_size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", font_size);
    let mut short: String = text
        .chars()
        .take_while(|letter| {
            left -= ems(*letter) * font_size;
            left >= 0.0
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// A text that ECharts takes as it is: braces would be read as a template.
pub(super) fn literal(text: &str) -> String {
    text.replace('{', "(").replace('}', ")")
}

/// A text as HTML shows it, in content and in quoted attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(letter),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_script() {
        assert!((width("浙江省", 12.0) - 36.0).abs() < 1e-9);
        let latin = width("Zhejiang", 12.0);
        assert!((45.0..60.0).contains(&latin), "{latin}");
    }

    #[test]
    fn long_names_are_cut_to_the_room() {
        let name = "Xinjiang Uygur Autonomous Region";
        let short = cut(name, 90.0, 12.0);
        assert!(short.starts_with("Xinjiang") && short.ends_with('…'), "{short}");
        assert!(width(&short, 12.0) <= 90.0);
        assert_eq!(cut("浙江", 90.0, 12.0), "浙江");
    }

    #[test]
    fn markup_in_names_stays_text() {
        assert_eq!(escaped("<b>'\"&"), "&lt;b&gt;&#39;&quot;&amp;");
        assert_eq!(literal("{a|b}"), "(a|b)");
    }
}
