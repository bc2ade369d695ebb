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
    /// Row of the text, counted upward from the plot.
    pub(super) row: usize,
    from: f64,
    to: f64,
}

/// From a line to its flag.
pub(super) const FLAG_GAP: f64 = 4.0;

/// Gives texts at the heads of vertical lines, each by position and width, rows in which none lies over
/// another or over another's line. Texts end where the chart does.
pub(super) fn flags(wanted: &[(f64, f64)], room: f64) -> Vec<Flag> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    // From right to left a text meets only lines that are already there.
    order.sort_by(|one, other| wanted[*other].0.total_cmp(&wanted[*one].0));
    let mut placed: Vec<(usize, Flag)> = Vec::new();
    for at in order {
        let (x, width) = wanted[at];
        let leftward = x + FLAG_GAP + width > room && x - FLAG_GAP - width >= 0.0;
        let from = if leftward { x - FLAG_GAP - width } else { x };
        let flag = |row| Flag { x, leftward, row, from, to: from + width + FLAG_GAP };
        let free = |row: &usize| {
            let own = flag(*row);
            placed.iter().all(|(_, other)| {
                let crossed = |text: &Flag, line: &Flag| {
                    text.row <= line.row && text.from - 3.0 < line.x && line.x < text.to + 3.0
                };
                let meet =
                    own.row == other.row && own.from < other.to + 6.0 && other.from < own.to + 6.0;
                !meet && !crossed(&own, other) && !crossed(other, &own)
            })
        };
        // Lines at one place cannot avoid each other's texts: those take a row of their own.
        let above = placed.iter().map(|(_, other)| other.row + 1).max().unwrap_or(0);
        let row = (0..above).find(free).unwrap_or(above);
        placed.push((at, flag(row)));
    }
    placed.sort_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, flag)| flag).collect()
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
        let crowd: Vec<(f64, f64)> = (0..6).map(|at| (140.0 + f64::from(at), 100.0)).collect();
        let mut taken: Vec<usize> = flags(&crowd, 300.0).iter().map(|flag| flag.row).collect();
        taken.sort_unstable();
        assert_eq!(taken, [0, 1, 2, 3, 4, 5]);
    }
}
