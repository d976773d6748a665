//! The head of an article: title, standfirst, byline and dateline, and what else stands above the text.

use crate::collection::{BlockKind, Found, Metadata, Provenance, Reason};
use crate::ingest::line::byline::{self, Byline, Context};
use crate::ingest::line::shape;
use crate::ingest::piece::{Above, Piece};
use crate::ingest::structure::headline::{
    self, choose_title, join_title_lines, letters, same_title,
};

/// How many pieces behind the first paragraph a byline may still stand.
pub(in crate::ingest) const LATE: usize = 3;
/// Longest standfirst in words.
const STANDFIRST: usize = 70;

/// Settles the pieces above the body and the standfirst; returns where the body starts.
pub(in crate::ingest) fn read(
    pieces: &mut Vec<Piece>,
    context: &Context,
    metadata: &mut Metadata,
) -> usize {
    let Some(first) =
        (0..pieces.len()).find(|&at| opens_body(pieces, at) && !headline::stands_alone(pieces, at))
    else {
        return without_prose(pieces, context, metadata);
    };
    let end =
        behind_late_byline(pieces, first, context).max(behind_late_title(pieces, first, metadata));
    let signs = |piece: &&mut Piece| piece.is_loose() || piece.kind == Some(BlockKind::Byline);
    for piece in pieces.iter_mut().take(end).filter(signs) {
        if let Some(found) = byline::read(piece, context) {
            piece.kind = Some(BlockKind::Byline);
            note(found, metadata);
        }
    }
    let end = end - join_title_lines(pieces, end, context);
    choose_title(pieces, end, context, metadata);
    mark_names(pieces, end, context, metadata);
    mark_rest(pieces, end);
    let end = behind_notes(pieces, end, metadata);
    mark_standfirst(pieces, end);
    end
}

/// Whether the body begins at `at`: running prose, or two short sentences on end.
fn opens_body(pieces: &[Piece], at: usize) -> bool {
    let is_sentence = |at: usize, least: usize| {
        pieces.get(at).is_some_and(|piece| {
            piece.is_body()
                && shape::words(&piece.text) >= least
                && piece.text.ends_with(['.', '”', '"', '»'])
                && shape::ends_sentence(&piece.text)
        })
    };
    let is_prose =
        pieces.get(at).is_some_and(|piece| piece.is_body() && shape::is_prose(&piece.text));
    is_prose || (is_sentence(at, 6) && is_sentence(at + 1, 4))
}

/// The end of the head where a byline follows the first paragraph, which is then no body text.
fn behind_late_byline(pieces: &[Piece], first: usize, context: &Context) -> usize {
    let titled = pieces.iter().take(first).any(|piece| piece.is_heading() || piece.is_loose());
    let mut end = first;
    for at in first + 1..(first + 1 + LATE).min(pieces.len()) {
        let Some(piece) = pieces.get(at) else { break };
        let before = pieces.get(first..at).unwrap_or_default();
        if before.iter().any(|piece| {
            shape::words(&piece.text) > STANDFIRST || piece.kind == Some(BlockKind::ListItem)
        }) {
            break;
        }
        let read = if piece.is_loose() { byline::read(piece, context) } else { None };
        let signed = read.as_ref().is_some_and(|found| !found.authors.is_empty());
        let dated = read.is_some_and(|found| found.date.is_some())
            && !pieces.iter().enumerate().any(|(other, piece)| {
                other != at
                    && piece.is_loose()
                    && byline::read(piece, context).is_some_and(|found| found.date.is_some())
            });
        let named = titled
            && piece.is_loose()
            && piece.is_emphasised()
            && context.common.is_name(&piece.text);
        if signed || (dated && titled) || named {
            end = at + 1;
        }
    }
    end
}

/// The end of the head where something stands above the title: the document's one heading of the first
/// level, or a summary with stray lines under it.
fn behind_late_title(pieces: &[Piece], first: usize, metadata: &Metadata) -> usize {
    let short = |piece: &Piece| shape::words(&piece.text) <= STANDFIRST;
    let main = |piece: &Piece| piece.is_heading() && piece.level == 1;
    let title = pieces.iter().position(main).filter(|at| (first..=first + LATE).contains(at));
    let alone = pieces.iter().filter(|piece| main(piece)).count() == 1;
    if let Some(at) = title
        && alone
        && metadata.title.is_none()
        && pieces.get(first..at).is_some_and(|above| above.iter().all(short))
    {
        let text = (at + 1..pieces.len()).find(|&at| opens_body(pieces, at));
        return text.unwrap_or(at + 1);
    }
    let titled = pieces.iter().take(first).any(|piece| shape::words(&piece.text) >= 4);
    let stray = pieces
        .iter()
        .skip(first + 1)
        .take_while(|piece| !piece.is_heading() && !shape::is_prose(&piece.text));
    let stray: Vec<&Piece> = stray.collect();
    let is_label = |piece: &&Piece| {
        piece.kind == Some(BlockKind::Furniture)
            || piece.is_loose() && !piece.is_emphasised() && !shape::ends_clause(&piece.text)
    };
    let labels = stray.iter().copied().filter(is_label).count();
    let summary = pieces.get(first).is_some_and(short)
        && titled
        && labels >= 3
        && labels * 3 >= stray.len() * 2;
    if summary && stray.len() <= 10 && first + 1 + stray.len() < pieces.len() {
        first + 1 + stray.len()
    } else {
        first
    }
}

