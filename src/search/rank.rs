//! From words to sentences: sums over the inverted lists, the candidates worth a closer look, and the
//! change from sentences that were remembered to articles that are described.

use std::collections::{HashMap, HashSet};

use super::evidence::{self, Evidence, Worths};
use super::heads::HeadMatches;
use super::naming;
use super::penalties as cost;
use super::query::{Phrase, Query, Tolerance, Word};
use super::real;
use super::rescore::Rescorer;
use super::results::{Completion, Hit, Results};
use super::scope::Scope;
use super::term::Term;
use crate::collection::Series;
use crate::index::Index;

/// Sentences that are looked at closely, at least.
const CANDIDATES: usize = 400;
/// Places in lists that are read for one word, at least; the cheapest meanings first.
const READ: u32 = 200_000;
/// Parts of a nat in which sums are kept.
const PARTS: f32 = 1024.0;
/// Words that are looked for, fewer than [`STAMP_BITS`] can count; more do not make it clearer.
const WORDS: usize = 48;
/// Bits of a cell that say which word was added last.
const STAMP_BITS: u32 = 6;
/// Sentences of one article that stand for it where articles are ranked.
const OF_ONE_ARTICLE: usize = 3;

/// Finds the sentences that fit `query` best: at most `limit` of them, and the count of all.
///
/// `stop` is asked every fraction of a millisecond; once it says yes the search ends and says so.
/// A hit has all its phrases, none of the unwanted words, a place that fits the filters, and enough
/// of the plain words: a good third of the weight that the best sentence has.
pub fn search(index: &Index, query: &Query, limit: usize, stop: &dyn Fn() -> bool) -> Results {
    let stopped = || Results { completion: Completion::Stopped, ..Results::default() };
    if query.is_empty() {
        return Results::default();
    }
    let query = &naming::with_other_names(query);
    let Some(scope) = Scope::of(index, query, stop) else { return stopped() };
    let mut terms = Vec::new();
    for word in query.phrases.iter().flat_map(Phrase::words).take(WORDS).chain(plain(index, query))
    {
        if stop() {
            return stopped();
        }
        let Some(term) = Term::new(index, query, word, stop) else { return stopped() };
        terms.push(term);
    }
    let heads = HeadMatches::find(index, query, &terms);
    let looked_up = Sums::accumulate(index, query, &terms, &heads, &scope, stop);
    let Some(sums) = looked_up else { return stopped() };
    let share = sums.described(index, query, &terms);
    let clues = evidence::clues(index, &terms);
    let evidence = if share > 0.0 {
        let allowed = |sentence| sums.worth(sentence) > 0;
        evidence::weigh(index, &clues, query.second_look, &allowed, stop)
    } else {
        Some(Evidence::default())
    };
    let Some(evidence) = evidence else { return stopped() };
    let found = sums.select(index, limit.max(CANDIDATES), &evidence);
    let mut rescorer = Rescorer::new(index, &terms);
    let mut scored = Vec::with_capacity(found.candidates.len());
    for (count, sentence) in found.candidates.into_iter().enumerate() {
        if count % 64 == 0 && stop() {
            return stopped();
        }
        let head = heads.score(index, sentence).unwrap_or(f32::MIN);
        scored.push((rescorer.score(sentence).max(head), sentence));
    }
    sort(&mut scored);
    if share > 0.0 {
        let all = all_worth(index, query, &terms);
        let held = |sentence| sums.nats(sentence) / all;
        blend(index, &evidence, share, &held, &mut scored);
    }
    let (repeated, emptied) = drop_repeated_heads(index, &mut scored);
    scored.truncate(limit);
    let mut worths = Worths::new(index, &clues, &evidence);
    let hit = |(score, sentence)| {
        let (passage_score, article_score) = worths.of(sentence);
        let hit = rescorer.hit(sentence, score)?;
        // What stands in the text is shown there, the rest is told.
        let mut words = hit.words;
        for word in heads.words(index, &terms, sentence) {
            if words.iter().all(|known| known.query != word.query) {
                words.push(word);
            }
        }
        Some(Hit { passage_score, article_score, words, ..hit })
    };
    Results {
        hits: scored.into_iter().filter_map(hit).collect(),
        total: found.total - repeated,
        passages: found.passages - emptied,
        articles: found.articles,
        nowhere: nowhere(query, &terms, &heads),
        described: share,
        also: evidence.also,
        completion: Completion::Complete,
    }
}

