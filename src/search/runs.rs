//! What one typed word may mean as several: joined beginnings (`lukmosc` for “Lukashenka … Moscow”) and other
//! names of what it names (“United Nations” for `UN`).

use std::collections::HashMap;
use std::ops::Range;

use super::Stop;
use super::aliases::Name;
use super::nearness::nearness;
use super::penalties as cost;
use super::results::How;
use crate::index::Index;

/// Most pieces a word is cut into.
const PIECES: usize = 4;
/// Longest word that is cut.
const LONGEST: usize = 20;
/// Sentences that are looked at for one word.
const LOOKED_AT: usize = 12_000;
/// Places from one word of a name to the next: “Bosnia and Herzegovina”, “Saudi-Arabien”.
const NAME_APART: u32 = 2;
/// Share of all sentences above which a piece says too little to go by.
const TELLING: usize = 8;

/// Words of the vocabulary for each piece: the beginnings in a cut, a word in a name.
type Cut = Vec<Vec<Range<u32>>>;

/// Words that follow each other in a sentence and may be meant together.
#[derive(Debug)]
struct Run {
    pieces: Cut,
    /// Most places from one piece to the next.
    apart: u32,
    /// What the difference costs, in nats.
    penalty: f32,
    /// Why it may be meant.
    how: How,
}

/// All sentences that have the pieces of some run in order.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    /// Sentence and run, rising.
    sentences: Vec<(u32, usize)>,
}

impl Runs {
    /// Where other names of several words stand whole; `None` if told to stop.
    pub(super) fn of_names(index: &Index, names: &[Name], stop: Stop<'_>) -> Option<Self> {
        let mut found = Self::default();
        for name in names.iter().filter(|name| name.words().len() > 1) {
            let forms = |word: &String| -> Vec<Range<u32>> {
                let mut forms = index.vocabulary.forms().words_like(word);
                forms.extend(index.vocabulary.find(word));
                forms.sort_unstable();
                forms.dedup();
                forms.into_iter().map(|form| form..form + 1).collect()
            };
            let pieces: Cut = name.words().iter().map(forms).collect();
            if pieces.iter().all(|piece| !piece.is_empty()) {
                let run = Run { pieces, apart: NAME_APART, penalty: cost::ALIAS, how: How::Alias };
                found.add(index, run, &mut LOOKED_AT.clone());
            }
            if stop() {
                return None;
            }
        }
        found.close();
        Some(found)
    }

    /// Reads `typed` as joined beginnings too; `None` if told to stop.
    pub(super) fn and_joined(self, index: &Index, typed: &str, stop: Stop<'_>) -> Option<Self> {
        let mut found = self;
        let letters: Vec<char> = typed.chars().take(LONGEST + 1).collect();
        if letters.len() > LONGEST {
            return Some(found);
        }
        let mut pieces = Pieces { index, known: HashMap::new() };
        let mut cuts = Vec::new();
        cut(&letters, &mut Vec::new(), &mut |cut| {
            let ranges: Option<Cut> =
                cut.iter().map(|piece| Some(vec![pieces.range(piece)?])).collect();
            cuts.extend(ranges);
        });
        cuts.sort_by_key(Vec::len);
        let mut left = LOOKED_AT;
        for cut in cuts {
            if stop() {
                return None;
            }
            let (base, each) = cost::RUN_TOGETHER;
            let penalty = each * super::real(cut.len().saturating_sub(2)) + base;
            let run = Run { pieces: cut, apart: u32::MAX, penalty, how: How::Letters };
            found.add(index, run, &mut left);
        }
        found.close();
        Some(found)
    }

    /// Adds a run with the sentences that have it; `left` says how many more are looked at.
    fn add(&mut self, index: &Index, run: Run, left: &mut usize) {
        let number = self.runs.len();
        for sentence in common(index, &run.pieces, left) {
            if places(index.words_of(sentence), &run).is_some() {
                self.sentences.push((sentence, number));
            }
        }
        self.runs.push(run);
    }

