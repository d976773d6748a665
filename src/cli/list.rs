//! `variorum list`: the articles, one a line.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::args::{List, ListForm};
use super::json::{ProblemAnswer, problems};
use super::output::{Failure, Outcome, Output};
use super::sources;
use super::table::{Column, table};
use crate::collection::{Article, ArticleAnswer, Collection, DateSpan, Order, OrderKey, fields};
use crate::storage::Places;
use crate::text::numbers::counted;
use crate::text::words::fold;

#[derive(Serialize)]
struct ListAnswer<'a> {
    articles: Vec<ArticleAnswer<'a>>,
    problems: Vec<ProblemAnswer<'a>>,
}

pub(super) fn run(args: &List, places: &Places, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let collection = sources::open(args.sources.paths(), places, out)?;
    let mut articles = collection.articles().to_vec();
    match args.sort.parse::<Order>() {
        Ok(order) => articles.sort_by_cached_key(|article| order.key(article)),
        Err(_) => by_field(&mut articles, &args.sort)?,
    }
    let sorted = Collection::new(articles, collection.problems);
    write(&sorted, &args.form, args.width, out)?;
    Ok(Outcome::Done)
}

/// Sorts by a field that some of the articles have.
fn by_field(articles: &mut [Arc<Article>], name: &str) -> Result<(), Failure> {
    let folded = fold(name);
    articles.sort_by_cached_key(|article| fields::key(article, &folded));
    let first = articles.first().map(|article| fields::key(article, &folded));
    if first.is_none_or(|key| key != OrderKey::Unknown) {
        return Ok(());
    }
    let orders = Order::ALL.map(|order| order.to_string());
    let known = fields::names(articles.iter().map(|article| &**article), "");
    let known = orders.into_iter().chain(known).collect::<BTreeSet<_>>();
    let known = known.into_iter().collect::<Vec<_>>().join(", ");
    Err(Failure::told(format!("--sort: no article says “{name}”: there are {known}")))
}

/// Writes the articles in the order they have.
pub(super) fn write(
    collection: &Collection,
    form: &ListForm,
    width: Option<usize>,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let articles = collection.articles();
    match form {
        ListForm { json: true, .. } => out.json(&ListAnswer {
            articles: articles.iter().map(|article| (&**article).into()).collect(),
            problems: problems(&collection.problems),
        }),
        ListForm { csv: true, .. } => write_csv(articles, out),
        ListForm { plain: true, .. } => {
            articles.iter().try_for_each(|article| out.text(&labelled(article)))
        }
        _ => {
            let rows: Vec<_> = articles.iter().map(|article| row(article)).collect();
            let columns = [
                Column::Left,
                Column::Left,
                Column::Elastic,
                Column::Elastic,
                Column::Right,
                Column::Right,
            ];
            out.text(&table(columns, &rows, width.or(out.columns())))
        }
    }
}

fn row(article: &Article) -> [String; 6] {
    let about = &article.metadata;
    let digits: String = article.id().to_string().chars().take(8).collect();
    [
        digits,
        about.date.as_ref().map_or_else(|| "–".to_owned(), |date| when(date.value)),
        named(article),
        if about.authors.is_empty() { "–".to_owned() } else { about.authors.join(", ") },
        format!("{} w", article.words()),
        format!("{}′", article.minutes()),
    ]
}

/// What an article is called, here and where its text stands under another title or source.
fn named(article: &Article) -> String {
    let also = article.copies.iter().map(|copy| copy.otherwise(&article.metadata));
    let also: Vec<String> =
        also.filter(|said| !said.is_empty()).map(|said| said.join(", ")).collect();
    match also.as_slice() {
        [] => article.name().to_owned(),
        also => format!("{} (also {})", article.name(), also.join("; ")),
    }
}

/// One article in lines that can be read aloud.
fn labelled(article: &Article) -> String {
    let about = &article.metadata;
    let lines = [
        ("Title", Some(named(article))),
        ("Authors", (!about.authors.is_empty()).then(|| about.authors.join(", "))),
        ("Date", about.date.as_ref().map(|date| when(date.value))),
        ("Source", about.source.clone()),
        (
            "Length",
            Some(format!(
                "{}, {}",
                counted(article.words(), "word"),
                counted(article.minutes(), "minute")
            )),
        ),
        ("Part", article.part().map(|part| part.to_string())),
        ("Id", Some(article.id().to_string())),
    ];
    let known =
        lines.into_iter().filter_map(|(label, value)| Some(format!("{label}: {}\n", value?)));
    let fields = about.fields.iter().map(|(name, found)| format!("{name}: {}\n", found.value));
    known.chain(fields).chain(["\n".to_owned()]).collect()
}

/// A date or range of dates in ISO form.
pub(super) fn when(date: DateSpan) -> String {
    match date.end {
        Some(end) => format!("{} to {end}", date.start),
        None => date.start.to_string(),
    }
}

fn write_csv(articles: &[Arc<Article>], out: &mut Output<'_>) -> Result<(), Failure> {
    let header = [
        "id",
        "path",
        "title",
        "authors",
        "date",
        "date_end",
        "source",
        "url",
        "language",
        "words",
        "passages",
        "sentences",
        "minutes",
        "part",
        "of",
        "fields",
    ];
    let rows = articles.iter().map(|article| {
        let about = &article.metadata;
        let date = about.date.as_ref().map(|date| date.value);
        let fields = about.fields.iter().map(|(name, found)| format!("{name}={}", found.value));
        let fields: Vec<String> = fields.collect();
        [
            article.id().to_string(),
            article.path().display().to_string(),
            about.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            about.authors.join("; "),
            date.map(|date| date.start.to_string()).unwrap_or_default(),
            date.and_then(|date| date.end).map(|end| end.to_string()).unwrap_or_default(),
            about.source.clone().unwrap_or_default(),
            about.url.clone().unwrap_or_default(),
            about.language.clone().unwrap_or_default(),
            article.words().to_string(),
            article.passage_count().to_string(),
            article.sentences().to_string(),
            article.minutes().to_string(),
            article.part().map(|part| part.number.to_string()).unwrap_or_default(),
            article.part().map(|part| part.of.to_string()).unwrap_or_default(),
            fields.join("; "),
        ]
    });
    out.csv(header, rows)
}
