//! The language of a body of text.

use crate::ingest::line::shape;
use crate::ingest::line::words::Words;
use crate::ingest::piece::Piece;

/// Characters that are enough to tell a language by, and as many as are looked at.
const SAMPLE: usize = 6_000;

/// Words, about, above which the language of a text is told more surely by it than by its template.
const TELLING: usize = 300;
/// Languages that lie so close together that what is stated counts more than what is told.
const CLOSE: &[&[&str]] = &[
    &["da", "nb", "no", "nn", "sv"],
    &["hr", "sr", "bs", "sl", "mk", "bg"],
    &["ru", "be", "uk"],
    &["cs", "sk"],
    &["es", "pt", "gl", "ca"],
    &["nl", "af"],
    &["id", "ms"],
];

/// The language of `pieces`: that which is `stated`, unless their text surely is in another.
pub(in crate::ingest) fn chosen(stated: Option<String>, pieces: &[Piece]) -> Option<String> {
    let told = of(pieces);
    let Some(stated) = stated else { return told };
    let close = |told: &str| {
        CLOSE.iter().any(|group| group.contains(&told) && group.contains(&stated.as_str()))
    };
    let long =
        pieces.iter().filter(|piece| piece.is_body()).map(|piece| piece.text.len()).sum::<usize>()
            >= TELLING;
    told.filter(|told| long && *told != stated && !close(told)).or(Some(stated))
}

/// ISO 639-1 code of the language that most of the running text is in, if that is certain.
pub(in crate::ingest) fn of(pieces: &[Piece]) -> Option<String> {
    let prose = pieces.iter().filter(|piece| piece.is_body() && shape::is_prose(&piece.text));
    let mut sample = String::new();
    for piece in prose {
        sample.push_str(&piece.text);
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    let info = whatlang::detect(&sample)?;
    if info.is_reliable() {
        return short(info.lang()).map(str::to_owned);
    }
    let cyrillic = info.script() == whatlang::Script::Cyrillic;
    by_letters(&sample).filter(|_| cyrillic).map(str::to_owned)
}

/// Shortest text, in bytes, that is told by its letters.
const LETTERS: usize = 200;

/// The East Slavic language whose own letters `text` has and whose neighbours' letters it lacks:
/// the trigrams of short texts lie too close together.
fn by_letters(text: &str) -> Option<&'static str> {
    let small = text.to_lowercase();
    let has = |letters: &[char]| small.contains(letters);
    match (has(&['ў']), has(&['ї', 'є', 'ґ']), has(&['ы', 'э']), has(&['ј', 'љ', 'њ', 'ђ', 'ѓ']))
    {
        _ if text.len() < LETTERS => None,
        (true, false, _, false) => Some("be"),
        (false, true, false, false) => Some("uk"),
        (false, false, true, false) if !has(&['і']) => Some("ru"),
        _ => None,
    }
}

/// The codes of languages: the three letters of ISO 639-3 that detection knows them by, and the two of ISO 639-1.
static CODES: Words = Words::new(include_str!("../../../assets/words/languages.txt"));

/// The two-letter code of a language that detection knows by three letters.
fn short(lang: whatlang::Lang) -> Option<&'static str> {
    CODES.iter().find_map(|codes| codes.strip_prefix(lang.code())).map(str::trim_start)
}

/// The two-letter code that a document states as `en`, `en-GB`, `EN_us`, `eng` or `German`.
pub(in crate::ingest) fn stated(value: &str) -> Option<String> {
    let value = value.trim().to_lowercase();
    let first = value.split(['-', '_', ',', ';', ' ']).next().unwrap_or("");
    if first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(first.to_owned());
    }
    let lang = whatlang::Lang::from_code(first).or_else(|| {
        whatlang::Lang::all().iter().copied().find(|lang| {
            lang.eng_name().to_lowercase() == first || lang.name().to_lowercase() == first
        })
    })?;
    short(lang).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_a_language_from_two_hundred_bytes_on() {
        assert_eq!(by_letters(&"ў".repeat(100)), Some("be"));
        assert_eq!(by_letters(&("ў".repeat(99) + "а")), Some("be"));
        assert_eq!(by_letters(&("ў".repeat(99) + "a")), None);
    }
}
