//! Where the words of marked-up formats go: one piece is open at a time.

use crate::collection::{BlockKind, Locus, LocusKind, Mark, MarkKind, Reason};
use crate::ingest::piece::Piece;
use crate::text::{Extent, table};

/// Builds pieces from a stream of starts, ends and words.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pieces: Vec<Piece>,
    open: Piece,
    /// Starts of inline marks that are not closed yet.
    marks: Vec<(usize, MarkKind)>,
    /// Next number of each list one is inside, outermost first.
    lists: Vec<Option<u64>>,
    quotes: usize,
    /// Depth and number of the item whose first words are still to come.
    item: Option<(u8, Option<u32>)>,
    /// Depth of pictures whose description is being read.
    pictures: usize,
    /// Whether a note at the foot is being read: it is no part of the running text.
    in_note: bool,
    /// Whether the open piece holds words besides those of a picture.
    words: bool,
    /// Whether the open row of a table has a cell.
    cells: bool,
    /// Where what is raised above the line begins.
    raised: Option<usize>,
    /// What pictures in the open heading show. Beside words they are badges and say nothing of it.
    badges: String,
}

impl Writer {
    /// The pieces, all closed.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.flush();
        self.pieces
    }

    /// Opens a piece of this kind; what was open is closed.
    pub(super) fn open(&mut self, kind: BlockKind, level: u8) {
        self.flush();
        let loci = std::mem::take(&mut self.open.loci);
        self.open = Piece { level, loci, ..Piece::of(kind, "") };
    }

    /// Adds words. Runs of spaces become one, but in code.
    pub(super) fn text(&mut self, text: &str) {
        self.words |= self.pictures == 0 && !text.trim().is_empty();
        if self.pictures > 0 && self.open.kind == Some(BlockKind::Heading) {
            push_spaced(&mut self.badges, text);
            return;
        }
        if self.open.kind == Some(BlockKind::Code) {
            self.open.text.push_str(text);
        } else {
            push_spaced(&mut self.open.text, text);
        }
    }

    /// Adds words of code within a line.
    pub(super) fn code(&mut self, text: &str) {
        let start = self.open.text.len();
        self.text(text);
        self.mark(start, MarkKind::Code);
    }

    /// Begins an inline mark.
    pub(super) fn begin(&mut self, kind: MarkKind) {
        self.marks.push((self.open.text.len(), kind));
    }

    /// Ends the inline mark that began last.
    pub(super) fn end(&mut self) {
        if let Some((start, kind)) = self.marks.pop() {
            self.mark(start, kind);
        }
    }

    /// Begins what is raised above the line.
    pub(super) fn begin_raised(&mut self) {
        self.raised = Some(self.open.text.len());
    }

    /// Ends it. It stays apart from what it stands at: `10⁶`, and the mark of a note as `[1]`.
    pub(super) fn end_raised(&mut self) {
        let Some(start) = self.raised.take() else { return };
        let text = self.open.text.get(start..).unwrap_or("").trim().to_owned();
        let figures = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let mut inside: Vec<&mut Mark> =
            self.open.marks.iter_mut().filter(|mark| mark.extent.start >= start).collect();
        let linked = inside.iter().any(|mark| matches!(mark.kind, MarkKind::Link(_)));
        if figures && linked {
            self.open.text.insert(start, '[');
            self.open.text.push(']');
            for mark in &mut inside {
                mark.extent = mark.extent.shifted(1);
            }
        } else if let Some(raised) = superscript(&text) {
            self.open.text.truncate(start);
            self.open.text.push_str(&raised);
            self.open.marks.retain(|mark| mark.extent.start < start);
        }
    }

    fn mark(&mut self, start: usize, kind: MarkKind) {
        let end = self.open.text.len();
        if start < end && self.open.text.get(start..end).is_some_and(|text| !text.trim().is_empty())
        {
            self.open.marks.push(Mark { extent: Extent::new(start, end), kind });
        }
    }

    /// Begins a list, counted from `first` if it is ordered.
    pub(super) fn begin_list(&mut self, first: Option<u64>) {
        self.flush();
        self.lists.push(first);
    }

    /// Ends the innermost list.
    pub(super) fn end_list(&mut self) {
        self.flush();
        self.lists.pop();
    }

    /// Begins an item of the innermost list.
    pub(super) fn begin_item(&mut self) {
        self.flush();
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX).max(1);
        let number = self.lists.last_mut().and_then(|next| {
            let here = *next;
            *next = next.map(|n| n.saturating_add(1));
            here.and_then(|n| u32::try_from(n).ok())
        });
        self.item = Some((depth, number));
    }

    /// Begins an item of this depth, with its number if it has one, whatever list it is in.
    pub(super) fn item(&mut self, depth: u8, number: Option<u32>) {
        self.flush();
        self.item = Some((depth, number));
    }

    /// Adds pieces that are closed already.
    pub(super) fn insert(&mut self, pieces: Vec<Piece>) {
        if !pieces.is_empty() {
            self.flush();
            self.pieces.extend(pieces);
        }
    }

    /// Begins a note at the foot, which is set as an item of its own.
    pub(super) fn begin_note(&mut self, number: Option<u32>) {
        self.flush();
        self.item = Some((1, number));
        self.in_note = true;
    }

    pub(super) fn end_note(&mut self) {
        self.end_item();
        self.in_note = false;
    }

    pub(super) fn end_item(&mut self) {
        self.flush();
        self.item = None;
    }

    /// Begins a quotation set apart.
    pub(super) fn begin_quote(&mut self) {
        self.flush();
        self.quotes += 1;
    }

    pub(super) fn end_quote(&mut self) {
        self.flush();
        self.quotes = self.quotes.saturating_sub(1);
    }

    /// Begins the description of a picture.
    pub(super) fn begin_picture(&mut self) {
        self.pictures += 1;
    }

    pub(super) fn end_picture(&mut self) {
        self.pictures = self.pictures.saturating_sub(1);
    }

    /// Begins a cell of a table.
    pub(super) fn cell(&mut self) {
        if std::mem::replace(&mut self.cells, true) {
            self.open.text.push_str(table::BAR);
        }
    }

    /// Ends a row of a table.
    pub(super) fn row(&mut self) {
        self.cells = false;
        if !self.open.text.is_empty() && !self.open.text.ends_with('\n') {
            self.open.text.push('\n');
        }
    }

    /// Notes that a page of the source begins here; if no words follow, it begins with the next piece.
    pub(super) fn page(&mut self, label: &str) {
        let at = self.open.text.len();
        self.open.loci.push(Locus { at, kind: LocusKind::Page, label: label.to_owned() });
    }

    /// How many pieces are closed.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether the open piece has words and ends with a line's end.
    pub(super) fn ends_line(&self) -> bool {
        self.open.text.trim_end_matches(' ').ends_with('\n')
    }

    /// Whether what is written next stands at a word or a stop, without a space between.
    pub(super) fn ends_in_word(&self) -> bool {
        self.open.text.chars().next_back().is_some_and(|c| !c.is_whitespace() && c != '[')
    }

    /// The kind of the open piece.
    pub(super) fn kind(&self) -> Option<BlockKind> {
        self.open.kind
    }

    /// Closes the open piece; marks that are open go on in the next. The first paragraph of a list item
    /// is that item, its further paragraphs are paragraphs.
    pub(super) fn flush(&mut self) {
        let open: Vec<(usize, MarkKind)> = self.marks.clone();
        for (start, kind) in open {
            self.mark(start, kind);
        }
        for (start, _) in &mut self.marks {
            *start = 0;
        }
        (self.raised, self.cells) = (None, false);
        let mut piece = std::mem::take(&mut self.open);
        let only_picture = !std::mem::take(&mut self.words);
        let badges = std::mem::take(&mut self.badges);
        if only_picture && piece.text.trim().is_empty() {
            piece.text = badges;
        } else if !badges.is_empty() {
            let end = piece.text.trim_end().len();
            piece.text.truncate(end);
            for mark in &mut piece.marks {
                mark.extent.end = mark.extent.end.min(end);
            }
        }
        if piece.text.trim().is_empty() {
            self.open.loci = piece.loci;
            self.open.loci.iter_mut().for_each(|locus| locus.at = 0);
            return;
        }
        if piece.kind.is_none() {
            if let Some((depth, number)) = self.item.take() {
                piece.kind = Some(BlockKind::ListItem);
                if self.in_note {
                    piece.furnish(Reason::Note);
                }
                piece.level = depth;
                piece.ordinal = number;
            } else if self.in_note {
                piece.furnish(Reason::Note);
            } else if self.quotes > 0 {
                piece.kind = Some(BlockKind::Quote);
            } else if only_picture {
                piece.kind = Some(BlockKind::Caption);
            }
        }
        // Words come in one by one, and long texts have many pieces.
        piece.text.shrink_to_fit();
        self.pieces.push(piece);
    }
}

