//! Credits: who took a picture, as stated under it.

use crate::ingest::line::shape;
use crate::ingest::line::words::Words;

/// Longest caption in words.
const LONGEST: usize = 80;

/// Who is named behind pictures. Matched as whole words.
pub(in crate::ingest) static AGENCIES: Words =
    Words::new(include_str!("../../../assets/words/agencies.txt"));

/// Words that open a credit.
static OPENERS: Words = Words::new(include_str!("../../../assets/words/credits.txt"));

/// Words of credits that may begin small.
static SMALL: Words = Words::new("via, of, by, for, pool, and, the, de, von, service, press");

/// Whether `text` is a caption with a credit: "(Photo: A B)", "A B/Agency" behind the last sentence,
/// "Image by A B" as a whole line.
pub(in crate::ingest) fn has_credit(text: &str) -> bool {
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
    let line = text.trim_start_matches(['(', '[', '*']);
    if count > 14 {
        return false;
    }
    // "Photo: A B", "Crédits photos : A B"
    if let Some((before, _)) = line.split_once(':')
        && (1..=2).contains(&shape::words(before))
        && before.split_whitespace().all(|word| names_picture(&word.to_lowercase()))
    {
        return true;
    }
    let Some((first, rest)) = line.split_once(' ') else { return false };
    let named = rest.trim_start().split(' ').next().unwrap_or_default();
    names_picture(&first.to_lowercase())
        && matches!(
            named,
            "by" | "via" | "courtesy" | "credit" | "credit:" | "von" | "source" | "source:" | "©"
        )
}

/// Whether `word` says what a credit is of: one of [`OPENERS`] or its plural.
fn names_picture(word: &str) -> bool {
    let single = word.strip_suffix('s').unwrap_or(word);
    !matches!(single, "source" | "quelle") && (OPENERS.has(word) || OPENERS.has(single))
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
    let capitals = tail
        .split([' ', '/', ','])
        .filter(|word| !word.is_empty())
        .all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()) || SMALL.has(word));
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
            "Crédits photos : Lena Vogt",
            "Photo credit: Lena Vogt",
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
            "The big picture: who gains by the strike",
            "Sources: the port, the union",
            "Image is everything in politics, he said",
            "Nobody on the pier would say more (…)",
        ] {
            assert!(!has_credit(prose), "{prose}");
        }
    }
}
