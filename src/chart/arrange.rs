//! Texts that would lie over one another find places of their own.

/// Places sorted positions at least `gap` apart within `0..=room`, moving them as little as possible
/// (least squares by pooling neighbours that want the same place).
pub(super) fn spread(wanted: &[f64], gap: f64, room: f64) -> Vec<f64> {
    // Without the gaps the task is to find the nearest positions that never fall.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (at, want) in wanted.iter().enumerate() {
        let mut pool = (want - at as f64 * gap, 1);
        while let Some(before) = pools.pop_if(|before| before.0 > pool.0) {
            let count = before.1 + pool.1;
            let sum = before.0 * before.1 as f64 + pool.0 * pool.1 as f64;
            pool = (sum / count as f64, count);
        }
        pools.push(pool);
    }
    let most = (room - gap * wanted.len().saturating_sub(1) as f64).max(0.0);
    pools
        .into_iter()
        .flat_map(|(place, count)| core::iter::repeat_n(place.clamp(0.0, most), count))
        .enumerate()
        .map(|(at, place)| place + at as f64 * gap)
        .collect()
}

/// How many rows of a height fit into a room.
pub(super) fn rows_in(room: f64, height: f64) -> usize {
    // Counted: a room is at most some thousand pixels high.
    (1..4096).take_while(|count| f64::from(*count) * height <= room).count()
}

/// Where the text at the head of a vertical line stands: beside the line like a flag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Flag {
    /// Where the line is.
    pub(super) x: f64,
    /// Whether the text ends at the line instead of beginning there.
    pub(super) leftward: bool,
    /// Row of the text, counted from the plot.
    pub(super) row: usize,
    from: f64,
    to: f64,
}

/// From a line to its flag.
pub(super) const FLAG_GAP: f64 = 4.0;

/// Up to so many flags every arrangement is tried.
const ALL_TRIED: usize = 5;

impl Flag {
    fn of((x, width): (f64, f64), leftward: bool) -> Self {
        let long = width + FLAG_GAP;
        let (from, to) = if leftward { (x - long, x) } else { (x, x + long) };
        Self { x, leftward, row: 0, from, to }
    }

    /// Whether two texts lie over one another, or one over the other's line.
    fn meets(&self, other: &Self) -> bool {
        let over =
            self.row == other.row && self.from < other.to + 6.0 && other.from < self.to + 6.0;
        // A text may begin right at another line, but not end there.
        let crossed = |text: &Self, line: &Self| {
            let (from, to) =
                if text.leftward { (text.from - 3.0, text.to) } else { (text.from, text.to + 3.0) };
            text.row <= line.row && from < line.x && line.x < to
        };
        over || crossed(self, other) || crossed(other, self)
    }
}

/// Gives texts at the heads of vertical lines, each by position and width, rows in which none lies over
/// another or over another's line, and as few rows as can be. Texts end where the chart does.
pub(super) fn flags(wanted: &[(f64, f64)], room: f64) -> Vec<Flag> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    // From right to left a text that points right meets only lines that are already there.
    crate::order::sort_by(&mut order, |one, other| wanted[*other].0.total_cmp(&wanted[*one].0));
    let fits = |flag: &Flag| flag.from >= 0.0 && flag.to <= room;
    let sides = |at: usize| {
        let both = [Flag::of(wanted[at], false), Flag::of(wanted[at], true)];
        // A text too long for either side has been cut to the longer one.
        let leftward = wanted[at].0 > room / 2.0;
        let either = both.iter().any(fits);
        both.into_iter()
            .filter(move |flag| if either { fits(flag) } else { flag.leftward == leftward })
            .collect::<Vec<_>>()
    };
    let choices: Vec<Vec<Flag>> = (0..wanted.len()).map(sides).collect();
    let mut best = arranged(&order, &choices, 0);
    if wanted.len() <= ALL_TRIED {
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        loop {
            for pick in 0..1 << wanted.len() {
                let tried = arranged(&order, &choices, pick);
                if tried.0 < best.0 {
                    best = tried;
                }
            }
            if !next_permutation(&mut order) {
                break;
            }
        }
    }
    best.1
}

