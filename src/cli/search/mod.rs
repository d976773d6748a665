//! `variorum search`: passages by half-remembered words, and articles by what they are about.

mod answer;
mod lines;
mod serve;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use answer::{Around, FoundReport, HitReport, SearchReport};
use lines::FileLines;

use super::args::{Grouping, Search, SearchFormat};
use super::output::{Failure, Outcome, Output, WIDTH};
use super::{sources, themes};
use crate::collection::{Article, Collection};
use crate::compare::{Judgements, ThemeSet, compare};
use crate::index::Index;
use crate::search::{Aliases, Hit, Part, Query, Results, SecondLook, Tolerance, WordMatch};
use crate::storage::{Places, index, judgements, names};
use crate::text::numbers::counted;
use crate::text::stems::is_stop_word;
use crate::text::words::fold;
use crate::text::{CodePoints, Extent, Span, wrap};

/// Words of the second look that are shown.
const ALSO: usize = 8;
/// Passages of an article that are shown where hits stand by article.
const IN_GROUP: usize = 3;

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
    let names = names::load(places).unwrap_or_else(|problem| {
        out.message(&format!("{}: {}", problem.path, problem.message));
        None
    });
    let lines = RefCell::default();
    let searcher =
        Searcher { args, collection: &collection, index, known, judgements, aliases, names, lines };
    if args.serve {
        return serve::run(&searcher, io::stdin().lock(), out);
    }
    let mut outcome = Outcome::Nothing;
    for (number, typed) in queries.iter().enumerate() {
        if searcher.answer(typed, number, out)? > 0 {
            outcome = Outcome::Done;
        }
    }
    Ok(outcome)
}

/// The queries, and where to search: with `--queries` and `--serve` every word on the line is a path.
fn asked(args: &Search) -> Result<(Vec<String>, Vec<PathBuf>), Failure> {
    let mut paths = args.sources.paths().to_vec();
    if args.serve {
        paths.splice(0..0, args.query.iter().map(PathBuf::from));
        return Ok((Vec::new(), paths));
    }
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
    /// The reader's own names of the same things.
    names: Option<Arc<Aliases>>,
    /// Where sentences stand in their files.
    lines: RefCell<FileLines>,
}

