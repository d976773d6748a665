//! Bytes to Unicode code points and back: the one conversion for everything that leaves the program.

use super::Extent;

/// Distance in bytes between two remembered counts.
const STRIDE: usize = 512;

/// Converts between byte offsets, which the program uses, and code points, which JSON, quotes and
/// the W3C's text position selector use.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points that start before byte `i * STRIDE`.
    marks: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Counts `text` once; each conversion afterwards looks at no more than `STRIDE` bytes.
    pub fn new(text: &'a str) -> Self {
        let mut marks = vec![0];
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            count += starts(chunk);
            marks.push(count);
        }
        Self { text, marks }
    }

    /// Code points before the byte `offset`, which is clamped to the text.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let mark = offset / STRIDE;
        let before = self.marks.get(mark).copied().unwrap_or(0);
        before + self.text.as_bytes().get(mark * STRIDE..offset).map_or(0, starts)
    }

    /// A byte extent as code points `[start, end)`.
    pub fn range(&self, extent: Extent) -> [usize; 2] {
        [self.at(extent.start), self.at(extent.end)]
    }

    /// The byte at which code point `count` starts; the text's length where there are fewer.
    pub fn byte(&self, count: usize) -> usize {
        let mark = self.marks.partition_point(|&before| before <= count).saturating_sub(1);
        let mut left = count - self.marks.get(mark).copied().unwrap_or(0);
        let from = mark * STRIDE;
        for (i, byte) in self.text.as_bytes().iter().enumerate().skip(from) {
            if !is_continuation(*byte) {
                if left == 0 {
                    return i;
                }
                left -= 1;
            }
        }
        self.text.len()
    }
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !is_continuation(**byte)).count()
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_and_code_points_agree_with_the_standard_library(text in "\\PC{0,700}") {
            let points = CodePoints::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), count);
                prop_assert_eq!(points.byte(count), byte);
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
            prop_assert_eq!(points.byte(text.chars().count()), text.len());
        }
    }
}
