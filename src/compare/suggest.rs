//! Themes proposed for a collection that has none: phrases and names that several articles share,
//! clustered where they stand in the same passages, named by their own words.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use super::model::{Model, StemId, Token};
use super::term::{Term, Tier};
use super::theme::{Theme, ThemeId, ThemeOrigin, ThemeSet};

/// Themes proposed at most.
const THEMES: usize = 12;
/// Articles looked at; of more an even sample is enough to see what recurs.
const SAMPLE: usize = 1_000;
/// Words in a phrase at most.
const LONGEST: usize = 3;
/// Passages and articles in which a phrase must stand.
const LEAST_PASSAGES: usize = 3;
const LEAST_ARTICLES: usize = 2;
/// What stands in more than this share of the passages is what the collection is about at large.
const COMMON: f32 = 0.25;
/// Share of the passages with either in which both stand, from which two phrases belong together.
const TOGETHER: f32 = 0.4;
/// Core and support terms of a proposal at most.
const CORE: usize = 4;
const SUPPORT: usize = 4;

/// A phrase: where it stands and how it is written.
struct Phrase {
    stems: Vec<StemId>,
    passages: BTreeSet<u32>,
    articles: usize,
    /// Commonest way of writing it.
    text: String,
    is_name: bool,
    weight: f32,
}

#[derive(Default)]
struct Seen {
    passages: BTreeSet<u32>,
    articles: BTreeSet<usize>,
    written: BTreeMap<String, usize>,
    /// Uses inside a sentence, and those among them with a capital.
    inside: usize,
    capital: usize,
}

/// Up to twelve themes for the collection of `model`, the weightiest first; found when first asked for.
pub fn suggest(model: &Model) -> ThemeSet {
    model.proposals_cache.get_or_init(|| proposals(model)).clone()
}

fn proposals(model: &Model) -> ThemeSet {
    let mut phrases = phrases(model);
    phrases.sort_by(|a, b| {
        let weightier = b.weight.total_cmp(&a.weight);
        weightier.then_with(|| a.text.cmp(&b.text)).then_with(|| a.stems.cmp(&b.stems))
    });
    let mut clusters: Vec<Vec<Phrase>> = Vec::new();
    for phrase in phrases {
        let home = clusters.iter().position(|cluster| belongs(model, cluster, &phrase));
        if let Some(cluster) = home.and_then(|home| clusters.get_mut(home)) {
            cluster.push(phrase);
        } else if home.is_none() && clusters.len() < THEMES {
            clusters.push(vec![phrase]);
        }
    }
    let mut set = ThemeSet::default();
    for cluster in clusters {
        if let Some(theme) = theme(&cluster)
            && set.themes.iter().all(|other| other.id != theme.id)
        {
            set.themes.push(theme);
        }
    }
    set
}

/// Whether `phrase` stands where the cluster's first does, or shares a telling word with it.
fn belongs(model: &Model, cluster: &[Phrase], phrase: &Phrase) -> bool {
    let Some(first) = cluster.first() else { return false };
    let common = first.passages.intersection(&phrase.passages).count();
    let either = first.passages.len() + phrase.passages.len() - common;
    let most = most_passages(model);
    let telling = |stem: &&StemId| model.postings(**stem).len() <= most;
    #[expect(clippy::cast_precision_loss, reason = "counts of passages")]
    let together = common as f32 / either.max(1) as f32 >= TOGETHER;
    together || first.stems.iter().filter(telling).any(|stem| phrase.stems.contains(stem))
}

/// In more passages than this a phrase is what the collection is about at large.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a count"
)]
fn most_passages(model: &Model) -> usize {
    ((model.units.len() as f32 * COMMON) as usize).max(LEAST_PASSAGES)
}

fn theme(cluster: &[Phrase]) -> Option<Theme> {
    let first = cluster.first()?;
    let related = |phrase: &&Phrase| {
        phrase.stems.len() > 1 && first.stems.iter().any(|stem| phrase.stems.contains(stem))
            || std::ptr::eq(*phrase, first)
    };
    let (core, support): (Vec<&Phrase>, Vec<&Phrase>) = cluster.iter().partition(related);
    let term = |phrase: &Phrase, tier| Term::parse(&phrase.text.to_lowercase(), tier).ok();
    let mut terms: Vec<Term> =
        core.into_iter().take(CORE).filter_map(|phrase| term(phrase, Tier::Core)).collect();
    let single = |phrase: &&Phrase| !first.stems.iter().any(|stem| phrase.stems.contains(stem));
    terms.extend(
        support
            .into_iter()
            .filter(single)
            .take(SUPPORT)
            .filter_map(|phrase| term(phrase, Tier::Support)),
    );
    Some(Theme {
        id: ThemeId::from_words(&first.text),
        name: first.text.clone(),
        description: String::new(),
        terms,
        origin: ThemeOrigin::Suggested,
    })
}

/// Phrases of one to three content words in a row that recur without being everywhere.
fn phrases(model: &Model) -> Vec<Phrase> {
    let step = model.entries.len().div_ceil(SAMPLE).max(1);
    let recurring = recurring(model, step);
    let mut seen: HashMap<Vec<StemId>, Seen> = HashMap::new();
    for (place, entry) in model.entries.iter().enumerate().step_by(step) {
        for unit_place in entry.units.clone() {
            let Some(unit) = model.units.get(unit_place) else { continue };
            for tokens in model.sentence_tokens(unit) {
                let tokens = entry.tokens.get(tokens).unwrap_or(&[]);
                let text = entry.article.text();
                for (start, run) in runs(model, tokens) {
                    if recurring.contains(&hash(&run)) {
                        let here = tokens.get(start..start + run.len()).unwrap_or(&[]);
                        let seen = seen.entry(run).or_default();
                        seen.note((place, unit_place), text, here, start > 0);
                    }
                }
            }
        }
    }
    let common = most_passages(model);
    let kept = seen.into_iter().filter(|(_, seen)| {
        (LEAST_PASSAGES..=common).contains(&seen.passages.len())
            && seen.articles.len() >= LEAST_ARTICLES
    });
    let phrases: Vec<Phrase> = kept
        .filter_map(|(stems, seen)| phrase(model, stems, seen))
        .filter(tells_a_subject)
        .collect();
    without_parts(phrases)
}

