//! Fuzzy matching over short lists: titles, names, themes, keys. Not for passages, which have
//! a search engine of their own.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;

use super::Extent;
use super::find::find_all;
use super::words::fold;

/// How well a pattern fits, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FuzzyMatch {
    /// Higher is better.
    pub score: i64,
    /// The matched letters, as bytes of the text, neighbours joined.
    pub extents: Vec<Extent>,
}

/// So many texts that hold the words as typed are enough; with fewer, scattered letters count too.
const ENOUGH: usize = 16;

/// Letters of a text among which one letter of a word may stand: farther apart they fit by chance.
const SPREAD: usize = 3;

/// Something to fit many texts with.
pub struct Pattern {
    words: Vec<Word>,
    matcher: SkimMatcherV2,
}

/// A word of a pattern.
struct Word {
    /// Without case and accents.
    text: String,
    finder: Finder<'static>,
}

impl Pattern {
    /// The words of `pattern`.
    pub fn new(pattern: &str) -> Self {
        let word = |word| {
            let text = fold(word);
            Word { finder: Finder::new(&text).into_owned(), text }
        };
        let words = pattern.split_whitespace().map(word).collect();
        Self { words, matcher: SkimMatcherV2::default().ignore_case() }
    }

    /// The places of the `texts` that fit, best first; equals, and everything where the pattern has no
    /// words, in the order given. `texts` are folded by [`fold`].
    ///
    /// Texts that hold every word as it was typed come first: those with most of them at the start of
    /// a word, then those where they stand earliest. Only where these are few (`ENOUGH`) do the
    /// letters also fit with others between them.
    pub fn rank<'t>(&self, texts: impl Iterator<Item = &'t str> + Clone) -> Vec<usize> {
        let held = |(place, text)| Some((self.held(text)?, place));
        let mut fitting: Vec<(Held, usize)> = texts.clone().enumerate().filter_map(held).collect();
        if fitting.len() >= ENOUGH || self.words.is_empty() {
            fitting.sort_unstable();
            return fitting.into_iter().map(|(_, place)| place).collect();
        }
        let holding: BTreeSet<usize> = fitting.iter().map(|(_, place)| *place).collect();
        fitting.sort_unstable();
        let others = texts.enumerate().filter(|(place, _)| !holding.contains(place));
        let mut scattered: Vec<(Reverse<i64>, usize)> =
            others.filter_map(|(place, text)| Some((Reverse(self.score(text)?), place))).collect();
        scattered.sort_unstable();
        let fitting = fitting.into_iter().map(|(_, place)| place);
        fitting.chain(scattered.into_iter().map(|(_, place)| place)).collect()
    }

    /// How well every word stands in a folded text as typed; smaller is better.
    fn held(&self, text: &str) -> Option<Held> {
        let mut held = Held::default();
        for word in &self.words {
            let place = word.finder.find(text.as_bytes())?;
            let mut places = word.finder.find_iter(text.as_bytes());
            held.inside += usize::from(!places.any(|place| starts_word(text, place)));
            held.first += place;
        }
        Some(held)
    }

    /// How well the letters of every word fit, with others between them; higher is better.
    fn score(&self, text: &str) -> Option<i64> {
        let mut words = self.words.iter().map(|word| word.text.as_str());
        if !words.clone().all(|word| stands_close(text, word)) {
            return None;
        }
        words.try_fold(0, |sum, word| Some(sum + self.matcher.fuzzy_match(text, word)?))
    }

    /// Fits its words to `text` in any order, each as letters in order and close together, case and
    /// accents aside. `None` where one of them does not fit; a pattern without words fits everything.
    pub fn fit(&self, text: &str) -> Option<FuzzyMatch> {
        let mut found = FuzzyMatch { score: 0, extents: Vec::new() };
        let folded = fold(text);
        for word in self.words.iter().map(|word| word.text.as_str()) {
            let whole = find_all(text, word);
            let starting = whole.iter().find(|extent| starts_word(text, extent.start));
            let letters = self.matcher.fuzzy_indices(text, word);
            let letters = letters.filter(|_| stands_close(&folded, word));
            found.score += letters.as_ref().map_or(0, |(score, _)| *score);
            match (starting.or(whole.first()), letters) {
                (Some(extent), _) => found.extents.push(*extent),
                (None, Some((_, letters))) => found.extents.extend(extents(text, &letters)),
                (None, None) => return None,
            }
        }
        found.extents.sort_unstable();
        found.extents.dedup_by(|next, last| {
            let touching = next.start <= last.end;
            if touching {
                last.end = last.end.max(next.end);
            }
            touching
        });
        Some(found)
    }
}