/// The plain words to look for: of a long passage that was pasted those that say most of where it is.
fn plain<'q>(index: &Index, query: &'q Query) -> Vec<&'q Word> {
    let quoted: usize = query.phrases.iter().map(|phrase| phrase.words().count()).sum();
    let mut words: Vec<(usize, &Word)> =
        query.words.iter().flat_map(|word| standing(index, word)).enumerate().collect();
    let wanted = WORDS.saturating_sub(quoted);
    if words.len() > wanted {
        words.sort_by_key(|(place, word)| (commonness(index, word), *place));
        words.truncate(wanted);
        words.sort_by_key(|(place, _)| *place);
    }
    words.into_iter().map(|(_, word)| word).collect()
}

/// In how many sentences the word stands; in all of them where it stands in none, for then it says nothing.
fn commonness(index: &Index, word: &Word) -> u32 {
    let known = index.vocabulary.find(&word.folded);
    known.map_or(u32::MAX, |known| index.postings.count(known))
}

/// The parts of a compound, which are meant by the whole too, or the word: an amount where it is written so.
fn standing<'q>(index: &Index, word: &'q Word) -> &'q [Word] {
    let written = || index.vocabulary.find(&word.folded).is_some();
    let whole = word.parts.is_empty() || !word.alternatives.is_empty();
    if whole || word.is_amount() && written() { std::slice::from_ref(word) } else { &word.parts }
}

/// Drops what an article says of itself once more in the same words, title or byline: how many sentences,
/// and how many units are left with none.
fn drop_repeated_heads(index: &Index, scored: &mut Vec<(f32, u32)>) -> (usize, usize) {
    let before = scored.len();
    let (mut said, mut kept, mut dropped) = (HashSet::new(), HashSet::new(), HashSet::new());
    scored.retain(|(_, sentence)| {
        let Some(at) = index.locate(*sentence) else { return true };
        if !matches!(at.unit.series, Series::Heading | Series::Byline) {
            return true;
        }
        let new = said.insert((at.article.id(), at.extent.of(at.article.text())));
        let units = if new { &mut kept } else { &mut dropped };
        units.insert((at.article.id(), at.unit));
        new
    });
    (before - scored.len(), dropped.difference(&kept).count())
}

fn sort(scored: &mut [(f32, u32)]) {
    scored.sort_unstable_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
}

/// Lets the worth of articles count by `share` and that of single sentences by the rest: the best
/// sentence of an article carries all its worth, each further one less. What holds nearly all that was
/// typed comes before them (`held`: the share of it in a sentence).
fn blend(
    index: &Index,
    evidence: &Evidence,
    share: f32,
    held: &dyn Fn(u32) -> f32,
    scored: &mut [(f32, u32)],
) {
    let scale = scored.first().map_or(1.0, |(best, _)| best.max(1.0));
    let most = evidence.articles.first().map_or(1.0, |(_, worth)| *worth);
    let worths: HashMap<usize, f32> = evidence.articles.iter().copied().collect();
    let mut shown: HashMap<usize, f32> = HashMap::new();
    for (score, sentence) in scored.iter_mut() {
        let place = index.article_of(*sentence);
        let left = shown.entry(place).or_insert(1.0);
        let article = worths.get(&place).map_or(0.0, |worth| worth / most) * *left;
        *left *= cost::NEXT_OF_ARTICLE;
        let remembered = cost::HELD_WORTH * ramp(held(*sentence), cost::HELD);
        *score = (1.0 - share) * *score + share * scale * (article + remembered);
    }
    sort(scored);
}

