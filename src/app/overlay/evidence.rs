//! The quotes of an article, to be ticked as what the reader's own line rests on.

use crate::app::quotes_state::QuotesState;
use crate::app::widgets::ListCursor;
use crate::text::{ArticleId, Span};

/// A quote that the line may rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// The quote's name.
    pub name: String,
    /// The passage or sentence that is the evidence.
    pub words: String,
    /// ¶ number, where it has one.
    pub passage: Option<u32>,
    /// Where it stands; `None` if its words are not found.
    pub place: Option<Span>,
    /// Whether the line rests on it.
    pub ticked: bool,
}

/// The quotes of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The reader's line.
    pub line: String,
    /// The quotes: those that are ticked, then those kept under the theme, then the others, each in the
    /// order of the article.
    pub rows: Vec<Support>,
    /// The selected one.
    pub cursor: ListCursor,
}

impl Evidence {
    /// The quotes in `article`, with those named in `linked` ticked.
    pub fn new(
        quotes: &QuotesState,
        article: ArticleId,
        theme: &str,
        line: &str,
        linked: &[String],
    ) -> Self {
        let mut rows = Vec::new();
        for (extent, id) in quotes.places_in(article) {
            let Some(quote) = quotes.get(id) else { continue };
            let name = id.to_string();
            let ticked = linked.contains(&name);
            let under = quote.themes.iter().any(|other| other == theme);
            let rank = if ticked { 0 } else { 2 - usize::from(under) };
            let support = Support {
                name,
                words: quote.exact.clone(),
                passage: quote.passage,
                place: Some(Span::new(article, extent)),
                ticked,
            };
            rows.push((rank, support));
        }
        let lost = linked.iter().filter(|name| rows.iter().all(|(_, row)| row.name != **name));
        let lost: Vec<Support> = lost
            .map(|name| {
                let quote = name.parse().ok().and_then(|id| quotes.get(id));
                let gone = "a quote that is no longer kept";
                Support {
                    name: name.clone(),
                    words: quote.map_or_else(|| gone.to_owned(), |quote| quote.exact.clone()),
                    passage: quote.and_then(|quote| quote.passage),
                    place: None,
                    ticked: true,
                }
            })
            .collect();
        rows.sort_by_key(|(rank, _)| *rank);
        let rows = lost.into_iter().chain(rows.into_iter().map(|(_, row)| row)).collect();
        Self { line: line.to_owned(), rows, cursor: ListCursor::default() }
    }

    /// Ticks or unticks the selected quote; returns the names of all that are ticked now.
    pub fn tick(&mut self) -> Option<Vec<String>> {
        let row = self.rows.get_mut(self.cursor.at)?;
        row.ticked = !row.ticked;
        Some(self.rows.iter().filter(|row| row.ticked).map(|row| row.name.clone()).collect())
    }
}
