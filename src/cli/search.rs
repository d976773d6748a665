//! `variorum search`: passages by half-remembered words.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

use super::args::{Search, SearchFormat};
use super::output::{Failure, Outcome, Output};
use super::{sources, themes};
use crate::collection::{Article, Collection};
use crate::compare::{Judgements, ThemeSet, compare};
use crate::index::Index;
use crate::search::{Hit, Query, Results, Tolerance, search};
use crate::storage::{Places, index, judgements};
use crate::text::{CodePoints, Extent, Span, wrap};

/// Columns of text where no narrower terminal says otherwise.
const WIDTH: usize = 80;

#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    took_us: u64,
    total: usize,
    passages: usize,
    articles: usize,
    notes: Vec<&'a str>,
    nowhere: &'a [String],
    hits: Vec<HitAnswer<'a>>,
}

#[derive(Serialize)]
struct HitAnswer<'a> {
    article: String,
    path: String,
    title: &'a str,
    passage: u32,
    sentence: u32,
    start: usize,
    end: usize,
    text: &'a str,
    score: f32,
    highlights: Vec<[usize; 2]>,
    words: Vec<WordAnswer<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    after: Vec<&'a str>,
}

#[derive(Serialize)]
struct WordAnswer<'a> {
    query: &'a str,
    matched: &'a str,
    how: String,
}

pub(super) fn run(
    args: &Search,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let (queries, paths) = asked(args)?;
    let collection = sources::open(&paths, places, out)?;
    let index = index::open(places, &collection);
    let known = themes::chosen(args.themes.as_deref(), &paths, places, out)?;
    let known = known.map(|themes| themes.set);
    let aliases = known.as_ref().map(ThemeSet::other_names).unwrap_or_default();
    let (judgements, _) = judgements::load(places);
    let searcher = Searcher { args, collection: &collection, index, known, judgements, aliases };
    let mut outcome = Outcome::Nothing;
    for (number, typed) in queries.iter().enumerate() {
        if searcher.answer(typed, number, out)? > 0 {
            outcome = Outcome::Done;
        }
    }
    Ok(outcome)
}

/// The queries, and where to search: with `--queries` every word on the line is a path.
fn asked(args: &Search) -> Result<(Vec<String>, Vec<PathBuf>), Failure> {
    let mut paths = args.sources.paths().to_vec();
    let Some(file) = &args.queries else {
        let query = args.query.clone().ok_or_else(|| {
            Failure::told("nothing to search for: variorum search QUERY, or --queries FILE")
        })?;
        return Ok((vec![query], paths));
    };
    if let Some(first) = &args.query {
        paths.insert(0, first.into());
    }
    let read = if file == Path::new(sources::STDIN) {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(file)
    };
    let text = read.map_err(|error| {
        Failure::told(format!("the queries in {} cannot be read: {error}", file.display()))
    })?;
    Ok((text.lines().map(str::to_owned).collect(), paths))
}

struct Searcher<'a> {
    args: &'a Search,
    collection: &'a Collection,
    index: Index,
    /// The themes that `theme:` can name.
    known: Option<ThemeSet>,
    /// What the reader decided of them.
    judgements: Judgements,
    /// What their aliases call the same.
    aliases: Vec<(String, String)>,
}

