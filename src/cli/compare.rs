//! `variorum compare`: how each article treats the same themes.

use std::sync::Arc;

use serde::Serialize;

use super::args::{Compare, CompareFormat};
use super::json::ArticleAnswer;
use super::output::{Failure, Outcome, Output};
use super::sources;
use super::themes::{ThemeAnswer, chosen};
use crate::collection::{Collection, Order};
use crate::compare::{
    CellState, Comparison, Contrast, Listed, Match, PassageMark, Report, SentenceScore, suggest,
};
use crate::storage::{Places, judgements};
use crate::text::CodePoints;

/// Columns of the text where the terminal does not say otherwise.
const WIDTH: usize = 100;

#[derive(Serialize)]
struct Answer<'a> {
    themes: Vec<ThemeAnswer<'a>>,
    articles: Vec<ArticleAnswer<'a>>,
    cells: Vec<CellAnswer>,
}

#[derive(Serialize)]
struct CellAnswer {
    theme: String,
    article: String,
    state: String,
    share: f32,
    on: usize,
    hints: usize,
    near: usize,
    passages_total: usize,
    hits: usize,
    passages: Vec<PassageAnswer>,
    only_here: Vec<OnlyHere>,
    distinctive: Option<Vec<Distinctive>>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct PassageAnswer {
    passage: u32,
    state: String,
    start: usize,
    end: usize,
    score: f32,
    sentences: Vec<SentenceAnswer>,
    matches: Vec<MatchAnswer>,
    excluded: Vec<MatchAnswer>,
    verdict: Option<String>,
    verdict_state: Option<String>,
}

#[derive(Serialize)]
struct SentenceAnswer {
    sentence: u32,
    start: usize,
    end: usize,
    score: f32,
}

#[derive(Serialize)]
struct MatchAnswer {
    term: String,
    tier: String,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct OnlyHere {
    word: String,
    count: usize,
}

#[derive(Serialize)]
struct Distinctive {
    word: String,
    here: usize,
    elsewhere: usize,
    z: f64,
}

pub(super) fn run(
    args: &Compare,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let paths = &args.within.paths;
    let opened = sources::open(paths, places, out)?;
    let mut articles = opened.articles().to_vec();
    articles.sort_by_cached_key(|article| Order::Date.key(article));
    let collection = Collection::new(articles, opened.problems);
    let model = Arc::new(sources::model(&collection, places, out));
    let set = match chosen(args.themes.as_deref(), paths.is_empty(), places, out)? {
        Some(themes) => themes.set,
        None => suggest(&model),
    };
    if set.themes.is_empty() {
        out.message("no themes: write some into a file and name it with --themes FILE");
        return Ok(Outcome::Nothing);
    }
    let (judged, unreadable) = judgements::load(places);
    for error in unreadable {
        out.message(&error.to_string());
    }
    let comparison = Comparison::new(model, set, &judged);
    let rows = wanted(&comparison, &args.wanted)?;
    let listed = if args.all { Listed::All } else { Listed::Marked };
    let cut = f32::from(args.cut) / 100.0;
    let report = Report::new(&comparison, rows.clone(), listed).cut(cut);
    match args.format {
        CompareFormat::Json => out.json(&answer(&comparison, &rows, cut))?,
        CompareFormat::Text => out.text(&report.text(out.columns().unwrap_or(WIDTH)))?,
        CompareFormat::Md => out.text(&report.markdown())?,
        CompareFormat::Html => out.text(&report.html())?,
        CompareFormat::Csv => {
            out.text(&report.csv().map_err(|error| Failure::told(error.to_string()))?)?;
        }
    }
    let any = rows.iter().any(|theme| {
        (0..collection.len()).any(|article| {
            comparison.cell(*theme, article).is_some_and(|cell| cell.state == CellState::On)
        })
    });
    Ok(if any { Outcome::Done } else { Outcome::Nothing })
}

/// The rows of the themes asked for, all of them if none is.
fn wanted(comparison: &Comparison, wanted: &[String]) -> Result<Vec<usize>, Failure> {
    let themes = comparison.themes();
    if wanted.is_empty() {
        return Ok((0..themes.len()).collect());
    }
    wanted
        .iter()
        .map(|name| {
            let theme = comparison.theme_set().find(name);
            theme.and_then(|found| themes.iter().position(|theme| theme.id == found.id)).ok_or_else(
                || {
                    let ids: Vec<&str> = themes.iter().map(|theme| theme.id.0.as_str()).collect();
                    Failure::told(format!("no theme “{name}”; there are {}", ids.join(", ")))
                },
            )
        })
        .collect()
}

fn answer<'a>(comparison: &'a Comparison, rows: &[usize], cut: f32) -> Answer<'a> {
    let themes = comparison.themes();
    let mut cells = Vec::new();
    for &theme in rows {
        let from = comparison.near_from(theme, cut);
        for (column, article) in comparison.articles().enumerate() {
            let points = CodePoints::new(article.text());
            if let Some(id) = themes.get(theme).map(|theme| &theme.id)
                && let Some(cell) = cell(comparison, theme, column, from, &points)
            {
                let (theme, article) = (id.to_string(), article.id().to_string());
                cells.push(CellAnswer { theme, article, ..cell });
            }
        }
    }
    Answer {
        themes: rows.iter().filter_map(|row| themes.get(*row)).map(ThemeAnswer::from).collect(),
        articles: comparison.articles().map(|article| ArticleAnswer::from(&**article)).collect(),
        cells,
    }
}

