//! For every passage the passages most like it: worked out once, used by all theme scores.
//!
//! Likeness is the cosine of bare weights (b = 0.3). The answer is exact, and yet most passages are never
//! compared. Of a passage's stems only the rarer ones are asked who else has them. What the others can add
//! to a likeness is no more than the lengths of what is left of both vectors, multiplied (Cauchy and
//! Schwarz); so the asking ends where that is little beside the likeness of ten passages already known.
//! Whoever cannot reach those ten with the most that may be added is left out; for the few others the whole
//! sum is made.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::lists::{Lists, Nearest, index};
use super::model::{Entry, Model};
use super::vectors::{LEVELS, Vectors, Weighted};
use super::watch::{Step, Stopped, Watch};
use crate::collection::Collection;

/// How many neighbours each passage has.
pub(super) const NEIGHBOURS: usize = 10;
/// Articles between two looks at whether the work is still wanted.
const AT_A_TIME: usize = 8;
/// Passages around one that are looked at first: an article stays with its subject for a while.
const AROUND: usize = 12;
/// Sums made in another order differ by less than this share.
const SLACK: f32 = 1e-4;
/// The share of the least likeness wanted that may be left unasked: more is less to ask and more to sum up.
const UNASKED: f32 = 0.3;
/// Passages looked through at a time for those that may be among the ten.
const RUN: usize = 64;

/// The [`NEIGHBOURS`] passages most like each passage.
///
/// # Errors
/// If the work is no longer wanted.
pub(super) fn nearest(model: &Model, watch: Watch<'_>) -> Result<Nearest, Stopped> {
    let vectors = Vectors::of(model);
    let (done, all) = (AtomicUsize::new(0), model.units.len());
    let parts: Vec<Lists<(u32, f32)>> = model
        .entries
        .par_chunks(AT_A_TIME)
        .map_init(
            || Search::new(&vectors),
            |search, entries| {
                let mut found = Lists::default();
                for entry in entries {
                    search.article(entry, &mut found);
                }
                let before = done.fetch_add(found.len(), Ordering::Relaxed);
                watch.tell(Step::Likeness, before + found.len(), all)?;
                Ok(found)
            },
        )
        .collect::<Result<_, Stopped>>()?;
    let mut nearest = Lists::default();
    for part in parts {
        nearest.append(part);
    }
    nearest.shrink();
    Ok(nearest)
}

/// What one thread needs to look for neighbours.
struct Search<'v> {
    vectors: &'v Vectors,
    /// By passage: its likeness as far as it is known.
    sums: Vec<f32>,
    /// The vector of the passage asked about, by rank of the stem.
    own: Vec<f32>,
    /// Room for lists of passages.
    seeds: Vec<u32>,
    scored: Vec<(u32, f32)>,
}

impl<'v> Search<'v> {
    fn new(vectors: &'v Vectors) -> Self {
        Self {
            vectors,
            sums: vec![0.0; vectors.units()],
            own: vec![0.0; vectors.stems()],
            seeds: Vec::new(),
            scored: Vec::new(),
        }
    }

    /// Adds the neighbours of each passage of an article to `found`.
    fn article(&mut self, entry: &Entry, found: &mut Lists<(u32, f32)>) {
        for unit in entry.units.clone() {
            let before = found.len().checked_sub(1).map_or(&[][..], |last| found.of(last));
            self.seeds.clear();
            self.seeds.extend(before.iter().map(|(unit, _)| *unit));
            let near = unit.saturating_sub(AROUND)..(unit + AROUND + 1);
            let near = near.start.max(entry.units.start)..near.end.min(entry.units.end);
            found.push(self.unit(unit, near));
        }
    }

