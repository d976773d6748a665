//! Articles as bytes.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::collection::{
    Article, Block, BlockKind, ContentHash, Contents, DateSpan, Doubt, Draft, Found, Locus,
    LocusKind, Mark, MarkKind, Metadata, Origins, Part, PartialDate, Problem, Provenance, Reason,
    Repair, RepairKind,
};
use crate::ingest::sidecar::Entry;
use crate::text::Extent;
use crate::text::packed::{Reader, Writer};

const KINDS: [BlockKind; 11] = [
    BlockKind::Title,
    BlockKind::Byline,
    BlockKind::Standfirst,
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::ListItem,
    BlockKind::Quote,
    BlockKind::Caption,
    BlockKind::Code,
    BlockKind::Table,
    BlockKind::Furniture,
];
const PROVENANCES: [Provenance; 10] = [
    Provenance::FrontMatter,
    Provenance::Html,
    Provenance::Heading,
    Provenance::Byline,
    Provenance::Text,
    Provenance::FirstSentence,
    Provenance::FileName,
    Provenance::Container,
    Provenance::Sidecar,
    Provenance::Address,
];
const REPAIRS: [RepairKind; 3] =
    [RepairKind::PageBreakJoined, RepairKind::Unwrapped, RepairKind::HyphenUndone];

const LOCI: [LocusKind; 3] = [LocusKind::Page, LocusKind::Time, LocusKind::Location];

fn index<T: PartialEq>(all: &[T], value: &T) -> usize {
    all.iter().position(|other| other == value).unwrap_or(usize::MAX)
}

/// What was in a file: each article, and what could not be read beside them.
pub(in crate::storage) fn encode(contents: &Contents) -> Vec<u8> {
    let Contents { articles, problems } = contents;
    let mut w = Writer::default();
    w.count(problems.len());
    for problem in problems {
        w.text(&problem.path);
        w.text(&problem.message);
    }
    let encoded: Vec<Vec<u8>> =
        articles.par_iter().map(|article| encode_article(article)).collect();
    w.count(encoded.len());
    for article in &encoded {
        w.bytes(article);
    }
    w.finish()
}

/// What [`encode`] was given, of the file `path`.
pub(in crate::storage) fn decode(path: &Path, bytes: &[u8]) -> Option<Contents> {
    let mut r = Reader::new(bytes);
    let problems = r.many(|r| Some(Problem { path: r.text()?, message: r.text()? }))?;
    let encoded = r.many(Reader::bytes)?;
    let articles = encoded.into_par_iter().map(|bytes| decode_article(path, bytes).map(Arc::new));
    Some(Contents { articles: articles.collect::<Option<_>>()?, problems })
}

/// What a file says of others.
pub(in crate::storage) fn encode_entries(entries: &[Entry]) -> Vec<u8> {
    let mut w = Writer::default();
    w.count(entries.len());
    for Entry { files, key, metadata } in entries {
        w.texts(files);
        w.maybe(key.as_ref(), |w, key| w.text(key));
        write_metadata(&mut w, metadata);
    }
    w.finish()
}

/// What [`encode_entries`] was given.
pub(in crate::storage) fn decode_entries(bytes: &[u8]) -> Option<Vec<Entry>> {
    let entry = |r: &mut Reader<'_>| {
        let (files, key) = (r.many(Reader::text)?, r.maybe(Reader::text)?);
        Some(Entry { files, key, metadata: read_metadata(r)? })
    };
    Reader::new(bytes).many(entry)
}

/// `article` but for its path.
fn encode_article(article: &Article) -> Vec<u8> {
    // The text, and about as much for a sentence and a block as they take.
    let mut w = Writer::with_capacity(
        article.text().len() + 4 * article.sentences() + 16 * article.blocks().len() + 256,
    );
    w.raw(&article.hash().0);
    w.count(article.words());
    w.maybe(article.part().as_ref(), |w, part| {
        w.number(u64::from(part.number));
        w.number(u64::from(part.of));
    });
    write_metadata(&mut w, &article.metadata);
    w.text(article.text());
    w.count(article.blocks().len());
    let mut last = 0;
    for block in article.blocks() {
        write_block(&mut w, block, &mut last);
    }
    w.count(article.loci().len());
    for locus in article.loci() {
        w.count(locus.at);
        w.count(index(&LOCI, &locus.kind));
        w.text(&locus.label);
    }
    w.finish()
}

fn decode_article(path: &Path, bytes: &[u8]) -> Option<Article> {
    let mut r = Reader::new(bytes);
    let hash = ContentHash(r.raw(32)?.try_into().ok()?);
    let words = r.count()?;
    let part = r.maybe(|r| Some(Part { number: r.small()?, of: r.small()? }))?;
    let metadata = read_metadata(&mut r)?;
    let text = r.text()?;
    let mut last = 0;
    let blocks = r.many(|r| read_block(r, &mut last))?;
    let loci = r.many(|r| Some(Locus { at: r.count()?, kind: r.of(&LOCI)?, label: r.text()? }))?;
    let fits = |extent: Extent| text.get(extent.start..extent.end).is_some();
    let whole = blocks.iter().all(|block| {
        fits(block.extent)
            && block.sentences.iter().all(|sentence| fits(*sentence))
            && block.marks.iter().all(|mark| fits(mark.extent))
    });
    whole.then(|| Article::restore(path, hash, words, Draft { part, metadata, text, blocks, loci }))
}

