//! Word processors' files in the `OpenDocument` format (.odt, and .fodt in one plain file).

use std::collections::{HashMap, HashSet};

use super::office::{self, Element, Package, Runs, Table, Token, Writers, walk};
use crate::collection::{BlockKind, MarkKind};
use crate::ingest::piece::{Piece, Sheet};
use crate::ingest::writer::Writer;

/// Elements of which nothing is read.
const UNREAD: [&str; 15] = [
    "binary-data",
    "insertion",
    "format-change",
    "annotation",
    "forms",
    "sequence-decls",
    "title",
    "desc",
    "ruby-text",
    "script",
    "note-citation",
    "table-of-content",
    "alphabetical-index",
    "illustration-index",
    "table-index",
];
/// Most columns that one cell may take, most spaces in a run of them.
const REPEATED: usize = 40;

/// Reads the document in `bytes`: tracked changes as if accepted, comments left out.
///
/// # Errors
/// If it is damaged, locked by a password, or holds no document.
pub(in crate::ingest) fn read(bytes: &[u8]) -> Result<Sheet, String> {
    let mut package = Package::open(bytes)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|list| list.contains("encryption-data")) {
        return Err("it is locked by a password: open it and save it without one".into());
    }
    let missing = "there is no text in the document: save it again";
    let text = package.part("content.xml")?.ok_or(missing)?;
    let styles = package.part("styles.xml")?.unwrap_or_default();
    let properties = package.part("meta.xml")?.unwrap_or_default();
    sheet(&styles, &text, &properties)
}

/// Reads a document whose parts are one file of XML.
///
/// # Errors
/// If it is damaged.
pub(in crate::ingest) fn read_flat(xml: &str) -> Result<Sheet, String> {
    let head = xml.find("<office:body").and_then(|at| xml.get(..at));
    // A part of a document is no whole one: its elements would want their ends.
    let about = head
        .and_then(|head| Some(head.split_once("<office:meta>")?.1.split_once("</office:meta>")?.0));
    sheet("", xml, about.unwrap_or(""))
}

fn sheet(styles: &str, text: &str, properties: &str) -> Result<Sheet, String> {
    let mut body = Body::default();
    walk(styles, |token| body.styles.take(&token))?;
    walk(text, |token| body.take(&token))?;
    let properties = Box::new(office::properties(properties)?);
    Ok(Sheet { pieces: body.finish(), properties, ..Sheet::default() })
}

/// What a style says of paragraphs or characters in it.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
struct Styles {
    named: HashMap<String, Style>,
    /// Lists and levels that count by numbers, and from which.
    numbered: HashMap<(String, u8), u64>,
    open: String,
    list: String,
}

impl Styles {
    fn take(&mut self, token: &Token<'_>) {
        let Token::Start(element) = token else { return };
        match element.name {
            "style" => {
                self.open = element.attribute("name").unwrap_or_default();
                let parent = element.attribute("parent-style-name");
                self.named.insert(self.open.clone(), Style { parent, ..Style::default() });
            }
            "text-properties" => {
                let weight = element.attribute("font-weight");
                let slant = element.attribute("font-style");
                if let Some(style) = self.named.get_mut(&self.open) {
                    style.bold = weight
                        .map(|w| w == "bold" || w.parse().is_ok_and(|weight: u16| weight >= 600));
                    style.italic = slant.map(|slant| slant == "italic" || slant == "oblique");
                }
            }
            "list-style" => self.list = element.attribute("name").unwrap_or_default(),
            "list-level-style-number" => {
                let level = element.number("level").unwrap_or(1);
                let format = element.attribute("num-format").unwrap_or_default();
                if !format.is_empty() {
                    let first = element.number("start-value").unwrap_or(1);
                    self.numbered.insert((self.list.clone(), level), first);
                }
            }
            _ => {}
        }
    }

    /// The style of this name and those it is based on, nearest first.
    fn line<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = self.named.get_key_value(name);
        let next =
            |(_, style): &(&'a String, &'a Style)| self.named.get_key_value(style.parent.as_ref()?);
        std::iter::successors(first, next).take(24).map(|(name, style)| (name.as_str(), style))
    }

    /// The kind of a paragraph in this style; the names of built-in styles are the same in every
    /// language of the word processor.
    fn kind(&self, name: &str) -> Option<(BlockKind, u8)> {
        let own = std::iter::once(name);
        own.chain(
            self.line(name)
                .flat_map(|(name, style)| std::iter::once(name).chain(style.parent.as_deref())),
        )
        .find_map(|name| match name.to_ascii_lowercase().as_str() {
            "title" => Some((BlockKind::Heading, 1)),
            "subtitle" => Some((BlockKind::Standfirst, 0)),
            "quotations" => Some((BlockKind::Quote, 0)),
            "caption" | "illustration" | "table" | "drawing" | "figure" => {
                Some((BlockKind::Caption, 0))
            }
            _ => None,
        })
    }
}

/// The text while it is read.
#[derive(Default)]
struct Body {
    styles: Styles,
    writers: Writers,
    runs: Vec<Runs>,
    tables: Vec<Table>,
    /// Links and styles of characters that one is inside of.
    spans: Vec<Vec<MarkKind>>,
    /// Style and depth of the lists that one is inside of.
    lists: Vec<String>,
    /// Columns that the open cells take.
    columns: Vec<usize>,
    /// Elements one is inside of, of which nothing is read.
    skipped: usize,
    /// Paragraphs one is inside of: what is between them is no words.
    paragraphs: usize,
    in_text: bool,
    called: u32,
    /// The tracked change that is being told of, those that deleted words, and whether one is inside such.
    region: String,
    deletions: HashSet<String>,
    is_deleted: bool,
    notes: Vec<(u32, Vec<Piece>)>,
    /// What stands in boxes anchored in the open paragraph.
    boxes: Vec<Piece>,
}

