//! Sentence numbers of every word, as differences in a few bits each.

/// One rising list of sentence numbers a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Postings {
    /// Differences, seven bits a byte, low ones first, the high bit set where more follow.
    bytes: Vec<u8>,
    /// Where each word's list starts, and one end more.
    starts: Vec<u32>,
    /// How many sentences each word is in.
    counts: Vec<u32>,
}

impl Postings {
    /// Turns `sentences` (the word numbers of each, in order) around; words are below `words`.
    pub(crate) fn invert<'t>(
        words: usize,
        sentences: impl Iterator<Item = &'t [u32]> + Clone,
        word_of: impl Fn(u32) -> usize,
    ) -> Self {
        let mut counts = vec![0_u32; words];
        let mut sizes = vec![0_u32; words];
        // The sentence after the one a word was last seen in; 0 for none.
        let mut next = vec![0_u32; words];
        for (sentence, tokens) in (0_u32..).zip(sentences.clone()) {
            for word in tokens.iter().map(|token| word_of(*token)) {
                let (Some(next), Some(size), Some(count)) =
                    (next.get_mut(word), sizes.get_mut(word), counts.get_mut(word))
                else {
                    continue;
                };
                if *next <= sentence {
                    *size += width(sentence - *next);
                    *count += 1;
                    *next = sentence + 1;
                }
            }
        }
        let mut starts = Vec::with_capacity(words + 1);
        let mut end = 0_u32;
        starts.push(0);
        for size in &sizes {
            end += size;
            starts.push(end);
        }
        let mut bytes = vec![0_u8; end as usize];
        let mut places = starts.clone();
        next.fill(0);
        for (sentence, tokens) in (0_u32..).zip(sentences) {
            for word in tokens.iter().map(|token| word_of(*token)) {
                let (Some(next), Some(place)) = (next.get_mut(word), places.get_mut(word)) else {
                    continue;
                };
                if *next <= sentence {
                    *place = write(&mut bytes, *place, sentence - *next);
                    *next = sentence + 1;
                }
            }
        }
        Self { bytes, starts, counts }
    }

    /// How many sentences the word is in.
    pub(crate) fn count(&self, word: u32) -> u32 {
        self.counts.get(word as usize).copied().unwrap_or(0)
    }

    /// The sentences the word is in, rising.
    pub(crate) fn of(&self, word: u32) -> Sentences<'_> {
        let word = word as usize;
        let range = match (self.starts.get(word), self.starts.get(word + 1)) {
            (Some(start), Some(end)) => *start as usize..*end as usize,
            _ => 0..0,
        };
        Sentences { bytes: self.bytes.get(range).unwrap_or(&[]).iter(), next: 0 }
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len() + 4 * (self.starts.len() + self.counts.len())
    }
}

/// The sentences of one word.
#[derive(Debug, Clone)]
pub(crate) struct Sentences<'a> {
    bytes: std::slice::Iter<'a, u8>,
    next: u32,
}

impl Iterator for Sentences<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let first = *self.bytes.next()?;
        let mut gap = u32::from(first & 0x7f);
        if first >= 0x80 {
            let mut shift = 7;
            for byte in self.bytes.by_ref() {
                gap |= u32::from(byte & 0x7f) << shift;
                shift += 7;
                if *byte < 0x80 {
                    break;
                }
            }
        }
        let sentence = self.next + gap;
        self.next = sentence + 1;
        Some(sentence)
    }
}

/// Bytes that `gap` takes.
const fn width(gap: u32) -> u32 {
    match gap {
        0..0x80 => 1,
        0x80..0x4000 => 2,
        0x4000..0x20_0000 => 3,
        0x20_0000..0x1000_0000 => 4,
        _ => 5,
    }
}

/// Writes `gap` at `place`; the place behind it.
fn write(bytes: &mut [u8], mut place: u32, mut gap: u32) -> u32 {
    loop {
        let low = u8::try_from(gap & 0x7f).unwrap_or(0);
        gap >>= 7;
        if let Some(byte) = bytes.get_mut(place as usize) {
            *byte = if gap == 0 { low } else { low | 0x80 };
        }
        place += 1;
        if gap == 0 {
            return place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_sentence_is_listed_once_under_each_of_its_words(
            sentences in prop::collection::vec(prop::collection::vec(0_u32..9, 0..6), 0..400),
        ) {
            let postings =
                Postings::invert(9, sentences.iter().map(Vec::as_slice), |token| token as usize);
            for word in 0..9 {
                let expected: Vec<u32> = (0..)
                    .zip(&sentences)
                    .filter(|(_, tokens)| tokens.contains(&word))
                    .map(|(sentence, _)| sentence)
                    .collect();
                prop_assert_eq!(postings.count(word) as usize, expected.len());
                prop_assert_eq!(postings.of(word).collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn wide_gaps_go_there_and_back() {
        for gap in [0, 0x7f, 0x80, 0x3fff, 0x4000, 0x1f_ffff, 0x20_0000, 0xfff_ffff, u32::MAX - 1] {
            let mut bytes = vec![0; width(gap) as usize];
            assert_eq!(write(&mut bytes, 0, gap), width(gap));
            assert_eq!(Sentences { bytes: bytes.iter(), next: 0 }.next(), Some(gap));
        }
    }
}
