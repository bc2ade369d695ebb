//! Comparing what a reader types with names: spelling that does not matter, and how well it fits.

/// Letters and digits of a text as readers compare them: case, full-width forms, blanks and
/// punctuation do not count; a point stays between digits. It keeps where words begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Bytes of `text` at which a word begins, in order.
    starts: Vec<u32>,
}

/// How well a name fits what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// It is the name.
    Exact,
    /// The name begins with it.
    Prefix,
    /// A word of the name does.
    WordStart,
    /// The name contains it.
    Contained,
    /// It is the name in pinyin, in full or by initials.
    PinyinExact,
    /// The name in pinyin begins with it.
    PinyinPrefix,
    /// It is a part of the name in pinyin, from the beginning of a syllable on.
    PinyinPart,
    /// All its words are found, though not beside one another.
    Words,
    /// All its characters are found in order, with a few others between them.
    Scattered,
}

/// The most characters that [`Fit::Scattered`] leaves out between two that were typed.
const GAP: usize = 5;

/// A full-width ASCII letter, digit or sign as ASCII; any other character as it is.
pub(super) fn half_width(c: char) -> char {
    match c {
        // Full-width ASCII stands 0xFEE0 above ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut folded = Self::default();
        let mut apart = true;
        let mut letters = text.chars().map(half_width).peekable();
        let mut before = ' ';
        while let Some(c) = letters.next() {
            let is_digit = |c: &char| c.is_ascii_digit();
            let point = c == '.' && is_digit(&before) && letters.peek().is_some_and(is_digit);
            if c.is_alphanumeric() || point {
                // From one script to the other a word begins, too.
                if apart || (c.is_ascii() != before.is_ascii()) {
                    folded.starts.push(u32::try_from(folded.text.len()).unwrap_or(u32::MAX));
                }
                folded.text.extend(c.to_lowercase());
                apart = false;
            } else if !matches!(c, '\'' | '’') {
                apart = true;
            }
            before = c;
        }
        folded
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether nothing is left of the text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How this name fits `typed`, a folded text that is not empty; at worst [`Fit::Contained`].
    /// Letters of an alphabet that are inside one word and go on in the next are no fit: `gini` is not
    /// meant by "living initiatives".
    pub fn fit(&self, typed: &str) -> Option<Fit> {
        let begins =
            |at: usize| u32::try_from(at).is_ok_and(|at| self.starts.binary_search(&at).is_ok());
        let in_words = typed.is_ascii();
        let is_whole =
            |at: &usize| !in_words || begins(*at) || !(*at..*at + typed.len()).any(begins);
        let mut places =
            self.text.match_indices(typed).map(|(at, _)| at).filter(is_whole).peekable();
        let first = *places.peek()?;
        if first == 0 {
            return Some(if self.text.len() == typed.len() { Fit::Exact } else { Fit::Prefix });
        }
        Some(if places.any(begins) { Fit::WordStart } else { Fit::Contained })
    }

    /// Whether all characters of `typed` stand in this name in their order with at most [`GAP`] others
    /// between two of them. Only for Chinese, and for three characters or more: letters of an
    /// alphabet, or two characters, would be found so nearly everywhere.
    pub fn scattered(&self, typed: &str) -> bool {
        let wanted: Vec<char> = typed.chars().collect();
        if wanted.len() < 3
            || wanted.iter().any(char::is_ascii)
            || !wanted.iter().all(|letter| self.text.contains(*letter))
        {
            return false;
        }
        // For every character of the name, how many others lie between it and the last one that was
        // typed, for the best of all ways to read the beginning of `typed`.
        let name: Vec<char> = self.text.chars().collect();
        let mut reached: Vec<usize> = Vec::new();
        for (at, letter) in wanted.iter().enumerate() {
            let next = (0..name.len()).filter(|here| {
                name[*here] == *letter
                    && (at == 0 || reached.iter().any(|last| last < here && here - last <= GAP + 1))
            });
            reached = next.collect();
            if reached.is_empty() {
                return false;
            }
        }
        true
    }
}

/// A Chinese name as it is typed in pinyin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pinyin {
    /// Every syllable, in lower case, one after the other.
    spelled: String,
    /// Bytes of `spelled` at which a syllable begins.
    starts: Vec<usize>,
    /// First letters of the syllables; letters and digits of the name stay whole.
    initials: String,
}

