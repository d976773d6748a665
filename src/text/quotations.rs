//! Words inside quotation marks.

use super::Extent;

/// The stretches between quotation marks, marks included; nested ones too. A curly double one that is
/// not closed runs to the end, as when a quotation goes on in the next paragraph.
pub fn quotations(paragraph: &str) -> Vec<Extent> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut spans = Vec::new();
    let mut before = ' ';
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let end = at + c.len_utf8();
        let closes = open.iter().rposition(|(mark, _)| closing(*mark, c)).filter(|_| {
            // An apostrophe stands inside or behind a word that goes on; a closing mark does not.
            !after.is_alphanumeric() && (c != '"' && c != '\'' || !before.is_whitespace())
        });
        if let Some(place) = closes {
            if let Some((_, start)) = open.get(place).copied() {
                spans.push(Extent::new(start, end));
            }
            open.truncate(place);
        } else if opens(c, before, after) {
            open.push((c, at));
        }
        before = c;
    }
    let unclosed = open.iter().find(|(mark, _)| *mark == '“');
    spans.extend(unclosed.map(|(_, start)| Extent::new(*start, paragraph.len())));
    spans
}

fn opens(c: char, before: char, after: char) -> bool {
    let at_a_start = !before.is_alphanumeric() && !after.is_whitespace();
    match c {
        '“' | '„' | '«' => true,
        '‘' | '‚' | '"' | '\'' => at_a_start,
        _ => false,
    }
}

const fn closing(open: char, c: char) -> bool {
    match open {
        '“' => c == '”',
        '„' => matches!(c, '“' | '”'),
        '«' => c == '»',
        '‘' | '‚' => matches!(c, '’' | '‘'),
        other => other == c,
    }
}
