//! Any index of inequality, as a value.

use super::super::MeasureError;
use super::sample::Sample;
use super::{indices, lorenz};

/// An index of inequality with its parameters, for what is done to any of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Index {
    /// [`gini`](super::gini).
    Gini,
    /// [`gini_corrected`](super::gini_corrected).
    GiniCorrected,
    /// [`theil_t`](super::theil_t).
    TheilT,
    /// [`theil_l`](super::theil_l).
    TheilL,
    /// [`generalised_entropy`](super::generalised_entropy) with this α.
    GeneralisedEntropy(f64),
    /// [`atkinson`](super::atkinson) with this ε.
    Atkinson(f64),
    /// [`cv_population`](super::cv_population).
    CvPopulation,
    /// [`cv_sample`](super::cv_sample).
    CvSample,
    /// [`hoover`](super::hoover).
    Hoover,
    /// [`extreme_ratio`](super::extreme_ratio).
    ExtremeRatio,
    /// [`percentile_ratio`](super::percentile_ratio) of these shares.
    PercentileRatio {
        /// Share of the quantile that is divided.
        upper: f64,
        /// Share of the quantile by which it is divided.
        lower: f64,
    },
    /// [`share_ratio`](super::share_ratio) of these shares of the population.
    ShareRatio {
        /// Share of the population at the top.
        top: f64,
        /// Share of the population at the bottom.
        bottom: f64,
    },
    /// [`top_bottom`](super::top_bottom) with so many values on each side.
    TopBottom(usize),
    /// [`std_of_logs`](super::std_of_logs).
    StdOfLogs,
}

impl Index {
    /// The index of this sample.
    ///
    /// # Errors
    /// Those of the function that the variant names.
    ///
    /// # Examples
    /// ```
    /// use prosperity_atlas::stats::{Index, Sample, gini};
    /// let sample = Sample::new(&[1.0, 2.0, 5.0])?;
    /// assert_eq!(Index::Gini.of(&sample), gini(&sample));
    /// # Ok::<(), prosperity_atlas::stats::MeasureError>(())
    /// ```
    pub fn of(&self, sample: &Sample) -> Result<f64, MeasureError> {
        match *self {
            Self::Gini => indices::gini(sample),
            Self::GiniCorrected => indices::gini_corrected(sample),
            Self::TheilT => indices::theil_t(sample),
            Self::TheilL => indices::theil_l(sample),
            Self::GeneralisedEntropy(alpha) => indices::generalised_entropy(sample, alpha),
            Self::Atkinson(epsilon) => indices::atkinson(sample, epsilon),
            Self::CvPopulation => indices::cv_population(sample),
            Self::CvSample => indices::cv_sample(sample),
            Self::Hoover => indices::hoover(sample),
            Self::ExtremeRatio => indices::extreme_ratio(sample),
            Self::PercentileRatio { upper, lower } => {
                indices::percentile_ratio(sample, upper, lower)
            }
            Self::ShareRatio { top, bottom } => lorenz::share_ratio(sample, top, bottom),
            Self::TopBottom(k) => indices::top_bottom(sample, k),
            Self::StdOfLogs => indices::std_of_logs(sample),
        }
    }
}
