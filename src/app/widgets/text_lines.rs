//! Lines to read in a box, wrapped as they are painted, so that it is known how high they are.

use unicode_width::UnicodeWidthStr;

use crate::text::wrap;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It heads those below it.
    Heading,
    /// It is to be read.
    Text,
    /// It stands back.
    Dim,
}

/// A line, with what stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// What stands before the words, and back; rows below the first are set in by as much.
    pub lead: String,
    /// What it says.
    pub words: String,
    /// What they are.
    pub tone: Tone,
}

impl TextLine {
    /// Words with nothing but their own spaces before them.
    pub fn new(tone: Tone, line: &str) -> Self {
        let words = line.trim_start();
        let lead = line.get(..line.len() - words.len()).unwrap_or_default();
        Self { lead: lead.to_owned(), words: words.to_owned(), tone }
    }
}

/// `lines` as they stand in `width` columns.
pub fn laid_out(lines: &[TextLine], width: u16) -> Vec<TextLine> {
    let width = usize::from(width).max(1);
    lines.iter().flat_map(|line| wrapped(line, width)).collect()
}

fn wrapped(line: &TextLine, width: usize) -> Vec<TextLine> {
    let before = line.lead.width();
    if before + line.words.width() <= width && !line.words.contains('\n') {
        return vec![line.clone()];
    }
    // Where the words would have no room beside it, what stands before them stands above.
    let lead = if 2 * before > width { String::new() } else { line.lead.clone() };
    let above = if lead.is_empty() { line.lead.trim_end() } else { "" };
    let above = (!above.is_empty()).then(|| TextLine::new(Tone::Dim, above));
    let room = width.saturating_sub(lead.width()).max(1);
    let rows = wrap::rows(&line.words, room).into_iter().enumerate().map(|(nth, row)| TextLine {
        lead: if nth == 0 { lead.clone() } else { " ".repeat(lead.width()) },
        words: row.of(&line.words).to_owned(),
        tone: line.tone,
    });
    above.into_iter().chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_row_is_too_wide(
            lead in "[ a-z]{0,12}", words in "[a-z日 ]{0,60}", width in 8u16..60,
        ) {
            let line = TextLine { lead: lead.clone(), words: words.clone(), tone: Tone::Text };
            let rows = laid_out(&[line], width);
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let read: String = rows.iter().map(|row| solid(&row.words)).collect();
            prop_assert!(read.ends_with(&solid(&words)));
            for row in &rows {
                prop_assert!(row.lead.width() + row.words.trim_end().width() <= usize::from(width).max(12));
            }
        }
    }
}
