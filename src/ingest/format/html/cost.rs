//! What the tree of a page costs: counted in its source before it is built, and how deep it lies after.

use dom_query::NodeRef;

use crate::ingest::Limits;

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
    "track",
];

/// Of these, those that leave what is open as it is.
const VOID: &[&str] =
    &["br", "hr", "img", "meta", "link", "input", "source", "wbr", "col", "area", "base", "embed"];

/// Marks: one that was not closed begins again in whatever follows (HTML, “active formatting elements”).
const MARKS: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Of marks that are written alike, no more than this many begin again.
const ALIKE: usize = 3;

/// What a page would cost, roughly; more than a browser would say, never for a page that closes its marks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cost {
    /// The most tags that are open at once, marks left out.
    pub(super) open: usize,
    /// The most marks that are open at once.
    marks: usize,
    /// Elements that come to be because open marks begin again.
    repeated: usize,
    /// The most attributes of one element.
    attributes: usize,
}

impl Cost {
    /// Reads the tags of `source`, in one pass.
    pub(super) fn of(source: &str) -> Self {
        let mut cost = Self::default();
        let mut open = 0_usize;
        let mut marks = Marks::default();
        for tag in (Tags { rest: source }) {
            cost.attributes = cost.attributes.max(tag.attributes());
            let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(tag.name));
            if is(MARKS) {
                marks.take(&tag);
                cost.marks = cost.marks.max(marks.open.len());
            } else if !is(VOID) {
                marks.enclose(&tag);
                if !is(SELF_ENDING) {
                    open = if tag.closes { open.saturating_sub(1) } else { open + 1 };
                    cost.open = cost.open.max(open);
                }
                if !tag.closes {
                    cost.repeated = cost.repeated.saturating_add(marks.here().len());
                }
            }
            if cost.marks > Limits::OPEN_MARKS {
                break;
            }
        }
        cost
    }

    /// Why a page is too dear, but for its depth.
    ///
    /// # Errors
    /// If it is.
    pub(super) fn check(self) -> Result<(), String> {
        if self.marks > Limits::OPEN_MARKS || self.repeated > Limits::REPEATED_MARKS {
            return Err(
                "its marks, such as bold or links, are opened over and over and never closed: \
                        save the page again from a browser, or as text"
                    .into(),
            );
        }
        if self.attributes > Limits::ATTRIBUTES {
            return Err(format!(
                "one of its elements has more than {} attributes: save the page again from a browser, \
                 or as text",
                Limits::ATTRIBUTES
            ));
        }
        Ok(())
    }
}

/// The marks that are open, as they are written.
#[derive(Default)]
struct Marks<'a> {
    open: Vec<Tag<'a>>,
    /// Where those of each open table begin: what was opened around a table holds outside it.
    tables: Vec<usize>,
}

impl<'a> Marks<'a> {
    /// Those that hold here.
    fn here(&self) -> &[Tag<'a>] {
        self.open.get(self.tables.last().copied().unwrap_or(0)..).unwrap_or_default()
    }

    fn take(&mut self, tag: &Tag<'a>) {
        let start = self.tables.last().copied().unwrap_or(0);
        let same = |open: &Tag<'_>| open.name.eq_ignore_ascii_case(tag.name);
        // A link cannot lie in a link: the second ends the first.
        let ends =
            tag.closes || ["a", "nobr"].iter().any(|name| name.eq_ignore_ascii_case(tag.name));
        if ends && let Some(last) = self.here().iter().rposition(same) {
            self.open.remove(start + last);
        }
        if tag.closes {
            return;
        }
        let alike = |open: &Tag<'_>| open.inside == tag.inside && same(open);
        if self.here().iter().filter(|open| alike(open)).count() >= ALIKE
            && let Some(first) = self.here().iter().position(alike)
        {
            self.open.remove(start + first);
        }
        self.open.push(*tag);
    }

    /// Notes tables and cells, at whose edges marks end.
    fn enclose(&mut self, tag: &Tag<'_>) {
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(tag.name));
        if is(&["table"]) && !tag.closes {
            self.tables.push(self.open.len());
        } else if let Some(start) = self.tables.last().copied()
            && is(&["table", "td", "th", "tr", "caption"])
        {
            self.open.truncate(start);
            if is(&["table"]) {
                self.tables.pop();
            }
        }
    }
}

/// A tag.
#[derive(Clone, Copy)]
struct Tag<'a> {
    closes: bool,
    name: &'a str,
    /// What stands between its name and its end.
    inside: &'a str,
}

