//! Numbers laid on the places of a section.

use super::decimal::{Decimal, spread};
use super::tokens::{Place, Section, Token, literal};
use super::{fraction, general};

/// A number in a section, without its sign.
pub(super) fn shown(section: &Section, value: f64) -> String {
    let tokens = &section.tokens;
    if tokens.iter().any(|token| matches!(token, Token::General | Token::At)) {
        return with_general(tokens, value);
    }
    if let Some(shown) = fraction::shown(tokens, value) {
        return shown;
    }
    let layout = Layout::of(tokens);
    let value = Decimal::new(value).shifted(layout.scale);
    match layout.exponent {
        Some(at) => layout.with_exponent(at, value),
        None => {
            let value = value.rounded(layout.decimals());
            layout.plain(tokens, &value)
        }
    }
}

fn with_general(tokens: &[Token], value: f64) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::General | Token::At => out.push_str(&general::shown(value)),
            token => literal(token, &mut out),
        }
    }
    out
}

/// What the tokens of a section are to a number.
struct Layout<'a> {
    tokens: &'a [Token],
    /// The index of the point.
    point: Option<usize>,
    /// The index of the exponent.
    exponent: Option<usize>,
    /// By which power of ten the number is shown: per cent, thousands.
    scale: i32,
    /// Whether thousands are parted by commas.
    grouped: bool,
    /// The index from which commas stand for themselves.
    end: usize,
}

impl<'a> Layout<'a> {
    fn of(tokens: &'a [Token]) -> Self {
        let exponent = tokens.iter().position(|token| matches!(token, Token::Exponent { .. }));
        let mantissa = tokens.get(..exponent.unwrap_or(tokens.len())).unwrap_or_default();
        let point = mantissa.iter().position(|token| *token == Token::Point);
        let is_digit = |token: &Token| matches!(token, Token::Digit(_));
        let whole = mantissa.get(..point.unwrap_or(mantissa.len())).unwrap_or_default();
        let (first, last) = (whole.iter().position(is_digit), whole.iter().rposition(is_digit));
        let grouped = match (first, last) {
            (Some(first), Some(last)) => {
                whole.get(first..last).unwrap_or_default().contains(&Token::Comma)
            }
            _ => false,
        };
        let mut scale = 0;
        for token in tokens {
            scale += if *token == Token::Percent { 2 } else { 0 };
        }
        // Commas behind the last digit before the point, or behind all digits, divide by a thousand.
        let mut end = 0;
        for behind in [last, mantissa.iter().rposition(is_digit).filter(|at| Some(*at) != last)] {
            let Some(at) = behind else { continue };
            let commas = mantissa.iter().skip(at + 1).take_while(|token| **token == Token::Comma);
            let commas = commas.count();
            scale -= 3 * i32::try_from(commas).unwrap_or(0);
            end = at + commas + 1;
        }
        Self { tokens, point, exponent, scale, grouped, end }
    }

    fn places(tokens: &[Token]) -> impl DoubleEndedIterator<Item = Place> {
        tokens.iter().filter_map(|token| match token {
            Token::Digit(place) => Some(*place),
            _ => None,
        })
    }

    fn before_point(&self) -> &'a [Token] {
        let end = self.point.or(self.exponent).unwrap_or(self.tokens.len());
        self.tokens.get(..end).unwrap_or_default()
    }

    fn behind_point(&self) -> &'a [Token] {
        let end = self.exponent.unwrap_or(self.tokens.len());
        let start = self.point.map_or(end, |point| point + 1);
        self.tokens.get(start..end).unwrap_or_default()
    }

    fn decimals(&self) -> usize {
        Self::places(self.behind_point()).count()
    }

    /// The number on the places of `tokens`, which begin with those before the point.
    fn plain(&self, tokens: &[Token], value: &Decimal) -> String {
        let whole = spread(
            &value.whole(),
            &Self::places(self.before_point()).collect::<Vec<_>>(),
            self.grouped,
        );
        let behind: Vec<Place> = Self::places(self.behind_point()).collect();
        let digits = value.fraction(behind.len());
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        let required =
            behind.iter().rposition(|place| *place == Place::Zero).map_or(0, |at| at + 1);
        let shown = required.max(digits.len() - zeros);
        let mut whole = whole.into_iter();
        let mut behind = digits.chars().take(shown).map(String::from);
        let mut out = String::new();
        for (at, token) in tokens.iter().enumerate() {
            match (token, self.point) {
                (Token::Point, Some(point)) if at == point => {
                    // Without a place before the point the digits stand at the point.
                    out.extend(whole.by_ref());
                    out.push('.');
                }
                (Token::Digit(_), Some(point)) if at > point => out.extend(behind.next()),
                (Token::Digit(_), _) => out.extend(whole.next()),
                (Token::Comma, _) if at < self.end => {}
                (token, _) => literal(token, &mut out),
            }
        }
        out
    }

    fn with_exponent(&self, at: usize, value: Decimal) -> String {
        let step = i32::try_from(Self::places(self.before_point()).count()).unwrap_or(1).max(1);
        let mut exponent =
            if value.is_zero() { 0 } else { value.exponent().div_euclid(step) * step };
        let mut mantissa = value.clone().shifted(-exponent).rounded(self.decimals());
        if mantissa.exponent() >= step {
            exponent += step;
            mantissa = value.shifted(-exponent).rounded(self.decimals());
        }
        let (mantissa_tokens, rest) = self.tokens.split_at(at);
        let mut out = self.plain(mantissa_tokens, &mantissa);
        out.push('E');
        match rest.first() {
            _ if exponent < 0 => out.push('-'),
            Some(Token::Exponent { plus: true }) => out.push('+'),
            _ => {}
        }
        let digits = exponent.unsigned_abs().to_string();
        let places: Vec<Place> = Self::places(rest).collect();
        let mut digits = spread(digits.trim_start_matches('0'), &places, false).into_iter();
        for token in rest {
            match token {
                Token::Digit(_) => out.extend(digits.next()),
                token => literal(token, &mut out),
            }
        }
        out
    }
}
