//! Captions and credits: the words under pictures, and the descriptions that stood in for them.

use std::collections::HashSet;

use super::byline::{self, Context};
use super::dates;
use super::head::LATE;
use super::piece::{Above, Piece};
use super::shape;
use super::words::Words;
use crate::collection::BlockKind;

/// Marks captions among loose pieces, and above each the picture's description that says the same.
pub(super) fn mark(pieces: &mut [Piece], context: &Context) {
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        if !piece.is_loose() || !has_credit(&piece.text) {
            continue;
        }
        let describes =
            at.checked_sub(1).and_then(|above| pieces.get(above)).is_some_and(|above| {
                above.is_loose()
                    && !above.is_emphasised()
                    && byline::read(above, context).is_none()
                    && shape::words(&above.text) <= 40
                    && (piece.above == Above::LineEnd || !shape::ends_sentence(&above.text))
                    && shared(&above.text, &piece.text) >= 0.5
            });
        if describes && let Some(above) = pieces.get_mut(at - 1) {
            above.kind = Some(BlockKind::Caption);
        }
        if let Some(piece) = pieces.get_mut(at) {
            piece.kind = Some(BlockKind::Caption);
        }
    }
    mark_uncredited(pieces, context);
}

/// Marks, behind the first paragraph, short loose lines that stand twice (a picture's description and
/// the words under it) and those that end with a date ("Barges at the quay, March 1921").
fn mark_uncredited(pieces: &mut [Piece], context: &Context) {
    let first = pieces.iter().position(|piece| piece.is_body() && shape::is_prose(&piece.text));
    let last = pieces.iter().rposition(|piece| piece.is_body() && shape::is_prose(&piece.text));
    let (Some(first), Some(last)) = (first, last) else { return };
    let can_be = |piece: &Piece| {
        piece.is_loose() && !shape::ends_clause(&piece.text) && shape::words(&piece.text) <= 40
    };
    for at in first + 1..last {
        let Some(piece) = pieces.get(at).filter(|piece| can_be(piece)) else { continue };
        let below = pieces.get(at + 1).filter(|below| can_be(below));
        let twice = shape::words(&piece.text) >= 2
            && below.is_some_and(|below| below.text.to_lowercase() == piece.text.to_lowercase());
        let late = at <= first + LATE && byline::read(piece, context).is_some();
        let dated = !late && ends_with_date(&piece.text, context);
        if twice && let Some(below) = pieces.get_mut(at + 1) {
            below.kind = Some(BlockKind::Caption);
        }
        if (twice || dated)
            && let Some(piece) = pieces.get_mut(at)
        {
            piece.kind = Some(BlockKind::Caption);
        }
    }
}

/// Whether words and then, behind a comma, a month and year are all of `text`.
fn ends_with_date(text: &str, context: &Context) -> bool {
    text.match_indices(", ").any(|(at, comma)| {
        let (words, date) = (text.get(..at), text.get(at + comma.len()..).unwrap_or(""));
        words.is_some_and(|words| shape::words(words) >= 2)
            && dates::first(date, context.order).is_some_and(|dated| {
                dated.extent.len() == date.len()
                    && date.contains(char::is_alphabetic)
                    && dated.span.start.month.is_some()
            })
    })
}

/// Longest caption in words.
const LONGEST: usize = 80;

/// Who is named behind pictures. Matched as whole words.
pub(super) static AGENCIES: Words = Words::new(include_str!("words/agencies.txt"));

/// Words that open a credit.
static OPENERS: Words = Words::new(include_str!("words/credits.txt"));

/// Whether `text` is a caption with a credit: "(Photo: A B)", "A B/Agency" behind the last sentence,
/// "Image by A B" as a whole line.
pub(super) fn has_credit(text: &str) -> bool {
    let count = shape::words(text);
    if count == 0 || count > LONGEST {
        return false;
    }
    let small = text.to_lowercase();
    let stated = ["credit...", "credit…", "credit: ", "photo: ", "foto: ", "фото: "]
        .iter()
        .any(|sign| small.contains(sign));
    (stated && count <= 60)
        || opens_with_credit(text, count)
        || bracketed_credit(text)
        || trailing_credit(text)
}

