//! Reading what was typed: words, phrases, fields, choices. A mistake makes words, and is mentioned.

use std::sync::Arc;

use super::query::{
    Ending, Filter, Mention, Near, Note, Phrase, Place, Query, Role, Word, value_of,
};
use crate::collection::{Article, PartialDate};
use crate::index::tokens;
use crate::text::Extent;

/// Words that are read; who pastes more is told.
const WORDS: usize = 1_000;
/// Words between which `near:` without a number finds what it joins.
const NEAR: u32 = 8;

impl Query {
    /// Reads `typed`: words, `"exact phrases"`, `-without`, `title:`, `author:`, `source:`,
    /// `before:2022-06`, `after:2022`, `in:¶5`, `in:p.12`, `in:"a heading"`, `theme:`, `name:`, `speaker:`,
    /// `one OR other`, `one near:5 other`.
    pub fn parse(typed: &str) -> Self {
        Self::parse_with(typed, |_| false)
    }

    /// The same for `articles`, whose fields can be named: `outlet:herald`.
    pub fn parse_for(typed: &str, articles: &[Arc<Article>]) -> Self {
        Self::parse_with(typed, |name| {
            articles.iter().any(|article| value_of(article, name).is_some())
        })
    }

    fn parse_with(typed: &str, is_field: impl Fn(&str) -> bool) -> Self {
        let mut query = Self::default();
        let mut rest = typed;
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                break;
            }
            rest = match query.either(rest).or_else(|| query.near(rest)) {
                Some(rest) => rest,
                None => query.term(rest, &is_field),
            };
        }
        query.near.retain(|near| near.first + 1 < query.words.len().min(WORDS));
        if query.words.len() > WORDS {
            query.words.truncate(WORDS);
            query.note(format!("only the first {WORDS} words are searched"));
        }
        join_neighbours(&mut query.words);
        if let Some(word) = query.words.last_mut() {
            let open = typed.ends_with(|c: char| c.is_alphanumeric());
            word.ending = if open { Ending::Open } else { Ending::Typed };
            if let Some(part) = word.parts.last_mut() {
                part.ending = word.ending;
            }
        }
        query
    }

    fn note(&mut self, message: String) {
        self.notes.push(Note { message });
    }

    /// Reads `OR` and what follows it as another choice for what stands before it.
    fn either<'t>(&mut self, typed: &'t str) -> Option<&'t str> {
        let rest = typed
            .strip_prefix("OR")
            .filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))?;
        let rest = rest.trim_start();
        let (words, phrases) = (self.words.len(), self.phrases.len());
        if words + phrases == 0 || rest.is_empty() {
            self.note("“OR” stands between two words or two phrases: searched as a word".into());
            return None;
        }
        let left = self.term(rest, &|_| false);
        let choices = if self.words.len() > words && words > 0 {
            let more = self.words.split_off(words);
            self.words.last_mut().map(|word| {
                for other in more {
                    word.shown = format!("{} OR {}", word.shown, other.shown);
                    word.alternatives.push(other);
                }
            })
        } else if self.phrases.len() > phrases && phrases > 0 {
            let more = self.phrases.split_off(phrases);
            self.phrases.last_mut().map(|phrase| phrase.alternatives.extend(more))
        } else {
            None
        };
        if choices.is_none() {
            self.note(
                "“OR” joins words with words or phrases with phrases: searched as words".into(),
            );
        }
        Some(left)
    }

    /// Reads `near:5` between two words.
    fn near<'t>(&mut self, typed: &'t str) -> Option<&'t str> {
        let after = typed.strip_prefix("near:")?;
        let end = after.find(char::is_whitespace).unwrap_or(after.len());
        let (number, rest) = after.split_at_checked(end)?;
        let within = if number.is_empty() { Some(NEAR) } else { number.parse().ok() };
        match (within, self.words.len().checked_sub(1)) {
            (Some(within), Some(first)) if !rest.trim().is_empty() => {
                self.near.push(Near { first, within });
                Some(rest)
            }
            _ => {
                let message =
                    "“near:” stands between two words, with a number: ferry near:5 harbour";
                self.note(message.into());
                (number.is_empty() || within.is_some()).then_some(rest)
            }
        }
    }

    /// Reads one term; what is left.
    fn term<'t>(&mut self, typed: &'t str, is_field: &dyn Fn(&str) -> bool) -> &'t str {
        if let Some(quoted) = typed.strip_prefix(is_quote) {
            return self.phrase(quoted);
        }
        let negated = typed
            .strip_prefix('-')
            .filter(|r| r.starts_with(|c: char| c.is_alphanumeric() || is_quote(c)));
        if let Some(unwanted) = negated {
            let (value, rest) = self.value(unwanted);
            if let Some(phrase) = phrase(&value) {
                self.without.push(phrase);
            }
            return rest;
        }
        let plain = typed.split(|c: char| c.is_whitespace() || is_quote(c)).next().unwrap_or(typed);
        if let Some((field, _)) = plain.split_once(':')
            && !field.is_empty()
            && field.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
            && field.starts_with(char::is_alphabetic)
            && let Some(after) = typed.get(field.len() + 1..)
        {
            return self.field(field, after, is_field);
        }
        let plain = amount(typed, plain).unwrap_or(plain);
        self.add_words(plain);
        typed.get(plain.len()..).unwrap_or("")
    }

    fn phrase<'t>(&mut self, quoted: &'t str) -> &'t str {
        if let Some((text, rest)) = quoted.split_once(is_quote) {
            self.phrases.extend(phrase(text));
            return rest;
        }
        self.note("a quotation mark is not closed: searched as words".into());
        quoted
    }

    fn field<'t>(
        &mut self,
        field: &str,
        after: &'t str,
        is_field: &dyn Fn(&str) -> bool,
    ) -> &'t str {
        let (value, rest) = self.value(after);
        if value.is_empty() {
            self.note(format!("“{field}:” has nothing behind it: searched as a word"));
            self.add_words(field);
            return rest;
        }
        match field.to_lowercase().as_str() {
            "title" => self.filters.push(Filter::Title(value)),
            "author" | "by" => self.filters.push(Filter::Author(value)),
            "source" => self.filters.push(Filter::Source(value)),
            "before" => self.date(field, &value, Filter::Before),
            "after" => self.date(field, &value, Filter::After),
            "in" => {
                self.filters.push(Filter::In(place(value)));
            }
            "theme" => self.themes.push(value),
            "name" => self.mention(&value, Role::Named),
            "speaker" => self.mention(&value, Role::Speaker),
            _ if is_field(field) => self.filters.push(Filter::Field(field.to_owned(), value)),
            _ => {
                self.note(format!("there is no field “{field}:”: searched as words"));
                self.add_words(field);
                self.add_words(&value);
            }
        }
        rest
    }

    fn mention(&mut self, value: &str, role: Role) {
        let mut words: Vec<Word> = single_words(value).map(|(word, _)| word).collect();
        if let Some(last) = words.last_mut() {
            last.ending = Ending::Open;
            self.mentions.push(Mention { words, role });
        }
    }

    fn date(&mut self, field: &str, value: &str, filter: impl Fn(PartialDate) -> Filter) {
        if let Ok(date) = value.parse() {
            self.filters.push(filter(date));
        } else {
            self.note(format!(
                "“{field}:{value}” is no date (2022, 2022-06, 2022-06-30): searched as words"
            ));
            self.add_words(value);
        }
    }

    /// The value at the beginning of `typed`, quoted or up to a space, and what is left.
    fn value<'t>(&mut self, typed: &'t str) -> (String, &'t str) {
        if let Some(quoted) = typed.strip_prefix(is_quote) {
            if let Some((value, rest)) = quoted.split_once(is_quote) {
                return (value.trim().to_owned(), rest);
            }
            self.note("a quotation mark is not closed".into());
            return (quoted.trim().to_owned(), "");
        }
        let end = typed.find(char::is_whitespace).unwrap_or(typed.len());
        (typed.get(..end).unwrap_or("").to_owned(), typed.get(end..).unwrap_or(""))
    }

    fn add_words(&mut self, typed: &str) {
        self.words.extend(words(typed));
    }
}

