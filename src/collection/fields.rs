//! Conditions on what is known of an article: `country:UK source:gazette`.

use super::Article;
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
        for word in written.split_whitespace() {
            let parted = word.split_once(':').map(|(name, value)| (fold(name), fold(value)));
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
    let values = stated.into_iter().chain(fields.map(|(_, value)| value.clone()));
    values.map(|value| fold(&value))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::collection::Draft;

    #[test]
    fn fields_are_conditions_and_other_colons_are_words() {
        let mut draft = Draft::default();
        draft.metadata.authors = vec!["Jane Miller".into()];
        draft.metadata.fields.insert("Country".into(), "United Kingdom".into());
        let article = Article::assemble(Path::new("a.txt"), draft);
        let asked = |written: &str| Conditions::of(written, |name| name == "country");
        assert!(asked("country:kingdom author:mill").hold(&article));
        assert!(!asked("country:kingdom author:halm").hold(&article));
        assert_eq!(asked("the dock: country:uk closed").rest, "the dock: closed");
        assert!(asked("dock: closed").is_empty());
    }
}
