//! Abbreviations, and whether a sentence ends with one.

/// Whether `next` can begin a sentence: with a capital, or in a script that has none.
pub(super) fn opens(next: &str) -> bool {
    next.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
}

/// Abbreviations that end a list or a date: before a capital the sentence ends with them.
const CLOSING: &[&str] = &[
    "etc",
    "usw",
    "usf",
    "и т. д",
    "и т.д",
    "и т. п",
    "и т.п",
    "і т. д",
    "і т.д",
    "і т. ін",
    "і т.ін",
    "та ін",
    "і г. д",
    "і г.д",
    "av. J.-C",
    "apr. J.-C",
];

/// Abbreviations of what is counted or of a year: behind a figure they can end a sentence.
const COUNTED: &[&str] = &[
    "г", "гг", "в", "вв", "м", "км", "см", "кг", "л", "т", "р", "рр", "ст", "век", "руб", "грн",
    "коп", "м²", "م", "هـ",
];

/// Words of time and place with which a clause begins that is not yet the statement: "После выборов 2020 г. …".
const BEFORE_STATEMENT: &[&str] = &[
    "в",
    "во",
    "на",
    "после",
    "до",
    "к",
    "по",
    "с",
    "со",
    "за",
    "перед",
    "при",
    "из",
    "от",
    "у",
    "із",
    "з",
    "під",
    "після",
    "перед",
    "для",
    "пасля",
    "да",
    "в течение",
    "к",
    "ко",
    "عام",
    "في",
    "سنة",
];

/// Longest clause, in bytes, that is looked at.
const CLAUSE: usize = 240;

/// Whether a sentence ends with the stop of the abbreviation at the end of `before`, although `next` could be a
/// name that it goes on with: it closes a list, or counts at the end of what is already a statement.
pub(super) fn closes(before: &str, next: &str) -> bool {
    let ends_with = |abbreviation: &&str| {
        before.strip_suffix(*abbreviation).is_some_and(|rest| rest.ends_with([' ', '(']))
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
    is_figure && !BEFORE_STATEMENT.contains(&first.as_str()) && said.take(2).count() == 2
}

/// Abbreviations that a name or a number follows, never a new sentence.
pub(super) const BEFORE_NAMES: &[&str] = &[
    "Amb.",
    "Ft.",
    "Mt.",
    "Pte.",
    "Msgr.",
    "Supt.",
    "Insp.",
    "Atty.",
    "Hr.",
    "Fr.",
    "Mme.",
    "Sté.",
    "Dña.",
    "пос.",
    "ул.",
    "им.",
    "акад.",
    "проф.",
    "ген.",
    "полк.",
    "гр.",
    "тов.",
    "праф.",
    "Гл.",
];

/// Abbreviations of places, before their name ("г. Минск") or behind it ("Львівська обл."): before it no
/// sentence ends.
pub(super) const PLACES: &[&str] =
    &["г.", "м.", "обл.", "р-н.", "вул.", "пл.", "с.", "д.", "дер.", "п.", "вобл."];

/// Abbreviations that a number follows; before anything else they may end a sentence.
pub(super) const BEFORE_NUMBERS: &[&str] = &[
    "approx.",
    "est.",
    "pop.",
    "tel.",
    "vol.",
    "no.",
    "nos.",
    "art.",
    "sec.",
    "fig.",
    "figs.",
    "ch.",
    "p.",
    "pp.",
    "par.",
    "ca.",
    "c.",
    "circa.",
    "max.",
    "min.",
    "avg.",
    "nr.",
    "s.",
    "bd.",
    "abs.",
    "ок.",
    "стр.",
    "с.",
    "гл.",
    "ст.",
    "рис.",
    "табл.",
    "мал.",
    "абз.",
    "pág.",
    "págs.",
    "godz.",
    "ok.",
    "nr.",
    "ul.",
    "art.",
];
