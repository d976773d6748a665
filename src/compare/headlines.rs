//! Titles and first passages of articles set side by side, with the names and figures that not all of them share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::diff::names_and_figures;
use crate::collection::Article;
use crate::text::Extent;
use crate::text::stems::without_possessive;
use crate::text::words::fold;

/// Share of the words of a title with a capital beyond which capitals tell no names: “Minister Opens New Bridge”.
const IN_CAPITALS: (usize, usize) = (2, 3);

/// An article by its title and lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Whose headline it is.
    pub article: Arc<Article>,
    /// Bytes of the title ([`Article::name`]): names and figures that not all articles have in title or lead.
    pub in_title: Vec<Extent>,
    /// ¶ number of the lead and its bytes in the canonical text; none where there is no passage.
    pub lead: Option<(u32, Extent)>,
    /// The same in the lead: bytes of the canonical text.
    pub in_lead: Vec<Extent>,
}

/// Names and figures with their places.
type Telling = Vec<(String, Extent)>;

/// The headlines of `articles`, in their order.
pub fn headlines(articles: &[Arc<Article>]) -> Vec<Headline> {
    let lead = |article: &Arc<Article>| {
        let passage = article.passages().next();
        passage.map(|passage| (passage.number, passage.block.extent))
    };
    let told: Vec<(Telling, Telling)> = articles
        .iter()
        .map(|article| {
            let extent = lead(article).map(|(_, extent)| extent).unwrap_or_default();
            let in_lead = names_and_figures(extent.of(article.text())).into_iter();
            let in_lead = in_lead.map(|(word, at)| (word, at.shifted(extent.start)));
            (names_and_figures(article.name()), in_lead.collect())
        })
        .collect();
    let names: BTreeSet<&str> =
        told.iter().flat_map(|(_, lead)| lead).map(|(word, _)| without_possessive(word)).collect();
    let told: Vec<(Telling, &Telling)> = articles
        .iter()
        .zip(&told)
        .map(|(article, (title, lead))| (sure(article.name(), title, &names), lead))
        .collect();
    let mut having: BTreeMap<&str, usize> = BTreeMap::new();
    for (title, lead) in &told {
        let words: BTreeSet<&str> =
            title.iter().chain(*lead).map(|(word, _)| without_possessive(word)).collect();
        for word in words {
            *having.entry(word).or_default() += 1;
        }
    }
    let differing = |words: &Telling| -> Vec<Extent> {
        let shared = |word: &str| having.get(word).is_some_and(|having| *having == articles.len());
        let differing = words.iter().filter(|(word, _)| !shared(without_possessive(word)));
        differing.map(|(_, extent)| *extent).collect()
    };
    articles
        .iter()
        .zip(&told)
        .map(|(article, (title, in_lead))| Headline {
            article: Arc::clone(article),
            in_title: differing(title),
            lead: lead(article),
            in_lead: differing(in_lead),
        })
        .collect()
}

/// The words of a title that are names or figures for sure: in a title in capitals those that are names in a
/// lead.
fn sure(title: &str, words: &Telling, names: &BTreeSet<&str>) -> Telling {
    let all = title.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let (mut capital, mut count) = (0, 0);
    for word in all {
        count += 1;
        capital +=
            usize::from(word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase));
    }
    let in_capitals = capital * IN_CAPITALS.1 > count * IN_CAPITALS.0;
    let is_sure = |word: &str| {
        !in_capitals || word.contains(char::is_numeric) || names.contains(without_possessive(word))
    };
    let known = words.iter().filter(|(word, _)| is_sure(word)).cloned();
    // A name at the very beginning has its capital anyway; a lead may know it.
    let first = title.split_whitespace().next().unwrap_or("");
    let bare = first.trim_matches(|c: char| !c.is_alphanumeric());
    let at = title.find(bare).unwrap_or(0);
    let opening = (fold(bare), Extent::new(at, at + bare.len()));
    let opens =
        names.contains(without_possessive(&opening.0)) && words.iter().all(|w| w.1 != opening.1);
    opens.then_some(opening).into_iter().chain(known).collect()
}
