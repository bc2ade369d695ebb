//! Measuring, in one go or in steps.

use super::input::MOST_GROUPS;
use super::output::{
    Atkinson, Autocorrelation, Cv, Gini, Group, LEVEL, Local, Output, Overlap, Random, Theil,
    UnderRandomisation, Weighted,
};
use super::{Input, Refusal};
use crate::stats::spatial::{
    Correction, Generator, LocalMoranTest, Moran, MoranTest, Normal, Permuted, Weights,
};
use crate::stats::{self, Decomposition, GroupPart, MeasureError, Sample};
use std::collections::{BTreeMap, BTreeSet};

/// All measures of an input.
///
/// # Errors
/// [`Refusal`] for what cannot be right: no values or too many, one that is not finite, weights, groups
/// or lists of neighbours of another length, a weight below 0, weights that are all 0, a neighbour
/// that is not there, a number of draws that cannot be made.
///
/// # Examples
/// ```
/// use prosperity_atlas::measures::{Input, measure};
/// let found = measure(&Input::of(vec![0.0, 1.0, 3.0]))?;
/// assert_eq!(found.gini.and_then(|gini| gini.value), Some(0.5));
/// assert_eq!(found.theil_l, None);
/// assert_eq!(found.skipped["theil_l"].to_string(), "value 0 is not above zero");
/// # Ok::<(), prosperity_atlas::measures::Refusal>(())
/// ```
pub fn measure(input: &Input) -> Result<Output, Refusal> {
    let mut job = Job::new(input.clone())?;
    while !job.step() {}
    Ok(job.output)
}

/// Measuring in steps, each of which takes milliseconds: the random draws of a large map would hold up
/// whatever else is to happen. The result is that of [`measure`].
///
/// # Examples
/// ```
/// use prosperity_atlas::measures::{Input, Job, measure};
/// let row = vec![vec![1], vec![0, 2], vec![1, 3], vec![2]];
/// let input = Input { neighbours: Some(row), ..Input::of(vec![1.0, 2.0, 4.0, 9.0]) };
/// let mut job = Job::new(input.clone())?;
/// while !job.step() {}
/// assert_eq!(job.output(), &measure(&input)?);
/// # Ok::<(), prosperity_atlas::measures::Refusal>(())
/// ```
#[derive(Debug)]
pub struct Job {
    output: Output,
    stage: Stage,
}

/// What is to be done next.
#[derive(Debug)]
enum Stage {
    /// The measures of inequality.
    Inequality(Box<Input>, Result<Weights, Refusal>),
    /// Everything spatial.
    Spatial(Box<Spatial>),
    /// The draws of Moran's I.
    Global(Box<Spatial>, Box<MoranTest>),
    /// Laying out the draws of the local statistics.
    Between(Box<Spatial>, Global),
    /// The places.
    Local(Box<LocalMoranTest>, Global),
    Done,
}

/// What the spatial tests are of.
#[derive(Debug)]
struct Spatial {
    values: Vec<f64>,
    weights: Weights,
    permutations: usize,
    seed: u64,
}

/// Moran's I and where it lies among the draws.
#[derive(Debug)]
struct Global {
    moran: Moran,
    permuted: Permuted,
}

/// Draws of Moran's I in one step: as many as are made side by side.
const DRAWS: usize = 4;

/// Places in one step.
const PLACES: usize = 4;

impl Job {
    /// A job, with the input checked and nothing computed.
    ///
    /// # Errors
    /// [`Refusal`] as [`measure`].
    pub fn new(mut input: Input) -> Result<Self, Refusal> {
        let weights = input.check()?;
        // They are in the weights, and may be long.
        input.neighbours = None;
        let output = Output {
            n: input.values.len(),
            mean: None,
            gini: None,
            theil_t: None,
            theil_l: None,
            ge2: None,
            atkinson: None,
            cv: None,
            hoover: None,
            dagum: None,
            lorenz: None,
            moran: None,
            weighted: None,
            random: Random {
                generator: Generator::NAME,
                version: Generator::VERSION,
                seed: input.seed,
                permutations: input.permutations,
            },
            skipped: BTreeMap::new(),
        };
        Ok(Self { output, stage: Stage::Inequality(Box::new(input), weights) })
    }

