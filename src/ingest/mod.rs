//! Bytes and a name in, an article plus problems out; no files are touched here.
//!
//! `format` reads each format into pieces (`piece`), `line` says what a line of text is by itself,
//! and one set of rules (`structure`) tells the pieces apart as title, byline, body and furniture.

mod format;
mod line;
mod piece;
mod structure;
mod writer;

use std::path::Path;

pub use format::ENDINGS;
pub use structure::repeated::without_repeated;

use crate::collection::{Article, Draft};
use crate::text::normalise;
use format::{Format, encoding, epub, html, markdown, mhtml, plain};

/// How deep the elements of a web page may lie in one another unless the reader says otherwise;
/// pages of newspapers stay below 60.
pub const HTML_DEPTH: usize = 400;

/// Reads one article. The format is told by content and, where that is not enough, by the name.
///
/// # Errors
/// One sentence that says what is wrong with these bytes and what to do.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Article, String> {
    read_within(path, bytes, HTML_DEPTH).map(|draft| Article::assemble(path, draft))
}

/// Reads one article whose elements, if it is a web page, lie at most `html_depth` deep in one
/// another.
///
/// # Errors
/// One sentence that says what is wrong with these bytes and what to do.
pub fn read_within(path: &Path, bytes: &[u8], html_depth: usize) -> Result<Draft, String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("it is empty: remove it, or save the article again".into());
    }
    let sheet = match format::of(path, bytes)? {
        Format::Pdf => return Err(PDF.into()),
        Format::Epub => epub::read(bytes, html_depth)?,
        named => {
            let text = encoding::decode(bytes)?;
            match format::of_text(&text, named) {
                Format::Html => html::read(&text, None, html_depth)?,
                Format::Mhtml => mhtml::read(bytes, html_depth)?,
                Format::Markdown => markdown::read(&text),
                _ => plain::read(&text),
            }
        }
    };
    let draft = structure::settle(sheet).into_draft();
    if draft.blocks.is_empty() {
        return Err("there is no text in it: remove it, or save the article again".into());
    }
    Ok(draft)
}

/// What to do with a PDF file: the order of its words is not dependable.
const PDF: &str = "it is a PDF file: make a text of it with `pdftotext -layout FILE` and add that";

/// `text` as one canonical line.
fn one_line(text: &str) -> String {
    normalise::canonical(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
