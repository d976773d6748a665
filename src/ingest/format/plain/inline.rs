//! Inline marks in plain text: what scraping left of links, emphasis and code.

use crate::collection::{Mark, MarkKind};
use crate::text::Extent;

/// Bytes within which a link's words or an emphasis must close; beyond, the sign is a sign.
const REACH: usize = 2_000;
/// How deep marks may lie in marks.
const DEPTH: usize = 4;

/// What is left of a source whose marks are rendered away.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    /// The words without the marks.
    pub(super) text: String,
    /// Where the marks were, as bytes of `text`.
    pub(super) marks: Vec<Mark>,
    /// Byte of the source and of `text` at which each stretch that stayed begins.
    kept: Vec<(usize, usize)>,
}

impl Rendered {
    /// The byte of `text` that the byte `at` of the source became, or the next one that stayed.
    pub(super) fn place(&self, at: usize) -> usize {
        let after = self.kept.partition_point(|(source, _)| *source <= at);
        let next = self.kept.get(after).map_or(self.text.len(), |(_, kept)| *kept);
        let Some((source, kept)) = after.checked_sub(1).and_then(|n| self.kept.get(n)) else {
            return next;
        };
        self.text.floor_char_boundary((kept + at - source).min(next))
    }

    fn keep(&mut self, words: &str, source: usize) {
        if !words.is_empty() {
            self.kept.push((source, self.text.len()));
            self.text.push_str(words);
        }
    }
}

/// `source` with `[words](address)`, `*emphasis*`, `**strong**`, `_emphasis_` and `` `code` `` rendered
/// away. What does not pair stays as it is.
pub(super) fn render(source: &str) -> Rendered {
    let mut rendered = Rendered::default();
    render_into(source, 0, &mut rendered, DEPTH);
    rendered
}

/// A mark found at the start of a text: the bytes it takes and those before what is inside, and what
/// it means.
struct Marked<'a> {
    takes: usize,
    skips: usize,
    inside: &'a str,
    kinds: Vec<MarkKind>,
}

/// Renders `source`, which stands at the byte `base` of the whole.
fn render_into(source: &str, base: usize, out: &mut Rendered, depth: usize) {
    let mut at = 0;
    let mut before = None;
    // Where the stretch that stays begins.
    let mut kept = 0;
    while let Some(rest) = source.get(at..)
        && let Some(next) = rest.find(['[', '!', '*', '_', '`'])
        && let Some((plain, here)) = rest.split_at_checked(next)
    {
        before = plain.chars().next_back().or(before);
        at += next;
        let found = if depth == 0 { None } else { mark(here, before) };
        if let Some(found) = found {
            out.keep(source.get(kept..at).unwrap_or_default(), base + kept);
            let start = out.text.len();
            let inside = base + at + found.skips;
            if found.kinds == [MarkKind::Code] {
                out.keep(found.inside, inside);
            } else {
                render_into(found.inside, inside, out, depth - 1);
            }
            let extent = Extent::new(start, out.text.len());
            out.marks.extend(found.kinds.into_iter().map(|kind| Mark { extent, kind }));
            at += found.takes;
            kept = at;
            before = Some(')');
        } else {
            let sign = here.chars().next().unwrap_or(' ');
            at += here.len() - here.trim_start_matches(sign).len();
            before = Some(sign);
        }
    }
    out.keep(source.get(kept..).unwrap_or_default(), base + kept);
}

fn mark(here: &str, before: Option<char>) -> Option<Marked<'_>> {
    match here.chars().next()? {
        '[' => link(here, 0),
        '!' => here.get(1..).filter(|rest| rest.starts_with('[')).and_then(|_| link(here, 1)),
        '`' => code(here),
        sign => emphasis(here, sign, before),
    }
}

/// Where the bracket closes that was opened right before `inner`, in bytes; not looked for behind [`REACH`].
fn closing(inner: &str, opens: u8, closes: u8) -> Option<usize> {
    let mut open = 1_u32;
    inner.bytes().take(REACH).position(|byte| {
        if byte == opens {
            open += 1;
        } else if byte == closes {
            open -= 1;
        }
        open == 0
    })
}

