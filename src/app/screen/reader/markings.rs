//! What is marked in the text beside the cursor: a theme, figures, what others say too.

use std::sync::Arc;

use super::Reader;
use crate::collection::Article;
use crate::compare::{Comparison, PassageState};
use crate::text::{ArticleId, Extent, saying, words};

/// Likeness from which a passage counts as shared: about two of three words in the same order of weight.
pub const ALIKE: f32 = 0.6;

/// What the open article has on one theme, found out once for all frames.
#[derive(Debug, Clone, Default)]
pub struct OnTheme {
    /// Comparison, theme and article for which this holds.
    of: Option<(Arc<Comparison>, usize, ArticleId)>,
    /// The theme's name.
    pub name: String,
    /// Words that its terms take.
    pub words: Vec<Extent>,
    /// Its passages, in order.
    pub passages: Vec<Extent>,
}

impl OnTheme {
    fn find(comparison: &Comparison, theme: usize, article: ArticleId) -> Option<Self> {
        let treatment = comparison.treatment(theme, comparison.column(article)?)?;
        let on = treatment.in_order(PassageState::On);
        let matches = treatment.passages.iter().flat_map(|mark| &mark.matches);
        let mut words: Vec<Extent> = matches.flat_map(|found| found.words.clone()).collect();
        words.sort_by_key(|word| word.start);
        let passages = on.into_iter().map(|mark| mark.extent).collect();
        let name = comparison.themes().get(theme)?.name.clone();
        Some(Self { of: None, name, words, passages })
    }
}

impl Reader {
    /// Brings what is marked of `theme` up to date.
    pub(in crate::app) fn note_theme(&mut self, compared: Option<(&Arc<Comparison>, usize)>) {
        let Some((comparison, theme)) = compared else {
            self.on_theme = OnTheme::default();
            return;
        };
        let Some(article) = self.article.as_ref().map(|article| article.id()) else { return };
        let known = self.on_theme.of.as_ref().is_some_and(|(known, same_theme, same_article)| {
            Arc::ptr_eq(known, comparison) && (*same_theme, *same_article) == (theme, article)
        });
        if !known {
            let found = OnTheme::find(comparison, theme, article).unwrap_or_default();
            let of = Some((Arc::clone(comparison), theme, article));
            self.on_theme = OnTheme { of, ..found };
        }
    }
}

/// Words with digits among the bytes `shown` of an article.
pub fn figures(article: &Article, shown: Extent) -> Vec<Extent> {
    let text = article.text();
    let found = words::words(shown.of(text)).into_iter().map(|word| word.shifted(shown.start));
    found.filter(|word| word.of(text).contains(|c: char| c.is_numeric())).collect()
}

/// Names in the blocks that have some of the bytes `shown` of an article.
pub fn names(article: &Article, shown: Extent) -> Vec<Extent> {
    let blocks = article.blocks();
    let first = blocks.partition_point(|block| block.extent.end <= shown.start);
    let here = blocks.iter().skip(first).take_while(|block| block.extent.start < shown.end);
    let named = here.flat_map(|block| {
        let names = saying::names(block.extent.of(article.text()));
        names.into_iter().map(|name| name.shifted(block.extent.start))
    });
    named.filter(|name| name.overlap(shown).is_some()).collect()
}
