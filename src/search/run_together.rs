//! Beginnings of several words typed as one: `lukmosc` for “Lukashenka … Moscow”.

use std::collections::HashMap;
use std::ops::Range;

use super::nearness::nearness;
use super::penalties as cost;
use crate::index::Index;

/// Most pieces a word is cut into.
const PIECES: usize = 4;
/// Longest word that is cut.
const LONGEST: usize = 20;
/// Sentences that are looked at for one word.
const LOOKED_AT: usize = 12_000;
/// Share of all sentences above which a piece says too little to go by.
const TELLING: usize = 8;

/// The words of the vocabulary that the pieces of a cut may begin.
type Cut = Vec<Range<u32>>;

/// All sentences that have the pieces of some cut in order.
#[derive(Debug, Default)]
pub(super) struct RunTogether {
    cuts: Vec<Cut>,
    /// Sentence and cut, rising.
    sentences: Vec<(u32, usize)>,
}

impl RunTogether {
    /// Reads `typed` as joined beginnings; `None` if told to stop.
    pub(super) fn find(index: &Index, typed: &str, stop: &dyn Fn() -> bool) -> Option<Self> {
        let mut found = Self::default();
        let letters: Vec<char> = typed.chars().take(LONGEST + 1).collect();
        if letters.len() > LONGEST {
            return Some(found);
        }
        let mut pieces = Pieces { index, known: HashMap::new() };
        let mut cuts = Vec::new();
        cut(&letters, &mut Vec::new(), &mut |cut| {
            let ranges: Option<Cut> = cut.iter().map(|piece| pieces.range(piece)).collect();
            cuts.extend(ranges);
        });
        cuts.sort_by_key(Vec::len);
        let mut left = LOOKED_AT;
        for cut in cuts {
            if stop() {
                return None;
            }
            let number = found.cuts.len();
            for sentence in pieces.common(&cut, &mut left) {
                if places(index.words_of(sentence), &cut).is_some() {
                    found.sentences.push((sentence, number));
                }
            }
            found.cuts.push(cut);
        }
        found.sentences.sort_unstable();
        found.sentences.dedup_by_key(|(sentence, _)| *sentence);
        Some(found)
    }

    /// The sentences with what each costs.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (u32, f32)> {
        self.sentences.iter().map(|(sentence, cut)| (*sentence, self.penalty(*cut)))
    }

    /// Where the pieces stand in the sentence, and what that is worth.
    pub(super) fn at(&self, index: &Index, sentence: u32) -> Option<(Vec<u32>, f32)> {
        let place = self.sentences.binary_search_by_key(&sentence, |(found, _)| *found).ok()?;
        let number = self.sentences.get(place)?.1;
        let (places, near) = places(index.words_of(sentence), self.cuts.get(number)?)?;
        Some((places, near - self.penalty(number)))
    }

    fn penalty(&self, cut: usize) -> f32 {
        let more = self.cuts.get(cut).map_or(0, |cut| cut.len().saturating_sub(2));
        let (base, each) = cost::RUN_TOGETHER;
        each * super::real(more) + base
    }
}

/// Cuts `letters` in all ways into two to [`PIECES`] pieces of three letters and more, one of which
/// may have two.
fn cut(letters: &[char], before: &mut Vec<String>, each: &mut impl FnMut(&[String])) {
    let short = before.iter().filter(|piece| piece.chars().count() == 2).count();
    let fits = letters.len() >= 3 || (letters.len() == 2 && short == 0);
    if !before.is_empty() && fits {
        before.push(letters.iter().collect());
        each(before);
        before.pop();
    }
    if before.len() + 1 >= PIECES {
        return;
    }
    for length in 2..letters.len().saturating_sub(1) {
        if length == 2 && short > 0 {
            continue;
        }
        if let Some((piece, rest)) = letters.split_at_checked(length) {
            before.push(piece.iter().collect());
            cut(rest, before, each);
            before.pop();
        }
    }
}

/// What pieces of a word begin.
struct Pieces<'i> {
    index: &'i Index,
    known: HashMap<String, Option<Range<u32>>>,
}

