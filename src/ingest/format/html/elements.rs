//! What single elements of a page mean for its text.

use dom_query::NodeRef;

/// The label of the printed page that begins at `node`, if one does.
pub(super) fn page_break(node: &NodeRef<'_>) -> Option<String> {
    let is = |attribute: &str, value: &str| {
        node.attr(attribute)
            .is_some_and(|stated| stated.split_ascii_whitespace().any(|word| word == value))
    };
    if !is("epub:type", "pagebreak") && !is("role", "doc-pagebreak") {
        return None;
    }
    let label = ["title", "aria-label"].iter().find_map(|name| node.attr(name));
    let label = crate::text::normalise::one_line(&label.unwrap_or_else(|| node.text()));
    Some(label).filter(|label| !label.is_empty())
}

/// Figures and signs as they are written above the line.
pub(super) fn superscript(text: &str) -> Option<String> {
    const RAISED: &[(char, char)] = &[
        ('0', '⁰'),
        ('1', '¹'),
        ('2', '²'),
        ('3', '³'),
        ('4', '⁴'),
        ('5', '⁵'),
        ('6', '⁶'),
        ('7', '⁷'),
        ('8', '⁸'),
        ('9', '⁹'),
        ('+', '⁺'),
        ('-', '⁻'),
        ('−', '⁻'),
        ('–', '⁻'),
        ('n', 'ⁿ'),
    ];
    let raised = |c: char| RAISED.iter().find(|(plain, _)| *plain == c).map(|(_, raised)| *raised);
    text.chars().map(raised).collect::<Option<String>>().filter(|raised| !raised.is_empty())
}

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "u",
    "s",
    "del",
    "ins",
    "big",
    "sub",
    "font",
    "mark",
    "abbr",
    "acronym",
    "bdi",
    "bdo",
    "var",
    "wbr",
    "ruby",
    "rb",
    "data",
    "strike",
    "center",
    "img",
    "picture",
    "source",
    "nobr",
    "thead",
    "tbody",
    "tfoot",
    "o:p",
    "code",
    "kbd",
    "samp",
    "tt",
    "math",
    "mi",
    "mo",
    "mn",
    "mrow",
    "msup",
    "msub",
    "mfrac",
    "mtext",
    "semantics",
    "mstyle",
    "output",
    "meter",
    "progress",
    "slot",
    "blink",
    "tspan",
];

/// Whether an element of this name stands within a line.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}
