//! What the compared texts are: how many, whose, from when. Stands above every comparison.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::collection::{Article, DateSpan, PartialDate};
use crate::text::numbers::counted;

/// The texts of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// How many they are.
    pub articles: usize,
    /// Different authors named.
    pub authors: usize,
    /// Articles without an author.
    pub anonymous: usize,
    /// First and last day, of the articles with a date.
    pub span: Option<(PartialDate, PartialDate)>,
    /// Articles without a date.
    pub undated: usize,
    /// Authors of several articles, and the columns of these.
    pub same_author: Vec<(String, Vec<usize>)>,
}

impl Texts {
    /// Describes the articles in the order of their columns.
    pub fn of<'a>(articles: impl IntoIterator<Item = &'a Arc<Article>>) -> Self {
        let mut columns: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut dates = BTreeSet::new();
        let (mut count, mut anonymous, mut undated) = (0, 0, 0);
        for (column, article) in articles.into_iter().enumerate() {
            count += 1;
            let about = &article.metadata;
            anonymous += usize::from(about.authors.is_empty());
            for author in about.authors.iter().map(String::as_str).collect::<BTreeSet<_>>() {
                columns.entry(author).or_default().push(column);
            }
            match &about.date {
                Some(date) => dates.extend([date.value.start, date.value.last()]),
                None => undated += 1,
            }
        }
        let authors = columns.len();
        let several = columns.into_iter().filter(|(_, columns)| columns.len() > 1);
        Self {
            articles: count,
            authors,
            anonymous,
            span: dates.first().copied().zip(dates.last().copied()),
            undated,
            same_author: several.map(|(name, columns)| (name.to_owned(), columns)).collect(),
        }
    }

    /// One line: [`Self::facts`], and which columns are by the same author.
    pub fn line(&self) -> String {
        let mut parts = vec![self.facts()];
        parts.extend(self.same_author.iter().take(3).map(|(name, columns)| {
            let numbers: Vec<String> =
                columns.iter().take(9).map(|c| (c + 1).to_string()).collect();
            format!("{} by {name}", numbers.join(" and "))
        }));
        parts.join(" · ")
    }

    /// `5 articles · 1 author, 3 unnamed · 2022-02-28 to 2024-04-26, 2 undated`
    pub fn facts(&self) -> String {
        let mut parts = vec![counted(self.articles, "article")];
        let mut authors = Vec::new();
        if self.authors > 0 {
            authors.push(counted(self.authors, "author"));
        }
        if self.authors == 0 && self.anonymous > 1 {
            authors.push("no author named".to_owned());
        } else if self.anonymous > 0 {
            authors.push(format!("{} unnamed", self.anonymous));
        }
        parts.push(authors.join(", "));
        let mut dates = Vec::new();
        match self.span {
            Some((first, last)) if first == last => dates.push(first.to_string()),
            Some((first, last)) => dates.push(format!("{first} to {last}")),
            None => {}
        }
        if self.undated > 0 {
            dates.push(format!("{} undated", self.undated));
        }
        parts.push(dates.join(", "));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}

/// What stands over an article's column: its date, of a range the last day, else `undated`.
pub fn heading(article: &Article) -> String {
    let date = article.metadata.date.as_ref().map(|date| date.value.last().shortest());
    date.unwrap_or_else(|| "undated".to_owned())
}

/// Who wrote it, where and when, as far as known: `Name · Source · 2024-04-26`.
pub fn origin(article: &Article) -> String {
    let about = &article.metadata;
    let mut parts = Vec::new();
    if !about.authors.is_empty() {
        parts.push(about.authors.join(", "));
    }
    parts.extend(about.source.clone());
    parts.push(match about.date.as_ref().map(|date| date.value) {
        Some(DateSpan { start, end: Some(end) }) => format!("{start} to {end}"),
        Some(DateSpan { start, end: None }) => start.to_string(),
        None => "n.d.".to_owned(),
    });
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::collection::{Draft, Found, Provenance};

    #[test]
    fn the_texts_are_summed_up_in_a_line() {
        let article = |author: Option<&str>, day: Option<u8>| {
            let mut draft = Draft::of_paragraphs("The ferry sank.");
            draft.metadata.authors = author.into_iter().map(str::to_owned).collect();
            draft.metadata.date = day.map(|day| {
                let date = PartialDate { year: 2024, month: Some(4), day: Some(day) };
                Found::new(DateSpan { start: date, end: None }, Provenance::FrontMatter)
            });
            Arc::new(Article::assemble(Path::new("a.txt"), draft))
        };
        let line = |articles: &[Arc<Article>]| Texts::of(articles).line();
        let (ada, other) = (article(Some("Ada"), Some(2)), article(Some("Ada"), Some(9)));
        assert_eq!(
            line(&[other.clone(), article(None, None), ada.clone()]),
            "3 articles · 1 author, 1 unnamed · 2024-04-02 to 2024-04-09, 1 undated · 1 and 3 by Ada"
        );
        assert_eq!(line(&[ada]), "1 article · 1 author · 2024-04-02");
        let nobody = article(None, None);
        assert_eq!(
            line(&[nobody.clone(), nobody.clone()]),
            "2 articles · no author named · 2 undated"
        );
        assert_eq!(line(std::slice::from_ref(&nobody)), "1 article · 1 unnamed · 1 undated");
        assert_eq!(
            line(&[other, nobody.clone(), nobody]),
            "3 articles · 1 author, 2 unnamed · 2024-04-09, 2 undated"
        );
    }
}
