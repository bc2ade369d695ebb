//! Two values of every place: two years as slopes or dumbbells, two vintages as dumbbells.

use super::{
    Figure, Marks, Pair, PairMarks, Years, choropleth, describe,
    rank_bars::{group_role, groups, nothing_in},
    references,
    shown::Shown,
    table::{Cell, Row, Table, found_cell, head, head_columns, number_column, value_cell},
    trend,
};
use crate::{
    atlas::{Atlas, Lang, PlaceId, VintageId},
    i18n::{Scale, year_span},
    query::{Measure, breaks, covers_level},
    spec::{Spec, View},
};

/// So many years apart the ends of a vintage are at least that is compared without being asked for: an
/// edition of one or two years is an early notice of another.
const SEVERAL: u16 = 4;

/// Places with both numbers, highest second number first.
struct Both {
    place: PlaceId,
    from: f64,
    to: f64,
}

fn both(
    places: &[PlaceId],
    from: impl Fn(PlaceId) -> Option<f64>,
    to: impl Fn(PlaceId) -> Option<f64>,
) -> Vec<Both> {
    let mut found: Vec<Both> = places
        .iter()
        .filter_map(|place| Some(Both { place: *place, from: from(*place)?, to: to(*place)? }))
        .collect();
    crate::order::sort_by(&mut found, |a, b| b.to.total_cmp(&a.to));
    found
}

/// How both numbers of a place differ, in words; none where they may not be compared.
type Change<'a> = &'a dyn Fn(&Both) -> Option<String>;

struct Labels {
    from: String,
    to: String,
}

fn marks(
    shown: &Shown<'_>,
    both: &[Both],
    labels: &Labels,
    scale: &Scale,
    change: Change<'_>,
    lang: Lang,
) -> Option<PairMarks> {
    let Shown { atlas, spec, .. } = *shown;
    // In the order of the comparison, as in the trend: a place has one colour in both.
    let mut compared = spec.compared(atlas);
    compared.extend(spec.focus.filter(|focus| !compared.contains(focus)));
    let slots = trend::slots(atlas, &compared);
    let slot = |place: PlaceId| {
        let at = compared.iter().position(|one| *one == place);
        at.and_then(|at| slots.get(at).copied()).unwrap_or(0)
    };
    let numbers = || both.iter().flat_map(|one| [one.from, one.to]);
    let (low, high) = (
        numbers().fold(f64::INFINITY, f64::min) * scale.multiplier,
        numbers().fold(f64::NEG_INFINITY, f64::max) * scale.multiplier,
    );
    let pair = |one: &Both| Pair {
        place: one.place,
        id: atlas.place(one.place).id.clone(),
        name: describe::marked_name(atlas, spec, one.place, lang),
        // A few places are told apart, many by their groups.
        role: if spec.view == View::Slope {
            trend::role(atlas, one.place, slot(one.place))
        } else {
            group_role(atlas, one.place)
        },
        focused: spec.focus == Some(one.place),
        from: one.from * scale.multiplier,
        to: one.to * scale.multiplier,
        from_text: scale.with_unit(one.from),
        to_text: scale.with_unit(one.to),
        change_text: change(one).unwrap_or_default(),
    };
    low.is_finite().then(|| PairMarks {
        from_label: labels.from.clone(),
        to_label: labels.to.clone(),
        pairs: both.iter().map(pair).collect(),
        extent: (low, high),
        // Lines between two years are coloured each by itself.
        groups: if spec.view == View::Slope { Vec::new() } else { groups(atlas, spec, lang) },
        references: Vec::new(),
        unit: scale.label.clone(),
        decimals: scale.decimals,
        lang,
    })
}

