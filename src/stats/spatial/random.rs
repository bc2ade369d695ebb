//! Random numbers that are the same everywhere.

/// The generator of all draws: xoshiro256++ 1.0 (Blackman and Vigna 2021, "Scrambled linear
/// pseudorandom number generators"), its four words of state filled from the seed by `SplitMix64`
/// (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"). Not for secrets.
///
/// To reproduce a test elsewhere: `below(b)` takes the upper 32 bits of the next output and bounds them
/// by Lemire's method (2019, "Fast random integer generation in an interval", algorithm 5) for 32 bits.
/// A shuffle runs from the last position p down to 1 and swaps p with `below(p + 1)`; each draw
/// shuffles what the draw before left. A conditional draw of k out of m places runs from position 0 to
/// k − 1 and swaps position p with `p + below(m − p)`, in a list that starts as 0, 1, …, m − 1 and that
/// each draw takes as the draw before left it.
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::spatial::Generator;
/// let (mut one, mut other) = (Generator::new(7), Generator::new(7));
/// assert_eq!(one.next_u64(), other.next_u64());
/// assert!(one.below(6) < 6);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generator {
    state: [u64; 4],
}

impl Generator {
    /// Name of the algorithm.
    pub const NAME: &'static str = "xoshiro256++";

    /// Counts changes of anything that changes draws of the same seed.
    pub const VERSION: u32 = 1;

    /// The generator of a seed.
    pub fn new(seed: u64) -> Self {
        let mut counter = seed;
        let state = core::array::from_fn(|_| {
            counter = counter.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let word = (counter ^ (counter >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            word ^ (word >> 31)
        });
        Self { state }
    }

    /// The next 64 random bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let output = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        output
    }

    /// A number from 0 to `bound − 1`, each with the same chance; 0 for a bound of 0.
    #[inline]
    pub fn below(&mut self, bound: u32) -> u32 {
        let wide = u64::from(bound);
        let mut product = (self.next_u64() >> 32) * wide;
        if low(product) < bound {
            // So many of the 2³² numbers would come too often.
            let surplus = bound.wrapping_neg().checked_rem(bound).unwrap_or(0);
            while low(product) < surplus {
                product = (self.next_u64() >> 32) * wide;
            }
        }
        high(product)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is asked for")]
fn low(product: u64) -> u32 {
    product as u32
}

fn high(product: u64) -> u32 {
    (product >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_numbers_are_those_of_the_published_algorithms() {
        // SplitMix64 of seed 0 starts with these words, as its authors' program prints them.
        let words = [
            0xe220_a839_7b1d_cdaf,
            0x6e78_9e6a_a1b9_65f4,
            0x06c4_5d18_8009_454f,
            0xf88b_b8a8_724c_81ec,
        ];
        assert_eq!(Generator::new(0).state, words);
        // xoshiro256++ from the state 1, 2, 3, 4.
        let mut generator = Generator { state: [1, 2, 3, 4] };
        let found: Vec<u64> = (0..4).map(|_| generator.next_u64()).collect();
        assert_eq!(found, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn every_number_below_the_bound_comes_equally_often() {
        let mut generator = Generator::new(1);
        for bound in [1_u32, 2, 7, 31] {
            let mut counts = vec![0_u32; bound as usize];
            let each = 20_000_u32;
            for _ in 0..each * bound {
                counts[generator.below(bound) as usize] += 1;
            }
            // Five standard deviations.
            for count in counts {
                assert!(count.abs_diff(each) < 5 * 142, "{bound}: {count}");
            }
        }
        assert_eq!(generator.below(0), 0);
    }

    /// Three quarters of all numbers: without rejection each third number would come twice as often as
    /// the others.
    #[test]
    fn large_bounds_are_not_biased() {
        let bound = 3 << 30;
        let mut generator = Generator::new(2);
        let third = (0..30_000).filter(|_| generator.below(bound).is_multiple_of(3)).count();
        assert!(third.abs_diff(10_000) < 5 * 82, "{third}");
    }

    proptest! {
        #[test]
        fn bounds_hold(seed: u64, bound in 1..=u32::MAX) {
            let mut generator = Generator::new(seed);
            for _ in 0..20 {
                prop_assert!(generator.below(bound) < bound);
            }
        }
    }
}
