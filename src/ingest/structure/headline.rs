//! The title of an article, where it stands in the text: told from what surrounds it, put together from its
//! lines, compared with the title known from elsewhere.

use crate::collection::{BlockKind, Found, Metadata, Provenance, RepairKind};
use crate::ingest::line::byline::{self, Context};
use crate::ingest::line::{opening, shape};
use crate::ingest::piece::Piece;
use crate::text::sentences;
use crate::text::words::fold;

/// Longest title in words.
const TITLE: usize = 40;
/// Longest title in words that nothing but its place tells.
const LINE: usize = 20;

/// Words in the middle one of the paragraphs under such a headline, at least.
const PARAGRAPH: usize = 18;
/// Longest headline that ends with a stop, in words and in characters: what is longer is rather a first
/// paragraph.
const STOPPED: (usize, usize) = (12, 90);

/// Whether the piece at `at` is a headline although it ends as a sentence does: the first line of all, one
/// sentence, above paragraphs that are at least twice as long.
pub(in crate::ingest) fn stands_alone(pieces: &[Piece], at: usize) -> bool {
    let Some((piece, rest)) = pieces.get(at..).and_then(<[Piece]>::split_first) else {
        return false;
    };
    let count = shape::words(&piece.text);
    let mut below: Vec<usize> = rest
        .iter()
        .filter(|piece| piece.is_body())
        .take(9)
        .map(|piece| shape::words(&piece.text))
        .collect();
    below.sort_unstable();
    let median = below.get(below.len() / 2).copied().unwrap_or(0);
    at == 0
        && piece.is_loose()
        && (2..=STOPPED.0).contains(&count)
        && piece.text.chars().count() <= STOPPED.1
        && !opening::has_dateline(&piece.text)
        && median >= PARAGRAPH.max(count * 2)
        && rest.first().is_some_and(|next| next.is_body() && shape::is_prose(&next.text))
        && !piece.text.starts_with(['“', '"', '«', '„', '—', '–'])
        && is_one_sentence(&piece.text)
}

/// Whether `text` is one sentence, or a line without any end; two are rather a short paragraph.
fn is_one_sentence(text: &str) -> bool {
    sentences::split(text, "en").len() == 1
}

/// Makes one line of a title that was set on two; returns how many pieces that took away.
pub(in crate::ingest) fn join_title_lines(
    pieces: &mut Vec<Piece>,
    end: usize,
    context: &Context,
) -> usize {
    let mut taken = 0;
    let mut at = 0;
    while at + 1 < end - taken {
        let fits = match (pieces.get(at), pieces.get(at + 1)) {
            (Some(a), Some(b)) => {
                let same = (a.is_loose() && b.is_loose())
                    || (a.is_heading() && b.is_heading() && a.level == b.level);
                let lines = !shape::is_prose(&a.text)
                    && !shape::is_prose(&b.text)
                    && !shape::ends_clause(&a.text);
                let short = shape::words(&a.text) <= 10
                    && shape::words(&a.text) + shape::words(&b.text) <= 25;
                let signed = context.common.is_name(&a.text) && byline::is_role(&b.text);
                // What the format set between them parts them.
                let adjacent = a.order + 1 == b.order;
                same && adjacent
                    && lines
                    && short
                    && !signed
                    && (shape::carries_on(&b.text) || shape::hangs(&a.text))
            }
            _ => false,
        };
        if fits {
            let lower = pieces.remove(at + 1);
            if let Some(upper) = pieces.get_mut(at) {
                upper.order = lower.order;
                upper.append(" ", lower, RepairKind::Unwrapped);
            }
            taken += 1;
        } else {
            at += 1;
        }
    }
    taken
}

