//! The columns of the matrix: one article each, or groups of articles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::collection::{Article, Order};
use crate::compare::texts::heading;
use crate::compare::{Cell, CellState, Comparison};

/// How the articles are ordered or grouped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// One column an article, oldest first.
    #[default]
    Date,
    /// One column an article, those that say most to the themes first.
    Relevance,
    /// One column an article, by author.
    Author,
    /// One column an article, by source.
    Source,
    /// One column a year.
    Years,
    /// One column a source.
    Sources,
    /// One column an author; an article may be in several.
    Authors,
    /// One column a tag; an article may be in several.
    Tags,
    /// One column a value of this field.
    Field(String),
}

impl std::fmt::Display for Arrangement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Date => "by date",
            Self::Relevance => "most on the themes first",
            Self::Author => "by author",
            Self::Source => "by source",
            Self::Years => "grouped by year",
            Self::Sources => "grouped by source",
            Self::Authors => "grouped by author",
            Self::Tags => "grouped by tag",
            Self::Field(name) => return write!(f, "grouped by {name}"),
        })
    }
}

/// Articles from which on they are grouped unless the reader says otherwise.
const MANY: usize = 49;
/// Columns of a grouping at most, and the share of the articles in tenths from which on the largest of them
/// splits nothing.
const MOST_GROUPS: usize = 60;
const NEARLY_ALL: usize = 9;

impl Arrangement {
    /// Those that show these articles in another way, in the order in which a key leads through them.
    pub(super) fn offered(comparison: &Comparison) -> Vec<Self> {
        let articles = || comparison.articles().map(|article| &article.metadata);
        let mut offered = vec![Self::Date, Self::Relevance];
        if articles().any(|about| !about.authors.is_empty()) {
            offered.push(Self::Author);
        }
        if articles().any(|about| about.source.is_some()) {
            offered.push(Self::Source);
        }
        offered.extend(Self::groupings(comparison).filter(|by| by.largest(comparison).is_some()));
        offered
    }

    /// How the articles are shown at first: few one by one; many by the grouping whose largest column holds
    /// the fewest of them, or where none splits them, those that say most first.
    pub(super) fn at_first(comparison: &Comparison) -> Self {
        let articles = comparison.articles().count();
        if articles < MANY {
            return Self::Date;
        }
        Self::groupings(comparison)
            .filter_map(|by| Some((by.largest(comparison)?, by)))
            .filter(|(largest, _)| largest * 10 < articles * NEARLY_ALL)
            .min_by_key(|(largest, _)| *largest)
            .map_or(Self::Relevance, |(_, by)| by)
    }

    fn groupings(comparison: &Comparison) -> impl Iterator<Item = Self> {
        let articles = comparison.articles();
        let fields: BTreeSet<String> =
            articles.flat_map(|article| article.metadata.fields.keys().cloned()).collect();
        [Self::Years, Self::Sources, Self::Authors, Self::Tags]
            .into_iter()
            .chain(fields.into_iter().map(Self::Field))
    }

    /// The articles in the largest column of a grouping; `None` where it makes one column or very many.
    fn largest(&self, comparison: &Comparison) -> Option<usize> {
        let groups = groups(comparison, self);
        let splits = (2..=MOST_GROUPS).contains(&groups.len());
        groups.iter().map(|group| group.articles.len()).max().filter(|_| splits)
    }
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

/// The columns in this arrangement.
pub(super) fn groups(comparison: &Comparison, arrangement: &Arrangement) -> Vec<Group> {
    let articles: Vec<(usize, &Arc<Article>)> = comparison.articles().enumerate().collect();
    match arrangement {
        Arrangement::Date => single(articles, Order::Date),
        Arrangement::Author => single(articles, Order::Author),
        Arrangement::Source => single(articles, Order::Source),
        Arrangement::Relevance => {
            let mut groups = single(articles, Order::Date);
            let themes = 0..comparison.themes().len();
            let share = |group: &Group| -> f32 {
                let cells = group.articles.iter().flat_map(|article| {
                    themes.clone().filter_map(|theme| comparison.cell(theme, *article))
                });
                cells.map(Cell::share).sum()
            };
            let mut shares: Vec<(f32, Group)> =
                groups.drain(..).map(|group| (share(&group), group)).collect();
            shares.sort_by(|(a, _), (b, _)| b.total_cmp(a));
            shares.into_iter().map(|(_, group)| group).collect()
        }
        Arrangement::Years => gathered(&articles, |article| {
            let date = article.metadata.date.as_ref();
            vec![date.map_or_else(|| "undated".to_owned(), |d| d.value.last().year.to_string())]
        }),
        Arrangement::Sources => {
            gathered(&articles, |article| named(article.metadata.source.as_slice(), "no source"))
        }
        Arrangement::Authors => {
            gathered(&articles, |article| named(&article.metadata.authors, "no author"))
        }
        Arrangement::Tags => gathered(&articles, |article| named(&article.metadata.tags, "no tag")),
        Arrangement::Field(name) => gathered(&articles, |article| {
            named(
                article
                    .metadata
                    .fields
                    .get(name)
                    .map_or(&[][..], |found| std::slice::from_ref(&found.value)),
                "not said",
            )
        }),
    }
}

/// The columns of an article: what it has, or what is said where it has nothing.
fn named(values: &[String], nothing: &str) -> Vec<String> {
    if values.is_empty() { vec![nothing.to_owned()] } else { values.to_vec() }
}

fn single(mut articles: Vec<(usize, &Arc<Article>)>, order: Order) -> Vec<Group> {
    articles.sort_by_cached_key(|(_, article)| order.key(article));
    let group = |(place, article): (usize, &Arc<Article>)| Group {
        label: told(article),
        title: article.name().to_owned(),
        articles: vec![place],
    };
    articles.into_iter().map(group).collect()
}

/// When an article is from, else where, else who wrote it: two that are undated are told apart.
fn told(article: &Article) -> String {
    let about = &article.metadata;
    match about.date {
        Some(_) => heading(article),
        None => about.source.as_ref().or(about.authors.first()).cloned().unwrap_or_default(),
    }
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
