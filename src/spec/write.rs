//! Spec to text.

use super::{
    Classes, Key, Reference, Remark, RemarkAt, Sort, SortColumn, Spec, View, default_indicator,
    parse::{
        CLASSES_SEPARATOR, CODE, DESCENDING, EXPLORER, MEAN, MEDIAN, NAME, NO_PLACES, ON,
        REMARK_SEPARATOR, ROOM, SEPARATOR, YARDSTICK,
    },
};
use crate::{
    atlas::{Atlas, IndicatorId},
    query::{Transform, default_vintage},
    stats::Scheme,
};
use core::fmt::Write as _;

/// Items of a list.
pub(super) fn list(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push(SEPARATOR);
        }
        text.push_str(item.as_ref());
    }
    text
}

/// Outside text as it stands in a link: letters of any script and digits as they are, everything else
/// percent-encoded, so that neither lists nor messengers cut it.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut bytes = [0; 4];
    for letter in text.chars() {
        if letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.') {
            encoded.push(letter);
            continue;
        }
        for byte in letter.encode_utf8(&mut bytes).bytes() {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Classes in a link.
pub(super) fn classes(classes: &Classes) -> String {
    let code = classes.scheme.code();
    match classes.scheme {
        Scheme::Continuous => code.to_owned(),
        Scheme::Manual => {
            let breaks = list(classes.breaks.iter().map(f64::to_string));
            format!("{code}{CLASSES_SEPARATOR}{breaks}")
        }
        _ => format!("{code}{CLASSES_SEPARATOR}{}", classes.count),
    }
}

fn reference(one: &Reference) -> String {
    match one {
        Reference::Yardstick => YARDSTICK.to_owned(),
        Reference::Mean => MEAN.to_owned(),
        Reference::Median => MEDIAN.to_owned(),
        Reference::Value(number) => number.to_string(),
    }
}

fn remark(atlas: &Atlas, remark: &Remark) -> String {
    let at = match remark.at {
        RemarkAt::Year(year) => format!("{year:04}"),
        RemarkAt::Place(place) => atlas.place(place).id.clone(),
    };
    format!("{at}{REMARK_SEPARATOR}{}", encode(&remark.text))
}

fn sort(sort: Sort) -> String {
    let column = match sort.column {
        SortColumn::Name => NAME.to_owned(),
        SortColumn::Code => CODE.to_owned(),
        SortColumn::Year(year) => format!("{year:04}"),
    };
    if sort.descending { list([column.as_str(), DESCENDING]) } else { column }
}

pub(super) fn fragment(spec: &Spec, atlas: &Atlas) -> String {
    let in_room = spec.view.is_of_room();
    let default = Spec {
        view: if in_room { View::ROOM[0] } else { View::default() },
        ..Spec::of_indicator(atlas, spec.indicator)
    };
    let default_vintage = default_vintage(atlas, spec.indicator, spec.level);
    let indicator_id = |id: IndicatorId| atlas.indicator(id).id.clone();
    let place_id = |id| atlas.place(id).id.as_str();
    let value =
        |key: Key| -> Option<String> {
            match key {
                Key::Version
                | Key::Document
                | Key::Verdict
                | Key::Difference
                | Key::Gap
                | Key::Kind
                | Key::Year
                | Key::Domain
                | Key::List
                | Key::Income => None,
                Key::Indicator => (spec.indicator != default_indicator(atlas))
                    .then(|| indicator_id(spec.indicator)),
                Key::Level => (spec.level != default.level).then(|| spec.level.code().to_owned()),
                Key::View => (spec.view != default.view).then(|| spec.view.code().to_owned()),
                Key::Time => (spec.time != default.time).then(|| spec.time.to_string()),
                Key::Places => spec.places.as_ref().map(|places| match places.as_slice() {
                    [] => NO_PLACES.to_owned(),
                    some => list(some.iter().map(|id| place_id(*id))),
                }),
                Key::Focus => spec.focus.map(|id| place_id(id).to_owned()),
                Key::Transform => (!spec.chain.is_level())
                    .then(|| list(spec.chain.steps().iter().copied().map(Transform::code))),
                Key::Base => spec.base.map(|year| year.to_string()),
                Key::Vintage => (spec.vintage != default_vintage)
                    .then(|| atlas.vintage(spec.vintage).id.clone()),
                Key::Against => spec.against.map(|id| place_id(id).to_owned()),
                Key::Earlier => spec.earlier.map(|id| atlas.vintage(id).id.clone()),
                Key::Nearest => (spec.tolerance > 0).then(|| spec.tolerance.to_string()),
                Key::Method => {
                    (spec.method != default.method).then(|| spec.method.code().to_owned())
                }
                Key::Classes => (spec.classes != default.classes).then(|| classes(&spec.classes)),
                Key::Palette => spec.palette.map(|palette| palette.code().to_owned()),
                Key::Panels => (spec.panels != default.panels).then(|| spec.panels.to_string()),
                Key::X => spec.x.map(indicator_id),
                Key::Size => spec.size.map(indicator_id),
                Key::Log => {
                    let axes = [(spec.log.x, "x"), (spec.log.y, "y")];
                    let axes = list(axes.into_iter().filter(|(on, _)| *on).map(|(_, axis)| axis));
                    (!axes.is_empty()).then_some(axes)
                }
                Key::Fit => spec.fit.then(|| ON.to_owned()),
                Key::Trail => spec.trail.then(|| ON.to_owned()),
                Key::Lines => (!spec.references.is_empty())
                    .then(|| list(spec.references.iter().map(reference))),
                Key::Remarks => (!spec.remarks.is_empty())
                    .then(|| list(spec.remarks.iter().map(|one| remark(atlas, one)))),
                Key::Table => (spec.table.rows != default.table.rows)
                    .then(|| spec.table.rows.code().to_owned()),
                Key::Sort => spec.table.sort.map(sort),
                Key::Find => (!spec.table.find.is_empty()).then(|| encode(&spec.table.find)),
                Key::Index
                | Key::Weights
                | Key::Groups
                | Key::Among
                | Key::Neighbours
                | Key::Draws
                | Key::Seed
                | Key::Significance
                | Key::Discovery
                | Key::States => spec.measuring.value(atlas, key),
                Key::Lang => spec.lang.map(|lang| lang.code().to_owned()),
                Key::Theme => (spec.theme != default.theme).then(|| spec.theme.code().to_owned()),
            }
        };
    let (page, keys) = if in_room { (ROOM, &Key::ROOM[..]) } else { (EXPLORER, &Key::ALL[..]) };
    let mut text = format!("#/{page}");
    let mut separator = '?';
    for key in keys.iter().copied() {
        if let Some(value) = value(key) {
            text.push(separator);
            text.push_str(key.code());
            text.push('=');
            text.push_str(&value);
            separator = '&';
        }
    }
    text
}
