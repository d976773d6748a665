//! Two passages set beside each other word by word: what both say, what only one says, and where a number,
//! a name or a negation differs.
//!
//! Words are compared without regard to case, accents and what stands between them; every part keeps its
//! words as they stand, so that the parts of a side, one behind the other, are its text.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::Extent;
use crate::text::word_list::Words;
use crate::text::words::fold;

/// Words of both sides together beyond which they are not compared: the work can grow with the square.
const MOST: usize = 20_000;

/// How the sides of a part are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// Both say it.
    Same,
    /// Only the first says it.
    Here,
    /// Only the second says it.
    There,
    /// In one place a number, a name or a negation is another, or stands on one side only.
    Differs,
}

/// A part of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Part<'a> {
    /// How its sides are related.
    pub kind: PartKind,
    /// Words of the first text.
    pub here: &'a str,
    /// Words of the second text.
    pub there: &'a str,
}

/// How much words differ from what stands beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Not all say them.
    Apart,
    /// A number, a name or a negation that the other side does not have so.
    Telling,
}

/// Why a change of a word changes what is said more than that of any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Telling {
    Name,
    Figure,
    Negation,
}

/// A word.
struct Word {
    /// Where it starts and ends; what stands behind it up to the next belongs to it in a part.
    extent: Extent,
    key: String,
    telling: Option<Telling>,
}

/// The words of both sides that the other does not have so, as bytes of their text: those of `here`, then
/// those of `there`, what tells most behind what it lies in; and the share of all words that both have.
pub fn differences(here: &str, there: &str) -> ([Vec<(Extent, Difference)>; 2], f32) {
    let sides = [words(here), words(there)];
    let (mut found, mut starts, mut same) = ([Vec::new(), Vec::new()], [0, 0], 0);
    for part in diff(here, there) {
        let lengths = [part.here.len(), part.there.len()];
        let within = |side: usize| -> Vec<&Word> {
            let (Some(words), Some(start), Some(length)) =
                (sides.get(side), starts.get(side), lengths.get(side))
            else {
                return Vec::new();
            };
            let inside = Extent::new(*start, start + length);
            words.iter().filter(|word| inside.covers(word.extent)).collect()
        };
        let ours = [within(0), within(1)];
        if part.kind == PartKind::Same {
            same += ours.iter().map(Vec::len).sum::<usize>();
        } else {
            for ((found, words), others) in found.iter_mut().zip(&ours).zip(ours.iter().rev()) {
                let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
                found.push((Extent::new(first.extent.start, last.extent.end), Difference::Apart));
                let alone = words.iter().filter(|word| {
                    word.telling.is_some() && others.iter().all(|other| other.key != word.key)
                });
                found.extend(alone.map(|word| (word.extent, Difference::Telling)));
            }
        }
        starts = [starts[0] + lengths[0], starts[1] + lengths[1]];
    }
    let all = sides.iter().map(Vec::len).sum::<usize>();
    #[expect(clippy::cast_precision_loss, reason = "a share for display")]
    let share = same as f32 / all.max(1) as f32;
    (found, share)
}

/// `there` as it differs from `here`: `[-only here-]`, `{+only there+}`, `[-40-]{+45+}!` where it tells most.
pub fn marked(here: &str, there: &str) -> String {
    let mut text = String::new();
    for part in diff(here, there) {
        let side = |open: &str, words: &str, close: &str| {
            let (bare, space) = words.split_at(words.trim_end().len());
            if bare.is_empty() { space.to_owned() } else { format!("{open}{bare}{close}{space}") }
        };
        match part.kind {
            PartKind::Same => text.push_str(part.there),
            PartKind::Here => text.push_str(&side("[-", part.here, "-]")),
            PartKind::There => text.push_str(&side("{+", part.there, "+}")),
            PartKind::Differs => {
                text.push_str(side("[-", part.here, "-]").trim_end());
                text.push_str(&side("{+", part.there, "+}"));
                text.push_str("(!) ");
            }
        }
    }
    text
}

/// The parts of `here` and `there`, in order.
pub fn diff<'a>(here: &'a str, there: &'a str) -> Vec<Part<'a>> {
    let (ours, theirs) = (words(here), words(there));
    if ours.len() + theirs.len() > MOST {
        let parts = [(PartKind::Here, here, ""), (PartKind::There, "", there)];
        return parts.map(|(kind, here, there)| Part { kind, here, there }).to_vec();
    }
    let keys = |words: &[Word]| words.iter().map(|word| word.key.clone()).collect::<Vec<_>>();
    let cut = |text: &'a str, words: &[Word], from: usize, length: usize| {
        let start = |place: usize| match words.get(place) {
            // What stands before the first word belongs to it.
            Some(word) if place > 0 => word.extent.start,
            Some(_) => 0,
            None => text.len(),
        };
        text.get(start(from)..start(from + length)).unwrap_or("")
    };
    let told = |words: &[Word], from: usize, length: usize| -> Vec<String> {
        let words = words.get(from..from + length).unwrap_or(&[]);
        words.iter().filter(|word| word.telling.is_some()).map(|word| word.key.clone()).collect()
    };
    let mut parts = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &keys(&ours), &keys(&theirs)) {
        let (old, new) = (op.old_range(), op.new_range());
        let ours_told = told(&ours, old.start, old.len());
        let theirs_told = told(&theirs, new.start, new.len());
        let here = cut(here, &ours, old.start, old.len());
        let there = cut(there, &theirs, new.start, new.len());
        let kinds: &[PartKind] = match op {
            DiffOp::Equal { .. } => &[PartKind::Same],
            _ if ours_told != theirs_told => &[PartKind::Differs],
            DiffOp::Delete { .. } => &[PartKind::Here],
            DiffOp::Insert { .. } => &[PartKind::There],
            DiffOp::Replace { .. } => &[PartKind::Here, PartKind::There],
        };
        parts.extend(kinds.iter().map(|kind| match kind {
            PartKind::Here => Part { kind: *kind, here, there: "" },
            PartKind::There => Part { kind: *kind, here: "", there },
            PartKind::Same | PartKind::Differs => Part { kind: *kind, here, there },
        }));
    }
    let rest = |words: &[Word], text: &'a str| if words.is_empty() { text } else { "" };
    let (bare_here, bare_there) = (rest(&ours, here), rest(&theirs, there));
    if !bare_here.is_empty() || !bare_there.is_empty() {
        parts.push(Part { kind: PartKind::Same, here: bare_here, there: bare_there });
    }
    parts
}

