//! Conditions on what is known of an article: `country:UK source:gazette`.

use std::collections::BTreeSet;

use super::{Article, OrderKey, PartialDate};
use crate::text::words::fold;

/// Conditions, and the words that are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conditions {
    /// Name of a field or of what every article may state, and a part of its value, both folded.
    all: Vec<(String, String)>,
    /// What else was written.
    pub rest: String,
}

impl Conditions {
    /// Reads `written`. Only a name that `is_known` makes a condition, so that a title with a colon is found
    /// by its words.
    pub fn of(written: &str, is_known: impl Fn(&str) -> bool) -> Self {
        let mut conditions = Self::default();
        for word in words(written) {
            let parted = word
                .split_once(':')
                .map(|(name, value)| (fold(name), fold(value.trim_matches('"'))));
            match parted.filter(|(name, _)| STATED.contains(&name.as_str()) || is_known(name)) {
                Some(condition) => conditions.all.push(condition),
                None if conditions.rest.is_empty() => conditions.rest.push_str(word),
                None => {
                    conditions.rest.push(' ');
                    conditions.rest.push_str(word);
                }
            }
        }
        conditions
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether all of it holds of `article`.
    pub fn hold(&self, article: &Article) -> bool {
        self.all.iter().all(|(name, value)| values(article, name).any(|has| has.contains(value)))
    }
}

/// `written` at its spaces, but for those between quotation marks behind a colon: `country:"United Kingdom"`.
fn words(written: &str) -> Vec<&str> {
    let (mut quoted, mut last) = (false, ' ');
    let ends = |c: char| {
        quoted = if quoted { c != '"' } else { c == '"' && last == ':' };
        last = c;
        c.is_whitespace() && !quoted
    };
    written.split(ends).filter(|word| !word.is_empty()).collect()
}

/// The names that can stand before a colon and begin as `begun`: what every article may state, and the fields
/// that these articles have.
pub fn names<'a>(articles: impl Iterator<Item = &'a Article>, begun: &str) -> BTreeSet<String> {
    let begun = fold(begun);
    let fields = articles.flat_map(|article| article.metadata.fields.keys().map(|name| fold(name)));
    let all = STATED.iter().map(|name| (*name).to_owned()).chain(fields);
    // What has a space in it cannot be written before a colon.
    all.filter(|name| name.starts_with(&begun) && !name.contains(char::is_whitespace)).collect()
}

/// The value of the field of `article` whose folded name this is, as it is written.
pub fn value<'a>(article: &'a Article, name: &str) -> Option<&'a str> {
    let mut fields = article.metadata.fields.iter();
    fields.find(|(field, _)| fold(field) == name).map(|(_, found)| found.value.as_str())
}

/// What `article` is sorted by under the folded `name`: as numbers, days or words.
pub fn key(article: &Article, name: &str) -> OrderKey {
    match values(article, name).next() {
        None => OrderKey::Unknown,
        Some(value) => match (value.parse(), value.parse::<PartialDate>()) {
            (Ok(number), _) if value.len() != 4 => OrderKey::Words(number),
            (_, Ok(day)) => OrderKey::Date(day.into()),
            (Ok(number), _) => OrderKey::Words(number),
            _ => OrderKey::Text(value),
        },
    }
}

/// What may be known of every article.
const STATED: &[&str] = &["author", "source", "date", "language", "tag", "file"];

/// What is known of `article` under the folded `name`, folded.
fn values<'a>(article: &'a Article, name: &'a str) -> impl Iterator<Item = String> + 'a {
    let about = &article.metadata;
    let date = || about.date.as_ref().map(|date| date.value.start.to_string());
    let stated: Vec<String> = match name {
        "author" => about.authors.clone(),
        "source" => about.source.clone().into_iter().collect(),
        "date" => date().into_iter().collect(),
        "language" => about.language.clone().into_iter().collect(),
        "tag" => about.tags.clone(),
        "file" => vec![article.place().to_string()],
        _ => Vec::new(),
    };
    let fields = about.fields.iter().filter(move |(field, _)| fold(field) == name);
    let values = stated.into_iter().chain(fields.map(|(_, found)| found.value.clone()));
    values.map(|value| fold(&value))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::collection::{Draft, Found, Provenance};

    #[test]
    fn fields_are_conditions_and_other_colons_are_words() {
        let mut draft = Draft::default();
        draft.metadata.authors = vec!["Jane Miller".into()];
        draft
            .metadata
            .fields
            .insert("Country".into(), Found::new("United Kingdom".into(), Provenance::Sidecar));
        let article = Article::assemble(Path::new("a.txt"), draft);
        let asked = |written: &str| Conditions::of(written, |name| name == "country");
        assert!(asked("country:kingdom author:mill").hold(&article));
        assert!(!asked("country:kingdom author:halm").hold(&article));
        assert_eq!(asked("the dock: country:uk closed").rest, "the dock: closed");
        assert!(asked("country:\"united kingdom\"").hold(&article));
        assert!(!asked("country:\"united states\"").hold(&article));
        let named =
            |begun: &str| names([&article].into_iter(), begun).into_iter().collect::<Vec<_>>();
        assert_eq!(named("co"), ["country"]);
        assert_eq!(named("a"), ["author"]);
        assert_eq!(key(&article, "country"), OrderKey::Text("united kingdom".into()));
        assert_eq!(key(&article, "side"), OrderKey::Unknown);
        assert!(asked("dock: closed").is_empty());
    }
}
