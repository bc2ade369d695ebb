//! Outside text in the formats that authors paste: one line, Markdown, LaTeX, addresses.

use super::Address;
use crate::{
    atlas::Lang,
    spec::{Key, ThemeChoice},
};
use core::fmt::Write as _;

/// Whether a character has no form to be seen: a control character, a byte order mark, no character.
fn is_invisible(character: char) -> bool {
    character.is_control() || matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text in one line: any white space is one space, what cannot be seen is gone.
pub(super) fn one_line(text: &str) -> String {
    let kept = text.split(char::is_whitespace).map(|word| word.replace(is_invisible, ""));
    kept.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A text in one line of Markdown that shows as it is: `CommonMark`, and Pandoc's and Quarto's additions
/// (citations, attributes, fenced divisions, shortcodes).
///
/// Marks that mean something only at the beginning of a line are escaped there alone, so that the
/// source stays readable.
pub(super) fn markdown(text: &str) -> String {
    const EVERYWHERE: &str = r"\`*_[]<>{}#|~^$&@";
    const AT_FIRST: &str = "-+=:";
    let line = one_line(text);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(line.len() + 8);
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        let first = at == 0 && AT_FIRST.contains(character);
        let numbered = at > 0 && at == digits && matches!(character, '.' | ')');
        // Pandoc makes a dash of two.
        let dash = character == '-' && before == '-';
        if first || numbered || dash || EVERYWHERE.contains(character) {
            out.push('\\');
        }
        out.push(character);
        before = character;
    }
    out
}

/// A text in one line of LaTeX inside braces: no mark has a meaning, and braces balance, for BibTeX
/// also counts those behind a backslash. Letters stay UTF-8.
pub(super) fn latex(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len() + 8);
    let mut before = ' ';
    for character in line.chars() {
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(character);
            }
            // Two of them would become a dash or a quotation mark.
            '-' | '\'' if before == character => {
                out.push_str("{}");
                out.push(character);
            }
            _ => out.push(character),
        }
        before = character;
    }
    out
}

/// A piece of an address without anything that ends an address in HTML, Markdown, LaTeX or a message:
/// that is percent-encoded, which reading undoes. Letters of any script stay.
pub(super) fn in_address(text: &str) -> String {
    const ENDING: &str = "\"'<>()[]{}\\^`|";
    let mut out = String::with_capacity(text.len());
    let mut bytes = [0; 4];
    for character in text.chars() {
        if !character.is_whitespace() && !is_invisible(character) && !ENDING.contains(character) {
            out.push(character);
            continue;
        }
        for byte in character.encode_utf8(&mut bytes).bytes() {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The folder of the site where others can open it: over HTTP.
pub(super) fn site(address: Address<'_>) -> Option<String> {
    let site = address.site;
    (site.starts_with("https://") || site.starts_with("http://")).then(|| in_address(site))
}

/// The folder of the site as a page may name it: where others can open it, or relative to the page
/// (`../`), which is right for pages that lie in the site itself and for no other.
pub(super) fn folder(address: Address<'_>) -> Option<String> {
    let is_above = !address.site.is_empty() && address.site.replace("../", "").is_empty();
    if is_above { Some(address.site.to_owned()) } else { site(address) }
}

/// A fragment without its language and colours: what is shown, not how.
pub(super) fn without_appearance(fragment: &str) -> String {
    let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
    let own = [Key::Lang, Key::Theme].map(Key::code);
    let kept = query.split('&').filter(|pair| {
        let key = pair.split_once('=').map_or(*pair, |(key, _)| key);
        !key.is_empty() && !own.contains(&key)
    });
    let kept: Vec<&str> = kept.collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// A fragment with a language and colours, as [`spec`](crate::spec) writes them: none where they are
/// the reader's own.
pub(super) fn with_appearance(fragment: &str, lang: Option<Lang>, theme: ThemeChoice) -> String {
    let mut text = without_appearance(fragment);
    let mut add = |key: Key, code: &str| {
        let separator = if text.contains('?') { '&' } else { '?' };
        // Writing to a string cannot fail.
        let _ = write!(text, "{separator}{}={code}", key.code());
    };
    if let Some(lang) = lang {
        add(Key::Lang, lang.code());
    }
    if theme != ThemeChoice::default() {
        add(Key::Theme, theme.code());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_of_markdown_lose_their_meaning() {
        assert_eq!(markdown("::: {.x}\n](a)"), "\\::: \\{.x\\} \\](a)");
        assert_eq!(markdown("1. first"), "1\\. first");
        assert_eq!(markdown("2023) - 4.5"), "2023\\) - 4.5");
        assert_eq!(markdown("a --> b"), "a -\\-\\> b");
        assert_eq!(markdown("GDP per person - 4.5"), "GDP per person - 4.5");
        assert_eq!(markdown("{{< include x >}}"), "\\{\\{\\< include x \\>\\}\\}");
    }

    #[test]
    fn marks_of_latex_lose_their_meaning() {
        assert_eq!(
            latex("50% & \\x{y}"),
            "50\\% \\& \\textbackslash{}x\\textbraceleft{}y\\textbraceright{}"
        );
        assert_eq!(latex("a -- b '' c"), "a -{}- b '{}' c");
        assert_eq!(latex("人均\u{0}GDP"), "人均GDP");
    }

    #[test]
    fn language_and_colours_are_replaced_and_nothing_else() {
        let link = "#/explore?view=map&lang=zh&theme=dark";
        assert_eq!(without_appearance(link), "#/explore?view=map");
        assert_eq!(without_appearance("#/gallery/a?lang=zh"), "#/gallery/a");
        let with = with_appearance(link, Some(Lang::En), ThemeChoice::Light);
        assert_eq!(with, "#/explore?view=map&lang=en&theme=light");
        let with = with_appearance("#/gallery/a", Some(Lang::Zh), ThemeChoice::Auto);
        assert_eq!(with, "#/gallery/a?lang=zh");
        assert_eq!(with_appearance(link, None, ThemeChoice::Auto), "#/explore?view=map");
    }

    #[test]
    fn only_addresses_that_others_can_open_are_sites() {
        let of = |site| super::site(Address { site, fragment: "#/" });
        assert_eq!(of(""), None);
        assert_eq!(of("file:///home/x/"), None);
        assert_eq!(of("javascript:alert(1)//"), None);
        assert_eq!(of("https://a.org/\"x"), Some("https://a.org/%22x".to_owned()));
        assert_eq!(of("../"), None, "no address for a message or a citation");
    }

    #[test]
    fn a_page_in_the_site_may_name_it_by_the_way_up() {
        let of = |site| super::folder(Address { site, fragment: "#/" });
        assert_eq!(of("../").as_deref(), Some("../"));
        assert_eq!(of("../../").as_deref(), Some("../../"));
        assert_eq!(of("https://a.org/\"x"), Some("https://a.org/%22x".to_owned()));
        for none in ["", "..", "../x/", "/", "..//", ".././", "file:///home/x/", "javascript:../"] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_one_line_of_balanced_latex(text: String) {
            let written = latex(&text);
            let mut depth = 0_i64;
            for character in written.chars() {
                prop_assert!(!character.is_control());
                depth += i64::from(character == '{') - i64::from(character == '}');
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
        }

        #[test]
        fn an_address_has_neither_blanks_nor_ends(text: String) {
            let written = in_address(&text);
            let ends = |one: char| one.is_whitespace() || one.is_control() || "\"<>()`".contains(one);
            prop_assert!(!written.contains(ends));
        }
    }
}
