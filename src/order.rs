//! Sorting with one piece of code for all types.
//!
//! The standard library compiles its sort anew for every type and every order, each time a few
//! kilobytes: together they were a tenth of the program that a reader fetches. The lists here have some
//! hundred entries, so a call for each comparison costs nothing that could be felt.

use core::cmp::Ordering;

/// Sorts as `slice::sort_by` does: what is equal keeps its order.
///
/// ```
/// let mut words = ["three", "one", "two"];
/// prosperity_atlas::order::sort_by(&mut words, |a, b| a.len().cmp(&b.len()));
/// assert_eq!(words, ["one", "two", "three"]);
/// ```
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    sort_positions(&mut order, &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        // Every position is one of the list.
        _ => Ordering::Equal,
    });
    // What belongs to a place is swapped into it; where it has been moved to meanwhile, its own place
    // in the order tells.
    for at in 0..items.len() {
        let mut from = order[at];
        while from < at {
            from = order[from];
        }
        items.swap(at, from);
    }
}

/// Sorts as `slice::sort_by_key` does.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts as `slice::sort` does.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

fn sort_positions(order: &mut [usize], compare: &mut dyn FnMut(usize, usize) -> Ordering) {
    order.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, u32)>) {
            let (mut own, mut theirs) = (items.clone(), items);
            super::sort_by_key(&mut own, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&own, &theirs);
            super::sort(&mut own);
            theirs.sort_unstable();
            prop_assert_eq!(own, theirs);
        }
    }
}
