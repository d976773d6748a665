//! Needs that describe what an article treats, the ranking of articles they get, and plain BM25 over articles
//! and over passages beside it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use variorum::collection::{Article, Collection};
use variorum::index::Index;
use variorum::search::{Query, SecondLook, search};
use variorum::text::ArticleId;
use variorum::text::stems::{Stems, is_stop_word};
use variorum::text::words;

use crate::news::Chance;
use crate::{timed, times};

/// Hits that the reading room asks for, and the command.
const SHOWN: [usize; 2] = [300, 20];

/// What somebody wants to read about, and which articles treat it.
pub(crate) struct Need {
    typed: String,
    meant: HashSet<ArticleId>,
}

/// A collection with needs that were judged by others.
pub(crate) fn judged(folder: &Path) -> (Collection, Vec<Need>) {
    let collection = variorum::storage::articles::load(&[folder.join("articles")]);
    let stem =
        |article: &Article| article.path().file_stem().map(|s| s.to_string_lossy().into_owned());
    let ids: HashMap<String, ArticleId> = collection
        .articles()
        .iter()
        .flat_map(|article| {
            let copies = article.copies.iter().filter_map(|copy| copy.place.path.file_stem());
            let named = copies.map(|name| name.to_string_lossy().into_owned()).chain(stem(article));
            named.map(|name| (name, article.id())).collect::<Vec<_>>()
        })
        .collect();
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("readable");
    let (queries, answers) = (read("queries.tsv"), read("judged.tsv"));
    let answers: HashMap<&str, HashSet<ArticleId>> = answers
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, those)| (name, those.split(' ').filter_map(|d| ids.get(d).copied()).collect()))
        .collect();
    let needs =
        queries.lines().filter_map(|line| line.split_once('\t')).filter_map(|(name, typed)| {
            let meant = answers.get(name).filter(|meant| !meant.is_empty())?.clone();
            Some(Need { typed: typed.to_owned(), meant })
        });
    let needs = needs.collect();
    (collection, needs)
}

/// Needs made of an article's own words: from different sentences, out of order, some in other forms, with
/// words of another article strewn in: so many words that say something, half as many others.
pub(crate) fn needs(
    collection: &Collection,
    count: usize,
    words: Range<usize>,
    seed: u64,
) -> Vec<Need> {
    let mut chance = Chance::new(seed ^ 0xdead);
    let content = |article: &Article| -> Vec<Vec<String>> {
        let sentences = article.passages().flat_map(|p| p.block.sentences.clone());
        sentences
            .map(|sentence| {
                let text = sentence.of(article.text());
                let words = words::words(text).into_iter().map(|w| words::fold(w.of(text)));
                words.filter(|w| w.len() > 3 && !is_stop_word(w)).collect::<Vec<_>>()
            })
            .filter(|words: &Vec<String>| words.len() > 2)
            .collect()
    };
    let mut needs = Vec::new();
    let mut tried = 0;
    while needs.len() < count && tried < 50 * count {
        tried += 1;
        let article = &collection.articles()[chance.below(collection.len())];
        let other = &collection.articles()[chance.below(collection.len())];
        let (sentences, stray) = (content(article), content(other));
        if sentences.len() < 3 || stray.is_empty() {
            continue;
        }
        let mut typed: Vec<String> = Vec::new();
        for place in 0..words.start + chance.below(words.len()) {
            let from = if place % 5 == 4 { &stray } else { &sentences };
            let sentence = &from[chance.below(from.len())];
            let mut word = sentence[chance.below(sentence.len())].clone();
            if chance.once_in(4) && word.ends_with('s') {
                word.pop();
            }
            typed.push(word);
            if chance.once_in(2) {
                typed.push((*chance.pick(&["of", "the", "and", "to", "in"])).to_owned());
            }
        }
        needs.push(Need { typed: typed.join(" "), meant: HashSet::from([article.id()]) });
    }
    needs
}

