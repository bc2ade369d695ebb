//! Trends: one line a place, broken where the series is, labelled at its end.

use super::{
    Figure, Marks, ReferenceLine, YearRemark, Years, describe, references,
    shown::{Gap, Quantity, Shown},
    table::over_years,
};
use crate::{
    atlas::{Atlas, Lang, Level, PlaceId},
    i18n::year_span,
    query::{Geography, Transform, breaks},
    spec::{RemarkAt, Spec},
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

/// How a line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineForm {
    /// One stroke.
    #[default]
    Solid,
    /// A dashed stroke: estimates, or another basis than the line it is compared with.
    Dashed,
    /// Hollow points without a stroke and without a name at the end: values that a document prints.
    Points,
}

/// A stretch of years that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its years.
    pub years: RangeInclusive<u16>,
    /// What it is called.
    pub label: String,
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
    /// Text id of the place, or of a part of it: `urban`, `rural`.
    pub id: String,
    /// Label at the line's end.
    pub name: String,
    /// What it stands for.
    pub role: LineRole,
    /// Whether it is brought forward.
    pub focused: bool,
    /// Years of the axis; of one that is left out nothing is read.
    pub points: Vec<TrendPoint>,
    /// How it is drawn.
    pub form: LineForm,
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
    /// Stretches of years that are named above the lines; they do not overlap.
    pub phases: Vec<Phase>,
    /// Whether equal distances on the axis are equal quotients; all values are above zero then.
    pub log: bool,
    /// Whether the values are ranks, of which the first stands at the head.
    pub ranks: bool,
    /// Unit of the axis.
    pub unit: String,
    /// Digits behind the point on the axis.
    pub decimals: usize,
    /// Language of the labels.
    pub lang: Lang,
}

/// The years of the lines: all there are unless the link gives a first year ([`Time::of_trend`]). What is
/// counted from a year begins there.
///
/// [`Time::of_trend`]: crate::spec::Time::of_trend
fn span(atlas: &Atlas, spec: &Spec, years: &Years) -> RangeInclusive<u16> {
    let (start, end) = (*years.all.start(), *years.all.end());
    let counted = spec.shown_chain(atlas).any(Transform::starts_from);
    let first = match spec.time.from {
        Some(_) => years.from,
        None if counted => spec.starts(atlas, &years.all, years.year).from,
        None => start,
    };
    let last = if spec.time.from.is_some() { years.year } else { end };
    first.min(last)..=last
}

pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let span = span(atlas, spec, years);
    let shown = Shown::new(atlas, spec, years);
    let mut places = spec.compared(atlas);
    if let Some(focus) = spec.focus.filter(|focus| !places.contains(focus)) {
        places.push(focus);
    }
    let numbers: Vec<f64> = places
        .iter()
        .flat_map(|place| span.clone().filter_map(|year| shown.at(*place, year).ok()))
        .collect();
    let scale = shown.scale(numbers.iter().copied(), lang);
    let slots = slots(atlas, &places);
    let line = |(place, slot): (&PlaceId, &usize)| Line {
        place: *place,
        id: atlas.place(*place).id.clone(),
        name: describe::marked_name(atlas, spec, *place, lang),
        role: role(atlas, *place, *slot),
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
        form: LineForm::Solid,
        breaks: breaks(atlas, spec.measure(), *place)
            .iter()
            .map(|one| one.year)
            .filter(|year| *span.start() < *year && *year <= *span.end())
            .collect(),
    };
    let lines: Vec<Line> = places.iter().zip(&slots).map(line).collect();
    let (log, refused) = logarithmic(spec, &numbers, lang);
    let marks = TrendMarks {
        breaks: break_marks(atlas, spec, &places, &span, lang),
        references: references::lines(&shown, &span, &scale, lang),
        remarks: remarks(spec, &span),
        phases: Vec::new(),
        log,
        ranks: shown.quantity == Quantity::Rank,
        years: span.clone(),
        unit: scale.label.clone(),
        decimals: scale.decimals,
        lang,
        lines,
    };
    let (sources, source_line) = describe::source_lines(atlas, spec, &places, &span, lang);
    let subtitle = describe::subtitle(&shown, &year_span(&span), &scale.label, lang);
    let mut notes = describe::notes(atlas, spec, &places, &span, lang);
    notes.extend(refused);
    Figure {
        title: title(&shown, &marks, lang),
        alt: alt(&subtitle, &marks, lang),
        remarks: describe::remarks(atlas, spec, lang),
        notes,
        table: over_years(&shown, &places, &span, lang),
        subtitle,
        source_line,
        sources,
        marks: if numbers.is_empty() {
            Marks::Nothing(no_lines(&shown, &marks, years.year, lang))
        } else {
            Marks::Trend(marks)
        },
    }
}

