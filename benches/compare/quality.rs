//! How good the comparison is on a labelled collection of the reader's own.
//!
//! A folder holds articles and `labels.json`, in which a place is a file's name and a ¶ number:
//! `{"themes": [{"name", "description", "passages": [["a.md", 3], …], "sentences": [["a.md", 3, 1], …]}],
//!   "parallels": [{"from": ["a.md", 3], "to": {"b.md": [4, 5], "c.md": []}}]}`
//! (an empty list: nothing there). All is asked as a reader asks: themes by name and description alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use variorum::collection::{Article, Collection};
use variorum::compare::parallels::{Counterparts, Decision, From, parallels};
use variorum::compare::{
    Comparison, Judgements, Model, PassageState, Theme, ThemeId, ThemeOrigin, ThemeSet, Watch,
    suggest,
};
use variorum::ingest;

/// A place by file and ¶.
type Place = (String, u32);

#[derive(Deserialize)]
struct Labels {
    #[serde(default)]
    themes: Vec<Labelled>,
    #[serde(default)]
    parallels: Vec<Asked>,
}

#[derive(Deserialize)]
struct Labelled {
    name: String,
    #[serde(default)]
    description: String,
    passages: BTreeSet<Place>,
    #[serde(default)]
    sentences: BTreeSet<(String, u32, u32)>,
}

#[derive(Deserialize)]
struct Asked {
    from: Place,
    to: BTreeMap<String, BTreeSet<u32>>,
}

fn read(folder: &Path) -> (Vec<String>, Collection) {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "json"))
        .collect();
    files.sort();
    let article = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).expect("an article can be read");
        Arc::new(ingest::read(path, &bytes).expect("an article is text"))
    };
    let articles: Vec<Arc<Article>> = files.iter().map(article).collect();
    let name = |path: &std::path::PathBuf| {
        path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    };
    (files.iter().map(name).collect(), Collection::new(articles, Vec::new()))
}

