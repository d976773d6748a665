//! One file a format, and which format some bytes are in: by what they begin with, then by the
//! name's ending.

pub(super) mod clippings;
pub(super) mod encoding;
pub(super) mod epub;
pub(super) mod feed;
mod front_matter;
pub(super) mod html;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod mhtml;
pub(super) mod plain;
pub(super) mod subtitles;
pub(super) mod xml;

use std::path::Path;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Text, whatever its marks.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A web page with its pictures in one file.
    Mhtml,
    /// A feed, or the archive of a press agency.
    Xml,
    /// A feed, or what a program for reading later exports.
    Json,
    /// What is said in a film or a talk.
    Subtitles,
    /// What was marked on a Kindle.
    Clippings,
    /// A book.
    Epub,
    /// Pages set for print.
    Pdf,
}

/// The endings of files that are looked at in folders, in small letters.
pub const ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "mdown", "html", "htm", "xhtml", "mhtml", "mht", "epub",
    "pdf", "xml", "rss", "atom", "srt", "vtt",
];

/// The format of a file of this name with these first bytes.
///
/// # Errors
/// If they are of a known kind that holds no article.
pub(super) fn of(path: &Path, bytes: &[u8]) -> Result<Format, String> {
    if bytes.starts_with(b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zipped(bytes);
    }
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(format!("it is {name}, not an article: leave it out, or save its text"));
    }
    Ok(by_ending(path).unwrap_or(Format::Plain))
}

/// The format of text, where its first words tell more than the name.
pub(super) fn of_text(text: &str, named: Format) -> Format {
    let head = text
        .get(..text.floor_char_boundary(2_048))
        .unwrap_or(text)
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let small = head.to_ascii_lowercase();
    let mail = [
        "mime-version:",
        "from: <saved by",
        "content-type: multipart/related",
        "snapshot-content-location:",
    ];
    if named == Format::Mhtml
        || (small.contains("multipart/related")
            && mail.iter().any(|start| small.starts_with(start)))
    {
        return if small.contains("content-") || small.contains("mime-version") {
            Format::Mhtml
        } else {
            Format::Html
        };
    }
    let opens = ["<!doctype html", "<html", "<head", "<body", "<article", "<main"];
    let declared = small.starts_with("<?xml") && small.contains("<html");
    let rooted = ["<rss", "<feed", "<rdf:rdf", "<opml", "<ppsresponse"];
    if !declared
        && (small.starts_with("<?xml") || rooted.iter().any(|root| small.starts_with(root)))
    {
        return Format::Xml;
    }
    let packed: String = small.chars().filter(|c| !c.is_whitespace()).take(2).collect();
    if named == Format::Json || matches!(packed.as_str(), "{\"" | "[{") && named == Format::Plain {
        return Format::Json;
    }
    if named != Format::Markdown && subtitles::is(head) {
        return Format::Subtitles;
    }
    if named == Format::Plain && clippings::is(text) {
        return Format::Clippings;
    }
    let commented =
        small.starts_with("<!--") && (small.contains("<html") || small.contains("<!doctype html"));
    let fragment = ["<p", "<div", "<h1", "<h2", "<section", "<header"]
        .iter()
        .any(|tag| small.starts_with(tag))
        && small.matches("</").count() >= 2;
    if opens.iter().any(|start| small.starts_with(start)) || declared || commented || fragment {
        return Format::Html;
    }
    match named {
        // A text that somebody called a page.
        Format::Html if !small.contains('<') => Format::Plain,
        named => named,
    }
}

fn by_ending(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "md" | "markdown" | "mdown" => Some(Format::Markdown),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "mhtml" | "mht" => Some(Format::Mhtml),
        "json" => Some(Format::Json),
        _ => None,
    }
}

fn zipped(bytes: &[u8]) -> Result<Format, String> {
    let head = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    if has(b"application/epub+zip") || has(b"META-INF/container.xml") {
        Ok(Format::Epub)
    } else if has(b"word/") || has(b"[Content_Types].xml") || has(b"opendocument.text") {
        Err("it is a word processor's file: save it as text or as a web page".into())
    } else {
        Err("it is a packed archive: unpack it and add the folder".into())
    }
}

/// What other files begin with.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound or picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old word processor's file"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"{\\rtf", "a word processor's file"),
    (b"%!PS", "a file for printers"),
];
