//! The data of the plain ECharts page: the geometry, numbers, classes and colours of our own default
//! page, in the form that such a page would have them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use prosperity_atlas::atlas::{Atlas, Lang, PlaceId};
use prosperity_atlas::figure::{Extent, Figure, LineRole, Marks, TrendMarks, figure_within};
use prosperity_atlas::map::geometry::{ArcRef, Level, Line, MapLayer, Point, Rect, Region};
use prosperity_atlas::query::value;
use prosperity_atlas::spec::{Moment, Spec, Time, View};
use prosperity_atlas::stats::{Rule, classify};
use prosperity_atlas::theme::{Palette, Theme, sequential};
use serde_json::{Value, json};

use super::{county, views};
use crate::project::Project;

/// Language of the comparison.
const LANG: Lang = Lang::Zh;

/// Writes `maps.json` and `data.json` for the page of the overview, `views.json` and `small.json` for
/// that of the other views, `county.json` for that of 2,900 regions.
pub(crate) fn write(project: &Project, folder: &Path) -> Result<()> {
    let atlas = atlas(project)?;
    fs::create_dir_all(folder)?;
    for (name, file) in [("map-china.bin", "maps.json"), ("map-china-small.bin", "small.json")] {
        let layer = MapLayer::decode(&packed(project, name)?)?;
        fs::write(folder.join(file), maps(&layer).to_string())?;
    }
    fs::write(folder.join("data.json"), data(&atlas)?.to_string())?;
    views::write(&atlas, folder)?;
    county::write(folder)
}

/// The atlas as it is packed.
pub(super) fn atlas(project: &Project) -> Result<Atlas> {
    let [catalog, numbers, documents] =
        ["catalog.bin", "numbers.bin", "documents.bin"].map(|name| packed(project, name));
    Ok(Atlas::open(&catalog?, &numbers?, &documents?)?)
}

fn packed(project: &Project, name: &str) -> Result<Vec<u8>> {
    let file = project.path("data/packed").join(name);
    fs::read(&file).with_context(|| format!("{} could not be read", project.show(&file)))
}

/// The main map and the inset as GeoJSON. Whole map units, which are fewer bytes than kilometres and
/// drawn alike; y upwards, as ECharts wants it.
fn maps(layer: &MapLayer) -> Value {
    let frame = Rect { x: 0, y: 0, width: layer.width(), height: layer.height() };
    let main = collection(layer, layer.regions(Level::Province), layer.lines());
    let mut maps = json!({ "size": [layer.width(), layer.height()], "main": main });
    if let Some(inset) = layer.inset() {
        maps["inset"] = collection(layer, &inset.regions, &inset.lines);
        maps["insetFrame"] = box_of(layer, inset.frame);
    }
    maps["frame"] = box_of(layer, frame);
    maps
}

/// Left, top, right and bottom edge with y upwards.
fn box_of(layer: &MapLayer, frame: Rect) -> Value {
    let up = |y: i32| layer.height() - y;
    json!([frame.x, up(frame.y), frame.right(), up(frame.bottom())])
}

pub(super) fn collection(layer: &MapLayer, regions: &[Region], lines: &[Line]) -> Value {
    let position = |point: Point| json!([point.x, layer.height() - point.y]);
    let path = |chain: &[ArcRef]| layer.points(chain).map(position).collect::<Value>();
    let polygon = |rings: &Vec<Vec<ArcRef>>| rings.iter().map(|ring| path(ring)).collect::<Value>();
    let areas = regions.iter().map(|region| {
        json!({
            "type": "Feature",
            "properties": { "name": region.place_id, "cp": position(region.label) },
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": region.polygons.iter().map(polygon).collect::<Value>(),
            },
        })
    });
    // Lines are features too: ECharts draws them along with the regions.
    let strokes = lines.iter().map(|line| {
        json!({
            "type": "Feature",
            "properties": { "name": format!("{:?}", line.kind) },
            "geometry": {
                "type": "MultiLineString",
                "coordinates": line.parts.iter().map(|part| path(part)).collect::<Value>(),
            },
        })
    });
    json!({ "type": "FeatureCollection", "features": areas.chain(strokes).collect::<Value>() })
}

