//! Authors side by side under a title, each above where he works: names one behind the other, then each one's
//! lines together.

use super::line::{Block, Line, Role};
use super::segments::Segment;
use crate::collection::names::is_organisation;
use crate::ingest::line::authors::is_somebody;

/// White between two authors, in ems, at least; and between two lines of one, at most.
const APART: (f32, f32) = (1.2, 1.7);

/// How many of these lines, from the first, are authors side by side, and what they say.
pub(super) fn beside(lines: &[Line]) -> Option<(usize, Vec<Block>)> {
    let [first, rest @ ..] = lines else { return None };
    let names = first.parts();
    let apart = names.windows(2).all(|pair| match pair {
        [a, b] => b.left - a.right > APART.0 * a.size,
        _ => true,
    });
    if names.len() < 2 || !apart || !names.iter().all(|part| is_name(&part.text)) {
        return None;
    }
    let mut columns: Vec<Vec<Segment>> = vec![Vec::new(); names.len()];
    let mut above = first;
    let mut taken = 1;
    for line in rest {
        let homes: Option<Vec<usize>> = line.parts().iter().map(|part| home(part, names)).collect();
        let near = above.base() - line.base() < APART.1 * above.size().max(line.size());
        let Some(homes) = homes.filter(|_| near) else { break };
        for (part, home) in line.parts().iter().zip(homes) {
            if let Some(column) = columns.get_mut(home) {
                column.push(part.clone());
            }
        }
        above = line;
        taken += 1;
    }
    let mut all = Segment::empty();
    for (at, part) in names.iter().enumerate() {
        let mut part = part.clone();
        let name = bare(&part.text).to_owned();
        part.text = name;
        part.marks.clear();
        if at == 0 { all = part } else { all.append(", ", part) }
    }
    let block = |role, lines| Block { role, lines, indented: false, full: false };
    let works = columns.into_iter().filter(|lines| !lines.is_empty());
    let works = works.map(|lines| block(Role::Workplace, lines));
    Some((taken, [block(Role::Authors, vec![all])].into_iter().chain(works).collect()))
}

/// The only one of `names` under which `part` stands.
fn home(part: &Segment, names: &[Segment]) -> Option<usize> {
    // Half the white to the neighbour belongs to each.
    let reach = |at: usize| {
        let left = at.checked_sub(1).and_then(|at| names.get(at)).map(|other| other.right);
        let right = names.get(at + 1).map(|other| other.left);
        let this = names.get(at)?;
        let left = left.map_or(f32::NEG_INFINITY, |left| left.midpoint(this.left));
        Some((left, right.map_or(f32::INFINITY, |right| right.midpoint(this.right))))
    };
    let slack = 1.5 * part.size;
    let middle = part.left.midpoint(part.right);
    (0..names.len()).find(|at| {
        let (Some((left, right)), Some(name)) = (reach(*at), names.get(*at)) else { return false };
        let under = (middle - name.left.midpoint(name.right)).abs() < slack
            || (part.left - name.left).abs() < slack;
        under && left - slack < part.left && part.right < right + slack
    })
}

/// A name without the signs that call a note.
fn bare(name: &str) -> &str {
    name.trim().trim_end_matches(|c: char| c.is_numeric() || "*†‡§¶, ".contains(c))
}

/// Whether `text` can be the name of a person: some words that begin large, no figures.
fn is_name(text: &str) -> bool {
    let name = bare(text);
    let words: Vec<&str> = name.split_whitespace().collect();
    let begins = |word: &&str| word.starts_with(char::is_uppercase);
    let particle = |word: &&str| word.chars().count() <= 3;
    (2..=5).contains(&words.len())
        && words.iter().all(|word| begins(word) || particle(word))
        && words.first().is_some_and(begins)
        && words.last().is_some_and(begins)
        && !name.chars().any(char::is_numeric)
        && is_somebody(name)
        && !is_organisation(name)
}