/// Where the text begins behind notes on its author that stand at its start.
fn behind_notes(pieces: &mut [Piece], end: usize, metadata: &Metadata) -> usize {
    let notes = pieces.get(end..).unwrap_or_default().iter().take(2);
    let count = notes
        .take_while(|piece| {
            piece.is_loose()
                && shape::words(&piece.text) <= 40
                && byline::is_biography(&piece.text, &metadata.authors)
        })
        .count();
    for piece in pieces.get_mut(end..end + count).unwrap_or_default() {
        piece.kind = Some(BlockKind::Byline);
    }
    end + count
}

/// Takes what a byline says where nothing better is known.
pub(in crate::ingest) fn note(found: Byline, metadata: &mut Metadata) {
    if metadata.authors.is_empty() {
        metadata.authors = found.authors;
    }
    metadata.date =
        metadata.date.take().or(found.date.map(|date| Found::new(date, Provenance::Byline)));
    metadata.source = metadata.source.take().or(found.source);
    metadata.url = metadata.url.take().or(found.url);
}

fn mark_names(pieces: &mut [Piece], end: usize, context: &Context, metadata: &mut Metadata) {
    let mut found: Vec<String> = Vec::new();
    for at in 0..end {
        let behind_byline = at
            .checked_sub(1)
            .and_then(|above| pieces.get(above))
            .is_some_and(|above| above.kind == Some(BlockKind::Byline));
        let Some(piece) = pieces.get_mut(at).filter(|piece| piece.is_loose()) else { continue };
        let names = byline::authors(&piece.text, &context.common);
        let known = metadata.authors.contains(&piece.text);
        let only_names = !names.is_empty()
            && (names.iter().map(|name| shape::words(name)).sum::<usize>() + names.len()
                > shape::words(&piece.text)
                || byline::is_role(&piece.text));
        if known || only_names {
            found.extend(names);
            piece.kind = Some(BlockKind::Byline);
        } else if behind_byline && byline::is_role(&piece.text) {
            piece.kind = Some(BlockKind::Byline);
        }
    }
    if metadata.authors.is_empty() {
        found.dedup();
        metadata.authors = found;
    }
}

/// Gives the lines that are still loose their place: labels above the title, subtitles under it,
/// the first heading right above the text.
fn mark_rest(pieces: &mut [Piece], end: usize) {
    let title = pieces.iter().take(end).position(|piece| piece.kind == Some(BlockKind::Title));
    for at in 0..end {
        let Some(piece) = pieces.get(at).filter(|piece| piece.is_loose()) else { continue };
        let last = at + 1 == end;
        let summed_up = pieces
            .iter()
            .take(at)
            .any(|piece| piece.kind == Some(BlockKind::Standfirst) && shape::is_prose(&piece.text));
        let behind_byline = at
            .checked_sub(1)
            .and_then(|above| pieces.get(above))
            .is_some_and(|above| above.kind == Some(BlockKind::Byline));
        let long = shape::words(&piece.text) >= 8;
        let paragraph = piece.above == Above::Element && shape::words(&piece.text) >= 12;
        let sentence = shape::ends_sentence(&piece.text) && shape::words(&piece.text) >= 4;
        let kind = match title {
            // What a page sets as a paragraph of its article is one.
            _ if paragraph => BlockKind::Paragraph,
            Some(title) if at < title && shape::words(&piece.text) < 12 => BlockKind::Furniture,
            // A salutation, a lead-in.
            Some(_) if last && piece.text.ends_with([',', ':']) => BlockKind::Paragraph,
            Some(_) if last && !long && !sentence => BlockKind::Heading,
            Some(_) if last && behind_byline && long && !sentence => BlockKind::Caption,
            // One summary is enough, and labels are none.
            Some(_) if summed_up || (!long && !sentence && shape::words(&piece.text) < 4) => {
                BlockKind::Furniture
            }
            Some(_) if long || sentence || !last => BlockKind::Standfirst,
            _ if sentence || long => BlockKind::Standfirst,
            _ => BlockKind::Furniture,
        };
        if let Some(piece) = pieces.get_mut(at) {
            piece.kind = Some(kind);
            piece.reason = (kind == BlockKind::Furniture).then_some(Reason::Label);
            piece.level = if kind == BlockKind::Heading { 2 } else { 0 };
        }
    }
}

