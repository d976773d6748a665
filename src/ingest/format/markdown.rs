//! Markdown (`CommonMark` with tables, footnotes and strikethrough): blocks and marks kept, signs gone.

mod dialect;
mod properties;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::collection::{BlockKind, MarkKind, Metadata};
use crate::ingest::format::{front_matter, html};
use crate::ingest::piece::Sheet;
use crate::ingest::writer::Writer;

/// Reads `raw`. Punctuation stays as typed, so that quotes match their source.
///
/// # Errors
/// If its front matter lies too deep in itself.
pub(in crate::ingest) fn read(raw: &str) -> Result<Sheet, String> {
    let (metadata, body) = if raw.contains(['\r', '\u{c}']) {
        common(&raw.replace("\r\n", "\n").replace('\u{c}', "\n\n"))?
    } else {
        common(raw)?
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut writer = Writer::default();
    let mut page = String::new();
    for event in Parser::new_ext(&body, options) {
        match event {
            // What stands on end in another format is read as a page of its own.
            Event::Html(html) => page.push_str(&html),
            event => {
                let block = std::mem::take(&mut page);
                if !block.is_empty() {
                    html::block(&block, &mut writer);
                }
                take(&mut writer, event);
            }
        }
    }
    let mut metadata = metadata.unwrap_or_default();
    let mut pieces = writer.finish();
    properties::take(&mut pieces, &mut metadata);
    Ok(Sheet { metadata, pieces, ..Sheet::default() })
}

/// What the front matter of `raw` says, and the text behind it without the signs of other programs.
fn common(raw: &str) -> Result<(Option<Metadata>, String), String> {
    let (metadata, body) = front_matter::split(raw)?;
    Ok((metadata, dialect::to_common(body)))
}

fn take(writer: &mut Writer, event: Event<'_>) {
    match event {
        Event::Start(tag) => start(writer, tag),
        Event::End(tag) => end(writer, tag),
        Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
            writer.text(&text);
        }
        Event::Code(code) => writer.code(&code),
        Event::SoftBreak => writer.text(" "),
        Event::HardBreak => writer.text("\n"),
        Event::FootnoteReference(name) => writer.text(&format!("[{name}]")),
        Event::TaskListMarker(done) => writer.text(if done { "☑ " } else { "☐ " }),
        Event::InlineHtml(html) => match html.to_ascii_lowercase().as_str() {
            "<mark>" => writer.begin(MarkKind::Emphasis),
            "</mark>" => writer.end(),
            "<sup>" => writer.begin_raised(),
            "</sup>" => writer.end_raised(),
            // Any other tag says nothing to a reader; only a line break does.
            tag if tag.starts_with("<br") => writer.text("\n"),
            _ => {}
        },
        Event::Html(_) => {}
        Event::Rule => writer.flush(),
    }
}

fn start(writer: &mut Writer, tag: Tag<'_>) {
    match tag {
        Tag::Heading { level, .. } => writer.open(BlockKind::Heading, depth(level)),
        Tag::Paragraph | Tag::HtmlBlock => writer.flush(),
        Tag::BlockQuote(_) => writer.begin_quote(),
        Tag::CodeBlock(_) => writer.open(BlockKind::Code, 0),
        Tag::List(first) => writer.begin_list(first),
        Tag::Item => writer.begin_item(),
        Tag::FootnoteDefinition(name) => writer.begin_note(name.parse().ok()),
        Tag::Table(_) => writer.open(BlockKind::Table, 0),
        Tag::TableCell => writer.cell(),
        Tag::Emphasis => writer.begin(MarkKind::Emphasis),
        Tag::Strong => writer.begin(MarkKind::Strong),
        Tag::Link { dest_url, .. } => writer.begin(MarkKind::Link(dest_url.to_string())),
        Tag::Image { .. } => writer.begin_picture(),
        _ => {}
    }
}

fn end(writer: &mut Writer, tag: TagEnd) {
    match tag {
        TagEnd::Paragraph
        | TagEnd::Heading(_)
        | TagEnd::CodeBlock
        | TagEnd::Table
        | TagEnd::HtmlBlock => writer.flush(),
        TagEnd::Item => writer.end_item(),
        TagEnd::FootnoteDefinition => writer.end_note(),
        TagEnd::BlockQuote(_) => writer.end_quote(),
        TagEnd::List(_) => writer.end_list(),
        TagEnd::TableHead | TagEnd::TableRow => writer.row(),
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => writer.end(),
        TagEnd::Image => writer.end_picture(),
        _ => {}
    }
}

const fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn badges_are_no_part_of_a_heading_unless_it_is_nothing_else() {
        let title = |heading: &str| {
            let text =
                format!("# {heading}\n\nThe ferry sails at seven. It comes back at eight.\n");
            let article = crate::ingest::read(Path::new("ferry.md"), text.as_bytes()).unwrap();
            article.metadata.title.map(|title| title.value)
        };
        let badge = "[![Build status](badge.svg)](https://example.org/builds)";
        assert_eq!(
            title(&format!("The *ferry* {badge} ![old](b.svg)")).as_deref(),
            Some("The ferry")
        );
        assert_eq!(title("![The ferry at dawn](ferry.png)").as_deref(), Some("The ferry at dawn"));
        let source = "# The **ferry ![old](b.svg)**";
        let sheet = super::read(source).unwrap();
        let [heading] = sheet.pieces.as_slice() else { panic!() };
        let marked: Vec<_> = heading.marks.iter().map(|m| m.extent.of(&heading.text)).collect();
        assert_eq!((heading.text.as_str(), marked), ("The ferry", vec!["ferry"]));
    }
}
