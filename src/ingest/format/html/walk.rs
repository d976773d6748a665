//! From a tree of elements to pieces: every word that a visitor sees comes into one of them.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use super::elements;
use super::place::{self, Place};
use super::visible::{self, Styles};
use crate::collection::{BlockKind, MarkKind};
use crate::ingest::piece::Piece;
use crate::ingest::writer::Writer;

/// A piece of a page and where it stands there.
pub(super) type Placed = (Piece, Place);

/// All that a visitor sees below `node`, with what of it lies in `chosen`.
pub(super) fn pieces(node: &NodeRef<'_>, styles: &Styles, chosen: &HashSet<NodeId>) -> Vec<Placed> {
    let mut writer = Writer::default();
    let mut places = walk(node, styles, chosen, &mut writer);
    let pieces = writer.finish();
    places.resize_with(pieces.len(), Place::default);
    pieces.into_iter().zip(places).collect()
}

/// Writes all that a visitor sees below `node`.
pub(super) fn write(node: &NodeRef<'_>, styles: &Styles, writer: &mut Writer) {
    walk(node, styles, &HashSet::new(), writer);
}

fn walk(
    node: &NodeRef<'_>,
    styles: &Styles,
    chosen: &HashSet<NodeId>,
    writer: &mut Writer,
) -> Vec<Place> {
    let first = writer.len();
    let here = Place::top(node);
    let mut walk = Walk { styles, chosen, writer, first, places: Vec::new(), here };
    walk.children(node);
    walk.places
}

/// Where the walk is.
struct Walk<'a> {
    styles: &'a Styles,
    chosen: &'a HashSet<NodeId>,
    writer: &'a mut Writer,
    /// Pieces that were written before it began.
    first: usize,
    /// Of each piece, the open one last.
    places: Vec<Place>,
    /// What the elements around say.
    here: Place,
}