fn opens_with_credit(text: &str, count: usize) -> bool {
    let Some((first, rest)) = text.trim_start_matches(['(', '[', '*']).split_once([':', ' '])
    else {
        return false;
    };
    let rest = rest.trim_start();
    let named = rest.split_once(' ').map_or(rest, |(word, _)| word);
    let behind = text.trim_start_matches(['(', '[', '*']).get(first.len()..).unwrap_or("");
    OPENERS.has(&first.to_lowercase())
        && !first.eq_ignore_ascii_case("source")
        && !first.eq_ignore_ascii_case("quelle")
        && count <= 14
        && (behind.starts_with(':')
            || matches!(
                named,
                "by" | "via"
                    | "courtesy"
                    | "credit"
                    | "credit:"
                    | "von"
                    | "source"
                    | "source:"
                    | "©"
            ))
}

fn bracketed_credit(text: &str) -> bool {
    let trimmed = text.trim_end_matches(['.', ' ', '*']);
    let Some(open) = trimmed.rfind(['(', '[']).filter(|_| trimmed.ends_with([')', ']'])) else {
        return false;
    };
    let inside = trimmed.get(open + 1..).unwrap_or("").to_lowercase();
    let mut words =
        inside.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    let count = shape::words(&inside);
    count <= 14
        && (words.next().is_some_and(|first| OPENERS.has(first) && first != "source")
            || (inside.contains('/') && words.any(|word| AGENCIES.has(word))))
}

fn trailing_credit(text: &str) -> bool {
    if shape::ends_sentence(text) && !text.ends_with(')') {
        return false;
    }
    let tail = text
        .rfind(['.', '!', '?', '|', '©', '…', '”', '"'])
        .and_then(|at| text.get(at..))
        .unwrap_or(text);
    let whole = tail.len() == text.len();
    let signed = tail.starts_with('©');
    let tail = tail.trim_start_matches(|c: char| !c.is_alphanumeric());
    let count = shape::words(tail);
    if count == 0 || count > 10 {
        return false;
    }
    let known = tail.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| {
        AGENCIES.has(word) || OPENERS.has(word) && word != "source" && word != "images"
    });
    let opened =
        tail.split([' ', ':']).next().is_some_and(|first| OPENERS.has(&first.to_lowercase()));
    let capitals = tail.split([' ', '/', ',']).filter(|word| !word.is_empty()).all(|word| {
        word.chars().next().is_some_and(|c| !c.is_lowercase())
            || matches!(
                word,
                "via"
                    | "of"
                    | "by"
                    | "for"
                    | "pool"
                    | "and"
                    | "the"
                    | "de"
                    | "von"
                    | "service"
                    | "press"
            )
    });
    let slashed = tail
        .split('/')
        .filter(|part| part.trim().chars().next().is_some_and(char::is_uppercase))
        .count()
        >= 2;
    capitals
        && if whole {
            known && (signed || slashed)
        } else {
            signed || slashed || (known && (opened || !text.contains(':')))
        }
}

/// Share of the longer words of `a` that `b` has too, from 0 to 1.
fn shared(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    if a.is_empty() {
        return 0.0;
    }
    let both = u32::try_from(a.intersection(&b).count()).unwrap_or(u32::MAX);
    f64::from(both) / f64::from(u32::try_from(a.len()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_known_by_their_form() {
        for caption in [
            "The harbour at dawn. Lena Vogt/Reuters",
            "Ferries wait for the tide (Photo: Lena Vogt)",
            "Photo by Lena Vogt",
            "Image: Harbour Museum",
            "Schiffe im Nebel. Foto: Lena Vogt",
            "Workers leave the dock in 1931. © Lena Vogt",
            "The strike committee meets. EPA-EFE/Lena Vogt/Pool",
            "Crowds on the pier [Lena Vogt/AP Photo]",
        ] {
            assert!(has_credit(caption), "{caption}");
        }
        for prose in [
            "Reuters reported the strike on Monday.",
            "The photo shows a ferry.",
            "A choice for the west, too",
            "He said the and/or clause was void.",
            "Pictures of a strike",
            "Image is everything in politics, he said",
        ] {
            assert!(!has_credit(prose), "{prose}");
        }
    }
}
