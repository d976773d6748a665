//! Whether other readings of the same words go on from line to line as ours does. A splice of two columns
//! can read as a true sentence: only another order of the same words shows it.

use std::collections::HashSet;

use super::blocks::{Block, Role};

/// Letters at either side of a line's end that are looked at.
const REACH: usize = 12;
/// Lines beside one another that a page may have by chance: formulas, wide spaces.
const BESIDE: usize = 2;

/// Words as another reading gives them, without white and signs.
pub(super) struct Witness {
    seen: HashSet<[char; 2 * REACH]>,
}

impl Witness {
    /// The reading `text`.
    pub(super) fn of(text: &str) -> Self {
        let letters = letters(text);
        Self { seen: letters.windows(2 * REACH).filter_map(|part| part.try_into().ok()).collect() }
    }

    /// Whether `below` follows `above` there too; what is too short says nothing.
    fn supports(&self, above: &str, below: &str) -> bool {
        let (above, below) = (letters(above), letters(below));
        let end = above.len().checked_sub(REACH).and_then(|at| above.get(at..));
        let joint = end.zip(below.get(..REACH)).map(|(end, start)| [end, start].concat());
        joint
            .and_then(|joint| <[char; 2 * REACH]>::try_from(joint).ok())
            .is_none_or(|joint| self.seen.contains(&joint))
    }
}

/// Letters alone; those that make one sign with their neighbours in print are lost in some readings.
fn letters(text: &str) -> Vec<char> {
    let lost = |c: char| matches!(c, 'f' | 'i' | 'l' | '\u{fb00}'..='\u{fb06}');
    text.chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .filter(|c| !lost(*c))
        .collect()
}

/// How the lines of a page go on in one another as we read it.
#[derive(Default)]
pub(super) struct Joins {
    pairs: Vec<(String, String)>,
    /// Lines of running text with another beside them in the same column.
    beside: usize,
}

impl Joins {
    /// Takes up a column, in which so many lines stand beside one another.
    pub(super) fn add(&mut self, column: &[Block], beside: usize) {
        self.beside += beside;
        for block in column.iter().filter(|block| block.role != Role::Table) {
            for pair in block.lines.windows(2) {
                if let [above, below] = pair {
                    self.pairs.push((above.text.clone(), below.text.clone()));
                }
            }
        }
    }

    /// Whether the order may be wrong: neither the way the page is drawn nor the extractor's order goes on
    /// as ours does; or one does not, and there are lines that may belong to two columns.
    pub(super) fn is_unsure(&self, drawn: &Witness, grouped: &Witness) -> bool {
        let against = |witness: &Witness| {
            let count =
                self.pairs.iter().filter(|(above, below)| !witness.supports(above, below)).count();
            count > self.pairs.len() / 50
        };
        let (drawn, grouped) = (against(drawn), against(grouped));
        drawn && grouped || self.beside > BESIDE && (drawn || grouped)
    }
}
