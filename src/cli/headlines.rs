//! `variorum compare --headlines`: titles and leads side by side.

use std::sync::Arc;

use serde::Serialize;

use super::args::CompareFormat;
use super::output::{Failure, Outcome, Output, WIDTH};
use crate::collection::Article;
use crate::compare::headlines::{Headline, headlines};
use crate::text::{Extent, wrap};

#[derive(Serialize)]
struct HeadlinesAnswer<'a> {
    headlines: Vec<HeadlineAnswer<'a>>,
}

#[derive(Serialize)]
struct HeadlineAnswer<'a> {
    article: String,
    date: Option<String>,
    source: Option<&'a str>,
    title: &'a str,
    passage: Option<u32>,
    lead: &'a str,
    /// Names and figures of title and lead that not all of the articles have.
    differing: Vec<&'a str>,
}

pub(super) fn run(
    articles: &[Arc<Article>],
    format: CompareFormat,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let lines = headlines(articles);
    match format {
        CompareFormat::Json => {
            out.json(&HeadlinesAnswer { headlines: lines.iter().map(answer).collect() })?;
        }
        CompareFormat::Text => out.text(&text(&lines, out.columns().unwrap_or(WIDTH)))?,
        CompareFormat::Md | CompareFormat::Csv | CompareFormat::Matrix | CompareFormat::Html => {
            return Err(Failure::told("--headlines is written as text or with --format json"));
        }
    }
    Ok(Outcome::Done)
}

fn lead(line: &Headline) -> &str {
    line.lead.map_or("", |(_, extent)| extent.of(line.article.text()))
}

fn date(article: &Article) -> Option<String> {
    article.metadata.date.as_ref().map(|date| date.value.start.to_string())
}

fn answer(line: &Headline) -> HeadlineAnswer<'_> {
    let article = &line.article;
    let in_title = line.in_title.iter().map(|extent| extent.of(article.name()));
    let in_lead = line.in_lead.iter().map(|extent| extent.of(article.text()));
    let mut differing: Vec<&str> = in_title.chain(in_lead).collect();
    differing.sort_unstable();
    differing.dedup();
    HeadlineAnswer {
        article: article.id().to_string(),
        date: date(article),
        source: article.metadata.source.as_deref(),
        title: article.name(),
        passage: line.lead.map(|(number, _)| number),
        lead: lead(line),
        differing,
    }
}

fn text(lines: &[Headline], width: usize) -> String {
    let mut text = String::new();
    for line in lines {
        let article = &line.article;
        let start = line.lead.map_or(0, |(_, extent)| extent.start);
        let within =
            |at: &Extent| Extent::new(at.start.saturating_sub(start), at.end.saturating_sub(start));
        let in_lead: Vec<Extent> = line.in_lead.iter().map(within).collect();
        let source = article.metadata.source.as_deref().map(|source| format!(" · {source}"));
        let head =
            date(article).unwrap_or_else(|| "undated".to_owned()) + &source.unwrap_or_default();
        for (indent, words) in [
            ("", head),
            ("  ", marked(article.name(), &line.in_title)),
            ("    ", marked(lead(line), &in_lead)),
        ] {
            let room = width.saturating_sub(indent.len()).max(20);
            for row in wrap::rows(&words, room) {
                text.extend([indent, row.of(&words).trim_end(), "\n"]);
            }
        }
        text.push('\n');
    }
    text
}

/// `words` with `[…]` around what differs.
fn marked(words: &str, differing: &[Extent]) -> String {
    let (mut text, mut at) = (String::new(), 0);
    for extent in differing {
        text.extend([words.get(at..extent.start).unwrap_or(""), "[", extent.of(words), "]"]);
        at = extent.end;
    }
    text + words.get(at..).unwrap_or("")
}
