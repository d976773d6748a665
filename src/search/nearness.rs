//! What it is worth that words stand near each other and in the order typed.

use super::penalties as cost;
use super::real;

/// What it is worth that a word stands at `place` when the one typed before it stands at `before`.
pub(super) fn nearness(before: u32, place: u32) -> f32 {
    let gap = before.abs_diff(place);
    if gap == 0 {
        return 0.0;
    }
    let order = if place > before { cost::IN_ORDER } else { 0.0 };
    let adjacent = if place == before + 1 { cost::ADJACENT } else { 0.0 };
    order + adjacent + cost::NEAR / real(gap as usize)
}