impl Walk<'_> {
    fn children(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.text(&child);
            } else if let Some(name) = child.node_name().filter(|_| child.is_element()) {
                let name = name.to_ascii_lowercase();
                if visible::omission(&child, &name, self.styles, self.here.page).is_none() {
                    self.placed(&child, &name);
                }
            }
        }
    }

    fn text(&mut self, node: &NodeRef<'_>) {
        let text = node.text();
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        if letters > 0 {
            self.count(letters, self.chosen.contains(&node.id));
        }
        if self.writer.kind() == Some(BlockKind::Code) {
            self.writer.text(&text);
        } else {
            let spaced: String = text
                .chars()
                .map(|c| if matches!(c, '\n' | '\r' | '\t' | '\u{c}') { ' ' } else { c })
                .collect();
            self.writer.text(&spaced);
        }
    }

    fn count(&mut self, letters: usize, chosen: bool) {
        let at = self.writer.len() - self.first;
        self.places.resize_with(at + 1, Place::default);
        if let Some(place) = self.places.get_mut(at) {
            place.add(&self.here, letters, chosen);
        }
    }

    /// Walks an element inside what it says of the place.
    fn placed(&mut self, node: &NodeRef<'_>, name: &str) {
        let outer = self.here;
        self.here = place::inside(outer, node, name);
        self.element(node, name);
        self.here = outer;
    }

    fn element(&mut self, node: &NodeRef<'_>, name: &str) {
        if let Some(label) = elements::page_break(node) {
            self.writer.page(&label);
            // Its number is the place of what follows, and no part of it.
            if crate::text::normalise::one_line(&node.text()) == label {
                return;
            }
        }
        match name {
            "p" | "div" | "h2" | "h3" | "span"
                if self.here.role.kind().is_some() && has_no_blocks(node) =>
            {
                self.block(node, self.here.role.kind().unwrap_or(BlockKind::Paragraph), 0);
            }
            _ if elements::is_note(node) => {
                self.writer.begin_note(None);
                self.children(node);
                self.writer.end_note();
            }
            "br" => self.line_end(),
            "hr" => self.writer.flush(),
            "em" | "i" | "cite" | "dfn" => self.marked(node, MarkKind::Emphasis),
            "strong" | "b" => self.marked(node, MarkKind::Strong),
            "code" | "kbd" | "samp" | "tt" if self.writer.kind() != Some(BlockKind::Code) => {
                self.marked(node, MarkKind::Code);
            }
            "a" if elements::is_note_mark(node) && self.writer.ends_in_word() => {
                self.note_mark(node);
            }
            "a" => {
                self.apart(node);
                match node.attr("href") {
                    Some(address) => {
                        self.marked(node, MarkKind::Link(address.trim().to_owned()));
                    }
                    None => self.children(node),
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes().get(1).map_or(2, |digit| digit.saturating_sub(b'0'));
                self.block(node, BlockKind::Heading, level);
            }
            "pre" | "listing" | "xmp" => self.block(node, BlockKind::Code, 0),
            "figcaption" | "caption" => self.block(node, BlockKind::Caption, 0),
            "blockquote" => {
                self.writer.begin_quote();
                self.children(node);
                self.writer.end_quote();
            }
            "ul" | "menu" | "dir" => self.list(node, None),
            "ol" => {
                let first = node.attr("start").and_then(|start| start.trim().parse().ok());
                self.list(node, Some(first.unwrap_or(1)));
            }
            "li" | "dd" => {
                self.writer.begin_item();
                self.children(node);
                self.writer.end_item();
            }
            "table" => self.table(node),
            "q" => {
                self.writer.text("“");
                self.children(node);
                self.writer.text("”");
            }
            "sup" => {
                self.writer.begin_raised();
                self.children(node);
                self.writer.end_raised();
            }
            "span" | "time" | "label" | "small" => {
                self.apart(node);
                self.children(node);
            }
            _ if elements::is_inline(name) || name.contains('-') && amid_text(node) => {
                self.apart(node);
                self.children(node);
            }
            _ => {
                self.writer.flush();
                self.children(node);
                self.writer.flush();
            }
        }
    }

    /// A line's end; two of them end a paragraph.
    fn line_end(&mut self) {
        let blank = self.writer.ends_line();
        if blank && self.writer.kind().is_none() {
            self.writer.flush();
        } else if !blank {
            self.writer.text("\n");
        }
    }

    /// A space where two elements stand side by side that are parted only by how they look.
    fn apart(&mut self, node: &NodeRef<'_>) {
        let beside = node.prev_sibling().is_some_and(|before| {
            before.is_element()
                && ["a", "span", "time", "label", "small"].iter().any(|name| before.has_name(name))
                && (node.has_name("a") && before.has_name("a")
                    || [*node, before]
                        .iter()
                        .any(|node| !node.has_name("span") && node.has_attr("class"))
                    || [*node, before].iter().all(|node| node.has_attr("class"))
                        && !before.text().ends_with(char::is_whitespace)
                        && node.text().trim().contains(' '))
        });
        if beside {
            self.writer.text(" ");
        }
    }

    /// The mark of a note as Markdown has it: `[1]`.
    fn note_mark(&mut self, node: &NodeRef<'_>) {
        let bracketed = node.text().trim().starts_with('[');
        self.writer.text(if bracketed { "" } else { "[" });
        self.children(node);
        self.writer.text(if bracketed { "" } else { "]" });
    }

    fn here_chosen(&self, node: &NodeRef<'_>) -> bool {
        node.descendants_it().any(|inner| self.chosen.contains(&inner.id))
    }

    fn marked(&mut self, node: &NodeRef<'_>, kind: MarkKind) {
        self.writer.begin(kind);
        self.children(node);
        self.writer.end();
    }

    fn block(&mut self, node: &NodeRef<'_>, kind: BlockKind, level: u8) {
        self.writer.open(kind, level);
        self.children(node);
        self.writer.flush();
    }

    fn list(&mut self, node: &NodeRef<'_>, first: Option<u64>) {
        self.writer.begin_list(first);
        self.children(node);
        self.writer.end_list();
    }

    /// Two rows and two columns of short cells are a table; else it was there for the look of the page.
    fn table(&mut self, node: &NodeRef<'_>) {
        let rows: Vec<NodeRef<'_>> =
            node.descendants_it().filter(|row| row.has_name("tr")).collect();
        let wide = rows.iter().filter(|row| cells(row).len() >= 2).count();
        if wide < 2 || node.descendants_it().any(|inner| is_layout(&inner)) {
            self.writer.flush();
            self.children(node);
            self.writer.flush();
            return;
        }
        for caption in node.descendants_it().filter(|inner| inner.has_name("caption")) {
            self.block(&caption, BlockKind::Caption, 0);
        }
        self.writer.open(BlockKind::Table, 0);
        for row in rows {
            for cell in cells(&row) {
                self.writer.cell();
                let words = self.line(&cell);
                self.count(
                    words.chars().filter(|c| !c.is_whitespace()).count(),
                    self.here_chosen(&cell),
                );
                self.writer.text(&words);
            }
            self.writer.row();
        }
        self.writer.flush();
    }

    /// The words of a cell in one line.
    fn line(&self, cell: &NodeRef<'_>) -> String {
        let inside = pieces(cell, self.styles, self.chosen);
        let lines: Vec<String> =
            inside.iter().map(|(piece, _)| crate::text::normalise::one_line(&piece.text)).collect();
        lines.join(" ")
    }
}

/// Words above which the cell of a table is rather a part of the page.
const CELL: usize = 40;

fn is_layout(inner: &NodeRef<'_>) -> bool {
    if inner.has_name("table") {
        return true;
    }
    (inner.has_name("td") || inner.has_name("th"))
        && (inner.descendants_it().filter(|part| part.has_name("p")).take(2).count() > 1
            || inner.text().split_whitespace().take(CELL + 1).count() > CELL)
}

fn cells<'a>(row: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    row.element_children()
        .into_iter()
        .filter(|cell| cell.has_name("td") || cell.has_name("th"))
        .collect()
}

/// Whether words stand beside `node` in the same element.
fn amid_text(node: &NodeRef<'_>) -> bool {
    let worded = |sibling: Option<NodeRef<'_>>| sibling.is_some_and(|node| node.is_nonempty_text());
    // Two of one name side by side are cards or rows, not words of a line.
    let again = |sibling: Option<NodeRef<'_>>| {
        sibling
            .is_some_and(|sibling| sibling.is_element() && sibling.node_name() == node.node_name())
    };
    let repeated = again(node.prev_sibling()) || again(node.next_sibling());
    !repeated && (worded(node.prev_sibling()) || worded(node.next_sibling()))
}

fn has_no_blocks(node: &NodeRef<'_>) -> bool {
    !node.children_it(false).any(|child| {
        ["p", "div", "ul", "ol", "table", "blockquote", "figure"]
            .iter()
            .any(|name| child.has_name(name))
    })
}