    /// Does a little more; true once all is done.
    pub fn step(&mut self) -> bool {
        self.stage = match core::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Inequality(input, weights) => {
                Inequality::of(&input).tell(&mut self.output);
                match weights {
                    Ok(weights) => Stage::Spatial(Box::new(Spatial {
                        values: input.values,
                        weights,
                        permutations: input.permutations,
                        seed: input.seed,
                    })),
                    Err(refusal) => self.without_moran(refusal),
                }
            }
            Stage::Spatial(spatial) => match spatial.global() {
                Ok(test) => Stage::Global(spatial, Box::new(test)),
                Err(error) => self.without_moran(error.into()),
            },
            Stage::Global(spatial, mut test) => {
                if test.step(DRAWS) {
                    let result = test.result();
                    let (moran, permuted) = (result.moran, result.permuted);
                    Stage::Between(spatial, Global { moran, permuted })
                } else {
                    Stage::Global(spatial, test)
                }
            }
            Stage::Between(spatial, global) => match spatial.local() {
                Ok(test) => Stage::Local(Box::new(test), global),
                Err(error) => self.without_moran(error.into()),
            },
            Stage::Local(mut test, global) => {
                if test.step(PLACES) {
                    self.with_moran(*test, &global)
                } else {
                    Stage::Local(test, global)
                }
            }
            Stage::Done => Stage::Done,
        };
        matches!(self.stage, Stage::Done)
    }

    /// What has been computed so far: everything, once [`Job::step`] has said so.
    pub fn output(&self) -> &Output {
        &self.output
    }

    fn without_moran(&mut self, refusal: Refusal) -> Stage {
        self.output.skipped.insert("moran", refusal);
        Stage::Done
    }

    fn with_moran(&mut self, test: LocalMoranTest, global: &Global) -> Stage {
        let result = test.result();
        let clusters = match result.clusters(LEVEL, Correction::None) {
            Ok(clusters) => clusters,
            Err(error) => return self.without_moran(error.into()),
        };
        let places = result.local.i.iter().zip(&result.permuted);
        let local = places.zip(&result.local.quadrants).zip(clusters).map(
            |(((i, permuted), quadrant), cluster)| Local {
                i: *i,
                p: permuted.map(|permuted| permuted.p),
                quadrant: *quadrant,
                cluster,
            },
        );
        let Global { moran, permuted } = global;
        let randomisation = moran
            .randomisation
            .map(|Normal { variance, z, p }| UnderRandomisation { variance, z, p });
        // Where the draws do not differ, or cannot, there is no spread to measure by.
        for (name, missing) in
            [("moran.z", permuted.z.is_none()), ("moran.randomisation", randomisation.is_none())]
        {
            if missing {
                self.output.skipped.insert(name, MeasureError::NoVariance.into());
            }
        }
        self.output.moran = Some(Autocorrelation {
            i: moran.i,
            expected: moran.expected,
            p: permuted.p,
            z: permuted.z,
            randomisation,
            level: LEVEL,
            local: local.collect(),
        });
        Stage::Done
    }
}

impl Spatial {
    fn global(&self) -> Result<MoranTest, MeasureError> {
        MoranTest::new(&self.values, &self.weights, self.permutations, self.seed)
    }

    fn local(&self) -> Result<LocalMoranTest, MeasureError> {
        LocalMoranTest::new(&self.values, &self.weights, self.permutations, self.seed)
    }
}

/// A measure, or why it is not there.
type Found<T> = Result<T, Refusal>;

/// The samples that measures of inequality are of.
struct Inequality<'a> {
    input: &'a Input,
    plain: Found<Sample>,
    weighted: Found<Sample>,
}

impl<'a> Inequality<'a> {
    fn of(input: &'a Input) -> Self {
        let plain = Sample::new(&input.values).map_err(Refusal::from);
        let weighted = match &input.weights {
            Some(weights) => Sample::weighted(&input.values, weights).map_err(Refusal::from),
            None => Err(Refusal::NoWeights),
        };
        Self { input, plain, weighted }
    }

