//! One term of a theme: how it is written and what it asks of the text.

use crate::index::tokens;

/// The most words that may stand between two parts of a term.
pub(super) const WIDEST_GAP: usize = 40;

/// The most gaps in one term: each multiplies the places to try.
const GAPS: usize = 4;

/// Longest `re:` pattern, in bytes, and the size its compiled form may have.
const REGEX_LENGTH: usize = 500;
pub(super) const REGEX_SIZE: usize = 1 << 20;

/// What a term is worth in its theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Tier {
    /// One is enough for a passage to be on the theme.
    Core,
    /// Two different ones are needed.
    Support,
    /// Words that never count; taken out before anything else.
    Not,
}

/// A term as the reader wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// As written: `peace talks`, `drag <6> war/hostilities`, `mediat*`, `=nato`, `re:…`.
    pub text: String,
    /// How far it marks a passage by itself.
    pub tier: Tier,
    /// Its line in the theme file, from 1; 0 for terms that no file holds.
    pub line: usize,
    pub(super) pattern: Pattern,
}

/// What a term asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Pattern {
    /// Words in one sentence.
    Words(Vec<Slot>),
    /// A regular expression, case-blind, within one sentence.
    Regex(String),
}

/// One place in a term: any of several runs of words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    /// How it stands to the slots before it.
    pub(super) gap: Gap,
    /// Runs of consecutive words, any of which will do.
    pub(super) choices: Vec<Vec<Test>>,
}

/// How far from the words before it a slot may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Gap {
    /// Directly after.
    None,
    /// After, with at most so many words between.
    After(usize),
    /// Before or after, with at most so many words between.
    Around(usize),
}

/// What one word must be; the strings are folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Test {
    /// A word with the stem of this one.
    Stem(String),
    /// A word that starts so.
    Prefix(String),
    /// This word in this form alone, folded.
    Exact(String),
}

/// Why a term cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// Nothing that could be looked for.
    #[error("“{0}” has no word in it; remove it or write a word")]
    NoWord(String),
    /// A gap where no word follows or comes before.
    #[error("“{0}” needs a word on both sides of its gap, as in “drag <6> war”")]
    LooseGap(String),
    /// A gap wider than a sentence.
    #[error("“{0}” allows more than 40 words between; use a smaller number")]
    WideGap(String),
    /// More gaps than can be tried in time.
    #[error("“{0}” has more than four gaps; make two terms of it")]
    ManyGaps(String),
    /// A pattern that the regex engine refuses.
    #[error("“{0}” is no usable pattern: {1}")]
    Regex(String, String),
}

impl Term {
    /// Reads a term.
    ///
    /// # Errors
    /// One sentence that says what is wrong with it.
    pub fn parse(text: &str, tier: Tier) -> Result<Self, TermError> {
        let pattern = match text.trim().strip_prefix("re:") {
            Some(regex) => Pattern::Regex(checked_regex(text, regex.trim())?),
            None => Pattern::Words(slots(text)?),
        };
        Ok(Self { text: text.trim().to_owned(), tier, line: 0, pattern })
    }

    /// The single words that the term asks for.
    pub(super) fn tests(&self) -> impl Iterator<Item = &Test> {
        let slots = match &self.pattern {
            Pattern::Words(slots) => slots.as_slice(),
            Pattern::Regex(_) => &[],
        };
        slots.iter().flat_map(|slot| slot.choices.iter().flatten())
    }
}

impl Test {
    /// The folded word of the test.
    pub(super) fn word(&self) -> &str {
        match self {
            Self::Stem(word) | Self::Prefix(word) | Self::Exact(word) => word,
        }
    }
}

fn slots(text: &str) -> Result<Vec<Slot>, TermError> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut gap = Gap::None;
    for piece in text.split_whitespace() {
        if let Some((words, make)) = gap_of(piece) {
            if slots.is_empty() || gap != Gap::None {
                return Err(TermError::LooseGap(text.to_owned()));
            }
            let words = words.parse().ok().filter(|words| *words <= WIDEST_GAP);
            gap = make(words.ok_or_else(|| TermError::WideGap(text.to_owned()))?);
            continue;
        }
        if piece.starts_with(['<', '~']) {
            return Err(TermError::LooseGap(text.to_owned()));
        }
        let choices: Vec<Vec<Test>> =
            piece.split('/').map(tests).filter(|tests| !tests.is_empty()).collect();
        if !choices.is_empty() {
            slots.push(Slot { gap, choices });
            gap = Gap::None;
        }
    }
    if slots.is_empty() {
        return Err(TermError::NoWord(text.to_owned()));
    }
    if gap != Gap::None {
        return Err(TermError::LooseGap(text.to_owned()));
    }
    if slots.iter().filter(|slot| slot.gap != Gap::None).count() > GAPS {
        return Err(TermError::ManyGaps(text.to_owned()));
    }
    Ok(slots)
}

/// A gap of so many words.
type MakeGap = fn(usize) -> Gap;

