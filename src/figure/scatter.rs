//! Two indicators against one another, a dot a place.

use super::{
    Dot, Figure, FitLine, Marks, ScatterAxis, ScatterMarks, SourceLine, TrailPoint, Years,
    choropleth, describe,
    rank_bars::{extent_over_years, group_role, groups, nothing_in},
    shown::Shown,
    table::{Cell, Row, Table, head, head_columns, number_column, value_cell},
};
use crate::{
    atlas::{Atlas, IndicatorId, Lang, PlaceId},
    i18n::Scale,
    query::{Chain, default_vintage, has_level, latest_covered, value},
    spec::Spec,
    stats::fit,
};

/// Indicators that suit the horizontal axis when the reader names none, best first.
const HORIZONTAL: [&str; 7] = [
    "gdp_per_person",
    "urbanization_rate",
    "disposable_income",
    "gdp_per_capita",
    "gdp",
    "disposable_income_rural",
    "disposable_income_urban",
];
/// The indicator of the dots' areas when the reader names none.
const SIZE: &str = "population_resident";

/// The horizontal indicator of a scatter: the one asked for, else the first of those that suit which has
/// values for most places that the vertical one has, in its last well covered year: it must not change
/// while years are played.
pub fn horizontal_indicator(atlas: &Atlas, spec: &Spec, years: &Years) -> Option<IndicatorId> {
    if spec.x.is_some() {
        return spec.x;
    }
    let places = spec.level.places(atlas);
    let year = latest_covered(atlas, spec.measure(), &places, &years.all);
    let has = |spec: &Spec, place: PlaceId| value(atlas, spec.measure(), place, year).is_ok();
    let known: Vec<PlaceId> = places.into_iter().filter(|place| has(spec, *place)).collect();
    let mut best: Option<(usize, IndicatorId)> = None;
    for id in HORIZONTAL.into_iter().filter_map(|id| atlas.indicator_by_id(id)) {
        if id == spec.indicator || !has_level(atlas, id, spec.level) {
            continue;
        }
        let other = beside(atlas, spec, id);
        let count = known.iter().filter(|place| has(&other, **place)).count();
        // Enough for the picture; what suits better stands first.
        if count * 2 > known.len() {
            return Some(id);
        }
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, id));
        }
    }
    best.map(|(_, id)| id)
}

/// The spec of another indicator, as it is, in the same year and place.
fn beside(atlas: &Atlas, spec: &Spec, indicator: IndicatorId) -> Spec {
    Spec {
        indicator,
        vintage: default_vintage(atlas, indicator, spec.level),
        chain: Chain::default(),
        base: None,
        ..spec.clone()
    }
}

/// One axis: what is shown on it and how it is written.
struct Side<'a> {
    shown: Shown<'a>,
    scale: Scale,
    extent: (f64, f64),
    log: bool,
}

impl<'a> Side<'a> {
    fn new(
        shown: Shown<'a>,
        places: &[PlaceId],
        years: &Years,
        log: bool,
        lang: Lang,
    ) -> Option<Self> {
        let (low, high) = extent_over_years(&shown, places, years)?;
        let scale = shown.scale([low, high].into_iter(), lang);
        let extent = (low * scale.multiplier, high * scale.multiplier);
        Some(Self { shown, scale, extent, log: log && low > 0.0 })
    }

    fn axis(&self, lang: Lang) -> ScatterAxis {
        let name = describe::bracketed(&self.shown.subject(lang), &self.scale.label, lang);
        ScatterAxis { name, decimals: self.scale.decimals, log: self.log }
    }

    fn at(&self, place: PlaceId, year: u16) -> Option<f64> {
        self.shown.near(place, year).ok().map(|found| found.number * self.scale.multiplier)
    }

    fn text(&self, place: PlaceId, year: u16, lang: Lang) -> String {
        match self.shown.near(place, year) {
            Ok(found) if found.year != year => {
                format!("{} ({})", self.scale.with_unit(found.number), found.year)
            }
            Ok(found) => self.scale.with_unit(found.number),
            Err(why) => describe::reason(self.shown.atlas, why, lang),
        }
    }

    /// A value as the axis measures it.
    fn measured(&self, value: f64) -> f64 {
        if self.log { value.log10() } else { value }
    }
}

