//! Legends, in rows above the plot.

use super::{
    ChartSize, ChartTheme,
    overlay::{Extent, Item, ItemLabel, ItemLook, position},
    text::{cut, literal, width},
};

/// What a colour or a mark stands for.
pub(super) struct Entry<'a> {
    pub(super) color: &'static str,
    pub(super) text: &'a str,
    pub(super) mark: Mark,
}

/// The mark before an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Square,
    Dot,
    Ring,
}

/// A legend as it is drawn.
pub(super) struct Legend<'a> {
    pub(super) notes: Vec<Item<'a>>,
    /// Height with the gap below; 0 where there are no entries.
    pub(super) height: f64,
}

/// Side of a mark.
const MARK: f64 = 10.0;
/// From a mark to its text.
const TEXT_GAP: f64 = 5.0;
/// From an entry to the next.
const ENTRY_GAP: f64 = 14.0;

impl<'a> Legend<'a> {
    /// Entries in order, beginning at a distance from the left edge, on as many rows as they need.
    pub(super) fn of(
        entries: impl Iterator<Item = Entry<'a>>,
        theme: &'a ChartTheme,
        size: ChartSize,
    ) -> Self {
        let font = size.font_size();
        let room = f64::from(size.width);
        let row_height = font + 6.0;
        let (mut x, mut row) = (0.0, 0.0);
        let mut notes = Vec::new();
        for Entry { color, text, mark } in entries {
            let text = cut(&literal(text), room - MARK - TEXT_GAP, font);
            let long = MARK + TEXT_GAP + width(&text, font);
            if x > 0.0 && x + long > room {
                (x, row) = (0.0, row + 1.0);
            }
            let look = match mark {
                Mark::Square | Mark::Dot => ItemLook { color: Some(color), ..ItemLook::default() },
                Mark::Ring => ItemLook {
                    color: Some(theme.background),
                    border_color: Some(color),
                    border_width: Some(2.0),
                    opacity: None,
                },
            };
            notes.push(Item {
                value: position(x + MARK / 2.0, (row + 0.5) * row_height),
                symbol: Some(if mark == Mark::Square { "rect" } else { "circle" }),
                symbol_size: Some(Extent::Even(if mark == Mark::Ring { MARK - 2.0 } else { MARK })),
                look: Some(look),
                label: Some(ItemLabel {
                    formatter: text,
                    position: Some("right"),
                    color: Some(theme.text),
                    ..ItemLabel::default()
                }),
                ..Item::default()
            });
            x += long + ENTRY_GAP;
        }
        let height = if notes.is_empty() { 0.0 } else { (row + 1.0) * row_height + 6.0 };
        Self { notes, height }
    }
}
