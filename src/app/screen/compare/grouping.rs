//! The columns of the matrix: one article each, or groups of articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::collection::{Article, Order};
use crate::compare::texts::heading;
use crate::compare::{Cell, CellState, Comparison};

/// How the articles are ordered or grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::Display, strum::EnumIter)]
pub enum Arrangement {
    /// One column an article, oldest first.
    #[default]
    #[strum(to_string = "by date")]
    Date,
    /// One column an article, by author.
    #[strum(to_string = "by author")]
    Author,
    /// One column an article, by source.
    #[strum(to_string = "by source")]
    Source,
    /// One column a year.
    #[strum(to_string = "grouped by year")]
    Years,
    /// One column a source.
    #[strum(to_string = "grouped by source")]
    Sources,
    /// One column a tag; an article may be in several.
    #[strum(to_string = "grouped by tag")]
    Tags,
}

/// A column of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What stands over it: a date, or what its articles have in common.
    pub label: String,
    /// The title of its article, if it has just one.
    pub title: String,
    /// Its articles, as columns of the comparison.
    pub articles: Vec<usize>,
}

/// What stands between the articles of many: the grouping whose largest column holds the fewest of
/// them, or one column an article where no grouping splits them.
pub(super) fn splitting(comparison: &Comparison) -> Arrangement {
    let articles = comparison.articles().count();
    let largest = |arrangement| {
        groups(comparison, arrangement).iter().map(|group| group.articles.len()).max().unwrap_or(0)
    };
    [Arrangement::Years, Arrangement::Sources, Arrangement::Tags]
        .into_iter()
        .map(|arrangement| (largest(arrangement), arrangement))
        // Nearly all in one column is no split.
        .filter(|(largest, _)| largest * 10 < articles * 9)
        .min_by_key(|(largest, _)| *largest)
        .map_or(Arrangement::Date, |(_, arrangement)| arrangement)
}

/// The columns in this arrangement.
pub(super) fn groups(comparison: &Comparison, arrangement: Arrangement) -> Vec<Group> {
    let articles: Vec<(usize, &Arc<Article>)> = comparison.articles().enumerate().collect();
    match arrangement {
        Arrangement::Date => single(articles, Order::Date),
        Arrangement::Author => single(articles, Order::Author),
        Arrangement::Source => single(articles, Order::Source),
        Arrangement::Years => gathered(&articles, |article| {
            let date = article.metadata.date.as_ref();
            vec![date.map_or_else(|| "undated".to_owned(), |d| d.value.last().year.to_string())]
        }),
        Arrangement::Sources => gathered(&articles, |article| {
            vec![article.metadata.source.clone().unwrap_or_else(|| "no source".to_owned())]
        }),
        Arrangement::Tags => {
            gathered(&articles, |article| match article.metadata.tags.as_slice() {
                [] => vec!["no tag".to_owned()],
                tags => tags.to_vec(),
            })
        }
    }
}

fn single(mut articles: Vec<(usize, &Arc<Article>)>, order: Order) -> Vec<Group> {
    articles.sort_by_cached_key(|(_, article)| order.key(article));
    let group = |(place, article): (usize, &Arc<Article>)| Group {
        label: heading(article),
        title: article.name().to_owned(),
        articles: vec![place],
    };
    articles.into_iter().map(group).collect()
}

fn gathered(
    articles: &[(usize, &Arc<Article>)],
    labels: impl Fn(&Article) -> Vec<String>,
) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, article) in articles {
        for label in labels(article) {
            groups.entry(label).or_default().push(*place);
        }
    }
    let group = |(label, articles)| Group { label, title: String::new(), articles };
    groups.into_iter().map(group).collect()
}

impl Group {
    /// The numbers of a theme in all its articles together; `from`: the score from which passages are
    /// near.
    pub fn cell(&self, comparison: &Comparison, theme: usize, from: Option<f32>) -> Option<Cell> {
        let cells = self.articles.iter();
        let mut cells = cells.filter_map(|article| comparison.cell_from(theme, *article, from));
        let first = cells.next()?;
        Some(cells.fold(first, |sum, cell| Cell {
            state: louder(sum.state, cell.state),
            on: sum.on + cell.on,
            sentences: sum.sentences + cell.sentences,
            hints: sum.hints + cell.hints,
            near: sum.near + cell.near,
            passages: sum.passages + cell.passages,
            hits: sum.hits + cell.hits,
            words_on: sum.words_on + cell.words_on,
            words: sum.words + cell.words,
            stale: sum.stale.or(cell.stale),
        }))
    }
}

/// The state of two articles together: what one of them says is said; a silence is confirmed only if
/// both are.
const fn louder(one: CellState, other: CellState) -> CellState {
    match (one, other) {
        (CellState::On, _) | (_, CellState::On) => CellState::On,
        (CellState::Hint, _) | (_, CellState::Hint) => CellState::Hint,
        (CellState::Near, _) | (_, CellState::Near) => CellState::Near,
        (CellState::Silent, _) | (_, CellState::Silent) => CellState::Silent,
        (CellState::SilentConfirmed, CellState::SilentConfirmed) => CellState::SilentConfirmed,
    }
}
