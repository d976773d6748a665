//! The tail of an article: sign-up boxes, related links, comments and notes on the author, found by
//! going up from the end until the text begins.

use crate::collection::{BlockKind, Metadata};
use crate::ingest::line::byline::{self, Context};
use crate::ingest::line::chrome::{self, Chrome};
use crate::ingest::line::shape;
use crate::ingest::piece::Piece;
use crate::ingest::structure::head;

/// How much of the body, in words, what stands behind "Subscribe" or "Related" may have and still
/// be furniture, in percent.
const SECTION_SHARE: usize = 60;

/// Settles the pieces behind the body, which starts at `start`; returns where the body ends.
pub(in crate::ingest) fn settle(
    pieces: &mut [Piece],
    start: usize,
    context: &Context,
    metadata: &mut Metadata,
) -> usize {
    let last = pieces.len();
    let opened = section(pieces, start).unwrap_or(last);
    furnish(pieces, opened, last);
    let called = calls(pieces, start, opened);
    furnish(pieces, called, opened);
    let strays = strays(pieces, start, called, context, &metadata.authors);
    furnish(pieces, strays, called);
    let noted = origins(pieces, start, strays, context, metadata);
    signatures(pieces, start, noted, context, metadata)
}

/// Where a section opens behind which nothing belongs to the article any more.
fn section(pieces: &[Piece], start: usize) -> Option<usize> {
    let prose = |pieces: &[Piece]| -> usize {
        pieces
            .iter()
            .filter(|piece| piece.is_body() && shape::is_prose(&piece.text))
            .map(|piece| shape::words(&piece.text))
            .sum()
    };
    let whole = prose(pieces.get(start..)?);
    let mut before = 0;
    for at in start..pieces.len() {
        let piece = pieces.get(at)?;
        if piece.is_body() && shape::is_prose(&piece.text) {
            before += shape::words(&piece.text);
        }
        let chrome =
            if piece.kind == Some(BlockKind::Furniture) { chrome::of(&piece.text) } else { None };
        let Some(chrome) = chrome.filter(|chrome| chrome.opens_section()) else { continue };
        let after = whole - before;
        let limit = match chrome {
            Chrome::Comments => 300,
            Chrome::Author => SECTION_SHARE,
            _ if after == 0 => 100,
            _ if holds(chrome, pieces, at) => SECTION_SHARE,
            _ => 0,
        };
        if before > 0 && after * 100 <= before * limit {
            return Some(at);
        }
    }
    None
}

/// Whether all prose behind the chrome at `at` belongs to it rather than to the article: of a sign-up
/// box what calls, or stands above more of the box; of related links the teasers under their headlines.
fn holds(chrome: Chrome, pieces: &[Piece], at: usize) -> bool {
    let opening = pieces.get(at).map_or("", |piece| piece.text.as_str());
    if chrome == Chrome::Related && opening.contains(':') && !opening.ends_with(':') {
        return false; // "Read more: …" between two paragraphs
    }
    let last_of_box = pieces.iter().rposition(|piece| {
        piece.kind == Some(BlockKind::Furniture) && chrome::of(&piece.text) == Some(chrome)
    });
    let mut headlines = 0;
    for (here, piece) in pieces.iter().enumerate().skip(at + 1) {
        let prose = piece.is_body() && shape::is_prose(&piece.text);
        let fits = !prose
            || chrome::is_call(&piece.text)
            || chrome == Chrome::Legal
            || (chrome == Chrome::SignUp && last_of_box.is_some_and(|last| here < last))
            || (chrome == Chrome::Related && headlines == 1);
        if !fits {
            return false;
        }
        match piece.kind {
            _ if prose => headlines = 0,
            Some(BlockKind::Furniture) => {}
            _ => headlines += 1,
        }
    }
    true
}

/// Where the calls and stray lines above `end` begin.
fn calls(pieces: &[Piece], start: usize, end: usize) -> usize {
    let mut top = end;
    let mut at = end;
    while at > start {
        at -= 1;
        let Some(piece) = pieces.get(at) else { break };
        let furniture = piece.kind == Some(BlockKind::Furniture)
            || (piece.is_body() && chrome::is_call(&piece.text));
        let stray = (piece.is_loose() || piece.is_heading())
            && shape::words(&piece.text) <= 12
            && !ends_flatly(&piece.text);
        let links =
            piece.kind == Some(BlockKind::ListItem) && piece.linked() * 10 >= piece.text.len() * 8;
        if furniture {
            top = at;
        } else if !(stray || links) {
            break;
        }
    }
    // Stray lines right above the first call lead to it ("Want to write?"); those higher up do not.
    while top > start && top < pieces.len() {
        let leads = pieces.get(top - 1).is_some_and(|piece| {
            (piece.is_loose() || piece.is_heading())
                && shape::words(&piece.text) <= 8
                && (piece.text.ends_with('?') || piece.is_heading())
        });
        if !leads {
            break;
        }
        top -= 1;
    }
    top
}

/// Whether `text` ends as a statement does, not as a label or a question to the visitor.
fn ends_flatly(text: &str) -> bool {
    shape::ends_sentence(text) && !text.ends_with('?')
}

fn furnish(pieces: &mut [Piece], from: usize, to: usize) {
    for piece in pieces.get_mut(from..to).unwrap_or_default() {
        if !matches!(piece.kind, Some(BlockKind::Caption)) {
            piece.kind = Some(BlockKind::Furniture);
            piece.level = 0;
        }
    }
}

