//! What a cell of a table of figures holds: a number, a text, or why there is none.

mod parse;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What was entered for a figure. Blank, 0 and ― are three things.
///
/// It is stored, and compared, as the text that [`Display`](fmt::Display) makes of it, which
/// [`Figure::parse`] reads back: 1234, △5, 97.60, 20～30, 500以上, 集計中, ―, 95（速報値）.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Figure {
    /// Not entered.
    #[default]
    Blank,
    Number(Number),
    /// Printed as typed: 維持, 1/3, 120万人.
    Text(FigureText),
    /// 集計中.
    Pending,
    /// 未公表.
    Unpublished,
    /// 調査年でない.
    NotSurveyed,
    /// ―, 該当なし.
    NotApplicable,
}

/// A number as it was entered, exact, with its decimals.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    value: Decimal,
    /// The upper end of a range.
    upper: Option<Decimal>,
    pub bound: Bound,
    /// 速報値: printed with a mark.
    pub provisional: bool,
}

/// A text that is entered as a figure: one line, and no other kind of figure by [`Figure::parse`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureText {
    text: String,
    pub provisional: bool,
}

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bound {
    #[default]
    Exact,
    /// 以上.
    AtLeast,
    /// 以下.
    AtMost,
    /// 程度.
    About,
}

impl Bound {
    /// The word after a number; empty for one that is exact.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::AtLeast => "以上",
            Self::AtMost => "以下",
            Self::About => "程度",
        }
    }
}

/// Whole digits that a number may have. With [`MAX_DECIMALS`], sums and products of figures stay
/// exact: a `Decimal` has 28 digits, an `i128` 38.
pub const MAX_WHOLE_DIGITS: usize = 15;

/// Decimals that a number may have.
pub const MAX_DECIMALS: u32 = 6;

const PROVISIONAL: &str = "（速報値）";
const RANGE: char = '～';

impl Number {
    /// An exact number; `None` where it has more digits than a figure may have.
    pub fn new(value: Decimal) -> Option<Self> {
        // A zero has no sign on paper.
        let value = if value.is_zero() { value.abs() } else { value };
        let whole = Decimal::from_i128_with_scale(10_i128.pow(MAX_WHOLE_DIGITS as u32), 0);
        let fits = value.scale() <= MAX_DECIMALS && value.abs() < whole;
        fits.then_some(Self { value, upper: None, bound: Bound::Exact, provisional: false })
    }

    /// A range; `None` where its ends are the wrong way round, or have too many digits.
    pub fn range(lower: Decimal, upper: Decimal) -> Option<Self> {
        let (lower, upper) = (Self::new(lower)?, Self::new(upper)?);
        (lower.value < upper.value).then_some(Self { upper: Some(upper.value), ..lower })
    }

    /// The same number, meant in another way. A range has no 以上 and 以下.
    #[must_use]
    pub fn bounded(self, bound: Bound) -> Self {
        let fits = self.upper.is_none() || matches!(bound, Bound::Exact | Bound::About);
        Self { bound: if fits { bound } else { self.bound }, ..self }
    }

    /// The number to calculate with, or the lower end of a range.
    pub const fn value(&self) -> Decimal {
        self.value
    }

    /// The upper end of a range.
    pub const fn upper(&self) -> Option<Decimal> {
        self.upper
    }

    /// All that tells it from another: 97.6 and 97.60 are printed differently.
    fn identity(&self) -> impl PartialEq {
        let exactly = |value: Decimal| (value.mantissa(), value.scale());
        (exactly(self.value), self.upper.map(exactly), self.bound, self.provisional)
    }

    /// As it is printed, without what tells that it is provisional: 1,234, △5.0, 20～30, 500以上.
    /// `decimals` is how many an indicator prints; `None` for those that were entered.
    pub fn printed(&self, decimals: Option<u32>) -> String {
        let mut text = grouped(&written(self.value, decimals));
        if let Some(upper) = self.upper {
            text.push(RANGE);
            text += &grouped(&written(upper, decimals));
        }
        text + self.bound.word()
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Number {}

impl FigureText {
    /// What is printed.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// A number as Japanese papers write it: △ for minus, half up to so many decimals.
pub fn written(value: Decimal, decimals: Option<u32>) -> String {
    let rounded = match decimals {
        Some(decimals) => {
            let mut value =
                value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
            value.rescale(decimals);
            value
        }
        None => value,
    };
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "△" } else { "" };
    format!("{sign}{}", rounded.abs())
}

/// A written number with commas between thousands.
pub fn grouped(number: &str) -> String {
    let whole = number.find('.').unwrap_or(number.len());
    let mut text = String::with_capacity(number.len() + number.len() / 3);
    for (at, c) in number.char_indices() {
        let ahead = whole.saturating_sub(at);
        if at > 0 && ahead > 0 && ahead % 3 == 0 && !text.ends_with('△') {
            text.push(',');
        }
        text.push(c);
    }
    text
}

impl Figure {
    /// A number to calculate with: of one that is exact or bounded, itself. A range has none.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) if number.upper.is_none() => Some(number.value),
            _ => None,
        }
    }

    /// Whether nothing was entered.
    pub fn is_blank(&self) -> bool {
        *self == Self::Blank
    }

    /// Whether it is 速報値.
    pub const fn is_provisional(&self) -> bool {
        match self {
            Self::Number(Number { provisional, .. })
            | Self::Text(FigureText { provisional, .. }) => *provisional,
            _ => false,
        }
    }

    /// The same figure as 速報値, or as final. What is no value is neither.
    #[must_use]
    pub fn with_provisional(self, provisional: bool) -> Self {
        match self {
            Self::Number(number) => Self::Number(Number { provisional, ..number }),
            Self::Text(text) => Self::Text(FigureText { provisional, ..text }),
            other => other,
        }
    }

    /// As it is printed, without what tells that it is provisional, and without its unit.
    pub fn printed(&self, decimals: Option<u32>) -> String {
        match self {
            Self::Number(number) => number.printed(decimals),
            Self::Text(text) => text.text.clone(),
            Self::Blank => String::new(),
            Self::Pending => "集計中".to_owned(),
            Self::Unpublished => "未公表".to_owned(),
            Self::NotSurveyed => "調査年でない".to_owned(),
            Self::NotApplicable => "―".to_owned(),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => {
                f.write_str(&written(number.value, None))?;
                if let Some(upper) = number.upper {
                    write!(f, "{RANGE}{}", written(upper, None))?;
                }
                f.write_str(number.bound.word())?;
            }
            other => f.write_str(&other.printed(None))?,
        }
        f.write_str(if self.is_provisional() { PROVISIONAL } else { "" })
    }
}

/// In a log it is the text by which it is stored.
impl Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(deserializer)?, ""))
    }
}

#[cfg(test)]
mod tests;
