//! Markdown (`CommonMark` with tables, footnotes and strikethrough): blocks and marks kept, signs gone.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::front_matter;
use super::piece::{Piece, Sheet};
use crate::collection::{BlockKind, Mark, MarkKind};
use crate::text::Extent;

/// Reads `raw`. Punctuation stays as typed, so that quotes match their source.
pub(super) fn read(raw: &str) -> Sheet {
    let raw = raw.replace("\r\n", "\n").replace('\u{c}', "\n\n");
    let (metadata, body) = front_matter::split(&raw);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut writer = Writer::default();
    for event in Parser::new_ext(body, options) {
        writer.take(event);
    }
    writer.flush();
    Sheet { metadata: metadata.unwrap_or_default(), pieces: writer.pieces }
}

/// Where the words go: one piece is open at a time.
#[derive(Debug, Default)]
struct Writer {
    pieces: Vec<Piece>,
    open: Piece,
    /// Starts of inline marks that are not closed yet.
    marks: Vec<(usize, MarkKind)>,
    /// Next number of each list one is inside, outermost first.
    lists: Vec<Option<u64>>,
    quotes: usize,
    /// Depth and number of the item whose first words are still to come.
    item: Option<(u8, Option<u32>)>,
    footnote: bool,
    cells: usize,
    pictures: usize,
    /// Whether the open piece holds words besides those of a picture.
    words: bool,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                let start = self.open.text.len();
                self.text(&code);
                self.mark(start, MarkKind::Code);
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::FootnoteReference(name) => self.text(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }),
            Event::InlineHtml(html) | Event::Html(html) => {
                // A tag says nothing to a reader; only a line break does.
                if html.trim_start().to_ascii_lowercase().starts_with("<br") {
                    self.text("\n");
                }
            }
            Event::Rule => self.flush(),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.text(&math),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.open = Piece { level: depth(level), ..Piece::of(BlockKind::Heading, "") };
            }
            Tag::Paragraph | Tag::HtmlBlock => self.flush(),
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.open = Piece::of(BlockKind::Code, "");
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
                let number = self.lists.last_mut().and_then(|next| {
                    let here = *next;
                    *next = next.map(|n| n.saturating_add(1));
                    here.and_then(|n| u32::try_from(n).ok())
                });
                self.item = Some((depth, number));
            }
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.footnote = true;
                self.item = Some((1, name.parse().ok()));
            }
            Tag::Table(_) => {
                self.flush();
                self.open = Piece::of(BlockKind::Table, "");
            }
            Tag::TableHead | Tag::TableRow => self.cells = 0,
            Tag::TableCell => {
                if self.cells > 0 {
                    self.open.text.push_str(" │ ");
                }
                self.cells += 1;
            }
            Tag::Emphasis => self.marks.push((self.open.text.len(), MarkKind::Emphasis)),
            Tag::Strong => self.marks.push((self.open.text.len(), MarkKind::Strong)),
            Tag::Link { dest_url, .. } => {
                self.marks.push((self.open.text.len(), MarkKind::Link(dest_url.to_string())));
            }
            Tag::Image { .. } => self.pictures += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Item => {
                self.flush();
                self.item = None;
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.item = None;
                self.footnote = false;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => self.open.text.push('\n'),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {
                if let Some((start, kind)) = self.marks.pop() {
                    self.mark(start, kind);
                }
            }
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.words |= self.pictures == 0 && !text.trim().is_empty();
        if self.open.kind == Some(BlockKind::Code) {
            self.open.text.push_str(text);
        } else {
            push_spaced(&mut self.open.text, text);
        }
    }

    fn mark(&mut self, start: usize, kind: MarkKind) {
        let end = self.open.text.len();
        if start < end {
            self.open.marks.push(Mark { extent: Extent::new(start, end), kind });
        }
    }

    /// Closes the open piece. A paragraph of a list item or a quotation is that; the further
    /// paragraphs of an item are paragraphs.
    fn flush(&mut self) {
        let mut piece = std::mem::take(&mut self.open);
        self.marks.clear();
        let only_picture = !std::mem::take(&mut self.words);
        if piece.text.trim().is_empty() {
            return;
        }
        if piece.kind.is_none() {
            if let Some((depth, number)) = self.item.take() {
                piece.kind = Some(BlockKind::ListItem);
                piece.level = depth;
                piece.ordinal = number;
            } else if self.quotes > 0 {
                piece.kind = Some(BlockKind::Quote);
            } else if only_picture {
                piece.kind = Some(BlockKind::Caption);
            }
        }
        self.pieces.push(piece);
    }
}

/// Adds `text` with every run of spaces made one; line ends that Markdown keeps stay.
fn push_spaced(out: &mut String, text: &str) {
    for c in text.chars() {
        let space = c == ' ' || c == '\t';
        if !(space && out.ends_with([' ', '\n'])) {
            out.push(if space { ' ' } else { c });
        }
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