/// The digits of `<6>` and `~4` and the gap that they make.
fn gap_of(piece: &str) -> Option<(&str, MakeGap)> {
    let ordered = piece.strip_prefix('<').and_then(|p| p.strip_suffix('>'));
    let (digits, make): (&str, MakeGap) = match ordered {
        Some(digits) => (digits, Gap::After),
        None => (piece.strip_prefix('~')?, Gap::Around),
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some((digits, make))
}

/// The words of one choice, cut as the text is: “false-flag” is two in a row.
fn tests(choice: &str) -> Vec<Test> {
    let exact = choice.starts_with('=');
    let prefix = choice.ends_with('*');
    let words: Vec<String> = tokens::plain(choice).into_iter().map(|(word, _)| word).collect();
    let last = words.len().saturating_sub(1);
    words
        .into_iter()
        .enumerate()
        .map(|(place, word)| match () {
            () if prefix && place == last => Test::Prefix(word),
            () if exact => Test::Exact(word),
            () => Test::Stem(word),
        })
        .collect()
}

/// `pattern` with straight quotes standing for curly ones too, if the engine takes it.
fn checked_regex(text: &str, pattern: &str) -> Result<String, TermError> {
    let fail = |why: &str| TermError::Regex(text.to_owned(), why.to_owned());
    if pattern.is_empty() {
        return Err(TermError::NoWord(text.to_owned()));
    }
    if pattern.len() > REGEX_LENGTH {
        return Err(fail("longer than 500 letters"));
    }
    let mut read = String::with_capacity(pattern.len());
    let (mut escaped, mut in_class) = (false, false);
    for c in pattern.chars() {
        let quotes = match c {
            '\'' => Some("'‘’"),
            '"' => Some("\"“”„"),
            _ => None,
        };
        if escaped && quotes.is_some() {
            // A quote means itself with a backslash and without: before a class it would mean the bracket.
            read.pop();
        }
        match quotes {
            Some(quotes) if in_class => read.push_str(quotes),
            Some(quotes) => {
                read.push('[');
                read.push_str(quotes);
                read.push(']');
            }
            None => read.push(c),
        }
        if !escaped {
            in_class = c == '[' || (in_class && c != ']');
        }
        escaped = c == '\\' && !escaped;
    }
    match compile(&read) {
        Ok(_) => Ok(read),
        Err(regex::Error::CompiledTooBig(_)) => Err(fail("it grows too large; shorten its counts")),
        Err(error) => {
            let line = error.to_string();
            Err(fail(line.lines().last().unwrap_or("").trim_start_matches("error: ")))
        }
    }
}

/// The pattern as the engine runs it: case-blind, bounded in size.
pub(super) fn compile(pattern: &str) -> Result<regex::Regex, regex::Error> {
    regex::RegexBuilder::new(pattern).case_insensitive(true).size_limit(REGEX_SIZE).build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<Slot> {
        match Term::parse(text, Tier::Core).unwrap().pattern {
            Pattern::Words(slots) => slots,
            Pattern::Regex(_) => panic!("{text} is made of words"),
        }
    }

    #[test]
    fn every_form_is_read() {
        let drag = words("drag <6> war/hostilities");
        assert_eq!(drag.len(), 2);
        assert_eq!(drag[1].gap, Gap::After(6));
        assert_eq!(drag[1].choices.len(), 2);
        assert_eq!(words("send ~4 troops")[1].gap, Gap::Around(4));
        assert_eq!(words("mediat*")[0].choices, [[Test::Prefix("mediat".into())]]);
        assert_eq!(words("=NATO")[0].choices, [[Test::Exact("nato".into())]]);
        assert_eq!(words("false-flag")[0].choices[0].len(), 2);
        assert_eq!(words("Kremlin’s proxy")[0].choices, [[Test::Stem("kremlin".into())]]);
    }

    #[test]
    fn what_cannot_be_looked_for_is_refused() {
        for bad in ["", "  ", "…", "<3> war", "drag <3>", "drag <3> <4> war", "drag <99> war"] {
            assert!(Term::parse(bad, Tier::Core).is_err(), "{bad}");
        }
        for bad in ["re:", "re:(", r"re:(\w{1,500}){1,500}"] {
            assert!(Term::parse(bad, Tier::Core).is_err(), "{bad}");
        }
    }

    #[test]
    fn quotes_of_a_pattern_stand_for_curly_ones_inside_a_class_and_outside() {
        for (typed, read) in [
            ("[ab]'s", "[ab]['‘’]s"),
            ("[ab']", "[ab'‘’]"),
            (r"\['s", r"\[['‘’]s"),
            (r"\\[']", r"\\['‘’]"),
            (r"[\]']", r"[\]'‘’]"),
            (r"don\'t", "don['‘’]t"),
            (r#"[\"a]"#, r#"["“”„a]"#),
        ] {
            assert_eq!(checked_regex(typed, typed).as_deref(), Ok(read), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_term_is_too_odd_to_be_answered(text in "\\PC{0,40}") {
            let _ = Term::parse(&text, Tier::Support);
            let _ = Term::parse(&format!("re:{text}"), Tier::Support);
        }
    }
}
