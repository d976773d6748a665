//! Subtitles (`SubRip`, `WebVTT`): what is said, in the order of speech, as paragraphs; who speaks leads them,
//! and where each line begins is kept as a time.

use std::path::Path;

use crate::collection::{Found, Locus, LocusKind, Metadata, Provenance};
use crate::ingest::piece::{Head, Piece, Sheet};

/// Silence that ends a paragraph, in milliseconds.
const PAUSE: u64 = 3_000;
/// Words after which the end of a sentence ends a paragraph; and the end of any line, as what a machine hears has
/// no sentences.
const LONG: (usize, usize) = (80, 240);

/// Whether `text` is of subtitles: a line of two times stands near its top.
pub(in crate::ingest) fn is(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').trim_start();
    let mut lines = head.lines().take(60);
    if head.starts_with("WEBVTT") {
        return lines.any(|line| times(line).is_some());
    }
    // The number of the first line, or its times at once.
    lines.find(|line| !line.trim().is_empty()).is_some_and(|first| {
        times(first).is_some()
            || first.trim().bytes().all(|b| b.is_ascii_digit())
                && lines.next().is_some_and(|second| times(second).is_some())
    })
}

/// Reads `text`.
///
/// # Errors
/// If nothing is said in it.
pub(in crate::ingest) fn read(path: &Path, text: &str) -> Result<Sheet, String> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = Last::default();
    for cue in cues(text) {
        let speaker = cue.speaker.or_else(|| cue.changes.then(String::new));
        let open = pieces.last_mut().filter(|open| {
            let goes_on = speaker.is_none() || speaker == last.speaker && !cue.changes;
            let full = last.words >= LONG.1
                || last.words >= LONG.0 && open.text.ends_with(['.', '!', '?', '…']);
            goes_on && !full && cue.start.saturating_sub(last.end) < PAUSE
        });
        let words = cue.words.split(' ').count();
        let locus = |at| Locus { at, kind: LocusKind::Time, label: clock(cue.start) };
        let before = if let Some(open) = open {
            open.loci.push(locus(open.text.len() + 1));
            open.text.push(' ');
            open.text.push_str(&cue.words);
            last.words
        } else {
            let lead = speaker.as_deref().filter(|name| !name.is_empty());
            let text = lead.map(|name| format!("{name}: ")).unwrap_or_default() + &cue.words;
            pieces.push(Piece { loci: vec![locus(0)], ..Piece::loose(text) });
            0
        };
        last = Last { end: cue.end, words: before + words, speaker: speaker.or(last.speaker) };
    }
    if pieces.is_empty() {
        return Err("these are subtitles in which nothing is said: save them again".into());
    }
    let title = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .map(|stem| stem.replace(['_', '-', '.'], " "));
    let title = title.filter(|title| !title.trim().is_empty());
    let metadata = Metadata {
        title: title.map(|title| Found::new(title.trim().to_owned(), Provenance::FileName)),
        ..Metadata::default()
    };
    Ok(Sheet { metadata, pieces, head: Head::Stated, ..Sheet::default() })
}

/// Where the last line ended, how many words its paragraph has, and who said it.
#[derive(Debug, Default)]
struct Last {
    end: u64,
    words: usize,
    speaker: Option<String>,
}

/// A line of subtitles.
#[derive(Debug)]
struct Cue {
    /// Milliseconds from the beginning.
    start: u64,
    end: u64,
    speaker: Option<String>,
    /// Whether somebody else begins to speak, by a dash.
    changes: bool,
    words: String,
}

/// The lines in `text`. Words that roll up through several lines are said once.
fn cues(text: &str) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut shown: Vec<String> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((start, end)) = times(line) else { continue };
        let mut now = Vec::new();
        while let Some(line) =
            lines.next_if(|line| !line.trim().is_empty() && times(line).is_none())
        {
            // The number of the next one may follow without an empty line.
            let counts = line.trim().bytes().all(|b| b.is_ascii_digit());
            if counts && lines.peek().is_some_and(|next| times(next).is_some()) {
                break;
            }
            now.push(line.trim().to_owned());
        }
        let fresh: Vec<&str> =
            now.iter().filter(|line| !shown.contains(line)).map(String::as_str).collect();
        for line in said(&fresh) {
            found.push(Cue { start, end, ..line });
        }
        shown = now;
    }
    found
}

/// What is said in the lines of one cue: several may speak.
fn said(lines: &[&str]) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for line in lines {
        let (voice, bare) = untagged(line);
        let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        let dash = bare.strip_prefix(['-', '–', '—']).map(str::trim_start);
        let (named, words) = called(dash.unwrap_or(&bare));
        let speaker = voice.or(named);
        if words.is_empty() {
            continue;
        }
        match found.last_mut() {
            Some(open) if speaker.is_none() && dash.is_none() => {
                open.words.push(' ');
                open.words.push_str(words);
            }
            _ => found.push(Cue {
                start: 0,
                end: 0,
                changes: dash.is_some() && speaker.is_none(),
                speaker,
                words: words.to_owned(),
            }),
        }
    }
    found
}

