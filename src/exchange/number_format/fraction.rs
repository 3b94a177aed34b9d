//! Numbers as fractions: `# ?/?`, `# ??/??`, `# ?/8`.

use super::decimal::{Decimal, spread};
use super::tokens::{Place, Token, literal};

/// The largest denominator that is tried, whatever the places.
const LARGEST: u64 = 9_999;

/// A number as a fraction, without its sign; `None` where the tokens ask for none.
pub(super) fn shown(tokens: &[Token], value: f64) -> Option<String> {
    let slash = tokens.iter().position(|token| *token == Token::Slash)?;
    let (before, behind) = (tokens.get(..slash)?, tokens.get(slash + 1..)?);
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let numerator_end = before.iter().rposition(is_digit)? + 1;
    let run = before.get(..numerator_end)?.iter().rev().take_while(|token| is_digit(token)).count();
    let (whole, numerator) =
        (before.get(..numerator_end - run)?, before.get(numerator_end - run..)?);
    let count = behind.iter().take_while(|token| is_digit(token) || is_figure(token)).count();
    let (denominator, rest) = (behind.get(..count)?, behind.get(count..)?);
    if denominator.is_empty() {
        return None;
    }
    let fixed = match denominator.iter().any(is_figure) {
        true => Some(fixed(denominator)?),
        false => None,
    };
    let has_whole = whole.iter().any(is_digit);
    let (mut integer, part) = match has_whole {
        true => (value.trunc(), value.fract()),
        false => (0.0, value),
    };
    let (mut top, bottom) = match fixed {
        Some(0) => return None,
        Some(bottom) => (rounded(part * bottom as f64), bottom),
        None => nearest(part, 10_u64.saturating_pow(u32::try_from(count).ok()?) - 1),
    };
    if has_whole && top == bottom {
        integer += 1.0;
        top = 0;
    }
    let mut out = String::new();
    let integer = Decimal::new(integer).whole();
    let alone = has_whole && top == 0;
    let integer = if integer.is_empty() && alone { "0".to_owned() } else { integer };
    let digits = spread(&integer, &places(whole), false);
    let parted = !alone && digits.iter().any(|digit| !digit.is_empty());
    let mut digits = digits.into_iter();
    for token in whole {
        match token {
            Token::Digit(_) => out.extend(digits.next()),
            // What parts the whole from its fraction stands between the two.
            Token::Literal(text) if text.trim().is_empty() && !parted => {}
            token => literal(token, &mut out),
        }
    }
    if !alone {
        out.extend(spread(&top.to_string(), &places(numerator), false));
        out.push('/');
        out.push_str(&bottom.to_string());
    }
    rest.iter().for_each(|token| literal(token, &mut out));
    Some(out)
}

fn is_figure(token: &Token) -> bool {
    matches!(token, Token::Figure(_))
}

fn places(tokens: &[Token]) -> Vec<Place> {
    tokens
        .iter()
        .filter_map(|token| match token {
            Token::Digit(place) => Some(*place),
            _ => None,
        })
        .collect()
}

/// A denominator that is said: `/8`, `/100`.
fn fixed(tokens: &[Token]) -> Option<u64> {
    let digits: String = tokens
        .iter()
        .map(|token| if let Token::Figure(digit) = token { *digit } else { '0' })
        .collect();
    digits.parse().ok()
}

fn rounded(value: f64) -> u64 {
    value.round() as u64
}

/// The nearest fraction with a denominator up to `most`, and of equals the one with the smallest.
fn nearest(value: f64, most: u64) -> (u64, u64) {
    let distance = |top: u64, bottom: u64| (value - top as f64 / bottom as f64).abs();
    let mut best = (rounded(value), 1);
    for bottom in 2..=most.min(LARGEST) {
        let top = rounded(value * bottom as f64);
        if distance(top, bottom) + 1e-12 < distance(best.0, best.1) {
            best = (top, bottom);
        }
    }
    best
}
