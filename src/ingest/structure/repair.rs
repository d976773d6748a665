//! Paragraphs made whole again: hard line ends, hyphens at line ends, page breaks.

use std::collections::HashSet;

use crate::collection::{BlockKind, RepairKind};
use crate::ingest::line::shape;
use crate::ingest::line::words::Words;
use crate::ingest::piece::Piece;

/// Signs at a line's end that part a word.
const HYPHENS: [char; 2] = ['-', '‐'];

/// The words of a text, to ask whether a hyphenated one is written whole elsewhere.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    /// The words of `text`, hyphens inside them kept, but for those that a line's end parts: their halves
    /// are what is asked about.
    pub(in crate::ingest) fn of(text: &str) -> Self {
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '‐' | '’' | '\'');
        let mut all = HashSet::new();
        let mut cut = false;
        for line in text.split('\n').map(str::trim) {
            let line = if cut { line.trim_start_matches(inside) } else { line };
            cut = line.ends_with(HYPHENS);
            let line = if cut { line.trim_end_matches(inside) } else { line };
            let words = line.split(|c: char| !inside(c));
            let words = words.map(|word| word.trim_matches(['-', '‐', '’', '\'']).to_lowercase());
            all.extend(words.filter(|word| !word.is_empty()));
        }
        Self(all)
    }

    /// The words of the lines of `text`; none where no line's end asks for them.
    pub(in crate::ingest) fn of_lines(text: &str) -> Self {
        let asked = text.split('\n').any(|line| line.trim_end().ends_with(HYPHENS));
        if asked { Self::of(text) } else { Self::default() }
    }

    /// The words of all `pieces`; none where the end of no piece asks for them.
    pub(in crate::ingest) fn of_pieces(pieces: &[Piece]) -> Self {
        let mut all = Self::default();
        if pieces.iter().any(|piece| piece.text.ends_with(HYPHENS)) {
            all.0.extend(pieces.iter().flat_map(|piece| Self::of(&piece.text).0));
        }
        all
    }

    /// Whether the text has this word.
    pub(in crate::ingest) fn has(&self, word: &str) -> bool {
        self.0.contains(&word.to_lowercase())
    }
}

/// How two lines of one paragraph are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Joint {
    /// A space between them.
    Space,
    /// Nothing: the first ends in a hyphen or dash of its own.
    Nothing,
    /// Nothing, and the hyphen at the first line's end goes.
    HyphenGoes,
}

/// How `above` and `below` belong together.
pub(in crate::ingest) fn joint(above: &str, below: &str, vocabulary: &Vocabulary) -> Joint {
    let Some(stem) = above.strip_suffix(HYPHENS).filter(|stem| stem.ends_with(char::is_alphabetic))
    else {
        return if above.ends_with('—') { Joint::Nothing } else { Joint::Space };
    };
    if !shape::starts_small(below) {
        return Joint::Nothing;
    }
    let last = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let first = below.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    // "two- and three-day": the hyphen waits for a later word.
    if matches!(
        first,
        "and" | "or" | "und" | "oder" | "bzw" | "et" | "ou" | "y" | "o" | "и" | "или"
    ) {
        return Joint::Space;
    }
    let whole = vocabulary.has(&format!("{last}{first}"));
    let hyphened = HYPHENS.iter().any(|hyphen| vocabulary.has(&format!("{last}{hyphen}{first}")));
    let shouted = last.chars().all(|c| !c.is_lowercase());
    let compound = COMPOUNDING.has(&last.to_lowercase())
        || (vocabulary.has(last) && vocabulary.has(first) && last.chars().count() >= SHORTEST);
    match (whole, hyphened) {
        (true, false) => Joint::HyphenGoes,
        (false, true) => Joint::Nothing,
        // A part of a word is none by itself; "EU-wide" and "long-term" are made of words.
        _ if shouted || compound => Joint::Nothing,
        _ => Joint::HyphenGoes,
    }
}

/// Words that keep their hyphen before any other.
static COMPOUNDING: Words = Words::new(include_str!("../../../assets/words/compounding.txt"));
/// Letters, at least, of a word that may make a compound with the next one.
const SHORTEST: usize = 3;

/// Joins loose paragraphs that a page break cut: the upper half stops in mid-sentence, the lower begins
/// small, and nothing stands between them but the number of a page, which comes behind the whole. Whatever
/// else stands there stays in its place, and both halves in theirs.
pub(in crate::ingest) fn join_cut(pieces: Vec<Piece>, vocabulary: &Vocabulary) -> Vec<Piece> {
    let mut whole: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match upper_half(&whole, &piece).and_then(|at| whole.get_mut(at)) {
            Some(upper) => join(upper, piece, vocabulary),
            None => whole.push(piece),
        }
    }
    whole
}

fn join(upper: &mut Piece, lower: Piece, vocabulary: &Vocabulary) {
    let joint = joint(&upper.text, &lower.text, vocabulary);
    if joint == Joint::HyphenGoes {
        upper.text.pop();
    }
    upper.order = lower.order;
    upper.append(if joint == Joint::Space { " " } else { "" }, lower, RepairKind::PageBreakJoined);
}

fn upper_half(whole: &[Piece], lower: &Piece) -> Option<usize> {
    if !lower.is_loose() || lower.is_emphasised() || !continues(&lower.text) {
        return None;
    }
    let is_number = |piece: &&Piece| piece.is_loose() && is_page_number(&piece.text);
    let numbers = whole.iter().rev().take_while(is_number).count();
    let at = whole.len().checked_sub(numbers + 1)?;
    let upper = whole.get(at)?;
    // Furniture that the format named stands aside, and shows only as a gap in the order.
    let since = whole.iter().skip(at + 1).filter(|piece| piece.order > upper.order).count();
    let beside = upper.order + since + 1 == lower.order;
    let fits = upper.is_loose() || upper.kind == Some(BlockKind::ListItem) && numbers == 0;
    let half = fits
        && is_cut(upper)
        // What was joined is not all emphasised: neither of its halves was.
        && (upper.repairs.last().is_some_and(|last| last.kind == RepairKind::PageBreakJoined)
            || !upper.is_emphasised());
    (beside && half).then_some(at)
}

/// Whether `piece` is long and stops in mid-sentence.
pub(in crate::ingest) fn is_cut(piece: &Piece) -> bool {
    !shape::ends_clause(&piece.text) && shape::has_words(&piece.text, 12)
}

/// Whether `text` goes on with a sentence that began before it.
pub(in crate::ingest) fn continues(text: &str) -> bool {
    shape::starts_small(text)
        && (shape::has_words(text, 4) || shape::ends_sentence(text))
        && !text.starts_with("http")
}

/// Whether `line` is the number of a page: "12", "- 12 -", "Page 3 of 10".
pub(in crate::ingest) fn is_page_number(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_number = |word: &str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let fits = |word: &str| {
        is_number(word)
            || matches!(
                word.to_lowercase().as_str(),
                "page" | "seite" | "стр" | "of" | "von" | "из" | "p" | "s"
            )
    };
    line.len() <= 24
        && line.chars().filter(|c| matches!(c, '/' | '.')).count() < 2
        && line.bytes().any(|b| b.is_ascii_digit())
        && words.all(fits)
}
