//! How a mark stands among the others: its colour and strength.

use super::{ChartTheme, LineRole};

/// Beyond so many lines all become thin and only as many are named as find room.
const MANY: usize = 12;

/// Opacity of marks that stand back.
pub(super) const BEHIND: f64 = 0.4;

/// The marks of a chart taken together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Company {
    many: bool,
    /// Whether some mark is focused.
    focus: bool,
}

impl Company {
    /// The company of marks, each focused or not.
    pub(super) fn of(focused: impl Iterator<Item = bool>) -> Self {
        let (mut count, mut focus) = (0, false);
        for one in focused {
            count += 1;
            focus |= one;
        }
        Self { many: count > MANY, focus }
    }

    /// Whether so many that they cannot all have a colour of their own.
    pub(super) fn is_many(self) -> bool {
        self.many
    }

    /// Whether a mark stands back behind a focused one.
    pub(super) fn is_behind(self, focused: bool) -> bool {
        self.focus && !focused
    }

    /// Opacity of a mark.
    pub(super) fn opacity(self, focused: bool) -> f64 {
        if self.is_behind(focused) { BEHIND } else { 1.0 }
    }

    /// Whether so many marks stand behind a focused one that they are only its ground.
    pub(super) fn recedes(self) -> bool {
        self.many && self.focus
    }

    /// Whether a line is part of that ground, without a colour of its own.
    pub(super) fn is_ground(self, role: LineRole, focused: bool) -> bool {
        self.recedes() && !focused && matches!(role, LineRole::Place(_))
    }

    /// Colour of a line.
    pub(super) fn colour(self, theme: &ChartTheme, role: LineRole, focused: bool) -> &'static str {
        if self.is_ground(role, focused) { theme.muted } else { theme.role(role) }
    }

    /// Strength of a line.
    pub(super) fn stroke(self, role: LineRole, focused: bool) -> f64 {
        match role {
            _ if focused => 3.0,
            LineRole::Nation => 2.5,
            _ if self.many => 1.25,
            _ => 2.0,
        }
    }

    /// Places beyond the palette are told apart by their strokes.
    pub(super) fn dashes(self, role: LineRole, focused: bool) -> Option<[f64; 2]> {
        let LineRole::Place(at) = role else { return None };
        if focused || self.is_ground(role, focused) {
            return None;
        }
        match at / ChartTheme::LIGHT.places.len() {
            0 => None,
            1 => Some([6.0, 3.0]),
            2 => Some([2.0, 2.0]),
            _ => Some([10.0, 4.0]),
        }
    }

    /// Which of many lines are named where `room` names fit: all if they do, else the focused, the
    /// nation, macro-regions and then places as they come. Where many stand behind a focused one, of
    /// places only the highest and the lowest are: they say between what the focused one lies.
    pub(super) fn named(self, lines: &[Named], room: usize) -> Vec<bool> {
        let by_end = |one: &(usize, f64), other: &(usize, f64)| one.1.total_cmp(&other.1);
        let ended = || lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.end?)));
        let outermost = [ended().max_by(by_end), ended().min_by(by_end)].map(|end| Some(end?.0));
        let mut order: Vec<usize> = (0..lines.len())
            .filter(|at| {
                let line = &lines[*at];
                let ranked = matches!(line.role, LineRole::Place(_)) && !line.focused;
                !(self.recedes() && ranked) || outermost.contains(&Some(*at))
            })
            .collect();
        crate::order::sort_by_key(&mut order, |at| {
            let line = &lines[*at];
            let role = match line.role {
                LineRole::Nation => 0,
                LineRole::MacroRegion(_) => 1,
                LineRole::Place(_) => 2,
            };
            (!line.focused, role, *at)
        });
        let mut shown = vec![false; lines.len()];
        for at in order.into_iter().take(room) {
            shown[at] = true;
        }
        shown
    }
}

/// What decides whether a line is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) role: LineRole,
    pub(super) focused: bool,
    /// Its last value.
    pub(super) end: Option<f64>,
}
