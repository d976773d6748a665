//! The part of a sentence that is shown where there is no room for all of it.

use unicode_width::UnicodeWidthStr;

use crate::text::Extent;

/// The words of `sentence` that fit into `room` columns with as much of what was `found` as can be, cut
/// between words, room left for the marks that show a cut.
pub(super) fn window(text: &str, sentence: Extent, found: &[Extent], free: usize) -> Extent {
    if sentence.of(text).width() <= free {
        return sentence;
    }
    let reach = free.saturating_sub(4).max(1);
    let (found, last) = densest(text, found, reach).unwrap_or((sentence.start, sentence.start));
    let first = word_start(text, sentence, found);
    let first = if Extent::new(first, last).of(text).width() <= reach { first } else { found };
    let spread = Extent::new(first, last).of(text).width();
    // What stands before the first word found: a third of what is left over, or all of it where the
    // sentence ends before the row does; from the left end of a word.
    let rest = Extent::new(first, sentence.end).of(text).width();
    let lead = (reach.saturating_sub(spread) / 3).max(reach.saturating_sub(rest));
    let mut start = sentence.start;
    if Extent::new(sentence.start, first).of(text).width() > lead + 2 {
        let words = Extent::new(sentence.start, first).of(text);
        start = words
            .char_indices()
            .filter(|(_, c)| *c == ' ')
            .map(|(at, _)| sentence.start + at + 1)
            .find(|at| Extent::new(*at, first).of(text).width() <= lead)
            .unwrap_or(first);
    }
    let mut end = start;
    let rest = Extent::new(start, sentence.end).of(text);
    let ends = rest.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| start + at);
    for at in ends.chain([sentence.end]) {
        if Extent::new(start, at).of(text).width() > reach {
            break;
        }
        end = at;
    }
    if end == start {
        // One word wider than the row.
        end = rest
            .char_indices()
            .map(|(at, c)| start + at + c.len_utf8())
            .take_while(|at| Extent::new(start, *at).of(text).width() <= reach)
            .last()
            .unwrap_or(start);
    }
    Extent::new(start, end)
}

/// Where the word begins that holds what stands at `at`.
fn word_start(text: &str, sentence: Extent, at: usize) -> usize {
    let before = Extent::new(sentence.start, at).of(text);
    before.rfind(' ').map_or(sentence.start, |space| sentence.start + space + 1)
}

/// Start of the first and end of the last of those neighbours among `found` that are the most to lie
/// within `reach` columns.
fn densest(text: &str, found: &[Extent], reach: usize) -> Option<(usize, usize)> {
    let group = |from: usize| {
        let start = found.get(from)?.start;
        let fits = |to: &&Extent| Extent::new(start, to.end).of(text).width() <= reach;
        let group: Vec<&Extent> = found.get(from..)?.iter().take_while(fits).collect();
        Some((group.len(), start, group.last().map_or(start, |last| last.end)))
    };
    let mut best: Option<(usize, usize, usize)> = None;
    for from in 0..found.len() {
        let group = group(from)?;
        if best.is_none_or(|best| group.0 > best.0) {
            best = Some(group);
        }
    }
    best.map(|(_, start, end)| (start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_found_is_shown_with_words_around_it() {
        let text = "one two three four five six seven eight nine ten";
        let whole = Extent::new(0, text.len());
        let found = [Extent::new(24, 27)];
        assert_eq!(window(text, whole, &found, 60).of(text), text);
        assert_eq!(window(text, whole, &found, 20).of(text), "six seven eight");
        let two = [Extent::new(0, 3), Extent::new(34, 39), Extent::new(40, 44)];
        assert_eq!(window(text, whole, &two, 22).of(text), "eight nine ten");
    }

    #[test]
    fn a_word_of_which_the_middle_was_found_is_shown_whole() {
        let text = "one two three (seventeen) four five six seven eight nine ten";
        let whole = Extent::new(0, text.len());
        for at in 14..24 {
            let shown = window(text, whole, &[Extent::new(at, at + 1)], 20).of(text);
            assert!(shown.split(' ').all(|word| text.split(' ').any(|w| w == word)), "{shown}");
            assert!(shown.contains("(seventeen)"), "{shown}");
        }
    }

    proptest! {
        #[test]
        fn no_window_is_wider_than_its_row(text in "[a-zé漢 ]{1,80}", at in 0usize..80, free in 6usize..60) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let start = starts[at % starts.len()];
            let end = start + text.get(start..).unwrap().chars().next().unwrap().len_utf8();
            let window = window(&text, Extent::new(0, text.len()), &[Extent::new(start, end)], free);
            prop_assert!(text.get(window.start..window.end).is_some());
            prop_assert!(window.of(&text).width() <= free);
        }
    }
}