impl Searcher<'_> {
    /// What was typed, with all that the command line says about how to look for it.
    fn query(&self, typed: &str) -> Result<Query, Failure> {
        let mut query = Query::parse_for(typed, self.collection.articles());
        query.aliases.clone_from(&self.aliases);
        query.names.clone_from(&self.names);
        if self.args.exact {
            query.tolerance = Tolerance::Exact;
        }
        if self.args.only_typed {
            query.second_look = SecondLook::Off;
        }
        if !query.themes.is_empty() {
            query.within = Some(self.within(&query.themes)?);
        }
        Ok(query)
    }

    /// Answers one query in JSON; how many hits it has.
    fn report(&self, typed: &str, limit: usize, out: &mut Output<'_>) -> Result<usize, Failure> {
        let query = self.query(typed)?;
        let start = Instant::now();
        let results = answer::find(&self.index, &query, limit, self.args.group);
        let took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        let around = |article, hit| self.around(article, hit);
        let found = if self.args.group == Some(Grouping::Article) {
            let groups = answer::by_article(&results, limit);
            FoundReport::Groups(answer::groups(self.collection, &groups, around))
        } else {
            let with_article = results
                .hits
                .iter()
                .filter_map(|hit| Some((self.collection.get(hit.span.article)?, hit)));
            // Counted once an article: a long one may have many hits.
            let mut counted = HashMap::new();
            let report = with_article.map(|(article, hit)| {
                let points =
                    counted.entry(article.id()).or_insert_with(|| CodePoints::new(article.text()));
                HitReport::new(article, points, hit, around(article, hit))
            });
            FoundReport::Hits(report.collect())
        };
        let Results { total, passages, articles, ref nowhere, described, ref also, .. } = results;
        let notes = query.notes.iter().map(|note| note.message.as_str()).collect();
        let query = typed;
        out.json(&SearchReport {
            query,
            took_us,
            total,
            passages,
            articles,
            notes,
            nowhere,
            described,
            also,
            found,
        })?;
        Ok(total)
    }

    /// Answers one query; how many hits it has.
    fn answer(&self, typed: &str, number: usize, out: &mut Output<'_>) -> Result<usize, Failure> {
        if self.args.json {
            return self.report(typed, self.args.limit, out);
        }
        let query = self.query(typed)?;
        let results = answer::find(&self.index, &query, self.args.limit, self.args.group);
        for note in &query.notes {
            out.message(&note.message);
        }
        if let Some(words) = results.nothing_like(query.tolerance) {
            out.message(&words);
        }
        if self.args.queries.is_some() && self.args.format == SearchFormat::Text {
            out.text(&format!("{}== {typed}\n", if number > 0 { "\n" } else { "" }))?;
        }
        if !results.also.is_empty() {
            let words: Vec<&str> = results.also.iter().take(ALSO).map(String::as_str).collect();
            out.message(&format!("also: {} (--only-typed leaves them out)", words.join(", ")));
        }
        if self.args.group == Some(Grouping::Article) {
            self.groups(&results, out)?;
            return Ok(results.total);
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

    /// The sentences of the article before and behind a hit, as many as are wanted.
    fn around<'a>(&self, article: &'a Article, hit: &Hit) -> Around<'a> {
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

    /// Articles with the best sentences of their best passages.
    fn groups(&self, results: &Results, out: &mut Output<'_>) -> Result<(), Failure> {
        for (place, (id, hits)) in
            answer::by_article(results, self.args.limit).into_iter().enumerate()
        {
            let Some(article) = self.collection.get(id) else { continue };
            if self.args.format == SearchFormat::Grep {
                hits.iter().try_for_each(|hit| out.text(&self.line(article, hit)))?;
                continue;
            }
            let passages = counted(hits.len(), "passage");
            let gap = if place > 0 { "\n" } else { "" };
            out.text(&format!("{gap}{} ({passages})\n", article.name()))?;
            for hit in hits.iter().take(IN_GROUP) {
                out.text(&self.rows(article, hit, out.columns()))?;
            }
        }
        Ok(())
    }

    /// `path:line:column:text`, one hit a line.
    fn line(&self, article: &Article, hit: &Hit) -> String {
        let (before, after) = self.around(article, hit);
        let text: Vec<&str> =
            before.into_iter().chain([hit.span.extent.of(article.text())]).chain(after).collect();
        let (line, column) = self.lines.borrow_mut().place(article, hit.span.extent);
        let text = text.join(" ").replace('\n', " ");
        format!("{}:{line}:{column}:{text}\n", article.path().display())
    }

    /// Where a hit stands, what it says, and how each word was found where that is not plain.
    fn card(&self, article: &Article, hit: &Hit, columns: Option<usize>) -> String {
        let unit = article.unit(hit.unit).map_or_else(|| hit.unit.shown(), |unit| unit.shown());
        let head = format!("{} {unit}.{}\n", article.name(), hit.sentence);
        head + &self.rows(article, hit, columns)
    }

    /// How each word was found, where that is not plain: those that say something first.
    fn found_how(&self, hit: &Hit) -> Vec<String> {
        let plain = |word: &&WordMatch| {
            word.part == Part::Text && word.query.to_lowercase() == word.matched.to_lowercase()
        };
        let says = |word: &&WordMatch| !is_stop_word(&fold(&word.query));
        let told = hit.words.iter().filter(|word| self.args.explain || !plain(word));
        let (telling, others): (Vec<&WordMatch>, Vec<_>) = told.partition(says);
        let mut found: Vec<String> = Vec::new();
        for word in telling.into_iter().chain(others) {
            let how = match word.part {
                Part::Text => word.how.to_string(),
                part => part.to_string(),
            };
            let found_so = format!("{} → {} ({how})", word.query, word.matched);
            // What was typed twice was found alike.
            if !found.contains(&found_so) {
                found.push(found_so);
            }
        }
        found
    }

    fn rows(&self, article: &Article, hit: &Hit, columns: Option<usize>) -> String {
        let width = columns.map_or(WIDTH, |columns| columns.min(WIDTH)).max(20);
        let (before, after) = self.around(article, hit);
        let text: Vec<&str> =
            before.into_iter().chain([hit.span.extent.of(article.text())]).chain(after).collect();
        let text = text.join(" ");
        let mut card = String::new();
        for row in wrap::rows(&text, width - 4) {
            card.push_str("    ");
            card.push_str(row.of(&text));
            card.push('\n');
        }
        let found = self.found_how(hit);
        if !found.is_empty() {
            card.push_str("    · ");
            card.push_str(&found.join(", "));
            card.push('\n');
        }
        if self.args.explain {
            let (unit, worth) = (hit.unit.shown(), hit.passage_score);
            let article = hit.article_score;
            let scores = format!("score {:.2}: {unit} {worth:.2}, article {article:.2}", hit.score);
            card = format!("{card}    · {scores}\n");
        }
        card
    }
}
