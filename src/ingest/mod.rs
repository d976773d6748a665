//! Bytes and a name in, an article plus problems out; no files are touched here.
//!
//! `format` reads each format into pieces (`piece`), `line` says what a line of text is by itself,
//! and one set of rules (`structure`) tells the pieces apart as title, byline, body and furniture.

mod container;
mod format;
mod limits;
mod line;
mod piece;
pub mod sidecar;
mod structure;
mod writer;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

pub use format::{ENDINGS, EXPORTS, is_export};
pub use limits::Limits;
pub use line::file_name::outlets;

use crate::collection::{
    Article, Contents, Draft, Found, Metadata, Part, Place, Problem, Provenance, site,
};
use format::{
    Format, clippings, docx, encoding, epub, feed, html, json, mail, markdown, mhtml, odt,
    omnivore, plain, rtf, subtitles,
};
use line::{file_name, title};
use piece::{Parsed, Sheet};

/// Reads the article in `bytes`; of a container the first.
///
/// # Errors
/// One sentence that says what is wrong with these bytes and what to do.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Article, String> {
    let Contents { articles, problems } = open(path, bytes, Limits::DEFAULT);
    let message = problems.into_iter().next().map(|problem| problem.message);
    let first = articles.into_iter().next();
    first.map(Arc::unwrap_or_clone).ok_or_else(|| message.unwrap_or_else(|| NO_TEXT.into()))
}

/// Reads all articles in the `bytes` of the file `path`. The format is told by content and, where that is
/// not enough, by the name. One that cannot be read costs its container no other.
pub fn open(path: &Path, bytes: &[u8], limits: Limits) -> Contents {
    match parse(path, bytes, limits) {
        Err(message) => Contents::refused(Problem::with(path, message)),
        Ok(Parsed::One(sheet)) => gathered(vec![finish(path, None, Ok(sheet))]),
        Ok(Parsed::Many(sheets)) => {
            let of = u32::try_from(sheets.len()).unwrap_or(u32::MAX);
            let numbered = (1..=of).zip(sheets).collect::<Vec<_>>().into_par_iter();
            gathered(
                numbered
                    .map(|(number, sheet)| finish(path, Some(Part { number, of }), sheet))
                    .collect(),
            )
        }
    }
}

fn gathered(all: Vec<(Option<Article>, Option<Problem>)>) -> Contents {
    let mut contents = Contents::default();
    for (article, problem) in all {
        contents.articles.extend(article.map(Arc::new));
        contents.problems.extend(problem);
    }
    contents
}

/// The article on `sheet`, and what of it could not be read; a broken one must not take the others of its
/// container down.
fn finish(
    path: &Path,
    part: Option<Part>,
    sheet: Result<Sheet, String>,
) -> (Option<Article>, Option<Problem>) {
    let settled = AssertUnwindSafe(|| {
        let mut sheet = structure::structured(sheet?);
        // The name of a container is that of none of its articles.
        complete(Some(path).filter(|_| part.is_none()), &mut sheet.metadata);
        sheet.metadata.complete(&sheet.properties);
        let problem = sheet.problem.take();
        let draft = sheet.into_draft();
        if draft.blocks.is_empty() {
            return Err(NO_TEXT.to_owned());
        }
        Ok((Article::assemble(path, Draft { part, ..draft }), problem))
    });
    let (article, message) = match catch_unwind(settled).unwrap_or_else(|_| Err(BROKEN.into())) {
        Ok((article, message)) => (Some(article), message),
        Err(message) => (None, Some(message)),
    };
    let place = Place { path: path.to_owned(), number: part.map(|part| part.number) };
    (article, message.map(|message| Problem { path: place.to_string(), message }))
}

fn parse(path: &Path, bytes: &[u8], limits: Limits) -> Result<Parsed, String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("it is empty: remove it, or save the article again".into());
    }
    let depth = limits.html_depth;
    let sheet = match format::of(path, bytes)? {
        Format::Pdf => pdf(bytes)?,
        Format::Docx => docx::read(bytes, depth)?,
        Format::Odt => odt::read(bytes)?,
        Format::Rtf => rtf::read(bytes)?,
        Format::Omnivore => return omnivore::read(bytes, depth),
        Format::Epub => match epub::read(bytes, depth)? {
            Parsed::One(sheet) => sheet,
            many @ Parsed::Many(_) => return Ok(many),
        },
        named => {
            let text = encoding::decode(bytes)?;
            match format::of_text(&text, named) {
                Format::Html => match html::archive(&text, depth)? {
                    Some(parsed) => return Ok(parsed),
                    None => html::read(&text, None, depth)?,
                },
                Format::Mhtml => mhtml::read(bytes, depth)?,
                Format::Xml => return feed::read(&text, depth),
                Format::Json => return json::read(&text, depth),
                Format::Subtitles => subtitles::read(path, &text)?,
                Format::Clippings => return clippings::read(&text).ok_or_else(|| NO_TEXT.into()),
                Format::Fodt => odt::read_flat(&text)?,
                Format::Mail => mail::read(bytes, depth)?,
                Format::Links => return Err(LINKS.into()),
                Format::Table => return Err(TABLE.into()),
                Format::Mailbox => return Ok(Parsed::Many(mail::read_box(bytes, depth))),
                Format::Markdown => markdown::read(&text)?,
                _ => plain::read(&text)?,
            }
        }
    };
    Ok(container::split(sheet))
}

const LINKS: &str = "it is a list of links, not an article: save the pages that it leads to";
const TABLE: &str = "it is a table, not an article: with a column `file` or `url` it tells of the articles beside it, \
                     and highlights in it come in by `variorum quotes import FILE`";
const NO_TEXT: &str = "there is no text in it: remove it, or save the article again";
const BROKEN: &str = "its inside is broken beyond reading: save the article again, or as text";

/// Takes from the name of the file and from the address what nothing else says.
fn complete(path: Option<&Path>, metadata: &mut Metadata) {
    let date = path.and_then(file_name::date);
    let dated = || date.map(|date| Found::new(date, Provenance::FileName));
    metadata.date = metadata.date.take().or_else(dated);
    let sited = || metadata.url.as_deref().and_then(site).map(str::to_owned);
    metadata.source = metadata.source.take().or_else(sited);
    metadata.fill_origins(Provenance::Address);
    let names = [metadata.source.as_deref(), metadata.url.as_deref().and_then(site)];
    if let Some(title) = &mut metadata.title {
        let bare = title::without_site(&title.value, names.into_iter().flatten()).len();
        title.value.truncate(bare);
    }
}

#[cfg(feature = "pdf")]
fn pdf(bytes: &[u8]) -> Result<Sheet, String> {
    format::pdf::read(bytes)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &[u8]) -> Result<Sheet, String> {
    Err("it is a PDF file, which this program was built without: make a text of it with `pdftotext FILE` and add that".into())
}
