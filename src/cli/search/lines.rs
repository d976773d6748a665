//! Where a sentence of an article stands in its file, for editors.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::collection::Article;
use crate::text::Extent;

/// Endings of files whose words stand in them as they are read.
const PLAIN: [&str; 6] = ["txt", "text", "md", "markdown", "mdown", "mkd"];

/// Line and column of places in files, each file read once.
#[derive(Debug, Default)]
pub(super) struct FileLines {
    files: HashMap<PathBuf, Option<Letters>>,
}

impl FileLines {
    /// The line (from 1) and the byte in it (from 1) where `extent` of the article begins in its file:
    /// exact for text and Markdown; the beginning of any other file, and where the words are not found.
    pub(super) fn place(&mut self, article: &Article, extent: Extent) -> (usize, usize) {
        let path = article.path();
        let file = self.files.entry(path.to_owned()).or_insert_with(|| Letters::of_file(path));
        file.as_ref().and_then(|file| file.find(article.text(), extent)).unwrap_or((1, 1))
    }
}

/// The letters and digits of a file and where each stands.
#[derive(Debug)]
struct Letters {
    text: String,
    /// By byte of `text`: its byte in the file.
    places: Vec<usize>,
    /// First byte of every line.
    lines: Vec<usize>,
}

impl Letters {
    fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let bytes = PLAIN.contains(&ending.as_str()).then(|| std::fs::read(path).ok())??;
        Some(Self::new(std::str::from_utf8(&bytes).ok()?))
    }

    fn new(text: &str) -> Self {
        let mut read = Self { text: String::new(), places: Vec::new(), lines: vec![0] };
        for (at, c) in text.char_indices() {
            if c == '\n' {
                read.lines.push(at + 1);
            }
            push_letter(c, &mut read.text);
            read.places.resize(read.text.len(), at);
        }
        read
    }

    /// Where the words at `extent` of `text` begin: of several such places the one whose number among
    /// them is the same here as there.
    fn find(&self, text: &str, extent: Extent) -> Option<(usize, usize)> {
        let letters = |text: &str| {
            let mut letters = String::new();
            text.chars().for_each(|c| push_letter(c, &mut letters));
            letters
        };
        let wanted = letters(extent.of(text));
        let before = letters(text.get(..extent.start)?);
        // Marks of Markdown stand between words: their first letters may have to do.
        for length in [wanted.len(), 24, 12] {
            let end = wanted.floor_char_boundary(length);
            let Some(wanted) = wanted.get(..end).filter(|wanted| !wanted.is_empty()) else {
                continue;
            };
            let earlier = before.matches(wanted).count();
            let found = self.text.match_indices(wanted).nth(earlier);
            let found = found.or_else(|| self.text.match_indices(wanted).last());
            if let Some((at, _)) = found {
                let at = *self.places.get(at)?;
                let line = self.lines.partition_point(|start| *start <= at);
                let start = self.lines.get(line.checked_sub(1)?)?;
                return Some((line, at - start + 1));
            }
        }
        None
    }
}

fn push_letter(c: char, letters: &mut String) {
    if c.is_alphanumeric() {
        letters.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_their_file_by_letters_alone() {
        let file = "# A head\n\nThe *ferry* left.\nIt was late. The ferry left.\n";
        let text = "A head\n\nThe ferry left. It was late. The ferry left.";
        let letters = Letters::new(file);
        let at = |needle: &str, n: usize| {
            let (start, found) = text.match_indices(needle).nth(n).unwrap();
            letters.find(text, Extent::new(start, start + found.len()))
        };
        assert_eq!(at("A head", 0), Some((1, 3)));
        assert_eq!(at("The ferry left.", 0), Some((3, 1)));
        assert_eq!(at("It was late.", 0), Some((4, 1)));
        assert_eq!(at("The ferry left.", 1), Some((4, 14)));
        assert_eq!(letters.find("Nothing such", Extent::new(0, 12)), None);
    }
}
