//! The authors that a field names: front matter, the package file of a book, `<meta>`.

use crate::collection::names;
use crate::ingest::line::byline;
use crate::ingest::line::words::Words;
use crate::text::normalise::one_line;

/// What stands for nobody.
static NOBODY: Words = Words::new(include_str!("../../../assets/words/nobody.txt"));

/// What parts names in any language.
const SIGNS: [char; 6] = [';', '|', '•', '·', '\n', '、'];

/// "A B and C D", "A B; C D", "By A B, C D" as names, in order and each once. Organisations stay whole;
/// offices, addresses and what stands for nobody are none.
pub(in crate::ingest) fn of_field(field: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in field.split(SIGNS).map(one_line) {
        let part = byline::without_signature(&part);
        for name in joined_by_commas(part).into_iter().flat_map(joined_by_words) {
            let name = name.trim_matches([' ', ',', '*']);
            if is_somebody(name) && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

/// Whether `name` can be that of an author.
pub(in crate::ingest) fn is_somebody(name: &str) -> bool {
    let office = byline::is_role(name) && !names::is_organisation(name);
    name.chars().any(char::is_alphabetic)
        && !NOBODY.has(&name.to_lowercase())
        && !name.contains("://")
        && !name.contains('@')
        && !office
}

/// `text` parted at its commas, but for "Byrne, Ada" and "Otto Halm, Jr."; behind a person an
/// organisation is where he works.
fn joined_by_commas(text: &str) -> Vec<&str> {
    let mut parts: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for part in text.split(',') {
        let here = start;
        start += part.len() + 1;
        match parts.last_mut() {
            Some((from, last)) if names::is_suffix(part) => {
                *last = text.get(*from..here + part.len()).unwrap_or(last);
            }
            _ => parts.push((here, part)),
        }
    }
    let parts: Vec<&str> = parts.into_iter().map(|(_, part)| part.trim()).collect();
    match parts.as_slice() {
        [family, given] if !family.contains(' ') && !names::is_organisation(given) => vec![text],
        _ => {
            let person = parts.first().is_some_and(|first| !names::is_organisation(first));
            let mut parts = parts;
            let mut first = true;
            parts.retain(|part| {
                std::mem::take(&mut first)
                    || !(person && names::is_organisation(part) && !joins(part))
            });
            parts
        }
    }
}

fn joins(text: &str) -> bool {
    joint(text).is_some() && joined_by_words(text).len() > 1
}

/// The first word that joins two names, and where it begins.
fn joint(text: &str) -> Option<(usize, &str)> {
    let spaces = text.match_indices(' ').map(|(at, _)| at + 1);
    spaces
        .filter_map(|at| Some((at, text.get(at..)?.split_once(' ')?.0)))
        .find(|(_, word)| byline::JOINING.has(word))
}

/// `text` parted at "and", where both sides are names: "Ministry of Food and Trade" is one.
fn joined_by_words(text: &str) -> Vec<&str> {
    let Some((at, word)) = joint(text) else { return vec![text] };
    let (left, right) =
        (text.get(..at - 1).unwrap_or(""), text.get(at + word.len() + 1..).unwrap_or(""));
    let right = right.strip_prefix("by ").unwrap_or(right);
    if !is_name(left) || !(is_name(right) || joins(right)) {
        return vec![text];
    }
    let mut names = vec![left];
    names.extend(joined_by_words(right));
    names
}

/// Whether `text` alone is a name: a person's has two words or more; an organisation's may have one
/// only where it is an abbreviation.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    let short = text.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let endless = text.split(' ').next_back().is_some_and(small);
    !endless && (text.contains(' ') || short)
        // "Department of Energy" and "Climate Change" are one department.
        && !text.contains(" of ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_names_one_or_several() {
        for (field, names) in [
            ("By Ada Byrne and Otto Halm, Lena Vogt", "Ada Byrne|Otto Halm|Lena Vogt"),
            ("Ada Byrne; Otto Halm", "Ada Byrne|Otto Halm"),
            ("Ada Byrne & Otto Halm", "Ada Byrne|Otto Halm"),
            ("Byrne, Ada", "Byrne, Ada"),
            ("Otto Halm, Jr., Ada Byrne", "Otto Halm, Jr.|Ada Byrne"),
            ("Ministry of Food and Trade", "Ministry of Food and Trade"),
            ("Food and Agriculture Organization", "Food and Agriculture Organization"),
            ("World Bank and Ada Byrne", "World Bank|Ada Byrne"),
            ("Ada Byrne, World Bank", "Ada Byrne"),
            ("Ada Byrne, Staff Writer", "Ada Byrne"),
            ("The Editorial Board", "The Editorial Board"),
            ("Анна Коваль и Иван Петров", "Анна Коваль|Иван Петров"),
            ("Автор: Анна Коваль", "Анна Коваль"),
            ("unknown", ""),
            ("https://coast.example/staff/byrne", ""),
            ("ada@coast.example", ""),
        ] {
            assert_eq!(of_field(field).join("|"), names, "{field}");
        }
    }
}
