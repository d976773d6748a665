//! From a tree of elements to pieces.

use dom_query::NodeRef;

use crate::collection::{BlockKind, MarkKind};
use crate::ingest::writer::Writer;

/// Writes all that a reader would see below `node`.
pub(super) fn walk(node: &NodeRef<'_>, writer: &mut Writer) {
    for child in node.children_it(false) {
        if child.is_text() {
            text(&child, writer);
        } else if let Some(name) = child.node_name().filter(|_| child.is_element()) {
            element(&child, &name.to_ascii_lowercase(), writer);
        }
    }
}

fn text(node: &NodeRef<'_>, writer: &mut Writer) {
    let text = node.text();
    if writer.kind() == Some(BlockKind::Code) {
        writer.text(&text);
    } else {
        let spaced: String = text
            .chars()
            .map(|c| if matches!(c, '\n' | '\r' | '\t' | '\u{c}') { ' ' } else { c })
            .collect();
        writer.text(&spaced);
    }
}

fn element(node: &NodeRef<'_>, name: &str, writer: &mut Writer) {
    match name {
        "script" | "style" | "noscript" | "template" | "svg" | "math" | "button" | "form"
        | "input" | "select" | "textarea" | "iframe" | "object" | "embed" | "audio" | "video"
        | "canvas" | "head" | "title" | "meta" | "link" | "nav" | "dialog" => {}
        _ if is_hidden(node) => {}
        "p" | "div" | "h2" | "h3" | "span" if role(node).is_some() && has_no_blocks(node) => {
            block(node, role(node).unwrap_or(BlockKind::Paragraph), 0, writer);
        }
        "br" => writer.text("\n"),
        "hr" => writer.flush(),
        "em" | "i" | "cite" | "dfn" => marked(node, MarkKind::Emphasis, writer),
        "strong" | "b" => marked(node, MarkKind::Strong, writer),
        "code" | "kbd" | "samp" | "tt" if writer.kind() != Some(BlockKind::Code) => {
            marked(node, MarkKind::Code, writer);
        }
        "a" => match node.attr("href") {
            Some(address) => marked(node, MarkKind::Link(address.trim().to_owned()), writer),
            None => walk(node, writer),
        },
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.as_bytes().get(1).map_or(2, |digit| digit.saturating_sub(b'0'));
            block(node, BlockKind::Heading, level, writer);
        }
        "pre" | "listing" => block(node, BlockKind::Code, 0, writer),
        "figcaption" | "caption" => block(node, BlockKind::Caption, 0, writer),
        "blockquote" => {
            writer.begin_quote();
            walk(node, writer);
            writer.end_quote();
        }
        "ul" | "menu" | "dir" => list(node, None, writer),
        "ol" => {
            let first = node.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
            list(node, Some(first), writer);
        }
        "li" | "dd" => {
            writer.begin_item();
            walk(node, writer);
            writer.end_item();
        }
        "table" => table(node, writer),
        "q" => {
            writer.text("“");
            walk(node, writer);
            writer.text("”");
        }
        _ if is_inline(name) => walk(node, writer),
        _ => {
            writer.flush();
            walk(node, writer);
            writer.flush();
        }
    }
}

fn marked(node: &NodeRef<'_>, kind: MarkKind, writer: &mut Writer) {
    writer.begin(kind);
    walk(node, writer);
    writer.end();
}

fn block(node: &NodeRef<'_>, kind: BlockKind, level: u8, writer: &mut Writer) {
    writer.open(kind, level);
    walk(node, writer);
    writer.flush();
}

fn list(node: &NodeRef<'_>, first: Option<u64>, writer: &mut Writer) {
    writer.begin_list(first);
    walk(node, writer);
    writer.end_list();
}