    /// Of the values, each counting once.
    fn plain<T>(&self, index: impl Fn(&Sample) -> Result<T, MeasureError>) -> Found<T> {
        of(&self.plain, index)
    }

    /// With the weights.
    fn weighted<T>(&self, index: impl Fn(&Sample) -> Result<T, MeasureError>) -> Found<T> {
        of(&self.weighted, index)
    }

    /// By groups, with the weights where there are any.
    fn grouped<T>(&self, split: impl Fn(&Sample, &[usize]) -> Found<T>) -> Found<T> {
        let groups = self.input.groups.as_deref().ok_or(Refusal::NoGroups)?;
        let sample = if self.input.weights.is_some() { &self.weighted } else { &self.plain };
        let sample = sample.as_ref().map_err(|refusal| *refusal)?;
        if count(sample, groups) < 2 {
            return Err(MeasureError::OneGroup.into());
        }
        split(sample, groups)
    }

    fn tell(&self, output: &mut Output) {
        let mut told = Told { skipped: core::mem::take(&mut output.skipped) };
        let mean = stats::mean(&self.input.values);
        output.mean = told.one("mean", mean.ok_or_else(|| MeasureError::OutOfRange.into()));
        output.gini = told.block(
            "gini",
            [
                ("gini.value", self.plain(stats::gini)),
                ("gini.weighted", self.weighted(stats::gini)),
                ("gini.corrected", self.plain(stats::gini_corrected)),
            ],
            |[value, weighted, corrected]| Gini { value, weighted, corrected },
        );
        output.theil_t = self.theil(&mut told, 1.0, &THEIL_T);
        output.theil_l = self.theil(&mut told, 0.0, &THEIL_L);
        output.ge2 = told.one("ge2", self.plain(ge2));
        output.atkinson = told.block(
            "atkinson",
            [
                ("atkinson.epsilon_0_5", self.plain(|sample| stats::atkinson(sample, 0.5))),
                ("atkinson.epsilon_1", self.plain(|sample| stats::atkinson(sample, 1.0))),
                ("atkinson.epsilon_2", self.plain(|sample| stats::atkinson(sample, 2.0))),
            ],
            atkinson,
        );
        output.cv = told.block(
            "cv",
            [
                ("cv.population", self.plain(stats::cv_population)),
                ("cv.sample", self.plain(stats::cv_sample)),
                ("cv.weighted", self.weighted(stats::cv_population)),
            ],
            |[population, sample, weighted]| Cv { population, sample, weighted },
        );
        output.hoover = told.one("hoover", self.plain(stats::hoover));
        output.dagum = told.one("dagum", self.grouped(dagum));
        output.lorenz = told.one("lorenz", self.plain(lorenz));
        output.weighted = told.one("weighted", self.weighted(|_| Ok(()))).map(|()| Weighted {
            mean: told.one("weighted.mean", self.weighted(|sample| Ok(sample.mean()))),
            ge2: told.one("weighted.ge2", self.weighted(ge2)),
            atkinson: told.block(
                "weighted.atkinson",
                [
                    (
                        "weighted.atkinson.epsilon_0_5",
                        self.weighted(|sample| stats::atkinson(sample, 0.5)),
                    ),
                    (
                        "weighted.atkinson.epsilon_1",
                        self.weighted(|sample| stats::atkinson(sample, 1.0)),
                    ),
                    (
                        "weighted.atkinson.epsilon_2",
                        self.weighted(|sample| stats::atkinson(sample, 2.0)),
                    ),
                ],
                atkinson,
            ),
            hoover: told.one("weighted.hoover", self.weighted(stats::hoover)),
            lorenz: told.one("weighted.lorenz", self.weighted(lorenz)),
        });
        output.skipped = told.skipped;
    }

