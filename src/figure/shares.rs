//! Parts of a whole: the places of one year, or the years of one place.

use super::{
    Band, Figure, Marks, ShareRow, SharesMarks, SourceLine, Years, describe,
    rank_bars::nothing_in,
    table::{Cell, Row, Table, head, head_columns, number_column},
};
use crate::{
    atlas::{Atlas, Composition, Lang, Level, PlaceId, SourceId, VintageId},
    i18n::{Scale, grouped, scale_for, year_span},
    query::{
        Denominator, Measure, Missing, composition_of, composition_vintages, in_panel, part_share,
        sources, value,
    },
    spec::{Moment, Spec},
};
use core::ops::RangeInclusive;

/// A whole that is cut: a place in a year.
#[derive(Clone, Copy)]
struct Whole {
    place: PlaceId,
    year: u16,
}

struct Cut<'a> {
    atlas: &'a Atlas,
    composition: &'a Composition,
    vintage: VintageId,
}

impl Cut<'_> {
    fn shares(&self, whole: Whole) -> Result<Vec<f64>, Missing> {
        (0..self.composition.parts.len())
            .map(|part| {
                let Whole { place, year } = whole;
                part_share(self.atlas, self.composition, part, self.vintage, place, year)
            })
            .collect()
    }

    fn measure(&self, part: usize) -> Option<Measure> {
        let indicator = *self.composition.parts.get(part)?;
        Some(Measure { indicator, vintage: self.vintage, denominator: Denominator::YearEnd })
    }

    /// Sources of all parts, each once.
    fn sources(
        &self,
        places: &[PlaceId],
        span: &RangeInclusive<u16>,
        lang: Lang,
    ) -> Vec<SourceLine> {
        let measures = (0..self.composition.parts.len()).filter_map(|part| self.measure(part));
        let mut ids: Vec<SourceId> =
            measures.flat_map(|measure| sources(self.atlas, measure, places, span)).collect();
        crate::order::sort(&mut ids);
        ids.dedup();
        ids.into_iter().map(|id| describe::source_line(self.atlas, id, lang)).collect()
    }

    /// The scale of all amounts: that of the smallest, so that none is rounded away, but with the first
    /// magnitude that the language has a word for.
    fn scale(&self, wholes: &[Whole], lang: Lang) -> Scale {
        const FIRST_MAGNITUDE: f64 = 1e6;
        let total = self.composition.total;
        let unit = self.atlas.unit_of(total);
        let parts = 0..self.composition.parts.len();
        let amounts = wholes
            .iter()
            .flat_map(|whole| parts.clone().filter_map(|part| self.amount(part, *whole)));
        let smallest = amounts.filter(|amount| *amount > 0.0).fold(f64::INFINITY, f64::min);
        let least = if unit.factor > 1.0 { FIRST_MAGNITUDE / unit.factor } else { 0.0 };
        let smallest = if smallest.is_finite() { smallest.max(least) } else { least };
        let published = self.atlas.indicator(total).decimals;
        let mut scale = scale_for(unit, smallest, published, lang);
        // No digits that nobody published.
        let steps = (0..12).find(|steps| scale.multiplier * 10_f64.powi(*steps) >= 1.0);
        let digits =
            usize::from(published) + steps.and_then(|one| one.try_into().ok()).unwrap_or(0);
        scale.decimals = scale.decimals.min(digits);
        scale
    }

    fn amount(&self, part: usize, whole: Whole) -> Option<f64> {
        value(self.atlas, self.measure(part)?, whole.place, whole.year)
            .ok()
            .map(|found| found.number)
    }
}

