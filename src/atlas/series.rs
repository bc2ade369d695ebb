//! Statistical series and how they are packed.

use super::{Decimal, IndicatorId, PlaceId, SourceId, VintageId};
use serde::{Deserialize, Serialize};

/// One published value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Calendar year.
    pub year: u16,
    /// The value in the indicator's unit, digits as published.
    pub value: Decimal,
    /// Where it was read.
    pub source: SourceId,
}

/// The values of one indicator in one vintage at one place, by ascending year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What is measured.
    pub indicator: IndicatorId,
    /// In which edition.
    pub vintage: VintageId,
    /// Where.
    pub place: PlaceId,
    /// Values, ascending by year, each year once.
    pub points: Vec<Point>,
}

impl Series {
    /// The value of `year`.
    pub fn at(&self, year: u16) -> Option<&Point> {
        let at = self.points.binary_search_by_key(&year, |point| point.year).ok()?;
        self.points.get(at)
    }
}

/// A [`Series`] in the form that is written: runs of years, differences of mantissas at a
/// common number of decimals, runs of sources. Postcard writes small integers in one byte.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PackedSeries {
    indicator: IndicatorId,
    vintage: VintageId,
    place: PlaceId,
    /// Unbroken runs: years skipped since the end of the last run (first: since [`EPOCH`]), length.
    years: Vec<(u16, u16)>,
    /// Most digits behind the point in this series.
    decimals: u8,
    /// Values published with fewer digits: how many values to skip, digits, for how many values.
    shorter: Vec<(u16, u8, u16)>,
    /// Difference of each mantissa from the one before, at `decimals`.
    differences: Vec<i64>,
    /// Runs of one source: length, source.
    sources: Vec<(u16, SourceId)>,
}

/// Years are counted from here.
const EPOCH: u16 = 1900;

fn runs<T: PartialEq + Copy>(items: impl Iterator<Item = T>) -> Vec<(u16, T)> {
    let mut runs: Vec<(u16, T)> = Vec::new();
    for item in items {
        match runs.last_mut() {
            Some((length, last)) if *last == item => *length += 1,
            _ => runs.push((1, item)),
        }
    }
    runs
}

impl PackedSeries {
    /// Packs a series whose points ascend by year from 1900 on.
    fn pack(series: &Series) -> Self {
        let points = &series.points;
        let decimals = points.iter().map(|point| point.value.decimals).max().unwrap_or(0);
        let mut years: Vec<(u16, u16)> = Vec::new();
        let mut next = EPOCH;
        for point in points {
            let skipped = point.year.saturating_sub(next);
            match years.last_mut() {
                Some((_, length)) if skipped == 0 => *length += 1,
                _ => years.push((skipped, 1)),
            }
            next = point.year + 1;
        }
        let mut shorter = Vec::new();
        let mut skipped = 0;
        for (length, digits) in runs(points.iter().map(|point| point.value.decimals)) {
            if digits == decimals {
                skipped += length;
            } else {
                shorter.push((skipped, digits, length));
                skipped = 0;
            }
        }
        let mut last = 0;
        let differences = points
            .iter()
            .map(|point| {
                let scale = 10_i64.pow(u32::from(decimals - point.value.decimals));
                let mantissa = point.value.mantissa * scale;
                let difference = mantissa - last;
                last = mantissa;
                difference
            })
            .collect();
        Self {
            indicator: series.indicator,
            vintage: series.vintage,
            place: series.place,
            years,
            decimals,
            shorter,
            differences,
            sources: runs(points.iter().map(|point| point.source)),
        }
    }