/// The plain words of `query` that mean nothing here. What stands in quotation marks is no hit at all
/// without each of its words.
fn nowhere(query: &Query, terms: &[Term<'_>], heads: &HeadMatches) -> Vec<String> {
    let quoted: usize = query.phrases.iter().map(|phrase| phrase.words().count()).sum();
    let lost = terms
        .iter()
        .enumerate()
        .skip(quoted)
        .filter(|(number, term)| term.means_nothing() && !heads.has(*number));
    let mut words: Vec<String> = lost.map(|(_, term)| term.word.shown.clone()).collect();
    let mut seen = HashSet::new();
    words.retain(|word| seen.insert(word.clone()));
    words
}

/// What is known of every sentence after looking at the lists: one cell each.
struct Sums {
    /// Worth in parts of a nat, above the number of the word that was added last.
    cells: Vec<u32>,
    floor: u32,
}

/// Sentences to look at, and how many there are in all.
struct Selected {
    candidates: Vec<u32>,
    total: usize,
    passages: usize,
    articles: usize,
}

impl Sums {
    /// Adds up what the words of each sentence are worth; `None` if told to stop.
    fn accumulate(
        index: &Index,
        query: &Query,
        terms: &[Term<'_>],
        heads: &HeadMatches,
        scope: &Scope,
        stop: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let mut sums = Self { cells: vec![0; index.sentence_count()], floor: 0 };
        let mut looked = 0_u32;
        let long = is_long(index, query, terms);
        for (number, term) in (1_u32..).zip(terms) {
            // Function words cannot decide between sentences that share several telling words.
            if long && !evidence::is_telling(index, term) {
                continue;
            }
            for (sentence, penalty) in term.runs.sentences() {
                sums.add(sentence, number, parts(term.weight - penalty));
            }
            let mut read = 0;
            for expansion in &term.expansions {
                let value = parts(term.weight - expansion.penalty);
                let count = index.postings.count(expansion.word);
                // The beginning of half of all words says nothing about where to look.
                read += count;
                if value == 0 || (read > READ && read > count) {
                    break;
                }
                for sentence in index.postings.of(expansion.word) {
                    sums.add(sentence, number, value);
                }
                looked += count + 16;
                if looked > 16_384 {
                    looked = 0;
                    if stop() {
                        return None;
                    }
                }
            }
        }
        for (sentence, worth) in heads.sentences() {
            sums.raise(sentence, parts(worth));
        }
        scope.keep(index, &mut sums.cells, terms.is_empty());
        let best = sums.best();
        let least = match query.tolerance {
            Tolerance::Exact => terms.iter().map(|term| parts(term.weight)).sum(),
            Tolerance::Forgiving => share(best, cost::FLOOR),
        };
        sums.floor = least.max(1) << STAMP_BITS;
        Some(sums)
    }

    /// How far the query describes what an article is about rather than remembers a sentence: 0 where
    /// some sentence has nearly all of it or few words were typed, 1 where none has and many were.
    fn described(&self, index: &Index, query: &Query, terms: &[Term<'_>]) -> f32 {
        if query.tolerance == Tolerance::Exact {
            return 0.0;
        }
        let best = real(self.best() as usize) / PARTS;
        let missing = 1.0 - best / all_worth(index, query, terms);
        ramp(missing, cost::MISSING) * ramp(real(terms.len()), cost::WORDS)
    }

    fn best(&self) -> u32 {
        self.cells.iter().max().map_or(0, |cell| cell >> STAMP_BITS)
    }

    /// What the words of the sentence are worth, in parts of a nat.
    fn worth(&self, sentence: u32) -> u32 {
        self.cells.get(sentence as usize).map_or(0, |cell| cell >> STAMP_BITS)
    }

    /// The same in nats.
    fn nats(&self, sentence: u32) -> f32 {
        real(self.worth(sentence) as usize) / PARTS
    }

    /// Adds what the word of this number is worth, unless the sentence has had it.
    #[inline]
    fn add(&mut self, sentence: u32, number: u32, value: u32) {
        if let Some(cell) = self.cells.get_mut(sentence as usize)
            && *cell & ((1 << STAMP_BITS) - 1) != number
        {
            *cell = ((*cell >> STAMP_BITS) + value) << STAMP_BITS | number;
        }
    }

    /// Lets the sentence be worth no less than `value`.
    fn raise(&mut self, sentence: u32, value: u32) {
        if let Some(cell) = self.cells.get_mut(sentence as usize) {
            *cell = (*cell).max(value << STAMP_BITS);
        }
    }

    /// The best sentences of all and of the articles with evidence, at least `wanted` if there are so
    /// many, and the counts.
    fn select(&self, index: &Index, wanted: usize, evidence: &Evidence) -> Selected {
        let mut speaking: Vec<u32> = Vec::new();
        for (place, _) in evidence.articles.iter().take(wanted) {
            let mut best: Vec<u32> =
                index.sentences_of(*place).filter(|sentence| self.worth(*sentence) > 0).collect();
            best.sort_by_key(|sentence| (std::cmp::Reverse(self.worth(*sentence)), *sentence));
            speaking.extend(best.iter().take(OF_ONE_ARTICLE));
        }
        speaking.sort_unstable();
        let mut found = Selected { candidates: Vec::new(), total: 0, passages: 0, articles: 0 };
        let mut article_end = 0;
        let mut counted = false;
        let mut next = speaking.iter().peekable();
        for (sentence, cell) in (0_u32..).zip(&self.cells) {
            if index.starts_unit(sentence) {
                counted = false;
            }
            let speaks = next.next_if_eq(&&sentence).is_some();
            if *cell < self.floor && !speaks {
                continue;
            }
            found.candidates.push(sentence);
            if !counted {
                counted = true;
                found.passages += 1;
            }
            if sentence >= article_end {
                found.articles += 1;
                article_end = index.sentences_of(index.article_of(sentence)).end;
            }
        }
        found.total = found.candidates.len();
        if found.total > wanted {
            let worth = |sentence: &u32| (std::cmp::Reverse(self.worth(*sentence)), *sentence);
            found.candidates.select_nth_unstable_by_key(wanted, worth);
            found.candidates.truncate(wanted);
            found.candidates.extend(speaking);
            found.candidates.sort_unstable();
            found.candidates.dedup();
        }
        found
    }
}

/// What a sentence with all that was typed would be worth, in nats.
fn all_worth(index: &Index, query: &Query, terms: &[Term<'_>]) -> f32 {
    let long = is_long(index, query, terms);
    let counted = |term: &&Term<'_>| !long || evidence::is_telling(index, term);
    terms.iter().filter(counted).map(Term::most).sum::<f32>().max(f32::MIN_POSITIVE)
}

/// Whether so many telling words were typed that the others need not be looked up.
fn is_long(index: &Index, query: &Query, terms: &[Term<'_>]) -> bool {
    let telling = terms.iter().filter(|term| evidence::is_telling(index, term)).count();
    query.tolerance == Tolerance::Forgiving && telling >= cost::LONG
}

/// 0 up to the first of the two values, 1 from the second, in between in proportion.
fn ramp(value: f32, (from, to): (f32, f32)) -> f32 {
    ((value - from) / (to - from)).clamp(0.0, 1.0)
}

/// `nats` in parts, none for less than nothing.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped; some dozens")]
const fn parts(nats: f32) -> u32 {
    (nats * PARTS).max(0.0) as u32
}

/// This share of `of`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "sums stay below 2^24 parts, and a share is less"
)]
const fn share(of: u32, share: f32) -> u32 {
    (of as f32 * share) as u32
}