impl Tag<'_> {
    /// How many attributes it has, at most.
    fn attributes(&self) -> usize {
        let (mut count, mut quote, mut last, mut gap) = (0, None, b' ', true);
        for byte in self.inside.bytes() {
            match quote {
                Some(sign) if sign == byte => quote = None,
                Some(_) => continue,
                None if last == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
                None if byte.is_ascii_whitespace() || byte == b'/' => gap = true,
                None => count += usize::from(std::mem::take(&mut gap)),
            }
            // What follows a quoted value is another attribute.
            gap |= quote.is_none() && matches!(byte, b'"' | b'\'');
            if !byte.is_ascii_whitespace() {
                last = byte;
            }
        }
        count
    }
}

/// The tags of a page, comments and scripts left out.
struct Tags<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let (_, behind) = self.rest.split_once('<')?;
            self.rest = behind;
            if let Some(comment) = behind.strip_prefix("!--") {
                self.rest = after_comment(comment);
                continue;
            }
            let (closes, named) = match behind.strip_prefix('/') {
                Some(named) => (true, named),
                None => (false, behind),
            };
            if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let end = named.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(named.len());
            let (name, inside) = named.split_at(end);
            let length = length(inside);
            let (inside, rest) = inside.split_at(length);
            self.rest = rest;
            let raw = ["script", "style"].iter().find(|raw| raw.eq_ignore_ascii_case(name));
            if let Some(raw) = raw.filter(|_| !closes) {
                self.rest = behind_raw(rest, raw);
            }
            return Some(Tag { closes, name, inside });
        }
    }
}

/// Bytes of `inside` up to the end of its tag; an end within quotes is none.
fn length(inside: &str) -> usize {
    let (mut quote, mut last) = (None, b' ');
    for (at, byte) in inside.bytes().enumerate() {
        match quote {
            Some(sign) if sign == byte => quote = None,
            None if byte == b'>' => return at,
            None if last == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    inside.len()
}

/// What follows a comment; as browsers have it, `<!-->` is one too, and one without an end takes all.
fn after_comment(comment: &str) -> &str {
    let short = comment.strip_prefix('>').or_else(|| comment.strip_prefix("->"));
    short.unwrap_or_else(|| {
        let ends = ["-->", "--!>"].iter().filter_map(|end| Some(comment.find(end)? + end.len()));
        ends.min().and_then(|end| comment.get(end..)).unwrap_or_default()
    })
}

/// What follows the script or style that `rest` begins with; all of it where there is no end.
fn behind_raw<'a>(rest: &'a str, name: &str) -> &'a str {
    let is_end = |at: &usize| {
        rest.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let end = rest.match_indices("</").map(|(at, _)| at).find(is_end);
    end.and_then(|end| rest.get(end..)).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_are_left_open_multiply_unless_they_are_alike_or_closed() {
        let repeated = |paragraph: &dyn Fn(usize) -> String| {
            let page: String = (0..900).map(paragraph).collect();
            let cost = Cost::of(&page);
            (cost.repeated, cost.check().is_ok())
        };
        assert!(!repeated(&|n| format!("<p><b id={n}>x<div>y</div>")).1);
        assert!(!repeated(&|n| format!("<p><FONT size='{n}'>x</p><ul><li>x<li>y</ul>")).1);
        assert_eq!(repeated(&|_| "<p><b class=x>y".to_owned()).0, 3 * 900 - 6);
        assert_eq!(repeated(&|n| format!("<p><b id={n}>x</b>")).0, 0);
        assert_eq!(repeated(&|n| format!("<p><a href={n}>x")).0, 899);
        assert_eq!(repeated(&|n| format!("<table><tr><td><i id={n}>x</table>")).0, 0);
        assert_eq!(repeated(&|n| format!("<script>if (a<b{n} && c<i{n}) {{}}</script><p>")).0, 0);
        assert_eq!(repeated(&|n| format!("<!-- <b id={n}> --><p>")).0, 0);
        assert!(repeated(&|n| format!("<!--><p><b id={n}>")).0 > 0);
        let nested: String = (0..2_000).map(|n| format!("<i id={n}>")).collect();
        assert!(Cost::of(&nested).check().is_err());
    }

    #[test]
    fn attributes_are_counted_outside_quotes() {
        let attributes = |tag: &str| Cost::of(tag).attributes;
        assert_eq!(attributes("<p>"), 0);
        assert_eq!(attributes("<img src=\"a b > c\" alt='d \" e' hidden>"), 3);
        assert_eq!(attributes("<p a=1/b=2\tc>"), 3);
        assert_eq!(attributes("<p a='1'b='2'>"), 2);
        assert_eq!(attributes(&format!("<p {}>", "x ".repeat(5_000))), 5_000);
    }

    #[test]
    fn tags_that_are_not_closed_are_open() {
        assert_eq!(Cost::of(&"<div>".repeat(40)).open, 40);
        assert_eq!(Cost::of(&"<div><p>x</div><br>".repeat(40)).open, 1);
    }
}
