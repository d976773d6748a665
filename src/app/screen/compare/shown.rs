//! What of the passages is shown, in which order, with which words marked.

use crate::compare::DEFAULT_CUT;

/// Which passages the columns list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Passages {
    /// Those that terms or the reader speak for.
    #[default]
    Marked,
    /// Also those whose score alone reaches the cut.
    Near,
    /// All of the article, in its order.
    Whole,
}

/// The order of the passages in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ordered {
    /// As in the article.
    #[default]
    Place,
    /// By score, each passage led by its best sentence.
    Best,
}

/// The order of the articles that speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ArticleOrder {
    /// As in the matrix: by date, unless that is ordered otherwise.
    #[default]
    Matrix,
    /// Those that treat the theme in most of their words first.
    Share,
}

/// Which words are marked in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layer {
    /// The theme's terms.
    #[default]
    Terms,
    /// Quoted words, reporting verbs, hedges.
    Cues,
    /// What the selected passages of two columns do not have in common.
    Differences,
}

/// What of the passages is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Share of a theme's best score from which passages count as near.
    pub cut: f32,
    /// Which passages.
    pub passages: Passages,
    /// In which order.
    pub order: Ordered,
    /// The articles in which order.
    pub articles: ArticleOrder,
    /// Which words are marked.
    pub layer: Layer,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            cut: DEFAULT_CUT,
            passages: Passages::default(),
            order: Ordered::default(),
            articles: ArticleOrder::default(),
            layer: Layer::default(),
        }
    }
}
