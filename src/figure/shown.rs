//! The numbers that a figure shows, under the spec's chain of transforms, and the words for them.

use super::{Years, describe};
use crate::{
    atlas::{Atlas, Lang, PlaceId, UnitKind},
    i18n::{Scale, grouped, scale_for, year_span},
    query::{
        Chain, Measure, Missing, Ranked, Transform, Transformed, Value, nearest_value, ranking,
        value,
    },
    spec::{Spec, Starts},
};

/// The least number that keeps two digits behind the point meaningful.
const LEAST_SHOWN: f64 = 0.1;

/// What the numbers of a chain are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    /// Values in the indicator's unit.
    Amount,
    /// Differences in the indicator's unit.
    Difference,
    /// Something equals 100.
    Hundred,
    /// Differences of such numbers.
    HundredPoints,
    /// Per cent of a whole.
    Share,
    /// Growth in per cent.
    Rate,
    /// Percentage points.
    Points,
    /// Ranks.
    Rank,
    /// Differences of ranks.
    Places,
}

impl Quantity {
    fn of(atlas: &Atlas, spec: &Spec, chain: &Chain) -> Self {
        let kind = atlas.unit_of(spec.indicator).kind;
        chain.steps().iter().fold(Self::Amount, |before, step| match (step, before) {
            (Transform::Index | Transform::Relative, _) => Self::Hundred,
            (Transform::Share, _) => Self::Share,
            (Transform::Growth | Transform::AnnualGrowth, _) => Self::Rate,
            (Transform::Rank, _) => Self::Rank,
            (Transform::Change, Self::Amount)
                if matches!(kind, UnitKind::Share | UnitKind::Points) =>
            {
                Self::Points
            }
            (Transform::Change, Self::Share | Self::Rate) => Self::Points,
            (Transform::Change, Self::Hundred) => Self::HundredPoints,
            (Transform::Change, Self::Rank) => Self::Places,
            (Transform::Change, _) => Self::Difference,
        })
    }
}

/// A number with the year it is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) number: f64,
    /// The year shown, or the nearest with a value where the spec allows for that.
    pub(super) year: u16,
}

/// How far two values are apart, in words.
pub(super) enum Gap {
    /// The one is so many times the other.
    Times(String),
    /// They differ by so much.
    Apart(String),
}