/// The names and figures of a text, folded, and where each stands in it: words with a capital inside a
/// sentence, and words with a digit.
pub(super) fn names_and_figures(text: &str) -> Vec<(String, Extent)> {
    let told = words(text).into_iter();
    let told = told.filter(|word| matches!(word.telling, Some(Telling::Name | Telling::Figure)));
    told.map(|word| (word.key, word.extent)).collect()
}

fn words(text: &str) -> Vec<Word> {
    let mut opens = true;
    let mut found = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        let key = fold(word);
        let is_name = !opens && word.starts_with(char::is_uppercase);
        let telling = if key.contains(char::is_numeric) {
            Some(Telling::Figure)
        } else if is_negation(&key) {
            Some(Telling::Negation)
        } else {
            is_name.then_some(Telling::Name)
        };
        found.push(Word { extent: Extent::new(start, start + word.len()), key, telling });
        let behind = text.get(start + word.len()..).unwrap_or("");
        let between = behind.split(char::is_alphanumeric).next().unwrap_or("");
        // A capital behind the end of a sentence is no sign of a name.
        opens = between.contains(['.', '!', '?', ':', '“', '"', '«', '„']);
    }
    found
}

/// Words that turn what is said into its opposite, folded.
static NEGATIONS: Words = Words::new(include_str!("../../assets/words/negations.txt"));

/// Whether a word turns what is said into its opposite, in the languages whose words are known by their stems.
fn is_negation(key: &str) -> bool {
    key.ends_with("n't") || NEGATIONS.has(key)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sides(parts: &[Part<'_>]) -> (String, String) {
        (
            parts.iter().map(|part| part.here).collect(),
            parts.iter().map(|part| part.there).collect(),
        )
    }

    fn of_kind<'a>(parts: &[Part<'a>], kind: PartKind) -> Vec<(&'a str, &'a str)> {
        parts.iter().filter(|part| part.kind == kind).map(|part| (part.here, part.there)).collect()
    }

    #[test]
    fn numbers_names_and_negations_are_marked_strongest() {
        let here = "The ferry took 40 people to Orla, and nobody was hurt.";
        let there = "The old ferry took 45 people to Brava, and somebody was hurt.";
        let parts = diff(here, there);
        assert_eq!(
            of_kind(&parts, PartKind::Differs),
            [("40 ", "45 "), ("Orla, ", "Brava, "), ("nobody ", "somebody ")]
        );
        assert_eq!(of_kind(&parts, PartKind::There), [("", "old ")]);
        let parts = diff("They did agree.", "They did not agree.");
        assert_eq!(of_kind(&parts, PartKind::Differs), [("", "not ")]);
    }

    #[test]
    fn case_and_marks_make_no_difference() {
        let parts = diff("“The ferry,” he said", "the ferry he said.");
        assert!(parts.iter().all(|part| part.kind == PartKind::Same), "{parts:?}");
    }

    #[test]
    fn what_differs_is_found_where_it_stands() {
        let (here, there) = ("Some 40 came to Orla.", "Some 45 came late to Orla.");
        let ([ours, theirs], same) = differences(here, there);
        let told = |text: &str, found: &[(Extent, Difference)]| -> Vec<(String, Difference)> {
            found.iter().map(|(extent, how)| (extent.of(text).to_owned(), *how)).collect()
        };
        let number = |words: &str| {
            [(words.to_owned(), Difference::Apart), (words.to_owned(), Difference::Telling)]
        };
        assert_eq!(told(here, &ours), number("40"));
        let late = ("late".to_owned(), Difference::Apart);
        assert_eq!(told(there, &theirs), [&number("45")[..], &[late]].concat());
        assert!((0.7..0.8).contains(&same), "{same}");
    }

    proptest! {
        #[test]
        fn both_sides_give_back_their_text(here in "[a-cA-C0-2 .,ä“]{0,40}", there in "[a-cA-C0-2 .,ä“]{0,40}") {
            let parts = diff(&here, &there);
            prop_assert_eq!(sides(&parts), (here.clone(), there.clone()));
            for part in parts {
                match part.kind {
                    PartKind::Here => prop_assert!(!part.here.is_empty() && part.there.is_empty()),
                    PartKind::There => prop_assert!(part.here.is_empty() && !part.there.is_empty()),
                    PartKind::Differs => prop_assert_ne!(part.here, part.there),
                    PartKind::Same => prop_assert!(
                        words(part.here).iter().map(|w| &w.key).eq(words(part.there).iter().map(|w| &w.key))
                    ),
                }
            }
        }

        #[test]
        fn a_text_differs_from_itself_nowhere(text in ".{0,60}") {
            prop_assert!(diff(&text, &text).iter().all(|part| part.kind == PartKind::Same));
        }
    }
}
