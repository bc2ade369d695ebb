//! What the numbers say about a claim, computed from the claim's formula and what it states.
//!
//! The rules, in this order, are the same for every claim:
//!
//! 1. Without a formula nothing can be recomputed: the documents do not hold the numbers.
//! 2. A stated bound is kept or it is not. A direction ("narrowed", "rose", "the highest") is a
//!    change or a distance stated as at most or at least 0, so a heading or a sentence whose
//!    direction the numbers do not show falls under this rule. The recomputed value is taken as it
//!    is: rounding does not turn a direction round.
//! 3. A stated value that the formula gives digit for digit *agrees*.
//! 4. It *agrees after rounding* where the recomputed value rounds to the stated digits, that is,
//!    lies within half a unit of the last of them; or where it could, given that the operands are
//!    printed rounded as well. For the latter each operand may be half a unit of its own last digit
//!    off; the effects of all are added up (the bound of the maximum error, to first order).
//!    Things counted one by one are exact.
//! 5. Otherwise it *differs*.
//!
//! A wording in another sense falls under these rules too, because the claim's formula takes the
//! words literally: "grew by a factor" is the increase over the base, per cent is a relative change.
//! No claim of the ledger needs a rule of its own, and none is judged by the ledger's word; that
//! word only serves a test. What the rules cannot tell is *in what way* a claim differs
//! ([`crate::atlas::Difference`]): that is a reading of the document, and it is the ledger's.

use super::formula::{FormulaError, Item, evaluate, parse};
use crate::atlas::{Atlas, Bound, Claim, Decimal, ObservationId, UnitKind, Verdict};

/// Two numbers nearer than this, relative to the larger of them and 1, are the same: what is left
/// over by arithmetic in binary.
const NOISE: f64 = 1e-9;

/// Why a verdict is what it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ground {
    /// There is no formula, or no value is stated.
    NoFormula,
    /// The formula gives the stated value digit for digit.
    Equal,
    /// The recomputed value rounds to the stated digits.
    Rounds,
    /// It would, operands printed rounded considered: they leave it uncertain by this much to either
    /// side, in the claim's unit.
    Uncertain(f64),
    /// The recomputed value is this much above (or, negative, below) the stated one, in the claim's
    /// unit, and rounding does not explain it.
    Apart(f64),
    /// The stated bound is kept.
    BoundKept(Bound),
    /// It is not: the recomputed value is this much beyond, in the claim's unit; above 0.
    BoundPassed(Bound, f64),
}

impl Ground {
    /// The verdict that rests on it.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::NoFormula => Verdict::NotRecomputable,
            Self::Equal | Self::BoundKept(_) => Verdict::Agrees,
            Self::Rounds | Self::Uncertain(_) => Verdict::AgreesAfterRounding,
            Self::Apart(_) | Self::BoundPassed(..) => Verdict::Differs,
        }
    }
}

/// A claim, recomputed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// What its formula gives, in the claim's unit; none without a formula.
    pub value: Option<f64>,
    /// The verdict and why.
    pub ground: Ground,
}

/// Recomputes a claim from the observations of the ledger and judges it.
///
/// # Errors
/// What [`parse`] and [`evaluate`] say of a formula; none does in a checked atlas.
pub fn judge(atlas: &Atlas, claim: &Claim) -> Result<Judgement, FormulaError> {
    if claim.formula.is_empty() {
        return Ok(Judgement { value: None, ground: Ground::NoFormula });
    }
    let items = parse(&claim.formula)?;
    let value = evaluate_over(atlas, claim, &items, None)?;
    let Some(stated) = claim.stated else {
        return Ok(Judgement { value: Some(value), ground: Ground::NoFormula });
    };
    let off = value - stated.to_f64();
    let noise = NOISE * value.abs().max(stated.to_f64().abs()).max(1.0);
    let half = half_unit(stated);
    let ground = match claim.bound {
        Some(bound) => {
            let beyond = if bound == Bound::Upper { off } else { -off };
            if beyond <= noise {
                Ground::BoundKept(bound)
            } else {
                Ground::BoundPassed(bound, beyond)
            }
        }
        None if off.abs() <= noise => Ground::Equal,
        None if off.abs() <= half + noise => Ground::Rounds,
        None => {
            let uncertain = uncertainty(atlas, claim, &items, value)?;
            // Strictly: two printed numbers side by side, each as far off as it can be, only touch.
            if off.abs() < half + uncertain - noise {
                Ground::Uncertain(uncertain)
            } else {
                Ground::Apart(off)
            }
        }
    };
    Ok(Judgement { value: Some(value), ground })
}

/// Half a unit of the last digit: what rounding to it can take or give.
fn half_unit(value: Decimal) -> f64 {
    0.5 * 10f64.powi(-i32::from(value.decimals))
}

