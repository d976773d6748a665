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

/// Matches the words of `pattern` in any order, each as letters in order, case aside. `None` where
/// one of them does not fit; an empty pattern fits everything.
pub fn fuzzy(pattern: &str, text: &str) -> Option<FuzzyMatch> {
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut found = FuzzyMatch { score: 0, extents: Vec::new() };
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    for word in pattern.split_whitespace() {
        let (score, letters) = matcher.fuzzy_indices(text, word)?;
        found.score += score;
        for letter in letters {
            if let (Some(&start), Some(&end)) = (bytes.get(letter), bytes.get(letter + 1)) {
                found.extents.push(Extent::new(start, end));
            }
        }
    }
    found.extents.sort_unstable();
    found.extents.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    Some(found)
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
