//! The data of the plain page of all views: what our figures show at every stop of the slider and for
//! every transform, with every word and every class ready. That page has nothing to compute.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use prosperity_atlas::atlas::{Atlas, Lang};
use prosperity_atlas::figure::{
    BarMarks, Extent, Figure, LineRole, MapMarks, Marks, PairMarks, ReferenceLine, ScatterAxis,
    ScatterMarks, SharesMarks, TrendMarks, figure_within,
};
use prosperity_atlas::map::choropleth::colours;
use prosperity_atlas::map::tiles::{COLUMNS, ROWS, TILES};
use prosperity_atlas::spec::{Moment, Spec, Time, parse};
use prosperity_atlas::theme::Theme;
use serde_json::{Value, json};

/// Language of the comparison.
const LANG: Lang = Lang::Zh;

/// A view that is measured: its name, and what a link to it says besides.
struct Measured {
    view: &'static str,
    rest: &'static str,
    /// Whether the change of the transform is measured in it.
    transforms: bool,
}

const fn plain(view: &'static str) -> Measured {
    Measured { view, rest: "", transforms: false }
}

/// Every view with a slider, the overview excepted, which has a plain page of its own. The trend has
/// a first year, so that its slider is the last handle of a range and every step another span.
const VIEWS: [Measured; 11] = [
    Measured { view: "map", rest: "", transforms: true },
    plain("change"),
    plain("tiles"),
    plain("multiples"),
    Measured { view: "trend", rest: "&time=2008..latest", transforms: true },
    Measured { view: "ranking", rest: "", transforms: true },
    plain("slope"),
    plain("dumbbell"),
    plain("scatter"),
    Measured { view: "shares", rest: "&indicator=gdp", transforms: false },
    plain("revision"),
];

/// The transforms between which is changed, by their names in links; the first is none.
const TRANSFORMS: [&str; 3] = ["", "index", "growth"];

/// Writes `views.json`.
pub(super) fn write(atlas: &Atlas, folder: &Path) -> Result<()> {
    let views = VIEWS
        .iter()
        .map(|one| Ok((one.view.to_owned(), view(atlas, one)?)))
        .collect::<Result<serde_json::Map<_, _>>>()?;
    let tiles = json!({ "columns": COLUMNS, "rows": ROWS, "cells": TILES.as_slice() });
    fs::write(folder.join("views.json"), json!({ "views": views, "tiles": tiles }).to_string())?;
    Ok(())
}

fn view(atlas: &Atlas, measured: &Measured) -> Result<Value> {
    let Measured { view, rest, transforms } = measured;
    let link = format!("#/explore?view={view}{rest}");
    let (spec, notices) = parse(atlas, &link);
    if !notices.is_empty() {
        bail!("the link `{link}` is not followed to the letter: {notices:?}");
    }
    let Some(extent) = Extent::of(atlas, &spec) else { bail!("`{link}` has no data") };
    let in_year =
        |year| Spec { time: Time { to: Moment::Year(year), ..spec.time }, ..spec.clone() };
    let first = match spec.time.from {
        // The two handles of a range stay apart, and a line needs two points.
        Some(from) => from.within(&extent.all) + 2,
        None => *extent.all.start(),
    };
    let figures: Vec<(u16, Figure)> = (first..=*extent.all.end())
        .map(|year| (year, figure_within(atlas, &in_year(year), Some(&extent), LANG)))
        .filter(|(_, figure)| shows(figure))
        .collect();
    if figures.len() < 5 {
        bail!("`{link}` shows {} years, too few to step through", figures.len());
    }
    let stops: Value = figures.iter().map(|(year, figure)| told(*year, figure)).collect();
    // The parts of a whole may end before the whole does.
    let latest = figures.iter().map(|(year, _)| *year).filter(|year| *year <= extent.latest).max();
    let Some(latest) = latest else { bail!("`{link}` has nothing up to {}", extent.latest) };
    let link = if latest == extent.latest { link } else { format!("{link}&time={latest}") };
    let mut view = json!({
        "link": link,
        "first": extent.all.start(),
        "last": extent.all.end(),
        "latest": latest,
        "stops": stops,
    });
    if *transforms {
        view["transforms"] = TRANSFORMS
            .iter()
            .map(|code| {
                let (spec, _) = parse(atlas, &format!("{link}&transform={code}"));
                let figure = figure_within(atlas, &spec, Some(&extent), LANG);
                ((*code).to_owned(), told(extent.latest, &figure))
            })
            .collect::<serde_json::Map<_, _>>()
            .into();
    }
    Ok(view)
}

/// Whether there is anything to draw: a comparison of two years may lie across a break.
fn shows(figure: &Figure) -> bool {
    match &figure.marks {
        Marks::Map(marks) => marks.regions.iter().any(|region| region.class.is_some()),
        Marks::Nothing(_) => false,
        _ => true,
    }
}

/// A figure with what the slider stands on.
fn told(year: u16, figure: &Figure) -> Value {
    let mut told = json!({
        "year": year,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "alt": figure.alt,
    });
    let (kind, marks) = match &figure.marks {
        Marks::Map(marks) => {
            // The list beside the map has them by name, the code left out.
            told["rows"] = figure
                .table
                .rows
                .iter()
                .map(|row| {
                    let texts = row.cells.iter().enumerate().filter(|(at, _)| *at != 1);
                    texts.map(|(_, cell)| cell.text.as_str()).collect::<Value>()
                })
                .collect();
            ("map", maps(std::slice::from_ref(marks)))
        }
        Marks::Multiples(all) => ("multiples", maps(all)),
        Marks::Trend(marks) => ("trend", trend(marks)),
        Marks::Ranking(marks) => ("ranking", ranking(marks)),
        Marks::Slope(marks) => ("slope", pairs(marks)),
        Marks::Dumbbell(marks) => ("dumbbell", pairs(marks)),
        Marks::Scatter(marks) => ("scatter", scatter(marks)),
        Marks::Shares(marks) => ("shares", shares(marks)),
        // No view of the explorer, which this measures.
        Marks::Lorenz(_) | Marks::Table | Marks::Nothing(_) => ("nothing", Value::Null),
    };
    told["kind"] = kind.into();
    told["marks"] = marks;
    told
}

