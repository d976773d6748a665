//! Rows from text and a width: derived where something is drawn, never stored as a position.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Extent;

/// Columns that `text` takes in a terminal.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// A stretch that is not broken, and the spaces behind it.
#[derive(Debug, Clone, Copy)]
struct Piece {
    extent: Extent,
    width: usize,
    spaces: usize,
    end: End,
}

/// What a row that ends with a piece has behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Whole,
    /// A hyphen, in a column of its own.
    Parted,
}

impl Fragment for Piece {
    #[expect(clippy::cast_precision_loss, reason = "rows are at most a few hundred columns wide")]
    fn width(&self) -> f64 {
        self.width as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "rows are at most a few hundred columns wide")]
    fn whitespace_width(&self) -> f64 {
        self.spaces as f64
    }

    fn penalty_width(&self) -> f64 {
        match self.end {
            End::Whole => 0.0,
            End::Parted => 1.0,
        }
    }
}

/// `text` in rows of at most `width` columns, as bytes of `text`, each without the spaces at its end.
///
/// Breaks at spaces, behind hyphens and dashes, and between wide characters (Chinese, Japanese,
/// Korean); inside a word only if it is wider than a row. A `\n` always ends a row. Raggedness is
/// minimised over the whole paragraph (Knuth and Plass, by `textwrap`). Nothing but spaces is left
/// out, and only a single character wider than `width` makes a row too wide.
pub fn rows(text: &str, width: usize) -> Vec<Extent> {
    rows_parted(text, width, &[])
}

/// The same, where a row may also end at the bytes `cuts` of `text`, in order: a column is left there for a
/// hyphen.
pub fn rows_parted(text: &str, width: usize, cuts: &[usize]) -> Vec<Extent> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let first = cuts.partition_point(|cut| *cut <= start);
        let last = cuts.partition_point(|cut| *cut < start + line.len());
        let here: Vec<usize> =
            cuts.get(first..last).unwrap_or_default().iter().map(|cut| cut - start).collect();
        wrap_line(line, start, width.max(1), &here, &mut rows);
        start += line.len() + 1;
    }
    rows
}

#[expect(clippy::cast_precision_loss, reason = "rows are at most a few hundred columns wide")]
fn wrap_line(line: &str, offset: usize, width: usize, cuts: &[usize], rows: &mut Vec<Extent>) {
    let pieces = pieces(line, width, cuts);
    if pieces.is_empty() {
        rows.push(Extent::new(offset, offset));
        return;
    }
    // Overflow is impossible at these sizes; first fit would be the answer if it were not.
    let wrapped = wrap_optimal_fit(&pieces, &[width as f64], &Penalties::new())
        .unwrap_or_else(|_| textwrap::wrap_algorithms::wrap_first_fit(&pieces, &[width as f64]));
    for row in wrapped {
        if let (Some(first), Some(last)) = (row.first(), row.last()) {
            rows.push(Extent::new(first.extent.start, last.extent.end).shifted(offset));
        }
    }
}

/// Cuts a line where a row may end, also inside words at the bytes `cuts`. Leading spaces are dropped.
fn pieces(line: &str, width: usize, cuts: &[usize]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    for (start, grapheme) in line.grapheme_indices(true) {
        let columns = grapheme.width();
        let end = start + grapheme.len();
        if grapheme == " " {
            if let Some(piece) = pieces.last_mut() {
                piece.spaces += 1;
            }
            open = false;
            continue;
        }
        if open
            && cuts.binary_search(&start).is_ok()
            && let Some(piece) = pieces.last_mut().filter(|piece| piece.width < width)
        {
            piece.end = End::Parted;
            open = false;
        }
        let wide = columns > 1 || without_spaces(grapheme);
        match pieces.last_mut() {
            Some(piece) if open && !wide && piece.width + columns <= width => {
                piece.extent.end = end;
                piece.width += columns;
            }
            // Closing punctuation never starts a row.
            Some(piece)
                if piece.spaces == 0
                    && (closes(grapheme) || opens(text_of(line, piece)))
                    && piece.width + columns <= width =>
            {
                piece.extent.end = end;
                piece.width += columns;
            }
            _ => pieces.push(Piece {
                extent: Extent::new(start, end),
                width: columns,
                spaces: 0,
                end: End::Whole,
            }),
        }
        open = !wide && !matches!(grapheme, "-" | "\u{2010}" | "\u{2013}" | "\u{2014}" | "/");
    }
    pieces
}

