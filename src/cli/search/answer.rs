//! The JSON of a search.

use serde::Serialize;

use crate::cli::args::Grouping;
use crate::collection::{Article, BlockKind, Collection, Series};
use crate::index::Index;
use crate::search::{Hit, Query, Results, search};
use crate::text::{ArticleId, CodePoints};

/// What one query is answered.
#[derive(Serialize)]
pub(super) struct SearchReport<'a> {
    pub(super) query: &'a str,
    pub(super) took_us: u64,
    pub(super) total: usize,
    pub(super) passages: usize,
    pub(super) articles: usize,
    pub(super) notes: Vec<&'a str>,
    pub(super) nowhere: &'a [String],
    pub(super) described: f32,
    pub(super) also: &'a [String],
    #[serde(flatten)]
    pub(super) found: FoundReport<'a>,
}

/// Hits one by one, or by article.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FoundReport<'a> {
    Hits(Vec<HitReport<'a>>),
    Groups(Vec<GroupReport<'a>>),
}

#[derive(Serialize)]
pub(super) struct GroupReport<'a> {
    article: String,
    path: String,
    title: &'a str,
    score: f32,
    passages: Vec<HitReport<'a>>,
}

#[derive(Serialize)]
pub(super) struct HitReport<'a> {
    article: String,
    path: String,
    title: &'a str,
    passage: Option<u32>,
    unit: String,
    kind: String,
    /// Whether the words may stand in another order on the page.
    order_unsure: bool,
    sentence: u32,
    start: usize,
    end: usize,
    text: &'a str,
    score: f32,
    passage_score: f32,
    article_score: f32,
    highlights: Vec<[usize; 2]>,
    words: Vec<WordReport<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    after: Vec<&'a str>,
}

#[derive(Serialize)]
struct WordReport<'a> {
    query: &'a str,
    matched: &'a str,
    how: String,
    /// The text, or what is known of the article beside it.
    part: String,
}

/// Sentences before and behind a hit.
pub(super) type Around<'a> = (Vec<&'a str>, Vec<&'a str>);

impl<'a> HitReport<'a> {
    /// A hit in `article`, whose text `points` counts.
    pub(super) fn new(
        article: &'a Article,
        points: &CodePoints<'_>,
        hit: &'a Hit,
        (before, after): Around<'a>,
    ) -> Self {
        let [start, end] = points.range(hit.span.extent);
        let highlights = hit.highlights.iter().map(|extent| {
            let [from, to] = points.range(*extent);
            [from - start, to - start]
        });
        let words = hit.words.iter().map(|word| WordReport {
            query: &word.query,
            matched: &word.matched,
            how: word.how.to_string(),
            part: word.part.to_string(),
        });
        let unit = article.unit(hit.unit);
        let order_unsure = unit.is_some_and(|unit| unit.is_unsure());
        let kind = unit.map_or_else(String::new, |unit| match unit.block.kind {
            BlockKind::Furniture => unit.number.series.name().to_owned(),
            kind => kind.to_string(),
        });
        Self {
            article: article.id().to_string(),
            path: article.path().display().to_string(),
            title: article.name(),
            passage: (hit.unit.series == Series::Passage).then_some(hit.unit.number),
            unit: hit.unit.to_string(),
            kind,
            order_unsure,
            sentence: hit.sentence,
            start,
            end,
            text: hit.span.extent.of(article.text()),
            score: hit.score,
            passage_score: hit.passage_score,
            article_score: hit.article_score,
            highlights: highlights.collect(),
            words: words.collect(),
            before,
            after,
        }
    }
}

/// What `query` finds, at most `limit` sentences, or articles where they are asked for.
pub(super) fn find(index: &Index, query: &Query, limit: usize, group: Option<Grouping>) -> Results {
    let mut sentences = limit;
    loop {
        let results = search(index, query, sentences, &|| false);
        let all = results.hits.len() >= results.total || results.hits.len() < sentences;
        if group.is_none() || all || articles_of(&results) >= limit {
            return results;
        }
        sentences = sentences.saturating_mul(4).max(64);
    }
}

fn articles_of(results: &Results) -> usize {
    let articles = results.hits.iter().map(|hit| hit.span.article);
    articles.collect::<std::collections::HashSet<_>>().len()
}

/// The hits by article, articles in the order of their best hit, each with the best hit of each passage.
/// At most `limit` articles.
pub(super) fn by_article(results: &Results, limit: usize) -> Vec<(ArticleId, Vec<&Hit>)> {
    let mut groups: Vec<(ArticleId, Vec<&Hit>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for hit in &results.hits {
        let place = *places.entry(hit.span.article).or_insert_with(|| {
            groups.push((hit.span.article, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, hits)) = groups.get_mut(place)
            && !hits.iter().any(|known| known.unit == hit.unit)
        {
            hits.push(hit);
        }
    }
    groups.truncate(limit);
    groups
}

/// The groups as JSON.
pub(super) fn groups<'a>(
    collection: &'a Collection,
    groups: &[(ArticleId, Vec<&'a Hit>)],
    around: impl Fn(&'a Article, &'a Hit) -> Around<'a>,
) -> Vec<GroupReport<'a>> {
    let group = |(id, hits): &(ArticleId, Vec<&'a Hit>)| {
        let article: &'a Article = collection.get(*id)?;
        let best = hits.first()?;
        let points = CodePoints::new(article.text());
        let report = |hit: &&'a Hit| HitReport::new(article, &points, hit, around(article, hit));
        Some(GroupReport {
            article: article.id().to_string(),
            path: article.path().display().to_string(),
            title: article.name(),
            score: best.article_score,
            passages: hits.iter().map(report).collect(),
        })
    };
    groups.iter().filter_map(group).collect()
}
