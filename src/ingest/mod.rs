//! Bytes and a name in, an article plus problems out. One file a format; no files are touched here.
//!
//! Every format is first read into pieces (`piece`), which one set of rules (`structure`) then tells
//! apart as title, byline, body and furniture.

mod body;
mod byline;
mod captions;
mod chrome;
mod dates;
mod front_matter;
mod head;
mod inline;
mod language;
mod layout;
mod markdown;
mod piece;
mod plain;
mod repair;
mod shape;
mod structure;
mod tail;
mod words;

use std::path::Path;

use crate::collection::Article;
use crate::text::normalise;

/// Reads one article. The format is told by content and, where that is not enough, by the name.
///
/// # Errors
/// One sentence that says what is wrong with these bytes and what to do.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Article, String> {
    let text = String::from_utf8_lossy(bytes);
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let sheet = if matches!(ending.as_str(), "md" | "markdown") || front_matter::opens(&text) {
        markdown::read(&text)
    } else {
        plain::read(&text)
    };
    let draft = structure::settle(sheet).into_draft();
    if draft.blocks.is_empty() {
        return Err("no text in it; remove it from the collection or save the article again".into());
    }
    Ok(Article::assemble(path, draft))
}

/// `text` as one canonical line.
fn one_line(text: &str) -> String {
    normalise::canonical(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
