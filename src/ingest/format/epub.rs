//! Books in the EPUB format: metadata from the package, chapters in reading order.

mod periodical;

use std::io::{self, Cursor, Write};

use rbook::Epub;

use crate::collection::{Found, Metadata, Provenance};
use crate::ingest::Limits;
use crate::ingest::format::office::{Package, Token, walk};
use crate::ingest::format::{encoding, html};
use crate::ingest::line::dates;
use crate::ingest::line::language;
use crate::ingest::piece::{Parsed, Piece, Sheet};
use crate::text::normalise::one_line;

/// Reads the book in `bytes`; of chapters that cannot be read it is said which. An issue of a periodical that
/// calibre made holds the articles of its chapters.
///
/// # Errors
/// If it cannot be opened or holds no text.
pub(in crate::ingest) fn read(bytes: &[u8], depth: usize) -> Result<Parsed, String> {
    weigh(bytes)?;
    let book =
        Epub::options().skip_toc(true).read(Cursor::new(bytes.to_vec())).map_err(|error| {
            format!("the book cannot be opened ({error}): save it again, or as text")
        })?;
    let mut chapters: Vec<Vec<Piece>> = Vec::new();
    let mut losses: Vec<String> = Vec::new();
    let mut left = Limits::UNPACKED;
    for entry in book.spine() {
        let mut chapter = Bounded { bytes: Vec::new(), left };
        let item = entry.manifest_entry().ok_or("is missing");
        let copied = item.and_then(|item| {
            item.copy_bytes(&mut chapter).map_err(|_| "is missing, damaged or too large")
        });
        left = chapter.left;
        let read = copied.and_then(|_| {
            let source = encoding::decode(&chapter.bytes).map_err(|_| "is no text")?;
            html::chapter(&source, depth).map_err(|_| "is nested too deep")
        });
        match read {
            Ok(pieces) => chapters.push(pieces),
            Err(why) => losses.push(format!("“{}” {why}", entry.idref())),
        }
    }
    let problem = (!losses.is_empty()).then(|| {
        let chapters = losses.join(", ");
        format!("chapters of it were left out ({chapters}): get the book again")
    });
    let about = metadata(&book);
    let articles = periodical::articles(&chapters, &about);
    if !articles.is_empty() {
        let lost = problem.map(Err);
        return Ok(Parsed::Many(articles.into_iter().map(Ok).chain(lost).collect()));
    }
    let pieces: Vec<Piece> = chapters.into_iter().flatten().collect();
    if pieces.is_empty() {
        let why =
            if losses.is_empty() { String::new() } else { format!(" ({})", losses.join(", ")) };
        return Err(format!("the book holds no text that can be read{why}: convert it to text"));
    }
    Ok(Sheet { metadata: about, pieces, problem, ..Sheet::default() }.into())
}

/// Unpacks what the book says of itself, within bounds: whoever opens it unpacks that whole.
///
/// # Errors
/// If it is larger than that of any book.
fn weigh(bytes: &[u8]) -> Result<(), String> {
    // What else is wrong with it is told by who reads it.
    let Ok(mut package) = Package::within(Limits::BOOK_ABOUT, bytes) else { return Ok(()) };
    let container = package.part("META-INF/container.xml")?.unwrap_or_default();
    let mut parts = Vec::new();
    let _ = walk(&container, |token| {
        if let Token::Start(element) = token
            && element.name == "rootfile"
        {
            parts.extend(element.attribute("full-path"));
        }
    });
    // Named twice, it is unpacked once.
    parts.dedup();
    parts.iter().try_for_each(|part| package.part(part.trim_start_matches('/')).map(drop))
}

fn metadata(book: &Epub) -> Metadata {
    let stated = book.metadata();
    let value = |text: &str| Some(one_line(text)).filter(|text| !text.is_empty());
    let from = Provenance::FrontMatter;
    Metadata {
        title: stated
            .title()
            .and_then(|title| value(title.value()))
            .map(|title| Found::new(title, from)),
        authors: stated.creators().filter_map(|creator| value(creator.value())).collect(),
        date: stated
            .published_entry()
            .and_then(|entry| dates::of_machine(entry.value()))
            .map(|date| Found::new(date, from)),
        source: stated.publishers().next().and_then(|publisher| value(publisher.value())),
        url: None,
        language: stated.language().and_then(|stated| language::stated(stated.value())),
        tags: stated.tags().filter_map(|tag| value(tag.value())).collect(),
        ..Metadata::default()
    }
    .found_in(from)
}

/// Takes bytes up to a limit, so that a small file cannot unpack into an endless one.
struct Bounded {
    bytes: Vec<u8>,
    left: u64,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or(io::ErrorKind::FileTooLarge)?;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
