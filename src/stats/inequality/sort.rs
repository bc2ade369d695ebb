//! Sorting of values that are not negative, by their bits: among those the order of the bits, read
//! as whole numbers, is the order of the values.

/// Up to so many values the library's sort by comparison is faster than counting digits.
const FEW: usize = 500;
/// From so many values on it pays to look at three digits before comparing.
const MANY: usize = 10_000;
/// Bits of a digit: a table of counts that stays in the nearest cache.
const DIGIT: u32 = 11;
const BUCKETS: usize = 1 << DIGIT;

/// What is sorted: something with bits to sort by.
trait Keyed: Copy + Default + Ord {
    fn key(self) -> u64;
}

impl Keyed for u64 {
    fn key(self) -> u64 {
        self
    }
}

/// Bits of a value and its position.
impl Keyed for (u64, usize) {
    fn key(self) -> u64 {
        self.0
    }
}

/// The values in ascending order.
pub(super) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut keys: Vec<u64> = values.iter().map(|value| value.to_bits()).collect();
    sort(&mut keys);
    keys.into_iter().map(f64::from_bits).collect()
}

/// Positions of the values in ascending order of the values, equal ones in the order given. Only
/// positions that `keep` wants.
pub(super) fn order(values: &[f64], keep: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut keys: Vec<(u64, usize)> = values
        .iter()
        .enumerate()
        .filter(|(at, _)| keep(*at))
        .map(|(at, value)| (value.to_bits(), at))
        .collect();
    sort(&mut keys);
    keys.into_iter().map(|(_, at)| at).collect()
}

fn sort<K: Keyed>(keys: &mut Vec<K>) {
    let n = keys.len();
    if n <= FEW {
        keys.sort_unstable();
    } else if n <= MANY {
        by_digits::<K, 2>(keys);
    } else {
        by_digits::<K, 3>(keys);
    }
}

/// Radix sort from the lowest to the highest of a number of digits (Knuth 1998, "The Art of Computer
/// Programming" 3, algorithm 5.2.5R, with counting in place of linked lists). The digits are those
/// below the highest bit in which keys differ; what is the same in all of them, mostly single keys, is
/// then sorted by comparison.
fn by_digits<K: Keyed, const DIGITS: usize>(keys: &mut Vec<K>) {
    let Some(first) = keys.first().map(|key| key.key()) else { return };
    let different = keys.iter().fold(0, |bits, key| bits | (key.key() ^ first));
    let bits = u64::BITS - different.leading_zeros();
    #[expect(clippy::cast_possible_truncation, reason = "two or three digits")]
    let below = bits.saturating_sub(DIGIT * DIGITS as u32);
    #[expect(clippy::cast_possible_truncation, reason = "masked to the bits of a digit")]
    let digit = |key: K, place: usize| {
        (key.key() >> (below + place as u32 * DIGIT)) as usize & (BUCKETS - 1)
    };
    let mut counts = [[0_usize; BUCKETS]; DIGITS];
    for key in &*keys {
        for (place, counts) in counts.iter_mut().enumerate() {
            counts[digit(*key, place)] += 1;
        }
    }
    let mut other = vec![K::default(); keys.len()];
    for (place, counts) in counts.iter_mut().enumerate() {
        let mut next = 0;
        for count in &mut *counts {
            next += std::mem::replace(count, next);
        }
        for key in &*keys {
            let slot = &mut counts[digit(*key, place)];
            other[*slot] = *key;
            *slot += 1;
        }
        std::mem::swap(keys, &mut other);
    }
    let mut done = 0;
    while let Some(at) = (done + 1..keys.len()).find(|at| keys[*at] < keys[*at - 1]) {
        // Only keys with the same digits can be out of order.
        let same = keys[at].key() >> below;
        let begin = keys[..at].partition_point(|key| key.key() >> below < same);
        done = at + keys[at..].partition_point(|key| key.key() >> below == same);
        keys[begin..done].sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Values with ties, zeros, whole numbers and every power of ten.
    fn values() -> impl Strategy<Value = Vec<f64>> {
        let value = prop_oneof![
            (0_u32..50).prop_map(f64::from),
            0.0..1.0_f64,
            (-300..300_i32).prop_map(|power| 10_f64.powi(power)),
            Just(f64::MAX),
            Just(f64::MIN_POSITIVE / 8.0),
            (0_u64..50).prop_map(|step| f64::from_bits(7f64.to_bits() + step)),
        ];
        prop::collection::vec(value, 0..3000)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn digits_sort_as_comparison_does(values in values()) {
            let mut expected = values.clone();
            expected.sort_by(f64::total_cmp);
            prop_assert_eq!(&sorted(&values), &expected);
            let mut digits: Vec<u64> = values.iter().map(|value| value.to_bits()).collect();
            let mut more = digits.clone();
            by_digits::<u64, 2>(&mut digits);
            by_digits::<u64, 3>(&mut more);
            prop_assert!(digits.iter().zip(&expected).all(|(bits, value)| *bits == value.to_bits()));
            prop_assert_eq!(digits, more);
        }

        #[test]
        fn equal_values_keep_their_order(values in values()) {
            let mut expected: Vec<usize> = (0..values.len()).filter(|at| at % 7 != 3).collect();
            expected.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
            prop_assert_eq!(order(&values, |at| at % 7 != 3), expected);
        }
    }
}
