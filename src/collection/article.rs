//! One document: what is known about it, its canonical text and its blocks.

mod prose;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::block::{Block, BlockKind, Locus, LocusKind, Reason};
use super::metadata::{Metadata, Provenance};
use super::place::{Part, Place};
use super::text_copy::TextCopy;
use super::unit::{Series, Unit, UnitNumber};
use crate::text::{ArticleId, Extent, sentences, words};

/// Words read in a minute: a common estimate for careful reading of news prose.
const WORDS_A_MINUTE: usize = 240;

/// SHA-256 of a canonical text: the identity of an article, wherever its file lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// The hash of `text`.
    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    /// The hash of any bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its first eight bytes, as the article's name.
    pub fn id(self) -> ArticleId {
        let (first, _) = self.0.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
        ArticleId(u64::from_be_bytes(*first))
    }
}

impl FromStr for ContentHash {
    type Err = NotAHash;

    /// Reads the sixty-four digits that `Display` writes.
    fn from_str(s: &str) -> Result<Self, NotAHash> {
        let (pairs, []) = s.as_bytes().as_chunks::<2>() else { return Err(NotAHash) };
        let mut hash = [0; 32];
        if pairs.len() != hash.len() {
            return Err(NotAHash);
        }
        for (byte, pair) in hash.iter_mut().zip(pairs) {
            let pair = std::str::from_utf8(pair).map_err(|_| NotAHash)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAHash)?;
        }
        Ok(Self(hash))
    }
}

/// What was no hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: sixty-four hexadecimal digits are")]
pub struct NotAHash;

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What a reader of a format hands over: text and blocks, not yet numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its place in a container that holds several.
    pub part: Option<Part>,
    /// What is known about it.
    pub metadata: Metadata,
    /// The canonical text.
    pub text: String,
    /// Its blocks, in order and without overlap.
    pub blocks: Vec<Block>,
    /// Places by the source's own count, in order.
    pub loci: Vec<Locus>,
}

/// A passage: the unit of comparison, with the number that quotes cite.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// ¶ number from 1.
    pub number: u32,
    /// Its block in the article, with extent, sentences and links.
    pub block: &'a Block,
    /// What stands in it, a part of the canonical text.
    pub text: &'a str,
}

/// Words in the passages among `blocks`.
fn count_words(text: &str, blocks: &[Block]) -> usize {
    let passages = blocks.iter().filter(|block| block.kind.is_passage());
    passages.map(|block| words::count(block.extent.of(text))).sum()
}

/// One document of the collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    hash: ContentHash,
    path: PathBuf,
    part: Option<Part>,
    /// What is known about it.
    pub metadata: Metadata,
    /// Other places of the same text.
    pub copies: Vec<TextCopy>,
    text: String,
    blocks: Vec<Block>,
    loci: Vec<Locus>,
    /// Block of each passage.
    passages: Vec<usize>,
    /// Each block that can be quoted, in order: its number, its place among the blocks, sentences before it.
    units: Vec<(UnitNumber, usize, usize)>,
    /// Bytes of sentences before each passage, and before the end.
    prose: Vec<usize>,
    words: usize,
    sentences: usize,
}

impl Article {
    /// Numbers the passages of `draft`, splits its blocks into sentences and counts.
    pub fn assemble(path: &Path, mut draft: Draft) -> Self {
        let text = &draft.text;
        let language = draft.metadata.language.as_deref().unwrap_or("en");
        for block in &mut draft.blocks {
            let words = block.extent.of(text);
            let sentences = match block.kind {
                BlockKind::Table | BlockKind::Code => sentences::lines(words),
                _ => sentences::split(words, language),
            };
            block.sentences = sentences
                .into_iter()
                .map(|sentence| sentence.shifted(block.extent.start))
                .collect();
        }
        let hash = ContentHash::of(text);
        let words = count_words(text, &draft.blocks);
        Self::restore(path, hash, words, draft)
    }

