//! Mails (.eml) and boxes of mails (.mbox): newsletters, as programs for mail save them.

use std::borrow::Cow;
use std::io::Cursor;

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{HeaderName, Message, MessageParser};
use memchr::memmem;

use super::{html, plain};
use crate::collection::{Found, Metadata, Provenance};
use crate::ingest::line::dates;
use crate::ingest::piece::Sheet;
use crate::text::normalise::one_line;

/// Parts in one another or beside each other whose ends are looked for.
const PARTS: usize = 64;

/// Names of fields, of which two at the top of a text make it a mail.
const FIELDS: [&str; 8] =
    ["from", "to", "date", "subject", "mime-version", "message-id", "received", "return-path"];

/// Whether `head`, the first bytes of a text, begins as a mail does.
pub(in crate::ingest) fn is_mail(head: &str) -> bool {
    let fields = head.lines().take(40).take_while(|line| !line.trim().is_empty());
    let mut known = 0;
    for line in fields.filter(|line| !line.starts_with([' ', '\t'])) {
        // What was looked at may end in the middle of a line.
        let Some((name, _)) = line.split_once(':') else {
            return known >= 3 && head.ends_with(line);
        };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return false;
        }
        known += usize::from(FIELDS.contains(&name.to_ascii_lowercase().as_str()));
    }
    known >= 3
}

/// Whether `head`, the first bytes of a text, begins as a box of mails does.
pub(in crate::ingest) fn is_box(head: &str) -> bool {
    head.strip_prefix("From ")
        .and_then(|rest| rest.split_once('\n'))
        .is_some_and(|(_, first)| is_mail(first))
}

/// Reads the mail in `bytes`; its page's elements may lie `depth` deep in one another.
///
/// # Errors
/// If it holds no text, or that is too deep.
pub(in crate::ingest) fn read(bytes: &[u8], depth: usize) -> Result<Sheet, String> {
    let (bytes, breaks_off) = closed(bytes);
    let message = MessageParser::default()
        .parse(&*bytes)
        .ok_or("it is no whole mail: save it again from the program for mail")?;
    let mut sheet = match body(&message, depth) {
        Err(_) if breaks_off => return Err(format!("{BREAKS_OFF}, before its text: {AGAIN}")),
        read => read?,
    };
    sheet.problem = breaks_off.then(|| format!("{BREAKS_OFF}, and what follows is lost: {AGAIN}"));
    let found = sheet.metadata;
    let stated = metadata(&message);
    sheet.metadata = Metadata { language: found.language, url: found.url, ..stated };
    sheet.metadata.fill_origins(Provenance::Html);
    Ok(sheet)
}

const BREAKS_OFF: &str = "the mail breaks off";
const AGAIN: &str = "save it again from the program for mail";

/// The mail with an end for each of its parts that has none, so that they are decoded like whole ones; and
/// whether that was so.
fn closed(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let names = memmem::find_iter(bytes, b"boundary=").take(PARTS).filter_map(|at| {
        let named = bytes.get(at + b"boundary=".len()..)?;
        let (named, end): (_, &[u8]) = match named.strip_prefix(b"\"") {
            Some(quoted) => (quoted, b"\"\r\n"),
            None => (named, b";\r\n \t"),
        };
        let length = named.iter().position(|byte| end.contains(byte))?;
        named.get(..length).filter(|name| (1..=70).contains(&name.len()))
    });
    let ends = |name: &[u8]| memmem::find(bytes, &[b"--", name, b"--"].concat()).is_some();
    let names: Vec<&[u8]> = names.collect();
    // Some programs never end the inner parts; where the outermost ends, the mail is whole.
    let is_whole = names.first().is_none_or(|outermost| ends(outermost));
    let open: Vec<&[u8]> = names.into_iter().filter(|name| !is_whole && !ends(name)).collect();
    if open.is_empty() {
        return (Cow::Borrowed(bytes), false);
    }
    let mut whole = bytes.to_vec();
    for name in open.into_iter().rev() {
        whole.extend([b"\r\n--", name, b"--\r\n"].concat());
    }
    (Cow::Owned(whole), true)
}

/// Reads all mails of a box, each by itself.
pub(in crate::ingest) fn read_box(bytes: &[u8], depth: usize) -> Vec<Result<Sheet, String>> {
    MessageIterator::new(Cursor::new(bytes))
        .map(|mail| {
            let mail = mail.map_err(|_| "it is cut short: save the box again".to_owned())?;
            read(mail.contents(), depth)
        })
        .collect()
}

/// The text of a mail: its page if it has one that says more than "this mail is a page", else its words.
fn body(message: &Message<'_>, depth: usize) -> Result<Sheet, String> {
    let page = message.html_body.first().and_then(|id| message.part(*id));
    if page.is_some_and(mail_parser::MessagePart::is_text_html)
        && let Some(page) = message.body_html(0)
    {
        return html::read(&page, None, depth);
    }
    let text = message.body_text(0).ok_or("there is no text in the mail: remove it")?;
    plain::read(&text)
}

fn metadata(message: &Message<'_>) -> Metadata {
    let sender = message.from().and_then(|from| from.first());
    let sender =
        sender.and_then(mail_parser::Addr::name).map(one_line).filter(|name| !name.is_empty());
    // What is sent to a list comes from its outlet, other mail from a person.
    let is_list = [HeaderName::ListId, HeaderName::ListUnsubscribe, HeaderName::ListPost]
        .into_iter()
        .any(|name| message.header(name).is_some());
    let from = Provenance::FrontMatter;
    let date = message.date().and_then(|date| {
        dates::of_machine(&format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
    });
    Metadata {
        title: message
            .subject()
            .map(one_line)
            .filter(|subject| !subject.is_empty())
            .map(|subject| Found::new(subject, from)),
        authors: sender.clone().filter(|_| !is_list).into_iter().collect(),
        date: date.map(|date| Found::new(date, from)),
        source: sender.filter(|_| is_list),
        ..Metadata::default()
    }
    .found_in(from)
}