fn data(atlas: &Atlas) -> Result<Value> {
    let spec = Spec { view: View::Map, ..Spec::default_of(atlas) };
    let Some(extent) = Extent::of(atlas, &spec) else { bail!("the default page has no data") };
    let figure = |spec: &Spec| figure_within(atlas, spec, Some(&extent), LANG);
    let places = spec.level.places(atlas);
    let years = extent
        .all
        .clone()
        .map(|year| {
            let time = Time { to: Moment::Year(year), ..spec.time };
            year_of(atlas, &spec, &places, year, &figure(&Spec { time, ..spec.clone() }))
        })
        .collect::<Result<Value>>()?;
    let trend = figure(&Spec { view: View::Trend, ..spec.clone() });
    let Marks::Trend(lines) = &trend.marks else { bail!("the default page has no trend") };
    let yardstick = spec.level.yardstick(atlas);
    Ok(json!({
        "places": places.iter().map(|place| {
            json!([atlas.place(*place).id, atlas.place(*place).short_name.get(LANG)])
        }).collect::<Value>(),
        "unit": atlas.unit_of(spec.indicator).symbol.get(LANG),
        "first": extent.all.start(),
        "latest": extent.latest,
        "years": years,
        "yardstick": yardstick.map(|place| {
            extent.all.clone()
                .map(|year| value(atlas, spec.measure(), place, year).ok().map(|one| one.number))
                .collect::<Value>()
        }),
        "trend": { "title": trend.title, "alt": trend.alt, "unit": lines.unit, "lines": trend_lines(lines) },
    }))
}

/// Values, class limits, colours and words of one year.
fn year_of(
    atlas: &Atlas,
    spec: &Spec,
    places: &[PlaceId],
    year: u16,
    figure: &Figure,
) -> Result<Value> {
    let Marks::Map(marks) = &figure.marks else { bail!("the default page has no map of {year}") };
    let values: Vec<Option<f64>> = places
        .iter()
        .map(|place| value(atlas, spec.measure(), *place, year).ok().map(|one| one.number))
        .collect();
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let classes = classify(&known, &Rule::Jenks(usize::from(spec.classes.count)))?;
    Ok(json!({
        "title": figure.title,
        "subtitle": figure.subtitle,
        "alt": figure.alt,
        "values": values,
        "limits": classes.limits,
        "colours": sequential(Theme::Light, Palette::default(), classes.limits.len()),
        "legend": marks.legend.iter().map(|item| json!([item.label, item.count])).collect::<Value>(),
        "legendUnit": marks.legend_unit,
    }))
}

fn trend_lines(marks: &TrendMarks) -> Value {
    let line = |line: &prosperity_atlas::figure::Line| {
        json!({
            "id": line.id,
            "name": line.name,
            "heavy": line.role == LineRole::Nation,
            "values": line.points.iter().map(|point| point.value).collect::<Value>(),
        })
    };
    marks.lines.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_page_gets_all_that_ours_shows() {
        let folder = tempfile::tempdir().unwrap();
        write(&Project::find(), folder.path()).unwrap();
        let read = |name: &str| -> Value {
            serde_json::from_slice(&fs::read(folder.path().join(name)).unwrap()).unwrap()
        };
        let (maps, data) = (read("maps.json"), read("data.json"));
        let regions = |map: &str| {
            let features = maps[map]["features"].as_array().unwrap();
            features.iter().filter(|one| one["geometry"]["type"] == "MultiPolygon").count()
        };
        assert_eq!(regions("main"), 34);
        assert!(regions("inset") > 1);
        assert_eq!(data["places"].as_array().unwrap().len(), 34);
        assert_eq!(data["trend"]["lines"].as_array().unwrap().len(), 5);
        let years = data["years"].as_array().unwrap();
        assert!(years.len() > 10);
        for year in years {
            assert_eq!(
                year["limits"].as_array().unwrap().len(),
                year["colours"].as_array().unwrap().len()
            );
        }
    }
}
