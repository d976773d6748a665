//! `variorum parallels`: what the other articles say to the same passage.

use std::sync::Arc;

use super::args::{Parallels, ParallelsFormat};
use super::output::{Failure, Outcome, Output, WIDTH};
use super::{choose, sources, themes};
use crate::collection::{Article, Collection, Series, UnitNumber};
use crate::compare::diff;
use crate::compare::parallels::{CANDIDATES, Counterparts, Decision, Evidence, From, parallels};
use crate::compare::report::{Beside, number};
use crate::compare::{Comparison, Form, Judgements, Watch};
use crate::storage::Places;
use crate::text::{Span, wrap};

/// Candidates shown for each article.
const SHOWN: usize = 3;

impl std::convert::From<ParallelsFormat> for Form {
    fn from(format: ParallelsFormat) -> Self {
        match format {
            ParallelsFormat::Md => Self::Markdown,
            ParallelsFormat::Csv => Self::Csv,
            ParallelsFormat::Html => Self::Html,
        }
    }
}

pub(super) fn run(
    args: &Parallels,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let citation = args.place.parse().map_err(Failure::told)?;
    let paths = &args.within.paths;
    let collection = sources::open(paths, places, out)?;
    let cited = choose::place(&collection, &citation)?;
    let passage = match cited.unit {
        UnitNumber { series: Series::Passage, number } => number,
        other => {
            let shown = other.shown();
            return Err(Failure::told(format!(
                "{shown} is no passage: parallels are between passages"
            )));
        }
    };
    let chosen = themes::chosen(args.themes.as_deref(), paths, places, out)?;
    let model = Arc::new(sources::model(&collection, places, out));
    let comparison = chosen
        .map(|themes| Comparison::new(Arc::clone(&model), themes.set, &Judgements::default()));
    let from = match cited.sentences {
        None => From::Passage(passage),
        Some((first, last)) if first == last => From::Sentence(passage, first),
        Some(_) => From::Extent(cited.span.extent),
    };
    let limit = args.limit.unwrap_or(CANDIDATES);
    let id = cited.article.id();
    let found = parallels(&model, id, from, limit, comparison.as_ref(), Watch::NOBODY)
        .map_err(|stopped| Failure::told(stopped.to_string()))?
        .unwrap_or_default();
    let (sentence, words) =
        (cited.sentences.map(|(first, _)| first), collection.words_at(cited.span));
    let place = (&**cited.article, passage, sentence);
    let articles = collection.articles();
    match args.format {
        _ if args.json => out.json(&Beside::new(articles, place, words, &found, args.diff))?,
        Some(form) => {
            let beside = Beside::new(articles, place, words, &found, true);
            out.text(&beside.written(form.into()).map_err(|why| Failure::told(why.to_string()))?)?;
        }
        None => {
            let width = out.columns().unwrap_or(WIDTH);
            out.text(&text(&collection, place, words, &found, (width, args)))?;
        }
    }
    let any = found.iter().any(|found| found.state == Decision::Found);
    Ok(if any { Outcome::Done } else { Outcome::Nothing })
}

fn text(
    collection: &Collection,
    (article, passage, sentence): (&Article, u32, Option<u32>),
    asked: &str,
    found: &[Counterparts],
    (width, args): (usize, &Parallels),
) -> String {
    let mut text = String::new();
    let mut lines = |lead: &str, words: &str| {
        let room = width.saturating_sub(wrap::columns(lead)).max(20);
        for (row, extent) in wrap::rows(words, room).into_iter().enumerate() {
            let lead = if row == 0 { lead.to_owned() } else { " ".repeat(wrap::columns(lead)) };
            text.extend([lead.as_str(), extent.of(words), "\n"]);
        }
    };
    lines("", article.name());
    lines(&format!("  ¶{} ", number(passage, sentence)), asked);
    for article in found {
        lines("", "");
        lines("", collection.get(article.article).map_or("", |article| article.name()));
        let why_none = article.why_none();
        if let Some(why_none) = &why_none {
            lines("  ", &format!("no counterpart found: {why_none}"));
        }
        let shown = args.limit.unwrap_or(if why_none.is_some() { 1 } else { SHOWN });
        for candidate in article.candidates.iter().take(shown) {
            let place = number(candidate.passage, candidate.sentence);
            let words = collection.words_at(Span::new(article.article, candidate.extent));
            if args.diff {
                lines(&format!("  ¶{place} "), &diff::marked(asked, words));
            } else {
                lines(&format!("  ¶{place} "), words);
            }
            let mut shared = Vec::new();
            if !candidate.shared.themes.is_empty() {
                let themes: Vec<&str> =
                    candidate.shared.themes.iter().map(|id| id.0.as_str()).collect();
                shared.push(format!("themes {}", themes.join(", ")));
            }
            if !candidate.shared.words.is_empty() {
                shared.push(format!("words {}", candidate.shared.words.join(", ")));
            }
            if candidate.evidence == Evidence::Neighbour {
                let only =
                    if shared.is_empty() { "beside what is alike" } else { "common words only" };
                shared.insert(0, only.to_owned());
            }
            lines("     ", &format!("{:.2} · {}", candidate.score, shared.join(" · ")));
        }
    }
    text
}
