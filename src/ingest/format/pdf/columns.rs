//! The order in which the columns of a page are read: white strips with prose on both sides part them,
//! what crosses such a strip stands above or below.

use super::segments::Segment;

/// How wide the white strip between columns is at least, in ems.
const GUTTER: f32 = 0.4;
/// Lines on either side by which a strip is known to part columns; where it does so on another page, one is
/// enough.
const LINES: usize = 4;
/// How much of its column's width a line of prose fills, and how many letters it has, at least.
const PROSE: (f32, usize) = (0.55, 14);
/// How often a page may be parted.
const DEPTH: usize = 24;

/// A white strip between columns, from its left edge to its right, in points.
pub(super) type Strip = (f32, f32);

/// The stacks of segments of a page, in the order in which they are read.
pub(super) fn stacks(segments: Vec<Segment>, known: &[Strip]) -> Vec<Vec<Segment>> {
    let mut out = Vec::new();
    part(segments, known, DEPTH, &mut out);
    out
}

/// The strips that part the pages of a document, each once.
pub(super) fn known(pages: &[Vec<Segment>]) -> Vec<Strip> {
    let mut strips: Vec<Strip> = pages.iter().flat_map(|page| strips(page)).collect();
    strips.sort_by(|a, b| a.1.total_cmp(&b.1));
    strips.dedup_by(|a, b| a.1 - b.1 < 3.0);
    strips
}

/// The strips that part one page, without help from others.
fn strips(page: &[Segment]) -> Vec<Strip> {
    let mut found = Vec::new();
    let mut rest = vec![page.to_vec()];
    for _ in 0..DEPTH {
        let Some(region) = rest.pop() else { break };
        if let Some(cut) = best(&region, &[]) {
            found.push(cut.strip);
            rest.extend(cut.apply(region));
        }
    }
    found
}

fn part(region: Vec<Segment>, known: &[Strip], depth: usize, out: &mut Vec<Vec<Segment>>) {
    if region.is_empty() {
        return;
    }
    match best(&region, known).filter(|_| depth > 0) {
        Some(cut) => {
            for region in cut.apply(region) {
                part(region, known, depth - 1, out);
            }
        }
        None => out.push(region),
    }
}

/// Where a region is parted: a strip between two heights.
struct Cut {
    strip: Strip,
    top: f32,
    bottom: f32,
    lines: usize,
}

impl Cut {
    /// What stands above, left, right and below.
    fn apply(&self, region: Vec<Segment>) -> [Vec<Segment>; 4] {
        let mut parts = [const { Vec::new() }; 4];
        let [above, left, right, below] = &mut parts;
        for segment in region {
            if segment.base > self.top {
                above.push(segment);
            } else if segment.base < self.bottom {
                below.push(segment);
            } else if segment.right <= self.strip.1 {
                left.push(segment);
            } else {
                right.push(segment);
            }
        }
        parts
    }
}

/// The cut with most lines beside it.
fn best(region: &[Segment], known: &[Strip]) -> Option<Cut> {
    let em = middle(region.iter().map(|segment| segment.size).collect())?;
    let mut lefts: Vec<f32> = region.iter().map(|segment| segment.left).collect();
    lefts.sort_by(f32::total_cmp);
    // Where several lines begin at one place; each such place once.
    let mut starts: Vec<f32> = Vec::new();
    for pair in lefts.windows(2) {
        if let [a, b] = pair
            && b - a < 0.2 * em
            && starts.last().is_none_or(|last| a - last > 0.5 * em)
        {
            starts.push(*a);
        }
    }
    let own = starts.into_iter().map(|left| ((left - GUTTER * em, left - 0.05 * em), LINES));
    let shared = known.iter().map(|strip| (*strip, 1));
    own.chain(shared)
        .filter_map(|(strip, least)| cut(region, strip, least))
        .max_by(|a, b| a.lines.cmp(&b.lines).then((b.strip.0).total_cmp(&a.strip.0)))
}

/// The longest run of lines that leave `strip` white, with `least` lines of prose on either side.
fn cut(region: &[Segment], strip: Strip, least: usize) -> Option<Cut> {
    let crosses = |segment: &&Segment| segment.left < strip.1 && segment.right > strip.0;
    let mut heights: Vec<f32> = region.iter().filter(crosses).map(|s| s.base).collect();
    heights.push(f32::NEG_INFINITY);
    heights.sort_by(|a, b| b.total_cmp(a));
    let mut top = f32::INFINITY;
    let mut best: Option<Cut> = None;
    for bottom in heights {
        let within = |s: &&Segment| s.base < top && s.base > bottom;
        let (left, right): (Vec<&Segment>, Vec<&Segment>) =
            region.iter().filter(within).partition(|s| s.right <= strip.0);
        let (above, below) = (lines(&left), lines(&right));
        let lines = above.min(below);
        let parts = || sides(least, is_prose(&left), is_prose(&right));
        if best.as_ref().is_none_or(|best| best.lines < lines)
            && (lines >= least && above.max(below) >= LINES && parts()
                || begins_column(&left, &right))
        {
            let all = left.iter().chain(&right);
            let (high, low) = all.fold((f32::NEG_INFINITY, f32::INFINITY), |(high, low), s| {
                (high.max(s.base), low.min(s.base))
            });
            best = Some(Cut { strip, top: high, bottom: low, lines });
        }
        top = bottom;
    }
    best
}

/// Whether the sides of a strip are those of columns: both are prose, or, where columns are known to lie
/// there, one is.
const fn sides(least: usize, left: bool, right: bool) -> bool {
    if least < LINES { left || right } else { left && right }
}

/// Whether `right` is the first lines of a column that the text ends in: beside the top of a long one.
fn begins_column(left: &[&Segment], right: &[&Segment]) -> bool {
    let top = |side: &[&Segment]| side.iter().map(|s| s.base).fold(f32::NEG_INFINITY, f32::max);
    let few = (1..LINES).contains(&lines(right)) && lines(left) >= 3 * LINES;
    few && right.iter().any(|s| (top(left) - top(right)).abs() < 3.0 * s.size) && is_prose(left)
}

/// How many lines these segments stand on.
fn lines(segments: &[&Segment]) -> usize {
    let mut last = f32::INFINITY;
    let on_new_line = |segment: &&&Segment| {
        let new = last - segment.base > 0.3 * segment.size;
        if new {
            last = segment.base;
        }
        new
    };
    segments.iter().filter(on_new_line).count()
}

/// Whether segments are lines of prose, not cells of a table or labels of a picture: most letters stand in
/// such as fill a column.
fn is_prose(segments: &[&Segment]) -> bool {
    let mut widths: Vec<f32> = segments.iter().map(|segment| segment.width()).collect();
    widths.sort_by(f32::total_cmp);
    let Some(width) = widths.get(widths.len() * 9 / 10).copied() else { return false };
    let (mut filling, mut all) = (0, 0);
    for segment in segments {
        let letters: usize = segment.text.chars().map(|c| if c > '\u{2e80}' { 2 } else { 1 }).sum();
        all += letters;
        if letters >= PROSE.1 && segment.width() >= PROSE.0 * width {
            filling += letters;
        }
    }
    filling * 10 >= all * 6
}

/// The middle one of some numbers.
pub(super) fn middle(mut numbers: Vec<f32>) -> Option<f32> {
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}
