//! A number by its decimal digits, as a spreadsheet has them.

use super::tokens::Place;

/// As many digits of a number as Excel shows: what floating point adds behind them is noise.
const PRECISION: usize = 15;

/// A number that is not negative, as 0.d₁d₂d₃… × 10^`point`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    /// Without zeros at either end; none stands for zero.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The digits of a number that is finite, without its sign.
    pub(super) fn new(value: f64) -> Self {
        let written = format!("{:.*e}", PRECISION - 1, value.abs());
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0');
        let exponent: i32 = exponent.parse().unwrap_or(0);
        Self { digits: digits.collect(), point: exponent + 1 }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            let _ = self.digits.pop();
        }
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        let _ = self.digits.drain(..zeros);
        self.point -= i32::try_from(zeros).unwrap_or(0);
        if self.digits.is_empty() {
            self.point = 0;
        }
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The number times a power of ten.
    #[must_use]
    pub(super) fn shifted(mut self, by: i32) -> Self {
        if !self.is_zero() {
            self.point = self.point.saturating_add(by);
        }
        self
    }

    /// The power of ten of the first digit.
    pub(super) const fn exponent(&self) -> i32 {
        self.point - 1
    }

    /// How many digits stand behind the point.
    pub(super) fn decimals(&self) -> usize {
        let count = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        usize::try_from(count.saturating_sub(self.point)).unwrap_or(0)
    }

    /// How many digits stand before the point, at least one.
    pub(super) fn whole_digits(&self) -> usize {
        usize::try_from(self.point).unwrap_or(0).max(1)
    }

    /// Rounded to so many digits behind the point, the half away from zero.
    #[must_use]
    pub(super) fn rounded(mut self, decimals: usize) -> Self {
        let kept = i32::try_from(decimals).unwrap_or(i32::MAX).saturating_add(self.point);
        let Ok(kept) = usize::try_from(kept) else {
            return Self { digits: Vec::new(), point: 0 };
        };
        let up = self.digits.get(kept).is_some_and(|digit| *digit >= 5);
        self.digits.truncate(kept);
        if up {
            let nines = self.digits.iter().rev().take_while(|digit| **digit == 9).count();
            self.digits.truncate(self.digits.len() - nines);
            match self.digits.last_mut() {
                Some(last) => *last += 1,
                None => {
                    self.digits.push(1);
                    self.point += 1;
                }
            }
        }
        self.trimmed()
    }

    /// The digits before the point, none where there is only a zero.
    pub(super) fn whole(&self) -> String {
        let count = usize::try_from(self.point).unwrap_or(0);
        (0..count).map(|at| self.digit(at)).collect()
    }

    /// So many digits behind the point.
    pub(super) fn fraction(&self, decimals: usize) -> String {
        let at = |at: usize| {
            let at = i32::try_from(at).unwrap_or(i32::MAX).saturating_add(self.point);
            usize::try_from(at).map_or('0', |at| self.digit(at))
        };
        (0..decimals).map(at).collect()
    }

    fn digit(&self, at: usize) -> char {
        char::from(b'0' + self.digits.get(at).copied().unwrap_or(0))
    }

    /// Its digits with a point where there are any behind it.
    pub(super) fn written(&self) -> String {
        let whole = self.whole();
        let whole = if whole.is_empty() { "0" } else { &whole };
        match self.decimals() {
            0 => whole.to_owned(),
            decimals => format!("{whole}.{}", self.fraction(decimals)),
        }
    }
}

/// What stands in each place: one digit, all the first ones in the first place, and nothing where there
/// is no digit and none is required.
pub(super) fn spread(digits: &str, places: &[Place], grouped: bool) -> Vec<String> {
    if places.is_empty() {
        return vec![digits.to_owned()];
    }
    let required = places.iter().position(|place| *place == Place::Zero);
    let required = required.map_or(0, |at| places.len() - at);
    let padded = format!("{digits:0>required$}");
    let count = padded.len();
    let mut out = vec![String::new(); places.len()];
    for (at, digit) in padded.chars().enumerate() {
        // How many digits follow this one.
        let behind = count - at - 1;
        let place = places.len().saturating_sub(behind + 1);
        if let Some(place) = out.get_mut(place) {
            place.push(digit);
            if grouped && behind > 0 && behind % 3 == 0 {
                place.push(',');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_no_digit() {
        for (value, written) in [
            (0.1 + 0.2, "0.3"),
            (1.1 * 3.0, "3.3"),
            (0.0, "0"),
            (1e15, "1000000000000000"),
            (123_456.5, "123456.5"),
            (0.001, "0.001"),
        ] {
            assert_eq!(Decimal::new(value).written(), written);
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (value, decimals, written) in [
            (0.5, 0, "1"),
            (0.4999, 0, "0"),
            (1.005, 2, "1.01"),
            (2.5, 0, "3"),
            (9.96, 1, "10"),
            (0.05, 0, "0"),
            (0.0001, 2, "0"),
            (999.95, 1, "1000"),
        ] {
            assert_eq!(Decimal::new(value).rounded(decimals).written(), written, "{value}");
        }
    }
}
