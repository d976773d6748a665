//! The tail of an article: sign-up boxes, related links, comments and notes on the author, found by
//! going up from the end until the text begins.

use std::ops::Range;

use crate::collection::{BlockKind, Metadata, Reason};
use crate::ingest::line::byline::{self, Context};
use crate::ingest::line::chrome;
use crate::ingest::line::shape;
use crate::ingest::piece::Piece;
use crate::ingest::structure::head;

/// Settles the pieces behind the body, which starts at `start`; returns where the body ends.
pub(in crate::ingest) fn mark(
    pieces: &mut [Piece],
    start: usize,
    context: &Context,
    metadata: &mut Metadata,
) -> usize {
    let opened = sections(pieces, start);
    let called = calls(pieces, start, opened).min(offer(pieces, start, opened, context));
    furnish(pieces, called..opened, Reason::SignUp);
    let noted = origins(pieces, start, called, context, metadata);
    signatures(pieces, start, noted, context, metadata)
}

/// Marks what stands behind "Related", "Comments" or the like and has a reason of its own to be no text; returns
/// where all that is left of the article does. Each section reaches to the opening of the next.
fn sections(pieces: &mut [Piece], start: usize) -> usize {
    let opens = |piece: &Piece| {
        let chrome = (piece.kind == Some(BlockKind::Furniture)).then(|| chrome::of(&piece.text));
        chrome.flatten().filter(|reason| chrome::opens_section(*reason))
    };
    let openers: Vec<(usize, Reason)> =
        (start..pieces.len()).filter_map(|at| Some((at, opens(pieces.get(at)?)?))).collect();
    let mut tail = pieces.len();
    let mut next = pieces.len();
    let mut after = 0;
    let mut before = prose(pieces.get(start..).unwrap_or_default());
    for (at, opener) in openers.into_iter().rev() {
        let inside = prose(pieces.get(at..next).unwrap_or_default());
        (before, after) = (before.saturating_sub(inside), after + inside);
        let count = belonging(opener, pieces, at + 1..next);
        let whole = at + 1 + count == next;
        if whole && next == tail && before > 0 && after <= before * COMMENTS {
            furnish(pieces, at + 1..next, opener);
            tail = at;
        } else if whole && next < tail {
            // Between two stretches of text only what nobody takes for prose goes with its opener.
            let section = pieces.get(at + 1..next).unwrap_or_default();
            if !section
                .iter()
                .any(|piece| shape::is_prose(&piece.text) && !chrome::is_call(&piece.text))
            {
                furnish(pieces, at + 1..next, opener);
            }
        }
        next = at;
    }
    tail
}

/// How many times as long as an article what visitors say of it may be.
const COMMENTS: usize = 3;

/// How many words of prose stand in `pieces`.
fn prose(pieces: &[Piece]) -> usize {
    let prose = pieces.iter().filter(|piece| piece.is_body() && shape::is_prose(&piece.text));
    prose.map(|piece| shape::words(&piece.text)).sum()
}

/// How many pieces a box holds.
const BOX: usize = 4;
/// Longest summary under the headline of another article, longest note on an author, in words.
const TEASER: usize = 40;
const NOTE: usize = 120;

/// How many pieces at the start of `range` belong to a section of this kind.
fn belonging(opener: Reason, pieces: &[Piece], range: Range<usize>) -> usize {
    let at = range.start;
    let rest = pieces.get(range).unwrap_or_default();
    let is_call =
        |piece: &Piece| piece.kind == Some(BlockKind::Furniture) || chrome::is_call(&piece.text);
    let is_line = |piece: &Piece| {
        !piece.is_body() || shape::words(&piece.text) <= 20 && !shape::ends_clause(&piece.text)
    };
    // Summaries of other articles are told by several in a row, each under its headline.
    let teaser =
        |piece: &Piece| shape::is_prose(&piece.text) && shape::words(&piece.text) <= TEASER;
    let pairs = rest.windows(2).filter(|pair| matches!(pair, [a, b] if is_line(a) && teaser(b)));
    let several = pairs.take(2).count() > 1;
    let listed = pieces
        .get(at.saturating_sub(1))
        .is_some_and(|opener| !opener.text.trim_end_matches(':').contains(':'));
    let mut headline = false;
    let mut notes = 0;
    // What stands between two offers to sign up belongs to them.
    let enclosed = |place: usize| {
        let after = pieces.get(at + place + 1..).unwrap_or_default().iter().take(BOX);
        after.filter(|piece| piece.reason == Some(Reason::SignUp)).count() > 0
    };
    rest.iter()
        .enumerate()
        .take_while(|(place, piece)| {
            let place = *place;
            match opener {
                _ if is_call(piece) => true,
                Reason::Related => {
                    let teases = headline && several && teaser(piece);
                    // The line that closes the page below them.
                    let closes = headline
                        && listed
                        && at + place + 1 == pieces.len()
                        && !shape::is_prose(&piece.text);
                    headline = is_line(piece) || piece.is_link();
                    headline || teases || closes
                }
                Reason::Author => {
                    notes += usize::from(shape::is_prose(&piece.text));
                    notes <= 2 && shape::words(&piece.text) <= NOTE
                }
                Reason::Comments => true,
                Reason::SignUp => is_line(piece) || enclosed(place),
                _ => false,
            }
        })
        .count()
}

