//! Sentences: the unit of the cursor, of selection, of search hits and of quotes.
//!
//! `sentencex` finds the boundaries; a few rules here mend what it misses in news prose. How both do on
//! the project's own hard cases (`tests/data/sentences.txt`) is printed by the tests.

mod abbreviations;

use std::borrow::Cow;

use super::Extent;
use super::word_list::Words;
use abbreviations::{BEFORE_NAMES, BEFORE_NUMBERS, PLACES, closes, opens};

/// The sentences of one block's text, in order, without the spaces between them; offsets are bytes
/// of `text`. `language` is an ISO 639-1 code; unknown ones fall back to English rules.
pub fn split(text: &str, language: &str) -> Vec<Extent> {
    let found = stretches(text).flat_map(|stretch| {
        let words = without_runs(stretch.of(text));
        let boundaries = sentencex::get_sentence_boundaries(language, &words);
        let by = stretch.start;
        let found = boundaries
            .iter()
            .filter_map(|boundary| trimmed(text, by + boundary.start_byte, by + boundary.end_byte));
        found.collect::<Vec<Extent>>()
    });
    let mut sentences: Vec<Extent> = Vec::new();
    for piece in found.flat_map(|sentence| missed(text, sentence)) {
        match sentences.last_mut() {
            Some(last) if goes_on(last.of(text), piece.of(text), language) => last.end = piece.end,
            _ => sentences.push(piece),
        }
    }
    sentences
}

/// Bytes of a block that are looked at together. `sentencex` compares each quotation mark with all that follow;
/// paragraphs of prose stay far below.
const STRETCH: usize = 8 * 1024;

/// `text` with other signs, as long, for runs of signs that `sentencex` takes for many quotation marks.
fn without_runs(text: &str) -> Cow<'_, str> {
    if !text.contains("```") && !text.contains("'''") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("```", "---").replace("'''", "---"))
}

/// `text` in stretches that begin behind a sentence or, where none ends, a word.
fn stretches(text: &str) -> impl Iterator<Item = Extent> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let near = rest.get(..rest.floor_char_boundary(STRETCH)).unwrap_or(rest);
        let length = if near.len() == rest.len() {
            rest.len()
        } else {
            let ends = [". ", "! ", "? ", "。"].into_iter();
            let end = ends.filter_map(|sign| near.rfind(sign).map(|at| at + sign.len())).max();
            end.or_else(|| near.rfind(' ').map(|at| at + 1)).unwrap_or(near.len())
        };
        let stretch = Extent::new(start, start + length);
        start = stretch.end;
        Some(stretch)
    })
}

/// The lines of `text` that hold anything, as the sentences of a table, of verse or of code.
pub fn lines(text: &str) -> Vec<Extent> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.extend(trimmed(text, start, start + line.len()));
        start += line.len();
    }
    lines
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Extent> {
    let piece = text.get(start..end)?;
    let start = start + (piece.len() - piece.trim_start().len());
    let extent = Extent::new(start, start + piece.trim().len());
    (!extent.is_empty()).then_some(extent)
}

/// `sentence` in parts: ended by "…" at a word before a capital, or by the bracket that closes a
/// sentence of its own. Nothing is parted inside quotation marks.
fn missed(text: &str, sentence: Extent) -> Vec<Extent> {
    let words = sentence.of(text);
    let mut parts = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    // How many dots stand right before, and whether a word does before them.
    let (mut dots, mut word) = (0_usize, false);
    for (at, c) in words.char_indices() {
        quoted = match c {
            '“' | '„' | '«' => true,
            '”' | '»' => false,
            '"' => !quoted,
            _ => quoted,
        };
        let (Some(before), Some(after)) = (words.get(start..at), words.get(at + c.len_utf8()..))
        else {
            continue;
        };
        let ends = match c {
            '…' => before.ends_with(char::is_alphabetic),
            '.' => dots >= 2 && word,
            ')' => before.starts_with('(') && before.ends_with(['.', '!', '?']),
            _ => false,
        };
        let ends = ends || c == '.' && closes(before, after.trim_start());
        if c == '.' {
            dots += 1;
        } else {
            (dots, word) = (0, c.is_alphabetic());
        }
        if ends && !quoted && after.strip_prefix(' ').is_some_and(opens) {
            let end = at + c.len_utf8();
            (dots, word) = (0, false);
            parts.extend(trimmed(text, sentence.start + start, sentence.start + end));
            start = end + 1;
        }
    }
    parts.extend(trimmed(text, sentence.start + start, sentence.end));
    parts
}