    /// An article from parts that were an article's before: `hash` is that of the text, `words` the
    /// count of its passages, and the blocks have their sentences. Passages are numbered again.
    pub fn restore(path: &Path, hash: ContentHash, words: usize, parts: Draft) -> Self {
        let Draft { part, metadata, text, mut blocks, loci } = parts;
        let mut passages = Vec::new();
        let (mut units, mut before) = (Vec::new(), 0);
        let mut counted: BTreeMap<Series, u32> = BTreeMap::new();
        let mut sentences = 0;
        for (place, block) in blocks.iter_mut().enumerate() {
            block.passage = None;
            let Some(series) = Series::of(block) else { continue };
            let number = counted.entry(series).or_default();
            *number += 1;
            units.push((UnitNumber { series, number: *number }, place, before));
            before += block.sentences.len();
            if series == Series::Passage {
                passages.push(place);
                block.passage = Some(*number);
                sentences += block.sentences.len();
            }
        }
        let path = path.to_owned();
        let prose = prose::before_each(&passages, &blocks);
        Self {
            hash,
            path,
            part,
            metadata,
            copies: Vec::new(),
            text,
            blocks,
            loci,
            passages,
            units,
            prose,
            words,
            sentences,
        }
    }

    /// The same article with other kinds of blocks: what `kinds` names for a block's extent is its
    /// kind, and the passages are numbered again.
    #[must_use]
    pub fn with_kinds(&self, kinds: &BTreeMap<Extent, BlockKind>) -> Self {
        let mut blocks = self.blocks.clone();
        for block in &mut blocks {
            if let Some(kind) = kinds.get(&block.extent) {
                block.kind = *kind;
                block.reason = (*kind == BlockKind::Furniture).then_some(Reason::Reader);
            }
        }
        let words = count_words(&self.text, &blocks);
        let parts = Draft {
            part: self.part,
            metadata: self.metadata.clone(),
            text: self.text.clone(),
            blocks,
            loci: self.loci.clone(),
        };
        Self { copies: self.copies.clone(), ..Self::restore(&self.path, self.hash, words, parts) }
    }

    /// The same article, read from another file.
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    /// Its name: the same for the same text.
    pub fn id(&self) -> ArticleId {
        self.hash.id()
    }

    /// The hash of its canonical text.
    pub const fn hash(&self) -> ContentHash {
        self.hash
    }

    /// The file it was read from; `-` for standard input.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its place in a container that holds several.
    pub const fn part(&self) -> Option<Part> {
        self.part
    }

    /// The file, and its number there if that holds several articles.
    pub fn place(&self) -> Place {
        Place { path: self.path.clone(), number: self.part.map(|part| part.number) }
    }

    /// Its canonical text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Its title, else its first words, else its file's name: something to call it by, never empty.
    pub fn name(&self) -> &str {
        if let Some(title) = &self.metadata.title {
            return &title.value;
        }
        let first = self.passages().next().and_then(|p| p.block.sentences.first().copied());
        match first {
            Some(sentence) if !sentence.is_empty() => sentence.of(&self.text),
            _ => self.path.file_name().and_then(|name| name.to_str()).unwrap_or("untitled"),
        }
    }

    /// Where [`Self::name`] was found.
    pub fn name_from(&self) -> Provenance {
        match &self.metadata.title {
            Some(title) => title.from,
            None if self.passage_count() > 0 => Provenance::FirstSentence,
            None => Provenance::FileName,
        }
    }

    /// How many passages it has.
    pub fn passage_count(&self) -> usize {
        self.passages.len()
    }

