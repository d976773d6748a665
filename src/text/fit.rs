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

/// The first of the parts that `text` joins by ` · `, as many as fit whole into `width` columns; of a first
/// part that is wider than that, as much as fits.
pub fn fit_parts(text: &str, width: usize) -> String {
    let ends = text.match_indices(" · ").map(|(at, _)| at).chain([text.len()]);
    let parts = ends.filter_map(|end| text.get(..end)).take_while(|parts| parts.width() <= width);
    parts.last().map_or_else(|| fit(text, width), str::to_owned)
}

/// The first words of `text` in at most `width` columns, none of them cut, with an ellipsis behind a space
/// where others follow; of a first word that is wider than that, as much as fits.
pub fn fit_words(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(2);
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let begun = ends.map_while(|end| text.get(..end)).take_while(|words| words.width() <= room);
    match begun.last().map(str::trim_end) {
        Some(words) if !words.is_empty() => format!("{words} …"),
        _ => fit(text, width),
    }
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

    #[test]
    fn parts_are_whole_or_left_out() {
        assert_eq!(fit_parts("5 articles · 3,633 words", 24), "5 articles · 3,633 words");
        assert_eq!(fit_parts("5 articles · 3,633 words", 23), "5 articles");
        assert_eq!(fit_parts("5 articles · 3,633 words", 9), "5 articl…");
    }

    #[test]
    fn first_words_are_whole_words() {
        assert_eq!(fit_words("the tide turned", 15), "the tide turned");
        assert_eq!(fit_words("the tide turned", 14), "the tide …");
        assert_eq!(fit_words("the tide turned", 10), "the tide …");
        assert_eq!(fit_words("the tide turned", 9), "the …");
        assert_eq!(fit_words("unfathomable tides", 8), "unfatho…");
    }
}