/// Whether an axis of equal quotients can be drawn, and what is said where it cannot.
pub(super) fn logarithmic(spec: &Spec, numbers: &[f64], lang: Lang) -> (bool, Option<String>) {
    let possible = numbers.iter().all(|number| *number > 0.0);
    let refused = (spec.log.y && !possible).then(|| {
        lang.pick(
            "有取值为零或负数，不能用对数坐标，已改用普通坐标。",
            "Some values are zero or negative and have no place on a logarithmic axis; a plain one is shown.",
        )
        .to_owned()
    });
    (spec.log.y && possible, refused)
}

fn remarks(spec: &Spec, span: &RangeInclusive<u16>) -> Vec<YearRemark> {
    spec.remarks
        .iter()
        .filter_map(|remark| match remark.at {
            RemarkAt::Year(year) if span.contains(&year) => {
                Some(YearRemark { year, text: remark.text.clone() })
            }
            _ => None,
        })
        .collect()
}

/// Slots of the palette for places, stable when others come and go: each takes the slot its position
/// among its like gives it, or the next free one.
pub(super) fn slots(atlas: &Atlas, places: &[PlaceId]) -> Vec<usize> {
    /// Colours for places that are told apart (`ChartTheme::places`).
    const SLOTS: usize = 8;
    let mut taken = [0_usize; SLOTS];
    places
        .iter()
        .map(|place| {
            if matches!(atlas.place(*place).level, Level::Nation | Level::MacroRegion) {
                return 0;
            }
            let fewest = taken.iter().copied().min().unwrap_or(0);
            let wish = place.index() % SLOTS;
            let slot = (0..SLOTS)
                .map(|away| (wish + away) % SLOTS)
                .find(|slot| taken[*slot] == fewest)
                .unwrap_or(wish);
            taken[slot] += 1;
            // Beyond the last slot colours begin again, told apart by their dashes.
            slot + fewest * SLOTS
        })
        .collect()
}