    /// The passage of this number, counted from 1.
    pub fn passage(&self, number: u32) -> Option<Passage<'_>> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        let block = self.blocks.get(*self.passages.get(place)?)?;
        Some(Passage { number, block, text: block.extent.of(&self.text) })
    }

    /// Its passages, in order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        (1..).map_while(|number| self.passage(number))
    }

    /// All that can be found and quoted, in order: the passages and, by numbers of their own,
    /// headings, tables, verse, captions.
    pub fn units(&self) -> impl Iterator<Item = Unit<'_>> {
        self.units.iter().filter_map(|&(number, place, _)| self.unit_in(number, place))
    }

    /// The unit of this number.
    pub fn unit(&self, number: UnitNumber) -> Option<Unit<'_>> {
        let (_, place, _) = self.units.iter().find(|(known, ..)| *known == number)?;
        self.unit_in(number, *place)
    }

    /// The unit that has the sentence of this number, counted from 0 through all units, and the number of the
    /// sentence there, from 1.
    pub fn unit_of_sentence(&self, sentence: usize) -> Option<(Unit<'_>, u32)> {
        // Units without a sentence stand before the one that has it.
        let after = self.units.partition_point(|(_, _, before)| *before <= sentence);
        let (number, place, before) = self.units.get(after.checked_sub(1)?)?;
        let within = sentence - before;
        let unit = self.unit_in(*number, *place)?;
        unit.block.sentences.get(within)?;
        Some((unit, u32::try_from(within + 1).ok()?))
    }

    fn unit_in(&self, number: UnitNumber, place: usize) -> Option<Unit<'_>> {
        let block = self.blocks.get(place)?;
        Some(Unit { number, block, text: block.extent.of(&self.text) })
    }

    /// The unit at the byte `offset`, and which of its sentences (from 1); `None` in furniture and
    /// between blocks.
    pub fn unit_at(&self, offset: usize) -> Option<(Unit<'_>, u32)> {
        let after = self.blocks.partition_point(|block| block.extent.start <= offset);
        let place = after.checked_sub(1)?;
        let at = self.units.binary_search_by_key(&place, |(_, place, _)| *place).ok()?;
        let unit = self.unit_in(self.units.get(at)?.0, place)?;
        let before = unit.block.sentences.partition_point(|sentence| sentence.start <= offset);
        (offset < unit.block.extent.end).then_some((unit, u32::try_from(before.max(1)).ok()?))
    }

    /// The sentence of this number (from 1) in the passage of that number.
    pub fn sentence(&self, passage: u32, sentence: u32) -> Option<Extent> {
        let place = usize::try_from(sentence).ok()?.checked_sub(1)?;
        self.passage(passage)?.block.sentences.get(place).copied()
    }

    /// The block that holds the byte `offset`, or the last one before it.
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let after = self.blocks.partition_point(|block| block.extent.start <= offset);
        self.blocks.get(after.saturating_sub(1))
    }

    /// Places by the source's own count, in order.
    pub fn loci(&self) -> &[Locus] {
        &self.loci
    }

    /// Where the byte `offset` stands by the count of `kind`: page, time, location.
    pub fn locus_at(&self, offset: usize, kind: LocusKind) -> Option<&str> {
        let begun = self.loci.partition_point(|locus| locus.at <= offset);
        let last = self.loci.get(..begun)?.iter().rfind(|locus| locus.kind == kind)?;
        Some(&last.label)
    }

    /// Passage and sentence numbers (from 1) at the byte `offset`; `None` outside passages.
    pub fn numbers_at(&self, offset: usize) -> Option<(u32, u32)> {
        let block = self.block_at(offset).filter(|block| block.extent.contains(offset))?;
        let before = block.sentences.partition_point(|sentence| sentence.start <= offset);
        Some((block.passage?, u32::try_from(before.max(1)).ok()?))
    }

    /// Words in its passages.
    pub const fn words(&self) -> usize {
        self.words
    }

    /// Sentences in its passages.
    pub const fn sentences(&self) -> usize {
        self.sentences
    }

    /// A number for where its units and sentences stand: the same text may be cut otherwise by another
    /// version of the program, when its language is known, or when the reader overrules a block.
    pub fn cutting(&self) -> u64 {
        let step = |print: u64, extent: &Extent| {
            let place = (extent.start as u64) << 32 | (extent.end as u64 & 0xffff_ffff);
            (print ^ place).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
        };
        self.units().fold(0, |print, unit| {
            let kind = print ^ u64::from(unit.block.kind.is_passage());
            unit.block.sentences.iter().fold(step(!kind, &unit.block.extent), step)
        })
    }

    /// Whether `other` is the same in all that is known of it; texts are compared by their hashes.
    pub fn is_same(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || self.hash == other.hash
                && self.path == other.path
                && self.part == other.part
                && self.metadata == other.metadata
                && self.copies == other.copies
                && self.cutting() == other.cutting()
    }

    /// Minutes it takes to read, at least one.
    pub fn minutes(&self) -> usize {
        ((self.words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE).max(1)
    }
}
