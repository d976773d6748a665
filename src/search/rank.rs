//! From words to hits: sums over the inverted lists, a closer look at the best candidates, and the
//! change from sentences that were remembered to articles that are described.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::clue;
use super::evidence::{self, Evidence, WorthCache};
use super::heads::HeadMatches;
use super::naming;
use super::penalties as cost;
use super::query::{Phrase, Query, Word};
use super::rescore::{Node, Rescorer};
use super::results::{Completion, Hit, Results};
use super::scope::Scope;
use super::sums::{self, Counts, Sums};
use super::term::Term;
use super::{Stop, ramp};
use crate::collection::Series;
use crate::index::Index;

/// Sentences that are looked at closely, at least.
const CANDIDATES: usize = 400;
/// Words that are looked for, fewer than [`sums::STAMP_BITS`] can count; more do not make it clearer.
const WORDS: usize = 48;
/// Words beyond which a query is worked on by several threads.
const MANY: usize = 5;
/// Words that one thread looks up at least.
const FEW: usize = 3;
/// Sentences that one thread looks at closely at least.
const TOGETHER: usize = 100;

/// Finds the sentences that fit `query` best: at most `limit` of them, and the count of all.
///
/// `stop` is asked every fraction of a millisecond; once it says yes the search ends and says so.
/// A hit has all its phrases, none of the unwanted words, a place that fits the filters, and enough
/// of the plain words: a good third of the weight that the best sentence has.
pub fn search(index: &Index, query: &Query, limit: usize, stop: Stop<'_>) -> Results {
    if query.is_empty() {
        return Results::default();
    }
    let answer = || find(index, query, limit, stop);
    // Long queries are worked on in parts: to go over to the threads for it once costs less than for each part.
    let found = if is_long(query) { rayon::scope(|_| answer()) } else { answer() };
    found.unwrap_or_else(|| Results { completion: Completion::Stopped, ..Results::default() })
}

/// The same; `None` if told to stop.
fn find(index: &Index, query: &Query, limit: usize, stop: Stop<'_>) -> Option<Results> {
    let query = &naming::with_other_names(query);
    let scope = Scope::of(index, query, stop)?;
    let quoted = query.phrases.iter().flat_map(Phrase::words).take(WORDS);
    let words: Vec<&Word> = quoted.chain(plain(index, query)).collect();
    let term = |word| if stop() { None } else { Term::new(index, query, word, stop) };
    let terms: Option<Vec<Term<'_>>> = words.into_par_iter().with_min_len(FEW).map(term).collect();
    let terms = terms?;
    let heads = HeadMatches::find(index, query, &terms);
    let clues = clue::clues(index, &terms);
    let add_up = || Sums::accumulate(index, query, &terms, &heads, &scope, stop);
    let (sums, articles) = if sums::may_describe(query, &terms) > 0.0 {
        // Whether it describes is known once sentences are added up; what articles say is by then, too.
        rayon::join(add_up, || evidence::first_sums(index, &clues, stop))
    } else {
        (add_up(), Some(Vec::new()))
    };
    let (sums, mut articles) = (sums?, articles?);
    let share = sums.described(query, &terms);
    let wanted = limit.max(CANDIDATES);
    let evidence = if share > 0.0 {
        if scope.is_narrow() {
            let is_there = |sentence| sums.worth(sentence) > 0;
            articles.retain(|(place, _)| index.sentences_of(*place).any(is_there));
        }
        evidence::weigh(index, &clues, articles, wanted, query.second_look, stop)?
    } else {
        Evidence::default()
    };
    let found = sums.select(index, wanted, &evidence);
    let rescorer = Rescorer::new(index, &terms);
    let look = || {
        let score = |nodes: &mut Vec<Node>, sentence: &u32| {
            if stop() {
                return None;
            }
            let head = heads.score(index, *sentence).unwrap_or(f32::MIN);
            Some((rescorer.score(nodes, *sentence).max(head), *sentence))
        };
        let closely = found.closely.par_iter().with_min_len(TOGETHER);
        let scored: Option<Vec<(f32, u32)>> = closely.map_init(Vec::new, score).collect();
        let mut scored = scored?;
        sort(&mut scored);
        if share > 0.0 {
            let all = sums::all_worth(query, &terms);
            let held = |sentence| sums.nats(sentence) / all;
            blend(index, &evidence, share, &held, &mut scored);
        }
        let dropped = drop_repeated_heads(index, &mut scored);
        Some((scored, dropped))
    };
    let count = || Counts::of(index, &found.all);
    let (looked, counts) =
        if is_long(query) { rayon::join(look, count) } else { (look(), count()) };
    let (mut scored, (repeated, emptied)) = looked?;
    scored.truncate(limit);
    let hit = |nodes: &mut Vec<Node>, (score, sentence): &(f32, u32)| {
        let mut hit = rescorer.hit(nodes, *sentence, *score)?;
        // What stands in the text is shown there, the rest is told.
        for word in heads.words(index, &terms, *sentence) {
            if hit.words.iter().all(|known| known.query != word.query) {
                hit.words.push(word);
            }
        }
        Some((*sentence, hit))
    };
    let shown = scored.par_iter().with_min_len(TOGETHER).map_init(Vec::new, hit);
    let mut shown: Vec<(u32, Hit)> = shown.flatten_iter().collect();
    let mut worths = WorthCache::new(index, &clues, &evidence);
    for (sentence, hit) in &mut shown {
        (hit.passage_score, hit.article_score) = worths.of(*sentence);
    }
    Some(Results {
        hits: shown.into_iter().map(|(_, hit)| hit).collect(),
        total: found.all.len() - repeated,
        passages: counts.passages - emptied,
        articles: counts.articles,
        nowhere: nowhere(query, &terms, &heads),
        described: share,
        also: evidence.also,
        completion: Completion::Complete,
    })
}

/// Whether several threads share the work.
const fn is_long(query: &Query) -> bool {
    query.words.len() > MANY
}

/// The plain words to look for: of a long passage that was pasted those that say most of where it is.
fn plain<'q>(index: &Index, query: &'q Query) -> Vec<&'q Word> {
    let quoted: usize = query.phrases.iter().map(|phrase| phrase.words().count()).sum();
    let is_written = |word: &str| index.vocabulary.find(word).is_some();
    let simple = query.words.iter().flat_map(|word| word.simple(is_written));
    let mut words: Vec<(usize, &Word)> = simple.enumerate().collect();
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

/// Drops what an article says of itself once more in the same words, title or byline: how many sentences,
/// and how many units are left with none.
fn drop_repeated_heads(index: &Index, scored: &mut Vec<(f32, u32)>) -> (usize, usize) {
    let before = scored.len();
    let (mut said, mut kept, mut dropped) = (HashSet::new(), HashSet::new(), HashSet::new());
    let head = |(_, sentence): &(f32, u32)| {
        let at = index.locate(*sentence)?;
        matches!(at.unit.series, Series::Heading | Series::Byline).then_some(at)
    };
    let heads: Vec<_> = scored.par_iter().with_min_len(TOGETHER).map(head).collect();
    let mut heads = heads.into_iter();
    scored.retain(|_| {
        let Some(at) = heads.next().flatten() else { return true };
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
    let mut shown: HashMap<usize, f32> = HashMap::new();
    for (score, sentence) in scored.iter_mut() {
        let place = index.article_of(*sentence);
        let left = shown.entry(place).or_insert(1.0);
        let article = evidence.worth(place) / most * *left;
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
