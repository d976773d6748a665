//! What changed between two wordings, word by word.

use unicode_segmentation::UnicodeSegmentation;

/// A run of words in a comparison of an old and a new wording.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Change {
    /// In both; as it stands in the new one.
    Same(String),
    /// Only in the old one.
    Gone(String),
    /// Only in the new one.
    New(String),
}

/// The changes that lead from `old` to `new`: the longest common run of words stays, everything else
/// is gone or new. All `Same` and `New` together are `new`; all `Same` and `Gone` have `old`'s words.
pub fn words_changed(old: &str, new: &str) -> Vec<Change> {
    let (old, new) = (pieces(old), pieces(new));
    let width = new.len() + 1;
    // Length of the longest common subsequence of what is behind each pair of places.
    let mut lengths = vec![0_usize; (old.len() + 1) * width];
    let at =
        |lengths: &[usize], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let best = if alike(a, b) {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let mut changes = Vec::new();
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if alike(a, b) => {
                push(&mut changes, Change::Same((*b).to_owned()));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) => {
                push(&mut changes, Change::Gone((*a).to_owned()));
                i += 1;
            }
            (_, Some(b)) => {
                push(&mut changes, Change::New((*b).to_owned()));
                j += 1;
            }
            (_, None) => return changes,
        }
    }
}

fn pieces(text: &str) -> Vec<&str> {
    text.split_word_bounds().collect()
}

/// Whether two pieces are the same but for typography.
fn alike(a: &str, b: &str) -> bool {
    a == b || super::folding::folded_piece(a).eq(super::folding::folded_piece(b))
}

fn push(changes: &mut Vec<Change>, change: Change) {
    match (changes.last_mut(), change) {
        (Some(Change::Same(run)), Change::Same(more))
        | (Some(Change::Gone(run)), Change::Gone(more))
        | (Some(Change::New(run)), Change::New(more)) => run.push_str(&more),
        (_, change) => changes.push(change),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_inserted_not_is_seen() {
        assert_eq!(
            words_changed("They will leave.", "They will not leave."),
            [
                Change::Same("They will ".into()),
                Change::New("not ".into()),
                Change::Same("leave.".into())
            ]
        );
    }

    proptest! {
        #[test]
        fn both_wordings_can_be_read_off(old in "[ab .]{0,20}", new in "[ab .]{0,20}") {
            let changes = words_changed(&old, &new);
            let read = |skip_new: bool| changes.iter().filter_map(|change| match change {
                Change::Same(words) => Some(words.as_str()),
                Change::Gone(words) => skip_new.then_some(words.as_str()),
                Change::New(words) => (!skip_new).then_some(words.as_str()),
            }).collect::<String>();
            let (was, words) = (read(true), |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
            prop_assert_eq!(words(&was), words(&old));
            prop_assert_eq!(read(false), new);
        }
    }
}