/// Two rows and two columns of short cells are a table; else it was there for the look of the page.
fn table(node: &NodeRef<'_>, writer: &mut Writer) {
    let rows: Vec<NodeRef<'_>> = node.descendants_it().filter(|row| row.has_name("tr")).collect();
    let wide = rows.iter().filter(|row| cells(row).len() >= 2).count();
    let nested = node
        .descendants_it()
        .any(|inner| inner.has_name("table") || inner.has_name("p") && inner.text().len() > 300);
    if wide < 2 || nested {
        writer.flush();
        walk(node, writer);
        writer.flush();
        return;
    }
    for caption in node.descendants_it().filter(|inner| inner.has_name("caption")) {
        block(&caption, BlockKind::Caption, 0, writer);
    }
    writer.open(BlockKind::Table, 0);
    for row in rows {
        for cell in cells(&row) {
            writer.cell();
            writer.text(&crate::ingest::one_line(&cell.text()));
        }
        writer.row();
    }
    writer.flush();
}

fn cells<'a>(row: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    row.element_children()
        .into_iter()
        .filter(|cell| cell.has_name("td") || cell.has_name("th"))
        .collect()
}

/// What the page's own names for its parts say an element is.
fn role(node: &NodeRef<'_>) -> Option<BlockKind> {
    let class = node.class()?.to_ascii_lowercase();
    let has = |names: &[&str]| {
        class.split([' ', '-', '_']).any(|part| names.contains(&part))
            || names.iter().any(|name| class == *name)
    };
    if has(&["standfirst", "dek", "deck", "subtitle", "subheadline", "lede", "vorspann", "chapo"]) {
        Some(BlockKind::Standfirst)
    } else if has(&["caption", "figcaption", "wp-caption-text", "imagecaption", "bildunterschrift"])
    {
        Some(BlockKind::Caption)
    } else {
        None
    }
}

fn has_no_blocks(node: &NodeRef<'_>) -> bool {
    !node.children_it(false).any(|child| {
        ["p", "div", "ul", "ol", "table", "blockquote", "figure"]
            .iter()
            .any(|name| child.has_name(name))
    })
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
        || node.attr("style").is_some_and(|style| {
            style.replace(' ', "").to_ascii_lowercase().contains("display:none")
        })
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "span"
            | "u"
            | "s"
            | "del"
            | "ins"
            | "small"
            | "big"
            | "sub"
            | "sup"
            | "font"
            | "mark"
            | "abbr"
            | "acronym"
            | "time"
            | "label"
            | "bdi"
            | "bdo"
            | "var"
            | "wbr"
            | "ruby"
            | "rt"
            | "rb"
            | "rp"
            | "data"
            | "strike"
            | "center"
            | "img"
            | "picture"
            | "source"
            | "nobr"
            | "thead"
            | "tbody"
            | "tfoot"
            | "o:p"
            | "code"
            | "kbd"
            | "samp"
            | "tt"
    )
}

/// How deep elements lie in one another below `root`, found without going down by recursion.
pub(super) fn depth(root: &NodeRef<'_>) -> usize {
    let mut deepest = 0;
    let mut here = *root;
    let mut level = 0_usize;
    loop {
        if let Some(child) = here.first_child() {
            here = child;
            level += 1;
            deepest = deepest.max(level);
            continue;
        }
        loop {
            if level == 0 {
                return deepest;
            }
            if let Some(next) = here.next_sibling() {
                here = next;
                break;
            }
            match here.parent() {
                Some(parent) => here = parent,
                None => return deepest,
            }
            level -= 1;
        }
    }
}

/// Elements that end by themselves where the next begins, or have no end.
const SELF_ENDING: &[&str] = &[
    "p", "li", "td", "tr", "th", "dt", "dd", "option", "thead", "tbody", "tfoot", "br", "hr",
    "img", "meta", "link", "input", "source", "wbr", "col", "area", "base", "embed", "param",
    "track", "a", "b", "i", "u", "em", "strong", "font", "small", "big",
];

/// The most tags that are open at once, counted roughly and fast before anything is built.
pub(super) fn open_tags(source: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    let mut rest = source;
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        let (closes, named) = match behind.strip_prefix('/') {
            Some(named) => (true, named),
            None => (false, behind),
        };
        let end = named.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(named.len());
        let name = named.get(..end.min(12)).unwrap_or("");
        if name.is_empty() || SELF_ENDING.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            continue;
        }
        open = if closes { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}
