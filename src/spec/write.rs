//! Spec to text.

use super::{
    Key, Spec,
    parse::{CLASSES_SEPARATOR, NO_PLACES, PLACE_SEPARATOR},
};
use crate::{
    atlas::{Atlas, IndicatorId},
    query::default_vintage,
};

pub(super) fn fragment(spec: &Spec, atlas: &Atlas) -> String {
    let start = Spec::default_of(atlas);
    let default = Spec::of_indicator(atlas, spec.indicator);
    let default_vintage = default_vintage(atlas, spec.indicator, spec.level);
    let indicator_id = |id: IndicatorId| atlas.indicator(id).id.clone();
    let place_id = |id| atlas.place(id).id.as_str();
    let value = |key: Key| -> Option<String> {
        match key {
            Key::Version => None,
            Key::Indicator => {
                (spec.indicator != start.indicator).then(|| indicator_id(spec.indicator))
            }
            Key::Level => (spec.level != default.level).then(|| spec.level.code().to_owned()),
            Key::View => (spec.view != default.view).then(|| spec.view.code().to_owned()),
            Key::Time => (spec.time != default.time).then(|| spec.time.to_string()),
            Key::Places => spec.places.as_ref().map(|places| match places.as_slice() {
                [] => NO_PLACES.to_owned(),
                some => some
                    .iter()
                    .map(|id| place_id(*id))
                    .collect::<Vec<_>>()
                    .join(&PLACE_SEPARATOR.to_string()),
            }),
            Key::Focus => spec.focus.map(|id| place_id(id).to_owned()),
            Key::Transform => {
                (spec.transform != default.transform).then(|| spec.transform.code().to_owned())
            }
            Key::Base => spec.base.map(|year| year.to_string()),
            Key::Vintage => {
                (spec.vintage != default_vintage).then(|| atlas.vintage(spec.vintage).id.clone())
            }
            Key::Method => (spec.method != default.method).then(|| spec.method.code().to_owned()),
            Key::Classes => (spec.classes != default.classes).then(|| {
                format!("{}{CLASSES_SEPARATOR}{}", spec.classes.scheme.code(), spec.classes.count)
            }),
            Key::X => spec.x.map(indicator_id),
            Key::Y => spec.y.map(indicator_id),
            Key::Size => spec.size.map(indicator_id),
            Key::Lang => spec.lang.map(|lang| lang.code().to_owned()),
            Key::Theme => (spec.theme != default.theme).then(|| spec.theme.code().to_owned()),
        }
    };
    let mut text = format!("#/{}", spec.page.code());
    let mut separator = '?';
    for key in Key::ALL {
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
