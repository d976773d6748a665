//! One bit each for many things in a row.

use std::ops::Range;

/// Bits in a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    length: usize,
}

impl Bits {
    /// Adds one at the end.
    pub(super) fn push(&mut self, bit: bool) {
        if self.length.is_multiple_of(64) {
            self.words.push(0);
        }
        if let Some(last) = self.words.last_mut() {
            *last |= u64::from(bit) << (self.length % 64);
        }
        self.length += 1;
    }

    /// Sets the one added last.
    pub(super) fn set_last(&mut self) {
        if let (Some(last), Some(place)) = (self.words.last_mut(), self.length.checked_sub(1)) {
            *last |= 1 << (place % 64);
        }
    }

    /// The one at this place; not set where there is none.
    pub(super) fn get(&self, place: usize) -> bool {
        self.words.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Whether one of these is set.
    pub(super) fn any(&self, places: Range<usize>) -> bool {
        let (first, last) = (places.start / 64, places.end / 64);
        let mut words =
            (first..).zip(self.words.get(first..).unwrap_or(&[])).take_while(|(at, _)| *at <= last);
        words.any(|(at, word)| {
            let from = if at == first { u64::MAX << (places.start % 64) } else { u64::MAX };
            let to = if at == last { (1 << (places.end % 64)) - 1 } else { u64::MAX };
            word & from & to != 0
        })
    }

    /// How many are set.
    pub(super) fn ones(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Bytes in memory.
    pub(super) const fn size(&self) -> usize {
        8 * self.words.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bit_stays_where_it_was_put() {
        let mut bits = Bits::default();
        for n in 0..200 {
            bits.push(n % 6 == 0);
            if n % 3 == 0 {
                bits.set_last();
            }
        }
        assert!((0..200).all(|n| bits.get(n) == (n % 3 == 0)));
        assert!(!bits.get(201));
        assert_eq!(bits.ones(), 67);
        for (from, to) in (0..210).flat_map(|from| (from..from + 140).map(move |to| (from, to))) {
            assert_eq!(bits.any(from..to), (from..to).any(|n| bits.get(n)), "{from}..{to}");
        }
    }
}
