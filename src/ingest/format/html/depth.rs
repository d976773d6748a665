//! How deep the elements of a page lie in one another, told before any of them is walked.

use dom_query::NodeRef;

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
