//! Words inside quotation marks, and who seems to say them.

use super::quote::Quotation;
use crate::text::Extent;
use crate::text::saying::{self, quotations};

/// Set where `extent`, bytes of `paragraph`, lies inside one pair of quotation marks.
pub(super) fn quotation(paragraph: &str, extent: Extent) -> Option<Quotation> {
    let inside = quotations(paragraph)
        .into_iter()
        .filter(|span| span.covers(extent))
        .min_by_key(|s| s.len())?;
    let speaker = saying::speaker(paragraph, inside).map(|name| name.of(paragraph).to_owned());
    Some(Quotation { speaker, confirmed: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paragraph: &str, words: &str) -> Option<Quotation> {
        let start = paragraph.find(words).unwrap();
        quotation(paragraph, Extent::new(start, start + words.len()))
    }

    #[test]
    fn words_in_quotation_marks_are_somebodys() {
        let text = "“We shall never march,” Maria Holt told the council. Few didn’t believe it.";
        assert_eq!(of(text, "never march").unwrap().speaker.as_deref(), Some("Maria Holt"));
        assert_eq!(
            of(text, "“We shall never march,”").unwrap().speaker.as_deref(),
            Some("Maria Holt")
        );
        assert_eq!(of(text, "told the council"), None);
        assert_eq!(of(text, "march,” Maria"), None);
        assert_eq!(of(text, "believe"), None);
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_names_nobody() {
        let text = "“I am here,” the woman said. “And I will stay here.” Nothing more.";
        assert_eq!(of(text, "And I will stay here.").unwrap().speaker, None);
        let text = "“I am here,” the woman said. “And I will stay here.” Rain fell.";
        assert_eq!(of(text, "And I will stay here.").unwrap().speaker, None);
        for text in [
            "Holt said: “We stay here.”",
            "Holt, who chairs the council, said: “We stay here.” Few thought that Holt meant it.",
            "“We stay here,” said Holt.",
        ] {
            assert_eq!(
                of(text, "We stay here").unwrap().speaker.as_deref(),
                Some("Holt"),
                "{text}"
            );
        }
    }

    #[test]
    fn whom_a_name_or_a_verb_stands_far_from_does_not_speak() {
        let far = "who had been waiting at the gate of the mill since the early morning";
        let near = "“We stay here,” said the woman called Holt.";
        assert_eq!(of(near, "We stay here").unwrap().speaker.as_deref(), Some("Holt"));
        let text = format!("“We stay here,” said the woman {far}; then Holt came.");
        assert_eq!(of(&text, "We stay here").unwrap().speaker, None);
        let text =
            format!("“We stay here.” It was a woman {far}, {far}, {far}. Rain fell, Holt said.");
        assert_eq!(of(&text, "We stay here").unwrap().speaker, None);
    }

    #[test]
    fn straight_and_nested_marks_and_apostrophes_are_told_apart() {
        let text =
            "The mayor's aide said: \"It isn't 'over' yet\", and the aides' desks were 'empty'.";
        assert!(of(text, "isn't").is_some());
        assert!(of(text, "over").is_some());
        assert!(of(text, "desks").is_none());
        assert!(of(text, "empty").is_some());
        assert!(of("the ‘quiet’ year’s end", "end").is_none());
    }

    #[test]
    fn a_quotation_that_goes_on_in_the_next_paragraph_counts() {
        assert!(of("He went on: “It was late.", "late").is_some());
    }
}
