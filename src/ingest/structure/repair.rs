//! Paragraphs made whole again: hard line ends, hyphens at line ends, page breaks.

use std::collections::HashSet;

use crate::collection::{BlockKind, RepairKind};
use crate::ingest::line::chrome;
use crate::ingest::line::shape;
use crate::ingest::line::words::Words;
use crate::ingest::piece::{Above, Piece};

/// The words of a text, to ask whether a hyphenated one is written whole elsewhere.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    /// The words of `text`, hyphens inside them kept, but for those that a line's end parts: their halves
    /// are what is asked about.
    pub(in crate::ingest) fn of(text: &str) -> Self {
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'');
        let mut all = HashSet::new();
        let mut cut = false;
        for line in text.split('\n').map(str::trim) {
            let line = if cut { line.trim_start_matches(inside) } else { line };
            cut = line.ends_with('-');
            let line = if cut { line.trim_end_matches(inside) } else { line };
            let words = line.split(|c: char| !inside(c));
            let words = words.map(|word| word.trim_matches(['-', '’', '\'']).to_lowercase());
            all.extend(words.filter(|word| !word.is_empty()));
        }
        Self(all)
    }

    /// The words of all `pieces`.
    pub(in crate::ingest) fn of_pieces(pieces: &[Piece]) -> Self {
        let mut all = Self::default();
        for piece in pieces {
            all.0.extend(Self::of(&piece.text).0);
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
    let Some(stem) = above.strip_suffix('-').filter(|stem| stem.ends_with(char::is_alphabetic))
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
    let hyphened = vocabulary.has(&format!("{last}-{first}"));
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

/// How far a page break may lie between the halves of a paragraph: page number, running head, advertisement.
const BETWEEN: usize = 3;

/// Joins loose paragraphs that a page break or a picture cut: the upper half stops in mid-sentence, the
/// lower begins small. What stood between them in a text (a page number, furniture, the words under the
/// picture) comes behind the whole; a page says itself what a paragraph is, and nothing is moved in it.
pub(in crate::ingest) fn join_cut(pieces: Vec<Piece>, vocabulary: &Vocabulary) -> Vec<Piece> {
    let mut whole: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let half = upper_half(&whole, &piece);
        match half.and_then(|at| whole.get_mut(at..)).and_then(<[Piece]>::split_first_mut) {
            Some((upper, between)) => {
                join(upper, piece, vocabulary);
                for inset in between.iter_mut().filter(|piece| is_inset(piece)) {
                    inset.kind = Some(BlockKind::Caption);
                }
            }
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
    if lower.above == Above::Element {
        upper.order = lower.order;
    }
    upper.append(if joint == Joint::Space { " " } else { "" }, lower, RepairKind::PageBreakJoined);
}

fn upper_half(whole: &[Piece], lower: &Piece) -> Option<usize> {
    if !lower.is_loose() || lower.is_emphasised() || !continues(&lower.text) {
        return None;
    }
    let is_half = |piece: &Piece, between: usize| {
        let fits = piece.is_loose() || piece.kind == Some(BlockKind::ListItem) && between == 0;
        fits && !shape::ends_clause(&piece.text)
            && shape::has_words(&piece.text, 12)
            // What was joined is not all emphasised: neither of its halves was.
            && (piece.repairs.last().is_some_and(|last| last.kind == RepairKind::PageBreakJoined)
                || !piece.is_emphasised())
    };
    if lower.above == Above::Element {
        let beside = |upper: &&Piece| upper.order + 1 == lower.order && is_half(upper, 0);
        return whole.last().filter(beside).map(|_| whole.len() - 1);
    }
    let mut half: Option<usize> = None;
    for (between, piece) in whole.iter().rev().take(BETWEEN + 1).enumerate() {
        // Of two that stop in mid-sentence the one below stands under a picture, if only the one above
        // cannot end so.
        let hangs = |at: usize| whole.get(at).is_some_and(|piece| shape::hangs(&piece.text));
        let at = whole.len() - 1 - between;
        if is_half(piece, between) && half.is_none_or(|below| hangs(at) && !hangs(below)) {
            half = Some(at);
        }
        if !is_between(piece) && !is_inset(piece) {
            break;
        }
    }
    half
}

/// Whether it may be what stands under a picture in the middle of a paragraph.
fn is_inset(piece: &Piece) -> bool {
    piece.is_loose()
        && !is_between(piece)
        && !shape::starts_small(&piece.text)
        && !shape::ends_clause(&piece.text)
        && !shape::has_words(&piece.text, 41)
}

fn continues(text: &str) -> bool {
    shape::starts_small(text)
        && (shape::has_words(text, 4) || shape::ends_sentence(text))
        && !text.starts_with("http")
}

fn is_between(piece: &Piece) -> bool {
    matches!(piece.kind, Some(BlockKind::Furniture | BlockKind::Caption))
        || (piece.is_loose() && (is_page_number(&piece.text) || chrome::of(&piece.text).is_some()))
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