pub(in crate::ingest) fn choose_title(
    pieces: &mut [Piece],
    end: usize,
    context: &Context,
    metadata: &mut Metadata,
) {
    let known = metadata.title.as_ref().map(|title| letters(&title.value));
    let head = pieces.get_mut(..end).unwrap_or_default();
    let open = |piece: &Piece| {
        let most = if piece.is_heading() || known.is_some() { TITLE } else { LINE };
        (piece.is_loose() || piece.is_heading()) && shape::words(&piece.text) <= most
    };
    let chosen = if let Some(known) = &known {
        head.iter().position(|piece| open(piece) && same_title(&letters(&piece.text), known))
    } else {
        let marked = || {
            head.iter()
                .position(|piece| piece.is_heading() && shape::words(&piece.text) > 2)
                .or_else(|| head.iter().position(Piece::is_heading))
        };
        // Above the title stand labels, which are short; under it subtitles, which may be longer.
        // "Opinion | The title" above "The title" is the page's name.
        let is_page = |piece: &Piece| {
            piece
                .text
                .split_once(" | ")
                .is_some_and(|(_, title)| head.iter().any(|other| other.text == title))
        };
        let fits = |piece: &Piece| {
            open(piece) && !piece.text.ends_with(['.', ',', ':']) && !is_page(piece)
        };
        let telling = || {
            head.iter().position(|piece| {
                let long = shape::words(&piece.text) >= 4 || piece.text.chars().count() >= 40;
                fits(piece) && long && !context.common.is_name(&piece.text)
            })
        };
        let longest = || {
            let candidates = head.iter().enumerate().filter(|(_, piece)| fits(piece));
            let longest = candidates
                .map(|(at, piece)| (shape::words(&piece.text), std::cmp::Reverse(at)))
                .max();
            longest.map(|(_, std::cmp::Reverse(at))| at)
        };
        let labelled = || {
            head.iter().position(|piece| open(piece) && without_label(&piece.text) != piece.text)
        };
        labelled().or_else(marked).or_else(telling).or_else(longest).or_else(|| {
            head.iter().position(|piece| {
                open(piece) && shape::words(&piece.text) >= 3 && is_one_sentence(&piece.text)
            })
        })
    };
    let Some(at) = chosen else { return };
    let signs =
        known.is_none() && metadata.authors.is_empty() && is_signature(pieces, at, end, context);
    let head = pieces.get_mut(..end).unwrap_or_default();
    let Some(piece) = head.get_mut(at) else { return };
    if signs {
        return;
    }
    let from = if piece.is_heading() { Provenance::Heading } else { Provenance::Text };
    if known.is_none() {
        metadata.title = Some(Found::new(without_label(&piece.text).to_owned(), from));
    }
    piece.kind = Some(BlockKind::Title);
}

/// Whether the line at `at` is rather the author's name than the title: a name that the text does
/// not speak of.
fn is_signature(pieces: &[Piece], at: usize, end: usize, context: &Context) -> bool {
    pieces.get(at).is_some_and(|piece| {
        let last = piece.text.split(' ').next_back().unwrap_or("");
        let body = pieces.iter().skip(end).filter(|other| shape::is_prose(&other.text));
        piece.is_loose()
            && context.common.is_name(&piece.text)
            && body.filter(|other| other.text.contains(last)).count() < 2
    })
}

/// `title` without a label such as "Title:" before it.
fn without_label(title: &str) -> &str {
    let labelled = title.split_once(": ").filter(|(label, _)| {
        matches!(
            label.to_lowercase().as_str(),
            "title" | "headline" | "titel" | "titre" | "заголовок"
        )
    });
    labelled.map_or(title, |(_, rest)| rest.trim())
}

pub(in crate::ingest) fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether one title is the other, or the other with a site's name behind it.
pub(in crate::ingest) fn same_title(here: &str, known: &str) -> bool {
    here == known
        || (here.len() >= 12 && known.starts_with(here))
        || (known.len() >= 12 && here.starts_with(known) && here.len() < known.len() * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_a_headline_where_paragraphs_follow_at_once() {
        let paragraph = || {
            let said = "The keeper, who has the only key, was at a wedding in the next town.";
            Piece::loose(format!("{said} {said}"))
        };
        let line = || Piece::loose("The old dock is closed for good.");
        let end = || Piece::of(BlockKind::Heading, "Notes");
        assert!(stands_alone(&[line(), paragraph(), paragraph(), end()], 0));
        assert!(!stands_alone(&[line(), end(), paragraph(), paragraph()], 0));
    }
}