/// Adds `text` with every run of spaces made one; line ends stay.
fn push_spaced(out: &mut String, text: &str) {
    for c in text.chars() {
        let space = c == ' ' || c == '\t';
        if !(space && out.ends_with([' ', '\n'])) {
            out.push(if space { ' ' } else { c });
        }
    }
}

/// Figures and signs as they are written above the line.
fn superscript(text: &str) -> Option<String> {
    const RAISED: &[(char, char)] = &[
        ('0', '⁰'),
        ('1', '¹'),
        ('2', '²'),
        ('3', '³'),
        ('4', '⁴'),
        ('5', '⁵'),
        ('6', '⁶'),
        ('7', '⁷'),
        ('8', '⁸'),
        ('9', '⁹'),
        ('+', '⁺'),
        ('-', '⁻'),
        ('−', '⁻'),
        ('–', '⁻'),
        ('n', 'ⁿ'),
    ];
    let raised = |c: char| RAISED.iter().find(|(plain, _)| *plain == c).map(|(_, raised)| *raised);
    text.chars().map(raised).collect::<Option<String>>().filter(|raised| !raised.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_in_a_row_are_one_and_line_ends_stay() {
        let mut out = String::new();
        push_spaced(&mut out, "one \t two\tthree \n  four\n");
        push_spaced(&mut out, "\t five");
        assert_eq!(out, "one two three \nfour\nfive");
    }
}
