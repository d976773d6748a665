//! What one file may cost, in one place. Nothing is built of what goes beyond: it is refused with a line that
//! says so. What no such limit foresees ends the reading process (`storage/articles/process.rs`), not the room.

/// What one file may cost, as far as the reader may say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How deep the elements of a web page may lie in one another; pages of newspapers stay below 60.
    pub html_depth: usize,
}

impl Limits {
    /// Those that hold unless the reader says otherwise.
    pub const DEFAULT: Self = Self { html_depth: 400 };

    /// Tags that may lie in one another before a page is refused unread: its reader would take hours.
    pub(super) const OPEN_TAGS: usize = 10_000;
    /// The same in a stretch of a page inside another format.
    pub(super) const BLOCK_TAGS: usize = 400;
    /// Marks such as bold that may be open at once.
    pub(super) const OPEN_MARKS: usize = 1_000;
    /// Elements that a page may have only because its marks, never closed, begin again in every paragraph: some
    /// 100 bytes each.
    pub(super) const REPEATED_MARKS: usize = 500_000;
    /// Attributes of one element; each is compared with all before it.
    pub(super) const ATTRIBUTES: usize = 1_000;

    /// Elements of other XML, or braces of a bibliography, that may lie in one another.
    pub(super) const DATA_DEPTH: usize = 64;
    /// Elements of other XML.
    pub(super) const XML_ELEMENTS: usize = 2_000_000;

    /// Bytes that the text of a packed file may unpack to.
    pub(super) const UNPACKED: u64 = 64 * 1024 * 1024;
    /// Bytes that what a book says of itself may unpack to; large books have two hundred thousand.
    pub(super) const BOOK_ABOUT: u64 = 16 * 1024 * 1024;

    /// Groups of Rich Text that may lie in one another.
    pub(super) const RTF_DEPTH: usize = 512;

    /// Pages that a printed document may have; thick books have two thousand.
    #[cfg(feature = "pdf")]
    pub(super) const PDF_PAGES: u32 = 5_000;
    /// Bytes that it may have.
    #[cfg(feature = "pdf")]
    pub(super) const PDF_BYTES: usize = 512 * 1024 * 1024;
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