impl Searcher<'_> {
    /// Answers one query; how many hits it has.
    fn answer(&self, typed: &str, number: usize, out: &mut Output<'_>) -> Result<usize, Failure> {
        let mut query = Query::parse(typed);
        query.aliases.clone_from(&self.aliases);
        if self.args.exact {
            query.tolerance = Tolerance::Exact;
        }
        if !query.themes.is_empty() {
            query.within = Some(self.within(&query.themes)?);
        }
        let start = Instant::now();
        let results = search(&self.index, &query, self.args.limit, &|| false);
        let took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        let notes: Vec<&str> = query.notes.iter().map(|note| note.message.as_str()).collect();
        if self.args.json {
            let hits = results.hits.iter().filter_map(|hit| self.hit(hit)).collect();
            let Results { total, passages, articles, ref nowhere, .. } = results;
            let query = typed;
            let answer = Answer { query, took_us, total, passages, articles, notes, nowhere, hits };
            out.json(&answer)?;
            return Ok(total);
        }
        for note in notes {
            out.message(note);
        }
        if let Some(words) = results.nothing_like(query.tolerance) {
            out.message(&words);
        }
        if self.args.queries.is_some() && self.args.format == SearchFormat::Text {
            out.text(&format!("{}== {typed}\n", if number > 0 { "\n" } else { "" }))?;
        }
        for (place, hit) in results.hits.iter().enumerate() {
            let Some(article) = self.collection.get(hit.span.article) else { continue };
            match self.args.format {
                SearchFormat::Grep => out.text(&self.line(article, hit))?,
                SearchFormat::Text => {
                    out.text(if place > 0 { "\n" } else { "" })?;
                    out.text(&self.card(article, hit, out.columns()))?;
                }
            }
        }
        if results.total > results.hits.len() && self.args.format == SearchFormat::Text {
            let more = results.total - results.hits.len();
            out.message(&format!("{more} more; --limit {} shows them", results.total));
        }
        Ok(results.total)
    }

    /// The passages that treat all of the themes named.
    fn within(&self, names: &[String]) -> Result<Vec<Span>, Failure> {
        let known = self
            .known
            .clone()
            .ok_or_else(|| Failure::told("you have no themes yet; --themes FILE names a file"))?;
        let compared = compare(self.collection, known, &self.judgements);
        match compared.within(names) {
            (spans, unknown) if unknown.is_empty() => Ok(spans),
            (_, unknown) => Err(Failure::told(format!(
                "there is no theme “{}”; `variorum themes` lists them",
                unknown.join("”, “")
            ))),
        }
    }

    fn hit<'a>(&'a self, hit: &'a Hit) -> Option<HitAnswer<'a>> {
        let article = self.collection.get(hit.span.article)?;
        let points = CodePoints::new(article.text());
        let [start, end] = points.range(hit.span.extent);
        let highlights = hit.highlights.iter().map(|extent| {
            let [from, to] = points.range(*extent);
            [from - start, to - start]
        });
        let words = hit.words.iter().map(|word| WordAnswer {
            query: &word.query,
            matched: &word.matched,
            how: word.how.to_string(),
        });
        let (before, after) = self.around(article, hit);
        Some(HitAnswer {
            article: article.id().to_string(),
            path: article.path().display().to_string(),
            title: article.name(),
            passage: hit.unit.number,
            sentence: hit.sentence,
            start,
            end,
            text: hit.span.extent.of(article.text()),
            score: hit.score,
            highlights: highlights.collect(),
            words: words.collect(),
            before,
            after,
        })
    }

    /// The sentences of the article before and behind a hit, as many as are wanted.
    fn around<'a>(&self, article: &'a Article, hit: &Hit) -> (Vec<&'a str>, Vec<&'a str>) {
        let wanted = self.args.context;
        if wanted == 0 {
            return (Vec::new(), Vec::new());
        }
        let all: Vec<Extent> =
            article.passages().flat_map(|p| p.block.sentences.iter().copied()).collect();
        let Some(here) = all.iter().position(|extent| *extent == hit.span.extent) else {
            return (Vec::new(), Vec::new());
        };
        let words = |extents: &[Extent]| extents.iter().map(|e| e.of(article.text())).collect();
        let before = all.get(here.saturating_sub(wanted)..here).unwrap_or(&[]);
        let after = all.get(here + 1..(here + 1 + wanted).min(all.len())).unwrap_or(&[]);
        (words(before), words(after))
    }

    /// `path:¶.s:text`, one hit a line.
    fn line(&self, article: &Article, hit: &Hit) -> String {
        let (before, after) = self.around(article, hit);
        let text: Vec<&str> =
            before.into_iter().chain([hit.span.extent.of(article.text())]).chain(after).collect();
        format!(
            "{}:{}.{}:{}\n",
            article.path().display(),
            hit.unit,
            hit.sentence,
            text.join(" ").replace('\n', " ")
        )
    }

    /// Where a hit stands, what it says, and how each word was found where that is not plain.
    fn card(&self, article: &Article, hit: &Hit, columns: Option<usize>) -> String {
        let width = columns.map_or(WIDTH, |columns| columns.min(WIDTH)).max(20);
        let (before, after) = self.around(article, hit);
        let text: Vec<&str> =
            before.into_iter().chain([hit.span.extent.of(article.text())]).chain(after).collect();
        let text = text.join(" ");
        let mut card = format!("{} {}.{}\n", article.name(), hit.unit.shown(), hit.sentence);
        for row in wrap::rows(&text, width - 4) {
            card.push_str("    ");
            card.push_str(row.of(&text));
            card.push('\n');
        }
        let found: Vec<String> = hit
            .words
            .iter()
            .filter(|word| word.query.to_lowercase() != word.matched.to_lowercase())
            .map(|word| format!("{} → {} ({})", word.query, word.matched, word.how))
            .collect();
        if !found.is_empty() {
            card.push_str("    · ");
            card.push_str(&found.join(", "));
            card.push('\n');
        }
        card
    }
}
