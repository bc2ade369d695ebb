//! Sorting of values that are not negative, by their bits: among those the order of the bits, read
//! as whole numbers, is the order of the values.

/// Up to so many values the library's sort by comparison is faster than counting digits.
const FEW: usize = 600;
/// Bits of a digit: a table of counts that stays in the nearest cache.
const DIGIT: u32 = 11;
const BUCKETS: usize = 1 << DIGIT;
/// The bit of the sign is 0, which leaves 63 bits: five digits of 11 and one of 8.
const DIGITS: usize = 6;

/// What is sorted: something with bits to sort by.
trait Keyed: Copy + Default {
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
    if keys.len() <= FEW {
        keys.sort_unstable();
    } else {
        by_digits(&mut keys);
    }
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
    if keys.len() <= FEW {
        keys.sort_unstable();
    } else {
        by_digits(&mut keys);
    }
    keys.into_iter().map(|(_, at)| at).collect()
}

fn digit(key: u64, place: usize) -> usize {
    // The mask leaves 11 bits, which any `usize` holds.
    #[expect(clippy::cast_possible_truncation, reason = "masked to 11 bits")]
    let digit = (key >> (place as u32 * DIGIT)) as usize;
    digit & (BUCKETS - 1)
}

/// Radix sort from the lowest digit (Knuth 1998, "The Art of Computer Programming" 3, algorithm
/// 5.2.5R, with counting in place of linked lists). Equal keys keep their order.
fn by_digits<K: Keyed>(keys: &mut Vec<K>) {
    let mut counts = vec![[0_usize; BUCKETS]; DIGITS];
    for key in &*keys {
        for (place, counts) in counts.iter_mut().enumerate() {
            counts[digit(key.key(), place)] += 1;
        }
    }
    let mut other = vec![K::default(); keys.len()];
    for (place, counts) in counts.iter_mut().enumerate() {
        // A digit that all have in common moves nothing.
        if keys.first().is_some_and(|key| counts[digit(key.key(), place)] == keys.len()) {
            continue;
        }
        let mut next = 0;
        for count in &mut *counts {
            next += std::mem::replace(count, next);
        }
        for key in &*keys {
            let slot = &mut counts[digit(key.key(), place)];
            other[*slot] = *key;
            *slot += 1;
        }
        std::mem::swap(keys, &mut other);
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
            by_digits(&mut digits);
            prop_assert!(digits.iter().zip(&expected).all(|(bits, value)| *bits == value.to_bits()));
        }

        #[test]
        fn equal_values_keep_their_order(values in values()) {
            let mut expected: Vec<usize> = (0..values.len()).filter(|at| at % 7 != 3).collect();
            expected.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
            prop_assert_eq!(order(&values, |at| at % 7 != 3), expected);
        }
    }
}
