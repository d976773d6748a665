//! How lines stand: which belong together, and whether their ends mean anything.

use super::line::{Line, Marker, columns, heading, is_full, marker};
use super::verse::{is_stanza, is_verse};

/// Lines that make one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Group<'a> {
    /// Lines of one paragraph.
    Paragraph(Vec<&'a str>),
    /// A heading by its mark, and its level.
    Heading(u8, &'a str),
    /// An item of a list without its sign.
    Item { depth: u8, ordinal: Option<u32>, lines: Vec<&'a str> },
    /// A quotation by its `>` marks.
    Quote(Vec<&'a str>),
    /// Verse or code: lines stay as they are.
    Kept(Vec<&'a Line<'a>>),
    /// Rows of cells.
    Table(Vec<Vec<&'a str>>),
}

/// The stretches of lines between empty ones. A fence holds its empty lines together.
pub(super) fn runs<'a, 'l>(lines: &'l [Line<'a>]) -> Vec<&'l [Line<'a>]> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut fenced = false;
    for (at, line) in lines.iter().enumerate() {
        let closes_later =
            || lines.iter().skip(at + 1).take(400).any(|line| line.text.starts_with("```"));
        if line.text.starts_with("```") && (fenced || closes_later()) {
            if !fenced {
                runs.push((start, at));
                start = at;
            }
            fenced = !fenced;
            if !fenced {
                runs.push((start, at + 1));
                start = at + 1;
            }
        } else if line.is_empty() && !fenced {
            runs.push((start, at));
            start = at + 1;
        }
    }
    runs.push((start, lines.len()));
    runs.into_iter()
        .filter(|(start, end)| start < end)
        .filter_map(|(start, end)| lines.get(start..end))
        .flat_map(parted)
        .collect()
}

/// `run` with the rows of a table inside it apart from the lines around them.
fn parted<'a, 'l>(run: &'l [Line<'a>]) -> Vec<&'l [Line<'a>]> {
    if run.first().is_some_and(|line| line.text.starts_with("```")) {
        return vec![run];
    }
    run.chunk_by(|a, b| (columns(a.text) >= 2) == (columns(b.text) >= 2)).collect()
}

/// Share of breaks that must come where the next word would not have fitted, in percent.
const FULL: usize = 80;
/// Widths between which text is hard-wrapped.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=140;

/// The width at which a whole text was wrapped, if it was: lines inside paragraphs are as full as it allows.
pub(super) fn width(lines: &[Line<'_>]) -> Option<usize> {
    let breaks = || {
        lines.windows(2).filter_map(|pair| match pair {
            [a, b] if !a.is_empty() && !b.is_empty() && marker(b.text).is_none() => Some((*a, *b)),
            _ => None,
        })
    };
    wrap_width(&breaks().collect::<Vec<_>>(), 3)
}

fn wrap_width(breaks: &[(Line<'_>, Line<'_>)], least: usize) -> Option<usize> {
    // Where every line begins with a capital, it is a line and not a part of one.
    let small =
        breaks.iter().filter(|(_, b)| b.text.starts_with(|c: char| !c.is_uppercase())).count();
    if breaks.len() < least || small * 8 < breaks.len() {
        return None;
    }
    let mut lengths: Vec<usize> = breaks.iter().map(|(a, _)| a.indent + a.length).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len() * 9 / 10).or(lengths.last())?;
    let full = breaks.iter().filter(|(a, b)| is_full(*a, *b, width)).count();
    (WIDTHS.contains(&width) && full * 100 >= breaks.len() * FULL).then_some(width)
}