impl Body {
    fn finish(self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = self.writers.finish().collect();
        for (number, note) in self.notes {
            pieces.extend(office::note(number, note));
        }
        pieces
    }

    fn take(&mut self, token: &Token<'_>) {
        match *token {
            Token::Start(_) if self.skipped > 0 => self.skipped += 1,
            Token::End(_) if self.skipped > 0 => self.skipped -= 1,
            Token::Start(element) if self.in_text => self.start(element),
            Token::Start(element) => match element.name {
                "body" => self.in_text = true,
                "master-styles" | "meta" => self.skipped = 1,
                _ => self.styles.take(token),
            },
            Token::End(name) => self.end(name),
            Token::Text(text) if self.paragraphs > 0 && self.skipped == 0 => {
                let spaced: String =
                    text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }).collect();
                self.words(&spaced);
            }
            Token::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name {
            "changed-region" => self.region = element.attribute("id").unwrap_or_default(),
            "deletion" => {
                self.deletions.insert(std::mem::take(&mut self.region));
                self.skipped = 1;
            }
            "change-start" => {
                let id = element.attribute("change-id").unwrap_or_default();
                self.is_deleted = self.deletions.contains(&id);
            }
            "change-end" => self.is_deleted = false,
            name if UNREAD.contains(&name) => self.skipped = 1,
            "h" | "p" => self.paragraph(element),
            "span" => {
                let style = element.attribute("style-name").unwrap_or_default();
                let found = |get: fn(&Style) -> Option<bool>| {
                    self.styles.line(&style).find_map(|(_, style)| get(style)) == Some(true)
                };
                let bold = found(|style| style.bold).then_some(MarkKind::Strong);
                let italic = found(|style| style.italic).then_some(MarkKind::Emphasis);
                self.spans.push(bold.into_iter().chain(italic).collect());
            }
            "a" => {
                let address = element.attribute("href").unwrap_or_default();
                let link = (!address.is_empty()).then_some(MarkKind::Link(address));
                self.spans.push(link.into_iter().collect());
            }
            "s" => {
                let count = element.number("c").unwrap_or(1).clamp(1, REPEATED);
                self.words(&" ".repeat(count));
            }
            "tab" => self.words(" "),
            "line-break" => self.words("\n"),
            "list" => {
                let outer = self.lists.last().cloned();
                self.lists.push(element.attribute("style-name").or(outer).unwrap_or_default());
                let level = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
                let style = self.lists.last().cloned().unwrap_or_default();
                let first = self.styles.numbered.get(&(style, level)).copied();
                self.writer(|writer| writer.begin_list(first));
            }
            "list-item" => self.writer(Writer::begin_item),
            "note" => {
                self.called += 1;
                self.words(&format!("[{}]", self.called));
            }
            "note-body" | "text-box" => self.begin_inner(),
            "table" => self.tables.push(Table::default()),
            "table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
            }
            "table-cell" => {
                self.columns.push(
                    element.number("number-columns-repeated").unwrap_or(1).clamp(1, REPEATED),
                );
                self.begin_inner();
            }
            "covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell(Vec::new());
                }
            }
            _ => {}
        }
    }

    fn paragraph(&mut self, element: &Element<'_>) {
        self.paragraphs += 1;
        self.runs.push(Runs::default());
        let style = element.attribute("style-name").unwrap_or_default();
        if element.name == "h" {
            let level = element.number("outline-level").unwrap_or(1);
            self.writer(|writer| writer.open(BlockKind::Heading, level));
        } else if let Some((kind, level)) = self.styles.kind(&style) {
            self.writer(|writer| writer.open(kind, level));
        } else {
            self.writer(Writer::flush);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "body" => self.in_text = false,
            "h" | "p" if self.paragraphs > 0 => {
                self.paragraphs -= 1;
                if let Some(mut runs) = self.runs.pop() {
                    self.writer(|writer| runs.set(Vec::new(), writer));
                }
                let boxes = std::mem::take(&mut self.boxes);
                self.writer(|writer| writer.insert(boxes));
            }
            "span" | "a" => drop(self.spans.pop()),
            "list" => {
                self.lists.pop();
                self.writer(Writer::end_list);
            }
            "list-item" => self.writer(Writer::end_item),
            "note-body" => {
                let note = self.end_inner();
                self.notes.push((self.called, note));
            }
            "text-box" => {
                let pieces = self.end_inner();
                self.boxes.extend(pieces);
            }
            "table-cell" => {
                let pieces = self.end_inner();
                let columns = self.columns.pop().unwrap_or(1);
                if let Some(table) = self.tables.last_mut() {
                    table.cell(pieces.clone());
                    (1..columns).for_each(|_| table.cell(pieces.clone()));
                }
            }
            "table" => {
                if let Some(table) = self.tables.pop() {
                    self.writer(|writer| writer.insert(table.into_pieces()));
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.is_deleted {
            return;
        }
        let marks = self.spans.iter().flatten().cloned().collect();
        if let (Some(runs), Some(writer)) = (self.runs.last_mut(), self.writers.inner()) {
            runs.set(marks, writer);
            writer.text(text);
        }
    }

    fn begin_inner(&mut self) {
        if !self.writers.begin() {
            self.skipped = 1;
        }
    }

    fn end_inner(&mut self) -> Vec<Piece> {
        self.writers.end().unwrap_or_default()
    }

    fn writer(&mut self, act: impl FnOnce(&mut Writer)) {
        if let Some(writer) = self.writers.inner() {
            act(writer);
        }
    }
}
