//! Where the numbers come from: definition, unit, formula with numbers put in, editions, breaks,
//! sources, documents.

use super::{
    super::{address::Record, state::State},
    aids::{Entry, Menu},
};
use crate::{
    atlas::{Atlas, Lang, Level, Observation, PlaceId, Source, SourceId},
    figure::{chained, glance, place_name, places_shown, readable_formula, worked},
    i18n::{Messages, exact, year_span},
    ledger,
    query::{Geography, breaks, parts_of, sources, value},
    spec::{Spec, TableChoice, Time},
};
use core::ops::RangeInclusive;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The selection without what changes nothing about where its numbers come from.
fn lasting(spec: &Spec) -> Spec {
    Spec {
        time: Time::default(),
        focus: None,
        table: TableChoice::default(),
        remarks: Vec::new(),
        references: Vec::new(),
        ..spec.clone()
    }
}

/// Everything a careful reader asks of a number.
#[component]
pub(super) fn SourcesPanel(state: State) -> impl IntoView {
    let atlas = state.atlas;
    // Choosing a place for the formula must not build the page anew under the reader's hands.
    let spec = Memo::new(move |_| state.spec.with(lasting));
    let content = move || {
        let (lang, words, spec) = (state.lang.get(), state.words(), spec.get());
        let row = atlas.indicator(spec.indicator);
        let formula = atlas
            .derivation(spec.indicator, spec.vintage)
            .map(|derivation| readable_formula(atlas, &derivation.formula, spec.level, lang));
        let editions = atlas
            .vintages_of(spec.indicator)
            .into_iter()
            .map(|id| {
                let vintage = atlas.vintage(id);
                let name = vintage.name.get(lang).to_owned();
                let note = vintage.note.get(lang).to_owned();
                let shown = id == spec.vintage;
                let mark = shown.then(|| view! { <em>{words.edition_shown}</em> " " });
                view! { <li class:shown=shown><strong>{name}</strong> " " {mark} {note}</li> }
            })
            .collect_view();
        let all = state.extent.with(|extent| extent.as_ref().map(|extent| extent.all.clone()));
        let broken = all.as_ref().map_or_else(Vec::new, |all| told_breaks(atlas, &spec, all, lang));
        let broken = broken
            .into_iter()
            .map(|(year, reason)| view! { <li>{format!("{}|{year}", year - 1)} " " {reason}</li> })
            .collect_view();
        let read = all.map_or_else(Vec::new, |all| read_sources(atlas, &spec, &all));
        let (any_read, any_broken) = (!read.is_empty(), !broken.is_empty());
        let read = read
            .iter()
            .map(|(id, years)| source_view(atlas.source(*id), years, words, lang))
            .collect_view();
        let printed = atlas.documents().observations.iter();
        let printed: Vec<_> = printed
            .filter(|one| one.indicator == spec.indicator)
            .map(|one| printed_view(atlas, one, lang))
            .collect();
        view! {
            <h2>{words.definition}</h2>
            <p>{row.definition.get(lang).to_owned()}</p>
            <h2>{words.unit}</h2>
            <p>{atlas.unit(row.unit).symbol.get(lang).to_owned()}</p>
            {formula.map(|formula| view! { <h2>{words.formula}</h2> <p>{formula}</p> })}
            <Example state=state.scoped()/>
            <h2>{words.editions}</h2>
            <ul>{editions}</ul>
            {any_broken.then(|| view! { <h2>{words.breaks}</h2> <ul>{broken}</ul> })}
            {any_read.then(|| view! {
                <h2>{words.sources}</h2>
                <ul class="sources">{read}</ul>
                <Trust words/>
            })}
            {(!printed.is_empty()).then(|| view! {
                <h2>{words.in_documents}</h2>
                <div class="scroll" tabindex="0" role="region" aria-label=words.in_documents>
                    <table class="printed">
                        <thead>
                            <tr>
                                <th scope="col">{words.document}</th>
                                <th scope="col">{words.locus}</th>
                                <th scope="col">{words.place}</th>
                                <th scope="col">{words.year}</th>
                                <th scope="col" class="number">{words.value}</th>
                                <th scope="col">{words.notes}</th>
                            </tr>
                        </thead>
                        <tbody>{printed}</tbody>
                    </table>
                </div>
            })}
        }
    };
    view! { <section class="sources-panel">{content}</section> }
}

