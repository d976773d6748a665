//! Verse: short lines that mean something, with stops or without.

use super::line::{Line, columns, heading, is_full, marker};
use crate::ingest::line::byline;
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::shape::CommonWords;

/// Signs at the end of a line of verse.
const STOPS: [char; 10] = [',', ';', '.', ':', '!', '?', '—', '–', '…', '”'];

/// Three or more short lines that end before the width does, many with a comma or a stop: verse.
pub(super) fn is_verse(run: &[Line<'_>], width: Option<usize>) -> bool {
    let short = run.iter().all(|line| {
        (8..=64).contains(&line.length)
            && heading(line.text).is_none()
            && !line.text.starts_with('>')
    });
    let listed = run.iter().any(|line| marker(line.text).is_some());
    if run.len() < 3
        || !short
        || listed
        || states(run)
        || run.iter().any(|line| line.text.contains("]("))
    {
        return false;
    }
    let wordy = run.iter().filter(|line| line.text.split(' ').count() >= 3).count();
    let stopped = run.iter().filter(|line| line.text.ends_with(STOPS)).count();
    let sentences = run.iter().filter(|line| line.text.ends_with(['.', '!', '?'])).count();
    let free = width.is_none_or(|width| {
        let breaks =
            run.windows(2).filter(|pair| matches!(pair, [a, b] if is_full(*a, *b, width))).count();
        breaks * 3 <= run.len()
    });
    free && wordy * 4 >= run.len() * 3 && stopped * 3 >= run.len() && sentences < run.len()
}

/// Lines, at most, of a head.
const HEAD: usize = 6;

/// Whether `run` is the head of a text rather: one of its few lines says who wrote it or when.
fn states(run: &[Line<'_>]) -> bool {
    run.len() <= HEAD && run.iter().any(|line| is_stated(line.text))
}

/// Whether `line` says who wrote the text or when, as one in a head does.
fn is_stated(line: &str) -> bool {
    let name = byline::without_signature(line);
    let signed = || name != line && !byline::authors(name, &CommonWords::default()).is_empty();
    let whole = |dated: dates::Dated| dated.extent.len() == line.len();
    dates::first(line, DayOrder::Unknown).is_some_and(whole) || signed()
}

/// Lines, at most, of a stanza, and letters of its lines.
const STANZA: (usize, usize) = (16, 60);

/// Whether `run` can be a stanza: a few short lines, none with the end of a sentence in its midst.
pub(super) fn is_stanza(run: &[Line<'_>]) -> bool {
    let plain = |line: &Line<'_>| {
        line.length <= STANZA.1
            && marker(line.text).is_none()
            && heading(line.text).is_none()
            && columns(line.text) < 2
            && !line.text.starts_with(['>', '`', '|', '{', '<'])
            && !line.text.contains("](")
            && !line.text.contains(": ")
            && !line.text.contains(". ")
            && line.text.split(' ').count() >= 2
    };
    (2..=STANZA.0).contains(&run.len()) && run.iter().all(plain) && !states(run)
}

/// Whether a text of these runs is verse, with stops or without: two stanzas or more are most of its lines,
/// and they do not stop as the paragraphs of a wrapped text do, or each of their lines begins large, or they
/// are [`even`].
pub(super) fn is_poem(runs: &[&[Line<'_>]]) -> bool {
    let stanzas = || runs.iter().filter(|run| is_stanza(run));
    let count = stanzas().count();
    let lines: usize = runs.iter().map(|run| run.len()).sum();
    let inside: usize = stanzas().map(|run| run.len()).sum();
    let stopped = stanzas()
        .filter(|run| run.last().is_some_and(|line| line.text.ends_with(['.', '!', '?'])))
        .count();
    let large = stanzas()
        .flat_map(|run| run.iter())
        .filter(|line| !line.text.starts_with(char::is_lowercase))
        .count();
    count >= 2
        && inside >= 4
        && inside * 3 >= lines * 2
        && (stopped * 2 <= count
            || large == inside
            || even(&stanzas().copied().collect::<Vec<_>>()))
}

/// Whether stanzas have as many lines each, at least three, and half of the lines above their last ones stop: those
/// of wrapped prose end with a stop or a comma by chance only.
fn even(stanzas: &[&[Line<'_>]]) -> bool {
    let lines = stanzas.first().map_or(0, |stanza| stanza.len());
    let inner = stanzas.iter().flat_map(|stanza| stanza.iter().take(lines.saturating_sub(1)));
    let pointed = inner.filter(|line| line.text.ends_with(STOPS)).count();
    lines >= 3
        && stanzas.iter().all(|stanza| stanza.len() == lines)
        && pointed * 2 >= stanzas.len() * (lines - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stanzas_that_stop_are_verse_where_each_line_begins_large() {
        let is_verse = |text: &str| {
            let lines: Vec<Line<'_>> = text.lines().map(Line::new).collect();
            let stanzas: Vec<&[Line<'_>]> = lines.split(|line| line.is_empty()).collect();
            is_poem(&stanzas)
        };
        let stopped =
            "The weir goes on\nAnd nobody hears.\n\nThe keeper has gone\nThese forty years.";
        assert!(is_verse(stopped));
        assert!(!is_verse(&stopped.replace("And", "and")));
        assert!(is_verse(&stopped.replace("And", "and").replace('.', "")));
    }
}
