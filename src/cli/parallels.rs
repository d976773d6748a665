//! `variorum parallels`: what the other articles say to the same passage.

use std::sync::Arc;

use serde::Serialize;

use super::args::Parallels;
use super::output::{Failure, Outcome, Output, WIDTH};
use super::{choose, sources, themes};
use crate::collection::{Collection, Series, UnitNumber};
use crate::compare::diff::{self, PartKind};
use crate::compare::parallels::{
    CANDIDATES, Counterparts, Decision, Evidence, From, Lack, parallels,
};
use crate::compare::{Comparison, Judgements, Watch};
use crate::storage::Places;
use crate::text::{CodePoints, Span, wrap};

/// Candidates shown for each article.
const SHOWN: usize = 3;
#[derive(Serialize)]
struct Answer<'a> {
    from: Place<'a>,
    articles: Vec<ArticleAnswer<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    article: String,
    passage: u32,
    sentence: Option<u32>,
    text: &'a str,
}

#[derive(Serialize)]
struct ArticleAnswer<'a> {
    article: String,
    title: &'a str,
    state: &'static str,
    /// Where the state is “none”: the passage asked from to which the best candidate is nearer, or null
    /// where too little is in common.
    nearer_to: Option<u32>,
    /// Where the state is “none”: why, in words.
    reason: Option<String>,
    candidates: Vec<CandidateAnswer<'a>>,
}

#[derive(Serialize)]
struct CandidateAnswer<'a> {
    passage: u32,
    sentence: Option<u32>,
    start: usize,
    end: usize,
    text: &'a str,
    score: f32,
    evidence: Evidence,
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<Vec<PartAnswer<'a>>>,
    shared: SharedAnswer<'a>,
}

#[derive(Serialize)]
struct PartAnswer<'a> {
    kind: PartKind,
    here: &'a str,
    there: &'a str,
}

#[derive(Serialize)]
struct SharedAnswer<'a> {
    themes: Vec<&'a str>,
    words: &'a [String],
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
    let asked = Place {
        article: cited.article.id().to_string(),
        passage,
        sentence: cited.sentences.map(|(first, _)| first),
        text: collection.words_at(cited.span),
    };
    if args.json {
        let beside = args.diff.then_some(asked.text);
        let articles = found.iter().map(|found| answer(&collection, found, beside)).collect();
        out.json(&Answer { from: asked, articles })?;
    } else {
        let width = out.columns().unwrap_or(WIDTH);
        out.text(&text(&collection, cited.article.name(), &asked, &found, (width, args)))?;
    }
    let any = found.iter().any(|found| found.state == Decision::Found);
    Ok(if any { Outcome::Done } else { Outcome::Nothing })
}

fn answer<'a>(
    collection: &'a Collection,
    found: &'a Counterparts,
    beside: Option<&'a str>,
) -> ArticleAnswer<'a> {
    let article = collection.get(found.article);
    let points = CodePoints::new(article.map_or("", |article| article.text()));
    let candidates = found.candidates.iter().map(|candidate| {
        let [start, end] = points.range(candidate.extent);
        let words = collection.words_at(Span::new(found.article, candidate.extent));
        let parts = beside.map(|asked| diff::diff(asked, words));
        let told = |part: diff::Part<'a>| {
            let diff::Part { kind, here, there } = part;
            PartAnswer { kind, here, there }
        };
        CandidateAnswer {
            passage: candidate.passage,
            sentence: candidate.sentence,
            start,
            end,
            text: words,
            score: candidate.score,
            evidence: candidate.evidence,
            diff: parts.map(|parts| parts.into_iter().map(told).collect()),
            shared: SharedAnswer {
                themes: candidate.shared.themes.iter().map(|id| id.0.as_str()).collect(),
                words: &candidate.shared.words,
            },
        }
    });
    ArticleAnswer {
        article: found.article.to_string(),
        title: article.map_or("", |article| article.name()),
        state: match found.state {
            Decision::Found => "found",
            Decision::None(_) => "none",
        },
        reason: found.lack().map(|lack| lack.trim_end_matches(':').to_owned()),
        nearer_to: match found.state {
            Decision::None(Lack::NearerTo(passage)) => Some(passage),
            Decision::None(Lack::TooUnlike | Lack::Surroundings) | Decision::Found => None,
        },
        candidates: candidates.collect(),
    }
}

fn text(
    collection: &Collection,
    name: &str,
    asked: &Place<'_>,
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
    lines("", name);
    lines(&format!("  ¶{} ", number(asked.passage, asked.sentence)), asked.text);
    for article in found {
        lines("", "");
        lines("", collection.get(article.article).map_or("", |article| article.name()));
        let lack = article.lack();
        if let Some(lack) = &lack {
            lines("  ", &format!("no counterpart found: {lack}"));
        }
        let shown = args.limit.unwrap_or(if lack.is_some() { 1 } else { SHOWN });
        for candidate in article.candidates.iter().take(shown) {
            let place = number(candidate.passage, candidate.sentence);
            let words = collection.words_at(Span::new(article.article, candidate.extent));
            if args.diff {
                lines(&format!("  ¶{place} "), &marked(asked.text, words));
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

/// `there` as it differs from `here`: `[-only here-]`, `{+only there+}`, `[-40-]{+45+}!` where it tells most.
fn marked(here: &str, there: &str) -> String {
    let mut text = String::new();
    for part in diff::diff(here, there) {
        let side = |open: &str, words: &str, close: &str| {
            let (bare, space) = words.split_at(words.trim_end().len());
            if bare.is_empty() { space.to_owned() } else { format!("{open}{bare}{close}{space}") }
        };
        match part.kind {
            PartKind::Same => text.push_str(part.there),
            PartKind::Here => text.push_str(&side("[-", part.here, "-]")),
            PartKind::There => text.push_str(&side("{+", part.there, "+}")),
            PartKind::Differs => {
                text.push_str(side("[-", part.here, "-]").trim_end());
                text.push_str(&side("{+", part.there, "+}"));
                text.push_str("(!) ");
            }
        }
    }
    text
}

fn number(passage: u32, sentence: Option<u32>) -> String {
    sentence.map_or_else(|| passage.to_string(), |sentence| format!("{passage}.{sentence}"))
}
