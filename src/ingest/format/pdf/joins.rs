//! How the end of one line and the beginning of the next belong together.

use std::collections::HashSet;

use super::segments::Segment;
use crate::ingest::line::shape;
use crate::ingest::structure::repair::{self, Vocabulary};

/// Of the lines that go on, this share ends in a space where a document writes them: then one that does
/// not was cut within a word, whose hyphen is drawn but not written.
const SPACED: (usize, usize) = (4, 5);

/// What a document's words tell of the ends of its lines.
pub(super) struct Joiner {
    vocabulary: Vocabulary,
    /// Words that the text has more than once.
    often: HashSet<String>,
    /// Words that stand within lines, where none can be cut.
    inside: HashSet<String>,
    is_spaced: bool,
}

impl Joiner {
    /// For the whole `text` of a document, of which `lines` go on in the next.
    pub(super) fn of<'a>(text: &str, lines: impl Iterator<Item = &'a Segment>) -> Self {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let (mut ends, mut spaced) = (0, 0);
        let mut inside = HashSet::new();
        for line in lines {
            ends += 1;
            let words: Vec<&str> = line.text.split_whitespace().collect();
            if let [_, between @ .., _] = words.as_slice() {
                inside.extend(between.iter().map(|word| bare(word)));
            }
            spaced += usize::from(line.text.ends_with(char::is_whitespace));
        }
        Self {
            vocabulary: Vocabulary::of(text),
            inside,
            often: twice(text.split_whitespace().map(bare)),
            is_spaced: spaced * SPACED.1 >= ends * SPACED.0 && ends > 4,
        }
    }

    fn is_often(&self, word: &str) -> bool {
        self.often.contains(&word.to_lowercase())
    }

    /// Whether a line that ends as `above` was cut within a word without writing a hyphen.
    fn is_cut(&self, above: &str, below: &str) -> bool {
        let word = below.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let before = above.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        self.is_spaced
            && above.ends_with(char::is_alphabetic)
            // What stands within lines by itself is whole, unless the two together stand there too.
            && (!self.inside.contains(&before.to_lowercase())
                || self.inside.contains(&format!("{before}{word}").to_lowercase()))
            && shape::starts_small(below)
            && !self.is_often(word)
    }

    /// How the line `above`, as it is written, and `below` belong together.
    pub(super) fn lines(&self, above: &str, below: &str) -> Join {
        if self.is_cut(above, below) { Join::Whole } else { self.joint(above, below) }
    }

    /// How `above` and `below` belong together.
    pub(super) fn joint(&self, above: &str, below: &str) -> Join {
        let above = above.trim_end();
        if above.ends_with('\u{ad}') {
            return Join::Drop;
        }
        let hyphen = above.strip_suffix(['-', '\u{2010}']);
        let Some(stem) = hyphen.filter(|stem| stem.ends_with(char::is_alphabetic)) else {
            let tight = above.ends_with(['—', '–', '/']) && !above.ends_with([' ', '\u{a0}']);
            return if tight { Join::Whole } else { Join::Space };
        };
        match repair::joint(&format!("{stem}-"), below, &self.vocabulary) {
            repair::Joint::Space => Join::Space,
            repair::Joint::HyphenGoes => Join::Drop,
            repair::Joint::Nothing if !shape::starts_small(below) => Join::Whole,
            repair::Joint::Nothing => self.printed(stem, below),
        }
    }

    /// Printers cut words; a hyphen that is the word's own is written elsewhere too, or stands between words
    /// that stand alone elsewhere.
    fn printed(&self, stem: &str, below: &str) -> Join {
        let last = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let first = below.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let own = self.vocabulary.has(&format!("{last}-{first}"))
            || last.chars().count() < 2
            || self.is_often(last)
                && self.is_often(first)
                && last.chars().count() > 3
                && first.chars().count() > 3
            || stem.ends_with(|c: char| c.is_numeric());
        if own { Join::Whole } else { Join::Drop }
    }
}

/// How two lines are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// A space between them.
    Space,
    /// Nothing between them.
    Whole,
    /// Nothing, and the hyphen goes.
    Drop,
}

impl Join {
    /// Prepares the end of `above`; what comes between.
    pub(super) fn apply(self, above: &mut String) -> &'static str {
        above.truncate(above.trim_end().len());
        match self {
            Self::Space => " ",
            Self::Whole => "",
            Self::Drop => {
                above.pop();
                ""
            }
        }
    }
}

/// What is there more than once.
pub(super) fn twice(all: impl Iterator<Item = String>) -> HashSet<String> {
    let (mut once, mut twice) = (HashSet::new(), HashSet::new());
    for one in all {
        if !once.insert(one.clone()) {
            twice.insert(one);
        }
    }
    twice
}
