//! Columns of text side by side, as programs print pages of journals: made one column again, the left
//! before the right. A table also has columns, but its cells do not run on from line to line.

use std::borrow::Cow;
use std::collections::HashMap;

/// Spaces, at least, between two columns.
const GUTTER: usize = 3;
/// Lines with words on both sides, at least.
const ROWS: usize = 5;
/// Share of the line ends inside a column that a sentence must run on over, in percent.
const RUNNING: usize = 30;
/// Letters that the lines of a column must have on average.
const WIDTH: usize = 18;

/// `text` with columns of text one below the other.
pub(super) fn unfolded(text: &str) -> Cow<'_, str> {
    let mut folded = false;
    let pages: Vec<Cow<'_, str>> = text
        .split('\u{c}')
        .map(|page| {
            let page = unfolded_page(page, DEEPEST);
            folded |= matches!(page, Cow::Owned(_));
            page
        })
        .collect();
    if folded { Cow::Owned(pages.join("\u{c}")) } else { Cow::Borrowed(text) }
}

/// So many times a page is parted: into so many columns and one.
const DEEPEST: usize = 3;

fn unfolded_page(page: &str, depth: usize) -> Cow<'_, str> {
    let lines: Vec<&str> = page.split('\n').collect();
    let Some(column) = gutter(&lines).filter(|_| depth > 0) else { return Cow::Borrowed(page) };
    let sides: Vec<Option<(&str, &str)>> = lines.iter().map(|line| parted(line, column)).collect();
    let mut out: Vec<String> = Vec::new();
    let mut changed = false;
    let mut at = 0;
    while at < lines.len() {
        let rows =
            sides.get(at..).unwrap_or_default().iter().take_while(|row| row.is_some()).count();
        let region: Vec<(&str, &str)> =
            sides.get(at..at + rows).unwrap_or_default().iter().copied().flatten().collect();
        if is_text(&region) {
            changed = true;
            let side = |pick: fn(&(&str, &str)) -> String| {
                let lines: Vec<String> = region.iter().map(pick).collect();
                unfolded_page(&lines.join("\n"), depth - 1).into_owned()
            };
            out.push(String::new());
            out.push(side(|(left, _)| (*left).to_owned()));
            out.push(String::new());
            out.push(side(|(_, right)| (*right).to_owned()));
            out.push(String::new());
        } else {
            let rest = lines.get(at..at + rows).unwrap_or_default();
            out.extend(rest.iter().map(|line| (*line).to_owned()));
        }
        at += rows;
        // The line that ended the region spans both columns.
        if let Some(line) = lines.get(at) {
            out.push((*line).to_owned());
            at += 1;
        }
    }
    if changed { Cow::Owned(out.join("\n")) } else { Cow::Borrowed(page) }
}

/// The column, in letters from the left, at which most lines go on behind a gap.
fn gutter(lines: &[&str]) -> Option<usize> {
    let mut starts: HashMap<usize, usize> = HashMap::new();
    for line in lines {
        let (mut spaces, mut worded) = (0, false);
        for (at, c) in line.chars().enumerate() {
            if c == ' ' {
                spaces += 1;
            } else {
                if worded && spaces >= GUTTER {
                    *starts.entry(at).or_default() += 1;
                }
                (spaces, worded) = (0, true);
            }
        }
    }
    let most = starts.into_iter().max_by_key(|(at, count)| (*count, usize::MAX - at))?;
    Some(most.0).filter(|_| most.1 >= ROWS)
}

/// What stands left and right of `column` in `line`; `None` if words stand across it.
fn parted(line: &str, column: usize) -> Option<(&str, &str)> {
    let cut = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let (left, right) = line.split_at_checked(cut)?;
    let words = left.trim_end();
    let gap = left.len() - words.len();
    let clear = right.is_empty() || words.is_empty() || gap >= GUTTER;
    clear.then_some((words, right.trim_end()))
}

/// Whether `rows` are two columns of running text.
fn is_text(rows: &[(&str, &str)]) -> bool {
    let both = rows.iter().filter(|(left, right)| !left.is_empty() && !right.is_empty()).count();
    let left: Vec<&str> = rows.iter().map(|(left, _)| left.trim()).collect();
    let right: Vec<&str> = rows.iter().map(|(_, right)| right.trim()).collect();
    both >= ROWS && runs_on(&left) && runs_on(&right)
}

fn runs_on(lines: &[&str]) -> bool {
    let worded: Vec<&&str> = lines.iter().filter(|line| !line.is_empty()).collect();
    let letters: usize = worded.iter().map(|line| line.chars().count()).sum();
    let ends = worded.len().saturating_sub(1);
    let running = worded
        .windows(2)
        .filter(|pair| match pair {
            [above, below] => {
                below.starts_with(char::is_lowercase) && !above.ends_with(['.', '!', '?', ':'])
            }
            _ => false,
        })
        .count();
    ends > 0 && running * 100 >= ends * RUNNING && letters >= worded.len() * WIDTH
}

#[cfg(test)]
mod tests {
    use super::{parted, unfolded};

    #[test]
    fn a_line_of_one_column_is_parted_however_far_it_reaches() {
        assert_eq!(parted("the men had", 11), Some(("the men had", "")));
        assert_eq!(parted("  the railway", 2), Some(("", "the railway")));
        assert_eq!(parted("the men  had", 9), None);
    }

    #[test]
    fn columns_of_text_are_read_one_after_the_other() {
        let page = "                 A heading over both of them\n\n\
                    The canal was dug in a wet        Nobody has seen a barge on it\n\
                    year, when the fields lay         since the railway came, and the\n\
                    under water and the men had       lock keeper grows beans in the\n\
                    nothing else to do. They were     empty chamber now. He says that\n\
                    paid in bread and beer, as        they do well there, out of the\n\
                    the books say.                    wind and in the sun.\n\n\
                    It was done in May.               No one has asked him to stop.\n";
        let read: Vec<String> = unfolded(page).split_whitespace().map(str::to_owned).collect();
        let (left, right) = ("May. Nobody has seen", "the books say. It was done");
        let read = read.join(" ");
        assert!(read.contains(left) && read.contains(right), "{read}");
        assert_eq!(read.split(' ').count(), page.split_whitespace().count());
    }

    #[test]
    fn a_table_stays_as_it_stands() {
        let table = "year      boats through the lock     tons of coal\n\
                     1931      twelve                     340\n\
                     1932      nine                       280\n\
                     1933      seven                      190\n\
                     1934      three                      80\n\
                     1935      none                       0\n";
        assert_eq!(unfolded(table), table);
        let prose = "One paragraph of a text that nobody ever set in columns.\n".repeat(9);
        assert_eq!(unfolded(&prose), prose);
    }
}
