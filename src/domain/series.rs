//! What the figures of the years make together: sums, running totals and back.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// What the figure of a year tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// その時点の値.
    #[default]
    Level,
    /// 単年度の値.
    Annual,
    /// 累計.
    Running,
    /// 前年度からの増加分.
    Increment,
}

/// How the last column follows from the years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// 最後の値.
    #[default]
    Last,
    /// 合計.
    Sum,
    /// 基準値＋合計.
    BasePlusSum,
    /// 平均.
    Mean,
    /// 記入: it is entered, not reckoned.
    Entered,
}

impl Closing {
    /// What the last column says by the numbers of the years in their order; `None` where one that is
    /// needed is missing (a gap is never 0), or the column is entered by hand. Decimals: those of the
    /// years; a mean has one more, at least one, half up.
    pub fn of(self, base: Option<Decimal>, years: &[Option<Decimal>]) -> Option<Decimal> {
        let sum = || years.iter().copied().sum::<Option<Decimal>>();
        match self {
            _ if years.is_empty() => None,
            Self::Last => *years.last()?,
            Self::Sum => sum(),
            Self::BasePlusSum => Some(base? + sum()?),
            Self::Mean => {
                let decimals = years.iter().flatten().map(Decimal::scale).max()? + 1;
                let mean = sum()? / Decimal::from(years.len());
                let strategy = RoundingStrategy::MidpointAwayFromZero;
                Some(mean.round_dp_with_strategy(decimals, strategy).normalize())
            }
            Self::Entered => None,
        }
    }
}

/// Running totals of increments; from the first gap on there are none.
pub fn running(increments: &[Option<Decimal>]) -> Vec<Option<Decimal>> {
    let add = |total: &mut Option<Decimal>, increment: &Option<Decimal>| {
        *total = total.zip(*increment).map(|(total, increment)| total + increment);
        Some(*total)
    };
    increments.iter().scan(Some(Decimal::ZERO), add).collect()
}

/// The increments of running totals; none beside a gap.
pub fn increments(running: &[Option<Decimal>]) -> Vec<Option<Decimal>> {
    let less = |before: &mut Option<Decimal>, total: &Option<Decimal>| {
        let increment = total.zip(*before).map(|(total, before)| total - before);
        *before = *total;
        Some(increment)
    };
    running.iter().scan(Some(Decimal::ZERO), less).collect()
}

/// By which power of ten (10, 100 or 1,000) a figure differs from that of the year before, where that
/// looks like a slip: apart from it they are within a quarter of one another.
pub fn shifted_point(before: Decimal, now: Decimal) -> Option<u32> {
    let (before, now) = (before.abs(), now.abs());
    let (small, large) = (before.min(now), before.max(now));
    if small.is_zero() {
        return None;
    }
    let near = |factor: u32| {
        let times = large / small / Decimal::from(factor);
        times >= Decimal::new(8, 1) && times <= Decimal::new(125, 2)
    };
    [1000, 100, 10].into_iter().find(|factor| near(*factor))
}

#[cfg(test)]
mod tests;