fn write_metadata(w: &mut Writer, metadata: &Metadata) {
    let Metadata { title, authors, date, source, url, language, tags, fields, origins } = metadata;
    w.maybe(title.as_ref(), |w, title| {
        w.count(index(&PROVENANCES, &title.from));
        w.text(&title.value);
    });
    w.texts(authors);
    w.maybe(date.as_ref(), |w, date| {
        w.count(index(&PROVENANCES, &date.from));
        write_date(w, date.value.start);
        w.maybe(date.value.end.as_ref(), |w, end| write_date(w, *end));
    });
    for text in [source, url, language] {
        w.maybe(text.as_ref(), |w, text| w.text(text));
    }
    w.texts(tags);
    w.count(fields.len());
    for (name, found) in fields {
        w.text(name);
        w.count(index(&PROVENANCES, &found.from));
        w.text(&found.value);
    }
    let Origins { authors, source, url, language, tags } = origins;
    for origin in [authors, source, url, language, tags] {
        w.maybe(origin.as_ref(), |w, from| w.count(index(&PROVENANCES, from)));
    }
}

fn read_metadata(r: &mut Reader<'_>) -> Option<Metadata> {
    Some(Metadata {
        title: r.maybe(|r| {
            let from = r.of(&PROVENANCES)?;
            Some(Found::new(r.text()?, from))
        })?,
        authors: r.many(Reader::text)?,
        date: r.maybe(|r| {
            let from = r.of(&PROVENANCES)?;
            let value = DateSpan { start: read_date(r)?, end: r.maybe(read_date)? };
            Some(Found::new(value, from))
        })?,
        source: r.maybe(Reader::text)?,
        url: r.maybe(Reader::text)?,
        language: r.maybe(Reader::text)?,
        tags: r.many(Reader::text)?,
        fields: r
            .many(|r| {
                let (name, from) = (r.text()?, r.of(&PROVENANCES)?);
                Some((name, Found::new(r.text()?, from)))
            })?
            .into_iter()
            .collect(),
        origins: read_origins(r)?,
    })
}

fn read_origins(r: &mut Reader<'_>) -> Option<Origins> {
    let mut origin = || r.maybe(|r| r.of(&PROVENANCES));
    Some(Origins {
        authors: origin()?,
        source: origin()?,
        url: origin()?,
        language: origin()?,
        tags: origin()?,
    })
}

fn write_date(w: &mut Writer, date: PartialDate) {
    w.count(usize::try_from(date.year).unwrap_or(0));
    w.number(u64::from(date.month.unwrap_or(0)));
    w.number(u64::from(date.day.unwrap_or(0)));
}

fn read_date(r: &mut Reader<'_>) -> Option<PartialDate> {
    let year = i16::try_from(r.number()?).ok()?;
    let mut part = || r.number().and_then(|n| u8::try_from(n).ok());
    match (part()?, part()?) {
        (0, _) => Some(PartialDate::year(year)),
        (month, 0) => PartialDate::month(year, month),
        (month, day) => PartialDate::day(year, month, day),
    }
}

/// Writes `extent` as its distance from `last` and its length; `last` becomes its start.
fn write_extent(w: &mut Writer, extent: Extent, last: &mut usize) {
    w.count(extent.start.saturating_sub(*last));
    w.count(extent.len());
    *last = extent.start;
}

fn read_extent(r: &mut Reader<'_>, last: &mut usize) -> Option<Extent> {
    let start = last.checked_add(r.count()?)?;
    *last = start;
    Some(Extent::new(start, start.checked_add(r.count()?)?))
}

fn write_block(w: &mut Writer, block: &Block, last: &mut usize) {
    w.count(index(&KINDS, &block.kind));
    write_extent(w, block.extent, last);
    w.number(u64::from(block.level));
    w.number(block.ordinal.map_or(0, |n| u64::from(n) + 1));
    w.count(block.sentences.len());
    let mut at = block.extent.start;
    block.sentences.iter().for_each(|sentence| write_extent(w, *sentence, &mut at));
    w.count(block.marks.len());
    let mut at = block.extent.start;
    for mark in &block.marks {
        write_extent(w, mark.extent, &mut at);
        match &mark.kind {
            MarkKind::Emphasis => w.count(0),
            MarkKind::Strong => w.count(1),
            MarkKind::Code => w.count(2),
            MarkKind::Link(address) => {
                w.count(3);
                w.text(address);
            }
        }
    }
    w.count(block.repairs.len());
    for repair in &block.repairs {
        w.count(repair.at);
        w.count(index(&REPAIRS, &repair.kind));
    }
    w.maybe(block.doubt.as_ref(), |w, doubt| w.text(&doubt.to_string()));
    w.maybe(block.reason.as_ref(), |w, reason| w.text(&reason.to_string()));
}

fn read_block(r: &mut Reader<'_>, last: &mut usize) -> Option<Block> {
    let kind = r.of(&KINDS)?;
    let extent = read_extent(r, last)?;
    let mut block = Block::new(kind, extent).with_level(u8::try_from(r.number()?).ok()?);
    block.ordinal = r.number()?.checked_sub(1).and_then(|n| u32::try_from(n).ok());
    let mut at = extent.start;
    block.sentences = r.many(|r| read_extent(r, &mut at))?;
    let mut at = extent.start;
    block.marks = r.many(|r| {
        let extent = read_extent(r, &mut at)?;
        let kind = match r.number()? {
            0 => MarkKind::Emphasis,
            1 => MarkKind::Strong,
            2 => MarkKind::Code,
            3 => MarkKind::Link(r.text()?),
            _ => return None,
        };
        Some(Mark { extent, kind })
    })?;
    block.repairs = r.many(|r| Some(Repair { at: r.count()?, kind: r.of(&REPAIRS)? }))?;
    block.doubt = r.maybe(|r| r.text()?.parse::<Doubt>().ok())?;
    block.reason = r.maybe(|r| r.text()?.parse::<Reason>().ok())?;
    Some(block)
}