/// Flags put up one after the other, each in the lowest row where it meets none. `pick` tells by its
/// bits on which side. What comes first says how bad it is: meetings, rows, texts that point left.
fn arranged(
    order: &[usize],
    choices: &[Vec<Flag>],
    pick: usize,
) -> ((usize, usize, usize), Vec<Flag>) {
    let mut placed: Vec<(usize, Flag)> = Vec::new();
    for at in order {
        let sides = choices.get(*at).map(Vec::as_slice).unwrap_or_default();
        let Some(side) = sides.get((pick >> at) & 1).or_else(|| sides.first()) else { continue };
        let above = placed.iter().map(|(_, other)| other.row + 1).max().unwrap_or(0);
        let free = |row: &usize| {
            let flag = Flag { row: *row, ..*side };
            placed.iter().all(|(_, other)| !flag.meets(other))
        };
        placed.push((*at, Flag { row: (0..above).find(free).unwrap_or(above), ..*side }));
    }
    crate::order::sort_by_key(&mut placed, |(at, _)| *at);
    let flags: Vec<Flag> = placed.into_iter().map(|(_, flag)| flag).collect();
    let meetings = flags
        .iter()
        .enumerate()
        .map(|(at, flag)| flags[..at].iter().filter(|other| flag.meets(other)).count())
        .sum();
    let rows = flags.iter().map(|flag| flag.row + 1).max().unwrap_or(0);
    let leftward = flags.iter().filter(|flag| flag.leftward).count();
    ((meetings, rows, leftward), flags)
}

/// The order that follows in the lexicographic row of all orders; false after the last.
fn next_permutation(order: &mut [usize]) -> bool {
    let Some(pivot) = order.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    let Some(other) = order.iter().rposition(|one| *one > order[pivot]) else { return false };
    order.swap(pivot, other);
    order[pivot + 1..].reverse();
    true
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// Where its diagonals cross.
    pub(super) fn middle(&self) -> [f64; 2] {
        [f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom)]
    }

    /// Area that two rectangles share.
    pub(super) fn shared(&self, other: &Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    /// Whether another lies inside.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_distance_and_move_as_little_as_they_can() {
        assert_eq!(spread(&[10.0, 40.0, 41.0], 14.0, 100.0), [10.0, 33.5, 47.5]);
        assert_eq!(spread(&[99.0, 100.0], 14.0, 100.0), [86.0, 100.0]);
        assert_eq!(spread(&[0.0, 0.0], 14.0, 100.0), [0.0, 14.0]);
        assert!(spread(&[], 14.0, 100.0).is_empty());
    }

    #[test]
    fn flags_lie_over_no_other_text_and_no_line() {
        let rows = |wanted: &[(f64, f64)]| -> Vec<(usize, bool)> {
            flags(wanted, 300.0).into_iter().map(|flag| (flag.row, flag.leftward)).collect()
        };
        assert_eq!(rows(&[(10.0, 50.0), (100.0, 50.0)]), [(0, false), (0, false)]);
        // The left text reaches over the right line, so it stands higher.
        assert_eq!(rows(&[(10.0, 120.0), (100.0, 50.0)]), [(1, false), (0, false)]);
        assert_eq!(rows(&[(280.0, 50.0)]), [(0, true)]);
        // The left one has room only on the right and the right one only on the left.
        assert_eq!(rows(&[(20.0, 100.0), (150.0, 130.0), (280.0, 100.0)]).len(), 3);
        let crowd: Vec<(f64, f64)> = (0..9).map(|at| (140.0 + f64::from(at), 100.0)).collect();
        for wanted in [&crowd[..4], &[(160.0, 120.0), (235.0, 130.0), (125.0, 100.0)], &crowd] {
            let flags = flags(wanted, 300.0);
            for (at, flag) in flags.iter().enumerate() {
                assert!(flags[..at].iter().all(|other| !flag.meets(other)), "{flags:?}");
            }
        }
    }
}