fn cell(
    comparison: &Comparison,
    theme: usize,
    column: usize,
    from: Option<f32>,
    points: &CodePoints<'_>,
) -> Option<CellAnswer> {
    let treatment = comparison.treatment_from(theme, column, from)?;
    let sentences = comparison.sentences(theme, column);
    let cell = treatment.cell;
    let passages = treatment.passages.iter().map(|mark| {
        let place = usize::try_from(mark.passage).ok().and_then(|number| number.checked_sub(1));
        let scored = place.and_then(|place| sentences.get(place));
        passage(mark, scored.map_or(&[], Vec::as_slice), points)
    });
    let passages = passages.collect();
    let Contrast { only_here, distinct, .. } = comparison.contrast(theme, column)?;
    let (distinctive, reason) = match distinct {
        Ok(words) => {
            let words = words.into_iter().map(|word| Distinctive {
                word: word.word,
                here: word.here,
                elsewhere: word.elsewhere,
                z: word.z,
            });
            (Some(words.collect()), None)
        }
        Err(why) => (None, Some(why.to_string())),
    };
    Some(CellAnswer {
        theme: String::new(),
        article: String::new(),
        state: cell.state.to_string(),
        share: cell.share(),
        on: cell.on,
        hints: cell.hints,
        near: cell.near,
        passages_total: cell.passages,
        hits: cell.hits,
        passages,
        only_here: only_here
            .into_iter()
            .map(|word| OnlyHere { word: word.word, count: word.count })
            .collect(),
        distinctive,
        reason,
    })
}

fn passage(
    mark: &PassageMark,
    sentences: &[SentenceScore],
    points: &CodePoints<'_>,
) -> PassageAnswer {
    let [start, end] = points.range(mark.extent);
    let matches = |found: &[Match]| {
        let told = found.iter().map(|found| {
            let [start, end] = points.range(found.extent);
            MatchAnswer { term: found.term.clone(), tier: found.tier.to_string(), start, end }
        });
        told.collect()
    };
    let sentences = sentences.iter().map(|sentence| {
        let [start, end] = points.range(sentence.extent);
        SentenceAnswer { sentence: sentence.sentence, start, end, score: sentence.score }
    });
    PassageAnswer {
        passage: mark.passage,
        state: mark.state.to_string(),
        start,
        end,
        score: mark.score,
        sentences: sentences.collect(),
        matches: matches(&mark.matches),
        excluded: matches(&mark.excluded),
        verdict: mark.verdict.map(|(ruling, _)| ruling.to_string()),
        verdict_state: mark.verdict.map(|(_, freshness)| freshness.to_string()),
    }
}
