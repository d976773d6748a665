//! Stretches of a canonical text and what they are.

use crate::text::Extent;

/// What a block is. The kebab-case names are those of the JSON answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum BlockKind {
    /// The article's title, where it stands in the text.
    Title,
    /// Who wrote it, when and where it appeared, as the text says.
    Byline,
    /// The summary under the title; a passage.
    Standfirst,
    /// A heading inside the article.
    Heading,
    /// A paragraph; a passage.
    Paragraph,
    /// One item of a list; a passage.
    ListItem,
    /// A quotation set apart; a passage.
    Quote,
    /// The words under a picture, its credit included.
    Caption,
    /// Code or verse: line ends stand as they were.
    Code,
    /// A table: one row a line, cells parted by ` │ `.
    Table,
    /// Page chrome: dimmed, out of counts and search.
    Furniture,
}

impl BlockKind {
    /// Whether blocks of this kind are the running text: numbered with ¶, counted and compared.
    /// What else can be found and quoted is told by [`super::Series::of`].
    pub const fn is_passage(self) -> bool {
        matches!(self, Self::Standfirst | Self::Paragraph | Self::ListItem | Self::Quote)
    }
}

/// How a stretch of text was set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// Set off from the words around it: italic.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Code within a line.
    Code,
    /// A link and where it leads; `#` and empty addresses are dead.
    Link(String),
}

/// A styled stretch inside a block.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Bytes of the canonical text.
    pub extent: Extent,
    /// How it was set.
    pub kind: MarkKind,
}

/// What was mended while reading; words never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum RepairKind {
    /// Two halves of a paragraph that a page break had cut are one again.
    PageBreakJoined,
    /// Hard line ends inside a paragraph became spaces.
    Unwrapped,
    /// A word hyphenated at a line's end is whole again.
    HyphenUndone,
}

/// A mended place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Repair {
    /// The byte of the canonical text where it was mended.
    pub at: usize,
    /// What was done.
    pub kind: RepairKind,
}

/// What a source counts its places by. The names are those of the JSON answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum LocusKind {
    /// Pages, by number or by the label that is printed on them.
    Page,
    /// Time since the beginning of a recording: hours, minutes and seconds.
    Time,
    /// Locations of a book without pages.
    Location,
}

/// A place by the source's own count: it holds from here to the next of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locus {
    /// The byte of the canonical text where it begins.
    pub at: usize,
    /// What is counted.
    pub kind: LocusKind,
    /// As the source writes it: `12`, `xii`, `00:01:04`.
    pub label: String,
}

/// What may be wrong with a block although it reads well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum Doubt {
    /// Its lines may stand in another order on the page: never cited without saying so.
    OrderUnsure,
}

/// Why a block counts as furniture. The kebab-case names are those of the JSON answers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::EnumString, strum::EnumIter,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Reason {
    /// Menus, log-in, search boxes, “back to top”.
    Menu,
    /// Share, print, save, listen.
    Share,
    /// Newsletters, memberships, donations.
    SignUp,
    /// Other articles: “read more”, “related”, “most read”.
    Related,
    /// The box for comments.
    Comments,
    /// Advertisements and what announces them.
    Advert,
    /// Cookies, copyright, terms.
    Legal,
    /// A note on the author.
    Author,
    /// Reading time, views, tags; the labels of a press archive.
    Label,
    /// A note at the foot, or a source.
    Note,
    /// It stands outside the article on its page.
    Outside,
    /// The same stands elsewhere in the article.
    Twice,
    /// The running head or foot of a page, and its number.
    RunningHead,
    /// The reader said so.
    Reader,
}

impl Reason {
    /// Why, in words that end “furniture: …”.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Menu => "a menu of the page",
            Self::Share => "what one can do with the page",
            Self::SignUp => "an offer to sign up",
            Self::Related => "leads to other articles",
            Self::Comments => "the box for comments",
            Self::Advert => "an advertisement",
            Self::Legal => "terms and rights",
            Self::Author => "a note on the author",
            Self::Label => "a label beside the text",
            Self::Note => "a note at the foot",
            Self::Outside => "outside the article on its page",
            Self::Twice => "stands in the article already",
            Self::RunningHead => "the head or foot of a printed page",
            Self::Reader => "you said so",
        }
    }
}

/// A stretch of the canonical text with a kind. Blocks stand in order and do not overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Paragraph, heading, furniture …: whether and how it is counted, shown and cited.
    pub kind: BlockKind,
    /// Bytes of the canonical text.
    pub extent: Extent,
    /// Heading level from 1; for list items the depth from 1; otherwise 0.
    pub level: u8,
    /// Number of an ordered list's item, as counted in the source.
    pub ordinal: Option<u32>,
    /// ¶ number from 1, for passages.
    pub passage: Option<u32>,
    /// Its sentences, as bytes of the canonical text: of a table its rows, of verse and code the lines.
    pub sentences: Vec<Extent>,
    /// Styled stretches, in order of their start.
    pub marks: Vec<Mark>,
    /// What was mended in it.
    pub repairs: Vec<Repair>,
    /// What may be wrong with it.
    pub doubt: Option<Doubt>,
    /// Why it is furniture, where that is known.
    pub reason: Option<Reason>,
}

impl Block {
    /// A block of this kind and place; sentences and number are set when the article is assembled.
    pub const fn new(kind: BlockKind, extent: Extent) -> Self {
        Self {
            kind,
            extent,
            level: 0,
            ordinal: None,
            passage: None,
            sentences: Vec::new(),
            marks: Vec::new(),
            repairs: Vec::new(),
            doubt: None,
            reason: None,
        }
    }

    /// Whether it is a note at the foot, or a source: no page chrome, but no running text either.
    pub fn is_note(&self) -> bool {
        self.kind == BlockKind::Furniture && self.reason == Some(Reason::Note)
    }

    /// Whether it belongs to the page around the article.
    pub fn is_chrome(&self) -> bool {
        self.kind == BlockKind::Furniture && !self.is_note()
    }

    /// Whether it is set as an item: behind a bullet, or behind its number, which is no part of its words.
    pub fn is_item(&self) -> bool {
        let numbered = self.kind == BlockKind::Furniture && self.ordinal.is_some();
        self.kind == BlockKind::ListItem || numbered
    }

    /// The same with a heading level or list depth.
    #[must_use]
    pub const fn with_level(mut self, level: u8) -> Self {
        self.level = level;
        self
    }
}
