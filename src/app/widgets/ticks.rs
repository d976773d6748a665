//! Ticks on the rows of a list: cleared by a key, and brought back by it.

use std::collections::BTreeSet;

/// Unticks all, or ticks again what was last unticked so; what the reader is told. `key` does it.
pub fn clear<T: Ord>(ticked: &mut BTreeSet<T>, cleared: &mut BTreeSet<T>, key: &str) -> String {
    if ticked.is_empty() {
        std::mem::swap(ticked, cleared);
        return match ticked.len() {
            0 => "nothing is ticked".to_owned(),
            count => format!("{count} ticked again"),
        };
    }
    *cleared = std::mem::take(ticked);
    format!("{} unticked · {key} ticks them again", cleared.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_come_back_by_the_key_that_cleared_them() {
        let (mut ticked, mut cleared) = (BTreeSet::from([1, 2]), BTreeSet::new());
        assert_eq!(clear(&mut ticked, &mut cleared, "X"), "2 unticked · X ticks them again");
        assert!(ticked.is_empty());
        assert_eq!(clear(&mut ticked, &mut cleared, "X"), "2 ticked again");
        assert_eq!((ticked.len(), cleared.len()), (2, 0));
        let mut none = BTreeSet::<u8>::new();
        assert_eq!(clear(&mut none.clone(), &mut none, "X"), "nothing is ticked");
    }
}
