//! What a file beside the articles says of them: a table with a column for the file, or what Zotero exports.
//! What it says goes before what the articles say, and is marked as its word.

mod bibtex;
mod csl;
mod omnivore;
mod rdf;
mod table;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::collection::{Article, Found, Metadata, Provenance};
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::language;
use crate::ingest::line::people::straightened;
use crate::text::normalise::one_line;
use crate::text::words::fold;

/// The endings of files that may describe others, in small letters.
pub const SIDECARS: &[&str] = &["csv", "tsv", "json", "bib", "rdf"];

/// What is said of one article, and how it is told which.
#[derive(Debug, Default)]
pub struct Entry {
    /// Files, as paths from the folder of the sidecar or as names.
    pub files: Vec<String>,
    /// A key that the file may be called by.
    pub key: Option<String>,
    /// What is said.
    pub metadata: Metadata,
}

impl Entry {
    /// Takes what is said under a name that metadata have; whether that is one.
    fn take(&mut self, name: &str, value: &str) -> bool {
        let value = one_line(value);
        if value.is_empty() {
            return true;
        }
        let from = Provenance::Sidecar;
        let metadata = &mut self.metadata;
        match name {
            // An address where a title should be is none.
            "title" if value.contains("://") && !value.contains(' ') => {}
            "title" => metadata.title = Some(Found::new(value, from)),
            "author" | "authors" => {
                metadata.authors = value.split(';').filter_map(straightened).collect();
            }
            "date" | "published" | "issued" | "year" | "publication year" => {
                let span = dates::of_machine(&value)
                    .or_else(|| dates::first(&value, DayOrder::DayFirst).map(|dated| dated.span));
                // The date goes before the year alone, whichever column comes first.
                if let Some(span) = span
                    && metadata.date.is_none_or_shorter(&value)
                {
                    metadata.date = Some(Found::new(span, from));
                }
            }
            "outlet" | "source" | "publication" | "publication title" | "container-title"
            | "journal" | "journaltitle" | "newspaper" | "site" => metadata.source = Some(value),
            "url" | "address" | "link" => metadata.url = Some(value),
            "language" | "lang" | "langid" => metadata.language = language::stated(&value),
            "tags" | "keywords" | "manual tags" => {
                let tags =
                    value.split([';', ',', '|']).map(str::trim).filter(|tag| !tag.is_empty());
                metadata.tags = tags.map(str::to_owned).collect();
            }
            _ => return false,
        }
        true
    }

    /// Takes what is said under any name; what metadata do not have becomes a field.
    fn say(&mut self, name: &str, value: &str) {
        let name = one_line(name).to_lowercase();
        if !self.take(&name, value) && !name.is_empty() {
            let found = Found::new(one_line(value), Provenance::Sidecar);
            self.metadata.fields.insert(name, found);
        }
    }
}

/// Whether a date of this many letters says more than what is known.
trait Shorter {
    fn is_none_or_shorter(&self, value: &str) -> bool;
}

impl Shorter for Option<Found<crate::collection::DateSpan>> {
    fn is_none_or_shorter(&self, value: &str) -> bool {
        self.as_ref().is_none_or(|known| known.value.start.to_string().len() < value.len())
    }
}

/// What the file of this name says, if it is one that describes others.
pub fn read(name: &Path, bytes: &[u8]) -> Option<Vec<Entry>> {
    let text = super::format::encoding::decode(bytes).ok()?;
    let ending = name.extension()?.to_str()?.to_lowercase();
    let entries = match ending.as_str() {
        "csv" => table::read(&text, b','),
        "tsv" => table::read(&text, b'\t'),
        "json" => of_json(&text),
        "bib" => bibtex::read(&text),
        "rdf" => rdf::read(&text),
        _ => None,
    };
    entries.filter(|entries| !entries.is_empty())
}

