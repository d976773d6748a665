//! Web pages with their pictures in one file, as browsers save them.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};

use super::{encoding, html};
use crate::ingest::piece::Sheet;

/// Reads the page in `bytes`.
///
/// # Errors
/// If there is none, or it is too deep.
pub(in crate::ingest) fn read(bytes: &[u8], depth: usize) -> Result<Sheet, String> {
    let unreadable = || "there is no web page in it: save the page again from a browser".to_owned();
    let message = MessageParser::default().parse(bytes).ok_or_else(unreadable)?;
    let address = message.header_raw(HeaderName::Other("Snapshot-Content-Location".into()));
    let address = address.map(str::trim).filter(|address| address.starts_with("http"));
    let part = page(&message, address).ok_or_else(unreadable)?;
    let source = source(part, bytes).ok_or_else(unreadable)?;
    html::read(&source, address.or_else(|| location(part)), depth)
}

/// The part that is the page: the one that the head of the file names as its start, the one that was
/// saved from the address of the whole, or else the first page there is.
fn page<'m>(message: &'m Message<'m>, address: Option<&str>) -> Option<&'m MessagePart<'m>> {
    let pages = || message.parts.iter().filter(|part| matches!(part.body, PartType::Html(_)));
    let start = message.content_type().and_then(|kind| kind.attribute("start"));
    let start = start.map(|start| start.trim_matches(['<', '>', ' ']));
    let started = || pages().find(|part| start.is_some() && part.content_id() == start);
    let saved = || pages().find(|part| address.is_some() && location(part) == address);
    started().or_else(saved).or_else(|| pages().next())
}

fn location<'m>(part: &'m MessagePart<'m>) -> Option<&'m str> {
    part.content_location().map(str::trim).filter(|address| address.starts_with("http"))
}

/// The page in `part` as text: in the encoding that its head names, or else in that which the page names.
fn source<'m>(part: &'m MessagePart<'m>, file: &[u8]) -> Option<Cow<'m, str>> {
    let PartType::Html(decoded) = &part.body else { return None };
    let named = part.content_type().is_some_and(|kind| kind.attribute("charset").is_some());
    if named && !part.is_encoding_problem {
        return Some(Cow::Borrowed(decoded));
    }
    let place = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
    let raw = file.get(place(part.offset_body)..place(part.offset_end))?;
    let bytes = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    let text = bytes.and_then(|bytes| encoding::decode(&bytes).ok().map(Cow::into_owned));
    Some(text.map_or(Cow::Borrowed(&**decoded), Cow::Owned))
}
