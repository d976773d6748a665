//! How much a stem says in a passage: BM25 weights over the passages of the whole collection.

use super::model::{Model, Posting, StemId, Unit};

/// Length normalisation when a passage is scored for a query.
pub(super) const B_QUERY: f32 = 0.75;
/// Length normalisation when passages are compared with one another.
pub(super) const B_VECTOR: f32 = 0.3;

/// idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5)), with N passages of which df hold t
/// (Robertson and Spärck Jones, in the form that never falls below zero).
#[expect(clippy::cast_precision_loss, reason = "counts of passages stay below 2^24")]
pub(super) fn idf(passages: usize, holding: usize) -> f32 {
    let (n, df) = (passages as f32, holding as f32);
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}

/// w(p,t) = idf · tf · 2.2 / (tf + 1.2 (1 - b + b · len / avg)), the BM25 weight with k₁ = 1.2.
pub(super) fn weight(idf: f32, count: u32, length: f32, mean: f32, b: f32) -> f32 {
    saturated(idf, count, damping(length, mean, b))
}

/// What the length of a passage adds under the line of [`weight`].
pub(super) fn damping(length: f32, mean: f32, b: f32) -> f32 {
    1.2 * (1.0 - b + b * length / mean.max(f32::MIN_POSITIVE))
}

/// [`weight`], with the damping of each passage worked out before.
pub(super) fn damped(idf: f32, posting: Posting, damping: &[f32]) -> f32 {
    let of_unit = usize::try_from(posting.unit).ok().and_then(|unit| damping.get(unit));
    saturated(idf, posting.count, of_unit.copied().unwrap_or(1.0))
}

#[expect(clippy::cast_precision_loss, reason = "counts in a passage are small")]
fn saturated(idf: f32, count: u32, damping: f32) -> f32 {
    let tf = count as f32;
    idf * tf * 2.2 / (tf + damping)
}

impl Model {
    /// The passage of this place.
    pub(super) fn unit(&self, place: u32) -> Option<&Unit> {
        usize::try_from(place).ok().and_then(|place| self.units.get(place))
    }

    /// The weighted stems of a bag that is `length` words long.
    pub(super) fn vector<'b>(
        &self,
        bag: &'b [(StemId, u32)],
        length: f32,
        b: f32,
    ) -> impl Iterator<Item = (StemId, f32)> + use<'_, 'b> {
        let damping = damping(length, self.mean_length(), b);
        bag.iter().map(move |&(stem, count)| (stem, saturated(self.idf(stem), count, damping)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_those_of_the_formula() {
        // ln(1 + 8.5/2.5), and a word once in a passage of mean length: 2.2/2.2.
        assert!((idf(10, 2) - 1.481_605).abs() < 1e-5);
        assert!((weight(1.0, 1, 20.0, 20.0, B_QUERY) - 1.0).abs() < 1e-6);
        // Twice in a passage half as long: 4.4 / (2 + 1.2 · 0.625).
        assert!((weight(1.0, 2, 10.0, 20.0, B_QUERY) - 1.6).abs() < 1e-6);
        assert!(idf(10, 10) > 0.0);
    }
}
