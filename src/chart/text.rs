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

/// The widest of some texts, in whole pixels.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>, font_size: f64) -> f64 {
    texts.map(|text| width(text, font_size)).fold(0.0, f64::max).ceil()
}

/// The text on at most `lines` lines of a width, cut where it does not fit. Latin words stay whole;
/// between Chinese characters a line may end anywhere, but no line begins with a closing mark.
pub(super) fn wrapped(text: &str, room: f64, lines: usize, font_size: f64) -> Vec<String> {
    let mut rest = text.trim();
    let mut all = Vec::new();
    while !rest.is_empty() {
        if all.len() + 1 >= lines || width(rest, font_size) <= room {
            all.push(cut(rest, room, font_size));
            break;
        }
        let mut used = 0.0;
        let mut last_fit = 0;
        let mut before = ' ';
        for (at, letter) in rest.char_indices() {
            let between_words = letter == ' ' || before == ' ';
            let wide = (before as u32 >= 0x2E80 || letter as u32 >= 0x2E80)
                && !"，。；：、）》”！？".contains(letter);
            if at > 0 && (between_words || wide) {
                last_fit = at;
            }
            used += ems(letter) * font_size;
            if used > room {
                break;
            }
            before = letter;
        }
        // A word wider than the line is cut, and what follows it is left out.
        if last_fit == 0 {
            all.push(cut(rest, room, font_size));
            break;
        }
        let (line, after) = rest.split_at(last_fit);
        all.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    all
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
    fn remarks_are_wrapped_at_words_and_before_characters() {
        let lines = wrapped("Joined the World Trade Organization", 130.0, 3, 12.0);
        assert_eq!(lines, ["Joined the World", "Trade Organization"]);
        assert_eq!(
            wrapped("加入世界贸易组织，关税下降", 96.0, 2, 12.0),
            ["加入世界贸易组", "织，关税下降"]
        );
        assert_eq!(wrapped("加入世界贸易组织", 48.0, 1, 12.0), ["加入世…"]);
        assert_eq!(wrapped("Donaudampfschiff fährt", 60.0, 2, 12.0), ["Donaud…"]);
        assert!(wrapped(" ", 60.0, 2, 12.0).is_empty());
    }

    #[test]
    fn markup_in_names_stays_text() {
        assert_eq!(escaped("<b>'\"&"), "&lt;b&gt;&#39;&quot;&amp;");
        assert_eq!(literal("{a|b}"), "(a|b)");
    }
}
