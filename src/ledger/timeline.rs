//! Events and targets of the documents on an axis of years, marks that would overlap in lanes of their
//! own.

use crate::atlas::{Atlas, DocumentId, EventKind, PlaceId};
use std::collections::BTreeSet;

/// Which events are wanted. What is `None` leaves all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Document that names the event.
    pub document: Option<DocumentId>,
    /// Sort of event.
    pub kind: Option<EventKind>,
    /// Where, at the place itself.
    pub place: Option<PlaceId>,
    /// A year that it is dated to or that lies in its span.
    pub year: Option<u16>,
}

/// The id by which links and elements name an event: events of the ledger have their position only.
pub fn event_id(event: usize) -> String {
    format!("event-{event}")
}

/// Width of a year without an event, as a share of one with an event.
const QUIET: f64 = 0.25;

/// First and last year of an event.
pub fn span(atlas: &Atlas, event: usize) -> (u16, u16) {
    let row = &atlas.documents().events[event];
    (row.year, row.year_end.unwrap_or(row.year))
}

/// How many years some events begin or end in.
pub fn busy_years(atlas: &Atlas, events: &[usize]) -> usize {
    let ends = events.iter().flat_map(|event| {
        let (first, last) = span(atlas, *event);
        [first, last]
    });
    ends.collect::<BTreeSet<u16>>().len()
}

/// Positions of the wanted events in the ledger, the earlier first, among those of one year the shorter
/// first, else in the order of the ledger.
pub fn select(atlas: &Atlas, filter: Filter) -> Vec<usize> {
    let events = &atlas.documents().events;
    let mut found: Vec<usize> = (0..events.len())
        .filter(|at| {
            let row = &events[*at];
            let (first, last) = span(atlas, *at);
            filter.document.is_none_or(|document| row.document == document)
                && filter.kind.is_none_or(|kind| row.kind == kind)
                && filter.place.is_none_or(|place| row.place == place)
                && filter.year.is_none_or(|year| (first..=last).contains(&year))
        })
        .collect();
    crate::order::sort_by_key(&mut found, |at| (span(atlas, *at), *at));
    found
}

/// Events of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearEvents {
    /// The year, the first one of spans.
    pub year: u16,
    /// Positions of the events in the ledger.
    pub events: Vec<usize>,
}

/// Selected events by their first year, what a timeline says without being drawn.
pub fn by_year(atlas: &Atlas, events: &[usize]) -> Vec<YearEvents> {
    let mut years: Vec<YearEvents> = Vec::new();
    for event in events {
        let (year, _) = span(atlas, *event);
        match years.last_mut() {
            Some(last) if last.year == year => last.events.push(*event),
            _ => years.push(YearEvents { year, events: vec![*event] }),
        }
    }
    years
}

/// An axis of years. Years in which an event begins or ends are equally wide, those between them
/// narrower, and in all of them time runs evenly.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    first: u16,
    /// Where each year begins, and where the last one ends.
    edges: Vec<f64>,
    busy: Vec<bool>,
}

impl Axis {
    /// The axis of some events in a given width; `None` without events.
    pub fn new(atlas: &Atlas, events: &[usize], width: f64) -> Option<Self> {
        let spans: Vec<(u16, u16)> = events.iter().map(|event| span(atlas, *event)).collect();
        let first = spans.iter().map(|(first, _)| *first).min()?;
        let last = spans.iter().map(|(_, last)| *last).max()?;
        let is_busy = |year: u16| spans.iter().any(|(from, to)| *from == year || *to == year);
        let busy: Vec<bool> = (first..=last).map(is_busy).collect();
        let weight = |busy: bool| if busy { 1.0 } else { QUIET };
        let sum: f64 = busy.iter().map(|one| weight(*one)).sum();
        let mut edges = vec![0.0];
        let mut passed = 0.0;
        for one in &busy {
            passed += weight(*one);
            edges.push(passed / sum * width);
        }
        Some(Self { first, edges, busy })
    }

    /// Where a year begins and ends; the nearest end of the axis for a year outside of it.
    pub fn year(&self, year: u16) -> (f64, f64) {
        let at = usize::from(year.saturating_sub(self.first)).min(self.busy.len() - 1);
        (self.edges[at], self.edges[at + 1])
    }

