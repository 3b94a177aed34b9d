//! 達成率, and the grades that follow from it: reckoned from the figures, never stored.

use super::figure::Number;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How 達成率 is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateRule {
    /// 実績÷目標 with the final target; 2−実績÷目標 where lower is better.
    #[default]
    Target,
    /// 年次計画に対する割合: the same with the target of the year.
    YearTarget,
    /// 進捗率: (実績−基準)÷(目標−基準).
    Progress,
}

/// Which way a figure is to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    #[default]
    Higher,
    Lower,
    Neither,
}

/// What a rate is reckoned from; `None` for what is no single number.
#[derive(Debug, Clone, Copy, Default)]
pub struct RateInput {
    pub base: Option<Decimal>,
    /// The final target.
    pub target: Option<Decimal>,
    pub year_target: Option<Decimal>,
    pub actual: Option<Decimal>,
}

/// An exact fraction of two figures; the denominator is positive.
///
/// Figures have 15 whole digits and 6 decimals ([`Number`]): what is multiplied here stays below
/// 10³², and an `i128` holds 38 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    numerator: i128,
    denominator: i128,
}

const SCALE: u32 = super::figure::MAX_DECIMALS;

/// The largest percentage that a grade can begin at, either way.
pub const MAX_PERCENT: i64 = 1_000_000;

/// Decimals of the percentage that a grade begins at.
pub const PERCENT_DECIMALS: u32 = 4;

impl Rate {
    /// By a rule; `None` where it has no meaning: a figure is missing or no number, the target is not
    /// above zero (or, for 進捗率, is the base), or neither way is better.
    pub fn of(rule: RateRule, better: Better, input: RateInput) -> Option<Self> {
        let actual = scaled(input.actual?)?;
        if better == Better::Neither {
            return None;
        }
        let target = match rule {
            RateRule::YearTarget => scaled(input.year_target?)?,
            RateRule::Target | RateRule::Progress => scaled(input.target?)?,
        };
        if rule == RateRule::Progress {
            let base = scaled(input.base?)?;
            return Self::new(actual - base, target - base);
        }
        if target <= 0 {
            return None;
        }
        let numerator = if better == Better::Lower { 2 * target - actual } else { actual };
        Self::new(numerator, target)
    }

    fn new(numerator: i128, denominator: i128) -> Option<Self> {
        match denominator {
            0 => None,
            ..0 => Some(Self { numerator: -numerator, denominator: -denominator }),
            _ => Some(Self { numerator, denominator }),
        }
    }

    /// In per cent, half up (away from zero), with so many decimals, at most [`PERCENT_DECIMALS`].
    pub fn percent(self, decimals: u32) -> Decimal {
        let decimals = decimals.min(PERCENT_DECIMALS);
        let scaled = self.numerator * 100 * 10_i128.pow(decimals);
        let half_up = (2 * scaled.abs() + self.denominator) / (2 * self.denominator);
        let signed = if scaled < 0 { -half_up } else { half_up };
        Decimal::from_i128_with_scale(signed, decimals)
    }

    /// Whether the unrounded rate has reached a percentage; one that no grade can have is not
    /// reached.
    pub fn has_reached(self, percent: Decimal) -> bool {
        let fits =
            percent.scale() <= PERCENT_DECIMALS && percent.abs() <= Decimal::from(MAX_PERCENT);
        let bound = fits.then(|| scaled(percent)).flatten();
        let unit = 10_i128.pow(SCALE);
        bound.is_some_and(|bound| self.numerator * 100 * unit >= bound * self.denominator)
    }
}

/// In millionths; `None` for what is no figure.
fn scaled(value: Decimal) -> Option<i128> {
    let value = Number::new(value)?.value();
    Some(value.mantissa() * 10_i128.pow(SCALE - value.scale()))
}

/// The first of the bands, which begin at these percentages, highest first, that a rate has reached.
pub fn band(rate: Rate, from: impl IntoIterator<Item = Decimal>) -> Option<usize> {
    from.into_iter().position(|percent| rate.has_reached(percent))
}

#[cfg(test)]
mod tests;
