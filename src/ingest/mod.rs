//! Bytes and a name in, an article plus problems out. One file a format; no files are touched here.

mod plain;

use std::path::Path;

use crate::collection::Article;

/// Reads one article. The format is told by content and, where that is not enough, by the name.
///
/// # Errors
/// One sentence that says what is wrong with these bytes and what to do.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Article, String> {
    let text = String::from_utf8_lossy(bytes);
    let draft = plain::read(&text);
    if draft.blocks.is_empty() {
        return Err("no text in it; remove it from the collection or save the article again".into());
    }
    Ok(Article::assemble(path, draft))
}
