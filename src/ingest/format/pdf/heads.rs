//! What stands on every page around the text: running heads and feet, numbers of pages.

use std::collections::HashMap;

use super::segments::Segment;

/// Lines looked at from the top of a page, and from its foot.
const ROWS: usize = 3;
/// How far a line may stand from its place on other pages, in points.
const PLACE: f32 = 3.0;
/// Share of pages, of at least so many, whose outermost line stands at one height: a running head even
/// if it says something else on each.
const ALIKE: (usize, f32) = (4, 0.6);
/// White between a running head and the text, in ems.
const WHITE: f32 = 1.5;

/// A line at the edge of a page.
struct Row {
    page: usize,
    top: bool,
    /// How many lines are nearer to the edge.
    depth: usize,
    base: f32,
    size: f32,
    /// White to the next line towards the middle.
    white: f32,
    text: String,
}

/// Takes from every page what stands around its text: in the order of pages, what was taken.
pub(super) fn take(pages: &mut [Vec<Segment>]) -> Vec<Vec<String>> {
    let rows: Vec<Row> = pages.iter().enumerate().flat_map(|(n, page)| rows(n, page)).collect();
    let mut alike: HashMap<String, Vec<&Row>> = HashMap::new();
    for row in &rows {
        alike.entry(pattern(&row.text)).or_default().push(row);
    }
    let repeats = |row: &Row| {
        alike.get(&pattern(&row.text)).is_some_and(|others| {
            others.iter().any(|other| {
                other.page != row.page
                    && other.top == row.top
                    && (other.base - row.base).abs() < PLACE
            })
        })
    };
    let placed = |row: &Row| {
        let others = rows.iter().filter(|other| {
            other.depth == 0
                && other.top == row.top
                && (other.base - row.base).abs() < PLACE
                && other.white > WHITE * other.size
        });
        #[expect(clippy::cast_precision_loss, reason = "pages are few")]
        let share = others.count() as f32 / pages.len() as f32;
        row.depth == 0 && pages.len() >= ALIKE.0 && share >= ALIKE.1
    };
    let goes = |row: &Row| {
        if is_number(&row.text) {
            row.white > row.size
        } else {
            let has_words = row.text.chars().any(char::is_alphanumeric);
            has_words && (repeats(row) || row.white > WHITE * row.size && placed(row))
        }
    };
    // From the edge inwards: behind a line of the text nothing is around it.
    let mut taken: Vec<Vec<(f32, f32)>> = vec![Vec::new(); pages.len()];
    let mut edge = (usize::MAX, false, true);
    for row in &rows {
        let open = (row.page, row.top) != (edge.0, edge.1) || edge.2;
        let goes = open && goes(row);
        edge = (row.page, row.top, goes);
        if let Some(taken) = taken.get_mut(row.page).filter(|_| goes) {
            taken.push((row.base, row.size));
        }
    }
    pages
        .iter_mut()
        .zip(taken)
        .map(|(page, taken)| {
            let taken = taken.into_iter().map(|(base, size)| {
                let mut words: Vec<String> = Vec::new();
                page.retain(|segment| {
                    let goes = (segment.base - base).abs() <= 0.3 * size;
                    if goes {
                        words.push(segment.text.trim().to_owned());
                    }
                    !goes
                });
                words.join(" ")
            });
            taken.filter(|text| !text.is_empty()).collect()
        })
        .collect()
}

/// The outermost lines of a page, outermost first.
fn rows(page: usize, segments: &[Segment]) -> Vec<Row> {
    let mut lines: Vec<(f32, f32, String)> = Vec::new();
    for segment in segments {
        match lines.last_mut() {
            Some((base, size, text)) if (*base - segment.base).abs() <= 0.3 * *size => {
                text.push(' ');
                text.push_str(segment.text.trim());
            }
            _ => lines.push((segment.base, segment.size, segment.text.trim().to_owned())),
        }
    }
    let white = |a: Option<&(f32, f32, String)>, b: Option<&(f32, f32, String)>| {
        a.zip(b).map_or(f32::INFINITY, |(a, b)| (a.0 - b.0).abs() - a.1.max(b.1))
    };
    let edge = |top: bool, order: Vec<usize>| -> Vec<Row> {
        order
            .iter()
            .enumerate()
            .filter_map(|(depth, at)| {
                let line = lines.get(*at)?;
                let inner = order.get(depth + 1).and_then(|at| lines.get(*at));
                Some(Row {
                    page,
                    top,
                    depth,
                    base: line.0,
                    size: line.1,
                    white: white(Some(line), inner),
                    text: line.2.clone(),
                })
            })
            .take(ROWS)
            .collect()
    };
    // A page with next to no lines has nothing around its text.
    if lines.len() <= 1 {
        return Vec::new();
    }
    let mut rows = edge(true, (0..lines.len()).collect());
    rows.extend(edge(false, (0..lines.len()).rev().collect()));
    rows
}

/// What stays the same of a running head from page to page: all but figures.
fn pattern(text: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            c if c.is_numeric() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

/// Whether a line is the number of a page: figures or small roman numerals, whatever is set around them.
fn is_number(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    let short = !inner.is_empty() && inner.len() <= 4;
    short
        && (inner.bytes().all(|b| b.is_ascii_digit())
            || inner.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l')))
}
