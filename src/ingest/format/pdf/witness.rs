//! Whether other readings of the same words go on from line to line as ours does. A splice of two columns
//! can read as a true sentence: only another order of the same words shows it.

use std::collections::HashSet;

use super::line::Block;

/// Letters at either side of a line's end that are looked at.
const REACH: usize = 12;
/// The base in which letters are the figures of a number; odd, so that none is lost.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
/// Lines beside one another that a page may have by chance: formulas, wide spaces.
const BESIDE: usize = 2;

/// Words as another reading gives them, without white and signs.
pub(super) struct Witness {
    /// The number of each stretch of twice [`REACH`] letters.
    seen: HashSet<u64>,
}

impl Witness {
    /// The reading `text`.
    pub(super) fn of(text: &str) -> Self {
        Self { seen: stretches(&letters(text)).collect() }
    }

    /// Whether `below` follows `above` there too; what is too short says nothing.
    fn supports(&self, above: &str, below: &str) -> bool {
        let (above, below) = (letters(above), letters(below));
        let end = above.len().checked_sub(REACH).and_then(|at| above.get(at..));
        let joint = end.zip(below.get(..REACH)).map(|(end, start)| [end, start].concat());
        joint.is_none_or(|joint| stretches(&joint).all(|number| self.seen.contains(&number)))
    }
}

/// A number for each stretch of twice [`REACH`] letters, made from the one before it (Karp and Rabin, 1987).
fn stretches(letters: &[char]) -> impl Iterator<Item = u64> {
    const LENGTH: usize = 2 * REACH;
    let leaving = (0..LENGTH).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut number = 0_u64;
    letters.iter().enumerate().filter_map(move |(at, letter)| {
        number = number.wrapping_mul(BASE).wrapping_add(u64::from(*letter));
        if let Some(left) = at.checked_sub(LENGTH).and_then(|at| letters.get(at)) {
            number = number.wrapping_sub(u64::from(*left).wrapping_mul(leaving));
        }
        (at + 1 >= LENGTH).then_some(number)
    })
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
    /// Where lines of running text begin that have another to their left in the same column.
    beside: Vec<f32>,
}

impl Joins {
    /// Takes up a column, and where in it lines begin beside others.
    pub(super) fn add(&mut self, column: &[Block], beside: Vec<f32>) {
        self.beside.extend(beside);
        for block in column.iter().filter(|block| !block.is_beside()) {
            for pair in block.lines.windows(2) {
                if let [above, below] = pair {
                    self.pairs.push((above.text.clone(), below.text.clone()));
                }
            }
        }
    }

    /// Whether the order may be wrong: neither the way the page is drawn nor the extractor's order goes on
    /// as ours does; or one does not, and there are lines that may belong to two columns; or the page is
    /// drawn quite otherwise; or lines beside others begin at one place, as those of a column do.
    pub(super) fn is_unsure(&self, drawn: &Witness, grouped: &Witness) -> bool {
        let against = |witness: &Witness| {
            self.pairs.iter().filter(|(above, below)| !witness.supports(above, below)).count()
        };
        let all = self.pairs.len();
        let (drawn, grouped) = (against(drawn), against(grouped));
        let some = |count: usize| count > all / 50;
        some(drawn) && some(grouped)
            || self.beside.len() > BESIDE && (some(drawn) || some(grouped))
            || drawn > BESIDE && drawn * 12 > all
            || self.are_aligned()
    }

    /// Whether more lines than stand beside others by chance begin at one place.
    fn are_aligned(&self) -> bool {
        let mut starts = self.beside.clone();
        starts.sort_by(f32::total_cmp);
        starts.chunk_by(|a, b| *b - *a < 1.0).any(|run| run.len() > BESIDE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_on_as_another_reading_has_them_wherever_they_stand_in_it() {
        let witness = Witness::of(
            "Rain fell on the harbour all night. The last boat went out before dawn, and nobody saw it come back.",
        );
        assert!(witness.supports("The last boat went out be-", "fore dawn, and nobody saw"));
        assert!(witness.supports("on the harbour all night.", "The last boat went"));
        assert!(!witness.supports("Rain fell on the harbour", "The last boat went out"));
        assert!(!witness.supports("and nobody saw it come", "Rain fell on the harbour"));
        assert!(witness.supports("Rain", "fell"), "too short to say anything");
    }
}