/// Whether `next` belongs to the sentence that `last` began.
fn goes_on(last: &str, next: &str, language: &str) -> bool {
    let word = last.rsplit(char::is_whitespace).next().unwrap_or(last);
    let bare = word.trim_start_matches(['(', '[', '“', '"', '„', '«']);
    let first = next.trim_start_matches(['(', '[', '“', '"', '„', '«', '$', '€', '£']);
    // "«Нет!» — сказал он", "—No —dijo": who speaks is said behind a dash.
    let said = next
        .strip_prefix(['—', '–'])
        .is_some_and(|rest| rest.trim_start().starts_with(char::is_lowercase));
    let number = first.starts_with(|c: char| c.is_ascii_digit());
    let small = first.starts_with(char::is_lowercase)
        && !first.chars().nth(1).is_some_and(char::is_uppercase);
    let ends_in_stop = bare.ends_with('.');
    // A line that begins "1. The lock" counts; it does not say "1".
    let only_number = !last.contains(' ')
        && ends_in_stop
        && last.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit());
    let closed = last.strip_suffix('.').is_some_and(|before| closes(before, next));
    (ends_in_stop && small)
        || only_number
        || said
        || ends_in_stop
            && next.strip_prefix('-').is_some_and(|next| next.starts_with(char::is_alphabetic))
        || language == "de" && is_ordinal(last, bare)
        || is_initial(bare) && !closed
        || ends_in_speech(last, next)
        || BEFORE_NAMES.has(bare)
        || BEFORE_NAMES.has(&bare.to_lowercase())
        || (PLACES.has(bare) && !closed && names_behind(last, word))
        || (is_contraction(bare) && !closed && !counts(last, word))
        || (number && BEFORE_NUMBERS.has(&bare.to_lowercase()))
        || (language == "fr" && matches!(bare, "M." | "MM.") && !small)
        || (matches!(bare, "a.m." | "p.m.") && names_zone(first))
}

/// German words before which a number counts what follows: "im 19. Jahrhundert".
static BEFORE_ORDINALS: Words = Words::new(include_str!("../../assets/words/before_ordinals.txt"));

/// Whether `word`, the last of `last`, is a German ordinal number before what it counts.
fn is_ordinal(last: &str, word: &str) -> bool {
    let figures = word.strip_suffix('.').is_some_and(|figures| {
        (1..=2).contains(&figures.len()) && figures.bytes().all(|b| b.is_ascii_digit())
    });
    let before = last.split_whitespace().rev().nth(1).unwrap_or("").to_lowercase();
    figures && BEFORE_ORDINALS.has(&before)
}

/// Whether `word` is the initial of a name in a script other than the Latin ("А.", "Дж.", "د."), or a double
/// one in any ("J.-P.").
fn is_initial(word: &str) -> bool {
    let Some(letters) = word.strip_suffix('.') else { return false };
    let mut doubled = letters.split(".-");
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    if letters.contains(".-") && doubled.all(single) {
        return true;
    }
    let cyrillic = |c: char| matches!(c, '\u{400}'..='\u{52f}');
    let arabic = |c: char| matches!(c, '\u{620}'..='\u{6ff}');
    let mut chars = letters.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(first), None, _) => cyrillic(first) && first.is_uppercase() || arabic(first),
        (Some('Д'), Some('ж' | 'з'), None) => true,
        (Some(first), Some(second), None) => {
            matches!(first, 'Ю' | 'Я') && second.is_lowercase() && cyrillic(second)
        }
        _ => false,
    }
}