/// Two years of the places compared ([`View::Slope`]) or of all places of the level
/// ([`View::Dumbbell`]).
pub(super) fn years(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let shown = Shown::new(atlas, spec, years);
    let (first, last) = (shown.starts.from, years.year);
    let places = match spec.view {
        View::Slope => {
            let mut places = spec.compared(atlas);
            places.extend(spec.focus.filter(|focus| !places.contains(focus)));
            places
        }
        _ => spec.level.places(atlas),
    };
    let number = |year: u16| {
        let shown = &shown;
        move |place: PlaceId| shown.at(place, year).ok()
    };
    let found = both(&places, number(first), number(last));
    let scale = shown.scale(found.iter().flat_map(|one| [one.from, one.to]), lang);
    let broken = |place: PlaceId| {
        let crossed = |year: u16| first < year && year <= last;
        breaks(atlas, spec.measure(), place).iter().any(|one| crossed(one.year))
    };
    let change = |one: &Both| (!broken(one.place)).then(|| shown.change(one.from, one.to, lang));
    let labels = Labels { from: first.to_string(), to: last.to_string() };
    let marks = (first < last)
        .then(|| marks(&shown, &found, &labels, &scale, &change, lang))
        .flatten()
        .map(|marks| {
            let references = references::lines(&shown, &(last..=last), &scale, lang);
            PairMarks { references, ..marks }
        });
    let span = first..=last;
    let (sources, source_line, mut notes) = choropleth::background(&shown, &places, &span, lang);
    notes.extend(left_out(&shown, &places, &found, lang));
    if found.iter().any(|one| broken(one.place)) {
        notes.push(
            lang.pick(
                "两年之间有口径变化的地区只并列两个数值，不计算变化。",
                "Where the series has a break between the two years, both values are shown but no change is computed.",
            )
            .to_owned(),
        );
    }
    let when = year_span(&span);
    let subject = shown.subject(lang);
    let comparable: Vec<&Both> = found.iter().filter(|one| !broken(one.place)).collect();
    let title = if first < last {
        change_title(&shown, &subject, &when, &comparable, lang)
    } else {
        subject.clone()
    };
    let subtitle = describe::subtitle(&shown, &when, &scale.label, lang);
    let marks = match (marks, spec.view) {
        (Some(marks), View::Slope) => Marks::Slope(marks),
        (Some(marks), _) => Marks::Dumbbell(marks),
        (None, _) if first >= last => Marks::Nothing(one_year(last, lang)),
        (None, _) => Marks::Nothing(nothing_in(last, lang)),
    };
    let alt = match &marks {
        Marks::Nothing(why) => why.clone(),
        _ => alt(&shown, &subtitle, &found, &labels, &scale, lang),
    };
    Figure {
        title,
        subtitle,
        marks,
        remarks: describe::remarks(atlas, spec, lang),
        notes,
        source_line,
        sources,
        table: table(&shown, &places, [(first, &shown), (last, &shown)], &labels, &change, lang),
        alt,
    }
}

/// The vintage with which a revision is compared: the one asked for, else of those that cover the places
/// for several years the one that reaches the latest year, and of these the widest.
pub fn earlier_vintage(atlas: &Atlas, spec: &Spec) -> Option<VintageId> {
    let others = atlas.vintages_of(spec.indicator);
    let others = others.into_iter().filter(|one| *one != spec.vintage);
    spec.earlier.or_else(|| {
        let places = spec.level.places(atlas);
        others.filter(|one| covers_level(atlas, spec.indicator, *one, spec.level)).max_by_key(
            |one| {
                let measure = Measure { vintage: *one, ..spec.measure() };
                crate::query::years(atlas, measure, &places).map_or((false, 0, 0), |span| {
                    let width = span.end() - span.start();
                    (width >= SEVERAL, *span.end(), width)
                })
            },
        )
    })
}