/// Prints how well articles are ranked, for the first and the second half of the needs.
pub(crate) fn report(collection: &Collection, needs: &[Need], verbose: bool) {
    println!("  {} described needs over {} articles", needs.len(), collection.len());
    let index = Index::build(collection);
    let mut took = [Vec::new(), Vec::new()];
    for look in [SecondLook::Off, SecondLook::Shown] {
        let rank = |typed: &str, took: &mut [Vec<f64>; 2]| {
            let mut query = Query::parse(typed);
            query.second_look = look;
            let results = search(&index, &query, 1000, &|| false);
            for (took, shown) in took.iter_mut().zip(SHOWN) {
                took.push(timed(|| search(&index, &query, shown, &|| false)).1);
            }
            let mut seen = HashSet::new();
            let articles = results.hits.iter().map(|hit| hit.span.article);
            articles.filter(|article| seen.insert(*article)).collect::<Vec<_>>()
        };
        took.iter_mut().for_each(Vec::clear);
        score(
            &format!("search, second look {look:?}"),
            needs,
            |typed| rank(typed, &mut took),
            verbose,
        );
    }
    let words = needs.iter().map(|need| need.typed.split(' ').count());
    let words = words.clone().min().unwrap_or(0)..=words.max().unwrap_or(0);
    for (mut took, shown) in took.into_iter().zip(SHOWN) {
        times(&format!("described queries of {words:?} words, {shown} hits"), &mut took);
    }
    let articles: Vec<(ArticleId, &str)> =
        collection.articles().iter().map(|a| (a.id(), a.text())).collect();
    let passages: Vec<(ArticleId, &str)> = collection
        .articles()
        .iter()
        .flat_map(|a| a.passages().map(|p| (a.id(), p.text)).collect::<Vec<_>>())
        .collect();
    for (name, texts) in [("BM25 over articles", articles), ("BM25 over passages", passages)] {
        let bm25 = Bm25::new(&texts);
        score(name, needs, |typed| bm25.rank(typed), false);
    }
}

fn score(name: &str, needs: &[Need], mut rank: impl FnMut(&str) -> Vec<ArticleId>, verbose: bool) {
    let mut sums = [[0.0_f64; 3]; 2];
    for (number, need) in needs.iter().enumerate() {
        let order = rank(&need.typed);
        let (mut hits, mut precision, mut gain) = (0.0, 0.0, 0.0);
        for (place, article) in (1_u32..).zip(&order) {
            if need.meant.contains(article) {
                hits += 1.0;
                precision += hits / f64::from(place);
                if place <= 10 {
                    gain += 1.0 / f64::from(place + 1).log2();
                }
            }
        }
        let ideal: f64 =
            (1..=need.meant.len().min(10)).map(|place| 1.0 / (place as f64 + 1.0).log2()).sum();
        let average = precision / need.meant.len() as f64;
        if verbose {
            println!("    {average:.3} “{}”", need.typed);
        }
        let half = &mut sums[number % 2];
        *half = [half[0] + average, half[1] + gain / ideal, half[2] + 1.0];
    }
    let [a, b] = sums;
    let of = |i: usize| (a[i] + b[i]) / (a[2] + b[2]).max(1.0);
    let half = |h: [f64; 3]| h[0] / h[2].max(1.0);
    println!(
        "  {name}: MAP {:.4} (tuned half {:.3}, other {:.3}), nDCG@10 {:.4}",
        of(0),
        half(a),
        half(b),
        of(1)
    );
}

/// Plain BM25 over stems.
struct Bm25 {
    owners: Vec<ArticleId>,
    lengths: Vec<f64>,
    postings: HashMap<String, Vec<(usize, f64)>>,
}

impl Bm25 {
    fn new(texts: &[(ArticleId, &str)]) -> Self {
        let mut bm25 = Self { owners: Vec::new(), lengths: Vec::new(), postings: HashMap::new() };
        for (place, (owner, text)) in texts.iter().enumerate() {
            let stems = Self::stems(text);
            bm25.owners.push(*owner);
            bm25.lengths.push(stems.len() as f64);
            let mut counts: HashMap<String, f64> = HashMap::new();
            for stem in stems {
                *counts.entry(stem).or_insert(0.0) += 1.0;
            }
            for (stem, count) in counts {
                bm25.postings.entry(stem).or_default().push((place, count));
            }
        }
        bm25
    }

    fn stems(text: &str) -> Vec<String> {
        let english = Stems::of_language(None);
        let folded = words::words(text).into_iter().map(|word| words::fold(word.of(text)));
        folded.filter(|word| !is_stop_word(word)).map(|word| english.stem(&word)).collect()
    }

    fn rank(&self, typed: &str) -> Vec<ArticleId> {
        let (count, mean) =
            (self.owners.len() as f64, self.lengths.iter().sum::<f64>() / self.owners.len() as f64);
        let mut sums: HashMap<ArticleId, f64> = HashMap::new();
        let mut texts = vec![0.0; self.owners.len()];
        for stem in Self::stems(typed).into_iter().collect::<HashSet<_>>() {
            let held = self.postings.get(&stem).map_or(&[][..], Vec::as_slice);
            let idf = (1.0 + (count - held.len() as f64 + 0.5) / (held.len() as f64 + 0.5)).ln();
            for (place, tf) in held {
                let norm = 1.2 * (0.25 + 0.75 * self.lengths[*place] / mean);
                texts[*place] += idf * tf * 2.2 / (tf + norm);
            }
        }
        for (owner, sum) in self.owners.iter().zip(texts).filter(|(_, sum)| *sum > 0.0) {
            let best = sums.entry(*owner).or_insert(0.0);
            *best = f64::max(*best, sum);
        }
        let mut order: Vec<(ArticleId, f64)> = sums.into_iter().collect();
        order.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
        order.into_iter().map(|(article, _)| article).collect()
    }
}
