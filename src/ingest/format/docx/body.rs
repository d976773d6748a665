//! The text of a Word document, element by element.

use std::collections::{BTreeMap, HashMap};

use super::super::office::{DEPTH, Element, Role, Runs, Table, Token, Writers, link};
use super::parts::{self, Count, Parts, Style};
use crate::collection::MarkKind;
use crate::ingest::piece::Piece;
use crate::ingest::writer::Writer;

/// Elements of which nothing is read: how things were set before, what stands for what is read already.
const UNREAD: [&str; 8] = [
    "pPrChange",
    "rPrChange",
    "trPrChange",
    "tcPrChange",
    "tblPrChange",
    "sectPr",
    "Fallback",
    "rt",
];
/// Most columns that one cell may take.
const COLUMNS: usize = 40;

/// A paragraph while it is read.
#[derive(Default)]
struct Paragraph {
    style: Style,
    /// Whether its end was deleted, so that the next one goes on in it.
    goes_on: bool,
    /// What stands in boxes anchored in it.
    boxes: Vec<Piece>,
    runs: Runs,
}

/// How a run of characters is set.
#[derive(Default)]
struct Run {
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: bool,
}

/// The properties one is inside of: the same elements say other things in each.
#[derive(PartialEq, Eq)]
enum Properties {
    None,
    Paragraph,
    Row,
}

/// A text that the word processor computes, such as a link.
struct Field {
    instruction: String,
    has_result: bool,
}

/// The text while it is read.
pub(super) struct Body<'a> {
    parts: &'a Parts,
    writers: Writers,
    tables: Vec<Table>,
    paragraphs: Vec<Paragraph>,
    properties: Properties,
    run: Run,
    /// Elements one is inside of, of which nothing is read.
    skipped: usize,
    /// Whether what comes is words, not the space between elements.
    in_words: bool,
    links: Vec<String>,
    fields: Vec<Field>,
    /// Last number at each level of each list.
    numbers: BTreeMap<(String, u8), u32>,
    /// Notes in the order in which the text calls them.
    pub(super) called: Vec<String>,
    note: String,
    /// Notes read so far, by kind and number.
    pub(super) notes: HashMap<String, Vec<Piece>>,
    /// Whether the paragraph that comes goes on in the one before.
    joins: bool,
    row_is_deleted: bool,
    /// Columns that the open cell takes.
    span: usize,
}

impl<'a> Body<'a> {
    /// One to be read, with these parts beside it.
    pub(super) fn of(parts: &'a Parts) -> Self {
        Self {
            parts,
            writers: Writers::default(),
            tables: Vec::new(),
            paragraphs: Vec::new(),
            properties: Properties::None,
            run: Run::default(),
            skipped: 0,
            in_words: false,
            links: Vec::new(),
            fields: Vec::new(),
            numbers: BTreeMap::new(),
            called: Vec::new(),
            note: String::new(),
            notes: HashMap::new(),
            joins: false,
            row_is_deleted: false,
            span: 1,
        }
    }

    /// What was read, all closed.
    pub(super) fn finish(self) -> Vec<Piece> {
        self.writers.finish().collect()
    }

