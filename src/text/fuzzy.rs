//! Fuzzy matching over short lists: titles, names, themes, keys. Not for passages, which have
//! a search engine of their own.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Extent;

/// How well a pattern fits, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FuzzyMatch {
    /// Higher is better.
    pub score: i64,
    /// The matched letters, as bytes of the text, neighbours joined.
    pub extents: Vec<Extent>,
}

/// Something to fit many texts with.
pub struct Pattern {
    words: Vec<String>,
    matcher: SkimMatcherV2,
}

impl Pattern {
    /// The words of `pattern`.
    pub fn new(pattern: &str) -> Self {
        let words = pattern.split_whitespace().map(str::to_owned).collect();
        Self { words, matcher: SkimMatcherV2::default().ignore_case() }
    }

    /// Whether it fits everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well it fits `text`, without saying where: several times faster than [`Self::fit`].
    pub fn score(&self, text: &str) -> Option<i64> {
        self.words.iter().map(|word| self.matcher.fuzzy_match(text, word)).sum()
    }

    /// Fits its words to `text` in any order, each as letters in order, case aside. `None` where one
    /// of them does not fit; a pattern without words fits everything.
    pub fn fit(&self, text: &str) -> Option<FuzzyMatch> {
        let mut found = FuzzyMatch { score: 0, extents: Vec::new() };
        let mut letters = Vec::new();
        for word in &self.words {
            let (score, indices) = self.matcher.fuzzy_indices(text, word)?;
            found.score += score;
            letters.extend(indices);
        }
        letters.sort_unstable();
        let mut letters = letters.into_iter().peekable();
        for (at, (start, c)) in text.char_indices().enumerate() {
            let mut matched = false;
            while letters.next_if_eq(&at).is_some() {
                matched = true;
            }
            let end = start + c.len_utf8();
            match found.extents.last_mut() {
                Some(last) if matched && last.end == start => last.end = end,
                _ if matched => found.extents.push(Extent::new(start, end)),
                _ => {}
            }
        }
        Some(found)
    }
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
}
