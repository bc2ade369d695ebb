//! Trends: one line a place, broken where the series is, labelled at its end.

use super::{
    Figure, Marks, ReferenceLine, YearRemark, Years,
    choropleth::{Gap, gap},
    describe::{self, Shown},
    table::over_years,
};
use crate::{
    atlas::{Atlas, Lang, Level, PlaceId},
    i18n::year_span,
    query::{Geography, Transform, breaks},
    spec::Spec,
};
use core::ops::RangeInclusive;

/// What a line stands for; decides its colour and weight, the same in every figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRole {
    /// The nation.
    Nation,
    /// One of the four macro-regions: east, central, west, north-east.
    MacroRegion(usize),
    /// Another place, by its position in the comparison.
    Place(usize),
}

/// A year of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// Year.
    pub year: u16,
    /// Value in the scale of the axis; none where there is none.
    pub value: Option<f64>,
    /// Value with unit, or why there is none.
    pub text: String,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The place.
    pub place: PlaceId,
    /// Text id of the place.
    pub id: String,
    /// Label at the line's end.
    pub name: String,
    /// What it stands for.
    pub role: LineRole,
    /// Whether it is brought forward.
    pub focused: bool,
    /// Every year of the axis.
    pub points: Vec<TrendPoint>,
    /// Years from which the line is not comparable with what came before; it is not joined there.
    pub breaks: Vec<u16>,
}

/// A break drawn across the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakMark {
    /// First year of the new segment.
    pub year: u16,
    /// What changed.
    pub reason: String,
}

/// What a trend draws.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendMarks {
    /// Years of the axis.
    pub years: RangeInclusive<u16>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Breaks of any line, each year once.
    pub breaks: Vec<BreakMark>,
    /// Values to compare with.
    pub references: Vec<ReferenceLine>,
    /// Remarks at years.
    pub remarks: Vec<YearRemark>,
    /// Whether equal distances on the axis are equal quotients; all values are above zero then.
    pub log: bool,
    /// Unit of the axis.
    pub unit: String,
    /// Digits behind the point on the axis.
    pub decimals: usize,
    /// Language of the labels.
    pub lang: Lang,
}

pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    // The whole span unless the link gives a first year: the map's year is marked on the trend, it
    // does not cut it off.
    let span = match spec.time.from {
        Some(_) => years.from..=years.year,
        None => years.all.clone(),
    };
    let shown = Shown::new(atlas, spec, years);
    let mut places = spec.compared(atlas);
    if let Some(focus) = spec.focus.filter(|focus| !places.contains(focus)) {
        places.push(focus);
    }
    let numbers: Vec<f64> = places
        .iter()
        .flat_map(|place| span.clone().filter_map(|year| shown.at(*place, year).ok()))
        .collect();
    let scale = describe::scale(atlas, spec, numbers.iter().copied(), lang);
    let line = |(position, place): (usize, &PlaceId)| Line {
        place: *place,
        id: atlas.place(*place).id.clone(),
        name: describe::place_name(atlas, *place, lang),
        role: role(atlas, *place, position),
        focused: spec.focus == Some(*place),
        points: span
            .clone()
            .map(|year| {
                let found = shown.at(*place, year);
                let value = found.ok().map(|number| number * scale.multiplier);
                let text = match found {
                    Ok(number) => scale.with_unit(number),
                    Err(why) => describe::reason(atlas, why, lang),
                };
                TrendPoint { year, value, text }
            })
            .collect(),
        breaks: breaks(atlas, spec.measure(), *place)
            .iter()
            .map(|one| one.year)
            .filter(|year| *span.start() < *year && *year <= *span.end())
            .collect(),
    };
    let lines: Vec<Line> = places.iter().enumerate().map(line).collect();
    let marks = TrendMarks {
        breaks: break_marks(atlas, spec, &places, &span, lang),
        references: Vec::new(),
        remarks: Vec::new(),
        log: false,
        years: span.clone(),
        unit: scale.label.clone(),
        decimals: scale.decimals,
        lang,
        lines,
    };
    let (sources, source_line) = describe::source_lines(atlas, spec, &places, &span, lang);
    let subtitle =
        describe::subtitle(atlas, spec, &year_span(&span), &scale.label, shown.base, lang);
    Figure {
        title: title(atlas, spec, shown.base, &marks, lang),
        alt: alt(&subtitle, &marks, lang),
        notes: describe::notes(atlas, spec, &places, &span, lang),
        table: over_years(shown, &places, &span, lang),
        subtitle,
        source_line,
        sources,
        marks: if numbers.is_empty() {
            Marks::Nothing(no_lines(&marks, lang))
        } else {
            Marks::Trend(marks)
        },
    }
}

fn role(atlas: &Atlas, place: PlaceId, position: usize) -> LineRole {
    match atlas.place(place).level {
        Level::Nation => LineRole::Nation,
        Level::MacroRegion => LineRole::MacroRegion(
            Geography::MacroRegions.places(atlas).iter().position(|one| *one == place).unwrap_or(0),
        ),
        _ => LineRole::Place(position),
    }
}