    /// The neighbours of a passage; those `near` and the seeds are likely to be among them.
    fn unit(&mut self, unit: usize, near: Range<usize>) -> Vec<(u32, f32)> {
        let vectors = self.vectors;
        let terms = vectors.of_unit(unit);
        let norm = vectors.norm(unit);
        if norm <= 0.0 {
            return Vec::new();
        }
        for term in terms {
            if let Some(slot) = self.own.get_mut(index(term.to)) {
                *slot = term.weight;
            }
        }
        let here = u32::try_from(unit).unwrap_or(u32::MAX);
        self.seeds.extend(near.filter_map(|unit| u32::try_from(unit).ok()));
        self.seeds.sort_unstable();
        self.seeds.dedup();
        self.seeds.retain(|seed| *seed != here);
        let mut least = self.tenth(norm);
        let unasked = |level: usize| vectors.rest(unit, level) * vectors.usual_rest(level);
        let level = (0..LEVELS).find(|level| unasked(*level) <= UNASKED * least).unwrap_or(LEVELS);
        self.ask(vectors.before(unit, level), norm);
        let left = vectors.rest(unit, level);
        if let Some(sum) = self.sums.get_mut(unit) {
            *sum = 0.0;
        }
        // The ten that have most so far are likely to be the ten that have most in the end.
        self.most_so_far();
        least = least.max(self.tenth(norm));
        self.look_through(least * (1.0 - SLACK) - unasked(level), vectors.odd(level));
        let enough = least * (1.0 - SLACK);
        let mut candidates = std::mem::take(&mut self.scored);
        candidates.retain_mut(|(other, sum)| {
            let may_be = *sum + left * vectors.rest(index(*other), level) >= enough;
            *sum = if may_be { self.likeness(*other, norm) } else { 0.0 };
            *sum > 0.0 && *other != here
        });
        let best = best_of(&mut candidates, NEIGHBOURS);
        self.scored = candidates;
        for term in terms {
            if let Some(slot) = self.own.get_mut(index(term.to)) {
                *slot = 0.0;
            }
        }
        best
    }

    /// Adds what other passages have of `terms`.
    fn ask(&mut self, terms: &[Weighted], norm: f32) {
        for term in terms {
            let weight = term.weight / norm;
            for held in self.vectors.holding(term.to) {
                if let Some(sum) = self.sums.get_mut(index(held.to)) {
                    *sum += weight * held.weight;
                }
            }
        }
    }

    /// Makes the ten passages with the highest sums the seeds.
    fn most_so_far(&mut self) {
        let (most, mut least) = (&mut self.scored, f32::MIN_POSITIVE);
        most.clear();
        for (run, first) in self.sums.chunks(RUN).zip((0_u32..).step_by(RUN)) {
            if !reaches(run, least) {
                continue;
            }
            for (unit, sum) in (first..).zip(run) {
                if *sum >= least {
                    let place = most.partition_point(|(_, other)| other >= sum);
                    most.insert(place, (unit, *sum));
                    most.truncate(NEIGHBOURS);
                    if let Some((_, tenth)) = most.get(NEIGHBOURS - 1) {
                        least = *tenth;
                    }
                }
            }
        }
        self.seeds.clear();
        self.seeds.extend(self.scored.iter().map(|(unit, _)| *unit));
    }

    /// Collects the passages whose sum is at least `enough` and more than nothing, and the odd ones; the
    /// sums are nothing again.
    fn look_through(&mut self, enough: f32, odd: &[u32]) {
        let scored = &mut self.scored;
        scored.clear();
        for unit in odd {
            if let Some(sum) = self.sums.get_mut(index(*unit)) {
                scored.push((*unit, std::mem::take(sum)));
            }
        }
        let enough = enough.max(f32::MIN_POSITIVE);
        for (run, first) in self.sums.chunks_mut(RUN).zip((0_u32..).step_by(RUN)) {
            if reaches(run, enough) {
                let units = (first..).zip(run.iter().copied());
                scored.extend(units.filter(|(_, sum)| *sum >= enough));
            }
            run.fill(0.0);
        }
    }

    /// The likeness of the least alike of the ten most alike seeds; nothing if there are fewer.
    fn tenth(&self, norm: f32) -> f32 {
        if self.seeds.len() < NEIGHBOURS {
            return 0.0;
        }
        let mut known: Vec<f32> =
            self.seeds.iter().map(|seed| self.likeness(*seed, norm)).collect();
        let (_, tenth, _) = known.select_nth_unstable_by(NEIGHBOURS - 1, |a, b| b.total_cmp(a));
        *tenth
    }

    /// The cosine of the passage asked about and `other`, summed in the order of the ranks.
    fn likeness(&self, other: u32, norm: f32) -> f32 {
        let terms = self.vectors.of_unit(index(other));
        let dot: f32 = terms
            .iter()
            .map(|term| self.own.get(index(term.to)).copied().unwrap_or(0.0) * term.weight)
            .sum();
        let length = norm * self.vectors.norm(index(other));
        if length > 0.0 { dot / length } else { 0.0 }
    }
}

