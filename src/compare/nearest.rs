//! For every passage the passages most like it: computed once, used by all theme scores.

use rayon::prelude::*;

use super::model::{Model, Posting, StemId};
use super::weights::B_VECTOR;

/// How many neighbours each passage has.
pub(super) const NEIGHBOURS: usize = 10;

/// Most postings looked at for one passage, rarest stems first. Up to some thousand passages the
/// answer is exact; above, a passage's commonest words stay unasked and the cost stays linear.
const BUDGET: usize = 16_384;

/// Neighbours of each passage and their likeness.
#[derive(Debug, Clone, Default)]
pub(super) struct Nearest(Vec<Vec<(u32, f32)>>);

impl Nearest {
    /// The neighbours of a passage, most alike first.
    pub(super) fn of(&self, unit: usize) -> &[(u32, f32)] {
        self.0.get(unit).map_or(&[], Vec::as_slice)
    }
}

/// The [`NEIGHBOURS`] passages with the highest cosine of bare weights (b = 0.3) to each passage.
pub(super) fn nearest(model: &Model) -> Nearest {
    let idfs: Vec<f32> = model.stems().map(|stem| model.idf(stem)).collect();
    let damping = model.damping(B_VECTOR);
    let norms = norms(model, &idfs, &damping);
    let all: Vec<Vec<(u32, f32)>> = (0..model.units.len())
        .into_par_iter()
        .map_init(
            || (vec![0.0_f32; model.units.len()], Vec::new()),
            |(sums, touched), unit| {
                let known = Known { idfs: &idfs, norms: &norms, damping: &damping };
                of_unit(model, &known, unit, sums, touched)
            },
        )
        .collect();
    Nearest(all)
}

/// Length of each passage's vector of bare weights.
fn norms(model: &Model, idfs: &[f32], damping: &[f32]) -> Vec<f32> {
    let mut squares = vec![0.0_f32; model.units.len()];
    for (stem, idf) in model.stems().zip(idfs) {
        for posting in model.postings(stem) {
            let weight = damped(*idf, *posting, damping);
            if let Some(square) = squares.get_mut(index(posting.unit)) {
                *square += weight * weight;
            }
        }
    }
    squares.into_iter().map(f32::sqrt).collect()
}

/// What is worked out once for all passages.
#[derive(Clone, Copy)]
struct Known<'a> {
    idfs: &'a [f32],
    norms: &'a [f32],
    damping: &'a [f32],
}

/// The weight of a posting from its idf and the damping of its passage.
#[expect(clippy::cast_precision_loss, reason = "counts in a passage are small")]
fn damped(idf: f32, posting: Posting, damping: &[f32]) -> f32 {
    let tf = posting.count as f32;
    idf * tf * 2.2 / (tf + damping.get(index(posting.unit)).copied().unwrap_or(1.0))
}

fn of_unit(
    model: &Model,
    known: &Known<'_>,
    place: usize,
    sums: &mut [f32],
    touched: &mut Vec<u32>,
) -> Vec<(u32, f32)> {
    let Some(unit) = model.units.get(place) else { return Vec::new() };
    let mut bag = model.bag(model.tokens_of(unit));
    bag.sort_by_key(|(stem, _)| model.postings(*stem).len());
    let Known { idfs, norms, damping } = *known;
    let own = norms.get(place).copied().unwrap_or(0.0);
    let mut left = BUDGET;
    for (stem, weight) in model.vector(&bag, unit.length, B_VECTOR) {
        let postings = model.postings(stem);
        if postings.len() > left {
            break;
        }
        left -= postings.len();
        let idf = idfs.get(stem.index()).copied().unwrap_or(0.0);
        for posting in postings {
            if let Some(sum) = sums.get_mut(index(posting.unit)) {
                if *sum == 0.0 {
                    touched.push(posting.unit);
                }
                *sum += weight * damped(idf, *posting, damping);
            }
        }
    }
    let mut found = Vec::with_capacity(touched.len());
    for unit in touched.drain(..) {
        let Some(sum) = sums.get_mut(index(unit)) else { continue };
        let other = norms.get(index(unit)).copied().unwrap_or(0.0);
        if index(unit) != place && own * other > 0.0 {
            found.push((unit, *sum / (own * other)));
        }
        *sum = 0.0;
    }
    best(found, NEIGHBOURS)
}

/// The `count` highest, highest first; equals in the order of the collection.
pub(super) fn best(mut scored: Vec<(u32, f32)>, count: usize) -> Vec<(u32, f32)> {
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if scored.len() > count && count > 0 {
        scored.select_nth_unstable_by(count - 1, order);
        scored.truncate(count);
    }
    scored.sort_by(order);
    scored
}

pub(super) fn index(unit: u32) -> usize {
    usize::try_from(unit).unwrap_or(usize::MAX)
}

impl Model {
    /// All stems of the collection.
    pub(super) fn stems(&self) -> impl Iterator<Item = StemId> + use<> {
        (0..u32::try_from(self.postings.len()).unwrap_or(u32::MAX)).map(StemId::new)
    }
}
