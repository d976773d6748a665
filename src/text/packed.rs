//! Numbers and texts as bytes, for files that may be deleted, damaged or old at any time.
//!
//! Numbers are written seven bits at a time, texts with their length before them. [`seal`] puts before
//! the bytes what form they have and a checksum.

/// Bytes of the name of a form.
pub const FORM: usize = 16;

/// Writes numbers and texts one behind the other.
#[derive(Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// One that need not grow for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    /// What was written.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }

    /// Writes a number; the smaller, the shorter.
    pub fn number(&mut self, mut number: u64) {
        loop {
            let [low, ..] = number.to_le_bytes();
            number >>= 7;
            if number == 0 {
                return self.0.push(low & 0x7f);
            }
            self.0.push(low | 0x80);
        }
    }

    /// Writes a count, a length or a place.
    pub fn count(&mut self, count: usize) {
        self.number(u64::try_from(count).unwrap_or(u64::MAX));
    }

    /// Writes bytes whose number is known to the reader.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Writes bytes and how many they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.raw(bytes);
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Writes texts.
    pub fn texts(&mut self, texts: &[String]) {
        self.count(texts.len());
        for text in texts {
            self.text(text);
        }
    }

    /// Writes a value that may be missing.
    pub fn maybe<T>(&mut self, value: Option<&T>, write: impl FnOnce(&mut Self, &T)) {
        self.count(usize::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }
}

/// Reads what [`Writer`] wrote; `None` where the bytes do not fit.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads `bytes` from their start.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes were read.
    pub const fn position(&self) -> usize {
        self.at
    }

    /// Whether everything was read.
    pub const fn is_done(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// Reads a number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Reads a number of 32 bits.
    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// Reads a count, a length or a place.
    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// Reads how many follow, each of which takes a byte at least: a broken count cannot ask for more
    /// memory than there are bytes.
    pub fn following(&mut self) -> Option<usize> {
        let count = self.count()?;
        (count <= self.bytes.len() - self.at).then_some(count)
    }

    /// Reads so many bytes.
    pub fn raw(&mut self, length: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(length)?;
        let bytes = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(bytes)
    }

    /// Reads bytes of a fixed number.
    pub fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.raw(N)?.try_into().ok()
    }

    /// Reads bytes with their number before them.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.count()?;
        self.raw(length)
    }

    /// Reads a text.
    pub fn text(&mut self) -> Option<String> {
        std::str::from_utf8(self.bytes()?).ok().map(str::to_owned)
    }

    /// Reads a value that may be missing: the outer `None` says that the bytes do not fit.
    pub fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.number()? {
            0 => Some(None),
            _ => read(self).map(Some),
        }
    }

    /// Reads a list with its length before it.
    pub fn many<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.following()?;
        let mut all = Vec::with_capacity(count);
        for _ in 0..count {
            all.push(read(self)?);
        }
        Some(all)
    }

    /// Reads which of `all` it is.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let at = self.count()?;
        all.get(at).copied()
    }
}

/// `body` with its form and checksum before it.
pub fn seal(form: &[u8; FORM], body: &[u8]) -> Vec<u8> {
    [form, &checksum(body).to_le_bytes()[..], body].concat()
}

/// What was sealed; `None` if it has another form or is damaged.
pub fn open<'b>(form: &[u8; FORM], sealed: &'b [u8]) -> Option<&'b [u8]> {
    let (sum, body) = sealed.strip_prefix(form)?.split_first_chunk::<8>()?;
    (u64::from_le_bytes(*sum) == checksum(body)).then_some(body)
}

/// FNV-1a over eight bytes at a time.
pub fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    let (words, rest) = bytes.as_chunks::<8>();
    let sum =
        words.iter().fold(bytes.len() as u64, |sum, word| step(sum, u64::from_le_bytes(*word)));
    rest.iter().fold(sum, |sum, byte| step(sum, u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let mut writer = Writer::default();
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        for number in numbers {
            writer.number(number);
        }
        writer.texts(&["ferry".to_owned(), String::new()]);
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes);
        assert_eq!(numbers.map(|_| reader.number()), numbers.map(Some));
        assert_eq!(reader.many(Reader::text).unwrap(), ["ferry", ""]);
        assert!(reader.is_done() && reader.number().is_none());
        assert_eq!(Reader::new(&[9]).following(), None);
    }

    #[test]
    fn damage_and_other_forms_are_seen() {
        let sealed = seal(b"a form of 16 let", b"some words");
        assert_eq!(open(b"a form of 16 let", &sealed), Some(&b"some words"[..]));
        assert_eq!(open(b"another form 16.", &sealed), None);
        for place in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[place] ^= 4;
            assert_eq!(open(b"a form of 16 let", &damaged), None, "byte {place}");
            assert_eq!(open(b"a form of 16 let", &sealed[..place]), None);
        }
    }
}
