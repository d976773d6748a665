//! Notes and references at the end of a text: kept, but no part of what is read on end.

use crate::collection::Reason;
use crate::ingest::line::shape;
use crate::ingest::line::words::Words;
use crate::ingest::piece::Piece;

/// What stands above notes, as a whole line.
static HEADINGS: Words = Words::new(include_str!("../../../assets/words/notes.txt"));

/// Pieces of running prose that may stand behind notes: a note on the author, a call.
const BEHIND: usize = 2;

/// Makes furniture of the notes at the end of the text, which starts at `start`: a run of numbered notes
/// that counts from one, or what stands under a heading for notes.
pub(in crate::ingest) fn mark(pieces: &mut [Piece], start: usize) {
    // Behind this place stands so little prose that notes may end anywhere from here on.
    let prose = pieces.iter().enumerate().rev();
    let mut prose = prose.filter(|(_, piece)| piece.is_body() && shape::is_prose(&piece.text));
    let free = prose.nth(BEHIND).map_or(0, |(at, _)| at + 1);
    let called = pieces.iter().position(|piece| piece.text.contains("[1]"));
    let found = (start + 1..pieces.len()).find_map(|at| {
        let headed = is_heading_for_notes(pieces, at);
        let first = if headed { at + 1 } else { at };
        let count = run(pieces, first, headed, called.is_some_and(|called| called < first));
        (count > 0 && first + count >= free).then_some(at..first + count)
    });
    for piece in pieces.get_mut(found.unwrap_or(0..0)).unwrap_or_default() {
        piece.furnish(Reason::Note);
    }
}

/// Longest heading for notes in bytes.
const LONGEST: usize = 80;

fn is_heading_for_notes(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).is_some_and(|piece| {
        let short = piece.text.len() <= LONGEST && (piece.is_loose() || piece.is_heading());
        let line = if short { piece.text.to_lowercase() } else { return false };
        HEADINGS.has(line.trim_end_matches(':'))
    })
}

/// How many pieces from `first` on are notes; `called`: the text above refers to the first of them.
fn run(pieces: &[Piece], first: usize, headed: bool, called: bool) -> usize {
    let notes = pieces.get(first..).unwrap_or_default();
    let mut count = 0;
    let mut next = 1;
    for (place, piece) in notes.iter().enumerate() {
        let number = bracketed(&piece.text).or(piece.ordinal.filter(|_| headed));
        if number == Some(next) {
            next += 1;
            count = place + 1;
        } else if !(next > 1 && number.is_none() && goes_on(piece)) {
            break;
        }
    }
    let numbered = next - 1;
    if numbered >= 2 || numbered == 1 && (headed || called) {
        return count;
    }
    if !headed {
        return 0;
    }
    notes.iter().take_while(|piece| piece.is_body() && cites(&piece.text)).count()
}

/// The number of a note: 3 in `[3] The minutes of the council`.
fn bracketed(text: &str) -> Option<u32> {
    let (number, note) = text.strip_prefix('[')?.split_once(']')?;
    let number = number.trim_start_matches('^');
    (!note.trim().is_empty()).then(|| number.parse().ok()).flatten()
}

/// Whether a piece without a number may belong to the note above it: an address, a few words.
fn goes_on(piece: &Piece) -> bool {
    piece.is_loose() && (piece.text.starts_with("http") || shape::words(&piece.text) <= 3)
}

/// Whether `text` names a source as a list of references does: by a year, or by an address.
fn cites(text: &str) -> bool {
    let year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    shape::words(text) <= 60
        && (text.contains("http")
            || text.contains("doi")
            || text.split(|c: char| !c.is_alphanumeric()).any(year))
}
