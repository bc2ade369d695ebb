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

use super::{Figure, Marks, SourceLine, Table, Years};
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

/// What a figure says and draws, before sources and the alternative text are added.
struct Told {
    /// What kind of picture it is, in words.
    kind: &'static str,
    title: String,
    subtitle: String,
    marks: Marks,
    notes: Vec<String>,
    table: Table,
}

impl Told {
    /// The figure of a room whose numbers are of `span`; qualifications of the data come first.
    fn figure(mut self, room: &Room<'_>, span: &RangeInclusive<u16>) -> Figure {
        let (sources, source_line, mut notes) = room.background(span);
        notes.append(&mut self.notes);
        Self { notes, ..self }.from(sources, source_line, room.lang)
    }

    /// The figure of numbers from these sources.
    fn from(self, sources: Vec<SourceLine>, source_line: String, lang: Lang) -> Figure {
        let Self { kind, title, subtitle, marks, notes, table } = self;
        let alt = match lang {
            Lang::Zh => format!("{kind}：{subtitle}。{title}。"),
            Lang::En => format!("{kind}: {subtitle}. {title}."),
        };
        let remarks = Vec::new();
        Figure { title, subtitle, marks, remarks, notes, source_line, sources, table, alt }
    }
}

/// A figure of nothing, and why.
fn nothing(room: &Room<'_>, why: &str) -> Figure {
    nothing_named(room.indicator(), room.subject(), why.to_owned())
}

/// A figure of nothing that has a name.
fn nothing_named(title: String, subtitle: String, why: String) -> Figure {
    Figure {
        title,
        subtitle,
        alt: why.clone(),
        marks: Marks::Nothing(why),
        remarks: Vec::new(),
        notes: Vec::new(),
        source_line: String::new(),
        sources: Vec::new(),
        table: Table::default(),
    }
}