/// Where the calls and stray lines above `end` begin.
fn calls(pieces: &[Piece], start: usize, end: usize) -> usize {
    let mut top = end;
    let mut at = end;
    // A call speaks for the few lines around it, not for a list above it.
    while at > start && top - at <= BOX {
        at -= 1;
        let Some(piece) = pieces.get(at) else { break };
        let furniture = piece.kind == Some(BlockKind::Furniture)
            || piece.is_body() && chrome::is_call(&piece.text);
        let stray = (piece.is_loose() || piece.is_heading())
            && shape::words(&piece.text) <= 12
            && !ends_flatly(&piece.text);
        let links = piece.kind == Some(BlockKind::ListItem) && piece.is_link();
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
                && (piece.text.ends_with('?')
                    || piece.is_heading()
                    || !shape::ends_clause(&piece.text) && echoes(piece, pieces.get(top)))
        });
        if !leads {
            break;
        }
        top -= 1;
    }
    top
}

/// Letters in which two forms of a long word agree: "subscribed", "subscribe".
const STEM: usize = 6;

/// Whether a long word of `piece` is one of the call below it, in the same form or another: what a box answers
/// to him who did what it asks.
fn echoes(piece: &Piece, call: Option<&Piece>) -> bool {
    let stems = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let stems = words.filter(|word| word.chars().count() >= STEM);
        stems.map(|word| word.chars().take(STEM).collect::<String>()).collect::<Vec<_>>()
    };
    let below = call.map(|call| stems(&call.text)).unwrap_or_default();
    stems(&piece.text).iter().any(|stem| below.contains(stem))
}

/// Longest text between the question of an offer and its button, in words.
const OFFER: usize = 60;

/// Where an offer at the end begins: a question, a few sentences by which the site speaks of itself and to its
/// visitor, a button. None of the three is furniture by itself.
fn offer(pieces: &[Piece], start: usize, end: usize, context: &Context) -> usize {
    let Some(top) = end.checked_sub(3).filter(|top| *top > start) else { return end };
    let Some([question, text, button]) = pieces.get(top..end) else { return end };
    let short = |piece: &Piece, most: usize| {
        (piece.is_loose() || piece.is_heading()) && shape::words(&piece.text) <= most
    };
    let asks = short(question, 8) && question.text.ends_with('?');
    let offers =
        text.is_loose() && shape::words(&text.text) <= OFFER && chrome::addresses(&text.text);
    let presses = short(button, 4)
        && !shape::ends_clause(&button.text)
        && !context.common.is_name(&button.text);
    if asks && offers && presses { top } else { end }
}

/// Whether `text` ends as a statement does, not as a label or a question to the visitor.
fn ends_flatly(text: &str) -> bool {
    shape::ends_sentence(text) && !text.ends_with('?')
}

/// Makes furniture of what stands there, each piece for its own reason or else for `reason`.
fn furnish(pieces: &mut [Piece], range: Range<usize>, reason: Reason) {
    let open =
        |piece: &&mut Piece| !matches!(piece.kind, Some(BlockKind::Caption | BlockKind::Furniture));
    for piece in pieces.get_mut(range).unwrap_or_default().iter_mut().filter(open) {
        piece.furnish(chrome::of(&piece.text).unwrap_or(reason));
    }
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
    // A few words behind a note of origin are labels.
    let is_label = |piece: &Piece| {
        piece.is_loose() && shape::words(&piece.text) <= 5 && !shape::ends_clause(&piece.text)
    };
    let labelled = top > start + 1
        && pieces
            .get(top - 1)
            .is_some_and(|last| is_label(last) && byline::read(last, context).is_none())
        && pieces
            .get(top - 2)
            .is_some_and(|above| above.is_loose() && byline::read(above, context).is_some());
    if labelled {
        furnish(pieces, top - 1..top, Reason::Label);
        top -= 1;
    }
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

/// Lines on the authors that may stand behind a text.
const NOTES: usize = 12;

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
    while top > start + 1 && end - top < NOTES {
        let Some(kind) = tail(pieces, top - 1) else { break };
        top -= 1;
        if let Some(piece) = pieces.get_mut(top) {
            piece.kind = Some(kind);
            piece.reason = (kind == BlockKind::Furniture).then_some(Reason::Author);
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
            piece.loosen();
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
    // "Ada Byrne, a teacher, said …" introduces one who is quoted.
    let says = piece.text.get(name.len()..).is_some_and(|rest| rest.starts_with([',', ':']))
        || chrome::quotes(&piece.text);
    if says {
        return false;
    }
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