/// The groups in a run of lines; `width` is that at which the whole text was wrapped, `poem`: it is verse.
pub(super) fn groups<'a>(run: &'a [Line<'a>], width: Option<usize>, poem: bool) -> Vec<Group<'a>> {
    if poem && is_stanza(run) {
        return vec![Group::Kept(run.iter().collect())];
    }
    if let Some(group) = fenced(run).or_else(|| table(run)).or_else(|| code(run)) {
        return vec![group];
    }
    let own = || {
        let breaks: Vec<_> = run
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] if marker(b.text).is_none() => Some((*a, *b)),
                _ => None,
            })
            .collect();
        wrap_width(&breaks, 4)
    };
    let width = width.or_else(own);
    if is_verse(run, width) {
        return vec![Group::Kept(run.iter().collect())];
    }
    let dashes = is_dash_list(run);
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut last: Option<&Line<'_>> = None;
    for line in run {
        let goes_on = last.is_some_and(|last| soft(*last, *line, width));
        match (groups.last_mut(), opening(line, dashes)) {
            (Some(Group::Quote(lines)), Group::Quote(more)) => lines.extend(more),
            (Some(Group::Paragraph(lines) | Group::Item { lines, .. }), Group::Paragraph(more))
                if goes_on =>
            {
                lines.extend(more);
            }
            (_, group) => groups.push(group),
        }
        last = Some(line);
    }
    groups
}

/// Whether the line end between two lines is only there because the width was used up.
fn soft(line: Line<'_>, next: Line<'_>, width: Option<usize>) -> bool {
    let hangs = next.indent >= 2 && next.indent > line.indent && marker(line.text).is_some();
    let indented = next.indent >= line.indent + 2 && !hangs;
    let full = width.is_some_and(|width| is_full(line, next, width));
    let item_goes_on = marker(line.text).is_some()
        && next.text.starts_with(char::is_lowercase)
        && !line.text.ends_with([';', '.']);
    (full && !indented)
        || (hangs && marker(next.text).is_none())
        || (item_goes_on && next.indent > 0)
}

/// What `line` opens; `dashes`: those of its run are signs of items.
fn opening<'a>(line: &'a Line<'a>, dashes: bool) -> Group<'a> {
    let text = line.text;
    if let Some((level, rest)) = heading(text) {
        return Group::Heading(level, rest);
    }
    if let Some(rest) =
        text.strip_prefix('>').filter(|rest| rest.is_empty() || rest.starts_with(' '))
    {
        return Group::Quote(vec![rest.trim()]);
    }
    match marker(text) {
        Some(Marker { ordinal, rest, sure }) if sure || dashes => {
            let depth = u8::try_from(1 + line.indent.min(16) / 4).unwrap_or(1);
            Group::Item { depth, ordinal, lines: vec![rest] }
        }
        _ => Group::Paragraph(vec![text]),
    }
}

/// Whether the lines with dashes are items: with "-" two or more; with long dashes, which also open
/// speech, only where they end or begin as items do.
fn is_dash_list(run: &[Line<'_>]) -> bool {
    let mut hyphens = 0;
    let mut dashes = 0;
    let mut itemised = 0;
    for line in run {
        let dash = line.text.starts_with("– ") || line.text.starts_with("— ");
        hyphens += usize::from(line.text.starts_with("- ") || line.text.starts_with("+ "));
        dashes += usize::from(dash);
        let small = line.text.chars().nth(2).is_some_and(char::is_lowercase);
        itemised += usize::from(dash && (line.text.ends_with([';', ',']) || small));
    }
    hyphens >= 2 || (hyphens == 1 && run.len() == 1) || (dashes >= 2 && itemised * 2 >= dashes)
}

fn fenced<'a>(run: &'a [Line<'a>]) -> Option<Group<'a>> {
    let (first, rest) = run.split_first()?;
    let (last, inside) = rest.split_last()?;
    (first.text.starts_with("```") && last.text.starts_with("```"))
        .then(|| Group::Kept(inside.iter().collect()))
}

/// Rows of `| cell | cell |`, at least two, all with as many cells as the first.
fn table<'a>(run: &'a [Line<'a>]) -> Option<Group<'a>> {
    let rows: Vec<Vec<&str>> = run.iter().map(|line| cells(line.text)).collect();
    let columns = rows.first()?.len();
    if rows.len() < 2 || columns < 2 || rows.iter().any(|row| row.len() != columns) {
        return None;
    }
    let ruled = |row: &[&str]| {
        row.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | '=' | '+')))
    };
    Some(Group::Table(rows.into_iter().filter(|row| !ruled(row)).collect()))
}