/// The vintage chosen where it has any shares, else the one with shares for most of the wholes; of
/// several the first.
fn widest<'a>(
    atlas: &'a Atlas,
    composition: &'a Composition,
    wholes: &[Whole],
    chosen: VintageId,
) -> Option<Cut<'a>> {
    let cuts = composition_vintages(atlas, composition).into_iter().map(|vintage| Cut {
        atlas,
        composition,
        vintage,
    });
    let known = |cut: &Cut<'_>| wholes.iter().filter(|one| cut.shares(**one).is_ok()).count();
    let mut best: Option<(usize, Cut<'a>)> = None;
    for cut in cuts {
        let count = known(&cut);
        if cut.vintage == chosen && count > 0 {
            return Some(cut);
        }
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, cut));
        }
    }
    best.map(|(_, cut)| cut)
}

/// The years of one place where a range is chosen, else the places of the level in one year.
fn wholes(
    atlas: &Atlas,
    spec: &Spec,
    years: &Years,
) -> (Vec<Whole>, Option<(PlaceId, RangeInclusive<u16>)>) {
    if spec.time.from.is_some() && years.from < years.year {
        let place = spec.focus.unwrap_or_else(|| spec.other(atlas));
        let span = years.from..=years.year;
        let wholes = span.clone().map(|year| Whole { place, year }).collect();
        return (wholes, Some((place, span)));
    }
    let mut places: Vec<PlaceId> = spec.level.yardstick(atlas).into_iter().collect();
    places.extend(spec.level.places(atlas));
    places.dedup();
    (places.into_iter().map(|place| Whole { place, year: years.year }).collect(), None)
}

/// The years asked for; where the reader asked for the latest, the last year in which most places have
/// values of the parts, or else any.
fn years_with_parts(atlas: &Atlas, spec: &Spec, composition: &Composition, years: &Years) -> Years {
    let known = |year: u16| {
        let (wholes, _) = wholes(atlas, spec, &Years { year, ..years.clone() });
        let cut = widest(atlas, composition, &wholes, spec.vintage);
        let with_parts =
            cut.map_or(0, |cut| wholes.iter().filter(|one| cut.shares(**one).is_ok()).count());
        (with_parts, wholes.len())
    };
    let back = || (*years.all.start()..=years.year).rev();
    let year = match spec.time.to {
        Moment::Latest if spec.time.from.is_none() => {
            let most = |year: &u16| {
                let (with_parts, all) = known(*year);
                2 * with_parts > all
            };
            back().find(most).or_else(|| back().find(|year| known(*year).0 > 0))
        }
        _ => None,
    };
    Years { year: year.unwrap_or(years.year), ..years.clone() }
}