/// Breaks within the years shown, each reason once, by year.
fn told_breaks(
    atlas: &Atlas,
    spec: &Spec,
    all: &RangeInclusive<u16>,
    lang: Lang,
) -> Vec<(u16, String)> {
    let mut told: Vec<(u16, String)> = Vec::new();
    for place in places_shown(atlas, spec) {
        for one in breaks(atlas, spec.measure(), place) {
            let text = (one.year, one.reason.get(lang).to_owned());
            if all.contains(&one.year) && !told.contains(&text) {
                told.push(text);
            }
        }
    }
    crate::order::sort(&mut told);
    told
}

/// Every source of what is shown, with the years read from it.
fn read_sources(
    atlas: &Atlas,
    spec: &Spec,
    all: &RangeInclusive<u16>,
) -> Vec<(SourceId, BTreeSet<u16>)> {
    let measure = spec.measure();
    let mut places = places_shown(atlas, spec);
    places.push(spec.other(atlas));
    let found = sources(atlas, measure, &places, all);
    // Groups are summed from provinces.
    let is_group =
        |place: &PlaceId| matches!(atlas.place(*place).level, Level::Nation | Level::MacroRegion);
    if places.iter().any(is_group) {
        places.extend(Geography::Provinces.places(atlas));
    }
    let years = |id: SourceId| {
        parts_of(atlas, measure)
            .into_iter()
            .flat_map(|(indicator, vintage)| atlas.series_of(indicator, vintage))
            .filter(|series| places.contains(&series.place))
            .flat_map(|series| &series.points)
            .filter(|point| point.source == id && all.contains(&point.year))
            .map(|point| point.year)
            .collect::<BTreeSet<u16>>()
    };
    found.into_iter().map(|id| (id, years(id))).collect()
}

