//! Text as quotes are matched: spaces, quotation marks and dashes folded, with a way back.

use crate::text::Extent;

/// A folded text and where each of its characters came from.
#[derive(Debug, Clone)]
pub(super) struct FoldedText {
    /// The folded characters.
    pub(super) chars: Vec<char>,
    /// Bytes of the source that each folded character stands for.
    from: Vec<Extent>,
}

impl FoldedText {
    /// Folds `source`, which is canonical text: runs of white space become one space, quotation
    /// marks and dashes the plain ones, `…` three dots. Case and letters stay.
    pub(super) fn new(source: &str) -> Self {
        let mut folding = Self { chars: Vec::new(), from: Vec::new() };
        for (start, c) in source.char_indices() {
            let here = Extent::new(start, start + c.len_utf8());
            if c.is_whitespace() {
                match (folding.chars.last(), folding.from.last_mut()) {
                    (Some(' '), Some(last)) => last.end = here.end,
                    _ => folding.push(' ', here),
                }
            } else if c == '…' {
                (0..3).for_each(|_| folding.push('.', here));
            } else {
                folding.push(fold(c), here);
            }
        }
        folding
    }

    fn push(&mut self, c: char, from: Extent) {
        self.chars.push(c);
        self.from.push(from);
    }

    /// Bytes of the source for the folded characters `[start, end)`.
    pub(super) fn source(&self, start: usize, end: usize) -> Option<Extent> {
        let first = self.from.get(start)?;
        let last = self.from.get(end.checked_sub(1)?)?;
        Some(Extent::new(first.start, last.end))
    }

    /// Where `needle` starts, every time, overlapping ones included.
    pub(super) fn occurrences(&self, needle: &[char]) -> Vec<usize> {
        let Some(first) = needle.first() else { return Vec::new() };
        self.chars
            .windows(needle.len())
            .enumerate()
            .filter(|(_, window)| window.first() == Some(first) && *window == needle)
            .map(|(start, _)| start)
            .collect()
    }
}

/// The folded characters of `text`, without spaces at its ends.
pub(super) fn folded(text: &str) -> Vec<char> {
    FoldedText::new(text.trim()).chars
}

/// The characters of a short piece, each folded; spaces as they are.
pub(super) fn folded_piece(piece: &str) -> impl Iterator<Item = char> {
    piece.chars().map(|c| if c.is_whitespace() { ' ' } else { fold(c) })
}

const fn fold(c: char) -> char {
    match c {
        '\u{201c}'..='\u{201f}' | '«' | '»' | '\u{2033}' => '"',
        '\u{2018}'..='\u{201b}' | '‹' | '›' | '\u{2bc}' | '\u{2032}' | '`' | '´' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

/// How alike two folded texts are, from 0 to 1: one minus their edit distance over the longer one's
/// length.
pub(super) fn likeness(a: &[char], b: &[char]) -> f64 {
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 1.0;
    }
    ratio(longer - distance(a, b), longer)
}

/// `part` of `whole`, as a fraction.
#[expect(clippy::cast_precision_loss, reason = "lengths of passages, far below 2^52")]
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The least number of characters to put in, take out or replace (Levenshtein 1966).
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let here = (diagonal + usize::from(x != y)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            left = here;
            *cell = here;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// A stretch of the folded text that differs from the needle by so many edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) edits: usize,
}

/// The stretches of `text` within `most` edits of `needle`, the best of each overlapping group, in
/// order (Sellers 1980; columns are cut off as Ukkonen 1985 describes).
pub(super) fn near(text: &[char], needle: &[char], most: usize) -> Vec<Near> {
    let rows = needle.len();
    // Edits and start of the best alignment of the needle's first `i` characters ending here.
    let mut column: Vec<(usize, usize)> = (0..=rows).map(|i| (i, 0)).collect();
    let mut active = most.min(rows);
    let mut found: Vec<Near> = Vec::new();
    for (place, c) in text.iter().enumerate() {
        let mut diagonal = (0, place);
        let mut above = (0, place + 1);
        let reach = (active + 1).min(rows);
        let mut next_active = 0;
        for (i, (cell, n)) in column.iter_mut().skip(1).zip(needle).take(reach).enumerate() {
            let old = if i + 1 > active + 1 { (most + 1, cell.1) } else { *cell };
            let kept = (diagonal.0 + usize::from(n != c), diagonal.1);
            let skipped = (old.0 + 1, old.1);
            let missing = (above.0 + 1, above.1);
            let here = kept.min_by_edits(skipped).min_by_edits(missing);
            diagonal = old;
            above = here;
            *cell = here;
            if here.0 <= most {
                next_active = i + 1;
            }
        }
        // Cells below the reach hold stale values: they count as too far until reached again.
        if let Some(cell) = column.get_mut(reach + 1) {
            *cell = (most + 1, place + 1);
        }
        if let Some(first) = column.first_mut() {
            *first = (0, place + 1);
        }
        active = next_active;
        if reach == rows
            && let Some(&(edits, start)) = column.last()
            && edits <= most
        {
            take(&mut found, Near { start, end: place + 1, edits });
        }
    }
    found
}

trait Cheaper {
    fn min_by_edits(self, other: Self) -> Self;
}

impl Cheaper for (usize, usize) {
    fn min_by_edits(self, other: Self) -> Self {
        if other.0 < self.0 { other } else { self }
    }
}

/// Keeps the better of overlapping stretches.
fn take(found: &mut Vec<Near>, new: Near) {
    match found.last_mut() {
        Some(last) if new.start < last.end => {
            if new.edits < last.edits {
                *last = new;
            }
        }
        _ => found.push(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_keeps_the_way_back() {
        let source = "“Well —  no…” he";
        let folding = FoldedText::new(source);
        assert_eq!(folding.chars.iter().collect::<String>(), "\"Well - no...\" he");
        assert_eq!(folding.source(0, 14).unwrap().of(source), "“Well —  no…”");
    }

    fn slow(text: &[char], needle: &[char]) -> usize {
        (0..=text.len())
            .flat_map(|i| (i..=text.len()).map(move |j| (i, j)))
            .filter_map(|(i, j)| text.get(i..j).map(|piece| distance(piece, needle)))
            .min()
            .unwrap()
    }

    proptest! {
        #[test]
        fn near_finds_the_best_there_is(text in "[abc]{0,24}", needle in "[abc]{1,8}", most in 0usize..4) {
            let (text, needle): (Vec<char>, Vec<char>) = (text.chars().collect(), needle.chars().collect());
            prop_assume!(most < needle.len());
            let found = near(&text, &needle, most);
            let best = slow(&text, &needle);
            prop_assert_eq!(found.iter().map(|n| n.edits).min(), (best <= most).then_some(best));
            for n in found {
                prop_assert_eq!(distance(text.get(n.start..n.end).unwrap(), &needle), n.edits);
            }
        }
    }
}
