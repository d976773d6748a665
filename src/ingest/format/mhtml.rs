//! Web pages with their pictures in one file, as browsers save them.

use mail_parser::{HeaderName, MessageParser};

use crate::ingest::format::html;
use crate::ingest::piece::Sheet;

/// Reads the page in `bytes`.
///
/// # Errors
/// If there is none, or it is too deep.
pub(in crate::ingest) fn read(bytes: &[u8], depth: usize) -> Result<Sheet, String> {
    let unreadable = || "there is no web page in it: save the page again from a browser".to_owned();
    let message = MessageParser::default().parse(bytes).ok_or_else(unreadable)?;
    let page = message.body_html(0).ok_or_else(unreadable)?;
    let address = message.header_raw(HeaderName::Other("Snapshot-Content-Location".into()));
    let address = address.map(str::trim).filter(|address| address.starts_with("http"));
    html::read(&page, address, depth)
}