    /// Years in which an event begins or ends, each of which has at least `apart` units from the middle
    /// of the one named before it.
    pub fn ticks(&self, apart: f64) -> Vec<(u16, f64)> {
        let mut ticks: Vec<(u16, f64)> = Vec::new();
        for (year, busy) in (self.first..).zip(&self.busy) {
            let (from, to) = self.year(year);
            let middle = f64::midpoint(from, to);
            if *busy && ticks.last().is_none_or(|(_, before)| middle - before >= apart) {
                ticks.push((year, middle));
            }
        }
        ticks
    }

    /// Whether some years are narrower than others.
    pub fn is_uneven(&self) -> bool {
        self.busy.contains(&false)
    }
}

/// An event in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Position in the ledger.
    pub event: usize,
    /// Left edge.
    pub x: f64,
    /// Width; for an event of one year that of a point.
    pub width: f64,
    /// Whether it is a span of years.
    pub is_span: bool,
    /// Lane within the band of its kind, from 0.
    pub lane: usize,
    /// Free room behind it up to the next mark of its lane, or to the end of the axis.
    pub room: f64,
    /// Free room before it, which is its own only where no mark of its lane stands there; else 0.
    pub room_before: f64,
}

/// Events of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Kind.
    pub kind: EventKind,
    /// How many lanes it has.
    pub lanes: usize,
    /// Its events, in the order given.
    pub marks: Vec<Mark>,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The axis.
    pub axis: Axis,
    /// A band for each kind that has events.
    pub bands: Vec<Band>,
}