    /// Generalised entropy with its parts, told under these names.
    fn theil(&self, told: &mut Told, alpha: f64, names: &TheilNames) -> Option<Theil> {
        let index = |sample: &Sample| stats::generalised_entropy(sample, alpha);
        let split = self.grouped(|sample, groups| Ok(stats::decompose_ge(sample, alpha, groups)?));
        let part = |part: fn(&Decomposition) -> f64| split.as_ref().map(part).map_err(|why| *why);
        let found = told.block(
            names.block,
            [
                (names.value, self.plain(index)),
                (names.weighted, self.weighted(index)),
                (names.within, part(|split| split.within)),
                (names.between, part(|split| split.between)),
            ],
            |numbers| numbers,
        );
        let [value, weighted, within, between] = found?;
        let groups = split.map(|split| split.groups.into_iter().map(Group::from).collect());
        Some(Theil { value, weighted, within, between, groups: told.one(names.groups, groups) })
    }
}

/// What a Theil index and its parts are called.
struct TheilNames {
    block: &'static str,
    value: &'static str,
    weighted: &'static str,
    within: &'static str,
    between: &'static str,
    groups: &'static str,
}

const THEIL_T: TheilNames = TheilNames {
    block: "theil_t",
    value: "theil_t.value",
    weighted: "theil_t.weighted",
    within: "theil_t.within",
    between: "theil_t.between",
    groups: "theil_t.groups",
};

const THEIL_L: TheilNames = TheilNames {
    block: "theil_l",
    value: "theil_l.value",
    weighted: "theil_l.weighted",
    within: "theil_l.within",
    between: "theil_l.between",
    groups: "theil_l.groups",
};

impl From<GroupPart> for Group {
    fn from(part: GroupPart) -> Self {
        Self {
            group: part.group,
            n: part.n,
            population_share: part.population_share,
            value_share: part.value_share,
            index: part.index,
            within: part.within,
            between: part.between,
        }
    }
}

/// What is told, and what is not.
struct Told {
    skipped: BTreeMap<&'static str, Refusal>,
}

impl Told {
    /// What is found, or a note why not.
    fn one<T>(&mut self, name: &'static str, found: Found<T>) -> Option<T> {
        found.map_err(|refusal| self.skipped.insert(name, refusal)).ok()
    }

    /// Several numbers told together. If there is none at all, the reason of the first speaks for the
    /// block.
    fn block<T, const N: usize>(
        &mut self,
        block: &'static str,
        found: [(&'static str, Found<f64>); N],
        make: impl Fn([Option<f64>; N]) -> T,
    ) -> Option<T> {
        match found.first() {
            Some((_, Err(first))) if found.iter().all(|(_, one)| one.is_err()) => {
                self.skipped.insert(block, *first);
                None
            }
            _ => Some(make(found.map(|(name, one)| self.one(name, one)))),
        }
    }
}

fn of<T>(sample: &Found<Sample>, index: impl Fn(&Sample) -> Result<T, MeasureError>) -> Found<T> {
    Ok(index(sample.as_ref().map_err(|refusal| *refusal)?)?)
}

/// How many groups have a value with weight.
fn count(sample: &Sample, groups: &[usize]) -> usize {
    let counts = |at: usize| sample.weights().is_none_or(|weights| weights[at] > 0.0);
    let weighing = groups.iter().enumerate().filter(|(at, _)| counts(*at));
    weighing.map(|(_, group)| *group).collect::<BTreeSet<_>>().len()
}

fn ge2(sample: &Sample) -> Result<f64, MeasureError> {
    stats::generalised_entropy(sample, 2.0)
}

fn atkinson([epsilon_0_5, epsilon_1, epsilon_2]: [Option<f64>; 3]) -> Atkinson {
    Atkinson { epsilon_0_5, epsilon_1, epsilon_2 }
}

fn lorenz(sample: &Sample) -> Result<Vec<[f64; 2]>, MeasureError> {
    Ok(stats::lorenz(sample)?.points)
}

fn dagum(sample: &Sample, groups: &[usize]) -> Found<Overlap> {
    let given = count(sample, groups);
    if given > MOST_GROUPS {
        return Err(Refusal::TooManyGroups { given, most: MOST_GROUPS });
    }
    let parts = stats::dagum(sample, groups)?;
    Ok(Overlap {
        total: parts.total,
        within: parts.within,
        net_between: parts.net_between,
        transvariation: parts.transvariation,
    })
}