fn of_json(text: &str) -> Option<Vec<Entry>> {
    let value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let references = csl::read(&value).filter(|entries| !entries.is_empty());
    references.or_else(|| omnivore::read(&value))
}

/// What all sidecars of one reading say.
#[derive(Debug, Default)]
pub struct Sidecars {
    entries: Vec<(PathBuf, Entry)>,
    /// Entries by the full path of a file, with its number in a container behind `#`.
    paths: HashMap<PathBuf, usize>,
    /// Entries by the name of a file, by key, by title, by address.
    names: HashMap<String, Vec<usize>>,
}

impl Sidecars {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds what a sidecar in `folder` says of the files there and below.
    pub fn add(&mut self, folder: &Path, entries: Vec<Entry>) {
        for entry in entries {
            let at = self.entries.len();
            for file in &entry.files {
                let file = file.replace('\\', "/");
                let path = folder.join(file.trim_start_matches("./"));
                if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
                    self.names.entry(name.to_owned()).or_default().push(at);
                }
                self.paths.insert(path, at);
            }
            // Without a file it is told by what only this article has.
            if entry.files.is_empty() {
                let title = entry.metadata.title.as_ref().map(|title| fold(&title.value));
                let names = [entry.key.clone(), entry.metadata.url.clone(), title];
                for name in names.into_iter().flatten().filter(|name| !name.is_empty()) {
                    self.names.entry(name).or_default().push(at);
                }
            }
            self.entries.push((folder.to_owned(), entry));
        }
    }

    /// `article` with what is said of it.
    pub fn apply(&self, article: Arc<Article>) -> Arc<Article> {
        let Some((entry, whole)) = self.of(&article) else { return article };
        let mut article = Arc::unwrap_or_clone(article);
        let mut said = entry.metadata.clone();
        if !whole {
            // What is said of a container is the title, author and date of none of its articles.
            said = Metadata { title: None, authors: Vec::new(), date: None, url: None, ..said };
        }
        let read = &article.metadata;
        // The sentences are parted by the language that the text was read in.
        said.language = said.language.filter(|_| read.language.is_none());
        let mut said = said.found_in(Provenance::Sidecar);
        said.complete(read);
        article.metadata = said;
        Arc::new(article)
    }

    /// What is said of `article`, and whether it is of that alone.
    fn of(&self, article: &Article) -> Option<(&Entry, bool)> {
        if self.is_empty() {
            return None;
        }
        let entry = |at: &usize| self.entries.get(*at);
        let place = PathBuf::from(article.place().to_string());
        if let Some((_, entry)) = self.paths.get(&place).and_then(entry) {
            return Some((entry, true));
        }
        let alone = article.part().is_none();
        if let Some((_, entry)) = self.paths.get(article.path()).and_then(entry) {
            return Some((entry, alone));
        }
        let path = article.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| alone);
        let file = place.file_name().and_then(|name| name.to_str());
        let about = &article.metadata;
        let title = about.title.as_ref().map(|title| fold(&title.value));
        // Zotero calls its copies “Byrne - 2024 - The dock”.
        let called = stem.and_then(|stem| stem.rsplit_once(" - ")).map(|(_, title)| fold(title));
        let names =
            [file.map(str::to_owned), stem.map(str::to_owned), about.url.clone(), title, called];
        names.into_iter().flatten().find_map(|name| {
            let mut below = self
                .names
                .get(&name)?
                .iter()
                .filter_map(entry)
                .filter(|(folder, _)| path.starts_with(folder));
            // What two entries fit is told by neither.
            match (below.next(), below.next()) {
                (Some((_, entry)), None) => Some((entry, true)),
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_alone_is_no_title() {
        let mut entry = Entry::default();
        assert!(entry.take("title", "https://coast.example/dock"));
        assert_eq!(entry.metadata.title, None);
        assert!(entry.take("title", "What https://coast.example says"));
        assert!(entry.metadata.title.is_some());
    }
}
