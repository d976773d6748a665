//! What the words typed say of whole articles: in which forms each counts, and how much.

use super::evidence_costs as cost;
use super::expand::Expansion;
use super::real;
use super::results::How;
use super::term::Term;
use crate::index::Index;

/// A word that counts, in whatever form, and what it is worth.
#[derive(Debug, Clone)]
pub(super) struct Clue {
    /// Words of the vocabulary, each with how fully it counts.
    pub(super) forms: Vec<(u32, f32)>,
    /// Rarity among articles, to a power.
    pub(super) rarity: f32,
    /// Share of the query.
    pub(super) weight: f32,
}

impl Clue {
    pub(super) fn new(index: &Index, forms: Vec<(u32, f32)>, weight: f32) -> Self {
        let articles = real(index.articles().len());
        let without: f32 = forms
            .iter()
            .map(|(word, _)| 1.0 - real(index.articles_with(*word) as usize) / articles.max(1.0))
            .product();
        let having = articles * (1.0 - without);
        let idf = (1.0 + (articles - having + 0.5) / (having + 0.5)).ln();
        Self { forms, rarity: idf.powf(cost::RARITY), weight }
    }

    pub(super) fn shares_a_form(&self, other: &Self) -> bool {
        self.forms.iter().any(|(form, _)| other.forms.iter().any(|(theirs, _)| theirs == form))
    }

    /// What a typed word says; `None` for function words and for what means nothing here.
    fn of(index: &Index, term: &Term<'_>) -> Option<Self> {
        let best = term.expansions.first()?.penalty;
        // An inflected form is often a beginning too, at a lower price.
        let inflected = index.vocabulary.forms().words_like(&term.word.folded);
        let same = |e: &Expansion| {
            matches!(e.how, How::Exact | How::Stem | How::Alias) && e.penalty < cost::PLAIN
                || inflected.contains(&e.word)
        };
        let plain = term.expansions.iter().any(same);
        let forms: Vec<(u32, f32)> = term
            .expansions
            .iter()
            .map(|e| {
                let fully = if same(e) { 1.0 } else { 0.0 };
                (e.word, if plain { fully } else { (best - e.penalty).exp() })
            })
            .filter(|(_, share)| *share > cost::LEAST)
            .take(cost::FORMS)
            .collect();
        Some(Self::new(index, forms, 1.0))
    }
}

/// What the telling words say.
pub(super) fn clues(index: &Index, terms: &[Term<'_>]) -> Vec<Clue> {
    let telling = terms.iter().filter(|term| term.is_telling);
    telling.filter_map(|term| Clue::of(index, term)).collect()
}