impl Pieces<'_> {
    /// The words that begin with `piece`, if there are any and not too many.
    fn range(&mut self, piece: &str) -> Option<Range<u32>> {
        if let Some(known) = self.known.get(piece) {
            return known.clone();
        }
        let range = self.index.vocabulary.beginning_with(piece);
        let range = (!range.is_empty()).then_some(range);
        self.known.insert(piece.to_owned(), range.clone());
        range
    }

    fn count(&self, range: &Range<u32>) -> usize {
        range.clone().map(|word| self.index.postings.count(word) as usize).sum()
    }

    /// The sentences that have a word for each piece, rising; as long as `left` lasts.
    fn common(&self, cut: &[Range<u32>], left: &mut usize) -> Vec<u32> {
        let mut ranges: Vec<_> = cut.iter().map(|range| (self.count(range), range)).collect();
        ranges.sort_by_key(|(count, _)| *count);
        let Some(((rarest, first), others)) = ranges.split_first() else { return Vec::new() };
        if *rarest > (self.index.sentence_count() / TELLING).max(LOOKED_AT) {
            return Vec::new();
        }
        let mut common: Vec<u32> =
            Range::clone(first).flat_map(|word| self.index.postings.of(word)).collect();
        common.sort_unstable();
        common.dedup();
        for (count, range) in others {
            // Looking into few sentences costs less than reading long lists.
            if common.len() * 16 < *count {
                continue;
            }
            let mut bits = vec![0_u64; self.index.sentence_count().div_ceil(64)];
            for sentence in Range::clone(range).flat_map(|word| self.index.postings.of(word)) {
                if let Some(bits) = bits.get_mut(sentence as usize / 64) {
                    *bits |= 1 << (sentence % 64);
                }
            }
            common.retain(|sentence| {
                bits.get(*sentence as usize / 64).is_some_and(|b| b >> (sentence % 64) & 1 == 1)
            });
        }
        common.truncate(*left);
        *left -= common.len();
        common
    }
}

/// Where words for each piece stand in order, the nearest to each other, and what that is worth.
fn places(tokens: &[u32], cut: &[Range<u32>]) -> Option<(Vec<u32>, f32)> {
    // For each piece so far: its places, the worth of the best way there, and the one before.
    let mut ways: Vec<Vec<(u32, f32, usize)>> = Vec::with_capacity(cut.len());
    for range in cut {
        let mut here = Vec::new();
        for (place, token) in (0_u32..).zip(tokens) {
            if !range.contains(&(token >> 1)) {
                continue;
            }
            let Some(before) = ways.last() else {
                here.push((place, 0.0, 0));
                continue;
            };
            let best = before
                .iter()
                .enumerate()
                .filter(|(_, (earlier, ..))| *earlier < place)
                .map(|(at, (earlier, sum, _))| (sum + nearness(*earlier, place), at))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((sum, at)) = best {
                here.push((place, sum, at));
            }
        }
        if here.is_empty() {
            return None;
        }
        ways.push(here);
    }
    let (mut at, sum) = ways
        .last()?
        .iter()
        .enumerate()
        .map(|(at, (_, sum, _))| (at, *sum))
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    let mut places = Vec::with_capacity(cut.len());
    for here in ways.iter().rev() {
        let (place, _, before) = here.get(at)?;
        places.push(*place);
        at = *before;
    }
    places.reverse();
    Some((places, sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_into_telling_pieces() {
        let mut cuts = Vec::new();
        let letters: Vec<char> = "lukmosc".chars().collect();
        cut(&letters, &mut Vec::new(), &mut |pieces| cuts.push(pieces.join("|")));
        assert_eq!(cuts, ["lu|kmosc", "luk|mosc", "lukm|osc", "lukmo|sc"]);
    }

    #[test]
    fn the_nearest_places_in_order_count() {
        let tokens: Vec<u32> = [1, 9, 2, 5, 1, 2].iter().map(|word| word << 1).collect();
        let (places, _) = places(&tokens, &[1..2, 2..3]).unwrap();
        assert_eq!(places, [4, 5]);
        assert!(super::places(&tokens, &[2..3, 9..10]).is_none());
    }
}
