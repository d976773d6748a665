//! Rich Text (.rtf), as word processors and press archives write it.

mod flow;
mod tokens;

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::office::{Role, role};
use crate::collection::{Found, MarkKind, Metadata, Provenance};
use crate::ingest::Limits;
use crate::ingest::line::dates;
use crate::ingest::piece::Sheet;
use crate::text::normalise::one_line;
use flow::{Flow, Paragraph};
use tokens::{Token, Tokens};

/// Reads the document in `bytes`: what was deleted while changes were tracked is gone, comments too.
/// A document cut short gives what there is.
///
/// # Errors
/// If its groups lie too deep in one another.
pub(in crate::ingest) fn read(bytes: &[u8]) -> Result<Sheet, String> {
    let mut reader = Reader::default();
    let mut tokens = Tokens::of(bytes);
    while let Some(token) = tokens.next() {
        if let Token::Word("bin", Some(count)) = token {
            tokens.pass(usize::try_from(count).unwrap_or(0));
        } else {
            reader.take(token);
        }
        if reader.outer.len() > Limits::RTF_DEPTH {
            return Err(format!(
                "its groups lie more than {} deep in one another: save it again, or as text",
                Limits::RTF_DEPTH
            ));
        }
    }
    Ok(reader.finish())
}

/// Where the words of a group go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Into {
    /// Into the text.
    #[default]
    Text,
    /// To nowhere: it is no text.
    Nothing,
    /// Into the names of fonts, which have code pages.
    Fonts,
    /// Into the names of styles.
    Styles,
    /// Into the sign before an item of a list.
    Marker,
    /// Into the instruction of a field.
    Instruction,
    /// Into a property of the document.
    Property(&'static str),
}

/// How characters are set.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    bold: bool,
    italic: bool,
    /// Hidden, or deleted while changes were tracked.
    gone: bool,
}

/// What holds within a group.
#[derive(Debug, Clone, Default)]
struct Group {
    into: Into,
    look: Look,
    font: i32,
    /// Signs behind a character of Unicode that stand for it in old readers.
    fallback: Option<usize>,
    link: Option<String>,
    /// Whether a note at the foot ends with this group.
    is_note: bool,
    paragraph: Paragraph,
}

/// Words that may begin a group which readers leave out if they do not know it.
const KNOWN: [&str; 8] =
    ["footnote", "fldinst", "listtext", "pntext", "shpinst", "title", "author", "keywords"];

#[derive(Default)]
struct Reader {
    group: Group,
    outer: Vec<Group>,
    flows: Vec<Flow>,
    flow: Flow,
    /// Bytes that wait for their code page, and words that wait for where they belong.
    bytes: Vec<u8>,
    words: String,
    code_page: Option<&'static Encoding>,
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, Role>,
    style: i32,
    /// Half of a character that is written as two.
    surrogate: Option<u16>,
    /// Signs to leave out.
    skip: usize,
    /// Whether the group that begins here is to be left out unless its first word is known.
    is_ignorable: bool,
    about: Metadata,
    created: [Option<i32>; 3],
}