/// What begins `typed` with `first` and the word behind it, where both are one amount: “120 thousand”.
fn amount<'t>(typed: &'t str, first: &str) -> Option<&'t str> {
    let behind = typed.get(first.len()..)?;
    let second = behind.split_whitespace().next().filter(|_| first.ends_with(char::is_numeric))?;
    let end = first.len() + behind.find(second)? + second.len();
    let both = typed.get(..end)?;
    let spans = |extent: Extent| extent.start < first.len() && first.len() < extent.end;
    tokens::list(both).into_iter().any(|(_, extent)| spans(extent)).then_some(both)
}

/// What `in:` names: a unit by its number, a page, or a heading.
fn place(value: String) -> Place {
    let page = value.strip_prefix("p.").or_else(|| value.strip_prefix('p'));
    let page = page.map(str::trim).filter(|page| page.starts_with(|c: char| c.is_ascii_digit()));
    match (page, value.parse()) {
        (Some(page), _) => Place::Page(page.to_owned()),
        (None, Ok(number)) => Place::Unit(number),
        (None, Err(_)) => Place::Heading(value),
    }
}

/// Each word of `typed`, those that compounds are made of too.
fn single_words(typed: &str) -> impl Iterator<Item = (Word, Extent)> {
    tokens::list(typed).into_iter().map(move |(folded, extent)| {
        let shown = extent.of(typed).to_owned();
        let word = Word {
            shown,
            folded,
            ending: Ending::Typed,
            parts: Vec::new(),
            alternatives: Vec::new(),
            compounds: Vec::new(),
            names: Vec::new(),
        };
        (word, extent)
    })
}