    /// Takes the next step.
    pub(super) fn take(&mut self, token: &Token<'_>) {
        match *token {
            Token::Start(_) if self.skipped > 0 => self.skipped += 1,
            Token::End(_) if self.skipped > 0 => self.skipped -= 1,
            Token::Start(element) => self.start(element),
            Token::End(name) => self.end(name),
            Token::Text(text) if self.in_words && self.skipped == 0 => self.words(text),
            Token::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match (element.name, &self.properties) {
            (name, _) if UNREAD.contains(&name) => self.skipped = 1,
            ("trPr", _) => self.properties = Properties::Row,
            ("pPr", _) => self.properties = Properties::Paragraph,
            ("del", Properties::Row) => self.row_is_deleted = true,
            ("del" | "moveFrom", Properties::Paragraph) => {
                self.paragraph(|paragraph| paragraph.goes_on = true);
            }
            ("del" | "moveFrom", _) => self.skipped = 1,
            (_, Properties::Paragraph) => self.paragraph_property(element),
            ("p", _) => {
                self.paragraphs.push(Paragraph::default());
                if !self.joins {
                    self.writer(Writer::flush);
                }
            }
            ("r", _) => self.run = Run::default(),
            ("rStyle", _) => {
                let style = self.parts.style(&element.attribute("val").unwrap_or_default());
                self.run.bold = self.run.bold.or(style.bold);
                self.run.italic = self.run.italic.or(style.italic);
            }
            ("b", _) => self.run.bold = Some(element.switches_on()),
            ("i", _) => self.run.italic = Some(element.switches_on()),
            ("vanish", _) => self.run.hidden = element.switches_on(),
            ("t" | "instrText", _) => self.in_words = true,
            ("tab" | "ptab", _) => self.words(" "),
            ("br" | "cr", _) => match element.attribute("type").as_deref() {
                None | Some("textWrapping") => self.words("\n"),
                Some(_) => self.words(" "),
            },
            ("noBreakHyphen", _) => self.words("-"),
            ("hyperlink", _) => {
                let id = element.attribute("id").unwrap_or_default();
                self.links.push(self.parts.address(&id).unwrap_or_default().to_owned());
            }
            ("fldSimple", _) => self.fields.push(Field {
                instruction: element.attribute("instr").unwrap_or_default(),
                has_result: true,
            }),
            ("fldChar", _) => self.field(element.attribute("fldCharType").as_deref()),
            ("footnoteReference" | "endnoteReference", _) => {
                let kind = element.name.trim_end_matches("Reference");
                self.called.push(format!("{kind} {}", element.attribute("id").unwrap_or_default()));
                self.words(&format!("[{}]", self.called.len()));
            }
            ("footnote" | "endnote", _) => {
                if matches!(element.attribute("type").as_deref(), None | Some("normal")) {
                    let id = element.attribute("id").unwrap_or_default();
                    self.note = format!("{} {id}", element.name);
                    self.begin_inner();
                } else {
                    self.skipped = 1;
                }
            }
            ("txbxContent" | "tc", _) => self.begin_inner(),
            ("tbl", _) => self.tables.push(Table::default()),
            ("tr", _) => {
                self.row_is_deleted = false;
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
            }
            ("altChunk", _) => {
                let id = element.attribute("id").unwrap_or_default();
                let pieces = self.parts.chunks.get(&id).cloned().unwrap_or_default();
                self.writer(|writer| writer.insert(pieces));
            }
            ("gridSpan", _) => self.span = element.number("val").unwrap_or(1),
            _ => {}
        }
    }

    fn paragraph_property(&mut self, element: &Element<'_>) {
        let value = || element.attribute("val").unwrap_or_default();
        match element.name {
            "pStyle" => {
                let style = self.parts.style(&value());
                self.paragraph(|paragraph| paragraph.style = style);
            }
            "outlineLvl" => {
                if let Some(level) = parts::outline(element.number("val")) {
                    self.paragraph(|paragraph| paragraph.style.role = Role::Heading(level));
                }
            }
            "ilvl" => {
                let level = element.number("val").unwrap_or(0);
                self.paragraph(|paragraph| {
                    let list = paragraph.style.list.take().map(|(list, _)| list);
                    paragraph.style.list = Some((list.unwrap_or_default(), level));
                });
            }
            "numId" => {
                let list = value();
                self.paragraph(|paragraph| {
                    let level = paragraph.style.list.take().map_or(0, |(_, level)| level);
                    paragraph.style.list = (list != "0").then_some((list, level));
                });
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" | "instrText" => self.in_words = false,
            "trPr" => self.properties = Properties::None,
            "pPr" => {
                self.properties = Properties::None;
                self.open();
            }
            "p" => self.end_paragraph(),
            "hyperlink" => drop(self.links.pop()),
            "fldSimple" => drop(self.fields.pop()),
            "footnote" | "endnote" => {
                let pieces = self.end_inner();
                self.notes.insert(std::mem::take(&mut self.note), pieces);
            }
            "txbxContent" => {
                let pieces = self.end_inner();
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.boxes.extend(pieces),
                    None => self.writer(|writer| writer.insert(pieces)),
                }
            }
            "tc" => {
                let pieces = self.end_inner();
                let empty = std::mem::replace(&mut self.span, 1).clamp(1, COLUMNS) - 1;
                if let Some(table) = self.tables.last_mut() {
                    table.cell(pieces);
                    (0..empty).for_each(|_| table.cell(Vec::new()));
                }
            }
            "tr" if std::mem::take(&mut self.row_is_deleted) => {
                if let Some(table) = self.tables.last_mut() {
                    table.drop_row();
                }
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.writer(|writer| writer.insert(table.into_pieces()));
                }
            }
            _ => {}
        }
    }