/// Whether `word` is a Cyrillic word of which vowels were left out, as of titles and honours: "гн.", "г-н.",
/// "д-р.". Without a hyphen р and л stand for a vowel, or close a list ("др."); all capitals are an acronym.
fn is_contraction(word: &str) -> bool {
    let Some(letters) = word.strip_suffix('.') else { return false };
    let plain = letters.split_once('-').is_none();
    let consonant = |c: char| {
        let small = c.to_lowercase().next().unwrap_or(c);
        matches!(small, 'б'..='щ' if !matches!(small, 'е' | 'и' | 'о' | 'у'))
            && !(plain && matches!(small, 'р' | 'л'))
    };
    (2..=4).contains(&letters.chars().count())
        && letters.ends_with(char::is_lowercase)
        && letters.chars().all(|c| c == '-' || consonant(c))
}

/// Whether a number stands before the abbreviation `word` at the end of `last`: then it is a measure.
fn counts(last: &str, word: &str) -> bool {
    let before = last.strip_suffix(word).unwrap_or("").trim_end();
    before
        .rsplit(char::is_whitespace)
        .next()
        .is_some_and(|before| before.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a quotation of Chinese or Japanese ends `last` by its own mark and the sentence around it goes
/// on: “不行！”然后走了。
fn ends_in_speech(last: &str, next: &str) -> bool {
    let quoted = ["！”", "？”", "！」", "？」"].iter().any(|end| last.ends_with(end));
    quoted && !next.starts_with(['“', '「', '『'])
}

/// Whether the abbreviation `word` at the end of `last` has its name still to come: before it stands
/// neither a name nor a number.
fn names_behind(last: &str, word: &str) -> bool {
    let before = last.strip_suffix(word).unwrap_or("").trim_end();
    let before = before.rsplit(char::is_whitespace).next().unwrap_or("");
    !before.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether `text` begins with the name of a time zone: "Moscow time", "GMT".
fn names_zone(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("");
    let zone = (2..=4).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_uppercase())
        && first.ends_with('T');
    zone || first == "UTC" || words.next().is_some_and(|second| second.eq_ignore_ascii_case("time"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: &str = include_str!("../../tests/data/sentences.txt");

    /// Language and sentences of every case.
    fn cases() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
        CASES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
            let (language, case) =
                line.split_once('>').filter(|(l, _)| l.len() == 2).unwrap_or(("en", line));
            (language, case.split(" ¦ ").collect())
        })
    }

    #[test]
    fn ordinals_and_joined_abbreviations_end_no_sentence() {
        for (language, text) in [
            ("de", "Im 19. Jahrhundert stand das Wasser am 3. Wehr."),
            ("fr", "Elle a fermé, c.-à-d. sans mot, dit J.-P. Martin."),
        ] {
            assert_eq!(split(text, language).len(), 1, "{text}");
        }
        assert_eq!(split("Das Wehr hat die Nummer 19. Jeder kennt es.", "de").len(), 2);
    }

    #[test]
    fn hard_cases_are_split_as_a_reader_would() {
        let (mut all, mut bare, mut wrong) = (0, 0, Vec::new());
        for (language, expected) in cases() {
            let text = expected.join(" ");
            let found: Vec<_> = split(&text, language).into_iter().map(|s| s.of(&text)).collect();
            let peer: Vec<_> = sentencex::get_sentence_boundaries(language, &text)
                .into_iter()
                .filter_map(|b| text.get(b.start_byte..b.end_byte).map(str::trim))
                .filter(|s| !s.is_empty())
                .collect();
            all += 1;
            bare += usize::from(peer == expected);
            if found != expected {
                wrong.push(format!("{language}: {found:?}"));
            }
        }
        println!("sentences: {} of {all} hard cases; sentencex alone {bare}", all - wrong.len());
        assert!(all >= 150);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