/// Whether the letters of `word` stand somewhere in `text` in their order and close together: cheap,
/// as far apart they stand in nearly every long text.
fn stands_close(text: &str, word: &str) -> bool {
    let Some(first) = word.chars().next() else { return true };
    let most = SPREAD * word.chars().count();
    text.match_indices(first).any(|(start, _)| {
        let mut wanted = word.chars().peekable();
        let near = text.get(start..).into_iter().flat_map(str::chars).take(most);
        for c in near {
            wanted.next_if_eq(&c);
        }
        wanted.peek().is_none()
    })
}

/// How a text holds the words of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Held {
    /// How many of them stand only inside other words.
    inside: usize,
    /// Sum of the bytes where they first stand.
    first: usize,
}

/// Whether a word starts at this byte of `text`.
fn starts_word(text: &str, place: usize) -> bool {
    let before = text.get(..place).and_then(|before| before.chars().next_back());
    !before.is_some_and(char::is_alphanumeric)
}

/// Bytes of the letters with these numbers, which rise.
fn extents(text: &str, letters: &[usize]) -> Vec<Extent> {
    let mut letters = letters.iter().peekable();
    let chars = text.char_indices().enumerate();
    let chosen = chars.filter(|(at, _)| letters.next_if(|letter| *letter == at).is_some());
    chosen.map(|(_, (start, c))| Extent::new(start, start + c.len_utf8())).collect()
}

/// Fits `pattern` to one text; see [`Pattern::fit`].
pub fn fuzzy(pattern: &str, text: &str) -> Option<FuzzyMatch> {
    Pattern::new(pattern).fit(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_in_any_order_and_say_where() {
        let found = fuzzy("war minsk", "Minsk and the war").unwrap();
        assert_eq!(found.extents, [Extent::new(0, 5), Extent::new(14, 17)]);
        assert!(fuzzy("minsk peace", "Minsk and the war").is_none());
        assert_eq!(fuzzy("", "x").unwrap().extents, []);
    }

    #[test]
    fn whole_words_come_before_their_insides_and_these_before_scattered_letters() {
        let texts = ["a beforewar time", "why are they", "the long war", "war and peace", "peace"];
        let rank = |pattern: &str| Pattern::new(pattern).rank(texts.into_iter());
        assert_eq!(rank("war"), [3, 2, 0, 1]);
        assert_eq!(rank("WAR the"), [2, 1]);
        assert_eq!(rank(""), [0, 1, 2, 3, 4]);
        assert!(rank("wax").is_empty());
    }

    #[test]
    fn scattered_letters_fit_only_where_few_texts_hold_the_words() {
        let mut texts = vec!["why are they"];
        texts.resize(ENOUGH, "war");
        assert_eq!(Pattern::new("war").rank(texts.iter().copied()).len(), ENOUGH);
        texts.push("war");
        let whole: Vec<usize> = (1..=ENOUGH).collect();
        assert_eq!(Pattern::new("war").rank(texts.iter().copied()), whole);
    }

    #[test]
    fn letters_far_apart_do_not_fit() {
        assert!(fuzzy("blrs", "the Belarusian army").is_some());
        assert!(fuzzy("blrs", "because late rivers are slow").is_none());
        let texts = ["the belarusian army", "because late rivers are slow"];
        assert_eq!(Pattern::new("blrs").rank(texts.into_iter()), [0]);
    }

    #[test]
    fn what_is_held_is_marked_where_a_word_starts_accents_aside() {
        assert_eq!(fuzzy("lodz", "Velodzin and Łódź").unwrap().extents, [Extent::new(13, 20)]);
    }
}
