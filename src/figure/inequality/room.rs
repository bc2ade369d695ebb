//! What is measured: the values of places in a year, with their weights and groups, as a spec of the
//! measuring room asks.

use super::super::{LineRole, SourceLine, Years, describe, trend};
use crate::{
    atlas::{Atlas, Lang, Level, PlaceId},
    i18n::year_span,
    query::{Denominator, Geography, Measure, Missing, default_vintage, groups, sources, value},
    spec::{IndexChoice, Spec, Weighting},
    stats::{Index, MeasureError, Sample},
};
use core::ops::RangeInclusive;

/// The indicator by which places are weighted.
const POPULATION: &str = "population_resident";

/// A group of places: its name and what colours it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) role: LineRole,
}

/// A spec of the measuring room with its places, groups and weights found.
pub(super) struct Room<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) spec: &'a Spec,
    pub(super) years: &'a Years,
    pub(super) lang: Lang,
    /// The places among which is measured, in the order of the level.
    pub(super) places: Vec<PlaceId>,
    /// Groups, in the order in which they are told; none has no place.
    pub(super) groups: Vec<Group>,
    /// Where the groups come from, in words.
    pub(super) grouping: String,
    /// For each of `places` its position in `groups`.
    group_of: Vec<usize>,
    /// What weighs the places; none where each counts once.
    weights: Option<Measure>,
}

/// The values of one year.
#[derive(Clone, Debug, Default)]
pub(super) struct Slice {
    pub(super) places: Vec<PlaceId>,
    /// In the unit of the indicator, one for each of `places`.
    pub(super) values: Vec<f64>,
    /// Persons in the unit of the population series; none where each place counts once.
    pub(super) weights: Option<Vec<f64>>,
    /// Position of its group, one for each of `places`.
    pub(super) groups: Vec<usize>,
    /// Places without a value, or without a weight where weights are asked for.
    pub(super) missing: Vec<(PlaceId, Missing)>,
}

impl Slice {
    /// The values, ready to be measured.
    pub(super) fn sample(&self) -> Result<Sample, MeasureError> {
        self.several()?;
        match &self.weights {
            Some(weights) => Sample::weighted(&self.values, weights),
            None => Sample::new(&self.values),
        }
    }

    /// One place alone is not unequal to anything.
    fn several(&self) -> Result<(), MeasureError> {
        match self.len() {
            0 => Err(MeasureError::Empty),
            1 => Err(MeasureError::TooFew { n: 1, least: 2 }),
            _ => Ok(()),
        }
    }

    /// The values as places that count once each.
    pub(super) fn unweighted(&self) -> Result<Sample, MeasureError> {
        self.several()?;
        Sample::new(&self.values)
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Where a place stands in it.
    pub(super) fn position(&self, place: PlaceId) -> Option<usize> {
        self.places.iter().position(|one| *one == place)
    }
}

impl<'a> Room<'a> {
    pub(super) fn new(atlas: &'a Atlas, spec: &'a Spec, years: &'a Years, lang: Lang) -> Self {
        let all = spec.level.places(atlas);
        let measuring = &spec.measuring;
        let is_in =
            |place: &PlaceId| measuring.among.as_ref().is_none_or(|among| among.contains(place));
        let places: Vec<PlaceId> = all.iter().copied().filter(is_in).collect();
        let (groups, grouping, group_of) = grouped(atlas, spec, &places, lang);
        let weights = (measuring.weighting == Weighting::Population)
            .then(|| population(atlas, spec.level, &places, years.year))
            .flatten();
        Self { atlas, spec, years, lang, places, groups, grouping, group_of, weights }
    }

