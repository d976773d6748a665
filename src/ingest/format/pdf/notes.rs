//! Notes at the foot of a page: small type below the text, each behind its number.

use std::collections::{BTreeMap, HashSet};

use super::line::{Block, Role};
use super::segments::Segment;

/// How much smaller than the text's the type of notes is.
const SMALLER: f32 = 0.95;

/// Takes the notes from the end of a column: they are set smaller than the text, or a raised figure in the
/// text calls them.
pub(super) fn take(blocks: &mut Vec<Block>, body: f32) -> Vec<Block> {
    let raised: HashSet<u32> =
        blocks.iter().flat_map(|block| &block.lines).flat_map(|line| raised(&line.text)).collect();
    let is_called = |block: &Block| {
        let number = block.lines.first().and_then(|line| sign(&line.text)?.number);
        number.is_some_and(|number| raised.contains(&number))
    };
    let is_small = |block: &Block| {
        matches!(block.role, Role::Text | Role::Item(_))
            && (block.lines.iter().all(|line| line.size < body * SMALLER) || is_called(block))
    };
    let from = blocks.iter().rposition(|block| !is_small(block)).map_or(0, |at| at + 1);
    let lines: Vec<Segment> =
        blocks.get(from..).unwrap_or_default().iter().flat_map(|b| b.lines.clone()).collect();
    let Some(first) = lines.iter().position(|line| sign(&line.text).is_some()) else {
        return Vec::new();
    };
    if from == 0 && first > 0 {
        return Vec::new();
    }
    blocks.truncate(from);
    let mut notes: Vec<Block> = Vec::new();
    let mut last: Option<u32> = None;
    for (at, mut line) in lines.into_iter().enumerate() {
        let found = sign(&line.text).filter(|sign| match (sign.number, last) {
            (Some(number), Some(last)) => number == last + 1,
            _ => true,
        });
        let (number, length) = found.map_or((None, 0), |sign| (sign.number, sign.length));
        if at == 0 || length > 0 {
            last = number.or(last);
            if number.is_some() {
                line.text.drain(..length);
                line.marks.clear();
            }
            notes.push(Block {
                role: Role::Note(number),
                lines: vec![line],
                indented: false,
                full: true,
            });
        } else if let Some(note) = notes.last_mut() {
            note.lines.push(line);
        }
    }
    notes
}

/// The numbers that raised figures behind a word or stop make.
fn raised(text: &str) -> Vec<u32> {
    let is_raised = |c: char| plain(c).is_some() && !c.is_ascii_digit();
    let runs = text.split(|c| !is_raised(c)).filter(|run| !run.is_empty());
    let starts = text.trim_start().starts_with(is_raised);
    runs.skip(usize::from(starts))
        .filter_map(|run| run.chars().filter_map(plain).collect::<String>().parse().ok())
        .collect()
}

struct Sign {
    number: Option<u32>,
    /// Bytes it takes with the white behind it.
    length: usize,
}

/// The sign of a note at the start of a line: `1The`, `¹ The`, `[1] The`, `* The`.
fn sign(text: &str) -> Option<Sign> {
    let start = text.len() - text.trim_start().len();
    let line = text.trim_start();
    let inner = line.strip_prefix('[').unwrap_or(line);
    let mut figures = String::new();
    let mut length = line.len() - inner.len();
    for c in inner.chars() {
        let Some(figure) = plain(c) else { break };
        figures.push(figure);
        length += c.len_utf8();
    }
    let rest = line.get(length..)?;
    let rest = rest.trim_start_matches([']', '.', ')', ' ', '\u{a0}', '\u{2009}']);
    if figures.is_empty() {
        let signed = line.starts_with(['*', '†', '‡', '§', '¶']);
        return signed.then_some(Sign { number: None, length: start + 1 });
    }
    let begins = rest.chars().next().is_some_and(|c| c.is_alphabetic() || "“\"„«‘(".contains(c));
    (figures.len() <= 3 && begins)
        .then(|| Sign { number: figures.parse().ok(), length: start + line.len() - rest.len() })
}

/// A figure, raised or not.
fn plain(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '⁰' => Some('0'),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10),
        _ => None,
    }
}

/// Where in `text` the notes of these numbers are called: number to the bytes of its figures. Figures that
/// hang on a word or on the stop behind it call a note; behind a number only at a sentence's end.
pub(super) fn calls(text: &str, numbers: &[u32]) -> BTreeMap<u32, (usize, usize)> {
    let mut found = BTreeMap::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while let Some((start, c)) = chars.get(at).copied() {
        if plain(c).is_none() {
            at += 1;
            continue;
        }
        let run: Vec<(usize, char)> = chars
            .iter()
            .skip(at)
            .map_while(|(place, c)| plain(*c).map(|figure| (place + c.len_utf8(), figure)))
            .collect();
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).map(|(_, c)| *c);
        let further = at.checked_sub(2).and_then(|at| chars.get(at)).map(|(_, c)| *c);
        let end = run.last().map_or(start, |(end, _)| *end);
        let after: String = text.get(end..).unwrap_or("").chars().take(2).collect();
        at += run.len();
        let number: Option<u32> =
            run.iter().map(|(_, figure)| *figure).collect::<String>().parse().ok();
        let raised = c.to_digit(10).is_none();
        let is_stop = |c: char| ".,;:!?”\"’)»".contains(c);
        let hangs = before.is_some_and(char::is_alphabetic)
            || before.is_some_and(is_stop) && further.is_some_and(|c| !c.is_numeric())
            || before == Some('.')
                && (after.is_empty()
                    || after.starts_with(' ')
                        && after.chars().nth(1).is_some_and(char::is_uppercase));
        let closed = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
        if let Some(number) = number.filter(|number| numbers.contains(number))
            && (raised || hangs && closed)
        {
            found.entry(number).or_insert((start, end));
        }
    }
    found
}
