//! The persons in what an archive calls the byline: it may shout, name families first, and say in the same
//! line what they did, where from, and in what office.

use crate::collection::names;
use crate::ingest::line::authors;
use crate::ingest::line::byline::{self, JOINING};
use crate::ingest::line::shape::{self, CommonWords};

/// How an archive writes names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Names {
    /// Ada Byrne.
    Straight,
    /// Byrne, Ada.
    Inverted,
}

/// Those whom `text` names, each once.
pub(in crate::ingest) fn of(text: &str, written: Names, common: &CommonWords) -> Vec<String> {
    let text = without_brackets(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = || text.split(';').map(|part| part.trim_matches(SIGNS)).filter(|p| !p.is_empty());
    let inverted = written == Names::Inverted || parts().all(is_inverted);
    let found = parts().flat_map(|part| {
        if inverted { straightened(part).into_iter().collect() } else { straight(part, common) }
    });
    let mut each: Vec<String> = Vec::new();
    for name in found {
        if !each.contains(&name) {
            each.push(name);
        }
    }
    each
}

/// What stands around a name and is none of it.
const SIGNS: [char; 9] = [' ', '-', '–', '—', ',', '_', '*', ':', '|'];

/// “Ada Byrne” for “Byrne, Ada”.
pub(in crate::ingest) fn straightened(name: &str) -> Option<String> {
    let name = name.trim().trim_end_matches(',');
    // The full stop of an initial belongs to it.
    let ends = name.strip_suffix('.').filter(|bare| shape::last_word(bare).chars().count() > 1);
    let name = ends.unwrap_or(name);
    match name.split(',').map(str::trim).collect::<Vec<_>>().as_slice() {
        [last, first] => Some(format!("{first} {last}")),
        [last, first, suffix] if names::is_suffix(suffix) => {
            Some(format!("{first} {last}, {suffix}"))
        }
        _ => (!name.is_empty()).then(|| name.to_owned()),
    }
}

/// Whether it is a family's name, a comma and given names.
fn is_inverted(part: &str) -> bool {
    let Some((family, given)) = part.split_once(',') else { return false };
    // “Byrne, Ada, Jr.”
    let given =
        given.rsplit_once(',').filter(|(_, last)| names::is_suffix(last)).map_or(given, |(g, _)| g);
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && !byline::is_role(word)
    };
    let given = given.trim();
    let mut words = given.split(' ');
    is_word(family)
        && !family.contains(' ')
        && words.next().is_some_and(is_word)
        && words.count() <= 2
        && !given.contains(',')
        && !names::is_organisation(given)
}

/// `text` without what it says in brackets: “(now)”, “(AP)”, unless that is all.
fn without_brackets(text: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    if bare.chars().any(char::is_alphanumeric) { bare } else { text.replace(['(', ')'], " ") }
}

fn straight(part: &str, common: &CommonWords) -> Vec<String> {
    let part = byline::without_signature(part).trim();
    let found = byline::authors(part, common);
    let called = called_out(part);
    let found = if called.is_empty() || called.len() < found.len() {
        found
    } else {
        called.iter().flat_map(|name| byline::authors(name, common)).collect()
    };
    if !found.is_empty() {
        return found.iter().map(|name| without_office(name)).collect();
    }
    // What is no name to the eye may be one: an agency, a single word; a sentence is none.
    let bare = without_office(part);
    let is_said = bare.split(' ').filter(|word| shape::starts_small(word)).count() > 1
        || shape::starts_small(&bare) && bare.contains(' ');
    if is_said || !authors::is_somebody(&bare) { called } else { vec![bare] }
}

/// The names that stand in capitals among other words: of “From ADA BYRNE in Oslo” the one.
fn called_out(part: &str) -> Vec<String> {
    let parts = part.split([',', '&', '/']).flat_map(|part| part.split(' ').chain([""]));
    let words: Vec<&str> = parts.collect();
    let joins = |word: &str| JOINING.has(&word.to_lowercase());
    let is_loud = |word: &str| shape::is_shouted(word) || shape::is_initial(word);
    let is_said = |word: &&str| {
        word.chars().filter(|c| c.is_lowercase()).count() > 2 && !is_loud(word) && !joins(word)
    };
    if !words.iter().any(is_said) {
        return Vec::new();
    }
    let runs = words.split(|word| !is_loud(word) || joins(word));
    let names = runs.map(|run| run.join(" "));
    names.filter(|name| name.contains(' ') && !names::is_organisation(name)).collect()
}

/// “Ada Byrne” for “Ada Byrne Transport correspondent”: no name ends in small letters.
fn without_office(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let small = words.iter().rev().take_while(|word| shape::starts_small(word)).count();
    let (kept, office) = words.split_at(words.len() - small);
    let is_office = byline::is_role(&office.join(" "));
    if kept.len() < 2 || office.is_empty() {
        return name.to_owned();
    }
    let kept = kept.split_last().filter(|_| is_office && kept.len() > 2).map_or(kept, |(_, k)| k);
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_among_what_else_a_byline_says() {
        let common = CommonWords::default();
        for (text, names) in [
            ("Ada Byrne (now), Otto Halm (earlier)", "Ada Byrne|Otto Halm"),
            ("Halm, Otto; Vogt, Lena Maria", "Otto Halm|Lena Maria Vogt"),
            ("Byrne, Ada", "Ada Byrne"),
            ("Byrne, Thomas C, Jr", "Thomas C Byrne, Jr"),
            ("From OTTO HALM and LENA McVOGT", "Otto Halm|Lena McVogt"),
            ("OTTO HALM UND LENA O'BYRNE-VOGT", "Otto Halm|Lena O'Byrne-Vogt"),
            ("INTERVIEW: OTTO HALM UND LENA VON VOGT", "Otto Halm|Lena von Vogt"),
            ("Aus Oslo berichtet OTTO HALM", "Otto Halm"),
            ("--(AP)", "AP"),
            ("-- (Coast Press Service)", "Coast Press Service"),
            ("By ADA BYRNE, Political Reporter", "Ada Byrne"),
            ("Ada Byrne Transport correspondent", "Ada Byrne"),
            ("Ada Byrne reports", "Ada Byrne"),
            ("From our own Correspondent", ""),
            ("_", ""),
            ("김하나;이두리", "김하나|이두리"),
            ("OTTO HALM and Ada Byrne", "Otto Halm|Ada Byrne"),
            ("From OTTO HALM, ADA BYRNE", "Otto Halm|Ada Byrne"),
            ("By ADA BYRNE; Otto Halm contributed reporting from Oslo.", "Ada Byrne"),
            ("By A. M. BYRNE and SUI-LEE HALM", "A. M. Byrne|Sui-Lee Halm"),
            ("Halm, Otto U.; Vogt, Lena", "Otto U. Halm|Lena Vogt"),
        ] {
            assert_eq!(of(text, Names::Straight, &common).join("|"), names, "{text}");
        }
        assert_eq!(
            of("Byrne, Ada; Halm, Otto.", Names::Inverted, &common),
            ["Ada Byrne", "Otto Halm"]
        );
    }
}
