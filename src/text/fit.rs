//! Words cut to columns.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// `text` in at most `width` columns, with an ellipsis where it was cut.
pub fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 1;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > width {
            break;
        }
        cut.push_str(grapheme);
    }
    if width > 0 {
        let length = cut.trim_end().len();
        cut.truncate(length);
        cut.push('…');
    }
    cut
}

/// `text` in exactly `width` columns, cut or filled up with spaces.
pub fn pad(text: &str, width: usize) -> String {
    let mut cell = fit(text, width);
    cell.push_str(&" ".repeat(width.saturating_sub(cell.width())));
    cell
}

/// `text` in exactly `width` columns, to the right.
pub fn pad_left(text: &str, width: usize) -> String {
    let cell = fit(text, width);
    format!("{}{cell}", " ".repeat(width.saturating_sub(cell.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_width_they_should() {
        assert_eq!(fit("measure", 7), "measure");
        assert_eq!(fit("measures", 7), "measur…");
        assert_eq!(fit("漢字漢字", 5), "漢字…");
        assert_eq!(fit("x", 0), "");
        assert_eq!(pad("漢字漢字", 6), "漢字… ");
        assert_eq!(pad_left("40%", 5), "  40%");
    }
}
