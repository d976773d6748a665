//! The numbers of a quote in its article as that reads now.

use super::anchor::{Anchor, AnchorStatus};
use super::quote::{Quote, Sentences};
use crate::collection::Collection;

/// `quote` with the passage and the sentences in which its words stand now, for whoever cites it and looks
/// there; as it is kept where they do not stand anywhere for certain. What is kept does not change.
#[must_use]
pub fn with_current_position(
    quote: &Quote,
    status: &AnchorStatus,
    collection: &Collection,
) -> Quote {
    let mut now = quote.clone();
    let article = status.article.and_then(|id| collection.get(id));
    if let (Some(article), Anchor::Attached(extent)) = (article, &status.anchor)
        && let Some((passage, first)) = article.numbers_at(extent.start)
        && quote.passage != Some(passage)
    {
        now.passage = Some(passage);
        let last = article.numbers_at(extent.end.saturating_sub(1));
        now.sentences = last.map(|(_, last)| Sentences { first, last });
    }
    now
}