    /// Unpacks; `None` when the parts contradict one another.
    fn unpack(&self) -> Option<Series> {
        let count = self.differences.len();
        let mut digits = vec![self.decimals; count];
        let mut at = 0_usize;
        for (skipped, decimals, length) in &self.shorter {
            at = at.checked_add(usize::from(*skipped))?;
            let end = at.checked_add(usize::from(*length))?;
            if *decimals >= self.decimals {
                return None;
            }
            digits.get_mut(at..end)?.fill(*decimals);
            at = end;
        }
        let years = self.years.iter().try_fold(
            (EPOCH, Vec::with_capacity(count)),
            |(next, mut years), (skipped, length)| {
                let first = next.checked_add(*skipped)?;
                let end = first.checked_add(*length)?;
                years.extend(first..end);
                Some((end, years))
            },
        )?;
        let mut sources = Vec::with_capacity(count);
        for (length, source) in &self.sources {
            sources.extend(core::iter::repeat_n(*source, usize::from(*length)));
        }
        if years.1.len() != count || sources.len() != count || self.decimals > Decimal::MAX_DECIMALS
        {
            return None;
        }
        let mut mantissa = 0_i64;
        let mut points = Vec::with_capacity(count);
        for (((difference, decimals), year), source) in
            self.differences.iter().zip(digits).zip(years.1).zip(sources)
        {
            mantissa = mantissa.checked_add(*difference)?;
            let scale = 10_i64.pow(u32::from(self.decimals - decimals));
            if mantissa % scale != 0 {
                return None;
            }
            let value = Decimal { mantissa: mantissa / scale, decimals };
            points.push(Point { year, value, source });
        }
        Some(Series { indicator: self.indicator, vintage: self.vintage, place: self.place, points })
    }
}

/// All series, column by column: like stands beside like, which compresses by a tenth better than
/// series by series.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedNumbers {
    indicators: Vec<IndicatorId>,
    vintages: Vec<VintageId>,
    places: Vec<PlaceId>,
    years: Vec<Vec<(u16, u16)>>,
    decimals: Vec<u8>,
    shorter: Vec<Vec<(u16, u8, u16)>>,
    sources: Vec<Vec<(u16, SourceId)>>,
    differences: Vec<Vec<i64>>,
}

impl PackedNumbers {
    /// Packs series whose points ascend by year from 1900 on.
    pub fn pack(series: &[Series]) -> Self {
        let mut columns = Self::default();
        for one in series.iter().map(PackedSeries::pack) {
            columns.indicators.push(one.indicator);
            columns.vintages.push(one.vintage);
            columns.places.push(one.place);
            columns.years.push(one.years);
            columns.decimals.push(one.decimals);
            columns.shorter.push(one.shorter);
            columns.sources.push(one.sources);
            columns.differences.push(one.differences);
        }
        columns
    }

    /// Unpacks; `None` when the columns contradict one another.
    pub fn unpack(self) -> Option<Vec<Series>> {
        let count = self.indicators.len();
        let lengths = [
            self.vintages.len(),
            self.places.len(),
            self.years.len(),
            self.decimals.len(),
            self.shorter.len(),
            self.sources.len(),
            self.differences.len(),
        ];
        if lengths != [count; 7] {
            return None;
        }
        let keys = self.indicators.into_iter().zip(self.vintages).zip(self.places);
        let values = self.years.into_iter().zip(self.decimals).zip(self.shorter);
        let rest = self.sources.into_iter().zip(self.differences);
        keys.zip(values)
            .zip(rest)
            .map(|((key, value), (sources, differences))| {
                let ((indicator, vintage), place) = key;
                let ((years, decimals), shorter) = value;
                PackedSeries {
                    indicator,
                    vintage,
                    place,
                    years,
                    decimals,
                    shorter,
                    differences,
                    sources,
                }
                .unpack()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn series() -> impl Strategy<Value = Series> {
        let point = (-9_999_999_i64..9_999_999, 0_u8..5, 0_u16..4);
        proptest::collection::btree_map(1949_u16..2031, point, 0..40).prop_map(
            |points: BTreeMap<u16, (i64, u8, u16)>| Series {
                indicator: IndicatorId(3),
                vintage: VintageId(1),
                place: PlaceId(9),
                points: points
                    .into_iter()
                    .map(|(year, (mantissa, decimals, source))| Point {
                        year,
                        value: Decimal { mantissa, decimals },
                        source: SourceId(source),
                    })
                    .collect(),
            },
        )
    }

    proptest! {
        #[test]
        fn packing_keeps_every_digit_year_and_source(series in series()) {
            let all = vec![series.clone(), series];
            prop_assert_eq!(PackedNumbers::pack(&all).unpack(), Some(all));
        }

        #[test]
        fn contradicting_parts_are_refused_not_misread(
            series in series(), extra in (0_u16..9, 1_u16..9),
        ) {
            let mut packed = PackedSeries::pack(&series);
            packed.years.push(extra);
            prop_assert_eq!(packed.unpack(), None);
            let mut columns = PackedNumbers::pack(&[series]);
            columns.decimals.push(0);
            prop_assert_eq!(columns.unpack(), None);
        }
    }
}