/// Whether any of `sums` is at least `enough`; looks at all at once, for mostly none is.
fn reaches(sums: &[f32], enough: f32) -> bool {
    sums.iter().map(|sum| u32::from(*sum >= enough)).sum::<u32>() > 0
}

/// The `count` highest, highest first; equals in the order of the collection.
pub(super) fn best(mut scored: Vec<(u32, f32)>, count: usize) -> Vec<(u32, f32)> {
    best_of(&mut scored, count)
}

/// [`best`], of a list that keeps its memory.
fn best_of(scored: &mut Vec<(u32, f32)>, count: usize) -> Vec<(u32, f32)> {
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if scored.len() > count && count > 0 {
        scored.select_nth_unstable_by(count - 1, order);
        scored.truncate(count);
    }
    scored.sort_by(order);
    scored.clone()
}

impl Model {
    /// [`Self::build`], and at once the costly part of the first comparison, while `watch` is told.
    ///
    /// # Errors
    /// If the work is no longer wanted.
    pub fn prepared(collection: &Collection, watch: Watch<'_>) -> Result<Self, Stopped> {
        let model = Self::watched(collection, watch)?;
        let nearest = nearest(&model, watch)?;
        Ok(model.with_nearest(nearest))
    }

    /// The passages most like each passage; computed when first asked for.
    pub(super) fn nearest(&self) -> &Nearest {
        self.nearest_cache.get_or_init(|| nearest(self, Watch::NOBODY).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::collection::{Article, Block, BlockKind, Draft};
    use crate::text::Extent;

    /// A word for each number below 2^16.
    fn word(number: usize) -> String {
        let letter = |place: u32| char::from(b"bcdfghklmnprstvz"[number >> (4 * place) & 15]);
        format!("{}o{}a{}u{}", letter(3), letter(2), letter(1), letter(0))
    }

    /// Articles of paragraphs of words: the squares of random numbers make few words common.
    fn articles() -> impl Strategy<Value = Collection> {
        let word = (0_usize..60, 0_usize..60).prop_map(|(a, b)| word(a * b));
        let passage = prop::collection::vec(word, 1..40).prop_map(|words| words.join(" "));
        let article = prop::collection::vec(passage, 1..9);
        prop::collection::vec(article, 1..30).prop_map(collection)
    }

    /// Articles of these passages.
    fn collection(articles: Vec<Vec<String>>) -> Collection {
        let made = articles.into_iter().map(|passages| {
            let mut draft = Draft::default();
            for passage in passages {
                let start = draft.text.len();
                draft.text.push_str(&passage);
                let extent = Extent::new(start, draft.text.len());
                draft.blocks.push(Block::new(BlockKind::Paragraph, extent));
                draft.text.push_str("\n\n");
            }
            Arc::new(Article::assemble(Path::new("a.txt"), draft))
        });
        Collection::new(made, Vec::new())
    }

    /// The definition, word for word: every passage with every other.
    fn by_definition(vectors: &Vectors, unit: usize) -> Vec<(u32, f32)> {
        let cosine = |other: usize| {
            let theirs = vectors.of_unit(other);
            let dot: f32 = vectors
                .of_unit(unit)
                .iter()
                .map(|own| {
                    let same = theirs.binary_search_by_key(&own.to, |term| term.to);
                    own.weight * same.map_or(0.0, |place| theirs[place].weight)
                })
                .sum();
            dot / (vectors.norm(unit) * vectors.norm(other))
        };
        let others = (0..vectors.units()).filter(|other| *other != unit);
        let scored = others.map(|other| (u32::try_from(other).unwrap(), cosine(other)));
        best(scored.filter(|(_, likeness)| *likeness > 0.0).collect(), NEIGHBOURS)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn leaving_out_who_cannot_be_among_the_ten_changes_nothing(collection in articles()) {
            let model = Model::build(&collection);
            let found = nearest(&model, Watch::NOBODY).unwrap();
            let vectors = Vectors::of(&model);
            for unit in 0..model.units.len() {
                prop_assert_eq!(found.of(unit), &by_definition(&vectors, unit)[..]);
            }
        }
    }

    #[test]
    fn work_that_is_not_wanted_stops() {
        let model = Model::default();
        assert_eq!(nearest(&model, Watch::NOBODY), Ok(Nearest::default()));
        let model = Model::build(&collection(vec![vec![word(1), word(1)]]));
        let unwanted = |_| ControlFlow::Break(());
        assert_eq!(nearest(&model, Watch::new(&unwanted)), Err(Stopped));
    }
}
