//! 並び順: what is stored, so that numbers are free to have gaps.

use serde::{Deserialize, Serialize};

/// A place among siblings. Gaps between neighbours let one row move without rewriting the others,
/// which keeps a merge from seeing changes where there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Position(i64);

impl Position {
    /// The usual distance between neighbours.
    const STEP: i64 = 1 << 16;

    /// Where the first row of an empty list goes.
    pub const FIRST: Self = Self(0);

    /// The position that a stored number stands for.
    pub const fn from_stored(value: i64) -> Self {
        Self(value)
    }

    /// The number as it is stored.
    pub const fn stored(self) -> i64 {
        self.0
    }

    /// The place of the `index`-th row (from 0) of a list laid anew.
    pub fn nth(index: usize) -> Self {
        Self(i64::try_from(index).unwrap_or(i64::MAX).saturating_mul(Self::STEP))
    }

    /// A place behind the last of `siblings`.
    pub fn after_all(siblings: impl IntoIterator<Item = Self>) -> Self {
        siblings
            .into_iter()
            .max()
            .map_or(Self::FIRST, |last| Self(last.0.saturating_add(Self::STEP)))
    }

    /// A place strictly between two neighbours (`None` stands for an end of the list), or `None`
    /// where the gap is used up and the list must be laid anew with [`Position::nth`].
    pub fn between(before: Option<Self>, after: Option<Self>) -> Option<Self> {
        match (before, after) {
            (None, None) => Some(Self::FIRST),
            (Some(before), None) => before.0.checked_add(Self::STEP).map(Self),
            (None, Some(after)) => after.0.checked_sub(Self::STEP).map(Self),
            (Some(before), Some(after)) => {
                let middle = before.0 + (after.0.checked_sub(before.0)?) / 2;
                (before.0 < middle && middle < after.0).then_some(Self(middle))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn between_lies_between(a in any::<i64>(), b in any::<i64>()) {
            let (low, high) = (Position(a.min(b)), Position(a.max(b)));
            if let Some(middle) = Position::between(Some(low), Some(high)) {
                prop_assert!(low < middle && middle < high);
            }
            if let Some(end) = Position::between(Some(high), None) { prop_assert!(high < end); }
            if let Some(start) = Position::between(None, Some(low)) { prop_assert!(start < low); }
        }
    }

    #[test]
    fn neighbours_without_a_gap_have_nothing_between() {
        assert_eq!(Position::between(Some(Position(4)), Some(Position(5))), None);
    }
}