/// Where single words and labels behind the last sentence begin: tags without a name.
fn strays(
    pieces: &[Piece],
    start: usize,
    end: usize,
    context: &Context,
    authors: &[String],
) -> usize {
    let is_stray = |piece: &Piece| {
        let label = piece.is_loose()
            && !piece.is_emphasised()
            && shape::words(&piece.text) <= 5
            && !shape::ends_clause(&piece.text);
        label
            && !authors.contains(&piece.text)
            && (!authors.is_empty() || !context.common.is_name(&piece.text))
            && !byline::is_role(&piece.text)
            && byline::read(piece, context).is_none()
    };
    let strays = pieces
        .get(start..end)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|piece| is_stray(piece))
        .count();
    let above = end.checked_sub(strays + 1).and_then(|at| pieces.get(at));
    // Behind a name or an office it is an office too, behind a lead-in an item.
    let belongs = above.is_none_or(|above| {
        !shape::ends_sentence(&above.text) && byline::read(above, context).is_none()
    });
    if belongs || end - strays <= start + 1 { end } else { end - strays }
}

/// Reads notes of origin and dates that stand behind the text.
fn origins(
    pieces: &mut [Piece],
    start: usize,
    end: usize,
    context: &Context,
    metadata: &mut Metadata,
) -> usize {
    let mut top = end;
    while top > start {
        let Some(piece) = pieces.get_mut(top - 1) else { break };
        if piece.kind == Some(BlockKind::Furniture) || piece.kind == Some(BlockKind::Caption) {
            top -= 1;
            continue;
        }
        let Some(found) = byline::read(piece, context).filter(|_| piece.is_loose()) else { break };
        piece.kind = Some(BlockKind::Byline);
        head::note(found, metadata);
        top -= 1;
    }
    top
}

/// Reads the author's name, office and note on the author at the end of the text.
fn signatures(
    pieces: &mut [Piece],
    start: usize,
    end: usize,
    context: &Context,
    metadata: &mut Metadata,
) -> usize {
    let tail = |pieces: &[Piece], at: usize| -> Option<BlockKind> {
        let piece = pieces.get(at).filter(|piece| piece.is_loose() || piece.is_heading())?;
        let known = metadata.authors.contains(&piece.text);
        let named = context.common.is_name(&piece.text);
        let set_apart = piece.is_emphasised();
        let alone = metadata.authors.is_empty() || known;
        let office = byline::is_role(&piece.text)
            || (set_apart && shape::words(&piece.text) <= 18 && !shape::ends_sentence(&piece.text));
        if known
            || (named
                && alone
                && (set_apart
                    || pieces
                        .get(at + 1)
                        .is_none_or(|next| !next.is_body() || byline::is_role(&next.text))))
        {
            return Some(BlockKind::Byline);
        }
        if office {
            return Some(BlockKind::Byline);
        }
        let biography = byline::is_biography(&piece.text, &metadata.authors)
            || (metadata.authors.is_empty() && introduces(pieces, at, context))
            || (set_apart
                && shape::words(&piece.text) <= 90
                && leading_name(piece, context).is_some());
        biography.then_some(BlockKind::Furniture)
    };
    let mut top = end;
    while top > start + 1 {
        let Some(kind) = tail(pieces, top - 1) else { break };
        top -= 1;
        if let Some(piece) = pieces.get_mut(top) {
            piece.kind = Some(kind);
            piece.level = 0;
        }
    }
    // An office belongs to a name; a line that only looks like one stays text.
    let named = pieces.get(top..end).unwrap_or_default().iter().any(|piece| {
        metadata.authors.contains(&piece.text)
            || context.common.is_name(&piece.text)
            || piece.kind == Some(BlockKind::Furniture)
    });
    if !named {
        for piece in pieces.get_mut(top..end).unwrap_or_default() {
            piece.kind = None;
        }
        return end;
    }
    if metadata.authors.is_empty() {
        metadata.authors = pieces
            .get(top..end)
            .unwrap_or_default()
            .iter()
            .find_map(|piece| match piece.kind {
                Some(BlockKind::Byline) if context.common.is_name(&piece.text) => {
                    Some(piece.text.clone())
                }
                Some(BlockKind::Furniture) => leading_name(piece, context),
                _ => None,
            })
            .into_iter()
            .collect();
    }
    top
}

/// Whether the text at `at` says of somebody what he is, and no other part of the article names him:
/// then it is its author.
fn introduces(pieces: &[Piece], at: usize, context: &Context) -> bool {
    let Some(piece) = pieces.get(at).filter(|piece| shape::words(&piece.text) <= 50) else {
        return false;
    };
    let Some(name) = leading_name(piece, context) else { return false };
    let last = name.rsplit(' ').next().unwrap_or(&name);
    !pieces.iter().take(at).any(|other| other.text.contains(last))
}

/// The name that an italic note on its author begins with: "Ada Byrne is …".
fn leading_name(piece: &Piece, context: &Context) -> Option<String> {
    let words: Vec<&str> = piece.text.split(' ').collect();
    (2..=4).rev().find_map(|count| {
        let name = words.get(..count)?.join(" ");
        let name = name.trim_end_matches(',').to_owned();
        (context.common.is_name(&name)
            && byline::is_biography(&piece.text, std::slice::from_ref(&name)))
        .then_some(name)
    })
}