/// Two vintages of one year.
pub(super) fn revision(atlas: &Atlas, spec: &Spec, years: &Years, lang: Lang) -> Figure {
    let shown = Shown::new(atlas, spec, years);
    let earlier = earlier_vintage(atlas, spec).unwrap_or(spec.vintage);
    let before =
        Shown::of_measure(atlas, spec, years, Measure { vintage: earlier, ..spec.measure() });
    let places = spec.level.places(atlas);
    let name = |vintage| atlas.vintage(vintage).name.get(lang).to_owned();
    let labels = Labels { from: name(earlier), to: name(spec.vintage) };
    let has_both = |year: &u16| {
        places
            .iter()
            .any(|place| before.at(*place, *year).is_ok() && shown.at(*place, *year).is_ok())
    };
    // The year shown where both have it, else the nearest in which they do.
    let year = years
        .all
        .clone()
        .filter(has_both)
        .min_by_key(|year| year.abs_diff(years.year))
        .unwrap_or(years.year);
    let found =
        both(&places, |place| before.at(place, year).ok(), |place| shown.at(place, year).ok());
    let scale = shown.scale(found.iter().flat_map(|one| [one.from, one.to]), lang);
    let change = |one: &Both| Some(shown.change(one.from, one.to, lang));
    let marks = marks(&shown, &found, &labels, &scale, &change, lang);
    let span = year..=year;
    let (mut sources, _, mut notes) = choropleth::background(&shown, &places, &span, lang);
    let old = Spec { vintage: earlier, ..spec.clone() };
    let (more, _) = describe::source_lines(atlas, &old, &places, &span, lang);
    sources.extend(more.into_iter().filter(|one| !sources.contains(one)).collect::<Vec<_>>());
    let source_line = describe::sources_text(&sources, lang);
    notes.extend(left_out(&shown, &places, &found, lang));
    if year != years.year {
        notes.push(match lang {
            Lang::Zh => format!(
                "{}年没有地区在两个版本中都有数据，故显示最近的共有年份{year}年。",
                years.year
            ),
            Lang::En => format!(
                "The two editions have no place with data in {} in common; {year}, the nearest year that they share, is shown.",
                years.year
            ),
        });
    }
    for vintage in [earlier, spec.vintage] {
        let row = atlas.vintage(vintage);
        let colon = lang.pick("：", ": ");
        notes.push(format!("{}{colon}{}", row.name.get(lang), row.note.get(lang)));
    }
    let subject = shown.subject(lang);
    let higher = found.iter().filter(|one| one.to > one.from).count();
    let lower = found.iter().filter(|one| one.to < one.from).count();
    let Labels { from: old, to: new } = &labels;
    // Which of two editions revises the other is not for the figure to say.
    let title = match (largest(&shown, &found, lang), lang) {
        (None, Lang::Zh) => format!("{year}年{subject}：“{new}”与“{old}”对照"),
        (None, Lang::En) => format!("{subject}, {year}: “{new}” beside “{old}”"),
        (Some(largest), Lang::Zh) => format!(
            "{year}年{subject}：“{new}”与“{old}”相比，{higher} 地较高、{lower} 地较低，{largest}"
        ),
        (Some(largest), Lang::En) => format!(
            "{subject}, {year}: “{new}” is higher than “{old}” in {}, lower in {lower}; {largest}",
            describe::count_of_places(higher)
        ),
    };
    let subtitle = format!(
        "{} → {} · {} · {}",
        labels.from,
        labels.to,
        scale.label,
        match lang {
            Lang::Zh => format!("{year}年"),
            Lang::En => year.to_string(),
        }
    );
    let alt = alt(&shown, &subtitle, &found, &labels, &scale, lang);
    Figure {
        title,
        subtitle,
        marks: marks.map_or_else(|| Marks::Nothing(no_common_year(&labels, lang)), Marks::Dumbbell),
        remarks: describe::remarks(atlas, spec, lang),
        notes,
        source_line,
        sources,
        table: table(&shown, &places, [(year, &before), (year, &shown)], &labels, &change, lang),
        alt,
    }
}

fn no_common_year(labels: &Labels, lang: Lang) -> String {
    let Labels { from, to } = labels;
    match lang {
        Lang::Zh => format!("“{from}”与“{to}”没有共有年份的地区数据，无法比较；请换一个版本。"),
        Lang::En => format!(
            "“{from}” and “{to}” have no year in common for these places; choose another edition."
        ),
    }
}

/// The place whose numbers differ most, relative to the first.
fn largest(shown: &Shown<'_>, found: &[Both], lang: Lang) -> Option<String> {
    let size = |one: &Both| ((one.to - one.from) / one.from).abs();
    let most = found
        .iter()
        .filter(|one| one.from != 0.0 && (one.to - one.from).abs() > 0.0)
        .max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let name = describe::name_in_prose(shown.atlas, most.place, lang);
    let change = shown.change(most.from, most.to, lang);
    Some(match lang {
        Lang::Zh => format!("{name}相差最多（{change}）"),
        Lang::En => format!("the difference is largest in {name} ({change})"),
    })
}

/// What is said where there is no second year to compare with.
fn one_year(year: u16, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "需要两个年份才能比较，而起止都是{year}年。请移动起始年，或换一个年份更多的指标或范围。"
        ),
        Lang::En => format!(
            "A comparison needs two years, and both ends are {year}. Move the first year, or choose an indicator or places with more years."
        ),
    }
}