fn text_of<'l>(line: &'l str, piece: &Piece) -> &'l str {
    piece.extent.of(line)
}

/// Whether a letter belongs to a script that writes its words without spaces in letters of one column: Thai,
/// Lao, Khmer, Burmese. Rows may end between any two of them, as where words end is not known.
fn without_spaces(grapheme: &str) -> bool {
    grapheme.starts_with(|c: char| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
    })
}

/// Whether `words` end in what never ends a row: opening brackets, and the vowels of Thai and Lao that are
/// written before their consonant.
fn opens(words: &str) -> bool {
    words.ends_with(|c: char| {
        "「『（《〈【〔［｛“‘([«".contains(c)
            || matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}')
    })
}

fn closes(grapheme: &str) -> bool {
    // Small kana, signs of length and repetition, vowels and marks that follow in Thai and Lao.
    let follows = |c: char| {
        "ぁぃぅぇぉっゃゅょァィゥェォッャュョー々〻".contains(c)
            || matches!(c, '\u{e2f}'..='\u{e3a}' | '\u{e45}'..='\u{e4e}' | '\u{eaf}'..='\u{ebd}')
    };
    grapheme.starts_with(follows)
        || grapheme.parse::<char>().is_ok_and(|c| {
            "。、》〉】〕］｝・．…»]，」』）；：！？.,;:!?)”’\"'-\u{2014}\u{2013}".contains(c)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, width: usize) -> Vec<&str> {
        rows(text, width).into_iter().map(|row| row.of(text)).collect()
    }

    #[test]
    fn breaks_at_spaces_hyphens_and_wide_characters() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a well-kept thing", 7), ["a well-", "kept", "thing"]);
        assert_eq!(wrapped("漢字漢字", 4), ["漢字", "漢字"]);
        assert_eq!(wrapped("unbreakable", 4), ["unbr", "eaka", "ble"]);
        assert_eq!(wrapped("漢字「漢字", 6), ["漢字", "「漢字"]);
        assert_eq!(wrapped("กรุงเทพ", 4), ["กรุง", "เทพ"]);
        assert_eq!(wrapped("a\n\nb", 4), ["a", "", "b"]);
    }

    #[test]
    fn a_row_that_ends_inside_a_word_has_a_column_for_the_hyphen() {
        let set = |width| -> Vec<String> {
            let text = "an extensive harbour";
            let rows = rows_parted(text, width, &[5, 8, 16]);
            rows.into_iter().map(|row| row.of(text).to_owned()).collect()
        };
        assert_eq!(set(9), ["an ex", "tensive", "harbour"]);
    }

    proptest! {
        #[test]
        fn parted_words_lose_nothing_and_leave_room_for_the_hyphen(
            text in "[a-zé漢 \\-\n]{0,200}",
            every in 2usize..6,
            width in 2usize..40,
        ) {
            let letter = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic);
            let inside = |at: &usize| text.get(..*at).is_some_and(|head| head.ends_with(char::is_alphabetic)) && letter(*at);
            let cuts: Vec<usize> = (0..text.len()).step_by(every).filter(inside).collect();
            let rows = rows_parted(&text, width, &cuts);
            let kept: String = rows.iter().map(|row| row.of(&text)).collect();
            let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(solid(&kept), solid(&text));
            for row in rows {
                prop_assert!(columns(row.of(&text)) <= width, "{:?}", row.of(&text));
            }
        }

        #[test]
        fn nothing_but_spaces_is_lost_and_no_row_overflows(text in "[a-zé漢👍 \\-\n]{0,200}", width in 2usize..40) {
            let rows = rows(&text, width);
            let kept: String = rows.iter().map(|row| row.of(&text)).collect();
            let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(solid(&kept), solid(&text));
            for pair in rows.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            for row in rows {
                prop_assert!(columns(row.of(&text)) <= width, "{:?}", row.of(&text));
            }
        }
    }
}