/// The numbers that a figure shows.
pub(super) struct Shown<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) spec: &'a Spec,
    pub(super) starts: Starts,
    pub(super) quantity: Quantity,
    numbers: Transformed<'a>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(atlas: &'a Atlas, spec: &'a Spec, years: &Years) -> Self {
        Self::of_measure(atlas, spec, years, spec.measure())
    }

    /// The numbers of another measure under the same chain: another vintage, say.
    pub(super) fn of_measure(
        atlas: &'a Atlas,
        spec: &'a Spec,
        years: &Years,
        measure: Measure,
    ) -> Self {
        let starts = spec.starts(atlas, &years.all, years.year);
        let chain = spec.shown_chain(atlas);
        let frame = spec.frame(atlas, starts);
        Self {
            atlas,
            spec,
            starts,
            quantity: Quantity::of(atlas, spec, &chain),
            numbers: Transformed::new(atlas, measure, chain, frame),
        }
    }

    pub(super) fn chain(&self) -> &Chain {
        self.numbers.chain()
    }

    /// Whether values are shown as they are.
    pub(super) fn is_level(&self) -> bool {
        self.chain().is_level()
    }

    /// What is shown for a place in a year.
    pub(super) fn at(&self, place: PlaceId, year: u16) -> Result<f64, Missing> {
        self.numbers.at(place, year)
    }

    /// What is shown for a place in a year, or in the nearest year that the spec allows for. Only values
    /// as they are: of growth or rank in another year nobody asked.
    pub(super) fn near(&self, place: PlaceId, year: u16) -> Result<Found, Missing> {
        if !self.is_level() {
            return Ok(Found { number: self.at(place, year)?, year });
        }
        let (found, year) = self.value_near(place, year)?;
        Ok(Found { number: found.number, year })
    }

    /// The value itself, with its published digits, and the year it is of.
    pub(super) fn value_near(&self, place: PlaceId, year: u16) -> Result<(Value, u16), Missing> {
        nearest_value(self.atlas, self.numbers.measure(), place, year, self.spec.tolerance)
    }

    /// The value of a place as it is, without the chain.
    pub(super) fn value(&self, place: PlaceId, year: u16) -> Result<Value, Missing> {
        value(self.atlas, self.numbers.measure(), place, year)
    }

    /// Whether the lowest number stands first: ranks, and changes of rank, of which the most negative is
    /// the furthest up.
    pub(super) fn lower_is_first(&self) -> bool {
        matches!(self.quantity, Quantity::Rank | Quantity::Places)
    }

    /// Places in the order of what is shown of them in a year, with their ranks.
    pub(super) fn ranked(&self, places: &[PlaceId], year: u16) -> Vec<Ranked> {
        let sign = if self.lower_is_first() { -1.0 } else { 1.0 };
        let mut ranked =
            ranking(places, |place| self.near(place, year).map(|found| found.number * sign));
        for one in &mut ranked {
            one.number = one.number.map(|number| number * sign);
        }
        ranked
    }

    fn kind(&self) -> UnitKind {
        self.atlas.unit_of(self.spec.indicator).kind
    }

    /// The place to which others are related, by name.
    fn other(&self, lang: Lang) -> String {
        describe::place_name(self.atlas, self.numbers.frame().against, lang)
    }

    /// The scale in which the numbers of many places are written, beside one another and not on an axis:
    /// 0.04 hundred million people says little, so where the least would be lost all are written in the
    /// next smaller magnitude.
    pub(super) fn scale_of_places(&self, numbers: &[f64], lang: Lang) -> Scale {
        let scale = self.scale(numbers.iter().copied(), lang);
        let sizes = numbers.iter().map(|number| number.abs()).filter(|size| *size > 0.0);
        let least = sizes.fold(f64::INFINITY, f64::min);
        let is_amount = matches!(self.quantity, Quantity::Amount | Quantity::Difference);
        if is_amount && least * scale.multiplier < LEAST_SHOWN {
            return self.scale([least / LEAST_SHOWN].into_iter(), lang);
        }
        scale
    }

    /// The scale in which numbers are written, given the numbers.
    pub(super) fn scale(&self, numbers: impl Iterator<Item = f64>, lang: Lang) -> Scale {
        let largest = numbers.fold(0.0, |largest: f64, number| largest.max(number.abs()));
        let row = self.atlas.indicator(self.spec.indicator);
        let amount = || scale_for(self.atlas.unit(row.unit), largest, row.decimals, lang);
        match self.quantity {
            Quantity::Amount => amount(),
            Quantity::Difference => amount().signed(),
            Quantity::Hundred => Scale::of(1, "", "", &self.hundred_label(lang)),
            Quantity::HundredPoints => match lang {
                Lang::Zh => Scale::of(1, "", " 点", "点"),
                Lang::En => Scale::of(1, "", " points", "points"),
            }
            .signed(),
            Quantity::Share => Scale::of(2, "", "%", "%"),
            Quantity::Rate => Scale::of(1, "", "%", "%").signed(),
            Quantity::Points => {
                let decimals = usize::from(self.points_decimals());
                match lang {
                    Lang::Zh => Scale::of(decimals, "", " 个百分点", "个百分点"),
                    Lang::En => Scale::of(decimals, "", " pp", "percentage points (pp)"),
                }
                .signed()
            }
            Quantity::Rank => match lang {
                Lang::Zh => Scale::of(0, "第 ", " 位", "位次"),
                Lang::En => Scale::of(0, "rank ", "", "rank"),
            },
            Quantity::Places => match lang {
                Lang::Zh => Scale::of(0, "", " 位", "位（负数为前移）"),
                Lang::En => Scale::of(0, "", " places", "places (minus: up)"),
            }
            .signed(),
        }
    }

    /// The unit in which tables show values: the indicator's own, so that published digits stay.
    pub(super) fn table_unit(&self, lang: Lang) -> String {
        match self.quantity {
            Quantity::Amount | Quantity::Difference => {
                self.atlas.unit_of(self.spec.indicator).symbol.get(lang).to_owned()
            }
            _ => self.scale(core::iter::empty(), lang).label,
        }
    }

    /// The scale in which tables show numbers that are not values as published.
    pub(super) fn table_scale(&self, lang: Lang) -> Scale {
        let decimals = usize::from(self.atlas.indicator(self.spec.indicator).decimals);
        match self.quantity {
            Quantity::Amount => Scale::of(decimals, "", "", ""),
            Quantity::Difference => Scale::of(decimals, "", "", "").signed(),
            _ => self.scale(core::iter::empty(), lang),
        }
    }

    fn hundred_label(&self, lang: Lang) -> String {
        match (self.chain().last(), lang) {
            (Some(Transform::Relative), _) => format!("{} = 100", self.other(lang)),
            (_, Lang::Zh) => format!("{}年 = 100", self.starts.base),
            (_, Lang::En) => format!("{} = 100", self.starts.base),
        }
    }

    /// Whether the numbers are amounts of money of the year itself, or grow by them.
    pub(super) fn is_nominal(&self) -> bool {
        self.kind() == UnitKind::Currency && !self.chain().any(Transform::needs_other)
    }

    /// What a title speaks of: the indicator and what the chain makes of it, without years.
    pub(super) fn subject(&self, lang: Lang) -> String {
        let name =
            describe::indicator_in_prose(self.atlas, self.spec.indicator, self.spec.level, lang);
        self.chain().steps().iter().fold(name, |name, step| self.step_of(&name, *step, lang))
    }

    fn step_of(&self, name: &str, step: Transform, lang: Lang) -> String {
        let base = self.starts.base;
        let nominal = if self.is_nominal() { lang.pick("名义", "nominal ") } else { "" };
        match (step, lang) {
            (Transform::Index, Lang::Zh) => format!("{name}{nominal}指数（{base}年 = 100）"),
            (Transform::Index, Lang::En) => format!("{name}, {nominal}index ({base} = 100)"),
            (Transform::Relative, _) => {
                describe::bracketed(name, &format!("{} = 100", self.other(lang)), lang)
            }
            (Transform::Share, Lang::Zh) => format!("{name}占{}比重", self.other(lang)),
            (Transform::Share, Lang::En) => format!("{name}, share of {}", self.other(lang)),
            (Transform::Growth, Lang::Zh) => format!("{name}比上年{nominal}增长"),
            (Transform::Growth, Lang::En) => format!("{name}, {nominal}growth on the year before"),
            (Transform::AnnualGrowth, Lang::Zh) => format!("{name}年均{nominal}增长"),
            (Transform::AnnualGrowth, Lang::En) => {
                format!("{name}, {nominal}average annual growth")
            }
            (Transform::Change, Lang::Zh) => format!("{name}的变化"),
            (Transform::Change, Lang::En) => format!("{name}, change"),
            (Transform::Rank, Lang::Zh) => format!("{name}位次"),
            (Transform::Rank, Lang::En) => format!("{name}, rank"),
        }
    }

    /// The chain as a reader follows it: `原值 → 占全国比重 → 比上年增长`; empty for the value itself.
    pub(super) fn chain_text(&self, lang: Lang) -> String {
        if self.is_level() {
            return String::new();
        }
        let mut text = lang.pick("原值", "value").to_owned();
        for step in self.chain().steps() {
            text.push_str(" → ");
            text.push_str(&self.step_label(*step, lang));
        }
        text
    }

    /// A step by its short name, with what it refers to.
    fn step_label(&self, step: Transform, lang: Lang) -> String {
        let Starts { base, from } = self.starts;
        match (step, lang) {
            (Transform::Index, Lang::Zh) => format!("指数（{base}年 = 100）"),
            (Transform::Index, Lang::En) => format!("index ({base} = 100)"),
            (Transform::Relative, Lang::Zh) => format!("相对水平（{} = 100）", self.other(lang)),
            (Transform::Relative, Lang::En) => {
                format!("relative level ({} = 100)", self.other(lang))
            }
            (Transform::Share, Lang::Zh) => format!("占{}比重（%）", self.other(lang)),
            (Transform::Share, Lang::En) => format!("share of {} (%)", self.other(lang)),
            (Transform::Growth, Lang::Zh) => "比上年增长（%）".to_owned(),
            (Transform::Growth, Lang::En) => "growth on the year before (%)".to_owned(),
            (Transform::AnnualGrowth, Lang::Zh) => format!("{from}年以来年均增长（%）"),
            (Transform::AnnualGrowth, Lang::En) => {
                format!("average annual growth since {from} (%)")
            }
            (Transform::Change, Lang::Zh) => format!("较{from}年的变化"),
            (Transform::Change, Lang::En) => format!("change since {from}"),
            (Transform::Rank, Lang::Zh) => "位次".to_owned(),
            (Transform::Rank, Lang::En) => "rank".to_owned(),
        }
    }

    /// The year of what is shown, with the first year where it is counted from one.
    pub(super) fn when(&self, year: u16) -> String {
        if self.chain().any(Transform::starts_from) {
            year_span(&(self.starts.from.min(year)..=year))
        } else {
            year.to_string()
        }
    }

    /// How far the highest is from the lowest: a quotient where it says something, else a difference.
    pub(super) fn gap(&self, high: f64, low: f64, lang: Lang) -> Option<Gap> {
        let is_rate = matches!(self.kind(), UnitKind::Share | UnitKind::Points | UnitKind::Index);
        match self.quantity {
            Quantity::Amount if is_rate => {
                let decimals = self.atlas.indicator(self.spec.indicator).decimals;
                let apart = describe::difference(self.kind(), high, low, decimals, lang);
                Some(Gap::Apart(apart.trim_start_matches('+').to_owned()))
            }
            // A quotient of indices is one of growth, and would read like one of levels.
            Quantity::Hundred if self.chain().has(Transform::Index) => {
                let apart = grouped(high - low, 1);
                Some(Gap::Apart(lang.pick("{} 点", "{} points").replace("{}", &apart)))
            }
            Quantity::Amount | Quantity::Hundred | Quantity::Share if low > 0.0 => {
                Some(Gap::Times(grouped(high / low, 2)))
            }
            Quantity::Rate | Quantity::Points => {
                let decimals = self.points_decimals();
                let apart = describe::difference(UnitKind::Points, high, low, decimals, lang);
                Some(Gap::Apart(apart.trim_start_matches('+').to_owned()))
            }
            _ => None,
        }
    }

    /// Digits of percentage points: as many as the numbers have that they are differences of.
    fn points_decimals(&self) -> u8 {
        if self.chain().any(|step| matches!(step, Transform::Growth | Transform::AnnualGrowth)) {
            1
        } else if self.chain().has(Transform::Share) {
            2
        } else {
            self.atlas.indicator(self.spec.indicator).decimals.clamp(1, 2)
        }
    }

    /// Whether places are told as shares of the yardstick: a part of a sum is small against the whole
    /// for no other reason than being a part.
    pub(super) fn tells_shares(&self) -> bool {
        self.is_level() && self.atlas.indicator(self.spec.indicator).additive
    }

    /// How far a place lies from the yardstick in a year, or its share of it; none where nothing can
    /// be told, or where the number shown is itself such a distance.
    pub(super) fn distance(
        &self,
        place: PlaceId,
        yardstick: PlaceId,
        year: u16,
        lang: Lang,
    ) -> Option<String> {
        let decimals = self.atlas.indicator(self.spec.indicator).decimals;
        let (kind, decimals) = match self.quantity {
            Quantity::Amount => (self.kind(), decimals),
            Quantity::Rate => (UnitKind::Points, 1),
            Quantity::Hundred if self.chain().last() == Some(Transform::Index) => {
                (UnitKind::Index, 1)
            }
            _ => return None,
        };
        if place == yardstick {
            return None;
        }
        let (own, reference) = (self.at(place, year).ok()?, self.at(yardstick, year).ok()?);
        if self.tells_shares() {
            let share = own / reference * 100.0;
            return share.is_finite().then(|| format!("{}%", grouped(share, 1)));
        }
        Some(describe::difference(kind, own, reference, decimals, lang))
    }

    /// How one number differs from an earlier one: points for shares, per cent for amounts.
    pub(super) fn change(&self, from: f64, to: f64, lang: Lang) -> String {
        let decimals = self.atlas.indicator(self.spec.indicator).decimals;
        match self.quantity {
            Quantity::Amount if from > 0.0 => {
                describe::difference(self.kind(), to, from, decimals, lang)
            }
            Quantity::Share | Quantity::Rate | Quantity::Points => {
                describe::difference(UnitKind::Points, to, from, self.points_decimals(), lang)
            }
            Quantity::Rank | Quantity::Places => {
                describe::difference(UnitKind::Index, to, from, 0, lang)
            }
            _ => describe::difference(UnitKind::Index, to, from, decimals.max(1), lang),
        }
    }
}
