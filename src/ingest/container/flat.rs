//! All that a page says, block by block, without asking what is article and what is frame: for pages that a
//! press archive wrote, whose tables are no tables.

use dom_query::NodeRef;

use crate::collection::BlockKind;
use crate::ingest::piece::Piece;

/// The blocks of text below `node`, in order. Headings, and what the archive's own names call headline or
/// author, say so.
pub(super) fn pieces(node: &NodeRef<'_>) -> Vec<Piece> {
    let mut found = Vec::new();
    walk(node, None, &mut found);
    found.retain(|piece: &Piece| !piece.text.trim().is_empty());
    for piece in &mut found {
        let lines: Vec<String> = piece
            .text
            .split('\n')
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        lines.join("\n").trim().clone_into(&mut piece.text);
    }
    found
}

fn walk(node: &NodeRef<'_>, kind: Option<BlockKind>, found: &mut Vec<Piece>) {
    for child in node.children_it(false) {
        if child.is_text() {
            let text = child.text().replace(['\n', '\r', '\t'], " ");
            match found.last_mut() {
                Some(open) => open.text.push_str(&text),
                None => found.push(Piece { kind, ..Piece::loose(text) }),
            }
            continue;
        }
        let Some(name) = child.node_name().filter(|_| child.is_element()) else { continue };
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "script" | "style" | "head" | "title" | "noscript" | "template" | "button" => {}
            "br" => {
                if let Some(open) = found.last_mut() {
                    open.text.push('\n');
                }
            }
            "span" | "b" | "strong" | "i" | "em" | "u" | "a" | "font" | "mark" | "small"
            | "sup" | "sub" | "q" | "cite" | "abbr" => {
                if role(&child).is_some()
                    && let Some(open) = found.last_mut().filter(|open| open.text.trim().is_empty())
                {
                    open.kind = role(&child);
                }
                walk(&child, kind, found);
            }
            _ => {
                let heads = matches!(name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
                let kind = role(&child).or(kind).or_else(|| heads.then_some(BlockKind::Heading));
                found.push(Piece { kind, ..Piece::default() });
                walk(&child, kind, found);
                found.push(Piece::default());
            }
        }
    }
}

fn role(node: &NodeRef<'_>) -> Option<BlockKind> {
    let class = node.class()?;
    if class.split_whitespace().any(|name| name.ends_with("Headline")) {
        Some(BlockKind::Heading)
    } else if class.split_whitespace().any(|name| name == "author") {
        Some(BlockKind::Byline)
    } else {
        None
    }
}
