//! What every format is read into before anyone asks what a line is for: stretches of text in order.

use crate::collection::{
    Block, BlockKind, Doubt, Draft, Locus, Mark, MarkKind, Metadata, Reason, Repair, RepairKind,
};
use crate::text::{Extent, normalise};

/// What stood above a piece in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Above {
    /// An empty line, or the edge of any element.
    #[default]
    EmptyLine,
    /// Only a line's end.
    LineEnd,
    /// The edge of an element that the page sets as a paragraph of its article.
    Element,
}

/// A stretch of text that the source sets apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Piece {
    /// What the format or the layout says it is; `None` is a loose line or paragraph.
    pub(super) kind: Option<BlockKind>,
    /// Canonical text.
    pub(super) text: String,
    /// Styled stretches, in bytes of `text`.
    pub(super) marks: Vec<Mark>,
    /// What was mended, in bytes of `text`.
    pub(super) repairs: Vec<Repair>,
    /// Heading level or list depth, from 1; otherwise 0.
    pub(super) level: u8,
    /// Number of an ordered list's item.
    pub(super) ordinal: Option<u32>,
    /// What stood above it.
    pub(super) above: Above,
    /// Places by the source's own count that begin in it, in bytes of `text`.
    pub(super) loci: Vec<Locus>,
    /// What may be wrong with it.
    pub(super) doubt: Option<Doubt>,
    /// Why it is furniture.
    pub(super) reason: Option<Reason>,
    /// Its place in the source, while pieces are taken apart.
    pub(super) order: usize,
}

impl Piece {
    /// A loose piece of this text.
    pub(super) fn loose(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A piece of a known kind.
    pub(super) fn of(kind: BlockKind, text: impl Into<String>) -> Self {
        Self { kind: Some(kind), ..Self::loose(text) }
    }

    /// Furniture for this reason.
    pub(super) fn furniture(reason: Reason, text: impl Into<String>) -> Self {
        Self { reason: Some(reason), ..Self::of(BlockKind::Furniture, text) }
    }

    /// Makes furniture of it.
    pub(super) fn furnish(&mut self, reason: Reason) {
        self.kind = Some(BlockKind::Furniture);
        self.reason = Some(reason);
        self.level = 0;
    }

    /// Makes a loose piece of it again.
    pub(super) fn loosen(&mut self) {
        self.kind = None;
        self.reason = None;
    }

    /// Whether it may still become anything.
    pub(super) fn is_loose(&self) -> bool {
        self.kind.is_none()
    }

    /// Whether it is a heading by the format's own mark.
    pub(super) fn is_heading(&self) -> bool {
        self.kind == Some(BlockKind::Heading)
    }

    /// Whether it counts as body text unless something says otherwise.
    pub(super) fn is_body(&self) -> bool {
        self.kind.is_none_or(BlockKind::is_passage)
    }

    /// Whether all of it is set in italics or bold.
    pub(super) fn is_emphasised(&self) -> bool {
        let emphasis = self
            .marks
            .iter()
            .filter(|mark| matches!(mark.kind, MarkKind::Emphasis | MarkKind::Strong));
        let covered: usize = emphasis
            .fold((0, 0), |(sum, end), mark| {
                let start = mark.extent.start.max(end);
                (sum + mark.extent.end.saturating_sub(start), end.max(mark.extent.end))
            })
            .0;
        !self.text.is_empty() && covered + 2 >= self.text.len()
    }

    /// Where the words of its first link stand, if it has one.
    pub(super) fn first_link(&self) -> Option<&str> {
        self.marks
            .iter()
            .find(|mark| matches!(mark.kind, MarkKind::Link(_)))
            .map(|mark| mark.extent.of(&self.text))
    }

    /// How many of its bytes lie in links.
    pub(super) fn linked(&self) -> usize {
        self.marks
            .iter()
            .filter(|mark| matches!(mark.kind, MarkKind::Link(_)))
            .map(|mark| mark.extent.len())
            .sum()
    }

    /// Whether it is nothing but links, a sign or a short word aside.
    pub(super) fn is_link(&self) -> bool {
        self.linked() * 10 >= self.text.len() * 9
    }

    /// Appends `next` behind `joint` and notes the repair.
    pub(super) fn append(&mut self, joint: &str, next: Self, repair: RepairKind) {
        self.repairs.push(Repair { at: self.text.len(), kind: repair });
        self.text.push_str(joint);
        let by = self.text.len();
        self.text.push_str(&next.text);
        self.marks.extend(
            next.marks.into_iter().map(|mark| Mark { extent: mark.extent.shifted(by), ..mark }),
        );
        self.repairs.extend(next.repairs.into_iter().map(|r| Repair { at: r.at + by, ..r }));
        self.loci.extend(next.loci.into_iter().map(|l| Locus { at: l.at + by, ..l }));
        self.doubt = self.doubt.or(next.doubt);
    }

    /// The same with its text surely canonical: rendering markup away may have brought a letter and
    /// its accent together.
    fn canonical(mut self) -> Self {
        let text = normalise::canonical(&self.text);
        let start = text.len() - text.trim_start_matches(['\n', ' ']).len();
        let trimmed = text.trim_matches(['\n', ' ']);
        if trimmed != self.text {
            let places = normalise::Places::of(&self.text);
            let place =
                |at: usize| trimmed.floor_char_boundary(places.of_byte(at).saturating_sub(start));
            for mark in &mut self.marks {
                mark.extent = Extent::new(place(mark.extent.start), place(mark.extent.end));
            }
            for repair in &mut self.repairs {
                repair.at = place(repair.at);
            }
            for locus in &mut self.loci {
                locus.at = place(locus.at);
            }
            trimmed.clone_into(&mut self.text);
        }
        self.marks.retain(|mark| !mark.extent.is_empty());
        self.marks.sort_by_key(|mark| (mark.extent.start, usize::MAX - mark.extent.end));
        self
    }
}

/// What a format makes of a file.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one a file, and it is soon taken apart")]
pub(super) enum Parsed {
    /// The article that it is.
    One(Sheet),
    /// The articles that it holds, in its order; of each that cannot be read, why.
    Many(Vec<Result<Sheet, String>>),
}

impl From<Sheet> for Parsed {
    fn from(sheet: Sheet) -> Self {
        Self::One(sheet)
    }
}

/// How title, author and date stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Head {
    /// Somewhere at its top: they are to be found.
    #[default]
    Sought,
    /// The format says of each piece what it is.
    Stated,
}

