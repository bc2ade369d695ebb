//! Measures for scripts: the program inside `prosperity-atlas.js`, without Leptos and without data.
//!
//! JavaScript (`js/measure`) reads what the script gives and makes lists of numbers of it; this program
//! measures them ([`crate::measures`]). Long lists cross as plain arrays of numbers, since an object for
//! each point or place would take longer to hand over than to compute.

use crate::measures::{Input, Job as Measuring, Local, Refusal};
use crate::stats::spatial::Quadrant;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// A job, see [`crate::measures::Job`].
#[wasm_bindgen]
pub struct Job {
    job: Measuring,
}

/// Why an input is refused.
#[derive(Serialize)]
struct Thrown {
    reason: &'static str,
    at: Option<usize>,
    message: String,
}

#[wasm_bindgen]
impl Job {
    /// A job. The neighbours of all places stand in one list; `ends` says where those of each place end.
    ///
    /// # Errors
    /// An object with `reason`, `message` and, where one value is wrong, its position `at`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        values: Vec<f64>,
        weights: Option<Vec<f64>>,
        groups: Option<Vec<u32>>,
        ends: Option<Vec<u32>>,
        neighbours: Option<Vec<u32>>,
        permutations: u32,
        seed: u64,
    ) -> Result<Self, JsValue> {
        let input = Input {
            values,
            weights,
            groups: groups.map(wide),
            neighbours: ends.map(|ends| lists(&wide(ends), &wide(neighbours.unwrap_or_default()))),
            permutations: permutations as usize,
            seed,
        };
        Ok(Self { job: Measuring::new(input).map_err(|refusal| thrown(&refusal))? })
    }

    /// Does a little more; true once all is done.
    pub fn step(&mut self) -> bool {
        self.job.step()
    }

    /// Does all that is left.
    pub fn finish(&mut self) {
        while !self.job.step() {}
    }

    /// What is measured, but for the lists below.
    ///
    /// # Errors
    /// Should the object not be made.
    pub fn measures(&self) -> Result<JsValue, JsValue> {
        let output = self.job.output();
        Ok(output.serialize(&Serializer::new().serialize_maps_as_objects(true))?)
    }

    /// The Lorenz curve: two numbers for each point.
    pub fn lorenz(&self) -> Option<Vec<f64>> {
        self.job.output().lorenz.as_ref().map(|points| points.as_flattened().to_vec())
    }

    /// The weighted Lorenz curve: two numbers for each point.
    #[wasm_bindgen(js_name = weightedLorenz)]
    pub fn weighted_lorenz(&self) -> Option<Vec<f64>> {
        let weighted = self.job.output().weighted.as_ref()?;
        weighted.lorenz.as_ref().map(|points| points.as_flattened().to_vec())
    }

    /// Local Moran: for each place I, p, and quadrant and cluster by their position in [`quadrants`]; NaN
    /// for what a place has not.
    pub fn local(&self) -> Option<Vec<f64>> {
        let moran = self.job.output().moran.as_ref()?;
        Some(moran.local.iter().flat_map(numbers).collect())
    }
}

/// The names of the quadrants.
#[wasm_bindgen]
pub fn quadrants() -> Vec<String> {
    Quadrant::ALL.map(|quadrant| quadrant.code().to_owned()).to_vec()
}

fn numbers(local: &Local) -> [f64; 4] {
    let number = |quadrant: Option<Quadrant>| {
        let position = Quadrant::ALL.iter().position(|one| Some(*one) == quadrant);
        position.map_or(f64::NAN, |position| position as f64)
    };
    [local.i, local.p.unwrap_or(f64::NAN), number(local.quadrant), number(local.cluster)]
}

fn wide(numbers: Vec<u32>) -> Vec<usize> {
    numbers.into_iter().map(|number| number as usize).collect()
}

/// The list of each place. Ends that cannot be give empty lists.
fn lists(ends: &[usize], all: &[usize]) -> Vec<Vec<usize>> {
    let starts = core::iter::once(&0).chain(ends);
    starts.zip(ends).map(|(from, to)| all.get(*from..*to).unwrap_or_default().to_vec()).collect()
}

fn thrown(refusal: &Refusal) -> JsValue {
    let thrown = Thrown { reason: refusal.code(), at: refusal.at(), message: refusal.to_string() };
    // A sentence alone tells more than nothing.
    serde_wasm_bindgen::to_value(&thrown).unwrap_or_else(|_| thrown.message.into())
}