    /// The values of a year in a measure: the spec's own, or another edition of it.
    pub(super) fn slice_of(&self, measure: Measure, year: u16) -> Slice {
        let mut slice = Slice { weights: self.weights.map(|_| Vec::new()), ..Slice::default() };
        for (place, group) in self.places.iter().zip(&self.group_of) {
            let found = value(self.atlas, measure, *place, year);
            let weight = self.weights.map(|weights| value(self.atlas, weights, *place, year));
            match (found, weight.transpose()) {
                (Ok(found), Ok(weight)) => {
                    slice.places.push(*place);
                    slice.values.push(found.number);
                    slice.groups.push(*group);
                    if let (Some(all), Some(weight)) = (&mut slice.weights, weight) {
                        all.push(weight.number);
                    }
                }
                (Err(why), _) | (_, Err(why)) => slice.missing.push((*place, why)),
            }
        }
        slice
    }

    /// The values of a year.
    pub(super) fn slice(&self, year: u16) -> Slice {
        self.slice_of(self.spec.measure(), year)
    }

    /// The year that is looked at.
    pub(super) fn year(&self) -> u16 {
        self.years.year
    }

    /// The slices of the years of a path that are as well covered as the best of them, and the years left
    /// out because fewer places have a value: an index of fewer places is another index.
    pub(super) fn path(&self, measure: Measure) -> (Vec<(u16, Slice)>, Vec<u16>) {
        let all: Vec<(u16, Slice)> = (self.years.from..=self.years.year)
            .map(|year| (year, self.slice_of(measure, year)))
            .filter(|(_, slice)| slice.len() > 0)
            .collect();
        let most = all.iter().map(|(_, slice)| slice.len()).max().unwrap_or_default();
        let (whole, part): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(_, slice)| slice.len() == most);
        (whole, part.into_iter().map(|(year, _)| year).collect())
    }

    /// Whether places are weighted by their population.
    pub(super) fn is_weighted(&self) -> bool {
        self.weights.is_some()
    }

    /// What is measured and how places count, for subtitles: `GDP per person (CN¥) · weighted by resident
    /// population`.
    pub(super) fn subject(&self) -> String {
        let mut line = describe::measure_line(self.atlas, self.spec, self.lang);
        line.push_str(" · ");
        line.push_str(self.weighting_name());
        line
    }

    /// [`Room::subject`] of what does not weigh places.
    pub(super) fn subject_unweighted(&self) -> String {
        describe::measure_line(self.atlas, self.spec, self.lang)
    }

    /// Name of the place at a position among those measured in the year looked at.
    pub(super) fn name_at(&self, at: usize) -> String {
        let places = self.slice(self.year()).places;
        let place = places.get(at).copied().unwrap_or_else(|| self.atlas.nation());
        describe::place_name(self.atlas, place, self.lang)
    }

    /// Name of the indicator alone.
    pub(super) fn indicator(&self) -> String {
        describe::indicator_name(self.atlas, self.spec.indicator, self.spec.level, self.lang)
    }

