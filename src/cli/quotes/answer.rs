//! The shape of a quote in the JSON answers.

use serde::Serialize;
use serde_json::{Value, json};

use super::args::UNREADABLE;
use crate::cli::json::ProblemAnswer;
use crate::collection::{Collection, Doubt, Problem};
use crate::quotes::{
    Anchor, AnchorStatus, Change, CitationForm, Missing, Quote, State, citation, record,
    with_current_position,
};
use crate::text::{CodePoints, Extent};

#[derive(Debug, Serialize)]
pub(super) struct QuotesAnswer<'a> {
    pub(super) quotes: Vec<QuoteAnswer<'a>>,
    /// Second files of quotes, for the reader to settle.
    pub(super) copies: Vec<CopyAnswer>,
    pub(super) problems: Vec<ProblemAnswer<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct CopyAnswer {
    pub(super) id: String,
    pub(super) path: String,
}

#[derive(Debug, Serialize, Default)]
pub(super) struct QuoteAnswer<'a> {
    id: Option<String>,
    article: Option<Value>,
    /// In the article as it reads now, if the words stand there; else as in the version they were kept from.
    passage: Option<u32>,
    /// In the version that the words were kept from.
    passage_then: Option<u32>,
    sentence: Option<u32>,
    sentences: Option<[u32; 2]>,
    exact: Option<&'a str>,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
    paragraph: Option<&'a str>,
    start: Option<usize>,
    end: Option<usize>,
    note: Option<&'a str>,
    tags: &'a [String],
    themes: &'a [String],
    inside_quotation: Option<Value>,
    citation: Option<String>,
    missing: Vec<String>,
    created: Option<String>,
    modified: Option<String>,
    rev: Option<u32>,
    state: String,
    /// Whether its lines may stand in another order on the page.
    order_unsure: bool,
    /// Where it stands now: one place, or all that it may be.
    places: Vec<Place>,
    /// From its words to those at the place, where they differ.
    diff: Option<Vec<Value>>,
    path: Option<&'a str>,
    message: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Place {
    article: String,
    passage: Option<u32>,
    start: usize,
    end: usize,
}

impl<'a> QuoteAnswer<'a> {
    pub(super) fn of(
        quote: &'a Quote,
        status: &AnchorStatus,
        collection: &Collection,
        form: CitationForm,
    ) -> Self {
        let now = with_current_position(quote, status, collection);
        let cited = citation(&now, form);
        let missing = cited.missing.iter().map(Missing::to_string).collect();
        let (places, diff) = match &status.anchor {
            Anchor::Attached(extent) => (vec![*extent], None),
            Anchor::Changed { extent, diff } => (vec![*extent], Some(diff)),
            Anchor::Ambiguous(extents) => (extents.clone(), None),
            Anchor::Orphan => (Vec::new(), None),
        };
        Self {
            id: Some(quote.id.to_string()),
            article: Some(record::snapshot(&quote.article)),
            passage: now.passage,
            passage_then: quote.passage,
            sentence: now.sentences.map(|sentences| sentences.first),
            sentences: now.sentences.map(|sentences| [sentences.first, sentences.last]),
            exact: Some(&quote.exact),
            prefix: Some(&quote.prefix),
            suffix: Some(&quote.suffix),
            paragraph: Some(&quote.paragraph),
            start: quote.position.map(|[start, _]| start),
            end: quote.position.map(|[_, end]| end),
            note: Some(&quote.note),
            tags: &quote.tags,
            themes: &quote.themes,
            inside_quotation: quote
                .quotation
                .as_ref()
                .map(|said| json!({"speaker": said.speaker, "confirmed": said.confirmed})),
            citation: Some(cited.text),
            missing,
            created: Some(quote.created.to_string()),
            modified: Some(quote.modified.to_string()),
            rev: Some(quote.rev),
            state: status.anchor.state().to_string(),
            order_unsure: quote.doubt == Some(Doubt::OrderUnsure),
            places: placed(&places, status, collection),
            diff: diff.map(|diff| diff.iter().map(change).collect()),
            path: None,
            message: None,
        }
    }

    /// A file that is there and cannot be read.
    pub(super) fn unreadable(problem: &'a Problem) -> Self {
        Self {
            state: UNREADABLE.to_owned(),
            path: Some(&problem.path),
            message: Some(&problem.message),
            ..Self::default()
        }
    }
}

fn placed(extents: &[Extent], status: &AnchorStatus, collection: &Collection) -> Vec<Place> {
    let Some(article) = status.article.and_then(|id| collection.get(id)) else {
        return Vec::new();
    };
    let points = CodePoints::new(article.text());
    extents
        .iter()
        .map(|extent| {
            let [start, end] = points.range(*extent);
            let passage = article.numbers_at(extent.start).map(|(passage, _)| passage);
            Place { article: article.id().to_string(), passage, start, end }
        })
        .collect()
}

fn change(change: &Change) -> Value {
    match change {
        Change::Same(words) => json!({"same": words}),
        Change::Gone(words) => json!({"gone": words}),
        Change::New(words) => json!({"new": words}),
    }
}

/// How a state is shown in a line of text.
pub(super) const fn mark(state: State) -> &'static str {
    match state {
        State::Attached => "",
        State::Changed => "changed",
        State::Ambiguous => "ambiguous",
        State::Orphan => "orphan",
    }
}
