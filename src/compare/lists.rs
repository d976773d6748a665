//! Many short lists, laid end to end: what a passage has, what a stem has.

/// Lists one after the other in one piece of memory.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lists<T> {
    /// Where each list starts in `items`, and one end more.
    starts: Vec<usize>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// How many lists there are.
    pub(super) const fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The list of this place; empty where there is none.
    pub(super) fn of(&self, place: usize) -> &[T] {
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(start), Some(end)) => self.items.get(*start..*end).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// All lists, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.len()).map(|place| self.of(place))
    }

    /// Adds a list.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.starts.push(self.items.len());
    }

    /// Adds the lists of `other` behind these.
    pub(super) fn append(&mut self, mut other: Self) {
        let before = self.items.len();
        self.items.append(&mut other.items);
        self.starts.extend(other.starts.iter().skip(1).map(|start| before + start));
    }

    /// Gives back memory that is not needed.
    pub(super) fn shrink(&mut self) {
        self.items.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

impl<T: Copy + Default> Lists<T> {
    /// Turns lists around: `of` says for an item which of `count` lists it goes to, and as what.
    pub(super) fn inverted<S>(
        lists: &Lists<S>,
        count: usize,
        of: impl Fn(usize, &S) -> (usize, T),
    ) -> Self {
        let mut starts = vec![0_usize; count + 1];
        for (place, list) in lists.iter().enumerate() {
            for item in list {
                if let Some(length) = starts.get_mut(of(place, item).0 + 1) {
                    *length += 1;
                }
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); sum];
        for (place, list) in lists.iter().enumerate() {
            for item in list {
                let (to, item) = of(place, item);
                if let Some(at) = next.get_mut(to)
                    && let Some(slot) = items.get_mut(*at)
                {
                    *slot = item;
                    *at += 1;
                }
            }
        }
        Self { starts, items }
    }
}

/// Of each passage the passages most like it, and their likeness; most alike first.
pub(super) type Nearest = Lists<(u32, f32)>;

/// How many neighbours each passage has.
pub(super) const NEIGHBOURS: usize = 10;

/// The `count` highest, highest first; equals in the order of the collection.
pub(super) fn best(mut scored: Vec<(u32, f32)>, count: usize) -> Vec<(u32, f32)> {
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if scored.len() > count && count > 0 {
        scored.select_nth_unstable_by(count - 1, order);
        scored.truncate(count);
        scored.shrink_to_fit();
    }
    scored.sort_by(order);
    scored
}

/// A number as a place in a list.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_kept_apart_and_turned_around() {
        let mut lists = Lists::default();
        lists.push([2_usize, 0]);
        lists.push([]);
        let mut more = Lists::default();
        more.push([2_usize]);
        lists.append(more);
        assert_eq!(lists.iter().collect::<Vec<_>>(), [&[2, 0][..], &[], &[2]]);
        let around = Lists::inverted(&lists, 3, |place, item| (*item, place));
        assert_eq!(around.iter().collect::<Vec<_>>(), [&[0][..], &[], &[0, 2]]);
        assert_eq!(around.of(3), [0_usize; 0]);
    }
}
