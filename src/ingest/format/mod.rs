//! One file a format, and which format some bytes are in: by what they begin with, then by the
//! name's ending.

pub(super) mod clippings;
pub(super) mod docx;
pub(super) mod encoding;
pub(super) mod epub;
pub(super) mod feed;
mod front_matter;
pub(super) mod html;
pub(super) mod json;
pub(super) mod mail;
pub(super) mod markdown;
pub(super) mod mhtml;
pub(super) mod odt;
mod office;
pub(super) mod omnivore;
#[cfg(feature = "pdf")]
pub(super) mod pdf;
pub(super) mod plain;
pub(super) mod rtf;
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
    /// A word processor's file, Office Open XML.
    Docx,
    /// A word processor's file, `OpenDocument`.
    Odt,
    /// The same in one plain file.
    Fodt,
    /// Rich Text.
    Rtf,
    /// A mail.
    Mail,
    /// Many mails.
    Mailbox,
    /// What Omnivore exports.
    Omnivore,
    /// Addresses of pages: bookmarks, or what Pocket exports.
    Links,
    /// Rows of values.
    Table,
}

/// The endings of files that are looked at in folders, in small letters.
pub const ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "mdown", "html", "htm", "xhtml", "mhtml", "mht", "epub",
    "pdf", "xml", "rss", "atom", "srt", "vtt", "docx", "odt", "fodt", "rtf", "doc", "eml", "mbox",
];

/// Endings of files that may hold saved texts, but mostly are data or packed folders of any kind.
pub const EXPORTS: &[&str] = &["json", "zip"];

/// Whether a file with such an ending, with these `first` and `last` bytes, holds saved texts.
pub fn is_export(first: &[u8], last: &[u8]) -> bool {
    if first.starts_with(b"PK\x03\x04") {
        // The names of what is packed stand at the end.
        return omnivore::is(|name| memchr::memmem::find(last, name).is_some());
    }
    json::is_export(first)
}

/// The format of a file of this name with these first bytes.
///
/// # Errors
/// If they are of a known kind that holds no article.
pub(super) fn of(path: &Path, bytes: &[u8]) -> Result<Format, String> {
    let named = by_ending(path);
    // Some programs write a few words before it.
    let near = bytes.get(..bytes.len().min(1_024)).unwrap_or_default();
    if bytes.starts_with(b"%PDF-") || named == Some(Format::Pdf) && has(near, b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(compound(bytes).into());
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zipped(bytes);
    }
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(format!("it is {name}, not an article: leave it out, or save its text"));
    }
    // What only its name calls so is none.
    let binary = matches!(named, Some(Format::Pdf | Format::Docx | Format::Odt | Format::Rtf));
    Ok(named.filter(|_| !binary).unwrap_or(Format::Plain))
}

/// The format of text, where its first words tell more than the name.
pub(super) fn of_text(text: &str, named: Format) -> Format {
    let head = text
        .get(..text.floor_char_boundary(2_048))
        .unwrap_or(text)
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let small = head.to_ascii_lowercase();
    if small.starts_with("<!doctype netscape-bookmark-file")
        || small.contains("<title>pocket export</title>")
    {
        return Format::Links;
    }
    if named == Format::Mailbox || mail::is_box(head) {
        let begins = mail::is_box(head) || head.starts_with("From ");
        return if begins { Format::Mailbox } else { Format::Plain };
    }
    if named == Format::Mail || mail::is_mail(head) && !saved_page(&small) {
        return if mail::is_mail(head) { Format::Mail } else { Format::Plain };
    }
    if small.starts_with("<?xml") && small.contains("office:document") {
        return Format::Fodt;
    }
    if named == Format::Mhtml || (small.contains("multipart/related") && begins_as_mail(&small)) {
        return if small.contains("content-") || small.contains("mime-version") {
            Format::Mhtml
        } else {
            Format::Html
        };
    }
    let opens = ["<!doctype html", "<html", "<head", "<body", "<article", "<main"];
    let declared = small.starts_with("<?xml") && small.contains("<html");
    let roots = ["<rss", "<feed", "<rdf:rdf", "<opml", "<ppsresponse"];
    let is_rooted = roots.iter().any(|root| first_element(&small).starts_with(root));
    // A page may have its first element far down.
    if is_rooted || small.starts_with("<?xml") && !declared && named != Format::Html {
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
    // Markdown may begin with an element.
    let fragment = named != Format::Markdown
        && ["<p", "<div", "<h1", "<h2", "<section", "<header"]
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

/// `xml` from its first element on: behind declarations and comments.
fn first_element(xml: &str) -> &str {
    let mut rest = xml.trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => return rest,
        };
        match rest.split_once(end) {
            Some((_, behind)) => rest = behind.trim_start(),
            None => return "",
        }
    }
}

fn by_ending(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "md" | "markdown" | "mdown" => Some(Format::Markdown),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "mhtml" | "mht" => Some(Format::Mhtml),
        "json" => Some(Format::Json),
        "pdf" => Some(Format::Pdf),
        "docx" => Some(Format::Docx),
        "odt" => Some(Format::Odt),
        "rtf" => Some(Format::Rtf),
        "eml" => Some(Format::Mail),
        "mbox" => Some(Format::Mailbox),
        "csv" | "tsv" => Some(Format::Table),
        _ => None,
    }
}

/// Whether text in small letters begins with one of the fields that a page saved by a browser begins with.
fn begins_as_mail(small: &str) -> bool {
    let starts = [
        "mime-version:",
        "from: <saved by",
        "content-type: multipart/related",
        "snapshot-content-location:",
    ];
    starts.iter().any(|start| small.starts_with(start))
}

/// Whether a mail, in small letters, is a page that a browser saved.
fn saved_page(small: &str) -> bool {
    small.contains("snapshot-content-location:")
        || small.contains("<saved by")
        || small.contains("multipart/related") && begins_as_mail(small)
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

fn zipped(bytes: &[u8]) -> Result<Format, String> {
    let holds = |name: &[u8]| has(bytes, name);
    // The list of what is packed stands at the end.
    if !holds(b"PK\x05\x06") {
        return Err("it is a packed file that breaks off before its end: save it again".into());
    }
    if holds(b"application/epub+zip") || holds(b"META-INF/container.xml") {
        Ok(Format::Epub)
    } else if omnivore::is(holds) {
        Ok(Format::Omnivore)
    } else if holds(b"opendocument.text") {
        Ok(Format::Odt)
    } else if holds(b"word/") && holds(b"[Content_Types].xml") {
        Ok(Format::Docx)
    } else if holds(b"opendocument.") || holds(b"[Content_Types].xml") {
        Err("it is a table or slides, not an article: leave it out, or save its text".into())
    } else if holds(b"content.xml") && holds(b"mimetype") {
        Ok(Format::Odt)
    } else {
        Err("it is a packed archive: unpack it and add the folder".into())
    }
}

/// What to say of a file in the older way of packing: a document that is locked, or an old one.
fn compound(bytes: &[u8]) -> &'static str {
    let wide = |name: &str| name.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    if has(bytes, &wide("EncryptedPackage")) {
        "it is locked by a password: open it in a word processor and save it without one"
    } else if has(bytes, &wide("WordDocument")) {
        "it is an old .doc file: open it in a word processor and save it as .docx"
    } else {
        "it is an old office file: open it in its program and save it as .docx or as text"
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
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"%!PS", "a file for printers"),
];