/// A document as its format gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sheet {
    /// What the format itself says of it.
    pub(super) metadata: Metadata,
    /// What the file's properties say of it, where its text says nothing: who typed it and when, as
    /// often as who wrote it.
    pub(super) properties: Box<Metadata>,
    /// What of it could not be read, and what to do: one sentence.
    pub(super) problem: Option<String>,
    /// Its text, in order.
    pub(super) pieces: Vec<Piece>,
    /// What is left to be found in it.
    pub(super) head: Head,
}

impl Sheet {
    /// One text from all pieces, parted by empty lines.
    pub(super) fn into_draft(self) -> Draft {
        let mut draft = Draft { metadata: self.metadata, ..Draft::default() };
        draft.text.reserve_exact(self.pieces.iter().map(|piece| piece.text.len() + 2).sum());
        draft.blocks.reserve_exact(self.pieces.len());
        for piece in self.pieces {
            let piece = piece.canonical();
            if piece.text.is_empty() {
                continue;
            }
            if !draft.text.is_empty() {
                draft.text.push_str("\n\n");
            }
            let start = draft.text.len();
            draft.text.push_str(&piece.text);
            let kind = piece.kind.unwrap_or(BlockKind::Paragraph);
            let mut block = Block::new(kind, Extent::new(start, draft.text.len()));
            block.level = piece.level;
            block.ordinal = piece.ordinal;
            block.marks = piece
                .marks
                .into_iter()
                .map(|mark| Mark { extent: mark.extent.shifted(start), ..mark })
                .collect();
            block.repairs =
                piece.repairs.into_iter().map(|r| Repair { at: r.at + start, ..r }).collect();
            block.doubt = piece.doubt;
            // What nobody gave another reason for is a label, such as the contents of a document.
            let reason = piece.reason.unwrap_or(Reason::Label);
            block.reason = (kind == BlockKind::Furniture).then_some(reason);
            draft.loci.extend(piece.loci.into_iter().map(|l| Locus { at: l.at + start, ..l }));
            draft.blocks.push(block);
        }
        draft
    }
}
