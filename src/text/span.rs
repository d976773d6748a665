//! Where something stands: the only position ever stored.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// Name of an article: the first eight bytes of its content hash, so that the same text is the same
/// article wherever its file lies. Written as sixteen hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u64);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = std::num::ParseIntError;

    /// Reads the sixteen digits that `Display` writes; what a shorter prefix means depends on the
    /// collection.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(s, 16).map(Self)
    }
}

/// A half-open range `[start, end)` of bytes in a canonical text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Extent {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Extent {
    /// The bytes from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte at `offset` lies inside.
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The bytes both share, if any.
    pub fn overlap(self, other: Self) -> Option<Self> {
        let both = Self::new(self.start.max(other.start), self.end.min(other.end));
        (!both.is_empty()).then_some(both)
    }

    /// The words at this place; empty if it does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The same range moved `by` bytes to the right.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The same range counted from `start`, before which nothing of it lies.
    #[must_use]
    pub const fn counted_from(self, start: usize) -> Self {
        Self::new(self.start.saturating_sub(start), self.end.saturating_sub(start))
    }

    /// How many bytes lie between both; none where they touch or overlap.
    pub fn gap(self, other: Self) -> usize {
        let after = |a: Self, b: Self| a.start.saturating_sub(b.end);
        after(self, other).max(after(other, self))
    }
}

impl From<Range<usize>> for Extent {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place in the collection: an article and bytes of its canonical text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The article.
    pub article: ArticleId,
    /// Bytes of its canonical text.
    pub extent: Extent,
}

impl Span {
    /// The bytes `extent` of `article`.
    pub const fn new(article: ArticleId, extent: Extent) -> Self {
        Self { article, extent }
    }
}