/// `2000–2010、2013` or `2000–2010, 2013`.
fn runs(years: &BTreeSet<u16>, lang: Lang) -> String {
    let mut runs: Vec<RangeInclusive<u16>> = Vec::new();
    for year in years {
        match runs.last_mut() {
            Some(run) if *run.end() + 1 == *year => *run = *run.start()..=*year,
            _ => runs.push(*year..=*year),
        }
    }
    runs.iter().map(year_span).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// A source. What only those who check the reading want to know is folded away.
fn source_view(
    source: &Source,
    years: &BTreeSet<u16>,
    words: &'static Messages,
    lang: Lang,
) -> impl IntoView + use<> {
    let years = words.source_years.replace("{years}", &runs(years, lang));
    view! {
        <li>
            <p>
                <strong>{source.office.get(lang).to_owned()}</strong>
                " "
                <span class="trust-class">{words.trust} {source.trust}</span>
                " "
                <span class="years">{years}</span>
            </p>
            <p><span class="label">{words.source_table}</span> <span lang="en">{source.table.clone()}</span></p>
            <details>
                <summary>{words.source_more}</summary>
                <p><span class="label">{words.published_by}</span> <span lang="en">{source.publisher.clone()}</span></p>
                <p><span class="label">{words.read_at}</span> <span lang="en">{source.where_found.clone()}</span></p>
                <p><span class="label">{words.licence}</span> <span lang="en">{source.licence.clone()}</span></p>
                <p><span class="label">{words.retrieval_note}</span> <span lang="en">{source.note.clone()}</span></p>
            </details>
        </li>
    }
}

/// What the classes of trust mean.
#[component]
fn Trust(words: &'static Messages) -> impl IntoView {
    let classes = [("A", words.trust_a), ("B", words.trust_b), ("C", words.trust_c)];
    let item = |(class, text): (&'static str, &'static str)| {
        view! { <dt>{class}</dt> <dd>{text}</dd> }
    };
    view! {
        <p class="label">{words.trust_classes}</p>
        <dl class="trust-classes">{classes.map(item).collect_view()}</dl>
    }
}

/// A value that a document prints.
fn printed_view(atlas: &Atlas, one: &Observation, lang: Lang) -> impl IntoView + use<> {
    let documents = atlas.documents();
    let dimension = one
        .dimension
        .map_or_else(String::new, |id| format!(" {}", documents.dimension(id).name.get(lang)));
    let year = ledger::years(one);
    let unit = atlas.unit(one.unit).symbol.get(lang);
    view! {
        <tr>
            <td class="title">{documents.document(one.document).title.get(lang).to_owned()}</td>
            <td>{ledger::locus(&one.locus, lang)}</td>
            <td>{place_name(atlas, one.place, lang)} {dimension}</td>
            <td>{year}</td>
            <td class="number">{format!("{} {unit}", exact(one.value))}</td>
            <td class="title">{one.note.get(lang).to_owned()}</td>
        </tr>
    }
}

/// How the value of one place comes about, with its numbers.
#[component]
fn Example(state: State) -> impl IntoView {
    let atlas = state.atlas;
    let of = Memo::new(move |_| {
        state.spec.with(|spec| {
            let fallback = || places_shown(atlas, spec).first().copied();
            spec.focus.or_else(|| spec.level.yardstick(atlas)).or_else(fallback)
        })
    });
    let place = Memo::new(move |_| state.pointed.get().or_else(|| of.get()));
    let entries = Signal::derive(move || {
        let (lang, words) = (state.lang.get(), state.words());
        let (compared, level) = state.spec.with(|spec| (spec.compared(atlas), spec.level));
        let entry = |place: PlaceId, group: &str| Entry {
            group: group.to_owned(),
            ..Entry::new(atlas.place(place).id.clone(), place_name(atlas, place, lang))
        };
        let mut first = compared.clone();
        first.extend(of.get().filter(|place| !compared.contains(place)));
        let rest = level.places(atlas).into_iter().filter(|place| !first.contains(place));
        let rest: Vec<Entry> = rest.map(|place| entry(place, words.place)).collect();
        first.into_iter().map(|place| entry(place, words.compared)).chain(rest).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        of.get().map_or_else(String::new, |place| atlas.place(place).id.clone())
    });
    let choose = move |id: String| {
        let place = atlas.place_by_id(&id);
        state.change(Record::Step, |spec| spec.focus = place);
    };
    let lines = Memo::new(move |_| {
        let (place, lang) = (place.get()?, state.lang.get());
        let words = state.words();
        state.years.with(|years| {
            let years = years.as_ref()?;
            Some(state.spec.with(|spec| {
                let mut lines: Vec<String> = worked(atlas, spec, years, place, lang)
                    .into_iter()
                    .chain(chained(atlas, spec, years, place, lang))
                    .collect();
                if lines.is_empty() {
                    let told = glance(atlas, spec, years, place, lang);
                    let found = value(atlas, spec.measure(), place, years.year);
                    let is_published =
                        spec.chain.is_level() && found.is_ok_and(|found| found.exact.is_some());
                    let pattern =
                        if is_published { words.example_published } else { words.example_value };
                    let parts =
                        [("{place}", told.name), ("{year}", told.when), ("{value}", told.value)];
                    lines.push(
                        parts
                            .iter()
                            .fold(pattern.to_owned(), |text, (key, part)| text.replace(key, part)),
                    );
                }
                lines
            }))
        })
    });
    let list = move || {
        lines
            .get()
            .map(|lines| lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view())
    };
    view! {
        <div class="example" hidden=move || lines.with(Option::is_none)>
            <Menu
                id="example-place"
                label=Signal::derive(move || state.words().example.to_owned())
                entries=entries
                chosen=chosen
                on_choose=choose
            />
            <div class="worked" role="status">{list}</div>
        </div>
    }
}
