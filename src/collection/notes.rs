//! Notes at the foot of an article, and the signs in its text that belong to them: `[1]`.

use super::{Article, Block};
use crate::text::Extent;

/// Letters that the sign of a note may have, beside its brackets.
const LONGEST: usize = 24;

/// The signs in `block`, each with what stands between its brackets.
fn signs<'a>(article: &'a Article, block: &Block) -> Vec<(Extent, &'a str)> {
    let words = block.extent.of(article.text());
    let signs = words.match_indices('[').filter_map(|(open, _)| {
        let rest = words.get(open + 1..)?;
        let label = rest.get(..rest.find(']')?)?;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '*');
        let fits = (1..=LONGEST).contains(&label.len()) && label.chars().all(plain);
        let extent = Extent::new(open, open + label.len() + 2).shifted(block.extent.start);
        fits.then_some((extent, label))
    });
    signs.collect()
}

/// The block of the note of this name: a note of this number; else an item of this number in the last
/// numbered list; else, where as many notes have no number as there are names, the one in the same order.
fn note_called(article: &Article, label: &str) -> Option<usize> {
    let blocks = article.blocks();
    let numbered = |number: u32, wanted: &dyn Fn(&Block) -> bool| {
        blocks.iter().rposition(|block| block.ordinal == Some(number) && wanted(block))
    };
    if let Ok(number) = label.parse() {
        let last = blocks.iter().rposition(|block| block.is_item() && block.ordinal.is_some())?;
        return numbered(number, &Block::is_note).or_else(|| {
            let run = blocks.get(..=last)?.iter().rev();
            let run = run.take_while(|block| block.is_item() && block.ordinal.is_some()).count();
            let found = numbered(number, &|block| !block.is_note())?;
            (found + run > last).then_some(found)
        });
    }
    let (names, notes) = (names(article), unnumbered(article));
    let nth = names.iter().position(|name| *name == label)?;
    (names.len() == notes.len()).then(|| notes.get(nth).copied()).flatten()
}

/// The names of signs that are no numbers, each once, in order.
fn names(article: &Article) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let blocks = article.blocks().iter().filter(|block| !block.is_note());
    for (_, name) in blocks.flat_map(|block| signs(article, block)) {
        if name.parse::<u32>().is_err() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The places of the notes without a number, in order.
fn unnumbered(article: &Article) -> Vec<usize> {
    let blocks = article.blocks().iter().enumerate();
    let notes = blocks.filter(|(_, block)| block.is_note() && block.ordinal.is_none());
    notes.map(|(place, _)| place).collect()
}

/// The signs in `block` that belong to a note elsewhere, each with the place of the note's block.
pub fn mentions(article: &Article, block: &Block) -> Vec<(Extent, usize)> {
    let found = signs(article, block).into_iter().filter_map(|(extent, label)| {
        let note = note_called(article, label)?;
        let elsewhere = article.blocks().get(note).is_some_and(|note| note.extent != block.extent);
        elsewhere.then_some((extent, note))
    });
    found.collect()
}

/// The name of the note without a number in the block at `place`, by which the text calls it.
pub fn name_of(article: &Article, place: usize) -> Option<&str> {
    let block = article.blocks().get(place)?;
    if !block.is_note() || block.ordinal.is_some() {
        return None;
    }
    let (names, notes) = (names(article), unnumbered(article));
    let nth = notes.iter().position(|note| *note == place)?;
    names.get(nth).copied().filter(|_| names.len() == notes.len())
}

/// The first sign in the text that belongs to the note in the block at `place`.
pub fn mention_of(article: &Article, place: usize) -> Option<Extent> {
    let note = article.blocks().get(place)?;
    let label = match note.ordinal {
        Some(number) => number.to_string(),
        None => name_of(article, place)?.to_owned(),
    };
    let sign = format!("[{label}]");
    let start = article.text().find(&sign).filter(|at| *at < note.extent.start)?;
    (note_called(article, &label)? == place).then(|| Extent::new(start, start + sign.len()))
}
