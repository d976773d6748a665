//! What of a page a visitor sees: all that is left out is left out by one of the rules named here.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};

use super::place::is_shorter;
use crate::ingest::line::shape;
use crate::text::normalise::one_line;

/// The rules by which words of a page are no part of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Omission {
    /// Scripts, style sheets, templates, what is shown only without scripts.
    Program,
    /// What the head says of the page.
    Head,
    /// What stands in for pictures, sounds and frames where they cannot be shown, and drawings.
    Embedded,
    /// Hidden by the element itself: `hidden`, `display: none`, a closed dialog.
    Hidden,
    /// Hidden by the page's style sheet, or moved out of sight for those who listen to the page.
    Styled,
    /// The reading of characters, set beside them.
    Reading,
}

/// Which rule leaves `node`, an element of this name in a page with so many bytes of words, out.
pub(super) fn omission(
    node: &NodeRef<'_>,
    name: &str,
    styles: &Styles,
    page: usize,
) -> Option<Omission> {
    match name {
        // An element that is not closed in it draws the rest of the page into it.
        "noscript" if page > 0 && !is_shorter(node, page / 2) => None,
        name if is_program(name) => Some(Omission::Program),
        "head" | "title" | "meta" | "link" => Some(Omission::Head),
        "svg" | "iframe" | "object" | "embed" | "audio" | "video" | "canvas" | "annotation"
        | "annotation-xml" | "noframes" => Some(Omission::Embedded),
        "rt" | "rp" | "rtc" => Some(Omission::Reading),
        "dialog" if !node.has_attr("open") => Some(Omission::Hidden),
        _ if is_hidden(node) => Some(Omission::Hidden),
        _ if styles.hide(node) => Some(Omission::Styled),
        _ => None,
    }
}

/// Words of prose, at least, of a post that is shown only without scripts: notices on scripts are shorter.
const POST: usize = 100;

/// Makes ordinary parts of `page` of what it shows only without scripts, where that is text which stands nowhere
/// else in it: a whole post, not a word on scripts or a picture.
pub(super) fn show_posts(page: &Document) {
    let unscripted = page.select("noscript");
    let longest = |node: &NodeRef<'_>| {
        let texts = node.descendants_it().filter(NodeRef::is_text).map(|text| text.text());
        texts.max_by_key(|text| text.len()).map(|text| one_line(&text)).unwrap_or_default()
    };
    let is_post = |node: &&NodeRef<'_>| {
        let prose = node.descendants_it().filter(NodeRef::is_text).map(|text| text.text());
        let prose = prose.filter(|text| shape::is_prose(text));
        prose.map(|text| shape::words(&text)).sum::<usize>() >= POST
    };
    let posts: Vec<(&NodeRef<'_>, String)> =
        unscripted.nodes().iter().filter(is_post).map(|node| (node, longest(node))).collect();
    if posts.is_empty() {
        return;
    }
    let mut shown = HashSet::new();
    let mut left = vec![page.root()];
    while let Some(node) = left.pop() {
        for child in node.children_it(false) {
            if child.is_text() {
                shown.insert(one_line(&child.text()));
            } else if !child.node_name().is_some_and(|name| is_program(&name.to_ascii_lowercase()))
            {
                left.push(child);
            }
        }
    }
    for (post, words) in posts {
        if !shown.contains(&words) {
            post.rename("div");
        }
    }
}

/// Whether an element of this name holds a program, or what is shown only where none runs.
fn is_program(name: &str) -> bool {
    matches!(name, "script" | "style" | "noscript" | "template")
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.attr("hidden").is_some_and(|value| &*value != "until-found")
        || node.attr("style").is_some_and(|style| hides(&style) == Some(true))
}

/// Names under which frameworks put words out of sight that only screen readers speak.
const SPOKEN: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "screenreader-only",
    "element-invisible",
    "show-for-sr",
    "a11y-hidden",
    "u-visually-hidden",
];