/// Whether a phrase can be what passages are about: a run of words or a name. A single common word
/// is no subject: even those to which an article comes back are mostly words of course.
fn tells_a_subject(phrase: &Phrase) -> bool {
    phrase.stems.len() > 1 || phrase.is_name && !is_calendar(&phrase.text)
}

/// Names that say when, not what.
fn is_calendar(text: &str) -> bool {
    const NAMES: &str = "january february march april may june july august september october \
        november december monday tuesday wednesday thursday friday saturday sunday";
    NAMES.split_whitespace().any(|name| name == text.to_lowercase())
}

/// Runs of words that stand together in a sentence: where each starts, and its stems.
fn runs(model: &Model, tokens: &[Token]) -> impl Iterator<Item = (usize, Vec<StemId>)> {
    let stems: Vec<Option<StemId>> = tokens
        .iter()
        .map(|token| {
            let stem = model.vocabulary.content_stem(token.form)?;
            let word = model.vocabulary.stem_text(stem);
            let recurs = model.postings(stem).len() >= LEAST_PASSAGES;
            (recurs && word.len() > 2 && word.contains(char::is_alphabetic)).then_some(stem)
        })
        .collect();
    let starts = 0..tokens.len();
    starts.flat_map(move |start| {
        let of_length = |length| {
            let run = stems.get(start..start + length)?;
            Some((start, run.iter().copied().collect::<Option<Vec<StemId>>>()?))
        };
        (1..=LONGEST).map_while(of_length).collect::<Vec<_>>()
    })
}

fn hash(run: &[StemId]) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

/// Runs that stand often enough to be looked at, by their hash: most stand once, and remembering
/// where would take ten times the memory of the texts.
fn recurring(model: &Model, step: usize) -> HashSet<u64> {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for entry in model.entries.iter().step_by(step) {
        for unit in model.units.get(entry.units.clone()).unwrap_or(&[]) {
            for tokens in model.sentence_tokens(unit) {
                for (_, run) in runs(model, entry.tokens.get(tokens).unwrap_or(&[])) {
                    *counts.entry(hash(&run)).or_default() += 1;
                }
            }
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= LEAST_PASSAGES).map(|(run, _)| run).collect()
}

impl Seen {
    /// Takes in one more place: article and unit, its words, and whether they stand inside a sentence.
    fn note(&mut self, place: (usize, usize), text: &str, words: &[Token], inside: bool) {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let extent = |token: &Token| Model::extent(text, *token);
        let written = text.get(extent(first).start..extent(last).end).unwrap_or("");
        // A comma or a bracket between parts a phrase.
        if written.contains([',', ';', ':', '(', ')', '“', '”', '"', '—', '–', '.']) {
            return;
        }
        self.articles.insert(place.0);
        self.passages.extend(u32::try_from(place.1));
        if inside {
            self.inside += 1;
            self.capital += usize::from(written.starts_with(char::is_uppercase));
        }
        let written = crate::text::stems::without_possessive(written);
        let written = written.strip_suffix("’s").unwrap_or(written);
        *self.written.entry(written.to_owned()).or_default() += 1;
    }
}

fn phrase(model: &Model, stems: Vec<StemId>, seen: Seen) -> Option<Phrase> {
    let is_name = seen.inside > 0 && seen.capital * 10 >= seen.inside * 8;
    let mut written: Vec<(String, usize)> = seen.written.into_iter().collect();
    written.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let text = written.into_iter().next()?.0;
    let text = if is_name { text } else { text.to_lowercase() };
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let count = |n: usize| n as f32;
    let idf: f32 = stems.iter().map(|stem| model.idf(*stem)).sum::<f32>() / count(stems.len());
    // A run of words says more than a word, a name more than a common noun.
    let kind = match (stems.len(), is_name) {
        (1, false) => 0.5,
        (1, true) => 0.9,
        (_, false) => 1.4,
        (_, true) => 1.5,
    };
    let spread = (1.0 + count(seen.articles.len())).ln() * (1.0 + count(seen.passages.len())).ln();
    Some(Phrase {
        weight: kind * spread * idf,
        articles: seen.articles.len(),
        passages: seen.passages,
        stems,
        text,
        is_name,
    })
}

/// Leaves out a phrase that hardly ever stands outside a longer one, unless it is a name.
fn without_parts(phrases: Vec<Phrase>) -> Vec<Phrase> {
    let mut longer: HashMap<Vec<StemId>, usize> = HashMap::new();
    for phrase in phrases.iter().filter(|phrase| phrase.stems.len() > 1) {
        for length in 1..phrase.stems.len() {
            for part in phrase.stems.windows(length) {
                let most = longer.entry(part.to_vec()).or_default();
                *most = (*most).max(phrase.passages.len());
            }
        }
    }
    let stands_alone = |phrase: &Phrase| {
        let within = longer.get(&phrase.stems).copied().unwrap_or(0);
        within * 10 < phrase.passages.len() * 7 || (phrase.is_name && phrase.articles > within)
    };
    phrases.into_iter().filter(stands_alone).collect()
}
