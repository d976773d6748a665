//! Shares and places as signs: shades for the matrix, strips for where in an article a theme stands.

use super::comparison::Comparison;
use super::treatment::PassageState;
use crate::text::Signs;

/// From nearly nothing to all of it.
pub const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The shade of a share of an article's words, from 0 for none to 8. Eight ninths and more are full:
/// hardly any article treats one theme in every word.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0–8 before it is cut"
)]
pub fn level(share: f32) -> usize {
    (share * 9.0).ceil().clamp(0.0, 8.0) as usize
}

/// The sign of a level in a scale; a space for none.
pub fn sign(scale: &[char; 8], level: usize) -> char {
    level.checked_sub(1).map_or(' ', |level| scale.get(level.min(7)).copied().unwrap_or(' '))
}

/// What fills a cell of the matrix: a quarter of the scale each, from little to much.
const FILLS: [char; 4] = ['░', '▒', '▓', '█'];
/// The same for terminals without blocks.
const ASCII_FILLS: [char; 4] = ['.', ':', '+', '#'];

/// What fills a cell of this level, from 1 to 8; a space for none.
pub fn fill(signs: Signs, level: usize) -> char {
    let fills = match signs {
        Signs::Blocks => FILLS,
        Signs::Ascii => ASCII_FILLS,
    };
    level.checked_sub(1).and_then(|level| fills.get(level.min(7) / 2)).copied().unwrap_or(' ')
}

/// One column of a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bin {
    /// Whether a passage on the theme stands here.
    pub on: bool,
    /// Terms found here, in passages on the theme.
    pub hits: usize,
    /// ¶ number of the passage that stands here: one on the theme before any other.
    pub passage: u32,
}

impl Bin {
    /// `·` for nothing, `─` for a passage on the theme, a block as high as its hits; without blocks
    /// `.`, `-`, a digit.
    pub fn sign(self, signs: Signs) -> char {
        match (signs, self.on, self.hits) {
            (Signs::Blocks, false, _) => '·',
            (Signs::Blocks, true, 0) => '─',
            (Signs::Blocks, true, hits) => sign(&BLOCKS, (hits * 2).min(8)),
            (Signs::Ascii, false, _) => '.',
            (Signs::Ascii, true, 0) => '-',
            (Signs::Ascii, true, hits) => {
                u32::try_from(hits.min(9)).ok().and_then(|n| char::from_digit(n, 10)).unwrap_or('9')
            }
        }
    }
}

impl Comparison {
    /// Where a theme stands in an article, in `width` columns of equal numbers of words.
    pub fn strip(&self, theme: usize, article: usize, width: usize) -> Vec<Bin> {
        let (Some(treatment), Some(entry)) =
            (self.treatment(theme, article), self.model().entries.get(article))
        else {
            return Vec::new();
        };
        let mut bins = vec![Bin::default(); width];
        let words = entry
            .units
            .clone()
            .last()
            .and_then(|last| self.model().units.get(last))
            .map_or(1, |unit| unit.tokens.end.max(1));
        let bin = |word: usize| (word * width / words).min(width.saturating_sub(1));
        let word = |byte: usize| self.model().words_before(entry, byte);
        for unit in self.model().units.get(entry.units.clone()).unwrap_or(&[]) {
            let last = unit.tokens.end.max(unit.tokens.start + 1) - 1;
            for bin in bins.iter_mut().take(bin(last) + 1).skip(bin(unit.tokens.start)) {
                bin.passage = if bin.passage == 0 { unit.number } else { bin.passage };
            }
        }
        for mark in treatment.passages.iter().filter(|mark| mark.state == PassageState::On) {
            let (first, end) = (word(mark.extent.start), word(mark.extent.end));
            let last = end.max(first + 1) - 1;
            for bin in bins.iter_mut().take(bin(last) + 1).skip(bin(first)) {
                // A passage on the theme goes before one that ends or starts beside it.
                bin.passage = if bin.on { bin.passage } else { mark.passage };
                bin.on = true;
            }
            for found in &mark.matches {
                if let Some(bin) = bins.get_mut(bin(word(found.extent.start))) {
                    bin.hits += 1;
                }
            }
        }
        bins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_rise_with_the_share() {
        assert_eq!(level(0.0), 0);
        assert_eq!(level(0.01), 1);
        assert_eq!(level(1.0), 8);
        assert!((0_u8..100).map(|n| level(f32::from(n) / 100.0)).is_sorted());
        assert_eq!(sign(&BLOCKS, 0), ' ');
        assert_eq!(sign(&BLOCKS, 8), '█');
        let fills: String = (0..9).map(|level| fill(Signs::Blocks, level)).collect();
        assert_eq!(fills, " ░░▒▒▓▓██");
    }
}
