//! A painted screen for terminals that have nothing but ASCII: lines, bullets and quotation marks by the
//! signs that look most like them, letters of other scripts by how they are read.

use any_ascii::any_ascii_char;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

/// Puts signs of ASCII in the place of all others; every cell keeps its place and its width.
pub(super) fn rewrite(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() {
            continue;
        }
        let width = symbol.width().max(1);
        let plain: String = symbol.chars().filter_map(sign).take(width).collect();
        // The second column of a wide letter is a cell of its own, which is passed over when it is shown.
        let filled = format!("{plain:<width$}");
        cell.set_symbol(&filled);
    }
}

/// What stands for `c`; `None` for what only changes the letter before it.
fn sign(c: char) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        '─' | '━' | '╌' | '–' | '—' | '‐' | '‑' => Some('-'),
        '│' | '┃' | '▎' | '▏' | '▕' | '▐' | '┊' => Some('|'),
        '╭' | '╮' | '╰' | '╯' | '┼' | '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' => {
            Some('+')
        }
        '▌' | '▸' | '›' | '→' | '»' => Some('>'),
        '‹' | '←' | '«' => Some('<'),
        '↑' => Some('^'),
        '↓' => Some('v'),
        '•' | '◦' | '▪' | '◆' | '●' => Some('*'),
        '·' | '…' => Some('.'),
        '✓' | '×' => Some('x'),
        '✎' => Some('n'),
        '≈' => Some('~'),
        '≠' => Some('!'),
        '↵' => Some('E'),
        '¶' => Some('P'),
        '′' => Some('m'),
        _ => any_ascii_char(c).chars().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn everything_becomes_ascii_and_stays_in_its_place() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 1));
        buffer.set_string(0, 0, "│ ¶4 Łódź „漢字“ 👍 naïve …▌", Style::new());
        rewrite(&mut buffer);
        let shown: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(shown.is_ascii(), "{shown}");
        assert!(shown.starts_with("| P4 Lodz "), "{shown}");
        assert!(shown.contains("naive .>"), "{shown}");
    }
}