fn maps(all: &[MapMarks]) -> Value {
    let regions = |marks: &MapMarks| {
        let region = |one: &prosperity_atlas::figure::RegionMark| {
            json!([one.region, one.class, one.name, one.value_text, one.label])
        };
        json!({ "year": marks.year, "regions": marks.regions.iter().map(region).collect::<Value>() })
    };
    let first = all.first();
    json!({
        "maps": all.iter().map(regions).collect::<Value>(),
        "colours": first.map(|marks| colours(marks, Theme::Light)),
        "legend": first.map(|marks| {
            marks.legend.iter().map(|item| json!([item.label, item.count])).collect::<Value>()
        }),
        "unit": first.map(|marks| &marks.legend_unit),
    })
}

/// What colours a mark, as a word.
fn role(role: LineRole) -> String {
    match role {
        LineRole::Nation => "nation".to_owned(),
        LineRole::MacroRegion(at) => format!("region{at}"),
        LineRole::Place(at) => format!("place{at}"),
    }
}

fn groups(groups: &[(LineRole, String)]) -> Value {
    groups.iter().map(|(of, name)| json!([role(*of), name])).collect()
}

fn references(lines: &[ReferenceLine]) -> Value {
    lines.iter().map(|line| json!({ "label": line.label, "values": line.values })).collect()
}

fn trend(marks: &TrendMarks) -> Value {
    let line = |line: &prosperity_atlas::figure::Line| {
        json!({
            "id": line.id,
            "name": line.name,
            "role": role(line.role),
            "values": line.points.iter().map(|point| point.value).collect::<Value>(),
            "texts": line.points.iter().map(|point| point.text.as_str()).collect::<Value>(),
        })
    };
    json!({
        "years": [marks.years.start(), marks.years.end()],
        "lines": marks.lines.iter().map(line).collect::<Value>(),
        "breaks": marks.breaks.iter().map(|one| json!([one.year, one.reason])).collect::<Value>(),
        "references": references(&marks.references),
        "unit": marks.unit,
    })
}

fn ranking(marks: &BarMarks) -> Value {
    let bar = |bar: &prosperity_atlas::figure::Bar| {
        json!([bar.id, bar.name, role(bar.role), bar.value, bar.text, bar.rank])
    };
    json!({
        "bars": marks.bars.iter().map(bar).collect::<Value>(),
        "extent": marks.extent,
        "groups": groups(&marks.groups),
        "references": references(&marks.references),
        "unit": marks.unit,
    })
}

fn pairs(marks: &PairMarks) -> Value {
    let pair = |pair: &prosperity_atlas::figure::Pair| {
        json!([
            pair.id,
            pair.name,
            role(pair.role),
            pair.from,
            pair.to,
            pair.from_text,
            pair.to_text,
            pair.change_text
        ])
    };
    json!({
        "labels": [marks.from_label, marks.to_label],
        "pairs": marks.pairs.iter().map(pair).collect::<Value>(),
        "extent": marks.extent,
        "references": references(&marks.references),
        "unit": marks.unit,
    })
}

fn scatter(marks: &ScatterMarks) -> Value {
    let axis = |axis: &ScatterAxis| json!({ "name": axis.name, "log": axis.log });
    let dot = |dot: &prosperity_atlas::figure::Dot| {
        json!({
            "id": dot.id,
            "name": dot.name,
            "role": role(dot.role),
            "named": dot.named || dot.focused,
            "at": [dot.x, dot.y],
            "size": dot.size,
            "readout": dot.readout,
        })
    };
    json!({
        "dots": marks.dots.iter().map(dot).collect::<Value>(),
        "x": axis(&marks.x),
        "y": axis(&marks.y),
        "extent": [marks.x_extent, marks.y_extent],
        "groups": groups(&marks.groups),
        "sizeName": marks.size_name,
    })
}

fn shares(marks: &SharesMarks) -> Value {
    let row = |row: &prosperity_atlas::figure::ShareRow| json!({ "id": row.id, "name": row.name, "shares": row.shares, "texts": row.texts });
    json!({
        "bands": marks.bands.iter().map(|band| json!([band.id, band.name])).collect::<Value>(),
        "rows": marks.rows.iter().map(row).collect::<Value>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn every_view_has_stops_and_marks() {
        let folder = tempfile::tempdir().unwrap();
        let atlas = super::super::plain::atlas(&Project::find()).unwrap();
        write(&atlas, folder.path()).unwrap();
        let text = fs::read(folder.path().join("views.json")).unwrap();
        let all: Value = serde_json::from_slice(&text).unwrap();
        for Measured { view, transforms, .. } in VIEWS {
            let told = &all["views"][view];
            for stop in told["stops"].as_array().unwrap() {
                assert_ne!(stop["kind"], "nothing", "{view} {}", stop["year"]);
                assert!(stop["marks"].is_object(), "{view} {}", stop["year"]);
            }
            assert_eq!(told["transforms"].is_object(), transforms, "{view}");
            for code in TRANSFORMS.iter().filter(|_| transforms) {
                assert_ne!(told["transforms"][code]["kind"], "nothing", "{view} {code}");
            }
        }
    }
}
