//! `General`: a number as it is, in the width of eleven characters.

use super::decimal::Decimal;

/// How many characters a number with digits behind the point has at most.
const WIDTH: usize = 11;

/// How many digits a number may have before the point. Excel goes over to an exponent beyond eleven;
/// whole numbers that have one in a list (1.23457E+11) are no less meant to be read.
const WHOLE: usize = 15;

/// A number without a format, without its sign.
pub(super) fn shown(value: f64) -> String {
    let decimal = Decimal::new(value);
    if decimal.is_zero() {
        return "0".to_owned();
    }
    if decimal.whole_digits() > WHOLE {
        return with_exponent(&decimal);
    }
    let plain = decimal.written();
    if plain.chars().count() <= WIDTH {
        return plain;
    }
    if decimal.exponent() < -4 {
        return with_exponent(&decimal);
    }
    let decimals = (WIDTH - 1).saturating_sub(decimal.whole_digits());
    decimal.rounded(decimals).written()
}

fn with_exponent(decimal: &Decimal) -> String {
    let mut exponent = decimal.exponent();
    let mut mantissa = decimal.clone().shifted(-exponent).rounded(5);
    if mantissa.exponent() > 0 {
        mantissa = mantissa.shifted(-1);
        exponent += 1;
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}E{sign}{:02}", mantissa.written(), exponent.unsigned_abs())
}
