//! How much a stem says in a passage: BM25 weights over the passages of the whole collection.

/// Length normalisation when a passage is scored for a query.
pub(super) const B_QUERY: f32 = 0.75;
/// Length normalisation when passages are compared with one another.
pub(super) const B_VECTOR: f32 = 0.3;

/// idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5)), with N passages of which df hold t
/// (Robertson and Spärck Jones, in the form that never falls below zero).
#[expect(clippy::cast_precision_loss, reason = "counts of passages stay below 2^24")]
pub(super) fn idf(passages: usize, holding: usize) -> f32 {
    idf_of(passages as f32, holding as f32)
}

/// [`idf`] of counts that need not be whole.
pub(super) fn idf_of(passages: f32, holding: f32) -> f32 {
    (1.0 + ((passages - holding).max(0.0) + 0.5) / (holding + 0.5)).ln()
}

/// w(p,t) = idf · tf · 2.2 / (tf + 1.2 (1 - b + b · len / avg)), the BM25 weight with k₁ = 1.2.
pub(super) fn weight(idf: f32, count: u32, length: f32, mean: f32, b: f32) -> f32 {
    saturated(idf, count, damping(length, mean, b))
}

/// What the length of a passage adds under the line of [`weight`].
pub(super) fn damping(length: f32, mean: f32, b: f32) -> f32 {
    1.2 * (1.0 - b + b * length / mean.max(f32::MIN_POSITIVE))
}

/// [`weight`], with the damping worked out before.
#[expect(clippy::cast_precision_loss, reason = "counts in a passage are small")]
pub(super) fn saturated(idf: f32, count: u32, damping: f32) -> f32 {
    let tf = count as f32;
    idf * tf * 2.2 / (tf + damping)
}

/// [`idf`] of a stem that stands in this share of the passages.
#[expect(clippy::cast_precision_loss, reason = "counts of passages stay below 2^24")]
pub(super) fn idf_of_share(passages: usize, share: f32) -> f32 {
    idf_of(passages as f32, share * passages as f32)
}

/// The length of a vector of weights.
pub(super) fn length<T>(vector: &[(T, f32)]) -> f32 {
    vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
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
        assert!((idf_of_share(10, 0.2) - idf(10, 2)).abs() < 1e-6);
        assert!(idf(10, 10) > 0.0);
    }
}
