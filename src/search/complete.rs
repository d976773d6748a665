//! The rest of an operator or of its value, while it is typed: `auth` → `author:`, `author:mil` → the names.

use std::collections::BTreeSet;

use crate::collection::{Article, Series};
use crate::text::words::fold;

/// What every query understands before a colon.
const OPERATORS: [&str; 10] =
    ["title", "author", "source", "before", "after", "in", "theme", "name", "speaker", "near"];
/// Letters from which on the name of an operator is completed: fewer begin words of every kind.
const LETTERS: usize = 2;

/// What was typed, completed as far as there is no choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// All of what was typed, with more.
    pub text: String,
    /// What may follow, in order; one where all of it was put in.
    pub choices: Vec<String>,
}

/// Completes the last word of `typed` for `articles` and the names of `themes`; `None` where nothing begins so.
pub fn complete<'a>(
    typed: &str,
    articles: impl Iterator<Item = &'a Article> + Clone,
    themes: &[String],
) -> Option<Completed> {
    let at = begin(typed);
    let (kept, begun) = (typed.get(..at)?, typed.get(at..)?);
    match begun.split_once(':') {
        Some((name, value)) => {
            let value = value.trim_start_matches('"');
            let choices = values(&fold(name), &fold(value), articles, themes);
            let shared = shared(&choices)?;
            // A value that is known in part only is typed on; the closing mark stands behind a whole one.
            let whole = choices.len() == 1 || fold(&shared).starts_with(&fold(value));
            let more = if whole { shared } else { value.into() };
            let close = if choices.len() == 1 { "\" " } else { "" };
            let value = match more.contains(char::is_whitespace) {
                true => format!("\"{more}{close}"),
                false if choices.len() == 1 => format!("{more} "),
                false => more,
            };
            Some(Completed { text: format!("{kept}{name}:{value}"), choices })
        }
        None if begun.chars().count() < LETTERS => None,
        None => {
            let fields = articles.flat_map(|article| article.metadata.fields.keys());
            let names = OPERATORS.iter().map(|name| (*name).to_owned());
            let names: BTreeSet<String> = names
                .chain(fields.map(|name| name.to_lowercase()))
                .filter(|name| name.starts_with(&begun.to_lowercase()) && !name.contains(' '))
                .collect();
            let choices: Vec<String> = names.into_iter().map(|name| format!("{name}:")).collect();
            let shared = shared(&choices)?;
            Some(Completed { text: format!("{kept}{shared}"), choices })
        }
    }
}

/// Where the last word begins; a value in marks that are not closed belongs to it.
fn begin(typed: &str) -> usize {
    let open = typed.matches('"').count() % 2 == 1;
    let end = if open { typed.rfind('"').unwrap_or(typed.len()) } else { typed.len() };
    let before = typed.get(..end).unwrap_or(typed);
    before.rfind(char::is_whitespace).map_or(0, |space| {
        space + before.get(space..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8)
    })
}

/// What articles have under the folded `name` that begins, or has a word that begins, as `begun`.
fn values<'a>(
    name: &str,
    begun: &str,
    articles: impl Iterator<Item = &'a Article>,
    themes: &[String],
) -> Vec<String> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    if name == "theme" {
        all.extend(themes.iter().cloned());
    }
    for article in articles {
        let about = &article.metadata;
        match name {
            "title" => all.extend([article.name().to_owned()]),
            "author" | "by" => all.extend(about.authors.iter().cloned()),
            "source" => all.extend(about.source.iter().cloned()),
            "before" | "after" => all.extend(about.date.iter().map(|d| d.value.start.to_string())),
            "in" => {
                let headings = article.units().filter(|unit| unit.number.series == Series::Heading);
                all.extend(headings.map(|unit| unit.text.to_owned()));
            }
            _ => {
                let fields = about.fields.iter().filter(|(field, _)| fold(field) == name);
                all.extend(fields.map(|(_, found)| found.value.clone()));
            }
        }
    }
    let fits = |value: &String| {
        let value = fold(value);
        value.starts_with(begun)
            || !begun.is_empty() && value.split_whitespace().any(|word| word.starts_with(begun))
    };
    all.retain(|value| fits(value) && !value.contains('"'));
    all.into_iter().collect()
}

/// What all of them begin with, in the letters of the first; `None` where there are none.
fn shared(choices: &[String]) -> Option<String> {
    let first = choices.first()?;
    let length = choices.iter().fold(first.chars().count(), |length, other| {
        let same = first.chars().zip(other.chars()).take_while(|(a, b)| fold_same(*a, *b));
        same.count().min(length)
    });
    Some(first.chars().take(length).collect())
}

fn fold_same(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::collection::{Draft, Found, Provenance};

    fn article(author: &str, country: &str) -> Article {
        let mut draft = Draft::default();
        draft.metadata.authors = vec![author.to_owned()];
        let country = Found::new(country.into(), Provenance::Sidecar);
        draft.metadata.fields.insert("country".into(), country);
        Article::assemble(Path::new("a.txt"), draft)
    }

    fn text(typed: &str) -> Option<String> {
        let articles = [article("Nora Quill", "Norway"), article("Nora Brand", "United Kingdom")];
        let themes = ["Direct entry".to_owned()];
        complete(typed, articles.iter(), &themes).map(|completed| completed.text)
    }

    #[test]
    fn operators_and_values_are_completed_as_far_as_there_is_no_choice() {
        for (typed, completed) in [
            ("ferry aut", Some("ferry author:")),
            ("cou", Some("country:")),
            ("ferry author:no", Some("ferry author:\"Nora ")),
            ("ferry author:\"Nora Q", Some("ferry author:\"Nora Quill\" ")),
            ("author:quil", Some("author:\"Nora Quill\" ")),
            ("country:n", Some("country:Norway ")),
            ("country:KINGD", Some("country:\"United Kingdom\" ")),
            ("theme:di", Some("theme:\"Direct entry\" ")),
            ("ferry xyz", None),
            ("f", None),
            ("", None),
            ("author:smith", None),
            ("a:b:c \"", None),
        ] {
            assert_eq!(text(typed).as_deref(), completed, "{typed}");
        }
    }

    #[test]
    fn all_choices_are_named() {
        let articles = [article("Nora Quill", "x"), article("Nora Brand", "x")];
        let found = complete("author:", articles.iter(), &[]).unwrap();
        assert_eq!(found.choices, ["Nora Brand", "Nora Quill"]);
    }
}