    /// How places count.
    pub(super) fn weighting_name(&self) -> &'static str {
        if self.is_weighted() {
            self.lang.pick("按常住人口加权", "weighted by resident population")
        } else {
            self.lang.pick("各地区权重相同", "each place counts once")
        }
    }

    /// `31 个省级地区`, `31 provinces`.
    pub(super) fn among(&self, count: usize) -> String {
        let (level, lang) = (self.spec.level, self.lang);
        let name = describe::level_name(level, lang);
        match (self.spec.measuring.among.is_some(), level, lang) {
            (true, _, Lang::Zh) => format!("所选 {count} 个地区"),
            (true, _, Lang::En) => format!("{count} chosen places"),
            (false, Geography::Provinces, Lang::Zh) => format!("{count} 个省级地区"),
            (false, Geography::Provinces | Geography::MacroRegions, Lang::En) => {
                format!("{count} {name}")
            }
            (false, Geography::MacroRegions, Lang::Zh) => name.to_owned(),
            (false, _, Lang::Zh) => format!("{count} 个地区（{name}）"),
            (false, _, Lang::En) => format!("{count} places ({name})"),
        }
    }

    /// Sources and notes of the values of some years, those of the weights among them.
    pub(super) fn background(
        &self,
        span: &RangeInclusive<u16>,
    ) -> (Vec<SourceLine>, String, Vec<String>) {
        let (atlas, spec, lang) = (self.atlas, self.spec, self.lang);
        let (mut lines, _) = describe::source_lines(atlas, spec, &self.places, span, lang);
        let notes = describe::notes(atlas, spec, &self.places, span, lang);
        if let Some(weights) = self.weights {
            for id in sources(self.atlas, weights, &self.places, span) {
                let line = describe::source_line(self.atlas, id, self.lang);
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        let text = describe::sources_text(&lines, self.lang);
        (lines, text, notes)
    }

    /// Places that are not measured, a note for each reason.
    pub(super) fn missing_notes(&self, slice: &Slice, year: u16) -> Vec<String> {
        let (atlas, lang) = (self.atlas, self.lang);
        let note = |(why, places): &(Missing, Vec<PlaceId>)| {
            let why = describe::reason(atlas, *why, lang);
            let names = describe::names(atlas, places, lang);
            match lang {
                Lang::Zh => format!("{year}年未计入（{why}）：{names}。"),
                Lang::En => format!("Not counted in {year} ({why}): {names}."),
            }
        };
        describe::by_reason(slice.missing.iter().copied()).iter().map(note).collect()
    }

    /// What is said of years that are left out of a path.
    pub(super) fn left_out_note(&self, years: &[u16]) -> Option<String> {
        let (first, last) = (years.first()?, years.last()?);
        let told = if years.len() == usize::from(last - first) + 1 {
            year_span(&(*first..=*last))
        } else {
            years.iter().map(u16::to_string).collect::<Vec<_>>().join(self.lang.pick("、", ", "))
        };
        Some(match self.lang {
            Lang::Zh => format!("{told}年有数据的地区较少，与其他年份不可比，未画出。"),
            Lang::En => format!(
                "Fewer places have data in {told}; an index of fewer places is not comparable and is not drawn."
            ),
        })
    }
}

/// The population that weighs places: the edition in force, or where that has nothing in the year the
/// first that has.
fn population(atlas: &Atlas, level: Geography, places: &[PlaceId], year: u16) -> Option<Measure> {
    let indicator = atlas.indicator_by_id(POPULATION)?;
    let measure = |vintage| Measure { indicator, vintage, denominator: Denominator::default() };
    let first = measure(default_vintage(atlas, indicator, level));
    let has =
        |measure: &Measure| places.iter().any(|place| value(atlas, *measure, *place, year).is_ok());
    let others = atlas.vintages_of(indicator).into_iter().map(measure);
    core::iter::once(first).chain(others).find(has).or(Some(first))
}

/// The groups of the places of a spec, by name.
pub(super) fn groups_of(atlas: &Atlas, spec: &Spec, lang: Lang) -> Vec<(String, Vec<PlaceId>)> {
    let places = spec.level.places(atlas);
    let (groups, _, group_of) = grouped(atlas, spec, &places, lang);
    let members = |at: usize| {
        let of = places.iter().zip(&group_of).filter(move |(_, group)| **group == at);
        of.map(|(place, _)| *place).collect()
    };
    groups.into_iter().enumerate().map(|(at, group)| (group.name, members(at))).collect()
}

/// Groups of places, where they come from, and for each place its group.
fn grouped(
    atlas: &Atlas,
    spec: &Spec,
    places: &[PlaceId],
    lang: Lang,
) -> (Vec<Group>, String, Vec<usize>) {
    let mut found: Vec<(Group, Vec<PlaceId>)> = Vec::new();
    let grouping;
    if let Some(own) = &spec.measuring.groups {
        grouping = lang.pick("自定分组", "own groups").to_owned();
        for (at, group) in own.iter().enumerate() {
            let name = if group.name.is_empty() {
                format!("{}{}", lang.pick("第", "Group "), at + 1) + lang.pick("组", "")
            } else {
                group.name.clone()
            };
            let group_places = group.places.clone();
            found.push((Group { name, role: LineRole::Place(at) }, group_places));
        }
    } else {
        grouping = match spec.level {
            Geography::Provinces => lang.pick("四大区域", "the four macro-regions"),
            Geography::DeltaCities => lang.pick("省级地区", "provinces"),
            Geography::ZhejiangCounties => lang.pick("设区市", "cities"),
            Geography::ShanghaiDistricts => lang.pick("中心城区与郊区", "centre and suburbs"),
            _ => lang.pick("不分组", "no groups"),
        }
        .to_owned();
        let by_parent = |parent: PlaceId, at: usize| {
            let role = trend::role(atlas, parent, at);
            (Group { name: describe::place_name(atlas, parent, lang), role }, parent)
        };
        if spec.level == Geography::ShanghaiDistricts {
            for (at, one) in groups(atlas, spec.level).into_iter().enumerate() {
                let name = one.name.get(lang).to_owned();
                found.push((Group { name, role: LineRole::Place(at) }, one.places));
            }
        } else if matches!(
            spec.level,
            Geography::Provinces | Geography::DeltaCities | Geography::ZhejiangCounties
        ) {
            let mut parents: Vec<PlaceId> = if spec.level == Geography::Provinces {
                Geography::MacroRegions.places(atlas)
            } else {
                Vec::new()
            };
            for place in places {
                if let Some(parent) = atlas.place(*place).parent
                    && atlas.place(parent).level != Level::Nation
                    && !parents.contains(&parent)
                {
                    parents.push(parent);
                }
            }
            for (at, parent) in parents.into_iter().enumerate() {
                let (group, parent) = by_parent(parent, at);
                let members = places
                    .iter()
                    .copied()
                    .filter(|place| atlas.place(*place).parent == Some(parent))
                    .collect();
                found.push((group, members));
            }
        }
    }
    // A group without a place among those measured would be an empty row.
    found.retain(|(_, members)| places.iter().any(|place| members.contains(place)));
    let mut group_of: Vec<usize> = Vec::with_capacity(places.len());
    let mut rest = false;
    for place in places {
        let at = found.iter().position(|(_, members)| members.contains(place));
        rest |= at.is_none();
        group_of.push(at.unwrap_or(found.len()));
    }
    let mut named: Vec<Group> = found.into_iter().map(|(group, _)| group).collect();
    if rest {
        let name = if named.is_empty() {
            lang.pick("全部", "All")
        } else {
            lang.pick("其余", "Others")
        };
        named.push(Group { name: name.to_owned(), role: LineRole::Place(named.len()) });
    }
    (named, grouping, group_of)
}

/// The measure behind a choice.
pub(super) fn index_of(choice: IndexChoice) -> Index {
    match choice {
        IndexChoice::Gini => Index::Gini,
        IndexChoice::GiniCorrected => Index::GiniCorrected,
        IndexChoice::TheilT => Index::TheilT,
        IndexChoice::TheilL => Index::TheilL,
        IndexChoice::GeneralisedEntropy(alpha) => Index::GeneralisedEntropy(alpha),
        IndexChoice::Atkinson(epsilon) => Index::Atkinson(epsilon),
        IndexChoice::CvPopulation => Index::CvPopulation,
        IndexChoice::CvSample => Index::CvSample,
        IndexChoice::Hoover => Index::Hoover,
        IndexChoice::StdOfLogs => Index::StdOfLogs,
        IndexChoice::ExtremeRatio => Index::ExtremeRatio,
        IndexChoice::PercentileRatio => Index::PercentileRatio { upper: 0.9, lower: 0.1 },
    }
}

/// The measure of a slice: weighted where that is asked for and the measure takes weights.
pub(super) fn measured(choice: IndexChoice, slice: &Slice) -> Result<f64, MeasureError> {
    let sample = if choice.takes_weights() { slice.sample()? } else { slice.unweighted()? };
    index_of(choice).of(&sample)
}
