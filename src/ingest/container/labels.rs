//! The labels that press archives set before what they know of an article, in several languages.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What follows a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub(super) enum Role {
    /// The title.
    Title,
    /// Who wrote it.
    Byline,
    /// Where it appeared.
    Source,
    /// When it appeared.
    Date,
    /// Where in the publication.
    Section,
    /// How many words it has.
    Length,
    Language,
    /// Where it stands on the web.
    Url,
    /// A summary.
    Standfirst,
    /// Where it was written.
    Dateline,
    /// The text.
    Body,
    /// A link back to the archive.
    Link,
    /// What is said of it behind the text.
    Tail,
    /// The article is over.
    End,
}

/// A label and what follows it in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub(super) role: Option<Role>,
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

/// `assets/words/archives.txt`: a line for each role, its labels in small letters.
static ROLES: LazyLock<HashMap<&'static str, Role>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/words/archives.txt").lines();
    let roles = lines.filter_map(|line| {
        let (role, labels) = line.split_once(':')?;
        Some((role.parse::<Role>().ok()?, labels))
    });
    roles
        .flat_map(|(role, labels)| labels.split(',').map(move |label| (label.trim(), role)))
        .collect()
});

/// What `name`, standing alone, announces.
pub(super) fn role(name: &str) -> Option<Role> {
    ROLES.get(name.trim().trim_end_matches(':').to_lowercase().as_str()).copied()
}

/// The longest label, in words and bytes.
const WORDS: usize = 4;
const BYTES: usize = 40;

/// The label that `text` begins with: a few words and a colon, known or not.
pub(super) fn of(text: &str) -> Option<Label<'_>> {
    let (name, value) = text.split_once(':')?;
    let name = name.trim();
    let words = name.split(' ').count();
    let shaped = (1..=BYTES).contains(&name.len())
        && words <= WORDS
        && name.starts_with(char::is_alphabetic)
        && !name.contains(['\n', '.', ',', ';', '"', '“'])
        && (value.is_empty() || value.starts_with(char::is_whitespace));
    shaped.then(|| Label { role: role(name), name, value: value.trim() })
}

/// The known label that `text` begins with.
pub(super) fn known(text: &str) -> Option<(Role, Label<'_>)> {
    let label = of(text)?;
    Some((label.role?, label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_sentences() {
        let known = |text| known(text).map(|(role, label)| (role, label.value));
        assert_eq!(known("BYLINE: Ada Byrne"), Some((Role::Byline, "Ada Byrne")));
        assert_eq!(known("LÄNGE: 120 Wörter"), Some((Role::Length, "120 Wörter")));
        assert_eq!(known("Full text:"), Some((Role::Body, "")));
        assert_eq!(known("Section:\u{a0}News; Pg. 1"), Some((Role::Section, "News; Pg. 1")));
        assert_eq!(known("She said: nobody had asked."), None);
        assert!(of("At 10:30 the ferry left").is_none());
        assert_eq!(role("Classification"), Some(Role::Tail));
    }
}