impl Reader {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Byte(_) if self.skip > 0 => self.skip -= 1,
            Token::Byte(byte) => self.bytes.push(byte),
            Token::Open => {
                self.flush();
                self.skip = 0;
                self.outer.push(self.group.clone());
                self.group.is_note = false;
            }
            Token::Close => self.close(),
            Token::Symbol(symbol) => match symbol {
                b'*' => self.is_ignorable = true,
                b'~' => self.push("\u{a0}"),
                b'_' => self.push("-"),
                b'{' | b'}' | b'\\' => self.bytes.push(symbol),
                b'\n' | b'\r' => self.end_paragraph(),
                _ => {}
            },
            Token::Word(name, number) => self.word(name, number),
        }
    }

    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        let Some(outer) = self.outer.pop() else { return };
        let closed = std::mem::replace(&mut self.group, outer);
        let words = std::mem::take(&mut self.words);
        match closed.into {
            Into::Styles if self.group.into == Into::Styles => {
                self.styles.insert(self.style, role(words.trim().trim_end_matches(';')));
                self.style = 0;
            }
            Into::Marker if self.group.into != Into::Marker => self.flow.marker(&words),
            Into::Instruction if self.group.into != Into::Instruction => {
                self.group.link = super::office::link(&words).map(str::to_owned);
            }
            Into::Property(name) if self.group.into != closed.into => {
                self.property(name, &one_line(&words));
            }
            Into::Text | Into::Nothing | Into::Fonts => {}
            _ => self.words = words,
        }
        if closed.is_note
            && let Some(outer) = self.flows.pop()
        {
            let inner = std::mem::replace(&mut self.flow, outer);
            self.flow.note(inner);
        }
    }

    fn property(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let list = |value: &str| value.split([';', ',']).map(|v| v.trim().to_owned()).collect();
        match name {
            "title" => self.about.title = Some(Found::new(value.into(), Provenance::FrontMatter)),
            "author" => {
                self.about.authors = value.split(';').map(|name| name.trim().to_owned()).collect();
            }
            "keywords" => self.about.tags = list(value),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        if name == "u" {
            self.unicode(number.unwrap_or(0));
            return;
        }
        self.flush();
        self.skip = 0;
        let on = number != Some(0);
        let group = &mut self.group;
        if std::mem::take(&mut self.is_ignorable) && !KNOWN.contains(&name) {
            group.into = Into::Nothing;
            return;
        }
        match name {
            "ansicpg" => self.code_page = number.and_then(code_page),
            "mac" => self.code_page = Some(encoding_rs::MACINTOSH),
            "uc" => group.fallback = number.and_then(|n| usize::try_from(n).ok()),
            "f" => group.font = number.unwrap_or(0),
            "fcharset" if group.into == Into::Fonts => {
                if let Some(page) = number.and_then(charset) {
                    self.fonts.insert(group.font, page);
                }
            }
            "b" => group.look.bold = on,
            "i" => group.look.italic = on,
            "v" | "deleted" => group.look.gone = on,
            "plain" => {
                (group.look, group.font) = (Look::default(), 0);
            }
            "pard" => group.paragraph = Paragraph::default(),
            "s" if group.into == Into::Styles => self.style = number.unwrap_or(0),
            "s" => {
                group.paragraph.role =
                    self.styles.get(&number.unwrap_or(0)).copied().unwrap_or_default();
            }
            "outlinelevel" => {
                if let Some(level) = number.and_then(|n| u8::try_from(n).ok()).filter(|n| *n < 9) {
                    group.paragraph.role = Role::Heading(level + 1);
                }
            }
            "ls" => group.paragraph.in_list = on,
            "ilvl" => {
                group.paragraph.level = number.and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
            }
            "intbl" => group.paragraph.in_table = true,
            "par" | "sect" | "page" | "nestcell" | "nestrow" => self.end_paragraph(),
            "cell" => self.flow.end_cell(self.group.paragraph),
            "row" => self.flow.end_row(),
            "line" => self.push("\n"),
            "tab" | "emspace" | "enspace" | "qmspace" => self.push(" "),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "bullet" => self.push("•"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "footnote" if group.into == Into::Text => {
                group.is_note = true;
                group.paragraph = Paragraph::default();
                let outer = std::mem::take(&mut self.flow);
                self.flows.push(outer);
            }
            "fldinst" => group.into = Into::Instruction,
            "fldrslt" => {}
            "yr" | "mo" | "dy" if matches!(group.into, Into::Property("created")) => {
                let place = ["yr", "mo", "dy"].iter().position(|n| *n == name);
                if let Some(part) = place.and_then(|at| self.created.get_mut(at)) {
                    *part = number;
                }
            }
            _ => {
                if let Some(into) = destination(name) {
                    group.into = into;
                }
            }
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        self.skip = self.group.fallback.unwrap_or(1);
        let Ok(unit) = u16::try_from(number.rem_euclid(0x1_0000)) else { return };
        let units = [self.surrogate.take().unwrap_or(unit), unit];
        let whole = if units[0] == unit { &units[1..] } else { &units[..] };
        match char::decode_utf16(whole.iter().copied()).next() {
            Some(Ok(c)) => self.push(c.encode_utf8(&mut [0; 4])),
            _ => self.surrogate = Some(unit),
        }
    }

    /// Turns the bytes that wait into words.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let page = self.fonts.get(&self.group.font).copied().or(self.code_page);
        let (text, _) =
            page.unwrap_or(encoding_rs::WINDOWS_1252).decode_without_bom_handling(&bytes);
        self.write(&text);
    }

    fn push(&mut self, text: &str) {
        self.flush();
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        match self.group.into {
            Into::Nothing | Into::Fonts => {}
            Into::Text if self.group.look.gone => {}
            Into::Text => {
                let link = self.group.link.clone().map(MarkKind::Link);
                let bold = self.group.look.bold.then_some(MarkKind::Strong);
                let italic = self.group.look.italic.then_some(MarkKind::Emphasis);
                self.flow.words(text, link.into_iter().chain(bold).chain(italic).collect());
            }
            _ => self.words.push_str(text),
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if self.group.into == Into::Text {
            self.flow.end_paragraph(self.group.paragraph);
        }
    }

    fn finish(mut self) -> Sheet {
        self.flush();
        while let Some(outer) = self.flows.pop() {
            let inner = std::mem::replace(&mut self.flow, outer);
            self.flow.note(inner);
        }
        self.flow.end_paragraph(self.group.paragraph);
        if let [Some(year), month, day] = self.created {
            let date = format!("{year:04}-{:02}-{:02}", month.unwrap_or(1), day.unwrap_or(1));
            let date = dates::of_machine(&date);
            self.about.date = date.map(|date| Found::new(date, Provenance::FrontMatter));
        }
        let properties = Box::new(self.about.found_in(Provenance::FrontMatter));
        Sheet { pieces: self.flow.finish(), properties, ..Sheet::default() }
    }
}

/// Where the words of a group go that begins with this word, if that is elsewhere than around it.
fn destination(name: &str) -> Option<Into> {
    Some(match name {
        "fonttbl" => Into::Fonts,
        "stylesheet" => Into::Styles,
        "listtext" | "pntext" => Into::Marker,
        "title" => Into::Property("title"),
        "author" => Into::Property("author"),
        "keywords" => Into::Property("keywords"),
        "creatim" => Into::Property("created"),
        "shpinst" | "shptxt" => Into::Text,
        "colortbl" | "info" | "pict" | "object" | "header" | "headerl" | "headerr" | "headerf"
        | "footer" | "footerl" | "footerr" | "footerf" | "annotation" | "atnid" | "atnauthor"
        | "sp" | "shprslt" | "nonshppict" | "listtable" | "listoverridetable" | "revtbl"
        | "rsidtbl" | "ftnsep" | "ftnsepc" | "aftnsep" | "aftnsepc" | "tc" | "xe" | "filetbl"
        | "operator" | "company" | "subject" | "doccomm" | "category" | "manager" | "comment"
        | "hlinkbase" | "revtim" | "printim" | "buptim" => Into::Nothing,
        _ => return None,
    })
}

/// The code page of this number.
fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        866 => "ibm866".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The code page of a font by its character set.
fn charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