/// The words of `typed`, compounds whole.
fn words(typed: &str) -> Vec<Word> {
    let mut words: Vec<(Word, Extent)> = Vec::new();
    for (word, extent) in single_words(typed) {
        match words.last_mut() {
            Some((whole, around)) if around.covers(extent) => whole.parts.push(word),
            _ => words.push((word, extent)),
        }
    }
    words.into_iter().map(|(word, _)| word.with_joined_parts()).collect()
}

/// Notes what each two neighbours make together.
fn join_neighbours(words: &mut [Word]) {
    let letters =
        |word: &Word| word.folded.len() > 1 && word.folded.chars().all(char::is_alphabetic);
    for at in 1..words.len() {
        let (before, after) = words.split_at_mut(at);
        if let (Some(one), Some(other)) = (before.last_mut(), after.first_mut())
            && letters(one)
            && letters(other)
        {
            let whole = format!("{}{}", one.folded, other.folded);
            one.compounds.push(whole.clone());
            other.compounds.push(whole);
        }
    }
}

fn phrase(text: &str) -> Option<Phrase> {
    let words: Vec<Word> = single_words(text).map(|(word, _)| word).collect();
    (!words.is_empty()).then(|| {
        let (alternatives, text) = (Vec::new(), text.trim().to_owned());
        Phrase { words, alternatives, text }
    })
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(query: &Query) -> Vec<&str> {
        query.words.iter().map(|word| word.shown.as_str()).collect()
    }

    #[test]
    fn every_kind_of_term_is_read() {
        let query = Query::parse(
            "talks -summit \"peace deal\" title:Strategy author:\"Y. Preiherman\" before:2022-06 in:¶5 in:Trade theme:war Minsk",
        );
        assert_eq!(shown(&query), ["talks", "Minsk"]);
        assert_eq!(
            query.phrases.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(),
            ["peace deal"]
        );
        assert_eq!(query.without.len(), 1);
        assert_eq!(query.themes, ["war"]);
        assert_eq!(
            query.filters,
            [
                Filter::Title("Strategy".into()),
                Filter::Author("Y. Preiherman".into()),
                Filter::Before("2022-06".parse().unwrap()),
                Filter::In(Place::Unit("5".parse().unwrap())),
                Filter::In(Place::Heading("Trade".into())),
            ]
        );
        assert_eq!(query.notes, []);
    }

    #[test]
    fn words_beyond_those_that_are_read_are_near_nothing() {
        let near = |before: usize| Query::parse(&format!("{}a near:3 b", "w ".repeat(before))).near;
        assert_eq!((near(WORDS - 2).len(), near(WORDS - 1).len()), (1, 0));
    }

    #[test]
    fn mistakes_become_words_and_are_mentioned() {
        for (typed, words) in [
            ("\"peace talks", &["peace", "talks"][..]),
            ("before:soon", &["soon"]),
            ("colour:red", &["colour", "red"]),
            ("title:", &["title"]),
            ("- minsk", &["minsk"]),
            ("OR minsk", &["OR", "minsk"]),
            ("minsk OR", &["minsk", "OR"]),
            ("near:5 minsk", &["minsk"]),
            ("minsk near:x talks", &["minsk", "near", "x", "talks"]),
            ("minsk OR \"peace talks\"", &["minsk"]),
        ] {
            let query = Query::parse(typed);
            assert_eq!(shown(&query), words, "{typed}");
            assert_eq!(query.notes.is_empty(), typed.starts_with('-'), "{typed}");
        }
    }

    #[test]
    fn long_queries_are_cut_and_the_last_word_is_open() {
        let query = Query::parse(&"word ".repeat(3_000));
        assert_eq!((query.words.len(), query.notes.len()), (WORDS, 1));
        assert_eq!(Query::parse("a b").words.last().unwrap().ending, Ending::Open);
        assert_eq!(Query::parse("a b ").words.last().unwrap().ending, Ending::Typed);
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(typed in "\\PC{0,60}") {
            Query::parse(&typed);
        }

        #[test]
        fn syntax_can_be_typed(typed in "[a-c\"“: \\-¶0-9]{0,24}|(title|in|before|after):[\"a-c0-9 -]{0,9}") {
            Query::parse(&typed);
        }
    }
}
