//! Values as a spreadsheet shows them: number formats (ECMA-376 Part 1, 18.8.31) as Japanese Excel
//! applies them.
//!
//! What a cell shows is more than its text in three ways, in which this differs: padding and what fills
//! the width of a cell is layout; where a value does not fit its format, Excel fills the cell with `#`,
//! and here the number stands as without a format; and `General` does not shorten a whole number that
//! is longer than eleven digits to an exponent.

mod builtin;
#[cfg(test)]
mod cases;
mod date;
mod decimal;
mod fraction;
mod general;
pub(super) mod iso;
mod number;
mod script;
mod tokens;

pub(super) use builtin::code as builtin;
pub(super) use date::Epoch;

use tokens::{Comparison, Condition, Script, Section, Token};

/// The longest code of a format (Excel takes no longer one).
const LONGEST: usize = 255;

/// The most sections of a code.
const SECTIONS: usize = 4;

/// A format code, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberFormat {
    /// For numbers, each with its condition.
    numbers: Vec<Section>,
    text: Option<Section>,
}

impl NumberFormat {
    /// Takes a code apart. One that Excel would not take stands for none.
    pub(super) fn parse(code: &str) -> Self {
        // Excel shows these as the system does (ECMA-376 Part 1, 18.8.31): its long date, its time.
        let code = match code.get(..8).map(str::to_ascii_uppercase).as_deref() {
            Some("[$-F800]") => r##"yyyy"年"m"月"d"日""##,
            Some("[$-F400]") => "h:mm:ss",
            _ => code,
        };
        let mut numbers = tokens::sections(code);
        if code.chars().count() > LONGEST || numbers.len() > SECTIONS {
            return Self::general();
        }
        let is_text =
            numbers.len() == SECTIONS || numbers.last().is_some_and(|it| it.has(&Token::At));
        let text = if is_text { numbers.pop() } else { None };
        if numbers.is_empty() {
            numbers = Self::general().numbers;
        }
        Self { numbers, text }
    }

    /// No format.
    pub(super) fn general() -> Self {
        let section = Section { tokens: vec![Token::General], ..Section::default() };
        Self { numbers: vec![section], text: None }
    }

    /// A number as it is shown, without the white space around it.
    pub(super) fn number(&self, value: f64, epoch: Epoch) -> String {
        if !value.is_finite() {
            return value.to_string();
        }
        let shown = self.section(value).and_then(|(section, unsigned)| {
            if section.is_date() {
                return of_date(section, value, epoch);
            }
            let shown = scripted(section, number::shown(section, value.abs()));
            if value < 0.0 && unsigned && section.red && !section.has_sign() {
                // Red is all that tells it from the positive number, and a text has no colour.
                return Some(format!("△{}", shown.trim_start()));
            }
            Some(if value < 0.0 && !unsigned { format!("-{shown}") } else { shown })
        });
        let shown = shown.unwrap_or_else(|| {
            let sign = if value < 0.0 { "-" } else { "" };
            format!("{sign}{}", general::shown(value.abs()))
        });
        shown.trim().to_owned()
    }

    /// A date as it is shown, by days as of 1900: where the format says nothing of dates, as by
    /// default.
    pub(super) fn date(&self, days: f64) -> String {
        let is_date = self.section(days).is_some_and(|(section, _)| section.is_date());
        let by_default = match (days < 1.0, days.fract() == 0.0) {
            (true, _) => "h:mm",
            (false, true) => "yyyy/m/d",
            (false, false) => "yyyy/m/d h:mm",
        };
        let format = if is_date { self } else { &Self::parse(by_default) };
        format.number(days, Epoch::Of1900)
    }

    /// A text as it is shown.
    pub(super) fn text(&self, text: &str) -> String {
        let Some(section) = &self.text else { return text.to_owned() };
        let mut out = String::new();
        for token in &section.tokens {
            match token {
                Token::At => out.push_str(text),
                token => tokens::literal(token, &mut out),
            }
        }
        out
    }

    /// The section for a number, and whether that section says by itself that it is negative.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let conditions = self.conditions();
        let at = conditions.iter().position(|it| it.is_none_or(|it| it.holds(value)))?;
        let unsigned = match (at, conditions.get(at)) {
            // The second section is that of negative numbers, whatever its condition.
            (1, _) => true,
            (_, Some(Some(condition))) => condition.is_negative(),
            // Only negative numbers are left over where those from zero on are taken.
            _ => conditions.iter().flatten().any(|it| {
                it.limit <= 0.0
                    && matches!(it.comparison, Comparison::AtLeast | Comparison::Greater)
            }),
        };
        Some((self.numbers.get(at)?, unsigned))
    }

    /// When each section applies: as it says, or else positive, negative and zero.
    fn conditions(&self) -> Vec<Option<Condition>> {
        let said: Vec<Option<Condition>> = self.numbers.iter().map(|it| it.condition).collect();
        let greater = Some(Condition::new(Comparison::Greater, 0.0));
        let less = Some(Condition::new(Comparison::Less, 0.0));
        let at_least = Some(Condition::new(Comparison::AtLeast, 0.0));
        match said[..] {
            [None, None] => vec![at_least, None],
            [None, second @ Some(_)] => vec![greater, second],
            [first, second, _] => vec![first.or(greater), second.or(less), None],
            _ => said,
        }
    }
}

fn of_date(section: &Section, value: f64, epoch: Epoch) -> Option<String> {
    let is_negative = value < 0.0;
    if is_negative && !date::is_duration(section) {
        return None;
    }
    let days = if date::is_duration(section) { value.abs() } else { epoch.days(value) };
    let shown = date::shown(section, days)?;
    let shown = match section.script {
        Some(script @ Script::Wide) => script.by_digit(&shown),
        Some(script) => script.by_number(&shown),
        None => shown,
    };
    Some(if is_negative { format!("-{shown}") } else { shown })
}

fn scripted(section: &Section, shown: String) -> String {
    match section.script {
        Some(script) if section.has(&Token::General) => script.by_number(&shown),
        Some(script) => script.by_digit(&shown),
        None => shown,
    }
}