/// The first paragraph as a standfirst: all in italics or bold, or far shorter than the rest and
/// parted from the title by a byline.
fn mark_standfirst(pieces: &mut [Piece], start: usize) {
    let mut lengths: Vec<usize> = pieces
        .iter()
        .skip(start + 1)
        .filter(|piece| piece.is_loose() && shape::is_prose(&piece.text))
        .map(|piece| shape::words(&piece.text))
        .collect();
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    let has_title = pieces.iter().take(start).any(|piece| piece.kind == Some(BlockKind::Title));
    let has_standfirst =
        pieces.iter().take(start).any(|piece| piece.kind == Some(BlockKind::Standfirst));
    let behind_byline = start
        .checked_sub(1)
        .and_then(|above| pieces.get(above))
        .is_some_and(|above| above.kind == Some(BlockKind::Byline));
    let next_plain = pieces.get(start + 1).is_some_and(|next| !next.is_emphasised());
    if let Some(piece) = pieces.get_mut(start).filter(|piece| piece.is_loose()) {
        let count = shape::words(&piece.text);
        let set_apart = piece.is_emphasised()
            && next_plain
            && !piece.text.ends_with('?')
            && count <= STANDFIRST;
        let summary = has_title
            && behind_byline
            && !has_standfirst
            && (10..=45).contains(&count)
            && median >= count * 5 / 2
            && lengths.len() >= 3;
        if set_apart || summary {
            piece.kind = Some(BlockKind::Standfirst);
        }
    }
}

/// Longest title of a poem, in words.
const VERSE: usize = 12;

/// Above stanzas one line that stands alone is the title of a poem, and a name under it its author's; returns
/// where that head ends.
fn verse_head(pieces: &mut [Piece], context: &Context, metadata: &mut Metadata) -> usize {
    let stanza = |piece: &&Piece| piece.kind == Some(BlockKind::Code) && piece.text.contains('\n');
    let lines = pieces.iter().take_while(|piece| piece.is_loose()).count();
    let stanzas = pieces.iter().skip(lines).take_while(stanza).count();
    let Some(title) = pieces.first_mut().filter(|first| {
        let short = shape::words(&first.text) <= VERSE && !first.text.ends_with(['.', ':', ',']);
        (1..=2).contains(&lines) && stanzas >= 2 && short && metadata.title.is_none()
    }) else {
        return 0;
    };
    title.kind = Some(BlockKind::Title);
    metadata.title = Some(Found::new(title.text.clone(), Provenance::Text));
    let under = pieces.get_mut(1).filter(|second| second.is_loose());
    let Some(name) = under.filter(|second| context.common.is_name(&second.text)) else { return 1 };
    name.kind = Some(BlockKind::Byline);
    if metadata.authors.is_empty() {
        metadata.authors = vec![name.text.clone()];
    }
    2
}

/// A text without a running paragraph: a note, a poem. Only what is marked or certain is settled.
fn without_prose(pieces: &mut [Piece], context: &Context, metadata: &mut Metadata) -> usize {
    let mut start = verse_head(pieces, context, metadata);
    let known = metadata.title.as_ref().map(|title| letters(&title.value));
    for (at, piece) in pieces.iter_mut().enumerate() {
        let is_title = piece.is_heading()
            && known.as_ref().is_none_or(|known| same_title(&letters(&piece.text), known));
        if is_title && at == start {
            if metadata.title.is_none() {
                metadata.title = Some(Found::new(piece.text.clone(), Provenance::Heading));
            }
            piece.kind = Some(BlockKind::Title);
            start = at + 1;
        } else if piece.is_loose()
            && at == start
            && let Some(found) = byline::read(piece, context)
        {
            piece.kind = Some(BlockKind::Byline);
            note(found, metadata);
            start = at + 1;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::line::dates::DayOrder;
    use crate::ingest::line::shape::CommonWords;

    fn paragraph() -> Piece {
        let said = "The keeper, who has the only key, was at a wedding in the next town";
        Piece::loose(format!("{said}, and nobody on the bank could say so. {said}."))
    }

    #[test]
    fn a_summary_stands_between_the_byline_and_the_text() {
        let summary = "The dock was shut in spring, and nobody has asked for it since.";
        for (above, kind) in
            [(BlockKind::Byline, Some(BlockKind::Standfirst)), (BlockKind::Caption, None)]
        {
            let title = Piece::of(BlockKind::Title, "The dock");
            let mut pieces = vec![title, Piece::of(above, "Ada Byrne"), Piece::loose(summary)];
            pieces.extend([paragraph(), paragraph(), paragraph()]);
            mark_standfirst(&mut pieces, 2);
            assert_eq!(pieces[2].kind, kind, "{above:?}");
        }
    }

    #[test]
    fn a_day_behind_the_first_paragraph_belongs_to_a_titled_head() {
        let context =
            Context { order: DayOrder::DayFirst, common: CommonWords::of([].into_iter()) };
        let picture = || Piece::of(BlockKind::Caption, "A dock.");
        let titled = [Piece::of(BlockKind::Heading, "The dock"), picture()];
        for (above, end) in [(titled, 4), ([picture(), picture()], 2)] {
            let mut pieces = above.to_vec();
            let lead = "The dock was shut in spring, and nobody has asked for it since.";
            pieces.extend([Piece::loose(lead), Piece::loose("12 March 2024"), paragraph()]);
            assert_eq!(behind_late_byline(&pieces, 2, &context), end);
        }
    }
}