/// Places selected events (see [`select`]) in `width` units: spans from the beginning of their first
/// year to the end of their last, points of width `point` in the middle of their year, each in the first
/// lane of its kind in which it keeps `apart` units from the mark before it. `None` without events.
pub fn layout(
    atlas: &Atlas,
    events: &[usize],
    width: f64,
    point: f64,
    apart: f64,
) -> Option<Layout> {
    let axis = Axis::new(atlas, events, width)?;
    let mut bands = Vec::new();
    for kind in EventKind::ALL {
        let mut marks: Vec<Mark> = Vec::new();
        // The last mark of each lane.
        let mut lanes: Vec<usize> = Vec::new();
        let mut placed: Vec<Mark> = Vec::new();
        for event in events {
            if atlas.documents().events[*event].kind != kind {
                continue;
            }
            let (first, last) = span(atlas, *event);
            let ((from, middle_end), (_, to)) = (axis.year(first), axis.year(last));
            let is_span = last > first;
            let (x, length) = if is_span {
                (from, to - from)
            } else {
                let middle = f64::midpoint(from, middle_end) - point / 2.0;
                (middle.clamp(0.0, (width - point).max(0.0)), point)
            };
            placed.push(Mark {
                event: *event,
                x,
                width: length,
                is_span,
                lane: 0,
                room: 0.0,
                room_before: 0.0,
            });
        }
        // From left to right, so that a lane is free once its last mark is passed.
        crate::order::sort_by(&mut placed, |a, b| a.x.total_cmp(&b.x));
        for mut mark in placed {
            let free = |last: &usize| {
                let before: &Mark = &marks[*last];
                before.x + before.width + apart <= mark.x
            };
            mark.room = (width - mark.x - mark.width).max(0.0);
            mark.lane = lanes.iter().position(free).unwrap_or(lanes.len());
            if let Some(last) = lanes.get_mut(mark.lane) {
                let before = &mut marks[*last];
                before.room = mark.x - before.x - before.width;
                *last = marks.len();
            } else {
                mark.room_before = mark.x;
                lanes.push(marks.len());
            }
            marks.push(mark);
        }
        if !marks.is_empty() {
            bands.push(Band { kind, lanes: lanes.len(), marks });
        }
    }
    Some(Layout { axis, bands })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tests::ATLAS;

    const WIDTH: f64 = 960.0;
    const POINT: f64 = 12.0;
    const APART: f64 = 2.0;

    fn all() -> Vec<usize> {
        select(&ATLAS, Filter::default())
    }

    #[test]
    fn all_events_are_selected_in_the_order_of_time() {
        let events = all();
        assert_eq!(events.len(), ATLAS.documents().events.len());
        assert!(events.windows(2).all(|pair| span(&ATLAS, pair[0]) <= span(&ATLAS, pair[1])));
    }

    #[test]
    fn filters_leave_what_they_say() {
        let documents = (0..5).map(|at| {
            select(&ATLAS, Filter { document: Some(DocumentId(at)), ..Filter::default() }).len()
        });
        assert_eq!(documents.collect::<Vec<_>>(), [12, 20, 22, 6, 2]);
        let kinds = EventKind::ALL
            .map(|kind| select(&ATLAS, Filter { kind: Some(kind), ..Filter::default() }).len());
        assert_eq!(kinds, [32, 12, 9, 9]);
        let place = ATLAS.place_by_id("330782");
        assert_eq!(select(&ATLAS, Filter { place, ..Filter::default() }).len(), 3);
        // 1981–1996 and 1990 itself.
        let year = Filter { year: Some(1990), ..Filter::default() };
        assert_eq!(select(&ATLAS, year).len(), 2);
    }

    #[test]
    fn the_list_by_year_holds_every_event_once() {
        let years = by_year(&ATLAS, &all());
        assert!(years.windows(2).all(|pair| pair[0].year < pair[1].year));
        let listed: Vec<usize> = years.iter().flat_map(|year| year.events.clone()).collect();
        assert_eq!(listed, all());
        assert_eq!(years.iter().find(|one| one.year == 2021).map(|one| one.events.len()), Some(15));
    }

    #[test]
    fn time_runs_forward_on_the_axis_and_fills_it() {
        let axis = Axis::new(&ATLAS, &all(), WIDTH).unwrap();
        let mut end = 0.0;
        for year in 1970..=2035 {
            let (from, to) = axis.year(year);
            assert!((from - end).abs() < 1e-9 && to > from, "{year}");
            end = to;
        }
        assert!((end - WIDTH).abs() < 1e-9);
        let width = |year| axis.year(year).1 - axis.year(year).0;
        assert!((width(2021) - width(1990)).abs() < 1e-9);
        assert!((width(1985) - QUIET * width(2021)).abs() < 1e-9);
        assert!(axis.is_uneven());
        let ticks = axis.ticks(36.0);
        assert!(ticks.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 36.0));
        assert_eq!(ticks[0].0, 1970);
    }

    #[test]
    fn marks_keep_apart_within_a_lane_and_lie_in_the_years_they_name() {
        for width in [320.0, WIDTH, 2000.0] {
            let layout = layout(&ATLAS, &all(), width, POINT, APART).unwrap();
            let mut placed = 0;
            for band in &layout.bands {
                for (at, mark) in band.marks.iter().enumerate() {
                    assert!(mark.lane < band.lanes);
                    assert!(mark.x >= 0.0 && mark.x + mark.width <= width + 1e-9);
                    let (first, last) = span(&ATLAS, mark.event);
                    if mark.is_span {
                        assert!((mark.x - layout.axis.year(first).0).abs() < 1e-9);
                        let end = layout.axis.year(last).1;
                        assert!((mark.x + mark.width - end).abs() < 1e-9);
                    }
                    let next = band.marks[at + 1..].iter().find(|other| other.lane == mark.lane);
                    if let Some(next) = next {
                        assert!(next.x + 1e-9 >= mark.x + mark.width + APART);
                        assert!((next.x - mark.x - mark.width - mark.room).abs() < 1e-9);
                    }
                    let is_first = band.marks[..at].iter().all(|other| other.lane != mark.lane);
                    let before = if is_first { mark.x } else { 0.0 };
                    assert!((mark.room_before - before).abs() < 1e-9);
                }
                let lanes: Vec<bool> = (0..band.lanes)
                    .map(|lane| band.marks.iter().any(|mark| mark.lane == lane))
                    .collect();
                assert!(!lanes.contains(&false), "no lane is empty");
                placed += band.marks.len();
            }
            assert_eq!(placed, all().len());
        }
    }

    #[test]
    fn fewer_events_need_no_more_lanes_and_none_no_picture() {
        assert_eq!(layout(&ATLAS, &[], WIDTH, POINT, APART), None);
        let one = layout(&ATLAS, &all()[..1], WIDTH, POINT, APART).unwrap();
        assert_eq!((one.bands.len(), one.bands[0].lanes), (1, 1));
        assert_eq!(busy_years(&ATLAS, &[]), 0);
        // 1981–1996 and 1990.
        let two = select(&ATLAS, Filter { year: Some(1990), ..Filter::default() });
        assert_eq!(busy_years(&ATLAS, &two), 3);
        assert!(!one.axis.is_uneven());
    }
}
