//! Published decimals, kept exactly as they were published.

use core::{fmt, str::FromStr};
use serde::{Deserialize, Serialize};

/// A decimal number with the digits its publisher gave it: `31.50` is not `31.5`.
///
/// # Examples
/// ```
/// use prosperity_atlas::atlas::Decimal;
/// let beds: Decimal = "31.50".parse()?;
/// assert_eq!(beds.to_string(), "31.50");
/// assert_eq!(beds.to_f64(), 31.5);
/// # Ok::<(), prosperity_atlas::atlas::DecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    /// The digits without the point.
    pub mantissa: i64,
    /// How many of them stand behind the point, at most [`Decimal::MAX_DECIMALS`].
    pub decimals: u8,
}

/// Why a text is not a [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Something other than an optional minus, digits and one point between digits.
    #[error("not a decimal number; digits with at most one point between them are read")]
    Malformed,
    /// More digits than are kept exactly.
    #[error("too many digits to be kept exactly (at most 15, of them 9 behind the point)")]
    TooLong,
}

impl Decimal {
    /// The most digits behind the point.
    pub const MAX_DECIMALS: u8 = 9;
    /// The most digits in all: each such number is exact as an `f64` mantissa.
    const MAX_DIGITS: usize = 15;

    /// The nearest `f64`.
    pub fn to_f64(self) -> f64 {
        // Both operands are exact, so the quotient is the correctly rounded value.
        self.mantissa as f64 / 10f64.powi(i32::from(self.decimals))
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return Err(DecimalError::Malformed),
            Some(parts) => parts,
            None => (digits, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let padded = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || padded || !all_digits(whole) || !all_digits(fraction) {
            return Err(DecimalError::Malformed);
        }
        let decimals = u8::try_from(fraction.len()).map_err(|_| DecimalError::TooLong)?;
        if decimals > Self::MAX_DECIMALS || whole.len() + fraction.len() > Self::MAX_DIGITS {
            return Err(DecimalError::TooLong);
        }
        let magnitude = whole
            .bytes()
            .chain(fraction.bytes())
            .fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        if negative && magnitude == 0 {
            return Err(DecimalError::Malformed);
        }
        Ok(Self { mantissa: if negative { -magnitude } else { magnitude }, decimals })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let unit = 10_u64.pow(u32::from(self.decimals.min(Self::MAX_DECIMALS)));
        let magnitude = self.mantissa.unsigned_abs();
        let whole = magnitude / unit;
        if self.decimals == 0 {
            write!(f, "{sign}{whole}")
        } else {
            let width = usize::from(self.decimals);
            write!(f, "{sign}{whole}.{:0width$}", magnitude % unit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn published_digits_come_back(text in "-?[1-9][0-9]{0,5}(\\.[0-9]{1,9})?") {
            prop_assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }

        #[test]
        fn the_float_is_the_one_the_standard_library_reads(
            text in "-?(0|[1-9][0-9]{0,5})\\.[0-9]{0,8}[1-9]",
        ) {
            let float: f64 = text.parse().unwrap();
            let read = text.parse::<Decimal>().unwrap().to_f64();
            prop_assert_eq!(read.to_bits(), float.to_bits());
        }
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for text in
            ["", "-", ".", "1.", ".5", "1e3", "+1", "1,000", "--1", "007", "-0", " 1", "NaN"]
        {
            assert_eq!(text.parse::<Decimal>(), Err(DecimalError::Malformed), "{text}");
        }
        assert_eq!("1234567890123456".parse::<Decimal>(), Err(DecimalError::TooLong));
        assert_eq!("0.1234567891".parse::<Decimal>(), Err(DecimalError::TooLong));
    }
}
