//! Figures of the measuring room: inequality among places, its parts, its course, its pattern on the map.
//!
//! Every figure is a view of one [`Spec`]: what is measured, among which places, how they count; but for
//! those about household incomes ([`Household`]), which are fixed. The numbers come from `stats`; this
//! module puts its arguments together and its results into words.

mod clusters;
mod convergence;
mod decomposition;
mod dispersion;
mod households;
mod influence;
mod lorenz;
mod measures;
mod mobility;
mod moran;
mod neighbours;
mod room;
mod words;

pub use households::Household;
pub use measures::Working;
pub use words::{index_name, neighbours_name, refusal};

use super::{Figure, Marks, Table, Years};
use crate::{
    atlas::{Atlas, Lang, PlaceId},
    spec::{Spec, View},
};
use core::ops::RangeInclusive;
use room::Room;

/// The figure that the spec's view names.
pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let room = Room::new(atlas, spec, years, lang);
    match spec.view {
        View::Decomposition => decomposition::figure(&room),
        View::Lorenz => lorenz::figure(&room),
        View::Measures => measures::figure(&room),
        View::Convergence => convergence::figure(&room),
        View::Mobility => mobility::figure(&room),
        View::Moran => moran::figure(&room),
        View::Clusters => clusters::figure(&room),
        View::Influence => influence::figure(&room),
        _ => dispersion::figure(&room),
    }
}

/// How every measure of the year looked at was computed.
pub fn workings(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Vec<Working> {
    measures::workings(&Room::new(atlas, spec, years, lang))
}

/// The groups by which an index is taken apart, in the order in which they are told: name and places.
pub fn groups_of(atlas: &Atlas, spec: &Spec, lang: Lang) -> Vec<(String, Vec<PlaceId>)> {
    room::groups_of(atlas, spec, lang)
}

/// What a figure of the room says and draws, before sources and the alternative text are added.
struct Told {
    /// What kind of picture it is, in words.
    kind: &'static str,
    title: String,
    subtitle: String,
    marks: Marks,
    /// The years whose numbers are shown.
    span: RangeInclusive<u16>,
    /// What is to be known besides the qualifications of the data.
    notes: Vec<String>,
    table: Table,
}

impl Told {
    fn figure(self, room: &Room<'_>) -> Figure {
        let Self { kind, title, subtitle, marks, span, notes: own, table } = self;
        let (sources, source_line, mut notes) = room.background(&span);
        notes.extend(own);
        let alt = match room.lang {
            Lang::Zh => format!("{kind}：{subtitle}。{title}。"),
            Lang::En => format!("{kind}: {subtitle}. {title}."),
        };
        let remarks = Vec::new();
        Figure { title, subtitle, marks, remarks, notes, source_line, sources, table, alt }
    }
}

/// A figure of nothing, and why.
fn nothing(room: &Room<'_>, why: &str) -> Figure {
    Figure {
        title: room.indicator(),
        subtitle: room.subject(),
        alt: why.to_owned(),
        marks: Marks::Nothing(why.to_owned()),
        remarks: Vec::new(),
        notes: Vec::new(),
        source_line: String::new(),
        sources: Vec::new(),
        table: Table::default(),
    }
}