fn cells(text: &str) -> Vec<&str> {
    if !text.contains('|') && columns(text) >= 2 {
        return text.split("   ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    }
    let inner = text.strip_prefix('|').unwrap_or(text);
    inner.strip_suffix('|').unwrap_or(inner).split('|').map(str::trim).collect()
}

/// Indented lines that end or begin as code does.
fn code<'a>(run: &'a [Line<'a>]) -> Option<Group<'a>> {
    let coded = run
        .iter()
        .filter(|line| {
            let text = line.text;
            text.ends_with(['{', '}', ';', '\\'])
                || text.ends_with("):")
                || text.starts_with("#!")
                || text.starts_with("//")
                || text.starts_with("$ ")
                || text.contains(" = ")
                || text.contains("=>")
                || text.contains("();")
                || text.contains(" == ")
                || ["def ", "fn ", "import ", "return ", "class ", "let ", "const ", "var "]
                    .iter()
                    .any(|word| text.starts_with(word) && !text.ends_with('.'))
        })
        .count();
    let listed = run.iter().any(|line| marker(line.text).is_some_and(|marker| marker.sure));
    let indented = run.iter().filter(|line| line.indent >= 2).count();
    let enough = coded * 2 > run.len() && (indented > 0 || coded >= 3) && run.len() >= 2 && !listed;
    enough.then(|| Group::Kept(run.iter().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(text: &str) -> Vec<Vec<String>> {
        let lines: Vec<Line<'_>> = text.split('\n').map(Line::new).collect();
        let width = width(&lines);
        let mut all = Vec::new();
        for run in runs(&lines) {
            for group in groups(run, width, super::super::verse::is_poem(&runs(&lines))) {
                all.push(match group {
                    Group::Paragraph(lines) | Group::Item { lines, .. } | Group::Quote(lines) => {
                        lines.into_iter().map(str::to_owned).collect()
                    }
                    Group::Heading(_, line) => vec![line.to_owned()],
                    Group::Kept(lines) => vec![format!("kept {}", lines.len())],
                    Group::Table(rows) => vec![format!("table {}", rows.len())],
                });
            }
        }
        all
    }

    #[test]
    fn a_wrapped_text_is_told_from_paragraphs_on_lines() {
        let wrapped = "The old canal had been dry for so many years that\nnobody in the village remembered where the boats\nused to turn. Children played in its bed and the\nmiller kept his geese there.\n\nThen the water came back one night in early spring\nwithout a sound.";
        assert_eq!(grouped(wrapped).len(), 2);
        let lines = "The old canal had been dry for so many years that nobody remembered where the boats used to turn.\nChildren played in its bed.\nThe miller kept his geese there, and in summer the whole village came to sit under the poplars and talk.";
        assert_eq!(grouped(lines).len(), 3);
    }

    #[test]
    fn verse_code_and_tables_keep_their_lines() {
        assert_eq!(
            grouped(
                "The boats are gone, the water too,\nThe geese have all flown south;\nAnd what the miller never knew\nIs in the river's mouth."
            ),
            [["kept 4"]]
        );
        assert_eq!(grouped("fn main() {\n    let x = 1;\n    run(x);\n}"), [["kept 4"]]);
        assert_eq!(grouped("| year | boats |\n|------|-------|\n| 1931 | 12 |"), [["table 2"]]);
    }

    #[test]
    fn verse_without_stops_keeps_its_lines_and_stanzas() {
        let poem = "The river song\n\nThe boats are gone from the quay\nthe geese have flown to the south\n\n\
                    and nobody knows what the miller\nkept in the dark of the mill\nwhen water was low";
        assert_eq!(grouped(poem), [vec!["The river song"], vec!["kept 2"], vec!["kept 3"]]);
        let wrapped = "the keeper had gone to the next town for a\nwedding and would not be back. Nobody else\nhas a key.\n\n\
                       the water stood a hand below the road and\nthe school had sent its children home by the\nupper path.";
        assert_eq!(grouped(wrapped).len(), 2);
    }

    #[test]
    fn speech_after_dashes_is_no_list() {
        assert_eq!(
            grouped("– Where are the boats?\n– They went down the river.\n– And the geese?").len(),
            3
        );
        assert!(matches!(marker("• one"), Some(Marker { sure: true, .. })));
        assert!(marker("1986").is_none());
    }
}
