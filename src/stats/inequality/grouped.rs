//! Bounds of the Gini coefficient where only means of groups are known.

use super::super::MeasureError;
use super::super::summary::{Sum, sum};
use super::gini;
use super::sample::{Sample, finite};

/// Between what the Gini coefficient of a population lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GiniBounds {
    /// The coefficient if within each group all had the same.
    pub lower: f64,
    /// What the coefficient cannot exceed.
    pub upper: f64,
}

/// Bounds of the Gini coefficient of a population of which only the means of groups by rank are known,
/// as of quintiles: the values of the sample are the means, its weights the groups' populations (none
/// where these are equal). Groups are of those next to each other in rank, so that none overlap, and
/// values are not negative; where one group ends and the next begins need not be known.
///
/// The lower bound is that of the straight Lorenz curve through the known points (Gastwirth 1972, "The
/// estimation of the Lorenz curve and Gini index"), the [`gini`] of the means. The upper one
/// is that of the deepest convex curve through them (Mehran 1975, "Bounds on the Gini index based on
/// observed points of the Lorenz curve"): with the limits a and b of a group known, what it can add is
/// `p² (m − a)(b − m) / ((b − a) μ)` (Gastwirth 1972), and the limits, each between the
/// means on its two sides, the first 0, the last without end, are set so that these terms are greatest
/// together. Their sum is concave in the limits; what the optimum may still be above the limits found
/// is bounded by a tangent and added, so that the bound holds whatever rounding does.
///
/// # Errors
/// Those of [`gini`].
///
/// # Examples
/// ```
/// use prosperity_atlas::stats::{Sample, gini_bounds};
/// // One group of mean 1 may hold anything from equals to one who has everything.
/// let bounds = gini_bounds(&Sample::new(&[1.0])?)?;
/// assert_eq!((bounds.lower, bounds.upper), (0.0, 1.0));
/// let bounds = gini_bounds(&Sample::new(&[4.0, 9.0, 15.0, 24.0, 48.0])?)?;
/// assert!((bounds.lower - 0.412).abs() < 1e-15 && bounds.upper < 0.487);
/// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
/// ```
pub fn gini_bounds(sample: &Sample) -> Result<GiniBounds, MeasureError> {
    let lower = gini(sample)?;
    let groups: Vec<Group> = sample
        .ascending_pairs()
        .map(|(mean, weight)| Group { mean: mean / sample.mean(), share: weight / sample.weight() })
        .collect();
    let added = added_within(&groups);
    Ok(GiniBounds { lower, upper: finite(lower + added)?.min(1.0) })
}

/// A group: its mean relative to that of all, and its share of the population.
#[derive(Clone, Copy)]
struct Group {
    mean: f64,
    share: f64,
}

impl Group {
    /// What the group can add to the Gini coefficient between these limits, the upper one maybe
    /// without end.
    fn adds(self, from: f64, to: f64) -> f64 {
        let (below, above) = ((self.mean - from).max(0.0), (to - self.mean).max(0.0));
        let spread = if to.is_infinite() {
            below
        } else if below + above > 0.0 {
            below * (above / (below + above))
        } else {
            0.0
        };
        self.share * self.share * spread
    }

    /// How fast that falls with the lower limit and grows with the upper one; none between limits that
    /// both are the mean, where it has an edge.
    fn slopes(self, from: f64, to: f64) -> Option<[f64; 2]> {
        let squared = self.share * self.share;
        if to.is_infinite() {
            return Some([squared, 0.0]);
        }
        let (below, above) = ((self.mean - from).max(0.0), (to - self.mean).max(0.0));
        let part = |side: f64| squared * (side / (below + above)).powi(2);
        (below + above > 0.0).then(|| [part(above), part(below)])
    }
}

/// The most that spread within the groups can add to the Gini coefficient.
fn added_within(groups: &[Group]) -> f64 {
    /// Each sweep over the limits takes the distance to the optimum down by a factor; this many are
    /// needed only where one group is many times smaller than its neighbours.
    const SWEEPS: usize = 500;
    let Some(last) = groups.len().checked_sub(1) else { return 0.0 };
    // Limit `i` is the lower end of group `i`.
    let mut limits: Vec<f64> = std::iter::once(0.0)
        .chain(groups.windows(2).map(|pair| f64::midpoint(pair[0].mean, pair[1].mean)))
        .chain(std::iter::once(f64::INFINITY))
        .collect();
    for _ in 0..SWEEPS {
        let mut moved = 0.0_f64;
        for at in 1..=last {
            let (low, high) = (groups[at - 1], groups[at]);
            let (from, to) = (limits[at - 1], limits[at + 1]);
            // Where a limit moved alone adds most, what it adds to one side is lost on the other.
            let below = low.share * (low.mean - from);
            let best = if to.is_infinite() {
                from + below / high.share
            } else {
                let above = high.share * (to - high.mean);
                if below + above > 0.0 {
                    from + (to - from) * (below / (below + above))
                } else {
                    limits[at]
                }
            };
            let best = best.clamp(low.mean, high.mean);
            moved = moved.max((best - limits[at]).abs());
            limits[at] = best;
        }
        if moved <= f64::EPSILON {
            break;
        }
    }
    let spans = || groups.iter().zip(limits.windows(2));
    let found = sum(spans().map(|(group, span)| group.adds(span[0], span[1])));
    let slopes: Vec<Option<[f64; 2]>> =
        spans().map(|(group, span)| group.slopes(span[0], span[1])).collect();
    let slope = |at: usize| {
        slopes[at].unwrap_or_else(|| {
            // At the edge every pair of slopes whose roots add up to the share is that of a tangent. The
            // best gives each limit as much as the neighbour there takes, and none to one that is fixed.
            let mean = |at: usize| groups.get(at).map_or(f64::INFINITY, |group| group.mean);
            let fixed_below = at == 0 || mean(at - 1) >= mean(at);
            let neighbour = |at: usize, side: usize| {
                slopes.get(at).copied().flatten().map_or(0.0, |slopes| slopes[side].sqrt())
            };
            let part = if fixed_below {
                1.0
            } else if mean(at + 1) <= mean(at) {
                0.0
            } else {
                let (lower, upper) = (neighbour(at - 1, 1), neighbour(at + 1, 0));
                let part = lower / (lower + upper);
                if part.is_finite() { part } else { 0.5 }
            };
            let share = groups[at].share;
            [(share * part).powi(2), (share * (1.0 - part)).powi(2)]
        })
    };
    let mut above = Sum::default();
    for at in 1..=last {
        let rise = slope(at - 1)[1] - slope(at)[0];
        let towards = if rise > 0.0 { groups[at].mean } else { groups[at - 1].mean };
        above.add(rise * (towards - limits[at]));
    }
    found + above.total()
}