/// The finding of two years: who rose most, who least.
fn change_title(
    shown: &Shown<'_>,
    subject: &str,
    when: &str,
    found: &[&Both],
    lang: Lang,
) -> String {
    let plain = match lang {
        Lang::Zh => format!("{when}年{subject}"),
        Lang::En => format!("{subject}, {when}"),
    };
    // Per cent where the change is told in per cent, else in the unit itself.
    let text = |one: &Both| shown.change(one.from, one.to, lang);
    let relative = found.first().is_some_and(|one| text(one).ends_with('%'));
    let size = |one: &&&Both| {
        if relative { one.to / one.from } else { one.to - one.from }
    };
    let by_size = |a: &&&Both, b: &&&Both| size(a).total_cmp(&size(b));
    let (Some(most), Some(least)) = (found.iter().max_by(by_size), found.iter().min_by(by_size))
    else {
        return plain;
    };
    if most.place == least.place {
        return plain;
    }
    let name = |one: &Both| describe::name_in_prose(shown.atlas, one.place, lang);
    match lang {
        Lang::Zh => format!(
            "{plain}的变化：{}最高（{}），{}最低（{}）",
            name(most),
            text(most),
            name(least),
            text(least)
        ),
        Lang::En => format!(
            "{subject}, change {when}: highest in {} ({}), lowest in {} ({})",
            name(most),
            text(most),
            name(least),
            text(least)
        ),
    }
}

/// Places without both numbers.
fn left_out(shown: &Shown<'_>, places: &[PlaceId], found: &[Both], lang: Lang) -> Option<String> {
    let missing: Vec<PlaceId> = places
        .iter()
        .copied()
        .filter(|place| !found.iter().any(|one| one.place == *place))
        .collect();
    let names = describe::names(shown.atlas, &missing, lang);
    (!missing.is_empty()).then(|| match lang {
        Lang::Zh => format!("两个数值不全、未画出的地区：{names}。"),
        Lang::En => format!("Not drawn because one of the two values is missing: {names}."),
    })
}

fn alt(
    shown: &Shown<'_>,
    subtitle: &str,
    found: &[Both],
    labels: &Labels,
    scale: &Scale,
    lang: Lang,
) -> String {
    let mut text = match (shown.spec.view, lang) {
        (View::Slope, Lang::Zh) => format!("坡度图：{subtitle}。"),
        (View::Slope, Lang::En) => format!("Slope chart: {subtitle}."),
        (_, Lang::Zh) => format!("哑铃图：{subtitle}，{} 个地区。", found.len()),
        (_, Lang::En) => {
            format!("Dumbbell chart: {subtitle}, {}.", describe::count_of_places(found.len()))
        }
    };
    let Labels { from, to } = labels;
    for one in found.iter().take(8) {
        let name = describe::place_name(shown.atlas, one.place, lang);
        let (then, now) = (scale.with_unit(one.from), scale.with_unit(one.to));
        let told = match lang {
            Lang::Zh => format!("{name}：{then}（{from}），{now}（{to}）。"),
            Lang::En => format!(" {name}: {then} ({from}), {now} ({to})."),
        };
        text += &told;
    }
    text
}

fn table(
    shown: &Shown<'_>,
    places: &[PlaceId],
    [(first, before), (last, after)]: [(u16, &Shown<'_>); 2],
    labels: &Labels,
    change: Change<'_>,
    lang: Lang,
) -> Table {
    let atlas = shown.atlas;
    let mut columns = head_columns(lang).to_vec();
    columns.push(number_column(labels.from.clone()));
    columns.push(number_column(labels.to.clone()));
    columns.push(number_column(lang.pick("变化", "Change")));
    let cell = |shown: &Shown<'_>, place: PlaceId, year: u16| {
        if shown.is_level() {
            value_cell(shown, place, year, lang)
        } else {
            found_cell(atlas, &shown.table_scale(lang), shown.at(place, year), lang)
        }
    };
    let row = |place: &PlaceId| {
        let numbers = before.at(*place, first).ok().zip(after.at(*place, last).ok());
        let text = numbers
            .and_then(|(from, to)| change(&Both { place: *place, from, to }))
            .unwrap_or_default();
        let plain = text.replace('\u{2212}', "-").replace(',', "");
        let number = numbers.map(|(from, to)| to - from).filter(|_| !text.is_empty());
        let mut cells: Vec<Cell> = head(atlas, *place, lang).into();
        cells.push(cell(before, *place, first));
        cells.push(cell(after, *place, last));
        cells.push(Cell { text, plain, number, ..Cell::default() });
        Row { place: *place, cells }
    };
    let when = if first == last { first.to_string() } else { format!("{first}–{last}") };
    Table {
        caption: describe::subtitle(shown, &when, &shown.table_unit(lang), lang),
        columns,
        rows: places.iter().map(row).collect(),
    }
}
