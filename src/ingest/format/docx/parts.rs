//! What the parts beside a Word document's text say of it: styles, lists, addresses, properties.

use std::collections::HashMap;

use super::super::office::{Package, Role, Token, role, walk};
use crate::ingest::piece::Piece;

/// A style, what it is based on already laid under it.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// What a paragraph in it is.
    pub(super) role: Role,
    /// The list it belongs to, and how deep.
    pub(super) list: Option<(String, u8)>,
    /// Whether characters in it are bold.
    pub(super) bold: Option<bool>,
    /// Whether characters in it are slanted.
    pub(super) italic: Option<bool>,
    based_on: Option<String>,
}

/// How one level of a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// By bullets.
    Bullets,
    /// By numbers, from this one.
    From(u32),
}

/// The parts beside the text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    styles: HashMap<String, Style>,
    /// The list behind each number that paragraphs name.
    lists: HashMap<String, String>,
    levels: HashMap<(String, u8), Count>,
    addresses: HashMap<String, String>,
    /// Names of the parts with texts that are taken in whole, by the names that the text calls them.
    pub(super) taken_in: Vec<(String, String)>,
    /// Those texts.
    pub(super) chunks: HashMap<String, Vec<Piece>>,
}

/// Styles based on one another deeper than this are a circle.
const BASED: usize = 24;

impl Parts {
    /// Reads the parts that lie beside the text called `main`.
    ///
    /// # Errors
    /// If one is damaged.
    pub(super) fn read(package: &mut Package<'_>, main: &str) -> Result<Self, String> {
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
        let mut parts = Self::default();
        if let Some(xml) = package.part(&format!("{folder}/styles.xml"))? {
            parts.styles(&xml)?;
        }
        if let Some(xml) = package.part(&format!("{folder}/numbering.xml"))? {
            parts.lists(&xml)?;
        }
        if let Some(xml) = package.part(&format!("{folder}/_rels/{name}.rels"))? {
            walk(&xml, |token| {
                let Token::Start(element) = token else { return };
                let named = element.attribute("Id").zip(element.attribute("Target"));
                let Some((id, target)) = named else { return };
                if element.attribute("TargetMode").as_deref() == Some("External") {
                    parts.addresses.insert(id, target);
                } else if element.attribute("Type").is_some_and(|kind| kind.ends_with("/aFChunk")) {
                    let part = target.strip_prefix('/').map(str::to_owned);
                    parts.taken_in.push((id, part.unwrap_or_else(|| format!("{folder}/{target}"))));
                }
            })?;
        }
        Ok(parts)
    }

    /// The style of this name, with all that it is based on.
    pub(super) fn style(&self, name: &str) -> Style {
        let mut style = Style::default();
        let mut next = self.styles.get(name);
        for _ in 0..BASED {
            let Some(under) = next else { break };
            if style.role == Role::Text {
                style.role = under.role;
            }
            style.list = style.list.or_else(|| under.list.clone());
            style.bold = style.bold.or(under.bold);
            style.italic = style.italic.or(under.italic);
            next = under.based_on.as_ref().and_then(|name| self.styles.get(name));
        }
        style
    }

    /// How a list counts at a level, and which list that is: several names may stand for one.
    pub(super) fn count(&self, list: &str, level: u8) -> Option<(&str, Count)> {
        let definition = self.lists.get(list)?;
        let count = self.levels.get(&(definition.clone(), level)).copied();
        Some((definition, count.unwrap_or(Count::Bullets)))
    }

    /// The address behind a link's number.
    pub(super) fn address(&self, id: &str) -> Option<&str> {
        self.addresses.get(id).map(String::as_str)
    }

    fn styles(&mut self, xml: &str) -> Result<(), String> {
        let mut open: Option<(String, Style)> = None;
        let mut list: (Option<String>, u8) = (None, 0);
        walk(xml, |token| match token {
            Token::Start(element) => match (element.name, &mut open) {
                ("style", _) => {
                    list = (None, 0);
                    open = element.attribute("styleId").map(|id| (id, Style::default()));
                }
                ("name", Some((_, style))) => {
                    style.role = role(&element.attribute("val").unwrap_or_default());
                }
                ("basedOn", Some((_, style))) => style.based_on = element.attribute("val"),
                ("outlineLvl", Some((_, style))) => {
                    if let Some(level) = outline(element.number("val"))
                        && style.role == Role::Text
                    {
                        style.role = Role::Heading(level);
                    }
                }
                ("numId", _) => list.0 = element.attribute("val"),
                ("ilvl", _) => list.1 = element.number("val").unwrap_or(0),
                ("b", Some((_, style))) => style.bold = Some(element.switches_on()),
                ("i", Some((_, style))) => style.italic = Some(element.switches_on()),
                _ => {}
            },
            Token::End("style") => {
                if let Some((id, mut style)) = open.take() {
                    style.list = list.0.take().map(|number| (number, list.1));
                    self.styles.insert(id, style);
                }
            }
            _ => {}
        })
    }

    fn lists(&mut self, xml: &str) -> Result<(), String> {
        let (mut definition, mut level, mut start, mut number) =
            (String::new(), 0, 1, String::new());
        walk(xml, |token| {
            let Token::Start(element) = token else { return };
            match element.name {
                "abstractNum" => {
                    definition = element.attribute("abstractNumId").unwrap_or_default();
                }
                "lvl" => {
                    level = element.number("ilvl").unwrap_or(0);
                    start = 1;
                }
                "start" => start = element.number("val").unwrap_or(1),
                "numFmt" => {
                    let bullets = matches!(
                        element.attribute("val").as_deref(),
                        None | Some("bullet" | "none")
                    );
                    let count = if bullets { Count::Bullets } else { Count::From(start) };
                    self.levels.insert((definition.clone(), level), count);
                }
                "num" => number = element.attribute("numId").unwrap_or_default(),
                "abstractNumId" => {
                    let behind = element.attribute("val").unwrap_or_default();
                    self.lists.insert(number.clone(), behind);
                }
                _ => {}
            }
        })
    }
}

/// The level, from 1, of an outline's level from 0; nine is running text.
pub(super) fn outline(level: Option<u8>) -> Option<u8> {
    level.filter(|level| *level < 9).map(|level| level + 1)
}