/// The line fitted to the dots as they are drawn.
fn fitted(dots: &[Dot], x: &Side<'_>, y: &Side<'_>) -> Option<(FitLine, f64)> {
    let xs: Vec<f64> = dots.iter().map(|dot| x.measured(dot.x)).collect();
    let ys: Vec<f64> = dots.iter().map(|dot| y.measured(dot.y)).collect();
    let found = fit(&xs, &ys).ok()?;
    let ends = (
        xs.iter().copied().fold(f64::INFINITY, f64::min),
        xs.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    );
    let back = |side: &Side<'_>, value: f64| if side.log { 10_f64.powf(value) } else { value };
    let point = |at: f64| (back(x, at), back(y, found.intercept + found.slope * at));
    let line = FitLine {
        from: point(ends.0),
        to: point(ends.1),
        label: format!("R² = {:.2}, n = {}", found.r_squared, found.n),
    };
    Some((line, found.r_squared.sqrt().copysign(found.slope)))
}

/// What the dots' areas are in proportion to.
struct Size<'a> {
    shown: Shown<'a>,
    scale: Scale,
    /// The greatest of all places; above zero.
    largest: f64,
}

impl<'a> Size<'a> {
    fn new(shown: Shown<'a>, places: &[PlaceId], year: u16, lang: Lang) -> Option<Self> {
        let sizes = places.iter().filter_map(|place| shown.near(*place, year).ok());
        let largest = sizes.map(|found| found.number).fold(0.0, f64::max);
        let scale = shown.scale([largest].into_iter(), lang);
        (largest > 0.0).then_some(Self { shown, scale, largest })
    }

    fn at(&self, place: PlaceId, year: u16) -> Option<f64> {
        self.shown.near(place, year).ok().map(|found| found.number).filter(|size| *size > 0.0)
    }
}

/// Everything that a dot is made of.
struct Plot<'a> {
    spec: &'a Spec,
    x: Side<'a>,
    y: Side<'a>,
    size: Option<Size<'a>>,
    year: u16,
    /// First year of paths.
    trail_from: u16,
    compared: Vec<PlaceId>,
    lang: Lang,
}

impl Plot<'_> {
    fn dot(&self, place: PlaceId) -> Option<Dot> {
        let Self { spec, x, y, year, lang, .. } = self;
        let (own_x, own_y) = (x.at(place, *year)?, y.at(place, *year)?);
        let size = self.size.as_ref().map(|size| (size, size.at(place, *year)));
        let mut readout = vec![
            (y.shown.subject(*lang), y.text(place, *year, *lang)),
            (x.shown.subject(*lang), x.text(place, *year, *lang)),
        ];
        if let Some((size, Some(own))) = &size {
            readout.push((size.shown.subject(*lang), size.scale.with_unit(*own)));
        }
        let named = self.compared.contains(&place);
        let focused = spec.focus == Some(place);
        let atlas = y.shown.atlas;
        Some(Dot {
            place,
            id: atlas.place(place).id.clone(),
            name: describe::marked_name(atlas, spec, place, *lang),
            role: group_role(atlas, place),
            focused,
            named,
            x: own_x,
            y: own_y,
            size: size.map_or(1.0, |(size, own)| own.unwrap_or(0.0) / size.largest),
            readout,
            trail: if spec.trail && (named || focused) { self.trail(place) } else { Vec::new() },
        })
    }

    fn trail(&self, place: PlaceId) -> Vec<TrailPoint> {
        let point = |year: u16| {
            Some(TrailPoint { year, x: self.x.at(place, year)?, y: self.y.at(place, year)? })
        };
        (self.trail_from..=self.year).filter_map(point).collect()
    }
}

pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let year = years.year;
    let places = spec.level.places(atlas);
    let Some(horizontal) = horizontal_indicator(atlas, spec, years) else {
        return alone(atlas, spec, lang);
    };
    let x_spec = beside(atlas, spec, horizontal);
    let size_id = spec.size.or_else(|| atlas.indicator_by_id(SIZE));
    let size_spec =
        size_id.filter(|id| has_level(atlas, *id, spec.level)).map(|id| beside(atlas, spec, id));
    let y_shown = Shown::new(atlas, spec, years);
    let x_shown = Shown::new(atlas, &x_spec, years);
    let table = table([&y_shown, &x_shown], &places, year, lang);
    let (Some(y), Some(x)) = (
        Side::new(y_shown, &places, years, spec.log.y, lang),
        Side::new(x_shown, &places, years, spec.log.x, lang),
    ) else {
        return super::coverage::nothing(atlas, &x_spec, lang);
    };
    let size_shown = size_spec.as_ref().map(|one| Shown::new(atlas, one, years));
    let plot = Plot {
        spec,
        x,
        y,
        size: size_shown.and_then(|shown| Size::new(shown, &places, year, lang)),
        year,
        trail_from: if spec.time.from.is_some() { years.from } else { *years.all.start() },
        compared: spec.compared(atlas),
        lang,
    };
    let mut dots: Vec<Dot> = places.iter().filter_map(|place| plot.dot(*place)).collect();
    crate::order::sort_by(&mut dots, |a, b| b.size.total_cmp(&a.size));
    name_outermost(&mut dots);
    let Plot { x, y, size, .. } = &plot;
    let found = fitted(&dots, x, y);
    let title = title(x, y, found.as_ref().map(|(_, r)| *r), dots.len(), year, lang);
    let size_name = size.as_ref().map_or_else(String::new, |size| size.shown.subject(lang));
    let (sources, mut notes) = background([&y.shown, &x.shown], &places, year, lang);
    notes.extend(remarks_on(&dots, &places, spec, [x, y], found.is_some(), lang));
    if !size_name.is_empty() {
        notes.push(match lang {
            Lang::Zh => format!("圆的面积与{size_name}成正比。"),
            Lang::En => format!("The area of a dot is in proportion to: {size_name}."),
        });
    }
    let subtitle = match lang {
        Lang::Zh => format!("{} × {} · {year}年", y.axis(lang).name, x.axis(lang).name),
        Lang::En => format!("{} by {} · {year}", y.axis(lang).name, x.axis(lang).name),
    };
    let alt = match lang {
        Lang::Zh => format!("散点图：{subtitle}，{} 个地区。{title}。", dots.len()),
        Lang::En => {
            format!("Scatter plot: {subtitle}, {}. {title}.", describe::count_of_places(dots.len()))
        }
    };
    Figure {
        title,
        subtitle,
        source_line: describe::sources_text(&sources, lang),
        sources,
        notes,
        remarks: describe::remarks(atlas, spec, lang),
        table,
        alt,
        marks: if dots.is_empty() {
            Marks::Nothing(nothing_in(year, lang))
        } else {
            Marks::Scatter(ScatterMarks {
                year,
                x: x.axis(lang),
                y: y.axis(lang),
                x_extent: x.extent,
                y_extent: y.extent,
                groups: groups(atlas, spec, lang),
                size_name,
                fit: found.map(|(line, _)| line).filter(|_| spec.fit),
                lang,
                dots,
            })
        },
    }
}

/// What is said where no second indicator has data for the level.
fn alone(atlas: &Atlas, spec: &Spec, lang: Lang) -> Figure {
    let name = describe::indicator_name(atlas, spec.indicator, spec.level, lang);
    let level = describe::level_name(spec.level, lang);
    let why = match lang {
        Lang::Zh => format!("{level}没有可与“{name}”对照的常用指标；请另选横轴指标或范围。"),
        Lang::En => format!(
            "None of the usual indicators has data for {level} to set beside “{name}”; choose another horizontal indicator or other places."
        ),
    };
    Figure {
        title: name,
        subtitle: describe::measure_line(atlas, spec, lang),
        alt: why.clone(),
        marks: Marks::Nothing(why),
        remarks: describe::remarks(atlas, spec, lang),
        notes: Vec::new(),
        source_line: String::new(),
        sources: Vec::new(),
        table: Table::default(),
    }
}