    /// Opens the piece that the properties of the open paragraph ask for.
    fn open(&mut self) {
        let Some(paragraph) = self.paragraphs.last().filter(|_| !self.joins) else { return };
        let (role, list) = (paragraph.style.role, paragraph.style.list.clone());
        if let Some((kind, level)) = role.kind() {
            self.writer(|writer| writer.open(kind, level));
        } else if let Some((list, level)) = list
            && let Some((list, count)) = self.parts.count(&list, level)
        {
            let number = match count {
                Count::Bullets => None,
                Count::From(first) => Some(self.next_number(list.to_owned(), level, first)),
            };
            self.writer(|writer| writer.item(level.saturating_add(1), number));
        }
    }

    /// The number of the next item of a list; deeper levels begin again under it.
    fn next_number(&mut self, list: String, level: u8, first: u32) -> u32 {
        self.numbers.retain(|(other, deep), _| *other != list || *deep <= level);
        let next = self.numbers.get(&(list.clone(), level)).map_or(first, |n| n.saturating_add(1));
        self.numbers.insert((list, level), next);
        next
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        self.writer(|writer| paragraph.runs.set(Vec::new(), writer));
        self.joins = paragraph.goes_on;
        if !paragraph.boxes.is_empty() {
            self.joins = false;
            self.writer(|writer| writer.insert(paragraph.boxes));
        } else if !self.joins {
            self.writer(Writer::end_item);
        }
    }

    fn field(&mut self, step: Option<&str>) {
        match step {
            Some("begin") if self.fields.len() < DEPTH => {
                self.fields.push(Field { instruction: String::new(), has_result: false });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.has_result = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.has_result) {
            field.instruction.push_str(text);
            return;
        }
        if self.run.hidden || self.fields.iter().any(|field| !field.has_result) {
            return;
        }
        let linked = self.fields.iter().find_map(|field| link(&field.instruction));
        let address = self.links.last().map(String::as_str).or(linked).filter(|a| !a.is_empty());
        let mut marks: Vec<MarkKind> =
            address.map(|address| MarkKind::Link(address.to_owned())).into_iter().collect();
        if self.run.bold == Some(true) {
            marks.push(MarkKind::Strong);
        }
        if self.run.italic == Some(true) {
            marks.push(MarkKind::Emphasis);
        }
        if let (Some(paragraph), Some(writer)) = (self.paragraphs.last_mut(), self.writers.inner())
        {
            paragraph.runs.set(marks, writer);
            writer.text(text);
        }
    }

    fn begin_inner(&mut self) {
        if !self.writers.begin() {
            self.skipped = 1;
        }
    }

    fn end_inner(&mut self) -> Vec<Piece> {
        let Some(pieces) = self.writers.end() else { return Vec::new() };
        self.joins = false;
        pieces
    }

    fn writer(&mut self, act: impl FnOnce(&mut Writer)) {
        if let Some(writer) = self.writers.inner() {
            act(writer);
        }
    }

    fn paragraph(&mut self, act: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            act(paragraph);
        }
    }
}