/// What the style sheets in a page hide, by the simplest selectors: a class, an id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    hidden: HashSet<String>,
}

impl Styles {
    /// The style sheets in `page`.
    pub(super) fn of(page: &Document) -> Self {
        let mut styles = Self::default();
        for sheet in &page.select("style") {
            let print = sheet.attr("media").is_some_and(|media| &*media == "print");
            if !print {
                styles.read(&sheet.text());
            }
        }
        styles
    }

    /// Whether they hide nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.hidden.is_empty()
    }

    /// Takes in the rules of `sheet`, but those that hold only sometimes (`@media`).
    fn read(&mut self, sheet: &str) {
        let mut rest = sheet;
        while let Some((selectors, behind)) = rest.split_once('{') {
            if selectors.trim_start().starts_with('@') {
                rest = behind_block(behind);
                continue;
            }
            let (declarations, next) = behind.split_once('}').unwrap_or((behind, ""));
            rest = next;
            let Some(hides) = hides(declarations) else { continue };
            for selector in selectors.split(',').map(bare) {
                if !is_simple(selector) {
                    continue;
                }
                if hides {
                    self.hidden.insert(selector.to_owned());
                } else {
                    self.hidden.remove(selector);
                }
            }
        }
    }

    fn hide(&self, node: &NodeRef<'_>) -> bool {
        let class = node.class();
        let classes = || class.as_deref().unwrap_or("").split_ascii_whitespace();
        if classes().any(|class| SPOKEN.contains(&class)) {
            return true;
        }
        !self.hidden.is_empty()
            && (classes().any(|class| self.hidden.contains(&format!(".{class}")))
                || node.id_attr().is_some_and(|id| self.hidden.contains(&format!("#{id}"))))
    }
}

/// What stands behind the block that is open at the start of `sheet`.
fn behind_block(sheet: &str) -> &str {
    let mut open = 1_usize;
    for (at, c) in sheet.char_indices() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return sheet.get(at + 1..).unwrap_or("");
        }
    }
    ""
}

/// `selector` without the comment before it.
fn bare(selector: &str) -> &str {
    selector.rsplit("*/").next().unwrap_or(selector).trim()
}

fn is_simple(selector: &str) -> bool {
    selector.strip_prefix(['.', '#']).is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    })
}

/// Whether `declarations` hide an element; `None` if they say nothing of it.
fn hides(declarations: &str) -> Option<bool> {
    let small = declarations.to_ascii_lowercase();
    let stated = || small.split(';').filter_map(|one| one.split_once(':'));
    let value = |name: &str| {
        let last = stated().rfind(|(key, _)| key.trim() == name);
        last.map(|(_, value)| value.trim().trim_end_matches("!important").trim_end())
    };
    let clips = |name: &str, by: &str| {
        value(name).is_some_and(|value| value.replace(' ', "").starts_with(by))
    };
    let clipped = value("position") == Some("absolute")
        && value("overflow") == Some("hidden")
        && (clips("clip", "rect(") || clips("clip-path", "inset("));
    let shown = value("display");
    if shown == Some("none") || value("visibility") == Some("hidden") || clipped {
        return Some(true);
    }
    shown.is_some().then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_rule_of_a_style_sheet_holds() {
        let mut styles = Styles::default();
        styles.read(
            "/* a */ .gone, p { display : none } .back{display:none}.back{display:block}\n\
             .flat { backface-visibility: hidden } .tall { line-height:1; overflow: hidden }\n\
             @media print { .printed { display: none } } .deep .part { display: none }\n\
             #box { visibility: hidden } .ear { position: absolute; clip: rect(0 0 0 0); overflow: hidden }",
        );
        let mut hidden: Vec<&str> = styles.hidden.iter().map(String::as_str).collect();
        hidden.sort_unstable();
        assert_eq!(hidden, ["#box", ".ear", ".gone"]);
    }
}