/// What colours a place.
pub(super) fn role(atlas: &Atlas, place: PlaceId, position: usize) -> LineRole {
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
    crate::order::sort_by_key(&mut marks, |mark| mark.year);
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

fn title(shown: &Shown<'_>, marks: &TrendMarks, lang: Lang) -> String {
    let Shown { atlas, spec, .. } = *shown;
    let subject = shown.subject(lang);
    let colon = lang.pick("：", ": ");
    if let [line] = marks.lines.as_slice() {
        let Some((first, last)) = ends(line) else { return subject };
        return match lang {
            // 国内生产总值 is the nation's by its name.
            Lang::Zh if line.role == LineRole::Nation && subject.contains("国内生产总值") => {
                format!("{subject}：{}年 {}，{}年 {}", first.year, first.text, last.year, last.text)
            }
            Lang::Zh => format!(
                "{}{subject}：{}年 {}，{}年 {}",
                line.name, first.year, first.text, last.year, last.text
            ),
            Lang::En => format!(
                "{subject}, {}: {} in {}, {} in {}",
                line.name, first.text, first.year, last.text, last.year
            ),
        };
    }
    // The nation is no place among its parts, and a total is larger by being the total; a single place is
    // compared with it.
    let parts: Vec<&Line> =
        marks.lines.iter().filter(|line| line.role != LineRole::Nation).collect();
    let lines = if parts.len() > 1 || atlas.indicator(spec.indicator).additive {
        parts
    } else {
        marks.lines.iter().collect()
    };
    let all_known = |year: &u16| lines.iter().all(|line| at(line, *year).is_some());
    let mut common = marks.years.clone().filter(all_known);
    let (Some(first), Some(last)) = (common.next(), common.next_back()) else { return subject };
    let told = |year: u16| {
        let (high, low) = spread(&lines, year)?;
        if high.0.place == low.0.place {
            return None;
        }
        let name = |line: &Line| describe::place_name(atlas, line.place, lang);
        Some((name(high.0), name(low.0), shown.gap(high.1, low.1, lang)?))
    };
    let (Some(then), Some(now)) = (told(first), told(last)) else {
        return each_line(&subject, &lines, lang);
    };
    // In the base year of an index all lines stand at 100 by definition.
    let only_last = first == last || shown.chain().has(Transform::Index);
    let told = if only_last {
        highest(&now, last, lang)
    } else if (&then.0, &then.1) == (&now.0, &now.1) {
        let again = match (&now.2, lang) {
            (Gap::Times(times), Lang::Zh) => format!("，{last}年为 {times} 倍"),
            (Gap::Times(times), Lang::En) => format!("; {times} times in {last}"),
            (Gap::Apart(apart), Lang::Zh) => format!("，{last}年相差 {apart}"),
            (Gap::Apart(apart), Lang::En) => format!("; {apart} in {last}"),
        };
        highest(&then, first, lang) + &again
    } else {
        match lang {
            Lang::Zh => format!("{}；{}", highest(&then, first, lang), highest(&now, last, lang)),
            Lang::En => {
                format!("{}, {} (highest and lowest)", briefly(&then, first), briefly(&now, last))
            }
        }
    };
    format!("{subject}{colon}{told}")
}

/// First and last value of a few lines, where nothing is told of how far they are apart.
fn each_line(subject: &str, lines: &[&Line], lang: Lang) -> String {
    /// More would make no title.
    const FEW: usize = 3;
    let told: Vec<String> = lines
        .iter()
        .filter_map(|line| {
            let (name, (first, last)) = (&line.name, ends(line)?);
            Some(match lang {
                Lang::Zh => {
                    format!("{name} {}年 {}、{}年 {}", first.year, first.text, last.year, last.text)
                }
                Lang::En => {
                    format!(
                        "{name} {} in {}, {} in {}",
                        first.text, first.year, last.text, last.year
                    )
                }
            })
        })
        .collect();
    if told.is_empty() || lines.len() > FEW {
        return subject.to_owned();
    }
    format!("{subject}{}{}", lang.pick("：", ": "), told.join(lang.pick("；", "; ")))
}

/// Names of the highest and the lowest line, and how far they are apart.
type Spread = (String, String, Gap);

/// How far the highest line is from the lowest in a year, in a few words of English.
fn briefly((top, bottom, gap): &Spread, year: u16) -> String {
    match gap {
        Gap::Times(times) => format!("{top} {times} times {bottom} in {year}"),
        Gap::Apart(apart) => format!("{top} {apart} above {bottom} in {year}"),
    }
}

/// How far the highest line is from the lowest in a year.
fn highest((top, bottom, gap): &Spread, year: u16, lang: Lang) -> String {
    match (gap, lang) {
        (Gap::Times(times), Lang::Zh) => {
            format!("{year}年最高的{top}是最低的{bottom}的 {times} 倍")
        }
        (Gap::Times(times), Lang::En) => {
            format!("{top}, the highest, {times} times {bottom}, the lowest, in {year}")
        }
        (Gap::Apart(apart), Lang::Zh) => {
            format!("{year}年最高的{top}与最低的{bottom}相差 {apart}")
        }
        (Gap::Apart(apart), Lang::En) => {
            format!("{top}, the highest, {apart} above {bottom}, the lowest, in {year}")
        }
    }
}

pub(super) fn alt(subtitle: &str, marks: &TrendMarks, lang: Lang) -> String {
    let mut text = match lang {
        Lang::Zh => format!("折线图：{subtitle}。"),
        Lang::En => format!("Line chart: {subtitle}."),
    };
    for line in &marks.lines {
        let name = &line.name;
        let told = match (ends(line), lang) {
            (Some((first, last)), Lang::Zh) => {
                format!("{name}：{}年 {}，{}年 {}。", first.year, first.text, last.year, last.text)
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

fn no_lines(shown: &Shown<'_>, marks: &TrendMarks, year: u16, lang: Lang) -> String {
    let Some(first) = marks.lines.first() else {
        return lang
            .pick(
                "还没有选择地区：请在地图上点选，或用搜索框添加。",
                "No place is chosen: click one on the map or add one by the search field.",
            )
            .to_owned();
    };
    let names: Vec<&str> = marks.lines.iter().map(|line| line.name.as_str()).collect();
    let why = shown.at(first.place, year).err();
    let why = why.map_or_else(String::new, |why| describe::reason(shown.atlas, why, lang));
    match lang {
        Lang::Zh => format!("所选地区在此指标上没有可显示的数据：{}。（{why}）", names.join("、")),
        Lang::En => format!(
            "The chosen places have no data to show on this indicator: {} ({why}).",
            names.join(", ")
        ),
    }
}
