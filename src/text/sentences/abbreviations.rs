//! Abbreviations, and whether a sentence ends with one.

use crate::text::word_list::Words;

/// Whether `next` can begin a sentence: with a capital, or in a script that has none.
pub(super) fn opens(next: &str) -> bool {
    next.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
}

/// Abbreviations that end a list or a date: before a capital the sentence ends with them.
static CLOSING: Words = Words::new(include_str!("../../../assets/words/closing_abbreviations.txt"));

/// Abbreviations of what is counted or of a year: behind a figure they can end a sentence.
static COUNTED: Words = Words::new(include_str!("../../../assets/words/counted_abbreviations.txt"));

/// Words of time and place with which a clause begins that is not yet the statement: "После выборов 2020 г. …".
static BEFORE_STATEMENT: Words =
    Words::new(include_str!("../../../assets/words/before_statements.txt"));

/// Longest clause, in bytes, that is looked at.
const CLAUSE: usize = 240;

/// Whether a sentence ends with the stop of the abbreviation at the end of `before`, although `next` could be a
/// name that it goes on with: it closes a list, or counts at the end of what is already a statement.
pub(super) fn closes(before: &str, next: &str) -> bool {
    let ends_with = |abbreviation: &str| {
        before.strip_suffix(abbreviation).is_some_and(|rest| rest.ends_with([' ', '(']))
    };
    if !opens(next) {
        return false;
    }
    if CLOSING.iter().any(ends_with) {
        return true;
    }
    // What stands farther before is no part of the clause; a text without stops must not be read again and again.
    let before = before.get(before.ceil_char_boundary(before.len().saturating_sub(CLAUSE))..);
    let before = before.unwrap_or_default();
    let Some(unit) = COUNTED.iter().find(|unit| ends_with(unit)) else { return false };
    let counted = before.strip_suffix(unit).unwrap_or_default().trim_end();
    let figure = counted.rsplit(' ').next().unwrap_or_default();
    let is_figure = figure.starts_with(|c: char| c.is_numeric())
        || !figure.is_empty()
            && figure.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | '–' | '-'));
    let clause = counted.rsplit([',', ':', ';']).next().unwrap_or(counted).trim_start();
    let first = clause.split(' ').next().unwrap_or_default().to_lowercase();
    let said = clause.split(' ').filter(|word| {
        word.chars().count() > 2 && word.starts_with(char::is_alphabetic) && *word != figure
    });
    is_figure && !BEFORE_STATEMENT.has(&first) && said.take(2).count() == 2
}

/// Abbreviations that a name or a number follows, never a new sentence.
pub(super) static BEFORE_NAMES: Words =
    Words::new(include_str!("../../../assets/words/before_names.txt"));

/// Abbreviations of places, before their name ("г. Минск") or behind it ("Львівська обл."): before it no
/// sentence ends.
pub(super) static PLACES: Words =
    Words::new(include_str!("../../../assets/words/place_abbreviations.txt"));

/// Abbreviations that a number follows; before anything else they may end a sentence.
pub(super) static BEFORE_NUMBERS: Words =
    Words::new(include_str!("../../../assets/words/before_numbers.txt"));