pub(super) fn figure(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let Some(composition) = composition_of(atlas, spec.indicator) else {
        return super::coverage::nothing(atlas, spec, lang);
    };
    let shown = years_with_parts(atlas, spec, composition, years);
    let moved = (shown.year != years.year).then_some(years.year);
    let years = &shown;
    let (mut wholes, over) = wholes(atlas, spec, years);
    let Some(cut) = widest(atlas, composition, &wholes, spec.vintage) else {
        return super::coverage::nothing(atlas, spec, lang);
    };
    // Places are ordered by the part that the reader chose, or by the last; the yardstick stays first.
    let chosen = composition.parts.iter().position(|part| *part == spec.indicator);
    let chosen = chosen.unwrap_or(composition.parts.len().saturating_sub(1));
    if over.is_none() {
        let fixed = usize::from(spec.level.yardstick(atlas).is_some());
        let share = |whole: &Whole| {
            let shares = cut.shares(*whole).ok();
            shares.and_then(|shares| shares.get(chosen).copied()).unwrap_or(f64::NEG_INFINITY)
        };
        if let Some(places) = wholes.get_mut(fixed..) {
            crate::order::sort_by(places, |a, b| share(b).total_cmp(&share(a)));
        }
    }
    let part_name = |part: usize| {
        let id = composition.parts.get(part).copied();
        id.map_or_else(String::new, |id| atlas.indicator(id).short_name.get(lang).to_owned())
    };
    let bands: Vec<Band> = composition
        .parts
        .iter()
        .enumerate()
        .map(|(at, part)| Band {
            id: atlas.indicator(*part).id.clone(),
            name: part_name(at),
            role: None,
        })
        .collect();
    let over_years = over.is_some();
    let scale = cut.scale(&wholes, lang);
    let rows: Vec<ShareRow> =
        wholes.iter().map(|whole| row(&cut, spec, *whole, over_years, &scale, lang)).collect();
    let span = match &over {
        Some((_, span)) => span.clone(),
        None => years.year..=years.year,
    };
    let when = year_span(&span);
    let name = composition.name.get(lang);
    let title = title(&cut, spec, &wholes, over.as_ref().map(|(place, _)| *place), chosen, lang);
    let edition = atlas.vintage(cut.vintage).name.get(lang);
    let subtitle = match lang {
        Lang::Zh => format!("{name} · 占各部分之和的百分比 · {edition} · {when}年"),
        Lang::En => format!("{name} · per cent of the sum of the parts · {edition} · {when}"),
    };
    let mut places: Vec<PlaceId> = wholes.iter().map(|whole| whole.place).collect();
    crate::order::sort(&mut places);
    places.dedup();
    let part_spec = Spec {
        indicator: composition.parts.first().copied().unwrap_or(spec.indicator),
        vintage: cut.vintage,
        ..spec.clone()
    };
    let lines = cut.sources(&places, &span, lang);
    let mut notes = describe::notes(atlas, &part_spec, &places, &span, lang);
    notes.push(composition.note.get(lang).to_owned());
    if let Some(asked) = moved {
        let year = years.year;
        notes.push(match lang {
            Lang::Zh => format!("{asked}年没有各部分的数值，所示为最近有数值的{year}年。"),
            Lang::En => format!(
                "The parts have no values for {asked}; shown is {year}, the last year that has."
            ),
        });
    }
    notes.retain(|note| !note.is_empty());
    let nothing = rows.iter().all(|row| row.shares.is_none());
    let alt = match lang {
        Lang::Zh => format!("堆叠条形图：{subtitle}。{title}。"),
        Lang::En => format!("Stacked bars: {subtitle}. {title}."),
    };
    Figure {
        table: table(&cut, &wholes, &bands, over_years, &subtitle, lang),
        title,
        subtitle,
        marks: if nothing {
            Marks::Nothing(nothing_in(years.year, lang))
        } else {
            Marks::Shares(SharesMarks { bands, rows, years: over.map(|(_, span)| span), lang })
        },
        remarks: describe::remarks(atlas, spec, lang),
        notes,
        source_line: describe::sources_text(&lines, lang),
        sources: lines,
        alt,
    }
}

/// A whole with its shares, or why there are none.
fn row(
    cut: &Cut<'_>,
    spec: &Spec,
    whole: Whole,
    over_years: bool,
    scale: &Scale,
    lang: Lang,
) -> ShareRow {
    let atlas = cut.atlas;
    let Whole { place, year } = whole;
    let shares = cut.shares(whole);
    let text = |(part, share): (usize, &f64)| {
        let amount = scale.with_unit(cut.amount(part, whole).unwrap_or_default());
        match lang {
            Lang::Zh => format!("{}%（{amount}）", grouped(*share, 1)),
            Lang::En => format!("{}% ({amount})", grouped(*share, 1)),
        }
    };
    let (id, name) = if over_years {
        (year.to_string(), year.to_string())
    } else {
        (atlas.place(place).id.clone(), describe::marked_name(atlas, spec, place, lang))
    };
    ShareRow {
        id,
        name,
        focused: !over_years && spec.focus == Some(place),
        texts: match &shares {
            Ok(shares) => shares.iter().enumerate().map(text).collect(),
            Err(why) => vec![describe::reason(atlas, *why, lang)],
        },
        shares: shares.ok(),
    }
}