fn break_marks(
    atlas: &Atlas,
    spec: &Spec,
    places: &[PlaceId],
    span: &RangeInclusive<u16>,
    lang: Lang,
) -> Vec<BreakMark> {
    let mut marks: Vec<BreakMark> = Vec::new();
    for one in places.iter().flat_map(|place| breaks(atlas, spec.measure(), *place)) {
        let inside = *span.start() < one.year && one.year <= *span.end();
        let reason = one.reason.get(lang);
        if !inside || marks.iter().any(|mark| mark.year == one.year && mark.reason.contains(reason))
        {
            continue;
        }
        match marks.iter_mut().find(|mark| mark.year == one.year) {
            Some(mark) => {
                mark.reason.push(' ');
                mark.reason.push_str(reason);
            }
            None => marks.push(BreakMark { year: one.year, reason: reason.to_owned() }),
        }
    }
    marks.sort_by_key(|mark| mark.year);
    marks
}

/// The value of a line in a year.
fn at(line: &Line, year: u16) -> Option<f64> {
    line.points.iter().find(|point| point.year == year)?.value
}

/// First and last value of a line.
fn ends(line: &Line) -> Option<(&TrendPoint, &TrendPoint)> {
    let known = || line.points.iter().filter(|point| point.value.is_some());
    Some((known().next()?, known().next_back()?))
}

/// A line with its value in some year.
type Valued<'a> = (&'a Line, f64);

/// Highest and lowest line in a year.
fn spread<'a>(lines: &[&'a Line], year: u16) -> Option<(Valued<'a>, Valued<'a>)> {
    let known = || lines.iter().filter_map(|line| Some((*line, at(line, year)?)));
    let high = known().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let low = known().min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((high, low))
}

fn title(atlas: &Atlas, spec: &Spec, base: u16, marks: &TrendMarks, lang: Lang) -> String {
    let measure = describe::subject(atlas, spec, base, lang);
    let plain = || measure.clone();
    if let [line] = marks.lines.as_slice() {
        let Some((first, last)) = ends(line) else { return plain() };
        return match lang {
            Lang::Zh => format!(
                "{}{measure}：{}年{}，{}年{}",
                line.name, first.year, first.text, last.year, last.text
            ),
            Lang::En => format!(
                "{measure}, {}: {} in {}, {} in {}",
                line.name, first.text, first.year, last.text, last.year
            ),
        };
    }
    // A total beside its parts is larger by being the total.
    let is_part =
        |line: &&Line| line.role != LineRole::Nation || !atlas.indicator(spec.indicator).additive;
    let lines: Vec<&Line> = marks.lines.iter().filter(is_part).collect();
    let all_known = |year: &u16| lines.iter().all(|line| at(line, *year).is_some());
    let mut common = marks.years.clone().filter(all_known);
    let (Some(first), Some(last)) = (common.next(), common.next_back()) else { return plain() };
    let told = |year: u16| {
        let (high, low) = spread(&lines, year)?;
        let gap = gap(spec, atlas, high.1, low.1, lang)?;
        Some((high.0.name.as_str(), low.0.name.as_str(), gap))
    };
    let (Some(then), Some(now)) = (told(first), told(last)) else { return plain() };
    let text = |(high, low, gap): (&str, &str, Gap), year: u16| match (gap, lang) {
        (Gap::Times(times), Lang::Zh) => format!("{year}年{high}是{low}的{times}倍"),
        (Gap::Times(times), Lang::En) => format!("{high} at {times} times {low} in {year}"),
        (Gap::Apart(points), Lang::Zh) => format!("{year}年{high}与{low}相差 {points}"),
        (Gap::Apart(points), Lang::En) => format!("{high} and {low} {points} apart in {year}"),
    };
    // In the base year of an index all lines stand at 100 by definition.
    let told = if spec.transform == Transform::Index {
        text(now, last)
    } else {
        text(then, first) + lang.pick("，", ", ") + &text(now, last)
    };
    format!("{measure}{}{told}", lang.pick("：", ": "))
}

fn alt(subtitle: &str, marks: &TrendMarks, lang: Lang) -> String {
    let mut text = match lang {
        Lang::Zh => format!("折线图：{subtitle}。"),
        Lang::En => format!("Line chart: {subtitle}."),
    };
    for line in &marks.lines {
        let name = &line.name;
        let told = match (ends(line), lang) {
            (Some((first, last)), Lang::Zh) => {
                format!("{name}：{}年{}，{}年{}。", first.year, first.text, last.year, last.text)
            }
            (Some((first, last)), Lang::En) => {
                format!(
                    " {name}: {} in {}, {} in {}.",
                    first.text, first.year, last.text, last.year
                )
            }
            (None, Lang::Zh) => format!("{name}：无数据。"),
            (None, Lang::En) => format!(" {name}: no data."),
        };
        text += &told;
    }
    let broken = marks.breaks.iter().map(|mark| {
        let (before, year) = (mark.year - 1, mark.year);
        match lang {
            Lang::Zh => format!("{before}年与{year}年之间口径有变。"),
            Lang::En => format!(" Break between {before} and {year}."),
        }
    });
    text.extend(broken);
    text
}

fn no_lines(marks: &TrendMarks, lang: Lang) -> String {
    let names: Vec<&str> = marks.lines.iter().map(|line| line.name.as_str()).collect();
    match (names.is_empty(), lang) {
        (true, Lang::Zh) => "还没有选择地区：请在地图上点选，或用搜索框添加。".to_owned(),
        (true, Lang::En) => {
            "No place is chosen: click one on the map or add one by the search field.".to_owned()
        }
        (false, Lang::Zh) => format!("所选地区在此指标上没有数据：{}。", names.join("、")),
        (false, Lang::En) => {
            format!("The chosen places have no data on this indicator: {}.", names.join(", "))
        }
    }
}
