//! The articles opened together: loaded once, then immutable and shared.

mod answer;
mod article;
mod block;
mod block_overrides;
mod changes;
pub mod dates;
mod duplicates;
pub mod fields;
#[cfg(test)]
mod made;
mod metadata;
pub mod names;
pub mod notes;
mod order;
mod origin;
pub mod path_text;
mod place;
mod site;
mod text_copy;
mod unit;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::Arc;

pub use answer::{ArticleAnswer, SCHEMA, to_json, write_json};
pub use article::{Article, ContentHash, Draft, Passage};
pub use block::{
    Block, BlockKind, Doubt, Locus, LocusKind, Mark, MarkKind, Reason, Repair, RepairKind,
};
pub use block_overrides::{BlockOverride, BlockOverrides};
pub use changes::Changes;
pub use dates::{DateSpan, PartialDate};
pub use duplicates::{NearDuplicate, near_duplicates};
pub use fields::Conditions;
pub use metadata::{Found, Metadata, Origins, Provenance};
pub use order::{Order, OrderKey};
pub use origin::Origin;
pub use place::{Part, Place};
pub use site::site;
pub use text_copy::TextCopy;
pub use unit::{NotAUnit, Series, Unit, UnitNumber};

use crate::text::{ArticleId, Span};

/// The number of the rules of reading: raised when they make another canonical text of the same file, so
/// that what was kept of one can say why it no longer fits.
pub const READING: u32 = 12;

/// A file or folder that could not be used as it is, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The path as the reader would write it; `path#3` for one article of a container.
    pub path: String,
    /// One sentence: what is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// What is wrong with the file `path`.
    pub fn with(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.display().to_string(), message: message.into() }
    }
}

/// What a file holds: one article, or those of a container, and what of it could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// The articles, in the order of the file.
    pub articles: Vec<Arc<Article>>,
    /// What could not be read; where there is no article, why.
    pub problems: Vec<Problem>,
}

impl Contents {
    /// Nothing, for this reason.
    pub fn refused(problem: Problem) -> Self {
        Self { articles: Vec::new(), problems: vec![problem] }
    }
}

/// The articles of one reading, in the order in which they were found, and what could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collection {
    articles: Vec<Arc<Article>>,
    places: HashMap<ArticleId, usize>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Collection {
    /// The collection of `articles`; of several with the same text the first stays.
    pub fn new(articles: impl IntoIterator<Item = Arc<Article>>, problems: Vec<Problem>) -> Self {
        let mut collection = Self { problems, ..Self::default() };
        collection.extend(articles);
        collection
    }

    /// Adds articles at the end. Of those whose text is already here the place is noted, and what only they
    /// know of it is taken over; one from the same place takes that of the first, for its blocks may have
    /// other kinds now.
    pub fn extend(&mut self, articles: impl IntoIterator<Item = Arc<Article>>) {
        for mut article in articles {
            match self.places.entry(article.id()) {
                Entry::Vacant(place) => {
                    place.insert(self.articles.len());
                    self.articles.push(article);
                }
                Entry::Occupied(place) => {
                    let Some(known) = self.articles.get_mut(*place.get()) else { continue };
                    let here = article.place();
                    if known.place() == here {
                        take_over(&mut article, &known.metadata);
                        if article.copies != known.copies {
                            Arc::make_mut(&mut article).copies.clone_from(&known.copies);
                        }
                        *known = article;
                        continue;
                    }
                    take_over(known, &article.metadata);
                    if known.copies.iter().all(|copy| copy.place != here) {
                        Arc::make_mut(known).copies.push(TextCopy::of(&article));
                    }
                }
            }
        }
    }

    /// All places of this article, the one it is named after first.
    pub fn places(&self, id: ArticleId) -> Vec<Place> {
        let places = |article: &Arc<Article>| {
            let copies = article.copies.iter().map(|copy| copy.place.clone());
            [article.place()].into_iter().chain(copies).collect()
        };
        self.get(id).map(places).unwrap_or_default()
    }

    /// The articles, in the order in which they were found.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// The article of this name.
    pub fn get(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.places.get(&id).and_then(|&place| self.articles.get(place))
    }

    /// Where the article stands in [`Self::articles`].
    pub fn place(&self, id: ArticleId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// The words at `span`; empty if there is no such place.
    pub fn words_at(&self, span: Span) -> &str {
        self.get(span.article).map_or("", |article| span.extent.of(article.text()))
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }
}

/// Lets `article` know what was known of it elsewhere.
fn take_over(article: &mut Arc<Article>, elsewhere: &Metadata) {
    let mut metadata = article.metadata.clone();
    if metadata.complete(elsewhere) {
        Arc::make_mut(article).metadata = metadata;
    }
}