fn title(
    cut: &Cut<'_>,
    spec: &Spec,
    wholes: &[Whole],
    place: Option<PlaceId>,
    part: usize,
    lang: Lang,
) -> String {
    let atlas = cut.atlas;
    let level = spec.level;
    let name = cut.measure(part).map_or_else(String::new, |measure| {
        describe::indicator_in_prose(atlas, measure.indicator, level, lang)
    });
    let known: Vec<(Whole, f64)> = wholes
        .iter()
        .filter_map(|whole| Some((*whole, *cut.shares(*whole).ok()?.get(part)?)))
        .collect();
    let per_cent = |share: f64| format!("{}%", grouped(share, 1));
    if let Some(place) = place {
        let place = describe::place_name(atlas, place, lang);
        let (Some(first), Some(last)) = (known.first(), known.last()) else { return name };
        let (then, now) = (per_cent(first.1), per_cent(last.1));
        return match lang {
            Lang::Zh => {
                format!("{place}{name}所占比重：{}年 {then}，{}年 {now}", first.0.year, last.0.year)
            }
            Lang::En => format!(
                "{name}, share of the total in {place}: {then} in {}, {now} in {}",
                first.0.year, last.0.year
            ),
        };
    }
    // The yardstick is the whole of the others and stands in no comparison with them.
    let yardstick = spec.level.yardstick(atlas);
    let is_part = |place: PlaceId| Some(place) != yardstick;
    let parts: Vec<(Whole, f64)> =
        known.iter().copied().filter(|(whole, _)| is_part(whole.place)).collect();
    let expected = |whole: &&Whole| {
        is_part(whole.place)
            && (atlas.place(whole.place).level != Level::Province || in_panel(atlas, whole.place))
    };
    let name = if parts.len() < wholes.iter().filter(expected).count() {
        describe::bracketed(&name, &describe::only_few(parts.len(), lang), lang)
    } else {
        name
    };
    let by_share = |a: &&(Whole, f64), b: &&(Whole, f64)| a.1.total_cmp(&b.1);
    let (Some(high), Some(low)) = (parts.iter().max_by(by_share), parts.iter().min_by(by_share))
    else {
        return name;
    };
    let of = |one: &(Whole, f64)| describe::name_in_prose(atlas, one.0.place, lang);
    if high.0.place == low.0.place {
        let (year, place, share) = (high.0.year, of(high), per_cent(high.1));
        return match lang {
            Lang::Zh => format!("{year}年{place}{name}所占比重：{share}"),
            Lang::En => format!("{name}, share of the total in {place}: {share} in {year}"),
        };
    }
    match lang {
        Lang::Zh => format!(
            "{}年{name}所占比重：{}最高（{}），{}最低（{}）",
            high.0.year,
            of(high),
            per_cent(high.1),
            of(low),
            per_cent(low.1)
        ),
        Lang::En => format!(
            "{name}, share of the total, {}: highest in {} ({}), lowest in {} ({})",
            high.0.year,
            of(high),
            per_cent(high.1),
            of(low),
            per_cent(low.1)
        ),
    }
}

fn table(
    cut: &Cut<'_>,
    wholes: &[Whole],
    bands: &[Band],
    over_years: bool,
    caption: &str,
    lang: Lang,
) -> Table {
    let mut columns = head_columns(lang).to_vec();
    if over_years {
        columns.push(number_column(lang.pick("年份", "Year")));
    }
    columns.extend(bands.iter().map(|band| number_column(format!("{} %", band.name))));
    let row = |whole: &Whole| {
        let mut cells: Vec<Cell> = head(cut.atlas, whole.place, lang).into();
        if over_years {
            let year = whole.year.to_string();
            let number = Some(f64::from(whole.year));
            cells.push(Cell { text: year.clone(), plain: year, number, ..Cell::default() });
        }
        match cut.shares(*whole) {
            Ok(shares) => cells.extend(shares.iter().map(|share| Cell::number(*share, 1))),
            Err(why) => cells.extend(
                bands.iter().map(|_| Cell::missing(describe::reason(cut.atlas, why, lang))),
            ),
        }
        Row { place: whole.place, cells }
    };
    Table { caption: caption.to_owned(), columns, rows: wholes.iter().map(row).collect() }
}