/// `[words](address)`, `skip` bytes in (1 for the `!` of a picture).
fn link(here: &str, skip: usize) -> Option<Marked<'_>> {
    let words_start = skip + 1;
    let inner = here.get(words_start..)?;
    let close = closing(inner, b'[', b']')?;
    let after = inner.get(close + 1..)?.strip_prefix('(')?;
    let end = closing(after, b'(', b')')?;
    let address = after.get(..end)?.trim();
    let address = address.split_once([' ', '\n']).map_or(address, |(address, _)| address);
    let takes = words_start + close + 2 + end + 1;
    let kinds = if skip == 0 { vec![MarkKind::Link(address.to_owned())] } else { Vec::new() };
    Some(Marked { takes, skips: words_start, inside: inner.get(..close)?, kinds })
}

fn code(here: &str) -> Option<Marked<'_>> {
    let inner = here.get(1..)?;
    let end = inner.bytes().take(REACH).position(|byte| byte == b'`')?;
    let inside = inner.get(..end).filter(|inside| !inside.trim().is_empty())?;
    Some(Marked { takes: end + 2, skips: 1, inside, kinds: vec![MarkKind::Code] })
}

/// One to three equal signs that hug their words, closed by as many.
fn emphasis(here: &str, sign: char, before: Option<char>) -> Option<Marked<'_>> {
    let run = here.len() - here.trim_start_matches(sign).len();
    let inner = here.get(run..)?;
    let opens = inner.chars().next().is_some_and(|c| !c.is_whitespace())
        && before.is_none_or(|c| !c.is_alphanumeric());
    if !opens || run > 3 {
        return None;
    }
    let fence = here.get(..run)?;
    let within = inner.get(..inner.floor_char_boundary(REACH))?;
    let end = within.match_indices(fence).map(|(at, _)| at).find(|&at| {
        let left = inner.get(..at).and_then(|text| text.chars().next_back());
        let right = inner.get(at + run..).and_then(|text| text.chars().next());
        left.is_some_and(|c| !c.is_whitespace() && c != sign)
            && right.is_none_or(|c| !c.is_alphanumeric() && c != sign)
    })?;
    let kinds = match run {
        1 => vec![MarkKind::Emphasis],
        2 => vec![MarkKind::Strong],
        _ => vec![MarkKind::Strong, MarkKind::Emphasis],
    };
    Some(Marked { takes: run + end + run, skips: run, inside: inner.get(..end)?, kinds })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(source: &str) -> (String, Vec<(String, MarkKind)>) {
        let Rendered { text, marks, .. } = render(source);
        let marks = marks.into_iter().map(|m| (m.extent.of(&text).to_owned(), m.kind)).collect();
        (text, marks)
    }

    #[test]
    fn links_and_emphasis_are_rendered_away() {
        let (text, marks) =
            shown("It [paid](#) *twice*, **once** for ***all*** and [a [b]](http://x.org/y_(z)).");
        assert_eq!(text, "It paid twice, once for all and a [b].");
        assert_eq!(marks.first(), Some(&("paid".into(), MarkKind::Link("#".into()))));
        assert!(marks.contains(&("a [b]".into(), MarkKind::Link("http://x.org/y_(z)".into()))));
        assert!(marks.contains(&("all".into(), MarkKind::Strong)));
    }

    #[test]
    fn signs_that_do_not_pair_stay() {
        for plain in [
            "2 * 3 * 4",
            "snake_case_name",
            "it [needs them] now",
            "a*b*c",
            "5 * and *",
            "****",
            "f(x)[1](",
            "Wow! [no]",
        ] {
            assert_eq!(shown(plain), (plain.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn places_move_with_what_goes_before_them() {
        let source = "It [paid](#a) **twice** for `all` of it.";
        let rendered = render(source);
        for word in ["It", "paid", "twice", "for", "all", "of it."] {
            let at = rendered.place(source.find(word).unwrap());
            assert_eq!(rendered.text.find(word), Some(at), "{word}");
        }
        assert_eq!(rendered.place(source.find("](#a)").unwrap()), "It paid".len());
        assert_eq!(rendered.place(source.len()), rendered.text.len());
    }

    #[test]
    fn hostile_runs_end_soon() {
        for sign in ["[", "*a ", "_", "`", "!["] {
            let long = sign.repeat(10_000);
            assert_eq!(render(&long).text, long);
        }
    }

    proptest! {
        #[test]
        fn marks_lie_on_characters_inside_the_text(source in "[a-zé \\[\\]()*_`!#]{0,80}") {
            let Rendered { text, marks, .. } = render(&source);
            for mark in marks {
                prop_assert!(text.get(mark.extent.start..mark.extent.end).is_some());
            }
        }
    }
}