/// Prints every figure that the labels of `folder` allow.
pub(crate) fn measure(folder: &Path) {
    let source = std::fs::read(folder.join("labels.json")).expect("there is a labels.json");
    let labels: Labels = serde_json::from_slice(&source).expect("labels.json has its form");
    let (names, collection) = read(folder);
    let model = Arc::new(Model::build(&collection));
    println!("{}: {} articles, {} passages", folder.display(), collection.len(), model.passages());
    if !labels.themes.is_empty() {
        themes(&model, &names, &labels.themes);
        proposals(&model, &names, &labels.themes);
    }
    if !labels.parallels.is_empty() {
        counterparts(&model, &names, &labels.parallels);
    }
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn share(some: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / share(values.len(), 1).max(1.0)
}

/// Mean of the precision at each right one, for a ranking; right ones that are not in it count as nothing.
fn average_precision(ranked: impl Iterator<Item = bool>, right: usize) -> f64 {
    let (mut found, mut sum) = (0, 0.0);
    for (place, is_right) in ranked.enumerate() {
        if is_right {
            found += 1;
            sum += share(found, place + 1);
        }
    }
    sum / share(right, 1).max(1.0)
}

fn f1<T: Ord>(shown: &BTreeSet<T>, right: &BTreeSet<T>) -> f64 {
    share(2 * shown.intersection(right).count(), shown.len() + right.len())
}

fn themes(model: &Arc<Model>, names: &[String], labelled: &[Labelled]) {
    let theme = |of: &Labelled| Theme {
        id: ThemeId::from_words(&of.name),
        name: of.name.clone(),
        description: of.description.clone(),
        terms: Vec::new(),
        origin: ThemeOrigin::Made,
    };
    let set = ThemeSet { themes: labelled.iter().map(theme).collect(), aliases: Vec::new() };
    let comparison = Comparison::new(Arc::clone(model), set, &Judgements::default());
    let precisions: Vec<f64> = (0..)
        .zip(labelled)
        .map(|(row, of)| {
            let mut ranked: Vec<(f32, Place)> = Vec::new();
            for (column, name) in names.iter().enumerate() {
                let treatment = comparison.treatment(row, column);
                let passages = treatment.into_iter().flat_map(|treatment| treatment.passages);
                ranked.extend(passages.map(|mark| (mark.score, (name.clone(), mark.passage))));
            }
            ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            let precision = average_precision(
                ranked.iter().map(|(_, place)| of.passages.contains(place)),
                of.passages.len(),
            );
            println!("  {:<36} {precision:.3}", of.name);
            precision
        })
        .collect();
    println!("themes by name and description: mean average precision {:.3}", mean(&precisions));
}

/// The passages, or the sentences, that a row shows as on its theme.
fn shown(
    comparison: &Comparison,
    row: usize,
    names: &[String],
) -> BTreeSet<(String, u32, Option<u32>)> {
    let mut shown = BTreeSet::new();
    for (column, name) in names.iter().enumerate() {
        let passages =
            comparison.treatment(row, column).into_iter().flat_map(|found| found.passages);
        for mark in passages.filter(|mark| mark.state == PassageState::On) {
            shown.insert((name.clone(), mark.passage, None));
            shown.extend(mark.speaking.iter().map(|n| (name.clone(), mark.passage, Some(*n))));
        }
    }
    shown
}

fn proposals(model: &Arc<Model>, names: &[String], labelled: &[Labelled]) {
    let set = suggest(model);
    let comparison = Comparison::new(Arc::clone(model), set, &Judgements::default());
    let rows: Vec<_> =
        (0..comparison.themes().len()).map(|row| shown(&comparison, row, names)).collect();
    let (mut passages, mut of_sentences, mut of_frames) = (Vec::new(), Vec::new(), Vec::new());
    for of in labelled {
        let scored = |shown: &BTreeSet<(String, u32, Option<u32>)>| {
            let places = shown.iter().filter(|place| place.2.is_none());
            f1(&places.map(|place| (place.0.clone(), place.1)).collect(), &of.passages)
        };
        let best = (0..).zip(&rows).map(|(row, shown)| (scored(shown), row));
        let Some((f, row)) = best.max_by(|a: &(f64, usize), b| a.0.total_cmp(&b.0)) else {
            continue;
        };
        let name = comparison.themes().get(row).map_or("", |theme| theme.name.as_str());
        println!("  {:<36} {f:.3} by “{name}”", of.name);
        passages.push(f);
        if of.sentences.is_empty() {
            continue;
        }
        let sentences = |shown: &BTreeSet<(String, u32, Option<u32>)>| {
            shown.iter().filter_map(|p| Some((p.0.clone(), p.1, p.2?))).collect::<BTreeSet<_>>()
        };
        let Some(shown) = rows.get(row) else { continue };
        of_sentences.push(f1(&sentences(shown), &of.sentences));
        of_frames.push(passages.last().copied().unwrap_or(0.0));
    }
    println!("best of {} proposals: mean F1 {:.3}", rows.len(), mean(&passages));
    if !of_sentences.is_empty() {
        println!("  by sentence {:.3}, of passages {:.3}", mean(&of_sentences), mean(&of_frames));
    }
}

/// What came of the articles asked: rank of the first right candidate, and whether found or none was right.
#[derive(Default)]
struct Outcomes {
    reciprocal: Vec<f64>,
    pool: Vec<f64>,
    found: (usize, usize),
    none: (usize, usize),
}

fn counterparts(model: &Arc<Model>, names: &[String], asked: &[Asked]) {
    let ids: BTreeMap<&str, _> = names
        .iter()
        .map(String::as_str)
        .zip(model.articles().map(|article| article.id()))
        .collect();
    let name_of: BTreeMap<_, &str> = ids.iter().map(|(name, id)| (*id, *name)).collect();
    let mut outcomes = Outcomes::default();
    for question in asked {
        let Some(id) = ids.get(question.from.0.as_str()) else { continue };
        let from = From::Passage(question.from.1);
        let answer = parallels(model, *id, from, usize::MAX, None, Watch::NOBODY);
        let found = answer.ok().flatten().unwrap_or_default();
        let named: Vec<(&str, &Counterparts)> = found
            .iter()
            .filter_map(|found| Some((*name_of.get(&found.article)?, found)))
            .filter(|(name, _)| question.to.contains_key(*name))
            .collect();
        outcomes.take(question, &named);
    }
    let Outcomes { reciprocal, pool, found, none } = outcomes;
    let (kept, silent) = (share(found.0, found.1), share(none.0, none.1));
    println!(
        "counterparts: mean reciprocal rank {:.3} in {} articles",
        mean(&reciprocal),
        reciprocal.len()
    );
    println!("  all articles in one list: mean average precision {:.3}", mean(&pool));
    println!(
        "  found where there is one {kept:.3} of {}, none where there is none {silent:.3} of {}, balanced {:.3}",
        found.1,
        none.1,
        kept.midpoint(silent)
    );
}

impl Outcomes {
    fn take(&mut self, question: &Asked, named: &[(&str, &Counterparts)]) {
        let mut pool: Vec<(f32, bool)> = Vec::new();
        let right = |name: &str| question.to.get(name);
        for (name, found) in named {
            let is_right = |passage: &u32| right(name).is_some_and(|right| right.contains(passage));
            let is_found = found.state == Decision::Found;
            let candidates = found.candidates.iter();
            pool.extend(candidates.clone().map(|c| (c.score, is_right(&c.passage))));
            if right(name).is_none_or(BTreeSet::is_empty) {
                self.none = (self.none.0 + usize::from(!is_found), self.none.1 + 1);
            } else {
                self.found = (self.found.0 + usize::from(is_found), self.found.1 + 1);
                let place = found.candidates.iter().position(|c| is_right(&c.passage));
                self.reciprocal.push(place.map_or(0.0, |place| share(1, place + 1)));
            }
        }
        let all = question.to.values().map(BTreeSet::len).sum();
        if all > 0 {
            pool.sort_by(|a, b| b.0.total_cmp(&a.0));
            self.pool.push(average_precision(pool.into_iter().map(|(_, right)| right), all));
        }
    }
}
