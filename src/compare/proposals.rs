//! What a collection could be compared by: subjects and, beside them, names, each with what speaks for it.

use std::sync::Arc;

use super::comparison::Comparison;
use super::judgement::Judgements;
use super::suggest::{suggest, suggest_names};
use super::theme::{Theme, ThemeSet};
use super::treatment::PassageState;

/// A theme that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedTheme {
    /// As it would be kept.
    pub theme: Theme,
    /// Passages on it, and articles in which they stand.
    pub found: (usize, usize),
    /// Its terms, each with the passages and articles in which it stands.
    pub terms: Vec<(String, usize, usize)>,
    /// Its best passage: name of the article, ¶ number, words.
    pub best: Option<(String, u32, String)>,
}

/// What is proposed, the weightiest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposals {
    /// What recurs in stretches of the texts, best first; at most twelve.
    pub subjects: Vec<ProposedTheme>,
    /// Names that recur, weightiest first.
    pub names: Vec<ProposedTheme>,
}

impl Proposals {
    /// What can be proposed for the articles of a comparison.
    pub fn of(comparison: &Comparison) -> Self {
        let model = comparison.model();
        let told = |set| told(&Comparison::new(Arc::clone(model), set, &Judgements::default()));
        let of_subjects: ThemeSet = suggest(model);
        Self { subjects: told(of_subjects), names: told(suggest_names(model)) }
    }
}

fn told(comparison: &Comparison) -> Vec<ProposedTheme> {
    let articles = comparison.articles().count();
    let proposed = |(row, theme): (usize, &Theme)| {
        let on = |article: &usize| comparison.cell(row, *article).map_or(0, |cell| cell.on);
        let speaking: Vec<usize> = (0..articles).filter(|article| on(article) > 0).collect();
        let term = |term: &super::term::Term| {
            let (passages, articles) = comparison.model().spread(term, &[]);
            (term.text.clone(), passages, articles)
        };
        let most = speaking.iter().copied().max_by_key(on);
        ProposedTheme {
            theme: theme.clone(),
            found: (speaking.iter().map(on).sum(), speaking.len()),
            terms: theme.terms.iter().map(term).collect(),
            best: most.and_then(|article| best(comparison, row, article)),
        }
    };
    comparison.themes().iter().enumerate().map(proposed).collect()
}

/// The passage of an article that treats a theme most.
fn best(comparison: &Comparison, theme: usize, article: usize) -> Option<(String, u32, String)> {
    let treatment = comparison.treatment(theme, article)?;
    let mark = treatment.passages.iter().find(|mark| mark.state == PassageState::On)?;
    let article = comparison.articles().nth(article)?;
    let words = mark.extent.of(article.text()).replace('\n', " ");
    Some((article.name().to_owned(), mark.passage, words))
}