    /// Keeps for each sentence the first run found.
    fn close(&mut self) {
        self.sentences.sort_unstable();
        self.sentences.dedup_by_key(|(sentence, _)| *sentence);
    }

    /// The sentences with what each costs.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (u32, f32)> {
        self.sentences
            .iter()
            .filter_map(|(sentence, run)| Some((*sentence, self.runs.get(*run)?.penalty)))
    }

    /// Where the pieces stand in the sentence, what that is worth, and why they may be meant.
    pub(super) fn at(&self, index: &Index, sentence: u32) -> Option<(Vec<u32>, f32, How)> {
        let place = self.sentences.binary_search_by_key(&sentence, |(found, _)| *found).ok()?;
        let run = self.runs.get(self.sentences.get(place)?.1)?;
        let (places, near) = places(index.words_of(sentence), run)?;
        // A name says no more for having several words.
        let near = if run.how == How::Alias { 0.0 } else { near };
        Some((places, near - run.penalty, run.how))
    }

    /// The least that any of them costs, in nats.
    pub(super) fn cheapest(&self) -> Option<f32> {
        self.sentences().map(|(_, penalty)| penalty).min_by(f32::total_cmp)
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
}

/// The sentences that have a word for each piece, rising; as long as `left` lasts.
fn common(index: &Index, pieces: &[Vec<Range<u32>>], left: &mut usize) -> Vec<u32> {
    fn words(piece: &[Range<u32>]) -> impl Iterator<Item = u32> {
        piece.iter().cloned().flatten()
    }
    let count = |piece: &[Range<u32>]| -> usize {
        words(piece).map(|word| index.postings.count(word) as usize).sum()
    };
    let mut rarest_first: Vec<_> = pieces.iter().map(|piece| (count(piece), piece)).collect();
    rarest_first.sort_by_key(|(count, _)| *count);
    let Some(((rarest, first), others)) = rarest_first.split_first() else { return Vec::new() };
    if *rarest > (index.sentence_count() / TELLING).max(LOOKED_AT) {
        return Vec::new();
    }
    let mut common: Vec<u32> = words(first).flat_map(|word| index.postings.of(word)).collect();
    common.sort_unstable();
    common.dedup();
    for (count, piece) in others {
        // Looking into few sentences costs less than reading long lists.
        if common.len() * 16 < *count {
            continue;
        }
        let mut bits = vec![0_u64; index.sentence_count().div_ceil(64)];
        for sentence in words(piece).flat_map(|word| index.postings.of(word)) {
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

/// Where words for each piece stand in order, the nearest to each other, and what that is worth.
fn places(tokens: &[u32], run: &Run) -> Option<(Vec<u32>, f32)> {
    // For each piece so far: its places, the worth of the best way there, and the one before.
    let mut ways: Vec<Vec<(u32, f32, usize)>> = Vec::with_capacity(run.pieces.len());
    for piece in &run.pieces {
        let mut here = Vec::new();
        for (place, token) in (0_u32..).zip(tokens) {
            if !piece.iter().any(|words| words.contains(&(token >> 1))) {
                continue;
            }
            let Some(before) = ways.last() else {
                here.push((place, 0.0, 0));
                continue;
            };
            let best = before
                .iter()
                .enumerate()
                .filter(|(_, (earlier, ..))| *earlier < place && place - earlier <= run.apart)
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
    let mut places = Vec::with_capacity(run.pieces.len());
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
        let run = |pieces: [Range<u32>; 2], apart| Run {
            pieces: pieces.map(|piece| vec![piece]).to_vec(),
            apart,
            penalty: 0.0,
            how: How::Letters,
        };
        let (found, _) = places(&tokens, &run([1..2, 2..3], u32::MAX)).unwrap();
        assert_eq!(found, [4, 5]);
        assert!(places(&tokens, &run([2..3, 9..10], u32::MAX)).is_none());
        assert!(places(&tokens, &run([9..10, 5..6], 2)).is_some());
        assert!(places(&tokens, &run([9..10, 5..6], 1)).is_none());
    }
}