/// `line` without its tags, and the voice that one of them names.
fn untagged(line: &str) -> (Option<String>, String) {
    let mut voice = None;
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, tagged) = rest.split_at(at);
        text.push_str(before);
        let close = if tagged.starts_with('<') { '>' } else { '}' };
        let Some(end) = tagged.find(close) else {
            rest = tagged;
            break;
        };
        let tag = tagged.get(1..end).unwrap_or("");
        let keep = tagged.starts_with('{') && !tag.starts_with('\\');
        if keep {
            text.push_str(tagged.get(..=end).unwrap_or(""));
        }
        if let Some(name) = tag
            .strip_prefix("v ")
            .or_else(|| tag.strip_prefix("v.").and_then(|named| Some(named.split_once(' ')?.1)))
        {
            voice = voice.or_else(|| Some(name.trim().to_owned()));
        }
        rest = tagged.get(end + 1..).unwrap_or("");
    }
    text.push_str(rest);
    (voice, text)
}

/// “ADA BYRNE: Good evening” as name and words; only in capitals is it sure.
fn called(line: &str) -> (Option<String>, &str) {
    let named = line.split_once(": ").filter(|(name, _)| {
        name.split(' ').count() <= 4
            && name.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && !name.chars().any(char::is_lowercase)
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\''))
    });
    match named {
        Some((name, words)) => (Some(name.to_owned()), words.trim_start()),
        None => (None, line),
    }
}

/// `00:01:04,000 --> 00:01:07.250 align:start` in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((time(start.trim())?, time(end)?))
}

fn time(written: &str) -> Option<u64> {
    let (whole, fraction) = written.split_once(['.', ',']).unwrap_or((written, "0"));
    let mut seconds = 0_u64;
    for part in whole.split(':') {
        let part: u64 = part.parse().ok().filter(|part| *part < 1_000)?;
        seconds = seconds.checked_mul(60)?.checked_add(part)?;
    }
    let millis = fraction.get(..fraction.len().min(3))?.parse::<u64>().ok()?;
    (whole.contains(':') && seconds < 1_000_000).then(|| seconds * 1_000 + millis)
}

/// `00:01:04`.
fn clock(millis: u64) -> String {
    let seconds = millis / 1_000;
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let sheet = read(Path::new("harbour_hour.srt"), text).unwrap();
        sheet.pieces.into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn lines_become_paragraphs_with_their_speakers() {
        let srt = "1\n00:00:01,000 --> 00:00:04,000\nGood evening\nand welcome.\n\n2\n00:00:04,200 --> 00:00:07,000\n- Thank you.\n- Not at all.\n\n3\n00:00:12,000 --> 00:00:13,000\n<i>Music</i>\n";
        assert!(is(srt));
        assert_eq!(said(srt), ["Good evening and welcome.", "Thank you.", "Not at all.", "Music"]);
        let vtt = "WEBVTT\n\nNOTE made by hand\n\n00:01.000 --> 00:04.000 align:start\n<v Ada Byrne>Good evening.\n\n00:04.200 --> 00:07.000\n<v Ada Byrne>The dock is closed.\n\n00:07.200 --> 00:08.000\nHALM: Is it?\n";
        assert!(is(vtt));
        assert_eq!(said(vtt), ["Ada Byrne: Good evening. The dock is closed.", "HALM: Is it?"]);
    }

    #[test]
    fn words_that_roll_up_are_said_once_and_times_are_kept() {
        let vtt = "WEBVTT\n\n00:01:04.000 --> 00:01:06.000\nthe dock\n\n00:01:06.000 --> 00:01:08.000\nthe dock\nis closed\n";
        assert_eq!(said(vtt), ["the dock is closed"]);
        // What a machine heard has no sentences, and is no one paragraph for that.
        let heard = |n: u32| {
            format!(
                "{n}\n00:{:02}:{:02},000 --> 00:{0:02}:{1:02},900\nword {n}\n\n",
                n / 60,
                n % 60
            )
        };
        let srt: String = (1..1_000).map(heard).collect();
        assert_eq!(said(&srt).len(), 9);
        let sheet = read(Path::new("a.vtt"), vtt).unwrap();
        let loci = &sheet.pieces.first().unwrap().loci;
        let kept: Vec<_> = loci.iter().map(|l| (l.at, l.label.as_str())).collect();
        assert_eq!(kept, [(0, "00:01:04"), (9, "00:01:06")]);
        // A line with a figure in it is no number of the next, though no empty line parts them.
        let tight = "1\n00:01,000 --> 00:02,000\nWe were 12.\n2\n00:03,000 --> 00:04,000\nAll left.\n\
            00:05,000 --> 00:06,000\nAt 5.\n";
        assert_eq!(said(tight), ["We were 12. All left. At 5."]);
        let tight = "1\n00:01,000 --> 00:02,000\nAt 5\n00:03,000 --> 00:04,000\nAll left.\n";
        assert_eq!(said(tight), ["At 5 All left."]);
        assert!(!is("12 people came.\n\nThey --> left."));
        assert!(read(Path::new("a.srt"), "1\n00:00:01,000 --> 00:00:02,000\n").is_err());
    }
}