/// How far the printed value of an observation may be from the value before rounding. What is
/// counted one by one is exact.
fn rounding_of(atlas: &Atlas, id: ObservationId) -> f64 {
    let one = atlas.documents().observation(id);
    let unit = atlas.unit(one.unit);
    let counted = matches!(unit.kind, UnitKind::People | UnitKind::Count) && unit.factor <= 1.0;
    if counted && one.value.decimals == 0 { 0.0 } else { half_unit(one.value) }
}

/// The value of the claim's formula, with one observation moved by an amount if so wished.
fn evaluate_over(
    atlas: &Atlas,
    claim: &Claim,
    items: &[Item<'_>],
    moved: Option<(ObservationId, f64)>,
) -> Result<f64, FormulaError> {
    evaluate(items, |item| {
        let Item::Observation { id, .. } = item else { return None };
        let observation = referred(claim, id)?;
        let value = atlas.documents().observation(observation).value.to_f64();
        let by = moved.filter(|(one, _)| *one == observation).map_or(0.0, |(_, by)| by);
        Some(value + by)
    })
}

/// The observation that `[n]` of a packed formula stands for.
pub(super) fn referred(claim: &Claim, reference: &str) -> Option<ObservationId> {
    let position: usize = reference.parse().ok()?;
    claim.observations.get(position.checked_sub(1)?).copied()
}

/// How far the value can be off because the operands are printed rounded.
fn uncertainty(
    atlas: &Atlas,
    claim: &Claim,
    items: &[Item<'_>],
    value: f64,
) -> Result<f64, FormulaError> {
    let mut sum = 0.0;
    for id in &claim.observations {
        let by = rounding_of(atlas, *id);
        if by > 0.0 {
            let above = evaluate_over(atlas, claim, items, Some((*id, by)))?;
            let below = evaluate_over(atlas, claim, items, Some((*id, -by)))?;
            sum += (above - value).abs().max((below - value).abs());
        }
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::super::tests::ATLAS;
    use super::*;

    #[test]
    fn every_verdict_and_every_value_of_the_ledger_is_found_again() {
        let mut wrong = Vec::new();
        for claim in &ATLAS.documents().claims {
            let judged = judge(&ATLAS, claim).unwrap();
            let value = judged
                .value
                .zip(claim.recomputed)
                .map(|(value, said)| format!("{value:.*}", usize::from(said.decimals)));
            let same = value == claim.recomputed.map(|said| said.to_string())
                && judged.value.is_some() == claim.recomputed.is_some();
            if judged.ground.verdict() != claim.verdict || !same {
                wrong.push(format!(
                    "{}: {judged:?}, ledger {:?} {:?}",
                    claim.id, claim.verdict, claim.recomputed
                ));
            }
        }
        assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
        assert_eq!(ATLAS.documents().claims.len(), 242);
    }

    #[test]
    fn a_claim_says_why_it_agrees_or_differs() {
        let ground = |id: &str| {
            let claim = ATLAS.documents().claims.iter().find(|one| one.id == id).unwrap();
            judge(&ATLAS, claim).unwrap().ground
        };
        assert_eq!(ground("001-beds-2019"), Ground::Equal);
        assert_eq!(ground("001-t1-beds-ratio-2012"), Ground::Rounds);
        // Half a hundredth of a volume per person more or less moves the growth by about a point.
        let Ground::Uncertain(by) = ground("001-library-growth-E") else { panic!() };
        assert!((1.0..2.0).contains(&by), "{by}");
        // 653,832 / 36,332 are counts: nothing is left to rounding.
        let Ground::Apart(by) = ground("001-patents-2011-NE") else { panic!() };
        assert!((by - 0.006).abs() < 1e-4, "{by}");
        assert_eq!(ground("001-beds-gap-ratio"), Ground::BoundKept(Bound::Upper));
        let Ground::BoundPassed(Bound::Lower, by) = ground("001-drain-rising") else { panic!() };
        assert!((by - 0.2).abs() < 1e-9, "{by}");
        assert_eq!(ground("001-uni-31"), Ground::NoFormula);
    }

    #[test]
    fn prose_beside_a_table_is_not_excused_by_rounding() {
        let mut claim =
            ATLAS.documents().claims.iter().find(|one| one.id == "001-beds-2019").unwrap().clone();
        claim.stated = Some("4.7".parse().unwrap());
        assert_eq!(judge(&ATLAS, &claim).unwrap().ground.verdict(), Verdict::Differs);
        claim.formula = "[1] / [2]".to_owned();
        assert_eq!(judge(&ATLAS, &claim), Err(FormulaError::MissingReference { column: 7 }));
        claim.formula = "1 / 0".to_owned();
        assert_eq!(judge(&ATLAS, &claim), Err(FormulaError::DivisionByZero));
    }
}