impl Pinyin {
    /// Reads pinyin without tones, ü as v, a blank between syllables. What begins with a capital is a
    /// whole name and has no initials.
    pub fn of(pinyin: &str) -> Self {
        let mut read = Self::default();
        for word in pinyin.split(' ').filter(|word| !word.is_empty()) {
            read.starts.push(read.spelled.len());
            read.spelled.push_str(&word.to_lowercase());
            match word.chars().next() {
                Some(first) if first.is_ascii_lowercase() => read.initials.push(first),
                _ => read.initials.push_str(&word.to_lowercase()),
            }
        }
        read
    }

    /// How the name fits a folded text. It fits from the beginning of a syllable on, so that `an` does
    /// not find every `shan`; a single letter is no initials, since it would find nearly everything.
    pub fn fit(&self, typed: &str) -> Option<Fit> {
        // Where ü is typed as such, not as v.
        let typed = typed.replace('ü', "v");
        if typed.is_empty() || !typed.is_ascii() {
            return None;
        }
        let fit = |at: usize, whole: usize| match at {
            0 if whole == typed.len() => Fit::PinyinExact,
            0 => Fit::PinyinPrefix,
            _ => Fit::PinyinPart,
        };
        let spelled = self.starts.iter().find(|at| self.spelled[**at..].starts_with(&typed));
        let short = self.initials.find(&typed).filter(|_| typed.len() > 1);
        let spelled = spelled.map(|at| fit(*at, self.spelled.len()));
        let short = short.map(|at| fit(at, self.initials.len()));
        spelled.into_iter().chain(short).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_that_does_not_matter_is_folded_away() {
        for (text, folded) in [
            ("ＧＤＰ　per person", "gdpperperson"),
            ("城乡、收入（比）", "城乡收入比"),
            ("People's", "peoples"),
            ("2.64 倍", "2.64倍"),
            ("000.t1.1", "000t1.1"),
            ("End.", "end"),
            ("－—…", ""),
        ] {
            assert_eq!(Folded::of(text).as_str(), folded);
        }
    }

    #[test]
    fn a_name_fits_as_a_whole_at_its_beginning_at_a_word_or_inside() {
        let name = Folded::of("Urban–rural income ratio（城乡居民收入比）");
        for (typed, fit) in [
            ("urban", Some(Fit::Prefix)),
            ("income", Some(Fit::WordStart)),
            ("ruralincome", Some(Fit::WordStart)),
            ("come", Some(Fit::Contained)),
            ("城乡", Some(Fit::WordStart)),
            ("居民", Some(Fit::Contained)),
            ("rent", None),
        ] {
            assert_eq!(name.fit(typed), fit, "{typed}");
        }
        assert_eq!(Folded::of("GDP").fit("gdp"), Some(Fit::Exact));
        let initiatives = Folded::of("Green living initiatives");
        assert_eq!(initiatives.fit("gini"), None, "over the end of a word");
        assert_eq!(initiatives.fit("livingini"), Some(Fit::WordStart));
        // The best of all places counts, not the first.
        assert_eq!(Folded::of("restart start").fit("start"), Some(Fit::WordStart));
    }

    #[test]
    fn characters_may_be_left_out_but_not_many_nor_their_order_changed() {
        let name = Folded::of("居民人均可支配收入");
        for typed in ["居民可支配收入", "居民收入", "人均收入", "居民人均可支配收入"]
        {
            assert!(name.scattered(typed), "{typed}");
        }
        assert!(!Folded::of("居民和各地的企业收入").scattered("居民收入"));
        assert!(!name.scattered("收入居民人均"));
        assert!(!name.scattered("居入"), "two characters say too little");
        assert!(!Folded::of("gross domestic product").scattered("gdp"));
        // The first 民 leads nowhere, the second does.
        assert!(Folded::of("民一二三四民生收").scattered("民生收"));
    }

    #[test]
    fn pinyin_fits_from_syllable_to_syllable_and_by_initials() {
        let name = Pinyin::of("cheng xiang ju min shou ru bi");
        for (typed, fit) in [
            ("chengxiangjuminshourubi", Some(Fit::PinyinExact)),
            ("cxjmsrb", Some(Fit::PinyinExact)),
            ("chengx", Some(Fit::PinyinPrefix)),
            ("shouru", Some(Fit::PinyinPart)),
            ("srb", Some(Fit::PinyinPart)),
            ("engxiang", None),
            ("c", Some(Fit::PinyinPrefix)),
            ("城", None),
            ("", None),
        ] {
            assert_eq!(name.fit(typed), fit, "{typed}");
        }
        assert_eq!(Pinyin::of("Fada guojia").fit("fadaguojia"), Some(Fit::PinyinExact));
    }
}
