//! The tuned numbers of [`super::evidence`]: on judged collections of abstracts
//! and, the second look and the switch between the two ways, of magazine articles too: none is left held out.

/// How soon repetition stops to count (BM25).
pub(super) const K1: f32 = 1.2;
/// How far long texts are held to be merely wordy (BM25).
pub(super) const B: f32 = 0.65;
/// Power of a word's rarity among articles.
pub(super) const RARITY: f32 = 1.3;
/// How much the best unit of an article counts beside the whole.
pub(super) const BEST_UNIT: f32 = 0.3;
/// A meaning below this penalty is as good as the word itself.
pub(super) const PLAIN: f32 = 2.0;
/// A meaning that fits less than this does not count.
pub(super) const LEAST: f32 = 0.1;
/// Forms of one word that are counted.
pub(super) const FORMS: usize = 24;
/// A word in more than one of so many sentences says nothing about what a text treats.
pub(super) const COMMON: usize = 4;
/// Articles that are weighed closely.
pub(super) const LOOKED_AT: usize = 300;
/// Telling words from which on there is a second look.
pub(super) const CLUES_FOR_SECOND_LOOK: usize = 3;
/// Articles whose words the second look takes.
pub(super) const FIRST_ANSWERS: usize = 20;
/// Words that it takes.
pub(super) const MORE_WORDS: usize = 40;
/// What the typed words count beside those.
pub(super) const TYPED: f32 = 0.6;
/// Power of an article's worth, as a share of the best one's, with which it has a say in those words.
pub(super) const FIRST_POWER: f32 = 4.0;
/// Power of its length by which that is divided: one word of a long article says less.
pub(super) const LENGTH_POWER: f32 = 0.75;
/// Articles that a word stands in at least: what one alone says is not what the subject is.
pub(super) const AT_LEAST_IN: usize = 2;
