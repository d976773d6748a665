//! The comparison for programs: every cell with every passage and sentence that has a score.

use serde::{Serialize, Serializer};

use super::{Report, Section};
use crate::collection::{ArticleAnswer, to_json};
use crate::compare::comparison::Comparison;
use crate::compare::contrast::{Contrast, ThemeContrast};
use crate::compare::term::Tier;
use crate::compare::theme::{Theme, ThemeOrigin};
use crate::compare::treatment::{Match, PassageMark, PassageState, SentenceScore};
use crate::text::CodePoints;

/// A theme as every answer describes it.
#[derive(Debug, Serialize)]
pub struct ThemeAnswer<'a> {
    id: &'a str,
    name: &'a str,
    description: &'a str,
    terms: Vec<&'a str>,
    core: Vec<&'a str>,
    support: Vec<&'a str>,
    not: Vec<&'a str>,
    file: Option<String>,
    line: Option<usize>,
    suggested: bool,
}

impl<'a> From<&'a Theme> for ThemeAnswer<'a> {
    fn from(theme: &'a Theme) -> Self {
        let tier = |tier| theme.tier(tier).map(|term| term.text.as_str()).collect();
        let (file, line) = match &theme.origin {
            ThemeOrigin::File { path, line } => (Some(path.display().to_string()), Some(*line)),
            ThemeOrigin::Suggested | ThemeOrigin::Made | ThemeOrigin::Pair => (None, None),
        };
        let marking = theme.terms.iter().filter(|term| term.tier != Tier::Not);
        Self {
            id: &theme.id.0,
            name: &theme.name,
            description: &theme.description,
            terms: marking.map(|term| term.text.as_str()).collect(),
            core: tier(Tier::Core),
            support: tier(Tier::Support),
            not: tier(Tier::Not),
            file,
            line,
            suggested: theme.is_suggested(),
        }
    }
}

/// The comparison as JSON.
#[derive(Debug, Serialize)]
pub struct ComparisonAnswer<'a> {
    themes: Vec<ThemeAnswer<'a>>,
    articles: Vec<ArticleAnswer<'a>>,
    cells: Cells<'a>,
}

/// The cells, of which there is one at a time: together they would be many times the text.
#[derive(Debug)]
struct Cells<'a>(&'a Report<'a>);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let cells = report.themes().filter_map(|(row, theme)| {
            let words = report.comparison.contrasts(row)?;
            let of = move |section| cell(report.comparison, (row, theme), &words, &section);
            Some(report.sections(row).filter_map(of))
        });
        serializer.collect_seq(cells.flatten())
    }
}

#[derive(Debug, Serialize)]
struct CellAnswer {
    theme: String,
    article: String,
    state: String,
    share: f32,
    on: usize,
    /// Sentences in the passages on the theme that speak for it.
    sentences_on: usize,
    hints: usize,
    near: usize,
    passages_total: usize,
    hits: usize,
    passages: Vec<PassageAnswer>,
    only_here: Vec<OnlyHere>,
    distinctive: Option<Vec<Distinctive>>,
    reason: Option<String>,
    summary: Option<SummaryAnswer>,
}

#[derive(Debug, Serialize)]
struct SummaryAnswer {
    text: String,
    quotes: Vec<String>,
    state: String,
}

#[derive(Debug, Serialize)]
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

#[derive(Debug, Serialize)]
struct SentenceAnswer {
    sentence: u32,
    state: PassageState,
    start: usize,
    end: usize,
    score: f32,
}

#[derive(Debug, Serialize)]
struct MatchAnswer {
    term: String,
    tier: String,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct OnlyHere {
    word: String,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Distinctive {
    word: String,
    here: usize,
    elsewhere: usize,
    z: f64,
}

impl Report<'_> {
    /// What is to be written as JSON.
    pub fn answer(&self) -> ComparisonAnswer<'_> {
        ComparisonAnswer {
            themes: self.themes().map(|(_, theme)| ThemeAnswer::from(theme)).collect(),
            articles: self.comparison.articles().map(|a| ArticleAnswer::from(&**a)).collect(),
            cells: Cells(self),
        }
    }

    /// One JSON object, the same as `variorum compare --format json` prints.
    ///
    /// # Errors
    /// None that its shape allows; see [`to_json`].
    pub fn json(&self) -> serde_json::Result<String> {
        to_json(&self.answer())
    }
}

fn cell(
    comparison: &Comparison,
    (row, theme): (usize, &Theme),
    words: &ThemeContrast<'_>,
    section: &Section<'_>,
) -> Option<CellAnswer> {
    let points = CodePoints::new(section.article.text());
    let sentences = comparison.sentences(row, section.column);
    let Section { treatment, line, .. } = section;
    let cell = treatment.cell;
    let passages = treatment.passages.iter().map(|mark| {
        let place = usize::try_from(mark.passage).ok().and_then(|number| number.checked_sub(1));
        let scored = place.and_then(|place| sentences.get(place));
        passage(mark, scored.map_or(&[], Vec::as_slice), &points)
    });
    let passages = passages.collect();
    let Contrast { only_here, distinct, .. } = words.of(section.column)?;
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
        theme: theme.id.to_string(),
        article: section.article.id().to_string(),
        state: cell.state.to_string(),
        share: cell.share(),
        on: cell.on,
        sentences_on: cell.sentences,
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
        summary: line.map(|(summary, freshness)| SummaryAnswer {
            text: summary.text.clone(),
            quotes: summary.quotes.clone(),
            state: freshness.to_string(),
        }),
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
        let SentenceScore { sentence, score, .. } = *sentence;
        SentenceAnswer { sentence, state: mark.state_of(sentence), start, end, score }
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
