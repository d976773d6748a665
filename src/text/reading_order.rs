//! In which order the words of a row stand on the screen: Arabic and Hebrew are read from right to left
//! (Unicode Standard Annex 9, by `unicode-bidi`).

use unicode_bidi::{BidiInfo, Level, bidi_class};

use super::Extent;

/// Words of a row that are read in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Bytes of the text.
    pub extent: Extent,
    /// Whether they are read from right to left.
    pub leftwards: bool,
}

/// Whether anything in `text` is read from right to left.
pub fn has_leftwards(text: &str) -> bool {
    use unicode_bidi::BidiClass::{AL, AN, R};
    !text.is_ascii() && text.chars().any(|c| matches!(bidi_class(c), R | AL | AN))
}

/// Whether `text` as a whole is read from right to left: its first letter with a direction says so.
pub fn is_leftwards(text: &str) -> bool {
    use unicode_bidi::BidiClass::{AL, L, R};
    let strong = |c: &char| matches!(bidi_class(*c), L | R | AL);
    !text.is_ascii() && text.chars().find(strong).is_some_and(|c| matches!(bidi_class(c), R | AL))
}

/// The words at `extent` in runs as they stand on the screen, from left to right; `leftwards`: how the
/// paragraph that they belong to is read.
pub fn runs(text: &str, extent: Extent, leftwards: bool) -> Vec<Run> {
    let words = extent.of(text);
    let level = if leftwards { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(words, Some(level));
    let mut runs = Vec::new();
    for paragraph in &info.paragraphs {
        let (levels, visual) = info.visual_runs(paragraph, paragraph.range.clone());
        runs.extend(visual.into_iter().map(|range| Run {
            leftwards: levels.get(range.start).is_some_and(Level::is_rtl),
            extent: Extent::new(range.start, range.end).shifted(extent.start),
        }));
    }
    runs
}

/// What a bracket looks like where it is read from right to left.
pub fn mirrored(sign: char) -> char {
    const PAIRS: [(char, char); 8] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('⟨', '⟩'),
    ];
    let other = PAIRS.iter().find_map(|(left, right)| match sign {
        sign if sign == *left => Some(*right),
        sign if sign == *right => Some(*left),
        _ => None,
    });
    other.unwrap_or(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_they_are_read() {
        let text = "שלום world";
        assert!(is_leftwards(text) && has_leftwards(text));
        let words: Vec<(&str, bool)> = runs(text, Extent::new(0, text.len()), true)
            .into_iter()
            .map(|run| (run.extent.of(text), run.leftwards))
            .collect();
        assert_eq!(words, [("world", false), ("שלום ", true)]);
        assert!(!is_leftwards("12 years") && !has_leftwards("Łódź"));
        assert_eq!(mirrored(mirrored('(')), '(');
    }
}