/// Sources and notes of both indicators, each once.
fn background(
    sides: [&Shown<'_>; 2],
    places: &[PlaceId],
    year: u16,
    lang: Lang,
) -> (Vec<SourceLine>, Vec<String>) {
    let (mut sources, mut notes) = (Vec::new(), Vec::new());
    for shown in sides {
        let (more, _, more_notes) = choropleth::background(shown, places, &(year..=year), lang);
        for one in more {
            if !sources.contains(&one) {
                sources.push(one);
            }
        }
        for note in more_notes {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    (sources, notes)
}

/// Names the dots at the edges of the cloud and the largest one, where no place is compared: those a
/// reader asks about first.
pub(super) fn name_outermost(dots: &mut [Dot]) {
    // The reader's own places need the room for their names.
    if dots.iter().any(|dot| dot.named) {
        return;
    }
    let by = |of: fn(&Dot) -> f64| {
        let positions = || dots.iter().enumerate();
        let order = move |a: &(usize, &Dot), b: &(usize, &Dot)| of(a.1).total_cmp(&of(b.1));
        [positions().max_by(order), positions().min_by(order)]
            .map(|found| found.map(|(position, _)| position))
    };
    let [largest, _] = by(|dot| dot.size);
    let outermost = by(|dot| dot.x).into_iter().chain(by(|dot| dot.y)).chain([largest]);
    for position in outermost.flatten().collect::<Vec<_>>() {
        if let Some(dot) = dots.get_mut(position) {
            dot.named = true;
        }
    }
}

/// The finding: how the two go together, by the coefficient of correlation (Pearson 1895) of the dots as
/// they are drawn.
fn title(
    x: &Side<'_>,
    y: &Side<'_>,
    correlation: Option<f64>,
    n: usize,
    year: u16,
    lang: Lang,
) -> String {
    let (across, up) = (x.shown.subject(lang), y.shown.subject(lang));
    let Some(r) = correlation else {
        return match lang {
            Lang::Zh => format!("{year}年{up}与{across}"),
            Lang::En => format!("{up} and {across}, {year}"),
        };
    };
    let r_text = crate::i18n::grouped(r, 2);
    let how = match (r.abs(), r > 0.0, lang) {
        (0.0..0.3, _, Lang::Zh) => "没有明显的线性关系",
        (0.0..0.3, _, Lang::En) => "no clear linear relation",
        (0.0..0.5, true, Lang::Zh) => "略有同高同低的倾向",
        (0.0..0.5, true, Lang::En) => "a weak tendency to be high together",
        (0.0..0.5, false, Lang::Zh) => "略有此高彼低的倾向",
        (0.0..0.5, false, Lang::En) => "a weak tendency of one to be low where the other is high",
        (_, true, Lang::Zh) => "大体同高同低",
        (_, true, Lang::En) => "where one is high, the other tends to be high",
        (_, false, Lang::Zh) => "大体此高彼低",
        (_, false, Lang::En) => "where one is high, the other tends to be low",
    };
    match lang {
        Lang::Zh => format!("{year}年{up}与{across}：{how}（相关系数 {r_text}，{n} 个地区）"),
        Lang::En => {
            format!("{up} and {across}, {year}: {how} (correlation {r_text}, {n} places)")
        }
    }
}

/// What a reader has to know of the dots: who is missing, how the line was fitted.
fn remarks_on(
    dots: &[Dot],
    places: &[PlaceId],
    spec: &Spec,
    [x, y]: [&Side<'_>; 2],
    fitted: bool,
    lang: Lang,
) -> Vec<String> {
    let atlas = x.shown.atlas;
    let mut notes = Vec::new();
    let missing: Vec<PlaceId> = places
        .iter()
        .copied()
        .filter(|place| !dots.iter().any(|dot| dot.place == *place))
        .collect();
    if !missing.is_empty() {
        let names = describe::names(atlas, &missing, lang);
        notes.push(match lang {
            Lang::Zh => format!("至少缺一项数据、未画出的地区：{names}。"),
            Lang::En => format!("Not drawn because one of the two is missing: {names}."),
        });
    }
    if fitted {
        let on_logs = x.log || y.log;
        notes.push(
            match (on_logs, lang) {
                (false, Lang::Zh) => "相关系数与拟合线：各地区同等权重的最小二乘法；只描述，不表示因果。",
                (true, Lang::Zh) => "相关系数与拟合线：按对数坐标上的数值、各地区同等权重的最小二乘法；只描述，不表示因果。",
                (false, Lang::En) => "Correlation and fitted line: least squares, each place counting once; they describe and do not explain.",
                (true, Lang::En) => "Correlation and fitted line: least squares on the logarithms where an axis is logarithmic, each place counting once; they describe and do not explain.",
            }
            .to_owned(),
        );
    }
    if (spec.log.x && !x.log) || (spec.log.y && !y.log) {
        notes.push(
            lang.pick(
                "有取值为零或负数，不能用对数坐标，已改用普通坐标。",
                "Some values are zero or negative and have no place on a logarithmic axis; a plain one is shown.",
            )
            .to_owned(),
        );
    }
    notes
}

fn table(sides: [&Shown<'_>; 2], places: &[PlaceId], year: u16, lang: Lang) -> Table {
    let mut columns = head_columns(lang).to_vec();
    columns.extend(sides.iter().map(|shown| {
        number_column(describe::bracketed(&shown.subject(lang), &shown.table_unit(lang), lang))
    }));
    let row = |place: &PlaceId| {
        let mut cells: Vec<Cell> = head(sides[0].atlas, *place, lang).into();
        cells.extend(sides.iter().map(|shown| value_cell(shown, *place, year, lang)));
        Row { place: *place, cells }
    };
    let subjects: Vec<String> = sides.iter().map(|shown| shown.subject(lang)).collect();
    Table {
        caption: match lang {
            Lang::Zh => format!("{} · {year}年", subjects.join("与")),
            Lang::En => format!("{} · {year}", subjects.join(" and ")),
        },
        columns,
        rows: places.iter().map(row).collect(),
    }
}
