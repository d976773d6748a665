//! What single elements of a page mean for its text.

use dom_query::NodeRef;

use crate::ingest::line::words::Words;

/// Whether the book itself says that `node` is one of these: by `epub:type`, or by `role` with `doc-` before.
fn is_called(node: &NodeRef<'_>, names: &[&str]) -> bool {
    let stated = |attribute: &str, before: &str| {
        node.attr(attribute).is_some_and(|stated| {
            let mut words = stated.split_ascii_whitespace();
            words.any(|word| word.strip_prefix(before).is_some_and(|word| names.contains(&word)))
        })
    };
    stated("epub:type", "") || stated("role", "doc-")
}

/// Whether `node` holds a note on the text.
pub(super) fn is_note(node: &NodeRef<'_>) -> bool {
    is_called(node, &["footnote", "endnote", "rearnote"])
}

/// Whether `node` refers to a note: it says so, or is a figure that leads to a place in a page.
pub(super) fn is_note_mark(node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let mark = text.trim().trim_matches(['[', ']']);
    let figures = (1..=3).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_digit());
    let within = || {
        let address = node.attr("href");
        address.is_some_and(|to| to.split_once('#').is_some_and(|(_, place)| !place.is_empty()))
    };
    is_called(node, &["noteref"]) && !mark.is_empty() || figures && within()
}

/// The label of the printed page that begins at `node`, if one does.
pub(super) fn page_break(node: &NodeRef<'_>) -> Option<String> {
    if !is_called(node, &["pagebreak"]) {
        return None;
    }
    let label = ["title", "aria-label"].iter().find_map(|name| node.attr(name));
    let label = crate::text::normalise::one_line(&label.unwrap_or_else(|| node.text()));
    Some(label).filter(|label| !label.is_empty())
}

/// Elements that stand within a line.
static INLINE: Words = Words::new(
    "u, s, del, ins, big, sub, font, mark, abbr, acronym, bdi, bdo, var, wbr, ruby, rb, data, \
    strike, center, img, picture, source, nobr, thead, tbody, tfoot, o:p, code, kbd, samp, tt, \
    math, mi, mo, mn, mrow, msup, msub, mfrac, mtext, semantics, mstyle, output, meter, progress, \
    slot, blink, tspan",
);

/// Whether an element of this name stands within a line.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.has(name)
}
