//! The one table of tuned numbers, in nats (logarithms of odds).
//!
//! Most were found by coordinate search over half-remembered news sentences before this engine was
//! written; `RUN_TOGETHER` and `ALIAS` are estimates. `benches/search.rs` judges them on generated text: try
//! a change on one seed, report it on another, and never tune one by hand on a single query.

/// The last word of a query, still being typed: what it costs, and for each letter missing.
pub(super) const UNFINISHED: (f32, f32) = (0.4, 0.02);
/// Another word left unfinished, and for each letter missing.
pub(super) const BEGINNING: (f32, f32) = (1.1, 0.15);
/// Another form of the same word.
pub(super) const STEM: f32 = 1.4;
/// All vowels dropped.
pub(super) const VOWELS_DROPPED: f32 = 1.5;
/// In the middle of a word; only where nothing else fits.
pub(super) const INSIDE: f32 = 2.5;
/// One edit; two letters swapped are one.
pub(super) const ONE_EDIT: f32 = 3.1;
/// More, where the first letter is concerned.
pub(super) const FIRST_LETTER: f32 = 1.2;
/// More, where the word found is another form of the one meant.
pub(super) const EDIT_OF_STEM: f32 = 1.7;
/// One edit in the part typed so far.
pub(super) const EDIT_OF_BEGINNING: f32 = 5.1;
/// Another spelling of a name by its folded key.
pub(super) const NAME_KEY: f32 = 4.5;
/// A name known to be another for the same.
pub(super) const ALIAS: f32 = 1.5;
/// Two edits, in words of [`TWO_EDITS_FROM`] letters and more.
pub(super) const TWO_EDITS: f32 = 4.6;
/// Letters a word has at least for two edits.
pub(super) const TWO_EDITS_FROM: usize = 8;
/// Letters in order within a word, and for each gap between them.
pub(super) const LETTERS: (f32, f32) = (5.6, 0.36);
/// Beginnings of several words typed as one, and for each of them beyond two.
pub(super) const RUN_TOGETHER: (f32, f32) = (4.0, 1.0);

/// What a word is worth beside its rarity.
pub(super) const FOUND: f32 = 1.4;
/// Standing behind the word that was typed before it.
pub(super) const IN_ORDER: f32 = 0.42;
/// Standing next to it.
pub(super) const ADJACENT: f32 = 0.42;
/// Divided by the distance to it.
pub(super) const NEAR: f32 = 0.7;
/// All words of the query are there.
pub(super) const ALL_WORDS: f32 = 1.2;
/// Times the logarithm of the sentence's length in words.
pub(super) const LENGTH: f32 = -0.68;

/// Collections of fewer sentences are weighed as if they had so many.
pub(super) const SMALL: f32 = 1000.0;
/// A word in at least so many sentences is not taken for a misprint.
pub(super) const KNOWN: u32 = 20;
/// What falls below this share of the best sentence's words is no hit.
pub(super) const FLOOR: f32 = 0.35;

/// Share of what was typed that the best sentence lacks: up to the first it was remembered, from the second
/// on the articles are ranked.
pub(super) const MISSING: (f32, f32) = (0.05, 0.15);
/// Words typed, function words too (who describes uses them): as with [`MISSING`].
pub(super) const WORDS: (f32, f32) = (4.0, 6.0);
/// Telling words from which on function words are not looked up.
pub(super) const LONG: usize = 4;
/// Share of what was typed that a sentence holds: from the first on it counts beside its article, from the
/// second on by [`HELD_WORTH`] times what the best article is worth.
pub(super) const HELD: (f32, f32) = (0.7, 0.95);
/// See [`HELD`]: more than one, so that who holds all comes before every article.
pub(super) const HELD_WORTH: f32 = 1.2;
/// What each further sentence of an article has left of the article's worth.
pub(super) const NEXT_OF_ARTICLE: f32 = 0.6;

/// Two words typed apart that stand as one.
pub(super) const COMPOUND: f32 = 1.0;
/// A vowel with dots written with an e, or the other way around.
pub(super) const UMLAUT: f32 = 0.8;
